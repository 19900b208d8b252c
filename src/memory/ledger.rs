//! Owns the counters of the allocator, and the views of it: what is where, for reports, pictures and leak checks.
//!
//! Invariant: every view flushes first, so what it says is exact, and it says it in plain copies: no view borrows from the
//! heap. All walks go in address order.
//!
//! Deliberately absent: what an object is, and any text; reports are written above.

use super::arena::ArenaKind;
use super::large::{self, Span, State};
use super::pool::{self, Pool};
use super::{ARENA_SIZE, CLASSES, Domain, Memory, POOL_HEADER, POOL_SIZE, POOLS_PER_ARENA, class_size};

#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Small blocks that are out of their pools, by domain and class; after a flush: in use.
    pub(super) out: [[usize; CLASSES]; 3],
    pub(super) arenas_allocated: u64,
    pub(super) arenas_freed: u64,
    pub(super) flushes: u64,
    pub(super) peak_slots: usize,
}

/// A run of slots in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArenaView {
    pub address: usize,
    pub bytes: usize,
    pub kind: ArenaKind,
    /// Pools in use, of 64 (0 unless it is an arena of pools).
    pub pools_used: usize,
    /// Blocks in use.
    pub blocks: usize,
    /// Bytes of the blocks in use, heads included.
    pub used: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolState {
    Full,
    Partial,
    Empty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolView {
    pub address: usize,
    /// `None` for a pool that belongs to its arena and has no class.
    pub domain: Option<Domain>,
    /// Bytes of each block, 0 for a pool without class.
    pub class_size: usize,
    /// Blocks that fit, 0 for a pool without class.
    pub capacity: usize,
    /// Blocks in use.
    pub used: usize,
    /// Blocks that were never handed out yet.
    pub uncarved: usize,
    pub state: PoolState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockState {
    InUse,
    Free,
    /// Freed in poison mode.
    Quarantined,
    /// No block: a header, the end of a pool or region, a free pool, or the slack of a huge block's run.
    Overhead,
}

/// What lies at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Base of the run of slots, and what it is used for.
    pub arena: usize,
    pub kind: ArenaKind,
    /// Base of the pool, in an arena of pools.
    pub pool: Option<usize>,
    /// Number of the block in its pool or region; a huge block has number 0.
    pub block: Option<usize>,
    /// First byte that the block's user sees (for overhead: the address itself).
    pub start: usize,
    /// Bytes that the block's user may have (for overhead: 0).
    pub size: usize,
    /// `None` for a large block and for overhead.
    pub class_size: Option<usize>,
    /// Distance from `start`.
    pub offset: usize,
    /// `None` where nothing is in use.
    pub domain: Option<Domain>,
    pub state: BlockState,
    /// Whether the blocks beside it exist and are free.
    pub free_before: bool,
    pub free_after: bool,
}

/// A block in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub addr: usize,
    /// Bytes that the user may have.
    pub size: usize,
    pub domain: Domain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassStats {
    pub domain: Domain,
    pub size: usize,
    pub pools: usize,
    pub used: usize,
    /// Blocks of these pools that are not in use, those never carved included.
    pub free: usize,
}

/// Large blocks, huge ones included. Bytes include heads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LargeStats {
    pub count: usize,
    pub bytes: usize,
    pub regions: usize,
    /// Free bytes inside regions.
    pub free_bytes: usize,
    pub huge_count: usize,
    pub huge_bytes: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// The classes that have pools, by domain and size.
    pub classes: Vec<ClassStats>,
    pub large: LargeStats,
    /// Arenas of pools: now, and ever taken from and given back to the range.
    pub arenas: usize,
    pub arenas_allocated: u64,
    pub arenas_freed: u64,
    /// Pools that no class has at the moment.
    pub free_pools: usize,
    pub flushes: u64,
    /// Blocks in use, small and large.
    pub blocks: usize,
    /// Bytes of arenas, regions and huge runs: now, at most ever, and of the whole range.
    pub bytes_in_arenas: usize,
    pub peak_bytes: usize,
    pub bytes_reserved: usize,
}

impl Memory {
    /// Bytes of the whole range.
    pub fn bytes_reserved(&self) -> usize {
        self.range.slots() * ARENA_SIZE
    }

    /// Bytes of the arenas, regions and huge runs that exist now, in whole slots.
    #[inline]
    pub fn bytes_in_arenas(&self) -> usize {
        self.range.slots_in_use() * ARENA_SIZE
    }

    /// The most that `bytes_in_arenas` ever was.
    pub fn peak_bytes(&self) -> usize {
        self.ledger.peak_slots * ARENA_SIZE
    }

    /// Blocks in use, small and large, exactly.
    pub fn blocks_in_use(&mut self) -> usize {
        self.flush();
        self.ledger.out.iter().flatten().sum::<usize>() + self.large.count
    }

    /// Every run of slots.
    pub fn arenas(&mut self) -> Vec<ArenaView> {
        self.flush();
        let runs: Vec<_> = self.arenas.runs().collect();
        runs.into_iter().map(|(slot, kind, len)| self.arena_view(slot, kind, len)).collect()
    }

    fn arena_view(&self, slot: usize, kind: ArenaKind, len: usize) -> ArenaView {
        let address = self.range.base(slot).addr();
        let mut view =
            ArenaView { address, bytes: len * ARENA_SIZE, kind, pools_used: 0, blocks: 0, used: 0 };
        if kind == ArenaKind::Pools {
            view.pools_used = self.arenas.pools_in_use(slot);
            for pool in self.pools_of(slot) {
                // SAFETY: a founded pool.
                let (out, class) = unsafe { (Pool::out(pool), (*pool).class) };
                view.blocks += out;
                view.used += out * class_size(class.into());
            }
        } else {
            for span in self.spans_of(slot, kind).into_iter().filter(in_use) {
                view.blocks += 1;
                view.used += span.bytes;
            }
        }
        view
    }

    /// Every pool, those of no class included.
    pub fn pools(&mut self) -> Vec<PoolView> {
        self.flush();
        let slots: Vec<_> =
            self.arenas.runs().filter(|run| run.1 == ArenaKind::Pools).map(|run| run.0).collect();
        let all = slots.into_iter().flat_map(|slot| (0..POOLS_PER_ARENA).map(move |index| (slot, index)));
        all.map(|(slot, index)| self.pool_view(slot, index)).collect()
    }

    fn pool_view(&self, slot: usize, index: usize) -> PoolView {
        let at = self.range.base(slot).wrapping_add(index * POOL_SIZE);
        let none = PoolView {
            address: at.addr(),
            domain: None,
            class_size: 0,
            capacity: 0,
            used: 0,
            uncarved: 0,
            state: PoolState::Empty,
        };
        if self.arenas.pool_is_free(slot, index) {
            return none;
        }
        // SAFETY: a pool that is not free is founded.
        let (pool, used) = unsafe { (&*at.cast::<Pool>(), Pool::out(at.cast())) };
        let capacity = usize::from(pool.capacity);
        let state = match used {
            0 => PoolState::Empty,
            used if used == capacity => PoolState::Full,
            _ => PoolState::Partial,
        };
        let uncarved = capacity - usize::from(pool.carved);
        let class_size = class_size(pool.class.into());
        PoolView { domain: Some(pool.domain), class_size, capacity, used, uncarved, state, ..none }
    }

    /// What lies at `addr`; `None` if it is no address of ours or in a free slot.
    pub fn locate(&mut self, addr: usize) -> Option<Location> {
        self.flush();
        let (first, kind, _) = self.arenas.run_of(self.range.slot_of(addr)?)?;
        let overhead = Location {
            arena: self.range.base(first).addr(),
            kind,
            pool: None,
            block: None,
            start: addr,
            size: 0,
            class_size: None,
            offset: 0,
            domain: None,
            state: BlockState::Overhead,
            free_before: false,
            free_after: false,
        };
        Some(match kind {
            ArenaKind::Pools => self.locate_small(addr, first, overhead),
            ArenaKind::Region | ArenaKind::Huge => self.locate_large(addr, first, overhead),
        })
    }

    fn locate_small(&self, addr: usize, slot: usize, overhead: Location) -> Location {
        let index = addr % ARENA_SIZE / POOL_SIZE;
        let at = self.range.base(slot).wrapping_add(index * POOL_SIZE);
        let overhead = Location { pool: Some(at.addr()), ..overhead };
        if self.arenas.pool_is_free(slot, index) {
            return overhead;
        }
        let view = self.pool_view(slot, index);
        let Some(within) = (addr % POOL_SIZE).checked_sub(POOL_HEADER) else { return overhead };
        let (block, size) = (within / view.class_size, view.class_size);
        if block >= view.capacity {
            return overhead;
        }
        let used = self.used_bits(at.cast());
        let free = |block: usize| block < view.capacity && used[block / 64] >> (block % 64) & 1 == 0;
        let carved = block < view.capacity - view.uncarved;
        let state = match (free(block), self.poison && carved) {
            (false, _) => BlockState::InUse,
            (true, true) => BlockState::Quarantined,
            (true, false) => BlockState::Free,
        };
        Location {
            block: Some(block),
            start: at.addr() + POOL_HEADER + block * size,
            size,
            class_size: Some(size),
            offset: within % size,
            domain: view.domain.filter(|_| state == BlockState::InUse),
            state,
            free_before: block > 0 && free(block - 1),
            free_after: free(block + 1),
            ..overhead
        }
    }

    fn locate_large(&self, addr: usize, slot: usize, overhead: Location) -> Location {
        let spans = self.spans_of(slot, overhead.kind);
        let holds =
            |span: &Span| (0..span.bytes - large::HEAD).contains(&addr.wrapping_sub(span.start.addr()));
        let Some(block) = spans.iter().position(holds) else { return overhead };
        let span = spans[block];
        let free = |span: Option<&Span>| span.is_some_and(|span| span.state == State::Free);
        Location {
            block: Some(block),
            start: span.start.addr(),
            size: span.bytes - large::HEAD,
            offset: addr - span.start.addr(),
            domain: in_use(&span).then_some(span.domain),
            state: match span.state {
                State::Free => BlockState::Free,
                State::InUse | State::Huge => BlockState::InUse,
                State::Quarantined => BlockState::Quarantined,
                State::Sentinel => BlockState::Overhead,
            },
            free_before: block > 0 && free(spans.get(block - 1)),
            free_after: free(spans.get(block + 1)),
            ..overhead
        }
    }

    /// Calls `f` for every block in use, in address order.
    pub fn for_each_block(&mut self, f: &mut dyn FnMut(Block)) {
        self.flush();
        let runs: Vec<_> = self.arenas.runs().collect();
        for (slot, kind, _) in runs {
            if kind == ArenaKind::Pools {
                self.pools_of(slot).into_iter().for_each(|pool| self.for_each_in_pool(pool, f));
                continue;
            }
            for span in self.spans_of(slot, kind).into_iter().filter(in_use) {
                f(Block { addr: span.start.addr(), size: span.bytes - large::HEAD, domain: span.domain });
            }
        }
    }

    fn for_each_in_pool(&self, pool: *mut Pool, f: &mut dyn FnMut(Block)) {
        // SAFETY: a founded pool.
        let (domain, size) = unsafe { ((*pool).domain, class_size((*pool).class.into())) };
        for (word, bits) in self.used_bits(pool).into_iter().enumerate() {
            let mut left = bits;
            while left != 0 {
                let index = word * 64 + left.trailing_zeros() as usize;
                f(Block { addr: Pool::block(pool, size, index).addr(), size, domain });
                left &= left - 1;
            }
        }
    }

    /// All the counters.
    pub fn stats(&mut self) -> Stats {
        let blocks = self.blocks_in_use();
        let mut classes = Vec::new();
        let mut pools = [[0; CLASSES]; 3];
        for pool in self.founded_pools() {
            // SAFETY: a founded pool.
            let (domain, class) = unsafe { ((*pool).domain, usize::from((*pool).class)) };
            pools[domain as usize][class] += 1;
        }
        for domain in Domain::ALL {
            for class in 0..CLASSES {
                let (size, pools) = (class_size(class), pools[domain as usize][class]);
                let used = self.ledger.out[domain as usize][class];
                if pools > 0 {
                    classes.push(ClassStats {
                        domain,
                        size,
                        pools,
                        used,
                        free: pools * pool::capacity_of(size) - used,
                    });
                }
            }
        }
        let used_pools: usize = classes.iter().map(|class| class.pools).sum();
        Stats {
            classes,
            large: self.large_stats(),
            arenas: self.arenas.count,
            arenas_allocated: self.ledger.arenas_allocated,
            arenas_freed: self.ledger.arenas_freed,
            free_pools: self.arenas.count * POOLS_PER_ARENA - used_pools,
            flushes: self.ledger.flushes,
            blocks,
            bytes_in_arenas: self.bytes_in_arenas(),
            peak_bytes: self.peak_bytes(),
            bytes_reserved: self.bytes_reserved(),
        }
    }

    fn large_stats(&self) -> LargeStats {
        let mut stats = LargeStats { regions: self.large.regions, ..LargeStats::default() };
        for span in self.large_spans() {
            match span.state {
                State::Free => stats.free_bytes += span.bytes,
                State::Quarantined | State::Sentinel => {}
                State::InUse | State::Huge => {
                    stats.count += 1;
                    stats.bytes += span.bytes;
                }
            }
            if span.state == State::Huge {
                stats.huge_count += 1;
                stats.huge_bytes += span.bytes;
            }
        }
        stats
    }

    /// Every founded pool.
    pub(super) fn founded_pools(&self) -> Vec<*mut Pool> {
        let arenas = self.arenas.runs().filter(|run| run.1 == ArenaKind::Pools);
        arenas.flat_map(|(slot, ..)| self.pools_of(slot)).collect()
    }

    fn pools_of(&self, slot: usize) -> Vec<*mut Pool> {
        let used = (0..POOLS_PER_ARENA).filter(|index| !self.arenas.pool_is_free(slot, *index));
        used.map(|index| self.range.base(slot).wrapping_add(index * POOL_SIZE).cast()).collect()
    }

    /// Every large block, free ones and huge ones included.
    pub(super) fn large_spans(&self) -> Vec<Span> {
        let runs = self.arenas.runs().filter(|run| run.1 != ArenaKind::Pools);
        runs.flat_map(|(slot, kind, _)| self.spans_of(slot, kind)).collect()
    }

    fn spans_of(&self, slot: usize, kind: ArenaKind) -> Vec<Span> {
        let base = self.range.base(slot);
        // SAFETY: the slot begins a region, or a huge block whose head is at its start.
        unsafe {
            match kind {
                ArenaKind::Pools => Vec::new(),
                ArenaKind::Region => large::region_spans(base).collect(),
                ArenaKind::Huge => vec![large::span(base.wrapping_add(large::HEAD))],
            }
        }
    }

    /// Bit i: block i of the pool is in use. Exact after a flush.
    pub(super) fn used_bits(&self, pool: *mut Pool) -> [u64; 16] {
        let mut used = [0; 16];
        // SAFETY: a founded pool.
        let (slot, carved, size) =
            unsafe { ((*pool).slot as usize, usize::from((*pool).carved), class_size((*pool).class.into())) };
        for index in 0..carved {
            let offset = Pool::block(pool, size, index).addr() % ARENA_SIZE;
            if !self.poison || self.arenas.mark(slot, offset) {
                used[index / 64] |= 1 << (index % 64);
            }
        }
        // SAFETY: a pool's free list leads through free blocks of the pool.
        unsafe {
            let mut free = (*pool).free;
            while !free.is_null() {
                let index = (free.addr() % POOL_SIZE - POOL_HEADER) / size;
                used[index / 64] &= !(1 << (index % 64));
                free = (*free).next;
            }
        }
        used
    }
}

fn in_use(span: &Span) -> bool {
    matches!(span.state, State::InUse | State::Huge)
}
