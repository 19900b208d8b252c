//! An instance's own attributes: inline values, or the entries of a dict once there is one.
//!
//! Invariant: an instance has its values inline, in the order of its class's shared keys, until somebody needs a
//! real dict (`object/record.rs`; `_PyObject_MaterializeManagedDict`).
//! Deliberately absent: what a class says of a name; see `attributes.rs`.
#![expect(unsafe_code, reason = "inline values are raw slots")]

use super::Vm;
use super::attributes::field;
use crate::object::edges::dict_slot;
use crate::object::typeobj::TypeObj;
use crate::object::{Kind, PyResult, Record, Slot, Value};

impl Vm {
    /// The instance's own attribute: inline value or dict entry.
    #[inline]
    pub fn instance_get(&mut self, obj: &Value, name: &Value) -> Slot {
        if obj.has_layout(Kind::MODULE) {
            let r = obj.as_record()?;
            return r.field(&self.heap, field::MODULE_DICT)?.as_dict()?.get_str(&self.heap, name).cloned();
        }
        // SAFETY: `obj` is held; slots are read and left.
        unsafe {
            let place = dict_slot(obj.ptr())?;
            if let Some(d) = &*place {
                return d.as_dict()?.get_str(&self.heap, name).cloned();
            }
            let t = obj.ty();
            if t.keys_len.get() == 0 || !obj.kind().is_record() {
                return None;
            }
            let i = t.inline_index(name)?;
            let r = obj.cast_unchecked::<Record>();
            let slot = r.attribute_slot(usize::from(t.dict_index.get()) + 1, i)?;
            (*slot).clone()
        }
    }
    /// Set (or with `None` delete) the instance's own attribute; false if there was nothing to
    /// delete, or the instance can have no attributes.
    ///
    /// # Errors
    /// MemoryError.
    pub fn instance_set(&mut self, obj: &Value, name: &Value, value: Slot) -> PyResult<bool> {
        if obj.has_layout(Kind::MODULE) {
            let dict = self.record_field(obj, field::MODULE_DICT);
            return self.namespace_set(&dict, name, value);
        }
        // SAFETY: `obj` is held; slots are replaced whole, the old value released afterwards.
        unsafe {
            let Some(place) = dict_slot(obj.ptr()) else { return Ok(false) };
            if let Some(d) = (*place).clone() {
                self.share_key(obj.ty(), &d, name, value.is_some())?;
                return self.namespace_set(&d, name, value);
            }
            if obj.ty().holds_inline() && self.heap.is_interned(name) {
                match self.inline_set(obj, name, value)? {
                    Inline::Done(done) => return Ok(done),
                    Inline::NoRoom(v) => {
                        let dict = self.instance_dict(obj)?;
                        self.share_key(obj.ty(), &dict, name, true)?;
                        return self.namespace_set(&dict, name, v);
                    }
                }
            }
            let dict = self.instance_dict(obj)?;
            self.namespace_set(&dict, name, value)
        }
    }
    /// A name that is set in an instance's dict goes to the shared keys of its class too; where they are full the dict gets keys
    /// of its own.
    fn share_key(&mut self, ty: &TypeObj, dict: &Value, name: &Value, sets: bool) -> PyResult<()> {
        let Some(d) = dict.as_dict() else { return Ok(()) };
        if d.split.get() > 0 && sets && self.heap.is_interned(name) && ty.inline_index(name).is_none() {
            let place = ty.add_inline(&mut self.heap, name)?;
            if place.is_none() {
                d.split.set(1);
            }
        }
        Ok(())
    }
    /// Set or delete an inline attribute. Values stay in the order of the shared keys; an
    /// assignment that would break insertion order moves the instance to a dict.
    fn inline_set(&mut self, obj: &Value, name: &Value, value: Slot) -> PyResult<Inline> {
        let t = obj.ty();
        // SAFETY: `obj` is a record (the caller checked).
        let r = unsafe { obj.cast_unchecked::<Record>() };
        let base = usize::from(t.dict_index.get()) + 1;
        let index = match t.inline_index(name) {
            Some(i) => Some(i),
            None if value.is_some() => t.add_inline(&mut self.heap, name)?,
            None => return Ok(Inline::Done(false)),
        };
        let Some(i) = index else {
            return Ok(if value.is_none() { Inline::Done(false) } else { Inline::NoRoom(value) });
        };
        // SAFETY: places exist while the instance does; the old value is released afterwards.
        unsafe {
            let present = r.attribute_slot(base, i).is_some_and(|slot| (*slot).is_some());
            if !present {
                if value.is_none() {
                    return Ok(Inline::Done(false));
                }
                let places = r.attribute_places(base);
                let filled = |j: usize| r.attribute_slot(base, j).is_some_and(|slot| (*slot).is_some());
                if (i + 1..places).any(filled) {
                    return Ok(Inline::NoRoom(value));
                }
                let room = r.len() - base;
                if i >= room {
                    // The next instances get an inline place for it.
                    t.set_inline((i + 1).max(t.inline()));
                    if obj.kind() != Kind::INSTANCE || r.words() == 0 {
                        return Ok(Inline::NoRoom(value));
                    }
                    r.grow_overflow(&mut self.heap, i - room)?;
                }
            }
            let Some(slot) = r.attribute_slot(base, i) else { return Ok(Inline::NoRoom(value)) };
            if let Some(old) = std::mem::replace(&mut *slot, value) {
                self.release(old);
            }
        }
        Ok(Inline::Done(true))
    }
    /// The instance's `__dict__`, if it is real.
    pub fn own_dict(&self, obj: &Value) -> Slot {
        // SAFETY: `obj` is held; the slot is read and left.
        unsafe { dict_slot(obj.ptr()).and_then(|place| (*place).clone()) }
    }
    /// The instance's `__dict__`, made real if it was inline.
    ///
    /// # Errors
    /// MemoryError; AttributeError if it has none.
    pub fn instance_dict(&mut self, obj: &Value) -> PyResult {
        if obj.has_layout(Kind::MODULE) {
            return Ok(self.record_field(obj, field::MODULE_DICT));
        }
        // SAFETY: `obj` is held; inline slots are emptied into the dict.
        unsafe {
            let Some(place) = dict_slot(obj.ptr()) else {
                let name = self.names.__dict__.clone();
                return Err(self.no_attribute(obj, &name));
            };
            if let Some(d) = &*place {
                return Ok(d.clone());
            }
            let dict = self.heap.dict();
            if obj.ty().holds_inline() {
                let t = obj.ty();
                let r = obj.cast_unchecked::<Record>();
                let base = usize::from(t.dict_index.get()) + 1;
                for i in 0..r.attribute_places(base) {
                    let Some(name) = t.inline_name(i) else { break };
                    let Some(slot) = r.attribute_slot(base, i) else { break };
                    if let Some(v) = (*slot).take() {
                        let hash = self.heap.hash_of_str(&name);
                        if let Some(d) = dict.as_dict() {
                            d.insert_new(&mut self.heap, hash, name, v)?;
                        }
                    }
                }
            }
            let t = obj.ty();
            if let Some(d) = dict.as_dict()
                && t.manages_dict()
            {
                d.split.set(t.keys_room.get() + 1);
            }
            self.heap.track(dict.ptr());
            *place = Some(dict.clone());
            Ok(dict)
        }
    }
    /// Own attribute names and values, in order, without making a dict.
    pub fn instance_items(&mut self, obj: &Value) -> Vec<(Value, Value)> {
        // SAFETY: `obj` is held; slots are read and left.
        unsafe {
            let Some(place) = dict_slot(obj.ptr()) else { return Vec::new() };
            if let Some(d) = (*place).as_ref().and_then(Value::as_dict) {
                let heap = &self.heap;
                return (0..d.filled())
                    .filter_map(|i| d.at(heap, i))
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect();
            }
            if !obj.ty().holds_inline() {
                return Vec::new();
            }
            let t = obj.ty();
            let r = obj.cast_unchecked::<Record>();
            let base = usize::from(t.dict_index.get()) + 1;
            (0..r.attribute_places(base))
                .filter_map(|i| Some((t.inline_name(i)?, (*r.attribute_slot(base, i)?).clone()?)))
                .collect()
        }
    }
    /// Set or delete a name in a namespace dict; false if there was nothing to delete.
    ///
    /// # Errors
    /// MemoryError.
    pub fn namespace_set(&mut self, dict: &Value, name: &Value, value: Slot) -> PyResult<bool> {
        match value {
            Some(v) => {
                self.dict_set(dict, name.clone(), v)?;
                Ok(true)
            }
            None => match self.dict_remove(dict, name)? {
                Some((k, v)) => {
                    self.release(k);
                    self.release(v);
                    Ok(true)
                }
                None => Ok(false),
            },
        }
    }
}

/// What storing into an inline value came to.
enum Inline {
    Done(bool),
    /// No inline place: the value comes back.
    NoRoom(Slot),
}
