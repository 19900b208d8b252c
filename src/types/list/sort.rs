//! `list.sort`: keys, reversal, and the list's absence while user code compares.
//!
//! Invariant: while a sort runs the list is empty for everybody else; what others put in is lost,
//! with a ValueError. The items come back whatever happens.

use super::{list, powersort};
use crate::object::ops::CmpOp;
use crate::object::{Args, Kind, PyResult, Raised, Value};
use crate::types::tuple::compare_items;
use crate::vm::Vm;
use std::cmp::Ordering;

pub(super) fn list_sort(vm: &mut Vm, a: Args) -> PyResult {
    let reverse = match a.opt(2) {
        Some(v) => vm.truth(v)?,
        None => false,
    };
    sort(vm, &a[0], a.opt(1).filter(|k| !k.is_none()), reverse)?;
    Ok(vm.none())
}

pub(super) fn sort(vm: &mut Vm, v: &Value, key: Option<&Value>, reverse: bool) -> PyResult<()> {
    let l = list(v);
    if key.is_none() && sort_plain(l.items_mut(&mut vm.heap), reverse) {
        return Ok(());
    }
    let capacity = l.capacity();
    let mut items = l.take_all(&mut vm.heap);
    let result = sorted_items(vm, &mut items, key, reverse);
    let modified = !l.is_empty() || l.capacity() > 0;
    let foreign = l.take_all(&mut vm.heap);
    l.reserve_exact(&mut vm.heap, capacity)?;
    for item in items {
        l.push(&mut vm.heap, item)?;
    }
    vm.release_all(foreign.into_iter().rev());
    if modified && result.is_ok() {
        return Err(vm.value_error("list modified during sort"));
    }
    result
}

/// Sort where they stand items that compare without the machine: all ints of one word, all str, all
/// floats but NaN. Nobody sees these comparisons, so the standard library's stable sort may do them.
/// `false`, with nothing changed: there are others.
fn sort_plain(items: &mut [Value], reverse: bool) -> bool {
    let all = |kind| items.iter().all(|k| k.is_exactly(kind));
    match items.first().map(Value::kind) {
        None => true,
        Some(Kind::INT) if items.iter().all(|k| k.is_exactly(Kind::INT) && k.as_word().is_some()) => {
            if items.len() <= FEW {
                sort_stably(items, reverse, |x, y| x.as_word().cmp(&y.as_word()));
            } else {
                // Decorated: a comparison that has to fetch its numbers waits for memory.
                let words = items.iter().map(|v| v.as_word().unwrap_or(0));
                let mut order: Vec<(i64, u32)> = words.zip(0..).collect();
                sort_stably(&mut order, reverse, |x, y| x.0.cmp(&y.0));
                let mut order: Vec<u32> = order.into_iter().map(|p| p.1).collect();
                permute(items, &mut order);
            }
            true
        }
        Some(Kind::STR) if all(Kind::STR) => {
            sort_stably(items, reverse, str_order);
            true
        }
        Some(Kind::FLOAT)
            if items.iter().all(|k| k.as_float().is_some_and(|f| !f.is_nan())) && all(Kind::FLOAT) =>
        {
            sort_stably(items, reverse, |x, y| {
                x.as_float().partial_cmp(&y.as_float()).unwrap_or(Ordering::Equal)
            });
            true
        }
        _ => false,
    }
}

/// So few items sort faster without being decorated.
const FEW: usize = 64;

/// Equal items keep their order, backwards too.
fn sort_stably<T>(items: &mut [T], reverse: bool, order: impl Fn(&T, &T) -> Ordering) {
    if reverse {
        items.sort_by(|x, y| order(y, x));
    } else {
        items.sort_by(order);
    }
}

fn str_order(x: &Value, y: &Value) -> Ordering {
    match (x.as_str(), y.as_str()) {
        (Some(x), Some(y)) => match (x.as_ascii(), y.as_ascii()) {
            (Some(x), Some(y)) => x.cmp(y),
            _ => x.chars().cmp(&y.chars()),
        },
        _ => Ordering::Equal,
    }
}

/// Put the items into this order, cycle by cycle.
fn permute(items: &mut [Value], order: &mut [u32]) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at as u32) as usize;
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

fn sorted_items(vm: &mut Vm, items: &mut [Value], key: Option<&Value>, reverse: bool) -> PyResult<()> {
    let mut keys = None;
    if let Some(f) = key {
        let mut made = Vec::with_capacity(items.len());
        for v in items.iter() {
            made.push(vm.call(f, std::slice::from_ref(v))?);
        }
        keys = Some(made);
    }
    // Stability under reversal: equal items keep their order in a list that is sorted backwards.
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    if reverse {
        order.reverse();
    }
    let result = sort_order(vm, &mut order, keys.as_deref().unwrap_or(items));
    if let Some(mut made) = keys {
        permute(&mut made, &mut order.clone());
        vm.release_all(made);
    }
    if reverse {
        order.reverse();
    }
    permute(items, &mut order);
    result
}

/// Sort numbers of keys. Keys all ints of one word, or all str, are compared without the machine;
/// since nobody sees these comparisons, the standard library's stable sort may do them.
fn sort_order(vm: &mut Vm, order: &mut [u32], keys: &[Value]) -> PyResult<()> {
    let all = |kind| keys.iter().all(|k| k.is_exactly(kind));
    if all(Kind::INT) {
        let words: Option<Vec<i64>> = keys.iter().map(Value::as_word).collect();
        if let Some(words) = words {
            sort_words(order, &words);
            return Ok(());
        }
    } else if all(Kind::FLOAT) {
        // NaN is less than nothing: where it ends up is the algorithm's doing.
        let floats: Vec<f64> = keys.iter().filter_map(Value::as_float).collect();
        return powersort::sort(order, |x, y| Ok::<_, Raised>(floats[x as usize] < floats[y as usize]));
    } else if all(Kind::STR) {
        order.sort_by(|x, y| str_order(&keys[*x as usize], &keys[*y as usize]));
        return Ok(());
    }
    powersort::sort(order, |x, y| less(vm, &keys[x as usize], &keys[y as usize]))
}

fn sort_words(order: &mut [u32], words: &[i64]) {
    let mut pairs: Vec<(i64, u32)> = order.iter().map(|i| (words[*i as usize], *i)).collect();
    pairs.sort_by_key(|p| p.0);
    for (place, (_, i)) in order.iter_mut().zip(pairs) {
        *place = i;
    }
}

/// `x < y`, without a method call for tuples.
fn less(vm: &mut Vm, x: &Value, y: &Value) -> PyResult<bool> {
    if x.is_exactly(Kind::TUPLE)
        && y.is_exactly(Kind::TUPLE)
        && let (Some(v), Some(w)) = (x.as_tuple(), y.as_tuple())
    {
        let result = compare_items(vm, CmpOp::Lt, v, w)?;
        return vm.truth(&result);
    }
    vm.lt(x, y)
}
