//! The format specification mini-language (`Python/formatter_unicode.c`).

use super::Limits;
use crate::object::text::{Chars, TextBuf};
use crate::types::fault::Fault;
use crate::types::unicode::chars::decimal_value;

/// Where padding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: between the sign and the digits.
    AfterSign,
}

impl Align {
    fn from_code(code: u32) -> Option<Align> {
        match u8::try_from(code).ok()? {
            b'<' => Some(Align::Left),
            b'>' => Some(Align::Right),
            b'^' => Some(Align::Center),
            b'=' => Some(Align::AfterSign),
            _ => None,
        }
    }
}

/// What stands before a number that is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `-`: nothing.
    Minus,
    /// `+`
    Plus,
    /// A space.
    Space,
}

/// What groups digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// `,` every three digits.
    Comma,
    /// `_` every three digits.
    Underscore,
    /// `_` every four digits (binary, octal, hexadecimal).
    UnderscoreByFour,
}

impl Grouping {
    pub fn separator(self) -> u8 {
        if self == Grouping::Comma { b',' } else { b'_' }
    }

    pub fn size(self) -> usize {
        if self == Grouping::UnderscoreByFour { 4 } else { 3 }
    }
}

/// A format specification, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    pub fill: u32,
    pub align: Align,
    pub sign: Option<Sign>,
    /// `z`: a negative zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    pub width: Option<usize>,
    pub grouping: Option<Grouping>,
    pub precision: Option<usize>,
    /// The code point of the type; 0 if none is given and the value's type has no default.
    pub kind: u32,
}

/// What a specification leaves open is filled in by the type of the value.
#[derive(Clone, Copy, Debug)]
pub struct Defaults<'a> {
    /// For messages: the class of the value, which may be a subclass.
    pub type_name: &'a str,
    pub kind: u32,
    pub align: Align,
}

impl<'a> Defaults<'a> {
    pub fn string(type_name: &'a str) -> Defaults<'a> {
        Defaults { type_name, kind: u32::from('s'), align: Align::Left }
    }

    pub fn int(type_name: &'a str) -> Defaults<'a> {
        Defaults { type_name, kind: u32::from('d'), align: Align::Right }
    }

    /// Floats and complex numbers.
    pub fn float(type_name: &'a str) -> Defaults<'a> {
        Defaults { type_name, kind: 0, align: Align::Right }
    }
}

impl Spec {
    /// Reads `text`; errors are ValueErrors.
    pub fn parse(text: Chars<'_>, defaults: Defaults<'_>) -> Result<Spec, Fault> {
        let mut reader = Reader { text, at: 0 };
        let (fill, align) = reader.fill_and_align();
        let sign = reader.sign();
        let no_negative_zero = reader.eat(b'z');
        let alternate = reader.eat(b'#');
        let zero = fill.is_none() && reader.eat(b'0');
        let width = reader.number()?;
        let grouping = reader.grouping()?;
        let precision = reader.precision()?;
        let rest = text.slice_from(reader.at);
        let kind = match rest.len() {
            0 => defaults.kind,
            1 => rest.get(0),
            _ => return Err(invalid(text, defaults.type_name)),
        };
        let zero_align = if defaults.align == Align::Right { Align::AfterSign } else { Align::Left };
        Ok(Spec {
            fill: fill.unwrap_or(u32::from(if zero { '0' } else { ' ' })),
            align: align.unwrap_or(if zero { zero_align } else { defaults.align }),
            sign,
            no_negative_zero,
            alternate,
            width,
            grouping: grouping.map(|grouping| group_for(grouping, kind)).transpose()?,
            precision,
            kind,
        })
    }

    /// The type as an ASCII letter, 0 if none, and something no type uses beyond ASCII.
    pub fn letter(&self) -> u8 {
        u8::try_from(self.kind).ok().filter(u8::is_ascii).unwrap_or(b'?')
    }

    /// Refuses a width, or a number of digits, beyond the limit.
    pub(super) fn check_len(&self, limits: &Limits) -> Result<(), Fault> {
        let digits = if self.letter() == b's' { 0 } else { self.precision.unwrap_or(0) };
        limits.check_len(self.width.unwrap_or(0).max(digits))
    }

    /// "Unknown format code".
    pub fn unknown_kind(&self, type_name: &str) -> Fault {
        Fault::value(format!(
            "Unknown format code '{}' for object of type '{}'",
            show_code(self.kind),
            clip(type_name)
        ))
    }

    /// Appends `body` padded to the width; `AfterSign` pads on the left.
    pub fn pad(&self, body: Chars<'_>, out: &mut TextBuf) {
        let total = self.width.unwrap_or(0).saturating_sub(body.len());
        let left = match self.align {
            Align::Left => 0,
            Align::Center => total / 2,
            Align::Right | Align::AfterSign => total,
        };
        out.push_repeated(self.fill, left);
        out.push_chars(body);
        out.push_repeated(self.fill, total - left);
    }
}

/// A format code as messages show it.
fn show_code(code: u32) -> String {
    match char::from_u32(code) {
        Some(ch @ '\x21'..='\x7f') => ch.to_string(),
        _ => format!("\\x{code:x}"),
    }
}

/// A type name as far as messages show it (`%.200s`).
fn clip(type_name: &str) -> &str {
    type_name.char_indices().nth(200).map_or(type_name, |(end, _)| &type_name[..end])
}

fn invalid(text: Chars<'_>, type_name: &str) -> Fault {
    Fault::value(format!(
        "Invalid format specifier '{}' for object of type '{}'",
        text.to_string_lossy(),
        clip(type_name)
    ))
}

fn group_for(grouping: Grouping, kind: u32) -> Result<Grouping, Fault> {
    let letter = u8::try_from(kind).unwrap_or(b'?');
    match (letter, grouping) {
        (b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' | 0, _) => Ok(grouping),
        (b'b' | b'o' | b'x' | b'X', Grouping::Underscore) => Ok(Grouping::UnderscoreByFour),
        _ => {
            let separator = char::from(grouping.separator());
            Err(Fault::value(format!("Cannot specify '{separator}' with '{}'.", show_code(kind))))
        }
    }
}

/// The non-negative number that the decimal digits of `text` from `at` spell, with its end; `None`
/// without a digit. Shared with field names.
pub(super) fn read_number(text: Chars<'_>, at: usize) -> Result<(Option<usize>, usize), Fault> {
    let (mut value, mut end) = (0_usize, at);
    while let Some(digit) = text.try_get(end).and_then(decimal_value) {
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(usize::from(digit)))
            .filter(|&value| value <= isize::MAX as usize)
            .ok_or_else(|| Fault::value("Too many decimal digits in format string"))?;
        end += 1;
    }
    Ok(((end > at).then_some(value), end))
}

struct Reader<'a> {
    text: Chars<'a>,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<u32> {
        self.text.try_get(self.at + ahead)
    }

    fn eat(&mut self, wanted: u8) -> bool {
        let found = self.peek(0) == Some(u32::from(wanted));
        self.at += usize::from(found);
        found
    }

    fn fill_and_align(&mut self) -> (Option<u32>, Option<Align>) {
        if let Some(align) = self.peek(1).and_then(Align::from_code) {
            let fill = self.peek(0);
            self.at += 2;
            return (fill, Some(align));
        }
        let align = self.peek(0).and_then(Align::from_code);
        self.at += usize::from(align.is_some());
        (None, align)
    }

    fn sign(&mut self) -> Option<Sign> {
        let signs = [(b'+', Sign::Plus), (b'-', Sign::Minus), (b' ', Sign::Space)];
        signs.into_iter().find_map(|(byte, sign)| self.eat(byte).then_some(sign))
    }

    fn number(&mut self) -> Result<Option<usize>, Fault> {
        let (number, end) = read_number(self.text, self.at)?;
        self.at = end;
        Ok(number)
    }

    fn grouping(&mut self) -> Result<Option<Grouping>, Fault> {
        let comma = self.eat(b',');
        let underscore = self.eat(b'_');
        if underscore && (comma || self.peek(0) == Some(u32::from(','))) {
            return Err(Fault::value("Cannot specify both ',' and '_'."));
        }
        Ok(match (comma, underscore) {
            (true, _) => Some(Grouping::Comma),
            (_, true) => Some(Grouping::Underscore),
            _ => None,
        })
    }

    fn precision(&mut self) -> Result<Option<usize>, Fault> {
        if !self.eat(b'.') {
            return Ok(None);
        }
        match self.number()? {
            Some(precision) => Ok(Some(precision)),
            None => Err(Fault::value("Format specifier missing precision")),
        }
    }
}
