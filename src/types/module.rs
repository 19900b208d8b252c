//! Modules and SimpleNamespace.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static MODULE: TypeSpec = TypeSpec {
    name: "module",
    kind: Kind::MODULE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE,
    fields: 1,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

pub static NAMESPACE: TypeSpec = TypeSpec {
    name: "types.SimpleNamespace",
    kind: Kind::NAMESPACE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::HAS_DICT,
    fields: 1,
    basicsize: 24,
    ..TypeSpec::EMPTY
};
