"""The part of the operating system that this interpreter lets programs see: folders, files by name, variables."""

import abc
import sys
import posixpath as path
import _os
from _os import getcwd, variables as _variables
from posixpath import _fspath as fspath

__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "path", "devnull", "extsep",
           "environ", "error", "fspath", "getcwd", "getcwdb", "getenv", "putenv", "unsetenv", "DirEntry", "F_OK",
           "R_OK", "W_OK", "X_OK", "PathLike", "SEEK_CUR", "SEEK_END", "SEEK_SET", "access", "chdir", "chmod", "close",
           "cpu_count", "fdopen", "fsdecode", "fsencode", "fstat", "ftruncate", "get_terminal_size", "getpid",
           "listdir", "lseek", "lstat", "makedirs", "mkdir", "open", "process_cpu_count", "read", "remove",
           "removedirs", "rename", "renames", "replace", "rmdir", "scandir", "stat", "stat_result", "strerror",
           "terminal_size", "truncate", "unlink", "urandom", "utime", "walk", "write", "O_RDONLY", "O_WRONLY",
           "O_RDWR", "O_CREAT", "O_EXCL", "O_TRUNC", "O_APPEND", "O_CLOEXEC"]

sys.modules["os.path"] = path
name = "posix"
sep, altsep, extsep, pathsep, linesep = "/", None, ".", ":", "\n"
curdir, pardir, defpath, devnull = ".", "..", "/bin:/usr/bin", "/dev/null"
error = OSError
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
supports_bytes_environ = True
supports_follow_symlinks = set()
supports_dir_fd = set()
supports_fd = set()
supports_effective_ids = set()


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

    def clear(self):
        self._data.clear()

    def popitem(self):
        key = next(iter(self._data), None)
        if key is None:
            raise KeyError
        return key, self._data.pop(key)

    def copy(self):
        return dict(self._data)


environ = _Environ(dict(_variables()))


def getenv(key, default=None):
    """A variable of the environment, or the default."""
    return environ.get(key, default)


def putenv(name, value, /):
    """Set a variable, for this program only."""
    environ[name] = value


def unsetenv(name, /):
    """Forget a variable, for this program only."""
    environ._data.pop(name, None)


# --- paths ---------------------------------------------------------------------------------------------------

class PathLike(abc.ABC):
    """What has `__fspath__`."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return any("__fspath__" in base.__dict__ for base in subclass.__mro__) or NotImplemented
        return NotImplemented

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def fsencode(filename):
    """A path as bytes, in the file system's encoding."""
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    """A path as str."""
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def getcwdb():
    """The current working directory as bytes."""
    return fsencode(getcwd())


# --- what is there -------------------------------------------------------------------------------------------

def _item(i):
    return property(lambda self: self[i])


class stat_result(tuple):
    """What stat() tells: ten numbers by position, and the times by name as well."""

    n_fields, n_sequence_fields, n_unnamed_fields = 19, 10, 3
    _names = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime",
              "st_ctime")
    st_mode, st_ino, st_dev, st_nlink, st_uid, st_gid, st_size = map(_item, range(7))

    def __new__(cls, sequence):
        items = tuple(sequence)
        if len(items) < 10:
            raise TypeError(f"os.stat_result() takes an at least 10-sequence ({len(items)}-sequence given)")
        self = super().__new__(cls, items[:10])
        self.st_atime, self.st_mtime, self.st_ctime = items[7:10]
        return self

    def __repr__(self):
        return f'os.stat_result({", ".join(f"{name}={value!r}" for name, value in zip(self._names, self))})'


# These take the number of an open file too.
_TAKE_NUMBERS = ("stat", "chdir", "chmod", "utime", "truncate")


def _stat(path, follow):
    if isinstance(path, int):
        return fstat(path)
    return _made_stat(_os.stat(_checked(path, "stat"), follow))


def _made_stat(numbers):
    *numbers, access, content, change = numbers
    result = stat_result(numbers + [t // 1_000_000_000 for t in (access, content, change)])
    result.st_atime_ns, result.st_mtime_ns, result.st_ctime_ns = access, content, change
    result.st_atime, result.st_mtime, result.st_ctime = access / 1e9, content / 1e9, change / 1e9
    result.st_blksize = 4096
    result.st_blocks = (result.st_size + 511) // 512
    return result


# --- files by descriptor -----------------------------------------------------------------------------------------

O_RDONLY, O_WRONLY, O_RDWR, O_ACCMODE = 0, 1, 2, 3
O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_CLOEXEC = 0o100, 0o200, 0o1000, 0o2000, 0o2000000


def open(path, flags, mode=0o777, *, dir_fd=None):
    """Open a file; its descriptor."""
    return _os.file_open(_checked(path, "open"), flags, mode)


def close(fd):
    """Close a file."""
    _os.file_close(fd)


def read(fd, length, /):
    """Read at most so many bytes."""
    return _os.file_read(fd, length)


def write(fd, data, /):
    """Write bytes, and return how many were written."""
    return _os.file_write(fd, data)


def lseek(fd, position, whence, /):
    """Set the position in a file, and return it."""
    return _os.file_seek(fd, position, whence)


def ftruncate(fd, length, /):
    """Cut a file at a length."""
    _os.file_resize(fd, length)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object for a descriptor."""
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def _checked(path, function):
    if isinstance(path, str):
        text = path
    elif isinstance(path, bytes):
        text = fsdecode(path)
    elif hasattr(type(path), "__fspath__"):
        text = fsdecode(path)
    else:
        kinds = "string, bytes, os.PathLike or integer" if function in _TAKE_NUMBERS else "string, bytes or os.PathLike"
        if function == "listdir":
            kinds = "string, bytes, os.PathLike, integer or None"
        raise TypeError(f"{function}: path should be {kinds}, not {type(path).__name__}")
    if "\0" in text:
        raise ValueError(f"{function}: embedded null character in path" if function else "embedded null byte")
    return text


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """What the system knows of a file or folder: size, times, permissions."""
    return _stat(path, follow_symlinks)


def fstat(fd):
    """The same of an open file."""
    return _made_stat(_os.file_stat(fd))


def lstat(path, *, dir_fd=None):
    """The same of a symbolic link itself."""
    return _stat(path, False)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    """Whether there is such a file, and its permissions allow what `mode` asks for."""
    try:
        found = stat(path).st_mode
    except OSError:
        return False
    return all(found & (bit | bit << 3 | bit << 6) for bit in (1, 2, 4) if mode & bit)


def listdir(path="."):
    """The names in a folder, in no order."""
    names = _os.listdir(_checked("." if path is None else path, "listdir"))
    return [fsencode(name) for name in names] if isinstance(path, bytes) else names


class DirEntry:
    """A name in a folder, as scandir() gives it."""

    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def is_dir(self, *, follow_symlinks=True):
        return self._is(0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(0o100000, follow_symlinks)

    def is_symlink(self):
        return self._is(0o120000, False)

    def is_junction(self):
        return False

    def _is(self, kind, follow):
        try:
            return _stat(self.path, follow).st_mode & 0o170000 == kind
        except FileNotFoundError:
            return False

    def stat(self, *, follow_symlinks=True):
        return _stat(self.path, follow_symlinks)

    def inode(self):
        return _stat(self.path, False).st_ino


class _ScandirIterator:
    def __init__(self, folder):
        self._entries = iter([DirEntry(folder, name) for name in _os.listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path=None):
    """Iterate over the entries of a folder."""
    return _ScandirIterator(_checked("." if path is None else path, "scandir"))


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Iterate over a tree of folders: (folder, names of its folders, names of its files)."""
    todo = [fspath(top)]
    while todo:
        top = todo.pop()
        if isinstance(top, tuple):
            yield top
            continue
        dirs, files, inner = [], [], []
        try:
            for entry in scandir(top):
                if entry.is_dir():
                    dirs.append(entry.name)
                    if not topdown and (followlinks or not entry.is_symlink()):
                        inner.append(entry.path)
                else:
                    files.append(entry.name)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        if topdown:
            yield top, dirs, files
            # The caller may have taken names out.
            for name in reversed(dirs):
                new = path.join(top, name)
                if followlinks or not path.islink(new):
                    todo.append(new)
        else:
            todo.append((top, dirs, files))
            todo.extend(reversed(inner))


# --- changes -------------------------------------------------------------------------------------------------

def mkdir(path, mode=0o777, *, dir_fd=None):
    """Create a folder."""
    _os.mkdir(_checked(path, "mkdir"))


def makedirs(name, mode=0o777, exist_ok=False):
    """Create a folder, and those above it that are missing."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            # Somebody else was faster.
            pass
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def rmdir(path, *, dir_fd=None):
    """Remove an empty folder."""
    _os.rmdir(_checked(path, "rmdir"))


def removedirs(name):
    """Remove a folder, and those above it that are then empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def unlink(path, *, dir_fd=None):
    """Remove a file."""
    _os.unlink(_checked(path, "unlink"))


def remove(path, *, dir_fd=None):
    """Remove a file."""
    _os.unlink(_checked(path, "remove"))


def _rename(src, dst, function):
    try:
        _os.rename(_checked(src, function), _checked(dst, function))
    except OSError as error:
        # The system's error names one path, this one both.
        raise OSError(error.errno, error.strerror, src, None, dst) from None


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Rename a file or folder."""
    _rename(src, dst, "rename")


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Rename a file or folder; a file that has the name already is replaced."""
    _rename(src, dst, "replace")


def renames(old, new):
    """Rename, create the folders that the new name needs, and remove those that are then empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def chdir(path):
    """Make another folder the working directory."""
    _os.chdir(_checked(path, "chdir"))


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    """Change who may read, write and run a file."""
    _os.chmod(_checked(path, "chmod"), mode)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    """Set when a file was last read and last written; both are now by default."""
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but not both")
    if ns is None:
        if times is None:
            from time import time_ns
            ns = (time_ns(),) * 2
        else:
            if not isinstance(times, tuple) or len(times) != 2:
                raise TypeError("utime: 'times' must be either a tuple of two ints or None")
            ns = tuple(int(t * 1_000_000_000) for t in times)
    _os.utime(_checked(path, "utime"), *ns)


def truncate(path, length):
    """Cut a file, or fill it up with zeros."""
    fd = path if isinstance(path, int) else open(path, O_WRONLY)
    try:
        ftruncate(fd, length)
    finally:
        if fd is not path:
            close(fd)


# --- the machine ---------------------------------------------------------------------------------------------

class terminal_size(tuple):
    """Columns and lines of a terminal."""

    columns, lines = _item(0), _item(1)

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def get_terminal_size(fd=1, /):
    """The size of the terminal; here there is none."""
    raise OSError(25, "Inappropriate ioctl for device")


def cpu_count():
    """How many threads can run at once: one heap has one thread."""
    return 1


process_cpu_count = cpu_count


def getpid():
    """A number for this process."""
    return 1


def urandom(size, /):
    """Bytes that nobody can foretell from the program."""
    from random import Random
    from time import time_ns
    if size < 0:
        raise ValueError("negative argument not allowed")
    return Random(time_ns()).randbytes(size)


def strerror(code, /):
    """The system's words for an error number."""
    return _ERRORS.get(code, f"Unknown error {code}")


_ERRORS = {1: "Operation not permitted", 2: "No such file or directory", 4: "Interrupted system call",
           5: "Input/output error", 9: "Bad file descriptor", 11: "Resource temporarily unavailable",
           12: "Cannot allocate memory", 13: "Permission denied", 17: "File exists", 20: "Not a directory",
           21: "Is a directory", 22: "Invalid argument", 28: "No space left on device", 32: "Broken pipe",
           33: "Numerical argument out of domain", 34: "Numerical result out of range", 39: "Directory not empty"}
