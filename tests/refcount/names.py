import sys
count = sys.getrefcount
x = object()
print(count(x))
y = x
print(count(x))
y = None
print(count(x))
names = [x, x, x]
print(count(x))
del names[0]
print(count(x))
names.clear()
print(count(x), count(names))
d = {"k": x, "j": x}
print(count(x))
d.pop("k")
print(count(x))
del d
print(count(x))
t = (x,) * 10
print(count(x))
t = None
s = {x}
print(count(x), x in s)
s.discard(x)
print(count(x))
