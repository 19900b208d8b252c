//! range and its iterator.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static RANGE: TypeSpec = TypeSpec {
    name: "range",
    kind: Kind::RANGE,
    flags: tflag::SEQUENCE,
    fields: 4,
    basicsize: 48,
    ..TypeSpec::EMPTY
};

pub static RANGE_ITER: TypeSpec = TypeSpec {
    name: "range_iterator",
    kind: Kind::RANGE_ITER,
    flags: tflag::NO_NEW,
    fields: 3,
    words: 4,
    basicsize: 32,
    ..TypeSpec::EMPTY
};
