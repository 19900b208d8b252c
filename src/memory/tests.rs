//! The allocator against a model, and each promise by itself.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn memory() -> Memory {
    Memory::new(MemoryConfig::default()).unwrap()
}

fn poisoned() -> Memory {
    Memory::new(MemoryConfig { poison: true, ..MemoryConfig::default() }).unwrap()
}

fn cases(native: u32, miri: u32) -> ProptestConfig {
    let cases = if cfg!(miri) { miri } else { native };
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() }
}

#[derive(Clone, Debug)]
enum Step {
    Alloc(Domain, usize),
    Free(usize),
    Realloc(usize, usize),
    Flush,
    Check,
}

fn domain() -> impl Strategy<Value = Domain> {
    prop::sample::select(&Domain::ALL[..])
}

fn steps(
    size: impl Strategy<Value = usize> + Clone + 'static,
    len: usize,
) -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => (domain(), size.clone()).prop_map(|(domain, size)| Step::Alloc(domain, size)),
        5 => any::<usize>().prop_map(Step::Free),
        3 => (any::<usize>(), size).prop_map(|(which, size)| Step::Realloc(which, size)),
        1 => Just(Step::Flush),
        1 => Just(Step::Check),
    ];
    prop::collection::vec(step, 1..len)
}

struct Live {
    at: NonNull<u8>,
    size: usize,
    domain: Domain,
    seed: u8,
}

/// A heap and what should be in it.
struct Model {
    memory: Memory,
    live: BTreeMap<usize, Live>,
    seed: u8,
}

fn pattern(seed: u8, offset: usize) -> u8 {
    seed.wrapping_add(offset as u8).wrapping_mul(31)
}

/// Offsets worth looking at: all of a short block, the ends and some of the middle of a long one.
fn probes(size: usize) -> impl Iterator<Item = usize> {
    let stride = if size > 600 { 509 } else { 1 };
    (0..size).step_by(stride).chain(size.saturating_sub(20)..size)
}

impl Model {
    fn new(memory: Memory) -> Model {
        Model { memory, live: BTreeMap::new(), seed: 0 }
    }

    fn insert(&mut self, at: NonNull<u8>, size: usize, domain: Domain, seed: u8) {
        let addr = at.as_ptr().addr();
        assert_eq!(addr % ALIGNMENT, 0);
        assert!(self.memory.contains(addr) && self.memory.contains(addr + size - 1));
        let real = self.memory.block_size(size);
        if let Some((before, live)) = self.live.range(..=addr).next_back() {
            assert!(before + live.size <= addr, "overlap with the block before");
        }
        if let Some((after, _)) = self.live.range(addr..).next() {
            assert!(addr + size <= *after && real >= size, "overlap with the block behind");
        }
        for offset in probes(size) {
            // SAFETY: inside the block.
            unsafe { at.as_ptr().wrapping_add(offset).write(pattern(seed, offset)) };
        }
        self.live.insert(addr, Live { at, size, domain, seed });
    }

    fn pick(&mut self, which: usize) -> Option<Live> {
        let addr = *self.live.keys().nth(which % self.live.len().max(1))?;
        self.live.remove(&addr)
    }

    fn assert_contents(at: NonNull<u8>, written: usize, seed: u8, upto: usize) {
        for offset in probes(written).filter(|offset| *offset < upto) {
            // SAFETY: inside the block, and written when it was made.
            assert_eq!(unsafe { at.as_ptr().wrapping_add(offset).read() }, pattern(seed, offset));
        }
    }

    fn step(&mut self, step: &Step) {
        match *step {
            Step::Alloc(domain, size) => {
                self.seed = self.seed.wrapping_add(7);
                let at = self.memory.alloc(domain, size).unwrap();
                self.insert(at, size, domain, self.seed);
            }
            Step::Free(which) => {
                let Some(Live { at, size, domain, seed }) = self.pick(which) else { return };
                Model::assert_contents(at, size, seed, size);
                // SAFETY: the model says that it is live.
                unsafe { self.memory.free(domain, at, size) };
            }
            Step::Realloc(which, new) => {
                let Some(Live { at, size, domain, seed }) = self.pick(which) else { return };
                // SAFETY: as above.
                let at = unsafe { self.memory.realloc(domain, at, size, new) }.unwrap();
                Model::assert_contents(at, size, seed, size.min(new));
                self.insert(at, new, domain, seed);
            }
            Step::Flush => self.memory.flush(),
            Step::Check => self.check(),
        }
    }

    fn check(&mut self) {
        assert_eq!(self.memory.blocks_in_use(), self.live.len());
        let mut seen = BTreeMap::new();
        self.memory.for_each_block(&mut |block| {
            seen.insert(block.addr, (block.size, block.domain));
        });
        assert_eq!(seen.len(), self.live.len());
        for (addr, live) in &self.live {
            let (size, domain) = seen[addr];
            assert!(size >= live.size && domain == live.domain);
            Model::assert_contents(live.at, live.size, live.seed, live.size);
        }
        let stats = self.memory.stats();
        let small: usize = stats.classes.iter().map(|class| class.used).sum();
        assert_eq!((stats.blocks, small + stats.large.count), (self.live.len(), self.live.len()));
        if !self.memory.poisons() {
            let real: usize = self.live.values().map(|live| block_size(live.size)).sum();
            let seen: usize = stats.classes.iter().map(|class| class.used * class.size).sum();
            assert_eq!(seen + stats.large.bytes, real);
        }
        assert_eq!(self.memory.first_damage(), None);
    }

    /// Frees everything; the heap must be as on the first day.
    fn finish(mut self) {
        self.check();
        while let Some(Live { at, size, domain, seed }) = self.pick(0) {
            Model::assert_contents(at, size, seed, size);
            // SAFETY: the model says that it is live.
            unsafe { self.memory.free(domain, at, size) };
        }
        self.check();
        if !self.memory.poisons() {
            assert_eq!(self.memory.bytes_in_arenas(), 0);
            let stats = self.memory.stats();
            assert_eq!((stats.arenas, stats.large), (0, LargeStats::default()));
            assert_eq!(stats.arenas_allocated, stats.arenas_freed);
            assert!(self.memory.arenas().is_empty() && self.memory.pools().is_empty());
        }
    }

    fn run(memory: Memory, steps: &[Step]) {
        let mut model = Model::new(memory);
        steps.iter().for_each(|step| model.step(step));
        model.finish();
    }
}

const LEN: usize = if cfg!(miri) { 40 } else { 400 };

proptest! {
    #![proptest_config(cases(150, 3))]

    #[test]
    fn small_blocks_follow_the_model(steps in steps(1..=SMALL_MAX, LEN)) {
        Model::run(memory(), &steps);
    }

    #[test]
    fn one_class_fills_pools(steps in steps(480..=SMALL_MAX, 4 * LEN)) {
        Model::run(memory(), &steps);
    }

    #[test]
    fn large_blocks_follow_the_model(steps in steps(513..60_000_usize, LEN / 2)) {
        Model::run(memory(), &steps);
    }

    #[test]
    fn poison_mode_follows_the_model(steps in steps(1..2000_usize, LEN / 2)) {
        Model::run(poisoned(), &steps);
    }
}

proptest! {
    #![proptest_config(cases(60, 2))]

    #[test]
    fn all_sizes_follow_the_model(steps in steps(prop_oneof![4 => 1..1024_usize, 2 => 1024..200_000_usize,
            1 => 500_000..550_000_usize, 1 => 550_000..4_000_000_usize], LEN / 4)) {
        Model::run(memory(), &steps);
    }
}

#[test]
fn block_sizes_are_exact() {
    assert_eq!([1, 16, 17, 512].map(block_size), [16, 16, 32, 512]);
    assert_eq!([513, 528, 529, 1008, 1009].map(block_size), [544, 544, 576, 1024, 1056]);
    assert_eq!([(512 << 10) - 1, 512 << 10, (1 << 20) - 16].map(block_size), [524_320, 528_384, 1 << 20]);
}

#[test]
fn the_block_freed_last_is_used_first() {
    let mut memory = memory();
    let blocks: Vec<_> = (0..5).map(|_| memory.alloc_small(Domain::Object, 40)).collect();
    assert!(blocks.windows(2).all(|pair| pair[0].as_ptr().addr() + 48 == pair[1].as_ptr().addr()));
    // SAFETY: each is freed once, and then handed out again.
    unsafe {
        memory.free_small(Domain::Object, blocks[1], 40);
        memory.free_small(Domain::Object, blocks[3], 33);
    }
    assert_eq!(memory.alloc_small(Domain::Object, 48), blocks[3]);
    // SAFETY: as above.
    unsafe { memory.free_small(Domain::Object, blocks[3], 48) };
    memory.flush();
    assert_eq!(
        [memory.alloc_small(Domain::Object, 40), memory.alloc_small(Domain::Object, 40)],
        [blocks[3], blocks[1]]
    );
    for block in blocks {
        // SAFETY: all five are in use.
        unsafe { memory.free_small(Domain::Object, block, 40) };
    }
    assert_eq!(memory.blocks_in_use(), 0);
}

#[test]
fn locate_names_what_it_finds() {
    let mut memory = memory();
    let small: Vec<_> = (0..3).map(|_| memory.alloc_small(Domain::Container, 64)).collect();
    let large: Vec<_> = (0..3).map(|_| memory.alloc(Domain::Raw, 1000).unwrap()).collect();
    // SAFETY: in use.
    unsafe {
        memory.free_small(Domain::Container, small[0], 64);
        memory.free(Domain::Raw, large[1], 1000);
    }
    let addr = small[1].as_ptr().addr();
    let found = memory.locate(addr + 5).unwrap();
    assert_eq!((found.block, found.start, found.offset, found.size), (Some(1), addr, 5, 64));
    assert_eq!((found.domain, found.state), (Some(Domain::Container), BlockState::InUse));
    assert_eq!((found.class_size, found.free_before, found.free_after), (Some(64), true, false));
    assert_eq!(found.pool, Some(addr & !(POOL_SIZE - 1)));
    assert_eq!(memory.locate(addr - 64).unwrap().state, BlockState::Free);
    assert_eq!(memory.locate(found.pool.unwrap()).unwrap().state, BlockState::Overhead);
    let found = memory.locate(large[2].as_ptr().addr() + 999).unwrap();
    assert_eq!((found.kind, found.block, found.offset, found.size), (ArenaKind::Region, Some(2), 999, 1008));
    assert_eq!((found.state, found.free_before, found.free_after), (BlockState::InUse, true, true));
    assert_eq!(memory.locate(large[1].as_ptr().addr()).unwrap().state, BlockState::Free);
    let outside = 0_u8;
    assert_eq!(memory.locate((&raw const outside).addr()), None);
    assert!(!memory.contains((&raw const outside).addr()));
    let pools = memory.pools();
    assert_eq!(pools.len(), POOLS_PER_ARENA);
    assert_eq!((pools[0].used, pools[0].capacity, pools[0].state), (2, 255, PoolState::Partial));
    assert_eq!(pools[1].state, PoolState::Empty);
    // SAFETY: in use.
    unsafe {
        memory.free_small(Domain::Container, small[1], 64);
        memory.free_small(Domain::Container, small[2], 64);
        memory.free(Domain::Raw, large[0], 1000);
        memory.free(Domain::Raw, large[2], 1000);
    }
    assert!(memory.arenas().is_empty());
}

#[test]
fn a_lone_large_block_keeps_its_region_until_a_flush() {
    let mut memory = memory();
    let first = memory.alloc(Domain::Raw, 5000).unwrap();
    // SAFETY: in use; then handed out again.
    unsafe { memory.free(Domain::Raw, first, 5000) };
    assert_eq!(memory.bytes_in_arenas(), ARENA_SIZE);
    assert_eq!(memory.alloc(Domain::Raw, 5000), Some(first));
    // SAFETY: in use.
    unsafe { memory.free(Domain::Raw, first, 5000) };
    memory.flush();
    assert_eq!((memory.bytes_in_arenas(), memory.peak_bytes()), (0, ARENA_SIZE));
}

#[test]
fn large_blocks_grow_where_they_stand() {
    let mut memory = memory();
    let block = memory.alloc(Domain::Raw, 600).unwrap();
    // SAFETY: in use, and what follows it is free.
    let grown = unsafe { memory.realloc(Domain::Raw, block, 600, 100_000) };
    assert_eq!(grown, Some(block));
    // SAFETY: as above.
    unsafe { memory.free(Domain::Raw, block, 100_000) };
    let huge = memory.alloc(Domain::Raw, 600 << 10).unwrap();
    // SAFETY: as above.
    let grown = unsafe { memory.realloc(Domain::Raw, huge, 600 << 10, 5 << 20) }.unwrap();
    assert_eq!(grown == huge, Range::RESIZES);
    // SAFETY: as above.
    let back = unsafe { memory.realloc(Domain::Raw, grown, 5 << 20, 700 << 10) };
    assert_eq!(back, Some(grown));
    if Range::RESIZES {
        memory.flush();
        assert_eq!(memory.bytes_in_arenas(), ARENA_SIZE);
    }
    // SAFETY: as above.
    unsafe { memory.free(Domain::Raw, grown, 700 << 10) };
    assert_eq!(memory.blocks_in_use(), 0);
}

#[test]
fn the_limit_refuses_large_blocks_and_reports_small_ones() {
    let mut memory = Memory::new(MemoryConfig { limit: 2 << 20, poison: false }).unwrap();
    assert_eq!(memory.alloc(Domain::Raw, 3 << 20), None);
    assert_eq!(memory.alloc(Domain::Raw, usize::MAX), None);
    let region = memory.alloc(Domain::Raw, 300 << 10).unwrap();
    let mut small = vec![memory.alloc_small(Domain::Object, 512)];
    assert!(!memory.over_limit());
    assert_eq!(memory.alloc(Domain::Raw, 1 << 20), None);
    // SAFETY: in use; a refused request leaves the block as it is.
    unsafe {
        region.as_ptr().write(42);
        assert_eq!(memory.realloc(Domain::Raw, region, 300 << 10, 1 << 20), None);
        assert_eq!(region.as_ptr().read(), 42);
    }
    while !memory.over_limit() {
        small.push(memory.alloc_small(Domain::Object, 512));
    }
    assert_eq!(small.len(), 31 * POOLS_PER_ARENA + 1);
    assert_eq!(memory.bytes_in_arenas(), 3 << 20);
    for block in small {
        // SAFETY: in use.
        unsafe { memory.free_small(Domain::Object, block, 512) };
    }
    assert!(memory.over_limit());
    memory.flush();
    assert!(!memory.over_limit());
    memory.set_limit(8 << 20);
    assert_eq!(memory.limit(), 8 << 20);
    // SAFETY: in use.
    unsafe {
        let moved = memory.realloc(Domain::Raw, region, 300 << 10, 1 << 20).unwrap();
        assert_eq!(moved.as_ptr().read(), 42);
        memory.free(Domain::Raw, moved, 1 << 20);
    }
    assert_eq!(memory.blocks_in_use(), 0);
}

#[test]
#[cfg_attr(miri, ignore = "whole arenas of blocks take Miri minutes")]
fn what_one_class_frees_serves_another() {
    let mut memory = memory();
    let count = 40 * 31 * POOLS_PER_ARENA;
    for (domain, size) in
        [(Domain::Object, 512), (Domain::Container, 500), (Domain::Raw, 512), (Domain::Object, 510)]
    {
        let blocks: Vec<_> = (0..count).map(|_| memory.alloc_small(domain, size)).collect();
        for block in blocks {
            // SAFETY: in use.
            unsafe { memory.free_small(domain, block, size) };
        }
    }
    let arenas = count / (31 * POOLS_PER_ARENA);
    assert!(memory.peak_bytes() <= (arenas + arenas / 4 + 1) * ARENA_SIZE, "{}", memory.peak_bytes());
    assert_eq!(memory.blocks_in_use(), 0);
    assert_eq!(memory.bytes_in_arenas(), 0);
}

#[test]
fn poison_mode_fills_and_never_reuses() {
    let mut memory = poisoned();
    let first = memory.alloc_small(Domain::Object, 32);
    let large = memory.alloc(Domain::Raw, 4000).unwrap();
    // SAFETY: in use until freed; afterwards only looked at and damaged as a buggy program would.
    unsafe {
        assert_eq!(first.as_ptr().read(), 0xCB);
        memory.free_small(Domain::Object, first, 32);
        memory.free(Domain::Raw, large, 4000);
        assert_eq!((first.as_ptr().read(), large.as_ptr().add(3999).read()), (0xDD, 0xDD));
        assert_ne!(memory.alloc_small(Domain::Object, 32), first);
        assert_ne!(memory.alloc(Domain::Raw, 4000), Some(large));
        assert_eq!(memory.first_damage(), None);
        large.as_ptr().add(17).write(1);
        assert_eq!(memory.first_damage(), Some(large.as_ptr().addr() + 17));
        first.as_ptr().add(9).write(1);
        assert_eq!(memory.first_damage(), Some(first.as_ptr().addr() + 9));
    }
    let found = memory.locate(first.as_ptr().addr()).unwrap();
    assert_eq!((found.state, found.domain), (BlockState::Quarantined, None));
    assert_eq!(memory.blocks_in_use(), 2);
    let mut rest = Vec::new();
    memory.for_each_block(&mut |block| rest.push(block.size));
    assert_eq!(rest, [32, 4016]);
    free_rest(&mut memory);
}

/// Frees what is left, so that the range goes back.
fn free_rest(memory: &mut Memory) {
    let mut rest = Vec::new();
    memory.for_each_block(&mut |block| rest.push(block));
    for Block { addr, size, domain } in rest {
        let slot = memory.range.slot_of(addr).unwrap();
        let base = memory.range.base(slot);
        // SAFETY: in use, and nobody else has it.
        unsafe { memory.free(domain, NonNull::new(base.with_addr(addr)).unwrap(), size) };
    }
    assert_eq!(memory.blocks_in_use(), 0);
}

#[test]
#[should_panic(expected = "freed twice")]
fn a_double_free_is_noticed() {
    let mut memory = poisoned();
    let block = memory.alloc_small(Domain::Raw, 100);
    // SAFETY: none: this is the bug that the check is for. It panics before anything is harmed.
    unsafe {
        memory.free_small(Domain::Raw, block, 100);
        memory.free_small(Domain::Raw, block, 100);
    }
}

#[test]
#[cfg_attr(miri, ignore = "the block in use keeps the range, which Miri calls a leak")]
#[should_panic(expected = "another size or domain")]
fn a_wrong_size_is_noticed() {
    let mut memory = poisoned();
    let block = memory.alloc_small(Domain::Raw, 100);
    // SAFETY: as above.
    unsafe { memory.free_small(Domain::Raw, block, 200) };
}

#[test]
#[should_panic(expected = "freed twice")]
fn a_double_free_of_a_large_block_is_noticed() {
    let mut memory = poisoned();
    let block = memory.alloc(Domain::Raw, 10_000).unwrap();
    // SAFETY: as above.
    unsafe {
        memory.free(Domain::Raw, block, 10_000);
        memory.free(Domain::Raw, block, 10_000);
    }
}

#[test]
#[should_panic]
fn a_small_request_is_small() {
    memory().alloc_small(Domain::Raw, SMALL_MAX + 1);
}

#[test]
#[cfg_attr(miri, ignore = "keeps the range on purpose, which Miri calls a leak")]
fn a_heap_with_blocks_in_use_stays() {
    let mut memory = memory();
    let block = memory.alloc_small(Domain::Object, 16);
    // SAFETY: the block is in use, so its memory outlives the heap.
    unsafe {
        block.as_ptr().write(7);
        drop(memory);
        assert_eq!(block.as_ptr().read(), 7);
    }
}
