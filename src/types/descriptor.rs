//! Descriptors: property, classmethod, staticmethod, super, and those of built-in attributes.
//!
//! Follows `Objects/descrobject.c` and the ends of `funcobject.c` and `typeobject.c`. What
//! attribute access does with them stands in `vm/attributes`; here is what they are as objects.
//! Invariant: word 0 of a getset descriptor is its table line, of a member descriptor its place.

use super::function::descriptor_qualname;
use crate::object::spec::{GetSet, Member, getset, getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, Native, PyResult, Slot, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::attributes::field as afield;
use crate::vm::errors::Exc;

/// Value fields of a super object.
pub mod super_field {
    /// `__thisclass__`, `__self__`, `__self_class__`.
    pub const CLASS: usize = 0;
    pub const OBJ: usize = 1;
    pub const START: usize = 2;
}

/// What every descriptor of a built-in attribute knows of itself.
pub(super) const DESCR_MEMBERS: &[Member] = &[
    Member { name: "__objclass__", field: afield::DESCR_TYPE, writable: false, doc: "" },
    Member { name: "__name__", field: afield::DESCR_NAME, writable: false, doc: "" },
];
const DATA_METHODS: &[Native] = &[
    slot("__repr__(self, /)", "Return repr(self).", data_repr),
    slot(
        "__get__(self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        data_get,
    ),
    slot("__set__(self, instance, value, /)", "Set an attribute of instance to value.", data_set),
    slot("__delete__(self, instance, /)", "Delete an attribute of instance.", data_delete),
];

pub static GETSET: TypeSpec = TypeSpec {
    name: "getset_descriptor",
    kind: Kind::GETSET,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    methods: DATA_METHODS,
    members: DESCR_MEMBERS,
    getsets: &[
        getter("__qualname__", "", descriptor_qualname),
        getter("__doc__", "", |vm, d| {
            let doc = vm.getset_of(d).doc;
            Ok(if doc.is_empty() { vm.none() } else { vm.str(doc) })
        }),
    ],
    fields: 2,
    words: 1,
    basicsize: 48,
    ..TypeSpec::EMPTY
};

pub static MEMBER: TypeSpec = TypeSpec {
    name: "member_descriptor",
    kind: Kind::MEMBER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    methods: DATA_METHODS,
    members: DESCR_MEMBERS,
    getsets: &[getter("__qualname__", "", descriptor_qualname), getter("__doc__", "", |vm, _| Ok(vm.none()))],
    fields: 2,
    words: 1,
    basicsize: 48,
    ..TypeSpec::EMPTY
};

fn data_repr(vm: &mut Vm, a: Args) -> PyResult {
    let what = if a[0].is_exactly(Kind::MEMBER) { "member" } else { "attribute" };
    let (name, owner) =
        (vm.record_field(&a[0], afield::DESCR_NAME), vm.record_field(&a[0], afield::DESCR_TYPE));
    let owner = owner.as_type().map(|t| vm.tp_name(t)).unwrap_or_default();
    let text = format!("<{what} '{}' of '{owner}' objects>", vm.text(&name));
    Ok(vm.str(&text))
}
/// Instance and owner of a `__get__` call; both None is an error.
pub(super) fn get_arguments(vm: &mut Vm, a: Args) -> PyResult<(Slot, Value)> {
    let instance = Some(&a[1]).filter(|v| !v.is_none()).cloned();
    let owner = a.opt(2).filter(|v| !v.is_none()).cloned();
    match (&instance, owner) {
        (None, None) => Err(vm.type_error("__get__(None, None) is invalid")),
        (_, Some(o)) => Ok((instance, o)),
        (Some(i), None) => {
            let owner = i.ty_value();
            Ok((instance, owner))
        }
    }
}
fn data_get(vm: &mut Vm, a: Args) -> PyResult {
    let (instance, owner) = get_arguments(vm, a)?;
    if let Some(i) = &instance {
        vm.check_instance(&a[0], i)?;
    }
    vm.descr_get(&a[0], instance.as_ref(), &owner)
}
fn data_set(vm: &mut Vm, a: Args) -> PyResult {
    vm.check_instance(&a[0], &a[1])?;
    vm.descr_set(&a[0], &a[1], Some(a[2].clone()))?;
    Ok(vm.none())
}
fn data_delete(vm: &mut Vm, a: Args) -> PyResult {
    vm.check_instance(&a[0], &a[1])?;
    vm.descr_set(&a[0], &a[1], None)?;
    Ok(vm.none())
}

/// `__new__` of a record type whose `__init__` does the work.
///
/// # Errors
/// None; the signature is a native's.
pub fn generic_new(vm: &mut Vm, a: Args) -> PyResult {
    match a[0].as_type() {
        Some(t) => Ok(vm.heap.instance(t)),
        None => Err(vm.type_error("not a class")),
    }
}
pub(super) fn set_field(vm: &mut Vm, v: &Value, i: usize, value: Slot) {
    let old = v.as_record().and_then(|r| r.set(&mut vm.heap, i, value));
    if let Some(old) = old {
        vm.release(old);
    }
}

// --- classmethod and staticmethod ----------------------------------------------------------------------

const WRAPPER_MEMBERS: &[Member] = &[
    Member { name: "__func__", field: afield::WRAPPED, writable: false, doc: "" },
    Member { name: "__wrapped__", field: afield::WRAPPED, writable: false, doc: "" },
];
const WRAPPER_GETSETS: &[GetSet] = &[
    getter("__isabstractmethod__", "", |vm, w| {
        let f = vm.record_field(w, afield::WRAPPED);
        let abstract_ = is_abstract(vm, &f)?;
        Ok(vm.bool(abstract_))
    }),
    getset("__dict__", "", |vm, w| vm.instance_dict(w), super::object::set_dict),
];

pub static CLASSMETHOD: TypeSpec = TypeSpec {
    name: "classmethod",
    doc: "Convert a function to be a class method.\n\nA class method receives the class as implicit first argument,\njust like an instance method receives the instance.",
    kind: Kind::CLASSMETHOD,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::HAS_DICT,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            generic_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", |vm, a| wrapper_repr(vm, &a[0], "classmethod")),
        slot(
            "__get__(self, instance, owner=None, /)",
            "Return an attribute of instance, which is of type owner.",
            wrapper_get,
        ),
        slot(
            "__init__(self, function, /)",
            "Initialize self.  See help(type(self)) for accurate signature.",
            wrapper_init,
        ),
    ],
    members: WRAPPER_MEMBERS,
    getsets: WRAPPER_GETSETS,
    fields: 2,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

pub static STATICMETHOD: TypeSpec = TypeSpec {
    name: "staticmethod",
    doc: "Convert a function to be a static method.\n\nA static method does not receive an implicit first argument.",
    kind: Kind::STATICMETHOD,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::HAS_DICT,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            generic_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", |vm, a| wrapper_repr(vm, &a[0], "staticmethod")),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", |vm, a| {
            let f = vm.record_field(&a[0], afield::WRAPPED);
            let (args, names) = super::metatype::flat_arguments(vm, &a[1], &a[2]);
            vm.call_full(&f, args, &names)
        }),
        slot(
            "__get__(self, instance, owner=None, /)",
            "Return an attribute of instance, which is of type owner.",
            wrapper_get,
        ),
        slot(
            "__init__(self, function, /)",
            "Initialize self.  See help(type(self)) for accurate signature.",
            wrapper_init,
        ),
    ],
    members: WRAPPER_MEMBERS,
    getsets: WRAPPER_GETSETS,
    fields: 2,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

fn wrapper_repr(vm: &mut Vm, w: &Value, what: &str) -> PyResult {
    let f = vm.record_field(w, afield::WRAPPED);
    let shown = vm.repr(&f)?;
    let text = format!("<{what}({})>", vm.text(&shown));
    Ok(vm.str(&text))
}
fn wrapper_get(vm: &mut Vm, a: Args) -> PyResult {
    let (instance, owner) = get_arguments(vm, a)?;
    let f = vm.record_field(&a[0], afield::WRAPPED);
    if a[0].has_layout(Kind::CLASSMETHOD) {
        return Ok(vm.bind_method(&f, &owner));
    }
    drop(instance);
    Ok(f)
}
/// Keep the function, and show its name, doc and module as one's own (`functools_wraps`).
fn wrapper_init(vm: &mut Vm, a: Args) -> PyResult {
    set_field(vm, &a[0], afield::WRAPPED, Some(a[1].clone()));
    for name in ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"] {
        let name = vm.heap.intern_str(name);
        if let Some(v) = vm.get_attr_opt(&a[1], &name)? {
            vm.instance_set(&a[0], &name, Some(v))?;
        }
    }
    Ok(vm.none())
}
/// `bool(f.__isabstractmethod__)`, false if there is none.
fn is_abstract(vm: &mut Vm, f: &Value) -> PyResult<bool> {
    if f.is_none() {
        return Ok(false);
    }
    let name = vm.heap.intern_str("__isabstractmethod__");
    match vm.get_attr_opt(f, &name)? {
        Some(v) => vm.truth(&v),
        None => Ok(false),
    }
}

// --- property ------------------------------------------------------------------------------------------

/// Word 0 of a property: its doc is its getter's.
const GETTER_DOC: u64 = 1;

pub static PROPERTY: TypeSpec = TypeSpec {
    name: "property",
    doc: "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring",
    kind: Kind::PROPERTY,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::GENERIC_GETATTR,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            generic_new,
        ),
        slot(
            "__get__(self, instance, owner=None, /)",
            "Return an attribute of instance, which is of type owner.",
            property_get,
        ),
        slot("__set__(self, instance, value, /)", "Set an attribute of instance to value.", |vm, a| {
            vm.property_set(&a[0], &a[1], Some(a[2].clone()))?;
            Ok(vm.none())
        }),
        slot("__delete__(self, instance, /)", "Delete an attribute of instance.", |vm, a| {
            vm.property_set(&a[0], &a[1], None)?;
            Ok(vm.none())
        }),
        slot(
            "__init__(self, /, fget=None, fset=None, fdel=None, doc=None)",
            "Initialize self.  See help(type(self)) for accurate signature.",
            property_init,
        ),
        native(
            "getter(self, fget, /)",
            "Descriptor to obtain a copy of the property with a different getter.",
            |vm, a| property_copy(vm, a, afield::FGET),
        ),
        native(
            "setter(self, fset, /)",
            "Descriptor to obtain a copy of the property with a different setter.",
            |vm, a| property_copy(vm, a, afield::FSET),
        ),
        native(
            "deleter(self, fdel, /)",
            "Descriptor to obtain a copy of the property with a different deleter.",
            |vm, a| property_copy(vm, a, afield::FDEL),
        ),
        native("__set_name__(self, /, *args)", "Method to set name of a property.", |vm, a| {
            let args = a[1].as_tuple().unwrap_or(&[]);
            let [_, name] = args else {
                let n = args.len();
                let message = format!("__set_name__() takes 2 positional arguments but {n} were given");
                return Err(vm.type_error(message));
            };
            set_field(vm, &a[0], afield::PROP_NAME, Some(name.clone()));
            Ok(vm.none())
        }),
    ],
    members: &[
        Member { name: "fget", field: afield::FGET, writable: false, doc: "" },
        Member { name: "fset", field: afield::FSET, writable: false, doc: "" },
        Member { name: "fdel", field: afield::FDEL, writable: false, doc: "" },
        Member { name: "__doc__", field: afield::PROP_DOC, writable: true, doc: "" },
    ],
    getsets: &[
        getset("__name__", "", property_name, |vm, p, value| {
            set_field(vm, p, afield::PROP_NAME, value);
            Ok(())
        }),
        getter("__isabstractmethod__", "", |vm, p| {
            for i in [afield::FGET, afield::FSET, afield::FDEL] {
                let f = vm.record_field(p, i);
                if is_abstract(vm, &f)? {
                    return Ok(vm.bool(true));
                }
            }
            Ok(vm.bool(false))
        }),
    ],
    fields: 5,
    words: 1,
    basicsize: 64,
    ..TypeSpec::EMPTY
};

fn property_get(vm: &mut Vm, a: Args) -> PyResult {
    let (instance, _) = get_arguments(vm, a)?;
    let Some(this) = instance else { return Ok(a[0].clone()) };
    let f = vm.record_field(&a[0], afield::FGET);
    if f.is_none() {
        return Err(vm.property_error(&a[0], &this, "getter"));
    }
    vm.call(&f, std::slice::from_ref(&this))
}
fn property_init(vm: &mut Vm, a: Args) -> PyResult {
    for (i, param) in [(afield::FGET, 1), (afield::FSET, 2), (afield::FDEL, 3)] {
        let f = a.opt(param).cloned().unwrap_or_else(|| vm.none());
        set_field(vm, &a[0], i, Some(f));
    }
    let mut doc = a.opt(4).filter(|d| !d.is_none()).cloned();
    let mut from_getter = 0;
    if doc.is_none()
        && let Some(fget) = a.opt(1).filter(|f| !f.is_none())
    {
        let name = vm.names.__doc__.clone();
        doc = vm.get_attr_opt(fget, &name)?.filter(|d| !d.is_none());
        from_getter = if doc.is_some() { GETTER_DOC } else { 0 };
    }
    if let Some(r) = a[0].as_record() {
        r.set_word(&mut vm.heap, 0, from_getter);
    }
    if a[0].is_exactly(Kind::PROPERTY) {
        set_field(vm, &a[0], afield::PROP_DOC, doc);
        return Ok(vm.none());
    }
    // A subclass's own __doc__ would hide the field: the instance gets the attribute.
    let (name, doc) = (vm.names.__doc__.clone(), doc.unwrap_or_else(|| vm.none()));
    let set = vm.set_attr(&a[0], &name, Some(doc));
    if from_getter == 0 {
        vm.catch(set, Exc::AttributeError).map(drop)?
    } else {
        set?
    };
    Ok(vm.none())
}
/// The same property with one function replaced.
fn property_copy(vm: &mut Vm, a: Args, which: usize) -> PyResult {
    let mut args: Vec<Value> =
        [afield::FGET, afield::FSET, afield::FDEL].map(|i| vm.record_field(&a[0], i)).to_vec();
    if !a[1].is_none() {
        args[which] = a[1].clone();
    }
    let from_getter = a[0].as_record().is_some_and(|r| r.word(&vm.heap, 0) == GETTER_DOC);
    let doc = if from_getter && !args[afield::FGET].is_none() {
        vm.none()
    } else {
        vm.record_field(&a[0], afield::PROP_DOC)
    };
    args.push(doc);
    let copy = vm.call(&a[0].ty_value(), &args)?;
    if copy.has_layout(Kind::PROPERTY) {
        let name = a[0].as_record().and_then(|r| r.get(&vm.heap, afield::PROP_NAME));
        set_field(vm, &copy, afield::PROP_NAME, name);
    }
    Ok(copy)
}
fn property_name(vm: &mut Vm, p: &Value) -> PyResult {
    if let Some(n) = p.as_record().and_then(|r| r.get(&vm.heap, afield::PROP_NAME)) {
        return Ok(n);
    }
    let name = vm.names.__name__.clone();
    let f = vm.record_field(p, afield::FGET);
    if !f.is_none()
        && let Some(n) = vm.get_attr_opt(&f, &name)?
    {
        return Ok(n);
    }
    Err(vm.no_attribute(p, &name))
}

// --- super ---------------------------------------------------------------------------------------------

pub static SUPER: TypeSpec = TypeSpec {
    name: "super",
    doc: "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)",
    kind: Kind::SUPER,
    flags: tflag::CONTAINER | tflag::BASETYPE,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            generic_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", super_repr),
        slot("__getattribute__(self, name, /)", "Return getattr(self, name).", |vm, a| {
            super::object::check_name(vm, &a[1])?;
            vm.builtin_get_attr(&a[0], &a[1])
        }),
        slot(
            "__get__(self, instance, owner=None, /)",
            "Return an attribute of instance, which is of type owner.",
            super_get,
        ),
        slot(
            "__init__(self, /, *args)",
            "Initialize self.  See help(type(self)) for accurate signature.",
            super_init,
        ),
    ],
    members: &[
        Member {
            name: "__thisclass__",
            field: super_field::CLASS,
            writable: false,
            doc: "the class invoking super()",
        },
        Member {
            name: "__self__",
            field: super_field::OBJ,
            writable: false,
            doc: "the instance invoking super(); may be None",
        },
        Member {
            name: "__self_class__",
            field: super_field::START,
            writable: false,
            doc: "the type of the instance invoking super(); may be None",
        },
    ],
    fields: 3,
    basicsize: 40,
    ..TypeSpec::EMPTY
};

fn super_init(vm: &mut Vm, a: Args) -> PyResult {
    let args = a[1].as_tuple().unwrap_or(&[]).to_vec();
    let (class, obj) = match args.as_slice() {
        [] => {
            let (class, first) = vm.super_of_frame()?;
            (class, Some(first))
        }
        [class] => (class.clone(), None),
        [class, obj] => (class.clone(), Some(obj.clone()).filter(|o| !o.is_none())),
        more => {
            let n = more.len();
            return Err(vm.type_error(format!("super() expected at most 2 arguments, got {n}")));
        }
    };
    if !class.is_type() {
        let got = vm.type_name(&class);
        return Err(vm.type_error(format!("super() argument 1 must be a type, not {got}")));
    }
    match obj {
        Some(obj) => {
            let start = vm.super_check(&class, &obj)?;
            vm.fill_super(&a[0], &class, &obj, &start);
        }
        None => set_field(vm, &a[0], super_field::CLASS, Some(class)),
    }
    Ok(vm.none())
}
fn super_repr(vm: &mut Vm, a: Args) -> PyResult {
    let (class, start) =
        (vm.record_field(&a[0], super_field::CLASS), vm.record_field(&a[0], super_field::START));
    let name = |vm: &Vm, v: &Value| v.as_type().map(|t| vm.tp_name(t));
    let class = name(vm, &class).unwrap_or_else(|| "NULL".to_owned());
    let text = match name(vm, &start) {
        Some(s) => format!("<super: <class '{class}'>, <{s} object>>"),
        None => format!("<super: <class '{class}'>, NULL>"),
    };
    Ok(vm.str(&text))
}
fn super_get(vm: &mut Vm, a: Args) -> PyResult {
    let bound = a[0].as_record().is_some_and(|r| r.field(&vm.heap, super_field::OBJ).is_some());
    if a[1].is_none() || bound {
        return Ok(a[0].clone());
    }
    let class = vm.record_field(&a[0], super_field::CLASS);
    if !class.is_type() {
        return Err(vm.err(Exc::RuntimeError, "super(): uninitialized super object"));
    }
    if !a[0].is_exactly(Kind::SUPER) {
        return vm.call(&a[0].ty_value(), &[class, a[1].clone()]);
    }
    let start = vm.super_check(&class, &a[1])?;
    Ok(vm.new_super(&class, &a[1], &start))
}
