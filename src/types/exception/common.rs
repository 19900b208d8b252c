//! Exceptions with a field or two: StopIteration, SystemExit, KeyError, AttributeError, NameError,
//! ImportError.

use super::{args_of, base_init, base_str, put};
use crate::object::spec::{native, slot};
use crate::object::{Args, Kind, Native, PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::field;
use crate::vm::signature::unexpected_keyword;

const INIT_DOC: &str = "Initialize self.  See help(type(self)) for accurate signature.";

pub(super) static STOP_ITERATION: &[Native] =
    &[slot("__init__(self, /, *args, **kwargs)", INIT_DOC, |vm, a| {
        base_init(vm, a)?;
        let first = a[1].as_tuple().and_then(<[Value]>::first).cloned();
        put(vm, &a[0], field::EXTRA, first);
        Ok(vm.none())
    })];
pub(super) static SYSTEM_EXIT: &[Native] =
    &[slot("__init__(self, /, *args, **kwargs)", INIT_DOC, |vm, a| {
        base_init(vm, a)?;
        let code = match a[1].as_tuple().unwrap_or(&[]) {
            [] => None,
            [one] => Some(one.clone()),
            _ => Some(a[1].clone()),
        };
        put(vm, &a[0], field::EXTRA, code);
        Ok(vm.none())
    })];
/// One argument is shown by its repr: the key `''` would not be seen otherwise.
pub(super) static KEY_ERROR: &[Native] = &[slot("__str__(self, /)", "Return str(self).", |vm, a| {
    match args_of(vm, &a[0]).as_tuple().unwrap_or(&[]) {
        [one] => vm.repr(one),
        _ => base_str(vm, &a[0]),
    }
})];
pub(super) static ATTRIBUTE_ERROR: &[Native] = &[
    slot("__init__(self, /, *args, **kwargs)", INIT_DOC, |vm, a| {
        init_with(vm, a, "AttributeError", &[("name", 0), ("obj", 1)])?;
        Ok(vm.none())
    }),
    native("__reduce__(self, /)", "Helper for pickle.", |vm, a| reduce_with(vm, a, &[("name", 0)])),
];
pub(super) static NAME_ERROR: &[Native] = &[slot("__init__(self, /, *args, **kwargs)", INIT_DOC, |vm, a| {
    init_with(vm, a, "NameError", &[("name", 0)])?;
    Ok(vm.none())
})];
/// `msg` is the only argument, if there is only one.
pub(super) static IMPORT_ERROR: &[Native] = &[
    slot("__init__(self, /, *args, **kwargs)", INIT_DOC, |vm, a| {
        init_with(vm, a, "ImportError", &[("name", 1), ("path", 2), ("name_from", 3)])?;
        let msg = match a[1].as_tuple().unwrap_or(&[]) {
            [one] => Some(one.clone()),
            _ => None,
        };
        put(vm, &a[0], field::EXTRA, msg);
        Ok(vm.none())
    }),
    slot("__str__(self, /)", "Return str(self).", |vm, a| {
        let msg = vm.record_field(&a[0], field::EXTRA);
        if msg.is_exactly(Kind::STR) { Ok(msg) } else { base_str(vm, &a[0]) }
    }),
    native("__reduce__(self, /)", "Helper for pickle.", |vm, a| {
        reduce_with(vm, a, &[("name", 1), ("path", 2), ("name_from", 3)])
    }),
];

/// `__init__` with keywords for some of the fields.
fn init_with(vm: &mut Vm, a: Args, class: &str, fields: &[(&str, usize)]) -> PyResult<()> {
    put(vm, &a[0], field::ARGS, Some(a[1].clone()));
    let mut values: Vec<(usize, Option<Value>)> = fields.iter().map(|(_, i)| (*i, None)).collect();
    if let Some(d) = a[2].as_dict() {
        let (given, most) = (d.len(), fields.len());
        if given > most {
            let s = if most == 1 { "" } else { "s" };
            return Err(
                vm.type_error(format!("{class}() takes at most {most} keyword argument{s} ({given} given)"))
            );
        }
        for (k, v) in (0..d.filled()).filter_map(|i| d.at(&vm.heap, i)) {
            let at = fields.iter().position(|(name, _)| k.as_str().is_some_and(|k| k.is(name)));
            match at {
                Some(at) => values[at].1 = Some(v.clone()),
                None => {
                    let name = vm.text(k);
                    let names: Vec<String> = fields.iter().map(|(n, _)| (*n).to_owned()).collect();
                    return Err(unexpected_keyword(vm, class, &name, &names));
                }
            }
        }
    }
    for (i, v) in values {
        put(vm, &a[0], field::EXTRA + i, v);
    }
    Ok(())
}
/// `(type, args, state)`, the state with those fields that are set.
fn reduce_with(vm: &mut Vm, a: Args, fields: &[(&str, usize)]) -> PyResult {
    let state = vm.heap.dict();
    for (k, v) in vm.instance_items(&a[0]) {
        vm.dict_set(&state, k, v)?;
    }
    for (name, i) in fields {
        if let Some(v) = vm.exc_field(&a[0], field::EXTRA + i) {
            let name = vm.heap.intern_str(name);
            vm.dict_set(&state, name, v)?;
        }
    }
    let mut parts = vec![a[0].ty_value(), args_of(vm, &a[0])];
    if state.as_dict().is_some_and(|d| !d.is_empty()) {
        parts.push(state);
    }
    vm.tuple(parts)
}
