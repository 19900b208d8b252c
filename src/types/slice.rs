//! slice.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static SLICE: TypeSpec = TypeSpec {
    name: "slice",
    kind: Kind::SLICE,
    flags: tflag::CONTAINER,
    fields: 3,
    basicsize: 40,
    ..TypeSpec::EMPTY
};
