//! Dominators: an object dominates another if every way from the roots leads through it. What it dominates
//! is what would be freed if it went.
//!
//! After T. Lengauer and R. E. Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph" (1979), the
//! version with simple path compression. All recursion is unrolled.
//! Invariant: node 0 stands for all roots together; object `i` is node `i + 1`.

use super::paths::all_roots;
use super::survey::{Index, Survey};

const NONE: usize = usize::MAX;

/// The tree: who dominates each object directly (`None`: the roots together), and for each object how many
/// bytes it dominates, itself included.
pub struct Tree {
    pub parent: Vec<Option<Index>>,
    pub bytes: Vec<usize>,
    pub objects: Vec<u32>,
    /// Reached from a root.
    pub alive: Vec<bool>,
}

/// Numbers of a depth-first walk, and who was met from whom.
struct Walk {
    /// Nodes in the order they were met.
    order: Vec<usize>,
    number: Vec<usize>,
    parent: Vec<usize>,
    /// Nodes that refer to each node, by number.
    before: Vec<Vec<u32>>,
}

/// The forest that the algorithm links together, with path compression.
struct Forest {
    ancestor: Vec<usize>,
    label: Vec<usize>,
    semi: Vec<usize>,
}

impl Forest {
    /// The node with the least semidominator on the way up from `v`.
    fn best(&mut self, v: usize) -> usize {
        if self.ancestor[v] == NONE {
            return v;
        }
        let mut way = Vec::new();
        let mut at = v;
        while self.ancestor[self.ancestor[at]] != NONE {
            way.push(at);
            at = self.ancestor[at];
        }
        // From the top down each takes over what its ancestor has found.
        for w in way.into_iter().rev() {
            let up = self.ancestor[w];
            if self.semi[self.label[up]] < self.semi[self.label[w]] {
                self.label[w] = self.label[up];
            }
            self.ancestor[w] = self.ancestor[up];
        }
        self.label[v]
    }
}

/// Targets of a node, as nodes.
fn targets<'a>(survey: &'a Survey, roots: &'a [Index], node: usize) -> &'a [Index] {
    match node {
        0 => roots,
        n => survey.targets_of(n as Index - 1),
    }
}

fn walk(survey: &Survey, roots: &[Index]) -> Walk {
    let n = survey.len() + 1;
    let mut w =
        Walk { order: vec![0], number: vec![NONE; n], parent: vec![NONE; n], before: vec![Vec::new()] };
    w.number[0] = 0;
    let mut stack = vec![(0, 0)];
    while let Some((node, at)) = stack.pop() {
        let Some(to) = targets(survey, roots, node).get(at) else { continue };
        stack.push((node, at + 1));
        if survey.is_views(*to) {
            continue;
        }
        let to = *to as usize + 1;
        if w.number[to] == NONE {
            w.number[to] = w.order.len();
            w.order.push(to);
            w.before.push(Vec::new());
            w.parent[to] = node;
            stack.push((to, 0));
        }
        w.before[w.number[to]].push(w.number[node] as u32);
    }
    w
}

/// The dominator tree of a survey; `size` gives an object's bytes.
pub fn tree(survey: &Survey, size: &dyn Fn(Index) -> usize) -> Tree {
    let roots = all_roots(survey);
    let w = walk(survey, &roots);
    let direct = direct(&w);
    let mut tree = Tree {
        parent: vec![None; survey.len()],
        bytes: (0..survey.len() as Index).map(size).collect(),
        objects: vec![1; survey.len()],
        alive: vec![false; survey.len()],
    };
    // Children come behind their dominators in the walk: backwards, each is complete when it is added.
    for (number, &node) in w.order.iter().enumerate().skip(1).rev() {
        let i = node - 1;
        tree.alive[i] = true;
        let up = w.order[direct[number]];
        if up > 0 {
            tree.parent[i] = Some(up as Index - 1);
            tree.bytes[up - 1] += tree.bytes[i];
            tree.objects[up - 1] += tree.objects[i];
        }
    }
    tree
}

/// Direct dominator of each node, all by their numbers.
fn direct(w: &Walk) -> Vec<usize> {
    let n = w.order.len();
    let mut forest = Forest { ancestor: vec![NONE; n], label: (0..n).collect(), semi: (0..n).collect() };
    let mut bucket: Vec<Vec<u32>> = vec![Vec::new(); n];
    let mut direct = vec![0; n];
    for v in (1..n).rev() {
        let parent = w.number[w.parent[w.order[v]]];
        for &u in &w.before[v] {
            let best = forest.best(u as usize);
            forest.semi[v] = forest.semi[v].min(forest.semi[best]);
        }
        bucket[forest.semi[v]].push(v as u32);
        forest.ancestor[v] = parent;
        for u in std::mem::take(&mut bucket[parent]) {
            let u = u as usize;
            let best = forest.best(u);
            direct[u] = if forest.semi[best] < forest.semi[u] { best } else { parent };
        }
    }
    for v in 1..n {
        if direct[v] != forest.semi[v] {
            direct[v] = direct[direct[v]];
        }
    }
    direct
}

#[cfg(test)]
mod tests {
    use super::super::paths::retained;
    use super::*;
    use crate::vm::Config;
    use crate::vm::Vm;
    use crate::vm::host::Sandbox;

    #[test]
    fn what_an_object_dominates_is_what_would_be_freed_with_it() {
        let mut vm = Vm::new(Config::default(), Box::new(Sandbox::default())).unwrap();
        vm.reap();
        let survey = Survey::take(&mut vm);
        let tree = tree(&survey, &|_| 1);
        let wanted = survey.indices().filter(|i| tree.alive[*i as usize] && !survey.is_immortal(*i));
        let some: Vec<Index> = wanted.step_by(37).collect();
        assert!(some.len() > 10);
        for i in some {
            assert_eq!(tree.bytes[i as usize], retained(&survey, i).len(), "{:?}", survey.value(i));
            assert_eq!(tree.objects[i as usize] as usize, tree.bytes[i as usize]);
        }
    }
}
