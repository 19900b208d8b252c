//! re.Pattern: a compiled pattern and its methods (`Modules/_sre/sre.c`).

use super::ast::flag;
use super::engine::Mode;
use super::replace;
use super::subject::Subject;
use super::{match_object, scanner};
use crate::object::spec::{Member, class_method, getset, getter, native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, TypeSpec, Value};
use crate::types::iter::{self, held, word};
use crate::types::{alias, numeric};
use crate::vm::Vm;

/// Fields: a dict from names to groups and a tuple back, both absent where nothing has a name; the
/// pattern's text; the program, as bytes.
pub mod field {
    pub const GROUP_INDEX: usize = 0;
    pub const INDEX_GROUP: usize = 1;
    pub const PATTERN: usize = 2;
    pub const CODE: usize = 3;
    /// Words.
    pub const FLAGS: usize = 0;
    pub const GROUPS: usize = 1;
    /// Of the program: what `sys.getsizeof` counts.
    pub const ITEMS: usize = 2;
}

pub static PATTERN: TypeSpec = TypeSpec {
    name: "re.Pattern",
    doc: "Compiled regular expression object.",
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::NO_NEW,
    methods: &[
        slot("__repr__(self, /)", "Return repr(self).", show),
        slot("__hash__(self, /)", "Return hash(self).", hash),
        slot("__lt__(self, value, /)", "Return self<value.", |vm, _| Ok(vm.not_implemented())),
        slot("__le__(self, value, /)", "Return self<=value.", |vm, _| Ok(vm.not_implemented())),
        slot("__eq__(self, value, /)", "Return self==value.", |vm, a| {
            let same = same(vm, &a[0], &a[1])?;
            Ok(same.map_or_else(|| vm.not_implemented(), |same| vm.bool(same)))
        }),
        slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| {
            let same = same(vm, &a[0], &a[1])?;
            Ok(same.map_or_else(|| vm.not_implemented(), |same| vm.bool(!same)))
        }),
        slot("__gt__(self, value, /)", "Return self>value.", |vm, _| Ok(vm.not_implemented())),
        slot("__ge__(self, value, /)", "Return self>=value.", |vm, _| Ok(vm.not_implemented())),
        native(
            "match(self, /, string, pos=0, endpos=sys.maxsize)",
            "Matches zero or more characters at the beginning of the string.",
            |vm, a| find(vm, a, Mode::Match),
        ),
        native(
            "fullmatch(self, /, string, pos=0, endpos=sys.maxsize)",
            "Matches against all of the string.",
            |vm, a| find(vm, a, Mode::Full),
        ),
        native(
            "search(self, /, string, pos=0, endpos=sys.maxsize)",
            "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.",
            |vm, a| find(vm, a, Mode::Search),
        ),
        native(
            "sub(self, /, repl, string, count=0)",
            "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.",
            |vm, a| replace::replace(vm, a).map(|(text, _)| text),
        ),
        native(
            "subn(self, /, repl, string, count=0)",
            "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl.",
            |vm, a| {
                let (text, n) = replace::replace(vm, a)?;
                let n = vm.int(n);
                vm.pair(text, n)
            },
        ),
        native(
            "findall(self, /, string, pos=0, endpos=sys.maxsize)",
            "Return a list of all non-overlapping matches of pattern in string.",
            find_all,
        ),
        native("split(self, /, string, maxsplit=0)", "Split string by the occurrences of pattern.", split),
        native(
            "finditer(self, /, string, pos=0, endpos=sys.maxsize)",
            "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object.",
            |vm, a| {
                let scanner = scanner::new(vm, a)?;
                let search = vm.get_attr_str(&scanner, "search")?;
                let none = vm.none();
                Ok(iter::call_iter(vm, search, none))
            },
        ),
        native("scanner(self, /, string, pos=0, endpos=sys.maxsize)", "", scanner::new),
        native("__copy__(self, /)", "", |_, a| Ok(a[0].clone())),
        native("__deepcopy__(self, memo, /)", "", |_, a| Ok(a[0].clone())),
        class_method("__class_getitem__(cls, object, /)", "See PEP 585", alias::class_getitem),
    ],
    members: &[Member {
        name: "pattern",
        field: field::PATTERN,
        writable: false,
        doc: "The pattern string from which the RE object was compiled.",
    }],
    getsets: &[
        getset(
            "flags",
            "The regex matching flags.",
            |vm, v| {
                let flags = word(vm, v, field::FLAGS);
                Ok(vm.int(flags))
            },
            super::readonly,
        ),
        getset(
            "groups",
            "The number of capturing groups in the pattern.",
            |vm, v| {
                let groups = word(vm, v, field::GROUPS);
                Ok(vm.int(groups))
            },
            super::readonly,
        ),
        getter("groupindex", "A dictionary mapping group names to group numbers.", |vm, v| {
            match held(vm, v, field::GROUP_INDEX) {
                Some(names) => Ok(iter::record(vm, Kind::MAPPING_PROXY, [names])),
                None => Ok(vm.heap.dict()),
            }
        }),
    ],
    fields: 4,
    words: 3,
    basicsize: 96,
    itemsize: 4,
    ..TypeSpec::EMPTY
};

/// A pattern whose program is `code`; `names` go from the groups' names to their numbers.
///
/// # Errors
/// MemoryError.
pub fn make(
    vm: &mut Vm,
    pattern: &Value,
    flags: u32,
    code: &[u32],
    groups: u32,
    names: &[(Value, u32)],
) -> PyResult {
    let bytes: Vec<u8> = code.iter().flat_map(|w| w.to_le_bytes()).collect();
    let bytes = vm.heap.bytes(&bytes)?;
    let ty = vm.type_for(&PATTERN);
    let p = vm.heap.record(ty, usize::from(PATTERN.fields));
    let mut fields = vec![(field::PATTERN, pattern.clone()), (field::CODE, bytes)];
    if !names.is_empty() {
        let index = vm.heap.dict();
        let mut back = vec![vm.none(); groups as usize + 1];
        for (name, group) in names {
            let number = vm.int(i64::from(*group));
            vm.dict_set(&index, name.clone(), number)?;
            back[*group as usize] = name.clone();
        }
        let back = vm.tuple(back)?;
        fields.extend([(field::GROUP_INDEX, index), (field::INDEX_GROUP, back)]);
    }
    for (i, v) in fields {
        if let Some(r) = p.as_record() {
            r.set(&mut vm.heap, i, Some(v));
        }
    }
    iter::set_word(vm, &p, field::FLAGS, i64::from(flags));
    iter::set_word(vm, &p, field::GROUPS, i64::from(groups));
    iter::set_word(vm, &p, field::ITEMS, code.len() as i64);
    Ok(p)
}
/// Whether it is a pattern of a str; `None` for one that was made of phrases.
pub fn is_text(vm: &Vm, p: &Value) -> Option<bool> {
    let pattern = vm.record_field(p, field::PATTERN);
    if pattern.is_none() { None } else { Some(pattern.as_str().is_some()) }
}

fn find(vm: &mut Vm, a: Args<'_>, mode: Mode) -> PyResult {
    let subject = Subject::of(vm, &a[0], &a[1])?;
    let span = subject.bounds(vm, a.opt(2), a.opt(3))?;
    let code = vm.record_field(&a[0], field::CODE);
    let mut engine = subject.engine(vm, &a[0], &code, span);
    if !engine.find(vm, mode)? {
        return Ok(vm.none());
    }
    match_object::make(vm, &a[0], &a[1], &engine, span)
}
fn find_all(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let subject = Subject::of(vm, &a[0], &a[1])?;
    let span = subject.bounds(vm, a.opt(2), a.opt(3))?;
    let code = vm.record_field(&a[0], field::CODE);
    let groups = word(vm, &a[0], field::GROUPS) as u32;
    let mut engine = subject.engine(vm, &a[0], &code, span);
    let list = vm.heap.empty_list();
    while engine.span().0 <= span.1 && engine.find(vm, Mode::Search)? {
        let part = |vm: &mut Vm, group: u32| {
            let (from, to) = engine.group(group).unwrap_or_default();
            subject.part(vm, &a[1], from, to)
        };
        let item = match groups {
            0 => subject.part(vm, &a[1], engine.span().0, engine.span().1)?,
            1 => part(vm, 0)?,
            n => {
                let parts: PyResult<Vec<Value>> = (0..n).map(|group| part(vm, group)).collect();
                vm.tuple(parts?)?
            }
        };
        if let Some(items) = list.as_list() {
            items.push(&mut vm.heap, item)?;
        }
        engine.go_on();
    }
    Ok(list)
}
fn split(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let most = a.opt(2).map_or(Ok(0), |v| vm.size_index(v))?;
    let subject = Subject::of(vm, &a[0], &a[1])?;
    let len = subject.chars().len();
    let code = vm.record_field(&a[0], field::CODE);
    let groups = word(vm, &a[0], field::GROUPS) as u32;
    let mut engine = subject.engine(vm, &a[0], &code, (0, len));
    let list = vm.heap.empty_list();
    let (mut n, mut last) = (0, 0);
    while (most == 0 || n < most) && engine.find(vm, Mode::Search)? {
        let (from, to) = engine.span();
        let mut items = vec![subject.part(vm, &a[1], last, from)?];
        for group in 0..groups {
            items.push(match engine.group(group) {
                Some((from, to)) => subject.part(vm, &a[1], from, to)?,
                None => vm.none(),
            });
        }
        for item in items {
            if let Some(list) = list.as_list() {
                list.push(&mut vm.heap, item)?;
            }
        }
        (n, last) = (n + 1, to);
        engine.go_on();
    }
    let rest = subject.part(vm, &a[1], last, len)?;
    if let Some(list) = list.as_list() {
        list.push(&mut vm.heap, rest)?;
    }
    Ok(list)
}

/// Whether two patterns are the same; `None` if one of them is none.
fn same(vm: &mut Vm, a: &Value, b: &Value) -> PyResult<Option<bool>> {
    let class = vm.type_for(&PATTERN);
    if !b.ty().same(class) {
        return Ok(None);
    }
    if a.is(b) {
        return Ok(Some(true));
    }
    let code = |v: &Value| vm.record_field(v, field::CODE);
    let same = word(vm, a, field::FLAGS) == word(vm, b, field::FLAGS)
        && is_text(vm, a) == is_text(vm, b)
        && code(a).as_bytes() == code(b).as_bytes();
    if !same {
        return Ok(Some(false));
    }
    let (a, b) = (vm.record_field(a, field::PATTERN), vm.record_field(b, field::PATTERN));
    vm.same_or_eq(&a, &b).map(Some)
}
fn hash(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let pattern = vm.record_field(&a[0], field::PATTERN);
    let code = vm.record_field(&a[0], field::CODE);
    let mut hash = vm.hash(&pattern)? ^ vm.hash(&code)?;
    hash ^= word(vm, &a[0], field::FLAGS)
        ^ word(vm, &a[0], field::GROUPS)
        ^ i64::from(is_text(vm, &a[0]) == Some(false));
    vm.int_from(numeric::Int::Small(if hash == -1 { -2 } else { hash }))
}
fn show(vm: &mut Vm, a: Args<'_>) -> PyResult {
    const NAMES: [(u32, &str); 8] = [
        (flag::IGNORECASE, "re.IGNORECASE"),
        (flag::LOCALE, "re.LOCALE"),
        (flag::MULTILINE, "re.MULTILINE"),
        (flag::DOTALL, "re.DOTALL"),
        (flag::VERBOSE, "re.VERBOSE"),
        (128, "re.DEBUG"),
        (flag::ASCII, "re.ASCII"),
        (flag::UNICODE, "re.UNICODE"),
    ];
    let mut flags = word(vm, &a[0], field::FLAGS) as u32;
    // What every pattern of a str is goes without saying.
    if is_text(vm, &a[0]) == Some(true) && flags & flag::TYPES == flag::UNICODE {
        flags &= !flag::UNICODE;
    }
    let mut parts = Vec::new();
    for (bit, name) in NAMES {
        if flags & bit != 0 {
            parts.push(name.to_owned());
            flags &= !bit;
        }
    }
    if flags != 0 {
        parts.push(format!("{flags:#x}"));
    }
    let pattern = vm.record_field(&a[0], field::PATTERN);
    let shown = vm.repr(&pattern)?;
    let mut text = crate::object::TextBuf::from("re.compile(");
    if let Some(s) = shown.as_str() {
        text.push_chars(s.chars().slice(0..s.len().min(200)));
    }
    if !parts.is_empty() {
        text.push_str(", ");
        text.push_str(&parts.join("|"));
    }
    text.push_str(")");
    vm.str_from(&text)
}
