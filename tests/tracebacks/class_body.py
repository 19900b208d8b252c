class Config:
    path = "x"
    size = path * 1.5
