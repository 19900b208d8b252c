"""What all views share: the guard they stand under, aligned lines, colour."""

import os
import sys

import _heap


class Looking:
    """Observer mode as a block: the collector waits, counters are afterwards what they were."""

    def __enter__(self):
        _heap.begin()

    def __exit__(self, kind, error, traceback):
        _heap.end()


looking = Looking()


def table(rows, titles=None, right=()):
    """Rows of texts as aligned lines; the columns in `right` are aligned to the right."""
    rows = [[str(cell) for cell in row] for row in rows]
    if titles:
        rows.insert(0, list(titles))
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths))
        ]
        lines.append(("  " + "  ".join(cells)).rstrip())
    return lines


def plural(n, what):
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"


def size(n):
    return plural(n, "byte")


def cut(lines, most, left):
    """The first lines, and how many things are left out."""
    if left > 0:
        lines.append(f"  ... and {left:,} more")
    return lines


def colours(stream=None):
    """Whether colour is wanted: on a terminal, unless NO_COLOR says otherwise."""
    stream = stream or sys.stdout
    if os.environ.get("NO_COLOR"):
        return False
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


class Facts:
    """Named facts as attributes."""

    def __init__(self, facts):
        for name, value in facts.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return type(other) is type(self) and vars(other) == vars(self)

    __hash__ = None


class Rows(list):
    """A list of facts that prints as a table with a heading."""

    def __init__(self, items=()):
        super().__init__(items)

    def __repr__(self):
        return "\n".join(self.lines())
