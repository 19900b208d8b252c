//! dict, its views and iterators, mappingproxy.

use crate::object::typeobj::tflag;
use crate::object::{Kind, TypeSpec};

pub static DICT: TypeSpec = TypeSpec {
    name: "dict",
    kind: Kind::DICT,
    flags: tflag::CONTAINER | tflag::BASETYPE | tflag::MAPPING | tflag::MATCH_SELF,
    basicsize: 48,
    unhashable: true,
    ..TypeSpec::EMPTY
};

pub static DICT_KEYS: TypeSpec = TypeSpec {
    name: "dict_keys",
    kind: Kind::DICT_KEYS,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    basicsize: 24,
    unhashable: true,
    ..TypeSpec::EMPTY
};

pub static DICT_VALUES: TypeSpec = TypeSpec {
    name: "dict_values",
    kind: Kind::DICT_VALUES,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    basicsize: 24,
    ..TypeSpec::EMPTY
};

pub static DICT_ITEMS: TypeSpec = TypeSpec {
    name: "dict_items",
    kind: Kind::DICT_ITEMS,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 1,
    basicsize: 24,
    unhashable: true,
    ..TypeSpec::EMPTY
};

pub static DICT_KEY_ITER: TypeSpec = TypeSpec {
    name: "dict_keyiterator",
    kind: Kind::DICT_KEY_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    words: 4,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

pub static DICT_VALUE_ITER: TypeSpec = TypeSpec {
    name: "dict_valueiterator",
    kind: Kind::DICT_VALUE_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    words: 4,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

pub static DICT_ITEM_ITER: TypeSpec = TypeSpec {
    name: "dict_itemiterator",
    kind: Kind::DICT_ITEM_ITER,
    flags: tflag::CONTAINER | tflag::NO_NEW,
    fields: 2,
    words: 4,
    basicsize: 56,
    ..TypeSpec::EMPTY
};

pub static MAPPING_PROXY: TypeSpec = TypeSpec {
    name: "mappingproxy",
    kind: Kind::MAPPING_PROXY,
    flags: tflag::CONTAINER | tflag::MAPPING,
    fields: 1,
    basicsize: 24,
    ..TypeSpec::EMPTY
};

use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// The general operations: they compare keys, so they may run Python code.
impl Vm {
    /// Entry place of `key`; a comparison that changes the dict starts the search again.
    fn dict_find(&mut self, dict: &Value, key: &Value, hash: i64) -> PyResult<Option<usize>> {
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
                if k.is(key) {
                    return Ok(Some(i));
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
}
