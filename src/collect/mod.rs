//! Floor 2: how objects die.
//!
//! Owns the undertaker (death by refcount) and the collector (death in cycles). Both run Python
//! code (`__del__`, weak-reference callbacks), so both work through a [`Host`]: the one view of
//! the machine above that this floor has.

mod candidates;
pub mod collector;
pub mod rehearsal;
pub mod undertaker;

#[cfg(test)]
mod tests;

use crate::object::{Heap, Value};

/// What becomes of garbage, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    WeakrefsCleared,
    Finalised,
    Resurrected,
    Swept,
}

impl Phase {
    pub const ALL: [Phase; 4] = [Phase::WeakrefsCleared, Phase::Finalised, Phase::Resurrected, Phase::Swept];

    pub const fn name(self) -> &'static str {
        match self {
            Phase::WeakrefsCleared => "weak references cleared",
            Phase::Finalised => "finalised",
            Phase::Resurrected => "resurrected",
            Phase::Swept => "swept",
        }
    }
}

/// What runs user code when objects die. Implemented by the `Vm`, and by a mock in tests.
pub trait Host {
    fn heap(&mut self) -> &mut Heap;
    /// Whether [`Host::garbage_found`] wants to be called.
    fn lists_garbage(&self) -> bool {
        false
    }
    /// The collector has found these unreachable; nothing has happened to them yet.
    fn garbage_found(&mut self, _garbage: &[Value]) {}
    /// Whether [`Host::told`] wants to be called.
    fn listens(&self) -> bool {
        false
    }
    /// The collector has done this to the object.
    fn told(&mut self, _phase: Phase, _object: &Value) {}
    /// Run the object's finaliser: `__del__`, or closing a suspended generator. Errors are
    /// reported as unraisable, not returned.
    fn finalise(&mut self, object: &Value);
    /// Call a weak reference's callback with the (cleared) reference.
    fn weakref_died(&mut self, callback: Value, reference: Value);
}
