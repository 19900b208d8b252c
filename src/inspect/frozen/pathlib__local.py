"""Paths as objects: the classes of `pathlib`."""

import io
import ntpath
import os
import posixpath
import sys
from fnmatch import fnmatchcase

from pathlib._abc import UnsupportedOperation

__all__ = ["UnsupportedOperation", "PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class PurePath:
    """A path without a file system: only its text counts."""

    __slots__ = ("_raw", "_drive", "_root", "_tail", "_hash", "_str")
    parser = os.path

    def __new__(cls, *args, **kwargs):
        return object.__new__(PurePosixPath if cls is PurePath else cls)

    def __init__(self, *args):
        paths = []
        for arg in args:
            if isinstance(arg, PurePath):
                if arg.parser is not self.parser:
                    # Backslashes of Windows are no separators of Unix; slashes are understood by both.
                    paths.append(arg.as_posix())
                else:
                    paths.append(arg._raw)
                continue
            try:
                path = os.fspath(arg)
            except TypeError:
                path = arg
            if not isinstance(path, str):
                raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                                f"not {type(path).__name__!r}")
            paths.append(path)
        self._raw = self.parser.join(*paths) if len(paths) != 1 and paths else "".join(paths)
        self._drive, self._root, self._tail = self._parse_path(self._raw)
        self._hash = self._str = None

    @classmethod
    def _parse_path(cls, path):
        """Drive, root and parts of a path."""
        if not path:
            return "", "", []
        sep, altsep = cls.parser.sep, cls.parser.altsep
        if altsep:
            path = path.replace(altsep, sep)
        drive, root, rest = cls.parser.splitroot(path)
        if not root and drive.startswith(sep) and not drive.endswith(sep):
            # A share of a network is a root by itself.
            shared = drive.split(sep)
            if len(shared) == 4 and shared[2] not in "?." or len(shared) == 6:
                root = sep
        return drive, root, [sys.intern(part) for part in rest.split(sep) if part and part != "."]

    def with_segments(self, *pathsegments):
        """A path of the same type."""
        return type(self)(*pathsegments)

    @classmethod
    def _text(cls, drive, root, tail):
        sep = cls.parser.sep
        if drive or root:
            return drive + root + sep.join(tail)
        if tail and cls.parser.splitdrive(tail[0])[0]:
            # What looks like a drive, but is none.
            return sep.join([".", *tail])
        return sep.join(tail)

    def _make(self, root, tail, drive=""):
        return self.with_segments(self._text(drive, root, tail))

    def __reduce__(self):
        return self.__class__, tuple(self.parts)

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self.as_posix())

    def __str__(self):
        if self._str is None:
            self._str = self._text(self._drive, self._root, self._tail) or "."
        return self._str

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def as_posix(self):
        """The text with slashes."""
        return str(self).replace(self.parser.sep, "/")

    def as_uri(self):
        """The path as a file: URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        drive, path = self._drive, self.as_posix()
        if drive[1:2] == ":":
            # file:///c:/folder
            return "file:///" + drive + _quoted(path[2:])
        # A share has its host in the path: file://host/share
        return ("file:" if drive else "file://") + _quoted(path)

    @property
    def _folded(self):
        """The text that comparisons go by."""
        return str(self) if self.parser is posixpath else str(self).lower()

    def __hash__(self):
        if self._hash is None:
            self._hash = hash(self._folded)
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._folded == other._folded and self.parser is other.parser

    def _parts_to_compare(self):
        return self._folded.split(self.parser.sep)

    def __lt__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_to_compare() < other._parts_to_compare()

    def __le__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_to_compare() <= other._parts_to_compare()

    def __gt__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_to_compare() > other._parts_to_compare()

    def __ge__(self, other):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return self._parts_to_compare() >= other._parts_to_compare()

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    drive = property(lambda self: self._drive, doc="The drive, or ''.")
    root = property(lambda self: self._root, doc="The root, or ''.")
    anchor = property(lambda self: self._drive + self._root, doc="Drive and root.")

    @property
    def parts(self):
        """The parts as a tuple."""
        return (self.anchor, *self._tail) if self.anchor else tuple(self._tail)

    @property
    def name(self):
        """The last part."""
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        """The last ending of the name, with its point."""
        name = self.name
        i = name.rfind(".")
        return name[i:] if 0 < i < len(name) - 1 else ""

    @property
    def suffixes(self):
        """All endings of the name."""
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        """The name without its last ending."""
        name = self.name
        i = name.rfind(".")
        return name[:i] if 0 < i < len(name) - 1 else name

    @property
    def parent(self):
        """The folder that the path is in."""
        return self._make(self._root, self._tail[:-1], self._drive) if self._tail else self

    @property
    def parents(self):
        """All folders above."""
        return _Parents(self)

    def with_name(self, name):
        """The same with another name."""
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        parser = self.parser
        if not name or parser.sep in name or parser.altsep and parser.altsep in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._make(self._root, self._tail[:-1] + [name], self._drive)

    def with_stem(self, stem):
        """The same with another stem."""
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """The same with another ending."""
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith(".") and len(suffix) > 1):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    def relative_to(self, other, *_deprecated, walk_up=False):
        """The path from another one to this one."""
        if _deprecated:
            _warn_more_arguments("positional argument", "relative_to")
        if not isinstance(other, PurePath) or _deprecated:
            other = self.with_segments(other, *_deprecated)
        for step, path in enumerate([other, *other.parents]):
            if path == self or path in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if path.name == "..":
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self._make("", [".."] * step + self._tail[len(path._tail):])

    def is_relative_to(self, other, *_deprecated):
        """Whether the path is below another one."""
        if _deprecated:
            _warn_more_arguments("argument", "is_relative_to")
        if not isinstance(other, PurePath) or _deprecated:
            other = self.with_segments(other, *_deprecated)
        return other == self or other in self.parents

    def is_absolute(self):
        """Whether the path begins with the root."""
        return bool(self._root) if self.parser is posixpath else self.parser.isabs(str(self))

    def is_reserved(self):
        """Whether Windows keeps the name for itself."""
        import warnings
        warnings.warn("pathlib.PurePath.is_reserved() is deprecated and scheduled for removal in Python 3.15. Use "
                      "os.path.isreserved() to detect reserved paths on Windows.", DeprecationWarning, stacklevel=2)
        return self.parser is not posixpath and self.parser.isreserved(self)

    def joinpath(self, *pathsegments):
        """The path with more parts."""
        return self.with_segments(self, *pathsegments)

    def _is_case_sensitive(self, asked):
        return self.parser is posixpath if asked is None else asked

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the path ends with what the pattern matches."""
        pattern = path_pattern if isinstance(path_pattern, PurePath) else self.with_segments(path_pattern)
        parts, wanted = self.parts[::-1], pattern.parts[::-1]
        if not wanted:
            raise ValueError("empty pattern")
        if len(parts) < len(wanted) or len(parts) > len(wanted) and pattern.anchor:
            return False
        matches = _matcher(self._is_case_sensitive(case_sensitive))
        return all(matches(a, b) for a, b in zip(parts, wanted))

    def full_match(self, pattern, *, case_sensitive=None):
        """Whether the pattern matches the whole path; `**` stands for any parts."""
        pattern = pattern if isinstance(pattern, PurePath) else self.with_segments(pattern)
        return _full_match(self.parts, pattern.parts, _matcher(self._is_case_sensitive(case_sensitive)))


def _warn_more_arguments(what, method):
    import warnings
    warnings.warn(f"support for supplying more than one {what} to pathlib.PurePath.{method}() is deprecated and "
                  "scheduled for removal in Python 3.14", DeprecationWarning, stacklevel=3)


def _quoted(path):
    """A path as it stands in a URI."""
    safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/"
    return "".join(chr(b) if chr(b) in safe else f"%{b:02X}" for b in os.fsencode(path))


def _matcher(case_sensitive):
    """A function of a part and a pattern."""
    if case_sensitive:
        return fnmatchcase
    return lambda part, pattern: fnmatchcase(part.lower(), pattern.lower())


def _full_match(parts, wanted, matches):
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_full_match(parts[i:], wanted[1:], matches) for i in range(len(parts) + 1))
    return bool(parts) and matches(parts[0], wanted[0]) and _full_match(parts[1:], wanted[1:], matches)


class _Parents:
    __slots__ = ("_path",)

    def __init__(self, path):
        self._path = path

    def __len__(self):
        return len(self._path._tail)

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return tuple(self[i] for i in range(*idx.indices(len(self))))
        if idx >= len(self) or idx < -len(self):
            raise IndexError(idx)
        if idx < 0:
            idx += len(self)
        return self._path._make(self._path._root, self._path._tail[:-idx - 1], self._path._drive)

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __contains__(self, path):
        return any(path == parent for parent in self)

    def __repr__(self):
        return "<{}.parents>".format(type(self._path).__name__)


class PurePosixPath(PurePath):
    """A path of Unix."""

    __slots__ = ()


class PureWindowsPath(PurePath):
    """A path of Windows; its text alone is known here."""

    __slots__ = ()
    parser = ntpath


class Path(PurePath):
    """A path, and what is there."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        return object.__new__(PosixPath if cls is Path else cls)

    def __init__(self, *args, **kwargs):
        if kwargs:
            import warnings
            warnings.warn("support for supplying keyword arguments to pathlib.PurePath is deprecated and scheduled for removal "
                          "in Python 3.14", DeprecationWarning, stacklevel=2)
        super().__init__(*args)

    @classmethod
    def cwd(cls):
        """The working directory."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """The user's folder."""
        return cls("~").expanduser()

    @classmethod
    def from_uri(cls, uri):
        """The path of a file: URI."""
        if not uri.startswith("file:"):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        path = uri[5:]
        if path[:3] == "///":
            path = path[2:]
        elif path[:12] == "//localhost/":
            path = path[11:]
        parts = path.encode("utf-8").split(b"%")
        data = parts[0] + b"".join(bytes([int(p[:2], 16)]) + p[2:] for p in parts[1:])
        path = cls(data.decode("utf-8"))
        if not path.is_absolute():
            raise ValueError(f"URI is not absolute: {uri!r}")
        return path

    def stat(self, *, follow_symlinks=True):
        """What the system knows of the file."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return os.lstat(self)

    def exists(self, *, follow_symlinks=True):
        """Whether there is something."""
        return os.path.exists(self) if follow_symlinks else os.path.lexists(self)

    def is_dir(self, *, follow_symlinks=True):
        """Whether it is a folder."""
        return os.path.isdir(self)

    def is_file(self, *, follow_symlinks=True):
        """Whether it is a file."""
        return os.path.isfile(self)

    def is_symlink(self):
        return os.path.islink(self)

    def is_mount(self):
        return os.path.ismount(self)

    def is_junction(self):
        """Whether it is a junction of Windows."""
        return self.parser.isjunction(self)

    def _is_kind(self, kind):
        """Whether the mode of what is there says so."""
        try:
            return self.stat().st_mode & 0o170000 == kind
        except (OSError, ValueError):
            return False

    def is_block_device(self):
        return self._is_kind(0o060000)

    def is_char_device(self):
        return self._is_kind(0o020000)

    def is_fifo(self):
        return self._is_kind(0o010000)

    def is_socket(self):
        return self._is_kind(0o140000)

    def samefile(self, other_path):
        """Whether another path means the same file."""
        return os.path.samefile(self, other_path)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file."""
        return io.open(str(self), mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """The content as bytes."""
        with self.open("rb") as f:
            return f.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """The content as str."""
        with self.open("r", encoding=encoding, errors=errors, newline=newline) as f:
            return f.read()

    def write_bytes(self, data):
        """Write bytes; how many."""
        view = memoryview(data)
        with self.open("wb") as f:
            return f.write(bytes(view))

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Write a text; how many characters."""
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % data.__class__.__name__)
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    def iterdir(self):
        """Iterate over the paths in the folder."""
        prefix = "" if str(self) == "." else str(self).rstrip("/") + "/"
        return (self.with_segments(prefix + name) for name in os.listdir(self))

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """Iterate over the paths below that match."""
        pattern = os.fspath(pattern)
        if pattern.startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        wanted = [part for part in pattern.split("/") if part and part != "."]
        if not wanted:
            raise ValueError(f"Unacceptable pattern: {self.with_segments(pattern)!r}")
        matches = _matcher(self._is_case_sensitive(case_sensitive))
        yield from self._select(wanted, pattern.endswith("/"), matches)

    def _select(self, wanted, folders_only, matches):
        if not wanted:
            if self.exists() and (not folders_only or self.is_dir()):
                yield self
            return
        part, rest = wanted[0], wanted[1:]
        if part == "**":
            while rest[:1] == ["**"]:
                rest = rest[1:]
            seen = set()
            for folder in self._all_below(files=not rest and not folders_only):
                for found in folder._select(rest, folders_only, matches):
                    if found not in seen:
                        seen.add(found)
                        yield found
            return
        if part == "..":
            yield from (self / "..")._select(rest, folders_only, matches)
            return
        try:
            entries = list(self.iterdir())
        except OSError:
            return
        for entry in entries:
            if matches(entry.name, part) and (not rest or entry.is_dir()):
                yield from entry._select(rest, folders_only, matches)

    def _all_below(self, files):
        yield self
        try:
            entries = list(self.iterdir())
        except OSError:
            return
        for entry in entries:
            if entry.is_dir() and not entry.is_symlink():
                yield from entry._all_below(files)
            elif files:
                yield entry

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """glob() with `**/` before the pattern."""
        pattern = os.fspath(pattern)
        return self.glob("**/" + pattern, case_sensitive=case_sensitive, recurse_symlinks=recurse_symlinks)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """Iterate over the tree: (folder, names of folders, names of files)."""
        for top, dirs, files in os.walk(self, topdown=top_down, onerror=on_error, followlinks=follow_symlinks):
            yield self.with_segments(top), dirs, files

    def absolute(self):
        """The path from the root; links and '..' stay."""
        if self.is_absolute():
            return self
        return self.with_segments(os.getcwd(), self)

    def resolve(self, strict=False):
        """The path from the root without '..'."""
        if strict:
            os.stat(self)
        return self.with_segments(os.path.realpath(self))

    def expanduser(self):
        """The user's folder for '~'."""
        if self._root or not self._tail or not self._tail[0].startswith("~"):
            return self
        home = os.path.expanduser(self._tail[0])
        if home.startswith("~"):
            raise RuntimeError("Could not determine home directory.")
        return self.with_segments(home, *self._tail[1:])

    def owner(self, *, follow_symlinks=True):
        raise UnsupportedOperation("owners are not known here")

    group = owner

    def readlink(self):
        raise UnsupportedOperation("os.readlink() not available on this system")

    def symlink_to(self, target, target_is_directory=False):
        raise UnsupportedOperation("os.symlink() not available on this system")

    def hardlink_to(self, target):
        raise UnsupportedOperation("os.link() not available on this system")

    def touch(self, mode=0o666, exist_ok=True):
        """Create the file, or change its time."""
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, "File exists", str(self))
            os.utime(self, None)
            return
        self.open("ab").close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Create the folder."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """Change the permissions."""
        os.chmod(self, mode)

    lchmod = chmod

    def unlink(self, missing_ok=False):
        """Remove the file."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Remove the folder."""
        os.rmdir(self)

    def rename(self, target):
        """Rename; the new path."""
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        """Rename, and replace what is there; the new path."""
        os.replace(self, target)
        return self.with_segments(target)


class PosixPath(Path, PurePosixPath):
    """A path of Unix, and what is there."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """What is at a path of Windows is not known here."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise UnsupportedOperation(f"cannot instantiate {cls.__name__!r} on your system")
