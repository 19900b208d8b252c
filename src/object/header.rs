//! The sixteen bytes every object begins with, and the sixteen that precede a container.
//!
//! Owns: [`Header`], [`GcHead`], [`Kind`], the flag bits and the refcount's arithmetic.
//! Invariant: `kind` never changes after allocation, and tells the layout of what follows.
//! Deliberately absent: ownership. A pointer to a header says nothing about who holds a count;
//! that is [`Value`](super::Value)'s business.
//!
//! CPython's counterparts are `PyObject` (`Include/object.h`) and `PyGC_Head`
//! (`Include/internal/pycore_gc.h`).
#![expect(unsafe_code, reason = "a container's GC head is found in front of its header")]

use super::TypeObj;
use std::cell::Cell;
use std::ptr::NonNull;

/// A pointer to an object, without a count of its own.
pub type Ptr = NonNull<Header>;

/// Where immortal objects' counts start: far from 0 on one side and from overflow on the other,
/// so that counting needs no test for immortality.
pub const IMMORTAL: u32 = 0xC000_0000;
/// From here on a count is reported as CPython reports an immortal's: 4294967295.
pub const REPORTED_IMMORTAL: u32 = 1 << 31;

/// First part of every object.
#[repr(C)]
pub struct Header {
    pub(crate) rc: Cell<u32>,
    pub(crate) kind: Cell<Kind>,
    pub(crate) flags: Cell<u8>,
    /// Layout's own: string kind, number of value fields of a record ...
    pub(crate) aux: Cell<u16>,
    /// The type; holds a count when the type is not immortal.
    pub(crate) ty: Cell<NonNull<TypeObj>>,
}
const _: () = assert!(size_of::<Header>() == 16);

/// Stands in front of the header of a container: an object that can be part of a cycle.
#[repr(C)]
pub struct GcHead {
    /// Where the object stands in its generation's list.
    pub(crate) index: Cell<u32>,
    /// 0, 1, 2, [`PERMANENT`], or [`UNTRACKED`].
    pub(crate) generation: Cell<u8>,
    pub(crate) spare: [u8; 3],
    /// Copy of the refcount that a collection subtracts from.
    pub(crate) refs: Cell<u32>,
    /// Which collection `refs` belongs to, and in the lowest bit whether that collection has seen
    /// an edge from an earlier candidate. So nothing is to be wiped before the next one.
    pub(crate) round: Cell<u32>,
}
const _: () = assert!(size_of::<GcHead>() == 16);
pub const GC_HEAD: usize = size_of::<GcHead>();

/// Generation number of a container the collector does not look at.
pub const UNTRACKED: u8 = 0xff;
/// Generation of what `gc.freeze()` has put aside.
pub const PERMANENT: u8 = 3;
/// Where garbage stands while a collection deals with it: who dies there leaves by itself.
pub const GARBAGE: u8 = 4;
/// Where that garbage stands while the collector looks again for what was revived.
pub const SUSPECT: u8 = 5;
/// Lists there are, those of a collection in progress included.
pub const LISTS: usize = 6;

/// Flag bits of a header.
pub mod flag {
    /// A GC head stands in front.
    pub const CONTAINER: u8 = 1;
    /// The heap's table of weak references has an entry for this object.
    pub const WEAKLY_REFERENCED: u8 = 2;
    /// The finaliser has run (PEP 442: it never runs twice).
    pub const FINALIZED: u8 = 4;
    /// A string in the intern table.
    pub const INTERNED: u8 = 8;
    /// Burial has begun: a weak reference to it reads as dead.
    pub const DYING: u8 = 16;
    /// `__init__` or a setter made something the fast paths must not overlook (layout's own).
    pub const SPECIAL: u8 = 32;
    /// Part of a static type or other structure the interpreter itself owns.
    pub const INTERNAL: u8 = 64;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $number:literal),* $(,)?) => {
        /// What an object's bytes are. An instance of a user's subclass of a built-in type has the
        /// built-in's kind with [`Kind::DERIVED`] set; so `kind == LIST` is "exactly a list" and
        /// `kind.layout() == LIST` "a list or a subclass of it".
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(transparent)]
        pub struct Kind(pub u8);
        #[allow(missing_docs)]
        impl Kind {
            $($(#[$doc])* pub const $name: Kind = Kind($number);)*
            pub fn name(self) -> &'static str {
                match self.layout() { $(Kind::$name => stringify!($name),)* _ => "?" }
            }
        }
    };
}
kinds! {
    NONE = 0, NOT_IMPLEMENTED = 1, ELLIPSIS = 2, BOOL = 3, INT = 4, FLOAT = 5, COMPLEX = 6, STR = 7, BYTES = 8,
    /// Last of the atoms: no owned references, no buffer reached through the token.
    OBJECT = 9,
    BYTEARRAY = 10, TUPLE = 11, LIST = 12, DICT = 13, SET = 14, FROZENSET = 15, TYPE = 16, WEAKREF = 17,
    /// Everything below is a record: `aux` value fields, then raw words.
    INSTANCE = 18, FUNCTION = 19, CODE = 20, FRAME = 21, GENERATOR = 22, COROUTINE = 23, ASYNC_GENERATOR = 24,
    NATIVE = 25, METHOD_DESCRIPTOR = 26, SLOT_WRAPPER = 27, CLASSMETHOD_DESCRIPTOR = 28, METHOD_WRAPPER = 29,
    GETSET = 30, MEMBER = 31, BOUND_METHOD = 32, CLASSMETHOD = 33, STATICMETHOD = 34, PROPERTY = 35, SUPER = 36,
    MODULE = 37, CELL = 38, SLICE = 39, RANGE = 40, TRACEBACK = 41, EXCEPTION = 42, MAPPING_PROXY = 43,
    DICT_KEYS = 44, DICT_VALUES = 45, DICT_ITEMS = 46, DICT_KEY_ITER = 47, DICT_VALUE_ITER = 48, DICT_ITEM_ITER = 49,
    LIST_ITER = 50, TUPLE_ITER = 51, STR_ITER = 52, BYTES_ITER = 53, RANGE_ITER = 54, SET_ITER = 55, SEQ_ITER = 56,
    CALL_ITER = 57, ENUMERATE = 58, ZIP = 59, MAP = 60, FILTER = 61, REVERSED = 62, LIST_REV_ITER = 63,
    GENERIC_ALIAS = 64, UNION = 65, MEMORYVIEW = 66, FILE = 67, NAMESPACE = 68, DEQUE = 69,
    /// A record of a native module's own type; its type tells which.
    RECORD = 70,
}

impl Kind {
    pub const DERIVED: u8 = 0x80;

    /// The kind whose layout this object has.
    #[inline(always)]
    pub const fn layout(self) -> Kind {
        Kind(self.0 & !Kind::DERIVED)
    }
    #[inline(always)]
    pub const fn is_derived(self) -> bool {
        self.0 & Kind::DERIVED != 0
    }
    pub const fn derived(self) -> Kind {
        Kind(self.0 | Kind::DERIVED)
    }
    /// Records: a header, `aux` value fields, raw words.
    #[inline(always)]
    pub const fn is_record(self) -> bool {
        self.layout().0 >= Kind::INSTANCE.0
    }
    /// Exactly one of the types whose objects own nothing: freed at once, wherever the last
    /// reference is dropped.
    #[inline(always)]
    pub const fn is_atom(self) -> bool {
        self.0 <= Kind::OBJECT.0
    }
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.name(), if self.is_derived() { "+" } else { "" })
    }
}

impl Header {
    #[inline(always)]
    pub fn has(&self, bit: u8) -> bool {
        self.flags.get() & bit != 0
    }
    #[inline(always)]
    pub fn set(&self, bit: u8) {
        self.flags.set(self.flags.get() | bit);
    }
    #[inline(always)]
    pub fn unset(&self, bit: u8) {
        self.flags.set(self.flags.get() & !bit);
    }
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.kind.get()
    }
    #[inline(always)]
    pub fn is_immortal(&self) -> bool {
        self.rc.get() >= REPORTED_IMMORTAL
    }
    /// The count as `sys.getrefcount` reports it.
    pub fn reported_count(&self) -> u32 {
        if self.is_immortal() { u32::MAX } else { self.rc.get() }
    }
}

/// The GC head in front of a container's header.
///
/// # Safety
/// `p` is a live object with [`flag::CONTAINER`].
#[inline(always)]
pub unsafe fn gc_head<'a>(p: Ptr) -> &'a GcHead {
    // SAFETY: the caller's promise; containers are allocated with GC_HEAD bytes in front.
    unsafe { p.cast::<GcHead>().sub(1).as_ref() }
}

/// Ask the processor to fetch what is at `p`: a hint, for addresses that a walk will come to.
#[inline(always)]
pub(crate) fn prefetch<T>(p: *const T) {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: a hint may name any address; nothing is read.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(p.cast());
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    let _ = p;
}
