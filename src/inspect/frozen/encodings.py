"""Where codecs are found by name: normalised, through the table of other names.

Each module encodings.X has a function getregentry(); most are made here from a pair of functions.
"""

import codecs
import sys
from . import aliases

_cache = {}
_unknown = "--unknown--"


class CodecRegistryError(LookupError, SystemError):
    """A codec's module is not what it should be."""


def normalize_encoding(encoding):
    """The name with underscores for everything between words."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    out, between = [], False
    for c in encoding:
        if c.isalnum() or c == ".":
            if between and out:
                out.append("_")
            if c.isascii():
                out.append(c)
            between = False
        else:
            between = True
    return "".join(out)


def search_function(encoding):
    """The CodecInfo of an encoding, None if there is none of that name."""
    if encoding in _cache:
        return _cache[encoding]
    name = normalize_encoding(encoding)
    alias = aliases.aliases.get(name) or aliases.aliases.get(name.replace(".", "_"))
    info = None
    for candidate in (alias, name):
        if candidate and "." not in candidate:
            info = _made(candidate)
            if info is not None:
                break
    _cache[encoding] = info
    return info


def _made(name):
    from . import _simple, _tables, _bytes
    for made in (_simple, _tables, _bytes):
        info = made.codec(name)
        if info is not None:
            return info
    return None


def __getattr__(name):
    """The module of a codec, made when it is first asked for."""
    if not name.startswith("_"):
        _made(name)
        if name in globals():
            return globals()[name]
    raise AttributeError(f"module 'encodings' has no attribute '{name}'")


codecs.register(search_function)
