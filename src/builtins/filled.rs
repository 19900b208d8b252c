//! Built-in types whose methods are written in Python: `datetime`'s and `Decimal`.
//!
//! Rust gives such a type its name, its fields and its size; a frozen module puts its methods in, once, when it is imported. So
//! the types are built-in ones to programs and in messages.
//! Invariant: the frozen module checks fields before it makes an object, and they never change.

use crate::object::{Args, PyResult, TypeSpec, Value};
use crate::vm::Vm;

/// The first of `specs` that `cls` is or derives from.
fn own_type(vm: &mut Vm, specs: &[&'static TypeSpec], cls: &Value) -> PyResult<&'static TypeSpec> {
    for spec in specs {
        let own = vm.type_for(spec);
        if cls.as_type().is_some_and(|t| t.is_subtype(&vm.heap, own)) {
            return Ok(spec);
        }
    }
    Err(vm.type_error("no type of this module"))
}
/// `make(cls, *fields)`: an object with these fields. Types stand before those they derive from.
///
/// # Errors
/// TypeError if it is none of these types.
pub fn make_object(vm: &mut Vm, specs: &[&'static TypeSpec], a: Args<'_>) -> PyResult {
    let spec = own_type(vm, specs, &a[0])?;
    let fields = a[1].as_tuple().unwrap_or(&[]);
    let Some(class) = a[0].as_type().filter(|_| fields.len() == usize::from(spec.fields)) else {
        return Err(vm.type_error("wrong number of fields"));
    };
    let made = vm.heap.instance(class);
    if let Some(r) = made.as_record() {
        for (i, v) in fields.iter().enumerate() {
            r.set(&mut vm.heap, i, Some(v.clone()));
        }
    }
    Ok(made)
}
/// `fill(cls, names)`: give one of these types what a dict holds.
///
/// # Errors
/// TypeError if it is none of them.
pub fn fill(vm: &mut Vm, specs: &[&'static TypeSpec], a: Args<'_>) -> PyResult {
    let spec = own_type(vm, specs, &a[0])?;
    let own = vm.type_value(spec);
    if !own.is(&a[0]) || a[1].as_dict().is_none() {
        return Err(vm.type_error("no type of this module"));
    }
    vm.fill_class(&own, &a[1])?;
    Ok(vm.none())
}
