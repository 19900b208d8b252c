//! Code objects as Python sees them.
//!
//! Follows `Objects/codeobject.c`; `co_code` holds our instructions, eight bytes each.
//! Deliberately absent: making code from parts (`code(...)`), since our tables are verified when
//! they are compiled and are not meant to be written by hand.

use crate::object::code::CodeData;
use crate::object::code::field;
use crate::object::spec::{Member, getter, native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, TypeSpec, Value};
use crate::vm::Vm;

pub static CODE: TypeSpec = TypeSpec {
    name: "code",
    doc: "Create a code object.  Not for mere mortals.",
    kind: Kind::CODE,
    flags: tflag::WEAKREFABLE,
    methods: &[
        slot("__repr__(self, /)", "Return repr(self).", code_repr),
        slot("__hash__(self, /)", "Return hash(self).", code_hash),
        slot("__eq__(self, value, /)", "Return self==value.", code_eq),
        native("__sizeof__(self, /)", "Size of object in memory, in bytes.", |vm, a| {
            let n = a[0].as_code().map_or(0, |c| c.code_bytes().len() / 4);
            Ok(vm.int(i64::from(CODE.basicsize) + n as i64))
        }),
    ],
    members: &[
        Member { name: "co_consts", field: field::CONSTS, writable: false, doc: "" },
        Member { name: "co_names", field: field::NAMES, writable: false, doc: "" },
        Member { name: "co_filename", field: field::FILENAME, writable: false, doc: "" },
        Member { name: "co_name", field: field::NAME, writable: false, doc: "" },
        Member { name: "co_qualname", field: field::QUALNAME, writable: false, doc: "" },
        Member { name: "co_varnames", field: field::VARNAMES, writable: false, doc: "" },
        Member { name: "co_cellvars", field: field::CELLVARS, writable: false, doc: "" },
        Member { name: "co_freevars", field: field::FREEVARS, writable: false, doc: "" },
    ],
    getsets: &[
        getter("co_argcount", "", |vm, c| number(vm, c, |d| d.argcount)),
        getter("co_posonlyargcount", "", |vm, c| number(vm, c, |d| d.posonlyargcount)),
        getter("co_kwonlyargcount", "", |vm, c| number(vm, c, |d| d.kwonlyargcount)),
        getter("co_stacksize", "", |vm, c| number(vm, c, |d| d.stacksize)),
        getter("co_flags", "", |vm, c| number(vm, c, |d| d.flags)),
        getter("co_nlocals", "", |vm, c| number(vm, c, |d| d.nlocals)),
        getter("co_firstlineno", "", |vm, c| number(vm, c, |d| d.firstlineno)),
        getter("co_code", "", |vm, c| {
            let bytes = c.as_code().map(CodeData::code_bytes).unwrap_or_default();
            Ok(vm.heap.bytes(&bytes)?)
        }),
    ],
    fields: 8,
    words: 1,
    basicsize: 200,
    itemsize: 2,
    ..TypeSpec::EMPTY
};

fn number(vm: &mut Vm, c: &Value, f: fn(&CodeData) -> u32) -> PyResult {
    Ok(vm.int(c.as_code().map_or(0, |d| i64::from(f(d)))))
}
fn code_repr(vm: &mut Vm, a: Args) -> PyResult {
    let (name, file) = (vm.record_field(&a[0], field::NAME), vm.record_field(&a[0], field::FILENAME));
    let line = a[0].as_code().map_or(0, |d| d.firstlineno);
    let text = format!(
        "<code object {} at {:#x}, file \"{}\", line {line}>",
        vm.text(&name),
        a[0].id(),
        vm.text(&file)
    );
    Ok(vm.str(&text))
}
fn shape(d: &CodeData) -> [u32; 6] {
    [d.argcount, d.posonlyargcount, d.kwonlyargcount, d.flags, d.firstlineno, d.ninstrs]
}
fn code_hash(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.record_field(&a[0], field::NAME);
    let mut h = vm.hash(&name)?;
    for n in a[0].as_code().map(shape).unwrap_or_default() {
        h = h.rotate_left(7) ^ i64::from(n);
    }
    Ok(vm.int(if h == -1 { -2 } else { h }))
}
/// Same instructions, names and constants (of the same types).
fn code_eq(vm: &mut Vm, a: Args) -> PyResult {
    let (Some(x), Some(y)) = (a[0].as_code(), a[1].as_code()) else {
        return Ok(vm.not_implemented());
    };
    let mut equal = a[0].is(&a[1]) || shape(x) == shape(y) && x.code_bytes() == y.code_bytes();
    for i in [field::NAME, field::CONSTS, field::NAMES, field::VARNAMES, field::CELLVARS, field::FREEVARS] {
        if !equal {
            break;
        }
        let (u, v) = (vm.record_field(&a[0], i), vm.record_field(&a[1], i));
        equal = vm.eq(&u, &v)?;
        if let (Some(u), Some(v)) = (u.as_tuple(), v.as_tuple()) {
            equal &= u.iter().zip(v).all(|(u, v)| u.ty_ptr() == v.ty_ptr());
        }
    }
    Ok(vm.bool(equal))
}
