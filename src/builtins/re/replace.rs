//! Pattern.sub and Match.expand: what stands for a match.

use super::engine::{Engine, Mode};
use super::match_object;
use super::pattern::field;
use super::subject::Subject;
use super::template::{self, Part};
use crate::object::{Args, Kind, PyResult, Value};
use crate::types::iter::{held, word};
use crate::vm::Vm;

/// What a match is replaced with.
enum Filter {
    Same(Value),
    Parts(Vec<Prepared>),
    Call(Value),
}
/// A part of a template, its text made.
pub enum Prepared {
    Text(Value),
    Group(u32),
}

/// The parts of a template for the groups of pattern `p`; `None` if it stands for itself.
///
/// # Errors
/// PatternError, IndexError; TypeError for what is no text.
pub fn prepare(vm: &mut Vm, p: &Value, v: &Value) -> PyResult<Option<Vec<Prepared>>> {
    let Ok(text) = Subject::any(vm, v) else {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("decoding to str: need a bytes-like object, {got} found")));
    };
    let backslash = u32::from('\\');
    if !text.chars().iter().any(|c| c == backslash) {
        return Ok(None);
    }
    let names = held(vm, p, field::GROUP_INDEX).unwrap_or_else(|| vm.none());
    let groups = word(vm, p, field::GROUPS) as u32;
    let parsed = template::parse(vm, text.chars(), text.is_text(), groups, &names);
    let parts = parsed.map_err(|stop| super::raise(vm, stop, v))?;
    let mut out = Vec::with_capacity(parts.len());
    for part in parts {
        out.push(match part {
            Part::Group(group) => Prepared::Group(group),
            Part::Text(part) if text.is_text() => Prepared::Text(vm.str_from(&part)?),
            Part::Text(part) => {
                let bytes: Vec<u8> = part.as_chars().iter().map(|c| c as u8).collect();
                Prepared::Text(vm.heap.bytes(&bytes)?)
            }
        });
    }
    Ok(Some(out))
}
/// All of `items` as one text of the kind of `subject`.
///
/// # Errors
/// TypeError if one is of another kind.
pub fn join(vm: &mut Vm, is_text: bool, items: Vec<Value>) -> PyResult {
    let empty = if is_text { vm.heap.empty_str() } else { vm.heap.empty_bytes() };
    let list = vm.list(items)?;
    let name = vm.heap.intern_str("join");
    vm.call_method(&empty, &name, &[list])
}

/// `(new string, number of replacements)` for `self, repl, string, count`.
///
/// # Errors
/// What the template, the function or the match raises.
pub fn replace(vm: &mut Vm, a: Args<'_>) -> PyResult<(Value, i64)> {
    let (p, repl, string) = (&a[0], &a[1], &a[2]);
    let most = a.opt(3).map_or(Ok(0), |v| vm.size_index(v))?;
    let filter = if vm.is_callable(repl) {
        Filter::Call(repl.clone())
    } else {
        match prepare(vm, p, repl)? {
            Some(parts) => Filter::Parts(parts),
            None => Filter::Same(repl.clone()),
        }
    };
    let subject = Subject::of(vm, p, string)?;
    let len = subject.chars().len();
    let code = vm.record_field(p, field::CODE);
    let mut engine = subject.engine(vm, p, &code, (0, len));
    let mut items = Vec::new();
    let (mut n, mut last) = (0, 0);
    while (most == 0 || n < most) && engine.find(vm, Mode::Search)? {
        let (from, to) = engine.span();
        if last < from {
            items.push(subject.part(vm, string, last, from)?);
        }
        match &filter {
            Filter::Same(text) => items.push(text.clone()),
            Filter::Parts(parts) => fill(vm, parts, &subject, string, &engine, &mut items)?,
            Filter::Call(f) => {
                let m = match_object::make(vm, p, string, &engine, (0, len))?;
                let item = vm.call(f, std::slice::from_ref(&m))?;
                vm.release(m);
                if !item.is_none() {
                    items.push(item);
                }
            }
        }
        (n, last) = (n + 1, to);
        vm.check_growth(items.len())?;
        engine.go_on();
    }
    if last < len {
        items.push(subject.part(vm, string, last, len)?);
    }
    // One piece of its own kind is the result as it is.
    let kind = if subject.is_text() { Kind::STR } else { Kind::BYTES };
    let text = match &items[..] {
        [one] if one.is_exactly(kind) => one.clone(),
        _ => join(vm, subject.is_text(), items)?,
    };
    Ok((text, n))
}
/// The parts of a template, with the groups of a match; groups that did not match are nothing.
fn fill(
    vm: &mut Vm,
    parts: &[Prepared],
    subject: &Subject<'_>,
    string: &Value,
    engine: &Engine<'_, '_>,
    items: &mut Vec<Value>,
) -> PyResult<()> {
    for part in parts {
        let span = match part {
            Prepared::Text(text) => {
                items.push(text.clone());
                continue;
            }
            Prepared::Group(0) => Some(engine.span()),
            Prepared::Group(group) => engine.group(group - 1),
        };
        if let Some((from, to)) = span {
            items.push(subject.part(vm, string, from, to)?);
        }
    }
    Ok(())
}
