//! Inline caches: what an instruction learned the last time it ran.
//!
//! Invariant: a cached pointer or place is used only while the version beside it stands; versions
//! are bumped by whoever changes a dict's keys or a type (`object/dict.rs`, `object/typeobj.rs`).
#![expect(unsafe_code, reason = "cached places are read without searching")]

use super::Vm;
use super::attributes::field as afield;
use super::errors::Exc;
use crate::object::edges::{dict_slot, member_slot};
use crate::object::header::{Ptr, UNTRACKED, gc_head};
use crate::object::typeobj::{NO_DICT, tflag};
use crate::object::{Dict, Kind, PyResult, Record, Slot, Tuple, TypeObj, Value};

/// What a site has cached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Cached {
    Nothing,
    /// Entry `index` of the globals, keys version `v1`.
    Global,
    /// Not in the globals (`v1`); entry `index` of the builtins, keys version `v2`.
    Builtin,
    /// Field `index` of an instance whose type has version `v1` (inline value).
    Inline,
    /// `__slots__` member `index`.
    Member,
    /// Function `ptr` of the type; instances have no attribute of that name while the type has
    /// `v2` shared keys and they no dict.
    Method,
    /// Entry `index` of the instance's dict, a module's (keys version `v1`).
    Module,
    /// Attribute of the class object itself, whose version is `v1`; `ptr` is its place.
    ClassAttr,
    /// Value of the type, no descriptor, at place `ptr`; as for [`Cached::Method`], instances have none.
    ClassValue,
    /// A property of the type, `ptr`.
    Property,
    /// Item `index` of a tuple whose type has version `v1`: a field of a named tuple.
    Item,
    /// `super().name` where the class of `self` has version `v1`, the class of the method `v2`: the
    /// function `ptr`.
    Super,
}

#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Site {
    pub(crate) v1: u32,
    pub(crate) v2: u32,
    pub(crate) ptr: Option<Ptr>,
    pub(crate) index: u32,
    pub(crate) name: u16,
    pub(crate) cached: Cached,
}

impl Site {
    /// What the cached entry holds.
    ///
    /// # Safety
    /// `ptr` is the address of a live entry's value: the versions it was found under stand.
    #[inline(always)]
    unsafe fn value(&self) -> Value {
        // SAFETY: the caller's promise.
        unsafe {
            let slot = self.ptr.unwrap_unchecked().cast::<Slot>();
            slot.as_ref().as_ref().unwrap_unchecked().clone()
        }
    }
    pub(crate) fn new(name: u16) -> Site {
        Site { v1: 0, v2: 0, ptr: None, index: 0, name, cached: Cached::Nothing }
    }
}

/// The value at entry place `i`, which is live.
///
/// # Safety
/// The place is live: the dict's keys version is the one it was found under.
#[inline(always)]
pub(crate) unsafe fn entry_value(d: &Dict, i: u32) -> Value {
    // SAFETY: the caller's promise.
    unsafe { (*d.entry(i as usize).add(1)).as_ref().unwrap_unchecked().clone() }
}

/// Address of the value at entry place `i`.
fn value_place(d: &Dict, i: usize) -> Option<Ptr> {
    Ptr::new(d.entry(i).wrapping_add(1).cast())
}

impl Vm {
    // --- names -----------------------------------------------------------------------------------------

    /// The global or built-in of the site's name, by its cache.
    #[inline(always)]
    pub(crate) fn cached_global(&self, globals: Ptr, site: &Site) -> Option<Value> {
        // SAFETY: globals of a running frame are a live dict; cached places as their invariant says:
        // a dict's table stays where it is while its keys version stands.
        unsafe {
            if !globals.cast::<Dict>().as_ref().has_version(site.v1) {
                return None;
            }
            match site.cached {
                Cached::Global => Some(site.value()),
                Cached::Builtin if self.builtins.cast_unchecked::<Dict>().has_version(site.v2) => {
                    Some(site.value())
                }
                _ => None,
            }
        }
    }
    /// Where the value of the site's global stands, if a store there needs no more than the store.
    #[inline(always)]
    pub(crate) fn cached_global_place(&self, globals: Ptr, site: &Site) -> Option<*mut Slot> {
        // SAFETY: as above; dicts are containers.
        unsafe {
            let stands = site.cached == Cached::Global
                && globals.cast::<Dict>().as_ref().has_version(site.v1)
                // An untracked dict may have to be tracked for its new value.
                && gc_head(globals).generation.get() != UNTRACKED;
            if stands { Some(site.ptr?.cast::<Slot>().as_ptr()) } else { None }
        }
    }
    /// The global or built-in of the site's name.
    pub(crate) fn load_global(&mut self, globals: Ptr, site: &mut Site, names: *const Value) -> PyResult {
        if let Some(v) = self.cached_global(globals, site) {
            return Ok(v);
        }
        // SAFETY: the site's name is among the code's.
        let name = unsafe { &*names.add(usize::from(site.name)) };
        self.load_global_slow(globals, site, name)
    }
    #[cold]
    #[inline(never)]
    fn load_global_slow(&mut self, globals: Ptr, site: &mut Site, name: &Value) -> PyResult {
        // SAFETY: as above; a new reference keeps the dict for the search.
        let gv = unsafe { Value::new_ref(globals) };
        if let Some(g) = gv.as_dict().filter(|_| gv.is_exactly(Kind::DICT)) {
            self.heap.hash_of_str(name);
            if let Ok(found) = g.find_str(&self.heap, name) {
                if let Some(i) = found {
                    if !g.watched.get() {
                        *site = Site {
                            v1: g.keys_version(&self.heap),
                            index: i as u32,
                            ptr: value_place(g, i),
                            cached: Cached::Global,
                            ..*site
                        };
                    }
                    // SAFETY: just found.
                    return Ok(unsafe { entry_value(g, i as u32) });
                }
                let bv = self.builtins_of(&gv);
                if !bv.is(&self.builtins) {
                    return self.load_own_builtin(&bv, name);
                }
                if let Some(b) = bv.as_dict()
                    && let Ok(Some(i)) = b.find_str(&self.heap, name)
                {
                    let (v1, v2) = (g.keys_version(&self.heap), b.keys_version(&self.heap));
                    *site = Site {
                        v1,
                        v2,
                        index: i as u32,
                        ptr: value_place(b, i),
                        cached: Cached::Builtin,
                        ..*site
                    };
                    // SAFETY: just found.
                    return Ok(unsafe { entry_value(b, i as u32) });
                }
            }
        }
        if let Some(v) = self.dict_get(&gv, name)? {
            return Ok(v);
        }
        let b = self.builtins_of(&gv);
        self.load_own_builtin(&b, name)
    }
    /// The built-ins that code with these globals sees: what `__builtins__` in them says, else the usual.
    pub(crate) fn builtins_of(&self, globals: &Value) -> Value {
        let name = &self.names.__builtins__;
        match globals.as_dict().and_then(|d| d.get_str(&self.heap, name)) {
            Some(module) if module.has_layout(Kind::MODULE) => {
                self.record_field(module, super::attributes::field::MODULE_DICT)
            }
            Some(own) => own.clone(),
            None => self.builtins.clone(),
        }
    }
    /// A name in a mapping that serves as built-ins.
    fn load_own_builtin(&mut self, builtins: &Value, name: &Value) -> PyResult {
        match self.own_builtin(builtins, name)? {
            Some(v) => Ok(v),
            None => {
                let text = self.text(name);
                Err(self.name_error(Exc::NameError, name, format!("name '{text}' is not defined")))
            }
        }
    }
    pub(crate) fn own_builtin(&mut self, builtins: &Value, name: &Value) -> PyResult<Slot> {
        if builtins.is_exactly(Kind::DICT) {
            return self.dict_get(builtins, name);
        }
        let got = self.get_item(builtins, name);
        self.catch(got, Exc::KeyError)
    }
    /// Bind a global.
    pub(crate) fn store_global(
        &mut self,
        globals: Ptr,
        site: &mut Site,
        names: *const Value,
        value: Value,
    ) -> PyResult<()> {
        // SAFETY: as in `load_global`.
        unsafe {
            let gv = Value::new_ref(globals);
            let name = &*names.add(usize::from(site.name));
            self.dict_set(&gv, name.clone(), value)?;
            if let Some(g) = gv.as_dict()
                && gv.is_exactly(Kind::DICT)
                && !g.watched.get()
                && let Ok(Some(i)) = g.find_str(&self.heap, name)
            {
                *site = Site {
                    v1: g.keys_version(&self.heap),
                    index: i as u32,
                    ptr: value_place(g, i),
                    cached: Cached::Global,
                    ..*site
                };
            }
            Ok(())
        }
    }
    /// A name of module, class or exec code: local namespace, globals, builtins.
    pub(crate) fn load_name(
        &mut self,
        locals: &Value,
        globals: Ptr,
        site: &mut Site,
        names: *const Value,
    ) -> PyResult {
        if locals.ptr() != globals || !locals.is_exactly(Kind::DICT) {
            // SAFETY: the site's name is among the code's.
            let name = unsafe { (*names.add(usize::from(site.name))).clone() };
            let found = if locals.is_exactly(Kind::DICT) {
                self.dict_get(locals, &name)?
            } else {
                let got = self.get_item(locals, &name);
                self.catch(got, Exc::KeyError)?
            };
            if let Some(v) = found {
                return Ok(v);
            }
        }
        self.load_global(globals, site, names)
    }

    // --- attributes --------------------------------------------------------------------------------------

    /// The inline value that a site for instances of one layout names, or `None`.
    ///
    /// # Safety
    /// The site's `cached` is [`Cached::Inline`].
    #[inline(always)]
    pub(crate) unsafe fn inline_attr(&self, obj: &Value, site: &Site) -> Option<Value> {
        if !obj.ty().has_version(site.v1) {
            return None;
        }
        // SAFETY: a type with this version has records as instances. One that was made before the
        // class widened may lack the place.
        unsafe {
            let r = obj.cast_unchecked::<Record>();
            if site.index < u32::from(r.head.aux.get()) {
                (*r.slots().add(site.index as usize)).clone()
            } else {
                None
            }
        }
    }
    /// The value of a `__slots__` member found under the site's version.
    ///
    /// # Safety
    /// `site.cached` is [`Cached::Member`].
    #[inline(always)]
    pub(crate) unsafe fn member_attr(&self, obj: &Value, site: &Site) -> Option<Value> {
        let t = obj.ty();
        if !t.has_version(site.v1) || !obj.kind().is_record() {
            return None;
        }
        // SAFETY: a type with this version has records as instances, and the member there.
        unsafe {
            let at = usize::from(t.base_fields.get()) + site.index as usize;
            (*obj.cast_unchecked::<Record>().slots().add(at)).clone()
        }
    }
    /// `obj.name` by the site's cache, or `None`.
    pub(crate) fn cached_attr(&mut self, obj: &Value, site: &Site) -> Option<Value> {
        // SAFETY: places are used only under the type version they were found with.
        unsafe {
            match site.cached {
                Cached::Inline => self.inline_attr(obj, site),
                Cached::Member if obj.ty().has_version(site.v1) => {
                    (*member_slot(obj.ptr(), site.index as usize)).clone()
                }
                Cached::Item if obj.ty().has_version(site.v1) => {
                    obj.cast_unchecked::<Tuple>().items().get(site.index as usize).cloned()
                }
                Cached::ClassValue if self.class_decides(obj, site) => Some(site.value()),
                Cached::Module if obj.is_exactly(Kind::MODULE) => {
                    let r = obj.cast_unchecked::<Record>();
                    let d = r.field(&self.heap, afield::MODULE_DICT)?.as_dict()?;
                    if d.has_version(site.v1) { Some(entry_value(d, site.index)) } else { None }
                }
                Cached::ClassAttr => {
                    let t = obj.as_type()?;
                    if t.has_version(site.v1) { Some(site.value()) } else { None }
                }
                _ => None,
            }
        }
    }
    /// `obj.name`, teaching the site.
    #[inline(never)]
    pub(crate) fn load_attr_slow(&mut self, obj: &Value, name: &Value, site: &mut Site) -> PyResult {
        let value = self.get_attr(obj, name)?;
        self.learn_attr(obj, name, site, Some(&value));
        self.share_site(name, site);
        Ok(value)
    }
    fn learn_attr(&mut self, obj: &Value, name: &Value, site: &mut Site, value: Option<&Value>) {
        let t = obj.ty();
        site.cached = Cached::Nothing;
        if obj.is_exactly(Kind::MODULE) {
            let dict = self.record_field(obj, afield::MODULE_DICT);
            if let Some(d) = dict.as_dict()
                && let Ok(Some(i)) = d.find_str(&self.heap, name)
            {
                *site =
                    Site { v1: d.keys_version(&self.heap), index: i as u32, cached: Cached::Module, ..*site };
            }
            return;
        }
        if let Some(class) = obj.as_type() {
            if obj.ty().same(self.heap.type_of(Kind::TYPE))
                && let (Some(v), Some(found)) = (value, self.lookup(class.ptr(), name))
                && found.is(v)
                && self.is_remembered(&found)
                && self.lookup(obj.ty_ptr(), name).is_none_or(|d| !self.is_data_descriptor(&d))
            {
                *site = Site {
                    v1: class.version(&self.heap),
                    ptr: self.class_place(class, name),
                    cached: Cached::ClassAttr,
                    ..*site
                };
                if site.ptr.is_none() {
                    site.cached = Cached::Nothing;
                }
            }
            return;
        }
        if t.has(tflag::CUSTOM_GETATTR) {
            return;
        }
        match self.lookup(t.ptr(), name) {
            Some(d) if d.is_exactly(Kind::MEMBER) => {
                let word = d.as_record().map_or(u64::MAX, |r| r.word(&self.heap, 0));
                if word >> 32 == 0 {
                    *site = Site {
                        v1: t.version(&self.heap),
                        index: word as u32,
                        cached: Cached::Member,
                        ..*site
                    };
                }
            }
            Some(d) if d.is_exactly(Kind::PROPERTY) => {
                *site =
                    Site { v1: t.version(&self.heap), ptr: Some(d.ptr()), cached: Cached::Property, ..*site };
            }
            Some(d) if obj.kind().layout() == Kind::TUPLE && d.ty().spec().is_some_and(|s| s.reads_item) => {
                let index = d.as_record().and_then(|r| u32::try_from(r.word(&self.heap, 0)).ok());
                if let Some(index) = index {
                    *site = Site { v1: t.version(&self.heap), index, cached: Cached::Item, ..*site };
                }
            }
            Some(d) if self.is_data_descriptor(&d) => {}
            found => {
                if let Some(i) = inline_place(obj, name) {
                    *site =
                        Site { v1: t.version(&self.heap), index: i as u32, cached: Cached::Inline, ..*site };
                } else if let Some(d) = found
                    && value.is_some_and(|v| v.is(&d))
                    && self.is_remembered(&d)
                    && t.inline_index(name).is_none()
                    && let Some(place) = self.class_place(t, name)
                {
                    *site = Site {
                        v1: t.version(&self.heap),
                        v2: u32::from(t.keys_len.get()),
                        ptr: Some(place),
                        cached: Cached::ClassValue,
                        ..*site
                    };
                }
            }
        }
    }
    /// Whether reading it gives it again without asking it: a `__get__` of Python code may return its
    /// own object and have done more.
    fn is_remembered(&mut self, found: &Value) -> bool {
        let get = self.names.__get__.clone();
        !found.ty().has(tflag::HEAP) || self.special(found, &get).is_none()
    }
    /// Where the first class in the MRO that has `name` keeps its value. A dict of a class changes its
    /// keys only with the class's version, so the place stands as long as that does.
    fn class_place(&self, t: &TypeObj, name: &Value) -> Option<Ptr> {
        self.heap.hash_of_str(name);
        for class in t.mro(&self.heap).iter().filter_map(Value::as_type) {
            let d = class.dict(&self.heap);
            if let Some(i) = d.find_str(&self.heap, name).ok()? {
                return value_place(d, i);
            }
        }
        None
    }
    /// `super().name` as a method, by the site's cache.
    pub(crate) fn cached_super(&self, class: &Value, this: &Value, site: &Site) -> Option<Value> {
        let stands = site.cached == Cached::Super
            && this.ty().has_version(site.v1)
            && class.as_type().is_some_and(|c| c.has_version(site.v2));
        // SAFETY: the class that has the function is alive while the versions stand.
        if stands { site.ptr.map(|p| unsafe { Value::new_ref(p) }) } else { None }
    }
    /// Teach the site what `super().name` found for an instance: a Python function, unbound.
    pub(crate) fn learn_super(&mut self, class: &Value, this: &Value, name: &Value, site: &mut Site) {
        site.cached = Cached::Nothing;
        let (t, name) = (this.ty(), self.interned(name));
        let Some(c) = class.as_type().filter(|_| !this.is_type()) else { return };
        let heap = &self.heap;
        let behind = t.mro(heap).iter().skip_while(|m| !m.is(class)).skip(1);
        let found =
            behind.filter_map(Value::as_type).find_map(|m| m.dict(heap).get_str(heap, &name).cloned());
        if let Some(f) = found.filter(|f| f.is_exactly(Kind::FUNCTION)) {
            *site = Site {
                v1: t.version(heap),
                v2: c.version(heap),
                ptr: Some(f.ptr()),
                cached: Cached::Super,
                ..*site
            };
        }
    }
    /// What `obj.name(...)` calls: `(function, Some(self))` for a method found on the type, else
    /// the attribute alone.
    #[inline(always)]
    pub(crate) fn cached_method(&mut self, obj: &Value, site: &Site) -> Option<Value> {
        if site.cached == Cached::Method && self.class_decides(obj, site) {
            // SAFETY: `ptr` is alive while the type's version stands.
            site.ptr.map(|p| unsafe { Value::new_ref(p) })
        } else {
            None
        }
    }
    /// Whether the type is the site's, and what it has is not hidden by an attribute of the instance.
    #[inline(always)]
    fn class_decides(&self, obj: &Value, site: &Site) -> bool {
        let t = obj.ty();
        if !t.has_version(site.v1) || u32::from(t.keys_len.get()) != site.v2 {
            return false;
        }
        // SAFETY: the slot is read and left.
        unsafe {
            t.dict_index.get() == NO_DICT || dict_slot(obj.ptr()).is_none_or(|place| (*place).is_none())
        }
    }
    /// The Python function that gets a property, by the site's cache.
    #[inline]
    pub(crate) fn cached_getter(&self, obj: &Value, site: &Site) -> Option<Value> {
        if site.cached != Cached::Property || !obj.ty().has_version(site.v1) {
            return None;
        }
        // SAFETY: the type holds the property while its version stands. What gets it may be another
        // function since, or have other code: both are asked anew.
        unsafe {
            let property = site.ptr?.cast::<Record>().as_ref();
            let getter = property.field(&self.heap, afield::FGET).filter(|f| f.is_exactly(Kind::FUNCTION))?;
            ((*self.code_of(getter)).plain_argcount == 1).then(|| getter.clone())
        }
    }
    #[inline(never)]
    pub(crate) fn load_method_slow(
        &mut self,
        obj: &Value,
        name: &Value,
        site: &mut Site,
    ) -> PyResult<(Value, Slot)> {
        let t = obj.ty();
        if !t.has(tflag::CUSTOM_GETATTR)
            && !obj.is_type()
            && !obj.has_layout(Kind::MODULE)
            && !obj.has_layout(Kind::SUPER)
            && let Some(f) = self.lookup(t.ptr(), name)
            && matches!(f.kind(), Kind::FUNCTION | Kind::METHOD_DESCRIPTOR | Kind::SLOT_WRAPPER)
        {
            if let Some(own) = self.instance_get(obj, name) {
                return Ok((own, None));
            }
            if !f.is_exactly(Kind::FUNCTION) {
                self.check_instance(&f, obj)?;
            }
            if t.inline_index(name).is_none() {
                *site = Site {
                    v1: t.version(&self.heap),
                    v2: u32::from(t.keys_len.get()),
                    ptr: Some(f.ptr()),
                    cached: Cached::Method,
                    ..*site
                };
                self.share_site(name, site);
            }
            return Ok((f, Some(obj.clone())));
        }
        if let Some(v) = self.cached_attr(obj, site) {
            return Ok((v, None));
        }
        Ok((self.load_attr_slow(obj, name, site)?, None))
    }
    /// Where `obj.name = value` stores, by the site's cache.
    #[inline(always)]
    pub(crate) fn cached_store(&self, obj: &Value, site: &Site) -> Option<*mut Slot> {
        // SAFETY: places are used only under the type version they were found with.
        unsafe {
            if !obj.ty().has_version(site.v1) {
                return None;
            }
            match site.cached {
                Cached::Inline => {
                    let r = obj.cast_unchecked::<Record>();
                    if site.index as usize >= r.len() {
                        return None;
                    }
                    let slot = r.slots().add(site.index as usize);
                    if (*slot).is_some() {
                        return Some(slot);
                    }
                    // An empty place is the next in order when nothing stands behind it, and the
                    // instance has no dict.
                    let dict = usize::from(obj.ty().dict_index.get());
                    let behind = (site.index as usize + 1..r.len()).any(|i| (*r.slots().add(i)).is_some());
                    let more = r.overflow().1 != 0;
                    if behind || more || (*r.slots().add(dict)).is_some() { None } else { Some(slot) }
                }
                Cached::Member => Some(member_slot(obj.ptr(), site.index as usize)),
                _ => None,
            }
        }
    }
    #[inline(never)]
    pub(crate) fn store_attr_slow(
        &mut self,
        obj: &Value,
        name: &Value,
        site: &mut Site,
        value: Value,
    ) -> PyResult<()> {
        self.set_attr(obj, name, Some(value))?;
        let t = obj.ty();
        site.cached = Cached::Nothing;
        site.v1 = 0;
        if t.has(tflag::CUSTOM_SETATTR) || obj.is_type() {
            return Ok(());
        }
        match self.lookup(t.ptr(), name) {
            Some(d) if d.is_exactly(Kind::MEMBER) => {
                let word = d.as_record().map_or(u64::MAX, |r| r.word(&self.heap, 0));
                if word >> 32 == 0 {
                    *site = Site {
                        v1: t.version(&self.heap),
                        index: word as u32,
                        cached: Cached::Member,
                        ..*site
                    };
                }
            }
            Some(d) if self.is_data_descriptor(&d) => {}
            _ => {
                if let Some(i) = inline_place(obj, name) {
                    *site =
                        Site { v1: t.version(&self.heap), index: i as u32, cached: Cached::Inline, ..*site };
                }
            }
        }
        Ok(())
    }
}

/// Field number where `obj` holds (or would hold) `name` inline.
fn inline_place(obj: &Value, name: &Value) -> Option<usize> {
    let t: &TypeObj = obj.ty();
    if !obj.kind().is_record() || t.dict_index.get() == NO_DICT || t.keys_len.get() == 0 {
        return None;
    }
    let place = usize::from(t.dict_index.get()) + 1 + t.inline_index(name)?;
    if place < obj.as_record()?.len() { Some(place) } else { None }
}
