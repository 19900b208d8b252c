//! Text algorithms: what the methods of str and bytes compute, without objects.
//!
//! Everything works on [`Chars`]. Bytes are looked at as Latin-1 text under [`Rules::Bytes`], where only
//! ASCII letters have case and only ASCII white space counts. Reading order: [`chars`] (properties of a
//! code point), [`predicates`], [`case`], [`repr`], [`search`], [`split`], [`layout`], [`codec`].
//!
//! Invariant: the characters are those of Unicode 15.1, CPython 3.13's version. The crates and Rust's std know
//! later versions; [`tables`] masks what 15.1 leaves unassigned.
//!
//! Deliberately absent: normalization (the `unicodedata` module's business).

pub mod case;
pub mod chars;
pub mod codec;
pub mod codec_wide;
pub mod layout;
pub mod names;
pub mod predicates;
pub mod repr;
pub mod search;
pub mod split;
pub mod tables;
#[cfg(test)]
mod tests;

#[cfg(doc)]
use crate::object::text::Chars;

/// Whose method is running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// str: the whole of Unicode.
    Str,
    /// bytes and bytearray: ASCII.
    Bytes,
}

impl Rules {
    /// White space, as `split` and `strip` see it.
    pub fn is_space(self, code: u32) -> bool {
        match self {
            Rules::Str => chars::is_space(code),
            Rules::Bytes => matches!(code, 0x09..=0x0D | 0x20),
        }
    }

    /// What ends a line.
    pub fn is_line_break(self, code: u32) -> bool {
        match self {
            Rules::Str => chars::is_line_break(code),
            Rules::Bytes => matches!(code, 0x0A | 0x0D),
        }
    }
}
