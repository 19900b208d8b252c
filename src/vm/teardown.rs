//! The end of a machine: CPython's order of tearing down, then the proof that nothing is left.
//!
//! [`Vm::finish`] follows `Py_FinalizeEx` (`Python/pylifecycle.c`) and `finalize_modules`
//! (`Python/import.c`): exit functions, flush, a collection, `sys.modules` emptied while weak
//! references watch the modules, another collection, then the dicts of modules that are still
//! alive, `sys` and `builtins` last. Finalisers and callbacks of all that dies on the way run.
//! [`Vm::leak_check`] goes on where CPython leaves the rest to the system: built-in types are
//! broken up, immortals freed, and the heap must come back empty, to the last block.
//! Invariant: after `finish` no Python code runs any more.

use super::Vm;
use super::attributes::field as afield;
use super::host::Stream;
use crate::collect::Host;
use crate::collect::collector::{self, GENERATIONS, Options};
use crate::collect::undertaker::{reap, release};
use crate::object::{Heap, Kind, PyResult, Value};

/// Exit status when the last flush failed.
pub const FLUSH_STATUS: i32 = 120;
/// Exit status when `--leak-check` found something.
pub const LEAK_STATUS: i32 = 71;

/// What is left of a heap in the end; nothing, unless the interpreter has a bug.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeakReport {
    pub blocks_left: usize,
    /// The objects among them.
    pub descriptions: Vec<String>,
}

impl LeakReport {
    pub fn is_clean(&self) -> bool {
        self.blocks_left == 0 && self.descriptions.is_empty()
    }
}

/// Names in `sys` that may hold a lot and go first (`finalize_modules_delete_special`).
const SYS_FIRST: [&str; 11] = [
    "path",
    "argv",
    "ps1",
    "ps2",
    "last_exc",
    "last_type",
    "last_value",
    "last_traceback",
    "path_importer_cache",
    "meta_path",
    "path_hooks",
];
/// Streams that go back to what they were at the start.
const SYS_STREAMS: [(&str, &str); 3] =
    [("stdin", "__stdin__"), ("stdout", "__stdout__"), ("stderr", "__stderr__")];

impl Vm {
    /// Tear down; exit status 0, or [`FLUSH_STATUS`] if standard output could not be flushed.
    pub fn finish(&mut self) -> i32 {
        self.run_exit_functions();
        self.finalizing = true;
        let mut flushed = self.flush_streams();
        if self.gc.enabled {
            self.collect_at_exit();
        }
        self.finish_modules();
        flushed &= self.io.flush(Stream::Stdout).is_ok();
        self.let_go();
        if flushed { 0 } else { FLUSH_STATUS }
    }
    /// Flush `sys.stdout` and `sys.stderr`; whether the first succeeded.
    fn flush_streams(&mut self) -> bool {
        let flush = self.names.flush.clone();
        let mut fine = true;
        for name in [self.names.stdout.clone(), self.names.stderr.clone()] {
            let Some(stream) = self.sys_attribute(&name).filter(|s| !s.is_none()) else { continue };
            match self.flush_stream_object(&stream, &flush) {
                Ok(()) => {}
                Err(e) if name.is(&self.names.stdout) => {
                    fine = false;
                    self.unraisable(e, None, Some("Exception ignored on flushing sys.stdout"));
                }
                Err(e) => self.release(e.0),
            }
            self.release(stream);
        }
        fine
    }
    fn flush_stream_object(&mut self, stream: &Value, flush: &Value) -> PyResult<()> {
        // A stream without `closed` counts as open (`file_is_closed`).
        if let Ok(closed) = self.get_attr_str(stream, "closed")
            && self.truth(&closed)?
        {
            return Ok(());
        }
        let done = self.call_method(stream, flush, &[])?;
        self.release(done);
        Ok(())
    }
    fn sys_attribute(&self, name: &Value) -> Option<Value> {
        self.sys_dict.as_dict()?.get_str(&self.heap, name).cloned()
    }

    // --- modules ---------------------------------------------------------------------------------------

    fn finish_modules(&mut self) {
        let (sys, builtins) = (self.sys_dict.clone(), self.builtins.clone());
        let none = self.none();
        self.store(&builtins, "_", none);
        for name in SYS_FIRST {
            let none = self.none();
            self.store(&sys, name, none);
        }
        for (name, original) in SYS_STREAMS {
            let original = self.heap.intern_str(original);
            let stream = self.sys_attribute(&original).unwrap_or_else(|| self.none());
            self.store(&sys, name, stream);
        }
        let watched = self.forget_modules();
        self.collect_at_exit();
        self.clear_survivors(watched);
        self.clear_namespace(&sys);
        self.clear_namespace(&builtins);
        self.collect_at_exit();
        self.release(sys);
        self.release(builtins);
    }
    /// Empty `sys.modules`, in order; weak references to what was in it.
    fn forget_modules(&mut self) -> Vec<Value> {
        let modules = self.modules.clone();
        let mut watched = Vec::new();
        let Some(d) = modules.as_dict() else { return watched };
        let weakref = self.heap.type_of(Kind::WEAKREF);
        let mut i = 0;
        while i < d.filled() {
            if let Some(module) = d.at(&self.heap, i).map(|(_, v)| v.clone()) {
                if module.has_layout(Kind::MODULE) {
                    watched.push(self.heap.new_weakref(weakref, Kind::WEAKREF, &module, None));
                }
                let none = self.none();
                let old = d.set_at(&mut self.heap, i, none);
                drop(module);
                self.release_all(old);
            }
            i += 1;
        }
        for (key, value) in d.take_all(&mut self.heap) {
            self.release(key);
            self.release(value);
        }
        watched
    }
    /// Modules that somebody still holds lose their globals, the last imported first.
    fn clear_survivors(&mut self, mut watched: Vec<Value>) {
        while let Some(reference) = watched.pop() {
            let module = reference.as_weakref().and_then(|w| w.upgrade(&self.heap));
            self.release(reference);
            let Some(module) = module else { continue };
            let dict = self.record_field(&module, afield::MODULE_DICT);
            if !dict.is(&self.sys_dict) && !dict.is(&self.builtins) {
                self.clear_namespace(&dict);
            }
            self.release(dict);
            self.release(module);
        }
    }
    /// First names that begin with one underscore, then all others but `__builtins__`, become None
    /// (`_PyModule_ClearDict`).
    fn clear_namespace(&mut self, dict: &Value) {
        let one_underscore = |name: &str| name.starts_with('_') && !name.starts_with("__");
        self.clear_names(dict, one_underscore);
        self.clear_names(dict, |name| !one_underscore(name) && name != "__builtins__");
    }
    fn clear_names(&mut self, dict: &Value, wanted: impl Fn(&str) -> bool) {
        let Some(d) = dict.as_dict() else { return };
        let mut i = 0;
        while i < d.filled() {
            let clear = d.at(&self.heap, i).is_some_and(|(key, value)| {
                !value.is_none() && key.as_str().is_some_and(|name| wanted(&name.to_string()))
            });
            if clear {
                let none = self.none();
                let old = d.set_at(&mut self.heap, i, none);
                self.release_all(old);
            }
            i += 1;
        }
    }
    /// Set a name in a namespace; the old value dies at once. (No memory: it stays.)
    fn store(&mut self, dict: &Value, name: &str, value: Value) {
        let name = self.heap.intern_str(name);
        let hash = self.heap.hash_of_str(&name);
        let Some(d) = dict.as_dict() else { return };
        match d.find_str(&self.heap, &name) {
            Ok(Some(i)) => {
                let old = d.set_at(&mut self.heap, i, value);
                self.release_all(old);
            }
            // Without memory the name is left out: nobody will miss it.
            _ => drop(d.insert_new(&mut self.heap, hash, name, value)),
        }
    }
    /// A full collection that asks nobody (`_PyGC_CollectNoFail`).
    fn collect_at_exit(&mut self) {
        if self.gc.collecting {
            return;
        }
        self.gc.collecting = true;
        let (mut pace, mut saved) = (self.gc.pace, Vec::new());
        collector::collect(self, GENERATIONS - 1, Options::default(), &mut pace, &mut saved);
        self.gc.collecting = false;
        if let Some(verify) = self.gc.verify {
            verify(self);
        }
    }
    /// Everything the machine itself holds, in an order that needs none of it any more.
    fn let_go(&mut self) {
        let none = self.none();
        let held = [
            self.handling.take(),
            self.gc.garbage.take(),
            self.gc.callbacks.take(),
            Some(std::mem::replace(&mut self.modules, none.clone())),
            Some(std::mem::replace(&mut self.sys_dict, none.clone())),
            Some(std::mem::replace(&mut self.builtins, none)),
        ];
        self.release_all(held.into_iter().flatten());
        while let Some(v) = self.compilation_roots.pop() {
            self.release(v);
        }
        let state = std::mem::take(&mut self.state);
        let mut state: Vec<_> = state.into_iter().collect();
        state.sort_unstable_by_key(|(name, _)| *name);
        self.release_all(state.into_iter().map(|(_, v)| v));
        while let Some(v) = self.replaced_code.pop().or_else(|| self.held_by_hand.pop()) {
            self.release(v);
        }
        self.reap();
        self.collect_at_exit();
        self.reap();
    }

    // --- the proof -------------------------------------------------------------------------------------

    /// Take the machine apart to the last block; to be called after [`Vm::finish`].
    pub fn leak_check(self) -> LeakReport {
        let Vm { mut heap, names, not_implemented, ellipsis, state, registers, frames, .. } = self;
        let (modules, builtins, sys_dict) = (self.modules, self.builtins, self.sys_dict);
        drop((names, not_implemented, ellipsis, state, frames, modules, builtins, sys_dict));
        drop(registers);
        let mut gravedigger = Gravedigger { heap: &mut heap };
        reap(&mut gravedigger);
        for v in gravedigger.heap.disband_immortals() {
            release(&mut gravedigger, v);
        }
        reap(&mut gravedigger);
        // Descriptors and types refer to each other in cycles.
        collector::collect(
            &mut gravedigger,
            GENERATIONS - 1,
            Options::default(),
            &mut collector::Pace::default(),
            &mut Vec::new(),
        );
        let descriptions = heap.free_immortals();
        LeakReport { blocks_left: heap.blocks_in_use(), descriptions }
    }
}

/// Buries without a machine: no finaliser runs any more.
struct Gravedigger<'h> {
    heap: &'h mut Heap,
}

impl Host for Gravedigger<'_> {
    fn heap(&mut self) -> &mut Heap {
        self.heap
    }
    fn finalise(&mut self, _: &Value) {}
    fn weakref_died(&mut self, callback: Value, reference: Value) {
        release(self, callback);
        release(self, reference);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Config;
    use crate::vm::host::Sandbox;

    #[test]
    fn a_machine_leaves_nothing_behind() {
        for _ in 0..2 {
            let mut vm = Vm::new(Config::default(), Box::new(Sandbox::default())).unwrap();
            assert_eq!(vm.finish(), 0);
            assert_eq!(vm.leak_check(), LeakReport::default());
        }
    }
}
