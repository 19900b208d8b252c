//! Expressions that stand where only targets may.
//!
//! The grammar parses every target as an expression; here it is accepted or refused. The words for a
//! refusal are [`super::diagnose`]'s. Recursion follows brackets, of which the lexer admits 200.

use super::ast::*;
use super::build::Builder;
use super::error::Refusal;
use super::token::Loc;

/// What a target is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Assign,
    Delete,
}

/// Accepts a target.
pub fn check(e: Expr<'_>, what: Target) -> Result<(), Refusal> {
    if is_target(&e, what) { Ok(()) } else { Err(Refusal::Structure) }
}

fn is_target(e: &Expr<'_>, what: Target) -> bool {
    match &e.kind {
        ExprKind::List(items) | ExprKind::Tuple(items) => items.iter().all(|item| is_target(item, what)),
        ExprKind::Starred(value) => what != Target::Delete && is_target(value, what),
        _ => is_single(e),
    }
}

/// A name, attribute or subscript.
fn is_single(e: &Expr<'_>) -> bool {
    matches!(e.kind, ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. })
}

pub fn delete<'a>(b: &Builder<'a>, targets: Vec<Expr<'a>>) -> Result<StmtKind<'a>, Refusal> {
    for target in &targets {
        check(*target, Target::Delete)?;
    }
    Ok(StmtKind::Delete(b.list(targets)))
}

pub fn aug_assign<'a>(
    b: &Builder<'a>,
    e: Expr<'a>,
    op: Operator,
    value: Expr<'a>,
) -> Result<StmtKind<'a>, Refusal> {
    if !is_single(&e) {
        return Err(Refusal::Structure);
    }
    Ok(StmtKind::AugAssign { target: b.one(e), op, value: b.one(value) })
}

/// `start` is where the statement begins: a parenthesis before the target makes it not simple.
pub fn ann_assign<'a>(
    b: &Builder<'a>,
    start: Loc,
    e: Expr<'a>,
    annotation: Expr<'a>,
    value: Option<Expr<'a>>,
) -> Result<StmtKind<'a>, Refusal> {
    if !is_single(&e) {
        return Err(Refusal::Structure);
    }
    let bare = (start.line, start.col) == (e.span.line, e.span.col);
    Ok(StmtKind::AnnAssign {
        target: b.one(e),
        annotation: b.one(annotation),
        value: b.opt(value),
        simple: bare && matches!(e.kind, ExprKind::Name(_)),
    })
}
