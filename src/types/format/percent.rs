//! `%` formatting of str and bytes (`PyUnicode_Format`, `_PyBytes_FormatEx`).
//!
//! [`render`] walks the template and asks a [`PercentArgs`] for values and their conversion; the `layout_*`
//! functions are what such a conversion calls once it has a plain value. Bytes templates run through
//! the same engine as Latin-1 text.

use super::Limits;
use super::number::float_body;
use crate::object::text::{Chars, TextBuf};
use crate::types::fault::Fault;
use crate::types::numeric::{Int, int_text};

/// One conversion: `%(key)#0- +width.precision` and its letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conversion {
    /// `-`, or a negative width
    pub left: bool,
    pub plus: bool,
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    pub zero: bool,
    pub width: usize,
    pub precision: Option<usize>,
    /// The code point of the letter.
    pub kind: u32,
    /// Where the letter stands in the template.
    pub index: usize,
}

/// The right operand of `%`.
pub trait PercentArgs {
    type Value;
    type Error: From<Fault>;

    /// Whether `%(key)` may be used: a mapping that is no tuple, str or the like.
    fn is_mapping(&self) -> bool;

    /// Looks `key` up; from here on `next_value` gives that value once.
    fn select(&mut self, key: Chars<'_>) -> Result<(), Self::Error>;

    /// The next value; `None` when there is no more.
    fn next_value(&mut self) -> Result<Option<Self::Value>, Self::Error>;

    /// The value of a `*` as an int; `None` if it is none.
    fn star(&mut self, value: Self::Value) -> Result<Option<Int>, Self::Error>;

    /// Appends the value as the conversion says.
    fn convert(
        &mut self,
        conversion: &Conversion,
        value: Self::Value,
        out: &mut TextBuf,
    ) -> Result<(), Self::Error>;

    /// Whether values of a tuple (or a lone value that is no mapping) are left over.
    fn has_rest(&self) -> bool;
}

/// What is formatted; the messages differ a little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Str,
    Bytes,
}

/// Appends `template % args`.
pub fn render<A: PercentArgs>(
    template: Chars<'_>,
    subject: Subject,
    limits: &Limits,
    args: &mut A,
    out: &mut TextBuf,
) -> Result<(), A::Error> {
    let mut reader = Reader { template, at: 0, subject, args };
    while let Some(literal) = reader.literal() {
        out.push_chars(literal);
        if reader.at == template.len() {
            break;
        }
        reader.at += 1;
        if reader.peek() == Some(b'%') {
            reader.at += 1;
            out.push(u32::from('%'));
            continue;
        }
        let conversion = reader.conversion()?;
        let value = reader.value()?;
        limits.check_len(conversion.width.max(conversion.digits()))?;
        reader.args.convert(&conversion, value, out)?;
    }
    if args.has_rest() {
        let message = match subject {
            Subject::Str => "not all arguments converted during string formatting",
            Subject::Bytes => "not all arguments converted during bytes formatting",
        };
        return Err(Fault::type_error(message).into());
    }
    Ok(())
}

struct Reader<'a, 'b, A> {
    template: Chars<'a>,
    at: usize,
    subject: Subject,
    args: &'b mut A,
}

impl<'a, A: PercentArgs> Reader<'a, '_, A> {
    /// The text up to the next `%` or the end; `None` at the end.
    fn literal(&mut self) -> Option<Chars<'a>> {
        let rest = self.template.slice_from(self.at);
        if rest.is_empty() {
            return None;
        }
        let len = rest.find_either('%'.into(), '%'.into()).unwrap_or(rest.len());
        self.at += len;
        Some(rest.slice(0..len))
    }

    /// The next unit if it is ASCII; other code points come as 255, which nothing asks for.
    fn peek(&self) -> Option<u8> {
        self.template.try_get(self.at).map(|code| if code < 128 { code as u8 } else { 255 })
    }

    fn eat(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self) -> Result<A::Value, A::Error> {
        let value = self.args.next_value()?;
        value.ok_or_else(|| Fault::type_error("not enough arguments for format string").into())
    }

    /// All between `%` and the letter, and the letter.
    fn conversion(&mut self) -> Result<Conversion, A::Error> {
        let mut conversion = Conversion::default();
        if self.eat(b'(') {
            self.key()?;
        }
        self.flags(&mut conversion);
        self.width(&mut conversion)?;
        if self.eat(b'.') {
            conversion.precision = Some(self.precision()?);
        }
        if matches!(self.peek(), Some(b'h' | b'l' | b'L')) {
            self.at += 1;
        }
        conversion.index = self.at;
        conversion.kind = self.template.try_get(self.at).ok_or_else(|| Fault::value("incomplete format"))?;
        self.at += 1;
        Ok(conversion)
    }

    fn key(&mut self) -> Result<(), A::Error> {
        if !self.args.is_mapping() {
            return Err(Fault::type_error("format requires a mapping").into());
        }
        let start = self.at;
        let mut depth = 1;
        while depth > 0 {
            match self.peek() {
                None => return Err(Fault::value("incomplete format key").into()),
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                Some(_) => {}
            }
            self.at += 1;
        }
        self.args.select(self.template.slice(start..self.at - 1))
    }

    fn flags(&mut self, conversion: &mut Conversion) {
        loop {
            match self.peek() {
                Some(b'-') => conversion.left = true,
                Some(b'+') => conversion.plus = true,
                Some(b' ') => conversion.blank = true,
                Some(b'#') => conversion.alternate = true,
                Some(b'0') => conversion.zero = true,
                _ => return,
            }
            self.at += 1;
        }
    }

    fn width(&mut self, conversion: &mut Conversion) -> Result<(), A::Error> {
        if !self.eat(b'*') {
            conversion.width = self.digits(isize::MAX as usize, "width too big")?;
            return Ok(());
        }
        let width = self.star()?.to_i64();
        let width = width.ok_or_else(|| Fault::overflow("Python int too large to convert to C ssize_t"))?;
        conversion.left |= width < 0;
        conversion.width = usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX);
        Ok(())
    }

    fn precision(&mut self) -> Result<usize, A::Error> {
        if !self.eat(b'*') {
            return match self.subject {
                Subject::Str => self.digits(i32::MAX as usize, "precision too big"),
                Subject::Bytes => self.digits(i32::MAX as usize, "prec too big"),
            };
        }
        let precision = self.star()?.to_i64().and_then(|value| i32::try_from(value).ok());
        let precision =
            precision.ok_or_else(|| Fault::overflow("Python int too large to convert to C int"))?;
        Ok(precision.max(0) as usize)
    }

    fn star(&mut self) -> Result<Int, A::Error> {
        let value = self.value()?;
        let value = self.args.star(value)?;
        value.ok_or_else(|| Fault::type_error("* wants int").into())
    }

    /// A run of ASCII digits, 0 if there is none.
    fn digits(&mut self, most: usize, message: &'static str) -> Result<usize, A::Error> {
        let mut value = 0_usize;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            value = value
                .checked_mul(10)
                .and_then(|value| value.checked_add(usize::from(digit - b'0')))
                .filter(|&value| value <= most)
                .ok_or_else(|| Fault::value(message))?;
            self.at += 1;
        }
        Ok(value)
    }
}

impl Conversion {
    /// The letter, if it is ASCII.
    pub fn letter(&self) -> Option<char> {
        char::from_u32(self.kind).filter(char::is_ascii)
    }

    /// How many digits the precision asks for; it only cuts text.
    fn digits(&self) -> usize {
        match self.letter() {
            Some('s' | 'r' | 'a' | 'b' | 'c') => 0,
            _ => self.precision.unwrap_or(0),
        }
    }

    /// The ValueError for a letter that means nothing.
    pub fn unsupported(&self) -> Fault {
        let shown = char::from_u32(self.kind).filter(|ch| (' '..'\x7f').contains(ch)).unwrap_or('?');
        let (code, index) = (self.kind, self.index);
        Fault::value(format!("unsupported format character '{shown}' ({code:#x}) at index {index}"))
    }

    /// Appends text cut to the precision and padded to the width (`%s %r %a`; `%c` and `%%` too, which
    /// should clear the precision first).
    pub fn layout_text(&self, text: Chars<'_>, out: &mut TextBuf) {
        let shown = self.precision.unwrap_or(usize::MAX).min(text.len());
        let padding = self.width.saturating_sub(shown);
        out.push_repeated(u32::from(' '), if self.left { 0 } else { padding });
        out.push_chars(text.slice(0..shown));
        out.push_repeated(u32::from(' '), if self.left { padding } else { 0 });
    }

    /// Appends one character (`%c`), which the precision does not touch.
    pub fn layout_char(&self, code: u32, out: &mut TextBuf) {
        Conversion { precision: None, ..*self }.layout_text(Chars::Ucs4(&[code]), out);
    }

    /// Appends an int (`%d %i %u %o %x %X`); `digit_limit` is that of [`Limits`].
    pub fn layout_int(&self, value: &Int, digit_limit: usize, out: &mut TextBuf) -> Result<(), Fault> {
        let (prefix, text) = match self.letter() {
            Some('o') => ("0o", int_text::to_radix(value, 8)),
            Some('x') => ("0x", int_text::to_radix(value, 16)),
            Some('X') => ("0X", int_text::to_radix(value, 16).to_ascii_uppercase()),
            _ => ("", int_text::to_decimal(value, digit_limit)?),
        };
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let zeros = self.precision.unwrap_or(0).saturating_sub(digits.len());
        let prefix = if self.alternate { prefix } else { "" };
        self.layout_number(value.is_negative(), prefix, zeros, digits, out);
        Ok(())
    }

    /// Appends a float (`%e %E %f %F %g %G`).
    pub fn layout_float(&self, value: f64, out: &mut TextBuf) {
        let letter = self.letter().map_or(b'f', |letter| letter as u8);
        let precision = Some(self.precision.unwrap_or(6));
        let body = float_body(value, letter, precision, self.alternate, false);
        self.layout_number(body.negative, "", 0, &body.text, out);
    }

    fn layout_number(&self, negative: bool, prefix: &str, zeros: usize, digits: &str, out: &mut TextBuf) {
        let sign = match self {
            _ if negative => "-",
            Conversion { plus: true, .. } => "+",
            Conversion { blank: true, .. } => " ",
            _ => "",
        };
        let len = sign.len() + prefix.len() + zeros + digits.len();
        let padding = self.width.saturating_sub(len);
        let (before, inner, after) = match (self.left, self.zero) {
            (true, _) => (0, 0, padding),
            (false, true) => (0, padding, 0),
            (false, false) => (padding, 0, 0),
        };
        out.push_repeated(u32::from(' '), before);
        out.push_str(sign);
        out.push_str(prefix);
        out.push_repeated(u32::from('0'), inner + zeros);
        out.push_str(digits);
        out.push_repeated(u32::from(' '), after);
    }
}
