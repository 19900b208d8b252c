//! Looking without a trace: what a view takes from the heap and gives back leaves the counters of the
//! collector and the free lists as they were.
//!
//! Invariant: between [`Heap::begin_observation`] and [`Heap::end_observation`] the free lists of the
//! program wait aside, whole, and nothing is collected. Afterwards generation 0 counts what it counted
//! before, and what the view hands out.
//! Deliberately absent: holding the collector, which is the machine's business.
#![expect(unsafe_code, reason = "reaches the heap's state, looks at headers")]

use super::heap::{FreeList, Heap, TUPLE_FREE_LISTS};
use super::{Kind, Ptr, Tuple};

/// The free lists of a program that is being looked at.
pub(crate) struct Aside {
    list: FreeList,
    dict: FreeList,
    tuples: [FreeList; TUPLE_FREE_LISTS + 1],
}

impl Aside {
    /// Lists that keep nothing.
    fn nothing() -> Aside {
        Aside {
            list: FreeList::new(0),
            dict: FreeList::new(0),
            tuples: [const { FreeList::new(0) }; TUPLE_FREE_LISTS + 1],
        }
    }
    pub(crate) fn lists(&self) -> impl Iterator<Item = &FreeList> {
        [&self.list, &self.dict].into_iter().chain(&self.tuples)
    }
}

/// Generation 0 at the beginning of an observation.
pub struct Young {
    count: u32,
    live: usize,
}

/// How many more blocks each free list keeps.
struct Room {
    list: u32,
    dict: u32,
    tuples: [u32; TUPLE_FREE_LISTS + 1],
}

impl Room {
    /// Whether the object's block will go to a free list; then there is room for one less.
    ///
    /// # Safety
    /// `p`'s block has not been freed.
    unsafe fn take(&mut self, p: Ptr) -> bool {
        // SAFETY: the caller's promise; the kind tells the layout.
        let room = unsafe {
            match p.as_ref().kind() {
                Kind::LIST => Some(&mut self.list),
                Kind::DICT => Some(&mut self.dict),
                Kind::TUPLE => self.tuples.get_mut(p.cast::<Tuple>().as_ref().len),
                _ => None,
            }
        };
        match room {
            Some(n) if *n > 0 => {
                *n -= 1;
                true
            }
            _ => false,
        }
    }
}

/// Room below the count, so that what a view frees before it allocates can be counted.
const HEADROOM: u32 = 1 << 30;

impl Heap {
    /// A view begins to look. Pair with [`Heap::end_observation`].
    pub fn begin_observation(&mut self) -> Young {
        self.swap_free_lists(Aside::nothing());
        let young = self.generation_mut(0);
        let before = Young { count: young.count, live: young.live };
        young.count += HEADROOM;
        before
    }
    /// The view has looked.
    pub fn end_observation(&mut self, before: &Young) {
        // SAFETY: brief; holds no Values.
        if let Some(aside) = unsafe { self.inner_mut() }.aside.take() {
            self.swap_free_lists(*aside);
            // SAFETY: as above.
            unsafe { self.inner_mut() }.aside = None;
        }
        // What the view hands out will be counted down when it dies, but for what goes to a free list.
        let young = self.generation_mut(0);
        let new = young.live.saturating_sub(before.live);
        let handed_out: Vec<Ptr> = young.list.iter().rev().flatten().take(new).copied().collect();
        let mut room = self.free_list_room();
        // SAFETY: members of a generation are objects whose blocks are not freed.
        let counted = handed_out.into_iter().filter(|p| unsafe { !room.take(*p) }).count();
        self.generation_mut(0).count = before.count + counted as u32;
    }
    fn free_list_room(&self) -> Room {
        // SAFETY: brief.
        let inner = unsafe { self.inner_mut() };
        let of = |list: &FreeList| if inner.free_lists { list.max.saturating_sub(list.len) } else { 0 };
        let tuples = std::array::from_fn(|n| if n == 0 { 0 } else { of(&inner.tuple_free[n]) });
        Room { list: of(&inner.list_free), dict: of(&inner.dict_free), tuples }
    }
    /// Use other free lists; those in use until now wait aside.
    fn swap_free_lists(&mut self, other: Aside) {
        // SAFETY: brief; lists hold no Values.
        let inner = unsafe { self.inner_mut() };
        inner.aside = Some(Box::new(Aside {
            list: std::mem::replace(&mut inner.list_free, other.list),
            dict: std::mem::replace(&mut inner.dict_free, other.dict),
            tuples: std::mem::replace(&mut inner.tuple_free, other.tuples),
        }));
    }
    /// Blocks waiting on the program's free lists: name, blocks, most.
    pub fn free_list_stats(&self) -> Vec<(String, u32, u32)> {
        // SAFETY: brief.
        let inner = unsafe { self.inner_mut() };
        let (list, dict, tuples) = match &inner.aside {
            Some(aside) => (&aside.list, &aside.dict, &aside.tuples),
            None => (&inner.list_free, &inner.dict_free, &inner.tuple_free),
        };
        let mut out = vec![("list".to_owned(), list.len, list.max), ("dict".to_owned(), dict.len, dict.max)];
        for (n, of_n) in tuples.iter().enumerate().skip(1) {
            out.push((format!("tuple of {n}"), of_n.len, of_n.max));
        }
        out
    }
}
