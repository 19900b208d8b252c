//! _decimal: the type `Decimal`, whose methods stand in `decimal.py`.

use super::filled;
use crate::object::spec::{getter, native};
use crate::object::typeobj::tflag;
use crate::object::{Native, PyResult, TypeSpec};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

/// Fields: 1 if it is negative, the coefficient, the exponent, and what it is if it is no finite number: "F" (infinity),
/// "n" (NaN), "N" (signaling NaN).
static DECIMAL: TypeSpec = TypeSpec {
    name: "decimal.Decimal",
    doc: "Construct a new Decimal object. 'value' can be an integer, string, tuple,\nor another Decimal object. If no value is given, return Decimal('0'). The\ncontext does not affect the conversion and is only passed to determine if\nthe InvalidOperation trap is active.\n",
    flags: tflag::CONTAINER | tflag::BASETYPE,
    getsets: &[
        getter("_sign", "", |vm, v| Ok(vm.record_field(v, 0))),
        getter("_int", "", |vm, v| Ok(vm.record_field(v, 1))),
        getter("_exp", "", |vm, v| Ok(vm.record_field(v, 2))),
        getter("_special", "", |vm, v| Ok(vm.record_field(v, 3))),
    ],
    fields: 4,
    basicsize: 104,
    ..TypeSpec::EMPTY
};

static FUNCTIONS: &[Native] = &[
    native("make(cls, /, *fields)", "A Decimal, or an object of a subclass, with these fields.", |vm, a| {
        filled::make_object(vm, &[&DECIMAL], a)
    }),
    native("fill(cls, names, /)", "Give Decimal what a dict holds.", |vm, a| {
        filled::fill(vm, &[&DECIMAL], a)
    }),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let module = vm.native_module("_decimal", "", FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    let class = vm.type_value(&DECIMAL);
    vm.put(&dict, "Decimal", class);
    Ok(module)
}
