//! Numbers: int, bool, float, complex.
//!
//! Invariant: immutable once made, so they are read straight from a handle. An int that fits 64
//! bits is always stored as one word, never as limbs, so equal ints have equal representations.
#![expect(unsafe_code, reason = "limbs stand behind the fixed part")]

use super::heap::{Heap, NoMemory};
use super::value::Layout;
use super::{Header, Kind, Ptr, Value};
use crate::memory::Domain;
use num_bigint::{BigInt, Sign};

/// `aux` of an int: how its magnitude is stored.
pub mod int_form {
    /// One signed word.
    pub const WORD: u16 = 0;
    /// Limbs, 64 bits each, least significant first; positive.
    pub const POSITIVE: u16 = 1;
    /// Limbs; negative.
    pub const NEGATIVE: u16 = 2;
}

/// int (and bool, whose word is 0 or 1).
#[repr(C)]
pub struct Int {
    pub(crate) head: Header,
    /// The value, or the number of limbs that follow.
    pub(crate) word: i64,
}
pub const INT_SIZE: usize = size_of::<Int>();

/// float.
#[repr(C)]
pub struct Float {
    pub(crate) head: Header,
    pub(crate) value: f64,
}

/// complex.
#[repr(C)]
pub struct Complex {
    pub(crate) head: Header,
    pub(crate) re: f64,
    pub(crate) im: f64,
}

// SAFETY: objects of these kinds are laid out as the structs above.
unsafe impl Layout for Int {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        let k = kind.layout();
        k == Kind::INT || k == Kind::BOOL
    }
}
// SAFETY: as above.
unsafe impl Layout for Float {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.layout() == Kind::FLOAT
    }
}
// SAFETY: as above.
unsafe impl Layout for Complex {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.layout() == Kind::COMPLEX
    }
}

impl Int {
    /// The value if it fits a word (it does exactly when it is stored so).
    #[inline(always)]
    pub fn word(&self) -> Option<i64> {
        if self.head.aux.get() == int_form::WORD { Some(self.word) } else { None }
    }
    /// Magnitude limbs, 64 bits each, of an int that does not fit a word; empty otherwise.
    pub fn limbs(&self) -> &[u64] {
        if self.head.aux.get() == int_form::WORD {
            return &[];
        }
        // SAFETY: `word` limbs were written behind the fixed part at allocation.
        unsafe { std::slice::from_raw_parts((self as *const Int).add(1).cast::<u64>(), self.word as usize) }
    }
    pub fn is_negative(&self) -> bool {
        match self.head.aux.get() {
            int_form::WORD => self.word < 0,
            form => form == int_form::NEGATIVE,
        }
    }
    pub fn is_zero(&self) -> bool {
        self.word() == Some(0)
    }
    /// The value as the big-integer crate's type.
    pub fn to_big(&self) -> BigInt {
        match self.word() {
            Some(v) => BigInt::from(v),
            None => {
                let sign = if self.is_negative() { Sign::Minus } else { Sign::Plus };
                let limbs = self.limbs();
                if cfg!(target_endian = "big") {
                    let halves: Vec<u32> = limbs.iter().flat_map(|&l| [l as u32, (l >> 32) as u32]).collect();
                    return BigInt::from_slice(sign, &halves);
                }
                // SAFETY: plain data; the lower half of a limb comes first.
                let halves = unsafe { std::slice::from_raw_parts(limbs.as_ptr().cast(), 2 * limbs.len()) };
                BigInt::from_slice(sign, halves)
            }
        }
    }
    /// Bits of the magnitude (`int.bit_length`).
    pub fn bit_length(&self) -> u64 {
        match self.word() {
            Some(v) => 64 - u64::from(v.unsigned_abs().leading_zeros()),
            None => {
                let l = self.limbs();
                (l.len() as u64) * 64 - u64::from(l[l.len() - 1].leading_zeros())
            }
        }
    }
    /// Digits of 30 bits that CPython would store (for `__sizeof__`): 28 + 4 per digit.
    pub fn cpython_digits(&self) -> usize {
        self.bit_length().div_ceil(30).max(1) as usize
    }
}

impl Float {
    #[inline(always)]
    pub fn get(&self) -> f64 {
        self.value
    }
}

impl Complex {
    pub fn get(&self) -> (f64, f64) {
        (self.re, self.im)
    }
}

impl Value {
    /// An int or bool that fits a word.
    #[inline(always)]
    pub fn as_word(&self) -> Option<i64> {
        self.cast::<Int>()?.word()
    }
    pub fn as_int(&self) -> Option<&Int> {
        self.cast::<Int>()
    }
    #[inline(always)]
    pub fn as_float(&self) -> Option<f64> {
        Some(self.cast::<Float>()?.value)
    }
    pub fn as_complex(&self) -> Option<(f64, f64)> {
        Some(self.cast::<Complex>()?.get())
    }
    /// `True` or `False`.
    #[inline(always)]
    pub fn as_bool(&self) -> Option<bool> {
        if self.kind() == Kind::BOOL {
            // SAFETY: a bool is laid out as an int.
            Some(unsafe { self.cast_unchecked::<Int>() }.word != 0)
        } else {
            None
        }
    }
}

/// Small ints, immortal and always the same object: -5 ..= 256.
pub const SMALL_MIN: i64 = -5;
pub const SMALL_MAX: i64 = 256;

impl Heap {
    /// An int.
    #[inline(always)]
    pub fn int(&self, value: i64) -> Value {
        if (SMALL_MIN..=SMALL_MAX).contains(&value) {
            return self.small_int(value);
        }
        self.new_word(value)
    }
    /// As [`Heap::int`], if no pool has to be asked for a block.
    #[inline(always)]
    pub(crate) fn try_int(&self, value: i64) -> Option<Value> {
        if (SMALL_MIN..=SMALL_MAX).contains(&value) {
            return Some(self.small_int(value));
        }
        let p = self.try_alloc_number(Kind::INT)?;
        // SAFETY: a fresh block of INT_SIZE bytes whose header is written.
        unsafe {
            p.cast::<u8>().as_ptr().add(16).cast::<i64>().write(value);
            Some(Value::from_raw(p))
        }
    }
    /// As [`Heap::float`], if no pool has to be asked for a block.
    #[inline(always)]
    pub(crate) fn try_float(&self, value: f64) -> Option<Value> {
        let p = self.try_alloc_number(Kind::FLOAT)?;
        // SAFETY: a fresh block of the struct's size whose header is written.
        unsafe {
            p.cast::<u8>().as_ptr().add(16).cast::<f64>().write(value);
            Some(Value::from_raw(p))
        }
    }
    /// Free an int of one word or a float.
    ///
    /// # Safety
    /// `p` is one, its count is 0, and nobody looks at it again.
    #[inline(always)]
    pub(crate) unsafe fn free_number(&self, p: Ptr) {
        const { assert!(INT_SIZE == size_of::<Float>()) };
        // SAFETY: the caller's promise; brief.
        unsafe { self.inner_mut().memory.free_small(Domain::Object, p.cast(), INT_SIZE) };
    }
    #[inline(always)]
    pub(crate) fn new_word(&self, value: i64) -> Value {
        let p = self.alloc_atom(Kind::INT, INT_SIZE, int_form::WORD);
        // SAFETY: a fresh block of INT_SIZE bytes whose header is written.
        unsafe {
            p.cast::<Int>().as_ptr().cast::<u8>().add(16).cast::<i64>().write(value);
            Value::from_raw(p)
        }
    }
    /// An int of any size.
    ///
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit.
    pub fn int_from_big(&self, value: &BigInt) -> Result<Value, NoMemory> {
        if let Ok(v) = i64::try_from(value) {
            return Ok(self.int(v));
        }
        let form = if value.sign() == Sign::Minus { int_form::NEGATIVE } else { int_form::POSITIVE };
        let limbs = value.iter_u64_digits();
        let (big, to) = self.alloc_big(limbs.len(), form)?;
        for (i, limb) in limbs.enumerate() {
            // SAFETY: a fresh int with room for as many limbs.
            unsafe { to.add(i).write(limb) };
        }
        Ok(big)
    }
    /// An int of `limbs` limbs, which the caller writes to where they belong.
    ///
    /// # Errors
    /// [`NoMemory`].
    pub(super) fn alloc_big(&self, limbs: usize, form: u16) -> Result<(Value, *mut u64), NoMemory> {
        let p = self.alloc_var(self.type_of(Kind::INT), Kind::INT, INT_SIZE + 8 * limbs, form)?;
        // SAFETY: the block has room for the fixed part and the limbs.
        unsafe {
            let at = p.cast::<u8>().as_ptr();
            at.add(16).cast::<i64>().write(limbs as i64);
            Ok((Value::from_raw(p), at.add(INT_SIZE).cast()))
        }
    }
    #[inline(always)]
    pub fn float(&self, value: f64) -> Value {
        let p = self.alloc_atom(Kind::FLOAT, size_of::<Float>(), 0);
        // SAFETY: a fresh block of the struct's size whose header is written.
        unsafe {
            p.cast::<u8>().as_ptr().add(16).cast::<f64>().write(value);
            Value::from_raw(p)
        }
    }
    pub fn complex(&self, re: f64, im: f64) -> Value {
        let p = self.alloc_atom(Kind::COMPLEX, size_of::<Complex>(), 0);
        // SAFETY: as for float.
        unsafe {
            p.cast::<u8>().as_ptr().add(16).cast::<[f64; 2]>().write([re, im]);
            Value::from_raw(p)
        }
    }
    #[inline(always)]
    pub fn bool(&self, value: bool) -> Value {
        if value { self.true_() } else { self.false_() }
    }
}
