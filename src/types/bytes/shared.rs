//! The methods that bytes and bytearray have in common, once for both.
//!
//! `a[0]` is either; results are of its type. Arguments are read before the contents of `self`,
//! since reading them may run Python code.

use super::{bytes_arg, bytes_like, hex_text, template};
use crate::object::{Args, Chars, Kind, PyResult, TextBuf, Value};
use crate::types::str::{most, tab_size};
use crate::types::unicode::layout::{self, Justify};
use crate::types::unicode::{Rules, search, split as splitting};
use crate::vm::Vm;
use crate::vm::errors::Exc;
use std::borrow::Cow;
use std::ops::Range;

/// A type's table: its own lines, then the shared ones, worded for it.
macro_rules! table {
    ($what:literal, $object:literal; $($own:expr,)*) => {
        {
            use crate::types::bytes::shared;
            use crate::types::unicode::layout::Justify;
            use crate::types::unicode::{Rules, case, predicates, search};
            &[
                $($own,)*
                slot("__iter__(self, /)", "Implement iter(self).", crate::types::bytes::iter::iter),
                slot("__len__(self, /)", "Return len(self).", shared::len),
                slot("__contains__(self, key, /)", "Return bool(key in self).", shared::contains),
                sequence_slot("__add__(self, value, /)", "Return self+value.", shared::add),
                sequence_slot("__mul__(self, value, /)", "Return self*value.", shared::multiply),
                sequence_slot("__rmul__(self, value, /)", "Return value*self.", shared::multiply),
                slot("__mod__(self, value, /)", "Return self%value.", |vm, a| shared::percent(vm, &a[0], &a[1])),
                slot("__rmod__(self, value, /)", "Return value%self.", |vm, a| {
                    if a[1].kind().layout() != a[0].kind().layout() {
                        return Ok(vm.not_implemented());
                    }
                    shared::percent(vm, &a[1], &a[0])
                }),
                native("capitalize(self, /)", "B.capitalize() -> copy of B\n\nThe first byte upper-case, the rest lower-case (ASCII).", |vm, a| {
                    shared::cased(vm, a, case::capitalize)
                }),
                native("center(self, width, fillchar=b' ', /)", "Return a centered string of length width.", |vm, a| {
                    shared::justify(vm, a, "center", Justify::Center)
                }),
                native(
                    "count(self, sub, start=None, end=None, /)",
                    "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end].",
                    shared::count,
                ),
                native(
                    "decode(self, /, encoding='utf-8', errors='strict')",
                    concat!("Decode the ", $what, " using the codec registered for encoding."),
                    shared::decode,
                ),
                native(
                    "endswith(self, suffix, start=None, end=None, /)",
                    concat!("Return True if the ", $what, " ends with the specified suffix, False otherwise."),
                    |vm, a| shared::tail_match(vm, a, "endswith", search::ends_with),
                ),
                native(
                    "expandtabs(self, /, tabsize=8)",
                    "Return a copy where all tab characters are expanded using spaces.",
                    shared::expand_tabs,
                ),
                native(
                    "find(self, sub, start=None, end=None, /)",
                    "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n-1 if it is not found.",
                    |vm, a| shared::find(vm, a, false),
                ),
                native(
                    "hex(self, /, sep=<unrepresentable>, bytes_per_sep=1)",
                    concat!("Create a string of hexadecimal numbers from a ", $object, ".\n\nsep goes between groups of bytes_per_sep bytes, counted from the right (from the left if negative)."),
                    shared::hex,
                ),
                native(
                    "index(self, sub, start=None, end=None, /)",
                    "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\nValueError if it is not found.",
                    |vm, a| shared::index(vm, a, false),
                ),
                native("isalnum(self, /)", "B.isalnum() -> bool\n\nAll ASCII letters or digits, and at least one.", |vm, a| {
                    shared::holds(vm, a, |t| predicates::is_alnum(t, Rules::Bytes))
                }),
                native("isalpha(self, /)", "B.isalpha() -> bool\n\nAll ASCII letters, and at least one.", |vm, a| {
                    shared::holds(vm, a, |t| predicates::is_alpha(t, Rules::Bytes))
                }),
                native("isascii(self, /)", "B.isascii() -> bool\n\nAll bytes below 128.", |vm, a| {
                    shared::holds(vm, a, |t| t.is_ascii())
                }),
                native("isdigit(self, /)", "B.isdigit() -> bool\n\nAll ASCII digits, and at least one.", |vm, a| {
                    shared::holds(vm, a, |t| predicates::is_digit(t, Rules::Bytes))
                }),
                native("islower(self, /)", "B.islower() -> bool\n\nNo upper-case letter, and at least one lower-case.", |vm, a| {
                    shared::holds(vm, a, |t| predicates::is_lower(t, Rules::Bytes))
                }),
                native("isspace(self, /)", "B.isspace() -> bool\n\nAll ASCII white space, and at least one.", |vm, a| {
                    shared::holds(vm, a, |t| predicates::is_space(t, Rules::Bytes))
                }),
                native("istitle(self, /)", "B.istitle() -> bool\n\nWords begin upper-case and go on lower-case.", |vm, a| {
                    shared::holds(vm, a, |t| predicates::is_title(t, Rules::Bytes))
                }),
                native("isupper(self, /)", "B.isupper() -> bool\n\nNo lower-case letter, and at least one upper-case.", |vm, a| {
                    shared::holds(vm, a, |t| predicates::is_upper(t, Rules::Bytes))
                }),
                native(
                    "join(self, iterable_of_bytes, /)",
                    "Concatenate any number of bytes objects.\n\nThis one stands between them; the result is of its type.",
                    shared::join,
                ),
                native("ljust(self, width, fillchar=b' ', /)", "Return a left-justified string of length width.", |vm, a| {
                    shared::justify(vm, a, "ljust", Justify::Left)
                }),
                native("lower(self, /)", "B.lower() -> copy of B\n\nASCII letters in lower case.", |vm, a| {
                    shared::cased(vm, a, case::lower)
                }),
                native("lstrip(self, bytes=None, /)", "Strip leading bytes contained in the argument.\n\nWithout one: ASCII white space.", |vm, a| {
                    shared::strip(vm, a, true, false)
                }),
                static_method(
                    "maketrans(frm, to, /)",
                    "Return a translation table usable for the bytes or bytearray translate method.\n\nEach byte of frm becomes the one at its place in to.",
                    shared::make_trans,
                ),
                native(
                    "partition(self, sep, /)",
                    concat!("Partition the ", $what, " into three parts using the given separator."),
                    |vm, a| shared::partition(vm, a, false),
                ),
                native(
                    "replace(self, old, new, count=-1, /)",
                    "Return a copy with all occurrences of substring old replaced by new.\n\nAt most count of them, from the left, if count is not negative.",
                    shared::replace,
                ),
                native(
                    "removeprefix(self, prefix, /)",
                    concat!("Return a ", $object, " with the given prefix string removed if present."),
                    shared::remove_prefix,
                ),
                native(
                    "removesuffix(self, suffix, /)",
                    concat!("Return a ", $object, " with the given suffix string removed if present."),
                    shared::remove_suffix,
                ),
                native(
                    "rfind(self, sub, start=None, end=None, /)",
                    "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n-1 if it is not found.",
                    |vm, a| shared::find(vm, a, true),
                ),
                native(
                    "rindex(self, sub, start=None, end=None, /)",
                    "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\nValueError if it is not found.",
                    |vm, a| shared::index(vm, a, true),
                ),
                native("rjust(self, width, fillchar=b' ', /)", "Return a right-justified string of length width.", |vm, a| {
                    shared::justify(vm, a, "rjust", Justify::Right)
                }),
                native(
                    "rpartition(self, sep, /)",
                    concat!("Partition the ", $what, " into three parts using the given separator.\n\nBy the last one."),
                    |vm, a| shared::partition(vm, a, true),
                ),
                native(
                    "rsplit(self, /, sep=None, maxsplit=-1)",
                    concat!("Return a list of the sections in the ", $what, ", using sep as the delimiter.\n\nCounting maxsplit from the right."),
                    |vm, a| shared::split(vm, a, true),
                ),
                native("rstrip(self, bytes=None, /)", "Strip trailing bytes contained in the argument.\n\nWithout one: ASCII white space.", |vm, a| {
                    shared::strip(vm, a, false, true)
                }),
                native(
                    "split(self, /, sep=None, maxsplit=-1)",
                    concat!("Return a list of the sections in the ", $what, ", using sep as the delimiter.\n\nWithout sep: at ASCII white space."),
                    |vm, a| shared::split(vm, a, false),
                ),
                native(
                    "splitlines(self, /, keepends=False)",
                    concat!("Return a list of the lines in the ", $what, ", breaking at line boundaries."),
                    shared::split_lines,
                ),
                native(
                    "startswith(self, prefix, start=None, end=None, /)",
                    concat!("Return True if the ", $what, " starts with the specified prefix, False otherwise."),
                    |vm, a| shared::tail_match(vm, a, "startswith", search::starts_with),
                ),
                native("strip(self, bytes=None, /)", "Strip leading and trailing bytes contained in the argument.\n\nWithout one: ASCII white space.", |vm, a| {
                    shared::strip(vm, a, true, true)
                }),
                native("swapcase(self, /)", "B.swapcase() -> copy of B\n\nASCII letters in the other case.", |vm, a| {
                    shared::cased(vm, a, case::swapcase)
                }),
                native("title(self, /)", "B.title() -> copy of B\n\nASCII words begin upper-case and go on lower-case.", |vm, a| {
                    shared::cased(vm, a, case::title)
                }),
                native(
                    "translate(self, table, /, delete=b'')",
                    "Return a copy with each character mapped by the given translation table.\n\ntable: 256 bytes, or None; the bytes of delete go first.",
                    shared::translate,
                ),
                native("upper(self, /)", "B.upper() -> copy of B\n\nASCII letters in upper case.", |vm, a| {
                    shared::cased(vm, a, case::upper)
                }),
                native(
                    "zfill(self, width, /)",
                    "Pad a numeric string with zeros on the left, to fill a field of the given width.",
                    shared::zfill,
                ),
            ]
        }
    };
}
pub(super) use table;

/// Run `f` on the bytes of `v`, where they are.
fn look<R>(vm: &Vm, v: &Value, f: impl FnOnce(&[u8]) -> R) -> R {
    match bytes_like(&vm.heap, v) {
        Some(data) => f(&data),
        None => f(&[]),
    }
}

/// A new object of `this`'s built-in type.
pub(super) fn like(vm: &mut Vm, this: &Value, data: &[u8]) -> PyResult {
    if this.has_layout(Kind::BYTEARRAY) { Ok(vm.heap.bytearray(data)?) } else { Ok(vm.heap.bytes(data)?) }
}
/// A part of `this`: itself, if that is all of an exact bytes object.
fn part(vm: &mut Vm, this: &Value, range: Range<usize>) -> PyResult {
    if let Some(data) = this.as_bytes() {
        if range.len() == data.len() && this.is_exactly(Kind::BYTES) {
            return Ok(this.clone());
        }
        return Ok(vm.heap.bytes(&data[range])?);
    }
    let data = look(vm, this, |d| d.get(range).unwrap_or(&[]).to_vec());
    like(vm, this, &data)
}
/// A copy of `this`: itself, if it is an exact bytes object.
fn copy(vm: &mut Vm, this: &Value) -> PyResult {
    let len = look(vm, this, <[u8]>::len);
    part(vm, this, 0..len)
}
/// What an algorithm on Latin-1 text built, as bytes.
pub(super) fn octets(text: &TextBuf) -> Cow<'_, [u8]> {
    match text.as_chars() {
        Chars::Latin1(b) => Cow::Borrowed(b),
        wide => Cow::Owned(wide.iter().map(|c| c as u8).collect()),
    }
}

pub(super) fn len(vm: &mut Vm, a: Args<'_>) -> PyResult {
    Ok(vm.int(look(vm, &a[0], <[u8]>::len) as i64))
}

pub(super) fn holds(vm: &mut Vm, a: Args<'_>, test: fn(Chars<'_>) -> bool) -> PyResult {
    let result = look(vm, &a[0], |d| test(Chars::Latin1(d)));
    Ok(vm.bool(result))
}

pub(super) fn cased(vm: &mut Vm, a: Args<'_>, change: fn(Chars<'_>, Rules) -> TextBuf) -> PyResult {
    let text = look(vm, &a[0], |d| change(Chars::Latin1(d), Rules::Bytes));
    like(vm, &a[0], &octets(&text))
}

/// A subsection to look for: a bytes-like object, or an int as one byte.
fn needle<'a>(vm: &mut Vm, v: &'a Value) -> PyResult<Cow<'a, [u8]>> {
    if bytes_like(&vm.heap, v).is_some() {
        return bytes_arg(vm, v);
    }
    if !vm.has_index(v) {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("argument should be integer or bytes-like object, not '{got}'")));
    }
    Ok(Cow::Owned(vec![super::convert::byte(vm, v)?]))
}

pub(super) fn contains(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let wanted = if vm.has_index(&a[1]) {
        Cow::Owned(vec![super::convert::byte(vm, &a[1])?])
    } else {
        bytes_arg(vm, &a[1])?
    };
    let found = look(vm, &a[0], |d| search::find(Chars::Latin1(d), Chars::Latin1(&wanted)).is_some());
    Ok(vm.bool(found))
}

/// Run a search on `self[start:end]`; `None` when the bounds leave nothing to look in.
fn in_bounds<R>(
    vm: &mut Vm,
    a: Args<'_>,
    f: impl FnOnce(Chars<'_>, Chars<'_>, usize) -> R,
) -> PyResult<Option<R>> {
    let (start, end) = vm.search_bounds(a.opt(2), a.opt(3))?;
    let wanted = needle(vm, a.at(1))?;
    Ok(look(vm, &a[0], |d| {
        let range = search::clip(start, end, d.len())?;
        let first = range.start;
        Some(f(Chars::Latin1(&d[range]), Chars::Latin1(&wanted), first))
    }))
}

fn found(vm: &mut Vm, a: Args<'_>, last: bool) -> PyResult<Option<usize>> {
    let find = if last { search::rfind } else { search::find };
    let at = in_bounds(vm, a, |text, wanted, first| find(text, wanted).map(|i| i + first))?;
    Ok(at.flatten())
}
pub(super) fn find(vm: &mut Vm, a: Args<'_>, last: bool) -> PyResult {
    let at = found(vm, a, last)?;
    Ok(vm.int(at.map_or(-1, |i| i as i64)))
}
pub(super) fn index(vm: &mut Vm, a: Args<'_>, last: bool) -> PyResult {
    match found(vm, a, last)? {
        Some(i) => Ok(vm.int(i as i64)),
        None => Err(vm.value_error("subsection not found")),
    }
}
pub(super) fn count(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let n = in_bounds(vm, a, |text, wanted, _| search::count(text, wanted))?;
    Ok(vm.int(n.unwrap_or(0) as i64))
}

pub(super) fn tail_match(
    vm: &mut Vm,
    a: Args<'_>,
    method: &str,
    matches: fn(Chars<'_>, Chars<'_>) -> bool,
) -> PyResult {
    let (start, end) = vm.search_bounds(a.opt(2), a.opt(3))?;
    let test = |vm: &Vm, tail: &[u8]| {
        look(vm, &a[0], |d| {
            search::clip(start, end, d.len())
                .is_some_and(|r| matches(Chars::Latin1(&d[r]), Chars::Latin1(tail)))
        })
    };
    if let Some(tries) = a[1].as_tuple() {
        for v in tries {
            let tail = bytes_arg(vm, v)?;
            if test(vm, &tail) {
                return Ok(vm.bool(true));
            }
        }
        return Ok(vm.bool(false));
    }
    if bytes_like(&vm.heap, &a[1]).is_none() {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("{method} first arg must be bytes or a tuple of bytes, not {got}")));
    }
    let tail = bytes_arg(vm, a.at(1))?;
    Ok(vm.bool(test(vm, &tail)))
}

pub(super) fn add(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let sum = match (bytes_like(&vm.heap, &a[0]), bytes_like(&vm.heap, &a[1])) {
        (Some(x), Some(y)) => Some((x.len() + y.len(), [x, y].map(Cow::into_owned))),
        _ => None,
    };
    if let Some((len, [x, y])) = sum {
        vm.check_room(len)?;
        if y.is_empty() && a[0].is_exactly(Kind::BYTES) {
            return Ok(a[0].clone());
        }
        if x.is_empty() && a[0].has_layout(Kind::BYTES) && a[1].is_exactly(Kind::BYTES) {
            return Ok(a[1].clone());
        }
        return like(vm, &a[0], &[x, y].concat());
    }
    if let Some(y) = super::view::buffer_bytes(vm, &a[1], 0)? {
        let x = bytes_arg(vm, a.at(0))?.into_owned();
        return like(vm, &a[0], &[x, y].concat());
    }
    let (right, left) = (vm.type_name(&a[1]), vm.type_name(&a[0]));
    Err(vm.type_error(format!("can't concat {right} to {left}")))
}

pub(super) fn multiply(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let times = vm.repeat_count(&a[1])?;
    if times == 1 && a[0].is_exactly(Kind::BYTES) {
        return Ok(a[0].clone());
    }
    let len = look(vm, &a[0], <[u8]>::len);
    match len.checked_mul(times) {
        Some(total) if total <= i64::MAX as usize => vm.check_room(total)?,
        _ if a[0].has_layout(Kind::BYTES) => {
            return Err(vm.overflow_error("repeated bytes are too long"));
        }
        _ => return Err(crate::object::NoMemory.into()),
    }
    let data = look(vm, &a[0], |d| d.repeat(times));
    like(vm, &a[0], &data)
}

pub(super) fn percent(vm: &mut Vm, pattern: &Value, args: &Value) -> PyResult {
    let text = template::percent(vm, pattern, args)?;
    like(vm, pattern, &octets(&text))
}

pub(super) fn decode(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let coding = vm.codec_args("decode", a.opt(1), a.opt(2));
    let data = bytes_arg(vm, a.at(0))?;
    let coding = match coding {
        // Nothing is nothing in every encoding, even in one that does not exist.
        Err(e) if data.is_empty() && vm.is_exc(&e.0, Exc::LookupError) => return Ok(vm.heap.empty_str()),
        coding => coding?,
    };
    vm.decode_with(&data, &coding)
}

pub(super) fn hex(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let data = bytes_arg(vm, a.at(0))?;
    let text = hex_text(vm, &data, a.opt(1), a.opt(2))?;
    Ok(vm.heap.try_str(&text)?)
}

pub(super) fn join(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let (iter, item) = (vm.names.__iter__.clone(), vm.names.__getitem__.clone());
    if vm.special(&a[1], &iter).is_none() && vm.special(&a[1], &item).is_none() {
        return Err(vm.type_error("can only join an iterable"));
    }
    // The separator's bytes stay where they are while the items are asked for.
    let separator = a[0].as_bytearray();
    if let Some(b) = separator {
        b.export(true);
    }
    let items = vm.collect(&a[1]);
    if let Some(b) = separator {
        b.export(false);
    }
    let items = items?;
    if let [one] = &items[..]
        && one.is_exactly(Kind::BYTES)
        && a[0].has_layout(Kind::BYTES)
    {
        return Ok(one.clone());
    }
    let separator = bytes_arg(vm, a.at(0))?;
    let mut out = Vec::new();
    for (i, v) in items.iter().enumerate() {
        let Some(data) = bytes_like(&vm.heap, v) else {
            let got = vm.type_name(v);
            return Err(
                vm.type_error(format!("sequence item {i}: expected a bytes-like object, {got} found"))
            );
        };
        if i > 0 {
            out.extend_from_slice(&separator);
        }
        out.extend_from_slice(&data);
        drop(data);
        vm.check_room(out.len())?;
    }
    vm.release_all(items);
    like(vm, &a[0], &out)
}

pub(super) fn replace(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let (old, new) = (bytes_arg(vm, a.at(1))?, bytes_arg(vm, a.at(2))?);
    let most = most(vm, a.opt(3))?;
    let room = vm.room();
    let result = look(vm, &a[0], |d| {
        search::replace(Chars::Latin1(d), Chars::Latin1(&old), Chars::Latin1(&new), most, room)
    });
    match result {
        Ok(Some(text)) => like(vm, &a[0], &octets(&text)),
        Ok(None) => copy(vm, &a[0]),
        Err(f) => Err(vm.fault(f)),
    }
}

pub(super) fn split(vm: &mut Vm, a: Args<'_>, from_right: bool) -> PyResult {
    let most = most(vm, a.opt(2))?;
    let ranges = match a.opt(1).filter(|v| !v.is_none()) {
        None => {
            let split = if from_right { splitting::rsplit_whitespace } else { splitting::split_whitespace };
            look(vm, &a[0], |d| split(Chars::Latin1(d), most, Rules::Bytes))
        }
        Some(v) => {
            let separator = bytes_arg(vm, v)?;
            if separator.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            let split = if from_right { splitting::rsplit } else { splitting::split };
            look(vm, &a[0], |d| split(Chars::Latin1(d), Chars::Latin1(&separator), most))
        }
    };
    parts(vm, &a[0], ranges)
}
pub(super) fn split_lines(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let keep = match a.opt(1) {
        Some(v) => vm.truth(v)?,
        None => false,
    };
    let ranges = look(vm, &a[0], |d| splitting::split_lines(Chars::Latin1(d), keep, Rules::Bytes));
    parts(vm, &a[0], ranges)
}
fn parts(vm: &mut Vm, this: &Value, ranges: Vec<Range<usize>>) -> PyResult {
    let mut items = Vec::with_capacity(ranges.len());
    for range in ranges {
        items.push(part(vm, this, range)?);
    }
    vm.list(items)
}

pub(super) fn partition(vm: &mut Vm, a: Args<'_>, last: bool) -> PyResult {
    let separator = bytes_arg(vm, a.at(1))?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let find = if last { search::rfind } else { search::find };
    let (len, at) = look(vm, &a[0], |d| (d.len(), find(Chars::Latin1(d), Chars::Latin1(&separator))));
    let items = match at {
        Some(at) => {
            let (before, after) = (part(vm, &a[0], 0..at)?, part(vm, &a[0], at + separator.len()..len)?);
            // bytes hands the separator back as it came.
            let middle =
                if a[0].has_layout(Kind::BYTES) { a[1].clone() } else { like(vm, &a[0], &separator)? };
            vec![before, middle, after]
        }
        None => {
            let all = copy(vm, &a[0])?;
            let (x, y) = (like(vm, &a[0], &[])?, like(vm, &a[0], &[])?);
            if last { vec![x, y, all] } else { vec![all, x, y] }
        }
    };
    vm.tuple(items)
}

pub(super) fn strip(vm: &mut Vm, a: Args<'_>, left: bool, right: bool) -> PyResult {
    let set = match a.opt(1).filter(|v| !v.is_none()) {
        Some(v) => Some(bytes_arg(vm, v)?),
        None => None,
    };
    let set = set.as_deref().map(Chars::Latin1);
    let range = look(vm, &a[0], |d| {
        let text = Chars::Latin1(d);
        match (left, right) {
            (true, true) => splitting::strip(text, set, Rules::Bytes),
            (true, false) => splitting::strip_start(text, set, Rules::Bytes)..d.len(),
            _ => 0..splitting::strip_end(text, set, Rules::Bytes),
        }
    });
    part(vm, &a[0], range)
}

pub(super) fn remove_prefix(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let prefix = bytes_arg(vm, a.at(1))?;
    let range = look(vm, &a[0], |d| if d.starts_with(&prefix) { prefix.len()..d.len() } else { 0..d.len() });
    part(vm, &a[0], range)
}
pub(super) fn remove_suffix(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let suffix = bytes_arg(vm, a.at(1))?;
    let range =
        look(vm, &a[0], |d| if d.ends_with(&suffix) { 0..d.len() - suffix.len() } else { 0..d.len() });
    part(vm, &a[0], range)
}

fn width(vm: &mut Vm, v: &Value) -> PyResult<usize> {
    let width = vm.index(v)?.max(0) as usize;
    vm.check_room(width)?;
    Ok(width)
}
fn built(vm: &mut Vm, this: &Value, text: Option<TextBuf>) -> PyResult {
    match text {
        Some(text) => like(vm, this, &octets(&text)),
        None => copy(vm, this),
    }
}

pub(super) fn justify(vm: &mut Vm, a: Args<'_>, method: &str, side: Justify) -> PyResult {
    let width = width(vm, &a[1])?;
    let fill = match a.opt(2) {
        None => b' ',
        Some(v) => {
            let one = match bytes_like(&vm.heap, v).as_deref() {
                Some([b]) => Some(*b),
                _ => None,
            };
            let Some(b) = one else {
                let got = vm.arg_type_name(v);
                return Err(vm.type_error(format!(
                    "{method}() argument 2 must be a byte string of length 1, not {got}"
                )));
            };
            b
        }
    };
    let text = look(vm, &a[0], |d| layout::justify(Chars::Latin1(d), width, u32::from(fill), side));
    built(vm, &a[0], text)
}

pub(super) fn zfill(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let width = width(vm, &a[1])?;
    let text = look(vm, &a[0], |d| layout::zero_fill(Chars::Latin1(d), width));
    built(vm, &a[0], text)
}

pub(super) fn expand_tabs(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let size = match a.opt(1) {
        Some(v) => tab_size(vm, v)?,
        None => 8,
    };
    let room = vm.room();
    match look(vm, &a[0], |d| layout::expand_tabs(Chars::Latin1(d), size, room)) {
        Ok(text) => like(vm, &a[0], &octets(&text)),
        Err(f) => Err(vm.fault(f)),
    }
}

pub(super) fn make_trans(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let (from, to) = (bytes_arg(vm, a.at(0))?, bytes_arg(vm, a.at(1))?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (x, y) in from.iter().zip(to.iter()) {
        table[usize::from(*x)] = *y;
    }
    Ok(vm.heap.bytes(&table)?)
}

pub(super) fn translate(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let table = match a.opt(1).filter(|v| !v.is_none()) {
        Some(v) => Some(bytes_arg(vm, v)?),
        None => None,
    };
    if table.as_ref().is_some_and(|t| t.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = match a.opt(2) {
        Some(v) => bytes_arg(vm, v)?,
        None => Cow::Borrowed(&[][..]),
    };
    let mut gone = [false; 256];
    for b in delete.iter() {
        gone[usize::from(*b)] = true;
    }
    let data: Vec<u8> = look(vm, &a[0], |d| {
        let kept = d.iter().filter(|b| !gone[usize::from(**b)]);
        kept.map(|b| table.as_ref().map_or(*b, |t| t[usize::from(*b)])).collect()
    });
    if look(vm, &a[0], |d| d == data) {
        return copy(vm, &a[0]);
    }
    like(vm, &a[0], &data)
}
