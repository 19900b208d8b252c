//! functools.partial (`Modules/_functoolsmodule.c`).

use crate::object::spec::Member;
use crate::object::spec::{class_method, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Raised, Slot, TypeSpec, Value};
use crate::types::{alias, iter};
use crate::vm::Vm;
use crate::vm::errors::Exc;

const FUNC: usize = 0;
const ARGS: usize = 1;
const KEYWORDS: usize = 2;
const DICT: usize = 3;

pub(super) static PARTIAL: TypeSpec = TypeSpec {
    name: "functools.partial",
    doc: "Create a new function with partial application of the given arguments\nand keywords.",
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::HAS_DICT | tflag::WEAKREFABLE,
    methods: &[
        static_method("__new__(cls, /, *args, **keywords)", "Create and return a new object.", new),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", |vm, a| {
            let mut all = a[1].as_tuple().unwrap_or(&[]).to_vec();
            let mut names = Vec::new();
            for (name, v) in vm.dict_entries(&a[2]) {
                names.push(name);
                all.push(v);
            }
            call(vm, &a[0], all, &names)
        }),
        slot("__repr__(self, /)", "Return repr(self).", show),
        slot(
            "__get__(self, instance, owner=None, /)",
            "Return an attribute of instance, which is of type owner.",
            |vm, a| {
                if !a[1].is_none() {
                    vm.warn(Exc::FutureWarning, "functools.partial will be a method descriptor in future Python versions; wrap it in staticmethod() if you want to preserve the old behavior")?;
                }
                Ok(a[0].clone())
            },
        ),
        native("__reduce__(self, /)", "", |vm, a| {
            let parts: Vec<Value> = (0..4).map(|i| vm.record_field(&a[0], i)).collect();
            let args = vm.tuple(vec![parts[FUNC].clone()])?;
            let state = vm.tuple(parts)?;
            vm.tuple(vec![a[0].ty_value(), args, state])
        }),
        native("__setstate__(self, object, /)", "", set_state),
        class_method("__class_getitem__(cls, object, /)", "See PEP 585", alias::class_getitem),
    ],
    members: &[
        Member {
            name: "func",
            field: FUNC,
            writable: false,
            doc: "function object to use in future partial calls",
        },
        Member {
            name: "args",
            field: ARGS,
            writable: false,
            doc: "tuple of arguments to future partial calls",
        },
        Member {
            name: "keywords",
            field: KEYWORDS,
            writable: false,
            doc: "dictionary of keyword arguments to future partial calls",
        },
    ],
    getsets: &[crate::object::spec::getset(
        "__dict__",
        "",
        |vm, v| vm.instance_dict(v),
        |vm, v, new| {
            let Some(dict) = new.filter(|d| d.as_dict().is_some()) else {
                return Err(vm.type_error("__dict__ must be set to a dictionary"));
            };
            put(vm, v, DICT, Some(dict));
            Ok(())
        },
    )],
    fields: 4,
    basicsize: 64,
    call: Some(call),
    ..TypeSpec::EMPTY
};

fn put(vm: &mut Vm, v: &Value, i: usize, value: Slot) {
    if let Some(old) = v.as_record().and_then(|r| r.set(&mut vm.heap, i, value)) {
        vm.release(old);
    }
}
fn new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let [function, args @ ..] = a[1].as_tuple().unwrap_or(&[]) else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let class = vm.type_for(&PARTIAL);
    // A partial without attributes of its own is taken apart.
    let inner = function.ty().is_subtype(&vm.heap, class) && iter::held(vm, function, DICT).is_none();
    let (function, before, keywords) = if inner {
        let part = |vm: &Vm, i| vm.record_field(function, i);
        (part(vm, FUNC), part(vm, ARGS), vm.dict_copy(&part(vm, KEYWORDS))?)
    } else {
        (function.clone(), vm.heap.empty_tuple(), vm.heap.dict())
    };
    let all: Vec<Value> = before.as_tuple().unwrap_or(&[]).iter().chain(args).cloned().collect();
    let all = vm.tuple(all)?;
    vm.dict_update_arg(&keywords, &a[2])?;
    Ok(iter::instance(vm, &a[0], [function, all, keywords]))
}
fn call(vm: &mut Vm, this: &Value, args: Vec<Value>, names: &[Value]) -> PyResult {
    let function = vm.record_field(this, FUNC);
    let before = vm.record_field(this, ARGS);
    let keywords = vm.record_field(this, KEYWORDS);
    let before = before.as_tuple().unwrap_or(&[]);
    if keywords.as_dict().is_none_or(crate::object::Dict::is_empty) {
        let mut all = Vec::with_capacity(before.len() + args.len());
        all.extend_from_slice(before);
        all.extend(args);
        return vm.call_full(&function, all, names);
    }
    let mut args = args;
    let named = args.split_off(args.len() - names.len());
    let merged = vm.dict_copy(&keywords)?;
    for (name, v) in names.iter().zip(named) {
        vm.dict_set(&merged, name.clone(), v)?;
    }
    let mut all = before.to_vec();
    all.extend(args);
    let (mut kwnames, entries) = (Vec::new(), vm.dict_entries(&merged));
    for (name, v) in entries {
        if name.as_str().is_none() {
            return Err(vm.type_error("keywords must be strings"));
        }
        kwnames.push(name);
        all.push(v);
    }
    vm.call_full(&function, all, &kwnames)
}
fn show(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if !vm.enter_repr(&a[0]) {
        return Ok(vm.str("..."));
    }
    let parts = parts(vm, &a[0]);
    vm.leave_repr(&a[0]);
    let name = vm.full_type_name(a[0].ty());
    vm.join_reprs(&format!("{name}("), &parts?, ")")
}
fn parts(vm: &mut Vm, v: &Value) -> PyResult<Vec<Value>> {
    let function = vm.record_field(v, FUNC);
    let mut out = vec![vm.repr(&function)?];
    let args = vm.record_field(v, ARGS);
    for arg in args.as_tuple().unwrap_or(&[]) {
        out.push(vm.repr(arg)?);
    }
    let keywords = vm.record_field(v, KEYWORDS);
    for (name, value) in vm.dict_entries(&keywords) {
        let (name, value) = (vm.str_of(&name)?, vm.repr(&value)?);
        out.push(vm.join_reprs("", &[name], "=")?);
        let last = out.len() - 1;
        let head = out[last].clone();
        let (Some(h), Some(t)) = (head.as_str(), value.as_str()) else { continue };
        out[last] = vm.heap.concat(h, t)?;
    }
    Ok(out)
}
fn set_state(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let invalid = |vm: &mut Vm| -> Raised { vm.type_error("invalid partial state") };
    let Some([function, args, keywords, dict]) = a[1].as_tuple() else { return Err(invalid(vm)) };
    if !vm.is_callable(function)
        || args.as_tuple().is_none()
        || !(keywords.is_none() || keywords.as_dict().is_some())
    {
        return Err(invalid(vm));
    }
    // A copy shares both with the original.
    let args = if args.is_exactly(Kind::TUPLE) {
        args.clone()
    } else {
        let items = args.as_tuple().unwrap_or(&[]).to_vec();
        vm.tuple(items)?
    };
    let keywords = match keywords {
        none if none.is_none() => vm.heap.dict(),
        dict if dict.is_exactly(Kind::DICT) => dict.clone(),
        other => vm.dict_copy(other)?,
    };
    let dict = Some(dict.clone()).filter(|d| !d.is_none());
    for (i, v) in [Some(function.clone()), Some(args), Some(keywords), dict].into_iter().enumerate() {
        put(vm, &a[0], i, v);
    }
    Ok(vm.none())
}
