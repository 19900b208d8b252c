//! Ways through the heap: why an object is alive, how one leads to another, which cycles it is in.
//!
//! Every search goes breadth first, so what it finds is shortest, and keeps its own queue, so depth is no
//! matter.
//! Invariant: references that every object of a kind has (to its class, from a function to its globals)
//! are followed only where no other way is left: they say nothing of the program.

use super::survey::{Index, Source, Survey};
use crate::object::Kind;
use crate::object::places::Place;
use crate::types::function::field as ffield;
use crate::vm::Vm;
use crate::vm::attributes::field as afield;

const NOBODY: Index = Index::MAX;

/// A way: the references, each with what it leads to.
pub type Way = Vec<(Source, Index)>;

/// Whether a reference is one that every such object has.
pub fn is_structure(survey: &Survey, from: Index, place: Place) -> bool {
    match (survey.value(from).kind().layout(), place) {
        (_, Place::Type) => true,
        (Kind::FUNCTION, Place::Field(i)) => {
            matches!(i as usize, ffield::GLOBALS | ffield::MODULE | ffield::NAME | ffield::QUALNAME)
        }
        (Kind::FRAME, Place::Field(i)) => i as usize == crate::vm::traceback::frame_field::GLOBALS,
        (Kind::CODE | Kind::MODULE, _) => false,
        _ => false,
    }
}

/// Namespaces of the modules: where the names that a program sees begin.
pub fn namespaces(survey: &Survey, vm: &Vm) -> Vec<Index> {
    let dict = |i: Index| survey.find(&vm.record_field(survey.value(i), afield::MODULE_DICT));
    survey.of_kind(Kind::MODULE).filter_map(dict).collect()
}

/// One search: who was reached from whom.
struct Search<'s> {
    survey: &'s Survey,
    from: Vec<Index>,
    through: Vec<Place>,
    queue: Vec<Index>,
    structure: bool,
}

impl<'s> Search<'s> {
    fn new(survey: &'s Survey, structure: bool) -> Search<'s> {
        let n = survey.len();
        Search { survey, from: vec![NOBODY; n], through: vec![Place::Type; n], queue: Vec::new(), structure }
    }
    fn start(&mut self, i: Index) {
        if self.from[i as usize] == NOBODY {
            self.from[i as usize] = i;
            self.queue.push(i);
        }
    }
    /// Go on until `goal` is reached; whether it was.
    fn run(&mut self, goal: Index) -> bool {
        let mut at = 0;
        while let Some(&i) = self.queue.get(at) {
            at += 1;
            if self.survey.is_views(i) {
                continue;
            }
            for (place, to) in self.survey.edges_of(i) {
                let skipped = !self.structure && is_structure(self.survey, i, place);
                if self.from[to as usize] == NOBODY && !skipped {
                    self.from[to as usize] = i;
                    self.through[to as usize] = place;
                    if to == goal {
                        return true;
                    }
                    self.queue.push(to);
                }
            }
        }
        false
    }
    /// The references on the way to `goal`, from where the search began.
    fn way(&self, goal: Index) -> Way {
        let mut way = Vec::new();
        let mut at = goal;
        while self.from[at as usize] != at {
            let from = self.from[at as usize];
            way.push((Source::Object(from, self.through[at as usize]), at));
            at = from;
        }
        way.reverse();
        way
    }
}

/// The shortest way from a root to an object: from a frame, a module's name, or the machine. `None`: it is
/// garbage that waits for the collector.
pub fn why_alive(survey: &Survey, vm: &Vm, goal: Index) -> Option<Way> {
    let direct = survey.roots.iter().position(|(_, to)| *to == goal);
    if let Some(n) = direct {
        return Some(vec![(Source::Root(n), goal)]);
    }
    for structure in [false, true] {
        let mut search = Search::new(survey, structure);
        survey.roots.iter().for_each(|(_, to)| search.start(*to));
        namespaces(survey, vm).into_iter().for_each(|i| search.start(i));
        if search.run(goal) {
            let way = search.way(goal);
            let first = match way.first() {
                Some((Source::Object(i, _), _)) => *i,
                _ => goal,
            };
            let root = survey.roots.iter().position(|(_, to)| *to == first);
            let is_namespace = survey.value(first).as_dict().is_some();
            let root = root.filter(|_| !is_namespace).map(|n| (Source::Root(n), first));
            return Some(root.into_iter().chain(way).collect());
        }
    }
    None
}

/// The shortest way from one object to another.
pub fn between(survey: &Survey, from: Index, to: Index) -> Option<Way> {
    if from == to {
        return Some(Vec::new());
    }
    [false, true].into_iter().find_map(|structure| {
        let mut search = Search::new(survey, structure);
        search.start(from);
        search.run(to).then(|| search.way(to))
    })
}

/// Cycles through an object: for each of its references the shortest way back, shortest first.
pub fn cycles(survey: &Survey, through: Index, structure: bool, most: usize) -> Vec<Way> {
    let mut found: Vec<Way> = Vec::new();
    for (place, to) in survey.edges_of(through) {
        if !structure && is_structure(survey, through, place) {
            continue;
        }
        let first = (Source::Object(through, place), to);
        if to == through {
            found.push(vec![first]);
        } else {
            let mut search = Search::new(survey, structure);
            search.start(to);
            if search.run(through) {
                found.push(std::iter::once(first).chain(search.way(through)).collect());
            }
        }
        if found.len() >= most {
            break;
        }
    }
    found.sort_by_key(Vec::len);
    found
}

/// Everything that can be reached from these objects, `without` one of them, in order of the search.
pub fn reachable(
    survey: &Survey,
    from: &[Index],
    without: Option<Index>,
    follow: &dyn Fn(Index, Place, Index) -> bool,
) -> Vec<bool> {
    let mut seen = vec![false; survey.len()];
    let mut queue = Vec::new();
    let mut meet = |i: Index, queue: &mut Vec<Index>| {
        if Some(i) != without && !seen[i as usize] && !survey.is_views(i) {
            seen[i as usize] = true;
            queue.push(i);
        }
    };
    from.iter().for_each(|i| meet(*i, &mut queue));
    while let Some(i) = queue.pop() {
        for (place, to) in survey.edges_of(i) {
            if follow(i, place, to) {
                meet(to, &mut queue);
            }
        }
    }
    seen
}

/// What only the machine's roots and immortal objects hold up: all roots there are.
pub fn all_roots(survey: &Survey) -> Vec<Index> {
    let immortal = survey.indices().filter(|i| survey.is_immortal(*i));
    survey.roots.iter().map(|(_, to)| *to).chain(immortal).collect()
}

/// What would be freed if an object went: all that is reached only through it, itself included.
pub fn retained(survey: &Survey, x: Index) -> Vec<Index> {
    if survey.is_immortal(x) {
        return Vec::new();
    }
    let roots = all_roots(survey);
    let with = reachable(survey, &roots, None, &|_, _, _| true);
    let without = reachable(survey, &roots, Some(x), &|_, _, _| true);
    if with[x as usize] {
        return survey.indices().filter(|i| with[*i as usize] && !without[*i as usize]).collect();
    }
    // Nothing leads to it from a root: what it alone leads to would go with it.
    let from_it = reachable(survey, &[x], None, &|_, _, _| true);
    survey.indices().filter(|i| from_it[*i as usize] && !with[*i as usize]).collect()
}

/// What an object is made of: all it leads to, without classes, modules, code and what is immortal.
pub fn parts(survey: &Survey, x: Index) -> Vec<Index> {
    let follow = |from: Index, place: Place, to: Index| {
        !is_structure(survey, from, place) && !is_shared_by_nature(survey, to)
    };
    let seen = reachable(survey, &[x], None, &follow);
    survey.indices().filter(|i| seen[*i as usize]).collect()
}

/// Classes, modules, functions, code, and what is immortal belong to no object alone.
fn is_shared_by_nature(survey: &Survey, i: Index) -> bool {
    let kind = survey.value(i).kind().layout();
    survey.is_immortal(i)
        || matches!(
            kind,
            Kind::TYPE | Kind::MODULE | Kind::CODE | Kind::FUNCTION | Kind::NATIVE | Kind::FRAME
        )
}
