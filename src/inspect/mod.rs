//! Floor 7: looking at the heap.
//!
//! Owns what is only asked, never needed to run a program: heap verification, surveys of who holds what,
//! the native half of `heap`, and the modules that CPython does not have. Everything here
//! reads; what it allocates for itself is Rust's memory, so that looking does not disturb.
//! Deliberately absent: access to raw contents, which floor 1 hands out.

pub mod census;
pub mod dominators;
pub mod facts;
pub mod graph;
pub mod heap;
pub mod holders;
pub mod names;
pub mod ours;
pub mod paths;
pub mod places;
pub mod program;
pub mod survey;
pub mod verify;
