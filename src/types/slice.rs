//! slice, and what every sequence does with one.
//!
//! Owns: [`Indices`], the clipped form of a slice; the reading of subscripts.
//! Invariant: an [`Indices`] of `count` elements stays inside the length it was computed for.
//! Deliberately absent: slicing itself; each sequence copies its own elements.
//! CPython's counterpart is `Objects/sliceobject.c`.

use crate::object::ops::CmpOp;
use crate::object::spec::{Member, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, TypeSpec, Value};
use crate::types::numeric::hash::hash_tuple;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use std::ops::Range;

/// Value fields.
pub mod field {
    pub const START: usize = 0;
    pub const STOP: usize = 1;
    pub const STEP: usize = 2;
}

pub static SLICE: TypeSpec = TypeSpec {
    name: "slice",
    doc: "slice(stop)\nslice(start, stop[, step])\n\nWhat a subscript with colons stands for; step defaults to None.",
    kind: Kind::SLICE,
    flags: tflag::CONTAINER | tflag::GENERIC_GETATTR,
    fields: 3,
    basicsize: 40,
    methods: &[
        static_method(
            "__new__(cls, start, stop=None, step=None, /)",
            "Create and return a new slice.",
            slice_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", slice_repr),
        slot("__hash__(self, /)", "Return hash(self).", slice_hash),
        slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, a, CmpOp::Lt)),
        slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, a, CmpOp::Le)),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, CmpOp::Eq)),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, CmpOp::Ne)),
        slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, a, CmpOp::Gt)),
        slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, a, CmpOp::Ge)),
        native(
            "indices(self, object, /)",
            "S.indices(len) -> (start, stop, stride)\n\nClip the slice to a sequence of that length.",
            slice_indices,
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", slice_reduce),
    ],
    members: &[
        Member { name: "start", field: field::START, writable: false, doc: "" },
        Member { name: "stop", field: field::STOP, writable: false, doc: "" },
        Member { name: "step", field: field::STEP, writable: false, doc: "" },
    ],
    ..TypeSpec::EMPTY
};

/// A slice clipped to a length: `count` elements at `start`, `start + step` ...
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indices {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub count: usize,
}

impl Indices {
    /// The element numbers, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = usize> {
        (0..self.count).map(move |i| (self.start + i as i64 * self.step) as usize)
    }
    /// The elements as a range, if the step is 1.
    pub fn range(self) -> Option<Range<usize>> {
        (self.step == 1).then(|| self.start as usize..self.start as usize + self.count)
    }
    /// The same elements from low to high.
    pub fn ascending(self) -> Indices {
        if self.step > 0 || self.count == 0 {
            return self;
        }
        let start = self.start + (self.count as i64 - 1) * self.step;
        Indices { start, stop: self.start + 1, step: -self.step, count: self.count }
    }
}

/// What a sequence was subscripted with.
pub enum Subscript {
    /// As written: negative counts from the end.
    Index(i64),
    Slice(Indices),
}

/// `start`, `stop` or `step` as a word, clamped at the ends of the word's range
/// (`_PyEval_SliceIndex`); `None` for None.
///
/// # Errors
/// TypeError, what `__index__` raises.
pub fn clamped(vm: &mut Vm, v: &Value) -> PyResult<Option<i64>> {
    if v.is_none() {
        return Ok(None);
    }
    if v.as_int().is_none() && !vm.has_index(v) {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    let i = vm.index_value(v)?;
    let end = |negative: bool| if negative { i64::MIN } else { i64::MAX };
    Ok(Some(i.as_word().unwrap_or_else(|| end(i.as_int().is_some_and(crate::object::Int::is_negative)))))
}

impl Vm {
    /// A slice object.
    pub fn make_slice(&mut self, start: Value, stop: Value, step: Value) -> Value {
        super::iter::record(self, Kind::SLICE, [start, stop, step])
    }
    /// A slice clipped to a sequence of `len` elements.
    ///
    /// # Errors
    /// TypeError, ValueError for a step of zero, what `__index__` raises.
    pub fn slice_indices(&mut self, slice: &Value, len: usize) -> PyResult<Indices> {
        let (start, stop, step) = self.slice_words(slice)?;
        Ok(clip(start, stop, step, len as i64))
    }
    /// `start`, `stop`, `step` as words (`PySlice_Unpack`). A sequence takes its length after this,
    /// since `__index__` may have changed it.
    ///
    /// # Errors
    /// As [`Vm::slice_indices`].
    pub fn slice_words(&mut self, slice: &Value) -> PyResult<(i64, i64, i64)> {
        let field = |i| slice.as_record().and_then(|r| r.field(&self.heap, i));
        if let (Some(start), Some(stop)) = (field(field::START), field(field::STOP))
            && let Some(words) = plain_words(start, stop, field(field::STEP))
        {
            return Ok(words);
        }
        let part = |vm: &Vm, i| vm.record_field(slice, i);
        let step = part(self, field::STEP);
        let step = clamped(self, &step)?.unwrap_or(1).max(-i64::MAX);
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let start = part(self, field::START);
        let start = clamped(self, &start)?.unwrap_or(if step < 0 { i64::MAX } else { 0 });
        let stop = part(self, field::STOP);
        let stop = clamped(self, &stop)?.unwrap_or(if step < 0 { i64::MIN } else { i64::MAX });
        Ok((start, stop, step))
    }
    /// Read a subscript of a sequence of type `what`; `len` is asked after user code has run.
    ///
    /// # Errors
    /// "`what` indices must be integers or slices, not X"; IndexError for huge ints.
    pub fn subscript(&mut self, key: &Value, what: &str, len: impl Fn() -> usize) -> PyResult<Subscript> {
        if let Some(w) = key.as_word() {
            return Ok(Subscript::Index(w));
        }
        if key.is_exactly(Kind::SLICE) {
            let (start, stop, step) = self.slice_words(key)?;
            return Ok(Subscript::Slice(clip(start, stop, step, len() as i64)));
        }
        if key.as_int().is_some() || self.has_index(key) {
            return Ok(Subscript::Index(self.seq_index(key)?));
        }
        let got = self.type_name(key);
        Err(self.type_error(format!("{what} indices must be integers or slices, not {got}")))
    }
    /// Has `__index__`.
    pub fn has_index(&mut self, v: &Value) -> bool {
        if v.as_int().is_some() {
            return true;
        }
        let name = self.names.__index__.clone();
        self.special(v, &name).is_some()
    }
    /// How often a sequence is repeated by `*`.
    ///
    /// # Errors
    /// TypeError, OverflowError for huge ints, what `__index__` raises.
    pub fn repeat_count(&mut self, v: &Value) -> PyResult<usize> {
        let n = self.index_value(v)?;
        match n.as_word() {
            Some(w) => Ok(w.max(0) as usize),
            None => {
                let got = self.type_name(v);
                Err(self.overflow_error(format!("cannot fit '{got}' into an index-sized integer")))
            }
        }
    }
    /// An optional `start` or `stop` argument of `index()`: negative counts from the end, both
    /// clamp at 0 (`_PyEval_SliceIndexNotNone`).
    ///
    /// # Errors
    /// TypeError, what `__index__` raises.
    pub fn search_bound(&mut self, v: Option<&Value>, default: i64, len: usize) -> PyResult<usize> {
        let Some(v) = v else { return Ok(default.max(0) as usize) };
        if !self.has_index(v) {
            return Err(self.type_error("slice indices must be integers or have an __index__ method"));
        }
        let w = clamped(self, v)?.unwrap_or(default);
        Ok(if w < 0 { w.saturating_add(len as i64).max(0) } else { w } as usize)
    }
}

/// `start`, `stop`, `step` as words, if each is None or an int that fits one, and the step is not zero.
#[inline]
pub fn plain_words(start: &Value, stop: &Value, step: Option<&Value>) -> Option<(i64, i64, i64)> {
    let word = |v: &Value, absent| if v.is_none() { Some(absent) } else { v.as_word() };
    let step = step.map_or(Some(1), |s| word(s, 1)).filter(|s| *s != 0 && *s != i64::MIN)?;
    let ends = if step < 0 { (i64::MAX, i64::MIN) } else { (0, i64::MAX) };
    Some((word(start, ends.0)?, word(stop, ends.1)?, step))
}

/// `PySlice_AdjustIndices`.
pub fn clip(start: i64, stop: i64, step: i64, len: i64) -> Indices {
    let bound = |w: i64| {
        let w = if w < 0 { w.saturating_add(len) } else { w };
        if step < 0 { w.clamp(-1, len - 1) } else { w.clamp(0, len) }
    };
    let (start, stop) = (bound(start), bound(stop));
    let count = if step < 0 && stop < start {
        (start - stop - 1) / -step + 1
    } else if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    Indices { start, stop, step, count: count as usize }
}

fn slice_new(vm: &mut Vm, a: Args) -> PyResult {
    let none = vm.none();
    Ok(match (a.opt(2), a.opt(3)) {
        (None, _) => vm.make_slice(none.clone(), a[1].clone(), none),
        (Some(stop), step) => {
            let step = step.cloned().unwrap_or(none);
            vm.make_slice(a[1].clone(), stop.clone(), step)
        }
    })
}

fn parts(vm: &Vm, v: &Value) -> [Value; 3] {
    [0, 1, 2].map(|i| vm.record_field(v, i))
}

fn slice_repr(vm: &mut Vm, a: Args) -> PyResult {
    let mut texts = Vec::new();
    for p in parts(vm, &a[0]) {
        texts.push(vm.repr(&p)?);
    }
    vm.join_reprs("slice(", &texts, ")")
}

fn slice_hash(vm: &mut Vm, a: Args) -> PyResult {
    let [start, stop, step] = parts(vm, &a[0]);
    let hashes = [vm.hash(&start)?, vm.hash(&stop)?, vm.hash(&step)?];
    // slicehash() mixes as tuples do, but leaves out the length at the end.
    let length = 3u64 ^ (2_870_177_450_012_600_261_u64 ^ 3_527_539);
    let h = (hash_tuple(hashes) as u64).wrapping_sub(length) as i64;
    Ok(vm.int(if h == -1 { 1_546_275_796 } else { h }))
}

fn compare(vm: &mut Vm, a: Args, op: CmpOp) -> PyResult {
    if !a[1].is_exactly(Kind::SLICE) {
        return Ok(vm.not_implemented());
    }
    if a[0].is(&a[1]) {
        return Ok(vm.bool(matches!(op, CmpOp::Eq | CmpOp::Le | CmpOp::Ge)));
    }
    let (x, y) = (parts(vm, &a[0]), parts(vm, &a[1]));
    super::tuple::compare_items(vm, op, &x, &y)
}

/// Any sizes of ints: `slice.indices` is exact where sequences clamp.
fn slice_indices(vm: &mut Vm, a: Args) -> PyResult {
    let len = vm.index_value(&a[1])?;
    let len = len.as_int().map(crate::object::Int::to_big).unwrap_or_default();
    if len.is_negative() {
        return Err(vm.value_error("length should not be negative"));
    }
    let [start, stop, step] = parts(vm, &a[0]);
    let (start, stop, step) = big_indices(vm, [start, stop, step], &len)?;
    let out = [start, stop, step].map(|b| vm.heap.int_from_big(&b));
    let mut items = Vec::with_capacity(3);
    for v in out {
        items.push(v?);
    }
    vm.tuple(items)
}

/// `_PySlice_GetLongIndices`.
pub fn big_indices(vm: &mut Vm, parts: [Value; 3], len: &BigInt) -> PyResult<(BigInt, BigInt, BigInt)> {
    let mut big = |v: &Value| -> PyResult<Option<BigInt>> {
        if v.is_none() {
            return Ok(None);
        }
        if !vm.has_index(v) {
            return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        let i = vm.index_value(v)?;
        Ok(i.as_int().map(crate::object::Int::to_big))
    };
    let step = big(&parts[2])?.unwrap_or_else(|| BigInt::from(1));
    if step.is_zero() {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let down = step.is_negative();
    let lower = BigInt::from(if down { -1 } else { 0 });
    let upper = if down { len - 1 } else { len.clone() };
    let bound = |w: BigInt| {
        let w = if w.is_negative() { w + len } else { w };
        w.max(lower.clone()).min(upper.clone().max(lower.clone()))
    };
    let start = big(&parts[0])?.map_or_else(|| if down { upper.clone() } else { lower.clone() }, &bound);
    let stop = big(&parts[1])?.map_or_else(|| if down { lower.clone() } else { upper.clone() }, &bound);
    Ok((start, stop, step))
}

fn slice_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let state = parts(vm, &a[0]);
    let state = vm.tuple(state.to_vec())?;
    vm.tuple(vec![a[0].ty_value(), state])
}
