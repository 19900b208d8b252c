//! Floats of 2, 4 and 8 bytes (IEEE 754), least significant byte first.

/// The bytes; `None` if the float is too large. (C's own conversion to four bytes gives infinity.)
pub(super) fn pack(code: u8, x: f64, native: bool) -> Option<Vec<u8>> {
    match code {
        b'd' => Some(x.to_le_bytes().to_vec()),
        b'f' => {
            let narrow = x as f32;
            let fits = native || narrow.is_finite() || !x.is_finite();
            fits.then(|| narrow.to_le_bytes().to_vec())
        }
        _ => half(x).map(|bits| bits.to_le_bytes().to_vec()),
    }
}
pub(super) fn unpack(code: u8, bytes: &[u8]) -> f64 {
    match (code, bytes) {
        (b'd', [a, b, c, d, e, f, g, h]) => f64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]),
        (b'f', [a, b, c, d]) => f64::from(f32::from_le_bytes([*a, *b, *c, *d])),
        (_, [a, b]) => from_half(u16::from_le_bytes([*a, *b])),
        _ => 0.0,
    }
}
/// Rounded to the nearest half-precision float, ties to even.
fn half(x: f64) -> Option<u16> {
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
fn from_half(bits: u16) -> f64 {
    let sign = if bits >> 15 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        e => (1.0 + fraction / 1024.0) * 2f64.powi(e - 15),
    }
}
