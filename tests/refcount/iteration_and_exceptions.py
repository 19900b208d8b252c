import sys
count = sys.getrefcount
x = object()
for item in [x]:
    print(count(x))
print(count(x))
del item
it = iter([x, x])
print(count(x))
next(it)
print(count(x))
list(it)
print(count(x))
def gen(v):
    yield count(v)
    yield count(v)
g = gen(x)
print(count(x), next(g), count(x), next(g))
del g
print(count(x))
print([count(x) for _ in range(2)], [count(y) for y in [x]])
try:
    raise ValueError(x)
except ValueError as error:
    print(count(x), count(error))
print(count(x))
def fail(v):
    raise KeyError
try:
    fail(x)
except KeyError as error:
    print(count(x))
print(count(x))
a, b = x, x
print(count(x))
a, b = b, a
print(count(x))
del a, b
with_list = [x] * 5
print(count(x))
with_list *= 2
print(count(x))
with_list[2:8] = []
print(count(x))
print(count(with_list[:]), count(sorted([with_list], key=id)[0]))
