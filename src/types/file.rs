//! Text streams: what sys.stdout, sys.stderr and open() are.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static FILE: TypeSpec = TypeSpec {
    name: "_io.TextIOWrapper",
    kind: Kind::FILE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE | tflag::HAS_DICT,
    fields: 4,
    words: 4,
    basicsize: 152,
    ..TypeSpec::EMPTY
};
