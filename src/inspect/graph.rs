//! A part of the heap as a graph: some objects, what they refer to or who refers to them, so deep and so
//! many as asked.
//!
//! Invariant: bounded; what is left out is counted at the node where it would hang.
//! Deliberately absent: drawing, which is the view's.

use super::census;
use super::facts::Fact;
use super::names::Names;
use super::paths::is_structure;
use super::survey::{Index, Source, Survey};
use crate::object::places::Place;
use crate::object::{Kind, Value};
use crate::vm::Vm;
use std::collections::HashMap;

/// What is asked for.
pub struct Wish {
    pub depth: usize,
    pub most: usize,
    /// Neighbours of one object that are followed.
    pub width: usize,
    /// Who refers to the objects, instead of what they refer to.
    pub backwards: bool,
    /// Classes, globals and names too.
    pub all: bool,
}

/// Nodes: label, type, group, address, count or None for immortals, `sys.getsizeof`, real bytes, depth, how
/// many neighbours are left out. Edges: from, to, kind, name.
pub struct Graph {
    pub nodes: Vec<Vec<Fact>>,
    pub edges: Vec<Vec<Fact>>,
}

/// Group of an object, for colours.
fn group(v: &Value) -> &'static str {
    match v.kind().layout() {
        Kind::TYPE => "class",
        Kind::FUNCTION | Kind::NATIVE | Kind::CODE | Kind::BOUND_METHOD => "function",
        Kind::MODULE => "module",
        Kind::LIST | Kind::TUPLE | Kind::DICT | Kind::SET | Kind::FROZENSET | Kind::DEQUE => "container",
        Kind::INSTANCE => "instance",
        Kind::GENERATOR | Kind::COROUTINE | Kind::FRAME | Kind::TRACEBACK | Kind::EXCEPTION => "frame",
        Kind::CELL | Kind::WEAKREF => "reference",
        k if k.is_atom() => "atom",
        _ => "other",
    }
}

/// Dicts that are a part of one object only are drawn as its attributes.
fn is_own_dict(survey: &Survey, from: Index, place: Place, to: Index) -> bool {
    place == Place::Dict && survey.value(from).kind().layout() != Kind::MODULE && survey.count(to) == 1
}

/// The graph around the objects at these addresses.
pub fn of(vm: &mut Vm, start: &[usize], wish: &Wish) -> Graph {
    let survey = Survey::take(vm);
    let names = Names::new(&survey, vm);
    let mut order: Vec<(Index, usize)> = Vec::new();
    let mut number: HashMap<Index, usize> = HashMap::new();
    for i in start.iter().filter_map(|address| survey.at(*address)) {
        if number.insert(i, order.len()).is_none() {
            order.push((i, 0));
        }
    }
    let incoming = if wish.backwards { incoming(&survey) } else { HashMap::new() };
    let neighbours = |i: Index| -> Vec<(Source, Index)> {
        if wish.backwards {
            return incoming.get(&i).cloned().unwrap_or_default();
        }
        let mut out = Vec::new();
        for (place, to) in survey.edges_of(i) {
            if is_own_dict(&survey, i, place, to) {
                out.extend(survey.edges_of(to).map(|(place, last)| (Source::Object(to, place), last)));
            } else {
                out.push((Source::Object(i, place), to));
            }
        }
        // Items come last to first, as the collector walks them.
        if survey.value(i).has_layout(Kind::LIST) || survey.value(i).has_layout(Kind::TUPLE) {
            out.reverse();
        }
        out
    };
    let is_wanted = |source: &Source, to: Index| match source {
        _ if wish.all => true,
        // A key that is a number or a str stands at the arrow to its value.
        Source::Object(_, Place::Key(_)) => !survey.value(to).kind().is_atom(),
        Source::Object(_, Place::KeyName(_)) => false,
        Source::Object(i, place) => !is_structure(&survey, *i, *place),
        Source::Root(_) => true,
    };
    let mut edges: Vec<(usize, usize, Source)> = Vec::new();
    let mut left_out: HashMap<usize, usize> = HashMap::new();
    let mut roots: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < order.len() {
        let (i, depth) = order[at];
        let mut followed = 0;
        for (source, to) in neighbours(i).into_iter().filter(|(source, to)| is_wanted(source, *to)) {
            let other = match (wish.backwards, source) {
                (true, Source::Root(n)) => {
                    roots.push((n, at));
                    continue;
                }
                (true, Source::Object(from, _)) => from,
                (false, _) => to,
            };
            let known = number.get(&other).copied();
            let n = match known {
                Some(n) => n,
                None if depth < wish.depth && order.len() < wish.most && followed < wish.width => {
                    followed += 1;
                    number.insert(other, order.len());
                    order.push((other, depth + 1));
                    order.len() - 1
                }
                None => {
                    *left_out.entry(at).or_default() += 1;
                    continue;
                }
            };
            edges.push(if wish.backwards { (n, at, source) } else { (at, n, source) });
        }
        at += 1;
    }
    let edge = |(from, to, source): &(usize, usize, Source)| {
        let named = names.source(*source);
        vec![Fact::Number(*from), Fact::Number(*to), Fact::text(named.kind), Fact::Text(named.name)]
    };
    let mut edges: Vec<Vec<Fact>> = edges.iter().map(edge).collect();
    let mut labels: Vec<(String, usize)> = Vec::new();
    for (n, to) in roots {
        let named = names.source(Source::Root(n));
        edges.push(vec![
            Fact::Number(order.len() + labels.len()),
            Fact::Number(to),
            Fact::text(named.kind),
            Fact::Text(named.name),
        ]);
        labels.push((named.holder, order[to].1 + 1));
    }
    let texts: Vec<String> = order.iter().map(|(i, _)| names.object(*i)).collect();
    drop(names);
    let mut nodes = Vec::new();
    for (n, ((i, depth), label)) in order.iter().zip(texts).enumerate() {
        let v = survey.value(*i);
        let count = if survey.is_immortal(*i) { None } else { Some(survey.count(*i) as usize) };
        nodes.push(vec![
            Fact::Text(label),
            Fact::Text(vm.type_name(v)),
            Fact::text(group(v)),
            Fact::Number(v.id()),
            Fact::number(count),
            Fact::Number(census::size(vm, v)),
            Fact::Number(vm.heap.real_size(v)),
            Fact::Number(*depth),
            Fact::Number(left_out.get(&n).copied().unwrap_or(0)),
        ]);
    }
    for (label, depth) in labels {
        let mut node = vec![Fact::Text(label), Fact::text(""), Fact::text("root")];
        node.extend([0, 0, 0, 0, depth, 0].map(Fact::Number));
        nodes.push(node);
    }
    Graph { nodes, edges }
}

/// Who refers to each object.
fn incoming(survey: &Survey) -> HashMap<Index, Vec<(Source, Index)>> {
    let mut out: HashMap<Index, Vec<(Source, Index)>> = HashMap::new();
    for i in survey.indices() {
        for (place, to) in survey.edges_of(i) {
            out.entry(to).or_default().push((Source::Object(i, place), to));
        }
    }
    for (n, (_, to)) in survey.roots.iter().enumerate() {
        out.entry(*to).or_default().push((Source::Root(n), *to));
    }
    out
}
