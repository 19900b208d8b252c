# ours: the module heap
# norm: addr
"""What there is, and what changes."""

import heap


class Node:
    def __init__(self, value):
        self.value = value


class Leaf(Node):
    pass


def nothing():
    pass


before = heap.census()
nodes = [Node(i) for i in range(300, 310)]
change = heap.census() - before
print(change["__main__.Node"], change["list"], change["int"][0])
print(heap.census() - heap.census())

with heap.diff() as d:
    more = [Leaf(i) for i in range(5)]
    del nodes[3:]
print({name: row for name, row in d.change.items() if "Node" in name or "Leaf" in name})
print(d)


@heap.diff
def grow(n):
    "Makes n dicts."
    global grown
    grown = [{} for i in range(n)]
    return n


print(grow(5), grow.__name__, grow.__doc__)


@heap.diff()
def keep_nothing():
    return [Node(i) for i in range(100)] and None


keep_nothing()


class Grower:
    @heap.diff
    def grow(self):
        self.items = [Node(0)]


Grower().grow()
try:
    with heap.diff() as failed:
        raise KeyError(1)
except KeyError:
    print("passed on", failed)

print(heap.census().total()[0] < heap.census(all=True).total()[0])
print("wrapper_descriptor" in heap.census(), "wrapper_descriptor" in heap.census(all=True))
print(sorted(x.value for x in heap.live(Node)), len(heap.live(Leaf)))
print(heap.live(Leaf))
try:
    heap.live(3)
except TypeError as error:
    print(error)

print("sizes")
shared = [Node(1000), "text that is shared"]
whole = {"a": shared, "b": [Node(2000) for i in range(4)]}
print(heap.memory_usage(whole))
print(heap.memory_usage(shared))
usage = heap.memory_usage(whole)
print(usage.flat, usage.deep > usage.retained > usage.flat, usage.objects)
print(heap.memory_usage(5))


class Sized:
    def __sizeof__(self):
        print("asked")
        return 1000


print(heap.memory_usage(Sized()).flat, heap.memory_usage(Node(1)).flat)

print("constants")
import sys

word = sys.intern("made_here_" + str(1))
print(word in heap.interned(), "nothing" in heap.interned())
ints = heap.small_ints()
print(len(ints), ints[0][0], ints[-1][0], ints[5][1] == id(0))


def constants():
    return 1, "word", "two words", 1000, 2.5, (3, "x y")


print(heap.constants(constants))
print(heap.constants(constants.__code__) == heap.constants(constants), heap.constants(nothing))


def deeper(n):
    held = [n]
    if n:
        return deeper(n - 1)
    return heap.stack()


print(deeper(2))


def generator():
    inside = "generator's"
    yield [frame.name for frame in heap.stack()]


print(next(generator()))
