//! int and bool (`Objects/longobject.c`, `Objects/boolobject.c`).
//!
//! Owns the arithmetic of int objects: words first, the big-integer crate past 64 bits. Results
//! whose size is absurd are refused before they are computed.
//! Invariant: methods of a subclass's instance give exact ints.
//! Deliberately absent: the arithmetic itself (`numeric::int_ops`) and text (`numeric::int_text`).

mod boolean;
mod bytes;
mod new;

pub use boolean::BOOL;
pub use new::{int_from_object, parse_object};

use super::fault::Fault;
use super::format::number;
use super::numeric::int_ops::{self, Power, small};
use super::numeric::{self, hash, int_text};
use crate::object::limbs;
use crate::object::ops::holds;
use crate::object::ops::{BinOp, CmpOp};
use crate::object::spec::{class_method, getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, GetSet, Int, Kind, Native, PyResult, TextBuf, TypeSpec, Value};
use crate::vm::Vm;
use std::cmp::Ordering;

pub static INT: TypeSpec = TypeSpec {
    name: "int",
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\n\
          The integer that a number is cut to, or that a text or bytes-like object spells in the\n\
          given base (2 to 36; 0 reads a prefix such as 0x); 0 without an argument.\n\
          >>> int('0b100', base=0)\n4",
    kind: Kind::INT,
    flags: tflag::BASETYPE | tflag::MATCH_SELF | tflag::GENERIC_GETATTR,
    methods: METHODS,
    getsets: GETSETS,
    basicsize: 24,
    itemsize: 4,
    ..TypeSpec::EMPTY
};

static METHODS: &[Native] = &[
    static_method("__new__(cls, x=0, /, base=10)", "Create an int.", new::int_new),
    slot("__repr__(self, /)", "Return repr(self).", |vm, a| repr(vm, &a[0])),
    slot("__hash__(self, /)", "Return hash(self).", |vm, a| {
        let h = a[0].as_int().map_or(0, |i| hash::hash_int(&number_of(i)));
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
    slot("__neg__(self, /)", "-self", |vm, a| unary(vm, &a[0], int_ops::neg)),
    slot("__pos__(self, /)", "+self", |vm, a| exact(vm, &a[0])),
    slot("__abs__(self, /)", "abs(self)", |vm, a| {
        if a[0].as_int().is_some_and(Int::is_negative) {
            return unary(vm, &a[0], int_ops::neg);
        }
        exact(vm, &a[0])
    }),
    slot("__bool__(self, /)", "True if self else False", |vm, a| {
        Ok(vm.bool(!a[0].as_int().is_some_and(Int::is_zero)))
    }),
    slot("__invert__(self, /)", "~self", |vm, a| unary(vm, &a[0], int_ops::invert)),
    slot("__lshift__(self, value, /)", "Return self<<value.", |vm, a| arith(vm, BinOp::Lshift, &a[0], &a[1])),
    slot("__rlshift__(self, value, /)", "Return value<<self.", |vm, a| {
        arith(vm, BinOp::Lshift, &a[1], &a[0])
    }),
    slot("__rshift__(self, value, /)", "Return self>>value.", |vm, a| arith(vm, BinOp::Rshift, &a[0], &a[1])),
    slot("__rrshift__(self, value, /)", "Return value>>self.", |vm, a| {
        arith(vm, BinOp::Rshift, &a[1], &a[0])
    }),
    slot("__and__(self, value, /)", "Return self&value.", |vm, a| arith(vm, BinOp::And, &a[0], &a[1])),
    slot("__rand__(self, value, /)", "Return value&self.", |vm, a| arith(vm, BinOp::And, &a[1], &a[0])),
    slot("__xor__(self, value, /)", "Return self^value.", |vm, a| arith(vm, BinOp::Xor, &a[0], &a[1])),
    slot("__rxor__(self, value, /)", "Return value^self.", |vm, a| arith(vm, BinOp::Xor, &a[1], &a[0])),
    slot("__or__(self, value, /)", "Return self|value.", |vm, a| arith(vm, BinOp::Or, &a[0], &a[1])),
    slot("__ror__(self, value, /)", "Return value|self.", |vm, a| arith(vm, BinOp::Or, &a[1], &a[0])),
    slot("__int__(self, /)", "int(self)", |vm, a| exact(vm, &a[0])),
    slot("__float__(self, /)", "float(self)", |vm, a| {
        let f = to_f64(vm, &a[0])?;
        Ok(vm.float(f))
    }),
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
    slot(
        "__index__(self, /)",
        "Return self converted to an integer, if self is suitable for use as an index into a list.",
        |vm, a| exact(vm, &a[0]),
    ),
    native("conjugate(self, /)", "Returns self, the complex conjugate of any int.", |vm, a| exact(vm, &a[0])),
    native(
        "bit_length(self, /)",
        "Number of bits necessary to represent self in binary.\n\n>>> (37).bit_length()\n6",
        |vm, a| Ok(vm.int(a[0].as_int().map_or(0, Int::bit_length) as i64)),
    ),
    native(
        "bit_count(self, /)",
        "Number of ones in the binary representation of the absolute value of self.\n\n\
         >>> (13).bit_count()\n3",
        bit_count,
    ),
    native(
        "to_bytes(self, /, length=1, byteorder='big', *, signed=False)",
        "Return an array of bytes representing an integer.\n\n\
         OverflowError if it does not fit `length` bytes, or is negative and not `signed`.",
        bytes::to_bytes,
    ),
    class_method(
        "from_bytes(cls, /, bytes, byteorder='big', *, signed=False)",
        "Return the integer represented by the given array of bytes.\n\n\
         `bytes`: a bytes-like object or an iterable of ints below 256; two's complement if `signed`.",
        bytes::from_bytes,
    ),
    native(
        "as_integer_ratio(self, /)",
        "Return a pair of integers, whose ratio is equal to the original int.\n\n\
         >>> (-10).as_integer_ratio()\n(-10, 1)",
        |vm, a| {
            let (n, one) = (exact(vm, &a[0])?, vm.int(1));
            vm.pair(n, one)
        },
    ),
    native("__trunc__(self, /)", "Truncating an Integral returns itself.", |vm, a| exact(vm, &a[0])),
    native("__floor__(self, /)", "Flooring an Integral returns itself.", |vm, a| exact(vm, &a[0])),
    native("__ceil__(self, /)", "Ceiling of an Integral returns itself.", |vm, a| exact(vm, &a[0])),
    native(
        "__round__(self, ndigits=<unrepresentable>, /)",
        "Rounding an Integral returns itself.\n\nA negative ndigits rounds to tens, hundreds and so on.",
        round,
    ),
    native("__getnewargs__(self, /)", "", |vm, a| {
        let n = int_copy(vm, &a[0])?;
        vm.tuple(vec![n])
    }),
    native("__format__(self, format_spec, /)", "Convert to a string according to format_spec.", format),
    native("__sizeof__(self, /)", "Returns size in memory, in bytes.", |vm, a| {
        let digits = a[0].as_int().map_or(1, Int::cpython_digits);
        let size = a[0].ty().basicsize() + digits * 4;
        Ok(vm.int(size as i64))
    }),
    native(
        "is_integer(self, /)",
        "Returns True. Exists for duck type compatibility with float.is_integer.",
        |vm, _| Ok(vm.bool(true)),
    ),
];

static GETSETS: &[GetSet] = &[
    getter("real", "the real part of a complex number", exact),
    getter("imag", "the imaginary part of a complex number", |vm, _| Ok(vm.int(0))),
    getter("numerator", "the numerator of a rational number in lowest terms", exact),
    getter("denominator", "the denominator of a rational number in lowest terms", |vm, _| Ok(vm.int(1))),
];

/// Bits of the largest product or power that is computed: what takes seconds, not minutes.
const MOST_BITS: u64 = 1 << 28;
/// Products of limbs that one long division may take.
const MOST_DIVISION: u64 = 1 << 34;

impl Vm {
    /// `sys.get_int_max_str_digits()`; 0 is no limit.
    pub fn digit_limit(&self) -> usize {
        let set = self.state.get("int_max_str_digits").and_then(Value::as_word);
        set.map_or(int_text::DEFAULT_DIGIT_LIMIT, |n| n.max(0) as usize)
    }
    /// `sys.set_int_max_str_digits(n)`, already checked.
    pub fn set_digit_limit(&mut self, digits: usize) {
        let n = self.int(digits as i64);
        self.state.insert("int_max_str_digits", n);
    }
    /// Bits an int may have: the heap's limit.
    fn int_room(&mut self) -> u64 {
        (self.room() as u64).saturating_mul(8)
    }
}

/// The value of an int object as the pure functions take it.
pub fn number_of(i: &Int) -> numeric::Int {
    match i.word() {
        Some(w) => numeric::Int::Small(w),
        None => numeric::Int::Big(i.to_big()),
    }
}
/// The value of an int (or bool, or subclass); `None` for anything else.
pub fn int_value(v: &Value) -> Option<numeric::Int> {
    v.as_int().map(number_of)
}

/// `a op b` for exact ints and bools; `None` if an operand is anything else, or for `@`.
///
/// # Errors
/// ZeroDivisionError, ValueError, OverflowError, MemoryError.
pub fn int_binary(vm: &mut Vm, op: BinOp, a: &Value, b: &Value) -> PyResult<Option<Value>> {
    let plain = |v: &Value| matches!(v.kind(), Kind::INT | Kind::BOOL);
    let (Some(x), Some(y)) = (a.as_int(), b.as_int()) else { return Ok(None) };
    if !plain(a) || !plain(b) {
        return Ok(None);
    }
    if let (Some(p), Some(q)) = (a.as_bool(), b.as_bool())
        && let Some(result) = boolean::logic(op, p, q)
    {
        return Ok(Some(vm.bool(result)));
    }
    binary(vm, op, x, y)
}

fn arith(vm: &mut Vm, op: BinOp, a: &Value, b: &Value) -> PyResult {
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int())
        && let Some(result) = binary(vm, op, x, y)?
    {
        return Ok(result);
    }
    Ok(vm.not_implemented())
}

fn binary(vm: &mut Vm, op: BinOp, x: &Int, y: &Int) -> PyResult<Option<Value>> {
    if let (Some(a), Some(b)) = (x.word(), y.word())
        && let Some(result) = word_binary(vm, op, a, b)
    {
        return Ok(Some(result));
    }
    if matches!(op, BinOp::Add | BinOp::Subtract) {
        return Ok(Some(vm.heap.int_sum(x, y, op == BinOp::Subtract)?));
    }
    if op == BinOp::Multiply
        && let Some(product) = vm.heap.int_product(x, y)
    {
        return Ok(Some(product?));
    }
    if let Some(by) = y.word().filter(|w| *w != 0) {
        match op {
            BinOp::FloorDivide => return Ok(Some(vm.heap.int_quotient(x, by)?)),
            BinOp::Remainder => return Ok(Some(vm.int(limbs::remainder(x, by)))),
            _ => {}
        }
    }
    let (a, b) = (number_of(x), number_of(y));
    let result = match op {
        BinOp::TrueDivide => {
            return match int_ops::true_div(&a, &b) {
                Ok(f) => Ok(Some(vm.float(f))),
                Err(f) => Err(vm.fault(f)),
            };
        }
        BinOp::Power => return power_of(vm, &a, &b).map(Some),
        BinOp::MatrixMultiply => return Ok(None),
        BinOp::Add => Ok(int_ops::add(&a, &b)),
        BinOp::Subtract => Ok(int_ops::sub(&a, &b)),
        BinOp::Multiply => {
            check_product(vm, &a, &b)?;
            Ok(int_ops::mul(&a, &b))
        }
        BinOp::FloorDivide => {
            check_division(vm, &a, &b)?;
            int_ops::floor_div(&a, &b)
        }
        BinOp::Remainder => {
            check_division(vm, &a, &b)?;
            int_ops::floor_mod(&a, &b)
        }
        BinOp::Lshift => {
            if matches!(b, numeric::Int::Big(_)) && !b.is_negative() && !a.is_zero() {
                return Err(vm.overflow_error("too many digits in integer"));
            }
            int_ops::shift_left(&a, &b, vm.int_room())
        }
        BinOp::Rshift => int_ops::shift_right(&a, &b),
        BinOp::And => Ok(int_ops::bit_and(&a, &b)),
        BinOp::Or => Ok(int_ops::bit_or(&a, &b)),
        BinOp::Xor => Ok(int_ops::bit_xor(&a, &b)),
    };
    match result {
        Ok(n) => vm.int_from(n).map(Some),
        Err(f) => Err(vm.fault(f)),
    }
}

/// What fits words all the way; `None` for the general path (and its errors).
#[inline]
fn word_binary(vm: &Vm, op: BinOp, a: i64, b: i64) -> Option<Value> {
    let word = match op {
        BinOp::Add => a.checked_add(b)?,
        BinOp::Subtract => a.checked_sub(b)?,
        BinOp::Multiply => a.checked_mul(b)?,
        BinOp::FloorDivide if b != 0 => small::floor_div(a, b)?,
        BinOp::Remainder if b != 0 => small::floor_mod(a, b),
        BinOp::Lshift if b >= 0 => small::shift_left(a, b as u64)?,
        BinOp::Rshift if b >= 0 => small::shift_right(a, b as u64),
        BinOp::Power if b >= 0 => small::pow(a, b as u64)?,
        BinOp::And => a & b,
        BinOp::Or => a | b,
        BinOp::Xor => a ^ b,
        _ => return None,
    };
    Some(vm.int(word))
}

fn check_product(vm: &mut Vm, a: &numeric::Int, b: &numeric::Int) -> PyResult<()> {
    let (x, y) = (a.bit_length(), b.bit_length());
    if x.saturating_add(y) > vm.int_room() || x.min(y) > MOST_BITS {
        return Err(vm.fault(Fault::memory()));
    }
    Ok(())
}
/// Long division takes the product of the quotient's and the divisor's limbs.
fn check_division(vm: &mut Vm, a: &numeric::Int, b: &numeric::Int) -> PyResult<()> {
    let (x, y) = (a.bit_length() / 64, b.bit_length() / 64);
    if x.saturating_sub(y).saturating_mul(y) > MOST_DIVISION {
        return Err(vm.fault(Fault::memory()));
    }
    Ok(())
}

fn power_of(vm: &mut Vm, a: &numeric::Int, b: &numeric::Int) -> PyResult {
    let most = vm.int_room().min(MOST_BITS);
    match int_ops::pow(a, b, most) {
        Ok(Power::Int(n)) => vm.int_from(n),
        Ok(Power::Float(f)) => Ok(vm.float(f)),
        Err(f) => Err(vm.fault(f)),
    }
}

/// `pow(a, b[, modulus])` of ints; NotImplemented for anything else.
fn power(vm: &mut Vm, a: &Value, b: &Value, modulus: Option<&Value>) -> PyResult {
    let modulus = modulus.filter(|m| !m.is_none());
    let (Some(x), Some(y)) = (int_value(a), int_value(b)) else { return Ok(vm.not_implemented()) };
    let Some(modulus) = modulus else { return power_of(vm, &x, &y) };
    let Some(m) = int_value(modulus) else {
        // Float's own slot would be asked last, and says so.
        if modulus.as_float().is_some() {
            return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
        }
        return Ok(vm.not_implemented());
    };
    if let (numeric::Int::Small(x), numeric::Int::Small(y), numeric::Int::Small(m)) = (&x, &y, &m)
        && let Some(n) = small::pow_mod(*x, *y, *m)
    {
        return Ok(vm.int(n));
    }
    match int_ops::pow_mod(&x, &y, &m) {
        Ok(n) => vm.int_from(n),
        Err(f) => Err(vm.fault(f)),
    }
}

fn div_mod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (int_value(a), int_value(b)) else { return Ok(vm.not_implemented()) };
    check_division(vm, &x, &y)?;
    match int_ops::div_mod(&x, &y) {
        Ok((q, r)) => {
            let (q, r) = (vm.int_from(q)?, vm.int_from(r)?);
            vm.pair(q, r)
        }
        Err(f) => Err(vm.fault(f)),
    }
}

fn unary(vm: &mut Vm, v: &Value, f: fn(&numeric::Int) -> numeric::Int) -> PyResult {
    match int_value(v) {
        Some(n) => vm.int_from(f(&n)),
        None => Ok(vm.not_implemented()),
    }
}

fn compare(vm: &mut Vm, op: CmpOp, a: Args<'_>) -> PyResult {
    match (a[0].as_int(), a[1].as_int()) {
        (Some(x), Some(y)) => Ok(vm.bool(holds(op, int_cmp(x, y)))),
        _ => Ok(vm.not_implemented()),
    }
}
fn int_cmp(x: &Int, y: &Int) -> Ordering {
    match (x.word(), y.word()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => limbs::compare(x, y),
    }
}

/// The same number as an exact int: itself, if it is one.
pub fn exact(vm: &mut Vm, v: &Value) -> PyResult {
    if v.is_exactly(Kind::INT) { Ok(v.clone()) } else { int_copy(vm, v) }
}
fn int_copy(vm: &mut Vm, v: &Value) -> PyResult {
    match int_value(v) {
        Some(n) => vm.int_from(n),
        None => vm.index_value(v),
    }
}

/// The nearest float of an int object.
///
/// # Errors
/// OverflowError.
pub fn to_f64(vm: &mut Vm, v: &Value) -> PyResult<f64> {
    match v.as_int() {
        Some(i) => match i.word() {
            Some(w) => Ok(w as f64),
            None => int_ops::to_f64(&number_of(i)).map_err(|f| vm.fault(f)),
        },
        None => Ok(0.0),
    }
}

/// `repr(i)`, of an int or a subclass's instance.
///
/// # Errors
/// ValueError past the limit of digits.
pub fn repr(vm: &mut Vm, v: &Value) -> PyResult {
    let Some(i) = v.as_int() else { return Ok(vm.not_implemented()) };
    if let Some(w) = i.word() {
        let mut digits = [0u8; 20];
        return Ok(vm.heap.ascii_str(write_word(w, &mut digits))?);
    }
    match int_text::to_decimal(&number_of(i), vm.digit_limit()) {
        Ok(text) => Ok(vm.heap.try_str(&text)?),
        Err(f) => Err(vm.fault(f)),
    }
}

/// Decimal text of a word, without the heap of Rust.
fn write_word(word: i64, digits: &mut [u8; 20]) -> &str {
    let (mut at, mut rest) = (digits.len(), word.unsigned_abs());
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if word < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    str::from_utf8(&digits[at..]).unwrap_or("")
}

fn bit_count(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let ones = a[0].as_int().map_or(0, |i| match i.word() {
        Some(w) => w.unsigned_abs().count_ones() as usize,
        None => i.limbs().iter().map(|l| l.count_ones() as usize).sum(),
    });
    Ok(vm.int(ones as i64))
}

/// `round(i, ndigits)`: to a multiple of a power of ten, halves to even.
fn round(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let Some(digits) = a.opt(1) else { return exact(vm, &a[0]) };
    let digits = vm.index_value(digits)?;
    let (Some(n), Some(places)) = (int_value(&a[0]), int_value(&digits)) else { return exact(vm, &a[0]) };
    if !places.is_negative() {
        return exact(vm, &a[0]);
    }
    // With more zeros than the number has digits (and one), nothing is left of it.
    let zeros = match places.to_i64() {
        Some(p) if p.unsigned_abs() <= n.bit_length() / 3 + 1 => p.unsigned_abs(),
        _ => return Ok(vm.int(0)),
    };
    let ten = numeric::Int::Small(10);
    let unit = match int_ops::pow(&ten, &numeric::Int::Small(zeros as i64), u64::MAX) {
        Ok(Power::Int(unit)) => unit,
        Ok(Power::Float(_)) => return exact(vm, &a[0]),
        Err(f) => return Err(vm.fault(f)),
    };
    check_division(vm, &n, &unit)?;
    let rounded = int_ops::div_mod(&n, &unit).map(|(quotient, rest)| {
        let twice = int_ops::add(&rest, &rest);
        let odd = int_ops::bit_and(&quotient, &numeric::Int::Small(1)) == numeric::Int::Small(1);
        let up = match int_ops::cmp(&twice, &unit) {
            Ordering::Greater => true,
            Ordering::Equal => odd,
            Ordering::Less => false,
        };
        let down = int_ops::sub(&n, &rest);
        if up { int_ops::add(&down, &unit) } else { down }
    });
    match rounded {
        Ok(n) => vm.int_from(n),
        Err(f) => Err(vm.fault(f)),
    }
}

fn format(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let spec = vm.str_arg(&a[1], "__format__() argument")?;
    let Some(n) = int_value(&a[0]) else { return Ok(vm.not_implemented()) };
    if spec.is_empty() {
        return vm.str_of(&a[0]);
    }
    let (name, limits) = (vm.type_name(&a[0]), vm.format_limits());
    let mut out = TextBuf::new();
    match number::format_int(&n, spec, &name, &limits, &mut out) {
        Ok(()) => vm.str_from(&out),
        Err(f) => Err(vm.fault(f)),
    }
}
