# norm: addr
import abc
import collections.abc
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import *


def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


async def coroutine():
    yield


values = [1, "a", b"b", [], (), {}, set(), frozenset(), range(3), iter([]), (x for x in ()), len, int, {}.keys(), {}.items(), {}.values(),
          memoryview(b""), bytearray(), None, 1.5, object(), collections.deque(), collections.OrderedDict(), collections.Counter(),
          collections.ChainMap(), collections.UserDict(), collections.UserList(), collections.UserString("a"), zip(), coroutine()]
for name in collections.abc.__all__:
    if name == "ByteString":
        continue
    kind = getattr(collections.abc, name)
    print(name, kind, sorted(kind.__abstractmethods__), [isinstance(v, kind) for v in values].count(True),
          "".join("01"[isinstance(v, kind)] for v in values))


class Shape(ABC):
    @property
    @abstractmethod
    def area(self): ...

    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def make(cls): ...


t(Shape)
t(lambda: sorted(Shape.__abstractmethods__))


class Half(Shape):
    area = 1
    def name(self): return "half"


t(Half)


class Whole(Half):
    @classmethod
    def make(cls): return cls()


t(lambda: Whole.make().area)
t(lambda: Whole.__abstractmethods__)
t(lambda: isinstance(Whole(), Shape))


@Shape.register
class Stranger:
    pass


t(lambda: (isinstance(Stranger(), Shape), issubclass(Stranger, Shape), issubclass(Stranger, Half)))
t(lambda: Shape.register(3))
t(lambda: issubclass(3, Shape))
t(lambda: Whole.register(Shape))


class Hooked(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        return hasattr(C, "quack") or NotImplemented


class Duck:
    quack = 1


t(lambda: (issubclass(Duck, Hooked), issubclass(int, Hooked), isinstance(Duck(), Hooked)))


class BadHook(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        return 3


t(lambda: issubclass(int, BadHook))
before = abc.get_cache_token()
Hooked.register(int)
t(lambda: (abc.get_cache_token() != before, isinstance(True, Hooked)))


class Words(Sequence):
    def __init__(self, text): self.words = text.split()
    def __getitem__(self, i): return self.words[i]
    def __len__(self): return len(self.words)


w = Words("to be or not to be")
t(lambda: (list(w), list(reversed(w)), w.index("or"), w.count("to"), "not" in w, w.index("be", 2)))
t(lambda: w.index("x"))
match w:
    case [first, *rest]:
        print(first, rest)


class Low(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k.lower()]
    def __setitem__(self, k, v): self.d[k.lower()] = v
    def __delitem__(self, k): del self.d[k.lower()]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)


m = Low()
m.update(A=1, B=2)
t(lambda: (dict(m), m["a"], m.pop("B"), m.get("z"), m.setdefault("C", 3), "c" in m, m == {"a": 1, "c": 3}))
t(lambda: (m.keys(), m.items(), m.values()) and (list(m.keys()), list(m.items()), list(m.values())))
t(lambda: m.pop("q"))
t(lambda: m.popitem())
t(lambda: m.clear() or len(m))
t(lambda: m.popitem())
match m:
    case {}:
        print("mapping")


class Bits(MutableSet):
    def __init__(self, it=()): self.s = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
    def add(self, x): self.s.append(x) if x not in self.s else None
    def discard(self, x): self.s.remove(x) if x in self.s else None
    def __repr__(self): return f"Bits({self.s})"


a, b = Bits([1, 2, 3]), Bits([2, 3, 4])
t(lambda: (a & b, a | b, a - b, a ^ b, a <= b, a < a | b, a == Bits([3, 2, 1]), a.isdisjoint([9]), {9} | a, a._hash() == hash(frozenset([1, 2, 3]))))
a |= {7}
a -= {1}
t(lambda: a)
t(lambda: a.remove(99))
t(lambda: a.pop())
t(lambda: Callable[[int], str])
t(lambda: Iterable[int])
t(lambda: collections.ChainMap({1: 2}, {3: 4}))
