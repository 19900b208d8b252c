import gc
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
class C:
    attr = D("class attribute")
    temp = D("deleted in the body")
    del temp
    print("body ends")
C.attr = D("second")
print("replaced")
c = C(); c.attr = D("instance attribute")
del c.attr
print("instance attribute deleted")
del C.attr
class E(D):
    def __init__(self, n):
        self.extra = D(n + " extra")
        super().__init__(n)
E("e")
class F(D):
    def __init__(self): raise ValueError
    n = "half made"
try:
    F()
except ValueError:
    print("handler")
class P:
    @property
    def p(self): return D("from property")
P().p
print("--")
P().p.n
print("end")
