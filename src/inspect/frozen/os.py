"""The part of the operating system that this interpreter lets programs see: folders, files by name, variables."""

import sys
import posixpath as path
from _os import getcwd, variables as _variables
from posixpath import _fspath as fspath

__all__ = ["altsep", "curdir", "environ", "error", "extsep", "fspath", "getcwd", "getenv", "linesep", "name", "path",
           "pardir", "pathsep", "sep"]

sys.modules["os.path"] = path
name = "posix"
sep, altsep, extsep, pathsep, linesep = "/", None, ".", ":", "\n"
curdir, pardir, defpath, devnull = ".", "..", "/bin:/usr/bin", "/dev/null"
error = OSError


def _text(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value


class _Environ:
    """The variables of the environment. What is set here is seen by this program only."""

    def __init__(self, data):
        self._data = data

    def __getitem__(self, key):
        return self._data[_text(key)]

    def __setitem__(self, key, value):
        self._data[_text(key)] = _text(value)

    def __delitem__(self, key):
        del self._data[_text(key)]

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return _text(key) in self._data

    def __repr__(self):
        return f"environ({self._data!r})"

    def get(self, key, default=None):
        return self._data.get(_text(key), default)

    def setdefault(self, key, value):
        return self._data.setdefault(_text(key), _text(value))

    def pop(self, key, *default):
        return self._data.pop(_text(key), *default)

    def update(self, other=(), /, **more):
        for key, value in dict(other, **more).items():
            self[key] = value

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def copy(self):
        return dict(self._data)


environ = _Environ(dict(_variables()))


def getenv(key, default=None):
    """A variable of the environment, or the default."""
    return environ.get(key, default)
