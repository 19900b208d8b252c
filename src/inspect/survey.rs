//! The survey: the whole heap walked once, every object and every reference, as plain Rust data.
//!
//! Everything that asks who holds what works on a survey: holders, paths, cycles, dominators, pictures.
//! Invariant: a survey holds each object by a handle of its own, so nothing it names can die; what it
//! says of counts leaves these handles out. It is made and dropped while nothing runs, so the heap is
//! afterwards as it was.
//! A view's own frames, and what only they hold, are left out: who looks is not among the holders.
//! Deliberately absent: names of places (`names.rs`), anything that runs Python code.

use crate::object::places::Place;
use crate::object::{Kind, Value};
use crate::vm::Vm;
use crate::vm::roots::Root;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Index of an object in a survey.
pub type Index = u32;

/// Who has a reference: an object, or a root by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Object(Index, Place),
    Root(usize),
}

/// Addresses are spread well enough by one multiplication.
#[derive(Default)]
pub struct ByAddress(u64);

impl Hasher for ByAddress {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_usize(usize::from(*b)));
    }
    fn write_usize(&mut self, n: usize) {
        self.0 = (self.0 ^ n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

pub type AddressMap<T> = HashMap<usize, T, BuildHasherDefault<ByAddress>>;

/// The heap at one moment.
pub struct Survey {
    pub objects: Vec<Value>,
    by_address: AddressMap<Index>,
    /// References of object `i`: `places[start[i]..start[i + 1]]` and `targets` likewise.
    start: Vec<u32>,
    places: Vec<Place>,
    targets: Vec<Index>,
    pub roots: Vec<(Root, Index)>,
    /// References of the view's own, by target.
    own: AddressMap<u32>,
    /// Objects that only the view holds.
    view: Vec<bool>,
}

/// Where files of views begin.
const VIEW_FILES: &str = "<frozen terrarium.";

/// The first of the frames on top that are a view's.
fn first_view_frame(vm: &Vm) -> usize {
    let mut first = vm.frame_count();
    while first > 0 && vm.frame_facts(first - 1).is_some_and(|f| f.file.starts_with(VIEW_FILES)) {
        first -= 1;
    }
    first
}

/// The frame a root belongs to.
fn frame_of(root: Root) -> Option<usize> {
    match root {
        Root::Register { frame, .. } => Some(frame),
        Root::FrameCode(i) | Root::FrameNamespace(i) | Root::FrameObject(i) | Root::FrameHeld(i) => Some(i),
        Root::Argument | Root::Machine(_) => None,
    }
}

impl Survey {
    /// Walk the heap.
    pub fn take(vm: &mut Vm) -> Survey {
        let mut objects = Vec::new();
        vm.heap.for_each_object(|v| objects.push(v.clone()));
        let by_address: AddressMap<Index> =
            objects.iter().enumerate().map(|(i, v)| (v.id(), i as Index)).collect();
        let (mut start, mut places, mut targets) = (vec![0], Vec::new(), Vec::new());
        for v in &objects {
            vm.heap.for_each_edge(v, &mut |place, to| {
                if let Some(to) = by_address.get(&to) {
                    places.push(place);
                    targets.push(*to);
                }
            });
            start.push(targets.len() as u32);
        }
        let first = first_view_frame(vm);
        let (mut roots, mut seen) = (Vec::new(), Vec::new());
        vm.for_each_root(&mut |root, v| {
            let Some(to) = by_address.get(&v.id()) else { return };
            let views = frame_of(root).is_some_and(|frame| frame >= first);
            if views { seen.push((root, *to)) } else { roots.push((root, *to)) }
        });
        if let Some(i) = vm.heap.memory_error().and_then(|v| by_address.get(&v.id())) {
            roots.push((Root::Machine("MemoryError kept ready"), *i));
        }
        let view = vec![false; objects.len()];
        let own = AddressMap::default();
        let mut survey = Survey { objects, by_address, start, places, targets, roots, own, view };
        survey.leave_out(&seen, first, vm);
        survey
    }
    /// Find what only a view holds: what its registers refer to and nobody else, and so on inward. What
    /// was given to it, its parameters, is not its own.
    fn leave_out(&mut self, seen: &[(Root, Index)], first: usize, vm: &Vm) {
        let parameters = vm.frame_facts(first).and_then(|f| Some(f.code.as_code()?.argcount as usize));
        let given = |root: Root| matches!(root, Root::Register { frame, index } if frame == first && index < parameters.unwrap_or(0));
        let subjects: Vec<Index> = seen.iter().filter(|(root, _)| given(*root)).map(|(_, to)| *to).collect();
        let mut todo = Vec::new();
        for (_, to) in seen {
            self.count_own(*to, &mut todo);
        }
        while let Some(i) = todo.pop() {
            if self.view[i as usize] || subjects.contains(&i) || self.is_immortal(i) {
                continue;
            }
            self.view[i as usize] = true;
            for to in self.targets_of(i).to_vec() {
                self.count_own(to, &mut todo);
            }
        }
    }
    /// One more of the view's references leads there; if they are all, it is the view's.
    fn count_own(&mut self, to: Index, todo: &mut Vec<Index>) {
        let n = self.own.entry(to as usize).or_default();
        *n += 1;
        if *n == self.objects[to as usize].refcount() - 1 {
            todo.push(to);
        }
    }

    /// Index of a value.
    pub fn find(&self, v: &Value) -> Option<Index> {
        self.at(v.id())
    }
    pub fn at(&self, address: usize) -> Option<Index> {
        self.by_address.get(&address).copied()
    }
    pub fn value(&self, i: Index) -> &Value {
        &self.objects[i as usize]
    }
    pub fn len(&self) -> usize {
        self.objects.len()
    }
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }
    /// Only the view holds it.
    pub fn is_views(&self, i: Index) -> bool {
        self.view[i as usize]
    }
    pub fn is_immortal(&self, i: Index) -> bool {
        self.objects[i as usize].header().is_immortal()
    }
    /// The count, without the survey's own handle and the view's references.
    pub fn count(&self, i: Index) -> u32 {
        let own = self.own.get(&(i as usize)).copied().unwrap_or(0);
        (self.objects[i as usize].refcount() - 1).saturating_sub(own)
    }
    /// What object `i` refers to.
    pub fn targets_of(&self, i: Index) -> &[Index] {
        let i = i as usize;
        &self.targets[self.start[i] as usize..self.start[i + 1] as usize]
    }
    /// The references of object `i`.
    pub fn edges_of(&self, i: Index) -> impl Iterator<Item = (Place, Index)> + '_ {
        let i = i as usize;
        let range = self.start[i] as usize..self.start[i + 1] as usize;
        self.places[range.clone()].iter().copied().zip(self.targets[range].iter().copied())
    }
    /// Every object that is not the view's.
    pub fn indices(&self) -> impl Iterator<Item = Index> + '_ {
        (0..self.objects.len() as Index).filter(|i| !self.is_views(*i))
    }
    /// Every reference to one of these objects, in address order of the holders, roots last.
    pub fn sources_of(&self, wanted: &[Index]) -> Vec<(Source, Index)> {
        let mut found = Vec::new();
        for i in self.indices() {
            for (place, to) in self.edges_of(i) {
                if wanted.contains(&to) {
                    found.push((Source::Object(i, place), to));
                }
            }
        }
        for (n, (_, to)) in self.roots.iter().enumerate() {
            if wanted.contains(to) {
                found.push((Source::Root(n), *to));
            }
        }
        found
    }
    /// For each object how many references lead to it: the sum over all holders.
    pub fn reference_counts(&self) -> Vec<u32> {
        let mut found = vec![0; self.len()];
        for i in self.indices() {
            self.targets_of(i).iter().for_each(|to| found[*to as usize] += 1);
        }
        self.roots.iter().for_each(|(_, to)| found[*to as usize] += 1);
        found
    }
    /// Objects of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = Index> + '_ {
        self.indices().filter(move |i| self.value(*i).has_layout(kind))
    }
}
