"""Sizes of objects: flat, and with everything that belongs to them.

asizeof(*objs)      bytes of all objects together, each part counted once
asizesof(*objs)     bytes of each; what two of them share counts for the first
asized(*objs)       the same as trees to look into, down to `detail` levels
flatsize(obj)       bytes of the object alone
basicsize, itemsize, leng, refs    what the flat size is made of, and what belongs to an object

Every size is rounded up to 8 bytes (`align`). Classes, functions and modules inside other objects are shared by nature and
count nothing, unless `code` asks for them. A shared part counts where it is met first: that is why the sum of sizes asked one
by one may be more than the size asked at once.
"""

import sys

from . import _kinds
from ._kinds import kind_of, name_of, short_repr
from ._report import Profile, Rank, print_largest, print_profiles, print_stats, print_summary

__all__ = ["Asized", "Asizer", "adict", "amapped", "asized", "asizeof", "asizesof", "basicsize", "flatsize", "itemsize", "leng",
           "refs"]

RANKS = 100


def _bad_option(where, error=ValueError, **options):
    listed = ", ".join(sorted(f"{name}={value!r}" for name, value in options.items()))
    return error(f"invalid option{'s' if len(options) != 1 else ''}: {where}({listed})")


def _mask(align, where):
    if align < 2:
        return 0
    if align & (align - 1):
        raise _bad_option(where, align=align)
    return align - 1


class Asized:
    """The size of an object and of its referents: size, flat, name, refs."""

    __slots__ = ("flat", "name", "refs", "size")

    def __init__(self, size, flat, refs=(), name=None):
        self.size = size
        self.flat = flat
        self.name = name
        self.refs = tuple(refs)

    def __str__(self):
        return f"size {self.size!r}, flat {self.flat!r}, refs[{len(self.refs)}], name {self.name!r}"

    def format(self, format="%(name)s size=%(size)d flat=%(flat)d", depth=-1, order_by="size", indent=""):
        """Return the tree as text: a line for each object, its referents indented below it, down to depth levels."""
        lines = [indent + format % {"size": self.size, "flat": self.flat, "name": self.name}]
        if depth:
            largest_first = order_by in ("size", "flat")
            for ref in sorted(self.refs, key=lambda ref: getattr(ref, order_by), reverse=largest_first):
                lines.append(ref.format(format, depth - 1, order_by, indent + "    "))
        return "\n".join(lines)

    def get(self, name, dflt=None):
        """Return the referent of that name."""
        return next((ref for ref in self.refs if ref.name == name), dflt)


class Asizer:
    """Sizes objects and remembers what it has seen: everything counts once in the life of a sizer."""

    def __init__(self, **opts):
        self._excluded = {}
        self.reset(**opts)

    def reset(self, above=1024, align=8, clip=80, code=False, cutoff=10, derive=False, detail=0, frames=False, ignored=True,
              infer=False, limit=100, stats=0, stream=None, **extra):
        """Set all options, the ones not given to their defaults, and forget what was seen."""
        if extra:
            raise _bad_option("reset", KeyError, **extra)
        self.above, self.clip, self.derive, self.detail = above, clip, derive, detail
        self.frames, self.ignored, self.infer, self.limit = frames, bool(ignored), infer, limit
        self.stream = stream
        self._clear()
        self.set(align=align, code=code, cutoff=cutoff, stats=stats)

    def set(self, above=None, align=None, code=None, cutoff=None, frames=None, detail=None, limit=None, stats=None):
        """Set some options; the others stay."""
        if above is not None:
            self.above = int(above)
        if align is not None:
            self._align_mask = _mask(align, "set")
            self.align = align
        for name, value in (("code", code), ("detail", detail), ("frames", frames), ("limit", limit)):
            if value is not None:
                setattr(self, name, value)
        if stats is not None:
            if stats < 0:
                raise _bad_option("set", stats=stats)
            # 1.10: level 1, ten of the largest.
            self.stats = int(stats)
            self.cutoff = int(cutoff) if cutoff else int((stats - self.stats) * 100 + 0.5)

    def _clear(self):
        # How often each object was met, by address: below 0 for what has no part in it, 0 for what is still to be sized by itself.
        self._met = {}
        self.profiles, self.ranks = {}, []
        self.total = self.missed = self.ranked = self.deepest = 0
        for kind in self._excluded:
            self._excluded[kind] = 0
        self.exclude_objs(self, vars(self), self._excluded, self._met, self.profiles, self.ranks, vars(_kinds), _kinds._kinds)

    def exclude_objs(self, *objs):
        """Give these objects no size."""
        for obj in objs:
            self._met.setdefault(id(obj), -1)

    def exclude_refs(self, *objs):
        """Give these objects no size as parts of others; by themselves they have one."""
        for obj in objs:
            self._met.setdefault(id(obj), 0)

    def exclude_types(self, *objs):
        """Give these classes, and their instances, no size."""
        for obj in objs:
            if isinstance(obj, type):
                self._excluded.setdefault(obj, 0)

    def _excludes(self, obj):
        """Is the object, or its type, excluded? Counts the cases."""
        found = [cls for cls in (type(obj), obj if type(obj) is type else None) if cls in self._excluded]
        for cls in found[:1]:
            self._excluded[cls] += 1
        return bool(found)

    def _name(self, obj):
        return name_of(obj) or short_repr(obj, self.clip)

    def _is_new(self, obj, deep):
        """Note that the object was met; is it to be sized?"""
        met = self._met.get(id(obj))
        if met is None:
            self._met[id(obj)] = 1
            return True
        if met == 0 and not deep:
            self._met[id(obj)] = 1
            return True
        if met > 0:
            self._met[id(obj)] = met + 1
        return False

    def _size(self, obj, parent, deep, tree):
        """The size of an object with all that belongs to it; an Asized if a tree is wanted."""
        size = flat = 0
        parts = []
        if self._is_new(obj, deep):
            try:
                size, flat = self._measure(obj, parent, deep, tree, parts)
            except RecursionError:
                self.missed += 1
            if not deep:
                self.total += size
        if not tree:
            return size
        result = Asized(size, flat, parts, self._name(obj))
        self.exclude_objs(result)
        return result

    def _measure(self, obj, parent, deep, tree, parts):
        size = flat = 0
        if self._excludes(obj):
            return size, flat
        kind = kind_of(obj, self.derive, self.frames, self.infer)
        if not (kind.code and not self.code) and not (kind.ignored and self.ignored):
            size = flat = kind.flat(obj, self._align_mask)
            if self.stats > 1:
                self.profiles.setdefault(type(obj), Profile()).add(obj, size)
            nested_module = deep and isinstance(obj, type(sys))
            if kind.referents and deep < self.limit and not nested_module:
                self.deepest = max(self.deepest, deep + 1)
                size += self._parts(kind, obj, deep + 1, tree and deep < self.detail, parts)
        if self.stats and size > self.above > 0:
            self._rank(obj, size, deep, parent)
        return size, flat

    def _parts(self, kind, obj, deep, tree, parts):
        """The size of all referents; as trees they go into parts."""
        total = 0
        if tree:
            self.exclude_objs(parts)
        for name, referent in kind.referents(obj, tree):
            part = self._size(referent, id(obj), deep, tree)
            if tree:
                part.name = self._name(referent) if name is None else name
                parts.append(part)
                part = part.size
            total += part
        return total

    def _rank(self, obj, size, deep, parent):
        self.ranked += 1
        rank = Rank(obj, size, deep, parent)
        self.exclude_objs(rank)
        at = next((i for i, other in enumerate(self.ranks) if other.size <= size), len(self.ranks))
        self.ranks.insert(at, rank)
        del self.ranks[RANKS:]

    def asizeof(self, *objs, **opts):
        """Return the size of all objects together."""
        self.set(**opts)
        self.exclude_refs(*objs)
        return sum(self._size(obj, 0, 0, False) for obj in objs)

    def _each(self, objs, tree):
        self.exclude_refs(*objs)
        sizes = {}
        self.exclude_objs(sizes)
        for obj in objs:
            if id(obj) in sizes:
                self._met[id(obj)] += 1
            else:
                sizes[id(obj)] = self._size(obj, 0, 0, tree)
        return tuple(sizes[id(obj)] for obj in objs)

    def asizesof(self, *objs, **opts):
        """Return the size of each object, as a tuple."""
        self.set(**opts)
        return self._each(objs, False)

    def asized(self, *objs, **opts):
        """Return an Asized for each object: itself for one object, a tuple for several."""
        self.set(**opts)
        sized = self._each(objs, True)
        return sized[0] if len(sized) == 1 else sized

    @property
    def seen(self):
        """How often objects were met."""
        return sum(count for count in self._met.values() if count > 0)

    @property
    def sized(self):
        """How many objects were met."""
        return sum(1 for count in self._met.values() if count > 0)

    @property
    def duplicate(self):
        """How many objects were met more than once."""
        return sum(1 for count in self._met.values() if count > 1)

    @property
    def excluded(self):
        """The types that have no size."""
        return tuple(self._excluded)

    print_summary, print_largest, print_profiles, print_stats = print_summary, print_largest, print_profiles, print_stats


_asizer = Asizer()


def _objects(objs, where, all=None, **opts):
    """The objects to size, and the options of the sizer; `all` stands for the whole heap."""
    if objs or all in (None, False):
        return objs, opts
    if all is not True:
        raise _bad_option(where, all=all)
    import gc

    return gc.get_objects(), opts


def asizeof(*objs, **opts):
    """Return the size in bytes of all objects together, with all that belongs to them.

    Options: align (8), code (False: functions and classes count nothing), limit (100: levels of referents; 0 for flat sizes),
    all (True and no objects: everything the collector knows), stats (0; 1 prints a summary and the largest, 2 the types as
    well), above, clip, cutoff, derive, frames, ignored, infer.
    """
    given, options = _objects(objs, "asizeof", **opts)
    _asizer.reset(**options)
    if not given:
        return 0
    if not objs:
        _asizer.exclude_objs(given)
    total = _asizer.asizeof(*given)
    _asizer.print_stats(given, opts)
    _asizer._clear()
    return total


def asizesof(*objs, **opts):
    """Return a tuple with the size of each object; options as for asizeof."""
    _asizer.reset(**opts)
    if not objs:
        return ()
    sizes = _asizer.asizesof(*objs)
    _asizer.print_stats(objs, opts, sizes=sizes)
    _asizer._clear()
    return sizes


def asized(*objs, **opts):
    """Return the Asized of one object, or a tuple for several; detail tells how many levels of referents it has."""
    _asizer.reset(**opts)
    if not objs:
        return ()
    sized = _asizer.asized(*objs)
    _asizer.print_stats(objs, opts, sized=sized)
    _asizer._clear()
    return sized


def adict(*classes):
    """Have instances of these classes measured as dicts; True if all of them look like one."""
    good = True
    for cls in classes:
        if isinstance(cls, type) and _kinds.looks_like_dict(cls):
            names = _kinds.dict_like.get(cls.__module__, ())
            if cls.__name__ not in names:
                _kinds.dict_like[cls.__module__] = (*names, cls.__name__)
        else:
            good = False
    return good


_amapped = 1.0


def amapped(percentage=None):
    """Set which part of a mapped file counts as memory, in percent; return what it was. Nothing maps files here."""
    global _amapped
    before = _amapped
    if percentage is not None:
        _amapped = max(0.0, min(100.0, percentage))
    return before


def _kind(obj, derive=False, infer=False, save=False):
    return kind_of(obj, derive=derive, infer=infer, keep=save)


def basicsize(obj, **opts):
    """Return the size of the object's type without items, its head for the collector included."""
    return _kind(obj, **opts).base


def itemsize(obj, **opts):
    """Return the size of an item."""
    kind = _kind(obj, **opts)
    return getattr(obj, kind.unit) if kind.unit else kind.item


def leng(obj, **opts):
    """Return the number of items, free places of growing containers estimated; None for what has none."""
    kind = _kind(obj, **opts)
    if not kind.length:
        return None
    count = kind.length(obj)
    return count // getattr(obj, kind.unit) if kind.unit else count


def flatsize(obj, align=0, **opts):
    """Return the size of the object alone."""
    return _kind(obj, **opts).flat(obj, _mask(align, "flatsize"))


def refs(obj, **opts):
    """Return what belongs to the object, one by one; None if nothing can."""
    referents = _kind(obj, **opts).referents
    return (referent for _, referent in referents(obj, False)) if referents else None


def named_refs(obj, **opts):
    """Return [(name, object)] of what belongs to the object under a name: attributes and dict entries, not items of a list."""
    referents = _kind(obj, **opts).referents
    return [(name, ref) for name, ref in referents(obj, True) if name is not None] if referents else []
