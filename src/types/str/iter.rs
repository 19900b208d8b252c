//! The iterators of str: as in CPython one type for ASCII text and one for the rest.

use crate::object::spec::{native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Heap, Kind, Native, NoMemory, PyResult, TypeSpec, Value};
use crate::vm::Vm;

/// Field 0: the str, empty once exhausted. Word 0: the next place.
const fn spec(name: &'static str) -> TypeSpec {
    TypeSpec {
        name,
        kind: Kind::STR_ITER,
        flags: tflag::CONTAINER | tflag::NO_NEW,
        methods: METHODS,
        fields: 1,
        words: 1,
        basicsize: 32,
        ..TypeSpec::EMPTY
    }
}
pub static STR_ITER: TypeSpec = spec("str_ascii_iterator");
static WIDE_ITER: TypeSpec = spec("str_iterator");

static METHODS: &[Native] = &[
    slot("__iter__(self, /)", "Implement iter(self).", |_, a| Ok(a[0].clone())),
    slot("__next__(self, /)", "Implement next(self).", |vm, a| match str_iter_next(&mut vm.heap, &a[0])? {
        Some(v) => Ok(v),
        None => Err(vm.stop_iteration(None)),
    }),
    native("__length_hint__(self, /)", "Private method returning an estimate of len(list(it)).", |vm, a| {
        let (len, at) = state(&vm.heap, &a[0]);
        Ok(vm.int(len.saturating_sub(at) as i64))
    }),
    native("__reduce__(self, /)", "Return state information for pickling.", |vm, a| {
        let empty = vm.heap.empty_str();
        reduce(vm, &a[0], empty)
    }),
    native("__setstate__(self, object, /)", "Set state information for unpickling.", |vm, a| {
        let at = vm.index(&a[1])?.max(0) as usize;
        let (len, _) = state(&vm.heap, &a[0]);
        set_place(vm, &a[0], at.min(len));
        Ok(vm.none())
    }),
];

pub(super) fn str_iter(vm: &mut Vm, a: Args<'_>) -> PyResult {
    Ok(iterator(vm, &a[0]))
}
pub fn iterator(vm: &mut Vm, text: &Value) -> Value {
    let is_ascii = text.as_str().is_none_or(|s| s.is_ascii());
    let ty = if is_ascii { vm.heap.type_of(Kind::STR_ITER) } else { vm.type_for(&WIDE_ITER) };
    let it = vm.heap.record(ty, 1);
    if let Some(r) = it.as_record() {
        r.set(&mut vm.heap, 0, Some(text.clone()));
    }
    it
}

/// The next character of a str iterator; `None` at the end, where it lets go of its str.
///
/// # Errors
/// [`NoMemory`].
pub fn str_iter_next(heap: &mut Heap, it: &Value) -> Result<Option<Value>, NoMemory> {
    let Some(r) = it.record(Kind::STR_ITER) else { return Ok(None) };
    let Some(s) = r.field(heap, 0).and_then(Value::as_str) else { return Ok(None) };
    let at = r.word(heap, 0) as usize;
    if at >= s.len() {
        drop(r.set(heap, 0, None));
        return Ok(None);
    }
    let c = heap.str_from_chars(s.chars().slice(at..at + 1))?;
    r.set_word(heap, 0, at as u64 + 1);
    Ok(Some(c))
}

/// Length of the str (0 once exhausted), and the next place.
fn state(heap: &Heap, it: &Value) -> (usize, usize) {
    let Some(r) = it.as_record() else { return (0, 0) };
    let len = r.field(heap, 0).and_then(Value::as_str).map_or(0, |s| s.len());
    (len, r.word(heap, 0) as usize)
}

fn set_place(vm: &mut Vm, it: &Value, at: usize) {
    if let Some(r) = it.as_record() {
        r.set_word(&mut vm.heap, 0, at as u64);
    }
}

/// `(iter, (sequence,), place)`, or `(iter, (empty,))` once exhausted, for iterators that keep the
/// sequence in field 0 and the place in word 0.
pub(in crate::types) fn reduce(vm: &mut Vm, it: &Value, empty: Value) -> PyResult {
    let name = vm.heap.intern_str("iter");
    let builtins = vm.builtins.clone();
    let iter = vm.dict_get(&builtins, &name)?.unwrap_or_else(|| vm.none());
    let Some(r) = it.as_record() else { return vm.tuple(vec![iter]) };
    match r.get(&vm.heap, 0) {
        Some(sequence) => {
            let at = vm.int(r.word(&vm.heap, 0) as i64);
            let args = vm.tuple(vec![sequence])?;
            vm.tuple(vec![iter, args, at])
        }
        None => {
            let args = vm.tuple(vec![empty])?;
            vm.tuple(vec![iter, args])
        }
    }
}
