import sys
count = sys.getrefcount
class Box: pass
value = object()
box = Box()
box.v = value
print(count(value), count(box))
box.again = value
print(count(value), count(box.v))
box.self = box
print(count(box))
del box.self, box.again
print(count(box), count(value))
def make(v):
    def inner(): return v
    return inner
f = make(value)
print(count(value), count(f))
g = make(value)
print(count(value))
del f, g
print(count(value))
h = lambda x=value: x
print(count(value), count(h()))
class S:
    __slots__ = ("a",)
s = S(); s.a = value
print(count(value))
s.a = None
print(count(value))
Box.shared = value
print(count(value), count(box.shared))
del Box.shared, h
print(count(value))
