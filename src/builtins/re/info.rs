//! What a search may know before it starts: widths, and the text or the characters that every match begins with.

use super::ast::{Item, Node, Seq, Set, combine, flag};
use super::charset::{Fold, Shrunk, shrink};
use super::{compile, op};

/// The block of information at the start of a program (`_compile_info`).
pub fn write(code: &mut Vec<u32>, body: &Seq, flags: u32) {
    let clip = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let (min, max) = (clip(body.width.min), clip(body.width.max));
    if min == 0 {
        return code.extend([op::INFO, 4, 0, min, max]);
    }
    let mut prefix = Prefix::default();
    let mut starts = None;
    if flags & flag::IGNORECASE == 0 || flags & flag::LOCALE == 0 {
        prefix = literal_prefix(body, flags);
        if prefix.text.is_empty() {
            starts = first_set(body, flags).and_then(|set| match shrink(&set, None).0 {
                Shrunk::Set(set) => Some(set),
                _ => None,
            });
        }
    }
    code.extend([op::INFO, 0]);
    let skip = code.len() - 1;
    code.push(match (&prefix, &starts) {
        (p, _) if !p.text.is_empty() && p.whole && p.skip.is_none() => op::INFO_PREFIX | op::INFO_LITERAL,
        (p, _) if !p.text.is_empty() => op::INFO_PREFIX,
        (_, Some(_)) => op::INFO_CHARSET,
        _ => 0,
    });
    code.extend([min, max]);
    if !prefix.text.is_empty() {
        let len = prefix.text.len();
        code.extend([len as u32, prefix.skip.unwrap_or(len) as u32]);
        code.extend(&prefix.text);
        code.extend(overlaps(&prefix.text));
    } else if let Some(set) = starts {
        compile::set(code, &set, flags);
    }
    code[skip] = (code.len() - skip) as u32;
}

#[derive(Default)]
struct Prefix {
    text: Vec<u32>,
    /// How much of it lies before the first group.
    skip: Option<usize>,
    /// It is all of the pattern.
    whole: bool,
}
fn literal_prefix(body: &Seq, flags: u32) -> Prefix {
    let fold = Fold::of(flags);
    let mut out = Prefix::default();
    for node in &body.nodes {
        match node {
            Node::Literal(c) if !fold.is_some_and(|f| f.is_cased(*c)) => out.text.push(*c),
            Node::Group { number, add, del, body } => {
                let flags = combine(flags, *add, *del);
                if flags & flag::IGNORECASE != 0 && flags & flag::LOCALE != 0 {
                    return out;
                }
                let inner = literal_prefix(body, flags);
                if out.skip.is_none() {
                    out.skip = match (number, inner.skip) {
                        (Some(_), _) => Some(out.text.len()),
                        (None, Some(skip)) => Some(out.text.len() + skip),
                        (None, None) => None,
                    };
                }
                out.text.extend(inner.text);
                if !inner.whole {
                    return out;
                }
            }
            _ => return out,
        }
    }
    out.whole = true;
    out
}
/// For each length of the prefix, the longest part of its end that the prefix begins with.
fn overlaps(prefix: &[u32]) -> Vec<u32> {
    let mut table = vec![0u32; prefix.len()];
    for i in 1..prefix.len() {
        let mut at = table[i - 1] as usize;
        while prefix[i] != prefix[at] {
            if at == 0 {
                table[i] = 0;
                break;
            }
            at = table[at - 1] as usize;
        }
        if prefix[i] == prefix[at] {
            table[i] = at as u32 + 1;
        }
    }
    table
}

/// The characters a match can begin with, if they are plain to see.
fn first_set(body: &Seq, flags: u32) -> Option<Set> {
    let (mut body, mut flags) = (body, flags);
    let first = loop {
        match body.nodes.first()? {
            Node::Group { add, del, body: inner, .. } => {
                flags = combine(flags, *add, *del);
                if flags & flag::IGNORECASE != 0 && flags & flag::LOCALE != 0 {
                    return None;
                }
                body = inner;
            }
            node => break node,
        }
    };
    let fold = Fold::of(flags);
    let cased = |c: u32| fold.is_some_and(|f| f.is_cased(c));
    let one = |node: &Node| match node {
        Node::Literal(c) if !cased(*c) => Some(Item::Literal(*c)),
        _ => None,
    };
    match first {
        Node::Literal(_) => Some(Set { negate: false, items: vec![one(first)?] }),
        Node::Branch(ways) => {
            let items: Option<Vec<Item>> = ways.iter().map(|way| way.nodes.first().and_then(one)).collect();
            Some(Set { negate: false, items: items? })
        }
        Node::In(set) => {
            let plain = |item: &Item| match *item {
                Item::Literal(c) => !cased(c),
                Item::Range(lo, hi) => fold.is_none() || hi <= 0xFFFF && !(lo..=hi).any(cased),
                _ => true,
            };
            set.items.iter().all(plain).then(|| set.clone())
        }
        _ => None,
    }
}
