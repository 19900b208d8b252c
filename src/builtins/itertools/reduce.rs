//! `__reduce__` and `__setstate__`: how iterators are copied and pickled. CPython deprecates it, and warns.
//!
//! A reduced iterator is its class, the arguments to make it anew, and what has happened since.

use super::{choose, put};
use crate::object::{Args, PyResult, Raised, Value};
use crate::types::iter::{held, record_of, set_word, word};
use crate::vm::Vm;
use crate::vm::errors::Exc;

/// The warning alone, for those whose state is their arguments.
pub(super) fn deprecated(vm: &mut Vm) -> PyResult<()> {
    let text = "Pickle, copy, and deepcopy support will be removed from itertools in Python 3.14.";
    vm.warn(Exc::DeprecationWarning, text)
}
/// Class and arguments, and the state if there is one.
fn made(vm: &mut Vm, it: &Value, args: Vec<Value>, state: Option<Value>) -> PyResult {
    let mut parts = vec![it.ty_value(), vm.tuple(args)?];
    parts.extend(state);
    vm.tuple(parts)
}
/// What field `i` holds, or an iterator over nothing.
fn source(vm: &mut Vm, it: &Value, i: usize) -> PyResult {
    match held(vm, it, i) {
        Some(inner) => Ok(inner),
        None => {
            let empty = vm.heap.empty_tuple();
            vm.iter(&empty)
        }
    }
}
fn field(vm: &mut Vm, it: &Value, i: usize) -> Value {
    held(vm, it, i).unwrap_or_else(|| vm.none())
}
fn number(vm: &mut Vm, it: &Value, i: usize) -> Value {
    let n = word(vm, it, i);
    vm.int(n)
}
fn state_tuple<'v>(vm: &mut Vm, state: &'v Value, len: usize) -> PyResult<&'v [Value]> {
    match state.as_tuple() {
        Some(items) if items.len() == len => Ok(items),
        _ => Err(vm.value_error("invalid arguments")),
    }
}
fn not_a_tuple(vm: &mut Vm) -> Raised {
    vm.type_error("state is not a tuple")
}

// --- one iterable and a function -------------------------------------------------------------------------------

/// compress, filterfalse, starmap: both fields are the arguments.
pub(super) fn two_fields(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let args = vec![field(vm, &a[0], 0), source(vm, &a[0], 1)?];
    made(vm, &a[0], args, None)
}
/// dropwhile, takewhile: the state is the flag in word 0.
pub(super) fn with_flag(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let args = vec![field(vm, &a[0], 0), source(vm, &a[0], 1)?];
    let flag = number(vm, &a[0], 0);
    made(vm, &a[0], args, Some(flag))
}
pub(super) fn set_flag(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let flag = vm.truth(&a[1])?;
    set_word(vm, &a[0], 0, i64::from(flag));
    Ok(vm.none())
}

// --- accumulate, islice ----------------------------------------------------------------------------------------

/// Fields: the iterator, the function, the total so far, the first total.
pub(super) fn accumulate(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let (inner, function) = (source(vm, &a[0], 0)?, field(vm, &a[0], 1));
    if let Some(first) = held(vm, &a[0], 3) {
        let chained = chained(vm, first, inner)?;
        let none = vm.none();
        return made(vm, &a[0], vec![chained, function], Some(none));
    }
    let total = held(vm, &a[0], 2);
    if total.as_ref().is_some_and(Value::is_none) {
        // A total of None would look like none at all: it comes once more, and is skipped.
        let none = vm.none();
        let chained = chained(vm, none, inner)?;
        let again = vm.call(&a[0].ty_value(), &[chained, function])?;
        let (one, none, class) = (vm.int(1), vm.none(), vm.type_value(&super::sliced::ISLICE));
        let args = vm.tuple(vec![again, one, none])?;
        return vm.pair(class, args);
    }
    let total = total.unwrap_or_else(|| vm.none());
    made(vm, &a[0], vec![inner, function], Some(total))
}
/// An item, then those of an iterator.
fn chained(vm: &mut Vm, first: Value, rest: Value) -> PyResult {
    let first = vm.tuple(vec![first])?;
    let both = vm.pair(first, rest)?;
    let all = vm.iter(&both)?;
    Ok(record_of(vm, &super::joined::CHAIN, [all]))
}
pub(super) fn set_total(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    put(vm, &a[0], 2, Some(a[1].clone()).filter(|v| !v.is_none()));
    Ok(vm.none())
}
/// Words: the number to come, the next that is given, where it stops, the step.
pub(super) fn islice(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let Some(inner) = held(vm, &a[0], 0) else {
        let empty = vm.heap.empty_list();
        let (inner, zero) = (vm.iter(&empty)?, vm.int(0));
        return made(vm, &a[0], vec![inner, zero.clone()], Some(zero));
    };
    let stop = if word(vm, &a[0], 2) == -1 { vm.none() } else { number(vm, &a[0], 2) };
    let args = vec![inner, number(vm, &a[0], 1), stop, number(vm, &a[0], 3)];
    let done = number(vm, &a[0], 0);
    made(vm, &a[0], args, Some(done))
}
pub(super) fn set_count(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let n = vm.size_index(&a[1])?;
    set_word(vm, &a[0], 0, n);
    Ok(vm.none())
}

// --- chain, cycle, zip_longest ---------------------------------------------------------------------------------

pub(super) fn chain(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let held: Vec<Value> = [0, 1].iter().filter_map(|i| held(vm, &a[0], *i)).collect();
    let state = if held.is_empty() { None } else { Some(vm.tuple(held)?) };
    made(vm, &a[0], vec![], state)
}
pub(super) fn set_chain(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let Some(parts) = a[1].as_tuple() else { return Err(not_a_tuple(vm)) };
    if !(1..=2).contains(&parts.len()) {
        let (what, n) = if parts.is_empty() { ("least", "1 argument") } else { ("most", "2 arguments") };
        let got = parts.len();
        return Err(vm.type_error(format!("function takes at {what} {n} ({got} given)")));
    }
    let name = vm.names.__next__.clone();
    if parts.iter().any(|part| vm.special(part, &name).is_none()) {
        return Err(vm.type_error("Arguments must be iterators."));
    }
    for i in [0, 1] {
        put(vm, &a[0], i, parts.get(i).cloned());
    }
    Ok(vm.none())
}
/// Fields: the iterator, and the list of what it has given. Word: the place in the list.
pub(super) fn cycle(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let (saved, again) = (field(vm, &a[0], 1), held(vm, &a[0], 0).is_none());
    let inner = match held(vm, &a[0], 0) {
        Some(inner) => inner,
        None => {
            let (it, at) = (vm.iter(&saved)?, number(vm, &a[0], 0));
            let name = vm.heap.intern_str("__setstate__");
            let done = vm.call_method(&it, &name, &[at])?;
            vm.release(done);
            it
        }
    };
    let again = vm.bool(again);
    let state = vm.pair(saved, again)?;
    made(vm, &a[0], vec![inner], Some(state))
}
/// The flag says that the list is complete: what the iterator still gives comes before it begins anew.
pub(super) fn set_cycle(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let Some(parts) = a[1].as_tuple() else { return Err(not_a_tuple(vm)) };
    let [saved, complete] = parts else {
        let got = parts.len();
        return Err(vm.type_error(format!("function takes exactly 2 arguments ({got} given)")));
    };
    if saved.as_list().is_none() {
        let got = vm.type_name(saved);
        return Err(vm.type_error(format!("argument 1 must be list, not {got}")));
    }
    let complete = vm.index(complete)? != 0;
    put(vm, &a[0], 1, Some(saved.clone()));
    set_word(vm, &a[0], 0, 0);
    set_word(vm, &a[0], 1, i64::from(complete));
    Ok(vm.none())
}
/// Fields: a list of the iterators (None for one that is exhausted), and what fills in.
pub(super) fn zip_longest(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let list = field(vm, &a[0], 0);
    let mut args = Vec::new();
    for inner in vm.collect(&list)? {
        args.push(if inner.is_none() { vm.heap.empty_tuple() } else { inner });
    }
    let fill = field(vm, &a[0], 1);
    made(vm, &a[0], args, Some(fill))
}
pub(super) fn set_fill(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    put(vm, &a[0], 1, Some(a[1].clone()));
    Ok(vm.none())
}

// --- places in pools -------------------------------------------------------------------------------------------

fn places(vm: &mut Vm, it: &Value, which: usize, n: usize) -> PyResult {
    let places = (0..n).map(|i| vm.int(choose::get(vm, it, which, i) as i64)).collect();
    vm.tuple(places)
}
/// combinations, combinations_with_replacement.
pub(super) fn combinations(vm: &mut Vm, a: Args<'_>) -> PyResult {
    reduce_chosen(vm, a, |vm, it| places(vm, it, choose::PLACES, choose::len(vm, it)))
}
pub(super) fn permutations(vm: &mut Vm, a: Args<'_>) -> PyResult {
    reduce_chosen(vm, a, |vm, it| {
        let n = choose::count_of(vm, it, choose::POOL);
        let order = places(vm, it, choose::PLACES, n)?;
        let cycles = places(vm, it, choose::CYCLES, choose::len(vm, it))?;
        vm.pair(order, cycles)
    })
}
fn reduce_chosen(vm: &mut Vm, a: Args<'_>, state: fn(&mut Vm, &Value) -> PyResult) -> PyResult {
    deprecated(vm)?;
    let r = number(vm, &a[0], choose::LEN);
    if choose::is_over(vm, &a[0]) {
        let empty = vm.heap.empty_tuple();
        return made(vm, &a[0], vec![empty, r], None);
    }
    let pool = field(vm, &a[0], choose::POOL);
    let state = if choose::begins(vm, &a[0]) { None } else { Some(state(vm, &a[0])?) };
    made(vm, &a[0], vec![pool, r], state)
}
pub(super) fn product(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    if choose::is_over(vm, &a[0]) {
        let empty = vm.heap.empty_tuple();
        return made(vm, &a[0], vec![empty], None);
    }
    let pools = field(vm, &a[0], choose::POOL);
    let pools = pools.as_tuple().unwrap_or(&[]).to_vec();
    let n = pools.len();
    let state = if choose::begins(vm, &a[0]) { None } else { Some(places(vm, &a[0], choose::PLACES, n)?) };
    made(vm, &a[0], pools, state)
}
/// Set the places in one field, each within its bounds.
fn set_places(
    vm: &mut Vm,
    it: &Value,
    which: usize,
    state: &[Value],
    bounds: impl Fn(usize) -> (i64, i64),
) -> PyResult<()> {
    for (i, v) in state.iter().enumerate() {
        let ((low, high), at) = (bounds(i), vm.size_index(v)?);
        choose::set(vm, it, which, i, at.min(high).max(low).max(0) as usize);
    }
    Ok(())
}
pub(super) fn set_combinations(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let (n, r) = (choose::count_of(vm, &a[0], choose::POOL), choose::len(vm, &a[0]));
    let state = state_tuple(vm, &a[1], r)?;
    set_places(vm, &a[0], choose::PLACES, state, |i| (0, (i + n) as i64 - r as i64))?;
    choose::show_again(vm, &a[0], choose::from_pool)
}
pub(super) fn set_replacement(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let (n, r) = (choose::count_of(vm, &a[0], choose::POOL), choose::len(vm, &a[0]));
    let state = state_tuple(vm, &a[1], r)?;
    set_places(vm, &a[0], choose::PLACES, state, |_| (0, n as i64 - 1))?;
    choose::show_again(vm, &a[0], choose::from_pool)
}
pub(super) fn set_permutations(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let (n, r) = (choose::count_of(vm, &a[0], choose::POOL), choose::len(vm, &a[0]));
    let parts = state_tuple(vm, &a[1], 2)?;
    let (order, cycles) = (state_tuple(vm, &parts[0], n)?, state_tuple(vm, &parts[1], r)?);
    set_places(vm, &a[0], choose::PLACES, order, |_| (0, n as i64 - 1))?;
    set_places(vm, &a[0], choose::CYCLES, cycles, |i| (1, n as i64 - i as i64))?;
    choose::show_again(vm, &a[0], choose::from_pool)
}
pub(super) fn set_product(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let pools = field(vm, &a[0], choose::POOL);
    let sizes: Vec<i64> =
        pools.as_tuple().unwrap_or(&[]).iter().map(|p| p.as_tuple().map_or(0, <[_]>::len) as i64).collect();
    let state = state_tuple(vm, &a[1], sizes.len())?;
    if sizes.contains(&0) {
        set_word(vm, &a[0], choose::OVER, 1);
        return Ok(vm.none());
    }
    set_places(vm, &a[0], choose::PLACES, state, |i| (0, sizes[i] - 1))?;
    choose::show_again(vm, &a[0], choose::from_pools)
}

// --- groupby ---------------------------------------------------------------------------------------------------

/// Fields: the iterator, the key function, the group's key, key and value of the item read last.
pub(super) fn groupby(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let args = vec![source(vm, &a[0], 0)?, field(vm, &a[0], 1)];
    let parts: Vec<Value> = [4, 2, 3].iter().filter_map(|i| held(vm, &a[0], *i)).collect();
    let state = if parts.len() == 3 { Some(vm.tuple(parts)?) } else { None };
    made(vm, &a[0], args, state)
}
pub(super) fn set_groupby(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let Some(parts) = a[1].as_tuple() else { return Err(not_a_tuple(vm)) };
    if let [value, target, key] = parts {
        put(vm, &a[0], 4, Some(value.clone()));
        put(vm, &a[0], 2, Some(target.clone()));
        put(vm, &a[0], 3, Some(key.clone()));
    }
    Ok(vm.none())
}
/// A group that its groupby has left gives nothing more. Word 0: the group's number, the open one's.
pub(super) fn group(vm: &mut Vm, a: Args<'_>) -> PyResult {
    deprecated(vm)?;
    let parent = field(vm, &a[0], 0);
    if word(vm, &parent, 0) == word(vm, &a[0], 0) {
        let target = field(vm, &a[0], 1);
        return made(vm, &a[0], vec![parent, target], None);
    }
    let (builtins, name) = (vm.builtins.clone(), vm.heap.intern_str("iter"));
    let iter = vm.dict_get(&builtins, &name)?.unwrap_or_else(|| vm.none());
    let empty = vm.heap.empty_tuple();
    let args = vm.tuple(vec![empty])?;
    vm.pair(iter, args)
}
