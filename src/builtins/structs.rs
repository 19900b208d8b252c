//! _struct: values as C would lay them out in memory (`Modules/_struct.c`).
//!
//! A format is read anew for every call: it is a few characters.
//! Invariant: no packed value is longer than the room its format gave it.

mod floats;

use crate::object::spec::{native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Kind, Native, PyResult, Raised, Slot, TypeSpec, Value};
use crate::types::bytes::{MEMORYVIEW, bytes_arg};
use crate::types::iter::{dunder_iter, held, instance, or_stop, record_of, set_word, word};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use crate::vm::errors::Exc;
use num_bigint::BigInt;

/// One code of a format with its repeat count.
struct Field {
    code: u8,
    /// Bytes of one value.
    size: usize,
    /// Values; of `s` and `p` one, `size` bytes long.
    count: usize,
    offset: usize,
}
struct Layout {
    fields: Vec<Field>,
    size: usize,
    big: bool,
    /// Sizes and faults are the C compiler's.
    native: bool,
}
impl Layout {
    fn values(&self) -> usize {
        self.fields.iter().map(|f| f.count).sum()
    }
}

#[cold]
fn error(vm: &mut Vm, message: impl AsRef<str>) -> Raised {
    let text = vm.str(message.as_ref());
    let made = vm.loaded("_struct").and_then(|module| match module {
        Some(module) => {
            let class = vm.get_attr_str(&module, "error")?;
            vm.call(&class, &[text])
        }
        None => Ok(text),
    });
    made.map_or_else(|e| e, Raised)
}

/// The text of a format: ASCII, as str or bytes.
fn format_text(vm: &mut Vm, format: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = format.as_bytes() {
        return Ok(bytes.to_vec());
    }
    if format.as_str().is_none() {
        let got = vm.type_name(format);
        let message = format!("Struct() argument 1 must be a str or bytes object, not {got}");
        return Err(vm.type_error(message));
    }
    let (name, ascii) = (vm.heap.intern_str("encode"), vm.str("ascii"));
    let bytes = vm.call_method(format, &name, &[ascii])?;
    Ok(bytes.as_bytes().map(<[u8]>::to_vec).unwrap_or_default())
}
fn layout(vm: &mut Vm, format: &Value) -> PyResult<Layout> {
    let text = format_text(vm, format)?;
    if text.contains(&0) {
        return Err(error(vm, "embedded null character"));
    }
    let (mode, codes) = match text.first() {
        Some(c @ (b'@' | b'=' | b'<' | b'>' | b'!')) => (*c, &text[1..]),
        _ => (b'@', &text[..]),
    };
    let native = mode == b'@';
    let mut out = Layout { fields: Vec::new(), size: 0, big: matches!(mode, b'>' | b'!'), native };
    let mut i = 0;
    while i < codes.len() {
        let (mut repeat, mut given) = (0usize, false);
        while let Some(d) = codes.get(i).filter(|c| c.is_ascii_digit()) {
            let next = repeat.checked_mul(10).and_then(|n| n.checked_add(usize::from(d - b'0')));
            let Some(next) = next.filter(|n| i64::try_from(*n).is_ok()) else {
                return Err(error(vm, "total struct size too long"));
            };
            (repeat, given) = (next, true);
            i += 1;
        }
        let Some(&code) = codes.get(i) else {
            return Err(error(vm, "repeat count given without format specifier"));
        };
        i += 1;
        if code.is_ascii_whitespace() {
            if given {
                return Err(error(vm, "bad char in struct format"));
            }
            continue;
        }
        let Some(size) = size_of(code, native) else { return Err(error(vm, "bad char in struct format")) };
        let repeat = if given { repeat } else { 1 };
        if native && size > 1 {
            out.size = out.size.next_multiple_of(size);
        }
        let total = repeat.checked_mul(size).and_then(|n| n.checked_add(out.size));
        let Some(total) = total.filter(|n| i64::try_from(*n).is_ok()) else {
            return Err(error(vm, "total struct size too long"));
        };
        let offset = std::mem::replace(&mut out.size, total);
        match code {
            b'x' => {}
            b's' | b'p' => out.fields.push(Field { code, size: repeat, count: 1, offset }),
            _ => out.fields.push(Field { code, size, count: repeat, offset }),
        }
    }
    Ok(out)
}
fn size_of(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' if native => 8,
        b'l' | b'L' => 4,
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

// --- packing ---------------------------------------------------------------------------------------------------

fn pack(vm: &mut Vm, layout: &Layout, values: &[Value]) -> PyResult<Vec<u8>> {
    let wanted = layout.values();
    if values.len() != wanted {
        let got = values.len();
        return Err(error(vm, format!("pack expected {wanted} items for packing (got {got})")));
    }
    vm.check_room(layout.size)?;
    let mut out = vec![0; layout.size];
    let mut values = values.iter();
    for field in &layout.fields {
        for i in 0..field.count {
            let Some(v) = values.next() else { break };
            let at = field.offset + i * field.size;
            pack_one(vm, layout, field, v, &mut out[at..at + field.size])?;
        }
    }
    Ok(out)
}
fn pack_one(vm: &mut Vm, layout: &Layout, field: &Field, v: &Value, to: &mut [u8]) -> PyResult<()> {
    let code = char::from(field.code);
    match field.code {
        b'c' => match v.as_bytes() {
            Some([byte]) => to[0] = *byte,
            _ => return Err(error(vm, "char format requires a bytes object of length 1")),
        },
        b'?' => to[0] = u8::from(vm.truth(v)?),
        b's' | b'p' => {
            if v.as_bytes().is_none() && v.as_bytearray().is_none() {
                return Err(error(vm, format!("argument for '{code}' must be a bytes object")));
            }
            let data = bytes_arg(vm, v)?;
            if field.code == b's' {
                let n = data.len().min(to.len());
                to[..n].copy_from_slice(&data[..n]);
            } else if !to.is_empty() {
                // The length stands in the first byte.
                let n = data.len().min(to.len() - 1);
                to[1..=n].copy_from_slice(&data[..n]);
                to[0] = n.min(255) as u8;
            }
        }
        b'e' | b'f' | b'd' => {
            let x = number(vm, v)?;
            let Some(bytes) = floats::pack(field.code, x, layout.native) else {
                let message = format!("float too large to pack with {code} format");
                return Err(vm.overflow_error(message));
            };
            place(to, &bytes, layout.big);
        }
        _ => {
            let v = integer(vm, v)?;
            let (signed, bits) = (field.code.is_ascii_lowercase(), 8 * to.len() as u32);
            let n = v.as_int().map(crate::object::Int::to_big).unwrap_or_default();
            let (low, high) = if signed {
                let half = BigInt::from(1) << (bits - 1);
                (-half.clone(), half - 1)
            } else {
                (BigInt::ZERO, (BigInt::from(1) << bits) - 1)
            };
            // An address is taken modulo 2 to the 64th.
            if field.code != b'P' && (n < low || n > high) {
                return Err(error(vm, format!("'{code}' format requires {low} <= number <= {high}")));
            }
            let modulus: BigInt = BigInt::from(1) << bits;
            let n: BigInt = ((n % &modulus) + &modulus) % modulus;
            let mut bytes = n.magnitude().to_bytes_le();
            bytes.resize(to.len(), 0);
            place(to, &bytes, layout.big);
        }
    }
    Ok(())
}
fn place(to: &mut [u8], little: &[u8], big: bool) {
    to.copy_from_slice(&little[..to.len()]);
    if big {
        to.reverse();
    }
}
fn number(vm: &mut Vm, v: &Value) -> PyResult<f64> {
    if let Some(x) = v.as_float() {
        return Ok(x);
    }
    let x = crate::types::float::real_number(vm, v);
    match vm.catch(x, Exc::TypeError)?.flatten() {
        Some(x) => Ok(x),
        None => Err(error(vm, "required argument is not a float")),
    }
}
fn integer(vm: &mut Vm, v: &Value) -> PyResult {
    if v.as_int().is_none() && !vm.has_index(v) {
        return Err(error(vm, "required argument is not an integer"));
    }
    vm.index_value(v)
}

// --- unpacking -------------------------------------------------------------------------------------------------

fn unpack(vm: &mut Vm, layout: &Layout, data: &[u8]) -> PyResult {
    let mut out = Vec::with_capacity(layout.values());
    for field in &layout.fields {
        for i in 0..field.count {
            let at = field.offset + i * field.size;
            out.push(unpack_one(vm, layout, field.code, &data[at..at + field.size])?);
        }
    }
    vm.tuple(out)
}
fn unpack_one(vm: &mut Vm, layout: &Layout, code: u8, data: &[u8]) -> PyResult {
    let mut little = data.to_vec();
    if layout.big && !matches!(code, b's' | b'p') {
        little.reverse();
    }
    Ok(match code {
        b'c' | b's' => vm.heap.bytes(data)?,
        b'p' => {
            let n = data.first().map_or(0, |n| usize::from(*n).min(data.len() - 1));
            vm.heap.bytes(data.get(1..=n).unwrap_or_default())?
        }
        b'?' => vm.bool(data[0] != 0),
        b'e' | b'f' | b'd' => vm.float(floats::unpack(code, &little)),
        _ => {
            let n = little.iter().rev().fold(0u64, |n, b| n << 8 | u64::from(*b));
            let spare = 64 - 8 * little.len() as u32;
            if code.is_ascii_lowercase() {
                vm.int(((n << spare) as i64) >> spare)
            } else if let Ok(n) = i64::try_from(n) {
                vm.int(n)
            } else {
                vm.heap.int_from_big(&BigInt::from(n))?
            }
        }
    })
}
fn unpack_all(vm: &mut Vm, layout: &Layout, buffer: &Value) -> PyResult {
    let data = bytes_arg(vm, buffer)?.into_owned();
    if data.len() != layout.size {
        let size = layout.size;
        return Err(error(vm, format!("unpack requires a buffer of {size} bytes")));
    }
    unpack(vm, layout, &data)
}
/// Where in a buffer of `len` bytes a struct stands; what is done with it is in the errors.
fn offset(vm: &mut Vm, layout: &Layout, at: i64, len: usize, names: [&str; 3]) -> PyResult<usize> {
    let size = layout.size;
    let [function, lack, doing] = names;
    let mut place = at;
    if at < 0 {
        if at.saturating_add(size as i64) > 0 {
            return Err(error(vm, format!("{lack} {size} bytes at offset {at}")));
        }
        place = at + len as i64;
        if place < 0 {
            return Err(error(vm, format!("offset {at} out of range for {len}-byte buffer")));
        }
    }
    if (len as i64).saturating_sub(place) < size as i64 {
        // Beyond 64 bits, for an offset that is far out.
        let least = size as i128 + i128::from(place);
        let message = format!(
            "{function} requires a buffer of at least {least} bytes for {doing} {size} bytes at offset {place} (actual buffer size is {len})"
        );
        return Err(error(vm, message));
    }
    Ok(place as usize)
}
fn unpack_from(vm: &mut Vm, layout: &Layout, buffer: &Value, at: Option<&Value>) -> PyResult {
    let at = at.map_or(Ok(0), |v| vm.size_index(v))?;
    let data = bytes_arg(vm, buffer)?.into_owned();
    let names = ["unpack_from", "not enough data to unpack", "unpacking"];
    let at = offset(vm, layout, at, data.len(), names)?;
    unpack(vm, layout, &data[at..at + layout.size])
}
/// Into what is no bytearray, through a memory view of its bytes.
fn pack_into_view(vm: &mut Vm, layout: &Layout, buffer: &Value, at: i64, values: &[Value]) -> PyResult {
    let class = vm.type_value(&MEMORYVIEW);
    let view = vm.call(&class, std::slice::from_ref(buffer));
    let Some(view) = vm.catch(view, Exc::TypeError)?.filter(|_| buffer.as_bytes().is_none()) else {
        let got = vm.type_name(buffer);
        let message = format!("argument must be read-write bytes-like object, not {got}");
        return Err(vm.type_error(message));
    };
    let (name, bytes) = (vm.heap.intern_str("cast"), vm.str("B"));
    let view = vm.call_method(&view, &name, &[bytes])?;
    let len = bytes_arg(vm, &view)?.len();
    let at = offset(vm, layout, at, len, ["pack_into", "no space to pack", "packing"])?;
    let packed = pack(vm, layout, values)?;
    for (i, byte) in packed.into_iter().enumerate() {
        let (key, byte) = (vm.int((at + i) as i64), vm.int(i64::from(byte)));
        vm.set_item(&view, &key, &byte)?;
    }
    Ok(vm.none())
}
fn pack_into(vm: &mut Vm, layout: &Layout, args: &[Value]) -> PyResult {
    let [buffer, at, values @ ..] = args else {
        let missing = if args.is_empty() { "buffer" } else { "offset" };
        return Err(error(vm, format!("pack_into expected {missing} argument")));
    };
    let at = vm.size_index(at)?;
    let Some(len) = buffer.as_bytearray().map(crate::object::ByteArray::len) else {
        return pack_into_view(vm, layout, buffer, at, values);
    };
    let at = offset(vm, layout, at, len, ["pack_into", "no space to pack", "packing"])?;
    let packed = pack(vm, layout, values)?;
    if let Some(place) =
        buffer.as_bytearray().and_then(|b| b.get_mut(&mut vm.heap).get_mut(at..at + layout.size))
    {
        place.copy_from_slice(&packed);
    }
    Ok(vm.none())
}

// --- iter_unpack -----------------------------------------------------------------------------------------------

/// Fields: the format and the bytes. Word: the place of the next struct.
static UNPACK_ITERATOR: TypeSpec = TypeSpec {
    name: "_struct.unpack_iterator",
    flags: tflag::CONTAINER | tflag::NO_NEW,
    methods: &[
        slot("__iter__(self, /)", "Implement iter(self).", dunder_iter),
        slot("__next__(self, /)", "Implement next(self).", |vm, a| {
            let got = next(vm, &a[0]);
            or_stop(vm, got)
        }),
        native("__length_hint__(self, /)", "", |vm, a| {
            let (format, data) = (vm.record_field(&a[0], 0), vm.record_field(&a[0], 1));
            let size = layout(vm, &format)?.size.max(1);
            let left = data.as_bytes().map_or(0, <[u8]>::len) - word(vm, &a[0], 0) as usize;
            Ok(vm.int((left / size) as i64))
        }),
    ],
    fields: 2,
    words: 1,
    basicsize: 112,
    next: Some(next),
    ..TypeSpec::EMPTY
};
fn next(vm: &mut Vm, it: &Value) -> PyResult<Slot> {
    let (Some(format), Some(data)) = (held(vm, it, 0), held(vm, it, 1)) else { return Ok(None) };
    let (layout, at) = (layout(vm, &format)?, word(vm, it, 0) as usize);
    let Some(part) = data.as_bytes().and_then(|d| d.get(at..at + layout.size)) else { return Ok(None) };
    set_word(vm, it, 0, (at + layout.size) as i64);
    unpack(vm, &layout, part).map(Some)
}
fn iter_unpack(vm: &mut Vm, format: &Value, buffer: &Value) -> PyResult {
    let layout = layout(vm, format)?;
    let size = layout.size;
    if size == 0 {
        return Err(error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    let data = bytes_arg(vm, buffer)?.into_owned();
    if data.len() % size != 0 {
        let message = format!("iterative unpacking requires a buffer of a multiple of {size} bytes");
        return Err(error(vm, message));
    }
    let data = vm.heap.bytes(&data)?;
    Ok(record_of(vm, &UNPACK_ITERATOR, [format.clone(), data]))
}

// --- the class -------------------------------------------------------------------------------------------------

/// Field: the format, as str. Word: the size.
static STRUCT: TypeSpec = TypeSpec {
    name: "_struct.Struct",
    doc: "Struct(fmt) --> compiled struct object",
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE,
    methods: &[
        static_method("__new__(cls, format)", "Create and return a new object.", |vm, a| {
            let layout = layout(vm, &a[1])?;
            let text = format_text(vm, &a[1])?;
            let text = vm.str(&String::from_utf8_lossy(&text));
            let s = instance(vm, &a[0], [text]);
            set_word(vm, &s, 0, layout.size as i64);
            Ok(s)
        }),
        slot("__repr__(self, /)", "Return repr(self).", |vm, a| {
            let format = vm.record_field(&a[0], 0);
            let shown = vm.repr(&format)?;
            let name = vm.type_name(&a[0]).rsplit('.').next().unwrap_or_default().to_owned();
            vm.join_reprs(&format!("{name}("), &[shown], ")")
        }),
        native("iter_unpack(self, buffer, /)", "Return an iterator yielding tuples.", |vm, a| {
            let format = vm.record_field(&a[0], 0);
            iter_unpack(vm, &format, &a[1])
        }),
        native("pack(self, /, *values)", "Return a bytes object with the values packed.", |vm, a| {
            let layout = own(vm, &a[0])?;
            let bytes = pack(vm, &layout, a[1].as_tuple().unwrap_or(&[]))?;
            Ok(vm.heap.bytes(&bytes)?)
        }),
        native("pack_into(self, /, *args)", "Pack values into a writable buffer.", |vm, a| {
            let layout = own(vm, &a[0])?;
            pack_into(vm, &layout, a[1].as_tuple().unwrap_or(&[]))
        }),
        native("unpack(self, buffer, /)", "Return a tuple containing unpacked values.", |vm, a| {
            let layout = own(vm, &a[0])?;
            unpack_all(vm, &layout, &a[1])
        }),
        native(
            "unpack_from(self, /, buffer, offset=0)",
            "Return a tuple containing unpacked values.",
            |vm, a| {
                let layout = own(vm, &a[0])?;
                unpack_from(vm, &layout, &a[1], a.opt(2))
            },
        ),
        native("__sizeof__(self, /)", "", |vm, a| {
            let layout = own(vm, &a[0])?;
            let size = 56 + 32 * (layout.fields.len() + 1);
            Ok(vm.int(size as i64))
        }),
    ],
    getsets: &[
        crate::object::spec::getter("format", "struct format string", |vm, v| Ok(vm.record_field(v, 0))),
        crate::object::spec::getter("size", "struct size in bytes", |vm, v| {
            let size = word(vm, v, 0);
            Ok(vm.int(size))
        }),
    ],
    fields: 1,
    words: 1,
    basicsize: 56,
    ..TypeSpec::EMPTY
};
fn own(vm: &mut Vm, this: &Value) -> PyResult<Layout> {
    let format = vm.record_field(this, 0);
    layout(vm, &format)
}

static FUNCTIONS: &[Native] = &[
    native("_clearcache()", "Clear the internal cache.", |vm, _| Ok(vm.none())),
    native(
        "calcsize(format, /)",
        "Return size in bytes of the struct described by the format string.",
        |vm, a| {
            let layout = layout(vm, &a[0])?;
            Ok(vm.int(layout.size as i64))
        },
    ),
    native(
        "iter_unpack(format, buffer, /)",
        "Return an iterator yielding tuples unpacked from the given bytes.\n\nThe bytes are unpacked according to the format string, like\na repeated invocation of unpack_from().\n\nRequires that the bytes length be a multiple of the struct size.",
        |vm, a| iter_unpack(vm, &a[0], &a[1]),
    ),
    native(
        "pack(*args)",
        "pack(format, v1, v2, ...) -> bytes\n\nReturn a bytes object containing the values v1, v2, ... packed according\nto the format string.  See help(struct) for more on format strings.",
        |vm, a| {
            let [format, values @ ..] = a[0].as_tuple().unwrap_or(&[]) else {
                return Err(vm.type_error("missing format argument"));
            };
            let layout = layout(vm, format)?;
            let bytes = pack(vm, &layout, values)?;
            Ok(vm.heap.bytes(&bytes)?)
        },
    ),
    native(
        "pack_into(*args)",
        "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string and write\nthe packed bytes into the writable buffer buf starting at offset.  Note\nthat the offset is a required argument.  See help(struct) for more\non format strings.",
        |vm, a| {
            let [format, args @ ..] = a[0].as_tuple().unwrap_or(&[]) else {
                return Err(vm.type_error("missing format argument"));
            };
            let layout = layout(vm, format)?;
            pack_into(vm, &layout, args)
        },
    ),
    native(
        "unpack(format, buffer, /)",
        "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size in bytes must be calcsize(format).\n\nSee help(struct) for more on format strings.",
        |vm, a| {
            let layout = layout(vm, &a[0])?;
            unpack_all(vm, &layout, &a[1])
        },
    ),
    native(
        "unpack_from(format, /, buffer, offset=0)",
        "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size, minus offset, must be at least calcsize(format).\n\nSee help(struct) for more on format strings.",
        |vm, a| {
            let layout = layout(vm, &a[0])?;
            unpack_from(vm, &layout, &a[1], a.opt(2))
        },
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "Functions to convert between Python values and C structs.";
    let module = vm.native_module("_struct", doc, FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    let class = vm.type_value(&STRUCT);
    vm.put(&dict, "Struct", class);
    let meta = vm.heap.type_ref(Kind::TYPE).value();
    let (name, base) = (vm.heap.intern_str("error"), vm.exc_value(Exc::Exception));
    let (bases, contents, home) = (vm.tuple(vec![base])?, vm.heap.dict(), vm.heap.intern_str("struct"));
    vm.put(&contents, "__module__", home);
    let class = vm.call(&meta, &[name, bases, contents])?;
    vm.put(&dict, "error", class);
    Ok(module)
}
