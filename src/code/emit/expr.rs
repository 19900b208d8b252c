//! Expressions: operands, names, operators, attributes, subscripts.

use super::super::consts::Lit;
use super::super::instr::{BinOp, CmpOp, Const16, Instr, Reg, Small, Src, UnOp};
use super::build::{FAR, Var};
use super::{Dst, Emitter, Result};
use crate::code::CompileError;
use crate::syntax::ast::{self, BoolOp, Expr, ExprKind, Operator, Span, UnaryOp};

impl<'a> Emitter<'a> {
    /// Evaluates `e` into `dst`.
    pub fn expr(&mut self, e: &'a Expr<'a>, dst: Dst) -> Result<Reg> {
        if let Some(lit) = self.fold(e) {
            let reg = self.result(dst);
            self.load_lit(&lit, reg, e.span);
            return Ok(reg);
        }
        match e.kind {
            ExprKind::Name(name) => self.load_name(name, dst, e.span),
            ExprKind::BoolOp { op, values } => self.bool_op(op, values, dst, e.span),
            ExprKind::NamedExpr { target, value } => self.named(target, value, dst, e.span),
            ExprKind::BinOp { .. } => self.bin_op(e, dst),
            ExprKind::UnaryOp { op, operand } => self.unary_op(op, operand, dst, e.span),
            ExprKind::Lambda { args, body } => self.lambda(e, args, body, dst),
            ExprKind::IfExp { test, body, orelse } => self.if_exp(test, body, orelse, dst, e.span),
            ExprKind::Dict { keys, values } => self.dict(keys, values, dst, e.span),
            ExprKind::Set(items) => self.set(items, dst, e.span),
            ExprKind::List(items) => self.list(items, dst, e.span),
            ExprKind::Tuple(items) => self.tuple(items, dst, e.span),
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(e, dst),
            ExprKind::Await(value) => self.await_expr(value, dst, e.span),
            ExprKind::Yield(value) => self.yield_expr(value, dst, e.span),
            ExprKind::YieldFrom(value) => self.yield_from(value, dst, e.span),
            ExprKind::Compare { left, ops, comparators } => self.compare(left, ops, comparators, dst, e.span),
            ExprKind::Call { func, args, keywords } => self.call(func, args, keywords, dst, e.span),
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.formatted_value(value, conversion, format_spec, dst, e.span)
            }
            ExprKind::JoinedStr(values) => self.joined_str(values, dst, e.span),
            ExprKind::Attribute { value, attr } => self.attribute(value, attr, dst, e.span),
            ExprKind::Subscript { value, slice } => self.subscript(value, slice, dst, e.span),
            ExprKind::Slice { lower, upper, step } => self.slice(lower, upper, step, dst, e.span),
            ExprKind::Starred(_) => Err(CompileError::new("can't use starred expression here", e.span)),
            ExprKind::Constant(ref c) => {
                let reg = self.result(dst);
                self.load_lit(&Lit::of(c), reg, e.span);
                Ok(reg)
            }
        }
    }

    /// Evaluates `e` for one reader. A plain local is borrowed if nothing that `later` evaluates
    /// before the reading can run code or rebind it; anything else is a temporary to be taken.
    pub fn operand(&mut self, e: &'a Expr<'a>, later: &[&Expr]) -> Result<Src> {
        if later.iter().all(|e| self.is_inert(e)) {
            if let Some(reg) = self.local(e) {
                self.check_bound(reg, e.span);
                return Ok(Src::borrow(reg));
            }
            if let ExprKind::NamedExpr { target, value } = e.kind {
                let sym = self.sym(target.name);
                if let Var::Local(reg) = self.var(sym) {
                    self.expr(value, Dst::To(reg))?;
                    return Ok(Src::borrow(reg));
                }
            }
        }
        Ok(Src::take(self.expr(e, Dst::Push)?))
    }

    /// Whether evaluating `e` neither runs Python code nor binds a name.
    pub fn is_inert(&mut self, e: &Expr) -> bool {
        match e.kind {
            ExprKind::Name(name) => {
                let sym = self.sym(name);
                !matches!(self.var(sym), Var::Name | Var::ClassCell(_))
            }
            ExprKind::Constant(_) => true,
            ExprKind::Tuple(_) | ExprKind::UnaryOp { .. } => self.fold(e).is_some(),
            _ => false,
        }
    }

    /// UnboundLocalError, unless the local surely holds a value.
    pub fn check_bound(&mut self, reg: Reg, span: Span) {
        if !self.u.regs.bound.contains(reg) {
            self.u.emit(Instr::CheckLocal(reg), span);
            self.wrote(reg);
        }
    }

    pub fn load_name(&mut self, name: &str, dst: Dst, span: Span) -> Result<Reg> {
        let sym = self.sym(name);
        let var = self.var(sym);
        if let Var::Local(src) = var {
            self.check_bound(src, span);
            let reg = self.result(dst);
            if reg != src {
                self.u.emit(Instr::Move(reg, Src::borrow(src)), span);
            }
            return Ok(reg);
        }
        let reg = self.result(dst);
        let load = match var {
            Var::Cell(cell) => Instr::LoadCell(reg, cell),
            Var::ClassCell(cell) => Instr::LoadClassCell(reg, cell),
            Var::DictCell(dict, cell) => Instr::LoadDictOrCell(reg, dict, cell),
            Var::DictGlobal(dict) => Instr::LoadDictOrGlobal(reg, dict, self.site_of(sym)),
            Var::Global => Instr::LoadGlobal(reg, self.site_of(sym)),
            _ => Instr::LoadName(reg, self.site_of(sym)),
        };
        self.u.emit(load, span);
        Ok(reg)
    }

    fn named(&mut self, target: ast::Ident<'a>, value: &'a Expr<'a>, dst: Dst, span: Span) -> Result<Reg> {
        let sym = self.sym(target.name);
        if let Var::Local(local) = self.var(sym) {
            self.expr(value, Dst::To(local))?;
            let reg = self.result(dst);
            if reg != local {
                self.u.emit(Instr::Move(reg, Src::borrow(local)), span);
            }
            return Ok(reg);
        }
        let scratch = self.scratch(dst);
        self.expr(value, Dst::To(scratch))?;
        self.store_name(target.name, Src::borrow(scratch), target.span)?;
        Ok(self.settle(dst, scratch, span))
    }

    // --- operators

    /// `a + b + c ...` leans left: from the innermost outwards in a loop.
    fn bin_op(&mut self, e: &'a Expr<'a>, dst: Dst) -> Result<Reg> {
        if let Some(reg) = self.format_operator(e, dst)? {
            return Ok(reg);
        }
        let mut chain = Vec::new();
        let mut first = e;
        while let ExprKind::BinOp { left, op, right } = first.kind {
            if !chain.is_empty() && (self.fold(first).is_some() || self.is_format(first)) {
                break;
            }
            chain.push((op, right, first.span));
            first = left;
        }
        let mark = self.u.regs.mark();
        let mut a = None;
        while let Some((op, right, span)) = chain.pop() {
            let left = match a {
                Some(src) => src,
                None => self.operand(first, &[right])?,
            };
            let last = chain.is_empty();
            let reg = self.binary(op, left, right, if last { dst } else { Dst::Push }, mark, span)?;
            if last {
                return Ok(reg);
            }
            a = Some(Src::take(reg));
        }
        self.expr(first, dst)
    }

    /// `left op right` where `left` is there already; temporaries from `mark` on are given back.
    fn binary(
        &mut self,
        op: Operator,
        left: Src,
        right: &'a Expr<'a>,
        dst: Dst,
        mark: Reg,
        span: Span,
    ) -> Result<Reg> {
        if let Some(k) = self.constant_operand(right)
            && hot(op)
        {
            self.u.regs.release_to(mark);
            let reg = self.result(dst);
            self.u.emit(with_constant(op, reg, left, k), span);
            return Ok(reg);
        }
        let b = self.operand(right, &[])?;
        self.u.regs.release_to(mark);
        let reg = self.result(dst);
        self.u.emit(with_register(op, reg, left, b), span);
        Ok(reg)
    }

    /// The number of a constant, if `e` is one and the number fits an operand.
    pub fn constant_operand(&mut self, e: &Expr) -> Option<Const16> {
        let lit = self.fold(e)?;
        let k = self.lit(&lit);
        u16::try_from(k.0).ok().map(Const16)
    }

    fn unary_op(&mut self, op: UnaryOp, operand: &'a Expr<'a>, dst: Dst, span: Span) -> Result<Reg> {
        // `not a in b` is `a not in b` (`fold_unaryop` of `Python/ast_opt.c`).
        if op == UnaryOp::Not
            && let ExprKind::Compare { left, ops: &[cmp], comparators: [right] } = operand.kind
            && let Some(opposite) = opposite(cmp)
        {
            return self.compare_one(left, opposite, right, dst, span);
        }
        let mark = self.u.regs.mark();
        let src = match operand.kind {
            // CPython's optimizer leaves the comparison where `not` stands (`Python/flowgraph.c`).
            ExprKind::Compare { left, ops: &[cmp], comparators: [right] } if op == UnaryOp::Not => {
                Src::take(self.compare_one(left, cmp, right, Dst::Push, span)?)
            }
            _ => self.operand(operand, &[])?,
        };
        self.u.regs.release_to(mark);
        let reg = self.result(dst);
        let op = match op {
            UnaryOp::Invert => UnOp::Invert,
            UnaryOp::Not => UnOp::Not,
            UnaryOp::UAdd => UnOp::Positive,
            UnaryOp::USub => UnOp::Negative,
        };
        self.u.emit(Instr::Unary(op, reg, src), span);
        Ok(reg)
    }

    fn bool_op(&mut self, op: BoolOp, values: &'a [Expr<'a>], dst: Dst, span: Span) -> Result<Reg> {
        let Some((last, firsts)) = values.split_last() else {
            return Err(CompileError::new("boolean operation without operands", span));
        };
        let end = self.u.label();
        let scratch = self.scratch(dst);
        for value in firsts {
            if let Some(lit) = self.fold(value) {
                self.lit(&lit);
                if lit.truth() == (op == BoolOp::And) {
                    continue;
                }
                self.load_lit(&lit, scratch, value.span);
                self.u.jump(end, value.span);
                continue;
            }
            self.expr(value, Dst::To(scratch))?;
            let src = Src::borrow(scratch);
            let test = match op {
                BoolOp::And => Instr::JumpIfFalse(src, FAR),
                BoolOp::Or => Instr::JumpIfTrue(src, FAR),
            };
            self.u.branch(test, end, span);
            self.u.emit(Instr::Drop(scratch), span);
        }
        self.expr(last, Dst::To(scratch))?;
        self.u.place(end);
        Ok(self.settle(dst, scratch, span))
    }

    fn if_exp(
        &mut self,
        test: &'a Expr<'a>,
        body: &'a Expr<'a>,
        orelse: &'a Expr<'a>,
        dst: Dst,
        span: Span,
    ) -> Result<Reg> {
        let (other, end) = (self.u.label(), self.u.label());
        self.jump_if(test, false, other)?;
        let mark = self.u.regs.mark();
        self.expr(body, dst)?;
        self.u.jump(end, span);
        self.u.place(other);
        self.u.regs.release_to(mark);
        let reg = self.expr(orelse, dst)?;
        self.u.place(end);
        Ok(reg)
    }

    // --- attributes and items

    fn attribute(&mut self, value: &'a Expr<'a>, attr: ast::Ident<'a>, dst: Dst, span: Span) -> Result<Reg> {
        let mark = self.u.regs.mark();
        if let Some(args) = self.super_args(value, attr.name)? {
            self.u.regs.release_to(mark);
            let reg = self.result(dst);
            let sym = self.sym(attr.name);
            let site = self.site_of(sym);
            self.u.emit(Instr::LoadSuperAttr(reg, args, site), match_attr(span, span, attr.name));
            return Ok(reg);
        }
        let obj = self.operand(value, &[])?;
        self.u.regs.release_to(mark);
        let reg = self.result(dst);
        let sym = self.sym(attr.name);
        let site = self.site_of(sym);
        self.u.emit(Instr::LoadAttr(reg, obj, site), match_attr(span, span, attr.name));
        Ok(reg)
    }

    fn subscript(&mut self, value: &'a Expr<'a>, slice: &'a Expr<'a>, dst: Dst, span: Span) -> Result<Reg> {
        let mark = self.u.regs.mark();
        self.warn_subscript(value, slice);
        let obj = self.operand(value, &[slice])?;
        let key = self.key_operand(slice)?;
        self.u.regs.release_to(mark);
        let reg = self.result(dst);
        self.u.emit(Instr::LoadItem(reg, obj, key), span);
        Ok(reg)
    }

    /// The subscript: an index, or a slice object.
    pub fn key_operand(&mut self, slice: &'a Expr<'a>) -> Result<Src> {
        self.operand(slice, &[])
    }

    fn slice(
        &mut self,
        lower: Option<&'a Expr<'a>>,
        upper: Option<&'a Expr<'a>>,
        step: Option<&'a Expr<'a>>,
        dst: Dst,
        span: Span,
    ) -> Result<Reg> {
        let first = self.u.regs.mark();
        for part in [lower, upper] {
            match part {
                Some(e) => {
                    self.expr(e, Dst::Push)?;
                }
                None => {
                    let reg = self.u.regs.alloc();
                    self.load_none(reg, span);
                }
            }
        }
        if let Some(step) = step {
            self.expr(step, Dst::Push)?;
        }
        self.u.regs.release_to(first);
        let reg = self.result(dst);
        self.u.emit(Instr::BuildSlice(Small(if step.is_some() { 3 } else { 2 }), reg, first), span);
        Ok(reg)
    }
}

/// `update_start_location_to_match_attr`: in a chain over several lines, the line of the attribute.
pub fn match_attr(span: Span, attribute: Span, name: &str) -> Span {
    if span.line == attribute.end_line {
        return span;
    }
    let len = name.chars().count() as u32;
    let mut moved = Span { line: attribute.end_line, ..span };
    if len <= attribute.end_col {
        moved.col = attribute.end_col - len;
    } else {
        (moved.col, moved.end_col) = (0, 0);
    }
    moved.end_line = moved.end_line.max(moved.line);
    moved
}

pub fn opposite(op: ast::CmpOp) -> Option<ast::CmpOp> {
    use ast::CmpOp::*;
    Some(match op {
        Is => IsNot,
        IsNot => Is,
        In => NotIn,
        NotIn => In,
        _ => return None,
    })
}

pub fn comparison(op: ast::CmpOp) -> Option<CmpOp> {
    Some(match op {
        ast::CmpOp::Eq => CmpOp::Eq,
        ast::CmpOp::NotEq => CmpOp::Ne,
        ast::CmpOp::Lt => CmpOp::Lt,
        ast::CmpOp::LtE => CmpOp::Le,
        ast::CmpOp::Gt => CmpOp::Gt,
        ast::CmpOp::GtE => CmpOp::Ge,
        _ => return None,
    })
}

pub fn operator(op: Operator) -> BinOp {
    match op {
        Operator::Add => BinOp::Add,
        Operator::Sub => BinOp::Subtract,
        Operator::Mult => BinOp::Multiply,
        Operator::MatMult => BinOp::MatrixMultiply,
        Operator::Div => BinOp::TrueDivide,
        Operator::Mod => BinOp::Remainder,
        Operator::Pow => BinOp::Power,
        Operator::LShift => BinOp::Lshift,
        Operator::RShift => BinOp::Rshift,
        Operator::BitOr => BinOp::Or,
        Operator::BitXor => BinOp::Xor,
        Operator::BitAnd => BinOp::And,
        Operator::FloorDiv => BinOp::FloorDivide,
    }
}

/// Operators with opcodes of their own.
fn hot(op: Operator) -> bool {
    use Operator::*;
    matches!(op, Add | Sub | Mult | Div | FloorDiv | Mod | BitAnd)
}

macro_rules! hot_table {
    ($op:ident, $a:ident, $b:ident, $dst:ident, $generic:expr;
     $($name:ident: $rr:ident $tr:ident $rt:ident $tt:ident),*) => {{
        let (ra, rb) = (Reg($a.index() as u16), Reg($b.index() as u16));
        match ($op, $a.takes(), $b.takes()) {
            $((Operator::$name, false, false) => Instr::$rr($dst, ra, rb),
              (Operator::$name, true, false) => Instr::$tr($dst, ra, rb),
              (Operator::$name, false, true) => Instr::$rt($dst, ra, rb),
              (Operator::$name, true, true) => Instr::$tt($dst, ra, rb),)*
            _ => $generic,
        }
    }};
}

fn with_register(op: Operator, dst: Reg, a: Src, b: Src) -> Instr {
    hot_table! { op, a, b, dst, Instr::Binary(operator(op), dst, a, b);
        Add: AddRR AddTR AddRT AddTT,
        Sub: SubRR SubTR SubRT SubTT,
        Mult: MulRR MulTR MulRT MulTT,
        Div: DivRR DivTR DivRT DivTT,
        FloorDiv: FloorDivRR FloorDivTR FloorDivRT FloorDivTT,
        Mod: ModRR ModTR ModRT ModTT,
        BitAnd: AndRR AndTR AndRT AndTT
    }
}

/// Only for the operators that are [`hot`].
fn with_constant(op: Operator, dst: Reg, a: Src, k: Const16) -> Instr {
    let reg = Reg(a.index() as u16);
    match (op, a.takes()) {
        (Operator::Add, false) => Instr::AddRK(dst, reg, k),
        (Operator::Add, true) => Instr::AddTK(dst, reg, k),
        (Operator::Sub, false) => Instr::SubRK(dst, reg, k),
        (Operator::Sub, true) => Instr::SubTK(dst, reg, k),
        (Operator::Mult, false) => Instr::MulRK(dst, reg, k),
        (Operator::Mult, true) => Instr::MulTK(dst, reg, k),
        (Operator::Div, false) => Instr::DivRK(dst, reg, k),
        (Operator::Div, true) => Instr::DivTK(dst, reg, k),
        (Operator::FloorDiv, false) => Instr::FloorDivRK(dst, reg, k),
        (Operator::FloorDiv, true) => Instr::FloorDivTK(dst, reg, k),
        (Operator::Mod, false) => Instr::ModRK(dst, reg, k),
        (Operator::Mod, true) => Instr::ModTK(dst, reg, k),
        (_, false) => Instr::AndRK(dst, reg, k),
        (_, true) => Instr::AndTK(dst, reg, k),
    }
}
