//! complex.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static COMPLEX: TypeSpec = TypeSpec {
    name: "complex",
    kind: Kind::COMPLEX,
    flags: tflag::BASETYPE,
    basicsize: 32,
    ..TypeSpec::EMPTY
};
