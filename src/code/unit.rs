//! What the compiler produces: code as plain data, before it becomes objects of the heap.
//!
//! Invariant: every operand of `instrs` is within the tables of its unit (verified when the unit
//! is finished; unchecked register access in the VM rests on that).

use super::instr::Instr;
use crate::syntax::ast::Span;

/// A constant of a compilation. Equal constants of equal type (and equal sign of zero) are one
/// entry of the pool, whichever code object of the compilation uses them: that is why two
/// functions of one file that return 1000 return the same object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    /// Decimal digits with an optional sign; does not fit 64 bits.
    BigInt(Box<str>),
    /// The bits of the float, so that 0.0 and -0.0 differ.
    Float(u64),
    Complex(u64, u64),
    /// Generalised UTF-8 (lone surrogates in their three-byte form).
    Str(Box<[u8]>),
    Bytes(Box<[u8]>),
    Tuple(Box<[ConstId]>),
    FrozenSet(Box<[ConstId]>),
    Slice([ConstId; 3]),
    /// Index into [`Compilation::units`].
    Code(u32),
}

/// Index into [`Compilation::pool`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ConstId(pub u32);

/// A whole compilation: one unit per code object, inner ones before the outer (the last is the
/// module), and the constants they share.
#[derive(Debug, Default)]
pub struct Compilation {
    pub filename: String,
    pub pool: Vec<Const>,
    pub units: Vec<Unit>,
    /// Warnings of the compiler (`"is" with 'int' literal. Did you mean "=="?` ...): message, place.
    pub warnings: Vec<(String, Span)>,
}

/// `co_flags`, with CPython's values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeFlags(pub u32);

impl CodeFlags {
    pub const OPTIMIZED: CodeFlags = CodeFlags(0x1);
    pub const NEWLOCALS: CodeFlags = CodeFlags(0x2);
    pub const VARARGS: CodeFlags = CodeFlags(0x4);
    pub const VARKEYWORDS: CodeFlags = CodeFlags(0x8);
    pub const NESTED: CodeFlags = CodeFlags(0x10);
    pub const GENERATOR: CodeFlags = CodeFlags(0x20);
    pub const COROUTINE: CodeFlags = CodeFlags(0x80);
    pub const ITERABLE_COROUTINE: CodeFlags = CodeFlags(0x100);
    pub const ASYNC_GENERATOR: CodeFlags = CodeFlags(0x200);
    pub const FUTURE_ANNOTATIONS: CodeFlags = CodeFlags(0x100_0000);

    pub fn contains(self, other: CodeFlags) -> bool {
        self.0 & other.0 == other.0
    }
    pub fn insert(&mut self, other: CodeFlags) {
        self.0 |= other.0;
    }
    /// Whether calling the code makes a generator, coroutine or asynchronous generator.
    pub fn is_generator_like(self) -> bool {
        self.0 & (0x20 | 0x80 | 0x200) != 0
    }
}

/// One code object.
///
/// Registers, in order: `varnames` (parameters first, as CPython orders them: positional,
/// keyword-only, `*args`, `**kwargs`; then other locals), `cellvars` that are not parameters,
/// `freevars`, then temporaries. A parameter that is a cell keeps its register: `MakeCell` wraps
/// it in place at entry. The cells of free variables are put in their registers by the call.
#[derive(Debug, Default)]
pub struct Unit {
    pub name: String,
    pub qualname: String,
    pub flags: CodeFlags,
    /// `co_argcount`: positional parameters, with the positional-only ones.
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub firstlineno: u32,
    pub varnames: Vec<String>,
    /// Temporaries that hold variables of inlined comprehensions while these run: their names, for
    /// error messages and pictures. A register has one name only. Being temporaries they are
    /// released when an error leaves the comprehension, as CPython's are.
    pub hidden: Vec<(u16, String)>,
    /// All cell variables (`co_cellvars`), those that are parameters too.
    pub cellvars: Vec<String>,
    /// For each of `cellvars`: the register where its cell lives.
    pub cell_regs: Vec<u16>,
    pub freevars: Vec<String>,
    /// Register of the first free variable's cell; the others follow.
    pub free_base: u16,
    /// Registers from here on are temporaries.
    pub temp_base: u16,
    pub names: Vec<String>,
    /// `co_consts`, in CPython's order (the docstring or None first in functions).
    pub consts: Vec<ConstId>,
    pub instrs: Vec<Instr>,
    /// One for each of `instrs`; line 0 means "no position".
    pub positions: Vec<Span>,
    /// Inner ranges first.
    pub handlers: Vec<Handler>,
    /// One inline cache each; the value is its index in `names`.
    pub sites: Vec<u16>,
    /// Registers a frame needs, temporaries included.
    pub nregs: u16,
    /// CPython's stack depth (`co_stacksize`), for sizes only.
    pub stacksize: u32,
    /// Whether `consts[0]` is the docstring.
    pub has_docstring: bool,
}

/// A range of instructions whose errors go to `target`.
///
/// On the way there the registers from `depth` upwards are released, highest first; then the
/// exception is put into register `exc` (which may be `depth`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    pub start: u32,
    /// Exclusive.
    pub end: u32,
    pub target: u32,
    pub depth: u16,
    pub exc: u16,
}
