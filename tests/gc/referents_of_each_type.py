# What gc.get_referents tells of an object of each type, in its order.
import collections
import functools
import gc
import types
import weakref


class Plain:
    pass


class Slots:
    __slots__ = ("a", "b")


class Table(dict):
    pass


class Items(list):
    pass


class Failure(Exception):
    pass


def function(a=[1], *, k={}):
    return function


def outer():
    held = [1]

    def inner():
        return held

    return inner


plain, real, slots = Plain(), Plain(), Slots()
plain.x, plain.y = [1], (2,)
real.q = [5]
real.__dict__
apart = Plain()
apart.__dict__ = {"own": [1]}
slots.a = [1]
table, items = Table(a=[1]), Items([[1]])
table.z = items.z = 5
failure = Failure([1], "s")
failure.at = [3]
try:
    1 / 0
except ZeroDivisionError as error:
    divided = error

objects = {
    "class": Plain, "slotted": Slots, "int": int, "list": [1, [2]], "tuple": (1, [2]), "dict": {1: [2], "k": 3}, "plain": plain,
    "real": real, "apart": apart, "slots": slots, "table": table, "items": items, "function": function, "inner": outer(),
    "lambda": lambda: 0, "cell": outer().__closure__[0], "slot": Plain.__init__, "append": [].append, "divided": divided,
    "failure": failure, "module": types.ModuleType("m", "doc"), "code": function.__code__, "property": property(len),
    "static": staticmethod(function), "class method": classmethod(function), "slice": slice([1], 2, 3), "iterator": iter([1]),
    "dict iterator": iter({1: 2}), "values": {1: 2}.values(), "set": {1, "a"}, "frozenset": frozenset([1]),
    "partial": functools.partial(function, [1], k=2), "deque": collections.deque([[1]]), "defaultdict": collections.defaultdict(list),
    "weakref": weakref.ref(Plain), "enumerate": enumerate([1]), "map": map(len, [1]), "range": range(5),
    "proxy": types.MappingProxyType({1: 2}), "getset": vars(Plain)["__dict__"], "super": super(Plain, plain),
    "namespace": types.SimpleNamespace(a=[1]), "alias": list[int], "union": int | str, "method": types.MethodType(function, plain),
    "zip": zip([1]), "reversed": reversed([1]), "filter": filter(None, [1]), "Counter": collections.Counter("a"),
}


def name(obj):
    text = repr(obj)
    return type(obj).__name__ if "0x" in text else f"{type(obj).__name__} {text[:20]}"


for what, obj in objects.items():
    print(f"{what:14}", [name(referent) for referent in gc.get_referents(obj)])

# An instance whose dict shares its class's keys holds the values, not the dict.
target = [1]
real.target = target
print([obj is real for obj in gc.get_referrers(target) if obj is real], vars(real) in gc.get_referents(real))
