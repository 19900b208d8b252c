//! The cycle collector: mark-sweep whose roots are computed from refcounts.
//!
//! `find_roots`: copy each candidate's count, subtract every edge between candidates; what stays
//! above zero is held from outside. `mark`: walk from the roots. What is left is garbage:
//! `sweep` clears weak references to it, runs finalisers, looks again for the resurrected, and
//! clears the rest; the refcounts finish. Handles in Rust locals are roots for free, and a
//! forgotten edge leaks instead of freeing a live object.
//!
//! Order is CPython 3.13's (`Python/gc.c`): a generation's list keeps birth order, younger lists
//! are appended to the older, an object found reachable late moves to the end, finalisers run in
//! list order.
//! Deliberately absent: deciding when. Allocation only asks; the machine collects at its own
//! points, through [`choose_generation`] and [`collect`].
#![expect(unsafe_code, reason = "walks and clears raw contents")]

use super::Host;
use super::undertaker::{has_native_finaliser, reap, release};
use crate::object::edges::{dict_slot, visit};
use crate::object::header::{GARBAGE, Kind, Ptr, UNTRACKED, flag, gc_head};
use crate::object::heap::Heap;
use crate::object::track::may_be_tracked;
use crate::object::typeobj::{field, tflag};
use crate::object::{List, Value, WeakRef};

/// Number of generations; the last collects everything.
pub const GENERATIONS: usize = 3;

/// `GcHead::mark` bits during a collection.
mod mark {
    /// A candidate of this collection.
    pub const CANDIDATE: u8 = 1;
    /// Seen, and not reachable from what has been walked so far.
    pub const UNREACHABLE: u8 = 2;
}

/// What a collection did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub collected: usize,
    pub uncollectable: usize,
    /// Objects that were candidates.
    pub examined: usize,
}

/// What the collector is told besides the generation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// `gc.DEBUG_SAVEALL`: garbage is handed over instead of cleared.
    pub save_all: bool,
}

/// Bookkeeping across collections.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace {
    /// Survivors of generation 1 since the last full collection.
    pub long_lived_pending: usize,
    /// Survivors of the last full collection.
    pub long_lived_total: usize,
}

/// The oldest generation whose count is over its threshold (`gc_select_generation`); a full
/// collection must also be worth its time.
pub fn choose_generation(heap: &Heap, pace: &Pace) -> Option<usize> {
    (0..GENERATIONS).rev().find(|&g| {
        let generation = heap.generation(g);
        generation.count > generation.threshold
            && (g < GENERATIONS - 1 || pace.long_lived_pending >= pace.long_lived_total / 4)
    })
}

/// Collect generation `g` and the younger ones. `saved` receives garbage under `save_all`.
pub fn collect<H: Host>(
    host: &mut H,
    g: usize,
    options: Options,
    pace: &mut Pace,
    saved: &mut Vec<Value>,
) -> Outcome {
    reap(host);
    let heap = host.heap();
    if g + 1 < GENERATIONS {
        heap.generation_mut(g + 1).count += 1;
    }
    for i in 0..=g {
        heap.generation_mut(i).count = 0;
    }
    let to = if g + 1 < GENERATIONS { g + 1 } else { g };
    let candidates = merge(heap, g, to);
    let mut outcome = Outcome { examined: candidates.len(), ..Outcome::default() };
    find_roots(&candidates);
    let (reachable, garbage) = split(candidates);
    promote(heap, g, to, reachable, pace);
    if !garbage.is_empty() {
        outcome.collected = sweep(host, garbage, to, options, saved);
    }
    if g == GENERATIONS - 1 {
        host.heap().clear_free_lists();
    }
    outcome
}

/// Empty the lists of generations `0..=g` into one: the oldest first, then 0, 1 ... What is dead
/// but waits for a burial further up the call stack is no candidate: it moves to generation `to`
/// (its finaliser may still revive it).
fn merge(heap: &mut Heap, g: usize, to: usize) -> Vec<Ptr> {
    let mut all: Vec<Ptr> = Vec::with_capacity((0..=g).map(|i| heap.generation(i).len()).sum());
    for i in std::iter::once(g).chain(0..g) {
        let generation = heap.generation_mut(i);
        all.extend(std::mem::take(&mut generation.list).into_iter().flatten());
        generation.live = 0;
    }
    // SAFETY: members are containers whose blocks are not freed.
    all.retain(|p| unsafe {
        let dead = p.as_ref().rc.get() == 0;
        if dead {
            heap.generation_mut(to).push(*p, to as u8);
        }
        !dead
    });
    all
}

/// Copy counts, subtract edges between candidates: `refs` is then the number of references from
/// outside (`update_refs`, `subtract_refs`).
fn find_roots(candidates: &[Ptr]) {
    // SAFETY: candidates are live containers.
    unsafe {
        for p in candidates {
            let head = gc_head(*p);
            head.refs.set(p.as_ref().rc.get());
            head.mark.set(mark::CANDIDATE);
        }
        for p in candidates {
            visit(*p, &mut |child| {
                if child.as_ref().has(flag::CONTAINER) {
                    let head = gc_head(child);
                    if head.mark.get() & mark::CANDIDATE != 0 {
                        head.refs.set(head.refs.get().wrapping_sub(1));
                    }
                }
            });
        }
    }
}

/// Walk from the roots; tell reachable from unreachable candidates, each in CPython's order
/// (`move_unreachable`): a candidate passed over before it was found reachable goes to the end.
fn split(candidates: Vec<Ptr>) -> (Vec<Ptr>, Vec<Ptr>) {
    let mut reachable = candidates;
    let mut passed_over = Vec::new();
    let mut at = 0;
    let mut kept = 0;
    // SAFETY: candidates are live containers.
    unsafe {
        while at < reachable.len() {
            let p = reachable[at];
            at += 1;
            let head = gc_head(p);
            if head.refs.get() == 0 {
                head.mark.set(mark::CANDIDATE | mark::UNREACHABLE);
                passed_over.push(p);
                continue;
            }
            head.mark.set(0);
            reachable[kept] = p;
            kept += 1;
            visit(p, &mut |child| {
                if !child.as_ref().has(flag::CONTAINER) {
                    return;
                }
                let head = gc_head(child);
                let m = head.mark.get();
                if m & mark::CANDIDATE == 0 {
                    return;
                }
                if m & mark::UNREACHABLE != 0 {
                    head.refs.set(1);
                    head.mark.set(mark::CANDIDATE);
                    reachable.push(child);
                } else if head.refs.get() == 0 {
                    head.refs.set(1);
                }
            });
        }
        reachable.truncate(kept);
        passed_over.retain(|p| {
            let head = gc_head(*p);
            let still = head.mark.get() & mark::UNREACHABLE != 0;
            if still {
                head.mark.set(0);
            }
            still
        });
    }
    (reachable, passed_over)
}

/// Survivors join generation `to`; tuples and dicts that hold only atoms leave the collector
/// (`untrack_tuples`, `untrack_dicts`).
fn promote(heap: &mut Heap, g: usize, to: usize, survivors: Vec<Ptr>, pace: &mut Pace) {
    let full = g == to;
    let mut kept = 0;
    for p in survivors {
        // SAFETY: survivors are live containers in no list; each says it is tracked until its turn.
        unsafe {
            let keep = match p.as_ref().kind() {
                Kind::TUPLE => holds_containers(p),
                Kind::DICT if full => holds_containers(p),
                _ => true,
            };
            if keep {
                heap.generation_mut(to).push(p, to as u8);
                kept += 1;
            } else {
                gc_head(p).generation.set(UNTRACKED);
            }
        }
    }
    if full {
        pace.long_lived_pending = 0;
        pace.long_lived_total = heap.generation(to).len();
    } else if g == GENERATIONS - 2 {
        pace.long_lived_pending += kept;
    }
}

/// # Safety
/// `p` is a live container.
unsafe fn holds_containers(p: Ptr) -> bool {
    let mut found = false;
    // SAFETY: the caller's promise; what it refers to is alive.
    unsafe { visit(p, &mut |child| found |= may_be_tracked(child)) };
    found
}

/// Deal with garbage: weak references, finalisers, a second look, clearing. Returns how many
/// objects were garbage in the end.
///
/// Nobody holds the garbage meanwhile: as in CPython, what a finaliser or a clearing lets go of
/// dies then and there, and leaves the list.
fn sweep<H: Host>(
    host: &mut H,
    garbage: Vec<Ptr>,
    to: usize,
    options: Options,
    saved: &mut Vec<Value>,
) -> usize {
    // SAFETY: garbage consists of live containers.
    let found: Vec<Value> = garbage.iter().map(|p| unsafe { Value::new_ref(*p) }).collect();
    host.garbage_found(&found);
    drop(found);
    let callbacks = clear_weakrefs(host.heap(), &garbage);
    for p in garbage {
        host.heap().generation_mut(GARBAGE.into()).push(p, GARBAGE);
    }
    for (callback, reference) in callbacks {
        host.weakref_died(callback, reference);
        reap(host);
    }
    for_each_garbage(host, finalise);
    let count = look_again(host.heap(), to);
    for_each_garbage(host, |host, v| {
        if options.save_all {
            saved.push(v.clone());
        } else {
            clear(host, v);
        }
    });
    move_garbage(host.heap(), to);
    count
}

/// Call `f` for what is garbage, in the order of the list, and bury what dies of it.
fn for_each_garbage<H: Host>(host: &mut H, mut f: impl FnMut(&mut H, &Value)) {
    let mut at = 0;
    while let Some(place) = host.heap().generation(GARBAGE.into()).list.get(at).copied() {
        at += 1;
        // SAFETY: members are containers whose blocks are not freed.
        let Some(v) = place.filter(|p| unsafe { p.as_ref().rc.get() } > 0) else { continue };
        // SAFETY: it is alive.
        let v = unsafe { Value::new_ref(v) };
        f(host, &v);
        release(host, v);
        reap(host);
    }
}

/// Empty the list of garbage into generation `to`.
fn move_garbage(heap: &mut Heap, to: usize) {
    let mut garbage = std::mem::take(heap.generation_mut(GARBAGE.into()));
    heap.generation_mut(to).append(&mut garbage, to as u8);
}

/// Look again: what finalisers revived, and everything reachable from it, lives on in generation
/// `to` (`handle_resurrected_objects`). Returns how many remain.
fn look_again(heap: &mut Heap, to: usize) -> usize {
    let members = std::mem::take(heap.generation_mut(GARBAGE.into()));
    let mut members: Vec<Ptr> = members.iter().collect();
    let fresh = fresh_dicts(&members);
    members.extend(fresh);
    find_roots(&members);
    let (revived, garbage) = split(members);
    // The dicts stay in the generation they were born into, whatever they turned out to be.
    // SAFETY: all are live containers; the former members still say so.
    let was_member = |p: &Ptr| unsafe { gc_head(*p).generation.get() } == GARBAGE;
    for p in revived.into_iter().filter(was_member) {
        heap.generation_mut(to).push(p, to as u8);
    }
    for p in garbage.into_iter().filter(was_member) {
        heap.generation_mut(GARBAGE.into()).push(p, GARBAGE);
    }
    heap.generation(GARBAGE.into()).len()
}

/// Dicts that finalisers called into being by asking garbage for its `__dict__`: they hold what
/// their instances held before, so they must be looked at with them. (CPython's instances keep
/// their values when a dict is made of them.)
fn fresh_dicts(members: &[Ptr]) -> Vec<Ptr> {
    // SAFETY: members are containers whose blocks are not freed; slots are read and left.
    unsafe {
        let dicts = members.iter().filter(|p| p.as_ref().rc.get() > 0).filter_map(|p| dict_slot(*p));
        let dicts = dicts.filter_map(|slot| (*slot).as_ref().map(Value::ptr));
        let mut fresh: Vec<Ptr> =
            dicts.filter(|d| d.as_ref().has(flag::CONTAINER) && gc_head(*d).generation.get() == 0).collect();
        fresh.sort_unstable();
        fresh.dedup();
        fresh
    }
}

/// Clear weak references to garbage; hand back those, with their callbacks, that are not garbage
/// themselves (`handle_weakrefs`).
fn clear_weakrefs(heap: &mut Heap, garbage: &[Ptr]) -> Vec<(Value, Value)> {
    let mut calls = Vec::new();
    // SAFETY: garbage consists of live containers; members of chains are weak references whose
    // blocks are not freed.
    unsafe {
        for p in garbage {
            gc_head(*p).mark.set(mark::UNREACHABLE);
        }
        for p in garbage.iter().filter(|p| p.as_ref().has(flag::WEAKLY_REFERENCED)) {
            while let Some(r) = heap.first_weakref(*p) {
                let w = r.cast::<WeakRef>().as_ref();
                heap.unlink_weakref(w);
                let unreachable =
                    r.as_ref().has(flag::CONTAINER) && gc_head(r).mark.get() & mark::UNREACHABLE != 0;
                if unreachable || r.as_ref().rc.get() == 0 {
                    continue;
                }
                // The callback stays where it is: `__callback__` shows it still.
                if let Some(callback) = w.callback(heap) {
                    calls.push((callback.clone(), Value::new_ref(r)));
                }
            }
        }
        for p in garbage {
            gc_head(*p).mark.set(0);
        }
    }
    calls
}

/// Run the object's finaliser if it has one that has not run (`finalize_garbage`).
fn finalise<H: Host>(host: &mut H, v: &Value) {
    let h = v.header();
    let wants = v.ty().has(tflag::HAS_DEL) || has_native_finaliser(h.kind());
    if wants && !h.has(flag::FINALIZED) {
        h.set(flag::FINALIZED);
        host.finalise(v);
    }
}

/// Break the object's references (`tp_clear`); its type's kind says what CPython clears. Tuples,
/// frozensets and others without `tp_clear` die when what they hold lets go of them.
fn clear<H: Host>(host: &mut H, v: &Value) {
    // SAFETY: `v` is alive, held by the caller.
    let (at, extra) = unsafe { crate::object::edges::tail(v.ptr()) };
    for i in 0..extra {
        // SAFETY: the tail has `extra` slots; the token is in hand and nothing is borrowed.
        if let Some(child) = unsafe { (*at.add(i)).take() } {
            release(host, child);
        }
    }
    match v.kind().layout() {
        Kind::LIST => {
            if let Some(list) = v.as_list() {
                clear_list(host, list);
            }
        }
        Kind::DICT => {
            if let Some(d) = v.as_dict() {
                for (key, value) in d.take_all(host.heap()) {
                    release(host, key);
                    release(host, value);
                }
            }
        }
        Kind::SET => {
            if let Some(s) = v.as_set() {
                for item in s.take_all(host.heap()) {
                    release(host, item);
                }
            }
        }
        Kind::TYPE => {
            if let Some(t) = v.as_type().filter(|t| t.has(tflag::HEAP)) {
                t.modified();
                let dict = t.field(host.heap(), field::DICT).cloned();
                if let Some(d) = dict.as_ref().and_then(Value::as_dict) {
                    for (key, value) in d.take_all(host.heap()) {
                        release(host, key);
                        release(host, value);
                    }
                }
                // The bases stay: burial takes the type off their lists of subclasses.
                let empty = host.heap().empty_tuple();
                if let Some(old) = t.set_field(host.heap(), field::MRO, Some(empty)) {
                    release(host, old);
                }
            }
        }
        Kind::WEAKREF => {
            if let Some(w) = v.as_weakref() {
                host.heap().unlink_weakref(w);
                if let Some(callback) = w.take_callback(host.heap()) {
                    release(host, callback);
                }
            }
        }
        Kind::TUPLE | Kind::FROZENSET | Kind::CODE => {}
        kind if kind.is_record() => {
            if let Some(r) = v.as_record() {
                for i in 0..r.len() {
                    if let Some(old) = r.set(host.heap(), i, None) {
                        release(host, old);
                    }
                }
                let (at, n) = r.overflow();
                for i in 0..n {
                    // SAFETY: `v` is alive, so its overflow slots are; the token is in hand.
                    if let Some(old) = unsafe { (*at.add(i)).take() } {
                        release(host, old);
                    }
                }
            }
        }
        _ => {}
    }
}

fn clear_list<H: Host>(host: &mut H, list: &List) {
    let mut items = list.take_all(host.heap());
    while let Some(item) = items.pop() {
        release(host, item);
    }
}
