//! Natives are tables: what a built-in function, type or module says of itself.
//!
//! The signature text, parsed on first use, is arity check, keyword binder, error wording,
//! `help()` and book table at once. `Vm` is the one name here from a floor above: natives run in it.

use super::{Kind, Slot, Value};
use crate::vm::Vm;
use crate::vm::signature::Signature;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Index;

/// A Python exception on its way: the instance itself, one pointer.
#[derive(Debug)]
pub struct Raised(pub Value);

/// What everything that may raise returns.
pub type PyResult<T = Value> = Result<T, Raised>;

/// The arguments of a native, bound to its parameters in order (`self` first for methods).
///
/// A parameter that was not given and has a default is absent: `args.opt(i)` is `None`, and the
/// native supplies the default its signature text shows. `*args` arrives as a tuple, `**kwargs`
/// as a dict, always present. They are borrowed from the caller for the duration of the call.
#[derive(Clone, Copy)]
pub struct Args<'a>(pub(crate) &'a [Slot]);

impl<'a> Args<'a> {
    #[inline(always)]
    pub fn opt(self, i: usize) -> Option<&'a Value> {
        self.0.get(i)?.as_ref()
    }
    /// Parameter `i`, which has no default.
    ///
    /// # Panics
    /// If it has one and was not given: a fault of the native, not of its caller.
    #[inline(always)]
    pub fn at(self, i: usize) -> &'a Value {
        match self.opt(i) {
            Some(v) => v,
            None => unreachable!("required parameters are bound before a native runs"),
        }
    }
    /// Positional parameters given, up to the last that is present.
    pub fn len(self) -> usize {
        self.0.iter().rposition(Option::is_some).map_or(0, |i| i + 1)
    }
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

impl Index<usize> for Args<'_> {
    type Output = Value;
    #[inline(always)]
    fn index(&self, i: usize) -> &Value {
        self.at(i)
    }
}

pub type NativeRun = fn(&mut Vm, Args<'_>) -> PyResult;

/// How a native of a type's table is found from instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeKind {
    /// `method_descriptor`; as a module's function, `builtin_function_or_method`.
    Method,
    /// `slot wrapper`: a special method.
    Slot,
    /// `slot wrapper` of a sequence's `+` or `*`, which an operator takes after all that numbers have.
    Sequence,
    /// `classmethod_descriptor`.
    Class,
    /// `staticmethod`: first parameter is not bound (`__new__`: `cls` is passed).
    Static,
}

/// One native function.
pub struct Native {
    /// `name(params)`: Python's parameter syntax with `/` and `*`, defaults as they are shown.
    pub text: &'static str,
    pub doc: &'static str,
    pub run: NativeRun,
    pub kind: NativeKind,
    /// How many arguments bind as they stand.
    plain: Option<Plain>,
    /// Keywords beside `*args` are told one by one, not counted (`_PyArg_UnpackKeywordsWithVararg`).
    one_by_one: bool,
}

/// `required..=positional` positional arguments bind without a look at the text; with `rest` there
/// may be more, for `*args`; with `keywords` there is an empty dict for `**kwargs`. Found when the table
/// is compiled.
#[derive(Clone, Copy)]
struct Plain {
    required: u8,
    positional: u8,
    rest: bool,
    keywords: bool,
}

thread_local! {
    /// Parsed signatures by their table line's address: tables are static, so is what is read of them.
    static PARSED: RefCell<HashMap<usize, &'static Signature, BuildHasherDefault<ByAddress>>> =
        RefCell::default();
}

/// Addresses of the program's own tables differ, and nobody chooses them: one multiplication will do.
#[derive(Default)]
struct ByAddress(u64);

impl Hasher for ByAddress {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_usize(usize::from(*b)));
    }
    fn write_usize(&mut self, n: usize) {
        self.0 = (self.0 ^ n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Native {
    const fn new(text: &'static str, doc: &'static str, run: NativeRun, kind: NativeKind) -> Native {
        Native { text, doc, run, kind, plain: plain_arity(text), one_by_one: false }
    }
    /// The same, whose keywords beside `*args` are not counted before they are looked at.
    pub const fn telling_keywords_one_by_one(mut self) -> Native {
        self.one_by_one = true;
        self
    }
    /// The parsed text.
    pub fn signature(&'static self) -> &'static Signature {
        let key = std::ptr::from_ref(self).addr();
        PARSED.with_borrow_mut(|parsed| {
            *parsed
                .entry(key)
                .or_insert_with(|| Box::leak(Box::new(Signature::parse(self.text, self.one_by_one))))
        })
    }
    /// Whether `n` positional arguments, as they stand, are a valid call: no defaults to look up,
    /// nothing to rearrange.
    #[inline(always)]
    pub fn takes_plainly(&self, n: usize) -> bool {
        match self.plain {
            Some(p) => n >= p.required as usize && n <= p.positional as usize && !p.rest && !p.keywords,
            None => false,
        }
    }
    /// How many of `n` positional arguments stand before those that `*args` takes, and whether
    /// `**kwargs` follow; `None` if the call needs more of a look.
    #[inline(always)]
    pub fn takes_rest(&self, n: usize) -> Option<(usize, bool)> {
        let p = self.plain.filter(|p| p.rest && n >= p.positional as usize)?;
        Some((p.positional as usize, p.keywords))
    }
    /// The part of the text before the parenthesis.
    pub fn name(&self) -> &'static str {
        // Names are short: a plain loop beats a general search.
        let end = self.text.bytes().position(|b| b == b'(').unwrap_or(self.text.len());
        &self.text[..end]
    }
}

/// How many positional arguments bind as they stand: those of `name(a, b=1, /, c=2, *, d=3)` from 1
/// to 3. `None` if there are parameters that must be named.
const fn plain_arity(text: &str) -> Option<Plain> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] != b'(' {
        at += 1;
    }
    at += 1;
    let (mut positional, mut optional, mut depth, mut quote) = (0u8, 0u8, 0u32, 0u8);
    let (mut begun, mut default, mut stars, mut keyword_only) = (false, false, 0, false);
    let (mut rest, mut keywords) = (false, false);
    while at < bytes.len() {
        let c = bytes[at];
        at += 1;
        let ends = depth == 0 && quote == 0 && (c == b',' || (c == b')' && at == bytes.len()));
        if ends {
            keywords = keywords || stars == 2;
            if begun && keyword_only && !default && stars == 0 {
                return None;
            }
            rest = rest || (stars == 1 && begun);
            if begun && !keyword_only && stars == 0 {
                positional += 1;
                optional += default as u8;
            }
            keyword_only = keyword_only || stars == 1;
            (begun, default, stars) = (false, false, 0);
        } else if quote != 0 {
            if c == quote {
                quote = 0;
            }
        } else if c == b'\'' || c == b'"' {
            quote = c;
        } else if c == b'(' || c == b'[' || c == b'{' {
            depth += 1;
        } else if c == b')' || c == b']' || c == b'}' {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && c == b'*' && !default {
            stars += 1;
        } else if depth == 0 && c == b'=' {
            default = true;
        } else if c != b' ' && (c != b'/' || begun) {
            begun = true;
        }
    }
    Some(Plain { required: positional - optional, positional, rest, keywords })
}

/// A method of a type, or a function of a module.
pub const fn native(text: &'static str, doc: &'static str, run: NativeRun) -> Native {
    Native::new(text, doc, run, NativeKind::Method)
}
/// A special method (`__add__`): a slot wrapper.
pub const fn slot(text: &'static str, doc: &'static str, run: NativeRun) -> Native {
    Native::new(text, doc, run, NativeKind::Slot)
}
/// A special method of sequences: `__add__`, `__mul__` and what goes with them.
pub const fn sequence_slot(text: &'static str, doc: &'static str, run: NativeRun) -> Native {
    Native::new(text, doc, run, NativeKind::Sequence)
}
pub const fn class_method(text: &'static str, doc: &'static str, run: NativeRun) -> Native {
    Native::new(text, doc, run, NativeKind::Class)
}
pub const fn static_method(text: &'static str, doc: &'static str, run: NativeRun) -> Native {
    Native::new(text, doc, run, NativeKind::Static)
}

/// Sets an attribute; with `None` deletes it.
pub type Setter = fn(&mut Vm, &Value, Slot) -> PyResult<()>;

/// A computed attribute of a type's instances.
pub struct GetSet {
    pub name: &'static str,
    pub doc: &'static str,
    pub get: fn(&mut Vm, &Value) -> PyResult,
    /// With `None`: delete.
    pub set: Option<Setter>,
}

pub const fn getter(name: &'static str, doc: &'static str, get: fn(&mut Vm, &Value) -> PyResult) -> GetSet {
    GetSet { name, doc, get, set: None }
}
pub const fn getset(
    name: &'static str,
    doc: &'static str,
    get: fn(&mut Vm, &Value) -> PyResult,
    set: fn(&mut Vm, &Value, Slot) -> PyResult<()>,
) -> GetSet {
    GetSet { name, doc, get, set: Some(set) }
}

/// An attribute that is one value field of the record (`member_descriptor`).
pub struct Member {
    pub name: &'static str,
    pub field: usize,
    pub writable: bool,
    pub doc: &'static str,
}

/// Calls an instance.
pub type Call = fn(&mut Vm, &Value, Vec<Value>, &[Value]) -> PyResult;

/// What a descriptor gives for an instance, or for the class alone.
pub type Get = fn(&mut Vm, &Value, Option<&Value>) -> PyResult;

/// A built-in type. Tables of a module live beside its functions; [`TypeSpec::EMPTY`] fills in.
pub struct TypeSpec {
    /// Dotted with the module for types outside builtins, as CPython's `tp_name`.
    pub name: &'static str,
    pub doc: &'static str,
    pub kind: Kind,
    /// `None`: object.
    pub base: Option<&'static TypeSpec>,
    /// [`tflag`](super::typeobj::tflag) bits.
    pub flags: u32,
    pub methods: &'static [Native],
    pub getsets: &'static [GetSet],
    pub members: &'static [Member],
    /// Value fields and raw words of a record.
    pub fields: u16,
    pub words: u16,
    /// CPython's `tp_basicsize` and `tp_itemsize`, for `__sizeof__` and `__basicsize__`.
    pub basicsize: u32,
    pub itemsize: u32,
    /// `None` for `__hash__`.
    pub unhashable: bool,
    /// `next(it)` without looking up `__next__`, for iterators that have no kind of their own.
    pub next: Option<fn(&mut Vm, &Value) -> PyResult<Slot>>,
    /// `descriptor.__get__(instance, owner)` without looking it up.
    pub get: Option<Get>,
    /// A data descriptor that reads the item of a tuple whose number is word 0 (`_tuplegetter`).
    pub reads_item: bool,
    /// A call without looking up `__call__`: the last arguments have these names.
    pub call: Option<Call>,
    /// What burial must do besides releasing the fields (close a file ...).
    pub on_burial: Option<fn(&mut Vm, &Value)>,
}

impl TypeSpec {
    pub const EMPTY: TypeSpec = TypeSpec {
        name: "",
        doc: "",
        kind: Kind::RECORD,
        base: None,
        flags: super::typeobj::tflag::CONTAINER,
        methods: &[],
        getsets: &[],
        members: &[],
        fields: 0,
        words: 0,
        basicsize: 16,
        itemsize: 0,
        unhashable: false,
        next: None,
        get: None,
        reads_item: false,
        call: None,
        on_burial: None,
    };
}
