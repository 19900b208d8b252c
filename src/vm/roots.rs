//! The named roots: what the machine itself holds, each with the name pictures show.
//!
//! Invariant: every counted reference that the machine keeps outside the heap, and outside the
//! Rust locals of natives under way, is named here once; `--verify-heap` compares the counts.
//! Names the machine looks up and built-in types are immortal and need no root.
//! Deliberately absent: what natives hold while they run, which no list can know.

use super::Vm;
use crate::object::Value;

impl Vm {
    /// Call `f` with each root's name and value.
    pub fn for_each_root(&self, f: &mut dyn FnMut(&str, &Value)) {
        for v in self.registers.live() {
            f("register", v);
        }
        for frame in self.frames.iter() {
            f("frame", &frame.owner);
            let held = [("locals", &frame.locals), ("frame object", &frame.object), ("frame", &frame.held)];
            for (name, v) in held {
                v.iter().for_each(|v| f(name, v));
            }
        }
        self.handling.iter().for_each(|v| f("exception being handled", v));
        f("sys.modules", &self.modules);
        f("builtins", &self.builtins);
        f("sys", &self.sys_dict);
        self.gc.garbage.iter().for_each(|v| f("gc.garbage", v));
        self.gc.callbacks.iter().for_each(|v| f("gc.callbacks", v));
        for v in &self.replaced_code {
            f("replaced code", v);
        }
        for v in &self.held_by_hand {
            f("Py_IncRef", v);
        }
        for v in &self.compilation_roots {
            f("compilation", v);
        }
        f("NotImplemented", &self.not_implemented);
        f("Ellipsis", &self.ellipsis);
        for (name, v) in &self.state {
            f(name, v);
        }
    }
}
