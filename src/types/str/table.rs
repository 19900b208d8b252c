//! `str.maketrans` and `str.translate`.

use super::this;
use crate::object::text::MAX_CODE_POINT;
use crate::object::{Args, Kind, PyResult, Raised, TextBuf, Value};
use crate::types::support::Thrown;
use crate::types::unicode::search::{self, Translation};
use crate::vm::Vm;
use crate::vm::errors::Exc;

pub(super) fn translate(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let table = &a[1];
    let result = search::translate(this(a), |code| look_up(vm, table, code));
    match result {
        Ok(text) => vm.str_from(&text),
        Err(t) => Err(vm.thrown(t)),
    }
}

fn look_up(vm: &mut Vm, table: &Value, code: u32) -> Result<Translation, Thrown> {
    let key = vm.int(i64::from(code));
    let entry = if table.is_exactly(Kind::DICT) {
        vm.dict_get(table, &key)?
    } else {
        match vm.get_item(table, &key) {
            Ok(v) => Some(v),
            Err(Raised(e)) if vm.is_exc(&e, Exc::LookupError) => {
                vm.release(e);
                None
            }
            Err(r) => return Err(r.into()),
        }
    };
    let Some(entry) = entry else { return Ok(Translation::Same) };
    if entry.is_none() {
        return Ok(Translation::Deleted);
    }
    if let Some(s) = entry.as_str() {
        return Ok(Translation::Text(TextBuf::from(s.chars())));
    }
    if entry.as_int().is_none() {
        return Err(vm.type_error("character mapping must return integer, None or str").into());
    }
    match entry.as_word().and_then(|w| u32::try_from(w).ok()) {
        Some(code) if code <= MAX_CODE_POINT => Ok(Translation::Char(code)),
        _ => Err(vm.value_error("character mapping must be in range(0x110000)").into()),
    }
}

pub(super) fn make_trans(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let table = vm.heap.dict();
    let Some(y) = a.opt(1) else {
        fill_from_dict(vm, &table, &a[0])?;
        return Ok(table);
    };
    let to = vm.str_arg(y, "maketrans() argument 2")?;
    let delete = match a.opt(2) {
        Some(z) => Some(vm.str_arg(z, "maketrans() argument 3")?),
        None => None,
    };
    let Some(from) = a[0].as_str() else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    if from.len() != to.len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (x, y) in from.chars().iter().zip(to) {
        let (key, value) = (vm.int(i64::from(x)), vm.int(i64::from(y)));
        vm.dict_set(&table, key, value)?;
    }
    for z in delete.into_iter().flatten() {
        let (key, none) = (vm.int(i64::from(z)), vm.none());
        vm.dict_set(&table, key, none)?;
    }
    Ok(table)
}

fn fill_from_dict(vm: &mut Vm, table: &Value, x: &Value) -> PyResult<()> {
    let Some(d) = x.as_dict().filter(|_| x.is_exactly(Kind::DICT)) else {
        return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
    };
    let mut i = 0;
    while i < d.filled() {
        let entry = d.at(&vm.heap, i).map(|(k, v)| (k.clone(), v.clone()));
        i += 1;
        let Some((key, value)) = entry else { continue };
        let key = match key.as_str() {
            Some(s) if s.len() == 1 => vm.int(i64::from(s.chars().get(0))),
            Some(_) => return Err(vm.value_error("string keys in translate table must be of length 1")),
            None if key.as_int().is_some() => key,
            None => return Err(vm.type_error("keys in translate table must be strings or integers")),
        };
        vm.dict_set(table, key, value)?;
    }
    Ok(())
}
