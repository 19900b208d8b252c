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
    parts = pathname.split("/")
    found = _expand("/" if pathname.startswith("/") else "", [p for p in parts[:-1] if p] + parts[-1:], root, recursive,
                    include_hidden)
    for path in found:
        if path or not pathname.startswith("**"):
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


def escape(pathname):
    """The pattern that matches just this path."""
    return "".join("[" + c + "]" if c in "*?[" else c for c in pathname)


def translate(pat, *, recursive=False, include_hidden=False, seps=None):
    """The pattern as a regular expression."""
    from fnmatch import translate as _translate
    return _translate(pat)
