class C:
    count = 0
    def __init__(self): type(self).count += 1
    @classmethod
    def total(cls): return cls.__name__, cls.count
    @staticmethod
    def helper(x): return x * 2
    @classmethod
    def build(cls, n): return [cls() for _ in range(n)]
class D(C):
    count = 100
print(len(C.build(3)), C.total(), D.total(), D.build(2)[0].__class__.__name__, D.total(), C.total())
print(C.helper(4), C().helper(5), D.helper(6))
print(type(C.__dict__["total"]).__name__, type(C.__dict__["helper"]).__name__, C.total.__self__ is C, D().total.__self__ is D)
f = classmethod(lambda cls, x: (cls.__name__, x))
class E: method = f
print(E.method(1), E().method(2))
class Temperature:
    def __init__(self, celsius): self.celsius = celsius
    @classmethod
    def from_fahrenheit(cls, f): return cls((f - 32) * 5 / 9)
    @staticmethod
    def valid(x): return x >= -273.15
    def __repr__(self): return f"{type(self).__name__}({self.celsius:.1f})"
class Exact(Temperature): pass
print(Temperature.from_fahrenheit(212), Exact.from_fahrenheit(32), Temperature.valid(-300))
