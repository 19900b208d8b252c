//! Records: the layout of nearly everything else.
//!
//! A header whose `aux` is the number of value fields, the fields, then raw words. Functions,
//! modules, iterators, exceptions, frames and instances of user classes are records; their field
//! numbers stand beside the types. One layout means one way to walk edges and to bury.
//!
//! Instances of user classes: first the `__slots__` of the class and its bases, then (if the class
//! has one) the `__dict__` field, then inline attribute values, in the order of the class's shared
//! key table. The dict field is empty until somebody asks for `__dict__` or the instance leaves
//! the shared layout; from then on the inline fields are empty and the dict holds everything.
#![expect(unsafe_code, reason = "fields stand behind the header")]

use super::heap::{Heap, NoMemory};
use super::value::Layout;
use super::{Header, Kind, Slot, Value, edges};

#[repr(C)]
pub struct Record {
    pub(crate) head: Header,
}

// SAFETY: every record kind is laid out as header, `aux` fields, words.
unsafe impl Layout for Record {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.is_record()
    }
}

impl Record {
    #[inline(always)]
    pub fn len(&self) -> usize {
        usize::from(self.head.aux.get())
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    #[inline(always)]
    pub(crate) fn slots(&self) -> *mut Slot {
        (self as *const Record).wrapping_add(1).cast_mut().cast()
    }
    #[inline(always)]
    pub fn fields<'h>(&self, _: &'h Heap) -> &'h [Slot] {
        // SAFETY: `aux` fields follow the header, initialised at allocation; writing needs `&mut Heap`.
        unsafe { std::slice::from_raw_parts(self.slots(), self.len()) }
    }
    /// Field `i`, borrowed; `None` if it is empty (or there is no such field).
    #[inline(always)]
    pub fn field<'h>(&self, heap: &'h Heap, i: usize) -> Option<&'h Value> {
        self.fields(heap).get(i)?.as_ref()
    }
    /// A new reference to what field `i` holds.
    #[inline(always)]
    pub fn get(&self, heap: &Heap, i: usize) -> Slot {
        self.field(heap, i).cloned()
    }
    /// Put `value` into field `i`; returns what was there, for the caller to release.
    ///
    /// # Panics
    /// If there is no field `i`.
    #[inline(always)]
    pub fn set(&self, _: &mut Heap, i: usize, value: Slot) -> Slot {
        assert!(i < self.len());
        // SAFETY: the field exists; the token is borrowed exclusively, so nobody is reading it.
        unsafe { std::mem::replace(&mut *self.slots().add(i), value) }
    }
    /// Raw word `i`, behind the fields.
    ///
    /// # Safety
    /// The record's type has more than `i` words.
    #[inline(always)]
    pub(crate) unsafe fn word_ptr(&self, i: usize) -> *mut u64 {
        // SAFETY: the caller's promise.
        unsafe { self.slots().cast::<u64>().add(self.len() + i) }
    }
    /// Number of raw words.
    #[inline(always)]
    pub fn words(&self) -> usize {
        // SAFETY: an object keeps its type alive.
        usize::from(unsafe { self.head.ty.get().as_ref() }.words.get())
    }
    /// Raw word `i`.
    ///
    /// # Panics
    /// If there is no word `i`.
    #[inline(always)]
    pub fn word(&self, _: &Heap, i: usize) -> u64 {
        assert!(i < self.words());
        // SAFETY: checked.
        unsafe { self.word_ptr(i).read() }
    }
    /// # Panics
    /// If there is no word `i`.
    #[inline(always)]
    pub fn set_word(&self, _: &mut Heap, i: usize, value: u64) {
        assert!(i < self.words());
        // SAFETY: checked.
        unsafe { self.word_ptr(i).write(value) }
    }
}

/// Attributes beyond the inline places: instances of a class that turned out to have more
/// attributes than it made room for keep the others in a raw block, whose address is word 0.
/// Its first word is the number of slots that follow.
impl Record {
    /// The overflow slots of an instance that has a `__dict__` field.
    #[inline]
    pub(crate) fn overflow(&self) -> (*mut Slot, usize) {
        if self.head.kind() != Kind::INSTANCE || self.words() == 0 {
            return (std::ptr::null_mut(), 0);
        }
        // SAFETY: word 0 is null or the address of the block, whose first word is its length.
        unsafe {
            let block = self.word_ptr(0).read() as *mut usize;
            if block.is_null() { (std::ptr::null_mut(), 0) } else { (block.add(1).cast(), block.read()) }
        }
    }
    /// Make room for overflow slot `i`.
    ///
    /// # Errors
    /// [`NoMemory`], with the instance unchanged.
    pub(crate) fn grow_overflow(&self, heap: &mut Heap, i: usize) -> Result<(), NoMemory> {
        let (_, have) = self.overflow();
        if i < have {
            return Ok(());
        }
        let want = (i + 1).next_power_of_two().max(4) - 1;
        let want = want.max(i + 1);
        let old = if have == 0 { 0 } else { 8 * (have + 1) };
        // SAFETY: the block is ours and has `old` bytes; the new slots are emptied before use.
        unsafe {
            let word = self.word_ptr(0);
            let block = heap.resize_raw_unseen(word.read() as *mut u8, old, 8 * (want + 1))?.cast::<usize>();
            block.write(want);
            block.add(1 + have).write_bytes(0, want - have);
            word.write(block as u64);
        }
        Ok(())
    }
    /// Give the overflow block back; its slots are empty.
    pub(crate) fn free_overflow(&self, heap: &mut Heap) {
        let (_, have) = self.overflow();
        if have > 0 {
            // SAFETY: the block is ours and has this size.
            unsafe {
                let word = self.word_ptr(0);
                let _ = heap.resize_raw(word.read() as *mut u8, 8 * (have + 1), 0);
                word.write(0);
            }
        }
    }
    /// Where the instance keeps the attribute at shared-key place `i`, if there is room for it.
    #[inline]
    pub(crate) fn attribute_slot(&self, base: usize, i: usize) -> Option<*mut Slot> {
        let room = self.len() - base;
        if i < room {
            return Some(self.slots().wrapping_add(base + i));
        }
        let (at, n) = self.overflow();
        if i - room < n { Some(at.wrapping_add(i - room)) } else { None }
    }
    /// Attribute places there are: inline and overflow.
    pub(crate) fn attribute_places(&self, base: usize) -> usize {
        self.len() - base + self.overflow().1
    }
}

impl Heap {
    /// Field `i` of those that a subclass of a built-in layout adds (`__slots__`).
    pub fn member(&self, v: &Value, i: usize) -> Option<&Value> {
        assert!(i < usize::from(v.ty().nslots.get()));
        // SAFETY: `v` is alive and its type has the slot; writing needs `&mut Heap`.
        unsafe { (*edges::member_slot(v.ptr(), i)).as_ref() }
    }
    /// Put a value there; the old one, for release.
    pub fn set_member(&mut self, v: &Value, i: usize, value: Slot) -> Slot {
        assert!(i < usize::from(v.ty().nslots.get()));
        // SAFETY: as above; the token is borrowed exclusively.
        unsafe { std::mem::replace(&mut *edges::member_slot(v.ptr(), i), value) }
    }
}

impl Value {
    #[inline(always)]
    pub fn as_record(&self) -> Option<&Record> {
        self.cast::<Record>()
    }
    /// As a record of this kind (or a user subclass).
    #[inline(always)]
    pub fn record(&self, kind: Kind) -> Option<&Record> {
        if self.has_layout(kind) { self.cast::<Record>() } else { None }
    }
}
