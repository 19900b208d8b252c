//! One step of the iterators that the loop drives itself: list, tuple, str, keys of a dict.
//!
//! Each gives `None`, with nothing changed, when there is anything but a next element to give (the
//! end, a dict that has changed): the iterator's own `__next__` then says what that means.
#![expect(unsafe_code, reason = "iterators have fixed layouts")]

use super::Vm;
use crate::object::{Dict, Kind, List, Record, Str, Tuple, Value};
use crate::types::dict::iter_word;

impl Vm {
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
