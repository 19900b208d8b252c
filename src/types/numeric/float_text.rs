//! Floats as text: `repr`, `float.hex`, and both ways back.
//!
//! Digits come from Rust's own shortest and exact conversions, which round as CPython's `dtoa.c`
//! does; this module lays them out (`Python/pystrtod.c`, `Objects/floatobject.c`).

use super::float_ops::{compose, mantissa_and_exponent};
use super::int_text::{TrimC, to_ascii_digits};
use crate::object::text::Chars;
use crate::types::fault::Fault;
use crate::types::unicode::repr::{repr_bytes, repr_text};
use std::fmt::{self, Write as _};

/// The decimal digits of a finite float: the value is `0.DIGITS * 10**point`. Sign apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// ASCII digits, at least one, with no leading zero unless the value is zero.
    pub digits: String,
    /// Where the decimal point stands, counted from the first digit; 1 for zero.
    pub point: i32,
}

/// Doubles have at most this many digits after the point; asking for more gives only zeros.
const MAX_PLACES: usize = 1100;

/// `value * 10 ** places`, rounded half to even, if that can be computed exactly in a word: the common
/// case of a price or a percentage, for which the general way is long.
fn scaled(value: f64, places: usize) -> Option<u64> {
    if !value.is_finite() || places > 15 {
        return None;
    }
    let (mantissa, exponent) = mantissa_and_exponent(value);
    // At most 53 + 50 bits.
    let scaled = u128::from(mantissa) * 10_u128.pow(places as u32);
    let rounded = match exponent {
        0.. => scaled.checked_mul(1_u128.checked_shl(exponent.unsigned_abs())?)?,
        -127..0 => {
            let shift = exponent.unsigned_abs();
            let (whole, rest) = (scaled >> shift, scaled & ((1 << shift) - 1));
            let half = 1 << (shift - 1);
            whole + u128::from(rest > half || (rest == half && whole & 1 == 1))
        }
        _ => 0,
    };
    u64::try_from(rounded).ok()
}

/// Fewer digits are never one of two shortest texts.
const FEWEST_TIED: usize = 15;

/// Where two shortest texts are equally near, CPython takes the even one and Rust the upper. An exact
/// tie needs many digits and few binary places: rare, so it is cheap to ask.
fn may_tie(value: f64) -> bool {
    (value * (1_u64 << 40) as f64).fract() == 0.0
}

impl Digits {
    /// The fewest digits that read back as the same float (`repr`).
    pub fn shortest(value: f64) -> Digits {
        let shortest = Digits::from_exponential(&format!("{:e}", value.abs()));
        let count = shortest.digits.len();
        if count >= FEWEST_TIED && may_tie(value) {
            let text = format!("{:.*e}", count - 1, value.abs());
            if text.parse() == Ok(value.abs()) {
                return Digits::from_exponential(&text);
            }
        }
        shortest
    }

    /// `count` (at least 1) significant digits.
    pub fn significant(value: f64, count: usize) -> Digits {
        let shown = count.clamp(1, MAX_PLACES);
        let mut digits = Digits::from_exponential(&format!("{:.*e}", shown - 1, value.abs()));
        digits.pad(count);
        digits
    }

    /// As many digits as reach `places` after the point, the exact value rounded half to even.
    pub fn fixed(value: f64, places: usize) -> Digits {
        if let Some(scaled) = scaled(value.abs(), places) {
            let digits = format!("{scaled:0places$}");
            // Zero has no digit before the point here.
            let digits = if scaled == 0 { "0".repeat(places) } else { digits };
            return Digits { point: digits.len() as i32 - places as i32, digits };
        }
        let text = format!("{:.*}", places.min(MAX_PLACES), value.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let whole = whole.trim_start_matches('0');
        let mut digits = Digits { digits: format!("{whole}{fraction}"), point: whole.len() as i32 };
        digits.pad(whole.len() + places);
        digits
    }

    fn from_exponential(text: &str) -> Digits {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let digits = mantissa.replace('.', "");
        let point = exponent.parse::<i32>().unwrap_or(0) + 1;
        Digits { digits, point }
    }

    fn pad(&mut self, count: usize) {
        let missing = count.saturating_sub(self.digits.len());
        self.digits.extend(std::iter::repeat_n('0', missing));
    }
}

/// Room for the plain notation of any float between 1e-4 and 1e16: sign, 17 digits, point, zeros.
#[derive(Default)]
pub struct Short {
    bytes: [u8; 32],
    len: usize,
}

impl fmt::Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let to = self.bytes.get_mut(self.len..self.len + text.len()).ok_or(fmt::Error)?;
        to.copy_from_slice(text.as_bytes());
        self.len += text.len();
        Ok(())
    }
}

/// `repr(value)` where it has no exponent, and Rust's shortest form is CPython's.
pub fn plain_repr(value: f64, buffer: &mut Short) -> Option<&str> {
    if value != 0.0 && !(1e-4..1e16).contains(&value.abs()) {
        return None;
    }
    write!(buffer, "{value:?}").ok()?;
    if buffer.len > FEWEST_TIED && may_tie(value) {
        return None;
    }
    str::from_utf8(&buffer.bytes[..buffer.len]).ok()
}

/// `repr(value)`.
pub fn repr(value: f64) -> String {
    let text = repr_or_int(value, true);
    if value.is_sign_negative() && !value.is_nan() { format!("-{text}") } else { text }
}

/// The repr of `|value|`, with `.0` after a whole number if asked for (complex does without).
pub fn repr_or_int(value: f64, add_point: bool) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return "inf".to_owned();
    }
    let Digits { digits, point } = Digits::shortest(value);
    if point <= -4 || point > 16 {
        return exponential(&digits, point, false, 'e');
    }
    let mut text = positional(&digits, point, 0, false);
    if add_point && !text.contains('.') {
        text.push_str(".0");
    }
    text
}

/// `d.ddde±dd`, with at least two digits of exponent; `keep_point` is the alternate form.
pub fn exponential(digits: &str, point: i32, keep_point: bool, letter: char) -> String {
    let (first, rest) = digits.split_at(1);
    let dot = if keep_point || !rest.is_empty() { "." } else { "" };
    let exponent = point - 1;
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{dot}{rest}{letter}{sign}{:02}", exponent.unsigned_abs())
}

/// Plain notation with at least `places` digits after the point.
pub fn positional(digits: &str, point: i32, places: usize, keep_point: bool) -> String {
    let mut text = String::with_capacity(digits.len() + 8);
    let whole = point.max(0) as usize;
    let have = whole.min(digits.len());
    text.push_str(if whole == 0 { "0" } else { &digits[..have] });
    text.extend(std::iter::repeat_n('0', whole - have));
    let leading = point.min(0).unsigned_abs() as usize;
    let fraction = &digits[have..];
    let written = if fraction.is_empty() { 0 } else { leading + fraction.len() };
    if keep_point || written.max(places) > 0 {
        text.push('.');
    }
    if !fraction.is_empty() {
        text.extend(std::iter::repeat_n('0', leading));
        text.push_str(fraction);
    }
    text.extend(std::iter::repeat_n('0', places.saturating_sub(written)));
    text
}

/// `float(text)` for a str.
pub fn parse_text(text: Chars<'_>) -> Result<f64, Fault> {
    let value = match text.as_ascii_str() {
        Some(ascii) => parse_ascii(ascii.as_bytes()),
        None => parse_ascii(&to_ascii_digits(text)),
    };
    value.ok_or_else(|| unreadable(repr_text(text).to_string_lossy()))
}

/// `float(data)` for bytes.
pub fn parse_bytes(data: &[u8]) -> Result<f64, Fault> {
    parse_ascii(data).ok_or_else(|| unreadable(repr_bytes(data)))
}

fn unreadable(shown: String) -> Fault {
    Fault::value(format!("could not convert string to float: {shown}"))
}

fn parse_ascii(text: &[u8]) -> Option<f64> {
    let text = text.iter().map(|&byte| match byte {
        // The separators count as white space in Unicode, not in C.
        0x1C..=0x1F => b' ',
        _ => byte,
    });
    let text: Vec<u8> = text.collect();
    let text = text.trim_ascii_with_vt();
    if !text.contains(&b'_') {
        return parse_number(text);
    }
    parse_number(&without_underscores(text)?)
}

/// The text without its underscores, if each stands between two digits.
pub(super) fn without_underscores(text: &[u8]) -> Option<Vec<u8>> {
    let is_digit =
        |index: Option<usize>| index.and_then(|index| text.get(index)).is_some_and(u8::is_ascii_digit);
    let well_placed = text
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'_')
        .all(|(index, _)| is_digit(index.checked_sub(1)) && is_digit(Some(index + 1)));
    well_placed.then(|| text.iter().copied().filter(|&byte| byte != b'_').collect())
}

/// A whole number text without white space or underscores.
fn parse_number(text: &[u8]) -> Option<f64> {
    let (value, used) = parse_prefix(text)?;
    (used == text.len()).then_some(value)
}

/// The longest float at the start of `text`, with its length (`PyOS_string_to_double`).
pub(super) fn parse_prefix(text: &[u8]) -> Option<(f64, usize)> {
    let sign = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    for (word, value) in [("infinity", f64::INFINITY), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
        let end = sign + word.len();
        if text.get(sign..end).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes())) {
            return Some((if text[0] == b'-' { -value } else { value }, end));
        }
    }
    let digits_from = |start: usize| text[start..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits_from(sign);
    let mut end = sign + whole;
    let mut fraction = 0;
    if text.get(end) == Some(&b'.') {
        fraction = digits_from(end + 1);
        end += 1 + fraction;
    }
    if whole + fraction == 0 {
        return None;
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits_from((end + 1 + signed).min(text.len()));
        if exponent > 0 {
            end += 1 + signed + exponent;
        }
    }
    let value = str::from_utf8(&text[..end]).ok()?.parse().ok()?;
    Some((value, end))
}

/// `value.hex()`.
pub fn to_hex(value: f64) -> String {
    if !value.is_finite() {
        return repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let bits = value.to_bits();
    let (biased, fraction) = ((bits >> 52 & 0x7FF) as i32, bits & ((1 << 52) - 1));
    match (biased, fraction) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{:+}", biased - 1023),
    }
}

/// `float.fromhex(text)`.
pub fn from_hex(text: Chars<'_>) -> Result<f64, Fault> {
    let malformed = || Fault::value("invalid hexadecimal floating-point string");
    let text = text.as_ascii_str().ok_or_else(malformed)?.as_bytes().trim_ascii_with_vt();
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let size = match body.to_ascii_lowercase().as_slice() {
        b"inf" | b"infinity" => f64::INFINITY,
        b"nan" => f64::NAN,
        body => hex_size(body.strip_prefix(b"0x").unwrap_or(body))
            .ok_or_else(malformed)?
            .ok_or_else(|| Fault::overflow("hexadecimal value too large to represent as a float"))?,
    };
    Ok(if negative { -size } else { size })
}

/// `hhh.hhhp±d` in lower case. Outer `None`: malformed; inner `None`: too large.
fn hex_size(text: &[u8]) -> Option<Option<f64>> {
    let (mantissa, power) = match text.iter().position(|&byte| byte == b'p') {
        Some(at) => (&text[..at], parse_power(&text[at + 1..])?),
        None => (text, 0),
    };
    let (mut top, mut lost, mut exponent, mut digits) = (0_u64, false, 0_i64, 0_usize);
    let mut after_point = false;
    for &byte in mantissa {
        if byte == b'.' && !after_point {
            after_point = true;
            continue;
        }
        let digit = u64::from(char::from(byte).to_digit(16)?);
        digits += 1;
        if top >> 60 == 0 {
            top = top << 4 | digit;
            exponent -= 4 * i64::from(after_point);
        } else {
            lost |= digit != 0;
            exponent += 4 * i64::from(!after_point);
        }
    }
    (digits > 0).then(|| compose(top, lost, exponent.saturating_add(power)))
}

/// The signed decimal exponent, held within what no text of real length can offset.
fn parse_power(text: &[u8]) -> Option<i64> {
    let (sign, digits) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        _ => (1, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let size = digits.iter().fold(0_i64, |size, digit| {
        size.saturating_mul(10).saturating_add(i64::from(digit - b'0')).min(i64::MAX / 4)
    });
    Some(sign * size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::text::TextBuf;

    #[test]
    fn reprs() {
        let table = [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (9999999999999998.0, "9999999999999998.0"),
            (1e15, "1000000000000000.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::NAN, "nan"),
            (f64::NEG_INFINITY, "-inf"),
            (2.0_f64.powi(70), "1.1805916207174113e+21"),
            (123.456, "123.456"),
            (7824836579455585.0 / 4.0, "1956209144863896.2"),
            (1.0 + 1.0 / 131072.0, "1.0000076293945312"),
        ];
        for (value, text) in table {
            assert_eq!(repr(value), text);
        }
    }

    #[test]
    fn texts_of_floats() {
        let float = |text: &str| parse_text(TextBuf::from(text).as_chars());
        let good = [
            ("1_0.5_0e1_0", 10.5e10),
            ("  -.5\u{2003}", -0.5),
            ("5.", 5.0),
            ("\u{661}.\u{665}", 1.5),
            ("1e400", f64::INFINITY),
            ("-InFinity", f64::NEG_INFINITY),
            ("\x1c1\x1f", 1.0),
        ];
        for (text, value) in good {
            assert_eq!(float(text), Ok(value), "{text}");
        }
        assert!(float("+nan").is_ok_and(f64::is_nan));
        for text in
            ["", "1_.5", "._5", "_1", "1_", "1__0", "inf_", "1e", "1e+", ".", "e5", "1 2", "0x1", "1\0"]
        {
            assert!(float(text).is_err(), "{text}");
        }
        let message = |text: &str| float(text).map_err(|fault| fault.message.into_owned());
        assert_eq!(message("é"), Err("could not convert string to float: 'é'".to_owned()));
    }

    #[test]
    fn hexadecimal() {
        let table = [
            (1.5, "0x1.8000000000000p+0"),
            (-0.0, "-0x0.0p+0"),
            (5e-324, "0x0.0000000000001p-1022"),
            (f64::MAX, "0x1.fffffffffffffp+1023"),
            (0.1, "0x1.999999999999ap-4"),
            (f64::INFINITY, "inf"),
        ];
        for (value, text) in table {
            assert_eq!(to_hex(value), text);
            assert_eq!(from_hex(Chars::ascii(text)), Ok(value));
        }
        let hex = |text| from_hex(Chars::ascii(text)).map_err(|fault| fault.message.into_owned());
        assert_eq!(hex("0xffffffffffffffp-4"), Ok(4503599627370496.0));
        assert_eq!(hex("  1.8 "), Ok(1.5));
        assert_eq!(hex("0X.0000000000000000000000001P+100"), Ok(1.0));
        assert_eq!(hex("0x0p99999999999999999999999"), Ok(0.0));
        assert_eq!(hex("0x1p-1075"), Ok(0.0));
        assert_eq!(hex("0x1.8p-1075"), Ok(5e-324));
        let large = Err("hexadecimal value too large to represent as a float".to_owned());
        assert_eq!(hex("0x1p1024"), large);
        assert_eq!(hex("0x1.fffffffffffff8p1023"), large);
        for text in ["0x", "", "x", "0x1p", "0x1p+", "0x1.2.3", "0x1 2"] {
            assert_eq!(hex(text), Err("invalid hexadecimal floating-point string".to_owned()));
        }
    }
}
