//! _weakref: what `weakref` (a frozen module) is built on.

use crate::object::spec::native;
use crate::object::{Args, Kind, Native, PyResult};
use crate::types::weakref::proxy::{CALLABLE_PROXY, PROXY};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

static FUNCTIONS: &[Native] = &[
    native(
        "_remove_dead_weakref(dct, key, /)",
        "Atomically remove key from dict if it points to a dead weakref.",
        remove_dead,
    ),
    native("getweakrefcount(object, /)", "Return the number of weak references to 'object'.", count),
    native(
        "getweakrefs(object, /)",
        "Return a list of all weak reference objects pointing to 'object'.",
        all,
    ),
    native(
        "proxy(object, callback=None, /)",
        "Create a proxy object that weakly references 'object'.",
        proxy,
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let module = vm.native_module("_weakref", "Weak-reference support module.", FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    let reference = vm.heap.type_ref(Kind::WEAKREF).value();
    vm.put(&dict, "ref", reference.clone());
    vm.put(&dict, "ReferenceType", reference);
    let proxy = vm.type_value(&PROXY);
    vm.put(&dict, "ProxyType", proxy);
    let callable = vm.type_value(&CALLABLE_PROXY);
    vm.put(&dict, "CallableProxyType", callable);
    Ok(module)
}

fn count(vm: &mut Vm, a: Args) -> PyResult {
    let n = vm.heap.weakrefs(&a[0]).len();
    Ok(vm.int(n as i64))
}
fn all(vm: &mut Vm, a: Args) -> PyResult {
    let refs = vm.heap.weakrefs(&a[0]);
    vm.list(refs)
}
fn proxy(vm: &mut Vm, a: Args) -> PyResult {
    let spec = if vm.is_callable(&a[0]) { &CALLABLE_PROXY } else { &PROXY };
    let cls = vm.type_value(spec);
    vm.weak_reference(&cls, &a[0], a.opt(1).cloned())
}
fn remove_dead(vm: &mut Vm, a: Args) -> PyResult {
    let held = vm.dict_get(&a[0], &a[1])?;
    let dead = held.as_ref().and_then(crate::object::Value::as_weakref);
    if dead.is_some_and(|r| r.upgrade(&vm.heap).is_none())
        && let Some((k, v)) = vm.dict_remove(&a[0], &a[1])?
    {
        vm.release(k);
        vm.release(v);
    }
    Ok(vm.none())
}
