//! Frame and traceback objects: their attributes. The machine makes them (`vm/traceback.rs`).

use crate::object::spec::{getset, getter, native, slot, static_method};
use crate::object::typeobj::tflag;
use crate::object::{Args, GetSet, Kind, Native, PyResult, Slot, TypeSpec, Value};
use crate::vm::Vm;
use crate::vm::generator::state;
use crate::vm::traceback::{field as tbfield, frame_field as field, tracing_bit as bit};

fn back(vm: &mut Vm, f: &Value) -> PyResult {
    match vm.live_frame(f) {
        Some(0) => Ok(vm.none()),
        Some(i) => Ok(vm.frame_object(i - 1)),
        None => Ok(vm.record_field(f, field::BACK)),
    }
}
fn code(vm: &mut Vm, f: &Value) -> PyResult {
    Ok(vm.record_field(f, field::CODE))
}
fn globals(vm: &mut Vm, f: &Value) -> PyResult {
    Ok(vm.record_field(f, field::GLOBALS))
}
fn builtins(vm: &mut Vm, f: &Value) -> PyResult {
    let globals = vm.record_field(f, field::GLOBALS);
    Ok(vm.builtins_of(&globals))
}
/// The namespace itself for modules and classes; for functions a proxy that writes through.
fn locals(vm: &mut Vm, f: &Value) -> PyResult {
    let namespace = vm.record_field(f, field::NAMESPACE);
    if !namespace.is_none() && !namespace.is_exactly(Kind::WEAKREF) {
        return Ok(namespace);
    }
    Ok(super::frame_locals::proxy(vm, f))
}
fn lineno(vm: &mut Vm, f: &Value) -> PyResult {
    let line = vm.frame_line(f);
    Ok(vm.int(i64::from(line)))
}
fn lasti(vm: &mut Vm, f: &Value) -> PyResult {
    let at = vm.frame_lasti(f);
    Ok(vm.int(at as i64 * super::code::WIDTH))
}
fn trace(vm: &mut Vm, f: &Value) -> PyResult {
    Ok(vm.record_field(f, field::TRACE))
}
fn set_trace(vm: &mut Vm, f: &Value, v: Slot) -> PyResult<()> {
    if let Some(r) = f.as_record()
        && let Some(old) = r.set(&mut vm.heap, field::TRACE, v)
    {
        vm.release(old);
    }
    Ok(())
}
fn bit_of(vm: &mut Vm, f: &Value, bit: u64) -> bool {
    f.as_record().is_some_and(|r| r.word(&vm.heap, field::TRACING) & bit != 0)
}
/// Set the bit when the attribute is `when`.
fn set_bit(vm: &mut Vm, f: &Value, bit: u64, when: bool, v: Slot) -> PyResult<()> {
    let Some(v) = v else { return Err(vm.attribute_error(f, &vm.none(), "cannot delete attribute")) };
    if !v.is_exactly(Kind::BOOL) {
        return Err(vm.type_error("attribute value type must be bool"));
    }
    let on = vm.truth(&v)? == when;
    if let Some(r) = f.as_record() {
        let bits = r.word(&vm.heap, field::TRACING);
        r.set_word(&mut vm.heap, field::TRACING, if on { bits | bit } else { bits & !bit });
    }
    Ok(())
}
fn trace_lines(vm: &mut Vm, f: &Value) -> PyResult {
    let off = bit_of(vm, f, bit::NO_LINES);
    Ok(vm.bool(!off))
}
fn set_trace_lines(vm: &mut Vm, f: &Value, v: Slot) -> PyResult<()> {
    set_bit(vm, f, bit::NO_LINES, false, v)
}
fn trace_opcodes(vm: &mut Vm, f: &Value) -> PyResult {
    let on = bit_of(vm, f, bit::OPCODES);
    Ok(vm.bool(on))
}
fn set_trace_opcodes(vm: &mut Vm, f: &Value, v: Slot) -> PyResult<()> {
    set_bit(vm, f, bit::OPCODES, true, v)
}
fn frame_repr(vm: &mut Vm, a: Args<'_>) -> PyResult {
    let code = vm.frame_code(&a[0]);
    let file = vm.record_field(&code, crate::object::code::field::FILENAME);
    let name = vm.record_field(&code, crate::object::code::field::NAME);
    let file = vm.repr_text(&file);
    let text = format!(
        "<frame at {:#x}, file {file}, line {}, code {}>",
        a[0].id(),
        vm.frame_line(&a[0]),
        vm.text(&name)
    );
    Ok(vm.str(&text))
}
/// Let go of the locals of a frame that has ended.
fn clear(vm: &mut Vm, a: Args<'_>) -> PyResult {
    if vm.live_frame(&a[0]).is_some() {
        return Err(vm.runtime_error("cannot clear an executing frame"));
    }
    if let Some(generator) = vm.suspended_generator(&a[0]) {
        if vm.generator_state(&generator) == state::SUSPENDED {
            return Err(vm.runtime_error("cannot clear a suspended frame"));
        }
        // It has not begun: it never will.
        vm.close_suspended(&generator);
        return vm.generator_close(&generator);
    }
    if let Some(r) = a[0].as_record() {
        for i in field::EXTRA..r.len() {
            if let Some(v) = r.set(&mut vm.heap, i, None) {
                vm.release(v);
            }
        }
    }
    Ok(vm.none())
}

fn tb_frame(vm: &mut Vm, t: &Value) -> PyResult {
    Ok(vm.record_field(t, tbfield::FRAME))
}
fn tb_next(vm: &mut Vm, t: &Value) -> PyResult {
    Ok(vm.record_field(t, tbfield::NEXT))
}
fn set_tb_next(vm: &mut Vm, t: &Value, v: Slot) -> PyResult<()> {
    let Some(v) = v else { return Err(vm.type_error("can't delete tb_next attribute")) };
    if !v.is_none() && !v.has_layout(Kind::TRACEBACK) {
        let got = vm.type_name(&v);
        return Err(vm.type_error(format!("expected traceback object or None, got '{got}'")));
    }
    let mut at = Some(v.clone()).filter(|v| !v.is_none());
    while let Some(n) = at {
        if n.is(t) {
            return Err(vm.value_error("traceback loop detected"));
        }
        at = n.as_record().and_then(|r| r.get(&vm.heap, tbfield::NEXT));
    }
    if let Some(r) = t.as_record()
        && let Some(old) = r.set(&mut vm.heap, tbfield::NEXT, Some(v).filter(|v| !v.is_none()))
    {
        vm.release(old);
    }
    Ok(())
}
fn tb_word(vm: &Vm, t: &Value, i: usize) -> i64 {
    t.as_record().map_or(0, |r| r.word(&vm.heap, i)) as i64
}
fn tb_lineno(vm: &mut Vm, t: &Value) -> PyResult {
    Ok(vm.int(tb_word(vm, t, tbfield::LINENO)))
}
fn tb_lasti(vm: &mut Vm, t: &Value) -> PyResult {
    Ok(vm.int(tb_word(vm, t, tbfield::LASTI) * super::code::WIDTH))
}

fn tb_new(vm: &mut Vm, a: Args) -> PyResult {
    if !a[1].is_none() && !a[1].has_layout(Kind::TRACEBACK) {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("expected traceback object or None, got '{got}'")));
    }
    if !a[2].has_layout(Kind::FRAME) {
        let got = vm.type_name(&a[2]);
        return Err(vm.type_error(format!("traceback() argument 'tb_frame' must be frame, not {got}")));
    }
    let (lasti, line) = (vm.size_index(&a[3])?, vm.size_index(&a[4])?);
    let tb = vm.heap.record(vm.heap.type_of(Kind::TRACEBACK), 2);
    if let Some(r) = tb.as_record() {
        r.set(&mut vm.heap, tbfield::NEXT, Some(a[1].clone()).filter(|next| !next.is_none()));
        r.set(&mut vm.heap, tbfield::FRAME, Some(a[2].clone()));
        r.set_word(&mut vm.heap, tbfield::LASTI, (lasti / super::code::WIDTH) as u64);
        r.set_word(&mut vm.heap, tbfield::LINENO, line as u64);
    }
    Ok(tb)
}

static FRAME_METHODS: [Native; 2] = [
    slot("__repr__(self, /)", "Return repr(self).", frame_repr),
    native("clear(self, /)", "F.clear(): clear all references held by the frame", clear),
];
static FRAME_ATTRS: [GetSet; 10] = [
    getter("f_back", "next outer frame (this frame's caller)", back),
    getter("f_code", "code object being executed in this frame", code),
    getter("f_globals", "global namespace seen by this frame", globals),
    getter("f_builtins", "built-in namespace seen by this frame", builtins),
    getter("f_locals", "local namespace seen by this frame", locals),
    getter("f_lineno", "current line number", lineno),
    getter("f_lasti", "place of the last instruction in co_code", lasti),
    getset("f_trace", "tracing function for this frame, or None", trace, set_trace),
    getset("f_trace_lines", "whether it hears of lines", trace_lines, set_trace_lines),
    getset("f_trace_opcodes", "whether it hears of instructions", trace_opcodes, set_trace_opcodes),
];
static TRACEBACK_METHODS: [Native; 2] = [
    static_method(
        "__new__(cls, tb_next, tb_frame, tb_lasti, tb_lineno)",
        "Create and return a new object.  See help(type) for accurate signature.",
        tb_new,
    ),
    native("__dir__(self, /)", "The attributes of a traceback.", |vm, _| {
        let names = ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map(|name| vm.heap.intern_str(name));
        vm.list(names.to_vec())
    }),
];
static TRACEBACK_ATTRS: [GetSet; 4] = [
    getter("tb_frame", "frame of this level", tb_frame),
    getset("tb_next", "next inner traceback, or None", tb_next, set_tb_next),
    getter("tb_lineno", "line of this level", tb_lineno),
    getter("tb_lasti", "instruction of this level", tb_lasti),
];

pub static FRAME: TypeSpec = TypeSpec {
    name: "frame",
    kind: Kind::FRAME,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    methods: &FRAME_METHODS,
    getsets: &FRAME_ATTRS,
    words: 4,
    basicsize: 120,
    itemsize: 8,
    ..TypeSpec::EMPTY
};
pub static TRACEBACK: TypeSpec = TypeSpec {
    name: "traceback",
    doc: "Create a new traceback object.",
    kind: Kind::TRACEBACK,
    flags: tflag::CONTAINER,
    methods: &TRACEBACK_METHODS,
    getsets: &TRACEBACK_ATTRS,
    fields: 2,
    words: 2,
    basicsize: 48,
    ..TypeSpec::EMPTY
};
