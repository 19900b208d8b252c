//! The object protocols natives build on: truth, length, iteration, items, hashing, comparison,
//! printing. Each tries the built-in layouts directly, then the special method.
#![expect(unsafe_code, reason = "a native borrows what its caller holds")]

use super::Vm;
use super::errors::Exc;
use crate::code::instr::CmpOp;
use crate::object::typeobj::tflag;
use crate::object::{Args, Kind, Native, PyResult, Raised, Value};
use crate::types::numeric::hash as numhash;
use std::mem::ManuallyDrop;

/// Most arguments of the short way of calling natives, receiver included.
const PLAIN_ARGS: usize = 3;

impl Vm {
    /// Whether `obj` is an instance of the class a native descriptor belongs to.
    #[inline]
    pub(crate) fn fits_receiver(&self, method: &Value, obj: &Value) -> bool {
        let owner =
            method.as_record().and_then(|r| r.field(&self.heap, super::attributes::field::DESCR_TYPE));
        match owner {
            Some(o) => o.ptr() == obj.ty_ptr().cast() || obj.ty().is_subtype(&self.heap, o.ptr().cast()),
            None => false,
        }
    }

    /// Call a special method of `obj` by name, if its type has it.
    ///
    /// # Errors
    /// What the method raises.
    pub fn call_special(&mut self, obj: &Value, name: &Value, args: &[Value]) -> PyResult<Option<Value>> {
        if let Some(native) = self.native_special(obj, name)
            && args.len() < PLAIN_ARGS
            && native.takes_plainly(args.len() + 1)
        {
            return self.call_borrowed(native, obj, args).map(Some);
        }
        let Some(method) = self.special(obj, name) else { return Ok(None) };
        self.call_unbound(&method, obj, args).map(Some)
    }
    /// The short way of built-in types' own methods: nothing to bind, nothing to check, and what the
    /// caller holds is not held again.
    #[inline]
    pub(super) fn call_borrowed(&mut self, native: &'static Native, obj: &Value, args: &[Value]) -> PyResult {
        // SAFETY: copies of what the caller holds for the length of the call, which are not dropped.
        let copy = |v: &Value| unsafe { Value::from_raw(v.ptr()) };
        let slots = ManuallyDrop::new([Some(copy(obj)), args.first().map(copy), args.get(1).map(copy)]);
        let got = self.call_plain(native, Args(&slots[..=args.len()]));
        self.reap();
        got
    }
    /// Call what a type lookup found, as a method of `obj`.
    ///
    /// # Errors
    /// What the method raises.
    pub fn call_unbound(&mut self, method: &Value, obj: &Value, args: &[Value]) -> PyResult {
        match method.kind() {
            Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER
                if args.len() < PLAIN_ARGS
                    && self.native_of(method).takes_plainly(args.len() + 1)
                    && self.fits_receiver(method, obj) =>
            {
                self.call_borrowed(self.native_of(method), obj, args)
            }
            Kind::FUNCTION => {
                if let Some(got) = self.call_plain_function(method, Some(obj), args) {
                    return got;
                }
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(obj.clone());
                all.extend_from_slice(args);
                self.call_full(method, all, &[])
            }
            Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(obj.clone());
                all.extend_from_slice(args);
                self.call_full(method, all, &[])
            }
            _ => {
                let bound = self.descr_get(method, Some(obj), &obj.ty_value())?;
                self.call(&bound, args)
            }
        }
    }
    /// `obj.name(*args)`.
    ///
    /// # Errors
    /// What lookup or call raise.
    pub fn call_method(&mut self, obj: &Value, name: &Value, args: &[Value]) -> PyResult {
        let method = self.get_attr(obj, name)?;
        self.call(&method, args)
    }

    // --- truth, length ---------------------------------------------------------------------------

    /// `bool(v)`.
    ///
    /// # Errors
    /// What `__bool__` or `__len__` raise.
    #[inline]
    pub fn truth(&mut self, v: &Value) -> PyResult<bool> {
        match v.kind() {
            Kind::BOOL | Kind::INT => Ok(!v.as_int().is_some_and(crate::object::Int::is_zero)),
            Kind::NONE => Ok(false),
            Kind::STR => Ok(!v.as_str().is_some_and(crate::object::Str::is_empty)),
            Kind::LIST => Ok(!v.as_list().is_some_and(crate::object::List::is_empty)),
            Kind::DICT => Ok(!v.as_dict().is_some_and(crate::object::Dict::is_empty)),
            Kind::TUPLE => Ok(!v.as_tuple().is_some_and(<[Value]>::is_empty)),
            Kind::FLOAT => Ok(v.as_float() != Some(0.0)),
            Kind::SET | Kind::FROZENSET => Ok(!v.as_set().is_some_and(crate::object::Set::is_empty)),
            _ => self.truth_slow(v),
        }
    }
    fn truth_slow(&mut self, v: &Value) -> PyResult<bool> {
        let name = self.names.__bool__.clone();
        if let Some(result) = self.call_special(v, &name, &[])? {
            return match result.as_bool() {
                Some(b) => Ok(b),
                None => {
                    let got = self.type_name(&result);
                    Err(self.type_error(format!("__bool__ should return bool, returned {got}")))
                }
            };
        }
        let name = self.names.__len__.clone();
        match self.call_special(v, &name, &[])? {
            Some(n) => Ok(self.checked_len(&n)? != 0),
            None => Ok(true),
        }
    }
    /// `len(v)`.
    ///
    /// # Errors
    /// TypeError, or what `__len__` raises.
    pub fn len(&mut self, v: &Value) -> PyResult<usize> {
        match v.kind() {
            Kind::STR => return Ok(v.as_str().map_or(0, crate::object::Str::len)),
            Kind::LIST => return Ok(v.as_list().map_or(0, crate::object::List::len)),
            Kind::DICT => return Ok(v.as_dict().map_or(0, crate::object::Dict::len)),
            Kind::TUPLE => return Ok(v.as_tuple().map_or(0, <[Value]>::len)),
            Kind::SET | Kind::FROZENSET => return Ok(v.as_set().map_or(0, crate::object::Set::len)),
            Kind::BYTES => return Ok(v.as_bytes().map_or(0, <[u8]>::len)),
            _ => {}
        }
        let name = self.names.__len__.clone();
        match self.call_special(v, &name, &[])? {
            Some(n) => self.checked_len(&n),
            None => {
                let name = self.type_name(v);
                Err(self.type_error(format!("object of type '{name}' has no len()")))
            }
        }
    }
    fn checked_len(&mut self, n: &Value) -> PyResult<usize> {
        let n = self.index_value(n)?;
        match n.as_word() {
            Some(w) if w < 0 => Err(self.value_error("__len__() should return >= 0")),
            Some(w) => Ok(w as usize),
            None if n.as_int().is_some_and(crate::object::Int::is_negative) => {
                Err(self.value_error("__len__() should return >= 0"))
            }
            None => Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
        }
    }

    // --- ints ----------------------------------------------------------------------------------------

    /// An exact-layout int by `__index__` (`PyNumber_Index`).
    ///
    /// # Errors
    /// TypeError, or what `__index__` raises.
    pub fn index_value(&mut self, v: &Value) -> PyResult {
        if v.as_int().is_some() {
            return Ok(v.clone());
        }
        let name = self.names.__index__.clone();
        match self.call_special(v, &name, &[])? {
            Some(i) if i.as_int().is_some() => {
                self.warn_of_subclass(&i, Kind::INT, None, "__index__")?;
                Ok(i)
            }
            Some(other) => {
                let got = self.type_name(&other);
                Err(self.type_error(format!("__index__ returned non-int (type {got})")))
            }
            None => {
                let got = self.type_name(v);
                Err(self.type_error(format!("'{got}' object cannot be interpreted as an integer")))
            }
        }
    }
    /// A machine word by `__index__`; OverflowError beyond 64 bits ("Python int too large to
    /// convert to C ssize_t").
    ///
    /// # Errors
    /// TypeError, OverflowError.
    pub fn index(&mut self, v: &Value) -> PyResult<i64> {
        if let Some(w) = v.as_word() {
            return Ok(w);
        }
        let i = self.index_value(v)?;
        match i.as_word() {
            Some(w) => Ok(w),
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }
    /// A sequence index: as [`Vm::index`], but beyond 64 bits is IndexError ("cannot fit 'int'
    /// into an index-sized integer").
    ///
    /// # Errors
    /// TypeError, IndexError.
    pub fn seq_index(&mut self, v: &Value) -> PyResult<i64> {
        let i = self.index_value(v)?;
        match i.as_word() {
            Some(w) => Ok(w),
            None => {
                let got = self.type_name(v);
                Err(self.index_error(format!("cannot fit '{got}' into an index-sized integer")))
            }
        }
    }

    // --- iteration -----------------------------------------------------------------------------------

    /// `iter(v)`.
    ///
    /// # Errors
    /// TypeError, or what `__iter__` raises.
    pub fn iter(&mut self, v: &Value) -> PyResult {
        if let Some(it) = crate::types::iter::iter_by_kind(self, v) {
            return it;
        }
        let name = self.names.__iter__.clone();
        if let Some(method) = self.special(v, &name) {
            if method.is_none() {
                let got = self.type_name(v);
                return Err(self.type_error(format!("'{got}' object is not iterable")));
            }
            let it = self.call_unbound(&method, v, &[])?;
            if !self.is_iterator(&it) {
                let got = self.type_name(&it);
                return Err(self.type_error(format!("iter() returned non-iterator of type '{got}'")));
            }
            return Ok(it);
        }
        let name = self.names.__getitem__.clone();
        // A built-in type that is no sequence has it for keys.
        let counts = v.ty().has(tflag::HEAP | tflag::SEQUENCE) && !v.has_layout(Kind::DICT);
        if counts && self.special(v, &name).is_some() {
            let it = self.heap.record(self.heap.type_of(Kind::SEQ_ITER), 1);
            if let Some(r) = it.as_record() {
                r.set(&mut self.heap, 0, Some(v.clone()));
            }
            return Ok(it);
        }
        let got = self.type_name(v);
        Err(self.type_error(format!("'{got}' object is not iterable")))
    }
    /// Has `__next__`.
    pub fn is_iterator(&mut self, v: &Value) -> bool {
        let name = self.names.__next__.clone();
        self.special(v, &name).is_some()
    }
    /// `next(it)`; `None` when it is exhausted.
    ///
    /// # Errors
    /// Anything but StopIteration.
    pub fn next(&mut self, it: &Value) -> PyResult<Option<Value>> {
        if let Some(v) = self.quick_step(it) {
            return Ok(Some(v));
        }
        if let Some(fast) = self.native_next(it) {
            return fast;
        }
        let name = self.names.__next__.clone();
        let Some(method) = self.special(it, &name) else {
            let got = self.type_name(it);
            return Err(self.type_error(format!("'{got}' object is not an iterator")));
        };
        let got = self.call_unbound(&method, it, &[]);
        self.catch(got, Exc::StopIteration)
    }
    /// All elements, in order.
    ///
    /// # Errors
    /// TypeError, or what iteration raises.
    pub fn collect(&mut self, v: &Value) -> PyResult<Vec<Value>> {
        match v.kind() {
            Kind::LIST => return Ok(v.as_list().map(|l| l.items(&self.heap).to_vec()).unwrap_or_default()),
            Kind::TUPLE => return Ok(v.as_tuple().map(<[Value]>::to_vec).unwrap_or_default()),
            _ => {}
        }
        let it = self.iter(v)?;
        let mut out = Vec::new();
        while let Some(item) = self.next(&it)? {
            self.check_growth(out.len())?;
            out.push(item);
        }
        self.release(it);
        Ok(out)
    }
    /// A native that gathers values outside the heap asks this as it grows: limits and signals are
    /// looked at now and then.
    ///
    /// # Errors
    /// MemoryError past the heap's limit; whatever is pending.
    #[inline]
    pub fn check_growth(&mut self, len: usize) -> PyResult<()> {
        if len & 0x3ff == 0x3ff { self.check_growth_slow(len) } else { Ok(()) }
    }
    #[cold]
    fn check_growth_slow(&mut self, len: usize) -> PyResult<()> {
        self.safe_point()?;
        // What is gathered outside the heap counts as if it were inside.
        self.check_room(len * size_of::<Value>())?;
        self.check_memory()
    }

    // --- items ---------------------------------------------------------------------------------------

    /// `obj[key]`.
    ///
    /// # Errors
    /// TypeError, or what `__getitem__` raises.
    pub fn get_item(&mut self, obj: &Value, key: &Value) -> PyResult {
        let name = self.names.__getitem__.clone();
        if let Some(v) = self.call_special(obj, &name, std::slice::from_ref(key))? {
            return Ok(v);
        }
        if obj.is_type() {
            let name = self.names.__class_getitem__.clone();
            if let Some(hook) = self.get_attr_opt(obj, &name)? {
                return self.call(&hook, std::slice::from_ref(key));
            }
            let shown = obj.as_type().map(|t| t.name(&self.heap)).unwrap_or_default();
            return Err(self.type_error(format!("type '{shown}' is not subscriptable")));
        }
        let got = self.type_name(obj);
        Err(self.type_error(format!("'{got}' object is not subscriptable")))
    }
    /// `obj[key] = value`.
    ///
    /// # Errors
    /// TypeError, or what `__setitem__` raises.
    pub fn set_item(&mut self, obj: &Value, key: &Value, value: &Value) -> PyResult<()> {
        let name = self.names.__setitem__.clone();
        match self.call_special(obj, &name, &[key.clone(), value.clone()])? {
            Some(done) => {
                self.release(done);
                Ok(())
            }
            None => {
                let got = self.type_name(obj);
                Err(self.type_error(format!("'{got}' object does not support item assignment")))
            }
        }
    }
    /// `del obj[key]`.
    ///
    /// # Errors
    /// TypeError, or what `__delitem__` raises.
    pub fn del_item(&mut self, obj: &Value, key: &Value) -> PyResult<()> {
        let name = self.names.__delitem__.clone();
        match self.call_special(obj, &name, std::slice::from_ref(key))? {
            Some(done) => {
                self.release(done);
                Ok(())
            }
            None => {
                let got = self.type_name(obj);
                // CPython tries a sequence's way last, if the type has one: classes do, and what has a length.
                let (len, index) = (self.names.__len__.clone(), self.names.__index__.clone());
                let sequence =
                    obj.ty().has(crate::object::typeobj::tflag::HEAP) || self.special(obj, &len).is_some();
                let verb =
                    if sequence && self.special(key, &index).is_some() { "doesn't" } else { "does not" };
                Err(self.type_error(format!("'{got}' object {verb} support item deletion")))
            }
        }
    }
    /// `item in container`.
    ///
    /// # Errors
    /// TypeError, or what `__contains__`, iteration or comparison raise.
    pub fn contains(&mut self, container: &Value, item: &Value) -> PyResult<bool> {
        let name = self.names.__contains__.clone();
        if let Some(method) = self.special(container, &name) {
            if method.is_none() {
                let got = self.type_name(container);
                return Err(self.type_error(format!("'{got}' object is not a container")));
            }
            let found = self.call_unbound(&method, container, std::slice::from_ref(item))?;
            return self.truth(&found);
        }
        let iterable = self.iter(container);
        let it = match iterable {
            Ok(it) => it,
            Err(Raised(e)) if self.is_exc(&e, Exc::TypeError) => {
                let got = self.type_name(container);
                return Err(self.type_error(format!("argument of type '{got}' is not iterable")));
            }
            Err(r) => return Err(r),
        };
        while let Some(v) = self.next(&it)? {
            if self.same_or_eq(&v, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    // --- hash and comparison ---------------------------------------------------------------------------

    /// `hash(v)`.
    ///
    /// # Errors
    /// TypeError for unhashable types, or what `__hash__` raises.
    pub fn hash(&mut self, v: &Value) -> PyResult<i64> {
        match v.kind() {
            Kind::STR => return Ok(self.heap.hash_of_str(v)),
            Kind::INT | Kind::BOOL => {
                return Ok(match v.as_word() {
                    Some(w) => numhash::hash_i64(w),
                    None => v.as_int().map_or(0, |i| numhash::hash_big(&i.to_big())),
                });
            }
            Kind::TUPLE => return crate::types::tuple::hash(self, v.as_tuple().unwrap_or(&[])),
            Kind::FLOAT => {
                let h = numhash::hash_f64(v.as_float().unwrap_or_default());
                return Ok(h.unwrap_or_else(|| numhash::hash_address(v.id())));
            }
            Kind::NONE => return Ok(numhash::NONE),
            _ => {}
        }
        let name = self.names.__hash__.clone();
        match self.special(v, &name) {
            Some(method) if !method.is_none() => {
                let h = self.call_unbound(&method, v, &[])?;
                match h.as_int() {
                    Some(i) => Ok(match i.word() {
                        Some(-1) => -2,
                        Some(w) => w,
                        None => numhash::hash_big(&i.to_big()),
                    }),
                    None => Err(self.type_error("__hash__ method should return an integer")),
                }
            }
            _ => {
                let got = self.type_name(v);
                Err(self.type_error(format!("unhashable type: '{got}'")))
            }
        }
    }
    /// `a is b or a == b`, as containers compare their elements.
    ///
    /// # Errors
    /// What `__eq__` raises.
    #[inline]
    pub fn same_or_eq(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        match Vm::plainly_equal(a, b) {
            Some(same) => Ok(same),
            None => self.eq(a, b),
        }
    }
    /// `bool(a == b)`.
    ///
    /// # Errors
    /// What `__eq__` raises.
    pub fn eq(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        self.compare_bool(CmpOp::Eq, a, b)
    }
    /// `bool(a < b)`.
    ///
    /// # Errors
    /// What `__lt__` raises.
    pub fn lt(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        self.compare_bool(CmpOp::Lt, a, b)
    }
    /// `bool(a op b)`.
    ///
    /// # Errors
    /// What the comparison raises.
    pub fn compare_bool(&mut self, op: CmpOp, a: &Value, b: &Value) -> PyResult<bool> {
        if let Some(fast) = super::operators::fast_compare(op, a, b) {
            return Ok(fast);
        }
        let result = self.compare(op, a, b)?;
        let t = self.truth(&result)?;
        self.release(result);
        Ok(t)
    }

    // --- printing ----------------------------------------------------------------------------------------

    /// `repr(v)`, a str.
    ///
    /// # Errors
    /// What `__repr__` raises; TypeError if it returns no str; RecursionError.
    pub fn repr(&mut self, v: &Value) -> PyResult {
        self.guarded(" while getting the repr of an object", |vm| {
            let name = vm.names.__repr__.clone();
            match vm.call_special(v, &name, &[])? {
                Some(s) if s.as_str().is_some() => Ok(s),
                Some(other) => {
                    let got = vm.type_name(&other);
                    Err(vm.type_error(format!("__repr__ returned non-string (type {got})")))
                }
                None => Ok(vm.default_repr(v)),
            }
        })
    }
    /// `<module.Type object at 0x...>`.
    pub fn default_repr(&mut self, v: &Value) -> Value {
        let text = format!("<{} object at {:#x}>", self.full_type_name(v.ty()), v.id());
        self.heap.str(&text)
    }
    /// `str(v)`.
    ///
    /// # Errors
    /// As [`Vm::repr`].
    pub fn str_of(&mut self, v: &Value) -> PyResult {
        if v.is_exactly(Kind::STR) {
            return Ok(v.clone());
        }
        match v.kind() {
            Kind::INT => return crate::types::int::repr(self, v),
            Kind::FLOAT => return crate::types::float::repr(self, v),
            _ => {}
        }
        let name = self.names.__str__.clone();
        if let Some(method) = self.special(v, &name) {
            let s =
                self.guarded(" while getting the str of an object", |vm| vm.call_unbound(&method, v, &[]))?;
            if s.as_str().is_some() {
                return Ok(s);
            }
            let got = self.type_name(&s);
            return Err(self.type_error(format!("__str__ returned non-string (type {got})")));
        }
        self.repr(v)
    }
    /// `repr(v)` as Rust text, for messages; a failing `__repr__` gives a plain description.
    pub fn repr_text(&mut self, v: &Value) -> String {
        match self.repr(v) {
            Ok(s) => self.text(&s),
            Err(Raised(_)) => format!("<{} object>", self.type_name(v)),
        }
    }
    /// `format(v, spec)`.
    ///
    /// # Errors
    /// What `__format__` raises; TypeError if it returns no str.
    pub fn format(&mut self, v: &Value, spec: &Value) -> PyResult {
        if matches!(v.kind(), Kind::STR | Kind::INT | Kind::FLOAT)
            && spec.as_str().is_some_and(crate::object::Str::is_empty)
        {
            return self.str_of(v);
        }
        let name = self.names.__format__.clone();
        match self.call_special(v, &name, std::slice::from_ref(spec))? {
            Some(s) if s.as_str().is_some() => Ok(s),
            Some(other) => {
                let got = self.type_name(&other);
                Err(self.type_error(format!("__format__ must return a str, not {got}")))
            }
            None => self.str_of(v),
        }
    }
}
