//! Which containers the collector knows, in order of birth.
//!
//! Each generation is a vector of pointers; an object knows its index, so leaving the list writes
//! a tombstone and keeps everybody else's order (the next growth squeezes the tombstones out, so
//! places do not move while a list only shrinks). CPython finalises in list order, so ours is
//! kept; a vector walks several times faster than a linked list.
//! Deliberately absent: collecting (floor 2).
#![expect(unsafe_code, reason = "GC heads")]

use super::header::{GC_HEAD, PERMANENT, UNTRACKED, flag, gc_head, prefetch};
use super::heap::Heap;
use super::typeobj::tflag;
use super::{Kind, Ptr, TypeObj, Value};

/// One generation's list.
#[derive(Default)]
pub struct Generation {
    /// Objects and tombstones, oldest first.
    pub(crate) list: Vec<Option<Ptr>>,
    pub(crate) live: usize,
    /// CPython's counter: allocations minus deallocations (generation 0), collections of the
    /// next younger generation (others).
    pub(crate) count: u32,
    pub(crate) threshold: u32,
}

impl Generation {
    /// Objects in order; tombstones left out.
    pub fn iter(&self) -> impl Iterator<Item = Ptr> + '_ {
        self.list.iter().filter_map(|p| *p)
    }
    pub fn len(&self) -> usize {
        self.live
    }
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }
    #[inline(always)]
    pub(crate) fn push(&mut self, p: Ptr, generation: u8) {
        // SAFETY: callers pass containers.
        let head = unsafe { gc_head(p) };
        if self.list.len() == self.list.capacity() {
            self.squeeze_if_sparse();
        }
        head.index.set(self.list.len() as u32);
        head.generation.set(generation);
        self.list.push(Some(p));
        self.live += 1;
    }
    #[inline(always)]
    pub(crate) fn remove(&mut self, p: Ptr) {
        // SAFETY: callers pass containers of this list.
        let index = unsafe { gc_head(p) }.index.get() as usize;
        debug_assert_eq!(self.list[index], Some(p));
        self.live -= 1;
        if index + 1 == self.list.len() {
            self.list.pop();
            // Tombstones at the end go too, so that a stack-like program keeps the list short.
            while let Some(None) = self.list.last() {
                self.list.pop();
            }
        } else {
            self.list[index] = None;
        }
    }
    /// Drop the tombstones.
    #[cold]
    #[inline(never)]
    pub(crate) fn squeeze(&mut self) {
        let mut to = 0;
        for from in 0..self.list.len() {
            if let Some(p) = self.list[from] {
                // SAFETY: members are live containers.
                unsafe { gc_head(p) }.index.set(to as u32);
                self.list[to] = Some(p);
                to += 1;
            }
        }
        self.list.truncate(to);
    }
    /// Drop the tombstones if there are more of them than members.
    pub(crate) fn squeeze_if_sparse(&mut self) {
        if self.list.len() > 2 * self.live + 1024 {
            self.squeeze();
        }
    }
    /// Append the members of a list, as members of generation `generation`; empties it.
    pub(crate) fn append(&mut self, list: &mut Vec<Option<Ptr>>, generation: u8) {
        for (i, place) in list.iter().enumerate() {
            if let Some(Some(p)) = list.get(i + 16) {
                prefetch(p.cast::<u8>().as_ptr().wrapping_sub(GC_HEAD));
            }
            if let Some(p) = *place {
                self.push(p, generation);
            }
        }
        list.clear();
    }
}

impl Heap {
    /// Enter a container into generation 0.
    #[inline(always)]
    pub fn track(&mut self, p: Ptr) {
        // SAFETY: `p` is a live container; the heap's lists are not borrowed.
        unsafe {
            if gc_head(p).generation.get() == UNTRACKED {
                self.inner_mut().generations[0].push(p, 0);
            }
        }
    }
    /// Take a container out of its generation.
    #[inline(always)]
    pub fn untrack(&mut self, p: Ptr) {
        // SAFETY: `p` is a live container; the heap's lists are not borrowed.
        unsafe {
            let head = gc_head(p);
            let g = head.generation.replace(UNTRACKED);
            if g != UNTRACKED {
                self.inner_mut().generations[usize::from(g)].remove(p);
            }
        }
    }
    /// `gc.is_tracked(x)`.
    pub fn is_tracked(&self, v: &Value) -> bool {
        // SAFETY: containers have GC heads.
        v.header().has(flag::CONTAINER) && unsafe { gc_head(v.ptr()) }.generation.get() != UNTRACKED
    }
    /// The members of generation `g`, in order, as new references.
    pub fn generation_values(&self, g: usize) -> Vec<Value> {
        // SAFETY: members are containers whose blocks are not freed; count 0 means dying.
        unsafe {
            let live = self.generation(g).iter().filter(|p| p.as_ref().rc.get() > 0);
            live.map(|p| Value::new_ref(p)).collect()
        }
    }
    /// Put every tracked object aside (`gc.freeze`).
    pub fn freeze(&mut self) {
        for g in 0..usize::from(PERMANENT) {
            let mut young = std::mem::take(self.generation_mut(g));
            self.generation_mut(usize::from(PERMANENT)).append(&mut young.list, PERMANENT);
            let kept = self.generation_mut(g);
            kept.threshold = young.threshold;
        }
    }
    /// Give what was put aside to the oldest generation (`gc.unfreeze`).
    pub fn unfreeze(&mut self) {
        let mut frozen = std::mem::take(self.generation_mut(usize::from(PERMANENT)));
        self.generation_mut(usize::from(PERMANENT) - 1).append(&mut frozen.list, PERMANENT - 1);
    }
    /// Generation of a tracked object: 0, 1, 2, or [`PERMANENT`] after `gc.freeze()`.
    pub fn generation_of(&self, v: &Value) -> Option<u8> {
        if !self.is_tracked(v) {
            return None;
        }
        // SAFETY: as above.
        let g = unsafe { gc_head(v.ptr()) }.generation.get();
        debug_assert!(g <= PERMANENT);
        Some(g)
    }
}

impl Heap {
    /// A dict becomes tracked when something that may be part of a cycle goes in
    /// (`MAINTAIN_TRACKING` in `Objects/dictobject.c`).
    #[inline]
    pub fn track_dict_for(&mut self, dict: &Value, key: &Value, value: &Value) {
        // SAFETY: both are alive.
        if unsafe { may_be_tracked(value.ptr()) || may_be_tracked(key.ptr()) } {
            self.track(dict.ptr());
        }
    }
}

/// May be part of a cycle, now or later: a container, but no built-in type and no exact tuple that
/// has left the collector (`_PyObject_GC_MAY_BE_TRACKED`).
///
/// # Safety
/// `p` is alive.
#[inline]
pub(crate) unsafe fn may_be_tracked(p: Ptr) -> bool {
    // SAFETY: the caller's promise; containers have GC heads.
    unsafe {
        p.as_ref().has(flag::CONTAINER)
            && match p.as_ref().kind() {
                Kind::TUPLE => gc_head(p).generation.get() != UNTRACKED,
                Kind::TYPE => p.cast::<TypeObj>().as_ref().has(tflag::HEAP),
                _ => true,
            }
    }
}
