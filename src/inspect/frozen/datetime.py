"""Specific date/time and related types.

The types are made by the interpreter; what they do stands here. Each class below only collects methods: _datetime.fill
puts them into the type of that name.
"""

import _datetime
import time as _time
from math import modf as _modf
from operator import index as _index

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

MINYEAR = 1
MAXYEAR = 9999

timedelta, date, datetime, time = _datetime.timedelta, _datetime.date, _datetime.datetime, _datetime.time
tzinfo, timezone = _datetime.tzinfo, _datetime.timezone
_make = _datetime.make
_absent = object()


def _methods(of):
    """A decorator: the class's names go into the type `of`, which takes its place."""
    skipped = {"__module__", "__qualname__", "__dict__", "__weakref__", "__doc__", "__firstlineno__", "__static_attributes__",
               "__slots__"}

    def fill(cls):
        _datetime.fill(of, {name: value for name, value in vars(cls).items() if name not in skipped})
        return of
    return fill


def _required(values, names):
    """Arguments are looked at one by one: a bad one comes before a later one that is missing."""
    for i, (value, name) in enumerate(zip(values, names)):
        if value is _absent:
            raise TypeError(f"function missing required argument '{name}' (pos {i + 1})")
        _index(value)


# --- the calendar --------------------------------------------------------------------------------------------

# Day 1 is January 1st of year 1.
_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MAXORDINAL = 3652059
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS_IN_MONTH[month]


def _day_of_year(year, month, day):
    return _DAYS_BEFORE_MONTH[month] + (month > 2 and _is_leap(year)) + day


def _to_ordinal(year, month, day):
    return _days_before_year(year) + _day_of_year(year, month, day)


def _from_ordinal(n):
    """The year, month and day of day number `n`."""
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    # The last day of a leap year, or of four centuries.
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 1
    while month < 12 and n >= _DAYS_BEFORE_MONTH[month + 1] + (month >= 2 and _is_leap(year)):
        month += 1
    return year, month, n - _DAYS_BEFORE_MONTH[month] - (month > 2 and _is_leap(year)) + 1


def _first_iso_monday(year):
    """The number of the day on which week 1 begins."""
    first = _to_ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    fold = _index(fold)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond, fold


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _argument(function, i, value, wanted, name):
    if not isinstance(value, wanted):
        raise TypeError(f"{function}() argument {i} must be {name}, not {_shown_type(value)}")


def _shown_type(value):
    if value is None:
        return "None"
    cls = type(value)
    return f"datetime.{cls.__name__}" if cls.__module__ == "datetime" else cls.__name__


def _tz_call(tz, name, dt):
    """What a time zone says of a moment: an offset, or nothing."""
    if tz is None:
        return None
    offset = getattr(tz, name)(dt)
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or timedelta, not '{type(offset).__name__}'")
    if not _LEAST_OFFSET < offset < _DAY:
        raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
    return offset


def _tz_name(tz, dt):
    if tz is None:
        return None
    name = tz.tzname(dt)
    if name is not None and not isinstance(name, str):
        raise TypeError(f"tzinfo.tzname() must return None or a string, not '{type(name).__name__}'")
    return name


def _format_offset(offset, colon=":"):
    if offset is None:
        return ""
    sign = "+"
    if offset.days < 0:
        sign, offset = "-", -offset
    minutes, seconds = divmod(offset.days * 86400 + offset.seconds, 60)
    text = f"{sign}{minutes // 60:02d}{colon}{minutes % 60:02d}"
    if seconds or offset.microseconds:
        text += f"{colon}{seconds:02d}"
    if offset.microseconds:
        text += f".{offset.microseconds:06d}"
    return text


def _format_time(hour, minute, second, microsecond, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    if timespec == "hours":
        return f"{hour:02d}"
    if timespec == "minutes":
        return f"{hour:02d}:{minute:02d}"
    text = f"{hour:02d}:{minute:02d}:{second:02d}"
    if timespec == "seconds":
        return text
    if timespec == "milliseconds":
        return f"{text}.{microsecond // 1000:03d}"
    if timespec == "microseconds":
        return f"{text}.{microsecond:06d}"
    raise ValueError("Unknown timespec value")


def _format(of, format, fields, microsecond):
    """strftime: what time.strftime does not know is put in before."""
    out = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != "%" or i == len(format):
            out.append(c)
            continue
        letter = format[i]
        i += 1
        if letter == "f":
            out.append(f"{microsecond:06d}")
        elif letter == "z":
            out.append(_format_offset(_offset_of(of), ""))
        elif letter == ":" and format[i:i + 1] == "z":
            i += 1
            out.append(_format_offset(_offset_of(of)))
        elif letter == "Z":
            name = of.tzname() if hasattr(of, "tzname") else None
            # Lone surrogates have no place in a format of the system.
            (name or "").encode()
            out.append((name or "").replace("%", "%%"))
        else:
            out.append(c + letter)
    return _time.strftime("".join(out), fields)


def _offset_of(of):
    return of.utcoffset() if hasattr(of, "utcoffset") else None


def _time_tuple(year, month, day, hour, minute, second, dst):
    ordinal = _to_ordinal(year, month, day)
    return _time.struct_time((year, month, day, hour, minute, second, (ordinal + 6) % 7,
                              _day_of_year(year, month, day), dst))


# --- ISO 8601 ------------------------------------------------------------------------------------------------

class _NotISO(Exception):
    pass


def _digits(text, n):
    if len(text) != n or not (text.isascii() and text.isdigit()):
        raise _NotISO
    return int(text)


def _parse_iso_date(text):
    if len(text) not in (7, 8, 10):
        raise _NotISO
    year = _digits(text[:4], 4)
    dashed = text[4] == "-"
    rest = text[4 + dashed:]
    if rest[:1] == "W":
        week = _digits(rest[1:3], 2)
        day = 1
        if len(rest) > 3:
            if dashed and rest[3] != "-":
                raise _NotISO
            day = _digits(rest[3 + dashed:], 1)
        try:
            return _from_ordinal(_iso_ordinal(year, week, day))
        except ValueError:
            raise _NotISO from None
    month = _digits(rest[:2], 2)
    if dashed and rest[2:3] != "-":
        raise _NotISO
    return year, month, _digits(rest[2 + dashed:], 2)


def _iso_ordinal(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    if not 0 < week < 53:
        # Years that begin on a Thursday, or on a Wednesday before a leap day, have week 53.
        first = _to_ordinal(year, 1, 1) % 7
        if week != 53 or not (first == 4 or first == 3 and _is_leap(year)):
            raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid day: {day} (range is [1, 7])")
    return _first_iso_monday(year) + (week - 1) * 7 + day - 1


def _parse_hours(text):
    """Hours to microseconds."""
    parts = [0, 0, 0, 0]
    colons = text[2:3] == ":"
    at = 0
    for i in range(3):
        parts[i] = _digits(text[at:at + 2], 2)
        at += 2
        if at == len(text):
            return parts
        if i < 2:
            if (text[at] == ":") != colons:
                raise _NotISO
            at += colons
    if text[at] not in ".,":
        raise _NotISO
    fraction = text[at + 1:]
    if not (fraction.isascii() and fraction.isdigit()):
        raise _NotISO
    parts[3] = int(fraction[:6].ljust(6, "0"))
    return parts


def _parse_iso_time(text):
    """Hours to microseconds, and the time zone."""
    at = next((i for i, c in enumerate(text) if c in "+-Z"), -1)
    if at < 0:
        return *_parse_hours(text), None
    parts = _parse_hours(text[:at])
    if text[at] == "Z":
        if at + 1 != len(text):
            raise _NotISO
        return *parts, UTC
    hours, minutes, seconds, microseconds = _parse_hours(text[at + 1:])
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=microseconds)
    return *parts, timezone(-offset if text[at] == "-" else offset)


def _separator(text):
    """Where the time of an ISO date and time begins, with what separates them."""
    if len(text) == 7:
        return 7
    if text[4:5] == "-":
        if text[5:6] != "W":
            return 10
        if text[8:9] != "-":
            return 8
        if len(text) == 9:
            raise _NotISO
        return 8 if text[10:11].isdigit() else 10
    if text[4:5] != "W":
        return 8
    at = 7
    while at < len(text) and text[at].isdigit():
        at += 1
    if at < 9:
        return at
    return 7 if at % 2 == 0 else 8


# --- timedelta -----------------------------------------------------------------------------------------------

def _divide_nearest(a, b):
    """a / b, rounded to the nearest whole number, halves to even ones."""
    q, r = divmod(a, b)
    r *= 2
    above = r > b if b > 0 else r < b
    return q + 1 if above or r == b and q % 2 == 1 else q


def _microseconds(delta):
    return (delta.days * 86400 + delta.seconds) * 1000000 + delta.microseconds


def _delta(us, cls=timedelta):
    """The difference of so many microseconds."""
    seconds, us = divmod(us, 1000000)
    days, seconds = divmod(seconds, 86400)
    if not -2147483648 <= days <= 2147483647:
        raise OverflowError("Python int too large to convert to C int")
    if not -999999999 <= days <= 999999999:
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")
    return _make(cls, days, seconds, us)


@_methods(timedelta)
class timedelta:
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, rest = 0, 0.0
        for name, value, factor in (("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000),
                                    ("seconds", seconds, 1000000), ("minutes", minutes, 60000000),
                                    ("hours", hours, 3600000000), ("days", days, 86400000000),
                                    ("weeks", weeks, 604800000000)):
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                fraction, whole = _modf(value)
                total += int(whole) * factor
                if fraction:
                    fraction, whole = _modf(fraction * factor)
                    total += int(whole)
                    rest += fraction
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if rest:
            # Halves go to the even sum.
            whole = round(rest)
            if abs(whole - rest) == 0.5:
                odd = total & 1
                whole = int(2 * round((rest + odd) * 0.5) - odd)
            total += whole
        return _delta(total, cls)

    def total_seconds(self):
        """Total seconds in the duration."""
        return _microseconds(self) / 1000000

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (("days", self.days), ("seconds", self.seconds),
                                                       ("microseconds", self.microseconds)) if value]
        return f"{_name(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return f"{text}.{self.microseconds:06d}" if self.microseconds else text

    def __hash__(self):
        return hash((self.days, self.seconds, self.microseconds))

    def __eq__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _microseconds(self) == _microseconds(other)

    def __ne__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _microseconds(self) != _microseconds(other)

    def __lt__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _microseconds(self) < _microseconds(other)

    def __le__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _microseconds(self) <= _microseconds(other)

    def __gt__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _microseconds(self) > _microseconds(other)

    def __ge__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _microseconds(self) >= _microseconds(other)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _delta(_microseconds(self) + _microseconds(other))

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _delta(_microseconds(self) - _microseconds(other))

    def __rsub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _delta(_microseconds(other) - _microseconds(self))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(_microseconds(self) * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _delta(_divide_nearest(_microseconds(self) * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return _microseconds(self) / _microseconds(other)
        if isinstance(other, int):
            if other == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            return _delta(_divide_nearest(_microseconds(self), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            if a == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            return _delta(_divide_nearest(_microseconds(self) * b, a))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return _microseconds(self) // _microseconds(other)
        if isinstance(other, int):
            if other == 0:
                raise ZeroDivisionError("integer division or modulo by zero")
            return _delta(_microseconds(self) // other)
        return NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _delta(_microseconds(self) % _microseconds(other))

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(_microseconds(self), _microseconds(other))
        return q, _delta(r)

    def __neg__(self):
        return _delta(-_microseconds(self))

    def __pos__(self):
        return _delta(_microseconds(self))

    def __abs__(self):
        return _delta(abs(_microseconds(self)))

    def __bool__(self):
        return _microseconds(self) != 0

    def __reduce__(self):
        """__reduce__() -> (cls, state)"""
        return type(self), (self.days, self.seconds, self.microseconds)


_datetime.fill(timedelta, {"min": _make(timedelta, -999999999, 0, 0), "max": _make(timedelta, 999999999, 86399, 999999),
                           "resolution": _make(timedelta, 0, 0, 1)})
_DAY = timedelta(1)
_LEAST_OFFSET = timedelta(-1)
_ZERO = timedelta(0)


# --- date ----------------------------------------------------------------------------------------------------

class IsoCalendarDate(tuple):
    """The result of date.isocalendar() or datetime.isocalendar()

    This object may be accessed either as a tuple of
      ((year, week, weekday))
    or via the object attributes as named in the above tuple."""

    __slots__ = ()

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __repr__(self):
        return "datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)" % tuple(self)

    def __reduce__(self):
        return tuple, (tuple(self),)


def _new_date(cls, year, month, day):
    return _make(cls, year, month, day) if cls is date else cls(year, month, day)


def _name(self):
    """How a repr begins."""
    cls = type(self)
    return f"datetime.{cls.__name__}" if cls.__module__ == "datetime" else cls.__name__


def _bytes_of_date(d):
    return bytes((d.year >> 8, d.year & 255, d.month, d.day))


def _bytes_of_time(t):
    us = t.microsecond
    return bytes((t.hour, t.minute, t.second, us >> 16, us >> 8 & 255, us & 255))


def _pickled(state, size, at, allowed, name):
    """The bytes that a pickle keeps for an object, or None; a pickle of Python 2 has them as a string. Of their values only one
    is looked at: that at `at`, whose high bit is the fold."""
    if not isinstance(state, (bytes, str)) or len(state) != size:
        return None
    if isinstance(state, str):
        if ord(state[at]) & ~128 not in allowed:
            return None
        try:
            state = state.encode("latin1")
        except UnicodeEncodeError:
            raise ValueError(f"Failed to encode latin1 string when unpickling a {name} object. "
                             "pickle.load(data, encoding='latin1') is assumed.") from None
    return state if state[at] & 127 in allowed else None


def _check_pickled_zone(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError("bad tzinfo state arg")


def _with_fold(state, at, proto):
    """A pickle's bytes; the fold is kept from protocol 4 on, in a high bit."""
    return state[:at] + bytes((state[at] | 128,)) + state[at + 1:] if proto > 3 else state


def _plain_date(other):
    return isinstance(other, date) and not isinstance(other, datetime)


def _date_key(d):
    return d.year, d.month, d.day


@_methods(date)
class date:
    def __new__(cls, year=_absent, month=_absent, day=_absent, *excess):
        if excess:
            raise TypeError(f"function takes at most 3 arguments ({3 + len(excess)} given)")
        if month is _absent:
            state = _pickled(year, 4, 2, range(1, 13), "date")
            if state is not None:
                return _make(cls, state[0] << 8 | state[1], state[2], state[3])
        _required((year, month, day), ("year", "month", "day"))
        return _make(cls, *_check_date(year, month, day))

    @classmethod
    def today(cls):
        """Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        """Create a date from a POSIX timestamp.

        The timestamp is a number, e.g. created via time.time(), that is interpreted
        as local time."""
        seconds, _ = _split_timestamp(timestamp)
        return cls(*_time.localtime(seconds)[:3])

    @classmethod
    def fromordinal(cls, ordinal, /):
        """int -> date corresponding to a proleptic Gregorian ordinal."""
        n = _index(ordinal)
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string, /):
        """str -> Construct a date from a string in ISO 8601 format."""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_iso_date(date_string)
        except _NotISO:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """int, int, int -> Construct a date from the ISO year, week number and weekday.

        This is the inverse of the function date.isocalendar()"""
        return cls(*_from_ordinal(_iso_ordinal(_index(year), _index(week), _index(day))))

    def ctime(self):
        """Return ctime() style string."""
        return "%s %s %2d 00:00:00 %04d" % (_DAYS[self.weekday()], _MONTHS[self.month], self.day, self.year)

    def strftime(self, format):
        """format -> strftime() style string."""
        _argument("strftime", 1, format, str, "str")
        return _format(self, format, self.timetuple(), getattr(self, "microsecond", 0))

    def __format__(self, fmt, /):
        """Formats self with strftime."""
        if not isinstance(fmt, str):
            raise TypeError(f"__format__() argument 1 must be str, not {_shown_type(fmt)}")
        return self.strftime(fmt) if fmt else str(self)

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        return _time_tuple(self.year, self.month, self.day, 0, 0, 0, -1)

    def isocalendar(self):
        """Return a named tuple containing ISO year, week number, and weekday."""
        year, n = self.year, self.toordinal()
        week, day = divmod(n - _first_iso_monday(year), 7)
        if week < 0:
            year -= 1
            week, day = divmod(n - _first_iso_monday(year), 7)
        elif week >= 52 and year < MAXYEAR + 1 and n >= _first_iso_monday(year + 1):
            year += 1
            week = 0
        return IsoCalendarDate((year, week + 1, day + 1))

    def isoformat(self):
        """Return string in ISO 8601 format, YYYY-MM-DD."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def isoweekday(self):
        """Return the day of the week represented by the date.
        Monday == 1 ... Sunday == 7"""
        return self.toordinal() % 7 or 7

    def weekday(self):
        """Return the day of the week represented by the date.
        Monday == 0 ... Sunday == 6"""
        return (self.toordinal() + 6) % 7

    def toordinal(self):
        """Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1."""
        return _to_ordinal(self.year, self.month, self.day)

    def replace(self, year=None, month=None, day=None):
        """Return date with new specified fields."""
        return type(self)(self.year if year is None else year, self.month if month is None else month,
                          self.day if day is None else day)

    __replace__ = replace

    def __repr__(self):
        return f"{_name(self)}({self.year}, {self.month}, {self.day})"

    def __str__(self):
        return self.isoformat()

    def __hash__(self):
        return hash(_bytes_of_date(self))

    def __eq__(self, other):
        return _date_key(self) == _date_key(other) if _plain_date(other) else NotImplemented

    def __ne__(self, other):
        return _date_key(self) != _date_key(other) if _plain_date(other) else NotImplemented

    def __lt__(self, other):
        return _date_key(self) < _date_key(other) if _plain_date(other) else NotImplemented

    def __le__(self, other):
        return _date_key(self) <= _date_key(other) if _plain_date(other) else NotImplemented

    def __gt__(self, other):
        return _date_key(self) > _date_key(other) if _plain_date(other) else NotImplemented

    def __ge__(self, other):
        return _date_key(self) >= _date_key(other) if _plain_date(other) else NotImplemented

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _moved(self, other.days)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _moved(self, -other.days)
        if _plain_date(other):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __rsub__(self, other):
        return NotImplemented

    def __reduce__(self):
        """__reduce__() -> (cls, state)"""
        return type(self), (_bytes_of_date(self),)


def _moved(d, days):
    n = d.toordinal() + days
    if not 0 < n <= _MAXORDINAL:
        raise OverflowError("date value out of range")
    return _new_date(type(d), *_from_ordinal(n))


_datetime.fill(date, {"min": _make(date, 1, 1, 1), "max": _make(date, 9999, 12, 31), "resolution": timedelta(1)})


# --- time zones ----------------------------------------------------------------------------------------------

@_methods(tzinfo)
class tzinfo:
    def __new__(cls, *args, **kwargs):
        return _make(cls)

    def tzname(self, dt, /):
        """datetime -> string name of time zone."""
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt, /):
        """datetime -> timedelta showing offset from UTC, negative values indicating West of UTC"""
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt, /):
        """datetime -> DST offset as timedelta positive east of UTC."""
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt, /):
        """datetime in UTC -> datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        standard = offset - dst
        if standard:
            dt += standard
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + dst

    def __reduce__(self):
        """-> (cls, state)"""
        args = getattr(self, "__getinitargs__", tuple)()
        return type(self), args, self.__getstate__()


def _check_moment(function, dt):
    if dt is not None and not isinstance(dt, datetime):
        raise TypeError(f"{function}(dt) argument must be a datetime instance or None, not {_shown_type(dt)}")


@_methods(timezone)
class timezone:
    def __new__(cls, offset=_absent, name=_absent):
        if offset is _absent:
            raise TypeError("timezone() missing required argument 'offset' (pos 1)")
        _argument("timezone", 1, offset, timedelta, "datetime.timedelta")
        if name is _absent:
            if not offset:
                return UTC
            name = None
        else:
            _argument("timezone", 2, name, str, "str")
        if not _LEAST_OFFSET < offset < _DAY:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                             f"not {offset!r}.")
        return _make(cls, offset, name)

    def __repr__(self):
        if self is UTC:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"datetime.timezone({self._offset!r})"
        return f"datetime.timezone({self._offset!r}, {self._name!r})"

    def __str__(self):
        return self.tzname(None)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def tzname(self, dt, /):
        """If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'."""
        _check_moment("tzname", dt)
        if self._name is not None:
            return self._name
        return "UTC" + _format_offset(self._offset) if self._offset else "UTC"

    def utcoffset(self, dt, /):
        """Return fixed offset."""
        _check_moment("utcoffset", dt)
        return self._offset

    def dst(self, dt, /):
        """Return None."""
        _check_moment("dst", dt)

    def fromutc(self, dt, /):
        """datetime in UTC -> datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __getinitargs__(self):
        """pickle support"""
        return (self._offset,) if self._name is None else (self._offset, self._name)


UTC = _make(timezone, _ZERO, None)
_datetime.fill(timezone, {"utc": UTC, "min": timezone(timedelta(hours=-23, minutes=-59)),
                          "max": timezone(timedelta(hours=23, minutes=59))})


# --- time ----------------------------------------------------------------------------------------------------

def _compare_times(a, b, equality):
    """Less than zero, zero or more, as a stands to b; None if they are not to be compared and may be unequal."""
    mine = yours = None
    if a.tzinfo is not b.tzinfo:
        mine, yours = a.utcoffset(), b.utcoffset()
    keys = [t.hour * 3600 + t.minute * 60 + t.second for t in (a, b)]
    if mine != yours:
        if mine is None or yours is None:
            if equality:
                return None
            raise TypeError("can't compare offset-naive and offset-aware times")
        keys = [keys[0] - mine // timedelta(seconds=1), keys[1] - yours // timedelta(seconds=1)]
    return (keys[0] - keys[1]) * 1000000 + a.microsecond - b.microsecond


@_methods(time)
class time:
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *excess, fold=0):
        if excess:
            raise TypeError(f"function takes at most 5 positional arguments ({5 + len(excess)} given)")
        state = _pickled(hour, 6, 0, range(24), "time")
        if state is not None:
            tzinfo = minute or None
            _check_pickled_zone(tzinfo)
            return _make(cls, state[0] & 127, state[1], state[2], int.from_bytes(state[3:]), tzinfo, state[0] >> 7)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        return _make(cls, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def fromisoformat(cls, time_string, /):
        """Construct a time from a string in ISO 8601 format."""
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_iso_time(time_string.removeprefix("T"))
        except _NotISO:
            raise ValueError(f"Invalid isoformat string: {time_string!r}") from None
        return cls(*parts)

    def isoformat(self, timespec="auto"):
        """Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].

        The optional argument timespec specifies the number of additional terms
        of the time to include. Valid options are 'auto', 'hours', 'minutes',
        'seconds', 'milliseconds' and 'microseconds'."""
        _argument("isoformat", 1, timespec, str, "str")
        return _format_time(self.hour, self.minute, self.second, self.microsecond, timespec) + _format_offset(
            self.utcoffset())

    def strftime(self, format):
        """format -> strftime() style string."""
        _argument("strftime", 1, format, str, "str")
        fields = _time.struct_time((1900, 1, 1, self.hour, self.minute, self.second, 0, 1, -1))
        return _format(self, format, fields, self.microsecond)

    def __format__(self, fmt, /):
        """Formats self with strftime."""
        if not isinstance(fmt, str):
            raise TypeError(f"__format__() argument 1 must be str, not {_shown_type(fmt)}")
        return self.strftime(fmt) if fmt else str(self)

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return _tz_call(self.tzinfo, "utcoffset", None)

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return _tz_name(self.tzinfo, None)

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return _tz_call(self.tzinfo, "dst", None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=_absent, *, fold=None):
        """Return time with new specified fields."""
        return type(self)(self.hour if hour is None else hour, self.minute if minute is None else minute,
                          self.second if second is None else second,
                          self.microsecond if microsecond is None else microsecond,
                          self.tzinfo if tzinfo is _absent else tzinfo, fold=self.fold if fold is None else fold)

    __replace__ = replace

    def __repr__(self):
        text = f"{self.hour}, {self.minute}"
        if self.second or self.microsecond:
            text += f", {self.second}"
        if self.microsecond:
            text += f", {self.microsecond}"
        if self.tzinfo is not None:
            text += f", tzinfo={self.tzinfo!r}"
        if self.fold:
            text += f", fold={self.fold}"
        return f"{_name(self)}({text})"

    def __str__(self):
        return self.isoformat()

    def __hash__(self):
        offset = self.utcoffset()
        if offset is None:
            return hash(_bytes_of_time(self))
        return hash(timedelta(hours=self.hour, minutes=self.minute, seconds=self.second,
                              microseconds=self.microsecond) - offset)

    def __eq__(self, other):
        return _compare_times(self, other, True) == 0 if isinstance(other, time) else NotImplemented

    def __ne__(self, other):
        return _compare_times(self, other, True) != 0 if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return _compare_times(self, other, False) < 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return _compare_times(self, other, False) <= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return _compare_times(self, other, False) > 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return _compare_times(self, other, False) >= 0 if isinstance(other, time) else NotImplemented

    def __reduce_ex__(self, proto, /):
        """__reduce_ex__(proto) -> (cls, state)"""
        state = _bytes_of_time(self)
        if self.fold:
            state = _with_fold(state, 0, _index(proto))
        return type(self), (state,) if self.tzinfo is None else (state, self.tzinfo)

    def __reduce__(self):
        """__reduce__() -> (cls, state)"""
        return time.__reduce_ex__(self, 2)


_datetime.fill(time, {"min": time(), "max": time(23, 59, 59, 999999), "resolution": timedelta(microseconds=1)})


# --- datetime ------------------------------------------------------------------------------------------------

_EPOCH = _to_ordinal(1970, 1, 1)


def _split_timestamp(timestamp):
    """Whole seconds, and microseconds."""
    if not isinstance(timestamp, float):
        return _index(timestamp), 0
    if timestamp != timestamp:
        raise ValueError("Invalid value NaN (not a number)")
    fraction, seconds = _modf(timestamp)
    us = round(fraction * 1e6)
    if us >= 1000000:
        seconds, us = seconds + 1, us - 1000000
    elif us < 0:
        seconds, us = seconds - 1, us + 1000000
    if not -9.3e18 < seconds < 9.3e18:
        raise OverflowError("timestamp out of range for platform time_t")
    return int(seconds), us


def _from_seconds(cls, seconds, us, tz):
    days, seconds = divmod(seconds, 86400)
    n = _EPOCH + days
    if not 0 < n <= _MAXORDINAL:
        year = _from_ordinal(n)[0] if n < 10**9 else n // 365
        raise ValueError(f"year {year} is out of range")
    return cls(*_from_ordinal(n), seconds // 3600, seconds // 60 % 60, seconds % 60, us, tz)


def _naive_microseconds(dt):
    return ((dt.toordinal() * 24 + dt.hour) * 60 + dt.minute) * 60000000 + dt.second * 1000000 + dt.microsecond


def _compare_moments(a, b, equality):
    """As _compare_times."""
    difference = _naive_microseconds(a) - _naive_microseconds(b)
    if a.tzinfo is b.tzinfo:
        return difference
    mine, yours = a.utcoffset(), b.utcoffset()
    if mine != yours:
        if mine is None or yours is None:
            if equality:
                return None
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        difference += _microseconds(yours) - _microseconds(mine)
    if equality and difference == 0 and (_depends_on_fold(a, mine) or _depends_on_fold(b, yours)):
        return None
    return difference


def _depends_on_fold(dt, offset):
    """Whether the time is one that the zone's clock shows twice or never: such a time equals none of another zone."""
    return dt.replace(fold=not dt.fold).utcoffset() != offset


def _new_datetime(cls, us, tz):
    days, us = divmod(us, 86400000000)
    if not 0 < days <= _MAXORDINAL:
        raise OverflowError("date value out of range")
    seconds, us = divmod(us, 1000000)
    return cls(*_from_ordinal(days), seconds // 3600, seconds // 60 % 60, seconds % 60, us, tz)


@_methods(datetime)
class datetime:
    def __new__(cls, year=_absent, month=_absent, day=_absent, hour=0, minute=0, second=0, microsecond=0, tzinfo=None,
                *excess, fold=0):
        if excess:
            raise TypeError(f"function takes at most 8 positional arguments ({8 + len(excess)} given)")
        state = _pickled(year, 10, 2, range(1, 13), "datetime")
        if state is not None:
            tzinfo = None if month is _absent else month
            _check_pickled_zone(tzinfo)
            return _make(cls, state[0] << 8 | state[1], state[2] & 127, *state[3:7], int.from_bytes(state[7:]), tzinfo,
                         state[2] >> 7)
        _required((year, month, day), ("year", "month", "day"))
        _check_tzinfo(tzinfo)
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        return _make(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def now(cls, tz=None):
        """Returns new datetime object representing current time local to tz.

          tz
            Timezone object.

        If no tz is specified, uses local timezone."""
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """Return a new datetime representing UTC day and time."""
        import warnings
        warnings.warn("datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use "
                      "timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
                      DeprecationWarning, stacklevel=2)
        return _from_seconds(cls, *_split_timestamp(_time.time()), None)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """timestamp[, tz] -> tz's local time from POSIX timestamp."""
        _check_tzinfo(tz)
        seconds, us = _split_timestamp(timestamp)
        if tz is not None:
            return tz.fromutc(_from_seconds(cls, seconds, us, tz))
        local = _time.localtime(seconds)
        return cls(*local[:5], min(local[5], 59), us)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        """Construct a naive UTC datetime from a POSIX timestamp."""
        import warnings
        warnings.warn("datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. "
                      "Use timezone-aware objects to represent datetimes in UTC: "
                      "datetime.datetime.fromtimestamp(timestamp, datetime.UTC).", DeprecationWarning, stacklevel=2)
        return _from_seconds(cls, *_split_timestamp(timestamp), None)

    @classmethod
    def strptime(cls, *args):
        """string, format -> new datetime parsed from a string (like time.strptime())."""
        if len(args) != 2:
            raise TypeError(f"strptime() takes exactly 2 arguments ({len(args)} given)")
        for i, value in enumerate(args):
            _argument("strptime", i + 1, value, str, "str")
        import _strptime
        return _strptime._strptime_datetime(cls, *args)

    @classmethod
    def combine(cls, date, time, tzinfo=_absent):
        """date, time -> datetime with same date and time fields"""
        _argument("combine", 1, date, _datetime.date, "datetime.date")
        _argument("combine", 2, time, _datetime.time, "datetime.time")
        if tzinfo is _absent:
            tzinfo = time.tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, tzinfo,
                   fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        """string -> datetime from a string in most ISO 8601 formats"""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            if len(date_string) < 7:
                raise _NotISO
            at = _separator(date_string)
            parts = _parse_iso_date(date_string[:at])
            rest = date_string[at + 1:]
            if rest:
                parts += _parse_iso_time(rest)
            elif len(date_string) > at:
                raise _NotISO
        except _NotISO:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts)

    def date(self):
        """Return date object with same year, month and day."""
        return _make(date, self.year, self.month, self.day)

    def time(self):
        """Return time object with same time but with tzinfo=None."""
        return _make(time, self.hour, self.minute, self.second, self.microsecond, None, self.fold)

    def timetz(self):
        """Return time object with same time and tzinfo."""
        return _make(time, self.hour, self.minute, self.second, self.microsecond, self.tzinfo, self.fold)

    def ctime(self):
        """Return ctime() style string."""
        return "%s %s %2d %02d:%02d:%02d %04d" % (_DAYS[self.weekday()], _MONTHS[self.month], self.day, self.hour,
                                                  self.minute, self.second, self.year)

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        dst = self.dst()
        dst = -1 if dst is None else int(bool(dst))
        return _time_tuple(self.year, self.month, self.day, self.hour, self.minute, self.second, dst)

    def utctimetuple(self):
        """Return UTC time tuple, compatible with time.localtime()."""
        offset = self.utcoffset()
        if offset:
            self = self.replace(tzinfo=None) - offset
        return _time_tuple(self.year, self.month, self.day, self.hour, self.minute, self.second, 0)

    def timestamp(self):
        """Return POSIX timestamp as float."""
        offset = self.utcoffset()
        if offset is None:
            offset = timedelta(seconds=-_time.timezone)
        return (_naive_microseconds(self) - _EPOCH * 86400000000 - _microseconds(offset)) / 1e6

    def isoformat(self, sep="T", timespec="auto"):
        """[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].
        sep is used to separate the year from the time, and defaults to 'T'.
        The optional argument timespec specifies the number of additional terms
        of the time to include. Valid options are 'auto', 'hours', 'minutes',
        'seconds', 'milliseconds' and 'microseconds'."""
        if not isinstance(sep, str) or len(sep) != 1:
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not {_shown_type(sep)}")
        _argument("isoformat", 2, timespec, str, "str")
        clock = _format_time(self.hour, self.minute, self.second, self.microsecond, timespec)
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}{sep}{clock}{_format_offset(self.utcoffset())}"

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return _tz_call(self.tzinfo, "utcoffset", self)

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return _tz_name(self.tzinfo, self)

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return _tz_call(self.tzinfo, "dst", self)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=_absent, *, fold=None):
        """Return datetime with new specified fields."""
        given = {"year": year, "month": month, "day": day, "hour": hour, "minute": minute, "second": second,
                 "microsecond": microsecond}
        fields = [getattr(self, name) if value is None else value for name, value in given.items()]
        return type(self)(*fields, self.tzinfo if tzinfo is _absent else tzinfo,
                          fold=self.fold if fold is None else fold)

    __replace__ = replace

    def astimezone(self, tz=None):
        """tz -> convert to local time in new timezone tz"""
        _check_tzinfo(tz)
        local = timezone(timedelta(seconds=-_time.timezone), _time.tzname[0])
        mine = self.tzinfo if self.tzinfo is not None and self.utcoffset() is not None else local
        if tz is None:
            tz = local
        if tz is mine:
            return self if self.tzinfo is tz else self.replace(tzinfo=tz)
        offset = self.utcoffset()
        if offset is None:
            offset = local.utcoffset(None)
        return tz.fromutc((self.replace(tzinfo=None) - offset).replace(tzinfo=tz))

    def __repr__(self):
        fields = [self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond]
        while len(fields) > 5 and fields[-1] == 0:
            fields.pop()
        text = ", ".join(map(str, fields))
        if self.fold:
            text += f", fold={self.fold}"
        if self.tzinfo is not None:
            text += f", tzinfo={self.tzinfo!r}"
        return f"{_name(self)}({text})"

    def __str__(self):
        return self.isoformat(" ")

    def __hash__(self):
        offset = self.replace(fold=0).utcoffset() if self.fold else self.utcoffset()
        if offset is None:
            return hash(_bytes_of_date(self) + _bytes_of_time(self))
        return hash(timedelta(self.toordinal(), self.hour * 3600 + self.minute * 60 + self.second, self.microsecond)
                    - offset)

    def __eq__(self, other):
        return _compare_moments(self, other, True) == 0 if isinstance(other, datetime) else NotImplemented

    def __ne__(self, other):
        return _compare_moments(self, other, True) != 0 if isinstance(other, datetime) else NotImplemented

    def __lt__(self, other):
        return _compare_moments(self, other, False) < 0 if isinstance(other, datetime) else NotImplemented

    def __le__(self, other):
        return _compare_moments(self, other, False) <= 0 if isinstance(other, datetime) else NotImplemented

    def __gt__(self, other):
        return _compare_moments(self, other, False) > 0 if isinstance(other, datetime) else NotImplemented

    def __ge__(self, other):
        return _compare_moments(self, other, False) >= 0 if isinstance(other, datetime) else NotImplemented

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _new_datetime(type(self), _naive_microseconds(self) + _microseconds(other), self.tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _new_datetime(type(self), _naive_microseconds(self) - _microseconds(other), self.tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        difference = _naive_microseconds(self) - _naive_microseconds(other)
        if self.tzinfo is not other.tzinfo:
            mine, yours = self.utcoffset(), other.utcoffset()
            if (mine is None) != (yours is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            if mine != yours:
                difference += _microseconds(yours) - _microseconds(mine)
        return _delta(difference)

    def __reduce_ex__(self, proto, /):
        """__reduce_ex__(proto) -> (cls, state)"""
        state = _bytes_of_date(self) + _bytes_of_time(self)
        if self.fold:
            state = _with_fold(state, 2, _index(proto))
        return type(self), (state,) if self.tzinfo is None else (state, self.tzinfo)

    def __reduce__(self):
        """__reduce__() -> (cls, state)"""
        return datetime.__reduce_ex__(self, 2)


_datetime.fill(datetime, {"min": datetime(1, 1, 1), "max": datetime(9999, 12, 31, 23, 59, 59, 999999),
                          "resolution": timedelta(microseconds=1)})
