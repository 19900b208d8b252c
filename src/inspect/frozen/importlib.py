"""Importing by name, importing again, and what an import is made of."""

import sys
from _imp import describe_new_modules as _describe_new_modules
from . import _machinery

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __import__

# From here on every new module has its __spec__ and __loader__; those that are there get theirs.
_describe_new_modules(_machinery._describe)
for _name, _module in list(sys.modules.items()):
    if type(_module) is type(sys) and _name != "__main__":
        _machinery._describe(_module, _name)
del _name, _module

_RELOADING = {}


def invalidate_caches():
    """Tell finders that files may have come and gone."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def import_module(name, package=None):
    """Import a module, and give it back. A name that begins with dots needs the package it is relative to."""
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        for character in name:
            if character != ".":
                break
            level += 1
        name = _machinery._resolve_name(name[level:], package, level)
    if name not in sys.modules or sys.modules[name] is None:
        __import__(name)
    return sys.modules[name]


def reload(module):
    """Run a module's source again in the namespace it has; the module."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        parent_name = name.rpartition(".")[0]
        pkgpath = None
        if parent_name:
            try:
                parent = sys.modules[parent_name]
            except KeyError:
                raise ImportError(f"parent {parent_name!r} not in sys.modules", name=parent_name) from None
            pkgpath = parent.__path__
        spec = module.__spec__ = _machinery._find_spec(name, pkgpath, module)
        if spec is None:
            raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
        _machinery._init_module_attrs(spec, module, override=True)
        spec.loader.exec_module(module)
        return sys.modules[name]
    finally:
        try:
            del _RELOADING[name]
        except KeyError:
            pass
