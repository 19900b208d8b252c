//! Finding, counting and replacing parts of a text.
//!
//! A needle that needs a wider kind than the haystack cannot occur in it; otherwise it is brought to
//! the haystack's kind and units are compared. Bytes go through `memchr`'s search, wider units through
//! Knuth-Morris-Pratt: both take linear time on any input.

use crate::object::text::{Chars, TextBuf, Unit, with_units};
use crate::types::fault::Fault;
use memchr::memmem;
use std::borrow::Cow;
use std::ops::Range;

/// `start` and `end` of a method call (negative ones count from the end) as a range; `None` if
/// `start` lies behind `end`, where not even the empty string is found.
pub fn clip(start: i64, end: i64, len: usize) -> Option<Range<usize>> {
    let from_end = |index: i64| match usize::try_from(index) {
        Ok(index) => index,
        Err(_) => len.saturating_sub(usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX)),
    };
    let (start, end) = (from_end(start), from_end(end).min(len));
    (start <= end).then_some(start..end)
}

/// The first place of `needle`.
pub fn find(text: Chars<'_>, needle: Chars<'_>) -> Option<usize> {
    with_units!(text, units => first(units, &narrow(needle)?))
}

/// The last place of `needle`.
pub fn rfind(text: Chars<'_>, needle: Chars<'_>) -> Option<usize> {
    with_units!(text, units => last(units, &narrow(needle)?))
}

/// Whether `code` occurs.
pub fn contains_char(text: Chars<'_>, code: u32) -> bool {
    fn position<U: Unit>(units: &[U], code: u32) -> bool {
        U::from_code(code).is_some_and(|unit| unit.position_in(units).is_some())
    }
    with_units!(text, units => position(units, code))
}

/// How many times `needle` occurs without overlap; the empty one stands at each boundary.
pub fn count(text: Chars<'_>, needle: Chars<'_>) -> usize {
    if needle.is_empty() {
        return text.len() + 1;
    }
    let mut count = 0;
    for_each_match(text, needle, usize::MAX, |_| count += 1);
    count
}

/// The places of at most `most` matches without overlap; the needle must not be empty.
pub fn matches(text: Chars<'_>, needle: Chars<'_>, most: usize) -> Vec<usize> {
    let mut places = Vec::new();
    for_each_match(text, needle, most, |place| places.push(place));
    places
}

pub fn starts_with(text: Chars<'_>, prefix: Chars<'_>) -> bool {
    prefix.len() <= text.len() && text.slice(0..prefix.len()) == prefix
}

pub fn ends_with(text: Chars<'_>, suffix: Chars<'_>) -> bool {
    suffix.len() <= text.len() && text.slice_from(text.len() - suffix.len()) == suffix
}

/// `text.replace(old, new, most)`; `None` if nothing is replaced. A result beyond `limit` code points
/// is a MemoryError.
pub fn replace(
    text: Chars<'_>,
    old: Chars<'_>,
    new: Chars<'_>,
    most: usize,
    limit: usize,
) -> Result<Option<TextBuf>, Fault> {
    let places = match old.is_empty() {
        true => (0..=text.len()).take(most).collect(),
        false => matches(text, old, most),
    };
    if places.is_empty() || (old.is_empty() && new.is_empty()) {
        return Ok(None);
    }
    let len = new
        .len()
        .checked_mul(places.len())
        .and_then(|added| added.checked_add(text.len() - old.len() * places.len()))
        .filter(|&len| len <= limit)
        .ok_or_else(Fault::memory)?;
    let mut out = TextBuf::with_capacity(len);
    let mut done = 0;
    for place in places {
        out.push_chars(text.slice(done..place));
        out.push_chars(new);
        done = place + old.len();
    }
    out.push_chars(text.slice_from(done));
    Ok(Some(out))
}

/// The length of `separator.join(items)`; `None` if it passes `usize`.
pub fn joined_len(separator: usize, items: impl IntoIterator<Item = usize>) -> Option<usize> {
    let mut items = items.into_iter();
    let first = items.next().unwrap_or(0);
    items.try_fold(first, |len, item| len.checked_add(separator)?.checked_add(item))
}

/// What `str.translate` puts in place of a character.
#[derive(Clone, Debug)]
pub enum Translation {
    /// No entry (a LookupError): the character stays.
    Same,
    /// `None`: it goes.
    Deleted,
    Char(u32),
    Text(TextBuf),
}

/// `text.translate(table)`; each ASCII character is looked up once, as in CPython's cache.
pub fn translate<E>(
    text: Chars<'_>,
    mut lookup: impl FnMut(u32) -> Result<Translation, E>,
) -> Result<TextBuf, E> {
    let mut cache: [Option<Translation>; 128] = [const { None }; 128];
    let mut out = TextBuf::with_capacity(text.len());
    for code in text.iter() {
        let translation = match cache.get_mut(code as usize) {
            Some(Some(known)) => known.clone(),
            Some(slot) => slot.insert(lookup(code)?).clone(),
            None => lookup(code)?,
        };
        match translation {
            Translation::Same => out.push(code),
            Translation::Deleted => {}
            Translation::Char(code) => out.push(code),
            Translation::Text(text) => out.push_chars(text.as_chars()),
        }
    }
    Ok(out)
}

fn for_each_match(text: Chars<'_>, needle: Chars<'_>, most: usize, found: impl FnMut(usize)) {
    with_units!(text, units => {
        if let Some(needle) = narrow(needle) {
            each(units, &needle, most, found);
        }
    });
}

/// The needle in units of `U`, if each of its code points fits.
fn narrow<U: SearchUnit>(needle: Chars<'_>) -> Option<Cow<'_, [U]>> {
    match U::borrow(needle) {
        Some(units) => Some(Cow::Borrowed(units)),
        None => needle.iter().map(U::from_code).collect::<Option<Vec<U>>>().map(Cow::Owned),
    }
}

fn first<U: SearchUnit>(units: &[U], needle: &[U]) -> Option<usize> {
    match needle {
        [] => Some(0),
        [unit] => unit.position_in(units),
        _ => U::find(units, needle),
    }
}

fn last<U: SearchUnit>(units: &[U], needle: &[U]) -> Option<usize> {
    match needle {
        [] => Some(units.len()),
        [unit] => unit.last_position_in(units),
        _ => U::rfind(units, needle),
    }
}

fn each<U: SearchUnit>(units: &[U], needle: &[U], most: usize, mut found: impl FnMut(usize)) {
    if let [unit] = needle {
        let mut done = 0;
        for _ in 0..most {
            let Some(place) = unit.position_in(&units[done..]) else { return };
            found(done + place);
            done += place + 1;
        }
        return;
    }
    let finder = U::finder(needle);
    let mut done = 0;
    for _ in 0..most {
        let Some(place) = U::find_with(&finder, &units[done..], needle) else { return };
        found(done + place);
        done += place + needle.len();
    }
}

/// A unit with its kind's search for needles of two units or more.
trait SearchUnit: Unit {
    /// What is computed once per needle.
    type Finder<'a>;

    /// The units of `chars`, if it is of this kind.
    fn borrow(chars: Chars<'_>) -> Option<&[Self]>;
    fn finder(needle: &[Self]) -> Self::Finder<'_>;
    fn find_with(finder: &Self::Finder<'_>, units: &[Self], needle: &[Self]) -> Option<usize>;
    fn rfind(units: &[Self], needle: &[Self]) -> Option<usize>;

    fn find(units: &[Self], needle: &[Self]) -> Option<usize> {
        Self::find_with(&Self::finder(needle), units, needle)
    }
}

impl SearchUnit for u8 {
    type Finder<'a> = memmem::Finder<'a>;

    fn borrow(chars: Chars<'_>) -> Option<&[u8]> {
        if let Chars::Latin1(units) = chars { Some(units) } else { None }
    }

    fn finder(needle: &[u8]) -> memmem::Finder<'_> {
        memmem::Finder::new(needle)
    }

    fn find_with(finder: &memmem::Finder<'_>, units: &[u8], _needle: &[u8]) -> Option<usize> {
        finder.find(units)
    }

    /// Once only: a searcher that is made for short texts need not be as clever.
    fn find(units: &[u8], needle: &[u8]) -> Option<usize> {
        memmem::find(units, needle)
    }

    fn rfind(units: &[u8], needle: &[u8]) -> Option<usize> {
        memmem::rfind(units, needle)
    }
}

macro_rules! search_by_borders {
    ($unit:ty, $kind:path) => {
        impl SearchUnit for $unit {
            type Finder<'a> = Vec<usize>;

            fn borrow(chars: Chars<'_>) -> Option<&[$unit]> {
                if let $kind(units) = chars { Some(units) } else { None }
            }

            fn finder(needle: &[$unit]) -> Vec<usize> {
                borders(needle)
            }

            fn find_with(borders: &Vec<usize>, units: &[$unit], needle: &[$unit]) -> Option<usize> {
                let end = end_of_match(units.iter().copied(), needle, borders)?;
                Some(end - needle.len())
            }

            fn rfind(units: &[$unit], needle: &[$unit]) -> Option<usize> {
                let needle: Vec<$unit> = needle.iter().rev().copied().collect();
                let end = end_of_match(units.iter().rev().copied(), &needle, &borders(&needle))?;
                Some(units.len() - end)
            }
        }
    };
}
search_by_borders!(u16, Chars::Ucs2);
search_by_borders!(u32, Chars::Ucs4);

/// For each prefix of the needle the length of its longest border (a proper prefix that is a suffix).
fn borders<U: Eq>(needle: &[U]) -> Vec<usize> {
    let mut borders = vec![0; needle.len()];
    let mut len = 0;
    for index in 1..needle.len() {
        while len > 0 && needle[index] != needle[len] {
            len = borders[len - 1];
        }
        len += usize::from(needle[index] == needle[len]);
        borders[index] = len;
    }
    borders
}

/// Where the first match ends (Knuth, Morris, Pratt); the needle must not be empty.
fn end_of_match<U: Eq>(units: impl Iterator<Item = U>, needle: &[U], borders: &[usize]) -> Option<usize> {
    let mut len = 0;
    for (index, unit) in units.enumerate() {
        while len > 0 && unit != needle[len] {
            len = borders[len - 1];
        }
        len += usize::from(unit == needle[len]);
        if len == needle.len() {
            return Some(index + 1);
        }
    }
    None
}
