//! Terrarium: a Python you can see inside.

pub mod builtins;
pub mod code;
pub mod collect;
pub mod front;
pub mod inspect;
pub mod memory;
pub mod object;
pub mod syntax;
pub mod types;
pub mod vm;
