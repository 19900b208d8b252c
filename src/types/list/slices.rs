//! Subscripts of lists: get, assign, delete.

use super::list;
use crate::object::{Kind, PyResult, Value};
use crate::types::slice::{Indices, Subscript};
use crate::vm::Vm;

/// `list[key]`.
///
/// # Errors
/// IndexError, TypeError, what `__index__` raises.
#[inline]
pub fn get(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    let l = list(v);
    match vm.subscript(key, "list", || l.len())? {
        Subscript::Index(i) => {
            let at = if i < 0 { i.wrapping_add(l.len() as i64) } else { i };
            match l.get(&vm.heap, at as usize) {
                Some(item) => Ok(item),
                None => Err(vm.index_error("list index out of range")),
            }
        }
        Subscript::Slice(s) => Ok(vm.heap.list_of_places(l, s.iter())?),
    }
}

/// `list[key] = value`.
///
/// # Errors
/// IndexError, TypeError, ValueError, what `__index__` and iteration raise.
pub fn set(vm: &mut Vm, v: &Value, key: &Value, value: &Value) -> PyResult<()> {
    let l = list(v);
    let length = l.len();
    match vm.subscript(key, "list", || l.len())? {
        Subscript::Index(i) => {
            let at = if i < 0 { i.wrapping_add(l.len() as i64) } else { i };
            let Some(place) = l.items_mut(&mut vm.heap).get_mut(at as usize) else {
                return Err(vm.index_error("list assignment index out of range"));
            };
            let old = std::mem::replace(place, value.clone());
            vm.release(old);
            Ok(())
        }
        Subscript::Slice(s) if s.step == 1 => assign_range(vm, v, s, value),
        Subscript::Slice(s) => {
            let with = sequence(vm, value)?;
            // Iterating may have changed the list, and with it what the slice says.
            if l.len() != length
                && let Subscript::Slice(now) = vm.subscript(key, "list", || l.len())?
            {
                return assign_extended(vm, v, now, with);
            }
            assign_extended(vm, v, s, with)
        }
    }
}

/// `list[start:stop] = iterable`.
fn assign_range(vm: &mut Vm, v: &Value, s: Indices, value: &Value) -> PyResult<()> {
    let with = sequence(vm, value)?;
    // Iterating may have changed the list.
    let n = list(v).len();
    let start = (s.start as usize).min(n);
    let end = (s.stop.max(s.start) as usize).min(n);
    splice(vm, v, start, end, with)
}

/// Replace a range, then release what was there, last to first (`list_ass_slice`).
fn splice(vm: &mut Vm, v: &Value, start: usize, end: usize, with: Vec<Value>) -> PyResult<()> {
    let l = list(v);
    let removed = if start == 0 && end == l.len() && with.is_empty() {
        l.take_all(&mut vm.heap)
    } else {
        l.splice(&mut vm.heap, start, end, with)?
    };
    vm.release_all(removed.into_iter().rev());
    Ok(())
}

fn sequence(vm: &mut Vm, value: &Value) -> PyResult<Vec<Value>> {
    if matches!(value.kind(), Kind::LIST | Kind::TUPLE) {
        return vm.collect(value);
    }
    let name = vm.names.__iter__.clone();
    let getitem = vm.names.__getitem__.clone();
    if vm.special(value, &name).is_none() && vm.special(value, &getitem).is_none() {
        return Err(vm.type_error("must assign iterable to extended slice"));
    }
    vm.collect(value)
}

/// `list[start:stop:step] = iterable`: one value per place.
fn assign_extended(vm: &mut Vm, v: &Value, s: Indices, with: Vec<Value>) -> PyResult<()> {
    // As CPython, which in this one place does not let an empty reversed range insert.
    if with.len() != s.count {
        let (n, count) = (with.len(), s.count);
        return Err(vm.value_error(format!(
            "attempt to assign sequence of size {n} to extended slice of size {count}"
        )));
    }
    let items = list(v).items_mut(&mut vm.heap);
    let mut old = Vec::with_capacity(with.len());
    for (i, new) in s.iter().zip(with) {
        if let Some(place) = items.get_mut(i) {
            old.push(std::mem::replace(place, new));
        }
    }
    vm.release_all(old);
    Ok(())
}

/// `del list[key]`.
///
/// # Errors
/// IndexError, TypeError, what `__index__` raises.
pub fn delete(vm: &mut Vm, v: &Value, key: &Value) -> PyResult<()> {
    let l = list(v);
    match vm.subscript(key, "list", || l.len())? {
        Subscript::Index(i) => {
            let at = if i < 0 { i.wrapping_add(l.len() as i64) } else { i };
            if !(0..l.len() as i64).contains(&at) {
                return Err(vm.index_error("list assignment index out of range"));
            }
            let removed = l.remove(&mut vm.heap, at as usize);
            vm.release(removed);
            Ok(())
        }
        Subscript::Slice(s) if s.count == 0 => Ok(()),
        Subscript::Slice(s) if s.step == 1 => {
            splice(vm, v, s.start as usize, s.start as usize + s.count, Vec::new())
        }
        Subscript::Slice(s) => {
            let removed = l.remove_every(&mut vm.heap, s.ascending().iter());
            vm.release_all(removed);
            Ok(())
        }
    }
}
