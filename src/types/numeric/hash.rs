//! CPython's hashes: numbers modulo 2^61 - 1 (`Python/pyhash.c`), text by SipHash-1-3, tuples
//! (`Objects/tupleobject.c`) and frozensets (`Objects/setobject.c`).
//!
//! Invariant: no hash is -1, which C code needs as its error value; -2 stands in for it. Numbers that
//! compare equal hash equal whatever their type.

use super::Int;
use super::float_ops::mantissa_and_exponent;
use crate::object::text::Chars;
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use siphasher::sip::SipHasher13;
use std::hash::Hasher;

const MODULUS: u64 = (1 << 61) - 1;
const INFINITY: i64 = 314_159;
/// The weight of the imaginary part.
const IMAG: i64 = 1_000_003;

/// The hash of a None, which CPython 3.12+ fixes.
pub const NONE: i64 = 0xFCA8_6420;

fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

fn signed(negative: bool, residue: u64) -> i64 {
    let hash = residue as i64;
    not_minus_one(if negative { -hash } else { hash })
}

#[inline]
pub fn hash_i64(value: i64) -> i64 {
    // Most ints are their own residue: the division is spared.
    if value.unsigned_abs() < MODULUS {
        return not_minus_one(value);
    }
    signed(value < 0, value.unsigned_abs() % MODULUS)
}

pub fn hash_big(value: &BigInt) -> i64 {
    let residue = (value.magnitude() % MODULUS).to_u64().unwrap_or(0);
    signed(value.sign() == Sign::Minus, residue)
}

pub fn hash_int(value: &Int) -> i64 {
    match value {
        Int::Small(value) => hash_i64(*value),
        Int::Big(value) => hash_big(value),
    }
}

/// `None` for a NaN, which hashes by identity (see [`hash_address`]).
pub fn hash_f64(value: f64) -> Option<i64> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { INFINITY } else { -INFINITY });
    }
    let (mantissa, exponent) = mantissa_and_exponent(value);
    // Multiplying by a power of two modulo 2^61 - 1 is a rotation of 61 bits.
    let turn = exponent.rem_euclid(61) as u32;
    let residue = (mantissa << turn & MODULUS) | mantissa >> (61 - turn);
    Some(signed(value < 0.0, residue % MODULUS))
}

/// From the hashes of both parts.
pub fn hash_complex(real: i64, imag: i64) -> i64 {
    not_minus_one(real.wrapping_add(imag.wrapping_mul(IMAG)))
}

/// The hash by identity: the address turned so that its low zero bits go last.
pub fn hash_address(address: usize) -> i64 {
    not_minus_one((address as u64).rotate_right(4) as i64)
}

/// The hash of a tuple in the making: the lanes of xxHash64, one per item's hash.
#[derive(Clone, Copy)]
pub struct TupleHash(u64);

impl TupleHash {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    pub const START: TupleHash = TupleHash(TupleHash::P5);

    pub fn add(&mut self, hash: i64) {
        let mixed = self.0.wrapping_add((hash as u64).wrapping_mul(Self::P2));
        self.0 = mixed.rotate_left(31).wrapping_mul(Self::P1);
    }
    /// The hash of `len` items.
    pub fn finish(self, len: usize) -> i64 {
        match self.0.wrapping_add(len as u64 ^ (Self::P5 ^ 3_527_539)) {
            u64::MAX => 1_546_275_796,
            state => state as i64,
        }
    }
}

/// The hash of a tuple of so many items.
pub fn hash_tuple<const N: usize>(items: [i64; N]) -> i64 {
    let mut state = TupleHash::START;
    for hash in items {
        state.add(hash);
    }
    state.finish(N)
}

/// The hash of a frozenset from its items' hashes, in any order.
pub fn hash_frozenset(items: impl IntoIterator<Item = i64>) -> i64 {
    let (mut state, mut len) = (0_u64, 0_u64);
    for hash in items {
        let hash = hash as u64;
        // Spread each hash before the xor, so that close values do not cancel out.
        state ^= (hash ^ 89_869_747 ^ hash << 16).wrapping_mul(3_644_798_167);
        len += 1;
    }
    state ^= len.wrapping_add(1).wrapping_mul(1_927_868_237);
    state ^= state >> 11 ^ state >> 25;
    state = state.wrapping_mul(69_069).wrapping_add(907_133_923);
    match state {
        u64::MAX => 590_923_713,
        _ => state as i64,
    }
}

/// The key of the text hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashKey(pub u64, pub u64);

impl HashKey {
    /// `PYTHONHASHSEED=0`: hash randomization off.
    pub const ZERO: HashKey = HashKey(0, 0);

    /// The key for a `PYTHONHASHSEED`: zero bytes for 0, else the bytes of a linear congruential
    /// generator (`lcg_urandom` in `Python/bootstrap_hash.c`).
    pub fn from_seed(seed: u32) -> HashKey {
        if seed == 0 {
            return HashKey::ZERO;
        }
        let mut state = seed;
        let mut word = || {
            let bytes = [(); 8].map(|()| {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                (state >> 16) as u8
            });
            u64::from_le_bytes(bytes)
        };
        HashKey(word(), word())
    }
}

/// The hash of bytes; the empty string is 0 for every key.
pub fn hash_bytes(data: &[u8], key: HashKey) -> i64 {
    if data.is_empty() {
        return 0;
    }
    let mut hasher = SipHasher13::new_with_keys(key.0, key.1);
    hasher.write(data);
    not_minus_one(hasher.finish() as i64)
}

/// The hash of text in its narrowest kind, over the bytes of its little-endian units. ASCII text
/// hashes like the same bytes.
pub fn hash_text(text: Chars<'_>, key: HashKey) -> i64 {
    let mut hasher = SipHasher13::new_with_keys(key.0, key.1);
    match text {
        Chars::Latin1(units) => return hash_bytes(units, key),
        // Eight bytes at a time: the hasher's own buffering of single units would cost more than hashing.
        Chars::Ucs2(units) => {
            let (words, rest) = units.as_chunks();
            for &[a, b, c, d] in words {
                let word = [a, b, c, d].map(u64::from);
                let word = word[0] | word[1] << 16 | word[2] << 32 | word[3] << 48;
                hasher.write(&word.to_le_bytes());
            }
            rest.iter().for_each(|unit| hasher.write(&unit.to_le_bytes()));
        }
        Chars::Ucs4(units) => {
            let (words, rest) = units.as_chunks();
            for &[a, b] in words {
                hasher.write(&(u64::from(a) | u64::from(b) << 32).to_le_bytes());
            }
            rest.iter().for_each(|unit| hasher.write(&unit.to_le_bytes()));
        }
    }
    if text.is_empty() { 0 } else { not_minus_one(hasher.finish() as i64) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::text::TextBuf;

    #[test]
    fn numbers() {
        let floats = [
            (1.5, 1152921504606846977),
            (-1.5, -1152921504606846977),
            (0.1, 230584300921369408),
            (1e300, 1224995262755759164),
            (5e-324, 16777216),
            (f64::MAX, 2234066890152476671),
            (-1.0, -2),
            (f64::NEG_INFINITY, -314159),
        ];
        for (value, hash) in floats {
            assert_eq!(hash_f64(value), Some(hash), "{value}");
        }
        assert_eq!(hash_f64(f64::NAN), None);
        assert_eq!(hash_i64(-1), -2);
        assert_eq!(hash_i64(MODULUS as i64), 0);
        assert_eq!(hash_i64(-(1 << 61)), -2);
        assert_eq!(hash_big(&BigInt::from(10).pow(40)), 1388497483929617590);
        assert_eq!(hash_big(&-BigInt::from(10).pow(40)), -1388497483929617590);
        assert_eq!(hash_complex(1, hash_i64(-2)), -2000005);
    }

    #[test]
    fn collections() {
        assert_eq!(hash_tuple([]), 5740354900026072187);
        assert_eq!(hash_tuple([1]), -6644214454873602895);
        assert_eq!(hash_tuple([1, 2, 3]), 529344067295497451);
        assert_eq!(hash_frozenset([]), 133146708735736);
        assert_eq!(hash_frozenset([3, 1, 2]), -272375401224217160);
    }

    #[test]
    fn text() {
        let hash = |text: &str| hash_text(TextBuf::from(text).as_chars(), HashKey::ZERO);
        assert_eq!(hash(""), 0);
        assert_eq!(hash("abc"), -4594863902769663758);
        assert_eq!(hash("abcdefgh"), 4574395652268504554);
        assert_eq!(hash("é"), 6047309291227476195);
        assert_eq!(hash("€"), -5529981157763016009);
        assert_eq!(hash("😀x"), -8926728262118538918);
        assert_eq!(hash("żółw€żółw€x"), -508668589761351770);
        assert_eq!(hash("😀x😀y😀"), 6277974517446823602);
        assert_eq!(hash_bytes(b"abc", HashKey::ZERO), -4594863902769663758);
    }

    #[test]
    fn seeds() {
        let hash = |seed| hash_bytes(b"abc", HashKey::from_seed(seed));
        assert_eq!(hash(1), -4667308735975688587);
        assert_eq!(hash(42), 3869580338025362921);
        assert_eq!(hash(u32::MAX), -6122489556238538401);
    }
}
