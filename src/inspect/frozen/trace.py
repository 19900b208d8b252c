"""Which lines of a program run, how often, and who calls whom.

Trace(count=1, trace=1, countfuncs=0, countcallers=0) runs a text or a function; results() returns a CoverageResults.
`python -m trace --trace script` prints each line before it runs, `--count` writes script.cover with the counts,
`--listfuncs` and `--trackcalls` tell of functions.
"""

import sys
import time

__all__ = ["Trace", "CoverageResults"]


def _modname(path):
    return path.rpartition("/")[2].removesuffix(".py")


def _lines(path):
    try:
        with open(path) as file:
            return file.read().splitlines(keepends=True)
    except OSError:
        return []


class CoverageResults:
    """Counts: {(file, line): times}; functions {(file, module, function): 1}; pairs of functions that call each other."""

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts = counts or {}
        self.calledfuncs = calledfuncs or {}
        self.callers = callers or {}
        self.infile, self.outfile = infile, outfile

    def is_ignored_filename(self, filename):
        return filename.startswith("<") and filename.endswith(">")

    def update(self, other):
        """Add the counts of other results."""
        for key, times in other.counts.items():
            self.counts[key] = self.counts.get(key, 0) + times
        self.calledfuncs.update(other.calledfuncs)
        self.callers.update(other.callers)

    def write_results(self, show_missing=True, summary=False, coverdir=None, *, ignore_missing_files=False):
        """Print the functions that were called, and write a .cover file beside each file whose lines were counted."""
        if self.calledfuncs:
            print()
            print("functions called:")
            for filename, modulename, funcname in sorted(self.calledfuncs):
                print(f"filename: {filename}, modulename: {modulename}, funcname: {funcname}")
        if self.callers:
            print()
            print("calling relationships:")
            last = last_other = ""
            for (parent, parent_module, parent_func), (file, module, func) in sorted(self.callers):
                if parent != last:
                    print()
                    print("***", parent, "***")
                    last, last_other = parent, ""
                if file != parent and file != last_other:
                    print("  -->", file)
                    last_other = file
                print(f"    {parent_module}.{parent_func} -> {module}.{func}")
        files = {}
        for (filename, line), times in self.counts.items():
            files.setdefault(filename, {})[line] = times
        rows = []
        for filename, counts in files.items():
            source = _lines(filename)
            if self.is_ignored_filename(filename) or not source:
                continue
            folder = coverdir if coverdir is not None else filename.rpartition("/")[0] or "."
            missing = _executable_lines(filename, "".join(source)) if show_missing else ()
            hits = self.write_results_file(f"{folder}/{_modname(filename)}.cover", source, missing, counts)
            if summary and hits[1]:
                rows.append((hits[1], 100 * hits[0] // hits[1], _modname(filename), filename))
        if rows:
            print("lines   cov%   module   (path)")
            for total, percent, module, filename in sorted(rows, key=lambda row: row[2]):
                print(f"{total:5}   {percent:3}%   {module}   ({filename})")

    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None):
        """Write the lines with their counts; the number of lines that ran, and of those that might."""
        hit = total = 0
        with open(path, "w") as out:
            for number, line in enumerate(lines, 1):
                if number in lines_hit:
                    out.write(f"{lines_hit[number]:5}: ")
                    hit += 1
                    total += 1
                elif number in lnotab and line.strip():
                    out.write(">>>>>> ")
                    total += 1
                else:
                    out.write("       ")
                out.write(line.expandtabs(8))
        return hit, total


def _executable_lines(filename, source):
    found, waiting = set(), [compile(source, filename, "exec")]
    while waiting:
        code = waiting.pop()
        found.update(line for _, _, line in code.co_lines() if line)
        waiting.extend(const for const in code.co_consts if isinstance(const, type(code)))
    return found


class Trace:
    """Follows a program while it runs."""

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(), ignoredirs=(), infile=None, outfile=None,
                 timing=False):
        self.infile, self.outfile = infile, outfile
        self.count, self.trace, self.countfuncs, self.countcallers = count, trace, countfuncs, countcallers
        self.ignored_modules, self.ignored_folders = set(ignoremods), tuple(folder.rstrip("/") + "/" for folder in ignoredirs)
        self.counts, self._calledfuncs, self._callers = {}, {}, {}
        self.start_time = time.time() if timing else None

    def run(self, cmd):
        """Follow a text that runs in the program's own names."""
        names = sys.modules["__main__"].__dict__
        self.runctx(cmd, names, names)

    def runctx(self, cmd, globals=None, locals=None):
        """Follow a text that runs in these names."""
        sys.settrace(self._hear)
        try:
            exec(cmd, {} if globals is None else globals, {} if locals is None else locals)
        finally:
            sys.settrace(None)

    def runfunc(self, func, /, *args, **kw):
        """Follow one call; return what it returns."""
        sys.settrace(self._hear)
        try:
            return func(*args, **kw)
        finally:
            sys.settrace(None)

    def file_module_function_of(self, frame):
        """(file, module, function) of a frame; a method with its class before it."""
        code = frame.f_code
        return code.co_filename, _modname(code.co_filename), code.co_qualname.replace(".<locals>", "")

    def _ignores(self, filename):
        return _modname(filename) in self.ignored_modules or filename.startswith(self.ignored_folders or ("\0",))

    def _hear(self, frame, event, arg):
        if event != "call":
            return None
        filename = frame.f_code.co_filename
        if self.countcallers:
            if frame.f_back is not None:
                self._callers[self.file_module_function_of(frame.f_back), self.file_module_function_of(frame)] = 1
        elif self.countfuncs:
            self._calledfuncs[self.file_module_function_of(frame)] = 1
        if self.countcallers or self.countfuncs or filename == _OWN_FILE or self._ignores(filename):
            return None
        if self.trace:
            print(f" --- modulename: {_modname(filename)}, funcname: {frame.f_code.co_name}")
        return self._line

    def _line(self, frame, event, arg):
        if event == "line":
            filename, number = frame.f_code.co_filename, frame.f_lineno
            if self.count:
                self.counts[filename, number] = self.counts.get((filename, number), 0) + 1
            if self.trace:
                if self.start_time is not None:
                    print(f"{time.time() - self.start_time:.2f}", end=" ")
                source = _lines(filename)
                text = source[number - 1] if number <= len(source) else ""
                print(f"{filename.rpartition('/')[2]}({number}): ", text, end="")
        return self._line

    def results(self):
        """Return what was counted."""
        return CoverageResults(self.counts, self._calledfuncs, self.infile, self._callers, self.outfile)


_OWN_FILE = Trace.results.__code__.co_filename


def main():
    """What `python -m trace` does."""
    options, argv = set(), sys.argv[1:]
    while argv and argv[0].startswith("-"):
        word = argv.pop(0)
        options.add({"-c": "--count", "-t": "--trace", "-l": "--listfuncs", "-T": "--trackcalls", "-s": "--summary",
                     "-m": "--missing"}.get(word, word))
    if not argv or not options & {"--count", "--trace", "--listfuncs", "--trackcalls"}:
        print("usage: python -m trace (--count | --trace | --listfuncs | --trackcalls) [--summary] [--missing] script [arguments]")
        return 2
    tracer = Trace("--count" in options, "--trace" in options, "--listfuncs" in options, "--trackcalls" in options)
    sys.argv[:] = argv
    with open(argv[0]) as file:
        code = compile(file.read(), argv[0], "exec")
    sys.path.insert(0, argv[0].rpartition("/")[0])
    names = {"__name__": "__main__", "__file__": argv[0], "__builtins__": __builtins__}
    try:
        tracer.runctx(code, names, names)
    except SystemExit:
        pass
    if options & {"--count", "--listfuncs", "--trackcalls"}:
        tracer.results().write_results("--missing" in options, "--summary" in options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
