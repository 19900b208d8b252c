//! Floor 7: looking at the heap.
//!
//! Owns what is only asked, never needed to run a program: heap verification. Everything here
//! reads; what it allocates for itself is Rust's memory, so that looking does not disturb.
//! Deliberately absent: access to raw contents, which floor 1 hands out.

pub mod verify;
