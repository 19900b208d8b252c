"""Regular expressions: patterns, what they match, and what to put in its place. The matcher itself is native."""

import _sre

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
           "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
           "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError"]

__version__ = "2.2.1"

Pattern = _sre.Pattern
Match = _sre.Match

# Flags are members of an enumeration. That is made when the first of them is asked for: most programs need none, and to
# import enum takes longer than all the rest.
_FLAGS = {"NOFLAG": 0, "ASCII": 256, "IGNORECASE": 2, "LOCALE": 4, "UNICODE": 32, "MULTILINE": 8, "DOTALL": 16,
          "VERBOSE": 64, "DEBUG": 128}
_SHORT = {"A": "ASCII", "I": "IGNORECASE", "L": "LOCALE", "M": "MULTILINE", "S": "DOTALL", "U": "UNICODE", "X": "VERBOSE"}


def _make_flags():
    import enum
    namespace = enum.EnumType.__prepare__("RegexFlag", (enum.IntFlag,), boundary=enum.KEEP)
    namespace.update({"__module__": "re", "__qualname__": "RegexFlag"})
    for name, value in _FLAGS.items():
        namespace[name] = value
        for short, long in _SHORT.items():
            if long == name:
                namespace[short] = value
    namespace["__str__"] = object.__str__
    namespace["_numeric_repr_"] = hex
    made = enum.EnumType("RegexFlag", (enum.IntFlag,), namespace, boundary=enum.KEEP)
    enum.global_enum(made)
    globals()["RegexFlag"] = made


def __getattr__(name):
    if name == "RegexFlag" or name in _FLAGS or name in _SHORT:
        _make_flags()
        return globals()[name]
    raise AttributeError(f"module 're' has no attribute '{name}'")


def __dir__():
    return sorted({*globals(), *_FLAGS, *_SHORT, "RegexFlag"})


class PatternError(Exception):
    """A pattern that cannot be read: msg, pattern, pos, and the place as lineno and colno."""

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


error = PatternError


# --- functions -----------------------------------------------------------------------------------------------

def match(pattern, string, flags=0):
    """A match at the start of the string, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A match of the whole string, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match in the string, or None."""
    return _compile(pattern, flags).search(string)


class _ZeroSentinel(int):
    pass


_zero_sentinel = _ZeroSentinel()


def _old_arguments(function, args, names, given):
    """Arguments behind the string, which should be given by name: each that is here, and a warning."""
    for name, value in zip(names, given):
        if value is not _zero_sentinel and len(args) > names.index(name):
            raise TypeError("%s() got multiple values for argument '%s'" % (function, name))
    if len(args) > 2:
        places = 2 if function == "split" else 3
        raise TypeError("%s() takes from %d to %d positional arguments but %d were given"
                        % (function, places, places + 2, places + len(args)))
    import warnings
    warnings.warn("'%s' is passed as positional argument" % names[0], DeprecationWarning, stacklevel=3)
    return (*args, *given[len(args):])


def sub(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
    """The string with matches replaced, by a template or by what a function makes of each."""
    if args:
        count, flags = _old_arguments("sub", args, ("count", "flags"), (count, flags))
    return _compile(pattern, flags).sub(repl, string, count)


sub.__text_signature__ = "(pattern, repl, string, count=0, flags=0)"


def subn(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
    """As sub, with the number of replacements."""
    if args:
        count, flags = _old_arguments("subn", args, ("count", "flags"), (count, flags))
    return _compile(pattern, flags).subn(repl, string, count)


subn.__text_signature__ = "(pattern, repl, string, count=0, flags=0)"


def split(pattern, string, *args, maxsplit=_zero_sentinel, flags=_zero_sentinel):
    """The parts of the string between matches, and the groups of these."""
    if args:
        maxsplit, flags = _old_arguments("split", args, ("maxsplit", "flags"), (maxsplit, flags))
    return _compile(pattern, flags).split(string, maxsplit)


split.__text_signature__ = "(pattern, string, maxsplit=0, flags=0)"


def findall(pattern, string, flags=0):
    """All matches: their texts, or their groups if there are any."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """All matches as Match objects, one by one."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """The Pattern object of a pattern."""
    return _compile(pattern, flags)


def purge():
    """Forget the patterns that were compiled."""
    _cache.clear()
    _cache2.clear()


_special_chars_map = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """A pattern that matches just this text."""
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    pattern = str(pattern, "latin1")
    return pattern.translate(_special_chars_map).encode("latin1")


# --- compiled patterns are kept ------------------------------------------------------------------------------

# Where the one is full, its oldest entry goes; a hit in the other moves an entry back to its end.
_cache = {}
_MAXCACHE = 512
_cache2 = {}
_MAXCACHE2 = 256


def _compile(pattern, flags):
    if not type(flags) is int and isinstance(flags, int):
        flags = int(flags)
    try:
        return _cache2[type(pattern), pattern, flags]
    except KeyError:
        pass
    key = (type(pattern), pattern, flags)
    p = _cache.pop(key, None)
    if p is None:
        if isinstance(pattern, Pattern):
            if flags:
                raise ValueError("cannot process flags argument with a compiled pattern")
            return pattern
        if not isinstance(pattern, (str, bytes)):
            raise TypeError("first argument must be string or compiled pattern")
        p = _sre.compile(pattern, flags)
        if flags & 128:
            return p
        if len(_cache) >= _MAXCACHE:
            _drop_oldest(_cache)
    _cache[key] = p
    if len(_cache2) >= _MAXCACHE2:
        _drop_oldest(_cache2)
    _cache2[key] = p
    return p


def _drop_oldest(cache):
    try:
        del cache[next(iter(cache))]
    except (StopIteration, RuntimeError, KeyError):
        pass


class Scanner:
    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self.scanner = _sre.scanner([phrase for phrase, action in lexicon], int(flags))

    def scan(self, string):
        result = []
        append = result.append
        match = self.scanner.scanner(string).match
        i = 0
        while True:
            m = match()
            if not m:
                break
            j = m.end()
            if i == j:
                break
            action = self.lexicon[m.lastindex - 1][1]
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                append(action)
            i = j
        return result, string[i:]
