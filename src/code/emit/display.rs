//! Displays and f-strings.

use super::super::consts::Lit;
use super::super::fold::{Piece, fold_all, format_pieces};
use super::super::instr::{Conv, Count, Instr, Reg, Src};
use super::cond::has_star;
use super::{Dst, Emitter, Result};
use crate::syntax::ast::{Conversion, Expr, ExprKind, Operator, Span};

/// CPython's `STACK_USE_GUIDELINE`: a longer display is built piece by piece.
pub const CHUNK: usize = 30;

impl<'a> Emitter<'a> {
    pub fn list(&mut self, items: &'a [Expr<'a>], dst: Dst, span: Span) -> Result<Reg> {
        if items.len() > 2
            && let Some(lits) = fold_all(items, self.debug())
        {
            // BUILD_LIST 0 and LIST_EXTEND of a constant tuple: the list has room for exactly these.
            let list = self.empty_list(dst, span);
            let part = self.u.regs.alloc();
            self.load_lit(&Lit::Tuple(lits), part, span);
            self.u.emit(Instr::ListExtend(list, Src::take(part)), span);
            self.u.regs.release_to(part);
            return Ok(self.settle(dst, list, span));
        }
        if has_star(items) || items.len() > CHUNK {
            let list = self.list_by_parts(items, dst, span)?;
            return Ok(self.settle(dst, list, span));
        }
        let first = self.push_all(items)?;
        let reg = self.result(dst);
        self.u.emit(Instr::BuildList(reg, first, Count(items.len() as u16)), span);
        Ok(reg)
    }

    pub fn tuple(&mut self, items: &'a [Expr<'a>], dst: Dst, span: Span) -> Result<Reg> {
        if has_star(items) || items.len() > CHUNK {
            let list = self.list_by_parts(items, Dst::Push, span)?;
            self.u.regs.release_to(list);
            let reg = self.result(dst);
            self.u.emit(Instr::ListToTuple(reg, Src::take(list)), span);
            return Ok(reg);
        }
        let first = self.push_all(items)?;
        let reg = self.result(dst);
        self.u.emit(Instr::BuildTuple(reg, first, Count(items.len() as u16)), span);
        Ok(reg)
    }

    /// Evaluates all into consecutive temporaries and gives these back.
    fn push_all(&mut self, items: &'a [Expr<'a>]) -> Result<Reg> {
        let first = self.u.regs.mark();
        for item in items {
            self.expr(item, Dst::Push)?;
        }
        self.u.regs.release_to(first);
        Ok(first)
    }

    fn empty_list(&mut self, dst: Dst, span: Span) -> Reg {
        let list = self.scratch(dst);
        self.u.emit(Instr::BuildList(list, list, Count(0)), span);
        list
    }

    /// `starunpack_helper`: what stands before the first star is built at once, the rest is added.
    pub fn list_by_parts(&mut self, items: &'a [Expr<'a>], dst: Dst, span: Span) -> Result<Reg> {
        let list = self.scratch(dst);
        let mut rest = 0;
        if items.len() <= CHUNK {
            rest = items.iter().position(|e| matches!(e.kind, ExprKind::Starred(_))).unwrap_or(items.len());
        }
        let first = self.push_all(&items[..rest])?;
        self.u.emit(Instr::BuildList(list, first, Count(rest as u16)), span);
        for item in &items[rest..] {
            let mark = self.u.regs.mark();
            let add = match item.kind {
                ExprKind::Starred(value) => Instr::ListExtend(list, self.operand(value, &[])?),
                _ => Instr::ListAppend(list, self.operand(item, &[])?),
            };
            self.u.emit(add, span);
            self.u.regs.release_to(mark);
        }
        Ok(list)
    }

    pub fn set(&mut self, items: &'a [Expr<'a>], dst: Dst, span: Span) -> Result<Reg> {
        if items.len() > 2
            && let Some(lits) = fold_all(items, self.debug())
        {
            let set = self.scratch(dst);
            self.u.emit(Instr::BuildSet(set, set, Count(0)), span);
            let part = self.u.regs.alloc();
            self.load_lit(&Lit::FrozenSet(lits), part, span);
            self.u.emit(Instr::SetUpdate(set, Src::take(part)), span);
            self.u.regs.release_to(part);
            return Ok(self.settle(dst, set, span));
        }
        let whole = items.len() <= CHUNK && !has_star(items);
        if whole {
            let first = self.push_all(items)?;
            let reg = self.result(dst);
            self.u.emit(Instr::BuildSet(reg, first, Count(items.len() as u16)), span);
            return Ok(reg);
        }
        let set = self.scratch(dst);
        let star = items.iter().position(|e| matches!(e.kind, ExprKind::Starred(_)));
        let rest = if items.len() > CHUNK { 0 } else { star.unwrap_or(items.len()) };
        let first = self.push_all(&items[..rest])?;
        self.u.emit(Instr::BuildSet(set, first, Count(rest as u16)), span);
        for item in &items[rest..] {
            let mark = self.u.regs.mark();
            let add = match item.kind {
                ExprKind::Starred(value) => Instr::SetUpdate(set, self.operand(value, &[])?),
                _ => Instr::SetAdd(set, self.operand(item, &[])?),
            };
            self.u.emit(add, span);
            self.u.regs.release_to(mark);
        }
        Ok(self.settle(dst, set, span))
    }

    /// Pairs are built in runs of at most 15, as CPython does; `**value` ends a run.
    pub fn dict(
        &mut self,
        keys: &'a [Option<Expr<'a>>],
        values: &'a [Expr<'a>],
        dst: Dst,
        span: Span,
    ) -> Result<Reg> {
        const RUN: usize = CHUNK / 2;
        if keys.len() <= RUN && keys.iter().all(Option::is_some) {
            let first = self.push_pairs(keys, values)?;
            let reg = self.result(dst);
            self.u.emit(Instr::BuildMap(reg, first, Count(keys.len() as u16)), span);
            return Ok(reg);
        }
        let map = self.scratch(dst);
        let mut made = false;
        let mut i = 0;
        while i < keys.len() {
            let mark = self.u.regs.mark();
            let add = if keys[i].is_none() {
                if !made {
                    self.u.emit(Instr::BuildMap(map, map, Count(0)), span);
                    made = true;
                }
                let src = self.operand(&values[i], &[])?;
                i += 1;
                Instr::DictUpdate(map, src)
            } else {
                let run = keys[i..].iter().take(RUN).take_while(|k| k.is_some()).count();
                let (keys, values) = (&keys[i..i + run], &values[i..i + run]);
                i += run;
                let first = self.push_pairs(keys, values)?;
                let part = if made { self.u.regs.alloc() } else { map };
                self.u.emit(Instr::BuildMap(part, first, Count(run as u16)), span);
                if !made {
                    made = true;
                    self.u.regs.release_to(mark);
                    continue;
                }
                Instr::DictUpdate(map, Src::take(part))
            };
            self.u.emit(add, span);
            self.u.regs.release_to(mark);
        }
        Ok(self.settle(dst, map, span))
    }

    fn push_pairs(&mut self, keys: &'a [Option<Expr<'a>>], values: &'a [Expr<'a>]) -> Result<Reg> {
        let first = self.u.regs.mark();
        for (key, value) in keys.iter().zip(values) {
            if let Some(key) = key {
                self.expr(key, Dst::Push)?;
            }
            self.expr(value, Dst::Push)?;
        }
        self.u.regs.release_to(first);
        Ok(first)
    }

    // --- f-strings

    pub fn formatted_value(
        &mut self,
        value: &'a Expr<'a>,
        conversion: Conversion,
        spec: Option<&'a Expr<'a>>,
        dst: Dst,
        span: Span,
    ) -> Result<Reg> {
        let conv = match conversion {
            Conversion::None => Conv::None,
            Conversion::Str => Conv::Str,
            Conversion::Repr => Conv::Repr,
            Conversion::Ascii => Conv::Ascii,
        };
        let mark = self.u.regs.mark();
        let Some(spec) = spec else {
            let src = self.operand(value, &[])?;
            self.u.regs.release_to(mark);
            let reg = self.result(dst);
            self.u.emit(Instr::FormatSimple(conv, reg, src), span);
            return Ok(reg);
        };
        let src = self.operand(value, &[spec])?;
        let spec = self.operand(spec, &[])?;
        self.u.regs.release_to(mark);
        let reg = self.result(dst);
        self.u.emit(Instr::FormatWithSpec(conv, reg, src, spec), span);
        Ok(reg)
    }

    pub fn joined_str(&mut self, values: &'a [Expr<'a>], dst: Dst, span: Span) -> Result<Reg> {
        match values {
            [] => {
                let reg = self.result(dst);
                self.load_lit(&Lit::Str(Vec::new()), reg, span);
                Ok(reg)
            }
            [one] => self.expr(one, dst),
            _ if values.len() > CHUNK => {
                // "".join(list), as CPython builds a long one: pieces are added as they are made.
                let base = self.u.regs.alloc();
                let empty = self.u.regs.alloc();
                self.load_lit(&Lit::Str(Vec::new()), empty, span);
                let site = self.site("join");
                self.u.emit(Instr::LoadMethod(base, Src::take(empty), site), span);
                let list = self.u.regs.alloc();
                self.u.emit(Instr::BuildList(list, list, Count(0)), span);
                for value in values {
                    let piece = self.expr(value, Dst::Push)?;
                    self.u.emit(Instr::ListAppend(list, Src::take(piece)), span);
                    self.u.regs.release_to(piece);
                }
                self.u.regs.release_to(base);
                let reg = self.result(dst);
                self.u.emit(Instr::Call(reg, base, Count(1)), span);
                Ok(reg)
            }
            _ => {
                let first = self.push_all(values)?;
                let reg = self.result(dst);
                self.u.emit(Instr::BuildString(reg, first, Count(values.len() as u16)), span);
                Ok(reg)
            }
        }
    }

    /// `"%s %r" % (a, b)` with simple fields is an f-string (`optimize_format`).
    fn format_parts(&self, e: &Expr<'a>) -> Option<(Vec<Piece>, &'a [Expr<'a>])> {
        let ExprKind::BinOp { left, op: Operator::Mod, right } = e.kind else { return None };
        let ExprKind::Tuple(args) = right.kind else { return None };
        if has_star(args) || self.fold(right).is_some() {
            return None;
        }
        let Lit::Str(text) = self.fold(left)? else { return None };
        format_pieces(&text, args.len()).map(|pieces| (pieces, args))
    }

    pub fn is_format(&self, e: &Expr<'a>) -> bool {
        self.format_parts(e).is_some()
    }

    pub fn format_operator(&mut self, e: &'a Expr<'a>, dst: Dst) -> Result<Option<Reg>> {
        let Some((pieces, args)) = self.format_parts(e) else { return Ok(None) };
        if pieces.len() > CHUNK {
            return Ok(None);
        }
        let first = self.u.regs.mark();
        let mut args = args.iter();
        for piece in &pieces {
            match piece {
                Piece::Text(text) => {
                    let reg = self.u.regs.alloc();
                    self.load_lit(&Lit::Str(text.clone()), reg, e.span);
                }
                Piece::Field { conversion, spec } => {
                    let Some(arg) = args.next() else { break };
                    self.format_field(arg, *conversion, spec)?;
                }
            }
        }
        self.u.regs.release_to(first);
        let reg = self.result(dst);
        let n = pieces.len() as u16;
        let i = if n == 1 {
            Instr::Move(reg, Src::take(first))
        } else {
            Instr::BuildString(reg, first, Count(n))
        };
        if i != Instr::Move(reg, Src::take(reg)) {
            self.u.emit(i, e.span);
        }
        Ok(Some(reg))
    }

    fn format_field(&mut self, arg: &'a Expr<'a>, conversion: u8, spec: &str) -> Result {
        let conv = match conversion {
            b'r' => Conv::Repr,
            b'a' => Conv::Ascii,
            _ => Conv::Str,
        };
        let mark = self.u.regs.mark();
        let src = self.operand(arg, &[])?;
        if spec.is_empty() {
            self.u.regs.release_to(mark);
            let reg = self.u.regs.alloc();
            self.u.emit(Instr::FormatSimple(conv, reg, src), arg.span);
        } else {
            let text = self.u.regs.alloc();
            self.load_lit(&Lit::Str(spec.into()), text, arg.span);
            self.u.regs.release_to(mark);
            let reg = self.u.regs.alloc();
            self.u.emit(Instr::FormatWithSpec(conv, reg, src, Src::take(text)), arg.span);
        }
        Ok(())
    }
}
