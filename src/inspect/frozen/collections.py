"""Containers beyond the built-in ones.

deque, defaultdict and OrderedDict are native; namedtuple and Counter stand here; ChainMap and the User
classes, and collections.abc, are loaded when somebody asks for them.
"""

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque",
           "namedtuple"]

# A package without files: collections.abc is its one submodule.
__path__ = []

import sys as _sys
from _collections import OrderedDict, _count_elements, _deque_iterator, _tuplegetter, defaultdict, deque

_LATE = {"ChainMap", "UserDict", "UserList", "UserString"}


def __getattr__(name):
    if name in _LATE:
        import _collections_more
        for late in _LATE:
            globals()[late] = getattr(_collections_more, late)
        return globals()[name]
    if name == "abc":
        import collections.abc
        return _sys.modules["collections.abc"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


# --- namedtuple ----------------------------------------------------------------------------------------------

_KEYWORDS = frozenset((
    "False None True and as assert async await break class continue def del elif else except finally for from global if "
    "import in is lambda nonlocal not or pass raise return try while with yield").split())


def _renamed(names):
    """Names with those that can't be fields replaced by their places."""
    taken = {""}
    for place, name in enumerate(names):
        usable = name.isidentifier() and name[0] != "_" and name not in taken and name not in _KEYWORDS
        taken.add(name)
        yield name if usable else f"_{place}"


def _check_names(typename, fields, may_be_private):
    for name in (typename, *fields):
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _KEYWORDS:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    for place, name in enumerate(fields):
        if name[0] == "_" and not may_be_private:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in fields[:place]:
            raise ValueError(f"Encountered duplicate field name: {name!r}")


def _constructor(shown, fields, defaults):
    """A __new__ whose parameters are the fields, which takes a text that is evaluated."""
    values = "".join(f"{name}, " for name in fields)
    scope = {"__name__": f"namedtuple_{shown.partition('(')[0]}", "__builtins__": {}, "_made": tuple.__new__}
    function = eval(f"lambda _cls, {values}: _made(_cls, ({values}))", scope)
    function.__name__ = "__new__"
    function.__doc__ = f"Create new instance of {shown}"
    function.__defaults__ = defaults
    return function


def _methods(typename, fields):
    """The methods of a namedtuple, which know its fields even if a subclass has others."""
    form = ", ".join(f"{name}=%r" for name in fields).join("()")
    size = len(fields)

    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) == size:
            return made
        raise TypeError(f"Expected {size} arguments, got {len(made)}")

    def _replace(self, /, **kwds):
        made = self._make([kwds.pop(name, value) for name, value in zip(fields, self)])
        if kwds:
            raise TypeError(f"Got unexpected field names: {[*kwds]!r}")
        return made

    def _asdict(self):
        "A dict of the fields."
        return dict(zip(self._fields, self))

    def __repr__(self):
        return self.__class__.__name__ + form % self

    def __getnewargs__(self):
        "What a copy is made of."
        return tuple(self)

    _make.__doc__ = f"A {typename} of the items of an iterable."
    _replace.__doc__ = f"A {typename} with other values for some fields."
    return _make, _replace, _asdict, __repr__, __getnewargs__


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Makes a subclass of tuple whose items have names as well."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    intern = _sys.intern
    typename = intern(str(typename))
    fields = [str(name) for name in field_names]
    if rename:
        fields = _renamed(fields)
    fields = tuple(map(intern, fields))
    _check_names(typename, fields, rename)
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(fields):
            raise TypeError("Got more default values than field names")

    shown = f"{typename}({', '.join(fields)}{',' if len(fields) == 1 else ''})"
    functions = _constructor(shown, fields, defaults), *_methods(typename, fields)
    body = {"__doc__": shown, "__slots__": (), "_fields": fields,
            "_field_defaults": dict(zip(fields[len(fields) - len(defaults):], defaults)) if defaults else {}}
    for function in functions:
        body[function.__name__] = function
        function.__qualname__ = f"{typename}.{function.__name__}"
    body["_make"] = classmethod(body["_make"])
    body["__replace__"] = body["_replace"]
    body["__match_args__"] = fields
    for place, name in enumerate(fields):
        body[name] = _tuplegetter(place, intern(f"Alias for field number {place}"))

    made = type(typename, (tuple,), body)
    # The class belongs where it is called for.
    made.__module__ = _sys._getframe(1).f_globals.get("__name__", "__main__") if module is None else module
    return made


# --- Counter -------------------------------------------------------------------------------------------------

def _has_counts(thing):
    """What Counter takes for counts: a dict, or what collections.abc calls a Mapping."""
    if isinstance(thing, dict):
        return True
    if type(thing) in (str, list, tuple, set, range, bytes):
        return False
    from collections.abc import Mapping
    return isinstance(thing, Mapping)


def _positive(counts):
    # Without __init__, which would look what it is given.
    made = Counter.__new__(Counter)
    for elem, count in counts.items():
        if count > 0:
            made[elem] = count
    return made


def _new_in(other, counter):
    return {elem: count for elem, count in other.items() if elem not in counter}


def _beside(one, other):
    """Both counts of every element that has one."""
    for elem in one:
        yield one[elem], other[elem]
    for elem in other:
        if elem not in one:
            yield one[elem], other[elem]


class Counter(dict):
    """A dict of how often things occur; what isn't in it occurs 0 times."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def __delitem__(self, elem):
        # As everything has a count, everything can be deleted.
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return f"{name}()"
        try:
            items = self.most_common()
        except TypeError:
            # Counts that can't be compared.
            items = self
        return f"{name}({dict(items)!r})"

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def copy(self):
        """A counter with the same counts."""
        return self.__class__(self)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def total(self):
        """The sum of the counts."""
        return sum(self.values())

    def elements(self):
        """Every element as often as it is counted."""
        from itertools import chain, repeat, starmap
        return chain.from_iterable(starmap(repeat, self.items()))

    def most_common(self, n=None):
        """The n elements with the highest counts, or all, with their counts."""
        def count_of(item):
            return item[1]

        if n == 1:
            return [max(self.items(), key=count_of)] if self else []
        ranking = sorted(self.items(), key=count_of, reverse=True)
        return ranking if n is None else ranking[:max(n, 0)]

    def update(self, iterable=None, /, **kwds):
        """Adds counts, or the elements of an iterable."""
        if iterable is None:
            pass
        elif not _has_counts(iterable):
            _count_elements(self, iterable)
        elif self:
            known = self.get
            for elem, more in iterable.items():
                self[elem] = more + known(elem, 0)
        else:
            super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Takes counts away, below zero if need be."""
        known = self.get
        if iterable is None:
            pass
        elif _has_counts(iterable):
            for elem, less in iterable.items():
                self[elem] = known(elem, 0) - less
        else:
            for elem in iterable:
                self[elem] = known(elem, 0) - 1
        if kwds:
            self.subtract(kwds)

    # --- comparisons: of all counts ---

    def __eq__(self, other):
        return all(a == b for a, b in _beside(self, other)) if isinstance(other, Counter) else NotImplemented

    def __ne__(self, other):
        return not self == other if isinstance(other, Counter) else NotImplemented

    def __le__(self, other):
        return all(a <= b for a, b in _beside(self, other)) if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        return all(a >= b for a, b in _beside(self, other)) if isinstance(other, Counter) else NotImplemented

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    # --- arithmetic: only positive counts are kept ---

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive({elem: count + other[elem] for elem, count in self.items()} | _new_in(other, self))

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        left = {elem: count - other[elem] for elem, count in self.items()}
        for elem, count in other.items():
            if count < 0 and elem not in self:
                left[elem] = 0 - count
        return _positive(left)

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive({elem: theirs if count < (theirs := other[elem]) else count for elem, count in self.items()}
                         | _new_in(other, self))

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return _positive({elem: count if count < (theirs := other[elem]) else theirs for elem, count in self.items()})

    def __pos__(self):
        return _positive(self)

    def __neg__(self):
        return _positive({elem: 0 - count for elem, count in self.items()})

    def __iadd__(self, other):
        for elem, more in other.items():
            self[elem] += more
        return self._without_the_rest()

    def __isub__(self, other):
        for elem, less in other.items():
            self[elem] -= less
        return self._without_the_rest()

    def __ior__(self, other):
        for elem, theirs in other.items():
            if theirs > self[elem]:
                self[elem] = theirs
        return self._without_the_rest()

    def __iand__(self, other):
        for elem, count in self.items():
            theirs = other[elem]
            if theirs < count:
                self[elem] = theirs
        return self._without_the_rest()

    def _without_the_rest(self):
        for elem in [elem for elem, count in self.items() if not count > 0]:
            del self[elem]
        return self
