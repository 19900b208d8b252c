//! The object behind `finditer`: a search that goes on.

use super::engine::Mode;
use super::match_object;
use super::pattern::field;
use super::subject::Subject;
use crate::object::spec::{Member, native};
use crate::object::typeobj::tflag;
use crate::object::{Args, PyResult, TypeSpec, Value};
use crate::types::iter::{self, set_word, word};
use crate::vm::Vm;

/// Fields: the pattern, the subject, and its contents as they were when the scanner was made.
const PATTERN: usize = 0;
const STRING: usize = 1;
const DATA: usize = 2;
/// Words: where the next search starts (-1: there was no match), whether it must advance, the bounds.
const START: usize = 0;
const MUST_ADVANCE: usize = 1;
const POS: usize = 2;
const ENDPOS: usize = 3;

pub static SCANNER: TypeSpec = TypeSpec {
    name: "_sre.SRE_Scanner",
    doc: "",
    flags: tflag::CONTAINER | tflag::NO_NEW,
    methods: &[
        native("match(self, /)", "", |vm, a| next(vm, &a[0], Mode::Match)),
        native("search(self, /)", "", |vm, a| next(vm, &a[0], Mode::Search)),
    ],
    members: &[Member { name: "pattern", field: PATTERN, writable: false, doc: "" }],
    fields: 3,
    words: 4,
    basicsize: 408,
    ..TypeSpec::EMPTY
};

/// `pattern.scanner(string, pos, endpos)`.
///
/// # Errors
/// TypeError for a subject of the wrong kind.
pub fn new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let subject = Subject::of(vm, &a[0], &a[1])?;
    let span = subject.bounds(vm, a.opt(2), a.opt(3))?;
    // Contents that may change are copied once, not for every search.
    let data = match &subject {
        Subject::Bytes(data) if a[1].as_bytes().is_none() => vm.heap.bytes(data)?,
        _ => a[1].clone(),
    };
    let s = iter::record_of(vm, &SCANNER, [a[0].clone(), a[1].clone(), data]);
    for (i, w) in [span.0, 0, span.0, span.1].into_iter().enumerate() {
        set_word(vm, &s, i, w as i64);
    }
    Ok(s)
}

fn next(vm: &mut Vm, s: &Value, mode: Mode) -> PyResult {
    let Ok(start) = usize::try_from(word(vm, s, START)) else { return Ok(vm.none()) };
    let (pattern, string) = (vm.record_field(s, PATTERN), vm.record_field(s, STRING));
    let (data, code) = (vm.record_field(s, DATA), vm.record_field(&pattern, field::CODE));
    let (pos, end) = (word(vm, s, POS) as usize, word(vm, s, ENDPOS) as usize);
    let subject = Subject::any(vm, &data)?;
    let mut engine = subject.engine(vm, &pattern, &code, (start, end));
    engine.set_must_advance(word(vm, s, MUST_ADVANCE) != 0);
    if !engine.find(vm, mode)? {
        set_word(vm, s, START, -1);
        return Ok(vm.none());
    }
    let (from, to) = engine.span();
    set_word(vm, s, MUST_ADVANCE, i64::from(from == to));
    set_word(vm, s, START, to as i64);
    match_object::make(vm, &pattern, &string, &engine, (pos, end))
}
