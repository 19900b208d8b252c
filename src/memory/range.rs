//! Owns the address range: where the memory comes from, which of its 1 MiB slots are taken, and giving them back.
//!
//! Invariant: a slot is taken exactly when its bit in `taken` is set; only taken slots are ever read or written. A slot
//! that was given back but whose pages the system still holds for us is *dirty*; dirty slots are reused first (they are
//! the lowest free ones as a rule) and go back to the system at the next `purge`.
//!
//! Deliberately absent: what a slot is used for (`arena.rs` knows), and any limit (`Memory` knows).
//!
//! Two backends stand behind one interface. On Unix one range is reserved for good, at an address that is the same in
//! every run where the system allows it, so a program prints the same `id`s each time and "is this address ours?" is one
//! comparison. Elsewhere (wasm32, Windows, and under Miri) every run of slots is an allocation of `std::alloc`, and the
//! question is a search in a short sorted table.

use super::ARENA_SIZE;
use std::ptr;

#[cfg(any(test, miri, not(unix)))]
pub(super) use self::portable::Portable;
#[cfg(all(unix, not(miri)))]
use self::unix::Reserved as Backend;
#[cfg(any(miri, not(unix)))]
use Portable as Backend;

/// Slots that may stay dirty before they are purged without being asked: 8 MiB.
const DIRTY_MAX: usize = 8;

/// A growable row of bits, with the searches that the allocator needs.
#[derive(Debug, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn with_len(len: usize) -> Bits {
        Bits(vec![0; len.div_ceil(64)])
    }

    pub(super) fn get(&self, index: usize) -> bool {
        self.0.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    pub(super) fn set(&mut self, index: usize, on: bool) {
        if index / 64 >= self.0.len() {
            self.0.resize(index / 64 + 1, 0);
        }
        let bit = 1 << (index % 64);
        let word = &mut self.0[index / 64];
        *word = if on { *word | bit } else { *word & !bit };
    }

    fn set_run(&mut self, first: usize, count: usize, on: bool) {
        (first..first + count).for_each(|index| self.set(index, on));
    }

    /// The lowest set bit.
    pub(super) fn first(&self) -> Option<usize> {
        let word = self.0.iter().position(|word| *word != 0)?;
        Some(word * 64 + self.0[word].trailing_zeros() as usize)
    }

    fn any_in(&self, first: usize, count: usize) -> bool {
        (first..first + count).any(|index| self.get(index))
    }

    /// The lowest run of `count` clear bits at or after `from`.
    fn clear_run(&self, from: usize, count: usize) -> Option<usize> {
        let (mut start, mut at) = (from, from);
        while let Some(word) = self.0.get(at / 64) {
            let rest = word >> (at % 64);
            let zeros = if rest == 0 { 64 - at % 64 } else { rest.trailing_zeros() as usize };
            at += zeros;
            if at - start >= count {
                return Some(start);
            }
            if rest != 0 {
                at += (rest >> zeros).trailing_ones() as usize;
                start = at;
            }
        }
        None
    }
}

/// Where in the range to look for a run: arenas grow from the bottom, huge blocks from the middle, so that the arenas
/// for a growing list's items do not stand in the way of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Low,
    High,
}

#[derive(Debug)]
pub(super) struct Range {
    backend: Backend,
    slots: usize,
    taken: Bits,
    dirty: Bits,
    dirty_count: usize,
    in_use: usize,
}

impl Range {
    /// Whether a run can grow and shrink where it stands.
    pub(super) const RESIZES: bool = Backend::RESERVED;

    pub(super) fn reserve() -> Option<Range> {
        let (backend, slots) = Backend::reserve()?;
        let (taken, dirty) = (Bits::with_len(slots), Bits::with_len(slots));
        Some(Range { backend, slots, taken, dirty, dirty_count: 0, in_use: 0 })
    }

    #[inline]
    pub(super) fn contains(&self, addr: usize) -> bool {
        self.backend.slot_of(addr).is_some()
    }

    /// The slot that `addr` lies in, if it lies in the range. The slot may be free.
    #[inline]
    pub(super) fn slot_of(&self, addr: usize) -> Option<usize> {
        self.backend.slot_of(addr)
    }

    /// The first byte of a taken slot, as a pointer that may reach the whole run the slot belongs to.
    #[inline]
    pub(super) fn base(&self, slot: usize) -> *mut u8 {
        self.backend.base(slot)
    }

    /// Distance of an address from the base of a range that `RESIZES`.
    #[inline(always)]
    pub(super) fn offset(&self, addr: usize) -> usize {
        self.backend.offset(addr)
    }

    pub(super) fn slots(&self) -> usize {
        self.slots
    }

    pub(super) fn slots_in_use(&self) -> usize {
        self.in_use
    }

    /// Takes `count` neighbouring slots; the contents are not defined.
    pub(super) fn take(&mut self, count: usize, side: Side) -> Option<usize> {
        let high = if side == Side::High { self.taken.clear_run(self.slots / 2, count) } else { None };
        let first = high.or_else(|| self.taken.clear_run(0, count))?;
        if !self.backend.commit(first, count) {
            return None;
        }
        self.mark_taken(first, count);
        Some(first)
    }

    /// Lengthens a run of `count` slots by `more`, when the next ones are free and the backend can.
    pub(super) fn extend(&mut self, first: usize, count: usize, more: usize) -> bool {
        let next = first + count;
        if !Range::RESIZES || next + more > self.slots || self.taken.any_in(next, more) {
            return false;
        }
        self.mark_taken(next, more);
        true
    }

    fn mark_taken(&mut self, first: usize, count: usize) {
        for slot in first..first + count {
            if self.dirty.get(slot) {
                self.dirty.set(slot, false);
                self.dirty_count -= 1;
            }
        }
        self.taken.set_run(first, count, true);
        self.in_use += count;
    }

    /// Gives a run back, or (where `RESIZES`) the end of one.
    pub(super) fn give(&mut self, first: usize, count: usize) {
        self.taken.set_run(first, count, false);
        self.in_use -= count;
        if !Range::RESIZES {
            return self.backend.release(first, count);
        }
        self.dirty.set_run(first, count, true);
        self.dirty_count += count;
        if self.dirty_count > DIRTY_MAX {
            self.purge();
        }
    }

    /// Lets the system have the pages of the free slots.
    pub(super) fn purge(&mut self) {
        while let Some(first) = self.dirty.first() {
            let count = (first..self.slots).take_while(|slot| self.dirty.get(*slot)).count();
            self.backend.release(first, count);
            self.dirty.set_run(first, count, false);
        }
        self.dirty_count = 0;
    }

    /// Returns everything to the system. Without this call the range stays where it is for ever.
    ///
    /// # Safety
    /// Nothing may point into the range any more, and `self` must not be used again.
    pub(super) unsafe fn unmap(&mut self) {
        // SAFETY: the caller's promise.
        unsafe { self.backend.unmap() }
    }
}

#[cfg(all(unix, not(miri)))]
mod unix {
    use super::{ARENA_SIZE, ptr};

    /// Far from what the system places by itself (programs, their heap, libraries, stacks), below 2^47.
    #[cfg(target_pointer_width = "64")]
    const PREFERRED: usize = 0x2000_0000_0000;
    #[cfg(not(target_pointer_width = "64"))]
    const PREFERRED: usize = 0;

    /// 8 GiB: then fewer than 2^30 references of 8 bytes fit, and no count can climb to an immortal's.
    #[cfg(target_pointer_width = "64")]
    const LARGEST: usize = 8 << 30;
    #[cfg(not(target_pointer_width = "64"))]
    const LARGEST: usize = 1 << 30;
    const SMALLEST: usize = 256 << 20;

    /// One range, mapped once: the system gives pages when they are first touched.
    #[derive(Debug)]
    pub(in super::super) struct Reserved {
        base: *mut u8,
        len: usize,
    }

    impl Reserved {
        pub(super) const RESERVED: bool = true;

        pub(super) fn reserve() -> Option<(Reserved, usize)> {
            let mut len = LARGEST;
            while len >= SMALLEST {
                if let Some(base) = map_aligned(len) {
                    return Some((Reserved { base, len }, len / ARENA_SIZE));
                }
                len /= 2;
            }
            None
        }

        #[inline(always)]
        pub(super) fn offset(&self, addr: usize) -> usize {
            addr.wrapping_sub(self.base.addr())
        }

        #[inline]
        pub(super) fn slot_of(&self, addr: usize) -> Option<usize> {
            let offset = addr.wrapping_sub(self.base.addr());
            (offset < self.len).then_some(offset / ARENA_SIZE)
        }

        #[inline]
        pub(super) fn base(&self, slot: usize) -> *mut u8 {
            self.base.wrapping_add(slot * ARENA_SIZE)
        }

        pub(super) fn commit(&mut self, _first: usize, _count: usize) -> bool {
            true
        }

        pub(super) fn release(&mut self, first: usize, count: usize) {
            #[cfg(any(target_os = "linux", target_os = "android"))]
            const ADVICE: libc::c_int = libc::MADV_DONTNEED;
            #[cfg(not(any(target_os = "linux", target_os = "android")))]
            const ADVICE: libc::c_int = libc::MADV_FREE;
            // SAFETY: the slots lie inside our mapping and are free: nobody asks for their contents. Should the advice be
            // refused, the pages stay, which is allowed.
            unsafe { libc::madvise(self.base(first).cast(), count * ARENA_SIZE, ADVICE) };
        }

        /// # Safety
        /// As for `Range::unmap`.
        pub(super) unsafe fn unmap(&mut self) {
            // SAFETY: `base` and `len` are our mapping; the caller promises that nothing points into it.
            unsafe { libc::munmap(self.base.cast(), self.len) };
        }
    }

    /// Maps `len` bytes that begin at a multiple of `ARENA_SIZE`, preferably at `PREFERRED`.
    fn map_aligned(len: usize) -> Option<*mut u8> {
        let base = map(PREFERRED, len)?;
        if base.addr() % ARENA_SIZE == 0 {
            return Some(base);
        }
        // SAFETY: this is the mapping just made; nobody has seen it.
        unsafe { libc::munmap(base.cast(), len) };
        let whole = map(0, len + ARENA_SIZE)?;
        let skip = whole.addr().next_multiple_of(ARENA_SIZE) - whole.addr();
        let base = whole.wrapping_add(skip);
        // SAFETY: both ends lie in the mapping just made, outside the part that is kept, and are whole pages.
        unsafe {
            if skip > 0 {
                libc::munmap(whole.cast(), skip);
            }
            libc::munmap(base.wrapping_add(len).cast(), ARENA_SIZE - skip);
        }
        Some(base)
    }

    fn map(hint: usize, len: usize) -> Option<*mut u8> {
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_NORESERVE;
        // SAFETY: a fresh anonymous mapping; a hint without MAP_FIXED never replaces an existing one.
        let at = unsafe { libc::mmap(ptr::without_provenance_mut(hint), len, protection, flags, -1, 0) };
        (at != libc::MAP_FAILED).then_some(at.cast())
    }
}

#[cfg(any(test, miri, not(unix)))]
mod portable {
    use super::{ARENA_SIZE, ptr};
    use std::alloc::{Layout, alloc, dealloc};

    #[cfg(target_pointer_width = "64")]
    const SLOTS: usize = 8192;
    #[cfg(not(target_pointer_width = "64"))]
    const SLOTS: usize = 2048;

    /// Slot numbers are only names here: each run of slots is an allocation of its own, wherever it may lie.
    #[derive(Debug)]
    pub(in super::super) struct Portable {
        /// Base of each slot, null for a free one.
        bases: Vec<*mut u8>,
        /// (base / ARENA_SIZE, slot) for each slot in use, sorted.
        by_address: Vec<(usize, usize)>,
        /// (first slot, slots) of each run.
        runs: Vec<(usize, usize)>,
    }

    impl Portable {
        #[cfg_attr(all(test, unix, not(miri)), expect(dead_code, reason = "read where this is the backend"))]
        pub(super) const RESERVED: bool = false;

        #[cfg_attr(all(test, unix, not(miri)), expect(dead_code, reason = "asked where this is the backend"))]
        pub(super) fn offset(&self, _addr: usize) -> usize {
            usize::MAX
        }

        pub(in super::super) fn reserve() -> Option<(Portable, usize)> {
            let bases = vec![ptr::null_mut(); SLOTS];
            Some((Portable { bases, by_address: Vec::new(), runs: Vec::new() }, SLOTS))
        }

        pub(in super::super) fn slot_of(&self, addr: usize) -> Option<usize> {
            let found = self.by_address.binary_search_by_key(&(addr / ARENA_SIZE), |(at, _)| *at).ok()?;
            Some(self.by_address[found].1)
        }

        pub(in super::super) fn base(&self, slot: usize) -> *mut u8 {
            self.bases[slot]
        }

        pub(in super::super) fn commit(&mut self, first: usize, count: usize) -> bool {
            let Some(layout) = layout(count) else { return false };
            // SAFETY: the layout has a size above zero.
            let base = unsafe { alloc(layout) };
            if base.is_null() {
                return false;
            }
            for offset in 0..count {
                let at = base.wrapping_add(offset * ARENA_SIZE);
                self.bases[first + offset] = at;
                let entry = (at.addr() / ARENA_SIZE, first + offset);
                let place = self.by_address.partition_point(|other| *other < entry);
                self.by_address.insert(place, entry);
            }
            self.runs.push((first, count));
            true
        }

        /// The run that begins at `first`; runs are given back whole.
        pub(in super::super) fn release(&mut self, first: usize, count: usize) {
            let base = self.bases[first];
            self.runs.retain(|run| *run != (first, count));
            self.by_address.retain(|(_, slot)| !(first..first + count).contains(slot));
            self.bases[first..first + count].fill(ptr::null_mut());
            if let Some(layout) = layout(count) {
                // SAFETY: `commit` got this run from `alloc` with the same layout, and it is forgotten now.
                unsafe { dealloc(base, layout) };
            }
        }

        /// # Safety
        /// As for `Range::unmap`.
        pub(in super::super) unsafe fn unmap(&mut self) {
            while let Some((first, count)) = self.runs.last().copied() {
                self.release(first, count);
            }
        }
    }

    fn layout(count: usize) -> Option<Layout> {
        Layout::from_size_align(count.checked_mul(ARENA_SIZE)?, ARENA_SIZE).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_clear_bits() {
        let mut bits = Bits::with_len(256);
        assert_eq!(bits.clear_run(0, 256), Some(0));
        assert_eq!(bits.clear_run(0, 257), None);
        bits.set_run(60, 10, true);
        assert_eq!(bits.clear_run(0, 60), Some(0));
        assert_eq!(bits.clear_run(0, 61), Some(70));
        assert_eq!(bits.clear_run(62, 1), Some(70));
        assert_eq!(bits.clear_run(128, 128), Some(128));
        assert_eq!(bits.clear_run(129, 128), None);
        assert_eq!(bits.first(), Some(60));
    }

    #[test]
    fn portable_slots_are_found_by_address() {
        let (mut backend, slots) = Portable::reserve().unwrap();
        assert!(slots >= 2048);
        assert!(backend.commit(5, 2) && backend.commit(0, 1));
        for slot in [5, 6, 0] {
            let addr = backend.base(slot).addr();
            assert_eq!(addr % ARENA_SIZE, 0);
            assert_eq!(backend.slot_of(addr), Some(slot));
            assert_eq!(backend.slot_of(addr + ARENA_SIZE - 1), Some(slot));
        }
        let gone = backend.base(5).addr();
        backend.release(5, 2);
        assert_eq!(backend.slot_of(gone), None);
        // SAFETY: nothing points into it.
        unsafe { backend.unmap() };
    }

    #[test]
    fn slots_come_back() {
        let mut range = Range::reserve().unwrap();
        let first = range.take(1, Side::Low).unwrap();
        let run = range.take(3, Side::High).unwrap();
        assert_eq!(range.slots_in_use(), 4);
        assert_eq!(range.extend(run, 3, 1), Range::RESIZES);
        range.give(first, 1);
        range.purge();
        assert_eq!(range.take(1, Side::Low), Some(first));
        // SAFETY: nothing points into it.
        unsafe { range.unmap() };
    }
}
