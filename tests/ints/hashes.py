for n in (0, 1, -1, -2, 2 ** 31, 2 ** 61 - 2, 2 ** 61 - 1, 2 ** 61, -2 ** 61, 2 ** 100, -2 ** 100, 10 ** 30, True):
    print(n, hash(n))
for x in (0.0, 0.5, -0.5, 1.0, 1e100, 5e-324, 3.14, -2.0, 1e308):
    print(x, hash(x))
for t in ((), (1,), (1, 2), (1, (2, 3)), (None,) * 0, (-1,), (0, 0), (1.5, 2)):
    print(t, hash(t))
print(hash("a"), hash("abc"), hash(""), hash("é"), hash("日本"), hash(b"abc"), hash("x" * 100))
print(hash(frozenset()), hash(frozenset([1, 2, 3])), hash(frozenset("ab")), hash(range(5)), hash(range(0)), hash(slice(1, 2)))
print(hash(1 + 2j), hash(2j), hash(None) == hash(None), hash(int) == hash(int), hash(True), hash(()) == hash(tuple()))
