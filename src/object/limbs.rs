//! Sums, comparisons, products by short factors and quotients by words of ints, on their limbs, where they lie.
//!
//! The big-integer crate wants ints in its own form, and for these copying there and back costs
//! several times the work itself. All else goes through the crate.
//! Invariant: as everywhere, what fits a word is stored as one, so magnitudes have no leading zeros.
#![expect(unsafe_code, reason = "the result's limbs are written into its block")]

use super::atoms::int_form;
use super::heap::{Heap, NoMemory};
use super::{Int, Value};
use std::cmp::Ordering;

/// An int as sign and magnitude; a word's magnitude stands in `word`.
struct Parts<'a> {
    negative: bool,
    limbs: &'a [u64],
}

fn parts<'a>(i: &'a Int, word: &'a mut u64) -> Parts<'a> {
    match i.word() {
        Some(w) => {
            *word = w.unsigned_abs();
            let limbs = std::slice::from_ref(word);
            Parts { negative: w < 0, limbs: if w == 0 { &[] } else { limbs } }
        }
        None => Parts { negative: i.is_negative(), limbs: i.limbs() },
    }
}

fn compare_magnitudes(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// `a <=> b` for ints of any size.
pub fn compare(a: &Int, b: &Int) -> Ordering {
    let (mut aw, mut bw) = (0, 0);
    let (a, b) = (parts(a, &mut aw), parts(b, &mut bw));
    match (a.negative, b.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => compare_magnitudes(a.limbs, b.limbs),
        (true, true) => compare_magnitudes(b.limbs, a.limbs),
    }
}

impl Heap {
    /// `a + b`, or `a - b`, for ints of any size.
    ///
    /// # Errors
    /// [`NoMemory`].
    pub fn int_sum(&self, a: &Int, b: &Int, subtract: bool) -> Result<Value, NoMemory> {
        let (mut aw, mut bw) = (0, 0);
        let (a, b) = (parts(a, &mut aw), parts(b, &mut bw));
        let b = Parts { negative: b.negative != subtract, ..b };
        if a.negative == b.negative {
            let (long, short) = if a.limbs.len() >= b.limbs.len() { (a, b) } else { (b, a) };
            return self
                .int_from_limbs(long.negative, long.limbs.len() + 1, |to| add(to, long.limbs, short.limbs));
        }
        let (big, small) = match compare_magnitudes(a.limbs, b.limbs) {
            Ordering::Equal => return Ok(self.int(0)),
            Ordering::Greater => (a, b),
            Ordering::Less => (b, a),
        };
        self.int_from_limbs(big.negative, big.limbs.len(), |to| take_off(to, big.limbs, small.limbs))
    }
    /// `a * b` if one of them is so short that the plain way is best; `None` otherwise.
    ///
    /// # Errors
    /// [`NoMemory`].
    pub fn int_product(&self, a: &Int, b: &Int) -> Option<Result<Value, NoMemory>> {
        let (mut aw, mut bw) = (0, 0);
        let (a, b) = (parts(a, &mut aw), parts(b, &mut bw));
        let (long, short) = if a.limbs.len() >= b.limbs.len() { (&a, &b) } else { (&b, &a) };
        if short.limbs.len() > SHORT {
            return None;
        }
        let len = long.limbs.len() + short.limbs.len();
        Some(self.int_from_limbs(a.negative != b.negative, len, |to| multiply(to, long.limbs, short.limbs)))
    }
    /// `a // by`, rounded down; `by` is not 0.
    ///
    /// # Errors
    /// [`NoMemory`].
    pub fn int_quotient(&self, a: &Int, by: i64) -> Result<Value, NoMemory> {
        let mut word = 0;
        let a = parts(a, &mut word);
        let negative = a.negative != (by < 0);
        self.int_from_limbs(negative, a.limbs.len() + 1, |to| {
            let rest = divide(&mut to[..a.limbs.len()], a.limbs, by.unsigned_abs());
            if negative && rest != 0 {
                // Down is away from zero.
                for limb in to {
                    let over;
                    (*limb, over) = limb.overflowing_add(1);
                    if !over {
                        break;
                    }
                }
            }
        })
    }
    /// An int of at most `len` limbs, which `fill` writes, all of them.
    fn int_from_limbs(
        &self,
        negative: bool,
        len: usize,
        fill: impl FnOnce(&mut [u64]),
    ) -> Result<Value, NoMemory> {
        /// Most limbs that are computed beside the heap: what comes may be shorter, or a word.
        const NEAR: usize = 32;
        let mut near = [0; NEAR];
        let mut far;
        let limbs = match near.get_mut(..len) {
            Some(limbs) => limbs,
            None => {
                far = vec![0; len];
                &mut far[..]
            }
        };
        fill(limbs);
        let used = limbs.iter().rposition(|l| *l != 0).map_or(0, |i| i + 1);
        match limbs[..used] {
            [] => return Ok(self.int(0)),
            [one] if one <= i64::MAX as u64 => {
                return Ok(self.int(if negative { -(one as i64) } else { one as i64 }));
            }
            [one] if negative && one == 1 << 63 => return Ok(self.int(i64::MIN)),
            _ => {}
        }
        let form = if negative { int_form::NEGATIVE } else { int_form::POSITIVE };
        let to = self.alloc_big(used, form)?;
        // SAFETY: a fresh int with room for as many limbs.
        unsafe {
            std::ptr::copy_nonoverlapping(limbs.as_ptr(), to.1, used);
            Ok(to.0)
        }
    }
}

/// `a % by`, of the sign of `by`, which is not 0.
pub fn remainder(a: &Int, by: i64) -> i64 {
    let (mut word, size) = (0, by.unsigned_abs());
    let a = parts(a, &mut word);
    let mut rest = 0;
    for limb in a.limbs.iter().rev() {
        rest = divide_limb(rest, *limb, size).1;
    }
    let rest = if rest != 0 && a.negative != (by < 0) { size - rest } else { rest };
    // Smaller than `by`, so a word.
    if by < 0 { (rest as i64).wrapping_neg() } else { rest as i64 }
}

/// `rest * 2**64 + limb` by `by`, which is larger than `rest`: quotient and remainder.
#[inline(always)]
fn divide_limb(rest: u64, limb: u64, by: u64) -> (u64, u64) {
    if by <= u64::from(u32::MAX) {
        // Two steps that the machine divides by itself.
        let high = (rest << 32) | (limb >> 32);
        let low = ((high % by) << 32) | (limb & u64::from(u32::MAX));
        return (((high / by) << 32) | (low / by), low % by);
    }
    let wide = (u128::from(rest) << 64) | u128::from(limb);
    ((wide / u128::from(by)) as u64, (wide % u128::from(by)) as u64)
}

/// `to = a // by`, as long as `a`; the remainder.
fn divide(to: &mut [u64], a: &[u64], by: u64) -> u64 {
    let mut rest = 0;
    for (t, limb) in to.iter_mut().zip(a).rev() {
        (*t, rest) = divide_limb(rest, *limb, by);
    }
    rest
}

/// Limbs up to which the crate, too, multiplies limb by limb.
const SHORT: usize = 32;

/// `to = a * b`; `to` is zero, and as long as both together.
fn multiply(to: &mut [u64], a: &[u64], b: &[u64]) {
    for (i, y) in b.iter().enumerate() {
        let mut carry = 0;
        let row = &mut to[i..=i + a.len()];
        for (t, x) in row.iter_mut().zip(a) {
            let wide = u128::from(*x) * u128::from(*y) + u128::from(*t) + u128::from(carry);
            (*t, carry) = (wide as u64, (wide >> 64) as u64);
        }
        row[a.len()] = carry;
    }
}

/// `to = a + b`; `a` is the longer, `to` one longer still.
fn add(to: &mut [u64], a: &[u64], b: &[u64]) {
    let mut carry = false;
    let (low, high) = a.split_at(b.len());
    for ((t, x), y) in to.iter_mut().zip(low).zip(b) {
        let (sum, over) = x.overflowing_add(*y);
        let (sum, again) = sum.overflowing_add(u64::from(carry));
        (*t, carry) = (sum, over | again);
    }
    for (t, x) in to[b.len()..].iter_mut().zip(high) {
        (*t, carry) = x.overflowing_add(u64::from(carry));
    }
    to[a.len()] = u64::from(carry);
}

/// `to = a - b`; `a` is not the smaller, `to` as long.
fn take_off(to: &mut [u64], a: &[u64], b: &[u64]) {
    let mut borrow = false;
    let (low, high) = a.split_at(b.len());
    for ((t, x), y) in to.iter_mut().zip(low).zip(b) {
        let (rest, under) = x.overflowing_sub(*y);
        let (rest, again) = rest.overflowing_sub(u64::from(borrow));
        (*t, borrow) = (rest, under | again);
    }
    for (t, x) in to[b.len()..].iter_mut().zip(high) {
        (*t, borrow) = x.overflowing_sub(u64::from(borrow));
    }
}
