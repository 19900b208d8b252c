"""Records what CPython 3.13 makes of the snippets in tests/syntax: trees with spans, errors with places.

    python3.13 tests/syntax/record.py

reads `valid.txt` and `invalid.txt` (snippets separated by lines of `----`) and writes `valid.out` and
`invalid.out`, which tests/syntax.rs compares with ours. A snippet's first line may be `mode: single` or
`mode: eval`; otherwise it is a module. With file names as arguments it prints their trees instead.
"""

import ast
import pathlib
import sys
import warnings

SPAN = ("lineno", "col_offset", "end_lineno", "end_col_offset")
SKIPPED = {"ctx", "type_comment", "kind"}


def dump(node):
    """`ast.dump` on one line: no contexts, no absent fields, but empty lists and spans."""
    if isinstance(node, list):
        return "[" + ", ".join(map(dump, node)) + "]"
    if not isinstance(node, ast.AST):
        return constant(node)
    fields = [(name, getattr(node, name, None)) for name in node._fields if name not in SKIPPED]
    if isinstance(node, ast.MatchSingleton):
        parts = [f"value={node.value!r}"]
    else:
        keep = isinstance(node, ast.Constant)
        parts = [f"{name}={dump(value)}" for name, value in fields if keep or value is not None]
    parts += [f"{name}={getattr(node, name)}" for name in SPAN if name in node._attributes]
    return f"{type(node).__name__}({', '.join(parts)})"


def constant(value):
    if isinstance(value, (float, complex)):
        return repr(value).replace("inf", "1e309")
    return repr(value)


def snippets(path):
    for block in path.read_text(encoding="utf-8").split("\n----\n"):
        mode = "exec"
        if block.startswith("mode: "):
            head, _, block = block.partition("\n")
            mode = head.removeprefix("mode: ")
        # These stand for characters that a text file does not hold well.
        yield mode, block.replace("␍", "\r").replace("␠", "\u00a0").replace("␌", "\f")


def error(mode, source):
    try:
        compile(source, "<snippet>", mode, ast.PyCF_ONLY_AST)
    except SyntaxError as e:
        text = (e.text or "").rstrip("\n")
        return f"{type(e).__name__}|{e.lineno}|{e.offset}|{e.end_lineno}|{e.end_offset}|{text!r}|{e.msg}"
    except (MemoryError, RecursionError) as e:
        return f"{type(e).__name__}|||||''|{e}"
    return "valid"


def main():
    sys.set_int_max_str_digits(0)
    warnings.simplefilter("ignore")
    if sys.argv[1:]:
        for name in sys.argv[1:]:
            print(dump(ast.parse(pathlib.Path(name).read_bytes())))
        return
    here = pathlib.Path(__file__).parent
    trees = [dump(compile(source, "<snippet>", mode, ast.PyCF_ONLY_AST))
             for mode, source in snippets(here / "valid.txt")]
    (here / "valid.out").write_text("\n".join(trees) + "\n", encoding="utf-8")
    errors = [error(mode, source) for mode, source in snippets(here / "invalid.txt")]
    (here / "invalid.out").write_text("\n".join(errors) + "\n", encoding="utf-8")
    print(len(trees), "trees,", len(errors), "errors")


main()
