//! Constant folding, as `Python/ast_opt.c` of CPython 3.13 does it.
//!
//! What is folded decides identities, counts and sizes, so both the rules and their size limits
//! are CPython's. An operation that would raise is left for run time. Deliberately absent: values
//! whose computation belongs to the machine (powers and quotients of complex numbers, true
//! division and float conversion of integers beyond 2**53): these are computed when they are met.

use super::consts::Lit;
use crate::syntax::ast::{Expr, ExprKind, Operator, UnaryOp};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

const MAX_INT_BITS: u64 = 128;
const MAX_COLLECTION: usize = 256;
const MAX_STR: usize = 4096;
const MAX_TOTAL_ITEMS: i64 = 1024;

/// The value of a constant expression. `debug` is the value of `__debug__`.
pub fn fold(e: &Expr, debug: bool) -> Option<Lit> {
    match e.kind {
        ExprKind::Constant(ref c) => Some(Lit::of(c)),
        ExprKind::Name("__debug__") => Some(Lit::Bool(debug)),
        ExprKind::UnaryOp { op, operand } => unary(op, fold(operand, debug)?),
        ExprKind::BinOp { .. } => fold_chain(e, debug),
        ExprKind::Tuple(items) => fold_all(items, debug).map(Lit::Tuple),
        ExprKind::Subscript { value, slice } => {
            // The value first: what a student subscripts is rarely a constant.
            let value = fold(value, debug)?;
            subscript(value, fold(slice, debug)?)
        }
        _ => None,
    }
}

/// All of `items`, if each is constant.
pub fn fold_all(items: &[Expr], debug: bool) -> Option<Vec<Lit>> {
    items.iter().map(|item| fold(item, debug)).collect()
}

/// A chain of operators leans left: followed in a loop, down to its first operand.
fn fold_chain(e: &Expr, debug: bool) -> Option<Lit> {
    let mut chain = Vec::new();
    let mut e = e;
    while let ExprKind::BinOp { left, op, right } = e.kind {
        chain.push((op, right));
        e = left;
    }
    let mut value = fold(e, debug)?;
    for (op, right) in chain.into_iter().rev() {
        value = binary(op, value, fold(right, debug)?)?;
    }
    Some(value)
}

fn unary(op: UnaryOp, v: Lit) -> Option<Lit> {
    if op == UnaryOp::Not {
        return Some(Lit::Bool(!v.truth()));
    }
    Some(match (op, number(v)?) {
        (UnaryOp::Invert, Num::Int(i)) => Lit::Int(-i - 1),
        (UnaryOp::USub, Num::Int(i)) => Lit::Int(-i),
        (UnaryOp::USub, Num::Float(x)) => Lit::Float(-x),
        (UnaryOp::USub, Num::Complex(re, im)) => Lit::Complex(-re, -im),
        (UnaryOp::UAdd, n) => n.into(),
        _ => return None,
    })
}

enum Num {
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
}

impl From<Num> for Lit {
    fn from(n: Num) -> Lit {
        match n {
            Num::Int(i) => Lit::Int(i),
            Num::Float(x) => Lit::Float(x),
            Num::Complex(re, im) => Lit::Complex(re, im),
        }
    }
}

fn number(v: Lit) -> Option<Num> {
    Some(match v {
        Lit::Bool(b) => Num::Int(i32::from(b).into()),
        Lit::Int(i) => Num::Int(i),
        Lit::Float(x) => Num::Float(x),
        Lit::Complex(re, im) => Num::Complex(re, im),
        _ => return None,
    })
}

fn binary(op: Operator, a: Lit, b: Lit) -> Option<Lit> {
    match (op, a, b) {
        (Operator::Add, Lit::Str(a), Lit::Str(b)) => Some(Lit::Str(join_surrogates(a, &b))),
        (Operator::Add, Lit::Bytes(a), Lit::Bytes(b)) => Some(Lit::Bytes([a, b].concat())),
        (Operator::Add, Lit::Tuple(mut a), Lit::Tuple(b)) => {
            a.extend(b);
            Some(Lit::Tuple(a))
        }
        (Operator::Mult, seq @ (Lit::Str(_) | Lit::Bytes(_) | Lit::Tuple(_)), n)
        | (Operator::Mult, n, seq @ (Lit::Str(_) | Lit::Bytes(_) | Lit::Tuple(_))) => repeat(seq, n),
        // `True & False` is a bool.
        (Operator::BitAnd, Lit::Bool(a), Lit::Bool(b)) => Some(Lit::Bool(a & b)),
        (Operator::BitOr, Lit::Bool(a), Lit::Bool(b)) => Some(Lit::Bool(a | b)),
        (Operator::BitXor, Lit::Bool(a), Lit::Bool(b)) => Some(Lit::Bool(a ^ b)),
        (op, a, b) => match (number(a)?, number(b)?) {
            (Num::Int(a), Num::Int(b)) => integers(op, a, b),
            (Num::Complex(re, im), b) => complexes(op, (re, im), to_complex(b)?),
            (a, Num::Complex(re, im)) => complexes(op, to_complex(a)?, (re, im)),
            (a, b) => floats(op, to_float(a)?, to_float(b)?),
        },
    }
}

/// Two lone halves that meet stay two code points: generalised UTF-8 would show them as they are,
/// so plain concatenation is right.
fn join_surrogates(a: Vec<u8>, b: &[u8]) -> Vec<u8> {
    let mut joined = a;
    joined.extend_from_slice(b);
    joined
}

fn length(text: &[u8]) -> usize {
    text.iter().filter(|&&b| b & 0xc0 != 0x80).count()
}

/// `safe_multiply` for sequences.
fn repeat(seq: Lit, n: Lit) -> Option<Lit> {
    let Num::Int(n) = number(n)? else { return None };
    let limit = |size: usize, max: usize| -> Option<usize> {
        if size == 0 {
            return Some(0);
        }
        n.to_usize().filter(|&n| n <= max / size)
    };
    match seq {
        Lit::Str(s) => Some(Lit::Str(s.repeat(limit(length(&s), MAX_STR)?))),
        Lit::Bytes(s) => Some(Lit::Bytes(s.repeat(limit(s.len(), MAX_STR)?))),
        Lit::Tuple(items) => {
            let n = limit(items.len(), MAX_COLLECTION)?;
            if n > 0 && complexity(&items, MAX_TOTAL_ITEMS / n as i64) < 0 {
                return None;
            }
            let total = items.len() * n;
            Some(Lit::Tuple(items.into_iter().cycle().take(total).collect()))
        }
        _ => None,
    }
}

/// `check_complexity`: what is left of `limit` after counting the items, or a negative number.
fn complexity(items: &[Lit], mut limit: i64) -> i64 {
    limit -= items.len() as i64;
    for item in items {
        if limit < 0 {
            break;
        }
        if let Lit::Tuple(items) | Lit::FrozenSet(items) = item {
            limit = complexity(items, limit);
        }
    }
    limit
}

fn integers(op: Operator, a: BigInt, b: BigInt) -> Option<Lit> {
    let zero = b.is_zero();
    Some(Lit::Int(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult if a.is_zero() || zero || a.bits() + b.bits() <= MAX_INT_BITS => a * b,
        Operator::FloorDiv if !zero => a.div_floor(&b),
        Operator::Mod if !zero => a.mod_floor(&b),
        Operator::BitAnd => a & b,
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        Operator::LShift if !b.is_negative() => {
            if a.is_zero() {
                return Some(Lit::Int(a));
            }
            let by = b.to_u64().filter(|&by| by <= MAX_INT_BITS && a.bits() <= MAX_INT_BITS - by)?;
            a << by
        }
        Operator::RShift if !b.is_negative() => match b.to_u64() {
            Some(by) => a >> by,
            None if a.is_negative() => BigInt::from(-1),
            None => BigInt::ZERO,
        },
        Operator::Pow if zero => BigInt::from(1),
        Operator::Pow if !b.is_negative() => {
            let by = b.to_u32().filter(|&by| a.bits() <= MAX_INT_BITS / u64::from(by))?;
            a.pow(by)
        }
        Operator::Pow => return floats(op, exact(&a)?, exact(&b)?),
        Operator::Div if !zero => return Some(Lit::Float(exact(&a)? / exact(&b)?)),
        _ => return None,
    }))
}

/// The integer as a float, if none of it is lost.
fn exact(i: &BigInt) -> Option<f64> {
    (i.bits() <= 53).then(|| i.to_f64()).flatten()
}

fn to_float(n: Num) -> Option<f64> {
    match n {
        Num::Int(i) => exact(&i),
        Num::Float(x) => Some(x),
        Num::Complex(..) => None,
    }
}

fn to_complex(n: Num) -> Option<(f64, f64)> {
    match n {
        Num::Complex(re, im) => Some((re, im)),
        n => Some((to_float(n)?, 0.0)),
    }
}

fn floats(op: Operator, a: f64, b: f64) -> Option<Lit> {
    Some(Lit::Float(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        // Domain and range errors are the machine's business.
        Operator::Pow if (a > 0.0 || b == b.trunc()) && !(a == 0.0 && b < 0.0) => {
            let power = a.powf(b);
            if !power.is_finite() {
                return None;
            }
            power
        }
        _ => return None,
    }))
}

fn complexes(op: Operator, a: (f64, f64), b: (f64, f64)) -> Option<Lit> {
    Some(match op {
        Operator::Add => Lit::Complex(a.0 + b.0, a.1 + b.1),
        Operator::Sub => Lit::Complex(a.0 - b.0, a.1 - b.1),
        Operator::Mult => Lit::Complex(a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0),
        _ => return None,
    })
}

/// `fold_subscr`: an element of a constant.
fn subscript(value: Lit, index: Lit) -> Option<Lit> {
    let Num::Int(index) = number(index)? else { return None };
    let index = index.to_i64()?;
    let place = |len: usize| {
        let at = if index < 0 { index.checked_add(len as i64)? } else { index };
        usize::try_from(at).ok().filter(|&at| at < len)
    };
    match value {
        Lit::Tuple(mut items) => Some(items.swap_remove(place(items.len())?)),
        Lit::Bytes(bytes) => Some(Lit::Int(bytes[place(bytes.len())?].into())),
        Lit::Str(text) => {
            let starts: Vec<usize> =
                (0..text.len()).filter(|&i| text[i] & 0xc0 != 0x80).chain([text.len()]).collect();
            let at = place(starts.len() - 1)?;
            Some(Lit::Str(text[starts[at]..starts[at + 1]].to_vec()))
        }
        _ => None,
    }
}

/// One `%s`-like field of a format string that `optimize_format` turns into an f-string field.
#[derive(Debug, PartialEq)]
pub enum Piece {
    Text(Vec<u8>),
    Field { conversion: u8, spec: String },
}

/// `"%s: %r" % (a, b)`: the pieces, if the text has nothing but simple fields and exactly `args` of them.
pub fn format_pieces(text: &[u8], args: usize) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let (mut literal, mut fields, mut i) = (Vec::new(), 0, 0);
    while i < text.len() {
        if text[i] != b'%' {
            literal.push(text[i]);
            i += 1;
        } else if text.get(i + 1) == Some(&b'%') {
            literal.push(b'%');
            i += 2;
        } else {
            if !literal.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut literal)));
            }
            let (piece, next) = format_field(text, i + 1)?;
            pieces.push(piece);
            fields += 1;
            i = next;
        }
    }
    if !literal.is_empty() {
        pieces.push(Piece::Text(literal));
    }
    (fields == args).then_some(pieces)
}

/// `simple_format_arg_parse`: flags, width, precision of at most three digits, then s, r or a.
fn format_field(text: &[u8], mut i: usize) -> Option<(Piece, usize)> {
    let mut left = false;
    while let Some(b'-' | b'+' | b' ' | b'#' | b'0') = text.get(i) {
        left |= text[i] == b'-';
        i += 1;
    }
    let digits = |i: &mut usize| {
        let start = *i;
        while text.get(*i).is_some_and(u8::is_ascii_digit) {
            *i += 1;
        }
        let found = std::str::from_utf8(&text[start..*i]).unwrap_or_default();
        (found.len() <= 3).then(|| found.parse::<u32>().ok())
    };
    let width = digits(&mut i)?;
    let mut spec = String::new();
    if let Some(width) = width {
        if !left && width > 0 {
            spec.push('>');
        }
        spec.push_str(&width.to_string());
    }
    if text.get(i) == Some(&b'.') {
        i += 1;
        let precision = digits(&mut i)?.unwrap_or(0);
        spec.push_str(&format!(".{precision}"));
    }
    let conversion = *text.get(i).filter(|c| matches!(c, b's' | b'r' | b'a'))?;
    Some((Piece::Field { conversion, spec }, i + 1))
}
