//! SyntaxError: where the source is wrong.

use super::{args_of, base_init, put, text_value, wrong_number};
use crate::object::spec::slot;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::field;

const MSG: usize = field::EXTRA;
const FILENAME: usize = field::EXTRA + 1;
const LINENO: usize = field::EXTRA + 2;

pub(super) static METHODS: &[Native] = &[
    slot("__str__(self, /)", "Return str(self).", syntax_str),
    slot(
        "__init__(self, /, *args, **kwargs)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        syntax_init,
    ),
];

/// `SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset]))`.
fn syntax_init(vm: &mut Vm, a: Args) -> PyResult {
    base_init(vm, a)?;
    let args = args_of(vm, &a[0]);
    let args = args.as_tuple().unwrap_or(&[]);
    if let Some(msg) = args.first() {
        put(vm, &a[0], MSG, Some(msg.clone()));
    }
    if let [_, info] = args {
        let info = vm.collect(info)?;
        if !(4..=6).contains(&info.len()) {
            return Err(wrong_number(vm, 4, 6, info.len()));
        }
        if info.len() == 5 {
            return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
        }
        for (i, v) in info.into_iter().enumerate() {
            put(vm, &a[0], FILENAME + i, Some(v));
        }
    }
    Ok(vm.none())
}
fn syntax_str(vm: &mut Vm, a: Args) -> PyResult {
    let msg = vm.record_field(&a[0], MSG);
    let msg = vm.str_of(&msg)?;
    let msg = vm.text(&msg);
    let (file, line): (Value, Value) = (vm.record_field(&a[0], FILENAME), vm.record_field(&a[0], LINENO));
    let file = file.as_str().map(|_| vm.text(&file));
    let file = file.as_deref().map(|f| f.rsplit('/').next().unwrap_or(f));
    let text = match (file, line.as_word()) {
        (Some(f), Some(n)) => format!("{msg} ({f}, line {n})"),
        (Some(f), None) => format!("{msg} ({f})"),
        (None, Some(n)) => format!("{msg} (line {n})"),
        (None, None) => msg,
    };
    text_value(vm, text)
}
