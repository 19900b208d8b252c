"""Lines and tables of text, and the guard that every view stands under."""

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
        lines.append("  " + "  ".join(cells).rstrip())
    return lines


def plural(n, what):
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"
