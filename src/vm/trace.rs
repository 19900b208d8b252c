//! `sys.settrace`, `sys.setprofile`: while such a function is set, frames run instruction by instruction.
//!
//! The loop of `run.rs` knows nothing of tracing but where to leave: after an instruction that it did
//! not finish itself. Setting a trace function is such a one, and so is every way back from a native;
//! so no frame is entered there unseen. Here every instruction is executed by `step`.
//! Calls of natives are told by the instruction that makes them; natives that natives call are not.
//! Follows `Python/legacy_tracing.c` and `call_trampoline` of `Python/sysmodule.c`.
//! Deliberately absent: jumps by setting `f_lineno`.
#![expect(unsafe_code, reason = "reads the top frame's next instruction")]

use super::Vm;
use super::step::Flow;
use super::traceback::{frame_field, tracing_bit as bit};
use crate::code::instr::Instr;
use crate::object::{PyResult, Raised, Slot, Value};

/// Key of `Vm::state`: the function that `sys.settrace` has set.
pub const TRACE: &str = "trace";
/// Key of `Vm::state`: the function that `sys.setprofile` has set.
pub const PROFILE: &str = "profile";

/// What the loop remembers of a frame it runs: the line it is on (0: none yet) and the instruction
/// executed last.
pub(crate) struct Mark {
    depth: usize,
    line: u32,
    last: usize,
}

impl Vm {
    /// Run until the topmost frame of kind `Entry` returns, yields or raises.
    pub(crate) fn run(&mut self) -> PyResult {
        let mut entered = true;
        self.stand_here();
        loop {
            let got = if self.tracing { self.run_traced(entered) } else { self.run_plain() };
            if !std::mem::take(&mut self.switching) {
                if self.frames.is_empty() {
                    self.stand_nowhere();
                }
                return got;
            }
            entered = false;
        }
    }
    /// `sys.settrace` and `sys.setprofile`: `key` says which.
    pub fn set_trace_function(&mut self, key: &'static str, function: Slot) {
        let old = match function {
            Some(f) => self.state.insert(key, f),
            None => self.state.remove(key),
        };
        self.tracing = self.has_tracer();
        if let Some(old) = old {
            self.release(old);
        }
    }
    fn has_tracer(&self) -> bool {
        self.state.contains_key(TRACE) || self.state.contains_key(PROFILE)
    }
    #[cold]
    #[inline(never)]
    fn run_traced(&mut self, entered: bool) -> PyResult {
        let mut below = self.frames.len() - usize::from(entered);
        self.marks.retain(|m| m.depth <= below);
        loop {
            // Whoever is called after a frame that was there has ended is new.
            below = below.min(self.frames.len());
            if !self.tracing {
                self.switching = true;
                return Ok(self.none());
            }
            let flow = match self.before_step(below) {
                // SAFETY: the top frame's next instruction; `pc` stands behind it.
                Ok(native) => unsafe {
                    let at = (*self.frames.top()).pc.sub(1);
                    let flow = self.step(at);
                    self.after_call(native, flow)
                },
                Err(e) => Flow::Raise(e, true),
            };
            match flow {
                Flow::Next => {}
                Flow::Stop(v) => return Ok(v),
                Flow::Raise(e, fresh) => {
                    if let Some(e) = self.unwind(e, fresh) {
                        return Err(e);
                    }
                }
            }
            if let Err(e) = self.safe_point()
                && let Some(e) = self.unwind(e, true)
            {
                return Err(e);
            }
        }
    }
    /// Take the top frame's next instruction and tell of what begins with it. Frames up to `below`
    /// were there before. The value is the native function that the instruction is going to call.
    fn before_step(&mut self, below: usize) -> PyResult<Slot> {
        let depth = self.frames.len();
        // SAFETY: a frame that runs stands before an instruction of its code, whose operands are
        // verified.
        let (at, index) = unsafe {
            let f = self.frames.top();
            let at = (*f).pc;
            let index = at.offset_from((*f).code().instrs.cast::<Instr>()) as usize;
            (*at, index)
        };
        if self.is_unmarked(depth) {
            if matches!(at, Instr::ReturnGenerator()) {
                // Making the generator is no call: that comes with its first step.
                self.advance();
                return Ok(None);
            }
            let code = self.top().code();
            let begun = index > 0 && !matches!(code.instructions()[index - 1], Instr::ReturnGenerator());
            let line = if begun { code.line(index - 1) } else { 0 };
            self.marks.push(Mark { depth, line, last: index });
            if depth > below {
                self.trace_call(depth - 1)?;
            }
        }
        self.advance();
        self.trace_line(depth - 1, at, index)?;
        let value = match at {
            Instr::Return(s) | Instr::Yield(_, s) => self.top().reg(s.index()).clone(),
            Instr::ReturnConst(k) => {
                let code = self.top().code_value(self);
                let consts = self.record_field(&code, crate::object::code::field::CONSTS);
                consts.as_tuple().and_then(|c| c.get(k.0 as usize)).cloned()
            }
            _ => return self.profile_call(at),
        };
        let value = match value {
            // What an asynchronous generator yields is told without its wrapping.
            Some(v) => self.async_value(&v).or(Some(v)),
            None => None,
        };
        self.tell_return(depth - 1, value)?;
        Ok(None)
    }
    /// Whether the frame at this depth has not begun yet, as far as the loop has seen.
    fn is_unmarked(&mut self, depth: usize) -> bool {
        while self.marks.last().is_some_and(|m| m.depth > depth) {
            self.marks.pop();
        }
        self.marks.last().is_none_or(|m| m.depth < depth)
    }
    fn advance(&mut self) {
        if let Some(f) = self.frames.last_mut() {
            f.pc = f.pc.wrapping_add(1);
        }
    }
    fn trace_line(&mut self, i: usize, at: Instr, index: usize) -> PyResult<()> {
        let line = self.frames[i].code().position(index).line;
        let Some(mark) = self.marks.last_mut() else { return Ok(()) };
        let back = index <= mark.last && !matches!(at, Instr::Send(..)) && index != mark.last;
        mark.last = index;
        let starts = line != 0 && !matches!(at, Instr::MakeCell(..)) && (line != mark.line || back);
        if starts {
            mark.line = line;
        }
        let bits = self.trace_bits(i);
        if starts && bits & bit::NO_LINES == 0 {
            self.trace_event(i, "line", None)?;
        }
        if bits & bit::OPCODES != 0 {
            self.trace_event(i, "opcode", None)?;
        }
        Ok(())
    }
    fn trace_bits(&self, i: usize) -> u64 {
        let object = self.frames[i].object.as_ref().and_then(Value::as_record);
        object.map_or(0, |r| r.word(&self.heap, frame_field::TRACING))
    }
    /// A frame begins: the function of `sys.settrace` says who hears of what comes.
    fn trace_call(&mut self, i: usize) -> PyResult<()> {
        if let Some(function) = self.state.get(TRACE).cloned() {
            self.call_tracer(i, function, "call", None)?;
        }
        self.profile_event(i, "call", None)
    }
    fn tell_return(&mut self, i: usize, value: Slot) -> PyResult<()> {
        self.trace_event(i, "return", value.clone())?;
        self.profile_event(i, "return", value)
    }
    /// What happens in a frame is told to its own function, if it has one.
    fn trace_event(&mut self, i: usize, event: &str, argument: Slot) -> PyResult<()> {
        let object = self.frames[i].object.as_ref().and_then(Value::as_record);
        match object.and_then(|r| r.get(&self.heap, frame_field::TRACE)).filter(|f| !f.is_none()) {
            Some(function) => self.call_tracer(i, function, event, argument),
            None => Ok(()),
        }
    }
    /// Call what itself is neither traced nor profiled.
    pub(super) fn call_untraced(&mut self, function: &Value, args: &[Value]) -> PyResult {
        self.tracing = false;
        let got = self.call(function, args);
        self.tracing = self.has_tracer();
        got
    }
    /// Call a trace function. What it returns is the frame's own from now on; if it fails
    /// tracing ends.
    fn call_tracer(&mut self, i: usize, function: Value, event: &str, argument: Slot) -> PyResult<()> {
        let frame = self.frame_object(i);
        let (event, argument) = (self.heap.intern_str(event), argument.unwrap_or_else(|| self.none()));
        let got = self.call_untraced(&function, &[frame.clone(), event, argument]);
        self.release(function);
        let result = match got {
            Ok(v) if v.is_none() => Ok(()),
            Ok(v) => {
                let r = frame.as_record();
                if let Some(old) = r.and_then(|r| r.set(&mut self.heap, frame_field::TRACE, Some(v))) {
                    self.release(old);
                }
                Ok(())
            }
            Err(e) => {
                self.set_trace_function(TRACE, None);
                let r = frame.as_record();
                if let Some(old) = r.and_then(|r| r.set(&mut self.heap, frame_field::TRACE, None)) {
                    self.release(old);
                }
                Err(e)
            }
        };
        self.release(frame);
        result
    }
    /// An exception has come to the top frame.
    pub(crate) fn trace_exception(&mut self, exc: &Value) -> PyResult<()> {
        self.trace_thrown()?;
        let traceback = self.record_field(exc, super::errors::field::TRACEBACK);
        let told = self.tuple(vec![exc.ty_value(), exc.clone(), traceback])?;
        self.trace_event(self.frames.len() - 1, "exception", Some(told))
    }
    /// An exception leaves the top frame.
    pub(crate) fn trace_unwound(&mut self) -> PyResult<()> {
        self.trace_thrown()?;
        self.tell_return(self.frames.len() - 1, None)
    }
    /// A generator into which an exception was thrown begins with that.
    fn trace_thrown(&mut self) -> PyResult<()> {
        let depth = self.frames.len();
        if self.frames[depth - 1].generator.is_none() || !self.is_unmarked(depth) {
            return Ok(());
        }
        let last = self.frames[depth - 1].lasti();
        let line = self.frames[depth - 1].code().line(last);
        self.marks.push(Mark { depth, line, last });
        self.trace_call(depth - 1)
    }
    /// The exception on its way, or what a trace function has raised in its place.
    pub(crate) fn traced_or(&mut self, told: PyResult<()>, exc: Value) -> Value {
        match told {
            Ok(()) => exc,
            Err(Raised(e)) => {
                self.release(exc);
                e
            }
        }
    }
}
