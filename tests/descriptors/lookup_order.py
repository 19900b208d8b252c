class Data:
    def __get__(self, o, t=None): return "data descriptor"
    def __set__(self, o, v): raise AttributeError("read only")
class NonData:
    def __get__(self, o, t=None): return "non-data descriptor"
class Meta(type):
    m = Data()
    n = NonData()
    plain = "meta plain"
    both = "from meta"
class Base:
    inherited = "base"
    data = Data()
class C(Base, metaclass=Meta):
    non = NonData()
    both = "from class"
    plain_class = "class"
    m = "class m"
    n = "class n"
c = C()
c.__dict__.update(data="dict", non="dict", plain_class="dict", inherited="dict")
print(c.data, c.non, c.plain_class, c.inherited)
print(C.m, C.n, C.plain, C.both, hasattr(c, "plain"))
C.new = NonData()
print(c.new, C.new)
del c.__dict__["non"]
print(c.non)
class Fallback:
    def __getattr__(self, name): return f"missing {name}"
    @property
    def broken(self): raise AttributeError("inside the property")
print(Fallback().anything, Fallback().broken)
class Override:
    x = 1
    def __getattribute__(self, name):
        if name == "x": return object.__getattribute__(self, name) + 100
        return object.__getattribute__(self, name)
o = Override(); print(o.x); o.x = 5; print(o.x, o.__dict__)
try:
    c.data = 1
except AttributeError as error:
    print(error)
print(Base.__dict__["data"].__get__(c), type(C.__dict__["non"]).__name__, vars(Meta)["plain"])
