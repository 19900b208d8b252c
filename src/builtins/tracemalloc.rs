//! _tracemalloc: the native half of `tracemalloc`, facts only.
//!
//! Invariant: what is made here to answer a question is not traced itself, as in CPython
//! (`Modules/_tracemalloc.c`), so looking does not change what is seen.
//! Deliberately absent: snapshots, statistics and their text, which `tracemalloc.py` makes.

use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;
use crate::vm::places::{MAX_FRAMES, Place};
use std::collections::HashMap;

static FUNCTIONS: &[Native] = &[
    native(
        "_get_object_traceback(obj, /)",
        "Get the traceback where the Python object obj was allocated.\n\nReturn a tuple of (filename: str, lineno: int) tuples.\nReturn None if the tracemalloc module is disabled or did not\ntrace the allocation of the object.",
        object_traceback,
    ),
    native(
        "_get_source_line(filename, lineno, /)",
        "The text of a line of a file, without its end; '' if there is none.",
        source_line,
    ),
    native(
        "_get_traces()",
        "Get traces of all memory blocks allocated by Python.\n\nReturn a list of (domain, size: int, traceback: tuple, total_nframe: int)\ntuples. traceback is a tuple of (filename: str, lineno: int) tuples.\n\nReturn an empty list if the tracemalloc module is disabled.",
        traces,
    ),
    native("clear_traces()", "Clear traces of memory blocks allocated by Python.", |vm, _| {
        vm.heap.memory().clear_traces();
        Ok(vm.none())
    }),
    native(
        "get_traceback_limit()",
        "Get the maximum number of frames stored in the traceback of a trace.\n\nBy default, a trace of an allocated memory block only stores\nthe most recent frame: the limit is 1.",
        |vm, _| Ok(vm.int(vm.trace_limit().max(1) as i64)),
    ),
    native(
        "get_traced_memory()",
        "Get the current size and peak size of memory blocks traced by tracemalloc.\n\nReturns a tuple: (current: int, peak: int).",
        |vm, _| {
            let (now, peak) = vm.heap.memory().traced();
            let (now, peak) = (vm.int(now as i64), vm.int(peak as i64));
            vm.tuple(vec![now, peak])
        },
    ),
    native(
        "get_tracemalloc_memory()",
        "Get the memory usage in bytes of the tracemalloc module.\n\nThis memory is used internally to trace memory allocations.",
        |vm, _| {
            let n = vm.tracing_bytes();
            Ok(vm.int(n as i64))
        },
    ),
    native(
        "is_tracing()",
        "Return True if the tracemalloc module is tracing Python memory allocations.",
        |vm, _| {
            let on = vm.heap.memory().is_tracing();
            Ok(vm.bool(on))
        },
    ),
    native(
        "reset_peak()",
        "Set the peak size of memory blocks traced by tracemalloc to the current size.\n\nDo nothing if the tracemalloc module is not tracing memory allocations.",
        |vm, _| {
            vm.heap.memory().reset_traced_peak();
            Ok(vm.none())
        },
    ),
    native(
        "start(nframe=1, /)",
        "Start tracing Python memory allocations.\n\nAlso set the maximum number of frames stored in the traceback of a\ntrace to nframe.",
        start,
    ),
    native(
        "stop()",
        "Stop tracing Python memory allocations.\n\nAlso clear traces of memory blocks allocated by Python.",
        |vm, _| {
            vm.stop_tracing_memory();
            Ok(vm.none())
        },
    ),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    Ok(vm.native_module(
        "_tracemalloc",
        "Debug module to trace memory blocks allocated by Python.",
        FUNCTIONS,
    ))
}

fn start(vm: &mut Vm, a: Args) -> PyResult {
    let limit = match a.opt(0) {
        None => 1,
        Some(v) => vm.index(v)?,
    };
    match usize::try_from(limit) {
        Ok(n) if (1..=MAX_FRAMES).contains(&n) => vm.start_tracing_memory(n),
        _ => return Err(vm.value_error(format!("the number of frames must be in range [1; {MAX_FRAMES}]"))),
    }
    Ok(vm.none())
}
/// ((file name, line), ...), the innermost frame first.
fn traceback_tuple(vm: &mut Vm, place: &Place, names: &mut HashMap<String, Value>) -> PyResult {
    let mut frames = Vec::with_capacity(place.lines.len());
    for (file, line) in &place.lines {
        let name = names.entry(file.clone()).or_insert_with(|| vm.str(file)).clone();
        let line = vm.int(i64::from(*line));
        frames.push(vm.tuple(vec![name, line])?);
    }
    vm.tuple(frames)
}
/// What `f` makes is not traced.
fn quietly(vm: &mut Vm, f: impl FnOnce(&mut Vm) -> PyResult) -> PyResult {
    let before = vm.heap.memory().set_quiet(true);
    let result = f(vm);
    vm.heap.memory().set_quiet(before);
    result
}
fn traces(vm: &mut Vm, _: Args) -> PyResult {
    let blocks = vm.heap.memory().traced_blocks();
    quietly(vm, |vm| {
        let (mut names, mut places) = (HashMap::new(), HashMap::new());
        let mut out = Vec::with_capacity(blocks.len());
        for block in blocks {
            let (traceback, total) = match places.get(&block.place) {
                Some((t, n)) => (Value::clone(t), *n),
                None => {
                    let Some(place) = vm.memory_place(block.place) else { continue };
                    let t = traceback_tuple(vm, &place, &mut names)?;
                    places.insert(block.place, (t.clone(), place.total));
                    (t, place.total)
                }
            };
            let (domain, size, total) = (vm.int(0), vm.int(block.size as i64), vm.int(i64::from(total)));
            out.push(vm.tuple(vec![domain, size, traceback, total])?);
        }
        vm.list(out)
    })
}
fn object_traceback(vm: &mut Vm, a: Args) -> PyResult {
    let number = vm.heap.place_of(&a[0]);
    let Some(place) = number.and_then(|n| vm.memory_place(n)) else { return Ok(vm.none()) };
    quietly(vm, |vm| traceback_tuple(vm, &place, &mut HashMap::new()))
}
fn source_line(vm: &mut Vm, a: Args) -> PyResult {
    let file = vm.text(&a[0]);
    let line = vm.index(&a[1])?;
    let text = vm.source_line(&file, u32::try_from(line).unwrap_or(0)).unwrap_or_default();
    Ok(vm.str(&text))
}
