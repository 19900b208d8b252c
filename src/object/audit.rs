//! The audit: the whole heap walked once, every structure checked, every count compared.
//!
//! Owns what "sound" means for floor 1: counts against edges, lists of the generations, tables of
//! dicts and sets, the intern table, chains of weak references. Used by `--verify-heap` (floor 7
//! adds the machine's roots) and by the tests of objects and collector.
//! Invariant: nothing is followed before its address is known to be an object's, so an unsound
//! heap is described, not tripped over.
//! Deliberately absent: repairing anything.
#![expect(unsafe_code, reason = "looks at every layout from inside")]

use super::edges::{visit, visit_names};
use super::header::{Header, IMMORTAL, Kind, PERMANENT, Ptr, REPORTED_IMMORTAL, UNTRACKED, flag, gc_head};
use super::heap::{Heap, HeapInner};
use super::typeobj::{field, tflag};
use super::{Dict, List, Set, Str, Tuple, TypeObj, Value, WeakRef};
use std::collections::HashMap;

/// What an audit found so far; roots are added with [`Audit::root`] before [`Audit::finish`].
pub struct Audit {
    /// References found to each object, by address.
    found: HashMap<usize, u32>,
    objects: Vec<Ptr>,
    faults: Vec<String>,
}

/// An object that is held by more than edges and roots: a handle in a Rust local, or a leak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surplus {
    pub address: usize,
    pub object: String,
    pub counted: u32,
    pub found: u32,
}

/// The end of an audit.
#[derive(Debug, Default)]
pub struct Findings {
    /// What must never be: an object with fewer counts than references to it, a damaged structure.
    pub faults: Vec<String>,
    pub surplus: Vec<Surplus>,
}

impl Heap {
    /// Check every structure and count the references between objects. The addresses in it are
    /// good until the heap is next changed.
    pub fn audit(&mut self) -> Audit {
        let objects = self.object_pointers();
        let found = objects.iter().map(|p| (p.as_ptr().addr(), 0)).collect();
        let mut audit = Audit { found, objects, faults: Vec::new() };
        audit.references();
        // SAFETY: brief; the audit drops no Values and takes no other reference to the state.
        let inner = unsafe { self.inner_mut() };
        audit.generations(inner);
        audit.weak_references(inner);
        audit.interned(inner);
        if let Some(p) = inner.memory_error {
            audit.reference(p);
        }
        audit.structures(self);
        audit
    }
}

impl Audit {
    /// One more reference, held by a named root.
    pub fn root(&mut self, name: &dyn std::fmt::Display, v: &Value) {
        if !self.reference(v.ptr()) {
            self.faults.push(format!("{name}: refers to what is no object ({:p})", v.ptr()));
        }
    }
    /// Compare counts.
    pub fn finish(mut self) -> Findings {
        let mut surplus = Vec::new();
        for p in std::mem::take(&mut self.objects) {
            // SAFETY: an object of this heap; nothing has changed since.
            let counted = unsafe { p.as_ref() }.rc.get();
            let found = self.found[&p.as_ptr().addr()];
            if counted >= REPORTED_IMMORTAL {
                // Handles come and go over an immortal's count, but stay far from both ends.
                if counted < IMMORTAL - (1 << 28) {
                    self.fault(p, format_args!("an immortal's count has drifted to {counted:#x}"));
                }
            } else if found > counted {
                self.fault(p, format_args!("{found} references lead to it, but it counts {counted}"));
            } else if found < counted {
                surplus.push(Surplus { address: p.as_ptr().addr(), object: describe(p), counted, found });
            }
        }
        Findings { faults: self.faults, surplus }
    }

    fn fault(&mut self, p: Ptr, what: std::fmt::Arguments<'_>) {
        self.faults.push(format!("{}: {what}", describe(p)));
    }
    fn is_object(&self, p: Ptr) -> bool {
        self.found.contains_key(&p.as_ptr().addr())
    }
    /// Count a reference; false if it leads to no object.
    fn reference(&mut self, to: Ptr) -> bool {
        match self.found.get_mut(&to.as_ptr().addr()) {
            Some(n) => {
                *n += 1;
                true
            }
            None => false,
        }
    }
    /// Types, edges, and whether what they lead to is alive.
    fn references(&mut self) {
        for p in self.objects.clone() {
            // SAFETY: blocks in use hold objects; types are looked at before they are used.
            unsafe {
                let ty: Ptr = p.as_ref().ty.get().cast();
                if !self.is_object(ty) || ty.as_ref().kind().layout() != Kind::TYPE {
                    self.faults.push(format!("object at {p:p}: its type at {ty:p} is no type"));
                    continue;
                }
                let mut targets = Vec::new();
                visit(p, &mut |to| targets.push(to));
                visit_names(p, &mut |to| targets.push(to));
                for to in targets {
                    if !self.reference(to) {
                        self.fault(p, format_args!("refers to what is no object ({to:p})"));
                    } else if to.as_ref().rc.get() == 0 {
                        self.fault(p, format_args!("refers to a dead object, {}", describe(to)));
                    }
                }
            }
        }
    }
    /// Lists and GC heads agree.
    fn generations(&mut self, inner: &HeapInner) {
        let mut listed = 0;
        for (g, generation) in inner.generations.iter().enumerate() {
            let mut live = 0;
            for (i, p) in generation.list.iter().enumerate() {
                let Some(p) = *p else { continue };
                live += 1;
                // SAFETY: known objects; a GC head stands before a container.
                unsafe {
                    if !self.is_object(p) || !p.as_ref().has(flag::CONTAINER) {
                        self.faults.push(format!("generation {g}, place {i}: no container ({p:p})"));
                        continue;
                    }
                    let head = gc_head(p);
                    let (generation, index) = (usize::from(head.generation.get()), head.index.get() as usize);
                    if (generation, index) != (g, i) {
                        self.fault(
                            p,
                            format_args!(
                                "stands in generation {g} at {i}, but says generation {generation} at {index}"
                            ),
                        );
                    }
                }
            }
            if live != generation.live {
                self.faults.push(format!("generation {g}: {live} members, counted as {}", generation.live));
            }
            listed += live;
        }
        let mut tracked = 0;
        for p in self.objects.clone() {
            // SAFETY: known objects; a GC head stands before a container.
            unsafe {
                if !p.as_ref().has(flag::CONTAINER) {
                    continue;
                }
                let head = gc_head(p);
                match head.generation.get() {
                    UNTRACKED => {}
                    g if g <= PERMANENT => tracked += 1,
                    g => self.fault(p, format_args!("generation {g} outside a collection")),
                }
            }
        }
        if tracked != listed {
            self.faults.push(format!("{tracked} objects say they are tracked, the lists hold {listed}"));
        }
    }
    /// Every chain hangs together, from the table to its end.
    fn weak_references(&mut self, inner: &HeapInner) {
        let mut chained = 0;
        for (&to, &first) in &inner.weak {
            // SAFETY: addresses are looked up before they are followed.
            unsafe {
                if !self.is_object(to) || !to.as_ref().has(flag::WEAKLY_REFERENCED) {
                    self.faults.push(format!("weak references to {to:p}, which does not know of them"));
                    continue;
                }
                let (mut at, mut before) = (Some(first), None);
                while let Some(r) = at {
                    if !self.is_object(r) || r.as_ref().kind().layout() != Kind::WEAKREF {
                        self.fault(to, format_args!("its chain of weak references leads to {r:p}"));
                        break;
                    }
                    let w = r.cast::<WeakRef>().as_ref();
                    if w.referent.get() != Some(to) || w.prev.get() != before {
                        self.fault(r, format_args!("out of place in the chain of {}", describe(to)));
                        break;
                    }
                    chained += 1;
                    (before, at) = (at, w.next.get());
                }
            }
        }
        for p in self.objects.clone() {
            // SAFETY: known objects.
            unsafe {
                if p.as_ref().has(flag::WEAKLY_REFERENCED) && !inner.weak.contains_key(&p) {
                    self.fault(p, format_args!("says it is weakly referenced, but is not in the table"));
                }
                if p.as_ref().kind().layout() == Kind::WEAKREF {
                    chained -= i64::from(p.cast::<WeakRef>().as_ref().referent.get().is_some());
                }
            }
        }
        if chained != 0 {
            self.faults.push(format!("{} weak references stand in no chain", -chained));
        }
    }
    /// Members know that they are, and are found.
    fn interned(&mut self, inner: &HeapInner) {
        let mut members = 0;
        for s in inner.interned.members() {
            members += 1;
            let p: Ptr = s.cast();
            if !self.is_object(p) {
                self.faults.push(format!("the intern table holds what is no object ({p:p})"));
                continue;
            }
            // SAFETY: a known object.
            unsafe {
                if p.as_ref().kind() != Kind::STR || !p.as_ref().has(flag::INTERNED) {
                    self.fault(p, format_args!("is in the intern table without knowing"));
                } else if inner.interned.find(s.as_ref()) != Some(s) {
                    self.fault(p, format_args!("is not found in the intern table"));
                }
            }
        }
        for p in self.objects.clone() {
            // SAFETY: known objects.
            members -= i64::from(unsafe { p.as_ref() }.has(flag::INTERNED));
        }
        if members != 0 {
            self.faults.push(format!("{} interned strings are missing from their table", -members));
        }
    }
    /// What each layout promises of its inside.
    fn structures(&mut self, heap: &Heap) {
        for p in self.objects.clone() {
            // SAFETY: known objects whose types are sound; corpses may be half empty and are left out.
            let complaint = unsafe {
                if p.as_ref().rc.get() == 0 || !self.is_object(p.as_ref().ty.get().cast()) {
                    continue;
                }
                match p.as_ref().kind().layout() {
                    Kind::LIST => check_list(p.cast::<List>().as_ref()),
                    Kind::TUPLE => check_tuple(p.cast::<Tuple>().as_ref()),
                    Kind::DICT => check_dict(heap, p.cast::<Dict>().as_ref()),
                    Kind::SET | Kind::FROZENSET => check_set(heap, p.cast::<Set>().as_ref()),
                    Kind::TYPE => self.check_type(p.cast::<TypeObj>().as_ref()),
                    _ => None,
                }
            };
            if let Some(complaint) = complaint {
                self.fault(p, format_args!("{complaint}"));
            }
        }
    }
    unsafe fn check_type(&self, t: &TypeObj) -> Option<&'static str> {
        // SAFETY: subclasses' addresses are looked up before they are followed.
        unsafe {
            for sub in t.subclass_ptrs() {
                if !self.is_object(*sub) || sub.as_ref().kind().layout() != Kind::TYPE {
                    return Some("a dead type stands among its subclasses");
                }
            }
            let values = &*t.values.get();
            values[field::MRO].as_ref()?;
            let Some(dict) = &values[field::DICT] else { return Some("a type without a dict") };
            if !dict.has_layout(Kind::DICT) {
                return Some("a type's dict is none");
            }
            if t.has(tflag::HEAP) && t.head.rc.get() >= REPORTED_IMMORTAL {
                return Some("an immortal type that instances count");
            }
        }
        None
    }
}

fn check_list(l: &List) -> Option<&'static str> {
    if l.len.get() > l.cap.get() {
        return Some("more items than room");
    }
    (l.items.get().is_null() != (l.cap.get() == 0)).then_some("room without a block, or a block without room")
}

unsafe fn check_tuple(t: &Tuple) -> Option<&'static str> {
    // SAFETY: `len` slots follow.
    let full = (0..t.len).all(|i| unsafe { (*t.slots().add(i)).is_some() });
    (!full).then_some("a tuple with an empty place")
}

/// Entries, index and hashes agree: every live entry is found by walking from its hash.
fn check_dict(heap: &Heap, d: &Dict) -> Option<&'static str> {
    if d.table.get().is_null() {
        return (!d.is_empty() || d.filled() != 0).then_some("entries without a table");
    }
    if d.filled() > super::dict::usable(d.log2.get()) {
        return Some("more entries than its table is for");
    }
    let mut live = 0;
    for i in 0..d.filled() {
        let Some((key, _)) = d.at(heap, i) else { continue };
        live += 1;
        if !d.general.get() && !key.is_exactly(Kind::STR) {
            return Some("a key that is not an exact str in a table without hashes");
        }
        let hash = d.hash_at(i);
        if key.is_exactly(Kind::STR) && heap.hash_of_str(key) != hash {
            return Some("an entry's hash is not its key's");
        }
        let mut probe = d.probe(heap, hash);
        loop {
            match d.next_candidate(heap, &mut probe) {
                Some(found) if found == i => break,
                Some(found) if found >= d.filled() => return Some("the index leads behind the last entry"),
                Some(_) => {}
                None => return Some("an entry is not found by its hash"),
            }
        }
    }
    (live != d.len()).then_some("the number of live entries is wrong")
}

fn check_set(heap: &Heap, s: &Set) -> Option<&'static str> {
    let mut live = 0;
    for i in 0..s.slots() {
        let Some((key, hash)) = s.at(heap, i) else { continue };
        live += 1;
        if key.is_exactly(Kind::STR) && heap.hash_of_str(key) != hash {
            return Some("an element's hash is not its own");
        }
        let mut probe = s.probe(heap, hash);
        loop {
            match s.next_candidate(heap, &mut probe) {
                super::set::Step::Candidate(found) if found == i => break,
                super::set::Step::Candidate(_) => {}
                super::set::Step::Virgin(_) => return Some("an element is not found by its hash"),
            }
        }
    }
    if s.fill.get() < live || s.fill.get() > s.mask.get() + 1 {
        return Some("the number of used places is wrong");
    }
    (live != s.len()).then_some("the number of elements is wrong")
}

/// `<list at 0x.. rc 1>`; instances by their class's name.
fn describe(p: Ptr) -> String {
    // SAFETY: callers pass known objects, whose types are sound or checked before.
    unsafe {
        let h: &Header = p.as_ref();
        let name = match &(*h.ty.get().as_ref().values.get())[field::NAME] {
            Some(name) if name.is_exactly(Kind::STR) => name.cast_unchecked::<Str>().to_string(),
            _ => format!("{:?}", h.kind()),
        };
        format!("<{name} at {p:p}, count {}>", h.rc.get())
    }
}
