class A:
    @property
    def __class__(self): return int
a = A(); print(a.__class__, isinstance(a, int))
class B(A):
    def f(self): return super().__class__
print(B().__class__, B().f())
class B2(A):
    def __init__(self): self.q = 1
print(B2().__class__)
class C:
    def __init__(self): super().__init__()
    @property
    def __class__(self): return int if self.x else type(self)
    x = 5
print(C().__class__)
class Base:
    def __init__(self, /, *a): pass
class D(Base):
    def __new__(cls, *a):
        new = type(cls.__name__, (cls,), {"__doc__": cls.__doc__})
        return object.__new__(new)
    def __init__(self): super().__init__(1)
    def __get(self): return 3
    @property
    def __class__(self): return int
class E(D): pass
print(E().__class__, type(E()), isinstance(E(), int), D().__class__)

class F:
    __class__ = str
    def f(self): return __class__
    g = __class__
print(F().__class__, F().f(), F.g)
