def order(x, y, f):
    a = x + y
    b = x + f()
    c = x[f()]
    d = x + (x := 1)
    del y
    return a, b, c, d
