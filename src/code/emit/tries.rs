//! `try` with all its parts (`compiler_try_except`, `compiler_try_finally` of `Python/compile.c`).
//!
//! A handler finds, from its depth on: the exception handled before (saved), then its own. What
//! fails inside the handler comes to its cleanup, which restores the saved one and raises on.

use super::super::instr::{Count, Instr, Reg, Src};
use super::block::Block;
use super::build::{FAR, HandlerId, Label, NEAR};
use super::{Dst, Emitter, NOWHERE, Result};
use crate::code::CompileError;
use crate::syntax::ast::{Handler, Ident, Span, Try};

impl<'a> Emitter<'a> {
    pub fn try_stmt(&mut self, t: &'a Try<'a>, star: bool) -> Result {
        if t.finalbody.is_empty() {
            return if star { self.try_star(t) } else { self.try_except(t) };
        }
        let failed = self.u.label();
        let end = self.u.label();
        let save = self.u.regs.mark();
        let exc = Reg(save.0 + 1);
        let outer = self.u.protect(failed, save, exc);
        self.u.blocks.push(Block::Finally { body: t.finalbody, outer });
        match (t.handlers.is_empty(), star) {
            (true, _) => self.stmts(t.body)?,
            (false, true) => self.try_star(t)?,
            (false, false) => self.try_except(t)?,
        }
        self.u.blocks.pop();
        self.u.handler = outer;
        self.stmts(t.finalbody)?;
        self.u.jump(end, NOWHERE);

        self.u.place(failed);
        let cleanup = self.enter_handler(outer, NOWHERE);
        self.u.blocks.push(Block::FinallyEnd { save, exc, outer });
        self.stmts(t.finalbody)?;
        self.u.blocks.pop();
        self.u.handler = outer;
        self.end_handler(cleanup, save);
        self.u.place(end);
        Ok(())
    }

    /// At a handler's start: reserves its two registers, notes what is being handled, and protects
    /// what follows. Returns the label of the cleanup.
    pub fn enter_handler(&mut self, _outer: HandlerId, span: Span) -> Label {
        let save = self.u.regs.alloc();
        let exc = self.u.regs.alloc();
        let cleanup = self.u.label();
        self.u.emit(Instr::EnterHandler(save, exc), span);
        self.u.protect(cleanup, exc, exc);
        cleanup
    }

    /// The cleanup, where control also falls in with an exception to raise on.
    pub fn end_handler(&mut self, cleanup: Label, save: Reg) {
        self.u.place(cleanup);
        let exc = Reg(save.0 + 1);
        self.u.emit(Instr::LeaveHandler(save), NOWHERE);
        self.u.end(Instr::Reraise(exc), NOWHERE);
        self.u.regs.release_to(save);
    }

    fn try_except(&mut self, t: &'a Try<'a>) -> Result {
        let (failed, end) = (self.u.label(), self.u.label());
        let save = self.u.regs.mark();
        let exc = Reg(save.0 + 1);
        let outer = self.u.protect(failed, save, exc);
        self.u.blocks.push(Block::Try { outer });
        self.stmts(t.body)?;
        self.u.blocks.pop();
        self.u.handler = outer;
        self.stmts(t.orelse)?;
        self.u.jump(end, NOWHERE);

        self.u.place(failed);
        let cleanup = self.enter_handler(outer, NOWHERE);
        let inner = self.u.handler;
        for (i, handler) in t.handlers.iter().enumerate() {
            if handler.typ.is_none() && i + 1 < t.handlers.len() {
                return Err(CompileError::new("default 'except:' must be last", handler.span));
            }
            let next = self.u.label();
            if let Some(typ) = handler.typ {
                let mark = self.u.regs.mark();
                let typ = self.operand(typ, &[])?;
                self.u.branch(Instr::JumpIfNoMatch(exc, typ, NEAR), next, handler.span);
                self.u.regs.release_to(mark);
            }
            self.handler_body(handler, save, exc, outer, end)?;
            self.u.handler = inner;
            self.u.place(next);
        }
        if let Some(last) = t.handlers.last().filter(|last| last.typ.is_some()) {
            // No clause takes it.
            self.u.end(Instr::Reraise(exc), last.span);
        }
        self.u.handler = outer;
        self.end_handler(cleanup, save);
        self.u.place(end);
        Ok(())
    }

    fn handler_body(
        &mut self,
        h: &'a Handler<'a>,
        save: Reg,
        exc: Reg,
        outer: HandlerId,
        end: Label,
    ) -> Result {
        let inner = self.u.handler;
        let failed = self.u.label();
        match h.name {
            Some(name) => {
                self.store_name(name.name, Src::take(exc), h.span)?;
                self.u.protect(failed, exc, exc);
            }
            None => self.u.emit(Instr::Drop(exc), h.span),
        }
        self.u.blocks.push(Block::Handler { save, name: h.name, outer, span: NOWHERE });
        self.stmts(h.body)?;
        self.u.blocks.pop();
        self.u.handler = outer;
        self.u.emit(Instr::LeaveHandler(save), NOWHERE);
        if let Some(name) = h.name {
            self.unbind_handler_name(name, NOWHERE)?;
        }
        self.u.jump(end, NOWHERE);
        if let Some(name) = h.name {
            self.u.place(failed);
            self.u.handler = inner;
            self.unbind_handler_name(name, NOWHERE)?;
            self.u.handler = outer;
            self.u.emit(Instr::LeaveHandler(save), NOWHERE);
            self.u.end(Instr::Reraise(exc), NOWHERE);
        }
        Ok(())
    }

    /// `name = None; del name`, so that it can be unbound whatever the body did.
    pub fn unbind_handler_name(&mut self, name: Ident<'a>, span: Span) -> Result {
        let reg = self.u.regs.alloc();
        self.load_none(reg, span);
        self.store_name(name.name, Src::take(reg), span)?;
        self.u.regs.release_to(reg);
        self.delete_name(name.name, span)
    }

    /// `except*`: each handler takes its part of the group; what is left and what the handlers
    /// raised is put together at the end. From the depth on: saved, rest, original, list of raised.
    fn try_star(&mut self, t: &'a Try<'a>) -> Result {
        let (failed, end) = (self.u.label(), self.u.label());
        let save = self.u.regs.mark();
        let exc = Reg(save.0 + 1);
        let outer = self.u.protect(failed, save, exc);
        self.u.blocks.push(Block::Try { outer });
        self.stmts(t.body)?;
        self.u.blocks.pop();
        self.u.handler = outer;
        self.stmts(t.orelse)?;
        self.u.jump(end, NOWHERE);

        self.u.place(failed);
        let cleanup = self.enter_handler(outer, NOWHERE);
        let inner = self.u.handler;
        let orig = self.u.regs.alloc();
        let list = self.u.regs.alloc();
        self.u.emit(Instr::Move(orig, Src::borrow(exc)), NOWHERE);
        self.u.emit(Instr::BuildList(list, list, Count(0)), NOWHERE);
        for h in t.handlers {
            self.star_handler(h, exc, list)?;
            self.u.handler = inner;
        }
        self.u.emit(Instr::ListAppend(list, Src::take(exc)), NOWHERE);
        self.u.emit(Instr::PrepReraiseStar(exc, Src::take(orig), Src::take(list)), NOWHERE);
        self.u.regs.release_to(orig);
        self.u.handler = outer;
        let raise = self.u.label();
        self.u.branch(Instr::JumpIfNotNone(Src::borrow(exc), FAR), raise, NOWHERE);
        self.u.emit(Instr::Drop(exc), NOWHERE);
        self.u.emit(Instr::LeaveHandler(save), NOWHERE);
        self.u.jump(end, NOWHERE);
        self.u.place(raise);
        self.end_handler(cleanup, save);
        self.u.place(end);
        Ok(())
    }

    fn star_handler(&mut self, h: &'a Handler<'a>, exc: Reg, list: Reg) -> Result {
        let Some(typ) = h.typ else {
            return Err(CompileError::new("expected one or more exception types", h.span));
        };
        let (none, next, failed) = (self.u.label(), self.u.label(), self.u.label());
        let part = self.u.regs.alloc();
        let matching = self.expr(typ, Dst::Push)?;
        self.u.emit(Instr::MatchGroup(part, exc, Src::take(matching)), typ.span);
        self.u.regs.release_to(matching);
        self.u.branch(Instr::JumpIfNone(Src::borrow(part), FAR), none, h.span);
        // While the handler runs, its part is the exception being handled.
        let before = self.u.regs.alloc();
        self.u.emit(Instr::EnterHandler(before, part), h.span);
        match h.name {
            Some(name) => self.store_name(name.name, Src::take(part), h.span)?,
            None => self.u.emit(Instr::Drop(part), h.span),
        }
        let raised = self.u.regs.mark();
        let outer = self.u.protect(failed, raised, raised);
        self.u.blocks.push(Block::Star);
        self.stmts(h.body)?;
        self.u.blocks.pop();
        self.u.handler = outer;
        if let Some(name) = h.name {
            self.unbind_handler_name(name, NOWHERE)?;
        }
        self.u.emit(Instr::LeaveHandler(before), NOWHERE);
        self.u.jump(next, NOWHERE);
        self.u.place(failed);
        self.u.regs.alloc();
        if let Some(name) = h.name {
            self.unbind_handler_name(name, NOWHERE)?;
        }
        self.u.emit(Instr::ListAppend(list, Src::take(raised)), NOWHERE);
        self.u.emit(Instr::LeaveHandler(before), NOWHERE);
        self.u.jump(next, NOWHERE);
        self.u.place(none);
        self.u.emit(Instr::Drop(part), h.span);
        self.u.place(next);
        self.u.regs.release_to(part);
        Ok(())
    }
}
