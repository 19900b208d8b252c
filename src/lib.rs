//! Terrarium: a Python you can see inside.

pub mod code;
pub mod memory;
pub mod object;
pub mod syntax;
pub mod types;
