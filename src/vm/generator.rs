//! Generators, coroutines, asynchronous generators: frames that outlive their call.
//!
//! A generator is a record whose fields behind the fixed ones are its window of registers: it runs
//! in place, so suspending copies nothing and the collector sees its locals like any fields.
#![expect(unsafe_code, reason = "a generator's window is inside its record")]

use super::Vm;
use super::errors::{self, Exc};
use super::frame::{Frame, FrameKind, MAX_FRAMES};
use crate::code::instr::Instr;
use crate::code::unit::CodeFlags;
use crate::object::code::CodeData;
use crate::object::header::{Ptr, flag};
use crate::object::{Kind, PyResult, Raised, Slot, Value};

/// Fields of a generator before its registers.
pub mod field {
    pub const NAME: usize = 0;
    pub const QUALNAME: usize = 1;
    /// The function it came from.
    pub const OWNER: usize = 2;
    /// Its frame object, while suspended.
    pub const FRAME: usize = 3;
    /// The exception it is handling, while suspended in a handler.
    pub const HANDLING: usize = 4;
    /// Coroutines: where they were made. Asynchronous generators: what finalises them (`sys.set_asyncgen_hooks`).
    pub const ORIGIN: usize = 5;
    pub const REGS: usize = 6;
    /// Words: address of the next instruction, state, handlers entered, flags, address of the tables
    /// of the code it runs (the function's may be replaced meanwhile).
    pub const PC: usize = 0;
    pub const STATE: usize = 1;
    pub const HANDLERS: usize = 2;
    pub const BITS: usize = 3;
    pub const TABLES: usize = 4;
}

/// `field::STATE`.
pub mod state {
    pub const CREATED: u64 = 0;
    pub const SUSPENDED: u64 = 1;
    pub const RUNNING: u64 = 2;
    pub const FINISHED: u64 = 3;
}

/// `field::BITS`, of asynchronous generators.
pub mod bit {
    /// The hooks of `sys.set_asyncgen_hooks` have been met.
    pub const HOOKED: u64 = 1;
    /// It has ended, or `aclose` was called.
    pub const CLOSED: u64 = 2;
    /// A step of one of its awaitables is under way.
    pub const RUNNING: u64 = 4;
}

/// What came back from a generator or other delegate.
pub enum Sent {
    Yielded(Value),
    Returned(Value),
}

fn is_generator_like(v: &Value) -> bool {
    matches!(v.kind(), Kind::GENERATOR | Kind::COROUTINE | Kind::ASYNC_GENERATOR)
}

impl Vm {
    fn gen_word(&self, g: &Value, i: usize) -> u64 {
        g.as_record().map_or(0, |r| r.word(&self.heap, i))
    }
    fn set_gen_word(&mut self, g: &Value, i: usize, v: u64) {
        if let Some(r) = g.as_record() {
            r.set_word(&mut self.heap, i, v);
        }
    }
    /// State of a generator.
    pub fn generator_state(&self, g: &Value) -> u64 {
        self.gen_word(g, field::STATE)
    }
    pub fn generator_bit(&self, g: &Value, bit: u64) -> bool {
        self.gen_word(g, field::BITS) & bit != 0
    }
    pub fn set_generator_bit(&mut self, g: &Value, bit: u64, on: bool) {
        let bits = self.gen_word(g, field::BITS);
        self.set_gen_word(g, field::BITS, if on { bits | bit } else { bits & !bit });
    }
    /// The top frame becomes a generator: its registers move into the object.
    pub(crate) fn make_generator(&mut self) -> Value {
        let top = self.frames.len() - 1;
        let (flags, nregs, regs, pc, tables, owner) = {
            let f = &self.frames[top];
            (CodeFlags(f.code().flags), usize::from(f.code().nregs), f.regs, f.pc, f.code, f.owner.clone())
        };
        let kind = if flags.contains(CodeFlags::ASYNC_GENERATOR) {
            Kind::ASYNC_GENERATOR
        } else if flags.contains(CodeFlags::COROUTINE) {
            Kind::COROUTINE
        } else {
            Kind::GENERATOR
        };
        let g = self.heap.record(self.heap.type_of(kind), field::REGS + nregs);
        let name = self.record_field(&owner, crate::types::function::field::NAME);
        let qualname = self.record_field(&owner, crate::types::function::field::QUALNAME);
        if let Some(r) = g.as_record() {
            r.set(&mut self.heap, field::NAME, Some(name));
            r.set(&mut self.heap, field::QUALNAME, Some(qualname));
            r.set(&mut self.heap, field::OWNER, Some(owner));
            for i in 0..nregs {
                // SAFETY: inside the window.
                let v = unsafe { (*regs.add(i)).take() };
                r.set(&mut self.heap, field::REGS + i, v);
            }
            r.set_word(&mut self.heap, field::PC, pc as u64);
            r.set_word(&mut self.heap, field::TABLES, tables as u64);
            if self.origin_depth > 0 && kind == Kind::COROUTINE {
                let origin = self.coroutine_origin();
                r.set(&mut self.heap, field::ORIGIN, origin);
            }
        }
        g
    }
    /// File, line and function of the frames below the top one, innermost first (`cr_origin`).
    fn coroutine_origin(&mut self) -> Slot {
        let callers: Vec<usize> = (0..self.frames.len() - 1).rev().take(self.origin_depth).collect();
        let mut entries = Vec::with_capacity(callers.len());
        for i in callers {
            let f = &self.frames[i];
            let (code, line) = (f.code_value(self), i64::from(f.code().line(f.lasti())));
            let file = self.record_field(&code, crate::object::code::field::FILENAME);
            let name = self.record_field(&code, crate::object::code::field::NAME);
            entries.push(self.tuple(vec![file, self.int(line), name]).ok()?);
        }
        self.tuple(entries).ok()
    }
    /// Push the frame of a generator that is not finished; false if it is.
    ///
    /// # Errors
    /// ValueError if it is running already; RecursionError.
    pub(crate) fn enter_generator(&mut self, g: &Value, kind: FrameKind, dst: u16) -> PyResult<bool> {
        if self.resume_fast(g, kind, dst) {
            return Ok(true);
        }
        match self.generator_state(g) {
            state::FINISHED => return Ok(false),
            state::RUNNING => {
                let what = match g.kind() {
                    Kind::COROUTINE => "coroutine",
                    Kind::ASYNC_GENERATOR => "async generator",
                    _ => "generator",
                };
                return Err(self.value_error(format!("{what} already executing")));
            }
            state::SUSPENDED => {
                let none = self.none();
                self.put_sent(g, none);
            }
            _ => {}
        }
        self.push_generator(g, kind, dst)?;
        Ok(true)
    }
    /// The short way of `enter_generator`: for a generator that nobody has the frame object of and
    /// that is in no handler. False: nothing was done.
    #[inline(always)]
    pub(crate) fn resume_fast(&mut self, g: &Value, kind: FrameKind, dst: u16) -> bool {
        // SAFETY: a generator has its fields and words; its owner, which it holds, keeps the code
        // and the globals alive; a suspended one stands just behind its Yield, whose operand is
        // verified.
        unsafe {
            let r = g.cast_unchecked::<crate::object::Record>();
            let (fields, state) = (r.slots(), r.word_ptr(field::STATE));
            if *state > state::SUSPENDED
                || *r.word_ptr(field::HANDLERS) != 0
                || (*fields.add(field::FRAME)).is_some()
                || !self.frames.has_room()
            {
                return false;
            }
            let Some(owner) = &*fields.add(field::OWNER) else { return false };
            let of = owner.cast_unchecked::<crate::object::Record>().slots();
            let Some(globals) = &*of.add(crate::types::function::field::GLOBALS) else { return false };
            let pc = *r.word_ptr(field::PC) as *const Instr;
            let regs = fields.add(field::REGS);
            if *state == state::SUSPENDED
                && let Instr::Yield(d, _) = *pc.sub(1)
            {
                let sent = regs.add(usize::from(d.0));
                if (*sent).is_some() {
                    return false;
                }
                sent.write(Some(self.heap.none()));
            }
            *state = state::RUNNING;
            self.frames.push(Frame {
                pc,
                regs,
                top_before: self.registers.top,
                code: *r.word_ptr(field::TABLES) as *const CodeData,
                owner: owner.clone(),
                globals: globals.ptr(),
                locals: None,
                object: None,
                generator: Some(g.ptr()),
                held: self.handling.clone(),
                handlers: 0,
                dst,
                kind,
            });
            true
        }
    }
    /// The short way of `suspend`, for a frame that `resume_fast` may have entered: how it was, and
    /// the register of the loop below that waits for the value. `None`: nothing was done.
    #[inline(always)]
    pub(crate) fn suspend_fast(&mut self, pc: *const Instr) -> Option<(FrameKind, u16)> {
        // SAFETY: the top frame is a generator's, which whoever resumed it holds.
        unsafe {
            let f = self.frames.top();
            if (*f).handlers != 0 || (*f).object.is_some() {
                return None;
            }
            let r = (*f).generator?.cast::<crate::object::Record>().as_ref();
            *r.word_ptr(field::PC) = pc as u64;
            *r.word_ptr(field::STATE) = state::SUSPENDED;
            let (kind, dst) = ((*f).kind, (*f).dst);
            self.frames.forget_top();
            // Neither is the last reference: the generator has its owner, the machine what it handles.
            let (owner, held) = (std::ptr::read(&raw const (*f).owner), std::ptr::read(&raw const (*f).held));
            drop(owner);
            drop(held);
            Some((kind, dst))
        }
    }
    /// The suspended Yield's destination receives what was sent.
    fn put_sent(&mut self, g: &Value, v: Value) {
        let pc = self.gen_word(g, field::PC) as *const Instr;
        // SAFETY: a suspended generator stands just behind its Yield, whose operand is verified.
        if let Instr::Yield(d, _) = unsafe { *pc.sub(1) }
            && let Some(r) = g.as_record()
            && let Some(old) = r.set(&mut self.heap, field::REGS + usize::from(d.0), Some(v))
        {
            self.release(old);
        }
    }
    fn push_generator(&mut self, g: &Value, kind: FrameKind, dst: u16) -> PyResult<()> {
        if self.frames.len() >= (self.recursion_limit + self.recursion_headroom).min(MAX_FRAMES) {
            return Err(self.too_deep(""));
        }
        let Some(r) = g.as_record() else { return Ok(()) };
        let Some(owner) = r.get(&self.heap, field::OWNER) else { return Ok(()) };
        let code = r.word(&self.heap, field::TABLES) as *const CodeData;
        let globals =
            match owner.as_record().and_then(|f| f.field(&self.heap, crate::types::function::field::GLOBALS))
            {
                Some(g) => g.ptr(),
                None => self.builtins.ptr(),
            };
        let handlers = r.word(&self.heap, field::HANDLERS) as u32;
        let outer = self.handling.clone();
        if handlers > 0 {
            self.handling = r.set(&mut self.heap, field::HANDLING, None);
        }
        let object = r.set(&mut self.heap, field::FRAME, None);
        if let Some(o) = object.as_ref().and_then(Value::as_record) {
            o.set_word(&mut self.heap, super::traceback::frame_field::LIVE, self.frames.len() as u64 + 1);
            drop(o.set(&mut self.heap, super::traceback::frame_field::NAMESPACE, None));
        }
        r.set_word(&mut self.heap, field::STATE, state::RUNNING);
        self.frames.push(Frame {
            pc: r.word(&self.heap, field::PC) as *const Instr,
            regs: r.slots().wrapping_add(field::REGS),
            top_before: self.registers.top,
            code,
            owner,
            globals,
            locals: None,
            object,
            generator: Some(g.ptr()),
            held: outer,
            handlers,
            dst,
            kind,
        });
        Ok(())
    }
    /// The top frame, a generator's, yields `v` into nowhere (`Some`: the loop ends) or into the
    /// `for` loop below it. `dst` is where a sent value will go.
    pub(crate) fn suspend(&mut self, v: Value, _dst: u16) -> Option<Value> {
        let Some(mut f) = self.frames.pop() else { return Some(v) };
        let Some(p) = f.generator else { return Some(v) };
        // SAFETY: whoever resumed the generator holds it.
        let g = unsafe { Value::new_ref(p) };
        if let Some(r) = g.as_record() {
            r.set_word(&mut self.heap, field::PC, f.pc as u64);
            r.set_word(&mut self.heap, field::STATE, state::SUSPENDED);
            r.set_word(&mut self.heap, field::HANDLERS, u64::from(f.handlers));
            if f.handlers > 0 {
                let own = std::mem::replace(&mut self.handling, f.held.take());
                r.set(&mut self.heap, field::HANDLING, own);
            }
            if let Some(o) = f.object.take().filter(|o| o.refcount() > 1) {
                if let Some(fr) = o.as_record() {
                    fr.set_word(&mut self.heap, super::traceback::frame_field::LIVE, 0);
                    let start = f.code().instrs.cast::<Instr>();
                    // SAFETY: `pc` points into the instructions.
                    let lasti = unsafe { f.pc.offset_from(start) } - 1;
                    fr.set_word(&mut self.heap, super::traceback::frame_field::LASTI, lasti as u64);
                    // The frame object looks its locals up in the generator, without holding it.
                    let weak = self.heap.type_of(Kind::WEAKREF);
                    let back = self.heap.new_weakref(weak, Kind::WEAKREF, &g, None);
                    fr.set(&mut self.heap, super::traceback::frame_field::NAMESPACE, Some(back));
                }
                r.set(&mut self.heap, field::FRAME, Some(o));
            }
        }
        let (kind, dst) = (f.kind, f.dst);
        drop(f);
        drop(g);
        match kind {
            FrameKind::For | FrameKind::From => {
                self.set_register(dst, v);
                None
            }
            _ => Some(v),
        }
    }
    /// The generator's code has returned or raised: nothing is left to run.
    pub(crate) fn generator_ended(&mut self, p: Ptr) {
        // SAFETY: whoever resumed the generator holds it.
        let g = unsafe { Value::new_ref(p) };
        self.set_gen_word(&g, field::STATE, state::FINISHED);
        let top = self.frames.len() - 1;
        if self.frames[top].handlers > 0 {
            self.handling = self.frames[top].held.take();
        }
        drop(g);
    }
    /// StopIteration may not leave a generator: it becomes a RuntimeError (PEP 479).
    pub(crate) fn convert_stop(&mut self, exc: Value) -> Value {
        let Some(f) = self.frames.last() else { return exc };
        let flags = CodeFlags(f.code().flags);
        let (stop, what) = if self.is_exc(&exc, Exc::StopIteration) {
            let what = if flags.contains(CodeFlags::ASYNC_GENERATOR) {
                "async generator"
            } else if flags.contains(CodeFlags::COROUTINE) {
                "coroutine"
            } else {
                "generator"
            };
            ("StopIteration", what)
        } else if flags.contains(CodeFlags::ASYNC_GENERATOR) && self.is_exc(&exc, Exc::StopAsyncIteration) {
            ("StopAsyncIteration", "async generator")
        } else {
            return exc;
        };
        let Raised(error) = self.runtime_error(format!("{what} raised {stop}"));
        self.set_exc_field(&error, errors::field::CAUSE, Some(exc.clone()));
        self.set_exc_field(&error, errors::field::CONTEXT, Some(exc));
        if let Some(r) = error.record(Kind::EXCEPTION) {
            r.set_word(&mut self.heap, errors::field::SUPPRESS, 1);
        }
        self.add_traceback(&error);
        error
    }
    /// Run a generator until it yields, returns or raises.
    fn run_generator(&mut self, g: &Value) -> PyResult<Sent> {
        self.enter("")?;
        let result = self.run();
        self.leave();
        let v = result?;
        Ok(if self.generator_state(g) == state::FINISHED { Sent::Returned(v) } else { Sent::Yielded(v) })
    }
    /// `g.send(v)` without the StopIteration.
    ///
    /// # Errors
    /// TypeError, ValueError, or what the generator raises.
    pub fn generator_send(&mut self, g: &Value, v: Value) -> PyResult<Sent> {
        if self.generator_state(g) == state::CREATED && !v.is_none() {
            let what = match g.kind() {
                Kind::COROUTINE => "coroutine",
                Kind::ASYNC_GENERATOR => "async generator",
                _ => "generator",
            };
            return Err(self.type_error(format!("can't send non-None value to a just-started {what}")));
        }
        if !self.enter_generator(g, FrameKind::Entry, 0)? {
            if g.is_exactly(Kind::COROUTINE) {
                return Err(self.runtime_error("cannot reuse already awaited coroutine"));
            }
            return Ok(Sent::Returned(self.none()));
        }
        if !v.is_none() {
            self.put_sent(g, v);
        }
        self.run_generator(g)
    }
    /// Raise `exc` where the generator is suspended.
    ///
    /// # Errors
    /// What comes out of it.
    pub fn generator_throw(&mut self, g: &Value, exc: Value) -> PyResult<Sent> {
        if self.generator_state(g) == state::FINISHED {
            if g.is_exactly(Kind::COROUTINE) {
                return Err(self.runtime_error("cannot reuse already awaited coroutine"));
            }
            return Err(Raised(exc));
        }
        // What it delegates to hears of it first; the entry comes when that lets it out.
        let delegates = self.generator_delegate(g).is_some();
        self.enter_generator(g, FrameKind::Entry, 0)?;
        self.enter("")?;
        if !delegates {
            // Its context is what the generator itself handles (`_PyErr_ChainStackItem`).
            if self.top().handlers > 0 {
                self.set_context(&exc);
            }
            self.add_traceback(&exc);
        }
        let result = match self.unwind(Raised(exc), false) {
            None => self.run(),
            Some(e) => Err(e),
        };
        self.leave();
        let v = result?;
        Ok(if self.generator_state(g) == state::FINISHED { Sent::Returned(v) } else { Sent::Yielded(v) })
    }
    /// As `generator_throw`, for `athrow` and `aclose`: a generator that awaits something has even
    /// GeneratorExit raised there, where `throw` would close what it awaits.
    ///
    /// # Errors
    /// What comes out of it.
    pub fn generator_throw_through(&mut self, g: &Value, exc: Value) -> PyResult<Sent> {
        self.exit_goes_through = self.generator_delegate(g).is_some();
        self.generator_throw(g, exc)
    }
    /// A generator that never ran lets go of its arguments.
    fn finish_unstarted(&mut self, g: &Value) {
        self.set_gen_word(g, field::STATE, state::FINISHED);
        let Some(r) = g.as_record() else { return };
        for i in field::REGS..r.len() {
            if let Some(v) = r.set(&mut self.heap, i, None) {
                self.release(v);
            }
        }
    }
    /// `g.close()`: GeneratorExit is raised inside; the value it returns with.
    ///
    /// # Errors
    /// RuntimeError if it yields instead; what it raises.
    pub fn generator_close(&mut self, g: &Value) -> PyResult {
        match self.generator_state(g) {
            state::CREATED => {
                self.finish_unstarted(g);
                return Ok(self.none());
            }
            state::FINISHED => return Ok(self.none()),
            _ => {}
        }
        let exit = self.new_exception(Exc::GeneratorExit, vec![])?;
        match self.generator_throw(g, exit) {
            Ok(Sent::Returned(v)) => Ok(v),
            Ok(Sent::Yielded(v)) => {
                self.release(v);
                let what = match g.kind() {
                    Kind::COROUTINE => "coroutine",
                    Kind::ASYNC_GENERATOR => "async generator",
                    _ => "generator",
                };
                Err(self.runtime_error(format!("{what} ignored GeneratorExit")))
            }
            Err(Raised(e)) if self.is_exc(&e, Exc::GeneratorExit) || self.is_exc(&e, Exc::StopIteration) => {
                self.release(e);
                Ok(self.none())
            }
            Err(e) => Err(e),
        }
    }
    /// Finaliser of a suspended generator (`_PyGen_Finalize`): close it, errors are unraisable.
    pub fn close_suspended(&mut self, g: &Value) {
        if self.generator_state(g) != state::FINISHED
            && !self.generator_bit(g, bit::CLOSED)
            && g.is_exactly(Kind::ASYNC_GENERATOR)
            && let Some(finalizer) = g.as_record().and_then(|r| r.get(&self.heap, field::ORIGIN))
        {
            match self.call(&finalizer, std::slice::from_ref(g)) {
                Ok(v) => self.release(v),
                Err(e) => self.unraisable(e, Some(g), None),
            }
            return;
        }
        match self.generator_state(g) {
            state::SUSPENDED => {
                if let Err(e) = self.generator_close(g) {
                    self.unraisable(e, Some(g), None);
                }
            }
            state::CREATED if g.is_exactly(Kind::COROUTINE) => {
                let qualname = self.record_field(g, field::QUALNAME);
                let name = self.text(&qualname);
                let mut text = format!("coroutine '{name}' was never awaited");
                if let Some(origin) = g.as_record().and_then(|r| r.get(&self.heap, field::ORIGIN)) {
                    text.push_str(&self.origin_text(&origin));
                }
                if let Err(e) = self.warn_about(Exc::RuntimeWarning, &text, Some(g.clone())) {
                    self.unraisable(e, Some(g), None);
                }
            }
            _ => {}
        }
    }
    /// Where a coroutine was made, as the warning about it tells.
    fn origin_text(&mut self, origin: &Value) -> String {
        let mut text = String::from("\nCoroutine created at (most recent call last)\n");
        for entry in origin.as_tuple().unwrap_or(&[]).iter().rev() {
            let [file, line, name] = entry.as_tuple().unwrap_or(&[]) else { continue };
            let number = self.index(line).unwrap_or(0);
            let file = self.text(file);
            text.push_str(&format!("  File \"{file}\", line {number}, in {}\n", self.text(name)));
            if let Some(source) = self.source_line(&file, number as u32) {
                text.push_str(&format!("    {}\n", source.trim()));
            }
        }
        text.pop();
        text
    }
    /// The iterator a suspended generator delegates to (`gi_yieldfrom`).
    pub fn generator_delegate(&self, g: &Value) -> Slot {
        if self.generator_state(g) != state::SUSPENDED {
            return None;
        }
        let pc = self.gen_word(g, field::PC) as *const Instr;
        // SAFETY: a suspended generator stands behind its Yield, at least the second instruction
        // of its code; `yield from` compiles to Send, Yield.
        let send = unsafe { *pc.sub(2) };
        match send {
            Instr::Send(_, iter, _) => g.as_record()?.get(&self.heap, field::REGS + usize::from(iter.0)),
            _ => None,
        }
    }

    // --- delegation -----------------------------------------------------------------------------------------

    pub(crate) fn yield_from_iter(&mut self, v: Value) -> PyResult {
        if v.is_exactly(Kind::COROUTINE) {
            let flags = self.frames.last().map_or(0, |f| f.code().flags);
            if flags & (CodeFlags::COROUTINE.0 | CodeFlags::ITERABLE_COROUTINE.0) == 0 {
                return Err(
                    self.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator")
                );
            }
            return Ok(v);
        }
        if v.is_exactly(Kind::GENERATOR) {
            return Ok(v);
        }
        let it = self.iter(&v);
        self.release(v);
        it
    }
    /// Send to whatever is delegated to.
    pub(crate) fn send_to(&mut self, it: &Value, v: Value) -> PyResult<Sent> {
        if is_generator_like(it) {
            return self.generator_send(it, v);
        }
        if v.is_none()
            && let Some(got) = crate::types::iter::next_by_kind(self, it)
        {
            return Ok(match got? {
                Some(x) => Sent::Yielded(x),
                None => Sent::Returned(self.none()),
            });
        }
        let (name, args) = if v.is_none() {
            (self.names.__next__.clone(), vec![])
        } else {
            (self.names.send.clone(), vec![v])
        };
        let got = if args.is_empty() {
            match self.special(it, &name) {
                Some(next) => self.call_unbound(&next, it, &[]),
                None => self.call_method(it, &name, &[]),
            }
        } else {
            self.call_method(it, &name, &args)
        };
        self.sent_or_returned(got)
    }
    fn sent_or_returned(&mut self, got: PyResult) -> PyResult<Sent> {
        match got {
            Ok(v) => Ok(Sent::Yielded(v)),
            Err(Raised(e)) if self.is_exc(&e, Exc::StopIteration) => {
                let v = self.exc_field(&e, errors::field::EXTRA).unwrap_or_else(|| self.none());
                self.release(e);
                Ok(Sent::Returned(v))
            }
            Err(e) => Err(e),
        }
    }
    /// Deliver an exception to what is delegated to (`_gen_throw`).
    pub(crate) fn throw_to(&mut self, it: &Value, exc: Value) -> PyResult<Sent> {
        let through = std::mem::take(&mut self.exit_goes_through);
        if self.is_exc(&exc, Exc::GeneratorExit) && !through {
            if is_generator_like(it) {
                let closed = self.generator_close(it)?;
                self.release(closed);
            } else {
                let name = self.names.close.clone();
                match self.get_attr_opt(it, &name) {
                    Ok(Some(close)) => {
                        let closed = self.call(&close, &[])?;
                        self.release(closed);
                    }
                    Ok(None) => {}
                    Err(e) => self.unraisable(e, Some(it), None),
                }
            }
            return Err(Raised(exc));
        }
        if is_generator_like(it) {
            return match through {
                true => self.generator_throw_through(it, exc),
                false => self.generator_throw(it, exc),
            };
        }
        let name = self.names.throw.clone();
        match self.get_attr_opt(it, &name)? {
            Some(throw) => {
                let got = self.call(&throw, &[exc]);
                self.sent_or_returned(got)
            }
            None => Err(Raised(exc)),
        }
    }

    // --- await ------------------------------------------------------------------------------------------------

    pub(crate) fn get_awaitable(&mut self, how: u8, v: Value) -> PyResult {
        if v.is_exactly(Kind::COROUTINE) {
            if self.generator_delegate(&v).is_some() {
                return Err(self.runtime_error("coroutine is being awaited already"));
            }
            return Ok(v);
        }
        // `types.coroutine` marks the code of generators that may be awaited.
        if v.is_exactly(Kind::GENERATOR) {
            let function = self.record_field(&v, field::OWNER);
            let code = self.record_field(&function, crate::types::function::field::CODE);
            if code.as_code().is_some_and(|d| d.flags & CodeFlags::ITERABLE_COROUTINE.0 != 0) {
                return Ok(v);
            }
        }
        let name = self.names.__await__.clone();
        match self.call_special(&v, &name, &[])? {
            Some(it) if it.is_exactly(Kind::COROUTINE) => {
                Err(self.type_error("__await__() returned a coroutine"))
            }
            Some(it) if self.is_iterator(&it) => Ok(it),
            Some(it) => {
                let got = self.type_name(&it);
                Err(self.type_error(format!("__await__() returned non-iterator of type '{got}'")))
            }
            None => {
                let got = self.type_name(&v);
                Err(self.type_error(match how {
                    1 => format!("'async with' received an object from __aenter__ that does not implement __await__: {got}"),
                    2 => format!("'async with' received an object from __aexit__ that does not implement __await__: {got}"),
                    _ => format!("object {got} can't be used in 'await' expression"),
                }))
            }
        }
    }
    pub(crate) fn get_aiter(&mut self, v: Value) -> PyResult {
        let name = self.names.__aiter__.clone();
        let Some(it) = self.call_special(&v, &name, &[])? else {
            let got = self.type_name(&v);
            return Err(
                self.type_error(format!("'async for' requires an object with __aiter__ method, got {got}"))
            );
        };
        let next = self.names.__anext__.clone();
        if self.special(&it, &next).is_none() {
            let got = self.type_name(&it);
            return Err(self.type_error(format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {got}"
            )));
        }
        Ok(it)
    }
    pub(crate) fn get_anext(&mut self, it: Value) -> PyResult {
        let name = self.names.__anext__.clone();
        match self.call_special(&it, &name, &[])? {
            Some(v) => match self.get_awaitable(0, v.clone()) {
                Err(Raised(cause)) => {
                    let got = self.type_name(&v);
                    let text = format!("'async for' received an invalid object from __anext__: {got}");
                    let Raised(error) = self.type_error(text);
                    self.set_exc_field(&error, errors::field::CAUSE, Some(cause.clone()));
                    self.set_exc_field(&error, errors::field::CONTEXT, Some(cause));
                    if let Some(r) = error.record(Kind::EXCEPTION) {
                        r.set_word(&mut self.heap, errors::field::SUPPRESS, 1);
                    }
                    Err(Raised(error))
                }
                got => got,
            },
            None => {
                let got = self.type_name(&it);
                Err(self
                    .type_error(format!("'async for' requires an iterator with __anext__ method, got {got}")))
            }
        }
    }
    pub(crate) fn wrap_async_value(&mut self, v: Value) -> Value {
        // One field, a type of its own: told apart from what an awaited object yields.
        let wrapped = self.heap.record(self.heap.type_of(Kind::CELL), 1);
        if let Some(r) = wrapped.as_record() {
            r.set(&mut self.heap, 0, Some(v));
        }
        wrapped.header().set(flag::SPECIAL);
        wrapped
    }
    /// What an asynchronous generator's own `yield` gave; `None` if it is what an awaited object yields.
    pub fn async_value(&self, v: &Value) -> Slot {
        let wrapped = v.is_exactly(Kind::CELL) && v.header().has(flag::SPECIAL);
        if wrapped { v.as_record()?.get(&self.heap, 0) } else { None }
    }

    // --- iteration ----------------------------------------------------------------------------------------------

    /// `next` for iterators the machine knows by kind.
    #[inline]
    pub(crate) fn native_next(&mut self, it: &Value) -> Option<PyResult<Option<Value>>> {
        if it.is_exactly(Kind::GENERATOR) {
            let none = self.none();
            return Some(match self.generator_send(it, none) {
                Ok(Sent::Yielded(v)) => Ok(Some(v)),
                Ok(Sent::Returned(v)) => {
                    self.release(v);
                    Ok(None)
                }
                Err(e) => Err(e),
            });
        }
        crate::types::iter::next_by_kind(self, it)
    }
    /// The generator's frame object; None once it has finished.
    ///
    /// # Errors
    /// None of its own.
    pub fn generator_frame(&mut self, g: &Value) -> PyResult {
        let Some(r) = g.as_record() else { return Ok(self.none()) };
        match self.generator_state(g) {
            state::FINISHED => return Ok(self.none()),
            state::RUNNING => {
                let at = self.frames.iter().rposition(|f| f.generator == Some(g.ptr()));
                return Ok(match at {
                    Some(i) => self.frame_object(i),
                    None => self.none(),
                });
            }
            _ => {}
        }
        if let Some(f) = r.get(&self.heap, field::FRAME) {
            return Ok(f);
        }
        // Made as if running, then put aside as suspending would.
        let word = r.word(&self.heap, field::STATE);
        self.push_generator(g, FrameKind::Entry, 0)?;
        let top = self.frames.len() - 1;
        let object = self.frame_object(top);
        let none = self.none();
        self.suspend(none, 0);
        r.set_word(&mut self.heap, field::STATE, word);
        Ok(object)
    }
}
