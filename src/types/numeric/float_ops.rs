//! Float arithmetic with Python's signs, zeros and errors (`Objects/floatobject.c`).
//!
//! Deliberately absent: `+ - *` and comparison, which are Rust's own.

use super::Int;
use super::complex::Complex;
use super::float_text::Digits;
use crate::types::fault::Fault;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;

/// `a / b`.
pub fn true_div(a: f64, b: f64) -> Result<f64, Fault> {
    if b == 0.0 {
        return Err(Fault::zero_division("float division by zero"));
    }
    Ok(a / b)
}

/// `a // b`.
pub fn floor_div(a: f64, b: f64) -> Result<f64, Fault> {
    if b == 0.0 {
        return Err(Fault::zero_division("float floor division by zero"));
    }
    Ok(quotient_and_remainder(a, b).0)
}

/// `a % b`, which has the sign of `b` even when it is zero.
pub fn floor_mod(a: f64, b: f64) -> Result<f64, Fault> {
    if b == 0.0 {
        return Err(Fault::zero_division("float modulo by zero"));
    }
    Ok(quotient_and_remainder(a, b).1)
}

/// `divmod(a, b)`.
pub fn div_mod(a: f64, b: f64) -> Result<(f64, f64), Fault> {
    if b == 0.0 {
        return Err(Fault::zero_division("float divmod()"));
    }
    Ok(quotient_and_remainder(a, b))
}

fn quotient_and_remainder(a: f64, b: f64) -> (f64, f64) {
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(a / b), remainder);
    }
    // The subtraction above may have left the quotient a little off a whole number.
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, remainder)
}

/// What `float ** float` is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Power {
    Float(f64),
    /// A negative base with a fractional exponent leaves the real line.
    Complex(Complex),
}

/// `a ** b`.
pub fn pow(a: f64, b: f64) -> Result<Power, Fault> {
    if a.is_finite() && a < 0.0 && b.is_finite() && b != b.floor() {
        return Complex::from(a).pow(Complex::from(b)).map(Power::Complex);
    }
    pow_real(a, b).map(Power::Float)
}

/// `a ** b` where the result is known to be real.
pub fn pow_real(a: f64, b: f64) -> Result<f64, Fault> {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(Fault::zero_division("0.0 cannot be raised to a negative power"));
    }
    let power = a.powf(b);
    if power.is_infinite() && a.is_finite() && a != 0.0 && b.is_finite() {
        return Err(Fault::out_of_range());
    }
    Ok(power)
}

/// `int(value)`: the whole part.
pub fn to_int(value: f64) -> Result<Int, Fault> {
    if value.is_nan() {
        return Err(Fault::value("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(Fault::overflow("cannot convert float infinity to integer"));
    }
    // 2^63 itself does not fit, and every float below it converts exactly.
    if value.abs() < 9_223_372_036_854_775_808.0 {
        return Ok(Int::Small(value as i64));
    }
    let (mantissa, exponent) = decompose(value);
    Ok(Int::from(BigInt::from(mantissa) << exponent.unsigned_abs()))
}

/// `value.as_integer_ratio()`: numerator and denominator in lowest terms.
pub fn as_integer_ratio(value: f64) -> Result<(Int, Int), Fault> {
    if value.is_nan() {
        return Err(Fault::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(Fault::overflow("cannot convert Infinity to integer ratio"));
    }
    if value == 0.0 {
        return Ok((Int::Small(0), Int::Small(1)));
    }
    let (mantissa, exponent) = decompose(value);
    let shared = mantissa.trailing_zeros().min(exponent.min(0).unsigned_abs());
    let (mantissa, exponent) = (mantissa >> shared, exponent + shared as i32);
    let power = |bits: i32| Int::from(BigInt::from(1) << bits.max(0).unsigned_abs());
    let numerator = Int::from(BigInt::from(mantissa) << exponent.max(0).unsigned_abs());
    Ok((numerator, power(-exponent)))
}

/// A finite float as `mantissa * 2**exponent`, exactly.
fn decompose(value: f64) -> (i64, i32) {
    let bits = value.to_bits();
    let (biased, fraction) = ((bits >> 52 & 0x7FF) as i32, (bits & ((1 << 52) - 1)) as i64);
    let (size, exponent) = if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    (if value < 0.0 { -size } else { size }, exponent)
}

/// The float nearest to `top * 2**exponent`, halves to even; `more` says that the true value lies
/// a little above. `None` if it is too large.
pub fn compose(top: u64, more: bool, exponent: i64) -> Option<f64> {
    if top == 0 {
        return Some(0.0);
    }
    let zeros = top.leading_zeros();
    let top = top << zeros;
    // The value is in [2^scale, 2^(scale+1)).
    let scale = exponent.saturating_add(63 - i64::from(zeros));
    if scale > 1023 {
        return None;
    }
    let kept_bits = 53.min(scale + 1075);
    if kept_bits < 0 {
        return Some(0.0);
    }
    let dropped = 64 - kept_bits as u32;
    let kept = top.checked_shr(dropped).unwrap_or(0);
    let rest = top.checked_shl(kept_bits as u32).unwrap_or(0);
    let up = match rest.cmp(&(1 << 63)) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => more || kept & 1 == 1,
        std::cmp::Ordering::Greater => true,
    };
    // Adding (not or-ing) lets a carry run into the exponent, which is just what it should do.
    let base = if scale < -1022 { 0 } else { (scale + 1022) as u64 } << 52;
    let value = f64::from_bits(base + kept + u64::from(up));
    value.is_finite().then_some(value)
}

/// `round(value)`: the nearest int, halves to even.
pub fn round_to_int(value: f64) -> Result<Int, Fault> {
    to_int(value.round_ties_even())
}

/// `round(value, places)`: correctly rounded by the exact decimal value, halves to even.
pub fn round(value: f64, places: i64) -> Result<f64, Fault> {
    if !value.is_finite() || value == 0.0 || places > 323 {
        return Ok(value);
    }
    if places < -308 {
        return Ok(0.0 * value);
    }
    let rounded = match usize::try_from(places) {
        Ok(places) => {
            let Digits { digits, point } = Digits::fixed(value, places);
            format!("0.{digits}e{point}").parse().unwrap_or(value.abs())
        }
        Err(_) => round_left_of_point(value.abs(), places.unsigned_abs() as u32),
    };
    if f64::is_infinite(rounded) {
        return Err(Fault::overflow("rounded value too large to represent"));
    }
    Ok(rounded.copysign(value))
}

/// Rounds to a multiple of `10**zeros`.
fn round_left_of_point(value: f64, zeros: u32) -> f64 {
    let Ok(whole) = to_int(value.trunc()) else {
        return value;
    };
    let unit = BigInt::from(10).pow(zeros);
    let (mut count, rest) = whole.as_big().div_rem(&unit);
    let up = match (rest * 2_i32).cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => value.fract() != 0.0 || count.is_odd(),
        std::cmp::Ordering::Greater => true,
    };
    count += i32::from(up);
    super::int_ops::to_f64(&Int::from(count * unit)).unwrap_or(f64::INFINITY)
}

/// `value.is_integer()`.
pub fn is_integer(value: f64) -> bool {
    value.is_finite() && value.trunc() == value
}

/// The value as an `i64`, if it is whole and fits.
pub fn exact_i64(value: f64) -> Option<i64> {
    if is_integer(value) { to_int(value).ok()?.to_i64() } else { None }
}

/// `mantissa * 2**exponent` for [`super::hash`]: exponent such that the mantissa is below 2^53.
pub(super) fn mantissa_and_exponent(value: f64) -> (u64, i32) {
    let (mantissa, exponent) = decompose(value.abs());
    (mantissa.to_u64().unwrap_or(0), exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_follows_the_divisors_sign() {
        assert_eq!(div_mod(7.0, -2.0), Ok((-4.0, -1.0)));
        assert_eq!(div_mod(-1.0, 3.0), Ok((-1.0, 2.0)));
        assert_eq!(floor_div(1.0, 0.1), Ok(9.0));
        assert_eq!(floor_mod(-4.0, 2.0).map(f64::is_sign_negative), Ok(false));
        assert_eq!(floor_mod(4.0, -2.0).map(f64::is_sign_negative), Ok(true));
        assert_eq!(floor_mod(-1.0, f64::INFINITY), Ok(f64::INFINITY));
        assert_eq!(floor_div(-0.0, 5.0).map(f64::is_sign_negative), Ok(true));
        assert_eq!(div_mod(1.0, 0.0), Err(Fault::zero_division("float divmod()")));
    }

    #[test]
    fn powers() {
        assert_eq!(pow(2.0, 0.5), Ok(Power::Float(2.0_f64.sqrt())));
        assert_eq!(pow(f64::NAN, 0.0), Ok(Power::Float(1.0)));
        assert_eq!(pow(0.0, f64::NEG_INFINITY), Ok(Power::Float(f64::INFINITY)));
        assert_eq!(pow(1e300, 2.0), Err(Fault::out_of_range()));
        assert!(pow(-0.0, -1.0).is_err());
        let complex = Complex::new(1.7319121124709868e-16, 2.8284271247461903);
        assert_eq!(pow(-8.0, 0.5), Ok(Power::Complex(complex)));
    }

    #[test]
    fn rounding() {
        let table = [
            (2.5, 0, 2.0),
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (25.0, -1, 20.0),
            (35.0, -1, 40.0),
            (25.000000001, -1, 30.0),
            (1234.5678, 2, 1234.57),
            (-0.4, 0, -0.0),
            (1e22, -20, 1e22),
            (4.9e307, -308, 0.0),
            (6e307, -308, 1e308),
            (1e-320, 323, 1e-320),
        ];
        for (value, places, rounded) in table {
            let got = round(value, places).expect("in range");
            assert_eq!(got.to_bits(), f64::to_bits(rounded), "round({value}, {places})");
        }
        assert!(round(1.5e308, -308).is_err_and(|fault| fault.message.contains("too large")));
        assert_eq!(round_to_int(-2.5), Ok(Int::Small(-2)));
    }

    #[test]
    fn exact_ratios_and_ints() {
        assert_eq!(as_integer_ratio(0.75), Ok((Int::Small(3), Int::Small(4))));
        assert_eq!(as_integer_ratio(-8.0), Ok((Int::Small(-8), Int::Small(1))));
        assert_eq!(to_int(-1e3), Ok(Int::Small(-1000)));
        assert_eq!(to_int(1e19), Ok(Int::from(10_000_000_000_000_000_000_i128)));
        assert_eq!(to_int(-9_223_372_036_854_775_808.0), Ok(Int::Small(i64::MIN)));
        assert!(to_int(f64::NAN).is_err() && as_integer_ratio(f64::INFINITY).is_err());
        assert_eq!(exact_i64(2.5), None);
    }
}
