//! memoryview: bytes of another object, without a copy, in one dimension.
//!
//! Invariant: a view that is not released counts among its bytearray's exports, so the bytes it
//! points at stay where they are; release and burial take it off, once.
//! Deliberately absent: buffers of more than one dimension, and exporters other than bytes,
//! bytearray and array.

use super::{bytes_arg, bytes_like, hex_text};
use crate::object::spec::{class_method, getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, GetSet, Heap, Kind, Native, PyResult, Raised, Record, TypeSpec, Value};
use crate::types::array;
use crate::types::float::real_number;
use crate::types::int::int_value;
use crate::types::numeric::hash::hash_bytes;
use crate::types::slice::clip;
use crate::types::support::place;
use crate::vm::Vm;
use std::borrow::Cow;

/// Field 0: the object with the bytes.
const OWNER: usize = 0;
/// Words: first byte; number of items; bytes from one item to the next; format and flags.
mod word {
    pub const START: usize = 0;
    pub const LEN: usize = 1;
    pub const STRIDE: usize = 2;
    pub const FORMAT: usize = 3;
}
const READONLY: u64 = 0x100;
const RELEASED: u64 = 0x200;

static VIEW_ITER: TypeSpec = TypeSpec {
    name: "memory_iterator",
    kind: Kind::SEQ_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    words: 1,
    basicsize: 56,
    methods: &[
        slot("__iter__(self, /)", "Implement iter(self).", crate::types::iter::dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", crate::types::iter::dunder_next),
    ],
    ..TypeSpec::EMPTY
};

pub static MEMORYVIEW: TypeSpec = TypeSpec {
    name: "memoryview",
    doc: "memoryview(object)\n--\n\nCreate a new memoryview object which references the given object.",
    kind: Kind::MEMORYVIEW,
    flags: tflag::CONTAINER | tflag::WEAKREFABLE | tflag::SEQUENCE | tflag::GENERIC_GETATTR,
    methods: METHODS,
    getsets: GETSETS,
    fields: 2,
    words: 4,
    basicsize: 144,
    itemsize: 8,
    on_burial: Some(give_back),
    ..TypeSpec::EMPTY
};

static METHODS: &[Native] = &[
    static_method("__new__(cls, object)", "Create a view.", |vm, a| view_of(vm, &a[1])),
    slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
        let state = if is_released(&vm.heap, &a[0]) { "released memory" } else { "memory" };
        let text = format!("<{state} at {:#x}>", a[0].id());
        Ok(vm.str(&text))
    }),
    slot("__hash__(self, /)", "Return hash(self).", hash),
    slot("__lt__(self, value, /)", "Return self<value.", |vm, _| Ok(vm.not_implemented())),
    slot("__le__(self, value, /)", "Return self<=value.", |vm, _| Ok(vm.not_implemented())),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, a, true)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, a, false)),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, _| Ok(vm.not_implemented())),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, _| Ok(vm.not_implemented())),
    slot("__iter__(self, /)", "Implement iter(self).", |vm, a| {
        live(vm, &a[0])?;
        let ty = vm.type_for(&VIEW_ITER);
        let it = vm.heap.record(ty, 1);
        if let Some(r) = it.as_record() {
            r.set(&mut vm.heap, 0, Some(a[0].clone()));
        }
        Ok(it)
    }),
    slot("__len__(self, /)", "Return len(self).", |vm, a| {
        let shape = live(vm, &a[0])?;
        Ok(vm.int(shape.len as i64))
    }),
    slot("__getitem__(self, key, /)", "Return self[key].", get_item),
    slot("__setitem__(self, key, value, /)", "Set self[key] to value.", set_item),
    slot("__delitem__(self, key, /)", "Delete self[key].", |vm, a| {
        let shape = live(vm, &a[0])?;
        let what = if shape.readonly { "cannot modify read-only memory" } else { "cannot delete memory" };
        Err(vm.type_error(what))
    }),
    native("release(self, /)", "Release the underlying buffer exposed by the memoryview object.", |vm, a| {
        give_back(vm, &a[0]);
        Ok(vm.none())
    }),
    native("tobytes(self, /, order='C')", "Return the data in the buffer as a byte string.", |vm, a| {
        live(vm, &a[0])?;
        let data = bytes_arg(vm, a.at(0))?;
        Ok(vm.heap.bytes(&data)?)
    }),
    native(
        "hex(self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        "Return the data in the buffer as a str of hexadecimal numbers.",
        |vm, a| {
            live(vm, &a[0])?;
            let data = bytes_arg(vm, a.at(0))?;
            let text = hex_text(vm, &data, a.opt(1), a.opt(2))?;
            Ok(vm.heap.try_str(&text)?)
        },
    ),
    native("tolist(self, /)", "Return the data in the buffer as a list of elements.", |vm, a| {
        live(vm, &a[0])?;
        let items = items(vm, &a[0])?;
        vm.list(items)
    }),
    native(
        "cast(self, /, format, shape=<unrepresentable>)",
        "Cast a memoryview to a new format or shape.",
        cast,
    ),
    native("toreadonly(self, /)", "Return a readonly version of the memoryview.", |vm, a| {
        let shape = live(vm, &a[0])?;
        let owner = owner(vm, &a[0]);
        Ok(new_view(vm, &owner, Shape { readonly: true, ..shape }))
    }),
    class_method(
        "_from_flags(cls, /, object, flags)",
        "Create a new memoryview object which references the given object.",
        |vm, a| view_of(vm, &a[1]),
    ),
    native("__enter__(self, /)", "", |vm, a| {
        live(vm, &a[0])?;
        Ok(a[0].clone())
    }),
    native(
        "__exit__(self, /, *exc_info)",
        "Release the underlying buffer exposed by the memoryview object.",
        |vm, a| {
            give_back(vm, &a[0]);
            Ok(vm.none())
        },
    ),
    native("__sizeof__(self, /)", "Size of object in memory, in bytes.", |vm, a| {
        // Shape, strides and suboffsets: one word each.
        Ok(vm.int(a[0].ty().basicsize() as i64 + 24))
    }),
];

static GETSETS: &[GetSet] = &[
    getter("obj", "The underlying object of the memoryview.", |vm, v| {
        live(vm, v)?;
        Ok(owner(vm, v))
    }),
    getter("nbytes", "Bytes that the items take.", |vm, v| {
        let shape = live(vm, v)?;
        Ok(vm.int((shape.len * shape.size()) as i64))
    }),
    getter("readonly", "A bool indicating whether the memory is read only.", |vm, v| {
        let shape = live(vm, v)?;
        Ok(vm.bool(shape.readonly))
    }),
    getter("itemsize", "The size in bytes of each element of the memoryview.", |vm, v| {
        let shape = live(vm, v)?;
        Ok(vm.int(shape.size() as i64))
    }),
    getter("format", "The format of the items, in struct module style.", |vm, v| {
        let shape = live(vm, v)?;
        Ok(vm.heap.latin1_char(shape.format))
    }),
    getter("ndim", "The number of dimensions: 1.", |vm, v| {
        live(vm, v)?;
        Ok(vm.int(1))
    }),
    getter("shape", "The length of each dimension.", |vm, v| {
        let shape = live(vm, v)?;
        let len = vm.int(shape.len as i64);
        vm.tuple(vec![len])
    }),
    getter("strides", "Bytes from one item to the next, for each dimension.", |vm, v| {
        let shape = live(vm, v)?;
        let stride = vm.int(shape.stride);
        vm.tuple(vec![stride])
    }),
    getter("suboffsets", "Always empty: no buffers of pointers.", |vm, v| {
        live(vm, v)?;
        Ok(vm.heap.empty_tuple())
    }),
    getter("c_contiguous", "A bool indicating whether the memory is C contiguous.", is_contiguous),
    getter("f_contiguous", "A bool indicating whether the memory is Fortran contiguous.", is_contiguous),
    getter("contiguous", "A bool indicating whether the memory is contiguous.", is_contiguous),
];

/// Where a view's items are in its owner.
#[derive(Clone, Copy)]
struct Shape {
    start: usize,
    len: usize,
    stride: i64,
    format: u8,
    readonly: bool,
}

impl Shape {
    fn size(&self) -> usize {
        item_size(self.format).unwrap_or(1)
    }
    fn is_contiguous(&self) -> bool {
        self.len <= 1 || self.stride == self.size() as i64
    }
    /// The first byte of item `i`.
    fn at(&self, i: usize) -> usize {
        (self.start as i64 + i as i64 * self.stride) as usize
    }
}

/// Bytes of an item in one of the native formats of the struct module.
fn item_size(format: u8) -> Option<usize> {
    match format {
        b'c' | b'b' | b'B' | b'?' => Some(1),
        b'h' | b'H' => Some(2),
        b'i' | b'I' | b'f' | b'u' | b'w' => Some(4),
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' => Some(8),
        _ => None,
    }
}

fn record(v: &Value) -> Option<&Record> {
    v.record(Kind::MEMORYVIEW)
}
fn shape_of(heap: &Heap, v: &Value) -> Option<Shape> {
    let r = record(v)?;
    let format = r.word(heap, word::FORMAT);
    if format & RELEASED != 0 {
        return None;
    }
    Some(Shape {
        start: r.word(heap, word::START) as usize,
        len: r.word(heap, word::LEN) as usize,
        stride: r.word(heap, word::STRIDE) as i64,
        format: format as u8,
        readonly: format & READONLY != 0,
    })
}
pub(super) fn is_released(heap: &Heap, v: &Value) -> bool {
    record(v).is_some() && shape_of(heap, v).is_none()
}
#[cold]
pub(super) fn released(vm: &mut Vm) -> Raised {
    vm.value_error("operation forbidden on released memoryview object")
}
fn live(vm: &mut Vm, v: &Value) -> PyResult<Shape> {
    match shape_of(&vm.heap, v) {
        Some(shape) => Ok(shape),
        None => Err(released(vm)),
    }
}
fn owner(vm: &Vm, v: &Value) -> Value {
    vm.record_field(v, OWNER)
}

/// The bytes a view shows, where they are if they stand side by side.
pub(super) fn contents<'h>(heap: &'h Heap, v: &'h Value) -> Option<Cow<'h, [u8]>> {
    let shape = shape_of(heap, v)?;
    let owner = record(v)?.field(heap, OWNER)?;
    let data: &'h [u8] = match (owner.as_bytes(), exporter(heap, owner).as_bytearray()) {
        (Some(b), _) => b,
        (_, Some(b)) => b.get(heap),
        _ => return None,
    };
    if shape.is_contiguous() {
        let end = shape.start + shape.len * shape.size();
        return Some(Cow::Borrowed(data.get(shape.start..end).unwrap_or(&[])));
    }
    let item = |i: usize| data.get(shape.at(i)..shape.at(i) + shape.size()).unwrap_or(&[]);
    Some(Cow::Owned((0..shape.len).flat_map(item).copied().collect()))
}

/// What counts the views of an owner: the owner itself, or the buffer of an array.
fn exporter<'h>(heap: &'h Heap, owner: &'h Value) -> &'h Value {
    array::buffer(heap, owner).unwrap_or(owner)
}

fn new_view(vm: &mut Vm, owner: &Value, shape: Shape) -> Value {
    let v = vm.heap.record(vm.heap.type_of(Kind::MEMORYVIEW), 2);
    if let Some(r) = v.as_record() {
        let format = u64::from(shape.format) | if shape.readonly { READONLY } else { 0 };
        let words = [shape.start as u64, shape.len as u64, shape.stride as u64, format];
        r.set(&mut vm.heap, OWNER, Some(owner.clone()));
        for (i, w) in words.into_iter().enumerate() {
            r.set_word(&mut vm.heap, i, w);
        }
    }
    if let Some(b) = exporter(&vm.heap, owner).as_bytearray() {
        b.export(true);
    }
    v
}

/// `memoryview(x)`.
fn view_of(vm: &mut Vm, x: &Value) -> PyResult {
    if record(x).is_some() {
        let (shape, owner) = (live(vm, x)?, owner(vm, x));
        return Ok(new_view(vm, &owner, shape));
    }
    let len = bytes_like(&vm.heap, x).map(|d| d.len());
    match len {
        Some(len) => {
            let readonly = x.as_bytes().is_some();
            let format = array::format(&vm.heap, x).unwrap_or(b'B');
            let size = item_size(format).unwrap_or(1);
            Ok(new_view(vm, x, Shape { start: 0, len: len / size, stride: size as i64, format, readonly }))
        }
        None => {
            let got = vm.type_name(x);
            Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{got}'")))
        }
    }
}

/// Take the view off its owner's exports; afterwards it is released.
fn give_back(vm: &mut Vm, v: &Value) {
    let Some(r) = record(v) else { return };
    let format = r.word(&vm.heap, word::FORMAT);
    if format & RELEASED != 0 || format == 0 {
        return;
    }
    r.set_word(&mut vm.heap, word::FORMAT, format | RELEASED);
    let owner = r.set(&mut vm.heap, OWNER, None);
    if let Some(owner) = owner {
        if let Some(b) = exporter(&vm.heap, &owner).as_bytearray() {
            b.export(false);
        }
        vm.release(owner);
    }
}

fn is_contiguous(vm: &mut Vm, v: &Value) -> PyResult {
    let shape = live(vm, v)?;
    Ok(vm.bool(shape.is_contiguous()))
}

/// The items as Python values.
fn items(vm: &mut Vm, v: &Value) -> PyResult<Vec<Value>> {
    let shape = live(vm, v)?;
    let data = bytes_arg(vm, v)?;
    data.chunks_exact(shape.size()).map(|item| unpack(vm, shape.format, item)).collect()
}

/// An item as a Python value.
pub fn unpack(vm: &mut Vm, format: u8, item: &[u8]) -> PyResult {
    let mut word = [0u8; 8];
    word[..item.len()].copy_from_slice(item);
    let bits = u64::from_le_bytes(word);
    Ok(match format {
        b'c' => vm.heap.bytes(item)?,
        b'?' => vm.bool(bits != 0),
        b'f' => vm.float(f64::from(f32::from_bits(bits as u32))),
        b'd' => vm.float(f64::from_bits(bits)),
        b'b' => vm.int(i64::from(bits as i8)),
        b'h' => vm.int(i64::from(bits as i16)),
        b'i' => vm.int(i64::from(bits as i32)),
        b'l' | b'q' | b'n' => vm.int(bits as i64),
        _ => vm.int_from(crate::types::numeric::Int::from(i128::from(bits)))?,
    })
}

/// The bytes of a value in a format.
fn pack(vm: &mut Vm, format: u8, v: &Value) -> PyResult<Vec<u8>> {
    let size = item_size(format).unwrap_or(1);
    let shown = char::from(format);
    let wrong_type = format!("memoryview: invalid type for format '{shown}'");
    let wrong_value = format!("memoryview: invalid value for format '{shown}'");
    match format {
        b'c' => match v.as_bytes() {
            Some(b) if b.len() == 1 => Ok(b.to_vec()),
            Some(_) => Err(vm.value_error(wrong_value)),
            None => Err(vm.type_error(wrong_type)),
        },
        b'?' => Ok(vec![u8::from(vm.truth(v)?)]),
        b'f' | b'd' => match real_number(vm, v)? {
            Some(f) if format == b'f' => Ok((f as f32).to_le_bytes().to_vec()),
            Some(f) => Ok(f.to_le_bytes().to_vec()),
            None => Err(vm.type_error(wrong_type)),
        },
        _ => {
            if !vm.has_index(v) {
                return Err(vm.type_error(wrong_type));
            }
            let n = vm.index_value(v)?;
            let bits = 8 * size as u32;
            let (least, most) = if format.is_ascii_lowercase() {
                (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
            } else {
                (0, (1i128 << bits) - 1)
            };
            let n = int_value(&n).and_then(|n| match n.to_i64() {
                Some(w) => Some(i128::from(w)),
                None => n.to_u64().map(i128::from),
            });
            match n {
                Some(n) if (least..=most).contains(&n) => Ok(n.to_le_bytes()[..size].to_vec()),
                _ => Err(vm.value_error(wrong_value)),
            }
        }
    }
}

/// What a subscript picks: item `i`, or the places of a slice.
fn item_place(vm: &mut Vm, key: &Value, shape: Shape) -> PyResult<usize> {
    if !vm.has_index(key) {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    let i = vm.seq_index(key)?;
    match place(i, shape.len) {
        Some(at) => Ok(shape.at(at)),
        None => Err(vm.index_error("index out of bounds on dimension 1")),
    }
}

fn sliced(vm: &mut Vm, v: &Value, key: &Value) -> PyResult<Shape> {
    let (start, stop, step) = vm.slice_words(key)?;
    let shape = live(vm, v)?;
    let cut = clip(start, stop, step, shape.len as i64);
    let start = if cut.count == 0 { shape.start } else { shape.at(cut.start as usize) };
    Ok(Shape { start, len: cut.count, stride: shape.stride.saturating_mul(cut.step), ..shape })
}

fn get_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let shape = live(vm, &a[0])?;
    if a[1].has_layout(Kind::SLICE) {
        let shape = sliced(vm, &a[0], &a[1])?;
        let owner = owner(vm, &a[0]);
        return Ok(new_view(vm, &owner, shape));
    }
    let at = item_place(vm, &a[1], shape)?;
    let owner = owner(vm, &a[0]);
    let item = bytes_like(&vm.heap, &owner).and_then(|d| d.get(at..at + shape.size()).map(<[u8]>::to_vec));
    unpack(vm, shape.format, &item.unwrap_or_default())
}

fn set_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let shape = live(vm, &a[0])?;
    if shape.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let (target, data) = if a[1].has_layout(Kind::SLICE) {
        let target = sliced(vm, &a[0], &a[1])?;
        let data = bytes_arg(vm, a.at(2))?.into_owned();
        let format = shape_of(&vm.heap, &a[2]).map_or(b'B', |s| s.format);
        if data.len() != target.len * target.size() || format != target.format {
            let text = "memoryview assignment: lvalue and rvalue have different structures";
            return Err(vm.value_error(text));
        }
        (target, data)
    } else {
        let at = item_place(vm, &a[1], shape)?;
        let data = pack(vm, shape.format, &a[2])?;
        (Shape { start: at, len: 1, ..shape }, data)
    };
    live(vm, &a[0])?;
    let owner = owner(vm, &a[0]);
    let owner = exporter(&vm.heap, &owner).clone();
    if let Some(b) = owner.as_bytearray() {
        let bytes = b.get_mut(&mut vm.heap);
        for (i, item) in data.chunks_exact(target.size()).enumerate() {
            if let Some(to) = bytes.get_mut(target.at(i)..target.at(i) + item.len()) {
                to.copy_from_slice(item);
            }
        }
    }
    Ok(vm.none())
}

fn hash(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let shape = live(vm, &a[0])?;
    if !shape.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(shape.format, b'B' | b'b' | b'c') {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    let data = bytes_arg(vm, a.at(0))?;
    Ok(vm.int(hash_bytes(&data, vm.heap.hash_key())))
}

/// Equal items in equal number; views of different formats compare by their items' values.
fn compare(vm: &mut Vm, a: Args<'_>, wanted: bool) -> PyResult {
    if is_released(&vm.heap, &a[0]) || is_released(&vm.heap, &a[1]) {
        return Ok(vm.bool(a[0].is(&a[1]) == wanted));
    }
    let format = |v: &Value| shape_of(&vm.heap, v).map_or(b'B', |s| s.format);
    let (left, right) = (format(&a[0]), format(&a[1]));
    let same_bytes = match (bytes_like(&vm.heap, &a[0]), bytes_like(&vm.heap, &a[1])) {
        (Some(x), Some(y)) => x == y,
        _ => return Ok(vm.not_implemented()),
    };
    if left == right && !matches!(left, b'f' | b'd') {
        return Ok(vm.bool(same_bytes == wanted));
    }
    let (x, y) = (values(vm, &a[0])?, values(vm, &a[1])?);
    let mut equal = x.len() == y.len();
    for (x, y) in x.iter().zip(&y) {
        equal = equal && vm.eq(x, y)?;
    }
    Ok(vm.bool(equal == wanted))
}
fn values(vm: &mut Vm, v: &Value) -> PyResult<Vec<Value>> {
    if record(v).is_some() {
        return items(vm, v);
    }
    let data = bytes_arg(vm, v)?;
    Ok(data.iter().map(|b| vm.int(i64::from(*b))).collect())
}

fn cast(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let shape = live(vm, &a[0])?;
    let text = vm.str_arg(&a[1], "cast() argument 'format'")?.to_string_lossy();
    let format = match text.strip_prefix('@').unwrap_or(&text).as_bytes() {
        [f] if item_size(*f).is_some() => *f,
        _ => {
            return Err(vm.value_error(
                "memoryview: destination format must be a native single character format \
                 prefixed with an optional '@'",
            ));
        }
    };
    let is_byte = |f: u8| matches!(f, b'B' | b'b' | b'c');
    if !is_byte(shape.format) && !is_byte(format) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    if !shape.is_contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let (total, size) = (shape.len * shape.size(), item_size(format).unwrap_or(1));
    if !total.is_multiple_of(size) {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    if let Some(wanted) = a.opt(2) {
        let dims = vm.collect(wanted)?;
        let flat = matches!(&dims[..], [n] if n.as_word() == Some((total / size) as i64));
        if !flat {
            let exc = crate::vm::errors::Exc::NotImplementedError;
            return Err(vm.err(exc, "memoryview: only views of one dimension are supported"));
        }
    }
    let owner = owner(vm, &a[0]);
    let shape = Shape { len: total / size, stride: size as i64, format, ..shape };
    Ok(new_view(vm, &owner, shape))
}
