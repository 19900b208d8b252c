"""Sorts of characters, and strings with places to fill in."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

import re as _re

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

class Template:
    """A text with names in it, as $name or ${name}, that stand for values. Subclasses may set another delimiter, other patterns of
    names, or a whole pattern with the groups escaped, named, braced and invalid."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = _re.IGNORECASE

    def __init_subclass__(cls):
        super().__init_subclass__()
        pattern = cls.__dict__.get("pattern")
        if pattern is None:
            mark, name = _re.escape(cls.delimiter), cls.idpattern
            pattern = (rf"{mark}(?:(?P<escaped>{mark})|(?P<named>{name})|"
                       rf"{{(?P<braced>{cls.braceidpattern or name})}}|(?P<invalid>))")
        cls.pattern = _re.compile(pattern, cls.flags | _re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _complain(self, match):
        place = match.start("invalid")
        lines = self.template[:place].splitlines(keepends=True)
        line, column = (len(lines), place - len("".join(lines[:-1]))) if lines else (1, 1)
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def _parts(self):
        """For each place that the pattern finds, what it is: its name, or None, and the match."""
        for match in self.pattern.finditer(self.template):
            groups = match.groupdict()
            name = groups["named"] or groups["braced"]
            if name is None and groups["escaped"] is None and groups["invalid"] is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
            yield name, match

    def _filled(self, mapping, kws, strict):
        """The text with the values in it; what has none stays, or is an error if strict."""
        at = 0
        for name, match in self._parts():
            yield self.template[at:match.start()]
            at = match.end()
            if name is not None:
                try:
                    yield str(kws[name] if name in kws else mapping[name])
                except KeyError:
                    if strict:
                        raise
                    yield match[0]
            elif match["escaped"] is not None:
                yield self.delimiter
            elif strict:
                self._complain(match)
            else:
                yield match[0]
        yield self.template[at:]

    def substitute(self, mapping={}, /, **kws):
        """The text, with a value for every name."""
        return "".join(self._filled(mapping, kws, True))

    def safe_substitute(self, mapping={}, /, **kws):
        """The text, with values for those names that have one."""
        return "".join(self._filled(mapping, kws, False))

    def is_valid(self):
        """Whether substitute() understands all of the text."""
        return all(name is not None or match["invalid"] is None for name, match in self._parts())

    def get_identifiers(self):
        """The names, in order."""
        return list(dict.fromkeys(name for name, _ in self._parts() if name is not None))


# The pattern of the class itself.
Template.__init_subclass__()


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
