//! bool: the two instances, and the operators that keep to them.

use super::{INT, arith};
use crate::object::ops::BinOp;
use crate::object::spec::{slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Kind, Native, PyResult, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;

pub static BOOL: TypeSpec = TypeSpec {
    name: "bool",
    doc: "bool(object=False, /)\n--\n\nTrue if the argument is true, else False.\n\
          True and False are the only instances; the class has no subclasses.",
    kind: Kind::BOOL,
    flags: tflag::MATCH_SELF,
    base: Some(&INT),
    methods: METHODS,
    basicsize: 24,
    itemsize: 4,
    ..TypeSpec::EMPTY
};

const INVERSION: &str = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the \
    bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. \
    Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.";

static METHODS: &[Native] = &[
    static_method("__new__(cls, object=False, /)", "Truth of an object.", |vm, a| {
        let truth = match a.opt(1) {
            Some(v) => vm.truth(v)?,
            None => false,
        };
        Ok(vm.bool(truth))
    }),
    slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
        let name = if a[0].as_bool() == Some(true) { "True" } else { "False" };
        Ok(vm.heap.intern_str(name))
    }),
    slot("__invert__(self, /)", "~self", |vm, a| {
        vm.warn(Exc::DeprecationWarning, INVERSION)?;
        Ok(vm.int(!a[0].as_word().unwrap_or_default()))
    }),
    slot("__and__(self, value, /)", "Return self&value.", |vm, a| bitwise(vm, BinOp::And, &a[0], &a[1])),
    slot("__rand__(self, value, /)", "Return value&self.", |vm, a| bitwise(vm, BinOp::And, &a[1], &a[0])),
    slot("__xor__(self, value, /)", "Return self^value.", |vm, a| bitwise(vm, BinOp::Xor, &a[0], &a[1])),
    slot("__rxor__(self, value, /)", "Return value^self.", |vm, a| bitwise(vm, BinOp::Xor, &a[1], &a[0])),
    slot("__or__(self, value, /)", "Return self|value.", |vm, a| bitwise(vm, BinOp::Or, &a[0], &a[1])),
    slot("__ror__(self, value, /)", "Return value|self.", |vm, a| bitwise(vm, BinOp::Or, &a[1], &a[0])),
];

/// `p op q`, for the operators that give a bool of two bools.
pub(super) fn logic(op: BinOp, p: bool, q: bool) -> Option<bool> {
    match op {
        BinOp::And => Some(p & q),
        BinOp::Or => Some(p | q),
        BinOp::Xor => Some(p ^ q),
        _ => None,
    }
}

fn bitwise(vm: &mut Vm, op: BinOp, a: &Value, b: &Value) -> PyResult {
    if let (Some(p), Some(q)) = (a.as_bool(), b.as_bool())
        && let Some(result) = logic(op, p, q)
    {
        return Ok(vm.bool(result));
    }
    arith(vm, op, a, b)
}
