//! Owns the record of who allocated which block, while somebody traces (`tracemalloc`).
//!
//! ```text
//!  pool            | head | block          | block          | ...        16 KiB
//!  its side array  |  .   | trace .    .   | trace .    .   | ...        one place for every 16 bytes
//! ```
//!
//! A trace is two words: the number of the place that asked for the block (what a place is, the machine
//! knows), and the bytes that CPython would have asked for. It stands beside the pool at the place of
//! the block's first 16 bytes, so finding it takes a shift and no search. Large blocks are few: an
//! ordered map.
//!
//! While tracing is on, the free lists of `Memory` are empty and those here take their part: so every
//! request comes to `Memory::refill` and every return to `Memory::take_in`, both out of line, and the
//! short ways need not ask whether anybody traces.
//!
//! Invariant: a trace stands beside a block that is in use; place 0 says that there is none. How many
//! bytes an object has in CPython shows only when its header is written, so the size of the block that
//! went out last is asked for when the next event comes (`last`).
//! Deliberately absent: what the numbers of places mean.

use super::pool::FreeBlock;
use super::range::Range;
use super::{ALIGNMENT, CLASSES, Domain, Memory, POOL_SIZE, POOLS_PER_ARENA, SMALL_MAX};
use std::collections::BTreeMap;
use std::ptr::{self, NonNull};

/// The place of a block that nobody traces.
pub const NO_PLACE: u32 = 0;

/// What the tracer asks of the floors above.
#[derive(Clone, Copy, Debug)]
pub struct TraceHooks {
    /// The number of the place that is running; 0: what it asks for is not recorded.
    pub place: fn(*mut ()) -> u32,
    /// What `place` is called with, and `code_freed`: places may be known by the addresses of code.
    pub context: *mut (),
    pub code_freed: fn(*mut ()),
    /// Bytes that CPython would have asked for, given a block of an object whose header is written;
    /// 0: it would not have asked.
    ///
    /// # Safety
    /// For the caller: the block is in use.
    pub size: unsafe fn(NonNull<u8>, Domain) -> usize,
    /// Bytes of further blocks that CPython has for an object of that many, and that die with it.
    pub beside: fn(usize, Domain) -> &'static [usize],
}

/// Objects and tables that CPython keeps for the next one of their shape, and the heap doesn't: how
/// many at most. A block that comes from there has the trace it had before, with a new place; one that
/// had none is not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Float,
    Keys,
}
const KEPT: [usize; 2] = [100, 80];
/// Bytes of a kept block, as CPython asked for them.
const KEPT_SIZE: [usize; 2] = [24, 120];

#[derive(Clone, Copy, Debug, Default)]
struct Trace {
    place: u32,
    size: u32,
}

/// A traced block, for views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TracedBlock {
    pub address: usize,
    pub place: u32,
    pub size: usize,
}

/// What CPython has kept of them when a program begins, about.
const KEPT_AT_START: [usize; 2] = [4, 7];

const TRACES: usize = POOL_SIZE / ALIGNMENT;

#[derive(Debug)]
pub(super) struct Tracer {
    hooks: TraceHooks,
    /// The free lists of `Memory`, as long as tracing is on.
    pub(super) free: [[*mut FreeBlock; CLASSES]; 3],
    /// By the number of the pool in the range.
    pools: Vec<Option<Box<[Trace; TRACES]>>>,
    large: BTreeMap<usize, (u32, usize)>,
    /// Traces of further blocks that go with an object, by its address.
    beside: BTreeMap<usize, (u32, &'static [usize])>,
    /// Places of what CPython would keep: last in, first out.
    kept: [Vec<u32>; 2],
    last: Option<(NonNull<u8>, Domain, bool)>,
    /// Nothing is recorded: somebody looks.
    quiet: bool,
    traced: usize,
    peak: usize,
}

impl Tracer {
    fn slot(&mut self, range: &Range, block: NonNull<u8>) -> Option<&mut Trace> {
        let addr = block.as_ptr().addr();
        let pool = range.slot_of(addr)? * POOLS_PER_ARENA + addr % super::ARENA_SIZE / POOL_SIZE;
        if pool >= self.pools.len() {
            self.pools.resize_with(pool + 1, || None);
        }
        let traces = self.pools[pool].get_or_insert_with(|| Box::new([Trace::default(); TRACES]));
        Some(&mut traces[addr % POOL_SIZE / ALIGNMENT])
    }

    /// The size of the block that went out last is known now.
    fn settle(&mut self, range: &Range) {
        let Some((block, domain, small)) = self.last.take() else { return };
        // SAFETY: the block went out last, and what is freed or traced anew is settled first: so it is in
        // use, and whoever asked for it has written its header.
        let size = unsafe { (self.hooks.size)(block, domain) };
        self.resize(range, block, small, size);
        if domain == Domain::Object && size == KEPT_SIZE[Kept::Float as usize] {
            self.out_of_kept(range, block, Kept::Float);
        }
        let beside = (self.hooks.beside)(size, domain);
        if !beside.is_empty()
            && let Some(place) = self.place_of(range, block)
        {
            self.traced += beside.iter().sum::<usize>();
            self.peak = self.peak.max(self.traced);
            self.beside.insert(block.as_ptr().addr(), (place, beside));
        }
    }

    fn place_of(&mut self, range: &Range, block: NonNull<u8>) -> Option<u32> {
        if let Some((place, _)) = self.large.get(&block.as_ptr().addr()) {
            return Some(*place);
        }
        self.slot(range, block).map(|trace| trace.place).filter(|place| *place != NO_PLACE)
    }

    /// A block went out that CPython would have taken from those it keeps.
    fn out_of_kept(&mut self, range: &Range, block: NonNull<u8>, kept: Kept) {
        let Some(place) = self.kept[kept as usize].pop() else { return };
        if place != NO_PLACE {
            // It was counted all the time.
            self.traced -= KEPT_SIZE[kept as usize];
        } else {
            self.resize(range, block, true, 0);
        }
    }

    /// A block comes back that CPython would keep.
    fn keep(&mut self, range: &Range, block: NonNull<u8>, kept: Kept) {
        self.settle(range);
        if self.kept[kept as usize].len() < KEPT[kept as usize] {
            let place = self.place_of(range, block).unwrap_or(NO_PLACE);
            self.kept[kept as usize].push(place);
            if place != NO_PLACE {
                self.traced += KEPT_SIZE[kept as usize];
            }
        }
    }

    /// A traced block counts as `size` bytes; 0: it does not count at all.
    fn resize(&mut self, range: &Range, block: NonNull<u8>, small: bool, size: usize) {
        let old = if small {
            let Some(trace) = self.slot(range, block) else { return };
            let old = trace.size as usize;
            if trace.place == NO_PLACE {
                return;
            }
            trace.size = size as u32;
            if size == 0 {
                trace.place = NO_PLACE;
            }
            old
        } else {
            let addr = block.as_ptr().addr();
            let Some((_, bytes)) = self.large.get_mut(&addr) else { return };
            let old = std::mem::replace(bytes, size);
            if size == 0 {
                self.large.remove(&addr);
            }
            old
        };
        self.traced = self.traced - old + size;
        self.peak = self.peak.max(self.traced);
    }

    fn note(&mut self, range: &Range, block: NonNull<u8>, domain: Domain, size: usize) {
        self.settle(range);
        if self.quiet {
            return;
        }
        let place = (self.hooks.place)(self.hooks.context);
        if place == NO_PLACE {
            return;
        }
        let small = size <= SMALL_MAX;
        if small {
            let Some(trace) = self.slot(range, block) else { return };
            *trace = Trace { place, size: size as u32 };
        } else {
            self.large.insert(block.as_ptr().addr(), (place, size));
        }
        self.traced += size;
        if domain == Domain::Raw {
            self.peak = self.peak.max(self.traced);
        } else {
            self.last = Some((block, domain, small));
        }
    }

    fn forget(&mut self, range: &Range, block: NonNull<u8>, small: bool) {
        self.settle(range);
        if !self.beside.is_empty()
            && let Some((_, sizes)) = self.beside.remove(&block.as_ptr().addr())
        {
            self.traced -= sizes.iter().sum::<usize>();
        }
        let size = if small {
            self.slot(range, block).map_or(0, |trace| std::mem::take(trace).size as usize)
        } else {
            self.large.remove(&block.as_ptr().addr()).map_or(0, |(_, size)| size)
        };
        self.traced -= size;
    }
}

impl Memory {
    /// Begins to record who allocates what. What is in use already has no trace.
    pub fn start_tracing(&mut self, hooks: TraceHooks) {
        let free = std::mem::replace(&mut self.free, [[ptr::null_mut(); CLASSES]; 3]);
        let tracer = Tracer {
            hooks,
            free,
            pools: Vec::new(),
            large: BTreeMap::new(),
            beside: BTreeMap::new(),
            kept: KEPT_AT_START.map(|n| vec![NO_PLACE; n]),
            last: None,
            quiet: false,
            traced: 0,
            peak: 0,
        };
        self.tracer = Some(Box::new(tracer));
        self.watched = true;
    }

    /// Ends it, and forgets all traces.
    pub fn stop_tracing(&mut self) {
        if let Some(tracer) = self.tracer.take() {
            self.free = tracer.free;
        }
        self.watched = self.checked;
    }

    #[inline(always)]
    pub fn is_tracing(&self) -> bool {
        self.watched && self.tracer.is_some()
    }

    /// Records nothing until it is switched back: what is freed is forgotten all the same. Returns what
    /// it was.
    pub fn set_quiet(&mut self, quiet: bool) -> bool {
        let Some(tracer) = &mut self.tracer else { return false };
        tracer.settle(&self.range);
        std::mem::replace(&mut tracer.quiet, quiet)
    }

    /// Some code is no more.
    pub(crate) fn trace_code_freed(&mut self) {
        if let Some(tracer) = &self.tracer {
            (tracer.hooks.code_freed)(tracer.hooks.context);
        }
    }

    /// Bytes of the traced blocks: now, and at most since the start or the last `reset_traced_peak`.
    pub fn traced(&mut self) -> (usize, usize) {
        let Some(tracer) = &mut self.tracer else { return (0, 0) };
        tracer.settle(&self.range);
        (tracer.traced, tracer.peak)
    }

    pub fn reset_traced_peak(&mut self) {
        if let Some(tracer) = &mut self.tracer {
            tracer.settle(&self.range);
            tracer.peak = tracer.traced;
        }
    }

    pub fn clear_traces(&mut self) {
        if let Some(tracer) = &mut self.tracer {
            (tracer.last, tracer.traced, tracer.peak) = (None, 0, 0);
            tracer.pools.clear();
            tracer.large.clear();
            tracer.beside.clear();
            tracer.kept.iter_mut().for_each(|places| places.fill(NO_PLACE));
        }
    }

    /// Bytes that the record itself takes.
    pub fn tracer_bytes(&self) -> usize {
        let Some(tracer) = &self.tracer else { return 0 };
        let pools = tracer.pools.iter().flatten().count() * size_of::<[Trace; TRACES]>();
        pools + tracer.pools.capacity() * 8 + tracer.large.len() * 32 + size_of::<Tracer>()
    }

    /// Every traced block, small ones first, in address order.
    pub fn traced_blocks(&mut self) -> Vec<TracedBlock> {
        let Some(tracer) = &mut self.tracer else { return Vec::new() };
        tracer.settle(&self.range);
        let mut blocks = Vec::new();
        for (pool, traces) in tracer.pools.iter().enumerate() {
            let Some(traces) = traces else { continue };
            for (at, trace) in traces.iter().enumerate().filter(|(_, trace)| trace.place != NO_PLACE) {
                let base = self.range.base(pool / POOLS_PER_ARENA).addr();
                let address = base + pool % POOLS_PER_ARENA * POOL_SIZE + at * ALIGNMENT;
                blocks.push(TracedBlock { address, place: trace.place, size: trace.size as usize });
            }
        }
        let large = |(address, (place, size)): (&usize, &(u32, usize))| TracedBlock {
            address: *address,
            place: *place,
            size: *size,
        };
        blocks.extend(tracer.large.iter().map(large));
        for (address, (place, sizes)) in &tracer.beside {
            blocks.extend(sizes.iter().map(|size| TracedBlock {
                address: *address,
                place: *place,
                size: *size,
            }));
        }
        for (places, size) in tracer.kept.iter().zip(KEPT_SIZE) {
            let traced = places.iter().filter(|place| **place != NO_PLACE);
            blocks.extend(traced.map(|place| TracedBlock { address: 0, place: *place, size }));
        }
        blocks
    }

    /// The place that asked for the block in use that begins at `addr`.
    pub fn place_of(&mut self, addr: usize) -> Option<u32> {
        let tracer = self.tracer.as_mut()?;
        if let Some((place, _)) = tracer.large.get(&addr) {
            return Some(*place);
        }
        let pool = self.range.slot_of(addr)? * POOLS_PER_ARENA + addr % super::ARENA_SIZE / POOL_SIZE;
        let trace = tracer.pools.get(pool)?.as_ref()?[addr % POOL_SIZE / ALIGNMENT];
        (trace.place != NO_PLACE).then_some(trace.place)
    }

    /// A block that was not given back but kept for the next object of its shape is used anew: if it is
    /// traced, its place changes.
    #[cold]
    #[inline(never)]
    pub(crate) fn trace_reuse(&mut self, block: NonNull<u8>) {
        let Some(tracer) = &mut self.tracer else { return };
        tracer.settle(&self.range);
        if tracer.quiet {
            return;
        }
        let place = (tracer.hooks.place)(tracer.hooks.context);
        if let Some(trace) = tracer.slot(&self.range, block).filter(|trace| trace.place != NO_PLACE) {
            trace.place = place;
        }
    }

    /// In CPython the block of `real` bytes that went out would have had `size`; 0: there would be none.
    pub(crate) fn set_traced_size(&mut self, block: NonNull<u8>, real: usize, size: usize) {
        if let Some(tracer) = &mut self.tracer {
            tracer.settle(&self.range);
            tracer.resize(&self.range, block, real <= SMALL_MAX, size);
        }
    }

    /// A small block that went out: CPython takes such a one from those it keeps.
    pub(crate) fn trace_out_of_kept(&mut self, block: NonNull<u8>, kept: Kept) {
        if let Some(tracer) = &mut self.tracer {
            tracer.settle(&self.range);
            tracer.out_of_kept(&self.range, block, kept);
        }
    }

    /// A small block that is about to come back: CPython keeps such a one.
    pub(crate) fn trace_keep(&mut self, block: NonNull<u8>, kept: Kept) {
        if let Some(tracer) = &mut self.tracer {
            tracer.keep(&self.range, block, kept);
        }
    }

    pub(super) fn trace_out(&mut self, block: NonNull<u8>, domain: Domain, size: usize) {
        if let Some(tracer) = &mut self.tracer {
            tracer.note(&self.range, block, domain, size);
        }
    }

    pub(super) fn trace_in(&mut self, block: NonNull<u8>, domain: Domain, small: bool) {
        if let Some(tracer) = &mut self.tracer {
            // SAFETY: what is given back was in use until now, its header is as it was.
            if small
                && domain == Domain::Object
                && unsafe { (tracer.hooks.size)(block, domain) } == KEPT_SIZE[Kept::Float as usize]
            {
                tracer.keep(&self.range, block, Kept::Float);
            }
            tracer.forget(&self.range, block, small);
        }
    }

    /// A block has another size where it stands.
    pub(super) fn trace_resize(&mut self, block: NonNull<u8>, domain: Domain, old: usize, new: usize) {
        if let Some(tracer) = &mut self.tracer {
            tracer.forget(&self.range, block, old <= SMALL_MAX);
            tracer.note(&self.range, block, domain, new);
        }
    }
}
