# packages: pympler==1.1
# norm: addr
# Sizes of one object of each kind: deep, flat, and what the flat size is made of.
import array
import collections
import dataclasses
import enum
import functools
import itertools
import struct
import types
import weakref
from pympler import asizeof


class Empty:
    pass


class Pair:
    def __init__(self):
        self.name, self.data = "a name", [0] * 10


class Slots:
    __slots__ = ("a", "b", "__hidden")


class MoreSlots(Slots):
    __slots__ = ("c",)


class Items(list):
    pass


class Table(dict):
    pass


class Failure(ValueError):
    pass


class Called:
    def __call__(self):
        pass


class Colour(enum.Enum):
    RED = 1


@dataclasses.dataclass
class Record:
    number: int
    items: list


Point = collections.namedtuple("Point", "x y")


def outer():
    held = [1, 2, 3]

    def inner():
        return held

    return inner


slots, more = Slots(), MoreSlots()
slots.a, slots.b = 1000, "text"
more.a, more.c = [1], (1, 2)
loop, pair = Empty(), Pair()
loop.me = loop
items, table = Items([1, 2]), Table(a=1)
items.more, table.more = [5], 5
try:
    1 / 0
except ZeroDivisionError as error:
    divided = error

objects = {
    "None": None, "True": True, "int": 5, "big int": 10**50, "negative": -(2**70), "float": 1.5, "complex": 1j, "...": ...,
    "empty str": "", "ascii": "abc", "latin": "\xe9", "ucs2": "\u20acuro", "ucs4": "\U0001f600", "bytes": b"abc",
    "bytearray": bytearray(b"xyz"), "empty tuple": (), "tuple": (1, 2, (3, 4)), "empty list": [], "list": [1, 2, 3, "a"],
    "long list": list(range(100)), "empty dict": {}, "dict": {1: 2, "a": "b"}, "empty set": set(), "set": {1, 2, 3},
    "frozenset": frozenset("abc"), "range": range(5), "slice": slice(1, 2, 3), "loop": loop, "pair": pair, "slots": slots,
    "more slots": more, "namedtuple": Point(1, [2]), "dict subclass": table, "list subclass": items,
    "error": Failure("a", [1, 2]), "divided": divided, "OSError": OSError(2, "no", "file"), "callable": Called(),
    "function": outer, "cell": outer().__closure__[0], "class": Empty, "namespace": types.SimpleNamespace(a=1),
    "method": pair.__init__, "native": len, "array": array.array("i", [1, 2, 3]), "doubles": array.array("d"),
    "deque": collections.deque([1, 2, [3]]), "OrderedDict": collections.OrderedDict(a=[1]),
    "Counter": collections.Counter("aab"), "defaultdict": collections.defaultdict(list, {1: [2]}),
    "ChainMap": collections.ChainMap({1: 2}), "weakref": weakref.ref(pair), "proxy": weakref.proxy(pair),
    "list iterator": iter([1, 2]), "dict iterator": iter({1: [2]}), "proxy of a dict": types.MappingProxyType({"a": [1]}),
    "Struct": struct.Struct("iid"), "memoryview": memoryview(b"abc"), "object": object(), "partial": functools.partial(len, [1]),
    "cycle": itertools.cycle([1]), "keys": {1: 2}.keys(), "int type": int, "zip": zip([1], [2]), "map": map(len, []),
    "weak keys": weakref.WeakKeyDictionary({Empty: 1}), "dataclass": Record(1, [2]), "enum": Colour.RED,
}
for name, obj in objects.items():
    figures = asizeof.asizeof(obj), asizeof.flatsize(obj), asizeof.basicsize(obj), asizeof.itemsize(obj), asizeof.leng(obj)
    print(f"{name:16}", *figures, asizeof.asizeof(obj, limit=1), asizeof.asizeof(obj, align=1))

nested = [1, [2, 3], {"k": (4, 5)}]
deep = None
for _ in range(150):
    deep = [deep]
print(asizeof.asizeof(deep), asizeof.asizeof(nested, pair), asizeof.asizeof(pair, pair), asizeof.asizeof())
print(asizeof.asizesof([1, 2], [1, 2], "a", pair, pair))
print(asizeof.asized(nested, detail=3).format())
print(asizeof.asized(pair, detail=2).format(order_by="name", depth=1))
print(asizeof.asized(pair, detail=1), asizeof.asized(slots, detail=1).get("b"), asizeof.asized(1, [2])[1], sep="\n")
print(asizeof.asized(table, detail=1).format(), asizeof.asized(Point(1, 2), detail=1).format(), sep="\n")
print(list(asizeof.refs([1, 2])), asizeof.refs(5), list(asizeof.refs(slots)), asizeof.named_refs({"a": 5}))

sizer = asizeof.Asizer()
print(sizer.asizeof(nested), sizer.asizeof(nested), sizer.total, sizer.seen, sizer.duplicate, sizer.sized, sizer.missed)
sizer.exclude_types(list)
print(sizer.asizesof([7], {8: 9}))
sizer.reset()
sizer.exclude_refs(nested[1])
print(sizer.asizeof(nested), sizer.asizeof(nested[1]))
sizer.reset()
sizer.exclude_objs(nested[1])
print(sizer.asizeof(nested), sizer.asizeof(nested[1]))

asizeof.asizeof(nested, pair, stats=1)
asizeof.asizeof(nested, pair, stats=2, above=50)
asizeof.asizesof(nested, pair, stats=1)
asizeof.asized(nested, pair, stats=1)
asizeof.asizeof([0] * 500, stats=2.05, align=1)
for options in {"unknown": 2}, {"align": 3}:
    try:
        asizeof.asizeof(1, **options)
    except Exception as error:
        print(type(error).__name__, error)
