//! Observer mode: while a view looks at the heap, nothing it does leaves a trace.
//!
//! The collector and the tracing of memory are held; the counts of generations, the free lists and the
//! steps are afterwards what they were, apart from the objects that the view hands out. Addresses of later objects are not promised.
//! Invariant: every [`Vm::observe`] has its [`Vm::end_observation`]; views may call each other.
//! Deliberately absent: any judgement which frames are a view's; floor 7 knows its own files.

use super::Vm;
use crate::object::heap::pending;
use crate::object::observe::Young;

/// What is to be as it was.
pub(crate) struct Observer {
    depth: u32,
    young: Young,
    steps: u64,
    /// Whether the tracing of memory was held before.
    quiet: bool,
}

impl Vm {
    /// A view begins to look.
    pub fn observe(&mut self) {
        if let Some(observer) = &mut self.observer {
            observer.depth += 1;
            return;
        }
        // What the program has let go of is not the view's to find.
        self.reap();
        let young = self.heap.begin_observation();
        self.heap.set_young_limit(u32::MAX);
        let quiet = self.heap.memory().set_quiet(true);
        self.observer = Some(Observer { depth: 1, young, steps: self.limits.steps, quiet });
    }
    /// The view has looked.
    pub fn end_observation(&mut self) {
        let Some(observer) = &mut self.observer else { return };
        observer.depth -= 1;
        if observer.depth > 0 {
            return;
        }
        self.reap();
        let Some(observer) = self.observer.take() else { return };
        self.heap.end_observation(&observer.young);
        self.heap.memory().set_quiet(observer.quiet);
        self.limits.steps = observer.steps;
        self.heap.clear_pending(pending::COLLECT);
        self.update_young_limit();
    }
    pub fn is_observing(&self) -> bool {
        self.observer.is_some()
    }
}
