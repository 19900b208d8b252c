"""Writes random valid programs and compares what both interpreters print of them.

    python3.13 fuzz/programs.py --binary target/release/terrarium --seed 1 --rounds 200

must be run by CPython 3.13, which is the reference. Each seed is one program of many small steps; a step that fails prints its
error and the program goes on. The last step of some programs is not guarded, so that a traceback is compared too.
"""

import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

NAMES = ["a", "b", "c", "d"]
BINARY = ["+", "-", "*", "//", "%", "/", "&", "|", "^", "@", "<<", ">>", "**"]
COMPARE = ["==", "!=", "<", "<=", ">", ">=", "in", "not in", "is None or 0 ==", "and", "or"]
CALLS = ["len", "abs", "sum", "sorted", "list", "tuple", "set", "str", "repr", "int", "float", "bool", "max", "min", "hash",
         "reversed", "enumerate", "iter", "type", "ascii", "bin", "hex", "chr", "ord", "round", "dict", "bytes", "frozenset",
         "complex", "divmod", "all", "any", "next", "zip", "callable", "format", "range", "slice", "bytearray"]
METHODS = ["append", "pop", "index", "count", "upper", "split", "join", "get", "keys", "items", "values", "add", "remove",
           "discard", "update", "extend", "insert", "reverse", "sort", "copy", "clear", "strip", "find", "replace",
           "startswith", "title", "center", "zfill", "union", "difference", "bit_length", "is_integer", "hex", "encode",
           "decode", "format", "partition", "setdefault", "popitem", "isdigit", "real", "imag", "conjugate", "__len__", "naem"]
SPECS = ["", ">8", "<8", "^8", "05", "+", ",", ".2f", "x", "#b", "e", "%", "s", "d", ".3", "_", "n", "08.3f", "c", "=+6"]

HEAD = '''class Box:
    def __init__(self, value=0):
        self.value = value
    def __repr__(self):
        return f"Box({self.value!r})"
    def __add__(self, other):
        return Box(self.value + getattr(other, "value", other))
    def __eq__(self, other):
        return isinstance(other, Box) and self.value == other.value
    def __iter__(self):
        yield self.value
    def __del__(self):
        print("gone", type(self.value).__name__)

def show(f):
    try:
        r = f()
        r = list(r) if hasattr(r, "__next__") else r
        print(type(r).__name__, r)
    except Exception as e:
        print(type(e).__name__, e)
'''


class Writer:
    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.lines = [HEAD]
        self.depth = 0
        self.functions = []

    def pick(self, *choices):
        return self.dice.choice(choices)

    def atom(self):
        match self.dice.randrange(12):
            case 0 | 1 | 2:
                return self.dice.choice(NAMES)
            case 3 | 4:
                return str(self.pick(0, 1, 2, 3, 7, 10, 255, 2**31, 2**63, 10**20))
            case 5:
                return self.pick("0.0", "1.5", "-2.25", "1e300", "0.1", "3j", "True", "False", "None")
            case 6:
                return self.pick("''", "'a'", "'abc'", "'x y z'", "'é'", "'12'", "b'ab'", "'ß€'", "b''", "'a\\tb'")
            case 7:
                return self.pick("[]", "()", "{}", "set()", "[1, 2, 3]", "(1, 'a')", "{1: 2, 'k': 'v'}", "{3, 1, 2}")
            case 8:
                return self.pick("range(5)", "range(10, 0, -3)", "Box(1)", "Box('q')", "Box", "...")
            case _:
                return str(self.dice.randrange(-9, 10))

    def expression(self, depth=3):
        if depth <= 0:
            return self.atom()
        e = lambda: self.expression(depth - 1 - self.dice.randrange(2))
        match self.dice.randrange(18):
            case 0 | 1 | 2:
                op = self.dice.choice(BINARY)
                # Powers and shifts of big numbers would take for ever.
                right = str(self.dice.randrange(-1, 6)) if op in ("<<", "**", "*") else e()
                return f"({e()} {op} {right})"
            case 3:
                return f"({e()} {self.dice.choice(COMPARE)} {e()})"
            case 4:
                return f"{self.pick('-', '+', '~', 'not ')}({e()})"
            case 5:
                return f"({e()} if {e()} else {e()})"
            case 6 | 7:
                name = self.dice.choice(CALLS + self.functions)
                return f"{name}({', '.join(e() for _ in range(self.pick(1, 1, 1, 2)))})"
            case 8 | 9:
                return f"({e()}).{self.dice.choice(METHODS)}({', '.join(e() for _ in range(self.pick(0, 1, 1, 2)))})"
            case 10:
                return f"({e()})[{self.pick('0', '-1', '1:', ':2', '::-1', '::2', e())}]"
            case 11:
                return f"[{', '.join(e() for _ in range(self.dice.randrange(4)))}]"
            case 12:
                return f"({e()}, {self.pick('', '*')}{e()})"
            case 13:
                return f"{{{e()}: {e()}, {e()}: {e()}}}"
            case 14:
                x = self.pick("x", "y")
                clause = self.pick("", f" if {e()}", f" for z in ({e()})")
                left, right = self.pick("[]", "{}", "()")
                return f"{left}({x}, {e()}) for {x} in ({e()}){clause}{right}"
            case 15:
                return "f'{" + e().replace("'", '"') + self.pick("", "!r", "!s") + ":" + self.dice.choice(SPECS) + "}'"
            case 16:
                return f"(lambda x={e()}, *k: {self.pick('x', 'k', '(x, k)')})({e()})"
            case 17:
                return f"({e()}).__class__"

    def put(self, text):
        self.lines.append("    " * self.depth + text)

    def block(self, head, count=2):
        self.put(head)
        self.depth += 1
        for _ in range(count):
            self.statement()
        self.depth -= 1

    def statement(self):
        if self.depth > 3:
            return self.put(f"{self.dice.choice(NAMES)} = {self.expression(1)}")
        name = self.dice.choice(NAMES)
        match self.dice.randrange(14):
            case 0 | 1 | 2 | 3:
                self.put(f"show(lambda: {self.expression()})")
            case 4:
                self.guarded(f"{name} = {self.expression()}")
            case 5:
                op = self.pick("+", "-", "//", "|", "&", "^", "%")
                self.guarded(f"{name} {op}= {self.expression(1)}")
            case 6:
                self.block(f"if {self.pick('a', 'not b', 'c is None', 'd is not a')}:")
                if self.dice.random() < 0.5:
                    self.block("else:")
            case 7:
                self.block(f"for {self.pick('a', 'b', '_')} in {self.pick('range(3)', '(1, 2)', 'dict(x=1)')}:")
            case 8:
                self.guarded(f"{self.pick('a, b', 'a, *b', '[c, d]', 'a, (b, c)', '*a, d')} = {self.expression(2)}")
            case 9:
                self.block("try:")
                self.put(f"    {self.expression(1)}")
                self.block(f"except {self.pick('TypeError', 'ValueError', 'Exception', '(KeyError, IndexError)')} as e:", 1)
                self.put("    print(repr(e))")
                self.put("except Exception as e:")
                self.put("    print('other', e)")
                if self.dice.random() < 0.3:
                    self.block("finally:", 1)
            case 10 if self.depth == 0:
                function = f"f{len(self.functions)}"
                generates = self.dice.random() < 0.3
                self.put(f"def {function}(a=1, b=2, *c, d=3):")
                self.depth += 1
                for _ in range(2):
                    self.statement()
                self.put(f"{'yield' if generates else 'return'} {self.expression(2)}")
                self.depth -= 1
                self.functions.append(function)
            case 11:
                self.guarded(f"({name})[{self.expression(1)}] = {self.expression(1)}")
            case 12:
                self.guarded(f"del {name}[{self.expression(0)}]")
            case _:
                patterns = ["0", "[x, *_]", "(x, y)", "{'k': x}", "str(x)", "int() | float()", "Box(value=x)", "None"]
                self.put(f"match {name}:")
                for pattern in self.dice.sample(patterns, 3):
                    self.put(f"    case {pattern}: print({pattern!r})")

    def guarded(self, statement):
        self.put("try:")
        self.put(f"    {statement}")
        self.put("except Exception as e:")
        self.put("    print(type(e).__name__, e)")

    def program(self):
        for name in NAMES:
            self.put(f"{name} = {self.atom_without_names()}")
        for _ in range(self.dice.randrange(10, 40)):
            self.statement()
        if self.dice.random() < 0.5:
            self.put(f"print({self.expression()},\n    {self.expression()})")
        return "\n".join(self.lines) + "\n"

    def atom_without_names(self):
        while (atom := self.atom()) in NAMES:
            pass
        return atom


def outcome(command, path):
    try:
        done = subprocess.run([*command, path.name], cwd=path.parent, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=20, env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"})
    except subprocess.TimeoutExpired:
        return "hang"
    text = done.stdout + done.stderr
    return f"{text.decode('utf-8', 'backslashreplace')}status {done.returncode}"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binary", default=str(ROOT / "target/release/terrarium"))
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--show", action="store_true", help="print the program of --seed and end")
    given = options.parse_args()
    if given.show:
        print(Writer(given.seed).program(), end="")
        return
    binary = str(pathlib.Path(given.binary).resolve())
    count = 0
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / "program.py"
        for seed in range(given.seed, given.seed + given.rounds):
            path.write_text(Writer(seed).program(), encoding="utf-8")
            theirs, ours = outcome([sys.executable], path), outcome([binary], path)
            if " at 0x" in theirs:
                continue
            if theirs != ours:
                count += 1
                pairs = zip(theirs.splitlines() + ["(nothing)"], ours.splitlines() + ["(nothing)"])
                place = next(((a, b) for a, b in pairs if a != b), ("", ""))
                print(f"seed {seed}\n  expected {place[0]}\n  got      {place[1]}", flush=True)
    print(f"{given.rounds} programs, {count} findings")
    sys.exit(count > 0)


main()
