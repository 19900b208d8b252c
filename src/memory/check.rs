//! Owns the checks: every block that goes out and comes back is verified, in poison mode and with debug assertions.
//!
//! Fresh blocks are filled with 0xCB and freed ones with 0xDD, as CPython's debug allocator has it (`PYMEM_CLEANBYTE` is
//! 0xCD there), so memory that is read before it is written, or after it is freed, is easy to recognise. In poison mode
//! a freed block is quarantined: never used again, so whatever is written to it later shows in `first_damage`.
//!
//! A failed check is a bug of the interpreter, never of the program it runs: it panics. Deliberately absent: any cost
//! with the checks off.

use super::arena::ArenaKind;
use super::large::{self, Span, State};
use super::pool::Pool;
use super::{ARENA_SIZE, Domain, Memory, POOL_HEADER, POOL_SIZE, class_of, class_size};
use std::ptr::NonNull;

const FRESH: u8 = 0xCB;
const FREED: u8 = 0xDD;

impl Memory {
    /// A small block goes out.
    #[inline(never)]
    pub(super) fn check_out(&mut self, block: NonNull<u8>, class: usize) {
        let addr = block.as_ptr().addr();
        let Some(slot) = self.range.slot_of(addr) else { fail("a free list leads out of the heap", addr) };
        let offset = addr % ARENA_SIZE;
        if self.arenas.mark(slot, offset) {
            fail("a block in use was on a free list", addr);
        }
        self.arenas.set_mark(slot, offset, true);
        // SAFETY: the block is free and has this many bytes.
        unsafe { block.as_ptr().write_bytes(FRESH, class_size(class)) };
    }

    /// A small block comes back; true if it is quarantined, so that nothing is left to do.
    #[cold]
    #[inline(never)]
    pub(super) fn check_in(&mut self, domain: Domain, block: NonNull<u8>, size: usize) -> bool {
        let addr = block.as_ptr().addr();
        let Some(slot) = self.small_slot(addr) else { fail("no small block of this heap was freed", addr) };
        let pool = Pool::of(block.as_ptr());
        // SAFETY: the pool is not free, so it is founded.
        let (its_domain, its_class) = unsafe { ((*pool).domain, usize::from((*pool).class)) };
        let start = (addr % POOL_SIZE).wrapping_sub(POOL_HEADER);
        if !start.is_multiple_of(class_size(its_class)) {
            fail("a small block was freed by an address inside it", addr);
        }
        if !self.arenas.mark(slot, addr % ARENA_SIZE) {
            fail("a small block was freed twice", addr);
        }
        if (its_domain, its_class) != (domain, class_of(size)) {
            fail("a small block was freed with another size or domain", addr);
        }
        self.arenas.set_mark(slot, addr % ARENA_SIZE, false);
        // SAFETY: the block was in use until now and has this many bytes.
        unsafe { block.as_ptr().write_bytes(FREED, class_size(its_class)) };
        if self.poison {
            // SAFETY: as above.
            unsafe { (*pool).free_count += 1 };
            self.ledger.out[domain as usize][its_class] -= 1;
        }
        self.poison
    }

    /// The arena in which `addr` lies in a pool that is not free.
    fn small_slot(&self, addr: usize) -> Option<usize> {
        let slot = self.range.slot_of(addr)?;
        let (first, kind, _) = self.arenas.run_of(slot)?;
        let free = kind != ArenaKind::Pools || self.arenas.pool_is_free(first, addr % ARENA_SIZE / POOL_SIZE);
        (!free).then_some(first)
    }

    /// A large block goes out.
    pub(super) fn check_out_large(&mut self, block: *mut u8, size: usize) {
        // SAFETY: the block is fresh and has this many bytes.
        unsafe { block.write_bytes(FRESH, size) };
    }

    /// A large block comes back; true if it is quarantined.
    #[cold]
    #[inline(never)]
    pub(super) fn check_in_large(&mut self, domain: Domain, block: *mut u8, size: usize) -> bool {
        let span = self.check_large(domain, block, size);
        // SAFETY: the block was in use until now and has this many bytes.
        unsafe { block.write_bytes(FREED, span.bytes - large::HEAD) };
        if self.poison {
            // SAFETY: it is a block in use.
            unsafe { self.large.quarantine(block) };
        }
        self.poison
    }

    /// Panics unless `block` is a large block in use for `size` bytes.
    pub(super) fn check_large(&self, domain: Domain, block: *mut u8, size: usize) -> Span {
        let addr = block.addr();
        let run = self.range.slot_of(addr).and_then(|slot| self.arenas.run_of(slot));
        if !run.is_some_and(|(_, kind, _)| kind != ArenaKind::Pools) || addr % large::UNIT != large::HEAD {
            fail("no large block of this heap was freed or resized", addr);
        }
        // SAFETY: the 16 bytes before such an address lie in the same run.
        let span = unsafe { large::span(block) };
        let bytes = match span.state {
            State::InUse => large::block_bytes(size),
            State::Huge => large::huge_bytes(size),
            _ => fail("a large block was freed twice", addr),
        };
        if !span.sound || span.bytes != bytes || span.domain != domain {
            fail(
                "a large block was freed or resized with another size or domain, or its head is damaged",
                addr,
            );
        }
        span
    }

    /// In poison mode: the address of the first quarantined byte that somebody wrote to.
    pub fn first_damage(&mut self) -> Option<usize> {
        if !self.poison {
            return None;
        }
        let mut freed = Vec::new();
        for pool in self.founded_pools() {
            // SAFETY: a founded pool.
            let (size, carved) = unsafe { (class_size((*pool).class.into()), usize::from((*pool).carved)) };
            let used = self.used_bits(pool);
            let unused = (0..carved).filter(|index| used[index / 64] >> (index % 64) & 1 == 0);
            freed.extend(unused.map(|index| (Pool::block(pool, size, index).cast::<u8>(), size)));
        }
        let quarantined = |span: &Span| span.state == State::Quarantined;
        freed.extend(
            self.large_spans()
                .into_iter()
                .filter(quarantined)
                .map(|span| (span.start, span.bytes - large::HEAD)),
        );
        freed.into_iter().find_map(|(start, len)| {
            // SAFETY: in poison mode a block that was freed is filled and nobody uses it again.
            let damaged = (0..len).find(|offset| unsafe { start.wrapping_add(*offset).read() } != FREED)?;
            Some(start.addr() + damaged)
        })
    }
}

#[cold]
fn fail(what: &str, addr: usize) -> ! {
    panic!("heap check: {what} (address {addr:#x})")
}
