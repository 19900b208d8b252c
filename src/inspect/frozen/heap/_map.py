"""The heap as a picture of letters: a line for a pool, a letter for what lies in a block."""

import _heap
from terrarium.heap._table import Rows, colours, looking, plural, table

WIDTH = 64
FREE, FRESH, WAITING = ".", "_", ","
FIRST_TYPE = 0x100
LETTERS = {
    "int": "i", "float": "f", "str": "s", "bytes": "b", "list": "l", "tuple": "t", "dict": "d", "set": "e",
    "frozenset": "z", "type": "T", "function": "F", "code": "c", "module": "m", "cell": "u", "other": "?",
    "builtin_function_or_method": "n", "wrapper_descriptor": "w", "method_descriptor": "h",
    "getset_descriptor": "g", "member_descriptor": "r",
}
# Colours of the terminal's 256 that differ well on dark and on light ground.
PALETTE = (33, 166, 34, 161, 97, 136, 37, 203, 64, 99, 172, 31, 198, 70, 130, 63)


class Pool:
    """A pool on the map: where it is, what it holds, and a letter for each block."""

    __slots__ = ("arena", "address", "holds", "size", "used", "blocks")

    def __init__(self, arena, address, holds, size, used, blocks):
        self.arena = arena
        self.address = address
        self.holds = holds
        self.size = size
        self.used = used
        self.blocks = blocks

    def __repr__(self):
        return f"<pool {self.address:#x}: {self.holds} of {self.size} bytes, {self.used} in use>"


def letters(types):
    """A letter for each type: a fixed one for built-in types, else one of its name's, or any that is left.
    Classes of programs choose first."""
    taken = set(LETTERS.values())
    spare = [chr(c) for c in range(ord("A"), ord("Z") + 1)] + [chr(c) for c in range(ord("a"), ord("z") + 1)]
    found = {}
    for name, is_class in sorted(types, key=lambda item: not item[1]):
        letter = LETTERS.get(name)
        if letter is None:
            wishes = name.rpartition(".")[2].upper() + name.rpartition(".")[2] + "".join(spare)
            letter = next((c for c in wishes if c.isalpha() and c.isascii() and c not in taken), "*")
            taken.add(letter)
        found[name] = letter
    return [found[name] for name, _ in types]


def squeeze(blocks):
    """A pool of many blocks in WIDTH letters: each the most frequent of its share."""
    n = len(blocks)
    if n <= WIDTH:
        return blocks
    shares = [blocks[i * n // WIDTH : (i + 1) * n // WIDTH] for i in range(WIDTH)]
    return "".join(max(share, key=share.count) for share in shares)


class Map(Rows):
    """The pools of the heap. `letters` maps letters to types, `counts` types to blocks."""

    def __init__(self, types, rows, whole):
        signs = letters(types)
        types = [name for name, _ in types]
        turn = {chr(FIRST_TYPE + i): sign for i, sign in enumerate(signs)}
        counts = {}
        pools = []
        for *facts, blocks in rows:
            for c in blocks:
                if ord(c) >= FIRST_TYPE:
                    name = types[ord(c) - FIRST_TYPE]
                    counts[name] = counts.get(name, 0) + 1
            pools.append(Pool(*facts, "".join([turn.get(c, c) for c in blocks])))
        super().__init__(pools)
        self.counts = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        self.letters = {sign: name for sign, name in zip(signs, types)}
        self.whole = whole

    def paint(self, text, colour):
        """The letters of a line in their types' colours, a run at a time."""
        if not colour:
            return text
        out = []
        last = None
        for c in text:
            if c != last:
                name = self.letters.get(c)
                order = self.order.get(name)
                out.append("\x1b[90m" if order is None else f"\x1b[38;5;{PALETTE[order % len(PALETTE)]}m")
                last = c
            out.append(c)
        return "".join(out) + "\x1b[0m"

    def text(self, colour=None):
        """The map as text; in colour if asked, by default on a terminal."""
        if colour is None:
            colour = colours()
        self.order = {name: i for i, name in enumerate(self.counts)}
        return "\n".join(self.lines(colour))

    def lines(self, colour=False):
        arenas = {pool.arena for pool in self}
        used = sum(pool.used for pool in self)
        yield f"{plural(len(arenas), 'arena')}, {plural(len(self), 'pool')}, {plural(used, 'block')} out"
        arena = None
        for pool in self:
            if pool.arena != arena:
                arena = pool.arena
                yield f"arena {arena:#x}"
            share = f"{pool.used}/{len(pool.blocks)}"
            head = f"  +{pool.address - arena:06x} {pool.size:4} {pool.holds[:10]:10} {share:>9} "
            if self.whole:
                yield head
                for i in range(0, len(pool.blocks), WIDTH):
                    yield "      " + self.paint(pool.blocks[i : i + WIDTH], colour)
            else:
                yield head + self.paint(squeeze(pool.blocks), colour)
        signs = {name: sign for sign, name in self.letters.items() if sign != "*"}
        shown = [f"{signs.get(name, '*')} {name} {n:,}" for name, n in self.counts.items()]
        if len(shown) > 24:
            shown[24:] = [f"and {plural(len(shown) - 24, 'type')} more"]
        yield f"{FREE} free   {FRESH} never used   {WAITING} on a free list"
        rows = [shown[i : i + 4] for i in range(0, len(shown), 4)]
        rows[-1] += [""] * (4 - len(rows[-1]))
        yield from table(rows)

    def __repr__(self):
        return self.text()


def map(*, size=None, whole=False):
    """A map of the pools by what is in their blocks, in colour on a terminal (NO_COLOR is honoured).

    A line is a pool, a letter stands for the type of a block, or of most blocks of a share; with
    whole=True each block has its letter. With a size, only the pools that serve a request of so many bytes.
    """
    with looking:
        types, rows = _heap.map()
        if size is not None:
            wanted = (size + 15) // 16 * 16
            rows = [row for row in rows if row[3] == wanted]
        return Map(types, rows, whole)
