//! Generators, coroutines, asynchronous generators: their methods; running them is the machine's
//! (`vm/generator.rs`).

use super::async_gen;
use crate::object::spec::{class_method, getset, getter, native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, GetSet, Kind, Native, PyResult, Raised, Slot, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;
use crate::vm::generator::{Sent, bit, field, state};

/// `StopIteration(value)` for what a generator returned.
pub fn delivered(vm: &mut Vm, got: PyResult<Sent>) -> PyResult {
    match got? {
        Sent::Yielded(v) => Ok(v),
        Sent::Returned(v) => Err(vm.stop_iteration(Some(v))),
    }
}
fn itself(_: &mut Vm, a: Args<'_>) -> PyResult {
    Ok(a[0].clone())
}
pub(crate) fn next(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let none = vm.none();
    let got = vm.generator_send(&a[0], none);
    delivered(vm, got)
}
fn send(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let got = vm.generator_send(&a[0], a[1].clone());
    delivered(vm, got)
}
fn throw(vm: &mut Vm, a: Args<'_>) -> PyResult {
    async_gen::old_signature(vm, a, "throw")?;
    let exc = thrown(vm, a)?;
    let got = vm.generator_throw(&a[0], exc);
    delivered(vm, got)
}
/// The exception of `throw(value)` or `throw(type[, value[, traceback]])`.
pub fn thrown(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let typ = &a[1];
    let exc = if vm.is_exc(typ, Exc::BaseException) {
        if a.opt(2).is_some_and(|v| !v.is_none()) {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        typ.clone()
    } else if typ.as_type().is_some_and(|t| t.is_subtype(&vm.heap, vm.exc_type(Exc::BaseException))) {
        let made = match a.opt(2) {
            Some(v) if vm.is_exc(v, Exc::BaseException) => Ok(v.clone()),
            Some(v) if !v.is_none() => match v.as_tuple() {
                Some(items) => vm.call(typ, items),
                None => vm.call(typ, std::slice::from_ref(v)),
            },
            _ => vm.call(typ, &[]),
        };
        // What goes wrong with making it is thrown in its place.
        match made {
            Ok(v) if vm.is_exc(&v, Exc::BaseException) => v,
            Err(Raised(e)) => e,
            Ok(v) => {
                let (shown, got) = (vm.repr_text(typ), vm.type_name(&v));
                let message =
                    format!("calling {shown} should have returned an instance of BaseException, not {got}");
                let Raised(e) = vm.type_error(message);
                e
            }
        }
    } else {
        let got = vm.type_name(typ);
        return Err(vm.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {got}"
        )));
    };
    if let Some(tb) = a.opt(3).filter(|t| !t.is_none()) {
        if !tb.has_layout(Kind::TRACEBACK) {
            return Err(vm.type_error("throw() third argument must be a traceback object"));
        }
        vm.set_exc_field(&exc, crate::vm::errors::field::TRACEBACK, Some(tb.clone()));
    }
    Ok(exc)
}
fn close(vm: &mut Vm, a: Args<'_>) -> PyResult {
    vm.generator_close(&a[0])
}
pub fn repr(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let name = vm.text(&vm.record_field(&a[0], field::QUALNAME));
    let text = format!("<{} object {name} at {:#x}>", vm.type_name(&a[0]), a[0].id());
    Ok(vm.str(&text))
}
/// Frame with its registers, as CPython counts it: one word each for locals, cells and stack.
pub fn sizeof(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let owner = vm.record_field(&a[0], field::OWNER);
    let code = vm.record_field(&owner, crate::types::function::field::CODE);
    let words = code.as_code().map_or(0, |c| c.nlocals as usize + c.stacksize as usize);
    Ok(vm.int((a[0].ty().basicsize() + 8 * words) as i64))
}

fn name(vm: &mut Vm, g: &Value) -> PyResult {
    Ok(vm.record_field(g, field::NAME))
}
fn set_name(vm: &mut Vm, g: &Value, v: Slot) -> PyResult<()> {
    set_text(vm, g, field::NAME, v, "__name__")
}
fn qualname(vm: &mut Vm, g: &Value) -> PyResult {
    Ok(vm.record_field(g, field::QUALNAME))
}
fn set_qualname(vm: &mut Vm, g: &Value, v: Slot) -> PyResult<()> {
    set_text(vm, g, field::QUALNAME, v, "__qualname__")
}
fn set_text(vm: &mut Vm, g: &Value, i: usize, v: Slot, what: &str) -> PyResult<()> {
    let Some(v) = v.filter(|v| v.as_str().is_some()) else {
        return Err(vm.type_error(format!("{what} must be set to a string object")));
    };
    if let Some(r) = g.as_record()
        && let Some(old) = r.set(&mut vm.heap, i, Some(v))
    {
        vm.release(old);
    }
    Ok(())
}
/// Asynchronous generators: whether a step of one of their awaitables is under way.
fn async_running(vm: &mut Vm, g: &Value) -> PyResult {
    Ok(vm.bool(vm.generator_bit(g, bit::RUNNING)))
}
fn running(vm: &mut Vm, g: &Value) -> PyResult {
    Ok(vm.bool(vm.generator_state(g) == state::RUNNING))
}
fn suspended(vm: &mut Vm, g: &Value) -> PyResult {
    Ok(vm.bool(vm.generator_state(g) == state::SUSPENDED))
}
fn delegate(vm: &mut Vm, g: &Value) -> PyResult {
    Ok(vm.generator_delegate(g).unwrap_or_else(|| vm.none()))
}
fn code(vm: &mut Vm, g: &Value) -> PyResult {
    let owner = vm.record_field(g, field::OWNER);
    Ok(vm.record_field(&owner, crate::types::function::field::CODE))
}
fn origin(vm: &mut Vm, g: &Value) -> PyResult {
    Ok(vm.record_field(g, field::ORIGIN))
}
fn frame(vm: &mut Vm, g: &Value) -> PyResult {
    vm.generator_frame(g)
}

pub const CLASS_GETITEM: Native =
    class_method("__class_getitem__(cls, object, /)", "See PEP 585", super::alias::class_getitem);
pub const DEL: Native =
    slot("__del__(self, /)", "Called when the instance is about to be destroyed.", |vm, a| {
        vm.run_finaliser(&a[0]);
        Ok(vm.none())
    });

static METHODS: [Native; 9] = [
    slot("__iter__(self, /)", "Implement iter(self).", itself),
    slot("__next__(self, /)", "Implement next(self).", next),
    slot("__repr__(self, /)", "Return repr(self).", repr),
    native(
        "send(self, arg, /)",
        "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.",
        send,
    ),
    native(
        "throw(self, typ, value=None, tb=None, /)",
        "Raise an exception where the generator is suspended.",
        throw,
    ),
    native("close(self, /)", "close() -> raise GeneratorExit inside generator.", close),
    native("__sizeof__(self, /)", "gen.__sizeof__() -> size of gen in memory, in bytes", sizeof),
    CLASS_GETITEM,
    DEL,
];
static CORO_METHODS: [Native; 8] = [
    slot(
        "__await__(self, /)",
        "Return an iterator to be used in await expression.",
        async_gen::coroutine_wrapper,
    ),
    slot("__repr__(self, /)", "Return repr(self).", repr),
    native(
        "send(self, arg, /)",
        "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.",
        send,
    ),
    native(
        "throw(self, typ, value=None, tb=None, /)",
        "Raise an exception where the coroutine is suspended.",
        throw,
    ),
    native("close(self, /)", "close() -> raise GeneratorExit inside coroutine.", close),
    native("__sizeof__(self, /)", "coro.__sizeof__() -> size of coro in memory, in bytes", sizeof),
    CLASS_GETITEM,
    DEL,
];

macro_rules! getsets {
    ($table:ident, $is_running:ident, $running:literal, $suspended:literal, $delegate:literal, $code:literal, $frame:literal
     $(, $more:expr)?) => {
        static $table: &[GetSet] = &[
            getset("__name__", "name of the generator", name, set_name),
            getset("__qualname__", "qualified name of the generator", qualname, set_qualname),
            getter($running, "whether it is running", $is_running),
            getter($suspended, "whether it is suspended", suspended),
            getter($delegate, "object being iterated by yield from, or None", delegate),
            getter($code, "its code object", code),
            getter($frame, "its frame, or None once it has finished", frame),
            $($more)?
        ];
    };
}
getsets!(GEN, running, "gi_running", "gi_suspended", "gi_yieldfrom", "gi_code", "gi_frame");
getsets!(
    CORO,
    running,
    "cr_running",
    "cr_suspended",
    "cr_await",
    "cr_code",
    "cr_frame",
    getter("cr_origin", "where it was made, or None", origin)
);
getsets!(AGEN, async_running, "ag_running", "ag_suspended", "ag_await", "ag_code", "ag_frame");

const FLAGS: u32 = tflag::CONTAINER | tflag::WEAKREFABLE | tflag::NO_NEW;

pub static GENERATOR: TypeSpec = TypeSpec {
    name: "generator",
    kind: Kind::GENERATOR,
    flags: FLAGS,
    methods: &METHODS,
    getsets: GEN,
    fields: 0,
    words: 5,
    basicsize: 144,
    itemsize: 8,
    ..TypeSpec::EMPTY
};
pub static COROUTINE: TypeSpec = TypeSpec {
    name: "coroutine",
    kind: Kind::COROUTINE,
    flags: FLAGS,
    methods: &CORO_METHODS,
    getsets: CORO,
    words: 5,
    basicsize: 144,
    itemsize: 8,
    ..TypeSpec::EMPTY
};
pub static ASYNC_GENERATOR: TypeSpec = TypeSpec {
    name: "async_generator",
    kind: Kind::ASYNC_GENERATOR,
    flags: FLAGS,
    methods: &async_gen::METHODS,
    getsets: AGEN,
    words: 5,
    basicsize: 144,
    itemsize: 8,
    ..TypeSpec::EMPTY
};
