//! set, frozenset and their iterator.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static SET: TypeSpec = TypeSpec {
    name: "set",
    kind: Kind::SET,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE | tflag::MATCH_SELF,
    basicsize: 200,
    unhashable: true,
    ..TypeSpec::EMPTY
};

pub static FROZENSET: TypeSpec = TypeSpec {
    name: "frozenset",
    kind: Kind::FROZENSET,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE | tflag::MATCH_SELF,
    basicsize: 200,
    ..TypeSpec::EMPTY
};

pub static SET_ITER: TypeSpec = TypeSpec {
    name: "set_iterator",
    kind: Kind::SET_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 3,
    basicsize: 48,
    ..TypeSpec::EMPTY
};
