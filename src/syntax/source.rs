//! Source text: from bytes (PEP 263) to UTF-8 with `\n` line ends.
//!
//! Owns what CPython's `Parser/tokenizer` does before the first token: byte order mark, coding
//! cookie, decoding, null bytes, line ends. Deliberately absent: reading files.

use std::borrow::Cow;

use super::error::{ErrorKind, ErrorSpan, SyntaxError};

/// Text ready to be tokenized: no `\r`, no null character, and a last line that ends.
#[derive(Clone, Debug)]
pub struct Source<'s> {
    text: Cow<'s, str>,
    /// The last line had no end of its own.
    unended: bool,
}

impl<'s> Source<'s> {
    /// Source that is text already; a coding cookie means nothing here. Fails on null characters.
    pub fn from_text(text: &'s str) -> Result<Source<'s>, SyntaxError> {
        if text.contains('\0') {
            return Err(error("source code string cannot contain null bytes"));
        }
        Ok(normalise(Cow::Borrowed(text)))
    }

    /// Source as bytes of a file named `filename` (for the message about undeclared encodings).
    pub fn decode(bytes: &'s [u8], filename: &str) -> Result<Source<'s>, SyntaxError> {
        let (body, marked) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
            Some(body) => (body, true),
            None => (bytes, false),
        };
        let cookie = cookie(body);
        let encoding = cookie.as_deref().map_or(Some(Encoding::Utf8), Encoding::named);
        let name = cookie.as_deref().unwrap_or("utf-8");
        let Some(encoding) = encoding else {
            return Err(error(&format!("encoding problem: {name}")));
        };
        if marked && encoding != Encoding::Utf8 {
            return Err(error(&format!("encoding problem: {name} with BOM")));
        }
        let text = match encoding {
            Encoding::Utf8 => match std::str::from_utf8(body) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) if cookie.is_none() && !marked => return Err(undeclared(body, filename)),
                Err(bad) => return Err(undecodable(body, bad)),
            },
            Encoding::Latin1 => body.iter().map(|&byte| byte as char).collect(),
            Encoding::Ascii => match body.iter().position(|byte| !byte.is_ascii()) {
                None => Cow::Borrowed(std::str::from_utf8(body).map_err(|bad| undecodable(body, bad))?),
                Some(at) => {
                    let byte = body[at];
                    return Err(error(&format!(
                        "(unicode error) 'ascii' codec can't decode byte 0x{byte:02x} in position {at}: \
                         ordinal not in range(128)"
                    )));
                }
            },
        };
        if text.contains('\0') {
            return Err(error("source code cannot contain null bytes"));
        }
        Ok(normalise(text))
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The last line had no end of its own.
    pub(super) fn unended(&self) -> bool {
        self.unended
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Latin1,
    Ascii,
}

impl Encoding {
    /// By any of the names that Python's codec registry knows for the three.
    fn named(name: &str) -> Option<Encoding> {
        let name = name.to_ascii_lowercase().replace('-', "_");
        match name.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf_8_sig" => Some(Encoding::Utf8),
            name if name.starts_with("utf_8_") => Some(Encoding::Utf8),
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "8859" | "cp819" => {
                Some(Encoding::Latin1)
            }
            name if name.starts_with("latin_1_") || name.starts_with("iso_8859_1_") => Some(Encoding::Latin1),
            "ascii" | "us_ascii" | "646" => Some(Encoding::Ascii),
            _ => None,
        }
    }
}

/// The name in `coding[:=]\s*([-\w.]+)`, in a comment on one of the first two lines; the second
/// counts only if the first has nothing but a comment.
fn cookie(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|&byte| byte == b'\n' || byte == b'\r').take(2) {
        let blank = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0C')).count();
        let comment = &line[blank..];
        if comment.first() == Some(&b'#')
            && let Some(at) =
                comment.windows(7).position(|w| &w[..6] == b"coding" && matches!(w[6], b':' | b'='))
        {
            let rest = &comment[at + 7..];
            let skip = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let name: String = rest[skip..]
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
                .map(|&byte| byte as char)
                .collect();
            return (!name.is_empty()).then_some(name);
        }
        if !comment.is_empty() && comment[0] != b'#' {
            return None;
        }
    }
    None
}

/// Universal newlines, and a line end behind the last line.
fn normalise(text: Cow<'_, str>) -> Source<'_> {
    let mut text = match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => text,
    };
    let unended = !text.is_empty() && !text.ends_with('\n');
    if unended {
        text.to_mut().push('\n');
    }
    Source { text, unended }
}

fn error(msg: &str) -> SyntaxError {
    SyntaxError {
        kind: ErrorKind::SyntaxError,
        msg: msg.into(),
        span: None,
        text: None,
        incomplete: false,
        warnings: Vec::new(),
    }
}

fn undeclared(body: &[u8], filename: &str) -> SyntaxError {
    let at = std::str::from_utf8(body).map_or_else(|bad| bad.valid_up_to(), |_| 0);
    let line = 1 + body[..at].iter().filter(|&&byte| byte == b'\n').count() as u32;
    let msg = format!(
        "Non-UTF-8 code starting with '\\x{:02x}' in file {filename} on line {line}, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details",
        body[at]
    );
    let span = ErrorSpan { line, offset: 0, end_line: line, end_offset: -1 };
    SyntaxError { span: Some(span), ..error(&msg) }
}

fn undecodable(body: &[u8], bad: std::str::Utf8Error) -> SyntaxError {
    let at = bad.valid_up_to();
    let reason = match bad.error_len() {
        None => "unexpected end of data",
        Some(_) if matches!(body[at], 0xC2..=0xF4) => "invalid continuation byte",
        Some(_) => "invalid start byte",
    };
    let byte = body[at];
    error(&format!("(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: {reason}"))
}
