//! tuple: the items stand behind the length, in the object's own block.
//!
//! Invariant: items are set once, before anybody else sees the tuple (an iterator may refill its
//! own while nobody else holds it); so reading them needs the handle only. (A tuple is still parked, not freed, when its last handle drops: its items may
//! run code when they die.)
#![expect(unsafe_code, reason = "items stand behind the fixed part")]

use super::heap::{Heap, NoMemory};
use super::value::Layout;
use super::{Header, Kind, Record, Slot, TypeObj, Value};
use std::ptr::NonNull;

#[repr(C)]
pub struct Tuple {
    pub(crate) head: Header,
    pub(crate) len: usize,
}
pub const TUPLE_HEAD: usize = size_of::<Tuple>();

// SAFETY: every object of this layout begins with the struct above.
unsafe impl Layout for Tuple {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.layout() == Kind::TUPLE
    }
}

impl Tuple {
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: `len` items follow, all set before the tuple was handed out.
        unsafe { std::slice::from_raw_parts(self.slots().cast(), self.len) }
    }
    #[inline(always)]
    pub(crate) fn slots(&self) -> *mut Slot {
        (self as *const Tuple).wrapping_add(1).cast_mut().cast()
    }
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Value {
    /// The items of a tuple (or of an instance of a subclass of tuple).
    #[inline(always)]
    pub fn as_tuple(&self) -> Option<&[Value]> {
        Some(self.cast::<Tuple>()?.items())
    }
}

impl Heap {
    /// Put `item` at place `i` of the tuple that a record has in `field`, if nobody else holds that;
    /// tracked again, should the collector have let it go. The old item; `Err` hands `item` back.
    pub fn refill(&mut self, of: &Record, field: usize, i: usize, item: Value) -> Result<Value, Value> {
        let Some(tuple) = of.field(self, field).filter(|t| t.refcount() == 1) else { return Err(item) };
        let Some(slots) = tuple.cast::<Tuple>().filter(|t| i < t.len).map(Tuple::slots) else {
            return Err(item);
        };
        let p = tuple.ptr();
        self.track(p);
        // SAFETY: all items are set. Who reads them has a handle of the tuple, or borrows the heap to
        // get at the record's: neither can be, now.
        Ok(unsafe { (*slots.add(i)).replace(item).unwrap_unchecked() })
    }
    /// Put another item into a tuple that nobody else holds: a result that its maker uses again. The old
    /// item, for release.
    ///
    /// # Panics
    /// If somebody else holds it, or has no such place: the caller asks first.
    pub fn swap_in(&mut self, tuple: Value, at: usize, v: Value) -> (Value, Slot) {
        assert!(tuple.is_exactly(Kind::TUPLE) && tuple.refcount() == 1);
        let slot = tuple.cast::<Tuple>().filter(|t| at < t.len).map(|t| t.slots().wrapping_add(at));
        // SAFETY: the place exists. The only handle was handed over, so no borrow of the items is alive.
        let old = slot.and_then(|slot| unsafe { (*slot).replace(v) });
        if !self.is_tracked(&tuple) {
            self.track(tuple.ptr());
        }
        (tuple, old)
    }
    /// A tuple of these values, in order; `()` is a singleton.
    ///
    /// # Errors
    /// [`NoMemory`] when a large one does not fit the heap's limit (the items are dropped).
    pub fn tuple<I>(&mut self, items: I) -> Result<Value, NoMemory>
    where
        I: IntoIterator<Item = Value>,
        I::IntoIter: ExactSizeIterator,
    {
        let ty = self.type_of(Kind::TUPLE);
        self.tuple_of(ty, items)
    }
    /// As [`Heap::tuple`], of type `ty`: tuple or a subclass.
    ///
    /// # Errors
    /// As [`Heap::tuple`].
    pub fn tuple_of<I>(&mut self, ty: NonNull<TypeObj>, items: I) -> Result<Value, NoMemory>
    where
        I: IntoIterator<Item = Value>,
        I::IntoIter: ExactSizeIterator,
    {
        let items = items.into_iter();
        let len = items.len();
        let exact = ty == self.type_of(Kind::TUPLE);
        if len == 0 && exact {
            return Ok(self.empty_tuple());
        }
        let p = self.alloc_tuple(ty, exact, len)?;
        // SAFETY: a fresh tuple block with `len` item words; every one is written before use.
        unsafe {
            let slots = p.cast::<Tuple>().as_ref().slots();
            let mut n = 0;
            for item in items.take(len) {
                slots.add(n).write(Some(item));
                n += 1;
            }
            debug_assert_eq!(n, len, "ExactSizeIterator told the truth");
            let value = Value::from_raw(p);
            self.track(p);
            Ok(value)
        }
    }
}
