//! Type parameters and type aliases (PEP 695): a hidden function around the generic thing binds the
//! type variables (`compiler_type_params`, `compiler_function`, `compiler_class`, `compiler_typealias`
//! of `Python/compile.c`).
//! Within a class, the hidden functions see the names of the class body too: in `__classdict__`.

use super::super::consts::Lit;
use super::super::instr::{Count, Instr, Intrinsic, Reg, Src};
use super::super::scope::{Kind, ScopeId};
use super::function::{DEFAULTS, KWDEFAULTS};
use super::{Dst, Emitter, Result};
use crate::code::CompileError;
use crate::syntax::ast::{ClassDef, Expr, ExprKind, FunctionDef, Span, TypeParam, TypeParamKind};

impl<'a> Emitter<'a> {
    /// The generic function into `base`.
    pub fn generic_function(
        &mut self,
        f: &'a FunctionDef<'a>,
        is_async: bool,
        base: Reg,
        first_line: Span,
        span: Span,
    ) -> Result {
        let start = self.call_start();
        let flags = self.default_values(f.args, span)?;
        let given = flags.count_ones();
        let id = self.scopes.of(f, Kind::TypeParams);
        let name = format!("<generic parameters of {}>", f.name.name);
        self.enter_hidden(id, &name, given, first_line);
        let params = self.type_params(f.type_params, span)?;
        let inner = self.u.regs.mark();
        let mut parts = 0;
        for flag in [DEFAULTS, KWDEFAULTS] {
            if flags & flag != 0 {
                let reg = self.u.regs.alloc();
                self.u.emit(Instr::Move(reg, Src::borrow(Reg(parts))), span);
                parts += 1;
            }
        }
        let all = flags | self.annotations(f, span)?;
        let function = self.function(f, is_async, all, inner, first_line, span)?;
        // Operands of the intrinsic: the function, then its parameters.
        let operands = self.u.regs.alloc();
        self.u.regs.alloc();
        self.u.emit(Instr::Move(operands, Src::take(function)), span);
        self.u.emit(Instr::Move(Reg(operands.0 + 1), Src::take(params)), span);
        self.u.emit(Instr::Intrinsic(Intrinsic::SetTypeParams, operands, operands), span);
        self.u.end(Instr::Return(Src::take(operands)), span);
        self.call_hidden(id, start, base, given as u16, span)
    }

    /// The generic class into `base`.
    pub fn generic_class(&mut self, c: &'a ClassDef<'a>, base: Reg, first_line: Span, span: Span) -> Result {
        let start = self.call_start();
        let id = self.scopes.of(c, Kind::TypeParams);
        let name = format!("<generic parameters of {}>", c.name.name);
        let around = self.u.class.replace(c.name.name);
        self.enter_hidden(id, &name, 0, first_line);
        let params = self.type_params(c.type_params, span)?;
        self.store_name(".type_params", Src::borrow(params), span)?;
        let generic = self.u.regs.alloc();
        self.u.emit(Instr::Move(generic, Src::take(params)), span);
        self.u.emit(Instr::Intrinsic(Intrinsic::Generic, generic, generic), span);
        self.store_name(".generic_base", Src::take(generic), span)?;
        self.u.regs.release_to(params);
        let class = self.class(c, true, first_line, span)?;
        self.u.end(Instr::Return(Src::take(class)), span);
        self.u.regs.release_to(class);
        self.call_hidden(id, start, base, 0, span)?;
        self.u.class = around;
        Ok(())
    }

    pub fn type_alias(
        &mut self,
        name: &'a Expr<'a>,
        params: &'a [TypeParam<'a>],
        value: &'a Expr<'a>,
        span: Span,
    ) -> Result {
        let ExprKind::Name(text) = name.kind else {
            return Err(CompileError::new("cannot assign to expression", name.span));
        };
        let base = self.u.regs.mark();
        if params.is_empty() {
            self.alias(text, None, value, span)?;
        } else {
            let start = self.call_start();
            let id = self.scopes.of(value, Kind::TypeParams);
            self.enter_hidden(id, &format!("<generic parameters of {text}>"), 0, span);
            let params = self.type_params(params, span)?;
            let alias = self.alias(text, Some(params), value, span)?;
            self.u.end(Instr::Return(Src::take(alias)), span);
            self.call_hidden(id, start, base, 0, span)?;
        }
        self.store_name(text, Src::take(base), name.span)?;
        self.u.regs.release_to(base);
        Ok(())
    }

    /// `TypeAliasType(name, params, thunk)` into the next temporary.
    fn alias(&mut self, name: &str, params: Option<Reg>, value: &'a Expr<'a>, span: Span) -> Result<Reg> {
        let base = self.u.regs.alloc();
        self.load_lit(&Lit::Str(name.into()), base, span);
        let reg = self.u.regs.alloc();
        match params {
            Some(params) => self.u.emit(Instr::Move(reg, Src::take(params)), span),
            None => self.load_none(reg, span),
        }
        self.thunk(value, Kind::TypeAlias, name, span)?;
        self.u.emit(Instr::Intrinsic(Intrinsic::TypeAlias, base, base), span);
        self.u.regs.release_to(Reg(base.0 + 1));
        Ok(base)
    }

    /// Binds the type variables; their tuple is in the next temporary.
    fn type_params(&mut self, params: &'a [TypeParam<'a>], span: Span) -> Result<Reg> {
        let first = self.u.regs.mark();
        let mut seen_default = false;
        for p in params {
            let reg = self.u.regs.alloc();
            self.load_lit(&Lit::Str(p.name.name.into()), reg, p.span);
            let which = match (p.kind, p.bound) {
                (TypeParamKind::TypeVar, Some(bound)) => {
                    self.thunk(bound, Kind::TypeParamValue, p.name.name, p.span)?;
                    match bound.kind {
                        ExprKind::Tuple(_) => Intrinsic::TypeVarConstraints,
                        _ => Intrinsic::TypeVarBound,
                    }
                }
                (TypeParamKind::TypeVar, None) => Intrinsic::TypeVar,
                (TypeParamKind::ParamSpec, _) => Intrinsic::ParamSpec,
                (TypeParamKind::TypeVarTuple, _) => Intrinsic::TypeVarTuple,
            };
            self.u.emit(Instr::Intrinsic(which, reg, reg), p.span);
            self.u.regs.release_to(Reg(reg.0 + 1));
            if let Some(default) = p.default {
                seen_default = true;
                self.thunk(default, Kind::TypeParamValue, p.name.name, p.span)?;
                self.u.emit(Instr::Intrinsic(Intrinsic::SetDefault, reg, reg), p.span);
                self.u.regs.release_to(Reg(reg.0 + 1));
            } else if seen_default {
                let msg =
                    format!("non-default type parameter '{}' follows default type parameter", p.name.name);
                return Err(CompileError::new(msg, p.span));
            }
            self.store_name(p.name.name, Src::borrow(reg), p.span)?;
        }
        self.u.regs.release_to(first);
        let tuple = self.u.regs.alloc();
        self.u.emit(Instr::BuildTuple(tuple, first, Count(params.len() as u16)), span);
        Ok(tuple)
    }

    /// A function without parameters that returns `e`, in the next temporary.
    fn thunk(&mut self, e: &'a Expr<'a>, kind: Kind, name: &str, span: Span) -> Result<Reg> {
        let id = self.scopes.of(e, kind);
        self.enter_hidden(id, name, 0, span);
        let src = match e.kind {
            ExprKind::Starred(inner) => {
                // The default of a TypeVarTuple unpacks to exactly one.
                let reg = self.u.regs.mark();
                let src = self.operand(inner, &[])?;
                self.u.regs.release_to(reg);
                let reg = self.u.regs.alloc();
                self.u.emit(Instr::UnpackSequence(src, reg, Count(1)), e.span);
                Src::take(reg)
            }
            _ => self.operand(e, &[])?,
        };
        self.u.end(Instr::Return(src), e.span);
        let unit = self.leave_unit()?;
        let base = self.u.regs.mark();
        self.make_function(id, unit, 0, Dst::Push, base, span)
    }

    fn enter_hidden(&mut self, id: ScopeId, name: &str, params: u32, span: Span) {
        let qualname = self.qualname(name);
        self.enter_unit(id, name, qualname, span);
        self.u.unit.argcount = params;
    }

    /// Reserves the callee's register and the one for `self`; arguments come behind.
    fn call_start(&mut self) -> Reg {
        let start = self.u.regs.alloc();
        self.u.regs.alloc();
        start
    }

    /// Finishes the hidden function and calls it with the `n` arguments that stand behind `start`.
    fn call_hidden(&mut self, id: ScopeId, start: Reg, base: Reg, n: u16, span: Span) -> Result {
        let unit = self.leave_unit()?;
        let made = self.u.regs.mark();
        self.make_function(id, unit, 0, Dst::Push, made, span)?;
        self.u.emit(Instr::Move(start, Src::take(made)), span);
        self.u.emit(Instr::Call(base, start, Count(n)), span);
        self.u.regs.release_to(base);
        self.u.regs.alloc();
        Ok(())
    }
}
