class V:
    def __init__(self, name): self.name = name
    def __repr__(self): return self.name
ops = "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul".split()
def make(kind, op):
    def method(self, other):
        print(f"{self}.__{kind}{op}__({other})")
        return self
    return method
for op in ops:
    for kind in ("", "r", "i"):
        setattr(V, f"__{kind}{op}__", make(kind, op))
a, b = V("a"), V("b")
a + b; a - 1; 1 - a; a * b; a / b; a // b; a % b; a ** b; a << b; a >> b; a & b; a | b; a ^ b; a @ b
2 ** a; [] + a; "s" * a; (1,) @ a
c = a
c += 1; c -= 1; c **= 2; c @= 3; c >>= 4
class Derived(V):
    def __radd__(self, other):
        print("derived radd first")
        return self
a + Derived("d")
class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __call__(self, *a, **k): return a, k
    def __divmod__(self, o): return "divmod", o
    def __pow__(self, o, m=None): return "pow", o, m
print(-U(), +U(), ~U(), abs(U()), U()(1, k=2), divmod(U(), 3), pow(U(), 2, 5), U() ** 4)
