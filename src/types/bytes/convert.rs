//! Where bytes come from: bytes-like objects, ints in iterables, text, hexadecimal digits.

use super::view;
use crate::object::{Args, Heap, Kind, PyResult, Value};
use crate::types::array;
use crate::types::codec::Coding;
use crate::vm::Vm;
use crate::vm::errors::Exc;
use std::borrow::Cow;

/// The contents of a bytes-like object (bytes, bytearray, memoryview), where they are if they are
/// in one piece; `None` for anything else, and for a released view.
pub fn bytes_like<'h>(heap: &'h Heap, v: &'h Value) -> Option<Cow<'h, [u8]>> {
    if let Some(b) = v.as_bytes() {
        return Some(Cow::Borrowed(b));
    }
    if let Some(b) = v.as_bytearray() {
        return Some(Cow::Borrowed(b.get(heap)));
    }
    if let Some(b) = array::buffer(heap, v).and_then(Value::as_bytearray) {
        return Some(Cow::Borrowed(b.get(heap)));
    }
    view::contents(heap, v)
}

/// A bytes-like argument.
///
/// # Errors
/// TypeError: "a bytes-like object is required, not 'X'".
pub fn bytes_arg<'a>(vm: &mut Vm, v: &'a Value) -> PyResult<Cow<'a, [u8]>> {
    if let Some(b) = v.as_bytes() {
        return Ok(Cow::Borrowed(b));
    }
    match bytes_like(&vm.heap, v) {
        Some(data) => Ok(Cow::Owned(data.into_owned())),
        None if view::is_released(&vm.heap, v) => Err(view::released(vm)),
        None => {
            if let Some(data) = view::buffer_bytes(vm, v, 0)? {
                return Ok(Cow::Owned(data));
            }
            let got = vm.type_name(v);
            Err(vm.type_error(format!("a bytes-like object is required, not '{got}'")))
        }
    }
}

/// The object's `__bytes__()`, if its type has that.
pub(super) fn by_dunder_bytes(vm: &mut Vm, x: &Value) -> PyResult<Option<Value>> {
    if matches!(x.kind().layout(), Kind::BYTEARRAY | Kind::STR | Kind::INT | Kind::LIST | Kind::TUPLE)
        && !x.kind().is_derived()
    {
        return Ok(None);
    }
    let name = vm.heap.intern_str("__bytes__");
    match vm.call_special(x, &name, &[])? {
        Some(b) if b.as_bytes().is_some() => Ok(Some(b)),
        Some(other) => {
            let got = vm.type_name(&other);
            Err(vm.type_error(format!("__bytes__ returned non-bytes (type {got})")))
        }
        None => Ok(None),
    }
}

/// `PyObject_Bytes`: `__bytes__`, a bytes-like object, or an iterable of ints.
///
/// # Errors
/// TypeError: "cannot convert 'X' object to bytes"; ValueError for an int beyond a byte.
pub fn bytes_from_object(vm: &mut Vm, x: &Value) -> PyResult<Vec<u8>> {
    if let Some(b) = by_dunder_bytes(vm, x)? {
        return Ok(b.as_bytes().unwrap_or(&[]).to_vec());
    }
    from_object(vm, x, "bytes")
}

/// A bytes-like object or an iterable of ints, for the type `what`.
pub(super) fn from_object(vm: &mut Vm, x: &Value, what: &str) -> PyResult<Vec<u8>> {
    if let Some(data) = bytes_like(&vm.heap, x) {
        return Ok(data.into_owned());
    }
    let (iter, item) = (vm.names.__iter__.clone(), vm.names.__getitem__.clone());
    let iterable = vm.special(x, &iter).is_some_and(|m| !m.is_none()) || vm.special(x, &item).is_some();
    if x.as_str().is_some() || !iterable {
        let got = vm.type_name(x);
        return Err(vm.type_error(format!("cannot convert '{got}' object to {what}")));
    }
    from_iterable(vm, x, if what == "bytes" { "bytes" } else { "byte" })
}

/// The ints of an iterable, each a byte.
pub(super) fn from_iterable(vm: &mut Vm, x: &Value, what: &str) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    let it = vm.iter(x)?;
    while let Some(item) = vm.next(&it)? {
        vm.check_growth(out.len())?;
        match u8::try_from(vm.clamped_index(&item)?) {
            Ok(b) => out.push(b),
            Err(_) => return Err(vm.value_error(format!("{what} must be in range(0, 256)"))),
        }
        vm.release(item);
    }
    vm.release(it);
    Ok(out)
}

/// An int that must be a byte.
pub(super) fn byte(vm: &mut Vm, v: &Value) -> PyResult<u8> {
    match u8::try_from(vm.clamped_index(v)?) {
        Ok(b) => Ok(b),
        Err(_) => Err(vm.value_error("byte must be in range(0, 256)")),
    }
}

/// The `source`, `encoding` and `errors` arguments of the constructors, in places 1 to 3.
pub(super) fn from_arguments(vm: &mut Vm, a: Args<'_>, what: &str) -> PyResult<Vec<u8>> {
    let (encoding, errors) = (a.opt(2), a.opt(3));
    for (name, v) in [("encoding", encoding), ("errors", errors)] {
        if let Some(v) = v {
            vm.str_arg(v, format_args!("{what}() argument '{name}'"))?;
        }
    }
    let Some(source) = a.opt(1) else {
        return match (encoding, errors) {
            (Some(_), _) => Err(vm.type_error("encoding without a string argument")),
            (None, Some(_)) => Err(vm.type_error("errors without a string argument")),
            (None, None) => Ok(Vec::new()),
        };
    };
    if source.as_str().is_some() {
        if encoding.is_none() {
            return Err(vm.type_error("string argument without an encoding"));
        }
        let coding: Coding = vm.codec_args(what, encoding, errors)?;
        return vm.encode_with(source, &coding);
    }
    if encoding.is_some() {
        return Err(vm.type_error("encoding without a string argument"));
    }
    if errors.is_some() {
        return Err(vm.type_error("errors without a string argument"));
    }
    if vm.has_index(source) {
        let count = vm.size_index(source);
        // What is no number after all may still be bytes, or a sequence of them.
        if let Some(count) = vm.catch(count, Exc::TypeError)? {
            let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
            vm.check_room(count)?;
            return Ok(vec![0; count]);
        }
    }
    if let Some(data) = view::buffer_bytes(vm, source, view::FULL_READ_ONLY)? {
        return Ok(data);
    }
    from_object(vm, source, what)
}

/// `fromhex`: pairs of digits, white space between them.
pub(super) fn from_hex(vm: &mut Vm, v: &Value) -> PyResult<Vec<u8>> {
    let text = vm.str_arg(v, "fromhex() argument")?;
    let bad = match text.iter().position(|c| c > 127) {
        Some(at) => at,
        None => match parse_hex(text.to_string_lossy().as_bytes()) {
            Ok(data) => return Ok(data),
            Err(at) => at,
        },
    };
    Err(vm.value_error(format!("non-hexadecimal number found in fromhex() arg at position {bad}")))
}

fn parse_hex(text: &[u8]) -> Result<Vec<u8>, usize> {
    let digit = |at: usize| {
        let c = text.get(at).copied().unwrap_or(b' ');
        char::from(c).to_digit(16).map(|d| d as u8).ok_or(at)
    };
    let (mut out, mut at) = (Vec::with_capacity(text.len() / 2), 0);
    while at < text.len() {
        if matches!(text[at], b'\t'..=b'\r' | b' ') {
            at += 1;
            continue;
        }
        out.push(digit(at)? << 4 | digit(at + 1)?);
        at += 2;
    }
    Ok(out)
}

/// `data.hex(sep, bytes_per_sep)`: a negative count groups from the left.
///
/// # Errors
/// TypeError, ValueError.
pub fn hex_text(vm: &mut Vm, data: &[u8], sep: Option<&Value>, group: Option<&Value>) -> PyResult<String> {
    let group = match group {
        Some(v) => {
            let i = vm.index_value(v)?;
            match i.as_word().map(i32::try_from) {
                Some(Ok(n)) => n,
                _ => return Err(vm.overflow_error("Python int too large to convert to C int")),
            }
        }
        None => 1,
    };
    let sep = match sep {
        Some(v) => Some(separator(vm, v)?),
        None => None,
    };
    vm.check_room(data.len().saturating_mul(3))?;
    let every = group.unsigned_abs() as usize;
    let first = if group >= 0 && every > 0 { data.len() % every } else { 0 };
    let mut out = String::with_capacity(data.len() * 3);
    for (i, byte) in data.iter().enumerate() {
        if let Some(c) = sep
            && every > 0
            && i > 0
            && (i + every - first).is_multiple_of(every)
        {
            out.push(c);
        }
        for half in [byte >> 4, byte & 15] {
            out.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    Ok(out)
}

fn separator(vm: &mut Vm, v: &Value) -> PyResult<char> {
    if vm.len(v)? != 1 {
        return Err(vm.value_error("sep must be length 1."));
    }
    let code = match (v.as_str(), v.as_bytes()) {
        (Some(s), _) => s.chars().get(0),
        (_, Some(b)) => u32::from(b[0]),
        _ => return Err(vm.type_error("sep must be str or bytes.")),
    };
    match u8::try_from(code) {
        Ok(c) if c.is_ascii() => Ok(char::from(c)),
        _ => Err(vm.value_error("sep must be ASCII.")),
    }
}
