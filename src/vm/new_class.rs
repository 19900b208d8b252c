//! Making classes: `type.__new__` and the class statement's `__build_class__`.
//!
//! Follows `type_new` in `Objects/typeobject.c` and `builtin___build_class__`, in their order:
//! metatype, best base, slots, namespace, MRO, then the hooks `__set_name__` and
//! `__init_subclass__`, which see a finished class.
//! Invariant: a class is tracked and named before any user code can see it; its subclasses' flags
//! follow [`Vm::refresh_type_flags`].
//! Deliberately absent: running the class body, which is the dispatch loop's.

use super::Vm;
use super::errors::Exc;
use crate::object::typeobj::{MAX_INLINE, NO_DICT, TypeObj, field as tfield, tflag};
use crate::object::{Args, Kind, PyResult, Raised, Slot, Value};
use crate::types::object::{INSTANCE_DICT, INSTANCE_WEAKREF};

/// What `__slots__` and the base say about an instance's layout.
struct Shape {
    /// Names of the class's own slots, mangled and sorted.
    slots: Vec<Value>,
    dict: bool,
    weak: bool,
}

/// Bytes of CPython's shared keys of a class: header, index, and entries for 42 of 64 slots.
const SHARED_KEYS_BYTES: u32 = 32 + 64 + 42 * 16;

impl Vm {
    /// `type.__new__(metatype, name, bases, namespace, **keywords)`.
    ///
    /// # Errors
    /// TypeError, ValueError, or what hooks raise.
    pub fn new_class(
        &mut self,
        metatype: &Value,
        name: &Value,
        bases: &Value,
        namespace: &Value,
        keywords: Option<&Value>,
    ) -> PyResult {
        let winner = self.winning_metatype(metatype, bases, true)?;
        if !winner.is(metatype) {
            // Another metatype is in charge, if it has a `__new__` of its own.
            let new_name = self.names.__new__.clone();
            let (theirs, ours) =
                (self.type_lookup(&winner, &new_name), self.type_lookup(metatype, &new_name));
            if let (Some(theirs), Some(ours)) = (theirs, ours)
                && !theirs.is(&ours)
            {
                let new = self.descr_get(&theirs, None, &winner)?;
                let args = vec![winner, name.clone(), bases.clone(), namespace.clone()];
                return self.call_with_dict(&new, args, keywords);
            }
        }
        let bases = if bases.as_tuple().is_some_and(|b| !b.is_empty()) {
            bases.clone()
        } else {
            let object = self.heap.type_ref(Kind::OBJECT).value();
            self.tuple(vec![object])?
        };
        let base = self.best_base(&bases)?;
        let dict = self.copy_namespace(namespace)?;
        let shape = self.shape(&base, &bases, &dict, name)?;
        let cls = self.allocate_class(&winner, name, &bases, &base, &dict, &shape)?;
        self.fill_namespace(&cls, name, &dict, &shape)?;
        self.set_classcell(&cls, &dict)?;
        self.ready_class(&cls, &bases, &dict, &shape)?;
        self.call_set_names(&cls, &dict)?;
        self.call_init_subclass(&cls, keywords)?;
        Ok(cls)
    }
    fn type_lookup(&mut self, cls: &Value, name: &Value) -> Slot {
        let t = cls.as_type()?;
        self.lookup(t.ptr(), name)
    }
    /// Call with keywords from a dict.
    ///
    /// # Errors
    /// What the call raises.
    pub fn call_with_dict(&mut self, f: &Value, mut args: Vec<Value>, keywords: Option<&Value>) -> PyResult {
        let mut names = Vec::new();
        if let Some(d) = keywords.and_then(Value::as_dict) {
            for i in 0..d.filled() {
                if let Some((k, v)) = d.at(&self.heap, i) {
                    names.push(k.clone());
                    args.push(v.clone());
                }
            }
        }
        self.call_full(f, args, &names)
    }

    // --- metatype and bases --------------------------------------------------------------------------

    /// The most derived metatype (`_PyType_CalculateMetaclass`). `strict`: every base must be a class.
    fn winning_metatype(&mut self, metatype: &Value, bases: &Value, strict: bool) -> PyResult {
        let mut winner = metatype.clone();
        for base in bases.as_tuple().unwrap_or(&[]).to_vec() {
            if strict && !base.is_type() {
                let name = self.names.__mro_entries__.clone();
                if self.get_attr_opt(&base, &name)?.is_some() {
                    return Err(
                        self.type_error("type() doesn't support MRO entry resolution; use types.new_class()")
                    );
                }
            }
            let theirs = base.ty_value();
            let (Some(w), Some(t)) = (winner.as_type(), theirs.as_type()) else { continue };
            if w.is_subtype(&self.heap, t.ptr()) {
                continue;
            }
            if t.is_subtype(&self.heap, w.ptr()) {
                winner = theirs;
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            ));
        }
        Ok(winner)
    }
    /// The base whose layout the new class extends (`best_base`).
    pub(crate) fn best_base(&mut self, bases: &Value) -> PyResult {
        let mut best: Option<(Value, Value)> = None;
        for b in bases.as_tuple().unwrap_or(&[]).to_vec() {
            let Some(t) = b.as_type() else {
                return Err(self.type_error("bases must be types"));
            };
            if !t.has(tflag::BASETYPE) {
                let name = self.tp_name(t);
                return Err(self.type_error(format!("type '{name}' is not an acceptable base type")));
            }
            let solid = self.solid_base(t);
            let Some((_, winner)) = &best else {
                best = Some((b, solid));
                continue;
            };
            let (Some(w), Some(s)) = (winner.as_type(), solid.as_type()) else { continue };
            if w.is_subtype(&self.heap, s.ptr()) {
                continue;
            }
            if !s.is_subtype(&self.heap, w.ptr()) {
                return Err(self.type_error("multiple bases have instance lay-out conflict"));
            }
            best = Some((b, solid));
        }
        match best {
            Some((base, _)) => Ok(base),
            None => Ok(self.heap.type_ref(Kind::OBJECT).value()),
        }
    }
    /// The nearest class that adds something to the layout of instances.
    pub(crate) fn solid_base(&self, t: &TypeObj) -> Value {
        let mut t = t;
        while let Some(b) = t.base(&self.heap) {
            // Plain instances differ in their `__slots__` only: where the rest of their attributes
            // stands is every class's own.
            let record = t.base_fields.get() == b.base_fields.get() && t.words.get() == b.words.get();
            let same = t.basicsize.get() == b.basicsize.get()
                && t.itemsize.get() == b.itemsize.get()
                && (record || t.instance_kind() == Kind::INSTANCE);
            if !same {
                break;
            }
            t = b;
        }
        t.value()
    }

    // --- namespace and slots ---------------------------------------------------------------------------

    fn copy_namespace(&mut self, namespace: &Value) -> PyResult {
        let copy = self.heap.dict();
        let mut i = 0;
        while let Some(d) = namespace.as_dict().filter(|d| i < d.filled()) {
            if let Some((k, v)) = d.at(&self.heap, i) {
                let (k, v) = (k.clone(), v.clone());
                self.dict_set(&copy, k, v)?;
            }
            i += 1;
        }
        self.heap.track(copy.ptr());
        Ok(copy)
    }
    /// Instances of the class have a `__dict__`, wherever their layout keeps it.
    fn has_dict(t: &TypeObj) -> bool {
        t.has(tflag::HAS_DICT) || matches!(t.instance_kind().layout(), Kind::MODULE | Kind::TYPE)
    }
    fn shape(&mut self, base: &Value, bases: &Value, dict: &Value, class: &Value) -> PyResult<Shape> {
        let Some(b) = base.as_type() else { return Err(self.type_error("bases must be types")) };
        let may_dict = !Self::has_dict(b);
        let sized = b.itemsize.get() != 0;
        let may_weak = !b.has(tflag::WEAKREFABLE) && !sized;
        let slots_name = self.names.__slots__.clone();
        let Some(slots) = dict.as_dict().and_then(|d| d.get_str(&self.heap, &slots_name)).cloned() else {
            return Ok(Shape { slots: Vec::new(), dict: may_dict, weak: may_weak });
        };
        let names = if slots.as_str().is_some() { vec![slots] } else { self.collect(&slots)? };
        if !names.is_empty() && sized {
            let base = self.tp_name(b);
            return Err(self.type_error(format!("nonempty __slots__ not supported for subtype of '{base}'")));
        }
        let mut shape = Shape { slots: Vec::new(), dict: false, weak: false };
        for name in names {
            let Some(text) = name.as_str() else {
                let got = self.type_name(&name);
                return Err(self.type_error(format!("__slots__ items must be strings, not '{got}'")));
            };
            if !crate::types::unicode::predicates::is_identifier(text.chars()) {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            if text.is("__dict__") {
                if !may_dict || shape.dict {
                    return Err(self.type_error("__dict__ slot disallowed: we already got one"));
                }
                shape.dict = true;
            } else if text.is("__weakref__") {
                if !may_weak || shape.weak {
                    return Err(self.type_error("__weakref__ slot disallowed: we already got one"));
                }
                shape.weak = true;
            } else {
                let mangled = mangle(&self.text(class), &self.text(&name));
                let mangled = self.heap.intern_str(&mangled);
                let special = ["__qualname__", "__classcell__", "__classdictcell__"];
                let here = dict.as_dict().is_some_and(|d| d.get_str(&self.heap, &mangled).is_some());
                if here && !special.iter().any(|s| mangled.as_str().is_some_and(|m| m.is(s))) {
                    let shown = self.repr_text(&name);
                    let message = format!("{shown} in __slots__ conflicts with class variable");
                    return Err(self.value_error(message));
                }
                shape.slots.push(mangled);
            }
        }
        shape.slots.sort_by_key(|s| self.text(s));
        // What the class leaves out may still come with another base.
        for other in bases.as_tuple().unwrap_or(&[]).iter().filter(|o| !o.is(base)) {
            let Some(o) = other.as_type() else { continue };
            shape.dict |= may_dict && Self::has_dict(o);
            shape.weak |= may_weak && o.has(tflag::WEAKREFABLE);
        }
        Ok(shape)
    }
    fn allocate_class(
        &mut self,
        metatype: &Value,
        name: &Value,
        bases: &Value,
        base: &Value,
        dict: &Value,
        shape: &Shape,
    ) -> PyResult {
        let qualname_key = self.names.__qualname__.clone();
        let qualname = match self.dict_remove(dict, &qualname_key)? {
            Some((_, q)) if q.as_str().is_none() => {
                let got = self.type_name(&q);
                return Err(self.type_error(format!("type __qualname__ must be a str, not {got}")));
            }
            Some((_, q)) => q,
            None => name.clone(),
        };
        let (Some(m), Some(b)) = (metatype.as_type(), base.as_type()) else {
            return Err(self.type_error("bases must be types"));
        };
        let cls = self.heap.alloc_fixed_as::<TypeObj>(m.ptr(), m.instance_kind());
        let Some(t) = cls.as_type() else { return Err(Raised::from(crate::object::NoMemory)) };
        let inherited =
            tflag::SEQUENCE | tflag::MAPPING | tflag::MATCH_SELF | tflag::WEAKREFABLE | tflag::HAS_DICT;
        t.flags.set(tflag::HEAP | tflag::CONTAINER | tflag::BASETYPE | b.flags.get() & inherited);
        let kind = match b.instance_kind() {
            Kind::OBJECT | Kind::INSTANCE => Kind::INSTANCE,
            other => other.layout().derived(),
        };
        t.instance_kind.set(kind);
        t.base_fields.set(b.base_fields.get());
        t.words.set(b.words.get());
        let own = shape.slots.len() as u16;
        t.nslots.set(b.nslots.get() + own);
        t.itemsize.set(b.itemsize.get());
        t.basicsize.set(b.basicsize.get() + 8 * u32::from(own));
        t.spec.set(b.spec());
        let first = if kind.is_record() { t.base_fields.get() } else { 0 };
        let inherits_own = b.dict_index.get() != NO_DICT && b.dict_index.get() < b.base_fields.get();
        t.dict_index.set(match () {
            () if inherits_own => b.dict_index.get(),
            () if shape.dict || b.dict_index.get() != NO_DICT => first + t.nslots.get(),
            () => NO_DICT,
        });
        if shape.dict {
            t.set_flag(tflag::HAS_DICT);
        }
        if shape.weak {
            t.set_flag(tflag::WEAKREFABLE);
        }
        if t.holds_inline() {
            let key = self.names.__static_attributes__.clone();
            let attributes = dict.as_dict().and_then(|d| d.get_str(&self.heap, &key)).cloned();
            let n = attributes.as_ref().and_then(Value::as_tuple).map_or(0, <[Value]>::len);
            t.set_inline(b.inline() + n);
            if t.instance_kind() == Kind::INSTANCE {
                // The word that finds attributes beyond the inline places.
                t.words.set(1);
            }
        }
        if t.has(tflag::HAS_DICT) {
            t.cpython_keys.set(SHARED_KEYS_BYTES);
            t.keys_room.set(MAX_INLINE as u8);
            if kind == Kind::INSTANCE && t.nslots.get() == 0 {
                t.set_flag(tflag::KEYS_SHRINK);
            }
        }
        let empty = self.heap.empty_tuple();
        let fields = [
            (tfield::NAME, name),
            (tfield::QUALNAME, &qualname),
            (tfield::BASE, base),
            (tfield::BASES, bases),
            (tfield::MRO, &empty),
            (tfield::DICT, dict),
        ];
        for (i, v) in fields {
            t.set_field(&mut self.heap, i, Some(v.clone()));
        }
        Ok(cls)
    }
    /// What a namespace gets before the class is ready: `__module__`, implicit static and class
    /// methods, slots.
    fn fill_namespace(&mut self, cls: &Value, _name: &Value, dict: &Value, shape: &Shape) -> PyResult<()> {
        let Some(t) = cls.as_type() else { return Ok(()) };
        let module = self.names.__module__.clone();
        if dict.as_dict().is_some_and(|d| d.get_str(&self.heap, &module).is_none()) {
            let key = self.names.__name__.clone();
            let globals = self.frames.last().map(super::frame::Frame::globals_value);
            let own = globals.and_then(|g| g.as_dict()?.get_str(&self.heap, &key).cloned());
            if let Some(own) = own {
                self.dict_set(dict, module, own)?;
            }
        }
        for (name, kind) in [
            (self.names.__new__.clone(), Kind::STATICMETHOD),
            (self.names.__init_subclass__.clone(), Kind::CLASSMETHOD),
            (self.names.__class_getitem__.clone(), Kind::CLASSMETHOD),
        ] {
            let found = dict.as_dict().and_then(|d| d.get_str(&self.heap, &name)).cloned();
            if let Some(f) = found.filter(|f| f.is_exactly(Kind::FUNCTION)) {
                let wrapped = self.wrap_method(kind, f);
                self.dict_set(dict, name, wrapped)?;
            }
        }
        let before = t.nslots.get() as usize - shape.slots.len();
        for (i, name) in shape.slots.iter().enumerate() {
            let text = self.text(name);
            let d = self.slot_descriptor(t, &text, before + i);
            self.dict_set(dict, name.clone(), d)?;
        }
        Ok(())
    }
    /// `staticmethod(f)` or `classmethod(f)` without copying attributes.
    fn wrap_method(&mut self, kind: Kind, f: Value) -> Value {
        let fields = self.heap.type_ref(kind).base_fields.get();
        let w = self.heap.record(self.heap.type_of(kind), usize::from(fields));
        if let Some(r) = w.as_record() {
            r.set(&mut self.heap, super::attributes::field::WRAPPED, Some(f));
        }
        w
    }
    fn set_classcell(&mut self, cls: &Value, dict: &Value) -> PyResult<()> {
        for name in ["__classcell__", "__classdictcell__"] {
            let key = self.heap.intern_str(name);
            let Some((_, cell)) = self.dict_remove(dict, &key)? else { continue };
            let Some(r) = cell.record(Kind::CELL) else {
                let got = cell.ty_value();
                let got = self.repr_text(&got);
                return Err(self.type_error(format!("{name} must be a nonlocal cell, not {got}")));
            };
            let content = if name == "__classcell__" { cls } else { dict };
            let old = r.set(&mut self.heap, 0, Some(content.clone()));
            if let Some(v) = old {
                self.release(v);
            }
        }
        Ok(())
    }
    /// MRO, generated attributes, subclass lists, flags (`PyType_Ready`).
    fn ready_class(&mut self, cls: &Value, bases: &Value, dict: &Value, shape: &Shape) -> PyResult<()> {
        let Some(t) = cls.as_type() else { return Ok(()) };
        self.set_mro(cls)?;
        for (wanted, line) in [(shape.dict, &INSTANCE_DICT), (shape.weak, &INSTANCE_WEAKREF)] {
            let key = self.heap.intern_str(line.name);
            let defined = dict.as_dict().is_some_and(|d| d.get_str(&self.heap, &key).is_some());
            if wanted && !defined {
                let d = self.descriptor(Kind::GETSET, t, line.name, std::ptr::from_ref(line).addr() as u64);
                self.dict_set(dict, key, d)?;
            }
        }
        let doc = self.names.__doc__.clone();
        let (eq, hash) = (self.names.__eq__.clone(), self.names.__hash__.clone());
        let has = |vm: &Vm, k: &Value| dict.as_dict().is_some_and(|d| d.get_str(&vm.heap, k).is_some());
        let none = self.none();
        if !has(self, &doc) {
            self.dict_set(dict, doc, none.clone())?;
        }
        if has(self, &eq) && !has(self, &hash) {
            self.dict_set(dict, hash, none)?;
        }
        for b in bases.as_tuple().unwrap_or(&[]).to_vec() {
            if let Some(b) = b.as_type() {
                b.add_subclass(&mut self.heap, t);
            }
        }
        t.modified();
        self.refresh_type_flags(t);
        Ok(())
    }

    // --- method resolution order -------------------------------------------------------------------------

    /// Compute and store the MRO: by the metatype's `mro()` when it has its own.
    ///
    /// # Errors
    /// TypeError, or what `mro()` raises.
    pub(crate) fn set_mro(&mut self, cls: &Value) -> PyResult<()> {
        let Some(t) = cls.as_type() else { return Ok(()) };
        let name = self.names.mro.clone();
        let hook = self.lookup(cls.ty_ptr(), &name).filter(|h| !h.is_exactly(Kind::METHOD_DESCRIPTOR));
        let mro = match hook {
            None => self.compute_mro(cls)?,
            Some(hook) => {
                let result = self.call_unbound(&hook, cls, &[])?;
                let items = self.collect(&result)?;
                let solid = self.solid_base(t);
                for item in &items {
                    let Some(i) = item.as_type() else {
                        let got = self.type_name(item);
                        return Err(self.type_error(format!("mro() returned a non-class ('{got}')")));
                    };
                    let theirs = self.solid_base(i);
                    let fits = theirs
                        .as_type()
                        .is_some_and(|s| solid.as_type().is_some_and(|o| o.is_subtype(&self.heap, s.ptr())));
                    if !fits {
                        let got = i.name(&self.heap);
                        let message = format!("mro() returned base with unsuitable layout ('{got}')");
                        return Err(self.type_error(message));
                    }
                }
                items
            }
        };
        let mro = self.tuple(mro)?;
        if let Some(old) = t.set_field(&mut self.heap, tfield::MRO, Some(mro)) {
            self.release(old);
        }
        t.modified();
        Ok(())
    }
    /// C3 linearisation (`mro_implementation`, `pmerge`).
    ///
    /// # Errors
    /// TypeError when there is none.
    pub(crate) fn compute_mro(&mut self, cls: &Value) -> PyResult<Vec<Value>> {
        let Some(t) = cls.as_type() else { return Ok(Vec::new()) };
        let bases = match t.field(&self.heap, tfield::BASES).and_then(Value::as_tuple) {
            Some(b) => b.to_vec(),
            None => Vec::new(),
        };
        for (i, b) in bases.iter().enumerate() {
            if bases[..i].iter().any(|o| o.is(b)) {
                let name = b.as_type().map(|t| t.name(&self.heap)).unwrap_or_default();
                return Err(self.type_error(format!("duplicate base class {name}")));
            }
        }
        let mut lists: Vec<Vec<Value>> =
            bases.iter().filter_map(Value::as_type).map(|b| b.mro(&self.heap).to_vec()).collect();
        lists.push(bases);
        let mut heads = vec![0; lists.len()];
        let mut mro = vec![cls.clone()];
        loop {
            let mut left = lists.iter().zip(&heads).filter(|(l, h)| **h < l.len()).peekable();
            if left.peek().is_none() {
                return Ok(mro);
            }
            let in_tail =
                |c: &Value| lists.iter().zip(&heads).any(|(l, h)| l.iter().skip(*h + 1).any(|o| o.is(c)));
            let next = left.map(|(l, h)| &l[*h]).find(|c| !in_tail(c)).cloned();
            let Some(next) = next else {
                return Err(self.no_mro(&lists, &heads));
            };
            for (l, h) in lists.iter().zip(heads.iter_mut()) {
                if l.get(*h).is_some_and(|c| c.is(&next)) {
                    *h += 1;
                }
            }
            mro.push(next);
        }
    }
    #[cold]
    fn no_mro(&mut self, lists: &[Vec<Value>], heads: &[usize]) -> Raised {
        let mut seen: Vec<&Value> = Vec::new();
        for c in lists.iter().zip(heads).filter_map(|(l, h)| l.get(*h)) {
            if !seen.iter().any(|s| s.is(c)) {
                seen.push(c);
            }
        }
        let names: Vec<String> = seen.iter().filter_map(|c| Some(c.as_type()?.name(&self.heap))).collect();
        let list = names.join(", ");
        self.type_error(format!("Cannot create a consistent method resolution order (MRO) for bases {list}"))
    }

    // --- hooks -----------------------------------------------------------------------------------------

    fn call_set_names(&mut self, cls: &Value, dict: &Value) -> PyResult<()> {
        let Some(d) = dict.as_dict() else { return Ok(()) };
        let items: Vec<(Value, Value)> = (0..d.filled())
            .filter_map(|i| d.at(&self.heap, i))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        let hook_name = self.names.__set_name__.clone();
        for (key, value) in items {
            let Some(hook) = self.special(&value, &hook_name) else { continue };
            match self.call_unbound(&hook, &value, &[cls.clone(), key.clone()]) {
                Ok(done) => self.release(done),
                Err(Raised(e)) => {
                    let (class, shown) = (self.type_name(&value), self.repr_text(&key));
                    let owner = cls.as_type().map(|t| t.name(&self.heap)).unwrap_or_default();
                    let note =
                        format!("Error calling __set_name__ on '{class}' instance {shown} in '{owner}'");
                    let note = self.str(&note);
                    self.add_note(&e, note)?;
                    return Err(Raised(e));
                }
            }
        }
        Ok(())
    }
    fn call_init_subclass(&mut self, cls: &Value, keywords: Option<&Value>) -> PyResult<()> {
        let name = self.names.__init_subclass__.clone();
        let hook = self.super_lookup(cls, cls, &name)?;
        let done = self.call_with_dict(&hook, Vec::new(), keywords)?;
        self.release(done);
        Ok(())
    }

    // --- the class statement -----------------------------------------------------------------------------

    /// `__build_class__(function, name, /, *bases, metaclass=None, **keywords)`.
    ///
    /// # Errors
    /// What the class body and the metatype raise.
    pub fn build_class(&mut self, args: Args) -> PyResult {
        let (function, name) = (&args[0], &args[1]);
        if !function.is_exactly(Kind::FUNCTION) {
            return Err(self.type_error("__build_class__: func must be a function"));
        }
        if name.as_str().is_none() {
            return Err(self.type_error("__build_class__: name is not a string"));
        }
        let original = args[2].clone();
        let bases = self.resolve_bases(&original)?;
        let keywords = args[3].clone();
        let key = self.heap.intern_str("metaclass");
        let given = self.dict_remove(&keywords, &key)?.map(|(_, m)| m);
        let mut meta = match given {
            Some(m) => m,
            None => match bases.as_tuple().and_then(<[Value]>::first) {
                Some(b) => b.ty_value(),
                None => self.heap.type_ref(Kind::TYPE).value(),
            },
        };
        if meta.is_type() {
            meta = self.winning_metatype(&meta, &bases, false)?;
        }
        let namespace = self.prepare_namespace(&meta, name, &bases, &keywords)?;
        let cell = self.run_class_body(function, &namespace)?;
        if !bases.is(&original) {
            let key = self.names.__orig_bases__.clone();
            self.set_item(&namespace, &key, &original)?;
        }
        let cls = self.call_with_dict(&meta, vec![name.clone(), bases, namespace], Some(&keywords))?;
        self.check_classcell(&cls, &cell, name)?;
        Ok(cls)
    }
    /// Bases with `__mro_entries__` stand for others (`update_bases`).
    fn resolve_bases(&mut self, bases: &Value) -> PyResult {
        let mut out: Vec<Value> = Vec::new();
        let mut changed = false;
        for b in bases.as_tuple().unwrap_or(&[]).to_vec() {
            let name = self.names.__mro_entries__.clone();
            let hook = if b.is_type() { None } else { self.get_attr_opt(&b, &name)? };
            let Some(hook) = hook else {
                out.push(b);
                continue;
            };
            let entries = self.call(&hook, std::slice::from_ref(bases))?;
            let Some(items) = entries.as_tuple() else {
                return Err(self.type_error("__mro_entries__ must return a tuple"));
            };
            changed = true;
            out.extend_from_slice(items);
        }
        if changed { self.tuple(out) } else { Ok(bases.clone()) }
    }
    fn prepare_namespace(&mut self, meta: &Value, name: &Value, bases: &Value, keywords: &Value) -> PyResult {
        let prepare = self.names.__prepare__.clone();
        let Some(hook) = self.get_attr_opt(meta, &prepare)? else {
            return Ok(self.heap.dict());
        };
        let namespace = self.call_with_dict(&hook, vec![name.clone(), bases.clone()], Some(keywords))?;
        let getitem = self.names.__getitem__.clone();
        if self.special(&namespace, &getitem).is_none() {
            let owner = match meta.as_type() {
                Some(t) => t.name(&self.heap),
                None => "<metaclass>".to_owned(),
            };
            let got = self.type_name(&namespace);
            return Err(self.type_error(format!("{owner}.__prepare__() must return a mapping, not {got}")));
        }
        Ok(namespace)
    }
    fn check_classcell(&mut self, cls: &Value, cell: &Value, name: &Value) -> PyResult<()> {
        let Some(r) = cell.record(Kind::CELL).filter(|_| cls.is_type()) else { return Ok(()) };
        match r.get(&self.heap, 0) {
            Some(c) if c.is(cls) => Ok(()),
            found => {
                let (n, c) = (self.repr_text(name), self.repr_text(cls));
                match found {
                    None => {
                        let message = format!(
                            "__class__ not set defining {n} as {c}. Was __classcell__ propagated to type.__new__?"
                        );
                        Err(self.err(Exc::RuntimeError, message))
                    }
                    Some(other) => {
                        let o = self.repr_text(&other);
                        Err(self.type_error(format!("__class__ set to {o} defining {n} as {c}")))
                    }
                }
            }
        }
    }
}

/// `__private` in class `C` is `_C__private` (`_Py_Mangle`).
fn mangle(class: &str, name: &str) -> String {
    let bare = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || bare.is_empty() {
        return name.to_owned();
    }
    format!("_{bare}{name}")
}
