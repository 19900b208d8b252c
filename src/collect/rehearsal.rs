//! What a collection would find, step by step, told before it happens.
//!
//! Owns the record of the collector's thinking: candidates with their copied counts, every edge between
//! them with what is left after it was subtracted, the roots, how they mark the others, and who is left.
//! Invariant: nothing is changed; a collection that follows at once finds the same.
//! Deliberately absent: what happens to the garbage (the collector tells that itself, see
//! [`Host::told`](super::Host::told)), and text.
#![expect(unsafe_code, reason = "walks raw contents")]

use crate::object::edges::visit;
use crate::object::header::Ptr;
use crate::object::{Heap, Value};
use std::collections::HashMap;

/// An edge from one candidate to another, by their numbers, and what is left of the other's count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subtraction {
    pub from: usize,
    pub to: usize,
    pub left: u32,
}

/// Candidates are told by their numbers in the order of their list.
#[derive(Default)]
pub struct Rehearsal {
    candidates: Vec<Ptr>,
    /// The count of each, copied.
    pub counts: Vec<u32>,
    pub edges: Vec<Subtraction>,
    /// Held from outside: something is left of their counts.
    pub roots: Vec<usize>,
    /// (from, to): reached from a root, or from what was.
    pub marked: Vec<(usize, usize)>,
    pub unreachable: Vec<usize>,
}

impl Rehearsal {
    /// Addresses and names of the types.
    pub fn candidates(&self, heap: &Heap) -> Vec<(usize, String)> {
        let tell = |p: &Ptr| {
            // SAFETY: candidates are live: nothing has run since they were listed.
            let v = unsafe { Value::new_ref(*p) };
            (v.id(), v.ty().name(heap))
        };
        self.candidates.iter().map(tell).collect()
    }
}

/// Rehearse a collection of generation `g` and the younger ones.
pub fn rehearse(heap: &mut Heap, g: usize) -> Rehearsal {
    let mut told = Rehearsal::default();
    let order = std::iter::once(g).chain(0..g);
    // SAFETY: members of generations are containers whose blocks are not freed.
    let living = |p: &Ptr| unsafe { p.as_ref() }.rc.get() > 0;
    told.candidates =
        order.flat_map(|i| heap.generation(i).iter().filter(living).collect::<Vec<_>>()).collect();
    let numbers: HashMap<Ptr, usize> = told.candidates.iter().enumerate().map(|(n, p)| (*p, n)).collect();
    // SAFETY: as above.
    told.counts = told.candidates.iter().map(|p| unsafe { p.as_ref() }.rc.get()).collect();
    let mut left = told.counts.clone();
    let mut ways: Vec<Vec<usize>> = Vec::with_capacity(left.len());
    for (from, p) in told.candidates.iter().enumerate() {
        let mut to: Vec<usize> = Vec::new();
        // SAFETY: a live container whose contents nobody changes meanwhile.
        unsafe { visit(*p, &mut |child| to.extend(numbers.get(&child))) };
        for n in &to {
            left[*n] = left[*n].saturating_sub(1);
            told.edges.push(Subtraction { from, to: *n, left: left[*n] });
        }
        ways.push(to);
    }
    told.roots = (0..left.len()).filter(|n| left[*n] > 0).collect();
    let mut reached: Vec<bool> = left.iter().map(|n| *n > 0).collect();
    let mut at = 0;
    let mut line = told.roots.clone();
    while let Some(from) = line.get(at).copied() {
        at += 1;
        for to in &ways[from] {
            if !std::mem::replace(&mut reached[*to], true) {
                told.marked.push((from, *to));
                line.push(*to);
            }
        }
    }
    told.unreachable = (0..left.len()).filter(|n| !reached[*n]).collect();
    told
}
