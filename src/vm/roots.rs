//! The named roots: what the machine itself holds, each with the name pictures show.
//!
//! Invariant: every counted reference that the machine keeps outside the heap, and outside the
//! Rust locals of natives under way, is named here once; `--verify-heap` compares the counts.
//! Names the machine looks up and built-in types are immortal and need no root.
//! Deliberately absent: what natives hold while they run, which no list can know.

use super::Vm;
use crate::code::listing::{Variable, variable_place};
use crate::object::code::{CodeData, field as cfield};
use crate::object::{Slot, Value};
use std::fmt;

/// A place outside the heap that holds a reference. Frames count from the bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// Register of a frame's window.
    Register {
        frame: usize,
        index: usize,
    },
    /// A register beyond all windows: an argument on its way to a call.
    Argument,
    /// The function or code object that a frame runs; its local namespace; its frame object; what it
    /// has put aside (the instance under `__init__`, an exception).
    FrameCode(usize),
    FrameNamespace(usize),
    FrameObject(usize),
    FrameHeld(usize),
    /// One of the machine's own fields.
    Machine(&'static str),
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Root::Register { frame, index } => write!(f, "register {index} of frame {frame}"),
            Root::Argument => f.write_str("argument"),
            Root::FrameCode(i) => write!(f, "code of frame {i}"),
            Root::FrameNamespace(i) => write!(f, "locals of frame {i}"),
            Root::FrameObject(i) => write!(f, "object of frame {i}"),
            Root::FrameHeld(i) => write!(f, "put aside by frame {i}"),
            Root::Machine(name) => f.write_str(name),
        }
    }
}

/// A frame as pictures show it.
pub struct FrameFacts {
    /// Name and file of its code, the line it is at.
    pub name: String,
    pub file: String,
    pub line: u32,
    /// Its code object, to read names of registers from.
    pub code: Value,
    /// Registers of its window, the temporaries from `temp_base` on.
    pub registers: usize,
    pub temp_base: usize,
    /// A generator's frame: its registers are fields of the generator.
    pub generator: Option<usize>,
}

impl Vm {
    /// Call `f` with each root and what it holds.
    pub fn for_each_root(&self, f: &mut dyn FnMut(Root, &Value)) {
        self.for_each_register(f);
        for (i, frame) in self.frames.iter().enumerate() {
            f(Root::FrameCode(i), &frame.owner);
            let held = [
                (Root::FrameNamespace(i), &frame.locals),
                (Root::FrameObject(i), &frame.object),
                (Root::FrameHeld(i), &frame.held),
            ];
            for (name, v) in held {
                v.iter().for_each(|v| f(name, v));
            }
        }
        let mut own = |name, v: &Value| f(Root::Machine(name), v);
        self.handling.iter().for_each(|v| own("exception being handled", v));
        own("sys.modules", &self.modules);
        own("builtins", &self.builtins);
        own("sys", &self.sys_dict);
        self.gc.garbage.iter().for_each(|v| own("gc.garbage", v));
        self.gc.callbacks.iter().for_each(|v| own("gc.callbacks", v));
        self.replaced_code.iter().for_each(|v| own("replaced code", v));
        self.held_by_hand.iter().for_each(|v| own("Py_IncRef", v));
        self.compilation_roots.iter().for_each(|v| own("constants of the program", v));
        own("NotImplemented", &self.not_implemented);
        own("Ellipsis", &self.ellipsis);
        self.state.iter().for_each(|(name, v)| own(name, v));
    }
    /// Windows follow each other on the stack, and a callee's begins inside its caller's: a register is
    /// its uppermost owner's.
    fn for_each_register(&self, f: &mut dyn FnMut(Root, &Value)) {
        let windows: Vec<(usize, *mut Slot, usize)> = (self.frames.iter().enumerate())
            .filter(|(_, frame)| frame.generator.is_none())
            .map(|(i, frame)| (i, frame.regs, usize::from(frame.code().nregs)))
            .collect();
        let mut at = 0;
        for (place, v) in self.registers.live_places() {
            while windows.get(at + 1).is_some_and(|(_, start, _)| *start <= place) {
                at += 1;
            }
            // A window that has ended may lie inside one that goes on.
            let mut below = windows.get(..=at).unwrap_or_default().iter().rev();
            let owner = below.find(|(_, start, n)| (*start..start.wrapping_add(*n)).contains(&place));
            let root = owner.map_or(Root::Argument, |(frame, start, _)| Root::Register {
                frame: *frame,
                index: (place.addr() - start.addr()) / size_of::<Slot>(),
            });
            f(root, v);
        }
    }
    /// How many frames there are.
    pub fn frame_count(&self) -> usize {
        self.frames.len()
    }
    /// What is known of frame `i`, if there is one.
    pub fn frame_facts(&self, i: usize) -> Option<FrameFacts> {
        let frame = self.frames.get(i)?;
        let code = frame.code_value(self);
        let data = frame.code();
        Some(FrameFacts {
            name: self.text(&self.record_field(&code, cfield::QUALNAME)),
            file: self.text(&self.record_field(&code, cfield::FILENAME)),
            line: data.line(frame.lasti()),
            registers: usize::from(data.nregs),
            temp_base: usize::from(data.temp_base),
            generator: frame.generator.map(|g| g.as_ptr().addr()),
            code,
        })
    }
    /// What register `i` of frame `f` holds.
    pub fn frame_register(&self, f: usize, i: usize) -> Slot {
        let frame = self.frames.get(f)?;
        if i < usize::from(frame.code().nregs) { frame.reg(i).clone() } else { None }
    }
    /// The variable that lives in register `i` of code; whether it is a cell's, or a free variable.
    /// `None`: a temporary.
    pub fn variable_in(&self, code: &Value, data: &CodeData, i: usize) -> Option<(String, bool)> {
        let r = u16::try_from(i).ok()?;
        let cells = data.cell_registers();
        let place = variable_place(r, cells, data.nlocals as usize, data.free_base, data.temp_base)?;
        let (table, at, in_cell) = match place {
            Variable::Cell(i) => (cfield::CELLVARS, i, true),
            Variable::Local(i) => (cfield::VARNAMES, i, false),
            Variable::Free(i) => (cfield::FREEVARS, i, true),
        };
        let names = self.record_field(code, table);
        Some((self.text(names.as_tuple()?.get(at)?), in_cell))
    }
}
