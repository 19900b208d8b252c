//! What life and death of objects cost, seen from the library: no bytecode runs while the clock does.
//!
//! Measures an object made and dropped by its handle, burial by the undertaker (chains and crowds, per object), and
//! full collections (per object walked on a live heap, per object found in garbage).
//! The structures are built by Python code, with the collector held, before the clock starts.
//! Deliberately absent: young collections by themselves (`programs` has them where they happen), finalisers and weak
//! references (their cost is that of the code they run).

#[path = "support/machine.rs"]
mod machine;
#[path = "support/timing.rs"]
mod timing;

use criterion::{Criterion, criterion_group, criterion_main};
use machine::Machine;
use std::hint::black_box;
use std::time::Instant;
use terrarium::object::Value;
use terrarium::vm::Vm;
use timing::{per_operation, per_timed_operation};

/// Objects of a structure.
const CROWD: u64 = 50_000;
/// The oldest generation: a full collection.
const FULL: usize = 2;

const BUILDERS: &str = "
class Node:
    def __init__(self, next):
        self.next = next

def chain_of_lists(n):
    head = []
    for _ in range(n - 1):
        head = [head]
    return head

def chain_of_instances(n):
    head = Node(None)
    for _ in range(n - 1):
        head = Node(head)
    return head

def crowd_of_lists(n):
    return [[] for _ in range(n)]

def crowd_of_instances(n):
    return [Node(None) for _ in range(n)]

def crowd_of_ints(n):
    return list(range(1_000_000, 1_000_000 + n))

def rings_of_lists(n):
    for _ in range(n // 2):
        a = []
        b = [a]
        a.append(b)

def rings_of_instances(n):
    for _ in range(n // 2):
        a = Node(None)
        a.next = Node(a)
";

fn machine() -> Machine {
    let mut machine = Machine::new();
    machine.vm.set_gc_enabled(false);
    machine.run(BUILDERS);
    machine
}

fn make_and_drop(c: &mut Criterion) {
    let mut machine = machine();
    let node = machine.get("Node");
    let mut group = c.benchmark_group("objects/make and drop");
    let mut measure = |name: &str, make: &dyn Fn(&mut Vm) -> Value| {
        group.bench_function(name, |b| {
            per_operation(b, 1_000, || {
                for _ in 0..1_000 {
                    let v = make(&mut machine.vm);
                    machine.vm.release(black_box(v));
                }
            });
        });
    };
    measure("small int", &|vm| vm.int(black_box(7)));
    measure("int", &|vm| vm.int(black_box(1_000_000)));
    measure("float", &|vm| vm.float(black_box(1.5)));
    measure("str of 20", &|vm| vm.str(black_box("twenty characters ok")));
    measure("empty list", &|vm| vm.heap.empty_list());
    measure("list of 3 ints", &|vm| {
        let items = [1_000, 2_000, 3_000].map(|n| vm.int(n));
        vm.heap.list(items).expect("no limit is set")
    });
    measure("empty dict", &|vm| vm.heap.dict());
    measure("instance", &|vm| vm.heap.instance(node.as_type().expect("a class")));
    group.finish();
    machine.vm.release(node);
    machine.finish();
}

fn burial(c: &mut Criterion) {
    let mut machine = machine();
    let mut group = c.benchmark_group("undertaker");
    for name in
        ["chain_of_lists", "chain_of_instances", "crowd_of_lists", "crowd_of_instances", "crowd_of_ints"]
    {
        let build = machine.get(name);
        group.bench_function(name.replace('_', " "), |b| {
            per_timed_operation(b, CROWD, || {
                let doomed = machine.call(&build, CROWD);
                let start = Instant::now();
                machine.vm.release(doomed);
                start.elapsed()
            });
        });
        machine.vm.release(build);
    }
    group.finish();
    machine.finish();
}

fn live_heap(c: &mut Criterion) {
    let mut machine = machine();
    let mut group = c.benchmark_group("collector/live");
    for name in ["chain_of_lists", "chain_of_instances", "crowd_of_lists", "crowd_of_instances"] {
        let build = machine.get(name);
        let alive = machine.call(&build, CROWD);
        assert_eq!(machine.vm.collect_now(FULL), 0, "everything is held");
        // What a machine is born with is walked as well.
        let walked: usize = (0..=FULL).map(|g| machine.vm.heap.generation(g).len()).sum();
        group.bench_function(name.replace('_', " "), |b| {
            per_operation(b, walked as u64, || {
                black_box(machine.vm.collect_now(FULL));
            });
        });
        machine.vm.release(alive);
        machine.vm.release(build);
    }
    group.finish();
    machine.finish();
}

fn garbage(c: &mut Criterion) {
    let mut machine = machine();
    let mut group = c.benchmark_group("collector/garbage");
    for name in ["rings_of_lists", "rings_of_instances"] {
        let build = machine.get(name);
        machine.vm.collect_now(FULL);
        group.bench_function(name.replace('_', " "), |b| {
            per_timed_operation(b, CROWD, || {
                let none = machine.call(&build, CROWD);
                machine.vm.release(none);
                let start = Instant::now();
                let found = machine.vm.collect_now(FULL);
                let time = start.elapsed();
                assert_eq!(found as u64, CROWD);
                time
            });
        });
        machine.vm.release(build);
    }
    group.finish();
    machine.finish();
}

criterion_group! {
    name = benches; config = timing::settings(); targets = make_and_drop, burial, live_heap, garbage
}
criterion_main!(benches);
