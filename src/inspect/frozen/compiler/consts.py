"""Constants of the compiler, and the pools that it keeps constants in.

The flags have the names and values of Python 2's module of this name. The functions are new:

const(value)      the pooled constant: the one object that stands for every constant equal to value
pool()            what const() has pooled so far
constants(code)   every constant of a code object or function, inner code included
show(code)        the same as a table, with addresses and counts
"""

import sys

OP_ASSIGN, OP_DELETE, OP_APPLY = "OP_ASSIGN", "OP_DELETE", "OP_APPLY"
SC_LOCAL, SC_GLOBAL_IMPLICIT, SC_GLOBAL_EXPLICIT, SC_FREE, SC_CELL, SC_UNKNOWN = range(1, 7)

CO_OPTIMIZED = 0x0001
CO_NEWLOCALS = 0x0002
CO_VARARGS = 0x0004
CO_VARKEYWORDS = 0x0008
CO_NESTED = 0x0010
CO_GENERATOR = 0x0020
CO_GENERATOR_ALLOWED = 0
CO_FUTURE_DIVISION = 0x2000
CO_FUTURE_ABSIMPORT = 0x4000
CO_FUTURE_WITH_STATEMENT = 0x8000
CO_FUTURE_PRINT_FUNCTION = 0x10000

_pool = {}


def _key(value):
    """Two constants are one if their keys are equal: 1, 1.0 and True are three, and so are 0.0 and -0.0."""
    kind = type(value)
    if kind in (tuple, frozenset):
        return kind, kind(_key(item) for item in value)
    if kind in (float, complex):
        return kind, repr(value)
    if value is None or value is ... or kind in (int, bool, str, bytes):
        return kind, value
    raise TypeError(f"no constant: {kind.__name__}")


def const(value):
    """Return the pooled constant that equals value. Strings that could be names are interned as well, as the compiler does it."""
    key = _key(value)
    if type(value) is str and value.isascii() and value.replace("_", "a").isalnum():
        return sys.intern(value)
    return _pool.setdefault(key, value)


def pool():
    """Return what const() has pooled, oldest first."""
    return list(_pool.values())


def constants(code):
    """Return (name of the code object, index, constant) for every constant of code, or of a function, inner code included."""
    found, waiting = [], [getattr(code, "__code__", code)]
    while waiting:
        code = waiting.pop(0)
        for index, value in enumerate(code.co_consts):
            if hasattr(value, "co_consts"):
                waiting.append(value)
            found.append((code.co_qualname, index, value))
    return found


def show(code, file=None):
    """Print the constants of code, or of a function: where they stand, their counts, what they are."""
    print(f"{'code':<16}{'index':>5}  {'address':<18}{'count':>10}  constant", file=file)
    for name, index, value in constants(code):
        # Not counted: the list's reference, the loop's, the call's.
        count = sys.getrefcount(value) - 3
        count = "immortal" if count > 1 << 31 else count
        print(f"{name:<16}{index:>5}  {id(value):<#18x}{count:>10}  {value!r}", file=file)
