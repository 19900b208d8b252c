//! The iterators of bytes and bytearray: two types that do the same.

use super::bytes_like;
use crate::object::spec::{native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Heap, Kind, Native, PyResult, TypeSpec, Value};
use crate::types::str::reduce_iterator;
use crate::vm::Vm;

/// Field 0: the object, empty once exhausted. Word 0: the next place.
const fn spec(name: &'static str) -> TypeSpec {
    TypeSpec {
        name,
        kind: Kind::BYTES_ITER,
        flags: tflag::CONTAINER | tflag::NO_NEW,
        methods: METHODS,
        fields: 1,
        words: 1,
        basicsize: 32,
        ..TypeSpec::EMPTY
    }
}
pub static BYTES_ITER: TypeSpec = spec("bytes_iterator");
static BYTEARRAY_ITER: TypeSpec = spec("bytearray_iterator");

static METHODS: &[Native] = &[
    slot("__iter__(self, /)", "Implement iter(self).", |_, a| Ok(a[0].clone())),
    slot("__next__(self, /)", "Implement next(self).", |vm, a| match bytes_iter_next(&mut vm.heap, &a[0]) {
        Some(v) => Ok(v),
        None => Err(vm.stop_iteration(None)),
    }),
    native("__length_hint__(self, /)", "Private method returning an estimate of len(list(it)).", |vm, a| {
        let (len, at) = state(&vm.heap, &a[0]);
        Ok(vm.int(len.saturating_sub(at) as i64))
    }),
    native("__reduce__(self, /)", "Return state information for pickling.", |vm, a| {
        let empty = vm.heap.empty_tuple();
        reduce_iterator(vm, &a[0], empty)
    }),
    native("__setstate__(self, object, /)", "Set state information for unpickling.", |vm, a| {
        let at = vm.index(&a[1])?.max(0) as usize;
        let (len, _) = state(&vm.heap, &a[0]);
        if let Some(r) = a[0].as_record() {
            r.set_word(&mut vm.heap, 0, at.min(len) as u64);
        }
        Ok(vm.none())
    }),
];

pub(super) fn iter(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let is_bytes = a[0].has_layout(Kind::BYTES);
    let ty = if is_bytes { vm.heap.type_of(Kind::BYTES_ITER) } else { vm.type_for(&BYTEARRAY_ITER) };
    let it = vm.heap.record(ty, 1);
    if let Some(r) = it.as_record() {
        r.set(&mut vm.heap, 0, Some(a[0].clone()));
    }
    Ok(it)
}

/// The next byte; `None` at the end, where the iterator lets go of its object.
pub fn bytes_iter_next(heap: &mut Heap, it: &Value) -> Option<Value> {
    let r = it.record(Kind::BYTES_ITER)?;
    let at = r.word(heap, 0) as usize;
    let byte = bytes_like(heap, r.field(heap, 0)?).and_then(|data| data.get(at).copied());
    match byte {
        Some(b) => {
            r.set_word(heap, 0, at as u64 + 1);
            Some(heap.int(i64::from(b)))
        }
        None => {
            drop(r.set(heap, 0, None));
            None
        }
    }
}

/// Length of the object (0 once exhausted), and the next place.
fn state(heap: &Heap, it: &Value) -> (usize, usize) {
    let Some(r) = it.as_record() else { return (0, 0) };
    let len = r.field(heap, 0).and_then(|v| bytes_like(heap, v).map(|d| d.len())).unwrap_or(0);
    (len, r.word(heap, 0) as usize)
}
