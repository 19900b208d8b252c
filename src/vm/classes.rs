//! Calling classes, and `super`.
//!
//! A class is called through its metatype: `type.__call__` finds `__new__` and `__init__` by the
//! method cache. Making classes stands in `new_class`, finalisers in `finalise`.
//! Follows `Objects/typeobject.c` (`type_call`, `object_new`, `object_init`, `super_getattro`).
//! Deliberately absent: the dispatch loop's own shortcut for classes with a Python `__init__`.
#![expect(unsafe_code, reason = "an instance's dict is a raw slot")]

use super::Vm;
use super::errors::Exc;
use crate::object::edges::dict_slot;
use crate::object::typeobj::{TypeObj, tflag};
use crate::object::{Kind, PyResult, Raised, Slot, Value};
use crate::types::descriptor::super_field;

impl Vm {
    /// `tp_name`: with the module for built-in types outside builtins.
    pub fn tp_name(&self, t: &TypeObj) -> String {
        match t.spec() {
            Some(spec)
                if !t.has(tflag::HEAP) && !spec.name.is_empty() && t.instance_kind() != Kind::EXCEPTION =>
            {
                spec.name.to_owned()
            }
            _ if t.has(tflag::IMMUTABLE) => {
                let module = t.dict(&self.heap).get_str(&self.heap, &self.names.__module__);
                let module = module.map(|m| self.text(m)).filter(|m| m != "builtins");
                module.map(|m| m + ".").unwrap_or_default() + &t.name(&self.heap)
            }
            _ => t.name(&self.heap),
        }
    }
    /// A built-in exception class, as a value.
    pub fn exc_class(&self, exc: Exc) -> Value {
        // SAFETY: built-in types are immortal.
        unsafe { self.exc_type(exc).as_ref() }.value()
    }
    /// Call a class: its metatype's `__call__`.
    ///
    /// # Errors
    /// What the call raises.
    pub(crate) fn call_type(&mut self, cls: &Value, args: Vec<Value>, kwnames: &[Value]) -> PyResult {
        if !cls.ty().same(self.heap.type_of(Kind::TYPE)) {
            let name = self.names.__call__.clone();
            if let Some(hook) = self.lookup(cls.ty_ptr(), &name)
                && !hook.is_exactly(Kind::SLOT_WRAPPER)
            {
                let bound = self.descr_get(&hook, Some(cls), &cls.ty_value())?;
                return self.guarded("", |vm| vm.call_full(&bound, args, kwnames));
            }
        }
        self.type_call(cls, args, kwnames)
    }
    /// `type.__call__(cls, *args, **kwargs)`.
    ///
    /// # Errors
    /// TypeError, or what `__new__` and `__init__` raise.
    pub fn type_call(&mut self, cls: &Value, args: Vec<Value>, kwnames: &[Value]) -> PyResult {
        let Some(t) = cls.as_type() else { return Err(self.type_error("not a class")) };
        if t.same(self.heap.type_of(Kind::TYPE)) {
            if args.len() == 1 && kwnames.is_empty() {
                return Ok(args[0].ty_value());
            }
            if args.len() - kwnames.len() != 3 {
                return Err(self.type_error("type() takes 1 or 3 arguments"));
            }
        }
        // Keywords keep the caller's arguments alive as long as the call.
        let given = if kwnames.is_empty() { vec![] } else { args.clone() };
        let new_name = self.names.__new__.clone();
        let instance = match self.lookup(t.ptr(), &new_name) {
            Some(new) if !self.is_object_new(&new) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(cls.clone());
                all.extend_from_slice(&args);
                let new = self.descr_get(&new, None, cls)?;
                self.guarded("", |vm| vm.call_full(&new, all, kwnames))?
            }
            _ => self.object_new(t, !args.is_empty())?,
        };
        if !instance.ty().is_subtype(&self.heap, t.ptr()) {
            self.release_all(given);
            return Ok(instance);
        }
        if let Err(e) = self.init_instance(&instance, args, kwnames) {
            // The new object dies before what it was to be made of.
            self.release(instance);
            self.release_all(given);
            return Err(e);
        }
        self.release_all(given);
        Ok(instance)
    }
    /// The arguments of `init`, where binding them may fail: they outlive the object then.
    pub(crate) fn kept_if_it_fails(&self, init: &Value, args: &[Value]) -> Vec<Value> {
        // SAFETY: the function keeps its code alive.
        let data = unsafe { &*self.code_of(init) };
        let binds = super::call::is_simple(data) && data.argcount as usize == args.len() + 1;
        if binds { vec![] } else { args.to_vec() }
    }
    fn init_instance(&mut self, instance: &Value, args: Vec<Value>, kwnames: &[Value]) -> PyResult<()> {
        let name = self.names.__init__.clone();
        let Some(init) = self.special(instance, &name) else { return Ok(()) };
        if self.is_object_init(&init) {
            return self.object_init(instance, !args.is_empty());
        }
        let result = match init.kind() {
            Kind::FUNCTION | Kind::SLOT_WRAPPER => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(instance.clone());
                all.extend(args);
                self.call_full(&init, all, kwnames)?
            }
            _ => {
                let bound = self.descr_get(&init, Some(instance), &instance.ty_value())?;
                self.call_full(&bound, args, kwnames)?
            }
        };
        if !result.is_none() {
            let got = self.type_name(&result);
            return Err(self.type_error(format!("__init__() should return None, not '{got}'")));
        }
        Ok(())
    }
    pub(crate) fn is_object_new(&self, new: &Value) -> bool {
        new.is_exactly(Kind::NATIVE)
            && std::ptr::fn_addr_eq(self.native_of(new).run, crate::types::object::object_new as NativeRun)
    }
    /// Whether a class found this native as its `__new__` or `__init__`.
    pub(crate) fn is_native(&self, f: &Value, run: NativeRun) -> bool {
        matches!(f.kind(), Kind::NATIVE | Kind::SLOT_WRAPPER)
            && std::ptr::fn_addr_eq(self.native_of(f).run, run)
    }
    pub(crate) fn is_object_init(&self, init: &Value) -> bool {
        init.is_exactly(Kind::SLOT_WRAPPER)
            && std::ptr::fn_addr_eq(self.native_of(init).run, crate::types::object::object_init as NativeRun)
    }
    fn inherits(&mut self, t: &TypeObj, name: &Value, is: fn(&Vm, &Value) -> bool) -> bool {
        self.lookup(t.ptr(), name).is_none_or(|v| is(self, &v))
    }
    /// Keywords for a `__new__` that has none are for the `__init__` of a subclass; without one, TypeError.
    ///
    /// # Errors
    /// TypeError.
    pub fn no_keywords(&mut self, cls: &Value, keywords: &Value, name: &str) -> PyResult<()> {
        if keywords.as_dict().is_none_or(|d| d.is_empty()) || self.has_own_init(cls) {
            return Ok(());
        }
        Err(self.type_error(format!("{name}() takes no keyword arguments")))
    }
    /// Whether this is a class of the program whose `__init__` is not object's.
    pub(crate) fn has_own_init(&mut self, cls: &Value) -> bool {
        let init = self.names.__init__.clone();
        cls.as_type().is_some_and(|t| t.has(tflag::HEAP) && !self.inherits(t, &init, Vm::is_object_init))
    }
    /// `object.__new__(cls)`; `excess`: it was given more.
    ///
    /// # Errors
    /// TypeError.
    pub fn object_new(&mut self, t: &TypeObj, excess: bool) -> PyResult {
        if t.has(tflag::NO_NEW) {
            let name = self.tp_name(t);
            return Err(self.type_error(format!("cannot create '{name}' instances")));
        }
        if excess {
            let (new, init) = (self.names.__new__.clone(), self.names.__init__.clone());
            if !self.inherits(t, &new, Vm::is_object_new) {
                let message = "object.__new__() takes exactly one argument (the type to instantiate)";
                return Err(self.type_error(message));
            }
            if self.inherits(t, &init, Vm::is_object_init) {
                let name = self.tp_name(t);
                return Err(self.type_error(format!("{name}() takes no arguments")));
            }
        }
        if t.has(tflag::ABSTRACT) {
            return Err(self.abstract_class(t)?);
        }
        match t.instance_kind() {
            Kind::INSTANCE => Ok(self.heap.instance(t)),
            Kind::OBJECT => Ok(self.heap.object()),
            _ => {
                let name = self.tp_name(t);
                Err(self.type_error(format!("cannot create '{name}' instances")))
            }
        }
    }
    #[cold]
    fn abstract_class(&mut self, t: &TypeObj) -> PyResult<Raised> {
        let name = self.names.__abstractmethods__.clone();
        let methods = t.dict(&self.heap).get_str(&self.heap, &name).cloned();
        let mut names = Vec::new();
        if let Some(set) = methods {
            for v in self.collect(&set)? {
                names.push(self.text(&v));
            }
        }
        names.sort();
        let s = if names.len() == 1 { "" } else { "s" };
        let class = t.name(&self.heap);
        let list = names.join("', '");
        Ok(self.type_error(format!(
            "Can't instantiate abstract class {class} without an implementation for abstract method{s} '{list}'"
        )))
    }
    /// `object.__init__(self)`; `excess`: it was given more.
    ///
    /// # Errors
    /// TypeError.
    pub fn object_init(&mut self, this: &Value, excess: bool) -> PyResult<()> {
        if !excess {
            return Ok(());
        }
        let t = this.ty();
        let (new, init) = (self.names.__new__.clone(), self.names.__init__.clone());
        let class = self.tp_name(t);
        if !self.inherits(t, &init, Vm::is_object_init) {
            let message = "object.__init__() takes exactly one argument (the instance to initialize)";
            return Err(self.type_error(message));
        }
        // A built-in type that can't be called has no constructor at all, not object's.
        let callable = t.spec().is_none_or(|s| s.flags & tflag::NO_NEW == 0);
        if callable && self.inherits(t, &new, Vm::is_object_new) {
            let message =
                format!("{class}.__init__() takes exactly one argument (the instance to initialize)");
            return Err(self.type_error(message));
        }
        Ok(())
    }
    /// Replace the instance's `__dict__`; with `None`, give it a new one when it is asked for.
    ///
    /// # Errors
    /// AttributeError if the object has none, MemoryError.
    pub fn replace_instance_dict(&mut self, obj: &Value, dict: Slot) -> PyResult<()> {
        // Inline values first become a dict, which then dies as a whole.
        let old = self.instance_dict(obj)?;
        // SAFETY: `obj` is held and has a dict slot, or there would have been an error.
        let before = unsafe { dict_slot(obj.ptr()).map(|place| std::mem::replace(&mut *place, dict)) };
        if let Some(v) = before.flatten() {
            self.release(v);
        }
        self.release(old);
        Ok(())
    }

    /// Make `obj` an instance of `cls`, whose layout is the same.
    ///
    /// # Errors
    /// MemoryError.
    pub fn set_class(&mut self, obj: &Value, cls: &Value) -> PyResult<()> {
        let Some(to) = cls.as_type() else { return Ok(()) };
        if obj.ty().holds_inline() {
            // Inline values stand in the order of the old class's keys.
            let dict = self.instance_dict(obj)?;
            self.release(dict);
        }
        let from = obj.ty_ptr();
        obj.header().ty.set(to.ptr());
        obj.header().kind.set(to.instance_kind());
        if to.has(tflag::HEAP) {
            std::mem::forget(cls.clone());
        }
        // SAFETY: the object held a count on its old class, if that is counted.
        unsafe {
            if from.as_ref().has(tflag::HEAP) {
                let old = Value::from_raw(from.cast());
                self.release(old);
            }
        }
        Ok(())
    }

    // --- super -----------------------------------------------------------------------------------

    /// The class whose MRO `super(class, obj)` walks (`supercheck`).
    ///
    /// # Errors
    /// TypeError if `obj` is neither an instance nor a subclass.
    pub fn super_check(&mut self, class: &Value, obj: &Value) -> PyResult {
        let Some(c) = class.as_type() else {
            let got = self.type_name(class);
            return Err(self.type_error(format!("super() argument 1 must be a type, not {got}")));
        };
        if obj.as_type().is_some_and(|t| t.is_subtype(&self.heap, c.ptr())) {
            return Ok(obj.clone());
        }
        if obj.ty().is_subtype(&self.heap, c.ptr()) {
            return Ok(obj.ty_value());
        }
        // A proxy may tell of another class.
        let name = self.names.__class__.clone();
        if let Some(own) = self.get_attr_opt(obj, &name)?
            && !own.is(&obj.ty_value())
            && own.as_type().is_some_and(|t| t.is_subtype(&self.heap, c.ptr()))
        {
            return Ok(own);
        }
        let (what, got) = match obj.as_type() {
            Some(t) => ("type", t.name(&self.heap)),
            None => ("instance of", self.type_name(obj)),
        };
        let name = c.name(&self.heap);
        Err(self.type_error(format!(
            "super(type, obj): obj ({what} {got}) is not an instance or subtype of type ({name})."
        )))
    }
    /// `super(class, obj).name`, without a super object.
    ///
    /// # Errors
    /// TypeError, AttributeError, or what descriptors raise.
    pub fn super_lookup(&mut self, class: &Value, obj: &Value, name: &Value) -> PyResult {
        let start = self.super_check(class, obj)?;
        if !name.is(&self.names.__class__)
            && let Some(v) = self.super_find(class, obj, &start, name)?
        {
            return Ok(v);
        }
        let s = self.new_super(class, obj, &start);
        self.super_get_attr(&s, name)
    }
    /// A super object.
    pub(crate) fn new_super(&mut self, class: &Value, obj: &Value, start: &Value) -> Value {
        let s = self.heap.record(self.heap.type_of(Kind::SUPER), 3);
        self.fill_super(&s, class, obj, start);
        s
    }
    pub(crate) fn fill_super(&mut self, s: &Value, class: &Value, obj: &Value, start: &Value) {
        if let Some(r) = s.as_record() {
            let fields = [(super_field::CLASS, class), (super_field::OBJ, obj), (super_field::START, start)];
            for (i, v) in fields {
                drop(r.set(&mut self.heap, i, Some(v.clone())));
            }
        }
    }
    /// Search the MRO of `start` behind `class`.
    fn super_find(&mut self, class: &Value, obj: &Value, start: &Value, name: &Value) -> PyResult<Slot> {
        let name = self.interned(name);
        let Some(t) = start.as_type() else { return Ok(None) };
        let heap = &self.heap;
        let found = t
            .mro(heap)
            .iter()
            .skip_while(|c| !c.is(class))
            .skip(1)
            .filter_map(Value::as_type)
            .find_map(|c| c.dict(heap).get_str(heap, &name).cloned());
        match found {
            Some(d) => {
                let this = if obj.is(start) { None } else { Some(obj) };
                self.descr_get(&d, this, start).map(Some)
            }
            None => Ok(None),
        }
    }
    /// Attribute of a super object.
    ///
    /// # Errors
    /// AttributeError, or what descriptors raise.
    pub(crate) fn super_get_attr(&mut self, s: &Value, name: &Value) -> PyResult {
        let field = |vm: &Vm, i| s.as_record().and_then(|r| r.get(&vm.heap, i));
        if let (Some(class), Some(obj), Some(start)) =
            (field(self, super_field::CLASS), field(self, super_field::OBJ), field(self, super_field::START))
            && !name.as_str().is_some_and(|n| n.is("__class__"))
            && let Some(v) = self.super_find(&class, &obj, &start, name)?
        {
            return Ok(v);
        }
        match self.generic_lookup(s, name)? {
            Some(v) => Ok(v),
            None => Err(self.no_attribute(s, name)),
        }
    }
    /// Class and first argument of the calling frame, for `super()` called as a plain function.
    ///
    /// # Errors
    /// RuntimeError when the frame has neither.
    pub(crate) fn super_of_frame(&mut self) -> PyResult<(Value, Value)> {
        let Some(frame) = self.frames.last() else {
            return Err(self.runtime_error("super(): no current frame"));
        };
        let (argcount, free) = (frame.code().argcount, usize::from(frame.code().free_base));
        if argcount == 0 {
            return Err(self.runtime_error("super(): no arguments"));
        }
        let first = frame.reg(0).clone();
        let code = frame.code_value(self);
        let names = self.record_field(&code, crate::object::code::field::FREEVARS);
        let at = names.as_tuple().unwrap_or(&[]).iter().position(|n| self.text(n) == "__class__");
        let cell = at.and_then(|i| self.frames.last()?.reg(free + i).clone());
        let Some(cell) = cell else {
            return Err(self.runtime_error("super(): __class__ cell not found"));
        };
        // A cell may be the argument itself.
        let in_cell = code.as_code().is_some_and(|c| c.cell_registers().contains(&0));
        let first = match first {
            Some(c) if in_cell && c.is_exactly(Kind::CELL) => {
                c.as_record().and_then(|r| r.get(&self.heap, 0))
            }
            other => other,
        };
        let Some(first) = first else {
            return Err(self.runtime_error("super(): arg[0] deleted"));
        };
        match cell.as_record().and_then(|r| r.get(&self.heap, 0)) {
            Some(class) => Ok((class, first)),
            None => Err(self.err(Exc::RuntimeError, "super(): empty __class__ cell")),
        }
    }
}

type NativeRun = crate::object::spec::NativeRun;
