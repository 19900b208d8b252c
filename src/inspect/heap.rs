//! _heap: the facts that `heap` (a frozen module) shows.
//!
//! Invariant: a fact is taken into Rust's memory before the first object is made for it, so what is
//! answered is the heap as it was asked about. Answers name objects by address and text; they hold none.
//! Deliberately absent: tables, pictures, lessons; those are the view's.

use super::holders;
use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;

static FUNCTIONS: &[Native] = &[
    native("at(address, /)", "The object at an address, or None.", at),
    native("begin()", "A view begins to look: the collector is held.", begin),
    native("end()", "The view has looked.", end),
    native(
        "holders(object, /)",
        "List (kind, name, holder, address of the holder or 0), one for each reference to the object.",
        holders_of,
    ),
    native("label(object, /)", "A few words for an object.", label),
];

/// The native module of that name.
pub fn module(vm: &mut Vm, name: &str) -> Option<PyResult> {
    (name == "_heap").then(|| Ok(vm.native_module("_heap", "What the heap knows of itself.", FUNCTIONS)))
}

fn begin(vm: &mut Vm, _: Args) -> PyResult {
    vm.observe();
    Ok(vm.none())
}
fn end(vm: &mut Vm, _: Args) -> PyResult {
    vm.end_observation();
    Ok(vm.none())
}
/// An address that is no object's is no error: objects come and go.
fn at(vm: &mut Vm, a: Args) -> PyResult {
    let address = vm.index(&a[0])?;
    let found = usize::try_from(address).ok().and_then(|address| vm.heap.object_at(address));
    Ok(found.unwrap_or_else(|| vm.none()))
}
fn holders_of(vm: &mut Vm, a: Args) -> PyResult {
    let found = holders::of(vm, &a[0]);
    let mut out = Vec::with_capacity(found.len());
    for h in found {
        let address = vm.int(h.address as i64);
        let row = vec![vm.str(h.kind), vm.str(&h.name), vm.str(&h.holder), address];
        out.push(vm.tuple(row)?);
    }
    vm.list(out)
}
fn label(vm: &mut Vm, a: Args) -> PyResult {
    let text = holders::label(vm, &a[0]);
    Ok(vm.str(&text))
}

/// Texts as a list of str.
pub(super) fn texts(vm: &mut Vm, items: &[String]) -> PyResult {
    let items: Vec<Value> = items.iter().map(|t| vm.str(t)).collect();
    vm.list(items)
}
