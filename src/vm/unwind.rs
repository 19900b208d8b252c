//! Leaving frames: by a value, by an exception, and what handlers find.
//!
//! Invariant: temporaries are released top down before a handler runs, locals first to last where a frame
//! ends (`Python/ceval.c`, `exception_unwind`, `clear_thread_frame`).
//! Deliberately absent: what is raised by whom; texts of tracebacks.
#![expect(unsafe_code, reason = "frames' windows are raw slots")]

use super::Vm;
use super::errors::{self, Exc};
use super::frame::{Frame, FrameKind, Frames};
use super::step::Flow;
use super::traceback::frame_field;
use crate::code::instr::Instr;
use crate::code::unit::Handler;
use crate::object::code::CodeData;
use crate::object::{Kind, PyResult, Raised, Slot, Value};

impl Vm {
    // --- leaving frames -----------------------------------------------------------------------------------------

    /// The top frame returns `v`: its locals die, first to last, and the value goes where it is
    /// waited for.
    pub(crate) fn leave_frame(&mut self, v: Value) -> Flow {
        self.end_window();
        self.finish_call(v)
    }
    /// The top frame's registers: released, or, when somebody holds its frame object, handed over.
    fn end_window(&mut self) {
        let top = self.frames.len() - 1;
        let (regs, nlocals, generator) = {
            let f = &self.frames[top];
            (f.regs, usize::from(f.code().temp_base), f.generator)
        };
        if let Some(p) = generator {
            self.generator_ended(p);
        }
        match self.frames[top].object.take() {
            Some(object) if object.refcount() > 1 => self.hand_over(object, top, regs, nlocals),
            other => {
                drop(other);
                for i in 0..nlocals {
                    // SAFETY: inside the window.
                    if let Some(v) = unsafe { (*regs.add(i)).take() } {
                        self.release(v);
                    }
                }
            }
        }
    }
    /// Locals move into the frame object, which lives as long as its holder.
    fn hand_over(&mut self, object: Value, top: usize, regs: *mut Slot, nlocals: usize) {
        let lasti = self.frames[top].lasti();
        let back = if top > 0 && self.frames[top].generator.is_none() {
            Some(self.frame_object(top - 1))
        } else {
            None
        };
        if let Some(r) = object.as_record() {
            for i in 0..nlocals {
                // SAFETY: inside the window.
                let v = unsafe { (*regs.add(i)).take() };
                r.set(&mut self.heap, frame_field::LOCALS + i, v);
            }
            r.set(&mut self.heap, frame_field::BACK, back);
            r.set_word(&mut self.heap, frame_field::LIVE, 0);
            r.set_word(&mut self.heap, frame_field::LASTI, lasti as u64);
        }
        self.release(object);
    }
    /// Pop the top frame, whose registers are empty, and deliver its value.
    pub(crate) fn finish_call(&mut self, v: Value) -> Flow {
        let Some(f) = self.frames.pop() else { return Flow::Stop(v) };
        if f.generator.is_none() {
            self.registers.pop(f.top_before);
        }
        self.release(f.owner);
        if let Some(l) = f.locals {
            self.release(l);
        }
        match f.kind {
            FrameKind::Entry => {
                if let Some(h) = f.held {
                    self.release(h);
                }
                Flow::Stop(v)
            }
            FrameKind::Call => {
                self.set_register(f.dst, v);
                Flow::Next
            }
            FrameKind::Init => {
                let Some(instance) = f.held else { return Flow::Next };
                if v.is_none() {
                    drop(v);
                    self.set_register(f.dst, instance);
                    return Flow::Next;
                }
                let got = self.type_name(&v);
                let e = self.type_error(format!("__init__() should return None, not '{got}'"));
                self.release(v);
                self.release(instance);
                Flow::Raise(e, true)
            }
            FrameKind::For => {
                if let Some(h) = f.held {
                    self.release(h);
                }
                self.release(v);
                self.end_for_loop();
                Flow::Next
            }
            FrameKind::From => {
                if let Some(h) = f.held {
                    self.release(h);
                }
                self.end_delegation(v);
                Flow::Next
            }
        }
    }
    /// Put a value into a register of the top frame; the old one is released.
    pub(crate) fn set_register(&mut self, i: u16, v: Value) {
        let regs = self.top().regs;
        // SAFETY: verified operand of the top frame's code.
        if let Some(old) = unsafe { (*regs.add(usize::from(i))).replace(v) } {
            self.release(old);
        }
    }
    /// The generator behind the top frame's Send has returned `v`: release it, jump.
    fn end_delegation(&mut self, v: Value) {
        let Some(f) = self.frames.last_mut() else { return };
        // SAFETY: the frame was suspended just behind its Send.
        unsafe {
            if let Instr::Send(value, iter, to) = *f.pc.sub(1) {
                f.pc = f.pc.offset(to.0 as isize);
                let it = (*f.regs.add(usize::from(iter.0))).take();
                let sent = (*f.regs.add(usize::from(value.0))).replace(v);
                self.release_all(it.into_iter().chain(sent));
            }
        }
    }
    /// The generator behind the top frame's ForIter is exhausted: release it, jump.
    fn end_for_loop(&mut self) {
        let Some(f) = self.frames.last_mut() else { return };
        // SAFETY: the frame was suspended just behind its ForIter.
        unsafe {
            if let Instr::ForIter(_, iter, to) = *f.pc.sub(1) {
                f.pc = f.pc.offset(to.0 as isize);
                let it = (*f.regs.add(usize::from(iter.0))).take();
                if let Some(v) = it {
                    self.release(v);
                }
            }
        }
    }

    // --- errors ---------------------------------------------------------------------------------------------------

    /// Find a handler for an error raised in the top frame, leaving frames on the way. `None`: the
    /// machine stands at a handler. `Some`: the loop's own frame has been left. `fresh` errors get
    /// a context and an entry for this frame in their traceback.
    #[inline(never)]
    pub(crate) fn unwind(&mut self, error: Raised, fresh: bool) -> Option<Raised> {
        let Raised(mut exc) = error;
        let mut entry = fresh;
        // One that comes out of a native call with a traceback had its context when it was raised.
        let settled = [errors::field::CONTEXT, errors::field::TRACEBACK];
        if fresh && !settled.iter().any(|i| self.exc_field(&exc, *i).is_some()) {
            self.set_context(&exc);
        }
        // A cleanup raises on for what brought the error to it: that is where the frame is left.
        let lasti = self.top().lasti();
        let cleanup = self.cleanup.filter(|c| !fresh && c.is_of(&self.frames) && c.reraise == lasti);
        let mut left_at = cleanup.map(|c| c.raised_at);
        loop {
            if entry {
                self.add_traceback(&exc);
                if self.tracing {
                    let told = self.trace_exception(&exc);
                    exc = self.traced_or(told, exc);
                }
            }
            entry = true;
            let f = self.top();
            let (regs, nregs, lasti) = (f.regs, usize::from(f.code().nregs), f.lasti());
            // Past a limit nothing is caught: the program ends here.
            let handler = if self.limits.exceeded.is_none() { find_handler(f, lasti) } else { None };
            if let Some(h) = handler {
                for i in (usize::from(h.depth)..nregs).rev() {
                    // SAFETY: inside the window.
                    if let Some(v) = unsafe { (*regs.add(i)).take() } {
                        self.release(v);
                    }
                }
                self.set_register(h.exc, exc);
                self.cleanup = Cleanup::begun(&self.frames, h.target as usize, left_at.unwrap_or(lasti));
                if let Some(f) = self.frames.last_mut() {
                    // SAFETY: handler targets are verified.
                    f.pc = unsafe { f.code().instrs.cast::<Instr>().add(h.target as usize) };
                }
                return None;
            }
            if let (Some(at), Some(f)) = (left_at.take(), self.frames.last_mut()) {
                // SAFETY: an instruction of this code.
                f.pc = unsafe { f.code().instrs.cast::<Instr>().add(at + 1) };
            }
            if self.tracing {
                let told = self.trace_unwound();
                exc = self.traced_or(told, exc);
            }
            match self.abandon_frame(exc) {
                (e, true) => return Some(Raised(e)),
                (e, false) => exc = e,
            }
        }
    }
    /// An error leaves the top frame. True: the loop was entered for it.
    fn abandon_frame(&mut self, exc: Value) -> (Value, bool) {
        let f = self.top();
        let (regs, nregs, temp_base) = (f.regs, usize::from(f.code().nregs), usize::from(f.code().temp_base));
        let generator = f.generator;
        for i in (temp_base..nregs).rev() {
            // SAFETY: inside the window.
            if let Some(v) = unsafe { (*regs.add(i)).take() } {
                self.release(v);
            }
        }
        let exc = if generator.is_some() { self.convert_stop(exc) } else { exc };
        self.end_window();
        let Some(f) = self.frames.pop() else { return (exc, true) };
        if f.generator.is_none() {
            self.registers.pop(f.top_before);
        }
        self.release(f.owner);
        if let Some(l) = f.locals {
            self.release(l);
        }
        if let Some(h) = f.held {
            self.release(h);
        }
        (exc, f.kind == FrameKind::Entry)
    }
    /// What is being handled becomes the context of a new error (`_PyErr_SetObject`), without
    /// making a cycle of contexts.
    pub(super) fn set_context(&mut self, exc: &Value) {
        let Some(handled) = self.handling.clone() else { return };
        if handled.is(exc) {
            return;
        }
        let mut at = handled.clone();
        let mut slow = handled.clone();
        let mut steps = 0u32;
        while let Some(next) = self.exc_field(&at, errors::field::CONTEXT) {
            if next.is(exc) {
                self.set_exc_field(&at, errors::field::CONTEXT, None);
                break;
            }
            at = next;
            steps += 1;
            if steps.is_multiple_of(2) {
                match self.exc_field(&slow, errors::field::CONTEXT) {
                    Some(s) => slow = s,
                    None => break,
                }
                if slow.is(&at) {
                    break;
                }
            }
        }
        self.set_exc_field(exc, errors::field::CONTEXT, Some(handled));
    }
    /// `raise exc from cause`.
    pub(crate) fn make_raised(&mut self, exc: Slot, cause: Slot) -> Raised {
        let Some(exc) = exc else {
            return match self.handling.clone() {
                Some(e) => Raised(e),
                None => self.runtime_error("No active exception to reraise"),
            };
        };
        let value = match self.as_exception(exc, "exceptions must derive from BaseException") {
            Ok(v) => v,
            Err(e) => return e,
        };
        if let Some(c) = cause {
            let c = if c.is_none() {
                Some(c)
            } else {
                match self.as_exception(c, "exception causes must derive from BaseException") {
                    Ok(v) => Some(v),
                    Err(e) => return e,
                }
            };
            if let Some(r) = value.record(Kind::EXCEPTION) {
                r.set_word(&mut self.heap, errors::field::SUPPRESS, 1);
            }
            self.set_exc_field(&value, errors::field::CAUSE, c.filter(|c| !c.is_none()));
        }
        self.set_context(&value);
        Raised(value)
    }
    /// An exception instance from an instance or class.
    fn as_exception(&mut self, v: Value, message: &str) -> PyResult {
        if self.is_exc(&v, Exc::BaseException) {
            return Ok(v);
        }
        let base = self.exc_type(Exc::BaseException);
        if v.as_type().is_some_and(|t| t.is_subtype(&self.heap, base)) {
            let e = match self.plain_exception(&v) {
                Some(e) => e?,
                None => self.call(&v, &[])?,
            };
            if self.is_exc(&e, Exc::BaseException) {
                self.release(v);
                return Ok(e);
            }
            let (shown, got) = (self.repr_text(&v), self.repr_text(&e.ty_value()));
            return Err(self.type_error(format!(
                "calling {shown} should have returned an instance of BaseException, not {got}"
            )));
        }
        Err(self.type_error(message))
    }
    /// `except typ:`.
    pub(crate) fn exception_matches(&mut self, exc: &Value, typ: &Value) -> PyResult<bool> {
        let base = self.exc_type(Exc::BaseException);
        let one = |vm: &Vm, t: &Value| {
            t.as_type()
                .filter(|c| c.is_subtype(&vm.heap, base))
                .map(|c| exc.ty().is_subtype(&vm.heap, c.ptr()))
        };
        match typ.as_tuple() {
            Some(items) => {
                let mut matched = false;
                for t in items {
                    match one(self, t) {
                        Some(m) => matched |= m,
                        None => return Err(self.not_catchable()),
                    }
                }
                Ok(matched)
            }
            None => match one(self, typ) {
                Some(m) => Ok(m),
                None => Err(self.not_catchable()),
            },
        }
    }
    #[cold]
    fn not_catchable(&mut self) -> Raised {
        self.type_error("catching classes that do not inherit from BaseException is not allowed")
    }
    /// What EnterHandler saves: a generator's outermost handler keeps nothing of its resumer's.
    pub(crate) fn save_handling(&mut self, old: Slot) -> Slot {
        let Some(f) = self.frames.last_mut() else { return old };
        f.handlers += 1;
        if f.generator.is_some() && f.handlers == 1 {
            drop(old);
            return None;
        }
        old
    }
    pub(crate) fn restore_handling(&mut self, saved: Slot) {
        let Some(f) = self.frames.last_mut() else { return };
        f.handlers = f.handlers.saturating_sub(1);
        let now = if f.generator.is_some() && f.handlers == 0 { f.held.clone() } else { saved };
        if let Some(old) = std::mem::replace(&mut self.handling, now) {
            self.release(old);
        }
    }
}

/// Innermost handler around instruction `at`.
fn find_handler(f: &Frame, at: usize) -> Option<Handler> {
    let data = f.code();
    if data.nhandlers == 0 {
        return None;
    }
    // SAFETY: the table has `nhandlers` entries.
    let table =
        unsafe { std::slice::from_raw_parts(data.handlers.cast::<Handler>(), data.nhandlers as usize) };
    table.iter().find(|h| (h.start as usize..h.end as usize).contains(&at)).copied()
}

/// What a handler that only tidies up and raises on has begun to do: a `with` that asks `__exit__`, or the end of
/// an `except` or `finally` in which something was raised (the name is unbound, the handler left).
#[derive(Clone, Copy)]
pub(crate) struct Cleanup {
    /// Frames there were, and the code of the last.
    depth: usize,
    code: *const CodeData,
    /// The first instruction of the handler, and the one that raises on.
    begin: usize,
    reraise: usize,
    /// The instruction that the error came from.
    raised_at: usize,
}

impl Cleanup {
    fn begun(frames: &Frames, begin: usize, raised_at: usize) -> Option<Cleanup> {
        let f = frames.last()?;
        // SAFETY: `ninstrs` instructions stand there while the code runs; handlers begin among them.
        let all =
            unsafe { std::slice::from_raw_parts(f.code().instrs.cast::<Instr>(), f.code().ninstrs as usize) };
        let handler = all.get(begin..)?;
        let leaves = |i: &Instr| {
            matches!(i, Instr::Return(_) | Instr::ReturnConst(_) | Instr::Raise(..)) || i.is_jump()
        };
        let tidies = match handler {
            [Instr::EnterHandler(..), second, ..] => matches!(second, Instr::WithExit(..)),
            other => other.iter().take_while(|i| !leaves(i)).any(|i| matches!(i, Instr::LeaveHandler(_))),
        };
        let reraise = begin + handler.iter().position(|i| matches!(i, Instr::Reraise(_)))?;
        tidies.then_some(Cleanup { depth: frames.len(), code: f.code, begin, reraise, raised_at })
    }
    /// Whether the last frame is the one that tidies up. (Another code may stand where an old one stood.)
    fn is_of(&self, frames: &Frames) -> bool {
        let same = |f: &Frame| std::ptr::eq(f.code, self.code) && self.raised_at < f.code().ninstrs as usize;
        frames.len() == self.depth && frames.last().is_some_and(same)
    }
    /// Where a frame at its first instruction stands: where the error came from.
    pub(crate) fn place(&self, depth: usize, f: &Frame) -> Option<usize> {
        // `lasti` is the one before the next.
        let at_begin = depth == self.depth && std::ptr::eq(f.code, self.code) && f.lasti() + 1 == self.begin;
        at_begin.then_some(self.raised_at)
    }
}
