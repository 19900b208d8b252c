//! String literals and f-strings, and the mistakes that CPython knows in replacement fields.

use super::peg::{Found, Node, Peg, Rule, Stop, need};
use crate::syntax::literal;
use crate::syntax::token::Tok;

impl Peg<'_> {
    /// What literals say is checked here too: CPython decodes them while it parses.
    pub fn strings(&mut self) -> Found<Node> {
        self.memo(Rule::Strings, |p| {
            let first = p.pos;
            let (mut bytes, mut formatted) = (0, false);
            let pieces = p.many(|p| {
                if let Some(at) = p.tok(Tok::String)? {
                    bytes += p.plain_string(at)? as usize;
                    return Ok(Some(()));
                }
                formatted |= p.is(Tok::FStringStart)?;
                p.fstring()
            })?;
            if pieces.is_empty() {
                return Ok(None);
            }
            if bytes != 0 && bytes != pieces.len() {
                return p.here("cannot mix bytes and nonbytes literals");
            }
            Ok(Some(p.node(if formatted { "f-string expression" } else { "literal" }, first)))
        })
    }

    /// Whether it is bytes.
    fn plain_string(&mut self, at: usize) -> Result<bool, Stop> {
        let quoted = literal::unquote(self.text_of(at));
        let decoded = match quoted.bytes {
            true if !quoted.body.is_ascii() => Err("bytes can only contain ASCII literal characters".into()),
            _ if quoted.raw => return Ok(quoted.bytes),
            true => literal::bytes(quoted.body),
            false => literal::text(quoted.body),
        };
        if let Err(msg) = decoded {
            self.range::<()>(msg, at, at)?;
        }
        Ok(quoted.bytes)
    }

    fn fstring(&mut self) -> Found<()> {
        let start = need!(self.tok(Tok::FStringStart));
        let first = self.pos;
        self.many(Self::fstring_part)?;
        let end = need!(self.tok(Tok::FStringEnd));
        if !self.text_of(start).contains(['r', 'R']) {
            for at in first..end {
                if self.token(at).kind == Tok::FStringMiddle
                    && let Err(msg) = literal::text(self.text_of(at))
                {
                    return self.range(msg, end, end);
                }
            }
        }
        Ok(Some(()))
    }

    fn fstring_part(&mut self) -> Found<()> {
        if self.tok(Tok::FStringMiddle)?.is_some() {
            return Ok(Some(()));
        }
        let field = self.alt(|p| {
            need!(p.tok(Tok::LBrace));
            need!(p.annotated_rhs());
            p.tok(Tok::Equal)?;
            p.conversion()?;
            if p.tok(Tok::Colon)?.is_some() {
                p.many(Self::fstring_part)?;
            }
            Ok(p.tok(Tok::RBrace)?.map(drop))
        })?;
        if field.is_none() && self.invalid {
            self.invalid_field()?;
        }
        Ok(field)
    }

    /// `!r`; a blank between the two is an error in either pass.
    fn conversion(&mut self) -> Found<()> {
        self.alt(|p| {
            let mark = need!(p.tok(Tok::Exclamation));
            let letter = need!(p.name());
            if p.token(mark).end.at != p.token(letter).start.at {
                let msg = "f-string: conversion type must come right after the exclamanation mark";
                return p.range(msg, mark, letter);
            }
            let text = p.text_of(letter);
            if !matches!(text, "s" | "r" | "a") {
                let msg =
                    format!("f-string: invalid conversion character '{text}': expected 's', 'r', or 'a'");
                return p.range(msg, letter, letter);
            }
            Ok(Some(()))
        })
    }

    fn invalid_field(&mut self) -> Result<(), Stop> {
        for (kind, shown) in
            [(Tok::Equal, '='), (Tok::Exclamation, '!'), (Tok::Colon, ':'), (Tok::RBrace, '}')]
        {
            self.mistake(|p| {
                need!(p.tok(Tok::LBrace));
                let a = need!(p.tok(kind));
                p.range(format!("f-string: valid expression required before '{shown}'"), a, a)
            })?;
        }
        self.mistake(|p| {
            need!(p.tok(Tok::LBrace));
            if p.annotated_rhs()?.is_none() {
                return p.at_next("f-string: expecting a valid expression after '{'");
            }
            if !p.is_any(&[Tok::Equal, Tok::Exclamation, Tok::Colon, Tok::RBrace])? {
                return p.at_next("f-string: expecting '=', or '!', or ':', or '}'");
            }
            if p.tok(Tok::Equal)?.is_some() && !p.is_any(&[Tok::Exclamation, Tok::Colon, Tok::RBrace])? {
                return p.at_next("f-string: expecting '!', or ':', or '}'");
            }
            if p.tok(Tok::Exclamation)?.is_some() {
                if p.is_any(&[Tok::Colon, Tok::RBrace])? {
                    return p.at_next("f-string: missing conversion character");
                }
                if p.name()?.is_none() {
                    return p.at_next("f-string: invalid conversion character");
                }
            }
            if !p.is_any(&[Tok::Colon, Tok::RBrace])? {
                return p.at_next("f-string: expecting ':' or '}'");
            }
            if p.tok(Tok::Colon)?.is_some() {
                p.many(Self::fstring_part)?;
                if !p.is(Tok::RBrace)? {
                    return p.at_next("f-string: expecting '}', or format specs");
                }
            }
            Ok(None)
        })
    }
}
