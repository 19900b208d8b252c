//! enumerate, zip, map, filter, reversed: iterators over iterators.
//!
//! CPython's counterparts are `Objects/enumobject.c` and the adaptors in `Python/bltinmodule.c`.
use super::{dunder_iter, dunder_next, held, instance, let_go, pair_again, set_word, word};
use crate::object::spec::{class_method, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Raised, Slot, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;

// --- enumerate ---------------------------------------------------------------------------------

/// Fields: the iterator, the pair it gave last, and the count once it does not fit word 0.
pub static ENUMERATE: TypeSpec = TypeSpec {
    name: "enumerate",
    doc: "Give pairs of a count (from start, which defaults to zero) and a value from the iterable.",
    kind: Kind::ENUMERATE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::GENERIC_GETATTR,
    fields: 3,
    words: 1,
    basicsize: 56,
    methods: &[
        static_method(
            "__new__(cls, iterable=<unrepresentable>, start=0)",
            "Create and return a new object.",
            enumerate_new,
        ),
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", dunder_next),
        native("__reduce__(self, /)", "Return state information for pickling.", enumerate_reduce),
        class_method("__class_getitem__(cls, object, /)", "See PEP 585", crate::types::alias::class_getitem),
    ],
    ..TypeSpec::EMPTY
};

fn enumerate_new(vm: &mut Vm, a: Args) -> PyResult {
    let start = match a.opt(2) {
        Some(v) => vm.index_value(v)?,
        None => vm.int(0),
    };
    let Some(iterable) = a.opt(1) else {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    };
    let it = vm.iter(iterable)?;
    let none = vm.none();
    let pair = vm.tuple(vec![none.clone(), none])?;
    let e = instance(vm, &a[0], [it, pair]);
    match start.as_word() {
        Some(w) if w < i64::MAX => set_word(vm, &e, 0, w),
        _ => {
            if let Some(r) = e.as_record() {
                r.set(&mut vm.heap, 2, Some(start));
            }
        }
    }
    Ok(e)
}

pub(super) fn enumerate_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    match enumerate_parts(vm, it)? {
        Some((count, item)) => pair_again(vm, it, 1, count, item).map(Some),
        None => Ok(None),
    }
}

/// The next count and item.
pub(super) fn enumerate_parts(vm: &mut Vm, it: &Value) -> PyResult<Option<(Value, Value)>> {
    let Some(inner) = held(vm, it, 0) else { return Ok(None) };
    let Some(item) = vm.next(&inner)? else { return Ok(None) };
    let count = match held(vm, it, 2) {
        None => {
            let n = word(vm, it, 0);
            if n + 1 < i64::MAX {
                set_word(vm, it, 0, n + 1);
            } else if let Some(r) = it.as_record() {
                let next = vm.heap.int(i64::MAX);
                r.set(&mut vm.heap, 2, Some(next));
            }
            vm.int(n)
        }
        Some(n) => {
            let next = n.as_int().map(crate::object::Int::to_big).unwrap_or_default() + 1;
            let next = vm.heap.int_from_big(&next)?;
            if let Some(r) = it.as_record() {
                r.set(&mut vm.heap, 2, Some(next));
            }
            n
        }
    };
    Ok(Some((count, item)))
}

fn enumerate_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let inner = held(vm, &a[0], 0).unwrap_or_else(|| vm.none());
    let count = match held(vm, &a[0], 2) {
        Some(n) => n,
        None => {
            let n = word(vm, &a[0], 0);
            vm.int(n)
        }
    };
    let args = vm.tuple(vec![inner, count])?;
    vm.tuple(vec![a[0].ty_value(), args])
}

// --- zip -----------------------------------------------------------------------------------------

/// Fields: a tuple of the iterators, the tuple it gave last. Word: strict.
pub static ZIP: TypeSpec = TypeSpec {
    name: "zip",
    doc: "Give tuples of the n-th values of all iterables, until the shortest is exhausted.\n\nWith strict, iterables of different lengths are a ValueError.",
    kind: Kind::ZIP,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::GENERIC_GETATTR,
    fields: 2,
    words: 1,
    basicsize: 48,
    methods: &[
        static_method("__new__(cls, *iterables, strict=False)", "Create and return a new object.", zip_new),
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", dunder_next),
        native("__reduce__(self, /)", "Return state information for pickling.", zip_reduce),
        native("__setstate__(self, object, /)", "Set state information for unpickling.", zip_set_state),
    ],
    ..TypeSpec::EMPTY
};

fn iterators(vm: &mut Vm, iterables: &Value) -> PyResult<Value> {
    let mut its = Vec::new();
    for v in iterables.as_tuple().unwrap_or(&[]) {
        its.push(vm.iter(v)?);
    }
    vm.tuple(its)
}

fn zip_new(vm: &mut Vm, a: Args) -> PyResult {
    let strict = match a.opt(2) {
        Some(v) => vm.truth(v)?,
        None => false,
    };
    let its = iterators(vm, &a[1])?;
    let none = vm.none();
    let given = vm.tuple(vec![none; its.as_tuple().map_or(0, <[Value]>::len)])?;
    let z = instance(vm, &a[0], [its, given]);
    set_word(vm, &z, 0, i64::from(strict));
    Ok(z)
}

pub(super) fn zip_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(its) = held(vm, it, 0) else { return Ok(None) };
    let its = its.as_tuple().unwrap_or(&[]);
    let Some(r) = it.as_record().filter(|_| !its.is_empty()) else { return Ok(None) };
    // The tuple given last, unless somebody else holds it, is filled anew item by item.
    let mut new = r.field(&vm.heap, 1).filter(|t| t.refcount() > 1).map(|_| Vec::with_capacity(its.len()));
    for (i, inner) in its.iter().enumerate() {
        let Some(mut v) = vm.next(inner)? else {
            vm.release_all(new.into_iter().flatten().rev());
            return if word(vm, it, 0) == 0 { Ok(None) } else { zip_uneven(vm, its, i) };
        };
        if new.is_none() {
            match vm.heap.refill(r, 1, i, v) {
                Ok(old) => {
                    vm.release(old);
                    continue;
                }
                // Found meanwhile, through the collector.
                Err(back) => v = back,
            }
            let begun = held(vm, it, 1);
            new = begun.and_then(|t| Some(t.as_tuple()?[..i].to_vec()));
        }
        new.get_or_insert_default().push(v);
    }
    match new {
        Some(items) => Ok(Some(vm.heap.tuple(items)?)),
        None => Ok(held(vm, it, 1)),
    }
}

/// The next items of a zip of two, put into the tuple it gave last; `None` if they must be asked for
/// otherwise.
pub(super) fn zip_pair(vm: &mut Vm, it: &Value) -> Option<PyResult<Option<(Value, Value)>>> {
    let its = held(vm, it, 0)?;
    let ([first, second], Some(r)) = (its.as_tuple()?, it.as_record()) else { return None };
    if word(vm, it, 0) != 0 {
        return None;
    }
    let a = match vm.next(first) {
        Ok(Some(v)) => v,
        other => return Some(other.map(|_| None)),
    };
    if let Ok(old) = vm.heap.refill(r, 1, 0, a.clone()) {
        vm.release(old);
    }
    let b = match vm.next(second) {
        Ok(Some(v)) => v,
        other => {
            vm.release(a);
            return Some(other.map(|_| None));
        }
    };
    if let Ok(old) = vm.heap.refill(r, 1, 1, b.clone()) {
        vm.release(old);
    }
    Some(Ok(Some((a, b))))
}

/// Iterator `i` of a strict zip is exhausted: the others must be so too.
#[cold]
fn zip_uneven(vm: &mut Vm, its: &[Value], i: usize) -> PyResult<Slot> {
    let others = |n: usize| if n == 1 { " 1".to_owned() } else { format!("s 1-{n}") };
    if i > 0 {
        return Err(vm.value_error(format!(
            "zip() argument {} is shorter than argument{}",
            i + 1,
            others(i)
        )));
    }
    for (n, inner) in its.iter().enumerate().skip(1) {
        if vm.next(inner)?.is_some() {
            let message = format!("zip() argument {} is longer than argument{}", n + 1, others(n));
            return Err(vm.value_error(message));
        }
    }
    Ok(None)
}

fn zip_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let its = held(vm, &a[0], 0).unwrap_or_else(|| vm.heap.empty_tuple());
    let mut out = vec![a[0].ty_value(), its];
    if word(vm, &a[0], 0) != 0 {
        out.push(vm.bool(true));
    }
    vm.tuple(out)
}

fn zip_set_state(vm: &mut Vm, a: Args) -> PyResult {
    let strict = vm.truth(&a[1])?;
    set_word(vm, &a[0], 0, i64::from(strict));
    Ok(vm.none())
}

// --- map -----------------------------------------------------------------------------------------

/// Fields: tuple of the iterators, the function.
pub static MAP: TypeSpec = TypeSpec {
    name: "map",
    doc: "Call the function with the n-th values of all iterables, until the shortest is exhausted.",
    kind: Kind::MAP,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::GENERIC_GETATTR,
    fields: 2,
    words: 1,
    basicsize: 32,
    methods: &[
        static_method("__new__(cls, /, *args, **kwargs)", "Create and return a new object.", map_new),
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", dunder_next),
        native("__reduce__(self, /)", "Return state information for pickling.", map_reduce),
    ],
    ..TypeSpec::EMPTY
};

fn map_new(vm: &mut Vm, a: Args) -> PyResult {
    vm.no_keywords(&a[0], &a[2], "map")?;
    let args = a[1].as_tuple().unwrap_or(&[]);
    let [function, iterables @ ..] = args else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let mut its = Vec::with_capacity(iterables.len());
    for v in iterables {
        its.push(vm.iter(v)?);
    }
    let its = vm.tuple(its)?;
    Ok(instance(vm, &a[0], [its, function.clone()]))
}

pub(super) fn map_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let (Some(its), Some(function)) = (held(vm, it, 0), held(vm, it, 1)) else { return Ok(None) };
    let its = its.as_tuple().unwrap_or(&[]);
    if let [inner] = its {
        let Some(item) = vm.next(inner)? else { return Ok(None) };
        let result = vm.call(&function, std::slice::from_ref(&item));
        vm.release(item);
        return result.map(Some);
    }
    let mut items = Vec::with_capacity(its.len());
    for inner in its {
        match vm.next(inner)? {
            Some(v) => items.push(v),
            None => {
                vm.release_all(items);
                return Ok(None);
            }
        }
    }
    vm.call_full(&function, items, &[]).map(Some)
}

fn map_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let mut args: Vec<Value> = held(vm, &a[0], 1).into_iter().collect();
    if let Some(its) = held(vm, &a[0], 0) {
        args.extend_from_slice(its.as_tuple().unwrap_or(&[]));
    }
    let args = vm.tuple(args)?;
    vm.tuple(vec![a[0].ty_value(), args])
}

// --- filter --------------------------------------------------------------------------------------

/// Fields: the function, the iterator.
pub static FILTER: TypeSpec = TypeSpec {
    name: "filter",
    doc: "Give the items for which function(item) is true; with None, the items that are true.",
    kind: Kind::FILTER,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::GENERIC_GETATTR,
    fields: 2,
    basicsize: 32,
    methods: &[
        static_method("__new__(cls, function, iterable, /)", "Create and return a new object.", filter_new),
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", dunder_next),
        native("__reduce__(self, /)", "Return state information for pickling.", filter_reduce),
    ],
    ..TypeSpec::EMPTY
};

fn filter_new(vm: &mut Vm, a: Args) -> PyResult {
    let it = vm.iter(&a[2])?;
    Ok(instance(vm, &a[0], [a[1].clone(), it]))
}

pub(super) fn filter_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let (Some(function), Some(inner)) = (held(vm, it, 0), held(vm, it, 1)) else { return Ok(None) };
    let by_truth = function.is_none() || function.ptr() == vm.heap.type_of(Kind::BOOL).cast();
    while let Some(item) = vm.next(&inner)? {
        let good = if by_truth {
            vm.truth(&item)?
        } else {
            let result = vm.call(&function, std::slice::from_ref(&item))?;
            let t = vm.truth(&result)?;
            vm.release(result);
            t
        };
        if good {
            return Ok(Some(item));
        }
        vm.release(item);
        vm.safe_point()?;
    }
    Ok(None)
}

fn filter_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let args: Vec<Value> = held(vm, &a[0], 0).into_iter().chain(held(vm, &a[0], 1)).collect();
    let args = vm.tuple(args)?;
    vm.tuple(vec![a[0].ty_value(), args])
}

// --- reversed ------------------------------------------------------------------------------------

/// Field: the sequence. Word: the index to come, -1 when exhausted.
pub static REVERSED: TypeSpec = TypeSpec {
    name: "reversed",
    doc: "Return a reverse iterator over the values of the given sequence.",
    kind: Kind::REVERSED,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::GENERIC_GETATTR,
    fields: 1,
    words: 1,
    basicsize: 32,
    methods: &[
        static_method("__new__(cls, object, /)", "Create and return a new object.", reversed_new),
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", dunder_next),
        native(
            "__length_hint__(self, /)",
            "Private method returning an estimate of len(list(it)).",
            reversed_hint,
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", reversed_reduce),
        native("__setstate__(self, object, /)", "Set state information for unpickling.", reversed_set_state),
    ],
    ..TypeSpec::EMPTY
};

/// "'X' object is not reversible".
pub fn not_reversible(vm: &mut Vm, v: &Value) -> Raised {
    let got = vm.type_name(v);
    vm.type_error(format!("'{got}' object is not reversible"))
}

fn reversed_new(vm: &mut Vm, a: Args) -> PyResult {
    let seq = &a[1];
    let name = vm.names.__reversed__.clone();
    match vm.special(seq, &name) {
        Some(m) if m.is_none() => return Err(not_reversible(vm, seq)),
        Some(m) => return vm.call_unbound(&m, seq, &[]),
        None => {}
    }
    let (getitem, len) = (vm.names.__getitem__.clone(), vm.names.__len__.clone());
    if vm.special(seq, &getitem).is_none() || seq.has_layout(Kind::DICT) {
        return Err(not_reversible(vm, seq));
    }
    if vm.special(seq, &len).is_none() {
        let got = vm.type_name(seq);
        return Err(vm.type_error(format!("object of type '{got}' has no len()")));
    }
    let n = vm.len(seq)?;
    let it = instance(vm, &a[0], [seq.clone()]);
    set_word(vm, &it, 0, n as i64 - 1);
    Ok(it)
}

pub(super) fn reversed_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(seq) = held(vm, it, 0) else { return Ok(None) };
    let i = word(vm, it, 0);
    if i >= 0 {
        let key = vm.int(i);
        match vm.get_item(&seq, &key) {
            Ok(v) => {
                set_word(vm, it, 0, i - 1);
                return Ok(Some(v));
            }
            Err(Raised(e)) if vm.is_exc(&e, Exc::IndexError) || vm.is_exc(&e, Exc::StopIteration) => {
                vm.release(e);
            }
            Err(e) => return Err(e),
        }
    }
    set_word(vm, it, 0, -1);
    let_go(vm, it, 0);
    Ok(None)
}

fn reversed_hint(vm: &mut Vm, a: Args) -> PyResult {
    let Some(seq) = held(vm, &a[0], 0) else { return Ok(vm.int(0)) };
    let left = word(vm, &a[0], 0) + 1;
    let n = vm.len(&seq)? as i64;
    Ok(vm.int(if n < left { 0 } else { left }))
}

fn reversed_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let (seq, i) = match held(vm, &a[0], 0) {
        Some(seq) => (seq, Some(word(vm, &a[0], 0))),
        None => (vm.heap.empty_tuple(), None),
    };
    let args = vm.tuple(vec![seq])?;
    let mut out = vec![a[0].ty_value(), args];
    out.extend(i.map(|i| vm.int(i)));
    vm.tuple(out)
}

fn reversed_set_state(vm: &mut Vm, a: Args) -> PyResult {
    let i = vm.index(&a[1])?;
    if let Some(seq) = held(vm, &a[0], 0) {
        let n = vm.len(&seq)? as i64;
        set_word(vm, &a[0], 0, i.clamp(-1, n - 1));
    }
    Ok(vm.none())
}
