//! `str.format`: the template, its replacement fields, and the engine that fills them in
//! (`Objects/stringlib/unicode_format.h`).
//!
//! [`Pieces`] and [`split_name`] are also what `string.Formatter` is made of.

use super::spec::read_number;
use crate::object::text::{Chars, TextBuf};
use crate::types::fault::Fault;

/// How deep fields may nest in specifications.
const MAX_DEPTH: u32 = 2;

/// Literal text, and the field after it if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub literal: Chars<'a>,
    pub field: Option<Field<'a>>,
}

/// `{name!conversion:spec}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    pub name: Chars<'a>,
    pub conversion: Option<u32>,
    pub spec: Chars<'a>,
    /// Whether the specification has fields of its own.
    pub nested: bool,
}

/// The pieces of a template, in order; it ends after the first error.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    text: Chars<'a>,
    at: usize,
}

impl<'a> Pieces<'a> {
    pub fn new(text: Chars<'a>) -> Pieces<'a> {
        Pieces { text, at: 0 }
    }

    fn read(&mut self) -> Option<u32> {
        let code = self.text.try_get(self.at)?;
        self.at += 1;
        Some(code)
    }

    fn piece(&mut self) -> Result<Piece<'a>, Fault> {
        let start = self.at;
        let rest = self.text.slice_from(start);
        let Some(len) = rest.find_either(OPEN, CLOSE) else {
            self.at = self.text.len();
            return Ok(Piece { literal: rest, field: None });
        };
        let brace = rest.get(len);
        self.at += len + 1;
        match rest.try_get(len + 1) {
            Some(next) if next == brace => {
                // A doubled brace stands for itself: keep the first, skip the second.
                self.at += 1;
                Ok(Piece { literal: rest.slice(0..len + 1), field: None })
            }
            _ if brace == CLOSE => Err(Fault::value("Single '}' encountered in format string")),
            None => Err(Fault::value("Single '{' encountered in format string")),
            Some(_) => Ok(Piece { literal: rest.slice(0..len), field: Some(self.field()?) }),
        }
    }

    /// A field, its opening brace read.
    fn field(&mut self) -> Result<Field<'a>, Fault> {
        let start = self.at;
        let end = loop {
            match self.read() {
                Some(OPEN) => return Err(Fault::value("unexpected '{' in field name")),
                Some(BRACKET) => {
                    while self.text.try_get(self.at).is_some_and(|code| code != CLOSE_BRACKET) {
                        self.at += 1;
                    }
                }
                Some(code @ (CLOSE | COLON | BANG)) => break code,
                Some(_) => {}
                None => return Err(Fault::value("expected '}' before end of string")),
            }
        };
        let name = self.text.slice(start..self.at - 1);
        let mut field = Field { name, conversion: None, spec: Chars::EMPTY, nested: false };
        if end == BANG {
            let missing = || Fault::value("end of string while looking for conversion specifier");
            field.conversion = Some(self.read().ok_or_else(missing)?);
            match self.read() {
                Some(CLOSE) => return Ok(field),
                Some(COLON) | None => {}
                Some(_) => return Err(Fault::value("expected ':' after conversion specifier")),
            }
        }
        if end != CLOSE {
            (field.spec, field.nested) = self.spec()?;
        }
        Ok(field)
    }

    /// A specification up to the brace that closes its field.
    fn spec(&mut self) -> Result<(Chars<'a>, bool), Fault> {
        let start = self.at;
        let (mut depth, mut nested) = (1_usize, false);
        while let Some(code) = self.read() {
            match code {
                OPEN => {
                    nested = true;
                    depth += 1;
                }
                CLOSE => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok((self.text.slice(start..self.at - 1), nested));
            }
        }
        Err(Fault::value("unmatched '{' in format spec"))
    }
}

const OPEN: u32 = '{' as u32;
const CLOSE: u32 = '}' as u32;
const BRACKET: u32 = '[' as u32;
const CLOSE_BRACKET: u32 = ']' as u32;
const DOT: u32 = '.' as u32;
const COLON: u32 = ':' as u32;
const BANG: u32 = '!' as u32;

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.at = self.text.len();
        }
        Some(piece)
    }
}

/// What a field name starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First<'a> {
    /// Nothing: the next positional argument.
    Auto,
    Index(usize),
    Key(Chars<'a>),
}

/// One step from a value to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access<'a> {
    /// `.name`
    Attribute(Chars<'a>),
    /// `[7]`
    Index(usize),
    /// `[key]`
    Key(Chars<'a>),
}

/// The first part of a field name, and the steps that follow.
pub fn split_name(name: Chars<'_>) -> Result<(First<'_>, Accesses<'_>), Fault> {
    let len = name.iter().position(|code| matches!(code, DOT | BRACKET)).unwrap_or(name.len());
    let first = name.slice(0..len);
    let steps = Accesses { rest: name.slice_from(len) };
    Ok(match whole_number(first)? {
        Some(index) => (First::Index(index), steps),
        None if first.is_empty() => (First::Auto, steps),
        None => (First::Key(first), steps),
    })
}

/// The number that the whole of `text` spells. As in CPython, too long a run of digits is an error
/// even if something else follows it.
fn whole_number(text: Chars<'_>) -> Result<Option<usize>, Fault> {
    let (number, end) = read_number(text, 0)?;
    Ok(number.filter(|_| end == text.len()))
}

/// The steps of a field name, in order; it ends after the first error.
#[derive(Clone, Debug)]
pub struct Accesses<'a> {
    rest: Chars<'a>,
}

impl<'a> Accesses<'a> {
    fn step(&mut self, opener: u32) -> Result<Access<'a>, Fault> {
        let body = self.rest.slice_from(1);
        let empty = || Fault::value("Empty attribute in format string");
        if opener == DOT {
            let end = body.iter().position(|code| matches!(code, DOT | BRACKET));
            let name = body.slice(0..end.unwrap_or(body.len()));
            self.rest = body.slice_from(name.len());
            return if name.is_empty() { Err(empty()) } else { Ok(Access::Attribute(name)) };
        }
        if opener != BRACKET {
            return Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier"));
        }
        let end = body.iter().position(|code| code == CLOSE_BRACKET);
        let key = body.slice(0..end.ok_or_else(|| Fault::value("Missing ']' in format string"))?);
        self.rest = body.slice_from(key.len() + 1);
        match whole_number(key)? {
            Some(index) => Ok(Access::Index(index)),
            None if key.is_empty() => Err(empty()),
            None => Ok(Access::Key(key)),
        }
    }
}

impl<'a> Iterator for Accesses<'a> {
    type Item = Result<Access<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let opener = self.rest.try_get(0)?;
        let step = self.step(opener);
        if step.is_err() {
            self.rest = Chars::EMPTY;
        }
        Some(step)
    }
}

/// Numbers fields without a number, and refuses to mix both ways.
#[derive(Clone, Copy, Debug, Default)]
pub enum AutoNumber {
    #[default]
    Open,
    Automatic(usize),
    Manual,
}

impl AutoNumber {
    /// The first part of a name with its number filled in.
    pub fn resolve<'a>(&mut self, first: First<'a>) -> Result<First<'a>, Fault> {
        match (first, *self) {
            (First::Key(_), _) => Ok(first),
            (First::Auto, AutoNumber::Manual) => Err(Fault::value(
                "cannot switch from manual field specification to automatic field numbering",
            )),
            (First::Index(_), AutoNumber::Automatic(_)) => Err(Fault::value(
                "cannot switch from automatic field numbering to manual field specification",
            )),
            (First::Index(_), _) => {
                *self = AutoNumber::Manual;
                Ok(first)
            }
            (First::Auto, state) => {
                let next = if let AutoNumber::Automatic(next) = state { next } else { 0 };
                *self = AutoNumber::Automatic(next + 1);
                Ok(First::Index(next))
            }
        }
    }
}

/// `!r`, `!s`, `!a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldConversion {
    Repr,
    Str,
    Ascii,
}

impl FieldConversion {
    pub fn from_code(code: u32) -> Result<FieldConversion, Fault> {
        match char::from_u32(code) {
            Some('r') => Ok(FieldConversion::Repr),
            Some('s') => Ok(FieldConversion::Str),
            Some('a') => Ok(FieldConversion::Ascii),
            Some(ch @ '!'..='~') => Err(Fault::value(format!("Unknown conversion specifier {ch}"))),
            _ => Err(Fault::value(format!("Unknown conversion specifier \\x{code:x}"))),
        }
    }
}

/// The arguments of `str.format`.
pub trait FieldArgs {
    type Value;
    type Error: From<Fault>;

    /// The argument that a field names (never `First::Auto`).
    fn argument(&mut self, first: First<'_>) -> Result<Self::Value, Self::Error>;

    fn access(&mut self, value: Self::Value, step: Access<'_>) -> Result<Self::Value, Self::Error>;

    fn convert(
        &mut self,
        value: Self::Value,
        conversion: FieldConversion,
    ) -> Result<Self::Value, Self::Error>;

    /// Appends `format(value, spec)`.
    fn format(&mut self, value: Self::Value, spec: Chars<'_>, out: &mut TextBuf) -> Result<(), Self::Error>;
}

/// Appends `template.format(...)`.
pub fn render<A: FieldArgs>(template: Chars<'_>, args: &mut A, out: &mut TextBuf) -> Result<(), A::Error> {
    render_nested(template, args, &mut AutoNumber::default(), MAX_DEPTH, out)
}

fn render_nested<A: FieldArgs>(
    template: Chars<'_>,
    args: &mut A,
    numbers: &mut AutoNumber,
    depth: u32,
    out: &mut TextBuf,
) -> Result<(), A::Error> {
    if depth == 0 {
        return Err(Fault::value("Max string recursion exceeded").into());
    }
    for piece in Pieces::new(template) {
        let Piece { literal, field } = piece?;
        out.push_chars(literal);
        let Some(field) = field else { continue };
        let (first, steps) = split_name(field.name)?;
        let mut value = args.argument(numbers.resolve(first)?)?;
        for step in steps {
            value = args.access(value, step?)?;
        }
        if let Some(conversion) = field.conversion {
            value = args.convert(value, FieldConversion::from_code(conversion)?)?;
        }
        if field.nested {
            let mut spec = TextBuf::new();
            render_nested(field.spec, args, numbers, depth - 1, &mut spec)?;
            args.format(value, spec.as_chars(), out)?;
        } else {
            args.format(value, field.spec, out)?;
        }
    }
    Ok(())
}
