# enumerate, zip and items() keep the tuple they gave last, and fill it anew when nobody else holds it.
import gc
import sys


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


things = [Thing("a"), Thing("b")]
for i, x in enumerate(things):
    print("enumerate", sys.getrefcount(x))
for x, y in zip(things, things):
    print("zip", sys.getrefcount(x))
for x, y, z in zip(things, things, "ab"):
    print("zip of three", sys.getrefcount(x))
table = {1: things[0], 2: things[1]}
for k, x in table.items():
    print("items", sys.getrefcount(x))
for k, x in reversed(table.items()):
    print("reversed items", sys.getrefcount(x))
for p in enumerate(things):
    print("kept", sys.getrefcount(p), sys.getrefcount(p[1]))
for p in zip(things):
    print("kept", sys.getrefcount(p), sys.getrefcount(p[0]))

it = iter(table.items())
first = next(it)
print("a new one while the first is held:", first is next(it))
it = zip([1, 2, 3])
seen = {id(next(it)) for _ in range(3)}
print("the same one else:", len(seen))
it = enumerate("abc")
pairs = [next(it), next(it), next(it)]
print(pairs)

# What the collector sees.
e = enumerate(things)
print([type(o).__name__ for o in gc.get_referents(e)], gc.get_referents(e)[1])
next(e)
print([type(o).__name__ for o in gc.get_referents(gc.get_referents(e)[1])])
z = zip("xy", [1, 2])
print(gc.get_referents(z)[1])
next(z)
print(gc.get_referents(z)[1])
d = iter({"k": "v"}.items())
print(gc.get_referents(d)[1])
print(next(d), gc.get_referents(d)[1])
print(gc.is_tracked(next(zip([1], [2]))), gc.is_tracked(next(enumerate([1]))))


# The last pair keeps its items alive until the next is asked for.
def make():
    for name in "pqr":
        yield Thing(name)


print("a loop")
for n, x in enumerate(make()):
    print(n, x.name)
    del x
    print("next")
print("after the loop")
for x, n in zip(make(), range(2)):
    print(n, x.name)
    del x
    print("next")
print("after the loop")

# An iterator that finds the tuple of its zip.
class Finder:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        self.found = [o for o in gc.get_referrers(marker) if type(o) is tuple]
        return self.n


marker = Thing("marker")
f = Finder()
z = zip([marker, marker, marker], f)
for t in z:
    print(type(t), t[1])
del t, z, f.found, marker
table.clear()
things.clear()
del p, it, pairs, first, e
print("end")
