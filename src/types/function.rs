//! Functions, methods, natives and their descriptors; cells.
//!
//! Follows `Objects/funcobject.c`, `classobject.c`, `methodobject.c`, `descrobject.c` and
//! `cellobject.c`. How they are called stands in `vm/call`.
//! Invariant: word 0 of every native is the address of its table line.
//! Deliberately absent: code objects (`types/code`), frames and tracebacks (`types/frame`).

use super::descriptor::{DESCR_MEMBERS, get_arguments, set_field};
use super::metatype::flat_arguments;
use crate::object::ops::CmpOp;
use crate::object::spec::{GetSet, Member, getset, getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, Native, PyResult, Slot, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::attributes::field as afield;

/// Value fields of a function, in CPython's order of release (`func_clear`).
pub mod field {
    pub const GLOBALS: usize = 0;
    pub const MODULE: usize = 1;
    pub const DEFAULTS: usize = 2;
    pub const KWDEFAULTS: usize = 3;
    pub const DOC: usize = 4;
    /// `__dict__`: the type's dict field.
    pub const DICT: usize = 5;
    pub const CLOSURE: usize = 6;
    /// A dict, or a tuple of name, value ... until somebody asks.
    pub const ANNOTATIONS: usize = 7;
    pub const TYPE_PARAMS: usize = 8;
    pub const CODE: usize = 9;
    pub const NAME: usize = 10;
    pub const QUALNAME: usize = 11;
    pub const COUNT: usize = 12;
}

pub static FUNCTION: TypeSpec = TypeSpec {
    name: "function",
    doc: "Create a function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  name\n    a string that overrides the name from the code object\n  argdefs\n    a tuple that specifies the default argument values\n  closure\n    a tuple that supplies the bindings for free variables\n  kwdefaults\n    a dictionary that specifies the default keyword argument values",
    kind: Kind::FUNCTION,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::HAS_DICT,
    methods: &[
        static_method(
            "__new__(cls, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
            "Create and return a new object.  See help(type) for accurate signature.",
            function_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", function_repr),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", call_self),
        slot(
            "__get__(self, instance, owner=None, /)",
            "Return an attribute of instance, which is of type owner.",
            descriptor_get,
        ),
    ],
    members: &[
        Member { name: "__closure__", field: field::CLOSURE, writable: false, doc: "" },
        Member { name: "__doc__", field: field::DOC, writable: true, doc: "" },
        Member { name: "__globals__", field: field::GLOBALS, writable: false, doc: "" },
        Member { name: "__module__", field: field::MODULE, writable: true, doc: "" },
    ],
    getsets: &[
        getter("__builtins__", "", |vm, f| {
            let globals = vm.record_field(f, field::GLOBALS);
            Ok(vm.builtins_of(&globals))
        }),
        getset("__code__", "", |vm, f| Ok(vm.record_field(f, field::CODE)), set_code),
        getset("__defaults__", "", |vm, f| Ok(vm.record_field(f, field::DEFAULTS)), set_defaults),
        getset("__kwdefaults__", "", |vm, f| Ok(vm.record_field(f, field::KWDEFAULTS)), set_kwdefaults),
        getset("__annotations__", "", get_annotations, set_annotations),
        getset("__dict__", "", |vm, f| vm.instance_dict(f), super::object::set_dict),
        getset(
            "__name__",
            "",
            |vm, f| Ok(vm.record_field(f, field::NAME)),
            |vm, f, v| set_text(vm, f, v, "__name__", field::NAME),
        ),
        getset(
            "__qualname__",
            "",
            |vm, f| Ok(vm.record_field(f, field::QUALNAME)),
            |vm, f, v| set_text(vm, f, v, "__qualname__", field::QUALNAME),
        ),
        getset(
            "__type_params__",
            "",
            |vm, f| {
                Ok(match f.as_record().and_then(|r| r.get(&vm.heap, field::TYPE_PARAMS)) {
                    Some(p) => p,
                    None => vm.heap.empty_tuple(),
                })
            },
            set_type_params,
        ),
    ],
    fields: field::COUNT as u16,
    words: 1,
    basicsize: 144,
    ..TypeSpec::EMPTY
};

fn function_new(vm: &mut Vm, a: Args) -> PyResult {
    let (code, globals) = (&a[1], &a[2]);
    let wrong = |vm: &mut Vm, n: &str, what: &str, v: &Value| {
        let got = vm.type_name(v);
        Err(vm.type_error(format!("function() argument '{n}' must be {what}, not {got}")))
    };
    let Some(nfree) = code.as_code().map(|c| c.nfree as usize) else {
        return wrong(vm, "code", "code", code);
    };
    if globals.as_dict().is_none() {
        return wrong(vm, "globals", "dict", globals);
    }
    let given = |i: usize| a.opt(i).filter(|v| !v.is_none()).cloned();
    let (name, defaults, closure, kwdefaults) = (given(3), given(4), given(5), given(6));
    let text = |t: &Option<Value>, ok: fn(&Value) -> bool| t.as_ref().is_none_or(ok);
    if !text(&name, |v| v.as_str().is_some()) {
        return Err(vm.type_error("arg 3 (name) must be None or string"));
    }
    if !text(&defaults, |v| v.as_tuple().is_some()) {
        return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
    }
    if !text(&closure, |v| v.as_tuple().is_some()) {
        let what = if nfree == 0 { "None or tuple" } else { "tuple" };
        return Err(vm.type_error(format!("arg 5 (closure) must be {what}")));
    }
    if !text(&kwdefaults, |v| v.as_dict().is_some()) {
        return Err(vm.type_error("arg 6 (kwdefaults) must be None or dict"));
    }
    let cells = closure.as_ref().and_then(Value::as_tuple).unwrap_or(&[]);
    if cells.len() != nfree {
        if closure.is_none() {
            return Err(vm.type_error("arg 5 (closure) must be tuple"));
        }
        let (shown, n) = (vm.text(&vm.record_field(code, crate::object::code::field::NAME)), cells.len());
        return Err(vm.value_error(format!("{shown} requires closure of length {nfree}, not {n}")));
    }
    if let Some(odd) = cells.iter().find(|c| !c.is_exactly(Kind::CELL)) {
        let got = vm.type_name(odd);
        return Err(vm.type_error(format!("arg 5 (closure) expected cell, found {got}")));
    }
    let f = vm.new_function(code, globals)?;
    let fields = [
        (field::NAME, name),
        (field::DEFAULTS, defaults),
        (field::CLOSURE, closure),
        (field::KWDEFAULTS, kwdefaults),
    ];
    for (i, v) in fields {
        if v.is_some() {
            set_field(vm, &f, i, v);
        }
    }
    Ok(f)
}
impl Vm {
    /// A function of this code in these globals: name, doc and module as a `def` gives them.
    ///
    /// # Errors
    /// MemoryError.
    pub fn new_function(&mut self, code: &Value, globals: &Value) -> PyResult {
        use crate::object::code::field as cfield;
        let f = self.heap.record(self.heap.type_of(Kind::FUNCTION), field::COUNT);
        let consts = self.record_field(code, cfield::CONSTS);
        let first = consts.as_tuple().and_then(<[Value]>::first).cloned();
        let doc = first.filter(|_| code.as_code().is_some_and(|c| c.has_docstring));
        let name = self.names.__name__.clone();
        let module = globals.as_dict().and_then(|d| d.get_str(&self.heap, &name)).cloned();
        let values = [
            (field::GLOBALS, Some(globals.clone())),
            (field::MODULE, module),
            (field::DOC, doc),
            (field::NAME, Some(self.record_field(code, cfield::NAME))),
            (field::QUALNAME, Some(self.record_field(code, cfield::QUALNAME))),
        ];
        if let Some(r) = f.as_record() {
            for (i, v) in values {
                r.set(&mut self.heap, i, v);
            }
        }
        let none = self.set_function_code(&f, code.clone());
        debug_assert!(none.is_none(), "a new function has no code yet");
        Ok(f)
    }
}
fn function_repr(vm: &mut Vm, a: Args) -> PyResult {
    let text = format!("<function {} at {:#x}>", vm.function_qualname(&a[0]), a[0].id());
    Ok(vm.str(&text))
}
fn call_self(vm: &mut Vm, a: Args) -> PyResult {
    let (args, names) = flat_arguments(vm, &a[1], &a[2]);
    vm.call_full(&a[0], args, &names)
}
/// `__get__` of functions and of natives that bind.
fn descriptor_get(vm: &mut Vm, a: Args) -> PyResult {
    let (instance, owner) = get_arguments(vm, a)?;
    match a[0].kind() {
        Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER => {
            if let Some(i) = &instance {
                vm.check_instance(&a[0], i)?;
            }
        }
        Kind::CLASSMETHOD_DESCRIPTOR => check_class(vm, &a[0], &owner)?,
        _ => {}
    }
    vm.descr_get(&a[0], instance.as_ref(), &owner)
}
fn check_class(vm: &mut Vm, d: &Value, cls: &Value) -> PyResult<()> {
    let owner = vm.record_field(d, afield::DESCR_TYPE);
    let Some(t) = owner.as_type() else { return Ok(()) };
    let (name, own) = (vm.text(&vm.record_field(d, afield::DESCR_NAME)), vm.tp_name(t));
    match cls.as_type() {
        None => {
            let got = vm.type_name(cls);
            Err(vm.type_error(format!(
                "descriptor '{name}' for type '{own}' needs a type, not a '{got}' as arg 2"
            )))
        }
        Some(c) if !c.is_subtype(&vm.heap, t.ptr()) => {
            let got = vm.tp_name(c);
            Err(vm.type_error(format!(
                "descriptor '{name}' requires a subtype of '{own}' but received '{got}'"
            )))
        }
        Some(_) => Ok(()),
    }
}
fn set_code(vm: &mut Vm, f: &Value, value: Slot) -> PyResult<()> {
    let Some(code) = value.filter(|v| v.as_code().is_some()) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let closure = vm.record_field(f, field::CLOSURE);
    let have = closure.as_tuple().map_or(0, <[Value]>::len);
    let want = code.as_code().map_or(0, |c| c.nfree as usize);
    if have != want {
        let name = vm.text(&vm.record_field(f, field::NAME));
        let message = format!("{name}() requires a code object with {have} free vars, not {want}");
        return Err(vm.value_error(message));
    }
    let old = vm.set_function_code(f, code);
    vm.replaced_code.extend(old);
    Ok(())
}
fn set_defaults(vm: &mut Vm, f: &Value, value: Slot) -> PyResult<()> {
    let value = value.filter(|v| !v.is_none());
    if value.as_ref().is_some_and(|v| v.as_tuple().is_none()) {
        return Err(vm.type_error("__defaults__ must be set to a tuple object"));
    }
    set_field(vm, f, field::DEFAULTS, value);
    Ok(())
}
fn set_kwdefaults(vm: &mut Vm, f: &Value, value: Slot) -> PyResult<()> {
    let value = value.filter(|v| !v.is_none());
    if value.as_ref().is_some_and(|v| v.as_dict().is_none()) {
        return Err(vm.type_error("__kwdefaults__ must be set to a dict object"));
    }
    set_field(vm, f, field::KWDEFAULTS, value);
    Ok(())
}
fn get_annotations(vm: &mut Vm, f: &Value) -> PyResult {
    let stored = vm.record_field(f, field::ANNOTATIONS);
    if stored.as_dict().is_some() {
        return Ok(stored);
    }
    let dict = vm.heap.dict();
    for pair in stored.as_tuple().unwrap_or(&[]).chunks_exact(2) {
        vm.dict_set(&dict, pair[0].clone(), pair[1].clone())?;
    }
    set_field(vm, f, field::ANNOTATIONS, Some(dict.clone()));
    Ok(dict)
}
fn set_annotations(vm: &mut Vm, f: &Value, value: Slot) -> PyResult<()> {
    let value = value.filter(|v| !v.is_none());
    if value.as_ref().is_some_and(|v| v.as_dict().is_none()) {
        return Err(vm.type_error("__annotations__ must be set to a dict object"));
    }
    set_field(vm, f, field::ANNOTATIONS, value);
    Ok(())
}
fn set_text(vm: &mut Vm, f: &Value, value: Slot, name: &str, i: usize) -> PyResult<()> {
    match value.filter(|v| v.as_str().is_some()) {
        Some(v) => {
            set_field(vm, f, i, Some(v));
            Ok(())
        }
        None => Err(vm.type_error(format!("{name} must be set to a string object"))),
    }
}
fn set_type_params(vm: &mut Vm, f: &Value, value: Slot) -> PyResult<()> {
    match value.filter(|v| v.as_tuple().is_some()) {
        Some(v) => {
            set_field(vm, f, field::TYPE_PARAMS, Some(v));
            Ok(())
        }
        None => Err(vm.type_error("__type_params__ must be set to a tuple")),
    }
}

// --- bound methods ---------------------------------------------------------------------------------------

pub static BOUND_METHOD: TypeSpec = TypeSpec {
    name: "method",
    doc: "Create a bound instance method object.",
    kind: Kind::BOUND_METHOD,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::CUSTOM_GETATTR,
    methods: &[
        static_method(
            "__new__(cls, function, instance, /)",
            "Create and return a new object.  See help(type) for accurate signature.",
            method_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", method_repr),
        slot("__hash__(self, /)", "Return hash(self).", |vm, a| {
            let (f, this) =
                (vm.record_field(&a[0], afield::METHOD_FUNC), vm.record_field(&a[0], afield::METHOD_SELF));
            let h = super::object::address_hash(&this) ^ vm.hash(&f)?;
            Ok(vm.int(if h == -1 { -2 } else { h }))
        }),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", call_self),
        slot("__getattribute__(self, name, /)", "Return getattr(self, name).", method_getattribute),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| method_compare(vm, a, CmpOp::Eq)),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| method_compare(vm, a, CmpOp::Ne)),
        slot(
            "__get__(self, instance, owner=None, /)",
            "Return an attribute of instance, which is of type owner.",
            |_, a| Ok(a[0].clone()),
        ),
        native("__reduce__(self, /)", "Return state information for pickling", |vm, a| {
            let name = vm.names.__name__.clone();
            let (f, this) =
                (vm.record_field(&a[0], afield::METHOD_FUNC), vm.record_field(&a[0], afield::METHOD_SELF));
            let name = vm.get_attr(&f, &name)?;
            reduce_to_getattr(vm, this, name)
        }),
    ],
    members: &[
        Member {
            name: "__func__",
            field: afield::METHOD_FUNC,
            writable: false,
            doc: "the function (or other callable) implementing a method",
        },
        Member {
            name: "__self__",
            field: afield::METHOD_SELF,
            writable: false,
            doc: "the instance to which a method is bound",
        },
    ],
    getsets: &[getter("__doc__", "", |vm, m| {
        let f = vm.record_field(m, afield::METHOD_FUNC);
        let name = vm.names.__doc__.clone();
        vm.get_attr(&f, &name)
    })],
    fields: 2,
    basicsize: 48,
    ..TypeSpec::EMPTY
};

fn method_new(vm: &mut Vm, a: Args) -> PyResult {
    let call = vm.names.__call__.clone();
    if vm.special(&a[1], &call).is_none() && !a[1].is_type() {
        return Err(vm.type_error("first argument must be callable"));
    }
    if a[2].is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(vm.bind_method(&a[1], &a[2]))
}
fn method_repr(vm: &mut Vm, a: Args) -> PyResult {
    let (f, this) =
        (vm.record_field(&a[0], afield::METHOD_FUNC), vm.record_field(&a[0], afield::METHOD_SELF));
    let mut shown = "?".to_owned();
    for name in [vm.names.__qualname__.clone(), vm.names.__name__.clone()] {
        if let Some(n) = vm.get_attr_opt(&f, &name)? {
            if n.as_str().is_some() {
                shown = vm.text(&n);
            }
            break;
        }
    }
    let this = vm.repr(&this)?;
    let text = format!("<bound method {shown} of {}>", vm.text(&this));
    Ok(vm.str(&text))
}
/// The method type's own attributes first, then the function's.
fn method_getattribute(vm: &mut Vm, a: Args) -> PyResult {
    super::object::check_name(vm, &a[1])?;
    let name = vm.interned(&a[1]);
    if let Some(d) = vm.lookup(a[0].ty_ptr(), &name) {
        return vm.descr_get(&d, Some(&a[0]), &a[0].ty_value());
    }
    let f = vm.record_field(&a[0], afield::METHOD_FUNC);
    vm.get_attr(&f, &name)
}
fn method_compare(vm: &mut Vm, a: Args, op: CmpOp) -> PyResult {
    if !a[1].is_exactly(Kind::BOUND_METHOD) {
        return Ok(vm.not_implemented());
    }
    let same_self =
        vm.record_field(&a[0], afield::METHOD_SELF).is(&vm.record_field(&a[1], afield::METHOD_SELF));
    let (f, g) = (vm.record_field(&a[0], afield::METHOD_FUNC), vm.record_field(&a[1], afield::METHOD_FUNC));
    let equal = same_self && vm.eq(&f, &g)?;
    Ok(vm.bool(equal == (op == CmpOp::Eq)))
}
/// `(getattr, (owner, name))`: how bound things are pickled.
fn reduce_to_getattr(vm: &mut Vm, owner: Value, name: Value) -> PyResult {
    let key = vm.heap.intern_str("getattr");
    let function = vm.builtins.as_dict().and_then(|d| d.get_str(&vm.heap, &key)).cloned();
    let function = function.unwrap_or_else(|| vm.none());
    let args = vm.tuple(vec![owner, name])?;
    vm.tuple(vec![function, args])
}

// --- natives -----------------------------------------------------------------------------------------------

pub static NATIVE: TypeSpec = TypeSpec {
    name: "builtin_function_or_method",
    kind: Kind::NATIVE,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::NO_NEW,
    methods: &[
        slot("__repr__(self, /)", "Return repr(self).", native_repr),
        slot("__hash__(self, /)", "Return hash(self).", native_hash),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", call_self),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| native_compare(vm, a, CmpOp::Eq)),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| native_compare(vm, a, CmpOp::Ne)),
        native("__reduce__(self, /)", "Helper for pickle.", native_reduce),
    ],
    getsets: &[
        getter("__module__", "", native_module),
        getter("__doc__", "", native_doc),
        getter("__name__", "", |vm, f| Ok(vm.str(vm.native_of(f).name()))),
        getter("__qualname__", "", native_qualname),
        getter("__self__", "", |vm, f| Ok(native_self(vm, f).unwrap_or_else(|| vm.none()))),
        getter("__text_signature__", "", native_signature),
    ],
    fields: 2,
    words: 2,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

/// What it is bound to: an instance, a class, its module.
fn native_self(vm: &Vm, f: &Value) -> Slot {
    let r = f.as_record()?;
    r.get(&vm.heap, afield::NATIVE_SELF)
        .or_else(|| r.get(&vm.heap, afield::NATIVE_MODULE).filter(Value::is_type))
}
fn native_repr(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.native_of(&a[0]).name();
    let text = match native_self(vm, &a[0]).filter(|s| !s.has_layout(Kind::MODULE)) {
        Some(this) => {
            format!("<built-in method {name} of {} object at {:#x}>", vm.tp_name(this.ty()), this.id())
        }
        None => format!("<built-in function {name}>"),
    };
    Ok(vm.str(&text))
}
fn native_hash(vm: &mut Vm, a: Args) -> PyResult {
    let this = native_self(vm, &a[0]).map_or(0, |v| super::object::address_hash(&v));
    let line = (std::ptr::from_ref(vm.native_of(&a[0])).addr() as u64).rotate_right(4) as i64;
    let h = this ^ line;
    Ok(vm.int(if h == -1 { -2 } else { h }))
}
fn native_compare(vm: &mut Vm, a: Args, op: CmpOp) -> PyResult {
    if a[1].kind() != a[0].kind() {
        return Ok(vm.not_implemented());
    }
    let same_self = match (native_self(vm, &a[0]), native_self(vm, &a[1])) {
        (Some(x), Some(y)) => x.is(&y),
        (x, y) => x.is_none() && y.is_none(),
    };
    let equal = same_self && std::ptr::eq(vm.native_of(&a[0]), vm.native_of(&a[1]));
    Ok(vm.bool(equal == (op == CmpOp::Eq)))
}
fn native_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.str(vm.native_of(&a[0]).name());
    match native_self(vm, &a[0]).filter(|s| !s.has_layout(Kind::MODULE)) {
        Some(this) => reduce_to_getattr(vm, this, name),
        None => Ok(name),
    }
}
fn native_module(vm: &mut Vm, f: &Value) -> PyResult {
    let name = vm.names.__name__.clone();
    if let Some(m) = native_self(vm, f).filter(|s| s.has_layout(Kind::MODULE)) {
        return Ok(vm.instance_get(&m, &name).unwrap_or_else(|| vm.none()));
    }
    let module = vm.record_field(f, afield::NATIVE_MODULE);
    Ok(if module.as_str().is_some() { module } else { vm.none() })
}
fn native_doc(vm: &mut Vm, f: &Value) -> PyResult {
    let doc = vm.native_of(f).doc;
    Ok(if doc.is_empty() { vm.none() } else { vm.str(doc) })
}
fn native_qualname(vm: &mut Vm, f: &Value) -> PyResult {
    let name = vm.native_of(f).name();
    let text = match native_self(vm, f).filter(|s| !s.has_layout(Kind::MODULE)) {
        None => name.to_owned(),
        Some(this) => {
            let class = if this.is_type() { this } else { this.ty_value() };
            let key = vm.names.__qualname__.clone();
            let class = vm.get_attr(&class, &key)?;
            format!("{}.{name}", vm.text(&class))
        }
    };
    Ok(vm.str(&text))
}
fn native_signature(vm: &mut Vm, f: &Value) -> PyResult {
    let in_module = native_self(vm, f).is_none_or(|s| s.has_layout(Kind::MODULE));
    let text = super::object::text_signature(vm.native_of(f), in_module && f.is_exactly(Kind::NATIVE));
    Ok(vm.str(&text))
}

// --- natives of a type's table -------------------------------------------------------------------------------

const DESCR_METHODS: &[Native] = &[
    slot("__repr__(self, /)", "Return repr(self).", descriptor_repr),
    slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", call_self),
    slot(
        "__get__(self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        descriptor_get,
    ),
    native("__reduce__(self, /)", "Helper for pickle.", |vm, a| {
        let (owner, name) =
            (vm.record_field(&a[0], afield::DESCR_TYPE), vm.record_field(&a[0], afield::DESCR_NAME));
        reduce_to_getattr(vm, owner, name)
    }),
];
const DESCR_GETSETS: &[GetSet] = &[
    getter("__doc__", "", native_doc),
    getter("__qualname__", "", descriptor_qualname),
    getter("__text_signature__", "", native_signature),
];

macro_rules! descriptor_type {
    ($name:ident, $shown:literal, $kind:expr) => {
        pub static $name: TypeSpec = TypeSpec {
            name: $shown,
            kind: $kind,
            flags: tflag::CONTAINER | tflag::NO_NEW,
            methods: DESCR_METHODS,
            members: DESCR_MEMBERS,
            getsets: DESCR_GETSETS,
            fields: 2,
            words: 1,
            basicsize: 56,
            ..TypeSpec::EMPTY
        };
    };
}
descriptor_type!(METHOD_DESCRIPTOR, "method_descriptor", Kind::METHOD_DESCRIPTOR);
descriptor_type!(SLOT_WRAPPER, "wrapper_descriptor", Kind::SLOT_WRAPPER);
descriptor_type!(CLASSMETHOD_DESCRIPTOR, "classmethod_descriptor", Kind::CLASSMETHOD_DESCRIPTOR);

fn descriptor_repr(vm: &mut Vm, a: Args) -> PyResult {
    let what = if a[0].is_exactly(Kind::SLOT_WRAPPER) { "slot wrapper" } else { "method" };
    let owner = vm.record_field(&a[0], afield::DESCR_TYPE);
    let owner = owner.as_type().map(|t| vm.tp_name(t)).unwrap_or_default();
    let text = format!("<{what} '{}' of '{owner}' objects>", vm.native_of(&a[0]).name());
    Ok(vm.str(&text))
}
/// `Class.name`.
///
/// # Errors
/// What the class's `__qualname__` raises.
pub(super) fn descriptor_qualname(vm: &mut Vm, d: &Value) -> PyResult {
    let (owner, name) = (vm.record_field(d, afield::DESCR_TYPE), vm.record_field(d, afield::DESCR_NAME));
    let key = vm.names.__qualname__.clone();
    let owner = vm.get_attr(&owner, &key)?;
    let text = format!("{}.{}", vm.text(&owner), vm.text(&name));
    Ok(vm.str(&text))
}

pub static METHOD_WRAPPER: TypeSpec = TypeSpec {
    name: "method-wrapper",
    kind: Kind::METHOD_WRAPPER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    methods: &[
        slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
            let this = vm.record_field(&a[0], afield::NATIVE_SELF);
            let (name, class) = (vm.native_of(&a[0]).name(), vm.tp_name(this.ty()));
            let text = format!("<method-wrapper '{name}' of {class} object at {:#x}>", this.id());
            Ok(vm.str(&text))
        }),
        slot("__hash__(self, /)", "Return hash(self).", native_hash),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", call_self),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| native_compare(vm, a, CmpOp::Eq)),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| native_compare(vm, a, CmpOp::Ne)),
        native("__reduce__(self, /)", "Helper for pickle.", native_reduce),
    ],
    members: &[Member { name: "__self__", field: afield::NATIVE_SELF, writable: false, doc: "" }],
    getsets: &[
        getter("__objclass__", "", |vm, f| Ok(wrapper_class(vm, f).unwrap_or_else(|| vm.none()))),
        getter("__name__", "", |vm, f| Ok(vm.str(vm.native_of(f).name()))),
        getter("__qualname__", "", |vm, f| {
            let class = wrapper_class(vm, f).and_then(|c| c.as_type().map(|t| t.name(&vm.heap)));
            let text = format!("{}.{}", class.unwrap_or_default(), vm.native_of(f).name());
            Ok(vm.str(&text))
        }),
        getter("__doc__", "", native_doc),
        getter("__text_signature__", "", native_signature),
    ],
    fields: 2,
    words: 2,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

/// The class in whose table a bound special method stands.
fn wrapper_class(vm: &mut Vm, f: &Value) -> Slot {
    let this = vm.record_field(f, afield::NATIVE_SELF);
    let line = vm.native_of(f);
    let name = vm.heap.intern_str(line.name());
    let mro = this.ty().mro(&vm.heap).to_vec();
    mro.into_iter().find(|c| {
        let own = c.as_type().and_then(|t| t.dict(&vm.heap).get_str(&vm.heap, &name));
        own.is_some_and(|d| d.is_exactly(Kind::SLOT_WRAPPER) && std::ptr::eq(vm.native_of(d), line))
    })
}

// --- cells ---------------------------------------------------------------------------------------------------

pub static CELL: TypeSpec = TypeSpec {
    name: "cell",
    doc: "Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    and \n further attempts to access its cell_contents attribute will\n    raise a ValueError.",
    kind: Kind::CELL,
    flags: tflag::CONTAINER | tflag::GENERIC_GETATTR,
    methods: &[
        static_method(
            "__new__(cls, contents=<unrepresentable>, /)",
            "Create and return a new object.  See help(type) for accurate signature.",
            |vm, a| {
                let cell = vm.heap.record(vm.heap.type_of(Kind::CELL), 1);
                set_field(vm, &cell, 0, a.opt(1).cloned());
                Ok(cell)
            },
        ),
        slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
            let held = a[0].as_record().and_then(|r| r.get(&vm.heap, 0));
            let text = match held {
                Some(v) => {
                    format!("<cell at {:#x}: {} object at {:#x}>", a[0].id(), vm.tp_name(v.ty()), v.id())
                }
                None => format!("<cell at {:#x}: empty>", a[0].id()),
            };
            Ok(vm.str(&text))
        }),
        slot("__lt__(self, value, /)", "Return self<value.", |vm, a| cell_compare(vm, a, CmpOp::Lt)),
        slot("__le__(self, value, /)", "Return self<=value.", |vm, a| cell_compare(vm, a, CmpOp::Le)),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| cell_compare(vm, a, CmpOp::Eq)),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| cell_compare(vm, a, CmpOp::Ne)),
        slot("__gt__(self, value, /)", "Return self>value.", |vm, a| cell_compare(vm, a, CmpOp::Gt)),
        slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| cell_compare(vm, a, CmpOp::Ge)),
    ],
    getsets: &[getset(
        "cell_contents",
        "",
        |vm, c| match c.as_record().and_then(|r| r.get(&vm.heap, 0)) {
            Some(v) => Ok(v),
            None => Err(vm.value_error("Cell is empty")),
        },
        |vm, c, value| {
            set_field(vm, c, 0, value);
            Ok(())
        },
    )],
    fields: 1,
    basicsize: 24,
    unhashable: true,
    ..TypeSpec::EMPTY
};

/// Cells compare as their contents; an empty one is less than any other.
fn cell_compare(vm: &mut Vm, a: Args, op: CmpOp) -> PyResult {
    if !a[1].is_exactly(Kind::CELL) {
        return Ok(vm.not_implemented());
    }
    let held = |vm: &Vm, v: &Value| v.as_record().and_then(|r| r.get(&vm.heap, 0));
    match (held(vm, &a[0]), held(vm, &a[1])) {
        (Some(x), Some(y)) => vm.compare(op, &x, &y),
        (x, y) => {
            let order = x.is_some().cmp(&y.is_some());
            Ok(vm.bool(crate::object::ops::holds(op, order)))
        }
    }
}
