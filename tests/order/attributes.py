class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, end=" ")
class O: pass
o = O(); o.x, o.y, o.z = D("x"), D("y"), D("z"); del o; print("first to last")
class S:
    __slots__ = ("b", "a")
s = S(); s.a, s.b = D("a"), D("b"); del s; print("slots by their order in memory")
class T(S):
    __slots__ = ("c",)
t = T(); t.c, t.a, t.b = D("c"), D("a"), D("b"); t = None; print("derived slots")
class M(S): pass
m = M(); m.a, m.own = D("slot"), D("dict"); m = None; print("slots and dict")
o = O(); o.x = D("x"); o.__dict__ = {}; print("dict replaced"); del o
