"""Operator interface.

This module exports a set of functions corresponding to the intrinsic operators of Python.  For example,
operator.add(x, y) is equivalent to the expression x+y.
"""

__all__ = ["abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem", "eq", "floordiv",
           "ge", "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv", "ilshift", "imatmul", "imod", "imul",
           "index", "indexOf", "inv", "invert", "ior", "ipow", "irshift", "is_", "is_not", "isub", "itemgetter",
           "itruediv", "ixor", "le", "length_hint", "lshift", "lt", "matmul", "methodcaller", "mod", "mul", "ne", "neg",
           "not_", "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "truth", "xor"]

from _operator import *
from _operator import _compare_digest

# Each operator once more, under the name of its special method.
for _name in ("lt le eq ne ge gt not_ abs add and_ call floordiv index inv invert lshift mod mul matmul neg or_ pos pow "
              "rshift sub truediv xor concat contains delitem getitem setitem iadd iand iconcat ifloordiv ilshift imod imul "
              "imatmul ior ipow irshift isub itruediv ixor").split():
    globals()[f"__{_name.rstrip('_')}__"] = globals()[_name]
del _name, _compare_digest
