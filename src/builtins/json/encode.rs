//! _json.Encoder: an object as text.

use crate::object::spec::{Member, getter, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Chars, Kind, PyResult, TextBuf, TypeSpec, Value};
use crate::types::iter::{instance, set_word, word};
use crate::types::numeric::float_text;
use crate::vm::Vm;

/// Fields.
const MARKERS: usize = 0;
const DEFAULT: usize = 1;
const STRINGS: usize = 2;
const INDENT: usize = 3;
const KEY_SEPARATOR: usize = 4;
const ITEM_SEPARATOR: usize = 5;
/// Words.
const SORT_KEYS: usize = 0;
const SKIP_KEYS: usize = 1;
const ALLOW_NAN: usize = 2;

const fn member(name: &'static str, field: usize) -> Member {
    Member { name, field, writable: false, doc: name }
}

pub static ENCODER: TypeSpec = TypeSpec {
    name: "_json.Encoder",
    doc: "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    flags: tflag::CONTAINER | tflag::BASETYPE,
    methods: &[
        static_method(
            "__new__(cls, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
            "Create and return a new object.",
            new,
        ),
        slot("__call__(self, /, obj, _current_indent_level)", "Call self as a function.", call),
    ],
    members: &[
        member("markers", MARKERS),
        member("default", DEFAULT),
        member("encoder", STRINGS),
        member("indent", INDENT),
        member("key_separator", KEY_SEPARATOR),
        member("item_separator", ITEM_SEPARATOR),
    ],
    getsets: &[
        getter("sort_keys", "sort_keys", |vm, v| {
            let on = word(vm, v, SORT_KEYS) != 0;
            Ok(vm.bool(on))
        }),
        getter("skipkeys", "skipkeys", |vm, v| {
            let on = word(vm, v, SKIP_KEYS) != 0;
            Ok(vm.bool(on))
        }),
    ],
    fields: 6,
    words: 3,
    basicsize: 80,
    ..TypeSpec::EMPTY
};

fn new(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if !a[1].is_none() && a[1].as_dict().is_none() {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("make_encoder() argument 1 must be dict or None, not {got}")));
    }
    for i in [5, 6] {
        vm.str_arg(&a[i], format_args!("make_encoder() argument {i}"))?;
    }
    let fields = [1, 2, 3, 4, 5, 6].map(|i| a[i].clone());
    let e = instance(vm, &a[0], fields);
    for (i, arg) in [7, 8, 9].into_iter().enumerate() {
        let on = vm.truth(&a[arg])?;
        set_word(vm, &e, i, i64::from(on));
    }
    Ok(e)
}

// --- strings ---------------------------------------------------------------------------------------------------

/// A str as JSON writes it.
///
/// # Errors
/// TypeError: "first argument must be a string, not int".
pub fn quoted(vm: &mut Vm, v: &Value, ascii: bool) -> PyResult {
    let Some(text) = v.as_str() else {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("first argument must be a string, not {got}")));
    };
    let mut out = TextBuf::with_capacity(text.len() + 2);
    write_quoted(&mut out, text.chars(), ascii);
    vm.str_from(&out)
}
fn write_quoted(out: &mut TextBuf, text: Chars<'_>, ascii: bool) {
    let plain = |c: u32| c >= 32 && c != 34 && c != 92 && (!ascii || c < 127);
    out.push(34);
    let mut done = 0;
    for (i, c) in text.iter().enumerate() {
        if plain(c) {
            continue;
        }
        out.push_chars(text.slice(done..i));
        done = i + 1;
        match c {
            34 => out.push_str("\\\""),
            92 => out.push_str("\\\\"),
            8 => out.push_str("\\b"),
            9 => out.push_str("\\t"),
            10 => out.push_str("\\n"),
            12 => out.push_str("\\f"),
            13 => out.push_str("\\r"),
            0x1_0000.. => {
                let c = c - 0x1_0000;
                out.push_str(&format!("\\u{:04x}\\u{:04x}", 0xD800 + (c >> 10), 0xDC00 + (c & 0x3FF)));
            }
            c => out.push_str(&format!("\\u{c:04x}")),
        }
    }
    out.push_chars(text.slice_from(done));
    out.push(34);
}

// --- values ----------------------------------------------------------------------------------------------------

/// How strings are written.
enum Strings {
    Ascii,
    Plain,
    Call(Value),
}
struct Encode {
    /// Containers that are being written, if circles are looked for.
    under_way: Option<Vec<usize>>,
    default: Value,
    strings: Strings,
    indent: Option<Value>,
    key_separator: Value,
    item_separator: Value,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
    level: usize,
    out: TextBuf,
}

fn call(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let field = |i: usize| vm.record_field(&a[0], i);
    let (markers, default, encoder, indent) = (field(MARKERS), field(DEFAULT), field(STRINGS), field(INDENT));
    let (key_separator, item_separator) = (field(KEY_SEPARATOR), field(ITEM_SEPARATOR));
    let level = vm.size_index(&a[2])?;
    let strings = match native_name(vm, &encoder) {
        "encode_basestring_ascii" => Strings::Ascii,
        "encode_basestring" => Strings::Plain,
        _ => Strings::Call(encoder),
    };
    let mut encode = Encode {
        under_way: if markers.is_none() { None } else { Some(Vec::new()) },
        default,
        strings,
        indent: Some(indent).filter(|i| !i.is_none()),
        key_separator,
        item_separator,
        sort_keys: word(vm, &a[0], SORT_KEYS) != 0,
        skip_keys: word(vm, &a[0], SKIP_KEYS) != 0,
        allow_nan: word(vm, &a[0], ALLOW_NAN) != 0,
        level: usize::try_from(level).unwrap_or(0),
        out: TextBuf::new(),
    };
    encode.value(vm, &a[1])?;
    let text = vm.str_from(&encode.out)?;
    vm.tuple(vec![text])
}
/// The name of a function of this module.
fn native_name(vm: &Vm, f: &Value) -> &'static str {
    if f.is_exactly(Kind::NATIVE) { vm.native_of(f).name() } else { "" }
}

impl Encode {
    fn value(&mut self, vm: &mut Vm, v: &Value) -> PyResult<()> {
        if let Some(scalar) = self.scalar(vm, v)? {
            self.out.push_str(&scalar);
            return Ok(());
        }
        if v.as_str().is_some() {
            return self.string(vm, v);
        }
        match v.kind().layout() {
            Kind::LIST | Kind::TUPLE => {
                vm.guarded(" while encoding a JSON object", |vm| self.marked(vm, v, Encode::list))
            }
            Kind::DICT => vm.guarded(" while encoding a JSON object", |vm| self.marked(vm, v, Encode::dict)),
            _ => self.marked(vm, v, |this, vm, v| {
                let stands_for = vm.call(&this.default, std::slice::from_ref(v))?;
                vm.guarded(" while encoding a JSON object", |vm| this.value(vm, &stands_for))
            }),
        }
    }
    /// Write `v`, which must not be inside of itself.
    fn marked(
        &mut self,
        vm: &mut Vm,
        v: &Value,
        write: fn(&mut Encode, &mut Vm, &Value) -> PyResult<()>,
    ) -> PyResult<()> {
        if let Some(under_way) = &mut self.under_way {
            if under_way.contains(&v.id()) {
                return Err(vm.value_error("Circular reference detected"));
            }
            under_way.push(v.id());
        }
        let result = write(self, vm, v);
        if let Some(under_way) = &mut self.under_way {
            under_way.pop();
        }
        result
    }
    /// None, bools and numbers.
    fn scalar(&mut self, vm: &mut Vm, v: &Value) -> PyResult<Option<String>> {
        Ok(Some(match v.kind().layout() {
            Kind::NONE => "null".to_owned(),
            Kind::BOOL => if v.as_word() == Some(0) { "false" } else { "true" }.to_owned(),
            Kind::INT => match v.as_word() {
                Some(word) => word.to_string(),
                None => {
                    let big = v.as_int().map(crate::object::Int::to_big).unwrap_or_default();
                    let exact = vm.heap.int_from_big(&big)?;
                    let shown = vm.repr(&exact)?;
                    vm.text(&shown)
                }
            },
            Kind::FLOAT => match v.as_float().unwrap_or_default() {
                x if x.is_finite() => float_text::repr(x),
                x if !self.allow_nan => {
                    let shown = vm.float(x);
                    let shown = vm.repr_text(&shown);
                    let message = format!("Out of range float values are not JSON compliant: {shown}");
                    return Err(vm.value_error(message));
                }
                x if x.is_nan() => "NaN".to_owned(),
                x => if x > 0.0 { "Infinity" } else { "-Infinity" }.to_owned(),
            },
            _ => return Ok(None),
        }))
    }
    fn string(&mut self, vm: &mut Vm, v: &Value) -> PyResult<()> {
        match &self.strings {
            Strings::Call(encoder) => {
                let text = vm.call(encoder, std::slice::from_ref(v))?;
                let Some(s) = text.as_str() else {
                    let got = vm.type_name(&text);
                    return Err(vm.type_error(format!("encoder() must return a string, not {got}")));
                };
                self.out.push_chars(s.chars());
            }
            how => {
                let ascii = matches!(how, Strings::Ascii);
                if let Some(s) = v.as_str() {
                    write_quoted(&mut self.out, s.chars(), ascii);
                }
            }
        }
        vm.check_room(self.out.len())
    }
    fn push(&mut self, text: &Value) {
        if let Some(s) = text.as_str() {
            self.out.push_chars(s.chars());
        }
    }
    /// A new line, if lines are indented.
    fn new_line(&mut self) {
        let Some(indent) = self.indent.clone() else { return };
        self.out.push(10);
        (0..self.level).for_each(|_| self.push(&indent));
    }
    fn separate(&mut self, first: bool) {
        if !first {
            let separator = self.item_separator.clone();
            self.push(&separator);
            self.new_line();
        }
    }
    fn list(&mut self, vm: &mut Vm, v: &Value) -> PyResult<()> {
        // A list may change while a default function runs.
        let item = |vm: &Vm, i: usize| match (v.as_list(), v.as_tuple()) {
            (Some(list), _) => list.get(&vm.heap, i),
            (_, Some(tuple)) => tuple.get(i).cloned(),
            _ => None,
        };
        if item(vm, 0).is_none() {
            self.out.push_str("[]");
            return Ok(());
        }
        self.out.push_str("[");
        self.level += 1;
        self.new_line();
        let mut i = 0;
        while let Some(each) = item(vm, i) {
            self.separate(i == 0);
            self.value(vm, &each)?;
            vm.release(each);
            vm.safe_point()?;
            i += 1;
        }
        self.level -= 1;
        self.new_line();
        self.out.push_str("]");
        Ok(())
    }
    fn dict(&mut self, vm: &mut Vm, v: &Value) -> PyResult<()> {
        if v.as_dict().is_some_and(|d| d.is_empty()) {
            self.out.push_str("{}");
            return Ok(());
        }
        self.out.push_str("{");
        self.level += 1;
        self.new_line();
        let mut first = true;
        for (key, value) in self.items(vm, v)? {
            if self.key(vm, &key, first)? {
                first = false;
                let separator = self.key_separator.clone();
                self.push(&separator);
                self.value(vm, &value)?;
            }
            vm.safe_point()?;
        }
        self.level -= 1;
        self.new_line();
        self.out.push_str("}");
        Ok(())
    }
    fn items(&mut self, vm: &mut Vm, v: &Value) -> PyResult<Vec<(Value, Value)>> {
        if !self.sort_keys && v.is_exactly(Kind::DICT) {
            return Ok(vm.dict_entries(v));
        }
        let name = vm.heap.intern_str("items");
        let items = vm.call_method(v, &name, &[])?;
        let items = vm.collect(&items)?;
        let list = vm.list(items)?;
        if self.sort_keys {
            let name = vm.heap.intern_str("sort");
            vm.call_method(&list, &name, &[])?;
        }
        let mut out = Vec::new();
        for pair in vm.collect(&list)? {
            match pair.as_tuple() {
                Some([key, value]) => out.push((key.clone(), value.clone())),
                _ => return Err(vm.value_error("items must return 2-tuples")),
            }
        }
        Ok(out)
    }
    /// Write a key; false if it is one to skip.
    fn key(&mut self, vm: &mut Vm, key: &Value, first: bool) -> PyResult<bool> {
        if key.as_str().is_some() {
            self.separate(first);
            self.string(vm, key)?;
            return Ok(true);
        }
        let Some(text) = self.scalar(vm, key)? else {
            if self.skip_keys {
                return Ok(false);
            }
            let got = vm.type_name(key);
            let message = format!("keys must be str, int, float, bool or None, not {got}");
            return Err(vm.type_error(message));
        };
        self.separate(first);
        let text = vm.str(&text);
        self.string(vm, &text)?;
        Ok(true)
    }
}
