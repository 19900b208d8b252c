//! What the tables of the built-in types share: from pure results to objects and raised errors,
//! and the arguments that many methods take (indices, slices, text, bytes-like values).
//!
//! Invariant: everything that can run Python code (`__index__`) runs before contents are looked
//! at; lengths are applied to unpacked slices afterwards, as CPython's `PySlice_AdjustIndices`.
//! Deliberately absent: the algorithms (see `numeric`, `format`, `unicode`).

use super::fault::{Fault, FaultKind};
use super::format::Limits;
use super::numeric;
use crate::object::{Chars, Kind, NoMemory, PyResult, Raised, TextBuf, TypeObj, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;
use std::ops::Range;

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
    /// A bound of a slice or search (`_PyEval_SliceIndex`): `__index__`, clamped to 64 bits.
    ///
    /// # Errors
    /// TypeError, or what `__index__` raises.
    pub fn slice_bound(&mut self, v: &Value) -> PyResult<i64> {
        if let Some(w) = v.as_word() {
            return Ok(w);
        }
        if !self.has_index(v) {
            let text = "slice indices must be integers or None or have an __index__ method";
            return Err(self.type_error(text));
        }
        self.clamped_index(v)
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
    /// Whether the type has `__index__` (`PyIndex_Check`).
    pub fn has_index(&mut self, v: &Value) -> bool {
        if v.as_int().is_some() {
            return true;
        }
        let name = self.names.__index__.clone();
        self.special(v, &name).is_some()
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
        let start = match start {
            Some(v) if !v.is_none() => self.slice_bound(v)?,
            _ => 0,
        };
        let end = match end {
            Some(v) if !v.is_none() => self.slice_bound(v)?,
            _ => i64::MAX,
        };
        Ok((start, end))
    }
    /// Unpack a slice object (`PySlice_Unpack`).
    ///
    /// # Errors
    /// TypeError; ValueError for a step of 0.
    pub fn unpack_slice(&mut self, slice: &Value) -> PyResult<Unpacked> {
        let field = |vm: &Vm, i: usize| slice.as_record().and_then(|r| r.get(&vm.heap, i));
        let step = match field(self, 2) {
            Some(v) if !v.is_none() => self.slice_bound(&v)?.max(-i64::MAX),
            _ => 1,
        };
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let start = match field(self, 0) {
            Some(v) if !v.is_none() => self.slice_bound(&v)?,
            _ if step < 0 => i64::MAX,
            _ => 0,
        };
        let stop = match field(self, 1) {
            Some(v) if !v.is_none() => self.slice_bound(&v)?,
            _ if step < 0 => i64::MIN,
            _ => i64::MAX,
        };
        Ok(Unpacked { start, stop, step })
    }
    /// The text of an argument that must be a str.
    ///
    /// # Errors
    /// TypeError: "f() argument 'x' must be str, not int".
    pub fn str_arg<'a>(&mut self, v: &'a Value, what: &str) -> PyResult<Chars<'a>> {
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
    /// Whether the right operand of a sequence's `+` has a say of its own: CPython asks number
    /// slots (`__radd__`) before it concatenates.
    pub fn has_reflected(&mut self, v: &Value, name: &Value) -> bool {
        if !v.kind().is_derived() && !v.kind().is_record() {
            return false;
        }
        match self.special(v, name) {
            Some(method) => v.kind().is_record() || !method.is_exactly(Kind::SLOT_WRAPPER),
            None => false,
        }
    }
    /// How often a sequence operand is to be repeated; `None`: not a number, or one that
    /// multiplies itself.
    ///
    /// # Errors
    /// OverflowError, or what `__index__` raises.
    pub fn repeat_count(&mut self, v: &Value) -> PyResult<Option<usize>> {
        if v.as_int().is_none() {
            let name = self.names.__rmul__.clone();
            if !self.has_index(v) || self.has_reflected(v, &name) {
                return Ok(None);
            }
        }
        Ok(Some(self.size_index(v)?.max(0) as usize))
    }
    /// A tuple of two.
    ///
    /// # Errors
    /// MemoryError.
    pub fn pair(&mut self, a: Value, b: Value) -> PyResult {
        self.tuple(vec![a, b])
    }
}

/// A slice whose length is not known yet.
#[derive(Clone, Copy, Debug)]
pub struct Unpacked {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
}

/// The places that a slice picks from a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// First place; with a negative step it may be -1 when nothing is picked.
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    /// How many.
    pub len: usize,
}

impl Unpacked {
    /// Apply to a sequence of `len` items (`PySlice_AdjustIndices`).
    pub fn adjust(self, len: usize) -> Cut {
        let len = len as i64;
        let clamp = |v: i64| {
            let v = if v < 0 { v.saturating_add(len) } else { v };
            if v < 0 {
                if self.step < 0 { -1 } else { 0 }
            } else if v >= len {
                if self.step < 0 { len - 1 } else { len }
            } else {
                v
            }
        };
        let (start, stop) = (clamp(self.start), clamp(self.stop));
        let count = match self.step {
            step if step > 0 && start < stop => (stop - start - 1) / step + 1,
            step if step < 0 && stop < start => (start - stop - 1) / -step + 1,
            _ => 0,
        };
        Cut { start, stop, step: self.step, len: count as usize }
    }
}

impl Cut {
    /// The places, in the slice's order.
    pub fn places(self) -> impl ExactSizeIterator<Item = usize> {
        (0..self.len).map(move |i| (self.start + i as i64 * self.step) as usize)
    }
    /// The places as a range of the sequence, if the step is 1.
    pub fn range(self) -> Option<Range<usize>> {
        (self.step == 1).then(|| self.start as usize..self.start as usize + self.len)
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
