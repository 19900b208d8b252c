class Key:
    def __init__(self, name, h): self.name, self.h = name, h
    def __hash__(self):
        print("hash", self.name)
        return self.h
    def __eq__(self, other):
        print("eq", self.name, getattr(other, "name", other))
        return isinstance(other, Key) and self.name == other.name
    def __repr__(self): return f"<{self.name}>"
a, b, c = Key("a", 1), Key("b", 1), Key("a", 1)
d = {a: 1}
print("insert b"); d[b] = 2
print("lookup c"); print(d[c])
print("store c"); d[c] = 9
print(d)
print("missing"); print(d.get(Key("m", 2)))
print("identity first"); print(d[a])
class NoHash:
    def __eq__(self, other): return True
try:
    {NoHash(): 1}
except TypeError as error:
    print(error)
class BadHash:
    def __hash__(self): return "x"
try:
    hash(BadHash())
except TypeError as error:
    print(error)
class Missing(dict):
    def __missing__(self, key):
        print("missing", key)
        return key * 2
m = Missing(a=1)
print(m["a"], m["b"], m.get("b"), "b" in m)
