import weakref
class Key:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"Key({self.n})"
values = weakref.WeakValueDictionary()
a, b = Key(1), Key(2)
values["a"] = a; values["b"] = b
print(sorted(values), len(values), values["a"], "b" in values, values.get("z"))
del a
print(sorted(values), len(values))
try:
    values["a"]
except KeyError as error:
    print("KeyError", error)
keys = weakref.WeakKeyDictionary()
k = Key(3)
keys[k] = "data"; keys[b] = "more"
print(len(keys), keys[k], sorted(x.n for x in keys))
del k
print(len(keys), list(keys.values()))
s = weakref.WeakSet([b])
t = Key(4); s.add(t)
print(len(s), t in s)
del t
print(len(s), list(s))
class Cache:
    store = weakref.WeakValueDictionary()
    @classmethod
    def get(cls, n):
        found = cls.store.get(n)
        if found is None:
            print("making", n)
            found = cls.store[n] = Key(n)
        return found
x = Cache.get(7); y = Cache.get(7)
print(x is y)
del x, y
z = Cache.get(7)
