//! range and its iterators.
//!
//! Invariant: start, stop, step and length are exact ints of any size; everything that fits words
//! is computed with words.
//! CPython's counterpart is `Objects/rangeobject.c`.

use crate::object::ops::CmpOp;
use crate::object::spec::{Member, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Int, Kind, PyResult, Slot, TypeSpec, Value};
use crate::types::iter::{dunder_iter, dunder_next, record, record_of, set_word, word};
use crate::types::slice::big_indices;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

mod field {
    pub const START: usize = 0;
    pub const STOP: usize = 1;
    pub const STEP: usize = 2;
    pub const LENGTH: usize = 3;
}

pub static RANGE: TypeSpec = TypeSpec {
    name: "range",
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe integers from start up to stop, which is left out, by step.",
    kind: Kind::RANGE,
    flags: tflag::SEQUENCE | tflag::GENERIC_GETATTR,
    fields: 4,
    basicsize: 48,
    methods: &[
        static_method(
            "__new__(cls, start, stop=None, step=None, /)",
            "Create and return a new range.",
            range_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", range_repr),
        slot("__hash__(self, /)", "Return hash(self).", range_hash),
        slot("__bool__(self, /)", "True if self else False", range_bool),
        slot("__len__(self, /)", "Return len(self).", range_len),
        slot("__getitem__(self, key, /)", "Return self[key].", |vm, a| get(vm, &a[0], &a[1])),
        slot("__contains__(self, key, /)", "Return bool(key in self).", range_contains),
        slot("__iter__(self, /)", "Implement iter(self).", |vm, a| iter(vm, &a[0])),
        slot("__lt__(self, value, /)", "Return self<value.", |vm, _| Ok(vm.not_implemented())),
        slot("__le__(self, value, /)", "Return self<=value.", |vm, _| Ok(vm.not_implemented())),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, CmpOp::Eq)),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, CmpOp::Ne)),
        slot("__gt__(self, value, /)", "Return self>value.", |vm, _| Ok(vm.not_implemented())),
        slot("__ge__(self, value, /)", "Return self>=value.", |vm, _| Ok(vm.not_implemented())),
        native("__reversed__(self, /)", "Return a reverse iterator.", range_reversed),
        native("__reduce__(self, /)", "Return state information for pickling.", range_reduce),
        native(
            "count(self, object, /)",
            "rangeobject.count(value) -> integer -- return number of occurrences of value",
            range_count,
        ),
        native(
            "index(self, object, /)",
            "rangeobject.index(value) -> integer -- return index of value.",
            range_index,
        ),
    ],
    members: &[
        Member { name: "start", field: field::START, writable: false, doc: "" },
        Member { name: "stop", field: field::STOP, writable: false, doc: "" },
        Member { name: "step", field: field::STEP, writable: false, doc: "" },
    ],
    ..TypeSpec::EMPTY
};

/// Start, step and length as words, if they and the last element fit.
fn words(vm: &Vm, r: &Value) -> Option<(i64, i64, i64)> {
    let r = r.as_record()?;
    let get = |i| r.field(&vm.heap, i)?.as_word();
    let (start, stop, step) = (get(field::START)?, get(field::STOP)?, get(field::STEP)?);
    // So that adding a step to an element never overflows.
    stop.checked_add(step)?;
    start.checked_add(step)?;
    Some((start, step, get(field::LENGTH)?))
}

fn big(vm: &Vm, r: &Value, i: usize) -> BigInt {
    vm.record_field(r, i).as_int().map(Int::to_big).unwrap_or_default()
}

/// The exact int that `v` stands for as an index.
fn exact(vm: &mut Vm, v: &Value) -> PyResult {
    let i = vm.index_value(v)?;
    if i.is_exactly(Kind::INT) {
        return Ok(i);
    }
    match i.as_int().map(|n| (n.word(), n)) {
        Some((Some(w), _)) => Ok(vm.int(w)),
        Some((None, n)) => Ok(vm.heap.int_from_big(&n.to_big())?),
        None => Ok(i),
    }
}

/// Number of elements (`compute_range_length`).
fn length(start: &Value, stop: &Value, step: &Value) -> BigInt {
    let of = |v: &Value| v.as_int().map(Int::to_big).unwrap_or_default();
    let (start, stop, step) = (of(start), of(stop), of(step));
    let (lo, hi) = if step.is_positive() { (start, stop) } else { (stop, start) };
    if lo >= hi { BigInt::zero() } else { (hi - lo - 1) / step.abs() + 1 }
}

/// How many numbers there are from `start` to `stop`, if all fits words.
fn word_length(start: i64, stop: i64, step: i64) -> Option<i64> {
    let (distance, step) = match step {
        1.. => (stop.checked_sub(start)?, step),
        _ => (start.checked_sub(stop)?, step.checked_neg()?),
    };
    match (distance, step) {
        (..=0, _) => Some(0),
        (_, 1) => Some(distance),
        _ => Some((distance - 1) / step + 1),
    }
}

fn make(vm: &mut Vm, start: Value, stop: Value, step: Value) -> PyResult {
    let len = match (start.as_word(), stop.as_word(), step.as_word()) {
        (Some(a), Some(b), Some(step)) => word_length(a, b, step).map(|n| vm.int(n)),
        _ => None,
    };
    let len = match len {
        Some(len) => len,
        None => {
            let n = length(&start, &stop, &step);
            vm.heap.int_from_big(&n)?
        }
    };
    Ok(record(vm, Kind::RANGE, [start, stop, step, len]))
}

fn range_new(vm: &mut Vm, a: Args) -> PyResult {
    let Some(stop) = a.opt(2) else {
        let stop = exact(vm, &a[1])?;
        let (zero, one) = (vm.int(0), vm.int(1));
        return make(vm, zero, stop, one);
    };
    let start = exact(vm, &a[1])?;
    let stop = exact(vm, stop)?;
    let step = match a.opt(3) {
        Some(v) => exact(vm, v)?,
        None => vm.int(1),
    };
    if step.as_word() == Some(0) {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    make(vm, start, stop, step)
}

fn range_repr(vm: &mut Vm, a: Args) -> PyResult {
    let plain = vm.record_field(&a[0], field::STEP).as_word() == Some(1);
    let mut texts = Vec::new();
    for i in 0..if plain { 2 } else { 3 } {
        let part = vm.record_field(&a[0], i);
        texts.push(vm.repr(&part)?);
    }
    vm.join_reprs("range(", &texts, ")")
}

/// By length, first and last as `range_hash`: equal ranges have equal hashes.
fn range_hash(vm: &mut Vm, a: Args) -> PyResult {
    let none = vm.none();
    let len = vm.record_field(&a[0], field::LENGTH);
    let (start, step) = match len.as_word() {
        Some(0) => (none.clone(), none),
        Some(1) => (vm.record_field(&a[0], field::START), none),
        _ => (vm.record_field(&a[0], field::START), vm.record_field(&a[0], field::STEP)),
    };
    let key = vm.tuple(vec![len, start, step])?;
    let h = vm.hash(&key)?;
    Ok(vm.int(h))
}

fn range_bool(vm: &mut Vm, a: Args) -> PyResult {
    let some = vm.record_field(&a[0], field::LENGTH).as_word() != Some(0);
    Ok(vm.bool(some))
}

fn range_len(vm: &mut Vm, a: Args) -> PyResult {
    let len = vm.record_field(&a[0], field::LENGTH);
    if len.as_word().is_none() {
        return Err(vm.overflow_error("Python int too large to convert to C ssize_t"));
    }
    Ok(len)
}

/// `range[key]`.
///
/// # Errors
/// IndexError, TypeError, what `__index__` raises.
pub fn get(vm: &mut Vm, r: &Value, key: &Value) -> PyResult {
    if let (Some(i), Some((start, step, len))) = (key.as_word(), words(vm, r)) {
        let at = if i < 0 { i + len } else { i };
        if !(0..len).contains(&at) {
            return Err(vm.index_error("range object index out of range"));
        }
        return Ok(vm.int(start + at * step));
    }
    if key.is_exactly(Kind::SLICE) {
        return sliced(vm, r, key);
    }
    if !vm.has_index(key) {
        let got = vm.type_name(key);
        return Err(vm.type_error(format!("range indices must be integers or slices, not {got}")));
    }
    let i = vm.index_value(key)?;
    let (i, len) = (i.as_int().map(Int::to_big).unwrap_or_default(), big(vm, r, field::LENGTH));
    let at = if i.is_negative() { i + &len } else { i };
    if at.is_negative() || at >= len {
        return Err(vm.index_error("range object index out of range"));
    }
    let v = big(vm, r, field::START) + at * big(vm, r, field::STEP);
    Ok(vm.heap.int_from_big(&v)?)
}

/// The range of the elements a slice picks (`compute_slice`).
fn sliced(vm: &mut Vm, r: &Value, key: &Value) -> PyResult {
    let parts = [0, 1, 2].map(|i| vm.record_field(key, i));
    let len = big(vm, r, field::LENGTH);
    let (start, stop, step) = big_indices(vm, parts, &len)?;
    let (first, by) = (big(vm, r, field::START), big(vm, r, field::STEP));
    let start = vm.heap.int_from_big(&(&first + start * &by))?;
    let stop = vm.heap.int_from_big(&(&first + stop * &by))?;
    let step = vm.heap.int_from_big(&(step * by))?;
    make(vm, start, stop, step)
}

/// Index of an int in the range.
fn position(vm: &Vm, r: &Value, v: &Value) -> Option<BigInt> {
    let v = v.as_int()?;
    if let (Some(v), Some((start, step, len))) = (v.word(), words(vm, r)) {
        let distance = i128::from(v) - i128::from(start);
        let step = i128::from(step);
        let at = distance / step;
        return (distance % step == 0 && (0..i128::from(len)).contains(&at)).then(|| BigInt::from(at));
    }
    let (at, rest) = (v.to_big() - big(vm, r, field::START)).div_mod_floor(&big(vm, r, field::STEP));
    (rest.is_zero() && !at.is_negative() && at < big(vm, r, field::LENGTH)).then_some(at)
}

fn is_plain_int(v: &Value) -> bool {
    matches!(v.kind(), Kind::INT | Kind::BOOL)
}

fn range_contains(vm: &mut Vm, a: Args) -> PyResult {
    if is_plain_int(&a[1]) {
        let found = position(vm, &a[0], &a[1]).is_some();
        return Ok(vm.bool(found));
    }
    let found = search(vm, a)?.is_some();
    Ok(vm.bool(found))
}

/// First index of an object that may equal ints in its own way: by looking at each element.
fn search(vm: &mut Vm, a: Args) -> PyResult<Option<i64>> {
    let it = vm.iter(&a[0])?;
    let mut i = 0;
    while let Some(v) = vm.next(&it)? {
        if vm.same_or_eq(&v, &a[1])? {
            return Ok(Some(i));
        }
        i += 1;
        vm.check_growth(i as usize)?;
    }
    Ok(None)
}

fn range_count(vm: &mut Vm, a: Args) -> PyResult {
    if is_plain_int(&a[1]) {
        let n = i64::from(position(vm, &a[0], &a[1]).is_some());
        return Ok(vm.int(n));
    }
    let it = vm.iter(&a[0])?;
    let (mut n, mut steps) = (0, 0);
    while let Some(v) = vm.next(&it)? {
        n += i64::from(vm.same_or_eq(&v, &a[1])?);
        steps += 1;
        vm.check_growth(steps)?;
    }
    Ok(vm.int(n))
}

fn range_index(vm: &mut Vm, a: Args) -> PyResult {
    if is_plain_int(&a[1]) {
        return match position(vm, &a[0], &a[1]) {
            Some(i) => Ok(vm.heap.int_from_big(&i)?),
            None => {
                let shown = vm.repr_text(&a[1]);
                Err(vm.value_error(format!("{shown} is not in range")))
            }
        };
    }
    match search(vm, a)? {
        Some(i) => Ok(vm.int(i)),
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}

/// Equal as sequences: same length, same first, same step where it matters.
fn compare(vm: &mut Vm, a: Args, op: CmpOp) -> PyResult {
    if !a[1].is_exactly(Kind::RANGE) {
        return Ok(vm.not_implemented());
    }
    let same = |i| big(vm, &a[0], i) == big(vm, &a[1], i);
    let len = vm.record_field(&a[0], field::LENGTH).as_word();
    let equal = a[0].is(&a[1])
        || same(field::LENGTH)
            && (len == Some(0) || same(field::START) && (len == Some(1) || same(field::STEP)));
    Ok(vm.bool(equal == (op == CmpOp::Eq)))
}

fn range_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let parts = [0, 1, 2].map(|i| vm.record_field(&a[0], i));
    let parts = vm.tuple(parts.to_vec())?;
    vm.tuple(vec![a[0].ty_value(), parts])
}

// --- iterators -----------------------------------------------------------------------------------

/// Words: the next element, the step, the elements left.
pub static RANGE_ITER: TypeSpec = TypeSpec {
    name: "range_iterator",
    kind: Kind::RANGE_ITER,
    flags: tflag::NO_NEW,
    words: 3,
    basicsize: 40,
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

/// Fields: the next element, the step, the elements left; ints of any size.
static LONG_RANGE_ITER: TypeSpec = TypeSpec {
    name: "longrange_iterator",
    flags: tflag::NO_NEW,
    fields: 3,
    basicsize: 40,
    methods: &[
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", long_next),
        native(
            "__length_hint__(self, /)",
            "Private method returning an estimate of len(list(it)).",
            |vm, a| Ok(vm.record_field(&a[0], 2)),
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", long_reduce),
        native("__setstate__(self, object, /)", "Set state information for unpickling.", long_set_state),
    ],
    ..TypeSpec::EMPTY
};

fn new_iter(vm: &mut Vm, start: i64, step: i64, len: i64) -> Value {
    let it = record(vm, Kind::RANGE_ITER, []);
    for (i, w) in [start, step, len].into_iter().enumerate() {
        set_word(vm, &it, i, w);
    }
    it
}

/// `iter(range)`.
///
/// # Errors
/// None; as its siblings.
pub fn iter(vm: &mut Vm, of: &Value) -> PyResult {
    if let Some((start, step, len)) = words(vm, of) {
        return Ok(new_iter(vm, start, step, len));
    }
    let parts = [field::START, field::STEP, field::LENGTH].map(|i| vm.record_field(of, i));
    Ok(record_of(vm, &LONG_RANGE_ITER, parts))
}

fn range_reversed(vm: &mut Vm, a: Args) -> PyResult {
    if let Some((start, step, len)) = words(vm, &a[0])
        && let Some(down) = step.checked_neg()
        && let Some(last) = (len - 1).checked_mul(step).and_then(|way| start.checked_add(way))
        && start.checked_sub(step).is_some()
    {
        return Ok(new_iter(vm, last, down, len));
    }
    let (start, step, len) =
        (big(vm, &a[0], field::START), big(vm, &a[0], field::STEP), big(vm, &a[0], field::LENGTH));
    let last = vm.heap.int_from_big(&(start + (len - 1) * &step))?;
    let down = vm.heap.int_from_big(&-step)?;
    let len = vm.record_field(&a[0], field::LENGTH);
    Ok(record_of(vm, &LONG_RANGE_ITER, [last, down, len]))
}

/// Next of a [`RANGE_ITER`].
///
/// # Errors
/// None; as its siblings.
#[inline]
pub fn iter_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(r) = it.as_record() else { return Ok(None) };
    let left = r.word(&vm.heap, 2) as i64;
    if left <= 0 {
        return Ok(None);
    }
    let (at, step) = (r.word(&vm.heap, 0) as i64, r.word(&vm.heap, 1) as i64);
    r.set_word(&mut vm.heap, 0, at.wrapping_add(step) as u64);
    r.set_word(&mut vm.heap, 2, (left - 1) as u64);
    Ok(Some(vm.heap.int(at)))
}

fn iter_hint(vm: &mut Vm, a: Args) -> PyResult {
    let left = word(vm, &a[0], 2);
    Ok(vm.int(left))
}

fn reduce(vm: &mut Vm, start: BigInt, step: BigInt, len: BigInt) -> PyResult {
    let stop = vm.heap.int_from_big(&(&start + &step * len))?;
    let (start, step) = (vm.heap.int_from_big(&start)?, vm.heap.int_from_big(&step)?);
    let range = make(vm, start, stop, step)?;
    let (iter, none) = (vm.builtin("iter"), vm.none());
    let args = vm.tuple(vec![range])?;
    vm.tuple(vec![iter, args, none])
}

fn iter_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let [start, step, len] = [0, 1, 2].map(|i| BigInt::from(word(vm, &a[0], i)));
    reduce(vm, start, step, len)
}

fn iter_set_state(vm: &mut Vm, a: Args) -> PyResult {
    let n = vm.index(&a[1])?;
    let left = word(vm, &a[0], 2);
    let n = n.clamp(0, left.max(0));
    let (at, step) = (word(vm, &a[0], 0), word(vm, &a[0], 1));
    set_word(vm, &a[0], 0, at.wrapping_add(n.wrapping_mul(step)));
    set_word(vm, &a[0], 2, left - n);
    Ok(vm.none())
}

fn long_next(vm: &mut Vm, a: Args) -> PyResult {
    let left = big(vm, &a[0], 2);
    if !left.is_positive() {
        return Err(vm.stop_iteration(None));
    }
    let at = vm.record_field(&a[0], 0);
    let next = vm.heap.int_from_big(&(big(vm, &a[0], 0) + big(vm, &a[0], 1)))?;
    let left = vm.heap.int_from_big(&(left - 1))?;
    if let Some(r) = a[0].as_record() {
        r.set(&mut vm.heap, 0, Some(next));
        r.set(&mut vm.heap, 2, Some(left));
    }
    Ok(at)
}

fn long_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let [start, step, len] = [0, 1, 2].map(|i| big(vm, &a[0], i));
    reduce(vm, start, step, len)
}

fn long_set_state(vm: &mut Vm, a: Args) -> PyResult {
    let n = vm.index_value(&a[1])?;
    let left = big(vm, &a[0], 2);
    let n = n.as_int().map(Int::to_big).unwrap_or_default().max(BigInt::zero()).min(left.clone());
    let at = vm.heap.int_from_big(&(big(vm, &a[0], 0) + &n * big(vm, &a[0], 1)))?;
    let left = vm.heap.int_from_big(&(left - n))?;
    if let Some(r) = a[0].as_record() {
        r.set(&mut vm.heap, 0, Some(at));
        r.set(&mut vm.heap, 2, Some(left));
    }
    Ok(vm.none())
}
