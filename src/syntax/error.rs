//! What a failed parse says: CPython's exception, message and place.

use super::ast::Span;

/// The exception that CPython raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    /// The parser's stack is full.
    MemoryError,
    /// The tree is deeper than [`super::ast::MAX_DEPTH`].
    RecursionError,
}

/// The attributes `lineno`, `offset`, `end_lineno`, `end_offset`: lines and characters from 1. CPython
/// leaves the end open for some errors and then says 0 or -1; `end_line` is 0 where the end offset is None.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorSpan {
    pub line: u32,
    pub offset: i32,
    pub end_line: u32,
    pub end_offset: i32,
}

/// A failed parse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub kind: ErrorKind,
    pub msg: String,
    /// `None` where CPython names no place (too deep, a null byte).
    pub span: Option<ErrorSpan>,
    /// The line of `span`, with its line end where it has one.
    pub text: Option<String>,
    /// More input might complete what was typed: an open bracket or triple quote, a block header, a
    /// trailing backslash.
    pub incomplete: bool,
    /// What would have been warned about on the way to the fault.
    pub warnings: Vec<Warning>,
}

/// A `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub msg: String,
    pub line: u32,
    /// Where it stands as an error, if a filter makes it one.
    pub span: Span,
}

/// An error before it knows the source: what lexer, grammar actions and diagnosis hand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: ErrorKind,
    pub msg: String,
    pub place: Place,
    /// Nothing is wrong but that the input ended: inside brackets, a triple quote, or after a backslash.
    pub at_end: bool,
}

/// Where a fault stands, in byte columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Span(Span),
    /// Only the start is known; CPython reports the end offset given here (0, -1 or the start's own).
    From {
        line: u32,
        col: u32,
        end: OpenEnd,
    },
    /// The token that follows a byte offset: where CPython's parser stands.
    After(u32),
    Nowhere,
}

/// How CPython fills `end_offset` when it has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenEnd {
    /// The parser's "known location without an end".
    Zero,
    /// The parser's "last token has no column".
    MinusOne,
    /// The tokenizer's: the start again.
    Start,
}

impl Fault {
    pub fn new(kind: ErrorKind, msg: impl Into<String>, place: Place) -> Fault {
        Fault { kind, msg: msg.into(), place, at_end: false }
    }

    pub fn at(msg: impl Into<String>, span: Span) -> Fault {
        Fault::new(ErrorKind::SyntaxError, msg, Place::Span(span))
    }

    pub fn from(msg: impl Into<String>, line: u32, col: u32, end: OpenEnd) -> Fault {
        Fault::new(ErrorKind::SyntaxError, msg, Place::From { line, col, end })
    }

    pub fn kind(mut self, kind: ErrorKind) -> Fault {
        self.kind = kind;
        self
    }

    pub fn at_end(mut self, at_end: bool) -> Fault {
        self.at_end = at_end;
        self
    }
}

/// Why a grammar action refuses what the table accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A literal says nothing meaningful.
    Literal(Fault),
    /// A target that is none, or parameters or arguments out of order; [`super::diagnose`] has the words.
    Structure,
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Refusal {
        Refusal::Literal(fault)
    }
}
