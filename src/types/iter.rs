//! Iterators over anything: iter() on sequences and callables, enumerate, zip, map, filter, reversed.

use crate::object::typeobj::tflag;
use crate::object::{Kind, PyResult, TypeSpec, Value};
use crate::vm::Vm;

pub static SEQ_ITER: TypeSpec = TypeSpec {
    name: "iterator",
    kind: Kind::SEQ_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 1,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

pub static CALL_ITER: TypeSpec = TypeSpec {
    name: "callable_iterator",
    kind: Kind::CALL_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

pub static ENUMERATE: TypeSpec = TypeSpec {
    name: "enumerate",
    kind: Kind::ENUMERATE,
    flags: tflag::CONTAINER | tflag::BASETYPE,
    fields: 2,
    words: 1,
    basicsize: 48,
    ..TypeSpec::EMPTY
};

pub static ZIP: TypeSpec = TypeSpec {
    name: "zip",
    kind: Kind::ZIP,
    flags: tflag::CONTAINER | tflag::BASETYPE,
    fields: 1,
    words: 1,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

pub static MAP: TypeSpec = TypeSpec {
    name: "map",
    kind: Kind::MAP,
    flags: tflag::CONTAINER | tflag::BASETYPE,
    fields: 2,
    words: 1,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

pub static FILTER: TypeSpec = TypeSpec {
    name: "filter",
    kind: Kind::FILTER,
    flags: tflag::CONTAINER | tflag::BASETYPE,
    fields: 2,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

pub static REVERSED: TypeSpec = TypeSpec {
    name: "reversed",
    kind: Kind::REVERSED,
    flags: tflag::CONTAINER | tflag::BASETYPE,
    fields: 1,
    words: 1,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

/// `next` of the iterators that are known by kind; `None` for any other object.
pub fn next_by_kind(vm: &mut Vm, it: &Value) -> Option<PyResult<Option<Value>>> {
    match it.kind() {
        Kind::STR_ITER => Some(super::str::str_iter_next(&mut vm.heap, it).map_err(Into::into)),
        Kind::BYTES_ITER => Some(Ok(super::bytes::bytes_iter_next(&mut vm.heap, it))),
        _ => None,
    }
}
