"""Paths, by their text and by what is there: `os.path`."""

import _os

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname",
           "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile",
           "ismount", "expanduser", "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir",
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


def _as_text(path):
    """A path as a str, and its kind, which results have too: bytes are decoded as the system's names are."""
    path = _fspath(path)
    if isinstance(path, str):
        return path, str
    return path.decode("utf-8", "surrogateescape"), bytes


def _as_kind(text, kind):
    return text if kind is str else text.encode("utf-8", "surrogateescape")


def _texts(function, paths):
    """Paths that must be of one kind, as str, and the kind."""
    for path in paths:
        if not isinstance(path, (str, bytes)) and not hasattr(type(path), "__fspath__"):
            raise TypeError(f"{function}() argument must be str, bytes, or os.PathLike object, not {type(path).__name__!r}")
    texts, kinds = zip(*map(_as_text, paths))
    if len(set(kinds)) > 1:
        raise TypeError("Can't mix strings and bytes in path components")
    return texts, kinds[0]


def join(a, *p):
    """The parts as one path; a part that begins at the root drops those before it."""
    _fspath(a)
    (path, *more), kind = _texts("join", (a, *p))
    for part in more:
        if part.startswith(sep) or not path:
            path = part
        else:
            path += part if path.endswith(sep) else sep + part
    return _as_kind(path, kind)


def split(p):
    """What is before the last slash, and what is behind it."""
    path, kind = _as_text(p)
    at = path.rfind(sep) + 1
    head, tail = path[:at], path[at:]
    return _as_kind(head.rstrip(sep) or head, kind), _as_kind(tail, kind)


def splitext(p):
    """A path without its ending, and the ending."""
    path, kind = _as_text(p)
    head, tail = path[:path.rfind(sep) + 1], path[path.rfind(sep) + 1:]
    # Points at the start belong to the name.
    bare = tail.lstrip(extsep)
    at = bare.rfind(extsep)
    at = len(tail) if at < 0 else at + len(tail) - len(bare)
    return _as_kind(head + tail[:at], kind), _as_kind(tail[at:], kind)


def normpath(path):
    """The path without empty parts, `.`, and `..` where something is before it."""
    path, kind = _as_text(path)
    root = ("//" if path.startswith("//") and not path.startswith("///") else sep) if path.startswith(sep) else ""
    parts = []
    for part in path.split(sep):
        if part in ("", curdir):
            continue
        if part != pardir or (not root and not parts) or (parts and parts[-1] == pardir):
            parts.append(part)
        elif parts:
            parts.pop()
    return _as_kind(root + sep.join(parts) or curdir, kind)


def abspath(path):
    """The path from the root."""
    path, kind = _as_text(path)
    if not path.startswith(sep):
        import os
        path = join(os.getcwd() if kind is str else os.getcwdb().decode("utf-8", "surrogateescape"), path)
    return _as_kind(normpath(path), kind)


def relpath(path, start=None):
    """The way from a folder to a path."""
    path = _fspath(path)
    if not path:
        raise ValueError("no path specified")
    if start is None:
        (path,), kind = _texts("relpath", (path,))
        start = curdir
    else:
        (path, start), kind = _texts("relpath", (path, start))
    here, there = ([part for part in _as_text(abspath(_as_kind(p, kind)))[0].split(sep) if part] for p in (start, path))
    same = 0
    while same < min(len(here), len(there)) and here[same] == there[same]:
        same += 1
    return _as_kind(sep.join([pardir] * (len(here) - same) + there[same:]) or curdir, kind)


def commonprefix(paths):
    """What all begin with, letter by letter."""
    if not paths:
        return ""
    if not isinstance(paths[0], (list, tuple)):
        paths = [*map(_fspath, paths)]
    low, high = min(paths), max(paths)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def basename(p):
    """The last part of a path."""
    return split(p)[1]


def dirname(p):
    """The folder of a path."""
    return split(p)[0]


def isabs(path):
    """Whether a path begins at the root."""
    return _as_text(path)[0].startswith(sep)


def isdir(path):
    """Whether it is a folder."""
    return _os.is_dir(_fspath(path))


def isfile(path):
    """Whether it is a file: no folder, and no device."""
    path = _fspath(path)
    return _os.is_file(path) and _os.stat(path, True)[0] & 0o170000 in (0, 0o100000)


def exists(path):
    """Whether there is something of that name."""
    path = _fspath(path)
    return _os.is_file(path) or _os.is_dir(path)


def normcase(s):
    """The path: upper and lower case differ here."""
    return _fspath(s)


def splitdrive(p):
    """An empty drive and the path: there are no drives here."""
    p = _fspath(p)
    return p[:0], p


def splitroot(p):
    """Drive (empty), root, and the rest of a path."""
    path, kind = _as_text(p)
    root = len(path) - len(path.lstrip(sep))
    root = root if root in (0, 2) else 1
    return _as_kind("", kind), _as_kind(path[:root], kind), _as_kind(path[root:], kind)


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
    import os
    try:
        here = os.lstat(path)
        if here.st_mode & 0o170000 == 0o120000:
            return False
        above = os.lstat(realpath(join(path, _as_kind(pardir, type(_fspath(path))))))
    except (OSError, ValueError):
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


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


def sameopenfile(fp1, fp2):
    """Whether two file descriptors mean the same file."""
    import os
    return samestat(os.fstat(fp1), os.fstat(fp2))


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
    text, kind = _as_text(path)
    if not text.startswith("~"):
        return _fspath(path)
    import os
    home = os.environ.get("HOME")
    if text[1:2] not in ("", sep) or home is None:
        return _fspath(path)
    return _as_kind((home.rstrip(sep) + text[1:]) or sep, kind)


def expandvars(path):
    """The path with the values of variables for `$NAME` and `${NAME}`; unknown ones stay."""
    import os
    path, kind = _as_text(path)
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
    return _as_kind("".join(out), kind)


def commonpath(paths):
    """The longest path above all of them."""
    paths = [*map(_fspath, paths)]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths, kind = _texts("commonpath", paths)
    if len({p.startswith(sep) for p in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in p.split(sep) if part and part != curdir] for p in paths]
    low, high = min(split_paths), max(split_paths)
    common = low
    for i, part in enumerate(low):
        if i >= len(high) or part != high[i]:
            common = low[:i]
            break
    return _as_kind((sep if paths[0].startswith(sep) else "") + sep.join(common), kind)
