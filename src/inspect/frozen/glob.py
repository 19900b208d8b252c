"""The files whose names match a pattern."""

import os
from fnmatch import fnmatchcase

__all__ = ["escape", "glob", "iglob", "translate"]


def has_magic(s):
    """Whether a text has characters that are special in patterns."""
    return any(c in s for c in "*?[")


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that match a pattern, as a list in no order; with recursive, `**` stands for any folders."""
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Iterate over the paths that match a pattern."""
    pathname = os.fspath(pathname)
    root = "" if root_dir is None else os.fspath(root_dir)
    if isinstance(pathname, bytes):
        return map(os.fsencode, _matching(os.fsdecode(pathname), os.fsdecode(root), recursive, include_hidden))
    return _matching(pathname, root, recursive, include_hidden)


def _matching(pathname, root, recursive, include_hidden):
    parts = pathname.split("/")
    found = _expand("/" if pathname.startswith("/") else "", [p for p in parts[:-1] if p] + parts[-1:], root, recursive,
                    include_hidden)
    for path in found:
        if path:
            yield path


def _listed(path, root):
    try:
        return os.listdir(os.path.join(root, path) or ".")
    except OSError:
        return []


def _is_dir(path, root):
    return os.path.isdir(os.path.join(root, path) or ".")


def _expand(base, parts, root, recursive, hidden):
    if not parts:
        yield base
        return
    part, rest = parts[0], parts[1:]

    def join(name):
        return base + name if base in ("", "/") else base + "/" + name

    if part == "**" and recursive:
        if not rest:
            yield from _below(base, root, hidden, files=True)
        else:
            for folder in _below(base, root, hidden, files=False):
                yield from _expand(folder.rstrip("/") if folder != "/" else folder, rest, root, recursive, hidden)
    elif not has_magic(part):
        if part == "" and not rest:
            if _is_dir(base, root):
                yield base + "/" if base else base
        elif rest or os.path.lexists(os.path.join(root, join(part))):
            yield from _expand(join(part), rest, root, recursive, hidden)
    else:
        for name in _listed(base, root):
            if (hidden or part.startswith(".") or not name.startswith(".")) and fnmatchcase(name, part):
                if not rest or _is_dir(join(name), root):
                    yield from _expand(join(name), rest, root, recursive, hidden)


def _below(base, root, hidden, files):
    if base and not _is_dir(base, root):
        return
    yield base + "/" if files and base and not base.endswith("/") else base
    todo = [base]
    while todo:
        folder = todo.pop()
        names = [n for n in _listed(folder, root) if hidden or not n.startswith(".")]
        inner = []
        for name in names:
            path = folder + name if folder in ("", "/") else folder + "/" + name
            if _is_dir(path, root):
                inner.append(path)
                yield path
            elif files:
                yield path
        todo.extend(reversed(inner))


def _without_magic(dirname, pattern):
    return [pattern] if os.path.lexists(os.path.join(dirname, pattern)) else []


def _in_folder(dirname, pattern):
    names = _listed(dirname, "")
    return [name for name in names if fnmatchcase(name, pattern) and (pattern.startswith(".") or not name.startswith("."))]


def _deprecated(name, function):
    def old(dirname, pattern):
        import warnings
        warnings.warn(f"glob.{name} is deprecated and will be removed in Python 3.15. Use glob.glob and pass a directory to its "
                      "root_dir argument instead.", DeprecationWarning, stacklevel=2)
        return function(dirname, pattern)
    old.__name__ = old.__qualname__ = name
    return old


glob0 = _deprecated("glob0", _without_magic)
glob1 = _deprecated("glob1", _in_folder)


def escape(pathname):
    """The pattern that matches just this path."""
    if isinstance(pathname, bytes):
        return os.fsencode(escape(os.fsdecode(pathname)))
    return "".join("[" + c + "]" if c in "*?[" else c for c in pathname)


def translate(pat, *, recursive=False, include_hidden=False, seps=None):
    """The pattern as a regular expression for whole paths. A separator matches any of `seps`, and nothing else does."""
    import re
    if not seps:
        seps = (os.path.sep, os.path.altsep) if os.path.altsep else os.path.sep
    escaped = "".join(map(re.escape, seps))
    sep = f"[{escaped}]" if len(seps) > 1 else escaped
    other = f"[^{escaped}]"
    # A whole part; some parts with their separators; what may stand behind them.
    if include_hidden:
        one, some, rest = f"{other}+", f"(?:.+{sep})?", ".*"
    else:
        one = f"[^{escaped}.]{other}*"
        some = f"(?:{one}{sep})*"
        rest = f"{some}(?:{one})?"
    out = []
    parts = re.split(sep, pat)
    for i, part in enumerate(parts):
        last = i == len(parts) - 1
        if recursive and part == "**":
            if last:
                out.append(rest)
            elif parts[i + 1] != "**":
                out.append(some)
            continue
        if part == "*":
            out.append(one)
        else:
            if part[:1] in ("*", "?") and not include_hidden:
                out.append(r"(?!\.)")
            out.append(_translated(part, other))
        if not last:
            out.append(sep)
    return rf"(?s:{''.join(out)})\Z"


def _translated(part, other):
    """A part of a pattern; `other` matches a character that is no separator."""
    import re
    from fnmatch import translate as whole
    out = []
    for star, question, characters, text in re.findall(r"(\*+)|(\?)|(\[!?\]?[^\]]*\])|(.)", part, re.S):
        if star:
            out.append(other + "*")
        elif question:
            out.append(other)
        elif characters:
            out.append(whole(characters).removeprefix("(?s:").removesuffix(r")\Z"))
        else:
            out.append(re.escape(text))
    return "".join(out)
