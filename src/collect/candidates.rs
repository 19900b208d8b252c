//! Which candidates of a collection are garbage.
//!
//! `find_roots` walks the candidates once, in the order of their list: it copies counts as it meets
//! them, subtracts every edge, and notes for each whether an *earlier* candidate refers to it.
//! A candidate that nothing earlier refers to must be held from outside. If all those are, then by
//! induction over the list all candidates are alive and in order, and one walk was enough.
//! Else `mark` walks from the roots and sets the garbage aside.
//! Invariant: outside of these functions a candidate is what stands in generation `from`, and its
//! GC head says so; nothing else of a GC head has to be wiped, see `GcHead::round`.
//! Deliberately absent: what becomes of the garbage.
#![expect(unsafe_code, reason = "walks raw contents")]

use super::undertaker::has_native_finaliser;
use crate::object::edges::{visit, visit_contents, visit_dict, visit_tuple};
use crate::object::header::{GC_HEAD, GcHead, Kind, Ptr, flag, gc_head, prefetch};
use crate::object::heap::Heap;
use crate::object::track::may_be_tracked;
use crate::object::typeobj::tflag;

/// Lowest bit of `GcHead::round`: an earlier candidate refers to this one.
const LED_TO: u32 = 1;
/// How many candidates ahead GC heads are fetched, and how many ahead contents are.
const AHEAD: usize = 12;
const CONTENTS_AHEAD: usize = 6;
/// Edges that wait for what they lead to.
const RING: usize = 16;
/// Young lists have fewer places.
const SHORT: usize = 4096;

/// What was seen of the garbage. Both flags may be true for nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    pub(super) examined: usize,
    /// Something has weak references to it.
    pub(super) watched: bool,
    /// Something has a finaliser that has not run.
    pub(super) finalisers: bool,
}

/// Tell the members of generation `from`: garbage moves to generation `aside`, the others stay.
/// `full` lets dicts of atoms leave the collector as well as tuples.
pub(super) fn separate(heap: &mut Heap, from: u8, aside: u8, untrack: Untrack) -> Seen {
    let round = heap.next_round();
    let survey = find_roots(heap, from, round, untrack);
    let mut seen = Seen { examined: survey.examined, ..Seen::default() };
    // SAFETY: candidates are live containers.
    let in_order = survey.doubts.iter().all(|p| unsafe {
        let head = gc_head(*p);
        head.refs.get() != 0 || head.round.get() & LED_TO != 0
    });
    if !in_order {
        mark(heap, from, aside, &mut seen);
    }
    // SAFETY: candidates are live containers.
    for p in survey.thin.into_iter().filter(|p| unsafe { gc_head(*p) }.generation.get() == from) {
        // SAFETY: as above.
        if !unsafe { holds_containers(p) } {
            heap.untrack(p);
        }
    }
    seen
}

/// Which survivors leave the collector if they hold only atoms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Untrack {
    None,
    Tuples,
    TuplesAndDicts,
}

#[derive(Default)]
struct Survey {
    examined: usize,
    /// To which no earlier candidate had led when their turn came.
    doubts: Vec<Ptr>,
    /// Tuples and dicts that may turn out to hold only atoms.
    thin: Vec<Ptr>,
}

/// Copy counts, subtract edges between candidates: `refs` is then the number of references from
/// outside (`update_refs`, `subtract_refs`).
fn find_roots(heap: &Heap, from: u8, round: u32, untrack: Untrack) -> Survey {
    let list = heap.generation(from.into()).list.as_slice();
    // SAFETY: brief: the walk neither allocates nor drops a value.
    let memory = unsafe { &heap.inner_mut().memory };
    let mut survey = Survey::default();
    let mut types = TypeEdges { ty: None, count: 0, at: 0 };
    let mut waiting = Waiting { ring: [(None, 0); RING], turn: 0 };
    let far = list.len() >= SHORT;
    for (at, place) in list.iter().enumerate() {
        look_ahead(list, at);
        let Some(p) = *place else { continue };
        // SAFETY: members are containers whose blocks are not freed.
        unsafe {
            let h = p.as_ref();
            if h.rc.get() == 0 {
                // It waits for its burial further up the call stack, and its finaliser may revive
                // it: no candidate.
                continue;
            }
            survey.examined += 1;
            let head = gc_head(p);
            begin(head, p, round);
            if head.round.get() & LED_TO == 0 {
                survey.doubts.push(p);
            }
            let atom =
                |child: Ptr| memory.is_atom(child.as_ptr().addr()) || !child.as_ref().has(flag::CONTAINER);
            let mut thin = true;
            let mut edge_of_thin = |child: Ptr| {
                if !atom(child) {
                    thin &= may_get_thin(child);
                    subtract(child, 1, at as u32, from, round);
                }
            };
            match h.kind() {
                Kind::TUPLE if untrack != Untrack::None => visit_tuple(p, &mut edge_of_thin),
                Kind::DICT if untrack == Untrack::TuplesAndDicts => visit_dict(p, &mut edge_of_thin),
                _ => {
                    thin = false;
                    visit_contents(p, &mut |child: Ptr| {
                        if far && !memory.is_atom(child.as_ptr().addr()) {
                            waiting.put(child, at as u32, from, round);
                        } else if !far && child.as_ref().has(flag::CONTAINER) {
                            subtract(child, 1, at as u32, from, round);
                        }
                    });
                    let ty = h.ty.get();
                    if ty.as_ref().has(tflag::HEAP) {
                        if types.ty != Some(ty.cast()) {
                            types.settle(from, round);
                            types = TypeEdges { ty: Some(ty.cast()), count: 0, at: at as u32 };
                        }
                        types.count += 1;
                    }
                }
            }
            if thin {
                survey.thin.push(p);
            }
        }
    }
    // SAFETY: types are alive while their instances are; edges lead to live objects.
    unsafe {
        types.settle(from, round);
        waiting.settle(from, round);
    }
    survey
}

/// Edges on their way: what they lead to is being fetched. When each is subtracted doesn't matter.
struct Waiting {
    ring: [(Option<Ptr>, u32); RING],
    turn: usize,
}

impl Waiting {
    /// # Safety
    /// `child` is alive, as what was put before is.
    #[inline(always)]
    unsafe fn put(&mut self, child: Ptr, at: u32, from: u8, round: u32) {
        prefetch(child.cast::<u8>().as_ptr().wrapping_sub(GC_HEAD));
        prefetch(child.as_ptr());
        let (old, old_at) = std::mem::replace(&mut self.ring[self.turn % RING], (Some(child), at));
        self.turn = self.turn.wrapping_add(1);
        if let Some(old) = old {
            // SAFETY: the caller's promise; a GC head stands before a container.
            unsafe {
                if old.as_ref().has(flag::CONTAINER) {
                    subtract(old, 1, old_at, from, round);
                }
            }
        }
    }
    /// # Safety
    /// What was put is alive.
    unsafe fn settle(&self, from: u8, round: u32) {
        for (p, at) in self.ring {
            // SAFETY: the caller's promise; a GC head stands before a container.
            if let Some(p) = p.filter(|p| unsafe { p.as_ref() }.has(flag::CONTAINER)) {
                // SAFETY: as above.
                unsafe { subtract(p, 1, at, from, round) };
            }
        }
    }
}

/// Edges from instances of one type in a row to that type; the first stands at `at`.
struct TypeEdges {
    ty: Option<Ptr>,
    count: u32,
    at: u32,
}

impl TypeEdges {
    /// # Safety
    /// The type is alive.
    unsafe fn settle(&self, from: u8, round: u32) {
        if let Some(ty) = self.ty {
            // SAFETY: the caller's promise; types are containers.
            unsafe { subtract(ty, self.count, self.at, from, round) };
        }
    }
}

/// Subtract `n` edges from what stands at `at`.
///
/// # Safety
/// `child` is a live container.
#[inline(always)]
unsafe fn subtract(child: Ptr, n: u32, at: u32, from: u8, round: u32) {
    // SAFETY: the caller's promise.
    unsafe {
        let head = gc_head(child);
        if head.generation.get() == from {
            begin(head, child, round);
            head.refs.set(head.refs.get().wrapping_sub(n));
            head.round.set(head.round.get() | u32::from(head.index.get() > at));
        }
    }
}

/// Copy the count, when the object is met for the first time in this round.
///
/// # Safety
/// `p` is alive, and `head` is its GC head.
#[inline(always)]
unsafe fn begin(head: &GcHead, p: Ptr, round: u32) {
    if head.round.get() & !LED_TO != round {
        // SAFETY: the caller's promise.
        head.refs.set(unsafe { p.as_ref() }.rc.get());
        head.round.set(round);
    }
}

/// Fetch what the loop will look at some turns later; a short list is at hand anyway.
#[inline(always)]
fn look_ahead(list: &[Option<Ptr>], at: usize) {
    if list.len() < SHORT {
        return;
    }
    if let Some(Some(p)) = list.get(at + AHEAD) {
        prefetch(p.cast::<u8>().as_ptr().wrapping_sub(GC_HEAD));
        prefetch(p.as_ptr());
    }
    if let Some(Some(p)) = list.get(at + CONTENTS_AHEAD) {
        // SAFETY: members are containers whose blocks are not freed.
        prefetch(unsafe { crate::object::edges::contents(*p) });
    }
}

/// Whether a tuple or dict that holds only such children may leave the collector: the nested tuples
/// among them may leave before it.
///
/// # Safety
/// `child` is a live container.
#[inline(always)]
unsafe fn may_get_thin(child: Ptr) -> bool {
    // SAFETY: the caller's promise.
    unsafe { child.as_ref().kind() == Kind::TUPLE || !may_be_tracked(child) }
}

/// Walk from the roots, in list order; what is passed over goes to generation `aside`, and comes
/// back, to the end of the list, when it is found reachable later (`move_unreachable`).
fn mark(heap: &mut Heap, from: u8, aside: u8, seen: &mut Seen) {
    let mut list = std::mem::take(&mut heap.generation_mut(from.into()).list);
    let mut passed_over = std::mem::take(heap.generation_mut(aside.into()));
    let (mut at, mut kept) = (0, 0);
    // SAFETY: brief: the walk neither allocates from the heap nor drops a value.
    let memory = unsafe { &heap.inner_mut().memory };
    let mut last_type = None;
    while at < list.len() {
        look_ahead(&list, at);
        let place = list[at];
        at += 1;
        let Some(p) = place else { continue };
        // SAFETY: members are containers whose blocks are not freed.
        unsafe {
            let head = gc_head(p);
            let h = p.as_ref();
            let dead = h.rc.get() == 0;
            if head.refs.get() == 0 && !dead {
                seen.watched |= h.has(flag::WEAKLY_REFERENCED);
                let finaliser = h.ty.get().as_ref().has(tflag::HAS_DEL) || has_native_finaliser(h.kind());
                seen.finalisers |= finaliser && !h.has(flag::FINALIZED);
                passed_over.push(p, aside);
                continue;
            }
            head.index.set(kept as u32);
            list[kept] = Some(p);
            kept += 1;
            if dead {
                continue;
            }
            let mut reach = |child: Ptr| {
                if memory.is_atom(child.as_ptr().addr()) || !child.as_ref().has(flag::CONTAINER) {
                    return;
                }
                let head = gc_head(child);
                let generation = head.generation.get();
                if generation == from {
                    if head.refs.get() == 0 {
                        head.refs.set(1);
                    }
                } else if generation == aside {
                    passed_over.remove(child);
                    head.generation.set(from);
                    head.refs.set(1);
                    list.push(Some(child));
                }
            };
            visit_contents(p, &mut reach);
            let ty = h.ty.get();
            if last_type != Some(ty) {
                last_type = Some(ty);
                if ty.as_ref().has(tflag::HEAP) {
                    reach(ty.cast());
                }
            }
        }
    }
    list.truncate(kept);
    let generation = heap.generation_mut(from.into());
    generation.list = list;
    generation.live = kept;
    *heap.generation_mut(aside.into()) = passed_over;
}

/// # Safety
/// `p` is a live container.
unsafe fn holds_containers(p: Ptr) -> bool {
    let mut found = false;
    // SAFETY: the caller's promise; what it refers to is alive.
    unsafe { visit(p, &mut |child| found |= may_be_tracked(child)) };
    found
}
