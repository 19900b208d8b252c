x = 1
eval("x +\n y")
