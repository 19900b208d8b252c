# ours: the module heap
"""A block that leaves cycles behind is found out, one that does not is not; the phases come in order."""

import gc

import heap


class Node:
    pass


with heap.expect_no_leaks():
    n = Node()
    n.other = [n.__class__]
    del n

try:
    with heap.expect_no_leaks():
        n = Node()
        n.me = n
        del n
except heap.LeakError as e:
    print(type(e).__name__)

gc.collect()
n = Node()
n.me = n
del n
print([phase.name if hasattr(phase, "name") else str(phase).split(":")[0] for phase in heap.collector()])
