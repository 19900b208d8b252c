//! tee: several iterators over what one gives.
//!
//! What has been read and is still to be given to somebody stands in a chain of links of 57 items, as in
//! CPython: an iterator holds the link it is at, so links behind all of them die.

use super::{iterator_methods, put};
use crate::object::spec::{native, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Native, PyResult, Slot, TypeSpec, Value};
use crate::types::iter::{held, instance, record_of, set_word, word};
use crate::vm::Vm;

/// Items of a link.
const ITEMS: i64 = 57;
/// Fields of a link: the iterator, the list of items, the next link. Word: it is being read from.
const ITERATOR: usize = 0;
const READ: usize = 1;
const NEXT: usize = 2;

pub(super) static FUNCTIONS: &[Native] =
    &[native("tee(iterable, n=2, /)", "Returns a tuple of n independent iterators.", tee)];

pub(super) static TEE_DATA: TypeSpec = TypeSpec {
    name: "itertools._tee_dataobject",
    doc: "teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple tee objects.",
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 3,
    words: 1,
    basicsize: 496,
    ..TypeSpec::EMPTY
};
/// Field: the link. Word: the place in it.
pub(super) static TEE: TypeSpec = TypeSpec {
    name: "itertools._tee",
    doc: "Iterator wrapped to make it copyable.",
    flags: tflag::CONTAINER | tflag::WEAKREFABLE,
    methods: iterator_methods!(
        next,
        static_method("__new__(cls, iterable, /)", "Create and return a new object.", |vm, a| {
            let it = vm.iter(&a[1])?;
            if it.ty_ptr() == vm.type_for(&TEE) {
                return copy(vm, &it);
            }
            let link = new_link(vm, it);
            Ok(instance(vm, &a[0], [link]))
        }),
        native("__copy__(self, /)", "Returns an independent iterator.", |vm, a| copy(vm, &a[0])),
    ),
    fields: 1,
    words: 1,
    basicsize: 48,
    next: Some(next),
    ..TypeSpec::EMPTY
};

fn new_link(vm: &mut Vm, it: Value) -> Value {
    let list = vm.heap.empty_list();
    record_of(vm, &TEE_DATA, [it, list])
}
fn copy(vm: &mut Vm, tee: &Value) -> PyResult {
    let (link, at) = (vm.record_field(tee, 0), word(vm, tee, 0));
    let new = record_of(vm, &TEE, [link]);
    set_word(vm, &new, 0, at);
    Ok(new)
}
fn tee(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let n = match a.opt(1) {
        Some(n) => vm.size_index(n)?,
        None => 2,
    };
    if n < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    if n == 0 {
        return Ok(vm.heap.empty_tuple());
    }
    let it = vm.iter(&a[0])?;
    let name = vm.heap.intern_str("__copy__");
    let first = match vm.get_attr_opt(&it, &name)? {
        Some(_) => it,
        None => {
            let link = new_link(vm, it);
            record_of(vm, &TEE, [link])
        }
    };
    vm.check_room((n as usize).saturating_mul(64))?;
    let mut all = vec![first];
    for i in 1..n as usize {
        let new = vm.call_method(&all[i - 1], &name, &[])?;
        all.push(new);
    }
    vm.tuple(all)
}
fn next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(mut link) = held(vm, it, 0) else { return Ok(None) };
    if word(vm, it, 0) >= ITEMS {
        let next = match held(vm, &link, NEXT) {
            Some(next) => next,
            None => {
                let source = vm.record_field(&link, ITERATOR);
                let next = new_link(vm, source);
                put(vm, &link, NEXT, Some(next.clone()));
                next
            }
        };
        link = next.clone();
        put(vm, it, 0, Some(next));
        set_word(vm, it, 0, 0);
    }
    let at = word(vm, it, 0);
    let read = vm.record_field(&link, READ);
    let Some(list) = read.as_list() else { return Ok(None) };
    let item = match list.get(&vm.heap, at as usize) {
        Some(item) => item,
        None => {
            if word(vm, &link, 0) != 0 {
                return Err(vm.runtime_error("cannot re-enter the tee iterator"));
            }
            set_word(vm, &link, 0, 1);
            let source = vm.record_field(&link, ITERATOR);
            let got = vm.next(&source);
            set_word(vm, &link, 0, 0);
            let Some(item) = got? else { return Ok(None) };
            list.push(&mut vm.heap, item.clone())?;
            item
        }
    };
    set_word(vm, it, 0, at + 1);
    Ok(Some(item))
}
