//! Numbers without the heap: text, arithmetic and hashes of int, float and complex.
//!
//! The functions here take and give Rust values and follow CPython 3.13 to the bit and to the word of
//! the message. Reading order: [`int_text`], [`int_ops`], [`float_text`], [`float_ops`], [`half`],
//! [`complex`], [`hash`].
//!
//! Invariant: an [`Int`] is `Big` only when it does not fit an `i64`, so equal numbers have equal forms.
//!
//! Deliberately absent: objects, and everything that needs the `math` module's accuracy tables.

pub mod complex;
pub mod float_ops;
pub mod float_text;
pub mod half;
pub mod hash;
pub mod int_ops;
pub mod int_text;

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use std::borrow::Cow;

/// A Python int: machine-sized where it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    Small(i64),
    Big(BigInt),
}

impl Int {
    /// The number as a `BigInt`, borrowed when it already is one.
    pub fn as_big(&self) -> Cow<'_, BigInt> {
        match self {
            Int::Small(value) => Cow::Owned(BigInt::from(*value)),
            Int::Big(value) => Cow::Borrowed(value),
        }
    }

    pub fn is_zero(&self) -> bool {
        matches!(self, Int::Small(0))
    }

    pub fn is_negative(&self) -> bool {
        match self {
            Int::Small(value) => *value < 0,
            Int::Big(value) => value.sign() == num_bigint::Sign::Minus,
        }
    }

    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Int::Small(value) => Some(*value),
            Int::Big(_) => None,
        }
    }

    pub fn to_u64(&self) -> Option<u64> {
        match self {
            Int::Small(value) => u64::try_from(*value).ok(),
            Int::Big(value) => value.to_u64(),
        }
    }

    /// `int.bit_length()`.
    pub fn bit_length(&self) -> u64 {
        match self {
            Int::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            Int::Big(value) => value.bits(),
        }
    }
}

impl From<i64> for Int {
    fn from(value: i64) -> Int {
        Int::Small(value)
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Int {
        i64::try_from(value).map_or_else(|_| Int::Big(BigInt::from(value)), Int::Small)
    }
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Int {
        value.to_i64().map_or(Int::Big(value), Int::Small)
    }
}

impl From<Int> for BigInt {
    fn from(value: Int) -> BigInt {
        match value {
            Int::Small(value) => BigInt::from(value),
            Int::Big(value) => value,
        }
    }
}
