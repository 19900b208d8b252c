//! Scopes: which name lives where, as CPython's `Python/symtable.c` decides it.
//!
//! Two passes. The first walks the tree and notes for each block how each name is used, in the
//! order in which the emitter will meet the names (that order is `co_varnames`). The second goes
//! from the module inwards with the names bound outside, and gives each name its home.
//!
//! Invariant: after [`analyze`], a name of a function block that is `Free` is `Cell` or `Free` in
//! the block around it (inlined comprehensions have no blocks of their own at run time and are
//! looked through). Deliberately absent: registers.

mod resolve;
mod walk;

use super::CompileError;
use super::names::{Names, Sym};
use crate::syntax::ast::{Module, Span};
use std::collections::HashMap;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ScopeId(pub usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Module,
    Class,
    Function,
    Lambda,
    ListComp,
    SetComp,
    DictComp,
    GeneratorExp,
    /// The hidden function around a generic function, class or type alias.
    TypeParams,
    /// The value of a `type` statement.
    TypeAlias,
    /// Bound, constraints or default of a type variable.
    TypeParamValue,
}

impl Kind {
    /// Whether the block's locals live in registers and inner functions can see them.
    pub fn is_function(self) -> bool {
        !matches!(self, Kind::Module | Kind::Class)
    }
    pub fn is_comprehension(self) -> bool {
        matches!(self, Kind::ListComp | Kind::SetComp | Kind::DictComp | Kind::GeneratorExp)
    }
}

/// How a block uses a name (`DEF_*` and `USE` of CPython).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses(pub u16);

impl Uses {
    pub const GLOBAL: Uses = Uses(1);
    pub const LOCAL: Uses = Uses(2);
    pub const PARAM: Uses = Uses(4);
    pub const NONLOCAL: Uses = Uses(8);
    pub const USE: Uses = Uses(16);
    pub const IMPORT: Uses = Uses(32);
    pub const ANNOTATED: Uses = Uses(64);
    pub const COMP_ITER: Uses = Uses(128);
    pub const TYPE_PARAM: Uses = Uses(256);
    /// A class binds the name and passes an outer variable of the same name on to its methods.
    pub const FREE_CLASS: Uses = Uses(512);
    /// Unbound somewhere: `del`, or `except ... as`.
    pub const DELETED: Uses = Uses(1024);
    pub const BOUND: Uses = Uses(2 | 4 | 32 | 256);

    pub fn any(self, of: Uses) -> bool {
        self.0 & of.0 != 0
    }
    fn add(&mut self, more: Uses) {
        self.0 |= more.0;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    Local,
    Cell,
    Free,
    GlobalExplicit,
    GlobalImplicit,
}

#[derive(Clone, Copy, Debug)]
pub struct Symbol {
    pub name: Sym,
    pub uses: Uses,
    pub home: Home,
}

#[derive(Debug)]
pub struct Scope {
    pub kind: Kind,
    pub parent: Option<ScopeId>,
    pub children: Vec<ScopeId>,
    /// In order of first appearance.
    pub symbols: Vec<Symbol>,
    index: HashMap<Sym, usize>,
    /// Parameters, in CPython's order.
    pub params: Vec<Sym>,
    pub is_generator: bool,
    pub is_coroutine: bool,
    /// Within a function, at whatever distance.
    pub nested: bool,
    /// A comprehension without a code object of its own (PEP 709).
    pub inlined: bool,
    /// A class whose methods use `__class__` or `super()`.
    pub needs_class_cell: bool,
    /// A class in whose annotation scopes names of its body may be used.
    pub needs_class_dict: bool,
    /// An annotation scope directly in a class: it has the variable `__classdict__`.
    pub sees_class: bool,
    /// Where `global` and `nonlocal` stand.
    directives: Vec<(Sym, Span)>,
    /// In the target of a comprehension's `for`; in its iterable.
    in_comp_target: bool,
    in_comp_iter: u32,
}

impl Scope {
    fn new(kind: Kind, parent: Option<ScopeId>, nested: bool) -> Scope {
        Scope {
            kind,
            parent,
            children: Vec::new(),
            symbols: Vec::new(),
            index: HashMap::new(),
            params: Vec::new(),
            is_generator: false,
            is_coroutine: false,
            nested,
            inlined: false,
            needs_class_cell: false,
            needs_class_dict: false,
            sees_class: false,
            directives: Vec::new(),
            in_comp_target: false,
            in_comp_iter: 0,
        }
    }

    pub fn symbol(&self, name: Sym) -> Option<&Symbol> {
        self.index.get(&name).map(|&i| &self.symbols[i])
    }

    fn uses(&self, name: Sym) -> Uses {
        self.symbol(name).map_or(Uses::default(), |s| s.uses)
    }

    fn note(&mut self, name: Sym, uses: Uses) {
        let i = *self.index.entry(name).or_insert_with(|| {
            self.symbols.push(Symbol { name, uses: Uses::default(), home: Home::GlobalImplicit });
            self.symbols.len() - 1
        });
        self.symbols[i].uses.add(uses);
    }

    fn settle(&mut self, name: Sym, home: Home) {
        if let Some(&i) = self.index.get(&name) {
            self.symbols[i].home = home;
        }
    }

    /// Names whose home is `home`, sorted as CPython sorts `co_cellvars` and `co_freevars`.
    pub fn sorted(&self, names: &Names, pick: impl Fn(&Symbol) -> bool) -> Vec<Sym> {
        let mut found: Vec<Sym> = self.symbols.iter().filter(|s| pick(s)).map(|s| s.name).collect();
        found.sort_by(|&a, &b| names.text(a).cmp(names.text(b)));
        found
    }
}

/// All scopes of a compilation. A scope is found by the address of its node, which is stable
/// because the tree is borrowed as long as this lives.
#[derive(Debug, Default)]
pub struct Scopes {
    pub all: Vec<Scope>,
    by_node: HashMap<(usize, Kind), ScopeId>,
}

impl Scopes {
    pub const MODULE: ScopeId = ScopeId(0);

    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.all[id.0]
    }
    pub fn of<T>(&self, node: &T, kind: Kind) -> ScopeId {
        self.by_node[&(std::ptr::from_ref(node).addr(), kind)]
    }
}

/// Finds the scopes of a module; `names` receives every identifier.
pub fn analyze(module: &Module, names: &mut Names, future_annotations: bool) -> Result<Scopes, CompileError> {
    let mut scopes = walk::walk(module, names, future_annotations)?;
    resolve::resolve(&mut scopes, names)?;
    Ok(scopes)
}
