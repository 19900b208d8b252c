//! UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError: which characters, and why.

use super::{base_init, put, text_value, wrong_number};
use crate::object::spec::slot;
use crate::object::{Args, Native, PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::errors::field;

const INIT_DOC: &str = "Initialize self.  See help(type(self)) for accurate signature.";

pub(super) static DECODE: &[Native] = &[
    slot("__str__(self, /)", "Return str(self).", decode_str),
    slot("__init__(self, /, *args, **kwargs)", INIT_DOC, |vm, a| {
        base_init(vm, a)?;
        let args = exactly(vm, a, 5)?;
        text_argument(vm, &args, 0)?;
        let Some(bytes) = vm.bytes_like(&args[1]) else {
            let got = vm.type_name(&args[1]);
            return Err(vm.type_error(format!("a bytes-like object is required, not '{got}'")));
        };
        let bytes = vm.heap.bytes(&bytes)?;
        store(vm, &a[0], vec![args[0].clone(), bytes], &args[2..])
    }),
];
pub(super) static ENCODE: &[Native] = &[
    slot("__str__(self, /)", "Return str(self).", |vm, a| {
        let codec = codec_text(vm, &a[0])?;
        text_str(vm, a, 1, &format!("'{codec}' codec can't encode"))
    }),
    slot("__init__(self, /, *args, **kwargs)", INIT_DOC, |vm, a| {
        base_init(vm, a)?;
        let args = exactly(vm, a, 5)?;
        text_argument(vm, &args, 0)?;
        text_argument(vm, &args, 1)?;
        store(vm, &a[0], args[..2].to_vec(), &args[2..])
    }),
];
pub(super) static TRANSLATE: &[Native] = &[
    slot("__str__(self, /)", "Return str(self).", |vm, a| text_str(vm, a, 0, "can't translate")),
    slot("__init__(self, /, *args, **kwargs)", INIT_DOC, |vm, a| {
        base_init(vm, a)?;
        let args = exactly(vm, a, 4)?;
        text_argument(vm, &args, 0)?;
        store(vm, &a[0], args[..1].to_vec(), &args[1..])
    }),
];

fn exactly(vm: &mut Vm, a: Args, n: usize) -> PyResult<Vec<Value>> {
    let args = a[1].as_tuple().unwrap_or(&[]).to_vec();
    if args.len() == n { Ok(args) } else { Err(wrong_number(vm, n, n, args.len())) }
}
fn text_argument(vm: &mut Vm, args: &[Value], i: usize) -> PyResult<()> {
    if args[i].as_str().is_some() {
        return Ok(());
    }
    Err(not_text(vm, i, &args[i]))
}
fn not_text(vm: &mut Vm, i: usize, v: &Value) -> Raised {
    let got = vm.type_name(v);
    let n = i + 1;
    vm.type_error(format!("argument {n} must be str, not {got}"))
}
/// Store what comes first, then start, end and reason.
fn store(vm: &mut Vm, e: &Value, first: Vec<Value>, rest: &[Value]) -> PyResult {
    let n = first.len();
    let (start, end) = (vm.index(&rest[0])?, vm.index(&rest[1])?);
    if rest[2].as_str().is_none() {
        return Err(not_text(vm, n + 2, &rest[2]));
    }
    let mut values = first;
    values.extend([vm.int(start), vm.int(end), rest[2].clone()]);
    for (i, v) in values.into_iter().enumerate() {
        put(vm, e, field::EXTRA + i, Some(v));
    }
    Ok(vm.none())
}
/// Object, start, end and reason, from field `at` on; nothing if the exception was never filled.
fn parts(vm: &mut Vm, e: &Value, at: usize) -> PyResult<Option<(Value, i64, i64, String)>> {
    let get = |vm: &Vm, i: usize| vm.exc_field(e, field::EXTRA + at + i);
    let (Some(object), Some(reason)) = (get(vm, 0), get(vm, 3)) else { return Ok(None) };
    let place = |v: Option<Value>| v.and_then(|v| v.as_word()).unwrap_or(0);
    let (start, end) = (place(get(vm, 1)), place(get(vm, 2)));
    let reason = vm.str_of(&reason)?;
    Ok(Some((object, start, end, vm.text(&reason))))
}
fn codec_text(vm: &mut Vm, e: &Value) -> PyResult<String> {
    let Some(codec) = vm.exc_field(e, field::EXTRA) else { return Ok(String::new()) };
    let text = vm.str_of(&codec)?;
    Ok(vm.text(&text))
}
fn decode_str(vm: &mut Vm, a: Args) -> PyResult {
    let Some((object, start, end, reason)) = parts(vm, &a[0], 1)? else { return Ok(vm.heap.empty_str()) };
    let codec = codec_text(vm, &a[0])?;
    let byte = usize::try_from(start).ok().filter(|_| end == start + 1);
    let byte = byte.and_then(|at| object.as_bytes().and_then(|b| b.get(at)));
    let text = match byte {
        Some(b) => format!("'{codec}' codec can't decode byte 0x{b:02x} in position {start}: {reason}"),
        None => {
            let last = end - 1;
            format!("'{codec}' codec can't decode bytes in position {start}-{last}: {reason}")
        }
    };
    text_value(vm, text)
}
fn text_str(vm: &mut Vm, a: Args, at: usize, what: &str) -> PyResult {
    let Some((object, start, end, reason)) = parts(vm, &a[0], at)? else { return Ok(vm.heap.empty_str()) };
    let code = usize::try_from(start).ok().filter(|_| end == start + 1);
    let code = code.and_then(|at| object.as_str().and_then(|s| s.chars().try_get(at)));
    let text = match code {
        Some(c) => {
            let shown = match c {
                0..=0xff => format!("\\x{c:02x}"),
                0x100..=0xffff => format!("\\u{c:04x}"),
                _ => format!("\\U{c:08x}"),
            };
            format!("{what} character '{shown}' in position {start}: {reason}")
        }
        None => {
            let last = end - 1;
            format!("{what} characters in position {start}-{last}: {reason}")
        }
    };
    text_value(vm, text)
}
