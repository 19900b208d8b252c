//! Statements and loops.

use super::super::instr::{Instr, Reg, Src};
use super::block::Block;
use super::build::{FAR, NEAR};
use super::{Dst, Emitter, NOWHERE, Result};
use crate::code::CompileError;
use crate::syntax::ast::{self, Expr, ExprKind, Span, Stmt, StmtKind};

impl<'a> Emitter<'a> {
    pub fn stmts(&mut self, body: &'a [Stmt<'a>]) -> Result {
        for s in body {
            let mark = self.u.regs.mark();
            self.stmt(s)?;
            debug_assert_eq!(mark, self.u.regs.mark(), "a statement leaves no temporaries");
        }
        Ok(())
    }

    fn stmt(&mut self, s: &'a Stmt<'a>) -> Result {
        match s.kind {
            StmtKind::FunctionDef(f) => self.function_def(f, false, s.span),
            StmtKind::AsyncFunctionDef(f) => self.function_def(f, true, s.span),
            StmtKind::ClassDef(c) => self.class_def(c, s.span),
            StmtKind::Return(value) => self.return_stmt(value, s.span),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.delete(t)),
            StmtKind::Assign { targets, value } => self.assign(targets, value),
            StmtKind::TypeAlias { name, type_params, value } => {
                self.type_alias(name, type_params, value, s.span)
            }
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, op, value, s.span),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value, simple, s.span)
            }
            StmtKind::For(f) => self.for_loop(f),
            StmtKind::AsyncFor(f) => self.async_for(f, s.span),
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse),
            StmtKind::If { .. } => self.if_chain(s),
            StmtKind::With(w) => self.with(w.items, w.body, false, s.span),
            StmtKind::AsyncWith(w) => self.with(w.items, w.body, true, s.span),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::Raise { exc, cause } => self.raise(exc, cause, s.span),
            StmtKind::Try(t) => self.try_stmt(t, false),
            StmtKind::TryStar(t) => self.try_stmt(t, true),
            StmtKind::Assert { test, msg } => self.assert(test, msg, s.span),
            StmtKind::Import(names) => self.import(names, s.span),
            StmtKind::ImportFrom { module, names, level } => self.import_from(module, names, level, s.span),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(()),
            StmtKind::Expr(e) => self.expr_stmt(e, s.span),
            StmtKind::Pass => {
                self.u.emit(Instr::Nop(), s.span);
                Ok(())
            }
            StmtKind::Break => self.leave_loop(true, s.span),
            StmtKind::Continue => self.leave_loop(false, s.span),
        }
    }

    fn expr_stmt(&mut self, e: &'a Expr<'a>, span: Span) -> Result {
        if self.interactive && self.outer.len() == 1 {
            let mark = self.u.regs.mark();
            let src = self.operand(e, &[])?;
            self.u.emit(Instr::Display(src), span);
            self.u.regs.release_to(mark);
            return Ok(());
        }
        if matches!(e.kind, ExprKind::Constant(_)) {
            self.u.emit(Instr::Nop(), span);
            return Ok(());
        }
        self.discard(e)
    }

    /// Evaluates for the effects only.
    pub fn discard(&mut self, e: &'a Expr<'a>) -> Result {
        if let Some(reg) = self.local(e) {
            self.check_bound(reg, e.span);
            return Ok(());
        }
        self.unread = matches!(
            e.kind,
            ExprKind::ListComp { .. } | ExprKind::SetComp { .. } | ExprKind::DictComp { .. }
        );
        let reg = self.expr(e, Dst::Push)?;
        self.u.emit(Instr::Drop(reg), e.span);
        self.u.regs.release_to(reg);
        Ok(())
    }

    fn return_stmt(&mut self, value: Option<&'a Expr<'a>>, span: Span) -> Result {
        let scope = self.scopes.get(self.u.scope);
        if !scope.kind.is_function() {
            return Err(CompileError::new("'return' outside function", span));
        }
        if value.is_some() && scope.is_coroutine && scope.is_generator {
            return Err(CompileError::new("'return' with value in async generator", span));
        }
        self.return_value(value, span)
    }

    /// `if`, `elif` ...: the chain leans right as long as it is, so it is followed in a loop.
    fn if_chain(&mut self, s: &'a Stmt<'a>) -> Result {
        let end = self.u.label();
        let mut s = s;
        while let StmtKind::If { test, body, orelse } = s.kind {
            let other = self.u.label();
            self.jump_if(test, false, other)?;
            self.stmts(body)?;
            if orelse.is_empty() {
                self.u.place(other);
                break;
            }
            self.u.jump(end, NOWHERE);
            self.u.place(other);
            match orelse {
                [next @ Stmt { kind: StmtKind::If { .. }, .. }] => s = next,
                _ => {
                    self.stmts(orelse)?;
                    break;
                }
            }
        }
        self.u.place(end);
        Ok(())
    }

    fn while_loop(&mut self, test: &'a Expr<'a>, body: &'a [Stmt<'a>], orelse: &'a [Stmt<'a>]) -> Result {
        let (next, finished, end) = (self.u.label(), self.u.label(), self.u.label());
        self.u.place_loop(next);
        self.jump_if(test, false, finished)?;
        self.u.blocks.push(Block::Loop { iter: None, next, end });
        self.stmts(body)?;
        self.u.blocks.pop();
        self.u.jump_back(next, NOWHERE);
        self.u.place(finished);
        self.stmts(orelse)?;
        self.u.place(end);
        Ok(())
    }

    /// The iterator of `e` in the next temporary.
    pub fn iterator(&mut self, e: &'a Expr<'a>) -> Result<Reg> {
        let mark = self.u.regs.mark();
        let src = match self.iterable_constant(e, Dst::Push)? {
            Some(reg) => Src::take(reg),
            None => self.operand(e, &[])?,
        };
        self.u.regs.release_to(mark);
        let iter = self.u.regs.alloc();
        self.u.emit(Instr::GetIter(iter, src), e.span);
        Ok(iter)
    }

    fn for_loop(&mut self, f: &'a ast::For<'a>) -> Result {
        let iter = self.iterator(f.iter)?;
        let (next, finished, end) = (self.u.label(), self.u.label(), self.u.label());
        self.u.place_loop(next);
        let before = self.u.regs.bound.clone();
        self.next_item(f.target, iter, finished, f.iter.span)?;
        self.u.blocks.push(Block::Loop { iter: Some(iter), next, end });
        self.stmts(f.body)?;
        self.u.blocks.pop();
        self.u.jump_back(next, NOWHERE);
        self.u.regs.bound = before;
        self.u.place(finished);
        self.u.regs.release_to(iter);
        self.stmts(f.orelse)?;
        self.u.place(end);
        Ok(())
    }

    /// Takes the next item into the target, straight into its register if that is a plain local.
    pub fn next_item(
        &mut self,
        target: &'a Expr<'a>,
        iter: Reg,
        finished: super::build::Label,
        span: Span,
    ) -> Result {
        if let Some(reg) = self.local(target) {
            self.u.branch(Instr::ForIter(reg, iter, NEAR), finished, span);
            self.wrote(reg);
            return Ok(());
        }
        let item = self.u.regs.alloc();
        self.u.branch(Instr::ForIter(item, iter, NEAR), finished, span);
        self.store(target, Src::take(item))?;
        self.u.regs.release_to(item);
        Ok(())
    }

    fn async_for(&mut self, f: &'a ast::For<'a>, span: Span) -> Result {
        if !self.u.is_async {
            return Err(CompileError::new("'async for' outside async function", span));
        }
        let mark = self.u.regs.mark();
        let src = self.operand(f.iter, &[])?;
        self.u.regs.release_to(mark);
        let iter = self.u.regs.alloc();
        self.u.emit(Instr::GetAiter(iter, src), f.iter.span);
        let (next, finished, end) = (self.u.label(), self.u.label(), self.u.label());
        self.u.place_loop(next);
        self.next_async(f.target, iter, finished, span)?;
        self.u.blocks.push(Block::Loop { iter: Some(iter), next, end });
        self.stmts(f.body)?;
        self.u.blocks.pop();
        self.u.jump_back(next, NOWHERE);
        self.end_async_for(iter, finished, f.iter.span);
        self.u.regs.release_to(iter);
        self.stmts(f.orelse)?;
        self.u.place(end);
        Ok(())
    }

    /// Awaits the next item of an asynchronous iterator; errors on the way go to `finished`.
    pub fn next_async(
        &mut self,
        target: &'a Expr<'a>,
        iter: Reg,
        finished: super::build::Label,
        span: Span,
    ) -> Result {
        let item = self.u.regs.mark();
        let outer = self.u.protect(finished, item, item);
        self.u.regs.alloc();
        let awaitable = self.u.regs.alloc();
        self.u.emit(Instr::GetAnext(awaitable, iter), span);
        self.delegate(item, awaitable, span);
        self.u.handler = outer;
        self.u.regs.release_to(awaitable);
        self.store(target, Src::take(item))?;
        self.u.regs.release_to(item);
        Ok(())
    }

    pub fn end_async_for(&mut self, iter: Reg, finished: super::build::Label, span: Span) {
        self.u.place(finished);
        let exc = self.u.regs.alloc();
        self.u.emit(Instr::EndAsyncFor(exc), span);
        self.u.emit(Instr::Drop(iter), span);
        self.u.regs.release_to(exc);
    }

    fn raise(&mut self, exc: Option<&'a Expr<'a>>, cause: Option<&'a Expr<'a>>, span: Span) -> Result {
        let mark = self.u.regs.mark();
        let (mut a, mut b) = (Src::NONE, Src::NONE);
        if let Some(exc) = exc {
            a = match cause {
                Some(cause) => self.operand(exc, &[cause])?,
                None => self.operand(exc, &[])?,
            };
        }
        if let Some(cause) = cause {
            b = self.operand(cause, &[])?;
        }
        self.u.end(Instr::Raise(a, b), span);
        self.u.regs.release_to(mark);
        Ok(())
    }

    fn assert(&mut self, test: &'a Expr<'a>, msg: Option<&'a Expr<'a>>, span: Span) -> Result {
        if let ExprKind::Tuple(items) = test.kind
            && !items.is_empty()
        {
            let msg = "assertion is always true, perhaps remove parentheses?";
            self.warnings.push((msg.into(), span));
        }
        if self.options.optimize > 0 {
            return Ok(());
        }
        let end = self.u.label();
        self.jump_if(test, true, end)?;
        let base = self.u.regs.mark();
        let error = self.u.regs.alloc();
        // Where CPython places them: creating and raising belong to the test.
        self.u.emit(Instr::LoadAssertionError(error), span);
        if let Some(msg) = msg {
            self.u.regs.alloc();
            self.expr(msg, Dst::Push)?;
            let call = Instr::Call(error, base, super::super::instr::Count(1));
            self.u.emit(call, span);
        }
        self.u.end(Instr::Raise(Src::take(error), Src::NONE), test.span);
        self.u.regs.release_to(base);
        self.u.place(end);
        Ok(())
    }

    /// Jumps if the temporary holds something true; it is emptied.
    pub fn jump_if_true(&mut self, reg: Reg, to: super::build::Label, span: Span) {
        self.u.branch(Instr::JumpIfTrue(Src::take(reg), FAR), to, span);
    }
}

/// Whether the body, without what is inside functions and classes, annotates a variable
/// (`find_ann` of `Python/compile.c`).
pub fn has_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|s| match s.kind {
        StmtKind::AnnAssign { .. } => true,
        StmtKind::For(f) | StmtKind::AsyncFor(f) => has_annotations(f.body) || has_annotations(f.orelse),
        StmtKind::If { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
            has_annotations(body) || has_annotations(orelse)
        }
        StmtKind::Match { cases, .. } => cases.iter().any(|c| has_annotations(c.body)),
        StmtKind::With(w) | StmtKind::AsyncWith(w) => has_annotations(w.body),
        StmtKind::Try(t) | StmtKind::TryStar(t) => {
            has_annotations(t.body)
                || t.handlers.iter().any(|h| has_annotations(h.body))
                || has_annotations(t.orelse)
                || has_annotations(t.finalbody)
        }
        _ => false,
    })
}
