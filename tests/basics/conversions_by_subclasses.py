# Conversion methods that give an instance of a subclass: a warning, and where it matters the exact type.
import math
import operator
import warnings

warnings.simplefilter("always")


class Int(int):
    pass


class Float(float):
    pass


class Complex(complex):
    pass


class All:
    def __int__(self):
        return Int(1)

    def __index__(self):
        return True

    def __float__(self):
        return Float(2)

    def __complex__(self):
        return Complex(3)


for f in int, float, complex, operator.index, math.sqrt, bin, [4, 5].__getitem__, math.floor:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        value = f(All())
    print(value, type(value).__name__, *(w.message for w in caught), sep="; ")


class OwnFloat(int):
    def __float__(self):
        return 4.5


print(math.sqrt(OwnFloat(1)), float(OwnFloat(1)), math.fabs(OwnFloat(1)))


# Keywords that __new__ has no use for are those of the subclass's own __init__; list has it the other way round.
def keywords(base, args=([1],)):
    class WithInit(base):
        def __init__(self, *args, extra=None):
            self.extra = extra

    class WithNew(base):
        def __new__(cls, *args, extra=None):
            self = super().__new__(cls, *args)
            self.extra = extra
            return self

    for cls in WithInit, WithNew, base:
        try:
            print(base.__name__, cls.__name__, cls(*args, extra=3).extra)
        except TypeError as e:
            print(base.__name__, cls.__name__, e)


for base in list, tuple, set, frozenset:
    keywords(base)
keywords(float, (1,))
keywords(int, (1,))
keywords(str, ("a",))


# What a comparison or an iteration does to the list it runs over.
class Emptying:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False

    def __iter__(self):
        yield from list(self.target)
        self.target.clear()


a = []
a.append(Emptying(a))
print(a == [1], a)
a = [1, 2, 3]
try:
    a[::-1] = Emptying(a)
except ValueError as e:
    print(e, a)


class Hints:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter((5, 6))

    def __length_hint__(self):
        return self.hint


a = [1]
a.extend(Hints(2**63 - 1))
print(a)

# dict.fromkeys of a set hashes nothing again; a split dict that loses its last item is split no more.
count = 0


class Hashed(int):
    def __hash__(self):
        global count
        count += 1
        return int(self)


keys = {Hashed(i) for i in range(10)}
count = 0
print(len(dict.fromkeys(keys)), len(dict.fromkeys(frozenset(keys), 1)), count)


class Slotted(set):
    __slots__ = ("x", "__dict__")


s = Slotted("a")
s.x = 1
s.y = 2
print(s.__reduce__()[1:])
