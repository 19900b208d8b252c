//! None, NotImplemented, Ellipsis.

use crate::object::{Kind, TypeSpec};

pub static NONE: TypeSpec =
    TypeSpec { name: "NoneType", kind: Kind::NONE, flags: 0, basicsize: 16, ..TypeSpec::EMPTY };

pub static NOT_IMPLEMENTED: TypeSpec = TypeSpec {
    name: "NotImplementedType",
    kind: Kind::NOT_IMPLEMENTED,
    flags: 0,
    basicsize: 16,
    ..TypeSpec::EMPTY
};

pub static ELLIPSIS: TypeSpec =
    TypeSpec { name: "ellipsis", kind: Kind::ELLIPSIS, flags: 0, basicsize: 16, ..TypeSpec::EMPTY };
