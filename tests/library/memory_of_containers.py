# skip: poison freed blocks are not used again, so ids differ
# What the native containers weigh, whom they hold, and in what order they let go.
import gc
import sys
import weakref
from collections import OrderedDict, defaultdict, deque, namedtuple
from functools import lru_cache, partial
from itertools import chain, combinations, count, cycle, islice, pairwise, permutations, product, repeat


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)

    def __repr__(self):
        return self.name


# Sizes follow CPython's blocks of 64, whatever was done before.
d = deque()
sizes = [sys.getsizeof(d)]
for n in (1, 30, 32, 33, 64, 65, 100, 129, 1000):
    d = deque(range(n))
    sizes.append(sys.getsizeof(d))
    d = deque()
    for i in range(n):
        d.append(i)
    sizes.append(sys.getsizeof(d))
    d = deque()
    for i in range(n):
        d.appendleft(i)
    sizes.append(sys.getsizeof(d))
    d.rotate(n // 3)
    sizes.append(sys.getsizeof(d))
    for i in range(n // 2):
        d.popleft()
    sizes.append(sys.getsizeof(d))
    while d:
        d.pop()
    sizes.append(sys.getsizeof(d))
    d.extendleft(range(5))
    sizes.append(sys.getsizeof(d))
    d.clear()
    sizes.append(sys.getsizeof(d))
print(sizes)
for x in (defaultdict(), defaultdict(list, a=1), OrderedDict(), OrderedDict(a=1), partial(print, 1), count(), cycle([]), repeat(1),
          chain(), product([1, 2], [3]), combinations(range(5), 3), permutations(range(4), 2), islice([], 1), pairwise([])):
    print(type(x).__name__, sys.getsizeof(x), gc.is_tracked(x))

# Deaths: first to last, and not before their turn.
d = deque([Noisy("a"), Noisy("b"), Noisy("c")])
del d
d = deque([Noisy("a"), Noisy("b"), Noisy("c")], 2)
d.append(Noisy("d"))
d.appendleft(Noisy("e"))
d[0] = Noisy("f")
print(d)
d.clear()
print("cleared")
od = OrderedDict([("x", Noisy("x")), ("y", Noisy("y"))])
del od
dd = defaultdict(lambda: Noisy("made"))
dd[1]
dd[1] = None
del dd


@lru_cache(maxsize=2)
def f(x):
    return Noisy(f"r{x}")


f(1), f(2), f(1), f(3)
print("three calls")
f.cache_clear()

# References counted.
o = object()
d = deque([o] * 3)
print(sys.getrefcount(o))
e = d.copy()
print(sys.getrefcount(o), sys.getrefcount(e))
it = iter(d)
print(sys.getrefcount(d))
del d, e, it
print(sys.getrefcount(o))
p = product([o], repeat=2)
t = next(p)
print(sys.getrefcount(t))
del t, p
for t in product([1, 2], [3, 4]):
    print(sys.getrefcount(t), end=" ")
for t in combinations([1, 2, 3], 2):
    print(sys.getrefcount(t), end=" ")
for t in pairwise([1, 2, 3]):
    print(sys.getrefcount(t), end=" ")
print()
print(len({id(t) for t in product([1, 2], repeat=3)}), len(set(map(id, list(product([1, 2], repeat=3))))))

# Cycles through each of them are found.
gc.collect()
d = deque()
d.append(d)
w = weakref.ref(d)
del d
print(gc.collect(), w())
dd = defaultdict()
dd.default_factory = dd
del dd
print(gc.collect())
od = OrderedDict()
od["self"] = od
del od
print(gc.collect())


class Box:
    pass


b = Box()
b.p = partial(print, b)
w = weakref.ref(b)
del b
print(gc.collect() > 0, w())
b = Box()
b.it = chain([b])
w = weakref.ref(b)
del b
print(gc.collect() > 0, w())

P = namedtuple("P", "x y")
p = P(1, [])
print(sys.getsizeof(p), gc.is_tracked(p), gc.is_tracked(P(1, 2)))

# Whom they refer to.
print(gc.get_referents(deque([1, [2]])), gc.get_referents(iter(deque([3]))))
print(gc.get_referents(partial(print, 1, sep="")), gc.get_referents(count(1.5, 2)), gc.get_referents(product([1], [2])))
print(gc.get_referents(defaultdict(list)))
