//! memoryview: bytes of another object, without a copy.
//!
//! Invariant: a view that is not released counts among its bytearray's exports, so the bytes it
//! points at stay where they are; release and burial take it off, once. More than one dimension
//! comes from `cast` alone: so only the first one's entries may stand apart or backwards.
//! Reading and writing items stands in `items`, `cast` in `cast`. Follows `Objects/memoryobject.c`.
//! Deliberately absent: exporters other than bytes, bytearray, array and classes with `__buffer__`.

mod cast;
mod items;

pub use items::unpack;

use super::{bytes_arg, bytes_like, hex_text};
use crate::object::spec::{class_method, getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, GetSet, Heap, Kind, Native, PyResult, Raised, Record, TypeSpec, Value};
use crate::types::array;
use crate::types::numeric::hash::hash_bytes;
use crate::vm::Vm;
use crate::vm::errors::Exc;
use std::borrow::Cow;

/// Fields: the object with the bytes; lengths of the dimensions after the first, or nothing.
const OWNER: usize = 0;
const INNER: usize = 1;
/// A class of the program gave the buffer: the object and the view it gave, for giving up.
const SOURCE: usize = 2;
/// Words: first byte; number of entries of the first dimension; bytes from one to the next; format
/// and flags.
mod word {
    pub const START: usize = 0;
    pub const LEN: usize = 1;
    pub const STRIDE: usize = 2;
    pub const FORMAT: usize = 3;
}
const READONLY: u64 = 0x100;
const RELEASED: u64 = 0x200;
const AT_SIGN: u64 = 0x800;
/// A single item, in no dimension.
const SCALAR: u64 = 0x400;

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
    fields: 3,
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
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| items::compare(vm, a, true)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| items::compare(vm, a, false)),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, _| Ok(vm.not_implemented())),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, _| Ok(vm.not_implemented())),
    slot("__iter__(self, /)", "Implement iter(self).", |vm, a| {
        match live(vm, &a[0])?.ndim {
            0 => return Err(vm.type_error("invalid indexing of 0-dim memory")),
            1 => {}
            _ => {
                return Err(
                    vm.err(Exc::NotImplementedError, "multi-dimensional sub-views are not implemented")
                );
            }
        }
        let ty = vm.type_for(&VIEW_ITER);
        let it = vm.heap.record(ty, 1);
        if let Some(r) = it.as_record() {
            r.set(&mut vm.heap, 0, Some(a[0].clone()));
        }
        Ok(it)
    }),
    slot("__len__(self, /)", "Return len(self).", |vm, a| {
        let shape = live(vm, &a[0])?;
        if shape.ndim == 0 {
            return Err(vm.type_error("0-dim memory has no length"));
        }
        Ok(vm.int(shape.len as i64))
    }),
    slot("__getitem__(self, key, /)", "Return self[key].", items::get_item),
    slot("__setitem__(self, key, value, /)", "Set self[key] to value.", items::set_item),
    slot("__delitem__(self, key, /)", "Delete self[key].", |vm, a| {
        let shape = live(vm, &a[0])?;
        let what = if shape.readonly { "cannot modify read-only memory" } else { "cannot delete memory" };
        Err(vm.type_error(what))
    }),
    native("release(self, /)", "Release the underlying buffer exposed by the memoryview object.", |vm, a| {
        give_back(vm, &a[0]);
        Ok(vm.none())
    }),
    native("tobytes(self, /, order='C')", "Return the data in the buffer as a byte string.", items::to_bytes),
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
        items::to_list(vm, &a[0])
    }),
    native(
        "cast(self, /, format, shape=<unrepresentable>)",
        "Cast a memoryview to a new format or shape.",
        cast::cast,
    ),
    slot(
        "__buffer__(self, flags, /)",
        "Return a buffer object that exposes the underlying memory of the object.",
        buffer,
    ),
    slot(
        "__release_buffer__(self, buffer, /)",
        "Release the buffer object that exposes the underlying memory of the object.",
        release_buffer,
    ),
    native("toreadonly(self, /)", "Return a readonly version of the memoryview.", |vm, a| {
        let shape = live(vm, &a[0])?;
        let (owner, inner) = (owner(vm, &a[0]), vm.record_field(&a[0], INNER));
        Ok(new_view(vm, &owner, Shape { readonly: true, ..shape }, inner))
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
        // Shape, strides and suboffsets: one word each for each dimension.
        let ndim = shape_of(&vm.heap, &a[0]).map_or(1, |s| s.ndim);
        Ok(vm.int(a[0].ty().basicsize() as i64 + 24 * ndim as i64))
    }),
];

static GETSETS: &[GetSet] = &[
    getter("obj", "The underlying object of the memoryview.", |vm, v| {
        live(vm, v)?;
        Ok(owner(vm, v))
    }),
    getter("nbytes", "Bytes that the items take.", |vm, v| {
        let shape = live(vm, v)?;
        Ok(vm.int((shape.len * shape.row) as i64))
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
        if shape.at_sign {
            return Ok(vm.str(&format!("@{}", char::from(shape.format))));
        }
        Ok(vm.heap.latin1_char(shape.format))
    }),
    getter("ndim", "How many dimensions the view has.", |vm, v| {
        let shape = live(vm, v)?;
        Ok(vm.int(shape.ndim as i64))
    }),
    getter("shape", "The length of each dimension.", |vm, v| {
        live(vm, v)?;
        let dims = dimensions(vm, v).into_iter().map(|(len, _)| vm.int(len as i64)).collect();
        vm.tuple(dims)
    }),
    getter("strides", "Bytes from one entry to the next, for each dimension.", |vm, v| {
        live(vm, v)?;
        let strides = dimensions(vm, v).into_iter().map(|(_, stride)| vm.int(stride)).collect();
        vm.tuple(strides)
    }),
    getter("suboffsets", "Always empty: no buffers of pointers.", |vm, v| {
        live(vm, v)?;
        Ok(vm.heap.empty_tuple())
    }),
    getter("c_contiguous", "A bool indicating whether the memory is C contiguous.", |vm, v| {
        let shape = live(vm, v)?;
        Ok(vm.bool(shape.is_contiguous()))
    }),
    getter("f_contiguous", "A bool indicating whether the memory is Fortran contiguous.", |vm, v| {
        live(vm, v)?;
        let is = is_fortran(vm, v);
        Ok(vm.bool(is))
    }),
    getter("contiguous", "A bool indicating whether the memory is contiguous.", |vm, v| {
        let shape = live(vm, v)?;
        let is = shape.is_contiguous() || is_fortran(vm, v);
        Ok(vm.bool(is))
    }),
];

/// Where a view's items are in its owner.
#[derive(Clone, Copy)]
struct Shape {
    start: usize,
    /// Entries of the first dimension, and bytes from one to the next.
    len: usize,
    stride: i64,
    /// Bytes of an entry: of an item, if there is one dimension.
    row: usize,
    ndim: usize,
    format: u8,
    /// The format was written with `@` in front.
    at_sign: bool,
    readonly: bool,
}

impl Shape {
    fn size(&self) -> usize {
        item_size(self.format).unwrap_or(1)
    }
    fn is_contiguous(&self) -> bool {
        self.len <= 1 || self.stride == self.row as i64
    }
    /// The first byte of entry `i`.
    fn at(&self, i: usize) -> usize {
        (self.start as i64 + i as i64 * self.stride) as usize
    }
}

/// Length and stride of each dimension.
fn dimensions(vm: &Vm, v: &Value) -> Vec<(usize, i64)> {
    let Some(shape) = shape_of(&vm.heap, v).filter(|s| s.ndim > 0) else { return Vec::new() };
    let mut all = vec![(shape.len, shape.stride)];
    let mut stride = shape.row;
    for n in inner_lengths(&vm.heap, v) {
        stride = stride.checked_div(n).unwrap_or(0);
        all.push((n, stride as i64));
    }
    all
}

/// Lengths of the dimensions after the first.
fn inner_lengths(heap: &Heap, v: &Value) -> Vec<usize> {
    let inner = record(v).and_then(|r| r.field(heap, INNER)).and_then(Value::as_tuple).unwrap_or(&[]);
    inner.iter().filter_map(Value::as_word).map(|n| n as usize).collect()
}

/// Whether the first dimension is the one whose entries stand closest.
fn is_fortran(vm: &Vm, v: &Value) -> bool {
    let dims = dimensions(vm, v);
    let mut wanted = shape_of(&vm.heap, v).map_or(1, |s| s.size()) as i64;
    if dims.iter().any(|(n, _)| *n == 0) {
        return true;
    }
    for (n, stride) in dims {
        if n > 1 && stride != wanted {
            return false;
        }
        wanted *= n as i64;
    }
    true
}

/// Formats whose items a view can read: those of the struct module that stand for one native item.
const FORMATS: &[u8] = b"bBhHiIlLqQnNfdec?P";

/// Bytes of an item in one of the native formats of the struct module, or of the array module.
fn item_size(format: u8) -> Option<usize> {
    match format {
        b'c' | b'b' | b'B' | b'?' => Some(1),
        b'h' | b'H' | b'e' => Some(2),
        b'i' | b'I' | b'f' | b'u' | b'w' => Some(4),
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => Some(8),
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
    let inner = inner_lengths(heap, v);
    let size = item_size(format as u8).unwrap_or(1);
    Some(Shape {
        start: r.word(heap, word::START) as usize,
        len: r.word(heap, word::LEN) as usize,
        stride: r.word(heap, word::STRIDE) as i64,
        row: inner.iter().fold(size, |bytes, n| bytes.saturating_mul(*n)),
        ndim: if format & SCALAR != 0 { 0 } else { 1 + inner.len() },
        format: format as u8,
        at_sign: format & AT_SIGN != 0,
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
        let end = shape.start + shape.len * shape.row;
        return Some(Cow::Borrowed(data.get(shape.start..end).unwrap_or(&[])));
    }
    let item = |i: usize| data.get(shape.at(i)..shape.at(i) + shape.row).unwrap_or(&[]);
    Some(Cow::Owned((0..shape.len).flat_map(item).copied().collect()))
}

/// What counts the views of an owner: the owner itself, or the buffer of an array.
fn exporter<'h>(heap: &'h Heap, owner: &'h Value) -> &'h Value {
    array::buffer(heap, owner).unwrap_or(owner)
}

/// A view; `inner` has the lengths of the dimensions after the first, or is None.
fn new_view(vm: &mut Vm, owner: &Value, shape: Shape, inner: Value) -> Value {
    let v = vm.heap.record(vm.heap.type_of(Kind::MEMORYVIEW), 3);
    if let Some(r) = v.as_record() {
        let flag = |on: bool, flag: u64| if on { flag } else { 0 };
        let flags =
            flag(shape.readonly, READONLY) | flag(shape.ndim == 0, SCALAR) | flag(shape.at_sign, AT_SIGN);
        let format = u64::from(shape.format) | flags;
        let words = [shape.start as u64, shape.len as u64, shape.stride as u64, format];
        r.set(&mut vm.heap, OWNER, Some(owner.clone()));
        r.set(&mut vm.heap, INNER, Some(inner).filter(|v| !v.is_none()));
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
        let (shape, owner, inner) = (live(vm, x)?, owner(vm, x), vm.record_field(x, INNER));
        return Ok(new_view(vm, &owner, shape, inner));
    }
    let len = bytes_like(&vm.heap, x).map(|d| d.len());
    let Some(len) = len else {
        if let Some(view) = by_dunder_buffer(vm, x, FULL_READ_ONLY)? {
            let (shape, owner, inner) = (live(vm, &view)?, owner(vm, &view), vm.record_field(&view, INNER));
            let source = vm.pair(x.clone(), view)?;
            let view = new_view(vm, &owner, shape, inner);
            if let Some(r) = record(&view) {
                r.set(&mut vm.heap, SOURCE, Some(source));
            }
            return Ok(view);
        }
        let got = vm.type_name(x);
        return Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{got}'")));
    };
    let readonly = x.as_bytes().is_some();
    let format = array::format(&vm.heap, x).unwrap_or(b'B');
    let size = item_size(format).unwrap_or(1);
    let shape = Shape {
        start: 0,
        len: len / size,
        stride: size as i64,
        row: size,
        ndim: 1,
        format,
        at_sign: false,
        readonly,
    };
    let none = vm.none();
    Ok(new_view(vm, x, shape, none))
}

/// `PyBUF_FULL_RO`.
pub(super) const FULL_READ_ONLY: i64 = 284;

/// What the object's own `__buffer__` gives (PEP 688); `None` if its class has none.
///
/// # Errors
/// TypeError, what the method raises.
pub(super) fn by_dunder_buffer(vm: &mut Vm, x: &Value, flags: i64) -> PyResult<Option<Value>> {
    if !x.ty().has(tflag::HEAP) {
        return Ok(None);
    }
    let (name, flags) = (vm.heap.intern_str("__buffer__"), vm.int(flags));
    match vm.call_special(x, &name, &[flags])? {
        Some(view) if record(&view).is_some() => Ok(Some(view)),
        Some(_) => Err(vm.type_error("__buffer__ returned non-memoryview object")),
        None => Ok(None),
    }
}
/// The bytes of an object whose class has `__buffer__`.
///
/// # Errors
/// As [`by_dunder_buffer`].
pub(super) fn buffer_bytes(vm: &mut Vm, x: &Value, flags: i64) -> PyResult<Option<Vec<u8>>> {
    let Some(view) = by_dunder_buffer(vm, x, flags)? else { return Ok(None) };
    let data = bytes_like(&vm.heap, &view).map(Cow::into_owned).unwrap_or_default();
    give_up_buffer(vm, x, &view)?;
    Ok(Some(data))
}
/// Tell the object that a buffer it gave is not needed any more.
pub(super) fn give_up_buffer(vm: &mut Vm, x: &Value, view: &Value) -> PyResult<()> {
    let name = vm.heap.intern_str("__release_buffer__");
    if let Some(v) = vm.call_special(x, &name, std::slice::from_ref(view))? {
        vm.release(v);
    }
    Ok(())
}
/// `__buffer__` of the built-in types.
pub(super) fn buffer(vm: &mut Vm, a: Args<'_>) -> PyResult {
    vm.index(&a[1])?;
    view_of(vm, &a[0])
}
/// `__release_buffer__` of the built-in types.
pub(super) fn release_buffer(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if record(&a[1]).is_none() {
        return Err(vm.type_error("expected a memoryview object"));
    }
    if !owner(vm, &a[1]).is(&a[0]) {
        return Err(vm.value_error("memoryview's buffer is not this object"));
    }
    give_back(vm, &a[1]);
    Ok(vm.none())
}

/// Take the view off its owner's exports; afterwards it is released.
fn give_back(vm: &mut Vm, v: &Value) {
    let Some(r) = record(v) else { return };
    let format = r.word(&vm.heap, word::FORMAT);
    if format & RELEASED != 0 || format == 0 {
        return;
    }
    r.set_word(&mut vm.heap, word::FORMAT, format | RELEASED);
    let (owner, source) = (r.set(&mut vm.heap, OWNER, None), r.set(&mut vm.heap, SOURCE, None));
    if let Some([object, view]) = source.as_ref().and_then(Value::as_tuple)
        && let Err(e) = give_up_buffer(vm, object, view)
    {
        vm.unraisable(e, None, None);
    }
    if let Some(source) = source {
        vm.release(source);
    }
    if let Some(owner) = owner {
        if let Some(b) = exporter(&vm.heap, &owner).as_bytearray() {
            b.export(false);
        }
        vm.release(owner);
    }
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
