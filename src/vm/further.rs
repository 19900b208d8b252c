//! Modules that floors above this one bring: native tables and frozen sources.
//!
//! An import asks for them through two functions that the front hands to the machine, so floor 5 knows
//! neither their names nor their code.
//! Deliberately absent: the order in which they are looked for; see `import.rs`.

use super::Vm;
use crate::object::PyResult;

/// Source of a frozen module.
#[derive(Clone, Copy)]
pub struct Frozen {
    pub source: &'static str,
    /// It has modules of its own (`__path__`).
    pub is_package: bool,
}

/// What is looked for where nothing else has a module of that name.
#[derive(Clone, Copy)]
pub struct Modules {
    /// Make the native module of that name.
    pub native: fn(&mut Vm, &str) -> Option<PyResult>,
    /// A module that CPython does not have, by its name below `terrarium`; the empty name is the
    /// package `terrarium` itself.
    pub ours: fn(&str) -> Option<Frozen>,
}

impl Default for Modules {
    fn default() -> Modules {
        Modules { native: |_, _| None, ours: |_| None }
    }
}
