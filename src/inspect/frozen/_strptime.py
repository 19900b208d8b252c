"""Parsing of dates and times by format, for time and datetime. The locale is C, so names are English; only the names of
time zones come from outside."""

import re
import time
from datetime import date as _date, timedelta as _timedelta, timezone as _timezone


def _getlang():
    """The language of dates: that of the C locale, which has none."""
    return None, None


class LocaleTime:
    """The words that dates are written in, in lower case."""

    def __init__(self):
        self.lang = _getlang()
        self.f_weekday = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        self.a_weekday = [name[:3] for name in self.f_weekday]
        # Months count from 1.
        self.f_month = ["", "january", "february", "march", "april", "may", "june", "july", "august", "september",
                        "october", "november", "december"]
        self.a_month = [name[:3] for name in self.f_month]
        self.am_pm = ["am", "pm"]
        self.tzname = time.tzname
        self.daylight = time.daylight
        without_saving = frozenset({"utc", "gmt", self.tzname[0].lower()})
        with_saving = frozenset({self.tzname[1].lower()}) if self.daylight else frozenset()
        self.timezone = (without_saving, with_saving)
        self.LC_date_time = "%a %b %d %H:%M:%S %Y"
        self.LC_date = "%m/%d/%y"
        self.LC_time = "%H:%M:%S"

    def stale(self):
        """Whether the language or the time zone has changed since."""
        return (self.lang, self.tzname, self.daylight) != (_getlang(), time.tzname, time.daylight)


class TimeRE(dict):
    """What each directive matches, by its letter."""

    def __init__(self, locale_time=None):
        words = self.locale_time = locale_time or LocaleTime()
        super().__init__({
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
            "w": r"(?P<w>[0-6])",
            "u": r"(?P<u>[1-7])",
            "V": r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
            "y": r"(?P<y>\d\d)",
            "Y": r"(?P<Y>\d\d\d\d)",
            "z": r"(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))",
            "A": self._words("A", words.f_weekday),
            "a": self._words("a", words.a_weekday),
            "B": self._words("B", words.f_month[1:]),
            "b": self._words("b", words.a_month[1:]),
            "p": self._words("p", words.am_pm),
            "Z": self._words("Z", [name for names in words.timezone for name in names]),
            "%": "%",
        })
        self["W"] = self["U"].replace("U", "W")
        self["c"] = self.pattern(words.LC_date_time)
        self["x"] = self.pattern(words.LC_date)
        self["X"] = self.pattern(words.LC_time)

    @staticmethod
    def _words(letter, words):
        """A group for any of the words; longer ones first, as one may begin with another."""
        words = sorted((word for word in words if word), key=len, reverse=True)
        return f"(?P<{letter}>{'|'.join(map(re.escape, words))})" if words else ""

    def pattern(self, format):
        """The regular expression for a format. White space stands for any of it."""
        out = []
        for part in re.split(r"(%.?|\s+)", re.sub(r"([\\.^$*+?(){}\[\]|])", r"\\\1", format), flags=re.S):
            if part.isspace():
                out.append(r"\s+")
            elif part.startswith("%"):
                out.append(self[part[1:]])
            else:
                out.append(part)
        return "".join(out)

    def compile(self, format):
        """The compiled regular expression for a format."""
        return re.compile(self.pattern(format), re.IGNORECASE)


_TimeRE_cache = TimeRE()
_CACHE_MAX_SIZE = 5
_regex_cache = {}


def _warn_without_year(format):
    """A day without a year can't be the 29th of February."""
    letters = set(re.findall(r"%(.)", format, flags=re.S))
    if "d" in letters and not letters & {"Y", "y", "G"}:
        import warnings
        warnings.warn("Parsing dates involving a day of month without a year specified is ambiguious\n"
                      "and fails to parse leap day. The default behavior will change in Python 3.15\n"
                      "to either always raise an exception or to use a different default year (TBD).\n"
                      "To avoid trouble, add a specific year to the input & format.\n"
                      "See https://github.com/python/cpython/issues/70647.",
                      DeprecationWarning, skip_file_prefixes=("<frozen ",))


def _compiled(format):
    """The format's regular expression. Those of a few formats are kept, as long as the language stays."""
    global _TimeRE_cache
    if _TimeRE_cache.locale_time.stale():
        _TimeRE_cache = TimeRE()
        _regex_cache.clear()
    if len(_regex_cache) > _CACHE_MAX_SIZE:
        _regex_cache.clear()
    found = _regex_cache.get(format)
    if found is None:
        try:
            found = _TimeRE_cache.compile(format)
        except KeyError as err:
            bad = err.args[0]
            if not bad:
                raise ValueError("stray %% in format '%s'" % format) from None
            if bad == "\\":
                bad = "%"
            raise ValueError("'%s' is a bad directive in format '%s'" % (bad, format)) from None
        _warn_without_year(format)
        _regex_cache[format] = found
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


def _strptime(data_string, format="%a %b %d %H:%M:%S %Y"):
    """The fields of a time tuple with name and offset of the zone, the microseconds, and those of the offset."""
    text = data_string
    for i, arg in enumerate((text, format)):
        if not isinstance(arg, str):
            raise TypeError("strptime() argument {} must be str, not {}".format(i, type(arg)))
    match = _compiled(format).match(text)
    words = _TimeRE_cache.locale_time
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
        month = words.f_month.index(found["B"].lower())
    elif found.get("b"):
        month = words.a_month.index(found["b"].lower())
    hour = number.get("H", 0)
    if "I" in number:
        hour = number["I"] % 12
        if (found.get("p") or "").lower() == "pm":
            hour += 12
    us = int((found.get("f") or "0").ljust(6, "0"))
    weekday = None
    if found.get("A"):
        weekday = words.f_weekday.index(found["A"].lower())
    elif found.get("a"):
        weekday = words.a_weekday.index(found["a"].lower())
    elif "w" in number:
        weekday = (number["w"] + 6) % 7
    elif "u" in number:
        weekday = number["u"] - 1
    offset, offset_us, zone, saving = None, 0, found.get("Z"), -1
    if found.get("z"):
        offset, offset_us = _offset(found["z"], text)
    if zone:
        saving = _daylight_saving(words, zone.lower())
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
    fields = (year, month, day, hour, number.get("M", 0), number.get("S", 0), weekday, yday, saving, zone, offset)
    return fields, us, offset_us


def _daylight_saving(words, zone):
    """The flag for the name of a zone; -1 where one name stands for both."""
    for flag, names in enumerate(words.timezone):
        if zone in names:
            unclear = time.tzname[0] == time.tzname[1] and time.daylight and zone not in ("utc", "gmt")
            return -1 if unclear else flag
    return -1


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


def _strptime_datetime(cls, data_string, format="%a %b %d %H:%M:%S %Y"):
    """An object of `cls` for the text."""
    fields, us, offset_us = _strptime(data_string, format)
    zone, offset = fields[9:]
    args = (*fields[:6], us)
    if offset is not None:
        delta = _timedelta(seconds=offset, microseconds=offset_us)
        args += (_timezone(delta, zone) if zone else _timezone(delta),)
    return cls(*args)


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    """A time.struct_time for the text."""
    return time.struct_time(_strptime(data_string, format)[0])
