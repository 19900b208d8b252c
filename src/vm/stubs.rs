//! Placeholders until the types land: whoever lands the real one deletes its line here.
use super::Vm;
use crate::object::{PyResult, Value};
#[allow(missing_docs, unused_variables)]
impl Vm {
    pub fn set_add(&mut self, set: &Value, v: Value) -> PyResult<()> {
        Err(self.runtime_error("stub"))
    }
    pub fn set_update(&mut self, set: &Value, v: &Value) -> PyResult<()> {
        Err(self.runtime_error("stub"))
    }
    pub fn set_contains(&mut self, set: &Value, v: &Value) -> PyResult<bool> {
        Err(self.runtime_error("stub"))
    }
    pub fn list_extend(&mut self, list: &Value, v: &Value) -> PyResult<()> {
        Err(self.runtime_error("stub"))
    }
    pub fn dict_update(&mut self, d: &Value, v: &Value) -> PyResult<()> {
        Err(self.runtime_error("stub"))
    }
    pub fn dict_merge(&mut self, d: &Value, v: &Value, callee: &str) -> PyResult<()> {
        Err(self.runtime_error("stub"))
    }
    pub fn make_slice(&mut self, a: Value, b: Value, c: Value) -> Value {
        self.none()
    }
    pub fn super_lookup(&mut self, class: &Value, obj: &Value, name: &Value) -> PyResult {
        Err(self.runtime_error("stub"))
    }
    pub fn warn(&mut self, category: super::errors::Exc, message: &str) -> PyResult<()> {
        Ok(())
    }
}
