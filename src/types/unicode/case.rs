//! Changes of case: full mappings, which may lengthen a text, and the final sigma.
//!
//! Lower and upper case come from Rust's std, title case and folding from it and two tables of
//! exceptions. Bytes change ASCII letters only.

use super::chars::CaseMapping;
use super::predicates::{Case, case_of};
use super::{Rules, chars, tables};
use crate::object::text::{Chars, TextBuf};

const CAPITAL_SIGMA: u32 = 0x3A3;
const SMALL_SIGMA: u32 = 0x3C3;
const FINAL_SIGMA: u32 = 0x3C2;

/// `text.lower()`.
pub fn lower(text: Chars<'_>, rules: Rules) -> TextBuf {
    map(text, rules, u8::to_ascii_lowercase, |out| {
        (0..text.len()).for_each(|index| push_lower(text, index, out));
    })
}

/// `text.upper()`.
pub fn upper(text: Chars<'_>, rules: Rules) -> TextBuf {
    map(text, rules, u8::to_ascii_uppercase, |out| {
        text.iter().for_each(|code| push_upper(code, out));
    })
}

/// `text.casefold()`.
pub fn casefold(text: Chars<'_>) -> TextBuf {
    map(text, Rules::Str, u8::to_ascii_lowercase, |out| {
        for code in text.iter() {
            match exception(&tables::FOLD, code) {
                Some(folded) => out.extend(folded.iter().copied()),
                None => push_simple_lower(code, out),
            }
        }
    })
}

/// `text.swapcase()`.
pub fn swapcase(text: Chars<'_>, rules: Rules) -> TextBuf {
    let swap = |byte: &u8| {
        if byte.is_ascii_lowercase() { byte.to_ascii_uppercase() } else { byte.to_ascii_lowercase() }
    };
    map(text, rules, swap, |out| {
        for (index, code) in text.iter().enumerate() {
            match case_of(code, rules) {
                Case::Upper => push_lower(text, index, out),
                Case::Lower => push_upper(code, out),
                _ => out.push(code),
            }
        }
    })
}

/// `text.capitalize()`: the first character in title case, the rest in lower case.
pub fn capitalize(text: Chars<'_>, rules: Rules) -> TextBuf {
    words(text, rules, |index, _| index == 0)
}

/// `text.title()`: the first character of each word in title case, the rest in lower case.
pub fn title(text: Chars<'_>, rules: Rules) -> TextBuf {
    words(text, rules, |_, after_cased| !after_cased)
}

/// Title case where `starts(index, whether the character before is cased)` says so, else lower.
fn words(text: Chars<'_>, rules: Rules, starts: impl Fn(usize, bool) -> bool) -> TextBuf {
    let mut out = TextBuf::with_capacity(text.len());
    let mut after_cased = false;
    for (index, code) in text.iter().enumerate() {
        match (starts(index, after_cased), rules) {
            (_, Rules::Bytes) if code >= 128 => out.push(code),
            (true, _) => push_title(code, &mut out),
            (false, _) => push_lower(text, index, &mut out),
        }
        after_cased = case_of(code, rules) != Case::None;
    }
    out
}

/// The mapping of ASCII bytes where that is enough, else what `full` pushes.
fn map(text: Chars<'_>, rules: Rules, ascii: impl Fn(&u8) -> u8, full: impl FnOnce(&mut TextBuf)) -> TextBuf {
    let mut out = TextBuf::with_capacity(text.len());
    match text {
        Chars::Latin1(units) if rules == Rules::Bytes || units.is_ascii() => {
            // The u8 methods leave bytes beyond ASCII alone.
            let mapped: Vec<u8> = units.iter().map(ascii).collect();
            out.push_chars(Chars::Latin1(&mapped));
        }
        _ => full(&mut out),
    }
    out
}

fn exception(table: &'static [(u32, &'static [u32])], code: u32) -> Option<&'static [u32]> {
    let found = table.binary_search_by_key(&code, |&(code, _)| code).ok()?;
    Some(table[found].1)
}

fn push_lower(text: Chars<'_>, index: usize, out: &mut TextBuf) {
    match text.get(index) {
        CAPITAL_SIGMA if ends_word(text, index) => out.push(FINAL_SIGMA),
        CAPITAL_SIGMA => out.push(SMALL_SIGMA),
        code => push_simple_lower(code, out),
    }
}

/// Whether a sigma is the last letter of a word of more than one.
fn ends_word(text: Chars<'_>, index: usize) -> bool {
    meets_cased(text.slice(0..index).iter().rev()) && !meets_cased(text.slice_from(index + 1).iter())
}

/// Whether the first character that matters for case is a cased one.
fn meets_cased(mut codes: impl Iterator<Item = u32>) -> bool {
    codes.find(|&code| !chars::is_case_ignorable(code)).is_some_and(chars::is_cased)
}

fn push_simple_lower(code: u32, out: &mut TextBuf) {
    if code < 128 {
        return out.push(u32::from((code as u8).to_ascii_lowercase()));
    }
    match chars::map_case(code, char::to_lowercase) {
        CaseMapping::To(mapped) => out.extend(mapped.map(u32::from)),
        CaseMapping::Same(code) => out.push(code),
    }
}

fn push_upper(code: u32, out: &mut TextBuf) {
    if code < 128 {
        return out.push(u32::from((code as u8).to_ascii_uppercase()));
    }
    match chars::map_case(code, char::to_uppercase) {
        CaseMapping::To(mapped) => out.extend(mapped.map(u32::from)),
        CaseMapping::Same(code) => out.push(code),
    }
}

fn push_title(code: u32, out: &mut TextBuf) {
    match exception(&tables::TITLE, code) {
        Some(title) => out.extend(title.iter().copied()),
        None => push_upper(code, out),
    }
}
