//! Functions, methods, natives and their descriptors, cells, code, frames, tracebacks.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static FUNCTION: TypeSpec = TypeSpec {
    name: "function",
    kind: Kind::FUNCTION,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::HAS_DICT,
    fields: 12,
    words: 1,
    basicsize: 160,
    ..TypeSpec::EMPTY
};

pub static BOUND_METHOD: TypeSpec = TypeSpec {
    name: "method",
    kind: Kind::BOUND_METHOD,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE,
    fields: 2,
    basicsize: 40,
    ..TypeSpec::EMPTY
};

pub static NATIVE: TypeSpec = TypeSpec {
    name: "builtin_function_or_method",
    kind: Kind::NATIVE,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::NO_NEW,
    fields: 2,
    words: 1,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

pub static METHOD_DESCRIPTOR: TypeSpec = TypeSpec {
    name: "method_descriptor",
    kind: Kind::METHOD_DESCRIPTOR,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    words: 1,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

pub static SLOT_WRAPPER: TypeSpec = TypeSpec {
    name: "wrapper_descriptor",
    kind: Kind::SLOT_WRAPPER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    words: 1,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

pub static CLASSMETHOD_DESCRIPTOR: TypeSpec = TypeSpec {
    name: "classmethod_descriptor",
    kind: Kind::CLASSMETHOD_DESCRIPTOR,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    words: 1,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

pub static METHOD_WRAPPER: TypeSpec = TypeSpec {
    name: "method-wrapper",
    kind: Kind::METHOD_WRAPPER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    words: 1,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

pub static CELL: TypeSpec = TypeSpec {
    name: "cell",
    kind: Kind::CELL,
    flags: tflag::CONTAINER,
    fields: 1,
    basicsize: 24,
    ..TypeSpec::EMPTY
};

pub static CODE: TypeSpec = TypeSpec {
    name: "code",
    kind: Kind::CODE,
    flags: tflag::WEAKREFABLE,
    fields: 8,
    words: 1,
    basicsize: 208,
    itemsize: 1,
    ..TypeSpec::EMPTY
};

/// Value fields of a function, in CPython's order of release (`func_clear`).
pub mod field {
    pub const GLOBALS: usize = 0;
    pub const MODULE: usize = 1;
    pub const DEFAULTS: usize = 2;
    pub const KWDEFAULTS: usize = 3;
    pub const DOC: usize = 4;
    /// `__dict__`: the type's dict field.
    pub const DICT: usize = 5;
    pub const CLOSURE: usize = 6;
    pub const ANNOTATIONS: usize = 7;
    pub const TYPE_PARAMS: usize = 8;
    pub const CODE: usize = 9;
    pub const NAME: usize = 10;
    pub const QUALNAME: usize = 11;
    pub const COUNT: usize = 12;
}
