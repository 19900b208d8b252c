# ours: the module heap
# norm: addr
# skip: stress-gc collects in between
# skip: poison there are no free lists then
"""Looking never disturbs: counts, generations, statistics and tracked sets are afterwards as they were."""

import gc
import heap
import sys


class Node:
    def __init__(self):
        self.next = None


a = Node()
a.next = Node()
a.next.next = a
data = [a, {"k": a}, (1, [a])]
text = "some text, not interned"

VIEWS = {
    "holders": lambda: heap.holders(a),
    "why_alive": lambda: heap.why_alive(a.next),
    "path": lambda: heap.path(data, a),
    "cycles": lambda: heap.cycles(a),
    "dominators": lambda: heap.dominators(),
    "dominators of": lambda: heap.dominators(data),
    "where": lambda: heap.where(a),
    "arenas": lambda: heap.arenas(),
    "pools": lambda: heap.pools(),
    "freelists": lambda: heap.freelists(),
    "fragmentation": lambda: heap.fragmentation(),
    "map": lambda: heap.map(size=64),
    "census": lambda: heap.census(),
    "memory_usage": lambda: heap.memory_usage(data),
    "constants": lambda: heap.constants(look),
    "stack": lambda: heap.stack(),
    "graph": lambda: heap.graph(data),
}


def counts():
    return [sys.getrefcount(x) for x in (a, data, text, Node, look, data[2], VIEWS)]


def look(view):
    """What has changed after looking, the answer thrown away."""
    stats = gc.get_stats()
    held = counts()
    tracked = len(gc.get_objects())
    before = gc.get_count()
    answer = view()
    after = gc.get_count()
    del answer
    left = gc.get_count()
    return left[0] - before[0], after[1:], counts() == held, gc.get_stats() == stats, len(gc.get_objects()) - tracked


def nothing():
    pass


gc.collect()
look(nothing)
expected = look(nothing)
for name, view in VIEWS.items():
    # The first time a view runs, code learns: the second is the one that counts.
    look(view)
    print(name, look(view) == expected)

print("the collector waits")
gc.set_threshold(5)
calls = []
gc.callbacks.append(lambda phase, info: calls.append(phase))
collected = gc.get_stats()[0]["collections"]
n = len(calls)
heap.graph(data)
print(len(calls) - n)
gc.set_threshold(2000)
gc.callbacks.clear()

print("errors end it too")
for call in (lambda: heap.live(1), lambda: heap.pools("x"), lambda: heap.graph(a, depth="deep")):
    try:
        call()
    except TypeError as error:
        print(type(error).__name__, error)
gc.set_threshold(5)
n = gc.get_stats()[0]["collections"]
junk = [[] for i in range(200)]
print(gc.get_stats()[0]["collections"] > n)

print("an answer holds nothing")
gone = Node()
answers = [heap.holders(gone), heap.where(gone), heap.graph(gone), heap.memory_usage(gone)]
print(sys.getrefcount(gone))
address = id(gone)
del gone
print(answers[0])
print(len(heap.live(Node)))

print("what is traced")
import tracemalloc


def traced(look):
    before = tracemalloc.get_traced_memory()[0]
    look()
    return tracemalloc.get_traced_memory()[0] - before


tracemalloc.start()
# So much that the figures are ints with blocks of their own, each time.
kept = [0] * 1000
nothing = traced(lambda: None)
for view in lambda: heap.holders(data), heap.census, lambda: heap.graph(data), heap.arenas:
    print(traced(view) == nothing)
tracemalloc.stop()
