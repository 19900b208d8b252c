# A set finds an item by its hash, a list by looking at one after the other. A set pays for it with memory.

import sys


class Watched:
    looks = 0

    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        Watched.looks += 1
        return self.value == other.value

    def __hash__(self):
        return hash(self.value)


items = [Watched(n) for n in range(1000)]
last = Watched(999)
for kind in list, set:
    container = kind(items)
    Watched.looks = 0
    print(f"{kind.__name__:4}: found {last in container} after {Watched.looks} comparisons, {sys.getsizeof(container)} bytes")

# A set grows in steps, so that there is always room between its items.
numbers, sizes = set(), []
for n in range(100):
    numbers.add(n)
    if not sizes or sizes[-1][1] != sys.getsizeof(numbers):
        sizes.append((len(numbers), sys.getsizeof(numbers)))
print("items and bytes at each step:", sizes)

# It does not shrink when items go.
numbers.difference_update(range(2, 100))
print(len(numbers), "left:", sys.getsizeof(numbers), "- copied:", sys.getsizeof(set(numbers)))
