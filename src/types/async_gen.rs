//! What drives asynchronous generators: the awaitables of `__anext__`, `asend`, `athrow` and `aclose`,
//! the one of `anext` with a default, and a coroutine's `__await__`.
//!
//! Follows `Objects/genobject.c` and `anextawaitable` of `Objects/iterobject.c`. An asynchronous
//! generator yields two kinds of values: what its `await`s yield goes up to the event loop as it is,
//! what its own `yield`s give is wrapped (`Vm::wrap_async_value`) and ends the awaitable.

use super::generator::thrown;
use crate::object::spec::{native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Native, PyResult, Raised, Slot, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;
use crate::vm::generator::{Sent, bit, field, state};

/// Fields and the word of an awaitable.
mod own {
    pub const GENERATOR: usize = 0;
    /// `asend`: what is sent. `athrow`: the arguments as a tuple; empty: it is an `aclose`.
    pub const GIVEN: usize = 1;
    pub const STATE: usize = 0;
}
/// `own::STATE`.
mod stage {
    pub const NEW: u64 = 0;
    pub const BEGUN: u64 = 1;
    pub const CLOSED: u64 = 2;
}

/// Keys of `Vm::state`: `sys.set_asyncgen_hooks`.
pub const FIRST_ITERATION: &str = "asyncgen.firstiter";
pub const FINALIZER: &str = "asyncgen.finalizer";

// --- the generator's own methods ---------------------------------------------------------------------------

/// What the program has set to hear of generators is told once, before the first step.
fn meet_hooks(vm: &mut Vm, g: &Value) -> PyResult<()> {
    if vm.generator_bit(g, bit::HOOKED) {
        return Ok(());
    }
    vm.set_generator_bit(g, bit::HOOKED, true);
    if let Some(finalizer) = vm.state.get(FINALIZER).cloned()
        && let Some(r) = g.as_record()
    {
        r.set(&mut vm.heap, field::ORIGIN, Some(finalizer));
    }
    if let Some(hook) = vm.state.get(FIRST_ITERATION).cloned() {
        let v = vm.call(&hook, std::slice::from_ref(g))?;
        vm.release(v);
    }
    Ok(())
}
fn awaitable(vm: &mut Vm, spec: &'static TypeSpec, fields: [Slot; 2]) -> Value {
    let ty = vm.type_for(spec);
    let made = vm.heap.record(ty, usize::from(spec.fields));
    if let Some(r) = made.as_record() {
        for (i, v) in fields.into_iter().enumerate().take(r.len()) {
            r.set(&mut vm.heap, i, v);
        }
    }
    made
}
fn itself(_: &mut Vm, a: Args<'_>) -> PyResult {
    Ok(a[0].clone())
}
fn anext(vm: &mut Vm, a: Args<'_>) -> PyResult {
    meet_hooks(vm, &a[0])?;
    Ok(awaitable(vm, &ASEND, [Some(a[0].clone()), None]))
}
fn asend(vm: &mut Vm, a: Args<'_>) -> PyResult {
    meet_hooks(vm, &a[0])?;
    Ok(awaitable(vm, &ASEND, [Some(a[0].clone()), Some(a[1].clone())]))
}
fn athrow(vm: &mut Vm, a: Args<'_>) -> PyResult {
    old_signature(vm, a, "athrow")?;
    meet_hooks(vm, &a[0])?;
    let given: Vec<Value> = (1..=3).map_while(|i| a.opt(i).cloned()).collect();
    let given = vm.tuple(given)?;
    Ok(awaitable(vm, &ATHROW, [Some(a[0].clone()), Some(given)]))
}
fn aclose(vm: &mut Vm, a: Args<'_>) -> PyResult {
    meet_hooks(vm, &a[0])?;
    Ok(awaitable(vm, &ATHROW, [Some(a[0].clone()), None]))
}
/// `throw(type, value, traceback)` still works, with a warning.
pub fn old_signature(vm: &mut Vm, a: Args<'_>, name: &str) -> PyResult<()> {
    if a.len() <= 2 {
        return Ok(());
    }
    let text = format!(
        "the (type, exc, tb) signature of {name}() is deprecated, use the single-arg signature instead."
    );
    vm.warn(Exc::DeprecationWarning, &text)
}

pub static METHODS: [Native; 9] = [
    slot("__aiter__(self, /)", "Return an awaitable, that resolves in asynchronous iterator.", itself),
    slot("__anext__(self, /)", "Return a value or raise StopAsyncIteration.", anext),
    slot("__repr__(self, /)", "Return repr(self).", super::generator::repr),
    native("asend(self, value, /)", "asend(v) -> send 'v' in generator.", asend),
    native(
        "athrow(self, typ, val=None, tb=None, /)",
        "athrow(value) -> raise exception in generator.",
        athrow,
    ),
    native("aclose(self, /)", "aclose() -> raise GeneratorExit inside generator.", aclose),
    native(
        "__sizeof__(self, /)",
        "gen.__sizeof__() -> size of gen in memory, in bytes",
        super::generator::sizeof,
    ),
    super::generator::CLASS_GETITEM,
    super::generator::DEL,
];

// --- steps -------------------------------------------------------------------------------------------------

fn generator_of(vm: &Vm, this: &Value) -> Value {
    vm.record_field(this, own::GENERATOR)
}
fn stage_of(vm: &Vm, this: &Value) -> u64 {
    this.as_record().map_or(stage::CLOSED, |r| r.word(&vm.heap, own::STATE))
}
fn set_stage(vm: &mut Vm, this: &Value, to: u64) {
    if let Some(r) = this.as_record() {
        r.set_word(&mut vm.heap, own::STATE, to);
    }
}
/// What the generator did, as the awaitable's step: its own `yield` and its end are exceptions.
fn unwrapped(vm: &mut Vm, g: &Value, got: PyResult<Sent>) -> PyResult {
    let error = match got {
        Ok(Sent::Yielded(v)) => match vm.async_value(&v) {
            Some(own) => vm.stop_iteration(Some(own)),
            None => return Ok(v),
        },
        Ok(Sent::Returned(_)) => {
            vm.set_generator_bit(g, bit::CLOSED, true);
            vm.err_with(Exc::StopAsyncIteration, vec![])
        }
        Err(e) => {
            if ends(vm, &e) {
                vm.set_generator_bit(g, bit::CLOSED, true);
            }
            e
        }
    };
    vm.set_generator_bit(g, bit::RUNNING, false);
    Err(error)
}
fn ends(vm: &Vm, e: &Raised) -> bool {
    vm.is_exc(&e.0, Exc::StopAsyncIteration) || vm.is_exc(&e.0, Exc::GeneratorExit)
}
/// The first step: the generator must not be in one already.
fn begin(vm: &mut Vm, this: &Value, g: &Value, what: &str) -> PyResult<()> {
    if vm.generator_bit(g, bit::RUNNING) {
        set_stage(vm, this, stage::CLOSED);
        return Err(vm.runtime_error(format!("{what}(): asynchronous generator is already running")));
    }
    set_stage(vm, this, stage::BEGUN);
    Ok(())
}

// --- asend -------------------------------------------------------------------------------------------------

fn asend_step(vm: &mut Vm, this: &Value, sent: Value) -> PyResult {
    let g = generator_of(vm, this);
    let mut sent = sent;
    match stage_of(vm, this) {
        stage::CLOSED => return Err(vm.runtime_error("cannot reuse already awaited __anext__()/asend()")),
        stage::NEW => {
            begin(vm, this, &g, "anext")?;
            if sent.is_none() {
                sent = this.as_record().and_then(|r| r.get(&vm.heap, own::GIVEN)).unwrap_or(sent);
            }
        }
        _ => {}
    }
    vm.set_generator_bit(&g, bit::RUNNING, true);
    let got = vm.generator_send(&g, sent);
    asend_stepped(vm, this, &g, got)
}
fn asend_stepped(vm: &mut Vm, this: &Value, g: &Value, got: PyResult<Sent>) -> PyResult {
    let result = unwrapped(vm, g, got);
    if result.is_err() {
        set_stage(vm, this, stage::CLOSED);
    }
    result
}
fn asend_next(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let none = vm.none();
    asend_step(vm, &a[0], none)
}
fn asend_send(vm: &mut Vm, a: Args<'_>) -> PyResult {
    asend_step(vm, &a[0], a[1].clone())
}
fn asend_throw(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let g = generator_of(vm, &a[0]);
    match stage_of(vm, &a[0]) {
        stage::CLOSED => return Err(vm.runtime_error("cannot reuse already awaited __anext__()/asend()")),
        stage::NEW => {
            begin(vm, &a[0], &g, "anext")?;
            vm.set_generator_bit(&g, bit::RUNNING, true);
        }
        _ => {}
    }
    let got = thrown(vm, a).and_then(|exc| vm.generator_throw(&g, exc));
    asend_stepped(vm, &a[0], &g, got)
}
fn asend_close(vm: &mut Vm, a: Args<'_>) -> PyResult {
    close_by(vm, a, asend_throw)
}
/// GeneratorExit thrown in must come out again, or end it.
fn close_by(vm: &mut Vm, a: Args<'_>, throw: fn(&mut Vm, Args<'_>) -> PyResult) -> PyResult {
    if stage_of(vm, &a[0]) == stage::CLOSED {
        return Ok(vm.none());
    }
    let exit = vm.exc_value(Exc::GeneratorExit);
    match throw(vm, Args(&[Some(a[0].clone()), Some(exit)])) {
        Ok(v) => {
            vm.release(v);
            Err(vm.runtime_error("coroutine ignored GeneratorExit"))
        }
        Err(e) if ends(vm, &e) || vm.is_exc(&e.0, Exc::StopIteration) => {
            vm.release(e.0);
            Ok(vm.none())
        }
        Err(e) => Err(e),
    }
}
fn asend_unawaited(vm: &mut Vm, this: &Value) {
    unawaited(vm, this, "asend");
}
fn unawaited(vm: &mut Vm, this: &Value, method: &str) {
    if stage_of(vm, this) != stage::NEW {
        return;
    }
    let g = generator_of(vm, this);
    let name = vm.repr_text(&vm.record_field(&g, field::QUALNAME));
    let text = format!("coroutine method '{method}' of {name} was never awaited");
    if let Err(e) = vm.warn_about(Exc::RuntimeWarning, &text, Some(g.clone())) {
        vm.unraisable(e, Some(&g), None);
    }
}

// --- athrow and aclose -------------------------------------------------------------------------------------

fn athrow_given(vm: &Vm, this: &Value) -> Slot {
    this.as_record().and_then(|r| r.get(&vm.heap, own::GIVEN))
}
const REUSED: &str = "cannot reuse already awaited aclose()/athrow()";

fn athrow_step(vm: &mut Vm, this: &Value, sent: Value) -> PyResult {
    let g = generator_of(vm, this);
    let given = athrow_given(vm, this);
    let at = stage_of(vm, this);
    if at == stage::CLOSED {
        return Err(vm.runtime_error(REUSED));
    }
    if vm.generator_state(&g) == state::FINISHED {
        set_stage(vm, this, stage::CLOSED);
        return Err(vm.stop_iteration(None));
    }
    if at == stage::BEGUN {
        let got = vm.generator_send(&g, sent);
        return match given {
            Some(_) => unwrapped(vm, &g, got),
            None => closed_by(vm, this, &g, got),
        };
    }
    begin(vm, this, &g, if given.is_some() { "athrow" } else { "aclose" })?;
    if vm.generator_bit(&g, bit::CLOSED) {
        set_stage(vm, this, stage::CLOSED);
        return Err(vm.err_with(Exc::StopAsyncIteration, vec![]));
    }
    if !sent.is_none() {
        set_stage(vm, this, stage::NEW);
        return Err(vm.runtime_error("can't send non-None value to a just-started coroutine"));
    }
    vm.set_generator_bit(&g, bit::RUNNING, true);
    let Some(given) = given else {
        vm.set_generator_bit(&g, bit::CLOSED, true);
        let exit = vm.new_exception(Exc::GeneratorExit, vec![])?;
        let got = vm.generator_throw_through(&g, exit);
        return closed_by(vm, this, &g, got);
    };
    let mut args: Vec<Slot> = vec![Some(g.clone())];
    args.extend(given.as_tuple().unwrap_or(&[]).iter().cloned().map(Some));
    let got = thrown(vm, Args(&args)).and_then(|exc| vm.generator_throw_through(&g, exc));
    unwrapped(vm, &g, got).inspect_err(|_| set_stage(vm, this, stage::CLOSED))
}
/// A step of `aclose`: the end of the generator is its success.
fn closed_by(vm: &mut Vm, this: &Value, g: &Value, got: PyResult<Sent>) -> PyResult {
    let error = match got {
        Ok(Sent::Yielded(v)) => match vm.async_value(&v) {
            None => return Ok(v),
            Some(own) => {
                vm.release(v);
                vm.release(own);
                vm.runtime_error("async generator ignored GeneratorExit")
            }
        },
        Ok(Sent::Returned(_)) => vm.stop_iteration(None),
        Err(e) if ends(vm, &e) => {
            vm.release(e.0);
            vm.stop_iteration(None)
        }
        Err(e) => e,
    };
    vm.set_generator_bit(g, bit::RUNNING, false);
    set_stage(vm, this, stage::CLOSED);
    Err(error)
}
fn athrow_next(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let none = vm.none();
    athrow_step(vm, &a[0], none)
}
fn athrow_send(vm: &mut Vm, a: Args<'_>) -> PyResult {
    athrow_step(vm, &a[0], a[1].clone())
}
fn athrow_throw(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let g = generator_of(vm, &a[0]);
    let given = athrow_given(vm, &a[0]);
    match stage_of(vm, &a[0]) {
        stage::CLOSED => return Err(vm.runtime_error(REUSED)),
        stage::NEW => {
            begin(vm, &a[0], &g, if given.is_some() { "athrow" } else { "aclose" })?;
            vm.set_generator_bit(&g, bit::RUNNING, true);
        }
        _ => {}
    }
    let got = thrown(vm, a).and_then(|exc| vm.generator_throw(&g, exc));
    match given {
        Some(_) => asend_stepped(vm, &a[0], &g, got),
        None => closed_by(vm, &a[0], &g, got),
    }
}
fn athrow_close(vm: &mut Vm, a: Args<'_>) -> PyResult {
    close_by(vm, a, athrow_throw)
}
fn athrow_unawaited(vm: &mut Vm, this: &Value) {
    let method = if athrow_given(vm, this).is_some() { "athrow" } else { "aclose" };
    unawaited(vm, this, method);
}

// --- anext with a default ----------------------------------------------------------------------------------

/// `anext(iterator, default)`: `awaited` with StopAsyncIteration turned into the default.
pub fn anext_with_default(vm: &mut Vm, awaited: Value, default: Value) -> Value {
    awaitable(vm, &ANEXT, [Some(awaited), Some(default)])
}
fn default_step(vm: &mut Vm, a: Args<'_>, step: impl FnOnce(&mut Vm, &Value) -> PyResult) -> PyResult {
    let it = vm.get_awaitable(0, vm.record_field(&a[0], 0))?;
    match step(vm, &it) {
        Err(Raised(e)) if vm.is_exc(&e, Exc::StopAsyncIteration) => {
            vm.release(e);
            let default = vm.record_field(&a[0], 1);
            Err(vm.stop_iteration(Some(default)))
        }
        got => got,
    }
}
fn default_next(vm: &mut Vm, a: Args<'_>) -> PyResult {
    default_step(vm, a, |vm, it| {
        let none = vm.none();
        let got = vm.send_to(it, none);
        super::generator::delivered(vm, got)
    })
}
fn default_send(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let v = a[1].clone();
    default_step(vm, a, |vm, it| {
        let name = vm.names.send.clone();
        vm.call_method(it, &name, &[v])
    })
}
fn default_throw(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let given: Vec<Value> = (1..=3).map_while(|i| a.opt(i).cloned()).collect();
    default_step(vm, a, |vm, it| {
        let name = vm.names.throw.clone();
        vm.call_method(it, &name, &given)
    })
}
fn default_close(vm: &mut Vm, a: Args<'_>) -> PyResult {
    default_step(vm, a, |vm, it| {
        let name = vm.names.close.clone();
        vm.call_method(it, &name, &[])
    })
}

// --- a coroutine's iterator --------------------------------------------------------------------------------

/// `coroutine.__await__()`.
pub fn coroutine_wrapper(vm: &mut Vm, a: Args<'_>) -> PyResult {
    Ok(awaitable(vm, &COROUTINE_WRAPPER, [Some(a[0].clone()), None]))
}
fn wrapper_next(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let (g, none) = (generator_of(vm, &a[0]), vm.none());
    let got = vm.generator_send(&g, none);
    super::generator::delivered(vm, got)
}
fn wrapper_send(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let g = generator_of(vm, &a[0]);
    let got = vm.generator_send(&g, a[1].clone());
    super::generator::delivered(vm, got)
}
fn wrapper_throw(vm: &mut Vm, a: Args<'_>) -> PyResult {
    old_signature(vm, a, "throw")?;
    let g = generator_of(vm, &a[0]);
    let exc = thrown(vm, a)?;
    let got = vm.generator_throw(&g, exc);
    super::generator::delivered(vm, got)
}
fn wrapper_close(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let g = generator_of(vm, &a[0]);
    vm.generator_close(&g)
}

// --- tables ------------------------------------------------------------------------------------------------

macro_rules! methods {
    ($table:ident, $next:ident, $send:ident, $throw:ident, $close:ident) => {
        static $table: [Native; 6] = [
            slot("__await__(self, /)", "Return an iterator to be used in await expression.", itself),
            slot("__iter__(self, /)", "Implement iter(self).", itself),
            slot("__next__(self, /)", "Implement next(self).", $next),
            native("send(self, value, /)", "send(value) -> one step, with a value sent in.", $send),
            native(
                "throw(self, typ, val=None, tb=None, /)",
                "throw(value) -> raise exception inside.",
                $throw,
            ),
            native("close(self, /)", "close() -> raise GeneratorExit inside.", $close),
        ];
    };
}
methods!(ASEND_METHODS, asend_next, asend_send, asend_throw, asend_close);
methods!(ATHROW_METHODS, athrow_next, athrow_send, athrow_throw, athrow_close);
methods!(ANEXT_METHODS, default_next, default_send, default_throw, default_close);
static WRAPPER_METHODS: [Native; 5] = [
    slot("__iter__(self, /)", "Implement iter(self).", itself),
    slot("__next__(self, /)", "Implement next(self).", wrapper_next),
    native("send(self, value, /)", "send(value) -> one step, with a value sent in.", wrapper_send),
    native(
        "throw(self, typ, val=None, tb=None, /)",
        "throw(value) -> raise exception inside.",
        wrapper_throw,
    ),
    native("close(self, /)", "close() -> raise GeneratorExit inside.", wrapper_close),
];

const FLAGS: u32 = tflag::CONTAINER | tflag::NO_NEW;

static ASEND: TypeSpec = TypeSpec {
    name: "async_generator_asend",
    flags: FLAGS,
    methods: &ASEND_METHODS,
    fields: 2,
    words: 1,
    basicsize: 40,
    on_burial: Some(asend_unawaited),
    ..TypeSpec::EMPTY
};
static ATHROW: TypeSpec = TypeSpec {
    name: "async_generator_athrow",
    flags: FLAGS,
    methods: &ATHROW_METHODS,
    fields: 2,
    words: 1,
    basicsize: 40,
    on_burial: Some(athrow_unawaited),
    ..TypeSpec::EMPTY
};
static ANEXT: TypeSpec = TypeSpec {
    name: "anext_awaitable",
    flags: FLAGS,
    methods: &ANEXT_METHODS,
    fields: 2,
    basicsize: 32,
    ..TypeSpec::EMPTY
};
static COROUTINE_WRAPPER: TypeSpec = TypeSpec {
    name: "coroutine_wrapper",
    doc: "A wrapper object implementing __await__ for coroutines.",
    flags: FLAGS,
    methods: &WRAPPER_METHODS,
    fields: 1,
    basicsize: 24,
    ..TypeSpec::EMPTY
};
