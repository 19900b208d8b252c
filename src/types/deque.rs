//! collections.deque (`Modules/_collectionsmodule.c`).
//!
//! Invariant: whatever `__eq__` or a burial does to the deque, its ring is consistent before user
//! code runs, and a walk that finds it changed since stops with an error.
//! Deliberately absent: the ring itself (`object/deque.rs`), and the module that names the type.

use super::iter::{held, instance, record_of, set_word, word};
use super::support::place;
use crate::object::ops::{CmpOp, holds};
use crate::object::spec::{class_method, getter, native, sequence_slot, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Deque, Kind, Native, PyResult, Raised, Slot, TypeSpec, Value, deque};
use crate::vm::Vm;

pub static DEQUE: TypeSpec = TypeSpec {
    name: "collections.deque",
    doc: "A list-like sequence optimized for data accesses near its endpoints.",
    kind: Kind::DEQUE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE | tflag::SEQUENCE,
    methods: METHODS,
    getsets: &[getter("maxlen", "maximum size of a deque or None if unbounded", |vm, v| {
        Ok(match ring(v).maxlen() {
            Some(n) => vm.int(n as i64),
            None => vm.none(),
        })
    })],
    words: deque::WORDS,
    basicsize: 216,
    unhashable: true,
    ..TypeSpec::EMPTY
};

static METHODS: &[Native] = &[
    static_method("__new__(cls, /, *args, **kwargs)", "Create and return a new object.", new),
    slot("__init__(self, /, iterable=(), maxlen=None)", "Initialize self.", init),
    slot("__repr__(self, /)", "Return repr(self).", show),
    slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, CmpOp::Lt, a)),
    slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, CmpOp::Le, a)),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, CmpOp::Eq, a)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, CmpOp::Ne, a)),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, CmpOp::Gt, a)),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, CmpOp::Ge, a)),
    slot("__iter__(self, /)", "Implement iter(self).", |vm, a| Ok(iterator(vm, &ITERATOR, &a[0]))),
    slot("__len__(self, /)", "Return len(self).", |vm, a| Ok(vm.int(ring(&a[0]).len() as i64))),
    sequence_slot("__add__(self, value, /)", "Return self+value.", add),
    sequence_slot("__mul__(self, value, /)", "Return self*value.", multiply),
    sequence_slot("__rmul__(self, value, /)", "Return value*self.", multiply),
    slot("__getitem__(self, key, /)", "Return self[key].", |vm, a| {
        let at = subscript(vm, &a[0], &a[1])?;
        Ok(ring(&a[0]).get(&vm.heap, at).cloned().unwrap_or_else(|| vm.none()))
    }),
    slot("__setitem__(self, key, value, /)", "Set self[key] to value.", |vm, a| {
        let at = subscript(vm, &a[0], &a[1])?;
        if let Some(old) = ring(&a[0]).replace(&mut vm.heap, at, a[2].clone()) {
            vm.release(old);
        }
        Ok(vm.none())
    }),
    slot("__delitem__(self, key, /)", "Delete self[key].", |vm, a| {
        let at = subscript(vm, &a[0], &a[1])?;
        delete(vm, &a[0], at);
        Ok(vm.none())
    }),
    slot("__contains__(self, key, /)", "Return bool(key in self).", |vm, a| {
        let found = find(vm, &a[0], &a[1], 0, usize::MAX)?;
        Ok(vm.bool(found.is_some()))
    }),
    sequence_slot("__iadd__(self, value, /)", "Implement self+=value.", |vm, a| {
        extend(vm, &a[0], &a[1], false)?;
        Ok(a[0].clone())
    }),
    sequence_slot("__imul__(self, value, /)", "Implement self*=value.", |vm, a| {
        repeat(vm, a[0].clone(), &a[1])
    }),
    native("append(self, item, /)", "Add an element to the right side of the deque.", |vm, a| {
        push(vm, &a[0], a[1].clone(), false)?;
        Ok(vm.none())
    }),
    native("appendleft(self, item, /)", "Add an element to the left side of the deque.", |vm, a| {
        push(vm, &a[0], a[1].clone(), true)?;
        Ok(vm.none())
    }),
    native("clear(self, /)", "Remove all elements from the deque.", |vm, a| {
        clear(vm, &a[0]);
        Ok(vm.none())
    }),
    native("__copy__(self, /)", "Return a shallow copy of a deque.", |vm, a| copy(vm, &a[0])),
    native("copy(self, /)", "Return a shallow copy of a deque.", |vm, a| copy(vm, &a[0])),
    native("count(self, value, /)", "Return number of occurrences of value.", |vm, a| {
        let (mut n, mut at) = (0, 0);
        let changes = ring(&a[0]).changes();
        while let Some(found) = find_since(vm, &a[0], &a[1], at, usize::MAX, changes)? {
            (n, at) = (n + 1, found + 1);
        }
        Ok(vm.int(n))
    }),
    native(
        "extend(self, iterable, /)",
        "Extend the right side of the deque with elements from the iterable.",
        |vm, a| {
            extend(vm, &a[0], &a[1], false)?;
            Ok(vm.none())
        },
    ),
    native(
        "extendleft(self, iterable, /)",
        "Extend the left side of the deque with elements from the iterable.",
        |vm, a| {
            extend(vm, &a[0], &a[1], true)?;
            Ok(vm.none())
        },
    ),
    native(
        "index(self, value, start=0, stop=9223372036854775807, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        index,
    ),
    native("insert(self, index, value, /)", "Insert value before index.", insert),
    native("pop(self, /)", "Remove and return the rightmost element.", |vm, a| {
        let got = ring(&a[0]).pop_back(&mut vm.heap);
        got.ok_or_else(|| vm.index_error("pop from an empty deque"))
    }),
    native("popleft(self, /)", "Remove and return the leftmost element.", |vm, a| {
        let got = ring(&a[0]).pop_front(&mut vm.heap);
        got.ok_or_else(|| vm.index_error("pop from an empty deque"))
    }),
    native("__reduce__(self, /)", "Return state information for pickling.", reduce),
    native("remove(self, value, /)", "Remove first occurrence of value.", remove),
    native("__reversed__(self, /)", "Return a reverse iterator over the deque.", |vm, a| {
        Ok(iterator(vm, &REVERSE_ITERATOR, &a[0]))
    }),
    native("reverse(self, /)", "Reverse *IN PLACE*.", |vm, a| {
        ring(&a[0]).reverse(&mut vm.heap);
        Ok(vm.none())
    }),
    native(
        "rotate(self, n=1, /)",
        "Rotate the deque n steps to the right.  If n is negative, rotates left.",
        |vm, a| {
            let n = match a.opt(1) {
                Some(n) => vm.index(n)?,
                None => 1,
            };
            ring(&a[0]).rotate(&mut vm.heap, n);
            Ok(vm.none())
        },
    ),
    native("__sizeof__(self, /)", "Return the size of the deque in memory, in bytes.", |vm, a| {
        Ok(vm.int((a[0].ty().basicsize() + ring(&a[0]).cpython_blocks()) as i64))
    }),
    class_method("__class_getitem__(cls, object, /)", "See PEP 585", super::alias::class_getitem),
];

/// # Panics
/// If `v` is no deque: a fault of the caller.
#[inline(always)]
fn ring(v: &Value) -> Deque<'_> {
    match v.as_deque() {
        Some(d) => d,
        None => unreachable!("the receiver is a deque"),
    }
}

fn empty(vm: &mut Vm, cls: &Value, maxlen: Option<usize>) -> Value {
    let v = instance(vm, cls, []);
    if let Some(d) = v.as_deque() {
        d.begin(&mut vm.heap);
        d.set_maxlen(&mut vm.heap, maxlen);
    }
    v
}
fn new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    Ok(empty(vm, &a[0], None))
}
fn init(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let maxlen = match a.opt(2).filter(|v| !v.is_none()) {
        None => None,
        Some(n) if n.as_int().is_none() => return Err(vm.type_error("an integer is required")),
        Some(n) => match usize::try_from(vm.index(n)?) {
            Ok(n) => Some(n),
            Err(_) => return Err(vm.value_error("maxlen must be non-negative")),
        },
    };
    ring(&a[0]).set_maxlen(&mut vm.heap, maxlen);
    clear(vm, &a[0]);
    if let Some(iterable) = a.opt(1) {
        extend(vm, &a[0], iterable, false)?;
    }
    Ok(vm.none())
}
/// An exact deque's copy is one too; a subclass is called.
fn copy(vm: &mut Vm, v: &Value) -> PyResult {
    let maxlen = ring(v).maxlen();
    if v.is_exactly(Kind::DEQUE) {
        let new = empty(vm, &v.ty_value(), maxlen);
        match ring(v).get(&vm.heap, 0).cloned().filter(|_| ring(v).len() == 1) {
            Some(only) => push(vm, &new, only, false)?,
            None => extend(vm, &new, v, false)?,
        }
        return Ok(new);
    }
    let mut args = vec![v.clone()];
    args.extend(maxlen.map(|n| vm.int(n as i64)));
    let new = vm.call(&v.ty_value(), &args)?;
    if new.as_deque().is_none() {
        let (class, got) = (vm.type_name(v), vm.type_name(&new));
        return Err(vm.type_error(format!("{class}() must return a deque, not {got}")));
    }
    Ok(new)
}

/// Append, and let the other end go if that is one too many.
#[inline]
fn push(vm: &mut Vm, v: &Value, item: Value, left: bool) -> PyResult<()> {
    let d = ring(v);
    if left {
        d.push_front(&mut vm.heap, item)?;
    } else {
        d.push_back(&mut vm.heap, item)?;
    }
    if d.maxlen().is_some_and(|most| d.len() > most) {
        let old = if left { d.pop_back(&mut vm.heap) } else { d.pop_front(&mut vm.heap) };
        if let Some(old) = old {
            vm.release(old);
        }
    }
    Ok(())
}
fn extend(vm: &mut Vm, v: &Value, source: &Value, left: bool) -> PyResult<()> {
    if source.is(v) {
        let all = vm.collect(source)?;
        let list = vm.list(all)?;
        return extend(vm, v, &list, left);
    }
    let it = vm.iter(source)?;
    if ring(v).maxlen() != Some(0) {
        ring(v).lean(&mut vm.heap, left);
    }
    let mut n = 0;
    while let Some(item) = vm.next(&it)? {
        if ring(v).maxlen() == Some(0) {
            vm.release(item);
        } else {
            push(vm, v, item, left)?;
        }
        vm.check_growth(n)?;
        n = (n + 1) & 0xfff;
    }
    vm.release(it);
    Ok(())
}
fn clear(vm: &mut Vm, v: &Value) {
    for item in ring(v).take_all(&mut vm.heap) {
        vm.release(item);
    }
}
fn subscript(vm: &mut Vm, v: &Value, key: &Value) -> PyResult<usize> {
    if !vm.has_index(key) {
        let got = vm.type_name(key);
        return Err(vm.type_error(format!("sequence index must be integer, not '{got}'")));
    }
    let i = vm.seq_index(key)?;
    place(i, ring(v).len()).ok_or_else(|| vm.index_error("deque index out of range"))
}
fn delete(vm: &mut Vm, v: &Value, at: usize) {
    let d = ring(v);
    d.rotate(&mut vm.heap, -(at as i64));
    let old = d.pop_front(&mut vm.heap);
    d.rotate(&mut vm.heap, at as i64);
    if let Some(old) = old {
        vm.release(old);
    }
}
fn insert(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let i = vm.index(&a[1])?;
    let d = ring(&a[0]);
    let n = d.len() as i64;
    if d.maxlen() == Some(n as usize) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    if i >= n {
        push(vm, &a[0], a[2].clone(), false)?;
    } else if i <= -n || i == 0 {
        push(vm, &a[0], a[2].clone(), true)?;
    } else {
        d.rotate(&mut vm.heap, -i);
        push(vm, &a[0], a[2].clone(), i >= 0)?;
        d.rotate(&mut vm.heap, i);
    }
    Ok(vm.none())
}
fn mutated(vm: &mut Vm) -> Raised {
    vm.runtime_error("deque mutated during iteration")
}
/// The first place in `start..stop` whose item equals `wanted`.
fn find(vm: &mut Vm, v: &Value, wanted: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let changes = ring(v).changes();
    find_since(vm, v, wanted, start, stop, changes)
}
fn find_since(
    vm: &mut Vm,
    v: &Value,
    wanted: &Value,
    start: usize,
    stop: usize,
    changes: usize,
) -> PyResult<Option<usize>> {
    let mut i = start;
    while i < stop {
        let Some(item) = ring(v).get(&vm.heap, i).cloned() else { return Ok(None) };
        let same = vm.same_or_eq(&item, wanted)?;
        vm.release(item);
        if ring(v).changes() != changes {
            return Err(mutated(vm));
        }
        if same {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}
fn not_there(vm: &mut Vm, wanted: &Value) -> PyResult {
    let shown = vm.repr(wanted)?;
    let shown = vm.text(&shown);
    Err(vm.value_error(format!("{shown} is not in deque")))
}
fn index(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let n = ring(&a[0]).len();
    let start = vm.search_bound(a.opt(2), 0, n)?;
    let stop = vm.search_bound(a.opt(3), i64::MAX, n)?;
    match find(vm, &a[0], &a[1], start.min(n), stop.min(n))? {
        Some(at) => Ok(vm.int(at as i64)),
        None => not_there(vm, &a[1]),
    }
}
fn remove(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let changes = ring(&a[0]).changes();
    let mut i = 0;
    while let Some(item) = ring(&a[0]).get(&vm.heap, i).cloned() {
        let same = vm.same_or_eq(&item, &a[1])?;
        vm.release(item);
        if ring(&a[0]).changes() != changes {
            return Err(vm.index_error("deque mutated during iteration"));
        }
        if same {
            delete(vm, &a[0], i);
            return Ok(vm.none());
        }
        i += 1;
    }
    not_there(vm, &a[1])
}
fn show(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if !vm.enter_repr(&a[0]) {
        return Ok(vm.str("[...]"));
    }
    let shown = contents(vm, &a[0]).and_then(|list| vm.repr(&list));
    vm.leave_repr(&a[0]);
    let shown = shown?;
    let name = vm.type_name(&a[0]);
    let name = name.rsplit('.').next().unwrap_or_default().to_owned();
    let end = ring(&a[0]).maxlen().map_or_else(|| ")".to_owned(), |n| format!(", maxlen={n})"));
    vm.join_reprs(&format!("{name}("), &[shown], &end)
}
fn contents(vm: &mut Vm, v: &Value) -> PyResult {
    let all = vm.collect(v)?;
    vm.list(all)
}
fn compare(vm: &mut Vm, op: CmpOp, a: Args<'_>) -> PyResult {
    if a[1].as_deque().is_none() {
        return Ok(vm.not_implemented());
    }
    let (n, m) = (ring(&a[0]).len(), ring(&a[1]).len());
    if matches!(op, CmpOp::Eq | CmpOp::Ne) && (a[0].is(&a[1]) || n != m) {
        return Ok(vm.bool((op == CmpOp::Eq) == (n == m)));
    }
    let (left, right) = (vm.iter(&a[0])?, vm.iter(&a[1])?);
    loop {
        let (x, y) = (vm.next(&left)?, vm.next(&right)?);
        let (Some(x), Some(y)) = (&x, &y) else {
            return Ok(vm.bool(holds(op, x.is_some().cmp(&y.is_some()))));
        };
        if !vm.same_or_eq(x, y)? {
            return match op {
                CmpOp::Eq => Ok(vm.bool(false)),
                CmpOp::Ne => Ok(vm.bool(true)),
                _ => {
                    let holds = vm.compare_bool(op, x, y)?;
                    Ok(vm.bool(holds))
                }
            };
        }
    }
}
fn add(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if a[1].as_deque().is_none() {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("can only concatenate deque (not \"{got}\") to deque")));
    }
    let new = copy(vm, &a[0])?;
    extend(vm, &new, &a[1], false)?;
    Ok(new)
}
fn multiply(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let v = copy(vm, &a[0])?;
    repeat(vm, v, &a[1])
}
fn repeat(vm: &mut Vm, v: Value, times: &Value) -> PyResult {
    let mut times = vm.repeat_count(times)?;
    let n = ring(&v).len();
    if n == 0 || times == 1 {
        return Ok(v);
    }
    if times == 0 {
        clear(vm, &v);
        return Ok(v);
    }
    if n == 1 {
        times = ring(&v).maxlen().map_or(times, |most| times.min(most.max(1)));
    }
    let Some(total) = n.checked_mul(times).and_then(|n| n.checked_mul(8)) else {
        return Err(crate::object::NoMemory.into());
    };
    if ring(&v).maxlen().is_none() {
        vm.check_room(total)?;
    }
    let list = contents(vm, &v)?;
    for _ in 1..times {
        extend(vm, &v, &list, false)?;
    }
    Ok(v)
}
/// `(class, () or ((), maxlen), state, iterator)`.
fn reduce(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let name = vm.heap.intern_str("__getstate__");
    let state = vm.call_method(&a[0], &name, &[])?;
    let it = vm.iter(&a[0])?;
    let args = match ring(&a[0]).maxlen() {
        None => vm.heap.empty_tuple(),
        Some(n) => {
            let (none, n) = (vm.heap.empty_tuple(), vm.int(n as i64));
            vm.pair(none, n)?
        }
    };
    vm.tuple(vec![a[0].ty_value(), args, state, it])
}

// --- iterators -----------------------------------------------------------------------------------------------

/// Items still to come, and the deque's count of changes when the walk began.
const LEFT: usize = 0;
const CHANGES: usize = 1;

pub static ITERATOR: TypeSpec = TypeSpec {
    name: "collections._deque_iterator",
    flags: tflag::CONTAINER,
    methods: &[
        static_method("__new__(cls, deque, index=0, /)", "Create and return a new object.", |vm, a| {
            new_iterator(vm, a, &ITERATOR)
        }),
        slot("__iter__(self, /)", "Implement iter(self).", super::iter::dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", |vm, a| {
            let got = forward(vm, &a[0]);
            super::iter::or_stop(vm, got)
        }),
        native("__length_hint__(self, /)", "Private method returning an estimate of len(list(it)).", hint),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce_iterator),
    ],
    fields: 1,
    words: 2,
    basicsize: 56,
    next: Some(forward),
    ..TypeSpec::EMPTY
};
pub static REVERSE_ITERATOR: TypeSpec = TypeSpec {
    name: "collections._deque_reverse_iterator",
    flags: tflag::CONTAINER,
    methods: &[
        static_method("__new__(cls, deque, index=0, /)", "Create and return a new object.", |vm, a| {
            new_iterator(vm, a, &REVERSE_ITERATOR)
        }),
        slot("__iter__(self, /)", "Implement iter(self).", super::iter::dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", |vm, a| {
            let got = backward(vm, &a[0]);
            super::iter::or_stop(vm, got)
        }),
        native("__length_hint__(self, /)", "Private method returning an estimate of len(list(it)).", hint),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce_iterator),
    ],
    fields: 1,
    words: 2,
    basicsize: 56,
    next: Some(backward),
    ..TypeSpec::EMPTY
};

fn iterator(vm: &mut Vm, spec: &'static TypeSpec, v: &Value) -> Value {
    let it = record_of(vm, spec, [v.clone()]);
    let d = ring(v);
    set_word(vm, &it, LEFT, d.len() as i64);
    set_word(vm, &it, CHANGES, d.changes() as i64);
    it
}
fn new_iterator(vm: &mut Vm, a: Args<'_>, spec: &'static TypeSpec) -> PyResult {
    if a[1].as_deque().is_none() {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("argument 1 must be collections.deque, not {got}")));
    }
    let skip = match a.opt(2) {
        Some(n) => vm.index(n)?,
        None => 0,
    };
    let it = iterator(vm, spec, &a[1]);
    let n = ring(&a[1]).len() as i64;
    set_word(vm, &it, LEFT, n - skip.clamp(0, n));
    Ok(it)
}
#[inline]
fn forward(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    step(vm, it, |len, left| len - left)
}
#[inline]
fn backward(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    step(vm, it, |_, left| left - 1)
}
#[inline(always)]
fn step(vm: &mut Vm, it: &Value, at: impl Fn(usize, usize) -> usize) -> PyResult<Slot> {
    let Some(r) = it.as_record() else { return Ok(None) };
    let left = r.word(&vm.heap, LEFT) as usize;
    let Some(d) = r.field(&vm.heap, 0).and_then(Value::as_deque) else { return Ok(None) };
    if d.changes() as u64 != r.word(&vm.heap, CHANGES) {
        set_word(vm, it, LEFT, 0);
        return Err(mutated(vm));
    }
    if left == 0 {
        return Ok(None);
    }
    let item = d.get(&vm.heap, at(d.len(), left)).cloned();
    r.set_word(&mut vm.heap, LEFT, left as u64 - 1);
    Ok(item)
}
fn hint(vm: &mut Vm, a: Args<'_>) -> PyResult {
    Ok(vm.int(word(vm, &a[0], LEFT)))
}
fn reduce_iterator(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let of = held(vm, &a[0], 0).unwrap_or_else(|| vm.none());
    let n = of.as_deque().map_or(0, Deque::len) as i64 - word(vm, &a[0], LEFT);
    let n = vm.int(n);
    let args = vm.pair(of, n)?;
    vm.pair(a[0].ty_value(), args)
}
