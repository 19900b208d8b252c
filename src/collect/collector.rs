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

use super::candidates::{Seen, Untrack, separate};
use super::undertaker::{has_native_finaliser, reap, release};
use super::{Host, Phase};
use crate::object::edges::dict_slot;
use crate::object::header::{GARBAGE, GC_HEAD, Kind, Ptr, SUSPECT, flag, gc_head, prefetch};
use crate::object::heap::Heap;
use crate::object::typeobj::{field, tflag};
use crate::object::{List, Value, WeakRef};

/// Number of generations; the last collects everything.
pub const GENERATIONS: usize = 3;

/// Places an emptied list keeps.
const ROOM: usize = 1 << 14;

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
    let full = g + 1 == GENERATIONS;
    let to = if full { g } else { g + 1 };
    merge(heap, g);
    let untrack = if full { Untrack::TuplesAndDicts } else { Untrack::Tuples };
    let seen = separate(heap, g as u8, GARBAGE, untrack);
    promote(heap, g, to, pace);
    let mut outcome = Outcome { examined: seen.examined, ..Outcome::default() };
    if !heap.generation(GARBAGE.into()).is_empty() {
        outcome.collected = sweep(host, seen, to, options, saved);
    }
    if full {
        host.heap().clear_free_lists();
    }
    outcome
}

/// Append the younger generations to generation `g`, 0 first.
fn merge(heap: &mut Heap, g: usize) {
    for i in 0..g {
        move_all(heap, i, g);
    }
    heap.generation_mut(g).squeeze_if_sparse();
}

fn move_all(heap: &mut Heap, from: usize, to: usize) {
    let mut list = std::mem::take(&mut heap.generation_mut(from).list);
    heap.generation_mut(from).live = 0;
    heap.generation_mut(to).append(&mut list, to as u8);
    // Room of a usual size is kept: generation 0 fills it again.
    if list.capacity() <= ROOM {
        heap.generation_mut(from).list = list;
    }
}

/// Survivors join generation `to`.
fn promote(heap: &mut Heap, g: usize, to: usize, pace: &mut Pace) {
    if g == to {
        pace.long_lived_pending = 0;
        pace.long_lived_total = heap.generation(to).len();
        return;
    }
    if g + 2 == GENERATIONS {
        pace.long_lived_pending += heap.generation(g).len();
    }
    move_all(heap, g, to);
}

/// Deal with garbage: weak references, finalisers, a second look, clearing. Returns how many
/// objects were garbage in the end.
///
/// Nobody holds the garbage meanwhile: as in CPython, what a finaliser or a clearing lets go of
/// dies then and there, and leaves the list.
fn sweep<H: Host>(host: &mut H, seen: Seen, to: usize, options: Options, saved: &mut Vec<Value>) -> usize {
    if host.lists_garbage() {
        let found = host.heap().generation_values(GARBAGE.into());
        host.garbage_found(&found);
    }
    if seen.watched && host.listens() {
        tell(host, Phase::WeakrefsCleared, |v| v.header().has(flag::WEAKLY_REFERENCED));
    }
    let callbacks = if seen.watched { clear_weakrefs(host.heap()) } else { Vec::new() };
    let code_runs = !callbacks.is_empty() || seen.finalisers;
    for (callback, reference) in callbacks {
        host.weakref_died(callback, reference);
        reap(host);
    }
    if code_runs {
        for_each_garbage(host, finalise);
        let before = if host.listens() { host.heap().generation_values(GARBAGE.into()) } else { Vec::new() };
        look_again_told(host, to, before);
    }
    let count = host.heap().generation(GARBAGE.into()).len();
    if host.listens() {
        tell(host, Phase::Swept, |_| true);
    }
    for_each_garbage(host, |host, v| {
        if options.save_all {
            saved.push(v.clone());
        } else {
            clear(host, v);
        }
    });
    move_all(host.heap(), GARBAGE.into(), to);
    count
}

/// Tell the host of the garbage that `which` is true of.
fn tell<H: Host>(host: &mut H, phase: Phase, which: fn(&Value) -> bool) {
    for_each_garbage(host, |host, v| {
        if which(v) {
            host.told(phase, v);
        }
    });
}

/// [`look_again`], and tell of those of `before` that are garbage no more.
fn look_again_told<H: Host>(host: &mut H, to: usize, before: Vec<Value>) {
    // The handles must not count as references from outside.
    let before: Vec<Ptr> = before.into_iter().map(|v| v.ptr()).collect();
    look_again(host.heap(), to);
    for p in before {
        // SAFETY: looking again frees nothing.
        let v = unsafe { Value::new_ref(p) };
        // SAFETY: what was garbage has a GC head.
        if unsafe { gc_head(p) }.generation.get() != GARBAGE {
            host.told(Phase::Resurrected, &v);
        }
    }
}

/// Call `f` for what is garbage, in the order of the list, and bury what dies of it.
fn for_each_garbage<H: Host>(host: &mut H, mut f: impl FnMut(&mut H, &Value)) {
    let mut at = 0;
    while let Some(place) = host.heap().generation(GARBAGE.into()).list.get(at).copied() {
        if let Some(Some(p)) = host.heap().generation(GARBAGE.into()).list.get(at + 8) {
            prefetch(p.cast::<u8>().as_ptr().wrapping_sub(GC_HEAD));
            prefetch(p.as_ptr());
        }
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

/// Look again: what finalisers revived, and everything reachable from it, lives on in generation
/// `to` (`handle_resurrected_objects`).
fn look_again(heap: &mut Heap, to: usize) {
    move_all(heap, GARBAGE.into(), SUSPECT.into());
    // They are looked at with the members, but stay in the generation they were born into,
    // whatever they turn out to be.
    let mut fresh = fresh_dicts(heap);
    for (p, index) in &mut fresh {
        // SAFETY: live containers.
        *index = unsafe { gc_head(*p) }.index.get();
        heap.generation_mut(SUSPECT.into()).push(*p, SUSPECT);
    }
    separate(heap, SUSPECT, GARBAGE, Untrack::None);
    for (p, index) in fresh {
        // SAFETY: as above; nothing has run.
        let head = unsafe { gc_head(p) };
        heap.generation_mut(head.generation.get().into()).remove(p);
        head.generation.set(0);
        head.index.set(index);
    }
    move_all(heap, SUSPECT.into(), to);
}

/// Dicts that finalisers called into being by asking garbage for its `__dict__`: they hold what
/// their instances held before, so they must be looked at with them. (CPython's instances keep
/// their values when a dict is made of them.)
fn fresh_dicts(heap: &Heap) -> Vec<(Ptr, u32)> {
    // SAFETY: members are containers whose blocks are not freed; slots are read and left.
    unsafe {
        let members = heap.generation(SUSPECT.into()).iter().filter(|p| p.as_ref().rc.get() > 0);
        let dicts = members.filter_map(|p| dict_slot(p)).filter_map(|slot| (*slot).as_ref().map(Value::ptr));
        let mut fresh: Vec<Ptr> =
            dicts.filter(|d| d.as_ref().has(flag::CONTAINER) && gc_head(*d).generation.get() == 0).collect();
        fresh.sort_unstable();
        fresh.dedup();
        fresh.into_iter().map(|p| (p, 0)).collect()
    }
}

/// Clear weak references to garbage; hand back those, with their callbacks, that are not garbage
/// themselves (`handle_weakrefs`).
fn clear_weakrefs(heap: &mut Heap) -> Vec<(Value, Value)> {
    let mut calls = Vec::new();
    // SAFETY: garbage consists of live containers; members of chains are weak references whose
    // blocks are not freed.
    unsafe {
        let watched = heap.generation(GARBAGE.into()).iter();
        let watched: Vec<Ptr> = watched.filter(|p| p.as_ref().has(flag::WEAKLY_REFERENCED)).collect();
        for p in watched {
            while let Some(r) = heap.first_weakref(p) {
                let w = r.cast::<WeakRef>().as_ref();
                heap.unlink_weakref(w);
                let unreachable = r.as_ref().has(flag::CONTAINER) && gc_head(r).generation.get() == GARBAGE;
                if unreachable || r.as_ref().rc.get() == 0 {
                    continue;
                }
                // The callback stays where it is: `__callback__` shows it still.
                if let Some(callback) = w.callback(heap) {
                    calls.push((callback.clone(), Value::new_ref(r)));
                }
            }
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
        if host.listens() {
            host.told(Phase::Finalised, v);
        }
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
                if let Some(d) = v.as_deque() {
                    for item in d.take_all(host.heap()) {
                        release(host, item);
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
