//! What is searched: the text of a str, the contents of a bytes-like object.

use super::engine::Engine;
use super::pattern::{self, field};
use crate::object::{Chars, PyResult, Value};
use crate::types::bytes::{bytes_arg, bytes_like};
use crate::types::iter;
use crate::vm::Vm;
use std::borrow::Cow;

pub enum Subject<'a> {
    Text(Chars<'a>),
    Bytes(Cow<'a, [u8]>),
}

impl<'a> Subject<'a> {
    /// Any str or bytes-like object.
    ///
    /// # Errors
    /// TypeError: "expected string or bytes-like object, got 'int'".
    pub fn any(vm: &mut Vm, v: &'a Value) -> PyResult<Subject<'a>> {
        if let Some(s) = v.as_str() {
            return Ok(Subject::Text(s.chars()));
        }
        if bytes_like(&vm.heap, v).is_none() {
            let got = vm.type_name(v);
            return Err(vm.type_error(format!("expected string or bytes-like object, got '{got}'")));
        }
        Ok(Subject::Bytes(bytes_arg(vm, v)?))
    }
    /// What the pattern `p` may be looked for in.
    ///
    /// # Errors
    /// TypeError.
    pub fn of(vm: &mut Vm, p: &Value, v: &'a Value) -> PyResult<Subject<'a>> {
        let subject = Subject::any(vm, v)?;
        match (&subject, pattern::is_text(vm, p)) {
            (Subject::Bytes(_), Some(true)) => {
                Err(vm.type_error("cannot use a string pattern on a bytes-like object"))
            }
            (Subject::Text(_), Some(false)) => {
                Err(vm.type_error("cannot use a bytes pattern on a string-like object"))
            }
            _ => Ok(subject),
        }
    }
    pub fn chars(&self) -> Chars<'_> {
        match self {
            Subject::Text(text) => *text,
            Subject::Bytes(data) => Chars::Latin1(data),
        }
    }
    pub fn is_text(&self) -> bool {
        matches!(self, Subject::Text(_))
    }
    /// A part of it; the whole of `v` is `v` itself.
    ///
    /// # Errors
    /// MemoryError.
    pub fn part(&self, vm: &mut Vm, v: &Value, from: usize, to: usize) -> PyResult {
        let all = from == 0 && to == self.chars().len();
        match self {
            Subject::Text(_) if all && v.is_exactly(crate::object::Kind::STR) => Ok(v.clone()),
            Subject::Text(text) => Ok(vm.heap.str_from_chars(text.slice(from..to))?),
            Subject::Bytes(_) if all && v.is_exactly(crate::object::Kind::BYTES) => Ok(v.clone()),
            Subject::Bytes(data) => Ok(vm.heap.bytes(&data[from..to])?),
        }
    }
    /// A matcher of the pattern `p`, whose program is `code`, between two places.
    pub fn engine<'s>(
        &'s self,
        vm: &mut Vm,
        p: &Value,
        code: &'s Value,
        span: (usize, usize),
    ) -> Engine<'s, 's> {
        let groups = iter::word(vm, p, field::GROUPS) as usize;
        let words = code.as_bytes().unwrap_or_default().as_chunks::<4>().0;
        let room = vm.room();
        Engine::new(words, self.chars(), groups, span, room)
    }
    /// `pos` and `endpos`, within the subject.
    ///
    /// # Errors
    /// TypeError, OverflowError.
    pub fn bounds(&self, vm: &mut Vm, pos: Option<&Value>, end: Option<&Value>) -> PyResult<(usize, usize)> {
        let len = self.chars().len();
        let clip = |i: i64| usize::try_from(i).unwrap_or(0).min(len);
        let from = pos.map_or(Ok(0), |v| vm.size_index(v))?;
        let to = end.map_or(Ok(i64::MAX), |v| vm.size_index(v))?;
        Ok((clip(from), clip(to)))
    }
}
