"""Times from texts: the other half of strftime()."""

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december"]
_COMPOSED = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "D": "%m/%d/%y", "T": "%H:%M:%S",
             "R": "%H:%M", "F": "%Y-%m-%d", "r": "%I:%M:%S %p"}
# Most digits, smallest and largest number.
_NUMBERS = {"d": (2, 1, 31), "H": (2, 0, 23), "I": (2, 1, 12), "j": (3, 1, 366), "m": (2, 1, 12), "M": (2, 0, 59),
            "S": (2, 0, 61), "U": (2, 0, 53), "W": (2, 0, 53), "w": (1, 0, 6), "u": (1, 1, 7), "y": (2, 0, 99),
            "V": (2, 1, 53)}


def days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_before_month(year, month):
    return (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[month - 1] + (month > 2 and _is_leap(year))


def ordinal(year, month, day):
    """The number of a day; 1 is the first of January of year 1."""
    return days_before_year(year) + days_before_month(year, month) + day


class _Mismatch(Exception):
    pass


class _Reader:
    def __init__(self, text, format):
        self.text = text
        self.format = format
        self.at = 0
        self.found = {}

    def read(self, format):
        i = 0
        while i < len(format):
            c = format[i]
            i += 1
            if c.isspace():
                # Space in the format stands for any space.
                start = self.at
                while self.at < len(self.text) and self.text[self.at].isspace():
                    self.at += 1
                if self.at == start:
                    raise _Mismatch
                while i < len(format) and format[i].isspace():
                    i += 1
            elif c != "%":
                if self.text[self.at:self.at + 1].lower() != c.lower():
                    raise _Mismatch
                self.at += 1
            else:
                if i >= len(format):
                    raise ValueError("stray %% in format '%s'" % self.format)
                self.directive(format[i])
                i += 1

    def directive(self, c):
        if c in _COMPOSED:
            self.read(_COMPOSED[c])
        elif c in _NUMBERS:
            most, low, high = _NUMBERS[c]
            self.found[c] = self.number(most, low, high)
        elif c == "Y" or c == "G":
            digits = self.text[self.at:self.at + 4]
            if len(digits) < 4 or not digits.isdigit():
                raise _Mismatch
            self.at += 4
            self.found[c] = int(digits)
        elif c == "f":
            end = self.at
            while end < len(self.text) and end < self.at + 6 and self.text[end].isdigit():
                end += 1
            if end == self.at:
                raise _Mismatch
            self.found[c] = int(self.text[self.at:end].ljust(6, "0"))
            self.at = end
        elif c in "aA":
            self.found["a"] = self.word(_DAYS if c == "A" else [d[:3] for d in _DAYS])
        elif c in "bBh":
            self.found["m"] = self.word(_MONTHS if c == "B" else [m[:3] for m in _MONTHS]) + 1
        elif c == "p":
            self.found["p"] = self.word(["am", "pm"])
        elif c == "z":
            self.offset()
        elif c == "Z":
            self.found["Z"] = self.word(["utc", "gmt"])
        elif c == "%":
            if self.text[self.at:self.at + 1] != "%":
                raise _Mismatch
            self.at += 1
        else:
            raise ValueError("'%s' is a bad directive in format '%s'" % (c, self.format))

    def number(self, most, low, high):
        # As many digits as make a number in bounds.
        for width in range(most, 0, -1):
            digits = self.text[self.at:self.at + width]
            if len(digits) == width and digits.isdigit() and low <= int(digits) <= high:
                self.at += width
                return int(digits)
        raise _Mismatch

    def word(self, words):
        rest = self.text[self.at:].lower()
        best = None
        for i, word in enumerate(words):
            if rest.startswith(word) and (best is None or len(word) > len(words[best])):
                best = i
        if best is None:
            raise _Mismatch
        self.at += len(words[best])
        return best

    def offset(self):
        if self.text[self.at:self.at + 1] == "Z":
            self.at += 1
            self.found["z"] = 0
            return
        sign = self.text[self.at:self.at + 1]
        rest = self.text[self.at + 1:]
        colon = rest[2:3] == ":"
        digits = rest[:2] + (rest[3:5] if colon else rest[2:4])
        if sign not in ("+", "-") or len(digits) != 4 or not digits.isdigit():
            raise _Mismatch
        self.at += 6 if colon else 5
        seconds = int(digits[:2]) * 3600 + int(digits[2:]) * 60
        self.found["z"] = -seconds if sign == "-" else seconds


def parse(data_string, format="%a %b %d %H:%M:%S %Y"):
    """(year, month, day, hour, minute, second, weekday, day of year, dst), microseconds, zone's offset or None."""
    for index, arg in enumerate((data_string, format)):
        if not isinstance(arg, str):
            raise TypeError("strptime() argument {} must be str, not {}".format(index, type(arg)))
    reader = _Reader(data_string, format)
    try:
        reader.read(format)
    except _Mismatch:
        raise ValueError("time data %r does not match format %r" % (data_string, format)) from None
    if reader.at != len(data_string):
        raise ValueError("unconverted data remains: %s" % data_string[reader.at:])
    found = reader.found
    year = found.get("Y")
    if year is None and "y" in found:
        year = found["y"] + (2000 if found["y"] <= 68 else 1900)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + (12 if found.get("p") == 1 else 0)
    weekday = found.get("a")
    if "w" in found:
        weekday = (found["w"] + 6) % 7
    elif "u" in found:
        weekday = found["u"] - 1
    leap_fix = False
    month, day, julian = found.get("m", 1), found.get("d", 1), found.get("j")
    if year is None and month == 2 and day == 29:
        year, leap_fix = 1904, True
    elif year is None:
        year = 1900
    if julian is None and weekday is not None and ("U" in found or "W" in found):
        sunday = "U" in found
        first = (ordinal(year, 1, 1) + 6) % 7
        week = found["U" if sunday else "W"]
        day_of_week = (weekday + 1) % 7 if sunday else weekday
        first_of_week = (first + 1) % 7 if sunday else first
        if week == 0:
            julian = 1 + day_of_week - first_of_week
        else:
            julian = 1 + (7 - first_of_week) % 7 + 7 * (week - 1) + day_of_week
        if julian <= 0:
            year -= 1
            julian += 366 if _is_leap(year) else 365
    if julian is None:
        if day > (days_before_month(year, month + 1) if month < 12 else 365 + _is_leap(year)) - days_before_month(year, month):
            raise ValueError("day is out of range for month")
        julian = days_before_month(year, month) + day
    elif "m" not in found or "d" not in found:
        month = max(m for m in range(1, 13) if days_before_month(year, m) < julian)
        day = julian - days_before_month(year, month)
    if weekday is None:
        weekday = (ordinal(year, month, day) + 6) % 7
    if leap_fix:
        year = 1900
    dst = 0 if "Z" in found else -1
    fields = (year, month, day, hour, found.get("M", 0), found.get("S", 0), weekday, julian, dst)
    return fields, found.get("f", 0), found.get("z")


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    """What time.strptime() gives."""
    from time import struct_time
    return struct_time(parse(data_string, format)[0])
