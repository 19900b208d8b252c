# norm: addr
import gc, weakref
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, "ref:", refs[self.n]())
refs = {}
a = N("refcount"); refs["refcount"] = weakref.ref(a)
a = None
class M(N):
    def __del__(self): print("del", self.n, "ref:", refs[self.n]())
b = M("cycle"); refs["cycle"] = weakref.ref(b, lambda r: print("callback", r()))
b.me = b
b = None
gc.collect()
print(refs["cycle"]())
class Pair: pass
p, q = Pair(), Pair()
p.q, q.p = q, p
inner = weakref.ref(p, lambda r: print("callback of a ref that survives"))
q.own = weakref.ref(p, lambda r: print("never: the ref is garbage too"))
del p, q
gc.collect()
print(inner())
