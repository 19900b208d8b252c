//! `match`.

use super::{Emitter, Result};
use crate::code::CompileError;
use crate::syntax::ast::{Expr, MatchCase};

impl<'a> Emitter<'a> {
    pub fn match_stmt(&mut self, subject: &'a Expr<'a>, _cases: &'a [MatchCase<'a>]) -> Result {
        Err(CompileError::new("match statements are not supported yet", subject.span))
    }
}
