//! From nothing to a machine: types filled from their tables, exception types, first modules.
#![expect(unsafe_code, reason = "type objects are filled in place")]

use super::attributes::{self, field as afield};
use super::errors::{self, Exc};
use super::frame::{Frames, Registers};
use super::host::HostIo;
use super::names::Names;
use super::{Config, GcState, Vm};
use crate::object::spec::{Native, NativeKind, TypeSpec};
use crate::object::typeobj::{NO_DICT, TypeObj, field as tfield, tflag};
use crate::object::{Heap, Kind, Value, heap::HeapError};
use crate::types;
use std::collections::HashMap;
use std::ptr::NonNull;

pub(super) fn new_vm(config: Config, io: Box<dyn HostIo>) -> Result<Vm, HeapError> {
    let mut heap = Heap::new(&config.heap)?;
    let names = Names::new(&mut heap);
    let placeholder = heap.none();
    let [not_implemented, ellipsis] = [Kind::NOT_IMPLEMENTED, Kind::ELLIPSIS].map(|k| heap.make_singleton(k));
    let mut vm = Vm {
        names,
        not_implemented,
        ellipsis,
        registers: Registers::new(),
        frames: Frames::new(),
        exc_types: Vec::new(),
        method_cache: attributes::new_cache(),
        familiar: super::short::Familiar::default(),
        shared_sites: super::short::new_shared_sites(),
        handling: None,
        cleanup: None,
        exit_goes_through: false,
        origin_depth: 0,
        tracing: false,
        switching: false,
        marks: Vec::new(),
        modules: heap.dict(),
        builtins: heap.dict(),
        sys_dict: placeholder,
        reprs: Vec::new(),
        native_depth: 0,
        recursion_limit: 1000,
        recursion_headroom: 0,
        limits: config.limits.clone(),
        gc: GcState { enabled: true, ..GcState::default() },
        io,
        config,
        spec_types: HashMap::new(),
        compilation_roots: Vec::new(),
        replaced_code: Vec::new(),
        held_by_hand: Vec::new(),
        keep_constants: false,
        places: None,
        sources: HashMap::new(),
        state: HashMap::new(),
        finalizing: false,
        observer: None,
        further: super::further::Modules::default(),
        heap,
    };
    vm.fill_builtin_types();
    vm.make_exception_types();
    vm.prepare_memory_error();
    vm.gc.garbage = Some(vm.heap.empty_list());
    vm.gc.callbacks = Some(vm.heap.empty_list());
    crate::builtins::install(&mut vm);
    vm.familiar = super::short::Familiar::new(&mut vm);
    // What the interpreter itself is made of counts for nothing.
    vm.heap.generation_mut(0).count = 0;
    Ok(vm)
}

const COMPARISONS: [&str; 6] = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

impl Vm {
    fn fill_builtin_types(&mut self) {
        for spec in types::BUILTIN {
            let ty = self.heap.type_of(spec.kind);
            self.spec_types.insert(std::ptr::from_ref(*spec).addr(), ty);
            // Descriptors are made while types are filled: their own types' shape comes first.
            // SAFETY: built-in types are immortal.
            let t = unsafe { ty.as_ref() };
            t.set_flag(spec.flags);
            t.base_fields.set(spec.fields);
            t.words.set(spec.words);
        }
        for spec in types::BUILTIN {
            self.fill_type(self.heap.type_of(spec.kind), spec);
        }
    }
    /// The type object of a table; made on first use for types of native modules.
    pub fn type_for(&mut self, spec: &'static TypeSpec) -> NonNull<TypeObj> {
        let key = std::ptr::from_ref(spec).addr();
        if let Some(t) = self.spec_types.get(&key) {
            return *t;
        }
        if let Some(base) = spec.base {
            self.type_for(base);
        }
        let ty = self.heap.make_type(spec.kind);
        self.spec_types.insert(key, ty);
        self.fill_type(ty, spec);
        ty
    }
    /// The type of a built-in exception, as a value.
    pub fn exc_value(&self, exc: Exc) -> Value {
        // SAFETY: built-in types are immortal.
        unsafe { self.exc_type(exc).as_ref() }.value()
    }
    /// As [`Vm::type_for`], as a value.
    pub fn type_value(&mut self, spec: &'static TypeSpec) -> Value {
        let ty = self.type_for(spec);
        // SAFETY: built-in types are immortal.
        unsafe { ty.as_ref() }.value()
    }
    fn fill_type(&mut self, ty: NonNull<TypeObj>, spec: &'static TypeSpec) {
        // SAFETY: built-in types are immortal.
        let t = unsafe { ty.as_ref() };
        let base = match spec.base {
            Some(b) => Some(self.type_for(b)),
            None if spec.kind == Kind::OBJECT => None,
            None => Some(self.heap.type_of(Kind::OBJECT)),
        };
        let (module, name) = spec.name.rsplit_once('.').unwrap_or(("builtins", spec.name));
        self.name_type(t, name, module, base);
        t.spec.set(Some(spec));
        t.set_flag(spec.flags);
        // SAFETY: as above.
        let inherited = base.map(|b| unsafe { b.as_ref() });
        let base_fields = inherited.map_or(0, |b| b.base_fields.get());
        // A built-in subclass of a layout that is no record keeps its fields where `__slots__` are.
        let in_tail = !spec.kind.is_record() && spec.kind.is_derived();
        if in_tail {
            t.nslots.set(spec.fields);
        } else {
            t.base_fields.set(spec.fields.max(base_fields));
        }
        t.words.set(spec.words.max(inherited.map_or(0, |b| b.words.get())));
        t.basicsize.set(spec.basicsize);
        t.itemsize.set(spec.itemsize);
        if spec.flags & tflag::HAS_DICT != 0 {
            let at = if spec.kind == Kind::FUNCTION {
                types::function::field::DICT as u16
            } else if in_tail {
                spec.fields
            } else {
                t.base_fields.get() - 1
            };
            t.dict_index.set(at);
        }
        let dict = t.field(&self.heap, tfield::DICT).cloned();
        let Some(dict) = dict else { return };
        for native in spec.methods {
            let v = self.native_in_type(native, t);
            self.put(&dict, native.name(), v);
        }
        for line in spec.getsets {
            let word = std::ptr::from_ref(line).addr() as u64;
            let v = self.descriptor(Kind::GETSET, t, line.name, word);
            self.put(&dict, line.name, v);
        }
        for m in spec.members {
            let built_in = if in_tail { 0 } else { 1 << 32 };
            let word = m.field as u64 | built_in | if m.writable { 0 } else { 1 << 33 };
            let v = self.descriptor(Kind::MEMBER, t, m.name, word);
            self.put(&dict, m.name, v);
        }
        let own_doc = spec.getsets.iter().any(|g| g.name == "__doc__")
            || spec.members.iter().any(|m| m.name == "__doc__");
        if !own_doc {
            let doc = if spec.doc.is_empty() { self.heap.none() } else { self.heap.str(spec.doc) };
            self.put(&dict, "__doc__", doc);
        }
        if spec.unhashable {
            let none = self.heap.none();
            self.put(&dict, "__hash__", none);
        }
        // A table of which None is an instance says nothing of comparing; CPython's type does.
        if spec.kind == Kind::NONE || spec.methods.iter().any(|n| COMPARISONS.contains(&n.name())) {
            self.own_again(t, &COMPARISONS);
        }
        if spec.flags & tflag::GENERIC_GETATTR != 0 {
            self.own_again(t, &["__getattribute__"]);
        }
    }
    /// In CPython a type that fills a slot, though with what it inherits, has the names of the slot in
    /// its own namespace.
    fn own_again(&mut self, t: &TypeObj, names: &[&str]) {
        let Some(dict) = t.field(&self.heap, tfield::DICT).cloned() else { return };
        for name in names {
            let key = self.heap.intern_immortal(name);
            if dict.as_dict().is_some_and(|d| d.get_str(&self.heap, &key).is_some()) {
                continue;
            }
            let Some(inherited) = self.lookup(t.ptr(), &key) else { continue };
            let own = self.native_in_type(self.native_of(&inherited), t);
            self.put(&dict, name, own);
        }
    }
    /// Name, bases, MRO and an empty dict of a built-in type with one base.
    fn name_type(&mut self, t: &TypeObj, name: &str, module: &str, base: Option<NonNull<TypeObj>>) {
        let name_value = self.heap.intern_immortal(name);
        let mut mro = vec![t.value()];
        let mut bases = Vec::new();
        if let Some(b) = base {
            // SAFETY: built-in types are immortal.
            let b = unsafe { b.as_ref() };
            mro.extend(b.mro(&self.heap).iter().cloned());
            bases.push(b.value());
            b.add_subclass(&mut self.heap, t);
            t.set_field(&mut self.heap, tfield::BASE, Some(b.value()));
        }
        t.set_field(&mut self.heap, tfield::NAME, Some(name_value.clone()));
        t.set_field(&mut self.heap, tfield::QUALNAME, Some(name_value));
        for (field, items) in [(tfield::BASES, bases), (tfield::MRO, mro)] {
            if let Ok(tuple) = self.heap.tuple(items) {
                t.set_field(&mut self.heap, field, Some(tuple));
            }
        }
        let dict = self.heap.dict();
        if module != "builtins" {
            let m = self.heap.intern_immortal(module);
            self.put(&dict, "__module__", m);
        }
        t.set_field(&mut self.heap, tfield::DICT, Some(dict));
    }
    /// Put a name into a namespace dict at boot, where nothing can fail but memory.
    pub fn put(&mut self, dict: &Value, name: &str, value: Value) {
        let name = self.heap.intern_immortal(name);
        self.put_named(dict, name, value);
    }
    fn put_named(&mut self, dict: &Value, name: Value, value: Value) {
        let hash = self.heap.hash_of_str(&name);
        let Some(d) = dict.as_dict() else { return };
        if let Ok(Some(i)) = d.find_str(&self.heap, &name) {
            d.set_at(&mut self.heap, i, value);
        } else {
            let _ = d.insert_new(&mut self.heap, hash, name, value);
        }
    }
    fn native_in_type(&mut self, native: &'static Native, t: &TypeObj) -> Value {
        let word = std::ptr::from_ref(native).addr() as u64;
        let kind = match native.kind {
            NativeKind::Method => Kind::METHOD_DESCRIPTOR,
            NativeKind::Slot | NativeKind::Sequence => Kind::SLOT_WRAPPER,
            NativeKind::Class => Kind::CLASSMETHOD_DESCRIPTOR,
            NativeKind::Static => {
                // `__new__` is a plain built-in method whose self is the type; others are staticmethods.
                let f = self.native_function(native, None);
                if let Some(r) = f.as_record() {
                    r.set(&mut self.heap, afield::NATIVE_MODULE, Some(t.value()));
                }
                if native.name() == "__new__" {
                    return f;
                }
                let s = self.heap.record(self.heap.type_of(Kind::STATICMETHOD), 2);
                if let Some(r) = s.as_record() {
                    r.set(&mut self.heap, afield::WRAPPED, Some(f));
                }
                return s;
            }
        };
        self.descriptor(kind, t, native.name(), word)
    }
    pub(crate) fn descriptor(&mut self, kind: Kind, t: &TypeObj, name: &str, word: u64) -> Value {
        let name = self.heap.intern_immortal(name);
        let d = self.heap.record(self.heap.type_of(kind), 2);
        if let Some(r) = d.as_record() {
            r.set(&mut self.heap, afield::DESCR_TYPE, Some(t.value()));
            r.set(&mut self.heap, afield::DESCR_NAME, Some(name));
            r.set_word(&mut self.heap, 0, word);
        }
        d
    }
    /// A descriptor for member `i` of a class's `__slots__`.
    pub(crate) fn slot_descriptor(&mut self, t: &TypeObj, name: &str, i: usize) -> Value {
        self.descriptor(Kind::MEMBER, t, name, i as u64)
    }
    /// A built-in function object; `this` is its module or self.
    pub fn native_function(&mut self, native: &'static Native, this: Option<Value>) -> Value {
        let f = self.heap.record(self.heap.type_of(Kind::NATIVE), 2);
        if let Some(r) = f.as_record() {
            r.set(&mut self.heap, afield::NATIVE_SELF, this);
            r.set_word(&mut self.heap, 0, std::ptr::from_ref(native).addr() as u64);
        }
        f
    }
    /// A native module: functions from a table, with `__name__`, `__doc__`.
    pub fn native_module(&mut self, name: &str, doc: &str, functions: &'static [Native]) -> Value {
        let module = self.new_module(name, doc);
        if let Some(r) = module.as_record() {
            r.set_word(&mut self.heap, 0, types::module::BUILT_IN);
        }
        let dict = self.record_field(&module, afield::MODULE_DICT);
        for native in functions {
            let f = self.native_function(native, Some(module.clone()));
            self.put(&dict, native.name(), f);
        }
        module
    }
    /// An empty module with the attributes every module has.
    pub fn new_module(&mut self, name: &str, doc: &str) -> Value {
        let module = self.heap.record(self.heap.type_of(Kind::MODULE), 1);
        let dict = self.heap.dict();
        self.heap.track(dict.ptr());
        if let Some(r) = module.as_record() {
            r.set(&mut self.heap, afield::MODULE_DICT, Some(dict.clone()));
        }
        let name_value = self.heap.intern_str(name);
        self.put(&dict, "__name__", name_value);
        let doc = if doc.is_empty() { self.heap.none() } else { self.heap.str(doc) };
        self.put(&dict, "__doc__", doc);
        for n in ["__package__", "__loader__", "__spec__"] {
            let none = self.heap.none();
            self.put(&dict, n, none);
        }
        module
    }
    fn make_exception_types(&mut self) {
        let spec: &'static TypeSpec = &types::exception::BASE_EXCEPTION;
        for exc in Exc::ALL {
            let ty = if *exc == Exc::BaseException {
                self.heap.type_of(Kind::EXCEPTION)
            } else {
                self.heap.make_type(Kind::EXCEPTION)
            };
            self.exc_types.push(ty);
            // SAFETY: built-in types are immortal.
            let t = unsafe { ty.as_ref() };
            let base = if *exc == Exc::BaseException {
                self.heap.type_of(Kind::OBJECT)
            } else {
                self.exc_type(exc.base())
            };
            self.name_type(t, exc.name(), "builtins", Some(base));
            t.spec.set(Some(spec));
            t.set_flag(tflag::CONTAINER | tflag::BASETYPE | tflag::HAS_DICT);
            t.base_fields.set(errors::field::COUNT as u16);
            t.words.set(1);
            t.dict_index.set(errors::field::COUNT as u16 - 1);
            let (basic, item) = types::exception::sizes(*exc);
            t.basicsize.set(basic);
            t.itemsize.set(item);
            let Some(dict) = t.field(&self.heap, tfield::DICT).cloned() else { continue };
            let doc = self.heap.str(types::exception::doc(*exc));
            self.put(&dict, "__doc__", doc);
            for native in types::exception::methods(*exc) {
                let v = self.native_in_type(native, t);
                self.put(&dict, native.name(), v);
            }
            self.own_again(t, types::exception::own_again(*exc));
            for line in types::exception::getsets(*exc) {
                let v = self.descriptor(Kind::GETSET, t, line.name, std::ptr::from_ref(line).addr() as u64);
                self.put(&dict, line.name, v);
            }
            for (i, name) in exc.extra().iter().enumerate() {
                if *name == "args" {
                    continue;
                }
                let readonly = u64::from(*exc == Exc::BaseExceptionGroup);
                let word = (errors::field::EXTRA + i) as u64 | 1 << 32 | readonly << 33;
                let v = self.descriptor(Kind::MEMBER, t, name, word);
                self.put(&dict, name, v);
            }
        }
        debug_assert_ne!(errors::field::COUNT as u16, NO_DICT);
        self.join_exception_group();
    }
    /// ExceptionGroup is the one built-in type with two bases: a BaseExceptionGroup that
    /// `except Exception` catches.
    fn join_exception_group(&mut self) {
        let ty = self.exc_type(Exc::ExceptionGroup);
        let exception = self.exc_type(Exc::Exception);
        // SAFETY: built-in types are immortal.
        let (t, exception) = unsafe { (ty.as_ref(), exception.as_ref()) };
        let first = self.exc_value(Exc::BaseExceptionGroup);
        exception.add_subclass(&mut self.heap, t);
        if let Ok(bases) = self.heap.tuple(vec![first, exception.value()]) {
            t.set_field(&mut self.heap, tfield::BASES, Some(bases));
        }
        let order = self.compute_mro(&t.value()).and_then(|order| self.tuple(order));
        if let Ok(order) = order {
            t.set_field(&mut self.heap, tfield::MRO, Some(order));
        }
        if let Some(dict) = t.field(&self.heap, tfield::DICT).cloned() {
            let module = self.heap.intern_immortal("builtins");
            self.put(&dict, "__module__", module);
            let none = self.heap.none();
            self.put(&dict, "__doc__", none);
        }
    }
    /// MemoryError must cost no memory when it is needed.
    fn prepare_memory_error(&mut self) {
        if let Ok(e) = self.new_exception(Exc::MemoryError, vec![]) {
            self.heap.set_memory_error(e);
        }
    }
}
