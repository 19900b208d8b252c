# Subscripts of objects whose class has a Python __getitem__; fields of named tuples; reversed lists.
import sys
from collections import namedtuple


class Row:
    def __init__(self, *cells):
        self.cells = cells

    def __getitem__(self, i):
        return self.cells[i]


class Deep(Row):
    def __getitem__(self, i):
        return super().__getitem__(i) * 2


class Odd(Row):
    def __getitem__(self, i, extra=1):
        return extra


class Count:
    def __getitem__(self, i):
        return sys.getrefcount(self), sys.getrefcount(i)


class Bad:
    def __getitem__(self):
        return 1


class Dies:
    def __getitem__(self, i):
        raise KeyError(i)

    def __del__(self):
        print("gone", end=" ")


r = Row(1, 2, 3)
print(r[0], r[-1], r[1:], Deep(4, 5)[1], Odd(1)[0], list(r), 2 in r)
c, k = Count(), object()
print(c[k], Count()[object()], c["a" * 1])
for make in (lambda: Bad()[0], lambda: Dies()[3], lambda: r[9], lambda: object()[1]):
    try:
        make()
    except Exception as e:
        print(type(e).__name__, e)


class Nest:
    def __getitem__(self, n):
        return 0 if n == 0 else self[n - 1] + 1


print(Nest()[200])
try:
    Nest()[10**6]
except RecursionError as e:
    print(e)


class Meta(type):
    def __getitem__(cls, i):
        return cls.__name__, i


class WithMeta(metaclass=Meta):
    pass


print(WithMeta[3], [Row(5)[0] for _ in range(2)])

P = namedtuple("P", "x y")


class Q(P):
    y = 7


p, q = P(1, 2), Q(3, 4)
for v in (p, q, P(5, 6)):
    print(v.x, v.y, end=" ")
print()
try:
    p.x = 3
except AttributeError as e:
    print(e)
P.x = property(lambda self: "changed")
print([v.x for v in (p, q)])

lst = [1, 2, 3]
for v in reversed(lst):
    print(v, end=" ")
    if v == 3:
        lst.pop()
print(list(reversed(lst)), next(reversed([8])))
d = {"a": 1, "b": 2}
for v in d.values():
    print(v, end=" ")
try:
    for v in d.values():
        d[v] = v
except RuntimeError as e:
    print(e)
