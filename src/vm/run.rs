//! The dispatch loop: one match over the instruction set, with the short ways.
//!
//! An arm here does the common case and nothing else: no call that is not cold, no allocation but
//! from a free list, no Python code. Whatever else an instruction may mean is said in `step.rs`,
//! where an arm goes by `break 'general`; an arm must not have changed anything before it does.
//! So `pc`, the window, constants and caches of the top frame live in machine registers, and need
//! not survive a call: after a step, and after a burial, they are read anew.
//! Python functions called from Python code run in the same loop: no native recursion.
#![expect(
    unsafe_code,
    reason = "registers and code are reached without bounds checks: operands are verified when emitted"
)]

use super::Vm;
use super::frame::FrameKind;
use super::short::WAYS;
use super::sites::{Cached, Site};
use super::step::Flow;
use crate::code::instr::{BinOp, CmpOp, Instr, UnOp};
use crate::object::atoms::int_form;
use crate::object::code::CodeData;
use crate::object::header::{Ptr, flag};
use crate::object::ops::{float_holds, holds};
use crate::object::{Float, Int, Kind, List, PyResult, Record, Slot, Str, Tuple, Value};
use std::sync::atomic::Ordering;

/// Exactly an int stored as one word: kind, flags and `aux` are one comparison. An int has no flag
/// set; one that had would only go the long way.
#[inline(always)]
fn is_word(v: &Value) -> bool {
    const WORD: u32 = Kind::INT.0 as u32 | (int_form::WORD as u32) << 16;
    // SAFETY: the second four bytes of a header are kind, flags and `aux`.
    u32::from_le(unsafe { v.ptr().cast::<u32>().add(1).read() }) == WORD
}
/// The value of an int that [`is_word`].
///
/// # Safety
/// `is_word(v)`.
#[inline(always)]
unsafe fn word_of(v: &Value) -> i64 {
    // SAFETY: the caller's promise.
    unsafe { v.cast_unchecked::<Int>() }.word
}
/// Exactly an int stored as one word.
#[inline(always)]
fn word(v: &Value) -> Option<i64> {
    // SAFETY: just checked.
    if is_word(v) { Some(unsafe { word_of(v) }) } else { None }
}
#[inline(always)]
fn float(v: &Value) -> Option<f64> {
    if v.kind() == Kind::FLOAT {
        // SAFETY: just checked.
        Some(unsafe { v.cast_unchecked::<Float>() }.get())
    } else {
        None
    }
}
/// A float operand beside another float: an int word converts.
#[inline(always)]
fn float_or_word(v: &Value) -> Option<f64> {
    match float(v) {
        Some(f) => Some(f),
        // Exact up to 2^53; beyond, the slow path rounds as CPython does.
        None => word(v).filter(|w| w.unsigned_abs() <= 1 << 53).map(|w| w as f64),
    }
}

#[inline(always)]
fn floor_div(x: i64, y: i64) -> Option<i64> {
    if y == 0 || (y == -1 && x == i64::MIN) {
        return None;
    }
    let q = x / y;
    Some(if (x % y != 0) && ((x < 0) != (y < 0)) { q - 1 } else { q })
}
#[inline(always)]
fn modulo(x: i64, y: i64) -> Option<i64> {
    if y == 0 || y == -1 {
        return None;
    }
    let r = x % y;
    Some(if r != 0 && ((r < 0) != (y < 0)) { r + y } else { r })
}
#[inline(always)]
fn is_number(p: Ptr) -> bool {
    // SAFETY: the block of an object whose count has just come to 0.
    let h = unsafe { p.as_ref() };
    h.kind() == Kind::FLOAT || (h.kind() == Kind::INT && h.aux.get() == int_form::WORD)
}
/// Division as CPython rounds it for ints whose quotient is exact enough; the rest goes the long way.
#[inline(always)]
fn true_div(x: i64, y: i64) -> Option<f64> {
    const EXACT: u64 = 1 << 53;
    if y == 0 || x.unsigned_abs() > EXACT || y.unsigned_abs() > EXACT {
        None
    } else {
        Some(x as f64 / y as f64)
    }
}
/// A binary operation on two ints of one word.
#[inline(always)]
fn int_op(op: BinOp, x: i64, y: i64) -> Option<i64> {
    match op {
        BinOp::Add => x.checked_add(y),
        BinOp::Subtract => x.checked_sub(y),
        BinOp::Multiply => x.checked_mul(y),
        BinOp::FloorDivide => floor_div(x, y),
        BinOp::Remainder => modulo(x, y),
        BinOp::And => Some(x & y),
        BinOp::Or => Some(x | y),
        BinOp::Xor => Some(x ^ y),
        BinOp::Rshift if (0..64).contains(&y) => Some(x >> y),
        BinOp::Lshift if (0..63).contains(&y) && (x << y) >> y == x => Some(x << y),
        _ => None,
    }
}
/// A binary operation on two floats.
#[inline(always)]
fn float_op(op: BinOp, x: f64, y: f64) -> Option<f64> {
    match op {
        BinOp::Add => Some(x + y),
        BinOp::Subtract => Some(x - y),
        BinOp::Multiply => Some(x * y),
        BinOp::TrueDivide if y != 0.0 => Some(x / y),
        // Neither complex nor an error: those go the long way.
        BinOp::Power if x > 0.0 => Some(x.powf(y)).filter(|r| r.is_finite() && *r != 0.0),
        _ => None,
    }
}

impl Vm {
    /// Run until the topmost frame of kind `Entry` returns, yields or raises, or (`switching`) until
    /// there is something to trace.
    pub(crate) fn run_plain(&mut self) -> PyResult {
        // SAFETY, for the whole loop: the top frame's owner keeps its code, and so instructions,
        // constants, names and sites, alive; operands were verified when emitted, so register and
        // table indices are in range; a source register is never empty when it is read
        // (`CheckLocal` stands before locals that may be). No reference into a register lives
        // across a call that can run Python code.
        unsafe {
            let mut pc: *const Instr;
            let mut regs: *mut Slot;
            let mut consts: *const Value;
            let mut sites: *mut Site;

            macro_rules! frame {
                () => {
                    (*self.frames.top())
                };
            }
            macro_rules! load {
                () => {{
                    let f = &frame!();
                    let c: &CodeData = &*f.code;
                    pc = f.pc;
                    regs = f.regs;
                    consts = c.consts;
                    sites = c.sites.cast();
                }};
            }
            macro_rules! site {
                ($s:expr) => {
                    &*sites.add(usize::from($s.0))
                };
            }
            // A register, and its value, borrowed.
            macro_rules! slot {
                ($i:expr) => {
                    (*regs.add($i as usize))
                };
            }
            macro_rules! reg {
                ($i:expr) => {
                    slot!($i).as_ref().unwrap_unchecked()
                };
            }
            macro_rules! konst {
                ($k:expr) => {
                    &*consts.add($k.0 as usize)
                };
            }
            macro_rules! jump {
                ($to:expr) => {
                    pc = pc.offset($to.0 as isize)
                };
            }
            // One reference less, of an object that has more.
            macro_rules! unref {
                ($v:expr) => {{
                    let p: Ptr = $v.into_raw();
                    let rc = &p.as_ref().rc;
                    rc.set(rc.get().wrapping_sub(1));
                }};
            }
            // Let go of a number.
            macro_rules! free_number {
                ($v:expr) => {{
                    let p: Ptr = $v.into_raw();
                    let rc = &p.as_ref().rc;
                    let left = rc.get().wrapping_sub(1);
                    rc.set(left);
                    if left == 0 {
                        self.heap.free_number(p);
                    }
                }};
            }
            // A register that a number was read from, if this was its last use.
            macro_rules! done_number {
                ($s:expr) => {
                    if $s.takes() {
                        let v = slot!($s.index()).take().unwrap_unchecked();
                        free_number!(v);
                    }
                };
            }
            // Whether taking this source would be its object's end.
            macro_rules! last_use {
                ($s:expr) => {
                    $s.takes() && reg!($s.index()).refcount() == 1
                };
            }
            // A source that is not the last reference, after use.
            macro_rules! done_shared {
                ($s:expr) => {
                    if $s.takes() {
                        let v = slot!($s.index()).take().unwrap_unchecked();
                        unref!(v);
                    }
                };
            }
            // A source as a value of its own: taken, or another reference.
            macro_rules! hold {
                ($s:expr) => {
                    if $s.takes() {
                        slot!($s.index()).take().unwrap_unchecked()
                    } else {
                        reg!($s.index()).clone()
                    }
                };
            }

            load!();
            'resume: loop {
                // What leaves the inner loops is an error, or an object that has lost its last reference.
                let error = 'raise: {
                    let dead: Ptr = 'dead: {
                        // The arm's last act: let go of a value.
                        macro_rules! drop_last {
                            ($v:expr) => {{
                                let p: Ptr = $v.into_raw();
                                let rc = &p.as_ref().rc;
                                let left = rc.get().wrapping_sub(1);
                                rc.set(left);
                                if left == 0 {
                                    break 'dead p;
                                }
                            }};
                        }
                        // The arm's last act: put a value into a register, whose old one is released.
                        macro_rules! put {
                            ($r:expr, $v:expr) => {{
                                let value: Value = $v;
                                if let Some(old) = slot!($r).replace(value) {
                                    drop_last!(old);
                                }
                            }};
                        }
                        // After the arm's last act but for other sources' ends: empty a source.
                        macro_rules! done_atom {
                            ($s:expr) => {
                                if $s.takes() {
                                    drop_last!(slot!($s.index()).take().unwrap_unchecked());
                                }
                            };
                        }

                        // Two sources, of which at most one is the last reference.
                        macro_rules! done_two {
                            ($a:expr, $b:expr) => {
                                if last_use!($a) {
                                    done_shared!($b);
                                    done_atom!($a);
                                } else {
                                    done_shared!($a);
                                    done_atom!($b);
                                }
                            };
                        }
                        'general: {
                            // A value that may not be there: the long way if it is not.
                            macro_rules! some {
                                ($v:expr) => {
                                    match $v {
                                        Some(v) => v,
                                        None => break 'general,
                                    }
                                };
                            }
                            macro_rules! safe_point {
                                () => {
                                    if (*self.heap.pending_word()).load(Ordering::Relaxed) != 0 {
                                        frame!().pc = pc;
                                        if let Err(e) = self.safe_point_slow() {
                                            break 'raise e;
                                        }
                                        load!();
                                    }
                                };
                            }
                            // The result of arithmetic on two numbers; anything else goes the long way.
                            macro_rules! arith {
                                ($a:expr, $b:expr, $int:expr, $flt:expr) => {{
                                    let (a, b): (&Value, &Value) = ($a, $b);
                                    let made = if is_word(a) && is_word(b) {
                                        #[allow(clippy::redundant_closure_call)]
                                        $int(word_of(a), word_of(b)).and_then(|r: i64| self.heap.try_int(r))
                                    } else {
                                        let (x, y) = (some!(float_or_word(a)), some!(float_or_word(b)));
                                        #[allow(clippy::redundant_closure_call)]
                                        $flt(x, y).and_then(|r: f64| self.heap.try_float(r))
                                    };
                                    some!(made)
                                }};
                            }
                            // The same in the forms that an operator's opcodes have: which operands
                            // are taken, and which is a constant.
                            macro_rules! arith_forms {
                            (rr $d:ident $a:ident $b:ident, $($f:expr),*) => {{
                                let v = arith!(reg!($a.0), reg!($b.0), $($f),*);
                                put!($d.0, v);
                            }};
                            (tr $d:ident $a:ident $b:ident, $($f:expr),*) => {{
                                let v = arith!(reg!($a.0), reg!($b.0), $($f),*);
                                free_number!(slot!($a.0).take().unwrap_unchecked());
                                put!($d.0, v);
                            }};
                            (rt $d:ident $a:ident $b:ident, $($f:expr),*) => {{
                                let v = arith!(reg!($a.0), reg!($b.0), $($f),*);
                                free_number!(slot!($b.0).take().unwrap_unchecked());
                                put!($d.0, v);
                            }};
                            (tt $d:ident $a:ident $b:ident, $($f:expr),*) => {{
                                let v = arith!(reg!($a.0), reg!($b.0), $($f),*);
                                free_number!(slot!($a.0).take().unwrap_unchecked());
                                free_number!(slot!($b.0).take().unwrap_unchecked());
                                put!($d.0, v);
                            }};
                            (rk $d:ident $a:ident $k:ident, $($f:expr),*) => {{
                                let v = arith!(reg!($a.0), konst!($k), $($f),*);
                                put!($d.0, v);
                            }};
                            (tk $d:ident $a:ident $k:ident, $($f:expr),*) => {{
                                let v = arith!(reg!($a.0), konst!($k), $($f),*);
                                free_number!(slot!($a.0).take().unwrap_unchecked());
                                put!($d.0, v);
                            }};
                        }
                            macro_rules! add {
                            ($form:ident $d:ident $a:ident $b:ident) => {
                                arith_forms!($form $d $a $b, i64::checked_add, |x: f64, y: f64| Some(x + y))
                            };
                        }
                            macro_rules! sub {
                            ($form:ident $d:ident $a:ident $b:ident) => {
                                arith_forms!($form $d $a $b, i64::checked_sub, |x: f64, y: f64| Some(x - y))
                            };
                        }
                            macro_rules! mul {
                            ($form:ident $d:ident $a:ident $b:ident) => {
                                arith_forms!($form $d $a $b, i64::checked_mul, |x: f64, y: f64| Some(x * y))
                            };
                        }
                            macro_rules! floor_div {
                            ($form:ident $d:ident $a:ident $b:ident) => {
                                arith_forms!($form $d $a $b, floor_div, |_: f64, _: f64| None)
                            };
                        }
                            macro_rules! modulo {
                            ($form:ident $d:ident $a:ident $b:ident) => {
                                arith_forms!($form $d $a $b, modulo, |_: f64, _: f64| None)
                            };
                        }
                            macro_rules! and {
                            ($form:ident $d:ident $a:ident $b:ident) => {
                                arith_forms!($form $d $a $b, |x: i64, y: i64| Some(x & y), |_: f64, _: f64| None)
                            };
                        }
                            // `/` of two ints is a float.
                            macro_rules! quotient {
                                ($a:expr, $b:expr) => {{
                                    let (a, b): (&Value, &Value) = ($a, $b);
                                    let q = if is_word(a) && is_word(b) {
                                        some!(true_div(word_of(a), word_of(b)))
                                    } else {
                                        let (x, y) = (some!(float_or_word(a)), some!(float_or_word(b)));
                                        some!(float_op(BinOp::TrueDivide, x, y))
                                    };
                                    some!(self.heap.try_float(q))
                                }};
                            }
                            // Compare two numbers, or an object with itself where that decides; jump
                            // when the answer is `$when`.
                            macro_rules! compare {
                                ($a:expr, $b:expr, $op:expr) => {{
                                    let (a, b): (&Value, &Value) = ($a, $b);
                                    if is_word(a) && is_word(b) {
                                        holds($op, word_of(a).cmp(&word_of(b)))
                                    } else {
                                        float_holds($op, some!(float_or_word(a)), some!(float_or_word(b)))
                                    }
                                }};
                            }
                            // The same for `==` and `!=`, which strs know as well.
                            macro_rules! equal {
                                ($a:expr, $b:expr, $op:expr) => {{
                                    let (a, b): (&Value, &Value) = ($a, $b);
                                    if is_word(a) && is_word(b) {
                                        holds($op, word_of(a).cmp(&word_of(b)))
                                    } else if a.kind() == Kind::STR && b.kind() == Kind::STR {
                                        if !a.is(b) && !differ(a, b) {
                                            break 'general;
                                        }
                                        a.is(b) == matches!($op, CmpOp::Eq)
                                    } else {
                                        float_holds($op, some!(float_or_word(a)), some!(float_or_word(b)))
                                    }
                                }};
                            }
                            macro_rules! equal_rr {
                                ($a:ident, $b:ident, $to:ident, $op:expr, $when:expr) => {{
                                    if last_use!($a) && last_use!($b) {
                                        break 'general;
                                    }
                                    let truth = equal!(reg!($a.index()), reg!($b.index()), $op);
                                    if truth == $when {
                                        jump!($to);
                                    }
                                    done_two!($a, $b);
                                }};
                            }
                            macro_rules! equal_rk {
                                ($a:ident, $k:ident, $to:ident, $op:expr, $when:expr) => {{
                                    let truth = equal!(reg!($a.index()), konst!($k), $op);
                                    if truth == $when {
                                        jump!($to);
                                    }
                                    done_atom!($a);
                                }};
                            }
                            macro_rules! jump_rr {
                                ($a:ident, $b:ident, $to:ident, $op:expr, $when:expr) => {{
                                    let truth = compare!(reg!($a.index()), reg!($b.index()), $op);
                                    done_number!($a);
                                    done_number!($b);
                                    if truth == $when {
                                        jump!($to);
                                    }
                                }};
                            }
                            macro_rules! jump_rk {
                                ($a:ident, $k:ident, $to:ident, $op:expr, $when:expr) => {{
                                    let truth = compare!(reg!($a.index()), konst!($k), $op);
                                    done_number!($a);
                                    if truth == $when {
                                        jump!($to);
                                    }
                                }};
                            }
                            // Leave a plain frame with a value: locals first to last, the function, the
                            // caller's destination. Generators, class bodies and frames that somebody
                            // holds go the long way.
                            macro_rules! leave {
                                ($v:expr, $is_none:expr) => {{
                                    let f = &frame!();
                                    // A constructor's result is the instance, if `__init__` gives None.
                                    let plain = match f.kind {
                                        FrameKind::Call => true,
                                        FrameKind::Init => $is_none,
                                        FrameKind::Entry => f.generator.is_none() && f.locals.is_none(),
                                        FrameKind::For | FrameKind::From => false,
                                    };
                                    if !plain || f.object.is_some() {
                                        break 'general;
                                    }
                                    let temp_base = usize::from((*f.code).temp_base);
                                    let v: Value = $v;
                                    for i in 0..temp_base {
                                        if let Some(old) = (*regs.add(i)).take() {
                                            let p = old.into_raw();
                                            let rc = &p.as_ref().rc;
                                            let left = rc.get().wrapping_sub(1);
                                            rc.set(left);
                                            if left == 0 {
                                                if is_number(p) {
                                                    self.heap.free_number(p);
                                                } else {
                                                    frame!().pc = pc;
                                                    self.bury_cold(p);
                                                }
                                            }
                                        }
                                    }
                                    // A finaliser may have asked for the frame.
                                    if frame!().object.is_some() {
                                        match self.leave_frame(v) {
                                            Flow::Stop(v) => return Ok(v),
                                            Flow::Next => {}
                                            Flow::Raise(e, fresh) => {
                                                if let Some(e) = self.unwind(e, fresh) {
                                                    return Err(e);
                                                }
                                            }
                                        }
                                        load!();
                                        continue 'resume;
                                    }
                                    let v = match frame!().held.take() {
                                        None => v,
                                        Some(instance) => {
                                            unref!(v);
                                            instance
                                        }
                                    };
                                    let (kind, dst) = (frame!().kind, frame!().dst);
                                    let owner = std::ptr::read(&raw const frame!().owner);
                                    self.registers.pop(frame!().top_before);
                                    self.frames.forget_top();
                                    if owner.refcount() == 1 {
                                        self.bury_owner(owner);
                                    } else {
                                        unref!(owner);
                                    }
                                    if kind == FrameKind::Entry {
                                        return Ok(v);
                                    }
                                    load!();
                                    put!(dst, v);
                                }};
                            }
                            loop {
                                let at = pc;
                                pc = at.add(1);
                                match *at {
                                    Instr::Nop() | Instr::Line(_) => {}
                                    Instr::Move(d, s) => put!(d.0, hold!(s)),
                                    Instr::LoadConst(d, k) => put!(d.0, konst!(k).clone()),
                                    Instr::Drop(r) => {
                                        if let Some(old) = slot!(r.0).take() {
                                            drop_last!(old);
                                        }
                                    }
                                    Instr::CheckLocal(r) if slot!(r.0).is_some() => {}
                                    Instr::LoadCell(d, c) => {
                                        let cell = reg!(c.0).cast_unchecked::<Record>();
                                        let v = some!((*cell.slots()).clone());
                                        put!(d.0, v);
                                    }
                                    Instr::StoreCell(c, s) => {
                                        let v = hold!(s);
                                        let cell = reg!(c.0).cast_unchecked::<Record>();
                                        if let Some(old) = (*cell.slots()).replace(v) {
                                            drop_last!(old);
                                        }
                                    }
                                    Instr::LoadClosure(d, c) => put!(d.0, reg!(c.0).clone()),
                                    Instr::LoadGlobal(d, s) => {
                                        let v = some!(self.cached_global(frame!().globals, site!(s)));
                                        put!(d.0, v);
                                    }
                                    Instr::LoadName(d, s) => {
                                        let globals = frame!().globals;
                                        if frame!().locals.as_ref().is_some_and(|l| l.ptr() != globals) {
                                            break 'general;
                                        }
                                        let v = some!(self.cached_global(globals, site!(s)));
                                        put!(d.0, v);
                                    }
                                    Instr::StoreGlobal(s, site) => {
                                        let place =
                                            some!(self.cached_global_place(frame!().globals, site!(site)));
                                        let v = hold!(s);
                                        if let Some(old) = (*place).replace(v) {
                                            drop_last!(old);
                                        }
                                    }
                                    Instr::StoreName(s, site) => {
                                        let globals = frame!().globals;
                                        if frame!().locals.as_ref().is_some_and(|l| l.ptr() != globals) {
                                            break 'general;
                                        }
                                        let place = some!(self.cached_global_place(globals, site!(site)));
                                        let v = hold!(s);
                                        if let Some(old) = (*place).replace(v) {
                                            drop_last!(old);
                                        }
                                    }

                                    // --- attributes and items
                                    Instr::LoadAttr(d, o, s) => {
                                        let (obj, site) = (reg!(o.index()), site!(s));
                                        if last_use!(o) {
                                            break 'general;
                                        }
                                        let found = match site.cached {
                                            Cached::Inline => self.inline_attr(obj, site),
                                            Cached::Member => self.member_attr(obj, site),
                                            _ => None,
                                        };
                                        let v = some!(found);
                                        done_shared!(o);
                                        put!(d.0, v);
                                    }
                                    Instr::LoadMethod(d, o, s) => {
                                        let Some(f) = self.cached_method(reg!(o.index()), site!(s)) else {
                                            break 'general;
                                        };
                                        // Both are temporaries of the call to come, and empty.
                                        let this = hold!(o);
                                        debug_assert!(slot!(d.0).is_none() && slot!(d.0 + 1).is_none());
                                        regs.add(usize::from(d.0)).write(Some(f));
                                        regs.add(usize::from(d.0) + 1).write(Some(this));
                                    }
                                    Instr::StoreAttr(o, src, s) => {
                                        if last_use!(o) {
                                            break 'general;
                                        }
                                        let place = some!(self.cached_store(reg!(o.index()), site!(s)));
                                        let v = hold!(src);
                                        let old = (*place).replace(v);
                                        done_shared!(o);
                                        if let Some(old) = old {
                                            drop_last!(old);
                                        }
                                    }
                                    Instr::LoadItem(d, o, k) => {
                                        let (obj, key) = (reg!(o.index()), reg!(k.index()));
                                        if !is_word(key) || last_use!(o) {
                                            break 'general;
                                        }
                                        let (items, len) = match obj.kind() {
                                            Kind::LIST => {
                                                let list = obj.cast_unchecked::<List>();
                                                (list.items.get(), list.len())
                                            }
                                            Kind::TUPLE => {
                                                let items = obj.cast_unchecked::<Tuple>().items();
                                                (items.as_ptr().cast_mut(), items.len())
                                            }
                                            _ => break 'general,
                                        };
                                        let i = word_of(key);
                                        let i = if i < 0 { i.wrapping_add(len as i64) } else { i } as usize;
                                        if i >= len {
                                            break 'general;
                                        }
                                        let v = (*items.add(i)).clone();
                                        done_shared!(o);
                                        done_number!(k);
                                        put!(d.0, v);
                                    }
                                    Instr::StoreItem(o, k, s) => {
                                        let (obj, key) = (reg!(o.index()), reg!(k.index()));
                                        if obj.kind() != Kind::LIST || !is_word(key) || last_use!(o) {
                                            break 'general;
                                        }
                                        let (i, list) = (word_of(key), obj.cast_unchecked::<List>());
                                        let len = list.len();
                                        let i = if i < 0 { i.wrapping_add(len as i64) } else { i } as usize;
                                        if i >= len {
                                            break 'general;
                                        }
                                        let v = hold!(s);
                                        let old = std::mem::replace(&mut *list.items.get().add(i), v);
                                        done_shared!(o);
                                        done_number!(k);
                                        drop_last!(old);
                                    }

                                    // --- operators
                                    Instr::AddRR(d, a, b) => add!(rr d a b),
                                    Instr::AddTR(d, a, b) => add!(tr d a b),
                                    Instr::AddRT(d, a, b) => add!(rt d a b),
                                    Instr::AddTT(d, a, b) => add!(tt d a b),
                                    Instr::AddRK(d, a, k) => add!(rk d a k),
                                    Instr::AddTK(d, a, k) => add!(tk d a k),
                                    Instr::SubRR(d, a, b) => sub!(rr d a b),
                                    Instr::SubTR(d, a, b) => sub!(tr d a b),
                                    Instr::SubRT(d, a, b) => sub!(rt d a b),
                                    Instr::SubTT(d, a, b) => sub!(tt d a b),
                                    Instr::SubRK(d, a, k) => sub!(rk d a k),
                                    Instr::SubTK(d, a, k) => sub!(tk d a k),
                                    Instr::MulRR(d, a, b) => mul!(rr d a b),
                                    Instr::MulTR(d, a, b) => mul!(tr d a b),
                                    Instr::MulRT(d, a, b) => mul!(rt d a b),
                                    Instr::MulTT(d, a, b) => mul!(tt d a b),
                                    Instr::MulRK(d, a, k) => mul!(rk d a k),
                                    Instr::MulTK(d, a, k) => mul!(tk d a k),
                                    Instr::DivRR(d, a, b) => {
                                        let v = quotient!(reg!(a.0), reg!(b.0));
                                        put!(d.0, v);
                                    }
                                    Instr::DivTR(d, a, b) => {
                                        let v = quotient!(reg!(a.0), reg!(b.0));
                                        free_number!(slot!(a.0).take().unwrap_unchecked());
                                        put!(d.0, v);
                                    }
                                    Instr::DivRT(d, a, b) => {
                                        let v = quotient!(reg!(a.0), reg!(b.0));
                                        free_number!(slot!(b.0).take().unwrap_unchecked());
                                        put!(d.0, v);
                                    }
                                    Instr::DivTT(d, a, b) => {
                                        let v = quotient!(reg!(a.0), reg!(b.0));
                                        free_number!(slot!(a.0).take().unwrap_unchecked());
                                        free_number!(slot!(b.0).take().unwrap_unchecked());
                                        put!(d.0, v);
                                    }
                                    Instr::DivRK(d, a, k) => {
                                        let v = quotient!(reg!(a.0), konst!(k));
                                        put!(d.0, v);
                                    }
                                    Instr::DivTK(d, a, k) => {
                                        let v = quotient!(reg!(a.0), konst!(k));
                                        free_number!(slot!(a.0).take().unwrap_unchecked());
                                        put!(d.0, v);
                                    }
                                    Instr::FloorDivRR(d, a, b) => floor_div!(rr d a b),
                                    Instr::FloorDivTR(d, a, b) => floor_div!(tr d a b),
                                    Instr::FloorDivRT(d, a, b) => floor_div!(rt d a b),
                                    Instr::FloorDivTT(d, a, b) => floor_div!(tt d a b),
                                    Instr::FloorDivRK(d, a, k) => floor_div!(rk d a k),
                                    Instr::FloorDivTK(d, a, k) => floor_div!(tk d a k),
                                    Instr::ModRR(d, a, b) => modulo!(rr d a b),
                                    Instr::ModTR(d, a, b) => modulo!(tr d a b),
                                    Instr::ModRT(d, a, b) => modulo!(rt d a b),
                                    Instr::ModTT(d, a, b) => modulo!(tt d a b),
                                    Instr::ModRK(d, a, k) => modulo!(rk d a k),
                                    Instr::ModTK(d, a, k) => modulo!(tk d a k),
                                    Instr::AndRR(d, a, b) => and!(rr d a b),
                                    Instr::AndTR(d, a, b) => and!(tr d a b),
                                    Instr::AndRT(d, a, b) => and!(rt d a b),
                                    Instr::AndTT(d, a, b) => and!(tt d a b),
                                    Instr::AndRK(d, a, k) => and!(rk d a k),
                                    Instr::AndTK(d, a, k) => and!(tk d a k),
                                    Instr::IAddR(r, b) => add!(rr r r b),
                                    Instr::IAddT(r, b) => add!(rt r r b),
                                    Instr::IAddK(r, k) => add!(rk r r k),
                                    Instr::ISubR(r, b) => sub!(rr r r b),
                                    Instr::ISubT(r, b) => sub!(rt r r b),
                                    Instr::ISubK(r, k) => sub!(rk r r k),
                                    Instr::IMulR(r, b) => mul!(rr r r b),
                                    Instr::IMulT(r, b) => mul!(rt r r b),
                                    Instr::IMulK(r, k) => mul!(rk r r k),
                                    Instr::Binary(op, d, a, b) | Instr::Inplace(op, d, a, b) => {
                                        let (x, y) = (reg!(a.index()), reg!(b.index()));
                                        let v = if is_word(x) && is_word(y) {
                                            let r = some!(int_op(op, word_of(x), word_of(y)));
                                            some!(self.heap.try_int(r))
                                        } else {
                                            let (x, y) = (some!(float_or_word(x)), some!(float_or_word(y)));
                                            some!(self.heap.try_float(some!(float_op(op, x, y))))
                                        };
                                        done_number!(a);
                                        done_number!(b);
                                        put!(d.0, v);
                                    }
                                    Instr::Unary(op, d, s) => {
                                        let x = reg!(s.index());
                                        let v = match op {
                                            UnOp::Not => {
                                                let t = some!(x.as_bool());
                                                done_shared!(s);
                                                put!(d.0, self.heap.bool(!t));
                                                continue;
                                            }
                                            UnOp::Negative if is_word(x) => {
                                                some!(self.heap.try_int(some!(word_of(x).checked_neg())))
                                            }
                                            UnOp::Negative => some!(self.heap.try_float(-some!(float(x)))),
                                            _ => break 'general,
                                        };
                                        done_number!(s);
                                        put!(d.0, v);
                                    }
                                    Instr::Compare(op, d, a, b) => {
                                        let truth = compare!(reg!(a.index()), reg!(b.index()), op);
                                        done_number!(a);
                                        done_number!(b);
                                        put!(d.0, self.heap.bool(truth));
                                    }
                                    Instr::Is(d, a, b) => {
                                        if last_use!(a) || last_use!(b) {
                                            break 'general;
                                        }
                                        let same = reg!(a.index()).is(reg!(b.index()));
                                        done_shared!(a);
                                        done_shared!(b);
                                        put!(d.0, self.heap.bool(same));
                                    }
                                    Instr::IsNot(d, a, b) => {
                                        if last_use!(a) || last_use!(b) {
                                            break 'general;
                                        }
                                        let same = reg!(a.index()).is(reg!(b.index()));
                                        done_shared!(a);
                                        done_shared!(b);
                                        put!(d.0, self.heap.bool(!same));
                                    }

                                    // --- jumps
                                    Instr::Jump(to) => jump!(to),
                                    Instr::JumpBack(to) => {
                                        jump!(to);
                                        safe_point!();
                                    }
                                    Instr::JumpIfTrue(s, to) => {
                                        let t = some!(plain_truth(reg!(s.index())));
                                        if t {
                                            jump!(to);
                                        }
                                        if s.takes() {
                                            drop_last!(slot!(s.index()).take().unwrap_unchecked());
                                        }
                                    }
                                    Instr::JumpIfFalse(s, to) => {
                                        let t = some!(plain_truth(reg!(s.index())));
                                        if !t {
                                            jump!(to);
                                        }
                                        if s.takes() {
                                            drop_last!(slot!(s.index()).take().unwrap_unchecked());
                                        }
                                    }
                                    Instr::JumpIfNone(s, to) => {
                                        if reg!(s.index()).is_none() {
                                            jump!(to);
                                        }
                                        if s.takes() {
                                            drop_last!(slot!(s.index()).take().unwrap_unchecked());
                                        }
                                    }
                                    Instr::JumpIfNotNone(s, to) => {
                                        if !reg!(s.index()).is_none() {
                                            jump!(to);
                                        }
                                        if s.takes() {
                                            drop_last!(slot!(s.index()).take().unwrap_unchecked());
                                        }
                                    }
                                    Instr::JumpLtRR(a, b, to) => jump_rr!(a, b, to, CmpOp::Lt, true),
                                    Instr::JumpLtRK(a, k, to) => jump_rk!(a, k, to, CmpOp::Lt, true),
                                    Instr::JumpNotLtRR(a, b, to) => jump_rr!(a, b, to, CmpOp::Lt, false),
                                    Instr::JumpNotLtRK(a, k, to) => jump_rk!(a, k, to, CmpOp::Lt, false),
                                    Instr::JumpLeRR(a, b, to) => jump_rr!(a, b, to, CmpOp::Le, true),
                                    Instr::JumpLeRK(a, k, to) => jump_rk!(a, k, to, CmpOp::Le, true),
                                    Instr::JumpNotLeRR(a, b, to) => jump_rr!(a, b, to, CmpOp::Le, false),
                                    Instr::JumpNotLeRK(a, k, to) => jump_rk!(a, k, to, CmpOp::Le, false),
                                    Instr::JumpEqRR(a, b, to) => equal_rr!(a, b, to, CmpOp::Eq, true),
                                    Instr::JumpEqRK(a, k, to) => equal_rk!(a, k, to, CmpOp::Eq, true),
                                    Instr::JumpNotEqRR(a, b, to) => equal_rr!(a, b, to, CmpOp::Eq, false),
                                    Instr::JumpNotEqRK(a, k, to) => equal_rk!(a, k, to, CmpOp::Eq, false),
                                    Instr::JumpNeRR(a, b, to) => equal_rr!(a, b, to, CmpOp::Ne, true),
                                    Instr::JumpNeRK(a, k, to) => equal_rk!(a, k, to, CmpOp::Ne, true),
                                    Instr::JumpNotNeRR(a, b, to) => equal_rr!(a, b, to, CmpOp::Ne, false),
                                    Instr::JumpNotNeRK(a, k, to) => equal_rk!(a, k, to, CmpOp::Ne, false),
                                    Instr::JumpGtRR(a, b, to) => jump_rr!(a, b, to, CmpOp::Gt, true),
                                    Instr::JumpGtRK(a, k, to) => jump_rk!(a, k, to, CmpOp::Gt, true),
                                    Instr::JumpNotGtRR(a, b, to) => jump_rr!(a, b, to, CmpOp::Gt, false),
                                    Instr::JumpNotGtRK(a, k, to) => jump_rk!(a, k, to, CmpOp::Gt, false),
                                    Instr::JumpGeRR(a, b, to) => jump_rr!(a, b, to, CmpOp::Ge, true),
                                    Instr::JumpGeRK(a, k, to) => jump_rk!(a, k, to, CmpOp::Ge, true),
                                    Instr::JumpNotGeRR(a, b, to) => jump_rr!(a, b, to, CmpOp::Ge, false),
                                    Instr::JumpNotGeRK(a, k, to) => jump_rk!(a, k, to, CmpOp::Ge, false),
                                    Instr::JumpIs(a, b, to) => {
                                        if last_use!(a) || last_use!(b) {
                                            break 'general;
                                        }
                                        if reg!(a.index()).is(reg!(b.index())) {
                                            jump!(to);
                                        }
                                        done_shared!(a);
                                        done_shared!(b);
                                    }
                                    Instr::JumpIsNot(a, b, to) => {
                                        if last_use!(a) || last_use!(b) {
                                            break 'general;
                                        }
                                        if !reg!(a.index()).is(reg!(b.index())) {
                                            jump!(to);
                                        }
                                        done_shared!(a);
                                        done_shared!(b);
                                    }

                                    Instr::JumpIn(..) => break 'general,
                                    Instr::JumpNotIn(..) => break 'general,
                                    Instr::In(..) => break 'general,
                                    Instr::NotIn(..) => break 'general,

                                    // --- iteration and building
                                    Instr::GetIter(..) => break 'general,
                                    Instr::UnpackSequence(..) => break 'general,
                                    Instr::BuildTuple(..) => break 'general,
                                    Instr::ForIter(d, i, _) => {
                                        let it = reg!(i.0);
                                        let v = match it.kind() {
                                            Kind::RANGE_ITER => some!(self.range_step(it)),
                                            Kind::LIST_ITER => some!(self.list_step(it)),
                                            Kind::TUPLE_ITER => some!(self.tuple_step(it)),
                                            Kind::STR_ITER => some!(self.str_step(it)),
                                            Kind::DICT_KEY_ITER => some!(self.dict_key_step(it)),
                                            Kind::GENERATOR => {
                                                frame!().pc = pc;
                                                if !self.resume_fast(it, FrameKind::For, d.0) {
                                                    break 'general;
                                                }
                                                load!();
                                                safe_point!();
                                                continue;
                                            }
                                            _ => break 'general,
                                        };
                                        put!(d.0, v);
                                    }
                                    Instr::ListAppend(l, s) => {
                                        let list = reg!(l.0).cast_unchecked::<List>();
                                        if list.len() == list.capacity() {
                                            break 'general;
                                        }
                                        let v = hold!(s);
                                        list.push_within(v);
                                    }

                                    // --- calls
                                    Instr::Call(d, base, n) => {
                                        let at = regs.add(usize::from(base.0));
                                        let callee = (*at).as_ref().unwrap_unchecked();
                                        if callee.kind() != Kind::FUNCTION {
                                            break 'general;
                                        }
                                        let code = self.code_of(callee);
                                        let data = &*code;
                                        let this = usize::from((*at.add(1)).is_some());
                                        let argc = usize::from(n.0) + this;
                                        // The callee's window begins at its arguments.
                                        let window = at.add(2 - this);
                                        let top = window.add(usize::from(data.nregs));
                                        if data.plain_argcount != argc as u32
                                            || !self.window_at(window, data)
                                            || frame!().generator.is_some()
                                        {
                                            break 'general;
                                        }
                                        let top_before = std::mem::replace(&mut self.registers.top, top);
                                        let f = (*at).take().unwrap_unchecked();
                                        frame!().pc = pc;
                                        self.start_function(
                                            f,
                                            code,
                                            window,
                                            top_before,
                                            FrameKind::Call,
                                            d.0,
                                        );
                                        pc = data.instrs.cast();
                                        regs = window;
                                        consts = data.consts;
                                        sites = data.sites.cast();
                                        safe_point!();
                                    }
                                    Instr::Return(s) => leave!(hold!(s), false),
                                    Instr::ReturnConst(k) => leave!(konst!(k).clone(), konst!(k).is_none()),
                                    Instr::Send(value, iter, _) => {
                                        let it = reg!(iter.0);
                                        if it.kind() != Kind::GENERATOR || !reg!(value.0).is_none() {
                                            break 'general;
                                        }
                                        frame!().pc = pc;
                                        if !self.resume_fast(it, FrameKind::From, value.0) {
                                            break 'general;
                                        }
                                        load!();
                                        safe_point!();
                                        continue;
                                    }
                                    Instr::Yield(_, s) => {
                                        let (kind, dst) = some!(self.suspend_fast(pc));
                                        let v = hold!(s);
                                        if kind == FrameKind::Entry {
                                            return Ok(v);
                                        }
                                        load!();
                                        put!(dst, v);
                                    }
                                    Instr::DelLocal(..)
                                    | Instr::MakeCell(..)
                                    | Instr::LoadClassCell(..)
                                    | Instr::LoadDictOrCell(..)
                                    | Instr::LoadDictOrGlobal(..)
                                    | Instr::DelCell(..)
                                    | Instr::DelGlobal(..)
                                    | Instr::DelName(..)
                                    | Instr::LoadLocals(..)
                                    | Instr::LoadBuildClass(..)
                                    | Instr::LoadAssertionError(..)
                                    | Instr::SetupAnnotations(..)
                                    | Instr::LoadSuperAttr(..)
                                    | Instr::LoadSuperMethod(..)
                                    | Instr::DelAttr(..)
                                    | Instr::DelItem(..)
                                    | Instr::BuildSlice(..)
                                    | Instr::UnpackEx(..)
                                    | Instr::BuildList(..)
                                    | Instr::BuildSet(..)
                                    | Instr::BuildMap(..)
                                    | Instr::BuildString(..)
                                    | Instr::ListExtend(..)
                                    | Instr::SetAdd(..)
                                    | Instr::SetUpdate(..)
                                    | Instr::MapAdd(..)
                                    | Instr::DictUpdate(..)
                                    | Instr::DictMerge(..)
                                    | Instr::ListToTuple(..)
                                    | Instr::FormatSimple(..)
                                    | Instr::FormatWithSpec(..)
                                    | Instr::CallKw(..)
                                    | Instr::CallEx(..)
                                    | Instr::MakeFunction(..)
                                    | Instr::ReturnGenerator(..)
                                    | Instr::GetYieldFromIter(..)
                                    | Instr::Throw(..)
                                    | Instr::GetAwaitable(..)
                                    | Instr::GetAiter(..)
                                    | Instr::GetAnext(..)
                                    | Instr::WrapAsyncValue(..)
                                    | Instr::EndAsyncFor(..)
                                    | Instr::EnterHandler(..)
                                    | Instr::LeaveHandler(..)
                                    | Instr::JumpIfNoMatch(..)
                                    | Instr::MatchGroup(..)
                                    | Instr::PrepReraiseStar(..)
                                    | Instr::Raise(..)
                                    | Instr::Reraise(..)
                                    | Instr::WithEnter(..)
                                    | Instr::WithExit(..)
                                    | Instr::AsyncWithEnter(..)
                                    | Instr::ImportName(..)
                                    | Instr::ImportFrom(..)
                                    | Instr::ImportStar(..)
                                    | Instr::JumpIfNotSequence(..)
                                    | Instr::JumpIfNotMapping(..)
                                    | Instr::GetLen(..)
                                    | Instr::MatchKeys(..)
                                    | Instr::MatchClass(..)
                                    | Instr::Intrinsic(..)
                                    | Instr::Display(..)
                                    | Instr::CheckLocal(..) => break 'general,
                                }
                            }
                        }
                        frame!().pc = pc;
                        let at = pc.sub(1);
                        match WAYS[usize::from(at.cast::<u8>().read())](self, at) {
                            Flow::Next => {}
                            Flow::Stop(v) => return Ok(v),
                            Flow::Raise(e, fresh) => {
                                if let Some(e) = self.unwind(e, fresh) {
                                    return Err(e);
                                }
                            }
                        }
                        if self.tracing {
                            self.switching = true;
                            return Ok(self.none());
                        }
                        load!();
                        continue 'resume;
                    };
                    if is_number(dead) {
                        self.heap.free_number(dead);
                    } else {
                        frame!().pc = pc;
                        self.bury_cold(dead);
                        load!();
                    }
                    continue 'resume;
                };
                if let Some(error) = self.unwind(error, true) {
                    return Err(error);
                }
                load!();
            }
        }
    }
}

/// Two strs whose texts surely differ: of another length or width, or both interned.
///
/// # Safety
/// Both are exact strs, and not the same object.
#[inline(always)]
unsafe fn differ(a: &Value, b: &Value) -> bool {
    // SAFETY: the caller's promise.
    let (x, y) = unsafe { (a.cast_unchecked::<Str>(), b.cast_unchecked::<Str>()) };
    x.len() != y.len() || a.header().flags.get() & b.header().flags.get() & flag::INTERNED != 0
}

/// Truth of what has no say in it: bools, None, ints of one word.
#[inline(always)]
fn plain_truth(v: &Value) -> Option<bool> {
    match v.kind() {
        // SAFETY: a bool is laid out as an int of one word.
        Kind::BOOL => Some(unsafe { v.cast_unchecked::<Int>() }.word != 0),
        Kind::NONE => Some(false),
        Kind::INT => word(v).map(|w| w != 0),
        // SAFETY: just checked.
        Kind::LIST => Some(!unsafe { v.cast_unchecked::<List>() }.is_empty()),
        _ => None,
    }
}
