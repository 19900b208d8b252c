# skip: stress-gc collects the cycle before the program does
import gc
gc.disable()
gc.collect()
class Node:
    def __init__(self, n): self.n = n
gc.set_debug(gc.DEBUG_SAVEALL)
a = Node(1); a.me = a
del a
print(gc.collect())
print([type(o).__name__ for o in gc.garbage])
gc.set_debug(0)
gc.garbage.clear()
print(gc.garbage, gc.get_debug(), gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
gc.collect()
