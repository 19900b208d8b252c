//! _json: the scanner and the encoder behind the package `json` (`Modules/_json.c`).
//!
//! Deliberately absent: everything else of `json`, which is written in Python.

mod encode;
mod scan;
mod string;

use crate::object::spec::native;
use crate::object::{Native, PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;

static FUNCTIONS: &[Native] = &[
    native(
        "encode_basestring_ascii(object, /)",
        "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string",
        |vm, a| encode::quoted(vm, &a[0], true),
    ),
    native(
        "encode_basestring(object, /)",
        "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string",
        |vm, a| encode::quoted(vm, &a[0], false),
    ),
    native(
        "scanstring(string, end, strict=True, /)",
        "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the index of the\ncharacter in s after the quote that started the JSON string.\nUnescapes all valid JSON string escape sequences and raises ValueError\non attempt to decode an invalid string. If strict is False then literal\ncontrol characters are allowed in the string.\n\nReturns a tuple of the decoded string and the index of the character in s\nafter the end quote.",
        string::scan_string,
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let module = vm.native_module("_json", "json speedups\n", FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    for (name, spec) in [("make_scanner", &scan::SCANNER), ("make_encoder", &encode::ENCODER)] {
        let class = vm.type_value(spec);
        vm.put(&dict, name, class);
    }
    Ok(module)
}

/// A JSONDecodeError at a place of the document.
#[cold]
fn decode_error(vm: &mut Vm, message: &str, document: &Value, at: usize) -> Raised {
    let (message, at) = (vm.str(message), vm.int(at as i64));
    let made = vm.loaded("json.decoder").and_then(|module| {
        let class = match module {
            Some(module) => vm.get_attr_str(&module, "JSONDecodeError")?,
            None => vm.exc_value(crate::vm::errors::Exc::ValueError),
        };
        vm.call(&class, &[message, document.clone(), at])
    });
    made.map_or_else(|e| e, Raised)
}
