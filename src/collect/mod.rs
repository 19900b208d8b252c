//! Floor 2: how objects die.
//!
//! Owns the undertaker (death by refcount) and the collector (death in cycles). Both run Python
//! code (`__del__`, weak-reference callbacks), so both work through a [`Host`]: the one view of
//! the machine above that this floor has.

mod candidates;
pub mod collector;
pub mod undertaker;

#[cfg(test)]
mod tests;

use crate::object::{Heap, Value};

/// What runs user code when objects die. Implemented by the `Vm`, and by a mock in tests.
pub trait Host {
    fn heap(&mut self) -> &mut Heap;
    /// Whether [`Host::garbage_found`] wants to be called.
    fn lists_garbage(&self) -> bool {
        false
    }
    /// The collector has found these unreachable; nothing has happened to them yet.
    fn garbage_found(&mut self, _garbage: &[Value]) {}
    /// Run the object's finaliser: `__del__`, or closing a suspended generator. Errors are
    /// reported as unraisable, not returned.
    fn finalise(&mut self, object: &Value);
    /// Call a weak reference's callback with the (cleared) reference.
    fn weakref_died(&mut self, callback: Value, reference: Value);
}
