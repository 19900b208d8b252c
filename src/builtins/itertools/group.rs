//! groupby and the iterators over its groups.

use super::{iterator_methods, next_of, put, reduce};
use crate::object::spec::{native, static_method};
use crate::object::typeobj::tflag;
use crate::object::{PyResult, Slot, TypeSpec, Value};
use crate::types::iter::{held, instance, record_of, set_word, word};
use crate::vm::Vm;

/// Fields: the iterator, the key function, the key of the group that was given last, and key and value of the
/// item read last. Word: the number of the group that may still give items; 0 for none.
pub(super) static GROUPBY: TypeSpec = TypeSpec {
    name: "itertools.groupby",
    doc: "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function for computing the group category for each element.\n    If the key function is not specified or is None, the element itself\n    is used for grouping.",
    flags: tflag::CONTAINER | tflag::BASETYPE,
    methods: iterator_methods!(
        next,
        static_method("__new__(cls, iterable, key=None)", "Create and return a new object.", |vm, a| {
            let it = vm.iter(&a[1])?;
            let key = a.opt(2).cloned().unwrap_or_else(|| vm.none());
            Ok(instance(vm, &a[0], [it, key]))
        }),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::groupby),
        native("__setstate__(self, state, /)", "Set state information for unpickling.", reduce::set_groupby),
    ),
    fields: 5,
    words: 2,
    basicsize: 72,
    next: Some(next),
    ..TypeSpec::EMPTY
};
const ITERATOR: usize = 0;
const FUNCTION: usize = 1;
const TARGET: usize = 2;
const KEY: usize = 3;
const VALUE: usize = 4;
const OPEN: usize = 0;
const GROUPS: usize = 1;

/// Read an item and its key; false at the end.
fn step(vm: &mut Vm, it: &Value) -> PyResult<bool> {
    let Some(value) = next_of(vm, it, ITERATOR)? else { return Ok(false) };
    let function = vm.record_field(it, FUNCTION);
    let key =
        if function.is_none() { value.clone() } else { vm.call_full(&function, vec![value.clone()], &[])? };
    put(vm, it, VALUE, Some(value));
    put(vm, it, KEY, Some(key));
    Ok(true)
}
fn next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    set_word(vm, it, OPEN, 0);
    loop {
        let (target, key) = (held(vm, it, TARGET), held(vm, it, KEY));
        match (&target, &key) {
            (_, None) => {}
            (None, Some(_)) => break,
            (Some(t), Some(k)) => {
                if !vm.same_or_eq(t, k)? {
                    break;
                }
            }
        }
        if !step(vm, it)? {
            return Ok(None);
        }
        vm.safe_point()?;
    }
    let key = vm.record_field(it, KEY);
    put(vm, it, TARGET, Some(key.clone()));
    let number = word(vm, it, GROUPS) + 1;
    set_word(vm, it, GROUPS, number);
    set_word(vm, it, OPEN, number);
    let group = record_of(vm, &GROUPER, [it.clone(), key.clone()]);
    set_word(vm, &group, 0, number);
    Ok(Some(vm.heap.tuple([key, group])?))
}

/// Fields: the groupby and the group's key. Word: the group's number.
pub(super) static GROUPER: TypeSpec = TypeSpec {
    name: "itertools._grouper",
    flags: tflag::CONTAINER,
    methods: iterator_methods!(
        group_next,
        static_method("__new__(cls, parent, tgtkey, /)", "Create and return a new object.", |vm, a| {
            let class = vm.type_for(&GROUPBY);
            if !a[1].ty().is_subtype(&vm.heap, class) {
                let got = vm.type_name(&a[1]);
                let message = format!("_grouper() argument 1 must be itertools.groupby, not {got}");
                return Err(vm.type_error(message));
            }
            let number = word(vm, &a[1], GROUPS) + 1;
            set_word(vm, &a[1], GROUPS, number);
            set_word(vm, &a[1], OPEN, number);
            let group = instance(vm, &a[0], [a[1].clone(), a[2].clone()]);
            set_word(vm, &group, 0, number);
            Ok(group)
        }),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::group),
    ),
    fields: 2,
    words: 1,
    basicsize: 32,
    next: Some(group_next),
    ..TypeSpec::EMPTY
};
fn group_next(vm: &mut Vm, group: &Value) -> PyResult<Slot> {
    let parent = vm.record_field(group, 0);
    if word(vm, &parent, OPEN) != word(vm, group, 0) {
        return Ok(None);
    }
    if held(vm, &parent, VALUE).is_none() && !step(vm, &parent)? {
        return Ok(None);
    }
    let (target, key) = (vm.record_field(group, 1), vm.record_field(&parent, KEY));
    if !vm.same_or_eq(&target, &key)? {
        return Ok(None);
    }
    let value = parent.as_record().and_then(|r| r.set(&mut vm.heap, VALUE, None));
    put(vm, &parent, KEY, None);
    Ok(value)
}
