//! From text to tokens of one logical line: drives logos and completes numbers and strings by hand.
//!
//! Owns the bracket stack and the stack of open f-strings; both must agree with the text read so far.
//! Errors are worded and placed as CPython's `Parser/lexer/lexer.c` does. Deliberately absent:
//! indentation and what a line end means ([`super::layout`]), and the values of literals
//! ([`super::literal`]).

use logos::Logos;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::ast::Span;
use super::error::{Fault, OpenEnd, Warning};
use super::fstring::Replacing;
use super::token::{Loc, Tok, Token};

/// Open brackets that CPython can hold.
const MAX_BRACKETS: usize = 200;

/// An open bracket.
#[derive(Clone, Copy, Debug)]
pub struct Bracket {
    pub open: u8,
    pub loc: Loc,
    /// It opened a replacement field of the innermost f-string.
    pub field: bool,
}

pub struct Lexer<'s> {
    pub(super) text: &'s str,
    pub(super) raw: logos::Lexer<'s, Tok>,
    pub(super) line: u32,
    pub(super) line_start: usize,
    pub brackets: Vec<Bracket>,
    pub(super) fstrings: Vec<Replacing>,
    pub warnings: Vec<Warning>,
}

impl<'s> Lexer<'s> {
    pub fn new(text: &'s str) -> Lexer<'s> {
        Lexer {
            text,
            raw: Tok::lexer(text),
            line: 1,
            line_start: 0,
            brackets: Vec::new(),
            fstrings: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// The byte offset of the next character.
    pub fn at(&self) -> usize {
        self.raw.span().end
    }

    pub fn line_start(&self) -> usize {
        self.line_start
    }

    /// The next byte, or 0 at the end.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        *self.text.as_bytes().get(self.at() + ahead).unwrap_or(&0)
    }

    /// Moves on to byte offset `at`, on this line.
    pub(super) fn seek(&mut self, at: usize) {
        self.raw = Tok::lexer(self.text);
        self.raw.bump(at);
    }

    /// Steps over one line end at byte offset `at`.
    pub(super) fn newline_at(&mut self, at: usize) {
        self.line += 1;
        self.line_start = at + 1;
    }

    pub fn loc(&self, at: usize) -> Loc {
        Loc { line: self.line, col: (at - self.line_start) as u32, at: at as u32 }
    }

    /// CPython's tokenizer errors point at the last character consumed.
    pub(super) fn fault(&self, msg: impl Into<String>, consumed: usize) -> Fault {
        let line = &self.text[self.line_start..consumed.max(self.line_start)];
        let last = line.char_indices().next_back().map_or(0, |(at, _)| at);
        Fault::from(msg, self.line, last as u32, OpenEnd::Start)
    }

    /// A warning; as an error it would stand at the last character of what was consumed.
    pub(super) fn warn(&mut self, msg: String, consumed: usize) {
        let read = &self.text[self.line_start..consumed.max(self.line_start)];
        let col = read.char_indices().next_back().map_or(0, |(at, _)| at as u32);
        let span = Span { line: self.line, col, end_line: self.line, end_col: col };
        self.warnings.push(Warning { msg, line: self.line, span });
    }

    /// The next token; `None` at the end of the text. Line ends are tokens here, wherever they are.
    pub fn next(&mut self) -> Option<Result<Token, Fault>> {
        if self.fstrings.last().is_some_and(|top| top.in_text) {
            return Some(self.fstring_text());
        }
        let kind = self.raw.next()?;
        let span = self.raw.span();
        let start = self.loc(span.start);
        let result = match kind {
            Ok(Tok::Name) => self.name(span.start),
            Ok(Tok::Number) => self.number(span.start).map(|()| Tok::Number),
            Ok(Tok::String) => return Some(self.string(start)),
            Ok(Tok::FStringStart) => self.fstring_start(start).map(|()| Tok::FStringStart),
            Ok(Tok::Newline) => {
                let end = self.loc(span.end);
                self.newline_at(span.start);
                return Some(Ok(Token { kind: Tok::Newline, start, end }));
            }
            Ok(Tok::Backslash) => match self.continuation() {
                Ok(()) => return self.next(),
                Err(fault) => Err(fault),
            },
            Ok(kind) => self.punctuation(kind, start),
            Err(()) => Err(self.strange(span.start)),
        };
        Some(result.map(|kind| Token { kind, start, end: self.loc(self.at()) }))
    }

    /// After a backslash: only a line end may follow, and not the end of the file.
    pub(super) fn continuation(&mut self) -> Result<(), Fault> {
        let at = self.at();
        if self.peek(0) != b'\n' {
            let col = (at - self.line_start) as u32;
            let msg = "unexpected character after line continuation character";
            return Err(Fault::from(msg, self.line, col, OpenEnd::Zero));
        }
        self.raw.bump(1);
        if at + 1 >= self.text.len() {
            let col = (at - self.line_start) as u32;
            let fault = || {
                Fault::from("unexpected EOF while parsing", self.line, col, OpenEnd::MinusOne).at_end(true)
            };
            return Err(self.never_closed().unwrap_or_else(fault));
        }
        self.newline_at(at);
        Ok(())
    }

    /// At the end of the text: the innermost open bracket.
    pub fn never_closed(&self) -> Option<Fault> {
        let bracket = self.brackets.last()?;
        let msg = format!("'{}' was never closed", bracket.open as char);
        Some(Fault::from(msg, bracket.loc.line, bracket.loc.col, OpenEnd::Zero).at_end(true))
    }

    fn punctuation(&mut self, kind: Tok, start: Loc) -> Result<Tok, Fault> {
        match kind {
            Tok::LParen | Tok::LBracket | Tok::LBrace => {
                let open = self.text.as_bytes()[start.at as usize];
                self.open(Bracket { open, loc: start, field: false })?;
            }
            Tok::RParen | Tok::RBracket | Tok::RBrace => self.close(start)?,
            Tok::Colon | Tok::Walrus if self.in_field() => {
                // At a field's own level a colon always begins the format spec, even before `=`.
                self.seek(start.at as usize + 1);
                let fstring = self.fstrings.last_mut().expect("a field has its f-string");
                (fstring.in_text, fstring.in_spec) = (true, true);
                return Ok(Tok::Colon);
            }
            _ => {}
        }
        Ok(kind)
    }

    /// Directly inside a replacement field, with no bracket open in it.
    fn in_field(&self) -> bool {
        self.brackets.last().is_some_and(|top| top.field)
    }

    pub(super) fn open(&mut self, bracket: Bracket) -> Result<(), Fault> {
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(self.fault("too many nested parentheses", self.at()));
        }
        self.brackets.push(bracket);
        Ok(())
    }

    fn close(&mut self, start: Loc) -> Result<(), Fault> {
        let close = self.text.as_bytes()[start.at as usize];
        let base = self.fstrings.last().map(|top| top.base);
        if base == Some(self.brackets.len()) {
            let msg = if close == b'}' {
                "f-string: single '}' is not allowed".to_string()
            } else {
                format!("f-string: unmatched '{}'", close as char)
            };
            return Err(self.fault(msg, self.at()));
        }
        let Some(bracket) = self.brackets.pop() else {
            return Err(self.fault(format!("unmatched '{}'", close as char), self.at()));
        };
        let fits = matches!((bracket.open, close), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
        if !fits {
            let (open, close) = (bracket.open as char, close as char);
            let msg = if bracket.field {
                format!("f-string: unmatched '{close}'")
            } else if bracket.loc.line != self.line {
                let line = bracket.loc.line;
                format!(
                    "closing parenthesis '{close}' does not match opening parenthesis '{open}' on line {line}"
                )
            } else {
                format!("closing parenthesis '{close}' does not match opening parenthesis '{open}'")
            };
            return Err(self.fault(msg, self.at()));
        }
        if bracket.field {
            let fstring = self.fstrings.last_mut().expect("a field has its f-string");
            (fstring.in_text, fstring.in_spec) = (true, false);
        }
        Ok(())
    }

    fn name(&self, start: usize) -> Result<Tok, Fault> {
        let text = &self.text[start..self.at()];
        if text.is_ascii() {
            return Ok(Tok::Name);
        }
        for (at, c) in text.char_indices() {
            let fits = match at {
                0 => c == '_' || unicode_ident::is_xid_start(c),
                _ => unicode_ident::is_xid_continue(c),
            };
            if !fits {
                return Err(self.strange(start + at));
            }
        }
        Ok(Tok::Name)
    }

    /// A character that begins no token.
    fn strange(&self, at: usize) -> Fault {
        let c = self.text[at..].chars().next().unwrap_or('\0');
        let code = c as u32;
        let msg = if is_printable(c) {
            format!("invalid character '{c}' (U+{code:04X})")
        } else {
            format!("invalid non-printable character U+{code:04X}")
        };
        self.fault(msg, at + c.len_utf8())
    }

    // Numbers: `start` is the first byte; the lexer stands behind what has been read.

    fn number(&mut self, start: usize) -> Result<(), Fault> {
        self.seek(start);
        if self.peek(0) != b'0' {
            if self.peek(0) != b'.' {
                self.digits()?;
            }
            return self.fraction();
        }
        match self.peek(1) | 0x20 {
            b'x' => self.radix("hexadecimal", |c| c.is_ascii_hexdigit()),
            b'o' => self.radix("octal", |c| matches!(c, b'0'..=b'7')),
            b'b' => self.radix("binary", |c| matches!(c, b'0' | b'1')),
            _ => self.leading_zero(start),
        }
    }

    /// `0` with more behind it: only zeros, unless it turns out to be a float or imaginary.
    fn leading_zero(&mut self, start: usize) -> Result<(), Fault> {
        loop {
            if self.peek(0) == b'_' {
                self.raw.bump(1);
                if !self.peek(0).is_ascii_digit() {
                    return Err(self.fault("invalid decimal literal", self.at()));
                }
            }
            if self.peek(0) != b'0' {
                break;
            }
            self.raw.bump(1);
        }
        let zeros_end = self.at() + 1;
        let nonzero = self.peek(0).is_ascii_digit();
        if nonzero {
            self.digits()?;
        }
        if nonzero && !matches!(self.peek(0) | 0x20, b'.' | b'e' | b'j') {
            let at = self.loc(start);
            let span = Span { line: at.line, col: at.col, end_line: at.line, end_col: at.col };
            let end_col = (zeros_end - self.line_start) as u32 - 1;
            let msg = "leading zeros in decimal integer literals are not permitted; \
                       use an 0o prefix for octal integers";
            return Err(Fault::at(msg, Span { end_col, ..span }));
        }
        self.fraction()
    }

    /// Decimal digits with single underscores between them.
    fn digits(&mut self) -> Result<(), Fault> {
        loop {
            while self.peek(0).is_ascii_digit() {
                self.raw.bump(1);
            }
            if self.peek(0) != b'_' {
                return Ok(());
            }
            self.raw.bump(1);
            if !self.peek(0).is_ascii_digit() {
                return Err(self.fault("invalid decimal literal", self.at()));
            }
        }
    }

    /// `.`, exponent and `j`, each optional, behind the whole part.
    fn fraction(&mut self) -> Result<(), Fault> {
        if self.peek(0) == b'.' {
            self.raw.bump(1);
            if self.peek(0).is_ascii_digit() {
                self.digits()?;
            }
        }
        if self.peek(0) | 0x20 == b'e' {
            let sign = matches!(self.peek(1), b'+' | b'-') as usize;
            if self.peek(1 + sign).is_ascii_digit() {
                self.raw.bump(1 + sign);
                self.digits()?;
            } else if sign == 1 {
                self.raw.bump(2);
                return Err(self.fault("invalid decimal literal", self.at()));
            } else {
                return self.number_end("decimal");
            }
        }
        if self.peek(0) | 0x20 == b'j' {
            self.raw.bump(1);
            return self.number_end("imaginary");
        }
        self.number_end("decimal")
    }

    fn radix(&mut self, name: &str, is_digit: fn(u8) -> bool) -> Result<(), Fault> {
        self.raw.bump(2);
        loop {
            if self.peek(0) == b'_' {
                self.raw.bump(1);
            }
            if !is_digit(self.peek(0)) {
                return Err(self.bad_digit(name));
            }
            while is_digit(self.peek(0)) {
                self.raw.bump(1);
            }
            if self.peek(0) != b'_' {
                break;
            }
        }
        if self.peek(0).is_ascii_digit() {
            return Err(self.bad_digit(name));
        }
        self.number_end(name)
    }

    fn bad_digit(&self, name: &str) -> Fault {
        let c = self.peek(0);
        if c.is_ascii_digit() {
            self.fault(format!("invalid digit '{}' in {name} literal", c as char), self.at() + 1)
        } else {
            self.fault(format!("invalid {name} literal"), self.at())
        }
    }

    /// What stands right behind a number: a keyword is tolerated with a warning, a name is not.
    fn number_end(&mut self, name: &str) -> Result<(), Fault> {
        let rest = &self.text.as_bytes()[self.at()..];
        if !matches!(rest.first(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9')) {
            return Ok(());
        }
        let whole = |word: &[u8]| {
            rest.strip_prefix(word).is_some_and(|rest| {
                !matches!(rest.first(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9' | 0x80..))
            })
        };
        let words: [&[u8]; 5] = [b"and", b"else", b"for", b"or", b"not"];
        let tolerated = matches!(rest, [b'i', b'f' | b'n' | b's', ..]) || words.into_iter().any(whole);
        if tolerated {
            self.warn(format!("invalid {name} literal"), self.at());
            return Ok(());
        }
        Err(self.fault(format!("invalid {name} literal"), self.at()))
    }

    /// A string that is no f-string; logos has read prefix and first quote.
    fn string(&mut self, start: Loc) -> Result<Token, Fault> {
        let bytes = self.text.as_bytes();
        let quote = bytes[self.at() - 1];
        let triple = self.peek(0) == quote && self.peek(1) == quote;
        if !triple && self.peek(0) == quote {
            self.raw.bump(1);
            return Ok(Token { kind: Tok::String, start, end: self.loc(self.at()) });
        }
        let mut at = self.at() + if triple { 2 } else { 0 };
        let mut escaped = false;
        loop {
            match bytes.get(at) {
                None => return Err(self.unterminated(start, quote, triple, false)),
                Some(b'\n') if !triple => return Err(self.unterminated(start, quote, triple, escaped)),
                Some(b'\n') => self.newline_at(at),
                Some(b'\\') => {
                    at += 1;
                    escaped |= bytes.get(at) == Some(&quote);
                    if bytes.get(at) == Some(&b'\n') {
                        self.newline_at(at);
                    }
                }
                Some(&c) if c == quote => {
                    if !triple {
                        break;
                    }
                    if bytes[at..].starts_with(&[quote; 3]) {
                        at += 2;
                        break;
                    }
                }
                Some(_) => {}
            }
            at += 1;
        }
        self.seek(at + 1);
        Ok(Token { kind: Tok::String, start, end: self.loc(at + 1) })
    }

    fn unterminated(&self, start: Loc, quote: u8, triple: bool, escaped: bool) -> Fault {
        if let Some(top) = self.fstrings.last()
            && top.quote == quote
            && top.triple == triple
        {
            let msg = "f-string: expecting '}'";
            return Fault::from(msg, start.line, start.col, OpenEnd::Start);
        }
        let detected = self.detected_line();
        let what =
            if triple { "unterminated triple-quoted string literal" } else { "unterminated string literal" };
        let hint = if escaped { "; perhaps you escaped the end quote?" } else { "" };
        let msg = format!("{what} (detected at line {detected}){hint}");
        Fault::from(msg, start.line, start.col, OpenEnd::Start).at_end(triple)
    }

    /// The line on which the end of a string was missed: the last one read.
    pub(super) fn detected_line(&self) -> u32 {
        let at_end = self.line_start >= self.text.len() && self.line > 1;
        if at_end { self.line - 1 } else { self.line }
    }
}

/// As `str.isprintable` judges one character.
pub(super) fn is_printable(c: char) -> bool {
    use GeneralCategory::*;
    c == ' '
        || !matches!(
            c.general_category(),
            Control
                | Format
                | Surrogate
                | PrivateUse
                | Unassigned
                | LineSeparator
                | ParagraphSeparator
                | SpaceSeparator
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Result<(Tok, &str), String> {
        let mut lexer = Lexer::new(text);
        match lexer.next().expect("not empty") {
            Ok(token) => Ok((token.kind, &text[..token.end.at as usize])),
            Err(fault) => Err(fault.msg),
        }
    }

    #[test]
    fn numbers_end_where_they_should() {
        for text in [
            "0", "1_000", "0xFf_0", "0b1_0", "0o17", "1.", ".5", "1e5", "1.5e-3", "1j", "0_0", "09.5",
            "1E+1J",
        ] {
            assert_eq!(first(text), Ok((Tok::Number, text)));
        }
        assert_eq!(first("1if x"), Ok((Tok::Number, "1")));
        assert_eq!(first("1..a"), Ok((Tok::Number, "1.")));
    }

    #[test]
    fn numbers_that_are_none() {
        for (text, msg) in [
            ("1_", "invalid decimal literal"),
            ("1__0", "invalid decimal literal"),
            ("1e+", "invalid decimal literal"),
            ("1ab", "invalid decimal literal"),
            ("1jx", "invalid imaginary literal"),
            ("0x", "invalid hexadecimal literal"),
            ("0b2", "invalid digit '2' in binary literal"),
            ("0o18", "invalid digit '8' in octal literal"),
        ] {
            assert_eq!(first(text), Err(msg.into()), "{text}");
        }
        assert!(first("012").is_err_and(|msg| msg.starts_with("leading zeros")));
    }

    #[test]
    fn strings_and_names() {
        for text in ["''", "'a\\'b'", "\"'\"", "'''a'b\n'''", "rb'\\''", "u''", "'\\\n'"] {
            assert_eq!(first(text), Ok((Tok::String, text)));
        }
        assert_eq!(first("été = 1"), Ok((Tok::Name, "été")));
        assert_eq!(first("kf''"), Ok((Tok::Name, "kf")));
        assert_eq!(first("a€"), Err("invalid character '€' (U+20AC)".into()));
        assert_eq!(first("\u{a0}"), Err("invalid non-printable character U+00A0".into()));
    }

    #[test]
    fn f_strings_alternate_text_and_fields() {
        use Tok::*;
        let text = "f'a{b!r:>{c}}{{'";
        let mut lexer = Lexer::new(text);
        let kinds: Vec<_> =
            std::iter::from_fn(|| lexer.next()).map(|token| token.expect(text).kind).collect();
        let expected = [
            FStringStart,
            FStringMiddle,
            LBrace,
            Name,
            Exclamation,
            Name,
            Colon,
            FStringMiddle,
            LBrace,
            Name,
            RBrace,
            FStringMiddle,
            RBrace,
            FStringMiddle,
            FStringEnd,
        ];
        assert_eq!(kinds, expected);
    }
}
