//! What CPython's `site` adds to builtins: exit, quit, help, copyright, credits, license.
//!
//! Objects that explain themselves when they are shown, and act when they are called.

use crate::object::spec::slot;
use crate::object::typeobj::tflag;
use crate::object::{Args, Native, PyResult, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;

static QUITTER: TypeSpec = TypeSpec {
    name: "_sitebuiltins.Quitter",
    methods: QUITTER_METHODS,
    fields: 1,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    basicsize: 24,
    ..TypeSpec::EMPTY
};
static QUITTER_METHODS: &[Native] = &[
    slot("__call__(self, /, code=None)", "Leave the interpreter.", quit),
    slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
        let name = vm.text(&vm.record_field(&a[0], 0));
        Ok(vm.str(&format!("Use {name}() or Ctrl-D (i.e. EOF) to exit")))
    }),
];
static PRINTER: TypeSpec = TypeSpec {
    name: "_sitebuiltins._Printer",
    methods: PRINTER_METHODS,
    fields: 1,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    basicsize: 24,
    ..TypeSpec::EMPTY
};
static PRINTER_METHODS: &[Native] = &[
    slot("__call__(self, /)", "Print the text.", |vm, a| {
        let text = vm.record_field(&a[0], 0);
        print(vm, &text)
    }),
    slot("__repr__(self, /)", "Return repr(self).", |vm, a| Ok(vm.record_field(&a[0], 0))),
];
static HELPER: TypeSpec = TypeSpec {
    name: "_sitebuiltins._Helper",
    methods: HELPER_METHODS,
    flags: tflag::NO_NEW,
    ..TypeSpec::EMPTY
};
static HELPER_METHODS: &[Native] = &[
    slot("__call__(self, /, *args, **kwds)", "Print what is known of an object.", help),
    slot("__repr__(self, /)", "Return repr(self).", |vm, _| {
        Ok(vm.str("Type help() for interactive help, or help(object) for help about object."))
    }),
];

const TEXTS: [(&str, &str); 3] = [
    ("copyright", "Terrarium is free software, under the MIT or the Apache-2.0 licence."),
    (
        "credits",
        "Terrarium follows CPython 3.13, the work of the Python Software Foundation and its many contributors.",
    ),
    ("license", "Type license() to see the full license text"),
];

/// Put the objects into the builtins namespace.
pub(super) fn install(vm: &mut Vm, dict: &Value) {
    for name in ["quit", "exit"] {
        let v = with_text(vm, &QUITTER, name);
        vm.put(dict, name, v);
    }
    for (name, text) in TEXTS {
        let v = with_text(vm, &PRINTER, text);
        vm.put(dict, name, v);
    }
    let ty = vm.type_for(&HELPER);
    let help = vm.heap.record(ty, 0);
    vm.put(dict, "help", help);
}
fn with_text(vm: &mut Vm, spec: &'static TypeSpec, text: &str) -> Value {
    let ty = vm.type_for(spec);
    let v = vm.heap.record(ty, 1);
    let text = vm.heap.intern_str(text);
    if let Some(r) = v.as_record() {
        r.set(&mut vm.heap, 0, Some(text));
    }
    v
}
fn print(vm: &mut Vm, text: &Value) -> PyResult {
    let name = vm.heap.intern_str("print");
    let builtins = vm.builtins.clone();
    match vm.dict_get(&builtins, &name)? {
        Some(f) => vm.call(&f, std::slice::from_ref(text)),
        None => Ok(vm.none()),
    }
}
fn quit(vm: &mut Vm, a: Args) -> PyResult {
    let code = a.opt(1).cloned().unwrap_or_else(|| vm.none());
    Err(vm.raise_with(Exc::SystemExit, &[code]))
}
/// The name, the documentation, and the documented names inside.
fn help(vm: &mut Vm, a: Args) -> PyResult {
    let Some(object) = a[1].as_tuple().and_then(|t| t.first()).cloned() else {
        let text = vm.str("Type help(object) for what is known of an object.");
        return print(vm, &text);
    };
    if let Some(page) = super::help::native_page(vm, &object)? {
        let text = vm.heap.try_str(&page)?;
        return print(vm, &text);
    }
    let doc_name = vm.names.__doc__.clone();
    let mut out = format!("Help on {}:\n", vm.repr_text(&object));
    if let Some(doc) = vm.get_attr_opt(&object, &doc_name)?.filter(|d| d.as_str().is_some()) {
        out.push_str(&format!("\n    {}\n", vm.text(&doc).replace('\n', "\n    ")));
    }
    for name in vm.dir_names(&object) {
        if name.starts_with('_') {
            continue;
        }
        let key = vm.heap.intern_str(&name);
        let Some(v) = vm.get_attr_opt(&object, &key)? else { continue };
        let doc = vm.get_attr_opt(&v, &doc_name)?.filter(|d| d.as_str().is_some());
        let line = doc.map(|d| vm.text(&d).lines().next().unwrap_or_default().to_owned()).unwrap_or_default();
        out.push_str(&format!("\n    {name}\n        {line}\n"));
    }
    let text = vm.heap.try_str(&out)?;
    print(vm, &text)
}
