//! complex (`Objects/complexobject.c`).
//!
//! Owns complex's table. Invariant: ints and floats become complex numbers before they are used,
//! as in CPython 3.13 (3.14 mixes them).
//! Deliberately absent: the arithmetic and the text (`numeric::complex`).

use super::float::{float_compare, real_number};
use super::format::number;
use super::int;
use super::numeric::complex::Complex;
use super::numeric::hash;
use super::support::is_builtin;
use crate::object::ops::{BinOp, CmpOp};
use crate::object::spec::{getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, GetSet, Kind, Native, PyResult, TextBuf, TypeSpec, Value};
use crate::vm::Vm;

pub static COMPLEX: TypeSpec = TypeSpec {
    name: "complex",
    doc: "complex(real=0, imag=0)\n--\n\nCreate a complex number from a string or numbers.\n\n\
          A string is read whole; two numbers are the real part and the imaginary part.",
    kind: Kind::COMPLEX,
    flags: tflag::BASETYPE | tflag::GENERIC_GETATTR,
    methods: METHODS,
    getsets: GETSETS,
    basicsize: 32,
    ..TypeSpec::EMPTY
};

static METHODS: &[Native] = &[
    static_method("__new__(cls, real=0, imag=0)", "Create a complex number.", complex_new),
    slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
        let text = this(a).repr();
        Ok(vm.str(&text))
    }),
    slot("__hash__(self, /)", "Return hash(self).", |vm, a| {
        let z = this(a);
        let part = |f: f64| hash::hash_f64(f).unwrap_or_else(|| hash::hash_address(a[0].id()));
        Ok(vm.int(hash::hash_complex(part(z.real), part(z.imag))))
    }),
    slot("__lt__(self, value, /)", "Return self<value.", |vm, _| Ok(vm.not_implemented())),
    slot("__le__(self, value, /)", "Return self<=value.", |vm, _| Ok(vm.not_implemented())),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, true)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, false)),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, _| Ok(vm.not_implemented())),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, _| Ok(vm.not_implemented())),
    slot("__add__(self, value, /)", "Return self+value.", |vm, a| arith(vm, BinOp::Add, &a[0], &a[1])),
    slot("__radd__(self, value, /)", "Return value+self.", |vm, a| arith(vm, BinOp::Add, &a[1], &a[0])),
    slot("__sub__(self, value, /)", "Return self-value.", |vm, a| arith(vm, BinOp::Subtract, &a[0], &a[1])),
    slot("__rsub__(self, value, /)", "Return value-self.", |vm, a| arith(vm, BinOp::Subtract, &a[1], &a[0])),
    slot("__mul__(self, value, /)", "Return self*value.", |vm, a| arith(vm, BinOp::Multiply, &a[0], &a[1])),
    slot("__rmul__(self, value, /)", "Return value*self.", |vm, a| arith(vm, BinOp::Multiply, &a[1], &a[0])),
    slot("__pow__(self, value, mod=None, /)", "Return pow(self, value, mod).", |vm, a| {
        power(vm, &a[0], &a[1], a.opt(2))
    }),
    slot("__rpow__(self, value, mod=None, /)", "Return pow(value, self, mod).", |vm, a| {
        power(vm, &a[1], &a[0], a.opt(2))
    }),
    slot("__neg__(self, /)", "-self", |vm, a| make(vm, -this(a))),
    slot("__pos__(self, /)", "+self", |vm, a| exact(vm, &a[0])),
    slot("__abs__(self, /)", "abs(self)", |vm, a| match this(a).abs() {
        Ok(f) => Ok(vm.float(f)),
        Err(f) => Err(vm.fault(f)),
    }),
    slot("__bool__(self, /)", "True if self else False", |vm, a| {
        let z = this(a);
        Ok(vm.bool(z.real != 0.0 || z.imag != 0.0))
    }),
    slot("__truediv__(self, value, /)", "Return self/value.", |vm, a| {
        arith(vm, BinOp::TrueDivide, &a[0], &a[1])
    }),
    slot("__rtruediv__(self, value, /)", "Return value/self.", |vm, a| {
        arith(vm, BinOp::TrueDivide, &a[1], &a[0])
    }),
    native(
        "conjugate(self, /)",
        "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.",
        |vm, a| make(vm, this(a).conjugate()),
    ),
    native("__complex__(self, /)", "Convert this value to exact type complex.", |vm, a| exact(vm, &a[0])),
    native("__getnewargs__(self, /)", "", |vm, a| {
        let z = this(a);
        let (re, im) = (vm.float(z.real), vm.float(z.imag));
        vm.pair(re, im)
    }),
    native("__format__(self, format_spec, /)", "Convert to a string according to format_spec.", format),
];

static GETSETS: &[GetSet] = &[
    getter("real", "the real part of a complex number", |vm, v| {
        Ok(vm.float(v.as_complex().unwrap_or_default().0))
    }),
    getter("imag", "the imaginary part of a complex number", |vm, v| {
        Ok(vm.float(v.as_complex().unwrap_or_default().1))
    }),
];

fn this(a: Args<'_>) -> Complex {
    let (real, imag) = a[0].as_complex().unwrap_or_default();
    Complex::new(real, imag)
}
fn make(vm: &mut Vm, z: Complex) -> PyResult {
    Ok(vm.heap.complex(z.real, z.imag))
}
fn exact(vm: &mut Vm, v: &Value) -> PyResult {
    if v.is_exactly(Kind::COMPLEX) {
        return Ok(v.clone());
    }
    let (re, im) = v.as_complex().unwrap_or_default();
    Ok(vm.heap.complex(re, im))
}

fn operand(vm: &mut Vm, v: &Value) -> PyResult<Option<Complex>> {
    if let Some((re, im)) = v.as_complex() {
        return Ok(Some(Complex::new(re, im)));
    }
    if let Some(f) = v.as_float() {
        return Ok(Some(Complex::from(f)));
    }
    if v.as_int().is_some() { Ok(Some(Complex::from(int::to_f64(vm, v)?))) } else { Ok(None) }
}

fn arith(vm: &mut Vm, op: BinOp, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (operand(vm, a)?, operand(vm, b)?) else { return Ok(vm.not_implemented()) };
    let result = match op {
        BinOp::Add => Ok(x + y),
        BinOp::Subtract => Ok(x - y),
        BinOp::Multiply => Ok(x * y),
        BinOp::TrueDivide => x.divide(y),
        BinOp::Power => x.pow(y),
        _ => return Ok(vm.not_implemented()),
    };
    match result {
        Ok(z) => make(vm, z),
        Err(f) => Err(vm.fault(f)),
    }
}

fn power(vm: &mut Vm, a: &Value, b: &Value, modulus: Option<&Value>) -> PyResult {
    if operand(vm, a)?.is_some() && operand(vm, b)?.is_some() && modulus.is_some_and(|m| !m.is_none()) {
        return Err(vm.value_error("complex modulo"));
    }
    arith(vm, BinOp::Power, a, b)
}

/// `==` (or `!=`): with an int exactly, not through a float.
fn compare(vm: &mut Vm, a: Args<'_>, wanted: bool) -> PyResult {
    let z = this(a);
    let equal = match a[1].as_complex() {
        Some((re, im)) => z.real == re && z.imag == im,
        None => match float_compare(CmpOp::Eq, z.real, &a[1]) {
            Some(equal) => equal && z.imag == 0.0,
            None => return Ok(vm.not_implemented()),
        },
    };
    Ok(vm.bool(equal == wanted))
}

fn complex_new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let (real, imag) = (a.opt(1), a.opt(2));
    if let (Some(r), None) = (real, imag)
        && r.is_exactly(Kind::COMPLEX)
        && is_builtin(&a[0], Kind::COMPLEX)
    {
        return Ok(r.clone());
    }
    let z = match real.and_then(Value::as_str) {
        Some(_) if imag.is_some() => {
            return Err(vm.type_error("complex() can't take second arg if first is a string"));
        }
        Some(s) => Complex::parse(s.chars()).map_err(|f| vm.fault(f))?,
        None => from_parts(vm, real, imag)?,
    };
    let z = make(vm, z)?;
    vm.as_instance(&a[0], z)
}

fn from_parts(vm: &mut Vm, real: Option<&Value>, imag: Option<&Value>) -> PyResult<Complex> {
    if imag.is_some_and(|i| i.as_str().is_some()) {
        return Err(vm.type_error("complex() second arg can't be a string"));
    }
    let mut whole = false;
    let mut z = match real {
        None => Complex::new(0.0, 0.0),
        Some(r) => match first_part(vm, r)? {
            Some((z, was_complex)) => {
                whole = was_complex;
                z
            }
            None => {
                let got = vm.type_name(r);
                return Err(vm.type_error(format!(
                    "complex() first argument must be a string or a number, not '{got}'"
                )));
            }
        },
    };
    let Some(i) = imag else { return Ok(z) };
    let imag_is_complex = i.as_complex().is_some();
    let i = match i.as_complex() {
        Some((re, im)) => Complex::new(re, im),
        None => match real_number(vm, i)? {
            Some(f) => Complex::from(f),
            None => {
                let got = vm.type_name(i);
                return Err(vm.type_error(format!("complex() second argument must be a number, not '{got}'")));
            }
        },
    };
    // real + imag * 1j, where either may be complex itself; a plain part keeps its zero's sign.
    if imag_is_complex {
        z.real -= i.imag;
    }
    z.imag = if whole { z.imag + i.real } else { i.real };
    Ok(z)
}

/// The first argument as a complex number, and whether it was one: `__complex__`, or a real number.
fn first_part(vm: &mut Vm, r: &Value) -> PyResult<Option<(Complex, bool)>> {
    if let (true, Some((re, im))) = (r.is_exactly(Kind::COMPLEX), r.as_complex()) {
        return Ok(Some((Complex::new(re, im), true)));
    }
    let name = vm.names.__complex__.clone();
    if let Some(z) = vm.call_special(r, &name, &[])? {
        return match z.as_complex() {
            Some((re, im)) => {
                vm.warn_of_subclass(&z, Kind::COMPLEX, None, "__complex__")?;
                Ok(Some((Complex::new(re, im), true)))
            }
            None => {
                let got = vm.type_name(&z);
                Err(vm.type_error(format!("__complex__ returned non-complex (type {got})")))
            }
        };
    }
    Ok(real_number(vm, r)?.map(|f| (Complex::from(f), false)))
}

/// `complex(x)` for the `cmath` functions and the like (`PyComplex_AsCComplex`).
///
/// # Errors
/// TypeError: "must be real number, not X", or what the methods raise.
pub fn need_complex(vm: &mut Vm, x: &Value) -> PyResult<Complex> {
    match first_part(vm, x)? {
        Some((z, _)) => Ok(z),
        None => {
            let got = vm.type_name(x);
            Err(vm.type_error(format!("must be real number, not {got}")))
        }
    }
}

fn format(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let spec = vm.str_arg(&a[1], "__format__() argument")?;
    if spec.is_empty() && !a[0].is_exactly(Kind::COMPLEX) {
        return vm.str_of(&a[0]);
    }
    let (name, limits) = (vm.type_name(&a[0]), vm.format_limits());
    let mut out = TextBuf::new();
    match number::format_complex(this(a), spec, &name, &limits, &mut out) {
        Ok(()) => vm.str_from(&out),
        Err(f) => Err(vm.fault(f)),
    }
}
