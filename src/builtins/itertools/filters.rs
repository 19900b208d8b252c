//! compress, dropwhile, takewhile, filterfalse, starmap.

use super::{iterator_methods, next_of, reduce};
use crate::object::spec::{native, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Slot, TypeSpec, Value};
use crate::types::iter::{instance, set_word, word};
use crate::vm::Vm;

const BASE: TypeSpec = TypeSpec {
    flags: tflag::CONTAINER | tflag::BASETYPE,
    fields: 2,
    words: 1,
    basicsize: 40,
    ..TypeSpec::EMPTY
};
const FUNCTION: usize = 0;
const INNER: usize = 1;

/// `__new__` of an iterator over one iterable with a function before it.
fn with_function(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let it = vm.iter(&a[2])?;
    Ok(instance(vm, &a[0], [a[1].clone(), it]))
}
/// Whether the function in field 0 says yes.
fn holds(vm: &mut Vm, it: &Value, item: &Value) -> PyResult<bool> {
    let function = vm.record_field(it, FUNCTION);
    let answer = vm.call_full(&function, vec![item.clone()], &[])?;
    let yes = vm.truth(&answer);
    vm.release(answer);
    yes
}

/// Fields: the data and the selectors.
pub(super) static COMPRESS: TypeSpec = TypeSpec {
    name: "itertools.compress",
    doc: "Return data elements corresponding to true selector elements.\n\nForms a shorter iterator from selected data elements using the selectors to\nchoose the data elements.",
    methods: iterator_methods!(
        compress_next,
        static_method("__new__(cls, data, selectors)", "Create and return a new object.", |vm, a| {
            let (data, selectors) = (vm.iter(&a[1])?, vm.iter(&a[2])?);
            Ok(instance(vm, &a[0], [data, selectors]))
        }),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::two_fields),
    ),
    basicsize: 32,
    next: Some(compress_next),
    ..BASE
};
fn compress_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    loop {
        let Some(datum) = next_of(vm, it, 0)? else { return Ok(None) };
        let Some(selector) = next_of(vm, it, 1)? else {
            vm.release(datum);
            return Ok(None);
        };
        let chosen = vm.truth(&selector);
        vm.release(selector);
        if chosen? {
            return Ok(Some(datum));
        }
        vm.release(datum);
        vm.safe_point()?;
    }
}

/// Word: the first item that is kept has been met.
pub(super) static DROPWHILE: TypeSpec = TypeSpec {
    name: "itertools.dropwhile",
    doc: "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.",
    methods: iterator_methods!(
        dropwhile_next,
        static_method(
            "__new__(cls, predicate, iterable, /)",
            "Create and return a new object.",
            with_function
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::with_flag),
        native("__setstate__(self, state, /)", "Set state information for unpickling.", reduce::set_flag),
    ),
    next: Some(dropwhile_next),
    ..BASE
};
fn dropwhile_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    loop {
        let Some(item) = next_of(vm, it, INNER)? else { return Ok(None) };
        if word(vm, it, 0) != 0 {
            return Ok(Some(item));
        }
        if !holds(vm, it, &item)? {
            set_word(vm, it, 0, 1);
            return Ok(Some(item));
        }
        vm.release(item);
        vm.safe_point()?;
    }
}

/// Word: it has stopped.
pub(super) static TAKEWHILE: TypeSpec = TypeSpec {
    name: "itertools.takewhile",
    doc: "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
    methods: iterator_methods!(
        takewhile_next,
        static_method(
            "__new__(cls, predicate, iterable, /)",
            "Create and return a new object.",
            with_function
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::with_flag),
        native("__setstate__(self, state, /)", "Set state information for unpickling.", reduce::set_flag),
    ),
    next: Some(takewhile_next),
    ..BASE
};
fn takewhile_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    if word(vm, it, 0) != 0 {
        return Ok(None);
    }
    let Some(item) = next_of(vm, it, INNER)? else { return Ok(None) };
    if holds(vm, it, &item)? {
        return Ok(Some(item));
    }
    set_word(vm, it, 0, 1);
    vm.release(item);
    Ok(None)
}

pub(super) static FILTERFALSE: TypeSpec = TypeSpec {
    name: "itertools.filterfalse",
    doc: "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.",
    methods: iterator_methods!(
        filterfalse_next,
        static_method(
            "__new__(cls, function, iterable, /)",
            "Create and return a new object.",
            with_function
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::two_fields),
    ),
    basicsize: 32,
    next: Some(filterfalse_next),
    ..BASE
};
fn filterfalse_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let function = vm.record_field(it, FUNCTION);
    let by_truth = function.is_none() || function.ptr() == vm.heap.type_of(Kind::BOOL).cast();
    loop {
        let Some(item) = next_of(vm, it, INNER)? else { return Ok(None) };
        let dropped = if by_truth { vm.truth(&item)? } else { holds(vm, it, &item)? };
        if !dropped {
            return Ok(Some(item));
        }
        vm.release(item);
        vm.safe_point()?;
    }
}

pub(super) static STARMAP: TypeSpec = TypeSpec {
    name: "itertools.starmap",
    doc: "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.",
    methods: iterator_methods!(
        starmap_next,
        static_method(
            "__new__(cls, function, iterable, /)",
            "Create and return a new object.",
            with_function
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::two_fields),
    ),
    basicsize: 32,
    next: Some(starmap_next),
    ..BASE
};
fn starmap_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(item) = next_of(vm, it, INNER)? else { return Ok(None) };
    let args = vm.collect(&item)?;
    let function = vm.record_field(it, FUNCTION);
    let got = vm.call_full(&function, args, &[]);
    vm.release(item);
    got.map(Some)
}
