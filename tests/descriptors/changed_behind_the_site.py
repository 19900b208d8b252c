# A place that has read a property many times sees that the property, or its getter's code, is another.
class C: pass
def makes(n): return lambda self: n
C.x = property(makes(1))
c = C()
def read(o): return o.x
print([read(c) for _ in range(5)])
C.__dict__['x'].__init__(makes(2))
print([read(c) for _ in range(3)])

class D:
    @property
    def x(self): return 1
d = D()
print([read(d) for _ in range(5)])
def two(self, y): return y
def other(self): return 'other'
D.x.fget.__code__ = other.__code__
print(read(d))
D.x.fget.__code__ = two.__code__
try:
    print(read(d))
except TypeError as e:
    print(e)
