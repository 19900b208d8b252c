//! math: real functions, on floats and ints.
//!
//! Invariant: a NaN from numbers that are none is a ValueError, an infinity from finite numbers an
//! OverflowError, in CPython's words (`Modules/mathmodule.c`).
//! The parts: `float` (functions of floats), `integer` (gcd, factorial ...), `special` (the
//! numerical work behind gamma, erf and exact sums).

mod float;
mod integer;
mod special;

use crate::object::{Kind, PyResult, Raised, Value};
use crate::types::numeric::{Int, float_ops};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "This module provides access to the mathematical functions\ndefined by the C standard.";
    let module = vm.native_module("math", doc, float::FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    for native in integer::FUNCTIONS {
        let f = vm.native_function(native, Some(module.clone()));
        vm.put(&dict, native.name(), f);
    }
    let constants = [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, value) in constants {
        let value = vm.float(value);
        vm.put(&dict, name, value);
    }
    Ok(module)
}

fn domain(vm: &mut Vm) -> Raised {
    vm.value_error("math domain error")
}
fn range(vm: &mut Vm) -> Raised {
    vm.overflow_error("math range error")
}
/// An int object of any size.
fn int_object(vm: &mut Vm, n: Int) -> PyResult {
    match n {
        Int::Small(w) => Ok(vm.int(w)),
        Int::Big(b) => Ok(vm.heap.int_from_big(&b)?),
    }
}

impl Vm {
    /// A real number by `__float__` or `__index__` (`PyFloat_AsDouble`).
    ///
    /// # Errors
    /// TypeError, OverflowError, or what the methods raise.
    pub fn float_of(&mut self, v: &Value) -> PyResult<f64> {
        if let Some(x) = v.as_float() {
            return Ok(x);
        }
        match crate::types::float::real_number(self, v)? {
            Some(x) => Ok(x),
            None => {
                let got = self.type_name(v);
                Err(self.type_error(format!("must be real number, not {got}")))
            }
        }
    }
}

/// The int below (or above, or towards zero) by a special method, or of a float.
fn rounded(vm: &mut Vm, v: &Value, name: Value, f: fn(f64) -> f64) -> PyResult {
    if !v.is_exactly(Kind::FLOAT)
        && let Some(n) = vm.call_special(v, &name, &[])?
    {
        return Ok(n);
    }
    let x = vm.float_of(v)?;
    match float_ops::to_int(f(x)) {
        Ok(n) => int_object(vm, n),
        Err(fault) if x.is_nan() => Err(vm.value_error(fault.message)),
        Err(fault) => Err(vm.overflow_error(fault.message)),
    }
}
