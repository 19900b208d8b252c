//! Modules and SimpleNamespace.
//!
//! Follows `Objects/moduleobject.c` and `Objects/namespaceobject.c`.
//! Deliberately absent: finding and running modules (`vm/import`).

use super::descriptor::{generic_new, set_field};
use crate::object::spec::{getset, getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Slot, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::attributes::field as afield;
use crate::vm::errors::Exc;

/// Word 0 of a module: made by the interpreter itself.
pub const BUILT_IN: u64 = 1;

pub static MODULE: TypeSpec = TypeSpec {
    name: "module",
    doc: "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
    kind: Kind::MODULE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            module_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", module_repr),
        slot("__getattribute__(self, name, /)", "Return getattr(self, name).", |vm, a| {
            super::object::check_name(vm, &a[1])?;
            vm.builtin_get_attr(&a[0], &a[1])
        }),
        slot(
            "__init__(self, /, name, doc=None)",
            "Initialize self.  See help(type(self)) for accurate signature.",
            module_init,
        ),
        native("__dir__(self, /)", "List the module's names, or what its own __dir__() says.", module_dir),
    ],
    getsets: &[
        getset(
            "__dict__",
            "",
            |vm, m| Ok(vm.record_field(m, afield::MODULE_DICT)),
            |vm, _, _| Err(vm.err(Exc::AttributeError, "readonly attribute")),
        ),
        getset("__annotations__", "", get_annotations, set_annotations),
    ],
    fields: 1,
    words: 1,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

fn module_new(vm: &mut Vm, a: Args) -> PyResult {
    let module = generic_new(vm, a)?;
    let dict = vm.heap.dict();
    vm.heap.track(dict.ptr());
    set_field(vm, &module, afield::MODULE_DICT, Some(dict));
    Ok(module)
}
fn module_init(vm: &mut Vm, a: Args) -> PyResult {
    if a[1].as_str().is_none() {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("module() argument 'name' must be str, not {got}")));
    }
    let doc = a.opt(2).cloned().unwrap_or_else(|| vm.none());
    let none = vm.none();
    for (name, v) in [
        ("__name__", &a[1]),
        ("__doc__", &doc),
        ("__package__", &none),
        ("__loader__", &none),
        ("__spec__", &none),
    ] {
        let name = vm.heap.intern_str(name);
        vm.instance_set(&a[0], &name, Some(v.clone()))?;
    }
    Ok(vm.none())
}
fn module_repr(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__name__.clone();
    let shown = match vm.instance_get(&a[0], &name) {
        Some(n) => vm.repr_text(&n),
        None => "'?'".to_owned(),
    };
    let spec = vm.names.__spec__.clone();
    if let Some(spec) = vm.instance_get(&a[0], &spec).filter(|s| !s.is_none()) {
        return repr_from_spec(vm, &shown, &spec);
    }
    let file = vm.names.__file__.clone();
    let built_in = a[0].as_record().is_some_and(|r| r.word(&vm.heap, 0) == BUILT_IN);
    let text = match vm.instance_get(&a[0], &file).filter(|f| !f.is_none()) {
        _ if built_in => format!("<module {shown} (built-in)>"),
        Some(f) => format!("<module {shown} from {}>", vm.repr_text(&f)),
        None => {
            let loader = vm.names.__loader__.clone();
            match vm.instance_get(&a[0], &loader).filter(|l| !l.is_none()) {
                Some(l) => format!("<module {shown} ({})>", vm.repr_text(&l)),
                None => format!("<module {shown}>"),
            }
        }
    };
    Ok(vm.str(&text))
}
/// What is known of where it came from (`_module_repr_from_spec` in `Lib/importlib/_bootstrap.py`).
fn repr_from_spec(vm: &mut Vm, name: &str, spec: &Value) -> PyResult {
    let origin = vm.get_attr_str(spec, "origin")?;
    let text = if origin.is_none() {
        let loader = vm.get_attr_str(spec, "loader")?;
        if loader.is_none() {
            format!("<module {name}>")
        } else {
            format!("<module {name} ({})>", vm.repr_text(&loader))
        }
    } else {
        let located = vm.get_attr_str(spec, "has_location")?;
        if vm.truth(&located)? {
            format!("<module {name} from {}>", vm.repr_text(&origin))
        } else {
            let origin = vm.str_of(&origin)?;
            format!("<module {name} ({})>", vm.text(&origin))
        }
    };
    Ok(vm.str(&text))
}
fn module_dir(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__dir__.clone();
    if let Some(own) = vm.instance_get(&a[0], &name) {
        return vm.call(&own, &[]);
    }
    let name = vm.names.__dict__.clone();
    let dict = vm.get_attr(&a[0], &name)?;
    if dict.as_dict().is_none() {
        return Err(vm.type_error("<module>.__dict__ is not a dictionary"));
    }
    super::object::key_list(vm, &dict)
}
fn get_annotations(vm: &mut Vm, m: &Value) -> PyResult {
    let name = vm.names.__annotations__.clone();
    if let Some(v) = vm.instance_get(m, &name) {
        return Ok(v);
    }
    let dict = vm.heap.dict();
    vm.instance_set(m, &name, Some(dict.clone()))?;
    Ok(dict)
}
fn set_annotations(vm: &mut Vm, m: &Value, value: Slot) -> PyResult<()> {
    let name = vm.names.__annotations__.clone();
    if !vm.instance_set(m, &name, value)? {
        return Err(vm.err(Exc::AttributeError, "__annotations__"));
    }
    Ok(())
}

pub static NAMESPACE: TypeSpec = TypeSpec {
    name: "types.SimpleNamespace",
    doc: "A simple attribute-based namespace.",
    kind: Kind::NAMESPACE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::HAS_DICT,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            namespace_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", namespace_repr),
        slot("__eq__(self, value, /)", "Return self==value.", namespace_eq),
        slot(
            "__init__(self, mapping_or_iterable=(), /, **kwargs)",
            "Initialize self.  See help(type(self)) for accurate signature.",
            namespace_init,
        ),
        native("__reduce__(self, /)", "Return state information for pickling", |vm, a| {
            let (empty, dict) = (vm.heap.empty_tuple(), vm.instance_dict(&a[0])?);
            vm.tuple(vec![a[0].ty_value(), empty, dict])
        }),
        native(
            "__replace__(self, /, **changes)",
            "Return a copy of the namespace object with new values for the specified attributes.",
            namespace_replace,
        ),
    ],
    getsets: &[getter("__dict__", "", |vm, n| vm.instance_dict(n))],
    fields: 1,
    basicsize: 24,
    unhashable: true,
    ..TypeSpec::EMPTY
};

fn namespace_new(vm: &mut Vm, a: Args) -> PyResult {
    let n = generic_new(vm, a)?;
    vm.instance_dict(&n)?;
    Ok(n)
}
/// A namespace with these attributes.
///
/// # Errors
/// MemoryError.
pub fn new_namespace(vm: &mut Vm, items: Vec<(Value, Value)>) -> PyResult {
    let n = vm.heap.record(vm.heap.type_of(Kind::NAMESPACE), usize::from(NAMESPACE.fields));
    let dict = vm.instance_dict(&n)?;
    for (k, v) in items {
        vm.dict_set(&dict, k, v)?;
    }
    Ok(n)
}
fn namespace_init(vm: &mut Vm, a: Args) -> PyResult {
    let target = vm.instance_dict(&a[0])?;
    if let Some(source) = a.opt(1) {
        let given = if source.as_dict().is_some() {
            source.clone()
        } else {
            let dict = vm.heap.type_ref(Kind::DICT).value();
            vm.call(&dict, std::slice::from_ref(source))?
        };
        copy_names(vm, &target, &given)?;
    }
    copy_names(vm, &target, &a[2])?;
    Ok(vm.none())
}
fn copy_names(vm: &mut Vm, target: &Value, source: &Value) -> PyResult<()> {
    let mut i = 0;
    while let Some(d) = source.as_dict().filter(|d| i < d.filled()) {
        if let Some((k, v)) = d.at(&vm.heap, i) {
            let (k, v) = (k.clone(), v.clone());
            if k.as_str().is_none() {
                return Err(vm.type_error("keywords must be strings"));
            }
            vm.dict_set(target, k, v)?;
        }
        i += 1;
    }
    Ok(())
}
fn namespace_repr(vm: &mut Vm, a: Args) -> PyResult {
    let exact = a[0].is_exactly(Kind::NAMESPACE);
    let name = if exact { "namespace".to_owned() } else { vm.type_name(&a[0]) };
    if !vm.enter_repr(&a[0]) {
        let text = format!("{name}(...)");
        return Ok(vm.str(&text));
    }
    let mut parts = Vec::new();
    let mut failed = None;
    for (k, v) in vm.instance_items(&a[0]) {
        match vm.repr(&v) {
            Ok(s) => parts.push(format!("{}={}", vm.text(&k), vm.text(&s))),
            Err(e) => {
                failed = Some(e);
                break;
            }
        }
    }
    vm.leave_repr(&a[0]);
    match failed {
        Some(e) => Err(e),
        None => {
            let text = format!("{name}({})", parts.join(", "));
            Ok(vm.str(&text))
        }
    }
}
fn namespace_eq(vm: &mut Vm, a: Args) -> PyResult {
    if !a[1].has_layout(Kind::NAMESPACE) {
        return Ok(vm.not_implemented());
    }
    let (x, y) = (vm.instance_dict(&a[0])?, vm.instance_dict(&a[1])?);
    let equal = vm.eq(&x, &y)?;
    Ok(vm.bool(equal))
}
fn namespace_replace(vm: &mut Vm, a: Args) -> PyResult {
    let copy = vm.call(&a[0].ty_value(), &[])?;
    let (target, source) = (vm.instance_dict(&copy)?, vm.instance_dict(&a[0])?);
    copy_names(vm, &target, &source)?;
    copy_names(vm, &target, &a[1])?;
    Ok(copy)
}
