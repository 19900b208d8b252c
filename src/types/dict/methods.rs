//! What dict can do.

use super::dict;
use crate::object::ops::CmpOp;
use crate::object::spec::{class_method, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Dict, Kind, PyResult, TypeSpec, Value};
use crate::types::iter::record;
use crate::vm::Vm;

pub static DICT: TypeSpec = TypeSpec {
    name: "dict",
    doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary with the mapping's keys and values\ndict(iterable) -> new dictionary from (key, value) pairs\ndict(**kwargs) -> new dictionary with the names as keys",
    kind: Kind::DICT,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::MAPPING | tflag::MATCH_SELF | tflag::GENERIC_GETATTR,
    basicsize: 48,
    unhashable: true,
    methods: &[
        static_method("__new__(cls, /, *args, **kwargs)", "Create and return a new dict.", dict_new),
        slot("__init__(self, /, *args, **kwargs)", "Initialize self.", |vm, a| update(vm, a, "dict")),
        slot("__repr__(self, /)", "Return repr(self).", dict_repr),
        slot("__lt__(self, value, /)", "Return self<value.", |vm, _| Ok(vm.not_implemented())),
        slot("__le__(self, value, /)", "Return self<=value.", |vm, _| Ok(vm.not_implemented())),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, CmpOp::Eq)),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, CmpOp::Ne)),
        slot("__gt__(self, value, /)", "Return self>value.", |vm, _| Ok(vm.not_implemented())),
        slot("__ge__(self, value, /)", "Return self>=value.", |vm, _| Ok(vm.not_implemented())),
        slot("__iter__(self, /)", "Implement iter(self).", |vm, a| {
            super::iters::new_iter(vm, Kind::DICT_KEY_ITER, &a[0])
        }),
        slot("__or__(self, value, /)", "Return self|value.", |vm, a| dict_or(vm, &a[0], &a[1])),
        slot("__ror__(self, value, /)", "Return value|self.", |vm, a| dict_or(vm, &a[1], &a[0])),
        slot("__ior__(self, value, /)", "Return self|=value.", dict_ior),
        slot("__len__(self, /)", "Return len(self).", |vm, a| Ok(vm.int(dict(&a[0]).len() as i64))),
        native("__getitem__(self, key, /)", "Return self[key].", |vm, a| get_item(vm, &a[0], &a[1])),
        slot("__setitem__(self, key, value, /)", "Set self[key] to value.", |vm, a| {
            vm.dict_set(&a[0], a[1].clone(), a[2].clone())?;
            Ok(vm.none())
        }),
        slot("__delitem__(self, key, /)", "Delete self[key].", dict_delitem),
        native(
            "__contains__(self, key, /)",
            "True if the dictionary has the specified key, else False.",
            |vm, a| {
                let found = vm.dict_contains(&a[0], &a[1])?;
                Ok(vm.bool(found))
            },
        ),
        native("__sizeof__(self, /)", "Return the size of the dict in memory, in bytes.", dict_sizeof),
        native(
            "get(self, key, default=None, /)",
            "Return the value for key if key is in the dictionary, else default.",
            dict_get,
        ),
        native(
            "setdefault(self, key, default=None, /)",
            "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
            dict_setdefault,
        ),
        native(
            "pop(self, key, default=<unrepresentable>, /)",
            "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise, raise a KeyError.",
            dict_pop,
        ),
        native(
            "popitem(self, /)",
            "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order. Raises KeyError if the dict is empty.",
            dict_popitem,
        ),
        native("keys(self, /)", "Return a set-like object providing a view on the dict's keys.", |vm, a| {
            Ok(record(vm, Kind::DICT_KEYS, [a[0].clone()]))
        }),
        native(
            "items(self, /)",
            "Return a set-like object providing a view on the dict's items.",
            |vm, a| Ok(record(vm, Kind::DICT_ITEMS, [a[0].clone()])),
        ),
        native("values(self, /)", "Return an object providing a view on the dict's values.", |vm, a| {
            Ok(record(vm, Kind::DICT_VALUES, [a[0].clone()]))
        }),
        native(
            "update(self, /, *args, **kwargs)",
            "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.",
            |vm, a| update(vm, a, "update"),
        ),
        class_method(
            "fromkeys(cls, iterable, value=None, /)",
            "Create a new dictionary with keys from iterable and values set to value.",
            dict_fromkeys,
        ),
        native("clear(self, /)", "Remove all items from the dict.", dict_clear),
        native("copy(self, /)", "Return a shallow copy of the dict.", |vm, a| vm.dict_copy(&a[0])),
        native("__reversed__(self, /)", "Return a reverse iterator over the dict keys.", |vm, a| {
            super::iters::new_reverse(vm, Kind::DICT_KEYS, &a[0])
        }),
        class_method("__class_getitem__(cls, item, /)", "See PEP 585", crate::types::alias::class_getitem),
    ],
    ..TypeSpec::EMPTY
};

fn dict_new(vm: &mut Vm, a: Args) -> PyResult {
    let Some(t) = a[0].as_type() else { return Ok(vm.heap.dict()) };
    Ok(if t.same(vm.heap.type_of(Kind::DICT)) {
        vm.heap.dict()
    } else {
        vm.heap.alloc_fixed_as::<Dict>(t.ptr(), t.instance_kind())
    })
}

/// `__init__` and `update` (`dict_update_common`).
fn update(vm: &mut Vm, a: Args, name: &str) -> PyResult {
    let args = a[1].as_tuple().unwrap_or(&[]);
    if args.len() > 1 {
        return Err(vm.type_error(format!("{name} expected at most 1 argument, got {}", args.len())));
    }
    if let Some(arg) = args.first() {
        vm.dict_update_arg(&a[0], arg)?;
    }
    if a[2].as_dict().is_some_and(|d| !d.is_empty()) {
        vm.dict_update_arg(&a[0], &a[2])?;
    }
    Ok(vm.none())
}

fn dict_repr(vm: &mut Vm, a: Args) -> PyResult {
    if dict(&a[0]).is_empty() {
        return Ok(vm.str("{}"));
    }
    if !vm.enter_repr(&a[0]) {
        return Ok(vm.str("{...}"));
    }
    let parts = repr_parts(vm, &a[0]);
    vm.leave_repr(&a[0]);
    vm.join_reprs("{", &parts?, "}")
}

fn repr_parts(vm: &mut Vm, v: &Value) -> PyResult<Vec<Value>> {
    let (mut parts, mut i) = (Vec::new(), 0);
    while let Some((at, key, value)) = vm.dict_entry_from(v, i) {
        let key = vm.repr(&key)?;
        let value = vm.repr(&value)?;
        let colon = vm.str(": ");
        let (Some(k), Some(c), Some(w)) = (key.as_str(), colon.as_str(), value.as_str()) else { break };
        let head = vm.heap.concat(k, c)?;
        let Some(h) = head.as_str() else { break };
        parts.push(vm.heap.concat(h, w)?);
        vm.check_growth(parts.len())?;
        i = at + 1;
    }
    Ok(parts)
}

/// Same keys with equal values; order does not matter (`dict_equal`).
fn compare(vm: &mut Vm, a: Args, op: CmpOp) -> PyResult {
    if a[1].as_dict().is_none() {
        return Ok(vm.not_implemented());
    }
    let equal = equal(vm, &a[0], &a[1])?;
    Ok(vm.bool(equal == (op == CmpOp::Eq)))
}

fn equal(vm: &mut Vm, x: &Value, y: &Value) -> PyResult<bool> {
    if dict(x).len() != dict(y).len() {
        return Ok(false);
    }
    let mut i = 0;
    while let Some((at, key, value)) = vm.dict_entry_from(x, i) {
        let hash = dict(x).stored_hash(&vm.heap, at);
        let found = vm.dict_find(y, &key, hash)?;
        match found.and_then(|j| Some(dict(y).at(&vm.heap, j)?.1.clone())) {
            Some(other) if vm.same_or_eq(&value, &other)? => i = at + 1,
            _ => return Ok(false),
        }
    }
    Ok(true)
}

fn dict_or(vm: &mut Vm, x: &Value, y: &Value) -> PyResult {
    if x.as_dict().is_none() || y.as_dict().is_none() {
        return Ok(vm.not_implemented());
    }
    let copy = vm.dict_copy(x)?;
    vm.dict_update_arg(&copy, y)?;
    Ok(copy)
}

fn dict_ior(vm: &mut Vm, a: Args) -> PyResult {
    vm.dict_update_arg(&a[0], &a[1])?;
    Ok(a[0].clone())
}

/// `dict[key]`, with `__missing__` of subclasses.
///
/// # Errors
/// KeyError; what hashing, comparing and `__missing__` raise.
pub(crate) fn get_item(vm: &mut Vm, d: &Value, key: &Value) -> PyResult {
    if let Some(v) = vm.dict_get(d, key)? {
        return Ok(v);
    }
    if !d.is_exactly(Kind::DICT) {
        let name = vm.names.__missing__.clone();
        if let Some(v) = vm.call_special(d, &name, std::slice::from_ref(key))? {
            return Ok(v);
        }
    }
    Err(vm.key_error(key.clone()))
}

fn dict_delitem(vm: &mut Vm, a: Args) -> PyResult {
    match vm.dict_remove(&a[0], &a[1])? {
        Some((key, value)) => {
            vm.release(key);
            vm.release(value);
            Ok(vm.none())
        }
        None => Err(vm.key_error(a[1].clone())),
    }
}

fn dict_sizeof(vm: &mut Vm, a: Args) -> PyResult {
    let size = dict(&a[0]).cpython_size() + a[0].ty().basicsize() - 48;
    Ok(vm.int(size as i64))
}

fn dict_get(vm: &mut Vm, a: Args) -> PyResult {
    match vm.dict_get(&a[0], &a[1])? {
        Some(v) => Ok(v),
        None => Ok(a.opt(2).cloned().unwrap_or_else(|| vm.none())),
    }
}

fn dict_setdefault(vm: &mut Vm, a: Args) -> PyResult {
    let hash = vm.hash(&a[1])?;
    if let Some(i) = vm.dict_find(&a[0], &a[1], hash)?
        && let Some((_, v)) = dict(&a[0]).at(&vm.heap, i)
    {
        return Ok(v.clone());
    }
    let value = a.opt(2).cloned().unwrap_or_else(|| vm.none());
    vm.heap.track_dict_for(&a[0], &a[1], &value);
    dict(&a[0]).insert_new(&mut vm.heap, hash, a[1].clone(), value.clone())?;
    Ok(value)
}

fn dict_pop(vm: &mut Vm, a: Args) -> PyResult {
    let removed = if dict(&a[0]).is_empty() {
        // As CPython, which still wants the key hashable only if there is something to search.
        None
    } else {
        vm.dict_remove(&a[0], &a[1])?
    };
    match (removed, a.opt(2)) {
        (Some((key, value)), _) => {
            vm.release(key);
            Ok(value)
        }
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.key_error(a[1].clone())),
    }
}

fn dict_popitem(vm: &mut Vm, a: Args) -> PyResult {
    dict(&a[0]).unsplit(&mut vm.heap)?;
    match dict(&a[0]).pop_last(&mut vm.heap) {
        Some((key, value)) => vm.tuple(vec![key, value]),
        None => {
            let message = vm.str("popitem(): dictionary is empty");
            Err(vm.key_error(message))
        }
    }
}

fn dict_fromkeys(vm: &mut Vm, a: Args) -> PyResult {
    let value = a.opt(2).cloned().unwrap_or_else(|| vm.none());
    let out = vm.call(&a[0], &[])?;
    if out.is_exactly(Kind::DICT) && dict(&out).is_empty() {
        // Presized for what is known to hold different keys.
        let known = match a[1].kind() {
            Kind::DICT => a[1].as_dict().map(|d| (d.len(), d.is_general())),
            Kind::SET | Kind::FROZENSET => a[1].as_set().map(|s| (s.len(), true)),
            _ => None,
        };
        if let Some((n, general)) = known {
            dict(&out).resize_for(&mut vm.heap, n, general)?;
        }
        if let Some(keys) = a[1].as_set() {
            // Their hashes are known.
            let keys: Vec<(Value, i64)> = keys.iter(&vm.heap).map(|(k, hash)| (k.clone(), hash)).collect();
            for (key, hash) in keys {
                vm.dict_set_hashed(&out, key, value.clone(), hash)?;
            }
            return Ok(out);
        }
    }
    let it = vm.iter(&a[1])?;
    let mut n = 0;
    while let Some(key) = vm.next(&it)? {
        vm.dict_store(&out, key, value.clone())?;
        vm.check_growth(n)?;
        n += 1;
    }
    vm.release(it);
    Ok(out)
}

/// Empty it, then release key, value, key, value ... first to last.
fn dict_clear(vm: &mut Vm, a: Args) -> PyResult {
    for (key, value) in dict(&a[0]).take_all(&mut vm.heap) {
        vm.release(key);
        vm.release(value);
    }
    Ok(vm.none())
}
