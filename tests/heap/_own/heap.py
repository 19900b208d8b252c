holders = "the user's own"
