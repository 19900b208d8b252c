//! FrameLocalsProxy: the variables of a function's frame as a mapping that writes through (PEP 667).
//!
//! Reading makes a snapshot and asks that; writing goes to the frame (`vm/frame_locals.rs`).

use crate::object::ops::BinOp;
use crate::object::spec::{native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, TypeSpec, Value};
use crate::types::iter::record_of;
use crate::vm::Vm;
use crate::vm::errors::Exc;

/// Field 0: the frame.
static PROXY: TypeSpec = TypeSpec {
    name: "FrameLocalsProxy",
    flags: tflag::CONTAINER | tflag::MAPPING,
    fields: 1,
    basicsize: 24,
    unhashable: true,
    methods: &[
        static_method("__new__(cls, /, *args)", "", proxy_new),
        slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
            let frame = frame_of(vm, &a[0]);
            if !vm.enter_repr(&frame) {
                return Ok(vm.str("{...}"));
            }
            let shown = snapshot(vm, &a[0]).and_then(|all| vm.repr(&all));
            vm.leave_repr(&frame);
            shown
        }),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, true)),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, false)),
        slot("__iter__(self, /)", "Implement iter(self).", |vm, a| {
            let names = part(vm, &a[0], "keys")?;
            vm.iter(&names)
        }),
        slot("__len__(self, /)", "Return len(self).", |vm, a| {
            let all = snapshot(vm, &a[0])?;
            let n = vm.len(&all)?;
            Ok(vm.int(n as i64))
        }),
        slot("__getitem__(self, key, /)", "Return self[key].", |vm, a| {
            let all = snapshot(vm, &a[0])?;
            match vm.dict_get(&all, &a[1])? {
                Some(v) => Ok(v),
                None => {
                    let name = vm.repr_text(&a[1]);
                    let text = vm.str(&format!("local variable '{name}' is not defined"));
                    Err(vm.err_with(Exc::KeyError, vec![text]))
                }
            }
        }),
        slot("__setitem__(self, key, value, /)", "Set self[key] to value.", |vm, a| {
            set(vm, &a[0], &a[1], a[2].clone())?;
            Ok(vm.none())
        }),
        slot("__delitem__(self, key, /)", "Delete self[key].", |vm, _| {
            Err(vm.type_error("cannot remove variables from FrameLocalsProxy"))
        }),
        slot("__contains__(self, key, /)", "Return bool(key in self).", |vm, a| {
            let all = snapshot(vm, &a[0])?;
            let found = vm.dict_get(&all, &a[1])?.is_some();
            Ok(vm.bool(found))
        }),
        slot("__or__(self, value, /)", "Return self|value.", |vm, a| merged(vm, &a[0], &a[1])),
        slot("__ror__(self, value, /)", "Return value|self.", |vm, a| merged(vm, &a[1], &a[0])),
        slot("__ior__(self, value, /)", "Return self|=value.", |vm, a| {
            if !is_mapping(&a[1]) {
                return Ok(vm.not_implemented());
            }
            write_all(vm, &a[0], &a[1])?;
            Ok(a[0].clone())
        }),
        native("__reversed__(self, /)", "", |vm, a| {
            let names = part(vm, &a[0], "keys")?;
            let mut names = vm.collect(&names)?;
            names.reverse();
            let names = vm.list(names)?;
            vm.iter(&names)
        }),
        native("copy(self, /)", "", |vm, a| snapshot(vm, &a[0])),
        native("keys(self, /)", "", |vm, a| part(vm, &a[0], "keys")),
        native("values(self, /)", "", |vm, a| part(vm, &a[0], "values")),
        native("items(self, /)", "", |vm, a| part(vm, &a[0], "items")),
        native("update(self, other, /)", "", |vm, a| {
            if !is_mapping(&a[1]) {
                return Err(vm.type_error("update() argument must be dict or another FrameLocalsProxy"));
            }
            write_all(vm, &a[0], &a[1])?;
            Ok(vm.none())
        }),
        native("get(self, /, *args)", "", |vm, a| {
            let (key, default) = key_and_default(vm, a, "get")?;
            let all = snapshot(vm, &a[0])?;
            Ok(vm.dict_get(&all, &key)?.unwrap_or(default))
        }),
        native("setdefault(self, /, *args)", "", |vm, a| {
            let (key, default) = key_and_default(vm, a, "setdefault")?;
            let all = snapshot(vm, &a[0])?;
            if let Some(v) = vm.dict_get(&all, &key)? {
                return Ok(v);
            }
            set(vm, &a[0], &key, default.clone())?;
            Ok(default)
        }),
    ],
    ..TypeSpec::EMPTY
};

pub(super) fn proxy(vm: &mut Vm, frame: &Value) -> Value {
    record_of(vm, &PROXY, [frame.clone()])
}
fn proxy_new(vm: &mut Vm, a: Args) -> PyResult {
    match a[1].as_tuple().unwrap_or(&[]) {
        [frame] if frame.has_layout(Kind::FRAME) => Ok(proxy(vm, frame)),
        [other] => {
            let got = vm.type_name(other);
            Err(vm.type_error(format!("expect frame, not {got}")))
        }
        given => {
            let n = given.len();
            Err(vm.type_error(format!("FrameLocalsProxy expected 1 argument, got {n}")))
        }
    }
}
fn frame_of(vm: &Vm, v: &Value) -> Value {
    vm.record_field(v, 0)
}
fn is_proxy(v: &Value) -> bool {
    v.ty().spec().is_some_and(|s| std::ptr::eq(s, &raw const PROXY))
}
fn is_mapping(v: &Value) -> bool {
    is_proxy(v) || v.has_layout(Kind::DICT)
}
fn snapshot(vm: &mut Vm, v: &Value) -> PyResult {
    let frame = frame_of(vm, v);
    vm.frame_snapshot(&frame)
}
/// Keys, values or items in a list.
fn part(vm: &mut Vm, v: &Value, name: &str) -> PyResult {
    let (all, name) = (snapshot(vm, v)?, vm.heap.intern_str(name));
    let view = vm.call_method(&all, &name, &[])?;
    let items = vm.collect(&view)?;
    vm.list(items)
}
fn set(vm: &mut Vm, v: &Value, key: &Value, value: Value) -> PyResult<()> {
    let frame = frame_of(vm, v);
    vm.set_frame_local(&frame, key, value)
}
fn write_all(vm: &mut Vm, v: &Value, from: &Value) -> PyResult<()> {
    let all = bare(vm, from)?;
    let name = vm.heap.intern_str("items");
    let items = vm.call_method(&all, &name, &[])?;
    for pair in vm.collect(&items)? {
        if let Some([key, value]) = pair.as_tuple() {
            set(vm, v, key, value.clone())?;
        }
    }
    Ok(())
}
fn bare(vm: &mut Vm, v: &Value) -> PyResult {
    if is_proxy(v) { snapshot(vm, v) } else { Ok(v.clone()) }
}
fn merged(vm: &mut Vm, x: &Value, y: &Value) -> PyResult {
    if !is_mapping(x) || !is_mapping(y) {
        return Ok(vm.not_implemented());
    }
    let (x, y) = (bare(vm, x)?, bare(vm, y)?);
    vm.binary(BinOp::Or, &x, &y)
}
fn compare(vm: &mut Vm, a: Args, wanted: bool) -> PyResult {
    if is_proxy(&a[1]) {
        let same = frame_of(vm, &a[0]).is(&frame_of(vm, &a[1]));
        return Ok(vm.bool(same == wanted));
    }
    if !a[1].has_layout(Kind::DICT) {
        return Ok(vm.not_implemented());
    }
    let all = snapshot(vm, &a[0])?;
    let equal = vm.eq(&all, &a[1])?;
    Ok(vm.bool(equal == wanted))
}
fn key_and_default(vm: &mut Vm, a: Args, what: &str) -> PyResult<(Value, Value)> {
    match a[1].as_tuple().unwrap_or(&[]) {
        [key] => Ok((key.clone(), vm.none())),
        [key, default] => Ok((key.clone(), default.clone())),
        _ => Err(vm.type_error(format!("{what} expected 1 or 2 arguments"))),
    }
}
