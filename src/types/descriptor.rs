//! Descriptors: property, classmethod, staticmethod, super, getset and member descriptors.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static GETSET: TypeSpec = TypeSpec {
    name: "getset_descriptor",
    kind: Kind::GETSET,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    words: 1,
    basicsize: 48,
    ..TypeSpec::EMPTY
};

pub static MEMBER: TypeSpec = TypeSpec {
    name: "member_descriptor",
    kind: Kind::MEMBER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    words: 1,
    basicsize: 48,
    ..TypeSpec::EMPTY
};

pub static CLASSMETHOD: TypeSpec = TypeSpec {
    name: "classmethod",
    kind: Kind::CLASSMETHOD,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::HAS_DICT,
    fields: 2,
    basicsize: 24,
    ..TypeSpec::EMPTY
};

pub static STATICMETHOD: TypeSpec = TypeSpec {
    name: "staticmethod",
    kind: Kind::STATICMETHOD,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::HAS_DICT,
    fields: 2,
    basicsize: 24,
    ..TypeSpec::EMPTY
};

pub static PROPERTY: TypeSpec = TypeSpec {
    name: "property",
    kind: Kind::PROPERTY,
    flags: tflag::CONTAINER | tflag::BASETYPE,
    fields: 5,
    words: 1,
    basicsize: 64,
    ..TypeSpec::EMPTY
};

pub static SUPER: TypeSpec = TypeSpec {
    name: "super",
    kind: Kind::SUPER,
    flags: tflag::CONTAINER | tflag::BASETYPE,
    fields: 3,
    basicsize: 48,
    ..TypeSpec::EMPTY
};
