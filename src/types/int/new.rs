//! `int(x)` and `int(x, base)` (`PyNumber_Long`, `long_new`).

use super::exact;
use crate::object::{Args, Kind, PyResult, Value};
use crate::types::bytes::bytes_like;
use crate::types::numeric::{float_ops, int_text};
use crate::vm::Vm;

pub(super) fn int_new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let n = match (a.opt(1), a.opt(2)) {
        (None, None) => vm.int(0),
        (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
        (Some(x), None) => int_from_object(vm, x)?,
        (Some(x), Some(base)) => int_with_base(vm, x, base)?,
    };
    vm.as_instance(&a[0], n)
}

/// `int(x)`: by `__int__`, `__index__`, `__trunc__`, or by reading text.
///
/// # Errors
/// TypeError, ValueError, OverflowError, or what the methods raise.
pub fn int_from_object(vm: &mut Vm, x: &Value) -> PyResult {
    if x.is_exactly(Kind::INT) {
        return Ok(x.clone());
    }
    if x.is_exactly(Kind::FLOAT)
        && let Some(f) = x.as_float()
    {
        return match float_ops::to_int(f) {
            Ok(n) => vm.int_from(n),
            Err(f) => Err(vm.fault(f)),
        };
    }
    if x.is_exactly(Kind::STR)
        && let Some(n) = parse_object(vm, x, 10)?
    {
        return Ok(n);
    }
    let name = vm.names.__int__.clone();
    if let Some(n) = vm.call_special(x, &name, &[])? {
        if n.as_int().is_some() {
            vm.warn_of_subclass(&n, Kind::INT, None, "__int__")?;
            return exact(vm, &n);
        }
        let got = vm.type_name(&n);
        return Err(vm.type_error(format!("__int__ returned non-int (type {got})")));
    }
    if vm.has_index(x) {
        let n = vm.index_value(x)?;
        return exact(vm, &n);
    }
    let name = vm.names.__trunc__.clone();
    if let Some(n) = vm.call_special(x, &name, &[])? {
        if !vm.has_index(&n) {
            let got = vm.type_name(&n);
            return Err(vm.type_error(format!("__trunc__ returned non-Integral (type {got})")));
        }
        let n = vm.index_value(&n)?;
        return exact(vm, &n);
    }
    match parse_object(vm, x, 10)? {
        Some(n) => Ok(n),
        None => {
            let got = vm.type_name(x);
            Err(vm.type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{got}'"
            )))
        }
    }
}

fn int_with_base(vm: &mut Vm, x: &Value, base: &Value) -> PyResult {
    let base = vm.clamped_index(base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    let textual = x.as_str().is_some() || x.has_layout(Kind::BYTES) || x.has_layout(Kind::BYTEARRAY);
    if textual && let Some(n) = parse_object(vm, x, base as u32)? {
        return Ok(n);
    }
    Err(vm.type_error("int() can't convert non-string with explicit base"))
}

/// The int that text or a bytes-like object spells; `None` for other objects.
///
/// # Errors
/// ValueError.
pub fn parse_object(vm: &mut Vm, x: &Value, base: u32) -> PyResult<Option<Value>> {
    let limit = vm.digit_limit();
    let parsed = if let Some(s) = x.as_str() {
        int_text::parse_text(s.chars(), base, limit)
    } else if let Some(data) = bytes_like(&vm.heap, x) {
        int_text::parse_bytes(&data, base, limit)
    } else {
        return Ok(None);
    };
    match parsed {
        Ok(n) => vm.int_from(n).map(Some),
        Err(f) => Err(vm.fault(f)),
    }
}
