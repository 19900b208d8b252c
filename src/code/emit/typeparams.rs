//! Type parameters and type aliases (PEP 695).

use super::super::instr::Reg;
use super::{Emitter, Result};
use crate::code::CompileError;
use crate::syntax::ast::{ClassDef, Expr, FunctionDef, Span, TypeParam};

impl<'a> Emitter<'a> {
    pub fn generic_function(
        &mut self,
        _f: &'a FunctionDef<'a>,
        _is_async: bool,
        _base: Reg,
        _first_line: Span,
        span: Span,
    ) -> Result {
        Err(CompileError::new("type parameters are not supported yet", span))
    }

    pub fn generic_class(
        &mut self,
        _c: &'a ClassDef<'a>,
        _base: Reg,
        _first_line: Span,
        span: Span,
    ) -> Result {
        Err(CompileError::new("type parameters are not supported yet", span))
    }

    pub fn type_alias(
        &mut self,
        _name: &'a Expr<'a>,
        _params: &'a [TypeParam<'a>],
        _value: &'a Expr<'a>,
        span: Span,
    ) -> Result {
        Err(CompileError::new("type statements are not supported yet", span))
    }
}
