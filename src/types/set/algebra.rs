//! Set algebra, step by step as `Objects/setobject.c`: which operand is walked, which is asked, and
//! when a table is resized decide the order of iteration of the result.

use super::{clear, set};
use crate::object::set::Step;
use crate::object::{Kind, PyResult, Value};
use crate::vm::Vm;

/// An empty set or frozenset, as `v` is one.
pub(super) fn of_base_type(vm: &mut Vm, v: &Value) -> Value {
    if v.has_layout(Kind::FROZENSET) { vm.heap.frozenset() } else { vm.heap.set() }
}

/// Let `v` have the elements of `new`, which nobody else knows; the old ones die with it.
pub(super) fn replace_with(vm: &mut Vm, v: &Value, new: Value) {
    set(v).swap(&mut vm.heap, set(&new));
    vm.release(new);
}

fn is_set(v: &Value) -> bool {
    v.as_set().is_some()
}

/// The element at `place` or the next one, its hash, and the place after it (`set_next`).
fn next_from(vm: &Vm, v: &Value, mut place: usize) -> Option<(usize, Value, i64)> {
    let s = set(v);
    while place < s.slots() {
        if let Some((key, hash)) = s.at(&vm.heap, place) {
            return Some((place + 1, key.clone(), hash));
        }
        place += 1;
    }
    None
}

impl Vm {
    /// Where `key` is, or (`Err`) where it would go. A comparison that changes the set starts the
    /// search again.
    fn set_find(&mut self, v: &Value, key: &Value, hash: i64) -> PyResult<Result<usize, usize>> {
        let s = set(v);
        if let Some(place) = s.place_simple(&self.heap, hash, |k| Vm::plainly_equal(k, key)) {
            return Ok(place);
        }
        'search: loop {
            let mut probe = s.probe(&self.heap, hash);
            loop {
                let at = match s.next_candidate(&self.heap, &mut probe) {
                    Step::Virgin(at) => return Ok(Err(at)),
                    Step::Candidate(at) => at,
                };
                let Some((found, _)) = s.at(&self.heap, at) else { continue };
                if found.is(key) {
                    return Ok(Ok(at));
                }
                let found = found.clone();
                let same = self.eq(&found, key)?;
                if same {
                    return Ok(Ok(at));
                }
                let still = s.unchanged(&probe) && s.at(&self.heap, at).is_some_and(|(k, _)| k.is(&found));
                if !still {
                    continue 'search;
                }
            }
        }
    }
    fn set_add_hashed(&mut self, v: &Value, key: Value, hash: i64) -> PyResult<()> {
        if let Err(place) = self.set_find(v, &key, hash)? {
            set(v).insert_at(&mut self.heap, place, hash, key)?;
        }
        Ok(())
    }
    fn set_has_hashed(&mut self, v: &Value, key: &Value, hash: i64) -> PyResult<bool> {
        Ok(self.set_find(v, key, hash)?.is_ok())
    }
    fn set_discard_hashed(&mut self, v: &Value, key: &Value, hash: i64) -> PyResult<bool> {
        let Ok(place) = self.set_find(v, key, hash)? else { return Ok(false) };
        if let Some(old) = set(v).remove_at(&mut self.heap, place) {
            self.release(old);
        }
        Ok(true)
    }
    /// Hash of an element; a set that is looked for is looked for as a frozenset.
    fn element_hash(&mut self, key: &Value) -> PyResult<i64> {
        if !key.has_layout(Kind::SET) {
            return self.hash(key);
        }
        let own = self.names.__hash__.clone();
        if self.special(key, &own).is_some_and(|m| !m.is_none()) {
            return self.hash(key);
        }
        let s = set(key);
        Ok(crate::types::numeric::hash::hash_frozenset(s.iter(&self.heap).map(|(_, h)| h)))
    }
    /// `set.add(key)`.
    ///
    /// # Errors
    /// What hashing and comparing raise; MemoryError.
    pub fn set_add(&mut self, v: &Value, key: Value) -> PyResult<()> {
        let hash = self.hash(&key)?;
        self.set_add_hashed(v, key, hash)
    }
    /// `key in set`.
    ///
    /// # Errors
    /// What hashing and comparing raise.
    pub fn set_contains(&mut self, v: &Value, key: &Value) -> PyResult<bool> {
        let hash = self.element_hash(key)?;
        self.set_has_hashed(v, key, hash)
    }
    /// `set.discard(key)`: whether it was there.
    ///
    /// # Errors
    /// What hashing and comparing raise.
    pub fn set_discard(&mut self, v: &Value, key: &Value) -> PyResult<bool> {
        let hash = self.element_hash(key)?;
        self.set_discard_hashed(v, key, hash)
    }
    /// `set.update(iterable)` (`set_update_internal`).
    ///
    /// # Errors
    /// What iteration, hashing and comparing raise; MemoryError.
    pub fn set_update(&mut self, v: &Value, other: &Value) -> PyResult<()> {
        if is_set(other) {
            return self.set_merge(v, other);
        }
        if other.is_exactly(Kind::DICT) {
            let n = other.as_dict().map_or(0, crate::object::Dict::len);
            set(v).reserve_for_merge(&mut self.heap, n)?;
            let mut i = 0;
            while let Some((at, key, hash)) = self.dict_key_from(other, i) {
                self.set_add_hashed(v, key, hash)?;
                i = at + 1;
            }
            return Ok(());
        }
        let it = self.iter(other)?;
        let mut n = 0;
        while let Some(key) = self.next(&it)? {
            self.set_add(v, key)?;
            self.check_growth(n)?;
            n += 1;
        }
        self.release(it);
        Ok(())
    }
    /// The dict's key at entry `i` or the next live one: entry, key, stored hash.
    fn dict_key_from(&self, v: &Value, i: usize) -> Option<(usize, Value, i64)> {
        let (at, key, _) = self.dict_entry_from(v, i)?;
        Some((at, key, v.as_dict()?.stored_hash(&self.heap, at)))
    }
    fn set_merge(&mut self, v: &Value, other: &Value) -> PyResult<()> {
        if v.is(other) || set(other).is_empty() {
            return Ok(());
        }
        if set(v).fill.get() == 0 {
            set(v).copy_from(&mut self.heap, set(other))?;
            return Ok(());
        }
        set(v).reserve_for_merge(&mut self.heap, set(other).len())?;
        let mut place = 0;
        while let Some((next, key, hash)) = next_from(self, other, place) {
            self.set_add_hashed(v, key, hash)?;
            place = next;
        }
        Ok(())
    }
    /// `v | other`.
    ///
    /// # Errors
    /// As [`Vm::set_update`].
    pub fn set_union(&mut self, v: &Value, other: &Value) -> PyResult {
        let out = self.set_copy(v)?;
        if !v.is(other) {
            self.set_update(&out, other)?;
        }
        Ok(out)
    }
    /// `set.intersection(other)`.
    ///
    /// # Errors
    /// As [`Vm::set_update`].
    pub fn set_intersection(&mut self, v: &Value, other: &Value) -> PyResult {
        if v.is(other) {
            return self.set_copy(v);
        }
        let out = of_base_type(self, v);
        if is_set(other) {
            let (walked, asked) = if set(other).len() > set(v).len() { (v, other) } else { (other, v) };
            let mut place = 0;
            while let Some((next, key, hash)) = next_from(self, walked, place) {
                place = next;
                if self.set_has_hashed(asked, &key, hash)? {
                    self.set_add_hashed(&out, key, hash)?;
                }
            }
            return Ok(out);
        }
        let it = self.iter(other)?;
        while let Some(key) = self.next(&it)? {
            let hash = self.hash(&key)?;
            if self.set_has_hashed(v, &key, hash)? {
                self.set_add_hashed(&out, key, hash)?;
            }
            self.safe_point()?;
        }
        Ok(out)
    }
    /// `set.difference(other)`.
    ///
    /// # Errors
    /// As [`Vm::set_update`].
    pub fn set_difference(&mut self, v: &Value, other: &Value) -> PyResult {
        let n = match (other.as_set(), other.is_exactly(Kind::DICT)) {
            (Some(s), _) => Some(s.len()),
            (None, true) => other.as_dict().map(crate::object::Dict::len),
            (None, false) => None,
        };
        if n.is_none_or(|n| set(v).len() >> 2 > n) {
            let out = self.set_copy(v)?;
            self.set_difference_update(&out, other)?;
            return Ok(out);
        }
        let out = of_base_type(self, v);
        let mut place = 0;
        while let Some((next, key, hash)) = next_from(self, v, place) {
            place = next;
            let there = if is_set(other) {
                self.set_has_hashed(other, &key, hash)?
            } else {
                self.dict_find(other, &key, hash)?.is_some()
            };
            if !there {
                self.set_add_hashed(&out, key, hash)?;
            }
        }
        Ok(out)
    }
    /// `set.difference_update(other)`.
    ///
    /// # Errors
    /// As [`Vm::set_update`].
    pub fn set_difference_update(&mut self, v: &Value, other: &Value) -> PyResult<()> {
        if v.is(other) {
            clear(self, v);
            return Ok(());
        }
        if is_set(other) {
            // Of a much larger set only the common elements matter.
            let other = if set(other).len() >> 3 > set(v).len() {
                self.set_intersection(v, other)?
            } else {
                other.clone()
            };
            let mut place = 0;
            while let Some((next, key, hash)) = next_from(self, &other, place) {
                place = next;
                self.set_discard_hashed(v, &key, hash)?;
            }
        } else {
            let it = self.iter(other)?;
            while let Some(key) = self.next(&it)? {
                let hash = self.hash(&key)?;
                self.set_discard_hashed(v, &key, hash)?;
                self.safe_point()?;
            }
        }
        set(v).squeeze(&mut self.heap)?;
        Ok(())
    }
    /// `set.symmetric_difference(other)`.
    ///
    /// # Errors
    /// As [`Vm::set_update`].
    pub fn set_symmetric_difference(&mut self, v: &Value, other: &Value) -> PyResult {
        let out = of_base_type(self, v);
        self.set_update(&out, other)?;
        self.set_symmetric_difference_update(&out, v)?;
        Ok(out)
    }
    /// `set.symmetric_difference_update(other)`.
    ///
    /// # Errors
    /// As [`Vm::set_update`].
    pub fn set_symmetric_difference_update(&mut self, v: &Value, other: &Value) -> PyResult<()> {
        if v.is(other) {
            clear(self, v);
            return Ok(());
        }
        if other.is_exactly(Kind::DICT) {
            let mut i = 0;
            while let Some((at, key, hash)) = self.dict_key_from(other, i) {
                i = at + 1;
                self.set_toggle(v, key, hash)?;
            }
            return Ok(());
        }
        let from = if is_set(other) {
            other.clone()
        } else {
            let made = of_base_type(self, v);
            self.set_update(&made, other)?;
            made
        };
        let mut place = 0;
        while let Some((next, key, hash)) = next_from(self, &from, place) {
            place = next;
            self.set_toggle(v, key, hash)?;
        }
        Ok(())
    }
    fn set_toggle(&mut self, v: &Value, key: Value, hash: i64) -> PyResult<()> {
        if !self.set_discard_hashed(v, &key, hash)? {
            self.set_add_hashed(v, key, hash)?;
        }
        Ok(())
    }
    /// `set.isdisjoint(other)`.
    ///
    /// # Errors
    /// What iteration, hashing and comparing raise.
    pub fn set_isdisjoint(&mut self, v: &Value, other: &Value) -> PyResult<bool> {
        if v.is(other) {
            return Ok(set(v).is_empty());
        }
        if is_set(other) {
            let (walked, asked) = if set(other).len() > set(v).len() { (v, other) } else { (other, v) };
            let mut place = 0;
            while let Some((next, key, hash)) = next_from(self, walked, place) {
                place = next;
                if self.set_has_hashed(asked, &key, hash)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let it = self.iter(other)?;
        while let Some(key) = self.next(&it)? {
            let hash = self.hash(&key)?;
            if self.set_has_hashed(v, &key, hash)? {
                return Ok(false);
            }
            self.safe_point()?;
        }
        Ok(true)
    }
    /// `set.issubset(other)`.
    ///
    /// # Errors
    /// What iteration, hashing and comparing raise.
    pub fn set_issubset(&mut self, v: &Value, other: &Value) -> PyResult<bool> {
        if !is_set(other) {
            let common = self.set_intersection(v, other)?;
            return Ok(set(&common).len() == set(v).len());
        }
        if set(v).len() > set(other).len() {
            return Ok(false);
        }
        let mut place = 0;
        while let Some((next, key, hash)) = next_from(self, v, place) {
            place = next;
            if !self.set_has_hashed(other, &key, hash)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
    /// `set.issuperset(other)`.
    ///
    /// # Errors
    /// What iteration, hashing and comparing raise.
    pub fn set_issuperset(&mut self, v: &Value, other: &Value) -> PyResult<bool> {
        if is_set(other) {
            return self.set_issubset(other, v);
        }
        let it = self.iter(other)?;
        while let Some(key) = self.next(&it)? {
            if !self.set_contains(v, &key)? {
                return Ok(false);
            }
            self.safe_point()?;
        }
        Ok(true)
    }
}
