//! Owns the layout of a pool: a 48-byte header, then blocks of one size class and one domain.
//!
//! Invariant: of a pool's `capacity` blocks the first `carved` were handed out at least once. Of those, `free_count` are
//! back in the pool (linked from `free`, or quarantined in poison mode) and the rest are *out*: in use, or on one of
//! `Memory`'s free lists. A pool is `listed` in its class's row of partial pools until it has nothing left to draw.
//!
//! Deliberately absent: which arenas and rows the pools hang in. Everything here is raw pointers; no reference into the
//! blocks ever exists, so no borrow can overlap an object.

use super::trace::Trace;
use super::{Domain, POOL_HEADER, POOL_SIZE, class_size};
use std::ptr;

/// Blocks are carved out of a fresh pool up to the next page, so that untouched pages cost nothing.
const PAGE: usize = 4096;

/// What a free block holds: the way to the next one.
#[repr(C)]
pub(super) struct FreeBlock {
    pub(super) next: *mut FreeBlock,
}

/// The header. It takes 48 bytes, as CPython's does, so a pool has as many blocks as there (Objects/obmalloc.c).
#[repr(C)]
pub(super) struct Pool {
    /// Next in the row of partial pools.
    pub(super) next: *mut Pool,
    pub(super) free: *mut FreeBlock,
    /// The side array of a traced pool, null without.
    pub(super) traces: *mut Trace,
    pub(super) slot: u32,
    pub(super) capacity: u16,
    pub(super) carved: u16,
    pub(super) free_count: u16,
    pub(super) class: u8,
    pub(super) domain: Domain,
    pub(super) listed: bool,
}

const _: () = assert!(size_of::<Pool>() <= POOL_HEADER && POOL_HEADER.is_multiple_of(super::ALIGNMENT));

/// Blocks of `size` bytes in a pool.
pub(super) const fn capacity_of(size: usize) -> usize {
    (POOL_SIZE - POOL_HEADER) / size
}

impl Pool {
    /// Founds a pool on 16 KiB of free memory, to be hung in the row of its class.
    ///
    /// # Safety
    /// `at` begins a free pool of an arena in slot `slot`, and may reach all of it.
    pub(super) unsafe fn found(at: *mut u8, slot: usize, domain: Domain, class: usize) -> *mut Pool {
        let pool: *mut Pool = at.cast();
        let head = Pool {
            next: ptr::null_mut(),
            free: ptr::null_mut(),
            traces: ptr::null_mut(),
            slot: slot as u32,
            capacity: capacity_of(class_size(class)) as u16,
            carved: 0,
            free_count: 0,
            class: class as u8,
            domain,
            listed: true,
        };
        // SAFETY: the caller gives us these bytes; a pool's address is a multiple of 16 KiB.
        unsafe { pool.write(head) };
        pool
    }

    /// The pool that a small block lies in.
    #[inline]
    pub(super) fn of(block: *mut u8) -> *mut Pool {
        block.map_addr(|addr| addr & !(POOL_SIZE - 1)).cast()
    }

    /// Block number `index`.
    #[inline]
    pub(super) fn block(pool: *mut Pool, size: usize, index: usize) -> *mut FreeBlock {
        pool.cast::<u8>().wrapping_add(POOL_HEADER + index * size).cast()
    }

    /// Draws blocks: those that came back, else fresh ones up to the end of a page (or just one). Returns a
    /// null-terminated chain and its length; the chain is empty only if the pool is exhausted.
    ///
    /// # Safety
    /// `pool` is a founded pool, and no block that it counts as free is in use.
    pub(super) unsafe fn draw(pool: *mut Pool, one: bool) -> (*mut FreeBlock, usize) {
        // SAFETY: a founded pool's header is readable, and only `Memory`, borrowed mutably now, touches it.
        let head = unsafe { &mut *pool };
        if !head.free.is_null() {
            let drawn = (head.free, usize::from(head.free_count));
            (head.free, head.free_count) = (ptr::null_mut(), 0);
            return drawn;
        }
        let (size, carved) = (class_size(head.class.into()), usize::from(head.carved));
        let left = usize::from(head.capacity) - carved;
        let start = POOL_HEADER + carved * size;
        let page = ((start / PAGE + 1) * PAGE - start) / size;
        let count = if one { left.min(1) } else { left.min(page.max(1)) };
        head.carved += count as u16;
        let mut next: *mut FreeBlock = ptr::null_mut();
        for index in (carved..carved + count).rev() {
            let block = Pool::block(pool, size, index);
            // SAFETY: block `index` lies inside the pool and was never handed out.
            unsafe { (*block).next = next };
            next = block;
        }
        (next, count)
    }

    /// Whether there is nothing left to draw.
    ///
    /// # Safety
    /// `pool` is a founded pool.
    pub(super) unsafe fn exhausted(pool: *mut Pool) -> bool {
        // SAFETY: the caller's promise.
        unsafe { (*pool).free.is_null() && (*pool).carved == (*pool).capacity }
    }

    /// Blocks that are out of the pool.
    ///
    /// # Safety
    /// `pool` is a founded pool.
    pub(super) unsafe fn out(pool: *mut Pool) -> usize {
        // SAFETY: the caller's promise.
        unsafe { usize::from((*pool).carved - (*pool).free_count) }
    }
}
