//! `__format__` of int, float and complex, and the float digits that `%` formatting shares.

use super::Limits;
use super::spec::{Align, Defaults, Grouping, Sign, Spec};
use crate::object::text::{Chars, TextBuf};
use crate::types::fault::Fault;
use crate::types::numeric::complex::Complex;
use crate::types::numeric::float_text::{self, Digits};
use crate::types::numeric::{Int, int_ops, int_text};

/// Appends an int formatted by the specification.
pub fn format_int(
    value: &Int,
    spec: Chars<'_>,
    type_name: &str,
    limits: &Limits,
    out: &mut TextBuf,
) -> Result<(), Fault> {
    if spec.is_empty() {
        out.push_str(&int_text::to_decimal(value, limits.digits)?);
        return Ok(());
    }
    let spec = Spec::parse(spec, Defaults::int(type_name))?;
    match spec.letter() {
        letter @ (b'b' | b'c' | b'd' | b'o' | b'x' | b'X' | b'n') => {
            refuse_for_int(&spec, letter)?;
            if letter == b'c' {
                spec.check_len(limits)?;
                return format_char(value, &spec, out);
            }
            layout_int(value, &spec, letter, limits, out)
        }
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => {
            layout_float(int_ops::to_f64(value)?, &spec, limits, out)
        }
        _ => Err(spec.unknown_kind(type_name)),
    }
}

fn refuse_for_int(spec: &Spec, letter: u8) -> Result<(), Fault> {
    let message = match spec {
        Spec { precision: Some(_), .. } => "Precision not allowed in integer format specifier",
        Spec { no_negative_zero: true, .. } => {
            "Negative zero coercion (z) not allowed in integer format specifier"
        }
        Spec { sign: Some(_), .. } if letter == b'c' => "Sign not allowed with integer format specifier 'c'",
        Spec { alternate: true, .. } if letter == b'c' => {
            "Alternate form (#) not allowed with integer format specifier 'c'"
        }
        _ => return Ok(()),
    };
    Err(Fault::value(message))
}

fn format_char(value: &Int, spec: &Spec, out: &mut TextBuf) -> Result<(), Fault> {
    let value = value.to_i64().ok_or_else(|| Fault::overflow("Python int too large to convert to C long"))?;
    let code = u32::try_from(value)
        .ok()
        .filter(|&code| code <= crate::object::text::MAX_CODE_POINT)
        .ok_or_else(|| Fault::overflow("%c arg not in range(0x110000)"))?;
    spec.pad(Chars::Ucs4(&[code]), out);
    Ok(())
}

fn layout_int(value: &Int, spec: &Spec, letter: u8, limits: &Limits, out: &mut TextBuf) -> Result<(), Fault> {
    spec.check_len(limits)?;
    let (prefix, text) = match letter {
        b'b' => ("0b", int_text::to_radix(value, 2)),
        b'o' => ("0o", int_text::to_radix(value, 8)),
        b'x' => ("0x", int_text::to_radix(value, 16)),
        b'X' => ("0X", int_text::to_radix(value, 16).to_ascii_uppercase()),
        _ => ("", int_text::to_decimal(value, limits.digits)?),
    };
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let parts = Parts {
        sign: sign_text(value.is_negative(), spec.sign),
        prefix: if spec.alternate { prefix } else { "" },
        digits,
        rest: "",
    };
    parts.layout(spec, out);
    Ok(())
}

/// Appends a float formatted by the specification.
pub fn format_float(
    value: f64,
    spec: Chars<'_>,
    type_name: &str,
    limits: &Limits,
    out: &mut TextBuf,
) -> Result<(), Fault> {
    if spec.is_empty() {
        out.push_str(&float_text::repr(value));
        return Ok(());
    }
    let spec = Spec::parse(spec, Defaults::float(type_name))?;
    match spec.letter() {
        0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n' | b'%' => layout_float(value, &spec, limits, out),
        _ => Err(spec.unknown_kind(type_name)),
    }
}

fn layout_float(value: f64, spec: &Spec, limits: &Limits, out: &mut TextBuf) -> Result<(), Fault> {
    let percent = spec.letter() == b'%';
    let value = if percent { value * 100.0 } else { value };
    let mut body = float_body(value, spec.letter(), checked_precision(spec, limits)?, spec.alternate, true);
    if percent {
        body.text.push('%');
    }
    let negative = body.negative && !(spec.no_negative_zero && body.is_zero);
    Parts::split(sign_text(negative, spec.sign), &body.text).layout(spec, out);
    Ok(())
}

fn checked_precision(spec: &Spec, limits: &Limits) -> Result<Option<usize>, Fault> {
    match spec.precision {
        Some(precision) if precision > i32::MAX as usize => Err(Fault::value("precision too big")),
        precision => spec.check_len(limits).map(|()| precision),
    }
}

/// Appends a complex number formatted by the specification.
pub fn format_complex(
    value: Complex,
    spec: Chars<'_>,
    type_name: &str,
    limits: &Limits,
    out: &mut TextBuf,
) -> Result<(), Fault> {
    if spec.is_empty() {
        out.push_str(&value.repr());
        return Ok(());
    }
    let spec = Spec::parse(spec, Defaults::float(type_name))?;
    let letter = spec.letter();
    if !matches!(letter, 0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n') {
        return Err(spec.unknown_kind(type_name));
    }
    if spec.fill == u32::from('0') {
        return Err(Fault::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(Fault::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let precision = checked_precision(&spec, limits)?;
    let imag_only = letter == 0 && value.real == 0.0 && value.real.is_sign_positive();
    let parens = letter == 0 && !imag_only;
    let unpadded = Spec { width: None, align: Align::Left, ..spec };
    let mut text = TextBuf::new();
    let mut part = |value: f64, sign: Option<Sign>| {
        let body = float_body(value, letter, precision, spec.alternate, false);
        let negative = body.negative && !(spec.no_negative_zero && body.is_zero);
        Parts::split(sign_text(negative, sign), &body.text).layout(&unpadded, &mut text);
    };
    if imag_only {
        part(value.imag, spec.sign);
    } else {
        part(value.real, spec.sign);
        part(value.imag, Some(Sign::Plus));
    }
    text.push(u32::from('j'));
    if parens {
        let mut inner = TextBuf::from("(");
        inner.push_chars(text.as_chars());
        inner.push(u32::from(')'));
        text = inner;
    }
    spec.pad(text.as_chars(), out);
    Ok(())
}

/// The digits of a float, sign apart.
pub(super) struct FloatBody {
    pub text: String,
    pub negative: bool,
    /// All digits shown are zero.
    pub is_zero: bool,
}

/// The text of `|value|` (`PyOS_double_to_string`) for the types `e E f F g G n %`, and 0 for none,
/// which is the repr without a precision and like `g` with one. `keep_fraction` asks for at least one
/// digit after the point in that case, as float (not complex) does.
pub(super) fn float_body(
    value: f64,
    letter: u8,
    precision: Option<usize>,
    alternate: bool,
    keep_fraction: bool,
) -> FloatBody {
    let negative = value.is_sign_negative() && !value.is_nan();
    let upper = letter.is_ascii_uppercase();
    if !value.is_finite() {
        let text = match (value.is_nan(), upper) {
            (true, false) => "nan",
            (true, true) => "NAN",
            (false, false) => "inf",
            (false, true) => "INF",
        };
        return FloatBody { text: text.to_owned(), negative, is_zero: false };
    }
    let e = if upper { 'E' } else { 'e' };
    let places = precision.unwrap_or(6);
    let (digits, text) = match letter.to_ascii_lowercase() {
        b'e' => {
            let digits = Digits::significant(value, places + 1);
            let text = float_text::exponential(&digits.digits, digits.point, alternate, e);
            (digits.digits, text)
        }
        b'f' | b'%' => {
            let digits = Digits::fixed(value, places);
            let text = float_text::positional(&digits.digits, digits.point, places, alternate);
            (digits.digits, text)
        }
        b'g' | b'n' => general(value, Some(places), alternate, false, e),
        _ => general(value, precision, alternate, keep_fraction, e),
    };
    let is_zero = digits.bytes().all(|digit| digit == b'0');
    FloatBody { text, negative, is_zero }
}

/// Plain or exponential notation, whichever suits the size. Without a precision: the repr.
fn general(
    value: f64,
    precision: Option<usize>,
    alternate: bool,
    keep_fraction: bool,
    e: char,
) -> (String, String) {
    let (Digits { mut digits, point }, most) = match precision {
        None => (Digits::shortest(value), 16),
        Some(precision) => {
            let count = precision.max(1);
            let most = count as i64 - i64::from(keep_fraction);
            (Digits::significant(value, count), most)
        }
    };
    if !(alternate && precision.is_some()) {
        let end = digits.trim_end_matches('0').len().max(1);
        digits.truncate(end);
    }
    let text = if point <= -4 || i64::from(point) > most {
        float_text::exponential(&digits, point, alternate, e)
    } else {
        let text = float_text::positional(&digits, point, 0, alternate);
        match text.find('.') {
            Some(dot) if keep_fraction && dot + 1 == text.len() => text + "0",
            None if keep_fraction => text + ".0",
            _ => text,
        }
    };
    (digits, text)
}

fn sign_text(negative: bool, sign: Option<Sign>) -> &'static str {
    match (negative, sign) {
        (true, _) => "-",
        (false, Some(Sign::Plus)) => "+",
        (false, Some(Sign::Space)) => " ",
        _ => "",
    }
}

/// A number in the parts between which padding and separators go.
struct Parts<'a> {
    sign: &'a str,
    prefix: &'a str,
    /// The digits that grouping applies to.
    digits: &'a str,
    /// From the point on, or the whole of `inf` and `nan`.
    rest: &'a str,
}

impl<'a> Parts<'a> {
    fn split(sign: &'a str, body: &'a str) -> Parts<'a> {
        let whole = body.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = body.split_at(whole);
        Parts { sign, prefix: "", digits, rest }
    }

    fn layout(&self, spec: &Spec, out: &mut TextBuf) {
        let width = spec.width.unwrap_or(0);
        let around = self.sign.len() + self.prefix.len() + self.rest.len();
        let zero_filled = spec.fill == u32::from('0') && spec.align == Align::AfterSign;
        let least = if zero_filled { width.saturating_sub(around) } else { 0 };
        let grouped = match spec.grouping {
            Some(grouping) if !self.digits.is_empty() => group(self.digits, grouping, least),
            _ => self.digits.to_owned(),
        };
        let padding = width.saturating_sub(around + grouped.len());
        let (left, inner) = match spec.align {
            Align::Left => (0, 0),
            Align::Right => (padding, 0),
            Align::Center => (padding / 2, 0),
            Align::AfterSign => (0, padding),
        };
        out.push_repeated(spec.fill, left);
        out.push_str(self.sign);
        out.push_str(self.prefix);
        out.push_repeated(spec.fill, inner);
        out.push_str(&grouped);
        out.push_str(self.rest);
        out.push_repeated(spec.fill, padding - left - inner);
    }
}

/// The digits with separators, and zeros before them up to `least` characters. The result may be
/// one longer, since it never starts with a separator.
fn group(digits: &str, grouping: Grouping, least: usize) -> String {
    let (size, separator) = (grouping.size(), grouping.separator());
    let mut reversed = Vec::with_capacity(least.max(digits.len() + digits.len() / size) + 1);
    let mut in_group = 0;
    let mut push = |reversed: &mut Vec<u8>, digit: u8| {
        if in_group == size {
            reversed.push(separator);
            in_group = 0;
        }
        reversed.push(digit);
        in_group += 1;
    };
    digits.bytes().rev().for_each(|digit| push(&mut reversed, digit));
    while reversed.len() < least {
        push(&mut reversed, b'0');
    }
    reversed.iter().rev().map(|&byte| char::from(byte)).collect()
}
