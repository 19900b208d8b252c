//! When to collect, and what a collection tells: `gc`'s side of the collector.
//!
//! Owns the settings in [`GcState`](super::GcState): enabled, thresholds, debug flags, statistics,
//! callbacks. Follows `Python/gc.c` (`_PyGC_Collect`, `invoke_gc_callback`).
//! Invariant: `Heap::young_limit` is generation 0's threshold while collecting by itself is on, and
//! out of reach otherwise; so an allocation compares one number.
//! Deliberately absent: the algorithm (floor 2), and the module `gc` (floor 6).

use super::Vm;
use crate::collect::Phase;
use crate::collect::collector::{self, GENERATIONS, Options, Outcome};
use crate::object::heap::pending;
use crate::object::{Raised, Value};

/// `gc.DEBUG_*`.
pub mod debug {
    pub const STATS: u32 = 1;
    pub const COLLECTABLE: u32 = 2;
    pub const UNCOLLECTABLE: u32 = 4;
    pub const SAVEALL: u32 = 32;
    pub const LEAK: u32 = COLLECTABLE | UNCOLLECTABLE | SAVEALL;
}

/// Under stress every collection is a young one, but for each n-th, unless the command line says otherwise.
const FULL_UNDER_STRESS: u32 = 16;

/// Young collections before CPython 3.13 runs the first line of a program.
const STARTUP_COLLECTIONS: u32 = 3;

impl Vm {
    /// An allocation asked for a collection: do it, if a generation is over its threshold.
    pub(crate) fn collect_if_due(&mut self) {
        if !self.gc.enabled || self.gc.collecting || self.observer.is_some() {
            return;
        }
        if self.heap.is_stressed() {
            self.gc.stress_counter = self.gc.stress_counter.wrapping_add(1);
            let every = self.config.stress_full.unwrap_or(FULL_UNDER_STRESS).max(1);
            let full = self.gc.stress_counter.is_multiple_of(every);
            self.collect_now(if full { GENERATIONS - 1 } else { 0 });
        } else if let Some(g) = collector::choose_generation(&self.heap, &self.gc.pace) {
            self.collect_now(g);
        }
    }
    /// Collect a generation and the younger ones; how many objects were unreachable
    /// (`gc.collect`). Nothing while a collection is under way.
    pub fn collect_now(&mut self, generation: usize) -> usize {
        if self.gc.collecting {
            return 0;
        }
        let g = generation.min(GENERATIONS - 1);
        self.gc.collecting = true;
        self.tell_callbacks("start", g, Outcome::default());
        let start = self.io.monotonic();
        if self.gc.debug & debug::STATS != 0 {
            self.print_before(g);
        }
        if self.config.trace_gc_phases {
            self.narrate_search(g);
        }
        let listens = self.gc.journal.is_some();
        if self.config.trace_gc_phases && !listens {
            self.gc.journal = Some(Vec::new());
        }
        let outcome = self.run_collection(g);
        if self.config.trace_gc_phases {
            let told = self.gc.journal.clone().unwrap_or_default();
            self.narrate_sweep(&told);
        }
        if !listens {
            self.gc.journal = None;
        }
        if self.gc.debug & debug::STATS != 0 {
            let seconds = self.io.monotonic().saturating_sub(start).as_secs_f64();
            let (n, m) = (outcome.collected + outcome.uncollectable, outcome.uncollectable);
            self.write_stderr(&format!(
                "gc: done, {n} unreachable, {m} uncollectable, {seconds:.4}s elapsed\n"
            ));
        }
        if self.config.trace_gc {
            self.write_stderr(&format!(
                "gc: generation {g}: {} examined, {} collected, {} survive\n",
                outcome.examined,
                outcome.collected,
                outcome.examined - outcome.collected.min(outcome.examined)
            ));
        }
        self.tell_callbacks("stop", g, outcome);
        self.gc.collecting = false;
        if let Some(verify) = self.gc.verify {
            verify(self);
        }
        outcome.collected + outcome.uncollectable
    }
    /// As [`Vm::collect_now`], with what the collector told of the garbage.
    pub fn collect_told(&mut self, generation: usize) -> (usize, Vec<(Phase, usize, String)>) {
        self.gc.journal = Some(Vec::new());
        let found = self.collect_now(generation);
        (found, self.gc.journal.take().unwrap_or_default())
    }
    fn run_collection(&mut self, g: usize) -> Outcome {
        let options = Options { save_all: self.gc.debug & debug::SAVEALL != 0 };
        let mut pace = self.gc.pace;
        let mut saved = Vec::new();
        let outcome = collector::collect(self, g, options, &mut pace, &mut saved);
        self.gc.pace = pace;
        let stats = &mut self.gc.stats[g];
        stats[0] += 1;
        stats[1] += outcome.collected as u64;
        stats[2] += outcome.uncollectable as u64;
        if let Some(garbage) = self.gc.garbage.clone() {
            for v in saved {
                let pushed = garbage.as_list().map(|l| l.push(&mut self.heap, v));
                if let Some(Err(_)) = pushed {
                    break;
                }
            }
        }
        outcome
    }
    /// Call `gc.callbacks` with a phase and what is known of it.
    fn tell_callbacks(&mut self, phase: &str, g: usize, outcome: Outcome) {
        let Some(list) = self.gc.callbacks.clone() else { return };
        let callbacks = list.as_list().map(|l| l.items(&self.heap).to_vec()).unwrap_or_default();
        if callbacks.is_empty() {
            return;
        }
        let info = self.heap.dict();
        for (key, n) in
            [("generation", g), ("collected", outcome.collected), ("uncollectable", outcome.uncollectable)]
        {
            let (key, n) = (self.heap.intern_str(key), self.int(n as i64));
            if let Err(Raised(e)) = self.dict_set(&info, key, n) {
                self.release(e);
                return;
            }
        }
        let phase = self.str(phase);
        for callback in callbacks {
            match self.call(&callback, &[phase.clone(), info.clone()]) {
                Ok(v) => self.release(v),
                Err(e) => self.unraisable(e, Some(&callback), None),
            }
        }
        self.release(info);
    }
    fn print_before(&mut self, g: usize) {
        let sizes: String = (0..GENERATIONS).map(|i| format!(" {}", self.heap.generation(i).len())).collect();
        let frozen = self.heap.generation(GENERATIONS).len();
        self.write_stderr(&format!(
            "gc: collecting generation {g}...\ngc: objects in each generation:{sizes}\ngc: objects in permanent generation: {frozen}\n"
        ));
    }
    /// The collector has found garbage: `gc.DEBUG_COLLECTABLE` lists it before anything happens.
    pub(crate) fn list_collectable(&mut self, garbage: &[Value]) {
        let mut text = String::new();
        for v in garbage {
            text.push_str(&format!("gc: collectable <{} {:#x}>\n", self.tp_name(v.ty()), v.id()));
        }
        self.write_stderr(&text);
    }

    // --- settings ------------------------------------------------------------------------------------

    /// `gc.enable()`, `gc.disable()`.
    pub fn set_gc_enabled(&mut self, on: bool) {
        self.gc.enabled = on;
        self.update_young_limit();
    }
    /// `gc.set_threshold`: those given.
    pub fn set_gc_thresholds(&mut self, thresholds: &[u32]) {
        for (g, n) in thresholds.iter().enumerate().take(GENERATIONS) {
            self.heap.generation_mut(g).threshold = *n;
        }
        self.update_young_limit();
    }
    /// A threshold of 0 for generation 0 means: never by itself.
    pub(super) fn update_young_limit(&mut self) {
        let threshold = self.heap.generation(0).threshold;
        let on = self.gc.enabled && threshold != 0;
        // Being over the threshold already asks for nothing: the next allocation does.
        self.heap.set_young_limit(if on { threshold } else { u32::MAX });
    }
    /// An object that CPython's collector would know was made and has died already: it may have been
    /// the one that asks for a collection.
    pub(crate) fn note_passing_object(&mut self) {
        let young = self.heap.generation(0);
        if self.gc.enabled && young.threshold != 0 && young.count >= young.threshold {
            self.heap.set_pending(pending::COLLECT);
        }
    }
    /// What there is when the program begins has been through young collections, as in CPython,
    /// whose startup makes enough garbage for three: so it comes behind generation 0 in a full one.
    pub fn age_startup(&mut self) {
        let mut young = std::mem::take(self.heap.generation_mut(0));
        let kept = self.heap.generation_mut(0);
        (kept.threshold, kept.count) = (young.threshold, young.count);
        let older = self.heap.generation_mut(1);
        older.append(&mut young.list, 1);
        older.count = STARTUP_COLLECTIONS;
    }
}
