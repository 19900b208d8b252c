//! Conditions: jumps instead of truth values (`compiler_jump_if` of `Python/compile.c`), and
//! comparisons where a value is wanted.

use super::super::instr::{CmpOp, Const16, Instr, Reg, Src};
use super::build::{FAR, Label, NEAR};
use super::expr::{comparison, opposite};
use super::{Dst, Emitter, Result};
use crate::code::consts::Lit;
use crate::syntax::ast::{self, BoolOp, Expr, ExprKind, Span, UnaryOp};

impl<'a> Emitter<'a> {
    /// Jumps to `to` if the truth of `e` is `cond`; goes on otherwise.
    pub fn jump_if(&mut self, e: &'a Expr<'a>, cond: bool, to: Label) -> Result {
        if let Some(lit) = self.fold(e) {
            // It has its place among the constants, used or not.
            self.lit(&lit);
            if lit.truth() == cond {
                self.u.jump(to, e.span);
            }
            return Ok(());
        }
        match e.kind {
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => self.jump_if(operand, !cond, to),
            ExprKind::BoolOp { op, values } => self.jump_if_bool_op(op, values, cond, to),
            ExprKind::IfExp { test, body, orelse } => {
                let (other, end) = (self.u.label(), self.u.label());
                self.jump_if(test, false, other)?;
                self.jump_if(body, cond, to)?;
                self.u.jump(end, e.span);
                self.u.place(other);
                self.jump_if(orelse, cond, to)?;
                self.u.place(end);
                Ok(())
            }
            ExprKind::Compare { left, ops: &[op], comparators: [right] } => {
                let mark = self.u.regs.mark();
                self.warn_identity(left, op, right, e.span);
                let a = self.operand(left, &[right])?;
                self.compare_jump(a, op, right, cond, to, e.span)?;
                self.u.regs.release_to(mark);
                Ok(())
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.chain_jump(left, ops, comparators, cond, to, e.span)
            }
            _ => {
                let mark = self.u.regs.mark();
                let src = self.operand(e, &[])?;
                self.u.regs.release_to(mark);
                let i = if cond { Instr::JumpIfTrue(src, FAR) } else { Instr::JumpIfFalse(src, FAR) };
                self.u.branch(i, to, e.span);
                Ok(())
            }
        }
    }

    fn jump_if_bool_op(&mut self, op: BoolOp, values: &'a [Expr<'a>], cond: bool, to: Label) -> Result {
        let Some((last, firsts)) = values.split_last() else { return Ok(()) };
        let short = op == BoolOp::Or;
        // Where a short cut leads: to the target, or past the end.
        let end = if short == cond { None } else { Some(self.u.label()) };
        for value in firsts {
            self.jump_if(value, short, end.unwrap_or(to))?;
        }
        self.jump_if(last, cond, to)?;
        if let Some(end) = end {
            self.u.place(end);
        }
        Ok(())
    }

    /// Compares what is in `a` with `right` and jumps if the truth of it is `cond`.
    fn compare_jump(
        &mut self,
        a: Src,
        op: ast::CmpOp,
        right: &'a Expr<'a>,
        cond: bool,
        to: Label,
        span: Span,
    ) -> Result {
        use ast::CmpOp::*;
        if matches!(op, Is | IsNot) && matches!(right.kind, ExprKind::Constant(ast::Constant::None)) {
            // Named at this place, though no instruction keeps it.
            self.lit(&Lit::None);
            let i = if (op == Is) == cond { Instr::JumpIfNone(a, FAR) } else { Instr::JumpIfNotNone(a, FAR) };
            self.u.branch(i, to, span);
            return Ok(());
        }
        if let Some(cmp) = comparison(op)
            && let Some(k) = self.constant_operand(right)
        {
            self.u.branch(jump_constant(cmp, cond, a, k), to, span);
            return Ok(());
        }
        let b = self.right_operand(op, right)?;
        self.u.branch(jump_compare(op, cond, a, b), to, span);
        Ok(())
    }

    /// The right side of a comparison; after `in` a list is a tuple, a constant set a frozenset.
    fn right_operand(&mut self, op: ast::CmpOp, right: &'a Expr<'a>) -> Result<Src> {
        if matches!(op, ast::CmpOp::In | ast::CmpOp::NotIn)
            && let Some(reg) = self.iterable_constant(right, Dst::Push)?
        {
            return Ok(Src::take(reg));
        }
        self.operand(right, &[])
    }

    /// `fold_iter` of `Python/ast_opt.c`: nobody else sees the list or set that is only iterated.
    pub fn iterable_constant(&mut self, e: &'a Expr<'a>, dst: Dst) -> Result<Option<Reg>> {
        match e.kind {
            ExprKind::List(items) if !has_star(items) => {
                if let Some(lits) = crate::code::fold::fold_all(items, self.debug()) {
                    let reg = self.result(dst);
                    self.load_lit(&Lit::Tuple(lits), reg, e.span);
                    return Ok(Some(reg));
                }
                self.tuple(items, dst, e.span).map(Some)
            }
            ExprKind::Set(items) => {
                let Some(lits) = crate::code::fold::fold_all(items, self.debug()) else { return Ok(None) };
                let reg = self.result(dst);
                self.load_lit(&Lit::FrozenSet(lits), reg, e.span);
                Ok(Some(reg))
            }
            _ => Ok(None),
        }
    }

    fn chain_jump(
        &mut self,
        left: &'a Expr<'a>,
        ops: &[ast::CmpOp],
        comparators: &'a [Expr<'a>],
        cond: bool,
        to: Label,
        span: Span,
    ) -> Result {
        let mark = self.u.regs.mark();
        let fail = self.u.label();
        let mut cleanups = Vec::new();
        let mut a = self.operand(left, &[&comparators[0]])?;
        let last = comparators.len() - 1;
        for i in 0..last {
            let b = self.operand(&comparators[i], &[&comparators[i + 1]])?;
            let target = if b.takes() { self.u.label() } else { fail };
            let kept = Src::borrow(Reg(b.index() as u16));
            self.u.branch(jump_compare(ops[i], false, a, kept), target, span);
            if b.takes() {
                cleanups.push((target, Reg(b.index() as u16)));
            }
            a = b;
        }
        let goal = if cond { to } else { fail };
        self.compare_jump(a, ops[last], &comparators[last], cond, goal, span)?;
        let end = self.u.label();
        if cond || !cleanups.is_empty() || self.u.is_used(fail) {
            self.u.jump(end, span);
        }
        for (label, reg) in cleanups {
            self.u.place(label);
            self.u.emit(Instr::Drop(reg), span);
            self.u.jump(fail, span);
        }
        self.u.place(fail);
        if !cond {
            self.u.jump(to, span);
        }
        self.u.place(end);
        self.u.regs.release_to(mark);
        Ok(())
    }

    pub fn compare(
        &mut self,
        left: &'a Expr<'a>,
        ops: &[ast::CmpOp],
        comparators: &'a [Expr<'a>],
        dst: Dst,
        span: Span,
    ) -> Result<Reg> {
        if let (&[op], [right]) = (ops, comparators) {
            return self.compare_one(left, op, right, dst, span);
        }
        let scratch = self.scratch(dst);
        let mark = self.u.regs.mark();
        let end = self.u.label();
        let mut cleanups = Vec::new();
        let mut a = self.operand(left, &[&comparators[0]])?;
        let last = comparators.len() - 1;
        for i in 0..last {
            self.warn_identity(
                if i == 0 { left } else { &comparators[i - 1] },
                ops[i],
                &comparators[i],
                span,
            );
            let b = self.operand(&comparators[i], &[&comparators[i + 1]])?;
            let kept = Src::borrow(Reg(b.index() as u16));
            self.u.emit(compare_value(ops[i], scratch, a, kept), span);
            let target = if b.takes() { self.u.label() } else { end };
            self.u.branch(Instr::JumpIfFalse(Src::borrow(scratch), FAR), target, span);
            self.u.emit(Instr::Drop(scratch), span);
            if b.takes() {
                cleanups.push((target, Reg(b.index() as u16)));
            }
            a = b;
        }
        let b = self.right_operand(ops[last], &comparators[last])?;
        self.u.emit(compare_value(ops[last], scratch, a, b), span);
        if !cleanups.is_empty() {
            self.u.jump(end, span);
        }
        for (label, reg) in cleanups {
            self.u.place(label);
            self.u.emit(Instr::Drop(reg), span);
            self.u.jump(end, span);
        }
        self.u.place(end);
        self.u.regs.release_to(mark);
        Ok(self.settle(dst, scratch, span))
    }

    pub fn compare_one(
        &mut self,
        left: &'a Expr<'a>,
        op: ast::CmpOp,
        right: &'a Expr<'a>,
        dst: Dst,
        span: Span,
    ) -> Result<Reg> {
        self.warn_identity(left, op, right, span);
        let mark = self.u.regs.mark();
        let a = self.operand(left, &[right])?;
        let b = self.right_operand(op, right)?;
        self.u.regs.release_to(mark);
        let reg = self.result(dst);
        self.u.emit(compare_value(op, reg, a, b), span);
        Ok(reg)
    }

    // --- warnings (`check_compare`, `check_caller`, `check_subscripter` of `Python/compile.c`)

    fn warn_identity(&mut self, left: &Expr, op: ast::CmpOp, right: &Expr, span: Span) {
        let (word, instead) = match op {
            ast::CmpOp::Is => ("is", "=="),
            ast::CmpOp::IsNot => ("is not", "!="),
            _ => return,
        };
        let literal = |e: &Expr| {
            let lit = self.fold(e)?;
            (!matches!(lit, Lit::None | Lit::Bool(_) | Lit::Ellipsis)).then(|| type_name(&lit))
        };
        if let Some(name) = literal(left).or_else(|| literal(right)) {
            let msg = format!("\"{word}\" with '{name}' literal. Did you mean \"{instead}\"?");
            self.warnings.push((msg, span));
        }
    }

    pub fn warn_call(&mut self, func: &Expr) {
        if let Some(name) = self.literal_type(func, true).filter(|name| *name != "function") {
            let msg = format!("'{name}' object is not callable; perhaps you missed a comma?");
            self.warnings.push((msg, func.span));
        }
    }

    pub fn warn_subscript(&mut self, value: &Expr, slice: &Expr) {
        let folded = self.fold(value);
        let is_constant_sequence = matches!(folded, Some(Lit::Str(_) | Lit::Bytes(_) | Lit::Tuple(_)));
        let subscriptable = is_constant_sequence
            || matches!(
                value.kind,
                ExprKind::Constant(ast::Constant::Str(_) | ast::Constant::Bytes(_))
                    | ExprKind::Tuple(_)
                    | ExprKind::List(_)
                    | ExprKind::ListComp { .. }
                    | ExprKind::Dict { .. }
                    | ExprKind::DictComp { .. }
                    | ExprKind::JoinedStr(_)
            );
        if !subscriptable && let Some(name) = self.literal_type(value, false) {
            let msg = format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
            self.warnings.push((msg, value.span));
            return;
        }
        let sequence =
            subscriptable && !matches!(value.kind, ExprKind::Dict { .. } | ExprKind::DictComp { .. });
        if sequence
            && let Some(index) = self.literal_type(slice, true)
            && !matches!(index, "int" | "bool")
            && let Some(name) = self.literal_type(value, true)
        {
            let msg = format!(
                "{name} indices must be integers or slices, not {index}; perhaps you missed a comma?"
            );
            self.warnings.push((msg, value.span));
        }
    }

    /// The type that a display or literal surely has (`infer_type`).
    fn literal_type(&self, e: &Expr, displays: bool) -> Option<&'static str> {
        Some(match e.kind {
            ExprKind::Tuple(_) if displays => "tuple",
            ExprKind::List(_) | ExprKind::ListComp { .. } if displays => "list",
            ExprKind::Dict { .. } | ExprKind::DictComp { .. } if displays => "dict",
            ExprKind::Set(_) | ExprKind::SetComp { .. } => "set",
            ExprKind::GeneratorExp { .. } => "generator",
            ExprKind::Lambda { .. } => "function",
            ExprKind::JoinedStr(_) => "str",
            ExprKind::Constant(ref c) => type_name(&Lit::of(c)),
            // What the optimiser has folded is a constant when the compiler looks at it.
            _ => match self.fold(e)? {
                Lit::Tuple(_) if !displays => return None,
                lit => type_name(&lit),
            },
        })
    }
}

pub fn has_star(items: &[Expr]) -> bool {
    items.iter().any(|e| matches!(e.kind, ExprKind::Starred(_)))
}

fn type_name(lit: &Lit) -> &'static str {
    match lit {
        Lit::None => "NoneType",
        Lit::Bool(_) => "bool",
        Lit::Ellipsis => "ellipsis",
        Lit::Int(_) => "int",
        Lit::Float(_) => "float",
        Lit::Complex(..) => "complex",
        Lit::Str(_) => "str",
        Lit::Bytes(_) => "bytes",
        Lit::Tuple(_) => "tuple",
        Lit::FrozenSet(_) => "frozenset",
    }
}

fn compare_value(op: ast::CmpOp, dst: Reg, a: Src, b: Src) -> Instr {
    match (op, comparison(op)) {
        (_, Some(cmp)) => Instr::Compare(cmp, dst, a, b),
        (ast::CmpOp::Is, _) => Instr::Is(dst, a, b),
        (ast::CmpOp::IsNot, _) => Instr::IsNot(dst, a, b),
        (ast::CmpOp::In, _) => Instr::In(dst, a, b),
        _ => Instr::NotIn(dst, a, b),
    }
}

fn jump_compare(op: ast::CmpOp, cond: bool, a: Src, b: Src) -> Instr {
    if let Some(cmp) = comparison(op) {
        return match (cmp, cond) {
            (CmpOp::Lt, true) => Instr::JumpLtRR(a, b, NEAR),
            (CmpOp::Lt, false) => Instr::JumpNotLtRR(a, b, NEAR),
            (CmpOp::Le, true) => Instr::JumpLeRR(a, b, NEAR),
            (CmpOp::Le, false) => Instr::JumpNotLeRR(a, b, NEAR),
            (CmpOp::Eq, true) => Instr::JumpEqRR(a, b, NEAR),
            (CmpOp::Eq, false) => Instr::JumpNotEqRR(a, b, NEAR),
            (CmpOp::Ne, true) => Instr::JumpNeRR(a, b, NEAR),
            (CmpOp::Ne, false) => Instr::JumpNotNeRR(a, b, NEAR),
            (CmpOp::Gt, true) => Instr::JumpGtRR(a, b, NEAR),
            (CmpOp::Gt, false) => Instr::JumpNotGtRR(a, b, NEAR),
            (CmpOp::Ge, true) => Instr::JumpGeRR(a, b, NEAR),
            (CmpOp::Ge, false) => Instr::JumpNotGeRR(a, b, NEAR),
        };
    }
    let op = if cond { op } else { opposite(op).unwrap_or(op) };
    match op {
        ast::CmpOp::Is => Instr::JumpIs(a, b, NEAR),
        ast::CmpOp::IsNot => Instr::JumpIsNot(a, b, NEAR),
        ast::CmpOp::In => Instr::JumpIn(a, b, NEAR),
        _ => Instr::JumpNotIn(a, b, NEAR),
    }
}

fn jump_constant(cmp: CmpOp, cond: bool, a: Src, k: Const16) -> Instr {
    match (cmp, cond) {
        (CmpOp::Lt, true) => Instr::JumpLtRK(a, k, NEAR),
        (CmpOp::Lt, false) => Instr::JumpNotLtRK(a, k, NEAR),
        (CmpOp::Le, true) => Instr::JumpLeRK(a, k, NEAR),
        (CmpOp::Le, false) => Instr::JumpNotLeRK(a, k, NEAR),
        (CmpOp::Eq, true) => Instr::JumpEqRK(a, k, NEAR),
        (CmpOp::Eq, false) => Instr::JumpNotEqRK(a, k, NEAR),
        (CmpOp::Ne, true) => Instr::JumpNeRK(a, k, NEAR),
        (CmpOp::Ne, false) => Instr::JumpNotNeRK(a, k, NEAR),
        (CmpOp::Gt, true) => Instr::JumpGtRK(a, k, NEAR),
        (CmpOp::Gt, false) => Instr::JumpNotGtRK(a, k, NEAR),
        (CmpOp::Ge, true) => Instr::JumpGeRK(a, k, NEAR),
        (CmpOp::Ge, false) => Instr::JumpNotGeRK(a, k, NEAR),
    }
}
