//! tuple and its iterator.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static TUPLE: TypeSpec = TypeSpec {
    name: "tuple",
    kind: Kind::TUPLE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::SEQUENCE | tflag::MATCH_SELF,
    basicsize: 24,
    itemsize: 8,
    ..TypeSpec::EMPTY
};

pub static TUPLE_ITER: TypeSpec = TypeSpec {
    name: "tuple_iterator",
    kind: Kind::TUPLE_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 1,
    basicsize: 32,
    ..TypeSpec::EMPTY
};
