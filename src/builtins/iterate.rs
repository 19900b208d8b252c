//! Built-in functions that run over iterables.
//!
//! Invariant: every loop passes a safe point now and then, so signals, collections and limits are
//! served however long the iterable is.

use crate::code::instr::{BinOp, CmpOp};
use crate::object::spec::native;
use crate::object::{Args, Kind, Native, PyResult, Str, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;

pub static FUNCTIONS: &[Native] = &[
    native("aiter(async_iterable, /)", "Return an AsyncIterator for an AsyncIterable object.", aiter),
    native("all(iterable, /)", "Return True if bool(x) is True for all values x in the iterable.", all),
    native(
        "anext(aiterator, default=<unrepresentable>, /)",
        "Return the next item from the async iterator.",
        anext,
    ),
    native("any(iterable, /)", "Return True if bool(x) is True for any x in the iterable.", any),
    native("iter(object, sentinel=None, /)", "Get an iterator from an object.", iter),
    native(
        "max(*args, key=None, default=None)",
        "With a single iterable argument, return its biggest item.",
        max,
    ),
    native(
        "min(*args, key=None, default=None)",
        "With a single iterable argument, return its smallest item.",
        min,
    ),
    native("next(iterator, default=None, /)", "Return the next item from the iterator.", next),
    native(
        "sorted(iterable, /, **kwargs)",
        "Return a new list containing all items from the iterable in ascending order.",
        sorted,
    ),
    native(
        "sum(iterable, /, start=0)",
        "Return the sum of a 'start' value (default: 0) plus an iterable of numbers",
        sum,
    ),
];

fn aiter(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__aiter__.clone();
    match vm.call_special(&a[0], &name, &[])? {
        Some(it) => {
            let name = vm.names.__anext__.clone();
            if vm.special(&it, &name).is_none() {
                let got = vm.type_name(&it);
                return Err(vm.type_error(format!("aiter() returned not an async iterator of type '{got}'")));
            }
            Ok(it)
        }
        None => {
            let got = vm.type_name(&a[0]);
            Err(vm.type_error(format!("'{got}' object is not an async iterable")))
        }
    }
}
fn anext(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__anext__.clone();
    let Some(awaited) = vm.call_special(&a[0], &name, &[])? else {
        let got = vm.type_name(&a[0]);
        return Err(vm.type_error(format!("'{got}' object is not an async iterator")));
    };
    match a.opt(1) {
        None => Ok(awaited),
        Some(default) => Ok(crate::types::async_gen::anext_with_default(vm, awaited, default.clone())),
    }
}

/// Whether some item's truth is `wanted`.
fn search(vm: &mut Vm, iterable: &Value, wanted: bool) -> PyResult<bool> {
    let it = vm.iter(iterable)?;
    let mut n = 0;
    while let Some(item) = vm.next(&it)? {
        vm.check_growth(n)?;
        n += 1;
        let truth = vm.truth(&item)?;
        vm.release(item);
        if truth == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}
fn all(vm: &mut Vm, a: Args) -> PyResult {
    let found = search(vm, &a[0], false)?;
    Ok(vm.bool(!found))
}
fn any(vm: &mut Vm, a: Args) -> PyResult {
    let found = search(vm, &a[0], true)?;
    Ok(vm.bool(found))
}

fn iter(vm: &mut Vm, a: Args) -> PyResult {
    let Some(sentinel) = a.opt(1) else { return vm.iter(&a[0]) };
    if !vm.is_callable(&a[0]) {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    let it = vm.heap.record(vm.heap.type_of(Kind::CALL_ITER), 2);
    if let Some(r) = it.as_record() {
        r.set(&mut vm.heap, 0, Some(a[0].clone()));
        r.set(&mut vm.heap, 1, Some(sentinel.clone()));
    }
    Ok(it)
}

fn next(vm: &mut Vm, a: Args) -> PyResult {
    let known = if a[0].has_layout(Kind::GENERATOR) { None } else { vm.native_next(&a[0]) };
    let Some(fast) = known else {
        // Through `__next__` itself, so that a StopIteration keeps its value and traceback.
        if a[0].is_exactly(Kind::GENERATOR) && a.opt(1).is_none() {
            return crate::types::generator::next(vm, a);
        }
        let name = vm.names.__next__.clone();
        let Some(method) = vm.special(&a[0], &name) else {
            let got = vm.type_name(&a[0]);
            return Err(vm.type_error(format!("'{got}' object is not an iterator")));
        };
        let got = vm.call_unbound(&method, &a[0], &[]);
        return match a.opt(1) {
            None => got,
            Some(default) => Ok(vm.catch(got, Exc::StopIteration)?.unwrap_or_else(|| default.clone())),
        };
    };
    match fast? {
        Some(item) => Ok(item),
        None => match a.opt(1) {
            Some(default) => Ok(default.clone()),
            None => Err(vm.stop_iteration(None)),
        },
    }
}

fn max(vm: &mut Vm, a: Args) -> PyResult {
    extreme(vm, a, CmpOp::Gt, "max")
}
fn min(vm: &mut Vm, a: Args) -> PyResult {
    extreme(vm, a, CmpOp::Lt, "min")
}
/// `min_max` in CPython: keeps the first of equals.
fn extreme(vm: &mut Vm, a: Args, op: CmpOp, name: &str) -> PyResult {
    let args = a[0].as_tuple().unwrap_or(&[]);
    let default = a.opt(2);
    let source = match args {
        [] => return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [one] => one.clone(),
        _ if default.is_some() => {
            return Err(vm.type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        _ => a[0].clone(),
    };
    let key = Vm::given(a.opt(1));
    if let ([first, others @ ..], None) = (args, &key)
        && !others.is_empty()
    {
        let mut best = first;
        for v in others {
            if vm.compare_bool(op, v, best)? {
                best = v;
            }
        }
        return Ok(best.clone());
    }
    let it = vm.iter(&source)?;
    let mut best: Option<(Value, Value)> = None;
    let mut n = 0;
    while let Some(item) = vm.next(&it)? {
        vm.check_growth(n)?;
        n += 1;
        let value = match &key {
            Some(f) => vm.call(f, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let loser = match best.take() {
            None => {
                best = Some((item, value));
                continue;
            }
            Some((held, held_value)) => {
                if vm.compare_bool(op, &value, &held_value)? {
                    best = Some((item, value));
                    (held, held_value)
                } else {
                    best = Some((held, held_value));
                    (item, value)
                }
            }
        };
        vm.release(loser.1);
        vm.release(loser.0);
    }
    match (best, default) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(d)) => Ok(d.clone()),
        (None, None) => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
    }
}

fn sorted(vm: &mut Vm, a: Args) -> PyResult {
    let list = vm.to_list(&a[0])?;
    if a[1].as_dict().is_some_and(crate::object::Dict::is_empty) {
        vm.sort_list(&list, None, false)?;
        return Ok(list);
    }
    let (mut names, mut values) = (Vec::new(), Vec::new());
    if let Some(d) = a[1].as_dict() {
        for i in 0..d.filled() {
            if let Some((k, v)) = d.at(&vm.heap, i) {
                names.push(k.clone());
                values.push(v.clone());
            }
        }
    }
    let is = |name: &str| names.first().and_then(Value::as_str).and_then(Str::as_ascii) == Some(name);
    if let ([f], true) = (values.as_slice(), is("key")) {
        vm.sort_list(&list, Some(f).filter(|f| !f.is_none()), false)?;
        return Ok(list);
    }
    let sort = vm.get_attr_str(&list, "sort")?;
    vm.call_full(&sort, values, &names)?;
    Ok(list)
}

fn sum(vm: &mut Vm, a: Args) -> PyResult {
    let start = match a.opt(1) {
        None => vm.int(0),
        Some(s) => {
            let refused = match s.kind().layout() {
                Kind::STR => Some(("strings", "''")),
                Kind::BYTES => Some(("bytes", "b''")),
                Kind::BYTEARRAY => Some(("bytearray", "b''")),
                _ => None,
            };
            if let Some((what, empty)) = refused {
                return Err(vm.type_error(format!("sum() can't sum {what} [use {empty}.join(seq) instead]")));
            }
            s.clone()
        }
    };
    let it = vm.iter(&a[0])?;
    let mut adder = Adder { total: start, n: 0 };
    let mut item = adder.ints(vm, &it)?;
    if let Some(v) = item.take() {
        item = adder.floats(vm, &it, v)?;
    }
    while let Some(v) = item {
        let sum = vm.binary(BinOp::Add, &adder.total, &v)?;
        let old = std::mem::replace(&mut adder.total, sum);
        vm.release(old);
        vm.release(v);
        item = adder.next(vm, &it)?;
    }
    Ok(adder.total)
}

/// The running total of `sum`, and how many items it has seen.
struct Adder {
    total: Value,
    n: usize,
}

impl Adder {
    fn next(&mut self, vm: &mut Vm, it: &Value) -> PyResult<Option<Value>> {
        vm.check_growth(self.n)?;
        self.n += 1;
        vm.next(it)
    }
    /// While everything is a machine-sized int. Returns the item that was not, after adding it.
    fn ints(&mut self, vm: &mut Vm, it: &Value) -> PyResult<Option<Value>> {
        if !self.total.is_exactly(Kind::INT) {
            return self.next(vm, it);
        }
        let Some(mut sum) = self.total.as_word() else { return self.next(vm, it) };
        while let Some(item) = self.next(vm, it)? {
            let word = if matches!(item.kind(), Kind::INT | Kind::BOOL) { item.as_word() } else { None };
            match word.and_then(|w| sum.checked_add(w)) {
                Some(s) => sum = s,
                None => {
                    self.total = vm.int(sum);
                    self.total = vm.binary(BinOp::Add, &self.total, &item)?;
                    return self.next(vm, it);
                }
            }
        }
        self.total = vm.int(sum);
        Ok(None)
    }
    /// Floats (and ints among them) with Neumaier's compensation, as CPython 3.12 and later.
    fn floats(&mut self, vm: &mut Vm, it: &Value, first: Value) -> PyResult<Option<Value>> {
        if !self.total.is_exactly(Kind::FLOAT) {
            return Ok(Some(first));
        }
        let mut sum = self.total.as_float().unwrap_or_default();
        let mut lost = 0.0f64;
        let mut item = Some(first);
        while let Some(v) = item {
            if v.is_exactly(Kind::FLOAT) {
                let x = v.as_float().unwrap_or_default();
                let t = sum + x;
                lost += if sum.abs() >= x.abs() { (sum - t) + x } else { (x - t) + sum };
                sum = t;
            } else if let (true, Some(w)) = (v.as_int().is_some(), v.as_word()) {
                sum += w as f64;
            } else {
                self.total = vm.float(compensated(sum, lost));
                return Ok(Some(v));
            }
            item = self.next(vm, it)?;
        }
        self.total = vm.float(compensated(sum, lost));
        Ok(None)
    }
}

/// The compensation must not turn an infinite or overflowed sum into a NaN, nor -0.0 into 0.0.
fn compensated(sum: f64, lost: f64) -> f64 {
    if lost != 0.0 && lost.is_finite() { sum + lost } else { sum }
}
