//! Iterators over anything: iter() on sequences and callables, enumerate, zip, map, filter, reversed.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

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

/// Stub: the real one is on its way.
pub fn next_by_kind(
    vm: &mut crate::vm::Vm,
    it: &crate::object::Value,
) -> Option<crate::object::PyResult<Option<crate::object::Value>>> {
    let _ = (vm, it);
    None
}
