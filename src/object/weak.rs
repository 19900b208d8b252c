//! weakref.ref and proxies: references that hold nothing.
//!
//! Layout: the referent's address (no count), the callback, the hash, and links to the other weak
//! references of the same object. Which object has which references stands in a table of the
//! heap, so objects without any pay one flag bit.
#![expect(unsafe_code, reason = "links between weak references")]

use super::heap::Heap;
use super::value::Layout;
use super::{Header, Kind, Ptr, Slot, Value};
use std::cell::{Cell, UnsafeCell};

#[repr(C)]
pub struct WeakRef {
    pub(crate) head: Header,
    /// `None` once cleared.
    pub(crate) referent: Cell<Option<Ptr>>,
    pub(crate) callback: UnsafeCell<Slot>,
    /// Hash of the referent, when it was asked for while alive; -1 otherwise.
    pub(crate) hash: Cell<i64>,
    pub(crate) prev: Cell<Option<Ptr>>,
    pub(crate) next: Cell<Option<Ptr>>,
}

// SAFETY: every object of this layout begins with the struct above.
unsafe impl Layout for WeakRef {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.layout() == Kind::WEAKREF
    }
}

impl WeakRef {
    /// The referent, unless it is dead or dying.
    pub fn upgrade(&self, _: &Heap) -> Option<Value> {
        let p = self.referent.get()?;
        // SAFETY: a weak reference is cleared before its referent's block is freed.
        unsafe {
            let h = p.as_ref();
            if h.rc.get() == 0 || h.has(super::header::flag::DYING) { None } else { Some(Value::new_ref(p)) }
        }
    }
    pub fn callback<'h>(&self, _: &'h Heap) -> Option<&'h Value> {
        // SAFETY: writing needs `&mut Heap`.
        unsafe { (*self.callback.get()).as_ref() }
    }
    pub(crate) fn take_callback(&self, _: &mut Heap) -> Slot {
        // SAFETY: the token is borrowed exclusively.
        unsafe { (*self.callback.get()).take() }
    }
    /// CPython clears a weakref's callback with it: is it still armed?
    pub fn is_dead(&self) -> bool {
        self.referent.get().is_none()
    }
    pub fn cached_hash(&self) -> i64 {
        self.hash.get()
    }
    pub fn set_cached_hash(&self, hash: i64) {
        self.hash.set(hash);
    }
}

impl Value {
    pub fn as_weakref(&self) -> Option<&WeakRef> {
        self.cast::<WeakRef>()
    }
}

impl Heap {
    /// A new weak reference of type `ty` (kind `kind`) to `to`.
    pub fn new_weakref(
        &mut self,
        ty: std::ptr::NonNull<super::TypeObj>,
        kind: Kind,
        to: &Value,
        callback: Slot,
    ) -> Value {
        let value = self.alloc_fixed_as::<WeakRef>(ty, kind);
        // SAFETY: just allocated with this layout.
        let r = unsafe { value.cast_unchecked::<WeakRef>() };
        r.referent.set(Some(to.ptr()));
        r.hash.set(-1);
        // SAFETY: nobody else has seen the reference yet.
        unsafe { *r.callback.get() = callback };
        let basic = r.callback(self).is_none();
        self.link_weakref(to.ptr(), value.ptr(), basic);
        to.header().set(super::header::flag::WEAKLY_REFERENCED);
        value
    }
    /// Put a reference into its referent's chain: those without a callback in front, as CPython
    /// keeps them, others at the end of what is there (newest first among those with callbacks).
    fn link_weakref(&mut self, to: Ptr, r: Ptr, basic: bool) {
        let table = self.weak_table();
        let head = table.get(&to).copied();
        // SAFETY: chain members are live weak references (each leaves the chain when it dies).
        unsafe {
            let me = r.cast::<WeakRef>();
            match head {
                None => {
                    table.insert(to, r);
                }
                Some(first) if basic => {
                    me.as_ref().next.set(Some(first));
                    first.cast::<WeakRef>().as_ref().prev.set(Some(r));
                    table.insert(to, r);
                }
                Some(first) => {
                    // Behind the leading run of references without callbacks.
                    let mut before = None;
                    let mut at = Some(first);
                    while let Some(p) = at {
                        if (*p.cast::<WeakRef>().as_ref().callback.get()).is_some() {
                            break;
                        }
                        before = Some(p);
                        at = p.cast::<WeakRef>().as_ref().next.get();
                    }
                    me.as_ref().prev.set(before);
                    me.as_ref().next.set(at);
                    if let Some(n) = at {
                        n.cast::<WeakRef>().as_ref().prev.set(Some(r));
                    }
                    match before {
                        Some(b) => b.cast::<WeakRef>().as_ref().next.set(Some(r)),
                        None => {
                            table.insert(to, r);
                        }
                    }
                }
            }
        }
    }
    /// First weak reference to `to`; the others hang on its `next`.
    pub(crate) fn first_weakref(&mut self, to: Ptr) -> Option<Ptr> {
        self.weak_table().get(&to).copied()
    }
    /// Take a weak reference out of its chain and clear it; its callback stays.
    pub(crate) fn unlink_weakref(&mut self, r: &WeakRef) {
        let Some(to) = r.referent.take() else { return };
        let (prev, next) = (r.prev.take(), r.next.take());
        // SAFETY: chain members are live weak references; the referent's block is not freed yet.
        unsafe {
            if let Some(n) = next {
                n.cast::<WeakRef>().as_ref().prev.set(prev);
            }
            match (prev, next) {
                (Some(p), _) => p.cast::<WeakRef>().as_ref().next.set(next),
                (None, Some(n)) => {
                    self.weak_table().insert(to, n);
                }
                (None, None) => {
                    self.weak_table().remove(&to);
                    to.as_ref().unset(super::header::flag::WEAKLY_REFERENCED);
                }
            }
        }
    }
    /// All live weak references to `to`, first in chain first (`weakref.getweakrefs`).
    pub fn weakrefs(&mut self, to: &Value) -> Vec<Value> {
        let mut out = Vec::new();
        let mut at = self.first_weakref(to.ptr());
        while let Some(p) = at {
            // SAFETY: chain members are live.
            unsafe {
                if p.as_ref().rc.get() > 0 {
                    out.push(Value::new_ref(p));
                }
                at = p.cast::<WeakRef>().as_ref().next.get();
            }
        }
        out
    }
}
