//! Struct sequences: tuples whose items have names (`sys.version_info`, `time.struct_time`).
//!
//! A struct sequence is a [`TypeSpec`] on tuple's layout whose getsets, in order, name the items.

use crate::object::spec::{getter, slot};
use crate::object::{Args, GetSet, Kind, Native, PyResult, TypeSpec, Value};
use crate::types::tuple::TUPLE;
use crate::vm::Vm;

pub static METHODS: &[Native] = &[slot("__repr__(self, /)", "Return repr(self).", repr)];

/// A type of struct sequences.
pub const fn spec(name: &'static str, doc: &'static str, fields: &'static [GetSet]) -> TypeSpec {
    TypeSpec {
        name,
        doc,
        kind: Kind::TUPLE.derived(),
        base: Some(&TUPLE),
        flags: crate::object::typeobj::tflag::CONTAINER
            | crate::object::typeobj::tflag::SEQUENCE
            | crate::object::typeobj::tflag::NO_NEW,
        methods: METHODS,
        getsets: fields,
        basicsize: 24,
        itemsize: 8,
        ..TypeSpec::EMPTY
    }
}

/// The attribute that is item `I`.
pub const fn item<const I: usize>(name: &'static str, doc: &'static str) -> GetSet {
    getter(name, doc, get::<I>)
}
fn get<const I: usize>(vm: &mut Vm, v: &Value) -> PyResult {
    Ok(v.as_tuple().and_then(|items| items.get(I)).cloned().unwrap_or_else(|| vm.none()))
}

/// A struct sequence of this type.
///
/// # Errors
/// MemoryError.
pub fn make(vm: &mut Vm, spec: &'static TypeSpec, items: Vec<Value>) -> PyResult {
    let ty = vm.type_for(spec);
    Ok(vm.heap.tuple_of(ty, items)?)
}

/// `__repr__` of all struct sequences.
///
/// # Errors
/// What the items' `__repr__` raise.
pub fn repr(vm: &mut Vm, a: Args) -> PyResult {
    let Some(spec) = a[0].ty().spec() else { return Ok(vm.default_repr(&a[0])) };
    let mut text = format!("{}(", spec.name);
    let items = a[0].as_tuple().unwrap_or(&[]);
    for (i, (field, v)) in spec.getsets.iter().zip(items).enumerate() {
        let shown = vm.repr(v)?;
        let comma = if i > 0 { ", " } else { "" };
        text.push_str(&format!("{comma}{}={}", field.name, vm.text(&shown)));
    }
    text.push(')');
    Ok(vm.str(&text))
}
