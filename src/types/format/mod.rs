//! Formatting: the format specification, `%` formatting and `str.format`, without objects.
//!
//! [`spec`] reads `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`; [`number`] and [`string`]
//! lay values out by it. [`percent`] and [`fields`] are the two engines that walk a template; they
//! reach values through a trait, so look-ups and user code stay with the caller.
//!
//! Invariant: messages and the order in which errors are noticed are CPython 3.13's.
//!
//! Deliberately absent: locales. `n` formats as in the C locale, where nothing is grouped.

pub mod fields;
pub mod number;
pub mod percent;
pub mod spec;
pub mod string;
#[cfg(test)]
mod tests;

use crate::types::fault::Fault;

/// How far a template or a specification may go before it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most decimal digits of an int (0: no limit); a ValueError beyond.
    pub digits: usize,
    /// The longest padding or precision, in characters; a MemoryError beyond, as when CPython cannot
    /// allocate. It keeps `'%999999999999d'` from taking the host's memory.
    pub len: usize,
}

impl Limits {
    /// CPython's limit on digits, and 64 Mi characters.
    pub const DEFAULT: Limits =
        Limits { digits: crate::types::numeric::int_text::DEFAULT_DIGIT_LIMIT, len: 1 << 26 };

    fn check_len(&self, len: usize) -> Result<(), Fault> {
        if len > self.len { Err(Fault::memory()) } else { Ok(()) }
    }
}
