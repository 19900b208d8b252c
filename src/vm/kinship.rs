//! `isinstance` and `issubclass`: whether a class stands among the bases of another (`Objects/abstract.c`).
//!
//! Classes are asked by their MRO, after `__instancecheck__` and `__subclasscheck__` of their metatypes. Anything
//! else counts as a class when its `__bases__` is a tuple; its bases are followed one by one.
//! Deliberately absent: what abstract base classes remember (see `builtins/abc.rs`).

use super::Vm;
use crate::object::{Kind, PyResult, Value};

const NO_CLASS: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";
const NOT_DERIVED: &str = "issubclass() arg 1 must be a class";
const NOT_BASE: &str = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

impl Vm {
    /// `isinstance(obj, cls)`, with tuples, unions and `__instancecheck__`.
    ///
    /// # Errors
    /// TypeError, or what hooks raise.
    pub fn is_instance(&mut self, obj: &Value, cls: &Value) -> PyResult<bool> {
        if obj.ty_ptr().cast() == cls.ptr() {
            return Ok(true);
        }
        if cls.ty().same(self.heap.type_of(Kind::TYPE)) {
            return self.plain_is_instance(obj, cls);
        }
        if let Some(items) = cls.as_tuple() {
            for c in items {
                if self.guarded(" in __instancecheck__", |vm| vm.is_instance(obj, c))? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let name = self.names.__instancecheck__.clone();
        match self
            .guarded(" in __instancecheck__", |vm| vm.call_special(cls, &name, std::slice::from_ref(obj)))?
        {
            Some(result) => self.truth(&result),
            None => self.plain_is_instance(obj, cls),
        }
    }
    /// `type.__instancecheck__`: by the object's type, then by its `__class__`.
    ///
    /// # Errors
    /// TypeError when `cls` is no class; what looking up `__class__` and `__bases__` raises.
    pub fn plain_is_instance(&mut self, obj: &Value, cls: &Value) -> PyResult<bool> {
        let name = self.names.__class__.clone();
        let Some(t) = cls.as_type() else {
            self.check_class(cls, NO_CLASS)?;
            return match self.get_attr_opt(obj, &name)? {
                Some(own) => self.descends(&own, cls),
                None => Ok(false),
            };
        };
        if obj.ty().is_subtype(&self.heap, t.ptr()) {
            return Ok(true);
        }
        let own = self.special(obj, &name).is_none_or(|d| d.is_exactly(Kind::GETSET));
        if own && !obj.ty().has(crate::object::typeobj::tflag::CUSTOM_GETATTR) {
            return Ok(false);
        }
        let told = self.get_attr_opt(obj, &name)?;
        Ok(told.is_some_and(|c| c.as_type().is_some_and(|c| c.is_subtype(&self.heap, t.ptr()))))
    }
    /// `issubclass(cls, of)`, with tuples, unions and `__subclasscheck__`.
    ///
    /// # Errors
    /// TypeError, or what hooks raise.
    pub fn is_subclass(&mut self, cls: &Value, of: &Value) -> PyResult<bool> {
        if of.ty().same(self.heap.type_of(Kind::TYPE)) {
            return self.plain_is_subclass(cls, of);
        }
        if let Some(items) = of.as_tuple() {
            for c in items {
                if self.guarded(" in __subclasscheck__", |vm| vm.is_subclass(cls, c))? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let name = self.names.__subclasscheck__.clone();
        match self
            .guarded(" in __subclasscheck__", |vm| vm.call_special(of, &name, std::slice::from_ref(cls)))?
        {
            Some(result) => self.truth(&result),
            None => self.plain_is_subclass(cls, of),
        }
    }
    /// `type.__subclasscheck__`.
    ///
    /// # Errors
    /// TypeError when either is no class; what looking up `__bases__` raises.
    pub fn plain_is_subclass(&mut self, cls: &Value, of: &Value) -> PyResult<bool> {
        if let (Some(c), Some(o)) = (cls.as_type(), of.as_type()) {
            return Ok(c.is_subtype(&self.heap, o.ptr()));
        }
        self.check_class(cls, NOT_DERIVED)?;
        self.check_class(of, NOT_BASE)?;
        self.descends(cls, of)
    }

    fn check_class(&mut self, cls: &Value, message: &str) -> PyResult<()> {
        match self.bases_of(cls)? {
            Some(_) => Ok(()),
            None => Err(self.type_error(message)),
        }
    }
    /// `__bases__`, when it is a tuple.
    fn bases_of(&mut self, cls: &Value) -> PyResult<Option<Value>> {
        let bases = self.get_attr_opt(cls, &self.names.__bases__.clone())?;
        Ok(bases.filter(|b| b.as_tuple().is_some()))
    }
    /// Whether `cls` is `of` or has it among its bases, theirs, and so on (`abstract_issubclass`).
    fn descends(&mut self, cls: &Value, of: &Value) -> PyResult<bool> {
        let mut cls = cls.clone();
        loop {
            if cls.is(of) {
                return Ok(true);
            }
            let Some(bases) = self.bases_of(&cls)? else { return Ok(false) };
            match bases.as_tuple().unwrap_or(&[]) {
                [] => return Ok(false),
                // A chain is followed without recursion; one that bites its tail ends by the limits.
                [only] => cls = only.clone(),
                several => {
                    for base in several {
                        if self.guarded(" in __issubclass__", |vm| vm.descends(base, of))? {
                            return Ok(true);
                        }
                    }
                    return Ok(false);
                }
            }
            self.safe_point()?;
        }
    }
}
