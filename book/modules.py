"""The book's table of modules, made by importing each: `terrarium book/modules.py > book/src/modules.md`."""
import importlib
import pathlib
import re
import sys
import types

SOURCES = pathlib.Path(__file__).parent.parent / "src"
HEAD = """# Modules

What can be imported without installing anything, and the public names of each. Names of modules are theirs in CPython 3.13, but for
those of the second table, which CPython does not have. This page is made by `book/modules.py`, which imports them all; a test compares.
"""


def frozen(file):
    """Names of modules written in Python that a table in the sources lists."""
    return set(re.findall(r'\("([\w.]+)", (?:\w+\()?include_str!', (SOURCES / file).read_text()))


def imported(module, value):
    """Whether what a module holds is a module, or a class or function of another public module."""
    home = getattr(value, "__module__", None)
    if isinstance(value, types.ModuleType):
        return True
    defined = isinstance(value, (type, types.FunctionType))
    return defined and isinstance(home, str) and home != module.__name__ and not home.startswith("_") and home in sys.modules


def public(module):
    """The names that a module offers: what `__all__` says, or what is not private and not imported."""
    listed = getattr(module, "__all__", None)
    if listed is None:
        # A module of Rust has what it has: types under the names of other modules are its own.
        native = module.__name__ in sys.builtin_module_names
        listed = [n for n, v in vars(module).items() if not n.startswith("_") and (native or not imported(module, v))]
    return sorted(listed)


def table(names):
    print("| module | names |\n|---|---|")
    for name in sorted(names):
        if any(part.startswith("_") and part != "__future__" for part in name.split(".")) or name == "this":
            continue
        shown = ", ".join(f"`{n}`" for n in public(importlib.import_module(name)))
        print(f"| `{name}` | {shown} |")


standard = frozen("builtins/frozen.rs") | {n for n in sys.builtin_module_names}
ours = frozen("inspect/ours.rs") - standard
print(HEAD)
table(standard)
print("\n## Not in CPython\n")
table(ours)
