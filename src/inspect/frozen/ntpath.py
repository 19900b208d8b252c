"""Paths of Windows, by their text: what `PureWindowsPath` goes by. What is at such a path is not known here."""

import posixpath
from posixpath import _as_kind, _as_text, _texts

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "normpath",
           "isreserved", "curdir", "pardir", "sep", "altsep", "extsep", "pathsep", "defpath", "devnull"]

sep, altsep, extsep, pathsep, curdir, pardir = "\\", "/", ".", ";", ".", ".."
defpath, devnull = ".;C:\\bin", "nul"

_RESERVED_CHARACTERS = {chr(i) for i in range(32)} | set('"*:<>?|/\\')
_RESERVED_NAMES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *(name + digit for name in ("COM", "LPT")
                                                                    for digit in "123456789\u00b9\u00b2\u00b3")}


def _slashed(path):
    return path.replace(altsep, sep)


def _roots(path):
    """The lengths of drive and root of a text."""
    plain = _slashed(path)
    if plain[:1] == sep:
        if plain[1:2] != sep:
            return 0, 1
        # A share: \\\\host\\share, or \\\\?\\UNC\\host\\share
        start = 8 if plain[:8].upper() == "\\\\?\\UNC\\" else 2
        host = plain.find(sep, start)
        if host < 0:
            return len(path), 0
        share = plain.find(sep, host + 1)
        return (len(path), 0) if share < 0 else (share, 1)
    if plain[1:2] == ":":
        return 2, int(plain[2:3] == sep)
    return 0, 0


def normcase(s):
    """The path in lower case, with backslashes."""
    path, kind = _as_text(s)
    return _as_kind(_slashed(path).lower(), kind)


def isabs(s):
    """Whether a path begins at a root of a drive or of a share."""
    path = _slashed(_as_text(s)[0])
    return path[:2] == sep * 2 or path[1:3] == ":" + sep


def splitroot(p):
    """Drive, root, and the rest of a path."""
    path, kind = _as_text(p)
    drive, root = _roots(path)
    return tuple(_as_kind(part, kind) for part in (path[:drive], path[drive:drive + root], path[drive + root:]))


def splitdrive(p):
    """The drive, and the rest of a path."""
    drive, root, tail = splitroot(p)
    return drive, root + tail


def join(path, *paths):
    """The parts as one path; a part with a root or another drive drops what is before it."""
    posixpath._fspath(path)
    (first, *more), kind = _texts("join", (path, *paths))
    drive, root, tail = splitroot(first)
    for part in more:
        new_drive, new_root, new_tail = splitroot(part)
        if new_root:
            drive, root, tail = new_drive or drive, new_root, new_tail
        elif new_drive and new_drive.lower() != drive.lower():
            drive, root, tail = new_drive, new_root, new_tail
        else:
            drive = new_drive or drive
            tail += (sep if tail and tail[-1] not in "\\/" else "") + new_tail
    if tail and not root and drive and drive[-1] not in ":\\/":
        return _as_kind(drive + sep + tail, kind)
    return _as_kind(drive + root + tail, kind)


def split(p):
    """What is before the last separator, and what is behind it."""
    path, kind = _as_text(p)
    drive, root, tail = splitroot(path)
    at = max(tail.rfind(sep), tail.rfind(altsep)) + 1
    return _as_kind(drive + root + tail[:at].rstrip("\\/"), kind), _as_kind(tail[at:], kind)


def splitext(p):
    """A path without its ending, and the ending."""
    path, kind = _as_text(p)
    ending = posixpath.splitext(_slashed(path).replace(sep, "/"))[1]
    at = len(path) - len(ending)
    return _as_kind(path[:at], kind), _as_kind(path[at:], kind)


def basename(p):
    """The last part of a path."""
    return split(p)[1]


def dirname(p):
    """The folder of a path."""
    return split(p)[0]


def normpath(path):
    """The path without empty parts, `.`, and `..` where something is before it."""
    path, kind = _as_text(path)
    drive, root, tail = splitroot(_slashed(path))
    parts = []
    for part in tail.split(sep):
        if part == pardir and parts and parts[-1] != pardir:
            parts.pop()
        elif part not in ("", curdir) and not (part == pardir and root and not parts):
            parts.append(part)
    return _as_kind(drive + root + sep.join(parts) or curdir, kind)


def isreserved(path):
    """Whether Windows keeps a name in the path for itself."""
    path = splitroot(_as_text(path)[0])[2]
    return any(_reserved_name(name) for name in reversed(_slashed(path).split(sep)))


def _reserved_name(name):
    if name[-1:] in (".", " "):
        return name not in (".", "..")
    if _RESERVED_CHARACTERS.intersection(name):
        return True
    return name.partition(".")[0].rstrip(" ").upper() in _RESERVED_NAMES
