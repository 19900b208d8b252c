//! float.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static FLOAT: TypeSpec = TypeSpec {
    name: "float",
    kind: Kind::FLOAT,
    flags: tflag::BASETYPE | tflag::MATCH_SELF,
    basicsize: 24,
    ..TypeSpec::EMPTY
};
