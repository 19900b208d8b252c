# A tour of the life of objects, in about sixty lines.
# skip: stress-gc the tour shows the moment of the collection

import gc
import sys
import weakref

gc.disable()                   # so that the collector runs when we say so
gc.collect()                   # and finds only what we make


class Fish:
    def __init__(self, name):
        self.name = name
        self.mate = None

    def __del__(self):
        print(f"   ({self.name} is gone)")


def count(obj):
    return sys.getrefcount(obj) - 2


print("1. A reference count rises and falls")
fish = Fish("Nemo")
print("   one name:", count(fish))
tank = [fish, fish]
print("   and twice in a list:", count(fish))
tank.pop()
print("   once popped:", count(fish))
tank = None
print("   without the list:", count(fish))

print("2. The last reference goes, and the object with it")
del fish
print("   that was at once")

print("3. A cycle keeps itself alive")
a, b = Fish("Dory"), Fish("Marlin")
a.mate, b.mate = b, a
window = weakref.ref(a)        # looks, but does not hold
del a, b
print("   still there:", window().name)

print("4. The collector finds it")
print("   objects found:", gc.collect())
print("   seen through the weak reference:", window())

print("5. A list grows in steps")
items = []
size = sys.getsizeof(items)
for n in range(1, 18):
    items.append(n)
    if sys.getsizeof(items) != size:
        print(f"   {n:>2} items: {size} -> {sys.getsizeof(items)} bytes")
        size = sys.getsizeof(items)

print("6. Equal is not the same")
one, two = [1], [1]
print("   equal:", one == two, "- the same object:", one is two)
