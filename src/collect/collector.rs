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
use super::undertaker::{reap, release};
use crate::object::edges::visit;
use crate::object::header::{Kind, Ptr, UNTRACKED, flag, gc_head};
use crate::object::heap::Heap;
use crate::object::typeobj::tflag;
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
    let heap = host.heap();
    if g + 1 < GENERATIONS {
        heap.generation_mut(g + 1).count += 1;
    }
    for i in 0..=g {
        heap.generation_mut(i).count = 0;
    }
    let candidates = merge(heap, g);
    let examined = candidates.len();
    find_roots(&candidates);
    let (reachable, unreachable) = split(candidates);
    promote(heap, g, &reachable, pace);
    let garbage = own(unreachable);
    let mut outcome = Outcome { examined, ..Outcome::default() };
    if !garbage.is_empty() {
        outcome.collected = sweep(host, garbage, g, options, saved);
    }
    if g == GENERATIONS - 1 {
        reap(host);
        host.heap().clear_free_lists();
    }
    outcome
}

/// Empty the lists of generations `0..=g` into one: the oldest first, then 0, 1 ...
fn merge(heap: &mut Heap, g: usize) -> Vec<Ptr> {
    let mut all: Vec<Ptr> = Vec::with_capacity((0..=g).map(|i| heap.generation(i).len()).sum());
    for i in std::iter::once(g).chain(0..g) {
        let generation = heap.generation_mut(i);
        all.extend(std::mem::take(&mut generation.list).into_iter().flatten());
        generation.live = 0;
    }
    // Parked and dying objects are somebody's already: they are not candidates, and stay tracked
    // nowhere until they are buried.
    // SAFETY: members are containers whose blocks are not freed.
    unsafe {
        all.retain(|p| {
            let dead = p.as_ref().rc.get() == 0;
            if dead {
                gc_head(*p).generation.set(UNTRACKED);
            }
            !dead
        });
    }
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

/// Survivors join the next generation; tuples and dicts that hold only atoms leave the collector.
fn promote(heap: &mut Heap, g: usize, survivors: &[Ptr], pace: &mut Pace) {
    let full = g == GENERATIONS - 1;
    let to = if full { g } else { g + 1 };
    // SAFETY: survivors are live containers in no list.
    unsafe {
        for p in survivors {
            gc_head(*p).generation.set(UNTRACKED);
        }
        for p in survivors {
            let keep = match p.as_ref().kind() {
                Kind::TUPLE => worth_tracking(*p),
                Kind::DICT if full => worth_tracking_dict(*p),
                _ => true,
            };
            if keep {
                heap.generation_mut(to).push(*p, to as u8);
            }
        }
    }
    if full {
        pace.long_lived_pending = 0;
        pace.long_lived_total = heap.generation(to).len();
    } else if g == GENERATIONS - 2 {
        pace.long_lived_pending += survivors.len();
    }
}

/// An exact tuple needs tracking while it holds something that may be part of a cycle
/// (`_PyTuple_MaybeUntrack`).
unsafe fn worth_tracking(p: Ptr) -> bool {
    let mut worth = false;
    // SAFETY: the caller passes a live container.
    unsafe {
        visit(p, &mut |c| {
            worth |= c.as_ref().has(flag::CONTAINER)
                && !(matches!(c.as_ref().kind(), Kind::TUPLE | Kind::DICT) && is_untracked_for_good(c));
        });
    }
    worth
}

unsafe fn worth_tracking_dict(p: Ptr) -> bool {
    // SAFETY: as above.
    unsafe { worth_tracking(p) }
}

/// Survivors not yet pushed look untracked too; a tuple or dict counts as untracked only when it
/// was so before this collection.
unsafe fn is_untracked_for_good(p: Ptr) -> bool {
    // SAFETY: the caller passes a live container.
    let head = unsafe { gc_head(p) };
    head.generation.get() == UNTRACKED && head.spare.get() == 0
}

/// Hold every unreachable object: the list does not own them otherwise, and they may die while
/// finalisers run.
fn own(unreachable: Vec<Ptr>) -> Vec<Value> {
    // SAFETY: members are live.
    unsafe { unreachable.into_iter().map(|p| Value::new_ref(p)).collect() }
}

/// Deal with garbage: weak references, finalisers, a second look, clearing. Returns how many
/// objects were garbage in the end.
fn sweep<H: Host>(
    host: &mut H,
    garbage: Vec<Value>,
    g: usize,
    options: Options,
    saved: &mut Vec<Value>,
) -> usize {
    let to = if g == GENERATIONS - 1 { g } else { g + 1 };
    let mark_garbage = |bit: u8, set: bool, list: &[Value]| {
        for v in list {
            // SAFETY: garbage consists of containers, held by the list.
            let head = unsafe { gc_head(v.ptr()) };
            head.mark.set(if set { head.mark.get() | bit } else { head.mark.get() & !bit });
        }
    };
    mark_garbage(mark::UNREACHABLE, true, &garbage);
    let callbacks = clear_weakrefs(host.heap(), &garbage);
    mark_garbage(mark::UNREACHABLE, false, &garbage);
    // While user code runs, the garbage stands in the next generation's list.
    for v in &garbage {
        // SAFETY: live containers in no list.
        unsafe {
            gc_head(v.ptr()).generation.set(UNTRACKED);
            host.heap().generation_mut(to).push(v.ptr(), to as u8);
        }
    }
    for (callback, reference) in callbacks {
        host.weakref_died(callback, reference);
    }
    finalise(host, &garbage);
    let garbage = still_garbage(garbage);
    let count = garbage.len();
    if options.save_all {
        saved.extend(garbage);
        return count;
    }
    for v in &garbage {
        clear(host, v);
    }
    for v in garbage {
        release(host, v);
    }
    count
}

/// Clear weak references to garbage; hand back the callbacks of those that are not garbage
/// themselves (`handle_weakrefs`).
fn clear_weakrefs(heap: &mut Heap, garbage: &[Value]) -> Vec<(Value, Value)> {
    let mut calls = Vec::new();
    for v in garbage {
        if !v.header().has(flag::WEAKLY_REFERENCED) {
            continue;
        }
        while let Some(r) = heap.first_weakref(v.ptr()) {
            // SAFETY: chain members are live weak references.
            unsafe {
                let w = r.cast::<WeakRef>().as_ref();
                heap.unlink_weakref(w);
                let unreachable =
                    r.as_ref().has(flag::CONTAINER) && gc_head(r).mark.get() & mark::UNREACHABLE != 0;
                if unreachable || r.as_ref().rc.get() == 0 {
                    continue;
                }
                if let Some(callback) = w.take_callback(heap) {
                    calls.push((callback, Value::new_ref(r)));
                }
            }
        }
    }
    calls
}

/// Run finalisers that have not run, in order (`finalize_garbage`).
fn finalise<H: Host>(host: &mut H, garbage: &[Value]) {
    for v in garbage {
        let h = v.header();
        let wants = v.ty().has(tflag::HAS_DEL)
            || matches!(
                h.kind().layout(),
                Kind::GENERATOR | Kind::COROUTINE | Kind::ASYNC_GENERATOR | Kind::FILE | Kind::RECORD
            );
        if wants && !h.has(flag::FINALIZED) {
            h.set(flag::FINALIZED);
            host.finalise(v);
        }
    }
}

/// Look again: what finalisers revived, and everything reachable from it, stays
/// (`handle_resurrected_objects`). What our own list holds does not count.
fn still_garbage(garbage: Vec<Value>) -> Vec<Value> {
    let pointers: Vec<Ptr> = garbage.iter().map(Value::ptr).collect();
    find_roots(&pointers);
    // SAFETY: live containers, held by `garbage`.
    unsafe {
        for p in &pointers {
            let head = gc_head(*p);
            head.refs.set(head.refs.get().wrapping_sub(1));
        }
    }
    let (_, unreachable) = split(pointers);
    let dead: std::collections::HashSet<Ptr> = unreachable.into_iter().collect();
    garbage.into_iter().filter(|v| dead.contains(&v.ptr())).collect()
}

/// Break the object's references (`tp_clear`); its type's kind says what CPython clears. Tuples,
/// frozensets and others without `tp_clear` die when what they hold lets go of them.
fn clear<H: Host>(host: &mut H, v: &Value) {
    if v.refcount() == 1 {
        // Only our list holds it: releasing that will bury it properly.
        return;
    }
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
                let dict = t.field(host.heap(), crate::object::typeobj::field::DICT).cloned();
                if let Some(d) = dict.as_ref().and_then(Value::as_dict) {
                    for (key, value) in d.take_all(host.heap()) {
                        release(host, key);
                        release(host, value);
                    }
                }
                for field in [crate::object::typeobj::field::MRO, crate::object::typeobj::field::BASES] {
                    let empty = host.heap().empty_tuple();
                    if let Some(old) = t.set_field(host.heap(), field, Some(empty)) {
                        release(host, old);
                    }
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
        Kind::TUPLE | Kind::FROZENSET | Kind::CODE | Kind::FRAME => {}
        kind if kind.is_record() => {
            if let Some(r) = v.as_record() {
                for i in 0..r.len() {
                    if let Some(old) = r.set(host.heap(), i, None) {
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
