//! Functions and lambdas.

use super::super::consts::Lit;
use super::super::fold::fold_all;
use super::super::instr::{Const16, Count, Instr, Reg, Small, Src};
use super::super::scope::{Home, Kind, ScopeId};
use super::super::unit::{CodeFlags, Const};
use super::build::Var;
use super::{Dst, Emitter, NOWHERE, Result, clean_doc, doc_text};
use crate::code::CompileError;
use crate::syntax::ast::{Arguments, Expr, FunctionDef, Span};

/// Flags of `MakeFunction`.
pub const DEFAULTS: u8 = 1;
pub const KWDEFAULTS: u8 = 2;
pub const ANNOTATIONS: u8 = 4;
pub const CLOSURE: u8 = 8;

impl<'a> Emitter<'a> {
    pub fn function_def(&mut self, f: &'a FunctionDef<'a>, is_async: bool, span: Span) -> Result {
        let decorated = self.decorators(f.decorators)?;
        let base = self.u.regs.mark();
        let first_line = f.decorators.first().map_or(span, |d| Span { line: d.span.line, ..span });
        if f.type_params.is_empty() {
            let mut flags = self.default_values(f.args, span)?;
            flags |= self.annotations(f, span)?;
            self.function(f, is_async, flags, base, first_line, span)?;
        } else {
            self.generic_function(f, is_async, base, first_line, span)?;
        }
        self.decorate(f.decorators, decorated, base)?;
        let result = decorated.map_or(base, |first| first);
        self.store_name(f.name.name, Src::take(result), span)?;
        self.u.regs.release_to(result);
        Ok(())
    }

    /// The function itself into `base`, where what `flags` name stands.
    pub fn function(
        &mut self,
        f: &'a FunctionDef<'a>,
        is_async: bool,
        flags: u8,
        base: Reg,
        first_line: Span,
        span: Span,
    ) -> Result<Reg> {
        let id = self.scopes.of(f, Kind::Function);
        self.enter_function(id, f.name.name, f.args, first_line);
        self.u.is_async = is_async;
        let mut body = f.body;
        match f.body.split_first().and_then(|(first, rest)| doc_text(first).map(|text| (text, rest))) {
            Some((text, rest)) => {
                body = rest;
                if self.options.optimize < 2 {
                    self.lit(&Lit::Str(clean_doc(text)));
                    self.u.unit.has_docstring = true;
                } else {
                    self.lit(&Lit::None);
                }
            }
            None => {
                self.lit(&Lit::None);
            }
        }
        self.stmts(body)?;
        self.return_none(NOWHERE);
        let unit = self.leave_unit()?;
        self.make_function(id, unit, flags, Dst::To(base), base, span)
    }

    pub fn enter_function(&mut self, id: ScopeId, name: &str, args: &Arguments, span: Span) {
        let qualname = self.qualname(name);
        self.enter_unit(id, name, qualname, span);
        let unit = &mut self.u.unit;
        unit.posonlyargcount = args.posonlyargs.len() as u32;
        unit.argcount = (args.posonlyargs.len() + args.args.len()) as u32;
        unit.kwonlyargcount = args.kwonlyargs.len() as u32;
        if args.vararg.is_some() {
            unit.flags.insert(CodeFlags::VARARGS);
        }
        if args.kwarg.is_some() {
            unit.flags.insert(CodeFlags::VARKEYWORDS);
        }
    }

    /// `compiler_set_qualname`: asked in the unit around.
    pub fn qualname(&mut self, name: &str) -> String {
        let sym = self.sym(name);
        let scope = self.scopes.get(self.u.scope);
        if self.outer.len() <= 1 {
            return name.into();
        }
        // A generic's hidden scope is not part of the name.
        if scope.kind == Kind::TypeParams {
            let around = self.outer.last().map(|b| (b.scope, b.unit.qualname.clone()));
            return match around {
                Some((id, outer)) if self.outer.len() > 2 => {
                    join_qualname(&outer, self.scopes.get(id).kind, name)
                }
                _ => name.into(),
            };
        }
        if scope.symbol(sym).is_some_and(|s| s.home == Home::GlobalExplicit) {
            return name.into();
        }
        join_qualname(&self.u.unit.qualname, scope.kind, name)
    }

    /// Builds the function from `base`, where the parts that `flags` name stand already.
    pub fn make_function(
        &mut self,
        id: ScopeId,
        unit: u32,
        mut flags: u8,
        dst: Dst,
        base: Reg,
        span: Span,
    ) -> Result<Reg> {
        if self.closure(id, span) {
            flags |= CLOSURE;
        }
        let code = self.pool.add(Const::Code(unit));
        let k = self.u.constant(code);
        let Ok(k) = u16::try_from(k) else {
            return Err(CompileError::new("too many constants in one code object", span));
        };
        self.u.regs.release_to(base);
        let reg = match dst {
            Dst::To(reg) if reg == base => self.u.regs.alloc(),
            dst => self.result(dst),
        };
        self.u.emit(Instr::MakeFunction(Small(flags), reg, Const16(k), base), span);
        Ok(reg)
    }

    /// The tuple of cells for the free variables of an inner unit, if it has any.
    fn closure(&mut self, id: ScopeId, span: Span) -> bool {
        let scope = self.scopes.get(id);
        let free = scope.sorted(&self.names, |s| s.home == Home::Free || s.uses.any(super::Uses::FREE_CLASS));
        if free.is_empty() {
            return false;
        }
        let first = self.u.regs.mark();
        for &name in &free {
            let cell = match self.captured(name) {
                Var::Cell(reg) | Var::ClassCell(reg) => reg,
                // A class that binds the name itself passes the outer one on.
                _ => self.hidden_free(name).unwrap_or(Reg(0)),
            };
            let reg = self.u.regs.alloc();
            self.u.emit(Instr::LoadClosure(reg, cell), span);
        }
        self.u.regs.release_to(first);
        let reg = self.u.regs.alloc();
        self.u.emit(Instr::BuildTuple(reg, first, Count(free.len() as u16)), span);
        true
    }

    /// Defaults, positional then keyword-only, in the next temporaries.
    pub fn default_values(&mut self, args: &'a Arguments<'a>, span: Span) -> Result<u8> {
        let mut flags = 0;
        if !args.defaults.is_empty() {
            flags |= DEFAULTS;
            match fold_all(args.defaults, self.debug()) {
                Some(lits) => self.load_late_tuple(lits, span),
                None => {
                    self.tuple(args.defaults, Dst::Push, span)?;
                }
            }
        }
        let pairs = args.kwonlyargs.iter().zip(args.kw_defaults);
        let given: Vec<_> = pairs.filter_map(|(arg, value)| Some((arg, value.as_ref()?))).collect();
        if !given.is_empty() {
            flags |= KWDEFAULTS;
            let first = self.u.regs.mark();
            for (arg, value) in &given {
                let reg = self.u.regs.alloc();
                let sym = self.sym(arg.name.name);
                let name = Lit::Str(self.names.text(sym).into());
                self.load_lit(&name, reg, span);
                self.expr(value, Dst::Push)?;
            }
            self.u.regs.release_to(first);
            let reg = self.u.regs.alloc();
            self.u.emit(Instr::BuildMap(reg, first, Count(given.len() as u16)), span);
        }
        Ok(flags)
    }

    /// The tuple (name, annotation ...) in the next temporary.
    pub fn annotations(&mut self, f: &'a FunctionDef<'a>, span: Span) -> Result<u8> {
        let args = f.args;
        let all = args.posonlyargs.iter().chain(args.args).chain(&args.vararg);
        let all = all.chain(args.kwonlyargs).chain(&args.kwarg);
        let named = all.filter_map(|a| Some((a.name.name, a.annotation?)));
        if self.options.future_annotations {
            return self
                .annotation_texts(&named.chain(f.returns.map(|e| ("return", e))).collect::<Vec<_>>(), span);
        }
        let first = self.u.regs.mark();
        let mut n = 0;
        for (name, e) in named.chain(f.returns.map(|e| ("return", e))) {
            let reg = self.u.regs.alloc();
            let sym = self.sym(name);
            let text = Lit::Str(self.names.text(sym).into());
            self.load_lit(&text, reg, span);
            match e.kind {
                // `*args: *Ts` unpacks to exactly one.
                crate::syntax::ast::ExprKind::Starred(inner) => {
                    let reg = self.u.regs.alloc();
                    let src = self.operand(inner, &[])?;
                    self.u.emit(Instr::UnpackSequence(src, reg, Count(1)), e.span);
                    self.u.regs.release_to(Reg(reg.0 + 1));
                }
                _ => {
                    self.annotation(e)?;
                }
            }
            n += 2;
        }
        if n == 0 {
            return Ok(0);
        }
        self.u.regs.release_to(first);
        let reg = self.u.regs.alloc();
        self.u.emit(Instr::BuildTuple(reg, first, Count(n)), span);
        Ok(ANNOTATIONS)
    }

    /// Under the future import the whole tuple is a constant.
    fn annotation_texts(&mut self, named: &[(&'a str, &'a Expr<'a>)], span: Span) -> Result<u8> {
        if named.is_empty() {
            return Ok(0);
        }
        let mut lits = Vec::with_capacity(named.len() * 2);
        for &(name, e) in named {
            let sym = self.sym(name);
            lits.push(Lit::Str(self.names.text(sym).into()));
            lits.push(Lit::Str(super::unparse::unparse(e)?.into_bytes()));
        }
        self.load_late_tuple(lits, span);
        Ok(ANNOTATIONS)
    }

    /// A tuple that CPython's optimiser folds, in the next temporary: its elements have their place
    /// among the constants, though only the tuple is used.
    fn load_late_tuple(&mut self, lits: Vec<Lit>, span: Span) {
        for lit in &lits {
            self.lit(lit);
        }
        let id = self.pool.lit(&Lit::Tuple(lits));
        let k = super::super::instr::Const(self.u.late_constant(id));
        let reg = self.u.regs.alloc();
        self.u.emit(Instr::LoadConst(reg, k), span);
    }

    /// Evaluates the decorators. Each stands where the result of the next inner one is its first
    /// argument. Returns the first one's register.
    pub fn decorators(&mut self, decorators: &'a [Expr<'a>]) -> Result<Option<Reg>> {
        let mut first = None;
        for decorator in decorators {
            let reg = self.expr(decorator, Dst::Push)?;
            self.u.regs.alloc();
            first.get_or_insert(reg);
        }
        Ok(first)
    }

    /// Applies them, inner to outer, to what is in `base`.
    pub fn decorate(&mut self, decorators: &'a [Expr<'a>], first: Option<Reg>, base: Reg) -> Result {
        let Some(first) = first else { return Ok(()) };
        let mut base = base;
        for decorator in decorators.iter().rev() {
            base = Reg(base.0 - 2);
            self.u.emit(Instr::Call(base, base, Count(1)), decorator.span);
        }
        debug_assert_eq!(base, first);
        self.u.regs.release_to(first);
        self.u.regs.alloc();
        Ok(())
    }

    pub fn lambda(
        &mut self,
        e: &'a Expr<'a>,
        args: &'a Arguments<'a>,
        body: &'a Expr<'a>,
        dst: Dst,
    ) -> Result<Reg> {
        let base = self.u.regs.mark();
        let flags = self.default_values(args, e.span)?;
        let id = self.scopes.of(e, Kind::Lambda);
        self.enter_function(id, "<lambda>", args, e.span);
        self.lit(&Lit::None);
        let src = self.operand(body, &[])?;
        self.u.end(Instr::Return(src), body.span);
        let unit = self.leave_unit()?;
        self.make_function(id, unit, flags, dst, base, e.span)
    }
}

fn join_qualname(outer: &str, kind: Kind, name: &str) -> String {
    match kind {
        Kind::Module => name.into(),
        Kind::Function | Kind::Lambda => format!("{outer}.<locals>.{name}"),
        _ => format!("{outer}.{name}"),
    }
}
