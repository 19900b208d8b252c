//! Weak references: `weakref.ref`, and in `proxy` the objects that stand for their referent.
//!
//! Invariant: a reference without a callback, of the exact type, exists once per object, as in
//! CPython (`Objects/weakrefobject.c`).
//! Deliberately absent: clearing and calling back, which are the undertaker's and the collector's.

pub mod proxy;

use crate::object::ops::CmpOp;
use crate::object::spec::{class_method, getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, GetSet, Kind, Native, PyResult, Raised, Slot, TypeSpec, Value};
use crate::vm::Vm;

pub static WEAKREF: TypeSpec = TypeSpec {
    name: "weakref.ReferenceType",
    kind: Kind::WEAKREF,
    flags: tflag::CONTAINER | tflag::BASETYPE,
    methods: METHODS,
    getsets: GETSETS,
    basicsize: 64,
    ..TypeSpec::EMPTY
};

static METHODS: &[Native] = &[
    static_method("__new__(cls, /, *args, **kwargs)", "Create and return a new object.", new),
    slot("__init__(self, /, *args, **kwargs)", "Initialize self.", init),
    slot("__call__(self, /)", "Call self as a function.", call),
    slot("__hash__(self, /)", "Return hash(self).", hash),
    slot("__repr__(self, /)", "Return repr(self).", repr),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, CmpOp::Eq)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, CmpOp::Ne)),
    class_method("__class_getitem__(cls, item, /)", "See PEP 585", class_getitem),
    native("__sizeof__(self, /)", "Size of object in memory, in bytes.", |vm, a| {
        Ok(vm.int(a[0].ty().basicsize() as i64))
    }),
];
static GETSETS: &[GetSet] =
    &[getter("__callback__", "the callback, while it may still be called", |vm, v| {
        let callback = v.as_weakref().filter(|r| !r.is_dead()).and_then(|r| r.callback(&vm.heap)).cloned();
        Ok(callback.unwrap_or_else(|| vm.none()))
    })];

impl Vm {
    /// Whether instances of the object's type can be weakly referenced.
    fn check_weakrefable(&mut self, v: &Value) -> PyResult<()> {
        if v.ty().has(tflag::WEAKREFABLE) {
            return Ok(());
        }
        let got = self.type_name(v);
        Err(self.type_error(format!("cannot create weak reference to '{got}' object")))
    }
    /// A weak reference of type `cls` (a proxy, or `ref` and its subclasses); the shared one if it
    /// has no callback and there is one.
    ///
    /// # Errors
    /// TypeError if the object cannot be weakly referenced.
    pub fn weak_reference(&mut self, cls: &Value, object: &Value, callback: Slot) -> PyResult {
        self.check_weakrefable(object)?;
        let callback = callback.filter(|c| !c.is_none());
        let Some(t) = cls.as_type() else { return Ok(self.none()) };
        if callback.is_none() && !t.has(tflag::HEAP) {
            let shared = self.heap.weakrefs(object).into_iter().find(|r| {
                r.ty().same(t.ptr()) && r.as_weakref().is_some_and(|w| w.callback(&self.heap).is_none())
            });
            if let Some(r) = shared {
                return Ok(r);
            }
        }
        Ok(self.heap.new_weakref(t.ptr(), t.instance_kind(), object, callback))
    }
}

/// Keywords are left to the `__init__` of a subclass.
fn new(vm: &mut Vm, a: Args) -> PyResult {
    match a[1].as_tuple().unwrap_or(&[]) {
        [] => Err(vm.type_error("__new__ expected at least 1 argument, got 0")),
        [object] => vm.weak_reference(&a[0], object, None),
        [object, callback] => vm.weak_reference(&a[0], object, Some(callback.clone())),
        more => Err(vm.type_error(format!("__new__ expected at most 2 arguments, got {}", more.len()))),
    }
}
/// All is done in `__new__`.
fn init(vm: &mut Vm, a: Args) -> PyResult {
    if a[2].as_dict().is_some_and(|keywords| !keywords.is_empty()) {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    match a[1].as_tuple().map_or(0, <[Value]>::len) {
        1 | 2 => Ok(vm.none()),
        0 => Err(vm.type_error("__init__ expected at least 1 argument, got 0")),
        n => Err(vm.type_error(format!("__init__ expected at most 2 arguments, got {n}"))),
    }
}
fn referent(vm: &Vm, v: &Value) -> Slot {
    v.as_weakref()?.upgrade(&vm.heap)
}
fn call(vm: &mut Vm, a: Args) -> PyResult {
    Ok(referent(vm, &a[0]).unwrap_or_else(|| vm.none()))
}
/// Remembered, so that a dead reference can still be found in a dict.
fn hash(vm: &mut Vm, a: Args) -> PyResult {
    let Some(r) = a[0].as_weakref() else { return Ok(vm.int(0)) };
    if r.cached_hash() == -1 {
        let Some(object) = referent(vm, &a[0]) else {
            return Err(vm.type_error("weak object has gone away"));
        };
        let h = vm.hash(&object)?;
        r.set_cached_hash(h);
    }
    Ok(vm.int(r.cached_hash()))
}
fn compare(vm: &mut Vm, a: Args, op: CmpOp) -> PyResult {
    if a[1].as_weakref().is_none() {
        return Ok(vm.not_implemented());
    }
    match (referent(vm, &a[0]), referent(vm, &a[1])) {
        (Some(x), Some(y)) => vm.compare(op, &x, &y),
        _ => Ok(vm.bool(a[0].is(&a[1]) == (op == CmpOp::Eq))),
    }
}
/// The type's name with its module, but for the program's own.
fn shown_type(vm: &Vm, v: &Value) -> String {
    let name = vm.full_type_name(v.ty());
    name.strip_prefix("__main__.").map(str::to_owned).unwrap_or(name)
}
fn repr(vm: &mut Vm, a: Args) -> PyResult {
    let at = a[0].id();
    let Some(object) = referent(vm, &a[0]) else {
        return Ok(vm.str(&format!("<weakref at {at:#x}; dead>")));
    };
    let name = vm.names.__name__.clone();
    // Whatever a hook of the object raises: it is shown without a name.
    let name = match vm.get_attr_opt(&object, &name) {
        Ok(name) => name.filter(|n| n.as_str().is_some()),
        Err(Raised(error)) => {
            vm.release(error);
            None
        }
    };
    let name = name.map(|n| format!(" ({})", vm.text(&n))).unwrap_or_default();
    let (ty, id) = (shown_type(vm, &object), object.id());
    Ok(vm.str(&format!("<weakref at {at:#x}; to '{ty}' at {id:#x}{name}>")))
}
fn class_getitem(vm: &mut Vm, a: Args) -> PyResult {
    let alias = vm.heap.type_ref(Kind::GENERIC_ALIAS).value();
    vm.call(&alias, &[a[0].clone(), a[1].clone()])
}
