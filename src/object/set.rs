//! set and frozenset: CPython's open-addressing table, probed a few neighbours at a time.
//!
//! Invariant: the place of every element, and so the order of iteration, is what CPython's
//! `Objects/setobject.c` gives for the same history of operations.
//! Deliberately absent: comparing elements, which may run Python code; see [`Set::next_candidate`].
#![expect(unsafe_code, reason = "the table is a raw block")]

use super::heap::{Heap, NoMemory};
use super::value::Layout;
use super::{Header, Kind, Slot, Value};
use crate::memory::Domain;
use std::cell::Cell;
use std::ptr::NonNull;

#[repr(C)]
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: Slot,
    /// -1 with an empty key: a deleted place.
    pub(crate) hash: i64,
}

#[repr(C)]
pub struct Set {
    pub(crate) head: Header,
    /// Null until the first insertion.
    pub(crate) table: Cell<*mut Entry>,
    pub(crate) mask: Cell<usize>,
    /// Places that are not virgin: live and deleted ones.
    pub(crate) fill: Cell<usize>,
    pub(crate) used: Cell<usize>,
    /// Where `pop` looks next.
    pub(crate) finger: Cell<usize>,
    /// frozenset: cached hash, -1 when not computed.
    pub(crate) hash: Cell<i64>,
}

// SAFETY: every object of these layouts begins with the struct above.
unsafe impl Layout for Set {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        let k = kind.layout();
        k == Kind::SET || k == Kind::FROZENSET
    }
}

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
pub const MIN_SIZE: usize = 8;

/// Walks a probe sequence, handing out entries with an equal hash.
pub struct SetProbe {
    start: usize,
    offset: usize,
    perturb: u64,
    hash: i64,
    /// The last deleted place passed on the way: an insertion goes there.
    free: Option<usize>,
    guard: (*mut Entry, usize, usize),
}

/// What a probe step found.
pub enum Step {
    /// A live entry with the probe's hash, at this place.
    Candidate(usize),
    /// The element is not in the set, and would go to this place: a virgin one, or the last deleted one
    /// passed on the way to it.
    Virgin(usize),
}

impl Set {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used.get()
    }
    pub fn is_empty(&self) -> bool {
        self.used.get() == 0
    }
    /// Places of the table; iteration runs over `0..slots`.
    #[inline(always)]
    pub fn slots(&self) -> usize {
        if self.table.get().is_null() { 0 } else { self.mask.get() + 1 }
    }
    /// The element at place `i`, with its hash.
    #[inline(always)]
    pub fn at<'h>(&self, _: &'h Heap, i: usize) -> Option<(&'h Value, i64)> {
        if i >= self.slots() {
            return None;
        }
        // SAFETY: all places are initialised; writing needs `&mut Heap`.
        unsafe {
            let e = self.table.get().add(i);
            Some(((*e).key.as_ref()?, (*e).hash))
        }
    }
    /// Elements in table order.
    pub fn iter<'h>(&self, heap: &'h Heap) -> impl Iterator<Item = (&'h Value, i64)> + use<'h, '_> {
        (0..self.slots()).filter_map(move |i| self.at(heap, i))
    }
    pub fn probe(&self, _: &Heap, hash: i64) -> SetProbe {
        SetProbe {
            start: hash as usize & self.mask.get(),
            offset: 0,
            perturb: hash as u64,
            hash,
            free: None,
            guard: (self.table.get(), self.fill.get(), self.used.get()),
        }
    }
    /// Whether an element is in the set that `same` knows: `None` as soon as it can't tell of one
    /// with the same hash.
    #[inline(always)]
    pub(crate) fn find_simple(
        &self,
        _: &Heap,
        hash: i64,
        same: impl Fn(&Value) -> Option<bool>,
    ) -> Option<bool> {
        let table = self.table.get();
        if table.is_null() {
            return Some(false);
        }
        let mask = self.mask.get();
        let (mut start, mut perturb) = (hash as usize & mask, hash as u64);
        loop {
            let run = if start + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            // A loop over addresses: half the instructions of one over an inclusive range.
            // SAFETY: `start + run <= mask`.
            let (mut at, last) = unsafe { (table.add(start), table.add(start + run)) };
            loop {
                // SAFETY: between the two.
                let e = unsafe { &*at };
                if e.hash == hash {
                    match &e.key {
                        Some(k) if same(k)? => return Some(true),
                        None if hash == 0 => return Some(false),
                        _ => {}
                    }
                } else if e.hash == 0 && e.key.is_none() {
                    return Some(false);
                }
                if at == last {
                    break;
                }
                at = at.wrapping_add(1);
            }
            perturb >>= PERTURB_SHIFT;
            start = (start * 5 + 1 + perturb as usize) & mask;
        }
    }
    /// Where an element is that `same` knows or, `Err`, where it would go: `None` as soon as `same`
    /// can't tell of one with the same hash.
    #[inline(always)]
    pub(crate) fn place_simple(
        &self,
        _: &Heap,
        hash: i64,
        same: impl Fn(&Value) -> Option<bool>,
    ) -> Option<Result<usize, usize>> {
        let table = self.table.get();
        if table.is_null() {
            return Some(Err(0));
        }
        let mask = self.mask.get();
        let (mut start, mut perturb, mut free) = (hash as usize & mask, hash as u64, None);
        loop {
            let run = if start + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            for at in start..start + run + 1 {
                // SAFETY: `start + run <= mask`.
                let e = unsafe { &*table.add(at) };
                match &e.key {
                    Some(k) if e.hash == hash => {
                        if same(k)? {
                            return Some(Ok(at));
                        }
                    }
                    Some(_) => {}
                    None if e.hash == 0 => return Some(Err(free.unwrap_or(at))),
                    None => free = Some(at),
                }
            }
            perturb >>= PERTURB_SHIFT;
            start = (start * 5 + 1 + perturb as usize) & mask;
        }
    }
    /// Whether the table is still the one the probe walks.
    pub fn unchanged(&self, probe: &SetProbe) -> bool {
        (self.table.get(), self.fill.get(), self.used.get()) == probe.guard
    }
    /// Next entry with the probe's hash, or the virgin place that ends the walk. (A set without a
    /// table has its virgin place 0; [`Set::insert_at`] makes the table.)
    pub fn next_candidate(&self, _: &Heap, p: &mut SetProbe) -> Step {
        if self.table.get().is_null() {
            return Step::Virgin(0);
        }
        let mask = self.mask.get();
        loop {
            let run = if p.start + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            let (mut at, last) = (p.start + p.offset, p.start + run);
            while at <= last {
                // SAFETY: `last <= mask`.
                let e = unsafe { &*self.table.get().add(at) };
                at += 1;
                if e.key.is_none() {
                    if e.hash == 0 {
                        return Step::Virgin(p.free.unwrap_or(at - 1));
                    }
                    p.free = Some(at - 1);
                } else if e.hash == p.hash {
                    p.offset = at - p.start;
                    return Step::Candidate(at - 1);
                }
            }
            p.perturb >>= PERTURB_SHIFT;
            p.start = (p.start * 5 + 1 + p.perturb as usize) & mask;
            p.offset = 0;
        }
    }
    /// Put an element that is not in the set into the place its probe ended with.
    ///
    /// # Errors
    /// [`NoMemory`]; the element may then be missing.
    pub fn insert_at(&self, heap: &mut Heap, place: usize, hash: i64, key: Value) -> Result<(), NoMemory> {
        if self.table.get().is_null() {
            self.resize(heap, 0)?;
            self.insert_clean(hash, key);
        } else {
            // SAFETY: the place came from a probe of this table.
            let old = unsafe { self.table.get().add(place).replace(Entry { key: Some(key), hash }) };
            if old.hash != 0 {
                // A deleted place was counted as filled all along.
                self.used.set(self.used.get() + 1);
                return Ok(());
            }
        }
        self.fill.set(self.fill.get() + 1);
        self.used.set(self.used.get() + 1);
        if self.fill.get() * 5 < self.mask.get() * 3 {
            return Ok(());
        }
        let used = self.used.get();
        self.resize(heap, if used > 50_000 { used * 2 } else { used * 4 })
    }
    /// Remove the element at `place`; returns it for release.
    pub fn remove_at(&self, _: &mut Heap, place: usize) -> Slot {
        if place >= self.slots() {
            return None;
        }
        // SAFETY: in range; the token is borrowed exclusively.
        let e = unsafe { &mut *self.table.get().add(place) };
        let key = e.key.take()?;
        e.hash = -1;
        self.used.set(self.used.get() - 1);
        Some(key)
    }
    /// An arbitrary element's place (`set.pop`), moving the finger.
    pub fn pop_place(&self) -> Option<usize> {
        if self.used.get() == 0 {
            return None;
        }
        let mask = self.mask.get();
        let mut i = self.finger.get() & mask;
        // SAFETY: masked; some place is live, so this ends.
        while unsafe { (*self.table.get().add(i)).key.is_none() } {
            i = (i + 1) & mask;
        }
        self.finger.set(i + 1);
        Some(i)
    }
    fn insert_clean(&self, hash: i64, key: Value) {
        let mask = self.mask.get();
        let (mut start, mut perturb) = (hash as usize & mask, hash as u64);
        loop {
            let run = if start + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            for at in start..=start + run {
                // SAFETY: `at <= mask`.
                let e = unsafe { &mut *self.table.get().add(at) };
                if e.key.is_none() {
                    *e = Entry { key: Some(key), hash };
                    return;
                }
            }
            perturb >>= PERTURB_SHIFT;
            start = (start * 5 + 1 + perturb as usize) & mask;
        }
    }
    /// A table with more than `min_used` places, all elements put in again (`set_table_resize`).
    fn resize(&self, heap: &mut Heap, min_used: usize) -> Result<(), NoMemory> {
        let mut size = MIN_SIZE;
        while size <= min_used {
            size = size.checked_mul(2).ok_or(NoMemory)?;
        }
        let bytes = size.checked_mul(size_of::<Entry>()).ok_or(NoMemory)?;
        let block = heap.memory_mut().alloc(Domain::Raw, bytes).ok_or(NoMemory)?;
        if size == MIN_SIZE {
            // CPython's sets hold so small a table themselves.
            heap.memory_mut().set_traced_size(block, bytes, 0);
        }
        // SAFETY: an all-zero entry is a virgin place.
        unsafe { block.as_ptr().write_bytes(0, bytes) };
        let (old, old_slots) = (self.table.replace(block.cast().as_ptr()), self.slots_of_old());
        self.mask.set(size - 1);
        if !old.is_null() {
            for i in 0..old_slots {
                // SAFETY: the old table's places are initialised; they are read out once.
                let e = unsafe { old.add(i).read() };
                if let Some(key) = e.key {
                    self.insert_clean(e.hash, key);
                }
            }
            self.free_block(heap, old, old_slots);
        }
        self.fill.set(self.used.get());
        Ok(())
    }
    fn slots_of_old(&self) -> usize {
        self.mask.get() + 1
    }
    fn free_block(&self, heap: &mut Heap, table: *mut Entry, slots: usize) {
        if let Some(block) = NonNull::new(table.cast()) {
            // SAFETY: the block is ours and holds `slots` entries, read out or dropped before.
            unsafe { heap.memory_mut().free(Domain::Raw, block, slots * size_of::<Entry>()) };
        }
    }
    pub(crate) fn free_table(&self, heap: &mut Heap) {
        self.free_block(heap, self.table.replace(std::ptr::null_mut()), self.mask.get() + 1);
    }
    /// Room for `used + more` before a merge (`set_merge_internal`).
    ///
    /// # Errors
    /// [`NoMemory`], with the set unchanged.
    pub fn reserve_for_merge(&self, heap: &mut Heap, more: usize) -> Result<(), NoMemory> {
        let mask = if self.table.get().is_null() { MIN_SIZE - 1 } else { self.mask.get() };
        if (self.fill.get() + more) * 5 >= mask * 3 {
            self.resize(heap, (self.used.get() + more) * 2)?;
        }
        Ok(())
    }
    /// Resize the deleted places away when they are more than a quarter of all.
    ///
    /// # Errors
    /// [`NoMemory`], with the set unchanged.
    pub fn squeeze(&self, heap: &mut Heap) -> Result<(), NoMemory> {
        let used = self.used.get();
        if self.table.get().is_null() || self.fill.get() - used <= self.mask.get() / 4 {
            return Ok(());
        }
        self.resize(heap, if used > 50_000 { used * 2 } else { used * 4 })
    }
    /// Copy `other` into this empty set place by place (`set_merge_internal`'s fast paths).
    ///
    /// # Errors
    /// [`NoMemory`], with the set empty.
    pub fn copy_from(&self, heap: &mut Heap, other: &Set) -> Result<(), NoMemory> {
        debug_assert_eq!(self.fill.get(), 0);
        if other.used.get() == 0 {
            return Ok(());
        }
        self.reserve_for_merge(heap, other.used.get())?;
        if self.table.get().is_null() {
            self.resize(heap, 0)?;
        }
        let same_places = self.mask.get() == other.mask.get() && other.fill.get() == other.used.get();
        for i in 0..other.slots() {
            if let Some((key, hash)) = other.at(heap, i) {
                let key = key.clone();
                if same_places {
                    // SAFETY: `i <= mask`, and the table is all virgin.
                    unsafe { self.table.get().add(i).write(Entry { key: Some(key), hash }) };
                } else {
                    self.insert_clean(hash, key);
                }
            }
        }
        self.fill.set(other.used.get());
        self.used.set(other.used.get());
        Ok(())
    }
    /// Exchange contents with another set (in-place operators build a new table and swap it in).
    pub fn swap(&self, _: &mut Heap, other: &Set) {
        self.table.swap(&other.table);
        self.mask.swap(&other.mask);
        self.fill.swap(&other.fill);
        self.used.swap(&other.used);
    }
    /// Take all elements out, in table order; the set is then empty (`set.clear`).
    pub fn take_all(&self, heap: &mut Heap) -> Vec<Value> {
        let mut taken = Vec::with_capacity(self.len());
        for i in 0..self.slots() {
            // SAFETY: in range; the entry is emptied.
            taken.extend(unsafe { (*self.table.get().add(i)).key.take() });
        }
        self.free_table(heap);
        self.mask.set(0);
        self.fill.set(0);
        self.used.set(0);
        taken
    }
    /// Bytes CPython 3.13 would report, GC head not included: 200, plus the table when it is not
    /// the one inside the object.
    pub fn cpython_size(&self) -> usize {
        200 + if self.slots() > MIN_SIZE { self.slots() * 16 } else { 0 }
    }
}

impl Value {
    /// A set or frozenset (or a user subclass).
    #[inline(always)]
    pub fn as_set(&self) -> Option<&Set> {
        self.cast::<Set>()
    }
}
