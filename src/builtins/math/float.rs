//! Functions of floats.

use super::special::{self, ExactSum};
use super::{domain, range, rounded};
use crate::builtins::functions::int_of;
use crate::code::instr::BinOp;
use crate::object::spec::native;
use crate::object::{Args, Kind, Native, PyResult, Value};
use crate::types::numeric::Int;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

macro_rules! of_one {
    ($($name:ident $overflows:literal $f:expr;)*) => {
        $(fn $name(vm: &mut Vm, a: Args) -> PyResult { of_one(vm, &a[0], $overflows, $f) })*
    };
}
of_one! {
    acos false f64::acos;
    acosh false f64::acosh;
    asin false f64::asin;
    asinh false f64::asinh;
    atan false f64::atan;
    atanh false f64::atanh;
    cbrt false f64::cbrt;
    cos false f64::cos;
    cosh true f64::cosh;
    erf false special::erf;
    erfc false special::erfc;
    exp true f64::exp;
    exp2 true f64::exp2;
    expm1 true f64::exp_m1;
    fabs false f64::abs;
    log1p false f64::ln_1p;
    sin false f64::sin;
    sinh true f64::sinh;
    sqrt false f64::sqrt;
    tan false f64::tan;
    tanh false f64::tanh;
}

pub(super) static FUNCTIONS: &[Native] = &[
    native("acos(x, /)", "Return the arc cosine (measured in radians) of x.", acos),
    native("acosh(x, /)", "Return the inverse hyperbolic cosine of x.", acosh),
    native("asin(x, /)", "Return the arc sine (measured in radians) of x.", asin),
    native("asinh(x, /)", "Return the inverse hyperbolic sine of x.", asinh),
    native("atan(x, /)", "Return the arc tangent (measured in radians) of x.", atan),
    native("atan2(y, x, /)", "Return the arc tangent (measured in radians) of y/x.", atan2),
    native("atanh(x, /)", "Return the inverse hyperbolic tangent of x.", atanh),
    native("cbrt(x, /)", "Return the cube root of x.", cbrt),
    native("ceil(x, /)", "Return the ceiling of x as an Integral.", ceil),
    native(
        "copysign(x, y, /)",
        "Return a float with the magnitude (absolute value) of x but the sign of y.",
        copysign,
    ),
    native("cos(x, /)", "Return the cosine of x (measured in radians).", cos),
    native("cosh(x, /)", "Return the hyperbolic cosine of x.", cosh),
    native("degrees(x, /)", "Convert angle x from radians to degrees.", degrees),
    native("dist(p, q, /)", "Return the Euclidean distance between two points p and q.", dist),
    native("erf(x, /)", "Error function at x.", erf),
    native("erfc(x, /)", "Complementary error function at x.", erfc),
    native("exp(x, /)", "Return e raised to the power of x.", exp),
    native("exp2(x, /)", "Return 2 raised to the power of x.", exp2),
    native("expm1(x, /)", "Return exp(x)-1.", expm1),
    native("fabs(x, /)", "Return the absolute value of the float x.", fabs),
    native("floor(x, /)", "Return the floor of x as an Integral.", floor),
    native("fma(x, y, z, /)", "Fused multiply-add operation.", fma),
    native("fmod(x, y, /)", "Return fmod(x, y), according to platform C.", fmod),
    native("frexp(x, /)", "Return the mantissa and exponent of x, as pair (m, e).", frexp),
    native("fsum(seq, /)", "Return an accurate floating-point sum of values in the iterable seq.", fsum),
    native("gamma(x, /)", "Gamma function at x.", gamma),
    native("hypot(*coordinates)", "Multidimensional Euclidean distance from the origin to a point.", hypot),
    native(
        "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        "Determine whether two floating-point numbers are close in value.",
        isclose,
    ),
    native(
        "isfinite(x, /)",
        "Return True if x is neither an infinity nor a NaN, and False otherwise.",
        isfinite,
    ),
    native("isinf(x, /)", "Return True if x is a positive or negative infinity, and False otherwise.", isinf),
    native("isnan(x, /)", "Return True if x is a NaN (not a number), and False otherwise.", isnan),
    native("ldexp(x, i, /)", "Return x * (2**i).", ldexp),
    native("lgamma(x, /)", "Natural logarithm of absolute value of Gamma function at x.", lgamma),
    native(
        "log(x, base=None, /)",
        "Return the logarithm of x to the given base, or the natural logarithm.",
        log,
    ),
    native("log10(x, /)", "Return the base 10 logarithm of x.", log10),
    native("log1p(x, /)", "Return the natural logarithm of 1+x (base e).", log1p),
    native("log2(x, /)", "Return the base 2 logarithm of x.", log2),
    native("modf(x, /)", "Return the fractional and integer parts of x.", modf),
    native(
        "nextafter(x, y, /, *, steps=None)",
        "Return the floating-point value the given number of steps after x towards y.",
        nextafter,
    ),
    native("pow(x, y, /)", "Return x**y (x to the power of y).", pow),
    native("radians(x, /)", "Convert angle x from degrees to radians.", radians),
    native("remainder(x, y, /)", "Difference between x and the closest integer multiple of y.", remainder),
    native("sin(x, /)", "Return the sine of x (measured in radians).", sin),
    native("sinh(x, /)", "Return the hyperbolic sine of x.", sinh),
    native("sqrt(x, /)", "Return the square root of x.", sqrt),
    native("sumprod(p, q, /)", "Return the sum of products of values from two iterables p and q.", sumprod),
    native("tan(x, /)", "Return the tangent of x (measured in radians).", tan),
    native("tanh(x, /)", "Return the hyperbolic tangent of x.", tanh),
    native("trunc(x, /)", "Truncates the Real x to the nearest Integral toward 0.", trunc),
    native("ulp(x, /)", "Return the value of the least significant bit of the float x.", ulp),
];

fn of_one(vm: &mut Vm, v: &Value, overflows: bool, f: impl Fn(f64) -> f64) -> PyResult {
    let x = vm.float_of(v)?;
    let r = f(x);
    if r.is_nan() && !x.is_nan() {
        return Err(domain(vm));
    }
    if r.is_infinite() && x.is_finite() {
        return Err(if overflows { range(vm) } else { domain(vm) });
    }
    Ok(vm.float(r))
}
fn two(vm: &mut Vm, a: Args) -> PyResult<(f64, f64)> {
    Ok((vm.float_of(&a[0])?, vm.float_of(&a[1])?))
}
fn atan2(vm: &mut Vm, a: Args) -> PyResult {
    let (y, x) = two(vm, a)?;
    Ok(vm.float(y.atan2(x)))
}
fn copysign(vm: &mut Vm, a: Args) -> PyResult {
    let (x, y) = two(vm, a)?;
    Ok(vm.float(x.copysign(y)))
}
fn ceil(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__ceil__.clone();
    rounded(vm, &a[0], name, f64::ceil)
}
fn floor(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__floor__.clone();
    rounded(vm, &a[0], name, f64::floor)
}
fn trunc(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__trunc__.clone();
    if a[0].is_exactly(Kind::FLOAT) {
        return rounded(vm, &a[0], name, f64::trunc);
    }
    match vm.call_special(&a[0], &name, &[])? {
        Some(n) => Ok(n),
        None => {
            let got = vm.type_name(&a[0]);
            Err(vm.type_error(format!("type {got} doesn't define __trunc__ method")))
        }
    }
}
fn degrees(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?;
    Ok(vm.float(x * (180.0 / std::f64::consts::PI)))
}
fn radians(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?;
    Ok(vm.float(x * (std::f64::consts::PI / 180.0)))
}
fn floats(vm: &mut Vm, items: &[Value]) -> PyResult<Vec<f64>> {
    items.iter().map(|v| vm.float_of(v)).collect()
}
fn hypot(vm: &mut Vm, a: Args) -> PyResult {
    let xs = floats(vm, a[0].as_tuple().unwrap_or(&[]))?;
    Ok(vm.float(special::norm(&xs)))
}
fn dist(vm: &mut Vm, a: Args) -> PyResult {
    let (p, q) = (vm.collect(&a[0])?, vm.collect(&a[1])?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let (p, q) = (floats(vm, &p)?, floats(vm, &q)?);
    let differences: Vec<f64> = p.iter().zip(&q).map(|(x, y)| x - y).collect();
    Ok(vm.float(special::norm(&differences)))
}
fn fma(vm: &mut Vm, a: Args) -> PyResult {
    let (x, y) = two(vm, a)?;
    let z = vm.float_of(&a[2])?;
    let r = x.mul_add(y, z);
    if r.is_nan() && !(x.is_nan() || y.is_nan() || z.is_nan()) {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if r.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(vm.float(r))
}
fn fmod(vm: &mut Vm, a: Args) -> PyResult {
    let (x, y) = two(vm, a)?;
    let r = if y.is_infinite() && x.is_finite() { x } else { x % y };
    if r.is_nan() && !x.is_nan() && !y.is_nan() { Err(domain(vm)) } else { Ok(vm.float(r)) }
}
fn remainder(vm: &mut Vm, a: Args) -> PyResult {
    let (x, y) = two(vm, a)?;
    if x.is_nan() || y.is_nan() {
        return Ok(vm.float(x + y));
    }
    if x.is_infinite() || y == 0.0 {
        return Err(domain(vm));
    }
    Ok(vm.float(special::remainder(x, y)))
}
fn frexp(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?;
    let (m, e) = special::frexp(x);
    let items = vec![vm.float(m), vm.int(i64::from(e))];
    vm.tuple(items)
}
fn modf(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?;
    let whole = if x.is_nan() { x } else { x.trunc() };
    let part = if x.is_infinite() { 0.0f64.copysign(x) } else { (x - whole).copysign(x) };
    let items = vec![vm.float(part), vm.float(whole)];
    vm.tuple(items)
}
fn ldexp(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?;
    if a[1].as_int().is_none() {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    }
    if x == 0.0 || !x.is_finite() {
        return Ok(vm.float(x));
    }
    let e = int_of(&a[1]);
    let r = match e.to_i64() {
        Some(e) => special::ldexp(x, e.clamp(-5000, 5000) as i32),
        None if e.is_negative() => 0.0f64.copysign(x),
        None => f64::INFINITY,
    };
    if r.is_infinite() { Err(range(vm)) } else { Ok(vm.float(r)) }
}
fn fsum(vm: &mut Vm, a: Args) -> PyResult {
    let it = vm.iter(&a[0])?;
    let mut sum = ExactSum::default();
    let mut n = 0;
    while let Some(item) = vm.next(&it)? {
        vm.check_growth(n)?;
        n += 1;
        let x = vm.float_of(&item)?;
        if !sum.add(x) {
            return Err(vm.overflow_error("intermediate overflow in fsum"));
        }
    }
    match sum.total() {
        Ok(x) => Ok(vm.float(x)),
        Err(()) => Err(vm.value_error("-inf + inf in fsum")),
    }
}
/// Exact for floats; anything else by its own operators.
fn sumprod(vm: &mut Vm, a: Args) -> PyResult {
    let (p, q) = (vm.collect(&a[0])?, vm.collect(&a[1])?);
    if p.len() != q.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    let plain = |v: &Value| v.is_exactly(Kind::FLOAT) || (v.is_exactly(Kind::INT) && v.as_word().is_some());
    let any_float = p.iter().chain(&q).any(|v| v.is_exactly(Kind::FLOAT));
    if any_float && p.iter().chain(&q).all(plain) {
        let (p, q) = (floats(vm, &p)?, floats(vm, &q)?);
        let mut sum = ExactSum::default();
        let mut rough = 0.0;
        for (x, y) in p.iter().zip(&q) {
            let product = x * y;
            rough += product;
            let exact = product.is_finite() && sum.add(product) && sum.add(x.mul_add(*y, -product));
            if !exact {
                let plain_sum = p.iter().zip(&q).map(|(x, y)| x * y).sum::<f64>();
                return Ok(vm.float(plain_sum));
            }
        }
        return Ok(vm.float(sum.total().unwrap_or(rough)));
    }
    let mut total = vm.int(0);
    for (x, y) in p.iter().zip(&q) {
        let product = vm.binary(BinOp::Multiply, x, y)?;
        total = vm.binary(BinOp::Add, &total, &product)?;
        vm.safe_point()?;
    }
    Ok(total)
}
fn gamma(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?;
    if x == f64::NEG_INFINITY || (x.is_finite() && x <= 0.0 && x == x.floor()) {
        return Err(domain(vm));
    }
    let r = special::gamma(x);
    if r.is_infinite() && x.is_finite() { Err(range(vm)) } else { Ok(vm.float(r)) }
}
fn lgamma(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?;
    if x.is_finite() && x <= 0.0 && x == x.floor() {
        return Err(domain(vm));
    }
    let r = special::lgamma(x);
    if r.is_infinite() && x.is_finite() { Err(range(vm)) } else { Ok(vm.float(r)) }
}
fn isclose(vm: &mut Vm, a: Args) -> PyResult {
    let (x, y) = two(vm, a)?;
    let mut tolerance = |i: usize, default: f64| a.opt(i).map_or(Ok(default), |v| vm.float_of(v));
    let (rel, abs) = (tolerance(2, 1e-9)?, tolerance(3, 0.0)?);
    if rel < 0.0 || abs < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let difference = (x - y).abs();
    let close = x == y
        || (x.is_finite() && y.is_finite())
            && (difference <= (rel * y).abs() || difference <= (rel * x).abs() || difference <= abs);
    Ok(vm.bool(close))
}
fn isfinite(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?;
    Ok(vm.bool(x.is_finite()))
}
fn isinf(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?;
    Ok(vm.bool(x.is_infinite()))
}
fn isnan(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?;
    Ok(vm.bool(x.is_nan()))
}

/// A logarithm that takes ints of any size.
fn logarithm(vm: &mut Vm, v: &Value, f: fn(f64) -> f64, of_two: f64) -> PyResult<f64> {
    if v.as_int().is_some() && v.as_word().is_none() {
        let Int::Big(n) = int_of(v) else { return Err(domain(vm)) };
        if n.sign() == num_bigint::Sign::Minus {
            return Err(domain(vm));
        }
        let excess = n.bits().saturating_sub(64);
        let top: BigInt = n >> excess;
        return Ok(f(top.to_f64().unwrap_or(f64::INFINITY)) + of_two * excess as f64);
    }
    let x = vm.float_of(v)?;
    if x <= 0.0 { Err(domain(vm)) } else { Ok(f(x)) }
}
fn log(vm: &mut Vm, a: Args) -> PyResult {
    let x = logarithm(vm, &a[0], f64::ln, std::f64::consts::LN_2)?;
    let x = vm.float(x);
    let Some(base) = a.opt(1) else { return Ok(x) };
    let base = logarithm(vm, base, f64::ln, std::f64::consts::LN_2)?;
    let base = vm.float(base);
    vm.binary(BinOp::TrueDivide, &x, &base)
}
fn log10(vm: &mut Vm, a: Args) -> PyResult {
    let x = logarithm(vm, &a[0], f64::log10, std::f64::consts::LOG10_2)?;
    Ok(vm.float(x))
}
fn log2(vm: &mut Vm, a: Args) -> PyResult {
    let x = logarithm(vm, &a[0], f64::log2, 1.0)?;
    Ok(vm.float(x))
}
fn pow(vm: &mut Vm, a: Args) -> PyResult {
    let (x, y) = two(vm, a)?;
    let r = x.powf(y);
    if r.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain(vm));
    }
    if r.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(if x == 0.0 { domain(vm) } else { range(vm) });
    }
    Ok(vm.float(r))
}
fn nextafter(vm: &mut Vm, a: Args) -> PyResult {
    let (x, y) = two(vm, a)?;
    let steps = match Vm::given(a.opt(2)) {
        None => 1,
        Some(v) => {
            let n = vm.index_value(&v)?;
            match int_of(&n) {
                n if n.is_negative() => return Err(vm.value_error("steps must be a non-negative integer")),
                n => n.to_u64().unwrap_or(u64::MAX),
            }
        }
    };
    Ok(vm.float(special::next_after(x, y, steps)))
}
fn ulp(vm: &mut Vm, a: Args) -> PyResult {
    let x = vm.float_of(&a[0])?.abs();
    let r = if !x.is_finite() {
        x
    } else if x == f64::MAX {
        x - x.next_down()
    } else {
        x.next_up() - x
    };
    Ok(vm.float(r))
}
