"""Time small pieces of code."""

import gc
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter

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


def _indented(text, by):
    return text.replace("\n", "\n" + " " * by)


class Timer:
    """Measures a statement, or a function without arguments."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        namespace = {} if globals is None else dict(globals)
        init = ""
        if callable(setup):
            namespace["_setup"] = setup
            setup = "_setup()"
        if callable(stmt):
            namespace["_stmt"] = stmt
            stmt = "_stmt()"
        source = _template.format(stmt=_indented(stmt, 8), setup=_indented(setup, 4), init=init)
        exec(compile(source, "<timeit-src>", "exec"), namespace)
        self.inner = namespace["inner"]

    def timeit(self, number=default_number):
        """Time `number` executions, with the collector held."""
        enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(range(number), self.timer)
        finally:
            if enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self):
        number = 1
        while True:
            for scale in 1, 2, 5:
                taken = self.timeit(number * scale)
                if taken >= 0.2:
                    return number * scale, taken
            number *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
