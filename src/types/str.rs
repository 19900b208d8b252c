//! str and its iterator.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static STR: TypeSpec = TypeSpec {
    name: "str",
    kind: Kind::STR,
    flags: tflag::BASETYPE | tflag::MATCH_SELF,
    basicsize: 64,
    ..TypeSpec::EMPTY
};

pub static STR_ITER: TypeSpec = TypeSpec {
    name: "str_ascii_iterator",
    kind: Kind::STR_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 1,
    basicsize: 32,
    ..TypeSpec::EMPTY
};
