"""Errors of configuration files, and how values refer to other values. The parser itself is in `configparser`."""

import re

DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10


# --- errors --------------------------------------------------------------------------------------------------

class Error(Exception):
    """Whatever is wrong with a configuration."""

    __module__ = "configparser"

    def __init__(self, msg=""):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    """There is no such section."""

    __module__ = "configparser"

    def __init__(self, section):
        Error.__init__(self, f"No section: {section!r}")
        self.section = section
        self.args = (section,)


def _place(source, lineno):
    return f"While reading from {source!r}" + (f" [line {lineno:2d}]" if lineno is not None else "")


class DuplicateSectionError(Error):
    """A section is there twice."""

    __module__ = "configparser"

    def __init__(self, section, source=None, lineno=None):
        told = f"{section!r} already exists"
        Error.__init__(self, f"Section {told}" if source is None else f"{_place(source, lineno)}: section {told}")
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    """An option is twice in a section."""

    __module__ = "configparser"

    def __init__(self, section, option, source=None, lineno=None):
        told = f"{option!r} in section {section!r} already exists"
        Error.__init__(self, f"Option {told}" if source is None else f"{_place(source, lineno)}: option {told}")
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    """There is no such option in a section."""

    __module__ = "configparser"

    def __init__(self, option, section):
        Error.__init__(self, f"No option {option!r} in section: {section!r}")
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    """A value refers to others in a wrong way."""

    __module__ = "configparser"

    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    """A value refers to one that is not there."""

    __module__ = "configparser"

    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(self, option, section,
                                    f"Bad value substitution: option {option!r} in section {section!r} contains an interpolation "
                                    f"key {reference!r} which is not a valid option name. Raw value: {rawval!r}")
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    """A reference is not written as it should be."""

    __module__ = "configparser"


class InterpolationDepthError(InterpolationError):
    """References lead to references for too long."""

    __module__ = "configparser"

    def __init__(self, option, section, rawval):
        InterpolationError.__init__(self, option, section,
                                    f"Recursion limit exceeded in value substitution: option {option!r} in section {section!r} "
                                    "contains an interpolation key which cannot be substituted in "
                                    f"{MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}")
        self.args = (option, section, rawval)


class ParsingError(Error):
    """Lines of a file are not understood."""

    __module__ = "configparser"

    def __init__(self, source, *args):
        Error.__init__(self, f"Source contains parsing errors: {source!r}")
        self.source, self.errors = source, []
        self.args = (source,)
        if args:
            self.append(*args)

    def append(self, lineno, line):
        """One line more."""
        self.errors.append((lineno, line))
        self.message += f"\n\t[line {lineno:2d}]: {line!r}"

    def combine(self, others):
        """Take over the lines of other errors."""
        for other in others:
            for error in other.errors:
                self.append(*error)
        return self

    @staticmethod
    def _raise_all(exceptions):
        """Raise all of them as one, if there are any."""
        exceptions = iter(exceptions)
        for first in exceptions:
            raise first.combine(exceptions)


class MissingSectionHeaderError(ParsingError):
    """An option comes before the first section."""

    __module__ = "configparser"

    def __init__(self, filename, lineno, line):
        Error.__init__(self, f"File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}")
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class MultilineContinuationError(ParsingError):
    """A key without a value goes on in the next line."""

    __module__ = "configparser"

    def __init__(self, filename, lineno, line):
        Error.__init__(self, "Key without value continued with an indented line.\n"
                             f"file: {filename!r}, line: {lineno}\n{line!r}")
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


# --- interpolation -------------------------------------------------------------------------------------------

class Interpolation:
    """Values as they stand."""

    __module__ = "configparser"

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _Marked(Interpolation):
    """References that begin with a mark; the mark itself is written twice."""

    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._expand(parser, option, parts, value, section, defaults, 1)
        return "".join(parts)

    def before_set(self, parser, section, option, value):
        left = self._KEYCRE.sub("", value.replace(self._mark * 2, ""))
        if self._mark in left:
            raise ValueError(f"invalid interpolation syntax in {value!r} at position {left.find(self._mark)}")
        return value

    def _expand(self, parser, option, parts, rest, section, known, depth):
        """Put `rest` with its references followed into `parts`."""
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        mark, opening = self._mark, self._opening
        while rest:
            text, found, rest = rest.partition(mark)
            if text:
                parts.append(text)
            if not found:
                return
            rest = mark + rest
            follows = rest[1:2]
            if follows == mark:
                parts.append(mark)
                rest = rest[2:]
            elif follows == opening:
                match = self._KEYCRE.match(rest)
                if match is None:
                    raise InterpolationSyntaxError(option, section, f"bad interpolation variable reference {rest!r}")
                rest = rest[match.end():]
                self._follow(parser, option, parts, rest, section, known, depth, raw, match[1])
            else:
                raise InterpolationSyntaxError(
                    option, section, f"'{mark}' must be followed by '{mark}' or '{opening}', found: {rest!r}")


class BasicInterpolation(_Marked):
    """%(name)s stands for the value of that name in the section or in the defaults."""

    __module__ = "configparser"
    _KEYCRE = re.compile(r"%\(([^)]+)\)s")
    _mark, _opening = "%", "("

    def _follow(self, parser, option, parts, rest, section, known, depth, raw, name):
        name = parser.optionxform(name)
        try:
            value = known[name]
        except KeyError:
            raise InterpolationMissingOptionError(option, section, raw, name) from None
        if "%" in value:
            self._expand(parser, option, parts, value, section, known, depth + 1)
        else:
            parts.append(value)


class ExtendedInterpolation(_Marked):
    """${name} stands for the value of that name, ${section:name} for one of another section."""

    __module__ = "configparser"
    _KEYCRE = re.compile(r"\$\{([^}]+)\}")
    _mark, _opening = "$", "{"

    def _follow(self, parser, option, parts, rest, section, known, depth, raw, name):
        path = name.split(":")
        where, asked = section, option
        try:
            if len(path) == 1:
                asked = parser.optionxform(path[0])
                value = known[asked]
            elif len(path) == 2:
                where, asked = path[0], parser.optionxform(path[1])
                value = parser.get(where, asked, raw=True)
            else:
                raise InterpolationSyntaxError(option, section, f"More than one ':' found: {rest!r}")
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, ":".join(path)) from None
        if value is None:
            return
        if "$" in value:
            self._expand(parser, asked, parts, value, where, dict(parser.items(where, raw=True)), depth + 1)
        else:
            parts.append(value)
