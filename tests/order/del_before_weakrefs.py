# Death by refcount: __del__ first, then the weakrefs are cleared and called back. Death in a cycle: weakrefs first.
import gc, weakref
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, "; weakref answers:", ref() is not None)
d = D("by refcount")
ref = weakref.ref(d, lambda r: print("callback"))
del d
print("--")
gc.collect()
d = D("in a cycle"); d.me = d
ref = weakref.ref(d, lambda r: print("callback"))
del d
gc.collect()
print("--")
d = D("resurrected")
class K(D):
    def __del__(self):
        global back
        back = self
        print("saved; weakref answers:", ref() is not None)
d = None
d = K("k")
ref = weakref.ref(d, lambda r: print("callback of k"))
d = None
print("still answers:", ref() is back)
back = None
print("gone:", ref())
