"""Who holds an object, and what would go with it."""

import _heap
from terrarium.heap._table import Rows, cut, looking, plural, size, table

SHOWN = 40
FEW = 12

# Holders that a reader looks for first.
RANK = (
    "local", "global", "attribute", "item", "value", "key", "element", "cell", "closure", "default",
    "field", "constant", "class", "frame", "temporary", "argument", "interpreter", "native",
)


class Holder:
    """One reference: its kind, its name, and who has it, in words and by address."""

    __slots__ = ("kind", "name", "holder", "address")

    def __init__(self, kind, name, holder, address):
        self.kind = kind
        self.name = name
        self.holder = holder
        self.address = address

    @property
    def object(self):
        """The object that has the reference; None for a frame or the interpreter."""
        return _heap.at(self.address)

    def __repr__(self):
        name = f" {self.name}" if self.name else ""
        return f"<{self.kind}{name} of {self.holder}>"

    def key(self):
        return self.kind, self.name, self.holder, self.address

    def __eq__(self, other):
        return self.key() == other.key() if isinstance(other, Holder) else NotImplemented

    def __hash__(self):
        return hash(self.key())


def rank(holder):
    """Kinds in their order; within one by name and kind of holder, so that addresses decide last."""
    kind = RANK.index(holder.kind) if holder.kind in RANK else len(RANK)
    return kind, holder.kind, str(holder.name), holder.holder.partition(" at 0x")[0]


class Holders(Rows):
    """Every reference to an object."""

    def __init__(self, label, items):
        super().__init__(items)
        self.label = label

    def lines(self):
        yield f"{plural(len(self), 'reference')} to {self.label}"
        yield from cut(table([h.kind, h.name, h.holder] for h in self[:SHOWN]), SHOWN, len(self) - SHOWN)


class Step(Holder):
    """A reference on a way, and what it leads to."""

    __slots__ = ("target", "target_address")

    def __init__(self, kind, name, holder, address, target, target_address):
        super().__init__(kind, name, holder, address)
        self.target = target
        self.target_address = target_address


def arrow(step):
    """How a step reads between two objects."""
    if step.kind in ("attribute", "field"):
        return f".{step.name}"
    if step.kind in ("item", "value"):
        return step.name
    return f"{step.kind} {step.name}".rstrip()


class Way(Rows):
    """References that lead from one object to the next."""

    def __init__(self, title, steps):
        super().__init__(steps)
        self.title = title

    def lines(self):
        yield self.title
        for i, step in enumerate(self):
            if i == 0:
                yield f"  {step.holder}"
            yield f"    {arrow(step)} -> {step.target}"


class Cycles(Rows):
    """Ways that come back to where they begin."""

    def __init__(self, label, ways):
        super().__init__(ways)
        self.label = label

    def lines(self):
        yield f"{plural(len(self), 'cycle')} through {self.label}"
        for way in self:
            steps = "  ".join(f"{arrow(step)} -> {step.target}" for step in way)
            yield f"  {way[0].holder}  {steps}"


class Freed(Rows):
    """What would go with an object: (label, address, bytes) of each."""

    def __init__(self, label, items):
        super().__init__(items)
        self.label = label
        self.bytes = sum(item[2] for item in items)

    def lines(self):
        yield f"{plural(len(self), 'object')}, {size(self.bytes)}, would be freed with {self.label}"
        rows = [[label, f"{n:,}"] for label, _, n in self[:FEW]]
        yield from cut(table(rows, right=(1,)), FEW, len(self) - FEW)


class Dominators(Rows):
    """The objects that hold up most: (label, address, bytes, objects, own bytes, held up by)."""

    def lines(self):
        rows = [[label, f"{n:,}", f"{objects:,}", f"{own:,}", by] for label, _, n, objects, own, by in self]
        titles = ["object", "holds up", "objects", "itself", "is held up by"]
        yield "What would be freed if an object went, the most first"
        yield from table(rows, titles, right=(1, 2, 3))


def holders(x):
    """Name every reference to x: there are sys.getrefcount(x) of them, less that call's own."""
    with looking:
        found = [Holder(*row) for row in _heap.holders(x)]
        found.sort(key=rank)
        return Holders(_heap.label(x), found)


def why_alive(x):
    """The shortest way from a root (a frame, a module's name, the interpreter) to x; None for garbage."""
    with looking:
        steps = _heap.why_alive(x)
        if steps is None:
            return None
        return Way(f"{_heap.label(x)} is alive because of", [Step(*row) for row in steps])


def path(a, b):
    """The shortest way from a to b; None if there is none."""
    with looking:
        steps = _heap.path(a, b)
        if steps is None:
            return None
        return Way(f"From {_heap.label(a)} to {_heap.label(b)}", [Step(*row) for row in steps])


def cycles(x, *, all=False, most=10):
    """The cycles through x, the shortest for each of its references; with all=True those through classes too."""
    with looking:
        label = _heap.label(x)
        ways = [Way(label, [Step(*row) for row in way]) for way in _heap.cycles(x, all, most)]
        return Cycles(label, ways)


NOTHING = object()


def dominators(x=NOTHING, *, most=15):
    """What would be freed if x went; without x, the objects of the program that hold up most."""
    with looking:
        if x is NOTHING:
            return Dominators(_heap.dominators(most))
        found = sorted(_heap.freed(x), key=lambda row: -row[2])
        return Freed(_heap.label(x), found)
