class A:
    def hi(self): return "A"
class B:
    def hi(self): return "B"
a = A()
print(a.hi()); a.__class__ = B; print(a.hi(), type(a).__name__, isinstance(a, A))
try:
    a.__class__ = int
except TypeError as error:
    print(error)
try:
    a.__class__ = 5
except TypeError as error:
    print(error)
a.__dict__ = {"x": 9}
print(a.x)
try:
    a.__dict__ = 5
except TypeError as error:
    print(error)
a.hi = lambda: "instance"
print(a.hi(), B.hi(a))
class C:
    def __call__(self): return "class call"
c = C()
c.__call__ = lambda: "instance call"
print(c(), c.__call__())
c.__len__ = lambda: 3
try:
    len(c)
except TypeError as error:
    print(error)
C.__len__ = lambda self: 4
print(len(c))
class D(A): pass
D.__bases__ = (B,)
print(D().hi(), D.__mro__[1].__name__)
B.hi = lambda self: "patched"
print(a.__class__.hi(a), D().hi())
