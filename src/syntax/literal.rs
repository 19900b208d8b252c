//! What literals mean: the values of numbers, strings and bytes, with CPython's errors.
//!
//! Follows CPython's `Parser/string_parser.c` and, for positions inside messages, the UTF-8 to
//! escape-only rewriting that it does first. Deliberately absent: where a literal ends.

use num_bigint::BigUint;

use super::ast::Constant;

/// Decimal digits that an integer literal may have.
const MAX_DIGITS: usize = 4300;

/// A number that the lexer has accepted. The constant, or its decimal digits where they exceed 64 bits.
pub enum Number {
    Constant(Constant<'static>),
    Big(String),
}

/// The value of a number literal. `Err` is CPython's message.
pub fn number(text: &str) -> Result<Number, String> {
    let clean;
    let text = match text.contains('_') {
        true => {
            clean = text.replace('_', "");
            &clean
        }
        false => text,
    };
    if let Some(radix) = radix(text) {
        let digits = &text[2..];
        return Ok(match i64::from_str_radix(digits, radix) {
            Ok(value) => Number::Constant(Constant::Int(value)),
            Err(_) => {
                let value = BigUint::parse_bytes(digits.as_bytes(), radix).unwrap_or_default();
                Number::Big(value.to_string())
            }
        });
    }
    if let Some(real) = text.strip_suffix(['j', 'J']) {
        return Ok(Number::Constant(Constant::Complex(float(real))));
    }
    if text.bytes().any(|c| matches!(c, b'.' | b'e' | b'E')) {
        return Ok(Number::Constant(Constant::Float(float(text))));
    }
    if let Ok(value) = text.parse() {
        return Ok(Number::Constant(Constant::Int(value)));
    }
    let digits = text.trim_start_matches('0');
    if text.len() > MAX_DIGITS {
        return Err(format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer \
             literals to avoid decimal conversion limits.",
            text.len()
        ));
    }
    Ok(Number::Big(digits.to_string()))
}

fn radix(text: &str) -> Option<u32> {
    match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => Some(16),
        [b'0', b'o' | b'O', ..] => Some(8),
        [b'0', b'b' | b'B', ..] => Some(2),
        _ => None,
    }
}

fn float(text: &str) -> f64 {
    text.parse().unwrap_or(f64::INFINITY)
}

/// A string token taken apart.
#[derive(Clone, Copy)]
pub struct Quoted<'s> {
    pub bytes: bool,
    pub raw: bool,
    pub body: &'s str,
}

/// Splits `rb'...'` and the like.
pub fn unquote(token: &str) -> Quoted<'_> {
    let prefix = token.bytes().take_while(|c| !matches!(c, b'\'' | b'"')).count();
    let quoted = &token[prefix..];
    let triple = quoted.len() >= 6 && (quoted.starts_with("'''") || quoted.starts_with("\"\"\""));
    let quotes = if triple { 3 } else { 1 };
    let has = |letter: u8| token.as_bytes()[..prefix].iter().any(|c| c | 0x20 == letter);
    Quoted { bytes: has(b'b'), raw: has(b'r'), body: &quoted[quotes..quoted.len() - quotes] }
}

/// A decoded body: its bytes, and the warning about the first escape that means nothing.
pub struct Decoded {
    pub value: Vec<u8>,
    pub warning: Option<String>,
}

/// The value of a text body (WTF-8).
pub fn text(body: &str) -> Result<Decoded, String> {
    let bytes = body.as_bytes();
    let mut out = Decoded { value: Vec::with_capacity(body.len()), warning: None };
    // Where CPython's decoder would stand: every character beyond ASCII is `\UXXXXXXXX` to it.
    let mut place = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            let c = body[at..].chars().next().expect("inside the body");
            out.value.extend_from_slice(&bytes[at..at + c.len_utf8()]);
            at += c.len_utf8();
            place += if c.is_ascii() { 1 } else { 10 };
            continue;
        }
        let escape = &bytes[at + 1..];
        // Only the text before a brace of an f-string ends so.
        let Some(&letter) = escape.first() else {
            out.value.push(b'\\');
            break;
        };
        let used = match letter {
            b'x' => hex(escape, 2, "truncated \\xXX escape", place, &mut out.value)?,
            b'u' => hex(escape, 4, "truncated \\uXXXX escape", place, &mut out.value)?,
            b'U' => hex(escape, 8, "truncated \\UXXXXXXXX escape", place, &mut out.value)?,
            b'N' => named(&body[at + 1..], place, &mut out.value)?,
            b'0'..=b'7' => {
                let (code, used) = octal(escape, &mut out.warning);
                push_code(&mut out.value, code);
                used
            }
            _ => match simple(letter) {
                Some(value) => {
                    out.value.extend(value);
                    1
                }
                None => {
                    if letter.is_ascii() {
                        let c = letter as char;
                        out.warning.get_or_insert_with(|| format!("invalid escape sequence '\\{c}'"));
                    }
                    out.value.push(b'\\');
                    // The character is read again, as itself.
                    place += if letter.is_ascii() { 1 } else { 6 };
                    at += 1;
                    continue;
                }
            },
        };
        at += 1 + used;
        place += 1 + used;
    }
    Ok(out)
}

/// The value of a bytes body, all of it ASCII.
pub fn bytes(body: &str) -> Result<Decoded, String> {
    let bytes = body.as_bytes();
    let mut out = Decoded { value: Vec::with_capacity(body.len()), warning: None };
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            out.value.push(bytes[at]);
            at += 1;
            continue;
        }
        let escape = &bytes[at + 1..];
        let Some(&letter) = escape.first() else {
            return Err("(value error) Trailing \\ in string".into());
        };
        at += 1 + match letter {
            b'x' => {
                let digits = escape.get(1..3).filter(|pair| pair.iter().all(u8::is_ascii_hexdigit));
                let Some(pair) = digits else {
                    return Err(format!("(value error) invalid \\x escape at position {at}"));
                };
                out.value.push(hex_value(pair) as u8);
                3
            }
            b'0'..=b'7' => {
                let (code, used) = octal(escape, &mut out.warning);
                out.value.push(code as u8);
                used
            }
            _ => match simple(letter) {
                Some(value) => {
                    out.value.extend(value);
                    1
                }
                None => {
                    out.warning
                        .get_or_insert_with(|| format!("invalid escape sequence '\\{}'", letter as char));
                    out.value.push(b'\\');
                    0
                }
            },
        };
    }
    Ok(out)
}

/// Escapes of one letter; a line end stands for nothing.
fn simple(letter: u8) -> Option<Option<u8>> {
    Some(match letter {
        b'\n' => None,
        b'\\' | b'\'' | b'"' => Some(letter),
        b'a' => Some(0x07),
        b'b' => Some(0x08),
        b'f' => Some(0x0C),
        b'n' => Some(b'\n'),
        b'r' => Some(b'\r'),
        b't' => Some(b'\t'),
        b'v' => Some(0x0B),
        _ => return None,
    })
}

/// Up to three octal digits; `used` counts them.
fn octal(escape: &[u8], warning: &mut Option<String>) -> (u32, usize) {
    let digits = &escape[..escape.iter().take(3).take_while(|c| matches!(c, b'0'..=b'7')).count()];
    let code = digits.iter().fold(0, |code, digit| code * 8 + (digit - b'0') as u32);
    if code > 0o377 {
        let digits: String = digits.iter().map(|&digit| digit as char).collect();
        warning.get_or_insert_with(|| format!("invalid octal escape sequence '\\{digits}'"));
    }
    (code, digits.len())
}

fn hex(
    escape: &[u8],
    count: usize,
    truncated: &str,
    place: usize,
    out: &mut Vec<u8>,
) -> Result<usize, String> {
    let digits = escape[1..].iter().take(count).take_while(|c| c.is_ascii_hexdigit()).count();
    let end = place + 2 + digits;
    if digits < count {
        return Err(unicode_error(place, end, truncated));
    }
    let code = hex_value(&escape[1..1 + count]);
    if code > 0x10FFFF {
        return Err(unicode_error(place, end, "illegal Unicode character"));
    }
    push_code(out, code);
    Ok(1 + count)
}

fn hex_value(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |value, &digit| value << 4 | (digit as char).to_digit(16).unwrap_or(0))
}

/// `N{name}`.
fn named(escape: &str, place: usize, out: &mut Vec<u8>) -> Result<usize, String> {
    let malformed = "malformed \\N character escape";
    let Some(rest) = escape.strip_prefix("N{") else {
        return Err(unicode_error(place, place + 2, malformed));
    };
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum::<usize>();
    let Some(close) = rest.find('}') else {
        return Err(unicode_error(place, place + 3 + width(rest), malformed));
    };
    if close == 0 {
        return Err(unicode_error(place, place + 3, malformed));
    }
    let Some(c) = unicode_names2::character(&rest[..close]) else {
        return Err(unicode_error(
            place,
            place + 4 + width(&rest[..close]),
            "unknown Unicode character name",
        ));
    };
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    Ok(3 + close)
}

/// Generalised UTF-8: surrogates have their three bytes too.
fn push_code(out: &mut Vec<u8>, code: u32) {
    match char::from_u32(code) {
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.extend([
            0xE0 | (code >> 12) as u8,
            0x80 | (code >> 6 & 0x3F) as u8,
            0x80 | (code & 0x3F) as u8,
        ]),
    }
}

/// CPython's text of a `UnicodeDecodeError` from the escape codec.
fn unicode_error(start: usize, end: usize, reason: &str) -> String {
    if end == start + 1 {
        return format!(
            "(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position {start}: {reason}"
        );
    }
    let last = end - 1;
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{last}: {reason}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_have_their_values() {
        let value = |body: &str| text(body).map(|decoded| decoded.value);
        assert_eq!(value("\\x41\\u00e9\\101\\n\\\n").as_deref(), Ok("Aé\u{41}\n".as_bytes()));
        assert_eq!(value("\\N{LATIN SMALL LETTER A}"), Ok(b"a".to_vec()));
        assert_eq!(value("\\ud800"), Ok(vec![0xED, 0xA0, 0x80]));
        assert_eq!(value("\\d"), Ok(b"\\d".to_vec()));
        assert_eq!(bytes("\\xff\\0").map(|decoded| decoded.value), Ok(vec![0xFF, 0]));
    }

    #[test]
    fn numbers_beyond_64_bits_keep_their_digits() {
        let big = |text: &str| match number(text) {
            Ok(Number::Big(digits)) => digits,
            _ => String::new(),
        };
        assert_eq!(big("9223372036854775808"), "9223372036854775808");
        assert_eq!(big("0x1_0000_0000_0000_0000"), "18446744073709551616");
        assert!(matches!(number("0b11"), Ok(Number::Constant(Constant::Int(3)))));
        assert!(matches!(number("1_0.5e1"), Ok(Number::Constant(Constant::Float(x))) if x == 105.0));
        assert!(number(&"9".repeat(4301)).is_err_and(|msg| msg.contains("4300 digits")));
    }
}
