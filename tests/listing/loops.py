def fib(n):
    a, b = 0, 1
    while a < n:
        a, b = b, a + b
    return a


def total(rows):
    s = 0
    for row in rows:
        for x in row:
            if x is None or x == 0:
                continue
            s += x * 2
    else:
        return s


squares = [x * x for x in range(10) if x % 2]
