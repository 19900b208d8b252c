//! Strings of a document: from behind the opening quote to behind the closing one.

use super::decode_error;
use crate::object::{Args, Chars, PyResult, TextBuf, Value};
use crate::vm::Vm;

const QUOTE: u32 = 34;
const BACKSLASH: u32 = 92;

/// `scanstring(string, end, strict)`.
pub fn scan_string(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let end = vm.size_index(&a[1])?;
    let strict = match a.opt(2) {
        Some(v) => vm.truth(v)?,
        None => true,
    };
    let Some(text) = a[0].as_str() else {
        let got = vm.type_name(&a[0]);
        return Err(vm.type_error(format!("first argument must be a string, not {got}")));
    };
    let Some(begin) = usize::try_from(end).ok().filter(|end| *end <= text.len()) else {
        return Err(vm.value_error("end is out of bounds"));
    };
    let (found, next) = scan(vm, &a[0], text.chars(), begin, strict)?;
    let next = vm.int(next as i64);
    vm.pair(found, next)
}

/// The string that begins at `begin`, behind its quote, and the place behind it.
///
/// # Errors
/// JSONDecodeError.
pub fn scan(
    vm: &mut Vm,
    document: &Value,
    text: Chars<'_>,
    begin: usize,
    strict: bool,
) -> PyResult<(Value, usize)> {
    let unterminated =
        |vm: &mut Vm| decode_error(vm, "Unterminated string starting at", document, begin.saturating_sub(1));
    let mut out = TextBuf::new();
    let mut at = begin;
    loop {
        let run = at;
        let stop = loop {
            match text.try_get(at) {
                None => return Err(unterminated(vm)),
                Some(c @ (QUOTE | BACKSLASH)) => break c,
                Some(c) if c < 32 && strict => {
                    return Err(decode_error(vm, "Invalid control character at", document, at));
                }
                Some(_) => at += 1,
            }
        };
        let part = text.slice(run..at);
        at += 1;
        if stop == QUOTE {
            // Most strings are one run.
            if out.is_empty() {
                return Ok((vm.heap.str_from_chars(part)?, at));
            }
            out.push_chars(part);
            return Ok((vm.str_from(&out)?, at));
        }
        out.push_chars(part);
        let Some(letter) = text.try_get(at) else { return Err(unterminated(vm)) };
        at += 1;
        if letter != u32::from('u') {
            let Some(code) = simple(letter) else {
                return Err(decode_error(vm, "Invalid \\escape", document, at - 2));
            };
            out.push(code);
            continue;
        }
        let Some(mut code) = hex4(text, at) else {
            return Err(decode_error(vm, "Invalid \\uXXXX escape", document, at - 1));
        };
        at += 4;
        if code & 0xFC00 == 0xD800
            && text.try_get(at) == Some(BACKSLASH)
            && text.try_get(at + 1) == Some(u32::from('u'))
            && let Some(low) = hex4(text, at + 2).filter(|low| low & 0xFC00 == 0xDC00)
        {
            code = 0x1_0000 + ((code & 0x3FF) << 10 | low & 0x3FF);
            at += 6;
        }
        out.push(code);
    }
}
fn simple(letter: u32) -> Option<u32> {
    Some(match char::from_u32(letter)? {
        c @ ('"' | '\\' | '/') => u32::from(c),
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        _ => return None,
    })
}
/// Four hexadecimal digits that do not end the text.
fn hex4(text: Chars<'_>, at: usize) -> Option<u32> {
    if at + 4 >= text.len() {
        return None;
    }
    (at..at + 4).try_fold(0, |code, i| {
        let digit = char::from_u32(text.get(i))?.to_digit(16)?;
        Some(code << 4 | digit)
    })
}
