"""Running modules and files as programs."""

import sys
from importlib.util import find_spec
from types import ModuleType

__all__ = ["run_module", "run_path"]


def _run(code, name, file, package, spec, init_globals, in_sys):
    module = ModuleType(name)
    names = module.__dict__
    if init_globals is not None:
        names.update(init_globals)
    names.update(__name__=name, __file__=file, __cached__=None, __doc__=None,
                 __loader__=None if spec is None else spec.loader, __package__=package, __spec__=spec)
    missing = object()
    before = sys.modules.get(name, missing)
    argv0 = sys.argv[0] if sys.argv else ""
    if in_sys:
        sys.modules[name] = module
        if file is not None:
            sys.argv[0:1] = [file]
    try:
        exec(code, names)
    finally:
        if in_sys:
            if file is not None:
                sys.argv[0:1] = [argv0]
            if before is missing:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = before
    return names.copy()


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module's code; its names."""
    spec = find_spec(mod_name)
    if spec is None:
        raise ImportError("No module named %s" % mod_name)
    if spec.submodule_search_locations is not None:
        if mod_name == "__main__" or mod_name.endswith(".__main__"):
            raise ImportError("Cannot use package as __main__ module")
        return run_module(mod_name + ".__main__", init_globals, run_name or mod_name + ".__main__", alter_sys)
    code = spec.loader.get_code(mod_name) if spec.loader is not None else None
    if code is None:
        raise ImportError("No code object available for %s" % mod_name)
    return _run(code, run_name or mod_name, spec.origin, spec.parent, spec, init_globals, alter_sys)


def run_path(path_name, init_globals=None, run_name=None):
    """Run a file's code; its names."""
    import os
    path_name = os.fspath(path_name)
    if os.path.isdir(path_name):
        path_name = os.path.join(path_name, "__main__.py")
    with open(path_name, "rb") as file:
        code = compile(file.read(), path_name, "exec")
    name = "<run_path>" if run_name is None else run_name
    return _run(code, name, path_name, name.rpartition(".")[0], None, init_globals, True)
