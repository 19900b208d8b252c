//! The heap: one per thread, owner of every object, and the token that guards their contents.
//!
//! Invariants: all its state lies behind one raw pointer, so that dropping a `Value` while `Heap`
//! is borrowed creates no second Rust reference to it; it is `!Send`; a second heap on a thread is
//! refused; a heap that is dropped with live objects keeps its arenas for ever and its thread's
//! place stays taken (so no handle can dangle), only an empty heap frees its memory.
//! Deliberately absent: burying. Dropping the last handle frees atoms and parks the rest.
#![expect(unsafe_code, reason = "objects are made from raw blocks")]

mod make;

use super::header::{GC_HEAD, IMMORTAL, Kind, LISTS, Ptr, flag, gc_head};
use super::track::Generation;
use super::{Slot, Str, TypeObj, Value, atoms, edges, list::List};
use crate::memory::{Domain, Memory, MemoryConfig, TraceHooks};
use crate::types::numeric::hash::{HashKey, hash_bytes};
use make::write_container;
use std::cell::Cell;
use std::collections::HashMap;
use std::marker::PhantomData;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A large block did not fit the heap's limit. Becomes MemoryError.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoMemory;

/// Bits of [`Heap::pending`]: why the machine should leave its loop at the next safe point.
pub mod pending {
    /// A generation has passed its threshold.
    pub const COLLECT: u32 = 1;
    /// Natives parked objects.
    pub const PARKED: u32 = 2;
    /// The heap is over its limit.
    pub const MEMORY: u32 = 4;
    /// Ctrl-C.
    pub const INTERRUPT: u32 = 8;
    /// The time limit has passed.
    pub const TIMEOUT: u32 = 16;
    /// A step limit is set: count at safe points.
    pub const STEPS: u32 = 32;
    /// Tracing or profiling is on.
    pub const TRACE: u32 = 64;
}

/// Freed blocks of one shape, kept for the next object of that shape, as CPython's free lists.
pub(crate) struct FreeList {
    head: *mut u8,
    pub(crate) len: u32,
    pub(crate) max: u32,
}

impl FreeList {
    pub(crate) const fn new(max: u32) -> FreeList {
        FreeList { head: std::ptr::null_mut(), len: 0, max }
    }
    #[inline(always)]
    fn pop(&mut self) -> Option<NonNull<u8>> {
        let block = NonNull::new(self.head)?;
        // SAFETY: a listed block's first word is the next one's address.
        self.head = unsafe { block.cast::<*mut u8>().read() };
        self.len -= 1;
        Some(block)
    }
    #[inline(always)]
    fn push(&mut self, block: NonNull<u8>) -> bool {
        if self.len >= self.max {
            return false;
        }
        // SAFETY: the block is dead and at least one word long.
        unsafe { block.cast::<*mut u8>().write(self.head) };
        self.head = block.as_ptr();
        self.len += 1;
        true
    }
}

/// Longest tuple kept on a free list.
pub const TUPLE_FREE_LISTS: usize = 20;

/// What `Heap` points to. Fields are reached by raw pointer, briefly.
pub(crate) struct HeapInner {
    pub(crate) memory: Memory,
    /// Type of each kind's exact instances.
    types: [Option<NonNull<TypeObj>>; 128],
    small_ints: [Ptr; (atoms::SMALL_MAX - atoms::SMALL_MIN + 1) as usize],
    latin1: [Ptr; 256],
    bytes1: [Ptr; 256],
    none: Ptr,
    true_: Ptr,
    false_: Ptr,
    empty_str: Ptr,
    empty_bytes: Ptr,
    empty_tuple: Ptr,
    /// Parked objects, count 0, in the order they were dropped.
    pub(crate) dead: Vec<Ptr>,
    /// Entries of `dead` below this belong to a burial further up the call stack.
    pub(crate) reaping: usize,
    /// The undertaker's stack: a corpse and a cursor over its children.
    pub(crate) corpses: Vec<(Ptr, usize)>,
    pub(crate) generations: [Generation; LISTS],
    /// Number of the last look for garbage, in steps of 2; see `GcHead::round`.
    round: u32,
    /// Generation 0's count above which an allocation asks for a collection.
    pub(crate) young_limit: u32,
    pub(crate) weak: HashMap<Ptr, Ptr>,
    pub(crate) interned: super::intern::InternTable,
    pub(crate) free_lists: bool,
    pub(crate) list_free: FreeList,
    pub(crate) dict_free: FreeList,
    pub(crate) tuple_free: [FreeList; TUPLE_FREE_LISTS + 1],
    /// The free lists, while an observer looks; see `observe.rs`.
    pub(crate) aside: Option<Box<super::observe::Aside>>,
    dict_versions: u32,
    type_versions: u32,
    hash_key: HashKey,
    pub(crate) memory_error: Option<Ptr>,
    /// Stress: ask for a collection at every allocation of a container.
    pub(crate) stress: bool,
    /// The word behind [`Heap::pending`], for drops, which have no `Heap` at hand.
    pending: Arc<AtomicU32>,
}

impl HeapInner {
    /// A block from a free list becomes an object again.
    #[inline(always)]
    fn reused(&mut self, block: NonNull<u8>) {
        if self.memory.is_tracing() {
            self.memory.trace_reuse(block);
        }
    }
}

thread_local! {
    static CURRENT: Cell<*mut HeapInner> = const { Cell::new(std::ptr::null_mut()) };
}

/// The token.
pub struct Heap {
    inner: NonNull<HeapInner>,
    pending: Arc<AtomicU32>,
    not_send: PhantomData<*mut ()>,
}

/// How a heap is set up.
#[derive(Clone, Debug)]
pub struct HeapConfig {
    /// Limit in bytes; `None`: as large as the reserved range allows.
    pub limit: Option<usize>,
    /// Freed blocks are poisoned and never reused.
    pub poison: bool,
    pub stress: bool,
    /// Key of the string hash; seed 0 is `PYTHONHASHSEED=0`.
    pub hash_key: HashKey,
}

impl Default for HeapConfig {
    fn default() -> HeapConfig {
        HeapConfig { limit: None, poison: false, stress: false, hash_key: HashKey::from_seed(0) }
    }
}

/// Why no heap could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeapError {
    /// This thread has one already, or had one that was left with live objects.
    AlreadyOnThisThread,
    /// The system gave no address range.
    NoMemory,
}

impl Heap {
    /// Make this thread's heap, with its immortal singletons but no types' contents yet.
    ///
    /// # Errors
    /// [`HeapError`].
    pub fn new(config: &HeapConfig) -> Result<Heap, HeapError> {
        if !CURRENT.get().is_null() {
            return Err(HeapError::AlreadyOnThisThread);
        }
        let mut memory_config = MemoryConfig { poison: config.poison, ..MemoryConfig::default() };
        if let Some(limit) = config.limit {
            memory_config.limit = limit;
        }
        let memory = Memory::new(memory_config).map_err(|_| HeapError::NoMemory)?;
        let nothing = Ptr::dangling();
        let pending = Arc::new(AtomicU32::new(0));
        let inner = Box::new(HeapInner {
            memory,
            types: [None; 128],
            small_ints: [nothing; 262],
            latin1: [nothing; 256],
            bytes1: [nothing; 256],
            none: nothing,
            true_: nothing,
            false_: nothing,
            empty_str: nothing,
            empty_bytes: nothing,
            empty_tuple: nothing,
            dead: Vec::new(),
            reaping: 0,
            corpses: Vec::new(),
            generations: Default::default(),
            round: 0,
            young_limit: 2000,
            weak: HashMap::new(),
            interned: Default::default(),
            free_lists: !config.poison,
            list_free: FreeList::new(80),
            dict_free: FreeList::new(80),
            tuple_free: [const { FreeList::new(2000) }; TUPLE_FREE_LISTS + 1],
            aside: None,
            dict_versions: 0,
            type_versions: 0,
            hash_key: config.hash_key,
            memory_error: None,
            stress: config.stress,
            pending: pending.clone(),
        });
        let inner = NonNull::from(Box::leak(inner));
        CURRENT.set(inner.as_ptr());
        let mut heap = Heap { inner, pending, not_send: PhantomData };
        heap.make_types();
        heap.make_singletons();
        Ok(heap)
    }

    /// # Safety
    /// The reference is used briefly: not across a drop of a `Value` or another call on the heap.
    #[inline(always)]
    #[expect(clippy::mut_from_ref, reason = "the heap's state is behind a raw pointer, see the contract")]
    pub(crate) unsafe fn inner_mut(&self) -> &mut HeapInner {
        // SAFETY: `inner` lives as long as the heap; briefness is the caller's promise.
        unsafe { &mut *self.inner.as_ptr() }
    }
    #[inline(always)]
    pub(crate) fn memory_mut(&mut self) -> &mut Memory {
        // SAFETY: tied to the exclusive borrow of the token; `Memory` drops no Values.
        unsafe { &mut (*self.inner.as_ptr()).memory }
    }
    /// The allocator, for views. (Looking at it returns cached blocks to their pools first.)
    pub fn memory(&mut self) -> &mut Memory {
        self.memory_mut()
    }
    /// The type of exact instances of a kind.
    #[inline(always)]
    pub fn type_of(&self, kind: Kind) -> NonNull<TypeObj> {
        // SAFETY: brief.
        match unsafe { self.inner_mut() }.types[usize::from(kind.layout().0)] {
            Some(t) => t,
            None => unreachable!("every kind has its type from the start"),
        }
    }
    /// As [`Heap::type_of`], as a reference.
    pub fn type_ref(&self, kind: Kind) -> &TypeObj {
        // SAFETY: built-in types are immortal.
        unsafe { self.type_of(kind).as_ref() }
    }
    #[inline(always)]
    fn immortal(&self, p: Ptr) -> Value {
        // SAFETY: immortals live as long as the heap.
        unsafe { Value::new_ref(p) }
    }
    #[inline(always)]
    pub fn none(&self) -> Value {
        // SAFETY: brief.
        self.immortal(unsafe { self.inner_mut() }.none)
    }
    #[inline(always)]
    pub(crate) fn true_(&self) -> Value {
        // SAFETY: brief.
        self.immortal(unsafe { self.inner_mut() }.true_)
    }
    #[inline(always)]
    pub(crate) fn false_(&self) -> Value {
        // SAFETY: brief.
        self.immortal(unsafe { self.inner_mut() }.false_)
    }
    #[inline(always)]
    pub(crate) fn small_int(&self, value: i64) -> Value {
        // SAFETY: brief; the caller has checked the range.
        self.immortal(unsafe { self.inner_mut() }.small_ints[(value - atoms::SMALL_MIN) as usize])
    }
    pub fn empty_str(&self) -> Value {
        // SAFETY: brief.
        self.immortal(unsafe { self.inner_mut() }.empty_str)
    }
    pub fn empty_bytes(&self) -> Value {
        // SAFETY: brief.
        self.immortal(unsafe { self.inner_mut() }.empty_bytes)
    }
    pub fn empty_tuple(&self) -> Value {
        // SAFETY: brief.
        self.immortal(unsafe { self.inner_mut() }.empty_tuple)
    }
    #[inline(always)]
    pub fn latin1_char(&self, c: u8) -> Value {
        // SAFETY: brief.
        self.immortal(unsafe { self.inner_mut() }.latin1[usize::from(c)])
    }
    pub(crate) fn single_byte(&self, b: u8) -> Value {
        // SAFETY: brief.
        self.immortal(unsafe { self.inner_mut() }.bytes1[usize::from(b)])
    }
    pub(crate) fn weak_table(&mut self) -> &mut HashMap<Ptr, Ptr> {
        // SAFETY: tied to the exclusive borrow of the token; holds no Values.
        unsafe { &mut (*self.inner.as_ptr()).weak }
    }
    pub(crate) fn next_dict_version(&self) -> u32 {
        // SAFETY: brief.
        let inner = unsafe { self.inner_mut() };
        inner.dict_versions = inner.dict_versions.wrapping_add(1).max(1);
        inner.dict_versions
    }
    pub(crate) fn next_type_version(&self) -> u32 {
        // SAFETY: brief.
        let inner = unsafe { self.inner_mut() };
        inner.type_versions = inner.type_versions.wrapping_add(1).max(1);
        inner.type_versions
    }
    pub fn hash_key(&self) -> HashKey {
        // SAFETY: brief.
        unsafe { self.inner_mut() }.hash_key
    }
    /// The hash of a str that is stored as these bytes.
    pub(crate) fn hash_of_bytes(&self, raw: &[u8]) -> i64 {
        hash_bytes(raw, self.hash_key())
    }
    /// Compute (once) and return the hash of a str.
    #[inline]
    pub fn hash_of_str(&self, v: &Value) -> i64 {
        let Some(s) = v.as_str() else { return 0 };
        if s.hash.get() == -1 {
            s.hash.set(self.hash_of_bytes(s.raw()));
        }
        s.hash.get()
    }
    /// Bits of [`pending`]; other threads (signals, timers) may set some.
    #[inline(always)]
    pub fn pending(&self) -> u32 {
        self.pending.load(Ordering::Relaxed)
    }
    /// The word itself, for a loop that asks often.
    pub(crate) fn pending_word(&self) -> *const AtomicU32 {
        Arc::as_ptr(&self.pending)
    }
    pub fn set_pending(&self, bit: u32) {
        self.pending.fetch_or(bit, Ordering::Relaxed);
    }
    pub fn clear_pending(&self, bit: u32) {
        self.pending.fetch_and(!bit, Ordering::Relaxed);
    }
    /// For a signal handler or timer thread.
    pub fn pending_handle(&self) -> Arc<AtomicU32> {
        self.pending.clone()
    }
    /// Preallocated, so that running out of memory needs none.
    pub fn set_memory_error(&mut self, error: Value) {
        // SAFETY: brief; the count moves into the heap.
        let old = unsafe { self.inner_mut() }.memory_error.replace(error.into_raw());
        // SAFETY: the heap's own count of the old one.
        drop(old.map(|p| unsafe { Value::from_raw(p) }));
    }

    /// That error.
    pub fn memory_error(&self) -> Slot {
        // SAFETY: brief; alive, since the heap counts it.
        unsafe { self.inner_mut().memory_error.map(|p| Value::new_ref(p)) }
    }

    // --- freeing blocks ------------------------------------------------------------------------

    /// Give an object's own block back. Its contents have been released, its count is 0.
    ///
    /// # Safety
    /// Nothing refers to the object any more.
    pub(crate) unsafe fn free_block(&mut self, p: Ptr) {
        // SAFETY: the caller's promise; the size is computed before the block is given up; brief.
        unsafe {
            let h = p.as_ref();
            let inner = self.inner_mut();
            if !h.has(flag::CONTAINER) {
                let size = edges::object_size(p);
                inner.memory.free(Domain::Object, p.cast(), size);
                return;
            }
            let block = p.cast::<u8>().sub(GC_HEAD);
            let keep = inner.free_lists;
            let (kept, size) = match h.kind() {
                Kind::LIST => (keep && inner.list_free.push(block), size_of::<List>()),
                Kind::DICT => (keep && inner.dict_free.push(block), size_of::<super::Dict>()),
                Kind::TUPLE => {
                    let n = p.cast::<super::Tuple>().as_ref().len;
                    let listed = (1..=TUPLE_FREE_LISTS).contains(&n);
                    let size = size_of::<super::Tuple>() + 8 * n;
                    (keep && listed && inner.tuple_free[n].push(block), size)
                }
                Kind::INSTANCE => {
                    let r = p.cast::<super::Record>().as_ref();
                    (false, 16 + 8 * (r.len() + r.words()))
                }
                _ => (false, edges::object_size(p)),
            };
            if kept {
                return;
            }
            let g = &mut inner.generations[0];
            g.count = g.count.saturating_sub(1);
            inner.memory.free(Domain::Container, block, size + GC_HEAD);
        }
    }
    /// Empty the free lists (`_PyGC_ClearAllFreeLists`: after a full collection).
    pub fn clear_free_lists(&mut self) {
        // SAFETY: brief; listed blocks are dead and have their list's size.
        unsafe {
            let inner = self.inner_mut();
            while let Some(b) = inner.list_free.pop() {
                inner.memory.free_small(Domain::Container, b, GC_HEAD + size_of::<List>());
            }
            while let Some(b) = inner.dict_free.pop() {
                inner.memory.free_small(Domain::Container, b, GC_HEAD + size_of::<super::Dict>());
            }
            for n in 1..=TUPLE_FREE_LISTS {
                while let Some(b) = inner.tuple_free[n].pop() {
                    inner.memory.free_small(
                        Domain::Container,
                        b,
                        GC_HEAD + size_of::<super::Tuple>() + n * 8,
                    );
                }
            }
        }
    }
    // --- the dead ------------------------------------------------------------------------------

    /// Whether natives have parked objects since the burial in progress, if any, began.
    #[inline(always)]
    pub fn has_parked(&self) -> bool {
        // SAFETY: brief.
        let inner = unsafe { self.inner_mut() };
        inner.dead.len() > inner.reaping
    }

    // --- generations -----------------------------------------------------------------------------

    pub(crate) fn generation_mut(&mut self, g: usize) -> &mut Generation {
        // SAFETY: tied to the exclusive borrow of the token; holds no Values.
        unsafe { &mut (*self.inner.as_ptr()).generations[g] }
    }
    pub fn generation(&self, g: usize) -> &Generation {
        // SAFETY: the lists change only through `&mut Heap` (drops park; they do not untrack).
        unsafe { &(*self.inner.as_ptr()).generations[g] }
    }
    /// A number that no GC head has yet.
    pub(crate) fn next_round(&mut self) -> u32 {
        // SAFETY: brief.
        let round = unsafe { self.inner_mut() }.round.wrapping_add(2);
        // SAFETY: brief.
        unsafe { self.inner_mut() }.round = round;
        if round == 0 {
            for p in self.object_pointers() {
                // SAFETY: blocks in use hold objects; containers have GC heads.
                unsafe {
                    if p.as_ref().has(flag::CONTAINER) {
                        gc_head(p).round.set(0);
                    }
                }
            }
            return self.next_round();
        }
        round
    }
    pub(crate) fn set_young_limit(&mut self, limit: u32) {
        // SAFETY: brief.
        unsafe { self.inner_mut() }.young_limit = limit;
    }
    pub fn is_stressed(&self) -> bool {
        // SAFETY: brief.
        unsafe { self.inner_mut() }.stress
    }
    pub fn set_stress(&mut self, on: bool) {
        // SAFETY: brief.
        unsafe { self.inner_mut() }.stress = on;
    }
    /// Every object of the heap, once: atoms, containers, tracked or not; dying ones left out.
    pub fn for_each_object(&mut self, mut f: impl FnMut(&Value)) {
        for p in self.object_pointers() {
            // SAFETY: an object with a written header.
            unsafe {
                if p.as_ref().rc.get() > 0 {
                    f(&Value::new_ref(p));
                }
            }
        }
    }
    /// Every block that is an object's, the dead that are not buried yet included.
    pub(crate) fn object_pointers(&mut self) -> Vec<Ptr> {
        let mut blocks = Vec::new();
        self.memory_mut().for_each_block(&mut |b| match b.domain {
            Domain::Raw => {}
            Domain::Object => blocks.push(b.addr),
            Domain::Container => blocks.push(b.addr + GC_HEAD),
        });
        let listed = self.free_listed();
        blocks.retain(|addr| !listed.contains(addr));
        blocks.into_iter().filter_map(|addr| Some(self.memory_mut().pointer_to(addr)?.cast())).collect()
    }
    fn free_listed(&self) -> std::collections::HashSet<usize> {
        let mut out = std::collections::HashSet::new();
        // SAFETY: brief; listed blocks link to each other.
        unsafe {
            let inner = self.inner_mut();
            let lists = [&inner.list_free, &inner.dict_free].into_iter().chain(inner.tuple_free.iter());
            for list in lists.chain(inner.aside.iter().flat_map(|aside| aside.lists())) {
                let mut at = list.head;
                while let Some(b) = NonNull::new(at) {
                    out.insert(at as usize + GC_HEAD);
                    at = b.cast::<*mut u8>().read();
                }
            }
        }
        out
    }
    /// The object whose header is at `address`, if there is a live one.
    pub fn object_at(&mut self, address: usize) -> Option<Value> {
        let place = self.memory_mut().locate(address)?;
        let start = match place.domain? {
            Domain::Raw => return None,
            Domain::Object => place.start,
            Domain::Container => place.start + GC_HEAD,
        };
        if start != address || self.free_listed().contains(&address) {
            return None;
        }
        let p: Ptr = self.memory_mut().pointer_to(address)?.cast();
        // SAFETY: an object block in use, not on a free list, at its header.
        unsafe { if p.as_ref().rc.get() == 0 { None } else { Some(Value::new_ref(p)) } }
    }

    // --- birth and end of the heap -----------------------------------------------------------------

    /// The built-in types' objects, empty: so that everything made afterwards has its type.
    fn make_types(&mut self) {
        let size = size_of::<TypeObj>();
        for k in 0..=Kind::RECORD.0 {
            // SAFETY: fresh block; the types table entry is set before anybody reads it.
            unsafe {
                let inner = self.inner_mut();
                let block = inner.memory.alloc(Domain::Container, size + GC_HEAD);
                let Some(block) = block else { continue };
                let p = block.add(GC_HEAD).cast::<TypeObj>();
                inner.types[usize::from(k)] = Some(p);
                let ty = inner.types[usize::from(Kind::TYPE.0)].unwrap_or(p);
                write_container(block, Kind::TYPE, 0, ty);
                p.cast::<u8>().as_ptr().add(16).write_bytes(0, size - 16);
                let t = p.as_ref();
                t.head.rc.set(IMMORTAL);
                t.instance_kind.set(Kind(k));
                t.dict_index.set(super::typeobj::NO_DICT);
            }
        }
        let ty = self.type_of(Kind::TYPE);
        for k in 0..=Kind::RECORD.0 {
            // SAFETY: made above.
            unsafe { self.type_of(Kind(k)).as_ref() }.head.ty.set(ty);
        }
    }
    /// Begin to trace allocations (`tracemalloc`): `place` tells the number of the place that runs, given
    /// `context`; `code_freed` hears of codes that are no more.
    pub(crate) fn start_tracing(
        &mut self,
        context: *mut (),
        place: fn(*mut ()) -> u32,
        code_freed: fn(*mut ()),
    ) {
        let (size, beside) = (crate::object::traced::traced_size, crate::object::traced::beside);
        self.memory_mut().start_tracing(TraceHooks { place, context, code_freed, size, beside });
    }
    /// The number of the place that asked for an object's block, if it was traced.
    pub fn place_of(&mut self, v: &Value) -> Option<u32> {
        let head = if v.header().has(flag::CONTAINER) { GC_HEAD } else { 0 };
        // SAFETY: an object's block begins at its GC head.
        let block = unsafe { v.ptr().cast::<u8>().sub(head) };
        self.memory_mut().place_of(block)
    }
    /// The tables of a code object have been freed.
    pub(crate) fn code_freed(&mut self) {
        self.memory_mut().trace_code_freed();
    }
    /// A further built-in type's object, immortal, empty.
    pub(crate) fn make_type(&mut self, instance_kind: Kind) -> NonNull<TypeObj> {
        let size = size_of::<TypeObj>();
        let ty = self.type_of(Kind::TYPE);
        // SAFETY: fresh block of a bounded size (the grace reserve serves it).
        unsafe {
            let block = self.inner_mut().memory.alloc(Domain::Container, size + GC_HEAD);
            let Some(block) = block else { return ty };
            let p = write_container(block, Kind::TYPE, 0, ty).cast::<TypeObj>();
            p.cast::<u8>().as_ptr().add(16).write_bytes(0, size - 16);
            let t = p.as_ref();
            t.head.rc.set(IMMORTAL);
            t.instance_kind.set(instance_kind);
            t.dict_index.set(super::typeobj::NO_DICT);
            p
        }
    }
    fn make_singletons(&mut self) {
        // SAFETY: brief; every pointer is to an object made just here.
        unsafe {
            let inner = self.inner.as_ptr();
            let simple = |kind: Kind, word: i64| {
                let p = self.alloc_atom(kind, atoms::INT_SIZE, 0);
                p.cast::<u8>().as_ptr().add(16).cast::<i64>().write(word);
                p.as_ref().rc.set(IMMORTAL);
                p
            };
            (*inner).none = simple(Kind::NONE, 0);
            (*inner).false_ = simple(Kind::BOOL, 0);
            (*inner).true_ = simple(Kind::BOOL, 1);
            for i in 0..262 {
                (*inner).small_ints[i] = simple(Kind::INT, i as i64 + atoms::SMALL_MIN);
            }
            let none = (*inner).none;
            let text = |len: usize, form: u16| match self.new_str_block(len, form) {
                Ok((p, data)) => {
                    p.as_ref().rc.set(IMMORTAL);
                    (p, data)
                }
                Err(NoMemory) => (none, std::ptr::null_mut()),
            };
            (*inner).empty_str = text(0, super::str::form_for(0)).0;
            for c in 0..=255u8 {
                let (p, data) = text(1, super::str::form_for(u32::from(c)));
                data.write(c);
                (*inner).latin1[usize::from(c)] = p;
                if let Ok(b) = self.new_bytes(&[c]) {
                    b.header().rc.set(IMMORTAL);
                    (*inner).bytes1[usize::from(c)] = b.into_raw();
                }
            }
            if let Ok(b) = self.new_bytes(&[]) {
                b.header().rc.set(IMMORTAL);
                (*inner).empty_bytes = b.into_raw();
            }
            let ty = self.type_of(Kind::TUPLE);
            if let Ok(p) = self.alloc_tuple(ty, true, 0) {
                p.as_ref().rc.set(IMMORTAL);
                (*inner).empty_tuple = p;
            }
            self.generation_mut(0).count = 0;
            for (g, threshold) in [2000, 10, 10].into_iter().enumerate() {
                self.generation_mut(g).threshold = threshold;
            }
        }
        // The one-character and empty strings are interned from the start, as CPython's are.
        for c in 0..=255u8 {
            let s = self.latin1_char(c);
            self.intern(&s);
        }
        let s = self.empty_str();
        self.intern(&s);
    }
    /// A type's `NotImplemented`, `Ellipsis`: one more immortal singleton without contents.
    pub(crate) fn make_singleton(&mut self, kind: Kind) -> Value {
        let p = self.alloc_atom(kind, atoms::INT_SIZE, 0);
        // SAFETY: fresh object.
        unsafe {
            p.cast::<u8>().as_ptr().add(16).cast::<i64>().write(0);
            p.as_ref().rc.set(IMMORTAL);
            Value::from_raw(p)
        }
    }
    /// Declare an object immortal.
    pub fn immortalise(&self, v: &Value) {
        v.header().rc.set(IMMORTAL);
    }
    /// Take out all that immortal containers refer to (the dicts and descriptors of built-in types),
    /// for release: nothing can run afterwards.
    pub(crate) fn disband_immortals(&mut self) -> Vec<Value> {
        let mut taken = Vec::new();
        for p in self.object_pointers() {
            // SAFETY: live containers; nobody reads contents while the token is borrowed exclusively.
            unsafe {
                if p.as_ref().is_immortal() && p.as_ref().has(flag::CONTAINER) {
                    let mut cursor = 0;
                    while let Some(child) = edges::take_child(p, &mut cursor) {
                        taken.push(child);
                    }
                }
            }
        }
        // SAFETY: brief; the heap's own count.
        taken.extend(unsafe { self.inner_mut().memory_error.take().map(|p| Value::from_raw(p)) });
        taken
    }
    /// Free every immortal that is left; to be called when nothing else is. Returns the blocks
    /// that are still in use afterwards: the leaks.
    pub fn free_immortals(&mut self) -> Vec<String> {
        self.clear_free_lists();
        let mut left = Vec::new();
        let mut immortals = Vec::new();
        self.for_each_object(|v| {
            if v.header().is_immortal() { immortals.push(v.ptr()) } else { left.push(format!("{v:?}")) }
        });
        // SAFETY: nothing but immortals refers to immortals; their own blocks are freed without
        // releasing what they point to, types last, since sizes are computed from types.
        unsafe {
            let (types, others): (Vec<Ptr>, Vec<Ptr>) =
                immortals.into_iter().partition(|p| p.as_ref().kind() == Kind::TYPE);
            for p in &types {
                // Their keys are counted references to strings.
                p.cast::<TypeObj>().as_ref().free_side_blocks(self);
            }
            for p in others.into_iter().chain(types) {
                self.abandon(p);
            }
            self.inner_mut().memory_error = None;
        }
        self.clear_free_lists();
        left
    }
    /// Free an object's blocks without releasing what it refers to.
    ///
    /// # Safety
    /// Nobody looks at the object again.
    unsafe fn abandon(&mut self, p: Ptr) {
        // SAFETY: the caller's promise.
        unsafe {
            if p.as_ref().has(flag::CONTAINER) {
                self.untrack(p);
            }
            edges::free_owned_blocks(self, p);
            let size = edges::object_size(p);
            let container = p.as_ref().has(flag::CONTAINER);
            let inner = self.inner_mut();
            if container {
                inner.memory.free(Domain::Container, p.cast::<u8>().sub(GC_HEAD), size + GC_HEAD);
            } else {
                inner.memory.free(Domain::Object, p.cast(), size);
            }
        }
    }
    /// Blocks in use, to the last.
    pub fn blocks_in_use(&mut self) -> usize {
        self.memory_mut().blocks_in_use()
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        if self.blocks_in_use() == 0 {
            CURRENT.set(std::ptr::null_mut());
            // SAFETY: made by Box::leak; no object is left that could refer to it.
            drop(unsafe { Box::from_raw(self.inner.as_ptr()) });
        }
    }
}

/// A `Value` dropped the last count: free an atom, park anything else.
#[cold]
#[inline(never)]
pub(crate) fn last_reference_dropped(p: Ptr) {
    let inner = CURRENT.get();
    if inner.is_null() {
        return;
    }
    // SAFETY: the heap of this thread is alive (an empty one is only freed when no object is
    // left), the object is dead, nothing borrows from an atom but through its handle; brief.
    unsafe {
        let h = p.as_ref();
        if h.kind().is_atom() && !h.has(flag::WEAKLY_REFERENCED | flag::CONTAINER) {
            free_atom(&mut *inner, p);
        } else {
            (*inner).dead.push(p);
            (*inner).pending.fetch_or(pending::PARKED, Ordering::Relaxed);
        }
    }
}

/// Free an exact atom's block.
///
/// # Safety
/// The object is dead and an exact atom without GC head.
#[inline(always)]
pub(crate) unsafe fn free_atom(inner: &mut HeapInner, p: Ptr) {
    // SAFETY: the caller's promise.
    unsafe {
        let h = p.as_ref();
        match h.kind() {
            Kind::INT if h.aux.get() == atoms::int_form::WORD => {
                inner.memory.free_small(Domain::Object, p.cast(), atoms::INT_SIZE);
            }
            Kind::FLOAT => inner.memory.free_small(Domain::Object, p.cast(), size_of::<super::Float>()),
            kind => {
                if kind == Kind::STR && h.has(flag::INTERNED) {
                    inner.interned.remove(p.cast::<Str>().as_ref());
                }
                let size = edges::object_size(p);
                inner.memory.free(Domain::Object, p.cast(), size);
            }
        }
    }
}

impl From<NoMemory> for super::Raised {
    fn from(_: NoMemory) -> super::Raised {
        let inner = CURRENT.get();
        assert!(!inner.is_null(), "errors are raised while a heap is alive");
        // SAFETY: brief; set when the exception types were made, before any code ran.
        let error: Slot = unsafe { (*inner).memory_error.map(|p| Value::new_ref(p)) };
        match error {
            Some(e) => super::Raised(e),
            None => unreachable!("MemoryError is made before any code runs"),
        }
    }
}
