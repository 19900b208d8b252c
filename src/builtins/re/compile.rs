//! From a pattern's tree to its program (`Lib/re/_compiler.py`).

use super::ast::{At, Greed, Item, Node, Seq, Set, combine, flag};
use super::charset::{Fold, Shrunk, shrink};
use super::op;
use super::parse::Parsed;
use super::source::{Res, Stop};

/// The program of a parsed pattern.
///
/// # Errors
/// A look-behind without a fixed width.
pub fn compile(parsed: &Parsed, flags: u32) -> Res<Vec<u32>> {
    let mut code = Vec::new();
    super::info::write(&mut code, &parsed.body, flags);
    sequence(&mut code, &parsed.body, flags)?;
    code.push(op::SUCCESS);
    Ok(code)
}

/// Room for a skip; `land` fills it in.
fn skip(code: &mut Vec<u32>) -> usize {
    code.push(0);
    code.len() - 1
}
fn land(code: &mut [u32], skip: usize) {
    code[skip] = (code.len() - skip) as u32;
}
fn ignores_in_locale(flags: u32) -> bool {
    flags & flag::IGNORECASE != 0 && flags & flag::LOCALE != 0
}

fn sequence(code: &mut Vec<u32>, seq: &Seq, flags: u32) -> Res<()> {
    seq.nodes.iter().try_for_each(|n| node(code, n, flags))
}
fn node(code: &mut Vec<u32>, n: &Node, flags: u32) -> Res<()> {
    match n {
        Node::Literal(c) => literal(code, op::LITERAL, *c, flags),
        Node::NotLiteral(c) => literal(code, op::NOT_LITERAL, *c, flags),
        Node::Any => code.push(if flags & flag::DOTALL == 0 { op::ANY } else { op::ANY_ALL }),
        Node::In(s) => in_set(code, s, flags),
        Node::At(at) => code.extend([op::AT, place(*at, flags)]),
        Node::Failure => code.push(op::FAILURE),
        Node::Branch(ways) => {
            code.push(op::BRANCH);
            let mut ends = Vec::new();
            for way in ways {
                let next = skip(code);
                sequence(code, way, flags)?;
                code.push(op::JUMP);
                ends.push(skip(code));
                land(code, next);
            }
            code.push(op::FAILURE);
            ends.into_iter().for_each(|end| land(code, end));
        }
        Node::Group { number, add, del, body } => {
            let mark = number.map(|n| 2 * (n - 1));
            if let Some(mark) = mark {
                code.extend([op::MARK, mark]);
            }
            sequence(code, body, combine(flags, *add, *del))?;
            if let Some(mark) = mark {
                code.extend([op::MARK, mark + 1]);
            }
        }
        Node::Repeat { greed, min, max, body } => repeat(code, *greed, (*min, *max), body, flags)?,
        Node::Assert { behind, negative, body } => {
            code.push(if *negative { op::ASSERT_NOT } else { op::ASSERT });
            let end = skip(code);
            code.push(if *behind { fixed_width(body)? } else { 0 });
            sequence(code, body, flags)?;
            code.push(op::SUCCESS);
            land(code, end);
        }
        Node::GroupRef(group, _) => {
            let how = match Fold::of(flags) {
                _ if ignores_in_locale(flags) => op::LOC_IGNORE,
                None => 0,
                Some(Fold::Ascii) => op::ASCII_IGNORE,
                Some(Fold::Unicode) => op::UNI_IGNORE,
            };
            code.extend([op::GROUPREF + how, group - 1]);
        }
        Node::IfGroup { number, yes, no } => {
            code.extend([op::GROUPREF_EXISTS, number - 1]);
            let to_no = skip(code);
            sequence(code, yes, flags)?;
            if let Some(no) = no.as_ref().filter(|s| !s.is_empty()) {
                code.push(op::JUMP);
                let end = skip(code);
                land(code, to_no);
                sequence(code, no, flags)?;
                land(code, end);
            } else {
                land(code, to_no);
            }
            // This skip counts from the group's number.
            code[to_no] += 1;
        }
        Node::Atomic(body) => {
            code.push(op::ATOMIC_GROUP);
            let end = skip(code);
            sequence(code, body, flags)?;
            code.push(op::SUCCESS);
            land(code, end);
        }
    }
    Ok(())
}

fn fixed_width(body: &Seq) -> Res<u32> {
    let fault = |text: &str| Stop::Error { message: text.into(), at: None };
    let Ok(width) = u32::try_from(body.width.min) else { return Err(fault("looks too much behind")) };
    if body.width.min == body.width.max {
        Ok(width)
    } else {
        Err(fault("look-behind requires fixed-width pattern"))
    }
}

fn literal(code: &mut Vec<u32>, which: u32, c: u32, flags: u32) {
    if ignores_in_locale(flags) {
        return code.extend([which + op::LOC_IGNORE, c]);
    }
    let Some(fold) = Fold::of(flags).filter(|f| f.is_cased(c)) else { return code.extend([which, c]) };
    let lower = fold.lower(c);
    let fellows = fold.fellows(lower);
    if fellows.is_empty() {
        let how = if fold == Fold::Ascii { op::ASCII_IGNORE } else { op::UNI_IGNORE };
        return code.extend([which + how, lower]);
    }
    code.push(op::IN + op::UNI_IGNORE);
    let end = skip(code);
    if which == op::NOT_LITERAL {
        code.push(op::NEGATE);
    }
    for &c in [lower].iter().chain(fellows) {
        code.extend([op::LITERAL, c]);
    }
    code.push(op::FAILURE);
    land(code, end);
}

fn in_set(code: &mut Vec<u32>, s: &Set, flags: u32) {
    let fold = Fold::of(flags);
    let (shrunk, cased) = shrink(s, fold);
    let s = match shrunk {
        Shrunk::Nothing => return code.push(op::FAILURE),
        Shrunk::Everything => return code.push(op::ANY_ALL),
        Shrunk::Set(s) => s,
    };
    let how = match fold {
        _ if ignores_in_locale(flags) => op::LOC_IGNORE,
        Some(Fold::Ascii) if cased => op::ASCII_IGNORE,
        Some(Fold::Unicode) if cased => op::UNI_IGNORE,
        _ => 0,
    };
    code.push(op::IN + how);
    let end = skip(code);
    set(code, &s, flags);
    land(code, end);
}
/// The words of a set.
pub fn set(code: &mut Vec<u32>, s: &Set, flags: u32) {
    if s.negate {
        code.push(op::NEGATE);
    }
    let class = if flags & flag::UNICODE == 0 { op::ASCII_CLASS } else { op::UNICODE_CLASS };
    for item in &s.items {
        match item {
            Item::Literal(c) => code.extend([op::LITERAL, *c]),
            Item::Range(lo, hi) => code.extend([op::RANGE, *lo, *hi]),
            Item::RangeIgnore(lo, hi) => code.extend([op::RANGE_UNI_IGNORE, *lo, *hi]),
            Item::Category(c) => code.extend([op::CATEGORY, class + *c as u32]),
            Item::Charset(words) => {
                code.push(op::CHARSET);
                code.extend(words);
            }
            Item::BigCharset(words) => {
                code.push(op::BIGCHARSET);
                code.extend(words);
            }
        }
    }
    code.push(op::FAILURE);
}

/// The number of a place, and which characters make words there.
fn place(at: At, flags: u32) -> u32 {
    let multiline = flags & flag::MULTILINE != 0;
    let at = match at {
        At::Beginning if multiline => At::BeginningLine,
        At::End if multiline => At::EndLine,
        at => at,
    };
    at as u32 + if flags & flag::UNICODE == 0 { op::ASCII_CLASS } else { op::UNICODE_CLASS }
}

fn repeat(code: &mut Vec<u32>, greed: Greed, bounds: (u32, u32), body: &Seq, flags: u32) -> Res<()> {
    let (simple, full, until) = match greed {
        Greed::Greedy => (op::REPEAT_ONE, op::REPEAT, op::MAX_UNTIL),
        Greed::Lazy => (op::MIN_REPEAT_ONE, op::REPEAT, op::MIN_UNTIL),
        Greed::Possessive => (op::POSSESSIVE_REPEAT_ONE, op::POSSESSIVE_REPEAT, op::SUCCESS),
    };
    let is_simple = body.is_simple();
    code.push(if is_simple { simple } else { full });
    let end = skip(code);
    code.extend([bounds.0, bounds.1]);
    sequence(code, body, flags)?;
    if is_simple {
        code.push(op::SUCCESS);
    }
    land(code, end);
    if !is_simple {
        code.push(until);
    }
    Ok(())
}
