//! Comprehensions: list, set and dict comprehensions run inline (PEP 709), generator expressions
//! are functions of their first iterator.

use super::super::instr::{Count, Instr, Reg, Src};
use super::super::scope::{Home, Kind, ScopeId};
use super::build::Var;
use super::{Dst, Emitter, NOWHERE, Result};
use crate::code::CompileError;
use crate::syntax::ast::{Comprehension, Expr, ExprKind, Span};

/// What a comprehension makes of each item.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(&'a Expr<'a>),
    Set(&'a Expr<'a>),
    Dict(&'a Expr<'a>, &'a Expr<'a>),
    Yield(&'a Expr<'a>),
}

impl Element<'_> {
    /// The result to begin with.
    fn empty(self, result: Reg) -> Instr {
        match self {
            Element::Set(_) => Instr::BuildSet(result, result, Count(0)),
            Element::Dict(..) => Instr::BuildMap(result, result, Count(0)),
            _ => Instr::BuildList(result, result, Count(0)),
        }
    }
}

impl<'a> Emitter<'a> {
    pub fn comprehension(&mut self, e: &'a Expr<'a>, dst: Dst) -> Result<Reg> {
        let (kind, element, generators) = match e.kind {
            ExprKind::ListComp { elt, generators } => (Kind::ListComp, Element::List(elt), generators),
            ExprKind::SetComp { elt, generators } => (Kind::SetComp, Element::Set(elt), generators),
            ExprKind::DictComp { key, value, generators } => {
                (Kind::DictComp, Element::Dict(key, value), generators)
            }
            ExprKind::GeneratorExp { elt, generators } => {
                (Kind::GeneratorExp, Element::Yield(elt), generators)
            }
            _ => return Err(CompileError::new("not a comprehension", e.span)),
        };
        let Some(first) = generators.first() else {
            return Err(CompileError::new("comprehension without generators", e.span));
        };
        let id = self.scopes.of(e, kind);
        let scope = self.scopes.get(id);
        let is_async = scope.is_coroutine;
        if is_async && kind != Kind::GeneratorExp && !self.u.is_async {
            let within = self.scopes.get(self.u.scope).kind;
            if !within.is_comprehension() {
                let msg = "asynchronous comprehension outside of an asynchronous function";
                return Err(CompileError::new(msg, e.span));
            }
        }
        if self.scopes.get(id).inlined {
            self.inline_comp(e, id, element, generators, first, dst)
        } else {
            self.unread = false;
            self.comp_function(e, id, element, generators, first, dst)
        }
    }

    fn inline_comp(
        &mut self,
        e: &'a Expr<'a>,
        id: ScopeId,
        element: Element<'a>,
        generators: &'a [Comprehension<'a>],
        first: &'a Comprehension<'a>,
        dst: Dst,
    ) -> Result<Reg> {
        let unread = std::mem::take(&mut self.unread);
        let start = self.u.regs.mark();
        let hidden = self.hidden_variables(id);
        let result = self.u.regs.alloc();
        let iter = self.first_iterator(first)?;
        let known = self.u.overlay.len();
        for &(name, var) in &hidden {
            if let Var::Cell(reg) = var {
                self.u.emit(Instr::MakeCell(reg), e.span);
            }
            self.u.overlay.push((name, var));
        }
        self.u.comps.push(id);
        self.u.emit(element.empty(result), e.span);
        self.comp_loop(generators, 0, iter, element, result)?;
        self.u.comps.pop();
        self.u.overlay.truncate(known);
        // A result that nobody reads dies before the variables, and these the last first
        // (`apply_static_swaps` of `Python/flowgraph.c`).
        let mut leaving = hidden;
        if unread {
            self.u.emit(Instr::Drop(result), e.span);
            leaving.reverse();
        }
        for (_, var) in leaving {
            if let Var::Local(reg) | Var::Cell(reg) = var {
                self.u.emit(Instr::Drop(reg), e.span);
                self.u.regs.bound.remove(reg);
            }
        }
        // The result stood above the variables; it goes where the reader expects it.
        self.u.regs.release_to(start);
        let reg = self.result(dst);
        if reg != result && !unread {
            self.u.emit(Instr::Move(reg, Src::take(result)), e.span);
        }
        Ok(reg)
    }

    /// Registers for the variables of an inlined comprehension. A register that has held another
    /// name's variable is skipped, so that each has one name.
    fn hidden_variables(&mut self, id: ScopeId) -> Vec<(super::Sym, Var)> {
        let scope = self.scopes.get(id);
        let own = scope.symbols.iter().filter(|s| matches!(s.home, Home::Local | Home::Cell));
        let own: Vec<_> = own.map(|s| (s.name, s.home)).collect();
        let mut hidden = Vec::with_capacity(own.len());
        for (name, home) in own {
            let text = self.names.text(name).to_owned();
            let reg = loop {
                let reg = self.u.regs.alloc();
                match self.u.unit.hidden.iter().find(|h| h.0 == reg.0) {
                    Some(taken) if taken.1 != text => continue,
                    Some(_) => break reg,
                    None => {
                        self.u.unit.hidden.push((reg.0, text));
                        break reg;
                    }
                }
            };
            self.u.regs.bound.remove(reg);
            let var = if home == Home::Cell { Var::Cell(reg) } else { Var::Local(reg) };
            hidden.push((name, var));
        }
        hidden
    }

    /// The first iterable belongs to the block around.
    fn first_iterator(&mut self, first: &'a Comprehension<'a>) -> Result<Reg> {
        if !first.is_async {
            return self.iterator(first.iter);
        }
        let mark = self.u.regs.mark();
        let src = self.operand(first.iter, &[])?;
        self.u.regs.release_to(mark);
        let iter = self.u.regs.alloc();
        self.u.emit(Instr::GetAiter(iter, src), first.iter.span);
        Ok(iter)
    }

    /// The loops from generator `n` on, whose iterator is in `iter` (released at its end).
    fn comp_loop(
        &mut self,
        generators: &'a [Comprehension<'a>],
        n: usize,
        iter: Reg,
        element: Element<'a>,
        result: Reg,
    ) -> Result {
        let g = &generators[n];
        let (next, finished) = (self.u.label(), self.u.label());
        self.u.place_loop(next);
        let before = self.u.regs.bound.clone();
        if g.is_async {
            self.next_async(g.target, iter, finished, g.iter.span)?;
        } else {
            self.next_item(g.target, iter, finished, g.iter.span)?;
        }
        let skip = self.u.label();
        for test in g.ifs {
            self.jump_if(test, false, skip)?;
        }
        match generators.get(n + 1) {
            None => self.comp_element(element, result)?,
            Some(inner) => self.comp_inner(generators, n + 1, inner, element, result)?,
        }
        self.u.place(skip);
        self.u.jump_back(next, elt_span(element));
        self.u.regs.bound = before;
        if g.is_async {
            self.end_async_for(iter, finished, g.iter.span);
        } else {
            self.u.place(finished);
        }
        Ok(())
    }

    fn comp_inner(
        &mut self,
        generators: &'a [Comprehension<'a>],
        n: usize,
        inner: &'a Comprehension<'a>,
        element: Element<'a>,
        result: Reg,
    ) -> Result {
        // `for y in [f(x)]` is an assignment: no list, no loop.
        if !inner.is_async
            && let ExprKind::List([one]) | ExprKind::Tuple([one]) = inner.iter.kind
            && !matches!(one.kind, ExprKind::Starred(_))
        {
            return self.comp_once(generators, n, one, element, result);
        }
        let iter = self.first_iterator(inner)?;
        self.comp_loop(generators, n, iter, element, result)?;
        self.u.regs.release_to(iter);
        Ok(())
    }

    fn comp_once(
        &mut self,
        generators: &'a [Comprehension<'a>],
        n: usize,
        one: &'a Expr<'a>,
        element: Element<'a>,
        result: Reg,
    ) -> Result {
        let g = &generators[n];
        let mark = self.u.regs.mark();
        self.assign_one(g.target, one)?;
        self.u.regs.release_to(mark);
        let skip = self.u.label();
        for test in g.ifs {
            self.jump_if(test, false, skip)?;
        }
        match generators.get(n + 1) {
            None => self.comp_element(element, result)?,
            Some(inner) => self.comp_inner(generators, n + 1, inner, element, result)?,
        }
        self.u.place(skip);
        Ok(())
    }

    fn comp_element(&mut self, element: Element<'a>, result: Reg) -> Result {
        let mark = self.u.regs.mark();
        match element {
            Element::List(elt) => {
                let src = self.operand(elt, &[])?;
                self.u.emit(Instr::ListAppend(result, src), elt.span);
            }
            Element::Set(elt) => {
                let src = self.operand(elt, &[])?;
                self.u.emit(Instr::SetAdd(result, src), elt.span);
            }
            Element::Dict(key, value) => {
                let k = self.operand(key, &[value])?;
                let v = self.operand(value, &[])?;
                self.u.emit(Instr::MapAdd(result, k, v), key.span.to(value.span));
            }
            Element::Yield(elt) => {
                let mut src = self.operand(elt, &[])?;
                if self.scopes.get(self.u.scope).is_coroutine {
                    self.u.regs.release_to(mark);
                    let reg = self.u.regs.alloc();
                    self.u.emit(Instr::WrapAsyncValue(reg, src), elt.span);
                    src = Src::take(reg);
                }
                self.u.regs.release_to(mark);
                let reg = self.u.regs.alloc();
                self.u.emit(Instr::Yield(reg, src), elt.span);
                self.u.emit(Instr::Drop(reg), elt.span);
            }
        }
        self.u.regs.release_to(mark);
        Ok(())
    }

    /// A generator expression (or a comprehension that may not be inlined) as a function that is
    /// called at once.
    fn comp_function(
        &mut self,
        e: &'a Expr<'a>,
        id: ScopeId,
        element: Element<'a>,
        generators: &'a [Comprehension<'a>],
        first: &'a Comprehension<'a>,
        dst: Dst,
    ) -> Result<Reg> {
        let base = self.u.regs.mark();
        let name = match element {
            Element::Yield(_) => "<genexpr>",
            Element::List(_) => "<listcomp>",
            Element::Set(_) => "<setcomp>",
            Element::Dict(..) => "<dictcomp>",
        };
        let qualname = self.qualname(name);
        self.enter_unit(id, name, qualname, e.span);
        self.u.unit.argcount = 1;
        self.u.is_async = self.scopes.get(id).is_coroutine;
        let result = self.u.regs.mark();
        if !matches!(element, Element::Yield(_)) {
            self.u.regs.alloc();
            self.u.emit(element.empty(result), e.span);
        }
        let iter = self.u.regs.alloc();
        self.u.emit(Instr::Move(iter, Src::borrow(Reg(0))), first.iter.span);
        self.comp_loop(generators, 0, iter, element, result)?;
        self.u.regs.release_to(result);
        match element {
            Element::Yield(_) => self.return_none(NOWHERE),
            _ => self.u.end(Instr::Return(Src::take(result)), NOWHERE),
        }
        let unit = self.leave_unit()?;
        self.make_function(id, unit, 0, Dst::Push, base, e.span)?;
        self.u.regs.alloc();
        self.first_iterator(first)?;
        self.u.regs.release_to(base);
        let reg = self.result(dst);
        self.u.emit(Instr::Call(reg, base, Count(1)), e.span);
        Ok(reg)
    }
}

fn elt_span(element: Element) -> Span {
    match element {
        Element::List(elt) | Element::Set(elt) | Element::Yield(elt) => elt.span,
        Element::Dict(key, value) => key.span.to(value.span),
    }
}
