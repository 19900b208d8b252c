//! OSError: the error number chooses the class.

use super::{allocate, args_of, base_str, no_keywords, put, text_value};
use crate::object::spec::{getset, native, slot, static_method};
use crate::object::{Args, GetSet, Native, PyResult, Slot, Value};
use crate::vm::Vm;
use crate::vm::errors::{Exc, field};

const ERRNO: usize = field::EXTRA;
const STRERROR: usize = field::EXTRA + 1;
const FILENAME: usize = field::EXTRA + 2;
const FILENAME2: usize = field::EXTRA + 3;
/// `characters_written` of BlockingIOError.
const WRITTEN: usize = field::EXTRA + 4;

pub(super) static METHODS: &[Native] = &[
    static_method(
        "__new__(cls, /, *args, **kwargs)",
        "Create and return a new object.  See help(type) for accurate signature.",
        os_new,
    ),
    slot("__str__(self, /)", "Return str(self).", os_str),
    slot(
        "__init__(self, /, *args, **kwargs)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        os_init,
    ),
    native("__reduce__(self, /)", "Helper for pickle.", os_reduce),
];
pub(super) static GETSETS: &[GetSet] = &[getset("characters_written", "", get_written, set_written)];

/// The class for an error number (`errnomap`), with Linux's numbers.
fn class_for(errno: i64) -> Option<Exc> {
    Some(match errno {
        11 | 114 | 115 => Exc::BlockingIOError,
        32 | 108 => Exc::BrokenPipeError,
        10 => Exc::ChildProcessError,
        103 => Exc::ConnectionAbortedError,
        111 => Exc::ConnectionRefusedError,
        104 => Exc::ConnectionResetError,
        17 => Exc::FileExistsError,
        2 => Exc::FileNotFoundError,
        21 => Exc::IsADirectoryError,
        20 => Exc::NotADirectoryError,
        4 => Exc::InterruptedError,
        13 | 1 => Exc::PermissionError,
        3 => Exc::ProcessLookupError,
        110 => Exc::TimeoutError,
        _ => return None,
    })
}
/// A user's class with an `__init__` but no `__new__` of its own gets its fields there
/// (`oserror_use_init`).
fn uses_init(vm: &mut Vm, cls: &Value) -> bool {
    let Some(t) = cls.as_type() else { return false };
    let (new, init) = (vm.names.__new__.clone(), vm.names.__init__.clone());
    let run = |vm: &Vm, f: &Value| match f.kind() {
        crate::object::Kind::NATIVE | crate::object::Kind::SLOT_WRAPPER => Some(vm.native_of(f).run),
        _ => None,
    };
    let own_new = vm.lookup(t.ptr(), &new).and_then(|f| run(vm, &f));
    let own_init = vm.lookup(t.ptr(), &init).and_then(|f| run(vm, &f));
    let is = |f: Option<crate::object::spec::NativeRun>, g: crate::object::spec::NativeRun| {
        f.is_some_and(|f| std::ptr::fn_addr_eq(f, g))
    };
    is(own_new, os_new) && !is(own_init, os_init)
}
fn os_new(vm: &mut Vm, a: Args) -> PyResult {
    if uses_init(vm, &a[0]) {
        let empty = vm.heap.empty_tuple();
        return allocate(vm, &a[0], &empty);
    }
    if a[2].as_dict().is_some_and(|d| !d.is_empty()) {
        let name = a[0].as_type().map(|t| vm.tp_name(t)).unwrap_or_default();
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let args = a[1].as_tuple().unwrap_or(&[]);
    let exact = a[0].as_type().is_some_and(|t| t.same(vm.exc_type(Exc::OSError)));
    let errno = args.first().filter(|_| exact && (2..=5).contains(&args.len())).and_then(Value::as_word);
    let cls = match errno.and_then(class_for) {
        Some(exc) => vm.exc_class(exc),
        None => a[0].clone(),
    };
    let e = allocate(vm, &cls, &a[1])?;
    fill(vm, &e, &a[1])?;
    Ok(e)
}
fn os_init(vm: &mut Vm, a: Args) -> PyResult {
    if uses_init(vm, &a[0].ty_value()) {
        no_keywords(vm, &a[0], &a[2])?;
        fill(vm, &a[0], &a[1])?;
    }
    Ok(vm.none())
}
/// Take the fields from the arguments (`oserror_init`).
fn fill(vm: &mut Vm, e: &Value, args: &Value) -> PyResult<()> {
    let items = args.as_tuple().unwrap_or(&[]).to_vec();
    let mut kept = args.clone();
    if (2..=5).contains(&items.len()) {
        put(vm, e, ERRNO, Some(items[0].clone()));
        put(vm, e, STRERROR, Some(items[1].clone()));
        let filename = items.get(2).filter(|f| !f.is_none());
        let blocking = e.ty().is_subtype(&vm.heap, vm.exc_type(Exc::BlockingIOError));
        match filename {
            Some(f) if blocking && f.as_int().is_some() => {
                let n = vm.index(f)?;
                let n = vm.int(n);
                put(vm, e, WRITTEN, Some(n));
            }
            Some(f) => {
                put(vm, e, FILENAME, Some(f.clone()));
                let second = items.get(4).filter(|f| !f.is_none()).cloned();
                put(vm, e, FILENAME2, second);
                kept = vm.tuple(items[..2].to_vec())?;
            }
            None => {}
        }
    }
    put(vm, e, field::ARGS, Some(kept));
    Ok(())
}
fn os_str(vm: &mut Vm, a: Args) -> PyResult {
    let get = |vm: &Vm, i| vm.exc_field(&a[0], i);
    let (errno, strerror) = (get(vm, ERRNO), get(vm, STRERROR));
    let shown = |vm: &mut Vm, v: &Option<Value>| -> PyResult<String> {
        let v = v.clone().unwrap_or_else(|| vm.none());
        let s = vm.str_of(&v)?;
        Ok(vm.text(&s))
    };
    if let Some(name) = get(vm, FILENAME) {
        let (n, s) = (shown(vm, &errno)?, shown(vm, &strerror)?);
        let first = vm.repr(&name)?;
        let mut text = format!("[Errno {n}] {s}: {}", vm.text(&first));
        if let Some(second) = get(vm, FILENAME2) {
            let second = vm.repr(&second)?;
            text.push_str(&format!(" -> {}", vm.text(&second)));
        }
        return text_value(vm, text);
    }
    if errno.is_some() && strerror.is_some() {
        let text = format!("[Errno {}] {}", shown(vm, &errno)?, shown(vm, &strerror)?);
        return text_value(vm, text);
    }
    base_str(vm, &a[0])
}
fn os_reduce(vm: &mut Vm, a: Args) -> PyResult {
    let mut args = args_of(vm, &a[0]);
    if let (Some([n, s]), Some(name)) = (args.as_tuple(), vm.exc_field(&a[0], FILENAME)) {
        let mut items = vec![n.clone(), s.clone(), name];
        if let Some(second) = vm.exc_field(&a[0], FILENAME2) {
            items.extend([vm.none(), second]);
        }
        args = vm.tuple(items)?;
    }
    let mut parts = vec![a[0].ty_value(), args];
    if !vm.instance_items(&a[0]).is_empty() {
        parts.push(vm.instance_dict(&a[0])?);
    }
    vm.tuple(parts)
}
fn get_written(vm: &mut Vm, e: &Value) -> PyResult {
    match vm.exc_field(e, WRITTEN) {
        Some(n) => Ok(n),
        None => Err(vm.err(Exc::AttributeError, "characters_written")),
    }
}
fn set_written(vm: &mut Vm, e: &Value, value: Slot) -> PyResult<()> {
    let n = match value {
        Some(v) => {
            let n = vm.index(&v)?;
            Some(vm.int(n))
        }
        None if vm.exc_field(e, WRITTEN).is_none() => {
            return Err(vm.err(Exc::AttributeError, "characters_written"));
        }
        None => None,
    };
    put(vm, e, WRITTEN, n);
    Ok(())
}
