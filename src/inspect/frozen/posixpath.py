"""Paths, by their text and by what is there: `os.path`."""

import _os

__all__ = ["abspath", "basename", "commonprefix", "curdir", "dirname", "exists", "extsep", "isabs", "isdir", "isfile",
           "join", "normcase", "normpath", "pardir", "relpath", "sep", "split", "splitext"]

sep, extsep, curdir, pardir = "/", ".", ".", ".."


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


def normcase(s):
    """Normalize case of pathname.  Has no effect under Posix"""
    return _fspath(s)


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
