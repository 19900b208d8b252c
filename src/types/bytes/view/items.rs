//! Items of a memoryview: read, written, compared, listed.

use super::{FORMATS, Shape, bytes_arg, bytes_like, dimensions, exporter, is_released, live, new_view};
use super::{inner_lengths, item_size, owner, record, shape_of};
use crate::object::{Args, Kind, PyResult, Raised, Value};
use crate::types::float::real_number;
use crate::types::int::int_value;
use crate::types::numeric::half;
use crate::types::slice::clip;
use crate::types::support::place;
use crate::vm::Vm;
use crate::vm::errors::Exc;

/// An item as a Python value.
pub fn unpack(vm: &mut Vm, format: u8, item: &[u8]) -> PyResult {
    let mut word = [0u8; 8];
    word[..item.len()].copy_from_slice(item);
    let bits = u64::from_le_bytes(word);
    Ok(match format {
        b'c' => vm.heap.bytes(item)?,
        b'?' => vm.bool(bits != 0),
        b'e' => vm.float(half::unpack(bits as u16)),
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
        b'e' | b'f' | b'd' => match real_number(vm, v)? {
            Some(f) if format == b'e' => match half::pack(f) {
                Some(bits) => Ok(bits.to_le_bytes().to_vec()),
                None => Err(vm.value_error(wrong_value)),
            },
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
            let (least, most) = if format == b'P' {
                // An address, of either sign.
                (-(1i128 << (bits - 1)), (1i128 << bits) - 1)
            } else if format.is_ascii_lowercase() {
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

fn unsupported(vm: &mut Vm, format: u8) -> Raised {
    let message = format!("memoryview: format {} not supported", char::from(format));
    vm.err(Exc::NotImplementedError, message)
}
fn sub_views(vm: &mut Vm) -> Raised {
    vm.err(Exc::NotImplementedError, "sub-views are not implemented")
}

/// What a subscript speaks of.
enum Place {
    /// The item whose first byte is there.
    Item(usize),
    /// `...` of a view without dimensions: itself.
    Whole,
    /// Entries of the first dimension.
    Slice(Shape),
    /// A slice for each of several dimensions.
    Slices,
}

fn place_of(vm: &mut Vm, v: &Value, key: &Value, sub_view: &str) -> PyResult<Place> {
    let shape = live(vm, v)?;
    if shape.ndim == 0 {
        if key.is_exactly(Kind::ELLIPSIS) {
            return Ok(Place::Whole);
        }
        return match key.as_tuple() {
            Some([]) => Ok(Place::Item(shape.start)),
            _ => Err(vm.type_error("invalid indexing of 0-dim memory")),
        };
    }
    if key.has_layout(Kind::SLICE) {
        let (start, stop, step) = vm.slice_words(key)?;
        let shape = live(vm, v)?;
        let cut = clip(start, stop, step, shape.len as i64);
        let start = if cut.count == 0 { shape.start } else { shape.at(cut.start as usize) };
        let stride = shape.stride.saturating_mul(cut.step);
        return Ok(Place::Slice(Shape { start, len: cut.count, stride, ..shape }));
    }
    if let Some(keys) = key.as_tuple() {
        let keys = keys.to_vec();
        let mut all_index = true;
        for k in &keys {
            all_index = all_index && vm.has_index(k);
        }
        if all_index {
            return item_of(vm, v, &keys, shape).map(Place::Item);
        }
        if keys.iter().all(|k| k.has_layout(Kind::SLICE)) {
            return Ok(Place::Slices);
        }
    }
    if !vm.has_index(key) {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    if shape.ndim > 1 {
        return Err(vm.err(Exc::NotImplementedError, sub_view));
    }
    item_of(vm, v, std::slice::from_ref(key), shape).map(Place::Item)
}
/// The first byte of the item with an index for each dimension.
fn item_of(vm: &mut Vm, v: &Value, keys: &[Value], shape: Shape) -> PyResult<usize> {
    if keys.len() < shape.ndim {
        return Err(sub_views(vm));
    }
    if keys.len() > shape.ndim {
        let (ndim, n) = (shape.ndim, keys.len());
        return Err(vm.type_error(format!("cannot index {ndim}-dimension view with {n}-element tuple")));
    }
    let mut at = shape.start as i64;
    for (i, (key, (len, stride))) in keys.iter().zip(dimensions(vm, v)).enumerate() {
        let index = vm.seq_index(key)?;
        let Some(index) = place(index, len) else {
            return Err(vm.index_error(format!("index out of bounds on dimension {}", i + 1)));
        };
        at += index as i64 * stride;
    }
    Ok(at as usize)
}

pub(super) fn get_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let at = match place_of(vm, &a[0], &a[1], "multi-dimensional sub-views are not implemented")? {
        Place::Item(at) => at,
        Place::Whole => return Ok(a[0].clone()),
        Place::Slice(shape) => {
            let (owner, inner) = (owner(vm, &a[0]), vm.record_field(&a[0], super::INNER));
            return Ok(new_view(vm, &owner, shape, inner));
        }
        Place::Slices => {
            let message = "multi-dimensional slicing is not implemented";
            return Err(vm.err(Exc::NotImplementedError, message));
        }
    };
    let shape = live(vm, &a[0])?;
    let owner = owner(vm, &a[0]);
    let item = bytes_like(&vm.heap, &owner).and_then(|d| d.get(at..at + shape.size()).map(<[u8]>::to_vec));
    read(vm, shape.format, &item.unwrap_or_default())
}
/// As [`unpack`], for the formats that a memoryview knows.
fn read(vm: &mut Vm, format: u8, item: &[u8]) -> PyResult {
    if !FORMATS.contains(&format) {
        return Err(unsupported(vm, format));
    }
    unpack(vm, format, item)
}

pub(super) fn set_item(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if live(vm, &a[0])?.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let place = place_of(vm, &a[0], &a[1], "sub-views are not implemented")?;
    let shape = live(vm, &a[0])?;
    let (target, data) = match place {
        Place::Item(at) => {
            if !FORMATS.contains(&shape.format) {
                return Err(unsupported(vm, shape.format));
            }
            let data = pack(vm, shape.format, &a[2])?;
            (Shape { start: at, len: 1, row: data.len(), ..shape }, data)
        }
        Place::Whole => {
            let data = pack(vm, shape.format, &a[2])?;
            (shape, data)
        }
        Place::Slice(target) if shape.ndim == 1 => {
            let data = bytes_arg(vm, a.at(2))?.into_owned();
            let given = shape_of(&vm.heap, &a[2]);
            let format = given.map(|s| s.format).or_else(|| crate::types::array::format(&vm.heap, &a[2]));
            let fits = given.is_none_or(|s| s.ndim == 1) && data.len() == target.len * target.size();
            if !fits || format.unwrap_or(b'B') != target.format {
                let text = "memoryview assignment: lvalue and rvalue have different structures";
                return Err(vm.value_error(text));
            }
            (target, data)
        }
        Place::Slice(_) | Place::Slices => {
            let message = "memoryview slice assignments are currently restricted to ndim = 1";
            return Err(vm.err(Exc::NotImplementedError, message));
        }
    };
    live(vm, &a[0])?;
    let owner = owner(vm, &a[0]);
    let owner = exporter(&vm.heap, &owner).clone();
    if let Some(b) = owner.as_bytearray() {
        let bytes = b.get_mut(&mut vm.heap);
        for (i, item) in data.chunks_exact(target.row).enumerate() {
            if let Some(to) = bytes.get_mut(target.at(i)..target.at(i) + item.len()) {
                to.copy_from_slice(item);
            }
        }
    }
    Ok(vm.none())
}

/// Equal items in equal number; views of different formats compare by their items' values.
pub(super) fn compare(vm: &mut Vm, a: Args<'_>, wanted: bool) -> PyResult {
    if is_released(&vm.heap, &a[0]) || is_released(&vm.heap, &a[1]) {
        return Ok(vm.bool(a[0].is(&a[1]) == wanted));
    }
    let own = |v: &Value| shape_of(&vm.heap, v).map(|s| s.format);
    let format = |v: &Value| own(v).or_else(|| crate::types::array::format(&vm.heap, v)).unwrap_or(b'B');
    let (left, right) = (format(&a[0]), format(&a[1]));
    let lengths = |v: &Value| match record(v) {
        Some(_) => dimensions(vm, v).into_iter().map(|(n, _)| n).collect(),
        None => {
            let n = bytes_like(&vm.heap, v).map_or(0, |d| d.len());
            vec![n / item_size(format(v)).unwrap_or(1)]
        }
    };
    let (x, y): (Vec<usize>, Vec<usize>) = (lengths(&a[0]), lengths(&a[1]));
    let same_bytes = match (bytes_like(&vm.heap, &a[0]), bytes_like(&vm.heap, &a[1])) {
        (Some(x), Some(y)) => x == y,
        _ => return Ok(vm.not_implemented()),
    };
    if x != y || !FORMATS.contains(&left) || !FORMATS.contains(&right) {
        return Ok(vm.bool(!wanted));
    }
    if left == right && !matches!(left, b'e' | b'f' | b'd' | b'?') {
        return Ok(vm.bool(same_bytes == wanted));
    }
    let (x, y) = (values(vm, &a[0], left)?, values(vm, &a[1], right)?);
    let mut equal = true;
    for (x, y) in x.iter().zip(&y) {
        // A NaN equals nothing, not even itself.
        equal = equal && vm.compare_bool(crate::object::ops::CmpOp::Eq, x, y)?;
    }
    Ok(vm.bool(equal == wanted))
}
fn values(vm: &mut Vm, v: &Value, format: u8) -> PyResult<Vec<Value>> {
    let data = bytes_arg(vm, v)?;
    data.chunks_exact(item_size(format).unwrap_or(1)).map(|item| read(vm, format, item)).collect()
}

/// The items in lists of lists, as many deep as there are dimensions.
pub(super) fn to_list(vm: &mut Vm, v: &Value) -> PyResult {
    let shape = live(vm, v)?;
    let mut level = values(vm, v, shape.format)?;
    if shape.ndim == 0 {
        return Ok(level.pop().unwrap_or_else(|| vm.none()));
    }
    for n in inner_lengths(&vm.heap, v).into_iter().rev() {
        level = level.chunks(n.max(1)).map(|row| vm.list(row.to_vec())).collect::<PyResult<_>>()?;
    }
    vm.list(level)
}

/// `tobytes(order)`: Fortran's order has the first index run fastest.
pub(super) fn to_bytes(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let order = match a.opt(1).filter(|v| !v.is_none()) {
        Some(v) => match v.as_str() {
            Some(s) => s.to_string(),
            None => {
                let got = vm.type_name(v);
                let message = format!("tobytes() argument 'order' must be str or None, not {got}");
                return Err(vm.type_error(message));
            }
        },
        None => "C".to_owned(),
    };
    let shape = live(vm, &a[0])?;
    let fortran = match &*order {
        "C" => false,
        "F" => true,
        "A" => super::is_fortran(vm, &a[0]) && !shape.is_contiguous(),
        _ => return Err(vm.value_error("order must be 'C', 'F' or 'A'")),
    };
    let data = bytes_arg(vm, a.at(0))?.into_owned();
    if !fortran || shape.ndim < 2 {
        return Ok(vm.heap.bytes(&data)?);
    }
    let lengths: Vec<usize> = dimensions(vm, &a[0]).into_iter().map(|(n, _)| n).collect();
    let (size, count) = (shape.size(), data.len() / shape.size());
    let mut out = Vec::with_capacity(data.len());
    for mut i in 0..count {
        // The place in C's order of the item that comes next in Fortran's.
        let (mut at, mut step) = (0, count);
        for n in &lengths {
            step /= n;
            at += i % n * step;
            i /= n;
        }
        out.extend_from_slice(&data[at * size..(at + 1) * size]);
    }
    Ok(vm.heap.bytes(&out)?)
}
