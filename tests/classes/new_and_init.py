class Single:
    instance = None
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance
    def __init__(self, *args):
        print("init", args)
print(Single(1) is Single(2))
class Other:
    def __new__(cls): return 42
    def __init__(self): print("never")
print(Other())
class BadInit:
    def __init__(self): return 5
try:
    BadInit()
except TypeError as error:
    print(error)
class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        print("Meta.new", name, kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("Meta.init", name)
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print("Meta.call", a)
        return super().__call__(*a)
class M(metaclass=Meta, tag="t"):
    def __init__(self, x=0): self.x = x
class N(M): pass
print(M(5).x, type(N), N.__class__ is Meta)
T = type("T", (M,), {"y": 7, "get": lambda self: self.y})
print(T().get(), T.__name__, T.__bases__)
class Plugin:
    found = []
    def __init_subclass__(cls, tag="none", **kw):
        super().__init_subclass__(**kw)
        Plugin.found.append((cls.__name__, tag))
class P1(Plugin, tag="one"): pass
class P2(Plugin): pass
print(Plugin.found)
try:
    class P3(Plugin, tags=1): pass
except TypeError as error:
    print(error)
try:
    object.__new__(int)
except TypeError as error:
    print(error)
