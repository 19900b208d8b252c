//! itemgetter, attrgetter, methodcaller.

use crate::object::spec::{native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, PyResult, TypeSpec, Value};
use crate::types::iter::instance;
use crate::vm::Vm;

/// Field 0: a tuple of the items or names. (methodcaller: name, arguments, keywords.)
const WHAT: usize = 0;
const ARGS: usize = 1;
const KEYWORDS: usize = 2;

const BASE: TypeSpec = TypeSpec { flags: tflag::CONTAINER, fields: 1, ..TypeSpec::EMPTY };

/// The one argument of a call, without keywords.
fn operand(vm: &mut Vm, args: &[Value], names: &[Value], callee: &str) -> PyResult {
    if !names.is_empty() {
        return Err(vm.type_error(format!("{callee}() takes no keyword arguments")));
    }
    match args {
        [one] => Ok(one.clone()),
        _ => {
            let n = args.len();
            Err(vm.type_error(format!("{callee} expected 1 argument, got {n}")))
        }
    }
}
/// The arguments that `__call__` got as tuple and dict.
fn gathered(vm: &Vm, a: Args<'_>) -> (Vec<Value>, Vec<Value>) {
    let mut args = a[1].as_tuple().unwrap_or(&[]).to_vec();
    let mut names = Vec::new();
    for (name, v) in vm.dict_entries(&a[2]) {
        names.push(name);
        args.push(v);
    }
    (args, names)
}
fn made_of(vm: &mut Vm, a: Args<'_>, name: &str) -> PyResult<Vec<Value>> {
    if a[2].as_dict().is_some_and(|d| !d.is_empty()) {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let args = a[1].as_tuple().unwrap_or(&[]);
    if args.is_empty() {
        return Err(vm.type_error(format!("{name} expected 1 argument, got 0")));
    }
    Ok(args.to_vec())
}
fn show(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if !vm.enter_repr(&a[0]) {
        return Ok(vm.str("..."));
    }
    let what = vm.record_field(&a[0], WHAT);
    let shown: PyResult<Vec<Value>> = what.as_tuple().unwrap_or(&[]).iter().map(|v| vm.repr(v)).collect();
    vm.leave_repr(&a[0]);
    let name = vm.full_type_name(a[0].ty());
    vm.join_reprs(&format!("{name}("), &shown?, ")")
}
fn reduce(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let what = vm.record_field(&a[0], WHAT);
    vm.pair(a[0].ty_value(), what)
}

pub(super) static ITEMGETTER: TypeSpec = TypeSpec {
    name: "operator.itemgetter",
    doc: "Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])",
    methods: &[
        static_method("__new__(cls, /, *items, **kwargs)", "Create and return a new object.", |vm, a| {
            let items = made_of(vm, a, "itemgetter")?;
            let items = vm.tuple(items)?;
            Ok(instance(vm, &a[0], [items]))
        }),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", |vm, a| {
            let (args, names) = gathered(vm, a);
            get_items(vm, &a[0], args, &names)
        }),
        slot("__repr__(self, /)", "Return repr(self).", show),
        native("__reduce__(self, /)", "Return state information for pickling", reduce),
    ],
    basicsize: 48,
    call: Some(get_items),
    ..BASE
};
fn get_items(vm: &mut Vm, this: &Value, args: Vec<Value>, names: &[Value]) -> PyResult {
    let of = operand(vm, &args, names, "itemgetter")?;
    let what = vm.record_field(this, WHAT);
    match what.as_tuple().unwrap_or(&[]) {
        [one] => {
            // The common case: an item of a tuple or list by a small index.
            if let Some(i) = one.as_word().filter(|i| *i >= 0)
                && of.is_exactly(crate::object::Kind::TUPLE)
                && let Some(v) = of.as_tuple().and_then(|t| t.get(i as usize))
            {
                return Ok(v.clone());
            }
            vm.get_item(&of, one)
        }
        keys => {
            let mut out = Vec::with_capacity(keys.len());
            for key in keys {
                out.push(vm.get_item(&of, key)?);
            }
            vm.tuple(out)
        }
    }
}

pub(super) static ATTRGETTER: TypeSpec = TypeSpec {
    name: "operator.attrgetter",
    doc: "Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).",
    methods: &[
        static_method("__new__(cls, /, *attrs, **kwargs)", "Create and return a new object.", |vm, a| {
            let mut names = made_of(vm, a, "attrgetter")?;
            for name in &mut names {
                if name.as_str().is_none() {
                    return Err(vm.type_error("attribute name must be a string"));
                }
                *name = vm.interned(name);
            }
            let names = vm.tuple(names)?;
            Ok(instance(vm, &a[0], [names]))
        }),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", |vm, a| {
            let (args, names) = gathered(vm, a);
            get_attributes(vm, &a[0], args, &names)
        }),
        slot("__repr__(self, /)", "Return repr(self).", show),
        native("__reduce__(self, /)", "Return state information for pickling", reduce),
    ],
    basicsize: 40,
    call: Some(get_attributes),
    ..BASE
};
fn get_attributes(vm: &mut Vm, this: &Value, args: Vec<Value>, names: &[Value]) -> PyResult {
    let of = operand(vm, &args, names, "attrgetter")?;
    let what = vm.record_field(this, WHAT);
    match what.as_tuple().unwrap_or(&[]) {
        [one] => attribute(vm, &of, one),
        all => {
            let mut out = Vec::with_capacity(all.len());
            for name in all {
                out.push(attribute(vm, &of, name)?);
            }
            vm.tuple(out)
        }
    }
}
/// `of.a.b`, the names in one str.
fn attribute(vm: &mut Vm, of: &Value, path: &Value) -> PyResult {
    let dot = path.as_str().is_some_and(|s| s.chars().iter().any(|c| c == u32::from(b'.')));
    if !dot {
        return vm.get_attr(of, path);
    }
    let mut v = of.clone();
    for name in vm.text(path).split('.') {
        let name = vm.heap.intern_str(name);
        v = vm.get_attr(&v, &name)?;
    }
    Ok(v)
}

pub(super) static METHODCALLER: TypeSpec = TypeSpec {
    name: "operator.methodcaller",
    doc: "Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
    methods: &[
        static_method("__new__(cls, /, *args, **kwargs)", "Create and return a new object.", |vm, a| {
            let [name, args @ ..] = a[1].as_tuple().unwrap_or(&[]) else {
                return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
            };
            if name.as_str().is_none() {
                return Err(vm.type_error("method name must be a string"));
            }
            let (name, args) = (vm.interned(name), vm.tuple(args.to_vec())?);
            Ok(instance(vm, &a[0], [name, args, a[2].clone()]))
        }),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", |vm, a| {
            let (args, names) = gathered(vm, a);
            call_method(vm, &a[0], args, &names)
        }),
        slot("__repr__(self, /)", "Return repr(self).", show_call),
        native("__reduce__(self, /)", "Return state information for pickling", reduce_call),
    ],
    fields: 3,
    basicsize: 64,
    call: Some(call_method),
    ..BASE
};
fn call_method(vm: &mut Vm, this: &Value, args: Vec<Value>, names: &[Value]) -> PyResult {
    let of = operand(vm, &args, names, "methodcaller")?;
    let [name, args, keywords] = [WHAT, ARGS, KEYWORDS].map(|i| vm.record_field(this, i));
    let method = vm.get_attr(&of, &name)?;
    let (mut all, mut kwnames) = (args.as_tuple().unwrap_or(&[]).to_vec(), Vec::new());
    for (name, v) in vm.dict_entries(&keywords) {
        kwnames.push(name);
        all.push(v);
    }
    vm.call_full(&method, all, &kwnames)
}
fn show_call(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if !vm.enter_repr(&a[0]) {
        return Ok(vm.str("..."));
    }
    let parts = call_parts(vm, &a[0]);
    vm.leave_repr(&a[0]);
    let name = vm.full_type_name(a[0].ty());
    vm.join_reprs(&format!("{name}("), &parts?, ")")
}
fn call_parts(vm: &mut Vm, v: &Value) -> PyResult<Vec<Value>> {
    let [name, args, keywords] = [WHAT, ARGS, KEYWORDS].map(|i| vm.record_field(v, i));
    let mut out = vec![vm.repr(&name)?];
    for arg in args.as_tuple().unwrap_or(&[]) {
        out.push(vm.repr(arg)?);
    }
    for (name, value) in vm.dict_entries(&keywords) {
        let shown = vm.repr(&value)?;
        let name = vm.text(&name);
        out.push(vm.join_reprs(&format!("{name}="), &[shown], "")?);
    }
    Ok(out)
}
fn reduce_call(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let [name, args, keywords] = [WHAT, ARGS, KEYWORDS].map(|i| vm.record_field(&a[0], i));
    let class = a[0].ty_value();
    if keywords.as_dict().is_none_or(crate::object::Dict::is_empty) {
        let mut all = vec![name];
        all.extend_from_slice(args.as_tuple().unwrap_or(&[]));
        let all = vm.tuple(all)?;
        return vm.pair(class, all);
    }
    // Keywords go into a partial of the class.
    let module = vm.str("functools");
    let (none, globals) = (vm.none(), vm.current_globals());
    let module = vm.import_module(&module, &globals, &none, 0)?;
    let partial = vm.get_attr_str(&module, "partial")?;
    let part = vm.call_with_dict(&partial, vec![class, name], Some(&keywords))?;
    vm.pair(part, args)
}
