//! _abc: what abstract base classes remember of the classes they were asked about (`Modules/_abc.c`).
//!
//! Each class made by ABCMeta has `_abc_impl`: the classes registered with it, those known to be subclasses,
//! and those known not to be, all held weakly. What is known not to be holds until anybody registers anything.
//! Deliberately absent: taking dead references out of the three sets.

use crate::object::spec::native;
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, Native, PyResult, TypeSpec, Value};
use crate::types::iter::{held, record_of, set_word, word};
use crate::vm::Vm;
use std::cell::Cell;

const REGISTRY: usize = 0;
const CACHE: usize = 1;
const NEGATIVE: usize = 2;

/// What instances of a class are in `match` statements.
const PATTERN_FLAGS: u32 = tflag::SEQUENCE | tflag::MAPPING;

static DATA: TypeSpec = TypeSpec {
    name: "_abc._abc_data",
    doc: "Internal state held by ABC machinery.",
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 3,
    words: 1,
    basicsize: 48,
    ..TypeSpec::EMPTY
};

thread_local! {
    /// Registrations so far. (More than one heap on a thread only makes it grow faster.)
    static TOKEN: Cell<i64> = const { Cell::new(0) };
}

static FUNCTIONS: &[Native] = &[
    native(
        "get_cache_token()",
        "Returns the current ABC cache token.\n\nThe token is an opaque object (supporting equality testing) identifying the\ncurrent version of the ABC cache for virtual subclasses. The token changes\nwith every call to register() on any ABC.",
        |vm, _| Ok(vm.int(TOKEN.get())),
    ),
    native(
        "_abc_init(self, /)",
        "Internal ABC helper for class set-up. Should be never used outside abc module.",
        init,
    ),
    native(
        "_abc_register(self, subclass, /)",
        "Internal ABC helper for subclasss registration. Should be never used outside abc module.",
        register,
    ),
    native(
        "_abc_instancecheck(self, instance, /)",
        "Internal ABC helper for instance checks. Should be never used outside abc module.",
        instance_check,
    ),
    native(
        "_abc_subclasscheck(self, subclass, /)",
        "Internal ABC helper for subclasss checks. Should be never used outside abc module.",
        |vm, a| {
            let yes = subclass_check(vm, &a[0], &a[1])?;
            Ok(vm.bool(yes))
        },
    ),
    native(
        "_reset_registry(self, /)",
        "Internal ABC helper to reset registry of a given class.\n\nShould be only used by refleak.py",
        |vm, a| reset(vm, &a[0], &[REGISTRY]),
    ),
    native(
        "_reset_caches(self, /)",
        "Internal ABC helper to reset both caches of a given class.\n\nShould be only used by refleak.py",
        |vm, a| reset(vm, &a[0], &[CACHE, NEGATIVE]),
    ),
    native(
        "_get_dump(self, /)",
        "Internal ABC helper for cache and registry debugging.\n\nReturn shallow copies of registry, of both caches, and\nnegative cache version. Don't call this function directly,\ninstead use ABC._dump_registry() for a nice repr.",
        |vm, a| {
            let data = data(vm, &a[0])?;
            let mut out = Vec::new();
            for i in [REGISTRY, CACHE, NEGATIVE] {
                let set = vm.record_field(&data, i);
                out.push(vm.set_copy(&set)?);
            }
            let version = word(vm, &data, 0);
            out.push(vm.int(version));
            vm.tuple(out)
        },
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "Module contains faster C implementation of abc.ABCMeta";
    Ok(vm.native_module("_abc", doc, FUNCTIONS))
}

fn data(vm: &mut Vm, cls: &Value) -> PyResult {
    let found = vm.get_attr_str(cls, "_abc_impl")?;
    if found.ty_ptr() == vm.type_for(&DATA) {
        return Ok(found);
    }
    Err(vm.type_error("_abc_impl is set to a wrong type"))
}
fn reset(vm: &mut Vm, cls: &Value, which: &[usize]) -> PyResult {
    let data = data(vm, cls)?;
    for i in which {
        let empty = vm.heap.set();
        if let Some(old) = data.as_record().and_then(|r| r.set(&mut vm.heap, *i, Some(empty))) {
            vm.release(old);
        }
    }
    Ok(vm.none())
}
fn weak(vm: &mut Vm, cls: &Value) -> PyResult {
    let reference = vm.heap.type_ref(Kind::WEAKREF).value();
    vm.weak_reference(&reference, cls, None)
}
fn remember(vm: &mut Vm, data: &Value, which: usize, reference: &Value) -> PyResult<()> {
    let set = vm.record_field(data, which);
    vm.set_add(&set, reference.clone())
}
fn knows(vm: &mut Vm, data: &Value, which: usize, reference: &Value) -> PyResult<bool> {
    match held(vm, data, which) {
        Some(set) if set.as_set().is_some_and(|s| !s.is_empty()) => vm.set_contains(&set, reference),
        _ => Ok(false),
    }
}

fn init(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let cls = &a[0];
    let names = abstract_names(vm, cls)?;
    let name = vm.names.__abstractmethods__.clone();
    vm.set_attr(cls, &name, Some(names))?;
    let sets = [vm.heap.set(), vm.heap.set(), vm.heap.set()];
    let data = record_of(vm, &DATA, sets);
    set_word(vm, &data, 0, TOKEN.get());
    let name = vm.heap.intern_str("_abc_impl");
    vm.set_attr(cls, &name, Some(data))?;
    // What a class is in `match` statements, given by a number of CPython's type flags.
    let name = vm.heap.intern_str("__abc_tpflags__");
    if let Some(t) = cls.as_type() {
        let own = t.dict(&vm.heap).get_str(&vm.heap, &name).cloned();
        if let Some(flags) = own.as_ref().and_then(Value::as_word) {
            let (sequence, mapping) = (flags & 1 << 5 != 0, flags & 1 << 6 != 0);
            if sequence && mapping {
                let message = "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING";
                return Err(vm.type_error(message));
            }
            t.clear_flag(PATTERN_FLAGS);
            t.set_flag(if sequence { tflag::SEQUENCE } else { 0 } | if mapping { tflag::MAPPING } else { 0 });
            vm.set_attr(cls, &name, None)?;
        }
    }
    Ok(vm.none())
}
/// Names of the class's own abstract methods, and of its bases' that it leaves abstract.
fn abstract_names(vm: &mut Vm, cls: &Value) -> PyResult {
    let names = vm.heap.frozenset();
    let Some(t) = cls.as_type() else { return Ok(names) };
    let flag = vm.heap.intern_str("__isabstractmethod__");
    let own = t.dict(&vm.heap);
    let entries: Vec<(Value, Value)> =
        (0..own.filled()).filter_map(|i| own.at(&vm.heap, i).map(|(k, v)| (k.clone(), v.clone()))).collect();
    for (name, value) in entries {
        if is_abstract(vm, &value, &flag)? {
            vm.set_add(&names, name)?;
        }
    }
    let (bases, field) = (vm.get_attr_str(cls, "__bases__")?, vm.names.__abstractmethods__.clone());
    for base in bases.as_tuple().unwrap_or(&[]) {
        let Some(theirs) = vm.get_attr_opt(base, &field)? else { continue };
        for name in vm.collect(&theirs)? {
            if let Some(value) = vm.get_attr_opt(cls, &name)?
                && is_abstract(vm, &value, &flag)?
            {
                vm.set_add(&names, name)?;
            }
        }
    }
    Ok(names)
}
fn is_abstract(vm: &mut Vm, value: &Value, flag: &Value) -> PyResult<bool> {
    // Nothing of these types is abstract, and most of a class's contents is of them.
    if matches!(value.kind(), Kind::STR | Kind::INT | Kind::NONE | Kind::TUPLE) {
        return Ok(false);
    }
    match vm.get_attr_opt(value, flag)? {
        Some(v) => vm.truth(&v),
        None => Ok(false),
    }
}
fn register(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let (cls, subclass) = (&a[0], &a[1]);
    if !subclass.is_type() {
        return Err(vm.type_error("Can only register classes"));
    }
    if vm.is_subclass(subclass, cls)? {
        return Ok(subclass.clone());
    }
    if vm.is_subclass(cls, subclass)? {
        return Err(vm.runtime_error("Refusing to create an inheritance cycle"));
    }
    let (data, reference) = (data(vm, cls)?, weak(vm, subclass)?);
    remember(vm, &data, REGISTRY, &reference)?;
    TOKEN.set(TOKEN.get() + 1);
    if let Some(flag) = cls.as_type().map(|c| c.flags.get() & PATTERN_FLAGS).filter(|flag| *flag != 0) {
        let mut all = vec![subclass.clone()];
        // A built-in type stays what it is to patterns: str and bytes are no sequences there.
        while let Some(next) = all.pop() {
            if let Some(s) = next.as_type()
                && s.has(tflag::HEAP)
                && s.flags.get() & PATTERN_FLAGS != flag
            {
                s.clear_flag(PATTERN_FLAGS);
                s.set_flag(flag);
                all.extend(s.subclasses(&vm.heap));
            }
        }
    }
    Ok(subclass.clone())
}
fn instance_check(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let (cls, instance) = (&a[0], &a[1]);
    let data = data(vm, cls)?;
    let name = vm.names.__class__.clone();
    let subclass = vm.get_attr(instance, &name)?;
    let reference = weak(vm, &subclass)?;
    if knows(vm, &data, CACHE, &reference)? {
        return Ok(vm.bool(true));
    }
    let subtype = instance.ty_value();
    let plain = subtype.is(&subclass);
    if plain && word(vm, &data, 0) == TOKEN.get() && knows(vm, &data, NEGATIVE, &reference)? {
        return Ok(vm.bool(false));
    }
    // Subclasses may override the check.
    let name = vm.names.__subclasscheck__.clone();
    let answer = vm.call_method(cls, &name, std::slice::from_ref(&subclass))?;
    if plain || vm.truth(&answer)? {
        return Ok(answer);
    }
    vm.call_method(cls, &name, &[subtype])
}
fn subclass_check(vm: &mut Vm, cls: &Value, subclass: &Value) -> PyResult<bool> {
    if !subclass.is_type() {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    let (data, reference) = (data(vm, cls)?, weak(vm, subclass)?);
    if knows(vm, &data, CACHE, &reference)? {
        return Ok(true);
    }
    if word(vm, &data, 0) < TOKEN.get() {
        reset(vm, cls, &[NEGATIVE])?;
        set_word(vm, &data, 0, TOKEN.get());
    } else if knows(vm, &data, NEGATIVE, &reference)? {
        return Ok(false);
    }
    let yes = ask(vm, cls, subclass, &data)?;
    remember(vm, &data, if yes { CACHE } else { NEGATIVE }, &reference)?;
    Ok(yes)
}
/// The hook, then the subclass's MRO, then what is registered, then the subclasses of the class.
fn ask(vm: &mut Vm, cls: &Value, subclass: &Value, data: &Value) -> PyResult<bool> {
    let name = vm.heap.intern_str("__subclasshook__");
    let told = vm.call_method(cls, &name, std::slice::from_ref(subclass))?;
    if let Some(told) = told.as_bool() {
        return Ok(told);
    }
    if !vm.is_not_implemented(&told) {
        let message = "__subclasshook__ must return either False, True, or NotImplemented";
        return Err(vm.err(crate::vm::errors::Exc::AssertionError, message));
    }
    if let (Some(c), Some(s)) = (cls.as_type(), subclass.as_type())
        && s.is_subtype(&vm.heap, c.ptr())
    {
        return Ok(true);
    }
    let registry = vm.record_field(data, REGISTRY);
    for reference in vm.collect(&registry)? {
        let registered = reference.as_weakref().and_then(|r| r.upgrade(&vm.heap));
        if let Some(registered) = registered
            && vm.is_subclass(subclass, &registered)?
        {
            return Ok(true);
        }
    }
    for below in cls.as_type().map(|t| t.subclasses(&vm.heap)).unwrap_or_default() {
        if vm.guarded(" in __subclasscheck__", |vm| vm.is_subclass(subclass, &below))? {
            return Ok(true);
        }
    }
    Ok(false)
}
