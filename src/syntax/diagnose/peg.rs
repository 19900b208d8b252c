//! The machine: a position in the tokens, backtracking, memory of what was tried, and ways to fail.

use std::collections::HashMap;
use std::rc::Rc;

use crate::syntax::ast::Span;
use crate::syntax::error::{ErrorKind, Fault, OpenEnd, Place};
use crate::syntax::layout::{Tokens, token_span};
use crate::syntax::token::{Tok, Token};

/// Rules inside each other. 200 brackets need 1600, and a level takes some 600 bytes of stack; CPython's
/// parser gives up at a similar depth.
pub const MAX_LEVEL: usize = 2500;

/// What a rule recognised: CPython's word for it and its tokens (first and last).
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: &'static str,
    pub first: usize,
    pub last: usize,
    /// Of tuples, lists and starred: what stands in them. Of `a in b`: `a`. Of arguments: the positional.
    pub items: Rc<[Node]>,
}

/// An error is found; boxed, because every rule may return it.
pub type Stop = Box<Fault>;
pub type Found<T> = Result<Option<T>, Stop>;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    Expression,
    StarExpression,
    Disjunction,
    BitOr,
    Primary,
    Strings,
    Arguments,
    InvalidNamed,
    StarTarget,
    Pattern,
    Block,
}

pub struct Peg<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    /// Open brackets after each token.
    levels: Vec<u32>,
    pub pos: usize,
    /// The furthest token looked at.
    pub furthest: usize,
    /// The second pass: rules for mistakes are on.
    pub invalid: bool,
    level: usize,
    memo: HashMap<(Rule, usize), (Option<Node>, usize)>,
}

/// The value of an attempt, or the whole alternative fails.
macro_rules! need {
    ($attempt:expr) => {
        match $attempt? {
            Some(value) => value,
            None => return Ok(None),
        }
    };
}
pub(super) use need;

impl<'t> Peg<'t> {
    pub fn new(text: &'t str, tokens: &'t Tokens, invalid: bool) -> Peg<'t> {
        let mut level = 0u32;
        let levels = tokens.list.iter().map(|token| {
            match token.kind {
                Tok::LParen | Tok::WithParen | Tok::LBracket | Tok::LBrace => level += 1,
                Tok::RParen | Tok::RBracket | Tok::RBrace => level = level.saturating_sub(1),
                _ => {}
            }
            level
        });
        let levels = levels.collect();
        Peg { text, tokens, levels, pos: 1, furthest: 1, invalid, level: 0, memo: HashMap::new() }
    }

    // Tokens

    /// The kind of the next token. A lexical error is an error as soon as it is looked at.
    pub fn peek(&mut self) -> Result<Tok, Stop> {
        self.kind_at(self.pos)
    }

    pub fn kind_at(&mut self, at: usize) -> Result<Tok, Stop> {
        let at = at.min(self.tokens.list.len() - 1);
        self.furthest = self.furthest.max(at);
        let kind = self.tokens.list[at].kind;
        if kind == Tok::Error
            && let Some(fault) = &self.tokens.fault
        {
            return Err(Box::new(fault.clone()));
        }
        Ok(if kind == Tok::WithParen { Tok::LParen } else { kind })
    }

    pub fn token(&self, at: usize) -> Token {
        self.tokens.list[at.min(self.tokens.list.len() - 1)]
    }

    pub fn text_of(&self, at: usize) -> &'t str {
        let token = self.token(at);
        self.text.get(token.start.at as usize..token.end.at as usize).unwrap_or("")
    }

    /// Brackets open at the last token consumed.
    pub fn bracket_level(&self) -> u32 {
        self.levels[self.pos - 1]
    }

    /// Consumes a token of this kind.
    pub fn tok(&mut self, kind: Tok) -> Found<usize> {
        if self.peek()? != kind {
            return Ok(None);
        }
        self.pos += 1;
        Ok(Some(self.pos - 1))
    }

    pub fn one_of(&mut self, kinds: &[Tok]) -> Found<usize> {
        if !kinds.contains(&self.peek()?) {
            return Ok(None);
        }
        self.pos += 1;
        Ok(Some(self.pos - 1))
    }

    /// A name; soft keywords are names here.
    pub fn name(&mut self) -> Found<usize> {
        self.one_of(&[Tok::Name, Tok::Match, Tok::Case, Tok::Type])
    }

    pub fn is(&mut self, kind: Tok) -> Result<bool, Stop> {
        Ok(self.peek()? == kind)
    }

    pub fn is_any(&mut self, kinds: &[Tok]) -> Result<bool, Stop> {
        Ok(kinds.contains(&self.peek()?))
    }

    /// Consumes the token or fails at once, in either pass.
    pub fn forced(&mut self, kind: Tok, shown: &str) -> Result<(), Stop> {
        if self.tok(kind)?.is_none() {
            return Err(Box::new(at_token(format!("expected '{shown}'"), self.token(self.pos))));
        }
        Ok(())
    }

    /// In the second pass, the token that comes must be of this kind.
    pub fn wanted(&mut self, kind: Tok, shown: &str) -> Result<(), Stop> {
        self.mistake(|p| p.forced(kind, shown).map(Some))
    }

    // Control

    /// One alternative: where it fails, nothing is consumed.
    pub fn alt<T>(&mut self, attempt: impl FnOnce(&mut Self) -> Found<T>) -> Found<T> {
        let start = self.pos;
        self.level += 1;
        if self.level > MAX_LEVEL {
            return Err(Box::new(Fault::new(
                ErrorKind::MemoryError,
                "Parser stack overflowed - Python source too complex to parse",
                Place::Nowhere,
            )));
        }
        let found = attempt(self)?;
        self.level -= 1;
        if found.is_none() {
            self.pos = start;
        }
        Ok(found)
    }

    /// Whether the alternative would match here.
    pub fn ahead<T>(&mut self, attempt: impl FnOnce(&mut Self) -> Found<T>) -> Result<bool, Stop> {
        let start = self.pos;
        let found = self.alt(attempt)?.is_some();
        self.pos = start;
        Ok(found)
    }

    /// An alternative for a mistake: only in the second pass, and only for the error it raises.
    pub fn mistake(&mut self, attempt: impl FnOnce(&mut Self) -> Found<()>) -> Result<(), Stop> {
        if self.invalid { self.always(attempt) } else { Ok(()) }
    }

    /// The same in either pass.
    pub fn always(&mut self, attempt: impl FnOnce(&mut Self) -> Found<()>) -> Result<(), Stop> {
        let start = self.pos;
        self.alt(attempt)?;
        self.pos = start;
        Ok(())
    }

    pub fn memo(&mut self, rule: Rule, attempt: impl FnOnce(&mut Self) -> Found<Node>) -> Found<Node> {
        let key = (rule, self.pos);
        if let Some((found, end)) = self.memo.get(&key) {
            self.pos = *end;
            return Ok(found.clone());
        }
        let found = self.alt(attempt)?;
        self.memo.insert(key, (found.clone(), self.pos));
        Ok(found)
    }

    /// What was tried in a finished statement will not be asked again.
    pub fn forget(&mut self) {
        self.memo.clear();
    }

    /// One or more, separated by commas.
    pub fn gather<T>(&mut self, mut item: impl FnMut(&mut Self) -> Found<T>) -> Found<Vec<T>> {
        let mut items = vec![need!(self.alt(&mut item))];
        while let Some(next) = self.alt(|p| {
            need!(p.tok(Tok::Comma));
            item(p)
        })? {
            items.push(next);
        }
        Ok(Some(items))
    }

    /// As many as there are.
    pub fn many<T>(&mut self, mut item: impl FnMut(&mut Self) -> Found<T>) -> Result<Vec<T>, Stop> {
        let mut items = Vec::new();
        while let Some(next) = self.alt(&mut item)? {
            items.push(next);
        }
        Ok(items)
    }

    pub fn node(&self, kind: &'static str, first: usize) -> Node {
        self.node_of(kind, first, Vec::new())
    }

    /// A node from `first` to the last token consumed.
    pub fn node_of(&self, kind: &'static str, first: usize, items: Vec<Node>) -> Node {
        Node { kind, first, last: self.pos - 1, items: items.into() }
    }

    // Failing

    fn raise<T>(&self, fault: Fault) -> Found<T> {
        Err(Box::new(fault))
    }

    /// From token `first` to the end of token `last`.
    pub fn range<T>(&self, msg: impl Into<String>, first: usize, last: usize) -> Found<T> {
        let (first, last) = (token_span(self.token(first)), token_span(self.token(last)));
        self.raise(Fault::at(msg, first.to(last)))
    }

    pub fn at_node<T>(&self, msg: impl Into<String>, node: &Node) -> Found<T> {
        self.range(msg, node.first, node.last)
    }

    /// At the furthest token looked at.
    pub fn here<T>(&self, msg: impl Into<String>) -> Found<T> {
        self.raise(at_token(msg, self.token(self.furthest)))
    }

    /// At the token that comes next.
    pub fn at_next<T>(&self, msg: impl Into<String>) -> Found<T> {
        self.raise(at_token(msg, self.token(self.pos)))
    }

    /// From a token to where the tokenizer stands.
    pub fn starting_from<T>(&self, msg: impl Into<String>, first: usize) -> Found<T> {
        let (first, last) = (self.token(first), self.token(self.furthest));
        let end_col = last.end.col.saturating_sub(1);
        let span = token_span(first);
        self.raise(Fault::at(msg, Span { end_line: last.end.line, end_col, ..span }))
    }

    pub fn indentation<T>(&self, what: &str, line: u32) -> Found<T> {
        let msg = format!("expected an indented block after {what} on line {line}");
        let fault = at_token(msg, self.token(self.furthest));
        self.raise(fault.kind(ErrorKind::IndentationError))
    }

    pub fn plain_indentation<T>(&self) -> Found<T> {
        let fault = at_token("expected an indented block", self.token(self.furthest));
        self.raise(fault.kind(ErrorKind::IndentationError))
    }

    /// From the end of `node`, with the end left open.
    pub fn before_end_of<T>(&self, msg: impl Into<String>, node: &Node) -> Found<T> {
        let (first, last) = (self.token(node.first), self.token(node.last));
        let col = last.end.col.saturating_sub(1);
        self.raise(Fault::from(msg, first.start.line, col, OpenEnd::Zero))
    }
}

/// At one token; those that only layout made have no column of their own, and CPython then says how
/// far it has read.
pub fn at_token(msg: impl Into<String>, token: Token) -> Fault {
    if matches!(token.kind, Tok::Indent | Tok::Dedent | Tok::EndMarker) {
        let col = token.start.col.checked_sub(1).unwrap_or(u32::MAX);
        return Fault::from(msg, token.start.line, col, OpenEnd::MinusOne);
    }
    Fault::at(msg, token_span(token))
}
