"""How much memory the heap uses, line by line.

@profile               print a table for each call of a function
memory_usage(...)      the use of this process, or while a function runs
LineProfiler           the same by hand; show_results prints what it has

`python -m memory_profiler script` runs a script in which `profile` is known, and prints the tables at its end.

A figure is the bytes of pools and large blocks in use, in MiB: a line that only fills a pool shows nothing. An increment is
the difference to the line executed before, in the same call.
"""

import sys
import time

from _os import memory as _memory

__all__ = ["CodeMap", "LineProfiler", "memory_usage", "profile", "show_results"]

MIB = 1 << 20


def _now():
    """The use of memory, in MiB."""
    return _memory()[0] / MIB


def choose_backend(new_backend=None):
    """Return the name of what figures come from; there is one way only."""
    return "heap"


class CodeMap(dict):
    """{code object: {line: (increment, most, times executed)}}, in the order of first calls."""

    def add(self, code):
        """Begin to keep figures of a code object, and of those inside it."""
        self.setdefault(code, {})
        for inner in code.co_consts:
            if isinstance(inner, type(code)):
                self.add(inner)

    def note(self, code, line, increment, memory):
        """A line was executed."""
        before, most, times = self[code].get(line, (0.0, 0.0, 0))
        self[code][line] = before + increment, max(most, memory), times + 1


class LineProfiler:
    """Keeps figures for the lines of chosen functions."""

    def __init__(self, backend=None, **kw):
        self.code_map = CodeMap()
        # For every call that runs: its frame's code, the line it is on, what was used when that line began.
        self._calls = []
        self.enable_count = 0

    def __call__(self, func):
        """Wrap a function: while it runs, its lines are noted."""
        self.add_function(func)

        def wrapper(*args, **kwargs):
            self.enable_by_count()
            try:
                return func(*args, **kwargs)
            finally:
                self.disable_by_count()

        wrapper.__name__, wrapper.__qualname__, wrapper.__doc__ = func.__name__, func.__qualname__, func.__doc__
        wrapper.__wrapped__ = func
        return wrapper

    def add_function(self, func):
        """Have the lines of a function noted."""
        self.code_map.add(func.__code__)

    def enable_by_count(self):
        if not self.enable_count:
            self.enable()
        self.enable_count += 1

    def disable_by_count(self):
        self.enable_count -= 1
        if not self.enable_count:
            self.disable()

    def enable(self):
        """Begin to note."""
        self._before = sys.gettrace()
        sys.settrace(self._trace)

    def disable(self):
        """Stop noting."""
        sys.settrace(self._before)

    def runctx(self, code, globals, locals):
        """Run a text with noting on."""
        self.enable_by_count()
        try:
            exec(code, globals, locals)
        finally:
            self.disable_by_count()
        return self

    def _trace(self, frame, event, arg):
        if frame.f_code not in self.code_map:
            return None
        memory = _now()
        if event == "call":
            self.code_map.note(frame.f_code, frame.f_code.co_firstlineno, memory, memory)
            self._calls.append([None, memory])
        else:
            call = self._calls[-1]
            line, before = call
            if line is not None:
                self.code_map.note(frame.f_code, line, memory - before, memory)
            # What the notes themselves take is not the next line's.
            call[:] = frame.f_lineno, _now()
            if event == "return":
                self._calls.pop()
        return self._trace


def _last_line(code):
    lines = [line for _, _, line in code.co_lines() if line]
    inner = [_last_line(const) for const in code.co_consts if isinstance(const, type(code))]
    return max(lines + inner)


def show_results(prof, stream=None, precision=1):
    """Print a table for each function that was noted."""
    for code, lines in prof.code_map.items():
        if lines:
            _show(code, lines, stream or sys.stdout, precision)


def _show(code, lines, stream, precision):
    try:
        with open(code.co_filename) as file:
            source = file.read().splitlines()
    except OSError:
        print(f"ERROR: Could not find file {code.co_filename}", file=stream)
        return
    width = precision + 4
    print(f"Filename: {code.co_filename}\n", file=stream)
    header = f"{'Line #':>6} {'Mem usage':>12} {'Increment':>12} {'Occurrences':>12}   Line Contents"
    print(header, "=" * len(header), sep="\n", file=stream)
    for number in range(code.co_firstlineno, _last_line(code) + 1):
        figures = " " * 12, " " * 12, " " * 11
        if number in lines:
            increment, most, times = lines[number]
            figures = f"{most:{width}.{precision}f} MiB".rjust(12), f"{increment:{width}.{precision}f} MiB".rjust(12), f"{times:11}"
        text = source[number - 1] if number <= len(source) else ""
        print(f"{number:6} {figures[0]} {figures[1]} {figures[2]}   {text}", file=stream)
    print("\n", file=stream)


def profile(func=None, stream=None, precision=1, backend=None):
    """Decorator: print a table of the function's lines after each call."""
    if func is None:
        return lambda func: profile(func, stream, precision, backend)

    def wrapper(*args, **kwargs):
        prof = LineProfiler()
        value = prof(func)(*args, **kwargs)
        show_results(prof, stream, precision)
        return value

    wrapper.__name__, wrapper.__qualname__, wrapper.__doc__ = func.__name__, func.__qualname__, func.__doc__
    wrapper.__wrapped__ = func
    return wrapper


def memory_usage(proc=-1, interval=0.1, timeout=None, timestamps=False, include_children=False, multiprocess=False,
                 max_usage=False, retval=False, stream=None, backend=None, max_iterations=None):
    """Return readings of the use of memory, in MiB.

    proc is -1 for this process, read every `interval` seconds until `timeout`; or (function, args, kwargs), read before, after,
    and whenever a line of Python is executed, as often as the figure changes. max_usage=True returns the largest reading,
    timestamps=True pairs (reading, time), retval=True the function's value as well.
    """
    readings, value = [], None

    def read(*_):
        memory = _now()
        if not readings or readings[-1][0] != memory:
            readings.append((memory, time.time()))
        return read

    if proc == -1:
        readings.append((_now(), time.time()))
        end = time.monotonic() + (timeout or 0)
        while time.monotonic() + interval <= end:
            time.sleep(interval)
            readings.append((_now(), time.time()))
    else:
        func, args, kwargs = _call(proc)
        before = sys.gettrace()
        read()
        sys.settrace(read)
        try:
            value = func(*args, **kwargs)
        finally:
            sys.settrace(before)
        readings.append((_now(), time.time()))
    shown = readings if timestamps else [memory for memory, _ in readings]
    if stream is not None:
        for memory, moment in readings:
            print(f"MEM {memory:.6f} {moment:.4f}", file=stream)
        shown = None
    elif max_usage:
        shown = max(shown)
    return (shown, value) if retval else shown


def _call(proc):
    """(function, args, kwargs) of a tuple that may be shorter, or of a function."""
    parts = (proc,) if callable(proc) else tuple(proc)
    args = parts[1] if len(parts) > 1 else ()
    return parts[0], args, parts[2] if len(parts) > 2 else {}


def _main(argv):
    if not argv or argv[0].startswith("-"):
        print("usage: python -m memory_profiler script_file.py [arguments]")
        return 2
    import builtins

    prof = LineProfiler()
    builtins.profile = prof
    sys.argv[:] = argv
    with open(argv[0]) as file:
        code = compile(file.read(), argv[0], "exec")
    sys.path.insert(0, argv[0].rpartition("/")[0])
    main = type(sys)("__main__")
    main.__file__ = argv[0]
    sys.modules["__main__"] = main
    try:
        exec(code, main.__dict__)
    finally:
        show_results(prof, precision=3)
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
