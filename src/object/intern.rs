//! Interned strings: one object per text for identifiers, attribute names and `sys.intern`.
//!
//! Invariant: the table holds no counts. An interned string leaves it when it dies, as in
//! CPython 3.13 (`Objects/unicodeobject.c`); immortal ones never die.
#![expect(unsafe_code, reason = "the table points to strings it does not own")]

use super::header::flag;
use super::heap::Heap;
use super::{Kind, Str, Value};
use std::ptr::NonNull;

/// Places of the first table: room for what the interpreter itself interns.
const FIRST: usize = 4096;

/// Open addressing with linear probing; `None` is a virgin place, deletion moves entries back.
#[derive(Default)]
pub(crate) struct InternTable {
    places: Vec<Option<NonNull<Str>>>,
    len: usize,
}

impl InternTable {
    pub(crate) fn members(&self) -> impl Iterator<Item = NonNull<Str>> + '_ {
        self.places.iter().filter_map(|place| *place)
    }
    pub(crate) fn find(&self, s: &Str) -> Option<NonNull<Str>> {
        if self.places.is_empty() {
            return None;
        }
        let mask = self.places.len() - 1;
        let mut at = s.hash.get() as usize & mask;
        while let Some(p) = self.places[at] {
            // SAFETY: members are alive: they leave when they die.
            let other = unsafe { p.as_ref() };
            if other.hash.get() == s.hash.get() && other.same_text(s) {
                return Some(p);
            }
            at = (at + 1) & mask;
        }
        None
    }
    /// The member with this hash and these ASCII characters.
    fn find_ascii(&self, hash: i64, text: &[u8]) -> Option<NonNull<Str>> {
        if self.places.is_empty() {
            return None;
        }
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(p) = self.places[at] {
            // SAFETY: members are alive: they leave when they die.
            let other = unsafe { p.as_ref() };
            if other.hash.get() == hash && other.is_ascii() && other.raw() == text {
                return Some(p);
            }
            at = (at + 1) & mask;
        }
        None
    }
    fn insert(&mut self, s: &Str) {
        if self.len * 2 >= self.places.len() {
            let old = std::mem::take(&mut self.places);
            self.places = vec![None; (old.len() * 2).max(FIRST)];
            for p in old.into_iter().flatten() {
                self.place(p);
            }
        }
        self.len += 1;
        self.place(NonNull::from(s));
    }
    fn place(&mut self, p: NonNull<Str>) {
        let mask = self.places.len() - 1;
        // SAFETY: members are alive.
        let mut at = unsafe { p.as_ref() }.hash.get() as usize & mask;
        while self.places[at].is_some() {
            at = (at + 1) & mask;
        }
        self.places[at] = Some(p);
    }
    /// A member dies.
    pub(crate) fn remove(&mut self, s: &Str) {
        if self.places.is_empty() {
            return;
        }
        let mask = self.places.len() - 1;
        let mut at = s.hash.get() as usize & mask;
        while self.places[at] != Some(NonNull::from(s)) {
            if self.places[at].is_none() {
                return;
            }
            at = (at + 1) & mask;
        }
        self.len -= 1;
        // Close the gap: entries behind it that probed past it move back.
        let mut gap = at;
        loop {
            self.places[gap] = None;
            let mut next = (gap + 1) & mask;
            loop {
                let Some(p) = self.places[next] else { return };
                // SAFETY: members are alive.
                let home = unsafe { p.as_ref() }.hash.get() as usize & mask;
                if (next.wrapping_sub(home) & mask) >= (next.wrapping_sub(gap) & mask) {
                    self.places[gap] = Some(p);
                    gap = next;
                    break;
                }
                next = (next + 1) & mask;
            }
        }
    }
}

impl Heap {
    /// The one interned str with this text: `v` itself if it is the first (`sys.intern`). A str
    /// subclass's instance is returned as it is.
    pub fn intern(&mut self, v: &Value) -> Value {
        self.hash_of_str(v);
        match v.as_str() {
            Some(s) if v.is_exactly(Kind::STR) => {
                if s.head.has(flag::INTERNED) {
                    return v.clone();
                }
                // SAFETY: brief.
                let table = unsafe { &mut self.inner_mut().interned };
                match table.find(s) {
                    // SAFETY: members are alive.
                    Some(p) => unsafe { Value::new_ref(p.cast()) },
                    None => {
                        table.insert(s);
                        s.head.set(flag::INTERNED);
                        v.clone()
                    }
                }
            }
            _ => v.clone(),
        }
    }
    /// Intern Rust text.
    pub fn intern_str(&mut self, text: &str) -> Value {
        if !text.is_ascii() {
            let v = self.str(text);
            return self.intern(&v);
        }
        let hash = self.hash_of_bytes(text.as_bytes());
        // SAFETY: brief.
        if let Some(p) = unsafe { self.inner_mut() }.interned.find_ascii(hash, text.as_bytes()) {
            // SAFETY: members are alive.
            return unsafe { Value::new_ref(p.cast()) };
        }
        let v = self.str(text);
        if let Some(s) = v.as_str() {
            s.hash.set(hash);
        }
        self.intern(&v)
    }
    /// Interned for good: a name the interpreter or compiled code refers to.
    pub fn intern_immortal(&mut self, text: &str) -> Value {
        let v = self.intern_str(text);
        self.immortalise(&v);
        v
    }
    pub fn is_interned(&self, v: &Value) -> bool {
        v.is_exactly(Kind::STR) && v.header().has(flag::INTERNED)
    }
    /// The strings in the table, by address.
    pub fn interned_strings(&self) -> Vec<Value> {
        // SAFETY: brief; members are alive, but for those that wait for their burial.
        let mut members: Vec<Value> = unsafe {
            let table = &self.inner_mut().interned;
            let live = table.members().filter(|s| s.as_ref().head.rc.get() > 0);
            live.map(|s| Value::new_ref(s.cast())).collect()
        };
        members.sort_unstable_by_key(Value::id);
        members
    }
    /// Strings in the table (`sys.getunicodeinternedsize`).
    pub fn interned_count(&self) -> usize {
        // SAFETY: brief.
        unsafe { self.inner_mut() }.interned.len
    }
}
