//! deque: a ring of items that grows and shrinks at both ends.
//!
//! A record whose words are the ring: its block, room (a power of two, 64 at least), where the first
//! item stands, how many there are, CPython's `maxlen` plus one (0 for none), and a count of changes
//! that iterators compare.
//! Invariant: the first item's place, modulo 64, is CPython's `leftindex`: so the number of blocks of
//! 64 that CPython would have is known, and `sys.getsizeof` is true
//! (`Modules/_collectionsmodule.c`).
//! Deliberately absent: comparing items, which may run Python code.
#![expect(unsafe_code, reason = "the ring is a raw block")]

use super::heap::{Heap, NoMemory};
use super::{Kind, Record, Slot, Value};

const BLOCK: usize = 0;
const ROOM: usize = 1;
const FIRST: usize = 2;
const LEN: usize = 3;
const BOUND: usize = 4;
const CHANGES: usize = 5;
/// Words of a deque's record.
pub const WORDS: u16 = 6;
/// Items of one of CPython's blocks, and the place where it begins to fill an empty one.
const BLOCK_LEN: usize = 64;
const CENTRE: usize = 32;
const BLOCK_BYTES: usize = 8 * BLOCK_LEN + 16;

/// A deque's record, seen as the ring it is.
#[derive(Clone, Copy)]
pub struct Deque<'a>(&'a Record);

impl Value {
    #[inline(always)]
    pub fn as_deque(&self) -> Option<Deque<'_>> {
        self.record(Kind::DEQUE).map(Deque)
    }
}

/// Where the items of a deque stand: the ring's slots, its mask, the first place, the count.
///
/// # Safety
/// `r` is a deque's record.
#[inline]
pub(crate) unsafe fn ring(r: &Record) -> (*mut Slot, usize, usize, usize) {
    // SAFETY: a deque has these words.
    unsafe {
        let word = |i: usize| r.word_ptr(i).read() as usize;
        (word(BLOCK) as *mut Slot, word(ROOM).wrapping_sub(1), word(FIRST), word(LEN))
    }
}

/// Give the ring's block back; its items have been taken out.
///
/// # Safety
/// `r` is a deque's record, and it is dying.
pub(crate) unsafe fn free_ring(heap: &mut Heap, r: &Record) {
    // SAFETY: the block is the deque's own and has room for as many slots.
    unsafe {
        let (block, mask, ..) = ring(r);
        let _ = heap.resize_raw(block.cast(), mask.wrapping_add(1) * 8, 0);
        r.word_ptr(BLOCK).write(0);
        r.word_ptr(ROOM).write(0);
    }
}

impl Deque<'_> {
    #[inline(always)]
    fn word(self, i: usize) -> usize {
        // SAFETY: a deque has `WORDS` words.
        unsafe { self.0.word_ptr(i).read() as usize }
    }
    #[inline(always)]
    fn set(self, i: usize, to: usize) {
        // SAFETY: as above; callers hold the token exclusively.
        unsafe { self.0.word_ptr(i).write(to as u64) }
    }
    /// The slot of item `i`, or of the place behind the last one.
    #[inline(always)]
    fn slot(self, i: usize) -> *mut Slot {
        let at = self.word(FIRST).wrapping_add(i) & (self.word(ROOM) - 1);
        (self.word(BLOCK) as *mut Slot).wrapping_add(at)
    }
    #[inline(always)]
    pub fn len(self) -> usize {
        self.word(LEN)
    }
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
    /// The most items it keeps.
    #[inline(always)]
    pub fn maxlen(self) -> Option<usize> {
        self.word(BOUND).checked_sub(1)
    }
    pub fn set_maxlen(self, _: &mut Heap, n: Option<usize>) {
        self.set(BOUND, n.map_or(0, |n| n + 1));
    }
    /// Changes of its length and order so far.
    #[inline(always)]
    pub fn changes(self) -> usize {
        self.word(CHANGES)
    }
    #[inline(always)]
    fn changed(self) {
        self.set(CHANGES, self.changes().wrapping_add(1));
    }
    /// An empty deque begins in the middle of its block.
    pub fn begin(self, _: &mut Heap) {
        self.set(FIRST, CENTRE);
    }
    /// Before an empty deque is filled from one end, it begins near the other (`deque_extend`).
    pub fn lean(self, _: &mut Heap, left: bool) {
        if self.is_empty() {
            self.set(FIRST, if left { BLOCK_LEN - 1 } else { 1 });
        }
    }
    /// Bytes of the blocks that CPython would have.
    pub fn cpython_blocks(self) -> usize {
        let first = self.word(FIRST) % BLOCK_LEN;
        (first + self.len().max(1) - 1).max(first) / BLOCK_LEN * BLOCK_BYTES + BLOCK_BYTES
    }
    #[inline(always)]
    pub fn get(self, _: &Heap, i: usize) -> Option<&Value> {
        if i >= self.len() {
            return None;
        }
        // SAFETY: items below the length are there; writing needs `&mut Heap`.
        unsafe { (*self.slot(i)).as_ref() }
    }
    /// Put another item in place `i`; the old one, for release.
    ///
    /// # Panics
    /// If there is no such place.
    pub fn replace(self, _: &mut Heap, i: usize, v: Value) -> Slot {
        assert!(i < self.len());
        // SAFETY: as in `get`; the token is borrowed exclusively.
        unsafe { (*self.slot(i)).replace(v) }
    }
    /// Make room for one item more.
    #[inline(always)]
    fn make_room(self, heap: &mut Heap) -> Result<(), NoMemory> {
        if self.len() == self.word(ROOM) {
            self.resize(heap, (2 * self.len()).max(BLOCK_LEN))
        } else {
            Ok(())
        }
    }
    /// Move the items to a block with that room, which holds them.
    #[cold]
    fn resize(self, heap: &mut Heap, room: usize) -> Result<(), NoMemory> {
        let (n, first) = (self.len(), self.word(FIRST));
        let bytes = room.checked_mul(8).ok_or(NoMemory)?;
        // SAFETY: a new block of our own; the items move, each to the place its number has there.
        unsafe {
            let block = heap.resize_raw(std::ptr::null_mut(), 0, bytes)?.cast::<Slot>();
            let start = first % BLOCK_LEN;
            for i in 0..n {
                let to = block.add((start + i) & (room - 1));
                std::ptr::copy_nonoverlapping(self.slot(i), to, 1);
            }
            let _ = heap.resize_raw(self.word(BLOCK) as *mut u8, self.word(ROOM) * 8, 0);
            self.set(BLOCK, block as usize);
            self.set(ROOM, room);
            self.set(FIRST, start);
        }
        Ok(())
    }
    /// Give memory back when little of it is used.
    #[inline(always)]
    fn shrink(self, heap: &mut Heap) {
        let room = self.word(ROOM);
        if room > BLOCK_LEN && self.len() < room / 8 {
            let _ = self.resize(heap, room / 2);
        }
    }
    /// # Errors
    /// [`NoMemory`], with the deque unchanged (the item is dropped).
    #[inline]
    pub fn push_back(self, heap: &mut Heap, v: Value) -> Result<(), NoMemory> {
        self.make_room(heap)?;
        let n = self.len();
        // SAFETY: there is room behind the last item, and nothing in it.
        unsafe { self.slot(n).write(Some(v)) };
        self.set(LEN, n + 1);
        self.changed();
        Ok(())
    }
    /// # Errors
    /// [`NoMemory`], with the deque unchanged (the item is dropped).
    #[inline]
    pub fn push_front(self, heap: &mut Heap, v: Value) -> Result<(), NoMemory> {
        self.make_room(heap)?;
        self.set(FIRST, self.word(FIRST).wrapping_sub(1) & (self.word(ROOM) - 1));
        // SAFETY: as above, before the first item.
        unsafe { self.slot(0).write(Some(v)) };
        self.set(LEN, self.len() + 1);
        self.changed();
        Ok(())
    }
    #[inline]
    pub fn pop_back(self, heap: &mut Heap) -> Slot {
        let n = self.len().checked_sub(1)?;
        // SAFETY: the last item is there, and taken out.
        let v = unsafe { (*self.slot(n)).take() };
        self.set(LEN, n);
        self.changed();
        if n == 0 && self.word(FIRST).is_multiple_of(BLOCK_LEN) {
            self.begin(heap);
        }
        self.shrink(heap);
        v
    }
    #[inline]
    pub fn pop_front(self, heap: &mut Heap) -> Slot {
        let n = self.len().checked_sub(1)?;
        // SAFETY: the first item is there, and taken out.
        let v = unsafe { (*self.slot(0)).take() };
        let first = (self.word(FIRST) + 1) & (self.word(ROOM) - 1);
        self.set(FIRST, first);
        self.set(LEN, n);
        self.changed();
        if n == 0 && first.is_multiple_of(BLOCK_LEN) {
            self.begin(heap);
        }
        self.shrink(heap);
        v
    }
    /// Turn by `n` steps to the right (`_deque_rotate`).
    pub fn rotate(self, _: &mut Heap, n: i64) {
        let len = self.len() as i64;
        if len <= 1 {
            return;
        }
        let half = len >> 1;
        let mut n = n;
        if n > half || n < -half {
            n %= len;
            if n > half {
                n -= len;
            } else if n < -half {
                n += len;
            }
        }
        let (last, mask) = (len as usize - 1, self.word(ROOM) - 1);
        for _ in 0..n.unsigned_abs() {
            // SAFETY: an item moves to the free place at the other end, which is its own if the ring
            // is full.
            unsafe {
                if n > 0 {
                    let v = (*self.slot(last)).take();
                    self.set(FIRST, self.word(FIRST).wrapping_sub(1) & mask);
                    self.slot(0).write(v);
                } else {
                    let v = (*self.slot(0)).take();
                    self.set(FIRST, (self.word(FIRST) + 1) & mask);
                    self.slot(last).write(v);
                }
            }
        }
        self.changed();
    }
    /// Turn it round.
    pub fn reverse(self, _: &mut Heap) {
        let n = self.len();
        for i in 0..n / 2 {
            // SAFETY: two different items change places.
            unsafe { std::ptr::swap(self.slot(i), self.slot(n - 1 - i)) };
        }
    }
    /// Take all items out, first to last.
    pub fn take_all(self, heap: &mut Heap) -> Vec<Value> {
        let n = self.len();
        if n == 0 {
            return Vec::new();
        }
        // SAFETY: each item is taken once.
        let items = (0..n).filter_map(|i| unsafe { (*self.slot(i)).take() }).collect();
        self.set(LEN, 0);
        // SAFETY: the items are out.
        unsafe { free_ring(heap, self.0) };
        self.begin(heap);
        self.changed();
        items
    }
}
