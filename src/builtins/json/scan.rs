//! _json.Scanner: one value of a document.

use super::{decode_error, string};
use crate::object::spec::{Member, getter, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, Chars, PyResult, TypeSpec, Value};
use crate::types::iter::{instance, set_word, word};
use crate::vm::Vm;

/// Fields: the hooks of the decoder. Word: whether control characters in strings are faults.
const OBJECT_HOOK: usize = 0;
const PAIRS_HOOK: usize = 1;
const PARSE_FLOAT: usize = 2;
const PARSE_INT: usize = 3;
const PARSE_CONSTANT: usize = 4;
const NAMES: [&str; 5] = ["object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"];

const fn member(name: &'static str, field: usize) -> Member {
    Member { name, field, writable: false, doc: "" }
}

pub static SCANNER: TypeSpec = TypeSpec {
    name: "_json.Scanner",
    doc: "JSON scanner object",
    flags: tflag::CONTAINER | tflag::BASETYPE,
    methods: &[
        static_method("__new__(cls, context)", "Create and return a new object.", |vm, a| {
            let strict = vm.get_attr_str(&a[1], "strict")?;
            let strict = vm.truth(&strict)?;
            let mut hooks = Vec::with_capacity(5);
            for name in NAMES {
                hooks.push(vm.get_attr_str(&a[1], name)?);
            }
            let Ok(hooks) = <[Value; 5]>::try_from(hooks) else { return Ok(vm.none()) };
            let s = instance(vm, &a[0], hooks);
            set_word(vm, &s, 0, i64::from(strict));
            Ok(s)
        }),
        slot("__call__(self, /, string, idx)", "Call self as a function.", scan_once),
    ],
    members: &[
        member("object_hook", OBJECT_HOOK),
        member("object_pairs_hook", PAIRS_HOOK),
        member("parse_float", PARSE_FLOAT),
        member("parse_int", PARSE_INT),
        member("parse_constant", PARSE_CONSTANT),
    ],
    getsets: &[getter("strict", "strict", |vm, v| {
        let strict = word(vm, v, 0) != 0;
        Ok(vm.bool(strict))
    })],
    fields: 5,
    words: 1,
    basicsize: 72,
    ..TypeSpec::EMPTY
};

fn scan_once(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let at = vm.size_index(&a[2])?;
    let Some(text) = a[1].as_str() else {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("first argument must be a string, not {got}")));
    };
    let Ok(at) = usize::try_from(at) else { return Err(vm.value_error("idx cannot be negative")) };
    // The built-in classes need not be called.
    let (float, int, keys) = (vm.builtin("float"), vm.builtin("int"), vm.heap.dict());
    let hook = |i: usize| Some(vm.record_field(&a[0], i)).filter(|v| !v.is_none());
    let scan = Scan {
        document: &a[1],
        text: text.chars(),
        strict: word(vm, &a[0], 0) != 0,
        object_hook: hook(OBJECT_HOOK),
        pairs_hook: hook(PAIRS_HOOK),
        parse_float: hook(PARSE_FLOAT).filter(|f| !f.is(&float)),
        parse_int: hook(PARSE_INT).filter(|f| !f.is(&int)),
        parse_constant: vm.record_field(&a[0], PARSE_CONSTANT),
        keys,
    };
    let (value, next) = scan.value(vm, at)?;
    let next = vm.int(next as i64);
    vm.pair(value, next)
}

struct Scan<'a> {
    document: &'a Value,
    text: Chars<'a>,
    strict: bool,
    object_hook: Option<Value>,
    pairs_hook: Option<Value>,
    parse_float: Option<Value>,
    parse_int: Option<Value>,
    parse_constant: Value,
    /// Equal keys of a document are one object.
    keys: Value,
}

impl Scan<'_> {
    fn at(&self, i: usize) -> char {
        self.text.try_get(i).and_then(char::from_u32).unwrap_or('\0')
    }
    fn is(&self, i: usize, c: char) -> bool {
        self.text.try_get(i) == Some(u32::from(c))
    }
    fn skip_space(&self, mut i: usize) -> usize {
        while matches!(self.text.try_get(i), Some(32 | 9 | 10 | 13)) {
            i += 1;
        }
        i
    }
    fn has(&self, at: usize, word: &str) -> bool {
        at + word.len() <= self.text.len() && self.text.slice(at..at + word.len()) == *word
    }
    fn error<T>(&self, vm: &mut Vm, message: &str, at: usize) -> PyResult<T> {
        Err(decode_error(vm, message, self.document, at))
    }
    /// The value at `at` and the place behind it; StopIteration with the place if there is none.
    fn value(&self, vm: &mut Vm, at: usize) -> PyResult<(Value, usize)> {
        match self.at(at) {
            '"' => string::scan(vm, self.document, self.text, at + 1, self.strict),
            '{' => vm
                .guarded(" while decoding a JSON object from a unicode string", |vm| self.object(vm, at + 1)),
            '[' => {
                vm.guarded(" while decoding a JSON array from a unicode string", |vm| self.array(vm, at + 1))
            }
            'n' if self.has(at, "null") => Ok((vm.none(), at + 4)),
            't' if self.has(at, "true") => Ok((vm.bool(true), at + 4)),
            'f' if self.has(at, "false") => Ok((vm.bool(false), at + 5)),
            'N' if self.has(at, "NaN") => self.constant(vm, "NaN", at),
            'I' if self.has(at, "Infinity") => self.constant(vm, "Infinity", at),
            '-' if self.has(at, "-Infinity") => self.constant(vm, "-Infinity", at),
            _ => self.number(vm, at),
        }
    }
    fn constant(&self, vm: &mut Vm, name: &str, at: usize) -> PyResult<(Value, usize)> {
        let text = vm.heap.intern_str(name);
        Ok((vm.call(&self.parse_constant, &[text])?, at + name.len()))
    }
    fn object(&self, vm: &mut Vm, at: usize) -> PyResult<(Value, usize)> {
        let pairs = self.pairs_hook.as_ref().map(|_| vm.heap.empty_list());
        let dict = vm.heap.dict();
        let mut at = self.skip_space(at);
        while !self.is(at, '}') {
            if !self.is(at, '"') {
                return self.error(vm, "Expecting property name enclosed in double quotes", at);
            }
            let (key, next) = string::scan(vm, self.document, self.text, at + 1, self.strict)?;
            let key = match vm.dict_get(&self.keys, &key)? {
                Some(known) => known,
                None => {
                    vm.dict_set(&self.keys, key.clone(), key.clone())?;
                    key
                }
            };
            at = self.skip_space(next);
            if !self.is(at, ':') {
                return self.error(vm, "Expecting ':' delimiter", at);
            }
            let (value, next) = self.value(vm, self.skip_space(at + 1))?;
            match pairs.as_ref().and_then(Value::as_list) {
                Some(list) => {
                    let pair = vm.pair(key, value)?;
                    list.push(&mut vm.heap, pair)?;
                }
                None => vm.dict_set(&dict, key, value)?,
            }
            match self.behind_item(vm, next, '}', "Illegal trailing comma before end of object")? {
                (next, true) => at = next,
                (next, false) => {
                    at = next;
                    break;
                }
            }
        }
        let value = match (&self.pairs_hook, pairs, &self.object_hook) {
            (Some(hook), Some(pairs), _) => vm.call(hook, &[pairs])?,
            (_, _, Some(hook)) => vm.call(hook, &[dict])?,
            _ => dict,
        };
        Ok((value, at + 1))
    }
    fn array(&self, vm: &mut Vm, at: usize) -> PyResult<(Value, usize)> {
        let list = vm.heap.empty_list();
        let mut at = self.skip_space(at);
        let mut more = !self.is(at, ']');
        while more {
            let (value, next) = self.value(vm, at)?;
            if let Some(list) = list.as_list() {
                list.push(&mut vm.heap, value)?;
            }
            (at, more) = self.behind_item(vm, next, ']', "Illegal trailing comma before end of array")?;
        }
        Ok((list, at + 1))
    }
    /// Behind an item: the place of the next one, or of the end.
    fn behind_item(&self, vm: &mut Vm, at: usize, end: char, trailing: &str) -> PyResult<(usize, bool)> {
        let comma = self.skip_space(at);
        if self.is(comma, end) {
            return Ok((comma, false));
        }
        if !self.is(comma, ',') {
            return self.error(vm, "Expecting ',' delimiter", comma);
        }
        vm.safe_point()?;
        let next = self.skip_space(comma + 1);
        if self.is(next, end) { self.error(vm, trailing, comma) } else { Ok((next, true)) }
    }
    fn digits(&self, mut at: usize) -> usize {
        while self.at(at).is_ascii_digit() {
            at += 1;
        }
        at
    }
    fn number(&self, vm: &mut Vm, start: usize) -> PyResult<(Value, usize)> {
        let first = start + usize::from(self.is(start, '-'));
        let mut end = match self.at(first) {
            '0' => first + 1,
            '1'..='9' => self.digits(first),
            _ => {
                let place = vm.int(start as i64);
                return Err(vm.stop_iteration(Some(place)));
            }
        };
        let mut is_float = false;
        if self.is(end, '.') && self.at(end + 1).is_ascii_digit() {
            (is_float, end) = (true, self.digits(end + 1));
        }
        if matches!(self.at(end), 'e' | 'E') {
            let digits = end + 1 + usize::from(matches!(self.at(end + 1), '+' | '-'));
            if self.at(digits).is_ascii_digit() {
                (is_float, end) = (true, self.digits(digits));
            }
        }
        let text = self.text.slice(start..end);
        let hook = if is_float { &self.parse_float } else { &self.parse_int };
        if let Some(hook) = hook {
            let text = vm.heap.str_from_chars(text)?;
            return Ok((vm.call(hook, &[text])?, end));
        }
        let plain = text.to_string_lossy();
        if is_float {
            return Ok((vm.float(plain.parse().unwrap_or(f64::NAN)), end));
        }
        if let Ok(word) = plain.parse() {
            return Ok((vm.int(word), end));
        }
        let (text, class) = (vm.heap.str_from_chars(text)?, vm.builtin("int"));
        Ok((vm.call(&class, &[text])?, end))
    }
}
