//! tuple and its iterator.
//!
//! Invariant: an exact tuple that would be equal to an operand is that operand (`t[:]`, `t * 1`,
//! `t + ()`, `tuple(t)`).
//! CPython's counterpart is `Objects/tupleobject.c`.

use crate::object::ops::CmpOp;
use crate::object::ops::holds;
use crate::object::spec::{class_method, native, sequence_slot, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Slot, TypeSpec, Value};
use crate::types::iter::{dunder_iter, dunder_next, held, let_go, record, set_word, word};
use crate::types::numeric::hash::TupleHash;
use crate::types::slice::Subscript;
use crate::vm::Vm;

pub static TUPLE: TypeSpec = TypeSpec {
    name: "tuple",
    doc: "Built-in immutable sequence.\n\nWithout an argument the empty tuple; otherwise the items of the iterable.",
    kind: Kind::TUPLE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::SEQUENCE | tflag::MATCH_SELF | tflag::GENERIC_GETATTR,
    basicsize: 24,
    itemsize: 8,
    methods: &[
        static_method("__new__(cls, iterable=(), /)", "Create and return a new tuple.", tuple_new),
        slot("__repr__(self, /)", "Return repr(self).", tuple_repr),
        slot("__hash__(self, /)", "Return hash(self).", tuple_hash),
        slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, CmpOp::Lt, &a[0], &a[1])),
        slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, CmpOp::Le, &a[0], &a[1])),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, CmpOp::Eq, &a[0], &a[1])),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, CmpOp::Ne, &a[0], &a[1])),
        slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, CmpOp::Gt, &a[0], &a[1])),
        slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, CmpOp::Ge, &a[0], &a[1])),
        slot("__iter__(self, /)", "Implement iter(self).", |vm, a| {
            Ok(record(vm, Kind::TUPLE_ITER, [a[0].clone()]))
        }),
        slot("__len__(self, /)", "Return len(self).", |vm, a| Ok(vm.int(items(&a[0]).len() as i64))),
        slot("__getitem__(self, key, /)", "Return self[key].", |vm, a| get(vm, &a[0], &a[1])),
        sequence_slot("__add__(self, value, /)", "Return self+value.", tuple_add),
        sequence_slot("__mul__(self, value, /)", "Return self*value.", tuple_mul),
        sequence_slot("__rmul__(self, value, /)", "Return value*self.", tuple_mul),
        slot("__contains__(self, key, /)", "Return bool(key in self).", tuple_contains),
        native("__getnewargs__(self, /)", "The arguments of __new__, for copying.", tuple_getnewargs),
        native(
            "index(self, value, start=0, stop=sys.maxsize, /)",
            "Return first index of value.\n\nRaises ValueError if the value is not present.",
            tuple_index,
        ),
        native("count(self, value, /)", "Return number of occurrences of value.", tuple_count),
        class_method("__class_getitem__(cls, item, /)", "See PEP 585", crate::types::alias::class_getitem),
    ],
    ..TypeSpec::EMPTY
};

#[inline(always)]
fn items(v: &Value) -> &[Value] {
    v.as_tuple().unwrap_or(&[])
}

fn tuple_new(vm: &mut Vm, a: Args) -> PyResult {
    let exact = a[0].as_type().is_some_and(|t| t.same(vm.heap.type_of(Kind::TUPLE)));
    let Some(iterable) = a.opt(1) else {
        return if exact { Ok(vm.heap.empty_tuple()) } else { of_type(vm, &a[0], Vec::new()) };
    };
    if exact {
        return vm.to_tuple(iterable);
    }
    let all = vm.collect(iterable)?;
    of_type(vm, &a[0], all)
}

fn of_type(vm: &mut Vm, cls: &Value, all: Vec<Value>) -> PyResult {
    match cls.as_type() {
        Some(t) => Ok(vm.heap.tuple_of(t.ptr(), all)?),
        None => vm.tuple(all),
    }
}

impl Vm {
    /// `tuple(v)`: `v` itself if it is an exact tuple.
    ///
    /// # Errors
    /// TypeError, what iteration raises.
    pub fn to_tuple(&mut self, v: &Value) -> PyResult {
        if v.is_exactly(Kind::TUPLE) {
            return Ok(v.clone());
        }
        let all = self.collect(v)?;
        self.tuple(all)
    }
    /// The items of a tuple or of an exact list, shared; of anything else collected.
    pub(crate) fn repr_items(&mut self, items: &[Value]) -> PyResult<Vec<Value>> {
        let mut out = Vec::with_capacity(items.len());
        for (i, v) in items.iter().enumerate() {
            self.check_growth(i)?;
            out.push(self.repr(v)?);
        }
        Ok(out)
    }
}

fn tuple_repr(vm: &mut Vm, a: Args) -> PyResult {
    let all = items(&a[0]);
    if all.is_empty() {
        return Ok(vm.str("()"));
    }
    if !vm.enter_repr(&a[0]) {
        return Ok(vm.str("(...)"));
    }
    let parts = vm.repr_items(all);
    vm.leave_repr(&a[0]);
    vm.join_reprs("(", &parts?, if all.len() == 1 { ",)" } else { ")" })
}

fn tuple_hash(vm: &mut Vm, a: Args) -> PyResult {
    let h = hash(vm, items(&a[0]))?;
    Ok(vm.int(h))
}

/// The hash of a tuple of these items.
///
/// # Errors
/// What hashing an item raises; RecursionError.
pub fn hash(vm: &mut Vm, items: &[Value]) -> PyResult<i64> {
    vm.guarded("", |vm| {
        let mut state = TupleHash::START;
        for v in items {
            state.add(vm.hash(v)?);
        }
        Ok(state.finish(items.len()))
    })
}

/// `a op b`; NotImplemented if either is no tuple.
///
/// # Errors
/// What comparing items raises.
pub fn compare(vm: &mut Vm, op: CmpOp, a: &Value, b: &Value) -> PyResult {
    match (a.as_tuple(), b.as_tuple()) {
        (Some(x), Some(y)) => compare_items(vm, op, x, y),
        _ => Ok(vm.not_implemented()),
    }
}

/// Lexicographic comparison: the first items that differ decide (`tuple_richcompare`).
///
/// # Errors
/// What comparing items raises.
pub fn compare_items(vm: &mut Vm, op: CmpOp, x: &[Value], y: &[Value]) -> PyResult {
    for (v, w) in x.iter().zip(y) {
        if vm.same_or_eq(v, w)? {
            continue;
        }
        return match op {
            CmpOp::Eq => Ok(vm.bool(false)),
            CmpOp::Ne => Ok(vm.bool(true)),
            _ => vm.compare(op, v, w),
        };
    }
    Ok(vm.bool(holds(op, x.len().cmp(&y.len()))))
}

/// `tuple[key]`.
///
/// # Errors
/// IndexError, TypeError, what `__index__` raises.
#[inline]
pub fn get(vm: &mut Vm, t: &Value, key: &Value) -> PyResult {
    let all = items(t);
    match vm.subscript(key, "tuple", || all.len())? {
        Subscript::Index(i) => {
            let at = if i < 0 { i.wrapping_add(all.len() as i64) } else { i };
            match all.get(at as usize) {
                Some(v) => Ok(v.clone()),
                None => Err(vm.index_error("tuple index out of range")),
            }
        }
        Subscript::Slice(s) if s.step == 1 && s.count == all.len() && t.is_exactly(Kind::TUPLE) => {
            Ok(t.clone())
        }
        Subscript::Slice(s) => Ok(vm.heap.tuple(s.iter().map(|i| all[i].clone()))?),
    }
}

fn tuple_add(vm: &mut Vm, a: Args) -> PyResult {
    let Some(y) = a[1].as_tuple() else {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("can only concatenate tuple (not \"{got}\") to tuple")));
    };
    let x = items(&a[0]);
    if x.is_empty() && a[1].is_exactly(Kind::TUPLE) {
        return Ok(a[1].clone());
    }
    if y.is_empty() && a[0].is_exactly(Kind::TUPLE) {
        return Ok(a[0].clone());
    }
    let n = x.len();
    Ok(vm.heap.tuple((0..n + y.len()).map(|i| if i < n { x[i].clone() } else { y[i - n].clone() }))?)
}

fn tuple_mul(vm: &mut Vm, a: Args) -> PyResult {
    let n = vm.repeat_count(&a[1])?;
    let all = items(&a[0]);
    if a[0].is_exactly(Kind::TUPLE) && (n == 1 || all.is_empty()) {
        return Ok(a[0].clone());
    }
    let Some(total) = all.len().checked_mul(n) else { return Err(crate::object::NoMemory.into()) };
    Ok(vm.heap.tuple((0..total).map(|i| all[i % all.len()].clone()))?)
}

fn tuple_contains(vm: &mut Vm, a: Args) -> PyResult {
    for v in items(&a[0]) {
        if vm.same_or_eq(v, &a[1])? {
            return Ok(vm.bool(true));
        }
    }
    Ok(vm.bool(false))
}

fn tuple_getnewargs(vm: &mut Vm, a: Args) -> PyResult {
    let plain = vm.tuple(items(&a[0]).to_vec())?;
    vm.tuple(vec![plain])
}

fn tuple_index(vm: &mut Vm, a: Args) -> PyResult {
    let all = items(&a[0]);
    let start = vm.search_bound(a.opt(2), 0, all.len())?;
    let stop = vm.search_bound(a.opt(3), i64::MAX, all.len())?;
    for (i, v) in all.iter().enumerate().take(stop).skip(start) {
        if vm.same_or_eq(v, &a[1])? {
            return Ok(vm.int(i as i64));
        }
    }
    Err(vm.value_error("tuple.index(x): x not in tuple"))
}

fn tuple_count(vm: &mut Vm, a: Args) -> PyResult {
    let mut n = 0;
    for v in items(&a[0]) {
        n += i64::from(vm.same_or_eq(v, &a[1])?);
    }
    Ok(vm.int(n))
}

/// Field: the tuple. Word: the index to come.
pub static TUPLE_ITER: TypeSpec = TypeSpec {
    name: "tuple_iterator",
    kind: Kind::TUPLE_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 1,
    basicsize: 32,
    methods: &[
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", dunder_next),
        native(
            "__length_hint__(self, /)",
            "Private method returning an estimate of len(list(it)).",
            iter_hint,
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", iter_reduce),
        native("__setstate__(self, object, /)", "Set state information for unpickling.", iter_set_state),
    ],
    ..TypeSpec::EMPTY
};

/// Next of a [`TUPLE_ITER`].
///
/// # Errors
/// None; as its siblings.
#[inline]
pub fn iter_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let i = word(vm, it, 0);
    let found = match it.as_record().and_then(|r| r.field(&vm.heap, 0)) {
        Some(t) => items(t).get(i as usize).cloned(),
        None => return Ok(None),
    };
    match found {
        Some(_) => set_word(vm, it, 0, i + 1),
        None => let_go(vm, it, 0),
    }
    Ok(found)
}

fn iter_hint(vm: &mut Vm, a: Args) -> PyResult {
    let n = held(vm, &a[0], 0).map_or(0, |t| items(&t).len() as i64 - word(vm, &a[0], 0));
    Ok(vm.int(n))
}

fn iter_reduce(vm: &mut Vm, a: Args) -> PyResult {
    match held(vm, &a[0], 0) {
        Some(t) => {
            let i = word(vm, &a[0], 0);
            vm.reduce_iter("iter", t, Some(i))
        }
        None => {
            let empty = vm.heap.empty_tuple();
            vm.reduce_iter("iter", empty, None)
        }
    }
}

fn iter_set_state(vm: &mut Vm, a: Args) -> PyResult {
    let i = vm.state_index(&a[1])?;
    if let Some(t) = held(vm, &a[0], 0) {
        set_word(vm, &a[0], 0, i.clamp(0, items(&t).len() as i64));
    }
    Ok(vm.none())
}
