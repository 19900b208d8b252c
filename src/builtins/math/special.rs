//! The numerical work: exact sums, norms, gamma and error functions.
//!
//! Pure functions of floats, no heap. Methods: Shewchuk's exact partial sums, Lanczos' gamma,
//! series and continued fraction for erf (Abramowitz and Stegun 7.1.6, 7.1.14).

#![expect(clippy::excessive_precision, reason = "coefficients stand as they are published")]

use std::f64::consts::PI;

/// `x = m * 2**e` with `0.5 <= |m| < 1`.
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32;
    if exponent == 0 {
        let (m, e) = frexp(x * 2f64.powi(64));
        return (m, e - 64);
    }
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent - 1022)
}
/// `x * 2**e`, rounded once.
pub fn ldexp(x: f64, e: i32) -> f64 {
    let (m, had) = frexp(x);
    let to = had.saturating_add(e);
    if to > 1024 {
        return f64::INFINITY.copysign(x);
    }
    if to >= -1021 {
        // Two steps: 2**1024 is no float.
        return m * 2f64.powi(to - 1) * 2.0;
    }
    // Subnormal: one multiplication rounds once.
    m * 2f64.powi(-1021) * if to < -1085 { 0.0 } else { 2f64.powi(to + 1021) }
}
/// IEEE 754 remainder of finite numbers, `y` not 0.
pub fn remainder(x: f64, y: f64) -> f64 {
    if y.is_infinite() {
        return x;
    }
    let (ax, ay) = (x.abs(), y.abs());
    let m = ax % ay;
    let c = ay - m;
    let r = if m < c {
        m
    } else if m > c {
        -c
    } else {
        // Half-way: to the even multiple.
        m - 2.0 * ((0.5 * (ax - m)) % ay)
    };
    r * 1f64.copysign(x)
}
pub fn next_after(x: f64, y: f64, steps: u64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return if x.is_nan() { x } else { y };
    }
    if steps == 0 {
        return x;
    }
    if x == y {
        return y;
    }
    // Floats as integers in order.
    let ordered = |v: f64| {
        let bits = v.to_bits() as i64;
        if bits < 0 { -i128::from(bits & i64::MAX) } else { i128::from(bits) }
    };
    let (from, to) = (ordered(x), ordered(y));
    let distance = (to - from).unsigned_abs();
    if u128::from(steps) >= distance {
        return y;
    }
    let at = if to > from { from + i128::from(steps) } else { from - i128::from(steps) };
    let magnitude = f64::from_bits(at.unsigned_abs() as u64);
    if at < 0 || (at == 0 && from < 0) { -magnitude } else { magnitude }
}

/// Shewchuk's partial sums: non-overlapping, together exact.
#[derive(Default)]
pub struct ExactSum {
    partials: Vec<f64>,
    /// Sum of infinities and NaNs seen, and of the infinities alone.
    special: f64,
    infinite: f64,
    had_special: bool,
}

impl ExactSum {
    /// False when an intermediate sum overflows.
    pub fn add(&mut self, value: f64) -> bool {
        let mut x = value;
        let mut kept = 0;
        for i in 0..self.partials.len() {
            let mut y = self.partials[i];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let hi = x + y;
            let lo = y - (hi - x);
            if lo != 0.0 {
                self.partials[kept] = lo;
                kept += 1;
            }
            x = hi;
        }
        self.partials.truncate(kept);
        if x == 0.0 {
            return true;
        }
        if !x.is_finite() {
            if value.is_finite() {
                return false;
            }
            if value.is_infinite() {
                self.infinite += value;
            }
            self.special += value;
            self.had_special = true;
            self.partials.clear();
            return true;
        }
        self.partials.push(x);
        true
    }
    /// The sum, rounded once; an error for infinities of both signs.
    pub fn total(&self) -> Result<f64, ()> {
        if self.had_special {
            return if self.infinite.is_nan() { Err(()) } else { Ok(self.special) };
        }
        let mut n = self.partials.len();
        if n == 0 {
            return Ok(0.0);
        }
        n -= 1;
        let mut hi = self.partials[n];
        let mut lo = 0.0;
        while n > 0 {
            let x = hi;
            n -= 1;
            let y = self.partials[n];
            hi = x + y;
            lo = y - (hi - x);
            if lo != 0.0 {
                break;
            }
        }
        // Half-way cases look one partial further.
        if n > 0 && (lo < 0.0 && self.partials[n - 1] < 0.0 || lo > 0.0 && self.partials[n - 1] > 0.0) {
            let y = lo * 2.0;
            let x = hi + y;
            if y == x - hi {
                hi = x;
            }
        }
        Ok(hi)
    }
}

/// Euclidean norm: scaled by a power of two, squares summed with their errors, one correction.
pub fn norm(xs: &[f64]) -> f64 {
    let max = xs.iter().fold(0.0f64, |m, x| m.max(x.abs()));
    if xs.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if xs.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || xs.len() <= 1 {
        return max;
    }
    let (_, e) = frexp(max);
    if e < -1023 {
        // Subnormal: bring everything up first.
        let up: Vec<f64> = xs.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(&up);
    }
    let scale = ldexp(1.0, -e);
    let (mut sum, mut low, mut lost) = (1.0f64, 0.0, 0.0);
    let mut add = |hi: f64, lo: f64, sum: &mut f64| {
        let t = *sum + hi;
        lost += hi - (t - *sum);
        *sum = t;
        low += lo;
    };
    for x in xs {
        let x = x * scale;
        let square = x * x;
        add(square, x.mul_add(x, -square), &mut sum);
    }
    let (mut total, mut rest) = (sum, low + lost);
    let h = (total - 1.0 + rest).sqrt();
    let square = -h * h;
    let t = total + square;
    rest += square - (t - total);
    rest += (-h).mul_add(h, -square);
    total = t;
    let x = total - 1.0 + rest;
    (h + x / (2.0 * h)) / scale
}

// --- gamma ----------------------------------------------------------------------------------------------

const LANCZOS_G: f64 = 6.024680040776729583740234375;
const LANCZOS_NUM: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];
const LANCZOS_DEN: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

fn lanczos_sum(x: f64) -> f64 {
    let (mut num, mut den) = (0.0, 0.0);
    if x < 5.0 {
        for i in (0..13).rev() {
            num = num * x + LANCZOS_NUM[i];
            den = den * x + LANCZOS_DEN[i];
        }
    } else {
        for i in 0..13 {
            num = num / x + LANCZOS_NUM[i];
            den = den / x + LANCZOS_DEN[i];
        }
    }
    num / den
}
/// `sin(pi * x)`, exact in its zeros.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let r = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * r
}
/// Not for poles: callers check.
pub fn gamma(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    if x == x.floor() && (1.0..=23.0).contains(&x) {
        return (2..x as u64).map(|i| i as f64).product();
    }
    let ax = x.abs();
    if ax < 1e-20 {
        return 1.0 / x;
    }
    if ax > 200.0 {
        return if x < 0.0 { 0.0 / sin_pi(x) } else { f64::INFINITY };
    }
    let y = ax + (LANCZOS_G - 0.5);
    // The error of y, to correct the power by.
    let z = if ax > LANCZOS_G - 0.5 {
        let q = y - ax;
        q - (LANCZOS_G - 0.5)
    } else {
        let q = y - (LANCZOS_G - 0.5);
        q - ax
    };
    let z = z * LANCZOS_G / y;
    if x < 0.0 {
        let mut r = -PI / sin_pi(ax) / ax * y.exp() / lanczos_sum(ax);
        r -= z * r;
        if ax < 140.0 {
            return r / y.powf(ax - 0.5);
        }
        let root = y.powf(ax / 2.0 - 0.25);
        return r / root / root;
    }
    let mut r = lanczos_sum(ax) / y.exp();
    r += z * r;
    if ax < 140.0 {
        return r * y.powf(ax - 0.5);
    }
    let root = y.powf(ax / 2.0 - 0.25);
    r * root * root
}
pub fn lgamma(x: f64) -> f64 {
    if !x.is_finite() {
        return if x.is_nan() { x } else { f64::INFINITY };
    }
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let ax = x.abs();
    if ax < 1e-20 {
        return -ax.ln();
    }
    let r = lanczos_sum(ax).ln() - LANCZOS_G + (ax - 0.5) * ((ax + LANCZOS_G - 0.5).ln() - 1.0);
    if x < 0.0 { PI.ln() - sin_pi(ax).abs().ln() - ax.ln() - r } else { r }
}

// --- error functions --------------------------------------------------------------------------------------

const ERF_SERIES_TERMS: i32 = 25;
const ERFC_TERMS: i32 = 50;
const SQRT_PI: f64 = 1.772_453_850_905_516;

fn erf_series(x: f64) -> f64 {
    let square = x * x;
    let mut sum = 0.0;
    let mut k = f64::from(ERF_SERIES_TERMS) + 0.5;
    for _ in 0..ERF_SERIES_TERMS {
        sum = 2.0 + square * sum / k;
        k -= 1.0;
    }
    sum * x * (-square).exp() / SQRT_PI
}
fn erfc_fraction(x: f64) -> f64 {
    if x >= 30.0 {
        return 0.0;
    }
    let square = x * x;
    let (mut a, mut da) = (0.0, 0.5);
    let (mut p, mut p1) = (1.0, 0.0);
    let mut q = da + square;
    let mut q1 = 1.0;
    for _ in 0..ERFC_TERMS {
        a += da;
        da += 2.0;
        let b = da + square;
        (p, p1) = (b * p - a * p1, p);
        (q, q1) = (b * q - a * q1, q);
    }
    p / q * x * (-square).exp() / SQRT_PI
}
pub fn erf(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let ax = x.abs();
    if ax < 1.5 {
        return erf_series(x);
    }
    let c = erfc_fraction(ax);
    if x > 0.0 { 1.0 - c } else { c - 1.0 }
}
pub fn erfc(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    let ax = x.abs();
    if ax < 1.5 {
        return 1.0 - erf_series(x);
    }
    let c = erfc_fraction(ax);
    if x > 0.0 { c } else { 2.0 - c }
}
