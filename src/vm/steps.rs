//! One step of the iterators that the machine drives itself: range, list, tuple, str, a dict's keys and
//! items; enumerate over such a one.
//!
//! Each gives `None`, with nothing changed, when there is anything but a next element to give (the
//! end, a dict that has changed): the iterator's own `__next__` then says what that means.
#![expect(unsafe_code, reason = "iterators have fixed layouts")]

use super::Vm;
use crate::object::{Dict, Kind, List, Record, Str, Tuple, Value};
use crate::types::dict::iter_word;

impl Vm {
    /// One step of an iterator of one of these kinds.
    #[inline(always)]
    pub(crate) fn quick_step(&mut self, it: &Value) -> Option<Value> {
        match it.kind() {
            Kind::LIST_ITER => self.list_step(it),
            Kind::RANGE_ITER => self.range_step(it),
            Kind::TUPLE_ITER => self.tuple_step(it),
            Kind::STR_ITER => self.str_step(it),
            Kind::DICT_KEY_ITER => self.dict_key_step(it),
            Kind::LIST_REV_ITER => self.list_back_step(it),
            Kind::DICT_VALUE_ITER => self.dict_item_step(it).map(|(_, value)| value),
            _ => None,
        }
    }
    /// One step of a range iterator.
    #[inline(always)]
    pub(super) fn range_step(&mut self, it: &Value) -> Option<Value> {
        // SAFETY: words of a range iterator: next, step, left.
        unsafe {
            let r = it.cast_unchecked::<Record>();
            let (at, left) = (r.word_ptr(0), r.word_ptr(2));
            let now = (*at).cast_signed();
            if (*left).cast_signed() <= 0 {
                return None;
            }
            let v = self.heap.try_int(now)?;
            *left -= 1;
            *at = now.wrapping_add((*r.word_ptr(1)).cast_signed()).cast_unsigned();
            Some(v)
        }
    }
    /// One step of an iterator over pairs for a loop that unpacks them at once: what the next pair holds.
    /// The pair itself, which nobody else may hold, is filled anew and stays with its iterator
    /// (`enum_next`, `dictiter_iternextitem`).
    #[inline]
    pub(super) fn pair_step(&mut self, it: &Value) -> Option<(Value, Value)> {
        // SAFETY: these iterators have the pair they gave last in field 1; a tuple's items are all set.
        // Nobody reads this one's now: there is no other handle, and no code runs until the items are in.
        unsafe {
            let r = it.cast_unchecked::<Record>();
            let last = (*r.slots().add(1)).as_ref()?;
            if last.refcount() != 1
                || last.kind() != Kind::TUPLE
                || last.cast_unchecked::<Tuple>().items().len() != 2
            {
                return None;
            }
            let pair = last.cast_unchecked::<Tuple>().slots();
            let (first, second) = match it.kind() {
                Kind::ENUMERATE => self.enumerate_step(r)?,
                Kind::DICT_ITEM_ITER => self.dict_item_step(it)?,
                _ => return None,
            };
            if !self.heap.is_tracked(last) {
                self.heap.track(last.ptr());
            }
            let old = ((*pair).replace(first.clone()), (*pair.add(1)).replace(second.clone()));
            if let (Some(a), Some(b)) = old {
                self.release(a);
                self.release(b);
            }
            Some((first, second))
        }
    }
    #[inline(always)]
    fn enumerate_step(&mut self, r: &Record) -> Option<(Value, Value)> {
        // SAFETY: enumerate has its iterator in field 0, a count of more than a word in field 2, the count
        // in word 0.
        unsafe {
            let (inner, at) = ((*r.slots()).as_ref()?, r.word_ptr(0));
            let n = (*at).cast_signed();
            if (*r.slots().add(2)).is_some() || n >= i64::MAX - 1 {
                return None;
            }
            let count = self.heap.try_int(n)?;
            let item = self.quick_step(inner)?;
            *at += 1;
            Some((count, item))
        }
    }
    #[inline(always)]
    fn dict_item_step(&mut self, it: &Value) -> Option<(Value, Value)> {
        // SAFETY: as for the keys.
        unsafe {
            let r = it.cast_unchecked::<Record>();
            let d = (*r.slots()).as_ref()?.cast_unchecked::<Dict>();
            let (place, left) = (r.word_ptr(iter_word::PLACE), r.word_ptr(iter_word::LEFT));
            let i = *place as usize;
            if *r.word_ptr(iter_word::USED) != d.len() as u64 || *left == 0 || i >= d.filled() {
                return None;
            }
            let (key, value) = d.at(&self.heap, i)?;
            *place += 1;
            *left -= 1;
            Some((key.clone(), value.clone()))
        }
    }
    /// One step of a list iterator.
    #[inline(always)]
    pub(super) fn list_step(&mut self, it: &Value) -> Option<Value> {
        // SAFETY: a list iterator has the list in field 0 and the index in word 0.
        unsafe {
            let r = it.cast_unchecked::<Record>();
            let list = (*r.slots()).as_ref()?;
            if list.kind().layout() != Kind::LIST {
                return None;
            }
            let at = r.word_ptr(0);
            let v = list.cast_unchecked::<List>().items(&self.heap).get(*at as usize)?.clone();
            *at += 1;
            Some(v)
        }
    }
    /// One step of a reversed list iterator.
    #[inline(always)]
    fn list_back_step(&mut self, it: &Value) -> Option<Value> {
        // SAFETY: such an iterator has the list in field 0 and the index in word 0.
        unsafe {
            let r = it.cast_unchecked::<Record>();
            let list = (*r.slots()).as_ref()?.cast::<List>()?;
            let at = r.word_ptr(0);
            let v = list.items(&self.heap).get(usize::try_from((*at).cast_signed()).ok()?)?.clone();
            *at = (*at).wrapping_sub(1);
            Some(v)
        }
    }
    /// One step of a tuple iterator.
    #[inline(always)]
    pub(super) fn tuple_step(&mut self, it: &Value) -> Option<Value> {
        // SAFETY: a tuple iterator has the tuple in field 0 and the index in word 0.
        unsafe {
            let r = it.cast_unchecked::<Record>();
            let tuple = (*r.slots()).as_ref()?;
            let at = r.word_ptr(0);
            let v = tuple.cast_unchecked::<Tuple>().items().get(*at as usize)?.clone();
            *at += 1;
            Some(v)
        }
    }
    /// One step of an iterator over a str of one-byte characters, which are all there already.
    #[inline(always)]
    pub(super) fn str_step(&mut self, it: &Value) -> Option<Value> {
        // SAFETY: a str iterator has the str in field 0 and the place in word 0.
        unsafe {
            let r = it.cast_unchecked::<Record>();
            let s = (*r.slots()).as_ref()?.cast_unchecked::<Str>();
            if s.width() != 1 {
                return None;
            }
            let at = r.word_ptr(0);
            let c = *s.raw().get(*at as usize)?;
            *at += 1;
            Some(self.heap.latin1_char(c))
        }
    }
    /// One step of an iterator over a dict's keys.
    #[inline(always)]
    pub(super) fn dict_key_step(&mut self, it: &Value) -> Option<Value> {
        // SAFETY: such an iterator has the dict in field 0, and these words; a place below `filled` is
        // initialised.
        unsafe {
            let r = it.cast_unchecked::<Record>();
            let d = (*r.slots()).as_ref()?.cast_unchecked::<Dict>();
            let (place, left) = (r.word_ptr(iter_word::PLACE), r.word_ptr(iter_word::LEFT));
            let i = *place as usize;
            if *r.word_ptr(iter_word::USED) != d.len() as u64 || *left == 0 || i >= d.filled() {
                return None;
            }
            let key = (*d.entry(i)).clone()?;
            *place += 1;
            *left -= 1;
            Some(key)
        }
    }
}
