"""What `cProfile` and `profile` share: a profiler that listens to sys.setprofile.

It keeps a stack of the calls that are running. A call's own time is its whole time less that of the calls inside it.
"""

import sys
import time


def label_of_code(code):
    return code.co_filename, code.co_firstlineno, code.co_name


def label_of_native(function):
    """('~', 0, '<built-in method builtins.len>'), ('~', 0, "<method 'append' of 'list' objects>")."""
    name = function.__name__
    owner = getattr(function, "__self__", None)
    if owner is None or isinstance(owner, type(sys)):
        module = getattr(function, "__module__", None)
        return "~", 0, f"<built-in method {module}.{name}>" if module else f"<{name}>"
    for cls in type(owner).__mro__:
        if name in vars(cls):
            return "~", 0, f"<method {name!r} of {cls.__name__!r} objects>"
    return "~", 0, f"<built-in method {name}>"


class Entry:
    """The figures of a function: calls, calls that were not recursive, own time, time with callees, the same by caller."""

    __slots__ = ("calls", "primitive", "own", "total", "callers", "running")

    def __init__(self):
        self.calls = self.primitive = self.running = 0
        self.own = self.total = 0.0
        self.callers = {}


class Call:
    """A call that runs."""

    __slots__ = ("label", "start", "inside")

    def __init__(self, label, start):
        self.label, self.start, self.inside = label, start, 0


class Profiler:
    """Counts calls and their times between enable() and disable()."""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer or time.perf_counter
        self._unit = timeunit if timer and timeunit else 1.0
        self._builtins = builtins
        self._pairs, self._ending = {}, False
        self.clear()

    def clear(self):
        """Forget what was counted."""
        self._entries, self._stack, self._labels = {}, [], {}

    def enable(self, subcalls=True, builtins=True):
        """Begin to count."""
        self._builtins, self._ending = builtins, False
        if sys.getprofile() is not None:
            raise ValueError("Another profiling tool is already active")
        sys.setprofile(self._hear)

    def disable(self):
        """Stop counting. The call of this method is the last that counts."""
        sys.setprofile(None)
        self._ending = False
        now = self._timer()
        while self._stack:
            self._leave(now)

    # What the table says for the last call, of disable() itself.
    _last = "~", 0, "<method 'disable' of '_lsprof.Profiler' objects>"

    def _hear(self, frame, event, arg):
        if event == "call":
            code = frame.f_code
            if code is _DISABLE:
                self._ending = True
                if self._builtins:
                    self._enter(self._last)
            elif not self._ending:
                self._enter(self._label(code, label_of_code))
        elif self._ending:
            pass
        elif event == "return":
            if self._stack:
                self._leave(self._timer())
        elif self._builtins:
            if event == "c_call":
                self._enter(label_of_native(arg))
            elif self._stack:
                self._leave(self._timer())

    def _label(self, code, make):
        label = self._labels.get(code)
        if label is None:
            label = self._labels[code] = make(code)
        return label

    def _entry(self, label):
        entry = self._entries.get(label)
        if entry is None:
            entry = self._entries[label] = Entry()
        return entry

    def _enter(self, label):
        self._entry(label).running += 1
        if self._stack:
            pair = self._stack[-1].label, label
            self._pairs[pair] = self._pairs.get(pair, 0) + 1
        self._stack.append(Call(label, self._timer()))

    def _leave(self, now):
        call = self._stack.pop()
        elapsed = now - call.start
        own = elapsed - call.inside
        entry = self._entries[call.label]
        entry.running -= 1
        entry.calls += 1
        entry.own += own
        if not entry.running:
            entry.primitive += 1
            entry.total += elapsed
        if self._stack:
            above = self._stack[-1]
            above.inside += elapsed
            pair = above.label, call.label
            self._pairs[pair] -= 1
            calls, primitive, own_sum, total = entry.callers.get(above.label, (0, 0, 0.0, 0.0))
            outermost = not self._pairs[pair]
            entry.callers[above.label] = (
                calls + 1, primitive + outermost, own_sum + own, total + elapsed if outermost else total,
            )

    def create_stats(self):
        """Stop, and fill `stats`."""
        if sys.getprofile() is not None:
            self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Fill `stats`: {function: (primitive calls, calls, own time, time with callees, callers)}."""
        unit = self._unit
        self.stats = {}
        for label, entry in self._entries.items():
            callers = {
                caller: (calls, primitive, own * unit, total * unit)
                for caller, (calls, primitive, own, total) in entry.callers.items()
            }
            self.stats[label] = (entry.primitive, entry.calls, entry.own * unit, entry.total * unit, callers)

    def print_stats(self, sort=-1):
        """Print the table, sorted by a key or by a tuple of keys."""
        import pstats

        keys = sort if isinstance(sort, tuple) else (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*keys).print_stats()

    def dump_stats(self, file):
        """Write everything to a file that pstats can read."""
        self.create_stats()
        with open(file, "w") as out:
            out.write(repr(self.stats))

    def run(self, cmd):
        """Count what a text does in the program's own names."""
        names = sys.modules["__main__"].__dict__
        return self.runctx(cmd, names, names)

    def runctx(self, cmd, globals, locals):
        """Count what a text does in these names."""
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        """Count one call; return what it returns."""
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


_DISABLE = Profiler.disable.__code__


def show(profiler, filename, sort):
    """What a run ends with: the table, or a file of it."""
    if filename is None:
        profiler.print_stats(sort)
    else:
        profiler.dump_stats(filename)


def runners(make):
    """run() and runctx() for a module whose profiler `make` makes."""

    def run(statement, filename=None, sort=-1):
        """Count what a text does in the program's own names; print the table, or write it to a file."""
        names = sys.modules["__main__"].__dict__
        runctx(statement, names, names, filename, sort)

    def runctx(statement, globals, locals, filename=None, sort=-1):
        """Count what a text does in these names; print the table, or write it to a file."""
        profiler = make()
        try:
            profiler.runctx(statement, globals, locals)
        except SystemExit:
            pass
        finally:
            show(profiler, filename, sort)

    run.__module__ = runctx.__module__ = make.__module__
    return run, runctx


def run_script(name, make, argv):
    """python -m cProfile [-o file] [-s key] (-m module | script) [arguments]"""
    usage = f"Usage: {name}.py [-o output_file_path] [-s sort] [-m module | scriptfile] [arg] ..."
    output, sort, is_module = None, 2, False
    argv = list(argv)
    while argv and argv[0].startswith("-") and len(argv[0]) > 1:
        option, *rest = argv
        if option in ("-o", "-s") and rest:
            output, sort = (rest[0], sort) if option == "-o" else (output, rest[0])
            argv = rest[1:]
        elif option == "-m":
            is_module, argv = True, rest
            break
        else:
            print(usage)
            sys.exit(0 if option in ("-h", "--help") else 2)
    if not argv:
        print(usage)
        sys.exit(2)
    sys.argv[:] = argv
    profiler = make()
    names = {"__name__": "__main__", "__builtins__": __builtins__}
    if is_module:
        code = compile(f"import runpy\nrunpy.run_module({argv[0]!r}, run_name='__main__')", "<string>", "exec")
    else:
        with open(argv[0], encoding="utf-8") as file:
            code = compile(file.read(), argv[0], "exec")
        sys.path.insert(0, argv[0].rpartition("/")[0])
        names["__file__"] = argv[0]
    main = type(sys)("__main__")
    main.__dict__.update(names)
    sys.modules["__main__"] = main
    try:
        profiler.runctx(code, main.__dict__, main.__dict__)
    except SystemExit:
        pass
    finally:
        sys.setprofile(None)
        key = int(sort) if isinstance(sort, str) and sort.lstrip("-").isdigit() else sort
        show(profiler, output, key)
