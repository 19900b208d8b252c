//! The dispatch loop: one match over the instruction set.
//!
//! Fast paths stand here; whatever may run long or call Python code is out of line, in `slow.rs`
//! and beside the subject it belongs to. While the loop runs, `pc`, the window, constants and
//! caches of the top frame live in local variables; `save!` writes `pc` back before anything that
//! may look at frames, `load!` reads all of them after anything that may have changed the top.
//! Python functions called from Python code run in the same loop: no native recursion.
#![expect(
    unsafe_code,
    reason = "registers and code are reached without bounds checks: operands are verified when emitted"
)]

use super::Vm;
use super::frame::{Frame, FrameKind};
use super::sites::Site;
use crate::code::instr::{BinOp, CmpOp, Instr, Src};
use crate::object::atoms::int_form;
use crate::object::code::CodeData;
use crate::object::typeobj::tflag;
use crate::object::{Args, Float, Int, Kind, List, PyResult, Raised, Record, Slot, Value};
use std::sync::atomic::Ordering;

/// Kind and layout bits of a header as one word: what `is_word` compares.
const WORD_MASK: u32 = 0xffff_00ff;
/// Exactly an int stored as one word. One load and one comparison: kind and `aux` stand in the
/// same four bytes, with the flags between them.
#[inline(always)]
fn is_word(v: &Value) -> bool {
    // SAFETY: the second four bytes of a header are kind, flags and `aux`.
    let bits = unsafe { v.ptr().cast::<u32>().add(1).read() };
    u32::from_le(bits) & WORD_MASK == Kind::INT.0 as u32 | (int_form::WORD as u32) << 16
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

impl Vm {
    /// Run until the topmost frame of kind `Entry` returns, yields or raises.
    pub(crate) fn run(&mut self) -> PyResult {
        // SAFETY, for the whole loop: the top frame's owner keeps its code, and so instructions,
        // constants, names and sites, alive; operands were verified when emitted, so register and
        // table indices are in range; a source register is never empty when it is read
        // (`CheckLocal` stands before locals that may be). No reference into a register lives
        // across a call that can run Python code.
        unsafe {
            // Frames never move: see `MAX_FRAMES`.
            let mut frame: *mut Frame;
            let mut pc: *const Instr;
            let mut regs: *mut Slot;
            let mut consts: *const Value;
            let mut sites: *mut Site;
            let pending = self.heap.pending_word();

            macro_rules! load {
                () => {{
                    frame = self.frames.as_mut_ptr().add(self.frames.len() - 1);
                    let c: &CodeData = &*(*frame).code;
                    pc = (*frame).pc;
                    regs = (*frame).regs;
                    consts = c.consts;
                    sites = c.sites.cast();
                }};
            }
            macro_rules! save {
                () => {
                    (*frame).pc = pc
                };
            }
            macro_rules! top {
                () => {
                    (*frame)
                };
            }
            macro_rules! names {
                () => {
                    (*top!().code).names
                };
            }
            // A register's value, borrowed.
            macro_rules! reg {
                ($r:expr) => {
                    (*regs.add($r as usize)).as_ref().unwrap_unchecked()
                };
            }
            macro_rules! take {
                ($r:expr) => {
                    (*regs.add($r as usize)).take().unwrap_unchecked()
                };
            }
            // A source as a value of its own: taken, or another reference.
            macro_rules! hold {
                ($s:expr) => {
                    if $s.takes() { take!($s.index()) } else { reg!($s.index()).clone() }
                };
            }
            // Let go of a value.
            macro_rules! drop_value {
                ($v:expr) => {{
                    let p = $v.into_raw();
                    let rc = &p.as_ref().rc;
                    let left = rc.get().wrapping_sub(1);
                    rc.set(left);
                    if left == 0 {
                        let kind = p.as_ref().kind();
                        if kind == Kind::FLOAT
                            || (kind == Kind::INT && p.as_ref().aux.get() == int_form::WORD)
                        {
                            self.heap.inner_mut().memory.free_small(
                                crate::memory::Domain::Object,
                                p.cast(),
                                crate::object::atoms::INT_SIZE,
                            );
                        } else {
                            save!();
                            self.bury_cold(p);
                        }
                    }
                }};
            }
            macro_rules! drop_slot {
                ($slot:expr) => {
                    if let Some(v) = $slot {
                        drop_value!(v);
                    }
                };
            }
            // Put a value into a register; the old one is released last.
            macro_rules! set {
                ($r:expr, $v:expr) => {{
                    let value = $v;
                    let old = (*regs.add($r as usize)).replace(value);
                    drop_slot!(old);
                }};
            }
            // After a source was used through a borrow: empty it if this was its last use.
            macro_rules! done {
                ($s:expr) => {
                    if $s.takes() {
                        let v = take!($s.index());
                        drop_value!(v);
                    }
                };
            }
            macro_rules! fail {
                ($e:expr) => {{
                    let error: Raised = $e;
                    save!();
                    match self.unwind(error, true) {
                        None => {
                            load!();
                            continue;
                        }
                        Some(error) => return Err(error),
                    }
                }};
            }
            macro_rules! tri {
                ($e:expr) => {
                    match $e {
                        Ok(v) => v,
                        Err(e) => fail!(e),
                    }
                };
            }
            macro_rules! jump {
                ($to:expr) => {
                    pc = pc.offset($to.0 as isize)
                };
            }
            macro_rules! safe_point {
                () => {
                    if (*pending).load(Ordering::Relaxed) != 0 {
                        save!();
                        tri!(self.safe_point_slow());
                    }
                };
            }
            // Arithmetic on two values: int words, floats, else the general way with both held.
            macro_rules! arith {
                ($dst:expr, $a:expr, $b:expr, $held_a:expr, $held_b:expr, $after:block, $op:expr, $int:expr, $flt:expr) => {{
                    let (va, vb): (&Value, &Value) = ($a, $b);
                    let result = if is_word(va) && is_word(vb) {
                        let (x, y) = (word_of(va), word_of(vb));
                        #[allow(clippy::redundant_closure_call)]
                        ($int)(x, y).map(|r: i64| self.heap.int(r))
                    } else if va.kind() == Kind::FLOAT || vb.kind() == Kind::FLOAT {
                        match (float_or_word(va), float_or_word(vb)) {
                            #[allow(clippy::redundant_closure_call)]
                            (Some(x), Some(y)) => ($flt)(x, y).map(|r: f64| self.heap.float(r)),
                            _ => None,
                        }
                    } else {
                        None
                    };
                    match result {
                        Some(v) => {
                            $after;
                            set!($dst, v);
                        }
                        None => {
                            save!();
                            let (a, b) = ($held_a, $held_b);
                            let v = tri!(self.binary_held($op, a, b));
                            set!($dst, v);
                        }
                    }
                }};
            }
            macro_rules! arith_rr {
                ($d:ident, $a:ident, $b:ident, $op:expr, $int:expr, $flt:expr) => {
                    arith!(
                        $d.0,
                        reg!($a.0),
                        reg!($b.0),
                        reg!($a.0).clone(),
                        reg!($b.0).clone(),
                        {},
                        $op,
                        $int,
                        $flt
                    )
                };
            }
            macro_rules! arith_tr {
                ($d:ident, $a:ident, $b:ident, $op:expr, $int:expr, $flt:expr) => {
                    arith!(
                        $d.0,
                        reg!($a.0),
                        reg!($b.0),
                        take!($a.0),
                        reg!($b.0).clone(),
                        {
                            let v = take!($a.0);
                            drop_value!(v);
                        },
                        $op,
                        $int,
                        $flt
                    )
                };
            }
            macro_rules! arith_rt {
                ($d:ident, $a:ident, $b:ident, $op:expr, $int:expr, $flt:expr) => {
                    arith!(
                        $d.0,
                        reg!($a.0),
                        reg!($b.0),
                        reg!($a.0).clone(),
                        take!($b.0),
                        {
                            let v = take!($b.0);
                            drop_value!(v);
                        },
                        $op,
                        $int,
                        $flt
                    )
                };
            }
            macro_rules! arith_tt {
                ($d:ident, $a:ident, $b:ident, $op:expr, $int:expr, $flt:expr) => {
                    arith!(
                        $d.0,
                        reg!($a.0),
                        reg!($b.0),
                        take!($a.0),
                        take!($b.0),
                        {
                            let v = take!($a.0);
                            drop_value!(v);
                            let v = take!($b.0);
                            drop_value!(v);
                        },
                        $op,
                        $int,
                        $flt
                    )
                };
            }
            macro_rules! arith_rk {
                ($d:ident, $a:ident, $k:ident, $op:expr, $int:expr, $flt:expr) => {
                    arith!(
                        $d.0,
                        reg!($a.0),
                        &*consts.add(usize::from($k.0)),
                        reg!($a.0).clone(),
                        (*consts.add(usize::from($k.0))).clone(),
                        {},
                        $op,
                        $int,
                        $flt
                    )
                };
            }
            macro_rules! arith_tk {
                ($d:ident, $a:ident, $k:ident, $op:expr, $int:expr, $flt:expr) => {
                    arith!(
                        $d.0,
                        reg!($a.0),
                        &*consts.add(usize::from($k.0)),
                        take!($a.0),
                        (*consts.add(usize::from($k.0))).clone(),
                        {
                            let v = take!($a.0);
                            drop_value!(v);
                        },
                        $op,
                        $int,
                        $flt
                    )
                };
            }
            // `x op= b` for a local, which stays bound while the operation runs.
            macro_rules! inplace {
                ($r:ident, $b:expr, $held_b:expr, $after:block, $op:expr, $int:expr, $flt:expr) => {{
                    let (va, vb): (&Value, &Value) = (reg!($r.0), $b);
                    let result = if is_word(va) && is_word(vb) {
                        let (x, y) = (word_of(va), word_of(vb));
                        #[allow(clippy::redundant_closure_call)]
                        ($int)(x, y).map(|r: i64| self.heap.int(r))
                    } else if va.kind() == Kind::FLOAT || vb.kind() == Kind::FLOAT {
                        match (float_or_word(va), float_or_word(vb)) {
                            #[allow(clippy::redundant_closure_call)]
                            (Some(x), Some(y)) => ($flt)(x, y).map(|r: f64| self.heap.float(r)),
                            _ => None,
                        }
                    } else {
                        None
                    };
                    match result {
                        Some(v) => {
                            $after;
                            set!($r.0, v);
                        }
                        None if matches!($op, BinOp::Add)
                            && va.kind() == Kind::STR
                            && vb.kind() == Kind::STR =>
                        {
                            // The register's own reference is given up, so that a string only it
                            // holds can grow in place.
                            let b = $held_b;
                            let a = take!($r.0);
                            let text = b.cast_unchecked::<crate::object::Str>();
                            let v = tri!(self.heap.append_str(a, text).map_err(Raised::from));
                            drop_value!(b);
                            set!($r.0, v);
                        }
                        None => {
                            save!();
                            let b = $held_b;
                            let a = reg!($r.0).clone();
                            let v = tri!(self.inplace_held($op, a, b));
                            set!($r.0, v);
                        }
                    }
                }};
            }
            macro_rules! compare_jump {
                ($a:ident, $vb:expr, $held_b:expr, $done_b:block, $to:ident, $op:expr, $int:expr, $flt:expr, $when:expr) => {{
                    let (va, vb): (&Value, &Value) = (reg!($a.index()), $vb);
                    let fast = if is_word(va) && is_word(vb) {
                        let (x, y) = (word_of(va), word_of(vb));
                        #[allow(clippy::redundant_closure_call)]
                        Some(($int)(x, y))
                    } else if let (Some(x), Some(y)) = (float(va), float(vb)) {
                        #[allow(clippy::redundant_closure_call)]
                        Some(($flt)(x, y))
                    } else {
                        None
                    };
                    let truth = match fast {
                        Some(t) => {
                            done!($a);
                            $done_b;
                            t
                        }
                        None => {
                            save!();
                            let (a, b) = (hold!($a), $held_b);
                            tri!(self.compare_held($op, a, b))
                        }
                    };
                    if truth == $when {
                        jump!($to);
                    }
                }};
            }
            macro_rules! compare_rr {
                ($a:ident, $b:ident, $to:ident, $op:expr, $int:expr, $flt:expr, $when:expr) => {
                    compare_jump!($a, reg!($b.index()), hold!($b), { done!($b) }, $to, $op, $int, $flt, $when)
                };
            }
            macro_rules! compare_rk {
                ($a:ident, $k:ident, $to:ident, $op:expr, $int:expr, $flt:expr, $when:expr) => {
                    compare_jump!(
                        $a,
                        &*consts.add(usize::from($k.0)),
                        (*consts.add(usize::from($k.0))).clone(),
                        {},
                        $to,
                        $op,
                        $int,
                        $flt,
                        $when
                    )
                };
            }

            // Leave the top frame with a value. A plain call's way is short: locals first to last,
            // the function, the caller's destination. Generators, class bodies, constructors and
            // frames somebody holds take the general way.
            macro_rules! return_value {
                ($v:expr) => {{
                    let v: Value = $v;
                    let f = &*frame;
                    if f.kind == FrameKind::Call
                        && f.object.is_none()
                        && f.generator.is_none()
                        && f.locals.is_none()
                    {
                        for i in 0..usize::from((*f.code).temp_base) {
                            let old = (*regs.add(i)).take();
                            drop_slot!(old);
                        }
                        // A finaliser may have asked for the frame.
                        if (*frame).object.is_none() {
                            let dst = (*frame).dst;
                            let owner = std::ptr::read(&raw const (*frame).owner);
                            self.registers.pop(regs);
                            let below = self.frames.len() - 1;
                            self.frames.set_len(below);
                            load!();
                            drop_value!(owner);
                            set!(dst, v);
                            continue;
                        }
                    }
                    save!();
                    match self.leave_frame(v) {
                        super::slow::Left::Stop(v) => return Ok(v),
                        super::slow::Left::Go => load!(),
                        super::slow::Left::Failed(e) => match self.unwind(e, true) {
                            None => load!(),
                            Some(e) => return Err(e),
                        },
                    }
                }};
            }

            load!();
            loop {
                let at = pc;
                pc = at.add(1);
                match *at {
                    Instr::Nop() => {}
                    Instr::Move(d, s) => {
                        let v = hold!(s);
                        set!(d.0, v);
                    }
                    Instr::LoadConst(d, k) => {
                        let v = (*consts.add(k.0 as usize)).clone();
                        set!(d.0, v);
                    }
                    Instr::Drop(r) => {
                        let old = (*regs.add(usize::from(r.0))).take();
                        drop_slot!(old);
                    }
                    Instr::CheckLocal(r) => {
                        if (*regs.add(usize::from(r.0))).is_none() {
                            save!();
                            fail!(self.unbound_local(r));
                        }
                    }
                    Instr::DelLocal(r) => match (*regs.add(usize::from(r.0))).take() {
                        Some(v) => drop_value!(v),
                        None => {
                            save!();
                            fail!(self.unbound_local(r));
                        }
                    },
                    Instr::MakeCell(r) => {
                        let cell = self.heap.record(self.heap.type_of(Kind::CELL), 1);
                        let value = (*regs.add(usize::from(r.0))).take();
                        cell.cast_unchecked::<Record>().set(&mut self.heap, 0, value);
                        *regs.add(usize::from(r.0)) = Some(cell);
                    }
                    Instr::LoadCell(d, c) => match (*reg!(c.0).cast_unchecked::<Record>().slots()).clone() {
                        Some(v) => set!(d.0, v),
                        None => {
                            save!();
                            fail!(self.unbound_cell(c));
                        }
                    },
                    Instr::LoadClassCell(d, c) => {
                        save!();
                        let v = tri!(self.load_class_cell(c));
                        set!(d.0, v);
                    }
                    Instr::StoreCell(c, s) => {
                        let v = hold!(s);
                        let cell = reg!(c.0).cast_unchecked::<Record>();
                        let old = (*cell.slots()).replace(v);
                        drop_slot!(old);
                    }
                    Instr::DelCell(c) => match (*reg!(c.0).cast_unchecked::<Record>().slots()).take() {
                        Some(v) => drop_value!(v),
                        None => {
                            save!();
                            fail!(self.unbound_cell(c));
                        }
                    },
                    Instr::LoadClosure(d, c) => {
                        let v = reg!(c.0).clone();
                        set!(d.0, v);
                    }
                    Instr::LoadGlobal(d, s) => {
                        let (globals, names) = ((*frame).globals, (*(*frame).code).names);
                        let v = tri!(self.load_global(globals, &mut *sites.add(usize::from(s.0)), names));
                        set!(d.0, v);
                    }
                    Instr::StoreGlobal(s, site) => {
                        save!();
                        let v = hold!(s);
                        let (globals, names) = ((*frame).globals, (*(*frame).code).names);
                        tri!(self.store_global(globals, &mut *sites.add(usize::from(site.0)), names, v));
                    }
                    Instr::DelGlobal(n) => {
                        save!();
                        tri!(self.delete_global(n));
                    }
                    Instr::LoadName(d, s) => {
                        let (globals, names) = ((*frame).globals, (*(*frame).code).names);
                        let locals = (*frame).locals.clone();
                        let site = &mut *sites.add(usize::from(s.0));
                        let v = match locals {
                            Some(l) if l.ptr() != globals => {
                                save!();
                                tri!(self.load_name(&l, globals, site, names))
                            }
                            _ => tri!(self.load_global(globals, site, names)),
                        };
                        set!(d.0, v);
                    }
                    Instr::StoreName(s, site) => {
                        save!();
                        let v = hold!(s);
                        let (globals, names) = ((*frame).globals, (*(*frame).code).names);
                        let site = &mut *sites.add(usize::from(site.0));
                        match (*frame).locals.clone() {
                            Some(l) if l.ptr() != globals => {
                                let name = (*names.add(usize::from(site.name))).clone();
                                tri!(self.store_name(&l, name, v));
                            }
                            _ => tri!(self.store_global(globals, site, names, v)),
                        }
                    }
                    Instr::DelName(n) => {
                        save!();
                        tri!(self.delete_name(n));
                    }
                    Instr::LoadLocals(d) => {
                        let v = (*frame).locals.clone();
                        let v = match v {
                            Some(v) => v,
                            None => self.none(),
                        };
                        set!(d.0, v);
                    }
                    Instr::LoadBuildClass(d) => {
                        save!();
                        let v = tri!(self.load_builtin("__build_class__"));
                        set!(d.0, v);
                    }
                    Instr::LoadAssertionError(d) => {
                        let ty = self.exc_type(super::errors::Exc::AssertionError);
                        set!(d.0, ty.as_ref().value());
                    }
                    Instr::SetupAnnotations() => {
                        save!();
                        tri!(self.setup_annotations());
                    }

                    // --- attributes and items
                    Instr::LoadAttr(d, o, s) => {
                        let site = &mut *sites.add(usize::from(s.0));
                        match self.cached_attr(reg!(o.index()), site) {
                            Some(v) => {
                                done!(o);
                                set!(d.0, v);
                            }
                            None => {
                                save!();
                                let name = &*names!().add(usize::from(site.name));
                                let obj = hold!(o);
                                let got = self.load_attr_slow(&obj, name, site);
                                drop_value!(obj);
                                let v = tri!(got);
                                set!(d.0, v);
                            }
                        }
                    }
                    Instr::LoadMethod(d, o, s) => {
                        let site = &mut *sites.add(usize::from(s.0));
                        match self.cached_method(reg!(o.index()), site) {
                            Some(f) => {
                                let this = hold!(o);
                                set!(d.0, f);
                                set!(d.0 + 1, this);
                            }
                            None => {
                                save!();
                                let name = &*names!().add(usize::from(site.name));
                                let obj = hold!(o);
                                let got = self.load_method_slow(&obj, name, site);
                                drop_value!(obj);
                                let (f, this) = tri!(got);
                                set!(d.0, f);
                                if let Some(t) = this {
                                    set!(d.0 + 1, t);
                                }
                            }
                        }
                    }
                    Instr::LoadSuperAttr(d, a, s) => {
                        save!();
                        let name = (*names!().add(usize::from((*sites.add(usize::from(s.0))).name))).clone();
                        let (callee, class, this) = (take!(a.0), take!(a.0 + 1), take!(a.0 + 2));
                        let got = self.load_super_attr(&callee, &class, &this, &name);
                        drop_value!(callee);
                        drop_value!(class);
                        drop_value!(this);
                        let v = tri!(got);
                        set!(d.0, v);
                    }
                    Instr::StoreAttr(o, src, s) => {
                        let site = &mut *sites.add(usize::from(s.0));
                        let value = hold!(src);
                        match self.cached_store(reg!(o.index()), site, value) {
                            Ok(old) => {
                                drop_slot!(old);
                                done!(o);
                            }
                            Err(value) => {
                                save!();
                                let name = &*names!().add(usize::from(site.name));
                                let obj = hold!(o);
                                let stored = self.store_attr_slow(&obj, name, site, value.clone());
                                drop_value!(value);
                                drop_value!(obj);
                                tri!(stored);
                            }
                        }
                    }
                    Instr::DelAttr(o, n) => {
                        save!();
                        let obj = hold!(o);
                        let name = (*names!().add(usize::from(n.0))).clone();
                        let deleted = self.set_attr(&obj, &name, None);
                        drop_value!(obj);
                        tri!(deleted);
                    }
                    Instr::LoadItem(d, o, k) => {
                        let (obj, key) = (reg!(o.index()), reg!(k.index()));
                        match self.item_fast(obj, key) {
                            Some(v) => {
                                done!(o);
                                done!(k);
                                set!(d.0, v);
                            }
                            None => {
                                save!();
                                let (obj, key) = (hold!(o), hold!(k));
                                let v = tri!(self.item_held(obj, key));
                                set!(d.0, v);
                            }
                        }
                    }
                    Instr::StoreItem(o, k, s) => {
                        let (obj, key) = (reg!(o.index()), reg!(k.index()));
                        if obj.kind() == Kind::LIST
                            && let Some(w) = word(key)
                        {
                            let list = obj.cast_unchecked::<List>();
                            let i = if w < 0 { w + list.len() as i64 } else { w };
                            if i >= 0 && (i as usize) < list.len() {
                                let value = hold!(s);
                                let old = std::mem::replace(&mut *list.items.get().add(i as usize), value);
                                drop_value!(old);
                                done!(o);
                                done!(k);
                                continue;
                            }
                        }
                        if obj.kind() == Kind::BYTEARRAY && self.store_byte(obj, key, reg!(s.index())) {
                            done!(s);
                            done!(o);
                            done!(k);
                            continue;
                        }
                        save!();
                        let (value, obj, key) = (hold!(s), hold!(o), hold!(k));
                        tri!(self.store_item_held(obj, key, value));
                    }
                    Instr::DelItem(o, k) => {
                        save!();
                        let (obj, key) = (hold!(o), hold!(k));
                        let deleted = self.del_item(&obj, &key);
                        drop_value!(obj);
                        drop_value!(key);
                        tri!(deleted);
                    }
                    Instr::BuildSlice(n, d, first) => {
                        let (a, b) = (take!(first.0), take!(first.0 + 1));
                        let c = if n.0 == 3 { take!(first.0 + 2) } else { self.none() };
                        let v = self.make_slice(a, b, c);
                        set!(d.0, v);
                    }

                    // --- operators
                    Instr::AddRR(d, a, b) => {
                        arith_rr!(d, a, b, BinOp::Add, |x: i64, y: i64| x.checked_add(y), |x: f64, y: f64| {
                            Some(x + y)
                        })
                    }
                    Instr::AddTR(d, a, b) => {
                        arith_tr!(d, a, b, BinOp::Add, |x: i64, y: i64| x.checked_add(y), |x: f64, y: f64| {
                            Some(x + y)
                        })
                    }
                    Instr::AddRT(d, a, b) => {
                        arith_rt!(d, a, b, BinOp::Add, |x: i64, y: i64| x.checked_add(y), |x: f64, y: f64| {
                            Some(x + y)
                        })
                    }
                    Instr::AddTT(d, a, b) => {
                        arith_tt!(d, a, b, BinOp::Add, |x: i64, y: i64| x.checked_add(y), |x: f64, y: f64| {
                            Some(x + y)
                        })
                    }
                    Instr::AddRK(d, a, k) => {
                        arith_rk!(d, a, k, BinOp::Add, |x: i64, y: i64| x.checked_add(y), |x: f64, y: f64| {
                            Some(x + y)
                        })
                    }
                    Instr::AddTK(d, a, k) => {
                        arith_tk!(d, a, k, BinOp::Add, |x: i64, y: i64| x.checked_add(y), |x: f64, y: f64| {
                            Some(x + y)
                        })
                    }
                    Instr::SubRR(d, a, b) => arith_rr!(
                        d,
                        a,
                        b,
                        BinOp::Subtract,
                        |x: i64, y: i64| x.checked_sub(y),
                        |x: f64, y: f64| Some(x - y)
                    ),
                    Instr::SubTR(d, a, b) => arith_tr!(
                        d,
                        a,
                        b,
                        BinOp::Subtract,
                        |x: i64, y: i64| x.checked_sub(y),
                        |x: f64, y: f64| Some(x - y)
                    ),
                    Instr::SubRT(d, a, b) => arith_rt!(
                        d,
                        a,
                        b,
                        BinOp::Subtract,
                        |x: i64, y: i64| x.checked_sub(y),
                        |x: f64, y: f64| Some(x - y)
                    ),
                    Instr::SubTT(d, a, b) => arith_tt!(
                        d,
                        a,
                        b,
                        BinOp::Subtract,
                        |x: i64, y: i64| x.checked_sub(y),
                        |x: f64, y: f64| Some(x - y)
                    ),
                    Instr::SubRK(d, a, k) => arith_rk!(
                        d,
                        a,
                        k,
                        BinOp::Subtract,
                        |x: i64, y: i64| x.checked_sub(y),
                        |x: f64, y: f64| Some(x - y)
                    ),
                    Instr::SubTK(d, a, k) => arith_tk!(
                        d,
                        a,
                        k,
                        BinOp::Subtract,
                        |x: i64, y: i64| x.checked_sub(y),
                        |x: f64, y: f64| Some(x - y)
                    ),
                    Instr::MulRR(d, a, b) => arith_rr!(
                        d,
                        a,
                        b,
                        BinOp::Multiply,
                        |x: i64, y: i64| x.checked_mul(y),
                        |x: f64, y: f64| Some(x * y)
                    ),
                    Instr::MulTR(d, a, b) => arith_tr!(
                        d,
                        a,
                        b,
                        BinOp::Multiply,
                        |x: i64, y: i64| x.checked_mul(y),
                        |x: f64, y: f64| Some(x * y)
                    ),
                    Instr::MulRT(d, a, b) => arith_rt!(
                        d,
                        a,
                        b,
                        BinOp::Multiply,
                        |x: i64, y: i64| x.checked_mul(y),
                        |x: f64, y: f64| Some(x * y)
                    ),
                    Instr::MulTT(d, a, b) => arith_tt!(
                        d,
                        a,
                        b,
                        BinOp::Multiply,
                        |x: i64, y: i64| x.checked_mul(y),
                        |x: f64, y: f64| Some(x * y)
                    ),
                    Instr::MulRK(d, a, k) => arith_rk!(
                        d,
                        a,
                        k,
                        BinOp::Multiply,
                        |x: i64, y: i64| x.checked_mul(y),
                        |x: f64, y: f64| Some(x * y)
                    ),
                    Instr::MulTK(d, a, k) => arith_tk!(
                        d,
                        a,
                        k,
                        BinOp::Multiply,
                        |x: i64, y: i64| x.checked_mul(y),
                        |x: f64, y: f64| Some(x * y)
                    ),
                    Instr::DivRR(d, a, b) => {
                        arith_rr!(d, a, b, BinOp::TrueDivide, |_: i64, _: i64| None, |x: f64, y: f64| if y
                            != 0.0
                        {
                            Some(x / y)
                        } else {
                            None
                        })
                    }
                    Instr::DivTR(d, a, b) => {
                        arith_tr!(d, a, b, BinOp::TrueDivide, |_: i64, _: i64| None, |x: f64, y: f64| if y
                            != 0.0
                        {
                            Some(x / y)
                        } else {
                            None
                        })
                    }
                    Instr::DivRT(d, a, b) => {
                        arith_rt!(d, a, b, BinOp::TrueDivide, |_: i64, _: i64| None, |x: f64, y: f64| if y
                            != 0.0
                        {
                            Some(x / y)
                        } else {
                            None
                        })
                    }
                    Instr::DivTT(d, a, b) => {
                        arith_tt!(d, a, b, BinOp::TrueDivide, |_: i64, _: i64| None, |x: f64, y: f64| if y
                            != 0.0
                        {
                            Some(x / y)
                        } else {
                            None
                        })
                    }
                    Instr::DivRK(d, a, k) => {
                        arith_rk!(d, a, k, BinOp::TrueDivide, |_: i64, _: i64| None, |x: f64, y: f64| if y
                            != 0.0
                        {
                            Some(x / y)
                        } else {
                            None
                        })
                    }
                    Instr::DivTK(d, a, k) => {
                        arith_tk!(d, a, k, BinOp::TrueDivide, |_: i64, _: i64| None, |x: f64, y: f64| if y
                            != 0.0
                        {
                            Some(x / y)
                        } else {
                            None
                        })
                    }
                    Instr::FloorDivRR(d, a, b) => {
                        arith_rr!(d, a, b, BinOp::FloorDivide, floor_div, |_: f64, _: f64| None)
                    }
                    Instr::FloorDivTR(d, a, b) => {
                        arith_tr!(d, a, b, BinOp::FloorDivide, floor_div, |_: f64, _: f64| None)
                    }
                    Instr::FloorDivRT(d, a, b) => {
                        arith_rt!(d, a, b, BinOp::FloorDivide, floor_div, |_: f64, _: f64| None)
                    }
                    Instr::FloorDivTT(d, a, b) => {
                        arith_tt!(d, a, b, BinOp::FloorDivide, floor_div, |_: f64, _: f64| None)
                    }
                    Instr::FloorDivRK(d, a, k) => {
                        arith_rk!(d, a, k, BinOp::FloorDivide, floor_div, |_: f64, _: f64| None)
                    }
                    Instr::FloorDivTK(d, a, k) => {
                        arith_tk!(d, a, k, BinOp::FloorDivide, floor_div, |_: f64, _: f64| None)
                    }
                    Instr::ModRR(d, a, b) => {
                        arith_rr!(d, a, b, BinOp::Remainder, modulo, |_: f64, _: f64| None)
                    }
                    Instr::ModTR(d, a, b) => {
                        arith_tr!(d, a, b, BinOp::Remainder, modulo, |_: f64, _: f64| None)
                    }
                    Instr::ModRT(d, a, b) => {
                        arith_rt!(d, a, b, BinOp::Remainder, modulo, |_: f64, _: f64| None)
                    }
                    Instr::ModTT(d, a, b) => {
                        arith_tt!(d, a, b, BinOp::Remainder, modulo, |_: f64, _: f64| None)
                    }
                    Instr::ModRK(d, a, k) => {
                        arith_rk!(d, a, k, BinOp::Remainder, modulo, |_: f64, _: f64| None)
                    }
                    Instr::ModTK(d, a, k) => {
                        arith_tk!(d, a, k, BinOp::Remainder, modulo, |_: f64, _: f64| None)
                    }
                    Instr::AndRR(d, a, b) => {
                        arith_rr!(d, a, b, BinOp::And, |x: i64, y: i64| Some(x & y), |_: f64, _: f64| None)
                    }
                    Instr::AndTR(d, a, b) => {
                        arith_tr!(d, a, b, BinOp::And, |x: i64, y: i64| Some(x & y), |_: f64, _: f64| None)
                    }
                    Instr::AndRT(d, a, b) => {
                        arith_rt!(d, a, b, BinOp::And, |x: i64, y: i64| Some(x & y), |_: f64, _: f64| None)
                    }
                    Instr::AndTT(d, a, b) => {
                        arith_tt!(d, a, b, BinOp::And, |x: i64, y: i64| Some(x & y), |_: f64, _: f64| None)
                    }
                    Instr::AndRK(d, a, k) => {
                        arith_rk!(d, a, k, BinOp::And, |x: i64, y: i64| Some(x & y), |_: f64, _: f64| None)
                    }
                    Instr::AndTK(d, a, k) => {
                        arith_tk!(d, a, k, BinOp::And, |x: i64, y: i64| Some(x & y), |_: f64, _: f64| None)
                    }
                    Instr::IAddR(r, b) => inplace!(
                        r,
                        reg!(b.0),
                        reg!(b.0).clone(),
                        {},
                        BinOp::Add,
                        |x: i64, y: i64| x.checked_add(y),
                        |x: f64, y: f64| Some(x + y)
                    ),
                    Instr::IAddT(r, b) => inplace!(
                        r,
                        reg!(b.0),
                        take!(b.0),
                        {
                            let v = take!(b.0);
                            drop_value!(v);
                        },
                        BinOp::Add,
                        |x: i64, y: i64| x.checked_add(y),
                        |x: f64, y: f64| Some(x + y)
                    ),
                    Instr::IAddK(r, k) => inplace!(
                        r,
                        &*consts.add(usize::from(k.0)),
                        (*consts.add(usize::from(k.0))).clone(),
                        {},
                        BinOp::Add,
                        |x: i64, y: i64| x.checked_add(y),
                        |x: f64, y: f64| Some(x + y)
                    ),
                    Instr::ISubR(r, b) => inplace!(
                        r,
                        reg!(b.0),
                        reg!(b.0).clone(),
                        {},
                        BinOp::Subtract,
                        |x: i64, y: i64| x.checked_sub(y),
                        |x: f64, y: f64| Some(x - y)
                    ),
                    Instr::ISubT(r, b) => inplace!(
                        r,
                        reg!(b.0),
                        take!(b.0),
                        {
                            let v = take!(b.0);
                            drop_value!(v);
                        },
                        BinOp::Subtract,
                        |x: i64, y: i64| x.checked_sub(y),
                        |x: f64, y: f64| Some(x - y)
                    ),
                    Instr::ISubK(r, k) => inplace!(
                        r,
                        &*consts.add(usize::from(k.0)),
                        (*consts.add(usize::from(k.0))).clone(),
                        {},
                        BinOp::Subtract,
                        |x: i64, y: i64| x.checked_sub(y),
                        |x: f64, y: f64| Some(x - y)
                    ),
                    Instr::IMulR(r, b) => inplace!(
                        r,
                        reg!(b.0),
                        reg!(b.0).clone(),
                        {},
                        BinOp::Multiply,
                        |x: i64, y: i64| x.checked_mul(y),
                        |x: f64, y: f64| Some(x * y)
                    ),
                    Instr::IMulT(r, b) => inplace!(
                        r,
                        reg!(b.0),
                        take!(b.0),
                        {
                            let v = take!(b.0);
                            drop_value!(v);
                        },
                        BinOp::Multiply,
                        |x: i64, y: i64| x.checked_mul(y),
                        |x: f64, y: f64| Some(x * y)
                    ),
                    Instr::IMulK(r, k) => inplace!(
                        r,
                        &*consts.add(usize::from(k.0)),
                        (*consts.add(usize::from(k.0))).clone(),
                        {},
                        BinOp::Multiply,
                        |x: i64, y: i64| x.checked_mul(y),
                        |x: f64, y: f64| Some(x * y)
                    ),
                    Instr::Binary(op, d, a, b) => {
                        save!();
                        let (x, y) = (hold!(a), hold!(b));
                        let v = tri!(self.binary_held(op, x, y));
                        set!(d.0, v);
                    }
                    Instr::Inplace(op, d, a, b) => {
                        save!();
                        let (x, y) = (hold!(a), hold!(b));
                        let v = tri!(self.inplace_held(op, x, y));
                        set!(d.0, v);
                    }
                    Instr::Unary(op, d, s) => {
                        save!();
                        let x = hold!(s);
                        let got = self.unary(op, &x);
                        drop_value!(x);
                        let v = tri!(got);
                        set!(d.0, v);
                    }
                    Instr::Compare(op, d, a, b) => {
                        save!();
                        let (x, y) = (hold!(a), hold!(b));
                        let got = self.compare(op, &x, &y);
                        drop_value!(x);
                        drop_value!(y);
                        let v = tri!(got);
                        set!(d.0, v);
                    }
                    Instr::Is(d, a, b) => {
                        let v = self.bool(reg!(a.index()).is(reg!(b.index())));
                        done!(a);
                        done!(b);
                        set!(d.0, v);
                    }
                    Instr::IsNot(d, a, b) => {
                        let v = self.bool(!reg!(a.index()).is(reg!(b.index())));
                        done!(a);
                        done!(b);
                        set!(d.0, v);
                    }
                    Instr::In(d, a, b) => {
                        save!();
                        let (x, y) = (hold!(a), hold!(b));
                        let found = tri!(self.contains_held(x, y));
                        set!(d.0, self.bool(found));
                    }
                    Instr::NotIn(d, a, b) => {
                        save!();
                        let (x, y) = (hold!(a), hold!(b));
                        let found = tri!(self.contains_held(x, y));
                        set!(d.0, self.bool(!found));
                    }

                    // --- jumps
                    Instr::Jump(to) => jump!(to),
                    Instr::JumpBack(to) => {
                        jump!(to);
                        safe_point!();
                    }
                    Instr::JumpIfTrue(s, to) => {
                        let t = match reg!(s.index()).as_bool() {
                            Some(t) => {
                                if s.takes() {
                                    let v = take!(s.index());
                                    drop_value!(v);
                                }
                                t
                            }
                            None => {
                                save!();
                                let v = hold!(s);
                                let t = self.truth(&v);
                                drop_value!(v);
                                tri!(t)
                            }
                        };
                        if t {
                            jump!(to);
                        }
                    }
                    Instr::JumpIfFalse(s, to) => {
                        let t = match reg!(s.index()).as_bool() {
                            Some(t) => {
                                if s.takes() {
                                    let v = take!(s.index());
                                    drop_value!(v);
                                }
                                t
                            }
                            None => {
                                save!();
                                let v = hold!(s);
                                let t = self.truth(&v);
                                drop_value!(v);
                                tri!(t)
                            }
                        };
                        if !t {
                            jump!(to);
                        }
                    }
                    Instr::JumpIfNone(s, to) => {
                        let none = reg!(s.index()).is_none();
                        if none {
                            jump!(to);
                        }
                        done!(s);
                    }
                    Instr::JumpIfNotNone(s, to) => {
                        let none = reg!(s.index()).is_none();
                        if !none {
                            jump!(to);
                        }
                        done!(s);
                    }
                    Instr::JumpLtRR(a, b, to) => {
                        compare_rr!(a, b, to, CmpOp::Lt, |x: i64, y: i64| x < y, |x: f64, y: f64| x < y, true)
                    }
                    Instr::JumpLeRR(a, b, to) => compare_rr!(
                        a,
                        b,
                        to,
                        CmpOp::Le,
                        |x: i64, y: i64| x <= y,
                        |x: f64, y: f64| x <= y,
                        true
                    ),
                    Instr::JumpEqRR(a, b, to) => compare_rr!(
                        a,
                        b,
                        to,
                        CmpOp::Eq,
                        |x: i64, y: i64| x == y,
                        |x: f64, y: f64| x == y,
                        true
                    ),
                    Instr::JumpNeRR(a, b, to) => compare_rr!(
                        a,
                        b,
                        to,
                        CmpOp::Ne,
                        |x: i64, y: i64| x != y,
                        |x: f64, y: f64| x != y,
                        true
                    ),
                    Instr::JumpGtRR(a, b, to) => {
                        compare_rr!(a, b, to, CmpOp::Gt, |x: i64, y: i64| x > y, |x: f64, y: f64| x > y, true)
                    }
                    Instr::JumpGeRR(a, b, to) => compare_rr!(
                        a,
                        b,
                        to,
                        CmpOp::Ge,
                        |x: i64, y: i64| x >= y,
                        |x: f64, y: f64| x >= y,
                        true
                    ),
                    Instr::JumpNotLtRR(a, b, to) => compare_rr!(
                        a,
                        b,
                        to,
                        CmpOp::Lt,
                        |x: i64, y: i64| x < y,
                        |x: f64, y: f64| x < y,
                        false
                    ),
                    Instr::JumpNotLeRR(a, b, to) => compare_rr!(
                        a,
                        b,
                        to,
                        CmpOp::Le,
                        |x: i64, y: i64| x <= y,
                        |x: f64, y: f64| x <= y,
                        false
                    ),
                    Instr::JumpNotEqRR(a, b, to) => compare_rr!(
                        a,
                        b,
                        to,
                        CmpOp::Eq,
                        |x: i64, y: i64| x == y,
                        |x: f64, y: f64| x == y,
                        false
                    ),
                    Instr::JumpNotNeRR(a, b, to) => compare_rr!(
                        a,
                        b,
                        to,
                        CmpOp::Ne,
                        |x: i64, y: i64| x != y,
                        |x: f64, y: f64| x != y,
                        false
                    ),
                    Instr::JumpNotGtRR(a, b, to) => compare_rr!(
                        a,
                        b,
                        to,
                        CmpOp::Gt,
                        |x: i64, y: i64| x > y,
                        |x: f64, y: f64| x > y,
                        false
                    ),
                    Instr::JumpNotGeRR(a, b, to) => compare_rr!(
                        a,
                        b,
                        to,
                        CmpOp::Ge,
                        |x: i64, y: i64| x >= y,
                        |x: f64, y: f64| x >= y,
                        false
                    ),
                    Instr::JumpLtRK(a, k, to) => {
                        compare_rk!(a, k, to, CmpOp::Lt, |x: i64, y: i64| x < y, |x: f64, y: f64| x < y, true)
                    }
                    Instr::JumpLeRK(a, k, to) => compare_rk!(
                        a,
                        k,
                        to,
                        CmpOp::Le,
                        |x: i64, y: i64| x <= y,
                        |x: f64, y: f64| x <= y,
                        true
                    ),
                    Instr::JumpEqRK(a, k, to) => compare_rk!(
                        a,
                        k,
                        to,
                        CmpOp::Eq,
                        |x: i64, y: i64| x == y,
                        |x: f64, y: f64| x == y,
                        true
                    ),
                    Instr::JumpNeRK(a, k, to) => compare_rk!(
                        a,
                        k,
                        to,
                        CmpOp::Ne,
                        |x: i64, y: i64| x != y,
                        |x: f64, y: f64| x != y,
                        true
                    ),
                    Instr::JumpGtRK(a, k, to) => {
                        compare_rk!(a, k, to, CmpOp::Gt, |x: i64, y: i64| x > y, |x: f64, y: f64| x > y, true)
                    }
                    Instr::JumpGeRK(a, k, to) => compare_rk!(
                        a,
                        k,
                        to,
                        CmpOp::Ge,
                        |x: i64, y: i64| x >= y,
                        |x: f64, y: f64| x >= y,
                        true
                    ),
                    Instr::JumpNotLtRK(a, k, to) => compare_rk!(
                        a,
                        k,
                        to,
                        CmpOp::Lt,
                        |x: i64, y: i64| x < y,
                        |x: f64, y: f64| x < y,
                        false
                    ),
                    Instr::JumpNotLeRK(a, k, to) => compare_rk!(
                        a,
                        k,
                        to,
                        CmpOp::Le,
                        |x: i64, y: i64| x <= y,
                        |x: f64, y: f64| x <= y,
                        false
                    ),
                    Instr::JumpNotEqRK(a, k, to) => compare_rk!(
                        a,
                        k,
                        to,
                        CmpOp::Eq,
                        |x: i64, y: i64| x == y,
                        |x: f64, y: f64| x == y,
                        false
                    ),
                    Instr::JumpNotNeRK(a, k, to) => compare_rk!(
                        a,
                        k,
                        to,
                        CmpOp::Ne,
                        |x: i64, y: i64| x != y,
                        |x: f64, y: f64| x != y,
                        false
                    ),
                    Instr::JumpNotGtRK(a, k, to) => compare_rk!(
                        a,
                        k,
                        to,
                        CmpOp::Gt,
                        |x: i64, y: i64| x > y,
                        |x: f64, y: f64| x > y,
                        false
                    ),
                    Instr::JumpNotGeRK(a, k, to) => compare_rk!(
                        a,
                        k,
                        to,
                        CmpOp::Ge,
                        |x: i64, y: i64| x >= y,
                        |x: f64, y: f64| x >= y,
                        false
                    ),
                    Instr::JumpIs(a, b, to) => {
                        let same = reg!(a.index()).is(reg!(b.index()));
                        if same {
                            jump!(to);
                        }
                        done!(a);
                        done!(b);
                    }
                    Instr::JumpIsNot(a, b, to) => {
                        let same = reg!(a.index()).is(reg!(b.index()));
                        if !same {
                            jump!(to);
                        }
                        done!(a);
                        done!(b);
                    }
                    Instr::JumpIn(a, b, to) => {
                        save!();
                        let (x, y) = (hold!(a), hold!(b));
                        if tri!(self.contains_held(x, y)) {
                            jump!(to);
                        }
                    }
                    Instr::JumpNotIn(a, b, to) => {
                        save!();
                        let (x, y) = (hold!(a), hold!(b));
                        if !tri!(self.contains_held(x, y)) {
                            jump!(to);
                        }
                    }

                    // --- iteration
                    Instr::GetIter(d, s) => {
                        save!();
                        let v = hold!(s);
                        let got = self.iter(&v);
                        drop_value!(v);
                        let it = tri!(got);
                        set!(d.0, it);
                    }
                    Instr::ForIter(d, i, to) => {
                        let it = reg!(i.0);
                        if it.kind() == Kind::RANGE_ITER
                            && let Some(next) = self.range_step(it)
                        {
                            match next {
                                Some(w) => {
                                    let v = self.heap.int(w);
                                    set!(d.0, v);
                                }
                                None => {
                                    let v = take!(i.0);
                                    drop_value!(v);
                                    jump!(to);
                                }
                            }
                            continue;
                        }
                        if it.kind() == Kind::LIST_ITER
                            && let Some(v) = self.list_step(it)
                        {
                            set!(d.0, v);
                            continue;
                        }
                        save!();
                        if it.kind() == Kind::GENERATOR {
                            let it = it.clone();
                            let entered = self.enter_generator(&it, FrameKind::For, d.0);
                            drop(it);
                            if tri!(entered) {
                                load!();
                                safe_point!();
                                continue;
                            }
                            let v = take!(i.0);
                            drop_value!(v);
                            jump!(to);
                            continue;
                        }
                        let it = it.clone();
                        let got = self.next(&it);
                        drop_value!(it);
                        match tri!(got) {
                            Some(v) => set!(d.0, v),
                            None => {
                                let v = take!(i.0);
                                drop_value!(v);
                                jump!(to);
                            }
                        }
                    }
                    Instr::UnpackSequence(s, first, n) => {
                        save!();
                        let v = hold!(s);
                        let items = tri!(self.unpack(v, usize::from(n.0)));
                        for (i, item) in items.into_iter().enumerate() {
                            set!(first.0 as usize + i, item);
                        }
                    }
                    Instr::UnpackEx(before, s, first, after) => {
                        save!();
                        let v = hold!(s);
                        let items = tri!(self.unpack_ex(v, usize::from(before.0), usize::from(after.0)));
                        for (i, item) in items.into_iter().enumerate() {
                            set!(first.0 as usize + i, item);
                        }
                    }

                    // --- building
                    Instr::BuildTuple(d, first, n) => {
                        let n = usize::from(n.0);
                        let items = (0..n).map(|i| take!(first.0 as usize + i));
                        let v = tri!(self.heap.tuple(items).map_err(Raised::from));
                        set!(d.0, v);
                    }
                    Instr::BuildList(d, first, n) => {
                        let n = usize::from(n.0);
                        let items = (0..n).map(|i| take!(first.0 as usize + i));
                        let v = tri!(self.heap.list(items).map_err(Raised::from));
                        set!(d.0, v);
                    }
                    Instr::BuildSet(d, first, n) => {
                        save!();
                        let items: Vec<Value> =
                            (0..usize::from(n.0)).map(|i| take!(first.0 as usize + i)).collect();
                        let v = tri!(self.build_set(items));
                        set!(d.0, v);
                    }
                    Instr::BuildMap(d, first, n) => {
                        save!();
                        let items: Vec<Value> =
                            (0..usize::from(n.0) * 2).map(|i| take!(first.0 as usize + i)).collect();
                        let v = tri!(self.build_map(items));
                        set!(d.0, v);
                    }
                    Instr::BuildString(d, first, n) => {
                        save!();
                        let items: Vec<Value> =
                            (0..usize::from(n.0)).map(|i| take!(first.0 as usize + i)).collect();
                        let v = tri!(self.build_string(items));
                        set!(d.0, v);
                    }
                    Instr::ListAppend(l, s) => {
                        let v = hold!(s);
                        let list = reg!(l.0).cast_unchecked::<List>();
                        tri!(list.push(&mut self.heap, v).map_err(Raised::from));
                    }
                    Instr::ListExtend(l, s) => {
                        save!();
                        let (list, v) = (reg!(l.0).clone(), hold!(s));
                        let done = self.list_extend_star(&list, &v);
                        drop_value!(v);
                        drop(list);
                        tri!(done);
                    }
                    Instr::SetAdd(t, s) => {
                        save!();
                        let (set, v) = (reg!(t.0).clone(), hold!(s));
                        let done = self.set_add(&set, v.clone());
                        drop_value!(v);
                        drop(set);
                        tri!(done);
                    }
                    Instr::SetUpdate(t, s) => {
                        save!();
                        let (set, v) = (reg!(t.0).clone(), hold!(s));
                        let done = self.set_update(&set, &v);
                        drop_value!(v);
                        drop(set);
                        tri!(done);
                    }
                    Instr::MapAdd(m, k, s) => {
                        save!();
                        let (map, key, v) = (reg!(m.0).clone(), hold!(k), hold!(s));
                        let done = self.dict_set(&map, key.clone(), v.clone());
                        drop_value!(key);
                        drop_value!(v);
                        drop(map);
                        tri!(done);
                    }
                    Instr::DictUpdate(m, s) => {
                        save!();
                        let (map, v) = (reg!(m.0).clone(), hold!(s));
                        let done = self.dict_update(&map, &v);
                        drop_value!(v);
                        drop(map);
                        tri!(done);
                    }
                    Instr::DictMerge(m, s, callee) => {
                        save!();
                        let (map, v, f) = (reg!(m.0).clone(), hold!(s), reg!(callee.0).clone());
                        let done = self.merge_keywords(&map, &v, &f);
                        drop_value!(v);
                        drop(map);
                        drop(f);
                        tri!(done);
                    }
                    Instr::ListToTuple(d, s) => {
                        save!();
                        let list = hold!(s);
                        let v = tri!(self.list_to_tuple(list));
                        set!(d.0, v);
                    }
                    Instr::FormatSimple(conv, d, s) => {
                        save!();
                        let v = hold!(s);
                        let text = tri!(self.format_field(conv, v, None));
                        set!(d.0, text);
                    }
                    Instr::FormatWithSpec(conv, d, s, spec) => {
                        save!();
                        let (v, spec) = (hold!(s), hold!(spec));
                        let text = tri!(self.format_field(conv, v, Some(spec)));
                        set!(d.0, text);
                    }

                    // --- calls and functions
                    Instr::Call(d, base, n) => {
                        save!();
                        let mut argc = usize::from(n.0);
                        let at = regs.add(usize::from(base.0));
                        let mut callee = (*at).as_ref().unwrap_unchecked();
                        if callee.kind() == Kind::BOUND_METHOD && (*at.add(1)).is_none() {
                            // Split into function and self, as if loaded by LoadMethod.
                            let m = take!(base.0);
                            let r = m.cast_unchecked::<Record>();
                            let (f, this) = (r.get(&self.heap, 0), r.get(&self.heap, 1));
                            *at = f;
                            *at.add(1) = this;
                            drop_value!(m);
                            callee = (*at).as_ref().unwrap_unchecked();
                        }
                        let this = usize::from((*at.add(1)).is_some());
                        argc += this;
                        let args = at.add(2 - this);
                        match callee.kind() {
                            // The commonest callee first: one comparison, no jump table.
                            Kind::FUNCTION => {
                                let code = self.code_of(callee);
                                let data = &*code;
                                if data.flags & super::call::NOT_SIMPLE == 0 && argc == data.argcount as usize
                                {
                                    let window = tri!(self.window(data));
                                    for i in 0..argc {
                                        window.add(i).write((*args.add(i)).take());
                                    }
                                    let f = take!(base.0);
                                    self.start_function(f, code, window, FrameKind::Call, d.0);
                                } else {
                                    let values = take_args(args, argc);
                                    let f = take!(base.0);
                                    tri!(self.push_call(f, values, &[], FrameKind::Call, d.0));
                                }
                                load!();
                                safe_point!();
                            }
                            Kind::NATIVE | Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER
                                if callee.kind() == Kind::NATIVE || this == 1 =>
                            {
                                let native = self.native_of(callee);
                                let own = if callee.kind() == Kind::NATIVE {
                                    (*callee.cast_unchecked::<Record>().slots()).as_ref()
                                } else {
                                    None
                                };
                                let has_self = own.is_some_and(|s| !s.has_layout(Kind::MODULE));
                                let got = if has_self || !native.takes_plainly(argc) {
                                    let values = take_args(args, argc);
                                    let f = reg!(base.0).clone();
                                    let got = self.call_full(&f, values, &[]);
                                    drop(f);
                                    got
                                } else {
                                    let slots = std::slice::from_raw_parts(args, argc);
                                    let got = self.call_plain(native, Args(slots));
                                    for i in 0..argc {
                                        let v = (*args.add(i)).take();
                                        drop_slot!(v);
                                    }
                                    got
                                };
                                let f = take!(base.0);
                                drop_value!(f);
                                let v = tri!(got);
                                set!(d.0, v);
                                safe_point!();
                            }
                            Kind::TYPE
                                if callee.cast_unchecked::<crate::object::TypeObj>().has(tflag::HEAP) =>
                            {
                                let class = callee.clone();
                                if let Some((init, code)) = self.plain_init(&class)
                                    && super::call::is_simple(&*code)
                                    && argc + 1 == (*code).argcount as usize
                                {
                                    let window = tri!(self.window(&*code));
                                    let t = class.cast_unchecked::<crate::object::TypeObj>();
                                    let instance = self.heap.instance(t);
                                    window.write(Some(instance.clone()));
                                    for i in 0..argc {
                                        window.add(i + 1).write((*args.add(i)).take());
                                    }
                                    let f = take!(base.0);
                                    drop_value!(f);
                                    drop(class);
                                    self.start_function(init, code, window, FrameKind::Init, d.0);
                                    load!();
                                    (*frame).held = Some(instance);
                                    safe_point!();
                                    continue;
                                }
                                let values = take_args(args, argc);
                                let started = self.start_instance(&class, values, d.0);
                                let f = take!(base.0);
                                drop_value!(f);
                                drop_value!(class);
                                match tri!(started) {
                                    None => {
                                        load!();
                                        safe_point!();
                                    }
                                    Some(v) => {
                                        set!(d.0, v);
                                        safe_point!();
                                    }
                                }
                            }
                            _ => {
                                // The registers keep the arguments until the call is over.
                                let values = hold_args(args, argc);
                                let f = take!(base.0);
                                let got = self.call_full(&f, values, &[]);
                                drop_value!(f);
                                for i in 0..argc {
                                    let v = (*args.add(i)).take();
                                    drop_slot!(v);
                                }
                                let v = tri!(got);
                                set!(d.0, v);
                                safe_point!();
                            }
                        }
                    }
                    Instr::CallKw(d, base, n) => {
                        save!();
                        let at = regs.add(usize::from(base.0));
                        let this = usize::from((*at.add(1)).is_some());
                        let argc = usize::from(n.0) + this;
                        let names = take!(usize::from(base.0) + 2 + usize::from(n.0));
                        let values = take_args(at.add(2 - this), argc);
                        let f = take!(base.0);
                        let kwnames = names.as_tuple().unwrap_or(&[]);
                        if f.kind() == Kind::FUNCTION {
                            let pushed = self.push_call(f, values, kwnames, FrameKind::Call, d.0);
                            drop(names);
                            tri!(pushed);
                            load!();
                        } else {
                            let got = self.call_full(&f, values, kwnames);
                            drop_value!(f);
                            drop(names);
                            let v = tri!(got);
                            set!(d.0, v);
                        }
                        safe_point!();
                    }
                    Instr::CallEx(d, base) => {
                        save!();
                        let at = regs.add(usize::from(base.0));
                        let (f, args, kwargs) = (take!(base.0), take!(base.0 + 2), (*at.add(3)).take());
                        match tri!(self.call_ex(f, args, kwargs, d.0)) {
                            None => load!(),
                            Some(v) => set!(d.0, v),
                        }
                        safe_point!();
                    }
                    Instr::MakeFunction(flags, d, k, base) => {
                        save!();
                        let code = (*consts.add(usize::from(k.0))).clone();
                        let parts = (0..flags.0.count_ones() as usize)
                            .map(|i| take!(usize::from(base.0) + i))
                            .collect();
                        let v = tri!(self.make_function(flags.0, code, parts));
                        set!(d.0, v);
                    }
                    Instr::Return(s) => {
                        let v = hold!(s);
                        return_value!(v);
                    }
                    Instr::ReturnConst(k) => {
                        let v = (*consts.add(k.0 as usize)).clone();
                        return_value!(v);
                    }
                    Instr::ReturnGenerator() => {
                        save!();
                        let generator = self.make_generator();
                        match self.finish_call(generator) {
                            super::slow::Left::Stop(v) => return Ok(v),
                            super::slow::Left::Go => load!(),
                            super::slow::Left::Failed(e) => match self.unwind(e, true) {
                                None => load!(),
                                Some(e) => return Err(e),
                            },
                        }
                    }
                    Instr::Yield(d, s) => {
                        let v = hold!(s);
                        save!();
                        match self.suspend(v, d.0) {
                            Some(v) => return Ok(v),
                            None => load!(),
                        }
                    }
                    Instr::GetYieldFromIter(d, s) => {
                        save!();
                        let v = hold!(s);
                        let it = tri!(self.yield_from_iter(v));
                        set!(d.0, it);
                    }
                    Instr::Send(value, iter, to) => {
                        save!();
                        let v = take!(value.0);
                        let it = reg!(iter.0).clone();
                        let sent = self.send_to(&it, v);
                        drop_value!(it);
                        match tri!(sent) {
                            super::generator::Sent::Yielded(v) => set!(value.0, v),
                            super::generator::Sent::Returned(v) => {
                                let it = take!(iter.0);
                                drop_value!(it);
                                set!(value.0, v);
                                jump!(to);
                            }
                        }
                    }
                    Instr::Throw(exc, iter, to) => {
                        save!();
                        let e = take!(exc.0);
                        let it = reg!(iter.0).clone();
                        let sent = self.throw_to(&it, e);
                        drop_value!(it);
                        match tri!(sent) {
                            super::generator::Sent::Yielded(v) => set!(exc.0, v),
                            super::generator::Sent::Returned(v) => {
                                let it = take!(iter.0);
                                drop_value!(it);
                                set!(exc.0, v);
                                jump!(to);
                            }
                        }
                    }
                    Instr::GetAwaitable(how, d, s) => {
                        save!();
                        let v = hold!(s);
                        let got = tri!(self.get_awaitable(how.0, v));
                        set!(d.0, got);
                    }
                    Instr::GetAiter(d, s) => {
                        save!();
                        let v = hold!(s);
                        let got = tri!(self.get_aiter(v));
                        set!(d.0, got);
                    }
                    Instr::GetAnext(d, it) => {
                        save!();
                        let v = reg!(it.0).clone();
                        let got = tri!(self.get_anext(v));
                        set!(d.0, got);
                    }
                    Instr::WrapAsyncValue(d, s) => {
                        let v = hold!(s);
                        let wrapped = self.wrap_async_value(v);
                        set!(d.0, wrapped);
                    }
                    Instr::EndAsyncFor(exc) => {
                        let e = take!(exc.0);
                        if self.is_exc(&e, super::errors::Exc::StopAsyncIteration) {
                            drop_value!(e);
                        } else {
                            save!();
                            match self.unwind(Raised(e), false) {
                                None => load!(),
                                Some(e) => return Err(e),
                            }
                        }
                    }

                    // --- exceptions
                    Instr::EnterHandler(save, exc) => {
                        let e = reg!(exc.0).clone();
                        let old = self.handling.replace(e);
                        *regs.add(usize::from(save.0)) = self.save_handling(old);
                    }
                    Instr::LeaveHandler(save) => {
                        save!();
                        let saved = (*regs.add(usize::from(save.0))).take();
                        self.restore_handling(saved);
                    }
                    Instr::JumpIfNoMatch(exc, typ, to) => {
                        save!();
                        let (e, t) = (reg!(exc.0).clone(), hold!(typ));
                        let matched = self.exception_matches(&e, &t);
                        drop(e);
                        drop_value!(t);
                        if !tri!(matched) {
                            jump!(to);
                        }
                    }
                    Instr::MatchGroup(d, exc, typ) => {
                        save!();
                        let (e, t) = (take!(exc.0), hold!(typ));
                        let (matched, rest) = tri!(self.match_group(e, t));
                        set!(exc.0, rest);
                        set!(d.0, matched);
                    }
                    Instr::PrepReraiseStar(d, orig, excs) => {
                        save!();
                        let (o, list) = (hold!(orig), hold!(excs));
                        let v = tri!(self.prep_reraise_star(o, list));
                        set!(d.0, v);
                    }
                    Instr::Raise(exc, cause) => {
                        save!();
                        let e = if exc == Src::NONE { None } else { Some(hold!(exc)) };
                        let c = if cause == Src::NONE { None } else { Some(hold!(cause)) };
                        // An error raised again keeps the traceback it has.
                        let again = e.is_none() && self.handling.is_some();
                        let error = self.make_raised(e, c);
                        match self.unwind(error, !again) {
                            None => load!(),
                            Some(e) => return Err(e),
                        }
                    }
                    Instr::Reraise(exc) => {
                        save!();
                        let e = take!(exc.0);
                        match self.unwind(Raised(e), false) {
                            None => load!(),
                            Some(e) => return Err(e),
                        }
                    }
                    Instr::WithEnter(d, exit, mgr) => {
                        save!();
                        let m = hold!(mgr);
                        let (exit_method, entered) = tri!(self.with_enter(m, false));
                        set!(exit.0, exit_method);
                        set!(d.0, entered);
                    }
                    Instr::AsyncWithEnter(d, exit, mgr) => {
                        save!();
                        let m = hold!(mgr);
                        let (exit_method, entered) = tri!(self.with_enter(m, true));
                        set!(exit.0, exit_method);
                        set!(d.0, entered);
                    }
                    Instr::WithExit(d, exit, exc) => {
                        save!();
                        let (f, e) = (take!(exit.0), reg!(exc.0).clone());
                        let got = self.with_exit(&f, &e);
                        drop_value!(f);
                        drop(e);
                        let v = tri!(got);
                        set!(d.0, v);
                    }

                    // --- imports
                    Instr::ImportName(d, base, n) => {
                        save!();
                        let (level, from) = (take!(base.0), take!(base.0 + 1));
                        let name = (*names!().add(usize::from(n.0))).clone();
                        let v = tri!(self.import_name(&name, level, from));
                        set!(d.0, v);
                    }
                    Instr::ImportFrom(d, m, n) => {
                        save!();
                        let module = reg!(m.0).clone();
                        let name = (*names!().add(usize::from(n.0))).clone();
                        let got = self.import_from(&module, &name);
                        drop(module);
                        let v = tri!(got);
                        set!(d.0, v);
                    }
                    Instr::ImportStar(m) => {
                        save!();
                        let module = hold!(m);
                        let done = self.import_star(&module);
                        drop_value!(module);
                        tri!(done);
                    }

                    // --- pattern matching
                    Instr::JumpIfNotSequence(s, to) => {
                        if !reg!(s.0).ty().has(tflag::SEQUENCE) {
                            jump!(to);
                        }
                    }
                    Instr::JumpIfNotMapping(s, to) => {
                        if !reg!(s.0).ty().has(tflag::MAPPING) {
                            jump!(to);
                        }
                    }
                    Instr::GetLen(d, s) => {
                        save!();
                        let v = reg!(s.0).clone();
                        let n = self.len(&v);
                        drop(v);
                        let n = tri!(n);
                        set!(d.0, self.heap.int(n as i64));
                    }
                    Instr::MatchKeys(d, s, keys) => {
                        save!();
                        let (v, k) = (reg!(s.0).clone(), hold!(keys));
                        let got = self.match_keys(&v, &k);
                        drop(v);
                        drop_value!(k);
                        let v = tri!(got);
                        set!(d.0, v);
                    }
                    Instr::MatchClass(n, d, s, cls) => {
                        save!();
                        let (v, c, names) = (reg!(s.0).clone(), take!(cls.0), take!(cls.0 + 1));
                        let got = self.match_class(&v, &c, usize::from(n.0), &names);
                        drop(v);
                        drop_value!(c);
                        drop_value!(names);
                        let v = tri!(got);
                        set!(d.0, v);
                    }

                    // --- the rest
                    Instr::Intrinsic(which, d, base) => {
                        save!();
                        let n = usize::from(crate::code::instr::arity(which));
                        let args: Vec<Value> = (0..n).map(|i| take!(usize::from(base.0) + i)).collect();
                        let v = tri!(self.intrinsic(which, args));
                        set!(d.0, v);
                    }
                    Instr::Display(s) => {
                        save!();
                        let v = hold!(s);
                        tri!(self.display(v));
                    }
                    Instr::Line(_) => {}
                }
            }
        }
    }
}

/// Arguments in consecutive registers, held once more.
///
/// # Safety
/// `n` filled registers at `at`.
unsafe fn hold_args(at: *const Slot, n: usize) -> Vec<Value> {
    // SAFETY: the caller's promise.
    (0..n).map(|i| unsafe { (*at.add(i)).clone().unwrap_unchecked() }).collect()
}

/// Arguments out of consecutive registers.
///
/// # Safety
/// `n` filled registers at `at`.
#[inline(always)]
unsafe fn take_args(at: *mut Slot, n: usize) -> Vec<Value> {
    // SAFETY: the caller's promise.
    (0..n).map(|i| unsafe { (*at.add(i)).take().unwrap_unchecked() }).collect()
}
