//! gc: the cycle collector's controls and views.
//!
//! Invariant: names, arguments and figures are CPython 3.13's (`Modules/gcmodule.c`): three
//! generations, and `collect` returns the number of unreachable objects it found.

use super::referents::referents;
use crate::collect::collector::GENERATIONS;
use crate::object::header::{PERMANENT, flag};
use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

static FUNCTIONS: &[Native] = &[
    native("collect(generation=2)", "Run the garbage collector.", collect),
    native("disable()", "Disable automatic garbage collection.", disable),
    native("enable()", "Enable automatic garbage collection.", enable),
    native("freeze()", "Freeze all current tracked objects and ignore them for future collections.", freeze),
    native("get_count()", "Return a three-tuple of the current collection counts.", get_count),
    native("get_debug()", "Get the garbage collection debugging flags.", get_debug),
    native(
        "get_freeze_count()",
        "Return the number of objects in the permanent generation.",
        get_freeze_count,
    ),
    native(
        "get_objects(generation=None)",
        "Return a list of objects tracked by the collector (excluding the list returned).",
        get_objects,
    ),
    native(
        "get_referents(*objs)",
        "Return the list of objects that are directly referred to by 'objs'.",
        get_referents,
    ),
    native(
        "get_referrers(*objs)",
        "Return the list of objects that directly refer to any of 'objs'.",
        get_referrers,
    ),
    native("get_stats()", "Return a list of dictionaries containing per-generation statistics.", get_stats),
    native("get_threshold()", "Return the current collection thresholds.", get_threshold),
    native(
        "is_finalized(obj, /)",
        "Returns true if the object has been already finalized by the GC.",
        is_finalized,
    ),
    native(
        "is_tracked(obj, /)",
        "Returns true if the object is tracked by the garbage collector.",
        is_tracked,
    ),
    native("isenabled()", "Returns true if automatic garbage collection is enabled.", isenabled),
    native("set_debug(flags, /)", "Set the garbage collection debugging flags.", set_debug),
    native(
        "set_threshold(*thresholds)",
        "Set the collection thresholds (the collection frequency).",
        set_threshold,
    ),
    native("unfreeze()", "Unfreeze all objects in the permanent generation.", unfreeze),
];

const DEBUG_FLAGS: [(&str, i64); 5] = [
    ("DEBUG_STATS", 1),
    ("DEBUG_COLLECTABLE", 2),
    ("DEBUG_UNCOLLECTABLE", 4),
    ("DEBUG_SAVEALL", 32),
    ("DEBUG_LEAK", 38),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "This module provides access to the garbage collector for reference cycles.";
    let module = vm.native_module("gc", doc, FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    for (name, list) in [("garbage", vm.gc.garbage.clone()), ("callbacks", vm.gc.callbacks.clone())] {
        if let Some(l) = list {
            vm.put(&dict, name, l);
        }
    }
    for (name, bits) in DEBUG_FLAGS {
        let bits = vm.int(bits);
        vm.put(&dict, name, bits);
    }
    Ok(module)
}

fn collect(vm: &mut Vm, a: Args) -> PyResult {
    let g = match a.opt(0) {
        None => GENERATIONS - 1,
        Some(v) => match usize::try_from(vm.index(v)?) {
            Ok(g) if g < GENERATIONS => g,
            _ => return Err(vm.value_error("invalid generation")),
        },
    };
    let found = vm.collect_now(g);
    Ok(vm.int(found as i64))
}
fn enable(vm: &mut Vm, _: Args) -> PyResult {
    vm.set_gc_enabled(true);
    Ok(vm.none())
}
fn disable(vm: &mut Vm, _: Args) -> PyResult {
    vm.set_gc_enabled(false);
    Ok(vm.none())
}
fn isenabled(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.bool(vm.gc.enabled))
}
fn three(vm: &mut Vm, f: impl Fn(&Vm, usize) -> i64) -> PyResult {
    let items = (0..GENERATIONS).map(|g| vm.int(f(vm, g))).collect();
    vm.tuple(items)
}
fn get_count(vm: &mut Vm, _: Args) -> PyResult {
    three(vm, |vm, g| i64::from(vm.heap.generation(g).count))
}
fn get_threshold(vm: &mut Vm, _: Args) -> PyResult {
    three(vm, |vm, g| i64::from(vm.heap.generation(g).threshold))
}
fn set_threshold(vm: &mut Vm, a: Args) -> PyResult {
    let given = a[0].as_tuple().unwrap_or(&[]);
    if !(1..=GENERATIONS).contains(&given.len()) {
        return Err(vm.type_error("gc.set_threshold requires 1 to 3 arguments"));
    }
    let mut wanted = Vec::new();
    for v in given {
        let n = vm.index(v)?;
        match i32::try_from(n) {
            Ok(n) => wanted.push(u32::try_from(n).unwrap_or(0)),
            Err(_) => return Err(vm.overflow_error("signed integer is greater than maximum")),
        }
    }
    vm.set_gc_thresholds(&wanted);
    Ok(vm.none())
}
fn get_debug(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.int(i64::from(vm.gc.debug)))
}
fn set_debug(vm: &mut Vm, a: Args) -> PyResult {
    let bits = vm.index(&a[0])?;
    vm.gc.debug = bits as u32;
    Ok(vm.none())
}
fn get_stats(vm: &mut Vm, _: Args) -> PyResult {
    let mut out = Vec::new();
    for g in 0..GENERATIONS {
        let d = vm.heap.dict();
        for (i, name) in ["collections", "collected", "uncollectable"].into_iter().enumerate() {
            let n = vm.int(vm.gc.stats[g][i] as i64);
            vm.put(&d, name, n);
        }
        out.push(d);
    }
    vm.list(out)
}
fn is_tracked(vm: &mut Vm, a: Args) -> PyResult {
    let yes = vm.heap.is_tracked(&a[0]);
    Ok(vm.bool(yes))
}
fn is_finalized(vm: &mut Vm, a: Args) -> PyResult {
    Ok(vm.bool(a[0].header().has(flag::FINALIZED)))
}

/// Tracked objects of the generations, youngest first, each in its list's order.
fn tracked(vm: &Vm, generations: impl Iterator<Item = usize>) -> Vec<Value> {
    generations.flat_map(|g| vm.heap.generation_values(g)).collect()
}
fn get_objects(vm: &mut Vm, a: Args) -> PyResult {
    let objects = match Vm::given(a.opt(0)) {
        None => tracked(vm, 0..GENERATIONS),
        Some(v) => {
            if v.as_int().is_none() {
                let got = vm.type_name(&v);
                return Err(vm.type_error(format!("argument should be integer or None, not '{got}'")));
            }
            let g = vm.index(&v)?;
            if g >= GENERATIONS as i64 {
                return Err(vm.value_error(format!(
                    "generation parameter must be less than the number of available generations ({GENERATIONS})"
                )));
            }
            match usize::try_from(g) {
                Ok(g) => tracked(vm, std::iter::once(g)),
                Err(_) if g == -1 => tracked(vm, 0..GENERATIONS),
                Err(_) => return Err(vm.value_error("generation parameter cannot be negative")),
            }
        }
    };
    vm.list(objects)
}
fn get_referents(vm: &mut Vm, a: Args) -> PyResult {
    let objects = a[0].as_tuple().unwrap_or(&[]);
    let told = objects.iter().filter(|v| v.header().has(flag::CONTAINER)).flat_map(|v| referents(vm, v));
    let told = told.collect();
    vm.list(told)
}
fn get_referrers(vm: &mut Vm, a: Args) -> PyResult {
    let wanted = a[0].as_tuple().unwrap_or(&[]);
    let mut out = Vec::new();
    for v in tracked(vm, 0..=usize::from(PERMANENT)) {
        // The tuple of our own arguments refers to them too.
        if v.is(&a[0]) {
            continue;
        }
        if referents(vm, &v).iter().any(|c| wanted.iter().any(|w| w.is(c))) {
            out.push(v);
        }
    }
    vm.list(out)
}
fn freeze(vm: &mut Vm, _: Args) -> PyResult {
    vm.heap.freeze();
    Ok(vm.none())
}
fn unfreeze(vm: &mut Vm, _: Args) -> PyResult {
    vm.heap.unfreeze();
    Ok(vm.none())
}
fn get_freeze_count(vm: &mut Vm, _: Args) -> PyResult {
    let n = vm.heap.generation(usize::from(PERMANENT)).len();
    Ok(vm.int(n as i64))
}
