# ours: the module heap
"""A heap.py of the user's comes first; ours is always terrarium.heap."""

import sys

sys.path.insert(0, "_own")
import heap

print(heap.holders)
import terrarium.heap

print(terrarium.heap.__name__, terrarium.heap is heap)
from terrarium import heap as ours

print(ours is terrarium.heap)
del sys.modules["heap"]
sys.path.pop(0)
import heap

print(heap is ours, heap.__name__)
try:
    import heap.nothing
except ModuleNotFoundError as error:
    print(error)
try:
    import terrarium.nothing
except ModuleNotFoundError as error:
    print(error)
help(terrarium)
