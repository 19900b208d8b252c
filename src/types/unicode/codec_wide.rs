//! UTF-16 and UTF-32.

use super::codec::{CodecFault, CodingError, Encoding, ErrorHandler, Patch, patch_decoded, patch_encoded};
use crate::object::text::{Chars, MAX_CODE_POINT, TextBuf, is_surrogate};

/// The order of the bytes in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// A byte order mark decides, little-endian without one; encoding writes one.
    Marked,
    Little,
    Big,
}

impl Order {
    fn is_big(self) -> bool {
        self == Order::Big
    }

    fn read16(self, bytes: [u8; 2]) -> u32 {
        u32::from(if self.is_big() { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn read32(self, bytes: [u8; 4]) -> u32 {
        if self.is_big() { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    }
}

pub(super) fn push_unit16(out: &mut Vec<u8>, unit: u16, order: Order) {
    out.extend(if order.is_big() { unit.to_be_bytes() } else { unit.to_le_bytes() });
}

pub(super) fn push_unit32(out: &mut Vec<u8>, unit: u32, order: Order) {
    out.extend(if order.is_big() { unit.to_be_bytes() } else { unit.to_le_bytes() });
}

pub(super) fn decode_utf16(
    data: &[u8],
    order: Order,
    errors: ErrorHandler,
    out: &mut TextBuf,
) -> Result<(), CodecFault> {
    let (order, mut at) = match (order, data) {
        (Order::Marked, [0xFF, 0xFE, ..]) => (Order::Little, 2),
        (Order::Marked, [0xFE, 0xFF, ..]) => (Order::Big, 2),
        (Order::Marked, _) => (Order::Little, 0),
        _ => (order, 0),
    };
    let encoding = Encoding::Utf16(order);
    while at < data.len() {
        let unit = |at: usize| data.get(at..)?.first_chunk().map(|&bytes| order.read16(bytes));
        let (len, reason) = match (unit(at), unit(at + 2)) {
            (None, _) => (data.len() - at, "truncated data"),
            (Some(0xDC00..=0xDFFF), _) => (2, "illegal encoding"),
            (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                out.push(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
                at += 4;
                continue;
            }
            (Some(0xD800..=0xDBFF), Some(_)) => (2, "illegal UTF-16 surrogate"),
            (Some(0xD800..=0xDBFF), None) => (data.len() - at, "unexpected end of data"),
            (Some(code), _) => {
                out.push(code);
                at += 2;
                continue;
            }
        };
        let error = CodingError { encoding: encoding.name(), start: at, end: at + len, reason };
        at = patch_decoded(data, error, errors, encoding, out)?;
    }
    Ok(())
}

pub(super) fn decode_utf32(
    data: &[u8],
    order: Order,
    errors: ErrorHandler,
    out: &mut TextBuf,
) -> Result<(), CodecFault> {
    let (order, mut at) = match (order, data) {
        (Order::Marked, [0xFF, 0xFE, 0, 0, ..]) => (Order::Little, 4),
        (Order::Marked, [0, 0, 0xFE, 0xFF, ..]) => (Order::Big, 4),
        (Order::Marked, _) => (Order::Little, 0),
        _ => (order, 0),
    };
    let encoding = Encoding::Utf32(order);
    while at < data.len() {
        let (len, reason) = match data[at..].first_chunk().map(|&bytes| order.read32(bytes)) {
            None => (data.len() - at, "truncated data"),
            Some(code) if is_surrogate(code) => {
                (4, "code point in surrogate code point range(0xd800, 0xe000)")
            }
            Some(code) if code > MAX_CODE_POINT => (4, "code point not in range(0x110000)"),
            Some(code) => {
                out.push(code);
                at += 4;
                continue;
            }
        };
        let error = CodingError { encoding: encoding.name(), start: at, end: at + len, reason };
        at = patch_decoded(data, error, errors, encoding, out)?;
    }
    Ok(())
}

pub(super) fn encode(
    text: Chars<'_>,
    encoding: Encoding,
    order: Order,
    errors: ErrorHandler,
    out: &mut Vec<u8>,
) -> Result<(), CodecFault> {
    let wide = matches!(encoding, Encoding::Utf32(_));
    let push = |out: &mut Vec<u8>, code: u32| match code {
        _ if wide => push_unit32(out, code, order),
        0..0x1_0000 => push_unit16(out, code as u16, order),
        _ => {
            let offset = code - 0x1_0000;
            push_unit16(out, 0xD800 + (offset >> 10) as u16, order);
            push_unit16(out, 0xDC00 + (offset & 0x3FF) as u16, order);
        }
    };
    if order == Order::Marked {
        push(out, 0xFEFF);
    }
    let mut at = 0;
    while let Some(code) = text.try_get(at) {
        if !is_surrogate(code) {
            push(out, code);
            at += 1;
            continue;
        }
        let reason = "surrogates not allowed";
        let error = CodingError { encoding: encoding.name(), start: at, end: at + 1, reason };
        let (patch, next) = patch_encoded(text, error, errors, encoding)?;
        match patch {
            Patch::Text(text) => text.chars().for_each(|ch| push(out, u32::from(ch))),
            Patch::Bytes(bytes) => out.extend(bytes),
        }
        at = next;
    }
    Ok(())
}
