# ours: the module heap
# norm: addr
# skip: poison freed blocks are not used again
"""Arenas, pools and blocks: the figures agree with each other."""

import heap
import sys

x = [1, 2, 3]
place = heap.where(x)
lines = [line for line in str(place).splitlines() if "number" not in line and "beside" not in line]
print("\n".join(lines))
print(place.address == id(x), place.block_address == id(x) - place.gc_head)
print(place.block_address == place.pool + 48 + place.block * place.size_class)
print(place.pool - place.arena < 1 << 20, place.pool % 16384, place.arena % (1 << 20))
print(heap.where(5).domain, heap.where("x").gc_head, heap.where(2.5).size_class)
big = list(range(1000))
print(heap.where(big).owned, heap.where(b"x" * 5000).size_class, heap.where(b"x" * 5000).arena_kind)
print(heap.where(b"x" * 3_000_000).arena_kind)
print(heap.block_size(x), sys.getsizeof(x), heap.block_size(big) >= 8000)
print(heap.block_size({}), heap.block_size(()), heap.block_size(1), heap.block_size(1 << 100))

here = heap.at(id(x))
print(here.block_address == place.block_address, here.state)
print(heap.at(place.pool).state, heap.at(1), heap.at(-1))

arenas = heap.arenas()
print(all(a.bytes % (1 << 20) == 0 and a.used <= a.bytes for a in arenas))
print({a.kind for a in arenas} >= {"pools"})
pools = heap.pools()
print(all(0 < p.used <= p.capacity for p in pools), len({p.address for p in pools}) == len(pools))
print({p.size for p in heap.pools(50)}, {p.capacity for p in heap.pools(64)})
print(any(p.address == place.pool for p in pools))
f = heap.fragmentation()
print(f.small_used + f.small_free + f.pool_headers + f.large_used + f.large_free + f.rest == f.bytes)
print([line.rstrip("0123456789,.% ") for line in str(f).splitlines()[2:]])

print("free lists")
del x
lists = {name: n for name, n, most in heap.freelists()}
kept = [[] for i in range(30)]
fewer = {name: n for name, n, most in heap.freelists()}
print(lists["list"] - fewer["list"] == min(30, lists["list"]))
del kept
print(dict((name, n) for name, n, most in heap.freelists())["list"] >= 30)

print("map")


class Fish:
    pass


fish = [Fish() for i in range(5)]
m = heap.map(size=heap.where(fish[0]).size_class)
letter = {name: sign for sign, name in m.letters.items()}["Fish"]
print(m.counts["Fish"], letter, sum(pool.blocks.count(letter) for pool in m))
print("\x1b" in m.text(), "\x1b[38;5;" in m.text(colour=True))
lines = heap.map(size=16, whole=True).text().splitlines()
print(len(lines) > 17, lines[-1] != "")
