//! _heapq and _bisect: what keeps lists in order by comparing few items (`Modules/_heapqmodule.c`,
//! `Modules/_bisectmodule.c`).
//!
//! Invariant: a comparison may run code that changes the list: places are looked at anew after each, and a
//! heap whose length has changed is an error.

use crate::object::spec::native;
use crate::object::{Args, Kind, List, Native, PyResult, Value};
use crate::vm::Vm;

static HEAP: &[Native] = &[
    native("heappush(heap, item, /)", "Push item onto heap, maintaining the heap invariant.", |vm, a| {
        let list = heap_of(vm, &a[0], "heappush() argument 1")?;
        list.push(&mut vm.heap, a[1].clone())?;
        rise(vm, list, 0, list.len() - 1, false)?;
        Ok(vm.none())
    }),
    native(
        "heappushpop(heap, item, /)",
        "Push item on the heap, then pop and return the smallest item from the heap.\n\nThe combined action runs more efficiently than heappush() followed by\na separate call to heappop().",
        |vm, a| {
            let list = heap_of(vm, &a[0], "heappushpop() argument 1")?;
            let Some(top) = list.get(&vm.heap, 0) else { return Ok(a[1].clone()) };
            if !vm.lt(&top, &a[1])? {
                return Ok(a[1].clone());
            }
            if list.is_empty() {
                return Err(vm.index_error("index out of range"));
            }
            replace_top(vm, list, a[1].clone(), false)
        },
    ),
    native(
        "heappop(heap, /)",
        "Pop the smallest item off the heap, maintaining the heap invariant.",
        |vm, a| {
            let list = heap_of(vm, &a[0], "heappop() argument")?;
            pop(vm, list, false)
        },
    ),
    native(
        "heapreplace(heap, item, /)",
        "Pop and return the current smallest value, and add the new item.\n\nThis is more efficient than heappop() followed by heappush(), and can be\nmore appropriate when using a fixed-size heap.  Note that the value\nreturned may be larger than item!  That constrains reasonable uses of\nthis routine unless written as part of a conditional replacement:\n\n    if item > heap[0]:\n        item = heapreplace(heap, item)",
        |vm, a| {
            let list = heap_of(vm, &a[0], "heapreplace() argument 1")?;
            replace(vm, list, a[1].clone(), false)
        },
    ),
    native("heapify(heap, /)", "Transform list into a heap, in-place, in O(len(heap)) time.", |vm, a| {
        let list = heap_of(vm, &a[0], "heapify() argument")?;
        heapify(vm, list, false)
    }),
    native("_heappop_max(heap, /)", "Maxheap variant of heappop.", |vm, a| {
        let list = heap_of(vm, &a[0], "_heappop_max() argument")?;
        pop(vm, list, true)
    }),
    native("_heapreplace_max(heap, item, /)", "Maxheap variant of heapreplace.", |vm, a| {
        let list = heap_of(vm, &a[0], "_heapreplace_max() argument 1")?;
        replace(vm, list, a[1].clone(), true)
    }),
    native("_heapify_max(heap, /)", "Maxheap variant of heapify.", |vm, a| {
        let list = heap_of(vm, &a[0], "_heapify_max() argument")?;
        heapify(vm, list, true)
    }),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "Heap queue algorithm (a.k.a. priority queue).";
    Ok(vm.native_module("_heapq", doc, HEAP))
}

fn heap_of<'a>(vm: &mut Vm, v: &'a Value, what: &str) -> PyResult<&'a List> {
    match v.as_list() {
        Some(list) => Ok(list),
        None => {
            let got = vm.arg_type_name(v);
            Err(vm.type_error(format!("{what} must be list, not {got}")))
        }
    }
}
/// Whether item `i` comes before item `j`: the smaller first, or the larger.
fn before(vm: &mut Vm, list: &List, i: usize, j: usize, max: bool) -> PyResult<bool> {
    let n = list.len();
    let (Some(x), Some(y)) = (list.get(&vm.heap, i), list.get(&vm.heap, j)) else { return Ok(false) };
    let less = if max { vm.lt(&y, &x)? } else { vm.lt(&x, &y)? };
    vm.release_all([x, y]);
    if list.len() != n {
        return Err(vm.runtime_error("list changed size during iteration"));
    }
    Ok(less)
}
/// The item at `at` goes up, no higher than `top`, until its parent comes before it (`siftdown`).
fn rise(vm: &mut Vm, list: &List, top: usize, mut at: usize, max: bool) -> PyResult<()> {
    while at > top {
        let parent = (at - 1) >> 1;
        if !before(vm, list, at, parent, max)? {
            break;
        }
        list.items_mut(&mut vm.heap).swap(at, parent);
        at = parent;
    }
    Ok(())
}
/// The item at `at` goes down to a leaf along the children that come first, then up to where it belongs
/// (`siftup`).
fn settle(vm: &mut Vm, list: &List, start: usize, max: bool) -> PyResult<()> {
    let (end, mut at) = (list.len(), start);
    while at < end / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < end && !before(vm, list, child, child + 1, max)? {
            child += 1;
        }
        list.items_mut(&mut vm.heap).swap(at, child);
        at = child;
    }
    rise(vm, list, start, at, max)
}
fn replace_top(vm: &mut Vm, list: &List, item: Value, max: bool) -> PyResult {
    let top = std::mem::replace(&mut list.items_mut(&mut vm.heap)[0], item);
    settle(vm, list, 0, max)?;
    Ok(top)
}
fn pop(vm: &mut Vm, list: &List, max: bool) -> PyResult {
    let Some(last) = list.pop(&mut vm.heap) else { return Err(vm.index_error("index out of range")) };
    if list.is_empty() { Ok(last) } else { replace_top(vm, list, last, max) }
}
fn replace(vm: &mut Vm, list: &List, item: Value, max: bool) -> PyResult {
    if list.is_empty() {
        return Err(vm.index_error("index out of range"));
    }
    replace_top(vm, list, item, max)
}
fn heapify(vm: &mut Vm, list: &List, max: bool) -> PyResult {
    for i in (0..list.len() / 2).rev() {
        settle(vm, list, i, max)?;
        vm.safe_point()?;
    }
    Ok(vm.none())
}

// --- bisect --------------------------------------------------------------------------------------------------------

const RIGHT: &str = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e <= x, and all e in\na[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will\ninsert just after the rightmost x already there.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.";
const LEFT: &str = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e < x, and all e in\na[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will\ninsert just before the leftmost x already there.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.";
static BISECT: &[Native] = &[
    native("bisect_right(a, x, lo=0, hi=None, *, key=None)", RIGHT, |vm, a| found(vm, a, false)),
    native("bisect_left(a, x, lo=0, hi=None, *, key=None)", LEFT, |vm, a| found(vm, a, true)),
    native(
        "insort_right(a, x, lo=0, hi=None, *, key=None)",
        "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the right of the rightmost x.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.",
        |vm, a| insort(vm, a, false),
    ),
    native(
        "insort_left(a, x, lo=0, hi=None, *, key=None)",
        "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the left of the leftmost x.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.",
        |vm, a| insort(vm, a, true),
    ),
];

pub(super) fn make_bisect(vm: &mut Vm) -> PyResult {
    let doc = "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion. For long lists of items with\nexpensive comparison operations, this can be an improvement over the more\ncommon approach.\n";
    Ok(vm.native_module("_bisect", doc, BISECT))
}

/// Where `x` belongs among the items of `a[0]`, whose keys are compared.
fn search(vm: &mut Vm, a: Args<'_>, x: &Value, left: bool) -> PyResult<i64> {
    let mut low = a.opt(2).map_or(Ok(0), |v| vm.size_index(v))?;
    if low < 0 {
        return Err(vm.value_error("lo must be non-negative"));
    }
    let mut high = match a.opt(3).filter(|v| !v.is_none()) {
        Some(v) => vm.size_index(v)?,
        None => vm.len(&a[0])? as i64,
    };
    let key = a.opt(4).filter(|k| !k.is_none());
    while low < high {
        let middle = ((low as u64 + high as u64) / 2) as i64;
        let item = match a[0].as_list().filter(|_| a[0].is_exactly(Kind::LIST)) {
            Some(list) => match list.get(&vm.heap, middle as usize) {
                Some(item) => item,
                None => return Err(vm.index_error("list index out of range")),
            },
            None => {
                let at = vm.int(middle);
                vm.get_item(&a[0], &at)?
            }
        };
        let compared = match key {
            Some(key) => vm.call_full(key, vec![item.clone()], &[])?,
            None => item.clone(),
        };
        let less = if left { vm.lt(&compared, x)? } else { vm.lt(x, &compared)? };
        vm.release_all([compared, item]);
        if less == left {
            low = middle + 1;
        } else {
            high = middle;
        }
        vm.safe_point()?;
    }
    Ok(low)
}
fn found(vm: &mut Vm, a: Args<'_>, left: bool) -> PyResult {
    let at = search(vm, a, &a[1], left)?;
    Ok(vm.int(at))
}
fn insort(vm: &mut Vm, a: Args<'_>, left: bool) -> PyResult {
    let x = match a.opt(4).filter(|k| !k.is_none()) {
        Some(key) => vm.call_full(key, vec![a[1].clone()], &[])?,
        None => a[1].clone(),
    };
    let at = search(vm, a, &x, left)?;
    match a[0].as_list().filter(|_| a[0].is_exactly(Kind::LIST)) {
        Some(list) => list.insert(&mut vm.heap, (at as usize).min(list.len()), a[1].clone())?,
        None => {
            let (name, at) = (vm.heap.intern_str("insert"), vm.int(at));
            let done = vm.call_method(&a[0], &name, &[at, a[1].clone()])?;
            vm.release(done);
        }
    }
    Ok(vm.none())
}
