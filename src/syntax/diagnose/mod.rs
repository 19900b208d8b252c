//! What CPython would say about a source that does not parse.
//!
//! CPython parses with a backtracking grammar, twice: a second time with rules for common mistakes, each
//! tried at its own place in the order of alternatives. No LALR table can give those messages, so this is
//! a recogniser by hand with the same order of attempts, run only after a failure: [`peg`] holds the
//! machine; [`expressions`], [`displays`], [`strings`], [`arguments`], [`patterns`], [`statements`] and
//! [`compound`] the rules.
//!
//! It builds no tree, only [`peg::Node`]s that know what CPython calls them. Invariant: it never recurses
//! deeper than [`peg::MAX_LEVEL`]. Deliberately absent: everything about valid programs.

mod arguments;
mod compound;
mod displays;
mod expressions;
mod patterns;
mod peg;
mod statements;
mod strings;

use self::peg::Peg;
use super::error::{ErrorKind, Fault, OpenEnd, Place};
use super::layout::Tokens;
use super::parse::Mode;
use super::token::Tok;

/// The error for a parse that failed at token `at`, and the last token CPython has read when it reports.
pub fn explain(text: &str, mode: Mode, tokens: &Tokens, at: usize) -> (Fault, usize) {
    let mut first = Peg::new(text, tokens, false);
    if let Err(stop) = first.file(mode) {
        return overruled(*stop, tokens, first.furthest);
    }
    // Where the recogniser is laxer than the grammar and ran through, the grammar knows better.
    let ran_through = tokens.list[first.furthest].kind == Tok::EndMarker;
    let last = if ran_through { first.furthest.min(at) } else { first.furthest };
    let mut second = Peg::new(text, tokens, true);
    second.furthest = first.furthest;
    let found = second.file(mode).err().map(|stop| *stop);
    let reached = second.furthest.max(last);
    match (found, tokens.list[last].kind) {
        (Some(fault), _) => overruled(fault, tokens, reached),
        // An indentation nobody asked for is reported before the rest is read.
        (None, Tok::Indent | Tok::Dedent) => (generic(tokens, last), reached),
        (None, _) => overruled(generic(tokens, last), tokens, reached),
    }
}

/// No rule had a better word.
fn generic(tokens: &Tokens, last: usize) -> Fault {
    let token = tokens.list[last];
    match token.kind {
        Tok::Indent => peg::at_token("unexpected indent", token).kind(ErrorKind::IndentationError),
        Tok::Dedent => peg::at_token("unexpected unindent", token).kind(ErrorKind::IndentationError),
        Tok::EndMarker => Fault::from("invalid syntax", token.start.line, u32::MAX, OpenEnd::Zero),
        _ => peg::at_token("invalid syntax", token),
    }
}

/// CPython reads the rest of the tokens before it reports: a lexical error there comes first, and so does
/// a bracket left open on an earlier line than the error's.
pub fn overruled(fault: Fault, tokens: &Tokens, reached: usize) -> (Fault, usize) {
    let Some(lexical) = &tokens.fault else { return (fault, reached) };
    // Except inside f-strings: those errors wait until the parser is there itself.
    let parser_error =
        !tokens.in_fstring && !matches!(fault.kind, ErrorKind::MemoryError | ErrorKind::RecursionError);
    let raised_by_lexer = match lexical.place {
        Place::From { end, .. } => end == OpenEnd::Start,
        _ => true,
    };
    let line = tokens.list[reached.min(tokens.list.len() - 1)].start.line;
    let left_open = lexical.at_end && tokens.open_bracket.is_some_and(|open| line > open);
    if parser_error && (raised_by_lexer || left_open) {
        (lexical.clone(), tokens.list.len() - 1)
    } else {
        (fault, reached)
    }
}
