"""Counts the calls of a program, and the time that each function takes.

run(statement)       count, and print the table; runctx(statement, globals, locals) in other names
Profile              to begin and end by hand, or in a with statement

`python -m cProfile [-o file] [-s key] (-m module | script) [arguments]` counts a whole program.
"""

import sys
from _profiling import Profiler, run_script, runners

__all__ = ["run", "runctx", "Profile"]


class Profile(Profiler):
    """Counts calls and their times between enable() and disable()."""


run, runctx = runners(Profile)


def label(code):
    """How a table names a code object, or the text that stands for a built-in function."""
    if isinstance(code, str):
        return "~", 0, code
    return code.co_filename, code.co_firstlineno, code.co_name


if __name__ == "__main__":
    run_script("cProfile", Profile, sys.argv[1:])
