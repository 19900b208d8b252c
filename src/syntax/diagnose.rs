//! What CPython would say about a source that does not parse.

use super::error::Fault;
use super::layout::{Tokens, token_span};
use super::token::Tok;

/// The error for a parse that failed at token `at`; `fault` is what a grammar action found wrong.
pub fn explain(tokens: &Tokens, at: usize, fault: Option<Fault>) -> Fault {
    let lexical = || tokens.fault.clone().filter(|_| tokens.list[at].kind == Tok::Error);
    fault.or_else(lexical).unwrap_or_else(|| Fault::at("invalid syntax", token_span(tokens.list[at])))
}
