//! Classes: making them, calling them, `super`.
use super::Vm;
use crate::object::{PyResult, Raised, Value};
impl Vm {
    /// Call a class: `type.__call__`.
    pub(crate) fn call_type(&mut self, _cls: &Value, _args: Vec<Value>, _kwnames: &[Value]) -> PyResult {
        Err(self.runtime_error("stub"))
    }
    pub(crate) fn super_get_attr(&mut self, _obj: &Value, _name: &Value) -> PyResult {
        Err(self.runtime_error("stub"))
    }
    /// Run an object's finaliser.
    pub(crate) fn run_finaliser(&mut self, _object: &Value) {}
    /// Report an error that cannot be raised (`sys.unraisablehook`).
    pub fn unraisable(&mut self, _e: Raised, _object: Option<&Value>, _message: Option<&str>) {}
    pub(crate) fn collect_if_due(&mut self) {}
}
