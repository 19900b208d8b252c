class Circle:
    def __init__(self, r): self._r = r
    @property
    def r(self):
        "The radius."
        return self._r
    @r.setter
    def r(self, value):
        if value < 0: raise ValueError("negative radius")
        self._r = value
    @r.deleter
    def r(self): self._r = 0
    @property
    def area(self): return 3 * self._r ** 2
c = Circle(2)
print(c.r, c.area)
c.r = 5
print(c.area)
try:
    c.r = -1
except ValueError as error:
    print(error)
try:
    c.area = 5
except AttributeError as error:
    print(error)
try:
    del c.area
except AttributeError as error:
    print(error)
del c.r
print(c.r, Circle.r.__doc__, type(Circle.r).__name__, Circle.r.fget.__name__, Circle.area.fset)
class D(Circle):
    @Circle.r.getter
    def r(self): return "derived"
d = D(1); d.r = 3
print(d.r, d._r)
class P:
    x = property(lambda self: self.v, lambda self, v: setattr(self, "v", v * 2), doc="doc")
p = P(); p.x = 4
print(p.x, P.x.__doc__)
class W:
    y = property(None, lambda self, v: None)
try:
    W().y
except AttributeError as error:
    print(error)
class E:
    @property
    def broken(self): return self.missing
    def __getattr__(self, name): return "getattr " + name
print(E().broken)
