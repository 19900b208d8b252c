//! re.Match: where a pattern and its groups matched.

use super::engine::Engine;
use super::pattern::field as pfield;
use super::replace::{self, Prepared};
use super::subject::Subject;
use crate::object::spec::{Member, class_method, getset, getter, native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, PyResult, Slot, TypeSpec, Value};
use crate::types::alias;
use crate::types::iter::{self, held, word};
use crate::vm::Vm;

/// Fields: the subject, the tuple of all spans once somebody asked for it, the pattern, the marks: 64
/// bits for each begin and end, -1 where a group did not match.
const STRING: usize = 0;
const REGS: usize = 1;
const PATTERN: usize = 2;
const MARKS: usize = 3;
/// Words.
const POS: usize = 0;
const ENDPOS: usize = 1;
const LAST_INDEX: usize = 2;
/// Marks: two for each group and for the whole.
const ITEMS: usize = 3;

pub static MATCH: TypeSpec = TypeSpec {
    name: "re.Match",
    doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    flags: tflag::CONTAINER | tflag::NO_NEW,
    methods: &[
        slot("__repr__(self, /)", "Return repr(self).", show),
        slot("__getitem__(self, key, /)", "Return self[key].", |vm, a| {
            let group = group_number(vm, &a[0], &a[1])?;
            Ok(group_text(vm, &a[0], group)?.unwrap_or_else(|| vm.none()))
        }),
        native(
            "group(self, /, *args)",
            "group([group1, ...]) -> str or tuple.\n    Return subgroup(s) of the match by indices or names.\n    For 0 returns the entire match.",
            group,
        ),
        native(
            "start(self, group=0, /)",
            "Return index of the start of the substring matched by group.",
            |vm, a| {
                let (from, _) = span_of(vm, a)?;
                Ok(vm.int(from))
            },
        ),
        native(
            "end(self, group=0, /)",
            "Return index of the end of the substring matched by group.",
            |vm, a| {
                let (_, to) = span_of(vm, a)?;
                Ok(vm.int(to))
            },
        ),
        native(
            "span(self, group=0, /)",
            "For match object m, return the 2-tuple (m.start(group), m.end(group)).",
            |vm, a| {
                let (from, to) = span_of(vm, a)?;
                let (from, to) = (vm.int(from), vm.int(to));
                vm.pair(from, to)
            },
        ),
        native(
            "groups(self, /, default=None)",
            "Return a tuple containing all the subgroups of the match, from 1.\n\n  default\n    Is used for groups that did not participate in the match.",
            |vm, a| {
                let default = a.opt(1).cloned().unwrap_or_else(|| vm.none());
                let groups = groups(vm, &a[0]);
                let mut out = Vec::with_capacity(groups);
                for i in 1..groups {
                    out.push(group_text(vm, &a[0], i)?.unwrap_or_else(|| default.clone()));
                }
                vm.tuple(out)
            },
        ),
        native(
            "groupdict(self, /, default=None)",
            "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.\n\n  default\n    Is used for groups that did not participate in the match.",
            |vm, a| {
                let default = a.opt(1).cloned().unwrap_or_else(|| vm.none());
                let dict = vm.heap.dict();
                let Some(names) = names(vm, &a[0]) else { return Ok(dict) };
                for (name, number) in vm.dict_entries(&names) {
                    let number = number.as_word().unwrap_or(0) as usize;
                    let text = group_text(vm, &a[0], number)?.unwrap_or_else(|| default.clone());
                    vm.dict_set(&dict, name, text)?;
                }
                Ok(dict)
            },
        ),
        native(
            "expand(self, /, template)",
            "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.",
            expand,
        ),
        native("__copy__(self, /)", "", |_, a| Ok(a[0].clone())),
        native("__deepcopy__(self, memo, /)", "", |_, a| Ok(a[0].clone())),
        class_method("__class_getitem__(cls, object, /)", "See PEP 585", alias::class_getitem),
    ],
    members: &[
        Member {
            name: "string",
            field: STRING,
            writable: false,
            doc: "The string passed to match() or search().",
        },
        Member { name: "re", field: PATTERN, writable: false, doc: "The regular expression object." },
    ],
    getsets: &[
        getset(
            "pos",
            "The index into the string at which the RE engine started looking for a match.",
            |vm, v| {
                let pos = word(vm, v, POS);
                Ok(vm.int(pos))
            },
            super::readonly,
        ),
        getset(
            "endpos",
            "The index into the string beyond which the RE engine will not go.",
            |vm, v| {
                let end = word(vm, v, ENDPOS);
                Ok(vm.int(end))
            },
            super::readonly,
        ),
        getter("lastindex", "The integer index of the last matched capturing group.", |vm, v| {
            match word(vm, v, LAST_INDEX) {
                -1 => Ok(vm.none()),
                i => Ok(vm.int(i)),
            }
        }),
        getter("lastgroup", "The name of the last matched capturing group.", |vm, v| {
            let pattern = vm.record_field(v, PATTERN);
            let last = usize::try_from(word(vm, v, LAST_INDEX)).ok();
            let back = held(vm, &pattern, pfield::INDEX_GROUP);
            let name = last.zip(back.as_ref()).and_then(|(i, names)| names.as_tuple()?.get(i));
            Ok(name.cloned().unwrap_or_else(|| vm.none()))
        }),
        getter("regs", "", regs),
    ],
    fields: 4,
    words: 4,
    basicsize: 88,
    itemsize: 8,
    ..TypeSpec::EMPTY
};

/// The match that an engine has found.
///
/// # Errors
/// MemoryError.
pub fn make(
    vm: &mut Vm,
    pattern: &Value,
    string: &Value,
    engine: &Engine<'_, '_>,
    bounds: (usize, usize),
) -> PyResult {
    let groups = word(vm, pattern, pfield::GROUPS) as u32;
    let mut marks = Vec::with_capacity(16 * (groups as usize + 1));
    let mut put = |span: Option<(usize, usize)>| {
        let (from, to) = span.map_or((-1, -1), |(from, to)| (from as i64, to as i64));
        marks.extend(from.to_le_bytes());
        marks.extend(to.to_le_bytes());
    };
    put(Some(engine.span()));
    (0..groups).for_each(|group| put(engine.group(group)));
    let marks = vm.heap.bytes(&marks)?;
    let ty = vm.type_for(&MATCH);
    let m = vm.heap.record(ty, usize::from(MATCH.fields));
    if let Some(r) = m.as_record() {
        r.set(&mut vm.heap, STRING, Some(string.clone()));
        r.set(&mut vm.heap, PATTERN, Some(pattern.clone()));
        r.set(&mut vm.heap, MARKS, Some(marks));
    }
    let words = [bounds.0 as i64, bounds.1 as i64, engine.last_index(), 2 * (i64::from(groups) + 1)];
    for (i, w) in words.into_iter().enumerate() {
        iter::set_word(vm, &m, i, w);
    }
    Ok(m)
}

/// Groups, with the whole match.
fn groups(vm: &Vm, m: &Value) -> usize {
    word(vm, m, ITEMS) as usize / 2
}
/// Begin and end of a group, -1 both if it did not match.
fn span(vm: &Vm, m: &Value, group: usize) -> (i64, i64) {
    let marks = vm.record_field(m, MARKS);
    let words = marks.as_bytes().unwrap_or_default().as_chunks::<8>().0;
    match words.get(2 * group..2 * group + 2) {
        Some([from, to]) => (i64::from_le_bytes(*from), i64::from_le_bytes(*to)),
        _ => (-1, -1),
    }
}
fn span_of(vm: &mut Vm, a: Args<'_>) -> PyResult<(i64, i64)> {
    let group = match a.opt(1) {
        Some(v) => group_number(vm, &a[0], v)?,
        None => 0,
    };
    Ok(span(vm, &a[0], group))
}
/// The dict from names to groups, if there are names.
fn names(vm: &Vm, m: &Value) -> Slot {
    let pattern = vm.record_field(m, PATTERN);
    held(vm, &pattern, pfield::GROUP_INDEX)
}
/// A group by number or name.
fn group_number(vm: &mut Vm, m: &Value, key: &Value) -> PyResult<usize> {
    let number = if vm.has_index(key) {
        Some(vm.clamped_index(key)?)
    } else {
        match names(vm, m) {
            Some(names) => vm.dict_get(&names, key)?.and_then(|n| n.as_word()),
            None => None,
        }
    };
    match number.and_then(|n| usize::try_from(n).ok()).filter(|n| *n < groups(vm, m)) {
        Some(n) => Ok(n),
        None => Err(vm.index_error("no such group")),
    }
}
/// What a group matched, if it did.
fn group_text(vm: &mut Vm, m: &Value, group: usize) -> PyResult<Slot> {
    let (from, to) = span(vm, m, group);
    if from < 0 {
        return Ok(None);
    }
    let string = vm.record_field(m, STRING);
    let subject = Subject::any(vm, &string)?;
    let len = subject.chars().len();
    let (from, to) = ((from as usize).min(len), (to as usize).min(len));
    subject.part(vm, &string, from, to).map(Some)
}
fn group(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let one = |vm: &mut Vm, key: &Value| {
        let group = group_number(vm, &a[0], key)?;
        let text = group_text(vm, &a[0], group)?;
        Ok(text.unwrap_or_else(|| vm.none()))
    };
    match a[1].as_tuple().unwrap_or(&[]) {
        [] => Ok(group_text(vm, &a[0], 0)?.unwrap_or_else(|| vm.none())),
        [key] => one(vm, key),
        keys => {
            let parts: PyResult<Vec<Value>> = keys.iter().map(|key| one(vm, key)).collect();
            vm.tuple(parts?)
        }
    }
}
fn regs(vm: &mut Vm, m: &Value) -> PyResult {
    if let Some(made) = held(vm, m, REGS) {
        return Ok(made);
    }
    let mut spans = Vec::new();
    for group in 0..groups(vm, m) {
        let (from, to) = span(vm, m, group);
        let (from, to) = (vm.int(from), vm.int(to));
        spans.push(vm.pair(from, to)?);
    }
    let all = vm.tuple(spans)?;
    if let Some(r) = m.as_record() {
        r.set(&mut vm.heap, REGS, Some(all.clone()));
    }
    Ok(all)
}
fn expand(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let pattern = vm.record_field(&a[0], PATTERN);
    let Some(parts) = replace::prepare(vm, &pattern, &a[1])? else { return Ok(a[1].clone()) };
    let mut items = Vec::new();
    for part in parts {
        match part {
            Prepared::Text(text) => items.push(text),
            Prepared::Group(group) => items.extend(group_text(vm, &a[0], group as usize)?),
        }
    }
    let string = vm.record_field(&a[0], STRING);
    replace::join(vm, string.as_str().is_some(), items)
}
fn show(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let text = group_text(vm, &a[0], 0)?.unwrap_or_else(|| vm.none());
    let shown = vm.repr(&text)?;
    let (from, to) = span(vm, &a[0], 0);
    let mut out =
        crate::object::TextBuf::from(format!("<re.Match object; span=({from}, {to}), match=").as_str());
    if let Some(s) = shown.as_str() {
        out.push_chars(s.chars().slice(0..s.len().min(50)));
    }
    out.push_str(">");
    vm.str_from(&out)
}
