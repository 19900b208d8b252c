//! What single things cost in a running program: calls, attributes, items, generators, exceptions.
//!
//! Each snippet defines `bench(n)`, which does its thing `n` times in a loop; what is reported is one turn, the loop's own
//! cost (`empty loop`) included. The collector runs as in any program. Before it is measured, each snippet checks its
//! own answer: a fast wrong answer is no measurement.
//! Deliberately absent: whole programs and CPython beside us. Compilation is not in the figures.

#[path = "support/machine.rs"]
mod machine;
#[path = "support/timing.rs"]
mod timing;

use criterion::{Criterion, criterion_group, criterion_main};
use machine::Machine;
use timing::per_operation;

/// Turns between two looks at the clock.
const TURNS: u64 = 1_000;

struct Snippet {
    name: &'static str,
    /// Operations in a turn.
    operations: u64,
    source: &'static str,
}

const fn turn(name: &'static str, source: &'static str) -> Snippet {
    Snippet { name, operations: 1, source }
}

const CALLS: &[Snippet] = &[
    turn(
        "positional",
        "
def f(a, b):
    return b
def bench(n):
    for i in range(n):
        r = f(i, i)
    return r
assert bench(10) == 9
",
    ),
    turn(
        "keyword",
        "
def f(a, b=1, *, c=2):
    return c
def bench(n):
    for i in range(n):
        r = f(i, c=i)
    return r
assert bench(10) == 9
",
    ),
    turn(
        "native",
        "
def bench(n):
    s = 'abc'
    for i in range(n):
        r = len(s)
    return r
assert bench(10) == 3
",
    ),
    turn(
        "method",
        "
class C:
    def m(self, a):
        return a
def bench(n):
    o = C()
    for i in range(n):
        r = o.m(i)
    return r
assert bench(10) == 9
",
    ),
    // 177 calls in a turn: 2 * fib(11) - 1.
    Snippet {
        name: "recursive",
        operations: 177,
        source: "
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def bench(n):
    for _ in range(n):
        r = fib(10)
    return r
assert bench(1) == 55
",
    },
    turn(
        "instance made and dropped",
        "
class C:
    def __init__(self, a):
        self.a = a
def bench(n):
    for i in range(n):
        r = C(i)
    return r.a
assert bench(10) == 9
",
    ),
];

const ATTRIBUTES: &[Snippet] = &[
    turn(
        "read",
        "
class C: pass
def bench(n):
    o = C()
    o.a = 1000
    for _ in range(n):
        r = o.a
    return r
assert bench(10) == 1000
",
    ),
    turn(
        "write",
        "
class C: pass
def bench(n):
    o = C()
    for i in range(n):
        o.a = i
    return o.a
assert bench(10) == 9
",
    ),
    turn(
        "read from the class",
        "
class B: a = 1000
class C(B): pass
def bench(n):
    o = C()
    for _ in range(n):
        r = o.a
    return r
assert bench(10) == 1000
",
    ),
    turn(
        "read a slot",
        "
class C: __slots__ = ('a',)
def bench(n):
    o = C()
    o.a = 1000
    for _ in range(n):
        r = o.a
    return r
assert bench(10) == 1000
",
    ),
    turn(
        "property",
        "
class C:
    @property
    def a(self):
        return 1000
def bench(n):
    o = C()
    for _ in range(n):
        r = o.a
    return r
assert bench(10) == 1000
",
    ),
    turn(
        "in place",
        "
class C: pass
def bench(n):
    o = C()
    o.a = 0
    for _ in range(n):
        o.a += 1
    return o.a
assert bench(10) == 10
",
    ),
];

const ITEMS: &[Snippet] = &[
    turn(
        "list read",
        "
def bench(n):
    a = list(range(8))
    for i in range(n):
        r = a[i & 7]
    return r
assert bench(10) == 1
",
    ),
    turn(
        "list write",
        "
def bench(n):
    a = [0] * 8
    for i in range(n):
        a[i & 7] = i
    return a[1]
assert bench(10) == 9
",
    ),
    turn(
        "list append",
        "
def bench(n):
    a = []
    for i in range(n):
        a.append(i)
    return a[-1]
assert bench(10) == 9
",
    ),
    turn(
        "dict read, str",
        "
def bench(n):
    d = {'one': 1, 'two': 2, 'three': 3}
    for _ in range(n):
        r = d['two']
    return r
assert bench(10) == 2
",
    ),
    turn(
        "dict write, str",
        "
def bench(n):
    d = {'one': 1, 'two': 2, 'three': 3}
    for i in range(n):
        d['two'] = i
    return d['two']
assert bench(10) == 9
",
    ),
    turn(
        "dict read, int",
        "
def bench(n):
    d = {i: i for i in range(8)}
    for i in range(n):
        r = d[i & 7]
    return r
assert bench(10) == 1
",
    ),
];

const CONTROL: &[Snippet] = &[
    turn(
        "empty loop",
        "
def bench(n):
    for i in range(n):
        pass
    return i
assert bench(10) == 9
",
    ),
    turn(
        "int add",
        "
def bench(n):
    a = 0
    for i in range(n):
        a = a + i
    return a
assert bench(10) == 45
",
    ),
    turn(
        "float add",
        "
def bench(n):
    a = 0.0
    for _ in range(n):
        a = a + 0.5
    return a
assert bench(10) == 5.0
",
    ),
    turn(
        "generator",
        "
def g(n):
    i = 0
    while i < n:
        yield i
        i += 1
def bench(n):
    for i in g(n):
        pass
    return i
assert bench(10) == 9
",
    ),
    turn(
        "try without a raise",
        "
def bench(n):
    for i in range(n):
        try:
            r = i
        except ValueError:
            pass
    return r
assert bench(10) == 9
",
    ),
    turn(
        "raise and except",
        "
def bench(n):
    caught = 0
    for _ in range(n):
        try:
            raise ValueError
        except ValueError:
            caught += 1
    return caught
assert bench(10) == 10
",
    ),
    turn(
        "raise through a call",
        "
def f():
    raise ValueError
def bench(n):
    caught = 0
    for _ in range(n):
        try:
            f()
        except ValueError:
            caught += 1
    return caught
assert bench(10) == 10
",
    ),
];

fn measure(c: &mut Criterion, group: &str, snippets: &[Snippet]) {
    let mut machine = Machine::new();
    let mut group = c.benchmark_group(group);
    for snippet in snippets {
        machine.run(snippet.source);
        let bench = machine.get("bench");
        group.bench_function(snippet.name, |b| {
            per_operation(b, TURNS * snippet.operations, || {
                let result = machine.call(&bench, TURNS);
                machine.vm.release(result);
            });
        });
        machine.vm.release(bench);
    }
    group.finish();
    machine.finish();
}

fn calls(c: &mut Criterion) {
    measure(c, "calls", CALLS);
}
fn attributes(c: &mut Criterion) {
    measure(c, "attributes", ATTRIBUTES);
}
fn items(c: &mut Criterion) {
    measure(c, "items", ITEMS);
}
fn control(c: &mut Criterion) {
    measure(c, "control", CONTROL);
}

criterion_group! { name = benches; config = timing::settings(); targets = control, calls, attributes, items }
criterion_main!(benches);
