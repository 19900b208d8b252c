//! array: the module of the type.

use crate::object::spec::native;
use crate::object::{Native, PyResult, Value};
use crate::types::array::{ARRAY, TYPECODES, reconstruct};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

static FUNCTIONS: &[Native] = &[native(
    "_array_reconstructor(arraytype, typecode, mformat_code, items, /)",
    "Internal. Used for pickling support.",
    reconstruct,
)];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "Sequences whose items are all of one C type: numbers, or characters.";
    let module = vm.native_module("array", doc, FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    let array = vm.type_value(&ARRAY);
    vm.put(&dict, "array", array.clone());
    is_sequence(vm, &array)?;
    vm.put(&dict, "ArrayType", array);
    let codes = vm.str(TYPECODES);
    vm.put(&dict, "typecodes", codes);
    Ok(module)
}
/// An array is a `MutableSequence`.
fn is_sequence(vm: &mut Vm, array: &Value) -> PyResult<()> {
    let (name, from) = (vm.heap.intern_str("collections.abc"), vm.heap.intern_str("MutableSequence"));
    let (none, names) = (vm.none(), vm.tuple(vec![from.clone()])?);
    let module = vm.import_module(&name, &none, &names, 0)?;
    let (class, register) = (vm.get_attr(&module, &from)?, vm.heap.intern_str("register"));
    let registered = vm.call_method(&class, &register, std::slice::from_ref(array))?;
    vm.release(registered);
    Ok(())
}
