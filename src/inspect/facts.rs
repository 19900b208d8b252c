//! Facts on their way to Python: named figures and texts as a dict, ways as lists of rows.

use super::names::Names;
use super::paths::Way;
use super::survey::Survey;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// One fact.
pub enum Fact {
    Number(usize),
    Text(String),
    Truth(bool),
    Nothing,
}

impl Fact {
    pub fn text(t: impl Into<String>) -> Fact {
        Fact::Text(t.into())
    }
    pub fn number(n: Option<usize>) -> Fact {
        n.map_or(Fact::Nothing, Fact::Number)
    }
    pub fn value(&self, vm: &mut Vm) -> Value {
        match self {
            Fact::Number(n) => vm.int(*n as i64),
            Fact::Text(t) => vm.str(t),
            Fact::Truth(t) => vm.bool(*t),
            Fact::Nothing => vm.none(),
        }
    }
}

/// Facts by name.
pub type Facts = Vec<(&'static str, Fact)>;

/// As a dict.
pub fn dict(vm: &mut Vm, facts: &Facts) -> Value {
    let d = vm.heap.dict();
    for (name, fact) in facts {
        let v = fact.value(vm);
        vm.put(&d, name, v);
    }
    d
}

/// As a list of dicts.
pub fn dicts(vm: &mut Vm, rows: &[Facts]) -> PyResult {
    let rows = rows.iter().map(|row| dict(vm, row)).collect();
    vm.list(rows)
}

/// As a list of tuples.
pub fn tuples(vm: &mut Vm, rows: &[Vec<Fact>]) -> PyResult {
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let row = row.iter().map(|fact| fact.value(vm)).collect();
        out.push(vm.tuple(row)?);
    }
    vm.list(out)
}

/// The references of a way: kind, name, holder, its address or 0, what it leads to, its address.
pub fn way(survey: &Survey, names: &Names<'_>, way: &Way) -> Vec<Vec<Fact>> {
    let step = |(source, to): &(_, u32)| {
        let named = names.source(*source);
        vec![
            Fact::text(named.kind),
            Fact::Text(named.name),
            Fact::Text(named.holder),
            Fact::Number(named.object.map_or(0, |i| survey.value(i).id())),
            Fact::Text(names.object(*to)),
            Fact::Number(survey.value(*to).id()),
        ]
    };
    way.iter().map(step).collect()
}
