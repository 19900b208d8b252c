//! Operators: fast paths for exact numbers and strings, then the protocol of special methods.
//!
//! Binary operators try the left type's method, then the right's reflected one; the right goes
//! first when its type is a proper subclass that overrides the method (`binary_op1` and
//! `SLOT1BIN` in CPython). In-place forms try their own method first.

use super::Vm;
use crate::object::limbs;
use crate::object::ops::{BinOp, CmpOp, UnOp, float_holds, holds};
use crate::object::spec::NativeKind;
use crate::object::typeobj::tflag;
use crate::object::{Kind, PyResult, Raised, Value};

/// Rich comparison of exact numbers and strings: no Python code, no allocation.
#[inline]
pub fn fast_compare(op: CmpOp, a: &Value, b: &Value) -> Option<bool> {
    match (a.kind(), b.kind()) {
        (Kind::INT | Kind::BOOL, Kind::INT | Kind::BOOL) => {
            if let (Some(x), Some(y)) = (a.as_word(), b.as_word()) {
                return Some(holds(op, x.cmp(&y)));
            }
            Some(holds(op, limbs::compare(a.as_int()?, b.as_int()?)))
        }
        (Kind::FLOAT, Kind::FLOAT) => Some(float_holds(op, a.as_float()?, b.as_float()?)),
        (Kind::STR, Kind::STR) => {
            let (x, y) = (a.as_str()?, b.as_str()?);
            match op {
                CmpOp::Eq => Some(a.is(b) || x.same_text(y)),
                CmpOp::Ne => Some(!a.is(b) && !x.same_text(y)),
                _ => Some(holds(op, x.chars().cmp(&y.chars()))),
            }
        }
        _ => None,
    }
}

/// How deep [`Vm::plainly_equal`] looks into tuples.
const PLAIN_DEPTH: usize = 4;

fn equal_tuples(x: &[Value], y: &[Value], depth: usize) -> Option<bool> {
    // Items decide before lengths do, as in `tuple_richcompare`.
    for (v, w) in x.iter().zip(y) {
        let same = match (v.as_tuple(), w.as_tuple()) {
            _ if v.is(w) => true,
            (Some(x), Some(y)) if v.is_exactly(Kind::TUPLE) && w.is_exactly(Kind::TUPLE) => {
                equal_tuples(x, y, depth.checked_sub(1)?)?
            }
            _ => fast_compare(CmpOp::Eq, v, w)?,
        };
        if !same {
            return Some(false);
        }
    }
    Some(x.len() == y.len())
}

/// Whether CPython's type has a table of sequence slots, if an empty one, as every class of a program
/// has.
fn has_sequence_table(v: &Value) -> bool {
    let layout = v.kind().layout();
    v.ty().has(tflag::HEAP)
        || matches!(layout, Kind::DICT | Kind::SET | Kind::FROZENSET | Kind::RANGE | Kind::MEMORYVIEW)
        || matches!(layout, Kind::DICT_KEYS | Kind::DICT_VALUES | Kind::DICT_ITEMS | Kind::MAPPING_PROXY)
}

impl Vm {
    /// Whether two elements of a container are the same or equal, where no Python code can tell:
    /// numbers, strings, and tuples of them down to some depth. `None`: a real comparison must decide.
    #[inline]
    pub fn plainly_equal(a: &Value, b: &Value) -> Option<bool> {
        if a.is(b) {
            return Some(true);
        }
        match fast_compare(CmpOp::Eq, a, b) {
            Some(same) => Some(same),
            None if a.is_exactly(Kind::TUPLE) && b.is_exactly(Kind::TUPLE) => {
                equal_tuples(a.as_tuple()?, b.as_tuple()?, PLAIN_DEPTH)
            }
            None => None,
        }
    }
    fn binary_names(&self, op: BinOp) -> [&Value; 3] {
        let n = &self.names;
        match op {
            BinOp::Add => [&n.__add__, &n.__radd__, &n.__iadd__],
            BinOp::And => [&n.__and__, &n.__rand__, &n.__iand__],
            BinOp::FloorDivide => [&n.__floordiv__, &n.__rfloordiv__, &n.__ifloordiv__],
            BinOp::Lshift => [&n.__lshift__, &n.__rlshift__, &n.__ilshift__],
            BinOp::MatrixMultiply => [&n.__matmul__, &n.__rmatmul__, &n.__imatmul__],
            BinOp::Multiply => [&n.__mul__, &n.__rmul__, &n.__imul__],
            BinOp::Remainder => [&n.__mod__, &n.__rmod__, &n.__imod__],
            BinOp::Or => [&n.__or__, &n.__ror__, &n.__ior__],
            BinOp::Power => [&n.__pow__, &n.__rpow__, &n.__ipow__],
            BinOp::Rshift => [&n.__rshift__, &n.__rrshift__, &n.__irshift__],
            BinOp::Subtract => [&n.__sub__, &n.__rsub__, &n.__isub__],
            BinOp::TrueDivide => [&n.__truediv__, &n.__rtruediv__, &n.__itruediv__],
            BinOp::Xor => [&n.__xor__, &n.__rxor__, &n.__ixor__],
        }
    }
    /// `a op b`: first as numbers, then, for `+` and `*`, as sequences.
    ///
    /// # Errors
    /// TypeError, or what the methods raise.
    pub fn binary(&mut self, op: BinOp, a: &Value, b: &Value) -> PyResult {
        if let Some(result) = self.binary_number(op, a, b)? {
            return Ok(result);
        }
        match op {
            BinOp::Add => {
                if let Some(concat) = self.sequence_method(op, a) {
                    return self.call_unbound(&concat, a, std::slice::from_ref(b));
                }
            }
            BinOp::Multiply => {
                for (sequence, times) in [(a, b), (b, a)] {
                    if let Some(repeat) = self.sequence_method(op, sequence) {
                        return self.repeat(&repeat, sequence, times);
                    }
                }
            }
            _ => {}
        }
        Err(self.unsupported(op.symbol(), op, a, b))
    }
    /// What a sequence has as `+` or `*`, as opposed to what a number has: it comes into question when
    /// no number knew how (`sq_concat`, `sq_repeat`).
    fn sequence_method(&mut self, op: BinOp, v: &Value) -> Option<Value> {
        let name = self.binary_names(op)[0].clone();
        let found = self.lookup(v.ty_ptr(), &name)?;
        self.is_sequence_method(op, v, &found).then_some(found)
    }
    /// A class that overrides one of `__mul__` and `__rmul__` has no repetition any more, and what it
    /// inherits of the other counts as a number's (`update_one_slot`).
    fn is_sequence_method(&mut self, op: BinOp, v: &Value, m: &Value) -> bool {
        if !self.is_sequence_native(m) || op != BinOp::Multiply || !v.ty().has(tflag::HEAP) {
            return self.is_sequence_native(m);
        }
        let [forward, reflected, _] = self.binary_names(op).map(Value::clone);
        let mut both = [forward, reflected].into_iter();
        both.all(|n| self.lookup(v.ty_ptr(), &n).is_some_and(|m| self.is_sequence_native(&m)))
    }
    fn is_sequence_native(&self, m: &Value) -> bool {
        m.is_exactly(Kind::SLOT_WRAPPER) && self.native_of(m).kind == NativeKind::Sequence
    }
    fn repeat(&mut self, repeat: &Value, sequence: &Value, times: &Value) -> PyResult {
        if !self.has_index(times) {
            let got = self.type_name(times);
            return Err(self.type_error(format!("can't multiply sequence by non-int of type '{got}'")));
        }
        self.call_unbound(repeat, sequence, std::slice::from_ref(times))
    }
    /// `a op b` of numbers, or `None` if neither type knows how.
    fn binary_number(&mut self, op: BinOp, a: &Value, b: &Value) -> PyResult<Option<Value>> {
        let [forward, reflected, _] = self.binary_names(op).map(Value::clone);
        let (ta, tb) = (a.ty_ptr(), b.ty_ptr());
        let left = self.lookup(ta, &forward).filter(|m| !self.is_sequence_method(op, a, m));
        let right = if ta == tb { None } else { self.lookup(tb, &reflected) };
        let right = right.filter(|m| !self.is_sequence_method(op, b, m));
        if let Some(r) = &right
            && b.ty().is_subtype(&self.heap, ta)
        {
            let own = self.lookup(ta, &reflected);
            if own.as_ref().is_none_or(|o| !o.is(r)) {
                let result = self.call_unbound(r, b, std::slice::from_ref(a))?;
                if !self.is_not_implemented(&result) {
                    return Ok(Some(result));
                }
                return self.try_forward(left, a, b);
            }
        }
        if let Some(result) = self.try_forward(left, a, b)? {
            return Ok(Some(result));
        }
        match right {
            Some(r) => {
                let result = self.call_unbound(&r, b, std::slice::from_ref(a))?;
                Ok(if self.is_not_implemented(&result) { None } else { Some(result) })
            }
            None => Ok(None),
        }
    }
    /// `a op b` where the left operand's type is built in, its method known to the cache, and the right
    /// one's of no class that would be asked first. `None`: ask by the protocol.
    pub(super) fn binary_native(&mut self, op: BinOp, a: &Value, b: &Value) -> Option<PyResult> {
        let same = a.ty_ptr() == b.ty_ptr();
        // Sequences leave these to operands that are numbers, and refuse others in other words.
        let repeats = op == BinOp::Multiply && b.kind() == Kind::INT;
        if op == BinOp::Multiply && !repeats || op == BinOp::Add && !same {
            return None;
        }
        if !same && (b.ty().has(tflag::HEAP) || b.ty().is_subtype(&self.heap, a.ty_ptr())) {
            return None;
        }
        let native = self.native_special(a, self.binary_names(op)[0]).filter(|n| n.takes_plainly(2))?;
        let got = self.call_borrowed(native, a, std::slice::from_ref(b));
        if matches!(&got, Ok(v) if self.is_not_implemented(v)) { None } else { Some(got) }
    }
    fn try_forward(&mut self, method: Option<Value>, a: &Value, b: &Value) -> PyResult<Option<Value>> {
        match method {
            Some(m) => {
                let result = self.call_unbound(&m, a, std::slice::from_ref(b))?;
                Ok(if self.is_not_implemented(&result) { None } else { Some(result) })
            }
            None => Ok(None),
        }
    }
    /// `a op= b`. The `+=` that a class inherits from a sequence counts as a number's.
    ///
    /// # Errors
    /// TypeError, or what the methods raise.
    pub fn inplace(&mut self, op: BinOp, a: &Value, b: &Value) -> PyResult {
        let name = self.binary_names(op)[2].clone();
        if let Some(m) = self.lookup(a.ty_ptr(), &name)
            && (op == BinOp::Add && a.ty().has(tflag::HEAP) || !self.is_sequence_native(&m))
        {
            let result = self.call_unbound(&m, a, std::slice::from_ref(b))?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        if let Some(v) = self.binary_number(op, a, b)? {
            return Ok(v);
        }
        let in_place = self.lookup(a.ty_ptr(), &name).filter(|m| self.is_sequence_native(m));
        let own = in_place.or_else(|| self.sequence_method(op, a));
        match (op, own) {
            (BinOp::Add, Some(concat)) => return self.call_unbound(&concat, a, std::slice::from_ref(b)),
            (BinOp::Multiply, Some(repeat)) => return self.repeat(&repeat, a, b),
            // A type with sequence methods of any kind never repeats the other operand.
            (BinOp::Multiply, None) if !has_sequence_table(a) => {
                if let Some(repeat) = self.sequence_method(op, b) {
                    return self.repeat(&repeat, b, a);
                }
            }
            _ => {}
        }
        Err(self.unsupported(&format!("{}=", op.symbol()), op, a, b))
    }
    #[cold]
    fn unsupported(&mut self, symbol: &str, op: BinOp, a: &Value, b: &Value) -> Raised {
        let (ta, tb) = (self.type_name(a), self.type_name(b));
        match op {
            BinOp::Power if symbol == "**" => {
                return self
                    .type_error(format!("unsupported operand type(s) for ** or pow(): '{ta}' and '{tb}'"));
            }
            BinOp::Rshift if a.has_layout(Kind::NATIVE) => {
                let name = self.names.__name__.clone();
                let printed = self.get_attr_opt(a, &name).ok().flatten().map(|n| self.text(&n));
                if printed.as_deref() == Some("print") {
                    return self.type_error(format!(
                        "unsupported operand type(s) for {symbol}: '{ta}' and '{tb}'. Did you mean \"print(<message>, file=<output_stream>)\"?"
                    ));
                }
            }
            _ => {}
        }
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{ta}' and '{tb}'"))
    }
    /// `-v`, `+v`, `~v`, `not v`.
    ///
    /// # Errors
    /// TypeError, or what the method raises.
    pub fn unary(&mut self, op: UnOp, v: &Value) -> PyResult {
        let name = match op {
            UnOp::Not => {
                let t = self.truth(v)?;
                return Ok(self.bool(!t));
            }
            UnOp::Negative => {
                if let (true, Some(w)) = (v.is_exactly(Kind::INT), v.as_word())
                    && let Some(n) = w.checked_neg()
                {
                    return Ok(self.int(n));
                }
                if v.is_exactly(Kind::FLOAT) {
                    return Ok(self.float(-v.as_float().unwrap_or_default()));
                }
                self.names.__neg__.clone()
            }
            UnOp::Positive => self.names.__pos__.clone(),
            UnOp::Invert => self.names.__invert__.clone(),
        };
        match self.call_special(v, &name, &[])? {
            Some(result) => Ok(result),
            None => {
                let got = self.type_name(v);
                let symbol = op.symbol();
                Err(self.type_error(format!("bad operand type for unary {symbol}: '{got}'")))
            }
        }
    }
    fn compare_name(&self, op: CmpOp) -> Value {
        let n = &self.names;
        match op {
            CmpOp::Lt => n.__lt__.clone(),
            CmpOp::Le => n.__le__.clone(),
            CmpOp::Eq => n.__eq__.clone(),
            CmpOp::Ne => n.__ne__.clone(),
            CmpOp::Gt => n.__gt__.clone(),
            CmpOp::Ge => n.__ge__.clone(),
        }
    }
    /// `a op b`, a rich comparison (`do_richcompare`).
    ///
    /// # Errors
    /// TypeError for orderings nobody knows, or what the methods raise.
    pub fn compare(&mut self, op: CmpOp, a: &Value, b: &Value) -> PyResult {
        if let Some(fast) = fast_compare(op, a, b) {
            return Ok(self.bool(fast));
        }
        self.enter(" in comparison")?;
        let result = self.compare_slow(op, a, b);
        self.leave();
        result
    }
    fn compare_slow(&mut self, op: CmpOp, a: &Value, b: &Value) -> PyResult {
        match (a.kind(), b.kind()) {
            (Kind::TUPLE, Kind::TUPLE) => return crate::types::tuple::compare(self, op, a, b),
            (Kind::LIST, Kind::LIST) => return crate::types::list::compare(self, op, a, b),
            _ => {}
        }
        let swapped = match op {
            CmpOp::Lt => CmpOp::Gt,
            CmpOp::Le => CmpOp::Ge,
            CmpOp::Eq => CmpOp::Eq,
            CmpOp::Ne => CmpOp::Ne,
            CmpOp::Gt => CmpOp::Lt,
            CmpOp::Ge => CmpOp::Le,
        };
        let (forward, back) = (self.compare_name(op), self.compare_name(swapped));
        let mut tried_back = false;
        if a.ty_ptr() != b.ty_ptr() && b.ty().is_subtype(&self.heap, a.ty_ptr()) {
            tried_back = true;
            if let Some(r) = self.try_compare(&back, b, a)? {
                return Ok(r);
            }
        }
        if let Some(r) = self.try_compare(&forward, a, b)? {
            return Ok(r);
        }
        if !tried_back && let Some(r) = self.try_compare(&back, b, a)? {
            return Ok(r);
        }
        match op {
            CmpOp::Eq => Ok(self.bool(a.is(b))),
            CmpOp::Ne => Ok(self.bool(!a.is(b))),
            _ => {
                let (ta, tb) = (self.type_name(a), self.type_name(b));
                let symbol = op.symbol();
                Err(self
                    .type_error(format!("'{symbol}' not supported between instances of '{ta}' and '{tb}'")))
            }
        }
    }
    /// A comparison by one operand's method; `None` if it has none, or leaves it to the other.
    ///
    /// # Errors
    /// What the method raises.
    pub(crate) fn try_compare(&mut self, name: &Value, a: &Value, b: &Value) -> PyResult<Option<Value>> {
        let Some(method) = self.special(a, name) else { return Ok(None) };
        if !matches!(method.kind(), Kind::FUNCTION | Kind::SLOT_WRAPPER | Kind::METHOD_DESCRIPTOR) {
            // What a descriptor raises instead of giving the method is lost (`slot_tp_richcompare`).
            return match self.descr_get(&method, Some(a), &a.ty_value()) {
                Ok(bound) => {
                    let result = self.call(&bound, std::slice::from_ref(b))?;
                    Ok(if self.is_not_implemented(&result) { None } else { Some(result) })
                }
                Err(Raised(e)) => {
                    self.release(e);
                    Ok(None)
                }
            };
        }
        let result = self.call_unbound(&method, a, std::slice::from_ref(b))?;
        Ok(if self.is_not_implemented(&result) { None } else { Some(result) })
    }
}
