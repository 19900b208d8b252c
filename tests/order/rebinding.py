# A name is bound to its new object before the old one is released.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, "; x is", x.n if isinstance(x, D) else x)
    def __add__(self, other): return 5
x = D("old")
x = D("new")
x = x + D("temporary")
x = D("again")
x = None
def f():
    global x
    y = D("local old")
    y = D("local new")
    print("rebound")
    y = 0
    x = D("via global")
    x = "unset"
f()
for x in [D(1), D(2)]:
    print("loop", x.n)
print("after loop")
x = "end"
