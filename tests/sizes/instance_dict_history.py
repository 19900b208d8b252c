# The size of an instance's dict tells how many instances its class has made: each takes a place from the shared keys.
import sys


def size(obj):
    return sys.getsizeof(obj.__dict__)


class Pair:
    def __init__(self):
        self.a = self.b = 1


few = [Pair() for _ in range(5)]
print([size(pair) for pair in few])
many = [Pair() for _ in range(50)]
first, second, third, fourth = many[:4]
print(size(first))

# One place is left; the next name asks for keys of the dict's own.
first.c = 1
print(size(first))
first.d = 1
print(size(first))
second.e = 1
print(size(second))
late = Pair()
late.c = 1
print(size(late))
late.d = 1
print(size(late), size(third))
del late.d
print(size(late))


class Empty:
    pass


empties = [Empty() for _ in range(60)]
print(size(empties[0]))
empties[0].u = 1
print(size(empties[0]))
empties[0].v = 1
print(size(empties[0]))
empties[1].v = 1
print(size(empties[1]))
empties[2].u = 1
print(size(empties[2]), sorted(vars(empties[2])))

one = Empty()
for number in range(40):
    setattr(one, f"name{number}", number)
print(size(one), len(vars(one)), list(vars(one))[::13])


# Instances with more than a dict take no place.
class Items(list):
    pass


class Slotted:
    __slots__ = ("a", "__dict__")


class Error(Exception):
    pass


for cls in Items, Slotted, Error:
    objects = [cls() for _ in range(40)]
    print(cls.__name__, size(objects[0]), end=" ")
    objects[0].x = 1
    print(size(objects[0]))
