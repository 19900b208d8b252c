//! int and bool.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static INT: TypeSpec = TypeSpec {
    name: "int",
    kind: Kind::INT,
    flags: tflag::BASETYPE | tflag::MATCH_SELF,
    basicsize: 24,
    itemsize: 4,
    ..TypeSpec::EMPTY
};

pub static BOOL: TypeSpec = TypeSpec {
    name: "bool",
    kind: Kind::BOOL,
    flags: tflag::MATCH_SELF,
    base: Some(&INT),
    basicsize: 24,
    itemsize: 4,
    ..TypeSpec::EMPTY
};

/// Stub: the real one is on its way.
pub fn int_binary(
    vm: &mut crate::vm::Vm,
    op: crate::code::instr::BinOp,
    a: &crate::object::Value,
    b: &crate::object::Value,
) -> crate::object::PyResult<Option<crate::object::Value>> {
    let _ = (vm, op, a, b);
    Ok(None)
}
