"""Paths, by their text and by what is there: `os.path`."""

import _os

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname",
           "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile",
           "ismount", "expanduser", "expandvars", "normpath", "abspath", "samefile", "samestat", "curdir", "pardir",
           "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath", "supports_unicode_filenames",
           "relpath", "commonpath", "isjunction", "isdevdrive"]

sep, altsep, extsep, pathsep, curdir, pardir = "/", None, ".", ":", ".", ".."
defpath, devnull = "/bin:/usr/bin", "/dev/null"
supports_unicode_filenames = False


def _fspath(path):
    """The text of a path: str and bytes as they are, anything else by its `__fspath__`."""
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    text = method(path)
    if not isinstance(text, (str, bytes)):
        raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(text).__name__}")
    return text


def join(first, *more):
    path = _fspath(first)
    for part in more:
        if not isinstance(part, (str, bytes)) and not hasattr(type(part), "__fspath__"):
            raise TypeError(f"join() argument must be str, bytes, or os.PathLike object, not {type(part).__name__!r}")
        part = _fspath(part)
        if part.startswith(sep) or not path:
            path = part
        else:
            path += part if path.endswith(sep) else sep + part
    return path


def split(path):
    path = _fspath(path)
    at = path.rfind(sep) + 1
    head, tail = path[:at], path[at:]
    return (head.rstrip(sep) or head), tail


def splitext(path):
    path = _fspath(path)
    head, tail = path[:path.rfind(sep) + 1], path[path.rfind(sep) + 1:]
    # Points at the start belong to the name.
    bare = tail.lstrip(extsep)
    at = bare.rfind(extsep)
    if at < 0:
        return path, ""
    at += len(tail) - len(bare)
    return head + tail[:at], tail[at:]


def normpath(path):
    path = _fspath(path)
    root = ("//" if path.startswith("//") and not path.startswith("///") else sep) if path.startswith(sep) else ""
    parts = []
    for part in path.split(sep):
        if part in ("", curdir):
            continue
        if part != pardir or (not root and not parts) or (parts and parts[-1] == pardir):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + sep.join(parts) or curdir


def abspath(path):
    path = _fspath(path)
    return normpath(path if path.startswith(sep) else join(_os.getcwd(), path))


def relpath(path, start=curdir):
    if not path:
        raise ValueError("no path specified")
    here, there = ([part for part in abspath(p).split(sep) if part] for p in (start, path))
    same = 0
    while same < min(len(here), len(there)) and here[same] == there[same]:
        same += 1
    return join(*[pardir] * (len(here) - same), *there[same:]) if len(here) - same + len(there) - same else curdir


def commonprefix(paths):
    if not paths:
        return ""
    low, high = min(paths), max(paths)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def isabs(path):
    return _fspath(path).startswith(sep)


def isdir(path):
    return _os.is_dir(_fspath(path))


def isfile(path):
    return _os.is_file(_fspath(path))


def exists(path):
    return isfile(path) or isdir(path)


def normcase(s):
    """The path: upper and lower case differ here."""
    return _fspath(s)


def splitdrive(p):
    """An empty drive and the path: there are no drives here."""
    p = _fspath(p)
    return p[:0], p


def splitroot(p):
    """Drive (empty), root, and the rest of a path."""
    p = _fspath(p)
    if not p.startswith(sep):
        return "", "", p
    if p.startswith("//") and not p.startswith("///"):
        return "", "//", p[2:]
    return "", sep, p[1:]


def _stat(path):
    import os
    return os.stat(path)


def getsize(filename):
    """Size of a file in bytes."""
    return _stat(filename).st_size


def getmtime(filename):
    """When a file was last written."""
    return _stat(filename).st_mtime


def getatime(filename):
    """When a file was last read."""
    return _stat(filename).st_atime


def getctime(filename):
    """When anything about a file last changed."""
    return _stat(filename).st_ctime


def lexists(path):
    """Whether there is something of that name, if only a link to nowhere."""
    try:
        _os.stat(_fspath(path), False)
    except (OSError, ValueError):
        return False
    return True


def islink(path):
    """Whether it is a symbolic link."""
    try:
        return _os.stat(_fspath(path), False)[0] & 0o170000 == 0o120000
    except (OSError, ValueError, AttributeError):
        return False


def ismount(path):
    """Whether another file system begins here."""
    return abspath(path) == sep


def isjunction(path):
    """False: there are no junctions here."""
    _fspath(path)
    return False


def isdevdrive(path):
    """False: there are no drives here."""
    _fspath(path)
    return False


def samestat(s1, s2):
    """Whether two results of stat() are about the same file."""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Whether two names mean the same file."""
    return samestat(_stat(f1), _stat(f2))


def realpath(filename, *, strict=False):
    """The path made absolute. Links are left as they are: programs here make none."""
    path = abspath(filename)
    if strict:
        _stat(path)
    return path


def expanduser(path):
    """The path with the user's folder for a `~` at its start."""
    path = _fspath(path)
    if not path.startswith("~"):
        return path
    end = path.find(sep, 1)
    end = len(path) if end < 0 else end
    if end != 1:
        return path
    import os
    home = os.environ.get("HOME")
    if home is None:
        return path
    return (home.rstrip(sep) + path[1:]) or sep


def expandvars(path):
    """The path with the values of variables for `$NAME` and `${NAME}`; unknown ones stay."""
    import os
    path = _fspath(path)
    out, at = [], 0
    while at < len(path):
        if path[at] != "$":
            out.append(path[at])
            at += 1
            continue
        if path.startswith("{", at + 1):
            end = path.find("}", at)
            name, stop = (path[at + 2:end], end + 1) if end >= 0 else ("", at + 1)
        else:
            stop = at + 1
            while stop < len(path) and (path[stop] == "_" or path[stop].isascii() and path[stop].isalnum()):
                stop += 1
            name = path[at + 1:stop]
        out.append(os.environ.get(name, path[at:stop]) if name else path[at:stop])
        at = stop
    return "".join(out)


def commonpath(paths):
    """The longest path above all of them."""
    paths = [_fspath(p) for p in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({p.startswith(sep) for p in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in p.split(sep) if part and part != curdir] for p in paths]
    low, high = min(split_paths), max(split_paths)
    common = low
    for i, part in enumerate(low):
        if i >= len(high) or part != high[i]:
            common = low[:i]
            break
    return (sep if paths[0].startswith(sep) else "") + sep.join(common)
