"""Shallow and deep copies of objects.

A class decides with `__copy__` and `__deepcopy__`, or through `__reduce_ex__`.
"""

import types
import weakref
from copyreg import dispatch_table

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """An object that cannot be copied."""


error = Error

# What can't change is its own copy.
_constant = {int, float, bool, complex, str, bytes, type, range, property, types.NoneType, types.EllipsisType,
             types.NotImplementedType, types.FunctionType, types.BuiltinFunctionType, types.CodeType, weakref.ref}
_constant_outside = {tuple, frozenset, slice}
_with_method = {list, dict, set, bytearray}


def copy(x):
    """A new object with the same parts."""
    kind = type(x)
    if kind in _constant or kind in _constant_outside or issubclass(kind, type):
        return x
    if kind in _with_method:
        return kind.copy(x)
    own_way = getattr(kind, "__copy__", None)
    if own_way is not None:
        return own_way(x)
    recipe = _recipe(x, "shallow")
    return x if recipe is None else _follow(*recipe)


def deepcopy(x, memo=None, _nil=[]):
    """A new object whose parts are copies as well; memo knows the copies that exist already, by id."""
    kind = type(x)
    if kind in _constant:
        return x
    if memo is None:
        memo = {}
    elif (known := memo.get(id(x), _nil)) is not _nil:
        return known
    if (special := _special.get(kind)) is not None:
        made = special(x, memo)
    elif issubclass(kind, type):
        return x
    elif (own_way := getattr(x, "__deepcopy__", None)) is not None:
        made = own_way(memo)
    else:
        recipe = _recipe(x, "deep")
        if recipe is None:
            return x
        made = _follow_deeply(memo, id(x), *recipe)
    if made is not x:
        memo[id(x)] = made
        # An id is true only while its object lives.
        memo.setdefault(id(memo), []).append(x)
    return made


def replace(obj, /, **changes):
    """A copy with other values for some fields."""
    kind = obj.__class__
    if (own_way := getattr(kind, "__replace__", None)) is None:
        raise TypeError(f"replace() does not support {kind.__name__} objects")
    return own_way(obj, **changes)


# --- deep copies of built-in containers ----------------------------------------------------------------------

def _copied_list(x, memo):
    # Known before its items are, which may lead back to it.
    made = memo[id(x)] = []
    append = made.append
    for item in x:
        append(deepcopy(item, memo))
    return made


def _copied_dict(x, memo):
    made = memo[id(x)] = {}
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _copied_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # One that leads back to itself, through a list say, has been copied on the way.
    if id(x) in memo:
        return memo[id(x)]
    return x if all(map(_same, items, x)) else tuple(items)


def _same(a, b):
    return a is b


def _copied_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_special = {list: _copied_list, dict: _copied_dict, tuple: _copied_tuple, types.MethodType: _copied_method}


# --- everything else: as pickle does it ----------------------------------------------------------------------

def _recipe(x, depth):
    """How to make another: function, arguments and perhaps state, items, pairs; None for what is its own copy."""
    if (reduce := dispatch_table.get(type(x))) is not None:
        parts = reduce(x)
    elif (reduce := getattr(x, "__reduce_ex__", None)) is not None:
        parts = reduce(4)
    elif (reduce := getattr(x, "__reduce__", None)) is not None:
        parts = reduce()
    else:
        raise Error(f"un({depth})copyable object of type {type(x)}")
    return None if isinstance(parts, str) else parts


def _follow(function, arguments, state=None, items=None, pairs=None):
    made = function(*arguments)
    if state is not None:
        _set_state(made, state)
    for item in items or ():
        made.append(item)
    for key, value in pairs or ():
        made[key] = value
    return made


def _follow_deeply(memo, original, function, arguments, state=None, items=None, pairs=None):
    made = function(*[deepcopy(argument, memo) for argument in arguments])
    memo[original] = made
    if state is not None:
        _set_state(made, deepcopy(state, memo))
    for item in items or ():
        made.append(deepcopy(item, memo))
    for key, value in pairs or ():
        key = deepcopy(key, memo)
        made[key] = deepcopy(value, memo)
    return made


def _set_state(made, state):
    if hasattr(made, "__setstate__"):
        made.__setstate__(state)
        return
    # A class with __slots__ gives two dicts: the attributes, and what is in the slots.
    attributes, slots = state if isinstance(state, tuple) and len(state) == 2 else (state, None)
    if attributes is not None:
        made.__dict__.update(attributes)
    for name, value in (slots or {}).items():
        setattr(made, name, value)
