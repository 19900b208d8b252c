class N:
    def __init__(self, n): self.n = n
    def __eq__(self, o):
        print("eq", self.n)
        return NotImplemented if not isinstance(o, N) else self.n == o.n
    def __lt__(self, o):
        print("lt", self.n)
        return self.n < o.n if isinstance(o, N) else NotImplemented
    def __le__(self, o):
        print("le", self.n)
        return "truthy"
a, b = N(1), N(2)
print(a == b, a != b, a < b, a > b, a <= b, a >= b)
print(a == 1, a != 1, 1 == a)
try:
    a < 1
except TypeError as error:
    print(error)
print(N.__hash__, sorted([N(3), N(1), N(2)], key=lambda v: v.n)[0].n)
class H(N):
    def __hash__(self): return hash(self.n)
print(len({H(1), H(1), H(2)}))
class Plain: pass
p, q = Plain(), Plain()
print(p == q, p == p, p != q, hash(p) == hash(p))
for op in ("<", "<=", ">", ">="):
    try:
        eval(f"p {op} q")
    except TypeError as error:
        print(error)
print(sorted([N(2), N(1)])[0].n)
