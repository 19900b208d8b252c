//! The undertaker: death by refcount, in CPython's order, without recursion.
//!
//! The corpse itself is the stack entry: an object and a cursor over its children. A child is
//! wholly buried before its sibling is touched; a block is freed after its children. Atoms are
//! released in place. [`reap`] is the only place where refcount death runs Python code for what
//! natives parked; [`release`] buries at once.
//! Invariant: an object on the stack has count 0, is untracked, and reads as dead through weak
//! references.
#![expect(unsafe_code, reason = "takes dying objects apart")]

use super::Host;
use crate::object::edges;
use crate::object::header::{Kind, Ptr, flag};
use crate::object::heap::{Heap, HeapInner, free_atom};
use crate::object::typeobj::{field, tflag};
use crate::object::{Dict, Set, TypeObj, Value, WeakRef};
use std::ptr::NonNull;

/// Drop a reference and bury what dies of it, before anything else happens.
#[inline(always)]
pub fn release<H: Host>(host: &mut H, v: Value) {
    let p = v.into_raw();
    // SAFETY: the count came out of the handle.
    unsafe {
        let rc = &p.as_ref().rc;
        let left = rc.get().wrapping_sub(1);
        rc.set(left);
        if left == 0 {
            bury(host, p);
        }
    }
}

/// Bury an object whose count has come to 0.
///
/// # Safety
/// `p`'s count is 0 and nobody else is burying it.
#[inline(never)]
pub unsafe fn bury<H: Host>(host: &mut H, p: Ptr) {
    // SAFETY: the caller's promise; brief use of the heap's state.
    unsafe {
        let kind = p.as_ref().kind();
        if kind.is_atom() && !p.as_ref().has(flag::CONTAINER) {
            free_atom(host.heap().inner_mut(), p);
            return;
        }
        if prepare(host, p) {
            undertake(host, p);
        }
    }
}

/// Bury a corpse, and first what dies of it.
///
/// # Safety
/// `p` is a prepared corpse of this call.
unsafe fn undertake<H: Host>(host: &mut H, mut p: Ptr) {
    // SAFETY: corpses are dead and ours; the stack is touched briefly, since finalisers push on it,
    // and it holds the corpses below the one in hand.
    unsafe {
        let base = host.heap().inner_mut().corpses.len();
        let mut cursor = 0;
        loop {
            let inner = host.heap().inner_mut();
            match next_corpse(inner, p, &mut cursor) {
                Some(c) => {
                    inner.corpses.push((p, cursor));
                    if prepare(host, c) {
                        (p, cursor) = (c, 0);
                        continue;
                    }
                }
                None => {
                    let ty = p.as_ref().ty.get();
                    let heap = host.heap();
                    edges::free_owned_blocks(heap, p);
                    heap.free_block(p);
                    if release_type(host, ty) {
                        (p, cursor) = (ty.cast(), 0);
                        continue;
                    }
                }
            }
            let stack = &mut host.heap().inner_mut().corpses;
            if stack.len() == base {
                return;
            }
            match stack.pop() {
                Some(below) => (p, cursor) = below,
                None => return,
            }
        }
    }
}

/// Take references out of a corpse until one dies that is to be buried; what dies and owns nothing
/// is freed on the way.
///
/// # Safety
/// `p` is dead (count 0) and being buried by the caller alone.
#[inline(always)]
unsafe fn next_corpse(inner: &mut HeapInner, p: Ptr, cursor: &mut usize) -> Option<Ptr> {
    // SAFETY: the caller's promise; every slot is emptied as it is taken.
    unsafe {
        if p.as_ref().kind() == Kind::DICT {
            let d = p.cast::<Dict>().as_ref();
            while *cursor < 2 * d.filled() {
                let slot = d.entry(*cursor / 2).add(*cursor % 2);
                *cursor += 1;
                if let Some(child) = (*slot).take()
                    && let Some(c) = let_go(inner, child)
                {
                    return Some(c);
                }
            }
            return None;
        }
        if matches!(p.as_ref().kind(), Kind::SET | Kind::FROZENSET) {
            let s = p.cast::<Set>().as_ref();
            let places = s.slots();
            while *cursor < places {
                let place = s.table.get().add(*cursor);
                *cursor += 1;
                if let Some(child) = (*place).key.take()
                    && let Some(c) = let_go(inner, child)
                {
                    return Some(c);
                }
            }
            return None;
        }
        let Some((at, len, last_first)) = edges::plain_slots(p) else {
            while let Some(child) = edges::take_child(p, cursor) {
                if let Some(c) = let_go(inner, child) {
                    return Some(c);
                }
            }
            return None;
        };
        let mut done = *cursor;
        let mut found = None;
        if last_first {
            while done < len && found.is_none() {
                done += 1;
                found = (*at.add(len - done)).take().and_then(|child| let_go(inner, child));
            }
        } else {
            while done < len && found.is_none() {
                found = (*at.add(done)).take().and_then(|child| let_go(inner, child));
                done += 1;
            }
        }
        *cursor = done;
        found
    }
}

/// Give a reference up: what dies of it is freed at once if it owns nothing, and returned otherwise.
#[inline(always)]
fn let_go(inner: &mut HeapInner, child: Value) -> Option<Ptr> {
    let c = child.into_raw();
    // SAFETY: the count came out of the handle; an exact atom owns nothing.
    unsafe {
        let rc = &c.as_ref().rc;
        let left = rc.get().wrapping_sub(1);
        rc.set(left);
        if left != 0 {
            return None;
        }
        if c.as_ref().kind().is_atom() && !c.as_ref().has(flag::CONTAINER) {
            free_atom(inner, c);
            return None;
        }
    }
    Some(c)
}

/// An instance of a heap type is gone: so is its count on the type. True if that was the last one,
/// and the type is to be buried.
#[inline(always)]
unsafe fn release_type<H: Host>(host: &mut H, ty: NonNull<TypeObj>) -> bool {
    // SAFETY: the dead instance held a count on a heap type, which it gives back here.
    unsafe {
        let t = ty.as_ref();
        if !t.has(tflag::HEAP) {
            return false;
        }
        let rc = &t.head.rc;
        rc.set(rc.get() - 1);
        rc.get() == 0 && prepare(host, ty.cast())
    }
}

/// What comes before an object's children: finaliser, leaving the collector's list, weak
/// references. False if it is alive again.
#[inline(always)]
unsafe fn prepare<H: Host>(host: &mut H, p: Ptr) -> bool {
    // SAFETY: `p`'s count is 0 and it is ours.
    unsafe {
        let h = p.as_ref();
        let t = h.ty.get().as_ref();
        if !PARTICULAR[usize::from(h.kind().0)] && !t.has(tflag::HAS_DEL) && !h.has(flag::WEAKLY_REFERENCED) {
            h.set(flag::DYING);
            if h.has(flag::CONTAINER) {
                host.heap().untrack(p);
            }
            return true;
        }
        if is_generator(h.kind()) && h.has(flag::WEAKLY_REFERENCED) {
            // gen_dealloc clears weak references before it closes.
            clear_weakrefs(host, p);
        }
        if (t.has(tflag::HAS_DEL) || has_native_finaliser(h.kind())) && !finalise_dead(host, p) {
            return false;
        }
        let h = p.as_ref();
        h.set(flag::DYING);
        if h.has(flag::CONTAINER) {
            host.heap().untrack(p);
        }
        if h.has(flag::WEAKLY_REFERENCED) {
            clear_weakrefs(host, p);
        }
        match h.kind().layout() {
            Kind::WEAKREF => host.heap().unlink_weakref(p.cast::<WeakRef>().as_ref()),
            Kind::TYPE => leave_bases(host.heap(), p.cast::<TypeObj>().as_ref()),
            _ => {}
        }
        true
    }
}

/// Kinds for which burial does more than for others.
static PARTICULAR: [bool; 256] = {
    let mut table = [false; 256];
    let mut k = 0;
    while k < table.len() {
        let kind = Kind(k as u8);
        let own = matches!(kind.layout(), Kind::WEAKREF | Kind::TYPE);
        table[k] = own || has_native_finaliser(kind);
        k += 1;
    }
    table
};

/// Kinds whose objects may have something to finish when they die: suspended generators, files,
/// whatever has a hook in its type's table.
#[inline(always)]
pub(super) const fn has_native_finaliser(kind: Kind) -> bool {
    is_generator(kind) || matches!(kind.layout(), Kind::FILE | Kind::MEMORYVIEW | Kind::RECORD)
}
#[inline(always)]
const fn is_generator(kind: Kind) -> bool {
    matches!(kind, Kind::GENERATOR | Kind::COROUTINE | Kind::ASYNC_GENERATOR)
}

/// Run the finaliser of a dead object, once in its life. False if it is alive again.
#[cold]
#[inline(never)]
unsafe fn finalise_dead<H: Host>(host: &mut H, p: Ptr) -> bool {
    // SAFETY: `p`'s count is 0 and it is ours: one count keeps it while its finaliser runs.
    unsafe {
        let h = p.as_ref();
        if h.has(flag::FINALIZED) {
            return true;
        }
        h.set(flag::FINALIZED);
        h.rc.set(1);
        let object = Value::from_raw(p);
        host.finalise(&object);
        let p = object.into_raw();
        let rc = &p.as_ref().rc;
        rc.set(rc.get() - 1);
        rc.get() == 0
    }
}

/// Clear all weak references to a dying object, then call their callbacks
/// (`PyObject_ClearWeakRefs`).
#[cold]
#[inline(never)]
unsafe fn clear_weakrefs<H: Host>(host: &mut H, p: Ptr) {
    let mut calls = Vec::new();
    // SAFETY: chain members are live weak references.
    unsafe {
        while let Some(r) = host.heap().first_weakref(p) {
            let w = r.cast::<WeakRef>().as_ref();
            host.heap().unlink_weakref(w);
            if let Some(callback) = w.take_callback(host.heap()) {
                if r.as_ref().rc.get() > 0 {
                    calls.push((callback, Value::new_ref(r)));
                } else {
                    release(host, callback);
                }
            }
        }
    }
    for (callback, reference) in calls {
        host.weakref_died(callback, reference);
    }
}

fn leave_bases(heap: &Heap, t: &TypeObj) {
    if let Some(bases) = t.field(heap, field::BASES).and_then(Value::as_tuple) {
        for base in bases.iter().filter_map(Value::as_type) {
            base.remove_subclass(t.ptr().cast());
        }
    }
}

/// Bury what natives parked, in the order they dropped it.
#[inline(always)]
pub fn reap<H: Host>(host: &mut H) {
    if host.heap().has_parked() {
        reap_parked(host);
    }
}

#[cold]
#[inline(never)]
fn reap_parked<H: Host>(host: &mut H) {
    // SAFETY: the list is touched briefly: burying may park more, and a nested call looks only at
    // what was parked since it began.
    unsafe {
        let base = host.heap().inner_mut().reaping;
        let mut next = base;
        loop {
            let inner = host.heap().inner_mut();
            let Some(&p) = inner.dead.get(next) else { break };
            next += 1;
            inner.reaping = inner.dead.len();
            // A finaliser may have revived it through a weak reference's owner: count decides.
            if p.as_ref().rc.get() == 0 {
                bury(host, p);
            }
            host.heap().inner_mut().reaping = base;
        }
        host.heap().inner_mut().dead.truncate(base);
        if base == 0 {
            host.heap().clear_pending(crate::object::heap::pending::PARKED);
        }
    }
}
