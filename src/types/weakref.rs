//! Weak references.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static WEAKREF: TypeSpec = TypeSpec {
    name: "weakref.ReferenceType",
    kind: Kind::WEAKREF,
    flags: tflag::CONTAINER | tflag::BASETYPE,
    basicsize: 64,
    ..TypeSpec::EMPTY
};
