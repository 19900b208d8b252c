//! Owns the side table of slots: what each 1 MiB slot of the range is used for, and which pools of an arena are free.
//!
//! Invariant: `roomy` has a slot's bit set exactly when the slot is an arena of pools with at least one free pool.
//! The table is allocator metadata, not a part of any object, so it lives outside the heap that it describes.
//!
//! Deliberately absent: the insides of pools (`pool.rs`) and of regions (`large.rs`).

use super::range::Bits;
use super::{ALIGNMENT, ARENA_SIZE, POOLS_PER_ARENA};

/// What a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArenaKind {
    /// 64 pools of small blocks.
    Pools,
    /// Large blocks side by side.
    Region,
    /// One huge block alone in a run of slots.
    Huge,
}

#[derive(Debug, Default)]
pub(super) struct Slot {
    /// `None`: the slot is free, or a later part of a run.
    pub(super) kind: Option<ArenaKind>,
    /// Slots in the run that begins here.
    pub(super) len: usize,
    /// Bit i: pool i is free.
    free_pools: u64,
    /// With checks on, bit i: a small block that is in use begins at byte 16 * i. Empty otherwise.
    marks: Vec<u64>,
}

#[derive(Debug, Default)]
pub(super) struct Arenas {
    slots: Vec<Slot>,
    roomy: Bits,
    /// Arenas of pools at the moment.
    pub(super) count: usize,
}

impl Arenas {
    fn open(&mut self, first: usize, len: usize, kind: ArenaKind) -> &mut Slot {
        if self.slots.len() < first + len {
            self.slots.resize_with(first + len, Slot::default);
        }
        let slot = &mut self.slots[first];
        *slot = Slot { kind: Some(kind), len, ..Slot::default() };
        slot
    }

    /// A new arena, all of its pools free.
    pub(super) fn open_pools(&mut self, slot: usize, checked: bool) {
        let opened = self.open(slot, 1, ArenaKind::Pools);
        opened.free_pools = u64::MAX;
        if checked {
            opened.marks = vec![0; ARENA_SIZE / ALIGNMENT / 64];
        }
        self.roomy.set(slot, true);
        self.count += 1;
    }

    pub(super) fn open_run(&mut self, first: usize, len: usize, kind: ArenaKind) {
        self.open(first, len, kind);
    }

    /// The run that begins at `first` has another length now.
    pub(super) fn resize_run(&mut self, first: usize, len: usize) {
        if self.slots.len() < first + len {
            self.slots.resize_with(first + len, Slot::default);
        }
        self.slots[first].len = len;
    }

    pub(super) fn close(&mut self, first: usize) {
        if self.slots[first].kind == Some(ArenaKind::Pools) {
            self.roomy.set(first, false);
            self.count -= 1;
        }
        self.slots[first] = Slot::default();
    }

    pub(super) fn has_room(&self) -> bool {
        self.roomy.first().is_some()
    }

    /// The free pool with the lowest address: high arenas run empty and can go back.
    pub(super) fn take_pool(&mut self) -> Option<(usize, usize)> {
        let slot = self.roomy.first()?;
        let free = &mut self.slots[slot].free_pools;
        let pool = free.trailing_zeros() as usize;
        *free &= *free - 1;
        if *free == 0 {
            self.roomy.set(slot, false);
        }
        Some((slot, pool))
    }

    /// Takes a pool back; true if its arena is empty now.
    pub(super) fn give_pool(&mut self, slot: usize, pool: usize) -> bool {
        self.slots[slot].free_pools |= 1 << pool;
        self.roomy.set(slot, true);
        self.slots[slot].free_pools == u64::MAX
    }

    pub(super) fn pool_is_free(&self, slot: usize, pool: usize) -> bool {
        self.slots[slot].free_pools >> pool & 1 == 1
    }

    pub(super) fn pools_in_use(&self, slot: usize) -> usize {
        POOLS_PER_ARENA - self.slots[slot].free_pools.count_ones() as usize
    }

    pub(super) fn mark(&self, slot: usize, offset: usize) -> bool {
        let bit = offset / ALIGNMENT;
        self.slots[slot].marks[bit / 64] >> (bit % 64) & 1 == 1
    }

    pub(super) fn set_mark(&mut self, slot: usize, offset: usize, on: bool) {
        let bit = offset / ALIGNMENT;
        let word = &mut self.slots[slot].marks[bit / 64];
        *word = if on { *word | 1 << (bit % 64) } else { *word & !(1 << (bit % 64)) };
    }

    /// (first slot, kind, slots) of everything open, in address order.
    pub(super) fn runs(&self) -> impl Iterator<Item = (usize, ArenaKind, usize)> + '_ {
        let open = |(at, slot): (usize, &Slot)| slot.kind.map(|kind| (at, kind, slot.len));
        self.slots.iter().enumerate().filter_map(open)
    }

    /// The run that `slot` belongs to: (first slot, kind, slots).
    pub(super) fn run_of(&self, slot: usize) -> Option<(usize, ArenaKind, usize)> {
        let mut before = (0..=slot.min(self.slots.len().checked_sub(1)?)).rev();
        let first = before.find(|at| self.slots[*at].kind.is_some())?;
        let Slot { kind, len, .. } = self.slots[first];
        (slot < first + len).then_some((first, kind?, len))
    }
}
