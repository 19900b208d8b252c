"""Tables as text: values between delimiters, a row a line."""

import re as _re
import types as _types

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error",
           "Dialect", "excel", "excel_tab", "field_size_limit", "reader", "writer", "register_dialect", "get_dialect",
           "list_dialects", "Sniffer", "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
__version__ = "1.0"


class Error(Exception):
    """What is wrong with a table."""


Error.__module__ = "_csv"

_dialects = {}
_limit = 131072
_UNSET = object()


class _Format:
    """The settings of a dialect, checked. It cannot be changed."""

    __slots__ = ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace",
                 "strict")

    def __new__(cls, dialect=None, **options):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if isinstance(dialect, _Format) and not options:
            return dialect
        self = object.__new__(cls)
        defaults = {"delimiter": ",", "doublequote": True, "escapechar": None, "lineterminator": "\r\n",
                    "quotechar": '"', "quoting": QUOTE_MINIMAL, "skipinitialspace": False, "strict": False}
        for name in options:
            if name not in defaults:
                raise TypeError(f"this function got an unexpected keyword argument {name!r}")
        found = {name: options[name] if name in options else getattr(dialect, name, default)
                 for name, default in defaults.items()}
        given_quoting = "quoting" in options
        for name in ("delimiter", "escapechar", "quotechar"):
            value = found[name]
            if value is None and name != "delimiter":
                continue
            if not isinstance(value, str):
                what = "string" if name == "delimiter" else "string or None"
                raise TypeError(f'"{name}" must be {what}, not {type(value).__name__}')
            if len(value) != 1:
                raise TypeError(f'"{name}" must be a 1-character string')
        if found["lineterminator"] is None:
            raise TypeError("lineterminator must be set")
        if not isinstance(found["lineterminator"], str):
            raise TypeError('"lineterminator" must be a string')
        quoting = found["quoting"]
        if not isinstance(quoting, int) or isinstance(quoting, bool):
            raise TypeError('"quoting" must be an integer')
        if not 0 <= quoting <= 5:
            raise TypeError('bad "quoting" value')
        if found["quotechar"] is None and not given_quoting:
            found["quoting"] = quoting = QUOTE_NONE
        if quoting != QUOTE_NONE and found["quotechar"] is None:
            raise TypeError("quotechar must be set if quoting enabled")
        for name in ("doublequote", "skipinitialspace", "strict"):
            found[name] = bool(found[name])
        chars = {}
        for name in ("delimiter", "escapechar", "quotechar"):
            c = found[name]
            if c is None:
                continue
            if c in "\r\n" or c == " " and found["skipinitialspace"] and name != "delimiter":
                raise ValueError(f"bad {name} value")
            if c in found["lineterminator"]:
                raise ValueError(f"bad {name} or lineterminator value")
            if c in chars:
                raise ValueError(f"bad {chars[c]} or {name} value")
            chars[c] = name
        for name, value in found.items():
            object.__setattr__(self, name, value)
        return self

    def __setattr__(self, name, value):
        if name in _Format.__slots__:
            raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")
        raise AttributeError(f"'_csv.Dialect' object has no attribute '{name}'")

    def __delattr__(self, name):
        raise AttributeError("readonly attribute")

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' instances")


_Format.__name__ = _Format.__qualname__ = "Dialect"
_Format.__module__ = "_csv"


class Dialect:
    """Settings under a name; subclasses set the attributes."""

    _name = ""
    _valid = False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Format(self)
        except TypeError as e:
            # Older programs expect this error.
            raise Error(str(e)) from None


class excel(Dialect):
    """What Excel writes."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """What Excel writes with tabs."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """What Unix programs write."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


def register_dialect(name, dialect=None, **fmtparams):
    """Give a dialect a name."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Format(dialect, **fmtparams)


def unregister_dialect(name):
    """Forget a dialect."""
    try:
        del _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def get_dialect(name):
    """The dialect of that name."""
    try:
        return _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def list_dialects():
    """The names of all dialects."""
    return list(_dialects)


def field_size_limit(limit=_UNSET):
    """The most characters a field may have; sets it if a number is given."""
    global _limit
    old = _limit
    if limit is not _UNSET:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _limit = limit
    return old


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)

# Where the reader is in a row.
(_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED, _ESCAPE_IN_QUOTED, _QUOTE_IN_QUOTED, _EAT_NEWLINE,
 _AFTER_ESCAPED_NEWLINE) = range(9)


class _Reader:
    """Iterates over the rows of a table as lists of texts."""

    def __init__(self, csvfile, dialect=None, **fmtparams):
        try:
            self._lines = iter(csvfile)
        except TypeError:
            raise
        self.dialect = _Format(dialect, **fmtparams)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        self._fields = []
        self._field = []
        self._quoted = False
        self._state = _START_RECORD
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._field or self._state == _IN_QUOTED:
                    if self.dialect.strict:
                        raise Error("unexpected end of data") from None
                    self._save()
                    return self._fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} "
                            "(the file should be opened in text mode)")
            self.line_num += 1
            for c in line:
                self._take(c)
            self._take("")
            if self._state == _START_RECORD:
                return self._fields

    def _save(self):
        text = "".join(self._field)
        self._field = []
        quoting = self.dialect.quoting
        if not self._quoted:
            if text and quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS):
                text = float(text)
            elif not text and quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
                text = None
        self._quoted = False
        self._fields.append(text)

    def _add(self, c):
        if len(self._field) >= _limit:
            raise Error(f"field larger than field limit ({_limit})")
        self._field.append(c)

    def _take(self, c):
        """One character; the empty text is the end of the line."""
        d = self.dialect
        state = self._state
        if state == _START_RECORD:
            if c == "":
                return
            if c in "\r\n":
                self._state = _EAT_NEWLINE
                return
            state = self._state = _START_FIELD
        if state == _START_FIELD:
            if c == "" or c in "\r\n":
                self._save()
                self._state = _START_RECORD if c == "" else _EAT_NEWLINE
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._quoted = True
                self._state = _IN_QUOTED
            elif c == d.escapechar:
                self._state = _ESCAPED
            elif c == " " and d.skipinitialspace:
                pass
            elif c == d.delimiter:
                self._save()
            else:
                self._add(c)
                self._state = _IN_FIELD
        elif state == _ESCAPED:
            if c != "" and c in "\r\n":
                self._add(c)
                self._state = _AFTER_ESCAPED_NEWLINE
            else:
                self._add(c or "\n")
                self._state = _IN_FIELD
        elif state in (_IN_FIELD, _AFTER_ESCAPED_NEWLINE):
            if state == _AFTER_ESCAPED_NEWLINE and c == "":
                return
            if c == "" or c in "\r\n":
                self._save()
                self._state = _START_RECORD if c == "" else _EAT_NEWLINE
            elif c == d.escapechar:
                self._state = _ESCAPED
            elif c == d.delimiter:
                self._save()
                self._state = _START_FIELD
            else:
                self._add(c)
                self._state = _IN_FIELD
        elif state == _IN_QUOTED:
            if c == "":
                pass
            elif c == d.escapechar:
                self._state = _ESCAPE_IN_QUOTED
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._state = _QUOTE_IN_QUOTED if d.doublequote else _IN_FIELD
            else:
                self._add(c)
        elif state == _ESCAPE_IN_QUOTED:
            self._add(c or "\n")
            self._state = _IN_QUOTED
        elif state == _QUOTE_IN_QUOTED:
            if d.quoting != QUOTE_NONE and c == d.quotechar:
                self._add(c)
                self._state = _IN_QUOTED
            elif c == d.delimiter:
                self._save()
                self._state = _START_FIELD
            elif c == "" or c in "\r\n":
                self._save()
                self._state = _START_RECORD if c == "" else _EAT_NEWLINE
            elif not d.strict:
                self._add(c)
                self._state = _IN_FIELD
            else:
                raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
        elif state == _EAT_NEWLINE:
            if c == "":
                self._state = _START_RECORD
            elif c not in "\r\n":
                raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")


class _Writer:
    """Writes rows to a file."""

    def __init__(self, csvfile, dialect=None, **fmtparams):
        self.dialect = _Format(dialect, **fmtparams)
        write = getattr(csvfile, "write", None)
        if write is None or not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self._write = write

    def writerow(self, row, /):
        """Write a row; what the file's write() gives."""
        try:
            row = list(row)
        except TypeError:
            if hasattr(type(row), "__iter__"):
                raise
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        d = self.dialect
        pieces = [self._text(value, len(row)) for value in row]
        return self._write(d.delimiter.join(pieces) + d.lineterminator)

    def writerows(self, rows, /):
        """Write all rows."""
        for row in rows:
            self.writerow(row)

    def _text(self, value, count):
        d = self.dialect
        quoted = d.quoting == QUOTE_ALL
        if d.quoting == QUOTE_NONNUMERIC:
            quoted = not isinstance(value, (int, float)) and not hasattr(type(value), "__float__")
        elif d.quoting == QUOTE_STRINGS:
            quoted = isinstance(value, str)
        elif d.quoting == QUOTE_NOTNULL:
            quoted = value is not None
        if value is None:
            text = ""
        else:
            text = value if isinstance(value, str) else str(value)
        special = {d.delimiter, d.escapechar, d.quotechar, "\r", "\n", *d.lineterminator}
        out = []
        if not text and d.delimiter == " " and d.skipinitialspace:
            if d.quoting == QUOTE_NONE or value is None and d.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error("empty field must be quoted if delimiter is a space and skipinitialspace is true")
            quoted = True
        if not text and not quoted and count == 1:
            if d.quoting == QUOTE_NONE or d.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL) and value is None:
                raise Error("single empty field record must be quoted")
            quoted = True
        for c in text:
            if c in special and c is not None:
                if d.quoting == QUOTE_NONE:
                    escape = True
                else:
                    escape = False
                    if c == d.quotechar:
                        if d.doublequote:
                            out.append(d.quotechar)
                        else:
                            escape = True
                    elif c == d.escapechar:
                        escape = True
                    if not escape:
                        quoted = True
                if escape:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(d.escapechar)
            elif c == " " and d.skipinitialspace and not out and d.quoting != QUOTE_NONE:
                quoted = True
            out.append(c)
        text = "".join(out)
        return d.quotechar + text + d.quotechar if quoted else text


for _class, _name in ((_Reader, "reader"), (_Writer, "writer")):
    _class.__name__ = _class.__qualname__ = _name
    _class.__module__ = "_csv"


def reader(csvfile, dialect="excel", **fmtparams):
    """Iterate over the rows of a table, from a file or any iterable of lines."""
    return _Reader(csvfile, dialect, **fmtparams)


def writer(csvfile, dialect="excel", **fmtparams):
    """An object that writes rows to a file."""
    return _Writer(csvfile, dialect, **fmtparams)


class DictReader:
    """Iterates over the rows as dicts; the first row names the fields unless they are given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            # The first row may be the names.
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        d = dict(zip(self.fieldnames, row))
        lf, lr = len(self.fieldnames), len(row)
        if lf < lr:
            d[self.restkey] = row[lf:]
        elif lf > lr:
            for key in self.fieldnames[lr:]:
                d[key] = self.restval
        return d

    __class_getitem__ = classmethod(_types.GenericAlias)


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """Write the names of the fields as a row."""
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == "raise":
            wrong_fields = rowdict.keys() - self.fieldnames
            if wrong_fields:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(repr(x) for x in wrong_fields))
        return (rowdict.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, rowdict):
        """Write a row."""
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        """Write all rows."""
        return self.writer.writerows(map(self._dict_to_list, rowdicts))

    __class_getitem__ = classmethod(_types.GenericAlias)


# What a quoted field looks like: between delimiters, first or last in its line, alone in it.
_QUOTED_FIELDS = (
    r"""(?P<delim>[^\w\n"'])(?P<space> ?)(?P<quote>["']).*?(?P=quote)(?P=delim)""",
    r"""(?:^|\n)(?P<quote>["']).*?(?P=quote)(?P<delim>[^\w\n"'])(?P<space> ?)""",
    r"""(?P<delim>[^\w\n"'])(?P<space> ?)(?P<quote>["']).*?(?P=quote)(?:$|\n)""",
    r"""(?:^|\n)(?P<quote>["']).*?(?P=quote)(?:$|\n)""",
)


class Sniffer:
    """Guesses the dialect of a sample."""

    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        """The dialect of a sample, as a class."""
        quotechar, doublequote, delimiter, skipinitialspace = self._guess_quote_and_delimiter(sample, delimiters)
        if not delimiter:
            delimiter, skipinitialspace = self._guess_delimiter(sample, delimiters)
        if not delimiter:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL

        dialect.doublequote = doublequote
        dialect.delimiter = delimiter
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = skipinitialspace
        return dialect

    def _guess_quote_and_delimiter(self, data, delimiters):
        """By what stands around quoted fields: quote, whether quotes are doubled, delimiter, whether spaces follow it."""
        found = []
        for pattern in _QUOTED_FIELDS:
            found = [match.groupdict() for match in _re.finditer(pattern, data, _re.DOTALL | _re.MULTILINE)]
            if found:
                break
        if not found:
            return "", False, None, 0
        quotes, delims, spaces = {}, {}, 0
        for field in found:
            quotes[field["quote"]] = quotes.get(field["quote"], 0) + 1
            delim = field.get("delim")
            if delim and (delimiters is None or delim in delimiters):
                delims[delim] = delims.get(delim, 0) + 1
            spaces += bool(field.get("space"))
        quotechar = max(quotes, key=quotes.get)
        delim, skipinitialspace = "", 0
        if delims:
            delim = max(delims, key=delims.get)
            skipinitialspace = delims[delim] == spaces
            if delim == "\n":
                # A table of one column.
                delim = ""
        d, q = _re.escape(delim), quotechar
        doubled = _re.compile(rf"(({d})|^)\W*{q}[^{d}\n]*{q}[^{d}\n]*{q}\W*(({d})|$)", _re.MULTILINE)
        return quotechar, doubled.search(data) is not None, delim, skipinitialspace

    def _guess_delimiter(self, data, delimiters):
        """By how often characters stand in each line: a delimiter does equally often in nearly all of them."""
        lines = [line for line in data.split("\n") if line]
        size = min(10, len(lines))
        often, likely = {}, {}
        for start in range(0, len(lines), max(size, 1)):
            for line in lines[start:start + size]:
                for char in map(chr, range(127)):
                    counts = often.setdefault(char, {})
                    n = line.count(char)
                    counts[n] = counts.get(n, 0) + 1
            total = min(start + size, len(lines))
            likely = self._consistent(often, total, delimiters)
            if len(likely) == 1:
                break
        if not likely:
            return "", 0
        delim = next(iter(likely)) if len(likely) == 1 else next((d for d in self.preferred if d in likely), None)
        if delim is None:
            delim = max(likely, key=lambda char: (likely[char], char))
        return delim, lines[0].count(delim) == lines[0].count(delim + " ")

    def _consistent(self, often, total, delimiters):
        """The characters whose most common count per line holds for as many lines as any does, but for 90 % at least."""
        modes = {}
        for char, counts in often.items():
            if counts.keys() != {0}:
                n = max(counts, key=counts.get)
                modes[char] = n, 2 * counts[n] - sum(counts.values())
        consistency, found = 1.0, {}
        while not found and consistency >= 0.9:
            for char, (n, lines) in modes.items():
                if n > 0 and lines > 0 and lines / total >= consistency and (delimiters is None or char in delimiters):
                    found[char] = n, lines
            consistency -= 0.01
        return found

    def has_header(self, sample):
        """Whether the first row seems to be names."""
        from io import StringIO
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        columns = len(header)
        kinds = {i: None for i in range(columns)}
        for checked, row in enumerate(rows):
            if checked > 20:
                break
            if len(row) != columns:
                continue
            for col in list(kinds):
                try:
                    complex(row[col])
                    this = complex
                except (ValueError, OverflowError):
                    this = len(row[col])
                if this != kinds[col]:
                    if kinds[col] is None:
                        kinds[col] = this
                    else:
                        del kinds[col]
        votes = 0
        for col, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[col]) != kind else -1
            elif kind is not None:
                try:
                    kind(header[col])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0
