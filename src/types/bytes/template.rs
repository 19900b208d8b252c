//! `%` formatting of bytes.

use super::bytes_like;
use crate::object::{Chars, Kind, PyResult, TextBuf, Value};
use crate::types::fault::Fault;
use crate::types::format::percent::{self as engine, Conversion, PercentArgs, Subject};
use crate::types::int::int_value;
use crate::types::numeric::Int;
use crate::types::str::{Operand, ascii};
use crate::types::support::Thrown;
use crate::vm::Vm;

/// `template % args`, the bytes of it.
pub(super) fn percent(vm: &mut Vm, template: &Value, args: &Value) -> PyResult<TextBuf> {
    let data = super::bytes_arg(vm, template)?;
    let limits = vm.format_limits();
    let mut out = TextBuf::with_capacity(data.len() + 16);
    let mut operand = BytesArgs(Operand::new(vm, args, true));
    let result = engine::render(Chars::Latin1(&data), Subject::Bytes, &limits, &mut operand, &mut out);
    match result {
        Ok(()) => Ok(out),
        Err(t) => Err(vm.thrown(t)),
    }
}

struct BytesArgs<'v>(Operand<'v>);

impl PercentArgs for BytesArgs<'_> {
    type Value = Value;
    type Error = Thrown;

    fn is_mapping(&self) -> bool {
        self.0.is_mapping()
    }
    fn select(&mut self, key: Chars<'_>) -> Result<(), Thrown> {
        self.0.select(key)
    }
    fn next_value(&mut self) -> Result<Option<Value>, Thrown> {
        Ok(self.0.next_value())
    }
    fn star(&mut self, value: Value) -> Result<Option<Int>, Thrown> {
        Ok(int_value(&value))
    }
    fn convert(&mut self, c: &Conversion, value: Value, out: &mut TextBuf) -> Result<(), Thrown> {
        match c.letter() {
            Some('s' | 'b') => {
                let data = plain(self.0.vm, &value)?;
                c.layout_text(Chars::Latin1(&data), out);
            }
            Some('r' | 'a') => {
                let shown = ascii(self.0.vm, &value)?;
                c.layout_text(shown.as_str().map_or(Chars::EMPTY, |s| s.chars()), out);
            }
            Some('c') => c.layout_char(u32::from(character(self.0.vm, &value)?), out),
            _ if self.0.convert_number(c, &value, out)? => {}
            _ => return Err(c.unsupported().into()),
        }
        Ok(())
    }
    fn has_rest(&self) -> bool {
        self.0.has_rest()
    }
}

/// What `%b` shows: bytes as they are, or `__bytes__`.
fn plain(vm: &mut Vm, value: &Value) -> Result<Vec<u8>, Thrown> {
    if let Some(data) = bytes_like(&vm.heap, value) {
        return Ok(data.into_owned());
    }
    match super::convert::by_dunder_bytes(vm, value)? {
        Some(b) => Ok(b.as_bytes().unwrap_or(&[]).to_vec()),
        None => {
            let got = vm.type_name(value);
            Err(Fault::type_error(format!(
                "%b requires a bytes-like object, or an object that implements __bytes__, not '{got}'"
            ))
            .into())
        }
    }
}

/// What `%c` shows: a single byte, or an int below 256.
fn character(vm: &mut Vm, value: &Value) -> Result<u8, Thrown> {
    if value.has_layout(Kind::BYTES) || value.has_layout(Kind::BYTEARRAY) {
        let data = bytes_like(&vm.heap, value);
        if let Some([b]) = data.as_deref() {
            return Ok(*b);
        }
    } else if vm.has_index(value) {
        return match u8::try_from(vm.clamped_index(value)?) {
            Ok(b) => Ok(b),
            Err(_) => Err(Fault::overflow("%c arg not in range(256)").into()),
        };
    }
    Err(Fault::type_error("%c requires an integer in range(256) or a single byte").into())
}
