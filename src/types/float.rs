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

/// Stub: the real one is on its way.
pub fn float_binary(
    vm: &mut crate::vm::Vm,
    op: crate::code::instr::BinOp,
    a: &crate::object::Value,
    b: &crate::object::Value,
) -> crate::object::PyResult<Option<crate::object::Value>> {
    let _ = (vm, op, a, b);
    Ok(None)
}
