//! What a reader of raw memory would find at an address, if CPython had laid the object out.
//!
//! Owns the answer to `ctypes.c_ssize_t.from_address(id(x))`: count, type and the fields behind them, in
//! CPython's order (`Include/cpython/*object.h`). Raw blocks (a list's items) are read as they are.
//! Invariant: only bytes of a live object or of a block in use are told; for all else there is `None`,
//! where CPython might tell anything, or crash.
//! Deliberately absent: fields that only have a meaning inside CPython, and writing.
#![expect(unsafe_code, reason = "reads raw blocks in use")]

use super::{Heap, Kind, Value};
use crate::memory::{BlockState, Domain};

impl Heap {
    /// `n` bytes from `address` on.
    pub fn image(&mut self, address: usize, n: usize) -> Option<Vec<u8>> {
        let place = self.memory().locate(address)?;
        if place.state != BlockState::InUse {
            return None;
        }
        if place.domain == Some(Domain::Raw) {
            let behind = place.start + place.size - address;
            let at = self.memory().pointer_to(address)?;
            // SAFETY: the block is in use and has that many bytes behind the address.
            return (n <= behind).then(|| unsafe { std::slice::from_raw_parts(at.as_ptr(), n) }.to_vec());
        }
        let head = if place.domain == Some(Domain::Container) { super::header::GC_HEAD } else { 0 };
        let start = place.start + head;
        let object = self.object_at(start)?;
        // Our own handle on it does not count.
        let count = u64::from(object.refcount());
        let count = if object.header().is_immortal() { u64::from(u32::MAX) } else { count - 1 };
        let mut bytes = words(&[count, object.ty().value().id() as u64]);
        self.fields(&object, &mut bytes);
        let from = address.checked_sub(start)?;
        Some(bytes.get(from..from.checked_add(n)?)?.to_vec())
    }
    /// What stands behind count and type.
    fn fields(&self, v: &Value, out: &mut Vec<u8>) {
        let ids = |items: &[Value]| words(&items.iter().map(|v| v.id() as u64).collect::<Vec<_>>());
        match v.kind().layout() {
            Kind::INT | Kind::BOOL => out.extend(int_fields(v)),
            Kind::FLOAT => out.extend(v.as_float().unwrap_or_default().to_le_bytes()),
            Kind::LIST => {
                if let Some(l) = v.as_list() {
                    let items = l.items.get().addr() as u64;
                    out.extend(words(&[l.len() as u64, items, l.capacity() as u64]));
                }
            }
            Kind::TUPLE => {
                let items = v.as_tuple().unwrap_or_default();
                out.extend(words(&[items.len() as u64]));
                out.extend(ids(items));
            }
            Kind::DICT => out.extend(words(&[v.as_dict().map_or(0, |d| d.len() as u64)])),
            Kind::SET | Kind::FROZENSET => {
                let used = v.as_set().map_or(0, |s| s.len() as u64);
                out.extend(words(&[used, used]));
            }
            Kind::BYTES => {
                let bytes = v.as_bytes().unwrap_or_default();
                out.extend(words(&[bytes.len() as u64, u64::MAX]));
                out.extend(bytes);
                out.push(0);
            }
            Kind::STR => {
                if let Some(s) = v.as_str() {
                    out.extend(words(&[s.len() as u64, s.hash.get() as u64]));
                    // Kind, compact, ASCII.
                    let state = (s.width() as u64) << 2 | 1 << 5 | u64::from(s.is_ascii()) << 6;
                    out.extend(words(&[state]));
                    if !s.is_ascii() {
                        out.extend(words(&[0, 0]));
                    }
                    out.extend(s.raw());
                    out.extend(std::iter::repeat_n(0, s.width()));
                }
            }
            _ => {}
        }
    }
}

fn words(of: &[u64]) -> Vec<u8> {
    of.iter().flat_map(|w| w.to_le_bytes()).collect()
}
/// Number of digits and sign in one word, then the digits, 30 bits in four bytes each.
fn int_fields(v: &Value) -> Vec<u8> {
    let Some(i) = v.as_int() else { return Vec::new() };
    let magnitude: Vec<u64> = match v.as_word() {
        Some(w) => vec![w.unsigned_abs()],
        None => i.limbs().to_vec(),
    };
    let bit = |at: usize| magnitude.get(at / 64).map_or(0, |limb| limb >> (at % 64) & 1) as u32;
    let digits = i.cpython_digits();
    let sign = match v.as_word() {
        Some(0) => 1,
        Some(w) if w > 0 => 0,
        None if !i.is_negative() => 0,
        _ => 2,
    };
    let mut out = words(&[(if sign == 1 { 0 } else { digits as u64 }) << 3 | sign]);
    for d in 0..digits {
        let digit = (0..30).fold(0u32, |sum, b| sum | bit(d * 30 + b) << b);
        out.extend(digit.to_le_bytes());
    }
    out
}
