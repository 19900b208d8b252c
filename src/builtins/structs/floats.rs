//! Floats of 2, 4 and 8 bytes (IEEE 754), least significant byte first.

use crate::types::numeric::half;

/// The bytes; `None` if the float is too large. (C's own conversion to four bytes gives infinity.)
pub(super) fn pack(code: u8, x: f64, native: bool) -> Option<Vec<u8>> {
    match code {
        b'd' => Some(x.to_le_bytes().to_vec()),
        b'f' => {
            let narrow = x as f32;
            let fits = native || narrow.is_finite() || !x.is_finite();
            fits.then(|| narrow.to_le_bytes().to_vec())
        }
        _ => half::pack(x).map(|bits| bits.to_le_bytes().to_vec()),
    }
}
pub(super) fn unpack(code: u8, bytes: &[u8]) -> f64 {
    match (code, bytes) {
        (b'd', [a, b, c, d, e, f, g, h]) => f64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]),
        (b'f', [a, b, c, d]) => f64::from(f32::from_le_bytes([*a, *b, *c, *d])),
        (_, [a, b]) => half::unpack(u16::from_le_bytes([*a, *b])),
        _ => 0.0,
    }
}
