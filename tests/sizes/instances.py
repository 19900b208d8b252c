import sys
size = sys.getsizeof
class Empty: pass
class Three:
    def __init__(self): self.a = self.b = self.c = 1
class Slots:
    __slots__ = ("a", "b", "c")
class Derived(Slots):
    __slots__ = ("d",)
class Open(Slots): pass
class L(list): pass
class I(int): pass
class T(tuple): pass
class D(dict): pass
class S(str): pass
print(size(Empty()), size(Three()), size(Slots()), size(Derived()), size(Open()))
print(size(L()), size(I(5)), size(T((1, 2))), size(D()), size(S("abc")))
t = Three()
t.__dict__
t.d = 1
print(size(t))
class Custom:
    def __sizeof__(self): return 1000
print(size(Custom()), object().__sizeof__(), [].__sizeof__(), [1, 2].__sizeof__())
class Bad:
    def __sizeof__(self): return "x"
try:
    size(Bad())
except TypeError as error:
    print(error)
print(size(Bad(), 5) if False else "default is for TypeError only")
print(size(ValueError()), size(KeyError("k")), size(OSError(1, "x")))
