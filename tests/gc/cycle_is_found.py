import gc, weakref
class Node: pass
def make_cycle():
    a, b = Node(), Node()
    a.b, b.a = b, a
    return weakref.ref(a)
r = make_cycle()
gc.collect()
print(r())
refs = []
for _ in range(50):
    refs.append(make_cycle())
gc.collect()
print(sum(ref() is None for ref in refs))
class Parent:
    def __init__(self):
        self.children = [Child(self) for _ in range(3)]
class Child:
    def __init__(self, parent): self.parent = parent
p = Parent()
r = weakref.ref(p.children[1])
del p
gc.collect()
print(r())
closure = []
def cyc():
    data = Node()
    def inner(): return inner, data
    closure.append(weakref.ref(data))
cyc()
gc.collect()
print(closure[0]())
try:
    raise ValueError
except ValueError as error:
    keep = error
    held = Node()
    keep.held = held
    r = weakref.ref(held)
del held
print(r() is None)
keep = None
gc.collect()
print(r())
