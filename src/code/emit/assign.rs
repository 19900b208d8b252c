//! Assignment in all its forms, and `del`.

use super::super::consts::Lit;
use super::super::instr::{Const16, Count, Instr, Reg, Small, Src};
use super::build::Var;
use super::cond::has_star;
use super::expr::{match_attr, operator};
use super::{Dst, Emitter, Result};
use crate::code::CompileError;
use crate::syntax::ast::{Expr, ExprKind, Operator, Span};

impl<'a> Emitter<'a> {
    pub fn assign(&mut self, targets: &'a [Expr<'a>], value: &'a Expr<'a>) -> Result {
        let mark = self.u.regs.mark();
        if let [target] = targets {
            self.assign_one(target, value)?;
        } else if let Some((last, firsts)) = targets.split_last() {
            let reg = self.expr(value, Dst::Push)?;
            for target in firsts {
                self.store(target, Src::borrow(reg))?;
            }
            self.store(last, Src::take(reg))?;
        }
        self.u.regs.release_to(mark);
        Ok(())
    }

    pub fn assign_one(&mut self, target: &'a Expr<'a>, value: &'a Expr<'a>) -> Result {
        match target.kind {
            ExprKind::Name(name) => {
                forbid_debug(name, "assign to", target.span)?;
                if let Some(reg) = self.local(target) {
                    self.expr(value, Dst::To(reg))?;
                    return Ok(());
                }
                let src = self.operand(value, &[])?;
                self.store_name(name, src, target.span)
            }
            ExprKind::Attribute { value: obj, .. } => {
                let src = self.operand(value, &[obj])?;
                self.store(target, src)
            }
            ExprKind::Subscript { value: obj, slice } => {
                let src = self.operand(value, &[obj, slice])?;
                self.store(target, src)
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                if !self.swap(targets, value)? {
                    let src = self.operand(value, &[])?;
                    self.store(target, src)?;
                }
                Ok(())
            }
            _ => {
                let src = Src::take(self.expr(value, Dst::Push)?);
                self.store(target, src)
            }
        }
    }

    /// `a, b = x, y` without a tuple. For plain locals CPython stores the last one first
    /// (`apply_static_swaps` of `Python/flowgraph.c`), which shows in the order of release.
    fn swap(&mut self, targets: &'a [Expr<'a>], value: &'a Expr<'a>) -> Result<bool> {
        let ExprKind::Tuple(values) = value.kind else { return Ok(false) };
        let n = values.len();
        if !(1..=3).contains(&n)
            || targets.len() != n
            || has_star(targets)
            || has_star(values)
            || self.fold(value).is_some()
        {
            return Ok(false);
        }
        let mut locals = Vec::with_capacity(n);
        for target in targets {
            match self.local(target) {
                Some(reg) if !locals.contains(&reg) && target.span.line == targets[0].span.line => {
                    locals.push(reg)
                }
                _ => break,
            }
        }
        let mark = self.u.regs.mark();
        if locals.len() == n {
            for value in &values[..n - 1] {
                self.expr(value, Dst::Push)?;
            }
            self.expr(&values[n - 1], Dst::To(locals[n - 1]))?;
            for i in (0..n - 1).rev() {
                let src = Src::take(Reg(mark.0 + i as u16));
                self.u.emit(Instr::Move(locals[i], src), targets[i].span);
                self.wrote(locals[i]);
            }
        } else {
            for value in values {
                self.expr(value, Dst::Push)?;
            }
            for (i, target) in targets.iter().enumerate() {
                self.store(target, Src::take(Reg(mark.0 + i as u16)))?;
            }
        }
        self.u.regs.release_to(mark);
        Ok(true)
    }

    /// Stores what is there already.
    pub fn store(&mut self, target: &'a Expr<'a>, src: Src) -> Result {
        let mark = self.u.regs.mark();
        match target.kind {
            ExprKind::Name(name) => {
                forbid_debug(name, "assign to", target.span)?;
                self.store_name(name, src, target.span)?;
            }
            ExprKind::Attribute { value, attr } => {
                forbid_debug(attr.name, "assign to", target.span)?;
                self.note_static_attribute(value, attr.name);
                let obj = self.operand(value, &[])?;
                let sym = self.sym(attr.name);
                let site = self.site_of(sym);
                let span = match_attr(target.span, target.span, attr.name);
                self.u.emit(Instr::StoreAttr(obj, src, site), span);
            }
            ExprKind::Subscript { value, slice } => {
                let obj = self.operand(value, &[slice])?;
                let key = self.key_operand(slice)?;
                self.u.emit(Instr::StoreItem(obj, key, src), target.span);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => self.unpack(targets, src, target.span)?,
            ExprKind::Starred(_) => {
                let msg = "starred assignment target must be in a list or tuple";
                return Err(CompileError::new(msg, target.span));
            }
            _ => return Err(CompileError::new("cannot assign to expression", target.span)),
        }
        self.u.regs.release_to(mark);
        Ok(())
    }

    fn unpack(&mut self, targets: &'a [Expr<'a>], src: Src, span: Span) -> Result {
        let n = targets.len();
        if let Some(first) = self.locals_in_a_row(targets) {
            for (i, target) in targets.iter().enumerate() {
                if let ExprKind::Name(name) = target.kind {
                    forbid_debug(name, "assign to", target.span)?;
                }
                self.wrote(Reg(first.0 + i as u16));
            }
            self.u.emit(Instr::UnpackSequence(src, first, Count(n as u16)), span);
            return Ok(());
        }
        let first = self.u.regs.mark();
        for _ in targets {
            self.u.regs.alloc();
        }
        let mut stars = (0..n).filter(|&i| matches!(targets[i].kind, ExprKind::Starred(_)));
        let star = stars.next();
        if stars.next().is_some() {
            return Err(CompileError::new("multiple starred expressions in assignment", span));
        }
        match star {
            Some(before) if before < 256 => {
                let after = Count((n - before - 1) as u16);
                self.u.emit(Instr::UnpackEx(Small(before as u8), src, first, after), span);
            }
            Some(_) => {
                let msg = "too many expressions in star-unpacking assignment";
                return Err(CompileError::new(msg, span));
            }
            None => self.u.emit(Instr::UnpackSequence(src, first, Count(n as u16)), span),
        }
        for (i, target) in targets.iter().enumerate() {
            let target = match target.kind {
                ExprKind::Starred(inner) => inner,
                _ => target,
            };
            self.store(target, Src::take(Reg(first.0 + i as u16)))?;
        }
        Ok(())
    }

    /// The first of as many registers if the targets are plain locals in consecutive ones: what is
    /// unpacked can go there at once.
    fn locals_in_a_row(&mut self, targets: &[Expr]) -> Option<Reg> {
        let first = self.local(targets.first()?)?;
        for (i, target) in targets.iter().enumerate().skip(1) {
            if self.local(target)?.0 != first.0 + i as u16 {
                return None;
            }
        }
        Some(first)
    }

    pub fn store_name(&mut self, name: &str, src: Src, span: Span) -> Result {
        let sym = self.sym(name);
        let i = match self.var(sym) {
            Var::Local(reg) => {
                self.wrote(reg);
                Instr::Move(reg, src)
            }
            Var::Cell(cell) | Var::DictCell(_, cell) => Instr::StoreCell(cell, src),
            Var::Global | Var::DictGlobal(_) => Instr::StoreGlobal(src, self.site_of(sym)),
            // A class that stores a name it takes from a function has it in its own namespace.
            Var::ClassCell(_) | Var::Name => Instr::StoreName(src, self.site_of(sym)),
        };
        self.u.emit(i, span);
        Ok(())
    }

    /// `self.x = ...` in a method: the class notes the name (`__static_attributes__`).
    fn note_static_attribute(&mut self, value: &Expr, name: &str) {
        if !matches!(value.kind, ExprKind::Name("self")) {
            return;
        }
        let scopes = &self.scopes;
        let is_class = |id| scopes.get(id).kind == super::Kind::Class;
        if is_class(self.u.scope) {
            return;
        }
        if let Some(class) = self.outer.iter_mut().rev().find(|b| is_class(b.scope))
            && !class.static_attributes.iter().any(|known| known == name)
        {
            class.static_attributes.push(name.into());
        }
    }

    // --- augmented assignment

    pub fn aug_assign(
        &mut self,
        target: &'a Expr<'a>,
        op: Operator,
        value: &'a Expr<'a>,
        span: Span,
    ) -> Result {
        let mark = self.u.regs.mark();
        match target.kind {
            ExprKind::Name(name) => {
                forbid_debug(name, "assign to", target.span)?;
                match self.local(target) {
                    Some(reg) => self.aug_local(reg, target, op, value, span)?,
                    None => {
                        let left = self.load_name(name, Dst::Push, target.span)?;
                        self.inplace(op, left, value, span)?;
                        self.store_name(name, Src::take(left), target.span)?;
                    }
                }
            }
            ExprKind::Attribute { value: obj, attr } => {
                let place = match_attr(target.span, target.span, attr.name);
                let obj = self.expr(obj, Dst::Push)?;
                let left = self.u.regs.alloc();
                let sym = self.sym(attr.name);
                let site = self.site_of(sym);
                self.u.emit(Instr::LoadAttr(left, Src::borrow(obj), site), place);
                self.inplace(op, left, value, span)?;
                let site = self.site_of(sym);
                self.u.emit(Instr::StoreAttr(Src::take(obj), Src::take(left), site), place);
            }
            ExprKind::Subscript { value: obj, slice } => {
                let obj = self.expr(obj, Dst::Push)?;
                let key = self.expr(slice, Dst::Push)?;
                let left = self.u.regs.alloc();
                let (o, k) = (Src::borrow(obj), Src::borrow(key));
                self.u.emit(Instr::LoadItem(left, o, k), target.span);
                self.inplace(op, left, value, span)?;
                let i = Instr::StoreItem(Src::take(obj), Src::take(key), Src::take(left));
                self.u.emit(i, target.span);
            }
            _ => return Err(CompileError::new("illegal expression for augmented assignment", target.span)),
        }
        self.u.regs.release_to(mark);
        Ok(())
    }

    /// The temporary `left` becomes `left op= value`.
    fn inplace(&mut self, op: Operator, left: Reg, value: &'a Expr<'a>, span: Span) -> Result {
        let mark = self.u.regs.mark();
        self.aug_register(left, Src::take(left), op, value, span)?;
        self.u.regs.release_to(mark);
        Ok(())
    }

    /// `reg op= value`, by an opcode of its own where there is one.
    fn aug_register(&mut self, reg: Reg, left: Src, op: Operator, value: &'a Expr<'a>, span: Span) -> Result {
        if matches!(op, Operator::Add | Operator::Sub | Operator::Mult)
            && let Some(k) = self.constant_operand(value)
        {
            let with: fn(Reg, Const16) -> Instr = match op {
                Operator::Add => Instr::IAddK,
                Operator::Sub => Instr::ISubK,
                _ => Instr::IMulK,
            };
            self.u.emit(with(reg, k), span);
            return Ok(());
        }
        let b = self.operand(value, &[])?;
        let other = Reg(b.index() as u16);
        let i = match (op, b.takes()) {
            (Operator::Add, false) => Instr::IAddR(reg, other),
            (Operator::Add, true) => Instr::IAddT(reg, other),
            (Operator::Sub, false) => Instr::ISubR(reg, other),
            (Operator::Sub, true) => Instr::ISubT(reg, other),
            (Operator::Mult, false) => Instr::IMulR(reg, other),
            (Operator::Mult, true) => Instr::IMulT(reg, other),
            _ => Instr::Inplace(operator(op), reg, left, b),
        };
        self.u.emit(i, span);
        Ok(())
    }

    /// The local stays in its register if evaluating `value` can neither rebind it nor call anything
    /// but operators.
    fn aug_local(
        &mut self,
        reg: Reg,
        target: &'a Expr<'a>,
        op: Operator,
        value: &'a Expr<'a>,
        span: Span,
    ) -> Result {
        self.check_bound(reg, target.span);
        if !self.is_arithmetic(value) {
            let left = self.u.regs.alloc();
            self.u.emit(Instr::Move(left, Src::borrow(reg)), target.span);
            let b = self.operand(value, &[])?;
            self.u.emit(Instr::Inplace(operator(op), reg, Src::take(left), b), span);
            return Ok(());
        }
        self.aug_register(reg, Src::borrow(reg), op, value, span)
    }

    /// Names and constants, and operators on them.
    fn is_arithmetic(&mut self, e: &Expr) -> bool {
        match e.kind {
            ExprKind::BinOp { left, right, .. } => self.is_inert(left) && self.is_inert(right),
            _ => self.is_inert(e),
        }
    }

    // --- annotations

    pub fn ann_assign(
        &mut self,
        target: &'a Expr<'a>,
        annotation: &'a Expr<'a>,
        value: Option<&'a Expr<'a>>,
        simple: bool,
        span: Span,
    ) -> Result {
        let mark = self.u.regs.mark();
        if let Some(value) = value {
            self.assign_one(target, value)?;
            self.u.regs.release_to(mark);
        }
        let evaluated = !self.scopes.get(self.u.scope).kind.is_function();
        match target.kind {
            ExprKind::Name(name) if simple && evaluated => {
                let src = self.annotation(annotation)?;
                let site = self.site("__annotations__");
                let dict = self.u.regs.alloc();
                self.u.emit(Instr::LoadName(dict, site), span);
                let key = self.u.regs.alloc();
                let sym = self.sym(name);
                let text = Lit::Str(self.names.text(sym).into());
                self.load_lit(&text, key, span);
                self.u.emit(Instr::StoreItem(Src::take(dict), Src::take(key), Src::take(src)), span);
            }
            ExprKind::Name(_) => {}
            _ => {
                if value.is_none() {
                    self.evaluate_target(target)?;
                }
                if evaluated && !simple && !self.options.future_annotations {
                    self.discard(annotation)?;
                }
            }
        }
        self.u.regs.release_to(mark);
        Ok(())
    }

    /// An annotated target without a value: its parts are evaluated nevertheless.
    fn evaluate_target(&mut self, target: &'a Expr<'a>) -> Result {
        match target.kind {
            ExprKind::Attribute { value, .. } => self.discard(value),
            ExprKind::Subscript { value, slice } => {
                self.discard(value)?;
                self.discard(slice)
            }
            _ => Ok(()),
        }
    }

    /// An annotation's value in the next temporary: under the future import its source.
    pub fn annotation(&mut self, e: &'a Expr<'a>) -> Result<Reg> {
        if self.options.future_annotations {
            let text = super::unparse::unparse(e)?;
            let reg = self.u.regs.alloc();
            self.load_lit(&Lit::Str(text.into_bytes()), reg, e.span);
            return Ok(reg);
        }
        self.expr(e, Dst::Push)
    }

    // --- del

    pub fn delete(&mut self, target: &'a Expr<'a>) -> Result {
        let mark = self.u.regs.mark();
        match target.kind {
            ExprKind::Name(name) => self.delete_name(name, target.span)?,
            ExprKind::Attribute { value, attr } => {
                let obj = self.operand(value, &[])?;
                let sym = self.sym(attr.name);
                let name = self.name_of(sym);
                self.u.emit(Instr::DelAttr(obj, name), match_attr(target.span, target.span, attr.name));
            }
            ExprKind::Subscript { value, slice } => {
                let obj = self.operand(value, &[slice])?;
                let key = self.key_operand(slice)?;
                self.u.emit(Instr::DelItem(obj, key), target.span);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                targets.iter().try_for_each(|t| self.delete(t))?;
            }
            _ => return Err(CompileError::new("cannot delete expression", target.span)),
        }
        self.u.regs.release_to(mark);
        Ok(())
    }

    pub fn delete_name(&mut self, name: &str, span: Span) -> Result {
        forbid_debug(name, "delete", span)?;
        let sym = self.sym(name);
        let i = match self.var(sym) {
            Var::Local(reg) => {
                self.u.regs.bound.remove(reg);
                Instr::DelLocal(reg)
            }
            Var::Cell(cell) | Var::DictCell(_, cell) => Instr::DelCell(cell),
            Var::Global | Var::DictGlobal(_) => Instr::DelGlobal(self.name_of(sym)),
            Var::ClassCell(_) | Var::Name => Instr::DelName(self.name_of(sym)),
        };
        self.u.emit(i, span);
        Ok(())
    }
}

pub fn forbid_debug(name: &str, verb: &str, span: Span) -> Result {
    if name == "__debug__" {
        return Err(CompileError::new(format!("cannot {verb} __debug__"), span));
    }
    Ok(())
}
