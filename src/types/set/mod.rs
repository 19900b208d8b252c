//! set, frozenset and their iterator: the tables of methods. The algorithms stand in `algebra`.
//!
//! Invariant: elements go in and out in the order in which `Objects/setobject.c` moves them, so
//! that sets iterate as CPython's do.
//! Deliberately absent: the table (`object/set.rs`).

mod algebra;

use crate::object::ops::CmpOp;
use crate::object::spec::{Native, class_method, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Set, Slot, TypeSpec, Value};
use crate::types::iter::{dunder_iter, dunder_next, held, let_go, record, set_word, word};
use crate::types::numeric::hash::hash_frozenset;
use crate::vm::Vm;
use algebra::{of_base_type, replace_with};

/// What set and frozenset have in common.
macro_rules! shared {
    ($($own:expr),* $(,)?) => {
        &[
            slot("__repr__(self, /)", "Return repr(self).", set_repr),
            slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, a, CmpOp::Lt)),
            slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, a, CmpOp::Le)),
            slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, CmpOp::Eq)),
            slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, CmpOp::Ne)),
            slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, a, CmpOp::Gt)),
            slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, a, CmpOp::Ge)),
            slot("__iter__(self, /)", "Implement iter(self).", |vm, a| Ok(iter(vm, &a[0]))),
            slot("__len__(self, /)", "Return len(self).", |vm, a| Ok(vm.int(set(&a[0]).len() as i64))),
            slot("__sub__(self, value, /)", "Return self-value.", |vm, a| operator(vm, &a[0], &a[1], Vm::set_difference)),
            slot("__rsub__(self, value, /)", "Return value-self.", |vm, a| operator(vm, &a[1], &a[0], Vm::set_difference)),
            slot("__and__(self, value, /)", "Return self&value.", |vm, a| operator(vm, &a[0], &a[1], Vm::set_intersection)),
            slot("__rand__(self, value, /)", "Return value&self.", |vm, a| operator(vm, &a[1], &a[0], Vm::set_intersection)),
            slot("__xor__(self, value, /)", "Return self^value.", |vm, a| operator(vm, &a[0], &a[1], Vm::set_symmetric_difference)),
            slot("__rxor__(self, value, /)", "Return value^self.", |vm, a| operator(vm, &a[1], &a[0], Vm::set_symmetric_difference)),
            slot("__or__(self, value, /)", "Return self|value.", |vm, a| operator(vm, &a[0], &a[1], Vm::set_union)),
            slot("__ror__(self, value, /)", "Return value|self.", |vm, a| operator(vm, &a[1], &a[0], Vm::set_union)),
            native("__contains__(self, object, /)", "x.__contains__(y) <==> y in x.", |vm, a| {
                let found = vm.set_contains(&a[0], &a[1])?;
                Ok(vm.bool(found))
            }),
            native("__reduce__(self, /)", "Return state information for pickling.", set_reduce),
            native("__sizeof__(self, /)", "S.__sizeof__() -> size of S in memory, in bytes.", set_sizeof),
            native("difference(self, /, *others)", "Return a new set with elements in the set that are not in the others.", difference),
            native("intersection(self, /, *others)", "Return a new set with elements common to the set and all others.", |vm, a| {
                intersection(vm, &a[0], &a[1])
            }),
            native("isdisjoint(self, other, /)", "Return True if two sets have a null intersection.", |vm, a| {
                let answer = vm.set_isdisjoint(&a[0], &a[1])?;
                Ok(vm.bool(answer))
            }),
            native("issubset(self, other, /)", "Report whether another set contains this set.", |vm, a| {
                let answer = vm.set_issubset(&a[0], &a[1])?;
                Ok(vm.bool(answer))
            }),
            native("issuperset(self, other, /)", "Report whether this set contains another set.", |vm, a| {
                let answer = vm.set_issuperset(&a[0], &a[1])?;
                Ok(vm.bool(answer))
            }),
            native(
                "symmetric_difference(self, other, /)",
                "Return a new set with elements in either the set or other but not both.",
                |vm, a| vm.set_symmetric_difference(&a[0], &a[1]),
            ),
            native("union(self, /, *others)", "Return a new set with elements from the set and all others.", union),
            class_method("__class_getitem__(cls, item, /)", "See PEP 585", crate::types::alias::class_getitem),
            $($own),*
        ]
    };
}

pub static SET: TypeSpec = TypeSpec {
    name: "set",
    doc: "Build an unordered collection of unique elements.",
    kind: Kind::SET,
    flags: tflag::CONTAINER
        | tflag::BASETYPE
        | tflag::WEAKREFABLE
        | tflag::MATCH_SELF
        | tflag::GENERIC_GETATTR,
    basicsize: 200,
    unhashable: true,
    methods: SET_METHODS,
    ..TypeSpec::EMPTY
};

static SET_METHODS: &[Native] = shared![
    static_method("__new__(cls, /, *args, **kwargs)", "Create and return a new set.", set_new),
    slot("__init__(self, iterable=(), /)", "Initialize self.", set_init),
    slot("__isub__(self, value, /)", "Return self-=value.", |vm, a| inplace(
        vm,
        a,
        Vm::set_difference_update
    )),
    slot("__iand__(self, value, /)", "Return self&=value.", |vm, a| inplace(vm, a, intersection_update)),
    slot("__ixor__(self, value, /)", "Return self^=value.", |vm, a| inplace(
        vm,
        a,
        Vm::set_symmetric_difference_update
    )),
    slot("__ior__(self, value, /)", "Return self|=value.", |vm, a| inplace(vm, a, Vm::set_update)),
    native(
        "add(self, object, /)",
        "Add an element to a set.\n\nThis has no effect if the element is already present.",
        |vm, a| {
            vm.set_add(&a[0], a[1].clone())?;
            Ok(vm.none())
        }
    ),
    native("clear(self, /)", "Remove all elements from this set.", |vm, a| {
        clear(vm, &a[0]);
        Ok(vm.none())
    }),
    native("copy(self, /)", "Return a shallow copy of a set.", |vm, a| vm.set_copy(&a[0])),
    native(
        "discard(self, object, /)",
        "Remove an element from a set if it is a member.\n\nUnlike remove(), it raises nothing when the element is missing.",
        |vm, a| {
            vm.set_discard(&a[0], &a[1])?;
            Ok(vm.none())
        },
    ),
    native(
        "difference_update(self, /, *others)",
        "Update the set, removing elements found in others.",
        |vm, a| {
            for other in others(&a[1]) {
                vm.set_difference_update(&a[0], other)?;
            }
            Ok(vm.none())
        }
    ),
    native(
        "intersection_update(self, /, *others)",
        "Update the set, keeping only elements found in it and all others.",
        |vm, a| {
            let kept = intersection(vm, &a[0], &a[1])?;
            replace_with(vm, &a[0], kept);
            Ok(vm.none())
        },
    ),
    native(
        "pop(self, /)",
        "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.",
        set_pop
    ),
    native(
        "remove(self, object, /)",
        "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.",
        |vm, a| {
            if vm.set_discard(&a[0], &a[1])? { Ok(vm.none()) } else { Err(vm.key_error(a[1].clone())) }
        },
    ),
    native(
        "symmetric_difference_update(self, other, /)",
        "Update the set, keeping only elements found in either set, but not in both.",
        |vm, a| {
            vm.set_symmetric_difference_update(&a[0], &a[1])?;
            Ok(vm.none())
        },
    ),
    native("update(self, /, *others)", "Update the set, adding elements from all others.", |vm, a| {
        for other in others(&a[1]) {
            vm.set_update(&a[0], other)?;
        }
        Ok(vm.none())
    }),
];

pub static FROZENSET: TypeSpec = TypeSpec {
    name: "frozenset",
    doc: "Build an immutable unordered collection of unique elements.",
    kind: Kind::FROZENSET,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE | tflag::MATCH_SELF,
    basicsize: 200,
    methods: FROZENSET_METHODS,
    ..TypeSpec::EMPTY
};

static FROZENSET_METHODS: &[Native] = shared![
    static_method("__new__(cls, iterable=(), /)", "Create and return a new frozenset.", frozenset_new),
    slot("__hash__(self, /)", "Return hash(self).", frozenset_hash),
    native("copy(self, /)", "Return a shallow copy of a set.", |vm, a| {
        if a[0].is_exactly(Kind::FROZENSET) { Ok(a[0].clone()) } else { vm.set_copy(&a[0]) }
    }),
];

/// A set's contents.
///
/// # Panics
/// If `v` is no set: a fault of the caller, which has checked.
#[inline(always)]
fn set(v: &Value) -> &Set {
    match v.as_set() {
        Some(s) => s,
        None => unreachable!("the receiver is a set"),
    }
}

fn others(v: &Value) -> &[Value] {
    v.as_tuple().unwrap_or(&[])
}

fn set_new(vm: &mut Vm, a: Args) -> PyResult {
    Ok(empty_of(vm, &a[0]))
}

fn empty_of(vm: &mut Vm, cls: &Value) -> Value {
    let Some(t) = cls.as_type() else { return vm.heap.set() };
    let v = vm.heap.alloc_fixed_as::<Set>(t.ptr(), t.instance_kind());
    set(&v).hash.set(-1);
    v
}

fn set_init(vm: &mut Vm, a: Args) -> PyResult {
    if set(&a[0]).slots() > 0 {
        clear(vm, &a[0]);
    }
    if let Some(iterable) = a.opt(1) {
        vm.set_update(&a[0], iterable)?;
    }
    Ok(vm.none())
}

fn frozenset_new(vm: &mut Vm, a: Args) -> PyResult {
    let exact = a[0].as_type().is_some_and(|t| t.same(vm.heap.type_of(Kind::FROZENSET)));
    let Some(iterable) = a.opt(1) else { return Ok(empty_of(vm, &a[0])) };
    if exact && iterable.is_exactly(Kind::FROZENSET) {
        return Ok(iterable.clone());
    }
    let out = empty_of(vm, &a[0]);
    vm.set_update(&out, iterable)?;
    Ok(out)
}

/// Empty it, then release first to last.
fn clear(vm: &mut Vm, v: &Value) {
    let taken = set(v).take_all(&mut vm.heap);
    vm.release_all(taken);
}

fn set_repr(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.type_name(&a[0]);
    if set(&a[0]).is_empty() {
        return Ok(vm.str(&format!("{name}()")));
    }
    if !vm.enter_repr(&a[0]) {
        return Ok(vm.str(&format!("{name}(...)")));
    }
    let items: Vec<Value> = set(&a[0]).iter(&vm.heap).map(|(v, _)| v.clone()).collect();
    let parts = vm.repr_items(&items);
    vm.leave_repr(&a[0]);
    if a[0].is_exactly(Kind::SET) {
        return vm.join_reprs("{", &parts?, "}");
    }
    vm.join_reprs(&format!("{name}({{"), &parts?, "})")
}

fn frozenset_hash(vm: &mut Vm, a: Args) -> PyResult {
    let s = set(&a[0]);
    if s.hash.get() == -1 {
        s.hash.set(hash_frozenset(s.iter(&vm.heap).map(|(_, h)| h)));
    }
    Ok(vm.int(s.hash.get()))
}

fn compare(vm: &mut Vm, a: Args, op: CmpOp) -> PyResult {
    let (v, w) = (&a[0], &a[1]);
    if w.as_set().is_none() {
        return Ok(vm.not_implemented());
    }
    let (n, m) = (set(v).len(), set(w).len());
    let (h, k) = (set(v).hash.get(), set(w).hash.get());
    let frozen = |v: &Value| v.has_layout(Kind::FROZENSET);
    let answer = match op {
        CmpOp::Eq | CmpOp::Ne => {
            let hashes_differ = frozen(v) && frozen(w) && h != -1 && k != -1 && h != k;
            (n == m && !hashes_differ && vm.set_issubset(v, w)?) == (op == CmpOp::Eq)
        }
        CmpOp::Le => vm.set_issubset(v, w)?,
        CmpOp::Ge => vm.set_issuperset(v, w)?,
        CmpOp::Lt => n < m && vm.set_issubset(v, w)?,
        CmpOp::Gt => n > m && vm.set_issuperset(v, w)?,
    };
    Ok(vm.bool(answer))
}

/// `x op y`, for two sets only.
fn operator(vm: &mut Vm, x: &Value, y: &Value, f: fn(&mut Vm, &Value, &Value) -> PyResult) -> PyResult {
    if x.as_set().is_none() || y.as_set().is_none() {
        return Ok(vm.not_implemented());
    }
    f(vm, x, y)
}

/// `x op= y`, for two sets only.
fn inplace(vm: &mut Vm, a: Args, f: fn(&mut Vm, &Value, &Value) -> PyResult<()>) -> PyResult {
    if a[1].as_set().is_none() {
        return Ok(vm.not_implemented());
    }
    f(vm, &a[0], &a[1])?;
    Ok(a[0].clone())
}

fn intersection_update(vm: &mut Vm, v: &Value, other: &Value) -> PyResult<()> {
    let kept = vm.set_intersection(v, other)?;
    replace_with(vm, v, kept);
    Ok(())
}

fn union(vm: &mut Vm, a: Args) -> PyResult {
    let out = vm.set_copy(&a[0])?;
    for other in others(&a[1]) {
        if !other.is(&a[0]) {
            vm.set_update(&out, other)?;
        }
    }
    Ok(out)
}

fn intersection(vm: &mut Vm, v: &Value, with: &Value) -> PyResult {
    let [first, rest @ ..] = others(with) else { return vm.set_copy(v) };
    let mut out = vm.set_intersection(v, first)?;
    for other in rest {
        let next = vm.set_intersection(&out, other)?;
        vm.release(std::mem::replace(&mut out, next));
    }
    Ok(out)
}

fn difference(vm: &mut Vm, a: Args) -> PyResult {
    let [first, rest @ ..] = others(&a[1]) else { return vm.set_copy(&a[0]) };
    let out = vm.set_difference(&a[0], first)?;
    for other in rest {
        vm.set_difference_update(&out, other)?;
    }
    Ok(out)
}

fn set_pop(vm: &mut Vm, a: Args) -> PyResult {
    let popped = set(&a[0]).pop_place().and_then(|i| set(&a[0]).remove_at(&mut vm.heap, i));
    match popped {
        Some(v) => Ok(v),
        None => {
            let message = vm.str("pop from an empty set");
            Err(vm.key_error(message))
        }
    }
}

fn set_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let items = vm.to_list(&a[0])?;
    let args = vm.tuple(vec![items])?;
    let name = vm.heap.intern_str("__getstate__");
    let state = vm.call_method(&a[0], &name, &[])?;
    vm.tuple(vec![a[0].ty_value(), args, state])
}

fn set_sizeof(vm: &mut Vm, a: Args) -> PyResult {
    let size = set(&a[0]).cpython_size() + a[0].ty().basicsize() - 200;
    Ok(vm.int(size as i64))
}

// --- iterator ------------------------------------------------------------------------------------

mod at {
    /// Place to look at next.
    pub const PLACE: usize = 0;
    /// Size of the set when the iterator was made; -1 after an error.
    pub const USED: usize = 1;
    pub const LEFT: usize = 2;
}

/// Field: the set.
pub static SET_ITER: TypeSpec = TypeSpec {
    name: "set_iterator",
    kind: Kind::SET_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 3,
    basicsize: 48,
    methods: &[
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", dunder_next),
        native(
            "__length_hint__(self, /)",
            "Private method returning an estimate of len(list(it)).",
            iter_hint,
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", iter_reduce),
    ],
    ..TypeSpec::EMPTY
};

/// `iter(set)`.
pub fn iter(vm: &mut Vm, of: &Value) -> Value {
    let it = record(vm, Kind::SET_ITER, [of.clone()]);
    let n = set(of).len() as i64;
    set_word(vm, &it, at::USED, n);
    set_word(vm, &it, at::LEFT, n);
    it
}

/// Next of a [`SET_ITER`].
///
/// # Errors
/// RuntimeError when the set has changed its size.
pub fn iter_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(of) = held(vm, it, 0) else { return Ok(None) };
    let s = set(&of);
    if word(vm, it, at::USED) != s.len() as i64 {
        set_word(vm, it, at::USED, -1);
        return Err(vm.runtime_error("Set changed size during iteration"));
    }
    let mut place = word(vm, it, at::PLACE) as usize;
    while place < s.slots() {
        if let Some((v, _)) = s.at(&vm.heap, place) {
            let v = v.clone();
            set_word(vm, it, at::PLACE, place as i64 + 1);
            let left = word(vm, it, at::LEFT);
            set_word(vm, it, at::LEFT, left - 1);
            return Ok(Some(v));
        }
        place += 1;
    }
    let_go(vm, it, 0);
    Ok(None)
}

fn iter_hint(vm: &mut Vm, a: Args) -> PyResult {
    let n = match held(vm, &a[0], 0) {
        Some(of) if word(vm, &a[0], at::USED) == set(&of).len() as i64 => word(vm, &a[0], at::LEFT),
        _ => 0,
    };
    Ok(vm.int(n))
}

/// `iter` of a list of what is to come; the iterator itself does not move.
fn iter_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let of = held(vm, &a[0], 0);
    let saved = [at::PLACE, at::USED, at::LEFT].map(|i| word(vm, &a[0], i));
    let mut rest = Vec::new();
    while let Some(v) = iter_next(vm, &a[0])? {
        rest.push(v);
    }
    if let Some(r) = a[0].as_record() {
        r.set(&mut vm.heap, 0, of);
    }
    for (i, w) in saved.into_iter().enumerate() {
        set_word(vm, &a[0], i, w);
    }
    let rest = vm.list(rest)?;
    vm.reduce_iter("iter", rest, None)
}

impl Vm {
    /// A copy as a plain set or frozenset.
    ///
    /// # Errors
    /// MemoryError.
    pub fn set_copy(&mut self, v: &Value) -> PyResult {
        let out = of_base_type(self, v);
        self.set_update(&out, v)?;
        Ok(out)
    }
}
