//! The part of sys about asynchronous generators and coroutines.

use super::structseq;
use crate::object::spec::native;
use crate::object::{Args, GetSet, Native, PyResult, TypeSpec, Value};
use crate::types::async_gen::{FINALIZER, FIRST_ITERATION};
use crate::vm::Vm;

pub static FUNCTIONS: &[Native] = &[
    native(
        "get_asyncgen_hooks()",
        "Return the installed asynchronous generators hooks.\n\nThis returns a namedtuple of the form (firstiter, finalizer).",
        get_hooks,
    ),
    native(
        "get_coroutine_origin_tracking_depth()",
        "Check status of origin tracking for coroutine objects in this thread.",
        get_depth,
    ),
    native(
        "set_asyncgen_hooks(firstiter=<unrepresentable>, finalizer=<unrepresentable>)",
        "set_asyncgen_hooks([firstiter] [, finalizer])\n\nSet a finalizer for async generators objects.",
        set_hooks,
    ),
    native(
        "set_coroutine_origin_tracking_depth(depth)",
        "Enable or disable origin tracking for coroutine objects in this thread.",
        set_depth,
    ),
];

static HOOKS_FIELDS: [GetSet; 2] = [
    structseq::item::<0>("firstiter", "called before the first iteration"),
    structseq::item::<1>("finalizer", "called instead of closing"),
];
static HOOKS: TypeSpec = structseq::spec(
    "asyncgen_hooks",
    "A tuple of the hooks that asynchronous generators meet.",
    &HOOKS_FIELDS,
);

fn get_hooks(vm: &mut Vm, _: Args) -> PyResult {
    let hooks = [FIRST_ITERATION, FINALIZER].map(|k| vm.state.get(k).cloned());
    let items = hooks.into_iter().map(|h| h.unwrap_or_else(|| vm.none())).collect();
    structseq::make(vm, &HOOKS, items)
}
fn check_hook(vm: &mut Vm, hook: Option<&Value>, what: &str) -> PyResult<()> {
    match hook {
        Some(h) if !h.is_none() && !vm.is_callable(h) => {
            let got = vm.type_name(h);
            Err(vm.type_error(format!("callable {what} expected, got {got}")))
        }
        _ => Ok(()),
    }
}
fn set_hooks(vm: &mut Vm, a: Args) -> PyResult {
    let given = [(a.opt(1), "finalizer", FINALIZER), (a.opt(0), "firstiter", FIRST_ITERATION)];
    for (hook, what, _) in given {
        check_hook(vm, hook, what)?;
    }
    for (hook, _, key) in given {
        let old = match hook {
            None => None,
            Some(h) if h.is_none() => vm.state.remove(key),
            Some(h) => vm.state.insert(key, h.clone()),
        };
        if let Some(old) = old {
            vm.release(old);
        }
    }
    Ok(vm.none())
}
fn get_depth(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.int(vm.origin_depth as i64))
}
fn set_depth(vm: &mut Vm, a: Args) -> PyResult {
    let depth = vm.size_index(&a[0])?;
    let Ok(depth) = usize::try_from(depth) else { return Err(vm.value_error("depth must be >= 0")) };
    vm.origin_depth = depth;
    Ok(vm.none())
}
