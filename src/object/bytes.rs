//! bytes (immutable, inline) and bytearray (mutable, a block of its own).
#![expect(unsafe_code, reason = "bytes stand behind the fixed part")]

use super::heap::{Heap, NoMemory};
use super::value::Layout;
use super::{Header, Kind, TypeObj, Value};
use crate::memory::Domain;
use std::cell::Cell;
use std::ptr::NonNull;

#[repr(C)]
pub struct Bytes {
    pub(crate) head: Header,
    pub(crate) hash: Cell<i64>,
    pub(crate) len: usize,
}
pub const BYTES_HEAD: usize = size_of::<Bytes>();

/// bytearray: contents are reached through the token.
#[repr(C)]
pub struct ByteArray {
    pub(crate) head: Header,
    pub(crate) data: Cell<*mut u8>,
    pub(crate) len: Cell<usize>,
    pub(crate) cap: Cell<usize>,
    /// Memory views of the buffer; while there are any, it must not be resized.
    pub(crate) exports: Cell<usize>,
}

// SAFETY: objects of these kinds are laid out as the structs above.
unsafe impl Layout for Bytes {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.layout() == Kind::BYTES
    }
}
// SAFETY: as above.
unsafe impl Layout for ByteArray {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.layout() == Kind::BYTEARRAY
    }
}

impl Bytes {
    #[inline(always)]
    pub fn get(&self) -> &[u8] {
        // SAFETY: `len` bytes follow the fixed part.
        unsafe { std::slice::from_raw_parts((self as *const Bytes).add(1).cast(), self.len) }
    }
}

impl ByteArray {
    /// Where its bytes are; 0 if it has none.
    pub fn address(&self) -> usize {
        self.data.get().addr()
    }
    pub fn get<'h>(&self, _: &'h Heap) -> &'h [u8] {
        if self.len.get() == 0 {
            return &[];
        }
        // SAFETY: `data` holds `len` bytes; whoever frees or moves them needs `&mut Heap`.
        unsafe { std::slice::from_raw_parts(self.data.get(), self.len.get()) }
    }
    pub fn get_mut<'h>(&self, _: &'h mut Heap) -> &'h mut [u8] {
        if self.len.get() == 0 {
            return &mut [];
        }
        // SAFETY: as above, and the token is borrowed exclusively.
        unsafe { std::slice::from_raw_parts_mut(self.data.get(), self.len.get()) }
    }
    pub fn len(&self) -> usize {
        self.len.get()
    }
    pub fn is_empty(&self) -> bool {
        self.len.get() == 0
    }
    /// Bytes of the block (`bytearray.__alloc__`).
    pub fn capacity(&self) -> usize {
        self.cap.get()
    }
    /// Memory views that keep the buffer where it is.
    pub fn exports(&self) -> usize {
        self.exports.get()
    }
    /// A memory view begins (`true`) or ends.
    pub fn export(&self, begins: bool) {
        let n = self.exports.get();
        self.exports.set(if begins { n + 1 } else { n.saturating_sub(1) });
    }
    /// Set the length; new bytes are zero. Growth as CPython's (`Objects/bytearrayobject.c`).
    ///
    /// # Errors
    /// [`NoMemory`], with the contents unchanged.
    pub fn resize(&self, heap: &mut Heap, len: usize) -> Result<(), NoMemory> {
        let cap = self.cap.get();
        if len + 1 > cap || len + 1 < cap / 2 {
            let want = if len < cap || (len as f64) > cap as f64 * 1.125 {
                len + 1
            } else {
                len + (len >> 3) + if len < 9 { 3 } else { 6 }
            };
            // SAFETY: `data` is null or a raw block of `cap` bytes that this object owns.
            let block = unsafe { heap.resize_raw(self.data.get(), cap, want)? };
            self.data.set(block);
            self.cap.set(want);
        }
        let old = self.len.replace(len);
        if len > old {
            self.get_mut(heap)[old..].fill(0);
        }
        Ok(())
    }
}

impl Value {
    #[inline(always)]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        Some(self.cast::<Bytes>()?.get())
    }
    pub fn as_bytearray(&self) -> Option<&ByteArray> {
        self.cast::<ByteArray>()
    }
}

impl Heap {
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit.
    pub fn bytes(&self, data: &[u8]) -> Result<Value, NoMemory> {
        match data {
            [] => return Ok(self.empty_bytes()),
            [b] => return Ok(self.single_byte(*b)),
            _ => {}
        }
        self.new_bytes(data)
    }
    pub(crate) fn new_bytes(&self, data: &[u8]) -> Result<Value, NoMemory> {
        let p = self.alloc_var(self.type_of(Kind::BYTES), Kind::BYTES, BYTES_HEAD + data.len(), 0)?;
        // SAFETY: the block has room for the fixed part and the data.
        unsafe {
            let at = p.cast::<u8>().as_ptr();
            at.add(16).cast::<i64>().write(-1);
            at.add(24).cast::<usize>().write(data.len());
            std::ptr::copy_nonoverlapping(data.as_ptr(), at.add(BYTES_HEAD), data.len());
            Ok(Value::from_raw(p))
        }
    }
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit.
    pub fn bytearray(&mut self, data: &[u8]) -> Result<Value, NoMemory> {
        let value = self.alloc_fixed::<ByteArray>(self.type_of(Kind::BYTEARRAY), Domain::Object);
        // SAFETY: just allocated with this layout.
        let array = unsafe { value.cast_unchecked::<ByteArray>() };
        if !data.is_empty() {
            array.resize(self, data.len())?;
            array.get_mut(self).copy_from_slice(data);
        }
        Ok(value)
    }
    /// An empty bytearray of class `ty` (bytearray itself, or a user subclass).
    ///
    /// # Errors
    /// [`NoMemory`].
    pub fn bytearray_of(&mut self, ty: &TypeObj) -> Result<Value, NoMemory> {
        if ty.ptr() == self.type_of(Kind::BYTEARRAY) {
            return self.bytearray(&[]);
        }
        let p = self.derived(ty, size_of::<ByteArray>(), 0)?;
        // SAFETY: the new object's own count; zero bytes are its empty contents.
        Ok(unsafe { Value::from_raw(p) })
    }
    /// Grow, shrink or free (`new` 0) a raw block owned by an object; null for no block.
    ///
    /// # Safety
    /// `block` is null with `old` 0, or a raw block of `old` bytes that the caller owns.
    pub(crate) unsafe fn resize_raw(
        &mut self,
        block: *mut u8,
        old: usize,
        new: usize,
    ) -> Result<*mut u8, NoMemory> {
        let memory = self.memory_mut();
        // SAFETY: the caller's promise.
        unsafe {
            match (NonNull::new(block), new) {
                (None, 0) => Ok(std::ptr::null_mut()),
                (None, n) => memory.alloc(Domain::Raw, n).map(NonNull::as_ptr).ok_or(NoMemory),
                (Some(b), 0) => {
                    memory.free(Domain::Raw, b, old);
                    Ok(std::ptr::null_mut())
                }
                (Some(b), n) => memory.realloc(Domain::Raw, b, old, n).map(NonNull::as_ptr).ok_or(NoMemory),
            }
        }
    }
    /// The same for a block that CPython doesn't have: nobody who traces sees it.
    ///
    /// # Safety
    /// As for `resize_raw`.
    pub(crate) unsafe fn resize_raw_unseen(
        &mut self,
        block: *mut u8,
        old: usize,
        new: usize,
    ) -> Result<*mut u8, NoMemory> {
        // SAFETY: the caller's promise.
        let block = unsafe { self.resize_raw(block, old, new)? };
        if let Some(b) = NonNull::new(block) {
            self.memory_mut().set_traced_size(b, new, 0);
        }
        Ok(block)
    }
}
