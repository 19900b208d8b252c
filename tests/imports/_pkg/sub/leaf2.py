text = "leaf2"
