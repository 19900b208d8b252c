import weakref
class C:
    def __init__(self, n): self.n = n
c = C(1)
r = weakref.ref(c)
print(r() is c, r().n, weakref.ref(c) is r, weakref.getweakrefcount(c), weakref.getweakrefs(c) == [r], type(r).__name__)
del c
print(r(), weakref.getweakrefcount(None))
def callback(ref):
    print("callback", ref is r2, ref())
c = C(2)
r2 = weakref.ref(c, callback)
print(r2.__callback__ is callback)
del c
print(r2.__callback__)
a, b = C(3), C(3)
ra, rb = weakref.ref(a), weakref.ref(b)
print(ra == rb, ra == weakref.ref(a), hash(ra) == hash(a), ra in {weakref.ref(a): 1})
for value in (5, "text", (), [], {}, None, object(), 1.5):
    try:
        weakref.ref(value)
        print(type(value).__name__, "ok")
    except TypeError as error:
        print(error)
for value in ({1}, frozenset(), C, len, lambda: 0, (i for i in ()), C(1).__init__):
    print(type(value).__name__, weakref.ref(value) is not None)
dead = weakref.ref(C(9))
print(dead(), dead == dead, dead == weakref.ref(C(8)))
try:
    hash(dead)
except TypeError as error:
    print(error)
