//! The built-in functions that look at, compare or convert one or two objects.
//!
//! Owns the table of `builtins` that everybody knows; iteration stands in `iterate`, printing and
//! files in `output`, the functions that need a frame in `scopes`.
//! Invariant: signatures and error texts are CPython 3.13's (`Python/bltinmodule.c`).

use crate::code::instr::BinOp;
use crate::object::spec::native;
use crate::object::{Args, Kind, Native, PyResult, Slot, Value};
use crate::types::numeric::{Int, int_text};
use crate::vm::Vm;
use crate::vm::errors::Exc;

pub static FUNCTIONS: &[Native] = &[
    native(
        "__build_class__(func, name, /, *bases, **kwds)",
        "Internal helper function used by the class statement.",
        |vm, a| vm.build_class(a),
    ),
    native("abs(x, /)", "Return the absolute value of the argument.", abs),
    native("ascii(obj, /)", "Return an ASCII-only representation of an object.", ascii),
    native("bin(number, /)", "Return the binary representation of an integer.", bin),
    native(
        "callable(obj, /)",
        "Return whether the object is callable (i.e., some kind of function).",
        callable,
    ),
    native("chr(i, /)", "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.", chr),
    native("delattr(obj, name, /)", "Deletes the named attribute from the given object.", delattr),
    native("divmod(x, y, /)", "Return the tuple (x//y, x%y).", divmod),
    native("format(value, format_spec='', /)", "Return type(value).__format__(value, format_spec).", format_),
    native("getattr(object, name, default=None, /)", "Get a named attribute from an object.", getattr),
    native(
        "hasattr(obj, name, /)",
        "Return whether the object has an attribute with the given name.",
        hasattr,
    ),
    native("hash(obj, /)", "Return the hash value for the given object.", hash),
    native("hex(number, /)", "Return the hexadecimal representation of an integer.", hex),
    native("id(obj, /)", "Return the identity of an object.", id),
    native(
        "isinstance(obj, class_or_tuple, /)",
        "Return whether an object is an instance of a class or of a subclass thereof.",
        isinstance,
    ),
    native(
        "issubclass(cls, class_or_tuple, /)",
        "Return whether 'cls' is derived from another class or is the same class.",
        issubclass,
    ),
    native("len(obj, /)", "Return the number of items in a container.", len),
    native("oct(number, /)", "Return the octal representation of an integer.", oct),
    native("ord(c, /)", "Return the Unicode code point for a one-character string.", ord),
    native(
        "pow(base, exp, mod=None)",
        "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.",
        pow,
    ),
    native("repr(obj, /)", "Return the canonical string representation of the object.", repr_),
    native("round(number, ndigits=None)", "Round a number to a given precision in decimal digits.", round),
    native(
        "setattr(obj, name, value, /)",
        "Sets the named attribute on the given object to the specified value.",
        setattr,
    ),
];

/// A Python int's value without the heap.
pub(super) fn int_of(v: &Value) -> Int {
    match v.as_word() {
        Some(w) => Int::Small(w),
        None => v.as_int().map_or(Int::Small(0), |i| Int::Big(i.to_big())),
    }
}

fn abs(vm: &mut Vm, a: Args) -> PyResult {
    match (a[0].kind(), a[0].as_word()) {
        (Kind::INT, Some(n)) if n > i64::MIN => return Ok(vm.int(n.abs())),
        (Kind::FLOAT, _) => return Ok(vm.float(a[0].as_float().unwrap_or_default().abs())),
        _ => {}
    }
    let name = vm.names.__abs__.clone();
    match vm.call_special(&a[0], &name, &[])? {
        Some(v) => Ok(v),
        None => {
            let got = vm.type_name(&a[0]);
            Err(vm.type_error(format!("bad operand type for abs(): '{got}'")))
        }
    }
}

fn ascii(vm: &mut Vm, a: Args) -> PyResult {
    vm.ascii(&a[0])
}

fn in_radix(vm: &mut Vm, v: &Value, radix: u32, prefix: &str) -> PyResult {
    let number = vm.index_value(v)?;
    let text = int_text::to_radix(&int_of(&number), radix);
    let text = match text.strip_prefix('-') {
        Some(digits) => format!("-{prefix}{digits}"),
        None => format!("{prefix}{text}"),
    };
    Ok(vm.heap.try_str(&text)?)
}
fn bin(vm: &mut Vm, a: Args) -> PyResult {
    in_radix(vm, &a[0], 2, "0b")
}
fn oct(vm: &mut Vm, a: Args) -> PyResult {
    in_radix(vm, &a[0], 8, "0o")
}
fn hex(vm: &mut Vm, a: Args) -> PyResult {
    in_radix(vm, &a[0], 16, "0x")
}

fn callable(vm: &mut Vm, a: Args) -> PyResult {
    let yes = vm.is_callable(&a[0]);
    Ok(vm.bool(yes))
}

fn chr(vm: &mut Vm, a: Args) -> PyResult {
    let i = vm.index_value(&a[0])?;
    match i.as_word().and_then(|w| u32::try_from(w).ok()).filter(|c| *c <= 0x10_FFFF) {
        Some(c) => Ok(vm.heap.str_from_chars(crate::object::Chars::Ucs4(&[c]))?),
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, a: Args) -> PyResult {
    let c = &a[0];
    let len = if let Some(s) = c.as_str() {
        if s.len() == 1 {
            return Ok(vm.int(i64::from(s.chars().get(0))));
        }
        s.len()
    } else if let Some(b) = vm.bytes_like(c) {
        if b.len() == 1 {
            return Ok(vm.int(i64::from(b[0])));
        }
        b.len()
    } else {
        let got = vm.type_name(c);
        return Err(vm.type_error(format!("ord() expected string of length 1, but {got} found")));
    };
    Err(vm.type_error(format!("ord() expected a character, but string of length {len} found")))
}

fn divmod(vm: &mut Vm, a: Args) -> PyResult {
    let (x, y) = (&a[0], &a[1]);
    let (forward, reflected) = (vm.names.__divmod__.clone(), vm.names.__rdivmod__.clone());
    let left = vm.lookup(x.ty_ptr(), &forward);
    let right = if x.ty_ptr() == y.ty_ptr() { None } else { vm.lookup(y.ty_ptr(), &reflected) };
    let mut order = [(left, x, y), (right, y, x)];
    if y.ty_ptr() != x.ty_ptr() && y.ty().is_subtype(&vm.heap, x.ty_ptr()) {
        order.reverse();
    }
    for (method, this, other) in order {
        let Some(m) = method.filter(|m| !m.is_none()) else { continue };
        let result = vm.call_unbound(&m, this, std::slice::from_ref(other))?;
        if !vm.is_not_implemented(&result) {
            return Ok(result);
        }
    }
    let (tx, ty) = (vm.type_name(x), vm.type_name(y));
    Err(vm.type_error(format!("unsupported operand type(s) for divmod(): '{tx}' and '{ty}'")))
}

fn pow(vm: &mut Vm, a: Args) -> PyResult {
    let (base, exp) = (&a[0], &a[1]);
    let Some(modulus) = a.opt(2).filter(|m| !m.is_none()) else {
        return vm.binary(BinOp::Power, base, exp);
    };
    let name = vm.names.__pow__.clone();
    if let Some(m) = vm.special(base, &name) {
        let result = vm.call_unbound(&m, base, &[exp.clone(), modulus.clone()])?;
        if !vm.is_not_implemented(&result) {
            return Ok(result);
        }
    }
    let names = [base, exp, modulus].map(|v| vm.type_name(v));
    let [x, y, z] = names;
    Err(vm.type_error(format!("unsupported operand type(s) for ** or pow(): '{x}', '{y}', '{z}'")))
}

fn format_(vm: &mut Vm, a: Args) -> PyResult {
    let spec = a.opt(1).cloned().unwrap_or_else(|| vm.heap.empty_str());
    if spec.as_str().is_none() {
        let got = vm.type_name(&spec);
        return Err(vm.type_error(format!("format() argument 2 must be str, not {got}")));
    }
    vm.format(&a[0], &spec)
}

/// The name argument of the `attr` functions.
fn attr_name(vm: &mut Vm, name: &Value) -> PyResult<()> {
    if name.as_str().is_some() {
        return Ok(());
    }
    let got = vm.type_name(name);
    Err(vm.type_error(format!("attribute name must be string, not '{got}'")))
}
fn getattr(vm: &mut Vm, a: Args) -> PyResult {
    attr_name(vm, &a[1])?;
    match a.opt(2) {
        None => vm.get_attr(&a[0], &a[1]),
        Some(default) => {
            let found = vm.get_attr_opt(&a[0], &a[1])?;
            Ok(found.unwrap_or_else(|| default.clone()))
        }
    }
}
fn hasattr(vm: &mut Vm, a: Args) -> PyResult {
    attr_name(vm, &a[1])?;
    let found = vm.get_attr_opt(&a[0], &a[1])?;
    Ok(vm.bool(found.is_some()))
}
fn setattr(vm: &mut Vm, a: Args) -> PyResult {
    attr_name(vm, &a[1])?;
    vm.set_attr(&a[0], &a[1], Some(a[2].clone()))?;
    Ok(vm.none())
}
fn delattr(vm: &mut Vm, a: Args) -> PyResult {
    attr_name(vm, &a[1])?;
    vm.set_attr(&a[0], &a[1], None)?;
    Ok(vm.none())
}

fn hash(vm: &mut Vm, a: Args) -> PyResult {
    let h = vm.hash(&a[0])?;
    Ok(vm.int(h))
}
fn id(vm: &mut Vm, a: Args) -> PyResult {
    Ok(vm.int(a[0].id() as i64))
}
fn isinstance(vm: &mut Vm, a: Args) -> PyResult {
    let yes = vm.is_instance(&a[0], &a[1])?;
    Ok(vm.bool(yes))
}
fn issubclass(vm: &mut Vm, a: Args) -> PyResult {
    let yes = vm.is_subclass(&a[0], &a[1])?;
    Ok(vm.bool(yes))
}
fn len(vm: &mut Vm, a: Args) -> PyResult {
    let n = vm.len(&a[0])?;
    Ok(vm.int(n as i64))
}
fn repr_(vm: &mut Vm, a: Args) -> PyResult {
    vm.repr(&a[0])
}
fn round(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.__round__.clone();
    let digits: Vec<Value> = a.opt(1).filter(|d| !d.is_none()).cloned().into_iter().collect();
    match vm.call_special(&a[0], &name, &digits)? {
        Some(v) => Ok(v),
        None => {
            let got = vm.type_name(&a[0]);
            Err(vm.type_error(format!("type {got} doesn't define __round__ method")))
        }
    }
}

impl Vm {
    /// Whether the object can be called.
    pub fn is_callable(&mut self, v: &Value) -> bool {
        match v.kind() {
            Kind::FUNCTION
            | Kind::NATIVE
            | Kind::BOUND_METHOD
            | Kind::METHOD_DESCRIPTOR
            | Kind::SLOT_WRAPPER
            | Kind::CLASSMETHOD_DESCRIPTOR
            | Kind::METHOD_WRAPPER => true,
            _ if v.is_type() => true,
            _ => {
                let name = self.names.__call__.clone();
                self.special(v, &name).is_some()
            }
        }
    }
    /// The bytes of a bytes or bytearray object, copied.
    pub fn bytes_like(&self, v: &Value) -> Option<Vec<u8>> {
        match v.as_bytes() {
            Some(b) => Some(b.to_vec()),
            None => v.cast::<crate::object::ByteArray>().map(|b| b.get(&self.heap).to_vec()),
        }
    }
    /// `ValueError` and its relatives with arguments of their own making, by calling the type.
    pub(crate) fn raise_with(&mut self, exc: Exc, args: &[Value]) -> crate::object::Raised {
        // SAFETY-free: exception types are immortal; the value is a plain handle.
        let ty = self.exc_value(exc);
        match self.call(&ty, args) {
            Ok(e) => crate::object::Raised(e),
            Err(e) => e,
        }
    }
    /// An optional argument where None means "not given".
    pub(crate) fn given(v: Option<&Value>) -> Slot {
        v.filter(|v| !v.is_none()).cloned()
    }
}
