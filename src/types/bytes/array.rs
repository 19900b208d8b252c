//! bytearray: what changes it.

use super::convert::{byte, from_arguments, from_hex, from_iterable};
use super::shared;
use super::{bytes_arg, bytes_like};
use crate::object::ops::CmpOp;
use crate::object::ops::holds;
use crate::object::spec::{class_method, native, sequence_slot, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, ByteArray, Kind, Native, PyResult, TypeSpec, Value};
use crate::types::slice::{Indices, clip};
use crate::types::support::place;
use crate::types::unicode::repr;
use crate::vm::Vm;
use crate::vm::errors::Exc;
use std::ops::Range;

pub static BYTEARRAY: TypeSpec = TypeSpec {
    name: "bytearray",
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n\
          bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n\
          bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\n\
          bytearray() -> empty bytes array",
    kind: Kind::BYTEARRAY,
    flags: tflag::BASETYPE | tflag::MATCH_SELF | tflag::GENERIC_GETATTR,
    methods: METHODS,
    basicsize: 56,
    unhashable: true,
    ..TypeSpec::EMPTY
};

static METHODS: &[Native] = shared::table! { "bytearray", "bytearray";
    slot(
        "__buffer__(self, flags, /)",
        "Return a buffer object that exposes the underlying memory of the object.",
        super::view::buffer,
    ),
    slot(
        "__release_buffer__(self, buffer, /)",
        "Release the buffer object that exposes the underlying memory of the object.",
        super::view::release_buffer,
    ),
    static_method("__new__(cls, /, *args, **kwargs)", "Create an empty bytearray.", |vm, a| match a[0].as_type() {
        Some(t) => Ok(vm.heap.bytearray_of(t)?),
        None => Ok(vm.heap.bytearray(&[])?),
    }),
    slot(
        "__init__(self, source=b'', encoding='utf-8', errors='strict')",
        "Initialize self.  See help(type(self)) for accurate signature.",
        |vm, a| {
            set_contents(vm, &a[0], &[])?;
            let data = from_arguments(vm, a, "bytearray")?;
            set_contents(vm, &a[0], &data)?;
            Ok(vm.none())
        },
    ),
    slot("__repr__(self, /)", "Return repr(self).", show),
    slot("__str__(self, /)", "Return str(self).", show),
    slot("__lt__(self, value, /)", "Return self<value.", |vm, a| compare(vm, CmpOp::Lt, a)),
    slot("__le__(self, value, /)", "Return self<=value.", |vm, a| compare(vm, CmpOp::Le, a)),
    slot("__eq__(self, value, /)", "Return self==value.", |vm, a| compare(vm, CmpOp::Eq, a)),
    slot("__ne__(self, value, /)", "Return self!=value.", |vm, a| compare(vm, CmpOp::Ne, a)),
    slot("__gt__(self, value, /)", "Return self>value.", |vm, a| compare(vm, CmpOp::Gt, a)),
    slot("__ge__(self, value, /)", "Return self>=value.", |vm, a| compare(vm, CmpOp::Ge, a)),
    slot("__getitem__(self, key, /)", "Return self[key].", get_item),
    slot("__setitem__(self, key, value, /)", "Set self[key] to value.", set_item),
    slot("__delitem__(self, key, /)", "Delete self[key].", del_item),
    sequence_slot("__iadd__(self, value, /)", "Implement self+=value.", in_place_add),
    sequence_slot("__imul__(self, value, /)", "Implement self*=value.", in_place_multiply),
    native("__alloc__(self, /)", "B.__alloc__() -> int\n\nBytes of the buffer.", |vm, a| {
        Ok(vm.int(a[0].as_bytearray().map_or(0, ByteArray::capacity) as i64))
    }),
    native("__reduce__(self, /)", "Return state information for pickling.", |vm, a| reduce(vm, a, 2)),
    native("__reduce_ex__(self, proto=0, /)", "Return state information for pickling.", |vm, a| {
        let proto = match a.opt(1) {
            Some(v) => vm.index(v)?,
            None => 0,
        };
        reduce(vm, a, proto)
    }),
    native("__sizeof__(self, /)", "Returns the size of the bytearray object in memory, in bytes.", |vm, a| {
        let buffer = a[0].as_bytearray().map_or(0, ByteArray::capacity);
        Ok(vm.int((a[0].ty().basicsize() + buffer) as i64))
    }),
    native("append(self, item, /)", "Append a single item to the end of the bytearray.", |vm, a| {
        let item = byte(vm, &a[1])?;
        let end = length(&a[0]);
        splice(vm, &a[0], end..end, &[item])?;
        Ok(vm.none())
    }),
    native("clear(self, /)", "Remove all items from the bytearray.", |vm, a| {
        set_contents(vm, &a[0], &[])?;
        Ok(vm.none())
    }),
    native("copy(self, /)", "Return a copy of B.", |vm, a| {
        let data = contents(vm, &a[0]);
        Ok(vm.heap.bytearray(&data)?)
    }),
    native("extend(self, iterable_of_ints, /)", "Append all the items from the iterator or sequence to the end of the bytearray.", extend),
    class_method(
        "fromhex(cls, string, /)",
        "Create a bytearray object from a string of hexadecimal numbers.\n\n\
         White space between the numbers is skipped.",
        |vm, a| {
            let data = from_hex(vm, &a[1])?;
            let value = vm.heap.bytearray(&data)?;
            if crate::types::support::is_builtin(&a[0], Kind::BYTEARRAY) { Ok(value) } else { vm.call(&a[0], &[value]) }
        },
    ),
    native("insert(self, index, item, /)", "Insert a single item into the bytearray before the given index.", |vm, a| {
        let (i, item) = (vm.index(&a[1])?, byte(vm, &a[2])?);
        let len = length(&a[0]) as i64;
        let at = if i < 0 { i.saturating_add(len).max(0) } else { i.min(len) } as usize;
        splice(vm, &a[0], at..at, &[item])?;
        Ok(vm.none())
    }),
    native("pop(self, index=-1, /)", "Remove and return a single item from B.", pop),
    native("remove(self, value, /)", "Remove the first occurrence of a value in the bytearray.", |vm, a| {
        let wanted = byte(vm, &a[1])?;
        let at = a[0].as_bytearray().and_then(|b| memchr::memchr(wanted, b.get(&vm.heap)));
        match at {
            Some(at) => {
                splice(vm, &a[0], at..at + 1, &[])?;
                Ok(vm.none())
            }
            None => Err(vm.value_error("value not found in bytearray")),
        }
    }),
    native("reverse(self, /)", "Reverse the order of the values in B in place.", |vm, a| {
        if let Some(b) = a[0].as_bytearray() {
            b.get_mut(&mut vm.heap).reverse();
        }
        Ok(vm.none())
    }),
};

fn length(v: &Value) -> usize {
    v.as_bytearray().map_or(0, ByteArray::len)
}
fn contents(vm: &Vm, v: &Value) -> Vec<u8> {
    v.as_bytearray().map(|b| b.get(&vm.heap).to_vec()).unwrap_or_default()
}

/// Put `new` in place of the bytes in `range`, which lies within the array.
fn splice(vm: &mut Vm, v: &Value, range: Range<usize>, new: &[u8]) -> PyResult<()> {
    let Some(b) = v.as_bytearray() else { return Ok(()) };
    let (len, end) = (b.len(), range.start + new.len());
    let total = len - range.len() + new.len();
    if total != len {
        if b.exports() > 0 {
            return Err(vm.err(Exc::BufferError, "Existing exports of data: object cannot be re-sized"));
        }
        if total > len {
            b.resize(&mut vm.heap, total)?;
        }
        b.get_mut(&mut vm.heap).copy_within(range.end..len, end);
        if total < len {
            b.resize(&mut vm.heap, total)?;
        }
    }
    b.get_mut(&mut vm.heap)[range.start..end].copy_from_slice(new);
    Ok(())
}
fn set_contents(vm: &mut Vm, v: &Value, data: &[u8]) -> PyResult<()> {
    splice(vm, v, 0..length(v), data)
}

fn show(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let name = vm.type_name(&a[0]);
    let data = contents(vm, &a[0]);
    let mut body = repr::repr_bytes(&data);
    if body.starts_with("b\"") {
        // Unlike bytes, escaped whatever the quotes are.
        body = body.replace('\'', "\\'");
    }
    let text = format!("{name}({body})");
    Ok(vm.heap.try_str(&text)?)
}

fn compare(vm: &mut Vm, op: CmpOp, a: Args<'_>) -> PyResult {
    let result = match (bytes_like(&vm.heap, &a[0]), bytes_like(&vm.heap, &a[1])) {
        (Some(x), Some(y)) => Some(holds(op, x.cmp(&y))),
        _ => None,
    };
    match result {
        Some(result) => Ok(vm.bool(result)),
        None => Ok(vm.not_implemented()),
    }
}

/// What a subscript picks: one place, or a slice.
enum Key {
    One(usize),
    Slice(Indices),
}

fn subscript(vm: &mut Vm, v: &Value, key: &Value) -> PyResult<Key> {
    if key.has_layout(Kind::SLICE) {
        let (start, stop, step) = vm.slice_words(key)?;
        return Ok(Key::Slice(clip(start, stop, step, length(v) as i64)));
    }
    if !vm.has_index(key) {
        let got = vm.type_name(key);
        return Err(vm.type_error(format!("bytearray indices must be integers or slices, not {got}")));
    }
    let i = vm.seq_index(key)?;
    match place(i, length(v)) {
        Some(at) => Ok(Key::One(at)),
        None => Err(vm.index_error("bytearray index out of range")),
    }
}

fn get_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let key = subscript(vm, &a[0], &a[1])?;
    let Some(b) = a[0].as_bytearray() else { return Ok(vm.not_implemented()) };
    let data = b.get(&vm.heap);
    match key {
        Key::One(at) => Ok(vm.int(i64::from(data[at]))),
        Key::Slice(cut) => {
            let picked: Vec<u8> = match cut.range() {
                Some(range) => data[range].to_vec(),
                None => cut.iter().filter_map(|i| data.get(i).copied()).collect(),
            };
            Ok(vm.heap.bytearray(&picked)?)
        }
    }
}

fn set_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if a[1].has_layout(Kind::SLICE) {
        let new = slice_values(vm, &a[2])?;
        // Only now: making the values may have changed the array.
        if let Key::Slice(cut) = subscript(vm, &a[0], &a[1])? {
            set_slice(vm, &a[0], cut, &new)?;
        }
        return Ok(vm.none());
    }
    // The index is converted, then the value; only then comes the look whether there is such a place.
    if !vm.has_index(&a[1]) {
        subscript(vm, &a[0], &a[1])?;
    }
    let i = vm.seq_index(&a[1])?;
    let item = byte(vm, &a[2])?;
    let Some(at) = place(i, length(&a[0])) else {
        return Err(vm.index_error("bytearray index out of range"));
    };
    if let Some(b) = a[0].as_bytearray() {
        b.get_mut(&mut vm.heap)[at] = item;
    }
    Ok(vm.none())
}

/// The right side of a slice assignment.
fn slice_values(vm: &mut Vm, v: &Value) -> PyResult<Vec<u8>> {
    if let Some(data) = bytes_like(&vm.heap, v) {
        return Ok(data.into_owned());
    }
    if v.as_str().is_some() || v.as_float().is_some() || vm.has_index(v) {
        return Err(vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
    }
    super::convert::from_object(vm, v, "bytearray")
}

fn set_slice(vm: &mut Vm, v: &Value, cut: Indices, new: &[u8]) -> PyResult<()> {
    if cut.step == 1 {
        let start = cut.start as usize;
        return splice(vm, v, start..start + cut.count, new);
    }
    if new.is_empty() {
        return delete_slice(vm, v, cut);
    }
    if new.len() != cut.count {
        let (n, size) = (new.len(), cut.count);
        return Err(
            vm.value_error(format!("attempt to assign bytes of size {n} to extended slice of size {size}"))
        );
    }
    if let Some(b) = v.as_bytearray() {
        let data = b.get_mut(&mut vm.heap);
        for (at, item) in cut.iter().zip(new) {
            data[at] = *item;
        }
    }
    Ok(())
}

fn delete_slice(vm: &mut Vm, v: &Value, cut: Indices) -> PyResult<()> {
    if let Some(range) = cut.range() {
        return splice(vm, v, range, &[]);
    }
    if cut.count == 0 {
        return Ok(());
    }
    let mut gone = vec![false; length(v)];
    cut.iter().for_each(|i| gone[i] = true);
    let kept: Vec<u8> =
        contents(vm, v).into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(b, _)| b).collect();
    set_contents(vm, v, &kept)
}

fn del_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    match subscript(vm, &a[0], &a[1])? {
        Key::One(at) => splice(vm, &a[0], at..at + 1, &[])?,
        Key::Slice(cut) => delete_slice(vm, &a[0], cut)?,
    }
    Ok(vm.none())
}

fn in_place_add(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if bytes_like(&vm.heap, &a[1]).is_none() {
        let (right, left) = (vm.type_name(&a[1]), vm.type_name(&a[0]));
        return Err(vm.type_error(format!("can't concat {right} to {left}")));
    }
    let new = bytes_arg(vm, a.at(1))?;
    let end = length(&a[0]);
    splice(vm, &a[0], end..end, &new)?;
    Ok(a[0].clone())
}

fn in_place_multiply(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let times = vm.repeat_count(&a[1])?;
    let Some(total) = length(&a[0]).checked_mul(times) else {
        return Err(crate::object::NoMemory.into());
    };
    vm.check_room(total)?;
    let data = contents(vm, &a[0]).repeat(times);
    set_contents(vm, &a[0], &data)?;
    Ok(a[0].clone())
}

fn extend(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let new = if bytes_like(&vm.heap, &a[1]).is_some() {
        bytes_arg(vm, a.at(1))?.into_owned()
    } else if a[1].has_layout(Kind::MEMORYVIEW) {
        // It is released, or its bytes would be there.
        return Err(vm.type_error("can't set bytearray slice from memoryview"));
    } else if a[1].as_str().is_some() {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("expected iterable of integers; got: '{got}'")));
    } else {
        let (iter, item) = (vm.names.__iter__.clone(), vm.names.__getitem__.clone());
        if vm.special(&a[1], &iter).is_none() && vm.special(&a[1], &item).is_none() {
            let got = vm.type_name(&a[1]);
            return Err(vm.type_error(format!("can't extend bytearray with {got}")));
        }
        from_iterable(vm, &a[1], "byte")?
    };
    let end = length(&a[0]);
    splice(vm, &a[0], end..end, &new)?;
    Ok(vm.none())
}

fn pop(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let i = match a.opt(1) {
        Some(v) => vm.index(v)?,
        None => -1,
    };
    let len = length(&a[0]);
    if len == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let Some(at) = place(i, len) else { return Err(vm.index_error("pop index out of range")) };
    let item = a[0].as_bytearray().map_or(0, |b| b.get(&vm.heap)[at]);
    splice(vm, &a[0], at..at + 1, &[])?;
    Ok(vm.int(i64::from(item)))
}

/// `(class, arguments, state)`: the contents as text for the old protocols, as bytes since 3.
fn reduce(vm: &mut Vm, a: Args<'_>, proto: i64) -> PyResult {
    let name = vm.heap.intern_str("__getstate__");
    let state = vm.call_method(&a[0], &name, &[])?;
    let data = contents(vm, &a[0]);
    let args = if data.is_empty() {
        vm.heap.empty_tuple()
    } else if proto < 3 {
        let (text, coding) = (vm.heap.str_from_chars((&data[..]).into())?, vm.str("latin-1"));
        vm.pair(text, coding)?
    } else {
        let data = vm.heap.bytes(&data)?;
        vm.tuple(vec![data])?
    };
    vm.tuple(vec![a[0].ty_value(), args, state])
}
