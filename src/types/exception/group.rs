//! Exception groups: several unrelated exceptions as one (PEP 654).

use super::{allocate, is_exception_class, no_keywords, put, set_suppress, text_value};
use crate::object::spec::{class_method, native, slot, static_method};
use crate::object::{Args, Kind, Native, PyResult, Slot, Value};
use crate::vm::Vm;
use crate::vm::errors::{Exc, field};

const MESSAGE: usize = field::EXTRA;
const EXCEPTIONS: usize = field::EXTRA + 1;

pub(super) static METHODS: &[Native] = &[
    static_method(
        "__new__(cls, /, *args, **kwargs)",
        "Create and return a new object.  See help(type) for accurate signature.",
        group_new,
    ),
    slot("__str__(self, /)", "Return str(self).", group_str),
    slot(
        "__init__(self, /, *args, **kwargs)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        |vm, a| {
            no_keywords(vm, &a[0], &a[2])?;
            put(vm, &a[0], field::ARGS, Some(a[1].clone()));
            Ok(vm.none())
        },
    ),
    class_method("__class_getitem__(cls, item, /)", "See PEP 585", crate::types::alias::class_getitem),
    native("derive(self, object, /)", "A group of the same kind with other exceptions.", |vm, a| {
        let cls = vm.exc_class(Exc::BaseExceptionGroup);
        let message = vm.record_field(&a[0], MESSAGE);
        vm.call(&cls, &[message, a[1].clone()])
    }),
    native("split(self, object, /)", "What matches, and the rest, as groups.", |vm, a| {
        let matcher = Matcher::new(vm, &a[1])?;
        let (matched, rest) = split(vm, &a[0], &matcher, true)?;
        let none = vm.none();
        vm.tuple(vec![matched.unwrap_or_else(|| none.clone()), rest.unwrap_or(none)])
    }),
    native("subgroup(self, object, /)", "What matches, as a group.", |vm, a| {
        let matcher = Matcher::new(vm, &a[1])?;
        let (matched, _) = split(vm, &a[0], &matcher, false)?;
        Ok(matched.unwrap_or_else(|| vm.none()))
    }),
];

fn group_new(vm: &mut Vm, a: Args) -> PyResult {
    let args = a[1].as_tuple().unwrap_or(&[]);
    let [message, exceptions] = args else {
        let n = args.len();
        return Err(
            vm.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({n} given)"))
        );
    };
    if message.as_str().is_none() {
        let got = vm.arg_type_name(message);
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {got}")));
    }
    let getitem = vm.names.__getitem__.clone();
    if vm.special(exceptions, &getitem).is_none() || exceptions.has_layout(Kind::DICT) {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = vm.collect(exceptions)?;
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    if let Some(i) = items.iter().position(|e| !e.has_layout(Kind::EXCEPTION)) {
        let message = format!("Item {i} of second argument (exceptions) is not an exception");
        return Err(vm.value_error(message));
    }
    let exits = items.iter().any(|e| !vm.is_exc(e, Exc::Exception));
    let (base, plain) = (vm.exc_class(Exc::BaseExceptionGroup), vm.exc_class(Exc::ExceptionGroup));
    let mut cls = a[0].clone();
    if cls.is(&base) {
        if !exits {
            cls = plain;
        }
    } else if exits && cls.is(&plain) {
        return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
    } else if exits
        && let Some(t) = cls.as_type().filter(|t| t.is_subtype(&vm.heap, vm.exc_type(Exc::Exception)))
    {
        let name = t.name(&vm.heap);
        return Err(vm.type_error(format!("Cannot nest BaseExceptions in '{name}'")));
    }
    let group = allocate(vm, &cls, &a[1])?;
    let items = vm.tuple(items)?;
    put(vm, &group, MESSAGE, Some(message.clone()));
    put(vm, &group, EXCEPTIONS, Some(items));
    Ok(group)
}
fn group_str(vm: &mut Vm, a: Args) -> PyResult {
    let message = vm.record_field(&a[0], MESSAGE);
    let message = vm.str_of(&message)?;
    let n = members(vm, &a[0]).len();
    let s = if n == 1 { "" } else { "s" };
    let text = format!("{} ({n} sub-exception{s})", vm.text(&message));
    text_value(vm, text)
}
fn members(vm: &Vm, group: &Value) -> Vec<Value> {
    vm.record_field(group, EXCEPTIONS).as_tuple().unwrap_or(&[]).to_vec()
}

/// What `split` and `subgroup` look for.
enum Matcher {
    /// A class, or a tuple of classes.
    Class(Value),
    Function(Value),
    /// These exceptions themselves.
    Instances(Vec<usize>),
}

impl Matcher {
    fn new(vm: &mut Vm, v: &Value) -> PyResult<Matcher> {
        let classes = v.as_tuple().is_some_and(|t| t.iter().all(|c| is_exception_class(vm, c)));
        if classes || is_exception_class(vm, v) {
            return Ok(Matcher::Class(v.clone()));
        }
        let call = vm.names.__call__.clone();
        if !v.is_type() && vm.special(v, &call).is_some() {
            return Ok(Matcher::Function(v.clone()));
        }
        Err(vm.type_error(
            "expected an exception type, a tuple of exception types, or a callable (other than a class)",
        ))
    }
    fn matches(&self, vm: &mut Vm, e: &Value) -> PyResult<bool> {
        match self {
            Matcher::Class(c) => {
                let classes = c.as_tuple().map_or_else(|| vec![c.clone()], <[Value]>::to_vec);
                Ok(classes.iter().filter_map(Value::as_type).any(|c| e.ty().is_subtype(&vm.heap, c.ptr())))
            }
            Matcher::Instances(ids) => Ok(ids.contains(&e.id())),
            Matcher::Function(f) => {
                let answer = vm.call(f, std::slice::from_ref(e))?;
                vm.truth(&answer)
            }
        }
    }
}

/// The parts of a group that match and that do not, keeping its shape.
fn split(vm: &mut Vm, group: &Value, matcher: &Matcher, with_rest: bool) -> PyResult<(Slot, Slot)> {
    if matcher.matches(vm, group)? {
        return Ok((Some(group.clone()), None));
    }
    let (mut matched, mut rest) = (Vec::new(), Vec::new());
    let base = vm.exc_type(Exc::BaseExceptionGroup);
    for e in members(vm, group) {
        if e.ty().is_subtype(&vm.heap, base) {
            let parts =
                vm.guarded(" in exceptiongroup_split_recursive", |vm| split(vm, &e, matcher, with_rest))?;
            matched.extend(parts.0);
            rest.extend(parts.1);
        } else if matcher.matches(vm, &e)? {
            matched.push(e);
        } else if with_rest {
            rest.push(e);
        }
    }
    let matched = subset(vm, group, matched)?;
    let rest = if with_rest { subset(vm, group, rest)? } else { None };
    Ok((matched, rest))
}
/// The part of a group with those of its exceptions that are in one of the groups `keep`.
///
/// # Errors
/// What `derive` raises.
pub fn project(vm: &mut Vm, group: &Value, keep: &[Value]) -> PyResult<Slot> {
    let (mut ids, mut todo) = (Vec::new(), keep.to_vec());
    while let Some(e) = todo.pop() {
        if vm.is_exc(&e, Exc::BaseExceptionGroup) {
            todo.extend(members(vm, &e));
        } else {
            ids.push(e.id());
        }
    }
    let (kept, _) = split(vm, group, &Matcher::Instances(ids), false)?;
    Ok(kept)
}
/// A group of some of the exceptions, with traceback, cause, context and notes of the whole.
fn subset(vm: &mut Vm, group: &Value, exceptions: Vec<Value>) -> PyResult<Slot> {
    if exceptions.is_empty() {
        return Ok(None);
    }
    let list = vm.list(exceptions)?;
    let name = vm.heap.intern_str("derive");
    let part = vm.call_method(group, &name, &[list])?;
    if !vm.is_exc(&part, Exc::BaseExceptionGroup) {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    for i in [field::TRACEBACK, field::CONTEXT, field::CAUSE] {
        let v = vm.exc_field(group, i);
        put(vm, &part, i, v);
    }
    let suppress = group.as_record().is_some_and(|r| r.word(&vm.heap, field::SUPPRESS) != 0);
    set_suppress(vm, &part, suppress);
    let notes_name = vm.names.__notes__.clone();
    if let Some(notes) = vm.get_attr_opt(group, &notes_name)?.filter(|n| n.as_list().is_some()) {
        let items = vm.collect(&notes)?;
        let copy = vm.list(items)?;
        vm.set_attr(&part, &notes_name, Some(copy))?;
    }
    Ok(Some(part))
}
