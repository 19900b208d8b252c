//! The modules that CPython does not have: those of the package `terrarium`.
//!
//! Each is a frozen source under `frozen/`, named below the package. `import heap` finds the user's own
//! `heap.py` first and then ours; `terrarium.heap` is always ours.

use crate::vm::Vm;
use crate::vm::further::{Frozen, Modules};

const fn module(source: &'static str) -> Frozen {
    Frozen { source, is_package: false }
}
const fn package(source: &'static str) -> Frozen {
    Frozen { source, is_package: true }
}

static OURS: &[(&str, Frozen)] = &[
    ("", package(include_str!("frozen/terrarium.py"))),
    ("heap", package(include_str!("frozen/heap/__init__.py"))),
    ("heap._graph", module(include_str!("frozen/heap/_graph.py"))),
    ("heap._layout", module(include_str!("frozen/heap/_layout.py"))),
    ("heap._map", module(include_str!("frozen/heap/_map.py"))),
    ("heap._table", module(include_str!("frozen/heap/_table.py"))),
    ("heap._what", module(include_str!("frozen/heap/_what.py"))),
    ("heap._where", module(include_str!("frozen/heap/_where.py"))),
    ("heap._who", module(include_str!("frozen/heap/_who.py"))),
];

/// A module of ours, by its name below `terrarium`.
fn ours(name: &str) -> Option<Frozen> {
    OURS.iter().find(|(n, _)| *n == name).map(|(_, module)| *module)
}

/// Tell the machine of them.
pub fn install(vm: &mut Vm) {
    vm.further = Modules { native: super::heap::module, ours };
}
