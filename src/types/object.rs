//! object and type.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static OBJECT: TypeSpec =
    TypeSpec { name: "object", kind: Kind::OBJECT, flags: tflag::BASETYPE, basicsize: 16, ..TypeSpec::EMPTY };

pub static TYPE: TypeSpec = TypeSpec {
    name: "type",
    kind: Kind::TYPE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE,
    basicsize: 928,
    itemsize: 40,
    ..TypeSpec::EMPTY
};
