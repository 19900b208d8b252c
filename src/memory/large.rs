//! Owns the large blocks: more than 512 bytes each, side by side in regions, or alone in a run of slots.
//!
//! A region is 1 MiB. Each block begins with a 16-byte head that tells its own length and its predecessor's, so both
//! neighbours of a block are found at once and a freed block melts with free neighbours:
//!
//! ```text
//! +------+---------+------+--------------+------+-----+----------+
//! | head | payload | head | (free) links | head | ... | sentinel |
//! +------+---------+------+--------------+------+-----+----------+
//! ```
//!
//! Free blocks hang in bins by length. The bins have two levels, powers of two and sixteenths of them, each with a bitmap,
//! so a fitting block is found with two bit scans: M. Masmano, I. Ripoll, A. Crespo, J. Real, "TLSF: a New Dynamic Memory
//! Allocator for Real-Time Systems", ECRTS 2004. Blocks of 512 KiB and more stand alone in a run of slots and grow there
//! as long as the slots behind are free.
//!
//! Invariants: lengths are multiples of `UNIT`; no two free blocks are neighbours; a free block hangs in the bin of its
//! length, and a bin's bit is set exactly when it is not empty; at most one region is wholly free (`spare`), kept to
//! spare a program that allocates and frees one block over and over the way to the system.
//!
//! Deliberately absent: the range and its slots (`Memory` brings regions and takes them back), and limits.

use super::{ARENA_SIZE, Domain};
use std::ptr;

/// Granule of lengths: a head and a free block's links fit in one.
pub(super) const UNIT: usize = 32;
pub(super) const HEAD: usize = 16;
/// Requests from this size on get a run of slots of their own.
pub(super) const HUGE_MIN: usize = 512 << 10;
const PAGE: usize = 4096;
const REGION_UNITS: u32 = (ARENA_SIZE / UNIT) as u32 - 1;
const MAGIC: u32 = 0x6872_6167;

const FINE_BITS: u32 = 4;
const FINE: usize = 1 << FINE_BITS;
const COARSE: usize = (REGION_UNITS.ilog2() - FINE_BITS + 2) as usize;

#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Free,
    InUse,
    /// In use, alone in its run.
    Huge,
    /// Freed in poison mode: never used again.
    Quarantined,
    /// The end of a region.
    Sentinel,
}

#[repr(C, align(16))]
pub(super) struct Head {
    /// Length of the block before, in units; 0 for the first of a region.
    prev: u32,
    /// Length including the head, in units.
    pub(super) units: u32,
    pub(super) state: State,
    pub(super) domain: Domain,
    magic: u32,
}

const _: () = assert!(size_of::<Head>() == HEAD && HEAD + size_of::<Links>() <= UNIT);

/// What a free block's payload begins with.
#[repr(C)]
struct Links {
    next: *mut Head,
    prev: *mut Head,
}

#[derive(Debug)]
pub(super) struct Large {
    coarse: u32,
    fine: [u32; COARSE],
    bins: [[*mut Head; FINE]; COARSE],
    spare: *mut Head,
    pub(super) regions: usize,
    /// Blocks in use, and their lengths with heads.
    pub(super) count: usize,
    pub(super) bytes: usize,
}

/// Real bytes of a block for `size` bytes, head included.
pub(super) const fn block_bytes(size: usize) -> usize {
    if size >= HUGE_MIN { huge_bytes(size) } else { (size + HEAD).next_multiple_of(UNIT) }
}

/// The same for a block that stands alone in its run.
pub(super) const fn huge_bytes(size: usize) -> usize {
    (size + HEAD).next_multiple_of(PAGE)
}

/// The bin where a block of `units` hangs.
fn bin_of(units: u32) -> (usize, usize) {
    if units < FINE as u32 {
        return (0, units as usize);
    }
    let shift = units.ilog2() - FINE_BITS;
    (shift as usize + 1, (units >> shift) as usize & (FINE - 1))
}

/// The first bin all of whose blocks have at least `units`.
fn bin_for(units: u32) -> (usize, usize) {
    let shift = units.max(FINE as u32).ilog2() - FINE_BITS;
    bin_of(units + (1 << shift) - 1)
}

pub(super) fn head_of(block: *mut u8) -> *mut Head {
    block.wrapping_sub(HEAD).cast()
}

pub(super) fn payload(head: *mut Head) -> *mut u8 {
    head.cast::<u8>().wrapping_add(HEAD)
}

fn at(head: *mut Head, units: u32) -> *mut Head {
    head.cast::<u8>().wrapping_add(units as usize * UNIT).cast()
}

fn links(head: *mut Head) -> *mut Links {
    payload(head).cast()
}

impl Large {
    pub(super) fn new() -> Large {
        let bins = [[ptr::null_mut(); FINE]; COARSE];
        Large { coarse: 0, fine: [0; COARSE], bins, spare: ptr::null_mut(), regions: 0, count: 0, bytes: 0 }
    }

    /// Makes a free megabyte a region of one free block, ready to be allocated from.
    ///
    /// # Safety
    /// `base` begins a free slot and may reach all of it.
    pub(super) unsafe fn add_region(&mut self, base: *mut u8) {
        let first: *mut Head = base.cast();
        let sentinel = at(first, REGION_UNITS);
        // SAFETY: both heads lie in the slot, at multiples of 16.
        unsafe {
            first.write(head(0, REGION_UNITS, State::Free, Domain::Raw));
            sentinel.write(head(REGION_UNITS, 1, State::Sentinel, Domain::Raw));
            self.hang(first);
        }
        self.spare = first;
        self.regions += 1;
    }

    /// Takes the wholly free region out, if there is one: its base.
    pub(super) fn take_spare(&mut self) -> Option<*mut u8> {
        let first = std::mem::replace(&mut self.spare, ptr::null_mut());
        if first.is_null() {
            return None;
        }
        // SAFETY: a spare region is one free block, which hangs in its bin.
        unsafe { self.unhang(first) };
        self.regions -= 1;
        Some(first.cast())
    }

    /// A block of `bytes` (as `block_bytes` gives them), or `None` if no free one is long enough.
    pub(super) fn alloc(&mut self, bytes: usize, domain: Domain) -> Option<*mut u8> {
        let units = (bytes / UNIT) as u32;
        let found = self.find(units)?;
        if found == self.spare {
            self.spare = ptr::null_mut();
        }
        // SAFETY: `found` hangs in a bin, so it is a free block of at least `units`.
        unsafe {
            self.unhang(found);
            (*found).state = State::InUse;
            (*found).domain = domain;
            self.trim(found, units);
        }
        self.count += 1;
        self.bytes += bytes;
        Some(payload(found))
    }

    /// A free block of at least `units`, from the first bin where every block fits.
    fn find(&self, units: u32) -> Option<*mut Head> {
        let (coarse, fine) = bin_for(units);
        let here = self.fine.get(coarse)? & (u32::MAX << fine);
        if here != 0 {
            return Some(self.bins[coarse][here.trailing_zeros() as usize]);
        }
        let above = self.coarse & u32::MAX.checked_shl(coarse as u32 + 1).unwrap_or(0);
        if above == 0 {
            return None;
        }
        let coarse = above.trailing_zeros() as usize;
        Some(self.bins[coarse][self.fine[coarse].trailing_zeros() as usize])
    }

    /// Frees a block of a region. Returns a region's base if it is empty now and another spare one exists.
    ///
    /// # Safety
    /// `block` is a block in use of a region of this allocator.
    pub(super) unsafe fn free(&mut self, block: *mut u8) -> Option<*mut u8> {
        let this = head_of(block);
        // SAFETY: the heads of a region always form a chain from its start to the sentinel.
        unsafe {
            self.count -= 1;
            self.bytes -= (*this).units as usize * UNIT;
            // The head may end up inside a longer free block, where a second `free` would look for it.
            (*this).state = State::Free;
            let first = self.melt(this);
            if (*first).units != REGION_UNITS {
                return None;
            }
            if self.spare.is_null() {
                self.spare = first;
                return None;
            }
            self.unhang(first);
        }
        self.regions -= 1;
        Some(this.map_addr(|addr| addr & !(ARENA_SIZE - 1)).cast())
    }

    /// Gives a block in use another length where it stands; false if there is no room behind it.
    ///
    /// # Safety
    /// `block` is a block in use of a region of this allocator.
    pub(super) unsafe fn resize(&mut self, block: *mut u8, bytes: usize) -> bool {
        let (this, units) = (head_of(block), (bytes / UNIT) as u32);
        // SAFETY: as in `free`; the head behind a block exists, at least as the sentinel.
        unsafe {
            let old = (*this).units;
            if units > old {
                let behind = at(this, old);
                if (*behind).state != State::Free || old + (*behind).units < units {
                    return false;
                }
                self.unhang(behind);
                set_units(this, old + (*behind).units);
            }
            self.trim(this, units);
            self.bytes = self.bytes - old as usize * UNIT + bytes;
        }
        true
    }

    /// Shortens a block that is not free to `units` and frees what is left over.
    ///
    /// # Safety
    /// `this` is such a block of at least `units`.
    unsafe fn trim(&mut self, this: *mut Head, units: u32) {
        // SAFETY: the rest lies inside the block, and begins at a multiple of `UNIT`.
        unsafe {
            let rest = (*this).units - units;
            if rest == 0 {
                return;
            }
            (*this).units = units;
            let tail = at(this, units);
            tail.write(head(units, rest, State::InUse, Domain::Raw));
            self.melt(tail);
        }
    }

    /// Frees a block, one with its free neighbours, and hangs the whole in its bin.
    ///
    /// # Safety
    /// `this` is a block of a region, in use by nobody.
    unsafe fn melt(&mut self, mut this: *mut Head) -> *mut Head {
        // SAFETY: as in `free`.
        unsafe {
            let mut units = (*this).units;
            let behind = at(this, units);
            if (*behind).state == State::Free {
                self.unhang(behind);
                units += (*behind).units;
            }
            if (*this).prev != 0 {
                let before = this.cast::<u8>().wrapping_sub((*this).prev as usize * UNIT).cast::<Head>();
                if (*before).state == State::Free {
                    self.unhang(before);
                    units += (*before).units;
                    this = before;
                }
            }
            (*this).state = State::Free;
            set_units(this, units);
            self.hang(this);
        }
        this
    }

    /// # Safety
    /// `this` is a free block that hangs in no bin.
    unsafe fn hang(&mut self, this: *mut Head) {
        // SAFETY: a free block's payload has room for the links, and what hangs in a bin is a free block.
        unsafe {
            let (coarse, fine) = bin_of((*this).units);
            let bin = &mut self.bins[coarse][fine];
            links(this).write(Links { next: *bin, prev: ptr::null_mut() });
            if !bin.is_null() {
                (*links(*bin)).prev = this;
            }
            *bin = this;
            self.fine[coarse] |= 1 << fine;
            self.coarse |= 1 << coarse;
        }
    }

    /// # Safety
    /// `this` hangs in the bin of its length.
    unsafe fn unhang(&mut self, this: *mut Head) {
        // SAFETY: as in `hang`.
        unsafe {
            let (coarse, fine) = bin_of((*this).units);
            let Links { next, prev } = links(this).read();
            if !next.is_null() {
                (*links(next)).prev = prev;
            }
            if !prev.is_null() {
                (*links(prev)).next = next;
                return;
            }
            self.bins[coarse][fine] = next;
            if next.is_null() {
                self.fine[coarse] &= !(1 << fine);
                if self.fine[coarse] == 0 {
                    self.coarse &= !(1 << coarse);
                }
            }
        }
    }

    /// Writes the head of a huge block at the start of its run; returns the block.
    ///
    /// # Safety
    /// `base` begins a free run of at least `bytes`.
    pub(super) unsafe fn found_huge(&mut self, base: *mut u8, bytes: usize, domain: Domain) -> *mut u8 {
        let this: *mut Head = base.cast();
        // SAFETY: the caller gives us the run.
        unsafe { this.write(head(0, (bytes / UNIT) as u32, State::Huge, domain)) };
        self.count += 1;
        self.bytes += bytes;
        payload(this)
    }

    /// A huge block has another length now.
    ///
    /// # Safety
    /// `block` is a huge block in use whose run has at least `bytes`.
    pub(super) unsafe fn set_huge(&mut self, block: *mut u8, bytes: usize) {
        let this = head_of(block);
        // SAFETY: the caller's promise.
        let old = unsafe { std::mem::replace(&mut (*this).units, (bytes / UNIT) as u32) };
        self.bytes = self.bytes - old as usize * UNIT + bytes;
    }

    /// A huge block's run goes back.
    ///
    /// # Safety
    /// `block` is a huge block in use.
    pub(super) unsafe fn drop_huge(&mut self, block: *mut u8) {
        self.count -= 1;
        // SAFETY: the caller's promise.
        self.bytes -= unsafe { (*head_of(block)).units } as usize * UNIT;
    }

    /// Retires a block for ever, as poison mode does.
    ///
    /// # Safety
    /// `block` is a block in use of this allocator.
    pub(super) unsafe fn quarantine(&mut self, block: *mut u8) {
        self.count -= 1;
        // SAFETY: the caller's promise.
        unsafe {
            self.bytes -= (*head_of(block)).units as usize * UNIT;
            (*head_of(block)).state = State::Quarantined;
        }
    }
}

fn head(prev: u32, units: u32, state: State, domain: Domain) -> Head {
    Head { prev, units, state, domain, magic: MAGIC }
}

/// Sets a block's length, and tells the block behind it.
///
/// # Safety
/// `this` is a block of a region that ends where another head begins.
unsafe fn set_units(this: *mut Head, units: u32) {
    // SAFETY: the caller's promise.
    unsafe {
        (*this).units = units;
        (*at(this, units)).prev = units;
    }
}

/// What a head says, for checks and views.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: *mut u8,
    pub(super) bytes: usize,
    pub(super) state: State,
    pub(super) domain: Domain,
    pub(super) sound: bool,
}

/// Reads a block's head. `sound`: it looks like one of ours.
///
/// # Safety
/// 16 bytes before `block` are readable and initialised.
pub(super) unsafe fn span(block: *mut u8) -> Span {
    // The state and the domain are read as bytes first: a damaged head must not become an enum that does not exist.
    let this = head_of(block);
    // SAFETY: the caller's promise; every field is read as plain bytes.
    let (units, state, domain, magic) = unsafe {
        let state = (&raw const (*this).state).cast::<u8>().read();
        let domain = (&raw const (*this).domain).cast::<u8>().read();
        ((&raw const (*this).units).read(), state, domain, (&raw const (*this).magic).read())
    };
    let states = [State::Free, State::InUse, State::Huge, State::Quarantined, State::Sentinel];
    let state_name = states.get(usize::from(state)).copied();
    let domain_name = Domain::ALL.get(usize::from(domain)).copied();
    Span {
        start: block,
        bytes: units as usize * UNIT,
        state: state_name.unwrap_or(State::Sentinel),
        domain: domain_name.unwrap_or(Domain::Raw),
        sound: magic == MAGIC && state_name.is_some() && domain_name.is_some(),
    }
}

/// Every block of a region in address order, the sentinel not included.
///
/// # Safety
/// `base` begins a region, and nobody changes it before the iterator is dropped.
pub(super) unsafe fn region_spans(base: *mut u8) -> impl Iterator<Item = Span> {
    let mut next: *mut Head = base.cast();
    std::iter::from_fn(move || {
        // SAFETY: the heads of a region form a chain that ends at the sentinel.
        let span = unsafe { span(payload(next)) };
        if span.state == State::Sentinel || span.bytes == 0 {
            return None;
        }
        next = at(next, (span.bytes / UNIT) as u32);
        Some(span)
    })
}
