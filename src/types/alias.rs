//! list[int] and int | str.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static GENERIC_ALIAS: TypeSpec = TypeSpec {
    name: "types.GenericAlias",
    kind: Kind::GENERIC_ALIAS,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE,
    fields: 4,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

pub static UNION: TypeSpec = TypeSpec {
    name: "types.UnionType",
    kind: Kind::UNION,
    flags: tflag::CONTAINER,
    fields: 2,
    basicsize: 48,
    ..TypeSpec::EMPTY
};
