"""What there is: objects by type, what changes, how large things are, the stack."""

import sys

import _heap
from terrarium.heap._table import Facts, Rows, cut, looking, plural, size, table

SHOWN = 25


class Census(dict):
    """Living objects by type: {name: (objects, bytes, real bytes)}. The difference of two is what has changed."""

    title = "alive"

    def __sub__(self, earlier):
        if not isinstance(earlier, Census):
            return NotImplemented
        changed = Change()
        for name in {**earlier, **self}:
            now, then = self.get(name, (0, 0, 0)), earlier.get(name, (0, 0, 0))
            if now != then:
                changed[name] = tuple(n - t for n, t in zip(now, then))
        return changed

    def total(self):
        """Objects, bytes and real bytes of all types together."""
        return tuple(sum(row[i] for row in self.values()) for i in range(3))

    def sort_key(self, item):
        return -item[1][0], item[0]

    def lines(self):
        objects, bytes, real = self.total()
        yield f"{plural(objects, 'object')} alive, {size(bytes)} ({real:,} real)"
        rows = sorted(self.items(), key=self.sort_key)
        shown = [[name, f"{n:,}", f"{b:,}", f"{r:,}"] for name, (n, b, r) in rows[:SHOWN]]
        if shown:
            titles = ["type", "objects", "bytes", "real"]
            yield from cut(table(shown, titles, right=(1, 2, 3)), SHOWN, len(rows) - SHOWN)

    def __repr__(self):
        return "\n".join(self.lines())


class Change(Census):
    """What one census has more or less than another."""

    def sort_key(self, item):
        return -abs(item[1][0]), item[0]

    def lines(self):
        if not self:
            yield "nothing has changed"
            return
        objects, bytes, real = self.total()
        yield f"{objects:+,} objects, {bytes:+,} bytes ({real:+,} real)"
        rows = sorted(self.items(), key=self.sort_key)
        shown = [[name, f"{n:+,}", f"{b:+,}", f"{r:+,}"] for name, (n, b, r) in rows[:SHOWN]]
        titles = ["type", "objects", "bytes", "real"]
        yield from cut(table(shown, titles, right=(1, 2, 3)), SHOWN, len(rows) - SHOWN)


def census(*, all=False):
    """The living objects of the program by type; with all=True the interpreter's own too."""
    with looking:
        return Census({name: (n, said, real) for name, n, said, real in _heap.census(all)})


class diff:
    """What comes and goes while a block or a function runs.

    with heap.diff() as d: ...      then d.change, or print(d)
    @heap.diff                      prints the change after every call
    """

    def __init__(self, function=None, *, all=False):
        self.function = function
        self.all = all
        self.before = None
        self.change = None
        if function is not None:
            self.__name__ = getattr(function, "__name__", "?")
            self.__doc__ = getattr(function, "__doc__", None)
            self.__wrapped__ = function

    def __enter__(self):
        self.before = census(all=self.all)
        return self

    def __exit__(self, kind, error, traceback):
        self.change = census(all=self.all) - self.before

    def __call__(self, *args, **kwargs):
        if self.function is None:
            (function,) = args
            return diff(function, all=self.all)
        before = census(all=self.all)
        try:
            return self.function(*args, **kwargs)
        finally:
            print(f"{self.__name__}: {census(all=self.all) - before}")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return lambda *args, **kwargs: self(instance, *args, **kwargs)

    def __repr__(self):
        if self.change is not None:
            return repr(self.change)
        return f"<diff of {self.__name__}>" if self.function else "<diff, not ended>"


class Live(list):
    """Living instances of a class."""

    def __repr__(self):
        lines = [f"{plural(len(self), 'instance')} alive"]
        rows = [[_heap.label(x)] for x in self[:SHOWN]]
        return "\n".join(cut(lines + table(rows), SHOWN, len(self) - SHOWN) if rows else lines)


def live(cls):
    """The living instances of a class and of its subclasses."""
    with looking:
        return Live(_heap.instances(cls))


class Usage(Facts):
    """How large an object is: alone, with its parts, and what would be freed with it."""

    def __repr__(self):
        rows = [
            ["itself", f"{self.flat:,}", f"{self.flat_real:,}", ""],
            ["with its parts", f"{self.deep:,}", f"{self.deep_real:,}", plural(self.objects, "object")],
            ["shared with others", f"{self.shared:,}", "", plural(self.shared_objects, "object")],
            ["freed with it", f"{self.retained:,}", f"{self.retained_real:,}", plural(self.retained_objects, "object")],
        ]
        return "\n".join([f"Memory of {self.label}", *table(rows, ["", "bytes", "real", ""], right=(1, 2, 3))])


def memory_usage(x):
    """Bytes of x itself, of all it is made of (classes, modules and immortal objects left out), how much of
    that others hold too, and what would be freed if x went."""
    with looking:
        usage = Usage(_heap.usage(x))
        usage.label = _heap.label(x)
        return usage


class Interned(list):
    """Strings that exist once only."""

    def __repr__(self):
        words = [repr(s) for s in self[-40:]]
        return f"{plural(len(self), 'string')} interned, the last by address: {', '.join(words)}"


def interned():
    """The strings of the intern table, by address."""
    with looking:
        return Interned(_heap.interned())


class SmallInts(Rows):
    """The ints that exist once, for ever: (value, address)."""

    def lines(self):
        (first, start), (last, end) = self[0], self[-1]
        yield f"{len(self)} ints, {first} to {last}, made once and immortal"
        yield f"  {first} at {start:#x}, {last} at {end:#x}, {(end - start) // (len(self) - 1)} bytes each"


def small_ints():
    """The ints from -5 to 256, of which there is one each."""
    with looking:
        return SmallInts([(n, id(n)) for n in range(-5, 257)])


class Constants(Rows):
    """The constants of a code object: (index, label, address, count, note)."""

    def __init__(self, name, items):
        super().__init__(items)
        self.name = name

    def lines(self):
        yield f"{plural(len(self), 'constant')} of {self.name}"
        rows = [[f"[{i}]", label, f"{address:#x}", count, note] for i, label, address, count, note in self]
        yield from table(rows, right=(0, 3)) if rows else ()


IMMORTAL = 2**32 - 1


def short(constant):
    text = _heap.label(constant) if hasattr(constant, "co_consts") else repr(constant)
    return text if len(text) <= 40 else text[:37] + "..."


def constants(code):
    """The constants of a function or code object, with addresses and counts."""
    code = getattr(code, "__wrapped__", code)
    code = getattr(code, "__code__", code)
    with looking:
        rows = []
        for i, constant in enumerate(code.co_consts):
            # The name, the argument.
            count = sys.getrefcount(constant)
            immortal = count == IMMORTAL
            note = "immortal" if immortal else ""
            if type(constant) is str and sys._is_interned(constant):
                note = f"{note}, interned" if note else "interned"
            rows.append((i, short(constant), id(constant), "" if immortal else count - 2, note))
        return Constants(code.co_qualname, rows)


class Frame:
    """A frame on the stack: the function's name, file, line, and its registers
    (number, name, kind, what it holds, address, count)."""

    __slots__ = ("name", "file", "line", "registers")

    def __init__(self, name, file, line, registers):
        self.name = name
        self.file = file
        self.line = line
        self.registers = registers

    def __repr__(self):
        return f"<frame of {self.name}, line {self.line}, {plural(len(self.registers), 'register')} in use>"


class Stack(Rows):
    """The frames, the oldest first."""

    def lines(self):
        yield f"{plural(len(self), 'frame')}; registers hold references to the heap"
        for n, frame in enumerate(self):
            yield f"{n}  {frame.name}, line {frame.line} of {frame.file}"
            rows = [
                [f"r{i}", name if kind == "local" else "(temporary)", label, "" if count is None else f"count {count}"]
                for i, name, kind, label, address, count in frame.registers
            ]
            yield from ("   " + line for line in table(rows)) if rows else ()


def stack():
    """The frames of the program and what their registers hold: stack memory beside heap memory."""
    with looking:
        return Stack([Frame(*row) for row in _heap.stack()])
