//! accumulate, batched, islice, pairwise.

use super::{give, iterator_methods, next_of, put, reduce};
use crate::code::instr::BinOp;
use crate::object::spec::{native, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, PyResult, Raised, Slot, TypeSpec, Value};
use crate::types::iter::{held, instance, let_go, set_word, word};
use crate::vm::Vm;

const BASE: TypeSpec = TypeSpec {
    flags: tflag::CONTAINER | tflag::BASETYPE,
    fields: 4,
    words: 4,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

/// Fields: the iterator, the function, the total so far, the first total.
pub(super) static ACCUMULATE: TypeSpec = TypeSpec {
    name: "itertools.accumulate",
    doc: "Return series of accumulated sums (or other binary function results).",
    methods: iterator_methods!(
        accumulate_next,
        static_method(
            "__new__(cls, iterable, func=None, *, initial=None)",
            "Create and return a new object.",
            |vm, a| {
                let it = vm.iter(&a[1])?;
                let [function, initial] = [2, 3].map(|i| a.opt(i).cloned().unwrap_or_else(|| vm.none()));
                let new = instance(vm, &a[0], [it, function]);
                if !initial.is_none() {
                    put(vm, &new, 3, Some(initial));
                }
                Ok(new)
            }
        ),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::accumulate),
        native("__setstate__(self, state, /)", "Set state information for unpickling.", reduce::set_total),
    ),
    next: Some(accumulate_next),
    ..BASE
};
fn accumulate_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    if let Some(first) = it.as_record().and_then(|r| r.set(&mut vm.heap, 3, None)) {
        put(vm, it, 2, Some(first.clone()));
        return Ok(Some(first));
    }
    let Some(item) = next_of(vm, it, 0)? else { return Ok(None) };
    let total = match held(vm, it, 2) {
        None => item,
        Some(sofar) => {
            let function = vm.record_field(it, 1);
            let total = if function.is_none() {
                vm.binary(BinOp::Add, &sofar, &item)?
            } else {
                vm.call_full(&function, vec![sofar, item.clone()], &[])?
            };
            vm.release(item);
            total
        }
    };
    put(vm, it, 2, Some(total.clone()));
    Ok(Some(total))
}

/// Field: the iterator. Words: how many, and whether the last batch must be whole.
pub(super) static BATCHED: TypeSpec = TypeSpec {
    name: "itertools.batched",
    doc: "Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over the input iterable and accumulates data into tuples\nup to size n.  The input is consumed lazily, just enough to\nfill a batch.  The result is yielded as soon as a batch is full\nor when the input iterable is exhausted.\n\n    >>> for batch in batched('ABCDEFG', 3):\n    ...     print(batch)\n    ...\n    ('A', 'B', 'C')\n    ('D', 'E', 'F')\n    ('G',)\n\nIf \"strict\" is True, raises a ValueError if the final batch is shorter\nthan n.",
    methods: iterator_methods!(
        batched_next,
        static_method(
            "__new__(cls, iterable, n, *, strict=False)",
            "Create and return a new object.",
            |vm, a| {
                let n = vm.size_index(&a[2])?;
                let strict = a.opt(3).map_or(Ok(false), |v| vm.truth(v))?;
                if n < 1 {
                    return Err(vm.value_error("n must be at least one"));
                }
                let it = vm.iter(&a[1])?;
                let new = instance(vm, &a[0], [it]);
                set_word(vm, &new, 0, n);
                set_word(vm, &new, 1, i64::from(strict));
                Ok(new)
            }
        ),
    ),
    basicsize: 40,
    next: Some(batched_next),
    ..BASE
};
fn batched_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let n = word(vm, it, 0) as usize;
    let Some(inner) = held(vm, it, 0) else { return Ok(None) };
    let mut items = Vec::new();
    while items.len() < n {
        let Some(item) = vm.next(&inner)? else { break };
        items.push(item);
        vm.check_growth(items.len())?;
    }
    if items.len() < n {
        drop(inner);
        let_go(vm, it, 0);
        if items.is_empty() {
            return Ok(None);
        }
        if word(vm, it, 1) != 0 {
            vm.release_all(items);
            return Err(vm.value_error("batched(): incomplete batch"));
        }
    }
    Ok(Some(vm.heap.tuple(items)?))
}

/// Field: the iterator. Words: the number to come, the next that is given, where it stops (-1: nowhere), the
/// step.
pub(super) static ISLICE: TypeSpec = TypeSpec {
    name: "itertools.islice",
    doc: "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an iterator whose next() method returns selected values from an\niterable.  If start is specified, will skip all preceding elements;\notherwise, start defaults to zero.  Step defaults to one.  If\nspecified as another value, step determines how many values are\nskipped between successive calls.  Works like a slice() on a list\nbut returns an iterator.",
    methods: iterator_methods!(
        islice_next,
        static_method("__new__(cls, /, *args, **kwargs)", "Create and return a new object.", islice_new),
        native("__reduce__(self, /)", "Return state information for pickling.", reduce::islice),
        native("__setstate__(self, state, /)", "Set state information for unpickling.", reduce::set_count),
    ),
    next: Some(islice_next),
    ..BASE
};
fn islice_new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    vm.no_keywords(&a[0], &a[2], "islice")?;
    let args = a[1].as_tuple().unwrap_or(&[]);
    if !(2..=4).contains(&args.len()) {
        let (what, n) = if args.len() < 2 { ("least", 2) } else { ("most", 4) };
        let given = args.len();
        return Err(vm.type_error(format!("islice expected at {what} {n} arguments, got {given}")));
    }
    let wrong = |vm: &mut Vm, what: &str| -> Raised {
        vm.value_error(format!("{what} for islice() must be None or an integer: 0 <= x <= sys.maxsize."))
    };
    // -2: not a number that fits.
    let number = |vm: &mut Vm, v: &Value, absent: i64| -> i64 {
        if v.is_none() {
            return absent;
        }
        match vm.index(v) {
            Ok(n) => n,
            Err(e) => {
                vm.release(e.0);
                -2
            }
        }
    };
    let (start, stop) = if args.len() == 2 {
        let stop = number(vm, &args[1], -1);
        if stop < -1 || (stop == -1 && !args[1].is_none()) {
            return Err(wrong(vm, "Stop argument"));
        }
        (0, stop)
    } else {
        let start = number(vm, &args[1], 0);
        let stop = number(vm, &args[2], -1);
        if !args[2].is_none() && (stop == -1 || stop == -2 && args[2].as_word() != Some(-2)) {
            return Err(wrong(vm, "Stop argument"));
        }
        if start < 0 || stop < -1 {
            return Err(wrong(vm, "Indices"));
        }
        (start, stop)
    };
    let step = args.get(3).map_or(1, |v| number(vm, v, 1));
    if step < 1 {
        return Err(vm.value_error("Step for islice() must be a positive integer or None."));
    }
    let inner = vm.iter(&args[0])?;
    let it = instance(vm, &a[0], [inner]);
    for (i, w) in [0, start, stop, step].into_iter().enumerate() {
        set_word(vm, &it, i, w);
    }
    Ok(it)
}
fn islice_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let Some(inner) = held(vm, it, 0) else { return Ok(None) };
    let stop = word(vm, it, 2);
    while word(vm, it, 0) < word(vm, it, 1) {
        match vm.next(&inner)? {
            Some(skipped) => vm.release(skipped),
            None => {
                drop(inner);
                let_go(vm, it, 0);
                return Ok(None);
            }
        }
        let n = word(vm, it, 0) + 1;
        set_word(vm, it, 0, n);
        vm.safe_point()?;
    }
    let n = word(vm, it, 0);
    let item = if stop != -1 && n >= stop { None } else { vm.next(&inner)? };
    drop(inner);
    if item.is_none() {
        let_go(vm, it, 0);
        return Ok(None);
    }
    set_word(vm, it, 0, n + 1);
    let next = word(vm, it, 1).checked_add(word(vm, it, 3));
    let next = next.filter(|next| stop == -1 || *next <= stop);
    set_word(vm, it, 1, next.unwrap_or(if stop == -1 { i64::MAX } else { stop }));
    Ok(item)
}

/// Fields: the iterator, the item before, the last result.
pub(super) static PAIRWISE: TypeSpec = TypeSpec {
    name: "itertools.pairwise",
    doc: "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ...",
    methods: iterator_methods!(
        pairwise_next,
        static_method(
            "__new__(cls, iterable, /)",
            "Create and return a new object.",
            |vm: &mut Vm, a: Args<'_>| {
                let it = vm.iter(&a[1])?;
                Ok(instance(vm, &a[0], [it]))
            }
        ),
    ),
    basicsize: 40,
    next: Some(pairwise_next),
    ..BASE
};
fn pairwise_next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let old = match held(vm, it, 1) {
        Some(old) => old,
        None => match next_of(vm, it, 0)? {
            Some(first) => {
                put(vm, it, 1, Some(first.clone()));
                first
            }
            None => {
                let_go(vm, it, 0);
                return Ok(None);
            }
        },
    };
    let Some(new) = next_of(vm, it, 0)? else {
        let_go(vm, it, 0);
        drop(old);
        let_go(vm, it, 1);
        return Ok(None);
    };
    put(vm, it, 1, Some(new.clone()));
    give(vm, it, 2, vec![old, new])
}
