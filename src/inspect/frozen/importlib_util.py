"""Helpers for those who import by themselves."""

import sys
from ._machinery import (_find_spec, _resolve_name, decode_source, module_from_spec, spec_from_file_location,
                         spec_from_loader)

__all__ = ["decode_source", "find_spec", "module_from_spec", "resolve_name", "source_hash", "spec_from_file_location",
           "spec_from_loader", "MAGIC_NUMBER"]

MAGIC_NUMBER = b"\xf3\r\r\n"


def resolve_name(name, package):
    """A name that may begin with dots, made absolute."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {repr(name)} (required for relative module names)")
    level = 0
    for character in name:
        if character != ".":
            break
        level += 1
    return _resolve_name(name[level:], package, level)


def find_spec(name, package=None):
    """The spec of a module that need not be imported; None if there is no such module."""
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname not in sys.modules:
        parent_name = fullname.rpartition(".")[0]
        parent_path = None
        if parent_name:
            parent = __import__(parent_name, fromlist=["__path__"])
            try:
                parent_path = parent.__path__
            except AttributeError as e:
                raise ModuleNotFoundError(f"__path__ attribute not found on {parent_name!r} while trying to find "
                                          f"{fullname!r}", name=fullname) from e
        return _find_spec(fullname, parent_path)
    module = sys.modules[fullname]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError(f"{name}.__spec__ is not set") from None
    if spec is None:
        raise ValueError(f"{name}.__spec__ is None")
    return spec


def source_hash(source_bytes):
    """Eight bytes that change with the source."""
    return (hash(source_bytes) & (1 << 64) - 1).to_bytes(8, "little")
