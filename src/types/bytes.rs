//! bytes, bytearray, their iterators, memoryview.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static BYTES: TypeSpec = TypeSpec {
    name: "bytes",
    kind: Kind::BYTES,
    flags: tflag::BASETYPE | tflag::MATCH_SELF,
    basicsize: 33,
    itemsize: 1,
    ..TypeSpec::EMPTY
};

pub static BYTEARRAY: TypeSpec = TypeSpec {
    name: "bytearray",
    kind: Kind::BYTEARRAY,
    flags: tflag::BASETYPE | tflag::MATCH_SELF,
    basicsize: 56,
    unhashable: true,
    ..TypeSpec::EMPTY
};

pub static BYTES_ITER: TypeSpec = TypeSpec {
    name: "bytes_iterator",
    kind: Kind::BYTES_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 1,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

pub static MEMORYVIEW: TypeSpec = TypeSpec {
    name: "memoryview",
    kind: Kind::MEMORYVIEW,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::SEQUENCE,
    fields: 2,
    words: 4,
    basicsize: 136,
    itemsize: 8,
    ..TypeSpec::EMPTY
};
