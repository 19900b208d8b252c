"""repr() with limits, and a guard against containers that hold themselves."""

import builtins
from itertools import islice

__all__ = ["Repr", "repr", "recursive_repr"]


def recursive_repr(fillvalue="..."):
    """Makes a `__repr__` give `fillvalue` where it is called within itself for the same object."""
    def guard(method):
        running = set()

        def wrapper(self):
            me = id(self)
            if me in running:
                return fillvalue
            running.add(me)
            try:
                return method(self)
            finally:
                running.discard(me)

        for name in ("__module__", "__doc__", "__name__", "__qualname__"):
            setattr(wrapper, name, getattr(method, name))
        wrapper.__annotations__ = getattr(method, "__annotations__", {})
        wrapper.__type_params__ = getattr(method, "__type_params__", ())
        wrapper.__wrapped__ = method
        return wrapper

    return guard


# Where the classes are from that have a method here: others of the same name are shown as any object is.
_HOMES = dict.fromkeys(("tuple", "list", "set", "frozenset", "dict", "str", "int"), "builtins")
_HOMES.update(array="array", deque="collections")


class Repr:
    """A repr() whose limits are attributes. For a type `T` of its own a subclass has a method `repr_T`."""

    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4, maxset=6, maxfrozenset=6,
                 maxdeque=6, maxstring=30, maxlong=40, maxother=30, fillvalue="...", indent=None):
        self.maxlevel, self.fillvalue, self.indent = maxlevel, fillvalue, indent
        # How many items are shown.
        self.maxtuple, self.maxlist, self.maxarray, self.maxdict = maxtuple, maxlist, maxarray, maxdict
        self.maxset, self.maxfrozenset, self.maxdeque = maxset, maxfrozenset, maxdeque
        # How many characters are shown.
        self.maxstring, self.maxlong, self.maxother = maxstring, maxlong, maxother

    def repr(self, x):
        """The text of x."""
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        """The text of x, which may hold so many levels of others."""
        kind = type(x)
        name = "_".join(kind.__name__.split())
        method = getattr(self, f"repr_{name}", None)
        if method is None or _HOMES.get(name, kind.__module__) != kind.__module__:
            method = self.repr_instance
        return method(x, level)

    def _join(self, pieces, level):
        if self.indent is None or not pieces:
            return ", ".join(pieces)
        step = self.indent
        if isinstance(step, int):
            if step < 0:
                raise ValueError(f"Repr.indent cannot be negative int (was {step!r})")
            step = " " * step
        depth = self.maxlevel - level
        try:
            inner, outer = "\n" + step * (depth + 1), "\n" + step * depth
        except TypeError as error:
            raise TypeError(f"Repr.indent must be a str, int or None, not {type(step)}") from error
        return inner + ("," + inner).join(pieces) + "," + outer

    def _within(self, opening, x, closing, most, level):
        """The items of x that may be shown, between brackets."""
        if level <= 0 and x:
            return opening + self.fillvalue + closing
        return opening + self._join(self._cut_items(x, most, lambda item: self.repr1(item, level - 1)), level) + closing

    def _cut_items(self, x, most, show):
        pieces = [show(item) for item in islice(x, most)]
        if len(x) > most:
            pieces.append(self.fillvalue)
        return pieces

    def repr_tuple(self, x, level):
        # One item alone has a comma behind it; where there are lines, every item has.
        lonely = len(x) == 1 and level > 0 and self.indent is None
        return self._within("(", x, ",)" if lonely else ")", self.maxtuple, level)

    def repr_list(self, x, level):
        return self._within("[", x, "]", self.maxlist, level)

    def repr_deque(self, x, level):
        return self._within("deque([", x, "])", self.maxdeque, level)

    def repr_array(self, x, level):
        if len(x):
            return self._within(f"array('{x.typecode}', [", x, "])", self.maxarray, level)
        return f"array('{x.typecode}')"

    def repr_set(self, x, level):
        return self._within("{", _ordered(x), "}", self.maxset, level) if x else "set()"

    def repr_frozenset(self, x, level):
        return self._within("frozenset({", _ordered(x), "})", self.maxfrozenset, level) if x else "frozenset()"

    def repr_dict(self, x, level):
        if x and level <= 0:
            return f"{{{self.fillvalue}}}"

        def item(key):
            return f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}"
        return f"{{{self._join(self._cut_items(_ordered(x), self.maxdict, item), level)}}}"

    def repr_str(self, x, level):
        # What is cut out of the middle is not worth a repr(), which may be long.
        text = builtins.repr(x[:self.maxstring])
        if len(text) <= self.maxstring:
            return text
        before, behind = self._ends(self.maxstring)
        return self._shortened(builtins.repr(x[:before] + x[len(x) - behind:]), self.maxstring, True)

    def repr_int(self, x, level):
        return self._shortened(builtins.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        """The text of any other object, also if its class cannot tell."""
        try:
            text = builtins.repr(x)
        except Exception:
            return f"<{x.__class__.__name__} instance at {id(x):#x}>"
        return self._shortened(text, self.maxother)

    def _ends(self, most):
        """How many characters are kept before and behind what is left out."""
        before = max(0, (most - 3) // 2)
        return before, max(0, most - 3 - before)

    def _shortened(self, text, most, always=False):
        if len(text) <= most and not always:
            return text
        before, behind = self._ends(most)
        return text[:before] + self.fillvalue + text[len(text) - behind:]


def _ordered(x):
    """The items in their order, if they have one."""
    try:
        return sorted(x)
    except Exception:
        return [*x]


aRepr = Repr()
repr = aRepr.repr
