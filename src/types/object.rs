//! object: what every class has, and the attributes that a class statement gives to instances.
//!
//! Follows `Objects/typeobject.c` from `object_new` to `object_methods`.
//! Deliberately absent: `type`, which stands in `metatype`.

use crate::object::spec::{NativeKind, class_method, getset, native, slot, static_method};
use crate::object::typeobj::{NO_DICT, TypeObj, tflag};
use crate::object::{Args, GetSet, Kind, Native, PyResult, Slot, TypeSpec, Value};
use crate::vm::Vm;

pub static OBJECT: TypeSpec = TypeSpec {
    name: "object",
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
    kind: Kind::OBJECT,
    flags: tflag::BASETYPE,
    basicsize: 16,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            object_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", object_repr),
        slot("__hash__(self, /)", "Return hash(self).", object_hash),
        slot("__str__(self, /)", "Return str(self).", object_str),
        slot("__getattribute__(self, name, /)", "Return getattr(self, name).", object_getattribute),
        slot("__setattr__(self, name, value, /)", "Implement setattr(self, name, value).", object_setattr),
        slot("__delattr__(self, name, /)", "Implement delattr(self, name).", object_delattr),
        slot("__lt__(self, value, /)", "Return self<value.", not_comparable),
        slot("__le__(self, value, /)", "Return self<=value.", not_comparable),
        slot("__eq__(self, value, /)", "Return self==value.", object_eq),
        slot("__ne__(self, value, /)", "Return self!=value.", object_ne),
        slot("__gt__(self, value, /)", "Return self>value.", not_comparable),
        slot("__ge__(self, value, /)", "Return self>=value.", not_comparable),
        slot(
            "__init__(self, /, *args, **kwargs)",
            "Initialize self.  See help(type(self)) for accurate signature.",
            object_init,
        ),
        native("__reduce_ex__(self, protocol, /)", "Helper for pickle.", reduce_ex),
        native("__reduce__(self, /)", "Helper for pickle.", reduce),
        native("__getstate__(self, /)", "Helper for pickle.", getstate),
        class_method(
            "__subclasshook__(cls, object, /)",
            "Abstract classes can override this to customize issubclass().",
            subclasshook,
        ),
        class_method(
            "__init_subclass__(cls, /)",
            "This method is called when a class is subclassed.",
            nothing,
        ),
        native(
            "__format__(self, format_spec, /)",
            "Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise.",
            object_format,
        ),
        native("__sizeof__(self, /)", "Size of object in memory, in bytes.", object_sizeof),
        native("__dir__(self, /)", "Default dir() implementation.", object_dir),
    ],
    getsets: &[getset("__class__", "the object's class", get_class, set_class)],
    ..TypeSpec::EMPTY
};

/// `__dict__` of instances, put into each class that gives them one.
pub static INSTANCE_DICT: GetSet =
    getset("__dict__", "dictionary for instance variables", get_dict, set_dict);
/// `__weakref__` likewise.
pub static INSTANCE_WEAKREF: GetSet =
    crate::object::spec::getter("__weakref__", "list of weak references to the object", |vm, this| {
        Ok(vm.heap.weakrefs(this).into_iter().next().unwrap_or_else(|| vm.none()))
    });

/// Arguments beyond the first parameter: `*args` or `**kwargs` is not empty.
fn excess(a: Args) -> bool {
    a[1].as_tuple().is_some_and(|t| !t.is_empty()) || a[2].as_dict().is_some_and(|d| !d.is_empty())
}
pub fn object_new(vm: &mut Vm, a: Args) -> PyResult {
    match a[0].as_type() {
        Some(t) => vm.object_new(t, excess(a)),
        None => Err(vm.type_error("object.__new__(X): X is not a type object")),
    }
}
pub fn object_init(vm: &mut Vm, a: Args) -> PyResult {
    vm.object_init(&a[0], excess(a))?;
    Ok(vm.none())
}
fn nothing(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.none())
}
fn object_repr(vm: &mut Vm, a: Args) -> PyResult {
    Ok(vm.default_repr(&a[0]))
}
/// The address, rotated: its low bits are always zero (`_Py_HashPointer`).
pub fn address_hash(v: &Value) -> i64 {
    match (v.id() as u64).rotate_right(4) as i64 {
        -1 => -2,
        h => h,
    }
}
fn object_hash(vm: &mut Vm, a: Args) -> PyResult {
    Ok(vm.int(address_hash(&a[0])))
}
fn object_str(vm: &mut Vm, a: Args) -> PyResult {
    vm.repr(&a[0])
}
/// TypeError unless an attribute's name is a str.
///
/// # Errors
/// TypeError.
pub fn check_name(vm: &mut Vm, name: &Value) -> PyResult<()> {
    if name.as_str().is_some() {
        return Ok(());
    }
    let got = vm.type_name(name);
    Err(vm.type_error(format!("attribute name must be string, not '{got}'")))
}
fn object_getattribute(vm: &mut Vm, a: Args) -> PyResult {
    check_name(vm, &a[1])?;
    match vm.generic_lookup(&a[0], &a[1])? {
        Some(v) => Ok(v),
        None => Err(vm.no_attribute(&a[0], &a[1])),
    }
}
fn own_setattr(vm: &mut Vm, this: &Value, what: &str) -> PyResult<()> {
    if this.is_type() || this.ty().has(tflag::CUSTOM_SETATTR) && !this.ty().has(tflag::HEAP) {
        let class = vm.type_name(this);
        return Err(vm.type_error(format!("can't apply this {what} to {class} object")));
    }
    Ok(())
}
fn object_setattr(vm: &mut Vm, a: Args) -> PyResult {
    own_setattr(vm, &a[0], "__setattr__")?;
    check_name(vm, &a[1])?;
    vm.builtin_set_attr(&a[0], &a[1], Some(a[2].clone()))?;
    Ok(vm.none())
}
fn object_delattr(vm: &mut Vm, a: Args) -> PyResult {
    own_setattr(vm, &a[0], "__delattr__")?;
    check_name(vm, &a[1])?;
    vm.builtin_set_attr(&a[0], &a[1], None)?;
    Ok(vm.none())
}
fn not_comparable(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.not_implemented())
}
fn object_eq(vm: &mut Vm, a: Args) -> PyResult {
    Ok(if a[0].is(&a[1]) { vm.bool(true) } else { vm.not_implemented() })
}
/// The opposite of what the object's own `__eq__` says.
fn object_ne(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__eq__.clone();
    match vm.try_compare(&name, &a[0], &a[1])? {
        Some(r) => {
            let equal = vm.truth(&r)?;
            Ok(vm.bool(!equal))
        }
        None => Ok(vm.not_implemented()),
    }
}
fn subclasshook(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.not_implemented())
}
fn object_format(vm: &mut Vm, a: Args) -> PyResult {
    let Some(spec) = a[1].as_str() else {
        let got = vm.arg_type_name(&a[1]);
        return Err(vm.type_error(format!("__format__() argument must be str, not {got}")));
    };
    if !spec.is_empty() {
        let class = vm.tp_name(a[0].ty());
        return Err(vm.type_error(format!("unsupported format string passed to {class}.__format__")));
    }
    vm.str_of(&a[0])
}
/// `tp_basicsize` and `tp_itemsize` times the number of items, where CPython's layout has them in
/// the object itself.
pub fn plain_size(vm: &Vm, v: &Value) -> usize {
    let items = match v.kind().layout() {
        Kind::TUPLE => v.as_tuple().map_or(0, <[Value]>::len),
        Kind::BYTES => v.as_bytes().map_or(0, <[u8]>::len),
        Kind::INT | Kind::BOOL => v.as_int().map_or(0, crate::object::Int::cpython_digits),
        // Records of such types keep the number in their last word.
        Kind::RECORD if v.ty().itemsize() != 0 => {
            v.as_record().map_or(0, |r| r.word(&vm.heap, r.words() - 1) as usize)
        }
        _ => 0,
    };
    v.ty().basicsize() + items * v.ty().itemsize()
}
fn object_sizeof(vm: &mut Vm, a: Args) -> PyResult {
    Ok(vm.int(plain_size(vm, &a[0]) as i64))
}
/// Names of the class and its bases, each class before its bases (`merge_class_dict`).
pub(crate) fn merge_class_names(vm: &mut Vm, names: &Value, cls: &Value) -> PyResult<()> {
    let mut stack = vec![cls.clone()];
    while let Some(c) = stack.pop() {
        let Some(t) = c.as_type() else { continue };
        let d = t.dict(&vm.heap);
        let keys: Vec<Value> =
            (0..d.filled()).filter_map(|i| d.at(&vm.heap, i)).map(|(k, _)| k.clone()).collect();
        for k in keys {
            let none = vm.none();
            vm.dict_set(names, k, none)?;
        }
        let bases = t.field(&vm.heap, crate::object::typeobj::field::BASES).and_then(Value::as_tuple);
        stack.extend(bases.unwrap_or(&[]).iter().rev().cloned());
    }
    Ok(())
}
/// The keys of a dict, as a list.
pub(crate) fn key_list(vm: &mut Vm, dict: &Value) -> PyResult {
    let keys = match dict.as_dict() {
        Some(d) => (0..d.filled()).filter_map(|i| d.at(&vm.heap, i)).map(|(k, _)| k.clone()).collect(),
        None => Vec::new(),
    };
    vm.list(keys)
}
fn object_dir(vm: &mut Vm, a: Args) -> PyResult {
    let names = vm.heap.dict();
    let dict_name = vm.names.__dict__.clone();
    if let Some(d) = vm.get_attr_opt(&a[0], &dict_name)?.filter(|d| d.as_dict().is_some()) {
        let keys = key_list(vm, &d)?;
        for k in vm.collect(&keys)? {
            let none = vm.none();
            vm.dict_set(&names, k, none)?;
        }
    }
    let class_name = vm.names.__class__.clone();
    if let Some(c) = vm.get_attr_opt(&a[0], &class_name)? {
        merge_class_names(vm, &names, &c)?;
    }
    key_list(vm, &names)
}

// --- attributes of instances -------------------------------------------------------------------------

fn get_dict(vm: &mut Vm, this: &Value) -> PyResult {
    vm.instance_dict(this)
}
/// `obj.__dict__ = value`, or deletion, for every type whose instances have one.
///
/// # Errors
/// TypeError unless it is a dict.
pub fn set_dict(vm: &mut Vm, this: &Value, value: Slot) -> PyResult<()> {
    if let Some(v) = &value
        && v.as_dict().is_none()
    {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("__dict__ must be set to a dictionary, not a '{got}'")));
    }
    let t = this.ty();
    if value.is_none() && t.dict_index.get() < t.base_fields.get() {
        // It belongs to the built-in part (`PyObject_GenericSetDict`).
        return Err(vm.type_error("cannot delete __dict__"));
    }
    vm.replace_instance_dict(this, value)
}
fn get_class(_: &mut Vm, this: &Value) -> PyResult {
    Ok(this.ty_value())
}
fn set_class(vm: &mut Vm, this: &Value, value: Slot) -> PyResult<()> {
    let Some(new) = value else {
        return Err(vm.type_error("can't delete __class__ attribute"));
    };
    let Some(to) = new.as_type() else {
        let got = vm.type_name(&new);
        return Err(vm.type_error(format!("__class__ must be set to a class, not '{got}' object")));
    };
    let from = this.ty();
    let module = vm.heap.type_of(Kind::MODULE);
    let modules = from.is_subtype(&vm.heap, module) && to.is_subtype(&vm.heap, module);
    if !(modules || from.has(tflag::HEAP) && to.has(tflag::HEAP)) {
        return Err(
            vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
        );
    }
    if !same_layout(vm, from, to) {
        let (a, b) = (to.name(&vm.heap), from.name(&vm.heap));
        return Err(vm.type_error(format!("__class__ assignment: '{a}' object layout differs from '{b}'")));
    }
    vm.set_class(this, &new)
}
/// Whether an instance of one class could be one of the other (`compatible_for_assignment`).
pub(crate) fn same_layout(vm: &mut Vm, a: &TypeObj, b: &TypeObj) -> bool {
    let shape = |t: &TypeObj| {
        let dict = t.dict_index.get() != NO_DICT;
        let layout = t.instance_kind().layout();
        (layout, t.base_fields.get(), t.words.get(), t.nslots.get(), dict, t.flags.get() & tflag::WEAKREFABLE)
    };
    if shape(a) != shape(b) {
        return false;
    }
    let (a, b) = (laid_out_by(vm, a), laid_out_by(vm, b));
    let same_base = a.base(&vm.heap).map(TypeObj::ptr) == b.base(&vm.heap).map(TypeObj::ptr);
    a.same(b.ptr()) || same_base && own_slots(vm, a) == own_slots(vm, b)
}
/// The class that last added something to the layout.
fn laid_out_by<'t>(vm: &'t Vm, mut t: &'t TypeObj) -> &'t TypeObj {
    while let Some(base) = t.base(&vm.heap)
        && t.has(tflag::HEAP)
        && t.nslots.get() == base.nslots.get()
        && (t.dict_index.get() == NO_DICT) == (base.dict_index.get() == NO_DICT)
        && t.has(tflag::WEAKREFABLE) == base.has(tflag::WEAKREFABLE)
    {
        t = base;
    }
    t
}
fn slot_names(vm: &Vm, t: &TypeObj) -> Vec<String> {
    let classes = t.mro(&vm.heap).iter().filter_map(Value::as_type).filter(|c| c.has(tflag::HEAP));
    let mut names: Vec<String> = classes.flat_map(|c| own_slots(vm, c)).collect();
    names.sort();
    names
}
fn own_slots(vm: &Vm, t: &TypeObj) -> Vec<String> {
    let d = t.dict(&vm.heap);
    let members =
        (0..d.filled()).filter_map(|i| d.at(&vm.heap, i)).filter(|(_, v)| v.is_exactly(Kind::MEMBER));
    let mut names: Vec<String> = members.map(|(name, _)| vm.text(name)).collect();
    names.sort();
    names
}

// --- copying and pickling ------------------------------------------------------------------------------

static NEWOBJ: Native = native("__newobj__(cls, /, *args)", "Make an object by cls.__new__.", newobj);
static NEWOBJ_EX: Native =
    native("__newobj_ex__(cls, args, kwargs, /)", "Make an object by cls.__new__, with keywords.", newobj_ex);

fn newobj(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__new__.clone();
    let new = vm.get_attr(&a[0], &name)?;
    let mut args = vec![a[0].clone()];
    args.extend_from_slice(a[1].as_tuple().unwrap_or(&[]));
    vm.call_full(&new, args, &[])
}
fn newobj_ex(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__new__.clone();
    let new = vm.get_attr(&a[0], &name)?;
    let mut args = vec![a[0].clone()];
    args.extend_from_slice(a[1].as_tuple().unwrap_or(&[]));
    let mut names = Vec::new();
    if let Some(words) = a[2].as_dict() {
        for (name, value) in (0..words.filled()).filter_map(|i| words.at(&vm.heap, i)) {
            names.push(name.clone());
            args.push(value.clone());
        }
    }
    vm.call_full(&new, args, &names)
}
fn cannot_pickle(vm: &mut Vm, this: &Value) -> crate::object::Raised {
    let class = vm.tp_name(this.ty());
    vm.type_error(format!("cannot pickle '{class}' object"))
}
/// What an instance's attributes are: its dict, or a pair with its slots; None when it has none.
fn getstate(vm: &mut Vm, a: Args) -> PyResult {
    default_state(vm, &a[0], false)
}
fn default_state(vm: &mut Vm, this: &Value, required: bool) -> PyResult {
    let t = this.ty();
    let (sized, big) = (t.itemsize() != 0, t.basicsize() > 16 + 8 * usize::from(t.nslots.get()));
    if required && (sized || big) {
        return Err(cannot_pickle(vm, this));
    }
    let has_own = !vm.instance_items(this).is_empty();
    let dict = if has_own { vm.instance_dict(this)? } else { vm.none() };
    let mut slots: Option<Value> = None;
    for name in slot_names(vm, this.ty()) {
        let key = vm.heap.intern_str(&name);
        if let Some(v) = vm.get_attr_opt(this, &key)? {
            let d = slots.get_or_insert_with(|| vm.heap.dict()).clone();
            vm.dict_set(&d, key, v)?;
        }
    }
    match slots {
        Some(s) => vm.tuple(vec![dict, s]),
        None => Ok(dict),
    }
}
fn reduce(vm: &mut Vm, a: Args) -> PyResult {
    reduce_by(vm, &a[0], 0)
}
fn reduce_ex(vm: &mut Vm, a: Args) -> PyResult {
    let protocol = vm.index(&a[1])?;
    let name = vm.names.__reduce__.clone();
    if let Some(own) = vm.special(&a[0], &name)
        && !(own.is_exactly(Kind::METHOD_DESCRIPTOR)
            && std::ptr::fn_addr_eq(vm.native_of(&own).run, reduce as crate::object::spec::NativeRun))
    {
        return vm.call_unbound(&own, &a[0], &[]);
    }
    reduce_by(vm, &a[0], protocol)
}
fn state_of(vm: &mut Vm, this: &Value, required: bool) -> PyResult {
    let name = vm.heap.intern_str("__getstate__");
    match vm.special(this, &name) {
        Some(f) if !f.is_exactly(Kind::METHOD_DESCRIPTOR) => vm.call_unbound(&f, this, &[]),
        _ => default_state(vm, this, required),
    }
}
fn reduce_by(vm: &mut Vm, this: &Value, protocol: i64) -> PyResult {
    let class_name = vm.names.__class__.clone();
    let cls = vm.get_attr(this, &class_name)?;
    if protocol < 2 {
        let (name, none) = (vm.heap.intern_str("copyreg"), vm.none());
        let copyreg = vm.import_module(&name, &none, &none, 0)?;
        let reduce = vm.get_attr_str(&copyreg, "_reduce_ex")?;
        let protocol = vm.int(protocol);
        return vm.call(&reduce, &[this.clone(), protocol]);
    }
    let mut args = vec![cls];
    let mut required = true;
    let mut keywords = None;
    let name = vm.heap.intern_str("__getnewargs_ex__");
    if let Some(more) = vm.call_special(this, &name, &[])? {
        let (items, words) = new_arguments(vm, &more)?;
        args.extend(items);
        keywords = Some(words).filter(|w| w.as_dict().is_some_and(|d| !d.is_empty()));
        required = false;
    }
    let name = vm.heap.intern_str("__getnewargs__");
    if required && let Some(more) = vm.call_special(this, &name, &[])? {
        let Some(items) = more.as_tuple() else {
            let got = vm.type_name(&more);
            return Err(vm.type_error(format!("__getnewargs__ should return a tuple, not '{got}'")));
        };
        args.extend_from_slice(items);
        required = false;
    }
    let is_list = this.has_layout(Kind::LIST);
    let is_dict = this.has_layout(Kind::DICT);
    let state = state_of(vm, this, required && !is_list && !is_dict)?;
    let (list_items, dict_items) = (
        if is_list { vm.iter(this)? } else { vm.none() },
        if is_dict {
            let name = vm.heap.intern_str("items");
            let items = vm.call_method(this, &name, &[])?;
            vm.iter(&items)?
        } else {
            vm.none()
        },
    );
    let function = maker(vm, keywords.is_some())?;
    let args = match keywords {
        None => vm.tuple(args)?,
        Some(words) => {
            let cls = args.remove(0);
            let args = vm.tuple(args)?;
            vm.tuple(vec![cls, args, words])?
        }
    };
    vm.tuple(vec![function, args, state, list_items, dict_items])
}
/// `copyreg`'s function where that module is in use, ours where it is not.
fn maker(vm: &mut Vm, with_keywords: bool) -> PyResult {
    let name = if with_keywords { "__newobj_ex__" } else { "__newobj__" };
    match vm.loaded("copyreg")? {
        Some(copyreg) => vm.get_attr_str(&copyreg, name),
        None => Ok(vm.native_function(if with_keywords { &NEWOBJ_EX } else { &NEWOBJ }, None)),
    }
}
/// The pair that `__getnewargs_ex__` gives.
fn new_arguments(vm: &mut Vm, pair: &Value) -> PyResult<(Vec<Value>, Value)> {
    let Some(parts) = pair.as_tuple() else {
        let got = vm.type_name(pair);
        return Err(vm.type_error(format!("__getnewargs_ex__ should return a tuple, not '{got}'")));
    };
    let [args, words] = parts else {
        let count = parts.len();
        return Err(
            vm.value_error(format!("__getnewargs_ex__ should return a tuple of length 2, not {count}"))
        );
    };
    let Some(items) = args.as_tuple() else {
        let got = vm.type_name(args);
        return Err(vm.type_error(format!(
            "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{got}'"
        )));
    };
    if words.as_dict().is_none() {
        let got = vm.type_name(words);
        return Err(vm.type_error(format!(
            "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{got}'"
        )));
    }
    Ok((items.to_vec(), words.clone()))
}

/// `__text_signature__` of a native: its parameters, `self` marked as bound.
pub fn text_signature(n: &Native, in_module: bool) -> String {
    let inner = n.text.split_once('(').map_or(")", |(_, rest)| rest);
    if in_module {
        let comma = if inner.starts_with(')') { ", /" } else { "" };
        let start = if comma.is_empty() && !inner.contains('/') { "$module, /, " } else { "$module, " };
        return if comma.is_empty() { format!("({start}{inner}") } else { format!("($module{comma}{inner}") };
    }
    debug_assert!(n.kind != NativeKind::Static || !inner.is_empty());
    format!("(${inner}")
}
