import sys
size = sys.getsizeof
for value in (None, True, 0, 1, 2 ** 30, 2 ** 60, -2 ** 90, 1.5, 1j, ..., NotImplemented):
    print(repr(value), size(value))
for text in ("", "a", "abc", "x" * 100, "é", "éé", "€", "€" * 10, "😀", "a😀"):
    print(ascii(text[:6]), len(text), size(text))
for value in (b"", b"abc", bytearray(), bytearray(b"abc"), (), (1,), (1, 2, 3), [], [1], [1, 2, 3], {}, {"a": 1}, set(), {1}, frozenset(), range(5), slice(1)):
    print(repr(value), size(value))
for kind in (int, str, list, object, type):
    print(kind.__name__, size(kind) > 400)
def f(): pass
print(size(f), size(lambda: 0), size(len), size([].append), size(object()), size((i for i in ())) > 100)
print(size(iter([])), size(enumerate([])), size(zip()), size(map(f, [])), size(reversed([])))
class C:
    def m(self): pass
print(size(C()), size(C().m), size(C) > 900, size(property()), size(staticmethod(f)), size(super(C, C())))
try:
    size()
except TypeError as error:
    print(error)
