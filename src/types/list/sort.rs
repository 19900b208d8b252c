//! `list.sort`: keys, reversal, and the list's absence while user code compares.
//!
//! Invariant: while a sort runs the list is empty for everybody else; what others put in is lost,
//! with a ValueError. The items come back whatever happens.

use super::{list, powersort};
use crate::object::ops::CmpOp;
use crate::object::{Args, Kind, PyResult, Raised, Value};
use crate::types::tuple::compare_items;
use crate::vm::Vm;

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

fn sorted_items(vm: &mut Vm, items: &mut Vec<Value>, key: Option<&Value>, reverse: bool) -> PyResult<()> {
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
    if let Some(made) = keys {
        let made = permuted(made, &order);
        vm.release_all(made);
    }
    if reverse {
        order.reverse();
    }
    *items = permuted(std::mem::take(items), &order);
    result
}

fn permuted(values: Vec<Value>, order: &[u32]) -> Vec<Value> {
    let mut slots: Vec<Option<Value>> = values.into_iter().map(Some).collect();
    order.iter().filter_map(|i| slots[*i as usize].take()).collect()
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
        order.sort_by(|x, y| match (keys[*x as usize].as_str(), keys[*y as usize].as_str()) {
            (Some(x), Some(y)) => match (x.as_ascii(), y.as_ascii()) {
                (Some(x), Some(y)) => x.cmp(y),
                _ => x.chars().cmp(&y.chars()),
            },
            _ => std::cmp::Ordering::Equal,
        });
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
