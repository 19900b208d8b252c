//! _sre: regular expressions (`Modules/_sre/`, `Lib/re/`).
//!
//! A pattern is parsed into a tree ([`parse`]), the tree becomes a program ([`compile`], with [`info`] and
//! [`charset`]), and a backtracking [`matcher`] runs that on a subject where it lies ([`engine`], [`subject`]). The objects are
//! [`pattern`], [`match_object`] and [`scanner`]; [`template`] and [`replace`] are what `sub` needs.
//! Deliberately absent: flags, the cache and the module's functions, which `re.py` has.

mod ast;
mod charset;
mod compile;
mod engine;
mod info;
mod match_object;
mod matcher;
mod op;
mod parse;
mod pattern;
mod replace;
mod scanner;
mod source;
mod subject;
mod template;

use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Raised, Slot, Value};
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use crate::vm::errors::Exc;
use source::Stop;
use subject::Subject;

static FUNCTIONS: &[Native] = &[
    native("compile(pattern, flags, /)", "Compile a pattern.", compile_pattern),
    native(
        "scanner(phrases, flags, /)",
        "Compile phrases to one pattern in which each phrase is a group.",
        compile_phrases,
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let module = vm.native_module("_sre", "", FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    for (name, spec) in [("Pattern", &pattern::PATTERN), ("Match", &match_object::MATCH)] {
        let class = vm.type_value(spec);
        vm.put(&dict, name, class);
    }
    Ok(module)
}

/// Numbers that stand in the objects themselves are read as CPython's members are.
fn readonly(vm: &mut Vm, _: &Value, _: Slot) -> PyResult<()> {
    Err(vm.err(Exc::AttributeError, "readonly attribute"))
}
/// The exception for what stopped a compilation of `pattern`: `re.PatternError`, or what came from elsewhere.
fn raise(vm: &mut Vm, stop: Stop, pattern: &Value) -> Raised {
    let (message, at) = match stop {
        Stop::Raised(raised) => return raised,
        Stop::Error { message, at } => (message, at),
    };
    let made = vm.str_from(&message).and_then(|message| {
        let class = match vm.loaded("re")? {
            Some(module) => vm.get_attr_str(&module, "PatternError")?,
            None => vm.exc_value(Exc::ValueError),
        };
        let mut args = vec![message];
        if let Some(at) = at {
            args.extend([pattern.clone(), vm.int(at as i64)]);
        }
        vm.call(&class, &args)
    });
    made.map_or_else(|e| e, Raised)
}
fn flags_arg(vm: &mut Vm, v: &Value) -> PyResult<u32> {
    let Some(flags) = v.as_int() else {
        let got = vm.type_name(v);
        return Err(vm.type_error(format!("unsupported operand type(s) for &: '{got}' and 'int'")));
    };
    Ok(flags.word().unwrap_or(0) as u32)
}

fn compile_pattern(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let flags = flags_arg(vm, &a[1])?;
    let text = Subject::any(vm, &a[0])?;
    let parsed = parse::parse(vm, text.chars(), text.is_text(), flags).and_then(|parsed| {
        let flags = flags | parsed.flags;
        compile::compile(&parsed, flags).map(|code| (parsed, flags, code))
    });
    let (parsed, flags, code) = parsed.map_err(|stop| raise(vm, stop, &a[0]))?;
    let mut names = Vec::new();
    for (name, group) in &parsed.names {
        names.push((vm.str_from(name)?, *group));
    }
    pattern::make(vm, &a[0], flags, &code, parsed.groups, &names)
}
/// For `re.Scanner`: groups inside of a phrase have numbers of their own, and are nobody's business.
fn compile_phrases(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let flags = flags_arg(vm, &a[1])?;
    let (mut ways, mut inner) = (Vec::new(), 0);
    for phrase in vm.collect(&a[0])? {
        let text = Subject::any(vm, &phrase)?;
        let parsed = parse::parse(vm, text.chars(), text.is_text(), flags);
        let parsed = parsed.map_err(|stop| raise(vm, stop, &phrase))?;
        inner = inner.max(parsed.groups);
        let body = parsed.body;
        let number = Some(ways.len() as u32 + 1);
        ways.push(ast::Seq::new(vec![ast::Node::Group { number, add: 0, del: 0, body }]));
    }
    let groups = ways.len() as u32;
    if inner > groups {
        return Err(vm.runtime_error("invalid SRE code"));
    }
    let body = ast::Seq::new(vec![ast::Node::Branch(ways)]);
    let none = vm.none();
    let parsed = parse::Parsed { body, flags, groups, names: Vec::new() };
    let code = compile::compile(&parsed, flags).map_err(|stop| raise(vm, stop, &none))?;
    pattern::make(vm, &none, flags, &code, groups, &[])
}
