//! Imports, and what `from __future__` asks for.

use super::super::consts::Lit;
use super::super::instr::{Instr, Reg, Src};
use super::assign::forbid_debug;
use super::{Dst, Emitter, Result, doc_text};
use crate::code::CompileError;
use crate::syntax::ast::{Alias, Ident, Module, Span, StmtKind};

const FEATURES: [&str; 9] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "generator_stop",
    "annotations",
];

/// The future imports at the head of a module (`Python/future.c`): whether annotations stay text.
pub fn check_future(module: &Module) -> Result<bool> {
    let (Module::Module(body) | Module::Interactive(body)) = *module else { return Ok(false) };
    let mut annotations = false;
    let mut at_head = true;
    for (i, s) in body.iter().enumerate() {
        match s.kind {
            StmtKind::ImportFrom { module: Some(Ident { name: "__future__", .. }), names, level: 0 } => {
                if !at_head {
                    let msg = "from __future__ imports must occur at the beginning of the file";
                    return Err(CompileError::new(msg, s.span));
                }
                for alias in names {
                    check_feature(alias, s.span)?;
                    annotations |= alias.name.name == "annotations";
                }
            }
            _ if i == 0 && doc_text(s).is_some() => {}
            _ => at_head = false,
        }
    }
    Ok(annotations)
}

fn check_feature(alias: &Alias, span: Span) -> Result {
    // CPython names only the start.
    let span = Span { end_line: 0, end_col: 0, ..span };
    let name = alias.name.name;
    if name == "braces" {
        return Err(CompileError::new("not a chance", span));
    }
    if FEATURES.contains(&name) || name == "barry_as_FLUFL" {
        return Ok(());
    }
    Err(CompileError::new(format!("future feature {name} is not defined"), span))
}

impl<'a> Emitter<'a> {
    pub fn import(&mut self, names: &'a [Alias<'a>], span: Span) -> Result {
        for alias in names {
            let full = alias.name.name;
            let reg = self.import_module(full, 0, &Lit::None, span);
            match alias.asname {
                Some(asname) => {
                    forbid_debug(asname.name, "assign to", span)?;
                    // `import a.b.c as d` reads the parts off the packages, one by one.
                    for part in full.split('.').skip(1) {
                        let sym = self.names.intern(part);
                        let name = self.name_of(sym);
                        let inner = self.u.regs.alloc();
                        self.u.emit(Instr::ImportFrom(inner, reg, name), span);
                        self.u.emit(Instr::Move(reg, Src::take(inner)), span);
                        self.u.regs.release_to(inner);
                    }
                    self.store_name(asname.name, Src::take(reg), span)?;
                }
                None => {
                    let head = full.split('.').next().unwrap_or(full);
                    self.store_name(head, Src::take(reg), span)?;
                }
            }
            self.u.regs.release_to(reg);
        }
        Ok(())
    }

    /// The module in the next temporary.
    fn import_module(&mut self, name: &str, level: u32, from: &Lit, span: Span) -> Reg {
        let base = self.u.regs.alloc();
        self.load_lit(&Lit::Int(level.into()), base, span);
        let list = self.u.regs.alloc();
        self.load_lit(from, list, span);
        self.u.regs.release_to(list);
        let sym = self.sym(name);
        let name = self.name_of(sym);
        self.u.emit(Instr::ImportName(base, base, name), span);
        base
    }

    pub fn import_from(
        &mut self,
        module: Option<Ident<'a>>,
        names: &'a [Alias<'a>],
        level: u32,
        span: Span,
    ) -> Result {
        let list = names.iter().map(|a| Lit::Str(a.name.name.into())).collect();
        let module = module.map_or("", |m| m.name);
        let reg = self.import_module(module, level, &Lit::Tuple(list), span);
        if let [Alias { name: Ident { name: "*", .. }, .. }] = names {
            self.u.emit(Instr::ImportStar(Src::take(reg)), span);
            self.u.regs.release_to(reg);
            return Ok(());
        }
        for alias in names {
            let sym = self.sym(alias.name.name);
            let name = self.name_of(sym);
            let item = self.result(Dst::Push);
            self.u.emit(Instr::ImportFrom(item, reg, name), span);
            self.store_name(alias.asname.unwrap_or(alias.name).name, Src::take(item), span)?;
            self.u.regs.release_to(item);
        }
        self.u.emit(Instr::Drop(reg), span);
        self.u.regs.release_to(reg);
        Ok(())
    }
}
