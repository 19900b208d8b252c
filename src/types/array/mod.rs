//! array.array: numbers or characters of one C type, side by side (`Modules/arraymodule.c`).
//!
//! Field 0 is a bytearray that only the array knows: the buffer, so that every byte is a block of the
//! heap and memory views count their exports there. Words: the type code, and CPython's `allocated`.
//! Invariant: the buffer's length is a multiple of the item size.
//! Pickling stands in `pickle`.

mod pickle;

pub use pickle::reconstruct;

use super::bytes::{bytes_arg, unpack};
use super::float::real_number;
use super::int::int_value;
use super::iter::record_of;
use super::slice::{Indices, clip};
use super::support::place;
use crate::object::ops::CmpOp;
use crate::object::spec::{class_method, getter, native, sequence_slot, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, GetSet, Heap, Kind, Native, PyResult, Raised, Record, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;
use std::ops::Range;

const BUFFER: usize = 0;
const CODE: usize = 0;
/// Items that CPython would have room for: for sizes only.
const ALLOCATED: usize = 1;

/// The type codes there are, in the order of `array.typecodes`.
pub const TYPECODES: &str = "bBuwhHiIlLqQfd";

pub static ARRAY: TypeSpec = TypeSpec {
    name: "array.array",
    doc: "array(typecode [, initializer]) -> array\n\nA sequence whose items are all of the type that the code names:\n\
          b, B: int of 1 byte; h, H: 2; i, I: 4; l, L, q, Q: 8 (small letters: signed);\n\
          f, d: float of 4 and of 8 bytes; u, w: a character.",
    kind: Kind::RECORD,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE | tflag::SEQUENCE,
    methods: METHODS,
    getsets: GETSETS,
    fields: 1,
    words: 2,
    basicsize: 64,
    unhashable: true,
    ..TypeSpec::EMPTY
};
static ITERATOR: TypeSpec = TypeSpec {
    name: "array.arrayiterator",
    kind: Kind::RECORD,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    methods: &[
        slot("__iter__(self, /)", "Implement iter(self).", |_, a| Ok(a[0].clone())),
        slot("__next__(self, /)", "Implement next(self).", next),
        native("__reduce__(self, /)", "Return state information for pickling.", pickle::reduce_iterator),
        native(
            "__setstate__(self, state, /)",
            "Set state information for unpickling.",
            pickle::set_iterator_state,
        ),
    ],
    fields: 1,
    words: 1,
    basicsize: 40,
    ..TypeSpec::EMPTY
};

static METHODS: &[Native] = &[
    static_method("__new__(cls, /, *args, **kwargs)", "Create an array.", new),
    slot("__repr__(self, /)", "Return repr(self).", show),
    slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, CmpOp::Lt, a)),
    slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, CmpOp::Le, a)),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, CmpOp::Eq, a)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, CmpOp::Ne, a)),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, CmpOp::Gt, a)),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, CmpOp::Ge, a)),
    slot("__iter__(self, /)", "Implement iter(self).", |vm, a| Ok(record_of(vm, &ITERATOR, [a[0].clone()]))),
    slot("__len__(self, /)", "Return len(self).", |vm, a| Ok(vm.int(len(vm, &a[0]) as i64))),
    slot("__getitem__(self, key, /)", "Return self[key].", get_item),
    slot("__setitem__(self, key, value, /)", "Set self[key] to value.", set_item),
    slot("__delitem__(self, key, /)", "Delete self[key].", del_item),
    slot("__contains__(self, key, /)", "Return bool(key in self).", |vm, a| {
        let found = find(vm, &a[0], &a[1], 0, i64::MAX)?;
        Ok(vm.bool(found.is_some()))
    }),
    sequence_slot("__add__(self, value, /)", "Return self+value.", add),
    sequence_slot("__mul__(self, value, /)", "Return self*value.", multiply),
    sequence_slot("__rmul__(self, value, /)", "Return value*self.", multiply),
    sequence_slot("__iadd__(self, value, /)", "Implement self+=value.", in_place_add),
    sequence_slot("__imul__(self, value, /)", "Implement self*=value.", in_place_multiply),
    class_method("__class_getitem__(cls, item, /)", "See PEP 585", super::alias::class_getitem),
    native("__copy__(self, /)", "Return a copy of the array.", |vm, a| copy(vm, &a[0])),
    native("__deepcopy__(self, unused, /)", "Return a copy of the array.", |vm, a| copy(vm, &a[0])),
    native("__reduce_ex__(self, value, /)", "Return state information for pickling.", pickle::reduce),
    native("__sizeof__(self, /)", "Size of the array in memory, in bytes.", |vm, a| {
        let (allocated, size) = (word(vm, &a[0], ALLOCATED) as usize, item_size(code(vm, &a[0])));
        Ok(vm.int((a[0].ty().basicsize() + allocated * size) as i64))
    }),
    native("append(self, v, /)", "Append new value v to the end of the array.", |vm, a| {
        let at = len(vm, &a[0]);
        insert(vm, &a[0], at as i64, &a[1])?;
        Ok(vm.none())
    }),
    native(
        "buffer_info(self, /)",
        "Return a tuple (address, length) of the memory that holds the contents.",
        |vm, a| {
            let address = data(&vm.heap, &a[0]).as_ptr().addr();
            let parts = vec![vm.int(address as i64), vm.int(len(vm, &a[0]) as i64)];
            vm.tuple(parts)
        },
    ),
    native("byteswap(self, /)", "Byteswap all items of the array.", |vm, a| {
        let size = item_size(code(vm, &a[0]));
        if let Some(b) = buffer(&vm.heap, &a[0]).cloned().as_ref().and_then(Value::as_bytearray) {
            b.get_mut(&mut vm.heap).chunks_exact_mut(size).for_each(<[u8]>::reverse);
        }
        Ok(vm.none())
    }),
    native("clear(self, /)", "Remove all items from the array.", |vm, a| {
        resize(vm, &a[0], 0)?;
        Ok(vm.none())
    }),
    native("count(self, v, /)", "Return number of occurrences of v in the array.", |vm, a| {
        let (mut n, mut at) = (0, 0);
        while let Some(found) = find(vm, &a[0], &a[1], at, i64::MAX)? {
            (n, at) = (n + 1, found + 1);
        }
        Ok(vm.int(n))
    }),
    native("extend(self, bb, /)", "Append items to the end of the array.", |vm, a| {
        extend(vm, &a[0], &a[1])?;
        Ok(vm.none())
    }),
    native(
        "frombytes(self, buffer, /)",
        "Append items from a bytes-like object, taken as the memory of items.",
        |vm, a| {
            let new = bytes_arg(vm, a.at(1))?.into_owned();
            from_bytes(vm, &a[0], &new)?;
            Ok(vm.none())
        },
    ),
    native("fromfile(self, f, n, /)", "Read n items from the file object f and append them.", from_file),
    native("fromlist(self, list, /)", "Append items to array from list.", from_list),
    native("fromunicode(self, ustr, /)", "Append the characters of a string.", from_unicode),
    native(
        "index(self, v, start=0, stop=9223372036854775807, /)",
        "Return index of first occurrence of v in the array.",
        |vm, a| {
            let (start, stop) = vm.search_bounds(a.opt(2), a.opt(3))?;
            let n = len(vm, &a[0]) as i64;
            let from_end = |i: i64| if i < 0 { i.saturating_add(n).max(0) } else { i };
            match find(vm, &a[0], &a[1], from_end(start), from_end(stop))? {
                Some(at) => Ok(vm.int(at)),
                None => Err(vm.value_error("array.index(x): x not in array")),
            }
        },
    ),
    native("insert(self, i, v, /)", "Insert a new item v into the array before position i.", |vm, a| {
        let i = vm.index(&a[1])?;
        insert(vm, &a[0], i, &a[2])?;
        Ok(vm.none())
    }),
    native("pop(self, i=-1, /)", "Return the i-th element and delete it from the array.", pop),
    native("remove(self, v, /)", "Remove the first occurrence of v in the array.", |vm, a| {
        match find(vm, &a[0], &a[1], 0, i64::MAX)? {
            Some(at) => {
                splice(vm, &a[0], at as usize..at as usize + 1, &[])?;
                Ok(vm.none())
            }
            None => Err(vm.value_error("array.remove(x): x not in array")),
        }
    }),
    native("reverse(self, /)", "Reverse the order of the items in the array.", |vm, a| {
        let all = items(vm, &a[0])?;
        let n = all.len();
        for (i, v) in all.iter().enumerate() {
            store(vm, &a[0], n - 1 - i, v)?;
        }
        Ok(vm.none())
    }),
    native(
        "tobytes(self, /)",
        "Convert the array to an array of machine values and return the bytes representation.",
        |vm, a| {
            let all = data(&vm.heap, &a[0]).to_vec();
            Ok(vm.heap.bytes(&all)?)
        },
    ),
    native("tofile(self, f, /)", "Write all items (as machine values) to the file object f.", |vm, a| {
        const BLOCK: usize = 64 * 1024;
        let all = data(&vm.heap, &a[0]).to_vec();
        for part in all.chunks(BLOCK) {
            let (part, name) = (vm.heap.bytes(part)?, vm.names.write.clone());
            let done = vm.call_method(&a[1], &name, &[part])?;
            vm.release(done);
        }
        Ok(vm.none())
    }),
    native("tolist(self, /)", "Convert array to an ordinary list with the same items.", |vm, a| {
        let all = items(vm, &a[0])?;
        vm.list(all)
    }),
    native("tounicode(self, /)", "The characters of the array as a string.", |vm, a| {
        if !is_text(code(vm, &a[0])) {
            return Err(vm.value_error("tounicode() may only be called on unicode type arrays ('u' or 'w')"));
        }
        text(vm, &a[0])
    }),
];

static GETSETS: &[GetSet] = &[
    getter("itemsize", "the size, in bytes, of one array item", |vm, v| {
        let n = item_size(code(vm, v));
        Ok(vm.int(n as i64))
    }),
    getter("typecode", "the typecode character used to create the array", |vm, v| {
        let code = code(vm, v);
        Ok(vm.heap.latin1_char(code))
    }),
];

// --- contents ------------------------------------------------------------------------------------------------

/// The record, if `v` is an array.
pub fn as_array<'v>(heap: &Heap, v: &'v Value) -> Option<&'v Record> {
    let r = v.record(Kind::RECORD)?;
    let mut t = Some(v.ty());
    while let Some(ty) = t {
        if let Some(spec) = ty.spec() {
            return std::ptr::eq(spec, &raw const ARRAY).then_some(r);
        }
        t = ty.base(heap);
    }
    None
}
/// The bytearray with an array's bytes.
pub fn buffer<'h>(heap: &'h Heap, v: &'h Value) -> Option<&'h Value> {
    as_array(heap, v)?.field(heap, BUFFER)
}
/// The type code of an array: its items' format for a memory view.
pub fn format(heap: &Heap, v: &Value) -> Option<u8> {
    Some(as_array(heap, v)?.word(heap, CODE) as u8)
}
fn data<'h>(heap: &'h Heap, v: &'h Value) -> &'h [u8] {
    buffer(heap, v).and_then(Value::as_bytearray).map_or(&[], |b| b.get(heap))
}
fn word(vm: &Vm, v: &Value, i: usize) -> u64 {
    v.as_record().map_or(0, |r| r.word(&vm.heap, i))
}
fn code(vm: &Vm, v: &Value) -> u8 {
    word(vm, v, CODE) as u8
}
fn is_text(code: u8) -> bool {
    matches!(code, b'u' | b'w')
}
fn item_size(code: u8) -> usize {
    match code {
        b'b' | b'B' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' | b'u' | b'w' => 4,
        _ => 8,
    }
}
fn len(vm: &Vm, v: &Value) -> usize {
    data(&vm.heap, v).len() / item_size(code(vm, v))
}

/// An empty array of a class.
fn empty(vm: &mut Vm, cls: &Value, code: u8) -> PyResult {
    let Some(t) = cls.as_type() else { return Err(vm.type_error("not a class")) };
    let bytes = vm.heap.bytearray(&[])?;
    let v = vm.heap.instance(t);
    if let Some(r) = v.as_record() {
        r.set(&mut vm.heap, BUFFER, Some(bytes));
        r.set_word(&mut vm.heap, CODE, code.into());
        r.set_word(&mut vm.heap, ALLOCATED, 0);
    }
    Ok(v)
}
/// An array with exactly these bytes.
fn with_bytes(vm: &mut Vm, cls: &Value, code: u8, bytes: &[u8]) -> PyResult {
    let v = empty(vm, cls, code)?;
    set_len(vm, &v, bytes.len() / item_size(code))?;
    write(vm, &v, 0, bytes);
    Ok(v)
}
/// A plain array like `v`, with these bytes.
fn like(vm: &mut Vm, v: &Value, bytes: &[u8]) -> PyResult {
    let cls = vm.type_value(&ARRAY);
    let code = code(vm, v);
    with_bytes(vm, &cls, code, bytes)
}
/// Length and room, exactly.
fn set_len(vm: &mut Vm, v: &Value, n: usize) -> PyResult<()> {
    vm.check_room(n.saturating_mul(item_size(code(vm, v))))?;
    set_buffer_len(vm, v, n)?;
    if let Some(r) = v.as_record() {
        r.set_word(&mut vm.heap, ALLOCATED, n as u64);
    }
    Ok(())
}
fn set_buffer_len(vm: &mut Vm, v: &Value, n: usize) -> PyResult<()> {
    let bytes = n * item_size(code(vm, v));
    let b = buffer(&vm.heap, v).cloned();
    if let Some(b) = b.as_ref().and_then(Value::as_bytearray) {
        b.resize(&mut vm.heap, bytes)?;
    }
    Ok(())
}
/// Another length, with CPython's room (`array_resize`).
fn resize(vm: &mut Vm, v: &Value, n: usize) -> PyResult<()> {
    let old = len(vm, v);
    if n != old {
        check_exports(vm, v)?;
    }
    let allocated = word(vm, v, ALLOCATED) as usize;
    if allocated >= n && old < n + 16 && allocated > 0 {
        return set_buffer_len(vm, v, n);
    }
    vm.check_room(n.saturating_mul(item_size(code(vm, v))))?;
    set_buffer_len(vm, v, n)?;
    let room = if n == 0 { 0 } else { n + (n >> 4) + if old < 8 { 3 } else { 7 } };
    if let Some(r) = v.as_record() {
        r.set_word(&mut vm.heap, ALLOCATED, room as u64);
    }
    Ok(())
}
fn check_exports(vm: &mut Vm, v: &Value) -> PyResult<()> {
    let exported = buffer(&vm.heap, v).and_then(Value::as_bytearray).is_some_and(|b| b.exports() > 0);
    if exported {
        return Err(vm.err(Exc::BufferError, "cannot resize an array that is exporting buffers"));
    }
    Ok(())
}
/// Write bytes over those at `at`.
fn write(vm: &mut Vm, v: &Value, at: usize, bytes: &[u8]) {
    let b = buffer(&vm.heap, v).cloned();
    let all = b.as_ref().and_then(Value::as_bytearray).map(|b| b.get_mut(&mut vm.heap));
    if let Some(to) = all.and_then(|all| all.get_mut(at..at + bytes.len())) {
        to.copy_from_slice(bytes);
    }
}
/// Put bytes of whole items in place of the items in `range`.
fn splice(vm: &mut Vm, v: &Value, range: Range<usize>, new: &[u8]) -> PyResult<()> {
    let (size, old) = (item_size(code(vm, v)), len(vm, v));
    let total = old - range.len() + new.len() / size;
    let tail = data(&vm.heap, v)[range.end * size..].to_vec();
    resize(vm, v, total)?;
    write(vm, v, range.start * size + new.len(), &tail);
    write(vm, v, range.start * size, new);
    Ok(())
}

// --- items ---------------------------------------------------------------------------------------------------

fn item(vm: &mut Vm, v: &Value, i: usize) -> PyResult {
    let (code, size) = (code(vm, v), item_size(code(vm, v)));
    let bytes = data(&vm.heap, v).get(i * size..(i + 1) * size).map(<[u8]>::to_vec).unwrap_or_default();
    load(vm, code, &bytes)
}
fn load(vm: &mut Vm, code: u8, bytes: &[u8]) -> PyResult {
    if !is_text(code) {
        return unpack(vm, code, bytes);
    }
    let mut point = [0; 4];
    point.copy_from_slice(bytes);
    let point = u32::from_le_bytes(point);
    if point > 0x10_FFFF {
        return Err(vm.value_error(format!("character U+{point:x} is not in range [U+0000; U+10ffff]")));
    }
    Ok(vm.heap.str_from_chars(crate::object::Chars::Ucs4(&[point]))?)
}
fn items(vm: &mut Vm, v: &Value) -> PyResult<Vec<Value>> {
    let (code, all) = (code(vm, v), data(&vm.heap, v).to_vec());
    all.chunks_exact(item_size(code)).map(|bytes| load(vm, code, bytes)).collect()
}
fn text(vm: &mut Vm, v: &Value) -> PyResult {
    let mut points = Vec::new();
    for c in items(vm, v)? {
        points.extend(c.as_str().map(|s| s.chars().get(0)));
    }
    Ok(vm.heap.str_from_chars(crate::object::Chars::Ucs4(&points))?)
}
fn store(vm: &mut Vm, v: &Value, i: usize, item: &Value) -> PyResult<()> {
    let code = code(vm, v);
    let bytes = pack(vm, code, item)?;
    // Converting may have run Python code, and the array may be shorter now.
    write(vm, v, i * bytes.len(), &bytes);
    Ok(())
}

/// The bytes of a value as an item.
fn pack(vm: &mut Vm, code: u8, v: &Value) -> PyResult<Vec<u8>> {
    match code {
        b'u' | b'w' => match v.as_str().filter(|s| s.len() == 1) {
            Some(s) => Ok(s.chars().get(0).to_le_bytes().to_vec()),
            None => Err(vm.type_error("array item must be unicode character")),
        },
        b'f' | b'd' => match real_number(vm, v)? {
            Some(f) if code == b'f' => Ok((f as f32).to_le_bytes().to_vec()),
            Some(f) => Ok(f.to_le_bytes().to_vec()),
            None => {
                let got = vm.type_name(v);
                Err(vm.type_error(format!("must be real number, not {got}")))
            }
        },
        b'I' | b'L' | b'Q' => {
            let n = vm.index_value(v)?;
            let (negative, large) = match code {
                b'Q' => ("can't convert negative int to unsigned", "int too big to convert"),
                _ => (
                    "can't convert negative value to unsigned int",
                    "Python int too large to convert to C unsigned long",
                ),
            };
            if n.as_int().is_some_and(crate::object::Int::is_negative) {
                return Err(vm.overflow_error(negative));
            }
            match int_value(&n).and_then(|n| n.to_u64()) {
                None => Err(vm.overflow_error(large)),
                Some(n) if code == b'I' && n > u64::from(u32::MAX) => {
                    Err(vm.overflow_error("unsigned int is greater than maximum"))
                }
                Some(n) => Ok(n.to_le_bytes()[..item_size(code)].to_vec()),
            }
        }
        _ => {
            let n = vm.index_value(v)?;
            let Some(n) = n.as_word() else {
                return Err(vm.overflow_error(match code {
                    b'q' => "int too big to convert",
                    _ => "Python int too large to convert to C long",
                }));
            };
            let (what, least, most) = match code {
                b'b' => ("signed char", i64::from(i8::MIN), i64::from(i8::MAX)),
                b'B' => ("unsigned byte integer", 0, i64::from(u8::MAX)),
                b'h' => ("signed short integer", i64::from(i16::MIN), i64::from(i16::MAX)),
                b'H' => ("unsigned short", 0, i64::from(u16::MAX)),
                b'i' => ("signed integer", i64::from(i32::MIN), i64::from(i32::MAX)),
                _ => ("", i64::MIN, i64::MAX),
            };
            if n < least {
                return Err(vm.overflow_error(format!("{what} is less than minimum")));
            }
            if n > most {
                return Err(vm.overflow_error(format!("{what} is greater than maximum")));
            }
            Ok(n.to_le_bytes()[..item_size(code)].to_vec())
        }
    }
}

// --- making --------------------------------------------------------------------------------------------------

fn new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let args = a[1].as_tuple().unwrap_or(&[]);
    vm.no_keywords(&a[0], &a[2], "array.array")?;
    let (code, initial) = match args {
        [code] => (code, None),
        [code, initial] => (code, Some(initial)),
        [] => return Err(vm.type_error("array() takes at least 1 argument (0 given)")),
        more => {
            let n = more.len();
            return Err(vm.type_error(format!("array() takes at most 2 arguments ({n} given)")));
        }
    };
    let code = match code.as_str().filter(|s| s.len() == 1).map(|s| s.chars().get(0)) {
        Some(c) => u8::try_from(c).ok().filter(|c| TYPECODES.as_bytes().contains(c)),
        None => {
            let got = vm.type_name(code);
            return Err(vm.type_error(format!("array() argument 1 must be a unicode character, not {got}")));
        }
    };
    if code == Some(b'u') {
        let text = "The 'u' type code is deprecated and will be removed in Python 3.16";
        vm.warn(Exc::DeprecationWarning, text)?;
    }
    if let (Some(code), Some(initial)) = (code, initial)
        && !is_text(code)
    {
        let shown = char::from(code);
        if initial.as_str().is_some() {
            let text = format!("cannot use a str to initialize an array with typecode '{shown}'");
            return Err(vm.type_error(text));
        }
        if format(&vm.heap, initial).is_some_and(is_text) {
            let text = format!("cannot use a unicode array to initialize an array with typecode '{shown}'");
            return Err(vm.type_error(text));
        }
    }
    let Some(code) = code else {
        return Err(vm.value_error("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)"));
    };
    let v = empty(vm, &a[0], code)?;
    if let Some(initial) = initial {
        fill(vm, &v, code, initial)?;
    }
    Ok(v)
}
fn fill(vm: &mut Vm, v: &Value, code: u8, initial: &Value) -> PyResult<()> {
    let source = format(&vm.heap, initial);
    if source == Some(code) {
        let bytes = data(&vm.heap, initial).to_vec();
        set_len(vm, v, bytes.len() / item_size(code))?;
        write(vm, v, 0, &bytes);
        return Ok(());
    }
    if initial.as_bytes().is_some() || initial.as_bytearray().is_some() {
        let bytes = bytes_arg(vm, initial)?.into_owned();
        return from_bytes(vm, v, &bytes);
    }
    let sized = initial.as_list().is_some() || initial.as_tuple().is_some() || initial.as_str().is_some();
    if !sized && source.is_none() {
        return extend_by_iteration(vm, v, initial);
    }
    let all = vm.collect(initial)?;
    set_len(vm, v, all.len())?;
    for (i, item) in all.iter().enumerate() {
        store(vm, v, i, item)?;
    }
    Ok(())
}
fn extend_by_iteration(vm: &mut Vm, v: &Value, source: &Value) -> PyResult<()> {
    let it = vm.iter(source)?;
    while let Some(item) = vm.next(&it)? {
        let at = len(vm, v);
        insert(vm, v, at as i64, &item)?;
        vm.release(item);
    }
    Ok(())
}
fn from_bytes(vm: &mut Vm, v: &Value, bytes: &[u8]) -> PyResult<()> {
    let size = item_size(code(vm, v));
    if !bytes.len().is_multiple_of(size) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    let at = len(vm, v);
    splice(vm, v, at..at, bytes)
}
fn from_list(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let Some(list) = a[1].as_list() else { return Err(vm.type_error("arg must be list")) };
    let (old, n) = (len(vm, &a[0]), list.len());
    resize(vm, &a[0], old + n)?;
    for i in 0..n {
        let stored = match list.get(&vm.heap, i) {
            Some(item) => store(vm, &a[0], old + i, &item),
            None => Ok(()),
        };
        let changed = stored.is_ok() && list.len() != n;
        if stored.is_err() || changed {
            resize(vm, &a[0], old)?;
            stored?;
            return Err(vm.runtime_error("list changed size during iteration"));
        }
    }
    Ok(vm.none())
}
fn from_unicode(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if a[1].as_str().is_none() {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("fromunicode() argument must be str, not {got}")));
    }
    if !is_text(code(vm, &a[0])) {
        return Err(vm.value_error("fromunicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    let points = a[1].as_str().map(|s| s.chars().iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>());
    from_bytes(vm, &a[0], &points.unwrap_or_default())?;
    Ok(vm.none())
}
fn from_file(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let n = vm.index(&a[2])?;
    let Ok(n) = usize::try_from(n) else { return Err(vm.value_error("negative count")) };
    let Some(wanted) = n.checked_mul(item_size(code(vm, &a[0]))) else {
        return Err(crate::object::NoMemory.into());
    };
    let (name, count) = (vm.heap.intern_str("read"), vm.int(wanted as i64));
    let got = vm.call_method(&a[1], &name, &[count])?;
    let Some(bytes) = got.as_bytes() else { return Err(vm.type_error("read() didn't return bytes")) };
    from_bytes(vm, &a[0], bytes)?;
    if bytes.len() != wanted {
        return Err(vm.err(Exc::EOFError, "read() didn't return enough bytes"));
    }
    Ok(vm.none())
}
fn copy(vm: &mut Vm, v: &Value) -> PyResult {
    let bytes = data(&vm.heap, v).to_vec();
    like(vm, v, &bytes)
}

// --- subscripts ----------------------------------------------------------------------------------------------

enum Key {
    One(usize),
    Slice(Indices),
}
fn subscript(vm: &mut Vm, v: &Value, key: &Value, out_of_range: &str) -> PyResult<Key> {
    if key.has_layout(Kind::SLICE) {
        let (start, stop, step) = vm.slice_words(key)?;
        return Ok(Key::Slice(clip(start, stop, step, len(vm, v) as i64)));
    }
    if !vm.has_index(key) {
        return Err(vm.type_error("array indices must be integers"));
    }
    let i = vm.seq_index(key)?;
    match place(i, len(vm, v)) {
        Some(at) => Ok(Key::One(at)),
        None => Err(vm.index_error(out_of_range)),
    }
}
fn get_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    match subscript(vm, &a[0], &a[1], "array index out of range")? {
        Key::One(at) => item(vm, &a[0], at),
        Key::Slice(cut) => {
            let size = item_size(code(vm, &a[0]));
            let all = data(&vm.heap, &a[0]);
            let picked: Vec<u8> = cut.iter().flat_map(|i| &all[i * size..(i + 1) * size]).copied().collect();
            like(vm, &a[0], &picked)
        }
    }
}
const NO_PLACE: &str = "array assignment index out of range";
fn set_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    match subscript(vm, &a[0], &a[1], NO_PLACE)? {
        Key::One(at) => store(vm, &a[0], at, &a[2])?,
        Key::Slice(cut) => {
            let new = same_kind(vm, &a[0], &a[2], |got| {
                format!("can only assign array (not \"{got}\") to array slice")
            })?;
            set_slice(vm, &a[0], cut, &new)?;
        }
    }
    Ok(vm.none())
}
fn del_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    match subscript(vm, &a[0], &a[1], NO_PLACE)? {
        Key::One(at) => splice(vm, &a[0], at..at + 1, &[])?,
        Key::Slice(cut) => set_slice(vm, &a[0], cut, &[])?,
    }
    Ok(vm.none())
}
fn set_slice(vm: &mut Vm, v: &Value, cut: Indices, new: &[u8]) -> PyResult<()> {
    let size = item_size(code(vm, v));
    let n = new.len() / size;
    if n == 0 || n != cut.count {
        check_exports(vm, v)?;
    }
    if cut.step == 1 {
        let start = cut.start as usize;
        return splice(vm, v, start..start + cut.count, new);
    }
    if n == 0 {
        let mut gone = vec![false; len(vm, v)];
        cut.iter().for_each(|i| gone[i] = true);
        let all = data(&vm.heap, v).to_vec();
        let kept: Vec<u8> = all
            .chunks_exact(size)
            .zip(gone)
            .filter(|(_, gone)| !gone)
            .flat_map(|(b, _)| b)
            .copied()
            .collect();
        resize(vm, v, kept.len() / size)?;
        write(vm, v, 0, &kept);
        return Ok(());
    }
    if n != cut.count {
        let count = cut.count;
        return Err(
            vm.value_error(format!("attempt to assign array of size {n} to extended slice of size {count}"))
        );
    }
    for (i, bytes) in cut.iter().zip(new.chunks_exact(size)) {
        write(vm, v, i * size, bytes);
    }
    Ok(())
}
/// The bytes of another array with the same type code.
fn same_kind(vm: &mut Vm, v: &Value, other: &Value, wrong: impl Fn(String) -> String) -> PyResult<Vec<u8>> {
    match format(&vm.heap, other) {
        None => {
            let got = vm.type_name(other);
            Err(vm.type_error(wrong(got)))
        }
        Some(code) if code != self::code(vm, v) => Err(bad_argument(vm)),
        Some(_) => Ok(data(&vm.heap, other).to_vec()),
    }
}
fn bad_argument(vm: &mut Vm) -> Raised {
    vm.type_error("bad argument type for built-in operation")
}

// --- operations ----------------------------------------------------------------------------------------------

fn show(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let name = vm.type_name(&a[0]);
    let name = name.rsplit('.').next().unwrap_or_default().to_owned();
    let code = code(vm, &a[0]);
    let shown = char::from(code);
    if len(vm, &a[0]) == 0 {
        return Ok(vm.str(&format!("{name}('{shown}')")));
    }
    let contents = if is_text(code) {
        text(vm, &a[0])?
    } else {
        let all = items(vm, &a[0])?;
        vm.list(all)?
    };
    let contents = vm.repr(&contents)?;
    let contents = vm.text(&contents);
    Ok(vm.heap.try_str(&format!("{name}('{shown}', {contents})"))?)
}
/// Item by item, as lists are compared.
fn compare(vm: &mut Vm, op: CmpOp, a: Args<'_>) -> PyResult {
    if format(&vm.heap, &a[1]).is_none() {
        return Ok(vm.not_implemented());
    }
    let sizes = (len(vm, &a[0]), len(vm, &a[1]));
    if sizes.0 != sizes.1 && matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(vm.bool(op == CmpOp::Ne));
    }
    let mut i = 0;
    while i < len(vm, &a[0]).min(len(vm, &a[1])) {
        let (x, y) = (item(vm, &a[0], i)?, item(vm, &a[1], i)?);
        if !vm.same_or_eq(&x, &y)? {
            return match op {
                CmpOp::Eq => Ok(vm.bool(false)),
                CmpOp::Ne => Ok(vm.bool(true)),
                _ => vm.compare(op, &x, &y),
            };
        }
        i += 1;
    }
    let (x, y) = (len(vm, &a[0]), len(vm, &a[1]));
    Ok(vm.bool(crate::object::ops::holds(op, x.cmp(&y))))
}
/// The first place from `start`, before `stop`, whose item equals `wanted`.
fn find(vm: &mut Vm, v: &Value, wanted: &Value, start: i64, stop: i64) -> PyResult<Option<i64>> {
    let mut i = start;
    while i < stop.min(len(vm, v) as i64) {
        let x = item(vm, v, i as usize)?;
        if vm.same_or_eq(&x, wanted)? {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}
fn insert(vm: &mut Vm, v: &Value, i: i64, item: &Value) -> PyResult<()> {
    let code = code(vm, v);
    let bytes = pack(vm, code, item)?;
    let n = len(vm, v) as i64;
    let at = if i < 0 { i.saturating_add(n).max(0) } else { i.min(n) } as usize;
    splice(vm, v, at..at, &bytes)
}
fn pop(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let i = match a.opt(1) {
        Some(v) => vm.index(v)?,
        None => -1,
    };
    let n = len(vm, &a[0]);
    if n == 0 {
        return Err(vm.index_error("pop from empty array"));
    }
    let Some(at) = place(i, n) else { return Err(vm.index_error("pop index out of range")) };
    let v = item(vm, &a[0], at)?;
    splice(vm, &a[0], at..at + 1, &[])?;
    Ok(v)
}
fn extend(vm: &mut Vm, v: &Value, other: &Value) -> PyResult<()> {
    match format(&vm.heap, other) {
        None => extend_by_iteration(vm, v, other),
        Some(code) if code != self::code(vm, v) => {
            Err(vm.type_error("can only extend with array of same kind"))
        }
        Some(_) => {
            let (bytes, at) = (data(&vm.heap, other).to_vec(), len(vm, v));
            splice(vm, v, at..at, &bytes)
        }
    }
}
fn add(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let more = same_kind(vm, &a[0], &a[1], |got| format!("can only append array (not \"{got}\") to array"))?;
    let all = [data(&vm.heap, &a[0]), &more].concat();
    like(vm, &a[0], &all)
}
fn in_place_add(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if format(&vm.heap, &a[1]).is_none() {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("can only extend array with array (not \"{got}\")")));
    }
    extend(vm, &a[0], &a[1])?;
    Ok(a[0].clone())
}
/// The bytes of `v`, so many times.
fn repeated(vm: &mut Vm, v: &Value, times: usize) -> PyResult<Vec<u8>> {
    let Some(total) = data(&vm.heap, v).len().checked_mul(times) else {
        return Err(crate::object::NoMemory.into());
    };
    vm.check_room(total)?;
    Ok(data(&vm.heap, v).repeat(times))
}
fn multiply(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let times = vm.repeat_count(&a[1])?;
    let all = repeated(vm, &a[0], times)?;
    like(vm, &a[0], &all)
}
fn in_place_multiply(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let times = vm.repeat_count(&a[1])?;
    if len(vm, &a[0]) > 0 {
        let all = repeated(vm, &a[0], times)?;
        resize(vm, &a[0], all.len() / item_size(code(vm, &a[0])))?;
        write(vm, &a[0], 0, &all);
    }
    Ok(a[0].clone())
}
fn next(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let Some(r) = a[0].as_record() else { return Err(vm.stop_iteration(None)) };
    let array = r.get(&vm.heap, 0).filter(|v| !v.is_none());
    let i = r.word(&vm.heap, 0) as usize;
    if let Some(array) = array {
        if i < len(vm, &array) {
            r.set_word(&mut vm.heap, 0, i as u64 + 1);
            return item(vm, &array, i);
        }
        drop(array);
        pickle::exhaust(vm, &a[0]);
    }
    Err(vm.stop_iteration(None))
}
