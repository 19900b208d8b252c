#![expect(
    unsafe_code,
    reason = "an allocator: it hands out raw memory and writes its own links into the free parts"
)]

//! Floor 0: the memory under the whole interpreter.
//!
//! ```text
//!  the range: 8 GiB of addresses, reserved once; pages come when they are touched
//!  +-----------+-----------+-----------+-----------+-- -- --+----------------------+-- -- --
//!  | arena     | arena     | region    | (free)    |        | a huge block         |
//!  +-----------+-----------+-----------+-----------+-- -- --+----------------------+-- -- --
//!   1 MiB slots        \
//!    .------------------'
//!    arena: 64 pools of 16 KiB                  region: large blocks of any length
//!   +------+------+------+------+-- --+------+  +------------+-----+------------------+--+
//!   | pool | pool | pool |(free)|     | pool |  | large block|free | large block      |  |
//!   +------+------+------+------+-- --+------+  +------------+-----+------------------+--+
//!       |
//!    pool: a header, then blocks of one size class and one domain
//!   +-----------+-------+-------+-------+-------+-- --+-------+-----------------+
//!   | 48 bytes  | block | block | free  | block |     | block | not yet carved  |
//!   +-----------+-------+-------+-------+-------+-- --+-------+-----------------+
//! ```
//!
//! | request, bytes     | served by                           | real bytes                                |
//! |--------------------|-------------------------------------|-------------------------------------------|
//! | 1 ..= 16           | pools of class 0, 1021 blocks each  | 16                                        |
//! | 17 ..= 32          | pools of class 1, 510 blocks each   | 32                                        |
//! | ...                | ...                                 | the next multiple of 16                   |
//! | 497 ..= 512        | pools of class 31, 31 blocks each   | 512                                       |
//! | 513 .. 524,288     | regions (`large.rs`)                | request + 16, next multiple of 32         |
//! | 524,288 and more   | a run of slots of its own           | request + 16, next multiple of 4096       |
//!
//! A pool is *empty* (no block in use: it belongs to its arena again and can take any class), *partial* (in its class's
//! row of partial pools, lowest address first) or *full* (in no row; a block that comes back makes it partial).
//!
//! Over the pools stand the free lists, one for each domain and class: `alloc_small` pops, `free_small` pushes, so the
//! block that was freed last is used first and `id`s recur as CPython's do. A pool doesn't hear of this: for it, blocks on
//! a free list are out like those in use. `flush` brings them home; everything that looks at the heap flushes first,
//! and so does the allocator before it takes a new arena, as often as the heap has grown by a quarter.
//!
//! What this module owns: every byte that an object owns. Its invariant: a block is in use, on a free list or in its
//! pool (region), never two of these, and blocks of different domains never share a pool. Deliberately absent: what
//! the blocks mean (the object floor knows; here are only the three domains), zeroed memory, threads, I/O.
//! Modelled on CPython's Objects/obmalloc.c (arenas, pools, size classes).
//!
//! Reading order: this file, `pool.rs`, `arena.rs`, `range.rs`, `large.rs`, `check.rs`, `ledger.rs`, `trace.rs`.

mod arena;
mod check;
mod large;
mod ledger;
mod pool;
mod range;
#[cfg(test)]
mod tests;
mod trace;

pub use self::arena::ArenaKind;
pub use self::ledger::{
    ArenaView, Block, BlockState, ClassStats, LargeStats, Location, PoolState, PoolView, Stats,
};

pub use self::trace::{Kept, NO_PLACE, TraceHooks, TracedBlock};

use self::arena::Arenas;
use self::large::{Large, State};
use self::ledger::Ledger;
use self::pool::{FreeBlock, Pool};
use self::range::{Range, Side};
use self::trace::Tracer;
use std::fmt;
use std::ptr::{self, NonNull};

/// Bytes of a slot of the range: an arena, a region, or a part of a huge block.
pub const ARENA_SIZE: usize = 1 << 20;
/// Bytes of a pool.
pub const POOL_SIZE: usize = 16 << 10;
/// Bytes of a pool's header, CPython's figure.
pub const POOL_HEADER: usize = 48;
/// Every block begins at a multiple of this.
pub const ALIGNMENT: usize = 16;
/// The largest request that a pool serves.
pub const SMALL_MAX: usize = 512;
/// Size classes per domain.
pub const CLASSES: usize = SMALL_MAX / ALIGNMENT;
/// Pools in an arena.
pub const POOLS_PER_ARENA: usize = ARENA_SIZE / POOL_SIZE;

const _: () = assert!(CLASSES == 32 && POOLS_PER_ARENA == 64);

/// What a block holds. Blocks of different domains never share a pool, so a walk over the heap knows what it meets.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Domain {
    /// Bytes that an object owns: items, limbs, tables.
    Raw = 0,
    /// An object without a GC head: its header is at offset 0.
    Object = 1,
    /// An object with a GC head of 16 bytes, then its header.
    Container = 2,
}

impl Domain {
    pub const ALL: [Domain; 3] = [Domain::Raw, Domain::Object, Domain::Container];
}

/// The size class of a small request.
#[inline(always)]
pub const fn class_of(size: usize) -> usize {
    size.wrapping_sub(1) / ALIGNMENT
}

/// Bytes of a block of a size class.
#[inline(always)]
pub const fn class_size(class: usize) -> usize {
    (class + 1) * ALIGNMENT
}

/// Real bytes that a request of `size` bytes takes, rounding and head included.
pub const fn block_size(size: usize) -> usize {
    if size <= SMALL_MAX { class_size(class_of(size)) } else { large::block_bytes(size) }
}

#[derive(Clone, Copy, Debug)]
pub struct MemoryConfig {
    /// Bytes of arenas, regions and huge blocks, in whole slots, that the program should stay below.
    pub limit: usize,
    /// Freed blocks are filled with 0xDD and never used again.
    pub poison: bool,
}

impl Default for MemoryConfig {
    fn default() -> MemoryConfig {
        MemoryConfig { limit: usize::MAX, poison: false }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemoryError {
    /// The system reserves not even the smallest range of addresses.
    NoRange,
}

impl fmt::Display for MemoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MemoryError::NoRange => f.write_str("the system reserves no address range for the heap"),
        }
    }
}

impl std::error::Error for MemoryError {}

/// The allocator. It is used by `&mut` for one call at a time and holds no reference into any block.
///
/// The free lists come first: `alloc_small` and `free_small` are a few instructions on them.
#[repr(C)]
pub struct Memory {
    free: [[*mut FreeBlock; CLASSES]; 3],
    /// Every return of a block is looked at: it is checked or traced.
    watched: bool,
    /// Every hand-out and return is checked: in poison mode, and with debug assertions.
    checked: bool,
    poison: bool,
    limit: usize,
    /// Rows of pools that have something to draw, lowest address first.
    partial: [[*mut Pool; CLASSES]; 3],
    /// With this many arenas, the free lists are flushed before another one is taken.
    next_flush: usize,
    range: Range,
    /// For each pool of the range whether it holds objects without GC heads, so that a walk can
    /// tell atoms without touching them. Pages of it come when they are touched.
    atoms: Vec<bool>,
    arenas: Arenas,
    large: Large,
    ledger: Ledger,
    tracer: Option<Box<Tracer>>,
}

impl Memory {
    pub fn new(config: MemoryConfig) -> Result<Memory, MemoryError> {
        let range = Range::reserve().ok_or(MemoryError::NoRange)?;
        let pools = if Range::RESIZES { range.slots() * POOLS_PER_ARENA } else { 0 };
        Ok(Memory {
            atoms: vec![false; pools],
            free: [[ptr::null_mut(); CLASSES]; 3],
            watched: config.poison || cfg!(debug_assertions),
            checked: config.poison || cfg!(debug_assertions),
            poison: config.poison,
            limit: config.limit,
            partial: [[ptr::null_mut(); CLASSES]; 3],
            next_flush: 1,
            range,
            arenas: Arenas::default(),
            large: Large::new(),
            ledger: Ledger::default(),
            tracer: None,
        })
    }

    /// A block for `size` bytes, 1 to 512 (any other size panics). Contents are not defined.
    ///
    /// It always succeeds: past the limit it goes on from what is left of the range, so that an interpreter can finish
    /// the instruction, see `over_limit` and raise. Only when the range itself is full the process ends, with a message
    /// on standard error and exit status 1.
    #[inline(always)]
    pub fn alloc_small(&mut self, domain: Domain, size: usize) -> NonNull<u8> {
        self.alloc_small_as(domain, size, 0)
    }

    /// As `alloc_small`, where it is known that CPython would ask for `seen` bytes: for who traces. 0: an
    /// object tells that itself, and anything else is asked for as it is.
    #[inline(always)]
    pub fn alloc_small_as(&mut self, domain: Domain, size: usize, seen: usize) -> NonNull<u8> {
        let class = class_of(size);
        let block = match NonNull::new(self.free[domain as usize][class]) {
            Some(head) => {
                // SAFETY: what hangs on a free list is a free block, and holds its link.
                self.free[domain as usize][class] = unsafe { head.as_ref().next };
                head.cast()
            }
            None => self.refill(domain, size, seen),
        };
        if cfg!(debug_assertions) {
            self.check_out(block, class);
        }
        block
    }

    /// As `alloc_small`, but only what the free list has at hand.
    #[inline(always)]
    pub fn pop_small(&mut self, domain: Domain, size: usize) -> Option<NonNull<u8>> {
        let class = class_of(size);
        let head = NonNull::new(self.free[domain as usize][class])?;
        // SAFETY: what hangs on a free list is a free block, and holds its link.
        self.free[domain as usize][class] = unsafe { head.as_ref().next };
        if cfg!(debug_assertions) {
            self.check_out(head.cast(), class);
        }
        Some(head.cast())
    }

    /// Takes a small block back.
    ///
    /// # Safety
    /// `block` came from this `Memory` for this domain and a size of the same class, was not freed since, and nobody
    /// uses it any more. The pointer is the one that was handed out, or derived from it by offsets: one that went
    /// through a reference may not reach the whole block.
    #[inline(always)]
    pub unsafe fn free_small(&mut self, domain: Domain, block: NonNull<u8>, size: usize) {
        if self.watched && self.take_in(domain, block, size) {
            return;
        }
        let list = &mut self.free[domain as usize][class_of(size)];
        let block = block.cast::<FreeBlock>().as_ptr();
        // SAFETY: the block is ours again, and has at least 16 bytes at a multiple of 16.
        unsafe { (*block).next = *list };
        *list = block;
    }

    /// A small block comes back to a heap that is watched; true if that was all.
    #[cold]
    #[inline(never)]
    fn take_in(&mut self, domain: Domain, block: NonNull<u8>, size: usize) -> bool {
        if let Some(tracer) = &mut self.tracer {
            tracer.forget_small(block, domain, size);
        }
        if self.checked && self.check_in(domain, block, size) {
            return true;
        }
        let Some(tracer) = &mut self.tracer else { return false };
        let list = &mut tracer.free[domain as usize][class_of(size)];
        let block = block.cast::<FreeBlock>().as_ptr();
        // SAFETY: the block is ours again, and has at least 16 bytes at a multiple of 16.
        unsafe { (*block).next = *list };
        *list = block;
        true
    }

    /// A block for `size` bytes, at least 1. `None` for a large one (more than 512) when the limit or the range would be
    /// passed.
    pub fn alloc(&mut self, domain: Domain, size: usize) -> Option<NonNull<u8>> {
        if size <= SMALL_MAX { Some(self.alloc_small(domain, size)) } else { self.alloc_large(domain, size) }
    }

    /// Takes a block of any size back.
    ///
    /// # Safety
    /// As for `free_small`; `size` is what the block was asked for (or reallocated to) last.
    pub unsafe fn free(&mut self, domain: Domain, block: NonNull<u8>, size: usize) {
        // SAFETY: the caller's promise.
        unsafe {
            if size <= SMALL_MAX {
                self.free_small(domain, block, size);
            } else {
                self.free_large(domain, block, size);
            }
        }
    }

    /// Makes a block of `old` bytes one of `new` bytes (at least 1), where it stands if that goes; the contents up to the
    /// smaller size stay. `None`: there is no room, the old block is as it was. Making a block smaller never fails.
    ///
    /// # Safety
    /// As for `free`; afterwards only the returned pointer may be used.
    pub unsafe fn realloc(
        &mut self,
        domain: Domain,
        block: NonNull<u8>,
        old: usize,
        new: usize,
    ) -> Option<NonNull<u8>> {
        // Poison mode always moves, so that a pointer to the old place shows.
        let stays = !self.poison
            && if old <= SMALL_MAX {
                new <= SMALL_MAX && class_of(old) == class_of(new)
            } else {
                // SAFETY: the caller's promise.
                new > SMALL_MAX && unsafe { self.resize_large(domain, block, old, new) }
            };
        if stays {
            self.trace_resize(block, domain, old, new);
            return Some(block);
        }
        let Some(fresh) = self.alloc(domain, new) else {
            // SAFETY: the caller's promise. Only a huge block can be here with a smaller size: it stays huge.
            let shrunk = new < old && unsafe { self.resize_huge(block, new) };
            if shrunk {
                self.trace_resize(block, domain, old, new);
            }
            return shrunk.then_some(block);
        };
        // SAFETY: both blocks have that many bytes, and a fresh block overlaps none in use; then the old one is done with.
        unsafe {
            ptr::copy_nonoverlapping(block.as_ptr(), fresh.as_ptr(), old.min(new));
            self.free(domain, block, old);
        }
        Some(fresh)
    }

    /// Real bytes that a request of `size` bytes takes, rounding and head included.
    pub const fn block_size(&self, size: usize) -> usize {
        block_size(size)
    }

    /// A pointer to `addr`, which lies in a block in use.
    pub(crate) fn pointer_to(&self, addr: usize) -> Option<NonNull<u8>> {
        NonNull::new(self.range.base(self.range.slot_of(addr)?).with_addr(addr))
    }

    /// Whether a small object without a GC head is certain to be at `addr`, an address of an object.
    #[inline(always)]
    pub fn is_atom(&self, addr: usize) -> bool {
        Range::RESIZES && self.atoms.get(self.range.offset(addr) / POOL_SIZE).is_some_and(|atoms| *atoms)
    }

    /// Whether `addr` lies in our range (where the range is reserved: whether or not anything is there yet).
    #[inline]
    pub fn contains(&self, addr: usize) -> bool {
        self.range.contains(addr)
    }

    /// Whether more than the limit is in use, counted in whole slots. What was freed counts until the next `flush`: who
    /// wants to act on a `true` flushes and asks again.
    #[inline]
    pub fn over_limit(&self) -> bool {
        self.bytes_in_arenas() > self.limit
    }

    /// The soft limit in bytes.
    pub fn limit(&self) -> usize {
        self.limit
    }

    pub fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// Whether freed blocks are poisoned and never reused.
    pub fn poisons(&self) -> bool {
        self.poison
    }

    /// Brings the blocks on the free lists back to their pools, empty pools back to their arenas, and empty arenas and
    /// regions back to the system.
    pub fn flush(&mut self) {
        self.settle();
        if let Some(base) = self.large.take_spare() {
            self.give_run(base.addr(), 1);
        }
        self.range.purge();
    }

    /// The free list of a domain and class: the tracer keeps it while there is one.
    fn free_list(&mut self, domain: Domain, class: usize) -> &mut *mut FreeBlock {
        let lists = match &mut self.tracer {
            Some(tracer) => &mut tracer.free,
            None => &mut self.free,
        };
        &mut lists[domain as usize][class]
    }

    /// `flush`, but the system keeps its hands off.
    fn settle(&mut self) {
        for domain in Domain::ALL {
            for class in 0..CLASSES {
                let list = std::mem::replace(self.free_list(domain, class), ptr::null_mut());
                if !list.is_null() {
                    self.settle_list(domain, class, list);
                }
            }
        }
        self.ledger.flushes += 1;
        self.next_flush = self.arenas.count + self.arenas.count / 4 + 1;
    }

    fn settle_list(&mut self, domain: Domain, class: usize, list: *mut FreeBlock) {
        let mut row = self.partial[domain as usize][class];
        // Turned round, so that the block freed last ends up in front in its pool and is used first again.
        let mut block = reversed(list);
        while !block.is_null() {
            let pool = Pool::of(block.cast());
            // SAFETY: a free block holds its link, and a small block lies in a founded pool.
            unsafe {
                let next = (*block).next;
                (*block).next = (*pool).free;
                (*pool).free = block;
                (*pool).free_count += 1;
                if !(*pool).listed {
                    (*pool).listed = true;
                    (*pool).next = row;
                    row = pool;
                }
                block = next;
            }
            self.ledger.out[domain as usize][class] -= 1;
        }
        self.partial[domain as usize][class] = self.sift(row);
    }

    /// Gives the empty pools of a row back, and puts the others in order: the lowest address is used first, so that
    /// the high arenas run empty.
    fn sift(&mut self, mut row: *mut Pool) -> *mut Pool {
        let mut partial = Vec::new();
        while !row.is_null() {
            // SAFETY: what hangs in a row is a founded pool.
            let (next, out) = unsafe { ((*row).next, Pool::out(row)) };
            if out == 0 {
                self.give_pool(row);
            } else {
                partial.push(row);
            }
            row = next;
        }
        partial.sort_unstable_by_key(|pool| pool.addr());
        for pool in partial.into_iter().rev() {
            // SAFETY: as above.
            unsafe { (*pool).next = row };
            row = pool;
        }
        row
    }

    fn give_pool(&mut self, pool: *mut Pool) {
        // SAFETY: the pool is founded until it is given back here.
        let slot = unsafe { (*pool).slot } as usize;
        let index = pool.addr() % ARENA_SIZE / POOL_SIZE;
        if let Some(atoms) = self.atoms.get_mut(slot * POOLS_PER_ARENA + index) {
            *atoms = false;
        }
        self.take_array(pool);
        if self.arenas.give_pool(slot, index) {
            self.arenas.close(slot);
            self.range.give(slot, 1);
            self.ledger.arenas_freed += 1;
        }
    }

    /// Takes a block where the short way finds none: fills the free list from a pool first, if need be.
    #[cold]
    #[inline(never)]
    fn refill(&mut self, domain: Domain, size: usize, seen: usize) -> NonNull<u8> {
        let class = class_of(size);
        let Some(tracer) = &mut self.tracer else { return self.refill_from_pool(domain, class) };
        let block = match NonNull::new(tracer.free[domain as usize][class]) {
            Some(head) => {
                // SAFETY: what hangs on a free list is a free block, and holds its link.
                tracer.free[domain as usize][class] = unsafe { head.as_ref().next };
                head.cast()
            }
            None => self.refill_from_pool(domain, class),
        };
        if let Some(tracer) = &mut self.tracer {
            tracer.note_small(block, domain, size, seen);
        }
        block
    }

    fn refill_from_pool(&mut self, domain: Domain, class: usize) -> NonNull<u8> {
        let row = domain as usize;
        let pool = self.pool_with_room(domain, class);
        // In poison mode the free lists stay empty, so every request comes here.
        // SAFETY: a pool in a row is founded; what it counts as free is free.
        let block = unsafe {
            let (block, count) = Pool::draw(pool, self.poison);
            self.ledger.out[row][class] += count;
            if Pool::exhausted(pool) {
                (*pool).listed = false;
                self.partial[row][class] = (*pool).next;
            }
            block
        };
        // SAFETY: a pool in a row has at least one block to draw, and it holds its link.
        let block = unsafe {
            *self.free_list(domain, class) = (*block).next;
            NonNull::new_unchecked(block.cast::<u8>())
        };
        if self.poison && !cfg!(debug_assertions) {
            self.check_out(block, class);
        }
        block
    }

    /// A pool of this class with something to draw: the first of its row, or a new one.
    fn pool_with_room(&mut self, domain: Domain, class: usize) -> *mut Pool {
        let row = domain as usize;
        if self.starved(row, class) && (self.arenas.count >= self.next_flush || self.passes_limit(1)) {
            self.settle();
        }
        if self.starved(row, class) && !self.open_arena() {
            self.flush();
            if self.starved(row, class) && !self.open_arena() {
                self.exhausted();
            }
        }
        if self.partial[row][class].is_null() {
            let (slot, index) = self.arenas.take_pool().unwrap_or_else(|| self.exhausted());
            let at = self.range.base(slot).wrapping_add(index * POOL_SIZE);
            // SAFETY: the arena has just given us this pool.
            let pool = unsafe { Pool::found(at, slot, domain, class) };
            if let Some(atoms) = self.atoms.get_mut(slot * POOLS_PER_ARENA + index) {
                *atoms = domain == Domain::Object;
            }
            self.partial[row][class] = pool;
        }
        self.partial[row][class]
    }

    /// Whether a request of this class can be served by a new arena only.
    fn starved(&self, row: usize, class: usize) -> bool {
        self.partial[row][class].is_null() && !self.arenas.has_room()
    }

    fn open_arena(&mut self) -> bool {
        let Some(slot) = self.take_run(1, Side::Low) else { return false };
        self.arenas.open_pools(slot, self.checked);
        self.ledger.arenas_allocated += 1;
        true
    }

    /// The end: nothing can be allocated, so nothing can be raised either.
    #[cold]
    fn exhausted(&self) -> ! {
        let total = self.bytes_reserved() >> 20;
        eprintln!("terrarium: out of memory: all {total} MiB of the heap's address range are in use");
        std::process::exit(1)
    }

    fn passes_limit(&self, slots: usize) -> bool {
        (self.range.slots_in_use() + slots).saturating_mul(ARENA_SIZE) > self.limit
    }

    fn take_run(&mut self, slots: usize, side: Side) -> Option<usize> {
        let first = self.range.take(slots, side)?;
        self.note_peak();
        Some(first)
    }

    fn note_peak(&mut self) {
        self.ledger.peak_slots = self.ledger.peak_slots.max(self.range.slots_in_use());
    }

    /// Gives the run of slots at `addr` back.
    fn give_run(&mut self, addr: usize, slots: usize) {
        if let Some(first) = self.range.slot_of(addr) {
            self.arenas.close(first);
            self.range.give(first, slots);
        }
    }

    #[inline(never)]
    fn alloc_large(&mut self, domain: Domain, size: usize) -> Option<NonNull<u8>> {
        if size > self.bytes_reserved() {
            return None;
        }
        let bytes = large::block_bytes(size);
        let block = if size >= large::HUGE_MIN {
            self.alloc_huge(domain, bytes)?
        } else {
            match self.large.alloc(bytes, domain) {
                Some(block) => block,
                None => {
                    self.open_region()?;
                    self.large.alloc(bytes, domain)?
                }
            }
        };
        if self.checked {
            self.check_out_large(block, size);
        }
        let block = NonNull::new(block)?;
        self.trace_large_out(block, domain, size);
        Some(block)
    }

    /// Slots for a large request, if the limit allows, else if it does once everything free is home.
    fn take_large_run(&mut self, slots: usize, side: Side) -> Option<usize> {
        if self.passes_limit(slots) {
            self.flush();
        }
        if self.passes_limit(slots) { None } else { self.take_run(slots, side) }
    }

    fn open_region(&mut self) -> Option<()> {
        let slot = self.take_large_run(1, Side::Low)?;
        self.arenas.open_run(slot, 1, ArenaKind::Region);
        // SAFETY: the slot is free and ours now.
        unsafe { self.large.add_region(self.range.base(slot)) };
        Some(())
    }

    fn alloc_huge(&mut self, domain: Domain, bytes: usize) -> Option<*mut u8> {
        let slots = bytes.div_ceil(ARENA_SIZE);
        let first = self.take_large_run(slots, Side::High)?;
        self.arenas.open_run(first, slots, ArenaKind::Huge);
        // SAFETY: the run is free, ours now, and has at least `bytes`.
        Some(unsafe { self.large.found_huge(self.range.base(first), bytes, domain) })
    }

    /// # Safety
    /// As for `free`, for a large block.
    #[inline(never)]
    unsafe fn free_large(&mut self, domain: Domain, block: NonNull<u8>, size: usize) {
        self.trace_large_in(block);
        let block = block.as_ptr();
        if self.checked && self.check_in_large(domain, block, size) {
            return;
        }
        // SAFETY: the caller's promise: a large block in use has a head before it.
        unsafe {
            if large::span(block).state != State::Huge {
                if let Some(base) = self.large.free(block) {
                    self.give_run(base.addr(), 1);
                }
                return;
            }
            self.large.drop_huge(block);
        }
        if let Some((first, _, slots)) =
            self.range.slot_of(block.addr()).and_then(|slot| self.arenas.run_of(slot))
        {
            self.arenas.close(first);
            self.range.give(first, slots);
        }
    }

    /// Whether a large block could be resized where it stands.
    ///
    /// # Safety
    /// As for `realloc`, with both sizes large.
    unsafe fn resize_large(&mut self, domain: Domain, block: NonNull<u8>, old: usize, new: usize) -> bool {
        if new > self.bytes_reserved() {
            return false;
        }
        if self.checked {
            self.check_large(domain, block.as_ptr(), old);
        }
        // SAFETY: the caller's promise.
        unsafe {
            match (large::span(block.as_ptr()).state, new >= large::HUGE_MIN) {
                (State::Huge, true) => self.resize_huge(block, new),
                (State::InUse, false) => self.large.resize(block.as_ptr(), large::block_bytes(new)),
                _ => false,
            }
        }
    }

    /// # Safety
    /// As for `realloc`; `block` is huge.
    unsafe fn resize_huge(&mut self, block: NonNull<u8>, new: usize) -> bool {
        let Some((first, _, slots)) =
            self.range.slot_of(block.as_ptr().addr()).and_then(|slot| self.arenas.run_of(slot))
        else {
            return false;
        };
        let bytes = large::huge_bytes(new);
        let wanted = bytes.div_ceil(ARENA_SIZE);
        if wanted > slots {
            if self.passes_limit(wanted - slots) || !self.range.extend(first, slots, wanted - slots) {
                return false;
            }
            self.arenas.resize_run(first, wanted);
            self.note_peak();
        } else if wanted < slots && Range::RESIZES {
            self.arenas.resize_run(first, wanted);
            self.range.give(first + wanted, slots - wanted);
        }
        // SAFETY: the caller's promise; the run has room for `bytes` now.
        unsafe { self.large.set_huge(block.as_ptr(), bytes) };
        true
    }
}

fn reversed(mut list: *mut FreeBlock) -> *mut FreeBlock {
    let mut turned = ptr::null_mut();
    while !list.is_null() {
        // SAFETY: what hangs on a free list is a free block, and holds its link.
        let next = unsafe { std::mem::replace(&mut (*list).next, turned) };
        turned = list;
        list = next;
    }
    turned
}

impl Drop for Memory {
    /// Unmaps the range if no block is in use. Otherwise somebody may still look at one (a value that outlived its
    /// heap), and the range stays mapped for ever.
    fn drop(&mut self) {
        if self.blocks_in_use() == 0 {
            // SAFETY: no block is in use, and this is the last use of the range.
            unsafe { self.range.unmap() };
        }
    }
}
