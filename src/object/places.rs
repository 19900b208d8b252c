//! What each place in an object is called: item 3, the value of entry 5, field 0, the second slot.
//!
//! Invariant: there is one walk over an object's references, that of `edges.rs`; a place is named from
//! where the walk found it, so what is named and what is counted are the same references.
//! Deliberately absent: words. Floor 7 knows which field of a function its defaults are.
#![expect(unsafe_code, reason = "compares addresses inside raw contents")]

use super::edges::{self, Edge};
use super::header::{GC_HEAD, flag};
use super::heap::Heap;
use super::typeobj::{NO_DICT, field};
use super::{ByteArray, Dict, Kind, List, Ptr, Record, Set, Slot, Tuple, TypeObj, Value, deque};
use crate::memory::block_size;

/// Where in an object a reference stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The header's reference to a class.
    Type,
    /// Item of a list, tuple or deque.
    Item(u32),
    /// Key and value of a dict's entry.
    Key(u32),
    Value(u32),
    /// Place in a set's table.
    Element(u32),
    /// Field of a built-in record.
    Field(u32),
    /// Member number of `__slots__`.
    Slot(u32),
    /// Attribute number in the class's table of names.
    Attribute(u32),
    /// `__dict__` of an instance.
    Dict,
    /// Field of a type object.
    TypeField(u32),
    /// Name in a class's table of attribute names.
    KeyName(u32),
    /// Callback of a weak reference.
    Callback,
}

impl Heap {
    /// Call `f` with every counted reference that the object owns: where it stands, and the address it
    /// leads to.
    pub fn for_each_edge(&self, v: &Value, f: &mut dyn FnMut(Place, usize)) {
        // SAFETY: `v` is alive, and contents change only through `&mut Heap`.
        unsafe {
            let p = v.ptr();
            edges::all(p, &mut |e: Edge| f(place_of(p, e), e.target().as_ptr().addr()));
        }
    }
}

impl Heap {
    /// The block of an object: its address, GC head included.
    pub fn block_of(&self, v: &Value) -> usize {
        if v.header().has(flag::CONTAINER) { v.id() - GC_HEAD } else { v.id() }
    }
    /// The raw blocks an object owns besides its own: address and bytes asked for.
    pub fn owned_blocks(&self, v: &Value) -> Vec<(usize, usize)> {
        let p = v.ptr();
        // SAFETY: `v` is alive; the kind tells the layout.
        let mut blocks: Vec<(usize, usize)> = unsafe {
            match v.kind().layout() {
                Kind::LIST => {
                    let l = p.cast::<List>().as_ref();
                    vec![(l.items.get().addr(), l.cap.get() * 8)]
                }
                Kind::DICT => {
                    let d = p.cast::<Dict>().as_ref();
                    vec![(d.table.get().addr(), d.table_size())]
                }
                Kind::SET | Kind::FROZENSET => {
                    let s = p.cast::<Set>().as_ref();
                    vec![(s.table.get().addr(), (s.mask.get() + 1) * size_of::<super::set::Entry>())]
                }
                Kind::BYTEARRAY => {
                    let b = p.cast::<ByteArray>().as_ref();
                    vec![(b.data.get().addr(), b.cap.get())]
                }
                Kind::TYPE => {
                    let t = p.cast::<TypeObj>().as_ref();
                    vec![
                        (t.keys.get().addr(), usize::from(t.keys_cap.get()) * 8),
                        (t.subclasses.get().addr(), t.sub_cap.get() as usize * 8),
                    ]
                }
                Kind::CODE => super::code::blocks(p.cast::<Record>().as_ref()),
                Kind::INSTANCE => {
                    let (at, n) = p.cast::<Record>().as_ref().overflow();
                    vec![(at.addr().saturating_sub(8), 8 * (n + 1))]
                }
                Kind::DEQUE => {
                    let (items, mask, ..) = deque::ring(p.cast::<Record>().as_ref());
                    vec![(items.addr(), mask.wrapping_add(1) * 8)]
                }
                _ => Vec::new(),
            }
        };
        blocks.retain(|(at, bytes)| *at != 0 && *bytes != 0);
        blocks
    }
    /// Real bytes of an object: its block and those it owns, rounding and heads included.
    pub fn real_size(&self, v: &Value) -> usize {
        // SAFETY: `v` is alive, and so is its type.
        let own = unsafe { edges::object_size(v.ptr()) } + (v.id() - self.block_of(v));
        let owned = self.owned_blocks(v).into_iter().map(|(_, bytes)| block_size(bytes));
        block_size(own) + owned.sum::<usize>()
    }
}

/// Number of the slot at `at` in `n` slots from `start`.
fn index(at: *const Ptr, start: *const Slot, n: usize) -> Option<u32> {
    let distance = at.addr().checked_sub(start.addr())? / size_of::<Slot>();
    (distance < n).then_some(distance as u32)
}

/// # Safety
/// `e` was found in `p` by a walk, and `p` has not changed since.
unsafe fn place_of(p: Ptr, Edge(at): Edge) -> Place {
    // SAFETY: the caller's promise; the kind tells the layout.
    unsafe {
        let kind = p.as_ref().kind();
        if at == p.as_ref().ty.as_ptr().cast_const().cast() {
            return Place::Type;
        }
        if kind.is_derived() && !kind.is_record() {
            let (start, n) = edges::tail(p);
            if let Some(i) = index(at, start, n) {
                let t = p.as_ref().ty.get();
                return extra_place(t.as_ref(), i, 0);
            }
        }
        match kind.layout() {
            Kind::TUPLE => {
                let t = p.cast::<Tuple>().as_ref();
                index(at, t.slots(), t.len).map_or(Place::Callback, Place::Item)
            }
            Kind::LIST => {
                let l = p.cast::<List>().as_ref();
                let items: *const Slot = l.items.get().cast_const().cast();
                index(at, items, l.len.get()).map_or(Place::Callback, Place::Item)
            }
            Kind::DICT => dict_place(p.cast::<Dict>().as_ref(), at),
            Kind::SET | Kind::FROZENSET => {
                let s = p.cast::<Set>().as_ref();
                let distance = at.addr() - s.table.get().addr();
                Place::Element((distance / size_of::<super::set::Entry>()) as u32)
            }
            Kind::TYPE => {
                let t = p.cast::<TypeObj>().as_ref();
                match index(at, t.values.get().cast(), field::COUNT) {
                    Some(i) => Place::TypeField(i),
                    None => {
                        Place::KeyName(index(at, t.keys.get().cast(), t.shared_keys().len()).unwrap_or(0))
                    }
                }
            }
            Kind::WEAKREF => Place::Callback,
            _ => record_place(p, at),
        }
    }
}

/// An entry is a key and a value, and in a table with other keys than names a hash.
fn dict_place(d: &Dict, at: *const Ptr) -> Place {
    let start = d.entry(0).addr();
    let stride = if d.filled() > 1 { d.entry(1).addr() - start } else { usize::MAX };
    let distance = at.addr() - start;
    let (entry, within) = (distance / stride, distance % stride);
    if within == 0 { Place::Key(entry as u32) } else { Place::Value(entry as u32) }
}

/// # Safety
/// As [`place_of`]; `p` is a record.
unsafe fn record_place(p: Ptr, at: *const Ptr) -> Place {
    // SAFETY: the caller's promise.
    unsafe {
        let r = p.cast::<Record>().as_ref();
        let t = p.as_ref().ty.get().as_ref();
        let kind = p.as_ref().kind();
        if let Some(i) = index(at, r.slots(), r.len()) {
            let own = u32::from(t.base_fields.get());
            if t.dict_index.get() != NO_DICT && i == u32::from(t.dict_index.get()) {
                return Place::Dict;
            }
            let instance = kind.is_derived() || kind == Kind::INSTANCE;
            return if instance && i >= own { extra_place(t, i - own, own) } else { Place::Field(i) };
        }
        if kind.layout() == Kind::DEQUE {
            let (items, mask, first, n) = deque::ring(r);
            let place = index(at, items, mask.wrapping_add(1)).unwrap_or(0) as usize;
            return Place::Item((place.wrapping_sub(first) & mask).min(n) as u32);
        }
        let (overflow, n) = r.overflow();
        let room = r.len() - usize::from(t.dict_index.get()) - 1;
        Place::Attribute(index(at, overflow, n).unwrap_or(0) + room as u32)
    }
}

/// Field `i` behind the built-in part of an instance: `__slots__`, then `__dict__`, then attributes.
/// The index of `__dict__` that the class knows counts from `base`.
fn extra_place(t: &TypeObj, i: u32, base: u32) -> Place {
    let dict = match t.dict_index.get() {
        NO_DICT => u32::MAX,
        at => u32::from(at).wrapping_sub(base),
    };
    if i < u32::from(t.nslots.get()) {
        Place::Slot(i)
    } else if i == dict {
        Place::Dict
    } else {
        Place::Attribute(i.saturating_sub(dict.wrapping_add(1)))
    }
}
