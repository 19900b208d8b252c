def test(x, y):
    return not x < y
test(1, "2")
