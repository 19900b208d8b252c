# ours: the module heap
# norm: addr
# skip: poison holders come in the order of addresses
"""Every kind of holder, and as many as the count says."""

import heap
import sys


class Node:
    def __init__(self):
        self.next = None


class Slots:
    __slots__ = ("first", "second")


def check(x):
    found = heap.holders(x)
    # This call's parameter is among the holders; getrefcount's own argument is not.
    assert len(found) == sys.getrefcount(x) - 1, (len(found), sys.getrefcount(x))
    return found


a = Node()
print(heap.holders(a))

b = Node()
b.next = a
s = Slots()
s.second = a
kept = [1, a, 2], (a,), {a}, frozenset([a]), {"k": a, 5: a, a: 1}
a.__dict__
a.me = a


def f(x, y=a, *, z=a):
    def inner():
        return x

    return check(x), inner


found, inner = f(a)
print(found)


def generator(value):
    yield check(value)


running = generator(a)
print([h.kind for h in next(running)][:2])
print([h for h in heap.holders(a) if "generator" in h.holder])

try:
    raise ValueError(a)
except ValueError as error:
    kept_error = error
print([h for h in heap.holders(a) if "Error" in h.holder])


def fails(parameter):
    local = parameter
    1 / 0


try:
    fails(a)
except ZeroDivisionError as error:
    kept_error = error
print([h for h in heap.holders(a) if "frame" in h.holder])

print("temporaries")
print(len(heap.holders(Node())))
print(len(heap.holders([])))
sorted([Node()], key=lambda item: print(heap.holders(item)) or 0)

print("holders are data")
first = heap.holders(b)[0]
print(first, first.kind, first.name, first.holder, first.object is globals())
print(first == heap.holders(b)[0], len({first, heap.holders(b)[0]}))
item = heap.holders(kept[0])[0]
print(item.kind, item.name, item.object is kept)

print("what the interpreter holds")
print(heap.holders(sys.modules))
text = "not an identifier"
print(heap.holders(text))
print(heap.holders(f.__defaults__))
print(heap.holders(Node))
print(len(heap.holders(None)) > 40, str(heap.holders(None)).splitlines()[-1][:9])
for x in (a, b, s, kept, f, Node, heap, found, running, inner, text, f.__code__, inner.__closure__):
    check(x)
