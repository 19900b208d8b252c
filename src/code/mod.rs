//! Floor 4: from the tree to register bytecode.
//!
//! Owns scopes, register allocation, the instruction set, constants, position and handler tables,
//! and the listing. Its product, [`unit::Compilation`], is plain Rust data: nothing here touches
//! the heap, so a compilation can be made, listed and tested without a machine. `vm/load.rs` turns
//! a unit into a code object.

pub mod instr;
pub mod unit;
