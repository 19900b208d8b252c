//! What `sys.setprofile` hears beside the beginning and end of frames: calls of native functions.
//!
//! An instruction that calls a native is seen before it runs (`trace.rs`), and what became of the call
//! after it. As in CPython (`sys_profile_call_or_return` of `Python/legacy_tracing.c`) classes and
//! operators are no calls here, and a method of a built-in type is told bound to its object.
#![expect(unsafe_code, reason = "reads the registers of a call")]

use super::Vm;
use super::step::Flow;
use super::trace::PROFILE;
use crate::code::instr::Instr;
use crate::object::{Kind, PyResult, Raised, Slot};

impl Vm {
    pub(crate) fn profile_event(&mut self, i: usize, event: &str, argument: Slot) -> PyResult<()> {
        let Some(function) = self.state.get(PROFILE).cloned() else { return Ok(()) };
        let frame = self.frame_object(i);
        let (event, argument) = (self.heap.intern_str(event), argument.unwrap_or_else(|| self.none()));
        let got = self.call_untraced(&function, &[frame.clone(), event, argument]);
        self.release(function);
        self.release(frame);
        match got {
            Ok(v) => {
                self.release(v);
                Ok(())
            }
            Err(e) => {
                self.set_trace_function(PROFILE, None);
                Err(e)
            }
        }
    }
    /// The native that the instruction is going to call, told as `c_call`.
    pub(super) fn profile_call(&mut self, at: Instr) -> PyResult<Slot> {
        if !self.state.contains_key(PROFILE) {
            return Ok(None);
        }
        let native = match at {
            Instr::Call(_, base, n) | Instr::CallKw(_, base, n) => {
                // SAFETY: a call's callee, receiver and arguments are registers of the window.
                let (callee, this, first) = unsafe {
                    let at = self.top().regs.add(usize::from(base.0));
                    ((*at).clone(), (*at.add(1)).clone(), (*at.add(2)).clone().filter(|_| n.0 > 0))
                };
                self.profiled(callee, this.or(first))?
            }
            Instr::CallEx(_, base) => {
                // SAFETY: as above; the third is the iterable of arguments.
                let (callee, args) = unsafe {
                    let at = self.top().regs.add(usize::from(base.0));
                    ((*at).clone(), (*at.add(2)).clone())
                };
                let first = args.and_then(|a| match a.as_tuple() {
                    Some(t) => t.first().cloned(),
                    None => a.as_list().and_then(|l| l.items(&self.heap).first().cloned()),
                });
                self.profiled(callee, first)?
            }
            _ => None,
        };
        if native.is_some() {
            self.profile_event(self.frames.len() - 1, "c_call", native.clone())?;
        }
        Ok(native)
    }
    fn profiled(&mut self, callee: Slot, first: Slot) -> PyResult<Slot> {
        let Some(callee) = callee else { return Ok(None) };
        match (callee.kind(), first) {
            (Kind::NATIVE, _) => Ok(Some(callee)),
            (Kind::METHOD_DESCRIPTOR, Some(this)) => {
                self.descr_get(&callee, Some(&this), &this.ty_value()).map(Some)
            }
            _ => Ok(None),
        }
    }
    /// How the call of a native ended.
    pub(super) fn after_call(&mut self, native: Slot, flow: Flow) -> Flow {
        if native.is_none() {
            return flow;
        }
        let event = if matches!(flow, Flow::Raise(..)) { "c_exception" } else { "c_return" };
        match self.profile_event(self.frames.len() - 1, event, native) {
            Ok(()) => flow,
            Err(e) => {
                if let Flow::Raise(Raised(replaced), _) = flow {
                    self.release(replaced);
                }
                Flow::Raise(e, true)
            }
        }
    }
}
