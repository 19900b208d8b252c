"""Who holds an object."""

import _heap
from terrarium.heap._table import looking, plural, table

SHOWN = 40


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

    def __eq__(self, other):
        if not isinstance(other, Holder):
            return NotImplemented
        return self.key() == other.key()

    def __hash__(self):
        return hash(self.key())

    def key(self):
        return self.kind, self.name, self.holder, self.address


class Holders(list):
    """Every reference to an object, as a list that prints as a table."""

    def __init__(self, label, items):
        super().__init__(items)
        self.label = label

    def __repr__(self):
        lines = [f"{plural(len(self), 'reference')} to {self.label}"]
        lines += table([h.kind, h.name, h.holder] for h in self[:SHOWN])
        if len(self) > SHOWN:
            lines.append(f"  ... and {len(self) - SHOWN:,} more")
        return "\n".join(lines)


def holders(x):
    """Name every reference to x.

    There are as many as sys.getrefcount(x) says, less the one of that call itself.
    """
    with looking:
        return Holders(_heap.label(x), [Holder(*row) for row in _heap.holders(x)])
