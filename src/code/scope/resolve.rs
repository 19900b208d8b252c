//! The second pass (`analyze_block` of `Python/symtable.c`): from the module inwards, each name
//! gets its home; on the way back, what inner blocks need from outside makes cells.

use super::super::CompileError;
use super::super::names::{Names, Sym};
use super::{Home, Kind, ScopeId, Scopes, Uses};
use crate::syntax::ast::Span;
use std::collections::HashSet;
use std::rc::Rc;

type Set = HashSet<Sym>;

pub(super) fn resolve(scopes: &mut Scopes, names: &mut Names) -> Result<(), CompileError> {
    let class = names.intern("__class__");
    let class_dict = names.intern("__classdict__");
    let mut pass = Pass { scopes, names, class, class_dict };
    pass.block(Scopes::MODULE, &Outer::default())?;
    Ok(())
}

struct Pass<'s> {
    scopes: &'s mut Scopes,
    names: &'s Names,
    class: Sym,
    class_dict: Sym,
}

/// What a block sees around it. Shared: a block that adds nothing passes it on as it is.
#[derive(Clone, Default)]
struct Outer {
    /// Names bound in functions around; `None` in the module.
    bound: Option<Rc<Set>>,
    global: Rc<Set>,
    type_params: Rc<Set>,
    /// The class whose names an annotation scope sees.
    class: Option<ScopeId>,
}

impl Pass<'_> {
    /// Returns the names that the block needs from outside.
    fn block(&mut self, id: ScopeId, outer: &Outer) -> Result<Set, CompileError> {
        let kind = self.scopes.get(id).kind;
        let mut free = Set::new();
        let mut local = Set::new();
        let mut around = outer.clone();
        for i in 0..self.scopes.get(id).symbols.len() {
            let home = self.name(id, i, &mut around, &mut local, &mut free)?;
            self.scopes.all[id.0].symbols[i].home = home;
        }
        let mut inner = if kind == Kind::Class { outer.clone() } else { around };
        self.extend_bound(kind, &mut inner, local);
        for child in std::mem::take(&mut self.scopes.all[id.0].children) {
            inner.class = match self.scopes.get(child).sees_class {
                true if kind == Kind::Class => Some(id),
                true => outer.class,
                false => None,
            };
            let mut child_free = self.block(child, &inner)?;
            let comp = self.scopes.get(child);
            let inline = comp.kind.is_comprehension()
                && comp.kind != Kind::GeneratorExp
                && !self.scopes.get(id).sees_class;
            if inline {
                self.inline(id, child, &mut child_free);
            } else {
                self.scopes.all[id.0].children.push(child);
            }
            free.extend(child_free);
        }
        self.take_cells(id, kind, &mut free);
        self.pass_on(id, kind, outer, &free);
        Ok(free)
    }

    fn extend_bound(&self, kind: Kind, inner: &mut Outer, local: Set) {
        if kind.is_function() {
            let mut bound = inner.bound.as_deref().cloned().unwrap_or_default();
            bound.extend(local);
            inner.bound = Some(Rc::new(bound));
        } else if kind == Kind::Class {
            let mut bound = inner.bound.as_deref().cloned().unwrap_or_default();
            bound.extend([self.class, self.class_dict]);
            inner.bound = Some(Rc::new(bound));
        } else if inner.bound.is_none() {
            inner.bound = Some(Rc::default());
        }
    }

    fn name(
        &mut self,
        id: ScopeId,
        i: usize,
        around: &mut Outer,
        local: &mut Set,
        free: &mut Set,
    ) -> Result<Home, CompileError> {
        let scope = self.scopes.get(id);
        let symbol = scope.symbols[i];
        let name = symbol.name;
        if symbol.uses.any(Uses::GLOBAL) {
            if symbol.uses.any(Uses::NONLOCAL) {
                return Err(self.directive(id, name, |n| format!("name '{n}' is nonlocal and global")));
            }
            Rc::make_mut(&mut around.global).insert(name);
            if let Some(bound) = &mut around.bound
                && bound.contains(&name)
            {
                Rc::make_mut(bound).remove(&name);
            }
            return Ok(Home::GlobalExplicit);
        }
        if symbol.uses.any(Uses::NONLOCAL) {
            let Some(bound) = &around.bound else {
                return Err(
                    self.directive(id, name, |_| "nonlocal declaration not allowed at module level".into())
                );
            };
            if !bound.contains(&name) {
                return Err(self.directive(id, name, |n| format!("no binding for nonlocal '{n}' found")));
            }
            if around.type_params.contains(&name) {
                return Err(self.directive(id, name, |n| {
                    format!("nonlocal binding not allowed for type parameter '{n}'")
                }));
            }
            free.insert(name);
            return Ok(Home::Free);
        }
        if symbol.uses.any(Uses::BOUND) {
            local.insert(name);
            if around.global.contains(&name) {
                Rc::make_mut(&mut around.global).remove(&name);
            }
            if symbol.uses.any(Uses::TYPE_PARAM) {
                Rc::make_mut(&mut around.type_params).insert(name);
            } else if around.type_params.contains(&name) {
                Rc::make_mut(&mut around.type_params).remove(&name);
            }
            return Ok(Home::Local);
        }
        // What the class binds is looked up there and then among the globals, past functions around.
        if let Some(class) = around.class {
            let uses = self.scopes.get(class).uses(name);
            if uses.any(Uses::GLOBAL) {
                return Ok(Home::GlobalExplicit);
            }
            if uses.any(Uses::BOUND) && !uses.any(Uses::NONLOCAL) {
                return Ok(Home::GlobalImplicit);
            }
        }
        if around.bound.as_ref().is_some_and(|bound| bound.contains(&name)) {
            free.insert(name);
            return Ok(Home::Free);
        }
        Ok(Home::GlobalImplicit)
    }

    fn directive(&self, id: ScopeId, name: Sym, msg: impl Fn(&str) -> String) -> CompileError {
        let scope = self.scopes.get(id);
        let span = scope.directives.iter().find(|d| d.0 == name).map_or(Span::default(), |d| d.1);
        CompileError::new(msg(self.names.text(name)), span)
    }

    /// PEP 709: the comprehension's blocks become children of the block around it, and a name that
    /// only the comprehension itself uses needs no cell.
    fn inline(&mut self, outer: ScopeId, comp: ScopeId, comp_free: &mut Set) {
        let outer_kind = self.scopes.get(outer).kind;
        self.scopes.all[comp.0].inlined = true;
        let children = self.scopes.get(comp).children.clone();
        let free_in_child = |name: Sym| {
            children.iter().any(|&c| {
                self.scopes
                    .get(c)
                    .symbol(name)
                    .is_some_and(|s| s.home == Home::Free || s.uses.any(Uses::FREE_CLASS))
            })
        };
        let class_in_child = free_in_child(self.class);
        comp_free.retain(|&name| {
            let bound = self.scopes.get(outer).uses(name).any(Uses::BOUND);
            !(bound && outer_kind != Kind::Class && !free_in_child(name))
        });
        let class = self.class;
        if outer_kind == Kind::Class && comp_free.contains(&class) && !class_in_child {
            // The cell is for methods: what is evaluated in the body itself finds no such name.
            comp_free.remove(&class);
            let own = self.scopes.all[comp.0].symbols.iter_mut().find(|s| s.name == class);
            if let Some(own) = own.filter(|s| s.home == Home::Free) {
                own.home = Home::GlobalImplicit;
            }
        }
        self.scopes.all[outer.0].children.extend(children);
    }

    /// A local that an inner block needs lives in a cell.
    fn take_cells(&mut self, id: ScopeId, kind: Kind, free: &mut Set) {
        if kind.is_function() {
            for symbol in &mut self.scopes.all[id.0].symbols {
                if symbol.home == Home::Local && free.remove(&symbol.name) {
                    symbol.home = Home::Cell;
                }
            }
        } else if kind == Kind::Class {
            self.scopes.all[id.0].needs_class_cell = free.remove(&self.class);
            self.scopes.all[id.0].needs_class_dict = free.remove(&self.class_dict);
        }
    }

    /// What inner blocks still need goes through this block.
    fn pass_on(&mut self, id: ScopeId, kind: Kind, outer: &Outer, free: &Set) {
        let scope = &mut self.scopes.all[id.0];
        let mut sorted: Vec<Sym> = free.iter().copied().collect();
        sorted.sort();
        for name in sorted {
            if scope.symbol(name).is_some() {
                if kind == Kind::Class && scope.uses(name).any(Uses(Uses::BOUND.0 | Uses::GLOBAL.0)) {
                    scope.note(name, Uses::FREE_CLASS);
                }
            } else if outer.bound.as_ref().is_some_and(|bound| bound.contains(&name)) {
                scope.note(name, Uses::default());
                scope.settle(name, Home::Free);
            }
        }
    }
}
