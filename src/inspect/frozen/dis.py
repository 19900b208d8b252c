"""What a function is compiled to: the instructions of our register machine, as `--dis` lists them.

A line of a listing has the line number where a new source line begins, a label where something jumps to, the
instruction, and its operands: registers with the names of their variables (`!`: emptied by this reader), constants,
names, jump targets. Offsets are bytes of `co_code`, eight for each instruction.
"""

import sys
import types
import _dis
from collections import namedtuple

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels", "show_code",
           "get_instructions", "Instruction", "Bytecode", "Positions", "opname", "opmap", "cmp_op", "hasarg", "hasconst",
           "hasname", "hasjump", "hasjrel", "hasjabs", "haslocal", "hasfree", "hascompare", "hasexc", "meaning",
           "COMPILER_FLAG_NAMES"]

# --- the instruction set -------------------------------------------------------------------------------------

_table = _dis.table()
_WIDTH = 8

opname = [name for name, *_ in _table]
opmap = {name: number for number, name in enumerate(opname)}
cmp_op = ("<", "<=", "==", "!=", ">", ">=")
# What an instruction does, in the words of the machine's own table.
meaning = {name: text for name, _, _, text in _table}


def _having(*kinds):
    return [number for number, (_, _, operands, _) in enumerate(_table) if set(kinds) & set(operands.split())]


hasarg = [number for number, (_, _, operands, _) in enumerate(_table) if operands]
hasconst = _having("Const", "Const16")
hasname = _having("Name", "Site")
hasjump = hasjrel = _having("Jump", "Near")
hasjabs = []
haslocal = _having("Reg", "Src")
hasfree = [number for number, name in enumerate(opname) if name.endswith("_cell")]
hascompare = _having("CmpOp")
hasexc = []

COMPILER_FLAG_NAMES = {1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR",
                       64: "NOFREE", 128: "COROUTINE", 256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR"}

Positions = namedtuple("Positions", "lineno end_lineno col_offset end_col_offset", defaults=[None] * 4)

_Instruction = namedtuple(
    "_Instruction", "opname opcode arg argval argrepr offset start_offset starts_line line_number label positions "
    "cache_info", defaults=[None, None, None])


class Instruction(_Instruction):
    """An instruction: `arg` are the numbers of its operands, `argval` what they stand for, `argrepr` how they read."""

    @property
    def oparg(self):
        return self.arg

    @property
    def baseopname(self):
        return _table[self.opcode][1]

    @property
    def baseopcode(self):
        # The first form of the instruction stands for all of them.
        base = self.baseopname
        return next(number for number, row in enumerate(_table) if row[1] == base)

    @property
    def end_offset(self):
        return self.offset + _WIDTH

    @property
    def cache_offset(self):
        return self.end_offset

    @property
    def jump_target(self):
        return self.argval if self.opcode in _jumps else None

    @property
    def is_jump_target(self):
        return self.label is not None

    def __str__(self):
        return _line(self, 4).rstrip()


_jumps = set(hasjump)


# --- from anything to code -----------------------------------------------------------------------------------

def _code_of(x):
    """What stands behind a method, function, generator; anything else as it is."""
    x = getattr(x, "__func__", x)
    for name in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, name):
            return getattr(x, name)
    return x


def _compiled(text):
    try:
        return compile(text, "<dis>", "eval")
    except SyntaxError:
        return compile(text, "<dis>", "exec")


def _get_code_object(x):
    x = _code_of(x)
    if isinstance(x, str):
        x = _compiled(x)
    if hasattr(x, "co_code"):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterate over the instructions of a function, method, generator, code object or source text."""
    code = _get_code_object(x)
    return _instructions(code, 0 if first_line is None else first_line - code.co_firstlineno)


def _instructions(code, shift):
    line = None
    places = code.co_positions()
    for at, (opcode, numbers, text, value, label, target) in enumerate(_dis.instructions(code)):
        place = Positions(*next(places))
        begins = place.lineno is not None and place.lineno != line
        if begins:
            line = place.lineno
        shown = None if place.lineno is None else place.lineno + shift
        yield Instruction(opname[opcode], opcode, numbers or None, value if target is None else target, text,
                          at * _WIDTH, at * _WIDTH, begins, shown, label, place, None)


def findlinestarts(code):
    """Iterate over (offset, line) where a new source line begins."""
    last = None
    for start, _, line in code.co_lines():
        if line is not None and line != last:
            last = line
            yield start, line


def findlabels(code):
    """The offsets that something jumps to."""
    found = []
    for row in _dis.instructions(code):
        if row[5] is not None and row[5] not in found:
            found.append(row[5])
    return found


# --- listings ------------------------------------------------------------------------------------------------

def _line(instruction, width, current=None, show_offsets=False):
    left = str(instruction.line_number) if instruction.starts_line else ""
    parts = [left.rjust(width)]
    if current is not None:
        parts.append("-->" if current == instruction.offset else "   ")
    parts.append((f"L{instruction.label}:" if instruction.label else "").rjust(5))
    if show_offsets:
        parts.append(str(instruction.offset).rjust(4))
    parts.append(instruction.baseopname.ljust(20))
    parts.append(instruction.argrepr)
    return " ".join(parts)


def _listing(code, file, lasti=-1, first_line=None, show_offsets=False):
    rows = list(get_instructions(code, first_line=first_line))
    numbers = [row.line_number for row in rows if row.line_number is not None]
    width = max(4, len(str(max(numbers, default=0))))
    for row in rows:
        print(_line(row, width, None if lasti == -1 else lasti, show_offsets).rstrip(), file=file)
    _handlers(code, rows, file)


def _handlers(code, rows, file):
    handlers = _dis.handlers(code)
    if handlers:
        print("handlers:", file=file)
    labels = {row.offset: f"L{row.label}" for row in rows if row.label}
    for start, end, target, depth, exc in handlers:
        start, end, target = (labels.get(place, "end") for place in (start, end, target))
        print(f"  {start} to {end} -> {target}, release from r{depth}, exception in r{exc}", file=file)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """List a code object; an arrow points to the instruction at offset `lasti`."""
    _listing(co, file, lasti, show_offsets=show_offsets)


disco = disassemble


def _with_nested(code, file, depth, show_offsets):
    _listing(code, file, show_offsets=show_offsets)
    if depth is None or depth > 0:
        depth = None if depth is None else depth - 1
        for inner in code.co_consts:
            if hasattr(inner, "co_code"):
                print(file=file)
                print(f"Disassembly of {inner!r}:", file=file)
                _with_nested(inner, file, depth, show_offsets)


_listed = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False):
    """List a function, method, class, module, generator, code object or source text; without argument, the last
    traceback."""
    if x is None:
        distb(file=file, show_offsets=show_offsets)
        return
    x = _code_of(x)
    if hasattr(x, "co_code"):
        _with_nested(x, file, depth, show_offsets)
    elif hasattr(x, "__dict__"):
        for name, inner in sorted(x.__dict__.items()):
            if isinstance(inner, _listed):
                print(f"Disassembly of {name}:", file=file)
                try:
                    dis(inner, file=file, depth=depth, show_offsets=show_offsets)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
    elif isinstance(x, str):
        _with_nested(_compiled(x), file, depth, show_offsets)
    else:
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """List the innermost frame of a traceback, an arrow at the instruction that failed."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__ if hasattr(sys, "last_exc") else sys.last_traceback
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble") from None
    while tb.tb_next:
        tb = tb.tb_next
    _listing(tb.tb_frame.f_code, file, tb.tb_lasti, show_offsets=show_offsets)


# --- what else a code object has -----------------------------------------------------------------------------

def pretty_flags(flags):
    """The names of the bits that are set."""
    names = []
    for bit in range(32):
        if flags & (1 << bit):
            names.append(COMPILER_FLAG_NAMES.get(1 << bit, hex(1 << bit)))
    return ", ".join(names) or "0x0"


def code_info(x):
    """Names, constants and figures of a code object, as text."""
    code = _get_code_object(x)
    lines = [f"Name:              {code.co_name}", f"Filename:          {code.co_filename}",
             f"Argument count:    {code.co_argcount}", f"Positional-only arguments: {code.co_posonlyargcount}",
             f"Kw-only arguments: {code.co_kwonlyargcount}", f"Number of locals:  {code.co_nlocals}",
             f"Registers:         {_dis.registers(code)}", f"Flags:             {pretty_flags(code.co_flags)}"]
    sections = [("Constants:", map(repr, code.co_consts)), ("Names:", code.co_names),
                ("Variable names:", code.co_varnames), ("Free variables:", code.co_freevars),
                ("Cell variables:", code.co_cellvars)]
    for title, items in sections:
        rows = [f"{i:4d}: {item}" for i, item in enumerate(items)]
        if rows:
            lines += [title, *rows]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print what `code_info` tells."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of something that can be compiled: iterate, or take the listing from `dis()`."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False,
                 show_offsets=False):
        self.codeobj = _get_code_object(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self.show_offsets = show_offsets
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """The innermost frame of a traceback, with the instruction that failed."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """What `code_info` tells."""
        return code_info(self.codeobj)

    def dis(self):
        """The listing, as text."""
        import io
        out = io.StringIO()
        lasti = -1 if self.current_offset is None else self.current_offset
        _listing(self.codeobj, out, lasti, self.first_line, self.show_offsets)
        return out.getvalue()
