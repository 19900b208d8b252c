//! The dispatch loop.
use super::Vm;
use crate::object::PyResult;
impl Vm {
    pub(crate) fn run(&mut self) -> PyResult {
        Err(self.runtime_error("no dispatch loop yet"))
    }
}
