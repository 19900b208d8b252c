//! The modules that CPython does not have, or has only where somebody installed them.
//!
//! Each is a frozen source under `frozen/`. `import heap` finds the user's own `heap.py` first and then ours;
//! `terrarium.heap` is always ours.

use crate::vm::Vm;
use crate::vm::further::{Frozen, Modules};

const fn module(source: &'static str) -> Frozen {
    Frozen { source, is_package: false }
}
const fn package(source: &'static str) -> Frozen {
    Frozen { source, is_package: true }
}

static OURS: &[(&str, Frozen)] = &[
    ("compiler", package(include_str!("frozen/compiler/__init__.py"))),
    ("compiler.consts", module(include_str!("frozen/compiler/consts.py"))),
    ("heap", package(include_str!("frozen/heap/__init__.py"))),
    ("heap._graph", module(include_str!("frozen/heap/_graph.py"))),
    ("heap._layout", module(include_str!("frozen/heap/_layout.py"))),
    ("heap._map", module(include_str!("frozen/heap/_map.py"))),
    ("heap._table", module(include_str!("frozen/heap/_table.py"))),
    ("heap._what", module(include_str!("frozen/heap/_what.py"))),
    ("heap._where", module(include_str!("frozen/heap/_where.py"))),
    ("heap._who", module(include_str!("frozen/heap/_who.py"))),
    ("memory_profiler", module(include_str!("frozen/memory_profiler.py"))),
    ("objgraph", module(include_str!("frozen/objgraph.py"))),
    ("pympler", package(include_str!("frozen/pympler/__init__.py"))),
    ("pympler._kinds", module(include_str!("frozen/pympler/_kinds.py"))),
    ("pympler._report", module(include_str!("frozen/pympler/_report.py"))),
    ("pympler._text", module(include_str!("frozen/pympler/_text.py"))),
    ("pympler.asizeof", module(include_str!("frozen/pympler/asizeof.py"))),
    ("pympler.classtracker", module(include_str!("frozen/pympler/classtracker.py"))),
    ("pympler.classtracker_stats", module(include_str!("frozen/pympler/classtracker_stats.py"))),
    ("pympler.muppy", module(include_str!("frozen/pympler/muppy.py"))),
    ("pympler.refbrowser", module(include_str!("frozen/pympler/refbrowser.py"))),
    ("pympler.summary", module(include_str!("frozen/pympler/summary.py"))),
    ("pympler.tracker", module(include_str!("frozen/pympler/tracker.py"))),
    ("psutil", module(include_str!("frozen/psutil.py"))),
    ("terrarium", package(include_str!("frozen/terrarium.py"))),
];

/// A module of ours, by its own name or the one below `terrarium`.
pub fn ours(name: &str) -> Option<Frozen> {
    let name = name.strip_prefix("terrarium.").unwrap_or(name);
    OURS.iter().find(|(n, _)| *n == name).map(|(_, module)| *module)
}

/// Tell the machine of them.
pub fn install(vm: &mut Vm) {
    vm.further = Modules { native: super::heap::module, ours };
}
