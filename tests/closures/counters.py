def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    return step
a, b = counter(), counter()
print(a(), a(), b(), a())
print(a.__closure__[0].cell_contents, a.__code__.co_freevars, counter.__code__.co_cellvars)
def make():
    value = 1
    def get(): return value
    def set(v):
        nonlocal value
        value = v
    return get, set
get, set_ = make()
set_(10)
print(get(), get.__closure__[0] is set_.__closure__[0])
def late():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [f() for f in fs]
print(late(), [f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])
def three():
    x = "outer"
    def two():
        def one():
            return x
        return one
    return two
print(three()()())
