//! Floor 4: from the tree to register bytecode.
//!
//! Owns scopes, register allocation, the instruction set, constants, position and handler tables,
//! and the listing. Its product, [`unit::Compilation`], is plain Rust data: nothing here touches
//! the heap, so a compilation can be made, listed and tested without a machine. `vm/load.rs` turns
//! a unit into a code object.

pub mod consts;
mod emit;
mod fold;
pub mod instr;
pub mod listing;
pub mod names;
mod registers;
pub mod scope;
pub mod unit;
pub mod verify;

pub use emit::compile;

/// How to compile.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// `-O`: 1 removes assertions, 2 removes docstrings too.
    pub optimize: u8,
    /// `from __future__ import annotations` is inherited from the code around (exec, the REPL).
    pub future_annotations: bool,
}

/// What is wrong with a program that parses: a `SyntaxError` at `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    pub msg: String,
    pub span: crate::syntax::ast::Span,
    /// What was warned about before.
    pub warnings: Vec<(String, crate::syntax::ast::Span)>,
}

impl CompileError {
    pub fn new(msg: impl Into<String>, span: crate::syntax::ast::Span) -> CompileError {
        CompileError { msg: msg.into(), span, warnings: Vec::new() }
    }
}
