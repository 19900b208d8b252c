//! Floor S, syntax: from source text to a tree in an arena, with CPython's messages on the way.
//!
//! Reading order: [`token`], [`lexer`] and [`fstring`], [`layout`], then the grammar
//! (`grammar/python.lalrpop`) whose actions call [`build`], [`literal`] and [`target`], then [`parse`].
//! After a failed parse [`diagnose`] reads the tokens again to say what CPython would say.
//!
//! Invariant: a tree that leaves this floor is never deeper than [`ast::MAX_DEPTH`], so its readers may
//! recurse. Deliberately absent: names' scopes, constant folding, and every check that CPython makes
//! after its parser.

pub mod ast;
mod build;
mod depth;
pub mod diagnose;
pub mod dump;
pub mod error;
mod fstring;
mod layout;
mod lexer;
mod literal;
pub mod parse;
pub mod source;
mod target;
pub mod token;

pub use error::{ErrorKind, ErrorSpan, SyntaxError, Warning};
pub use parse::{Mode, Parsed, parse};
pub use source::Source;

/// What LALRPOP made of `grammar/python.lalrpop`.
#[allow(clippy::all, unused, elided_lifetimes_in_paths)]
mod grammar {
    include!(concat!(env!("OUT_DIR"), "/python.rs"));
}
