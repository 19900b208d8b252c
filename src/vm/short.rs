//! Short ways that take more than a few instructions: functions that the loop calls without leaving.
//!
//! Each answers for exact built-in types alone and runs no Python code; `None` sends the loop the
//! long way, with nothing changed. So operands may stay borrowed in their registers.
#![expect(unsafe_code, reason = "fixed layouts are read by kind")]

use super::Vm;
use super::sites::Site;
use crate::object::header::Ptr;
use crate::object::{ByteArray, Dict, Kind, List, Record, Set, Slot, Str, Tuple, Value};

/// Whether two exact strs have the same text; `None` for anything else.
#[inline(always)]
pub(super) fn same_strs(a: &Value, b: &Value) -> Option<bool> {
    if a.kind() != Kind::STR || b.kind() != Kind::STR {
        return None;
    }
    // SAFETY: just checked.
    let (x, y) = unsafe { (a.cast_unchecked::<Str>(), b.cast_unchecked::<Str>()) };
    Some(a.is(b) || (x.len() == y.len() && x.same_text(y)))
}

impl Vm {
    /// `obj[key]`: dict by str or int, str and bytearray by int.
    pub(super) fn short_item(&self, obj: &Value, key: &Value) -> Option<Value> {
        // SAFETY: layouts by kind; nothing else runs while they are read.
        unsafe {
            match obj.kind() {
                Kind::DICT => {
                    let d = obj.cast_unchecked::<Dict>();
                    let at = self.short_find(d, key)??;
                    (*d.entry(at).add(1)).clone()
                }
                Kind::STR => {
                    let s = obj.cast_unchecked::<Str>();
                    let c = s.chars().try_get(index(key, s.len())?)?;
                    if c < 256 { Some(self.heap.latin1_char(c as u8)) } else { None }
                }
                Kind::BYTEARRAY => {
                    let bytes = obj.cast_unchecked::<ByteArray>().get(&self.heap);
                    self.heap.try_int(i64::from(bytes[index(key, bytes.len())?]))
                }
                _ => None,
            }
        }
    }
    /// Where a str or int key is in a dict, if the question needs no Python code.
    #[inline(always)]
    fn short_find(&self, d: &Dict, key: &Value) -> Option<Option<usize>> {
        match key.kind() {
            Kind::STR => {
                self.heap.hash_of_str(key);
                d.find_str(&self.heap, key).ok()
            }
            Kind::INT => d.find_word(&self.heap, key.as_word()?).ok(),
            _ => None,
        }
    }
    /// Where `obj[key] = value` stores: the place of a dict's live entry.
    pub(super) fn short_item_place(&mut self, obj: &Value, key: &Value, value: &Value) -> Option<*mut Slot> {
        if obj.kind() != Kind::DICT {
            return None;
        }
        // SAFETY: just checked.
        let d = unsafe { obj.cast_unchecked::<Dict>() };
        let at = self.short_find(d, key)??;
        self.heap.track_dict_for(obj, key, value);
        Some(d.entry(at).wrapping_add(1))
    }
    /// `bytearray[i] = byte`; false if something might go wrong.
    pub(super) fn short_store_byte(&mut self, obj: &Value, key: &Value, value: &Value) -> Option<()> {
        let array = if obj.kind() == Kind::BYTEARRAY { obj.cast::<ByteArray>()? } else { return None };
        let byte = u8::try_from(value.as_word()?).ok()?;
        let bytes = array.get_mut(&mut self.heap);
        let at = index(key, bytes.len())?;
        bytes[at] = byte;
        Some(())
    }
    /// `item in container`: dicts and sets by str and int, short sequences of such.
    pub(super) fn short_contains(&self, item: &Value, container: &Value) -> Option<bool> {
        // SAFETY: layouts by kind; nothing else runs while they are read.
        unsafe {
            match container.kind() {
                Kind::DICT => Some(self.short_find(container.cast_unchecked::<Dict>(), item)?.is_some()),
                Kind::SET | Kind::FROZENSET => {
                    let s = container.cast_unchecked::<Set>();
                    match item.kind() {
                        Kind::STR => {
                            let hash = self.heap.hash_of_str(item);
                            s.find_simple(&self.heap, hash, |k| same_strs(k, item))
                        }
                        Kind::INT => {
                            let w = item.as_word()?;
                            let hash = crate::types::numeric::hash::hash_i64(w);
                            s.find_simple(&self.heap, hash, |k| same_word(k, w))
                        }
                        _ => None,
                    }
                }
                Kind::TUPLE => among(container.cast_unchecked::<Tuple>().items(), item),
                Kind::LIST => among(container.cast_unchecked::<List>().items(&self.heap), item),
                Kind::STR if item.kind() == Kind::STR => {
                    let (x, y) = (item.cast_unchecked::<Str>(), container.cast_unchecked::<Str>());
                    if x.len() == 1 && x.width() == 1 && y.width() == 1 {
                        Some(memchr::memchr(x.raw()[0], y.raw()).is_some())
                    } else {
                        None
                    }
                }
                _ => None,
            }
        }
    }
    /// `r[first..first+n]` = the elements of an exact tuple or list of that length, which may be
    /// used up. The registers must be empty, or hold what needs no burial.
    ///
    /// # Safety
    /// `n` registers at `to`.
    pub(super) unsafe fn short_unpack(&mut self, of: &Value, to: *mut Slot, n: usize) -> Option<()> {
        // SAFETY: layouts by kind; the registers are the caller's.
        unsafe {
            let items = match of.kind() {
                Kind::TUPLE => of.cast_unchecked::<Tuple>().items(),
                Kind::LIST => of.cast_unchecked::<List>().items(&self.heap),
                _ => return None,
            };
            if items.len() != n {
                return None;
            }
            for i in 0..n {
                if let Some(old) = &*to.add(i)
                    && old.refcount() as usize <= n
                    && !old.kind().is_atom()
                {
                    return None;
                }
            }
            for (i, item) in items.iter().enumerate() {
                // An atom is freed at once, anything else has another holder.
                drop((*to.add(i)).replace(item.clone()));
            }
            Some(())
        }
    }
    /// A tuple of `n` consecutive registers, which are emptied.
    ///
    /// # Safety
    /// `n` filled registers at `from`.
    pub(super) unsafe fn short_tuple(&mut self, from: *mut Slot, n: usize) -> Option<Value> {
        if n == 0 || n > crate::object::heap::TUPLE_FREE_LISTS {
            return None;
        }
        // SAFETY: the caller's promise; a tuple of this size is a small block, which is always there.
        let items = (0..n).map(|i| unsafe { (*from.add(i)).take().unwrap_unchecked() });
        self.heap.tuple(items).ok()
    }
    /// A method for a receiver of a class that the site has not seen last: found in the table that
    /// all sites share, which the site then learns.
    #[inline(never)]
    pub(super) fn shared_method(&mut self, obj: &Value, name: &Value, site: &mut Site) -> Option<Value> {
        *site = Site { name: site.name, ..self.shared_site(obj, name)? };
        self.cached_method(obj, site)
    }
    /// As [`Vm::shared_method`], for an attribute.
    #[inline(never)]
    pub(super) fn shared_attr(&mut self, obj: &Value, name: &Value, site: &mut Site) -> Option<Value> {
        *site = Site { name: site.name, ..self.shared_site(obj, name)? };
        self.cached_attr(obj, site)
    }
    #[inline(always)]
    fn shared_site(&self, obj: &Value, name: &Value) -> Option<Site> {
        let (key, site) = self.shared_sites[shared_index(obj.ty().version.get(), name)];
        if key == Some(name.ptr()) { Some(site) } else { None }
    }
    /// What a site has learned, for all that ask for the same name of the same class.
    pub(super) fn share_site(&mut self, name: &Value, site: &Site) {
        // A name that can die could leave its address to another.
        if name.header().is_immortal() && site.v1 != 0 {
            self.shared_sites[shared_index(site.v1, name)] = (Some(name.ptr()), *site);
        }
    }
    /// An iterator over an exact list, tuple, range or dict; an iterator of a built-in kind is its own.
    pub(super) fn short_iter(&mut self, v: &Value) -> Option<Value> {
        let kind = match v.kind() {
            Kind::LIST => Kind::LIST_ITER,
            Kind::TUPLE => Kind::TUPLE_ITER,
            Kind::GENERATOR
            | Kind::ENUMERATE
            | Kind::ZIP
            | Kind::RANGE_ITER
            | Kind::LIST_ITER
            | Kind::TUPLE_ITER
            | Kind::MAP
            | Kind::DICT_ITEM_ITER => return Some(v.clone()),
            _ => return None,
        };
        let it = self.heap.record(self.heap.type_of(kind), 1);
        // SAFETY: a fresh record of one field.
        unsafe {
            let r = it.cast_unchecked::<Record>();
            if r.len() != 1 {
                return None;
            }
            r.slots().write(Some(v.clone()));
        }
        Some(it)
    }
}

/// Enough for the sites of a large program.
const SHARED_SITES: usize = 1024;

pub(crate) type SharedSite = (Option<Ptr>, Site);

pub(super) fn new_shared_sites() -> Box<[SharedSite]> {
    vec![(None, Site::new(0)); SHARED_SITES].into_boxed_slice()
}

#[inline(always)]
fn shared_index(version: u32, name: &Value) -> usize {
    (version as usize ^ (name.id() >> 5)) & (SHARED_SITES - 1)
}

/// The place that an int key names in a sequence of `len`.
#[inline(always)]
fn index(key: &Value, len: usize) -> Option<usize> {
    if key.kind() != Kind::INT {
        return None;
    }
    let w = key.as_word()?;
    let i = if w < 0 { w.checked_add(len as i64)? } else { w };
    usize::try_from(i).ok().filter(|i| *i < len)
}

/// Whether `k` is the int `w`; `None` if `k` may have an opinion of its own.
#[inline(always)]
fn same_word(k: &Value, w: i64) -> Option<bool> {
    if k.kind() == Kind::INT { Some(k.as_word() == Some(w)) } else { None }
}

/// Whether a str or int is among items of such types, up to where it is found.
fn among(items: &[Value], item: &Value) -> Option<bool> {
    let word = if item.kind() == Kind::INT { item.as_word() } else { None };
    for k in items {
        let same = match (k.kind(), word) {
            _ if k.is(item) => true,
            (Kind::INT, Some(w)) => k.as_word() == Some(w),
            (Kind::STR, None) => same_strs(k, item)?,
            (Kind::NONE | Kind::STR, Some(_)) => false,
            (Kind::NONE | Kind::INT, None) if item.kind() == Kind::STR => false,
            _ => return None,
        };
        if same {
            return Some(true);
        }
    }
    if word.is_some() || item.kind() == Kind::STR { Some(false) } else { None }
}
