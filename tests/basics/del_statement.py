x = 1
del x
try:
    x
except NameError as error:
    print(error)
a = [0, 1, 2, 3, 4, 5]
del a[0], a[-1]
print(a)
del a[1:3]
print(a)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
class C:
    attr = 1
c = C()
c.own = 2
del c.own
try:
    c.own
except AttributeError as error:
    print(error)
try:
    del c.attr
except AttributeError as error:
    print(error)
del C.attr
print(hasattr(C, "attr"))
p = q = 3
del (p, q)
print("p" in globals(), "q" in globals())
def f():
    y = 1
    del y
    return y
try:
    f()
except UnboundLocalError as error:
    print(error)
