//! `match` (`compiler_match` and `compiler_pattern_*` of `Python/compile.c`).
//!
//! Invariant: while a pattern is being matched, the temporaries from the subject's on are full up to
//! `mark()`; so a failure needs to know only how many there are. What is taken apart stays in its
//! registers until the whole pattern has matched: then the names are bound, and all is released.

use super::super::consts::Lit;
use super::super::instr::{CmpOp, Count, Instr, Reg, Small, Src};
use super::build::{FAR, Label, NEAR};
use super::{Dst, Emitter, NOWHERE, Result};
use crate::code::CompileError;
use crate::syntax::ast::{Constant, Expr, ExprKind, Ident, MatchCase, Pattern, PatternKind, Span};
use std::collections::BTreeMap;

/// One pattern at work.
#[derive(Default)]
struct Matching<'a> {
    /// Names and the registers their values are in.
    captures: Vec<(Ident<'a>, Reg)>,
    /// Where to go on failure, by the number of the first register that is not full.
    fails: BTreeMap<u16, Label>,
}

/// `cls(patterns, kwd_attrs=kwd_patterns)`.
struct ClassParts<'a> {
    cls: &'a Expr<'a>,
    patterns: &'a [Pattern<'a>],
    kwd_attrs: &'a [Ident<'a>],
    kwd_patterns: &'a [Pattern<'a>],
}

impl<'a> Emitter<'a> {
    pub fn match_stmt(&mut self, subject: &'a Expr<'a>, cases: &'a [MatchCase<'a>]) -> Result {
        let subject = self.expr(subject, Dst::Push)?;
        let end = self.u.label();
        for (i, case) in cases.iter().enumerate() {
            let last = i + 1 == cases.len();
            if !last && case.guard.is_none() {
                check_refutable(case.pattern)?;
            }
            self.case(case, subject, end)?;
        }
        self.u.emit(Instr::Drop(subject), NOWHERE);
        self.u.regs.release_to(subject);
        self.u.place(end);
        Ok(())
    }

    fn case(&mut self, case: &'a MatchCase<'a>, subject: Reg, end: Label) -> Result {
        let mark = self.u.regs.mark();
        let mut m = Matching::default();
        self.pattern(case.pattern, subject, &mut m)?;
        for &(name, reg) in &m.captures {
            self.store_name(name.name, Src::borrow(reg), case.pattern.span)?;
        }
        self.drop_down_to(mark);
        if let Some(guard) = case.guard {
            let next = *m.fails.entry(mark.0).or_insert_with(|| self.u.label());
            self.jump_if(guard, false, next)?;
        }
        self.u.emit(Instr::Drop(subject), NOWHERE);
        self.u.regs.release_to(subject);
        self.stmts(case.body)?;
        self.u.jump(end, NOWHERE);
        self.u.regs.alloc();
        self.place_fails(&m, mark);
        Ok(())
    }

    /// Releases the temporaries from `mark` on, the last one first.
    fn drop_down_to(&mut self, mark: Reg) {
        for reg in (mark.0..self.u.regs.mark().0).rev() {
            self.u.emit(Instr::Drop(Reg(reg)), NOWHERE);
        }
        self.u.regs.release_to(mark);
    }

    /// All failures come together with the temporaries from `mark` on released.
    fn place_fails(&mut self, m: &Matching, mark: Reg) {
        let Some((&highest, _)) = m.fails.last_key_value() else { return };
        for depth in (mark.0..=highest).rev() {
            if let Some(&label) = m.fails.get(&depth) {
                self.u.place(label);
            }
            if depth > mark.0 {
                self.u.emit(Instr::Drop(Reg(depth - 1)), NOWHERE);
            }
        }
    }

    fn fail(&mut self, m: &mut Matching) -> Label {
        let depth = self.u.regs.mark().0;
        *m.fails.entry(depth).or_insert_with(|| self.u.label())
    }

    fn pattern(&mut self, p: &'a Pattern<'a>, subject: Reg, m: &mut Matching<'a>) -> Result {
        let span = p.span;
        let s = Src::borrow(subject);
        match p.kind {
            PatternKind::MatchValue(e) => {
                if let ExprKind::JoinedStr(_) = e.kind {
                    let msg = "patterns may only match literals and attribute lookups";
                    return Err(CompileError::new(msg, e.span));
                }
                let fail = self.fail(m);
                let value = self.expr(e, Dst::Push)?;
                self.u.branch(Instr::JumpNotEqRR(s, Src::take(value), NEAR), fail, span);
                self.u.regs.release_to(value);
                Ok(())
            }
            PatternKind::MatchSingleton(ref c) => {
                let fail = self.fail(m);
                if matches!(c, Constant::None) {
                    self.u.branch(Instr::JumpIfNotNone(s, FAR), fail, span);
                    return Ok(());
                }
                let value = self.u.regs.alloc();
                self.load_lit(&Lit::of(c), value, span);
                self.u.branch(Instr::JumpIsNot(s, Src::take(value), NEAR), fail, span);
                self.u.regs.release_to(value);
                Ok(())
            }
            PatternKind::MatchSequence(items) => self.sequence(items, subject, m, span),
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.mapping(keys, patterns, rest, subject, m, span)
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                let parts = ClassParts { cls, patterns, kwd_attrs, kwd_patterns };
                self.class_pattern(&parts, subject, m, span)
            }
            PatternKind::MatchStar(name) => capture(name, subject, m, span),
            PatternKind::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern, subject, m)?;
                }
                capture(name, subject, m, span)
            }
            PatternKind::MatchOr(patterns) => self.alternatives(patterns, subject, m, span),
        }
    }

    fn sequence(
        &mut self,
        items: &'a [Pattern<'a>],
        subject: Reg,
        m: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        let mut stars = (0..items.len()).filter(|&i| matches!(items[i].kind, PatternKind::MatchStar(_)));
        let star = stars.next();
        if stars.next().is_some() {
            return Err(CompileError::new("multiple starred names in sequence pattern", span));
        }
        let fail = self.fail(m);
        self.u.branch(Instr::JumpIfNotSequence(subject, FAR), fail, span);
        let n = items.len();
        if star.is_none() {
            self.check_length(subject, n, CmpOp::Eq, fail, span);
        } else if n > 1 {
            self.check_length(subject, n - 1, CmpOp::Ge, fail, span);
        }
        if items.iter().all(is_wildcard) {
            return Ok(());
        }
        match star {
            Some(star) if is_wildcard(&items[star]) => self.subscripts(items, star, subject, m, span),
            _ => self.unpacked(items, star, subject, m, span),
        }
    }

    fn check_length(&mut self, subject: Reg, n: usize, op: CmpOp, fail: Label, span: Span) {
        let len = self.u.regs.alloc();
        self.u.emit(Instr::GetLen(len, subject), span);
        let want = self.u.regs.alloc();
        self.load_lit(&Lit::Int(n.into()), want, span);
        let (a, b) = (Src::take(len), Src::take(want));
        let i = match op {
            CmpOp::Eq => Instr::JumpNotEqRR(a, b, NEAR),
            _ => Instr::JumpNotGeRR(a, b, NEAR),
        };
        self.u.branch(i, fail, span);
        self.u.regs.release_to(len);
    }

    /// Around a `*_` only what is looked at is taken out, item by item.
    fn subscripts(
        &mut self,
        items: &'a [Pattern<'a>],
        star: usize,
        subject: Reg,
        m: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        for (i, item) in items.iter().enumerate() {
            if is_wildcard(item) {
                continue;
            }
            let index = self.u.regs.alloc();
            if i < star {
                self.load_lit(&Lit::Int(i.into()), index, span);
            } else {
                self.u.emit(Instr::GetLen(index, subject), span);
                let back = self.u.regs.alloc();
                self.load_lit(&Lit::Int((items.len() - i).into()), back, span);
                self.u.emit(Instr::SubTT(index, index, back), span);
                self.u.regs.release_to(back);
            }
            self.u.emit(Instr::LoadItem(index, Src::borrow(subject), Src::take(index)), span);
            self.pattern(item, index, m)?;
        }
        Ok(())
    }

    fn unpacked(
        &mut self,
        items: &'a [Pattern<'a>],
        star: Option<usize>,
        subject: Reg,
        m: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        let first = self.reserve(items.len());
        let src = Src::borrow(subject);
        match star {
            None => self.u.emit(Instr::UnpackSequence(src, first, Count(items.len() as u16)), span),
            Some(before) if before < 256 => {
                let after = Count((items.len() - before - 1) as u16);
                self.u.emit(Instr::UnpackEx(Small(before as u8), src, first, after), span);
            }
            Some(_) => {
                let msg = "too many expressions in star-unpacking sequence pattern";
                return Err(CompileError::new(msg, span));
            }
        }
        self.each(items.iter(), first, m)
    }

    fn reserve(&mut self, n: usize) -> Reg {
        let first = self.u.regs.mark();
        for _ in 0..n {
            self.u.regs.alloc();
        }
        first
    }

    /// Matches what stands in consecutive registers.
    fn each(
        &mut self,
        patterns: impl Iterator<Item = &'a Pattern<'a>>,
        first: Reg,
        m: &mut Matching<'a>,
    ) -> Result {
        for (i, p) in patterns.enumerate() {
            self.pattern(p, Reg(first.0 + i as u16), m)?;
        }
        Ok(())
    }

    fn mapping(
        &mut self,
        keys: &'a [Expr<'a>],
        patterns: &'a [Pattern<'a>],
        rest: Option<Ident<'a>>,
        subject: Reg,
        m: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        let fail = self.fail(m);
        self.u.branch(Instr::JumpIfNotMapping(subject, FAR), fail, span);
        let mut known = None;
        if !keys.is_empty() {
            self.check_length(subject, keys.len(), CmpOp::Ge, fail, span);
            self.check_keys(keys, span)?;
            let tuple = self.u.regs.mark();
            self.key_tuple(keys, span)?;
            let values = self.u.regs.alloc();
            self.u.emit(Instr::MatchKeys(values, subject, Src::borrow(tuple)), span);
            let fail = self.fail(m);
            self.u.branch(Instr::JumpIfNone(Src::borrow(values), FAR), fail, span);
            let first = self.reserve(keys.len());
            let n = Count(keys.len() as u16);
            self.u.emit(Instr::UnpackSequence(Src::borrow(values), first, n), span);
            self.each(patterns.iter(), first, m)?;
            known = Some((tuple, n));
        }
        if rest.is_some() {
            let dict = self.rest_of_mapping(subject, known, span);
            capture(rest, dict, m, span)?;
        }
        Ok(())
    }

    fn check_keys(&mut self, keys: &'a [Expr<'a>], span: Span) -> Result {
        let mut seen: Vec<Lit> = Vec::new();
        for key in keys {
            let Some(lit) = self.fold(key) else {
                if matches!(key.kind, ExprKind::Attribute { .. }) {
                    continue;
                }
                let msg = "mapping pattern keys may only match literals and attribute lookups";
                return Err(CompileError::new(msg, key.span));
            };
            let as_key = lit.as_key();
            if seen.contains(&as_key) {
                let msg = format!("mapping pattern checks duplicate key ({})", lit.repr());
                return Err(CompileError::new(msg, span));
            }
            seen.push(as_key);
        }
        Ok(())
    }

    fn key_tuple(&mut self, keys: &'a [Expr<'a>], span: Span) -> Result {
        if let Some(lits) = super::fold::fold_all(keys, self.debug()) {
            let reg = self.u.regs.alloc();
            self.load_lit(&Lit::Tuple(lits), reg, span);
            return Ok(());
        }
        let first = self.u.regs.mark();
        for key in keys {
            self.expr(key, Dst::Push)?;
        }
        self.u.regs.release_to(first);
        let reg = self.u.regs.alloc();
        self.u.emit(Instr::BuildTuple(reg, first, Count(keys.len() as u16)), span);
        Ok(())
    }

    /// `**rest`: a copy of the mapping without the keys, in the next temporary.
    fn rest_of_mapping(&mut self, subject: Reg, keys: Option<(Reg, Count)>, span: Span) -> Reg {
        let dict = self.u.regs.alloc();
        self.u.emit(Instr::BuildMap(dict, dict, Count(0)), span);
        self.u.emit(Instr::DictUpdate(dict, Src::borrow(subject)), span);
        let Some((tuple, n)) = keys else { return dict };
        let first = self.reserve(n.0.into());
        self.u.emit(Instr::UnpackSequence(Src::borrow(tuple), first, n), span);
        for reg in (first.0..self.u.regs.mark().0).rev() {
            self.u.emit(Instr::DelItem(Src::borrow(dict), Src::take(Reg(reg))), span);
        }
        self.u.regs.release_to(first);
        dict
    }

    fn class_pattern(
        &mut self,
        parts: &ClassParts<'a>,
        subject: Reg,
        m: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        let ClassParts { cls, patterns, kwd_attrs, kwd_patterns } = *parts;
        let Ok(positional) = u8::try_from(patterns.len()) else {
            return Err(CompileError::new("too many positional sub-patterns in class pattern", span));
        };
        for (i, attr) in kwd_attrs.iter().enumerate() {
            let again = kwd_attrs[i + 1..].iter().position(|other| other.name == attr.name);
            if let Some(again) = again.and_then(|n| kwd_patterns.get(i + 1 + n)) {
                let msg = format!("attribute name repeated in class pattern: {}", attr.name);
                return Err(CompileError::new(msg, again.span));
            }
        }
        let found = self.expr(cls, Dst::Push)?;
        let names = self.u.regs.alloc();
        let mut attrs = Vec::with_capacity(kwd_attrs.len());
        for attr in kwd_attrs {
            attrs.push(Lit::Str(attr.name.into()));
        }
        self.load_lit(&Lit::Tuple(attrs), names, span);
        self.u.regs.release_to(names);
        self.u.emit(Instr::MatchClass(Small(positional), found, subject, found), span);
        let fail = self.fail(m);
        self.u.branch(Instr::JumpIfNone(Src::borrow(found), FAR), fail, span);
        let n = patterns.len() + kwd_patterns.len();
        let first = self.reserve(n);
        self.u.emit(Instr::UnpackSequence(Src::borrow(found), first, Count(n as u16)), span);
        self.each(patterns.iter().chain(kwd_patterns), first, m)
    }

    /// `a | b | c`: whichever matches, its names end up in the same registers.
    fn alternatives(
        &mut self,
        patterns: &'a [Pattern<'a>],
        subject: Reg,
        m: &mut Matching<'a>,
        span: Span,
    ) -> Result {
        let mut names: Vec<Ident<'a>> = Vec::new();
        if let Some(first) = patterns.first() {
            pattern_names(first, &mut names);
        }
        let base = self.reserve(names.len());
        let mark = self.u.regs.mark();
        let matched = self.u.label();
        for (i, p) in patterns.iter().enumerate() {
            if i + 1 < patterns.len() {
                check_refutable(p)?;
            }
            let mut inner = Matching::default();
            self.pattern(p, subject, &mut inner)?;
            let same = inner.captures.len() == names.len()
                && names.iter().all(|n| inner.captures.iter().any(|c| c.0.name == n.name));
            if !same {
                return Err(CompileError::new("alternative patterns bind different names", span));
            }
            for (k, name) in names.iter().enumerate() {
                let from = inner.captures.iter().find(|c| c.0.name == name.name).map_or(subject, |c| c.1);
                self.u.emit(Instr::Move(Reg(base.0 + k as u16), Src::borrow(from)), p.span);
            }
            self.drop_down_to(mark);
            self.u.jump(matched, NOWHERE);
            self.place_fails(&inner, mark);
        }
        self.u.regs.release_to(base);
        let fail = self.fail(m);
        self.u.jump(fail, NOWHERE);
        self.u.place(matched);
        self.reserve(names.len());
        for (k, &name) in names.iter().enumerate() {
            capture(Some(name), Reg(base.0 + k as u16), m, span)?;
        }
        Ok(())
    }
}

fn capture<'a>(name: Option<Ident<'a>>, reg: Reg, m: &mut Matching<'a>, span: Span) -> Result {
    let Some(name) = name else { return Ok(()) };
    if m.captures.iter().any(|c| c.0.name == name.name) {
        let msg = format!("multiple assignments to name '{}' in pattern", name.name);
        return Err(CompileError::new(msg, span));
    }
    m.captures.push((name, reg));
    Ok(())
}

/// The names that a pattern binds, in order.
fn pattern_names<'a>(p: &'a Pattern<'a>, names: &mut Vec<Ident<'a>>) {
    match p.kind {
        PatternKind::MatchValue(_) | PatternKind::MatchSingleton(_) => {}
        PatternKind::MatchSequence(ps) => ps.iter().for_each(|p| pattern_names(p, names)),
        PatternKind::MatchMapping { patterns, rest, .. } => {
            patterns.iter().for_each(|p| pattern_names(p, names));
            names.extend(rest);
        }
        PatternKind::MatchClass { patterns, kwd_patterns, .. } => {
            patterns.iter().chain(kwd_patterns).for_each(|p| pattern_names(p, names));
        }
        PatternKind::MatchStar(name) => names.extend(name),
        PatternKind::MatchAs { pattern, name } => {
            if let Some(p) = pattern {
                pattern_names(p, names);
            }
            names.extend(name);
        }
        PatternKind::MatchOr(ps) => {
            if let Some(p) = ps.first() {
                pattern_names(p, names);
            }
        }
    }
}

fn is_wildcard(p: &Pattern) -> bool {
    matches!(p.kind, PatternKind::MatchAs { pattern: None, name: None } | PatternKind::MatchStar(None))
}

/// A pattern that always matches may only stand last.
fn check_refutable(p: &Pattern) -> Result {
    let mut inner = p;
    while let PatternKind::MatchAs { pattern: Some(p), .. } = inner.kind {
        inner = p;
    }
    if let PatternKind::MatchOr(ps) = inner.kind {
        return ps.last().map_or(Ok(()), check_refutable);
    }
    let msg = match inner.kind {
        PatternKind::MatchAs { pattern: None, name: Some(name) } => {
            format!("name capture '{}' makes remaining patterns unreachable", name.name)
        }
        PatternKind::MatchAs { pattern: None, name: None } => {
            "wildcard makes remaining patterns unreachable".into()
        }
        _ => return Ok(()),
    };
    Err(CompileError::new(msg, inner.span))
}
