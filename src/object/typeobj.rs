//! Type objects.
//!
//! Invariant: `version` is 0 or unique to what the type's attribute lookups give now; whoever
//! changes a type's dict, bases or mro calls [`TypeObj::modified`], which also clears the versions
//! of all subclasses. Inline caches and the method cache rest on it.
//! Deliberately absent: slots in CPython's sense. A special method is found by its interned name
//! through the method cache, for built-in and user types alike.
#![expect(unsafe_code, reason = "fields are reached through the token; side blocks are raw memory")]

use super::heap::{Heap, NoMemory};
use super::spec::TypeSpec;
use super::value::Layout;
use super::{Header, Kind, Ptr, Slot, Value};
use std::cell::{Cell, UnsafeCell};
use std::ptr::NonNull;

/// Value fields of a type object.
pub mod field {
    pub const NAME: usize = 0;
    pub const QUALNAME: usize = 1;
    pub const BASE: usize = 2;
    pub const BASES: usize = 3;
    pub const MRO: usize = 4;
    pub const DICT: usize = 5;
    pub const COUNT: usize = 6;
}

/// `TypeObj::flags`.
pub mod tflag {
    /// Made by a class statement (or `type()`): mutable, counted by its instances.
    pub const HEAP: u32 = 1;
    /// Instances have a GC head.
    pub const CONTAINER: u32 = 2;
    /// Instances can be weakly referenced.
    pub const WEAKREFABLE: u32 = 4;
    /// Some class of the MRO has `__del__`.
    pub const HAS_DEL: u32 = 8;
    /// Can be a base class.
    pub const BASETYPE: u32 = 16;
    /// Cannot be called to make instances.
    pub const NO_NEW: u32 = 32;
    /// Patterns: matches as a sequence, as a mapping.
    pub const SEQUENCE: u32 = 64;
    pub const MAPPING: u32 = 128;
    /// Instances have a `__dict__`.
    pub const HAS_DICT: u32 = 256;
    /// A single positional class pattern captures the subject itself (int, str ...).
    pub const MATCH_SELF: u32 = 512;
    /// Some abstract method is left (`__abstractmethods__`).
    pub const ABSTRACT: u32 = 1024;
    /// `__getattribute__` / `__setattr__` / `__delattr__` / `__getattr__` are not object's: no
    /// attribute fast path applies.
    pub const CUSTOM_GETATTR: u32 = 2048;
    pub const CUSTOM_SETATTR: u32 = 4096;
    /// `__new__` is object's.
    pub const PLAIN_NEW: u32 = 8192;
    /// Every new instance takes a place from the shared keys (CPython's `Py_TPFLAGS_INLINE_VALUES`: a `__dict__`, no slots).
    pub const KEYS_SHRINK: u32 = 16384;
    /// A built-in type that names object's `__getattribute__` as its own.
    pub const GENERIC_GETATTR: u32 = 32768;
    /// A class written in Python in place of a type that CPython has in C: its attributes can't be set.
    pub const IMMUTABLE: u32 = 65536;
}

/// Field number or tail index that says "no `__dict__`".
pub const NO_DICT: u16 = u16::MAX;
/// Most attributes an instance holds inline (CPython's `SHARED_KEYS_MAX_SIZE`).
pub const MAX_INLINE: usize = 30;

#[repr(C)]
pub struct TypeObj {
    pub(crate) head: Header,
    pub(crate) values: UnsafeCell<[Slot; field::COUNT]>,
    pub(crate) flags: Cell<u32>,
    pub(crate) version: Cell<u32>,
    /// Kind of the instances (derived for user subclasses of built-ins).
    pub(crate) instance_kind: Cell<Kind>,
    /// Inline attribute values that a new instance gets.
    pub(crate) inline: Cell<u8>,
    /// Raw words of instances that are records.
    pub(crate) words: Cell<u16>,
    /// Value fields of the built-in layout, for records.
    pub(crate) base_fields: Cell<u16>,
    /// `__slots__` of the class and its bases.
    pub(crate) nslots: Cell<u16>,
    /// Where instances keep `__dict__`: field number (records) or tail index (others).
    pub(crate) dict_index: Cell<u16>,
    /// CPython's `tp_basicsize` and `tp_itemsize`.
    pub(crate) basicsize: Cell<u32>,
    pub(crate) itemsize: Cell<u32>,
    pub(crate) spec: Cell<Option<&'static TypeSpec>>,
    /// Names of inline attributes, in order: `keys_len` of `keys_cap` counted strings.
    pub(crate) keys: Cell<*mut Ptr>,
    pub(crate) keys_len: Cell<u16>,
    pub(crate) keys_cap: Cell<u16>,
    /// Names that the shared keys have room for. CPython takes one place away for every new instance, as long as one is free.
    pub(crate) keys_room: Cell<u8>,
    /// Bytes CPython's shared-keys object would take, decided when the class is made.
    pub(crate) cpython_keys: Cell<u32>,
    /// Instances made while somebody traced, up to a few: CPython gives each less room than the last.
    pub(crate) traced: Cell<u8>,
    /// An instance's traced bytes but for its inline values; 0: not computed yet.
    pub(crate) traced_base: Cell<u16>,
    /// Direct subclasses, without counts: each leaves when it dies.
    pub(crate) subclasses: Cell<*mut Ptr>,
    pub(crate) sub_len: Cell<u32>,
    pub(crate) sub_cap: Cell<u32>,
}

// SAFETY: every type object is laid out as the struct above.
unsafe impl Layout for TypeObj {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.layout() == Kind::TYPE
    }
}

impl TypeObj {
    #[inline(always)]
    pub fn has(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }
    pub fn set_flag(&self, flag: u32) {
        self.flags.set(self.flags.get() | flag);
    }
    pub fn clear_flag(&self, flag: u32) {
        self.flags.set(self.flags.get() & !flag);
    }
    #[inline(always)]
    pub fn ptr(&self) -> NonNull<TypeObj> {
        NonNull::from(self)
    }
    #[inline(always)]
    pub fn same(&self, other: NonNull<TypeObj>) -> bool {
        self.ptr() == other
    }
    /// A new reference to the type itself.
    pub fn value(&self) -> Value {
        // SAFETY: `self` is alive.
        unsafe { Value::new_ref(self.ptr().cast()) }
    }
    #[inline(always)]
    pub fn field<'h>(&self, _: &'h Heap, i: usize) -> Option<&'h Value> {
        // SAFETY: written only through `set_field`, which needs `&mut Heap`.
        unsafe { (*self.values.get())[i].as_ref() }
    }
    /// Replace a value field; returns the old one for release.
    pub fn set_field(&self, _: &mut Heap, i: usize, value: Slot) -> Slot {
        // SAFETY: the token is borrowed exclusively.
        unsafe { std::mem::replace(&mut (*self.values.get())[i], value) }
    }
    /// The class's namespace.
    #[inline(always)]
    pub fn dict<'h>(&self, heap: &'h Heap) -> &'h super::Dict {
        let value = self.field(heap, field::DICT).and_then(Value::as_dict);
        match value {
            Some(d) => d,
            None => unreachable!("a type has its dict from birth to burial"),
        }
    }
    /// Method resolution order, this type first. Empty while a metaclass is still computing it.
    #[inline(always)]
    pub fn mro<'h>(&self, heap: &'h Heap) -> &'h [Value] {
        self.field(heap, field::MRO).and_then(Value::as_tuple).unwrap_or(&[])
    }
    pub fn base<'h>(&self, heap: &'h Heap) -> Option<&'h TypeObj> {
        self.field(heap, field::BASE)?.cast::<TypeObj>()
    }
    /// `__name__`.
    pub fn name(&self, heap: &Heap) -> String {
        self.field(heap, field::NAME).and_then(Value::as_str).map(ToString::to_string).unwrap_or_default()
    }
    /// `issubclass(self, other)` by the MRO.
    #[inline]
    pub fn is_subtype(&self, heap: &Heap, other: NonNull<TypeObj>) -> bool {
        match self.mro(heap) {
            // Its `mro()` is still running.
            [] => std::iter::successors(Some(self), |t| t.base(heap)).any(|t| t.same(other)),
            mro => self.same(other) || mro.iter().any(|t| t.ptr() == other.cast()),
        }
    }
    /// Kind of the instances.
    #[inline(always)]
    pub fn instance_kind(&self) -> Kind {
        self.instance_kind.get()
    }
    /// Fields of an instance behind its built-in part: slots, dict; inline values for records.
    pub fn extra_fields(&self) -> usize {
        let at = self.dict_index.get();
        // A built-in layout with a `__dict__` of its own counts it among its fields.
        let dict = usize::from(at != NO_DICT && at >= self.base_fields.get());
        usize::from(self.nslots.get()) + dict + usize::from(self.inline.get())
    }
    /// The version that caches compare, assigning one if there is none.
    #[inline(always)]
    pub fn version(&self, heap: &Heap) -> u32 {
        match self.version.get() {
            0 => {
                let v = heap.next_type_version();
                self.version.set(v);
                // What is remembered under the version lies in these dicts.
                for class in self.mro(heap).iter().filter_map(Value::as_type) {
                    if let Some(d) = class.field(heap, field::DICT).and_then(Value::as_dict) {
                        d.watched.set(true);
                    }
                }
                v
            }
            v => v,
        }
    }
    #[inline(always)]
    pub fn has_version(&self, version: u32) -> bool {
        self.version.get() == version
    }
    /// What lookups on this type and its subclasses give may have changed.
    pub fn modified(&self) {
        let mut stack = vec![self.ptr()];
        while let Some(t) = stack.pop() {
            // SAFETY: subclasses leave the list when they die.
            let t = unsafe { t.as_ref() };
            t.version.set(0);
            stack.extend(t.subclass_ptrs().iter().map(|p| p.cast::<TypeObj>()));
        }
    }
    pub(crate) fn subclass_ptrs(&self) -> &[Ptr] {
        if self.sub_len.get() == 0 {
            return &[];
        }
        // SAFETY: `sub_len` pointers stand in the block.
        unsafe { std::slice::from_raw_parts(self.subclasses.get(), self.sub_len.get() as usize) }
    }
    /// `type.__subclasses__()`, oldest first.
    pub fn subclasses(&self, _: &Heap) -> Vec<Value> {
        // SAFETY: subclasses leave the list when they die; count 0 means dying.
        unsafe {
            let live = self.subclass_ptrs().iter().filter(|p| p.as_ref().rc.get() > 0);
            live.map(|p| Value::new_ref(*p)).collect()
        }
    }
    pub fn add_subclass(&self, heap: &mut Heap, sub: &TypeObj) {
        let (len, cap) = (self.sub_len.get() as usize, self.sub_cap.get() as usize);
        if len == cap {
            let want = (cap * 2).max(4);
            // SAFETY: the block is ours and holds `cap` pointers.
            let block = unsafe { heap.resize_raw_unseen(self.subclasses.get().cast(), cap * 8, want * 8) };
            let Ok(block) = block else { return };
            self.subclasses.set(block.cast());
            self.sub_cap.set(want as u32);
        }
        // SAFETY: there is room.
        unsafe { self.subclasses.get().add(len).write(sub.ptr().cast()) };
        self.sub_len.set(len as u32 + 1);
    }
    pub fn remove_subclass(&self, sub: Ptr) {
        let len = self.sub_len.get() as usize;
        if let Some(i) = self.subclass_ptrs().iter().position(|p| *p == sub) {
            // SAFETY: both places are inside the block.
            unsafe {
                let p = self.subclasses.get().add(i);
                std::ptr::copy(p.add(1), p, len - i - 1);
            }
            self.sub_len.set(len as u32 - 1);
        }
    }
    /// Names of inline attributes, in order.
    #[inline(always)]
    pub(crate) fn shared_keys(&self) -> &[Ptr] {
        let n = usize::from(self.keys_len.get());
        if n == 0 {
            return &[];
        }
        // SAFETY: `keys_len` pointers stand in the block.
        unsafe { std::slice::from_raw_parts(self.keys.get(), n) }
    }
    /// Inline place of an attribute name (interned), if instances may hold it inline.
    #[inline]
    pub fn inline_index(&self, name: &Value) -> Option<usize> {
        self.shared_keys().iter().position(|k| *k == name.ptr())
    }
    /// The name at inline place `i`.
    pub fn inline_name(&self, i: usize) -> Option<Value> {
        // SAFETY: the key table holds a count for each name.
        self.shared_keys().get(i).map(|p| unsafe { Value::new_ref(*p) })
    }
    /// Add an interned name to the shared keys; its place. `None` when the table has no room.
    ///
    /// # Errors
    /// [`NoMemory`], with the table unchanged.
    pub fn add_inline(&self, heap: &mut Heap, name: &Value) -> Result<Option<usize>, NoMemory> {
        let (len, cap) = (usize::from(self.keys_len.get()), usize::from(self.keys_cap.get()));
        if len >= usize::from(self.keys_room.get()) {
            return Ok(None);
        }
        if len == cap {
            let want = (cap * 2).clamp(4, MAX_INLINE);
            // SAFETY: the block is ours and holds `cap` pointers.
            let block = unsafe { heap.resize_raw_unseen(self.keys.get().cast(), cap * 8, want * 8)? };
            self.keys.set(block.cast());
            self.keys_cap.set(want as u16);
        }
        // SAFETY: there is room; the table takes a count of its own.
        unsafe { self.keys.get().add(len).write(name.clone().into_raw()) };
        self.keys_len.set(len as u16 + 1);
        Ok(Some(len))
    }
    /// Instances hold attribute values inline: records whose `__dict__` is not a field of the
    /// built-in layout.
    #[inline(always)]
    pub fn holds_inline(&self) -> bool {
        let at = self.dict_index.get();
        at != NO_DICT && at >= self.base_fields.get() && self.instance_kind.get().is_record()
    }
    /// `__dict__` is no field of the built-in layout, so CPython manages it (`Py_TPFLAGS_MANAGED_DICT`).
    pub fn manages_dict(&self) -> bool {
        self.has(tflag::HEAP)
            && self.dict_index.get() != NO_DICT
            && (!self.instance_kind().is_record() || self.dict_index.get() >= self.base_fields.get())
    }
    /// An instance was made: the shared keys lose a free place, but never the last one.
    #[inline(always)]
    pub(crate) fn shrink_keys(&self) {
        let room = self.keys_room.get();
        if u16::from(room) > self.keys_len.get() + 1 && self.has(tflag::KEYS_SHRINK) {
            self.keys_room.set(room - 1);
        }
    }
    /// Let new instances have room for `n` inline attributes.
    pub fn set_inline(&self, n: usize) {
        self.inline.set(n.min(MAX_INLINE) as u8);
    }
    pub fn inline(&self) -> usize {
        usize::from(self.inline.get())
    }
    /// Free the side blocks (keys, subclasses) of a dying type.
    pub(crate) fn free_side_blocks(&self, heap: &mut Heap) {
        for p in self.shared_keys() {
            // SAFETY: the table's own count, given back once.
            drop(unsafe { Value::from_raw(*p) });
        }
        self.keys_len.set(0);
        // SAFETY: both blocks are ours, with these sizes.
        unsafe {
            let _ = heap.resize_raw(self.keys.get().cast(), usize::from(self.keys_cap.get()) * 8, 0);
            let _ = heap.resize_raw(self.subclasses.get().cast(), self.sub_cap.get() as usize * 8, 0);
        }
        self.keys.set(std::ptr::null_mut());
        self.keys_cap.set(0);
        self.subclasses.set(std::ptr::null_mut());
        self.sub_cap.set(0);
        self.sub_len.set(0);
    }
    pub fn spec(&self) -> Option<&'static TypeSpec> {
        self.spec.get()
    }
    pub fn basicsize(&self) -> usize {
        self.basicsize.get() as usize
    }
    pub fn itemsize(&self) -> usize {
        self.itemsize.get() as usize
    }
}

impl Value {
    #[inline(always)]
    pub fn as_type(&self) -> Option<&TypeObj> {
        self.cast::<TypeObj>()
    }
}
