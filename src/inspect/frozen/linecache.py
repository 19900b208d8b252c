"""Lines of source files, kept once they are read."""

import sys
import os
from _traceback import source_lines as _known_lines

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# File name -> (size, time of last change or None, lines, full name), or a 1-tuple of a function that gives the source.
cache = {}


def clearcache():
    """Forget everything."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line of a source file with its line end; the empty string if there is none."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ""


def getlines(filename, module_globals=None):
    """The lines of a source file as a list; the list is empty if there is no such file."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget a file, or all files, that changed or went away since they were read."""
    for name in (list(cache) if filename is None else [filename]):
        entry = cache.get(name)
        if entry is None or len(entry) == 1:
            continue
        size, mtime, _, fullname = entry
        if mtime is None:
            # It came from a loader, or was put here by a program.
            continue
        try:
            stat = os.stat(fullname)
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if size != stat.st_size or mtime != stat.st_mtime:
            cache.pop(name, None)


def updatecache(filename, module_globals=None):
    """Read a file anew, whatever is kept; its lines, or an empty list."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        cache.pop(filename, None)
    if not filename:
        return []
    if filename.startswith("<") and filename.endswith(">"):
        # No file: the text of -c, of the prompt, of a module that is part of the interpreter.
        lines = _known_lines(filename)
        return [] if lines is None else [line + "\n" for line in lines]
    fullname = filename
    try:
        stat = os.stat(fullname)
    except OSError:
        stat = None
        if lazycache(filename, module_globals):
            return _from_loader(filename)
        if os.path.isabs(filename):
            return []
        for folder in sys.path:
            try:
                fullname = os.path.join(folder, filename)
                stat = os.stat(fullname)
                break
            except (TypeError, AttributeError, OSError):
                continue
        else:
            return []
    except ValueError:
        return []
    try:
        lines = _read(fullname)
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    if not lines:
        # An empty file is shown as an empty line.
        lines = ["\n"]
    elif not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = stat.st_size, stat.st_mtime, lines, fullname
    return lines


def _from_loader(filename):
    try:
        source = cache[filename][0]()
    except (ImportError, OSError):
        cache.pop(filename, None)
        return []
    if source is None:
        cache.pop(filename, None)
        return []
    lines = [line + "\n" for line in source.splitlines()]
    cache[filename] = len(source), None, lines, filename
    return lines


def _read(fullname):
    from tokenize import open as open_source
    with open_source(fullname) as file:
        return file.readlines()


def lazycache(filename, module_globals):
    """Note that a module's loader can give the source, without asking it yet. True if it is noted."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or (filename.startswith("<") and filename.endswith(">")):
        return False
    if module_globals and "__name__" in module_globals:
        spec = module_globals.get("__spec__")
        name = getattr(spec, "name", None) or module_globals["__name__"]
        loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
        get_source = getattr(loader, "get_source", None)
        if name and get_source:
            cache[filename] = (lambda: get_source(name),)
            return True
    return False
