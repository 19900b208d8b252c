"""Times small pieces of code.

timeit(stmt, setup) runs a statement many times and returns the seconds it took; repeat() does so several times.
`python -m timeit [-n N] [-r N] [-u unit] [-s setup] [-p] [-v] [statement ...]` prints the best time of a run.
"""

import gc
import itertools
import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

dummy_src_name = "<timeit-src>"
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
_globals = globals

_template = """
def inner(_it, _timer{init}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {stmt}
        pass
    _t1 = _timer()
    return _t1 - _t0
"""


def reindent(src, indent):
    """The text with its lines after the first moved to the right."""
    return src.replace("\n", "\n" + " " * indent)


class Timer:
    """Measures a statement, or a function without arguments."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names, init, before = {}, "", ""
        outer = _globals() if globals is None else globals
        if isinstance(setup, str):
            # Wrong syntax is told of the text that was given, not of the function made from it.
            compile(setup, dummy_src_name, "exec")
            before = setup + "\n"
            setup = reindent(setup, 4)
        elif callable(setup):
            names["_setup"], init, setup = setup, init + ", _setup=_setup", "_setup()"
        else:
            raise ValueError("setup is neither a string nor callable")
        if isinstance(stmt, str):
            compile(before + stmt, dummy_src_name, "exec")
            stmt = reindent(stmt, 8)
        elif callable(stmt):
            names["_stmt"], init, stmt = stmt, init + ", _stmt=_stmt", "_stmt()"
        else:
            raise ValueError("stmt is neither a string nor callable")
        self.src = _template.format(stmt=stmt, setup=setup, init=init)
        exec(compile(self.src, dummy_src_name, "exec"), outer, names)
        self.inner = names["inner"]

    def print_exc(self, file=None):
        """Print the error that the statement raised."""
        try:
            import traceback
        except ImportError:
            sys.excepthook(*sys.exc_info())
        else:
            traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Return the seconds that `number` executions take, with the collector held."""
        held = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if held:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """Return what timeit returns, several times."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """Return (number, seconds) for a number of executions that take 0.2 seconds or more."""
        number = 1
        while True:
            for scale in 1, 2, 5:
                taken = self.timeit(number * scale)
                if callback:
                    callback(number * scale, taken)
                if taken >= 0.2:
                    return number * scale, taken
            number *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Return the seconds that `number` executions of a statement take."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """Return what timeit returns, several times."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


UNITS = {"nsec": 1e-9, "usec": 1e-6, "msec": 1e-3, "sec": 1.0}
LONG = {"number": "n", "repeat": "r", "setup": "s", "unit": "u", "process": "p", "verbose": "v", "help": "h"}


def _options(argv):
    """[(letter, value)] at the head of the arguments, and the rest. ValueError says what is wrong."""
    found, rest = [], list(argv)
    while rest and rest[0].startswith("-") and rest[0] != "-":
        word = rest.pop(0)
        if word == "--":
            break
        if word.startswith("--"):
            name, given, value = word[2:].partition("=")
            matches = [long for long in LONG if long.startswith(name)]
            if not matches:
                raise ValueError(f"option --{name} not recognized")
            letters, value = LONG[matches[0]], value if given else None
        else:
            letters, value = word[1:], None
        while letters:
            letter, letters = letters[0], letters[1:]
            if letter not in "nrsupvh":
                raise ValueError(f"option -{letter} not recognized")
            if letter in "nrsu" and value is None:
                if not letters and not rest:
                    raise ValueError(f"option -{letter} requires argument")
                value, letters = letters or rest.pop(0), ""
            found.append((letter, value))
            value = None
    return found, rest


def main(args=None, *, _wrap_timer=None):
    """What `python -m timeit` does; the exit status."""
    try:
        options, statements = _options(sys.argv[1:] if args is None else args)
    except ValueError as error:
        print(error)
        print("use -h/--help for command line help")
        return 2
    timer, setup, number, rounds, unit, verbose, precision = default_timer, [], 0, default_repeat, None, 0, 3
    for letter, value in options:
        if letter == "n":
            number = int(value)
        elif letter == "s":
            setup.append(value)
        elif letter == "u":
            if value not in UNITS:
                print("Unrecognized unit. Please select nsec, usec, msec, or sec.", file=sys.stderr)
                return 2
            unit = value
        elif letter == "r":
            rounds = max(1, int(value))
        elif letter == "p":
            timer = time.process_time
        elif letter == "v":
            precision += bool(verbose)
            verbose += 1
        else:
            print(__doc__)
            return 0
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    t = Timer("\n".join(statements) or "pass", "\n".join(setup) or "pass", timer)
    try:
        if number == 0:
            number = _find_number(t, verbose, precision)
        times = t.repeat(rounds, number)
    except:
        t.print_exc()
        return 1
    _report(times, number, rounds, unit, verbose, precision)
    return None


def _find_number(t, verbose, precision):
    def say(number, taken):
        print(f"{number} loop{'' if number == 1 else 's'} -> {taken:.{precision}g} secs")

    number, _ = t.autorange(say if verbose else None)
    if verbose:
        print()
    return number


def _report(times, number, rounds, unit, verbose, precision):
    def written(seconds):
        name = unit or next((name for name in reversed(UNITS) if seconds >= UNITS[name]), "nsec")
        return f"{seconds / UNITS[name]:.{precision}g} {name}"

    if verbose:
        print("raw times:", ", ".join(map(written, times)))
        print()
    each = [taken / number for taken in times]
    best, worst = min(each), max(each)
    print(f"{number} loop{'s' if number != 1 else ''}, best of {rounds}: {written(best)} per loop")
    if worst >= best * 4:
        import warnings

        text = f"The test results are likely unreliable. The worst time ({written(worst)}) was more than four times slower than the best time ({written(best)})."
        warnings.warn_explicit(text, UserWarning, "", 0)


if __name__ == "__main__":
    sys.exit(main())
