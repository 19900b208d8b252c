//! What the allocator costs: floor 0 alone, without objects.
//!
//! Measures a block's way out and back (last in, first out; in random order; small, large and huge), growth by
//! `realloc`, and the flush that brings free lists home. An operation is one block: handed out and taken back, one step
//! of growth, or brought home.
//! Deliberately absent: touching the blocks' contents (what is measured is bookkeeping, not the cache), and the system's
//! allocator for comparison, which has no domains, no counters and no walk over its blocks.
#![expect(unsafe_code, reason = "giving a raw block back is unsafe, whoever does it")]

#[path = "support/timing.rs"]
mod timing;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::ptr::NonNull;
use std::time::Instant;
use terrarium::memory::{Domain, Memory, MemoryConfig};
use timing::{per_operation, per_timed_operation};

/// Blocks out at the same time: some pools of each class, and all of it in the cache.
const STACK: usize = 1_000;
/// Enough that the pools are many and a random order jumps between them.
const CROWD: usize = 20_000;

fn memory() -> Memory {
    Memory::new(MemoryConfig::default()).expect("a range of addresses")
}

fn take(memory: &mut Memory, size: usize) -> NonNull<u8> {
    memory.alloc(Domain::Raw, black_box(size)).expect("no limit is set")
}

fn give(memory: &mut Memory, block: NonNull<u8>, size: usize) {
    // SAFETY: every caller gives a block back once, with the size it was asked for, and forgets it.
    unsafe { memory.free(Domain::Raw, block, black_box(size)) };
}

/// The same order on every run: a measurement must not depend on luck.
fn shuffled(n: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for i in (1..n).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(i, (state % (i as u64 + 1)) as usize);
    }
    order
}

/// `count` blocks out, then back in reverse.
fn last_in_first_out(c: &mut Criterion, group: &str, sizes: &[usize], count: usize) {
    let mut group = c.benchmark_group(group);
    for &size in sizes {
        let mut memory = memory();
        let mut blocks = Vec::with_capacity(count);
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            per_operation(b, count as u64, || {
                for _ in 0..count {
                    blocks.push(take(&mut memory, size));
                }
                while let Some(block) = blocks.pop() {
                    give(&mut memory, block, size);
                }
            });
        });
    }
    group.finish();
}

fn small(c: &mut Criterion) {
    last_in_first_out(c, "allocator/lifo", &[16, 32, 64, 128, 256, 512], STACK);
}

fn large(c: &mut Criterion) {
    last_in_first_out(c, "allocator/large", &[1 << 10, 16 << 10, 256 << 10], 64);
    // Runs of slots of their own, from the range.
    last_in_first_out(c, "allocator/huge", &[1 << 20, 16 << 20], 8);
}

fn random(c: &mut Criterion) {
    let order = shuffled(CROWD);
    let mut group = c.benchmark_group("allocator/random");
    // One class, and sizes as a program mixes them.
    let mixes: [(&str, &[usize]); 2] = [("one class", &[64]), ("mixed", &[32, 48, 64, 56, 96, 32, 240, 512])];
    for (name, sizes) in mixes {
        let mut memory = memory();
        let mut blocks = Vec::with_capacity(CROWD);
        group.bench_function(name, |b| {
            per_operation(b, CROWD as u64, || {
                blocks.clear();
                for i in 0..CROWD {
                    blocks.push(take(&mut memory, sizes[i % sizes.len()]));
                }
                for &i in &order {
                    give(&mut memory, blocks[i], sizes[i % sizes.len()]);
                }
            });
        });
    }
    group.finish();
}

/// A block that grows by an eighth at a time, as a list's items do: from a pool to a region to a run of slots.
fn growth(c: &mut Criterion) {
    let sizes: Vec<usize> = std::iter::successors(Some(64_usize), |n| Some(n + n / 8 + 48))
        .take_while(|n| *n < 4 << 20)
        .collect();
    let mut memory = memory();
    c.bench_function("allocator/growth", |b| {
        per_operation(b, sizes.len() as u64 - 1, || {
            let mut block = take(&mut memory, sizes[0]);
            for step in sizes.windows(2) {
                // SAFETY: the block is live, was asked for with the old size, and only the new pointer is used.
                block =
                    unsafe { memory.realloc(Domain::Raw, block, step[0], step[1]) }.expect("no limit is set");
            }
            give(&mut memory, block, *sizes.last().expect("there are steps"));
        });
    });
}

/// Freed blocks go home to their pools. In order they are neighbours; in random order each is another pool's. What is
/// `kept` pins its pool, so that the system isn't asked to take anything back; without it everything is.
fn flush(c: &mut Criterion) {
    const SIZE: usize = 64;
    let mut group = c.benchmark_group("allocator/flush");
    let in_order: Vec<usize> = (0..CROWD).collect();
    for (name, order, keep) in [
        ("neighbours", &in_order, true),
        ("random", &shuffled(CROWD), true),
        ("random, all empty", &shuffled(CROWD), false),
    ] {
        // Far more often than a pool has blocks.
        let kept = |i: usize| keep && i.is_multiple_of(100);
        let freed = order.iter().filter(|i| !kept(**i)).count() as u64;
        let mut memory = memory();
        group.bench_function(name, |b| {
            per_timed_operation(b, freed, || {
                let blocks: Vec<_> = (0..CROWD).map(|_| take(&mut memory, SIZE)).collect();
                for &i in order.iter().filter(|i| !kept(**i)) {
                    give(&mut memory, blocks[i], SIZE);
                }
                let start = Instant::now();
                memory.flush();
                let time = start.elapsed();
                for i in (0..CROWD).filter(|i| kept(*i)) {
                    give(&mut memory, blocks[i], SIZE);
                }
                memory.flush();
                time
            });
        });
    }
    group.finish();
}

criterion_group! { name = benches; config = timing::settings(); targets = small, random, large, growth, flush }
criterion_main!(benches);
