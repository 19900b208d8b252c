//! _heap_events: records of what the collector does, for `heap.collector()`.
//!
//! Invariant: objects are told by address and name of the type, never handed out: a reference more
//! would change what is told.
//! Deliberately absent: text, and stopping between phases (`_heap_collector.py`).

use crate::collect::collector::GENERATIONS;
use crate::collect::rehearsal::rehearse;
use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;

static FUNCTIONS: &[Native] = &[
    native(
        "collect(generation=2, /)",
        "Collect, and tell what became of the garbage: (number found, [(phase, address, type), ...]).",
        collect,
    ),
    native(
        "rehearse(generation=2, /)",
        "What a collection would find: (candidates, edges, roots, marked, unreachable).\n\nA candidate is (address, type, count), an edge (from, to, left), a mark (from, to); the others\nare numbers of candidates.",
        told,
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    Ok(vm.native_module("_heap_events", "What the heap does, as records.", FUNCTIONS))
}

fn generation(vm: &mut Vm, a: Args) -> PyResult<usize> {
    let Some(v) = a.opt(0) else { return Ok(GENERATIONS - 1) };
    match usize::try_from(vm.index(v)?) {
        Ok(g) if g < GENERATIONS => Ok(g),
        _ => Err(vm.value_error("invalid generation")),
    }
}
fn number(vm: &Vm, n: usize) -> Value {
    vm.int(n as i64)
}
fn told(vm: &mut Vm, a: Args) -> PyResult {
    let g = generation(vm, a)?;
    let told = rehearse(&mut vm.heap, g);
    let names = told.candidates(&vm.heap);
    let mut candidates = Vec::new();
    for ((address, name), count) in names.into_iter().zip(&told.counts) {
        let parts = vec![number(vm, address), vm.str(&name), number(vm, *count as usize)];
        candidates.push(vm.tuple(parts)?);
    }
    let mut edges = Vec::new();
    for e in &told.edges {
        let parts = vec![number(vm, e.from), number(vm, e.to), number(vm, e.left as usize)];
        edges.push(vm.tuple(parts)?);
    }
    let mut marked = Vec::new();
    for (from, to) in &told.marked {
        let parts = vec![number(vm, *from), number(vm, *to)];
        marked.push(vm.tuple(parts)?);
    }
    let numbers = |vm: &mut Vm, of: &[usize]| {
        let of = of.iter().map(|n| number(vm, *n)).collect();
        vm.list(of)
    };
    let (roots, unreachable) = (numbers(vm, &told.roots)?, numbers(vm, &told.unreachable)?);
    let parts = vec![vm.list(candidates)?, vm.list(edges)?, roots, vm.list(marked)?, unreachable];
    vm.tuple(parts)
}
fn collect(vm: &mut Vm, a: Args) -> PyResult {
    let g = generation(vm, a)?;
    let (found, told) = vm.collect_told(g);
    let mut records = Vec::new();
    for (phase, address, name) in told {
        let parts = vec![vm.str(phase.name()), number(vm, address), vm.str(&name)];
        records.push(vm.tuple(parts)?);
    }
    let parts = vec![number(vm, found), vm.list(records)?];
    vm.tuple(parts)
}
