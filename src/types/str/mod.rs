//! str and its iterator (`Objects/unicodeobject.c`).
//!
//! Owns the tables; the methods stand beside it: [`build`] (concatenation, slices, joining),
//! [`methods`] (searching, splitting, case), [`template`] (`%`, `format`), [`table`] (translation),
//! [`iter`].
//! Invariant: results are exact strs in the narrowest kind; a method that changes nothing gives
//! an exact str back itself.
//! Deliberately absent: the algorithms (`unicode`, `format`).

mod build;
mod iter;
mod methods;
mod table;
mod template;

pub use build::join_values;
pub(super) use iter::reduce as reduce_iterator;
pub use iter::{STR_ITER, iterator, str_iter_next};
pub(super) use methods::{most, tab_size};
pub(super) use template::Operand;
pub use template::ascii;

use super::bytes::bytes_like;
use super::format::string::format_str;
use super::support::place;
use super::unicode::{Rules, case, predicates, repr, search};
use crate::object::ops::CmpOp;
use crate::object::ops::holds;
use crate::object::spec::{native, sequence_slot, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Chars, Kind, Native, PyResult, Str, TextBuf, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;

pub static STR: TypeSpec = TypeSpec {
    name: "str",
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n\
          The text of an object: its __str__(), or its __repr__(); with an encoding, bytes decoded.",
    kind: Kind::STR,
    flags: tflag::BASETYPE | tflag::MATCH_SELF,
    methods: METHODS,
    basicsize: 64,
    ..TypeSpec::EMPTY
};

static METHODS: &[Native] = &[
    static_method("__new__(cls, object='', encoding='utf-8', errors='strict')", "Create a str.", str_new),
    slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
        let text = repr::repr_text(this(a));
        vm.str_from(&text)
    }),
    slot("__hash__(self, /)", "Return hash(self).", |vm, a| {
        let h = vm.heap.hash_of_str(&a[0]);
        Ok(vm.int(h))
    }),
    slot("__str__(self, /)", "Return str(self).", |vm, a| unchanged(vm, &a[0])),
    slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, CmpOp::Lt, a)),
    slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, CmpOp::Le, a)),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, CmpOp::Eq, a)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, CmpOp::Ne, a)),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, CmpOp::Gt, a)),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, CmpOp::Ge, a)),
    slot("__iter__(self, /)", "Implement iter(self).", iter::str_iter),
    slot("__mod__(self, value, /)", "Return self%value.", |vm, a| template::percent(vm, &a[0], &a[1])),
    slot("__rmod__(self, value, /)", "Return value%self.", |vm, a| {
        if a[1].as_str().is_none() {
            return Ok(vm.not_implemented());
        }
        template::percent(vm, &a[1], &a[0])
    }),
    slot("__len__(self, /)", "Return len(self).", |vm, a| Ok(vm.int(this(a).len() as i64))),
    slot("__getitem__(self, key, /)", "Return self[key].", get_item),
    sequence_slot("__add__(self, value, /)", "Return self+value.", build::add),
    sequence_slot("__mul__(self, value, /)", "Return self*value.", |vm, a| build::multiply(vm, &a[0], &a[1])),
    sequence_slot("__rmul__(self, value, /)", "Return value*self.", |vm, a| {
        build::multiply(vm, &a[0], &a[1])
    }),
    slot("__contains__(self, key, /)", "Return bool(key in self).", contains),
    native(
        "encode(self, /, encoding='utf-8', errors='strict')",
        "Encode the string using the codec registered for encoding.\n\n\
         errors: 'strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace' ...",
        |vm, a| {
            if a.opt(1).is_none()
                && a.opt(2).is_none()
                && let Some(s) = a[0].as_str().and_then(Str::as_ascii)
            {
                return Ok(vm.heap.bytes(s.as_bytes())?);
            }
            let coding = vm.codec_args("encode", a.opt(1), a.opt(2))?;
            let bytes = vm.encode_with(&a[0], &coding)?;
            Ok(vm.heap.bytes(&bytes)?)
        },
    ),
    native(
        "replace(self, old, new, /, count=-1)",
        "Return a copy with all occurrences of substring old replaced by new.\n\n\
         At most count of them, from the left, if count is not negative.",
        methods::replace,
    ),
    native(
        "split(self, /, sep=None, maxsplit=-1)",
        "Return a list of the substrings in the string, using sep as the separator string.\n\n\
         Without sep: the words between white space. At most maxsplit splits, from the left.",
        |vm, a| methods::split(vm, a, false),
    ),
    native(
        "rsplit(self, /, sep=None, maxsplit=-1)",
        "Return a list of the substrings in the string, using sep as the separator string.\n\n\
         As split(), but counting maxsplit from the right.",
        |vm, a| methods::split(vm, a, true),
    ),
    native(
        "join(self, iterable, /)",
        "Concatenate any number of strings.\n\nThis string stands between them.\n\n\
         >>> '.'.join(['ab', 'pq', 'rs'])\n'ab.pq.rs'",
        build::join,
    ),
    native("capitalize(self, /)", "Return a capitalized version of the string.", |vm, a| {
        cased(vm, a, |t| case::capitalize(t, Rules::Str))
    }),
    native(
        "casefold(self, /)",
        "Return a version of the string suitable for caseless comparisons.",
        |vm, a| cased(vm, a, case::casefold),
    ),
    native("title(self, /)", "Return a version of the string where each word is titlecased.", |vm, a| {
        cased(vm, a, |t| case::title(t, Rules::Str))
    }),
    native("center(self, width, fillchar=' ', /)", "Return a centered string of length width.", |vm, a| {
        methods::justify(vm, a, methods::CENTER)
    }),
    native(
        "count(self, sub, start=None, end=None, /)",
        "Return the number of non-overlapping occurrences of substring sub in string S[start:end].",
        methods::count,
    ),
    native(
        "expandtabs(self, /, tabsize=8)",
        "Return a copy where all tab characters are expanded using spaces.",
        methods::expand_tabs,
    ),
    native(
        "find(self, sub, start=None, end=None, /)",
        "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\n\
         -1 if it is not found.",
        |vm, a| methods::find(vm, a, "find", false),
    ),
    native(
        "partition(self, sep, /)",
        "Partition the string into three parts using the given separator.\n\n\
         What is before sep, sep itself, and what is after it; if there is none, all and two empty strings.",
        |vm, a| methods::partition(vm, a, false),
    ),
    native(
        "index(self, sub, start=None, end=None, /)",
        "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\n\
         ValueError if it is not found.",
        |vm, a| methods::index(vm, a, "index", false),
    ),
    native(
        "ljust(self, width, fillchar=' ', /)",
        "Return a left-justified string of length width.",
        |vm, a| methods::justify(vm, a, methods::LEFT),
    ),
    native("lower(self, /)", "Return a copy of the string converted to lowercase.", |vm, a| {
        match a[0].as_str().and_then(Str::as_ascii) {
            Some(s) => Ok(vm.heap.ascii_mapped(s, u8::to_ascii_lowercase)?),
            None => cased(vm, a, |t| case::lower(t, Rules::Str)),
        }
    }),
    native(
        "lstrip(self, chars=None, /)",
        "Return a copy of the string with leading whitespace removed.",
        |vm, a| methods::strip(vm, a, "lstrip"),
    ),
    native(
        "rfind(self, sub, start=None, end=None, /)",
        "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\n\
         -1 if it is not found.",
        |vm, a| methods::find(vm, a, "rfind", true),
    ),
    native(
        "rindex(self, sub, start=None, end=None, /)",
        "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\n\
         ValueError if it is not found.",
        |vm, a| methods::index(vm, a, "rindex", true),
    ),
    native(
        "rjust(self, width, fillchar=' ', /)",
        "Return a right-justified string of length width.",
        |vm, a| methods::justify(vm, a, methods::RIGHT),
    ),
    native(
        "rstrip(self, chars=None, /)",
        "Return a copy of the string with trailing whitespace removed.",
        |vm, a| methods::strip(vm, a, "rstrip"),
    ),
    native(
        "rpartition(self, sep, /)",
        "Partition the string into three parts using the given separator.\n\n\
         As partition(), but by the last separator; if there is none, two empty strings and all.",
        |vm, a| methods::partition(vm, a, true),
    ),
    native(
        "splitlines(self, /, keepends=False)",
        "Return a list of the lines in the string, breaking at line boundaries.",
        methods::split_lines,
    ),
    native(
        "strip(self, chars=None, /)",
        "Return a copy of the string with leading and trailing whitespace removed.\n\n\
         With chars: of those characters.",
        |vm, a| methods::strip(vm, a, "strip"),
    ),
    native(
        "swapcase(self, /)",
        "Convert uppercase characters to lowercase and lowercase characters to uppercase.",
        |vm, a| cased(vm, a, |t| case::swapcase(t, Rules::Str)),
    ),
    native(
        "translate(self, table, /)",
        "Replace each character in the string using the given translation table.\n\n\
         table[code point] is a code point, a string, or None for deletion; a LookupError keeps the character.",
        table::translate,
    ),
    native("upper(self, /)", "Return a copy of the string converted to uppercase.", |vm, a| {
        match a[0].as_str().and_then(Str::as_ascii) {
            Some(s) => Ok(vm.heap.ascii_mapped(s, u8::to_ascii_uppercase)?),
            None => cased(vm, a, |t| case::upper(t, Rules::Str)),
        }
    }),
    native(
        "startswith(self, prefix, start=None, end=None, /)",
        "Return True if the string starts with the specified prefix, False otherwise.\n\n\
         prefix may be a tuple of strings to try.",
        |vm, a| methods::tail_match(vm, a, "startswith", search::starts_with),
    ),
    native(
        "endswith(self, suffix, start=None, end=None, /)",
        "Return True if the string ends with the specified suffix, False otherwise.\n\n\
         suffix may be a tuple of strings to try.",
        |vm, a| methods::tail_match(vm, a, "endswith", search::ends_with),
    ),
    native(
        "removeprefix(self, prefix, /)",
        "Return a str with the given prefix string removed if present.",
        methods::remove_prefix,
    ),
    native(
        "removesuffix(self, suffix, /)",
        "Return a str with the given suffix string removed if present.",
        methods::remove_suffix,
    ),
    native(
        "isascii(self, /)",
        "Return True if all characters in the string are ASCII, False otherwise.",
        |vm, a| Ok(vm.bool(a[0].as_str().is_some_and(Str::is_ascii))),
    ),
    native(
        "islower(self, /)",
        "Return True if the string is a lowercase string, False otherwise.",
        |vm, a| Ok(vm.bool(predicates::is_lower(this(a), Rules::Str))),
    ),
    native(
        "isupper(self, /)",
        "Return True if the string is an uppercase string, False otherwise.",
        |vm, a| Ok(vm.bool(predicates::is_upper(this(a), Rules::Str))),
    ),
    native(
        "istitle(self, /)",
        "Return True if the string is a title-cased string, False otherwise.",
        |vm, a| Ok(vm.bool(predicates::is_title(this(a), Rules::Str))),
    ),
    native(
        "isspace(self, /)",
        "Return True if the string is a whitespace string, False otherwise.",
        |vm, a| Ok(vm.bool(predicates::is_space(this(a), Rules::Str))),
    ),
    native(
        "isdecimal(self, /)",
        "Return True if the string is a decimal string, False otherwise.",
        |vm, a| Ok(vm.bool(predicates::is_decimal(this(a)))),
    ),
    native("isdigit(self, /)", "Return True if the string is a digit string, False otherwise.", |vm, a| {
        Ok(vm.bool(predicates::is_digit(this(a), Rules::Str)))
    }),
    native(
        "isnumeric(self, /)",
        "Return True if the string is a numeric string, False otherwise.",
        |vm, a| Ok(vm.bool(predicates::is_numeric(this(a)))),
    ),
    native(
        "isalpha(self, /)",
        "Return True if the string is an alphabetic string, False otherwise.",
        |vm, a| Ok(vm.bool(predicates::is_alpha(this(a), Rules::Str))),
    ),
    native(
        "isalnum(self, /)",
        "Return True if the string is an alpha-numeric string, False otherwise.",
        |vm, a| Ok(vm.bool(predicates::is_alnum(this(a), Rules::Str))),
    ),
    native(
        "isidentifier(self, /)",
        "Return True if the string is a valid Python identifier, False otherwise.\n\n\
         Keywords count; keyword.iskeyword() tells them apart.",
        |vm, a| Ok(vm.bool(predicates::is_identifier(this(a)))),
    ),
    native("isprintable(self, /)", "Return True if the string is printable, False otherwise.", |vm, a| {
        Ok(vm.bool(predicates::is_printable(this(a))))
    }),
    native(
        "zfill(self, width, /)",
        "Pad a numeric string with zeros on the left, to fill a field of the given width.",
        methods::zfill,
    ),
    native(
        "format(self, /, *args, **kwargs)",
        "Return a formatted version of the string, using substitutions from args and kwargs.",
        |vm, a| template::format(vm, &a[0], Some(&a[1]), &a[2]),
    ),
    native(
        "format_map(self, mapping, /)",
        "Return a formatted version of the string, using substitutions from mapping.",
        |vm, a| template::format(vm, &a[0], None, &a[1]),
    ),
    native(
        "__format__(self, format_spec, /)",
        "Return a formatted version of the string as described by format_spec.",
        format_spec,
    ),
    static_method(
        "maketrans(x, y=None, z=None, /)",
        "Return a translation table usable for str.translate().\n\n\
         One argument: a dict of characters or code points. Two strings: each character of x becomes the one\n\
         at its place in y. A third: its characters are deleted.",
        table::make_trans,
    ),
    native("__sizeof__(self, /)", "Return the size of the string in memory, in bytes.", |vm, a| {
        let extra = a[0].ty().basicsize().saturating_sub(STR.basicsize as usize);
        let size = a[0].as_str().map_or(0, Str::cpython_size);
        // A subclass's text is a block of its own, behind the full struct.
        let size = match a[0].as_str() {
            Some(s) if a[0].kind().is_derived() => 64 + extra + (s.len() + 1) * s.width(),
            _ => size,
        };
        Ok(vm.int(size as i64))
    }),
    native("__getnewargs__(self, /)", "", |vm, a| {
        let copy = vm.heap.str_from_chars(this(a))?;
        vm.tuple(vec![copy])
    }),
];

/// The text of `self`.
fn this(a: Args<'_>) -> Chars<'_> {
    a.at(0).as_str().map_or(Chars::EMPTY, Str::chars)
}

/// `v` itself if it is an exact str, else its text as one (`unicode_result_unchanged`).
pub fn unchanged(vm: &mut Vm, v: &Value) -> PyResult {
    match v.as_str() {
        Some(s) if !v.is_exactly(Kind::STR) => Ok(vm.heap.str_from_chars(s.chars())?),
        _ => Ok(v.clone()),
    }
}

fn cased(vm: &mut Vm, a: Args<'_>, change: impl FnOnce(Chars<'_>) -> TextBuf) -> PyResult {
    let text = change(this(a));
    Ok(vm.heap.unshared_str(text.as_chars())?)
}

fn compare(vm: &mut Vm, op: CmpOp, a: Args<'_>) -> PyResult {
    let (Some(x), Some(y)) = (a[0].as_str(), a[1].as_str()) else { return Ok(vm.not_implemented()) };
    let result = match op {
        CmpOp::Eq => x.same_text(y),
        CmpOp::Ne => !x.same_text(y),
        _ => holds(op, x.chars().cmp(&y.chars())),
    };
    Ok(vm.bool(result))
}

fn str_new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let text = match (a.opt(1), a.opt(2), a.opt(3)) {
        (None, _, _) => vm.heap.empty_str(),
        (Some(object), None, None) => vm.str_of(object)?,
        (Some(object), encoding, errors) => {
            let coding = vm.codec_args("str", encoding, errors);
            decode_object(vm, object, coding)?
        }
    };
    vm.as_instance(&a[0], text)
}

fn decode_object(vm: &mut Vm, object: &Value, coding: PyResult<super::codec::Coding>) -> PyResult {
    // Arguments of a wrong type come before everything else, unknown codecs after it.
    if let Err(e) = &coding
        && vm.is_exc(&e.0, Exc::TypeError)
    {
        return coding.map(|_| vm.none());
    }
    if object.as_str().is_some() {
        return Err(vm.type_error("decoding str is not supported"));
    }
    let Some(data) = bytes_like(&vm.heap, object).map(|d| d.into_owned()) else {
        let got = vm.type_name(object);
        return Err(vm.type_error(format!("decoding to str: need a bytes-like object, {got} found")));
    };
    vm.decode_with(&data, &coding?)
}

fn get_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let (text, key) = (this(a), &a[1]);
    if key.has_layout(Kind::SLICE) {
        let cut = vm.slice_indices(key, text.len())?;
        return build::slice(vm, &a[0], cut);
    }
    if !vm.has_index(key) {
        let got = vm.type_name(key);
        return Err(vm.type_error(format!("string indices must be integers, not '{got}'")));
    }
    let i = vm.seq_index(key)?;
    match place(i, text.len()) {
        Some(at) => Ok(vm.heap.str_from_chars(text.slice(at..at + 1))?),
        None => Err(vm.index_error("string index out of range")),
    }
}

fn contains(vm: &mut Vm, a: Args<'_>) -> PyResult {
    match a[1].as_str() {
        Some(s) => Ok(vm.bool(search::find(this(a), s.chars()).is_some())),
        None => {
            let got = vm.type_name(&a[1]);
            Err(vm.type_error(format!("'in <string>' requires string as left operand, not {got}")))
        }
    }
}

fn format_spec(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let spec = vm.str_arg(&a[1], "__format__() argument")?;
    if spec.is_empty() {
        return if a[0].is_exactly(Kind::STR) { Ok(a[0].clone()) } else { vm.str_of(&a[0]) };
    }
    let (name, limits) = (vm.type_name(&a[0]), vm.format_limits());
    let mut out = TextBuf::new();
    match format_str(this(a), spec, &name, &limits, &mut out) {
        Ok(()) if out.len() == this(a).len() => unchanged(vm, &a[0]),
        Ok(()) => vm.str_from(&out),
        Err(f) => Err(vm.fault(f)),
    }
}
