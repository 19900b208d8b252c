//! dict: CPython's compact table. Entries in insertion order, and an index from hash to entry.
//!
//! The table is one block: the index (1, 2 or 4 bytes per slot, by its size), then the entries:
//! key, value, and, unless every key is an exact str, the hash. Sizes, growth and the moment of
//! conversion are CPython's (`Objects/dictobject.c`), since `sys.getsizeof` shows them.
//! Invariant: `version` is 0 or unique to this dict's present set of keys and entry places: the
//! caches of global names rest on it.
//! Deliberately absent: comparing keys, which may run Python code. [`Dict::probe`] hands out the
//! entries with an equal hash; the general lookup in `types/dict` compares.
#![expect(unsafe_code, reason = "the table is a raw block")]

use super::heap::{Heap, NoMemory};
use super::value::Layout;
use super::{Header, Kind, Slot, Str, Value};
use crate::memory::{Domain, Kept};
use std::cell::Cell;
use std::ptr::NonNull;

#[repr(C)]
pub struct Dict {
    pub(crate) head: Header,
    /// Null until the first insertion.
    pub(crate) table: Cell<*mut u8>,
    /// Live entries.
    pub(crate) used: Cell<u32>,
    /// Entry places handed out, dead ones included.
    pub(crate) filled: Cell<u32>,
    pub(crate) version: Cell<u32>,
    /// Entry places that `popitem` has given back; the index still counts them as used.
    pub(crate) popped: Cell<u32>,
    /// log2 of the index's slots.
    pub(crate) log2: Cell<u8>,
    /// Some key is not an exact str: entries carry hashes.
    pub(crate) general: Cell<bool>,
    /// Values that CPython has room for in a split table (an instance's `__dict__`, with the keys of its class), and one
    /// more; 0 for a table with keys of its own. `sys.getsizeof` speaks of it.
    pub(crate) split: Cell<u8>,
    /// A class's namespace that lookups have been remembered of: whoever changes it behind the
    /// class's back (it can be had from `gc.get_referents`) ends all that is remembered of classes.
    pub(crate) watched: Cell<bool>,
    /// Every entry place before this one is dead: where the first live one is looked for.
    pub(crate) front: Cell<u32>,
}
const _: () = assert!(size_of::<Dict>() == 48);

// SAFETY: every object of this layout begins with the struct above.
unsafe impl Layout for Dict {
    #[inline(always)]
    fn matches(kind: Kind) -> bool {
        kind.layout() == Kind::DICT
    }
}

const EMPTY: i32 = -1;
const DUMMY: i32 = -2;
pub const MIN_LOG2: u8 = 3;
const PERTURB_SHIFT: u32 = 5;
/// `NEXT_LOG2_KEYS_MAX_SIZE` of CPython: the keys that instances of a class share.
const SHARED_KEYS_LOG2: u8 = 6;

/// Entries that fit an index of `1 << log2` slots (`USABLE_FRACTION`).
pub const fn usable(log2: u8) -> usize {
    ((1usize << log2) << 1) / 3
}
const fn index_width(log2: u8) -> usize {
    if log2 < 8 {
        1
    } else if log2 < 16 {
        2
    } else {
        4
    }
}
const fn index_bytes(log2: u8) -> usize {
    (1usize << log2) * index_width(log2)
}
const fn table_bytes(log2: u8, general: bool) -> usize {
    index_bytes(log2) + usable(log2) * (if general { 24 } else { 16 })
}
/// log2 of an index of at least `slots` slots (`calculate_log2_keysize`; its arithmetic asks for a
/// larger one than it must where bit 3 of `slots` is not set).
const fn log2_of_slots(slots: usize) -> u8 {
    (usize::BITS - (((slots | 8) - 1) | 7).leading_zeros()) as u8
}
/// log2 of an index for `n` entries made at once (`_PyDict_NewPresized`, `estimate_log2_keysize`).
pub fn log2_for(n: usize) -> u8 {
    if n <= usable(MIN_LOG2) { MIN_LOG2 } else { log2_of_slots((n * 3).div_ceil(2)) }
}

/// Walks the index along one hash's probe sequence.
pub struct Probe {
    at: usize,
    perturb: u64,
    hash: i64,
    version_guard: (*mut u8, u32),
}

/// A block for a table. In CPython it has a head of 32 bytes.
fn new_table(heap: &mut Heap, log2: u8, general: bool) -> Result<*mut u8, NoMemory> {
    let bytes = table_bytes(log2, general);
    let block = heap.memory_mut().alloc(Domain::Raw, bytes).ok_or(NoMemory)?;
    heap.memory_mut().set_traced_size(block, bytes, bytes + 32);
    if log2 == MIN_LOG2 && !general {
        heap.memory_mut().trace_take_kept(block, Kept::Keys);
    }
    Ok(block.as_ptr())
}

impl Dict {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used.get() as usize
    }
    pub fn is_empty(&self) -> bool {
        self.used.get() == 0
    }
    /// Entry places in use, dead ones included: iteration runs over `0..filled`.
    #[inline(always)]
    pub fn filled(&self) -> usize {
        self.filled.get() as usize
    }
    #[inline(always)]
    fn stride(&self) -> usize {
        if self.general.get() { 3 } else { 2 }
    }
    #[inline(always)]
    pub(crate) fn entry(&self, i: usize) -> *mut Slot {
        let entries = self.table.get().wrapping_add(index_bytes(self.log2.get())).cast::<Slot>();
        entries.wrapping_add(i * self.stride())
    }
    /// Key and value of entry place `i`; `None` if it is dead or beyond the last.
    #[inline(always)]
    pub fn at<'h>(&self, _: &'h Heap, i: usize) -> Option<(&'h Value, &'h Value)> {
        if i >= self.filled() {
            return None;
        }
        // SAFETY: places below `filled` are initialised; writing needs `&mut Heap`.
        unsafe {
            let e = self.entry(i);
            Some(((*e).as_ref()?, (*e.add(1)).as_ref()?))
        }
    }
    /// Hash of the entry at place `i`, as it was when the key came in; 0 for a dead place.
    pub fn stored_hash(&self, heap: &Heap, i: usize) -> i64 {
        if self.at(heap, i).is_some() { self.hash_at(i) } else { 0 }
    }
    /// Hash of the live entry at place `i`.
    #[inline(always)]
    pub(crate) fn hash_at(&self, i: usize) -> i64 {
        // SAFETY: callers pass a live place; a general entry's third word is its hash, otherwise
        // the key is an exact str, whose hash was computed before it came in.
        unsafe {
            let e = self.entry(i);
            if self.general.get() {
                e.add(2).cast::<i64>().read()
            } else {
                (*e).as_ref().unwrap_unchecked().cast_unchecked::<Str>().hash.get()
            }
        }
    }
    #[inline(always)]
    fn index_get(&self, slot: usize) -> i32 {
        let t = self.table.get();
        // SAFETY: `slot` is masked to the index's size.
        unsafe {
            match index_width(self.log2.get()) {
                1 => i32::from(*t.cast::<i8>().add(slot)),
                2 => i32::from(*t.cast::<i16>().add(slot)),
                _ => *t.cast::<i32>().add(slot),
            }
        }
    }
    #[inline(always)]
    fn index_set(&self, slot: usize, to: i32) {
        let t = self.table.get();
        // SAFETY: `slot` is masked to the index's size; `to` fits the width by `usable`.
        unsafe {
            match index_width(self.log2.get()) {
                1 => *t.cast::<i8>().add(slot) = to as i8,
                2 => *t.cast::<i16>().add(slot) = to as i16,
                _ => *t.cast::<i32>().add(slot) = to,
            }
        }
    }
    #[inline(always)]
    fn mask(&self) -> usize {
        (1usize << self.log2.get()) - 1
    }
    /// Start walking the entries whose hash is `hash`.
    pub fn probe(&self, _: &Heap, hash: i64) -> Probe {
        Probe {
            at: hash as usize & if self.table.get().is_null() { 0 } else { self.mask() },
            perturb: hash as u64,
            hash,
            version_guard: (self.table.get(), self.filled.get()),
        }
    }
    /// Whether the table is still the one `probe` walks (a comparison may have changed it).
    pub fn unchanged(&self, probe: &Probe) -> bool {
        (self.table.get(), self.filled.get()) == probe.version_guard
    }
    /// Next live entry place with the probe's hash.
    #[inline]
    pub fn next_candidate(&self, _: &Heap, probe: &mut Probe) -> Option<usize> {
        if self.table.get().is_null() {
            return None;
        }
        let mask = self.mask();
        loop {
            let found = self.index_get(probe.at);
            probe.perturb >>= PERTURB_SHIFT;
            probe.at = (probe.at * 5 + probe.perturb as usize + 1) & mask;
            if found == EMPTY {
                return None;
            }
            if found != DUMMY && self.hash_at(found as usize) == probe.hash {
                return Some(found as usize);
            }
        }
    }
    /// Entry place of an exact str key whose hash is computed; runs no Python code. `Err` when a
    /// key that is not an exact str has the same hash, so that only a real comparison can tell.
    #[inline]
    pub fn find_str(&self, heap: &Heap, key: &Value) -> Result<Option<usize>, MustCompare> {
        // SAFETY: callers pass an exact str.
        let text = unsafe { key.cast_unchecked::<Str>() };
        let mut probe = self.probe(heap, text.hash.get());
        while let Some(i) = self.next_candidate(heap, &mut probe) {
            // SAFETY: a candidate is a live place.
            let other = unsafe { (*self.entry(i)).as_ref().unwrap_unchecked() };
            if other.is(key) {
                return Ok(Some(i));
            }
            if !other.is_exactly(Kind::STR) {
                return Err(MustCompare);
            }
            // SAFETY: just checked.
            if unsafe { other.cast_unchecked::<Str>() }.same_text(text) {
                return Ok(Some(i));
            }
        }
        Ok(None)
    }
    /// As [`Dict::find_str`], of an int key that fits a word.
    #[inline]
    pub fn find_word(&self, heap: &Heap, word: i64) -> Result<Option<usize>, MustCompare> {
        let mut probe = self.probe(heap, crate::types::numeric::hash::hash_i64(word));
        while let Some(i) = self.next_candidate(heap, &mut probe) {
            // SAFETY: a candidate is a live place.
            let key = unsafe { (*self.entry(i)).as_ref().unwrap_unchecked() };
            if !key.is_exactly(Kind::INT) {
                return Err(MustCompare);
            }
            if key.as_word() == Some(word) {
                return Ok(Some(i));
            }
        }
        Ok(None)
    }
    /// The value of an exact str key, for dicts whose keys are names (namespaces, keywords): a
    /// key of a subclass of str is taken by its text, any other never equals one.
    #[inline]
    pub fn get_str<'h>(&self, heap: &'h Heap, key: &Value) -> Option<&'h Value> {
        heap.hash_of_str(key);
        match self.find_str(heap, key) {
            Ok(Some(i)) => Some(self.at(heap, i)?.1),
            Ok(None) => None,
            Err(MustCompare) => {
                let text = key.as_str()?;
                let named = |k: &Value| k.as_str().is_some_and(|k| k.same_text(text));
                (0..self.filled()).filter_map(|i| self.at(heap, i)).find(|(k, _)| named(k)).map(|(_, v)| v)
            }
        }
    }
    /// The version of this set of keys, assigning one if it has none.
    #[inline(always)]
    pub fn keys_version(&self, heap: &Heap) -> u32 {
        match self.version.get() {
            0 => {
                let v = heap.next_dict_version();
                self.version.set(v);
                v
            }
            v => v,
        }
    }
    #[inline(always)]
    pub fn has_version(&self, version: u32) -> bool {
        self.version.get() == version
    }
    /// Keys or places are others than before.
    #[inline(always)]
    fn keys_changed(&self, heap: &Heap) {
        self.version.set(0);
        if self.watched.get() {
            self.tell(heap);
        }
    }
    #[cold]
    #[inline(never)]
    fn tell(&self, heap: &Heap) {
        self.watched.set(false);
        heap.type_ref(Kind::OBJECT).modified();
    }
    /// Replace the value of the live entry at place `i`; returns the old value for release.
    ///
    /// # Panics
    /// If the place is beyond the last.
    #[inline(always)]
    pub fn set_at(&self, heap: &mut Heap, i: usize, value: Value) -> Slot {
        assert!(i < self.filled());
        if self.watched.get() {
            self.tell(heap);
        }
        // SAFETY: the place is initialised and the token is borrowed exclusively.
        unsafe { (*self.entry(i).add(1)).replace(value) }
    }
    /// Add an entry for a key that is not in the table.
    ///
    /// # Errors
    /// [`NoMemory`], with the dict unchanged (key and value are dropped).
    pub fn insert_new(&self, heap: &mut Heap, hash: i64, key: Value, value: Value) -> Result<(), NoMemory> {
        let general = !key.is_exactly(Kind::STR);
        let split = usize::from(self.split.get());
        if split > 0 && (general || self.len() + 1 >= split) {
            self.split.set(0);
            self.rebuild(heap, self.growth_log2(), general)?;
        }
        if self.table.get().is_null() {
            self.rebuild(heap, MIN_LOG2, general)?;
        } else if general && !self.general.get() {
            self.rebuild(heap, self.growth_log2(), true)?;
        } else if self.filled() + self.popped.get() as usize == usable(self.log2.get()) {
            self.rebuild(heap, self.growth_log2(), self.general.get())?;
        }
        let place = self.filled();
        self.index_insert(hash, place as i32);
        // SAFETY: there is room for entry `place`.
        unsafe {
            let e = self.entry(place);
            e.write(Some(key));
            e.add(1).write(Some(value));
            if self.general.get() {
                e.add(2).cast::<i64>().write(hash);
            }
        }
        self.filled.set(place as u32 + 1);
        self.used.set(self.used.get() + 1);
        self.keys_changed(heap);
        Ok(())
    }
    fn growth_log2(&self) -> u8 {
        // GROWTH_RATE.
        log2_of_slots(self.len() * 3)
    }
    #[inline(always)]
    fn index_insert(&self, hash: i64, place: i32) {
        let mask = self.mask();
        let (mut at, mut perturb) = (hash as usize & mask, hash as u64);
        while self.index_get(at) >= 0 {
            perturb >>= PERTURB_SHIFT;
            at = (at * 5 + perturb as usize + 1) & mask;
        }
        self.index_set(at, place);
    }
    /// Remove the live entry at place `i`; returns key and value for release.
    pub fn remove_at(&self, heap: &mut Heap, i: usize) -> Option<(Value, Value)> {
        if i >= self.filled() {
            return None;
        }
        let hash = {
            // SAFETY: the place is initialised.
            unsafe { (*self.entry(i)).as_ref()? };
            self.hash_at(i)
        };
        let mask = self.mask();
        let (mut at, mut perturb) = (hash as usize & mask, hash as u64);
        while self.index_get(at) != i as i32 {
            perturb >>= PERTURB_SHIFT;
            at = (at * 5 + perturb as usize + 1) & mask;
        }
        self.index_set(at, DUMMY);
        self.used.set(self.used.get() - 1);
        self.keys_changed(heap);
        // SAFETY: the entry is live; it is emptied, and the token is borrowed exclusively.
        unsafe {
            let e = self.entry(i);
            Some(((*e).take()?, (*e.add(1)).take()?))
        }
    }
    /// What shared keys with a class gets a table of its own, as large as CPython's shared ones.
    ///
    /// # Errors
    /// [`NoMemory`], with the dict unchanged.
    pub fn unsplit(&self, heap: &mut Heap) -> Result<(), NoMemory> {
        if self.split.replace(0) > 0 && !self.is_empty() {
            return self.rebuild(heap, SHARED_KEYS_LOG2, self.general.get());
        }
        Ok(())
    }
    /// Remove and return the last entry (`dict.popitem`).
    pub fn pop_last(&self, heap: &mut Heap) -> Option<(Value, Value)> {
        let mut i = self.filled();
        while i > 0 {
            i -= 1;
            if let Some(entry) = self.remove_at(heap, i) {
                // So that the next search begins here; the index entry stays in use.
                self.popped.set(self.popped.get() + (self.filled() - i) as u32);
                self.filled.set(i as u32);
                return Some(entry);
            }
        }
        None
    }
    /// Something that is another after every change of keys or their order.
    pub fn shape(&self, _: &Heap) -> (usize, u64) {
        (self.table.get().addr(), u64::from(self.filled.get()) << 32 | u64::from(self.used.get()))
    }
    /// log2 of the slots of the index; none before the first insertion.
    pub fn index_log2(&self) -> Option<u8> {
        (!self.table.get().is_null()).then(|| self.log2.get())
    }
    /// The place of the first live entry, without walking what has been found dead before.
    pub fn first(&self, heap: &Heap) -> Option<usize> {
        let mut i = self.front.get() as usize;
        while i < self.filled() && self.at(heap, i).is_none() {
            i += 1;
        }
        self.front.set(i as u32);
        (i < self.filled()).then_some(i)
    }
    /// The entry at place `i` becomes the last (`OrderedDict.move_to_end`). CPython's table stays as
    /// it is; ours is compacted now and then, and grows only if that would come too often.
    ///
    /// # Errors
    /// [`NoMemory`].
    pub fn move_to_back(&self, heap: &mut Heap, i: usize) -> Result<(), NoMemory> {
        if i + 1 == self.filled() {
            return Ok(());
        }
        let hash = self.stored_hash(heap, i);
        let Some((key, value)) = self.remove_at(heap, i) else { return Ok(()) };
        let room = usable(self.log2.get());
        if self.filled() + self.popped.get() as usize == room {
            let tight = (room - self.len()) * 16 < room;
            self.rebuild(heap, self.log2.get() + u8::from(tight), self.general.get())?;
        }
        self.insert_new(heap, hash, key, value)
    }
    /// The entry at place `i` becomes the first.
    ///
    /// # Errors
    /// [`NoMemory`].
    pub fn move_to_front(&self, heap: &mut Heap, i: usize) -> Result<(), NoMemory> {
        self.move_to_back(heap, i)?;
        // Without dead places the last entry can change places with those before it, one by one.
        self.rebuild(heap, self.log2.get(), self.general.get())?;
        let (n, stride) = (self.len(), self.stride());
        if n > 1 {
            // SAFETY: `n` live entries stand side by side; the last one moves before the others.
            unsafe {
                let words = std::slice::from_raw_parts_mut(self.entry(0).cast::<u64>(), n * stride);
                words.rotate_right(stride);
            }
        }
        self.rebuild(heap, self.log2.get(), self.general.get())
    }
    /// Entries the present table has room for, in all.
    pub fn room(&self) -> usize {
        if self.table.get().is_null() { 0 } else { usable(self.log2.get()) }
    }
    /// Some key is not an exact str.
    pub fn is_general(&self) -> bool {
        self.general.get()
    }
    /// Whether a merge into an empty dict takes over this table as it is: no dead entries, and no
    /// smaller table would do (`dict_merge`).
    pub fn is_compact(&self) -> bool {
        let log2 = self.log2.get();
        self.used.get() == self.filled.get() && (log2 == MIN_LOG2 || usable(log2 - 1) < self.len())
    }
    /// Take over a copy of `other`'s table, dead entries included (`clone_combined_dict_keys`).
    /// This dict is empty.
    ///
    /// # Errors
    /// [`NoMemory`], with the dict unchanged.
    pub fn clone_table(&self, heap: &mut Heap, other: &Dict) -> Result<(), NoMemory> {
        assert!(self.is_empty());
        let (log2, general) = (other.log2.get(), other.general.get());
        if other.table.get().is_null() {
            return Ok(());
        }
        let block = new_table(heap, log2, general)?;
        self.free_table(heap);
        // SAFETY: both tables have the same shape; entries below `filled` are initialised, and the
        // copies count for themselves.
        unsafe {
            std::ptr::copy_nonoverlapping(other.table.get(), block, index_bytes(log2));
            self.table.set(block);
            self.log2.set(log2);
            self.general.set(general);
            for i in 0..other.filled() {
                let (from, to) = (other.entry(i), self.entry(i));
                to.write((*from).clone());
                to.add(1).write((*from.add(1)).clone());
                if general {
                    to.add(2).cast::<i64>().write(from.add(2).cast::<i64>().read());
                }
            }
        }
        self.used.set(other.used.get());
        self.filled.set(other.filled.get());
        self.popped.set(other.popped.get());
        self.front.set(0);
        self.keys_changed(heap);
        self.split.set(0);
        Ok(())
    }
    /// Make room for `n` entries in all, before filling (`_PyDict_NewPresized`, `dict.update`).
    ///
    /// # Errors
    /// [`NoMemory`], with the dict unchanged.
    pub fn reserve(&self, heap: &mut Heap, n: usize, general: bool) -> Result<(), NoMemory> {
        if n > usable(self.log2.get()) || self.table.get().is_null() {
            self.rebuild(heap, log2_for(n), general || self.general.get())?;
        }
        Ok(())
    }
    /// A table for `n` entries, whatever the present one has room for (`dictresize` to
    /// `estimate_log2_keysize`: it gives 16 slots even to one entry).
    ///
    /// # Errors
    /// [`NoMemory`], with the dict unchanged.
    pub fn resize_for(&self, heap: &mut Heap, n: usize, general: bool) -> Result<(), NoMemory> {
        self.rebuild(heap, log2_of_slots((n * 3).div_ceil(2)), general || self.general.get())
    }
    /// Move the live entries into a table of another size.
    fn rebuild(&self, heap: &mut Heap, log2: u8, general: bool) -> Result<(), NoMemory> {
        if log2 > 31 {
            return Err(NoMemory);
        }
        let block = new_table(heap, log2, general)?;
        // SAFETY: the new block has `index_bytes` of index (filled with EMPTY), then room for the entries.
        unsafe {
            block.write_bytes(0xff, index_bytes(log2));
            let stride = if general { 3 } else { 2 };
            let mut to = block.add(index_bytes(log2)).cast::<Slot>();
            for i in 0..self.filled() {
                let from = self.entry(i);
                if (*from).is_some() {
                    let hash = self.hash_at(i);
                    std::ptr::copy_nonoverlapping(from, to, 2);
                    if general {
                        to.add(2).cast::<i64>().write(hash);
                    }
                    to = to.add(stride);
                }
            }
        }
        self.free_table(heap);
        self.table.set(block);
        self.log2.set(log2);
        self.general.set(general);
        self.filled.set(self.used.get());
        self.popped.set(0);
        self.front.set(0);
        self.keys_changed(heap);
        for i in 0..self.filled() {
            self.index_insert(self.hash_at(i), i as i32);
        }
        Ok(())
    }
    /// Free the table's block without looking at the entries.
    pub(crate) fn free_table(&self, heap: &mut Heap) {
        if let Some(block) = NonNull::new(self.table.get()) {
            let size = table_bytes(self.log2.get(), self.general.get());
            if self.log2.get() == MIN_LOG2 && !self.general.get() {
                heap.memory_mut().trace_keep(block, Kept::Keys);
            }
            // SAFETY: the block is ours and has this size.
            unsafe { heap.memory_mut().free(Domain::Raw, block, size) };
            self.table.set(std::ptr::null_mut());
        }
    }
    /// Take all entries out, in order, leaving the dict empty (`dict.clear`). Callers release key,
    /// value, key, value ... first to last.
    pub fn take_all(&self, heap: &mut Heap) -> Vec<(Value, Value)> {
        let mut taken = Vec::with_capacity(self.len());
        for i in 0..self.filled() {
            // SAFETY: places below `filled` are initialised; they are emptied.
            unsafe {
                let e = self.entry(i);
                if let (Some(k), Some(v)) = ((*e).take(), (*e.add(1)).take()) {
                    taken.push((k, v));
                }
            }
        }
        self.free_table(heap);
        self.used.set(0);
        self.filled.set(0);
        self.popped.set(0);
        self.front.set(0);
        self.log2.set(0);
        self.general.set(false);
        self.keys_changed(heap);
        self.split.set(0);
        taken
    }
    /// Is it an instance's `__dict__` that still has the keys of its class?
    pub fn shares_keys(&self) -> bool {
        self.split.get() > 0
    }
    /// Bytes CPython 3.13 would report, GC head not included (`dict.__sizeof__`).
    pub fn cpython_size(&self) -> usize {
        if self.split.get() > 0 {
            return 48 + 8 * (usize::from(self.split.get()) - 1);
        }
        if self.table.get().is_null() {
            return 48;
        }
        48 + 32 + table_bytes(self.log2.get(), self.general.get())
    }
    /// Real bytes of the table's block.
    pub fn table_size(&self) -> usize {
        if self.table.get().is_null() { 0 } else { table_bytes(self.log2.get(), self.general.get()) }
    }
}

/// A key with the same hash is not an exact str.
#[derive(Debug)]
pub struct MustCompare;

impl Value {
    #[inline(always)]
    pub fn as_dict(&self) -> Option<&Dict> {
        self.cast::<Dict>()
    }
}
