import gc
class C: pass
class S: __slots__ = ()
def f(): pass
for value in (1, 1.5, "s", None, b"", range(3), slice(1), [], {}, set(), frozenset(), C(), S(), C, f, len, [].append, iter([]), (i for i in ()), C().__init__, bytearray(), property(), ValueError(), object()):
    print(type(value).__name__, gc.is_tracked(value))
d = {"a": 1}
print(gc.is_tracked(d))
d["b"] = []
print(gc.is_tracked(d))
t = (1, 2, int("3"))
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(([],)))
print(gc.is_finalized(C()))
class D:
    def __del__(self):
        global kept
        kept = self
D()
print(gc.is_finalized(kept))
