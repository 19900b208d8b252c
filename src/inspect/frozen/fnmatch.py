"""File names and patterns as a shell knows them: `*`, `?`, `[a-z]`, `[!a-z]`."""

import os
import re
from functools import lru_cache

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Whether a name matches a pattern, by the system's rules on upper and lower case."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@lru_cache(maxsize=32768, typed=True)
def _compile_pattern(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(str(pat, "latin-1")).encode("latin-1")).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    """The names that match, as a list."""
    match = _compile_pattern(os.path.normcase(pat))
    return [name for name in names if match(os.path.normcase(name))]


def fnmatchcase(name, pat):
    """Whether a name matches a pattern; upper and lower case differ."""
    return _compile_pattern(pat)(name) is not None


_STAR = object()


def _set(pat, i):
    """The regular expression for the set whose text begins at `i`, and the place behind it; None if it has no end."""
    j = i + (pat[i:i + 1] == "!")
    j = pat.find("]", j + (pat[j:j + 1] == "]"))
    if j < 0:
        return None, i
    stuff = pat[i:j]
    if "-" not in stuff:
        stuff = stuff.replace("\\", r"\\")
    else:
        chunks = []
        k = i + 2 if pat[i] == "!" else i + 1
        start = i
        while True:
            k = pat.find("-", k, j)
            if k < 0:
                break
            chunks.append(pat[start:k])
            start = k + 1
            k = k + 3
        chunk = pat[start:j]
        if chunk:
            chunks.append(chunk)
        else:
            chunks[-1] += "-"
        # Ranges that hold nothing are left out.
        for k in range(len(chunks) - 1, 0, -1):
            if chunks[k - 1][-1] > chunks[k][0]:
                chunks[k - 1] = chunks[k - 1][:-1] + chunks[k][1:]
                del chunks[k]
        stuff = "-".join(s.replace("\\", r"\\").replace("-", r"\-") for s in chunks)
    stuff = re.sub(r"([&~|])", r"\\\1", stuff)
    if not stuff:
        return "(?!)", j + 1
    if stuff == "!":
        return ".", j + 1
    if stuff[0] == "!":
        stuff = "^" + stuff[1:]
    elif stuff[0] in "^[":
        stuff = "\\" + stuff
    return f"[{stuff}]", j + 1


def translate(pat):
    """A regular expression for the pattern."""
    parts = []
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            # Several stars are one.
            if not parts or parts[-1] is not _STAR:
                parts.append(_STAR)
        elif c == "?":
            parts.append(".")
        elif c == "[":
            found, i = _set(pat, i)
            parts.append(r"\[" if found is None else found)
        else:
            parts.append(re.escape(c))
    # What stands between stars is taken where it first fits: no need to try again.
    out = []
    i = 0
    while i < len(parts) and parts[i] is not _STAR:
        out.append(parts[i])
        i += 1
    while i < len(parts):
        i += 1
        if i == len(parts):
            out.append(".*")
            break
        fixed = []
        while i < len(parts) and parts[i] is not _STAR:
            fixed.append(parts[i])
            i += 1
        fixed = "".join(fixed)
        out.append(".*" + fixed if i == len(parts) else f"(?>.*?{fixed})")
    return rf"(?s:{''.join(out)})\Z"
