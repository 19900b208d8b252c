//! float (`Objects/floatobject.c`).
//!
//! Owns float's table and the arithmetic entry for mixes of float and int.
//! Invariant: ints compare with floats exactly; in arithmetic they are converted first, and one
//! that no float can hold is an OverflowError.
//! Deliberately absent: the arithmetic and the text (`numeric::float_ops`, `numeric::float_text`).

use super::bytes::bytes_like;
use super::format::number;
use super::int;
use super::numeric::float_ops::{self, Power};
use super::numeric::{Int, float_text, hash, int_ops};
use crate::object::ops::{BinOp, CmpOp};
use crate::object::ops::{float_holds, holds};
use crate::object::spec::{class_method, getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, GetSet, Kind, Native, PyResult, TextBuf, TypeSpec, Value};
use crate::types::fault::Fault;
use crate::vm::Vm;

pub static FLOAT: TypeSpec = TypeSpec {
    name: "float",
    doc: "float(x=0, /)\n--\n\nConvert a string or number to a floating-point number, if possible.",
    kind: Kind::FLOAT,
    flags: tflag::BASETYPE | tflag::MATCH_SELF,
    methods: METHODS,
    getsets: GETSETS,
    basicsize: 24,
    ..TypeSpec::EMPTY
};

/// `repr(v)` of a float.
///
/// # Errors
/// MemoryError.
pub fn repr(vm: &mut Vm, v: &Value) -> PyResult {
    let f = v.as_float().unwrap_or_default();
    let mut buffer = float_text::Short::default();
    match float_text::plain_repr(f, &mut buffer) {
        Some(text) => Ok(vm.heap.ascii_str(text)?),
        None => Ok(vm.str(&float_text::repr(f))),
    }
}

static METHODS: &[Native] = &[
    static_method("__new__(cls, x=0, /)", "Create a float.", float_new),
    slot("__repr__(self, /)", "Return repr(self).", |vm, a| repr(vm, &a[0])),
    slot("__hash__(self, /)", "Return hash(self).", |vm, a| {
        let h = hash::hash_f64(this(a)).unwrap_or_else(|| hash::hash_address(a[0].id()));
        Ok(vm.int(h))
    }),
    slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, CmpOp::Lt, a)),
    slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, CmpOp::Le, a)),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, CmpOp::Eq, a)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, CmpOp::Ne, a)),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, CmpOp::Gt, a)),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, CmpOp::Ge, a)),
    slot("__add__(self, value, /)", "Return self+value.", |vm, a| arith(vm, BinOp::Add, &a[0], &a[1])),
    slot("__radd__(self, value, /)", "Return value+self.", |vm, a| arith(vm, BinOp::Add, &a[1], &a[0])),
    slot("__sub__(self, value, /)", "Return self-value.", |vm, a| arith(vm, BinOp::Subtract, &a[0], &a[1])),
    slot("__rsub__(self, value, /)", "Return value-self.", |vm, a| arith(vm, BinOp::Subtract, &a[1], &a[0])),
    slot("__mul__(self, value, /)", "Return self*value.", |vm, a| arith(vm, BinOp::Multiply, &a[0], &a[1])),
    slot("__rmul__(self, value, /)", "Return value*self.", |vm, a| arith(vm, BinOp::Multiply, &a[1], &a[0])),
    slot("__mod__(self, value, /)", "Return self%value.", |vm, a| arith(vm, BinOp::Remainder, &a[0], &a[1])),
    slot("__rmod__(self, value, /)", "Return value%self.", |vm, a| arith(vm, BinOp::Remainder, &a[1], &a[0])),
    slot("__divmod__(self, value, /)", "Return divmod(self, value).", |vm, a| div_mod(vm, &a[0], &a[1])),
    slot("__rdivmod__(self, value, /)", "Return divmod(value, self).", |vm, a| div_mod(vm, &a[1], &a[0])),
    slot("__pow__(self, value, mod=None, /)", "Return pow(self, value, mod).", |vm, a| {
        power(vm, &a[0], &a[1], a.opt(2))
    }),
    slot("__rpow__(self, value, mod=None, /)", "Return pow(value, self, mod).", |vm, a| {
        power(vm, &a[1], &a[0], a.opt(2))
    }),
    slot("__neg__(self, /)", "-self", |vm, a| Ok(vm.float(-this(a)))),
    slot("__pos__(self, /)", "+self", |vm, a| exact(vm, &a[0])),
    slot("__abs__(self, /)", "abs(self)", |vm, a| Ok(vm.float(this(a).abs()))),
    slot("__bool__(self, /)", "True if self else False", |vm, a| Ok(vm.bool(this(a) != 0.0))),
    slot("__int__(self, /)", "int(self)", |vm, a| whole(vm, float_ops::to_int(this(a)))),
    slot("__float__(self, /)", "float(self)", |vm, a| exact(vm, &a[0])),
    slot("__floordiv__(self, value, /)", "Return self//value.", |vm, a| {
        arith(vm, BinOp::FloorDivide, &a[0], &a[1])
    }),
    slot("__rfloordiv__(self, value, /)", "Return value//self.", |vm, a| {
        arith(vm, BinOp::FloorDivide, &a[1], &a[0])
    }),
    slot("__truediv__(self, value, /)", "Return self/value.", |vm, a| {
        arith(vm, BinOp::TrueDivide, &a[0], &a[1])
    }),
    slot("__rtruediv__(self, value, /)", "Return value/self.", |vm, a| {
        arith(vm, BinOp::TrueDivide, &a[1], &a[0])
    }),
    native("conjugate(self, /)", "Return self, the complex conjugate of any float.", |vm, a| {
        exact(vm, &a[0])
    }),
    native("__trunc__(self, /)", "Return the Integral closest to x between 0 and x.", |vm, a| {
        whole(vm, float_ops::to_int(this(a)))
    }),
    native("__floor__(self, /)", "Return the floor as an Integral.", |vm, a| {
        whole(vm, float_ops::to_int(this(a).floor()))
    }),
    native("__ceil__(self, /)", "Return the ceiling as an Integral.", |vm, a| {
        whole(vm, float_ops::to_int(this(a).ceil()))
    }),
    native(
        "__round__(self, ndigits=None, /)",
        "Return the Integral closest to x, rounding half toward even.\n\n\
         With ndigits: a float, rounded to that many digits after the point.",
        round,
    ),
    native(
        "as_integer_ratio(self, /)",
        "Return a pair of integers, whose ratio is exactly equal to the original float.\n\n\
         In lowest terms, with a positive denominator.\n\n>>> (0.25).as_integer_ratio()\n(1, 4)",
        |vm, a| match float_ops::as_integer_ratio(this(a)) {
            Ok((n, d)) => {
                let (n, d) = (vm.int_from(n)?, vm.int_from(d)?);
                vm.pair(n, d)
            }
            Err(f) => Err(vm.fault(f)),
        },
    ),
    class_method(
        "fromhex(cls, string, /)",
        "Create a floating-point number from a hexadecimal string.\n\n>>> float.fromhex('0x1.8p1')\n3.0",
        from_hex,
    ),
    native(
        "hex(self, /)",
        "Return a hexadecimal representation of a floating-point number.\n\n\
         >>> (3.0).hex()\n'0x1.8000000000000p+1'",
        |vm, a| {
            let text = float_text::to_hex(this(a));
            Ok(vm.str(&text))
        },
    ),
    native("is_integer(self, /)", "Return True if the float is an integer.", |vm, a| {
        Ok(vm.bool(float_ops::is_integer(this(a))))
    }),
    native("__getnewargs__(self, /)", "", |vm, a| {
        let x = vm.float(this(a));
        vm.tuple(vec![x])
    }),
    class_method(
        "__getformat__(cls, typestr, /)",
        "How the platform stores 'double' or 'float'.",
        |vm, a| {
            let kind = vm.str_arg(&a[1], "__getformat__() argument")?;
            if kind == "double" || kind == "float" {
                return Ok(vm.str("IEEE, little-endian"));
            }
            Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'"))
        },
    ),
    native("__format__(self, format_spec, /)", "Formats the float according to format_spec.", format),
];

static GETSETS: &[GetSet] = &[
    getter("real", "the real part of a complex number", exact),
    getter("imag", "the imaginary part of a complex number", |vm, _| Ok(vm.float(0.0))),
];

fn this(a: Args<'_>) -> f64 {
    a[0].as_float().unwrap_or_default()
}
/// The same number as an exact float: itself, if it is one.
fn exact(vm: &mut Vm, v: &Value) -> PyResult {
    if v.is_exactly(Kind::FLOAT) { Ok(v.clone()) } else { Ok(vm.float(v.as_float().unwrap_or_default())) }
}
fn whole(vm: &mut Vm, n: Result<Int, Fault>) -> PyResult {
    match n {
        Ok(n) => vm.int_from(n),
        Err(f) => Err(vm.fault(f)),
    }
}

/// A float or int as an operand of float arithmetic; `None` for anything else.
///
/// # Errors
/// OverflowError: "int too large to convert to float".
fn operand(vm: &mut Vm, v: &Value) -> PyResult<Option<f64>> {
    if let Some(f) = v.as_float() {
        return Ok(Some(f));
    }
    if v.as_int().is_some() { int::to_f64(vm, v).map(Some) } else { Ok(None) }
}

/// `a op b` for exact floats, and exact floats with exact ints or bools; `None` if the operands
/// are anything else (two ints too), or for an operator that floats do not have.
///
/// # Errors
/// ZeroDivisionError, OverflowError.
pub fn float_binary(vm: &mut Vm, op: BinOp, a: &Value, b: &Value) -> PyResult<Option<Value>> {
    let plain = |v: &Value| matches!(v.kind(), Kind::FLOAT | Kind::INT | Kind::BOOL);
    let floats = a.is_exactly(Kind::FLOAT) || b.is_exactly(Kind::FLOAT);
    if !floats || !plain(a) || !plain(b) {
        return Ok(None);
    }
    binary(vm, op, a, b)
}

fn arith(vm: &mut Vm, op: BinOp, a: &Value, b: &Value) -> PyResult {
    match binary(vm, op, a, b)? {
        Some(result) => Ok(result),
        None => Ok(vm.not_implemented()),
    }
}

fn binary(vm: &mut Vm, op: BinOp, a: &Value, b: &Value) -> PyResult<Option<Value>> {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(None) };
    let result = match op {
        BinOp::Add => Ok(x + y),
        BinOp::Subtract => Ok(x - y),
        BinOp::Multiply => Ok(x * y),
        BinOp::TrueDivide => float_ops::true_div(x, y),
        BinOp::FloorDivide => float_ops::floor_div(x, y),
        BinOp::Remainder => float_ops::floor_mod(x, y),
        BinOp::Power => match float_ops::pow(x, y) {
            Ok(Power::Float(f)) => Ok(f),
            Ok(Power::Complex(c)) => return Ok(Some(vm.heap.complex(c.real, c.imag))),
            Err(f) => Err(f),
        },
        _ => return Ok(None),
    };
    match result {
        Ok(f) => Ok(Some(vm.float(f))),
        Err(f) => Err(vm.fault(f)),
    }
}

fn power(vm: &mut Vm, a: &Value, b: &Value, modulus: Option<&Value>) -> PyResult {
    if modulus.is_some_and(|m| !m.is_none()) {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    arith(vm, BinOp::Power, a, b)
}

fn div_mod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(vm.not_implemented()) };
    match float_ops::div_mod(x, y) {
        Ok((q, r)) => {
            let (q, r) = (vm.float(q), vm.float(r));
            vm.pair(q, r)
        }
        Err(f) => Err(vm.fault(f)),
    }
}

fn compare(vm: &mut Vm, op: CmpOp, a: Args<'_>) -> PyResult {
    match float_compare(op, this(a), &a[1]) {
        Some(result) => Ok(vm.bool(result)),
        None => Ok(vm.not_implemented()),
    }
}
/// `x op v` for a float and a float or int, exactly; `None` for other types.
pub fn float_compare(op: CmpOp, x: f64, v: &Value) -> Option<bool> {
    if let Some(y) = v.as_float() {
        return Some(float_holds(op, x, y));
    }
    let y = int::int_value(v)?;
    Some(match int_ops::cmp_float(&y, x) {
        Some(order) => holds(op, order.reverse()),
        None => op == CmpOp::Ne,
    })
}

fn float_new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let value = match a.opt(1) {
        Some(x) => float_from_object(vm, x)?,
        None => 0.0,
    };
    if let (Some(x), true) = (a.opt(1), super::support::is_builtin(&a[0], Kind::FLOAT))
        && x.is_exactly(Kind::FLOAT)
    {
        return Ok(x.clone());
    }
    let value = vm.float(value);
    vm.as_instance(&a[0], value)
}

/// `float(x)`: by `__float__`, `__index__`, or by reading text.
///
/// # Errors
/// TypeError, ValueError, OverflowError, or what the methods raise.
pub fn float_from_object(vm: &mut Vm, x: &Value) -> PyResult<f64> {
    let parsed = if let Some(s) = x.as_str() {
        Some(float_text::parse_text(s.chars()))
    } else {
        bytes_like(&vm.heap, x).map(|data| float_text::parse_bytes(&data))
    };
    match parsed {
        Some(Ok(f)) => return Ok(f),
        Some(Err(_)) if x.as_str().is_none() => {
            // Bytes of any kind show as the object they came in.
            let shown = vm.repr_text(x);
            return Err(vm.value_error(format!("could not convert string to float: {shown}")));
        }
        Some(Err(f)) => return Err(vm.fault(f)),
        None => {}
    }
    match real_number(vm, x)? {
        Some(f) => Ok(f),
        None => {
            let got = vm.type_name(x);
            Err(vm.type_error(format!("float() argument must be a string or a real number, not '{got}'")))
        }
    }
}

/// `PyFloat_AsDouble`: a float, `__float__` or `__index__`; `None` for what is no real number.
///
/// # Errors
/// TypeError, OverflowError, or what the methods raise.
pub fn real_number(vm: &mut Vm, x: &Value) -> PyResult<Option<f64>> {
    if x.is_exactly(Kind::FLOAT) {
        return Ok(x.as_float());
    }
    if x.is_exactly(Kind::INT) {
        return int::to_f64(vm, x).map(Some);
    }
    let name = vm.names.__float__.clone();
    if let Some(f) = vm.call_special(x, &name, &[])? {
        if let Some(made) = f.as_float() {
            vm.warn_of_subclass(&f, Kind::FLOAT, Some(x), "__float__")?;
            return Ok(Some(made));
        }
        let (class, got) = (vm.type_name(x), vm.type_name(&f));
        return Err(vm.type_error(format!("{class}.__float__ returned non-float (type {got})")));
    }
    if vm.has_index(x) {
        let n = vm.index_value(x)?;
        return int::to_f64(vm, &n).map(Some);
    }
    Ok(None)
}

/// A real number where nothing else will do: "must be real number, not X".
///
/// # Errors
/// TypeError, OverflowError, or what the methods raise.
pub fn need_real(vm: &mut Vm, x: &Value) -> PyResult<f64> {
    match real_number(vm, x)? {
        Some(f) => Ok(f),
        None => {
            let got = vm.type_name(x);
            Err(vm.type_error(format!("must be real number, not {got}")))
        }
    }
}

fn round(vm: &mut Vm, a: Args<'_>) -> PyResult {
    match a.opt(1) {
        Some(digits) if !digits.is_none() => {
            let places = vm.clamped_index(digits)?;
            match float_ops::round(this(a), places) {
                Ok(f) => Ok(vm.float(f)),
                Err(f) => Err(vm.fault(f)),
            }
        }
        _ => whole(vm, float_ops::round_to_int(this(a))),
    }
}

fn from_hex(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let Some(s) = a[1].as_str() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    let value = match float_text::from_hex(s.chars()) {
        Ok(f) => vm.float(f),
        Err(f) => return Err(vm.fault(f)),
    };
    if super::support::is_builtin(&a[0], Kind::FLOAT) { Ok(value) } else { vm.call(&a[0], &[value]) }
}

fn format(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let spec = vm.str_arg(&a[1], "__format__() argument")?;
    if spec.is_empty() && !a[0].is_exactly(Kind::FLOAT) {
        return vm.str_of(&a[0]);
    }
    let (name, limits) = (vm.type_name(&a[0]), vm.format_limits());
    let mut out = TextBuf::new();
    match number::format_float(this(a), spec, &name, &limits, &mut out) {
        Ok(()) => vm.str_from(&out),
        Err(f) => Err(vm.fault(f)),
    }
}
