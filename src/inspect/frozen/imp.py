"""The import functions of before Python 3.12, for old teaching programs. `importlib` has what replaced them."""

import sys
from importlib import reload
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

__all__ = ["C_BUILTIN", "PKG_DIRECTORY", "PY_SOURCE", "find_module", "get_suffixes", "load_module", "load_source",
           "new_module", "reload"]

PY_SOURCE, PY_COMPILED, C_EXTENSION, PY_RESOURCE, PKG_DIRECTORY, C_BUILTIN, PY_FROZEN = range(1, 8)


def new_module(name):
    """A new, empty module that is not in sys.modules."""
    return ModuleType(name)


def get_suffixes():
    """The kinds of files that modules come from."""
    return [(".py", "r", PY_SOURCE)]


def load_source(name, pathname, file=None):
    """Run a source file as the module of that name."""
    spec = spec_from_file_location(name, pathname)
    module = sys.modules.get(name)
    if module is None:
        module = module_from_spec(spec)
        sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except:
        sys.modules.pop(name, None)
        raise
    return sys.modules[name]


def find_module(name, path=None):
    """Where a module is: (open file, path, (suffix, mode, kind))."""
    import os
    if path is None:
        if name in sys.builtin_module_names:
            return None, None, ("", "", C_BUILTIN)
        path = sys.path
    for entry in path:
        base = os.path.join(entry, name)
        if os.path.isfile(os.path.join(base, "__init__.py")):
            return None, base, ("", "", PKG_DIRECTORY)
        if os.path.isfile(base + ".py"):
            return open(base + ".py"), base + ".py", (".py", "r", PY_SOURCE)
    raise ImportError(f"No module named {name!r}", name=name)


def load_module(name, file, filename, details):
    """Load what find_module() found."""
    suffix, mode, kind = details
    if kind == PY_SOURCE:
        return load_source(name, filename, file)
    if kind == PKG_DIRECTORY:
        return load_source(name, filename + "/__init__.py")
    if kind == C_BUILTIN:
        return __import__(name)
    raise ImportError(f"Don't know how to import {name} (type code {kind})", name=name)
