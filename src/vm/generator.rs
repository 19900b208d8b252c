//! Generators.
use super::Vm;
use crate::object::{PyResult, Value};
impl Vm {
    /// `next` for iterators the machine knows by kind.
    pub(crate) fn native_next(&mut self, _it: &Value) -> Option<PyResult<Option<Value>>> {
        None
    }
}
