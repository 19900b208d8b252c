//! list and its iterators. Slices stand in [`slices`](self), sorting in `sort`.
//!
//! Invariant: user code (comparisons, `__index__`, burials) may change a list under our hands; each
//! step reads length and items anew, as `Objects/listobject.c` does.
//! Deliberately absent: growth; `object/list.rs` has CPython's pattern.

mod powersort;
mod slices;
mod sort;

use crate::object::ops::CmpOp;
use crate::object::ops::holds;
use crate::object::spec::{class_method, native, sequence_slot, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, List, NoMemory, PyResult, Slot, TypeSpec, Value};
use crate::types::iter::{dunder_iter, dunder_next, held, let_go, record, set_word, word};
use crate::vm::Vm;
pub use slices::get;

pub static LIST: TypeSpec = TypeSpec {
    name: "list",
    doc: "Built-in mutable sequence.\n\nWithout an argument a new empty list; otherwise the items of the iterable.",
    kind: Kind::LIST,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::SEQUENCE | tflag::MATCH_SELF | tflag::GENERIC_GETATTR,
    basicsize: 40,
    unhashable: true,
    methods: &[
        static_method("__new__(cls, /, *args, **kwargs)", "Create and return a new list.", list_new),
        slot("__init__(self, iterable=(), /)", "Initialize self.", list_init),
        slot("__repr__(self, /)", "Return repr(self).", list_repr),
        slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, CmpOp::Lt, &a[0], &a[1])),
        slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, CmpOp::Le, &a[0], &a[1])),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, CmpOp::Eq, &a[0], &a[1])),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, CmpOp::Ne, &a[0], &a[1])),
        slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, CmpOp::Gt, &a[0], &a[1])),
        slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, CmpOp::Ge, &a[0], &a[1])),
        slot("__iter__(self, /)", "Implement iter(self).", |vm, a| {
            Ok(record(vm, Kind::LIST_ITER, [a[0].clone()]))
        }),
        slot("__len__(self, /)", "Return len(self).", |vm, a| Ok(vm.int(list(&a[0]).len() as i64))),
        native("__getitem__(self, index, /)", "Return self[index].", |vm, a| get(vm, &a[0], &a[1])),
        slot("__setitem__(self, key, value, /)", "Set self[key] to value.", |vm, a| {
            slices::set(vm, &a[0], &a[1], &a[2])?;
            Ok(vm.none())
        }),
        slot("__delitem__(self, key, /)", "Delete self[key].", |vm, a| {
            slices::delete(vm, &a[0], &a[1])?;
            Ok(vm.none())
        }),
        sequence_slot("__add__(self, value, /)", "Return self+value.", list_add),
        sequence_slot("__mul__(self, value, /)", "Return self*value.", list_mul),
        sequence_slot("__rmul__(self, value, /)", "Return value*self.", list_mul),
        slot("__contains__(self, key, /)", "Return bool(key in self).", list_contains),
        sequence_slot("__iadd__(self, value, /)", "Implement self+=value.", list_iadd),
        sequence_slot("__imul__(self, value, /)", "Implement self*=value.", list_imul),
        native("__reversed__(self, /)", "Return a reverse iterator over the list.", list_reversed),
        native("__sizeof__(self, /)", "Return the size of the list in memory, in bytes.", list_sizeof),
        native("clear(self, /)", "Remove all items from list.", list_clear),
        native("copy(self, /)", "Return a shallow copy of the list.", list_copy),
        native("append(self, object, /)", "Append object to the end of the list.", list_append),
        native("insert(self, index, object, /)", "Insert object before index.", list_insert),
        native(
            "extend(self, iterable, /)",
            "Extend list by appending elements from the iterable.",
            |vm, a| {
                vm.list_extend(&a[0], &a[1])?;
                Ok(vm.none())
            },
        ),
        native(
            "pop(self, index=-1, /)",
            "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.",
            list_pop,
        ),
        native(
            "remove(self, value, /)",
            "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
            list_remove,
        ),
        native(
            "index(self, value, start=0, stop=sys.maxsize, /)",
            "Return first index of value.\n\nRaises ValueError if the value is not present.",
            list_index,
        ),
        native("count(self, value, /)", "Return number of occurrences of value.", list_count),
        native("reverse(self, /)", "Reverse *IN PLACE*.", list_reverse),
        native(
            "sort(self, /, *, key=None, reverse=False)",
            "Sort the list in ascending order and return None.\n\nThe sort is in place and stable. With a key function, items are ordered by its results;\nwith reverse, in descending order.",
            sort::list_sort,
        ),
        class_method("__class_getitem__(cls, item, /)", "See PEP 585", crate::types::alias::class_getitem),
    ],
    ..TypeSpec::EMPTY
};

/// A list's contents.
///
/// # Panics
/// If `v` is no list: a fault of the caller, which has checked.
#[inline(always)]
fn list(v: &Value) -> &List {
    match v.as_list() {
        Some(l) => l,
        None => unreachable!("the receiver is a list"),
    }
}

fn list_new(vm: &mut Vm, a: Args) -> PyResult {
    let Some(t) = a[0].as_type() else { return Ok(vm.heap.empty_list()) };
    Ok(if t.same(vm.heap.type_of(Kind::LIST)) {
        vm.heap.empty_list()
    } else {
        vm.heap.alloc_fixed_as::<List>(t.ptr(), t.instance_kind())
    })
}

fn list_init(vm: &mut Vm, a: Args) -> PyResult {
    if list(&a[0]).capacity() > 0 {
        clear(vm, &a[0]);
    }
    if let Some(iterable) = a.opt(1) {
        vm.list_extend(&a[0], iterable)?;
    }
    Ok(vm.none())
}

/// Empty it, then release last to first (`list_clear`).
fn clear(vm: &mut Vm, v: &Value) {
    let taken = list(v).take_all(&mut vm.heap);
    vm.release_all(taken.into_iter().rev());
}

fn list_repr(vm: &mut Vm, a: Args) -> PyResult {
    if list(&a[0]).is_empty() {
        return Ok(vm.str("[]"));
    }
    if !vm.enter_repr(&a[0]) {
        return Ok(vm.str("[...]"));
    }
    let parts = repr_parts(vm, &a[0]);
    vm.leave_repr(&a[0]);
    vm.join_reprs("[", &parts?, "]")
}

fn repr_parts(vm: &mut Vm, v: &Value) -> PyResult<Vec<Value>> {
    let mut parts = Vec::new();
    while let Some(item) = list(v).get(&vm.heap, parts.len()) {
        vm.check_growth(parts.len())?;
        parts.push(vm.repr(&item)?);
        vm.release(item);
    }
    Ok(parts)
}

/// `a op b` of a list; NotImplemented if `b` is none.
///
/// # Errors
/// What comparing items raises.
pub fn compare(vm: &mut Vm, op: CmpOp, a: &Value, b: &Value) -> PyResult {
    let Some(y) = b.as_list() else { return Ok(vm.not_implemented()) };
    let x = list(a);
    if x.len() != y.len() && matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(vm.bool(op == CmpOp::Ne));
    }
    let mut i = 0;
    while let (Some(v), Some(w)) = (x.items(&vm.heap).get(i), y.items(&vm.heap).get(i)) {
        i += 1;
        let same = Vm::plainly_equal(v, w);
        if same == Some(true) {
            continue;
        }
        // A comparison may change the lists: what it compares is held.
        let (v, w) = (v.clone(), w.clone());
        if same.is_none() && vm.eq(&v, &w)? {
            continue;
        }
        // A comparison that emptied one of them leaves it to the lengths.
        if i > x.len() || i > y.len() {
            break;
        }
        return match op {
            CmpOp::Eq => Ok(vm.bool(false)),
            CmpOp::Ne => Ok(vm.bool(true)),
            _ => vm.compare(op, &v, &w),
        };
    }
    Ok(vm.bool(holds(op, x.len().cmp(&y.len()))))
}

fn list_contains(vm: &mut Vm, a: Args) -> PyResult {
    let found = find(vm, &a[0], &a[1], 0, usize::MAX)?.is_some();
    Ok(vm.bool(found))
}

/// First index of an item equal to `wanted` in `start..stop`.
fn find(vm: &mut Vm, v: &Value, wanted: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut i = start;
    while i < stop
        && let Some(item) = list(v).get(&vm.heap, i)
    {
        if vm.same_or_eq(&item, wanted)? {
            return Ok(Some(i));
        }
        i += 1;
        if !item.is_exactly(Kind::INT) {
            vm.release(item);
        }
    }
    Ok(None)
}

fn list_add(vm: &mut Vm, a: Args) -> PyResult {
    let Some(other) = a[1].as_list() else {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("can only concatenate list (not \"{got}\") to list")));
    };
    let parts = [list(&a[0]), other];
    Ok(vm.heap.list_of_lists(parts[0].len() + parts[1].len(), parts.into_iter())?)
}

fn repeat(vm: &mut Vm, to: &Value, base: &[Value], times: usize) -> PyResult<()> {
    for _ in 0..times {
        for v in base {
            list(to).push(&mut vm.heap, v.clone())?;
        }
    }
    Ok(())
}

fn list_mul(vm: &mut Vm, a: Args) -> PyResult {
    let n = vm.repeat_count(&a[1])?;
    let base = list(&a[0]);
    let total = base.len().checked_mul(n).ok_or(NoMemory)?;
    let times = if total == 0 { 0 } else { n };
    Ok(vm.heap.list_of_lists(total, std::iter::repeat_n(base, times))?)
}

fn list_imul(vm: &mut Vm, a: Args) -> PyResult {
    let n = vm.repeat_count(&a[1])?;
    let len = list(&a[0]).len();
    if len == 0 || n == 1 {
        return Ok(a[0].clone());
    }
    if n == 0 {
        clear(vm, &a[0]);
        return Ok(a[0].clone());
    }
    let total = len.checked_mul(n).ok_or(NoMemory)?;
    let base = list(&a[0]).items(&vm.heap).to_vec();
    list(&a[0]).resize_capacity(&mut vm.heap, total)?;
    repeat(vm, &a[0], &base, n - 1)?;
    Ok(a[0].clone())
}

fn list_iadd(vm: &mut Vm, a: Args) -> PyResult {
    vm.list_extend(&a[0], &a[1])?;
    Ok(a[0].clone())
}

fn list_sizeof(vm: &mut Vm, a: Args) -> PyResult {
    let size = a[0].ty().basicsize() + 8 * list(&a[0]).capacity();
    Ok(vm.int(size as i64))
}

fn list_clear(vm: &mut Vm, a: Args) -> PyResult {
    clear(vm, &a[0]);
    Ok(vm.none())
}

fn list_copy(vm: &mut Vm, a: Args) -> PyResult {
    let all = list(&a[0]).items(&vm.heap).to_vec();
    vm.list(all)
}

fn list_append(vm: &mut Vm, a: Args) -> PyResult {
    list(&a[0]).push(&mut vm.heap, a[1].clone())?;
    Ok(vm.none())
}

fn list_insert(vm: &mut Vm, a: Args) -> PyResult {
    let i = vm.index(&a[1])?;
    let n = list(&a[0]).len() as i64;
    let at = if i < 0 { i.saturating_add(n).max(0) } else { i.min(n) };
    list(&a[0]).insert(&mut vm.heap, at as usize, a[2].clone())?;
    Ok(vm.none())
}

fn list_pop(vm: &mut Vm, a: Args) -> PyResult {
    let i = match a.opt(1) {
        Some(v) => vm.index(v)?,
        None => -1,
    };
    let l = list(&a[0]);
    let n = l.len() as i64;
    if n == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    let at = if i < 0 { i.wrapping_add(n) } else { i };
    if !(0..n).contains(&at) {
        return Err(vm.index_error("pop index out of range"));
    }
    Ok(l.remove(&mut vm.heap, at as usize))
}

fn list_remove(vm: &mut Vm, a: Args) -> PyResult {
    let Some(i) = find(vm, &a[0], &a[1], 0, usize::MAX)? else {
        return Err(vm.value_error("list.remove(x): x not in list"));
    };
    // The comparison may have shortened the list.
    if i < list(&a[0]).len() {
        let removed = list(&a[0]).remove(&mut vm.heap, i);
        vm.release(removed);
    }
    Ok(vm.none())
}

fn list_index(vm: &mut Vm, a: Args) -> PyResult {
    let n = list(&a[0]).len();
    let start = vm.search_bound(a.opt(2), 0, n)?;
    let stop = vm.search_bound(a.opt(3), i64::MAX, n)?;
    match find(vm, &a[0], &a[1], start, stop)? {
        Some(i) => Ok(vm.int(i as i64)),
        None => {
            let shown = vm.repr(&a[1])?;
            let shown = vm.text(&shown);
            Err(vm.value_error(format!("{shown} is not in list")))
        }
    }
}

fn list_count(vm: &mut Vm, a: Args) -> PyResult {
    let (mut i, mut n) = (0, 0);
    while let Some(item) = list(&a[0]).get(&vm.heap, i) {
        n += i64::from(vm.same_or_eq(&item, &a[1])?);
        i += 1;
    }
    Ok(vm.int(n))
}

fn list_reverse(vm: &mut Vm, a: Args) -> PyResult {
    list(&a[0]).items_mut(&mut vm.heap).reverse();
    Ok(vm.none())
}

// --- what the machine asks for -----------------------------------------------------------------

impl Vm {
    /// `list.extend(iterable)`: sizes as `list_extend` gives them.
    ///
    /// # Errors
    /// TypeError, what iteration raises; the elements before the error stay.
    pub fn list_extend(&mut self, to: &Value, iterable: &Value) -> PyResult<()> {
        let l = list(to);
        match iterable.kind() {
            Kind::LIST | Kind::TUPLE => {
                // As many as there are now: a list may be extended by itself.
                let n = self.len(iterable)?;
                if n == 0 {
                    return Ok(());
                }
                if l.capacity() == 0 {
                    l.preallocate(&mut self.heap, n)?;
                } else {
                    l.resize_capacity(&mut self.heap, l.len() + n)?;
                }
                for i in 0..n {
                    let item = match iterable.as_list() {
                        Some(from) => from.get(&self.heap, i),
                        None => iterable.as_tuple().and_then(|t| t.get(i).cloned()),
                    };
                    let Some(item) = item else { break };
                    l.push(&mut self.heap, item)?;
                }
                Ok(())
            }
            Kind::SET | Kind::FROZENSET => {
                let all =
                    iterable.as_set().map(|s| s.iter(&self.heap).map(|(v, _)| v.clone()).collect::<Vec<_>>());
                self.append_all(to, all.unwrap_or_default())
            }
            Kind::DICT => {
                let all = self.dict_keys_of(iterable);
                self.append_all(to, all)
            }
            _ => self.extend_by_iteration(to, iterable),
        }
    }
    fn append_all(&mut self, to: &Value, all: Vec<Value>) -> PyResult<()> {
        let l = list(to);
        l.resize_capacity(&mut self.heap, l.len() + all.len())?;
        for v in all {
            l.push(&mut self.heap, v)?;
        }
        Ok(())
    }
    fn extend_by_iteration(&mut self, to: &Value, iterable: &Value) -> PyResult<()> {
        let it = self.iter(iterable)?;
        let hint = self.length_hint(iterable, 8)?;
        let l = list(to);
        if l.capacity() == 0 {
            if hint > 0 {
                l.preallocate(&mut self.heap, hint)?;
            }
        } else if hint <= isize::MAX as usize - l.len() {
            l.resize_capacity(&mut self.heap, l.len() + hint)?;
        }
        while let Some(v) = self.next(&it)? {
            self.check_growth(l.len())?;
            l.push(&mut self.heap, v)?;
        }
        // Cut back if the guess was too large.
        l.resize_capacity(&mut self.heap, l.len())?;
        self.release(it);
        Ok(())
    }
    /// `list(iterable)`, as `sorted` and `PySequence_List` make it.
    ///
    /// # Errors
    /// As [`Vm::list_extend`].
    pub fn to_list(&mut self, iterable: &Value) -> PyResult {
        let out = self.heap.empty_list();
        self.list_extend(&out, iterable)?;
        Ok(out)
    }
    /// `list.sort(key=key, reverse=reverse)`.
    ///
    /// # Errors
    /// What keys and comparisons raise; ValueError if they changed the list.
    pub fn sort_list(&mut self, v: &Value, key: Option<&Value>, reverse: bool) -> PyResult<()> {
        sort::sort(self, v, key, reverse)
    }
}

// --- iterators -----------------------------------------------------------------------------------

/// Field: the list. Word: the index to come.
pub static LIST_ITER: TypeSpec = TypeSpec {
    name: "list_iterator",
    kind: Kind::LIST_ITER,
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
            iter_hint,
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", |vm, a| {
            iter_reduce(vm, a, "iter")
        }),
        native("__setstate__(self, object, /)", "Set state information for unpickling.", iter_set_state),
    ],
    ..TypeSpec::EMPTY
};

/// Next of a [`LIST_ITER`].
///
/// # Errors
/// None; as its siblings.
#[inline]
pub fn iter_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let i = word(vm, it, 0);
    let found = match it.as_record().and_then(|r| r.field(&vm.heap, 0)) {
        Some(l) => list(l).get(&vm.heap, i as usize),
        None => return Ok(None),
    };
    match found {
        Some(_) => set_word(vm, it, 0, i + 1),
        None => let_go(vm, it, 0),
    }
    Ok(found)
}

fn iter_hint(vm: &mut Vm, a: Args) -> PyResult {
    let n = held(vm, &a[0], 0).map_or(0, |l| list(&l).len() as i64 - word(vm, &a[0], 0));
    Ok(vm.int(n.max(0)))
}

fn iter_reduce(vm: &mut Vm, a: Args, function: &str) -> PyResult {
    match held(vm, &a[0], 0) {
        Some(l) => {
            let i = word(vm, &a[0], 0);
            vm.reduce_iter(function, l, Some(i))
        }
        None => {
            let empty = vm.heap.empty_list();
            vm.reduce_iter("iter", empty, None)
        }
    }
}

fn iter_set_state(vm: &mut Vm, a: Args) -> PyResult {
    let i = vm.state_index(&a[1])?;
    if let Some(l) = held(vm, &a[0], 0) {
        set_word(vm, &a[0], 0, i.clamp(0, list(&l).len() as i64));
    }
    Ok(vm.none())
}

/// Field: the list. Word: the index to come.
pub static LIST_REV_ITER: TypeSpec = TypeSpec {
    name: "list_reverseiterator",
    kind: Kind::LIST_REV_ITER,
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
            reverse_hint,
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", |vm, a| {
            iter_reduce(vm, a, "reversed")
        }),
        native("__setstate__(self, object, /)", "Set state information for unpickling.", reverse_set_state),
    ],
    ..TypeSpec::EMPTY
};

fn list_reversed(vm: &mut Vm, a: Args) -> PyResult {
    let it = record(vm, Kind::LIST_REV_ITER, [a[0].clone()]);
    set_word(vm, &it, 0, list(&a[0]).len() as i64 - 1);
    Ok(it)
}

/// Next of a [`LIST_REV_ITER`].
///
/// # Errors
/// None; as its siblings.
pub fn reverse_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let i = word(vm, it, 0);
    let found = match it.as_record().and_then(|r| r.field(&vm.heap, 0)) {
        Some(l) if i >= 0 => list(l).get(&vm.heap, i as usize),
        Some(_) => None,
        None => return Ok(None),
    };
    match found {
        Some(_) => set_word(vm, it, 0, i - 1),
        None => {
            set_word(vm, it, 0, -1);
            let_go(vm, it, 0);
        }
    }
    Ok(found)
}

fn reverse_hint(vm: &mut Vm, a: Args) -> PyResult {
    let left = word(vm, &a[0], 0) + 1;
    let n = held(vm, &a[0], 0).map_or(0, |l| if (list(&l).len() as i64) < left { 0 } else { left });
    Ok(vm.int(n))
}

fn reverse_set_state(vm: &mut Vm, a: Args) -> PyResult {
    let i = vm.state_index(&a[1])?;
    if let Some(l) = held(vm, &a[0], 0) {
        set_word(vm, &a[0], 0, i.clamp(-1, list(&l).len() as i64 - 1));
    }
    Ok(vm.none())
}
