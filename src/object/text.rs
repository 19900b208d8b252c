//! Text as Python sees it: a sequence of code points, lone surrogates included.
//!
//! This module owns two things: [`Chars`], a borrowed view of a str's code points in one of CPython's
//! compact kinds (`Objects/unicodeobject.c`, PEP 393), and [`TextBuf`], the builder that native code
//! fills before a str object is made of it.
//!
//! Invariant: every unit is at most `0x10FFFF`, and a `TextBuf` is always stored in the narrowest kind
//! that holds its largest code point. A borrowed `Chars` may be wider than necessary (a slice of a
//! wide str is), so equality and hashing across kinds go by code points.
//!
//! Deliberately absent: the heap, UTF-8 caches, and every method of str; those live in `types`.

use std::cmp::Ordering;
use std::ops::Range;

/// The largest code point.
pub const MAX_CODE_POINT: u32 = 0x0010_FFFF;

/// One unit of a compact kind: `u8` (Latin-1), `u16` (UCS-2) or `u32` (UCS-4).
pub trait Unit: Copy + Eq + Ord + Into<u32> {
    /// The unit for `code`, if this kind can hold it.
    fn from_code(code: u32) -> Option<Self>;

    /// The first place of `self` in `units`.
    fn position_in(self, units: &[Self]) -> Option<usize> {
        units.iter().position(|&unit| unit == self)
    }

    /// The last place of `self` in `units`.
    fn last_position_in(self, units: &[Self]) -> Option<usize> {
        units.iter().rposition(|&unit| unit == self)
    }
}

impl Unit for u8 {
    fn from_code(code: u32) -> Option<u8> {
        u8::try_from(code).ok()
    }

    fn position_in(self, units: &[u8]) -> Option<usize> {
        memchr::memchr(self, units)
    }

    fn last_position_in(self, units: &[u8]) -> Option<usize> {
        memchr::memrchr(self, units)
    }
}

impl Unit for u16 {
    fn from_code(code: u32) -> Option<u16> {
        u16::try_from(code).ok()
    }
}

impl Unit for u32 {
    fn from_code(code: u32) -> Option<u32> {
        Some(code)
    }
}

/// The code point in a unit of any kind.
pub fn code_of<U: Unit>(unit: U) -> u32 {
    unit.into()
}

/// A view of the code points of a str. ASCII text is `Latin1` whose bytes are all below 128.
#[derive(Clone, Copy, Debug)]
pub enum Chars<'a> {
    Latin1(&'a [u8]),
    Ucs2(&'a [u16]),
    Ucs4(&'a [u32]),
}

/// Runs the same expression on the units of whichever kind a [`Chars`] is.
macro_rules! with_units {
    ($chars:expr, $units:ident => $body:expr) => {
        match $chars {
            $crate::object::text::Chars::Latin1($units) => $body,
            $crate::object::text::Chars::Ucs2($units) => $body,
            $crate::object::text::Chars::Ucs4($units) => $body,
        }
    };
}
pub(crate) use with_units;

impl<'a> Chars<'a> {
    pub const EMPTY: Chars<'static> = Chars::Latin1(&[]);

    /// The view of a Rust literal that is known to be ASCII; other characters would come out as
    /// their UTF-8 bytes, so use [`TextBuf::from`] for text of unknown content.
    pub const fn ascii(text: &'a str) -> Chars<'a> {
        debug_assert!(text.is_ascii());
        Chars::Latin1(text.as_bytes())
    }

    /// Length in code points.
    pub fn len(self) -> usize {
        with_units!(self, units => units.len())
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The code point at `index`; panics if `index >= len()`, like slice indexing.
    pub fn get(self, index: usize) -> u32 {
        with_units!(self, units => code_of(units[index]))
    }

    /// The code point at `index`, if there is one.
    pub fn try_get(self, index: usize) -> Option<u32> {
        with_units!(self, units => units.get(index).map(|&unit| code_of(unit)))
    }

    pub fn iter(self) -> CharsIter<'a> {
        CharsIter { rest: self }
    }

    /// The code points in `range`, in the same kind; panics if the range is out of bounds.
    pub fn slice(self, range: Range<usize>) -> Chars<'a> {
        match self {
            Chars::Latin1(units) => Chars::Latin1(&units[range]),
            Chars::Ucs2(units) => Chars::Ucs2(&units[range]),
            Chars::Ucs4(units) => Chars::Ucs4(&units[range]),
        }
    }

    /// The code points from `start` on.
    pub fn slice_from(self, start: usize) -> Chars<'a> {
        self.slice(start..self.len())
    }

    /// Where the first of two ASCII characters is.
    pub fn find_either(self, a: u32, b: u32) -> Option<usize> {
        match self {
            Chars::Latin1(units) => memchr::memchr2(a as u8, b as u8, units),
            _ => self.iter().position(|code| code == a || code == b),
        }
    }

    /// The largest code point; 0 for empty text.
    pub fn max_char(self) -> u32 {
        with_units!(self, units => units.iter().copied().max().map_or(0, u32::from))
    }

    pub fn is_ascii(self) -> bool {
        match self {
            Chars::Latin1(units) => units.is_ascii(),
            Chars::Ucs2(units) => units.iter().all(|&unit| unit < 128),
            Chars::Ucs4(units) => units.iter().all(|&unit| unit < 128),
        }
    }

    /// The text as a Rust str, if it is ASCII in the Latin-1 kind: no copy is needed then.
    pub fn as_ascii_str(self) -> Option<&'a str> {
        match self {
            Chars::Latin1(units) if units.is_ascii() => str::from_utf8(units).ok(),
            _ => None,
        }
    }

    /// Whether some code point is a surrogate, so that the text has no UTF-8 form.
    pub fn has_surrogate(self) -> bool {
        match self {
            Chars::Latin1(_) => false,
            Chars::Ucs2(units) => units.iter().any(|&unit| is_surrogate(u32::from(unit))),
            Chars::Ucs4(units) => units.iter().any(|&unit| is_surrogate(unit)),
        }
    }

    /// The text as UTF-8, each surrogate replaced by U+FFFD.
    pub fn to_string_lossy(self) -> String {
        if let Some(text) = self.as_ascii_str() {
            return text.to_owned();
        }
        self.iter().map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    }

    /// Appends the text as UTF-8; `false` (with nothing appended) if it has a surrogate.
    pub fn write_utf8(self, out: &mut Vec<u8>) -> bool {
        let fits = !self.has_surrogate();
        if fits {
            self.write_wtf8(out);
        }
        fits
    }

    /// Appends the text as WTF-8: UTF-8 whose lone surrogates take three bytes like any other code
    /// point of their size. Two surrogates side by side stay two, so decoding gives the same text.
    pub fn write_wtf8(self, out: &mut Vec<u8>) {
        if let Chars::Latin1(units) = self
            && units.is_ascii()
        {
            out.extend_from_slice(units);
            return;
        }
        out.reserve(self.len());
        for code in self.iter() {
            push_wtf8(out, code);
        }
    }
}

/// Whether `code` is one half of a UTF-16 pair, which no UTF-8 text may hold.
pub const fn is_surrogate(code: u32) -> bool {
    matches!(code, 0xD800..=0xDFFF)
}

/// Appends one code point in the (generalized) UTF-8 form.
pub fn push_wtf8(out: &mut Vec<u8>, code: u32) {
    let tail = |shift: u32| 0x80 | (code >> shift & 0x3F) as u8;
    match code {
        0..0x80 => out.push(code as u8),
        0x80..0x800 => out.extend([0xC0 | (code >> 6) as u8, tail(0)]),
        0x800..0x1_0000 => out.extend([0xE0 | (code >> 12) as u8, tail(6), tail(0)]),
        _ => out.extend([0xF0 | (code >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

impl<'a> From<&'a [u8]> for Chars<'a> {
    fn from(units: &'a [u8]) -> Chars<'a> {
        Chars::Latin1(units)
    }
}

impl<'a> From<&'a [u16]> for Chars<'a> {
    fn from(units: &'a [u16]) -> Chars<'a> {
        Chars::Ucs2(units)
    }
}

impl<'a> From<&'a [u32]> for Chars<'a> {
    fn from(units: &'a [u32]) -> Chars<'a> {
        Chars::Ucs4(units)
    }
}

impl PartialEq for Chars<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Chars::Latin1(left), Chars::Latin1(right)) => left == right,
            (Chars::Ucs2(left), Chars::Ucs2(right)) => left == right,
            (Chars::Ucs4(left), Chars::Ucs4(right)) => left == right,
            _ => self.len() == other.len() && self.iter().eq(other.iter()),
        }
    }
}

impl Eq for Chars<'_> {}

impl PartialEq<str> for Chars<'_> {
    fn eq(&self, other: &str) -> bool {
        self.iter().eq(other.chars().map(u32::from))
    }
}

impl PartialEq<&str> for Chars<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl PartialOrd for Chars<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Chars<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Chars::Latin1(left), Chars::Latin1(right)) => left.cmp(right),
            (Chars::Ucs2(left), Chars::Ucs2(right)) => left.cmp(right),
            (Chars::Ucs4(left), Chars::Ucs4(right)) => left.cmp(right),
            _ => self.iter().cmp(other.iter()),
        }
    }
}

impl<'a> IntoIterator for Chars<'a> {
    type Item = u32;
    type IntoIter = CharsIter<'a>;

    fn into_iter(self) -> CharsIter<'a> {
        self.iter()
    }
}

/// The code points of a [`Chars`], from either end.
#[derive(Clone, Debug)]
pub struct CharsIter<'a> {
    rest: Chars<'a>,
}

impl<'a> CharsIter<'a> {
    /// What has not been visited yet.
    pub fn rest(&self) -> Chars<'a> {
        self.rest
    }
}

impl Iterator for CharsIter<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        with_units!(&mut self.rest, units => {
            let (&first, rest) = units.split_first()?;
            *units = rest;
            Some(code_of(first))
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rest.len(), Some(self.rest.len()))
    }
}

impl DoubleEndedIterator for CharsIter<'_> {
    fn next_back(&mut self) -> Option<u32> {
        with_units!(&mut self.rest, units => {
            let (&last, rest) = units.split_last()?;
            *units = rest;
            Some(code_of(last))
        })
    }
}

impl ExactSizeIterator for CharsIter<'_> {}

/// Text under construction. It starts as bytes and widens when a code point asks for it.
#[derive(Clone, Debug)]
pub struct TextBuf {
    units: Units,
    /// An upper bound that is exact for the purpose of kinds: below 128 if and only if all is ASCII.
    max: u32,
}

#[derive(Clone, Debug)]
enum Units {
    Latin1(Vec<u8>),
    Ucs2(Vec<u16>),
    Ucs4(Vec<u32>),
}

impl Default for TextBuf {
    fn default() -> TextBuf {
        TextBuf::new()
    }
}

impl TextBuf {
    pub const fn new() -> TextBuf {
        TextBuf { units: Units::Latin1(Vec::new()), max: 0 }
    }

    /// An empty buffer with room for `len` code points below 256.
    pub fn with_capacity(len: usize) -> TextBuf {
        TextBuf { units: Units::Latin1(Vec::with_capacity(len)), max: 0 }
    }

    /// The text that `bytes` encode in generalized UTF-8 (see [`Chars::write_wtf8`]); `None` if they
    /// are not well-formed.
    pub fn from_wtf8(bytes: &[u8]) -> Option<TextBuf> {
        let mut text = TextBuf::with_capacity(bytes.len());
        let mut rest = bytes;
        while !rest.is_empty() {
            let ascii = rest.iter().take_while(|byte| byte.is_ascii()).count();
            text.push_chars(Chars::Latin1(&rest[..ascii]));
            rest = &rest[ascii..];
            if !rest.is_empty() {
                let (code, used) = decode_wtf8(rest)?;
                text.push(code);
                rest = &rest[used..];
            }
        }
        Some(text)
    }

    /// Length in code points.
    pub fn len(&self) -> usize {
        self.as_chars().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The largest code point pushed so far decides the kind; this is it (0 if empty).
    pub fn max_char(&self) -> u32 {
        self.max
    }

    pub fn is_ascii(&self) -> bool {
        self.max < 128
    }

    pub fn as_chars(&self) -> Chars<'_> {
        match &self.units {
            Units::Latin1(units) => Chars::Latin1(units),
            Units::Ucs2(units) => Chars::Ucs2(units),
            Units::Ucs4(units) => Chars::Ucs4(units),
        }
    }

    /// The text as UTF-8, each surrogate replaced by U+FFFD.
    pub fn to_string_lossy(&self) -> String {
        self.as_chars().to_string_lossy()
    }

    /// Makes room for `more` code points of the present kind.
    pub fn reserve(&mut self, more: usize) {
        match &mut self.units {
            Units::Latin1(units) => units.reserve(more),
            Units::Ucs2(units) => units.reserve(more),
            Units::Ucs4(units) => units.reserve(more),
        }
    }

    /// Appends one code point (at most [`MAX_CODE_POINT`]).
    pub fn push(&mut self, code: u32) {
        debug_assert!(code <= MAX_CODE_POINT);
        self.widen_for(code);
        match &mut self.units {
            Units::Latin1(units) => units.push(code as u8),
            Units::Ucs2(units) => units.push(code as u16),
            Units::Ucs4(units) => units.push(code),
        }
    }

    /// Appends `count` times the same code point.
    pub fn push_repeated(&mut self, code: u32, count: usize) {
        if count == 0 {
            return;
        }
        self.widen_for(code);
        match &mut self.units {
            Units::Latin1(units) => units.resize(units.len() + count, code as u8),
            Units::Ucs2(units) => units.resize(units.len() + count, code as u16),
            Units::Ucs4(units) => units.resize(units.len() + count, code),
        }
    }

    pub fn push_str(&mut self, text: &str) {
        if text.is_ascii() {
            self.push_chars(Chars::Latin1(text.as_bytes()));
        } else {
            text.chars().for_each(|ch| self.push(u32::from(ch)));
        }
    }

    pub fn push_chars(&mut self, text: Chars<'_>) {
        if text.is_empty() {
            return;
        }
        if let (Units::Latin1(units), Chars::Latin1(more)) = (&mut self.units, text) {
            self.max = self.max.max(if more.is_ascii() { 0x7F } else { 0xFF });
            units.extend_from_slice(more);
            return;
        }
        self.widen_for(text.max_char());
        match (&mut self.units, text) {
            (Units::Ucs2(units), Chars::Ucs2(more)) => units.extend_from_slice(more),
            (Units::Ucs4(units), Chars::Ucs4(more)) => units.extend_from_slice(more),
            (Units::Latin1(units), more) => units.extend(more.iter().map(|code| code as u8)),
            (Units::Ucs2(units), more) => units.extend(more.iter().map(|code| code as u16)),
            (Units::Ucs4(units), more) => units.extend(more.iter()),
        }
    }

    fn widen_for(&mut self, code: u32) {
        if code <= self.max {
            return;
        }
        self.max = code;
        match &self.units {
            Units::Latin1(units) if code > 0xFFFF => {
                self.units = Units::Ucs4(units.iter().map(|&unit| u32::from(unit)).collect());
            }
            Units::Latin1(units) if code > 0xFF => {
                self.units = Units::Ucs2(units.iter().map(|&unit| u16::from(unit)).collect());
            }
            Units::Ucs2(units) if code > 0xFFFF => {
                self.units = Units::Ucs4(units.iter().map(|&unit| u32::from(unit)).collect());
            }
            _ => {}
        }
    }
}

/// The first code point of non-empty `bytes` in generalized UTF-8, with the bytes it takes.
fn decode_wtf8(bytes: &[u8]) -> Option<(u32, usize)> {
    let (len, least) = match bytes[0] {
        0x00..0x80 => return Some((u32::from(bytes[0]), 1)),
        0xC2..0xE0 => (2, 0x80),
        0xE0..0xF0 => (3, 0x800),
        0xF0..0xF5 => (4, 0x1_0000),
        _ => return None,
    };
    let mut code = u32::from(bytes[0]) & (0x7F >> len);
    for &byte in bytes.get(1..len)? {
        if byte & 0xC0 != 0x80 {
            return None;
        }
        code = code << 6 | u32::from(byte & 0x3F);
    }
    (least..=MAX_CODE_POINT).contains(&code).then_some((code, len))
}

impl From<&str> for TextBuf {
    fn from(text: &str) -> TextBuf {
        let mut buf = TextBuf::with_capacity(text.len());
        buf.push_str(text);
        buf
    }
}

impl From<Chars<'_>> for TextBuf {
    fn from(text: Chars<'_>) -> TextBuf {
        let mut buf = TextBuf::new();
        buf.push_chars(text);
        buf
    }
}

impl Extend<u32> for TextBuf {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, codes: I) {
        codes.into_iter().for_each(|code| self.push(code));
    }
}

impl FromIterator<u32> for TextBuf {
    fn from_iter<I: IntoIterator<Item = u32>>(codes: I) -> TextBuf {
        let mut buf = TextBuf::new();
        buf.extend(codes);
        buf
    }
}

impl std::fmt::Write for TextBuf {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.push_str(text);
        Ok(())
    }
}

impl PartialEq<str> for TextBuf {
    fn eq(&self, other: &str) -> bool {
        self.as_chars() == *other
    }
}

impl PartialEq<&str> for TextBuf {
    fn eq(&self, other: &&str) -> bool {
        self.as_chars() == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_widens_no_further_than_needed() {
        let mut text = TextBuf::new();
        text.push_str("abc");
        assert!(matches!(text.as_chars(), Chars::Latin1(_)) && text.is_ascii());
        text.push(0xE9);
        assert!(matches!(text.as_chars(), Chars::Latin1(_)) && !text.is_ascii());
        text.push(0x20AC);
        assert!(matches!(text.as_chars(), Chars::Ucs2(_)));
        text.push(0x1F600);
        assert!(matches!(text.as_chars(), Chars::Ucs4(_)));
        assert_eq!(text, "abcé€😀");
        assert_eq!(text.len(), 6);
    }

    #[test]
    fn wide_views_of_narrow_text_build_narrow_text() {
        let text = TextBuf::from(Chars::Ucs4(&[97, 98]));
        assert!(matches!(text.as_chars(), Chars::Latin1(b"ab")));
    }

    #[test]
    fn kinds_compare_by_code_point() {
        assert_eq!(Chars::Latin1(b"ab"), Chars::Ucs4(&[97, 98]));
        assert!(Chars::Latin1(&[0xFF]) < Chars::Ucs2(&[0x100]));
        assert!(Chars::Ucs2(&[0xFFFF]) < Chars::Ucs4(&[0x1_0000]));
        assert!(Chars::Latin1(b"ab") > Chars::Ucs2(&[97]));
    }

    #[test]
    fn wtf8_keeps_every_code_point() {
        let codes = [0, 0x7F, 0x80, 0x7FF, 0x800, 0xD83D, 0xDE00, 0xFFFF, 0x1_0000, 0x10_FFFF];
        let text: TextBuf = codes.into_iter().collect();
        let mut bytes = Vec::new();
        text.as_chars().write_wtf8(&mut bytes);
        let back = TextBuf::from_wtf8(&bytes).expect("well-formed");
        assert!(back.as_chars().iter().eq(codes));
        assert!(!text.as_chars().write_utf8(&mut bytes));
        for bad in [&b"\x80"[..], b"\xC0\x80", b"\xE0\x80\x80", b"\xF4\x90\x80\x80", b"a\xE2\x82"] {
            assert!(TextBuf::from_wtf8(bad).is_none());
        }
    }

    #[test]
    fn iteration_works_from_both_ends() {
        let mut iter = Chars::Ucs2(&[1, 2, 3]).iter();
        assert_eq!((iter.next(), iter.next_back(), iter.len()), (Some(1), Some(3), 1));
        assert_eq!((iter.next(), iter.next_back()), (Some(2), None));
    }
}
