//! chain, zip_longest.

use super::{iterator_methods, next_of, put, reduce};
use crate::object::spec::{class_method, native, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, PyResult, Slot, TypeSpec, Value};
use crate::types::alias;
use crate::types::iter::{held, instance, let_go, set_word, word};
use crate::vm::Vm;

/// Fields: the iterator over the iterables, and the one over the present iterable.
pub(super) static CHAIN: TypeSpec = TypeSpec {
    name: "itertools.chain",
    doc: "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.",
    flags: tflag::CONTAINER | tflag::BASETYPE,
    methods: iterator_methods!(
        chain_next,
        static_method("__new__(cls, /, *iterables, **kwargs)", "Create and return a new object.", |vm, a| {
            vm.no_keywords(&a[0], &a[2], "chain")?;
            let all = vm.iter(&a[1])?;
            Ok(instance(vm, &a[0], [all]))
        }),
        class_method(
            "from_iterable(cls, iterable, /)",
            "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
            |vm, a| {
                let all = vm.iter(&a[1])?;
                Ok(instance(vm, &a[0], [all]))
            }
        ),
        class_method("__class_getitem__(cls, object, /)", "See PEP 585", alias::class_getitem),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::chain),
        native("__setstate__(self, state, /)", "Set state information for unpickling.", reduce::set_chain),
    ),
    fields: 2,
    basicsize: 32,
    next: Some(chain_next),
    ..TypeSpec::EMPTY
};
fn chain_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    loop {
        if held(vm, it, 1).is_none() {
            if held(vm, it, 0).is_none() {
                return Ok(None);
            }
            let started = match next_of(vm, it, 0) {
                Ok(Some(source)) => {
                    let inner = vm.iter(&source);
                    vm.release(source);
                    inner.map(Some)
                }
                Ok(None) => Ok(None),
                Err(e) => Err(e),
            };
            match started {
                Ok(Some(inner)) => put(vm, it, 1, Some(inner)),
                Ok(None) => {
                    let_go(vm, it, 0);
                    return Ok(None);
                }
                Err(e) => {
                    let_go(vm, it, 0);
                    return Err(e);
                }
            }
        }
        if let Some(item) = next_of(vm, it, 1)? {
            return Ok(Some(item));
        }
        let_go(vm, it, 1);
        vm.safe_point()?;
    }
}

/// Fields: a list of the iterators (None for one that is exhausted), and what fills in. Word: how many are
/// left.
pub(super) static ZIP_LONGEST: TypeSpec = TypeSpec {
    name: "itertools.zip_longest",
    doc: "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.  The .__next__()\nmethod continues until the longest iterable in the argument sequence\nis exhausted and then it raises StopIteration.  When the shorter iterables\nare exhausted, the fillvalue is substituted in their place.  The fillvalue\ndefaults to None or can be specified by a keyword argument.\n",
    flags: tflag::CONTAINER | tflag::BASETYPE,
    methods: iterator_methods!(
        longest_next,
        static_method(
            "__new__(cls, /, *iterables, **kwargs)",
            "Create and return a new object.",
            longest_new
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::zip_longest),
        native("__setstate__(self, state, /)", "Set state information for unpickling.", reduce::set_fill),
    ),
    fields: 2,
    words: 1,
    basicsize: 56,
    next: Some(longest_next),
    ..TypeSpec::EMPTY
};
fn longest_new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let key = vm.heap.intern_str("fillvalue");
    let fill = vm.dict_get(&a[2], &key)?;
    if a[2].as_dict().is_some_and(|d| d.len() > usize::from(fill.is_some())) {
        return Err(vm.type_error("zip_longest() got an unexpected keyword argument"));
    }
    let mut its = Vec::new();
    for source in a[1].as_tuple().unwrap_or(&[]) {
        its.push(vm.iter(source)?);
    }
    let (n, fill) = (its.len(), fill.unwrap_or_else(|| vm.none()));
    let its = vm.list(its)?;
    let it = instance(vm, &a[0], [its, fill]);
    set_word(vm, &it, 0, n as i64);
    Ok(it)
}
fn longest_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let its = vm.record_field(it, 0);
    let Some(list) = its.as_list() else { return Ok(None) };
    if list.is_empty() || word(vm, it, 0) == 0 {
        return Ok(None);
    }
    let fill = vm.record_field(it, 1);
    let mut items = Vec::with_capacity(list.len());
    for i in 0..list.len() {
        let inner = list.get(&vm.heap, i).filter(|inner| !inner.is_none());
        let Some(inner) = inner else {
            items.push(fill.clone());
            continue;
        };
        match vm.next(&inner) {
            Ok(Some(v)) => items.push(v),
            Ok(None) => {
                let left = word(vm, it, 0) - 1;
                set_word(vm, it, 0, left);
                if left == 0 {
                    vm.release_all(items);
                    return Ok(None);
                }
                items.push(fill.clone());
                let none = vm.none();
                if let Some(place) = list.items_mut(&mut vm.heap).get_mut(i) {
                    let old = std::mem::replace(place, none);
                    drop(inner);
                    vm.release(old);
                }
            }
            Err(e) => {
                set_word(vm, it, 0, 0);
                return Err(e);
            }
        }
    }
    Ok(Some(vm.heap.tuple(items)?))
}
