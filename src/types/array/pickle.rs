//! How arrays and their iterators are pickled: the bytes, with a number for what they mean to every machine
//! (`array_reduce_ex`, `array__array_reconstructor_impl`).

use super::{ARRAY, TYPECODES, code, data, empty, fill, from_bytes, is_text, items, text};
use crate::object::{Args, PyResult, Value};
use crate::types::iter::{held, let_go, set_word, word};
use crate::types::unicode::codec::{Encoding, ErrorHandler, decode};
use crate::types::unicode::codec_wide::Order;
use crate::vm::Vm;
use num_bigint::BigInt;

/// The machine format of each type code here, where memory is little-endian. The number after it is the
/// same in big-endian order; bytes have no order.
const FORMATS: [(u8, i64); 14] = [
    (b'B', 0),
    (b'b', 1),
    (b'H', 2),
    (b'h', 4),
    (b'I', 6),
    (b'i', 8),
    (b'L', 10),
    (b'Q', 10),
    (b'l', 12),
    (b'q', 12),
    (b'f', 14),
    (b'd', 16),
    (b'u', 20),
    (b'w', 20),
];
/// The type code whose items are the integers of a format: it takes the place of the one asked for.
const INTEGERS: &[u8] = b"BbHHhhIIiiQQqq";
const UTF16: i64 = 18;
const UTF32: i64 = 20;
const LAST_FORMAT: i64 = 21;

fn format_of(code: u8) -> i64 {
    FORMATS.iter().find(|(c, _)| *c == code).map_or(-1, |(_, format)| *format)
}

/// Since protocol 3 the bytes as they are; before, a list.
pub(super) fn reduce(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if a[1].as_int().is_none() {
        return Err(vm.type_error("__reduce_ex__ argument should be an integer"));
    }
    let protocol = vm.clamped_index(&a[1])?;
    let name = vm.names.__dict__.clone();
    let state = vm.get_attr_opt(&a[0], &name)?.unwrap_or_else(|| vm.none());
    let code = code(vm, &a[0]);
    let shown = vm.heap.latin1_char(code);
    if protocol < 3 {
        let contents = if is_text(code) {
            let text = text(vm, &a[0])?;
            vm.collect(&text)?
        } else {
            items(vm, &a[0])?
        };
        let contents = vm.list(contents)?;
        let args = vm.pair(shown, contents)?;
        return vm.tuple(vec![a[0].ty_value(), args, state]);
    }
    let (format, bytes) = (vm.int(format_of(code)), data(&vm.heap, &a[0]).to_vec());
    let bytes = vm.heap.bytes(&bytes)?;
    let args = vm.tuple(vec![a[0].ty_value(), shown, format, bytes])?;
    let module = vm.heap.intern_str("array");
    let none = vm.none();
    let module = vm.import_module(&module, &none, &none, 0)?;
    let reconstructor = vm.get_attr_str(&module, "_array_reconstructor")?;
    vm.tuple(vec![reconstructor, args, state])
}

pub fn reconstruct(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let Some(class) = a[0].as_type() else {
        let got = vm.type_name(&a[0]);
        return Err(vm.type_error(format!("first argument must be a type object, not {got}")));
    };
    let array = vm.type_for(&ARRAY);
    if !class.is_subtype(&vm.heap, array) {
        let name = vm.full_type_name(class);
        return Err(vm.type_error(format!("{name} is not a subtype of array.array")));
    }
    let Some(code) = a[1].as_str().filter(|s| s.len() == 1).map(|s| s.chars().get(0)) else {
        let got = vm.type_name(&a[1]);
        let message = format!("_array_reconstructor() argument 2 must be a unicode character, not {got}");
        return Err(vm.type_error(message));
    };
    let format = vm.clamped_index(&a[2])?;
    let Some(bytes) = a[3].as_bytes() else {
        let got = vm.type_name(&a[3]);
        return Err(vm.type_error(format!("fourth argument should be bytes, not {got}")));
    };
    let Some(code) = u8::try_from(code).ok().filter(|c| TYPECODES.as_bytes().contains(c)) else {
        return Err(vm.value_error("second argument must be a valid type code"));
    };
    if !(0..=LAST_FORMAT).contains(&format) {
        return Err(vm.value_error("third argument must be a valid machine format code."));
    }
    if format == format_of(code) {
        let v = empty(vm, &a[0], code)?;
        from_bytes(vm, &v, bytes)?;
        return Ok(v);
    }
    let v = empty(vm, &a[0], INTEGERS.get(format as usize).copied().unwrap_or(code))?;
    let code = super::code(vm, &v);
    let converted = if format >= UTF16 { decoded(vm, format, bytes)? } else { numbers(vm, format, bytes)? };
    fill(vm, &v, code, &converted)?;
    Ok(v)
}
fn decoded(vm: &mut Vm, format: i64, bytes: &[u8]) -> PyResult {
    let order = if format % 2 == 1 { Order::Big } else { Order::Little };
    let encoding = if format < UTF32 { Encoding::Utf16(order) } else { Encoding::Utf32(order) };
    // So for UTF-16 too, in CPython's table.
    if !bytes.len().is_multiple_of(4) {
        return Err(vm.value_error("string length not a multiple of item size"));
    }
    match decode(bytes, encoding, ErrorHandler::Strict) {
        Ok(text) => vm.str_from(&text),
        Err(fault) => {
            let object = vm.heap.bytes(bytes)?;
            Err(vm.codec_fault(fault, object))
        }
    }
}
fn numbers(vm: &mut Vm, format: i64, bytes: &[u8]) -> PyResult {
    let size = match format {
        0 | 1 => 1,
        2..=5 => 2,
        6..=9 | 14 | 15 => 4,
        _ => 8,
    };
    let signed = matches!(format, 1 | 4 | 5 | 8 | 9 | 12 | 13);
    if !bytes.len().is_multiple_of(size) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    let mut out = Vec::with_capacity(bytes.len() / size);
    for item in bytes.chunks_exact(size) {
        let mut little = item.to_vec();
        if format % 2 == 1 && size > 1 {
            little.reverse();
        }
        out.push(match little[..] {
            [a, b, c, d] if format >= 14 => vm.float(f64::from(f32::from_le_bytes([a, b, c, d]))),
            [a, b, c, d, e, f, g, h] if format >= 14 => {
                vm.float(f64::from_le_bytes([a, b, c, d, e, f, g, h]))
            }
            _ if signed => vm.heap.int_from_big(&BigInt::from_signed_bytes_le(&little))?,
            _ => vm.heap.int_from_big(&BigInt::from_bytes_le(num_bigint::Sign::Plus, &little))?,
        });
    }
    vm.list(out)
}

// --- the iterator ----------------------------------------------------------------------------------------------

/// `iter`, what it iterates over, and where it stands.
pub(super) fn reduce_iterator(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let builtins = vm.builtins.clone();
    let name = vm.heap.intern_str("iter");
    let iter = vm.dict_get(&builtins, &name)?.unwrap_or_else(|| vm.none());
    match held(vm, &a[0], 0) {
        Some(array) => {
            let args = vm.tuple(vec![array])?;
            let at = word(vm, &a[0], 0);
            let at = vm.int(at);
            vm.tuple(vec![iter, args, at])
        }
        None => {
            let empty = vm.tuple(vec![])?;
            let args = vm.tuple(vec![empty])?;
            vm.pair(iter, args)
        }
    }
}
pub(super) fn set_iterator_state(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if a[1].as_int().is_none() {
        return Err(vm.type_error("an integer is required"));
    }
    let at = vm.size_index(&a[1])?;
    if let Some(array) = held(vm, &a[0], 0) {
        let len = super::len(vm, &array) as i64;
        set_word(vm, &a[0], 0, at.clamp(0, len));
    }
    Ok(vm.none())
}
/// The end is reached: let go of the array.
pub(super) fn exhaust(vm: &mut Vm, it: &Value) {
    let_go(vm, it, 0);
}
