//! `%` formatting, `str.format` and `format_map`: the objects behind the engines' traits.

use super::unchanged;
use crate::object::text::MAX_CODE_POINT;
use crate::object::{Chars, Kind, PyResult, Str, TextBuf, Value};
use crate::types::fault::Fault;
use crate::types::float::need_real;
use crate::types::format::fields::{self, Access, FieldArgs, FieldConversion, First, Pieces};
use crate::types::format::percent::{self as engine, Conversion, PercentArgs, Subject};
use crate::types::int::{int_from_object, int_value};
use crate::types::numeric::Int;
use crate::types::support::Thrown;
use crate::types::unicode::repr::ascii_of_repr;
use crate::vm::Vm;
use crate::vm::errors::Exc;

/// `template % args` of strs.
pub(super) fn percent(vm: &mut Vm, template: &Value, args: &Value) -> PyResult {
    let text = template.as_str().map_or(Chars::EMPTY, Str::chars);
    let limits = vm.format_limits();
    let mut operand = Operand::new(vm, args, false);
    let mut out = TextBuf::with_capacity(text.len() + 16);
    let mut arguments = StrArgs { operand: &mut operand, end: text.len(), sole: None };
    let result = engine::render(text, Subject::Str, &limits, &mut arguments, &mut out);
    let sole = arguments.sole;
    match (result, sole) {
        (Ok(()), Some(sole)) => unchanged(vm, &sole),
        (Ok(()), None) if out.as_chars() == text => unchanged(vm, template),
        (Ok(()), None) => vm.str_from(&out),
        (Err(t), _) => Err(vm.thrown(t)),
    }
}

/// The right operand of `%`: a tuple's items in turn, one value, or a mapping.
pub(in crate::types) struct Operand<'v> {
    pub(in crate::types) vm: &'v mut Vm,
    args: &'v Value,
    mapping: bool,
    /// Values taken so far.
    taken: usize,
    /// What `%(key)` selected, until it is taken.
    selected: Option<Value>,
    /// The keys of a bytes template are bytes.
    bytes: bool,
}

impl<'v> Operand<'v> {
    pub(in crate::types) fn new(vm: &'v mut Vm, args: &'v Value, bytes: bool) -> Operand<'v> {
        let textual = [Kind::TUPLE, Kind::STR].into_iter().any(|k| args.has_layout(k))
            || bytes && (args.has_layout(Kind::BYTES) || args.has_layout(Kind::BYTEARRAY));
        let name = vm.names.__getitem__.clone();
        let mapping = !textual && vm.special(args, &name).is_some();
        Operand { vm, args, mapping, taken: 0, selected: None, bytes }
    }
    pub(in crate::types) fn is_mapping(&self) -> bool {
        self.mapping
    }
    pub(in crate::types) fn select(&mut self, key: Chars<'_>) -> Result<(), Thrown> {
        let key = if self.bytes {
            let raw: Vec<u8> = key.iter().map(|c| c as u8).collect();
            self.vm.heap.bytes(&raw)
        } else {
            self.vm.heap.str_from_chars(key)
        };
        let key = key.map_err(|e| Thrown::Raised(e.into()))?;
        self.selected = Some(self.vm.get_item(self.args, &key)?);
        Ok(())
    }
    pub(in crate::types) fn next_value(&mut self) -> Option<Value> {
        if let Some(v) = self.selected.take() {
            return Some(v);
        }
        let value = match self.args.as_tuple() {
            Some(items) => items.get(self.taken)?.clone(),
            None if self.taken == 0 => self.args.clone(),
            None => return None,
        };
        self.taken += 1;
        Some(value)
    }
    pub(in crate::types) fn has_rest(&self) -> bool {
        match self.args.as_tuple() {
            Some(items) => self.taken < items.len(),
            None => self.taken == 0 && !self.mapping,
        }
    }
    /// The letter of an int's conversion as messages show it.
    fn number_letter(&self, c: &Conversion) -> char {
        match c.letter() {
            Some('i') if self.bytes => 'd',
            letter => letter.unwrap_or('d'),
        }
    }
    /// `%d %i %u %o %x %X` and the float letters; false for any other letter.
    pub(in crate::types) fn convert_number(
        &mut self,
        c: &Conversion,
        value: &Value,
        out: &mut TextBuf,
    ) -> Result<bool, Thrown> {
        match c.letter() {
            Some('d' | 'i' | 'u' | 'o' | 'x' | 'X') => {
                let n = integer(self.vm, self.number_letter(c), value)?;
                c.layout_int(&n, self.vm.digit_limit(), out)?;
            }
            Some('e' | 'E' | 'f' | 'F' | 'g' | 'G') => {
                let f = match need_real(self.vm, value) {
                    Ok(f) => f,
                    Err(crate::object::Raised(e)) if self.bytes && self.vm.is_exc(&e, Exc::TypeError) => {
                        let got = self.vm.type_name(value);
                        return Err(self.vm.type_error(format!("float argument required, not {got}")).into());
                    }
                    Err(r) => return Err(r.into()),
                };
                c.layout_float(f, out);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// The int of a `%d` or `%x`: hexadecimal and octal want a true integer.
fn integer(vm: &mut Vm, letter: char, value: &Value) -> Result<Int, Thrown> {
    if let Some(n) = int_value(value) {
        return Ok(n);
    }
    let exact = matches!(letter, 'o' | 'x' | 'X');
    let converted = if !is_number(vm, value) {
        None
    } else {
        let result = if exact { vm.index_value(value) } else { int_from_object(vm, value) };
        vm.catch(result, Exc::TypeError)?
    };
    if let Some(n) = converted.as_ref().and_then(int_value) {
        return Ok(n);
    }
    let got = vm.type_name(value);
    let wanted = if exact { "an integer" } else { "a real number" };
    Err(vm.type_error(format!("%{letter} format: {wanted} is required, not {got}")).into())
}

/// `PyNumber_Check`.
fn is_number(vm: &mut Vm, v: &Value) -> bool {
    if v.has_layout(Kind::COMPLEX) || vm.has_index(v) {
        return true;
    }
    let (int, float) = (vm.heap.intern_str("__int__"), vm.names.__float__.clone());
    vm.special(v, &int).is_some() || vm.special(v, &float).is_some()
}

struct StrArgs<'a, 'v> {
    operand: &'a mut Operand<'v>,
    /// Length of the template.
    end: usize,
    /// The str that is the whole result, which is then that object itself (`'%s' % text`).
    sole: Option<Value>,
}

impl PercentArgs for StrArgs<'_, '_> {
    type Value = Value;
    type Error = Thrown;

    fn is_mapping(&self) -> bool {
        self.operand.is_mapping()
    }
    fn select(&mut self, key: Chars<'_>) -> Result<(), Thrown> {
        self.operand.select(key)
    }
    fn next_value(&mut self) -> Result<Option<Value>, Thrown> {
        Ok(self.operand.next_value())
    }
    fn star(&mut self, value: Value) -> Result<Option<Int>, Thrown> {
        Ok(int_value(&value))
    }
    fn convert(&mut self, c: &Conversion, value: Value, out: &mut TextBuf) -> Result<(), Thrown> {
        let text = match c.letter() {
            Some('s') => self.operand.vm.str_of(&value)?,
            Some('r') => self.operand.vm.repr(&value)?,
            Some('a') => ascii(self.operand.vm, &value)?,
            Some('c') => {
                let code = character(self.operand.vm, &value)?;
                c.layout_char(code, out);
                return Ok(());
            }
            _ if self.operand.convert_number(c, &value, out)? => return Ok(()),
            _ => return Err(c.unsupported().into()),
        };
        let plain = c.width == 0 && c.precision.is_none() && c.index + 1 == self.end;
        if plain && out.is_empty() {
            self.sole = Some(text.clone());
        }
        c.layout_text(text.as_str().map_or(Chars::EMPTY, Str::chars), out);
        Ok(())
    }
    fn has_rest(&self) -> bool {
        self.operand.has_rest()
    }
}

/// The character of a `%c`.
fn character(vm: &mut Vm, value: &Value) -> Result<u32, Thrown> {
    const WRONG: &str = "%c requires int or char";
    if let Some(s) = value.as_str() {
        return match s.len() {
            1 => Ok(s.chars().get(0)),
            _ => Err(Fault::type_error(WRONG).into()),
        };
    }
    let index = vm.index_value(value);
    let Some(i) = vm.catch(index, Exc::TypeError)? else { return Err(Fault::type_error(WRONG).into()) };
    match i.as_word().and_then(|w| u32::try_from(w).ok()) {
        Some(code) if code <= MAX_CODE_POINT => Ok(code),
        _ => Err(Fault::overflow("%c arg not in range(0x110000)").into()),
    }
}

/// `ascii(v)`, a str.
///
/// # Errors
/// What `__repr__` raises.
pub fn ascii(vm: &mut Vm, v: &Value) -> PyResult {
    let shown = vm.repr(v)?;
    match shown.as_str() {
        Some(s) if !s.is_ascii() => {
            let text = ascii_of_repr(s.chars());
            Ok(vm.heap.try_str(&text)?)
        }
        _ => Ok(shown),
    }
}

/// `template.format(*args, **named)`; `args` is `None` for `format_map(named)`.
pub(super) fn format(vm: &mut Vm, template: &Value, args: Option<&Value>, named: &Value) -> PyResult {
    let text = template.as_str().map_or(Chars::EMPTY, Str::chars);
    let mut out = TextBuf::with_capacity(text.len() + 16);
    let mut arguments = Arguments { vm, args: args.and_then(Value::as_tuple), named, last: None };
    let result = fields::render(text, &mut arguments, &mut out);
    let last = arguments.last;
    match (result, last) {
        (Ok(()), Some(sole)) if is_one_field(text) => unchanged(vm, &sole),
        (Ok(()), None) if out.as_chars() == text => unchanged(vm, template),
        (Ok(()), _) => vm.str_from(&out),
        (Err(t), _) => Err(vm.thrown(t)),
    }
}

/// Whether the template is one field and nothing else: the result is then what it gave, itself.
fn is_one_field(template: Chars<'_>) -> bool {
    let mut pieces = Pieces::new(template);
    let first = pieces.next().and_then(Result::ok);
    first.is_some_and(|p| p.literal.is_empty() && p.field.is_some()) && pieces.next().is_none()
}

struct Arguments<'v> {
    vm: &'v mut Vm,
    args: Option<&'v [Value]>,
    named: &'v Value,
    /// What the last field was formatted to.
    last: Option<Value>,
}

impl FieldArgs for Arguments<'_> {
    type Value = Value;
    type Error = Thrown;

    fn argument(&mut self, first: First<'_>) -> Result<Value, Thrown> {
        let i = match first {
            First::Key(key) => {
                let key = self.vm.heap.str_from_chars(key).map_err(|e| Thrown::Raised(e.into()))?;
                return Ok(self.vm.get_item(self.named, &key)?);
            }
            First::Index(i) => i,
            First::Auto => 0,
        };
        let Some(args) = self.args else {
            return Err(Fault::value("Format string contains positional fields").into());
        };
        match args.get(i) {
            Some(v) => Ok(v.clone()),
            None => {
                let message = format!("Replacement index {i} out of range for positional args tuple");
                Err(self.vm.index_error(message).into())
            }
        }
    }
    fn access(&mut self, value: Value, step: Access<'_>) -> Result<Value, Thrown> {
        let text =
            |vm: &mut Vm, name: Chars<'_>| vm.heap.str_from_chars(name).map_err(|e| Thrown::Raised(e.into()));
        Ok(match step {
            Access::Attribute(name) => {
                let name = text(self.vm, name)?;
                self.vm.get_attr(&value, &name)?
            }
            Access::Index(i) => {
                let key = self.vm.int(i as i64);
                self.vm.get_item(&value, &key)?
            }
            Access::Key(key) => {
                let key = text(self.vm, key)?;
                self.vm.get_item(&value, &key)?
            }
        })
    }
    fn convert(&mut self, value: Value, conversion: FieldConversion) -> Result<Value, Thrown> {
        Ok(match conversion {
            FieldConversion::Repr => self.vm.repr(&value)?,
            FieldConversion::Str => self.vm.str_of(&value)?,
            FieldConversion::Ascii => ascii(self.vm, &value)?,
        })
    }
    fn format(&mut self, value: Value, spec: Chars<'_>, out: &mut TextBuf) -> Result<(), Thrown> {
        let spec = self.vm.heap.str_from_chars(spec).map_err(|e| Thrown::Raised(e.into()))?;
        let text = self.vm.format(&value, &spec)?;
        out.push_chars(text.as_str().map_or(Chars::EMPTY, Str::chars));
        // Numbers are written into the result, they make no str of their own.
        let written = matches!(value.kind(), Kind::INT | Kind::FLOAT | Kind::COMPLEX);
        self.last = (!written).then_some(text);
        Ok(())
    }
}
