//! The variables of a function's frame by name: for `locals()`, `f_locals`, hints in messages.
//!
//! A frame that runs has them in its registers, a suspended generator in its own block, one that has
//! ended in its frame object. Follows `Objects/frameobject.c` (PEP 667).
#![expect(unsafe_code, reason = "reads the table of cells and writes registers")]

use super::Vm;
use super::traceback::frame_field;
use crate::object::code::field as cfield;
use crate::object::{Kind, PyResult, Slot, Value};

/// A variable of a code object.
struct Variable {
    name: Value,
    register: usize,
    in_cell: bool,
}

impl Vm {
    /// Locals, cells and free variables, in CPython's order.
    fn variables(&self, code: &Value) -> Vec<Variable> {
        let Some(data) = code.as_code() else { return Vec::new() };
        let names = |f: usize| self.record_field(code, f).as_tuple().unwrap_or(&[]).to_vec();
        let cells = data.cell_registers();
        let mut all = Vec::new();
        for (register, name) in names(cfield::VARNAMES).into_iter().enumerate() {
            let in_cell = cells.contains(&(register as u16));
            all.push(Variable { name, register, in_cell });
        }
        for (name, register) in names(cfield::CELLVARS).into_iter().zip(cells) {
            let register = usize::from(*register);
            if register >= data.nlocals as usize {
                all.push(Variable { name, register, in_cell: true });
            }
        }
        for (i, name) in names(cfield::FREEVARS).into_iter().enumerate() {
            all.push(Variable { name, register: usize::from(data.free_base) + i, in_cell: true });
        }
        all
    }
    pub(crate) fn suspended_generator(&self, frame: &Value) -> Slot {
        let namespace = self.record_field(frame, frame_field::NAMESPACE);
        namespace.as_weakref().and_then(|w| w.upgrade(&self.heap))
    }
    fn frame_variable(&self, frame: &Value, i: usize) -> Slot {
        if let Some(f) = self.live_frame(frame) {
            return self.frames[f].reg(i).clone();
        }
        match self.suspended_generator(frame) {
            Some(g) => g.as_record().and_then(|r| r.get(&self.heap, super::generator::field::REGS + i)),
            None => {
                let r = frame.as_record().filter(|r| frame_field::LOCALS + i < r.len())?;
                r.get(&self.heap, frame_field::LOCALS + i)
            }
        }
    }
    /// The variables that are bound, with their values; then what was added through `f_locals`.
    pub fn frame_locals(&self, frame: &Value, code: &Value) -> Vec<(Value, Value)> {
        let mut out = Vec::new();
        for v in self.variables(code) {
            let held = self.frame_variable(frame, v.register);
            let opened = match held {
                Some(c) if v.in_cell && c.is_exactly(Kind::CELL) => {
                    c.as_record().and_then(|r| r.get(&self.heap, 0))
                }
                held => held,
            };
            out.extend(opened.map(|value| (v.name, value)));
        }
        if let Some(extra) = self.extra_locals(frame).as_ref().and_then(Value::as_dict) {
            let pairs = (0..extra.filled()).filter_map(|i| extra.at(&self.heap, i));
            out.extend(pairs.map(|(k, v)| (k.clone(), v.clone())));
        }
        out
    }
    fn extra_locals(&self, frame: &Value) -> Slot {
        frame.as_record().and_then(|r| r.get(&self.heap, frame_field::EXTRA))
    }
    /// They all in a new dict.
    ///
    /// # Errors
    /// MemoryError.
    pub fn frame_snapshot(&mut self, frame: &Value) -> PyResult {
        let code = self.frame_code(frame);
        let dict = self.heap.dict();
        for (name, value) in self.frame_locals(frame, &code) {
            self.dict_set(&dict, name, value)?;
        }
        Ok(dict)
    }
    /// Bind a variable of a frame by name; a name that the code does not know is kept beside.
    ///
    /// # Errors
    /// MemoryError, or what hashing the name raises.
    pub fn set_frame_local(&mut self, frame: &Value, name: &Value, value: Value) -> PyResult<()> {
        let code = self.frame_code(frame);
        let same = |v: &Variable| match (v.name.as_str(), name.as_str()) {
            (Some(x), Some(y)) => x.same_text(y),
            _ => false,
        };
        let Some(variable) = self.variables(&code).into_iter().find(same) else {
            let extra = match self.extra_locals(frame) {
                Some(d) => d,
                None => {
                    let d = self.heap.dict();
                    if let Some(r) = frame.as_record() {
                        r.set(&mut self.heap, frame_field::EXTRA, Some(d.clone()));
                    }
                    d
                }
            };
            return self.dict_set(&extra, name.clone(), value);
        };
        let i = variable.register;
        let held = self.frame_variable(frame, i).filter(|c| variable.in_cell && c.is_exactly(Kind::CELL));
        let old = if let Some(cell) = held {
            cell.as_record().and_then(|r| r.set(&mut self.heap, 0, Some(value)))
        } else if let Some(f) = self.live_frame(frame) {
            // SAFETY: a variable's register is inside the window; instructions that run code hold
            // their operands, so nobody borrows what it held.
            unsafe { (*self.frames[f].regs.add(i)).replace(value) }
        } else {
            let (owner, first) = match self.suspended_generator(frame) {
                Some(g) => (g, super::generator::field::REGS),
                None => (frame.clone(), frame_field::LOCALS),
            };
            owner.as_record().and_then(|r| r.set(&mut self.heap, first + i, Some(value)))
        };
        if let Some(old) = old {
            self.release(old);
        }
        Ok(())
    }
}
