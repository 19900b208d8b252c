//! Every layout's edges and extents in one place: the walk for the collector and the pictures, the
//! step for the undertaker, sizes for freeing.
//!
//! Invariant: [`visit`] (with [`visit_names`]) and [`take_child`] know the same edges. An edge that `visit` forgot would
//! leak (its target looks held from outside), never free a live object.
#![expect(unsafe_code, reason = "walks raw contents")]

use super::header::flag;
use super::heap::Heap;
use super::typeobj::{field, tflag};
use super::{
    ByteArray, Bytes, Complex, Dict, Float, Int, Kind, List, Ptr, Record, Set, Slot, Str, Tuple, TypeObj,
    Value, WeakRef,
};
use super::{atoms, bytes, deque, str as strobj};

/// A counted reference inside an object: the place where it is stored. What a place is called, `places.rs`
/// knows.
#[derive(Clone, Copy)]
pub(crate) struct Edge(pub(crate) *const Ptr);

impl Edge {
    /// What it refers to.
    ///
    /// # Safety
    /// The object has not changed since the walk that gave the edge.
    #[inline(always)]
    pub(crate) unsafe fn target(self) -> Ptr {
        // SAFETY: a walk gives filled slots only, and a slot is a pointer or empty.
        unsafe { *self.0 }
    }
}

/// Bytes from the header to the end of the built-in part (before a derived object's extra fields).
///
/// # Safety
/// `p`'s block has not been freed.
pub(crate) unsafe fn builtin_size(p: Ptr) -> usize {
    // SAFETY: the caller's promise; the kind tells the layout.
    unsafe {
        match p.as_ref().kind().layout() {
            Kind::NONE | Kind::NOT_IMPLEMENTED | Kind::ELLIPSIS | Kind::BOOL => atoms::INT_SIZE,
            Kind::INT => {
                let i = p.cast::<Int>().as_ref();
                atoms::INT_SIZE + 8 * i.limbs().len()
            }
            Kind::FLOAT => size_of::<Float>(),
            Kind::COMPLEX => size_of::<Complex>(),
            Kind::STR => {
                let s = p.cast::<Str>().as_ref();
                strobj::STR_HEAD + s.len() * s.width()
            }
            Kind::BYTES => bytes::BYTES_HEAD + p.cast::<Bytes>().as_ref().len,
            Kind::OBJECT => 16,
            Kind::BYTEARRAY => size_of::<ByteArray>(),
            Kind::TUPLE => size_of::<Tuple>() + 8 * p.cast::<Tuple>().as_ref().len,
            Kind::LIST => size_of::<List>(),
            Kind::DICT => size_of::<Dict>(),
            Kind::SET | Kind::FROZENSET => size_of::<Set>(),
            Kind::TYPE => size_of::<TypeObj>(),
            Kind::WEAKREF => size_of::<WeakRef>(),
            _ => {
                let r = p.cast::<Record>().as_ref();
                16 + 8 * (r.len() + r.words())
            }
        }
    }
}

/// Bytes of the object's block from the header on (GC head not included).
///
/// # Safety
/// `p`'s block has not been freed, nor has its type's.
pub(crate) unsafe fn object_size(p: Ptr) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        let kind = p.as_ref().kind();
        let base = builtin_size(p);
        if kind.is_derived() && !kind.is_record() {
            base.next_multiple_of(8) + 8 * p.as_ref().ty.get().as_ref().extra_fields()
        } else {
            base
        }
    }
}

/// Extra fields of a derived object that is not a record: `__slots__`, then `__dict__`.
///
/// # Safety
/// `p` is alive.
pub(crate) unsafe fn tail(p: Ptr) -> (*mut Slot, usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let kind = p.as_ref().kind();
        if !kind.is_derived() || kind.is_record() {
            return (std::ptr::null_mut(), 0);
        }
        let at = p.cast::<u8>().as_ptr().add(builtin_size(p).next_multiple_of(8)).cast::<Slot>();
        (at, p.as_ref().ty.get().as_ref().extra_fields())
    }
}

/// Where an instance keeps its `__dict__`, if its type gives it one.
///
/// # Safety
/// `p` is alive.
pub(crate) unsafe fn dict_slot(p: Ptr) -> Option<*mut Slot> {
    // SAFETY: the caller's promise; the index is within the fields by construction of the type.
    unsafe {
        let t = p.as_ref().ty.get().as_ref();
        let i = t.dict_index.get();
        if i == super::typeobj::NO_DICT {
            return None;
        }
        if p.as_ref().kind().is_record() {
            Some(p.cast::<Record>().as_ref().slots().add(usize::from(i)))
        } else {
            Some(tail(p).0.add(usize::from(i)))
        }
    }
}

/// Where an instance keeps the `__slots__` member number `i`.
///
/// # Safety
/// `p` is alive and its type has more than `i` slots.
pub(crate) unsafe fn member_slot(p: Ptr, i: usize) -> *mut Slot {
    // SAFETY: the caller's promise.
    unsafe {
        if p.as_ref().kind().is_record() {
            let base = usize::from(p.as_ref().ty.get().as_ref().base_fields.get());
            p.cast::<Record>().as_ref().slots().add(base + i)
        } else {
            tail(p).0.add(i)
        }
    }
}

#[inline(always)]
unsafe fn walk_slots(at: *mut Slot, n: usize, f: &mut impl FnMut(Edge)) {
    for i in 0..n {
        // SAFETY: the caller passes initialised slots.
        if unsafe { (*at.add(i)).is_some() } {
            f(Edge(at.wrapping_add(i).cast()));
        }
    }
}

/// As `walk_slots`, last to first, as CPython walks lists and tuples: the collector's order shows it.
#[inline(always)]
unsafe fn walk_back(at: *mut Slot, n: usize, f: &mut impl FnMut(Edge)) {
    for i in (0..n).rev() {
        // SAFETY: the caller passes initialised slots.
        if unsafe { (*at.add(i)).is_some() } {
            f(Edge(at.wrapping_add(i).cast()));
        }
    }
}

#[inline(always)]
unsafe fn walk_tuple(p: Ptr, f: &mut impl FnMut(Edge)) {
    // SAFETY: the caller's promise.
    unsafe {
        let t = p.cast::<Tuple>().as_ref();
        walk_back(t.slots(), t.len, f);
    }
}

#[inline(always)]
unsafe fn walk_dict(p: Ptr, f: &mut impl FnMut(Edge)) {
    // SAFETY: the caller's promise.
    unsafe {
        let d = p.cast::<Dict>().as_ref();
        let general = d.general.get();
        for i in 0..d.filled() {
            let entry = d.entry(i);
            walk_slots(entry.add(1), 1, f);
            if general {
                walk_slots(entry, 1, f);
            }
        }
    }
}

/// Where the references of an object begin that don't fit in its first bytes: a hint for walks.
///
/// # Safety
/// `p`'s block has not been freed.
#[inline(always)]
pub(crate) unsafe fn contents(p: Ptr) -> *const u8 {
    // SAFETY: the caller's promise; the kind tells the layout.
    unsafe {
        match p.as_ref().kind() {
            Kind::LIST => p.cast::<List>().as_ref().items.get().cast(),
            Kind::DICT => p.cast::<Dict>().as_ref().entry(0).cast(),
            _ => p.cast::<u8>().as_ptr().wrapping_add(32),
        }
    }
}

#[inline]
unsafe fn walk(p: Ptr, f: &mut impl FnMut(Edge)) {
    // SAFETY: the caller's promise.
    unsafe {
        walk_contents(p, f);
        let ty = p.as_ref().ty.get();
        if ty.as_ref().has(tflag::HEAP) {
            f(Edge(p.as_ref().ty.as_ptr().cast()));
        }
    }
}

#[inline(always)]
unsafe fn walk_contents(p: Ptr, f: &mut impl FnMut(Edge)) {
    // SAFETY: the caller's promise; the kind tells the layout.
    unsafe {
        let kind = p.as_ref().kind();
        if kind == Kind::INSTANCE {
            let r = p.cast::<Record>().as_ref();
            walk_slots(r.slots(), r.len(), f);
            let (at, n) = r.overflow();
            return walk_slots(at, n, f);
        }
        match kind.layout() {
            Kind::TUPLE => walk_tuple(p, f),
            Kind::LIST => {
                let l = p.cast::<List>().as_ref();
                walk_back(l.items.get().cast(), l.len.get(), f);
            }
            Kind::DICT => walk_dict(p, f),
            Kind::SET | Kind::FROZENSET => {
                let s = p.cast::<Set>().as_ref();
                for i in 0..s.slots() {
                    walk_slots(&raw mut (*s.table.get().add(i)).key, 1, f);
                }
            }
            Kind::TYPE => {
                let t = p.cast::<TypeObj>().as_ref();
                walk_slots(t.values.get().cast(), field::COUNT, f);
            }
            Kind::WEAKREF => {
                let w = p.cast::<WeakRef>().as_ref();
                walk_slots(w.callback.get(), 1, f);
            }
            Kind::DEQUE => {
                let r = p.cast::<Record>().as_ref();
                walk_slots(r.slots(), r.len(), f);
                let (items, mask, first, n) = deque::ring(r);
                (0..n).for_each(|i| walk_slots(items.add((first + i) & mask), 1, f));
            }
            k if k.is_record() => {
                let r = p.cast::<Record>().as_ref();
                walk_slots(r.slots(), r.len(), f);
            }
            _ => {}
        }
        if kind.is_derived() {
            let (at, n) = tail(p);
            walk_slots(at, n, f);
        }
    }
}

unsafe fn walk_names(p: Ptr, f: &mut impl FnMut(Edge)) {
    // SAFETY: the caller's promise; the kind tells the layout.
    unsafe {
        match p.as_ref().kind().layout() {
            Kind::TYPE => {
                p.cast::<TypeObj>().as_ref().shared_keys().iter().for_each(|name| f(Edge(name)));
            }
            Kind::DICT if !p.cast::<Dict>().as_ref().general.get() => {
                let d = p.cast::<Dict>().as_ref();
                (0..d.filled()).for_each(|i| walk_slots(d.entry(i), 1, f));
            }
            _ => {}
        }
    }
}

/// Call `f` with the target of every counted reference the object owns, as CPython's
/// `tp_traverse` would: what a str or number owns is nothing.
///
/// # Safety
/// `p` is alive and its contents are not being changed.
#[inline]
pub(crate) unsafe fn visit(p: Ptr, f: &mut impl FnMut(Ptr)) {
    // SAFETY: the caller's promise; the edge is read at once.
    unsafe { walk(p, &mut |e: Edge| f(e.target())) }
}

/// As [`visit`], but for the reference to the type: walks meet the same one again and again.
///
/// # Safety
/// As [`visit`].
#[inline(always)]
pub(crate) unsafe fn visit_contents(p: Ptr, f: &mut impl FnMut(Ptr)) {
    // SAFETY: as above.
    unsafe { walk_contents(p, &mut |e: Edge| f(e.target())) }
}

/// The edges of a tuple's built-in part.
///
/// # Safety
/// As [`visit`].
#[inline(always)]
pub(crate) unsafe fn visit_tuple(p: Ptr, f: &mut impl FnMut(Ptr)) {
    // SAFETY: as above.
    unsafe { walk_tuple(p, &mut |e: Edge| f(e.target())) }
}

/// The edges of a dict's built-in part.
///
/// # Safety
/// As [`visit`].
#[inline(always)]
pub(crate) unsafe fn visit_dict(p: Ptr, f: &mut impl FnMut(Ptr)) {
    // SAFETY: as above.
    unsafe { walk_dict(p, &mut |e: Edge| f(e.target())) }
}

/// The counted references that [`visit`] leaves out, as `tp_traverse` does, since only str are behind
/// them: keys of a dict of names, names in a type's key table.
///
/// # Safety
/// As [`visit`].
pub(crate) unsafe fn visit_names(p: Ptr, f: &mut impl FnMut(Ptr)) {
    // SAFETY: as above.
    unsafe { walk_names(p, &mut |e: Edge| f(e.target())) }
}

/// The slots of an object whose references all stand side by side and die in that order, or, if the
/// last is true, from the last to the first: the common case of [`take_child`].
///
/// # Safety
/// `p`'s block has not been freed.
#[inline(always)]
pub(crate) unsafe fn plain_slots(p: Ptr) -> Option<(*mut Slot, usize, bool)> {
    // SAFETY: the caller's promise; the kind tells the layout.
    unsafe {
        match p.as_ref().kind() {
            Kind::TUPLE => {
                let t = p.cast::<Tuple>().as_ref();
                Some((t.slots(), t.len, true))
            }
            Kind::LIST => {
                let l = p.cast::<List>().as_ref();
                Some((l.items.get().cast(), l.len.get(), true))
            }
            kind if kind.is_record() && kind.layout() != Kind::DEQUE => {
                let r = p.cast::<Record>().as_ref();
                let t = p.as_ref().ty.get().as_ref();
                let in_order = t.nslots.get() == 0 || !inherits_slots(t);
                (in_order && r.overflow().0.is_null()).then(|| (r.slots(), r.len(), false))
            }
            _ => None,
        }
    }
}

/// Whether some `__slots__` of the class are its base's.
fn inherits_slots(t: &TypeObj) -> bool {
    // SAFETY: types are alive while their instances are; the field is read and left.
    let base = unsafe { (*t.values.get())[field::BASE].as_ref() }.and_then(Value::as_type);
    base.is_none_or(|b| b.nslots.get() != 0)
}

/// Take the next reference out of a dying object, in CPython's order of release: list and tuple
/// last to first, dict, set and fields first to last; a derived object's slots and dict before
/// its built-in part. `cursor` starts at 0. The type is not among them: see the undertaker.
///
/// # Safety
/// `p` is dead (count 0) and being buried by the caller alone.
#[inline]
pub(crate) unsafe fn take_child(p: Ptr, cursor: &mut usize) -> Option<Value> {
    // SAFETY: the caller's promise; every slot is emptied as it is taken.
    unsafe {
        let kind = p.as_ref().kind();
        let (at, extra) = if kind.is_derived() { tail(p) } else { (std::ptr::null_mut(), 0) };
        while *cursor < extra {
            *cursor += 1;
            let child = (*at.add(*cursor - 1)).take();
            if child.is_some() {
                return child;
            }
        }
        match kind.layout() {
            Kind::TUPLE => {
                let t = p.cast::<Tuple>().as_ref();
                take_last(t.slots(), t.len, cursor, extra)
            }
            Kind::LIST => {
                let l = p.cast::<List>().as_ref();
                take_last(l.items.get().cast(), l.len.get(), cursor, extra)
            }
            Kind::DICT => {
                let d = p.cast::<Dict>().as_ref();
                while *cursor - extra < d.filled() * 2 {
                    let n = *cursor - extra;
                    *cursor += 1;
                    let child = (*d.entry(n / 2).add(n % 2)).take();
                    if child.is_some() {
                        return child;
                    }
                }
                None
            }
            Kind::SET | Kind::FROZENSET => {
                let s = p.cast::<Set>().as_ref();
                while *cursor - extra < s.slots() {
                    *cursor += 1;
                    let child = (*s.table.get().add(*cursor - 1 - extra)).key.take();
                    if child.is_some() {
                        return child;
                    }
                }
                None
            }
            Kind::TYPE => {
                take_first(p.cast::<TypeObj>().as_ref().values.get().cast(), field::COUNT, cursor, extra)
            }
            Kind::WEAKREF => take_first(p.cast::<WeakRef>().as_ref().callback.get(), 1, cursor, extra),
            k if k.is_record() => {
                let r = p.cast::<Record>().as_ref();
                let t = p.as_ref().ty.get();
                let child = if t.as_ref().nslots.get() == 0 {
                    take_first(r.slots(), r.len(), cursor, extra)
                } else {
                    take_with_slots(r, t.as_ref(), cursor)
                };
                if child.is_some() {
                    return child;
                }
                if k == Kind::DEQUE {
                    return take_from_ring(r, cursor);
                }
                if k != Kind::INSTANCE {
                    return None;
                }
                let (at, n) = r.overflow();
                take_first(at, n, cursor, extra + r.len())
            }
            _ => None,
        }
    }
}

#[inline(always)]
unsafe fn take_last(at: *mut Slot, len: usize, cursor: &mut usize, extra: usize) -> Option<Value> {
    let done = *cursor - extra;
    if done >= len {
        return None;
    }
    *cursor += 1;
    // SAFETY: the caller's promise: `len` slots at `at`.
    unsafe { (*at.add(len - 1 - done)).take() }
}

/// The next item of a dying deque, whose fields have been taken out: first to last.
unsafe fn take_from_ring(r: &Record, cursor: &mut usize) -> Option<Value> {
    // SAFETY: the caller's promise.
    let (items, mask, first, n) = unsafe { deque::ring(r) };
    let done = *cursor - r.len();
    if done >= n {
        return None;
    }
    *cursor += 1;
    // SAFETY: `n` items stand in the ring.
    unsafe { (*items.add((first + done) & mask)).take() }
}

/// As `take_first` for a record with `__slots__`: those of the class itself come before its base's
/// (`subtype_dealloc`).
unsafe fn take_with_slots(r: &Record, t: &TypeObj, cursor: &mut usize) -> Option<Value> {
    let (first, n) = (usize::from(t.base_fields.get()), usize::from(t.nslots.get()));
    while *cursor < r.len() {
        let mut i = *cursor;
        *cursor += 1;
        if (first..first + n).contains(&i) {
            // Bases may change while a finaliser runs: never beyond the record.
            i = (first + slot_in_turn(t, i - first)).min(r.len() - 1);
        }
        // SAFETY: the caller's promise; `i` is less than `r.len()`.
        let child = unsafe { (*r.slots().add(i)).take() };
        if child.is_some() {
            return child;
        }
    }
    None
}

/// Number of the slot that dies as the `turn`th.
fn slot_in_turn(t: &TypeObj, mut turn: usize) -> usize {
    let mut t = t;
    loop {
        // SAFETY: types are alive while their instances are; the field is read and left.
        let base = unsafe { (*t.values.get())[field::BASE].as_ref() }.and_then(Value::as_type);
        let inherited = base.map_or(0, |b| usize::from(b.nslots.get()));
        let own = usize::from(t.nslots.get()).saturating_sub(inherited);
        match base {
            Some(b) if turn >= own => {
                turn -= own;
                t = b;
            }
            _ => return inherited + turn,
        }
    }
}

#[inline(always)]
unsafe fn take_first(at: *mut Slot, len: usize, cursor: &mut usize, extra: usize) -> Option<Value> {
    while *cursor - extra < len {
        *cursor += 1;
        // SAFETY: the caller's promise: `len` slots at `at`.
        let child = unsafe { (*at.add(*cursor - 1 - extra)).take() };
        if child.is_some() {
            return child;
        }
    }
    None
}

/// Free the raw blocks an object owns besides its own, whose contents have been released.
///
/// # Safety
/// `p` is dead and its references have been taken out.
#[inline(always)]
pub(crate) unsafe fn free_owned_blocks(heap: &mut Heap, p: Ptr) {
    // SAFETY: the caller's promise; sizes are those the blocks were made with.
    unsafe {
        match p.as_ref().kind().layout() {
            Kind::LIST => {
                let l = p.cast::<List>().as_ref();
                let _ = heap.resize_raw(l.items.get().cast(), l.cap.get() * 8, 0);
            }
            Kind::DICT => p.cast::<Dict>().as_ref().free_table(heap),
            Kind::SET | Kind::FROZENSET => p.cast::<Set>().as_ref().free_table(heap),
            Kind::BYTEARRAY => {
                let b = p.cast::<ByteArray>().as_ref();
                let _ = heap.resize_raw(b.data.get(), b.cap.get(), 0);
            }
            Kind::TYPE => p.cast::<TypeObj>().as_ref().free_side_blocks(heap),
            Kind::CODE => crate::object::code::free_blocks(heap, p),
            Kind::INSTANCE => p.cast::<Record>().as_ref().free_overflow(heap),
            Kind::DEQUE => deque::free_ring(heap, p.cast::<Record>().as_ref()),
            _ => {}
        }
    }
}

/// Every counted reference the object owns, names included.
///
/// # Safety
/// As [`visit`].
pub(crate) unsafe fn all(p: Ptr, f: &mut impl FnMut(Edge)) {
    // SAFETY: the caller's promise.
    unsafe {
        walk(p, f);
        walk_names(p, f);
    }
}

/// Count of references an object owns, for pictures.
pub fn children(_: &Heap, v: &Value) -> Vec<Value> {
    let mut out = Vec::new();
    if !v.header().has(flag::CONTAINER) {
        return out;
    }
    // SAFETY: `v` is alive, and contents change only through `&mut Heap`.
    unsafe { visit(v.ptr(), &mut |p| out.push(Value::new_ref(p))) };
    out
}
