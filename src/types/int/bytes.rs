//! `int.to_bytes` and `int.from_bytes` (`_PyLong_AsByteArray`, `_PyLong_FromByteArray`).

use super::int_value;
use crate::object::{Args, PyResult, Value};
use crate::types::bytes::bytes_from_object;
use crate::types::numeric;
use crate::vm::Vm;
use num_bigint::{BigInt, Sign};

/// The `byteorder` argument: whether the first byte is the lowest.
fn is_little(vm: &mut Vm, order: Option<&Value>, method: &str) -> PyResult<bool> {
    let Some(order) = order else { return Ok(false) };
    let what = format!("{method}() argument 'byteorder'");
    let text = vm.str_arg(order, &what)?;
    if text == "little" {
        Ok(true)
    } else if text == "big" {
        Ok(false)
    } else {
        Err(vm.value_error("byteorder must be either 'little' or 'big'"))
    }
}

pub(super) fn to_bytes(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let length = match a.opt(1) {
        Some(n) => vm.index(n)?,
        None => 1,
    };
    let little = is_little(vm, a.opt(2), "to_bytes")?;
    let signed = match a.opt(3) {
        Some(v) => vm.truth(v)?,
        None => false,
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    vm.check_room(length)?;
    let Some(n) = int_value(&a[0]) else { return Ok(vm.not_implemented()) };
    if n.is_negative() && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    let mut bytes = match &n {
        numeric::Int::Small(w) => minimal(*w, signed),
        numeric::Int::Big(b) if signed => b.to_signed_bytes_le(),
        numeric::Int::Big(b) => b.magnitude().to_bytes_le(),
    };
    if bytes.len() > length {
        return Err(vm.overflow_error("int too big to convert"));
    }
    bytes.resize(length, if n.is_negative() { 0xff } else { 0 });
    if !little {
        bytes.reverse();
    }
    Ok(vm.heap.bytes(&bytes)?)
}

/// The fewest bytes that hold a word, lowest first; zero takes none.
fn minimal(word: i64, signed: bool) -> Vec<u8> {
    let bits = match word {
        w if w < 0 => 65 - (!w).leading_zeros(),
        0 => 0,
        w => 64 - w.leading_zeros() + u32::from(signed),
    };
    let mut bytes = word.to_le_bytes().to_vec();
    bytes.push(if word < 0 { 0xff } else { 0 });
    bytes.truncate(bits.div_ceil(8) as usize);
    bytes
}

pub(super) fn from_bytes(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let little = is_little(vm, a.opt(2), "from_bytes")?;
    let signed = match a.opt(3) {
        Some(v) => vm.truth(v)?,
        None => false,
    };
    let mut bytes = bytes_from_object(vm, &a[1])?;
    if !little {
        bytes.reverse();
    }
    let n =
        if signed { BigInt::from_signed_bytes_le(&bytes) } else { BigInt::from_bytes_le(Sign::Plus, &bytes) };
    let n = vm.int_from(numeric::Int::from(n))?;
    let exact = a[0].as_type().is_none_or(|t| t.same(vm.heap.type_of(crate::object::Kind::INT)));
    if exact { Ok(n) } else { vm.call(&a[0], &[n]) }
}
