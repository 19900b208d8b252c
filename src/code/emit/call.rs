//! Calls, `await` and `yield`.

use super::super::consts::Lit;
use super::super::instr::{Count, Instr, Reg, Small, Src};
use super::super::scope::{Home, Kind, Scopes, Uses};
use super::build::{NEAR, Var};
use super::cond::has_star;
use super::expr::match_attr;
use super::{Dst, Emitter, NOWHERE, Result};
use crate::code::CompileError;
use crate::syntax::ast::{Expr, ExprKind, Keyword, Span};

/// More arguments than this are collected in a tuple and a dict first.
const MANY: usize = 255;

impl<'a> Emitter<'a> {
    pub fn call(
        &mut self,
        func: &'a Expr<'a>,
        args: &'a [Expr<'a>],
        keywords: &'a [Keyword<'a>],
        dst: Dst,
        span: Span,
    ) -> Result<Reg> {
        self.warn_call(func);
        check_keywords(keywords)?;
        let plain = is_plain(args, keywords);
        let base = self.u.regs.mark();
        let mut at = span;
        match func.kind {
            ExprKind::Attribute { value, attr } if plain => {
                let place = match_attr(func.span, func.span, attr.name);
                let sym = self.sym(attr.name);
                if let Some(args) = self.super_args(value, attr.name)? {
                    self.u.regs.release_to(base);
                    let reg = self.u.regs.alloc();
                    let site = self.site_of(sym);
                    self.u.emit(Instr::LoadSuperMethod(reg, args, site), place);
                } else {
                    let obj = self.operand(value, &[])?;
                    self.u.regs.release_to(base);
                    let reg = self.u.regs.alloc();
                    let site = self.site_of(sym);
                    self.u.emit(Instr::LoadMethod(reg, obj, site), place);
                }
                if !self.is_import(value) {
                    at = match_attr(span, func.span, attr.name);
                }
            }
            _ => {
                self.expr(func, Dst::Push)?;
            }
        }
        self.u.regs.alloc();
        self.arguments(base, args, keywords, dst, at)
    }

    /// `is_import_originated`: the module imports something under this name.
    fn is_import(&mut self, e: &Expr) -> bool {
        let ExprKind::Name(name) = e.kind else { return false };
        let sym = self.names.intern(name);
        self.scopes.get(Scopes::MODULE).symbol(sym).is_some_and(|s| s.uses.any(Uses::IMPORT))
    }

    /// The callee is in `base`, `base + 1` is reserved: evaluates the arguments and calls.
    pub fn arguments(
        &mut self,
        base: Reg,
        args: &'a [Expr<'a>],
        keywords: &'a [Keyword<'a>],
        dst: Dst,
        span: Span,
    ) -> Result<Reg> {
        self.arguments_after(base, 0, args, keywords, dst, span)
    }

    /// As `arguments`, with `before` positional arguments already in their registers.
    pub fn arguments_after(
        &mut self,
        base: Reg,
        before: usize,
        args: &'a [Expr<'a>],
        keywords: &'a [Keyword<'a>],
        dst: Dst,
        span: Span,
    ) -> Result<Reg> {
        if !is_plain(args, keywords) {
            return self.call_ex(base, before, args, keywords, dst, span);
        }
        for arg in args {
            self.expr(arg, Dst::Push)?;
        }
        for keyword in keywords {
            self.expr(keyword.value, Dst::Push)?;
        }
        let n = Count((before + args.len() + keywords.len()) as u16);
        if keywords.is_empty() {
            self.u.regs.release_to(base);
            let reg = self.result(dst);
            self.u.emit(Instr::Call(reg, base, n), span);
            return Ok(reg);
        }
        let names = self.keyword_names(keywords);
        let reg = self.u.regs.alloc();
        self.load_lit(&names, reg, span);
        self.u.regs.release_to(base);
        let reg = self.result(dst);
        self.u.emit(Instr::CallKw(reg, base, n), span);
        Ok(reg)
    }

    fn keyword_names(&mut self, keywords: &[Keyword]) -> Lit {
        let mut names = Vec::with_capacity(keywords.len());
        for keyword in keywords {
            if let Some(arg) = keyword.arg {
                let sym = self.sym(arg.name);
                names.push(Lit::Str(self.names.text(sym).into()));
            }
        }
        Lit::Tuple(names)
    }

    fn call_ex(
        &mut self,
        base: Reg,
        before: usize,
        args: &'a [Expr<'a>],
        keywords: &'a [Keyword<'a>],
        dst: Dst,
        span: Span,
    ) -> Result<Reg> {
        let first = Reg(base.0 + 2);
        match args {
            [Expr { kind: ExprKind::Starred(value), .. }] if before == 0 => {
                self.expr(value, Dst::Push)?;
            }
            [] if before == 0 => {
                let none = self.u.regs.alloc();
                self.load_lit(&Lit::Tuple(Vec::new()), none, span);
            }
            _ => {
                if before == 0 {
                    let list = self.list_by_parts(args, Dst::Push, span)?;
                    self.u.emit(Instr::ListToTuple(first, Src::take(list)), span);
                } else {
                    self.extend_arguments(first, before, args, None, span)?;
                }
            }
        }
        let map = self.u.regs.alloc();
        self.keyword_dict(base, map, keywords, span)?;
        self.u.regs.release_to(base);
        let reg = self.result(dst);
        self.u.emit(Instr::CallEx(reg, base), span);
        Ok(reg)
    }

    /// Some arguments stand in registers from `first` on: they, `args` and the variable `last` become a
    /// tuple in `first`.
    fn extend_arguments(
        &mut self,
        first: Reg,
        before: usize,
        args: &'a [Expr<'a>],
        last: Option<&str>,
        span: Span,
    ) -> Result {
        self.u.regs.release_to(first);
        let list = self.u.regs.alloc();
        self.u.emit(Instr::BuildList(list, first, Count(before as u16)), span);
        for arg in args {
            let mark = self.u.regs.mark();
            let add = match arg.kind {
                ExprKind::Starred(value) => Instr::ListExtend(list, self.operand(value, &[])?),
                _ => Instr::ListAppend(list, self.operand(arg, &[])?),
            };
            self.u.emit(add, span);
            self.u.regs.release_to(mark);
        }
        if let Some(name) = last {
            let reg = self.load_name(name, Dst::Push, span)?;
            self.u.emit(Instr::ListAppend(list, Src::take(reg)), span);
            self.u.regs.release_to(reg);
        }
        self.u.emit(Instr::ListToTuple(first, Src::take(list)), span);
        Ok(())
    }

    /// `__build_class__` with star arguments for a generic class: the generic base comes last.
    pub fn build_generic(
        &mut self,
        base: Reg,
        bases: &'a [Expr<'a>],
        keywords: &'a [Keyword<'a>],
        span: Span,
    ) -> Result<Reg> {
        self.extend_arguments(Reg(base.0 + 2), 2, bases, Some(".generic_base"), span)?;
        let map = self.u.regs.alloc();
        self.keyword_dict(base, map, keywords, span)?;
        self.u.regs.release_to(base);
        let reg = self.u.regs.alloc();
        self.u.emit(Instr::CallEx(reg, base), span);
        Ok(reg)
    }

    /// The keywords of a call as a dict in `map`, which stays empty if there are none.
    fn keyword_dict(&mut self, base: Reg, map: Reg, keywords: &'a [Keyword<'a>], span: Span) -> Result {
        let mut made = false;
        let mut i = 0;
        while i < keywords.len() {
            let mark = self.u.regs.mark();
            if keywords[i].arg.is_none() {
                if !made {
                    self.u.emit(Instr::BuildMap(map, map, Count(0)), span);
                    made = true;
                }
                let src = Src::take(self.expr(keywords[i].value, Dst::Push)?);
                self.u.emit(Instr::DictMerge(map, src, base), span);
                self.u.regs.release_to(mark);
                i += 1;
                continue;
            }
            let run = keywords[i..].iter().take_while(|k| k.arg.is_some()).count();
            for keyword in &keywords[i..i + run] {
                let Some(arg) = keyword.arg else { continue };
                let sym = self.sym(arg.name);
                let name = Lit::Str(self.names.text(sym).into());
                let reg = self.u.regs.alloc();
                self.load_lit(&name, reg, span);
                self.expr(keyword.value, Dst::Push)?;
            }
            let part = if made { mark } else { map };
            self.u.emit(Instr::BuildMap(part, mark, Count(run as u16)), span);
            if made {
                self.u.emit(Instr::DictMerge(map, Src::take(part), base), span);
            }
            self.u.regs.release_to(mark);
            made = true;
            i += run;
        }
        Ok(())
    }

    /// For `super().name` in a method: `super`, the class cell's contents and the first parameter
    /// in consecutive temporaries (`can_optimize_super_call`).
    pub fn super_args(&mut self, value: &'a Expr<'a>, attr: &str) -> Result<Option<Reg>> {
        let ExprKind::Call { func, args: [], keywords: [] } = value.kind else { return Ok(None) };
        if !matches!(func.kind, ExprKind::Name("super")) || attr == "__class__" {
            return Ok(None);
        }
        let (name, class) = (self.names.intern("super"), self.names.intern("__class__"));
        let scope = self.scopes.get(self.u.scope);
        let shadowed = self.scopes.get(Scopes::MODULE).symbol(name).is_some();
        let class_is_free = scope.symbol(class).is_some_and(|s| s.home == Home::Free);
        let Some(&this) = scope.params.first() else { return Ok(None) };
        if shadowed
            || self.var(name) != Var::Global
            || !class_is_free
            || !matches!(scope.kind, Kind::Function | Kind::Lambda)
            || self.u.unit.argcount == 0
            || !self.u.comps.is_empty()
        {
            return Ok(None);
        }
        let base = self.load_name("super", Dst::Push, func.span)?;
        self.load_name("__class__", Dst::Push, value.span)?;
        let reg = self.u.regs.alloc();
        match self.var(this) {
            Var::Local(local) => {
                self.check_bound(local, value.span);
                self.u.emit(Instr::Move(reg, Src::borrow(local)), value.span);
            }
            Var::Cell(cell) => self.u.emit(Instr::LoadCell(reg, cell), value.span),
            _ => return Ok(None),
        }
        Ok(Some(base))
    }

    // --- suspending

    fn in_async(&self) -> bool {
        self.scopes.get(self.u.scope).is_coroutine
    }

    pub fn await_expr(&mut self, value: &'a Expr<'a>, dst: Dst, span: Span) -> Result<Reg> {
        let scope = self.scopes.get(self.u.scope);
        if !scope.kind.is_function() {
            return Err(CompileError::new("'await' outside function", span));
        }
        let genexp = scope.kind == Kind::GeneratorExp;
        if !genexp && !self.u.is_async {
            return Err(CompileError::new("'await' outside async function", span));
        }
        let reg = self.scratch(dst);
        self.expr(value, Dst::To(reg))?;
        self.await_in(reg, 0, span);
        Ok(self.settle(dst, reg, span))
    }

    /// Awaits what is in the temporary `reg`; the result replaces it.
    pub fn await_in(&mut self, reg: Reg, how: u8, span: Span) {
        let iter = self.u.regs.alloc();
        self.u.emit(Instr::GetAwaitable(Small(how), iter, Src::take(reg)), span);
        self.delegate(reg, iter, span);
        self.u.regs.release_to(iter);
    }

    /// Drives the iterator in `iter` to its end; `value` receives what it returns.
    pub fn delegate(&mut self, value: Reg, iter: Reg, span: Span) {
        self.load_none(value, span);
        let (send, suspend, done, failed) = (self.u.label(), self.u.label(), self.u.label(), self.u.label());
        self.u.place_loop(send);
        self.u.branch(Instr::Send(value, iter, NEAR), done, span);
        self.u.place_loop(suspend);
        let depth = self.u.regs.mark();
        let outer = self.u.protect(failed, depth, value);
        self.u.emit(Instr::Yield(value, Src::take(value)), span);
        self.u.handler = outer;
        self.u.jump_back(send, span);
        self.u.place(failed);
        self.u.branch(Instr::Throw(value, iter, NEAR), done, span);
        self.u.jump_back(suspend, span);
        self.u.place(done);
    }

    fn check_yield(&self, span: Span, what: &str) -> Result {
        if self.scopes.get(self.u.scope).kind.is_function() {
            return Ok(());
        }
        Err(CompileError::new(format!("'{what}' outside function"), span))
    }

    pub fn yield_expr(&mut self, value: Option<&'a Expr<'a>>, dst: Dst, span: Span) -> Result<Reg> {
        self.check_yield(span, "yield")?;
        let mark = self.u.regs.mark();
        let mut src = match value {
            Some(e) => self.operand(e, &[])?,
            None => {
                let reg = self.u.regs.alloc();
                self.load_none(reg, span);
                Src::take(reg)
            }
        };
        if self.in_async() {
            self.u.regs.release_to(mark);
            let reg = self.u.regs.alloc();
            self.u.emit(Instr::WrapAsyncValue(reg, src), span);
            src = Src::take(reg);
        }
        self.u.regs.release_to(mark);
        let reg = self.result(dst);
        self.u.emit(Instr::Yield(reg, src), span);
        Ok(reg)
    }

    pub fn yield_from(&mut self, value: &'a Expr<'a>, dst: Dst, span: Span) -> Result<Reg> {
        self.check_yield(span, "yield from")?;
        if self.in_async() {
            return Err(CompileError::new("'yield from' inside async function", span));
        }
        let reg = self.scratch(dst);
        self.expr(value, Dst::To(reg))?;
        let iter = self.u.regs.alloc();
        self.u.emit(Instr::GetYieldFromIter(iter, Src::take(reg)), span);
        self.delegate(reg, iter, span);
        self.u.regs.release_to(iter);
        Ok(self.settle(dst, reg, NOWHERE))
    }
}

fn is_plain(args: &[Expr], keywords: &[Keyword]) -> bool {
    !has_star(args) && keywords.iter().all(|k| k.arg.is_some()) && args.len() + keywords.len() <= MANY
}

fn check_keywords(keywords: &[Keyword]) -> Result {
    for (i, keyword) in keywords.iter().enumerate() {
        let Some(arg) = keyword.arg else { continue };
        if arg.name == "__debug__" {
            return Err(CompileError::new("cannot assign to __debug__", keyword.span));
        }
        let repeated = keywords[i + 1..].iter().find(|k| k.arg.is_some_and(|a| a.name == arg.name));
        if let Some(other) = repeated {
            return Err(CompileError::new(format!("keyword argument repeated: {}", arg.name), other.span));
        }
    }
    Ok(())
}
