"""A collection of string constants, and templates.

Public module variables:

whitespace -- a string containing all ASCII whitespace
ascii_lowercase -- a string containing all ASCII lowercase letters
ascii_uppercase -- a string containing all ASCII uppercase letters
ascii_letters -- a string containing all ASCII letters
digits -- a string containing all ASCII decimal digits
hexdigits -- a string containing all ASCII hexadecimal digits
octdigits -- a string containing all ASCII octal digits
punctuation -- a string containing all ASCII punctuation characters
printable -- a string containing all ASCII characters considered printable
"""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace

_sentinel_dict = {}


def capwords(s, sep=None):
    """capwords(s [,sep]) -> string

    Split the argument into words using split, capitalize each
    word using capitalize, and join the capitalized words using
    join.  If the optional second argument sep is absent or None,
    runs of whitespace characters are replaced by a single space
    and leading and trailing whitespace are removed, otherwise
    sep is used to split and join the words.
    """
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


# --- Template ------------------------------------------------------------------------------------------------

_LETTERS = frozenset(ascii_letters + "_")
_NAME = frozenset(ascii_letters + "_" + digits)


class Template:
    """A string class for supporting $-substitutions."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Pieces of the template: ("text", s), ("name", name, as written), ("escaped", s), ("invalid", place)."""
        text, mark = self.template, self.delimiter
        at = 0
        while True:
            found = text.find(mark, at)
            if found < 0:
                yield "text", text[at:], None
                return
            if found > at:
                yield "text", text[at:found], None
            start = found + len(mark)
            if text.startswith(mark, start):
                at = start + len(mark)
                yield "escaped", text[found:at], None
                continue
            braced = text.startswith("{", start)
            begin = end = start + braced
            if end < len(text) and text[end] in _LETTERS:
                while end < len(text) and text[end] in _NAME:
                    end += 1
            if end > begin and (not braced or text.startswith("}", end)):
                at = end + braced
                yield "name", text[begin:end], text[found:at]
            else:
                at = start
                yield "invalid", found, text[found:at]

    def _invalid(self, place):
        lines = self.template[:place + len(self.delimiter)].splitlines(keepends=True)
        if not lines:
            colno = lineno = 1
        else:
            colno = place + len(self.delimiter) - len("".join(lines[:-1]))
            lineno = len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (lineno, colno))

    def substitute(self, mapping=_sentinel_dict, /, **kws):
        values = _Merged(mapping, kws)
        out = []
        for what, part, written in self._parts():
            if what == "name":
                out.append(str(values[part]))
            elif what == "escaped":
                out.append(self.delimiter)
            elif what == "invalid":
                self._invalid(part)
            else:
                out.append(part)
        return "".join(out)

    def safe_substitute(self, mapping=_sentinel_dict, /, **kws):
        values = _Merged(mapping, kws)
        out = []
        for what, part, written in self._parts():
            if what == "name":
                try:
                    out.append(str(values[part]))
                except KeyError:
                    out.append(written)
            elif what == "escaped":
                out.append(self.delimiter)
            else:
                out.append(written if what == "invalid" else part)
        return "".join(out)

    def is_valid(self):
        return all(what != "invalid" for what, part, written in self._parts())

    def get_identifiers(self):
        ids = []
        for what, part, written in self._parts():
            if what == "name" and part not in ids:
                ids.append(part)
        return ids


class _Merged:
    """Keywords first, then the mapping."""

    def __init__(self, mapping, kws):
        self.mapping, self.kws = mapping, kws

    def __getitem__(self, name):
        if name in self.kws:
            return self.kws[name]
        return self.mapping[name]


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


class Formatter:
    """What str.format does, in parts that subclasses may replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            field_first, _ = _split_name(field_name)
            if field_first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field_name = str(auto_arg_index) + field_name
                auto_arg_index += 1
            elif isinstance(field_first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(format_spec, args, kwargs, used_args, recursion_depth - 1,
                                                        auto_arg_index=auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        if isinstance(key, int):
            return args[key]
        return kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier {0!s}".format(conversion))

    def parse(self, format_string):
        return _split_format(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _split_name(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, i in rest:
            obj = getattr(obj, i) if is_attr else obj[i]
        return obj, first
