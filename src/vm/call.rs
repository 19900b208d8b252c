//! Calls: every kind of callable, and the binding of arguments to Python parameters.
#![expect(unsafe_code, reason = "arguments are moved into a register window")]

use super::Vm;
use super::attributes::field as afield;
use super::frame::{Frame, FrameKind, MAX_FRAMES};
use super::signature::{Callee, Wording};
use crate::code::instr::Instr;
use crate::code::unit::CodeFlags;
use crate::object::code::CodeData;
use crate::object::spec::NativeKind;
use crate::object::typeobj::{TypeObj, tflag};
use crate::object::{Args, Kind, Native, PyResult, Raised, Slot, Value};
use crate::types::function::field as ffield;

impl Vm {
    /// Call with positional arguments.
    ///
    /// # Errors
    /// What the call raises.
    pub fn call(&mut self, callee: &Value, args: &[Value]) -> PyResult {
        if callee.is_exactly(Kind::FUNCTION)
            && let Some(got) = self.call_plain_function(callee, None, args)
        {
            return got;
        }
        if let Some(got) = self.call_built_in(callee, args) {
            return got;
        }
        self.call_full(callee, args.to_vec(), &[])
    }
    /// Call with keywords: the last `kwnames.len()` of `args` have these names.
    ///
    /// # Errors
    /// What the call raises.
    pub fn call_full(&mut self, callee: &Value, args: Vec<Value>, kwnames: &[Value]) -> PyResult {
        match callee.kind() {
            Kind::FUNCTION => {
                self.enter("")?;
                let result = match self.push_call(callee.clone(), args, kwnames, FrameKind::Entry, 0) {
                    Ok(None) => self.run(),
                    Ok(Some(v)) => Ok(v),
                    Err(e) => Err(e),
                };
                self.leave();
                result
            }
            Kind::NATIVE | Kind::METHOD_WRAPPER => {
                let this = callee.as_record().and_then(|r| r.get(&self.heap, afield::NATIVE_SELF));
                self.call_native(callee, this, args, kwnames)
            }
            Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER | Kind::CLASSMETHOD_DESCRIPTOR => {
                self.check_receiver(callee, &args, kwnames.len())?;
                self.call_native(callee, None, args, kwnames)
            }
            Kind::BOUND_METHOD => {
                let f = self.record_field(callee, afield::METHOD_FUNC);
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(self.record_field(callee, afield::METHOD_SELF));
                all.extend(args);
                self.call_full(&f, all, kwnames)
            }
            _ if callee.is_type() => self.call_type(callee, args, kwnames),
            _ => {
                // A subclass may have a `__call__` of its own.
                let call = if callee.kind() == Kind::RECORD {
                    callee.ty().spec().and_then(|s| s.call)
                } else {
                    None
                };
                if let Some(call) = call {
                    return self.guarded("", |vm| call(vm, callee, args, kwnames));
                }
                let name = self.names.__call__.clone();
                let Some(method) = self.special(callee, &name) else {
                    return Err(self.not_callable(callee));
                };
                self.guarded("", |vm| match method.kind() {
                    Kind::FUNCTION | Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER => {
                        // `slot_tp_call` gets a tuple, which holds the arguments meanwhile.
                        let mut all = Vec::with_capacity(args.len() + 1);
                        all.push(callee.clone());
                        all.extend_from_slice(&args);
                        let got = vm.call_full(&method, all, kwnames);
                        vm.release_all(args);
                        got
                    }
                    _ => {
                        let bound = vm.descr_get(&method, Some(callee), &callee.ty_value())?;
                        vm.call_full(&bound, args, kwnames)
                    }
                })
            }
        }
    }
    /// A module whose function of the same name was meant is told so (`object_is_not_callable`).
    #[cold]
    fn not_callable(&mut self, callee: &Value) -> Raised {
        let mut message = format!("'{}' object is not callable", self.type_name(callee));
        if callee.is_exactly(Kind::MODULE) {
            let name = self.names.__name__.clone();
            if let Some(name) = self.instance_get(callee, &name)
                && let Ok(Some(inner)) = self.get_attr_opt(callee, &name)
                && self.is_callable(&inner)
            {
                let name = self.text(&name);
                message.push_str(&format!(". Did you mean: '{name}.{name}(...)'?"));
            }
        }
        self.type_error(message)
    }
    /// Run a Python function that takes these arguments as they stand; `None` if they must be bound.
    #[inline]
    pub(crate) fn call_plain_function(
        &mut self,
        function: &Value,
        this: Option<&Value>,
        args: &[Value],
    ) -> Option<PyResult> {
        let code = self.code_of(function);
        // SAFETY: the function keeps its code alive.
        let data = unsafe { &*code };
        if data.plain_argcount as usize != args.len() + usize::from(this.is_some()) {
            return None;
        }
        if let Err(e) = self.enter("") {
            return Some(Err(e));
        }
        let window = match self.window(data) {
            Ok(w) => w,
            Err(e) => {
                self.leave();
                return Some(Err(e));
            }
        };
        for (i, v) in this.into_iter().chain(args).enumerate() {
            // SAFETY: parameters are the first registers of the window.
            unsafe { window.add(i).write(Some(v.clone())) };
        }
        self.start_function(function.clone(), code, window, window, FrameKind::Entry, 0);
        let result = self.run();
        self.leave();
        Some(result)
    }
    /// The table line of a native function or descriptor.
    #[inline(always)]
    pub fn native_of(&self, f: &Value) -> &'static Native {
        let word = f.as_record().map_or(0, |r| r.word(&self.heap, 0));
        // SAFETY: word 0 of every native is the address of its table line, set when it was made.
        unsafe { &*(word as *const Native) }
    }
    fn call_native(&mut self, f: &Value, this: Slot, args: Vec<Value>, kwnames: &[Value]) -> PyResult {
        let native = self.native_of(f);
        let bound = this.is_some();
        let mut all: Vec<Value>;
        // A module's function has its module as `self`, which it does not take.
        let is_module_function = this.as_ref().is_some_and(|t| t.has_layout(Kind::MODULE))
            && f.as_record().is_some_and(|r| r.word(&self.heap, afield::NATIVE_IS_BOUND) == 0);
        if let (Some(t), false) = (this, is_module_function) {
            all = Vec::with_capacity(args.len() + 1);
            all.push(t);
            all.extend(args);
        } else {
            all = args;
        }
        if native.kind == NativeKind::Static && native.name() == "__new__" {
            self.check_new(f, &all)?;
        }
        let method = (bound && !is_module_function) || !f.has_layout(Kind::NATIVE);
        let slots: Vec<Slot> = if kwnames.is_empty() && native.takes_plainly(all.len()) {
            all.into_iter().map(Some).collect()
        } else {
            let sig = native.signature();
            match native.name() {
                // A constructor's faults are worded as the class's own.
                "__new__" => {
                    let class = self.record_field(f, afield::NATIVE_MODULE);
                    let class = class.as_type().map(|t| t.name(&self.heap)).unwrap_or_default();
                    let callee = Callee { shown: &class, owner: None, wording: Wording::Constructor };
                    sig.bind(self, all, kwnames, true, &callee)?
                }
                "__init__" if method => {
                    let class = self.init_owner(f, all.first());
                    let callee = Callee { shown: &class, owner: None, wording: Wording::Constructor };
                    sig.bind(self, all, kwnames, true, &callee)?
                }
                name => {
                    let owner = self.native_owner(f);
                    let wording = match native.kind {
                        NativeKind::Sequence if name.ends_with("mul__") => Wording::Unpacked,
                        NativeKind::Slot | NativeKind::Sequence => Wording::Wrapper,
                        _ => Wording::Function,
                    };
                    let callee = Callee { shown: name, owner: owner.as_ref(), wording };
                    sig.bind(self, all, kwnames, method, &callee)?
                }
            }
        };
        self.enter("")?;
        let result = (native.run)(self, Args(&slots));
        self.leave();
        for v in slots.into_iter().flatten() {
            self.release(v);
        }
        self.reap();
        result
    }
    /// The class or module that a native's qualified name begins with.
    fn native_owner(&self, f: &Value) -> Slot {
        if !f.has_layout(Kind::NATIVE) && !f.has_layout(Kind::METHOD_WRAPPER) {
            return Some(self.record_field(f, afield::DESCR_TYPE));
        }
        let r = f.as_record()?;
        let this = r.get(&self.heap, afield::NATIVE_SELF)?;
        // `meth_get__qualname__` takes any native of a module for the module's own, which has no module.
        if this.has_layout(Kind::MODULE) && r.word(&self.heap, afield::NATIVE_IS_BOUND) != 0 {
            return None;
        }
        if this.is_type() || this.has_layout(Kind::MODULE) { Some(this) } else { Some(this.ty_value()) }
    }
    /// Name of the class whose table has this `__init__`.
    fn init_owner(&self, f: &Value, this: Option<&Value>) -> String {
        let owner = self.record_field(f, afield::DESCR_TYPE);
        if let Some(t) = owner.as_type().filter(|_| !f.has_layout(Kind::METHOD_WRAPPER)) {
            return t.name(&self.heap);
        }
        // A bound one does not say whose it is: the first class that has the same.
        let Some(this) = this else { return String::new() };
        let wanted = std::ptr::from_ref(self.native_of(f));
        let name = &self.names.__init__;
        let has_it = |t: &TypeObj| {
            let own = t.dict(&self.heap).get_str(&self.heap, name);
            own.is_some_and(|m| m.is_exactly(Kind::SLOT_WRAPPER) && std::ptr::eq(self.native_of(m), wanted))
        };
        let mro = this.ty().mro(&self.heap);
        let owner = mro.iter().filter_map(Value::as_type).find(|t| has_it(t));
        owner.unwrap_or(this.ty()).name(&self.heap)
    }
    /// The class that a built-in `__new__` was asked to make an instance of (`tp_new_wrapper`).
    fn check_new(&mut self, f: &Value, args: &[Value]) -> PyResult<()> {
        let owner = self.record_field(f, afield::NATIVE_MODULE);
        let Some(t) = owner.as_type() else { return Ok(()) };
        let own = t.name(&self.heap);
        let Some(cls) = args.first() else {
            return Err(self.type_error(format!("{own}.__new__(): not enough arguments")));
        };
        let Some(c) = cls.as_type() else {
            let got = self.type_name(cls);
            let message = format!("{own}.__new__(X): X is not a type object ({got})");
            return Err(self.type_error(message));
        };
        let name = c.name(&self.heap);
        if !c.is_subtype(&self.heap, t.ptr()) {
            let message = format!("{own}.__new__({name}): {name} is not a subtype of {own}");
            return Err(self.type_error(message));
        }
        // The nearest built-in class decides what `__new__` is safe.
        let mut base = c;
        while base.has(tflag::HEAP) {
            match base.base(&self.heap) {
                Some(b) => base = b,
                None => return Ok(()),
            }
        }
        let built_in = base.value();
        let new = self.names.__new__.clone();
        match self.lookup(base.ptr(), &new) {
            Some(n) if self.native_of(&n).run as usize != self.native_of(f).run as usize => {
                let base = built_in.as_type().map(|t| t.name(&self.heap)).unwrap_or_default();
                let message = format!("{own}.__new__({name}) is not safe, use {base}.__new__()");
                Err(self.type_error(message))
            }
            _ => Ok(()),
        }
    }
    /// `list.append(x)`, unbound: the first argument must be an instance.
    fn check_receiver(&mut self, descr: &Value, args: &[Value], keywords: usize) -> PyResult<()> {
        let owner = self.record_field(descr, afield::DESCR_TYPE);
        let Some(owner) = owner.as_type() else { return Ok(()) };
        if args.len() <= keywords {
            let name = self.native_of(descr).name();
            let what = if descr.is_exactly(Kind::SLOT_WRAPPER) { "descriptor" } else { "unbound method" };
            let shown = owner.name(&self.heap);
            return Err(self.type_error(if what == "descriptor" {
                format!("descriptor '{name}' of '{shown}' object needs an argument")
            } else {
                format!("unbound method {shown}.{name}() needs an argument")
            }));
        }
        let ok = if descr.is_exactly(Kind::CLASSMETHOD_DESCRIPTOR) {
            args[0].as_type().is_some_and(|t| t.is_subtype(&self.heap, owner.ptr()))
        } else {
            args[0].ty().is_subtype(&self.heap, owner.ptr())
        };
        if ok {
            return Ok(());
        }
        let name = self.native_of(descr).name();
        let (shown, got) = (owner.name(&self.heap), self.type_name(&args[0]));
        Err(self.type_error(if descr.is_exactly(Kind::SLOT_WRAPPER) {
            format!("descriptor '{name}' requires a '{shown}' object but received a '{got}'")
        } else {
            format!("descriptor '{name}' for '{shown}' objects doesn't apply to a '{got}' object")
        }))
    }

    // --- Python functions ------------------------------------------------------------------------

    /// Push a frame that runs `function` with these arguments. `Some`: no frame was needed.
    ///
    /// # Errors
    /// TypeError from binding, RecursionError.
    pub(crate) fn push_call(
        &mut self,
        function: Value,
        args: Vec<Value>,
        kwnames: &[Value],
        kind: FrameKind,
        dst: u16,
    ) -> PyResult<Option<Value>> {
        let code = self.code_of(&function);
        // SAFETY: the function keeps its code alive.
        let data = unsafe { &*code };
        let window = self.window(data)?;
        let bound = if kwnames.is_empty() && is_simple(data) && args.len() == data.argcount as usize {
            for (i, v) in args.into_iter().enumerate() {
                // SAFETY: parameters are the first registers of the window.
                unsafe { window.add(i).write(Some(v)) };
            }
            Ok(())
        } else {
            self.bind(&function, data, window, args, kwnames)
        };
        if let Err(e) = bound {
            // What did not find a parameter dies first.
            self.reap();
            self.clear_window(window, data);
            self.registers.pop(window);
            return Err(e);
        }
        self.start_function(function, code, window, window, kind, dst);
        Ok(None)
    }
    /// The frames there may be: looked at again only when the last answer is reached, or when one
    /// of its terms has changed (whoever changes one sets the stack's limit to 0).
    #[cold]
    fn refresh_frame_limit(&mut self) -> PyResult<()> {
        let limit = (self.recursion_limit + self.recursion_headroom).min(MAX_FRAMES);
        if self.frames.len() >= limit {
            return Err(self.too_deep(""));
        }
        self.frames.set_limit(limit);
        Ok(())
    }
    /// A window for `code`; RecursionError when frames or registers run out.
    #[inline(always)]
    pub(crate) fn window(&mut self, data: &CodeData) -> PyResult<*mut Slot> {
        if !self.frames.has_room() {
            self.refresh_frame_limit()?;
        }
        match self.registers.push(usize::from(data.nregs)) {
            Some(w) => Ok(w),
            None => Err(self.too_deep("")),
        }
    }
    /// Whether a frame of `data` can be entered without a look at limits, its window at `at`.
    #[inline(always)]
    pub(crate) fn window_at(&self, at: *mut Slot, data: &CodeData) -> bool {
        self.frames.has_room() && self.registers.reaches(at.wrapping_add(usize::from(data.nregs)))
    }
    /// Enter the frame of a function whose parameters are in the window.
    #[inline(always)]
    pub(crate) fn start_function(
        &mut self,
        function: Value,
        code: *const CodeData,
        window: *mut Slot,
        top_before: *mut Slot,
        kind: FrameKind,
        dst: u16,
    ) {
        // SAFETY: the function keeps its code, globals and closure alive, and has all its fields;
        // window registers exist.
        unsafe {
            let data = &*code;
            let fields = function.cast_unchecked::<crate::object::Record>().slots();
            let globals = match &*fields.add(ffield::GLOBALS) {
                Some(g) => g.ptr(),
                None => self.builtins.ptr(),
            };
            if data.nfree > 0
                && let Some(cells) = (*fields.add(ffield::CLOSURE)).as_ref().and_then(Value::as_tuple)
            {
                for (i, cell) in cells.iter().enumerate() {
                    window.add(usize::from(data.free_base) + i).write(Some(cell.clone()));
                }
            }
            self.frames.push(Frame {
                pc: data.instrs.cast::<Instr>(),
                regs: window,
                top_before,
                code,
                owner: function,
                globals,
                locals: None,
                object: None,
                generator: None,
                held: None,
                handlers: 0,
                dst,
                kind,
            });
        }
    }
    /// The tables of a function's code.
    #[inline(always)]
    pub(crate) fn code_of(&self, function: &Value) -> *const CodeData {
        // SAFETY: word 0 of a function, behind its fields, is the address of its code's tables, kept
        // in step with the field CODE, which keeps them alive.
        unsafe {
            let fields = function.cast_unchecked::<crate::object::Record>().slots();
            fields.add(ffield::COUNT).cast::<*const CodeData>().read()
        }
    }
    /// Give a function its code object.
    pub(crate) fn set_function_code(&mut self, function: &Value, code: Value) -> Slot {
        let word = code.as_code().map_or(0, |c| std::ptr::from_ref(c) as u64);
        let r = function.as_record()?;
        r.set_word(&mut self.heap, 0, word);
        r.set(&mut self.heap, ffield::CODE, Some(code))
    }
    /// Empty a window's registers, first to last.
    pub(crate) fn clear_window(&mut self, window: *mut Slot, data: &CodeData) {
        for i in 0..usize::from(data.nregs) {
            // SAFETY: inside the window.
            if let Some(v) = unsafe { (*window.add(i)).take() } {
                self.release(v);
            }
        }
    }

    /// Bind arguments to parameters (`initialize_locals` in CPython's ceval).
    fn bind(
        &mut self,
        function: &Value,
        data: &CodeData,
        window: *mut Slot,
        args: Vec<Value>,
        kwnames: &[Value],
    ) -> PyResult<()> {
        let argcount = data.argcount as usize;
        let total = argcount + data.kwonlyargcount as usize;
        let flags = CodeFlags(data.flags);
        let npos = args.len() - kwnames.len();
        // SAFETY: parameters, `*args` and `**kwargs` are the first registers of the window.
        let set = |i: usize, v: Value| unsafe { drop((*window.add(i)).replace(v)) };
        let is_set = |i: usize| unsafe { (*window.add(i)).is_some() };
        let kwdict = if flags.contains(CodeFlags::VARKEYWORDS) {
            let d = self.heap.dict();
            set(total + usize::from(flags.contains(CodeFlags::VARARGS)), d.clone());
            Some(d)
        } else {
            None
        };
        let mut args = args.into_iter();
        for i in 0..npos.min(argcount) {
            if let Some(v) = args.next() {
                set(i, v);
            }
        }
        let extra: Vec<Value> = args.by_ref().take(npos.saturating_sub(argcount)).collect();
        let too_many = !extra.is_empty() && !flags.contains(CodeFlags::VARARGS);
        if flags.contains(CodeFlags::VARARGS) {
            let t = self.heap.tuple(extra)?;
            set(total, t);
        } else {
            self.release_all(extra);
        }
        for (name, value) in kwnames.iter().zip(args) {
            let varnames = self.code_varnames(function);
            let names = varnames.as_tuple().unwrap_or(&[]);
            let posonly = data.posonlyargcount as usize;
            let found = (posonly..total).find(|i| names.get(*i).is_some_and(|n| same_name(n, name)));
            match found {
                Some(i) if is_set(i) => {
                    let (f, n) = (self.function_qualname(function), self.text(name));
                    return Err(self.type_error(format!("{f}() got multiple values for argument '{n}'")));
                }
                Some(i) => set(i, value),
                None => match &kwdict {
                    Some(d) => self.dict_set(d, name.clone(), value)?,
                    None => return Err(self.unexpected_keyword(function, data, name, kwnames)),
                },
            }
        }
        if too_many {
            return Err(self.too_many_positional(function, data, npos, window));
        }
        self.fill_defaults(function, data, window, npos)
    }
    fn fill_defaults(
        &mut self,
        function: &Value,
        data: &CodeData,
        window: *mut Slot,
        npos: usize,
    ) -> PyResult<()> {
        let argcount = data.argcount as usize;
        // SAFETY: as in `bind`.
        let is_set = |i: usize| unsafe { (*window.add(i)).is_some() };
        if npos < argcount {
            let defaults = self.record_field(function, ffield::DEFAULTS);
            let defaults = defaults.as_tuple().unwrap_or(&[]);
            let first_default = argcount - defaults.len().min(argcount);
            let missing: Vec<usize> = (npos..first_default).filter(|i| !is_set(*i)).collect();
            if !missing.is_empty() {
                return Err(self.missing_arguments(function, &missing, "positional"));
            }
            for i in npos.max(first_default)..argcount {
                if !is_set(i) {
                    // SAFETY: as in `bind`.
                    unsafe { window.add(i).write(Some(defaults[i - first_default].clone())) };
                }
            }
        }
        if data.kwonlyargcount > 0 {
            let kwdefaults = self.record_field(function, ffield::KWDEFAULTS);
            let varnames = self.code_varnames(function);
            let mut missing = Vec::new();
            for i in argcount..argcount + data.kwonlyargcount as usize {
                if is_set(i) {
                    continue;
                }
                let name = &varnames.as_tuple().unwrap_or(&[])[i];
                match kwdefaults.as_dict().and_then(|d| d.get_str(&self.heap, name)) {
                    // SAFETY: as in `bind`.
                    Some(v) => unsafe { window.add(i).write(Some(v.clone())) },
                    None => missing.push(i),
                }
            }
            if !missing.is_empty() {
                return Err(self.missing_arguments(function, &missing, "keyword-only"));
            }
        }
        Ok(())
    }
    pub(crate) fn code_varnames(&self, function: &Value) -> Value {
        let code = self.record_field(function, ffield::CODE);
        self.record_field(&code, crate::object::code::field::VARNAMES)
    }
    /// `__qualname__`, as error messages name a function.
    pub fn function_qualname(&self, function: &Value) -> String {
        self.text(&self.record_field(function, ffield::QUALNAME))
    }
    #[cold]
    fn missing_arguments(&mut self, function: &Value, missing: &[usize], what: &str) -> Raised {
        let varnames = self.code_varnames(function);
        let names: Vec<String> =
            missing.iter().filter_map(|i| varnames.as_tuple()?.get(*i)).map(|n| self.repr_text(n)).collect();
        let list = match names.as_slice() {
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let (f, n) = (self.function_qualname(function), names.len());
        let s = if n == 1 { "" } else { "s" };
        self.type_error(format!("{f}() missing {n} required {what} argument{s}: {list}"))
    }
    #[cold]
    fn too_many_positional(
        &mut self,
        function: &Value,
        data: &CodeData,
        given: usize,
        window: *mut Slot,
    ) -> Raised {
        let argcount = data.argcount as usize;
        // SAFETY: keyword-only parameters follow the positional ones in the window.
        let kw_given = (argcount..argcount + data.kwonlyargcount as usize)
            .filter(|i| unsafe { (*window.add(*i)).is_some() })
            .count();
        let defaults = self.record_field(function, ffield::DEFAULTS);
        let ndefaults = defaults.as_tuple().map_or(0, <[Value]>::len);
        let (sig, plural) = if ndefaults > 0 {
            (format!("from {} to {argcount}", argcount - ndefaults), true)
        } else {
            (argcount.to_string(), argcount != 1)
        };
        let kwonly = if kw_given > 0 {
            let (s1, s2) = (if given == 1 { "" } else { "s" }, if kw_given == 1 { "" } else { "s" });
            format!(" positional argument{s1} (and {kw_given} keyword-only argument{s2})")
        } else {
            String::new()
        };
        let was = if given == 1 && kw_given == 0 { "was" } else { "were" };
        let s = if plural { "s" } else { "" };
        let f = self.function_qualname(function);
        self.type_error(format!("{f}() takes {sig} positional argument{s} but {given}{kwonly} {was} given"))
    }
    #[cold]
    fn unexpected_keyword(
        &mut self,
        function: &Value,
        data: &CodeData,
        name: &Value,
        kwnames: &[Value],
    ) -> Raised {
        let f = self.function_qualname(function);
        let varnames = self.code_varnames(function);
        let names = varnames.as_tuple().unwrap_or(&[]);
        let posonly = data.posonlyargcount as usize;
        let clashes: Vec<String> = names[..posonly.min(names.len())]
            .iter()
            .filter(|p| kwnames.iter().any(|k| same_name(p, k)))
            .map(|p| self.text(p))
            .collect();
        if !clashes.is_empty() {
            return self.type_error(format!(
                "{f}() got some positional-only arguments passed as keyword arguments: '{}'",
                clashes.join(", ")
            ));
        }
        let total = data.argcount as usize + data.kwonlyargcount as usize;
        let candidates: Vec<String> =
            names[posonly.min(names.len())..total.min(names.len())].iter().map(|n| self.text(n)).collect();
        let wrong = self.text(name);
        let hint = super::traceback::closest_name(&wrong, &candidates)
            .map(|n| format!(". Did you mean '{n}'?"))
            .unwrap_or_default();
        self.type_error(format!("{f}() got an unexpected keyword argument '{wrong}'{hint}"))
    }
}

/// Flag bits of code whose arguments do not bind by moving: `*args`, `**kwargs`, and ours for
/// keyword-only parameters.
pub(crate) const NOT_SIMPLE: u32 = 0x4 | 0x8 | KEYWORD_ONLY;
/// Beside CPython's flags: the code has keyword-only parameters.
pub(crate) const KEYWORD_ONLY: u32 = 1 << 31;

/// As many arguments as parameters bind by moving.
#[inline(always)]
pub(crate) fn is_simple(data: &CodeData) -> bool {
    data.flags & NOT_SIMPLE == 0
}

/// Same text; names are mostly interned, so mostly the same object.
pub(crate) fn same_name(a: &Value, b: &Value) -> bool {
    a.is(b) || matches!((a.as_str(), b.as_str()), (Some(x), Some(y)) if x.same_text(y))
}
