//! Iterators: what all built-in ones share, `iter()` on sequences and callables, and one file for
//! the adaptors (enumerate, zip, map, filter, reversed).
//!
//! Owns: [`next_by_kind`], which every built-in iterator's `__next__`, `for` and `Vm::next` go
//! through: no special method is looked up, no StopIteration is made.
//! Invariant: an exhausted iterator has let go of what it iterated over, and stays exhausted
//! whatever happens to that.
//! Deliberately absent: iterators of containers; each stands beside its type.
//! CPython's counterparts are `Objects/iterobject.c` and the iterators at the end of each type's file.

mod adaptors;

pub use adaptors::{ENUMERATE, FILTER, MAP, REVERSED, ZIP, not_reversible};

use crate::object::spec::{native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Raised, Slot, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;

/// A record of a built-in kind with these fields.
pub fn record<const N: usize>(vm: &mut Vm, kind: Kind, fields: [Value; N]) -> Value {
    let it = vm.heap.record(vm.heap.type_of(kind), N);
    fill(vm, &it, fields);
    it
}

/// A record of a type without a kind of its own.
pub fn record_of<const N: usize>(vm: &mut Vm, spec: &'static TypeSpec, fields: [Value; N]) -> Value {
    let ty = vm.type_for(spec);
    let it = vm.heap.record(ty, N.max(usize::from(spec.fields)));
    fill(vm, &it, fields);
    it
}

/// An instance of `cls` (the built-in type itself, or a subclass) with these fields set.
pub fn instance<const N: usize>(vm: &mut Vm, cls: &Value, fields: [Value; N]) -> Value {
    let it = match cls.as_type() {
        Some(t) => vm.heap.instance(t),
        None => vm.none(),
    };
    fill(vm, &it, fields);
    it
}

#[inline(always)]
fn fill<const N: usize>(vm: &mut Vm, it: &Value, fields: [Value; N]) {
    if let Some(r) = it.as_record() {
        for (i, v) in fields.into_iter().enumerate() {
            r.set(&mut vm.heap, i, Some(v));
        }
    }
}

/// Raw word `i` of a record.
#[inline(always)]
pub fn word(vm: &Vm, it: &Value, i: usize) -> i64 {
    it.as_record().map_or(0, |r| r.word(&vm.heap, i) as i64)
}
#[inline(always)]
pub fn set_word(vm: &mut Vm, it: &Value, i: usize, value: i64) {
    if let Some(r) = it.as_record() {
        r.set_word(&mut vm.heap, i, value as u64);
    }
}

/// Field `i`, unless the iterator has let go of it.
#[inline(always)]
pub fn held(vm: &Vm, it: &Value, i: usize) -> Slot {
    it.as_record()?.get(&vm.heap, i)
}

/// Let go of field `i`.
pub fn let_go(vm: &mut Vm, it: &Value, i: usize) {
    if let Some(old) = it.as_record().and_then(|r| r.set(&mut vm.heap, i, None)) {
        vm.release(old);
    }
}

/// The pair an iterator gives: the one it gave last, kept in `field`, when nobody else holds that
/// any more; so a loop that unpacks pairs needs one tuple. As in CPython, the last pair keeps its
/// items alive until the next is asked for.
///
/// # Errors
/// MemoryError.
pub fn pair_again(vm: &mut Vm, it: &Value, field: usize, first: Value, second: Value) -> PyResult {
    match keep_pair(vm, it, field, first, second)? {
        Some(new) => Ok(new),
        None => Ok(held(vm, it, field).unwrap_or_else(|| vm.none())),
    }
}

/// Put a pair into the tuple in `field`; a new one if somebody else holds that.
fn keep_pair(vm: &mut Vm, it: &Value, field: usize, first: Value, second: Value) -> PyResult<Slot> {
    let Some(r) = it.as_record() else { return Ok(None) };
    let old = match vm.heap.refill(r, field, 0, first) {
        Ok(old) => old,
        Err(first) => return Ok(Some(vm.heap.tuple([first, second])?)),
    };
    // The old items are released when both new ones are there.
    if let Ok(v) = vm.heap.refill(r, field, 1, second) {
        vm.release(old);
        vm.release(v);
    }
    Ok(None)
}

/// What the next pair of an iterator over pairs holds, for a loop that unpacks it at once: the pair
/// itself is filled anew and stays with the iterator. `None` if somebody else holds that, or the
/// iterator gives no pairs.
pub fn next_pair(vm: &mut Vm, it: &Value) -> Option<PyResult<Option<(Value, Value)>>> {
    let last = it.as_record().and_then(|r| r.field(&vm.heap, 1))?;
    if last.refcount() != 1 || last.as_tuple()?.len() != 2 {
        return None;
    }
    let parts = match it.kind() {
        Kind::ZIP => return adaptors::zip_pair(vm, it),
        Kind::ENUMERATE => adaptors::enumerate_parts(vm, it),
        Kind::DICT_ITEM_ITER => super::dict::iter_parts(vm, it),
        _ => return None,
    };
    let (first, second) = match parts {
        Ok(Some(parts)) => parts,
        Ok(None) => return Some(Ok(None)),
        Err(e) => return Some(Err(e)),
    };
    Some(keep_pair(vm, it, 1, first.clone(), second.clone()).map(|_| Some((first, second))))
}

/// `iter(v)` for exact built-in types: no special method is looked up, and what comes is an
/// iterator for sure. `None` for anything else.
#[inline]
pub fn iter_by_kind(vm: &mut Vm, v: &Value) -> Option<PyResult> {
    let of = |vm: &mut Vm, kind| Ok(record(vm, kind, [v.clone()]));
    Some(match v.kind() {
        Kind::LIST => of(vm, Kind::LIST_ITER),
        Kind::TUPLE => of(vm, Kind::TUPLE_ITER),
        Kind::STR => Ok(super::str::iterator(vm, v)),
        Kind::RANGE => super::range::iter(vm, v),
        Kind::DICT => super::dict::iter(vm, v),
        // OrderedDict's views are of the same kinds.
        kind @ (Kind::DICT_KEYS | Kind::DICT_VALUES | Kind::DICT_ITEMS)
            if v.ty().same(vm.heap.type_of(kind)) =>
        {
            super::dict::iter(vm, v)
        }
        Kind::SET | Kind::FROZENSET => Ok(super::set::iter(vm, v)),
        Kind::GENERATOR
        | Kind::LIST_ITER
        | Kind::LIST_REV_ITER
        | Kind::TUPLE_ITER
        | Kind::RANGE_ITER
        | Kind::STR_ITER
        | Kind::SET_ITER
        | Kind::DICT_KEY_ITER
        | Kind::DICT_VALUE_ITER
        | Kind::DICT_ITEM_ITER
        | Kind::ENUMERATE
        | Kind::ZIP
        | Kind::MAP
        | Kind::FILTER
        | Kind::REVERSED => Ok(v.clone()),
        _ => return None,
    })
}

/// `next(it)` for the iterators of built-in types; `None` for anything else.
#[inline]
pub fn next_by_kind(vm: &mut Vm, it: &Value) -> Option<PyResult<Slot>> {
    let found = match it.kind() {
        Kind::LIST_ITER => super::list::iter_next(vm, it),
        Kind::RANGE_ITER => super::range::iter_next(vm, it),
        Kind::TUPLE_ITER => super::tuple::iter_next(vm, it),
        Kind::DICT_KEY_ITER | Kind::DICT_VALUE_ITER | Kind::DICT_ITEM_ITER => super::dict::iter_next(vm, it),
        Kind::SET_ITER => super::set::iter_next(vm, it),
        Kind::ENUMERATE => adaptors::enumerate_next(vm, it),
        Kind::ZIP => adaptors::zip_next(vm, it),
        Kind::MAP => adaptors::map_next(vm, it),
        Kind::FILTER => adaptors::filter_next(vm, it),
        Kind::LIST_REV_ITER => super::list::reverse_next(vm, it),
        Kind::REVERSED => adaptors::reversed_next(vm, it),
        Kind::SEQ_ITER => seq_next(vm, it),
        Kind::CALL_ITER => call_next(vm, it),
        Kind::STR_ITER => super::str::str_iter_next(&mut vm.heap, it).map_err(Into::into),
        Kind::BYTES_ITER => Ok(super::bytes::bytes_iter_next(&mut vm.heap, it)),
        Kind::RECORD => it.ty().spec()?.next?(vm, it),
        _ => return None,
    };
    // A function that an adaptor calls may end the iteration.
    if let Err(Raised(e)) = &found
        && vm.is_exc(e, Exc::StopIteration)
    {
        drop(found);
        vm.reap();
        return Some(Ok(None));
    }
    Some(found)
}

/// `__next__` of every type above: user subclasses come here too.
pub fn dunder_next(vm: &mut Vm, a: Args) -> PyResult {
    let it = &a[0];
    let found = match it.kind().layout() {
        Kind::ENUMERATE => adaptors::enumerate_next(vm, it),
        Kind::ZIP => adaptors::zip_next(vm, it),
        Kind::MAP => adaptors::map_next(vm, it),
        Kind::FILTER => adaptors::filter_next(vm, it),
        Kind::REVERSED => adaptors::reversed_next(vm, it),
        _ => next_by_kind(vm, it).unwrap_or(Ok(None)),
    };
    or_stop(vm, found)
}
/// The end of an iteration as the exception that says so.
pub fn or_stop(vm: &mut Vm, found: PyResult<Slot>) -> PyResult {
    match found? {
        Some(v) => Ok(v),
        None => Err(vm.stop_iteration(None)),
    }
}
/// `__iter__` of every iterator.
pub fn dunder_iter(_: &mut Vm, a: Args) -> PyResult {
    Ok(a[0].clone())
}

impl Vm {
    /// How many elements iterating over `v` may give (`PyObject_LengthHint`).
    ///
    /// # Errors
    /// What `__len__` or `__length_hint__` raise, except TypeError; TypeError and ValueError for
    /// hints that are no counts.
    pub fn length_hint(&mut self, v: &Value, default: usize) -> PyResult<usize> {
        let name = self.names.__len__.clone();
        if self.special(v, &name).is_some() {
            let n = self.len(v);
            if let Some(n) = self.catch(n, Exc::TypeError)? {
                return Ok(n);
            }
        }
        let name = self.names.__length_hint__.clone();
        let hint = self.call_special(v, &name, &[]);
        let Some(Some(hint)) = self.catch(hint, Exc::TypeError)? else { return Ok(default) };
        if self.is_not_implemented(&hint) {
            return Ok(default);
        }
        match hint.as_int().map(crate::object::Int::word) {
            Some(Some(n)) if n >= 0 => Ok(n as usize),
            Some(Some(_)) => Err(self.value_error("__length_hint__() should return >= 0")),
            Some(None) => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
            None => {
                let got = self.type_name(&hint);
                Err(self.type_error(format!("__length_hint__ must be an integer, not {got}")))
            }
        }
    }
    /// A built-in function by name, for `__reduce__`.
    pub(crate) fn builtin(&mut self, name: &str) -> Value {
        let name = self.heap.intern_str(name);
        let found = self.builtins.as_dict().and_then(|d| d.get_str(&self.heap, &name)).cloned();
        found.unwrap_or_else(|| self.heap.none())
    }
    /// What `__reduce__` of an iterator gives: `(iter, (of,), state)`, or for an exhausted one
    /// `(iter, (empty,))`.
    pub(crate) fn reduce_iter(&mut self, function: &str, of: Value, state: Option<i64>) -> PyResult {
        let function = self.builtin(function);
        let of = self.tuple(vec![of])?;
        let mut out = vec![function, of];
        out.extend(state.map(|n| self.int(n)));
        self.tuple(out)
    }
    /// `open`, the texts separated by ", ", `close`, as a str.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn join_reprs(&mut self, open: &str, parts: &[Value], close: &str) -> PyResult {
        let mut out = crate::object::TextBuf::default();
        out.push_str(open);
        for (i, p) in parts.iter().enumerate() {
            self.check_growth(i)?;
            if i > 0 {
                out.push_str(", ");
            }
            if let Some(s) = p.as_str() {
                out.push_chars(s.chars());
            }
        }
        out.push_str(close);
        Ok(self.heap.str_from_chars(out.as_chars())?)
    }
    /// The argument of `__setstate__`: a position.
    pub(crate) fn state_index(&mut self, v: &Value) -> PyResult<i64> {
        if v.as_int().is_none() {
            return Err(self.type_error("an integer is required"));
        }
        self.index(v)
    }
}

pub static SEQ_ITER: TypeSpec = TypeSpec {
    name: "iterator",
    kind: Kind::SEQ_ITER,
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
            seq_hint,
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", seq_reduce),
        native("__setstate__(self, object, /)", "Set state information for unpickling.", seq_set_state),
    ],
    ..TypeSpec::EMPTY
};

/// An iterator by `__getitem__` with 0, 1, 2 ... until IndexError.
fn seq_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(seq) = held(vm, it, 0) else { return Ok(None) };
    let i = word(vm, it, 0);
    if i == i64::MAX {
        return Err(vm.overflow_error("iter index too large"));
    }
    let key = vm.int(i);
    match vm.get_item(&seq, &key) {
        Ok(v) => {
            set_word(vm, it, 0, i + 1);
            Ok(Some(v))
        }
        Err(Raised(e)) if vm.is_exc(&e, Exc::IndexError) || vm.is_exc(&e, Exc::StopIteration) => {
            vm.release(e);
            let_go(vm, it, 0);
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

fn seq_hint(vm: &mut Vm, a: Args) -> PyResult {
    let Some(seq) = held(vm, &a[0], 0) else { return Ok(vm.int(0)) };
    let name = vm.names.__len__.clone();
    if vm.special(&seq, &name).is_none() {
        return Ok(vm.not_implemented());
    }
    let n = vm.len(&seq)? as i64 - word(vm, &a[0], 0);
    Ok(vm.int(n.max(0)))
}

fn seq_reduce(vm: &mut Vm, a: Args) -> PyResult {
    match held(vm, &a[0], 0) {
        Some(seq) => {
            let i = word(vm, &a[0], 0);
            vm.reduce_iter("iter", seq, Some(i))
        }
        None => {
            let empty = vm.heap.empty_tuple();
            vm.reduce_iter("iter", empty, None)
        }
    }
}

fn seq_set_state(vm: &mut Vm, a: Args) -> PyResult {
    let i = vm.state_index(&a[1])?;
    if held(vm, &a[0], 0).is_some() {
        set_word(vm, &a[0], 0, i.max(0));
    }
    Ok(vm.none())
}

pub static CALL_ITER: TypeSpec = TypeSpec {
    name: "callable_iterator",
    kind: Kind::CALL_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    basicsize: 32,
    methods: &[
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", dunder_next),
        native("__reduce__(self, /)", "Return state information for pickling.", call_reduce),
    ],
    ..TypeSpec::EMPTY
};

/// `iter(callable, sentinel)`.
pub fn call_iter(vm: &mut Vm, callable: Value, sentinel: Value) -> Value {
    record(vm, Kind::CALL_ITER, [callable, sentinel])
}

fn call_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(callable) = held(vm, it, 0) else { return Ok(None) };
    match vm.call(&callable, &[]) {
        Ok(v) => {
            let Some(sentinel) = held(vm, it, 1) else { return Ok(None) };
            if !vm.same_or_eq(&sentinel, &v)? {
                return Ok(Some(v));
            }
        }
        Err(Raised(e)) if vm.is_exc(&e, Exc::StopIteration) => vm.release(e),
        Err(e) => return Err(e),
    }
    let_go(vm, it, 0);
    let_go(vm, it, 1);
    Ok(None)
}

fn call_reduce(vm: &mut Vm, a: Args) -> PyResult {
    match (held(vm, &a[0], 0), held(vm, &a[0], 1)) {
        (Some(f), Some(sentinel)) => {
            let iter = vm.builtin("iter");
            let args = vm.tuple(vec![f, sentinel])?;
            vm.tuple(vec![iter, args])
        }
        _ => {
            let empty = vm.heap.empty_tuple();
            vm.reduce_iter("iter", empty, None)
        }
    }
}
