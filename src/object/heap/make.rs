//! Making objects: a block, from a free list or the allocator, and the header that makes it one.
//!
//! Invariant: a new object has a count of 1 and a whole header before anybody else can see it.
//! Deliberately absent: what the objects contain; each type's file fills its own.

use super::{Heap, NoMemory, TUPLE_FREE_LISTS, pending};
use crate::memory::Domain;
use crate::object::header::{GC_HEAD, GcHead, Header, Kind, Ptr, UNTRACKED, flag};
use crate::object::value::Layout;
use crate::object::{TypeObj, Value, atoms, edges, list::List};
use std::cell::Cell;
use std::ptr::NonNull;

impl Heap {
    /// An atom of fixed size, without a GC head.
    #[inline(always)]
    pub(crate) fn alloc_atom(&self, kind: Kind, size: usize, aux: u16) -> Ptr {
        // SAFETY: brief; the block is fresh and large enough for a header.
        unsafe {
            let inner = self.inner_mut();
            let block =
                inner.memory.alloc_small_as(Domain::Object, size, crate::object::traced::atom_size(kind));
            let ty = inner.types[usize::from(kind.0)].unwrap_unchecked();
            write_header(block, kind, 0, aux, ty)
        }
    }
    /// A number's block from the free list, header written.
    #[inline(always)]
    pub(crate) fn try_alloc_number(&self, kind: Kind) -> Option<Ptr> {
        // SAFETY: brief; the block is fresh and large enough for a header.
        unsafe {
            let inner = self.inner_mut();
            let block = inner.memory.pop_small(Domain::Object, atoms::INT_SIZE)?;
            let ty = inner.types[usize::from(kind.0)].unwrap_unchecked();
            Some(write_header(block, kind, 0, 0, ty))
        }
    }
    /// An object without a GC head whose size depends on its contents. Counts a heap type.
    pub(crate) fn alloc_var(
        &self,
        ty: NonNull<TypeObj>,
        kind: Kind,
        size: usize,
        aux: u16,
    ) -> Result<Ptr, NoMemory> {
        // SAFETY: brief; the block is fresh and large enough for a header.
        unsafe {
            let block = self.inner_mut().memory.alloc(Domain::Object, size).ok_or(NoMemory)?;
            Ok(write_header(block, kind, 0, aux, ty))
        }
    }
    /// A container of any size, all bytes behind the header zero, not tracked yet.
    ///
    /// # Errors
    /// [`NoMemory`].
    pub(crate) fn alloc_container(
        &mut self,
        ty: NonNull<TypeObj>,
        kind: Kind,
        size: usize,
        aux: u16,
    ) -> Result<Ptr, NoMemory> {
        // SAFETY: brief; the block is fresh and large enough for GC head and header.
        unsafe {
            let inner = self.inner_mut();
            let block = if size + GC_HEAD <= crate::memory::SMALL_MAX {
                inner.memory.alloc_small(Domain::Container, size + GC_HEAD)
            } else {
                inner.memory.alloc(Domain::Container, size + GC_HEAD).ok_or(NoMemory)?
            };
            let p = write_container(block, kind, aux, ty);
            p.cast::<u8>().as_ptr().add(16).write_bytes(0, size - 16);
            if ty.as_ref().has(crate::object::typeobj::tflag::HEAP) {
                let rc = &ty.as_ref().head.rc;
                rc.set(rc.get() + 1);
            }
            self.count_allocation();
            Ok(p)
        }
    }
    /// Generation 0 has one more; past the threshold the machine is asked to collect.
    #[inline(always)]
    pub(crate) fn count_allocation(&mut self) {
        // SAFETY: brief.
        let inner = unsafe { self.inner_mut() };
        let g = &mut inner.generations[0];
        g.count += 1;
        if g.count > inner.young_limit || inner.stress {
            self.set_pending(pending::COLLECT);
        }
    }
    /// An object of a fixed layout `T` with zeroed contents, exact type.
    pub(crate) fn alloc_fixed<T: Layout>(&self, ty: NonNull<TypeObj>, domain: Domain) -> Value {
        debug_assert!(domain == Domain::Object);
        // SAFETY: brief; fresh block of the struct's size; zero bytes are its empty contents.
        unsafe {
            let block = self.inner_mut().memory.alloc_small(Domain::Object, size_of::<T>());
            let p = write_header(block, ty.as_ref().instance_kind(), 0, 0, ty);
            p.cast::<u8>().as_ptr().add(16).write_bytes(0, size_of::<T>() - 16);
            Value::from_raw(p)
        }
    }
    /// A tracked container of fixed layout `T` (plus the type's extra fields), zeroed contents.
    pub(crate) fn alloc_fixed_as<T: Layout>(&mut self, ty: NonNull<TypeObj>, kind: Kind) -> Value {
        // SAFETY: types outlive their use here.
        let extra = if kind.is_derived() { unsafe { ty.as_ref() }.extra_fields() * 8 } else { 0 };
        let size = size_of::<T>() + extra;
        // Bounded by the number of slots a class can have: the grace reserve serves it.
        match self.alloc_container(ty, kind, size, 0) {
            Ok(p) => {
                self.track(p);
                // SAFETY: the new object's own count.
                unsafe { Value::from_raw(p) }
            }
            Err(NoMemory) => self.none(),
        }
    }
    #[inline]
    pub(crate) fn alloc_list(&mut self) -> Value {
        // SAFETY: brief; fresh or recycled block of the right size.
        unsafe {
            let inner = self.inner_mut();
            let ty = inner.types[usize::from(Kind::LIST.0)].unwrap_unchecked();
            let p = match inner.list_free.pop() {
                Some(block) => {
                    inner.reused(block);
                    write_container(block, Kind::LIST, 0, ty)
                }
                None => {
                    let block =
                        inner.memory.alloc_small_as(Domain::Container, GC_HEAD + size_of::<List>(), 56);
                    let p = write_container(block, Kind::LIST, 0, ty);
                    self.count_allocation();
                    p
                }
            };
            p.cast::<u8>().as_ptr().add(16).cast::<[usize; 3]>().write([0; 3]);
            self.track(p);
            Value::from_raw(p)
        }
    }
    /// An empty dict. Tracked: CPython tracks one only when a container goes in; see `dict` in
    /// floor 3 for where we follow.
    #[inline]
    pub fn dict(&mut self) -> Value {
        // SAFETY: brief; fresh or recycled block of the right size.
        unsafe {
            let inner = self.inner_mut();
            let ty = inner.types[usize::from(Kind::DICT.0)].unwrap_unchecked();
            let p = match inner.dict_free.pop() {
                Some(block) => {
                    inner.reused(block);
                    write_container(block, Kind::DICT, 0, ty)
                }
                None => {
                    let block = inner.memory.alloc_small_as(
                        Domain::Container,
                        GC_HEAD + size_of::<crate::object::Dict>(),
                        64,
                    );
                    let p = write_container(block, Kind::DICT, 0, ty);
                    self.count_allocation();
                    p
                }
            };
            p.cast::<u8>().as_ptr().add(16).write_bytes(0, size_of::<crate::object::Dict>() - 16);
            Value::from_raw(p)
        }
    }
    /// `object()`.
    pub fn object(&self) -> Value {
        // SAFETY: the new object's own count; it has no contents.
        unsafe { Value::from_raw(self.alloc_atom(Kind::OBJECT, 16, 0)) }
    }
    /// An empty set.
    pub fn set(&mut self) -> Value {
        self.alloc_fixed_as::<crate::object::Set>(self.type_of(Kind::SET), Kind::SET)
    }
    /// An empty frozenset, to be filled before anybody sees it.
    pub fn frozenset(&mut self) -> Value {
        let v = self.alloc_fixed_as::<crate::object::Set>(self.type_of(Kind::FROZENSET), Kind::FROZENSET);
        if let Some(s) = v.as_set() {
            s.hash.set(-1);
        }
        v
    }
    /// A tuple block: header and length written, items not, not tracked.
    pub(crate) fn alloc_tuple(
        &mut self,
        ty: NonNull<TypeObj>,
        exact: bool,
        len: usize,
    ) -> Result<Ptr, NoMemory> {
        let base = size_of::<crate::object::Tuple>();
        if exact && len <= TUPLE_FREE_LISTS {
            // SAFETY: brief; a listed block has this tuple's size.
            unsafe {
                let inner = self.inner_mut();
                let recycled = inner.tuple_free[len].pop();
                let p = match recycled {
                    Some(block) => {
                        inner.reused(block);
                        write_container(block, Kind::TUPLE, 0, ty)
                    }
                    None => {
                        let (real, seen) = (GC_HEAD + base + len * 8, 40 + len * 8);
                        let block = inner.memory.alloc_small_as(Domain::Container, real, seen);
                        let p = write_container(block, Kind::TUPLE, 0, ty);
                        self.count_allocation();
                        p
                    }
                };
                p.cast::<u8>().as_ptr().add(16).cast::<usize>().write(len);
                return Ok(p);
            }
        }
        // SAFETY: types outlive their use here.
        let (kind, extra) = if exact {
            (Kind::TUPLE, 0)
        } else {
            (Kind::TUPLE.derived(), unsafe { ty.as_ref() }.extra_fields())
        };
        let size = len
            .checked_add(extra)
            .and_then(|n| n.checked_mul(8))
            .and_then(|n| n.checked_add(base))
            .ok_or(NoMemory)?;
        let p = self.alloc_container(ty, kind, size, 0)?;
        // SAFETY: the block has room for the length.
        unsafe { p.cast::<u8>().as_ptr().add(16).cast::<usize>().write(len) };
        Ok(p)
    }
    /// A record: fields empty, words zero, tracked if its type's instances are containers.
    #[inline]
    pub fn record(&mut self, ty: NonNull<TypeObj>, fields: usize) -> Value {
        // SAFETY: types outlive their use here.
        let t = unsafe { ty.as_ref() };
        let kind = t.instance_kind();
        let size = 16 + 8 * (fields + usize::from(t.words.get()));
        if t.has(crate::object::typeobj::tflag::CONTAINER) {
            match self.alloc_container(ty, kind, size, fields as u16) {
                Ok(p) => {
                    self.track(p);
                    // SAFETY: the new object's own count.
                    unsafe { Value::from_raw(p) }
                }
                Err(NoMemory) => self.none(),
            }
        } else {
            match self.alloc_var(ty, kind, size, fields as u16) {
                // SAFETY: fresh block: fields and words are zeroed.
                Ok(p) => unsafe {
                    p.cast::<u8>().as_ptr().add(16).write_bytes(0, size - 16);
                    if t.has(crate::object::typeobj::tflag::HEAP) {
                        t.head.rc.set(t.head.rc.get() + 1);
                    }
                    Value::from_raw(p)
                },
                Err(NoMemory) => self.none(),
            }
        }
    }
    /// An instance of a type whose layout is a record: built-in fields, slots, dict, inline values.
    #[inline]
    pub fn instance(&mut self, ty: &TypeObj) -> Value {
        ty.shrink_keys();
        let fields = usize::from(ty.base_fields.get()) + ty.extra_fields();
        let size = 16 + 8 * (fields + usize::from(ty.words.get()));
        if !ty.has(crate::object::typeobj::tflag::CONTAINER) || size + GC_HEAD > crate::memory::SMALL_MAX {
            return self.record(ty.ptr(), fields);
        }
        // SAFETY: brief; a fresh block is as long as its class, so whole pairs of words can be
        // emptied. The new object's own count.
        unsafe {
            let inner = self.inner_mut();
            let block = inner.memory.alloc_small(Domain::Container, size + GC_HEAD);
            let p = write_container(block, ty.instance_kind(), fields as u16, ty.ptr());
            let pairs = p.cast::<[u64; 2]>().add(1);
            match (size - 1) / 16 {
                1 => pairs.cast::<[u64; 2]>().write([0; 2]),
                2 => pairs.cast::<[u64; 4]>().write([0; 4]),
                3 => pairs.cast::<[u64; 6]>().write([0; 6]),
                4 => pairs.cast::<[u64; 8]>().write([0; 8]),
                n => pairs.as_ptr().write_bytes(0, n),
            }
            if ty.has(crate::object::typeobj::tflag::HEAP) {
                ty.head.rc.set(ty.head.rc.get() + 1);
            }
            self.count_allocation();
            self.inner_mut().generations[0].push(p, 0);
            Value::from_raw(p)
        }
    }
    /// An instance of a user subclass of a built-in atom or fixed layout, contents zeroed; `size`
    /// is the bytes of the built-in part (from header to data's end).
    ///
    /// # Errors
    /// [`NoMemory`].
    pub(crate) fn derived(&mut self, ty: &TypeObj, size: usize, aux: u16) -> Result<Ptr, NoMemory> {
        let size = size.next_multiple_of(8) + ty.extra_fields() * 8;
        if ty.has(crate::object::typeobj::tflag::CONTAINER) {
            let p = self.alloc_container(ty.ptr(), ty.instance_kind(), size, aux)?;
            self.track(p);
            return Ok(p);
        }
        let p = self.alloc_var(ty.ptr(), ty.instance_kind(), size, aux)?;
        // SAFETY: fresh block.
        unsafe { p.cast::<u8>().as_ptr().add(16).write_bytes(0, size - 16) };
        ty.head.rc.set(ty.head.rc.get() + 1);
        Ok(p)
    }
    /// A copy of an atom's contents as an instance of the user subclass `ty` of its type.
    ///
    /// # Errors
    /// [`NoMemory`].
    pub fn derived_copy(&mut self, ty: &TypeObj, of: &Value) -> Result<Value, NoMemory> {
        // SAFETY: `of` is alive; its built-in part is copied behind the new header.
        unsafe {
            let size = edges::builtin_size(of.ptr());
            let aux = of.header().aux.get();
            let p = self.derived(ty, size, aux)?;
            std::ptr::copy_nonoverlapping(
                of.ptr().cast::<u8>().as_ptr().add(16),
                p.cast::<u8>().as_ptr().add(16),
                size - 16,
            );
            Ok(Value::from_raw(p))
        }
    }
    /// Change the size of an exact, unshared object without GC head; it may move.
    ///
    /// # Safety
    /// The caller owns the only reference; `old` is its present size.
    pub(crate) unsafe fn realloc_object(&self, p: Ptr, old: usize, new: usize) -> Option<Ptr> {
        // SAFETY: the caller's promise; brief.
        let block = unsafe { self.inner_mut().memory.realloc(Domain::Object, p.cast(), old, new) };
        block.map(NonNull::cast)
    }
}

/// # Safety
/// `block` is fresh and at least a header long.
#[inline(always)]
pub(super) unsafe fn write_header(
    block: NonNull<u8>,
    kind: Kind,
    flags: u8,
    aux: u16,
    ty: NonNull<TypeObj>,
) -> Ptr {
    let p = block.cast::<Header>();
    // SAFETY: the caller's promise.
    unsafe {
        p.write(Header {
            rc: Cell::new(1),
            kind: Cell::new(kind),
            flags: Cell::new(flags),
            aux: Cell::new(aux),
            ty: Cell::new(ty),
        });
    }
    p
}

/// # Safety
/// `block` is fresh and at least a GC head and a header long.
#[inline(always)]
pub(super) unsafe fn write_container(block: NonNull<u8>, kind: Kind, aux: u16, ty: NonNull<TypeObj>) -> Ptr {
    // SAFETY: the caller's promise.
    unsafe {
        block.cast::<GcHead>().write(GcHead {
            index: Cell::new(0),
            generation: Cell::new(UNTRACKED),
            spare: [0; 3],
            refs: Cell::new(0),
            round: Cell::new(0),
        });
        write_header(block.add(GC_HEAD), kind, flag::CONTAINER, aux, ty)
    }
}
