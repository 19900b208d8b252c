t = (1, "two", 3.0)
print(t, t[0], t[-1], t[1:], len(t), 1 in t, t.index("two"), t.count(1))
print((), (1,), (1, 2), 1, tuple("abc"), tuple([1, 2]), tuple())
print((1, 2) + (3,), (0,) * 3, (1, 2) < (1, 3), (1,) < (1, 0), (1, 2) == (1, 2), (1, 2) == [1, 2])
print(hash((1, 2)) == hash((1, 2)), hash(()), hash((1, 2, 3)), {(0, 1): "point"}[(0, 1)])
a = 1, 2
b = 1,
print(a, b, type(b).__name__)
for text in ("t[0] = 1", "del t[0]", "t.append(1)", "t[9]", "t + [1]", "hash(([],))", "t['x']", "t.index(99)"):
    try:
        exec(text)
    except Exception as error:
        print(text, "->", type(error).__name__, error)
e = ()
print(e is tuple(), t[:] is t, tuple(t) is t, t * 1 is t)
class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
    @property
    def y(self): return self[1]
p = Point(3, 4)
print(p, p.x, p.y, p == (3, 4), isinstance(p, tuple), [*p])
