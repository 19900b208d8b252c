//! Iterators over dicts: keys, values, items, both ways.
//!
//! Invariant: a dict that has changed its size since the iterator was made is an error, once and
//! for all; changed keys under the same size are noticed at the end.

use super::dict;
use crate::object::spec::{Native, native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Slot, TypeSpec, Value};
use crate::types::iter::{
    dunder_iter, dunder_next, held, let_go, or_stop, pair_again, record, record_of, set_word, word,
};
use crate::vm::Vm;

/// Raw words of an iterator over a dict.
pub mod at {
    /// Entry place to look at next.
    pub const PLACE: usize = 0;
    /// Size of the dict when the iterator was made; -1 after an error.
    pub const USED: usize = 1;
    /// Elements to come.
    pub const LEFT: usize = 2;
    /// Reverse iterators: the kind of view they walk.
    pub const WHAT: usize = 3;
}

static METHODS: &[Native] = &[
    slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
    slot("__next__(self, /)", "Implement next(self).", dunder_next),
    native("__length_hint__(self, /)", "Private method returning an estimate of len(list(it)).", hint),
    native("__reduce__(self, /)", "Return state information for pickling.", reduce),
];
static REVERSE_METHODS: &[Native] = &[
    slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
    slot("__next__(self, /)", "Implement next(self).", |vm, a| {
        let found = reverse_next(vm, &a[0]);
        or_stop(vm, found)
    }),
    native("__length_hint__(self, /)", "Private method returning an estimate of len(list(it)).", hint),
    native("__reduce__(self, /)", "Return state information for pickling.", reduce),
];

const BASE: TypeSpec = TypeSpec {
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 4,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

pub static DICT_KEY_ITER: TypeSpec =
    TypeSpec { name: "dict_keyiterator", kind: Kind::DICT_KEY_ITER, methods: METHODS, ..BASE };
pub static DICT_VALUE_ITER: TypeSpec =
    TypeSpec { name: "dict_valueiterator", kind: Kind::DICT_VALUE_ITER, methods: METHODS, ..BASE };
/// Second field: the pair it gave last.
pub static DICT_ITEM_ITER: TypeSpec =
    TypeSpec { name: "dict_itemiterator", kind: Kind::DICT_ITEM_ITER, methods: METHODS, fields: 2, ..BASE };
static REVERSE_KEY_ITER: TypeSpec =
    TypeSpec { name: "dict_reversekeyiterator", methods: REVERSE_METHODS, ..BASE };
static REVERSE_VALUE_ITER: TypeSpec =
    TypeSpec { name: "dict_reversevalueiterator", methods: REVERSE_METHODS, ..BASE };
static REVERSE_ITEM_ITER: TypeSpec =
    TypeSpec { name: "dict_reverseitemiterator", methods: REVERSE_METHODS, fields: 2, ..BASE };

/// `iter()` of a dict or view.
pub(super) fn new_iter(vm: &mut Vm, kind: Kind, of: &Value) -> PyResult {
    let it = if kind == Kind::DICT_ITEM_ITER {
        let pair = no_pair(vm)?;
        record(vm, kind, [of.clone(), pair])
    } else {
        record(vm, kind, [of.clone()])
    };
    let n = dict(of).len() as i64;
    set_word(vm, &it, at::USED, n);
    set_word(vm, &it, at::LEFT, n);
    Ok(it)
}

/// What an iterator over items holds before it gave any.
fn no_pair(vm: &mut Vm) -> PyResult {
    let none = vm.none();
    Ok(vm.heap.tuple([none.clone(), none])?)
}

/// `iter()` of an exact dict, or of one of its views.
///
/// # Errors
/// MemoryError.
pub fn iter(vm: &mut Vm, v: &Value) -> PyResult {
    let kind = match v.kind() {
        Kind::DICT_KEYS => Kind::DICT_KEY_ITER,
        Kind::DICT_VALUES => Kind::DICT_VALUE_ITER,
        Kind::DICT_ITEMS => Kind::DICT_ITEM_ITER,
        _ => return new_iter(vm, Kind::DICT_KEY_ITER, v),
    };
    let of = vm.record_field(v, 0);
    new_iter(vm, kind, &of)
}

/// `reversed()` of a dict or view.
pub(super) fn new_reverse(vm: &mut Vm, view: Kind, of: &Value) -> PyResult {
    let spec = match view {
        Kind::DICT_VALUES => &REVERSE_VALUE_ITER,
        Kind::DICT_ITEMS => &REVERSE_ITEM_ITER,
        _ => &REVERSE_KEY_ITER,
    };
    let it = if view == Kind::DICT_ITEMS {
        let pair = no_pair(vm)?;
        record_of(vm, spec, [of.clone(), pair])
    } else {
        record_of(vm, spec, [of.clone()])
    };
    let d = dict(of);
    set_word(vm, &it, at::PLACE, d.filled() as i64 - 1);
    set_word(vm, &it, at::USED, d.len() as i64);
    set_word(vm, &it, at::LEFT, d.len() as i64);
    set_word(vm, &it, at::WHAT, i64::from(view.0));
    Ok(it)
}

#[cold]
fn resized<T>(vm: &mut Vm, it: &Value) -> PyResult<Option<T>> {
    set_word(vm, it, at::USED, -1);
    Err(vm.runtime_error("dictionary changed size during iteration"))
}

/// Next of a forward iterator.
///
/// # Errors
/// RuntimeError when the dict has changed.
#[inline]
pub fn iter_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    match iter_parts(vm, it)? {
        Some((key, value)) => Ok(Some(match it.kind() {
            Kind::DICT_KEY_ITER => key,
            Kind::DICT_VALUE_ITER => value,
            _ => pair_again(vm, it, 1, key, value)?,
        })),
        None => Ok(None),
    }
}

/// Next key and value of a forward iterator.
///
/// # Errors
/// RuntimeError when the dict has changed.
#[inline(always)]
pub fn iter_parts(vm: &mut Vm, it: &Value) -> PyResult<Option<(Value, Value)>> {
    let Some(r) = it.as_record() else { return Ok(None) };
    let Some(of) = r.field(&vm.heap, 0) else { return Ok(None) };
    let d = dict(of);
    if r.word(&vm.heap, at::USED) as i64 != d.len() as i64 {
        return resized(vm, it);
    }
    let mut place = r.word(&vm.heap, at::PLACE) as usize;
    let filled = d.filled();
    let (key, value) = loop {
        if place >= filled {
            let_go(vm, it, 0);
            return Ok(None);
        }
        match d.at(&vm.heap, place) {
            Some((key, value)) => break (key.clone(), value.clone()),
            None => place += 1,
        }
    };
    let left = r.word(&vm.heap, at::LEFT);
    if left == 0 {
        let_go(vm, it, 0);
        return Err(vm.runtime_error("dictionary keys changed during iteration"));
    }
    r.set_word(&mut vm.heap, at::PLACE, place as u64 + 1);
    r.set_word(&mut vm.heap, at::LEFT, left - 1);
    Ok(Some((key, value)))
}

fn reverse_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(of) = held(vm, it, 0) else { return Ok(None) };
    let d = dict(&of);
    if word(vm, it, at::USED) != d.len() as i64 {
        return resized(vm, it);
    }
    let mut place = word(vm, it, at::PLACE);
    while place >= 0 {
        if let Some((key, value)) = d.at(&vm.heap, place as usize) {
            let (key, value) = (key.clone(), value.clone());
            set_word(vm, it, at::PLACE, place - 1);
            let left = word(vm, it, at::LEFT);
            set_word(vm, it, at::LEFT, left - 1);
            return Ok(Some(match Kind(word(vm, it, at::WHAT) as u8) {
                Kind::DICT_KEYS => key,
                Kind::DICT_VALUES => value,
                _ => pair_again(vm, it, 1, key, value)?,
            }));
        }
        place -= 1;
    }
    let_go(vm, it, 0);
    Ok(None)
}

fn hint(vm: &mut Vm, a: Args) -> PyResult {
    let n = match held(vm, &a[0], 0) {
        Some(of) if word(vm, &a[0], at::USED) == dict(&of).len() as i64 => word(vm, &a[0], at::LEFT),
        _ => 0,
    };
    Ok(vm.int(n))
}

/// `iter` of a list of what is to come; the iterator itself does not move.
fn reduce(vm: &mut Vm, a: Args) -> PyResult {
    let saved = [at::PLACE, at::USED, at::LEFT].map(|i| word(vm, &a[0], i));
    let of = held(vm, &a[0], 0);
    let forward = a[0].kind() != Kind::RECORD;
    let mut rest = Vec::new();
    while let Some(v) = if forward { iter_next(vm, &a[0]) } else { reverse_next(vm, &a[0]) }? {
        rest.push(v);
        vm.check_growth(rest.len())?;
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
