# ours: the module heap
# norm: addr
"""Why something is alive, how one leads to another, cycles, what would go with an object."""

import gc
import heap
import weakref


class Node:
    def __init__(self, name, next=None):
        self.name = name
        self.next = next


a = Node("a", Node("b", Node("c")))
a.next.next.next = a
data = {"list": [a, (a, 1)]}
print(heap.why_alive(a.next.next))
print(heap.path(data, a.next.next))
print(heap.path(data, data), "|", heap.path(1, data))
print(heap.cycles(a))
print(heap.cycles(data))
print(len(heap.cycles(Node)), len(heap.cycles(Node, all=True)) > 0)

both = [a, a]
both.append(both)
print(heap.cycles(both))


def local():
    inside = [Node("inside")]
    return heap.why_alive(inside[0])


print(local())

print("garbage has no root")
gc.collect()
gc.disable()
lost = Node("lost")
lost.next = lost
watch = weakref.ref(lost)
address = id(lost)
del lost
print(heap.why_alive([x for x in heap.live(Node) if x.name == "lost"][0]))
print(watch() is not None, gc.collect(), watch())
gc.enable()

print("dominators")
rows = [row for row in heap.dominators(most=1000) if row[0].split()[0] in ("Node", "list", "dict", "class")]
agree = [heap.dominators(heap.Holder("", "", "", row[1]).object).bytes == row[2] for row in rows]
print(len(rows) > 6, all(agree))
tree = [[Node(i) for i in range(3)], Node("leaf")]
shared = tree[1]
print(heap.dominators(tree))
print(heap.dominators(tree[0]).bytes == 3 * 48 + 80 + 8)
print(heap.dominators(shared))
chain = None
for i in range(20000):
    chain = [chain]
top = heap.dominators(most=3)
print(len(heap.dominators(chain)), top[0][0], top[0][3] > 20000)
print(len(heap.path(chain, [None]) or ()), len(heap.why_alive(chain[0][0][0])))
