//! `with` and `async with`.

use super::super::instr::{Instr, Reg, Src};
use super::block::Block;
use super::{Emitter, NOWHERE, Result};
use crate::code::CompileError;
use crate::syntax::ast::{ExprKind, Span, Stmt, WithItem};

impl<'a> Emitter<'a> {
    /// One manager and, inside, the others; the exit function stays in a register meanwhile.
    pub fn with(
        &mut self,
        items: &'a [WithItem<'a>],
        body: &'a [Stmt<'a>],
        is_async: bool,
        span: Span,
    ) -> Result {
        let Some((item, rest)) = items.split_first() else { return self.stmts(body) };
        if is_async && !self.u.is_async {
            return Err(CompileError::new("'async with' outside async function", span));
        }
        let at = item.context.span;
        let exit = self.u.regs.alloc();
        let entered = self.enter_manager(item, exit, is_async)?;
        let (failed, end) = (self.u.label(), self.u.label());
        let save = Reg(exit.0 + 1);
        let exc = Reg(exit.0 + 2);
        let outer = self.u.protect(failed, save, exc);
        match (entered, item.target) {
            (Some(reg), Some(target)) => self.store(target, Src::take(reg))?,
            (Some(reg), None) => self.u.emit(Instr::Drop(reg), at),
            (None, _) => {}
        }
        self.u.regs.release_to(save);
        self.u.blocks.push(Block::With { exit, span: at, is_async, outer });
        if rest.is_empty() {
            self.stmts(body)?;
        } else {
            self.with(rest, body, is_async, span)?;
        }
        self.u.blocks.pop();
        self.u.handler = outer;
        self.call_exit_with_nones(exit, is_async, at)?;
        self.u.jump(end, NOWHERE);

        self.u.place(failed);
        let cleanup = self.enter_handler(outer, at);
        let answer = self.u.regs.alloc();
        self.u.emit(Instr::WithExit(answer, exit, exc), at);
        if is_async {
            self.await_in(answer, 2, at);
        }
        let suppress = self.u.label();
        self.jump_if_true(answer, suppress, at);
        self.u.handler = outer;
        self.end_handler(cleanup, save);
        self.u.place(suppress);
        self.u.emit(Instr::Drop(exc), at);
        self.u.emit(Instr::LeaveHandler(save), at);
        self.u.place(end);
        self.u.regs.release_to(exit);
        Ok(())
    }

    /// Evaluates the manager and enters it. Returns the temporary with the value of `__enter__`,
    /// unless that went straight into a local.
    fn enter_manager(&mut self, item: &'a WithItem<'a>, exit: Reg, is_async: bool) -> Result<Option<Reg>> {
        let at = item.context.span;
        let value = self.u.regs.mark();
        let mgr = self.operand(item.context, &[])?;
        self.u.regs.release_to(value);
        let value = self.u.regs.alloc();
        if is_async {
            self.u.emit(Instr::AsyncWithEnter(value, exit, mgr), at);
            self.await_in(value, 1, at);
            return Ok(Some(value));
        }
        if let Some(target) = item.target
            && let ExprKind::Name(_) = target.kind
            && let Some(reg) = self.local(target)
        {
            self.u.emit(Instr::WithEnter(reg, exit, mgr), at);
            self.wrote(reg);
            return Ok(None);
        }
        self.u.emit(Instr::WithEnter(value, exit, mgr), at);
        Ok(Some(value))
    }
}
