//! Floats of two bytes (IEEE 754 binary16), which Rust has no type for yet.

/// Rounded to the nearest half-precision float, ties to even.
pub fn pack(x: f64) -> Option<u16> {
    let sign = u16::from(x.is_sign_negative()) << 15;
    if x.is_nan() {
        return Some(sign | 0x7e00);
    }
    if x.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let x = x.abs();
    // The step between neighbours: 2 to the -24 for the smallest, growing with the exponent.
    let exponent = if x == 0.0 { -15 } else { (((x.to_bits() >> 52) & 0x7ff) as i32 - 1023).max(-15) };
    let step = exponent.max(-14) - 10;
    let steps = (x * 2f64.powi(-step)).round_ties_even();
    let rounded = steps * 2f64.powi(step);
    if rounded >= 65536.0 {
        return None;
    }
    if rounded < 2f64.powi(-14) {
        return Some(sign | (rounded * 2f64.powi(24)) as u16);
    }
    let exponent = ((rounded.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    let fraction = (rounded.to_bits() >> 42) as u16 & 0x3ff;
    Some(sign | ((exponent + 15) as u16) << 10 | fraction)
}
pub fn unpack(bits: u16) -> f64 {
    let sign = if bits >> 15 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        e => (1.0 + fraction / 1024.0) * 2f64.powi(e - 15),
    }
}
