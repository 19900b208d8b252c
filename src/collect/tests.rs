//! Undertaker and collector without a machine: a mock host that keeps a diary, a model that says
//! who must die, and an audit after every step.
#![expect(unsafe_code, reason = "weak references are made of raw types")]

use super::collector::{Options, Pace, collect};
use super::{Host, undertaker};
use crate::object::heap::HeapConfig;
use crate::object::typeobj::tflag;
use crate::object::{Heap, Kind, Slot, TypeObj, Value};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ptr::NonNull;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Event {
    Finalised(i64),
    /// A weak reference's callback: the callback's number, and whether the reference read as dead.
    Called(i64, bool),
}

/// A host without Python: finalisers write the diary, and revive whom they are told to.
struct Mock {
    heap: Heap,
    roots: Vec<Value>,
    diary: Vec<Event>,
    reviving: BTreeSet<i64>,
    /// Finalisers of these empty their object's first field.
    dropping: BTreeSet<i64>,
    plain: NonNull<TypeObj>,
    mortal: NonNull<TypeObj>,
    weak: NonNull<TypeObj>,
}

impl Host for Mock {
    fn heap(&mut self) -> &mut Heap {
        &mut self.heap
    }
    fn finalise(&mut self, object: &Value) {
        let n = number(self, object);
        self.diary.push(Event::Finalised(n));
        if self.reviving.contains(&n) {
            self.roots.push(object.clone());
        }
        if self.dropping.contains(&n)
            && let Some(r) = object.as_record()
            && let Some(old) = r.set(&mut self.heap, 0, None)
        {
            undertaker::release(self, old);
        }
    }
    fn weakref_died(&mut self, callback: Value, reference: Value) {
        let dead = reference.as_weakref().is_some_and(|w| w.upgrade(&self.heap).is_none());
        let n = callback.as_word().unwrap_or(-1);
        self.diary.push(Event::Called(n, dead));
    }
}

const FIELDS: usize = 2;

impl Mock {
    fn new() -> Mock {
        let mut heap = Heap::new(&HeapConfig { poison: !cfg!(miri), ..HeapConfig::default() }).unwrap();
        let mut make = |flags| {
            let t = heap.make_type(Kind::NAMESPACE);
            // SAFETY: built-in types are immortal.
            let r = unsafe { t.as_ref() };
            r.set_flag(flags);
            r.words.set(1);
            t
        };
        let plain = make(tflag::CONTAINER | tflag::WEAKREFABLE);
        let mortal = make(tflag::CONTAINER | tflag::WEAKREFABLE | tflag::HAS_DEL);
        let weak = heap.type_of(Kind::WEAKREF);
        Mock {
            heap,
            roots: Vec::new(),
            diary: Vec::new(),
            reviving: BTreeSet::new(),
            dropping: BTreeSet::new(),
            plain,
            mortal,
            weak,
        }
    }
    fn record(&mut self, n: i64, with_finaliser: bool) -> Value {
        let v = self.heap.record(if with_finaliser { self.mortal } else { self.plain }, FIELDS);
        v.as_record().unwrap().set_word(&mut self.heap, 0, n as u64);
        v
    }
    fn set(&mut self, of: &Value, field: usize, to: Slot) {
        if let Some(old) = of.as_record().unwrap().set(&mut self.heap, field, to) {
            undertaker::release(self, old);
        }
    }
    fn weakref(&mut self, to: &Value, callback: i64) -> Value {
        let callback = self.heap.int(1000 + callback);
        self.heap.new_weakref(self.weak, Kind::WEAKREF, to, Some(callback))
    }
    fn release(&mut self, v: Value) {
        undertaker::release(self, v);
    }
    fn collect(&mut self, g: usize) -> usize {
        collect(self, g, Options::default(), &mut Pace::default(), &mut Vec::new()).collected
    }
    fn audit(&mut self) {
        let mut audit = self.heap.audit();
        for v in &self.roots {
            audit.root(&"roots", v);
        }
        assert_eq!(audit.finish().faults, Vec::<String>::new());
    }
    /// No surplus either: only `roots` hold anything.
    fn audit_quiet(&mut self) {
        let mut audit = self.heap.audit();
        for v in &self.roots {
            audit.root(&"roots", v);
        }
        let findings = audit.finish();
        assert_eq!(findings.faults, Vec::<String>::new());
        assert_eq!(findings.surplus, Vec::new());
    }
    fn finalised(&self) -> Vec<i64> {
        let numbers = self.diary.iter();
        numbers.filter_map(|e| if let Event::Finalised(n) = e { Some(*n) } else { None }).collect()
    }
    fn finish(mut self) {
        self.reviving.clear();
        for v in std::mem::take(&mut self.roots) {
            self.release(v);
        }
        self.collect(2);
        self.audit_quiet();
        assert_eq!(self.heap.free_immortals(), Vec::<String>::new());
        assert_eq!(self.heap.blocks_in_use(), 0);
        assert_eq!(self.heap.memory().first_damage(), None);
    }
}

fn number(mock: &Mock, v: &Value) -> i64 {
    v.as_record().map_or(-1, |r| r.word(&mock.heap, 0) as i64)
}

#[test]
fn containers_release_in_cpythons_order() {
    let mut m = Mock::new();
    let items: Vec<Value> = (0..4).map(|n| m.record(n, true)).collect();
    let list = m.heap.list(items).unwrap();
    m.release(list);
    assert_eq!(m.finalised(), [3, 2, 1, 0]);
    m.diary.clear();
    let items: Vec<Value> = (0..4).map(|n| m.record(n, true)).collect();
    let tuple = m.heap.tuple(items).unwrap();
    m.release(tuple);
    assert_eq!(m.finalised(), [3, 2, 1, 0]);
    m.diary.clear();
    let dict = m.heap.dict();
    for n in 0..4 {
        let (key, value) = (m.heap.int(n), m.record(n, true));
        dict.as_dict().unwrap().insert_new(&mut m.heap, n, key, value).unwrap();
    }
    m.release(dict);
    assert_eq!(m.finalised(), [0, 1, 2, 3]);
    m.finish();
}

#[test]
fn a_child_is_wholly_buried_before_its_sibling() {
    let mut m = Mock::new();
    let inner: Vec<Value> = (10..12).map(|n| m.record(n, true)).collect();
    let parent = m.record(1, true);
    let list = m.heap.list(inner).unwrap();
    m.set(&parent, 0, Some(list));
    let sibling = m.record(2, true);
    m.set(&parent, 1, Some(sibling));
    m.release(parent);
    assert_eq!(m.finalised(), [1, 11, 10, 2]);
    m.finish();
}

#[test]
fn a_long_chain_needs_no_native_stack() {
    let mut m = Mock::new();
    let mut head = m.heap.empty_list();
    for _ in 0..if cfg!(miri) { 100 } else { 200_000 } {
        head = m.heap.list([head]).unwrap();
    }
    m.release(head);
    m.finish();
}

#[test]
fn what_natives_drop_is_parked_and_buried_in_order() {
    let mut m = Mock::new();
    for n in 0..3 {
        let v = m.record(n, true);
        drop(v);
    }
    assert!(m.heap.has_parked());
    assert_eq!(m.finalised(), []);
    m.audit();
    undertaker::reap(&mut m);
    assert_eq!(m.finalised(), [0, 1, 2]);
    m.finish();
}

#[test]
fn a_finaliser_runs_once_even_if_its_object_lives_on() {
    let mut m = Mock::new();
    m.reviving.insert(7);
    let v = m.record(7, true);
    m.release(v);
    assert_eq!((m.finalised(), m.roots.len()), (vec![7], 1));
    m.audit_quiet();
    let v = m.roots.pop().unwrap();
    m.release(v);
    assert_eq!((m.finalised(), m.roots.len()), (vec![7], 0));
    m.finish();
}

#[test]
fn weak_references_die_before_their_callbacks_run_newest_first() {
    let mut m = Mock::new();
    let v = m.record(1, true);
    let refs: Vec<Value> = (0..3).map(|n| m.weakref(&v, n)).collect();
    m.roots.extend(refs);
    m.audit();
    m.release(v);
    let called: Vec<Event> = (0..3).rev().map(|n| Event::Called(1000 + n, true)).collect();
    assert_eq!(m.diary[0], Event::Finalised(1));
    assert_eq!(m.diary[1..], called);
    m.finish();
}

#[test]
fn a_dead_weak_reference_calls_nobody() {
    let mut m = Mock::new();
    let v = m.record(1, false);
    let r = m.weakref(&v, 5);
    m.release(r);
    m.release(v);
    assert_eq!(m.diary, []);
    m.finish();
}

#[test]
fn a_cycle_dies_whole_and_a_held_one_stays() {
    let mut m = Mock::new();
    for held in [false, true] {
        let (a, b) = (m.record(1, true), m.record(2, true));
        m.set(&a, 0, Some(b.clone()));
        m.set(&b, 0, Some(a.clone()));
        m.release(a);
        if held {
            m.roots.push(b)
        } else {
            m.release(b)
        }
        assert_eq!(m.collect(0), if held { 0 } else { 2 });
        m.audit_quiet();
    }
    assert_eq!(m.finalised(), [1, 2]);
    let b = m.roots.pop().unwrap();
    m.release(b);
    assert_eq!(m.collect(2), 2);
    m.finish();
}

#[test]
fn what_a_finaliser_revives_keeps_all_it_reaches() {
    let mut m = Mock::new();
    m.reviving.insert(1);
    let (a, b, c) = (m.record(1, true), m.record(2, true), m.record(3, true));
    m.set(&a, 0, Some(a.clone()));
    m.set(&a, 1, Some(b.clone()));
    m.set(&b, 0, Some(b.clone()));
    m.set(&c, 0, Some(c.clone()));
    let watch = m.weakref(&b, 0);
    m.roots.push(watch);
    for v in [a, b, c] {
        m.release(v);
    }
    assert_eq!(m.collect(2), 1, "only the third is garbage in the end");
    // The collector clears weak references before it knows of the revival.
    assert_eq!(
        m.diary,
        [Event::Called(1000, true), Event::Finalised(1), Event::Finalised(2), Event::Finalised(3)]
    );
    m.audit_quiet();
    m.finish();
}

#[test]
fn what_a_finaliser_lets_go_of_dies_at_once_and_is_not_collected() {
    let mut m = Mock::new();
    m.dropping.insert(1);
    let (a, b) = (m.record(1, true), m.record(2, true));
    m.set(&a, 0, Some(b.clone()));
    m.set(&b, 0, Some(a.clone()));
    m.release(a);
    m.release(b);
    assert_eq!(m.collect(2), 0);
    assert_eq!(m.finalised(), [1, 2]);
    m.finish();
}

#[test]
fn garbage_can_be_kept_for_looking_at() {
    let mut m = Mock::new();
    let a = m.record(1, false);
    m.set(&a, 0, Some(a.clone()));
    m.release(a);
    let mut saved = Vec::new();
    let options = Options { save_all: true };
    let outcome = collect(&mut m, 2, options, &mut Pace::default(), &mut saved);
    assert_eq!((outcome.collected, saved.len()), (1, 1));
    m.roots.extend(saved);
    m.audit_quiet();
    m.finish();
}

#[test]
fn a_dead_object_that_waits_for_burial_is_no_candidate() {
    struct Nested(Mock);
    impl Host for Nested {
        fn heap(&mut self) -> &mut Heap {
            &mut self.0.heap
        }
        fn finalise(&mut self, object: &Value) {
            // A collection while the second still waits.
            collect(self, 2, Options::default(), &mut Pace::default(), &mut Vec::new());
            self.0.finalise(object);
        }
        fn weakref_died(&mut self, callback: Value, reference: Value) {
            self.0.weakref_died(callback, reference);
        }
    }
    let mut m = Mock::new();
    m.reviving.insert(2);
    let (a, b) = (m.record(1, true), m.record(2, true));
    drop((a, b));
    let mut nested = Nested(m);
    undertaker::reap(&mut nested);
    let mut m = nested.0;
    assert_eq!((m.finalised(), m.roots.len()), (vec![1, 2], 1));
    assert!(m.heap.is_tracked(&m.roots[0]), "a revived object is the collector's again");
    m.audit_quiet();
    m.finish();
}

#[test]
fn tuples_and_dicts_of_atoms_leave_the_collector() {
    let mut m = Mock::new();
    let one = m.heap.int(1000);
    let flat = m.heap.tuple([one]).unwrap();
    let nested = m.heap.tuple([flat.clone()]).unwrap();
    let dict = m.heap.dict();
    let of_dict = m.heap.tuple([dict.clone()]).unwrap();
    let of_type = {
        let ty = m.heap.type_ref(Kind::INT).value();
        m.heap.tuple([ty]).unwrap()
    };
    m.collect(2);
    let tracked = [&flat, &nested, &of_dict, &of_type].map(|v| m.heap.is_tracked(v));
    assert_eq!(tracked, [false, false, true, false]);
    for v in [nested, flat, of_dict, of_type, dict] {
        m.release(v);
    }
    m.finish();
}

/// What a random program may do.
#[derive(Clone, Debug)]
enum Step {
    Record { finaliser: bool, revives: bool },
    List(Vec<usize>),
    Tuple(Vec<usize>),
    Dict(Vec<usize>),
    Set(Vec<usize>),
    Link { from: usize, field: usize, to: usize },
    Append { from: usize, to: usize },
    Watch(usize),
    Drop(usize),
    Park(usize),
    Collect(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let at = || 0..64usize;
    let few = || prop::collection::vec(0..64usize, 0..5);
    let step = prop_oneof![
        4 => (any::<bool>(), prop::bool::weighted(0.2)).prop_map(|(finaliser, revives)| Step::Record { finaliser, revives }),
        2 => few().prop_map(Step::List),
        2 => few().prop_map(Step::Tuple),
        2 => few().prop_map(Step::Dict),
        1 => few().prop_map(Step::Set),
        6 => (at(), 0..FIELDS, at()).prop_map(|(from, field, to)| Step::Link { from, field, to }),
        3 => (at(), at()).prop_map(|(from, to)| Step::Append { from, to }),
        2 => at().prop_map(Step::Watch),
        5 => at().prop_map(Step::Drop),
        1 => at().prop_map(Step::Park),
        1 => (0..3usize).prop_map(Step::Collect),
    ];
    prop::collection::vec(step, 1..if cfg!(miri) { 25 } else { 120 })
}

impl Mock {
    fn pick(&self, among: &[usize]) -> Vec<Value> {
        among.iter().filter_map(|i| self.nth_root(*i)).collect()
    }
    fn nth_root(&self, i: usize) -> Option<Value> {
        let n = self.roots.len();
        if n == 0 { None } else { Some(self.roots[i % n].clone()) }
    }
    fn step(&mut self, n: i64, step: Step) {
        match step {
            Step::Record { finaliser, revives } => {
                if revives && finaliser {
                    self.reviving.insert(n);
                }
                let v = self.record(n, finaliser);
                self.roots.push(v);
            }
            Step::List(of) => {
                let v = self.heap.list(self.pick(&of)).unwrap();
                self.roots.push(v);
            }
            Step::Tuple(of) => {
                let v = self.heap.tuple(self.pick(&of)).unwrap();
                self.roots.push(v);
            }
            Step::Dict(of) => {
                let dict = self.heap.dict();
                for (i, value) in self.pick(&of).into_iter().enumerate() {
                    let key = self.heap.int(i as i64);
                    self.heap.track_dict_for(&dict, &key, &value);
                    dict.as_dict().unwrap().insert_new(&mut self.heap, i as i64, key, value).unwrap();
                }
                self.roots.push(dict);
            }
            Step::Set(of) => {
                let set = self.heap.set();
                let s = set.as_set().unwrap();
                for (i, value) in self.pick(&of).into_iter().enumerate() {
                    let hash = i as i64 * 0x1234_5678;
                    let mut probe = s.probe(&self.heap, hash);
                    while let crate::object::set::Step::Candidate(_) =
                        s.next_candidate(&self.heap, &mut probe)
                    {}
                    let mut probe = s.probe(&self.heap, hash);
                    if let crate::object::set::Step::Virgin(at) = s.next_candidate(&self.heap, &mut probe) {
                        s.insert_at(&mut self.heap, at, hash, value).unwrap();
                    }
                }
                self.roots.push(set);
            }
            Step::Link { from, field, to } => {
                if let (Some(a), Some(b)) = (self.nth_root(from), self.nth_root(to))
                    && a.has_layout(Kind::NAMESPACE)
                {
                    self.set(&a, field, Some(b));
                    self.release(a);
                }
            }
            Step::Append { from, to } => {
                if let (Some(a), Some(b)) = (self.nth_root(from), self.nth_root(to)) {
                    if let Some(l) = a.as_list() {
                        l.push(&mut self.heap, b).unwrap();
                    }
                    self.release(a);
                }
            }
            Step::Watch(at) => {
                if let Some(v) = self.nth_root(at).filter(|v| v.has_layout(Kind::NAMESPACE)) {
                    let r = self.weakref(&v, n);
                    self.roots.push(r);
                    self.release(v);
                }
            }
            Step::Drop(at) => {
                if !self.roots.is_empty() {
                    let v = self.roots.swap_remove(at % self.roots.len());
                    self.release(v);
                }
            }
            Step::Park(at) => {
                if !self.roots.is_empty() {
                    drop(self.roots.swap_remove(at % self.roots.len()));
                }
            }
            Step::Collect(g) => {
                self.collect(g);
            }
        }
        undertaker::reap(self);
    }
    /// Ids of everything that can be reached from the roots.
    fn reachable(&mut self) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut stack: Vec<Value> = self.roots.clone();
        while let Some(v) = stack.pop() {
            if seen.insert(v.id()) {
                stack.extend(crate::object::edges::children(&self.heap, &v));
            }
        }
        seen
    }
    /// Containers that are alive.
    fn alive(&mut self) -> BTreeSet<usize> {
        let mut ids = BTreeSet::new();
        self.heap.for_each_object(|v| {
            if v.header().has(crate::object::header::flag::CONTAINER) && !v.header().is_immortal() {
                ids.insert(v.id());
            }
        });
        ids
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(miri) { 4 } else { 300 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn exactly_the_unreachable_die(steps in steps()) {
        let mut m = Mock::new();
        for (n, step) in steps.into_iter().enumerate() {
            m.step(n as i64, step);
            m.audit_quiet();
        }
        // What a first full collection revives is reachable; a second leaves nothing else.
        m.collect(2);
        m.collect(2);
        m.audit_quiet();
        let reachable = m.reachable();
        let alive = m.alive();
        prop_assert!(alive.is_subset(&reachable), "something unreachable is alive");
        let mut once = m.finalised();
        once.sort_unstable();
        let count = once.len();
        once.dedup();
        prop_assert_eq!(once.len(), count, "a finaliser ran twice");
        let mut called: Vec<i64> = m.diary.iter().filter_map(|e| match e {
            Event::Called(n, dead) => { assert!(*dead); Some(*n) }
            Event::Finalised(_) => None,
        }).collect();
        called.sort_unstable();
        let count = called.len();
        called.dedup();
        prop_assert_eq!(called.len(), count, "a callback ran twice");
        m.finish();
    }
}
