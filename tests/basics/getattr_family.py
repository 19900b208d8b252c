class P:
    x = 1
p = P()
setattr(p, "y", 2)
print(getattr(p, "x"), getattr(p, "y"), getattr(p, "z", "default"))
print(hasattr(p, "y"), hasattr(p, "z"))
delattr(p, "y")
print(hasattr(p, "y"), vars(p))
p.a = 1; p.b = 2
print(vars(p), p.__dict__ is vars(p))
print(sorted(n for n in dir(p) if not n.startswith("__")))
try:
    getattr(p, "zz")
except AttributeError as error:
    print(error, error.name, error.obj is p)
try:
    getattr(p, 3)
except TypeError as error:
    print(error)
try:
    setattr(5, "x", 1)
except AttributeError as error:
    print(error)
try:
    len = 3
    print(len)
finally:
    del len
print(len("back"))
