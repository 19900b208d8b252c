//! type: the class of classes.
//!
//! Follows `Objects/typeobject.c` (`type_methods`, `type_getsets`).
//! Deliberately absent: making classes (`vm/new_class`) and calling them (`vm/classes`).

use super::object::{check_name, key_list, merge_class_names, same_layout};
use crate::object::spec::{class_method, getset, getter, native, slot, static_method};
use crate::object::typeobj::{TypeObj, field, tflag};
use crate::object::{Args, Kind, PyResult, Slot, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;

pub static TYPE: TypeSpec = TypeSpec {
    name: "type",
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    kind: Kind::TYPE,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE,
    basicsize: 928,
    itemsize: 40,
    methods: &[
        static_method(
            "__new__(cls, /, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            type_new,
        ),
        slot("__repr__(self, /)", "Return repr(self).", type_repr),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", type_call),
        slot("__getattribute__(self, name, /)", "Return getattr(self, name).", type_getattribute),
        slot("__setattr__(self, name, value, /)", "Implement setattr(self, name, value).", type_setattr),
        slot("__delattr__(self, name, /)", "Implement delattr(self, name).", type_delattr),
        slot(
            "__init__(self, /, *args, **kwargs)",
            "Initialize self.  See help(type(self)) for accurate signature.",
            type_init,
        ),
        slot("__or__(self, value, /)", "Return self|value.", type_or),
        slot("__ror__(self, value, /)", "Return value|self.", type_ror),
        native("mro(self, /)", "Return a type's method resolution order.", mro),
        native("__subclasses__(self, /)", "Return a list of immediate subclasses.", subclasses),
        class_method(
            "__prepare__(cls, /, *args, **kwargs)",
            "Create the namespace for the class statement",
            prepare,
        ),
        native("__instancecheck__(self, instance, /)", "Check if an object is an instance.", instancecheck),
        native("__subclasscheck__(self, subclass, /)", "Check if a class is a subclass.", subclasscheck),
        native("__dir__(self, /)", "Specialized __dir__ implementation for types.", type_dir),
        native("__sizeof__(self, /)", "Return memory consumption of the type object.", type_sizeof),
    ],
    getsets: &[
        getter("__basicsize__", "", |vm, t| int(vm, t, |t| i64::from(t.basicsize.get()))),
        getter("__itemsize__", "", |vm, t| int(vm, t, |t| i64::from(t.itemsize.get()))),
        getter("__flags__", "", |vm, t| int(vm, t, cpython_flags)),
        getter("__weakrefoffset__", "", |vm, t| int(vm, t, weakref_offset)),
        getter("__base__", "", |vm, t| Ok(field_or_none(vm, t, field::BASE))),
        getter("__dictoffset__", "", |vm, t| int(vm, t, dict_offset)),
        getset("__name__", "", |vm, t| Ok(field_or_none(vm, t, field::NAME)), set_name),
        getset("__qualname__", "", |vm, t| Ok(field_or_none(vm, t, field::QUALNAME)), set_qualname),
        getset("__bases__", "", |vm, t| Ok(field_or_none(vm, t, field::BASES)), set_bases),
        getter("__mro__", "", |vm, t| Ok(field_or_none(vm, t, field::MRO))),
        getset("__module__", "", get_module, set_module),
        getset("__abstractmethods__", "", get_abstract, set_abstract),
        getter("__dict__", "", get_dict),
        getset("__doc__", "", get_doc, set_doc),
        getter("__text_signature__", "", text_signature),
        getset("__annotations__", "", get_annotations, set_annotations),
        getset("__type_params__", "", get_type_params, set_type_params),
    ],
    ..TypeSpec::EMPTY
};

fn type_new(vm: &mut Vm, a: Args) -> PyResult {
    let args = a[1].as_tuple().unwrap_or(&[]);
    let [name, bases, namespace] = args else {
        let n = args.len();
        return Err(vm.type_error(format!("type.__new__() takes exactly 3 arguments ({n} given)")));
    };
    let wanted = [
        (name.as_str().is_some(), "str", name),
        (bases.as_tuple().is_some(), "tuple", bases),
        (namespace.as_dict().is_some(), "dict", namespace),
    ];
    for (i, (ok, what, v)) in wanted.into_iter().enumerate() {
        if !ok {
            let got = vm.type_name(v);
            let n = i + 1;
            return Err(vm.type_error(format!("type.__new__() argument {n} must be {what}, not {got}")));
        }
    }
    check_type_name(vm, name)?;
    vm.new_class(&a[0], name, bases, namespace, Some(&a[2]))
}
fn check_type_name(vm: &mut Vm, name: &Value) -> PyResult<()> {
    if name.as_str().is_some_and(|s| s.chars().iter().any(|c| c == 0)) {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    Ok(())
}
fn type_init(vm: &mut Vm, a: Args) -> PyResult {
    let n = a[1].as_tuple().map_or(0, <[Value]>::len);
    if n == 1 && a[2].as_dict().is_some_and(|d| !d.is_empty()) {
        return Err(vm.type_error("type.__init__() takes no keyword arguments"));
    }
    if n != 1 && n != 3 {
        return Err(vm.type_error("type.__init__() takes 1 or 3 arguments"));
    }
    Ok(vm.none())
}
fn type_repr(vm: &mut Vm, a: Args) -> PyResult {
    let Some(t) = a[0].as_type() else { return Ok(vm.default_repr(&a[0])) };
    let text = format!("<class '{}'>", vm.full_type_name(t));
    Ok(vm.str(&text))
}
fn type_call(vm: &mut Vm, a: Args) -> PyResult {
    let (args, names) = flat_arguments(vm, &a[1], &a[2]);
    vm.type_call(&a[0], args, &names)
}
/// `*args` and `**kwargs` as the calling convention wants them: values, and names of the last.
pub(crate) fn flat_arguments(vm: &Vm, args: &Value, keywords: &Value) -> (Vec<Value>, Vec<Value>) {
    let mut all = args.as_tuple().unwrap_or(&[]).to_vec();
    let mut names = Vec::new();
    if let Some(d) = keywords.as_dict() {
        for (k, v) in (0..d.filled()).filter_map(|i| d.at(&vm.heap, i)) {
            names.push(k.clone());
            all.push(v.clone());
        }
    }
    (all, names)
}
fn type_getattribute(vm: &mut Vm, a: Args) -> PyResult {
    check_name(vm, &a[1])?;
    vm.builtin_get_attr(&a[0], &a[1])
}
fn type_setattr(vm: &mut Vm, a: Args) -> PyResult {
    check_name(vm, &a[1])?;
    vm.builtin_set_attr(&a[0], &a[1], Some(a[2].clone()))?;
    Ok(vm.none())
}
fn type_delattr(vm: &mut Vm, a: Args) -> PyResult {
    check_name(vm, &a[1])?;
    vm.builtin_set_attr(&a[0], &a[1], None)?;
    Ok(vm.none())
}
fn type_or(vm: &mut Vm, a: Args) -> PyResult {
    super::alias::union_of(vm, &a[0], &a[1])
}
fn type_ror(vm: &mut Vm, a: Args) -> PyResult {
    super::alias::union_of(vm, &a[1], &a[0])
}
fn mro(vm: &mut Vm, a: Args) -> PyResult {
    let items = vm.compute_mro(&a[0])?;
    vm.list(items)
}
fn subclasses(vm: &mut Vm, a: Args) -> PyResult {
    let items = a[0].as_type().map(|t| t.subclasses(&vm.heap)).unwrap_or_default();
    vm.list(items)
}
fn prepare(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.heap.dict())
}
fn instancecheck(vm: &mut Vm, a: Args) -> PyResult {
    let yes = vm.plain_is_instance(&a[1], &a[0])?;
    Ok(vm.bool(yes))
}
fn subclasscheck(vm: &mut Vm, a: Args) -> PyResult {
    let yes = vm.plain_is_subclass(&a[1], &a[0])?;
    Ok(vm.bool(yes))
}
fn type_dir(vm: &mut Vm, a: Args) -> PyResult {
    let names = vm.heap.dict();
    merge_class_names(vm, &names, &a[0])?;
    key_list(vm, &names)
}
/// Bytes of CPython's static type object; a heap type's is `type.__basicsize__` and its keys.
const STATIC_TYPE_SIZE: i64 = 416;
fn type_sizeof(vm: &mut Vm, a: Args) -> PyResult {
    int(
        vm,
        &a[0],
        |t| {
            if t.has(tflag::HEAP) { 928 + i64::from(t.cpython_keys.get()) } else { STATIC_TYPE_SIZE }
        },
    )
}

// --- attributes ----------------------------------------------------------------------------------------

fn int(vm: &mut Vm, t: &Value, f: fn(&TypeObj) -> i64) -> PyResult {
    Ok(vm.int(t.as_type().map_or(0, f)))
}
fn field_or_none(vm: &Vm, t: &Value, i: usize) -> Value {
    t.as_type().and_then(|t| t.field(&vm.heap, i)).cloned().unwrap_or_else(|| vm.none())
}
fn dict_offset(t: &TypeObj) -> i64 {
    match t.instance_kind().layout() {
        Kind::TYPE => 264,
        Kind::MODULE | Kind::EXCEPTION | Kind::NAMESPACE => 16,
        Kind::CLASSMETHOD | Kind::STATICMETHOD => 24,
        Kind::FUNCTION => 88,
        _ if t.manages_dict() => -1,
        _ => 0,
    }
}
fn weakref_offset(t: &TypeObj) -> i64 {
    if !t.has(tflag::WEAKREFABLE) {
        return 0;
    }
    match t.instance_kind().layout() {
        Kind::SET | Kind::FROZENSET => 192,
        Kind::TYPE => 368,
        Kind::MODULE => 40,
        Kind::FUNCTION => 96,
        Kind::BOUND_METHOD => 32,
        Kind::NATIVE => 40,
        Kind::GENERIC_ALIAS => 40,
        Kind::CODE => 112,
        _ if t.has(tflag::HEAP) => -32,
        kind => i64::from(kind.is_record()) * 16,
    }
}
/// `tp_flags` with CPython's bits (`Include/object.h`), as far as they say something here.
fn cpython_flags(t: &TypeObj) -> i64 {
    let heap = t.has(tflag::HEAP);
    let mut bits = 1 << 12;
    let mut set = |on: bool, bit: u32| {
        if on {
            bits |= 1i64 << bit;
        }
    };
    let managed_dict = t.manages_dict();
    set(!heap, 1);
    set(managed_dict && t.basicsize.get() == 16, 2);
    set(heap && weakref_offset(t) == -32, 3);
    set(managed_dict, 4);
    set(t.has(tflag::SEQUENCE), 5);
    set(t.has(tflag::MAPPING), 6);
    set(t.has(tflag::NO_NEW), 7);
    set(!heap, 8);
    set(heap, 9);
    set(t.has(tflag::BASETYPE), 10);
    set(t.has(tflag::CONTAINER), 14);
    set(t.has(tflag::ABSTRACT), 20);
    set(t.has(tflag::MATCH_SELF), 22);
    let family = match t.instance_kind().layout() {
        Kind::INT | Kind::BOOL => 24,
        Kind::LIST => 25,
        Kind::TUPLE => 26,
        Kind::BYTES => 27,
        Kind::STR => 28,
        Kind::DICT => 29,
        Kind::EXCEPTION => 30,
        Kind::TYPE => 31,
        _ => return bits,
    };
    bits | 1 << family
}
/// Setting a special attribute of a class: deletion is refused (`check_set_special_type_attr`).
fn special_value(vm: &mut Vm, t: &Value, name: &str, value: Slot) -> PyResult {
    let mutable = t.as_type().is_some_and(|t| t.has(tflag::HEAP));
    match value {
        Some(v) if mutable => Ok(v),
        value => {
            let (what, class) =
                (if value.is_some() || !mutable { "set" } else { "delete" }, class_name(vm, t));
            Err(vm.type_error(format!("cannot {what} '{name}' attribute of immutable type '{class}'")))
        }
    }
}
fn class_name(vm: &Vm, t: &Value) -> String {
    t.as_type().map(|t| t.name(&vm.heap)).unwrap_or_default()
}
fn set_text(vm: &mut Vm, t: &Value, name: &str, i: usize, value: Slot) -> PyResult<()> {
    let v = special_value(vm, t, name, value)?;
    if v.as_str().is_none() {
        let (class, got) = (class_name(vm, t), vm.type_name(&v));
        return Err(vm.type_error(format!("can only assign string to {class}.{name}, not '{got}'")));
    }
    if i == field::NAME {
        check_type_name(vm, &v)?;
    }
    let old = t.as_type().and_then(|t| t.set_field(&mut vm.heap, i, Some(v)));
    vm.release_all(old);
    Ok(())
}
fn set_name(vm: &mut Vm, t: &Value, value: Slot) -> PyResult<()> {
    set_text(vm, t, "__name__", field::NAME, value)
}
fn set_qualname(vm: &mut Vm, t: &Value, value: Slot) -> PyResult<()> {
    set_text(vm, t, "__qualname__", field::QUALNAME, value)
}
/// An entry of the class's own namespace.
fn own_entry(vm: &Vm, t: &Value, name: &Value) -> Slot {
    t.as_type()?.dict(&vm.heap).get_str(&vm.heap, name).cloned()
}
fn set_own(vm: &mut Vm, t: &Value, name: &Value, value: Slot) -> PyResult<bool> {
    let dict = field_or_none(vm, t, field::DICT);
    let done = vm.namespace_set(&dict, name, value)?;
    if let Some(t) = t.as_type() {
        t.modified();
    }
    Ok(done)
}
fn get_module(vm: &mut Vm, t: &Value) -> PyResult {
    let name = vm.names.__module__.clone();
    let made_by_class = t.as_type().is_some_and(|t| t.has(tflag::HEAP));
    match own_entry(vm, t, &name) {
        // What `type` and functions have under that name is an attribute of their instances.
        Some(m) if made_by_class || m.as_str().is_some() => Ok(m),
        None if made_by_class => Err(vm.err(Exc::AttributeError, "__module__")),
        _ => Ok(vm.str("builtins")),
    }
}
fn set_module(vm: &mut Vm, t: &Value, value: Slot) -> PyResult<()> {
    let v = special_value(vm, t, "__module__", value)?;
    // The line was that of another module's file.
    let line = vm.heap.intern_str("__firstlineno__");
    set_own(vm, t, &line, None)?;
    let name = vm.names.__module__.clone();
    set_own(vm, t, &name, Some(v)).map(drop)
}
fn get_abstract(vm: &mut Vm, t: &Value) -> PyResult {
    let name = vm.names.__abstractmethods__.clone();
    let is_type = t.as_type().is_some_and(|t| t.same(vm.heap.type_of(Kind::TYPE)));
    match own_entry(vm, t, &name).filter(|_| !is_type) {
        Some(v) => Ok(v),
        None => Err(vm.err(Exc::AttributeError, "__abstractmethods__")),
    }
}
fn set_abstract(vm: &mut Vm, t: &Value, value: Slot) -> PyResult<()> {
    let name = vm.names.__abstractmethods__.clone();
    let on = match &value {
        Some(v) => vm.truth(v)?,
        None => false,
    };
    if !set_own(vm, t, &name, value)? {
        return Err(vm.err(Exc::AttributeError, "__abstractmethods__"));
    }
    if let Some(t) = t.as_type() {
        if on { t.set_flag(tflag::ABSTRACT) } else { t.clear_flag(tflag::ABSTRACT) }
    }
    Ok(())
}
fn get_dict(vm: &mut Vm, t: &Value) -> PyResult {
    let dict = field_or_none(vm, t, field::DICT);
    let proxy = vm.heap.record(vm.heap.type_of(Kind::MAPPING_PROXY), 1);
    if let Some(r) = proxy.as_record() {
        r.set(&mut vm.heap, 0, Some(dict));
    }
    Ok(proxy)
}
fn get_doc(vm: &mut Vm, t: &Value) -> PyResult {
    let name = vm.names.__doc__.clone();
    let table = t.as_type().filter(|t| !t.has(tflag::HEAP)).and_then(TypeObj::spec).map_or("", |s| s.doc);
    if !table.is_empty() {
        return Ok(vm.str(table));
    }
    match own_entry(vm, t, &name) {
        Some(d) => vm.descr_get(&d, None, t),
        None => Ok(vm.none()),
    }
}
fn set_doc(vm: &mut Vm, t: &Value, value: Slot) -> PyResult<()> {
    let v = special_value(vm, t, "__doc__", value)?;
    let name = vm.names.__doc__.clone();
    set_own(vm, t, &name, Some(v)).map(drop)
}
fn text_signature(vm: &mut Vm, t: &Value) -> PyResult {
    let object = t.as_type().is_some_and(|t| t.same(vm.heap.type_of(Kind::OBJECT)));
    Ok(if object { vm.str("()") } else { vm.none() })
}
fn get_annotations(vm: &mut Vm, t: &Value) -> PyResult {
    let name = vm.names.__annotations__.clone();
    if !t.as_type().is_some_and(|t| t.has(tflag::HEAP)) {
        return Err(vm.no_attribute(t, &name));
    }
    if let Some(v) = own_entry(vm, t, &name) {
        return vm.descr_get(&v, None, t);
    }
    let dict = vm.heap.dict();
    set_own(vm, t, &name, Some(dict.clone()))?;
    Ok(dict)
}
fn set_annotations(vm: &mut Vm, t: &Value, value: Slot) -> PyResult<()> {
    let name = vm.names.__annotations__.clone();
    if !set_own(vm, t, &name, value)? {
        return Err(vm.err(Exc::AttributeError, "__annotations__"));
    }
    Ok(())
}
fn get_type_params(vm: &mut Vm, t: &Value) -> PyResult {
    let name = vm.names.__type_params__.clone();
    let is_type = t.as_type().is_some_and(|t| t.same(vm.heap.type_of(Kind::TYPE)));
    Ok(own_entry(vm, t, &name).filter(|_| !is_type).unwrap_or_else(|| vm.heap.empty_tuple()))
}
fn set_type_params(vm: &mut Vm, t: &Value, value: Slot) -> PyResult<()> {
    let v = special_value(vm, t, "__type_params__", value)?;
    let name = vm.names.__type_params__.clone();
    set_own(vm, t, &name, Some(v)).map(drop)
}

/// `cls.__bases__ = bases`: the layout must stay, the MROs of the class and all its subclasses are
/// computed anew, and if one cannot be, nothing changes (`type_set_bases`).
fn set_bases(vm: &mut Vm, cls: &Value, value: Slot) -> PyResult<()> {
    let new = special_value(vm, cls, "__bases__", value)?;
    let class = class_name(vm, cls);
    let Some(items) = new.as_tuple() else {
        let got = vm.type_name(&new);
        return Err(vm.type_error(format!("can only assign tuple to {class}.__bases__, not {got}")));
    };
    if items.is_empty() {
        return Err(vm.type_error(format!("can only assign non-empty tuple to {class}.__bases__, not ()")));
    }
    let Some(t) = cls.as_type() else { return Ok(()) };
    for b in items {
        let Some(b) = b.as_type() else {
            let got = vm.type_name(b);
            return Err(vm.type_error(format!("{class}.__bases__ must be tuple of classes, not '{got}'")));
        };
        if b.is_subtype(&vm.heap, t.ptr()) || has_base(vm, b, t) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
    }
    let best = vm.best_base(&new)?;
    let (Some(old_base), Some(b)) = (t.base(&vm.heap).map(TypeObj::value), best.as_type()) else {
        return Ok(());
    };
    let fits = old_base.as_type().is_some_and(|o| same_layout(vm, o, b));
    if !fits {
        let (a, o) = (b.name(&vm.heap), class_name(vm, &old_base));
        return Err(vm.type_error(format!("__bases__ assignment: '{a}' object layout differs from '{o}'")));
    }
    let old_bases = t.set_field(&mut vm.heap, field::BASES, Some(new.clone()));
    let old_best = t.set_field(&mut vm.heap, field::BASE, Some(best));
    let mut remade = Vec::new();
    let done = remake_mros(vm, cls, &mut remade);
    // An `mro()` may have given the class other bases meanwhile: then those hold.
    let ours = |vm: &Vm| t.field(&vm.heap, field::BASES).is_some_and(|now| now.is(&new));
    if let Err(e) = done {
        for (class, made, old) in remade.into_iter().rev() {
            let Some(class) = class.as_type() else { continue };
            if class.field(&vm.heap, field::MRO).map(Value::ptr) == made.as_ref().map(Value::ptr) {
                let made = class.set_field(&mut vm.heap, field::MRO, old);
                class.modified();
                vm.release_all(made);
            }
        }
        if ours(vm) {
            let undone = [
                t.set_field(&mut vm.heap, field::BASES, old_bases),
                t.set_field(&mut vm.heap, field::BASE, old_best),
            ];
            vm.release_all(undone.into_iter().flatten());
        }
        return Err(e);
    }
    if ours(vm) {
        for b in old_bases.as_ref().and_then(Value::as_tuple).unwrap_or(&[]).iter().filter_map(Value::as_type)
        {
            b.remove_subclass(cls.ptr());
        }
        for b in new.as_tuple().unwrap_or(&[]).to_vec() {
            if let Some(b) = b.as_type() {
                b.add_subclass(&mut vm.heap, t);
            }
        }
        t.modified();
        vm.refresh_type_flags(t);
    }
    let old_mros = remade.into_iter().filter_map(|(_, _, old)| old);
    vm.release_all(old_mros.chain([old_bases, old_best].into_iter().flatten()));
    Ok(())
}
/// Whether `of` is among the best base of `b`, its best base, and so on: an `mro()` that is running has not set the
/// MRO yet.
fn has_base(vm: &Vm, b: &TypeObj, of: &TypeObj) -> bool {
    std::iter::successors(b.base(&vm.heap), |b| b.base(&vm.heap)).any(|b| b.same(of.ptr()))
}
/// A class, the MRO it got, and the one it had.
type Remade = (Value, Slot, Slot);

/// The MROs of a class and its subclasses anew (`mro_hierarchy`).
fn remake_mros(vm: &mut Vm, cls: &Value, remade: &mut Vec<Remade>) -> PyResult<()> {
    let mut stack = vec![cls.clone()];
    while let Some(c) = stack.pop() {
        let Some(old) = vm.set_mro(&c)? else { continue };
        if let Some(t) = c.as_type() {
            stack.extend(t.subclasses(&vm.heap));
            remade.push((c.clone(), t.field(&vm.heap, field::MRO).cloned(), old));
        }
    }
    Ok(())
}
