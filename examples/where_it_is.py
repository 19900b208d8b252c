# ours: CPython has no module heap
# norm: addr
# skip: poison freed blocks are not used again
import heap
import sys

numbers = [1, 2, 3]
place = heap.where(numbers)
print(place.domain, "of", place.size_class, "bytes; owns", place.owned, "bytes elsewhere")

# CPython's layout, and our blocks.
print(sys.getsizeof(numbers), heap.block_size(numbers))
print()


class Drop:
    __slots__ = ()


# Blocks of one size stand side by side in a pool; one that is freed is used first.
drops = [Drop() for i in range(100)]
gone = id(drops[50])
print(heap.at(gone).state)
drops[50] = None
print(heap.at(gone).state)
print(id(Drop()) == gone)
print()

# A map of the pools for blocks of that size.
fish = heap.map(size=heap.where(drops[0]).size_class)
letter = {name: sign for sign, name in fish.letters.items()}["Drop"]
print(letter, fish.counts["Drop"])
