//! Struct sequences: tuples whose items have names (`sys.version_info`, `time.struct_time`).
//!
//! A struct sequence is a [`TypeSpec`] on tuple's layout whose getsets, in order, name the items.
//! Follows `Objects/structseq.c`. Deliberately absent: items that only their name reaches.

use crate::object::dict::Dict;
use crate::object::spec::{getter, native, slot};
use crate::object::typeobj::field as tfield;
use crate::object::{Args, GetSet, Kind, Native, PyResult, TypeSpec, Value};
use crate::types::tuple::TUPLE;
use crate::vm::Vm;

pub static METHODS: &[Native] = &[
    slot("__repr__(self, /)", "Return repr(self).", repr),
    native("__reduce__(self, /)", "", |vm, a| {
        let items = a[0].as_tuple().unwrap_or(&[]).to_vec();
        let (items, none) = (vm.tuple(items)?, vm.heap.dict());
        let args = vm.tuple(vec![items, none])?;
        vm.tuple(vec![a[0].ty_value(), args])
    }),
    native(
        "__replace__(self, /, **changes)",
        "Return a copy of the structure with new values for the specified fields.",
        replace,
    ),
];

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
    let class = class(vm, spec)?;
    let Some(t) = class.as_type() else { return Ok(vm.none()) };
    Ok(vm.heap.tuple_of(t.ptr(), items)?)
}

/// The type itself, which knows its fields.
///
/// # Errors
/// MemoryError.
pub fn class(vm: &mut Vm, spec: &'static TypeSpec) -> PyResult {
    let class = vm.type_value(spec);
    let dict = class.as_type().and_then(|t| t.field(&vm.heap, tfield::DICT).cloned());
    let key = vm.heap.intern_immortal("n_fields");
    if let Some(dict) = dict
        && dict.as_dict().is_some_and(|d| d.get_str(&vm.heap, &key).is_none())
    {
        let fields = spec.getsets.len() as i64;
        for (name, n) in [("n_sequence_fields", fields), ("n_fields", fields), ("n_unnamed_fields", 0)] {
            let n = vm.int(n);
            vm.put(&dict, name, n);
        }
        let names = spec.getsets.iter().map(|g| vm.heap.intern_str(g.name)).collect();
        let names = vm.tuple(names)?;
        vm.put(&dict, "__match_args__", names);
    }
    Ok(class)
}

fn replace(vm: &mut Vm, a: Args) -> PyResult {
    let (Some(spec), Some(t)) = (a[0].ty().spec(), a[0].ty_value().as_type().map(|t| t.ptr())) else {
        return Ok(a[0].clone());
    };
    let mut items = a[0].as_tuple().unwrap_or(&[]).to_vec();
    let mut unknown = Vec::new();
    let own = |vm: &Vm, d: &Dict, i| d.at(&vm.heap, i).map(|(k, v)| (k.clone(), v.clone()));
    let changes: Vec<_> =
        a[1].as_dict().map_or(vec![], |d| (0..d.filled()).filter_map(|i| own(vm, d, i)).collect());
    for (name, v) in changes {
        let text = vm.text(&name);
        match spec.getsets.iter().position(|g| g.name == text) {
            Some(i) if i < items.len() => items[i] = v,
            _ => unknown.push(name),
        }
    }
    if !unknown.is_empty() {
        let names = vm.heap.list(unknown)?;
        let shown = vm.repr_text(&names);
        return Err(vm.type_error(format!("Got unexpected field name(s): {shown}")));
    }
    Ok(vm.heap.tuple_of(t, items)?)
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
