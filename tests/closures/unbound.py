def f():
    def g():
        return x
    try:
        g()
    except NameError as error:
        print(type(error).__name__, error)
    x = 1
    return g()
print(f())
def h():
    x = 1
    def g(): return x
    del x
    try:
        g()
    except NameError as error:
        print(error)
    cell = g.__closure__[0]
    try:
        cell.cell_contents
    except ValueError as error:
        print(error)
    cell.cell_contents = 9
    return g()
print(h())
