//! Who holds an object: every reference to it, by name, as many as its count says.
//!
//! Invariant: the number of holders is the count, less what the question itself holds. Edges and named
//! roots are all there is but for what native code under way holds in Rust; that is one holder for each
//! count that is left.
//! Deliberately absent: a walk of its own; see `survey.rs`.

use super::names::{Names, plain};
use super::survey::Survey;
use crate::object::{Kind, Value};
use crate::vm::Vm;

/// One reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub kind: &'static str,
    pub name: String,
    pub holder: String,
    /// Where the object that has the reference is; 0 for frames and the machine.
    pub address: usize,
}

/// Every reference to `v`.
pub fn of(vm: &mut Vm, v: &Value) -> Vec<Holder> {
    let survey = Survey::take(vm);
    let Some(wanted) = survey.find(v) else { return Vec::new() };
    let names = Names::new(&survey, vm);
    let mut out: Vec<Holder> = survey
        .sources_of(&[wanted])
        .into_iter()
        .map(|(source, _)| {
            let named = names.source(source);
            let address = named.object.map_or(0, |i| survey.value(i).id());
            Holder { kind: named.kind, name: named.name, holder: named.holder, address }
        })
        .collect();
    if !survey.is_immortal(wanted) {
        let left = (survey.count(wanted) as usize).saturating_sub(out.len());
        out.extend((0..left).map(|_| Holder {
            kind: "native",
            name: String::new(),
            holder: "native code under way".to_owned(),
            address: 0,
        }));
    }
    out
}

/// A few words for an object.
pub fn label(vm: &mut Vm, v: &Value) -> String {
    // Only these may stand for a part of another object, which takes a look at all of them.
    if !matches!(v.kind().layout(), Kind::DICT | Kind::TUPLE | Kind::CELL) {
        return plain(vm, v);
    }
    let survey = Survey::take(vm);
    let names = Names::new(&survey, vm);
    survey.find(v).map(|i| names.object(i)).unwrap_or_default()
}

/// Objects whose count is not the number of their holders, where nothing runs.
pub fn disagreements(vm: &mut Vm) -> Vec<String> {
    let survey = Survey::take(vm);
    let names = Names::new(&survey, vm);
    let found = survey.reference_counts();
    let wrong = |i: &u32| !survey.is_immortal(*i) && survey.count(*i) != found[*i as usize];
    let complain = |i| {
        let (count, found) = (survey.count(i), found[i as usize]);
        format!("{}: counts {count}, but has {found} holders", names.object(i))
    };
    survey.indices().filter(wrong).map(complain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Config;
    use crate::vm::host::Sandbox;

    #[test]
    fn every_object_of_a_fresh_machine_has_as_many_holders_as_it_counts() {
        let mut vm = Vm::new(Config::default(), Box::new(Sandbox::default())).unwrap();
        vm.reap();
        assert_eq!(disagreements(&mut vm), Vec::<String>::new());
        let inner = vm.list(vec![]).unwrap();
        let outer = vm.list(vec![inner.clone(), inner.clone()]).unwrap();
        let found = of(&mut vm, &inner);
        assert_eq!(found.iter().filter(|h| h.kind == "item" && h.address == outer.id()).count(), 2);
        // The handle of this test is nobody's but Rust's.
        assert_eq!(found.iter().filter(|h| h.kind == "native").count(), 1);
        assert_eq!(disagreements(&mut vm).len(), 2);
    }
}
