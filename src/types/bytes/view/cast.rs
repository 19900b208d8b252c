//! `memoryview.cast`: other items, other dimensions over the same bytes.

use super::{FORMATS, Shape, item_size, live, new_view, owner};
use crate::object::{Args, PyResult, Value};
use crate::vm::Vm;

const MAX_DIMENSIONS: usize = 64;

pub(super) fn cast(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let wanted = a.opt(2);
    let text = vm.str_arg(&a[1], "cast() argument 'format'")?.to_string_lossy();
    let shape = live(vm, &a[0])?;
    if !shape.is_contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if (wanted.is_some() || shape.ndim != 1) && shape.ndim > 0 && shape.len * shape.row == 0 {
        return Err(vm.type_error("memoryview: cannot cast view with zeros in shape or strides"));
    }
    let wanted = match wanted {
        Some(v) => Some(lengths_given(vm, v, shape)?),
        None => None,
    };
    let format = format_given(vm, &text, shape)?;
    let (total, size) = (shape.len * shape.row, item_size(format).unwrap_or(1));
    if !total.is_multiple_of(size) {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let at_sign = text.starts_with('@');
    let flat = Shape { len: total / size, stride: size as i64, row: size, ndim: 1, format, at_sign, ..shape };
    let owner = owner(vm, &a[0]);
    let Some(wanted) = wanted else {
        let none = vm.none();
        return Ok(new_view(vm, &owner, flat, none));
    };
    let lengths = lengths(vm, &wanted)?;
    let mut bytes = size as i64;
    for n in &lengths {
        match bytes.checked_mul(*n) {
            Some(product) => bytes = product,
            None => return Err(vm.value_error("memoryview.cast(): product(shape) > SSIZE_MAX")),
        }
    }
    if bytes != total as i64 {
        return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    let Some((first, inner)) = lengths.split_first() else {
        let none = vm.none();
        return Ok(new_view(vm, &owner, Shape { len: 1, ndim: 0, ..flat }, none));
    };
    let row = bytes / first;
    let inner = match inner {
        [] => vm.none(),
        _ => {
            let lengths = inner.iter().map(|n| vm.int(*n)).collect();
            vm.tuple(lengths)?
        }
    };
    let shape = Shape { len: *first as usize, stride: row, row: row as usize, ndim: lengths.len(), ..flat };
    Ok(new_view(vm, &owner, shape, inner))
}

fn format_given(vm: &mut Vm, text: &str, shape: Shape) -> PyResult<u8> {
    let format = match text.strip_prefix('@').unwrap_or(text).as_bytes() {
        [f] if FORMATS.contains(f) => *f,
        _ => {
            return Err(vm.value_error(
                "memoryview: destination format must be a native single character format \
                 prefixed with an optional '@'",
            ));
        }
    };
    let is_byte = |f: u8| matches!(f, b'B' | b'b' | b'c');
    if !FORMATS.contains(&shape.format) && !is_byte(format) {
        return Err(vm.value_error(
            "memoryview: source format must be a native single character format \
             prefixed with an optional '@'",
        ));
    }
    if !is_byte(shape.format) && !is_byte(format) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    Ok(format)
}

/// The `shape` argument, whose items are looked at later.
fn lengths_given(vm: &mut Vm, v: &Value, shape: Shape) -> PyResult<Vec<Value>> {
    if v.as_list().is_none() && v.as_tuple().is_none() {
        return Err(vm.type_error("shape must be a list or a tuple"));
    }
    let items = vm.collect(v)?;
    if items.len() > MAX_DIMENSIONS {
        let message = format!("memoryview: number of dimensions must not exceed {MAX_DIMENSIONS}");
        return Err(vm.value_error(message));
    }
    if shape.ndim != 1 && items.len() != 1 {
        return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    Ok(items)
}
fn lengths(vm: &mut Vm, items: &[Value]) -> PyResult<Vec<i64>> {
    let mut lengths = Vec::with_capacity(items.len());
    for item in items {
        if item.as_int().is_none() {
            return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
        }
        match item.as_word() {
            Some(n) if n > 0 => lengths.push(n),
            Some(_) => {
                return Err(vm.value_error("memoryview.cast(): elements of shape must be integers > 0"));
            }
            None => return Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }
    Ok(lengths)
}
