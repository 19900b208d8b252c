//! Exceptions: construction, attributes, printing.

use crate::object::typeobj::tflag;
use crate::object::{GetSet, Kind, Native, TypeSpec};
use crate::vm::errors::{Exc, field};

/// Shared by all: what an exception's bytes are.
pub static BASE_EXCEPTION: TypeSpec = TypeSpec {
    name: "BaseException",
    kind: Kind::EXCEPTION,
    flags: tflag::CONTAINER,
    fields: field::COUNT as u16,
    words: 1,
    basicsize: 72,
    ..TypeSpec::EMPTY
};

/// CPython's `tp_basicsize` and `tp_itemsize`.
pub fn sizes(_: Exc) -> (u32, u32) {
    (72, 0)
}
pub fn doc(_: Exc) -> &'static str {
    ""
}
pub fn methods(_: Exc) -> &'static [Native] {
    &[]
}
pub fn getsets(_: Exc) -> &'static [GetSet] {
    &[]
}
