//! dict. Views, iterators and mappingproxy have files of their own.
//!
//! Owns: lookup with comparison, and the operations that the machine asks for.
//! Invariant: whatever a comparison or a burial does to the dict, the table is consistent before
//! user code runs; a search that finds the table changed starts again.
//! Deliberately absent: the table (`object/dict.rs`), whose sizes and growth are CPython's.

mod iters;
mod methods;
mod proxy;
mod views;

pub use iters::at as iter_word;
pub use iters::{DICT_ITEM_ITER, DICT_KEY_ITER, DICT_VALUE_ITER, iter, iter_next, iter_parts};
pub use methods::DICT;
pub(crate) use methods::get_item;
pub use proxy::MAPPING_PROXY;
pub use views::{DICT_ITEMS, DICT_KEYS, DICT_VALUES};

use crate::object::{Dict, Kind, PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;

/// A dict's contents.
///
/// # Panics
/// If `v` is no dict: a fault of the caller, which has checked.
#[inline(always)]
fn dict(v: &Value) -> &Dict {
    match v.as_dict() {
        Some(d) => d,
        None => unreachable!("the receiver is a dict"),
    }
}

/// What a merge does with a key that is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Twice {
    Replace,
    /// KeyError with the key.
    Refuse,
}

/// The general operations: they compare keys, so they may run Python code.
impl Vm {
    /// Entry place of `key`; a comparison that changes the dict starts the search again.
    pub(crate) fn dict_find(&mut self, dict: &Value, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        let Some(d) = dict.as_dict() else { return Ok(None) };
        if key.is_exactly(Kind::STR)
            && let Ok(found) = d.find_str(&self.heap, key)
        {
            return Ok(found);
        }
        'search: loop {
            let mut probe = d.probe(&self.heap, hash);
            while let Some(i) = d.next_candidate(&self.heap, &mut probe) {
                let Some((k, _)) = d.at(&self.heap, i) else { continue };
                match Vm::plainly_equal(k, key) {
                    Some(true) => return Ok(Some(i)),
                    Some(false) => continue,
                    None => {}
                }
                let k = k.clone();
                let same = self.eq(&k, key)?;
                self.release(k);
                if !d.unchanged(&probe) {
                    continue 'search;
                }
                if same {
                    return Ok(Some(i));
                }
            }
            return Ok(None);
        }
    }
    /// `dict[key]`, or `None`.
    ///
    /// # Errors
    /// What hashing and comparing raise.
    pub fn dict_get(&mut self, dict: &Value, key: &Value) -> PyResult<Option<Value>> {
        let hash = self.hash(key)?;
        let found = self.dict_find(dict, key, hash)?;
        Ok(found.and_then(|i| Some(dict.as_dict()?.at(&self.heap, i)?.1.clone())))
    }
    /// `dict[key] = value`; the old value is released.
    ///
    /// # Errors
    /// What hashing and comparing raise; MemoryError.
    pub fn dict_set(&mut self, dict: &Value, key: Value, value: Value) -> PyResult<()> {
        let hash = self.hash(&key)?;
        self.dict_set_hashed(dict, key, value, hash)
    }
    /// As [`Vm::dict_set`], for a key whose hash is known.
    ///
    /// # Errors
    /// What comparing raises; MemoryError.
    pub fn dict_set_hashed(&mut self, dict: &Value, key: Value, value: Value, hash: i64) -> PyResult<()> {
        let found = self.dict_find(dict, &key, hash)?;
        let Some(d) = dict.as_dict() else { return Ok(()) };
        self.heap.track_dict_for(dict, &key, &value);
        match found {
            Some(i) => {
                let old = d.set_at(&mut self.heap, i, value);
                self.release(key);
                if let Some(v) = old {
                    self.release(v);
                }
            }
            None => d.insert_new(&mut self.heap, hash, key, value)?,
        }
        Ok(())
    }
    /// Remove `key`; the entry, if there was one, for release.
    ///
    /// # Errors
    /// What hashing and comparing raise.
    pub fn dict_remove(&mut self, dict: &Value, key: &Value) -> PyResult<Option<(Value, Value)>> {
        let hash = self.hash(key)?;
        let found = self.dict_find(dict, key, hash)?;
        Ok(match (found, dict.as_dict()) {
            (Some(i), Some(d)) => d.remove_at(&mut self.heap, i),
            _ => None,
        })
    }
    /// Entry `i` or the next live one: its place, key and value.
    pub(crate) fn dict_entry_from(&self, v: &Value, mut i: usize) -> Option<(usize, Value, Value)> {
        let d = dict(v);
        while i < d.filled() {
            if let Some((k, w)) = d.at(&self.heap, i) {
                return Some((i, k.clone(), w.clone()));
            }
            i += 1;
        }
        None
    }
    /// The keys, in order.
    pub fn dict_keys_of(&self, v: &Value) -> Vec<Value> {
        let d = dict(v);
        (0..d.filled()).filter_map(|i| Some(d.at(&self.heap, i)?.0.clone())).collect()
    }
    /// The entries, in order.
    pub fn dict_entries(&self, v: &Value) -> Vec<(Value, Value)> {
        let d = dict(v);
        (0..d.filled()).filter_map(|i| d.at(&self.heap, i).map(|(k, w)| (k.clone(), w.clone()))).collect()
    }
    /// `key in dict`.
    ///
    /// # Errors
    /// What hashing and comparing raise.
    pub fn dict_contains(&mut self, v: &Value, key: &Value) -> PyResult<bool> {
        let hash = self.hash(key)?;
        Ok(self.dict_find(v, key, hash)?.is_some())
    }
    /// A copy with the same table, or a tight one if a third of this one is dead (`PyDict_Copy`).
    ///
    /// # Errors
    /// MemoryError.
    pub fn dict_copy(&mut self, v: &Value) -> PyResult {
        let copy = self.heap.dict();
        let d = dict(v);
        if d.is_empty() {
            return Ok(copy);
        }
        if d.len() >= d.filled() * 2 / 3 {
            dict(&copy).clone_table(&mut self.heap, d)?;
            if self.heap.is_tracked(v) {
                self.heap.track(copy.ptr());
            }
        } else {
            self.merge_dict(&copy, v, Twice::Replace)?;
        }
        Ok(copy)
    }
    /// Merge a dict into another (`dict_merge`): one resize at the start.
    fn merge_dict(&mut self, to: &Value, from: &Value, twice: Twice) -> PyResult<()> {
        let (d, other) = (dict(to), dict(from));
        if to.is(from) || other.is_empty() {
            return Ok(());
        }
        if d.is_empty() && other.is_compact() {
            d.clone_table(&mut self.heap, other)?;
            if self.heap.is_tracked(from) {
                self.heap.track(to.ptr());
            }
            return Ok(());
        }
        if other.len() > d.room() {
            d.resize_for(&mut self.heap, d.len() + other.len(), other.is_general())?;
        }
        let (mut i, used) = (0, other.len());
        while let Some((at, k, v)) = self.dict_entry_from(from, i) {
            let hash = dict(from).stored_hash(&self.heap, at);
            if twice == Twice::Refuse && self.dict_find(to, &k, hash)?.is_some() {
                return Err(self.key_error(k));
            }
            self.dict_set_hashed(to, k, v, hash)?;
            if dict(from).len() != used {
                return Err(self.runtime_error("dict mutated during update"));
            }
            i = at + 1;
        }
        Ok(())
    }
    /// Merge anything with `keys()` and `__getitem__`.
    fn merge_mapping(&mut self, to: &Value, from: &Value, twice: Twice) -> PyResult<()> {
        let iter = self.names.__iter__.clone();
        if from.has_layout(Kind::DICT) && (from.is_exactly(Kind::DICT) || self.is_builtin_slot(from, &iter)) {
            return self.merge_dict(to, from, twice);
        }
        let name = self.names.keys.clone();
        let keys = self.call_method(from, &name, &[])?;
        let name = self.names.__iter__.clone();
        if self.special(&keys, &name).is_none() {
            let (of, got) = (self.type_name(from), self.type_name(&keys));
            return Err(self.type_error(format!("{of}.keys() returned a non-iterable (type {got})")));
        }
        for key in self.collect(&keys)? {
            if twice == Twice::Refuse && self.dict_contains(to, &key)? {
                return Err(self.key_error(key));
            }
            let value = self.get_item(from, &key)?;
            self.dict_store(to, key, value)?;
        }
        Ok(())
    }
    /// `to[key] = value`, through `__setitem__` of a subclass.
    fn dict_store(&mut self, to: &Value, key: Value, value: Value) -> PyResult<()> {
        if to.is_exactly(Kind::DICT) {
            self.dict_set(to, key, value)
        } else {
            self.set_item(to, &key, &value)
        }
    }
    /// Whether the type's special method is a built-in type's own.
    fn is_builtin_slot(&mut self, v: &Value, name: &Value) -> bool {
        self.special(v, name).is_some_and(|m| m.is_exactly(Kind::SLOT_WRAPPER))
    }
    /// Merge pairs (`PyDict_MergeFromSeq2`).
    fn merge_pairs(&mut self, to: &Value, pairs: &Value) -> PyResult<()> {
        let it = self.iter(pairs)?;
        let mut i = 0;
        while let Some(item) = self.next(&it)? {
            let pair = self.collect(&item);
            let Some(pair) = self.catch(pair, Exc::TypeError)? else {
                return Err(self.type_error(format!(
                    "cannot convert dictionary update sequence element #{i} to a sequence"
                )));
            };
            let n = pair.len();
            let Ok([key, value]) = <[Value; 2]>::try_from(pair) else {
                return Err(self.value_error(format!(
                    "dictionary update sequence element #{i} has length {n}; 2 is required"
                )));
            };
            self.dict_set(to, key, value)?;
            self.release(item);
            self.check_growth(i)?;
            i += 1;
        }
        Ok(())
    }
    /// `dict.update(arg)`: a mapping if it has `keys`, else pairs.
    ///
    /// # Errors
    /// What the argument raises.
    pub fn dict_update_arg(&mut self, to: &Value, arg: &Value) -> PyResult<()> {
        if arg.is_exactly(Kind::DICT) {
            return self.merge_dict(to, arg, Twice::Replace);
        }
        let name = self.names.keys.clone();
        match self.get_attr_opt(arg, &name)? {
            Some(_) => self.merge_mapping(to, arg, Twice::Replace),
            None => self.merge_pairs(to, arg),
        }
    }
    /// `{**mapping}`: later keys win.
    ///
    /// # Errors
    /// TypeError for what is no mapping; what it raises.
    pub fn dict_update(&mut self, to: &Value, mapping: &Value) -> PyResult<()> {
        match self.merge_mapping(to, mapping, Twice::Replace) {
            Err(Raised(e)) if self.is_exc(&e, Exc::AttributeError) => {
                self.release(e);
                let got = self.type_name(mapping);
                Err(self.type_error(format!("'{got}' object is not a mapping")))
            }
            other => other,
        }
    }
    /// `f(**mapping)`: a key that is there already is an error. `callee` as errors print it, with
    /// parentheses: `f()`.
    ///
    /// # Errors
    /// TypeError for a repeated key or what is no mapping; what it raises.
    pub fn dict_merge(&mut self, to: &Value, mapping: &Value, callee: &str) -> PyResult<()> {
        match self.merge_mapping(to, mapping, Twice::Refuse) {
            Err(Raised(e)) if self.is_exc(&e, Exc::AttributeError) => {
                self.release(e);
                let got = self.type_name(mapping);
                Err(self.type_error(format!("{callee} argument after ** must be a mapping, not {got}")))
            }
            Err(Raised(e)) if self.is_exc(&e, Exc::KeyError) => {
                let args = self.exc_field(&e, crate::vm::errors::field::ARGS);
                let key = args.as_ref().and_then(|a| a.as_tuple()?.first().cloned());
                match key.filter(|k| k.as_str().is_some()) {
                    Some(key) => {
                        let key = self.text(&key);
                        Err(self
                            .type_error(format!("{callee} got multiple values for keyword argument '{key}'")))
                    }
                    None => Err(self.type_error("keywords must be strings")),
                }
            }
            other => other,
        }
    }
}
