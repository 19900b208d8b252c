//! Classes.

use super::super::consts::Lit;
use super::super::instr::{Instr, Reg, Src};
use super::super::scope::Kind;
use super::build::Var;
use super::cond::has_star;
use super::{Dst, Emitter, NOWHERE, Result};
use crate::syntax::ast::{ClassDef, Span};

impl<'a> Emitter<'a> {
    pub fn class_def(&mut self, c: &'a ClassDef<'a>, span: Span) -> Result {
        let decorated = self.decorators(c.decorators)?;
        let base = self.u.regs.mark();
        let first_line = c.decorators.first().map_or(span, |d| Span { line: d.span.line, ..span });
        if c.type_params.is_empty() {
            self.class(c, false, first_line, span)?;
        } else {
            self.generic_class(c, base, first_line, span)?;
        }
        self.decorate(c.decorators, decorated, base)?;
        let result = decorated.unwrap_or(base);
        self.store_name(c.name.name, Src::take(result), span)?;
        self.u.regs.release_to(result);
        Ok(())
    }

    /// `__build_class__(body, name, *bases, **keywords)` into the next temporary. A generic class
    /// has one more base, in the variable `.generic_base`.
    pub fn class(&mut self, c: &'a ClassDef<'a>, generic: bool, first_line: Span, span: Span) -> Result<Reg> {
        let base = self.u.regs.alloc();
        self.u.emit(Instr::LoadBuildClass(base), span);
        self.u.regs.alloc();
        let id = self.scopes.of(c, Kind::Class);
        let qualname = self.qualname(c.name.name);
        let around = self.u.class.replace(c.name.name);
        self.enter_unit(id, c.name.name, qualname, first_line);
        self.class_body(c, first_line)?;
        let unit = self.leave_unit()?;
        self.u.class = around;
        let function = self.u.regs.mark();
        self.make_function(id, unit, 0, Dst::Push, function, span)?;
        let name = self.u.regs.alloc();
        self.load_lit(&Lit::Str(c.name.name.into()), name, span);
        if generic {
            return self.class_with_generic(base, c, span);
        }
        self.arguments_after(base, 2, c.bases, c.keywords, Dst::Push, span)
    }

    /// The generic base comes after the others.
    fn class_with_generic(&mut self, base: Reg, c: &'a ClassDef<'a>, span: Span) -> Result<Reg> {
        if has_star(c.bases) || c.keywords.iter().any(|k| k.arg.is_none()) {
            return self.build_generic(base, c.bases, c.keywords, span);
        }
        for b in c.bases {
            self.expr(b, Dst::Push)?;
        }
        self.load_name(".generic_base", Dst::Push, span)?;
        self.arguments_after(base, 3 + c.bases.len(), &[], c.keywords, Dst::Push, span)
    }

    fn class_body(&mut self, c: &'a ClassDef<'a>, first_line: Span) -> Result {
        let start = Span { line: first_line.line, col: 0, end_line: first_line.line, end_col: 0 };
        let reg = self.u.regs.alloc();
        let site = self.site("__name__");
        self.u.emit(Instr::LoadName(reg, site), start);
        self.store_own("__module__", Src::take(reg), start);
        let qualname = Lit::Str(self.u.unit.qualname.clone().into_bytes());
        self.load_lit(&qualname, reg, start);
        self.store_own("__qualname__", Src::take(reg), start);
        self.load_lit(&Lit::Int(first_line.line.into()), reg, start);
        self.store_own("__firstlineno__", Src::take(reg), start);
        if !c.type_params.is_empty() {
            self.load_name(".type_params", Dst::To(reg), start)?;
            self.store_own("__type_params__", Src::take(reg), start);
        }
        if let Some(cell) = self.class_dict_cell() {
            self.u.emit(Instr::LoadLocals(reg), start);
            self.u.emit(Instr::StoreCell(cell, Src::take(reg)), start);
        }
        self.u.regs.release_to(reg);
        self.annotations_dict(c.body, start);
        let body = self.docstring(c.body)?;
        self.stmts(body)?;
        self.class_end()
    }

    /// The cell that holds the namespace for annotation scopes in the class, if there are such.
    fn class_dict_cell(&mut self) -> Option<Reg> {
        let name = self.names.intern("__classdict__");
        match self.u.vars.get(&name) {
            Some(&Var::Cell(cell)) if self.scopes.get(self.u.scope).needs_class_dict => Some(cell),
            _ => None,
        }
    }

    /// `__static_attributes__`, `__classcell__`, and the cell as the body's value.
    fn class_end(&mut self) -> Result {
        let mut attributes = std::mem::take(&mut self.u.static_attributes);
        attributes.sort();
        let names = attributes.into_iter().map(|name| Lit::Str(name.into_bytes())).collect();
        let reg = self.u.regs.alloc();
        self.load_lit(&Lit::Tuple(names), reg, NOWHERE);
        self.store_own("__static_attributes__", Src::take(reg), NOWHERE);
        if let Some(cell) = self.class_dict_cell() {
            self.u.emit(Instr::LoadClosure(reg, cell), NOWHERE);
            self.store_own("__classdictcell__", Src::take(reg), NOWHERE);
        }
        let class = self.names.intern("__class__");
        if self.scopes.get(self.u.scope).needs_class_cell
            && let Some(&Var::Cell(cell)) = self.u.vars.get(&class)
        {
            self.u.emit(Instr::LoadClosure(reg, cell), NOWHERE);
            self.store_own("__classcell__", Src::borrow(reg), NOWHERE);
            self.u.end(Instr::Return(Src::take(reg)), NOWHERE);
        } else {
            self.return_none(NOWHERE);
        }
        self.u.regs.release_to(reg);
        Ok(())
    }

    fn store_own(&mut self, name: &str, src: Src, span: Span) {
        let site = self.site(name);
        self.u.emit(Instr::StoreName(src, site), span);
    }
}
