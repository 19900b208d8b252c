//! list: a growable array of references, in a block of its own.
//!
//! Invariant: `items[..len]` are references the list owns; `len <= cap`. Growth follows CPython's
//! `list_resize` exactly, since `sys.getsizeof` shows it.
#![expect(unsafe_code, reason = "the item block is raw memory")]

use super::heap::{Heap, NoMemory};
use super::value::Layout;
use super::{Header, Kind, Value};
use std::cell::Cell;

#[repr(C)]
pub struct List {
    pub(crate) head: Header,
    pub(crate) items: Cell<*mut Value>,
    pub(crate) len: Cell<usize>,
    pub(crate) cap: Cell<usize>,
}

// SAFETY: every object of this layout begins with the struct above.
unsafe impl Layout for List {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.layout() == Kind::LIST
    }
}

impl List {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get()
    }
    pub fn is_empty(&self) -> bool {
        self.len.get() == 0
    }
    /// Allocated slots (`sys.getsizeof` is 56 + 8 per slot).
    pub fn capacity(&self) -> usize {
        self.cap.get()
    }
    #[inline(always)]
    pub fn items<'h>(&self, _: &'h Heap) -> &'h [Value] {
        let n = self.len.get();
        if n == 0 {
            return &[];
        }
        // SAFETY: `items` holds `len` references; whoever frees or moves them needs `&mut Heap`.
        unsafe { std::slice::from_raw_parts(self.items.get(), n) }
    }
    #[inline(always)]
    pub fn items_mut<'h>(&self, _: &'h mut Heap) -> &'h mut [Value] {
        let n = self.len.get();
        if n == 0 {
            return &mut [];
        }
        // SAFETY: as above, and the token is borrowed exclusively.
        unsafe { std::slice::from_raw_parts_mut(self.items.get(), n) }
    }
    /// A new reference to item `i`, if there is one.
    #[inline(always)]
    pub fn get(&self, heap: &Heap, i: usize) -> Option<Value> {
        self.items(heap).get(i).cloned()
    }
    /// Append one item.
    ///
    /// # Errors
    /// [`NoMemory`], with the list unchanged (the item is dropped).
    #[inline(always)]
    pub fn push(&self, heap: &mut Heap, value: Value) -> Result<(), NoMemory> {
        let n = self.len.get();
        if n == self.cap.get() {
            self.grow(heap, n + 1)?;
        }
        // SAFETY: there is room for item `n`, and it is not initialised.
        unsafe { self.items.get().add(n).write(value) };
        self.len.set(n + 1);
        Ok(())
    }
    /// Append one item to a list whose capacity is not used up.
    ///
    /// # Safety
    /// `len < capacity`, and nobody reads the items.
    #[inline(always)]
    pub(crate) unsafe fn push_within(&self, value: Value) {
        let n = self.len.get();
        debug_assert!(n < self.cap.get());
        // SAFETY: the caller's promise; item `n` is not initialised.
        unsafe { self.items.get().add(n).write(value) };
        self.len.set(n + 1);
    }
    /// Remove the last item.
    pub fn pop(&self, heap: &mut Heap) -> Option<Value> {
        let n = self.len.get().checked_sub(1)?;
        self.len.set(n);
        // SAFETY: item `n` was initialised, and is now outside the list.
        let value = unsafe { self.items.get().add(n).read() };
        self.shrink(heap);
        Some(value)
    }
    /// Insert before index `at` (clamped by the caller to `0..=len`).
    ///
    /// # Errors
    /// [`NoMemory`], with the list unchanged.
    pub fn insert(&self, heap: &mut Heap, at: usize, value: Value) -> Result<(), NoMemory> {
        let n = self.len.get();
        let at = at.min(n);
        if n == self.cap.get() {
            self.grow(heap, n + 1)?;
        }
        // SAFETY: room for n + 1 items; the tail moves up by one, leaving `at` uninitialised.
        unsafe {
            let p = self.items.get().add(at);
            std::ptr::copy(p, p.add(1), n - at);
            p.write(value);
        }
        self.len.set(n + 1);
        Ok(())
    }
    /// Remove and return item `i`.
    ///
    /// # Panics
    /// If `i` is out of range: callers check.
    pub fn remove(&self, heap: &mut Heap, i: usize) -> Value {
        let n = self.len.get();
        assert!(i < n);
        // SAFETY: item `i` is read out, the tail moves down over it.
        let value = unsafe {
            let p = self.items.get().add(i);
            let value = p.read();
            std::ptr::copy(p.add(1), p, n - i - 1);
            value
        };
        self.len.set(n - 1);
        self.shrink(heap);
        value
    }
    /// Take all items out, leaving the list empty and without a block (`list.clear`). Callers
    /// release them last to first, as CPython does.
    pub fn take_all(&self, heap: &mut Heap) -> Vec<Value> {
        let n = self.len.replace(0);
        // SAFETY: the first `n` items were initialised and now belong to the vector; the block is freed.
        unsafe {
            let taken = (0..n).map(|i| self.items.get().add(i).read()).collect();
            let _ = heap.resize_raw(self.items.get().cast(), self.cap.get() * 8, 0);
            self.items.set(std::ptr::null_mut());
            self.cap.set(0);
            taken
        }
    }
    /// Replace `items[start..end]` by `with`; returns what was there. Growth as `list_ass_slice`.
    ///
    /// # Errors
    /// [`NoMemory`], with the list unchanged.
    ///
    /// # Panics
    /// If the range is out of bounds: callers clamp.
    pub fn splice(
        &self,
        heap: &mut Heap,
        start: usize,
        end: usize,
        with: Vec<Value>,
    ) -> Result<Vec<Value>, NoMemory> {
        let n = self.len.get();
        assert!(start <= end && end <= n);
        let new_len = n - (end - start) + with.len();
        if new_len > self.cap.get() {
            self.grow(heap, new_len)?;
        }
        // SAFETY: there is room; the replaced items are read out, the tail moves, the new ones are written.
        let removed = unsafe {
            let base = self.items.get();
            let removed: Vec<Value> = (start..end).map(|i| base.add(i).read()).collect();
            if n > end {
                std::ptr::copy(base.add(end), base.add(start + with.len()), n - end);
            }
            for (i, v) in with.into_iter().enumerate() {
                base.add(start + i).write(v);
            }
            removed
        };
        self.len.set(new_len);
        self.shrink(heap);
        Ok(removed)
    }
    /// Remove the items at these ascending indices; returns them in that order. Shrinks once.
    pub fn remove_every(&self, heap: &mut Heap, indices: impl Iterator<Item = usize>) -> Vec<Value> {
        let n = self.len.get();
        let (mut removed, mut to, mut from) = (Vec::new(), 0, 0);
        let base = self.items.get();
        for i in indices.take_while(|i| *i < n) {
            assert!(from <= i, "indices ascend");
            // SAFETY: `to <= from <= i < n`: the kept items between move down, item `i` is read out.
            unsafe {
                std::ptr::copy(base.add(from), base.add(to), i - from);
                removed.push(base.add(i).read());
            }
            to += i - from;
            from = i + 1;
        }
        // SAFETY: as above, for what follows the last removed item.
        unsafe {
            if n > from {
                std::ptr::copy(base.add(from), base.add(to), n - from);
            }
        }
        self.len.set(n - removed.len());
        let _ = self.resize_capacity(heap, self.len());
        removed
    }
    /// Make room for `n` items in a list without a block (`list_preallocate_exact`): an even number
    /// of slots, since blocks come in multiples of 16 bytes.
    ///
    /// # Errors
    /// [`NoMemory`], with the list unchanged.
    pub fn preallocate(&self, heap: &mut Heap, n: usize) -> Result<(), NoMemory> {
        self.reserve_exact(heap, n.checked_add(1).ok_or(NoMemory)? & !1)
    }
    /// Choose the capacity for `want` items as `list_resize` does, up or down.
    ///
    /// # Errors
    /// [`NoMemory`], with the list unchanged.
    pub fn resize_capacity(&self, heap: &mut Heap, want: usize) -> Result<(), NoMemory> {
        let cap = self.cap.get();
        if cap >= want && want >= cap >> 1 {
            return Ok(());
        }
        if want > cap {
            return self.grow(heap, want);
        }
        let cap = if want == 0 { 0 } else { (want + (want >> 3) + 6) & !3 };
        self.set_capacity(heap, cap.max(self.len.get()))
    }
    /// Make room for exactly `cap` items.
    ///
    /// # Errors
    /// [`NoMemory`], with the list unchanged.
    pub fn reserve_exact(&self, heap: &mut Heap, cap: usize) -> Result<(), NoMemory> {
        if cap > self.cap.get() { self.set_capacity(heap, cap) } else { Ok(()) }
    }
    /// Make room for `len` items, over-allocating as CPython's `list_resize`.
    #[cold]
    #[inline(never)]
    pub(crate) fn grow(&self, heap: &mut Heap, len: usize) -> Result<(), NoMemory> {
        if len > isize::MAX as usize / 16 {
            return Err(NoMemory);
        }
        let mut cap = (len + (len >> 3) + 6) & !3;
        if len - self.len.get() > cap - len {
            cap = (len + 3) & !3;
        }
        self.set_capacity(heap, cap)
    }
    /// Give memory back when less than half is used (`list_resize`); all of it when nothing is left
    /// (`list_clear`).
    #[inline(always)]
    fn shrink(&self, heap: &mut Heap) {
        let (len, cap) = (self.len.get(), self.cap.get());
        if len < cap >> 1 || len == 0 {
            let cap = if len == 0 { 0 } else { (len + (len >> 3) + 6) & !3 };
            let _ = self.set_capacity(heap, cap);
        }
    }
    fn set_capacity(&self, heap: &mut Heap, cap: usize) -> Result<(), NoMemory> {
        let bytes = cap.checked_mul(8).ok_or(NoMemory)?;
        // SAFETY: the item block is ours and holds `cap` words; the first `len` move along.
        let block = unsafe { heap.resize_raw(self.items.get().cast(), self.cap.get() * 8, bytes)? };
        self.items.set(block.cast());
        self.cap.set(cap);
        Ok(())
    }
}

impl Value {
    #[inline(always)]
    pub fn as_list(&self) -> Option<&List> {
        self.cast::<List>()
    }
}

impl Heap {
    /// An empty list.
    #[inline]
    pub fn empty_list(&mut self) -> Value {
        self.alloc_list()
    }
    /// A list of the items of `from` at these places, with exactly as many slots.
    ///
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit.
    pub fn list_of_places<I>(&mut self, from: &List, places: I) -> Result<Value, NoMemory>
    where
        I: ExactSizeIterator<Item = usize>,
    {
        let value = self.alloc_list();
        // SAFETY: just allocated as a list.
        let list = unsafe { value.cast_unchecked::<List>() };
        list.reserve_exact(self, places.len())?;
        for i in places.take(list.capacity()) {
            let item = from.items(self)[i].clone();
            // SAFETY: as many slots as places; the reading above is over.
            unsafe { list.push_within(item) };
        }
        Ok(value)
    }
    /// A list of the items of these lists, one after the other, `total` in all, with exactly as many
    /// slots.
    ///
    /// # Errors
    /// [`NoMemory`] when they do not fit the heap's limit.
    pub fn list_of_lists<'a, I>(&mut self, total: usize, parts: I) -> Result<Value, NoMemory>
    where
        I: Iterator<Item = &'a List>,
    {
        let value = self.alloc_list();
        // SAFETY: just allocated as a list.
        let list = unsafe { value.cast_unchecked::<List>() };
        list.reserve_exact(self, total)?;
        for part in parts {
            let room = list.capacity() - list.len();
            for item in part.items(self).iter().take(room) {
                // SAFETY: there is room, and nobody has the new list.
                unsafe { list.push_within(item.clone()) };
            }
        }
        Ok(value)
    }
    /// A list of these values with exactly as many slots, as a display makes it.
    ///
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit (the items are dropped).
    pub fn list<I>(&mut self, items: I) -> Result<Value, NoMemory>
    where
        I: IntoIterator<Item = Value>,
        I::IntoIter: ExactSizeIterator,
    {
        let items = items.into_iter();
        let value = self.alloc_list();
        // SAFETY: just allocated as a list.
        let list = unsafe { value.cast_unchecked::<List>() };
        list.reserve_exact(self, items.len())?;
        for item in items {
            list.push(self, item)?;
        }
        Ok(value)
    }
}
