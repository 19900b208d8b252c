//! `except*`: which part of an exception a clause takes, and what is raised after all clauses.
//!
//! Follows `_PyEval_ExceptionGroupMatch` and `_PyEval_CheckExceptStarTypeValid` of `Python/ceval.c`, and
//! `_PyExc_PrepReraiseStar` of `Objects/exceptions.c`.

use super::Vm;
use super::errors::{Exc, field};
use crate::object::{PyResult, Value};
use crate::types::exception::project;

impl Vm {
    /// The part of `exc` that an `except*` clause takes, and the rest; None where there is none.
    pub(crate) fn match_group(&mut self, exc: Value, typ: Value) -> PyResult<(Value, Value)> {
        let none = self.none();
        let matches = self.exception_matches(&exc, &typ)?;
        let group = self.exc_type(Exc::BaseExceptionGroup);
        let classes = typ.as_tuple().unwrap_or(std::slice::from_ref(&typ));
        if classes.iter().filter_map(Value::as_type).any(|c| c.is_subtype(&self.heap, group)) {
            let message = "catching ExceptionGroup with except* is not allowed. Use except instead.";
            return Err(self.type_error(message));
        }
        if exc.is_none() {
            return Ok((none.clone(), none));
        }
        if matches {
            if self.is_exc(&exc, Exc::BaseExceptionGroup) {
                return Ok((exc, none));
            }
            let (text, one) = (self.heap.empty_str(), self.tuple(vec![exc])?);
            let class = self.exc_class(Exc::BaseExceptionGroup);
            return Ok((self.call(&class, &[text, one])?, none));
        }
        if !self.is_exc(&exc, Exc::BaseExceptionGroup) {
            return Ok((none, exc));
        }
        let split = self.get_attr_str(&exc, "split")?;
        let pair = self.call(&split, &[typ])?;
        let group = self.type_name(&exc);
        match pair.as_tuple() {
            Some([m, r, ..]) => Ok((m.clone(), r.clone())),
            Some(items) => {
                let n = items.len();
                Err(self.type_error(format!("{group}.split must return a 2-tuple, got tuple of size {n}")))
            }
            None => {
                let got = self.type_name(&pair);
                Err(self.type_error(format!("{group}.split must return a tuple, not {got}")))
            }
        }
    }
    /// What is left to raise after the clauses: what they raised themselves, then what was raised again
    /// or not taken, in the shape it had in the original.
    pub(crate) fn prep_reraise_star(&mut self, orig: Value, excs: Value) -> PyResult {
        let items: Vec<Value> = self.collect(&excs)?.into_iter().filter(|e| !e.is_none()).collect();
        if !self.is_exc(&orig, Exc::BaseExceptionGroup) {
            return Ok(items.into_iter().next().unwrap_or_else(|| self.none()));
        }
        let (again, mut raised): (Vec<Value>, Vec<Value>) =
            items.into_iter().partition(|e| self.is_raised_again(e, &orig));
        raised.extend(project(self, &orig, &again)?);
        if raised.len() > 1 {
            let (text, list) = (self.heap.empty_str(), self.list(raised)?);
            let class = self.exc_class(Exc::BaseExceptionGroup);
            return self.call(&class, &[text, list]);
        }
        Ok(raised.pop().unwrap_or_else(|| self.none()))
    }
    /// Parts of the original have its notes, traceback, cause and context.
    fn is_raised_again(&self, e: &Value, orig: &Value) -> bool {
        [field::TRACEBACK, field::CAUSE, field::CONTEXT].into_iter().all(|i| {
            match (self.exc_field(e, i), self.exc_field(orig, i)) {
                (Some(x), Some(y)) => x.is(&y),
                (None, None) => true,
                (Some(v), None) | (None, Some(v)) => v.is_none(),
            }
        })
    }
}
