//! Code objects as Python sees them.
//!
//! Follows `Objects/codeobject.c`; `co_code` holds our instructions, eight bytes each.
//! Deliberately absent: making code from parts (`code(...)`, new instructions in `replace`), since
//! our tables are verified when they are compiled and are not meant to be written by hand.

use crate::object::code::CodeData;
use crate::object::code::field;
use crate::object::spec::{Member, getter, native, slot};
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, PyResult, Raised, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;
use crate::vm::tables::CodeChanges;

pub static CODE: TypeSpec = TypeSpec {
    name: "code",
    doc: "Create a code object.  Not for mere mortals.",
    kind: Kind::CODE,
    flags: tflag::WEAKREFABLE,
    methods: &[
        slot("__repr__(self, /)", "Return repr(self).", code_repr),
        slot("__hash__(self, /)", "Return hash(self).", code_hash),
        slot("__eq__(self, value, /)", "Return self==value.", code_eq),
        native("__sizeof__(self, /)", "Size of object in memory, in bytes.", |vm, a| {
            let n = a[0].as_code().map_or(0, |c| c.code_bytes().len() / 4);
            Ok(vm.int(i64::from(CODE.basicsize) + n as i64))
        }),
        native(
            "co_lines(self, /)",
            "Iterate over (start, end, line): offsets in co_code, and the line of the instructions between.",
            co_lines,
        ),
        native(
            "co_positions(self, /)",
            "Iterate over (line, end line, column, end column), one for each instruction.",
            co_positions,
        ),
        native(
            REPLACE,
            "Return a copy of the code object with new values for the specified fields.",
            replace,
        ),
        native(REPLACE_HOOK, "The same as replace().", replace),
    ],
    members: &[
        Member { name: "co_consts", field: field::CONSTS, writable: false, doc: "" },
        Member { name: "co_names", field: field::NAMES, writable: false, doc: "" },
        Member { name: "co_filename", field: field::FILENAME, writable: false, doc: "" },
        Member { name: "co_name", field: field::NAME, writable: false, doc: "" },
        Member { name: "co_qualname", field: field::QUALNAME, writable: false, doc: "" },
        Member { name: "co_varnames", field: field::VARNAMES, writable: false, doc: "" },
        Member { name: "co_cellvars", field: field::CELLVARS, writable: false, doc: "" },
        Member { name: "co_freevars", field: field::FREEVARS, writable: false, doc: "" },
    ],
    getsets: &[
        getter("co_argcount", "", |vm, c| number(vm, c, |d| d.argcount)),
        getter("co_posonlyargcount", "", |vm, c| number(vm, c, |d| d.posonlyargcount)),
        getter("co_kwonlyargcount", "", |vm, c| number(vm, c, |d| d.kwonlyargcount)),
        getter("co_stacksize", "", |vm, c| number(vm, c, |d| d.stacksize)),
        // The highest bit is the machine's own.
        getter("co_flags", "", |vm, c| number(vm, c, |d| d.flags & 0x7fff_ffff)),
        getter("co_nlocals", "", |vm, c| number(vm, c, |d| d.nlocals)),
        getter("co_firstlineno", "", |vm, c| number(vm, c, |d| d.firstlineno)),
        getter("co_code", "", |vm, c| {
            let bytes = c.as_code().map(CodeData::code_bytes).unwrap_or_default();
            Ok(vm.heap.bytes(&bytes)?)
        }),
    ],
    fields: 8,
    words: 1,
    basicsize: 200,
    itemsize: 2,
    ..TypeSpec::EMPTY
};

/// The parameters of `replace`, as one text for both of its names.
macro_rules! replace_text {
    ($name:literal) => {
        concat!(
            $name,
            "(self, /, *, co_argcount=unchanged, co_posonlyargcount=unchanged, co_kwonlyargcount=unchanged, ",
            "co_nlocals=unchanged, co_stacksize=unchanged, co_flags=unchanged, co_firstlineno=unchanged, ",
            "co_code=unchanged, co_consts=unchanged, co_names=unchanged, co_varnames=unchanged, co_freevars=unchanged, ",
            "co_cellvars=unchanged, co_filename=unchanged, co_name=unchanged, co_qualname=unchanged)"
        )
    };
}
const REPLACE: &str = replace_text!("replace");
const REPLACE_HOOK: &str = replace_text!("__replace__");
/// Bytes of an instruction in `co_code`, and so the unit of offsets.
pub const WIDTH: i64 = 8;

fn number(vm: &mut Vm, c: &Value, f: Figure) -> PyResult {
    Ok(vm.int(c.as_code().map_or(0, |d| i64::from(f(d)))))
}
fn code_repr(vm: &mut Vm, a: Args) -> PyResult {
    let (name, file) = (vm.record_field(&a[0], field::NAME), vm.record_field(&a[0], field::FILENAME));
    let line = a[0].as_code().map_or(0, |d| d.firstlineno);
    let text = format!(
        "<code object {} at {:#x}, file \"{}\", line {line}>",
        vm.text(&name),
        a[0].id(),
        vm.text(&file)
    );
    Ok(vm.str(&text))
}
fn shape(d: &CodeData) -> [u32; 6] {
    [d.argcount, d.posonlyargcount, d.kwonlyargcount, d.flags, d.firstlineno, d.ninstrs]
}
fn code_hash(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.record_field(&a[0], field::NAME);
    let mut h = vm.hash(&name)?;
    for n in a[0].as_code().map(shape).unwrap_or_default() {
        h = h.rotate_left(7) ^ i64::from(n);
    }
    Ok(vm.int(if h == -1 { -2 } else { h }))
}
/// Same instructions, names and constants (of the same types).
fn code_eq(vm: &mut Vm, a: Args) -> PyResult {
    let (Some(x), Some(y)) = (a[0].as_code(), a[1].as_code()) else {
        return Ok(vm.not_implemented());
    };
    let mut equal = a[0].is(&a[1]) || shape(x) == shape(y) && x.code_bytes() == y.code_bytes();
    for i in [field::NAME, field::CONSTS, field::NAMES, field::VARNAMES, field::CELLVARS, field::FREEVARS] {
        if !equal {
            break;
        }
        let (u, v) = (vm.record_field(&a[0], i), vm.record_field(&a[1], i));
        equal = vm.eq(&u, &v)?;
        if let (Some(u), Some(v)) = (u.as_tuple(), v.as_tuple()) {
            equal &= u.iter().zip(v).all(|(u, v)| u.ty_ptr() == v.ty_ptr());
        }
    }
    Ok(vm.bool(equal))
}

fn co_lines(vm: &mut Vm, a: Args) -> PyResult {
    let lines: Vec<u32> =
        a[0].as_code().map(|d| d.spans().iter().map(|s| s.line).collect()).unwrap_or_default();
    let mut out = Vec::new();
    let mut at = 0;
    for run in lines.chunk_by(|x, y| x == y) {
        let line = if run[0] == 0 { vm.none() } else { vm.int(run[0].into()) };
        let end = at + run.len() as i64 * WIDTH;
        out.push(vm.tuple(vec![vm.int(at), vm.int(end), line])?);
        at = end;
    }
    let list = vm.list(out)?;
    vm.iter(&list)
}
fn co_positions(vm: &mut Vm, a: Args) -> PyResult {
    let spans = a[0].as_code().map(|d| d.spans().to_vec()).unwrap_or_default();
    let mut out = Vec::with_capacity(spans.len());
    for s in spans {
        let place = [s.line, s.end_line, s.col, s.end_col];
        let parts = place.map(|n| if s.line == 0 { vm.none() } else { vm.int(n.into()) });
        out.push(vm.tuple(parts.to_vec())?);
    }
    let list = vm.list(out)?;
    vm.iter(&list)
}

/// `CO_ITERABLE_COROUTINE`.
const AWAITABLE: i64 = 0x100;

type Figure = fn(&CodeData) -> u32;
/// Numbers that the instructions were verified with: they may be named, not changed.
const FIXED: [(usize, &str, Figure); 4] = [
    (1, "co_argcount", |d| d.argcount),
    (2, "co_posonlyargcount", |d| d.posonlyargcount),
    (3, "co_kwonlyargcount", |d| d.kwonlyargcount),
    (4, "co_nlocals", |d| d.nlocals),
];

/// Names, places and constants may be others; what the instructions rest on may not.
fn replace(vm: &mut Vm, a: Args) -> PyResult {
    let Some(old) = a[0].as_code() else { return Err(vm.type_error("code object expected")) };
    for (i, name, figure) in FIXED {
        if let Some(v) = a.opt(i)
            && vm.index(v)? != i64::from(figure(old))
        {
            return Err(fixed(vm, name));
        }
    }
    if let Some(v) = a.opt(8)
        && v.as_bytes().map(<[u8]>::to_vec) != Some(old.code_bytes())
    {
        return Err(fixed(vm, "co_code"));
    }
    let mut flags = old.flags;
    if let Some(v) = a.opt(6) {
        // Whether a generator can be awaited is asked of its flags alone.
        let changed = vm.index(v)? ^ i64::from(old.flags & 0x7fff_ffff);
        if changed & !AWAITABLE != 0 {
            return Err(fixed(vm, "co_flags"));
        }
        flags ^= changed as u32;
    }
    let mut fields: [Value; field::COUNT] = std::array::from_fn(|i| vm.record_field(&a[0], i));
    let tuples = [
        (9, field::CONSTS, "co_consts"),
        (10, field::NAMES, "co_names"),
        (11, field::VARNAMES, "co_varnames"),
        (12, field::FREEVARS, "co_freevars"),
        (13, field::CELLVARS, "co_cellvars"),
    ];
    for (i, to, name) in tuples {
        if let Some(v) = a.opt(i) {
            fields[to] = same_shape(vm, &fields[to], v, name)?;
        }
    }
    let texts = [
        (14, field::FILENAME, "co_filename"),
        (15, field::NAME, "co_name"),
        (16, field::QUALNAME, "co_qualname"),
    ];
    for (i, to, name) in texts {
        let Some(v) = a.opt(i) else { continue };
        if !v.is_exactly(Kind::STR) {
            let got = vm.type_name(v);
            return Err(vm.type_error(format!("replace() argument '{name}' must be str, not {got}")));
        }
        fields[to] = vm.heap.intern(v);
    }
    let mut natural = |i: usize, old: u32, name: &str| match a.opt(i) {
        None => Ok(old),
        Some(v) => {
            let n = vm.index(v)?;
            u32::try_from(n).map_err(|_| vm.value_error(format!("code: {name} must not be negative")))
        }
    };
    let stacksize = natural(5, old.stacksize, "co_stacksize")?;
    let firstlineno = natural(7, old.firstlineno, "co_firstlineno")?;
    vm.copy_code(&a[0], CodeChanges { fields, flags, firstlineno, stacksize })
}
fn fixed(vm: &mut Vm, name: &str) -> Raised {
    vm.value_error(format!("code: {name} belongs to the instructions and can't be replaced"))
}
/// A tuple of as many names, or of constants of the types that the instructions expect.
fn same_shape(vm: &mut Vm, old: &Value, new: &Value, name: &str) -> PyResult {
    let (Some(was), Some(items)) = (old.as_tuple(), new.as_tuple()) else {
        let got = vm.type_name(new);
        return Err(vm.type_error(format!("replace() argument '{name}' must be tuple, not {got}")));
    };
    if name != "co_consts" && items.iter().any(|v| !v.is_exactly(Kind::STR)) {
        return Err(vm.err(Exc::SystemError, "non-string found in code slot"));
    }
    if was.len() != items.len() {
        return Err(vm.value_error(format!("code: {name} must keep its length, {}", was.len())));
    }
    if name == "co_consts" {
        for (x, y) in was.iter().zip(items) {
            // Code is made into functions, and tuples may be the names of keywords.
            let bound = [Kind::CODE, Kind::TUPLE].iter().any(|k| x.is_exactly(*k) || y.is_exactly(*k));
            let same = x.ty_ptr() == y.ty_ptr() && (x.is_exactly(Kind::CODE) || vm.eq(x, y)?);
            if bound && !same {
                return Err(fixed(vm, "a constant that is code or a tuple"));
            }
        }
        return Ok(new.clone());
    }
    let mut names = Vec::with_capacity(items.len());
    for v in items {
        let v = vm.heap.intern(v);
        vm.heap.immortalise(&v);
        names.push(v);
    }
    vm.tuple(names)
}
