//! The source text of an annotation, for `from __future__ import annotations`
//! (`Python/ast_unparse.c`).

use crate::code::CompileError;
use crate::syntax::ast::{Constant, Expr, ExprKind};

pub fn unparse(e: &Expr) -> Result<String, CompileError> {
    match e.kind {
        ExprKind::Name(name) => Ok(name.into()),
        ExprKind::Constant(Constant::None) => Ok("None".into()),
        _ => {
            Err(CompileError::new("such an annotation is not supported yet under the future import", e.span))
        }
    }
}
