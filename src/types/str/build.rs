//! New strs of old ones: concatenation, repetition, slices, joining.

use super::{this, unchanged};
use crate::object::text::with_units;
use crate::object::{Args, Chars, Kind, PyResult, Value};
use crate::types::slice::Indices;
use crate::vm::Vm;

pub(super) fn add(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if let (Some(x), Some(y)) = (a[0].as_str(), a[1].as_str()) {
        if y.is_empty() {
            return unchanged(vm, &a[0]);
        }
        if x.is_empty() {
            return unchanged(vm, &a[1]);
        }
        return Ok(vm.heap.concat(x, y)?);
    }
    let got = vm.type_name(&a[1]);
    Err(vm.type_error(format!("can only concatenate str (not \"{got}\") to str")))
}

/// `s * n`.
pub(super) fn multiply(vm: &mut Vm, s: &Value, times: &Value) -> PyResult {
    let Some(text) = s.as_str() else { return Ok(vm.not_implemented()) };
    let times = vm.repeat_count(times)?;
    if times == 1 {
        return unchanged(vm, s);
    }
    if text.len().checked_mul(times).is_none_or(|n| n > i64::MAX as usize) {
        return Err(vm.overflow_error("repeated string is too long"));
    }
    Ok(vm.heap.repeat_str(text, times)?)
}

/// The code points that a slice picks.
pub(super) fn slice(vm: &mut Vm, s: &Value, cut: Indices) -> PyResult {
    let text = s.as_str().map_or(Chars::EMPTY, |s| s.chars());
    if cut.count == text.len() && cut.step == 1 {
        return unchanged(vm, s);
    }
    if let Some(range) = cut.range() {
        return Ok(vm.heap.str_from_chars(text.slice(range))?);
    }
    vm.check_room(cut.count * 4)?;
    Ok(with_units!(text, units => {
        let picked: Vec<_> = cut.iter().filter_map(|i| units.get(i).copied()).collect();
        vm.heap.str_from_chars(Chars::from(picked.as_slice()))
    })?)
}

pub(super) fn join(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let items = match a[1].kind() {
        Kind::LIST | Kind::TUPLE => vm.collect(&a[1])?,
        _ => {
            let name = vm.names.__iter__.clone();
            let sequence = vm.names.__getitem__.clone();
            if vm.special(&a[1], &name).is_none() && vm.special(&a[1], &sequence).is_none() {
                return Err(vm.type_error("can only join an iterable"));
            }
            vm.collect(&a[1])?
        }
    };
    let joined = join_values(vm, &a[0], &items);
    vm.release_all(items);
    joined
}

/// `separator.join(items)`.
///
/// # Errors
/// TypeError naming the first item that is no str; MemoryError.
pub fn join_values(vm: &mut Vm, separator: &Value, items: &[Value]) -> PyResult {
    if let Some(i) = items.iter().position(|v| v.as_str().is_none()) {
        let got = vm.type_name(&items[i]);
        return Err(vm.type_error(format!("sequence item {i}: expected str instance, {got} found")));
    }
    if let [one] = items
        && one.is_exactly(Kind::STR)
    {
        return Ok(one.clone());
    }
    Ok(vm.heap.join_strs(separator.as_str(), items)?)
}

/// A part of `s`, which is `s` itself when it is all of it.
pub(super) fn part(vm: &mut Vm, s: &Value, range: std::ops::Range<usize>) -> PyResult {
    let text = s.as_str().map_or(Chars::EMPTY, |s| s.chars());
    if range.len() == text.len() {
        return unchanged(vm, s);
    }
    Ok(vm.heap.str_from_chars(text.slice(range))?)
}

/// As [`part`], of `self`.
pub(super) fn part_of_self(vm: &mut Vm, a: Args<'_>, range: std::ops::Range<usize>) -> PyResult {
    debug_assert!(range.end <= this(a).len());
    part(vm, &a[0], range)
}
