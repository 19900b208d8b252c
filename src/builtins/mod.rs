//! Floor 6: built-in functions and native modules.
//!
//! Owns the namespace of `builtins`, the module `sys`, and the registry of native modules. One file
//! per module; a function is a line in its table.
//! Deliberately absent: finding modules (floor 5's import system asks the registry here), and the
//! methods of built-in types (floor 3).

pub mod abc;
pub mod array;
pub mod atexit;
mod breakpoint;
pub mod collections;
pub mod ctypes;
pub mod datetime;
pub mod decimal;
pub mod dis;
pub mod filled;
pub mod frozen;
pub mod functions;
pub mod functools;
pub mod gc;
pub mod hashes;
pub mod heap_events;
pub mod heapq;
pub mod help;
pub mod imp;
pub mod iterate;
pub mod itertools;
pub mod json;
pub mod malloc_stats;
pub mod math;
pub mod operator;
pub mod os;
pub mod output;
pub mod random;
pub mod re;
pub mod referents;
pub mod scopes;
pub mod site;
pub mod structs;
pub mod structseq;
pub mod sys;
pub mod sys_async;
pub mod sys_info;
pub mod time;
pub mod traceback;
pub mod tracemalloc;
pub mod types;
pub mod unicodedata;
pub mod warnings;
pub mod weakref;

use crate::object::{PyResult, TypeSpec, Value};
use crate::types::{
    bytes, complex, descriptor, dict, float, int, iter, list, metatype, object, range, set, slice, str, tuple,
};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use crate::vm::errors::Exc;

/// The types that `builtins` names, in CPython's order.
static TYPES: &[&TypeSpec] = &[
    &int::BOOL,
    &bytes::MEMORYVIEW,
    &bytes::BYTEARRAY,
    &bytes::BYTES,
    &descriptor::CLASSMETHOD,
    &complex::COMPLEX,
    &dict::DICT,
    &iter::ENUMERATE,
    &iter::FILTER,
    &float::FLOAT,
    &set::FROZENSET,
    &descriptor::PROPERTY,
    &int::INT,
    &list::LIST,
    &iter::MAP,
    &object::OBJECT,
    &range::RANGE,
    &iter::REVERSED,
    &set::SET,
    &slice::SLICE,
    &descriptor::STATICMETHOD,
    &str::STR,
    &descriptor::SUPER,
    &tuple::TUPLE,
    &metatype::TYPE,
    &iter::ZIP,
];

/// Makes one native module.
type Maker = fn(&mut Vm) -> PyResult;

/// Native modules that are made when they are first imported.
static MODULES: &[(&str, Maker)] = &[
    ("_abc", abc::make),
    ("_bisect", heapq::make_bisect),
    ("_collections", collections::make),
    ("_datetime", datetime::make),
    ("_decimal", decimal::make),
    ("_ctypes", ctypes::make),
    ("_dis", dis::make),
    ("_functools", functools::make),
    ("_hashes", hashes::make),
    ("_heap_events", heap_events::make),
    ("_heapq", heapq::make),
    ("_imp", imp::make),
    ("_json", json::make),
    ("_operator", operator::make),
    ("_os", os::make),
    ("_random", random::make),
    ("_sre", re::make),
    ("_struct", structs::make),
    ("_tracemalloc", tracemalloc::make),
    ("_traceback", traceback::make),
    ("_types", types::make),
    ("_warnings", warnings::make),
    ("_weakref", weakref::make),
    ("array", array::make),
    ("atexit", atexit::make),
    ("gc", gc::make),
    ("itertools", itertools::make),
    ("math", math::make),
    ("time", time::make),
    ("unicodedata", unicodedata::make),
];

/// Fill the builtins namespace and `sys`, at boot.
pub fn install(vm: &mut Vm) {
    let module = vm.native_module(
        "builtins",
        "Built-in functions, types, exceptions, and other objects.",
        functions::FUNCTIONS,
    );
    let dict = vm.record_field(&module, MODULE_DICT);
    vm.builtins = dict.clone();
    for native in iterate::FUNCTIONS
        .iter()
        .chain(output::FUNCTIONS)
        .chain(scopes::FUNCTIONS)
        .chain(breakpoint::FUNCTIONS)
    {
        let f = vm.native_function(native, Some(module.clone()));
        vm.put(&dict, native.name(), f);
    }
    let constants = [
        ("None", vm.none()),
        ("Ellipsis", vm.ellipsis()),
        ("NotImplemented", vm.not_implemented()),
        ("False", vm.bool(false)),
        ("True", vm.bool(true)),
    ];
    for (name, value) in constants {
        vm.put(&dict, name, value);
    }
    for spec in TYPES {
        let t = vm.type_value(spec);
        vm.put(&dict, spec.name, t);
    }
    let debug = vm.bool(vm.config.optimize == 0);
    vm.put(&dict, "__debug__", debug);
    for exc in Exc::ALL {
        let t = vm.exc_value(*exc);
        vm.put(&dict, exc.name(), t);
    }
    for alias in ["EnvironmentError", "IOError"] {
        let t = vm.exc_value(Exc::OSError);
        vm.put(&dict, alias, t);
    }
    site::install(vm, &dict);
    add_module(vm, "builtins", &module);
    sys::install(vm);
}

/// Put a module into `sys.modules`.
pub(crate) fn add_module(vm: &mut Vm, name: &str, module: &Value) {
    let modules = vm.modules.clone();
    vm.put(&modules, name, module.clone());
}

/// The native module of that name, new; `None` if there is none.
pub fn native_module(vm: &mut Vm, name: &str) -> Option<PyResult> {
    let (_, make) = MODULES.iter().find(|(n, _)| *n == name)?;
    Some(make(vm))
}

/// Names of the modules that need no file, sorted (`sys.builtin_module_names`).
pub fn module_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = MODULES.iter().map(|(n, _)| *n).chain(["builtins", "sys"]).collect();
    names.sort_unstable();
    names
}
