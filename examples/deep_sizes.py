# packages: pympler==1.1
# How large is an object? sys.getsizeof tells of the object alone; asizeof adds what belongs to it.

import sys
from pympler import asizeof


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Slim:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


row = [0] * 10
table = [row] * 3
print("the list:", sys.getsizeof(table), "- with its row:", asizeof.asizeof(table))

# What is shared counts once. So the sizes of two things are more than the size of both.
other = [row]
print("one and the other:", asizeof.asizeof(table), "+", asizeof.asizeof(other), "- together:", asizeof.asizeof(table, other))

# Where does it go? A tree, the largest part first.
print(asizeof.asized({"name": "ring", "at": [1000, 2000]}, detail=2).format())

# Slots save the dict.
print("with a dict:", asizeof.asizeof(Point(1000, 2000)), "- with slots:", asizeof.asizeof(Slim(1000, 2000)))
