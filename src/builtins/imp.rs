//! _imp: what `importlib` (a frozen module) asks of the import system.

use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;
use crate::vm::import::DESCRIBE;

static FUNCTIONS: &[Native] = &[
    native(
        "describe_new_modules(function, /)",
        "Call a function with every new module and its name, before the module runs.",
        |vm, a| {
            vm.state.insert(DESCRIBE, a[0].clone());
            Ok(vm.none())
        },
    ),
    native(
        "is_builtin(name, /)",
        "Whether the interpreter has such a module, not written in Python.",
        |vm, a| asked(vm, &a, |name| super::module_names().contains(&name)),
    ),
    native("is_frozen(name, /)", "Whether the interpreter has such a module, written in Python.", |vm, a| {
        asked(vm, &a, |name| super::frozen::standard(name).is_some())
    }),
    native("is_frozen_package(name, /)", "Whether there are such modules below it.", |vm, a| {
        asked(vm, &a, |name| super::frozen::standard(name).is_some_and(|m| m.is_package))
    }),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    Ok(vm.native_module("_imp", "What the import system knows.", FUNCTIONS))
}

fn asked(vm: &mut Vm, a: &Args, question: impl Fn(&str) -> bool) -> PyResult {
    let name: &Value = &a[0];
    let yes = question(&vm.text(name));
    Ok(vm.bool(yes))
}
