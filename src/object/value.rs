//! `Value`: the counted handle. Clone adds one, Drop takes one away.
//!
//! Invariant: a `Value` accounts for exactly one unit of its object's refcount, so what it points
//! to is alive as long as the handle is. When Drop takes the last count it frees atoms at once
//! (nothing can be borrowed from them but through a handle) and *parks* everything else on the
//! heap's list of the dead: nothing reached through the heap token can vanish while the token is
//! borrowed, and no Python code runs inside a Drop.
//! Deliberately absent: access to contents of mutable objects; each layout has it, guarded by the
//! [`Heap`](super::Heap) token.
#![expect(unsafe_code, reason = "reference counting")]

use super::heap;
use super::{Header, Kind, Ptr, TypeObj};
use std::ptr::NonNull;

/// A counted reference to an object of this thread's heap.
#[repr(transparent)]
pub struct Value(Ptr);

/// A register or field: a reference, or nothing.
pub type Slot = Option<Value>;
const _: () = assert!(size_of::<Slot>() == 8);

/// A Rust view of an object's bytes, chosen by its kind.
///
/// # Safety
/// `matches` holds only for kinds whose objects are laid out as `Self`, header first.
pub unsafe trait Layout {
    fn matches(kind: Kind) -> bool;
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        let rc = &self.header().rc;
        rc.set(rc.get().wrapping_add(1));
        Value(self.0)
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        let rc = &self.header().rc;
        let left = rc.get().wrapping_sub(1);
        rc.set(left);
        if left == 0 {
            heap::last_reference_dropped(self.0);
        }
    }
}

impl Value {
    /// Take over a count that the object already has.
    ///
    /// # Safety
    /// `p` is a live object and nobody else accounts for this unit of its count.
    #[inline(always)]
    pub unsafe fn from_raw(p: Ptr) -> Value {
        Value(p)
    }
    /// A new reference to the object behind `p`.
    ///
    /// # Safety
    /// `p` is an object whose block has not been freed.
    #[inline(always)]
    pub unsafe fn new_ref(p: Ptr) -> Value {
        // SAFETY: the caller's promise.
        let rc = unsafe { &p.as_ref().rc };
        rc.set(rc.get().wrapping_add(1));
        Value(p)
    }
    /// Give the count away: the caller accounts for it from now on.
    #[inline(always)]
    pub fn into_raw(self) -> Ptr {
        let p = self.0;
        std::mem::forget(self);
        p
    }
    /// The address as a pointer; holds no count.
    #[inline(always)]
    pub fn ptr(&self) -> Ptr {
        self.0
    }
    #[inline(always)]
    pub fn header(&self) -> &Header {
        // SAFETY: a Value's object is alive.
        unsafe { self.0.as_ref() }
    }
    /// `id(x)`.
    #[inline(always)]
    pub fn id(&self) -> usize {
        self.0.as_ptr() as usize
    }
    /// `a is b`.
    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        self.0 == other.0
    }
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.header().kind.get()
    }
    /// Exactly of this kind (no user subclass).
    #[inline(always)]
    pub fn is_exactly(&self, kind: Kind) -> bool {
        self.kind() == kind
    }
    /// Of this kind or a user subclass of it.
    #[inline(always)]
    pub fn has_layout(&self, kind: Kind) -> bool {
        self.kind().layout() == kind
    }
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.kind() == Kind::NONE
    }
    #[inline(always)]
    pub fn is_type(&self) -> bool {
        self.has_layout(Kind::TYPE)
    }
    /// `type(x)`, without a count.
    #[inline(always)]
    pub fn ty(&self) -> &TypeObj {
        // SAFETY: an object keeps its type alive.
        unsafe { self.header().ty.get().as_ref() }
    }
    #[inline(always)]
    pub fn ty_ptr(&self) -> NonNull<TypeObj> {
        self.header().ty.get()
    }
    /// `type(x)` as a new reference.
    pub fn ty_value(&self) -> Value {
        // SAFETY: an object keeps its type alive.
        unsafe { Value::new_ref(self.header().ty.get().cast()) }
    }
    pub fn refcount(&self) -> u32 {
        self.header().rc.get()
    }
    /// View as layout `T`, if it is one.
    #[inline(always)]
    pub fn cast<T: Layout>(&self) -> Option<&T> {
        if T::matches(self.kind()) {
            // SAFETY: Layout's contract.
            Some(unsafe { self.0.cast::<T>().as_ref() })
        } else {
            None
        }
    }
    /// View as layout `T`.
    ///
    /// # Safety
    /// `T::matches(self.kind())`.
    #[inline(always)]
    pub unsafe fn cast_unchecked<T: Layout>(&self) -> &T {
        debug_assert!(T::matches(self.kind()));
        // SAFETY: the caller's promise.
        unsafe { self.0.cast::<T>().as_ref() }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{:?} at {:p} rc {}>", self.kind(), self.0, self.refcount())
    }
}
