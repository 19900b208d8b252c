# skip: stress-gc collects between the steps
import gc, sys
gc.disable(); gc.collect()
class S:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, "still has", self.o.n, sys.getrefcount(self))
a, b = S("a"), S("b")
a.o, b.o = b, a
del a, b
print(gc.collect())
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n); self.__dict__.clear()
a, b, c = T("a"), T("b"), T("c")
a.o, b.o, c.o = b, c, a
del a, b, c
print(gc.collect() > 0)
def gen(me):
    try:
        yield
    finally:
        print("generator in a cycle is closed")
holder = []
g = gen(holder); next(g); holder.append(g)
del g, holder
print(gc.collect())
