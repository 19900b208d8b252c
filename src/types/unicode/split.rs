//! Splitting and stripping. Results are ranges of the text, so the caller decides what to copy.

use super::Rules;
use super::search::{contains_char, matches, rfind};
use crate::object::text::Chars;
use std::ops::Range;

/// `text.split(separator, most)` for a separator that is not empty.
pub fn split(text: Chars<'_>, separator: Chars<'_>, most: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for place in matches(text, separator, most) {
        parts.push(start..place);
        start = place + separator.len();
    }
    parts.push(start..text.len());
    parts
}

/// `text.rsplit(separator, most)` for a separator that is not empty, in the order of the text.
pub fn rsplit(text: Chars<'_>, separator: Chars<'_>, most: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut end = text.len();
    while parts.len() < most {
        let Some(place) = rfind(text.slice(0..end), separator) else { break };
        parts.push(place + separator.len()..end);
        end = place;
    }
    parts.push(0..end);
    parts.reverse();
    parts
}

/// `text.split(None, most)`: the words between white space. What is left after `most` splits loses
/// its white space on the near side only.
pub fn split_whitespace(text: Chars<'_>, most: usize, rules: Rules) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut rest = 0;
    loop {
        let skip = |code: &u32| rules.is_space(*code);
        let start = rest + text.slice_from(rest).iter().take_while(skip).count();
        if start == text.len() {
            return parts;
        }
        if parts.len() == most {
            parts.push(start..text.len());
            return parts;
        }
        let word = text.slice_from(start).iter().take_while(|code| !skip(code)).count();
        parts.push(start..start + word);
        rest = start + word;
    }
}

/// `text.rsplit(None, most)`, in the order of the text.
pub fn rsplit_whitespace(text: Chars<'_>, most: usize, rules: Rules) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut rest = text.len();
    loop {
        let skip = |code: &u32| rules.is_space(*code);
        let end = rest - text.slice(0..rest).iter().rev().take_while(skip).count();
        if end == 0 {
            break;
        }
        if parts.len() == most {
            parts.push(0..end);
            break;
        }
        let word = text.slice(0..end).iter().rev().take_while(|code| !skip(code)).count();
        parts.push(end - word..end);
        rest = end - word;
    }
    parts.reverse();
    parts
}

/// `text.splitlines(keep_ends)`.
pub fn split_lines(text: Chars<'_>, keep_ends: bool, rules: Rules) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let len = text.slice_from(start).iter().take_while(|&code| !rules.is_line_break(code)).count();
        let end = start + len;
        let pair = text.try_get(end) == Some(0x0D) && text.try_get(end + 1) == Some(0x0A);
        let next = (end + if pair { 2 } else { 1 }).min(text.len());
        lines.push(start..if keep_ends { next } else { end });
        start = next;
    }
    lines
}

/// `text.strip(set)`: what is left; `None` strips white space.
pub fn strip(text: Chars<'_>, set: Option<Chars<'_>>, rules: Rules) -> Range<usize> {
    let start = strip_start(text, set, rules);
    start..strip_end(text, set, rules).max(start)
}

/// Where `text.lstrip(set)` starts.
pub fn strip_start(text: Chars<'_>, set: Option<Chars<'_>>, rules: Rules) -> usize {
    text.iter().take_while(|&code| strips(set, code, rules)).count()
}

/// Where `text.rstrip(set)` ends.
pub fn strip_end(text: Chars<'_>, set: Option<Chars<'_>>, rules: Rules) -> usize {
    text.len() - text.iter().rev().take_while(|&code| strips(set, code, rules)).count()
}

fn strips(set: Option<Chars<'_>>, code: u32, rules: Rules) -> bool {
    match set {
        Some(set) => contains_char(set, code),
        None => rules.is_space(code),
    }
}
