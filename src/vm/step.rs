//! One instruction by the book: what the dispatch loop does when no short way applies.
//!
//! Owns: the meaning of every instruction, in its general form. The loop in `run.rs` has short ways
//! for what programs do most and comes here for everything else, so an arm here may assume nothing
//! about its operands' types.
//! Invariant: the frame's `pc` stands behind the instruction when `step` is entered; the loop reads
//! all of its local state anew afterwards, since the top frame may be another one.
#![expect(
    unsafe_code,
    reason = "registers and code are reached without bounds checks: operands are verified when emitted"
)]

use super::Vm;
use super::frame::{Frame, FrameKind};
use super::sites::Site;
use crate::code::instr::{BinOp, Comparison, Instr, Operation, Right, Src};
use crate::object::typeobj::tflag;
use crate::object::{Kind, List, PyResult, Raised, Record, Slot, Str, Value};

/// Where the loop goes after a step.
pub(crate) enum Flow {
    /// On with the top frame's next instruction.
    Next,
    /// The loop was entered for the frame that has ended: it ends with the value.
    Stop(Value),
    /// An error was raised in the top frame; a fresh one gets a context and a traceback entry.
    Raise(Raised, bool),
}

impl Vm {
    /// Execute the instruction at `at`, of the top frame.
    ///
    /// # Safety
    /// See `step_inner`.
    #[inline(never)]
    pub(crate) unsafe fn step(&mut self, at: *const Instr) -> Flow {
        // SAFETY: the caller's promise.
        match unsafe { self.step_inner(at) } {
            Ok(flow) => flow,
            Err(error) => Flow::Raise(error, true),
        }
    }
    /// # Safety
    /// `at` is an instruction of the top frame's code, whose operands were verified when emitted.
    #[inline(always)]
    unsafe fn step_inner(&mut self, at: *const Instr) -> PyResult<Flow> {
        // SAFETY: the caller's promise; the top frame's owner keeps its code and so instructions,
        // constants, names and sites alive; frames never move; a source register is never empty when
        // it is read (`CheckLocal` stands before locals that may be). No reference into a register
        // lives across a call that can run Python code.
        unsafe {
            let frame: *mut Frame = self.frames.top();
            let code = (*frame).code;
            let regs: *mut Slot = (*frame).regs;
            let consts = (*code).consts;
            let sites: *mut Site = (*code).sites.cast();

            macro_rules! names {
                () => {
                    (*code).names
                };
            }
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
            macro_rules! hold {
                ($s:expr) => {
                    if $s.takes() { take!($s.index()) } else { reg!($s.index()).clone() }
                };
            }
            macro_rules! right {
                ($b:expr) => {
                    match $b {
                        Right::Src(s) => hold!(s),
                        Right::Const(k) => (*consts.add(usize::from(k.0))).clone(),
                    }
                };
            }
            macro_rules! set {
                ($r:expr, $v:expr) => {{
                    let value = $v;
                    if let Some(old) = (*regs.add($r as usize)).replace(value) {
                        self.release(old);
                    }
                }};
            }
            macro_rules! jump {
                ($to:expr) => {
                    (*frame).pc = (*frame).pc.offset($to.0 as isize)
                };
            }

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
                    if let Some(v) = old {
                        self.release(v);
                    }
                }
                Instr::CheckLocal(r) => {
                    if (*regs.add(usize::from(r.0))).is_none() {
                        return Err(self.unbound_local(r));
                    }
                }
                Instr::DelLocal(r) => match (*regs.add(usize::from(r.0))).take() {
                    Some(v) => self.release(v),
                    None => {
                        return Err(self.unbound_local(r));
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
                        return Err(self.unbound_cell(c));
                    }
                },
                Instr::LoadClassCell(d, c) => {
                    let namespace = self.top().locals.clone();
                    let v = self.load_class_cell(namespace, c)?;
                    set!(d.0, v);
                }
                Instr::LoadDictOrCell(d, dict, c) => {
                    let namespace = self.cell_content(dict);
                    let v = self.load_class_cell(namespace, c)?;
                    set!(d.0, v);
                }
                Instr::LoadDictOrGlobal(d, dict, s) => {
                    let (globals, names) = ((*frame).globals, (*(*frame).code).names);
                    let site = &mut *sites.add(usize::from(s.0));
                    let name = (*names.add(usize::from(site.name))).clone();
                    let v = match self.cell_content(dict) {
                        Some(namespace) => self.in_namespace(&namespace, &name)?,
                        None => None,
                    };
                    let v = match v {
                        Some(v) => v,
                        None => self.load_global(globals, site, names)?,
                    };
                    set!(d.0, v);
                }
                Instr::StoreCell(c, s) => {
                    let v = hold!(s);
                    let cell = reg!(c.0).cast_unchecked::<Record>();
                    let old = (*cell.slots()).replace(v);
                    if let Some(v) = old {
                        self.release(v);
                    }
                }
                Instr::DelCell(c) => match (*reg!(c.0).cast_unchecked::<Record>().slots()).take() {
                    Some(v) => self.release(v),
                    None => {
                        return Err(self.unbound_cell(c));
                    }
                },
                Instr::LoadClosure(d, c) => {
                    let v = reg!(c.0).clone();
                    set!(d.0, v);
                }
                Instr::LoadGlobal(d, s) => {
                    let (globals, names) = ((*frame).globals, (*(*frame).code).names);
                    let v = self.load_global(globals, &mut *sites.add(usize::from(s.0)), names)?;
                    set!(d.0, v);
                }
                Instr::StoreGlobal(s, site) => {
                    let v = hold!(s);
                    let (globals, names) = ((*frame).globals, (*(*frame).code).names);
                    self.store_global(globals, &mut *sites.add(usize::from(site.0)), names, v)?;
                }
                Instr::DelGlobal(n) => {
                    self.delete_global(n)?;
                }
                Instr::LoadName(d, s) => {
                    let (globals, names) = ((*frame).globals, (*(*frame).code).names);
                    let locals = (*frame).locals.clone();
                    let site = &mut *sites.add(usize::from(s.0));
                    let v = match locals {
                        Some(l) if l.ptr() != globals || !l.is_exactly(Kind::DICT) => {
                            self.load_name(&l, globals, site, names)?
                        }
                        _ => self.load_global(globals, site, names)?,
                    };
                    set!(d.0, v);
                }
                Instr::StoreName(s, site) => {
                    let v = hold!(s);
                    let (globals, names) = ((*frame).globals, (*(*frame).code).names);
                    let site = &mut *sites.add(usize::from(site.0));
                    match (*frame).locals.clone() {
                        Some(l) if l.ptr() != globals || !l.is_exactly(Kind::DICT) => {
                            let name = (*names.add(usize::from(site.name))).clone();
                            self.store_name(&l, name, v)?;
                        }
                        _ => self.store_global(globals, site, names, v)?,
                    }
                }
                Instr::DelName(n) => {
                    self.delete_name(n)?;
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
                    let v = self.load_builtin("__build_class__")?;
                    set!(d.0, v);
                }
                Instr::LoadAssertionError(d) => {
                    let ty = self.exc_type(super::errors::Exc::AssertionError);
                    set!(d.0, ty.as_ref().value());
                }
                Instr::SetupAnnotations() => {
                    self.setup_annotations()?;
                }

                // --- attributes and items
                Instr::LoadAttr(d, o, s) => {
                    let site = &mut *sites.add(usize::from(s.0));
                    let name = &*names!().add(usize::from(site.name));
                    let obj = hold!(o);
                    if let Some(getter) = self.cached_getter(&obj, site) {
                        // The object becomes the getter's parameter.
                        let tables = self.code_of(&getter);
                        let window = self.window(&*tables)?;
                        window.write(Some(obj));
                        self.start_function(getter, tables, window, window, FrameKind::Call, d.0);
                        self.safe_point()?;
                        return Ok(Flow::Next);
                    }
                    let got = match self.cached_attr(&obj, site) {
                        Some(v) => Ok(v),
                        None => self.load_attr_slow(&obj, name, site),
                    };
                    self.release(obj);
                    let v = got?;
                    set!(d.0, v);
                }
                Instr::LoadMethod(d, o, s) => {
                    let site = &mut *sites.add(usize::from(s.0));
                    let name = &*names!().add(usize::from(site.name));
                    let obj = hold!(o);
                    let got = self.load_method_slow(&obj, name, site);
                    self.release(obj);
                    let (f, this) = got?;
                    set!(d.0, f);
                    if let Some(t) = this {
                        set!(d.0 + 1, t);
                    }
                }
                Instr::LoadSuperMethod(d, a, s) => {
                    let site = &mut *sites.add(usize::from(s.0));
                    let name = &*names!().add(usize::from(site.name));
                    let (callee, class, this) = (take!(a.0), take!(a.0 + 1), take!(a.0 + 2));
                    let is_super = callee.as_type().is_some_and(|t| t.same(self.heap.type_of(Kind::SUPER)));
                    if is_super && let Some(f) = self.cached_super(&class, &this, site) {
                        // Neither is the last reference: `super` is a builtin, the class has a method running.
                        self.release(callee);
                        self.release(class);
                        set!(d.0, f);
                        set!(d.0 + 1, this);
                        return Ok(Flow::Next);
                    }
                    let got = self.load_super_attr(&callee, &class, &this, name);
                    if is_super && got.is_ok() {
                        self.learn_super(&class, &this, name, site);
                    }
                    self.release(callee);
                    self.release(class);
                    self.release(this);
                    let v = got?;
                    set!(d.0, v);
                }
                Instr::LoadSuperAttr(d, a, s) => {
                    let name = (*names!().add(usize::from((*sites.add(usize::from(s.0))).name))).clone();
                    let (callee, class, this) = (take!(a.0), take!(a.0 + 1), take!(a.0 + 2));
                    let got = self.load_super_attr(&callee, &class, &this, &name);
                    self.release(callee);
                    self.release(class);
                    self.release(this);
                    let v = got?;
                    set!(d.0, v);
                }
                Instr::StoreAttr(o, src, s) => {
                    let site = &mut *sites.add(usize::from(s.0));
                    let name = &*names!().add(usize::from(site.name));
                    let (value, obj) = (hold!(src), hold!(o));
                    let stored = match self.cached_store(&obj, site) {
                        Some(place) => {
                            if let Some(old) = (*place).replace(value) {
                                self.release(old);
                            }
                            Ok(())
                        }
                        None => {
                            let stored = self.store_attr_slow(&obj, name, site, value.clone());
                            self.release(value);
                            stored
                        }
                    };
                    self.release(obj);
                    stored?;
                }
                Instr::DelAttr(o, n) => {
                    let obj = hold!(o);
                    let name = (*names!().add(usize::from(n.0))).clone();
                    let deleted = self.set_attr(&obj, &name, None);
                    self.release(obj);
                    deleted?;
                }
                Instr::LoadItem(d, o, k) => {
                    let (obj, key) = (hold!(o), hold!(k));
                    let v = self.item_held(obj, key)?;
                    set!(d.0, v);
                }
                Instr::StoreItem(o, k, s) => {
                    let (value, obj, key) = (hold!(s), hold!(o), hold!(k));
                    self.store_item_held(obj, key, value)?;
                }
                Instr::DelItem(o, k) => {
                    let (obj, key) = (hold!(o), hold!(k));
                    let deleted = self.del_item(&obj, &key);
                    self.release(obj);
                    self.release(key);
                    deleted?;
                }
                Instr::BuildSlice(n, d, first) => {
                    let (a, b) = (take!(first.0), take!(first.0 + 1));
                    let c = if n.0 == 3 { take!(first.0 + 2) } else { self.none() };
                    let v = self.make_slice(a, b, c);
                    set!(d.0, v);
                }

                // --- operators
                Instr::Unary(op, d, s) => {
                    let x = hold!(s);
                    let got = self.unary(op, &x);
                    self.release(x);
                    let v = got?;
                    set!(d.0, v);
                }
                Instr::Compare(op, d, a, b) => {
                    let (x, y) = (hold!(a), hold!(b));
                    let got = self.compare(op, &x, &y);
                    self.release(x);
                    self.release(y);
                    let v = got?;
                    set!(d.0, v);
                }
                Instr::Is(d, a, b) => {
                    let v = self.bool(reg!(a.index()).is(reg!(b.index())));
                    if a.takes() {
                        let v = take!(a.index());
                        self.release(v);
                    }
                    if b.takes() {
                        let v = take!(b.index());
                        self.release(v);
                    }
                    set!(d.0, v);
                }
                Instr::IsNot(d, a, b) => {
                    let v = self.bool(!reg!(a.index()).is(reg!(b.index())));
                    if a.takes() {
                        let v = take!(a.index());
                        self.release(v);
                    }
                    if b.takes() {
                        let v = take!(b.index());
                        self.release(v);
                    }
                    set!(d.0, v);
                }
                Instr::In(d, a, b) => {
                    let (x, y) = (hold!(a), hold!(b));
                    let found = self.contains_held(x, y)?;
                    set!(d.0, self.bool(found));
                }
                Instr::NotIn(d, a, b) => {
                    let (x, y) = (hold!(a), hold!(b));
                    let found = self.contains_held(x, y)?;
                    set!(d.0, self.bool(!found));
                }

                // --- jumps
                Instr::Jump(to) => jump!(to),
                Instr::JumpBack(to) => {
                    jump!(to);
                    self.safe_point()?;
                }
                Instr::JumpIfTrue(s, to) => {
                    let t = match reg!(s.index()).as_bool() {
                        Some(t) => {
                            if s.takes() {
                                let v = take!(s.index());
                                self.release(v);
                            }
                            t
                        }
                        None => {
                            let v = hold!(s);
                            let t = self.truth(&v);
                            self.release(v);
                            t?
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
                                self.release(v);
                            }
                            t
                        }
                        None => {
                            let v = hold!(s);
                            let t = self.truth(&v);
                            self.release(v);
                            t?
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
                    if s.takes() {
                        let v = take!(s.index());
                        self.release(v);
                    }
                }
                Instr::JumpIfNotNone(s, to) => {
                    let none = reg!(s.index()).is_none();
                    if !none {
                        jump!(to);
                    }
                    if s.takes() {
                        let v = take!(s.index());
                        self.release(v);
                    }
                }
                Instr::JumpIs(a, b, to) => {
                    let same = reg!(a.index()).is(reg!(b.index()));
                    if same {
                        jump!(to);
                    }
                    if a.takes() {
                        let v = take!(a.index());
                        self.release(v);
                    }
                    if b.takes() {
                        let v = take!(b.index());
                        self.release(v);
                    }
                }
                Instr::JumpIsNot(a, b, to) => {
                    let same = reg!(a.index()).is(reg!(b.index()));
                    if !same {
                        jump!(to);
                    }
                    if a.takes() {
                        let v = take!(a.index());
                        self.release(v);
                    }
                    if b.takes() {
                        let v = take!(b.index());
                        self.release(v);
                    }
                }
                Instr::JumpIn(a, b, to) => {
                    let (x, y) = (hold!(a), hold!(b));
                    if self.contains_held(x, y)? {
                        jump!(to);
                    }
                }
                Instr::JumpNotIn(a, b, to) => {
                    let (x, y) = (hold!(a), hold!(b));
                    if !self.contains_held(x, y)? {
                        jump!(to);
                    }
                }

                // --- iteration
                Instr::GetIter(d, s) => {
                    let v = hold!(s);
                    let got = self.iter(&v);
                    self.release(v);
                    let it = got?;
                    set!(d.0, it);
                }
                Instr::ForIter(d, i, to) => {
                    let it = reg!(i.0).clone();
                    if it.kind() == Kind::GENERATOR {
                        let entered = self.enter_generator(&it, FrameKind::For, d.0);
                        drop(it);
                        if entered? {
                            self.safe_point()?;
                            return Ok(Flow::Next);
                        }
                        let v = take!(i.0);
                        self.release(v);
                        jump!(to);
                        return Ok(Flow::Next);
                    }
                    let got = self.next(&it);
                    self.release(it);
                    match got? {
                        Some(v) => set!(d.0, v),
                        None => {
                            let v = take!(i.0);
                            self.release(v);
                            jump!(to);
                        }
                    }
                }
                Instr::UnpackSequence(s, first, n) => {
                    let v = hold!(s);
                    let items = self.unpack(v, usize::from(n.0))?;
                    for (i, item) in items.into_iter().enumerate() {
                        set!(first.0 as usize + i, item);
                    }
                }
                Instr::UnpackEx(before, s, first, after) => {
                    let v = hold!(s);
                    let items = self.unpack_ex(v, usize::from(before.0), usize::from(after.0))?;
                    for (i, item) in items.into_iter().enumerate() {
                        set!(first.0 as usize + i, item);
                    }
                }

                // --- building
                Instr::BuildTuple(d, first, n) => {
                    let n = usize::from(n.0);
                    let items = (0..n).map(|i| take!(first.0 as usize + i));
                    let v = self.heap.tuple(items).map_err(Raised::from)?;
                    set!(d.0, v);
                }
                Instr::BuildList(d, first, n) => {
                    let n = usize::from(n.0);
                    let items = (0..n).map(|i| take!(first.0 as usize + i));
                    let v = self.heap.list(items).map_err(Raised::from)?;
                    set!(d.0, v);
                }
                Instr::BuildSet(d, first, n) => {
                    let v = self.build_set(regs.add(usize::from(first.0)), usize::from(n.0))?;
                    set!(d.0, v);
                }
                Instr::BuildMap(d, first, n) => {
                    let (at, n) = (regs.add(usize::from(first.0)), 2 * usize::from(n.0));
                    // SAFETY: filled registers, which nobody touches meanwhile.
                    let made = self.build_map(std::slice::from_raw_parts(at.cast::<Value>(), n));
                    for i in (0..n).rev() {
                        self.release(take!(usize::from(first.0) + i));
                    }
                    let v = made?;
                    set!(d.0, v);
                }
                Instr::BuildString(d, first, n) => {
                    let (at, n) = (regs.add(usize::from(first.0)), usize::from(n.0));
                    // SAFETY: filled registers, which nobody touches meanwhile.
                    let parts = std::slice::from_raw_parts(at.cast::<Value>(), n);
                    let made = self.heap.join_strs(None, parts);
                    for i in (0..n).rev() {
                        self.release(take!(usize::from(first.0) + i));
                    }
                    let v = made.map_err(Raised::from)?;
                    set!(d.0, v);
                }
                Instr::ListAppend(l, s) => {
                    let v = hold!(s);
                    let list = reg!(l.0).cast_unchecked::<List>();
                    list.push(&mut self.heap, v).map_err(Raised::from)?;
                }
                Instr::ListExtend(l, s) => {
                    let (list, v) = (reg!(l.0).clone(), hold!(s));
                    let done = self.list_extend_star(&list, &v);
                    self.release(v);
                    drop(list);
                    done?;
                }
                Instr::SetAdd(t, s) => {
                    let (set, v) = (reg!(t.0).clone(), hold!(s));
                    let done = self.set_add(&set, v.clone());
                    self.release(v);
                    drop(set);
                    done?;
                }
                Instr::SetUpdate(t, s) => {
                    let (set, v) = (reg!(t.0).clone(), hold!(s));
                    let done = self.set_update(&set, &v);
                    self.release(v);
                    drop(set);
                    done?;
                }
                Instr::MapAdd(m, k, s) => {
                    let (map, key, v) = (reg!(m.0).clone(), hold!(k), hold!(s));
                    let done = self.dict_set(&map, key.clone(), v.clone());
                    self.release(key);
                    self.release(v);
                    drop(map);
                    done?;
                }
                Instr::DictUpdate(m, s) => {
                    let (map, v) = (reg!(m.0).clone(), hold!(s));
                    let done = self.dict_update(&map, &v);
                    self.release(v);
                    drop(map);
                    done?;
                }
                Instr::DictMerge(m, s, callee) => {
                    let (map, v, f) = (reg!(m.0).clone(), hold!(s), reg!(callee.0).clone());
                    let done = self.merge_keywords(&map, &v, &f);
                    self.release(v);
                    drop(map);
                    drop(f);
                    done?;
                }
                Instr::ListToTuple(d, s) => {
                    let list = hold!(s);
                    let v = self.list_to_tuple(list)?;
                    set!(d.0, v);
                }
                Instr::FormatSimple(conv, d, s) => {
                    let v = hold!(s);
                    let text = self.format_field(conv, v, None)?;
                    set!(d.0, text);
                }
                Instr::FormatWithSpec(conv, d, s, spec) => {
                    let (v, spec) = (hold!(s), hold!(spec));
                    let text = self.format_field(conv, v, Some(spec))?;
                    set!(d.0, text);
                }

                // --- calls and functions
                Instr::Call(d, base, n) => {
                    if let Some(v) =
                        self.call_in_place(regs.add(usize::from(base.0)), usize::from(n.0), d.0)?
                    {
                        set!(d.0, v);
                    }
                    self.safe_point()?;
                }
                Instr::CallKw(d, base, n) => {
                    let at = regs.add(usize::from(base.0));
                    let this = usize::from((*at.add(1)).is_some());
                    let argc = usize::from(n.0) + this;
                    let names = take!(usize::from(base.0) + 2 + usize::from(n.0));
                    if reg!(base.0).kind() == Kind::FUNCTION
                        && let Some(entered) =
                            self.enter_with_names(at, argc, names.as_tuple().unwrap_or(&[]), d.0)
                    {
                        drop(names);
                        entered?;
                        self.safe_point()?;
                        return Ok(Flow::Next);
                    }
                    let values = super::call_place::take_args(at.add(2 - this), argc);
                    let f = take!(base.0);
                    let kwnames = names.as_tuple().unwrap_or(&[]);
                    if f.kind() == Kind::FUNCTION {
                        let pushed = self.push_call(f, values, kwnames, FrameKind::Call, d.0);
                        drop(names);
                        pushed?;
                    } else {
                        let got = self.call_full(&f, values, kwnames);
                        self.release(f);
                        drop(names);
                        let v = got?;
                        set!(d.0, v);
                    }
                    self.safe_point()?;
                }
                Instr::CallEx(d, base) => {
                    let at = regs.add(usize::from(base.0));
                    let (f, args, kwargs) = (take!(base.0), take!(base.0 + 2), (*at.add(3)).take());
                    match self.call_ex(f, args, kwargs, d.0)? {
                        None => {}
                        Some(v) => set!(d.0, v),
                    }
                    self.safe_point()?;
                }
                Instr::MakeFunction(flags, d, k, base) => {
                    let code = (*consts.add(usize::from(k.0))).clone();
                    let mut next = usize::from(base.0);
                    let parts = [1, 2, 4, 8].map(|bit| {
                        if flags.0 & bit == 0 {
                            return None;
                        }
                        next += 1;
                        (*regs.add(next - 1)).take()
                    });
                    let v = self.make_function(flags.0, code, parts)?;
                    set!(d.0, v);
                }
                Instr::Return(s) => {
                    let v = hold!(s);
                    return Ok(self.leave_frame(v));
                }
                Instr::ReturnConst(k) => {
                    let v = (*consts.add(k.0 as usize)).clone();
                    return Ok(self.leave_frame(v));
                }
                Instr::ReturnGenerator() => {
                    let generator = self.make_generator();
                    return Ok(self.finish_call(generator));
                }
                Instr::Yield(d, s) => {
                    let v = hold!(s);
                    if let Some(v) = self.suspend(v, d.0) {
                        return Ok(Flow::Stop(v));
                    }
                }
                Instr::GetYieldFromIter(d, s) => {
                    let v = hold!(s);
                    let it = self.yield_from_iter(v)?;
                    set!(d.0, it);
                }
                Instr::Send(value, iter, to) => {
                    let it = reg!(iter.0).clone();
                    if it.kind() == Kind::GENERATOR
                        && reg!(value.0).is_none()
                        && self.enter_generator(&it, FrameKind::From, value.0)?
                    {
                        drop(it);
                        self.safe_point()?;
                        return Ok(Flow::Next);
                    }
                    let v = take!(value.0);
                    let sent = self.send_to(&it, v);
                    self.release(it);
                    match sent? {
                        super::generator::Sent::Yielded(v) => set!(value.0, v),
                        super::generator::Sent::Returned(v) => {
                            let it = take!(iter.0);
                            self.release(it);
                            set!(value.0, v);
                            jump!(to);
                        }
                    }
                }
                Instr::Throw(exc, iter, to) => {
                    let e = take!(exc.0);
                    let it = reg!(iter.0).clone();
                    let sent = self.throw_to(&it, e);
                    self.release(it);
                    match sent? {
                        super::generator::Sent::Yielded(v) => set!(exc.0, v),
                        super::generator::Sent::Returned(v) => {
                            let it = take!(iter.0);
                            self.release(it);
                            set!(exc.0, v);
                            jump!(to);
                        }
                    }
                }
                Instr::GetAwaitable(how, d, s) => {
                    let v = hold!(s);
                    let got = self.get_awaitable(how.0, v)?;
                    set!(d.0, got);
                }
                Instr::GetAiter(d, s) => {
                    let v = hold!(s);
                    let got = self.get_aiter(v)?;
                    set!(d.0, got);
                }
                Instr::GetAnext(d, it) => {
                    let v = reg!(it.0).clone();
                    let got = self.get_anext(v)?;
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
                        self.release(e);
                    } else {
                        return Ok(Flow::Raise(Raised(e), false));
                    }
                }

                // --- exceptions
                Instr::EnterHandler(save, exc) => {
                    let e = reg!(exc.0).clone();
                    let old = self.handling.replace(e);
                    *regs.add(usize::from(save.0)) = self.save_handling(old);
                }
                Instr::LeaveHandler(save) => {
                    let saved = (*regs.add(usize::from(save.0))).take();
                    self.restore_handling(saved);
                }
                Instr::JumpIfNoMatch(exc, typ, to) => {
                    let (e, t) = (reg!(exc.0).clone(), hold!(typ));
                    let matched = self.exception_matches(&e, &t);
                    drop(e);
                    self.release(t);
                    if !matched? {
                        jump!(to);
                    }
                }
                Instr::MatchGroup(d, exc, typ) => {
                    let (e, t) = (take!(exc.0), hold!(typ));
                    let (matched, rest) = self.match_group(e, t)?;
                    set!(exc.0, rest);
                    set!(d.0, matched);
                }
                Instr::PrepReraiseStar(d, orig, excs) => {
                    let (o, list) = (hold!(orig), hold!(excs));
                    let v = self.prep_reraise_star(o, list)?;
                    set!(d.0, v);
                }
                Instr::Raise(exc, cause) => {
                    let e = if exc == Src::NONE { None } else { Some(hold!(exc)) };
                    let c = if cause == Src::NONE { None } else { Some(hold!(cause)) };
                    // An error raised again keeps the traceback it has.
                    let again = e.is_none() && self.handling.is_some();
                    let error = self.make_raised(e, c);
                    return Ok(Flow::Raise(error, !again));
                }
                Instr::Reraise(exc) => return Ok(Flow::Raise(Raised(take!(exc.0)), false)),
                Instr::WithEnter(d, exit, mgr) => {
                    let m = hold!(mgr);
                    let (exit_method, entered) = self.with_enter(m, false)?;
                    set!(exit.0, exit_method);
                    set!(d.0, entered);
                }
                Instr::AsyncWithEnter(d, exit, mgr) => {
                    let m = hold!(mgr);
                    let (exit_method, entered) = self.with_enter(m, true)?;
                    set!(exit.0, exit_method);
                    set!(d.0, entered);
                }
                Instr::WithExit(d, exit, exc) => {
                    let (f, e) = (take!(exit.0), reg!(exc.0).clone());
                    let got = self.with_exit(&f, &e);
                    self.release(f);
                    drop(e);
                    let v = got?;
                    set!(d.0, v);
                }

                // --- imports
                Instr::ImportName(d, base, n) => {
                    let (level, from) = (take!(base.0), take!(base.0 + 1));
                    let name = (*names!().add(usize::from(n.0))).clone();
                    let v = self.import_name(&name, level, from)?;
                    set!(d.0, v);
                }
                Instr::ImportFrom(d, m, n) => {
                    let module = reg!(m.0).clone();
                    let name = (*names!().add(usize::from(n.0))).clone();
                    let got = self.import_from(&module, &name);
                    drop(module);
                    let v = got?;
                    set!(d.0, v);
                }
                Instr::ImportStar(m) => {
                    let module = hold!(m);
                    let done = self.import_star(&module);
                    self.release(module);
                    done?;
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
                    let v = reg!(s.0).clone();
                    let n = self.len(&v);
                    drop(v);
                    let n = n?;
                    set!(d.0, self.heap.int(n as i64));
                }
                Instr::MatchKeys(d, s, keys) => {
                    let (v, k) = (reg!(s.0).clone(), hold!(keys));
                    let got = self.match_keys(&v, &k);
                    drop(v);
                    self.release(k);
                    let v = got?;
                    set!(d.0, v);
                }
                Instr::MatchClass(n, d, s, cls) => {
                    let (v, c, names) = (reg!(s.0).clone(), take!(cls.0), take!(cls.0 + 1));
                    let got = self.match_class(&v, &c, usize::from(n.0), &names);
                    drop(v);
                    self.release(c);
                    self.release(names);
                    let v = got?;
                    set!(d.0, v);
                }

                // --- the rest
                Instr::Intrinsic(which, d, base) => {
                    let n = usize::from(crate::code::instr::arity(which));
                    let args: Vec<Value> = (0..n).map(|i| take!(usize::from(base.0) + i)).collect();
                    let v = self.intrinsic(which, args)?;
                    set!(d.0, v);
                }
                Instr::Display(s) => {
                    let v = hold!(s);
                    self.display(v)?;
                }
                Instr::Line(_) => {}
                instr => {
                    if let Some(Operation { op, inplace, dst, a, b }) = instr.operation() {
                        let b = right!(b);
                        let v = if inplace {
                            // A string that only its variable holds grows where it stands.
                            if op == BinOp::Add
                                && b.is_exactly(Kind::STR)
                                && reg!(a.index()).is_exactly(Kind::STR)
                                && a.index() == usize::from(dst.0)
                            {
                                let place = (*regs.add(a.index())).as_mut().unwrap_unchecked();
                                let appended = self.heap.append_str(place, b.cast_unchecked::<Str>());
                                self.release(b);
                                appended?;
                                return Ok(Flow::Next);
                            }
                            // A temporary is used up, a variable stays bound meanwhile.
                            let a = if a.takes() || dst.0 >= (*code).temp_base && a == Src::borrow(dst) {
                                take!(a.index())
                            } else {
                                reg!(a.index()).clone()
                            };
                            self.inplace_held(op, a, b)?
                        } else {
                            let a = hold!(a);
                            self.binary_held(op, a, b)?
                        };
                        set!(dst.0, v);
                    } else if let Some(Comparison { op, unless, a, b, to }) = instr.comparison() {
                        let (a, b) = (hold!(a), right!(b));
                        if self.compare_held(op, a, b)? != unless {
                            jump!(to);
                        }
                    }
                }
            }
        }
        Ok(Flow::Next)
    }
}
