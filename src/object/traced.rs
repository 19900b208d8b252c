//! What `tracemalloc` sees of a block: the bytes that CPython 3.13 would have asked its allocator for.
//!
//! Invariant: an object's size is the one `sys.getsizeof` tells, less what CPython keeps in blocks of
//! their own (a list's items, a dict's table), plus an instance's inline values. Those come from
//! `Objects/dictobject.c`: the first instance of a class gets thirty places, each further one a place
//! less, down to one more than the class has attributes.
//! Deliberately absent: who asked (the machine knows), and blocks that only one of the two houses has:
//! ours count nothing, CPython's are not made up.
#![expect(unsafe_code, reason = "reads headers of raw blocks")]

use super::code::CodeData;
use super::header::{GC_HEAD, flag};
use super::typeobj::{MAX_INLINE, field, tflag};
use super::{Bytes, Int, Kind, Ptr, Record, Str, Tuple, TypeObj, Value, atoms};
use crate::memory::Domain;
use std::ptr::NonNull;

/// Bytes of CPython's object for a class, and of what goes with it: the keys that its instances share,
/// the tables of its base's subclasses and of its own.
const HEAP_TYPE: usize = 984;
const BESIDE_HEAP_TYPE: &[usize] = &[768, 120, 80, 32];
/// CPython's `PyLongObject`: what every int that fits two digits takes.
const INT: usize = 32;
/// Word of a generator: the address of its code's tables.
const GENERATOR_TABLES: usize = 4;

/// Bytes CPython would have asked for, for the object in this block.
///
/// # Safety
/// The block is in use, and its header and length are written.
pub(crate) unsafe fn traced_size(block: NonNull<u8>, domain: Domain) -> usize {
    // SAFETY: the caller's promise; a block of objects begins with a GC head or a header.
    unsafe {
        let p: Ptr = match domain {
            Domain::Container => block.add(GC_HEAD).cast(),
            _ => block.cast(),
        };
        let h = p.as_ref();
        let ty = h.ty.get().as_ref();
        let head = if h.has(flag::CONTAINER) { GC_HEAD } else { 0 };
        let base = ty.basicsize() + head;
        match h.kind() {
            Kind::INT if h.aux.get() == atoms::int_form::WORD => INT,
            Kind::STR => p.cast::<Str>().as_ref().cpython_size(),
            Kind::TYPE => HEAP_TYPE,
            Kind::INSTANCE => {
                if ty.traced_base.get() == 0 {
                    ty.traced_base.set((base + managed_words(ty)) as u16);
                }
                usize::from(ty.traced_base.get()) + inline_values(ty)
            }
            kind => base + own_items(p, kind) + managed_words(ty) + inline_values(ty),
        }
    }
}

/// The same for a new atom of fixed size, where the kind tells it; else 0.
#[inline(always)]
pub(crate) const fn atom_size(kind: Kind) -> usize {
    match kind {
        Kind::INT => INT,
        Kind::FLOAT => 24,
        _ => 0,
    }
}

/// Items that stand in the object itself.
unsafe fn own_items(p: Ptr, kind: Kind) -> usize {
    // SAFETY: the caller's promise; the kind tells the layout.
    unsafe {
        let itemsize = p.as_ref().ty.get().as_ref().itemsize();
        let items = |n: usize| match kind.is_derived() {
            // One more, and whole words (`PyType_GenericAlloc`).
            true => ((n + 1) * itemsize).next_multiple_of(8),
            false => n * itemsize,
        };
        match kind.layout() {
            Kind::TUPLE => items(p.cast::<Tuple>().as_ref().len),
            Kind::BYTES => items(p.cast::<Bytes>().as_ref().len),
            Kind::INT => items(p.cast::<Int>().as_ref().cpython_digits()),
            Kind::STR => p.cast::<Str>().as_ref().cpython_size() - 40,
            Kind::GENERATOR | Kind::COROUTINE | Kind::ASYNC_GENERATOR => {
                let tables = p.cast::<Record>().as_ref().word_ptr(GENERATOR_TABLES).read() as *const CodeData;
                tables.as_ref().map_or(0, |c| 8 * (c.nlocals as usize + c.stacksize as usize))
            }
            Kind::CODE => {
                let tables = p.cast::<Record>().as_ref().word_ptr(0).read() as *const CodeData;
                tables.as_ref().map_or(0, |c| c.ninstrs as usize * 2)
            }
            _ => 0,
        }
    }
}

/// Blocks that CPython makes with an object of that size.
pub(crate) fn beside(size: usize, domain: Domain) -> &'static [usize] {
    if size == HEAP_TYPE && domain == Domain::Container { BESIDE_HEAP_TYPE } else { &[] }
}

/// The words before an instance for its dict and its weak references, where a class statement and not
/// a built-in base gave it them.
unsafe fn managed_words(ty: &TypeObj) -> usize {
    if !ty.has(tflag::HEAP) {
        return 0;
    }
    let mut built_in = ty;
    while built_in.has(tflag::HEAP) {
        // SAFETY: a type keeps its base alive; nobody writes the field meanwhile.
        let base = unsafe { (*built_in.values.get())[field::BASE].as_ref() };
        let Some(base) = base.and_then(Value::as_type) else { return 0 };
        // SAFETY: as above.
        built_in = unsafe { base.ptr().as_ref() };
    }
    let own = [tflag::HAS_DICT, tflag::WEAKREFABLE].into_iter().any(|f| ty.has(f) && !built_in.has(f));
    if own { 16 } else { 0 }
}

/// An instance's attribute values, which CPython puts into its block.
fn inline_values(ty: &TypeObj) -> usize {
    if !ty.has(tflag::HEAP) || !ty.holds_inline() {
        return 0;
    }
    let before = usize::from(ty.traced.get());
    if before < MAX_INLINE {
        ty.traced.set(before as u8 + 1);
    }
    let attributes = usize::from(ty.keys_len.get());
    let places = match before {
        0 => MAX_INLINE,
        _ => (MAX_INLINE - before).max(attributes + 1).min(MAX_INLINE - 1),
    };
    8 + places.next_multiple_of(8) + 8 * places
}
