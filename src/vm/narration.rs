//! `--trace-gc=phases`: a collection told in words, on standard error.
//!
//! Invariant: what is told before the collection comes from a rehearsal, what is told of the garbage
//! from the collector itself. Each phase names at most [`SHOWN`] objects.
//! Deliberately absent: records for programs (floor 6 hands them out).

use super::Vm;
use crate::collect::Phase;
use crate::collect::rehearsal::rehearse;
use std::fmt::Write;

/// Objects, or edges, that a line of a phase shows.
const SHOWN: usize = 12;

/// A line for each of the first few, and how many more there are.
fn list(out: &mut String, total: usize, lines: impl Iterator<Item = String>) {
    for line in lines.take(SHOWN) {
        let _ = writeln!(out, "gc:     {line}");
    }
    if total > SHOWN {
        let _ = writeln!(out, "gc:     ... and {} more", total - SHOWN);
    }
}

impl Vm {
    /// The phases up to where the garbage is known.
    pub(crate) fn narrate_search(&mut self, g: usize) {
        let told = rehearse(&mut self.heap, g);
        let names: Vec<String> = told
            .candidates(&self.heap)
            .into_iter()
            .map(|(address, name)| format!("{name} at {address:#x}"))
            .collect();
        let mut out = format!("gc: candidates of generation {g}: {}\n", names.len());
        let counts = names.iter().zip(&told.counts).map(|(name, n)| format!("{name}, count {n}"));
        list(&mut out, names.len(), counts);
        let _ = writeln!(out, "gc: edges between them, subtracted: {}", told.edges.len());
        let edges = told.edges.iter();
        let edges = edges.map(|e| format!("{} -> {}, {} left", names[e.from], names[e.to], e.left));
        list(&mut out, told.edges.len(), edges);
        let _ = writeln!(out, "gc: roots, held from outside: {}", told.roots.len());
        list(&mut out, told.roots.len(), told.roots.iter().map(|n| names[*n].clone()));
        let _ = writeln!(out, "gc: marked from the roots: {}", told.marked.len());
        let marked = told.marked.iter().map(|(from, to)| format!("{} by {}", names[*to], names[*from]));
        list(&mut out, told.marked.len(), marked);
        let _ = writeln!(out, "gc: unreachable: {}", told.unreachable.len());
        list(&mut out, told.unreachable.len(), told.unreachable.iter().map(|n| names[*n].clone()));
        self.write_stderr(&out);
    }
    /// What became of the garbage.
    pub(crate) fn narrate_sweep(&mut self, told: &[(Phase, usize, String)]) {
        let mut out = String::new();
        for phase in Phase::ALL {
            let of = || told.iter().filter(|(p, ..)| *p == phase);
            if of().count() > 0 {
                let _ = writeln!(out, "gc: {}: {}", phase.name(), of().count());
                list(
                    &mut out,
                    of().count(),
                    of().map(|(_, address, name)| format!("{name} at {address:#x}")),
                );
            }
        }
        self.write_stderr(&out);
    }
}
