# skip: stress-gc collects before all are born
import gc
gc.disable(); gc.collect()
class S:
    def __init__(self, n): self.n, self.me = n, self
    def __del__(self): print("del", self.n)
for name in "abcde": S(name)
gc.collect()
print("--")
a, b, c = S("a"), S("b"), S("c")
a.o, b.o, c.o = b, c, a
del c, b, a
gc.collect()
print("--")
x = S("young"); gc.collect(0); y = S("younger")
x.y, y.x = y, x
del x, y
gc.collect()
print("--")
x = S("held by root, born first"); r = S("root"); r.x = x
keep = [r]; del x, r
gc.collect()
keep = None
gc.collect()
print("end")
