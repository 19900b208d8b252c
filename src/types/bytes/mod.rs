//! bytes, bytearray, their iterator, memoryview (`Objects/bytesobject.c`, `bytearrayobject.c`,
//! `bytes_methods.c`, `memoryobject.c`).
//!
//! Owns the one table of methods that bytes and bytearray share ([`shared`]), and what is each
//! type's own. Bytes are looked at where they are, through the token; results are computed into
//! plain vectors and become objects afterwards.
//! Invariant: while a memory view of a bytearray exists its length does not change (BufferError).
//! Deliberately absent: buffers of more than one dimension.

mod array;
mod convert;
mod iter;
mod shared;
mod template;
mod view;

pub use array::BYTEARRAY;
pub use convert::{bytes_arg, bytes_from_object, bytes_like, hex_text};
pub use iter::{BYTES_ITER, bytes_iter_next};
pub use view::{MEMORYVIEW, unpack};

use super::numeric::hash::hash_bytes;
use super::support::place;
use super::unicode::repr;
use crate::object::ops::CmpOp;
use crate::object::ops::holds;
use crate::object::spec::{class_method, native, sequence_slot, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Bytes, Kind, Native, PyResult, TypeSpec, Value};
use crate::vm::Vm;

pub static BYTES: TypeSpec = TypeSpec {
    name: "bytes",
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n\
          bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n\
          bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n\
          bytes() -> empty bytes object",
    kind: Kind::BYTES,
    flags: tflag::BASETYPE | tflag::MATCH_SELF | tflag::GENERIC_GETATTR,
    methods: METHODS,
    basicsize: 33,
    itemsize: 1,
    ..TypeSpec::EMPTY
};

static METHODS: &[Native] = shared::table! { "bytes", "bytes object";
    slot(
        "__buffer__(self, flags, /)",
        "Return a buffer object that exposes the underlying memory of the object.",
        view::buffer,
    ),
    static_method("__new__(cls, source=b'', encoding='utf-8', errors='strict')", "Create a bytes object.", bytes_new),
    slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
        let text = repr::repr_bytes(this(a));
        Ok(vm.heap.try_str(&text)?)
    }),
    slot("__hash__(self, /)", "Return hash(self).", |vm, a| {
        let h = bytes_hash(vm, &a[0]);
        Ok(vm.int(h))
    }),
    slot("__str__(self, /)", "Return str(self).", |vm, a| {
        let text = repr::repr_bytes(this(a));
        Ok(vm.heap.try_str(&text)?)
    }),
    slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, CmpOp::Lt, a)),
    slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, CmpOp::Le, a)),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, CmpOp::Eq, a)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, CmpOp::Ne, a)),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, CmpOp::Gt, a)),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, CmpOp::Ge, a)),
    slot("__getitem__(self, key, /)", "Return self[key].", get_item),
    native("__getnewargs__(self, /)", "", |vm, a| {
        let copy = vm.heap.bytes(this(a))?;
        vm.tuple(vec![copy])
    }),
    native("__bytes__(self, /)", "Convert this value to exact type bytes.", |vm, a| {
        if a[0].is_exactly(Kind::BYTES) { Ok(a[0].clone()) } else { Ok(vm.heap.bytes(this(a))?) }
    }),
    native("__sizeof__(self, /)", "Return the size of the bytes in memory, in bytes.", |vm, a| {
        Ok(vm.int((a[0].ty().basicsize() + this(a).len()) as i64))
    }),
    class_method(
        "fromhex(cls, string, /)",
        "Create a bytes object from a string of hexadecimal numbers.\n\n\
         White space between the numbers is skipped.\n\n>>> bytes.fromhex('B9 01EF')\nb'\\xb9\\x01\\xef'",
        |vm, a| {
            let data = convert::from_hex(vm, &a[1])?;
            let value = vm.heap.bytes(&data)?;
            if super::support::is_builtin(&a[0], Kind::BYTES) { Ok(value) } else { vm.call(&a[0], &[value]) }
        },
    ),
};

/// The bytes of `self`, a bytes object.
fn this(a: Args<'_>) -> &[u8] {
    a.at(0).as_bytes().unwrap_or(&[])
}

/// `hash(b)`, computed once.
pub fn bytes_hash(vm: &Vm, v: &Value) -> i64 {
    let Some(b) = v.cast::<Bytes>() else { return 0 };
    if b.hash.get() == -1 {
        b.hash.set(hash_bytes(b.get(), vm.heap.hash_key()));
    }
    b.hash.get()
}

fn compare(vm: &mut Vm, op: CmpOp, a: Args<'_>) -> PyResult {
    match (a[0].as_bytes(), a[1].as_bytes()) {
        (Some(x), Some(y)) => Ok(vm.bool(holds(op, x.cmp(y)))),
        _ => Ok(vm.not_implemented()),
    }
}

fn get_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let (data, key) = (this(a), &a[1]);
    if key.has_layout(Kind::SLICE) {
        let cut = vm.slice_indices(key, data.len())?;
        if cut.count == data.len() && cut.step == 1 && a[0].is_exactly(Kind::BYTES) {
            return Ok(a[0].clone());
        }
        return match cut.range() {
            Some(range) => Ok(vm.heap.bytes(&data[range])?),
            None => {
                let picked: Vec<u8> = cut.iter().filter_map(|i| data.get(i).copied()).collect();
                Ok(vm.heap.bytes(&picked)?)
            }
        };
    }
    if !vm.has_index(key) {
        let got = vm.type_name(key);
        return Err(vm.type_error(format!("byte indices must be integers or slices, not {got}")));
    }
    let i = vm.seq_index(key)?;
    match place(i, data.len()) {
        Some(at) => Ok(vm.int(i64::from(data[at]))),
        None => Err(vm.index_error("index out of range")),
    }
}

fn bytes_new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let source = a.opt(1);
    // Exact bytes are their own copy.
    if let (Some(b), None, None) = (source, a.opt(2), a.opt(3))
        && b.is_exactly(Kind::BYTES)
    {
        return vm.as_instance(&a[0], b.clone());
    }
    if let (Some(x), None, None) = (source, a.opt(2), a.opt(3))
        && let Some(own) = convert::by_dunder_bytes(vm, x)?
    {
        return vm.as_instance(&a[0], own);
    }
    let data = convert::from_arguments(vm, a, "bytes")?;
    // A single zero byte made by its count is an object of its own.
    let counted = source.is_some_and(|v| v.as_word() == Some(1));
    let value = if counted { vm.heap.new_bytes(&data)? } else { vm.heap.bytes(&data)? };
    vm.as_instance(&a[0], value)
}
