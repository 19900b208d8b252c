# isinstance and issubclass take whatever has a tuple in __bases__, and follow it.
class Abstract:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


class Instance:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        return self.cls


top = Abstract()
middle = Abstract(top)
both = Abstract(Abstract(), middle)
print(isinstance(Instance(both), top), isinstance(Instance(top), both), isinstance(Instance(both), both))
print(issubclass(both, top), issubclass(top, middle), issubclass(both, (int, middle)))


def say(f, *args):
    try:
        print(f(*args))
    except (TypeError, RecursionError, ZeroDivisionError) as e:
        print(type(e).__name__, e)


class NoTuple:
    __bases__ = [int]


class Failing:
    @property
    def __bases__(self):
        return 1 / 0


say(isinstance, 1, NoTuple())
say(isinstance, 1, Failing())
say(isinstance, 1, [int])
say(issubclass, NoTuple(), int)
say(issubclass, int, NoTuple())
say(issubclass, 3, int)
say(type.__subclasscheck__, int, 3)
say(isinstance, 1, (int, "no class"))
say(isinstance, 1, ("no class", int))

cycle = Abstract()
cycle.bases = (cycle, cycle)
try:
    issubclass(cycle, int.__mro__[1] if False else middle)
except RecursionError:
    print("a cycle ends")
