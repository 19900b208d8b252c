//! _heap: the facts that `heap` (a frozen module) shows.
//!
//! Invariant: a fact is taken into Rust's memory before the first object is made for it, so what is
//! answered is the heap as it was asked about. Answers name objects by address and text; only `at` and
//! `instances` give objects.
//! Deliberately absent: tables, pictures, lessons; those are the view's.

use super::facts::{self, Fact};
use super::graph::{self, Wish};
use super::names::Names;
use super::survey::Survey;
use super::{census, holders, paths, places};
use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;

static FUNCTIONS: &[Native] = &[
    native("address(address, /)", "What lies at an address: facts, or None.", address),
    native("arenas()", "List the facts of every arena, region and huge block.", arenas),
    native("at(address, /)", "The object at an address, or None.", at),
    native("begin()", "A view begins to look: the collector is held.", begin),
    native("census(all, /)", "List (type, objects, bytes, real bytes).", by_type),
    native(
        "cycles(object, all, most, /)",
        "List the cycles through an object, each a list of references.",
        cycles,
    ),
    native(
        "dominators(most, /)",
        "List (label, address, bytes held up, objects held up, bytes, held by).",
        dominators,
    ),
    native("end()", "The view has looked.", end),
    native("freed(object, /)", "List (label, address, bytes) of all that would go with an object.", freed),
    native("freelists()", "List (name, blocks, most).", freelists),
    native(
        "graph(objects, depth, most, width, backwards, all, /)",
        "Nodes and edges around some objects.",
        graph_of,
    ),
    native(
        "holders(object, /)",
        "List (kind, name, holder, address of the holder or 0), one for each reference to the object.",
        holders_of,
    ),
    native("instances(cls, /)", "List the living instances of a class.", instances),
    native("interned()", "List the interned strings.", interned),
    native("label(object, /)", "A few words for an object.", label),
    native(
        "map()",
        "Types as (name, whether a class statement made it), and the pools with a character for each block.",
        map,
    ),
    native("path(start, end, /)", "The references from one object to another, or None.", path),
    native("pools()", "List the facts of every pool in use.", pools),
    native("size(object, /)", "Real bytes of an object and of the blocks it owns.", size),
    native("stack()", "List (function, file, line, registers) from the bottom frame.", stack),
    native("totals()", "Figures of the allocator.", totals),
    native("usage(object, /)", "Sizes of an object and of what it is made of.", usage),
    native("where(object, /)", "The facts of an object's place.", place),
    native("why_alive(object, /)", "The references from a root to an object, or None.", why_alive),
];

/// The native module of that name.
pub fn module(vm: &mut Vm, name: &str) -> Option<PyResult> {
    (name == "_heap").then(|| Ok(vm.native_module("_heap", "What the heap knows of itself.", FUNCTIONS)))
}

fn begin(vm: &mut Vm, _: Args) -> PyResult {
    vm.observe();
    Ok(vm.none())
}
fn end(vm: &mut Vm, _: Args) -> PyResult {
    vm.end_observation();
    Ok(vm.none())
}

// --- who ---------------------------------------------------------------------------------------------------

/// An address that is no object's is no error: objects come and go.
fn at(vm: &mut Vm, a: Args) -> PyResult {
    let address = vm.index(&a[0])?;
    let found = usize::try_from(address).ok().and_then(|address| vm.heap.object_at(address));
    Ok(found.unwrap_or_else(|| vm.none()))
}
fn holders_of(vm: &mut Vm, a: Args) -> PyResult {
    let found = holders::of(vm, &a[0]);
    let row = |h: &holders::Holder| {
        vec![Fact::text(h.kind), Fact::text(&h.name), Fact::text(&h.holder), Fact::Number(h.address)]
    };
    let rows: Vec<Vec<Fact>> = found.iter().map(row).collect();
    facts::tuples(vm, &rows)
}
fn label(vm: &mut Vm, a: Args) -> PyResult {
    let text = holders::label(vm, &a[0]);
    Ok(vm.str(&text))
}
fn why_alive(vm: &mut Vm, a: Args) -> PyResult {
    let rows = {
        let survey = Survey::take(vm);
        let names = Names::new(&survey, vm);
        let way = survey.find(&a[0]).and_then(|i| paths::why_alive(&survey, vm, i));
        way.map(|way| facts::way(&survey, &names, &way))
    };
    match rows {
        Some(rows) => facts::tuples(vm, &rows),
        None => Ok(vm.none()),
    }
}
fn path(vm: &mut Vm, a: Args) -> PyResult {
    let rows = {
        let survey = Survey::take(vm);
        let names = Names::new(&survey, vm);
        let ends = survey.find(&a[0]).zip(survey.find(&a[1]));
        let way = ends.and_then(|(from, to)| paths::between(&survey, from, to));
        way.map(|way| facts::way(&survey, &names, &way))
    };
    match rows {
        Some(rows) => facts::tuples(vm, &rows),
        None => Ok(vm.none()),
    }
}
fn cycles(vm: &mut Vm, a: Args) -> PyResult {
    let (all, most) = (vm.truth(&a[1])?, usize_of(vm, &a[2])?);
    let found: Vec<Vec<Vec<Fact>>> = {
        let survey = Survey::take(vm);
        let names = Names::new(&survey, vm);
        let ways = survey.find(&a[0]).map(|i| paths::cycles(&survey, i, all, most)).unwrap_or_default();
        ways.iter().map(|way| facts::way(&survey, &names, way)).collect()
    };
    let mut out = Vec::new();
    for rows in &found {
        out.push(facts::tuples(vm, rows)?);
    }
    vm.list(out)
}
fn dominators(vm: &mut Vm, a: Args) -> PyResult {
    let most = usize_of(vm, &a[0])?;
    let rows = census::dominators(vm, most);
    facts::tuples(vm, &rows)
}
fn freed(vm: &mut Vm, a: Args) -> PyResult {
    let rows = census::freed_with(vm, &a[0]);
    facts::tuples(vm, &rows)
}

// --- where -------------------------------------------------------------------------------------------------

fn place(vm: &mut Vm, a: Args) -> PyResult {
    let found = places::of_object(vm, &a[0]);
    Ok(match found {
        Some(found) => facts::dict(vm, &found),
        None => vm.none(),
    })
}
fn address(vm: &mut Vm, a: Args) -> PyResult {
    let at = vm.index(&a[0])?;
    let found = usize::try_from(at).ok().and_then(|at| places::at_address(vm, at));
    Ok(match found {
        Some(found) => facts::dict(vm, &found),
        None => vm.none(),
    })
}
fn size(vm: &mut Vm, a: Args) -> PyResult {
    let n = vm.heap.real_size(&a[0]);
    Ok(vm.int(n as i64))
}
fn arenas(vm: &mut Vm, _: Args) -> PyResult {
    let rows = places::arenas(vm);
    facts::dicts(vm, &rows)
}
fn pools(vm: &mut Vm, _: Args) -> PyResult {
    let rows = places::pools(vm);
    facts::dicts(vm, &rows)
}
fn totals(vm: &mut Vm, _: Args) -> PyResult {
    let found = places::totals(vm);
    Ok(facts::dict(vm, &found))
}
fn freelists(vm: &mut Vm, _: Args) -> PyResult {
    let lists = vm.heap.free_list_stats();
    let row = |(name, n, most): &(String, u32, u32)| {
        vec![Fact::text(name), Fact::Number(*n as usize), Fact::Number(*most as usize)]
    };
    let rows: Vec<Vec<Fact>> = lists.iter().map(row).collect();
    facts::tuples(vm, &rows)
}
fn map(vm: &mut Vm, _: Args) -> PyResult {
    let found = places::map(vm);
    let types: Vec<Vec<Fact>> = found
        .types
        .into_iter()
        .map(|(name, is_class)| vec![Fact::Text(name), Fact::Truth(is_class)])
        .collect();
    let types = facts::tuples(vm, &types)?;
    let pools = facts::tuples(vm, &found.pools)?;
    vm.tuple(vec![types, pools])
}

// --- what --------------------------------------------------------------------------------------------------

fn by_type(vm: &mut Vm, a: Args) -> PyResult {
    let all = vm.truth(&a[0])?;
    let rows = census::by_type(vm, all);
    facts::tuples(vm, &rows)
}
fn instances(vm: &mut Vm, a: Args) -> PyResult {
    if !a[0].is_type() {
        let got = vm.type_name(&a[0]);
        return Err(vm.type_error(format!("a class is required (got type '{got}')")));
    }
    let found = census::instances(vm, &a[0]);
    vm.list(found)
}
fn interned(vm: &mut Vm, _: Args) -> PyResult {
    let found = vm.heap.interned_strings();
    vm.list(found)
}
fn usage(vm: &mut Vm, a: Args) -> PyResult {
    let found = census::usage(vm, &a[0]);
    Ok(facts::dict(vm, &found))
}
fn stack(vm: &mut Vm, _: Args) -> PyResult {
    let mut out = Vec::new();
    for (name, file, line, registers) in census::stack(vm) {
        let registers = facts::tuples(vm, &registers)?;
        let row = vec![vm.str(&name), vm.str(&file), vm.int(line.into()), registers];
        out.push(vm.tuple(row)?);
    }
    vm.list(out)
}

// --- pictures ----------------------------------------------------------------------------------------------

fn graph_of(vm: &mut Vm, a: Args) -> PyResult {
    // Handles of our own would be counted.
    let start: Vec<usize> = vm.collect(&a[0])?.iter().map(Value::id).collect();
    let wish = Wish {
        depth: usize_of(vm, &a[1])?,
        most: usize_of(vm, &a[2])?,
        width: usize_of(vm, &a[3])?,
        backwards: vm.truth(&a[4])?,
        all: vm.truth(&a[5])?,
    };
    let found = graph::of(vm, &start, &wish);
    let nodes = facts::tuples(vm, &found.nodes)?;
    let edges = facts::tuples(vm, &found.edges)?;
    vm.tuple(vec![nodes, edges])
}

fn usize_of(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    Ok(usize::try_from(vm.index(v)?).unwrap_or(0))
}
