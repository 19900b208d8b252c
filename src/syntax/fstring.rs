//! The text parts of f-strings (PEP 701): what stands between `{` and `}` comes from the ordinary
//! lexer, everything else from here.
//!
//! Invariant: `in_text` of the innermost [`Replacing`] says which of the two reads next. It turns off
//! at `{` and on at the colon or closing brace on a field's own level.

use super::error::{Fault, OpenEnd};
use super::lexer::{Bracket, Lexer};
use super::token::{Loc, Tok, Token};

/// Fields inside the format specs of fields, and so on.
const MAX_FIELDS: usize = 3;
/// f-strings inside fields of f-strings.
const MAX_FSTRINGS: usize = 150;

/// An f-string that has not ended yet.
#[derive(Clone, Copy, Debug)]
pub struct Replacing {
    pub quote: u8,
    pub triple: bool,
    pub raw: bool,
    pub start: Loc,
    /// Brackets that were open before it.
    pub base: usize,
    pub in_text: bool,
    /// After a field's colon, up to the end of the next field: CPython forgets the format spec there.
    pub in_spec: bool,
}

impl Lexer<'_> {
    /// logos has read prefix and first quote.
    pub(super) fn fstring_start(&mut self, start: Loc) -> Result<(), Fault> {
        let prefix = &self.text.as_bytes()[start.at as usize..self.at()];
        let quote = prefix[prefix.len() - 1];
        let raw = prefix.iter().any(|c| c | 0x20 == b'r');
        let triple = self.peek(0) == quote && self.peek(1) == quote;
        if triple {
            self.raw.bump(2);
        }
        if self.fstrings.len() >= MAX_FSTRINGS {
            return Err(self.fault("too many nested f-strings", self.at()));
        }
        self.fstrings.push(Replacing {
            quote,
            triple,
            raw,
            start,
            base: self.brackets.len(),
            in_text: true,
            in_spec: false,
        });
        Ok(())
    }

    /// In text: the next run of it, the brace that opens a field, or the end.
    pub(super) fn fstring_text(&mut self) -> Result<Token, Fault> {
        let top = *self.fstrings.last().expect("called inside an f-string");
        let in_field = self.brackets.len() > top.base;
        let in_spec = in_field && top.in_spec;
        let begin = self.at();
        let start = self.loc(begin);
        match self.peek(0) {
            b'{' if in_spec || self.peek(1) != b'{' => return self.open_field(start),
            b'}' if in_field || self.peek(1) != b'}' => {
                // The empty text before it is a token too.
                self.set_text(false);
                return Ok(Token { kind: Tok::FStringMiddle, start, end: start });
            }
            _ if self.at_end_quote(top) => {
                self.raw.bump(if top.triple { 3 } else { 1 });
                self.fstrings.pop();
                return Ok(Token { kind: Tok::FStringEnd, start, end: self.loc(self.at()) });
            }
            b'\n' if in_spec && !top.triple => {
                self.set_text(false);
                return Ok(Token { kind: Tok::FStringMiddle, start, end: start });
            }
            _ => {}
        }
        let end = self.scan_text(top, in_field, in_spec)?;
        self.seek(end);
        Ok(Token { kind: Tok::FStringMiddle, start, end: self.loc(end) })
    }

    fn set_text(&mut self, on: bool) {
        self.fstrings.last_mut().expect("inside an f-string").in_text = on;
    }

    fn open_field(&mut self, start: Loc) -> Result<Token, Fault> {
        let base = self.fstrings.last().expect("inside an f-string").base;
        self.raw.bump(1);
        if self.brackets[base..].iter().filter(|b| b.field).count() >= MAX_FIELDS {
            return Err(self.fault("f-string: expressions nested too deeply", start.at as usize));
        }
        self.open(Bracket { open: b'{', loc: start, field: true })?;
        self.set_text(false);
        Ok(Token { kind: Tok::LBrace, start, end: self.loc(self.at()) })
    }

    fn at_end_quote(&self, top: Replacing) -> bool {
        let need = if top.triple { 3 } else { 1 };
        (0..need).all(|ahead| self.peek(ahead) == top.quote)
    }

    /// Where the run of text that begins here ends. A doubled brace ends one, and is wholly part of the
    /// token, though only its first half is text.
    fn scan_text(&mut self, top: Replacing, in_field: bool, in_spec: bool) -> Result<usize, Fault> {
        let bytes = self.text.as_bytes();
        let mut at = self.at();
        loop {
            let c = *bytes.get(at).unwrap_or(&0);
            let quotes = if top.triple { 3 } else { 1 };
            if at >= bytes.len() || (c == b'\n' && !top.triple) {
                if in_spec && c == b'\n' {
                    self.set_text(false);
                    return Ok(at);
                }
                return Err(self.unterminated_fstring(top));
            }
            if c == top.quote && bytes[at..].iter().take_while(|&&b| b == top.quote).count() >= quotes {
                return Ok(at);
            }
            match c {
                b'\n' => self.newline_at(at),
                b'{' | b'}' => {
                    let single = in_spec || (in_field && c == b'}');
                    let doubled = bytes.get(at + 1) == Some(&c);
                    return Ok(if doubled && !single { at + 2 } else { at });
                }
                b'\\' => at = self.escape(at, top.raw),
                _ => {}
            }
            at += 1;
        }
    }

    /// `at` is a backslash; the last byte that belongs to the pair (or to all of `\N{...}`).
    fn escape(&mut self, at: usize, raw: bool) -> usize {
        let bytes = self.text.as_bytes();
        match bytes.get(at + 1) {
            Some(b'\n') => {
                self.newline_at(at + 1);
                at + 1
            }
            Some(b'{' | b'}') => {
                if !raw {
                    let msg = format!("invalid escape sequence '\\{}'", bytes[at + 1] as char);
                    self.warn(msg, at + 2);
                }
                at
            }
            Some(b'N') if !raw && bytes.get(at + 2) == Some(&b'{') => {
                let name = bytes[at + 3..]
                    .iter()
                    .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, b' ' | b'-'));
                let close = at + 3 + name.count();
                if bytes.get(close) == Some(&b'}') { close } else { at + 2 }
            }
            Some(b'\'' | b'"' | b'\\') => at + 1,
            _ => at,
        }
    }

    fn unterminated_fstring(&self, top: Replacing) -> Fault {
        let what = if top.triple {
            "unterminated triple-quoted f-string literal"
        } else {
            "unterminated f-string literal"
        };
        let msg = format!("{what} (detected at line {})", self.detected_line());
        Fault::from(msg, top.start.line, top.start.col, OpenEnd::Start).at_end(top.triple)
    }
}
