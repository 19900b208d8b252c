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

use super::pool::{FreeBlock, Pool};
use super::{ALIGNMENT, CLASSES, Domain, Memory, POOL_SIZE, SMALL_MAX, class_of};
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

/// What stands beside a small block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trace {
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

/// Only objects from this size on have further blocks.
const BESIDE_MIN: usize = 512;

const TRACES: usize = POOL_SIZE / ALIGNMENT;

#[derive(Debug)]
pub(super) struct Tracer {
    hooks: TraceHooks,
    /// The free lists of `Memory`, as long as tracing is on.
    pub(super) free: [[*mut FreeBlock; CLASSES]; 3],
    /// Side arrays there are: pools know where theirs is, and these have none.
    arrays: usize,
    spare: Vec<NonNull<[Trace; TRACES]>>,
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
    /// The trace of a small block.
    #[inline(always)]
    fn slot(&mut self, block: NonNull<u8>) -> *mut Trace {
        let pool = Pool::of(block.as_ptr());
        // SAFETY: a small block lies in a founded pool, whose side array has a place for each 16 bytes and
        // lives as long as the tracer.
        unsafe {
            if (*pool).traces.is_null() {
                self.add_array(pool);
            }
            (*pool).traces.add(block.as_ptr().addr() % POOL_SIZE / ALIGNMENT)
        }
    }

    #[cold]
    #[inline(never)]
    fn add_array(&mut self, pool: *mut Pool) {
        let array = self.spare.pop().unwrap_or_else(|| {
            self.arrays += 1;
            NonNull::from(Box::leak(Box::new([Trace::default(); TRACES])))
        });
        // SAFETY: the pool is founded.
        unsafe { (*pool).traces = array.as_ptr().cast() };
    }

    /// The size of the block that went out last is known now.
    #[inline(always)]
    fn settle(&mut self) {
        if let Some((block, domain, small)) = self.last.take() {
            self.settle_object(block, domain, small);
        }
    }

    #[inline(never)]
    fn settle_object(&mut self, block: NonNull<u8>, domain: Domain, small: bool) {
        // SAFETY: the block went out last, and what is freed or traced anew is settled first: so it is in
        // use, and whoever asked for it has written its header.
        let size = unsafe { (self.hooks.size)(block, domain) };
        self.resize(block, small, size);
        if size >= BESIDE_MIN {
            self.add_beside(block, domain, size);
        }
    }

    fn add_beside(&mut self, block: NonNull<u8>, domain: Domain, size: usize) {
        let beside = (self.hooks.beside)(size, domain);
        if let Some(place) = self.place_of(block).filter(|_| !beside.is_empty()) {
            self.grow(beside.iter().sum::<usize>());
            self.beside.insert(block.as_ptr().addr(), (place, beside));
        }
    }

    #[inline(always)]
    fn grow(&mut self, bytes: usize) {
        self.traced += bytes;
        self.peak = self.peak.max(self.traced);
    }

    fn place_of(&mut self, block: NonNull<u8>) -> Option<u32> {
        if let Some((place, _)) = self.large.get(&block.as_ptr().addr()) {
            return Some(*place);
        }
        // SAFETY: not large, so it is small; a slot is an initialised trace.
        let place = unsafe { (*self.slot(block)).place };
        (place != NO_PLACE).then_some(place)
    }

    /// A block is about to go out that CPython would take from those it keeps. Whether there was one that
    /// nobody traces.
    fn take_kept(&mut self, kept: Kept) -> bool {
        match self.kept[kept as usize].pop() {
            None => false,
            Some(NO_PLACE) => true,
            Some(_) => {
                // It was counted all the time.
                self.traced -= KEPT_SIZE[kept as usize];
                false
            }
        }
    }

    /// A block comes back that CPython would keep.
    fn keep(&mut self, place: u32, kept: Kept) {
        if self.kept[kept as usize].len() < KEPT[kept as usize] {
            self.kept[kept as usize].push(place);
            if place != NO_PLACE {
                self.traced += KEPT_SIZE[kept as usize];
            }
        }
    }

    /// A traced block counts as `size` bytes; 0: it does not count at all.
    fn resize(&mut self, block: NonNull<u8>, small: bool, size: usize) {
        let old = if small {
            // SAFETY: a slot is an initialised trace, and nobody else has a reference to it.
            let trace = unsafe { &mut *self.slot(block) };
            if trace.place == NO_PLACE {
                return;
            }
            let old = std::mem::replace(&mut trace.size, size as u32);
            if size == 0 {
                trace.place = NO_PLACE;
            }
            old as usize
        } else {
            let addr = block.as_ptr().addr();
            let Some((_, bytes)) = self.large.get_mut(&addr) else { return };
            let old = std::mem::replace(bytes, size);
            if size == 0 {
                self.large.remove(&addr);
            }
            old
        };
        self.traced -= old;
        self.grow(size);
    }

    /// The place that runs; `NO_PLACE` if nothing is to be recorded.
    #[inline(always)]
    fn place(&mut self) -> u32 {
        self.settle();
        if self.quiet { NO_PLACE } else { (self.hooks.place)(self.hooks.context) }
    }

    /// A small block goes out; `seen` as for `alloc_small_as`.
    #[inline(always)]
    pub(super) fn note_small(&mut self, block: NonNull<u8>, domain: Domain, size: usize, seen: usize) {
        let mut place = self.place();
        if seen == KEPT_SIZE[Kept::Float as usize] && domain == Domain::Object && self.take_kept(Kept::Float)
        {
            place = NO_PLACE;
        }
        if place == NO_PLACE {
            return;
        }
        let bytes = if seen == 0 { size } else { seen };
        let trace = Trace { place, size: bytes as u32 };
        // SAFETY: a slot may be written to.
        unsafe { self.slot(block).write(trace) };
        if seen == 0 && domain != Domain::Raw {
            self.traced += bytes;
            self.last = Some((block, domain, true));
        } else {
            self.grow(bytes);
        }
    }

    fn note_large(&mut self, block: NonNull<u8>, domain: Domain, size: usize) {
        let place = self.place();
        if place == NO_PLACE {
            return;
        }
        self.large.insert(block.as_ptr().addr(), (place, size));
        if domain == Domain::Raw {
            self.grow(size);
        } else {
            self.traced += size;
            self.last = Some((block, domain, false));
        }
    }

    /// A small block comes back.
    #[inline(always)]
    pub(super) fn forget_small(&mut self, block: NonNull<u8>, domain: Domain, size: usize) {
        self.settle();
        // SAFETY: a slot is an initialised trace.
        let trace = unsafe { self.slot(block).replace(Trace::default()) };
        self.traced -= trace.size as usize;
        if domain == Domain::Object && class_of(size) == class_of(KEPT_SIZE[Kept::Float as usize]) {
            // Ints share the class, and are told by their traced size, or by a look.
            let float = match trace.place {
                // SAFETY: the block was in use until now, its header is as it was.
                NO_PLACE => unsafe { (self.hooks.size)(block, domain) },
                _ => trace.size as usize,
            };
            if float == KEPT_SIZE[Kept::Float as usize] {
                self.keep(trace.place, Kept::Float);
            }
        } else if domain == Domain::Container && !self.beside.is_empty() {
            self.forget_beside(block);
        }
    }

    fn forget_large(&mut self, block: NonNull<u8>) {
        self.settle();
        self.traced -= self.large.remove(&block.as_ptr().addr()).map_or(0, |(_, size)| size);
        self.forget_beside(block);
    }

    #[inline(never)]
    fn forget_beside(&mut self, block: NonNull<u8>) {
        if let Some((_, sizes)) = self.beside.remove(&block.as_ptr().addr()) {
            self.traced -= sizes.iter().sum::<usize>();
        }
    }
}

impl Memory {
    /// Begins to record who allocates what. What is in use already has no trace.
    pub fn start_tracing(&mut self, hooks: TraceHooks) {
        let free = std::mem::replace(&mut self.free, [[ptr::null_mut(); CLASSES]; 3]);
        let tracer = Tracer {
            hooks,
            free,
            arrays: 0,
            spare: Vec::new(),
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
        self.clear_traces();
        if let Some(tracer) = self.tracer.take() {
            self.free = tracer.free;
            for array in tracer.spare {
                // SAFETY: made by `Box::leak`, and no pool has it any more.
                drop(unsafe { Box::from_raw(array.as_ptr()) });
            }
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
        tracer.settle();
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
        tracer.settle();
        (tracer.traced, tracer.peak)
    }

    pub fn reset_traced_peak(&mut self) {
        if let Some(tracer) = &mut self.tracer {
            tracer.settle();
            tracer.peak = tracer.traced;
        }
    }

    pub fn clear_traces(&mut self) {
        for pool in self.founded_pools() {
            self.take_array(pool);
        }
        if let Some(tracer) = &mut self.tracer {
            (tracer.last, tracer.traced, tracer.peak) = (None, 0, 0);
            tracer.large.clear();
            tracer.beside.clear();
            tracer.kept.iter_mut().for_each(|places| places.fill(NO_PLACE));
        }
    }

    /// A pool has no traces any more: its side array is free for another one.
    pub(super) fn take_array(&mut self, pool: *mut Pool) {
        // SAFETY: a founded pool; its side array, if it has one, is this tracer's.
        unsafe {
            let array = std::mem::replace(&mut (*pool).traces, ptr::null_mut());
            if let (Some(tracer), Some(array)) = (&mut self.tracer, NonNull::new(array)) {
                let mut array = array.cast::<[Trace; TRACES]>();
                array.as_mut().fill(Trace::default());
                tracer.spare.push(array);
            }
        }
    }

    /// Bytes that the record itself takes.
    pub fn tracer_bytes(&self) -> usize {
        let Some(tracer) = &self.tracer else { return 0 };
        tracer.arrays * size_of::<[Trace; TRACES]>() + tracer.large.len() * 32 + size_of::<Tracer>()
    }

    /// Every traced block, small ones first, in address order.
    pub fn traced_blocks(&mut self) -> Vec<TracedBlock> {
        let pools = self.founded_pools();
        let Some(tracer) = &mut self.tracer else { return Vec::new() };
        tracer.settle();
        let mut blocks = Vec::new();
        for pool in pools {
            // SAFETY: a founded pool; its side array, if it has one, is whole.
            let traces = unsafe { (*pool).traces.cast::<[Trace; TRACES]>().as_ref() };
            for (at, trace) in traces.into_iter().flatten().enumerate() {
                if trace.place != NO_PLACE {
                    let address = pool.addr() + at * ALIGNMENT;
                    blocks.push(TracedBlock { address, place: trace.place, size: trace.size as usize });
                }
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

    /// The place that asked for the block in use that begins at `block`.
    pub fn place_of(&mut self, block: NonNull<u8>) -> Option<u32> {
        self.tracer.as_mut()?.place_of(block)
    }

    /// A block that was not given back but kept for the next object of its shape is used anew: if it is
    /// traced, its place changes.
    #[cold]
    #[inline(never)]
    pub(crate) fn trace_reuse(&mut self, block: NonNull<u8>) {
        let Some(tracer) = &mut self.tracer else { return };
        let place = tracer.place();
        // SAFETY: a slot is an initialised trace, and nobody else has a reference to it.
        let trace = unsafe { &mut *tracer.slot(block) };
        if trace.place != NO_PLACE && place != NO_PLACE {
            trace.place = place;
        }
    }

    /// In CPython the block of `real` bytes that went out would have had `size`; 0: there would be none.
    #[inline]
    pub(crate) fn set_traced_size(&mut self, block: NonNull<u8>, real: usize, size: usize) {
        if let Some(tracer) = &mut self.tracer {
            tracer.settle();
            tracer.resize(block, real <= SMALL_MAX, size);
        }
    }

    /// A small block went out such as CPython keeps.
    pub(crate) fn trace_take_kept(&mut self, block: NonNull<u8>, kept: Kept) {
        if let Some(tracer) = &mut self.tracer {
            tracer.settle();
            if tracer.take_kept(kept) {
                tracer.resize(block, true, 0);
            }
        }
    }

    /// A small block is about to come back such as CPython keeps.
    pub(crate) fn trace_keep(&mut self, block: NonNull<u8>, kept: Kept) {
        if let Some(tracer) = &mut self.tracer {
            tracer.settle();
            let place = tracer.place_of(block).unwrap_or(NO_PLACE);
            tracer.keep(place, kept);
        }
    }

    pub(super) fn trace_large_out(&mut self, block: NonNull<u8>, domain: Domain, size: usize) {
        if let Some(tracer) = &mut self.tracer {
            tracer.note_large(block, domain, size);
        }
    }

    pub(super) fn trace_large_in(&mut self, block: NonNull<u8>) {
        if let Some(tracer) = &mut self.tracer {
            tracer.forget_large(block);
        }
    }

    /// A block that grew or shrank where it stands is allocated anew.
    pub(super) fn trace_resize(&mut self, block: NonNull<u8>, domain: Domain, old: usize, new: usize) {
        if let Some(tracer) = &mut self.tracer {
            if old <= SMALL_MAX {
                tracer.forget_small(block, domain, old);
                tracer.note_small(block, domain, new, 0);
            } else {
                tracer.forget_large(block);
                tracer.note_large(block, domain, new);
            }
        }
    }
}
