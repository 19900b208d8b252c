"""What an Asizer prints about what it has sized: totals, the largest objects, the types.

Deliberately absent: the table of how each type is measured.
"""

import sys
import weakref

from ._kinds import kind_of, length, short_repr


def binary(size):
    """' or 1.5 KiB' for sizes of 1024 and more."""
    if size < 1024:
        return ""
    for prefix in "KMGTPE":
        size /= 1024
        if size < 1024:
            break
    return f" or {size:.1f} {prefix}iB"


def plural(count):
    return "" if count == 1 else "s"


def _named(cls, clip):
    return short_repr(cls, clip).strip("<>").replace("'", "")


def _length(obj):
    """' leng 12!': the number of items; with a mark where places for more are estimated."""
    kind = kind_of(obj, keep=False)
    if not kind.length:
        return ""
    count = kind.length(obj)
    if kind.unit:
        count //= getattr(obj, kind.unit)
    return f" leng {count}{'!' if count > length(obj) else ''}"


class _Holder:
    """An object, held weakly where that is possible."""

    def __init__(self, obj):
        try:
            self.get = weakref.ref(obj)
        except TypeError:
            self.get = lambda: obj


class Profile:
    """All objects of one type."""

    def __init__(self):
        self.number = self.total = self.high = 0
        self.largest = None

    def add(self, obj, size):
        self.number += 1
        self.total += size
        if size > self.high:
            self.high = size
            self.largest = _Holder(obj)


class Rank(_Holder):
    """One of the largest objects."""

    def __init__(self, obj, size, deep, parent):
        super().__init__(obj)
        self.id, self.type = id(obj), type(obj)
        self.size, self.deep, self.parent = size, deep, parent


def _say(sizer, text, **options):
    if not options.get("file"):
        options["file"] = sizer.stream or sys.stdout
    print(text, **options)


def _with_code(sizer):
    return " (incl. code)" if sizer.code else ""


def print_summary(sizer, w=0, objs=(), **options):
    """Print how much was sized, and how much was met."""
    counted = [(len(objs or ()), "given"), (sizer.sized, "sized")]
    if sizer.excluded:
        counted.append((sum(sizer._excluded.values()), "excluded"))
    counted.append((sizer.seen, "seen"))
    if sizer.ranked:
        counted.append((sizer.ranked, "ranked"))
    counted.append((sizer.missed, "missed"))
    lines = [f"{sizer.total:{w}} bytes{binary(sizer.total)}{_with_code(sizer)}"]
    if sizer._align_mask:
        lines.append(f"{sizer._align_mask + 1:{w}} byte aligned")
    lines.append(f"{8:{w}} byte sizeof(void*)")
    lines += [f"{count:{w}} object{plural(count)} {what}" for count, what in counted]
    lines.append(f"{sizer.duplicate:{w}} duplicate{plural(sizer.duplicate)}")
    if sizer.deepest:
        lines.append(f"{sizer.deepest:{w}} deepest recursion")
    for line in lines:
        _say(sizer, line, **options)


def print_largest(sizer, w=0, cutoff=0, **options):
    """Print the largest objects."""
    count = min(len(sizer.ranks), max(int(cutoff) if cutoff else sizer.cutoff, 0))
    above = sizer.above
    if count < 1 or above < 1:
        return
    over = f"{sizer.ranked} over {above} bytes{binary(above)}"
    _say(sizer, f"\n{count:{w}} largest object{plural(count)} (of {over})", **options)
    places = {rank.id: place for place, rank in enumerate(sizer.ranks)}
    for rank in sizer.ranks[:count]:
        obj = rank.get()
        at = f" (at {rank.deep})" if rank.deep else ""
        held = f", pix {places.get(rank.parent, '?')}" if rank.parent else ""
        text = f"{_named(rank.type, sizer.clip)}: {short_repr(obj, sizer.clip)}{_length(obj)}, ix {places[rank.id]}{at}{held}"
        _say(sizer, f"{rank.size:{w}} bytes{binary(rank.size)}: {text}", **options)


def print_profiles(sizer, w=0, cutoff=0, **options):
    """Print the types of what was sized, the largest sums first."""
    rows = [(profile, _named(cls, sizer.clip)) for cls, profile in sizer.profiles.items()]
    if not rows:
        return
    rows.sort(key=lambda row: (row[0].total, row[0].number, row[1]), reverse=True)
    share = " (% of grand total)" if sizer.total else ""
    percent = int(cutoff) if cutoff else sizer.cutoff
    least = int(percent * 0.01 * sizer.total)
    title = f"total{share}, average, and largest flat size{_with_code(sizer)}:  largest object"
    _say(sizer, f"\n{len(rows):{w}} profile{plural(len(rows))}:  {title}", **options)
    for place, (profile, name) in enumerate(rows):
        total = f"{profile.total}{binary(profile.total)}"
        if sizer.total:
            total += f" ({profile.total * 100 / sizer.total:.0f}%)"
        average = profile.total // profile.number
        obj = profile.largest.get()
        high = f"{profile.high}{binary(profile.high)}"
        text = f"{total}, {average}{binary(average)}, {high}:  {short_repr(obj, sizer.clip)}{_length(obj)}"
        _say(sizer, f"{profile.number:{w}} {name} object{plural(profile.number)}:  {text}", **options)
        left = len(rows) - place - 1
        if left > 1 and profile.total < least:
            _say(sizer, f"{left:+{w}} profiles below cutoff ({percent:.0f}%)", **options)
            break


def print_stats(sizer, objs=(), opts={}, sized=(), sizes=(), stats=3, **options):
    """Print what the option `stats` asks for: 1 a summary and the largest, 2 the types as well."""
    level = min(opts.get("stats", stats) or 0, sizer.stats)
    if level < 1:
        return
    w = len(str(sizer.missed + sizer.seen + sizer.total)) + 1
    listed = ", ".join(sorted(f"{name}={value!r}" for name, value in opts.items()))
    comma = ", " if listed and objs else ""
    if sized and objs:
        if len(objs) > 1:
            _say(sizer, f"\nasized(...{comma}{listed}) ...", **options)
            for place, item in enumerate(sized):
                _say(sizer, f"{place:{w - 1}}: {item}", **options)
        else:
            _say(sizer, f"\nasized({listed}): {sized}", **options)
    elif sizes and objs:
        _say(sizer, f"\nasizesof(...{comma}{listed}) ...", **options)
        for size, obj in zip(sizes, objs):
            _say(sizer, f"{size:{w}} bytes{binary(size)}{_with_code(sizer)}:  {short_repr(obj, sizer.clip)}", **options)
    else:
        shown = short_repr(objs, sizer.clip) if objs else ""
        _say(sizer, f"\nasizeof({shown}{comma}{listed}) ...", **options)
    sizer.print_summary(w=w, objs=objs, **options)
    exact = int((level - int(level)) * 100.0 + 0.5) or sizer.cutoff
    sizer.print_largest(w=w, cutoff=exact if level < 2 else 10, **options)
    if level > 1:
        sizer.print_profiles(w=w, cutoff=exact, **options)
