//! The built-in codecs: UTF-8, Latin-1 and ASCII here, UTF-16 and UTF-32 in [`codec_wide`](super::codec_wide).
//!
//! Positions, reasons and the reach of each error are CPython's (`Objects/unicodeobject.c`); the error
//! handlers are those of `Python/codecs.c`. Deliberately absent: handlers written in Python, and the
//! look-up of codecs beyond these.

use super::chars::assigned;
use super::codec_wide::{self, Order};
use super::repr::push_hex_escape;
use crate::object::text::{Chars, TextBuf, is_surrogate, push_wtf8};
use crate::types::fault::Fault;
use std::fmt::Write;

/// A codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// UTF-8 with a byte order mark before it.
    Utf8Sig,
    Latin1,
    Ascii,
    Utf16(Order),
    Utf32(Order),
}

impl Encoding {
    /// The codec of that name or alias, however it is punctuated.
    pub fn from_name(name: &str) -> Option<Encoding> {
        let name: String = name
            .chars()
            .map(|ch| if matches!(ch, '-' | ' ') { '_' } else { ch.to_ascii_lowercase() })
            .collect();
        Some(match name.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf8_ucs2" | "utf8_ucs4" => Encoding::Utf8,
            "utf_8_sig" | "utf8_sig" => Encoding::Utf8Sig,
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859"
            | "cp819" => Encoding::Latin1,
            "ascii" | "us_ascii" | "646" | "us" => Encoding::Ascii,
            "utf_16" | "utf16" | "u16" => Encoding::Utf16(Order::Marked),
            "utf_16_le" | "utf_16le" | "utf16le" => Encoding::Utf16(Order::Little),
            "utf_16_be" | "utf_16be" | "utf16be" => Encoding::Utf16(Order::Big),
            "utf_32" | "utf32" | "u32" => Encoding::Utf32(Order::Marked),
            "utf_32_le" | "utf_32le" | "utf32le" => Encoding::Utf32(Order::Little),
            "utf_32_be" | "utf_32be" | "utf32be" => Encoding::Utf32(Order::Big),
            _ => return None,
        })
    }

    /// The name that errors show.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
            Encoding::Latin1 => "latin-1",
            Encoding::Ascii => "ascii",
            Encoding::Utf16(Order::Marked) => "utf-16",
            Encoding::Utf16(Order::Little) => "utf-16-le",
            Encoding::Utf16(Order::Big) => "utf-16-be",
            Encoding::Utf32(Order::Marked) => "utf-32",
            Encoding::Utf32(Order::Little) => "utf-32-le",
            Encoding::Utf32(Order::Big) => "utf-32-be",
        }
    }
}

/// What happens to what cannot be coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorHandler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    SurrogateEscape,
    SurrogatePass,
    XmlCharRefReplace,
    NameReplace,
}

impl ErrorHandler {
    pub fn from_name(name: &str) -> Option<ErrorHandler> {
        Some(match name {
            "strict" => ErrorHandler::Strict,
            "ignore" => ErrorHandler::Ignore,
            "replace" => ErrorHandler::Replace,
            "backslashreplace" => ErrorHandler::BackslashReplace,
            "surrogateescape" => ErrorHandler::SurrogateEscape,
            "surrogatepass" => ErrorHandler::SurrogatePass,
            "xmlcharrefreplace" => ErrorHandler::XmlCharRefReplace,
            "namereplace" => ErrorHandler::NameReplace,
            _ => return None,
        })
    }
}

/// The attributes of a UnicodeDecodeError or UnicodeEncodeError, the object apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodingError {
    pub encoding: &'static str,
    /// In bytes when decoding, in code points when encoding.
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

impl CodingError {
    /// `str()` of the UnicodeDecodeError over `data`.
    pub fn decode_message(&self, data: &[u8]) -> String {
        let CodingError { encoding, start, end, reason } = self;
        match data.get(*start) {
            Some(byte) if *end == start + 1 => {
                format!("'{encoding}' codec can't decode byte {byte:#04x} in position {start}: {reason}")
            }
            _ => {
                let last = end.saturating_sub(1);
                format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}")
            }
        }
    }

    /// `str()` of the UnicodeEncodeError over `text`.
    pub fn encode_message(&self, text: Chars<'_>) -> String {
        let CodingError { encoding, start, end, reason } = self;
        match text.try_get(*start) {
            Some(code) if *end == start + 1 => {
                let mut shown = TextBuf::new();
                push_hex_escape(&mut shown, code);
                let shown = shown.to_string_lossy();
                format!("'{encoding}' codec can't encode character '{shown}' in position {start}: {reason}")
            }
            _ => {
                let last = end.saturating_sub(1);
                format!("'{encoding}' codec can't encode characters in position {start}-{last}: {reason}")
            }
        }
    }
}

/// Why a codec gave up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodecFault {
    Decode(CodingError),
    Encode(CodingError),
    /// The handler does not work in this direction.
    Other(Fault),
}

/// `data.decode(encoding, errors)`.
pub fn decode(data: &[u8], encoding: Encoding, errors: ErrorHandler) -> Result<TextBuf, CodecFault> {
    let mut out = TextBuf::with_capacity(data.len());
    match encoding {
        Encoding::Utf8 => decode_utf8(data, errors, &mut out)?,
        Encoding::Utf8Sig => {
            decode_utf8(data.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(data), errors, &mut out)?;
        }
        Encoding::Latin1 => out.push_chars(Chars::Latin1(data)),
        Encoding::Ascii => decode_ascii(data, errors, &mut out)?,
        Encoding::Utf16(order) => codec_wide::decode_utf16(data, order, errors, &mut out)?,
        Encoding::Utf32(order) => codec_wide::decode_utf32(data, order, errors, &mut out)?,
    }
    Ok(out)
}

/// `text.encode(encoding, errors)`.
pub fn encode(text: Chars<'_>, encoding: Encoding, errors: ErrorHandler) -> Result<Vec<u8>, CodecFault> {
    let mut out = Vec::with_capacity(text.len());
    match encoding {
        Encoding::Utf8 => encode_utf8(text, errors, &mut out)?,
        Encoding::Utf8Sig => {
            out.extend(b"\xEF\xBB\xBF");
            encode_utf8(text, errors, &mut out)?;
        }
        Encoding::Latin1 => encode_narrow(text, encoding, 256, errors, &mut out)?,
        Encoding::Ascii => encode_narrow(text, encoding, 128, errors, &mut out)?,
        Encoding::Utf16(order) => codec_wide::encode(text, encoding, order, errors, &mut out)?,
        Encoding::Utf32(order) => codec_wide::encode(text, encoding, order, errors, &mut out)?,
    }
    Ok(out)
}

fn decode_utf8(data: &[u8], errors: ErrorHandler, out: &mut TextBuf) -> Result<(), CodecFault> {
    let mut at = 0;
    while at < data.len() {
        match str::from_utf8(&data[at..]) {
            Ok(text) => {
                out.push_str(text);
                return Ok(());
            }
            Err(error) => {
                let valid = at + error.valid_up_to();
                out.push_str(str::from_utf8(&data[at..valid]).unwrap_or_default());
                // std's reach of an error is CPython's: the longest prefix of a well-formed sequence.
                let (len, reason) = match error.error_len() {
                    None => (data.len() - valid, "unexpected end of data"),
                    Some(len) if !matches!(data[valid], 0xC2..=0xF4) => (len, "invalid start byte"),
                    Some(len) => (len, "invalid continuation byte"),
                };
                let error = CodingError { encoding: "utf-8", start: valid, end: valid + len, reason };
                at = patch_decoded(data, error, errors, Encoding::Utf8, out)?;
            }
        }
    }
    Ok(())
}

fn decode_ascii(data: &[u8], errors: ErrorHandler, out: &mut TextBuf) -> Result<(), CodecFault> {
    let mut at = 0;
    while at < data.len() {
        let valid = data[at..].iter().position(|byte| !byte.is_ascii()).map_or(data.len(), |len| at + len);
        out.push_chars(Chars::Latin1(&data[at..valid]));
        if valid == data.len() {
            break;
        }
        let reason = "ordinal not in range(128)";
        let error = CodingError { encoding: "ascii", start: valid, end: valid + 1, reason };
        at = patch_decoded(data, error, errors, Encoding::Ascii, out)?;
    }
    Ok(())
}

/// Lets the handler deal with undecodable bytes; gives where decoding goes on.
pub(super) fn patch_decoded(
    data: &[u8],
    error: CodingError,
    errors: ErrorHandler,
    encoding: Encoding,
    out: &mut TextBuf,
) -> Result<usize, CodecFault> {
    let bad = &data[error.start..error.end];
    match errors {
        ErrorHandler::Strict => return Err(CodecFault::Decode(error)),
        ErrorHandler::Ignore => {}
        ErrorHandler::Replace => out.push(0xFFFD),
        ErrorHandler::BackslashReplace => {
            bad.iter().for_each(|&byte| push_hex_escape(out, u32::from(byte)));
        }
        ErrorHandler::SurrogateEscape => {
            let escaped = bad.iter().take_while(|byte| !byte.is_ascii()).take(4).count();
            if escaped == 0 {
                return Err(CodecFault::Decode(error));
            }
            out.extend(bad[..escaped].iter().map(|&byte| 0xDC00 + u32::from(byte)));
            return Ok(error.start + escaped);
        }
        ErrorHandler::SurrogatePass => {
            let (code, len) = surrogate_at(&data[error.start..], encoding, error.encoding)
                .ok_or(CodecFault::Decode(error))?;
            out.push(code);
            return Ok(error.start + len);
        }
        ErrorHandler::XmlCharRefReplace | ErrorHandler::NameReplace => {
            let message = "don't know how to handle UnicodeDecodeError in error callback";
            return Err(CodecFault::Other(Fault::type_error(message)));
        }
    }
    Ok(error.end)
}

/// The surrogate that `data` starts with, and its length in bytes. `name` tells the byte order
/// that a marked text turned out to have.
fn surrogate_at(data: &[u8], encoding: Encoding, name: &str) -> Option<(u32, usize)> {
    let big = name.ends_with("-be");
    let (code, len) = match encoding {
        Encoding::Utf8 | Encoding::Utf8Sig => {
            let [0xED, middle @ 0xA0..=0xBF, last @ 0x80..=0xBF] = *data.get(..3)? else {
                return None;
            };
            (0xD000 | u32::from(middle & 0x3F) << 6 | u32::from(last & 0x3F), 3)
        }
        Encoding::Utf16(_) => {
            let bytes = *data.first_chunk()?;
            (u32::from(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }), 2)
        }
        Encoding::Utf32(_) => {
            let bytes = *data.first_chunk()?;
            (if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }, 4)
        }
        Encoding::Latin1 | Encoding::Ascii => return None,
    };
    is_surrogate(code).then_some((code, len))
}

fn encode_utf8(text: Chars<'_>, errors: ErrorHandler, out: &mut Vec<u8>) -> Result<(), CodecFault> {
    if text.write_utf8(out) {
        return Ok(());
    }
    let mut at = 0;
    while let Some(code) = text.try_get(at) {
        if !is_surrogate(code) {
            push_wtf8(out, code);
            at += 1;
            continue;
        }
        let run = text.slice_from(at).iter().take_while(|&code| is_surrogate(code)).count();
        let reason = "surrogates not allowed";
        let error = CodingError { encoding: "utf-8", start: at, end: at + run, reason };
        let (patch, next) = patch_encoded(text, error, errors, Encoding::Utf8)?;
        match patch {
            Patch::Text(text) => out.extend(text.bytes()),
            Patch::Bytes(bytes) => out.extend(bytes),
        }
        at = next;
    }
    Ok(())
}

fn encode_narrow(
    text: Chars<'_>,
    encoding: Encoding,
    limit: u32,
    errors: ErrorHandler,
    out: &mut Vec<u8>,
) -> Result<(), CodecFault> {
    let reason = if limit == 128 { "ordinal not in range(128)" } else { "ordinal not in range(256)" };
    let mut at = 0;
    while let Some(code) = text.try_get(at) {
        if code < limit {
            out.push(code as u8);
            at += 1;
            continue;
        }
        let run = text.slice_from(at).iter().take_while(|&code| code >= limit).count();
        let error = CodingError { encoding: encoding.name(), start: at, end: at + run, reason };
        let (patch, next) = patch_encoded(text, error, errors, encoding)?;
        match patch {
            Patch::Text(text) => out.extend(text.bytes()),
            Patch::Bytes(bytes) => out.extend(bytes),
        }
        at = next;
    }
    Ok(())
}

/// What a handler puts in place of unencodable characters.
pub(super) enum Patch {
    /// ASCII text, still to be encoded.
    Text(String),
    Bytes(Vec<u8>),
}

/// Lets the handler deal with unencodable characters; gives where encoding goes on.
pub(super) fn patch_encoded(
    text: Chars<'_>,
    error: CodingError,
    errors: ErrorHandler,
    encoding: Encoding,
) -> Result<(Patch, usize), CodecFault> {
    let bad = text.slice(error.start..error.end);
    let refusal = Err(CodecFault::Encode(error));
    let patch = match errors {
        ErrorHandler::Strict => return refusal,
        ErrorHandler::Ignore => Patch::Text(String::new()),
        ErrorHandler::Replace => Patch::Text("?".repeat(bad.len())),
        ErrorHandler::BackslashReplace => {
            let mut escapes = TextBuf::new();
            bad.iter().for_each(|code| push_hex_escape(&mut escapes, code));
            Patch::Text(escapes.to_string_lossy())
        }
        ErrorHandler::XmlCharRefReplace => Patch::Text(bad.iter().map(|code| format!("&#{code};")).collect()),
        ErrorHandler::NameReplace => Patch::Text(named(bad)),
        ErrorHandler::SurrogateEscape => {
            let is_escape = |code: &u32| (0xDC80..=0xDCFF).contains(code);
            let bytes: Vec<u8> = bad.iter().take_while(is_escape).map(|code| (code - 0xDC00) as u8).collect();
            let wide = matches!(encoding, Encoding::Utf16(_) | Encoding::Utf32(_));
            if bytes.is_empty() || wide {
                // A lone byte would put the units of a wide encoding out of step.
                return refusal;
            }
            let next = error.start + bytes.len();
            return Ok((Patch::Bytes(bytes), next));
        }
        ErrorHandler::SurrogatePass => {
            let can_hold = !matches!(encoding, Encoding::Latin1 | Encoding::Ascii);
            if !can_hold || !bad.iter().all(is_surrogate) {
                return refusal;
            }
            let mut bytes = Vec::new();
            bad.iter().for_each(|code| match encoding {
                Encoding::Utf16(order) => codec_wide::push_unit16(&mut bytes, code as u16, order),
                Encoding::Utf32(order) => codec_wide::push_unit32(&mut bytes, code, order),
                _ => push_wtf8(&mut bytes, code),
            });
            Patch::Bytes(bytes)
        }
    };
    Ok((patch, error.end))
}

/// `\N{NAME}` for what has a name, an escape for the rest.
fn named(text: Chars<'_>) -> String {
    let mut out = TextBuf::new();
    for code in text.iter() {
        match assigned(code).and_then(unicode_names2::name) {
            // Writing to a TextBuf cannot fail.
            Some(name) => _ = write!(out, "\\N{{{name}}}"),
            None => push_hex_escape(&mut out, code),
        }
    }
    out.to_string_lossy()
}
