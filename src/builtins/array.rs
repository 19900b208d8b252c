//! array: the module of the type.

use crate::object::PyResult;
use crate::types::array::{ARRAY, TYPECODES};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "Sequences whose items are all of one C type: numbers, or characters.";
    let module = vm.native_module("array", doc, &[]);
    let dict = vm.record_field(&module, MODULE_DICT);
    let array = vm.type_value(&ARRAY);
    vm.put(&dict, "array", array.clone());
    vm.put(&dict, "ArrayType", array);
    let codes = vm.str(TYPECODES);
    vm.put(&dict, "typecodes", codes);
    Ok(module)
}
