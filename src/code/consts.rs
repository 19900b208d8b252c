//! Constants: literals as values, and the pool of a compilation in which equal ones are one.
//!
//! Invariant: two entries of the pool differ in type or value (`merge_const_one` of
//! `Python/compile.c`; 0.0 and -0.0 differ, 1 and True differ, tuples by their elements).
//! Deliberately absent: arithmetic (see `fold.rs`).

use super::unit::{Const, ConstId};
use crate::syntax::ast::Constant;
use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};
use std::collections::HashMap;

/// A constant value while it is still being computed with.
#[derive(Clone, Debug, PartialEq)]
pub enum Lit {
    None,
    Bool(bool),
    Ellipsis,
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
    Str(Vec<u8>),
    Bytes(Vec<u8>),
    Tuple(Vec<Lit>),
    FrozenSet(Vec<Lit>),
}

impl Lit {
    pub fn of(c: &Constant) -> Lit {
        match *c {
            Constant::None => Lit::None,
            Constant::True => Lit::Bool(true),
            Constant::False => Lit::Bool(false),
            Constant::Ellipsis => Lit::Ellipsis,
            Constant::Int(i) => Lit::Int(i.into()),
            Constant::BigInt(digits) => Lit::Int(parse_digits(digits)),
            Constant::Float(x) => Lit::Float(x),
            Constant::Complex(x) => Lit::Complex(0.0, x),
            Constant::Str(text) => Lit::Str(text.0.to_vec()),
            Constant::Bytes(bytes) => Lit::Bytes(bytes.to_vec()),
        }
    }

    /// As Python writes it, for messages: good for the literals that can be keys of a pattern.
    pub fn repr(&self) -> String {
        match self {
            Lit::None => "None".into(),
            Lit::Bool(true) => "True".into(),
            Lit::Bool(false) => "False".into(),
            Lit::Ellipsis => "Ellipsis".into(),
            Lit::Int(i) => i.to_string(),
            Lit::Float(x) => format!("{x:?}"),
            Lit::Complex(re, im) if re.to_bits() == 0 => format!("{im}j"),
            Lit::Complex(re, im) => format!("({re}{im:+}j)"),
            Lit::Str(text) => format!("'{}'", String::from_utf8_lossy(text)),
            Lit::Bytes(text) => format!("b'{}'", text.escape_ascii()),
            Lit::Tuple(items) | Lit::FrozenSet(items) => {
                format!("({})", items.iter().map(Lit::repr).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// The same for all literals that are one key of a dict: `0`, `0.0`, `0j` and `False`.
    pub fn as_key(&self) -> Lit {
        match *self {
            Lit::Bool(b) => Lit::Int(b.into()),
            Lit::Float(x) if x.fract() == 0.0 => BigInt::from_f64(x).map_or(Lit::Float(x), Lit::Int),
            Lit::Complex(re, 0.0) => Lit::Float(re).as_key(),
            _ => self.clone(),
        }
    }

    pub fn truth(&self) -> bool {
        match self {
            Lit::None => false,
            Lit::Bool(b) => *b,
            Lit::Ellipsis => true,
            Lit::Int(i) => *i != BigInt::ZERO,
            Lit::Float(x) => *x != 0.0,
            Lit::Complex(re, im) => *re != 0.0 || *im != 0.0,
            Lit::Str(s) | Lit::Bytes(s) => !s.is_empty(),
            Lit::Tuple(items) | Lit::FrozenSet(items) => !items.is_empty(),
        }
    }
}

fn parse_digits(digits: &str) -> BigInt {
    digits.parse().unwrap_or_default()
}

/// The constants of a compilation.
#[derive(Debug, Default)]
pub struct Pool {
    pub items: Vec<Const>,
    index: HashMap<Const, ConstId>,
}

impl Pool {
    pub fn add(&mut self, c: Const) -> ConstId {
        if let Some(&id) = self.index.get(&c) {
            return id;
        }
        let id = ConstId(self.items.len() as u32);
        self.items.push(c.clone());
        self.index.insert(c, id);
        id
    }

    pub fn str(&mut self, text: &str) -> ConstId {
        self.add(Const::Str(text.as_bytes().into()))
    }

    pub fn lit(&mut self, lit: &Lit) -> ConstId {
        let c = match lit {
            Lit::None => Const::None,
            Lit::Bool(true) => Const::True,
            Lit::Bool(false) => Const::False,
            Lit::Ellipsis => Const::Ellipsis,
            Lit::Int(i) => {
                i.to_i64().map_or_else(|| Const::BigInt(i.to_string().into_boxed_str()), Const::Int)
            }
            Lit::Float(x) => Const::Float(x.to_bits()),
            Lit::Complex(re, im) => Const::Complex(re.to_bits(), im.to_bits()),
            Lit::Str(s) => Const::Str(s.as_slice().into()),
            Lit::Bytes(s) => Const::Bytes(s.as_slice().into()),
            Lit::Tuple(items) => Const::Tuple(items.iter().map(|item| self.lit(item)).collect()),
            Lit::FrozenSet(items) => {
                // In order of first appearance, without repetitions: equal as the machine's set is.
                let mut ids: Vec<ConstId> = Vec::with_capacity(items.len());
                for item in items {
                    let id = self.lit(item);
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
                Const::FrozenSet(ids.into())
            }
        };
        self.add(c)
    }
}
