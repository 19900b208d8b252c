class Log:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, owner=None):
        print("get", self.name, obj is None, owner.__name__)
        return self if obj is None else obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, value):
        print("set", self.name, value)
        obj.__dict__[self.name] = value
    def __delete__(self, obj):
        print("delete", self.name)
        del obj.__dict__[self.name]
class C:
    a = Log()
    b = Log()
c = C()
print(c.a); c.a = 1; print(c.a, c.b); del c.a; print(C.a is C.__dict__["a"])
class NonData:
    def __get__(self, obj, owner): return "from descriptor"
class Data(NonData):
    def __set__(self, obj, value): raise AttributeError("read only")
class K:
    n = NonData()
    d = Data()
k = K()
k.__dict__["n"] = "from dict"; k.__dict__["d"] = "from dict"
print(k.n, k.d, K.n)
try:
    k.d = 5
except AttributeError as error:
    print(error)
class OnlySet:
    def __set__(self, obj, value): print("only set")
class O: x = OnlySet()
o = O(); o.x = 1
print(type(o.x).__name__)
try:
    del o.x
except AttributeError as error:
    print(error)
class Late: pass
Late.x = Log.__new__(Log)
