# norm: addr
# Elements whose methods change the container they are in.
import heapq
from bisect import bisect
from collections import Counter, OrderedDict, defaultdict, deque
from functools import lru_cache, reduce
from itertools import chain, cycle, groupby, islice, starmap, takewhile, tee


def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


class Clearing:
    def __init__(self, of):
        self.of = of

    def __eq__(self, other):
        self.of.clear()
        return False

    def __lt__(self, other):
        self.of.clear()
        return False

    __hash__ = object.__hash__


d = deque()
d.extend([1, Clearing(d), 2])
t(lambda: d.index(5))
d.extend([1, Clearing(d), 2])
t(lambda: 5 in d)
d.extend([1, Clearing(d), 2])
t(lambda: d.count(5))
d.extend([1, Clearing(d), 2])
t(lambda: d.remove(5))
h = []
h.extend([Clearing(h), Clearing(h), Clearing(h)])
t(lambda: heapq.heappop(h))
h = []
h.extend([Clearing(h), Clearing(h)])
t(lambda: heapq.heapify(h))
h = []
h.extend([Clearing(h), Clearing(h), Clearing(h), 1])
t(lambda: bisect(h, Clearing(h)))


class Popping:
    def __init__(self, of):
        self.of = of

    def __del__(self):
        if self.of:
            self.of.pop()


d = deque()
d.extend([Popping(d), Popping(d), Popping(d), 4])
d.popleft()
print(len(d))
d.clear()
print(len(d))
d = deque(maxlen=2)
for i in range(6):
    d.append(Popping(d))
print(len(d))


@lru_cache(maxsize=3)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(30), fib.cache_info())


@lru_cache(maxsize=2)
def clears(n):
    clears.cache_clear()
    return n


print(clears(1), clears(1), clears.cache_info())


class Key:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        clears.cache_clear()
        return False


t(lambda: clears(Key()))
t(lambda: clears(Key()))


def endless():
    yield 1
    yield next(c)


c = cycle(endless())
t(lambda: list(islice(c, 3)))
def stop(*args): raise StopIteration


t(lambda: list(map(stop, [1, 2])))
t(lambda: list(filter(stop, [1, 2])))
t(lambda: list(starmap(stop, [(1,)])))
t(lambda: [x for x in takewhile(stop, [1])])
t(lambda: next(map(stop, [1])))
a, b = tee(iter(lambda: next(b), None))
t(lambda: next(a))
g = groupby([1, 1, 2], key=lambda x: next(g) if x == 2 else x)
t(lambda: [(k, list(v)) for k, v in g])
o = OrderedDict.fromkeys("abc")
t(lambda: [o.move_to_end(k) for k in o])
t(lambda: [o.pop(k) for k in o])
dd = defaultdict(lambda: dd.clear())
dd[1] = 2
t(lambda: (dd[3], dd))
n = Counter()
t(lambda: n.update(n.pop(k, k) for k in "aab"))
print(n)
t(lambda: reduce(lambda a, b: a + b, chain([1], (x for x in [2, "x"]))))
d = deque(range(5))
t(lambda: [d.append(x) for x in d])
t(lambda: [d.__setitem__(0, x) for x in d][:2])
