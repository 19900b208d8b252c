x = '\d'
1 is 1
def f():
    return '\z'
    1if 2else 3
yield 3
