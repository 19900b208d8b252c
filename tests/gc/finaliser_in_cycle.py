# skip: stress-gc the figures tell of one collection
import gc
gc.disable(); gc.collect()
class F:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, sorted(k for k in self.__dict__))
a, b, c = F("a"), F("b"), F("c")
a.next, b.next, c.next = b, c, a
a.extra = F("hanging off the cycle")
del a, b, c
print(gc.collect())
class R(F):
    def __del__(self):
        global back
        print("resurrecting", self.n)
        back = self
r, s = R("r"), F("s")
r.s, s.r = s, r
del r, s
print(gc.collect())
print(back.s.r is back)
back.s.r = None
del back
print(gc.collect())
print("end")
