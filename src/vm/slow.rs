//! The instructions' long ways: what the dispatch loop leaves to functions.
#![expect(unsafe_code, reason = "frames' windows are raw slots")]

use super::Vm;
use super::errors::{self, Exc};
use super::frame::{Frame, FrameKind};
use crate::code::instr::{BinOp, CmpOp, Conv, Intrinsic, Name, Reg};
use crate::object::code::field as cfield;
use crate::object::typeobj::tflag;
use crate::object::{Kind, Ptr, PyResult, Raised, Slot, Value};
use crate::types::function::field as ffield;

impl Vm {
    #[cold]
    #[inline(never)]
    pub(crate) fn bury_cold(&mut self, p: Ptr) {
        // SAFETY: the loop took the last count away.
        unsafe { crate::collect::undertaker::bury(self, p) };
    }
    /// Let go of the function that a frame kept, when it has no other holder.
    #[cold]
    #[inline(never)]
    pub(crate) fn bury_owner(&mut self, owner: Value) {
        self.release(owner);
    }
    pub(super) fn top(&self) -> &Frame {
        match self.frames.last() {
            Some(f) => f,
            None => unreachable!("code runs in a frame"),
        }
    }
    fn top_name(&self, n: Name) -> Value {
        // SAFETY: verified operand.
        unsafe { (*self.top().code().names.add(usize::from(n.0))).clone() }
    }
    /// Name of a local or cell register, for messages.
    fn register_name(&self, r: Reg) -> (Value, bool) {
        let f = self.top();
        let code = f.code_value(self);
        let data = f.code();
        let i = usize::from(r.0);
        let from = |field: usize, i: usize| {
            self.record_field(&code, field)
                .as_tuple()
                .and_then(|t| t.get(i).cloned())
                .unwrap_or_else(|| self.none())
        };
        if i >= usize::from(data.free_base) && i < usize::from(data.free_base) + data.nfree as usize {
            return (from(cfield::FREEVARS, i - usize::from(data.free_base)), true);
        }
        for c in 0..data.ncells as usize {
            // SAFETY: one register for each cell variable.
            if unsafe { *data.cell_regs.add(c) } == r.0 {
                return (from(cfield::CELLVARS, c), false);
            }
        }
        (from(cfield::VARNAMES, i), false)
    }
    #[cold]
    pub(crate) fn unbound_local(&mut self, r: Reg) -> Raised {
        let (name, _) = self.register_name(r);
        let text = self.text(&name);
        // Its `name` stays None: a local that looks alike is no better.
        let message =
            format!("cannot access local variable '{text}' where it is not associated with a value");
        self.err(Exc::UnboundLocalError, message)
    }
    #[cold]
    pub(crate) fn unbound_cell(&mut self, r: Reg) -> Raised {
        let (name, free) = self.register_name(r);
        if !free {
            return self.unbound_local(r);
        }
        let text = self.text(&name);
        self.name_error(
            Exc::NameError,
            &name,
            format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope"),
        )
    }

    // --- names --------------------------------------------------------------------------------------------

    /// What the class namespace has under the free variable's name, else the cell's contents.
    pub(crate) fn load_class_cell(&mut self, namespace: Slot, c: Reg) -> PyResult {
        let (name, _) = self.register_name(c);
        if let Some(namespace) = namespace
            && let Some(v) = self.in_namespace(&namespace, &name)?
        {
            return Ok(v);
        }
        self.cell_content(c).map_or_else(|| Err(self.unbound_cell(c)), Ok)
    }
    pub(crate) fn in_namespace(&mut self, namespace: &Value, name: &Value) -> PyResult<Slot> {
        if namespace.is_exactly(Kind::DICT) {
            return self.dict_get(namespace, name);
        }
        let got = self.get_item(namespace, name);
        self.catch(got, Exc::KeyError)
    }
    pub(crate) fn cell_content(&self, c: Reg) -> Slot {
        let cell = self.top().reg(usize::from(c.0)).as_ref();
        cell.and_then(Value::as_record).and_then(|r| r.get(&self.heap, 0))
    }
    pub(crate) fn store_name(&mut self, locals: &Value, name: Value, value: Value) -> PyResult<()> {
        if locals.is_exactly(Kind::DICT) {
            self.dict_set(locals, name, value)
        } else {
            self.set_item(locals, &name, &value)
        }
    }
    pub(crate) fn delete_global(&mut self, n: Name) -> PyResult<()> {
        let globals = self.top().globals_value();
        let name = self.top_name(n);
        if self.namespace_set(&globals, &name, None)? { Ok(()) } else { Err(self.not_defined(&name)) }
    }
    pub(crate) fn delete_name(&mut self, n: Name) -> PyResult<()> {
        let name = self.top_name(n);
        let Some(locals) = self.top().locals.clone() else { return self.delete_global(n) };
        if locals.is_exactly(Kind::DICT) {
            return if self.namespace_set(&locals, &name, None)? {
                Ok(())
            } else {
                Err(self.not_defined(&name))
            };
        }
        let deleted = self.del_item(&locals, &name);
        match self.catch(deleted, Exc::KeyError)? {
            Some(()) => Ok(()),
            None => Err(self.not_defined(&name)),
        }
    }
    #[cold]
    fn not_defined(&mut self, name: &Value) -> Raised {
        let text = self.text(name);
        self.name_error(Exc::NameError, name, format!("name '{text}' is not defined"))
    }
    pub(crate) fn load_builtin(&mut self, name: &str) -> PyResult {
        let name = self.heap.intern_str(name);
        let b = self.builtins.clone();
        match self.dict_get(&b, &name)? {
            Some(v) => Ok(v),
            None => {
                let text = self.text(&name);
                Err(self.name_error(Exc::NameError, &name, format!("{text} not found")))
            }
        }
    }
    pub(crate) fn setup_annotations(&mut self) -> PyResult<()> {
        let Some(locals) = self.top().locals.clone() else { return Ok(()) };
        let name = self.names.__annotations__.clone();
        if locals.is_exactly(Kind::DICT) {
            if self.dict_get(&locals, &name)?.is_none() {
                let d = self.heap.dict();
                self.dict_set(&locals, name, d)?;
            }
            return Ok(());
        }
        let got = self.get_item(&locals, &name);
        if self.catch(got, Exc::KeyError)?.is_none() {
            let d = self.heap.dict();
            self.set_item(&locals, &name, &d)?;
        }
        Ok(())
    }
    /// The running frame's globals.
    pub fn current_globals(&self) -> Value {
        self.frames.last().map_or_else(|| self.builtins.clone(), Frame::globals_value)
    }
    /// `locals()`: the namespace itself, or a snapshot of a function's variables.
    ///
    /// # Errors
    /// MemoryError.
    pub fn current_locals(&mut self) -> PyResult {
        let Some(top) = self.frames.len().checked_sub(1) else { return Ok(self.builtins.clone()) };
        if let Some(l) = self.frames[top].locals.clone() {
            return Ok(l);
        }
        let had = self.frames[top].object.is_some();
        let frame = self.frame_object(top);
        let code = self.frame_code(&frame);
        let dict = self.heap.dict();
        for (name, value) in self.frame_locals(&frame, &code) {
            self.dict_set(&dict, name, value)?;
        }
        if !had {
            self.frames[top].object = None;
        }
        Ok(dict)
    }
    pub(crate) fn load_super_attr(
        &mut self,
        callee: &Value,
        class: &Value,
        this: &Value,
        name: &Value,
    ) -> PyResult {
        let is_super = callee.as_type().is_some_and(|t| t.same(self.heap.type_of(Kind::SUPER)));
        if is_super && class.is_type() {
            return self.super_lookup(class, this, name);
        }
        let object = if is_super {
            self.call(callee, &[class.clone(), this.clone()])?
        } else {
            self.call(callee, &[])?
        };
        self.get_attr(&object, name)
    }

    // --- operators ------------------------------------------------------------------------------------------

    /// A binary operator whose operands are held; they are released left, right.
    pub(crate) fn binary_held(&mut self, op: BinOp, a: Value, b: Value) -> PyResult {
        let got = self.binary_fast(op, &a, &b);
        let got = match got {
            Ok(Some(v)) => Ok(v),
            Ok(None) => match self.binary_native(op, &a, &b) {
                Some(got) => got,
                None => self.binary(op, &a, &b),
            },
            Err(e) => Err(e),
        };
        self.release(a);
        self.release(b);
        got
    }
    pub(crate) fn inplace_held(&mut self, op: BinOp, a: Value, b: Value) -> PyResult {
        let got = self.binary_fast(op, &a, &b);
        let got = match got {
            Ok(Some(v)) => Ok(v),
            Ok(None) => self.inplace(op, &a, &b),
            Err(e) => Err(e),
        };
        self.release(a);
        self.release(b);
        got
    }
    /// Exact built-in operands without the protocol.
    #[inline]
    fn binary_fast(&mut self, op: BinOp, a: &Value, b: &Value) -> PyResult<Option<Value>> {
        match (a.kind(), b.kind()) {
            (Kind::FLOAT, Kind::FLOAT) if matches!(op, BinOp::Add | BinOp::Subtract | BinOp::Multiply) => {
                let (x, y) = (a.as_float().unwrap_or_default(), b.as_float().unwrap_or_default());
                let v = match op {
                    BinOp::Add => x + y,
                    BinOp::Subtract => x - y,
                    _ => x * y,
                };
                Ok(Some(self.heap.float(v)))
            }
            (Kind::INT | Kind::BOOL, Kind::INT | Kind::BOOL) => crate::types::int::int_binary(self, op, a, b),
            (Kind::FLOAT, Kind::FLOAT | Kind::INT) | (Kind::INT, Kind::FLOAT) => {
                crate::types::float::float_binary(self, op, a, b)
            }
            (Kind::STR, Kind::STR) if op == BinOp::Add => match (a.as_str(), b.as_str()) {
                (Some(x), Some(y)) => Ok(Some(self.heap.concat(x, y)?)),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }
    pub(crate) fn compare_held(&mut self, op: CmpOp, a: Value, b: Value) -> PyResult<bool> {
        let got = self.compare_bool(op, &a, &b);
        self.release(a);
        self.release(b);
        got
    }
    pub(crate) fn contains_held(&mut self, item: Value, container: Value) -> PyResult<bool> {
        let got = match container.kind() {
            Kind::DICT => {
                let hash = self.hash(&item);
                hash.and_then(|_| Ok(self.dict_get(&container, &item)?.is_some()))
            }
            Kind::SET | Kind::FROZENSET => self.set_contains(&container, &item),
            _ => self.contains(&container, &item),
        };
        self.release(item);
        self.release(container);
        got
    }
    pub(crate) fn item_held(&mut self, obj: Value, key: Value) -> PyResult {
        let got = if obj.is_exactly(Kind::DICT) {
            match self.dict_get(&obj, &key) {
                Ok(Some(v)) => Ok(v),
                Ok(None) => Err(self.key_error(key.clone())),
                Err(e) => Err(e),
            }
        } else if is_dict_of_ours(&obj) {
            crate::types::dict::get_item(self, &obj, &key)
        } else {
            self.get_item(&obj, &key)
        };
        self.release(obj);
        self.release(key);
        got
    }
    /// `obj[key] = value`; released: value, container, key.
    pub(crate) fn store_item_held(&mut self, obj: Value, key: Value, value: Value) -> PyResult<()> {
        let got = if obj.is_exactly(Kind::DICT) || is_dict_of_ours(&obj) {
            self.dict_set(&obj, key.clone(), value.clone())
        } else {
            self.set_item(&obj, &key, &value)
        };
        self.release(value);
        self.release(obj);
        self.release(key);
        got
    }

    // --- iteration and unpacking ---------------------------------------------------------------------------

    /// Exactly `n` elements of an iterable, which is released.
    pub(crate) fn unpack(&mut self, v: Value, n: usize) -> PyResult<Vec<Value>> {
        let items = match v.kind() {
            Kind::TUPLE => v.as_tuple().map(<[Value]>::to_vec),
            Kind::LIST => v.as_list().map(|l| l.items(&self.heap).to_vec()),
            _ => None,
        };
        let got = match items {
            Some(items) if items.len() == n => Ok(items),
            Some(items) if items.len() < n => Err(self.too_few(n, items.len(), "")),
            Some(_) => Err(self.value_error(format!("too many values to unpack (expected {n})"))),
            None => self.unpack_iterable(&v, n),
        };
        self.release(v);
        got
    }
    #[cold]
    fn too_few(&mut self, n: usize, got: usize, at_least: &str) -> Raised {
        self.value_error(format!("not enough values to unpack (expected {at_least}{n}, got {got})"))
    }
    fn unpack_start(&mut self, v: &Value) -> PyResult {
        let it = self.iter(v);
        match it {
            Err(Raised(e)) if self.is_exc(&e, Exc::TypeError) => {
                let iter = self.names.__iter__.clone();
                if self.special(v, &iter).is_some() {
                    return Err(Raised(e));
                }
                let got = self.type_name(v);
                Err(self.type_error(format!("cannot unpack non-iterable {got} object")))
            }
            other => other,
        }
    }
    fn unpack_iterable(&mut self, v: &Value, n: usize) -> PyResult<Vec<Value>> {
        let it = self.unpack_start(v)?;
        let mut items = Vec::with_capacity(n);
        while items.len() < n {
            match self.next(&it)? {
                Some(x) => items.push(x),
                None => return Err(self.too_few(n, items.len(), "")),
            }
        }
        if let Some(extra) = self.next(&it)? {
            self.release(extra);
            return Err(self.value_error(format!("too many values to unpack (expected {n})")));
        }
        self.release(it);
        Ok(items)
    }
    /// `a, *b, c = v`.
    pub(crate) fn unpack_ex(&mut self, v: Value, before: usize, after: usize) -> PyResult<Vec<Value>> {
        let it = self.unpack_start(&v)?;
        let mut items = Vec::new();
        while let Some(x) = self.next(&it)? {
            self.check_growth(items.len())?;
            items.push(x);
        }
        self.release(it);
        self.release(v);
        if items.len() < before + after {
            let n = before + after;
            return Err(self.too_few(n, items.len(), "at least "));
        }
        let tail = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        let list = self.heap.empty_list();
        if let Some(l) = list.as_list() {
            for x in middle {
                l.push(&mut self.heap, x)?;
            }
        }
        items.push(list);
        items.extend(tail);
        Ok(items)
    }

    // --- building ---------------------------------------------------------------------------------------------

    /// A set of what stands in registers, which are emptied: each is released when it has been added.
    ///
    /// # Safety
    /// `n` filled registers at `at`, which nobody else touches.
    pub(crate) unsafe fn build_set(&mut self, at: *mut Slot, n: usize) -> PyResult {
        let set = self.heap.set();
        let mut added = Ok(());
        for i in 0..n {
            // SAFETY: the caller's promise.
            if let Some(v) = unsafe { (*at.add(i)).take() } {
                if added.is_ok() {
                    added = self.set_add(&set, v.clone());
                }
                self.release(v);
            }
        }
        added.map(|()| set)
    }
    /// A dict of keys and values in turn.
    pub(crate) fn build_map(&mut self, items: &[Value]) -> PyResult {
        let dict = self.heap.dict();
        let n = items.len() / 2;
        let general = items.iter().step_by(2).any(|k| !k.is_exactly(Kind::STR));
        if let Some(d) = dict.as_dict().filter(|_| n > 0) {
            d.reserve(&mut self.heap, n, general)?;
        }
        // All entries are made before any operand is released (`_PyDict_FromItems`).
        let mut made = Ok(());
        for pair in items.chunks_exact(2) {
            made = self.dict_set(&dict, pair[0].clone(), pair[1].clone());
            if made.is_err() {
                break;
            }
        }
        made.map(|()| dict)
    }
    pub(crate) fn list_extend_star(&mut self, list: &Value, v: &Value) -> PyResult<()> {
        let done = self.list_extend(list, v);
        match done {
            Err(Raised(e)) if self.is_exc(&e, Exc::TypeError) => {
                let iter = self.names.__iter__.clone();
                let item = self.names.__getitem__.clone();
                if self.special(v, &iter).is_none() && self.special(v, &item).is_none() {
                    let got = self.type_name(v);
                    return Err(self.type_error(format!("Value after * must be an iterable, not {got}")));
                }
                Err(Raised(e))
            }
            other => other,
        }
    }
    pub(crate) fn merge_keywords(&mut self, map: &Value, v: &Value, callee: &Value) -> PyResult<()> {
        let name = self.callee_name(callee);
        self.dict_merge(map, v, &name)
    }
    /// How error messages name a callee: `module.qualname()`, builtins without module.
    pub(crate) fn callee_name(&mut self, callee: &Value) -> String {
        let qualname = self.names.__qualname__.clone();
        let name = match self.get_attr_opt(callee, &qualname) {
            Ok(Some(n)) if n.as_str().is_some() => self.text(&n),
            _ => return self.repr_text(callee),
        };
        let module = self.names.__module__.clone();
        match self.get_attr_opt(callee, &module) {
            Ok(Some(m)) if m.as_str().is_some_and(|s| !s.is("builtins")) => {
                format!("{}.{name}()", self.text(&m))
            }
            _ => format!("{name}()"),
        }
    }
    pub(crate) fn list_to_tuple(&mut self, list: Value) -> PyResult {
        let items = list.as_list().map(|l| l.items(&self.heap).to_vec()).unwrap_or_default();
        let t = self.tuple(items);
        self.release(list);
        t
    }
    pub(crate) fn format_field(&mut self, conv: Conv, v: Value, spec: Slot) -> PyResult {
        let converted = match conv {
            Conv::None => v,
            _ => {
                let text = match conv {
                    Conv::Str => self.str_of(&v),
                    Conv::Repr => self.repr(&v),
                    _ => self.ascii(&v),
                };
                self.release(v);
                text?
            }
        };
        let spec_value = spec.unwrap_or_else(|| self.heap.empty_str());
        let out = self.format(&converted, &spec_value);
        self.release(converted);
        self.release(spec_value);
        out
    }
    /// `ascii(v)`.
    ///
    /// # Errors
    /// As repr.
    pub fn ascii(&mut self, v: &Value) -> PyResult {
        let r = self.repr(v)?;
        let Some(s) = r.as_str().filter(|s| !s.is_ascii()) else { return Ok(r) };
        let mut out = String::new();
        for c in s.chars().iter() {
            match c {
                0..=0x7f => out.push(char::from(c as u8)),
                0x80..=0xff => out.push_str(&format!("\\x{c:02x}")),
                0x100..=0xffff => out.push_str(&format!("\\u{c:04x}")),
                _ => out.push_str(&format!("\\U{c:08x}")),
            }
        }
        Ok(self.str(&out))
    }

    // --- calls ------------------------------------------------------------------------------------------------

    /// The Python `__init__` that calling a plain class runs, if that is all it does.
    #[inline]
    pub(crate) fn plain_init(
        &mut self,
        class: &Value,
    ) -> Option<(Value, *const crate::object::code::CodeData)> {
        let t = class.as_type()?;
        if t.flags.get() & (tflag::PLAIN_NEW | tflag::ABSTRACT) != tflag::PLAIN_NEW
            || !class.ty().same(self.heap.type_of(Kind::TYPE))
        {
            return None;
        }
        let name = self.names.__init__.clone();
        let init = self.lookup(t.ptr(), &name)?;
        if !init.is_exactly(Kind::FUNCTION) {
            return None;
        }
        let code = self.code_of(&init);
        Some((init, code))
    }
    /// Call a user's class. `None`: the frame of its Python `__init__` has been entered.
    pub(crate) fn start_instance(
        &mut self,
        class: &Value,
        args: Vec<Value>,
        dst: u16,
    ) -> PyResult<Option<Value>> {
        let Some((init, _)) = self.plain_init(class) else {
            return self.call_type(class, args, &[]).map(Some);
        };
        let Some(t) = class.as_type() else { return Ok(None) };
        let instance = self.heap.instance(t);
        let mut all = Vec::with_capacity(args.len() + 1);
        all.push(instance.clone());
        let given = self.kept_if_it_fails(&init, &args);
        all.extend(args);
        if let Err(e) = self.push_call(init, all, &[], FrameKind::Init, dst) {
            self.release(instance);
            self.release_all(given);
            return Err(e);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.held = Some(instance);
        }
        Ok(None)
    }
    /// `f(*args, **kwargs)`; operands are taken. `None`: a frame has been entered.
    pub(crate) fn call_ex(
        &mut self,
        f: Value,
        args: Value,
        kwargs: Slot,
        dst: u16,
    ) -> PyResult<Option<Value>> {
        let mut values = match args.as_tuple() {
            Some(items) => items.to_vec(),
            None => match self.collect(&args) {
                Ok(v) => v,
                Err(Raised(e)) if self.is_exc(&e, Exc::TypeError) => {
                    let iter = self.names.__iter__.clone();
                    if self.special(&args, &iter).is_some() {
                        return Err(Raised(e));
                    }
                    let (name, got) = (self.callee_name(&f), self.type_name(&args));
                    return Err(
                        self.type_error(format!("{name} argument after * must be an iterable, not {got}"))
                    );
                }
                Err(e) => return Err(e),
            },
        };
        let mut names = Vec::new();
        if let Some(d) = kwargs.as_ref().and_then(Value::as_dict) {
            let pairs: Vec<(Value, Value)> = (0..d.filled())
                .filter_map(|i| d.at(&self.heap, i))
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect();
            for (k, v) in pairs {
                if k.as_str().is_none() {
                    return Err(self.type_error("keywords must be strings"));
                }
                names.push(k);
                values.push(v);
            }
        }
        self.release(args);
        if let Some(k) = kwargs {
            self.release(k);
        }
        if f.is_exactly(Kind::FUNCTION) {
            return self.push_call(f, values, &names, FrameKind::Call, dst);
        }
        let got = self.call_full(&f, values, &names);
        self.release(f);
        got.map(Some)
    }
    /// A function object of a code object; `parts` are those the flags announce: defaults,
    /// keyword-only defaults, annotations, closure.
    pub(crate) fn make_function(&mut self, flags: u8, code: Value, mut parts: [Slot; 4]) -> PyResult {
        let globals = self.current_globals();
        let f = self.heap.record(self.heap.type_of(Kind::FUNCTION), ffield::COUNT);
        let Some(r) = f.as_record() else { return Ok(f) };
        let Some(c) = code.as_record() else { return Err(self.type_error("code object expected")) };
        let (name, qualname) = (c.get(&self.heap, cfield::NAME), c.get(&self.heap, cfield::QUALNAME));
        let doc = match code.as_code() {
            Some(d) if d.has_docstring => {
                c.field(&self.heap, cfield::CONSTS).and_then(|k| k.as_tuple()?.first().cloned())
            }
            _ => None,
        };
        let doc = doc.unwrap_or_else(|| self.none());
        let module = globals.as_dict().and_then(|g| g.get_str(&self.heap, &self.names.__name__)).cloned();
        let module = module.unwrap_or_else(|| self.none());
        let [defaults, kwdefaults, annotations, closure] = &mut parts;
        debug_assert_eq!(flags & 8 != 0, closure.is_some());
        for (i, v) in [
            (ffield::GLOBALS, Some(globals)),
            (ffield::MODULE, Some(module)),
            (ffield::DOC, Some(doc)),
            (ffield::NAME, name),
            (ffield::QUALNAME, qualname),
            (ffield::DEFAULTS, defaults.take()),
            (ffield::KWDEFAULTS, kwdefaults.take()),
            (ffield::ANNOTATIONS, annotations.take()),
            (ffield::CLOSURE, closure.take()),
        ] {
            r.set(&mut self.heap, i, v);
        }
        drop(self.set_function_code(&f, code));
        Ok(f)
    }

    // --- with -------------------------------------------------------------------------------------------------------

    /// Bound exit method, and what entering gives; the manager is released.
    pub(crate) fn with_enter(&mut self, m: Value, is_async: bool) -> PyResult<(Value, Value)> {
        let (enter_name, exit_name, kind) = if is_async {
            (self.names.__aenter__.clone(), self.names.__aexit__.clone(), "asynchronous context manager")
        } else {
            (self.names.__enter__.clone(), self.names.__exit__.clone(), "context manager")
        };
        let Some(enter) = self.special(&m, &enter_name) else {
            let got = self.type_name_qual(&m);
            return Err(self.type_error(format!("'{got}' object does not support the {kind} protocol")));
        };
        let Some(exit) = self.special(&m, &exit_name) else {
            let (got, missed) = (self.type_name_qual(&m), self.text(&exit_name));
            return Err(self.type_error(format!(
                "'{got}' object does not support the {kind} protocol (missed {missed} method)"
            )));
        };
        let exit = self.descr_get(&exit, Some(&m), &m.ty_value())?;
        let entered = self.call_unbound(&enter, &m, &[]);
        self.release(m);
        Ok((exit, entered?))
    }
    pub(crate) fn with_exit(&mut self, exit: &Value, exc: &Value) -> PyResult {
        let tb = self.exc_field(exc, errors::field::TRACEBACK).unwrap_or_else(|| self.none());
        self.call(exit, &[exc.ty_value(), exc.clone(), tb])
    }

    // --- the rest --------------------------------------------------------------------------------------------------

    pub(crate) fn display(&mut self, v: Value) -> PyResult<()> {
        let name = self.names.displayhook.clone();
        let sys = self.sys_dict.clone();
        let hook = self.dict_get(&sys, &name)?;
        match hook {
            Some(h) => {
                let done = self.call(&h, std::slice::from_ref(&v))?;
                self.release(done);
                self.release(v);
                Ok(())
            }
            None => Err(self.runtime_error("lost sys.displayhook")),
        }
    }
    /// What the syntax of type parameters makes is written in Python.
    pub(crate) fn intrinsic(&mut self, which: Intrinsic, args: Vec<Value>) -> PyResult {
        let name = match which {
            Intrinsic::TypeVar => "_type_var",
            Intrinsic::TypeVarBound => "_type_var_bound",
            Intrinsic::TypeVarConstraints => "_type_var_constraints",
            Intrinsic::ParamSpec => "_param_spec",
            Intrinsic::TypeVarTuple => "_type_var_tuple",
            Intrinsic::SetDefault => "_set_default",
            Intrinsic::TypeAlias => "_type_alias",
            Intrinsic::Generic => "_generic",
            Intrinsic::SetTypeParams => "_set_type_params",
        };
        let (name_of_module, none) = (self.str("_typevars"), self.none());
        let globals = self.current_globals();
        let module = self.import_module(&name_of_module, &globals, &none, 0)?;
        let make = self.get_attr_str(&module, name)?;
        self.release(module);
        let made = self.call(&make, &args);
        self.release(make);
        self.release_all(args);
        made
    }
    pub(crate) fn match_keys(&mut self, subject: &Value, keys: &Value) -> PyResult {
        let get = self.get_attr_str(subject, "get")?;
        let marker = self.heap.empty_list();
        let mut out = Vec::new();
        for k in keys.as_tuple().unwrap_or(&[]).to_vec() {
            let v = self.call(&get, &[k, marker.clone()])?;
            if v.is(&marker) {
                return Ok(self.none());
            }
            out.push(v);
        }
        self.tuple(out)
    }
    pub(crate) fn match_class(&mut self, subject: &Value, cls: &Value, n: usize, names: &Value) -> PyResult {
        let Some(t) = cls.as_type() else {
            return Err(self.type_error("called match pattern must be a class"));
        };
        if !self.is_instance(subject, cls)? {
            return Ok(self.none());
        }
        let mut out = Vec::new();
        let mut seen: Vec<Value> = Vec::new();
        if n > 0 {
            let match_args = self.names.__match_args__.clone();
            match self.get_attr_opt(cls, &match_args)? {
                Some(args) => {
                    let Some(items) = args.as_tuple().map(<[Value]>::to_vec) else {
                        let (c, got) = (t.name(&self.heap), self.type_name(&args));
                        return Err(
                            self.type_error(format!("{c}.__match_args__ must be a tuple (got {got})"))
                        );
                    };
                    if n > items.len() {
                        let (c, most) = (t.name(&self.heap), items.len());
                        let s = if most == 1 { "" } else { "s" };
                        return Err(self.type_error(format!(
                            "{c}() accepts {most} positional sub-pattern{s} ({n} given)"
                        )));
                    }
                    for name in items.into_iter().take(n) {
                        if name.as_str().is_none() {
                            let got = self.type_name(&name);
                            return Err(self
                                .type_error(format!("__match_args__ elements must be strings (got {got})")));
                        }
                        match self.get_attr_opt(subject, &name)? {
                            Some(v) => out.push(v),
                            None => return Ok(self.none()),
                        }
                        seen.push(name);
                    }
                }
                None if t.has(tflag::MATCH_SELF) && n == 1 => out.push(subject.clone()),
                None => {
                    let (c, most) = (t.name(&self.heap), usize::from(t.has(tflag::MATCH_SELF)));
                    let s = if most == 1 { "" } else { "s" };
                    return Err(self
                        .type_error(format!("{c}() accepts {most} positional sub-pattern{s} ({n} given)")));
                }
            }
        }
        for name in names.as_tuple().unwrap_or(&[]) {
            if seen.iter().any(|s| super::call::same_name(s, name)) {
                let (c, shown) = (t.name(&self.heap), self.repr_text(name));
                return Err(self.type_error(format!("{c}() got multiple sub-patterns for attribute {shown}")));
            }
            match self.get_attr_opt(subject, name)? {
                Some(v) => out.push(v),
                None => return Ok(self.none()),
            }
        }
        self.tuple(out)
    }
}

/// An instance of a built-in subclass of dict: it reads and writes items as dict does.
#[inline(always)]
fn is_dict_of_ours(v: &Value) -> bool {
    v.kind() == Kind::DICT.derived() && !v.ty().has(tflag::HEAP)
}
