//! `weakref.proxy`: an object that does whatever its referent does, while that lives.
//!
//! A proxy has weakref's layout. Its special methods unwrap every operand that is a proxy and
//! repeat the operation; on a dead one that is a ReferenceError.

use super::referent;
use crate::object::ops::{BinOp, CmpOp, UnOp};
use crate::object::spec::{native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, Native, PyResult, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;

const FLAGS: u32 = tflag::CONTAINER | tflag::NO_NEW | tflag::CUSTOM_GETATTR | tflag::CUSTOM_SETATTR;

pub static PROXY: TypeSpec = TypeSpec {
    name: "weakref.ProxyType",
    kind: Kind::WEAKREF,
    flags: FLAGS,
    methods: METHODS,
    basicsize: 64,
    unhashable: true,
    ..TypeSpec::EMPTY
};
pub static CALLABLE_PROXY: TypeSpec = TypeSpec {
    name: "weakref.CallableProxyType",
    kind: Kind::WEAKREF,
    base: Some(&PROXY),
    flags: FLAGS,
    methods: CALLABLE_METHODS,
    basicsize: 64,
    unhashable: true,
    ..TypeSpec::EMPTY
};

/// One table of special methods and, three lines for each operator, the number protocol.
macro_rules! methods {
    ([$($plain:expr),* $(,)?] $($forward:literal $reflected:literal $inplace:literal $op:expr;)*) => {
        &[
            $($plain,)*
            $(
                slot(concat!($forward, "(self, value, /)"), "", |vm, a| binary(vm, $op, &a[0], &a[1])),
                slot(concat!($reflected, "(self, value, /)"), "", |vm, a| binary(vm, $op, &a[1], &a[0])),
                slot(concat!($inplace, "(self, value, /)"), "", |vm, a| inplace(vm, $op, &a[0], &a[1])),
            )*
        ]
    };
}
static METHODS: &[Native] = methods! {
    [
    native("__getattribute__(self, name, /)", "Return getattr(self, name).", getattribute),
    native("__setattr__(self, name, value, /)", "Implement setattr(self, name, value).", setattr),
    native("__delattr__(self, name, /)", "Implement delattr(self, name).", delattr),
    slot("__repr__(self, /)", "Return repr(self).", repr),
    slot("__str__(self, /)", "Return str(self).", str),
    slot("__bytes__(self, /)", "", bytes),
    native("__reversed__(self, /)", "", |vm, a| {
        let name = vm.heap.intern_str("__reversed__");
        special(vm, a, name)
    }),
    slot("__bool__(self, /)", "True if self else False", bool),
    slot("__len__(self, /)", "Return len(self).", len),
    slot("__getitem__(self, key, /)", "Return self[key].", getitem),
    slot("__setitem__(self, key, value, /)", "Set self[key] to value.", setitem),
    slot("__delitem__(self, key, /)", "Delete self[key].", delitem),
    slot("__contains__(self, key, /)", "Return bool(key in self).", contains),
    slot("__iter__(self, /)", "Implement iter(self).", iter),
    slot("__next__(self, /)", "Implement next(self).", next),
    slot("__neg__(self, /)", "-self", |vm, a| unary(vm, a, UnOp::Negative)),
    slot("__pos__(self, /)", "+self", |vm, a| unary(vm, a, UnOp::Positive)),
    slot("__invert__(self, /)", "~self", |vm, a| unary(vm, a, UnOp::Invert)),
    slot("__abs__(self, /)", "abs(self)", abs),
    slot("__int__(self, /)", "int(self)", int),
    slot("__float__(self, /)", "float(self)", float),
    slot("__index__(self, /)", "Return self converted to an integer.", index),
    slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, a, CmpOp::Lt)),
    slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, a, CmpOp::Le)),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, CmpOp::Eq)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, CmpOp::Ne)),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, a, CmpOp::Gt)),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, a, CmpOp::Ge)),
    ]
    "__add__" "__radd__" "__iadd__" BinOp::Add;
    "__sub__" "__rsub__" "__isub__" BinOp::Subtract;
    "__mul__" "__rmul__" "__imul__" BinOp::Multiply;
    "__matmul__" "__rmatmul__" "__imatmul__" BinOp::MatrixMultiply;
    "__truediv__" "__rtruediv__" "__itruediv__" BinOp::TrueDivide;
    "__floordiv__" "__rfloordiv__" "__ifloordiv__" BinOp::FloorDivide;
    "__mod__" "__rmod__" "__imod__" BinOp::Remainder;
    "__pow__" "__rpow__" "__ipow__" BinOp::Power;
    "__lshift__" "__rlshift__" "__ilshift__" BinOp::Lshift;
    "__rshift__" "__rrshift__" "__irshift__" BinOp::Rshift;
    "__and__" "__rand__" "__iand__" BinOp::And;
    "__or__" "__ror__" "__ior__" BinOp::Or;
    "__xor__" "__rxor__" "__ixor__" BinOp::Xor;
};
static CALLABLE_METHODS: &[Native] =
    &[slot("__call__(self, /, *args, **kwargs)", "Call self as a function.", call)];

fn is_proxy(v: &Value) -> bool {
    v.is_exactly(Kind::WEAKREF)
        && v.ty().spec().is_some_and(|s| std::ptr::eq(s, &PROXY) || std::ptr::eq(s, &CALLABLE_PROXY))
}
/// What a proxy stands for; anything else is itself.
fn unwrap(vm: &mut Vm, v: &Value) -> PyResult {
    if !is_proxy(v) {
        return Ok(v.clone());
    }
    match referent(vm, v) {
        Some(object) => Ok(object),
        None => Err(vm.err(Exc::ReferenceError, "weakly-referenced object no longer exists")),
    }
}
fn binary(vm: &mut Vm, op: BinOp, a: &Value, b: &Value) -> PyResult {
    let (a, b) = (unwrap(vm, a)?, unwrap(vm, b)?);
    vm.binary(op, &a, &b)
}
fn inplace(vm: &mut Vm, op: BinOp, a: &Value, b: &Value) -> PyResult {
    let (a, b) = (unwrap(vm, a)?, unwrap(vm, b)?);
    vm.inplace(op, &a, &b)
}
fn compare(vm: &mut Vm, a: Args, op: CmpOp) -> PyResult {
    let (x, y) = (unwrap(vm, &a[0])?, unwrap(vm, &a[1])?);
    vm.compare(op, &x, &y)
}
fn unary(vm: &mut Vm, a: Args, op: UnOp) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    vm.unary(op, &v)
}
fn getattribute(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    vm.get_attr(&v, &a[1])
}
fn setattr(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    vm.set_attr(&v, &a[1], Some(a[2].clone()))?;
    Ok(vm.none())
}
fn delattr(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    vm.set_attr(&v, &a[1], None)?;
    Ok(vm.none())
}
fn repr(vm: &mut Vm, a: Args) -> PyResult {
    let at = a[0].id();
    let text = match referent(vm, &a[0]) {
        None => format!("<weakproxy at {at:#x}; dead>"),
        Some(v) => format!("<weakproxy at {at:#x}; to '{}' at {:#x}>", super::shown_type(vm, &v), v.id()),
    };
    Ok(vm.str(&text))
}
fn str(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    vm.str_of(&v)
}
fn special(vm: &mut Vm, a: Args, name: Value) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    vm.call_method(&v, &name, &[])
}
fn bytes(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__bytes__.clone();
    special(vm, a, name)
}
fn int(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__int__.clone();
    special(vm, a, name)
}
fn float(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__float__.clone();
    special(vm, a, name)
}
fn index(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    vm.index_value(&v)
}
fn abs(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    let name = vm.names.__abs__.clone();
    match vm.call_special(&v, &name, &[])? {
        Some(r) => Ok(r),
        None => {
            let got = vm.type_name(&v);
            Err(vm.type_error(format!("bad operand type for abs(): '{got}'")))
        }
    }
}
fn bool(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    let truth = vm.truth(&v)?;
    Ok(vm.bool(truth))
}
fn len(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    let n = vm.len(&v)?;
    Ok(vm.int(n as i64))
}
fn getitem(vm: &mut Vm, a: Args) -> PyResult {
    let (v, key) = (unwrap(vm, &a[0])?, unwrap(vm, &a[1])?);
    vm.get_item(&v, &key)
}
fn setitem(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    vm.set_item(&v, &a[1], &a[2])?;
    Ok(vm.none())
}
fn delitem(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    vm.del_item(&v, &a[1])?;
    Ok(vm.none())
}
fn contains(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    let found = vm.contains(&v, &a[1])?;
    Ok(vm.bool(found))
}
fn iter(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    vm.iter(&v)
}
fn next(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    if !vm.is_iterator(&v) {
        let got = vm.type_name(&v);
        return Err(vm.type_error(format!("Weakref proxy referenced a non-iterator '{got}' object")));
    }
    match vm.next(&v)? {
        Some(item) => Ok(item),
        None => Err(vm.stop_iteration(None)),
    }
}
fn call(vm: &mut Vm, a: Args) -> PyResult {
    let v = unwrap(vm, &a[0])?;
    let args = a[1].as_tuple().unwrap_or(&[]).to_vec();
    vm.call_with_dict(&v, args, Some(&a[2]))
}
