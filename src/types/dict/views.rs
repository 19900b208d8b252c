//! dict_keys, dict_values, dict_items: windows on a dict, the first and last with set operations.
//!
//! CPython's counterpart is the second half of `Objects/dictobject.c`.

use super::dict;
use super::iters::{iter, new_reverse};
use crate::object::ops::CmpOp;
use crate::object::ops::holds;
use crate::object::spec::{GetSet, getter, native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, TypeSpec, Value};
use crate::types::iter::record;
use crate::vm::Vm;

const BASE: TypeSpec = TypeSpec {
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    basicsize: 24,
    unhashable: true,
    ..TypeSpec::EMPTY
};

macro_rules! set_like {
    ($name:literal, $kind:expr, $what:literal) => {
        TypeSpec {
            name: $name,
            kind: $kind,
            methods: &[
                slot("__repr__(self, /)", "Return repr(self).", view_repr),
                slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, a, CmpOp::Lt)),
                slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, a, CmpOp::Le)),
                slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, CmpOp::Eq)),
                slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, CmpOp::Ne)),
                slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, a, CmpOp::Gt)),
                slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, a, CmpOp::Ge)),
                slot("__iter__(self, /)", "Implement iter(self).", |vm, a| iter(vm, &a[0])),
                slot("__sub__(self, value, /)", "Return self-value.", |vm, a| minus(vm, &a[0], &a[1])),
                slot("__rsub__(self, value, /)", "Return value-self.", |vm, a| minus(vm, &a[1], &a[0])),
                slot("__and__(self, value, /)", "Return self&value.", |vm, a| both(vm, &a[0], &a[1])),
                slot("__rand__(self, value, /)", "Return value&self.", |vm, a| both(vm, &a[1], &a[0])),
                slot("__xor__(self, value, /)", "Return self^value.", |vm, a| either(vm, &a[0], &a[1])),
                slot("__rxor__(self, value, /)", "Return value^self.", |vm, a| either(vm, &a[1], &a[0])),
                slot("__or__(self, value, /)", "Return self|value.", |vm, a| union(vm, &a[0], &a[1])),
                slot("__ror__(self, value, /)", "Return value|self.", |vm, a| union(vm, &a[1], &a[0])),
                slot("__len__(self, /)", "Return len(self).", view_len),
                slot("__contains__(self, key, /)", "Return bool(key in self).", |vm, a| {
                    let found = has(vm, &a[0], &a[1])?;
                    Ok(vm.bool(found))
                }),
                native(
                    "isdisjoint(self, object, /)",
                    "Return True if the view and the given iterable have a null intersection.",
                    isdisjoint,
                ),
                native(
                    "__reversed__(self, /)",
                    concat!("Return a reverse iterator over the dict ", $what, "."),
                    |vm, a| new_reverse(vm, $kind, &of(vm, &a[0])),
                ),
            ],
            getsets: MAPPING,
            ..BASE
        }
    };
}

static MAPPING: &[GetSet] = &[getter("mapping", "dictionary that this view refers to", |vm, v| {
    let of = of(vm, v);
    Ok(record(vm, Kind::MAPPING_PROXY, [of]))
})];

pub static DICT_KEYS: TypeSpec = set_like!("dict_keys", Kind::DICT_KEYS, "keys");
pub static DICT_ITEMS: TypeSpec = set_like!("dict_items", Kind::DICT_ITEMS, "items");

pub static DICT_VALUES: TypeSpec = TypeSpec {
    name: "dict_values",
    kind: Kind::DICT_VALUES,
    methods: &[
        slot("__repr__(self, /)", "Return repr(self).", view_repr),
        slot("__iter__(self, /)", "Implement iter(self).", |vm, a| iter(vm, &a[0])),
        slot("__len__(self, /)", "Return len(self).", view_len),
        native("__reversed__(self, /)", "Return a reverse iterator over the dict values.", |vm, a| {
            new_reverse(vm, Kind::DICT_VALUES, &of(vm, &a[0]))
        }),
    ],
    getsets: MAPPING,
    unhashable: false,
    ..BASE
};

/// The dict a view looks at.
fn of(vm: &Vm, view: &Value) -> Value {
    vm.record_field(view, 0)
}
fn size(vm: &Vm, view: &Value) -> usize {
    of(vm, view).as_dict().map_or(0, crate::object::Dict::len)
}
fn is_set_like(v: &Value) -> bool {
    matches!(v.kind(), Kind::DICT_KEYS | Kind::DICT_ITEMS)
}
fn is_set(v: &Value) -> bool {
    v.as_set().is_some()
}

fn view_len(vm: &mut Vm, a: Args) -> PyResult {
    let n = size(vm, &a[0]);
    Ok(vm.int(n as i64))
}

fn view_repr(vm: &mut Vm, a: Args) -> PyResult {
    if !vm.enter_repr(&a[0]) {
        return Ok(vm.str("..."));
    }
    let shown = vm.to_list(&a[0]).and_then(|l| vm.repr(&l));
    vm.leave_repr(&a[0]);
    let open = format!("{}(", vm.type_name(&a[0]));
    let shown = shown?;
    vm.join_reprs(&open, &[shown], ")")
}

/// Membership of a keys or items view.
fn has(vm: &mut Vm, view: &Value, wanted: &Value) -> PyResult<bool> {
    let dict = of(vm, view);
    if view.is_exactly(Kind::DICT_KEYS) {
        return vm.dict_contains(&dict, wanted);
    }
    let Some([key, value]) = wanted.as_tuple() else { return Ok(false) };
    match vm.dict_get(&dict, key)? {
        Some(found) => vm.same_or_eq(&found, value),
        None => Ok(false),
    }
}

/// As sets (`dictview_richcompare`).
fn compare(vm: &mut Vm, a: Args, op: CmpOp) -> PyResult {
    let other = &a[1];
    if !is_set_like(other) && !is_set(other) {
        return Ok(vm.not_implemented());
    }
    let (n, m) = (size(vm, &a[0]), vm.len(other)?);
    let answer = match op {
        CmpOp::Eq | CmpOp::Ne => (n == m && all_in(vm, &a[0], other)?) == (op == CmpOp::Eq),
        CmpOp::Lt | CmpOp::Le => holds(op, n.cmp(&m)) && all_in(vm, &a[0], other)?,
        CmpOp::Gt | CmpOp::Ge => holds(op, n.cmp(&m)) && all_in(vm, other, &a[0])?,
    };
    Ok(vm.bool(answer))
}

/// Every element of `x` is in `y`.
fn all_in(vm: &mut Vm, x: &Value, y: &Value) -> PyResult<bool> {
    let it = vm.iter(x)?;
    while let Some(v) = vm.next(&it)? {
        if !vm.contains(y, &v)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A set of a view's (or any iterable's) elements.
fn to_set(vm: &mut Vm, v: &Value) -> PyResult {
    let out = vm.heap.set();
    // The dict itself knows its keys' hashes.
    let from = if v.is_exactly(Kind::DICT_KEYS) { of(vm, v) } else { v.clone() };
    vm.set_update(&out, &from)?;
    Ok(out)
}

fn minus(vm: &mut Vm, x: &Value, y: &Value) -> PyResult {
    let out = to_set(vm, x)?;
    vm.set_difference_update(&out, y)?;
    Ok(out)
}

fn union(vm: &mut Vm, x: &Value, y: &Value) -> PyResult {
    let out = to_set(vm, x)?;
    vm.set_update(&out, y)?;
    Ok(out)
}

fn either(vm: &mut Vm, x: &Value, y: &Value) -> PyResult {
    if x.is_exactly(Kind::DICT_ITEMS) && y.is_exactly(Kind::DICT_ITEMS) {
        return items_xor(vm, x, y);
    }
    let out = to_set(vm, x)?;
    vm.set_symmetric_difference_update(&out, y)?;
    Ok(out)
}

/// The items that only one of both dicts has (`dictitems_xor`).
fn items_xor(vm: &mut Vm, x: &Value, y: &Value) -> PyResult {
    let (mut small, mut large) = (of(vm, x), of(vm, y));
    if dict(&small).len() > dict(&large).len() {
        std::mem::swap(&mut small, &mut large);
    }
    let rest = vm.dict_copy(&small)?;
    let out = vm.heap.set();
    let mut i = 0;
    while let Some((at, key, value)) = vm.dict_entry_from(&large, i) {
        i = at + 1;
        match vm.dict_get(&rest, &key)? {
            Some(other) if vm.same_or_eq(&other, &value)? => {
                vm.dict_remove(&rest, &key)?;
            }
            _ => {
                let pair = vm.tuple(vec![key, value])?;
                vm.set_add(&out, pair)?;
            }
        }
    }
    for (key, value) in vm.dict_entries(&rest) {
        let pair = vm.tuple(vec![key, value])?;
        vm.set_add(&out, pair)?;
    }
    Ok(out)
}

/// `view & other` (`_PyDictView_Intersect`): walks the smaller one.
fn both(vm: &mut Vm, x: &Value, y: &Value) -> PyResult {
    let (mut view, mut other) = if is_set_like(x) { (x.clone(), y.clone()) } else { (y.clone(), x.clone()) };
    if other.is_exactly(Kind::SET) && size(vm, &view) <= vm.len(&other)? {
        return vm.set_intersection(&other, &view);
    }
    if is_set_like(&other) && size(vm, &other) > size(vm, &view) {
        std::mem::swap(&mut view, &mut other);
    }
    let out = vm.heap.set();
    let it = vm.iter(&other)?;
    while let Some(v) = vm.next(&it)? {
        if has(vm, &view, &v)? {
            vm.set_add(&out, v)?;
        }
    }
    Ok(out)
}

fn isdisjoint(vm: &mut Vm, a: Args) -> PyResult {
    let (mut view, mut other) = (a[0].clone(), a[1].clone());
    if view.is(&other) {
        let empty = size(vm, &view) == 0;
        return Ok(vm.bool(empty));
    }
    let sized = matches!(other.kind(), Kind::SET | Kind::FROZENSET) || is_set_like(&other);
    if sized && vm.len(&other)? > vm.len(&view)? {
        std::mem::swap(&mut view, &mut other);
    }
    let it = vm.iter(&other)?;
    while let Some(v) = vm.next(&it)? {
        if vm.contains(&view, &v)? {
            return Ok(vm.bool(false));
        }
    }
    Ok(vm.bool(true))
}
