//! What the tables of the built-in types share: from pure results to objects and raised errors,
//! and the arguments that many methods take (indices, bounds, text).
//!
//! Invariant: everything that can run Python code (`__index__`) runs before contents are looked at.
//! Deliberately absent: the algorithms (see `numeric`, `format`, `unicode`).

use super::fault::{Fault, FaultKind};
use super::format::Limits;
use super::numeric;
use super::slice::clamped;
use crate::object::{Chars, Kind, NoMemory, PyResult, Raised, TextBuf, TypeObj, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;
use std::fmt;

/// What stops an engine that runs user code half-way: an exception, or a fault still to be raised.
pub enum Thrown {
    Raised(Raised),
    Fault(Fault),
}

impl From<Fault> for Thrown {
    fn from(fault: Fault) -> Thrown {
        Thrown::Fault(fault)
    }
}
impl From<Raised> for Thrown {
    fn from(raised: Raised) -> Thrown {
        Thrown::Raised(raised)
    }
}

/// Most bytes a native gathers outside the heap before it makes an object of them.
const MOST_ROOM: usize = 1 << 32;

impl Vm {
    /// Raise what a pure function reports.
    #[cold]
    pub fn fault(&mut self, fault: Fault) -> Raised {
        match fault.kind {
            FaultKind::ValueError => self.value_error(fault.message),
            FaultKind::TypeError => self.type_error(fault.message),
            FaultKind::OverflowError => self.overflow_error(fault.message),
            FaultKind::ZeroDivisionError => self.zero_division(fault.message),
            FaultKind::MemoryError => Raised::from(NoMemory),
            FaultKind::RangeErrno => {
                let args = vec![self.int(34), self.str("Numerical result out of range")];
                self.err_with(Exc::OverflowError, args)
            }
        }
    }
    /// Raise what an engine stopped at.
    #[cold]
    pub fn thrown(&mut self, thrown: Thrown) -> Raised {
        match thrown {
            Thrown::Raised(r) => r,
            Thrown::Fault(f) => self.fault(f),
        }
    }
    /// Bytes (or code points) that the result of one operation may take: the heap's limit.
    pub fn room(&mut self) -> usize {
        self.heap.memory().limit().min(MOST_ROOM)
    }
    /// MemoryError if a result of `bytes` would not fit the heap's limit.
    ///
    /// # Errors
    /// MemoryError.
    pub fn check_room(&mut self, bytes: usize) -> PyResult<()> {
        if bytes > self.room() { Err(Raised::from(NoMemory)) } else { Ok(()) }
    }
    /// Limits of formatting.
    pub fn format_limits(&mut self) -> Limits {
        Limits { digits: self.digit_limit(), len: self.room().min(Limits::DEFAULT.len) }
    }
    /// A str of built text.
    ///
    /// # Errors
    /// MemoryError.
    pub fn str_from(&mut self, text: &TextBuf) -> PyResult {
        Ok(self.heap.str_from_chars(text.as_chars())?)
    }
    /// An int of any size.
    ///
    /// # Errors
    /// MemoryError.
    pub fn int_from(&mut self, value: numeric::Int) -> PyResult {
        match value {
            numeric::Int::Small(w) => Ok(self.int(w)),
            numeric::Int::Big(b) => Ok(self.heap.int_from_big(&b)?),
        }
    }
    /// A new object of an immutable type for `__new__`: `value` itself for the type, a copy of it
    /// with the subclass's layout for a user subclass.
    ///
    /// # Errors
    /// MemoryError.
    pub fn as_instance(&mut self, cls: &Value, value: Value) -> PyResult {
        match cls.as_type() {
            Some(t) if t.instance_kind().is_derived() => Ok(self.heap.derived_copy(t, &value)?),
            _ => Ok(value),
        }
    }
    /// `__index__`, clamped to 64 bits (`PyNumber_AsSsize_t` without an error).
    ///
    /// # Errors
    /// TypeError, or what `__index__` raises.
    pub fn clamped_index(&mut self, v: &Value) -> PyResult<i64> {
        let i = self.index_value(v)?;
        Ok(match i.as_int() {
            Some(n) => n.word().unwrap_or(if n.is_negative() { i64::MIN } else { i64::MAX }),
            None => 0,
        })
    }
    /// `__index__` as a count or size: OverflowError ("cannot fit 'int' into an index-sized
    /// integer") beyond 64 bits.
    ///
    /// # Errors
    /// TypeError, OverflowError.
    pub fn size_index(&mut self, v: &Value) -> PyResult<i64> {
        let i = self.index_value(v)?;
        match i.as_word() {
            Some(w) => Ok(w),
            None => {
                let got = self.type_name(v);
                Err(self.overflow_error(format!("cannot fit '{got}' into an index-sized integer")))
            }
        }
    }
    /// The optional `start` and `end` of a search.
    ///
    /// # Errors
    /// TypeError.
    pub fn search_bounds(&mut self, start: Option<&Value>, end: Option<&Value>) -> PyResult<(i64, i64)> {
        let mut bound = |v: Option<&Value>, absent| -> PyResult<i64> {
            match v {
                Some(v) => Ok(clamped(self, v)?.unwrap_or(absent)),
                None => Ok(absent),
            }
        };
        let (start, end) = (bound(start, 0)?, bound(end, i64::MAX)?);
        Ok((start, end))
    }
    /// The text of an argument that must be a str.
    ///
    /// # Errors
    /// TypeError: "f() argument 'x' must be str, not int".
    pub fn str_arg<'a>(&mut self, v: &'a Value, what: impl fmt::Display) -> PyResult<Chars<'a>> {
        match v.as_str() {
            Some(s) => Ok(s.chars()),
            None => {
                let got = self.arg_type_name(v);
                Err(self.type_error(format!("{what} must be str, not {got}")))
            }
        }
    }
    /// The type of an argument as "must be X, not Y" messages show it: None is "None".
    pub fn arg_type_name(&self, v: &Value) -> String {
        if v.is_none() { "None".to_owned() } else { self.type_name(v) }
    }
    /// A tuple of two.
    ///
    /// # Errors
    /// MemoryError.
    pub fn pair(&mut self, a: Value, b: Value) -> PyResult {
        self.tuple(vec![a, b])
    }
}

/// Place `i` of a sequence of `len`, counted from the end if negative.
pub fn place(i: i64, len: usize) -> Option<usize> {
    let at = if i < 0 { i.checked_add(len as i64)? } else { i };
    usize::try_from(at).ok().filter(|&at| at < len)
}

/// Whether the class that `__new__` is asked for is the built-in type itself.
pub fn is_builtin(cls: &Value, kind: Kind) -> bool {
    cls.as_type().is_some_and(|t: &TypeObj| t.instance_kind() == kind)
}
