//! _traceback: what `traceback` and `linecache` (frozen modules) share with the interpreter's own printer.

use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::syntax::ast::Span;
use crate::vm::Vm;
use crate::vm::carets;
use crate::vm::traceback::closest_name;

static FUNCTIONS: &[Native] = &[
    native("closest_name(wrong, names, /)", "The name that was probably meant, or None.", closest),
    native(
        "draw(lines, lineno, end_lineno, colno, end_colno, /)",
        "The source lines of a traceback entry, with carets under what ran.",
        draw,
    ),
    native(
        "position(code, lasti, /)",
        "The place of an instruction: (line, end line, column, end column), or None for each.",
        position,
    ),
    native("source_lines(filename, /)", "The lines of a text that is no file, or None.", source_lines),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    Ok(vm.native_module("_traceback", "What the printer of tracebacks knows.", FUNCTIONS))
}

fn closest(vm: &mut Vm, a: Args) -> PyResult {
    let wrong = vm.text(&a[0]);
    let names: Vec<String> = vm.collect(&a[1])?.iter().map(|name| vm.text(name)).collect();
    match closest_name(&wrong, &names) {
        Some(name) => Ok(vm.heap.try_str(&name)?),
        None => Ok(vm.none()),
    }
}

fn number(vm: &mut Vm, v: &Value) -> PyResult<u32> {
    Ok(u32::try_from(vm.clamped_index(v)?.max(0)).unwrap_or(u32::MAX))
}

fn draw(vm: &mut Vm, a: Args) -> PyResult {
    let text = vm.text(&a[0]);
    let lines: Vec<String> =
        text.strip_suffix('\n').unwrap_or(&text).split('\n').map(str::to_owned).collect();
    let span = Span {
        line: number(vm, &a[1])?,
        end_line: number(vm, &a[2])?,
        col: number(vm, &a[3])?,
        end_col: number(vm, &a[4])?,
    };
    let mut out = String::new();
    carets::render(&lines, span, &mut out);
    Ok(vm.heap.try_str(&out)?)
}

fn position(vm: &mut Vm, a: Args) -> PyResult {
    let at = vm.clamped_index(&a[1])? / crate::types::code::WIDTH;
    let span = match (a[0].as_code(), usize::try_from(at)) {
        (Some(code), Ok(at)) if at < code.spans().len() => code.position(at),
        _ => Span::default(),
    };
    let place = [span.line, span.end_line, span.col, span.end_col];
    let parts = place.map(|n| if span.line == 0 { vm.none() } else { vm.int(n.into()) });
    vm.tuple(parts.to_vec())
}

fn source_lines(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.text(&a[0]);
    let known = vm.sources.get(&name).cloned();
    let lines = known.or_else(|| {
        let module = name.strip_prefix("<frozen ")?.strip_suffix('>')?;
        Some(super::frozen::standard(module)?.source.lines().map(str::to_owned).collect())
    });
    let Some(lines) = lines else { return Ok(vm.none()) };
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        out.push(vm.heap.try_str(&line)?);
    }
    vm.list(out)
}
