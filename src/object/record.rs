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

use super::heap::Heap;
use super::value::Layout;
use super::{Header, Kind, Slot, Value};

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
