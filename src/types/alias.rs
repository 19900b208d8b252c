//! `list[int]` and `int | str`.
//!
//! Follows `Objects/genericaliasobject.c` and `Objects/unionobject.c`.
//! Deliberately absent: type variables themselves, which tell of themselves by
//! `__typing_subst__` and are known by nothing else here.

use super::descriptor::set_field;
use super::metatype::flat_arguments;
use crate::object::ops::CmpOp;
use crate::object::spec::{Member, getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Slot, TypeSpec, Value};
use crate::vm::Vm;

const ORIGIN: usize = 0;
const ARGS: usize = 1;
/// `__parameters__`, when somebody has asked.
const PARAMETERS: usize = 2;
/// True for `*tuple[int, ...]`.
const UNPACKED: usize = 3;

pub static GENERIC_ALIAS: TypeSpec = TypeSpec {
    name: "types.GenericAlias",
    doc: "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    kind: Kind::GENERIC_ALIAS,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE | tflag::CUSTOM_GETATTR,
    methods: &[
        static_method(
            "__new__(cls, origin, args, /)",
            "Create and return a new object.  See help(type) for accurate signature.",
            |vm, a| {
                let args =
                    if a[2].as_tuple().is_some() { a[2].clone() } else { vm.tuple(vec![a[2].clone()])? };
                let alias = super::descriptor::generic_new(vm, a)?;
                set_field(vm, &alias, ORIGIN, Some(a[1].clone()));
                set_field(vm, &alias, ARGS, Some(args));
                Ok(alias)
            },
        ),
        slot("__repr__(self, /)", "Return repr(self).", alias_repr),
        slot("__hash__(self, /)", "Return hash(self).", |vm, a| {
            let (origin, args) = (vm.record_field(&a[0], ORIGIN), vm.record_field(&a[0], ARGS));
            let h = vm.hash(&origin)? ^ vm.hash(&args)?;
            Ok(vm.int(if h == -1 { -2 } else { h }))
        }),
        slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", alias_call),
        slot("__getattribute__(self, name, /)", "Return getattr(self, name).", alias_getattribute),
        slot("__eq__(self, value, /)", "Return self==value.", alias_eq),
        slot("__iter__(self, /)", "Implement iter(self).", alias_iter),
        slot("__or__(self, value, /)", "Return self|value.", |vm, a| union_of(vm, &a[0], &a[1])),
        slot("__ror__(self, value, /)", "Return value|self.", |vm, a| union_of(vm, &a[1], &a[0])),
        slot("__getitem__(self, key, /)", "Return self[key].", alias_getitem),
        native(
            "__mro_entries__(self, bases, /)",
            "The class that stands for the alias among bases.",
            |vm, a| {
                let origin = vm.record_field(&a[0], ORIGIN);
                vm.tuple(vec![origin])
            },
        ),
        native("__instancecheck__(self, instance, /)", "Not possible.", |vm, _| {
            Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
        }),
        native("__subclasscheck__(self, subclass, /)", "Not possible.", |vm, _| {
            Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
        }),
        native("__reduce__(self, /)", "Return state information for pickling", |vm, a| {
            let cls = vm.type_value(&GENERIC_ALIAS);
            let args = vm.tuple(vec![vm.record_field(&a[0], ORIGIN), vm.record_field(&a[0], ARGS)])?;
            vm.tuple(vec![cls, args])
        }),
        native("__dir__(self, /)", "Names of the alias and its origin.", |vm, a| {
            let names = vm.heap.dict();
            let origin = vm.record_field(&a[0], ORIGIN);
            super::object::merge_class_names(vm, &names, &origin)?;
            super::object::merge_class_names(vm, &names, &a[0].ty_value())?;
            super::object::key_list(vm, &names)
        }),
    ],
    members: &[
        Member { name: "__origin__", field: ORIGIN, writable: false, doc: "" },
        Member { name: "__args__", field: ARGS, writable: false, doc: "" },
    ],
    getsets: &[
        getter("__unpacked__", "", |vm, a| {
            let on = !vm.record_field(a, UNPACKED).is_none();
            Ok(vm.bool(on))
        }),
        getter("__parameters__", "", parameters_of),
        getter("__typing_unpacked_tuple_args__", "", |vm, a| {
            let unpacked = !vm.record_field(a, UNPACKED).is_none();
            let tuple = vm.record_field(a, ORIGIN).is(&vm.heap.type_ref(Kind::TUPLE).value());
            Ok(if unpacked && tuple { vm.record_field(a, ARGS) } else { vm.none() })
        }),
    ],
    fields: 4,
    basicsize: 64,
    ..TypeSpec::EMPTY
};

/// `__class_getitem__` of every generic built-in class: `native("__class_getitem__(cls, item, /)")`.
///
/// # Errors
/// MemoryError.
pub fn class_getitem(vm: &mut Vm, a: Args) -> PyResult {
    new_alias(vm, &a[0], &a[1])
}
/// `origin[item]`.
///
/// # Errors
/// MemoryError.
pub fn new_alias(vm: &mut Vm, origin: &Value, item: &Value) -> PyResult {
    let args = if item.as_tuple().is_some() { item.clone() } else { vm.tuple(vec![item.clone()])? };
    let alias = vm.heap.record(vm.heap.type_of(Kind::GENERIC_ALIAS), usize::from(GENERIC_ALIAS.fields));
    set_field(vm, &alias, ORIGIN, Some(origin.clone()));
    set_field(vm, &alias, ARGS, Some(args));
    Ok(alias)
}
/// A form with arguments of the module `typing`, which shows itself.
fn is_form(vm: &mut Vm, v: &Value) -> PyResult<bool> {
    let (origin, args) = (vm.heap.intern_str("__origin__"), vm.heap.intern_str("__args__"));
    Ok(vm.get_attr_opt(v, &origin)?.is_some() && vm.get_attr_opt(v, &args)?.is_some())
}
/// A type as annotations show it (`ga_repr_item`).
fn item_text(vm: &mut Vm, v: &Value) -> PyResult<String> {
    if v.is_exactly(Kind::ELLIPSIS) {
        return Ok("...".to_owned());
    }
    if v.is_exactly(Kind::LIST) {
        let mut parts = Vec::new();
        for item in vm.collect(v)? {
            parts.push(vm.guarded("", |vm| item_text(vm, &item))?);
        }
        return Ok(format!("[{}]", parts.join(", ")));
    }
    let plain_alias = v.has_layout(Kind::GENERIC_ALIAS) || v.has_layout(Kind::UNION);
    if !plain_alias && !is_form(vm, v)? {
        let (qualname, module) = (vm.names.__qualname__.clone(), vm.names.__module__.clone());
        if let Some(q) = vm.get_attr_opt(v, &qualname)?.filter(|q| q.as_str().is_some())
            && let Some(m) = vm.get_attr_opt(v, &module)?.filter(|m| !m.is_none())
        {
            let (q, m) = (vm.text(&q), vm.text(&m));
            return Ok(if m == "builtins" { q } else { format!("{m}.{q}") });
        }
    }
    let shown = vm.repr(v)?;
    Ok(vm.text(&shown))
}
fn alias_repr(vm: &mut Vm, a: Args) -> PyResult {
    let (origin, args) = (vm.record_field(&a[0], ORIGIN), vm.record_field(&a[0], ARGS));
    let star = if vm.record_field(&a[0], UNPACKED).is_none() { "" } else { "*" };
    let origin = item_text(vm, &origin)?;
    let mut parts = Vec::new();
    for item in args.as_tuple().unwrap_or(&[]) {
        parts.push(item_text(vm, item)?);
    }
    let inner = if parts.is_empty() { "()".to_owned() } else { parts.join(", ") };
    let text = format!("{star}{origin}[{inner}]");
    Ok(vm.str(&text))
}
/// Calling an alias calls its origin; the instance remembers, if it can.
fn alias_call(vm: &mut Vm, a: Args) -> PyResult {
    let origin = vm.record_field(&a[0], ORIGIN);
    let (args, names) = flat_arguments(vm, &a[1], &a[2]);
    let made = vm.call_full(&origin, args, &names)?;
    let name = vm.heap.intern_str("__orig_class__");
    if let Err(crate::object::Raised(e)) = vm.set_attr(&made, &name, Some(a[0].clone())) {
        use crate::vm::errors::Exc;
        if !vm.is_exc(&e, Exc::AttributeError) && !vm.is_exc(&e, Exc::TypeError) {
            return Err(crate::object::Raised(e));
        }
        vm.release(e);
    }
    Ok(made)
}
/// Names the alias answers for itself; every other attribute is its origin's.
const OWN_NAMES: [&str; 16] = [
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
    "__dir__",
    "__instancecheck__",
    "__subclasscheck__",
    "__bases__",
    "__call__",
];
fn alias_getattribute(vm: &mut Vm, a: Args) -> PyResult {
    super::object::check_name(vm, &a[1])?;
    let own = a[1].as_str().is_some_and(|n| OWN_NAMES.iter().any(|o| n.is(o)));
    if !own {
        let origin = vm.record_field(&a[0], ORIGIN);
        return vm.get_attr(&origin, &a[1]);
    }
    match vm.generic_lookup(&a[0], &a[1])? {
        Some(v) => Ok(v),
        None => Err(vm.no_attribute(&a[0], &a[1])),
    }
}
fn alias_eq(vm: &mut Vm, a: Args) -> PyResult {
    if !a[1].has_layout(Kind::GENERIC_ALIAS) {
        return Ok(vm.not_implemented());
    }
    let same_star = vm.record_field(&a[0], UNPACKED).is(&vm.record_field(&a[1], UNPACKED));
    for i in [ORIGIN, ARGS] {
        let (x, y) = (vm.record_field(&a[0], i), vm.record_field(&a[1], i));
        if !same_star || !vm.eq(&x, &y)? {
            return Ok(vm.bool(false));
        }
    }
    Ok(vm.bool(true))
}
fn alias_iter(vm: &mut Vm, a: Args) -> PyResult {
    let (origin, args) = (vm.record_field(&a[0], ORIGIN), vm.record_field(&a[0], ARGS));
    let starred = new_alias(vm, &origin, &args)?;
    let on = vm.bool(true);
    set_field(vm, &starred, UNPACKED, Some(on));
    let one = vm.tuple(vec![starred])?;
    vm.iter(&one)
}
/// The type variables among the arguments, each once, in order (`_Py_make_parameters`).
fn make_parameters(vm: &mut Vm, args: &Value) -> PyResult {
    let subst = vm.heap.intern_str("__typing_subst__");
    let inner = vm.heap.intern_str("__parameters__");
    let mut found: Vec<Value> = Vec::new();
    for arg in args.as_tuple().unwrap_or(&[]).to_vec() {
        if arg.is_type() {
            continue;
        }
        let candidates = if vm.get_attr_opt(&arg, &subst)?.is_some() {
            vec![arg]
        } else {
            let nested = vm.get_attr_opt(&arg, &inner)?;
            nested.as_ref().and_then(Value::as_tuple).map(<[Value]>::to_vec).unwrap_or_default()
        };
        for c in candidates {
            if !found.iter().any(|f| f.is(&c)) {
                found.push(c);
            }
        }
    }
    vm.tuple(found)
}
fn parameters_of(vm: &mut Vm, a: &Value) -> PyResult {
    if let Some(p) = a.as_record().and_then(|r| r.get(&vm.heap, PARAMETERS)) {
        return Ok(p);
    }
    let args = vm.record_field(a, ARGS);
    let made = make_parameters(vm, &args)?;
    set_field(vm, a, PARAMETERS, Some(made.clone()));
    Ok(made)
}
/// The items of a subscript, with those of starred tuples of known length in their places (`_unpack_args`).
fn unpacked(vm: &mut Vm, item: &Value) -> PyResult<Vec<Value>> {
    let name = vm.heap.intern_str("__typing_unpacked_tuple_args__");
    let items = item.as_tuple().map_or_else(|| vec![item.clone()], <[Value]>::to_vec);
    let mut out = Vec::new();
    for item in items {
        let inner = if item.is_type() { None } else { vm.get_attr_opt(&item, &name)? };
        match inner.as_ref().and_then(Value::as_tuple) {
            Some(inner) if !inner.last().is_some_and(|v| v.is_exactly(Kind::ELLIPSIS)) => {
                out.extend_from_slice(inner);
            }
            _ => out.push(item),
        }
    }
    Ok(out)
}
fn is_starred_variable(vm: &mut Vm, arg: &Value) -> PyResult<bool> {
    let name = vm.heap.intern_str("__typing_is_unpacked_typevartuple__");
    match vm.get_attr_opt(arg, &name)? {
        Some(v) => vm.truth(&v),
        None => Ok(false),
    }
}
/// Whether a type variable can be starred.
fn is_iterable(vm: &mut Vm, variable: &Value) -> PyResult<bool> {
    let name = vm.names.__iter__.clone();
    Ok(vm.get_attr_opt(&variable.ty_value(), &name)?.is_some())
}
/// The arguments with type variables replaced (`_Py_subs_parameters`).
fn substitute(vm: &mut Vm, this: &Value, item: &Value) -> PyResult {
    let parameters = parameters_of(vm, this)?;
    let params = parameters.as_tuple().unwrap_or(&[]).to_vec();
    if params.is_empty() {
        let shown = vm.repr_text(this);
        return Err(vm.type_error(format!("{shown} is not a generic class")));
    }
    let mut items = unpacked(vm, item)?;
    // Each kind of variable says how it takes its own of the items.
    let prepare = vm.heap.intern_str("__typing_prepare_subst__");
    for param in &params {
        if let Some(hook) = vm.get_attr_opt(param, &prepare)?.filter(|hook| !hook.is_none()) {
            let all = vm.tuple(items)?;
            let taken = vm.call(&hook, &[this.clone(), all])?;
            items = vm.collect(&taken)?;
        }
    }
    if items.len() != params.len() {
        let many = if items.len() > params.len() { "many" } else { "few" };
        let (shown, got, want) = (vm.repr_text(this), items.len(), params.len());
        let message = format!("Too {many} arguments for {shown}; actual {got}, expected {want}");
        return Err(vm.type_error(message));
    }
    let replacement = |p: &Value| params.iter().position(|q| q.is(p)).map(|i| items[i].clone());
    let subst = vm.heap.intern_str("__typing_subst__");
    let inner = vm.heap.intern_str("__parameters__");
    let mut out = Vec::new();
    for arg in vm.record_field(this, ARGS).as_tuple().unwrap_or(&[]).to_vec() {
        if let Some(new) = replacement(&arg) {
            let hook = vm.get_attr(&arg, &subst)?;
            out.push(vm.call(&hook, &[new])?);
            continue;
        }
        // A starred variable stands for several items.
        let starred = !arg.is_type() && is_starred_variable(vm, &arg)?;
        let nested = if arg.is_type() { None } else { vm.get_attr_opt(&arg, &inner)? };
        let nested: Vec<Value> =
            nested.as_ref().and_then(Value::as_tuple).map(<[Value]>::to_vec).unwrap_or_default();
        if nested.is_empty() {
            out.push(arg);
        } else {
            let mut key = Vec::new();
            for variable in &nested {
                let Some(new) = replacement(variable) else { continue };
                match new.as_tuple() {
                    Some(several) if is_iterable(vm, variable)? => key.extend_from_slice(several),
                    _ => key.push(new),
                }
            }
            let key = vm.tuple(key)?;
            let new = vm.get_item(&arg, &key)?;
            match new.as_tuple() {
                Some(several) if starred => out.extend_from_slice(several),
                _ => out.push(new),
            }
        }
    }
    vm.tuple(out)
}
fn alias_getitem(vm: &mut Vm, a: Args) -> PyResult {
    let args = substitute(vm, &a[0], &a[1])?;
    let origin = vm.record_field(&a[0], ORIGIN);
    let alias = new_alias(vm, &origin, &args)?;
    let star = a[0].as_record().and_then(|r| r.get(&vm.heap, UNPACKED));
    set_field(vm, &alias, UNPACKED, star);
    Ok(alias)
}

// --- unions ----------------------------------------------------------------------------------------------

const UNION_ARGS: usize = 0;
const UNION_PARAMETERS: usize = 1;

pub static UNION: TypeSpec = TypeSpec {
    name: "types.UnionType",
    doc: "Represent a PEP 604 union type\n\nE.g. for int | str",
    kind: Kind::UNION,
    flags: tflag::CONTAINER | tflag::NO_NEW | tflag::GENERIC_GETATTR,
    methods: &[
        slot("__repr__(self, /)", "Return repr(self).", union_repr),
        slot("__hash__(self, /)", "Return hash(self).", union_hash),
        slot("__eq__(self, value, /)", "Return self==value.", union_eq),
        slot("__or__(self, value, /)", "Return self|value.", |vm, a| union_of(vm, &a[0], &a[1])),
        slot("__ror__(self, value, /)", "Return value|self.", |vm, a| union_of(vm, &a[1], &a[0])),
        slot("__getitem__(self, key, /)", "Return self[key].", union_getitem),
        native("__instancecheck__(self, instance, /)", "An instance of one of the types.", |vm, a| {
            union_check(vm, &a[0], &a[1], "isinstance()", Vm::is_instance)
        }),
        native("__subclasscheck__(self, subclass, /)", "A subclass of one of the types.", |vm, a| {
            if !a[1].is_type() {
                return Err(vm.type_error("issubclass() arg 1 must be a class"));
            }
            union_check(vm, &a[0], &a[1], "issubclass()", Vm::is_subclass)
        }),
    ],
    members: &[Member { name: "__args__", field: UNION_ARGS, writable: false, doc: "" }],
    getsets: &[getter("__parameters__", "", |vm, u| {
        if let Some(p) = u.as_record().and_then(|r| r.get(&vm.heap, UNION_PARAMETERS)) {
            return Ok(p);
        }
        let args = vm.record_field(u, UNION_ARGS);
        let made = make_parameters(vm, &args)?;
        set_field(vm, u, UNION_PARAMETERS, Some(made.clone()));
        Ok(made)
    })],
    fields: 2,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

type Check = fn(&mut Vm, &Value, &Value) -> PyResult<bool>;

fn union_check(vm: &mut Vm, union: &Value, v: &Value, what: &str, check: Check) -> PyResult {
    for t in vm.record_field(union, UNION_ARGS).as_tuple().unwrap_or(&[]).to_vec() {
        if t.has_layout(Kind::GENERIC_ALIAS) {
            return Err(vm.type_error(format!("{what} argument 2 cannot be a parameterized generic")));
        }
        if vm.guarded("", |vm| check(vm, v, &t))? {
            return Ok(vm.bool(true));
        }
    }
    Ok(vm.bool(false))
}
/// Whether `|` makes a union of it.
fn is_unionable(vm: &mut Vm, v: &Value) -> PyResult<bool> {
    if v.is_none() || v.is_type() || v.has_layout(Kind::GENERIC_ALIAS) || v.has_layout(Kind::UNION) {
        return Ok(true);
    }
    // Type aliases, which are written in Python.
    let mark = vm.heap.intern_str("_joins_unions");
    Ok(vm.special(v, &mark).is_some())
}
/// `a | b` for types; NotImplemented for anything else (`_Py_union_type_or`).
///
/// # Errors
/// What comparing the types raises.
pub fn union_of(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if !is_unionable(vm, a)? || !is_unionable(vm, b)? {
        return Ok(vm.not_implemented());
    }
    let mut types: Vec<Value> = Vec::new();
    for side in [a, b] {
        let items = match side.has_layout(Kind::UNION) {
            true => vm.record_field(side, UNION_ARGS).as_tuple().unwrap_or(&[]).to_vec(),
            false => vec![side.clone()],
        };
        for item in items {
            let item = if item.is_none() { item.ty_value() } else { item };
            if !contains(vm, &types, &item)? {
                types.push(item);
            }
        }
    }
    if types.len() == 1 {
        return Ok(types.swap_remove(0));
    }
    let args = vm.tuple(types)?;
    let union = vm.heap.record(vm.heap.type_of(Kind::UNION), usize::from(UNION.fields));
    set_field(vm, &union, UNION_ARGS, Some(args));
    Ok(union)
}
fn contains(vm: &mut Vm, types: &[Value], item: &Value) -> PyResult<bool> {
    for t in types {
        let plain = t.is_type() && item.is_type();
        if t.is(item) || !plain && vm.compare_bool(CmpOp::Eq, t, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}
fn union_repr(vm: &mut Vm, a: Args) -> PyResult {
    let none_type = vm.heap.type_ref(Kind::NONE).value();
    let mut parts = Vec::new();
    for t in vm.record_field(&a[0], UNION_ARGS).as_tuple().unwrap_or(&[]) {
        parts.push(if t.is(&none_type) { "None".to_owned() } else { item_text(vm, t)? });
    }
    let text = parts.join(" | ");
    Ok(vm.str(&text))
}
fn union_hash(vm: &mut Vm, a: Args) -> PyResult {
    // Order does not matter for equality.
    let set = vm.heap.frozenset();
    for t in vm.record_field(&a[0], UNION_ARGS).as_tuple().unwrap_or(&[]) {
        vm.set_add(&set, t.clone())?;
    }
    let hash = vm.hash(&set)?;
    Ok(vm.int(hash))
}
fn union_eq(vm: &mut Vm, a: Args) -> PyResult {
    if !a[1].has_layout(Kind::UNION) {
        return Ok(vm.not_implemented());
    }
    let args = |vm: &Vm, v: &Value| vm.record_field(v, UNION_ARGS).as_tuple().unwrap_or(&[]).to_vec();
    let (x, y) = (args(vm, &a[0]), args(vm, &a[1]));
    let mut equal = x.len() == y.len();
    for t in &x {
        equal = equal && contains(vm, &y, t)?;
    }
    Ok(vm.bool(equal))
}
fn union_getitem(vm: &mut Vm, a: Args) -> PyResult {
    let parameters = vm.names_of_union(&a[0])?;
    if parameters.as_tuple().is_none_or(<[Value]>::is_empty) {
        let shown = vm.repr_text(&a[0]);
        return Err(vm.type_error(format!("{shown} is not a generic class")));
    }
    let args = vm.record_field(&a[0], UNION_ARGS);
    let none = vm.none();
    let carrier = new_alias(vm, &none, &args)?;
    let new = substitute(vm, &carrier, &a[1])?;
    let mut union: Slot = None;
    for t in new.as_tuple().unwrap_or(&[]).to_vec() {
        union = Some(match union {
            Some(u) => union_of(vm, &u, &t)?,
            None => t,
        });
    }
    Ok(union.unwrap_or_else(|| vm.none()))
}
impl Vm {
    /// `union.__parameters__`.
    fn names_of_union(&mut self, union: &Value) -> PyResult {
        self.get_attr_str(union, "__parameters__")
    }
}
