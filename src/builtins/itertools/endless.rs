//! count, cycle, repeat.

use super::{iterator_methods, next_of, put, reduce};
use crate::code::instr::BinOp;
use crate::object::spec::{native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Slot, TypeSpec, Value};
use crate::types::iter::{held, instance, let_go, set_word, word};
use crate::vm::Vm;

const FLAGS: u32 = tflag::CONTAINER | tflag::BASETYPE;

/// Fields: the number to come and the step; the first is empty while word 0 counts by one.
pub(super) static COUNT: TypeSpec = TypeSpec {
    name: "itertools.count",
    doc: "Return a count object whose .__next__() method returns consecutive values.\n\nEquivalent to:\n    def count(firstval=0, step=1):\n        x = firstval\n        while 1:\n            yield x\n            x += step",
    flags: FLAGS,
    methods: iterator_methods!(
        count_next,
        static_method("__new__(cls, start=0, step=1)", "Create and return a new object.", count_new),
        slot("__repr__(self, /)", "Return repr(self).", count_repr),
        native("__reduce__(self, /)", "Return state information for pickling.", count_reduce),
    ),
    fields: 2,
    words: 1,
    basicsize: 40,
    next: Some(count_next),
    ..TypeSpec::EMPTY
};
fn is_number(vm: &mut Vm, v: &Value) -> bool {
    let kind = v.kind().layout();
    let names = [vm.names.__index__.clone(), vm.heap.intern_str("__int__"), vm.heap.intern_str("__float__")];
    matches!(kind, Kind::INT | Kind::BOOL | Kind::FLOAT | Kind::COMPLEX)
        || names.iter().any(|n| vm.special(v, n).is_some())
}
fn count_new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    for v in [a.opt(1), a.opt(2)].into_iter().flatten() {
        if !is_number(vm, v) {
            return Err(vm.type_error("a number is required"));
        }
    }
    let start = a.opt(1).cloned().unwrap_or_else(|| vm.int(0));
    let step = a.opt(2).cloned().unwrap_or_else(|| vm.int(1));
    let by_one = step.is_exactly(Kind::INT) && step.as_word() == Some(1);
    let it = instance(vm, &a[0], []);
    put(vm, &it, 1, Some(step));
    match start.as_word().filter(|_| by_one && start.is_exactly(Kind::INT)) {
        Some(n) if n < i64::MAX => set_word(vm, &it, 0, n),
        _ => put(vm, &it, 0, Some(start)),
    }
    Ok(it)
}
fn count_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(now) = held(vm, it, 0) else {
        let n = word(vm, it, 0);
        let now = vm.int(n);
        if n + 1 < i64::MAX {
            set_word(vm, it, 0, n + 1);
        } else {
            let next = vm.int(i64::MAX);
            put(vm, it, 0, Some(next));
        }
        return Ok(Some(now));
    };
    let step = vm.record_field(it, 1);
    let next = vm.binary(BinOp::Add, &now, &step)?;
    put(vm, it, 0, Some(next));
    Ok(Some(now))
}
fn count_now(vm: &Vm, it: &Value) -> Value {
    held(vm, it, 0).unwrap_or_else(|| vm.int(word(vm, it, 0)))
}
fn count_parts(vm: &mut Vm, it: &Value) -> Vec<Value> {
    let (now, step) = (count_now(vm, it), vm.record_field(it, 1));
    let by_one = step.is_exactly(Kind::INT) && step.as_word() == Some(1);
    if by_one { vec![now] } else { vec![now, step] }
}
fn count_repr(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let mut shown = Vec::new();
    for part in count_parts(vm, &a[0]) {
        shown.push(vm.repr(&part)?);
    }
    let name = short_name(vm, &a[0]);
    vm.join_reprs(&format!("{name}("), &shown, ")")
}
fn count_reduce(vm: &mut Vm, a: Args<'_>) -> PyResult {
    reduce::deprecated(vm)?;
    let parts = count_parts(vm, &a[0]);
    let args = vm.tuple(parts)?;
    vm.pair(a[0].ty_value(), args)
}
fn short_name(vm: &Vm, v: &Value) -> String {
    vm.type_name(v).rsplit('.').next().unwrap_or_default().to_owned()
}

/// Fields: the iterator, and the list of what it has given. Words: the place in the list; whether the list
/// is complete before the iterator is exhausted, as it is after unpickling.
pub(super) static CYCLE: TypeSpec = TypeSpec {
    name: "itertools.cycle",
    doc: "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
    flags: FLAGS,
    methods: iterator_methods!(
        cycle_next,
        static_method("__new__(cls, iterable, /)", "Create and return a new object.", |vm, a| {
            let it = vm.iter(&a[1])?;
            let saved = vm.heap.empty_list();
            Ok(instance(vm, &a[0], [it, saved]))
        }),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::cycle),
        native("__setstate__(self, state, /)", "Set state information for unpickling.", reduce::set_cycle),
    ),
    fields: 2,
    words: 2,
    basicsize: 48,
    next: Some(cycle_next),
    ..TypeSpec::EMPTY
};
fn cycle_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let saved = vm.record_field(it, 1);
    let Some(list) = saved.as_list() else { return Ok(None) };
    if held(vm, it, 0).is_some() {
        if let Some(v) = next_of(vm, it, 0)? {
            if word(vm, it, 1) == 0 {
                list.push(&mut vm.heap, v.clone())?;
            }
            return Ok(Some(v));
        }
        let_go(vm, it, 0);
    }
    if list.is_empty() {
        return Ok(None);
    }
    let at = word(vm, it, 0) as usize;
    set_word(vm, it, 0, if at + 1 >= list.len() { 0 } else { at as i64 + 1 });
    Ok(list.get(&vm.heap, at))
}

/// Field: the object. Word: how often it is still given; -1 for ever.
pub(super) static REPEAT: TypeSpec = TypeSpec {
    name: "itertools.repeat",
    doc: "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.",
    flags: FLAGS,
    methods: iterator_methods!(
        repeat_next,
        static_method(
            "__new__(cls, object, times=<unrepresentable>)",
            "Create and return a new object.",
            |vm, a| {
                let times = match a.opt(2) {
                    Some(n) => vm.size_index(n)?.max(0),
                    None => -1,
                };
                let it = instance(vm, &a[0], [a[1].clone()]);
                set_word(vm, &it, 0, times);
                Ok(it)
            }
        ),
        slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
            let object = vm.record_field(&a[0], 0);
            let shown = vm.repr(&object)?;
            let (name, left) = (short_name(vm, &a[0]), word(vm, &a[0], 0));
            let end = if left < 0 { ")".to_owned() } else { format!(", {left})") };
            vm.join_reprs(&format!("{name}("), &[shown], &end)
        }),
        native(
            "__length_hint__(self, /)",
            "Private method returning an estimate of len(list(it)).",
            |vm, a| match word(vm, &a[0], 0) {
                n if n < 0 => Err(vm.type_error("len() of unsized object")),
                n => Ok(vm.int(n)),
            }
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", |vm, a| {
            reduce::deprecated(vm)?;
            let (object, left) = (vm.record_field(&a[0], 0), word(vm, &a[0], 0));
            let mut args = vec![object];
            if left >= 0 {
                args.push(vm.int(left));
            }
            let args = vm.tuple(args)?;
            vm.pair(a[0].ty_value(), args)
        }),
    ),
    fields: 1,
    words: 1,
    basicsize: 32,
    next: Some(repeat_next),
    ..TypeSpec::EMPTY
};
fn repeat_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let left = word(vm, it, 0);
    if left == 0 {
        return Ok(None);
    }
    if left > 0 {
        set_word(vm, it, 0, left - 1);
    }
    Ok(held(vm, it, 0))
}
