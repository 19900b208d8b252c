//! itertools (`Modules/itertoolsmodule.c`).
//!
//! Every iterator is a record: what it holds in fields, its numbers in words. `for` and `next` go through
//! the `next` of its table, so nothing is looked up and no StopIteration is made.
//! Invariant: what an iterator asks others for (`next`, a function) it asks before it changes itself, or
//! after its new state is complete: they may ask the same iterator again.
//! Deliberately absent: `__reduce__` of tee.

mod choose;
mod endless;
mod filters;
mod group;
mod joined;
mod reduce;
mod shared;
mod sliced;

use crate::object::{PyResult, Slot, TypeSpec, Value};
use crate::types::iter::held;
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "Functional tools for creating and using iterators.";
    let module = vm.native_module("itertools", doc, shared::FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    let types: [&'static TypeSpec; 22] = [
        &sliced::ACCUMULATE,
        &choose::COMBINATIONS,
        &choose::WITH_REPLACEMENT,
        &endless::CYCLE,
        &filters::DROPWHILE,
        &filters::TAKEWHILE,
        &sliced::ISLICE,
        &filters::STARMAP,
        &joined::CHAIN,
        &filters::COMPRESS,
        &filters::FILTERFALSE,
        &endless::COUNT,
        &joined::ZIP_LONGEST,
        &sliced::PAIRWISE,
        &choose::PERMUTATIONS,
        &choose::PRODUCT,
        &endless::REPEAT,
        &group::GROUPBY,
        &sliced::BATCHED,
        &group::GROUPER,
        &shared::TEE,
        &shared::TEE_DATA,
    ];
    for spec in types {
        let t = vm.type_value(spec);
        vm.put(&dict, spec.name.rsplit('.').next().unwrap_or_default(), t);
    }
    Ok(module)
}

/// The slots that every iterator's table begins with.
macro_rules! iterator_methods {
    ($next:expr $(, $more:expr)* $(,)?) => {
        &[
            $crate::object::spec::slot(
                "__iter__(self, /)",
                "Implement iter(self).",
                $crate::types::iter::dunder_iter,
            ),
            $crate::object::spec::slot("__next__(self, /)", "Implement next(self).", |vm, a| {
                let got = $next(vm, &a[0]);
                $crate::types::iter::or_stop(vm, got)
            }),
            $($more,)*
        ]
    };
}
pub(crate) use iterator_methods;

/// Put a value into field `i`; the old one is released.
fn put(vm: &mut Vm, it: &Value, i: usize, value: Slot) {
    if let Some(old) = it.as_record().and_then(|r| r.set(&mut vm.heap, i, value)) {
        vm.release(old);
    }
}
/// Next of the iterator in field `i`; nothing, if it has been let go of.
#[inline(always)]
fn next_of(vm: &mut Vm, it: &Value, i: usize) -> PyResult<Slot> {
    match held(vm, it, i) {
        Some(inner) => {
            let got = vm.next(&inner);
            vm.release(inner);
            got
        }
        None => Ok(None),
    }
}
/// Give these items as a tuple: the one in field `i`, which was given before, if nobody else holds it.
fn give(vm: &mut Vm, it: &Value, i: usize, items: Vec<Value>) -> PyResult<Slot> {
    let last = it.as_record().and_then(|r| r.set(&mut vm.heap, i, None));
    let Some(mut tuple) = last.filter(|t| t.as_tuple().is_some_and(|t| t.len() == items.len())) else {
        let new = vm.heap.tuple(items)?;
        put(vm, it, i, Some(new.clone()));
        return Ok(Some(new));
    };
    if tuple.refcount() != 1 || items.is_empty() {
        put(vm, it, i, Some(tuple));
        return Ok(Some(vm.heap.tuple(items)?));
    }
    let mut gone = Vec::with_capacity(items.len());
    for (at, v) in items.into_iter().enumerate() {
        let old;
        (tuple, old) = vm.heap.swap_in(tuple, at, v);
        gone.extend(old);
    }
    put(vm, it, i, Some(tuple.clone()));
    vm.release_all(gone);
    Ok(Some(tuple))
}
