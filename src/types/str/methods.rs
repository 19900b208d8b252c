//! Searching, splitting, stripping, padding.

use super::build::{part, part_of_self};
use super::{this, unchanged};
use crate::object::{Args, Chars, PyResult, Str, Value};
use crate::types::unicode::layout::{self, Justify};
use crate::types::unicode::{Rules, search, split as splitting};
use crate::vm::Vm;
use std::ops::Range;

pub(super) const LEFT: Justify = Justify::Left;
pub(super) const RIGHT: Justify = Justify::Right;
pub(super) const CENTER: Justify = Justify::Center;

/// `sub[, start[, end]]` of a search: the needle and the range to look in.
fn search_args<'a>(vm: &mut Vm, a: Args<'a>, method: &str) -> PyResult<(Chars<'a>, Option<Range<usize>>)> {
    let needle = vm.str_arg(a.at(1), &format!("{method}() argument 1"))?;
    let (start, end) = vm.search_bounds(a.opt(2), a.opt(3))?;
    Ok((needle, search::clip(start, end, this(a).len())))
}

fn found(vm: &mut Vm, a: Args<'_>, method: &str, last: bool) -> PyResult<Option<usize>> {
    let (needle, range) = search_args(vm, a, method)?;
    let Some(range) = range else { return Ok(None) };
    let start = range.start;
    let text = this(a).slice(range);
    let at = if last { search::rfind(text, needle) } else { search::find(text, needle) };
    Ok(at.map(|i| i + start))
}

pub(super) fn find(vm: &mut Vm, a: Args<'_>, method: &str, last: bool) -> PyResult {
    let at = found(vm, a, method, last)?;
    Ok(vm.int(at.map_or(-1, |i| i as i64)))
}
pub(super) fn index(vm: &mut Vm, a: Args<'_>, method: &str, last: bool) -> PyResult {
    match found(vm, a, method, last)? {
        Some(i) => Ok(vm.int(i as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}
pub(super) fn count(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let (needle, range) = search_args(vm, a, "count")?;
    let n = range.map_or(0, |r| search::count(this(a).slice(r), needle));
    Ok(vm.int(n as i64))
}

/// `startswith` and `endswith`: one text or a tuple of them.
pub(super) fn tail_match(
    vm: &mut Vm,
    a: Args<'_>,
    method: &str,
    matches: fn(Chars<'_>, Chars<'_>) -> bool,
) -> PyResult {
    let (start, end) = vm.search_bounds(a.opt(2), a.opt(3))?;
    let text = search::clip(start, end, this(a).len()).map(|r| this(a).slice(r));
    let holds = |s: &Str| text.is_some_and(|t| matches(t, s.chars()));
    if let Some(tries) = a[1].as_tuple() {
        for v in tries {
            let Some(s) = v.as_str() else {
                let got = vm.type_name(v);
                return Err(vm.type_error(format!("tuple for {method} must only contain str, not {got}")));
            };
            if holds(s) {
                return Ok(vm.bool(true));
            }
        }
        return Ok(vm.bool(false));
    }
    match a[1].as_str() {
        Some(s) => Ok(vm.bool(holds(s))),
        None => {
            let got = vm.type_name(&a[1]);
            Err(vm.type_error(format!("{method} first arg must be str or a tuple of str, not {got}")))
        }
    }
}

/// A count that a negative number leaves unlimited.
pub(in crate::types) fn most(vm: &mut Vm, v: Option<&Value>) -> PyResult<usize> {
    match v {
        Some(v) => Ok(usize::try_from(vm.index(v)?).unwrap_or(usize::MAX)),
        None => Ok(usize::MAX),
    }
}

pub(super) fn replace(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let old = vm.str_arg(a.at(1), "replace() argument 1")?;
    let new = vm.str_arg(a.at(2), "replace() argument 2")?;
    let most = most(vm, a.opt(3))?;
    if a[1].is(&a[2]) {
        return unchanged(vm, &a[0]);
    }
    let room = vm.room() / 4;
    match search::replace(this(a), old, new, most, room) {
        Ok(Some(text)) => Ok(vm.heap.unshared_str(text.as_chars())?),
        Ok(None) => unchanged(vm, &a[0]),
        Err(f) => Err(vm.fault(f)),
    }
}

pub(super) fn split(vm: &mut Vm, a: Args<'_>, from_right: bool) -> PyResult {
    let most = most(vm, a.opt(2))?;
    let text = this(a);
    let separator = a.opt(1).filter(|v| !v.is_none());
    // Room as `split` of `Objects/unicodeobject.c` makes it: for as many parts as there can be, up
    // to twelve.
    let width = separator.and_then(Value::as_str).map(crate::object::Str::len);
    let possible = match (a.opt(2).and_then(Value::as_word).filter(|n| *n >= 0), width) {
        (_, Some(w)) if text.len() < w => 0,
        (Some(given), _) => usize::try_from(given).unwrap_or(usize::MAX),
        (None, Some(w)) => text.len() / w.max(1) + 1,
        (None, None) => text.len().saturating_sub(1) / 2 + 1,
    };
    let room = possible.saturating_add(1).min(12);
    let ranges = match separator {
        None if from_right => splitting::rsplit_whitespace(text, most, Rules::Str),
        None => splitting::split_whitespace(text, most, Rules::Str),
        Some(v) => {
            let Some(s) = v.as_str() else {
                let got = vm.type_name(v);
                return Err(vm.type_error(format!("must be str or None, not {got}")));
            };
            if s.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            let split = if from_right { splitting::rsplit } else { splitting::split };
            split(text, s.chars(), most)
        }
    };
    parts(vm, &a[0], ranges, room)
}

pub(super) fn split_lines(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let keep = match a.opt(1) {
        Some(v) => vm.truth(v)?,
        None => false,
    };
    let ranges = splitting::split_lines(this(a), keep, Rules::Str);
    parts(vm, &a[0], ranges, 0)
}

/// A list of these parts of a text, which begins with room for `room` and grows by appending.
fn parts(vm: &mut Vm, s: &Value, ranges: Vec<Range<usize>>, room: usize) -> PyResult {
    let value = vm.heap.empty_list();
    let Some(list) = value.as_list() else { return Ok(value) };
    if room > 0 {
        list.reserve_exact(&mut vm.heap, room)?;
    }
    for range in ranges {
        vm.check_growth(list.len())?;
        let item = part(vm, s, range)?;
        list.push(&mut vm.heap, item)?;
    }
    Ok(value)
}

pub(super) fn partition(vm: &mut Vm, a: Args<'_>, last: bool) -> PyResult {
    let Some(separator) = a[1].as_str() else {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("must be str, not {got}")));
    };
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let text = this(a);
    let search = if last { search::rfind } else { search::find };
    let items = match search(text, separator.chars()) {
        Some(at) => {
            let before = part(vm, &a[0], 0..at)?;
            let after = part(vm, &a[0], at + separator.len()..text.len())?;
            vec![before, unchanged(vm, &a[1])?, after]
        }
        None => {
            let (all, empty) = (unchanged(vm, &a[0])?, vm.heap.empty_str());
            if last { vec![empty.clone(), empty, all] } else { vec![all, empty.clone(), empty] }
        }
    };
    vm.tuple(items)
}

pub(super) fn strip(vm: &mut Vm, a: Args<'_>, method: &str) -> PyResult {
    let set = match a.opt(1).filter(|v| !v.is_none()) {
        Some(v) => match v.as_str() {
            Some(s) => Some(s.chars()),
            None => return Err(vm.type_error(format!("{method} arg must be None or str"))),
        },
        None => None,
    };
    let text = this(a);
    let range = match method {
        "lstrip" => splitting::strip_start(text, set, Rules::Str)..text.len(),
        "rstrip" => 0..splitting::strip_end(text, set, Rules::Str),
        _ => splitting::strip(text, set, Rules::Str),
    };
    part_of_self(vm, a, range)
}

pub(super) fn remove_prefix(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let prefix = vm.str_arg(a.at(1), "removeprefix() argument")?;
    let text = this(a);
    let start = if search::starts_with(text, prefix) { prefix.len() } else { 0 };
    part_of_self(vm, a, start..text.len())
}
pub(super) fn remove_suffix(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let suffix = vm.str_arg(a.at(1), "removesuffix() argument")?;
    let text = this(a);
    let cut = if search::ends_with(text, suffix) { suffix.len() } else { 0 };
    part_of_self(vm, a, 0..text.len() - cut)
}

/// A width as a method takes it: none below 0.
fn width(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    let width = vm.index(v)?.max(0) as usize;
    vm.check_room(width)?;
    Ok(width)
}

pub(super) fn justify(vm: &mut Vm, a: Args<'_>, side: Justify) -> PyResult {
    let width = width(vm, &a[1])?;
    let fill = match a.opt(2) {
        None => u32::from(' '),
        Some(v) => match v.as_str() {
            Some(s) if s.len() == 1 => s.chars().get(0),
            Some(_) => return Err(vm.type_error("The fill character must be exactly one character long")),
            None => {
                let got = vm.type_name(v);
                return Err(
                    vm.type_error(format!("The fill character must be a unicode character, not {got}"))
                );
            }
        },
    };
    match layout::justify(this(a), width, fill, side) {
        Some(text) => vm.str_from(&text),
        None => unchanged(vm, &a[0]),
    }
}

pub(super) fn zfill(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let width = width(vm, &a[1])?;
    match layout::zero_fill(this(a), width) {
        Some(text) => vm.str_from(&text),
        None => unchanged(vm, &a[0]),
    }
}

pub(super) fn expand_tabs(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let size = match a.opt(1) {
        Some(v) => tab_size(vm, v)?,
        None => 8,
    };
    if !search::contains_char(this(a), u32::from('\t')) {
        return unchanged(vm, &a[0]);
    }
    let room = vm.room() / 4;
    match layout::expand_tabs(this(a), size, room) {
        Ok(text) => vm.str_from(&text),
        Err(f) => Err(vm.fault(f)),
    }
}

/// A tab size: a C int, none below 0.
pub(in crate::types) fn tab_size(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    let i = vm.index_value(v)?;
    match i.as_word().map(i32::try_from) {
        Some(Ok(n)) => Ok(n.max(0) as usize),
        _ => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}
