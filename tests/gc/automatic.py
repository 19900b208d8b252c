# skip: stress-gc collects sooner than the thresholds say
import gc, weakref
print(gc.get_threshold(), gc.isenabled())
gc.collect()
class Node: pass
def cycle():
    n = Node(); n.me = n
    return weakref.ref(n)
r = cycle()
print(r() is not None)
keep = [[] for _ in range(5000)]
print(r() is None)
gc.set_threshold(100, 5, 5)
print(gc.get_threshold())
r = cycle()
keep2 = [[] for _ in range(300)]
print(r() is None)
gc.set_threshold(0)
r = cycle()
keep3 = [[] for _ in range(5000)]
print(r() is None, gc.get_threshold())
gc.set_threshold(2000, 10, 10)
