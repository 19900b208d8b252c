//! The front door: tokenize, parse, bound the tree's depth, and turn every failure into CPython's.

use std::cell::{Cell, RefCell};

use bumpalo::Bump;
use lalrpop_util::ParseError;

use super::ast::{MAX_DEPTH, Module};
use super::build::Builder;
use super::depth::{self, Nesting};
use super::error::{ErrorKind, ErrorSpan, Fault, OpenEnd, Place, Refusal, SyntaxError, Warning};
use super::layout::{self, Tokens};
use super::source::Source;
use super::token::{Loc, Tok, Token};
use super::{diagnose, grammar};

/// What `compile()` calls `exec`, `single` and `eval`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Module,
    Interactive,
    Expression,
}

/// A tree, and what CPython would warn about on the way.
#[derive(Debug)]
pub struct Parsed<'a> {
    pub module: Module<'a>,
    pub warnings: Vec<Warning>,
}

/// Parses `source` into `arena`. The tree borrows only from the arena.
pub fn parse<'a>(arena: &'a Bump, source: &Source<'_>, mode: Mode) -> Result<Parsed<'a>, SyntaxError> {
    let text: &'a str = arena.alloc_str(source.text());
    let start = match mode {
        Mode::Module => Tok::StartModule,
        Mode::Interactive => Tok::StartInteractive,
        Mode::Expression => Tok::StartExpression,
    };
    let mut tokens = layout::tokenize(text, Some(start), false);
    if mode == Mode::Expression && source.unended() {
        // CPython ends the last line of files only.
        let at_end = |token: &Token| token.kind == Tok::Newline && token.end.at as usize >= text.len();
        tokens.list.retain(|token| !at_end(token));
    }
    let builder = Builder { arena, text, warnings: RefCell::new(Vec::new()) };
    let read = Cell::new(0);
    let (fault, reached) = match grammar::TopParser::new().parse(&builder, feed(&tokens.list, &read)) {
        Ok(module) => match too_deep(&module, &tokens) {
            None => {
                let mut warnings = std::mem::take(&mut tokens.warnings);
                warnings.append(&mut builder.warnings.borrow_mut());
                warnings.sort_by_key(|warning| warning.line);
                return Ok(Parsed { module, warnings });
            }
            Some(fault) => (fault, tokens.list.len() - 1),
        },
        Err(error) => match error {
            ParseError::User { error: Refusal::Literal(fault) } => {
                diagnose::overruled(fault, &tokens, read.get() - 1)
            }
            _ => diagnose::explain(text, mode, &tokens, read.get() - 1),
        },
    };
    let incomplete = is_incomplete(&tokens, read.get());
    let warnings = warnings_before(&builder, &mut tokens, read.get() - 1);
    Err(SyntaxError { incomplete, warnings, ..report(text, &tokens, fault, reached) })
}

/// What was warned about before token `at` was refused. Strings right before it were read, but no
/// action of the grammar has seen them yet.
fn warnings_before(builder: &Builder<'_>, tokens: &mut Tokens, at: usize) -> Vec<Warning> {
    let Some(refused) = tokens.list.get(at).copied() else { return Vec::new() };
    let strings = tokens.list[..at].iter().rev().take_while(|t| t.kind == Tok::String).count();
    let known: Vec<_> = builder.warnings.borrow().iter().map(|w| w.span).collect();
    for t in &tokens.list[at - strings..at] {
        if !known.contains(&builder.span(t.start, t.end)) {
            builder.warn_of_string(t.start, t.end);
        }
    }
    let mut warnings = std::mem::take(&mut tokens.warnings);
    warnings.retain(|w| w.line <= refused.start.line);
    warnings.append(&mut builder.warnings.borrow_mut());
    warnings.sort_by_key(|w| w.line);
    warnings
}

/// The tokens as LALRPOP wants them; what is only layout stands at the end of the token before it.
fn feed<'t>(
    list: &'t [Token],
    read: &'t Cell<usize>,
) -> impl Iterator<Item = Result<(Loc, Tok, Loc), Refusal>> + 't {
    let mut end = Loc { line: 1, col: 0, at: 0 };
    list.iter().map(move |token| {
        read.set(read.get() + 1);
        if token.kind.is_layout() {
            return Ok((end, token.kind, end));
        }
        end = token.end;
        Ok((token.start, token.kind, token.end))
    })
}

fn too_deep(module: &Module<'_>, tokens: &Tokens) -> Option<Fault> {
    if tokens.depth_bound <= MAX_DEPTH {
        return None;
    }
    let (kind, msg) = match depth::deeper_than(module, MAX_DEPTH)? {
        Nesting::Left => (ErrorKind::RecursionError, "maximum recursion depth exceeded during compilation"),
        Nesting::Right => {
            (ErrorKind::MemoryError, "Parser stack overflowed - Python source too complex to parse")
        }
    };
    Some(Fault::new(kind, msg, Place::Nowhere))
}

/// Only the end of the input was in the way: the last token read is one that the end made.
fn is_incomplete(tokens: &Tokens, read: usize) -> bool {
    match tokens.list[read - 1].kind {
        Tok::Error => tokens.fault.as_ref().is_some_and(|fault| fault.at_end),
        Tok::EndMarker => true,
        Tok::Dedent => tokens.list[read - 1..].iter().all(|t| matches!(t.kind, Tok::Dedent | Tok::EndMarker)),
        _ => false,
    }
}

/// Gives a fault its characters and its line of text.
fn report(text: &str, tokens: &Tokens, fault: Fault, reached: usize) -> SyntaxError {
    let place = match fault.place {
        Place::After(at) => {
            let next = tokens.list.iter().find(|token| token.start.at >= at);
            next.map_or(Place::Nowhere, |token| Place::Span(layout::token_span(*token)))
        }
        place => place,
    };
    let lexical = tokens.fault.as_ref().is_some_and(|f| f.msg == fault.msg);
    let (span, text) = match place {
        Place::Span(span) => {
            let line = line(text, span.line);
            let end_line = self::line(text, span.end_line);
            let place = ErrorSpan {
                line: span.line,
                offset: characters(line, span.col) + 1,
                end_line: span.end_line,
                end_offset: characters(end_line, span.end_col) + 1,
            };
            let shown =
                if lexical { line.trim_end_matches('\n') } else { shown(text, tokens, span.line, reached) };
            (Some(place), Some(shown.to_string()))
        }
        Place::From { line, col, end } => {
            let whole = self::line(text, line);
            let offset = if col == u32::MAX { 0 } else { characters(whole, col) + 1 };
            let (end_offset, text) = match end {
                OpenEnd::Zero => (0, shown(text, tokens, line, reached)),
                OpenEnd::MinusOne => (-1, shown(text, tokens, line, reached)),
                OpenEnd::Start => (offset, whole.trim_end_matches('\n')),
            };
            (Some(ErrorSpan { line, offset, end_line: line, end_offset }), Some(text.to_string()))
        }
        Place::After(_) | Place::Nowhere => (None, None),
    };
    SyntaxError { kind: fault.kind, msg: fault.msg, span, text, incomplete: false, warnings: Vec::new() }
}

/// The attribute `text` of an error in line `number`: CPython takes it from the tokenizer's buffer. That holds
/// the line it reads, from where a string of several lines began; earlier lines come without their end.
fn shown<'t>(text: &'t str, tokens: &Tokens, number: u32, reached: usize) -> &'t str {
    let read = &tokens.list[..=reached.min(tokens.list.len() - 1)];
    let place = read[read.len() - 1].end;
    let behind_all = place.col == 0 && place.at as usize >= text.len();
    if place.line.saturating_sub(u32::from(behind_all)) > number {
        return line(text, number).trim_end_matches('\n');
    }
    let mut first = number;
    for token in read.iter().rev() {
        if token.end.line < first {
            break;
        }
        if token.kind == Tok::String && token.end.line == first {
            first = token.start.line;
        }
    }
    let start = |number: u32| {
        text.split_inclusive('\n').take((number as usize).saturating_sub(1)).map(str::len).sum::<usize>()
    };
    &text[start(first)..start(number) + line(text, number).len()]
}

/// Line `number` with its line end; empty behind the last.
fn line(text: &str, number: u32) -> &str {
    text.split_inclusive('\n').nth(number.saturating_sub(1) as usize).unwrap_or("")
}

/// Characters in the first `col` bytes of `line`; columns behind its end count on.
fn characters(line: &str, col: u32) -> i32 {
    let col = col as usize;
    match line.get(..col) {
        Some(head) => head.chars().count() as i32,
        None => (line.chars().count() + col.saturating_sub(line.len())) as i32,
    }
}
