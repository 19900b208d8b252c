//! Which objects are the program's, and which the interpreter's.
//!
//! The program's are those that its own modules and frames lead to, and those that nothing leads to (garbage
//! is made by somebody). The interpreter's are built-in types, library modules and what they lead to, what is
//! immortal, and the answers of views.

use super::paths::{all_roots, namespaces, reachable};
use super::survey::{Index, Survey};
use crate::object::places::Place;
use crate::object::typeobj::field as tfield;
use crate::object::{Kind, Value};
use crate::types::function::field as ffield;
use crate::vm::Vm;
use crate::vm::attributes::field as afield;
use crate::vm::roots::Root;
use std::collections::HashSet;

/// What a search for the program's objects does not enter.
struct Border<'s> {
    survey: &'s Survey,
    /// Library modules and their namespaces.
    library: Vec<bool>,
    /// Classes of views.
    views: HashSet<usize>,
    /// Those of them whose instances can be called: they wrap a function of the program's.
    wrappers: HashSet<usize>,
    modules: usize,
}

impl<'s> Border<'s> {
    fn new(survey: &'s Survey, vm: &Vm) -> Border<'s> {
        let mut library = vec![false; survey.len()];
        for i in survey.of_kind(Kind::MODULE).filter(|i| !is_users_module(survey, vm, *i)) {
            library[i as usize] = true;
            if let Some(dict) = survey.find(&vm.record_field(survey.value(i), afield::MODULE_DICT)) {
                library[dict as usize] = true;
            }
        }
        let (mut views, mut wrappers) = (HashSet::new(), HashSet::new());
        for class in survey.of_kind(Kind::TYPE).map(|i| survey.value(i)) {
            // Types of layouts that nobody has used yet are empty.
            let dict = class.as_type().and_then(|t| t.field(&vm.heap, tfield::DICT));
            let Some(d) = dict.and_then(Value::as_dict) else { continue };
            let module = d.get_str(&vm.heap, &vm.names.__module__).map(|m| vm.text(m)).unwrap_or_default();
            if module.starts_with("terrarium.") {
                views.insert(class.id());
                if d.get_str(&vm.heap, &vm.names.__call__).is_some() {
                    wrappers.insert(class.id());
                }
            }
        }
        Border { survey, library, views, wrappers, modules: vm.modules.id() }
    }
    fn class_of(&self, i: Index) -> usize {
        self.survey.value(i).ty_ptr().as_ptr().addr()
    }
    /// An answer of a view, or a view that wraps a function.
    fn is_answer(&self, i: Index) -> bool {
        self.views.contains(&self.class_of(i))
    }
    fn stops(&self, to: Index) -> bool {
        self.survey.is_immortal(to)
            || self.library[to as usize]
            || self.survey.value(to).id() == self.modules
            || self.is_answer(to) && !self.wrappers.contains(&self.class_of(to))
    }
    /// A function of a library, or one that views are made of.
    fn is_library_function(&self, vm: &Vm, i: Index) -> bool {
        let f = self.survey.value(i);
        let globals = || self.survey.find(&vm.record_field(f, ffield::GLOBALS));
        f.has_layout(Kind::FUNCTION) && globals().is_some_and(|g| self.library[g as usize])
    }
    fn follows(&self, vm: &Vm, from: Index, place: Place, to: Index) -> bool {
        let to_own_class = place == Place::Type && self.is_answer(from);
        !(to_own_class || self.stops(to) || self.is_library_function(vm, from))
    }
}

/// For each object whether it is the program's.
pub fn objects(survey: &Survey, vm: &Vm) -> Vec<bool> {
    let border = Border::new(survey, vm);
    let own = namespaces(survey, vm).into_iter().filter(|i| !border.library[*i as usize]);
    let frames = survey.roots.iter().filter(|(root, _)| !matches!(root, Root::Machine(_)));
    let from_frames = frames.map(|(_, to)| *to).filter(|to| !border.stops(*to));
    let starts: Vec<Index> = own.chain(from_frames).collect();
    let mut program =
        reachable(survey, &starts, None, &|from, place, to| border.follows(vm, from, place, to));
    let held = reachable(survey, &all_roots(survey), None, &|_, _, _| true);
    for i in survey.indices() {
        let found = program[i as usize] || !held[i as usize];
        program[i as usize] = found
            && !survey.is_immortal(i)
            && !border.library[i as usize]
            && !border.is_answer(i)
            && !border.is_library_function(vm, i);
    }
    for i in survey.of_kind(Kind::MODULE) {
        program[i as usize] = !border.library[i as usize];
    }
    program
}

/// `__main__`, and what was loaded from a file.
fn is_users_module(survey: &Survey, vm: &Vm, i: Index) -> bool {
    let dict = vm.record_field(survey.value(i), afield::MODULE_DICT);
    let Some(d) = dict.as_dict() else { return false };
    let named = |name: &Value| d.get_str(&vm.heap, name).map(|v| vm.text(v));
    named(&vm.names.__name__).as_deref() == Some("__main__") || named(&vm.names.__file__).is_some()
}
