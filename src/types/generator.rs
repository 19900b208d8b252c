//! Generators, coroutines, asynchronous generators.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static GENERATOR: TypeSpec = TypeSpec {
    name: "generator",
    kind: Kind::GENERATOR,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::NO_NEW,
    words: 4,
    basicsize: 184,
    itemsize: 8,
    ..TypeSpec::EMPTY
};

pub static COROUTINE: TypeSpec = TypeSpec {
    name: "coroutine",
    kind: Kind::COROUTINE,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::NO_NEW,
    words: 4,
    basicsize: 184,
    itemsize: 8,
    ..TypeSpec::EMPTY
};

pub static ASYNC_GENERATOR: TypeSpec = TypeSpec {
    name: "async_generator",
    kind: Kind::ASYNC_GENERATOR,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::NO_NEW,
    words: 4,
    basicsize: 184,
    itemsize: 8,
    ..TypeSpec::EMPTY
};
