//! Attribute access: CPython's `PyObject_GenericGetAttr` and friends.
//!
//! Order: data descriptor of the type, instance, other descriptor or attribute of the type. Type
//! lookups go through one method cache keyed by (type version, interned name), as CPython's
//! `_PyType_Lookup`. Instances hold attributes inline, in the order of their class's shared keys,
//! until somebody needs a real dict (`object/record.rs`).
#![expect(unsafe_code, reason = "the method cache borrows; inline values are raw slots")]

use super::Vm;
use super::errors::{self, Exc};
use crate::object::edges::member_slot;
use crate::object::header::{Ptr, flag};
use crate::object::typeobj::{NO_DICT, TypeObj, field as tfield, tflag};
use crate::object::{GetSet, Kind, Native, PyResult, Raised, Slot, Value};
use std::ptr::NonNull;

/// Entries of the method cache.
const CACHE_SIZE: usize = 2048;

#[derive(Clone, Copy)]
pub(crate) struct CacheEntry {
    version: u32,
    name: Option<Ptr>,
    /// Borrowed: valid while the type's version is `version`.
    value: Option<Ptr>,
    /// The value's table line, if it is a built-in method that instances of the type may call.
    native: Option<&'static Native>,
}

pub(crate) fn new_cache() -> Box<[CacheEntry]> {
    let empty = CacheEntry { version: 0, name: None, value: None, native: None };
    vec![empty; CACHE_SIZE].into_boxed_slice()
}

/// Fields of the descriptor records.
pub mod field {
    /// property
    pub const FGET: usize = 0;
    pub const FSET: usize = 1;
    pub const FDEL: usize = 2;
    pub const PROP_DOC: usize = 3;
    pub const PROP_NAME: usize = 4;
    /// bound method
    pub const METHOD_FUNC: usize = 0;
    pub const METHOD_SELF: usize = 1;
    /// native function: its `self` (or module); `__module__`, or the type whose static method it is
    pub const NATIVE_SELF: usize = 0;
    pub const NATIVE_MODULE: usize = 1;
    /// Word 1: whether it is a method of a type that was bound. A function of a module has its module as
    /// `self` too, and does not take it.
    pub const NATIVE_IS_BOUND: usize = 1;
    /// descriptors of a type: the type; word 0: the table line (or slot number); name
    pub const DESCR_TYPE: usize = 0;
    pub const DESCR_NAME: usize = 1;
    /// classmethod, staticmethod
    pub const WRAPPED: usize = 0;
    /// module
    pub const MODULE_DICT: usize = 0;
}

impl Vm {
    /// The attribute `name` (interned) of the first class in the MRO that has it; no descriptor
    /// is called.
    #[inline]
    pub fn lookup(&mut self, ty: NonNull<TypeObj>, name: &Value) -> Slot {
        // SAFETY: callers hold the type.
        let t = unsafe { ty.as_ref() };
        let version = t.version(&self.heap);
        let at = cache_index(version, name);
        let e = self.method_cache[at];
        if e.version == version && e.name == Some(name.ptr()) {
            // SAFETY: the type's dicts still hold the value while its version stands.
            return e.value.map(|p| unsafe { Value::new_ref(p) });
        }
        let found = self.lookup_uncached(t, name);
        // A name that can die could leave its address to another.
        if name.header().is_immortal() && self.heap.is_interned(name) {
            let value = found.as_ref().map(Value::ptr);
            let native = found.as_ref().and_then(|f| self.built_in_method(f, t));
            self.method_cache[at] = CacheEntry { version, name: Some(name.ptr()), value, native };
        }
        found
    }
    /// The table line of a built-in method that fits instances of `t`.
    fn built_in_method(&self, f: &Value, t: &TypeObj) -> Option<&'static Native> {
        if !matches!(f.kind(), Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER) {
            return None;
        }
        let of = f.as_record()?.field(&self.heap, field::DESCR_TYPE)?;
        t.is_subtype(&self.heap, of.ptr().cast()).then(|| self.native_of(f))
    }
    /// The built-in special method of the object's type, if the cache knows it.
    #[inline]
    pub(crate) fn native_special(&self, obj: &Value, name: &Value) -> Option<&'static Native> {
        let version = obj.ty().version.get();
        let e = &self.method_cache[cache_index(version, name)];
        if e.version == version && e.name == Some(name.ptr()) { e.native } else { None }
    }
    fn lookup_uncached(&self, t: &TypeObj, name: &Value) -> Slot {
        for class in t.mro(&self.heap).iter().filter_map(Value::as_type) {
            if let Some(v) = class.dict(&self.heap).get_str(&self.heap, name) {
                return Some(v.clone());
            }
        }
        None
    }
    /// A special method of the object's type, unbound (`_PyObject_LookupSpecial` before binding).
    #[inline]
    pub fn special(&mut self, obj: &Value, name: &Value) -> Slot {
        self.lookup(obj.ty_ptr(), name)
    }

    // --- reading ---------------------------------------------------------------------------------

    /// `getattr(obj, name)`.
    ///
    /// # Errors
    /// AttributeError, or what descriptors and hooks raise.
    pub fn get_attr(&mut self, obj: &Value, name: &Value) -> PyResult {
        let got = if obj.ty().has(tflag::CUSTOM_GETATTR) {
            self.custom_get_attr(obj, name)
        } else {
            self.builtin_get_attr(obj, name)
        };
        if let Err(Raised(error)) = &got {
            self.tell_attribute(error, obj, name);
        }
        got
    }
    /// An AttributeError of a hook or a property gets what was asked for, if it does not say so itself
    /// (`_PyObject_SetAttributeErrorContext`).
    #[cold]
    fn tell_attribute(&mut self, error: &Value, obj: &Value, name: &Value) {
        let fields = [errors::field::EXTRA, errors::field::EXTRA + 1];
        if self.is_exc(error, Exc::AttributeError)
            && fields.iter().all(|i| self.exc_field(error, *i).is_none())
        {
            self.set_exc_field(error, fields[0], Some(name.clone()));
            self.set_exc_field(error, fields[1], Some(obj.clone()));
        }
    }
    /// `getattr` by a Rust name.
    ///
    /// # Errors
    /// As [`Vm::get_attr`].
    pub fn get_attr_str(&mut self, obj: &Value, name: &str) -> PyResult {
        let name = self.heap.intern_str(name);
        self.get_attr(obj, &name)
    }
    /// `getattr(obj, name, None)` that tells absence apart: AttributeError becomes `None`.
    ///
    /// # Errors
    /// Anything but AttributeError.
    pub fn get_attr_opt(&mut self, obj: &Value, name: &Value) -> PyResult<Slot> {
        let plain = !matches!(obj.kind().layout(), Kind::TYPE | Kind::MODULE | Kind::SUPER);
        if plain && !obj.ty().has(tflag::CUSTOM_GETATTR) {
            let found = self.generic_lookup(obj, name);
            return Ok(self.catch(found, Exc::AttributeError)?.flatten());
        }
        let got = self.get_attr(obj, name);
        self.catch(got, Exc::AttributeError)
    }
    /// What `object.__getattribute__` (or the built-in type's own) does.
    ///
    /// # Errors
    /// As [`Vm::get_attr`].
    pub fn builtin_get_attr(&mut self, obj: &Value, name: &Value) -> PyResult {
        match obj.kind().layout() {
            Kind::TYPE => return self.type_get_attr(obj, name),
            Kind::MODULE => return self.module_get_attr(obj, name),
            Kind::SUPER => return self.super_get_attr(obj, name),
            _ => {}
        }
        match self.generic_lookup(obj, name)? {
            Some(v) => Ok(v),
            None => Err(self.no_attribute(obj, name)),
        }
    }
    /// "'X' object has no attribute 'y'".
    #[cold]
    pub fn no_attribute(&mut self, obj: &Value, name: &Value) -> Raised {
        let message = match obj.as_type() {
            Some(t) => format!("type object '{}' has no attribute '{}'", t.name(&self.heap), self.text(name)),
            None => format!("'{}' object has no attribute '{}'", self.type_name(obj), self.text(name)),
        };
        self.attribute_error(obj, name, message)
    }
    /// `object.__getattribute__` without raising for absence.
    ///
    /// # Errors
    /// What descriptors raise.
    pub fn generic_lookup(&mut self, obj: &Value, name: &Value) -> PyResult<Slot> {
        let name = &self.interned(name);
        let descr = self.lookup(obj.ty_ptr(), name);
        if let Some(d) = &descr
            && self.hides_on_read(d)
        {
            return self.descr_get(d, Some(obj), &obj.ty_value()).map(Some);
        }
        if let Some(v) = self.instance_get(obj, name) {
            return Ok(Some(v));
        }
        match descr {
            Some(d) => self.descr_get(&d, Some(obj), &obj.ty_value()).map(Some),
            None => Ok(None),
        }
    }
    /// The same name, interned, so that comparing addresses is enough.
    #[inline]
    pub fn interned(&mut self, name: &Value) -> Value {
        if name.header().has(flag::INTERNED) { name.clone() } else { self.heap.intern(name) }
    }
    fn custom_get_attr(&mut self, obj: &Value, name: &Value) -> PyResult {
        let hook_name = self.names.__getattribute__.clone();
        let got = match self.special(obj, &hook_name) {
            Some(hook) if !self.is_builtin_hook(&hook, tflag::CUSTOM_GETATTR) => {
                self.call(&hook, &[obj.clone(), name.clone()])
            }
            _ => self.builtin_get_attr(obj, name),
        };
        match got {
            Err(Raised(e)) if self.is_exc(&e, Exc::AttributeError) => {
                let fallback = self.names.__getattr__.clone();
                match self.special(obj, &fallback) {
                    Some(hook) => {
                        self.release(e);
                        self.call(&hook, &[obj.clone(), name.clone()])
                    }
                    None => Err(Raised(e)),
                }
            }
            other => other,
        }
    }
    /// Whether a hook is what [`Vm::builtin_get_attr`] does anyway: a slot wrapper, unless its type
    /// says that it forwards attributes elsewhere (proxies, generic aliases).
    fn is_builtin_hook(&self, hook: &Value, custom: u32) -> bool {
        hook.is_exactly(Kind::SLOT_WRAPPER)
            && !self.record_field(hook, field::DESCR_TYPE).as_type().is_some_and(|t| t.has(custom))
    }
    /// Attribute of a class: metatype's data descriptors, then the class's MRO, then the metatype.
    fn type_get_attr(&mut self, cls: &Value, name: &Value) -> PyResult {
        let name = &self.interned(name);
        let Some(t) = cls.as_type() else { return Err(self.no_attribute(cls, name)) };
        let meta = self.lookup(cls.ty_ptr(), name);
        if let Some(d) = &meta
            && self.hides_on_read(d)
        {
            return self.descr_get(d, Some(cls), &cls.ty_value());
        }
        if let Some(v) = self.lookup(t.ptr(), name) {
            return self.descr_get(&v, None, cls);
        }
        match meta {
            Some(d) => self.descr_get(&d, Some(cls), &cls.ty_value()),
            None => Err(self.no_attribute(cls, name)),
        }
    }
    fn module_get_attr(&mut self, module: &Value, name: &Value) -> PyResult {
        if let Some(v) = self.generic_lookup(module, name)? {
            return Ok(v);
        }
        let hook_name = self.names.__getattr__.clone();
        if let Some(hook) = self.instance_get(module, &hook_name) {
            return self.call(&hook, std::slice::from_ref(name));
        }
        let own = self.names.__name__.clone();
        let message = match self.instance_get(module, &own) {
            Some(n) if n.as_str().is_some() && self.is_initializing(module) => format!(
                "partially initialized module '{}' has no attribute '{}' (most likely due to a circular import)",
                self.text(&n),
                self.text(name)
            ),
            Some(n) if n.as_str().is_some() => {
                format!("module '{}' has no attribute '{}'", self.text(&n), self.text(name))
            }
            _ => format!("module has no attribute '{}'", self.text(name)),
        };
        Err(self.attribute_error(module, name, message))
    }
    /// Whether the object is a data descriptor: has `__set__` or `__delete__`.
    #[inline]
    pub fn is_data_descriptor(&mut self, d: &Value) -> bool {
        match d.kind() {
            Kind::GETSET | Kind::MEMBER | Kind::PROPERTY => true,
            Kind::FUNCTION
            | Kind::METHOD_DESCRIPTOR
            | Kind::SLOT_WRAPPER
            | Kind::NATIVE
            | Kind::STATICMETHOD => false,
            Kind::CLASSMETHOD | Kind::CLASSMETHOD_DESCRIPTOR | Kind::INT | Kind::STR | Kind::TYPE => false,
            _ => {
                let (set, delete) = (self.names.__set__.clone(), self.names.__delete__.clone());
                self.special(d, &set).is_some() || self.special(d, &delete).is_some()
            }
        }
    }
    /// Whether reading asks the descriptor before the instance: a data descriptor that has `__get__`.
    fn hides_on_read(&mut self, d: &Value) -> bool {
        let own = matches!(d.kind(), Kind::GETSET | Kind::MEMBER | Kind::PROPERTY);
        let get = self.names.__get__.clone();
        self.is_data_descriptor(d) && (own || self.special(d, &get).is_some())
    }
    /// `type(d).__get__(d, obj, cls)`, or `d` itself if it is no descriptor.
    ///
    /// # Errors
    /// What the descriptor raises.
    pub fn descr_get(&mut self, d: &Value, obj: Option<&Value>, cls: &Value) -> PyResult {
        match d.kind() {
            Kind::FUNCTION => Ok(match obj {
                Some(o) => self.bind_method(d, o),
                None => d.clone(),
            }),
            Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER => match obj {
                Some(o) => {
                    self.check_instance(d, o)?;
                    Ok(self.bind_native(d, o))
                }
                None => Ok(d.clone()),
            },
            Kind::STATICMETHOD => Ok(self.record_field(d, field::WRAPPED)),
            Kind::CLASSMETHOD => {
                let f = self.record_field(d, field::WRAPPED);
                Ok(self.bind_method(&f, cls))
            }
            Kind::CLASSMETHOD_DESCRIPTOR => Ok(self.bind_native(d, cls)),
            Kind::GETSET => match obj {
                Some(o) => (self.getset_of(d).get)(self, o),
                None => Ok(d.clone()),
            },
            Kind::MEMBER => match obj {
                Some(o) => self.member_get(d, o),
                None => Ok(d.clone()),
            },
            Kind::PROPERTY => match obj {
                Some(o) => {
                    let getter = self.record_field(d, field::FGET);
                    if getter.is_none() {
                        return Err(self.property_error(d, o, "getter"));
                    }
                    self.call(&getter, std::slice::from_ref(o))
                }
                None => Ok(d.clone()),
            },
            Kind::NATIVE
            | Kind::INT
            | Kind::STR
            | Kind::TYPE
            | Kind::NONE
            | Kind::TUPLE
            | Kind::LIST
            | Kind::DICT => Ok(d.clone()),
            Kind::RECORD if d.ty().spec().is_some_and(|s| s.get.is_some()) => {
                match d.ty().spec().and_then(|s| s.get) {
                    Some(get) => get(self, d, obj),
                    None => Ok(d.clone()),
                }
            }
            _ => {
                let name = self.names.__get__.clone();
                match self.special(d, &name) {
                    Some(get) => {
                        let o = obj.cloned().unwrap_or_else(|| self.heap.none());
                        self.call(&get, &[d.clone(), o, cls.clone()])
                    }
                    None => Ok(d.clone()),
                }
            }
        }
    }
    /// Value field `i` of a record, None if empty.
    pub fn record_field(&self, v: &Value, i: usize) -> Value {
        v.as_record().and_then(|r| r.get(&self.heap, i)).unwrap_or_else(|| self.heap.none())
    }
    pub(crate) fn getset_of(&self, d: &Value) -> &'static GetSet {
        let word = d.as_record().map_or(0, |r| r.word(&self.heap, 0));
        // SAFETY: word 0 of a getset descriptor is the address of its table line, set at boot.
        unsafe { &*(word as *const GetSet) }
    }
    #[cold]
    pub(crate) fn property_error(&mut self, d: &Value, obj: &Value, what: &str) -> Raised {
        let name = self.record_field(d, field::PROP_NAME);
        let class = self.type_name_qual(obj);
        let message = if name.as_str().is_some() {
            let shown = self.repr_text(&name);
            format!("property {shown} of '{class}' object has no {what}")
        } else {
            format!("property of '{class}' object has no {what}")
        };
        self.err(Exc::AttributeError, message)
    }
    /// `type(x).__qualname__`.
    pub fn type_name_qual(&self, v: &Value) -> String {
        v.ty().field(&self.heap, tfield::QUALNAME).map(|n| self.text(n)).unwrap_or_default()
    }
    fn member_get(&mut self, d: &Value, obj: &Value) -> PyResult {
        match self.member_place(d, obj)? {
            // SAFETY: the place belongs to `obj`, which is held; it is read and left.
            Some(place) => match unsafe { (*place).clone() } {
                Some(v) => Ok(v),
                None if self.member_is_slot(d) => {
                    let name = self.record_field(d, field::DESCR_NAME);
                    Err(self.no_attribute(obj, &name))
                }
                None => Ok(self.heap.none()),
            },
            None => Ok(self.heap.none()),
        }
    }
    /// Word 0 of a member descriptor: the slot's number, or 1 << 32 | field of a built-in record,
    /// or with 1 << 33, a read-only one.
    fn member_is_slot(&self, d: &Value) -> bool {
        d.as_record().is_some_and(|r| r.word(&self.heap, 0) >> 32 == 0)
    }
    /// TypeError unless `obj` is an instance of the class the descriptor belongs to (`descr_check`).
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn check_instance(&mut self, d: &Value, obj: &Value) -> PyResult<()> {
        let Some(owner) = d.as_record().and_then(|r| r.field(&self.heap, field::DESCR_TYPE)) else {
            return Ok(());
        };
        let Some(t) = owner.as_type() else { return Ok(()) };
        if obj.ty().is_subtype(&self.heap, t.ptr()) {
            return Ok(());
        }
        let owner = self.tp_name(t);
        let (name, got) = (self.text(&self.record_field(d, field::DESCR_NAME)), self.type_name(obj));
        Err(self.type_error(format!(
            "descriptor '{name}' for '{owner}' objects doesn't apply to a '{got}' object"
        )))
    }
    fn member_place(&mut self, d: &Value, obj: &Value) -> PyResult<Option<*mut Slot>> {
        self.check_instance(d, obj)?;
        let word = d.as_record().map_or(0, |r| r.word(&self.heap, 0));
        let i = (word & 0xffff) as usize;
        if word >> 32 == 0 {
            // SAFETY: the object's type has the slot (checked against the descriptor's owner).
            return Ok(Some(unsafe { member_slot(obj.ptr(), i) }));
        }
        Ok(obj.as_record().filter(|r| i < r.len()).map(|r| r.slots().wrapping_add(i)))
    }
    /// A bound method object.
    pub fn bind_method(&mut self, function: &Value, this: &Value) -> Value {
        let m = self.heap.record(self.heap.type_of(Kind::BOUND_METHOD), 2);
        if let Some(r) = m.as_record() {
            r.set(&mut self.heap, field::METHOD_FUNC, Some(function.clone()));
            r.set(&mut self.heap, field::METHOD_SELF, Some(this.clone()));
        }
        m
    }
    /// A native of a type's table, bound: `builtin_function_or_method` or `method-wrapper`.
    pub fn bind_native(&mut self, d: &Value, this: &Value) -> Value {
        let kind = if d.is_exactly(Kind::SLOT_WRAPPER) { Kind::METHOD_WRAPPER } else { Kind::NATIVE };
        let word = d.as_record().map_or(0, |r| r.word(&self.heap, 0));
        let m = self.heap.record(self.heap.type_of(kind), 2);
        if let Some(r) = m.as_record() {
            r.set(&mut self.heap, field::NATIVE_SELF, Some(this.clone()));
            r.set_word(&mut self.heap, 0, word);
            r.set_word(&mut self.heap, field::NATIVE_IS_BOUND, 1);
        }
        m
    }

    // --- writing ------------------------------------------------------------------------------------

    /// `setattr(obj, name, value)`, or with `None` `delattr`.
    ///
    /// # Errors
    /// AttributeError, TypeError for built-in types, or what hooks raise.
    pub fn set_attr(&mut self, obj: &Value, name: &Value, value: Slot) -> PyResult<()> {
        if obj.ty().has(tflag::CUSTOM_SETATTR) {
            let hook_name =
                if value.is_some() { self.names.__setattr__.clone() } else { self.names.__delattr__.clone() };
            if let Some(hook) = self.special(obj, &hook_name)
                && !self.is_builtin_hook(&hook, tflag::CUSTOM_SETATTR)
            {
                let mut args = vec![obj.clone(), name.clone()];
                args.extend(value);
                let done = self.call_full(&hook, args, &[])?;
                self.release(done);
                return Ok(());
            }
        }
        self.builtin_set_attr(obj, name, value)
    }
    /// What `object.__setattr__` / `__delattr__` (or the built-in type's own) do.
    ///
    /// # Errors
    /// As [`Vm::set_attr`].
    pub fn builtin_set_attr(&mut self, obj: &Value, name: &Value, value: Slot) -> PyResult<()> {
        let name = &self.interned(name);
        if obj.is_type() {
            return self.type_set_attr(obj, name, value);
        }
        if let Some(d) = self.lookup(obj.ty_ptr(), name)
            && self.is_data_descriptor(&d)
        {
            return self.descr_set(&d, obj, value);
        }
        if self.instance_set(obj, name, value)? {
            return Ok(());
        }
        Err(self.cannot_set(obj, name))
    }
    #[cold]
    fn cannot_set(&mut self, obj: &Value, name: &Value) -> Raised {
        let (class, attr) = (self.type_name(obj), self.text(name));
        let has_dict = obj.ty().dict_index.get() != NO_DICT || obj.has_layout(Kind::MODULE);
        if has_dict {
            return self.no_attribute(obj, name);
        }
        let message = if self.lookup(obj.ty_ptr(), name).is_some() {
            format!("'{class}' object attribute '{attr}' is read-only")
        } else {
            format!("'{class}' object has no attribute '{attr}' and no __dict__ for setting new attributes")
        };
        self.attribute_error(obj, name, message)
    }
    /// `type(d).__set__(d, obj, value)` or `__delete__`.
    ///
    /// # Errors
    /// What the descriptor raises.
    pub fn descr_set(&mut self, d: &Value, obj: &Value, value: Slot) -> PyResult<()> {
        match d.kind() {
            Kind::GETSET => match self.getset_of(d).set {
                Some(set) => set(self, obj, value),
                None => {
                    let name = self.record_field(d, field::DESCR_NAME);
                    let message = format!(
                        "attribute '{}' of '{}' objects is not writable",
                        self.text(&name),
                        self.descr_owner_name(d)
                    );
                    Err(self.err(Exc::AttributeError, message))
                }
            },
            Kind::MEMBER => self.member_set(d, obj, value),
            Kind::PROPERTY => {
                let (which, what) =
                    if value.is_some() { (field::FSET, "setter") } else { (field::FDEL, "deleter") };
                let f = self.record_field(d, which);
                if f.is_none() {
                    return Err(self.property_error(d, obj, what));
                }
                let mut args = vec![obj.clone()];
                args.extend(value);
                let done = self.call_full(&f, args, &[])?;
                self.release(done);
                Ok(())
            }
            _ => {
                let name =
                    if value.is_some() { self.names.__set__.clone() } else { self.names.__delete__.clone() };
                match self.special(d, &name) {
                    Some(hook) => {
                        let mut args = vec![d.clone(), obj.clone()];
                        args.extend(value);
                        let done = self.call_full(&hook, args, &[])?;
                        self.release(done);
                        Ok(())
                    }
                    None => {
                        let text = self.text(&name);
                        Err(self.err(Exc::AttributeError, text))
                    }
                }
            }
        }
    }
    fn descr_owner_name(&self, d: &Value) -> String {
        let owner = self.record_field(d, field::DESCR_TYPE);
        owner.as_type().map(|t| self.tp_name(t)).unwrap_or_default()
    }
    fn member_set(&mut self, d: &Value, obj: &Value, value: Slot) -> PyResult<()> {
        let word = d.as_record().map_or(0, |r| r.word(&self.heap, 0));
        if word >> 33 != 0 {
            return Err(self.err(Exc::AttributeError, "readonly attribute"));
        }
        let Some(place) = self.member_place(d, obj)? else { return Ok(()) };
        let deleting = value.is_none();
        // SAFETY: the place belongs to `obj`, which is held; the old value is released afterwards.
        let old = unsafe { std::mem::replace(&mut *place, value) };
        match old {
            Some(v) => self.release(v),
            None if deleting && self.member_is_slot(d) => {
                let name = self.text(&self.record_field(d, field::DESCR_NAME));
                return Err(self.err(Exc::AttributeError, name));
            }
            None => {}
        }
        Ok(())
    }
    fn type_set_attr(&mut self, cls: &Value, name: &Value, value: Slot) -> PyResult<()> {
        let Some(t) = cls.as_type() else { return Ok(()) };
        if !t.has(tflag::HEAP) || t.has(tflag::IMMUTABLE) {
            let message =
                format!("cannot set '{}' attribute of immutable type '{}'", self.text(name), self.tp_name(t));
            return Err(self.type_error(message));
        }
        if let Some(d) = self.lookup(cls.ty_ptr(), name)
            && self.is_data_descriptor(&d)
        {
            return self.descr_set(&d, cls, value);
        }
        let Some(dict) = t.field(&self.heap, tfield::DICT).cloned() else { return Ok(()) };
        let value = match value {
            Some(v) if is_plain_data(&v) => match self.replace_class_data(t, &dict, name, v) {
                Ok(()) => return Ok(()),
                Err(v) => Some(v),
            },
            other => other,
        };
        // The class itself tells what has changed.
        if let Some(d) = dict.as_dict() {
            d.watched.set(false);
        }
        let done = self.namespace_set(&dict, name, value);
        t.modified();
        self.refresh_type_flags(t);
        if done? { Ok(()) } else { Err(self.no_attribute(cls, name)) }
    }
    /// Give a built-in type methods that are written in Python, before anybody has used it.
    ///
    /// # Errors
    /// MemoryError.
    pub fn fill_class(&mut self, cls: &Value, names: &Value) -> PyResult<()> {
        let Some(t) = cls.as_type() else { return Ok(()) };
        let Some(dict) = t.field(&self.heap, tfield::DICT).cloned() else { return Ok(()) };
        for (name, value) in self.dict_entries(names) {
            self.dict_set(&dict, name, value)?;
        }
        t.modified();
        self.refresh_type_flags(t);
        Ok(())
    }
    /// `C.count = 3` where there was such a value before: what lookups find is still the same place, so
    /// no version changes. The value comes back if this is not so simple.
    fn replace_class_data(
        &mut self,
        t: &TypeObj,
        dict: &Value,
        name: &Value,
        value: Value,
    ) -> Result<(), Value> {
        let Some(d) = dict.as_dict() else { return Err(value) };
        self.heap.hash_of_str(name);
        let Ok(Some(at)) = d.find_str(&self.heap, name) else { return Err(value) };
        let had = d.at(&self.heap, at).is_some_and(|(_, old)| is_plain_data(old));
        // Special methods have flags, which a number may take away.
        if !had || name.as_str().is_some_and(|s| s.chars().try_get(0) == Some(u32::from(b'_'))) {
            return Err(value);
        }
        self.heap.track_dict_for(dict, name, &value);
        let watched = d.watched.replace(false);
        let old = d.set_at(&mut self.heap, at, value);
        d.watched.set(watched);
        // Nothing but the cache of lookups holds values themselves.
        let mut stack = vec![t.ptr()];
        while let Some(t) = stack.pop() {
            // SAFETY: subclasses leave the list when they die.
            let t = unsafe { t.as_ref() };
            let place = cache_index(t.version.get(), name);
            self.method_cache[place].version = 0;
            stack.extend(t.subclass_ptrs().iter().map(|p| p.cast::<TypeObj>()));
        }
        if let Some(old) = old {
            self.release(old);
        }
        Ok(())
    }
    /// A class's hooks may have changed: recompute the flags that fast paths look at, here and in
    /// subclasses.
    pub fn refresh_type_flags(&mut self, t: &TypeObj) {
        let mut stack = vec![t.value()];
        while let Some(v) = stack.pop() {
            let Some(t) = v.as_type() else { continue };
            let hook = |vm: &mut Vm, name: Value, custom: u32| {
                vm.lookup(t.ptr(), &name).is_some_and(|h| !vm.is_builtin_hook(&h, custom))
            };
            let (get, set) = (tflag::CUSTOM_GETATTR, tflag::CUSTOM_SETATTR);
            let getattr = hook(self, self.names.__getattribute__.clone(), get)
                || hook(self, self.names.__getattr__.clone(), get);
            let setattr = hook(self, self.names.__setattr__.clone(), set)
                || hook(self, self.names.__delattr__.clone(), set);
            let del = self.names.__del__.clone();
            let has_del = self.lookup(t.ptr(), &del).is_some();
            let new = self.names.__new__.clone();
            let object_new = self.lookup(self.heap.type_of(Kind::OBJECT), &new);
            let plain_new = match (self.lookup(t.ptr(), &new), object_new) {
                (Some(own), Some(plain)) => own.is(&plain) && t.instance_kind() == Kind::INSTANCE,
                _ => false,
            };
            for (flag, on) in [
                (tflag::CUSTOM_GETATTR, getattr),
                (tflag::CUSTOM_SETATTR, setattr),
                (tflag::HAS_DEL, has_del),
                (tflag::PLAIN_NEW, plain_new),
            ] {
                if on { t.set_flag(flag) } else { t.clear_flag(flag) }
            }
            stack.extend(t.subclasses(&self.heap));
        }
    }
}

/// An exact number, str or container: no descriptor, whatever else happens.
fn is_plain_data(v: &Value) -> bool {
    matches!(
        v.kind(),
        Kind::NONE
            | Kind::BOOL
            | Kind::INT
            | Kind::FLOAT
            | Kind::STR
            | Kind::BYTES
            | Kind::TUPLE
            | Kind::LIST
            | Kind::DICT
            | Kind::SET
            | Kind::FROZENSET
    )
}

#[inline(always)]
fn cache_index(version: u32, name: &Value) -> usize {
    (version as usize ^ (name.id() >> 4)) & (CACHE_SIZE - 1)
}
