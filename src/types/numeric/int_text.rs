//! `int(text, base)` and `str(int)`: `Objects/longobject.c` (`PyLong_FromString`,
//! `long_to_decimal_string`) without the heap.
//!
//! The limit on decimal digits is an argument (0: no limit), since `sys.set_int_max_str_digits` sets
//! it. As in CPython it applies from 641 digits on and spares the bases that are powers of two.

use super::Int;
use crate::object::text::{Chars, Unit, with_units};
use crate::types::fault::Fault;
use crate::types::unicode::chars::{decimal_value, is_space};
use crate::types::unicode::repr::{repr_bytes, repr_text};
use num_bigint::{BigInt, BigUint, Sign};

/// What `sys.get_int_max_str_digits()` gives at start.
pub const DEFAULT_DIGIT_LIMIT: usize = 4300;
/// Below this many digits the limit is not looked at.
const LIMIT_THRESHOLD: usize = 640;

/// `int(text, base)` for a str; base 0 reads the prefix. Errors are ValueErrors.
pub fn parse_text(text: Chars<'_>, base: u32, limit: usize) -> Result<Int, Fault> {
    check_base(base)?;
    if let Some(ascii) = text.as_ascii_str() {
        return parse_ascii(ascii.as_bytes(), base, limit, || repr_text(text).to_string_lossy());
    }
    let ascii = to_ascii_digits(text);
    parse_ascii(&ascii, base, limit, || repr_text(text).to_string_lossy())
}

/// `int(data, base)` for bytes, which know ASCII only.
pub fn parse_bytes(data: &[u8], base: u32, limit: usize) -> Result<Int, Fault> {
    check_base(base)?;
    parse_ascii(data, base, limit, || repr_bytes(data))
}

/// The decimal text of an int, or a ValueError if it has more than `limit` digits.
pub fn to_decimal(value: &Int, limit: usize) -> Result<String, Fault> {
    let value = match value {
        Int::Small(value) => return Ok(value.to_string()),
        Int::Big(value) => value,
    };
    // Each digit takes more than 3.3 bits: refuse before the quadratic conversion.
    if limit >= LIMIT_THRESHOLD && value.bits() / 10 * 3 > limit as u64 {
        return Err(too_long_to_print(limit));
    }
    let text = value.to_str_radix(10);
    let digits = text.len() - usize::from(value.sign() == Sign::Minus);
    if limit > 0 && digits > limit && digits > LIMIT_THRESHOLD {
        return Err(too_long_to_print(limit));
    }
    Ok(text)
}

/// The text in base 2, 8, 16 (or any up to 36) with lower-case digits, a sign and no prefix.
pub fn to_radix(value: &Int, radix: u32) -> String {
    match (value, radix) {
        (Int::Small(value), 10) => value.to_string(),
        (Int::Small(value), _) => {
            let sign = if *value < 0 { "-" } else { "" };
            let size = value.unsigned_abs();
            match radix {
                2 => format!("{sign}{size:b}"),
                8 => format!("{sign}{size:o}"),
                16 => format!("{sign}{size:x}"),
                _ => BigInt::from(*value).to_str_radix(radix),
            }
        }
        (Int::Big(value), _) => value.to_str_radix(radix),
    }
}

fn too_long_to_print(limit: usize) -> Fault {
    Fault::value(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

fn check_base(base: u32) -> Result<(), Fault> {
    match base {
        0 | 2..=36 => Ok(()),
        _ => Err(Fault::value("int() base must be >= 2 and <= 36, or 0")),
    }
}

/// Decimal digits of any script as ASCII digits, white space as spaces, all else as it is or `?`
/// (`_PyUnicode_TransformDecimalAndSpaceToASCII`).
pub(super) fn to_ascii_digits(text: Chars<'_>) -> Vec<u8> {
    fn convert<U: Unit>(units: &[U]) -> Vec<u8> {
        units.iter().map(|&unit| ascii_digit(unit.into())).collect()
    }
    with_units!(text, units => convert(units))
}

fn ascii_digit(code: u32) -> u8 {
    match code {
        _ if is_space(code) => b' ',
        0..128 => code as u8,
        _ => decimal_value(code).map_or(b'?', |digit| b'0' + digit),
    }
}

fn parse_ascii(text: &[u8], base: u32, limit: usize, shown: impl FnOnce() -> String) -> Result<Int, Fault> {
    match scan(text.trim_ascii_with_vt(), base, limit) {
        Scan::Value(value) => Ok(value),
        Scan::TooLong(digits) => Err(Fault::value(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion: \
             value has {digits} digits; use sys.set_int_max_str_digits() to increase the limit"
        ))),
        Scan::Invalid => {
            let shown: String = shown().chars().take(200).collect();
            Err(Fault::value(format!("invalid literal for int() with base {base}: {shown}")))
        }
    }
}

enum Scan {
    Value(Int),
    TooLong(usize),
    Invalid,
}

fn scan(text: &[u8], base: u32, limit: usize) -> Scan {
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let (base, digits, zero_only) = match split_prefix(text, base) {
        Some(parts) => parts,
        None => return Scan::Invalid,
    };
    let Some(count) = count_digits(digits, base) else {
        return Scan::Invalid;
    };
    if !base.is_power_of_two() && limit > 0 && count > limit && count > LIMIT_THRESHOLD {
        return Scan::TooLong(count);
    }
    let value = accumulate(digits, count, base, negative);
    if zero_only && value != Int::Small(0) {
        return Scan::Invalid;
    }
    Scan::Value(value)
}

/// The base that the text asks for, the digits after a prefix that belongs to it, and whether only
/// zero may be written so (base 0, a leading zero, no prefix).
fn split_prefix(text: &[u8], base: u32) -> Option<(u32, &[u8], bool)> {
    let prefixed = match text {
        [b'0', letter, ..] => match letter.to_ascii_lowercase() {
            b'x' => 16,
            b'o' => 8,
            b'b' => 2,
            _ => 0,
        },
        _ => 0,
    };
    if prefixed != 0 && (base == 0 || base == prefixed) {
        let digits = &text[2..];
        return Some((prefixed, digits.strip_prefix(b"_").unwrap_or(digits), false));
    }
    match base {
        0 => Some((10, text, text.first() == Some(&b'0'))),
        _ => Some((base, text, false)),
    }
}

/// How many digits there are, if the text is digits with single underscores between them.
fn count_digits(text: &[u8], base: u32) -> Option<usize> {
    let mut count = 0;
    let mut after_digit = false;
    for &byte in text {
        if byte == b'_' && after_digit {
            after_digit = false;
        } else if char::from(byte).is_digit(base) {
            after_digit = true;
            count += 1;
        } else {
            return None;
        }
    }
    after_digit.then_some(count)
}

fn accumulate(text: &[u8], count: usize, base: u32, negative: bool) -> Int {
    let digits = text.iter().filter_map(|&byte| char::from(byte).to_digit(base));
    // 12 digits of base 36 fit an i64 (36^12 < 2^63).
    if count <= 12 {
        let value = digits.fold(0_i64, |value, digit| value * i64::from(base) + i64::from(digit));
        return Int::Small(if negative { -value } else { value });
    }
    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
    let size = BigUint::from_radix_be(&digits, base).unwrap_or_default();
    let sign = if negative { Sign::Minus } else { Sign::Plus };
    Int::from(BigInt::from_biguint(sign, size))
}

/// C's `isspace`, which unlike Rust's ASCII white space has the vertical tab.
pub(super) trait TrimC {
    fn trim_ascii_with_vt(&self) -> &[u8];
}

impl TrimC for [u8] {
    fn trim_ascii_with_vt(&self) -> &[u8] {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
        let start = self.iter().position(|byte| !is_space(byte)).unwrap_or(self.len());
        let end = self.iter().rposition(|byte| !is_space(byte)).map_or(start, |last| last + 1);
        &self[start..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::text::TextBuf;

    fn int(text: &str, base: u32) -> Result<String, String> {
        let text = TextBuf::from(text);
        match parse_text(text.as_chars(), base, DEFAULT_DIGIT_LIMIT) {
            Ok(value) => Ok(to_radix(&value, 10)),
            Err(fault) => Err(fault.to_string()),
        }
    }

    #[test]
    fn literals_in_every_base() {
        let good = [
            ("12", 10, "12"),
            (" -1_000\n", 10, "-1000"),
            ("00", 0, "0"),
            ("0_0", 0, "0"),
            ("0x_1f", 0, "31"),
            ("0B101", 2, "5"),
            ("0b1", 16, "177"),
            ("zz", 36, "1295"),
            ("\u{661}\u{662}\u{a0}", 10, "12"),
            ("-9223372036854775808", 10, "-9223372036854775808"),
            ("123456789012345678901234567890", 10, "123456789012345678901234567890"),
        ];
        for (text, base, value) in good {
            assert_eq!(int(text, base).as_deref(), Ok(value), "{text:?} in base {base}");
        }
    }

    #[test]
    fn refusals_in_cpythons_words() {
        let bad = [("", 10), ("_1", 10), ("1__0", 10), ("1_", 10), ("010", 0), ("- 1", 10), ("0x", 16)];
        for (text, base) in bad {
            let error = format!("ValueError: invalid literal for int() with base {base}: '{text}'");
            assert_eq!(int(text, base), Err(error));
        }
        assert_eq!(int("1", 37), Err("ValueError: int() base must be >= 2 and <= 36, or 0".to_owned()));
        let long = int(&"x".repeat(300), 10).expect_err("no digits");
        assert!(long.ends_with("xx") && long.matches('x').count() == 199);
        let fault = parse_bytes(b"12x", 10, 0).expect_err("no digit");
        assert_eq!(fault.message, "invalid literal for int() with base 10: b'12x'");
    }

    #[test]
    fn the_digit_limit() {
        let error = int(&"1_".repeat(4400), 10).expect_err("trailing underscore");
        assert!(error.contains("invalid literal"));
        let error = int(&"0".repeat(5000), 10).expect_err("too long");
        assert_eq!(
            error,
            "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has \
             5000 digits; use sys.set_int_max_str_digits() to increase the limit"
        );
        assert!(int(&"1".repeat(5000), 16).is_ok());
        let value = Int::from(BigInt::from(10).pow(4300));
        assert!(to_decimal(&value, 4300).is_err_and(|fault| fault.message.contains("conversion; use")));
        assert_eq!(to_decimal(&value, 4301).map(|text| text.len()), Ok(4301));
        assert_eq!(to_decimal(&value, 0).map(|text| text.len()), Ok(4301));
        assert!(to_decimal(&Int::from(BigInt::from(10).pow(600)), 5).is_ok());
    }
}
