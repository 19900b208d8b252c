class S:
    __slots__ = ("a", "b")
    def __init__(self, a): self.a = a
s = S(1)
print(s.a, hasattr(s, "b"), hasattr(s, "__dict__"), S.__slots__, type(S.a).__name__, S.a)
try:
    s.b
except AttributeError as error:
    print(error)
try:
    s.c = 1
except AttributeError as error:
    print(error)
s.b = 2; del s.b
try:
    del s.b
except AttributeError as error:
    print(error)
class T(S):
    __slots__ = ("c",)
t = T(5); t.c = 6
print(t.a, t.c, hasattr(t, "__dict__"))
class U(S): pass
u = U(7); u.anything = 8
print(u.a, u.__dict__)
class Mixed:
    __slots__ = ["x", "__dict__", "__weakref__"]
m = Mixed(); m.x = 1; m.y = 2
print(m.__dict__, m.x)
try:
    class Clash:
        __slots__ = ("v",)
        v = 1
except ValueError as error:
    print(error)
try:
    class Bad:
        __slots__ = ("not ok",)
except TypeError as error:
    print(error)
try:
    import weakref
    weakref.ref(s)
except TypeError as error:
    print(error)
class Private:
    __slots__ = ("__x",)
    def __init__(self): self.__x = 3
print(Private()._Private__x)
