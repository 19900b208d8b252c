//! Functions of ints: divisors, roots, factorials, products.

use super::int_object;
use crate::builtins::functions::int_of;
use crate::code::instr::BinOp;
use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::types::numeric::Int;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

pub(super) static FUNCTIONS: &[Native] = &[
    native(
        "comb(n, k, /)",
        "Number of ways to choose k items from n items without repetition and without order.",
        comb,
    ),
    native("factorial(n, /)", "Find n!.", factorial),
    native("gcd(*integers)", "Greatest Common Divisor.", gcd),
    native("isqrt(n, /)", "Return the integer part of the square root of the input.", isqrt),
    native("lcm(*integers)", "Least Common Multiple.", lcm),
    native(
        "perm(n, k=None, /)",
        "Number of ways to choose k items from n items without repetition and with order.",
        perm,
    ),
    native(
        "prod(iterable, /, *, start=1)",
        "Calculate the product of all the elements in the input iterable.",
        prod,
    ),
];

fn big(vm: &mut Vm, v: &Value) -> PyResult<BigInt> {
    let i = vm.index_value(v)?;
    Ok(int_of(&i).as_big().into_owned())
}
fn object(vm: &mut Vm, n: BigInt) -> PyResult {
    let n = match n.to_i64() {
        Some(w) => Int::Small(w),
        None => Int::Big(n),
    };
    int_object(vm, n)
}
/// `low * (low + 1) * ... * high`, halves first so that the factors stay alike in size.
fn product(vm: &mut Vm, low: &BigInt, count: u64) -> PyResult<BigInt> {
    if count == 0 {
        return Ok(BigInt::one());
    }
    if count <= 8 {
        return Ok((0..count).map(|i| low + i).product());
    }
    vm.safe_point()?;
    let half = count / 2;
    let left = product(vm, low, half)?;
    let right = product(vm, &(low + half), count - half)?;
    let bytes = (left.bits() + right.bits()) / 8;
    if bytes > vm.heap.memory().limit() as u64 {
        return Err(crate::object::NoMemory.into());
    }
    Ok(left * right)
}
fn factorial(vm: &mut Vm, a: Args) -> PyResult {
    let n = big(vm, &a[0])?;
    if n.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let Some(n) = n.to_i64() else {
        return Err(vm.overflow_error(format!("factorial() argument should not exceed {}", i64::MAX)));
    };
    // n! has more than n bits.
    if n as usize / 8 > vm.heap.memory().limit() {
        return Err(crate::object::NoMemory.into());
    }
    let r = product(vm, &BigInt::one(), n as u64)?;
    object(vm, r)
}
fn gcd(vm: &mut Vm, a: Args) -> PyResult {
    let mut r = BigInt::zero();
    for v in a[0].as_tuple().unwrap_or(&[]) {
        r = r.gcd(&big(vm, v)?);
    }
    object(vm, r)
}
fn lcm(vm: &mut Vm, a: Args) -> PyResult {
    let mut r = BigInt::one();
    for v in a[0].as_tuple().unwrap_or(&[]) {
        let n = big(vm, v)?;
        r = if n.is_zero() || r.is_zero() { BigInt::zero() } else { r.lcm(&n) };
    }
    object(vm, r.abs())
}
fn isqrt(vm: &mut Vm, a: Args) -> PyResult {
    let n = big(vm, &a[0])?;
    if n.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    object(vm, n.sqrt())
}
/// The two arguments of comb and perm; `None` when the result is 0.
fn choice(vm: &mut Vm, n: &Value, k: &Value, name: &str) -> PyResult<Option<(BigInt, BigInt)>> {
    let (n, k) = (big(vm, n)?, big(vm, k)?);
    for (v, what) in [(&n, "n"), (&k, "k")] {
        if v.is_negative() {
            return Err(vm.value_error(format!("{what} must be a non-negative integer")));
        }
    }
    if k > n {
        return Ok(None);
    }
    if k.to_i64().is_none() && name == "perm" {
        return Err(vm.overflow_error(format!("k must not exceed {}", i64::MAX)));
    }
    Ok(Some((n, k)))
}
fn comb(vm: &mut Vm, a: Args) -> PyResult {
    let Some((n, k)) = choice(vm, &a[0], &a[1], "comb")? else { return Ok(vm.int(0)) };
    let k = k.clone().min(&n - &k);
    let Some(k) = k.to_u64().filter(|k| i64::try_from(*k).is_ok()) else {
        return Err(vm.overflow_error(format!("min(n - k, k) must not exceed {}", i64::MAX)));
    };
    let above = product(vm, &(&n - k + 1u32), k)?;
    let below = product(vm, &BigInt::one(), k)?;
    object(vm, above / below)
}
fn perm(vm: &mut Vm, a: Args) -> PyResult {
    let Some(k) = Vm::given(a.opt(1)) else { return factorial(vm, a) };
    let Some((n, k)) = choice(vm, &a[0], &k, "perm")? else { return Ok(vm.int(0)) };
    let k = k.to_u64().unwrap_or(u64::MAX);
    let r = product(vm, &(n - k + 1u32), k)?;
    object(vm, r)
}
fn prod(vm: &mut Vm, a: Args) -> PyResult {
    let mut total = a.opt(1).cloned().unwrap_or_else(|| vm.int(1));
    let it = vm.iter(&a[0])?;
    while let Some(item) = vm.next(&it)? {
        let product = vm.binary(BinOp::Multiply, &total, &item)?;
        let old = std::mem::replace(&mut total, product);
        vm.release(old);
        vm.release(item);
        vm.safe_point()?;
    }
    Ok(total)
}
