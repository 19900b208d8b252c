//! Text algorithms: what the methods of str and bytes compute, without objects.
//!
//! Everything works on [`Chars`](crate::object::text::Chars) or on plain bytes. Reading order: [`chars`]
//! (properties of a code point), [`case`], [`repr`], [`search`], [`split`], [`layout`], [`codec`].
//!
//! Invariant: the characters are those of Unicode 15.1, CPython 3.13's version. The crates and Rust's std know
//! later versions; [`tables`] masks what 15.1 leaves unassigned.
//!
//! Deliberately absent: normalization and names (the `unicodedata` module's business).

pub mod chars;
pub mod repr;
pub mod tables;
