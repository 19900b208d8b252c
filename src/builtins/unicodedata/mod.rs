//! unicodedata: the properties of characters in Unicode 15.1 (`Modules/unicodedata.c`).
//!
//! The tables are texts, a line for a character or a range, as tables.py writes them from CPython. Names, categories and normal
//! forms come from crates, which know later versions; what 15.1 does not assign is left alone.
//! Deliberately absent: `ucd_3_2_0`, an old version of everything.

use crate::object::spec::native;
use crate::object::{Args, Chars, Native, PyResult, Raised, TextBuf, Value};
use crate::types::unicode::{chars, names};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use crate::vm::errors::Exc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

static BIDIRECTIONAL: &str = include_str!("bidirectional.txt");
static WIDTH: &str = include_str!("width.txt");
static MIRRORED: &str = include_str!("mirrored.txt");
static NUMERIC: &str = include_str!("numeric.txt");
static DECOMPOSITION: &str = include_str!("decomposition.txt");

static FUNCTIONS: &[Native] = &[
    native(
        "bidirectional(chr, /)",
        "Returns the bidirectional class assigned to the character chr as string.\n\nIf no such value is defined, an empty string is returned.",
        |vm, a| {
            let c = character(vm, &a[0], "bidirectional() argument")?;
            Ok(vm.str(range_value(BIDIRECTIONAL, c)))
        },
    ),
    native(
        "category(chr, /)",
        "Returns the general category assigned to the character chr as string.",
        |vm, a| {
            let c = character(vm, &a[0], "category() argument")?;
            Ok(vm.str(chars::category(c)))
        },
    ),
    native(
        "combining(chr, /)",
        "Returns the canonical combining class assigned to the character chr as integer.\n\nReturns 0 if no combining class is defined.",
        |vm, a| {
            let c = character(vm, &a[0], "combining() argument")?;
            let class = chars::assigned(c).map_or(0, canonical_combining_class);
            Ok(vm.int(i64::from(class)))
        },
    ),
    native(
        "decimal(chr, default=<unrepresentable>, /)",
        "Converts a Unicode character into its equivalent decimal value.\n\nReturns the decimal value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
        |vm, a| {
            let c = character(vm, &a[0], "decimal() argument 1")?;
            let value = chars::decimal_value(c).map(|d| vm.int(i64::from(d)));
            or_default(vm, value, a, "not a decimal")
        },
    ),
    native(
        "decomposition(chr, /)",
        "Returns the character decomposition mapping assigned to the character chr as string.\n\nAn empty string is returned in case no such mapping is defined.",
        |vm, a| {
            let c = character(vm, &a[0], "decomposition() argument")?;
            Ok(vm.str(exact_value(DECOMPOSITION, c).unwrap_or("")))
        },
    ),
    native(
        "digit(chr, default=<unrepresentable>, /)",
        "Converts a Unicode character into its equivalent digit value.\n\nReturns the digit value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
        |vm, a| {
            let c = character(vm, &a[0], "digit() argument 1")?;
            let value = if chars::is_digit(c) { numeric_value(c) } else { None };
            let value = value.map(|n| vm.int(n as i64));
            or_default(vm, value, a, "not a digit")
        },
    ),
    native(
        "east_asian_width(chr, /)",
        "Returns the east asian width assigned to the character chr as string.",
        |vm, a| {
            let c = character(vm, &a[0], "east_asian_width() argument")?;
            Ok(vm.str(range_value(WIDTH, c)))
        },
    ),
    native(
        "is_normalized(form, unistr, /)",
        "Return whether the Unicode string unistr is in the normal form 'form'.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.",
        |vm, a| {
            let normal = normal_form(vm, "is_normalized", a)?;
            let same = normal.is_none_or(|n| a[1].as_str().is_some_and(|s| s.chars() == n.as_chars()));
            Ok(vm.bool(same))
        },
    ),
    native(
        "lookup(name, /)",
        "Look up character by name.\n\nIf a character with the given name is found, return the\ncorresponding character.  If not found, KeyError is raised.",
        lookup,
    ),
    native(
        "mirrored(chr, /)",
        "Returns the mirrored property assigned to the character chr as integer.\n\nReturns 1 if the character has been identified as a \"mirrored\"\ncharacter in bidirectional text, 0 otherwise.",
        |vm, a| {
            let c = character(vm, &a[0], "mirrored() argument")?;
            Ok(vm.int(i64::from(range_value(MIRRORED, c) == "1")))
        },
    ),
    native(
        "name(chr, default=<unrepresentable>, /)",
        "Returns the name assigned to the character chr as a string.\n\nIf no name is defined, default is returned, or, if not given,\nValueError is raised.",
        |vm, a| {
            let c = character(vm, &a[0], "name() argument 1")?;
            let value = names::name(c).map(|n| vm.str(&n));
            or_default(vm, value, a, "no such name")
        },
    ),
    native(
        "normalize(form, unistr, /)",
        "Return the normal form 'form' for the Unicode string unistr.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.",
        |vm, a| match normal_form(vm, "normalize", a)? {
            Some(text) => vm.str_from(&text),
            None => Ok(a[1].clone()),
        },
    ),
    native(
        "numeric(chr, default=<unrepresentable>, /)",
        "Converts a Unicode character into its equivalent numeric value.\n\nReturns the numeric value assigned to the character chr as float.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
        |vm, a| {
            let c = character(vm, &a[0], "numeric() argument 1")?;
            let value = numeric_value(c).map(|n| vm.float(n));
            or_default(vm, value, a, "not a numeric character")
        },
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc = "This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters. The data in\nthis database is based on the UnicodeData.txt file version\n15.1.0 which is publicly available from the Unicode website.\n\nThe module uses the same names and symbols as defined by the\nUnicodeData File Format 15.1.0.";
    let module = vm.native_module("unicodedata", doc, FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    let version = vm.heap.intern_str("15.1.0");
    vm.put(&dict, "unidata_version", version);
    Ok(module)
}

/// An argument that is one character.
fn character(vm: &mut Vm, v: &Value, what: &str) -> PyResult<u32> {
    if let Some(s) = v.as_str().filter(|s| s.len() == 1) {
        return Ok(s.chars().get(0));
    }
    let got = vm.arg_type_name(v);
    Err(vm.type_error(format!("{what} must be a unicode character, not {got}")))
}
fn or_default(vm: &mut Vm, value: Option<Value>, a: Args<'_>, fault: &str) -> PyResult {
    match value.or_else(|| a.opt(1).cloned()) {
        Some(v) => Ok(v),
        None => Err(vm.value_error(fault)),
    }
}

// --- tables ----------------------------------------------------------------------------------------------------

/// The last line of a table that is not behind `code`: its code point and what stands there.
fn line(table: &'static str, code: u32) -> Option<(u32, &'static str)> {
    let bytes = table.as_bytes();
    let parse = |start: usize| {
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(table.len(), |i| start + i);
        let (first, rest) = table[start..end].split_once(' ')?;
        Some((u32::from_str_radix(first, 16).ok()?, rest, end + 1))
    };
    // The line wanted begins in low..high; the one at `low` is not behind `code`.
    let (mut low, mut high) = (0, table.len());
    if parse(0)?.0 > code {
        return None;
    }
    loop {
        let middle = low + (high - low) / 2;
        let start = memchr::memrchr(b'\n', &bytes[..middle]).map_or(0, |i| i + 1);
        let start = if start <= low { parse(low)?.2 } else { start };
        if start >= high {
            let (first, rest, _) = parse(low)?;
            return Some((first, rest));
        }
        if parse(start)?.0 <= code { low = start } else { high = start }
    }
}
fn range_value(table: &'static str, code: u32) -> &'static str {
    line(table, code).map_or("", |(_, value)| value)
}
fn exact_value(table: &'static str, code: u32) -> Option<&'static str> {
    line(table, code).filter(|(first, _)| *first == code).map(|(_, value)| value)
}
fn numeric_value(code: u32) -> Option<f64> {
    if let Some(digit) = chars::decimal_value(code) {
        return Some(f64::from(digit));
    }
    let value = exact_value(NUMERIC, code)?;
    let (over, under) = value.split_once('/').unwrap_or((value, "1"));
    Some(over.parse::<f64>().ok()? / under.parse::<f64>().ok()?)
}

// --- names and normal forms ------------------------------------------------------------------------------------

fn lookup(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let name = match a[0].as_str() {
        Some(s) => s.to_string(),
        None => String::from_utf8_lossy(&crate::types::bytes::bytes_arg(vm, &a[0])?).into_owned(),
    };
    if let Some(c) = names::lookup(&name) {
        return Ok(vm.heap.str_from_chars(Chars::Ucs4(&[c]))?);
    }
    let message = vm.str(&format!("undefined character name '{name}'"));
    let Raised(e) = vm.err_with(Exc::KeyError, vec![message]);
    Err(Raised(e))
}
/// The normal form of an argument; `None` if that is what it is.
fn normal_form(vm: &mut Vm, function: &str, a: Args<'_>) -> PyResult<Option<TextBuf>> {
    let form = vm.str_arg(&a[0], format_args!("{function}() argument 1"))?.to_string_lossy();
    let text = vm.str_arg(&a[1], format_args!("{function}() argument 2"))?;
    let normal: fn(&str) -> String = match form.as_str() {
        "NFC" => |s| s.nfc().collect(),
        "NFD" => |s| s.nfd().collect(),
        "NFKC" => |s| s.nfkc().collect(),
        "NFKD" => |s| s.nfkd().collect(),
        _ => return Err(vm.value_error("invalid normalization form")),
    };
    if text.is_ascii() {
        return Ok(None);
    }
    // What is no character of this version stands between texts.
    let (mut out, mut run) = (TextBuf::new(), String::new());
    for code in text.iter() {
        if let Some(c) = chars::assigned(code) {
            run.push(c);
            continue;
        }
        out.push_str(&normal(&run));
        run.clear();
        out.push(code);
    }
    out.push_str(&normal(&run));
    Ok(Some(out))
}
