//! The characters of a pattern or template, one token at a time: a backslash comes with what follows it.

use crate::object::{Chars, Raised, TextBuf};
use crate::types::unicode::predicates;
use crate::types::unicode::repr;

/// A character, or a backslash and the one behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub first: u32,
    pub escaped: Option<u32>,
}
impl Token {
    pub fn len(self) -> usize {
        1 + usize::from(self.escaped.is_some())
    }
    pub fn is(self, c: char) -> bool {
        self.escaped.is_none() && self.first == u32::from(c)
    }
    /// The plain ASCII character it is; a NUL if it is none.
    pub fn ascii(self) -> char {
        match self.escaped {
            None if self.first < 128 => char::from(self.first as u8),
            _ => '\0',
        }
    }
    pub fn write(self, out: &mut TextBuf) {
        out.push(self.first);
        out.extend(self.escaped);
    }
}

/// What stops a compilation: an error of the pattern with its place, or another exception.
pub enum Stop {
    Error { message: TextBuf, at: Option<usize> },
    Raised(Raised),
}
impl From<Raised> for Stop {
    fn from(raised: Raised) -> Stop {
        Stop::Raised(raised)
    }
}
pub type Res<T> = Result<T, Stop>;

pub struct Source<'a> {
    text: Chars<'a>,
    /// A str, not bytes.
    pub is_text: bool,
    index: usize,
    pub next: Option<Token>,
}

impl<'a> Source<'a> {
    pub fn new(text: Chars<'a>, is_text: bool) -> Res<Source<'a>> {
        let mut source = Source { text, is_text, index: 0, next: None };
        source.advance()?;
        Ok(source)
    }
    fn advance(&mut self) -> Res<()> {
        let Some(first) = self.text.try_get(self.index) else {
            self.next = None;
            return Ok(());
        };
        let mut token = Token { first, escaped: None };
        if first == u32::from('\\') {
            let Some(second) = self.text.try_get(self.index + 1) else {
                let at = Some(self.text.len() - 1);
                return Err(Stop::Error { message: "bad escape (end of pattern)".into(), at });
            };
            token.escaped = Some(second);
        }
        self.index += token.len();
        self.next = Some(token);
        Ok(())
    }
    pub fn get(&mut self) -> Res<Option<Token>> {
        let this = self.next;
        self.advance()?;
        Ok(this)
    }
    pub fn next_is(&self, c: char) -> bool {
        self.next.is_some_and(|t| t.is(c))
    }
    pub fn eat(&mut self, c: char) -> Res<bool> {
        let found = self.next_is(c);
        if found {
            self.advance()?;
        }
        Ok(found)
    }
    /// Up to `most` characters that `test` likes, ASCII all.
    pub fn get_while(&mut self, most: usize, test: fn(&char) -> bool) -> Res<String> {
        let mut found = String::new();
        while let Some(c) = self.next.map(Token::ascii).filter(test).filter(|_| found.len() < most) {
            found.push(c);
            self.advance()?;
        }
        Ok(found)
    }
    /// The text before `end`, which is passed over: a name of some kind.
    pub fn get_until(&mut self, end: char, what: &str) -> Res<TextBuf> {
        let mut found = TextBuf::new();
        loop {
            let Some(token) = self.get()? else {
                return Err(if found.is_empty() {
                    self.error(format!("missing {what}"), 0)
                } else {
                    self.error(format!("missing {end}, unterminated name"), found.len())
                });
            };
            if token.is(end) {
                if found.is_empty() {
                    return Err(self.error(format!("missing {what}"), 1));
                }
                return Ok(found);
            }
            token.write(&mut found);
        }
    }
    /// The place of the next token.
    pub fn tell(&self) -> usize {
        self.index - self.next.map_or(0, Token::len)
    }
    pub fn seek(&mut self, index: usize) -> Res<()> {
        self.index = index;
        self.advance()
    }
    /// An error at `back` characters before here.
    #[cold]
    pub fn error(&self, message: impl Into<Message>, back: usize) -> Stop {
        let Message(mut message) = message.into();
        if !self.is_text && !message.is_ascii() {
            let mut plain = TextBuf::new();
            for code in message.as_chars().iter() {
                if code < 128 { plain.push(code) } else { plain.push_str(&format!("\\x{code:02x}")) }
            }
            message = plain;
        }
        Stop::Error { message, at: Some(self.tell().saturating_sub(back)) }
    }
    /// An error whose message is `words`, then some of the pattern.
    #[cold]
    pub fn error_with(&self, words: &str, token: &[Token], back: usize) -> Stop {
        let mut message = TextBuf::from(words);
        token.iter().for_each(|t| t.write(&mut message));
        self.error(message, back)
    }
    /// Names of groups are identifiers; those of bytes patterns are ASCII.
    pub fn check_group_name(&self, name: &TextBuf, back: usize) -> Res<()> {
        let bad = if !self.is_text && !name.is_ascii() {
            Some(TextBuf::from(repr::ascii_text(name.as_chars()).as_str()))
        } else if !predicates::is_identifier(name.as_chars()) {
            Some(repr::repr_text(name.as_chars()))
        } else {
            None
        };
        match bad {
            None => Ok(()),
            Some(shown) => {
                let mut message = TextBuf::from("bad character in group name ");
                message.push_chars(shown.as_chars());
                Err(self.error(message, name.len() + back))
            }
        }
    }
}

/// The words of an error, in whatever form they are at hand.
pub struct Message(TextBuf);
impl From<&str> for Message {
    fn from(text: &str) -> Message {
        Message(text.into())
    }
}
impl From<String> for Message {
    fn from(text: String) -> Message {
        Message(text.as_str().into())
    }
}
impl From<TextBuf> for Message {
    fn from(text: TextBuf) -> Message {
        Message(text)
    }
}
