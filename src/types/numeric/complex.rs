//! Complex numbers: `Objects/complexobject.c` without the heap.
//!
//! As in CPython 3.13 a real operand is first made complex (signed zeros and infinities follow
//! from that), and products use the plain formula.

use super::float_text::{self, parse_prefix, without_underscores};
use super::int_text::{TrimC, to_ascii_digits};
use crate::object::text::Chars;
use crate::types::fault::Fault;
use std::ops::{Add, Mul, Neg, Sub};

/// A pair of floats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    pub real: f64,
    pub imag: f64,
}

impl From<f64> for Complex {
    fn from(real: f64) -> Complex {
        Complex { real, imag: 0.0 }
    }
}

impl Add for Complex {
    type Output = Complex;

    fn add(self, other: Complex) -> Complex {
        Complex::new(self.real + other.real, self.imag + other.imag)
    }
}

impl Sub for Complex {
    type Output = Complex;

    fn sub(self, other: Complex) -> Complex {
        Complex::new(self.real - other.real, self.imag - other.imag)
    }
}

impl Mul for Complex {
    type Output = Complex;

    fn mul(self, other: Complex) -> Complex {
        Complex::new(
            self.real * other.real - self.imag * other.imag,
            self.real * other.imag + self.imag * other.real,
        )
    }
}

impl Neg for Complex {
    type Output = Complex;

    fn neg(self) -> Complex {
        Complex::new(-self.real, -self.imag)
    }
}

impl Complex {
    pub const ONE: Complex = Complex { real: 1.0, imag: 0.0 };

    pub const fn new(real: f64, imag: f64) -> Complex {
        Complex { real, imag }
    }

    /// `self / other`, scaled by the larger part of the divisor so that it does not overflow early.
    pub fn divide(self, other: Complex) -> Result<Complex, Fault> {
        let Complex { real: c, imag: d } = other;
        if c.abs() >= d.abs() {
            if c == 0.0 {
                return Err(Fault::zero_division("complex division by zero"));
            }
            let ratio = d / c;
            let scale = c + d * ratio;
            return Ok(Complex::new(
                (self.real + self.imag * ratio) / scale,
                (self.imag - self.real * ratio) / scale,
            ));
        }
        if d.abs() >= c.abs() {
            let ratio = c / d;
            let scale = c * ratio + d;
            return Ok(Complex::new(
                (self.real * ratio + self.imag) / scale,
                (self.imag * ratio - self.real) / scale,
            ));
        }
        Ok(Complex::new(f64::NAN, f64::NAN))
    }

    /// `self ** other`.
    pub fn pow(self, other: Complex) -> Result<Complex, Fault> {
        let whole = other.imag == 0.0 && other.real == other.real.floor() && other.real.abs() <= 100.0;
        let power = if whole { self.pow_whole(other.real as i32) } else { self.pow_polar(other) };
        let power = power.ok_or_else(|| Fault::zero_division("0.0 to a negative or complex power"))?;
        if power.real.is_infinite() || power.imag.is_infinite() {
            return Err(Fault::overflow("complex exponentiation"));
        }
        Ok(power)
    }

    /// By repeated squaring; `None` for a negative power of zero.
    fn pow_whole(self, exponent: i32) -> Option<Complex> {
        let mut rest = exponent.unsigned_abs();
        let (mut power, mut square) = (Complex::ONE, self);
        while rest > 0 {
            if rest & 1 == 1 {
                power = power * square;
            }
            rest >>= 1;
            square = square * square;
        }
        if exponent > 0 { Some(power) } else { Complex::ONE.divide(power).ok() }
    }

    fn pow_polar(self, exponent: Complex) -> Option<Complex> {
        if self == Complex::from(0.0) {
            let undefined = exponent.imag != 0.0 || exponent.real < 0.0;
            return (!undefined).then_some(Complex::from(0.0));
        }
        let size = self.real.hypot(self.imag);
        let mut length = size.powf(exponent.real);
        let angle = self.imag.atan2(self.real);
        let mut phase = angle * exponent.real;
        if exponent.imag != 0.0 {
            length /= (angle * exponent.imag).exp();
            phase += exponent.imag * size.ln();
        }
        // The sine of an infinity is a domain error, which CPython reports like a power of zero.
        (!phase.is_infinite()).then(|| Complex::new(length * phase.cos(), length * phase.sin()))
    }

    /// `abs(self)`.
    pub fn abs(self) -> Result<f64, Fault> {
        let size = self.real.hypot(self.imag);
        if size.is_infinite() && self.real.is_finite() && self.imag.is_finite() {
            return Err(Fault::overflow("absolute value too large"));
        }
        Ok(size)
    }

    pub fn conjugate(self) -> Complex {
        Complex::new(self.real, -self.imag)
    }

    /// `repr(self)`: the real part is left out if it is a positive zero.
    pub fn repr(self) -> String {
        let sign = |part: f64, plus: &'static str| {
            if part.is_sign_negative() && !part.is_nan() { "-" } else { plus }
        };
        let (real, imag) =
            (float_text::repr_or_int(self.real, false), float_text::repr_or_int(self.imag, false));
        if self.real == 0.0 && self.real.is_sign_positive() {
            return format!("{}{imag}j", sign(self.imag, ""));
        }
        format!("({}{real}{}{imag}j)", sign(self.real, ""), sign(self.imag, "+"))
    }

    /// `complex(text)`.
    pub fn parse(text: Chars<'_>) -> Result<Complex, Fault> {
        let malformed = || Fault::value("complex() arg is a malformed string");
        let text = to_ascii_digits(text);
        let text =
            if text.contains(&b'_') { without_underscores(&text).ok_or_else(malformed)? } else { text };
        parse_ascii(text.trim_ascii_with_vt()).ok_or_else(malformed)
    }
}

fn parse_ascii(text: &[u8]) -> Option<Complex> {
    let text = match text {
        [b'(', inner @ .., b')'] => inner.trim_ascii_with_vt(),
        _ => text,
    };
    // <float>, <float>j, <float><signed float>j; "j" alone stands for 1j.
    let (first, used) = match parse_prefix(text) {
        Some(parsed) => parsed,
        None => {
            return unit(text).filter(|(_, rest)| rest.is_empty()).map(|(imag, _)| Complex::new(0.0, imag));
        }
    };
    match &text[used..] {
        [] => Some(Complex::from(first)),
        [b'j' | b'J'] => Some(Complex::new(0.0, first)),
        rest @ [b'+' | b'-', ..] => {
            let (imag, rest) = match parse_prefix(rest) {
                Some((imag, used)) => match &rest[used..] {
                    [b'j' | b'J', rest @ ..] => (imag, rest),
                    _ => return None,
                },
                None => unit(rest)?,
            };
            rest.is_empty().then_some(Complex::new(first, imag))
        }
        _ => None,
    }
}

/// `j`, `+j` or `-j`, with what follows.
fn unit(text: &[u8]) -> Option<(f64, &[u8])> {
    match text {
        [b'j' | b'J', rest @ ..] | [b'+', b'j' | b'J', rest @ ..] => Some((1.0, rest)),
        [b'-', b'j' | b'J', rest @ ..] => Some((-1.0, rest)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reprs() {
        let table = [
            (0.0, 1.0, "1j"),
            (0.0, -0.0, "-0j"),
            (-0.0, -0.0, "(-0-0j)"),
            (1.0, -2.5, "(1-2.5j)"),
            (1e16, f64::NAN, "(1e+16+nanj)"),
            (f64::NAN, f64::NEG_INFINITY, "(nan-infj)"),
        ];
        for (real, imag, text) in table {
            assert_eq!(Complex::new(real, imag).repr(), text);
        }
    }

    #[test]
    fn texts() {
        let parse = |text| Complex::parse(Chars::ascii(text));
        let good = [
            ("1+2j", 1.0, 2.0),
            (" ( 1-j ) ", 1.0, -1.0),
            ("1e5J", 0.0, 1e5),
            ("-j", 0.0, -1.0),
            ("1_0+2_0j", 10.0, 20.0),
            ("-inf", f64::NEG_INFINITY, 0.0),
        ];
        for (text, real, imag) in good {
            assert_eq!(parse(text), Ok(Complex::new(real, imag)), "{text}");
        }
        for text in ["", "1+2", "(1+2j", "1 + 2j", "1+2jj", "1j+2", "()", "_1j", "1+-2j"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn arithmetic() {
        let (a, b) = (Complex::new(1.0, 2.0), Complex::new(3.0, -4.0));
        assert_eq!(a * b, Complex::new(11.0, 2.0));
        assert_eq!(a.divide(b), Ok(Complex::new(-0.2, 0.4)));
        assert_eq!(a.pow(Complex::from(3.0)), Ok(Complex::new(-11.0, -2.0)));
        assert_eq!(b.abs(), Ok(5.0));
        assert_eq!(a.pow(Complex::from(0.0)), Ok(Complex::ONE));
        let zero = Complex::from(0.0);
        assert!(a.divide(zero).is_err() && zero.pow(Complex::from(-1.0)).is_err());
        assert!(Complex::from(1e300).pow(Complex::from(2.0)).is_err());
    }
}
