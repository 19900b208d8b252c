//! product, permutations, combinations, combinations_with_replacement.
//!
//! Each walks places in pools, which stand as words in a bytearray of its own, and gives the tuple of what
//! is there. The result that was given last is kept, and filled anew if nobody else holds it.

use super::{iterator_methods, put, reduce};
use crate::object::spec::{native, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, PyResult, Slot, TypeSpec, Value};
use crate::types::iter::{held, instance, set_word, word};
use crate::vm::Vm;

/// Fields: the pool (of product: the tuple of pools), the places, the last result, permutations' cycles.
pub(super) const POOL: usize = 0;
pub(super) const PLACES: usize = 1;
const RESULT: usize = 2;
pub(super) const CYCLES: usize = 3;
/// Words: length of a result; whether the walk is over.
pub(super) const LEN: usize = 0;
pub(super) const OVER: usize = 1;

const BASE: TypeSpec = TypeSpec {
    flags: tflag::CONTAINER | tflag::BASETYPE,
    fields: 4,
    words: 2,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

fn numbers(vm: &mut Vm, all: impl Iterator<Item = usize>) -> PyResult {
    let bytes: Vec<u8> = all.flat_map(|n| (n as u64).to_le_bytes()).collect();
    Ok(vm.heap.bytearray(&bytes)?)
}
/// Number `i` of those in a field.
pub(super) fn get(vm: &Vm, it: &Value, field: usize, i: usize) -> usize {
    let numbers = it.as_record().and_then(|r| r.field(&vm.heap, field)).and_then(Value::as_bytearray);
    let word = numbers.and_then(|b| b.get(&vm.heap).get(8 * i..8 * i + 8)?.try_into().ok());
    word.map_or(0, u64::from_le_bytes) as usize
}
pub(super) fn set(vm: &mut Vm, it: &Value, field: usize, i: usize, to: usize) {
    let numbers = held(vm, it, field);
    if let Some(b) = numbers.as_ref().and_then(Value::as_bytearray)
        && let Some(place) = b.get_mut(&mut vm.heap).get_mut(8 * i..8 * i + 8)
    {
        place.copy_from_slice(&(to as u64).to_le_bytes());
    }
}
pub(super) fn count_of(vm: &Vm, it: &Value, field: usize) -> usize {
    held(vm, it, field).and_then(|v| Some(v.as_tuple()?.len())).unwrap_or(0)
}
pub(super) fn len(vm: &Vm, it: &Value) -> usize {
    word(vm, it, LEN) as usize
}
fn over(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    set_word(vm, it, OVER, 1);
    put(vm, it, RESULT, None);
    Ok(None)
}
/// What is chosen for place `i`.
pub(super) type Chosen = fn(&Vm, &Value, usize) -> Value;
pub(super) fn from_pool(vm: &Vm, it: &Value, i: usize) -> Value {
    let at = get(vm, it, PLACES, i);
    let pool = held(vm, it, POOL);
    pool.and_then(|p| p.as_tuple()?.get(at).cloned()).unwrap_or_else(|| vm.none())
}
pub(super) fn from_pools(vm: &Vm, it: &Value, i: usize) -> Value {
    let at = get(vm, it, PLACES, i);
    let pools = held(vm, it, POOL);
    pools.and_then(|p| p.as_tuple()?.get(i)?.as_tuple()?.get(at).cloned()).unwrap_or_else(|| vm.none())
}
/// The result whose places from `first` on have changed.
fn result(vm: &mut Vm, it: &Value, first: usize, chosen: Chosen) -> PyResult<Slot> {
    let n = len(vm, it);
    let last = it.as_record().and_then(|r| r.set(&mut vm.heap, RESULT, None));
    let mut gone = Vec::new();
    let tuple = match last {
        Some(mut tuple) if tuple.refcount() == 1 && n > 0 => {
            for i in first..n {
                let new = chosen(vm, it, i);
                let old;
                (tuple, old) = vm.heap.swap_in(tuple, i, new);
                gone.extend(old);
            }
            tuple
        }
        last => {
            let items: Vec<Value> = (0..n).map(|i| chosen(vm, it, i)).collect();
            gone.extend(last);
            vm.heap.tuple(items)?
        }
    };
    put(vm, it, RESULT, Some(tuple.clone()));
    vm.release_all(gone);
    Ok(Some(tuple))
}
/// After the places have been set: the result that was given last is theirs.
pub(super) fn show_again(vm: &mut Vm, it: &Value, chosen: Chosen) -> PyResult {
    if let Some(shown) = result(vm, it, 0, chosen)? {
        vm.release(shown);
    }
    Ok(vm.none())
}
pub(super) fn begins(vm: &Vm, it: &Value) -> bool {
    held(vm, it, RESULT).is_none()
}
pub(super) fn is_over(vm: &Vm, it: &Value) -> bool {
    word(vm, it, OVER) != 0
}
/// `basicsize`, and a word for each place.
fn size_of(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let words: usize =
        [PLACES, CYCLES].iter().filter_map(|f| Some(held(vm, &a[0], *f)?.as_bytearray()?.len())).sum();
    Ok(vm.int((a[0].ty().basicsize() + words) as i64))
}
const SIZEOF: &str = "Returns size in memory, in bytes.";

// --- product -------------------------------------------------------------------------------------------------------

pub(super) static PRODUCT: TypeSpec = TypeSpec {
    name: "itertools.product",
    doc: "Cartesian product of input iterables.  Equivalent to nested for-loops.\n\nFor example, product(A, B) returns the same as:  ((x,y) for x in A for y in B).\nThe leftmost iterators are in the outermost for-loop, so the output tuples\ncycle in a manner similar to an odometer (with the rightmost element changing\non every iteration).\n\nTo compute the product of an iterable with itself, specify the number\nof repetitions with the optional repeat keyword argument. For example,\nproduct(A, repeat=4) means the same as product(A, A, A, A).\n\nproduct('ab', range(3)) --> ('a',0) ('a',1) ('a',2) ('b',0) ('b',1) ('b',2)\nproduct((0,1), (0,1), (0,1)) --> (0,0,0) (0,0,1) (0,1,0) (0,1,1) (1,0,0) ...",
    methods: iterator_methods!(
        product_next,
        static_method(
            "__new__(cls, /, *iterables, repeat=1)",
            "Create and return a new object.",
            product_new
        ),
        native("__sizeof__(self, /)", SIZEOF, size_of),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::product),
        native("__setstate__(self, state, /)", "Set state information for unpickling.", reduce::set_product),
    ),
    basicsize: 48,
    next: Some(product_next),
    ..BASE
};
fn product_new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let repeat = match a.opt(2) {
        Some(n) => vm.size_index(n)?,
        None => 1,
    };
    let Ok(repeat) = usize::try_from(repeat) else {
        return Err(vm.value_error("repeat argument cannot be negative"));
    };
    let mut pools = Vec::new();
    let given = a[1].as_tuple().unwrap_or(&[]);
    let Some(total) = given.len().checked_mul(repeat).filter(|n| *n < 1 << 48) else {
        return Err(vm.overflow_error("repeat argument too large"));
    };
    vm.check_room(total * 16)?;
    if repeat > 0 {
        for source in given {
            let items = vm.collect(source)?;
            pools.push(vm.tuple(items)?);
        }
    }
    let pools: Vec<Value> = (0..repeat).flat_map(|_| pools.iter().cloned()).collect();
    let n = pools.len();
    let pools = vm.tuple(pools)?;
    let places = numbers(vm, std::iter::repeat_n(0, n))?;
    let it = instance(vm, &a[0], [pools, places]);
    set_word(vm, &it, LEN, n as i64);
    Ok(it)
}
fn product_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    if is_over(vm, it) {
        return Ok(None);
    }
    let n = len(vm, it);
    let pools = vm.record_field(it, POOL);
    let size = |i: usize| pools.as_tuple().and_then(|p| Some(p.get(i)?.as_tuple()?.len())).unwrap_or(0);
    if begins(vm, it) {
        return if (0..n).any(|i| size(i) == 0) { over(vm, it) } else { result(vm, it, 0, from_pools) };
    }
    for i in (0..n).rev() {
        let at = get(vm, it, PLACES, i) + 1;
        if at < size(i) {
            set(vm, it, PLACES, i, at);
            return result(vm, it, i, from_pools);
        }
        set(vm, it, PLACES, i, 0);
    }
    over(vm, it)
}

// --- combinations --------------------------------------------------------------------------------------------------

pub(super) static COMBINATIONS: TypeSpec = TypeSpec {
    name: "itertools.combinations",
    doc: "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)",
    methods: iterator_methods!(
        combinations_next,
        static_method("__new__(cls, iterable, r)", "Create and return a new object.", |vm, a| {
            let (pool, r) = pool_and_length(vm, a)?;
            let n = pool.as_tuple().map_or(0, <[Value]>::len);
            chosen_from(vm, &a[0], pool, r, r > n, |i| i)
        }),
        native("__sizeof__(self, /)", SIZEOF, size_of),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::combinations),
        native(
            "__setstate__(self, state, /)",
            "Set state information for unpickling.",
            reduce::set_combinations
        ),
    ),
    next: Some(combinations_next),
    ..BASE
};
pub(super) static WITH_REPLACEMENT: TypeSpec = TypeSpec {
    name: "itertools.combinations_with_replacement",
    doc: "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')",
    methods: iterator_methods!(
        replacement_next,
        static_method("__new__(cls, iterable, r)", "Create and return a new object.", |vm, a| {
            let (pool, r) = pool_and_length(vm, a)?;
            let none = pool.as_tuple().is_none_or(<[Value]>::is_empty);
            chosen_from(vm, &a[0], pool, r, none && r > 0, |_| 0)
        }),
        native("__sizeof__(self, /)", SIZEOF, size_of),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::combinations),
        native(
            "__setstate__(self, state, /)",
            "Set state information for unpickling.",
            reduce::set_replacement
        ),
    ),
    next: Some(replacement_next),
    ..BASE
};
fn pool_and_length(vm: &mut Vm, a: Args<'_>) -> PyResult<(Value, usize)> {
    let r = vm.size_index(&a[2])?;
    let items = vm.collect(&a[1])?;
    let pool = vm.tuple(items)?;
    match usize::try_from(r) {
        Ok(r) => {
            vm.check_room(r.saturating_mul(16))?;
            Ok((pool, r))
        }
        Err(_) => Err(vm.value_error("r must be non-negative")),
    }
}
fn chosen_from(
    vm: &mut Vm,
    cls: &Value,
    pool: Value,
    r: usize,
    none: bool,
    start: fn(usize) -> usize,
) -> PyResult {
    let places = numbers(vm, (0..r).map(start))?;
    let it = instance(vm, cls, [pool, places]);
    set_word(vm, &it, LEN, r as i64);
    set_word(vm, &it, OVER, i64::from(none));
    Ok(it)
}
fn combinations_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    if is_over(vm, it) {
        return Ok(None);
    }
    if begins(vm, it) {
        return result(vm, it, 0, from_pool);
    }
    let (n, r) = (count_of(vm, it, POOL), len(vm, it));
    let Some(i) = (0..r).rev().find(|i| get(vm, it, PLACES, *i) != i + n - r) else { return over(vm, it) };
    let first = get(vm, it, PLACES, i) + 1;
    for j in i..r {
        set(vm, it, PLACES, j, first + j - i);
    }
    result(vm, it, i, from_pool)
}
fn replacement_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    if is_over(vm, it) {
        return Ok(None);
    }
    if begins(vm, it) {
        return result(vm, it, 0, from_pool);
    }
    let (n, r) = (count_of(vm, it, POOL), len(vm, it));
    let Some(i) = (0..r).rev().find(|i| get(vm, it, PLACES, *i) + 1 != n) else { return over(vm, it) };
    let first = get(vm, it, PLACES, i) + 1;
    for j in i..r {
        set(vm, it, PLACES, j, first);
    }
    result(vm, it, i, from_pool)
}

// --- permutations --------------------------------------------------------------------------------------------------

pub(super) static PERMUTATIONS: TypeSpec = TypeSpec {
    name: "itertools.permutations",
    doc: "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)",
    methods: iterator_methods!(
        permutations_next,
        static_method("__new__(cls, iterable, r=None)", "Create and return a new object.", permutations_new),
        native("__sizeof__(self, /)", SIZEOF, size_of),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::permutations),
        native(
            "__setstate__(self, state, /)",
            "Set state information for unpickling.",
            reduce::set_permutations
        ),
    ),
    basicsize: 64,
    next: Some(permutations_next),
    ..BASE
};
fn permutations_new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let items = vm.collect(&a[1])?;
    let n = items.len();
    let r = match a.opt(2).filter(|r| !r.is_none()) {
        None => n,
        Some(r) if r.as_int().is_none() => return Err(vm.type_error("Expected int as r")),
        Some(r) => match usize::try_from(vm.index(r)?) {
            Ok(r) => r,
            Err(_) => return Err(vm.value_error("r must be non-negative")),
        },
    };
    vm.check_room(r.saturating_mul(16))?;
    let pool = vm.tuple(items)?;
    let (places, cycles) = (numbers(vm, 0..n)?, numbers(vm, (0..r).map(|i| n.saturating_sub(i)))?);
    let it = instance(vm, &a[0], [pool, places]);
    put(vm, &it, CYCLES, Some(cycles));
    set_word(vm, &it, LEN, r as i64);
    set_word(vm, &it, OVER, i64::from(r > n));
    Ok(it)
}
fn permutations_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    if is_over(vm, it) {
        return Ok(None);
    }
    if begins(vm, it) {
        return result(vm, it, 0, from_pool);
    }
    let (n, r) = (count_of(vm, it, POOL), len(vm, it));
    for i in (0..r).rev() {
        let left = get(vm, it, CYCLES, i) - 1;
        let here = get(vm, it, PLACES, i);
        if left == 0 {
            // This place has seen all that is left: it goes behind them.
            for j in i..n - 1 {
                let next = get(vm, it, PLACES, j + 1);
                set(vm, it, PLACES, j, next);
            }
            set(vm, it, PLACES, n - 1, here);
            set(vm, it, CYCLES, i, n - i);
        } else {
            set(vm, it, CYCLES, i, left);
            let other = get(vm, it, PLACES, n - left);
            set(vm, it, PLACES, i, other);
            set(vm, it, PLACES, n - left, here);
            return result(vm, it, i, from_pool);
        }
    }
    over(vm, it)
}
