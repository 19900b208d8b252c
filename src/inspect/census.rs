//! What there is: objects by type, sizes, the strings that are interned, the frames and their registers.
//!
//! Three figures of size are kept apart: what `sys.getsizeof` says of CPython's layout, and the real bytes
//! of our blocks. A class's own `__sizeof__` is not asked: a view runs no code of the program.

use super::dominators;
use super::facts::{Fact, Facts};
use super::names::Names;
use super::survey::{Index, Survey};
use super::{paths, program};
use crate::object::{Kind, TypeObj, Value};
use crate::vm::Vm;
use std::collections::BTreeMap;
use std::ptr::NonNull;

/// `sys.getsizeof(v)`, for instances of a class with a `__sizeof__` of its own what `object` would say.
pub fn size(vm: &mut Vm, v: &Value) -> usize {
    let name = vm.names.__sizeof__.clone();
    let of = |vm: &mut Vm, t: NonNull<TypeObj>| {
        vm.lookup(t, &name).filter(|f| matches!(f.kind(), Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER))
    };
    let object = vm.heap.type_of(Kind::OBJECT);
    let Some(native) = of(vm, v.ty_ptr()).or_else(|| of(vm, object)) else { return v.ty().basicsize() };
    let own = vm.call_unbound(&native, v, &[]).ok().and_then(|n| n.as_word()).unwrap_or(0);
    own as usize + vm.presize(v)
}

/// Sizes of all objects, in the survey's order: `sys.getsizeof`, and real bytes.
pub fn sizes(vm: &mut Vm, survey: &Survey) -> (Vec<usize>, Vec<usize>) {
    let said = survey.objects.iter().map(|v| size(vm, v)).collect();
    let real = survey.objects.iter().map(|v| vm.heap.real_size(v)).collect();
    (said, real)
}

/// Objects by type: name, how many, bytes as `sys.getsizeof` says, real bytes. Only the program's own, or
/// all there are.
pub fn by_type(vm: &mut Vm, all: bool) -> Vec<Vec<Fact>> {
    let survey = Survey::take(vm);
    let (said, real) = sizes(vm, &survey);
    let program = program::objects(&survey, vm);
    let mut rows: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for i in survey.indices().filter(|i| all || program[*i as usize]) {
        let row = rows.entry(vm.full_type_name(survey.value(i).ty())).or_default();
        row[0] += 1;
        row[1] += said[i as usize];
        row[2] += real[i as usize];
    }
    let row = |(name, n): (String, [usize; 3])| {
        std::iter::once(Fact::Text(name)).chain(n.into_iter().map(Fact::Number)).collect()
    };
    rows.into_iter().map(row).collect()
}

/// The living instances of a class and its subclasses, oldest address first.
pub fn instances(vm: &mut Vm, class: &Value) -> Vec<Value> {
    let Some(t) = class.as_type().map(|t| t.ptr()) else { return Vec::new() };
    let survey = Survey::take(vm);
    let heap = &vm.heap;
    let is_one = |i: &Index| survey.value(*i).ty().is_subtype(heap, t);
    survey.indices().filter(is_one).map(|i| survey.value(i).clone()).collect()
}

/// Sizes of one object and of what it is made of.
pub fn usage(vm: &mut Vm, v: &Value) -> Facts {
    let survey = Survey::take(vm);
    let Some(x) = survey.find(v) else { return Vec::new() };
    let parts = paths::parts(&survey, x);
    let retained = paths::retained(&survey, x);
    let own: Vec<Index> = parts.iter().copied().filter(|i| retained.binary_search(i).is_ok()).collect();
    let mut sum = |of: &[Index]| -> [usize; 2] {
        let said = of.iter().map(|i| size(vm, survey.value(*i))).sum();
        [said, of.iter().map(|i| vm.heap.real_size(survey.value(*i))).sum()]
    };
    let [flat, flat_real] = sum(&[x]);
    let [deep, deep_real] = sum(&parts);
    let [alone, _] = sum(&own);
    let [freed, freed_real] = sum(&retained);
    vec![
        ("flat", Fact::Number(flat)),
        ("flat_real", Fact::Number(flat_real)),
        ("deep", Fact::Number(deep)),
        ("deep_real", Fact::Number(deep_real)),
        ("objects", Fact::Number(parts.len())),
        ("shared", Fact::Number(deep - alone)),
        ("shared_objects", Fact::Number(parts.len() - own.len())),
        ("retained", Fact::Number(freed)),
        ("retained_real", Fact::Number(freed_real)),
        ("retained_objects", Fact::Number(retained.len())),
    ]
}

/// The objects that hold up most: label, address, bytes and objects that would go with each.
pub fn dominators(vm: &mut Vm, most: usize) -> Vec<Vec<Fact>> {
    let survey = Survey::take(vm);
    let (said, _) = sizes(vm, &survey);
    let program = program::objects(&survey, vm);
    let tree = dominators::tree(&survey, &|i| said[i as usize]);
    let names = Names::new(&survey, vm);
    let mut rows: Vec<Index> =
        survey.indices().filter(|i| program[*i as usize] && tree.alive[*i as usize]).collect();
    rows.sort_by_key(|i| (std::cmp::Reverse(tree.bytes[*i as usize]), *i));
    rows.truncate(most);
    let row = |i: Index| {
        let at = i as usize;
        let by = tree.parent[at].map_or(String::new(), |p| names.object(p));
        vec![
            Fact::Text(names.object(i)),
            Fact::Number(survey.value(i).id()),
            Fact::Number(tree.bytes[at]),
            Fact::Number(tree.objects[at] as usize),
            Fact::Number(said[at]),
            Fact::Text(by),
        ]
    };
    rows.into_iter().map(row).collect()
}

/// What would be freed if an object went: label, address, bytes.
pub fn freed_with(vm: &mut Vm, v: &Value) -> Vec<Vec<Fact>> {
    let survey = Survey::take(vm);
    let Some(x) = survey.find(v) else { return Vec::new() };
    let retained = paths::retained(&survey, x);
    let said: Vec<usize> = retained.iter().map(|i| size(vm, survey.value(*i))).collect();
    let names = Names::new(&survey, vm);
    let row = |(i, said): (&Index, &usize)| {
        vec![Fact::Text(names.object(*i)), Fact::Number(survey.value(*i).id()), Fact::Number(*said)]
    };
    retained.iter().zip(&said).map(row).collect()
}

/// The frames from the bottom, a view's own left out: name, file, line, and for each register in use its
/// number, name, kind, what it holds, that object's address and count.
pub type StackFrame = (String, String, u32, Vec<Vec<Fact>>);

pub fn stack(vm: &mut Vm) -> Vec<StackFrame> {
    let survey = Survey::take(vm);
    let names = Names::new(&survey, vm);
    let mut out = Vec::new();
    for n in 0..survey.frames {
        let Some(facts) = vm.frame_facts(n) else { break };
        let mut rows = Vec::new();
        for r in 0..facts.registers {
            let Some(i) = vm.frame_register(n, r).and_then(|v| survey.find(&v)) else { continue };
            // The registers of a callee lie inside its caller's window.
            let is_root = |(root, _): &(crate::vm::roots::Root, Index)| {
                *root == crate::vm::roots::Root::Register { frame: n, index: r }
            };
            if facts.generator.is_none() && !survey.roots.iter().any(is_root) {
                continue;
            }
            let count =
                if survey.is_immortal(i) { Fact::Nothing } else { Fact::Number(survey.count(i) as usize) };
            rows.push(vec![
                Fact::Number(r),
                Fact::Text(names.variable(&facts.code, r)),
                Fact::text(if r < facts.temp_base { "local" } else { "temporary" }),
                Fact::Text(names.object(i)),
                Fact::Number(survey.value(i).id()),
                count,
            ]);
        }
        out.push((facts.name, facts.file, facts.line, rows));
    }
    out
}
