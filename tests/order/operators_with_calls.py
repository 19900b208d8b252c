# A local is read when its turn comes, whatever happens to its name afterwards.
def f():
    x = 1
    def g():
        nonlocal x
        x = 10
        return 5
    return x + g(), x, x + g()
print(f())
y = 1
print(y + (y := 7), y, (y := 3) + y)
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __add__(self, other): print("add", self.n, other); return self.n
def rebind():
    global z
    z = D("new")
    return "rebound"
z = D("old")
print(z + rebind())
def local():
    w = D("held while the right side is evaluated")
    return w + (w := "gone")
print(local())
a = [1, 2]
print(a[0], a.pop(0), a[0], [a, a.clear()], a)
def swap(t):
    t[0], t[1] = t[1], t[0]
    return t
print(swap([1, 2]))
del z
