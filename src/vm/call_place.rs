//! Calls in place: callee and arguments stand in registers, and stay there if they can.
//!
//! Layout, from the call's base: the callee, `self` or nothing, the arguments. A native whose
//! parameters bind as they stand reads them right there; a Python function's window begins at them.
//! Order of release: arguments first to last, then the callee (`Python/ceval.c`, `CALL`).
#![expect(unsafe_code, reason = "arguments are read in the caller's registers")]

use super::Vm;
use super::attributes::field as afield;
use super::frame::FrameKind;
use crate::object::spec::NativeKind;
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, Native, PyResult, Record, Slot, TypeObj, Value};
use crate::types::exception;
use crate::types::function::field as ffield;
use std::mem::MaybeUninit;

/// Most arguments of [`Vm::call_built_in`].
const MAX_LAID_OUT: usize = 3;
/// Most keyword arguments of [`Vm::enter_with_names`].
const MOST_NAMES: usize = 8;
/// Most parameters before `*args` of a native that is called in place.
const MAX_BEFORE_REST: usize = 4;

impl Vm {
    /// Call what stands at `at`, with `n` arguments behind it, all taken. `None`: a frame has been
    /// entered, whose value will go to register `dst`.
    ///
    /// # Safety
    /// `at` is the base of a call in the top frame's window; its registers above the arguments are
    /// empty.
    pub(crate) unsafe fn call_in_place(
        &mut self,
        at: *mut Slot,
        n: usize,
        dst: u16,
    ) -> PyResult<Option<Value>> {
        // SAFETY: the caller's promise: callee, receiver and arguments are registers of the window.
        unsafe {
            let mut kind = callee(at).kind();
            if kind == Kind::BOUND_METHOD && (*at.add(1)).is_none() {
                self.split_method(at);
                kind = callee(at).kind();
            }
            let this = usize::from((*at.add(1)).is_some());
            match kind {
                Kind::NATIVE | Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER => {
                    if let Some(got) = self.native_in_place(at, n + this) {
                        release_call(self, at, n);
                        return got.map(Some);
                    }
                }
                Kind::FUNCTION => {
                    self.enter_function(at, n + this, dst)?;
                    return Ok(None);
                }
                Kind::TYPE if this == 0 && is_exception_class(callee(at)) => {
                    if let Some(got) = self.exception_in_place(at, n, dst) {
                        return got;
                    }
                }
                Kind::TYPE if callee(at).cast_unchecked::<TypeObj>().has(tflag::HEAP) => {
                    return self.instance_in_place(at, n, dst);
                }
                Kind::TYPE if this == 0 => {
                    if let Some(got) = self.built_in_instance(at, n) {
                        release_call(self, at, n);
                        return got.map(Some);
                    }
                }
                _ => {}
            }
            // The registers keep the arguments until the call is over.
            let values = hold_args(at.add(2 - this), n + this);
            let f = (*at).take().unwrap_unchecked();
            let got = self.call_full(&f, values, &[]);
            self.release(f);
            for i in 1 - this..n + 1 {
                if let Some(v) = (*at.add(1 + i)).take() {
                    self.release(v);
                }
            }
            got.map(Some)
        }
    }
    /// A bound Python function becomes function and receiver, as if loaded by LoadMethod.
    unsafe fn split_method(&mut self, at: *mut Slot) {
        // SAFETY: see `call_in_place`; a bound method has both fields.
        unsafe {
            let r = callee(at).cast_unchecked::<Record>();
            if !r.field(&self.heap, afield::METHOD_FUNC).is_some_and(|f| f.is_exactly(Kind::FUNCTION)) {
                return;
            }
            let Some(m) = (*at).take() else { return };
            let r = m.cast_unchecked::<Record>();
            *at = r.get(&self.heap, afield::METHOD_FUNC);
            *at.add(1) = r.get(&self.heap, afield::METHOD_SELF);
            self.release(m);
        }
    }
    /// Call a built-in function or class from a native, its few arguments laid out as a call in place
    /// has them; `None` if they must be bound, or it is something else.
    pub(crate) fn call_built_in(&mut self, callee: &Value, args: &[Value]) -> Option<PyResult> {
        let of_type = match callee.kind() {
            Kind::NATIVE => false,
            Kind::TYPE if !callee.as_type()?.has(tflag::HEAP) && !is_exception_class(callee) => true,
            _ => return None,
        };
        if args.len() > MAX_LAID_OUT {
            return None;
        }
        let mut at = [const { None }; MAX_LAID_OUT + 2];
        at[0] = Some(callee.clone());
        for (slot, arg) in at[2..].iter_mut().zip(args) {
            *slot = Some(arg.clone());
        }
        // SAFETY: callee, a place for a receiver, and as many arguments.
        unsafe {
            let got = if of_type {
                self.built_in_instance(at.as_mut_ptr(), args.len())?
            } else {
                self.native_in_place(at.as_mut_ptr(), args.len())?
            };
            release_call(self, at.as_mut_ptr(), args.len());
            Some(got)
        }
    }
    /// A native whose parameters bind as they stand; `None` if these don't.
    unsafe fn native_in_place(&mut self, at: *mut Slot, mut argc: usize) -> Option<PyResult> {
        // SAFETY: see `call_in_place`.
        unsafe {
            let f = callee(at);
            let native = self.native_of(f);
            let has_this = (*at.add(1)).is_some();
            if f.kind() != Kind::NATIVE {
                // A method of a type, found on an instance: the receiver has been checked.
                return if has_this { self.run_native(native, at.add(1), argc) } else { None };
            }
            let r = f.cast_unchecked::<Record>();
            let bound = *r.word_ptr(afield::NATIVE_IS_BOUND) != 0;
            let own = (*r.slots().add(afield::NATIVE_SELF)).as_ref();
            let own = own.filter(|s| bound || !s.has_layout(Kind::MODULE));
            let mut args = at.add(2 - usize::from(has_this));
            if let Some(own) = own {
                // A built-in method bound to an object: it stands where `self` does.
                let takes = native.takes_plainly(argc + 1) || native.takes_rest(argc + 1).is_some();
                if has_this || native.kind == NativeKind::Static || !takes {
                    return None;
                }
                args = at.add(1);
                argc += 1;
                *args = Some(own.clone());
            } else if native.kind == NativeKind::Static {
                return None;
            }
            self.run_native(native, args, argc)
        }
    }
    /// Run a native on arguments that bind as they stand, `*args` aside, which takes the last ones.
    ///
    /// # Safety
    /// `argc` filled registers at `args`.
    unsafe fn run_native(
        &mut self,
        native: &'static Native,
        args: *mut Slot,
        argc: usize,
    ) -> Option<PyResult> {
        // SAFETY: the caller's promise. The copies' originals stay in the registers for the length of
        // the call.
        unsafe {
            if native.takes_plainly(argc) {
                return Some(self.call_plain(native, Args(std::slice::from_raw_parts(args, argc))));
            }
            let (before, keywords) = native.takes_rest(argc).filter(|(n, _)| *n < MAX_BEFORE_REST)?;
            let rest = (before..argc).map(|i| (*args.add(i)).clone().unwrap_unchecked());
            let rest = match self.heap.tuple(rest) {
                Ok(t) => t,
                Err(e) => return Some(Err(e.into())),
            };
            let mut slots: [MaybeUninit<Slot>; MAX_BEFORE_REST + 2] =
                [const { MaybeUninit::uninit() }; MAX_BEFORE_REST + 2];
            args.cast::<MaybeUninit<Slot>>().copy_to_nonoverlapping(slots.as_mut_ptr(), before);
            slots[before].write(Some(rest));
            slots[before + 1].write(if keywords { Some(self.heap.dict()) } else { None });
            let bound = std::slice::from_raw_parts(slots.as_ptr().cast::<Slot>(), before + 2);
            let got = self.call_plain(native, Args(bound));
            for made in &mut slots[before..before + 2] {
                if let Some(v) = made.assume_init_mut().take() {
                    self.release(v);
                }
            }
            Some(got)
        }
    }
    /// `int(x)`, `range(n)`: a built-in class whose `__new__` does all, and binds as it stands.
    unsafe fn built_in_instance(&mut self, at: *mut Slot, n: usize) -> Option<PyResult> {
        // SAFETY: see `call_in_place`.
        unsafe {
            let class = callee(at).clone();
            let t = class.cast_unchecked::<TypeObj>();
            let meta = self.heap.type_of(Kind::TYPE);
            if t.same(meta) || !class.ty().same(meta) {
                return None;
            }
            if n <= 1
                && let Some(made) =
                    self.built_in_container(t.instance_kind(), (*at.add(2)).as_ref().filter(|_| n == 1))
            {
                return Some(made);
            }
            let (new, init) = (self.names.__new__.clone(), self.names.__init__.clone());
            let new = self.lookup(t.ptr(), &new)?;
            if !new.is_exactly(Kind::NATIVE) || self.is_object_new(&new) {
                return None;
            }
            let native = self.native_of(&new);
            if !native.takes_plainly(n + 1) && native.takes_rest(n + 1).is_none()
                || !self.lookup(t.ptr(), &init).is_some_and(|i| self.is_object_init(&i))
            {
                return None;
            }
            *at.add(1) = Some(class);
            self.run_native(native, at.add(1), n + 1)
        }
    }
    /// `list(x)`, `dict(x)`, `set(x)`: an empty one, which takes in what there is.
    fn built_in_container(&mut self, kind: Kind, from: Option<&Value>) -> Option<PyResult> {
        let new = match kind {
            Kind::LIST => self.heap.empty_list(),
            Kind::DICT => self.heap.dict(),
            Kind::SET => self.heap.set(),
            _ => return None,
        };
        let Some(from) = from else { return Some(Ok(new)) };
        let filled = match kind {
            Kind::LIST => self.list_extend(&new, from),
            Kind::DICT => self.dict_update_arg(&new, from),
            _ => self.set_update(&new, from),
        };
        Some(filled.map(|()| new))
    }
    /// An exception whose class makes it as BaseException does; a Python `__init__` that takes the
    /// arguments as they stand is entered. `None` if the class does it otherwise.
    unsafe fn exception_in_place(
        &mut self,
        at: *mut Slot,
        n: usize,
        dst: u16,
    ) -> Option<PyResult<Option<Value>>> {
        // SAFETY: see `call_in_place`.
        unsafe {
            let class = callee(at).clone();
            let t = class.cast_unchecked::<TypeObj>();
            if !class.ty().same(self.heap.type_of(Kind::TYPE)) || t.has(tflag::ABSTRACT) {
                return None;
            }
            let (new, init) = (self.names.__new__.clone(), self.names.__init__.clone());
            let new = self.lookup(t.ptr(), &new)?;
            let init = self.lookup(t.ptr(), &init)?;
            if !self.is_native(&new, exception::base_new) {
                return None;
            }
            let plain = self.is_native(&init, exception::base_init);
            let code = if init.is_exactly(Kind::FUNCTION) { Some(self.code_of(&init)) } else { None };
            if !plain && code.is_none_or(|c| (*c).plain_argcount != n as u32 + 1) {
                return None;
            }
            let items = (0..n).map(|i| (*at.add(2 + i)).clone().unwrap_unchecked());
            let args = match self.heap.tuple(items) {
                Ok(args) => args,
                Err(e) => return Some(Err(e.into())),
            };
            let made = match exception::allocate(self, &class, &args) {
                Ok(e) => e,
                Err(e) => return Some(Err(e)),
            };
            drop(args);
            let Some(code) = code else {
                release_call(self, at, n);
                return Some(Ok(Some(made)));
            };
            let window = match self.window(&*code) {
                Ok(w) => w,
                Err(e) => return Some(Err(e)),
            };
            window.write(Some(made.clone()));
            for i in 0..n {
                window.add(1 + i).write((*at.add(2 + i)).take());
            }
            let f = (*at).take();
            drop(f);
            drop(class);
            self.start_function(init, code, window, window, FrameKind::Init, dst);
            if let Some(f) = self.frames.last_mut() {
                f.held = Some(made);
            }
            Some(Ok(None))
        }
    }
    /// `class()` of an exception class that leaves all to BaseException; `None` if it does not.
    pub(crate) fn plain_exception(&mut self, class: &Value) -> Option<PyResult> {
        let t = class.as_type()?;
        if !class.ty().same(self.heap.type_of(Kind::TYPE)) || t.has(tflag::ABSTRACT) {
            return None;
        }
        let (new, init) = (self.names.__new__.clone(), self.names.__init__.clone());
        let (new, init) = (self.lookup(t.ptr(), &new)?, self.lookup(t.ptr(), &init)?);
        if !self.is_native(&new, exception::base_new) || !self.is_native(&init, exception::base_init) {
            return None;
        }
        let args = self.heap.empty_tuple();
        Some(exception::allocate(self, class, &args))
    }
    /// Enter a Python function's frame.
    unsafe fn enter_function(&mut self, at: *mut Slot, argc: usize, dst: u16) -> PyResult<()> {
        // SAFETY: see `call_in_place`.
        unsafe {
            let args = at.add(1 + usize::from((*at.add(1)).is_none()));
            let code = self.code_of(callee(at));
            let data = &*code;
            let defaults = (*callee(at).cast_unchecked::<Record>().slots().add(ffield::DEFAULTS)).as_ref();
            let defaults = defaults.and_then(Value::as_tuple).unwrap_or(&[]);
            let wanting = (data.plain_argcount as usize).wrapping_sub(argc);
            if wanting > defaults.len() {
                let values = take_args(args, argc);
                let Some(f) = (*at).take() else { return Ok(()) };
                self.push_call(f, values, &[], FrameKind::Call, dst)?;
                return Ok(());
            }
            // A generator's registers are not on the stack: its callees' windows are.
            let window = self.window(data)?;
            for i in 0..argc {
                window.add(i).write((*args.add(i)).take());
            }
            for (i, v) in defaults[defaults.len() - wanting..].iter().enumerate() {
                window.add(argc + i).write(Some(v.clone()));
            }
            let f = (*at).take().unwrap_unchecked();
            self.start_function(f, code, window, window, FrameKind::Call, dst);
            Ok(())
        }
    }
    /// Enter a Python function's frame where the last of `argc` arguments have these names, and all are
    /// bound by moving them; `None`, with nothing done, if they are not.
    ///
    /// # Safety
    /// As for `call_in_place`; the callee is a function.
    pub(super) unsafe fn enter_with_names(
        &mut self,
        at: *mut Slot,
        argc: usize,
        names: &[Value],
        dst: u16,
    ) -> Option<PyResult<()>> {
        // SAFETY: the caller's promise; parameters are the first registers of the window.
        unsafe {
            let code = self.code_of(callee(at));
            let data = &*code;
            let (params, npos) = (data.plain_argcount as usize, argc - names.len());
            if argc > params || params > data.argcount as usize || names.len() > MOST_NAMES {
                return None;
            }
            let known = self.code_varnames(callee(at));
            let known = known.as_tuple()?;
            let mut places = [0; MOST_NAMES];
            for (place, name) in places.iter_mut().zip(names) {
                let mut free = npos.max(data.posonlyargcount as usize)..params;
                *place = free.find(|i| known.get(*i).is_some_and(|k| k.is(name)))?;
            }
            let places = &places[..names.len()];
            let defaults = (*callee(at).cast_unchecked::<Record>().slots().add(ffield::DEFAULTS)).as_ref();
            let defaults = defaults.and_then(Value::as_tuple).unwrap_or(&[]);
            let without = params.saturating_sub(defaults.len());
            if (npos..without).any(|i| !places.contains(&i)) {
                return None;
            }
            let window = match self.window(data) {
                Ok(window) => window,
                Err(e) => return Some(Err(e)),
            };
            let args = at.add(1 + usize::from((*at.add(1)).is_none()));
            for i in 0..npos {
                window.add(i).write((*args.add(i)).take());
            }
            for (i, place) in places.iter().enumerate() {
                window.add(*place).write((*args.add(npos + i)).take());
            }
            for i in npos.max(without)..params {
                if !places.contains(&i) {
                    window.add(i).write(Some(defaults[i - without].clone()));
                }
            }
            let f = (*at).take().unwrap_unchecked();
            self.start_function(f, code, window, window, FrameKind::Call, dst);
            Some(Ok(()))
        }
    }
    /// An instance of a user's class; if its Python `__init__` takes these arguments as they stand,
    /// its frame is entered.
    unsafe fn instance_in_place(&mut self, at: *mut Slot, n: usize, dst: u16) -> PyResult<Option<Value>> {
        // SAFETY: see `call_in_place`.
        unsafe {
            let this = usize::from((*at.add(1)).is_some());
            let class = callee(at).clone();
            if this == 0
                && let Some((init, code)) = self.plain_init(&class)
                && (*code).plain_argcount == n as u32 + 1
            {
                let data = &*code;
                let t = class.cast_unchecked::<TypeObj>();
                let on_stack = self.frames.last().is_some_and(|f| f.generator.is_none());
                // The receiver's place is free, and the window can begin there.
                let (window, top_before) = if on_stack && self.window_at(at.add(1), data) {
                    let top = at.add(1 + usize::from(data.nregs));
                    (at.add(1), std::mem::replace(&mut self.registers.top, top))
                } else {
                    let window = self.window(data)?;
                    for i in 1..=n {
                        window.add(i).write((*at.add(1 + i)).take());
                    }
                    (window, window)
                };
                let instance = self.heap.instance(t);
                window.write(Some(instance.clone()));
                let f = (*at).take().unwrap_unchecked();
                // The instance holds its class: neither of these is the last reference.
                drop(f);
                drop(class);
                self.start_function(init, code, window, top_before, FrameKind::Init, dst);
                if let Some(f) = self.frames.last_mut() {
                    f.held = Some(instance);
                }
                return Ok(None);
            }
            let values = take_args(at.add(2 - this), n + this);
            let started = self.start_instance(&class, values, dst);
            let f = (*at).take().unwrap_unchecked();
            self.release(f);
            self.release(class);
            started
        }
    }
    /// A native whose arguments stand in registers, all positional.
    #[inline(always)]
    pub(crate) fn call_plain(&mut self, native: &'static Native, args: Args<'_>) -> PyResult {
        self.native_depth += 1;
        let got = if self.frames.len() + self.native_depth > self.depth_limit()
            || self.native_depth > super::MAX_NATIVE_DEPTH
        {
            Err(self.too_deep(""))
        } else {
            (native.run)(self, args)
        };
        self.native_depth -= 1;
        got
    }
}

fn is_exception_class(v: &Value) -> bool {
    v.as_type().is_some_and(|t| t.instance_kind().layout() == Kind::EXCEPTION)
}

/// # Safety
/// `at` is the base of a call: its callee is there.
#[inline(always)]
unsafe fn callee<'a>(at: *mut Slot) -> &'a Value {
    // SAFETY: the caller's promise.
    unsafe { (*at).as_ref().unwrap_unchecked() }
}

/// Let go of what a call took: receiver and arguments, then the callee.
///
/// # Safety
/// As for `call_in_place`.
#[inline(always)]
pub(super) unsafe fn release_call(vm: &mut Vm, at: *mut Slot, n: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        for i in 1..n + 2 {
            if let Some(v) = (*at.add(i)).take() {
                vm.release(v);
            }
        }
        if let Some(f) = (*at).take() {
            vm.release(f);
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
pub(crate) unsafe fn take_args(at: *mut Slot, n: usize) -> Vec<Value> {
    // SAFETY: the caller's promise.
    (0..n).map(|i| unsafe { (*at.add(i)).take().unwrap_unchecked() }).collect()
}
