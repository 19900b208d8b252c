//! _ctypes: what `ctypes.py` can't say in Python: reading at an address, an object from its id, counts.
//!
//! Invariant: an address is looked up in the heap before anything is read, and a reference that a
//! program adds by hand is held here, so only such a one can be taken away again: no program can make
//! the counts wrong.
//! Deliberately absent: writing to memory, libraries and their functions.

use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;

static FUNCTIONS: &[Native] = &[
    native("_buffer_address(buffer, /)", "Where the bytes of a bytearray are.", |vm, a| {
        let at = a[0].cast::<crate::object::ByteArray>().map_or(0, crate::object::ByteArray::address);
        Ok(vm.int(at as i64))
    }),
    native("_decref(obj, /)", "Take back a reference that _incref() has added.", decref),
    native("_incref(obj, /)", "Add a reference that nobody seems to hold.", |vm, a| {
        vm.held_by_hand.push(a[0].clone());
        Ok(vm.none())
    }),
    native("_object_at(address, /)", "The object whose id() that is.", object_at),
    native("_read(address, size, /)", "Bytes from an address on, laid out as CPython has them.", read),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    Ok(vm.native_module("_ctypes", "Create and manipulate C compatible data types in Python.", FUNCTIONS))
}

fn address(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    Ok(vm.index(v)? as usize)
}
fn read(vm: &mut Vm, a: Args) -> PyResult {
    let (at, n) = (address(vm, &a[0])?, address(vm, &a[1])?);
    match vm.heap.image(at, n) {
        Some(bytes) => Ok(vm.heap.bytes(&bytes)?),
        None => Err(vm.value_error(format!("no live object has {n} readable bytes at address {at:#x}"))),
    }
}
fn object_at(vm: &mut Vm, a: Args) -> PyResult {
    let at = address(vm, &a[0])?;
    match vm.heap.object_at(at) {
        Some(v) => Ok(v),
        None => Err(vm.value_error(format!("no live object at address {at:#x}"))),
    }
}
fn decref(vm: &mut Vm, a: Args) -> PyResult {
    let Some(i) = vm.held_by_hand.iter().rposition(|v| v.is(&a[0])) else {
        return Err(
            vm.value_error("Py_DecRef() takes back what Py_IncRef() has added, and there is nothing left")
        );
    };
    let held = vm.held_by_hand.remove(i);
    vm.release(held);
    Ok(vm.none())
}
