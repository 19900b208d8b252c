# skip: stress-gc the figures tell of one collection
import gc
gc.disable()
gc.collect()
class Node:
    def __init__(self): self.next = None
a, b = Node(), Node()
a.next, b.next = b, a
del a, b
print(gc.collect(), gc.collect())
x = []; x.append(x)
del x
print(gc.collect())
d = {}; d["me"] = d
d = None
print(gc.collect())
n = Node(); n.next = n
print(gc.collect(), n.next is n)
n = None
print(gc.collect())
def f():
    def g(): return g
    return None
f()
print(gc.collect())
class Local:
    pass
del Local
print(gc.collect() > 0)
t = ([],); t[0].append(t)
del t
print(gc.collect())
print(gc.isenabled()); gc.enable(); print(gc.isenabled())
