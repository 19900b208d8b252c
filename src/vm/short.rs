//! Short ways that take more than a few instructions, between the loop and `step`.
//!
//! Each finishes one instruction for exact built-in types, where no Python code runs before the
//! result is there: so operands may stay borrowed in their registers. For all else it calls `step`,
//! with nothing changed.
#![expect(unsafe_code, reason = "fixed layouts are read by kind")]

use super::Vm;
use super::attributes::field as afield;
use super::call_place::release_call;
use super::frame::Frame;
use super::sites::{Cached, Site};
use super::step::Flow;
use crate::code::instr::{self, CmpOp, Instr, Near, Opcode, Reg, Right, Src};
use crate::object::header::Ptr;
use crate::object::spec::NativeKind;
use crate::object::{Args, ByteArray, Dict, Kind, List, Native, Record, Set, Slot, Str, Tuple, Value};
use crate::types::iter::{self, iter_by_kind};
use crate::types::{set, slice};

/// Whether two exact strs have the same text; `None` for anything else.
#[inline(always)]
pub(super) fn same_strs(a: &Value, b: &Value) -> Option<bool> {
    if a.kind() != Kind::STR || b.kind() != Kind::STR {
        return None;
    }
    // SAFETY: just checked.
    let (x, y) = unsafe { (a.cast_unchecked::<Str>(), b.cast_unchecked::<Str>()) };
    Some(a.is(b) || (x.len() == y.len() && x.same_text(y)))
}

/// Finishes an instruction of the top frame that the loop does not.
type Way = unsafe fn(&mut Vm, *const Instr) -> Flow;

/// Who finishes what, by opcode.
pub(super) static WAYS: [Way; Instr::COUNT] = {
    let mut ways: [Way; Instr::COUNT] = [Vm::step; Instr::COUNT];
    ways[Opcode::LoadAttr as usize] = Vm::short_load_attr;
    ways[Opcode::LoadMethod as usize] = Vm::short_load_method;
    ways[Opcode::LoadItem as usize] = Vm::short_load_item;
    ways[Opcode::BuildSlice as usize] = Vm::short_slice;
    ways[Opcode::StoreItem as usize] = Vm::short_store_item;
    ways[Opcode::In as usize] = Vm::short_contains;
    ways[Opcode::NotIn as usize] = Vm::short_contains;
    ways[Opcode::JumpIn as usize] = Vm::short_contains;
    ways[Opcode::JumpNotIn as usize] = Vm::short_contains;
    ways[Opcode::GetIter as usize] = Vm::short_get_iter;
    ways[Opcode::ForIter as usize] = Vm::short_next;
    ways[Opcode::UnpackSequence as usize] = Vm::short_unpack;
    ways[Opcode::BuildTuple as usize] = Vm::short_build_tuple;
    ways[Opcode::Call as usize] = Vm::short_call;
    ways[Opcode::JumpEqRR as usize] = Vm::short_equal;
    ways[Opcode::JumpEqRK as usize] = Vm::short_equal;
    ways[Opcode::JumpNotEqRR as usize] = Vm::short_equal;
    ways[Opcode::JumpNotEqRK as usize] = Vm::short_equal;
    ways[Opcode::JumpNeRR as usize] = Vm::short_equal;
    ways[Opcode::JumpNeRK as usize] = Vm::short_equal;
    ways[Opcode::JumpNotNeRR as usize] = Vm::short_equal;
    ways[Opcode::JumpNotNeRK as usize] = Vm::short_equal;
    ways
};

/// The top frame and its registers.
#[derive(Clone, Copy)]
struct Window {
    frame: *mut Frame,
    regs: *mut Slot,
}

impl Window {
    /// # Safety
    /// For all of these: operands of the frame's code; sources are filled.
    #[inline(always)]
    unsafe fn get<'a>(self, s: Src) -> &'a Value {
        // SAFETY: the caller's promise.
        unsafe { (*self.regs.add(s.index())).as_ref().unwrap_unchecked() }
    }
    /// Whether taking the source would be its object's end.
    #[inline(always)]
    unsafe fn ends(self, s: Src) -> bool {
        // SAFETY: the caller's promise.
        s.takes() && unsafe { self.get(s) }.refcount() == 1
    }
    /// Empty a source that is not its object's last reference, after its last use.
    #[inline(always)]
    unsafe fn done_shared(self, s: Src) {
        if s.takes() {
            // SAFETY: the caller's promise.
            drop(unsafe { (*self.regs.add(s.index())).take() });
        }
    }
    #[inline(always)]
    unsafe fn hold(self, s: Src) -> Value {
        // SAFETY: the caller's promise.
        unsafe {
            if s.takes() {
                (*self.regs.add(s.index())).take().unwrap_unchecked()
            } else {
                self.get(s).clone()
            }
        }
    }
    #[inline(always)]
    unsafe fn site<'a>(self, s: instr::Site) -> &'a mut Site {
        // SAFETY: the caller's promise.
        unsafe { &mut *(*(*self.frame).code).sites.cast::<Site>().add(usize::from(s.0)) }
    }
    #[inline(always)]
    unsafe fn name<'a>(self, site: &Site) -> &'a Value {
        // SAFETY: the caller's promise.
        unsafe { &*(*(*self.frame).code).names.add(usize::from(site.name)) }
    }
}

impl Vm {
    // --- instructions ------------------------------------------------------------------------------------
    //
    // Each finishes the instruction at `at` of the top frame, itself or by `step`.
    // SAFETY, for all of them: the loop's promises hold (see `Vm::run`): operands are verified, source
    // registers are filled.

    /// LoadAttr, where the site has no inline value or another class.
    pub(super) unsafe fn short_load_attr(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let (Instr::LoadAttr(d, o, s), w) = (*at, self.window_of_top()) else { return self.step(at) };
            let (obj, site) = (w.get(o), w.site(s));
            if w.ends(o) || site.cached == Cached::Property {
                return self.step(at);
            }
            let hit = self.cached_attr(obj, site).or_else(|| self.shared_attr(obj, w.name(site), site));
            let Some(v) = hit else { return self.step(at) };
            w.done_shared(o);
            self.put_register(w, d, v)
        }
    }
    /// LoadMethod, of another class than the site has seen last.
    pub(super) unsafe fn short_load_method(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let (Instr::LoadMethod(d, o, s), w) = (*at, self.window_of_top()) else { return self.step(at) };
            let site = w.site(s);
            if let Some(f) = self.shared_method(w.get(o), w.name(site), site) {
                let this = w.hold(o);
                w.regs.add(usize::from(d.0)).write(Some(f));
                w.regs.add(usize::from(d.0) + 1).write(Some(this));
                return Flow::Next;
            }
            // What a module or a class has is called without a receiver.
            if w.ends(o) {
                return self.step(at);
            }
            let Some(f) = self.cached_attr(w.get(o), site) else { return self.step(at) };
            w.done_shared(o);
            w.regs.add(usize::from(d.0)).write(Some(f));
            Flow::Next
        }
    }
    /// LoadItem of dict, str or bytearray.
    pub(super) unsafe fn short_load_item(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let (Instr::LoadItem(d, o, k), w) = (*at, self.window_of_top()) else { return self.step(at) };
            if w.ends(o) || w.ends(k) {
                return self.step(at);
            }
            let Some(v) = self.item_of(w.get(o), w.get(k)) else { return self.step(at) };
            w.done_shared(o);
            w.done_shared(k);
            self.put_register(w, d, v)
        }
    }
    /// BuildSlice and LoadItem together, of an exact list, tuple or str: no slice object is made.
    pub(super) unsafe fn short_slice(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above; the parts are temporaries of the instruction.
        unsafe {
            let (Instr::BuildSlice(n, d, first), w) = (*at, self.window_of_top()) else {
                return self.step(at);
            };
            let Instr::LoadItem(to, o, k) = *(*w.frame).pc else { return self.step(at) };
            if k != Src::take(d) || w.ends(o) {
                return self.step(at);
            }
            let part = |i: u16| w.get(Src::borrow(Reg(first.0 + i)));
            let step = (n.0 == 3).then(|| part(2));
            let Some(v) = self.slice_of(w.get(o), part(0), part(1), step) else { return self.step(at) };
            (*w.frame).pc = (*w.frame).pc.add(1);
            for i in 0..u16::from(n.0) {
                self.done(w, Src::take(Reg(first.0 + i)));
            }
            w.done_shared(o);
            self.put_register(w, to, v)
        }
    }
    /// StoreItem into a dict that has the key, or a bytearray.
    pub(super) unsafe fn short_store_item(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let (Instr::StoreItem(o, k, s), w) = (*at, self.window_of_top()) else { return self.step(at) };
            let (obj, key, value) = (w.get(o), w.get(k), w.get(s));
            if w.ends(o) || w.ends(k) {
                return self.step(at);
            }
            let old = if obj.kind() == Kind::BYTEARRAY {
                if self.store_byte(obj, key, value).is_none() {
                    return self.step(at);
                }
                Some(w.hold(s))
            } else {
                let Some(place) = self.item_place(obj, key, value) else { return self.step(at) };
                (*place).replace(w.hold(s))
            };
            w.done_shared(o);
            w.done_shared(k);
            if let Some(old) = old {
                self.release(old);
            }
            Flow::Next
        }
    }
    /// JumpEq and its kin, of strs that may have the same text.
    pub(super) unsafe fn short_equal(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let w = self.window_of_top();
            let Some(c) = (*at).comparison() else { return self.step(at) };
            let b = match c.b {
                Right::Src(s) => w.get(s),
                Right::Const(k) => &*(*(*w.frame).code).consts.add(usize::from(k.0)),
            };
            let Some(same) = same_strs(w.get(c.a), b) else { return self.step(at) };
            if (same == (c.op == CmpOp::Eq)) != c.unless {
                (*w.frame).pc = (*w.frame).pc.offset(c.to.0 as isize);
            }
            self.done(w, c.a);
            if let Right::Src(s) = c.b {
                self.done(w, s);
            }
            Flow::Next
        }
    }
    /// In, NotIn, JumpIn, JumpNotIn.
    pub(super) unsafe fn short_contains(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let w = self.window_of_top();
            let (a, b) = match *at {
                Instr::In(_, a, b) | Instr::NotIn(_, a, b) => (a, b),
                Instr::JumpIn(a, b, _) | Instr::JumpNotIn(a, b, _) => (a, b),
                _ => return self.step(at),
            };
            let Some(found) = self.is_in(w.get(a), w.get(b)) else { return self.step(at) };
            self.done(w, a);
            self.done(w, b);
            match *at {
                Instr::In(d, ..) => self.put_register(w, d, self.heap.bool(found)),
                Instr::NotIn(d, ..) => self.put_register(w, d, self.heap.bool(!found)),
                Instr::JumpIn(.., to) | Instr::JumpNotIn(.., to) => {
                    if found == matches!(*at, Instr::JumpIn(..)) {
                        (*w.frame).pc = (*w.frame).pc.offset(to.0 as isize);
                    }
                    Flow::Next
                }
                _ => Flow::Next,
            }
        }
    }
    /// GetIter of exact built-in types.
    pub(super) unsafe fn short_get_iter(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let (Instr::GetIter(d, s), w) = (*at, self.window_of_top()) else { return self.step(at) };
            match iter_by_kind(self, w.get(s)) {
                Some(Ok(it)) => {
                    // The iterator has its own reference.
                    w.done_shared(s);
                    self.put_register(w, d, it)
                }
                Some(Err(e)) => Flow::Raise(e, true),
                None => self.step(at),
            }
        }
    }
    /// ForIter of anything but generators that the loop has no next value of.
    pub(super) unsafe fn short_next(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let (Instr::ForIter(d, i, to), w) = (*at, self.window_of_top()) else { return self.step(at) };
            let it = w.get(Src::borrow(i));
            // A loop that unpacks pairs at once.
            let pairs = matches!(it.kind(), Kind::DICT_ITEM_ITER | Kind::ENUMERATE | Kind::ZIP);
            let to_pair = match *(*w.frame).pc {
                Instr::UnpackSequence(s, first, instr::Count(2)) if pairs && s == Src::take(d) => Some(first),
                _ => None,
            };
            if let Some(first) = to_pair
                && let Some((a, b)) = self.pair_step(it)
            {
                (*w.frame).pc = (*w.frame).pc.add(1);
                self.put_register(w, first, a);
                return self.put_register(w, Reg(first.0 + 1), b);
            }
            if let Some(v) = self.quick_step(it) {
                return self.put_register(w, d, v);
            }
            let got = match it.kind() {
                Kind::GENERATOR => return self.step(at),
                Kind::SET_ITER => set::iter_next(self, it),
                _ => {
                    // Held, should the loop's own reference go meanwhile.
                    let it = it.clone();
                    if let Some(first) = to_pair
                        && let Some(got) = iter::next_pair(self, &it)
                    {
                        self.release(it);
                        return match got {
                            Ok(Some((a, b))) => {
                                (*w.frame).pc = (*w.frame).pc.add(1);
                                self.put_register(w, first, a);
                                self.put_register(w, Reg(first.0 + 1), b)
                            }
                            Ok(None) => self.end_loop(w, i, to),
                            Err(e) => Flow::Raise(e, true),
                        };
                    }
                    let got = self.next(&it);
                    self.release(it);
                    got
                }
            };
            match got {
                Ok(Some(v)) => self.put_register(w, d, v),
                Ok(None) => self.end_loop(w, i, to),
                Err(e) => Flow::Raise(e, true),
            }
        }
    }
    /// The iterator of a ForIter is exhausted: release it, jump.
    #[inline(always)]
    unsafe fn end_loop(&mut self, w: Window, i: Reg, to: Near) -> Flow {
        // SAFETY: see above; the frame's pc is behind the ForIter.
        unsafe {
            (*w.frame).pc = (*w.frame).pc.offset(to.0 as isize);
            self.done(w, Src::take(i));
        }
        Flow::Next
    }
    /// UnpackSequence of an exact tuple or list of the right length.
    pub(super) unsafe fn short_unpack(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let (Instr::UnpackSequence(s, first, n), w) = (*at, self.window_of_top()) else {
                return self.step(at);
            };
            let to = w.regs.add(usize::from(first.0));
            if self.unpack_to(w.get(s), to, usize::from(n.0)).is_none() {
                return self.step(at);
            }
            self.done(w, s);
            Flow::Next
        }
    }
    /// BuildTuple of a size that pools serve.
    pub(super) unsafe fn short_build_tuple(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let (Instr::BuildTuple(d, first, n), w) = (*at, self.window_of_top()) else {
                return self.step(at);
            };
            let n = usize::from(n.0);
            if n == 0 || n > crate::object::heap::TUPLE_FREE_LISTS {
                return self.step(at);
            }
            let from = w.regs.add(usize::from(first.0));
            let items = (0..n).map(|i| (*from.add(i)).take().unwrap_unchecked());
            match self.heap.tuple(items) {
                Ok(v) => self.put_register(w, d, v),
                Err(e) => Flow::Raise(e.into(), true),
            }
        }
    }
    /// Call of anything but a Python function that takes the arguments as they stand.
    pub(super) unsafe fn short_call(&mut self, at: *const Instr) -> Flow {
        // SAFETY: see above.
        unsafe {
            let (Instr::Call(d, base, n), w) = (*at, self.window_of_top()) else { return self.step(at) };
            let (to, n) = (w.regs.add(usize::from(base.0)), usize::from(n.0));
            let f = (*to).as_ref().unwrap_unchecked();
            let bound = (*to.add(1)).is_some();
            let got = if f.kind() == Kind::NATIVE || f.kind() == Kind::METHOD_DESCRIPTOR && bound {
                // SAFETY (word): of natives, the address of the table line.
                let native = *f.cast_unchecked::<Record>().word_ptr(0) as *const Native;
                let native: &'static Native = &*native;
                // Where the arguments begin: a type's method has its receiver first, a function of a
                // module takes none.
                let (first, argc) = (to.add(2 - usize::from(bound)), n + usize::from(bound));
                let plain = f.kind() == Kind::METHOD_DESCRIPTOR || !bound && is_module_function(f, native);
                let familiar = match n {
                    1 => self.familiar_call(native, to),
                    2 if !bound => self.familiar_pair(native, to),
                    _ => None,
                };
                if let Some(v) = familiar {
                    Ok(Some(v))
                } else if plain && native.takes_plainly(argc) {
                    // Receiver and arguments are read where they stand.
                    let got = self.call_plain(native, Args(std::slice::from_raw_parts(first, argc)));
                    release_call(self, to, n);
                    got.map(Some)
                } else {
                    self.call_in_place(to, n, d.0)
                }
            } else {
                self.call_in_place(to, n, d.0)
            };
            match got {
                Ok(None) => {}
                Ok(Some(v)) => {
                    self.put_register(w, d, v);
                }
                Err(e) => return Flow::Raise(e, true),
            }
            match self.safe_point() {
                Ok(()) => Flow::Next,
                Err(e) => Flow::Raise(e, true),
            }
        }
    }
    /// `len(x)` and `list.append(x)`, which programs call more than all else, of exact built-in types:
    /// known by their table lines, so that a name bound anew is another. The arguments are taken.
    ///
    /// # Safety
    /// `at` is the base of a call of this native with one argument.
    #[inline(always)]
    unsafe fn familiar_call(&mut self, native: &'static Native, at: *mut Slot) -> Option<Value> {
        // SAFETY: the caller's promise: callee, receiver or nothing, argument.
        unsafe {
            if (*at).as_ref().unwrap_unchecked().refcount() == 1 {
                return None;
            }
            let is = |known: Option<&'static Native>| known.is_some_and(|k| std::ptr::eq(k, native));
            let (this, arg) = (at.add(1), at.add(2));
            let result = if is(self.familiar.append) {
                let list = (*this).as_ref().filter(|l| l.kind() == Kind::LIST && l.refcount() > 1)?;
                let list = list.cast_unchecked::<List>();
                if list.len() == list.capacity() {
                    return None;
                }
                list.push_within((*arg).take()?);
                drop((*this).take());
                self.heap.none()
            } else if is(self.familiar.len) && (*this).is_none() {
                let x = (*arg).as_ref().filter(|x| x.refcount() > 1)?;
                let n = match x.kind() {
                    Kind::LIST => x.cast_unchecked::<List>().len(),
                    Kind::TUPLE => x.cast_unchecked::<Tuple>().len(),
                    Kind::STR => x.cast_unchecked::<Str>().len(),
                    Kind::DICT => x.cast_unchecked::<Dict>().len(),
                    Kind::SET => x.cast_unchecked::<Set>().len(),
                    _ => return None,
                };
                let n = self.heap.try_int(n as i64)?;
                drop((*arg).take());
                n
            } else {
                return None;
            };
            drop((*at).take());
            Some(result)
        }
    }
    /// `min(a, b)` and `max(a, b)` of two ints of one word or two floats; the arguments are taken.
    ///
    /// # Safety
    /// `at` is the base of a call of this native with two arguments and no receiver.
    #[inline(always)]
    unsafe fn familiar_pair(&mut self, native: &'static Native, at: *mut Slot) -> Option<Value> {
        // SAFETY: the caller's promise.
        unsafe {
            let is = |known: Option<&'static Native>| known.is_some_and(|k| std::ptr::eq(k, native));
            let least = is(self.familiar.min);
            if !least && !is(self.familiar.max) || (*at).as_ref().unwrap_unchecked().refcount() == 1 {
                return None;
            }
            let (a, b) = ((*at.add(2)).as_ref()?, (*at.add(3)).as_ref()?);
            // The first of equals stays (`min_max`).
            let second = match (a.kind(), b.kind()) {
                (Kind::INT, Kind::INT) => {
                    let (x, y) = (a.as_word()?, b.as_word()?);
                    if least { y < x } else { y > x }
                }
                (Kind::FLOAT, Kind::FLOAT) => {
                    let (x, y) = (a.as_float()?, b.as_float()?);
                    if least { y < x } else { y > x }
                }
                _ => return None,
            };
            let (kept, other) = if second { (at.add(3), at.add(2)) } else { (at.add(2), at.add(3)) };
            let result = (*kept).take();
            drop((*other).take());
            drop((*at).take());
            result
        }
    }
    /// # Safety
    /// Code runs: there is a top frame.
    #[inline(always)]
    unsafe fn window_of_top(&self) -> Window {
        let frame = self.frames.top();
        // SAFETY: the caller's promise.
        Window { frame, regs: unsafe { (*frame).regs } }
    }
    /// Put a value into a register; the old one is released.
    #[inline(always)]
    unsafe fn put_register(&mut self, w: Window, d: Reg, v: Value) -> Flow {
        // SAFETY: a register of the window.
        if let Some(old) = unsafe { (*w.regs.add(usize::from(d.0))).replace(v) } {
            self.release(old);
        }
        Flow::Next
    }
    /// Empty a source after its last use.
    #[inline(always)]
    unsafe fn done(&mut self, w: Window, s: Src) {
        // SAFETY: a register of the window.
        if s.takes()
            && let Some(v) = unsafe { (*w.regs.add(s.index())).take() }
        {
            self.release(v);
        }
    }

    // --- what they ask -----------------------------------------------------------------------------------

    /// `obj[key]`: dict by str or int, str and bytearray by int.
    fn item_of(&self, obj: &Value, key: &Value) -> Option<Value> {
        // SAFETY: layouts by kind; nothing else runs while they are read.
        unsafe {
            match obj.kind() {
                Kind::DICT => {
                    let d = obj.cast_unchecked::<Dict>();
                    let at = self.find_in(d, key)??;
                    (*d.entry(at).add(1)).clone()
                }
                Kind::STR => {
                    let s = obj.cast_unchecked::<Str>();
                    let c = s.chars().try_get(index(key, s.len())?)?;
                    if c < 256 { Some(self.heap.latin1_char(c as u8)) } else { None }
                }
                Kind::BYTEARRAY => {
                    let bytes = obj.cast_unchecked::<ByteArray>().get(&self.heap);
                    self.heap.try_int(i64::from(bytes[index(key, bytes.len())?]))
                }
                _ => None,
            }
        }
    }
    /// `obj[start:stop:step]`; `None` if that takes more than copying items.
    fn slice_of(&mut self, obj: &Value, start: &Value, stop: &Value, step: Option<&Value>) -> Option<Value> {
        let (start, stop, step) = slice::plain_words(start, stop, step)?;
        match obj.kind() {
            Kind::LIST => {
                let l = obj.as_list()?;
                let s = slice::clip(start, stop, step, l.len() as i64);
                self.heap.list_of_places(l, s.iter()).ok()
            }
            Kind::TUPLE => {
                let items = obj.as_tuple()?;
                let s = slice::clip(start, stop, step, items.len() as i64);
                if s.count == items.len() && step == 1 {
                    return Some(obj.clone());
                }
                self.heap.tuple(s.iter().map(|i| items[i].clone())).ok()
            }
            Kind::STR => {
                let chars = obj.as_str()?.chars();
                let range = slice::clip(start, stop, step, chars.len() as i64).range()?;
                if range.len() == chars.len() {
                    return Some(obj.clone());
                }
                self.heap.str_from_chars(chars.slice(range)).ok()
            }
            _ => None,
        }
    }
    /// Where a str or int key is in a dict, if the question needs no Python code.
    #[inline(always)]
    fn find_in(&self, d: &Dict, key: &Value) -> Option<Option<usize>> {
        match key.kind() {
            Kind::STR => {
                self.heap.hash_of_str(key);
                d.find_str(&self.heap, key).ok()
            }
            Kind::INT => d.find_word(&self.heap, key.as_word()?).ok(),
            _ => None,
        }
    }
    /// Where `obj[key] = value` stores: the place of a dict's live entry.
    fn item_place(&mut self, obj: &Value, key: &Value, value: &Value) -> Option<*mut Slot> {
        if obj.kind() != Kind::DICT {
            return None;
        }
        // SAFETY: just checked.
        let d = unsafe { obj.cast_unchecked::<Dict>() };
        if d.watched.get() {
            return None;
        }
        let at = self.find_in(d, key)??;
        self.heap.track_dict_for(obj, key, value);
        Some(d.entry(at).wrapping_add(1))
    }
    /// `bytearray[i] = byte`; false if something might go wrong.
    fn store_byte(&mut self, obj: &Value, key: &Value, value: &Value) -> Option<()> {
        let array = if obj.kind() == Kind::BYTEARRAY { obj.cast::<ByteArray>()? } else { return None };
        let byte = u8::try_from(value.as_word()?).ok()?;
        let bytes = array.get_mut(&mut self.heap);
        let at = index(key, bytes.len())?;
        bytes[at] = byte;
        Some(())
    }
    /// `item in container`: dicts and sets by str and int, short sequences of such.
    fn is_in(&self, item: &Value, container: &Value) -> Option<bool> {
        // SAFETY: layouts by kind; nothing else runs while they are read.
        unsafe {
            match container.kind() {
                Kind::DICT => Some(self.find_in(container.cast_unchecked::<Dict>(), item)?.is_some()),
                Kind::SET | Kind::FROZENSET => {
                    let s = container.cast_unchecked::<Set>();
                    match item.kind() {
                        Kind::STR => {
                            let hash = self.heap.hash_of_str(item);
                            s.find_simple(&self.heap, hash, |k| same_strs(k, item))
                        }
                        Kind::INT => {
                            let w = item.as_word()?;
                            let hash = crate::types::numeric::hash::hash_i64(w);
                            s.find_simple(&self.heap, hash, |k| same_word(k, w))
                        }
                        _ => None,
                    }
                }
                Kind::TUPLE => among(container.cast_unchecked::<Tuple>().items(), item),
                Kind::LIST => among(container.cast_unchecked::<List>().items(&self.heap), item),
                Kind::STR if item.kind() == Kind::STR => {
                    let (x, y) = (item.cast_unchecked::<Str>(), container.cast_unchecked::<Str>());
                    match (x.width(), y.width()) {
                        (1, 1) if x.len() == 1 => Some(memchr::memchr(x.raw()[0], y.raw()).is_some()),
                        (1, 1) => Some(memchr::memmem::find(y.raw(), x.raw()).is_some()),
                        _ => None,
                    }
                }
                _ => None,
            }
        }
    }
    /// `r[first..first+n]` = the elements of an exact tuple or list of that length, which may be
    /// used up. The registers must be empty, or hold what needs no burial.
    ///
    /// # Safety
    /// `n` registers at `to`.
    unsafe fn unpack_to(&mut self, of: &Value, to: *mut Slot, n: usize) -> Option<()> {
        // SAFETY: layouts by kind; the registers are the caller's.
        unsafe {
            let items = match of.kind() {
                Kind::TUPLE => of.cast_unchecked::<Tuple>().items(),
                Kind::LIST => of.cast_unchecked::<List>().items(&self.heap),
                _ => return None,
            };
            if items.len() != n {
                return None;
            }
            for i in 0..n {
                if let Some(old) = &*to.add(i)
                    && old.refcount() as usize <= n
                    && !old.kind().is_atom()
                {
                    let here = (0..n).filter(|j| (*to.add(*j)).as_ref().is_some_and(|v| v.is(old))).count();
                    if old.refcount() as usize <= here {
                        return None;
                    }
                }
            }
            for (i, item) in items.iter().enumerate() {
                // An atom is freed at once, anything else has another holder.
                drop((*to.add(i)).replace(item.clone()));
            }
            Some(())
        }
    }
    /// A method for a receiver of a class that the site has not seen last: found in the table that
    /// all sites share, which the site then learns.
    #[inline(never)]
    fn shared_method(&mut self, obj: &Value, name: &Value, site: &mut Site) -> Option<Value> {
        *site = Site { name: site.name, ..self.shared_site(obj, name)? };
        self.cached_method(obj, site)
    }
    /// As [`Vm::shared_method`], for an attribute.
    #[inline(never)]
    fn shared_attr(&mut self, obj: &Value, name: &Value, site: &mut Site) -> Option<Value> {
        *site = Site { name: site.name, ..self.shared_site(obj, name)? };
        self.cached_attr(obj, site)
    }
    #[inline(always)]
    fn shared_site(&self, obj: &Value, name: &Value) -> Option<Site> {
        let (key, site) = self.shared_sites[shared_index(obj.ty().version.get(), name)];
        if key == Some(name.ptr()) { Some(site) } else { None }
    }
    /// What a site has learned, for all that ask for the same name of the same class.
    pub(super) fn share_site(&mut self, name: &Value, site: &Site) {
        // A name that can die could leave its address to another.
        if name.header().is_immortal() && site.v1 != 0 {
            self.shared_sites[shared_index(site.v1, name)] = (Some(name.ptr()), *site);
        }
    }
}

/// The table lines of the functions that [`Vm::familiar_call`] knows.
#[derive(Default)]
pub(crate) struct Familiar {
    append: Option<&'static Native>,
    len: Option<&'static Native>,
    min: Option<&'static Native>,
    max: Option<&'static Native>,
}

impl Familiar {
    pub(super) fn new(vm: &mut Vm) -> Familiar {
        let append = vm.heap.intern_str("append");
        let append = vm.lookup(vm.heap.type_of(Kind::LIST), &append);
        let [len, min, max] = ["len", "min", "max"].map(|name| {
            let f = vm.builtin(name);
            Some(vm.native_of(&f))
        });
        Familiar { append: append.map(|f| vm.native_of(&f)), len, min, max }
    }
}

/// Enough for the sites of a large program.
const SHARED_SITES: usize = 1024;

pub(crate) type SharedSite = (Option<Ptr>, Site);

pub(super) fn new_shared_sites() -> Box<[SharedSite]> {
    vec![(None, Site::new(0)); SHARED_SITES].into_boxed_slice()
}

#[inline(always)]
fn shared_index(version: u32, name: &Value) -> usize {
    (version as usize ^ (name.id() >> 5)) & (SHARED_SITES - 1)
}

/// The place that an int key names in a sequence of `len`.
#[inline(always)]
fn index(key: &Value, len: usize) -> Option<usize> {
    if key.kind() != Kind::INT {
        return None;
    }
    let w = key.as_word()?;
    let i = if w < 0 { w.checked_add(len as i64)? } else { w };
    usize::try_from(i).ok().filter(|i| *i < len)
}

/// Whether a native is a function of its module, which is its `self` and no argument.
#[inline(always)]
fn is_module_function(f: &Value, native: &Native) -> bool {
    // SAFETY: the fields and words of a native are fixed.
    let (own, bound) = unsafe {
        let r = f.cast_unchecked::<Record>();
        ((*r.slots().add(afield::NATIVE_SELF)).as_ref(), *r.word_ptr(afield::NATIVE_IS_BOUND) != 0)
    };
    native.kind != NativeKind::Static && !bound && own.is_none_or(|s| s.kind() == Kind::MODULE)
}

/// Whether `k` is the int `w`; `None` if `k` may have an opinion of its own.
#[inline(always)]
fn same_word(k: &Value, w: i64) -> Option<bool> {
    if k.kind() == Kind::INT { Some(k.as_word() == Some(w)) } else { None }
}

/// Whether a str or int is among items of such types, up to where it is found.
fn among(items: &[Value], item: &Value) -> Option<bool> {
    let word = if item.kind() == Kind::INT { item.as_word() } else { None };
    for k in items {
        let same = match (k.kind(), word) {
            _ if k.is(item) => true,
            (Kind::INT, Some(w)) => k.as_word() == Some(w),
            (Kind::STR, None) => same_strs(k, item)?,
            (Kind::NONE | Kind::STR, Some(_)) => false,
            (Kind::NONE | Kind::INT, None) if item.kind() == Kind::STR => false,
            _ => return None,
        };
        if same {
            return Some(true);
        }
    }
    if word.is_some() || item.kind() == Kind::STR { Some(false) } else { None }
}
