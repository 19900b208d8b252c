# norm: addr
# Enumerations from a module's constants, members that hide methods, and what __new__ may not do.
import enum
import inspect
import sys
from collections import namedtuple
from enum import Enum, Flag, IntEnum, StrEnum, auto

LEVEL_LOW, LEVEL_HIGH, LEVEL_TOP, OTHER = 1, 5, 5, 9


def told(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


Level = IntEnum._convert_("Level", __name__, lambda name: name.startswith("LEVEL_"))
print(list(Level), LEVEL_LOW is Level.LEVEL_LOW, LEVEL_TOP is LEVEL_HIGH, Level(5).name)


class Fraction(IntEnum):
    divisor = 3
    numerator = 4


print(Fraction.numerator, Fraction.divisor.numerator, Fraction.numerator.numerator)


class Book(StrEnum):
    author = "jane"
    title = "emma"


print(Book.author.title(), Book.title.title(), Book.title)


def super_new():
    class Wrong(Enum):
        def __new__(cls, value):
            return super().__new__(cls, value)

        first = 1


print(told(super_new))
Pair = namedtuple("Pair", "number text")


class Pairs(Enum):
    first = Pair(auto(), "one")
    second = auto(), "two"


print(list(Pairs), type(Pairs.first.value).__name__)


class Aliased(Enum):
    def __new__(cls, number, *others):
        self = object.__new__(cls)
        self._value_ = number
        for other in others:
            self._add_value_alias_(other)
        return self

    one = 1, "I", "one"
    two = 2, "II"


print(Aliased("I"), Aliased("one"), Aliased("II"), Aliased(2))
print(inspect.signature(Enum), inspect.signature(Pairs))
