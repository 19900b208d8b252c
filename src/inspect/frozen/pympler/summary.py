"""Objects counted by type.

A summary is a list of rows [type, number of objects, their size]. It holds no object, so it can be kept and compared.
"""

from sys import getsizeof
from types import FrameType, FunctionType, ModuleType

from . import _text

COLUMNS = ["type", "#", "size"]
ORDERS = ["ascending", "descending"]

# How objects of these types are named in a row, from short to long; others by their type.
representations = {
    FrameType: [
        lambda f: f"frame (codename: {f.f_code.co_name})",
        lambda f: f"frame (codename: {f.f_code.co_name}, codeline: {f.f_code.co_firstlineno})",
        lambda f: f"frame (codename: {f.f_code.co_name}, filename: {f.f_code.co_filename}, codeline: {f.f_code.co_firstlineno})",
    ],
    dict: [lambda d: str(type(d)), lambda d: f"dict, len={len(d)}"],
    FunctionType: [lambda f: f"function ({f.__name__})", lambda f: f"function ({f.__module__}.{f.__name__})"],
    list: [lambda a: str(type(a)), lambda a: f"list, len={len(a)}"],
    ModuleType: [lambda m: f"module({getattr(m, '__name__', None) or getattr(m, '__file__', f'nameless, id: {id(m)}')})"],
    set: [lambda s: str(type(s)), lambda s: f"set, len={len(s)}"],
}


def _repr(o, verbosity=1):
    """How a row names an object."""
    cls = type(o)
    if verbosity and cls in representations:
        ways = representations[cls]
        text = ways[min(verbosity, len(ways)) - 1](o)
    else:
        text = str(cls)
    return _text.type_name(_text.without_address(text))


def summarize(objects):
    """Return the summary of the objects."""
    rows = {}
    for obj in objects:
        name = _repr(obj)
        row = rows.setdefault(name, [name, 0, 0])
        row[1] += 1
        row[2] += getsizeof(obj)
    return list(rows.values())


def get_diff(left, right):
    """Return the summary of what right has more than left."""
    old, new = {row[0]: row for row in left}, {row[0]: row for row in right}
    names = set(new)
    names.update(old)
    none = [None, 0, 0]
    pairs = ((name, old.get(name, none), new.get(name, none)) for name in names)
    return [[name, after[1] - before[1], after[2] - before[2]] for name, before, after in pairs]


def _subtract(summary, o):
    """Take an object out of a summary."""
    name, size = _repr(o), getsizeof(o)
    for row in summary:
        if row[0] == name:
            row[1] -= 1
            row[2] -= size
            return summary
    summary.append([name, -1, -size])
    return summary


def _sweep(summary):
    """The rows that say something."""
    return [row for row in summary if row[1] or row[2]]


def format_(rows, limit=15, sort="size", order="descending"):
    """Return the lines of a table: at most `limit` rows, sorted by 'size', '#' or 'type'."""
    if sort not in COLUMNS:
        raise ValueError("invalid sort, should be one of" + str(COLUMNS))
    if order not in ORDERS:
        raise ValueError("invalid order, should be one of" + str(ORDERS))
    column = COLUMNS.index(sort)
    shown = sorted(rows, key=lambda row: _repr(row[0]) if column == 0 else row[column], reverse=order == "descending")
    table = [("types", "# objects", "total size")]
    table += [(row[0], row[1], _text.size(row[2])) for row in shown[:limit]]
    return _lines(table)


def _lines(table):
    widths = [max(len(str(cell)) + 2 for cell in column) for column in zip(*table)]
    for number, row in enumerate(table):
        yield " | ".join(str(cell).rjust(width) for cell, width in zip(row, widths))
        if number == 0:
            yield " | ".join("=" * width for width in widths)


def print_(rows, limit=15, sort="size", order="descending"):
    """Print the table that format_ makes."""
    for line in format_(rows, limit, sort, order):
        print(line)
