# What instances of a class are to patterns: sequence, mapping or neither.
import collections
import collections.abc


def kind(x):
    match x:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return "neither"


class C:
    pass


class Both1(collections.UserDict, collections.abc.Sequence):
    pass


class Both2(C, collections.UserList, collections.abc.Mapping):
    pass


class Both3(collections.UserList, dict, C):
    pass


for x in Both1(), Both2(), Both3(), C(), "text", b"bytes", bytearray(b"b"), range(2), collections.deque(), memoryview(b"a"), {}, {}.keys():
    print(type(x).__name__, kind(x))


class Parent:
    pass


class Child(Parent):
    pass


print(kind(Child()))
collections.abc.Mapping.register(Parent)
print(kind(Child()), kind(type("Late", (Child,), {})()))
try:
    class Impossible(metaclass=type(collections.abc.Sequence)):
        __abc_tpflags__ = 1 << 5 | 1 << 6
except TypeError as e:
    print(e)


class Keys:
    KEY = "a"


def say(f, *args):
    try:
        print(f(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


def by_keys(x):
    match x:
        case {Keys.KEY: y, "a": z}:
            return y, z


say(by_keys, {"a": 1, "b": 2})


class Twice:
    __match_args__ = ("a", "a")
    a = None


def by_class(x):
    match x:
        case Twice(y, z):
            return y, z


def by_class_and_name(x):
    match x:
        case Twice(y, a=z):
            return y, z


say(by_class, Twice())
say(by_class_and_name, Twice())


class Outer:
    def get(self, x):
        match x:
            case C(__secret=y):
                return y


c = C()
setattr(c, "__secret", "not mangled")
print(Outer().get(c))

for keys in "0: _, False: _", "0: _, 0.0: _", "0: _, 0j: _", "0: _, -0: _", "1: _, 1.5: _", "'a': _, 'a': _":
    try:
        compile(f"match x:\n case {{{keys}}}: pass", "<test>", "exec")
        print(keys, "compiles")
    except SyntaxError as e:
        print(e)
