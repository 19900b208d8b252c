//! The emitter: one walk over the tree that writes register code, unit by unit
//! (`Python/compile.c` is the reference for order, positions and wording).
//!
//! Invariants: a value on its way is either a borrowed local or a temporary that its reader takes;
//! `Dst::Push` leaves its result in the register that was `mark()` before. Deliberately absent:
//! the meaning of instructions (the machine's) and the homes of names (`scope.rs`).

mod assign;
mod block;
mod build;
mod call;
mod class;
mod comp;
mod cond;
mod display;
mod expr;
mod function;
mod imports;
mod pattern;
mod stmt;
mod tries;
mod typeparams;
mod unparse;
mod withs;

use super::consts::{Lit, Pool};
use super::fold;
use super::instr::{Const, Instr, Reg, Site, Src};
use super::names::{Names, Sym};
use super::scope::{self, Home, Kind, ScopeId, Scopes, Uses};
use super::unit::{CodeFlags, Compilation, Unit};
use super::{CompileError, Options};
use crate::syntax::ast::{self, Expr, ExprKind, Module, Span, Stmt, StmtKind};
use build::{Builder, Var};

type Result<T = ()> = std::result::Result<T, CompileError>;

/// Where a result is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dst {
    /// In the next temporary.
    Push,
    /// In this register: a local, or an empty temporary.
    To(Reg),
}

struct Emitter<'a> {
    options: Options,
    names: Names,
    scopes: Scopes,
    pool: Pool,
    units: Vec<Unit>,
    warnings: Vec<(String, Span)>,
    u: Box<Builder<'a>>,
    /// Units around the current one, outermost first.
    outer: Vec<Builder<'a>>,
    interactive: bool,
    /// The comprehension that is emitted next is a statement: nobody reads its result.
    unread: bool,
}

/// Compiles a module, an interactive statement or an expression.
pub fn compile(module: &Module, filename: &str, options: &Options) -> Result<Compilation> {
    let mut options = *options;
    options.future_annotations |= imports::check_future(module)?;
    let mut names = Names::default();
    let scopes = scope::analyze(module, &mut names, options.future_annotations)?;
    let mut emitter = Emitter {
        options,
        names,
        scopes,
        pool: Pool::default(),
        units: Vec::new(),
        warnings: Vec::new(),
        u: Box::default(),
        outer: Vec::new(),
        interactive: matches!(module, Module::Interactive(_)),
        unread: false,
    };
    if let Err(e) = emitter.module(module) {
        return Err(CompileError { warnings: emitter.warnings, ..e });
    }
    Ok(Compilation {
        filename: filename.into(),
        pool: emitter.pool.items,
        units: emitter.units,
        warnings: emitter.warnings,
    })
}

/// First line of a module, where CPython puts the frame before anything has run.
const START: Span = Span { line: 1, col: 0, end_line: 1, end_col: 0 };
/// An instruction that belongs to no place of the source.
const NOWHERE: Span = Span { line: 0, col: 0, end_line: 0, end_col: 0 };

impl<'a> Emitter<'a> {
    fn module(&mut self, module: &Module<'a>) -> Result {
        self.enter_unit(Scopes::MODULE, "<module>", "<module>".into(), START);
        match *module {
            Module::Module(body) => {
                self.annotations_dict(body, START);
                let body = self.docstring(body)?;
                self.stmts(body)?;
                self.return_none(NOWHERE);
            }
            Module::Interactive(body) => {
                self.annotations_dict(body, START);
                self.stmts(body)?;
                self.return_none(NOWHERE);
            }
            Module::Expression(e) => {
                let src = Src::take(self.expr(e, Dst::Push)?);
                self.u.end(Instr::Return(src), e.span);
            }
        }
        self.leave_unit().map(drop)
    }

    /// `__annotations__` where the body has annotations, then the docstring; returns the rest.
    fn docstring(&mut self, body: &'a [Stmt<'a>]) -> Result<&'a [Stmt<'a>]> {
        let Some((first, rest)) = body.split_first() else { return Ok(body) };
        let Some(text) = doc_text(first) else { return Ok(body) };
        if self.options.optimize >= 2 {
            return Ok(rest);
        }
        let doc = Lit::Str(clean_doc(text));
        let reg = self.u.regs.alloc();
        self.load_lit(&doc, reg, first.span);
        let site = self.site("__doc__");
        self.u.emit(Instr::StoreName(Src::take(reg), site), NOWHERE);
        self.u.regs.release_to(reg);
        Ok(rest)
    }

    fn annotations_dict(&mut self, body: &'a [Stmt<'a>], span: Span) {
        if stmt::has_annotations(body) {
            self.u.emit(Instr::SetupAnnotations(), span);
        }
    }

    // --- units

    fn enter_unit(&mut self, id: ScopeId, name: &str, qualname: String, span: Span) {
        let mut b = Builder::new(id, self.u.class, span);
        let scope = self.scopes.get(id);
        let function = scope.kind.is_function();
        b.unit.name = name.into();
        b.unit.qualname = qualname;
        b.unit.firstlineno = span.line;
        let mut locals = scope.params.clone();
        if function {
            let others = scope.symbols.iter().filter(|s| s.home == Home::Local);
            locals.extend(others.map(|s| s.name).filter(|name| !scope.params.contains(name)));
        }
        let mut next = 0u16;
        let place = |next: &mut u16| {
            let reg = Reg(*next);
            *next = next.saturating_add(1);
            reg
        };
        for &name in &locals {
            let reg = place(&mut next);
            b.vars.insert(name, Var::Local(reg));
            let uses = scope.symbol(name).map_or(Uses::default(), |s| s.uses);
            if uses.any(Uses::DELETED) {
                b.regs.deletable.insert(reg);
            }
            if uses.any(Uses::PARAM) {
                b.regs.bound.insert(reg);
            }
        }
        // Parameters first, in their order; then the others by name.
        let is_cell = |name: &Sym| scope.symbol(*name).is_some_and(|s| s.home == Home::Cell);
        let mut cells: Vec<Sym> = scope.params.iter().copied().filter(is_cell).collect();
        let others = scope.sorted(&self.names, |s| s.home == Home::Cell && !s.uses.any(Uses::PARAM));
        cells.extend(others);
        let class_cell = self.names.intern("__class__");
        let class_dict = self.names.intern("__classdict__");
        if scope.needs_class_cell {
            cells.push(class_cell);
        }
        if scope.needs_class_dict {
            cells.push(class_dict);
        }
        for &name in &cells {
            let reg = match b.vars.get(&name) {
                Some(&Var::Local(reg)) if function => reg,
                _ => place(&mut next),
            };
            b.vars.insert(name, Var::Cell(reg));
            b.unit.cell_regs.push(reg.0);
        }
        b.unit.free_base = next;
        let frees = scope.sorted(&self.names, |s| s.home == Home::Free || s.uses.any(Uses::FREE_CLASS));
        for &name in &frees {
            let reg = place(&mut next);
            let uses = scope.symbol(name).map_or(Uses::default(), |s| s.uses);
            let binds_it = uses.any(Uses::FREE_CLASS);
            if function || uses.any(Uses::NONLOCAL) {
                b.vars.insert(name, Var::Cell(reg));
            } else if !binds_it {
                b.vars.insert(name, Var::ClassCell(reg));
            }
        }
        for symbol in &scope.symbols {
            let var = match symbol.home {
                Home::GlobalExplicit => Var::Global,
                Home::GlobalImplicit if function => Var::Global,
                _ => continue,
            };
            b.vars.insert(symbol.name, var);
        }
        if scope.sees_class
            && let Some(&Var::Cell(dict)) = b.vars.get(&class_dict)
        {
            for symbol in scope.symbols.iter().filter(|s| s.name != class_dict) {
                let var = match (symbol.home, b.vars.get(&symbol.name)) {
                    (Home::GlobalImplicit, _) => Var::DictGlobal(dict),
                    (Home::Free, Some(&Var::Cell(cell))) => Var::DictCell(dict, cell),
                    _ => continue,
                };
                b.vars.insert(symbol.name, var);
            }
        }
        if function {
            b.unit.flags.insert(CodeFlags::OPTIMIZED);
            b.unit.flags.insert(CodeFlags::NEWLOCALS);
            if scope.nested {
                b.unit.flags.insert(CodeFlags::NESTED);
            }
            let kind = match (scope.is_generator, scope.is_coroutine) {
                (true, true) => CodeFlags::ASYNC_GENERATOR,
                (true, false) => CodeFlags::GENERATOR,
                (false, true) => CodeFlags::COROUTINE,
                (false, false) => CodeFlags(0),
            };
            b.unit.flags.insert(kind);
        }
        if self.options.future_annotations {
            b.unit.flags.insert(CodeFlags::FUTURE_ANNOTATIONS);
        }
        let text = |list: &[Sym]| list.iter().map(|&s| self.names.text(s).to_owned()).collect();
        b.unit.varnames = text(&locals);
        b.unit.cellvars = text(&cells);
        b.unit.freevars = text(&frees);
        b.regs.start(locals.len().max(usize::from(next)));
        let outer = std::mem::replace(&mut *self.u, b);
        self.outer.push(outer);
        if self.u.unit.flags.is_generator_like() {
            self.u.emit(Instr::ReturnGenerator(), span);
        }
        for i in 0..self.u.unit.cell_regs.len() {
            let reg = Reg(self.u.unit.cell_regs[i]);
            self.u.emit(Instr::MakeCell(reg), NOWHERE);
        }
    }

    /// Finishes the current unit and goes back to the one around it.
    fn leave_unit(&mut self) -> Result<u32> {
        let around = self.outer.pop().unwrap_or_default();
        let finished = std::mem::replace(&mut *self.u, around);
        let mut unit = finished.finish()?;
        // CPython closes a generator's body in a handler, which takes two places.
        let least = if unit.flags.is_generator_like() { 2 } else { 1 };
        unit.stacksize = u32::from(unit.nregs - unit.temp_base).max(least);
        debug_assert_eq!(super::verify::verify_unit(&unit), Ok(()));
        self.units.push(unit);
        Ok(self.units.len() as u32 - 1)
    }

    // --- names

    fn sym(&mut self, name: &str) -> Sym {
        self.names.mangled(self.u.class, name)
    }

    /// A site of a name that is never mangled.
    fn site(&mut self, name: &str) -> Site {
        let sym = self.names.intern(name);
        self.u.site(sym, name)
    }

    fn site_of(&mut self, sym: Sym) -> Site {
        self.u.site(sym, self.names.text(sym))
    }

    fn name_of(&mut self, sym: Sym) -> super::instr::Name {
        super::instr::Name(self.u.name(sym, self.names.text(sym)))
    }

    /// Where a name of this block is.
    fn var(&self, sym: Sym) -> Var {
        let class = self.scopes.get(self.u.scope).kind == Kind::Class;
        match self.captured(sym) {
            // The cell is for the methods; the class's own `__class__` is a name like others.
            Var::Cell(_) if class && self.u.comps.is_empty() && self.names.text(sym) == "__class__" => {
                Var::Name
            }
            var => var,
        }
    }

    /// Where an inner function finds a name of this block.
    fn captured(&self, sym: Sym) -> Var {
        if let Some(&(_, var)) = self.u.overlay.iter().rev().find(|&&(name, _)| name == sym) {
            return var;
        }
        let var = self.u.vars.get(&sym).copied();
        if !self.u.comps.is_empty() && self.scopes.get(self.u.scope).kind == Kind::Class {
            // An inlined comprehension sees through the class to the functions around it.
            return match var {
                Some(Var::ClassCell(reg) | Var::Cell(reg)) => Var::Cell(reg),
                _ => self.hidden_free(sym).map_or(Var::Global, Var::Cell),
            };
        }
        // A name that only an inlined comprehension uses is in no table of the function.
        match var {
            Some(var) => var,
            None if self.scopes.get(self.u.scope).kind.is_function() => Var::Global,
            None => Var::Name,
        }
    }

    /// The free variable that a class also binds for itself.
    fn hidden_free(&self, sym: Sym) -> Option<Reg> {
        let text = self.names.text(sym);
        let at = self.u.unit.freevars.iter().position(|name| name == text)?;
        Some(Reg(self.u.unit.free_base + at as u16))
    }

    /// The register of a name, if it is a plain local.
    fn local(&mut self, e: &Expr) -> Option<Reg> {
        let ExprKind::Name(name) = e.kind else { return None };
        let sym = self.sym(name);
        match self.var(sym) {
            Var::Local(reg) => Some(reg),
            _ => None,
        }
    }

    // --- constants

    fn debug(&self) -> bool {
        self.options.optimize == 0
    }

    fn fold(&self, e: &Expr) -> Option<Lit> {
        fold::fold(e, self.debug())
    }

    fn lit(&mut self, lit: &Lit) -> Const {
        let id = self.pool.lit(lit);
        Const(self.u.constant(id))
    }

    fn load_lit(&mut self, lit: &Lit, dst: Reg, span: Span) {
        let k = self.lit(lit);
        self.u.emit(Instr::LoadConst(dst, k), span);
        self.wrote(dst);
    }

    fn load_none(&mut self, dst: Reg, span: Span) {
        self.load_lit(&Lit::None, dst, span);
    }

    fn return_none(&mut self, span: Span) {
        let k = self.lit(&Lit::None);
        self.u.end(Instr::ReturnConst(k), span);
    }

    // --- registers

    fn result(&mut self, dst: Dst) -> Reg {
        match dst {
            Dst::Push => self.u.regs.alloc(),
            Dst::To(reg) => {
                self.wrote(reg);
                reg
            }
        }
    }

    /// The register holds a value from here on.
    fn wrote(&mut self, reg: Reg) {
        if self.u.reachable {
            self.u.regs.bound.insert(reg);
        }
    }

    /// Where to build a value step by step: a local may not see it before it is whole.
    fn scratch(&mut self, dst: Dst) -> Reg {
        match dst {
            Dst::To(reg) if self.u.regs.is_temp(reg) && !self.is_variable(reg) => reg,
            _ => self.u.regs.alloc(),
        }
    }

    /// From the scratch register to where the value is wanted.
    fn settle(&mut self, dst: Dst, scratch: Reg, span: Span) -> Reg {
        match dst {
            Dst::To(reg) if reg != scratch => {
                self.u.emit(Instr::Move(reg, Src::take(scratch)), span);
                self.wrote(reg);
                self.u.regs.release_to(scratch);
                reg
            }
            _ => scratch,
        }
    }

    /// Whether a temporary holds a variable of an inlined comprehension.
    fn is_variable(&self, reg: Reg) -> bool {
        self.u.overlay.iter().any(|&(_, var)| matches!(var, Var::Local(r) | Var::Cell(r) if r == reg))
    }
}

fn doc_text<'a>(s: &Stmt<'a>) -> Option<&'a [u8]> {
    match s.kind {
        StmtKind::Expr(&Expr { kind: ExprKind::Constant(ast::Constant::Str(text)), .. }) => Some(text.0),
        _ => None,
    }
}

/// `_PyCompile_CleanDoc`: tabs expanded, the first line's indentation and the others' common
/// indentation removed.
fn clean_doc(text: &[u8]) -> Vec<u8> {
    let expanded = expand_tabs(text);
    let lines: Vec<&[u8]> = expanded.split(|&b| b == b'\n').collect();
    let indent = |line: &[u8]| line.iter().take_while(|&&b| b == b' ').count();
    let margin = lines[1..].iter().filter(|l| indent(l) < l.len()).map(|l| indent(l)).min().unwrap_or(0);
    let mut clean = lines[0][indent(lines[0])..].to_vec();
    for line in &lines[1..] {
        clean.push(b'\n');
        clean.extend_from_slice(&line[margin.min(indent(line))..]);
    }
    clean
}

fn expand_tabs(text: &[u8]) -> Vec<u8> {
    if !text.contains(&b'\t') {
        return text.to_vec();
    }
    let (mut out, mut column) = (Vec::with_capacity(text.len() + 8), 0);
    for &b in text {
        match b {
            b'\t' => {
                let n = 8 - column % 8;
                out.resize(out.len() + n, b' ');
                column += n;
            }
            b'\n' | b'\r' => {
                out.push(b);
                column = 0;
            }
            _ => {
                out.push(b);
                column += usize::from(b & 0xc0 != 0x80);
            }
        }
    }
    out
}
