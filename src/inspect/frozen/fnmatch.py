"""File names and patterns as a shell knows them: `*`, `?`, `[a-z]`, `[!a-z]`."""

import posixpath as _path

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Whether a name matches a pattern, by the system's rules on upper and lower case."""
    return fnmatchcase(_path.normcase(name), _path.normcase(pat))


def fnmatchcase(name, pat):
    """Whether a name matches a pattern; upper and lower case differ."""
    if isinstance(name, bytes) != isinstance(pat, bytes):
        raise TypeError("cannot use a " + ("string" if isinstance(pat, str) else "bytes")
                        + " pattern on a " + ("string" if isinstance(name, str) else "bytes") + "-like object")
    if isinstance(name, bytes):
        name, pat = name.decode("latin-1"), pat.decode("latin-1")
    return _matches(name, _parts(pat))


def filter(names, pat):
    """The names that match, as a list."""
    return [name for name in names if fnmatch(name, pat)]


_ANY, _ONE = object(), object()


class _Set:
    def __init__(self, text):
        self.negated = text.startswith("!")
        text = text[1:] if self.negated else text
        self.ranges = []
        i = 0
        while i < len(text):
            if text[i + 1:i + 2] == "-" and i + 2 < len(text):
                self.ranges.append((text[i], text[i + 2]))
                i += 3
            else:
                self.ranges.append((text[i], text[i]))
                i += 1

    def __contains__(self, c):
        return any(low <= c <= high for low, high in self.ranges) != self.negated


def _parts(pat):
    parts = []
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            if not parts or parts[-1] is not _ANY:
                parts.append(_ANY)
        elif c == "?":
            parts.append(_ONE)
        elif c == "[":
            start = i + (pat[i:i + 1] == "!")
            end = pat.find("]", start + 1)
            if end < 0:
                parts.append("[")
            else:
                parts.append(_Set(pat[i:end]))
                i = end + 1
        else:
            parts.append(c)
    return parts


def _matches(name, parts):
    # Where a star fails to fit, it takes one character more: only the last star need be tried again.
    i = j = 0
    star = None
    while i < len(name):
        part = parts[j] if j < len(parts) else None
        if part is _ANY:
            star, j = (j, i), j + 1
        elif part is not None and (part is _ONE or (name[i] in part if isinstance(part, _Set) else part == name[i])):
            i, j = i + 1, j + 1
        elif star is not None:
            star = star[0], star[1] + 1
            j, i = star[0] + 1, star[1]
        else:
            return False
    return all(part is _ANY for part in parts[j:])


def translate(pat):
    """The pattern as a regular expression."""
    out = []
    for part in _parts(pat):
        if part is _ANY:
            out.append(".*")
        elif part is _ONE:
            out.append(".")
        elif isinstance(part, _Set):
            inner = "".join(low if low == high else f"{low}-{high}" for low, high in part.ranges)
            inner = inner.replace("\\", r"\\")
            out.append(f'[{"^" if part.negated else ""}{inner}]')
        else:
            out.append("\\" + part if part in "\\.^$*+?{}[]|()#&~- \t\n\r\v\f" else part)
    return f'(?s:{"".join(out)})\\Z'
