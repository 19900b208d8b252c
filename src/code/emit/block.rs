//! The blocks around a statement, and how `return`, `break` and `continue` leave them
//! (`compiler_unwind_fblock` of `Python/compile.c`).
//!
//! Invariant: code that leaves a block runs under the handler that was in force outside of it.

use super::super::CompileError;
use super::super::instr::{Count, Instr, Reg, Src};
use super::build::{HandlerId, Label};
use super::{Dst, Emitter, Result};
use crate::syntax::ast::{Ident, Span, Stmt};

#[derive(Clone, Copy, Debug)]
pub enum Block<'a> {
    /// `iter`: what `for` keeps in a register while it runs.
    Loop {
        iter: Option<Reg>,
        next: Label,
        end: Label,
    },
    Try {
        outer: HandlerId,
    },
    /// `try ... finally`: leaving runs the body.
    Finally {
        body: &'a [Stmt<'a>],
        outer: HandlerId,
    },
    /// The copy of a `finally` body that runs with an exception in `exc`.
    FinallyEnd {
        save: Reg,
        exc: Reg,
        outer: HandlerId,
    },
    With {
        exit: Reg,
        span: Span,
        is_async: bool,
        outer: HandlerId,
    },
    /// The body of `except ... as name`.
    Handler {
        save: Reg,
        name: Option<Ident<'a>>,
        outer: HandlerId,
        span: Span,
    },
    /// Within `except*`, which one cannot leave.
    Star,
    /// A value on its way out of the function while `finally` bodies run.
    Value {
        reg: Reg,
    },
}

impl<'a> Emitter<'a> {
    /// Leaves all blocks but the first `keep`. What follows runs under the handler outside of them;
    /// returns the one to go back to when the way out has been written.
    fn leave_blocks(&mut self, keep: usize, value: Option<Reg>, span: Span) -> Result<HandlerId> {
        let blocks = self.u.blocks.split_off(keep);
        let handler = self.u.handler;
        let mut left = Ok(());
        for i in (0..blocks.len()).rev() {
            self.u.blocks.truncate(keep);
            self.u.blocks.extend_from_slice(&blocks[..i]);
            left = self.leave(blocks[i], value, span);
            if left.is_err() {
                break;
            }
        }
        self.u.blocks.truncate(keep);
        self.u.blocks.extend(blocks);
        left.map(|()| handler)
    }

    fn leave(&mut self, block: Block<'a>, value: Option<Reg>, span: Span) -> Result {
        match block {
            Block::Loop { iter, .. } => {
                if let Some(iter) = iter {
                    self.u.emit(Instr::Drop(iter), span);
                }
            }
            Block::Try { outer } => self.u.handler = outer,
            Block::Finally { body, outer } => {
                self.u.handler = outer;
                if let Some(reg) = value {
                    self.u.blocks.push(Block::Value { reg });
                }
                self.stmts(body)?;
                if value.is_some() {
                    self.u.blocks.pop();
                }
            }
            Block::FinallyEnd { save, exc, outer } => {
                self.u.handler = outer;
                self.u.emit(Instr::Drop(exc), span);
                self.u.emit(Instr::LeaveHandler(save), span);
            }
            Block::With { exit, span, is_async, outer } => {
                self.u.handler = outer;
                self.call_exit_with_nones(exit, is_async, span)?;
            }
            Block::Handler { save, name, outer, span } => {
                self.u.handler = outer;
                self.u.emit(Instr::LeaveHandler(save), span);
                if let Some(name) = name {
                    self.unbind_handler_name(name, span)?;
                }
            }
            Block::Star => {
                let msg = "'break', 'continue' and 'return' cannot appear in an except* block";
                return Err(CompileError::new(msg, span));
            }
            Block::Value { reg } => self.u.emit(Instr::Drop(reg), span),
        }
        Ok(())
    }

    /// `exit(None, None, None)`, its result dropped. The exit function moves if something stands
    /// above it (a value that is being returned). The first None stands where a method's `self`
    /// would: so, as in CPython, a bound method is called as it is and lives through the call.
    pub fn call_exit_with_nones(&mut self, exit: Reg, is_async: bool, span: Span) -> Result {
        let mark = self.u.regs.mark();
        let base = if mark.0 == exit.0 + 1 {
            exit
        } else {
            let base = self.u.regs.alloc();
            self.u.emit(Instr::Move(base, Src::take(exit)), span);
            base
        };
        for _ in 0..3 {
            let reg = self.u.regs.alloc();
            self.load_none(reg, span);
        }
        self.u.emit(Instr::Call(base, base, Count(2)), span);
        if is_async {
            self.u.regs.release_to(Reg(base.0 + 1));
            self.await_in(base, 2, span);
        }
        self.u.emit(Instr::Drop(base), span);
        self.u.regs.release_to(mark);
        Ok(())
    }

    /// `return value`.
    pub fn return_value(&mut self, e: Option<&'a crate::syntax::ast::Expr<'a>>, span: Span) -> Result {
        let plain = self.u.blocks.is_empty();
        let Some(e) = e else {
            let handler = self.leave_blocks(0, None, span)?;
            self.return_none(span);
            self.u.handler = handler;
            return Ok(());
        };
        if let Some(lit) = self.fold(e) {
            let span = if e.span.line == span.line { e.span } else { span };
            let handler = self.leave_blocks(0, None, span)?;
            let k = self.lit(&lit);
            self.u.end(Instr::ReturnConst(k), span);
            self.u.handler = handler;
            return Ok(());
        }
        let mark = self.u.regs.mark();
        let src = if plain { self.operand(e, &[])? } else { Src::take(self.expr(e, Dst::Push)?) };
        let handler = self.leave_blocks(0, Some(Reg(src.index() as u16)), span)?;
        self.u.end(Instr::Return(src), span);
        self.u.handler = handler;
        self.u.regs.release_to(mark);
        Ok(())
    }

    /// `break` (`out`) and `continue`.
    pub fn leave_loop(&mut self, out: bool, span: Span) -> Result {
        let found = self.u.blocks.iter().rposition(|b| matches!(b, Block::Loop { .. } | Block::Star));
        let Some(at) = found else {
            let msg = if out { "'break' outside loop" } else { "'continue' not properly in loop" };
            return Err(CompileError::new(msg, span));
        };
        let Block::Loop { next, end, .. } = self.u.blocks[at] else {
            return self.leave(Block::Star, None, span);
        };
        let handler = self.leave_blocks(if out { at } else { at + 1 }, None, span)?;
        if out {
            self.u.jump(end, span);
        } else {
            self.u.jump_back(next, span);
        }
        self.u.handler = handler;
        Ok(())
    }
}
