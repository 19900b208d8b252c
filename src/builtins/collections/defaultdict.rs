//! collections.defaultdict (`Modules/_collectionsmodule.c`).
//!
//! A dict with one field more, as a class with `__slots__` would have it: the factory.

use crate::object::spec::Member;
use crate::object::spec::{class_method, native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, TypeSpec, Value};
use crate::types::{alias, dict};
use crate::vm::Vm;

const FACTORY: usize = 0;

pub(super) static DEFAULTDICT: TypeSpec = TypeSpec {
    name: "collections.defaultdict",
    doc: "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.\n",
    kind: Kind::DICT.derived(),
    base: Some(&dict::DICT),
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::MAPPING | tflag::MATCH_SELF,
    methods: &[
        slot("__init__(self, /, *args, **kwargs)", "Initialize self.", init),
        slot("__repr__(self, /)", "Return repr(self).", show),
        slot("__or__(self, value, /)", "Return self|value.", |vm, a| or(vm, &a[0], &a[1], &a[0])),
        slot("__ror__(self, value, /)", "Return value|self.", |vm, a| or(vm, &a[1], &a[0], &a[0])),
        native(
            "__missing__(self, object, /)",
            "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n  self[key] = value = self.default_factory()\n  return value\n",
            missing,
        ),
        native("copy(self, /)", "D.copy() -> a shallow copy of D.", |vm, a| copy(vm, &a[0])),
        native("__copy__(self, /)", "D.copy() -> a shallow copy of D.", |vm, a| copy(vm, &a[0])),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce),
        class_method("__class_getitem__(cls, object, /)", "See PEP 585", alias::class_getitem),
    ],
    members: &[Member {
        name: "default_factory",
        field: FACTORY,
        writable: true,
        doc: "Factory for default value called by __missing__().",
    }],
    fields: 1,
    basicsize: 56,
    unhashable: true,
    ..TypeSpec::EMPTY
};

fn factory(vm: &Vm, v: &Value) -> Option<Value> {
    vm.heap.member(v, FACTORY).filter(|f| !f.is_none()).cloned()
}
fn init(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let args = a[1].as_tuple().unwrap_or(&[]);
    let factory = args.first().cloned().unwrap_or_else(|| vm.none());
    if !factory.is_none() && !vm.is_callable(&factory) {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    if let Some(old) = vm.heap.set_member(&a[0], FACTORY, Some(factory)) {
        vm.release(old);
    }
    if args.len() > 2 {
        return Err(vm.type_error(format!("dict expected at most 1 argument, got {}", args.len() - 1)));
    }
    if let Some(arg) = args.get(1) {
        vm.dict_update_arg(&a[0], arg)?;
    }
    if a[2].as_dict().is_some_and(|d| !d.is_empty()) {
        vm.dict_update_arg(&a[0], &a[2])?;
    }
    Ok(vm.none())
}
fn missing(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let Some(factory) = factory(vm, &a[0]) else {
        return Err(vm.key_error(a[1].clone()));
    };
    let value = vm.call(&factory, &[])?;
    vm.release(factory);
    if a[0].ty().has(tflag::HEAP) {
        vm.set_item(&a[0], &a[1], &value)?;
    } else {
        vm.dict_set(&a[0], a[1].clone(), value.clone())?;
    }
    Ok(value)
}
/// `type(self)(self.default_factory, self)`.
fn copy(vm: &mut Vm, v: &Value) -> PyResult {
    let factory = vm.heap.member(v, FACTORY).cloned().unwrap_or_else(|| vm.none());
    vm.call(&v.ty_value(), &[factory, v.clone()])
}
/// A copy of `this`, the defaultdict, with the contents of both.
fn or(vm: &mut Vm, left: &Value, right: &Value, this: &Value) -> PyResult {
    if left.as_dict().is_none() || right.as_dict().is_none() {
        return Ok(vm.not_implemented());
    }
    let new = if left.is(this) {
        copy(vm, this)?
    } else {
        let factory = vm.heap.member(this, FACTORY).cloned().unwrap_or_else(|| vm.none());
        vm.call(&this.ty_value(), &[factory, left.clone()])?
    };
    vm.dict_update_arg(&new, right)?;
    Ok(new)
}
fn show(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let name = vm.names.__repr__.clone();
    let plain = vm.heap.type_of(Kind::DICT);
    let base = match vm.lookup(plain, &name) {
        Some(m) => vm.call_unbound(&m, &a[0], &[])?,
        None => vm.none(),
    };
    let made = vm.heap.member(&a[0], FACTORY).cloned().unwrap_or_else(|| vm.none());
    // The factory's repr may show this dict again.
    let made = if vm.enter_repr(&made) {
        let shown = vm.repr(&made);
        vm.leave_repr(&made);
        shown?
    } else {
        vm.str("...")
    };
    let name = vm.type_name(&a[0]);
    let name = name.rsplit('.').next().unwrap_or_default().to_owned();
    vm.join_reprs(&format!("{name}("), &[made, base], ")")
}
fn reduce(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let args = match factory(vm, &a[0]) {
        Some(f) => vm.tuple(vec![f])?,
        None => vm.heap.empty_tuple(),
    };
    let name = vm.heap.intern_str("items");
    let items = vm.call_method(&a[0], &name, &[])?;
    let items = vm.iter(&items)?;
    let none = vm.none();
    vm.tuple(vec![a[0].ty_value(), args, none.clone(), none, items])
}
