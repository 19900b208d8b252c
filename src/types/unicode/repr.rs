//! `repr` and `ascii` of str and bytes: the choice of quotes, and escapes for what cannot be printed.

use super::chars::is_printable;
use crate::object::text::{Chars, TextBuf};
use std::fmt::Write;

/// The repr of a str.
pub fn repr_text(text: Chars<'_>) -> TextBuf {
    let mut out = TextBuf::with_capacity(text.len() + 2);
    write_repr(text, &mut out);
    out
}

/// Appends the repr of a str.
pub fn write_repr(text: Chars<'_>, out: &mut TextBuf) {
    let quote = quote_for(text.iter());
    out.push(quote);
    // Runs of characters that stand for themselves are copied whole.
    let mut done = 0;
    for (index, code) in text.iter().enumerate() {
        let escape = escape_of(code, quote);
        if escape.is_some() || !is_printable(code) {
            out.push_chars(text.slice(done..index));
            done = index + 1;
            match escape {
                Some(letter) => out.extend([0x5C, letter]),
                None => push_hex_escape(out, code),
            }
        }
    }
    out.push_chars(text.slice_from(done));
    out.push(quote);
}

/// `ascii(text)` of a str: the repr with everything beyond ASCII escaped.
pub fn ascii_text(text: Chars<'_>) -> String {
    ascii_of_repr(repr_text(text).as_chars())
}

/// A repr with everything beyond ASCII escaped, which makes `ascii(object)` of any repr.
pub fn ascii_of_repr(repr: Chars<'_>) -> String {
    let mut out = TextBuf::with_capacity(repr.len());
    for code in repr.iter() {
        if code < 128 { out.push(code) } else { push_hex_escape(&mut out, code) }
    }
    out.as_chars().to_string_lossy()
}

/// The repr of bytes, `b` included.
pub fn repr_bytes(data: &[u8]) -> String {
    let mut out = TextBuf::with_capacity(data.len() + 3);
    out.push_str("b");
    write_bytes_body(data, &mut out);
    out.as_chars().to_string_lossy()
}

/// Appends the quoted part of a bytes repr (a bytearray's has it too).
pub fn write_bytes_body(data: &[u8], out: &mut TextBuf) {
    let codes = data.iter().map(|&byte| u32::from(byte));
    let quote = quote_for(codes.clone());
    out.push(quote);
    for code in codes {
        match escape_of(code, quote) {
            Some(letter) => out.extend([0x5C, letter]),
            None if (0x20..0x7F).contains(&code) => out.push(code),
            None => push_hex_escape(out, code),
        }
    }
    out.push(quote);
}

/// The apostrophe, unless the text has one and no double quote.
fn quote_for(codes: impl Iterator<Item = u32>) -> u32 {
    let (mut single, mut double) = (false, false);
    for code in codes {
        single |= code == u32::from('\'');
        double |= code == u32::from('"');
    }
    u32::from(if single && !double { '"' } else { '\'' })
}

/// The letter after the backslash, for what has a short escape.
fn escape_of(code: u32, quote: u32) -> Option<u32> {
    match code {
        0x09 => Some(u32::from('t')),
        0x0A => Some(u32::from('n')),
        0x0D => Some(u32::from('r')),
        0x5C => Some(code),
        _ => (code == quote).then_some(code),
    }
}

/// Appends `\xhh`, `\uhhhh` or `\Uhhhhhhhh`.
pub fn push_hex_escape(out: &mut TextBuf, code: u32) {
    // Writing to a TextBuf cannot fail.
    let _ = match code {
        0..0x100 => write!(out, "\\x{code:02x}"),
        0x100..0x1_0000 => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reprs_of_text() {
        let table = [
            ("", "''"),
            ("it's", "\"it's\""),
            ("'\"", "'\\'\"'"),
            ("\"", "'\"'"),
            ("a\\\n\t\r\0\x7f", "'a\\\\\\n\\t\\r\\x00\\x7f'"),
            ("é\u{ad}\u{200b}€\u{378}", "'é\\xad\\u200b€\\u0378'"),
            ("😀\u{10ffff}\u{e0001}", "'😀\\U0010ffff\\U000e0001'"),
            ("\u{a0}\u{3000} ", "'\\xa0\\u3000 '"),
        ];
        for (text, repr) in table {
            assert_eq!(repr_text(TextBuf::from(text).as_chars()), *repr);
        }
        assert_eq!(repr_text(Chars::Ucs2(&[0xD800])), "'\\ud800'");
        assert_eq!(ascii_text(TextBuf::from("é€😀'").as_chars()), "\"\\xe9\\u20ac\\U0001f600'\"");
    }

    #[test]
    fn reprs_of_bytes() {
        assert_eq!(repr_bytes(b"a'\xff\x00\n"), "b\"a'\\xff\\x00\\n\"");
        assert_eq!(repr_bytes(b"'\""), "b'\\'\"'");
    }
}
