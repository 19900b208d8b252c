class Collide:
    def __init__(self, n): self.n = n
    def __hash__(self): return 7
    def __eq__(self, o): return isinstance(o, Collide) and self.n == o.n
    def __repr__(self): return f"C{self.n}"
d = {Collide(i): i for i in range(20)}
print(d[Collide(13)], len(d), list(d)[:5])
for i in range(0, 20, 2): del d[Collide(i)]
print(d)
for i in range(4): d[Collide(i)] = "again"
print(d, Collide(4) in d, d.get(Collide(99)))
s = {Collide(i % 5) for i in range(20)}
print(len(s), Collide(3) in s, Collide(9) in s)
class Changing:
    def __init__(self): self.h = 1
    def __hash__(self): return self.h
c = Changing()
d = {c: "found"}
c.h = 2
print(c in d, [k is c for k in d], len(d))
class EqRaises:
    def __hash__(self): return 3
    def __eq__(self, o): raise ValueError("eq failed")
d = {EqRaises(): 1}
try:
    d[EqRaises()]
except ValueError as error:
    print(error)
class Mutator:
    def __hash__(self): return 5
    def __eq__(self, o):
        table.clear()
        return False
table = {Mutator(): 1, "x": 2}
try:
    print(table.get(Mutator()), len(table))
except RuntimeError as error:
    print(error)
d = {}
for i in range(1000): d[i] = i
for i in range(990): del d[i]
print(list(d), next(iter(d)))
d.update((i, 0) for i in range(3))
print(list(d), d.popitem(), 1.0 in d, True in d)
