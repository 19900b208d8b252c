//! Floor 5: the machine.
//!
//! Owns the [`Vm`]: heap token, frames and registers, well-known names, caches, the exception
//! being handled, limits. `run` is the dispatch loop; beside it stand calls, argument binding,
//! operators, attributes, unwinding, generators.
//! Invariant: Python code runs only through `&mut Vm`; after every native call the machine buries
//! what the native parked before it goes on.
//! Deliberately absent: what each built-in type and function does (floors 3 and 6), and input and
//! output, which come through [`host::HostIo`].

pub mod attributes;
pub mod boot;
pub mod call;
mod call_place;
pub mod carets;
pub mod classes;
pub mod collecting;
pub mod errors;
pub mod finalise;
pub mod frame;
mod frame_locals;
pub mod further;
pub mod generator;
mod groups;
pub mod host;
pub mod import;
mod instance;
mod kinship;
pub mod limits;
pub mod load;
pub mod names;
mod narration;
pub mod new_class;
pub mod observe;
pub mod operators;
pub mod places;
pub mod profile;
pub mod protocol;
pub mod roots;
pub mod run;
mod short;
pub mod signature;
pub(crate) mod sites;
pub(crate) mod slow;
pub(crate) mod star;
pub(crate) mod step;
mod steps;
pub mod tables;
pub mod teardown;
pub mod trace;
pub mod traceback;
mod unwind;
pub mod warn;

use crate::collect::collector::Pace;
use crate::collect::{Host, Phase, undertaker};
use crate::object::heap::{HeapConfig, HeapError};
use crate::object::typeobj::TypeObj;
use crate::object::{Heap, PyResult, Slot, Value};
use errors::Exc;
use frame::{Frames, Registers};
use host::HostIo;
use limits::Limits;
use names::Names;
use std::collections::HashMap;
use std::ptr::NonNull;

/// Native calls nest on the native stack: bounded whatever the program sets (CPython's
/// `Py_C_RECURSION_LIMIT`).
pub(crate) const MAX_NATIVE_DEPTH: usize = 10_000;

/// How a machine is set up.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub heap: HeapConfig,
    pub limits: Limits,
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// `sys.path`; the script's folder first.
    pub path: Vec<String>,
    /// `-O` level.
    pub optimize: u8,
    /// `sys.warnoptions`.
    pub warn_options: Vec<String>,
    /// Check the heap against its roots after every collection.
    pub verify_heap: bool,
    /// Print a line per collection on standard error.
    pub trace_gc: bool,
    /// Tell every collection phase by phase.
    pub trace_gc_phases: bool,
    /// Under stress, every n-th collection is a full one.
    pub stress_full: Option<u32>,
}

/// Collector settings and statistics (`gc`).
#[derive(Default)]
pub struct GcState {
    pub enabled: bool,
    pub collecting: bool,
    pub debug: u32,
    pub pace: Pace,
    /// Collections, collected, uncollectable, for each generation.
    pub stats: [[u64; 3]; 3],
    /// `gc.garbage` and `gc.callbacks`, lists.
    pub garbage: Slot,
    pub callbacks: Slot,
    /// Every n-th stress collection is a full one.
    pub stress_counter: u32,
    /// What the collector tells of the garbage, while somebody listens.
    pub journal: Option<Vec<(Phase, usize, String)>>,
    /// Run after every collection (`--verify-heap`).
    pub verify: Option<fn(&mut Vm)>,
}

/// The machine.
pub struct Vm {
    pub heap: Heap,
    pub names: Names,
    not_implemented: Value,
    ellipsis: Value,
    pub(crate) registers: Registers,
    pub(crate) frames: Frames,
    pub(crate) exc_types: Vec<NonNull<TypeObj>>,
    pub(crate) method_cache: Box<[attributes::CacheEntry]>,
    pub(crate) familiar: short::Familiar,
    /// What sites have learned, by class and name: for sites that see several classes.
    pub(crate) shared_sites: Box<[short::SharedSite]>,
    /// The exception being handled (`sys.exception()`).
    pub(crate) handling: Slot,
    /// The handler begun last that will raise on.
    pub(crate) cleanup: Option<unwind::Cleanup>,
    /// What is thrown next into an asynchronous generator goes through to what that awaits.
    pub(crate) exit_goes_through: bool,
    /// How many frames a coroutine remembers of where it was made
    /// (`sys.set_coroutine_origin_tracking_depth`).
    pub origin_depth: usize,
    /// A trace function is set, and not running; the loop is to be changed for the other one; what the
    /// tracing loop remembers of its frames.
    pub(crate) tracing: bool,
    pub(crate) switching: bool,
    pub(crate) marks: Vec<trace::Mark>,
    /// What the numbers beside traced blocks stand for, while memory is traced.
    pub(crate) places: Option<NonNull<places::Places>>,
    /// `sys.modules`, the builtins module's dict, `sys`' dict.
    pub modules: Value,
    pub builtins: Value,
    pub sys_dict: Value,
    /// Objects whose repr is being computed, against endless nesting.
    pub(crate) reprs: Vec<usize>,
    /// Native calls on the native stack, and how deep Python calls may go.
    pub(crate) native_depth: usize,
    pub recursion_limit: usize,
    /// Depth beyond the limit that error handling may use.
    pub(crate) recursion_headroom: usize,
    pub limits: Limits,
    pub gc: GcState,
    pub io: Box<dyn HostIo>,
    pub config: Config,
    /// Types of native modules by their table's address.
    pub(crate) spec_types: HashMap<usize, NonNull<TypeObj>>,
    /// Constants of running compilations: a named root, as CPython's compiler keeps its own.
    pub(crate) compilation_roots: Vec<Value>,
    /// Code objects that an assignment to `__code__` took from a function: a frame or a suspended
    /// generator may still run them, and only the function kept them alive.
    pub(crate) replaced_code: Vec<Value>,
    /// References that a program has added by hand (`ctypes.pythonapi.Py_IncRef`).
    pub held_by_hand: Vec<Value>,
    /// The compilation under way is the program itself.
    pub(crate) keep_constants: bool,
    /// Source text of files by name, for tracebacks (`linecache`).
    pub(crate) sources: HashMap<String, Vec<String>>,
    /// Values native modules keep for themselves (atexit's list, warning registries ...).
    pub state: HashMap<&'static str, Value>,
    /// Set while modules are torn down.
    pub finalizing: bool,
    /// A view is looking at the heap.
    pub(crate) observer: Option<observe::Observer>,
    /// Modules that floors above bring.
    pub further: further::Modules,
}

impl Vm {
    /// A machine with built-in types and the modules `builtins` and `sys`.
    ///
    /// # Errors
    /// [`HeapError`] if this thread cannot have a heap.
    pub fn new(config: Config, io: Box<dyn HostIo>) -> Result<Vm, HeapError> {
        boot::new_vm(config, io)
    }

    // --- values ----------------------------------------------------------------------------------

    #[inline(always)]
    pub fn none(&self) -> Value {
        self.heap.none()
    }
    #[inline(always)]
    pub fn int(&self, v: i64) -> Value {
        self.heap.int(v)
    }
    #[inline(always)]
    pub fn bool(&self, v: bool) -> Value {
        self.heap.bool(v)
    }
    pub fn float(&self, v: f64) -> Value {
        self.heap.float(v)
    }
    pub fn str(&self, text: &str) -> Value {
        self.heap.str(text)
    }
    /// # Errors
    /// MemoryError.
    pub fn tuple(&mut self, items: Vec<Value>) -> PyResult {
        Ok(self.heap.tuple(items)?)
    }
    /// # Errors
    /// MemoryError.
    pub fn list(&mut self, items: Vec<Value>) -> PyResult {
        Ok(self.heap.list(items)?)
    }
    pub fn not_implemented(&self) -> Value {
        self.not_implemented.clone()
    }
    #[inline]
    pub fn is_not_implemented(&self, v: &Value) -> bool {
        v.is_exactly(crate::object::Kind::NOT_IMPLEMENTED)
    }
    pub fn ellipsis(&self) -> Value {
        self.ellipsis.clone()
    }

    // --- releasing -------------------------------------------------------------------------------

    /// Drop a reference and bury what dies of it, now.
    #[inline(always)]
    pub fn release(&mut self, v: Value) {
        undertaker::release(self, v);
    }
    /// Release several, in order.
    pub fn release_all(&mut self, values: impl IntoIterator<Item = Value>) {
        for v in values {
            self.release(v);
        }
    }
    /// Bury what natives parked.
    #[inline(always)]
    pub fn reap(&mut self) {
        undertaker::reap(self);
    }

    /// How deep Python calls may go (`sys.setrecursionlimit`).
    pub fn set_recursion_limit(&mut self, limit: usize) {
        self.recursion_limit = limit;
        self.frames.set_limit(0);
    }

    // --- depth ------------------------------------------------------------------------------------

    /// Run `f` one level deeper; RecursionError ("maximum recursion depth exceeded" + `what`) when
    /// Python and native calls together are too deep.
    ///
    /// # Errors
    /// RecursionError, or what `f` returns.
    #[inline]
    pub fn guarded<T>(&mut self, what: &str, f: impl FnOnce(&mut Vm) -> PyResult<T>) -> PyResult<T> {
        self.enter(what)?;
        let result = f(self);
        self.leave();
        result
    }
    /// One level of native recursion; pair with [`Vm::leave`].
    ///
    /// # Errors
    /// RecursionError.
    #[inline]
    pub fn enter(&mut self, what: &str) -> PyResult<()> {
        self.native_depth += 1;
        if self.frames.len() + self.native_depth > self.depth_limit() || self.native_depth > MAX_NATIVE_DEPTH
        {
            self.native_depth -= 1;
            return Err(self.too_deep(what));
        }
        Ok(())
    }
    #[inline]
    pub fn leave(&mut self) {
        self.native_depth -= 1;
    }
    #[inline(always)]
    pub(crate) fn depth_limit(&self) -> usize {
        (self.recursion_limit + self.recursion_headroom) * 4
    }
    #[cold]
    pub(crate) fn too_deep(&mut self, what: &str) -> crate::object::Raised {
        self.recursion_headroom += 50;
        self.frames.set_limit(0);
        let error = self.err(Exc::RecursionError, format!("maximum recursion depth exceeded{what}"));
        self.recursion_headroom -= 50;
        self.frames.set_limit(0);
        error
    }
    /// Begin the repr of a container: false if it is already being printed further up (print
    /// `[...]`). Pair with [`Vm::leave_repr`].
    pub fn enter_repr(&mut self, v: &Value) -> bool {
        if self.reprs.contains(&v.id()) {
            return false;
        }
        self.reprs.push(v.id());
        true
    }
    pub fn leave_repr(&mut self, v: &Value) {
        if let Some(i) = self.reprs.iter().rposition(|id| *id == v.id()) {
            self.reprs.remove(i);
        }
    }

    /// `module.Type` as reprs show it; the module is left out for builtins.
    pub fn full_type_name(&self, t: &TypeObj) -> String {
        let name = t
            .field(&self.heap, crate::object::typeobj::field::QUALNAME)
            .map(|n| self.text(n))
            .unwrap_or_default();
        let module = t.dict(&self.heap).get_str(&self.heap, &self.names.__module__).map(|m| self.text(m));
        match module {
            Some(m) if m != "builtins" && !m.is_empty() => format!("{m}.{name}"),
            _ => name,
        }
    }
}

impl Host for Vm {
    fn heap(&mut self) -> &mut Heap {
        &mut self.heap
    }
    fn lists_garbage(&self) -> bool {
        self.gc.debug & collecting::debug::COLLECTABLE != 0
    }
    fn garbage_found(&mut self, garbage: &[Value]) {
        self.list_collectable(garbage);
    }
    fn listens(&self) -> bool {
        self.gc.journal.is_some()
    }
    fn told(&mut self, phase: Phase, object: &Value) {
        let name = object.ty().name(&self.heap);
        if let Some(journal) = &mut self.gc.journal {
            journal.push((phase, object.id(), name));
        }
    }
    fn finalise(&mut self, object: &Value) {
        self.run_finaliser(object);
    }
    fn weakref_died(&mut self, callback: Value, reference: Value) {
        if let Err(e) = self.call(&callback, std::slice::from_ref(&reference)) {
            self.unraisable(e, Some(&callback), None);
        }
        self.release(callback);
        self.release(reference);
    }
}
