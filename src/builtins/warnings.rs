//! _warnings: what `warnings` (a frozen module) is built on.
//!
//! Invariant: the module shares the machine's list of filters, so that a warning of the machine and
//! one of the program meet the same rules.

use crate::object::spec::native;
use crate::object::{Args, Kind, Native, PyResult, Value};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use crate::vm::errors::Exc;
use crate::vm::warn::{DEFAULT_ACTION, Warning};

static FUNCTIONS: &[Native] = &[
    native("_filters_mutated()", "The filters have changed: forget what was shown.", mutated),
    native("_source_line(filename, lineno, /)", "A line of a source file, or None.", source_line),
    native(
        "warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())",
        "Issue a warning, or maybe ignore it or raise an exception.",
        warn,
    ),
    native(
        "warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
        "Issue a warning, or maybe ignore it or raise an exception.",
        warn_explicit,
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let module = vm.native_module("_warnings", "Low-level support for warnings.", FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    let filters = vm.warning_filters()?;
    vm.put(&dict, "filters", filters);
    let once = vm.once_registry();
    vm.put(&dict, "_onceregistry", once);
    let action = vm.heap.intern_str(DEFAULT_ACTION);
    vm.put(&dict, "_defaultaction", action);
    Ok(module)
}

fn mutated(vm: &mut Vm, _: Args) -> PyResult {
    vm.warning_filters_mutated();
    Ok(vm.none())
}

/// The message's own class, if it is a warning; else what was asked for.
fn category(vm: &mut Vm, message: &Value, given: Option<&Value>) -> PyResult {
    if vm.is_exc(message, Exc::Warning) {
        return Ok(message.ty_value());
    }
    let Some(category) = Vm::given(given) else { return Ok(vm.exc_value(Exc::UserWarning)) };
    let base = vm.exc_type(Exc::Warning);
    if category.as_type().is_some_and(|t| t.is_subtype(&vm.heap, base)) {
        return Ok(category);
    }
    let got = vm.type_name(&category);
    Err(vm.type_error(format!("category must be a Warning subclass, not '{got}'")))
}

fn warn(vm: &mut Vm, a: Args) -> PyResult {
    let mut skipped = Vec::new();
    if let Some(prefixes) = a.opt(4) {
        let Some(items) = prefixes.as_tuple() else {
            let got = vm.type_name(prefixes);
            return Err(
                vm.type_error(format!("warn() argument 'skip_file_prefixes' must be tuple, not {got}"))
            );
        };
        for p in items {
            if p.as_str().is_none() {
                let shown = vm.str_of(p)?;
                let text = format!("Found non-str '{}' in skip_file_prefixes.", vm.text(&shown));
                return Err(vm.type_error(text));
            }
            skipped.push(vm.text(p));
        }
    }
    let category = category(vm, &a[0], a.opt(1))?;
    let mut level = match a.opt(2) {
        Some(v) => vm.index(v)?,
        None => 1,
    };
    if !skipped.is_empty() {
        level = level.max(2);
    }
    vm.warn_from(a[0].clone(), category, level, &skipped, Vm::given(a.opt(3)))?;
    Ok(vm.none())
}

fn warn_explicit(vm: &mut Vm, a: Args) -> PyResult {
    if a[2].as_str().is_none() {
        let got = vm.type_name(&a[2]);
        return Err(vm.type_error(format!("warn_explicit() argument 'filename' must be str, not {got}")));
    }
    let line = vm.index(&a[3])?;
    if let Some(globals) = Vm::given(a.opt(6))
        && globals.as_dict().is_none()
    {
        let got = vm.type_name(&globals);
        return Err(vm.type_error(format!("module_globals must be a dict, not '{got}'")));
    }
    let registry = Vm::given(a.opt(5));
    if registry.as_ref().is_some_and(|r| r.as_dict().is_none()) {
        return Err(vm.type_error("'registry' must be a dict or None"));
    }
    vm.warn_explicit(Warning {
        message: a[0].clone(),
        category: a[1].clone(),
        file: a[2].clone(),
        line,
        module: a.opt(4).cloned(),
        registry,
        source: Vm::given(a.opt(7)),
    })?;
    Ok(vm.none())
}

fn source_line(vm: &mut Vm, a: Args) -> PyResult {
    if !a[0].has_layout(Kind::STR) {
        return Ok(vm.none());
    }
    let (file, line) = (vm.text(&a[0]), vm.index(&a[1])?);
    match u32::try_from(line).ok().and_then(|line| vm.source_line(&file, line)) {
        Some(text) => Ok(vm.heap.try_str(&text)?),
        None => Ok(vm.none()),
    }
}
