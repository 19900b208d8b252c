"""Files and folders that are there for a while."""

import io as _io
import os as _os
import shutil as _shutil
from random import Random as _Random

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp",
           "mktemp", "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb"]

TMP_MAX = 10000
template = "tmp"
tempdir = None
_random = None


def _names():
    global _random
    if _random is None:
        from time import time_ns
        _random = _Random(time_ns())
    while True:
        yield "".join(_random.choices("abcdefghijklmnopqrstuvwxyz0123456789_", k=8))


def gettempprefix():
    """What the names begin with."""
    return template


def gettempprefixb():
    return _os.fsencode(template)


def gettempdir():
    """The folder for temporary files."""
    global tempdir
    if tempdir is None:
        candidates = [_os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")] + ["/tmp", "/var/tmp", _os.getcwd()]
        for folder in candidates:
            if folder and _os.path.isdir(folder):
                tempdir = _os.path.abspath(folder)
                break
        else:
            raise FileNotFoundError(2, "No usable temporary directory found in %s" % candidates)
    return tempdir


def gettempdirb():
    return _os.fsencode(gettempdir())


def _new_path(suffix, prefix, dir):
    suffix = "" if suffix is None else suffix
    prefix = template if prefix is None else prefix
    folder = gettempdir() if dir is None else _os.fspath(dir)
    for name, _ in zip(_names(), range(TMP_MAX)):
        path = _os.path.join(folder, prefix + name + suffix)
        if not _os.path.lexists(path):
            return _os.path.abspath(path)
    raise FileExistsError(17, "No usable temporary file name found")


def mktemp(suffix="", prefix=template, dir=None):
    """A name that no file has."""
    return _new_path(suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """A new folder; its path."""
    path = _new_path(suffix, prefix, dir)
    _os.mkdir(path, 0o700)
    return path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """There are no file descriptors here: use NamedTemporaryFile()."""
    raise NotImplementedError("mkstemp() needs file descriptors: use NamedTemporaryFile()")


class _TemporaryFileWrapper:
    """A file that is removed when it is closed."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._delete_on_close = delete_on_close
        self._removed = False

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        self.file.close()
        self._remove()

    def _remove(self):
        if self.delete and not self._removed:
            self._removed = True
            try:
                _os.unlink(self.name)
            except FileNotFoundError:
                pass

    def close(self):
        self.file.close()
        if self._delete_on_close:
            self._remove()

    def __iter__(self):
        yield from self.file

    def __del__(self):
        if "file" in self.__dict__:
            self.file.close()
            self._remove()

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.file=}>"


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None, delete_on_close=True):
    """A new file with a name that is removed when it is closed."""
    path = _new_path(suffix, prefix, dir)
    file = open(path, mode, buffering, encoding=encoding, newline=newline, errors=errors)
    return _TemporaryFileWrapper(file, path, delete, delete_on_close)


TemporaryFile = NamedTemporaryFile


class SpooledTemporaryFile:
    """A file that is in memory only."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                 dir=None, *, errors=None):
        self._file = _io.BytesIO() if "b" in mode else _io.StringIO()
        self._max_size = max_size
        self._rolled = False
        self.mode = mode
        self.name = None

    def rollover(self):
        self._rolled = True

    def __getattr__(self, name):
        return getattr(self.__dict__["_file"], name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._file.close()

    def __iter__(self):
        return iter(self._file)


class TemporaryDirectory:
    """A folder that is removed with all that is in it at the end of `with`."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._delete = delete
        self._alive = True

    def __repr__(self):
        return "<{} {!r}>".format(self.__class__.__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def __del__(self):
        if getattr(self, "_alive", False) and self._delete:
            import warnings
            self.cleanup()
            warnings.warn("Implicitly cleaning up {!r}".format(self), ResourceWarning)

    def cleanup(self):
        if self._alive:
            self._alive = False
            if _os.path.exists(self.name):
                _shutil.rmtree(self.name, ignore_errors=self._ignore_cleanup_errors)
