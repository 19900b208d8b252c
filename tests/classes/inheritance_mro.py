class A:
    def who(self): return ["A"]
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
print(D().who(), [k.__name__ for k in D.__mro__], D.mro() == list(D.__mro__))
print(issubclass(D, A), isinstance(D(), (int, C)), issubclass(B, C), B.__subclasses__(), D.__bases__, D.__base__)
class X: pass
class Y: pass
class P(X, Y): pass
class Q(Y, X): pass
try:
    class R(P, Q): pass
except TypeError as error:
    print(error)
try:
    class S(X, X): pass
except TypeError as error:
    print(error)
try:
    class T(object, X): pass
except TypeError as error:
    print(error)
for base in (bool, type(None), range, slice, type(lambda: 0), 5):
    try:
        type("Sub", (base,), {})
    except TypeError as error:
        print(error)
class Base:
    def __init__(self, **kw):
        print("Base", kw)
class Left(Base):
    def __init__(self, left, **kw):
        print("Left", left)
        super().__init__(**kw)
class Right(Base):
    def __init__(self, right, **kw):
        print("Right", right)
        super().__init__(**kw)
class Both(Left, Right): pass
Both(left=1, right=2)
