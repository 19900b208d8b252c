//! Expressions that stand where only targets may.
//!
//! The grammar parses every target as an expression; here it is accepted or refused with CPython's
//! words (`Parser/pegen.c`). Recursion follows brackets, of which the lexer admits 200.

use super::ast::*;
use super::build::Builder;
use super::error::Fault;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Assign,
    For,
    Delete,
}

/// What CPython calls an expression in its messages.
pub fn expr_name(kind: &ExprKind<'_>) -> &'static str {
    match kind {
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred(_) => "starred",
        ExprKind::Name(_) => "name",
        ExprKind::List(_) => "list",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::Lambda { .. } => "lambda",
        ExprKind::Call { .. } => "function call",
        ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "expression",
        ExprKind::GeneratorExp { .. } => "generator expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Await(_) => "await expression",
        ExprKind::ListComp { .. } => "list comprehension",
        ExprKind::SetComp { .. } => "set comprehension",
        ExprKind::DictComp { .. } => "dict comprehension",
        ExprKind::Dict { .. } => "dict literal",
        ExprKind::Set(_) => "set display",
        ExprKind::JoinedStr(_) | ExprKind::FormattedValue { .. } => "f-string expression",
        ExprKind::Constant(Constant::None) => "None",
        ExprKind::Constant(Constant::True) => "True",
        ExprKind::Constant(Constant::False) => "False",
        ExprKind::Constant(Constant::Ellipsis) => "ellipsis",
        ExprKind::Constant(_) => "literal",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::IfExp { .. } => "conditional expression",
        ExprKind::NamedExpr { .. } => "named expression",
        ExprKind::Slice { .. } => "slice",
    }
}

/// Accepts a target or says what it is instead.
pub fn check(e: Expr<'_>, what: Target) -> Result<(), Fault> {
    match invalid(&e, what) {
        None => Ok(()),
        Some(bad) => {
            let verb = if what == Target::Delete { "delete" } else { "assign to" };
            Err(Fault::at(format!("cannot {verb} {}", expr_name(&bad.kind)), bad.span))
        }
    }
}

/// The first part of `e` that is no target.
fn invalid<'x, 'a>(e: &'x Expr<'a>, what: Target) -> Option<&'x Expr<'a>> {
    match &e.kind {
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => None,
        ExprKind::List(items) | ExprKind::Tuple(items) => items.iter().find_map(|item| invalid(item, what)),
        ExprKind::Starred(value) if what != Target::Delete => invalid(value, what),
        _ => Some(e),
    }
}

pub fn assign<'a>(b: &Builder<'a>, targets: Vec<Expr<'a>>, value: Expr<'a>) -> Result<StmtKind<'a>, Fault> {
    Ok(StmtKind::Assign { targets: b.list(targets), value: b.one(value) })
}

pub fn delete<'a>(b: &Builder<'a>, targets: Vec<Expr<'a>>) -> Result<StmtKind<'a>, Fault> {
    for target in &targets {
        check(*target, Target::Delete)?;
    }
    Ok(StmtKind::Delete(b.list(targets)))
}

/// A name, attribute or subscript.
fn is_single(e: &Expr<'_>) -> bool {
    matches!(e.kind, ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. })
}

pub fn aug_assign<'a>(
    b: &Builder<'a>,
    e: Expr<'a>,
    op: Operator,
    value: Expr<'a>,
) -> Result<StmtKind<'a>, Fault> {
    if !is_single(&e) {
        let msg = format!("'{}' is an illegal expression for augmented assignment", expr_name(&e.kind));
        return Err(Fault::at(msg, e.span));
    }
    Ok(StmtKind::AugAssign { target: b.one(e), op, value: b.one(value) })
}

/// `start` is where the statement begins: a parenthesis before the target makes it not simple.
pub fn ann_assign<'a>(
    b: &Builder<'a>,
    start: super::token::Loc,
    e: Expr<'a>,
    annotation: Expr<'a>,
    value: Option<Expr<'a>>,
) -> Result<StmtKind<'a>, Fault> {
    if !is_single(&e) {
        let msg = match e.kind {
            ExprKind::List(_) => "only single target (not list) can be annotated",
            ExprKind::Tuple(_) => "only single target (not tuple) can be annotated",
            _ => "illegal target for annotation",
        };
        return Err(Fault::at(msg, e.span));
    }
    let bare = (start.line, start.col) == (e.span.line, e.span.col);
    Ok(StmtKind::AnnAssign {
        target: b.one(e),
        annotation: b.one(annotation),
        value: b.opt(value),
        simple: bare && matches!(e.kind, ExprKind::Name(_)),
    })
}
