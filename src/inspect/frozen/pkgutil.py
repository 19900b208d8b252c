"""The modules of packages."""

import os
import sys
from collections import namedtuple
from importlib import import_module
from importlib.machinery import FileFinder

__all__ = ["extend_path", "find_loader", "get_data", "get_loader", "iter_modules", "resolve_name", "walk_packages",
           "ModuleInfo"]

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")


def iter_modules(path=None, prefix=""):
    """Iterate over the modules in folders, by default those of sys.path."""
    if isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    seen = set()
    for folder in sys.path if path is None else path:
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        for name in names:
            full = os.path.join(folder, name)
            if name.endswith(".py") and name != "__init__.py":
                name, package = name[:-3], False
            elif os.path.isfile(os.path.join(full, "__init__.py")):
                package = True
            else:
                continue
            if name.isidentifier() and name not in seen:
                seen.add(name)
                yield ModuleInfo(FileFinder(folder), prefix + name, package)


def walk_packages(path=None, prefix="", onerror=None):
    """The same with the modules of packages, which are imported for it."""
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            module = import_module(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            yield from walk_packages(list(getattr(module, "__path__", None) or []), info.name + ".", onerror)


def get_data(package, resource):
    """The bytes of a file beside a package."""
    module = import_module(package)
    parts = resource.split("/")
    with open(os.path.join(os.path.dirname(module.__file__), *parts), "rb") as file:
        return file.read()


def extend_path(path, name):
    """Folders of that name on sys.path, added to a package's path."""
    if not isinstance(path, list):
        return path
    path = path[:]
    for folder in sys.path:
        inner = os.path.join(folder, *name.split("."))
        if os.path.isdir(inner) and inner not in path:
            path.append(inner)
    return path


def find_loader(fullname):
    """The loader of a module, or None."""
    from importlib.util import find_spec
    spec = find_spec(fullname)
    return None if spec is None else spec.loader


def get_loader(module_or_name):
    """The loader of a module, or None."""
    return getattr(module_or_name, "__loader__", None) or find_loader(getattr(module_or_name, "__name__", module_or_name))


def resolve_name(name):
    """The object that `package.module:attribute` or a dotted name means."""
    modname, colon, rest = name.partition(":")
    if colon:
        result = import_module(modname)
        parts = rest.split(".") if rest else []
    else:
        parts = name.split(".")
        modname = parts.pop(0)
        result = import_module(modname)
        while parts:
            try:
                result = import_module(f"{modname}.{parts[0]}")
            except ImportError:
                break
            modname = f"{modname}.{parts.pop(0)}"
    for part in parts:
        result = getattr(result, part)
    return result
