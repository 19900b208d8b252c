"""What the heap knows of itself. Looking never disturbs: counters are afterwards what they were, and
answers hold none of the objects they tell of, but for those that are asked for by live() and interned().

Who holds it
    holders(x)          every reference to x by name, as many as sys.getrefcount(x) less its own
    why_alive(x)        the shortest way from a root to x; None if x is garbage
    path(a, b)          the shortest way from a to b
    cycles(x)           the cycles through x
    dominators(x)       what would be freed if x went; without x, what holds up most

Where it is
    where(x)            arena, pool, block, neighbours
    at(address)         what lies there
    block_size(x)       real bytes, beside sys.getsizeof(x)
    arenas()  pools(size)  freelists()  fragmentation()
    map()               the pools as a picture of letters

What there is
    census()            objects of the program by type; the difference of two is what has changed
    diff()              the same for a block (with heap.diff() as d) or a function (@heap.diff)
    live(cls)           the instances that are alive
    memory_usage(x)     itself, with its parts, shared, freed with it
    interned()  small_ints()  constants(function)
    stack()             frames and what their registers hold

How the collector thinks
    collector()         its phases one by one: candidates, counts, edges taken off, roots, marks, what dies
    expect_no_leaks()   for a test: LeakError if the block leaves cycles behind

Pictures
    graph(x, ...)       objects and references as text, .dot(), .svg(), .save(file)
"""

from _heap_collector import LeakError, collector, expect_no_leaks
from terrarium.heap._graph import Graph, graph
from terrarium.heap._map import Map, map
from terrarium.heap._what import (
    Census,
    Change,
    census,
    constants,
    diff,
    interned,
    live,
    memory_usage,
    small_ints,
    stack,
)
from terrarium.heap._where import arenas, at, block_size, fragmentation, freelists, pools, where
from terrarium.heap._who import Holder, Holders, cycles, dominators, holders, path, why_alive

__all__ = [
    "Census", "Change", "Graph", "Holder", "Holders", "LeakError", "Map", "arenas", "at", "block_size", "census",
    "collector", "constants", "cycles", "diff", "dominators", "expect_no_leaks", "fragmentation", "freelists", "graph", "holders", "interned",
    "live", "map", "memory_usage", "path", "pools", "small_ints", "stack", "where", "why_alive",
]
