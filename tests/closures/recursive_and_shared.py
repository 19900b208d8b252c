def outer():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact
f = outer()
print(f(10), f.__closure__[0].cell_contents is f)
def parameters(a, *args, k=5, **kw):
    def show():
        nonlocal a
        a += 1
        return a, args, k, kw
    return show
s = parameters(1, 2, 3, k=4, z=6)
print(s(), s())
def loop():
    total = 0
    def add(n):
        nonlocal total
        total += n
    for n in range(5):
        add(n)
    return total
print(loop())
def comp():
    k = 3
    return [x * k for x in range(3)], {x: k for x in range(2)}, {x + k for x in range(2)}, list(x * k for x in range(3))
print(comp())
