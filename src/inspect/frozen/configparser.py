"""Configuration files: sections of names with values.

A parser is a mapping of section names to sections, a section a mapping of option names to values. While a file is read, a
value is a list of its lines; they are joined at the end.
"""

import functools
import io
import os
import re
import sys
from collections import ChainMap as _ChainMap
from collections.abc import MutableMapping
from contextlib import suppress
from itertools import chain

from _config_interpolation import (BasicInterpolation, DEFAULTSECT, DuplicateOptionError, DuplicateSectionError, Error,
                                   ExtendedInterpolation, Interpolation, InterpolationDepthError, InterpolationError,
                                   InterpolationMissingOptionError, InterpolationSyntaxError, MAX_INTERPOLATION_DEPTH,
                                   MissingSectionHeaderError, MultilineContinuationError, NoOptionError, NoSectionError,
                                   ParsingError)

__all__ = ("NoSectionError", "DuplicateOptionError", "DuplicateSectionError", "NoOptionError", "InterpolationError",
           "InterpolationDepthError", "InterpolationMissingOptionError", "InterpolationSyntaxError", "ParsingError",
           "MissingSectionHeaderError", "MultilineContinuationError", "ConfigParser", "RawConfigParser", "Interpolation",
           "BasicInterpolation", "ExtendedInterpolation", "SectionProxy", "ConverterMapping", "DEFAULTSECT",
           "MAX_INTERPOLATION_DEPTH", "UNNAMED_SECTION")

_default_dict = dict
_UNSET = object()


class _UnnamedSection:
    def __repr__(self):
        return "<UNNAMED_SECTION>"


UNNAMED_SECTION = _UnnamedSection()


class _State:
    """Where the reading of a file is."""

    def __init__(self):
        self.section = self.name = self.option = None
        self.lineno = self.indent = self.limit = 0
        self.seen = set()
        self.errors = []


class RawConfigParser(MutableMapping):
    """A parser whose values stand for themselves."""

    _DEFAULT_INTERPOLATION = Interpolation()
    SECTCRE = re.compile(r"\[(?P<header>.+)\]")
    OPTCRE = re.compile(r"(?P<option>.*?)\s*(?:(?P<vi>=|:)\s*(?P<value>.*))$")
    OPTCRE_NV = re.compile(r"(?P<option>.*?)\s*(?:(?P<vi>=|:)\s*(?P<value>.*))?$")
    NONSPACECRE = re.compile(r"\S")
    BOOLEAN_STATES = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}

    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False, *, delimiters=("=", ":"),
                 comment_prefixes=("#", ";"), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True,
                 default_section=DEFAULTSECT, interpolation=_UNSET, converters=_UNSET, allow_unnamed_section=False):
        self._dict = dict_type
        self._sections, self._defaults, self._proxies = self._dict(), self._dict(), self._dict()
        self._converters = ConverterMapping(self)
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        if delimiters == ("=", ":"):
            self._optcre = self.OPTCRE_NV if allow_no_value else self.OPTCRE
        else:
            any_of = "|".join(map(re.escape, delimiters))
            self._optcre = re.compile(rf"(?P<option>.*?)\s*(?:(?P<vi>{any_of})\s*(?P<value>.*))"
                                      + ("?$" if allow_no_value else "$"))
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict, self._allow_no_value = strict, allow_no_value
        self._empty_lines_in_values, self._allow_unnamed_section = empty_lines_in_values, allow_unnamed_section
        self.default_section = default_section
        if interpolation is _UNSET:
            interpolation = self._DEFAULT_INTERPOLATION
        if interpolation is None:
            interpolation = Interpolation()
        if not isinstance(interpolation, Interpolation):
            raise TypeError("interpolation= must be None or an instance of Interpolation; got an object of type "
                            f"{type(interpolation)}")
        self._interpolation = interpolation
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    # --- sections and options --------------------------------------------------------------------------------

    def defaults(self):
        """The options that every section has."""
        return self._defaults

    def sections(self):
        """The names of the sections; the default one is none of them."""
        return list(self._sections)

    def add_section(self, section):
        """Make a section."""
        if section == self.default_section:
            raise ValueError(f"Invalid section name: {section!r}")
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        """Whether there is such a section; of the default one it says no."""
        return section in self._sections

    def options(self, section):
        """The names of a section's options, with those of the defaults."""
        try:
            names = self._sections[section].copy()
        except KeyError:
            raise NoSectionError(section) from None
        names.update(self._defaults)
        return list(names)

    def has_option(self, section, option):
        """Whether a section, or the defaults, have an option."""
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        if section not in self._sections:
            return False
        option = self.optionxform(option)
        return option in self._sections[section] or option in self._defaults

    def _own(self, section):
        """The dict of a section or of the defaults."""
        if not section or section == self.default_section:
            return self._defaults
        try:
            return self._sections[section]
        except KeyError:
            raise NoSectionError(section) from None

    def set(self, section, option, value=None):
        """Give an option a value."""
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        self._own(section)[self.optionxform(option)] = value

    def remove_option(self, section, option):
        """Take an option away; whether it was there."""
        options, option = self._own(section), self.optionxform(option)
        there = option in options
        if there:
            del options[option]
        return there

    def remove_section(self, section):
        """Take a section away; whether it was there."""
        there = section in self._sections
        if there:
            del self._sections[section]
            del self._proxies[section]
        return there

    def optionxform(self, optionstr):
        """How the names of options are kept."""
        return optionstr.lower()

    # --- values ----------------------------------------------------------------------------------------------

    def _layers(self, section, vars):
        """Where values are looked for: in vars, in the section, in the defaults."""
        options = {}
        try:
            options = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        given = {}
        for key, value in (vars or {}).items():
            given[self.optionxform(key)] = str(value) if value is not None else None
        return _ChainMap(given, options, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """The value of an option."""
        try:
            layers = self._layers(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        try:
            value = layers[option]
        except KeyError:
            if fallback is _UNSET:
                raise NoOptionError(option, section)
            return fallback
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value, layers)

    def _get(self, section, conv, option, **kwargs):
        return conv(self.get(section, option, **kwargs))

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return self._get(section, conv, option, raw=raw, vars=vars, **kwargs)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """The value of an option as an int."""
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """The value of an option as a float."""
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """The value of an option as a bool."""
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f"Not a boolean: {value}")
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        """Names and values of a section's options; without a section, names and sections."""
        if section is _UNSET:
            return super().items()
        layers = self._defaults.copy()
        try:
            layers.update(self._sections[section])
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section)
        names = list(layers)
        for key, value in (vars or {}).items():
            layers[self.optionxform(key)] = value
        if raw:
            return [(name, layers[name]) for name in names]
        get = self._interpolation.before_get
        return [(name, get(self, section, name, layers[name], layers)) for name in names]

    def _validate_value_types(self, *, section="", option="", value=""):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if (not self._allow_no_value or value) and not isinstance(value, str):
            raise TypeError("option values must be strings")

    @property
    def converters(self):
        return self._converters

    # --- as a mapping ----------------------------------------------------------------------------------------

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        # A section that is set to itself keeps its options.
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return chain((self.default_section,), self._sections.keys())

    def popitem(self):
        """Take the first section away and return it with its name."""
        for key in self.sections():
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    # --- reading ---------------------------------------------------------------------------------------------

    def read(self, filenames, encoding=None):
        """Read files, as far as they are there; the names of those that were."""
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        done = []
        for filename in filenames:
            try:
                with open(filename, encoding=encoding) as file:
                    self._read(file, filename)
            except OSError:
                continue
            done.append(os.fspath(filename))
        return done

    def read_file(self, f, source=None):
        """Read from lines; the source is for messages."""
        if source is None:
            source = getattr(f, "name", "<???>")
        self._read(f, source)

    def read_string(self, string, source="<string>"):
        """Read from a string."""
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source="<dict>"):
        """Read from a mapping of mappings."""
        seen = set()
        for section, options in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for key, value in options.items():
                key = self.optionxform(str(key))
                if self._strict and (section, key) in seen:
                    raise DuplicateOptionError(section, key, source)
                seen.add((section, key))
                self.set(section, key, None if value is None else str(value))

    def _read(self, fp, fpname):
        state = _State()
        try:
            for state.lineno, line in enumerate(fp, start=1):
                self._read_line(state, line, fpname)
            ParsingError._raise_all(state.errors)
        finally:
            self._join_lines()

    def _without_comment(self, line):
        """What a line says, and whether it has a comment."""
        starts = []
        for prefix in self._inline_comment_prefixes:
            at = line.find(prefix)
            while at > 0 and not line[at - 1].isspace():
                at = line.find(prefix, at + 1)
            if at >= 0:
                starts.append(at)
        if line.strip().startswith(self._comment_prefixes) and self._comment_prefixes:
            starts.append(0)
        return (line[:min(starts)] if starts else line).strip(), bool(starts)

    def _read_line(self, state, line, fpname):
        said, commented = self._without_comment(line)
        inside = state.section is not None and state.option
        if not said:
            if not self._empty_lines_in_values:
                # An empty line ends the value.
                state.limit = sys.maxsize
            elif not commented and inside and state.section[state.option] is not None:
                state.section[state.option].append("")
            return
        state.indent = self.NONSPACECRE.search(line).start()
        if inside and state.indent > state.limit:
            if state.section[state.option] is None:
                raise MultilineContinuationError(fpname, state.lineno, line)
            state.section[state.option].append(said)
            return
        state.limit = state.indent
        if self._allow_unnamed_section and state.section is None:
            self._begin_section(state, UNNAMED_SECTION, fpname)
        header = self.SECTCRE.match(said)
        if header is not None:
            self._begin_section(state, header["header"], fpname)
        elif state.section is None:
            raise MissingSectionHeaderError(fpname, state.lineno, line)
        else:
            self._read_option(state, said, line, fpname)

    def _begin_section(self, state, name, fpname):
        state.name, state.option = name, None
        if name in self._sections:
            if self._strict and name in state.seen:
                raise DuplicateSectionError(name, fpname, state.lineno)
            state.section = self._sections[name]
        elif name == self.default_section:
            state.section = self._defaults
            return
        else:
            state.section = self._sections[name] = self._dict()
            self._proxies[name] = SectionProxy(self, name)
        state.seen.add(name)

    def _read_option(self, state, said, line, fpname):
        match = self._optcre.match(said)
        if match is None or not match["option"]:
            state.errors.append(ParsingError(fpname, state.lineno, line))
            if match is None:
                return
        state.option = self.optionxform(match["option"].rstrip())
        if self._strict and (state.name, state.option) in state.seen:
            raise DuplicateOptionError(state.name, state.option, fpname, state.lineno)
        state.seen.add((state.name, state.option))
        value = match["value"]
        state.section[state.option] = None if value is None else [value.strip()]

    def _join_lines(self):
        for section, options in chain(((self.default_section, self._defaults),), self._sections.items()):
            for name, value in options.items():
                if isinstance(value, list):
                    value = "\n".join(value).rstrip()
                options[name] = self._interpolation.before_read(self, section, name, value)

    # --- writing ---------------------------------------------------------------------------------------------

    def write(self, fp, space_around_delimiters=True):
        """Write all sections to a file."""
        delimiter = self._delimiters[0]
        if space_around_delimiters:
            delimiter = f" {delimiter} "
        if UNNAMED_SECTION in self._sections:
            self._write_section(fp, UNNAMED_SECTION, self._sections[UNNAMED_SECTION].items(), delimiter, unnamed=True)
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), delimiter)
        for section in self._sections:
            if section is not UNNAMED_SECTION:
                self._write_section(fp, section, self._sections[section].items(), delimiter)

    def _write_section(self, fp, section_name, section_items, delimiter, unnamed=False):
        if not unnamed:
            fp.write(f"[{section_name}]\n")
        for key, value in section_items:
            value = self._interpolation.before_write(self, section_name, key, value)
            if value is not None or not self._allow_no_value:
                value = delimiter + str(value).replace("\n", "\n\t")
            else:
                value = ""
            fp.write(f"{key}{value}\n")
        fp.write("\n")


class ConfigParser(RawConfigParser):
    """A parser whose values may refer to others, and are strings."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        """Give an option a value, which must be a string."""
        self._validate_value_types(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        """Make a section; its name must be a string."""
        self._validate_value_types(section=section)
        super().add_section(section)

    def _read_defaults(self, defaults):
        # Defaults may be given before the options that they refer to.
        kept, self._interpolation = self._interpolation, Interpolation()
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = kept


class SectionProxy(MutableMapping):
    """A section of a parser as a mapping."""

    def __init__(self, parser, name):
        self._parser, self._name = parser, name
        for converter in parser.converters:
            getter = f"get{converter}"
            setattr(self, getter, functools.partial(self.get, _impl=getattr(parser, getter)))

    def __repr__(self):
        return f"<Section: {self._name}>"

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser._validate_value_types(option=key, value=value)
        return self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def _options(self):
        if self._name == self._parser.default_section:
            return list(self._parser.defaults())
        return self._parser.options(self._name)

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """The value of an option, or the fallback."""
        get = _impl or self._parser.get
        return get(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


class ConverterMapping(MutableMapping):
    """Converters of values by name: one called "list" makes the methods getlist() of the parser and of its sections. For methods
    that a class of parsers has of its own, None stands here."""

    GETTERCRE = re.compile(r"^get(?P<name>.+)$")

    def __init__(self, parser):
        self._parser, self._data = parser, {}
        for name in dir(parser):
            match = self.GETTERCRE.match(name)
            if match and callable(getattr(parser, name)):
                self._data[match["name"]] = None

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        if not isinstance(key, str):
            raise ValueError(f"Incompatible key: {key} (type: {type(key)})")
        if not key:
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        convert = functools.partial(self._parser._get_conv, conv=value)
        convert.converter = value
        setattr(self._parser, f"get{key}", convert)
        for section in self._parser.values():
            setattr(section, f"get{key}", functools.partial(section.get, _impl=convert))

    def __delitem__(self, key):
        if not key or not isinstance(key, str):
            raise KeyError(key)
        del self._data[key]
        for owner in chain((self._parser,), self._parser.values()):
            with suppress(AttributeError):
                delattr(owner, f"get{key}")

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
