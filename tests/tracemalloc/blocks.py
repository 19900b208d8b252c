# skip: stress-gc every full collection empties the free lists, and who traces sees it
# skip: poison there are no free lists
# Sizes of the blocks that objects of many kinds take, as tracemalloc sees them.
import tracemalloc
from collections import Counter


class Plain:
    pass


class One:
    def __init__(self):
        self.x = None


class Four:
    def __init__(self):
        self.a = self.b = self.c = self.d = None


class Slots:
    __slots__ = ('a', 'b')


class Ints(int):
    pass


class Lists(list):
    pass


class Tuples(tuple):
    pass


class Dicts(dict):
    pass


def numbers():
    yield 1


def longer(a, b, c=1):
    x = yield a, b, c
    while x:
        x = yield from numbers()


class Methods:
    def m(self):
        pass


m = Methods()
text = 'äöü'
wide = 'жук'
wider = '🐞'

MAKERS = [
    lambda i: Plain(), lambda i: One(), lambda i: Four(), lambda i: Slots(),
    lambda i: i + 1000, lambda i: -i - 1000, lambda i: i << 30, lambda i: (i + 3) * 2.5,
    lambda i: object(), lambda i: [i], lambda i: [i, i, i, i, i], lambda i: [None] * 100,
    lambda i: [[]] * i, lambda i: list('abc'), lambda i: (i, i), lambda i: (None,) * 30,
    lambda i: {}, lambda i: {'a': 1}, lambda i: {i: 1}, lambda i: {'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6},
    lambda i: dict.fromkeys(range(20)), lambda i: dict(a=1, b=2), lambda i: set(), lambda i: {i, 1, 2},
    lambda i: {1, 2, 3, 4, 5, 6}, lambda i: set(range(100)), lambda i: frozenset((1, 2)),
    lambda i: 'x' * (100 + i), lambda i: str(i + 1000), lambda i: f'{i + 100} abc', lambda i: text * (i + 2),
    lambda i: wide * (i + 2), lambda i: wider * (i + 2), lambda i: 'ab%d' % (i + 100), lambda i: ''.join(['q', 'r', 's']),
    lambda i: bytes(i + 100), lambda i: b'ab' * (i + 10), lambda i: bytearray(50), lambda i: bytearray(b'abc'),
    lambda i: complex(i, 1), lambda i: range(10), lambda i: slice(1, 2), lambda i: iter([]),
    lambda i: iter(()), lambda i: iter({}), lambda i: enumerate([]), lambda i: zip(), lambda i: map(str, []),
    lambda i: reversed([]), lambda i: numbers(), lambda i: longer(1, 2), lambda i: (lambda: 0), lambda i: (lambda: i),
    lambda i: m.m, lambda i: [].append, lambda i: staticmethod(len), lambda i: property(len),
    lambda i: Ints(i), lambda i: Lists(), lambda i: Tuples((1, 2)), lambda i: Dicts(),
    lambda i: ValueError(), lambda i: [j for j in range(10)],
    lambda i: list(range(10)), lambda i: sorted([3, 1, 2]), lambda i: 'a b c'.split(), lambda i: [1, 2, 3],
    lambda i: [1, 2] + [3], lambda i: list((1, 2, 3)), lambda i: [*range(5)],
]

for n, make in enumerate(MAKERS):
    line = make.__code__.co_firstlineno
    kept = [None] * 200
    tracemalloc.start()
    for i in range(200):
        kept[i] = make(i)
    snapshot = tracemalloc.take_snapshot()
    tracemalloc.stop()
    sizes = Counter(t.size for t in snapshot.traces if t.traceback[0].lineno == line)
    print(n, sorted(size for size, count in sizes.items() if count > 60) or sorted(sizes)[:5])
