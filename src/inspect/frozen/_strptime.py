"""Parsing of dates and times by format, for time and datetime. The locale is C."""

import re
from datetime import date as _date, timedelta as _timedelta, timezone as _timezone

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december"]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _any(names):
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


# What each directive matches.
_DIRECTIVES = {
    "d": r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])",
    "f": r"(?P<f>[0-9]{1,6})",
    "H": r"(?P<H>2[0-3]|[0-1]\d|\d)",
    "I": r"(?P<I>1[0-2]|0[1-9]|[1-9]| [1-9])",
    "G": r"(?P<G>\d\d\d\d)",
    "j": r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
    "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])",
    "M": r"(?P<M>[0-5]\d|\d)",
    "S": r"(?P<S>6[0-1]|[0-5]\d|\d)",
    "U": r"(?P<U>5[0-3]|[0-4]\d|\d)",
    "W": r"(?P<W>5[0-3]|[0-4]\d|\d)",
    "w": r"(?P<w>[0-6])",
    "u": r"(?P<u>[1-7])",
    "V": r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
    "y": r"(?P<y>\d\d)",
    "Y": r"(?P<Y>\d\d\d\d)",
    "z": r"(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))",
    "A": f"(?P<A>{_any(_DAYS)})",
    "a": f"(?P<a>{_any([name[:3] for name in _DAYS])})",
    "B": f"(?P<B>{_any(_MONTHS)})",
    "b": f"(?P<b>{_any([name[:3] for name in _MONTHS])})",
    "p": "(?P<p>am|pm)",
    "Z": "(?P<Z>utc|gmt)",
    "%": "%",
}
_COMBINED = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}

_cache = {}


def _pattern(format):
    """The regular expression for a format."""
    for name, text in _COMBINED.items():
        format = format.replace("%" + name, text)
    out = []
    # White space stands for any of it.
    parts = re.split(r"(%.?|\s+)", re.sub(r"([\\.^$*+?(){}\[\]|])", r"\\\1", format), flags=re.S)
    for part in parts:
        if part.isspace():
            out.append(r"\s+")
        elif part.startswith("%"):
            out.append(_DIRECTIVES[part[1:]])
        else:
            out.append(part)
    return "".join(out)


def _compiled(format):
    found = _cache.get(format)
    if found is None:
        try:
            found = re.compile(_pattern(format), re.I)
        except KeyError as err:
            bad = err.args[0]
            if not bad:
                raise ValueError("stray %% in format '%s'" % format) from None
            if bad == "\\":
                bad = "%"
            raise ValueError("'%s' is a bad directive in format '%s'" % (bad, format)) from None
        if len(_cache) > 20:
            _cache.clear()
        _cache[format] = found
    return found


def _day_of_week_number(year, week, weekday, first_weekday):
    """The day of the year for a week number of %U or %W."""
    first = _date(year, 1, 1).weekday()
    if first_weekday == 6:
        first = (first + 1) % 7
        weekday = (weekday + 1) % 7
    before = (7 - first) % 7
    if week == 0:
        return 1 + weekday - first
    return 1 + before + 7 * (week - 1) + weekday


def _parse(text, format):
    """Fields of a time tuple, microseconds, offset in seconds and its microseconds."""
    for i, arg in enumerate((text, format)):
        if not isinstance(arg, str):
            raise TypeError("strptime() argument {} must be str, not {}".format(i, type(arg)))
    match = _compiled(format).match(text)
    if not match:
        raise ValueError("time data %r does not match format %r" % (text, format))
    if len(text) != match.end():
        raise ValueError("unconverted data remains: %s" % text[match.end():])
    found = match.groupdict()
    number = {name: int(value) for name, value in found.items() if value and name in "dHIGjmMSUWwuVyY"}
    year = number.get("Y")
    if year is None and "y" in number:
        year = number["y"] + (2000 if number["y"] <= 68 else 1900)
    month, day = number.get("m", 1), number.get("d", 1)
    if found.get("B"):
        month = _MONTHS.index(found["B"].lower()) + 1
    elif found.get("b"):
        month = [name[:3] for name in _MONTHS].index(found["b"].lower()) + 1
    hour = number.get("H", 0)
    if "I" in number:
        hour = number["I"] % 12
        if (found.get("p") or "").lower() == "pm":
            hour += 12
    us = int((found.get("f") or "0").ljust(6, "0"))
    weekday = None
    if found.get("A"):
        weekday = _DAYS.index(found["A"].lower())
    elif found.get("a"):
        weekday = [name[:3] for name in _DAYS].index(found["a"].lower())
    elif "w" in number:
        weekday = (number["w"] + 6) % 7
    elif "u" in number:
        weekday = number["u"] - 1
    offset, offset_us, zone = None, 0, None
    if found.get("z"):
        offset, offset_us = _offset(found["z"], text)
    elif found.get("Z"):
        zone, offset = found["Z"], None
    iso_year, iso_week = number.get("G"), number.get("V")
    yday = number.get("j")
    if iso_year is not None:
        if yday is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' "
                             "instead.")
        if iso_week is None or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
    elif iso_week is not None:
        if year is None or weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' "
                         "instead.")
    leap_day = year is None and month == 2 and day == 29
    if leap_day:
        year = 1904
    elif year is None:
        year = 1900
    if yday is None and weekday is not None:
        if "U" in number or "W" in number:
            first = 6 if "U" in number else 0
            yday = _day_of_week_number(year, number.get("U", number.get("W")), weekday, first)
        elif iso_year is not None:
            moment = _date.fromisocalendar(iso_year, iso_week, weekday + 1)
            year, month, day = moment.year, moment.month, moment.day
        if yday is not None and yday <= 0:
            year -= 1
            yday += 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365
    if yday is None:
        yday = _date(year, month, day).toordinal() - _date(year, 1, 1).toordinal() + 1
    else:
        moment = _date.fromordinal(yday - 1 + _date(year, 1, 1).toordinal())
        year, month, day = moment.year, moment.month, moment.day
    if weekday is None:
        weekday = _date(year, month, day).weekday()
    if leap_day:
        year = 1900
    fields = (year, month, day, hour, number.get("M", 0), number.get("S", 0), weekday, yday, 0 if zone else -1)
    return fields, us, offset, offset_us, zone


def _offset(z, text):
    if z == "Z":
        return 0, 0
    if z[3] == ":":
        z = z[:3] + z[4:]
        if len(z) > 5:
            if z[5] != ":":
                raise ValueError(f"Inconsistent use of : in {text}")
            z = z[:5] + z[6:]
    seconds = int(z[1:3]) * 3600 + int(z[3:5]) * 60 + int(z[5:7] or 0)
    us = int(z[8:].ljust(6, "0") or 0)
    return (-seconds, -us) if z[0] == "-" else (seconds, us)


def datetime_of(cls, text, format="%a %b %d %H:%M:%S %Y"):
    """An object of `cls` for the text."""
    fields, us, offset, offset_us, zone = _parse(text, format)
    args = (*fields[:6], us)
    if offset is not None:
        delta = _timedelta(seconds=offset, microseconds=offset_us)
        args += (_timezone(delta, zone) if zone else _timezone(delta),)
    return cls(*args)


def time_of(text, format="%a %b %d %H:%M:%S %Y"):
    """A time.struct_time for the text."""
    import time
    return time.struct_time(_parse(text, format)[0])
