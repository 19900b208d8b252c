"""Sorts of characters, and strings with places to fill in."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
octdigits = "01234567"
digits = octdigits + "89"
hexdigits = digits + "abcdefABCDEF"
whitespace = " \t\n\r\v\f"
# What of ASCII is visible and nothing of the above.
punctuation = "".join(c for c in map(chr, range(33, 127)) if not c.isalnum())
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Begins every word with a capital, and puts sep, or one space, between the words."""
    words = [word.capitalize() for word in s.split(sep)]
    return (sep or " ").join(words)


# --- Template ------------------------------------------------------------------------------------------------

class _DefaultPattern:
    """Stands for Template's pattern until somebody asks for it: most programs get by without regular expressions."""

    def __get__(self, template, cls):
        cls.pattern = cls._compiled()
        return cls.pattern


class Template:
    """A text with names in it, as $name or ${name}, that stand for values.

    Subclasses may have another delimiter, other names (idpattern, in braces braceidpattern, flags) or another pattern
    with the groups escaped, named, braced and invalid.
    """

    delimiter = "$"
    idpattern = "(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = 2  # re.IGNORECASE
    pattern = _DefaultPattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls.pattern = cls._compiled(vars(cls).get("pattern"))

    @classmethod
    def _compiled(cls, pattern=None):
        import re
        if pattern is None:
            mark = re.escape(cls.delimiter)
            names = f"(?P<named>{cls.idpattern}) | {{(?P<braced>{cls.braceidpattern or cls.idpattern})}}"
            pattern = f"{mark}(?: (?P<escaped>{mark}) | {names} | (?P<invalid>) )"
        return re.compile(pattern, cls.flags | re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Pieces of the template: ("text", s), ("name", name, as written), ("escaped", s), ("invalid", place)."""
        at = 0
        for found in self.pattern.finditer(self.template):
            yield "text", self.template[at:found.start()], None
            at = found.end()
            name = found["named"] or found["braced"]
            if name is not None:
                yield "name", name, found[0]
            elif found["escaped"] is not None:
                yield "escaped", found[0], None
            elif found["invalid"] is not None:
                yield "invalid", found.start("invalid"), found[0]
            else:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        yield "text", self.template[at:], None

    def _complain(self, place):
        before = self.template[:place].splitlines(keepends=True) or [""]
        raise ValueError(f"Invalid placeholder in string: line {len(before)}, col {len(before[-1]) or 1}")

    def _filled(self, mapping, kws, strict):
        """The text with the values in it; what has none stays, or is an error if strict."""
        for what, part, written in self._parts():
            if what == "text":
                yield part
            elif what == "escaped":
                yield self.delimiter
            elif what == "name":
                try:
                    value = kws[part] if part in kws else mapping[part]
                except KeyError:
                    if strict:
                        raise
                    value = written
                yield str(value)
            elif strict:
                self._complain(part)
            else:
                yield written

    def substitute(self, mapping={}, /, **kws):
        """The text, with a value for every name."""
        return "".join(self._filled(mapping, kws, True))

    def safe_substitute(self, mapping={}, /, **kws):
        """The text, with values for those names that have one."""
        return "".join(self._filled(mapping, kws, False))

    def is_valid(self):
        """Whether substitute() understands all of the text."""
        return all(what != "invalid" for what, _, _ in self._parts())

    def get_identifiers(self):
        """The names, in order."""
        return list(dict.fromkeys(part for what, part, _ in self._parts() if what == "name"))


# --- Formatter -----------------------------------------------------------------------------------------------

def _split_format(text):
    """(literal text, field name, format spec, conversion) of each piece of a format string."""
    at, n, literal = 0, len(text), []
    while at < n:
        c = text[at]
        at += 1
        if c not in "{}":
            literal.append(c)
            continue
        if at < n and text[at] == c:
            literal.append(c)
            at += 1
            yield "".join(literal), None, None, None
            literal = []
            continue
        if c == "}":
            raise ValueError("Single '}' encountered in format string")
        if at >= n:
            raise ValueError("Single '{' encountered in format string")
        start, depth, inside = at, 1, False
        while at < n:
            c = text[at]
            if c in "[]":
                inside = c == "["
            elif c == "{" and not inside:
                depth += 1
            elif c == "}" and not inside:
                depth -= 1
                if not depth:
                    break
            at += 1
        if depth:
            raise ValueError("expected '}' before end of string")
        field = text[start:at]
        at += 1
        yield ("".join(literal), *_split_field(field))
        literal = []
    if literal:
        yield "".join(literal), None, None, None


def _split_field(field):
    """Name, spec and conversion: brackets may hold what would end the name."""
    at, inside = 0, False
    while at < len(field):
        c = field[at]
        if c == "{":
            raise ValueError("unexpected '{' in field name")
        if c == "[":
            inside = True
        elif c == "]":
            inside = False
        elif c in "!:" and not inside:
            break
        at += 1
    name, rest = field[:at], field[at:]
    conversion = None
    if rest.startswith("!"):
        if len(rest) < 2:
            raise ValueError("end of string while looking for conversion specifier")
        conversion, rest = rest[1], rest[2:]
        if rest and not rest.startswith(":"):
            raise ValueError("expected ':' after conversion specifier")
    return name, rest[1:], conversion


def _split_name(field_name):
    """The first part of a field's name, and (is attribute, name) of the others."""
    end = min((i for i in (field_name.find("."), field_name.find("[")) if i >= 0), default=len(field_name))
    first, rest = field_name[:end], field_name[end:]
    if first.isdecimal():
        first = int(first)

    def others(rest):
        while rest:
            if rest[0] == ".":
                end = min((i for i in (rest.find(".", 1), rest.find("[", 1)) if i >= 0), default=len(rest))
                if end == 1:
                    raise ValueError("Empty attribute in format string")
                yield True, rest[1:end]
                rest = rest[end:]
            elif rest[0] == "[":
                end = rest.find("]")
                if end < 0:
                    raise ValueError("Missing ']' in format string")
                key = rest[1:end]
                if not key:
                    raise ValueError("Empty attribute in format string")
                yield False, int(key) if key.isdecimal() else key
                rest = rest[end + 1:]
                if rest and rest[0] not in ".[":
                    raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return first, others(rest)


class _Numbering:
    """The numbers that `{}` gets: either all fields say theirs, or none does."""

    def __init__(self):
        self.next = 0
        self.explicit = False

    def complete(self, field_name, first):
        """The name of a field, whose first part this is, with a number if it lacks one."""
        if first == "":
            if self.explicit:
                self.complain()
            field_name = f"{self.next}{field_name}"
            self.next += 1
        elif isinstance(first, int):
            if self.next:
                self.complain()
            self.explicit = True
        return field_name

    def complain(self):
        raise ValueError("cannot switch from manual field specification to automatic field numbering")


class Formatter:
    """What str.format does, in parts that subclasses may replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        """format() with its arguments in a sequence and a mapping."""
        used = set()
        text = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used, levels, numbering=None):
        if levels < 0:
            raise ValueError("Max string recursion exceeded")
        numbering = numbering or _Numbering()
        pieces = []
        for text, name, spec, conversion in self.parse(format_string):
            if text:
                pieces.append(text)
            if name is not None:
                name = numbering.complete(name, _split_name(name)[0])
                value, key = self.get_field(name, args, kwargs)
                used.add(key)
                value = self.convert_field(value, conversion)
                # There may be fields in the specification too.
                spec = self._vformat(spec, args, kwargs, used, levels - 1, numbering)
                pieces.append(self.format_field(value, spec))
        return "".join(pieces)

    def parse(self, format_string):
        """The pieces of a text: each with what precedes a field, and the field's name, specification, conversion."""
        return _split_format(format_string)

    def get_field(self, field_name, args, kwargs):
        """The value that a field's name leads to, and what it begins with."""
        first, steps = _split_name(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, key in steps:
            value = getattr(value, key) if is_attribute else value[key]
        return value, first

    def get_value(self, key, args, kwargs):
        """The argument of a number or a name."""
        source = args if isinstance(key, int) else kwargs
        return source[key]

    def check_unused_args(self, used_args, args, kwargs):
        """For subclasses that mind."""

    def convert_field(self, value, conversion):
        """A value after !r, !s or !a."""
        if conversion is None:
            return value
        convert = {"s": str, "r": repr, "a": ascii}.get(conversion)
        if convert is None:
            raise ValueError(f"Unknown conversion specifier {conversion!s}")
        return convert(value)

    def format_field(self, value, format_spec):
        """A value as text."""
        return format(value, format_spec)
