//! Sets of characters: made smaller by the compiler, asked by the matcher.

use super::ast::{Category, Item, Set, flag};
use super::op;
use crate::types::unicode::chars;

/// How a compiler that ignores case sees characters; locales are the C locale, which `LOC_IGNORE` does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    Ascii,
    Unicode,
}
impl Fold {
    pub fn of(flags: u32) -> Option<Fold> {
        if flags & flag::IGNORECASE == 0 || flags & flag::LOCALE != 0 {
            None
        } else if flags & flag::UNICODE != 0 {
            Some(Fold::Unicode)
        } else {
            Some(Fold::Ascii)
        }
    }
    pub fn is_cased(self, c: u32) -> bool {
        match self {
            Fold::Ascii => c < 128 && (c as u8).is_ascii_alphabetic(),
            Fold::Unicode => chars::simple_lower(c) != c || chars::simple_upper(c) != c,
        }
    }
    pub fn lower(self, c: u32) -> u32 {
        match self {
            Fold::Ascii => ascii_lower(c),
            Fold::Unicode => chars::simple_lower(c),
        }
    }
    /// Other lower-case characters that have the upper case of this one.
    pub fn fellows(self, lower: u32) -> &'static [u32] {
        match self {
            Fold::Ascii => &[],
            Fold::Unicode => chars::case_fellows(lower),
        }
    }
}

#[inline(always)]
pub fn ascii_lower(c: u32) -> u32 {
    if c < 128 { u32::from((c as u8).to_ascii_lowercase()) } else { c }
}
#[inline(always)]
pub fn ascii_upper(c: u32) -> u32 {
    if c < 128 { u32::from((c as u8).to_ascii_uppercase()) } else { c }
}

// --- making it smaller -----------------------------------------------------------------------------------------

/// What a set came to.
pub enum Shrunk {
    Nothing,
    Everything,
    Set(Set),
}

/// The characters marked so far: first of the first 256, then of the basic plane.
struct Marks {
    map: Vec<bool>,
    /// A code did not fit.
    spilled: bool,
}
impl Marks {
    fn mark(&mut self, c: u32) {
        match self.map.get_mut(c as usize) {
            Some(m) => *m = true,
            None => self.spilled = true,
        }
    }
    fn mark_folded(&mut self, c: u32, fold: Option<Fold>) {
        let Some(fold) = fold else { return self.mark(c) };
        let c = fold.lower(c);
        self.mark(c);
        for &fellow in fold.fellows(c) {
            self.mark(fellow);
        }
    }
}

/// The smallest form of a set, and whether it has characters with case, which must be folded before
/// it is asked (`_optimize_charset`).
pub fn shrink(set: &Set, fold: Option<Fold>) -> (Shrunk, bool) {
    let mut marks = Marks { map: vec![false; 256], spilled: false };
    let mut tail: Vec<Item> = Vec::new();
    let mut cased = false;
    for item in &set.items {
        let (first, last) = match *item {
            Item::Literal(c) => (c, c),
            Item::Range(lo, hi) => (lo, hi),
            _ => {
                tail.push(item.clone());
                continue;
            }
        };
        let spills = mark_range(&mut marks, first, last, fold);
        let one = matches!(item, Item::Literal(_));
        match fold {
            Some(_) if spills && !one => {
                cased = true;
                let beyond = if fold == Some(Fold::Unicode) { Item::RangeIgnore } else { Item::Range };
                tail.push(beyond(first, last));
            }
            Some(fold) if spills => {
                cased = true;
                tail.push(Item::Literal(fold.lower(first)));
            }
            None if spills => tail.push(item.clone()),
            Some(fold) => {
                let tested = if one { fold.lower(first)..=fold.lower(first) } else { first..=last };
                cased = cased || tested.into_iter().any(|c| fold.is_cased(c));
            }
            None => {}
        }
    }
    let mut out = Vec::new();
    if let Some(runs) = runs(&marks.map) {
        for (from, to) in runs {
            out.push(if to - from == 1 { Item::Literal(from) } else { Item::Range(from, to - 1) });
        }
        out.extend(tail);
        if !cased && out.len() >= set.items.len() {
            return (Shrunk::Set(set.clone()), cased);
        }
    } else {
        out.push(if marks.map.len() == 256 {
            Item::Charset(bits(&marks.map))
        } else {
            Item::BigCharset(blocks(&marks.map))
        });
        out.extend(tail);
    }
    if out.is_empty() && !set.negate {
        return (Shrunk::Nothing, cased);
    }
    if out.is_empty() {
        return (Shrunk::Everything, cased);
    }
    (Shrunk::Set(Set { negate: set.negate, items: out }), cased)
}
/// Mark all from `first` to `last`, with room for the basic plane if that is needed; whether that
/// was not enough.
fn mark_range(marks: &mut Marks, first: u32, last: u32, fold: Option<Fold>) -> bool {
    loop {
        marks.spilled = false;
        for c in first..=last {
            marks.mark_folded(c, fold);
            if marks.spilled {
                break;
            }
        }
        if !marks.spilled || marks.map.len() > 256 {
            return marks.spilled;
        }
        marks.map.resize(0x1_0000, false);
    }
}
/// Up to two runs of marked characters; `None` if there are more.
fn runs(map: &[bool]) -> Option<Vec<(u32, u32)>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(from) = map[at..].iter().position(|m| *m).map(|i| at + i) {
        if found.len() >= 2 {
            return None;
        }
        let to = map[from..].iter().position(|m| !*m).map_or(map.len(), |i| from + i);
        found.push((from as u32, to as u32));
        at = to;
    }
    Some(found)
}
fn bits(map: &[bool]) -> Vec<u32> {
    map.chunks(32).map(|part| part.iter().rev().fold(0, |word, bit| word << 1 | u32::from(*bit))).collect()
}
/// The basic plane in blocks of 256 characters, equal ones once.
fn blocks(map: &[bool]) -> Vec<u32> {
    let mut seen: Vec<&[bool]> = Vec::new();
    let mut index = Vec::new();
    for block in map.chunks(256) {
        let at = seen.iter().position(|b| *b == block).unwrap_or_else(|| {
            seen.push(block);
            seen.len() - 1
        });
        index.push(at as u8);
    }
    let mut out = vec![seen.len() as u32];
    let words = index.as_chunks::<4>().0;
    out.extend(words.iter().map(|bytes| u32::from_le_bytes(*bytes)));
    for block in seen {
        out.extend(bits(block));
    }
    out
}

// --- asking ----------------------------------------------------------------------------------------------------

/// Whether class `class` (its number, and which characters it has) has the character.
#[inline]
pub fn in_class(class: u32, c: u32) -> bool {
    let unicode = class >= op::UNICODE_CLASS && c >= 128;
    let ascii = char::from(if c < 128 { c as u8 } else { 0x80 });
    let Some(category) = Category::ALL.get(class as usize % 8) else { return false };
    match category {
        Category::Digit => ascii.is_ascii_digit() || unicode && chars::is_decimal(c),
        Category::Space if class < op::UNICODE_CLASS => matches!(c, 9..=13 | 32),
        Category::Space => chars::is_space(c),
        Category::Word => ascii.is_ascii_alphanumeric() || ascii == '_' || unicode && chars::is_alnum(c),
        negated => !in_class(class & 8 | negated.negated() as u32, c),
    }
}

/// A program's words.
pub type Words<'a> = &'a [[u8; 4]];
#[inline(always)]
pub fn word(code: Words<'_>, at: usize) -> u32 {
    u32::from_le_bytes(code[at])
}

/// Whether the set at `at` has the character.
pub fn contains(code: Words<'_>, mut at: usize, c: u32) -> bool {
    let mut found = true;
    let bit = |at: usize, c: u32| word(code, at + c as usize / 32) >> (c % 32) & 1 != 0;
    loop {
        let hit = match word(code, at) {
            op::LITERAL => {
                at += 2;
                word(code, at - 1) == c
            }
            op::RANGE => {
                at += 3;
                (word(code, at - 2)..=word(code, at - 1)).contains(&c)
            }
            op::RANGE_UNI_IGNORE => {
                at += 3;
                let range = word(code, at - 2)..=word(code, at - 1);
                range.contains(&c) || range.contains(&chars::simple_upper(c))
            }
            op::CATEGORY => {
                at += 2;
                in_class(word(code, at - 1), c)
            }
            op::CHARSET => {
                at += 9;
                c < 256 && bit(at - 8, c)
            }
            op::BIGCHARSET => {
                let blocks = word(code, at + 1) as usize;
                let (index, first) = (at + 2, at + 66);
                at = first + 8 * blocks;
                let high = c as usize >> 8;
                c < 0x1_0000 && {
                    let block = usize::from(code[index + high / 4][high % 4]);
                    bit(first + 8 * block, c & 255)
                }
            }
            op::NEGATE => {
                at += 1;
                found = !found;
                false
            }
            _ => return !found,
        };
        if hit {
            return found;
        }
    }
}
