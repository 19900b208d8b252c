# Locals go one by one, first to last, when a function returns; the result lives on.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(a, b):
    c, d = D("c"), D("d")
    print("leaving f")
    return D("result")
f(D("a"), D("b"))
print("--")
def g():
    x = D("x")
    return x
g()
print("--")
def h():
    later = None
    first = D("assigned first, stands second")
    later = D("assigned second, stands first")
h()
print("--")
def star(*args, **kw):
    print("in star")
star(D(1), D(2), k=D(3))
print("--")
def outer():
    a = D("outer local")
    inner()
    print("back")
def inner():
    b = D("inner local")
outer()
print("--")
def cells():
    plain = D("plain")
    held = D("cell")
    other = D("plain 2")
    def use(): return held
cells()
