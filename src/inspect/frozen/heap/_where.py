"""Where objects are: arenas, pools, blocks."""

import sys

import _heap
from terrarium.heap._table import Facts, Rows, looking, plural, size, table


class Place(Facts):
    """Where an object is: its arena, pool and block."""

    def __repr__(self):
        if self.pool is None:
            lines = [f"  arena     {self.arena:#x}, of {self.arena_kind}"]
        else:
            lines = [
                f"  arena     {self.arena:#x}",
                f"  pool      {self.pool:#x}, {self.domain} of {self.size_class} bytes",
            ]
        lines.append(f"  block     number {self.block} at {self.block_address:#x}, {size(self.block_size)}")
        if self.gc_head:
            lines.append(f"  object    {self.address:#x}, behind {self.gc_head} bytes for the collector")
        sides = ["free" if free else "in use" for free in (self.free_before, self.free_after)]
        lines.append(f"  beside it before: {sides[0]}, after: {sides[1]}")
        if self.owned:
            lines.append(f"  owns      {self.owned:,} bytes in other blocks")
        lines.append(f"  size      {self.real_size:,} real, {self.said_size:,} by sys.getsizeof")
        return "\n".join([self.label, *lines])


class Arenas(Rows):
    """Every run of addresses in use."""

    def lines(self):
        yield f"{plural(len(self), 'arena')}, {size(sum(a.bytes for a in self))}"
        rows = [
            [f"{a.address:#x}", a.kind, f"{a.pools_used or ''}", f"{a.blocks:,}", f"{a.used:,}", f"{a.used / a.bytes:.0%}"]
            for a in self
        ]
        titles = ["address", "kind", "pools", "blocks", "bytes used", ""]
        yield from table(rows, titles, right=(2, 3, 4, 5))


class Pools(Rows):
    """The pools in use, perhaps of one size class."""

    def lines(self):
        used, room = sum(p.used for p in self), sum(p.capacity for p in self)
        yield f"{plural(len(self), 'pool')}, {used:,} of {plural(room, 'block')} in use"
        rows = [
            [f"{p.address:#x}", p.holds, p.size, f"{p.used} of {p.capacity}", p.uncarved or "", p.state]
            for p in self
        ]
        titles = ["address", "holds", "size", "in use", "never used", ""]
        yield from table(rows, titles, right=(2, 3, 4))


class FreeLists(Rows):
    """Blocks that wait for the next object of their shape: (name, blocks, most)."""

    def lines(self):
        yield f"{plural(sum(row[1] for row in self), 'block')} on free lists"
        rows = [[name, n, most] for name, n, most in self if n]
        yield from table(rows, ["of", "blocks", "at most"], right=(1, 2)) if rows else ()


class Fragmentation(Facts):
    """How the memory of the heap is used."""

    def __repr__(self):
        total = self.bytes
        rows = [
            ["small blocks in use", self.small_used],
            ["free blocks in pools", self.small_free],
            ["headers of pools", self.pool_headers],
            ["large blocks in use", self.large_used],
            ["free between large blocks", self.large_free],
            ["pools of no class, ends of pools and arenas", self.rest],
        ]
        rows = [[what, f"{n:,}", f"{n / total:.1%}"] for what, n in rows]
        head = [
            f"{size(total)} from the system in {plural(self.arenas, 'arena')} of pools and "
            f"{plural(self.regions, 'region')} of large blocks; at most {self.peak:,}",
            f"{plural(self.pools, 'pool')} in use, {self.partial_pools:,} of them partly; {self.free_pools:,} free",
        ]
        return "\n".join(head + table(rows, right=(1, 2)))


class Address(Facts):
    """What lies at an address."""

    def __repr__(self):
        where = f"in arena {self.arena:#x}"
        if self.block is None:
            return f"{where}: no block, {self.state}"
        where += f", pool {self.pool:#x}" if self.pool is not None else ""
        return f"{where}, block {self.block} at {self.block_address:#x}: {size(self.block_size)}, {self.state}"


def where(x):
    """The arena, pool and block of x, and its neighbours."""
    with looking:
        place = Place(_heap.where(x))
        place.label = _heap.label(x)
        place.said_size = sys.getsizeof(x)
        return place


def at(address):
    """What lies at an address: in use, free, or no block at all; None outside the heap."""
    with looking:
        facts = _heap.address(address)
        return None if facts is None else Address(facts)


def arenas():
    """The arenas: runs of addresses that the heap has from the system."""
    with looking:
        return Arenas(Facts(row) for row in _heap.arenas())


def pools(size=None):
    """The pools: 16 KiB of blocks of one size class. With a size, those that serve a request of that many bytes."""
    with looking:
        wanted = None if size is None else (size + 15) // 16 * 16
        rows = (Facts(row) for row in _heap.pools())
        return Pools(p for p in rows if wanted is None or p.size == wanted)


def block_size(x):
    """Real bytes of x and of the blocks it owns, rounding included; sys.getsizeof says what CPython's layout takes."""
    return _heap.size(x)


def freelists():
    """The blocks of dead lists, dicts and tuples that wait for the next one."""
    with looking:
        return FreeLists(_heap.freelists())


def fragmentation():
    """How much of the heap's memory is in use, and where the rest is."""
    with looking:
        facts = Fragmentation(_heap.totals())
        known = facts.small_used + facts.small_free + facts.pool_headers + facts.large_used + facts.large_free
        facts.rest = facts.bytes - known
        return facts
