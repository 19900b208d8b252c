//! list and its iterators.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static LIST: TypeSpec = TypeSpec {
    name: "list",
    kind: Kind::LIST,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::SEQUENCE | tflag::MATCH_SELF,
    basicsize: 40,
    unhashable: true,
    ..TypeSpec::EMPTY
};

pub static LIST_ITER: TypeSpec = TypeSpec {
    name: "list_iterator",
    kind: Kind::LIST_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 1,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

pub static LIST_REV_ITER: TypeSpec = TypeSpec {
    name: "list_reverseiterator",
    kind: Kind::LIST_REV_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 1,
    basicsize: 32,
    ..TypeSpec::EMPTY
};
