//! Int arithmetic with Python's semantics (`Objects/longobject.c`): division rounds down, a
//! remainder has the divisor's sign, shifts and powers are unbounded.
//!
//! `small` holds the machine-word forms for fast paths: `None` says "does not fit, take the long way".
//! The functions on [`Int`] do both. Results whose size the operands alone would let explode (shifts
//! and powers) take the number of bits the caller is ready to allocate.

use super::Int;
use super::float_ops;
use crate::types::fault::Fault;
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// Machine-word arithmetic; every divisor must be other than zero.
pub mod small {
    /// `a // b`; `None` only for `i64::MIN // -1`.
    pub fn floor_div(a: i64, b: i64) -> Option<i64> {
        let (quotient, remainder) = (a.checked_div(b)?, a % b);
        let below = remainder != 0 && (remainder < 0) != (b < 0);
        Some(quotient - i64::from(below))
    }

    /// `a % b`, which has the sign of `b`; it always fits.
    pub fn floor_mod(a: i64, b: i64) -> i64 {
        let remainder = a.wrapping_rem(b);
        let below = remainder != 0 && (remainder < 0) != (b < 0);
        if below { remainder + b } else { remainder }
    }

    /// `pow(a, exponent, modulus)`; `None` for the general path (and its errors).
    pub fn pow_mod(a: i64, exponent: i64, modulus: i64) -> Option<i64> {
        let size = modulus.unsigned_abs();
        if exponent < 0 || size == 0 {
            return None;
        }
        let times = |x: u64, y: u64| match (u32::try_from(size), x.checked_mul(y)) {
            (Ok(_), Some(product)) => product % size,
            _ => (u128::from(x) * u128::from(y) % u128::from(size)) as u64,
        };
        // Not negative, and smaller than the modulus.
        let mut power = i128::from(a).rem_euclid(i128::from(size)) as u64;
        let (mut result, mut rest) = (1 % size, exponent);
        while rest > 0 {
            if rest & 1 == 1 {
                result = times(result, power);
            }
            power = times(power, power);
            rest >>= 1;
        }
        // Of the sign of the modulus.
        let down = modulus < 0 && result != 0;
        i64::try_from(i128::from(result) - if down { i128::from(size) } else { 0 }).ok()
    }

    /// `a << count` if no bit is lost.
    pub fn shift_left(a: i64, count: u64) -> Option<i64> {
        if a == 0 {
            return Some(0);
        }
        let shifted = a.checked_shl(u32::try_from(count).ok()?)?;
        (shifted >> count == a).then_some(shifted)
    }

    /// `a >> count`, rounding down.
    pub fn shift_right(a: i64, count: u64) -> i64 {
        a >> count.min(63)
    }

    /// `base ** exponent` if it fits.
    pub fn pow(base: i64, exponent: u64) -> Option<i64> {
        match base {
            0 | 1 => Some(if exponent == 0 { 1 } else { base }),
            -1 => Some(if exponent.is_multiple_of(2) { 1 } else { -1 }),
            _ => base.checked_pow(u32::try_from(exponent).ok()?),
        }
    }
}

pub fn add(a: &Int, b: &Int) -> Int {
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => Int::from(i128::from(*a) + i128::from(*b)),
        _ => Int::from(a.as_big().as_ref() + b.as_big().as_ref()),
    }
}

pub fn sub(a: &Int, b: &Int) -> Int {
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => Int::from(i128::from(*a) - i128::from(*b)),
        _ => Int::from(a.as_big().as_ref() - b.as_big().as_ref()),
    }
}

pub fn mul(a: &Int, b: &Int) -> Int {
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => Int::from(i128::from(*a) * i128::from(*b)),
        _ => Int::from(a.as_big().as_ref() * b.as_big().as_ref()),
    }
}

pub fn neg(a: &Int) -> Int {
    match a {
        Int::Small(a) => Int::from(-i128::from(*a)),
        Int::Big(a) => Int::from(-a),
    }
}

pub fn abs(a: &Int) -> Int {
    if a.is_negative() { neg(a) } else { a.clone() }
}

pub fn bit_and(a: &Int, b: &Int) -> Int {
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => Int::Small(a & b),
        _ => Int::from(a.as_big().as_ref() & b.as_big().as_ref()),
    }
}

pub fn bit_or(a: &Int, b: &Int) -> Int {
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => Int::Small(a | b),
        _ => Int::from(a.as_big().as_ref() | b.as_big().as_ref()),
    }
}

pub fn bit_xor(a: &Int, b: &Int) -> Int {
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => Int::Small(a ^ b),
        _ => Int::from(a.as_big().as_ref() ^ b.as_big().as_ref()),
    }
}

/// `~a`.
pub fn invert(a: &Int) -> Int {
    match a {
        Int::Small(a) => Int::Small(!a),
        Int::Big(a) => Int::from(-(a + 1_i32)),
    }
}

pub fn cmp(a: &Int, b: &Int) -> Ordering {
    match (a, b) {
        (Int::Small(a), Int::Small(b)) => a.cmp(b),
        _ => a.as_big().cmp(&b.as_big()),
    }
}

/// `a // b`.
pub fn floor_div(a: &Int, b: &Int) -> Result<Int, Fault> {
    match (a, b) {
        (_, Int::Small(0)) => Err(Fault::zero_division("integer division or modulo by zero")),
        (Int::Small(a), Int::Small(b)) => {
            Ok(small::floor_div(*a, *b).map_or_else(|| Int::from(-i128::from(i64::MIN)), Int::Small))
        }
        _ => Ok(Int::from(a.as_big().div_floor(&b.as_big()))),
    }
}

/// `a % b`.
pub fn floor_mod(a: &Int, b: &Int) -> Result<Int, Fault> {
    match (a, b) {
        (_, Int::Small(0)) => Err(Fault::zero_division("integer modulo by zero")),
        (Int::Small(a), Int::Small(b)) => Ok(Int::Small(small::floor_mod(*a, *b))),
        _ => Ok(Int::from(a.as_big().mod_floor(&b.as_big()))),
    }
}

/// `divmod(a, b)`.
pub fn div_mod(a: &Int, b: &Int) -> Result<(Int, Int), Fault> {
    match (a, b) {
        (Int::Small(_), Int::Small(_)) | (_, Int::Small(0)) => Ok((floor_div(a, b)?, floor_mod(a, b)?)),
        _ => {
            let (quotient, remainder) = a.as_big().div_mod_floor(&b.as_big());
            Ok((Int::from(quotient), Int::from(remainder)))
        }
    }
}

/// `a << count`; a MemoryError if the result would take more than `max_bits`.
pub fn shift_left(a: &Int, count: &Int, max_bits: u64) -> Result<Int, Fault> {
    if count.is_negative() {
        return Err(Fault::value("negative shift count"));
    }
    if a.is_zero() {
        return Ok(Int::Small(0));
    }
    let count = count.to_u64().filter(|count| a.bit_length().saturating_add(*count) <= max_bits);
    let count = count.ok_or_else(Fault::memory)?;
    match a {
        Int::Small(a) => {
            Ok(small::shift_left(*a, count).map_or_else(|| Int::from(BigInt::from(*a) << count), Int::Small))
        }
        Int::Big(a) => Ok(Int::from(a << count)),
    }
}

/// `a >> count`.
pub fn shift_right(a: &Int, count: &Int) -> Result<Int, Fault> {
    if count.is_negative() {
        return Err(Fault::value("negative shift count"));
    }
    match (a, count.to_u64()) {
        (Int::Small(a), Some(count)) => Ok(Int::Small(small::shift_right(*a, count))),
        (Int::Big(a), Some(count)) if count < a.bits() => Ok(Int::from(a >> count)),
        _ => Ok(Int::Small(if a.is_negative() { -1 } else { 0 })),
    }
}

/// An upper bound of the bits of `base ** exponent`; `None` if it passes `u64`.
pub fn pow_bits(base: &Int, exponent: &Int) -> Option<u64> {
    match base {
        Int::Small(-1..=1) => Some(1),
        _ => base.bit_length().checked_mul(exponent.to_u64()?),
    }
}

/// What `int ** int` is.
#[derive(Clone, Debug, PartialEq)]
pub enum Power {
    Int(Int),
    /// A negative exponent gives a float.
    Float(f64),
}

/// `base ** exponent`; a MemoryError if the result would take more than `max_bits`.
pub fn pow(base: &Int, exponent: &Int, max_bits: u64) -> Result<Power, Fault> {
    if exponent.is_negative() {
        return float_ops::pow_real(to_f64(base)?, to_f64(exponent)?).map(Power::Float);
    }
    if pow_bits(base, exponent).is_none_or(|bits| bits > max_bits.max(1)) {
        return Err(Fault::memory());
    }
    // With a huge exponent the base is -1, 0 or 1, and only the exponent's parity counts.
    let times = exponent.to_u64().unwrap_or_else(|| 2 + u64::from(exponent.as_big().is_odd()));
    if let Int::Small(base) = base
        && let Some(power) = small::pow(*base, times)
    {
        return Ok(Power::Int(Int::Small(power)));
    }
    Ok(Power::Int(Int::from(num_traits::Pow::pow(base.as_big().as_ref(), times))))
}

/// `pow(base, exponent, modulus)`; a negative exponent asks for the inverse.
pub fn pow_mod(base: &Int, exponent: &Int, modulus: &Int) -> Result<Int, Fault> {
    if modulus.is_zero() {
        return Err(Fault::value("pow() 3rd argument cannot be 0"));
    }
    let (base, exponent, modulus) = (base.as_big(), exponent.as_big(), modulus.as_big());
    let size = modulus.abs();
    let power = if exponent.is_negative() {
        let inverse = base
            .mod_floor(&size)
            .modinv(&size)
            .or_else(|| size.is_one().then(BigInt::zero))
            .ok_or_else(|| Fault::value("base is not invertible for the given modulus"))?;
        inverse.modpow(&-exponent.as_ref(), &size)
    } else {
        base.modpow(&exponent, &size)
    };
    Ok(Int::from(power.mod_floor(&modulus)))
}

/// `a / b`, correctly rounded.
pub fn true_div(a: &Int, b: &Int) -> Result<f64, Fault> {
    const EXACT: std::ops::RangeInclusive<i64> = -(1 << 53)..=1 << 53;
    match (a, b) {
        (_, Int::Small(0)) => Err(Fault::zero_division("division by zero")),
        (Int::Small(a), Int::Small(b)) if EXACT.contains(a) && EXACT.contains(b) => Ok(*a as f64 / *b as f64),
        _ => divide_big(&a.as_big(), &b.as_big())
            .ok_or_else(|| Fault::overflow("integer division result too large for a float")),
    }
}

/// The nearest float of `a / b`; `None` if it is too large.
fn divide_big(a: &BigInt, b: &BigInt) -> Option<f64> {
    let negative = a.is_negative() != b.is_negative();
    let sign = if negative { -1.0 } else { 1.0 };
    if a.is_zero() {
        return Some(0.0 * sign);
    }
    let gap = a.bits() as i64 - b.bits() as i64;
    match gap {
        1026.. => return None,
        ..-1080 => return Some(0.0 * sign),
        _ => {}
    }
    // 66 bits of quotient, and whether anything is left, decide the rounding.
    let shift = 66 - gap;
    let (quotient, remainder) = if shift >= 0 {
        (a.magnitude() << shift.unsigned_abs()).div_rem(b.magnitude())
    } else {
        a.magnitude().div_rem(&(b.magnitude() << shift.unsigned_abs()))
    };
    magnitude_to_f64(&quotient, !remainder.is_zero(), -shift).map(|value| value * sign)
}

/// `float(a)`, correctly rounded.
pub fn to_f64(a: &Int) -> Result<f64, Fault> {
    match a {
        Int::Small(a) => Ok(*a as f64),
        Int::Big(a) => {
            let sign = if a.sign() == Sign::Minus { -1.0 } else { 1.0 };
            magnitude_to_f64(a.magnitude(), false, 0)
                .map(|value| value * sign)
                .ok_or_else(|| Fault::overflow("int too large to convert to float"))
        }
    }
}

/// `size * 2**exponent` as a float; `more` says that the true value is a bit larger.
fn magnitude_to_f64(size: &BigUint, more: bool, exponent: i64) -> Option<f64> {
    let surplus = size.bits().saturating_sub(64);
    let top = (size >> surplus).to_u64().unwrap_or(u64::MAX);
    let lost = surplus > 0 && size.trailing_zeros().is_some_and(|zeros| zeros < surplus);
    float_ops::compose(top, more || lost, exponent + surplus as i64)
}

/// Compares an int with a float, exactly; `None` for a NaN.
pub fn cmp_float(a: &Int, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = float_ops::to_int(b.trunc()).ok()?;
    Some(cmp(a, &whole).then_with(|| 0.0.partial_cmp(&b.fract()).unwrap_or(Ordering::Equal)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(text: &str) -> Int {
        Int::from(text.parse::<BigInt>().expect("a number"))
    }

    #[test]
    fn division_rounds_down_in_both_sizes() {
        for a in [-7_i64, -6, 0, 6, 7, i64::MIN, i64::MAX] {
            for b in [-3_i64, -1, 1, 3, i64::MIN, i64::MAX] {
                let (quotient, remainder) = BigInt::from(a).div_mod_floor(&BigInt::from(b));
                let expected = (Int::from(quotient), Int::from(remainder));
                assert_eq!(div_mod(&Int::Small(a), &Int::Small(b)), Ok(expected), "{a} {b}");
            }
        }
        assert_eq!(small::floor_div(-7, 2), Some(-4));
        assert_eq!(small::floor_mod(7, -2), -1);
        assert_eq!(
            floor_div(&int("1"), &int("0")).map_err(|fault| fault.message.into_owned()),
            Err("integer division or modulo by zero".to_owned())
        );
    }

    #[test]
    fn shifts() {
        assert_eq!(small::shift_left(1, 62), Some(1 << 62));
        assert_eq!(small::shift_left(1, 63), None);
        assert_eq!(small::shift_left(-1, 63), Some(i64::MIN));
        assert_eq!(small::shift_left(3, 64), None);
        assert_eq!(shift_left(&int("-5"), &int("70"), 1000), Ok(int("-5902958103587056517120")));
        assert_eq!(shift_left(&int("1"), &int("1001"), 1000), Err(Fault::memory()));
        assert_eq!(shift_left(&int("0"), &int("1000000000000000000000000"), 9), Ok(Int::Small(0)));
        assert_eq!(shift_right(&int("-5"), &int("1000000000000000000000000")), Ok(Int::Small(-1)));
        assert_eq!(shift_right(&int("-5902958103587056517121"), &int("70")), Ok(Int::Small(-6)));
        assert!(shift_right(&int("1"), &int("-1")).is_err());
    }

    #[test]
    fn powers() {
        let pow = |a: &str, b: &str| pow(&int(a), &int(b), 10_000);
        assert_eq!(pow("3", "40"), Ok(Power::Int(int("12157665459056928801"))));
        assert_eq!(pow("-2", "63"), Ok(Power::Int(Int::Small(i64::MIN))));
        assert_eq!(pow("-1", "100000000000000000000001"), Ok(Power::Int(Int::Small(-1))));
        assert_eq!(pow("0", "0"), Ok(Power::Int(Int::Small(1))));
        assert_eq!(pow("-2", "-3"), Ok(Power::Float(-0.125)));
        assert_eq!(pow("10", "-400"), Ok(Power::Float(0.0)));
        assert_eq!(pow("2", "10000000000"), Err(Fault::memory()));
        assert!(pow("0", "-1").is_err_and(|fault| fault.message.contains("negative power")));
    }

    #[test]
    fn modular_powers() {
        let pow = |a: &str, b: &str, c: &str| pow_mod(&int(a), &int(b), &int(c));
        assert_eq!(pow("3", "-2", "7"), Ok(Int::Small(4)));
        assert_eq!(pow("3", "-2", "-7"), Ok(Int::Small(-3)));
        assert_eq!(pow("2", "-1", "1"), Ok(Int::Small(0)));
        assert_eq!(pow("-3", "5", "100"), Ok(Int::Small(57)));
        assert_eq!(pow("5", "0", "-1"), Ok(Int::Small(0)));
        assert_eq!(pow("2", "1000", "1000000007"), Ok(Int::Small(688_423_210)));
        let message = "base is not invertible for the given modulus";
        assert!(pow("2", "-1", "4").is_err_and(|fault| fault.message == message));
        assert!(pow("2", "1", "0").is_err());
    }

    #[test]
    fn true_division_is_correctly_rounded() {
        let div = |a: &str, b: &str| true_div(&int(a), &int(b));
        assert_eq!(div("1", "3"), Ok(1.0 / 3.0));
        assert_eq!(div("9007199254740993", "1"), Ok(9007199254740992.0));
        assert_eq!(div("9007199254740995", "1"), Ok(9007199254740996.0));
        let huge = format!("1{}", "0".repeat(400));
        assert_eq!(div(&huge, &huge), Ok(1.0));
        assert_eq!(div("-1", &huge).map(|zero| zero.is_sign_negative()), Ok(true));
        assert!(div(&huge, "1").is_err_and(|fault| fault.message.contains("result too large")));
        assert!(to_f64(&int(&huge)).is_err());
        let tiny = Int::from(BigInt::from(2).pow(1075));
        assert_eq!(true_div(&Int::Small(1), &tiny), Ok(0.0));
        assert_eq!(true_div(&Int::Small(3), &tiny), Ok(1e-323));
    }

    #[test]
    fn comparison_with_floats_is_exact() {
        let cmp = |a: &str, b: f64| cmp_float(&int(a), b);
        assert_eq!(cmp("9007199254740993", 9007199254740992.0), Some(Ordering::Greater));
        assert_eq!(cmp("2", 2.5), Some(Ordering::Less));
        assert_eq!(cmp("-2", -2.5), Some(Ordering::Greater));
        assert_eq!(cmp("0", -0.0), Some(Ordering::Equal));
        assert_eq!(cmp("0", f64::NAN), None);
        assert_eq!(cmp("0", f64::INFINITY), Some(Ordering::Less));
    }
}
