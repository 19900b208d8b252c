//! The source text of an annotation, for `from __future__ import annotations`
//! (`Python/ast_unparse.c`): spaces, parentheses and quotes are CPython's, whatever the source had.
//!
//! Deliberately absent: lambdas, comprehensions and f-strings, which say that they are not supported.

use crate::code::CompileError;
use crate::code::consts::Lit;
use crate::syntax::ast::{BoolOp, CmpOp, Constant, Expr, ExprKind, Keyword, Operator, UnaryOp};

type Result<T = ()> = std::result::Result<T, CompileError>;

/// How tightly the surroundings bind; what binds less is put in parentheses.
mod level {
    pub const TUPLE: u8 = 0;
    pub const TEST: u8 = 1;
    pub const OR: u8 = 2;
    pub const AND: u8 = 3;
    pub const NOT: u8 = 4;
    pub const CMP: u8 = 5;
    pub const EXPR: u8 = 6;
    pub const BOR: u8 = 6;
    pub const BXOR: u8 = 7;
    pub const BAND: u8 = 8;
    pub const SHIFT: u8 = 9;
    pub const ARITH: u8 = 10;
    pub const TERM: u8 = 11;
    pub const FACTOR: u8 = 12;
    pub const POWER: u8 = 13;
    pub const AWAIT: u8 = 14;
    pub const ATOM: u8 = 15;
}

pub fn unparse(e: &Expr) -> Result<String> {
    let mut out = String::new();
    expr(&mut out, e, level::TEST)?;
    Ok(out)
}

fn expr(out: &mut String, e: &Expr, outer: u8) -> Result {
    match e.kind {
        ExprKind::Name(name) => out.push_str(name),
        ExprKind::Constant(ref c) => constant(out, c),
        ExprKind::BoolOp { op, values } => {
            let (word, own) = match op {
                BoolOp::And => (" and ", level::AND),
                BoolOp::Or => (" or ", level::OR),
            };
            return grouped(out, outer > own, |out| list(out, values, word, own + 1));
        }
        ExprKind::BinOp { left, op, right } => return binary(out, left, op, right, outer),
        ExprKind::UnaryOp { op, operand } => return unary(out, op, operand, outer),
        ExprKind::IfExp { test, body, orelse } => {
            return grouped(out, outer > level::TEST, |out| {
                expr(out, body, level::TEST + 1)?;
                out.push_str(" if ");
                expr(out, test, level::TEST + 1)?;
                out.push_str(" else ");
                expr(out, orelse, level::TEST)
            });
        }
        ExprKind::Compare { left, ops, comparators } => {
            return grouped(out, outer > level::CMP, |out| {
                expr(out, left, level::CMP + 1)?;
                for (op, right) in ops.iter().zip(comparators) {
                    out.push_str(comparison(*op));
                    expr(out, right, level::CMP + 1)?;
                }
                Ok(())
            });
        }
        ExprKind::Call { func, args, keywords } => return call(out, func, args, keywords),
        ExprKind::Attribute { value, attr } => {
            expr(out, value, level::ATOM)?;
            if matches!(value.kind, ExprKind::Constant(Constant::Int(_) | Constant::BigInt(_))) {
                out.push(' ');
            }
            out.push('.');
            out.push_str(attr.name);
        }
        ExprKind::Subscript { value, slice } => {
            expr(out, value, level::ATOM)?;
            out.push('[');
            expr(out, slice, level::TUPLE)?;
            out.push(']');
        }
        ExprKind::Slice { lower, upper, step } => {
            part(out, lower)?;
            out.push(':');
            part(out, upper)?;
            if step.is_some() {
                out.push(':');
                part(out, step)?;
            }
        }
        ExprKind::Starred(value) => {
            out.push('*');
            expr(out, value, level::EXPR)?;
        }
        ExprKind::List(items) => {
            out.push('[');
            list(out, items, ", ", level::TEST)?;
            out.push(']');
        }
        ExprKind::Set(items) => {
            out.push('{');
            list(out, items, ", ", level::TEST)?;
            out.push('}');
        }
        ExprKind::Tuple([]) => out.push_str("()"),
        ExprKind::Tuple(items) => {
            return grouped(out, outer > level::TUPLE, |out| {
                list(out, items, ", ", level::TEST)?;
                if items.len() == 1 {
                    out.push(',');
                }
                Ok(())
            });
        }
        ExprKind::Dict { keys, values } => {
            out.push('{');
            for (i, (key, value)) in keys.iter().zip(values).enumerate() {
                out.push_str(if i > 0 { ", " } else { "" });
                match key {
                    Some(key) => {
                        expr(out, key, level::TEST)?;
                        out.push_str(": ");
                        expr(out, value, level::TEST)?;
                    }
                    None => {
                        out.push_str("**");
                        expr(out, value, level::EXPR)?;
                    }
                }
            }
            out.push('}');
        }
        ExprKind::NamedExpr { target, value } => {
            return grouped(out, outer > level::TUPLE, |out| {
                out.push_str(target.name);
                out.push_str(" := ");
                expr(out, value, level::ATOM)
            });
        }
        ExprKind::Await(value) => {
            return grouped(out, outer > level::AWAIT, |out| {
                out.push_str("await ");
                expr(out, value, level::ATOM)
            });
        }
        _ => {
            let msg = "such an annotation is not supported yet under the future import";
            return Err(CompileError::new(msg, e.span));
        }
    }
    Ok(())
}

fn grouped(out: &mut String, group: bool, inner: impl FnOnce(&mut String) -> Result) -> Result {
    if group {
        out.push('(');
    }
    inner(out)?;
    if group {
        out.push(')');
    }
    Ok(())
}

fn list(out: &mut String, items: &[Expr], between: &str, inner: u8) -> Result {
    for (i, item) in items.iter().enumerate() {
        out.push_str(if i > 0 { between } else { "" });
        expr(out, item, inner)?;
    }
    Ok(())
}

fn part(out: &mut String, e: Option<&Expr>) -> Result {
    e.map_or(Ok(()), |e| expr(out, e, level::TEST))
}

fn binary(out: &mut String, left: &Expr, op: Operator, right: &Expr, outer: u8) -> Result {
    let (word, own) = match op {
        Operator::Add => (" + ", level::ARITH),
        Operator::Sub => (" - ", level::ARITH),
        Operator::Mult => (" * ", level::TERM),
        Operator::MatMult => (" @ ", level::TERM),
        Operator::Div => (" / ", level::TERM),
        Operator::Mod => (" % ", level::TERM),
        Operator::FloorDiv => (" // ", level::TERM),
        Operator::LShift => (" << ", level::SHIFT),
        Operator::RShift => (" >> ", level::SHIFT),
        Operator::BitOr => (" | ", level::BOR),
        Operator::BitXor => (" ^ ", level::BXOR),
        Operator::BitAnd => (" & ", level::BAND),
        Operator::Pow => (" ** ", level::POWER),
    };
    let power = op == Operator::Pow;
    grouped(out, outer > own, |out| {
        expr(out, left, own + u8::from(power))?;
        out.push_str(word);
        expr(out, right, own + u8::from(!power))
    })
}

fn unary(out: &mut String, op: UnaryOp, operand: &Expr, outer: u8) -> Result {
    let (word, own) = match op {
        UnaryOp::Invert => ("~", level::FACTOR),
        UnaryOp::Not => ("not ", level::NOT),
        UnaryOp::UAdd => ("+", level::FACTOR),
        UnaryOp::USub => ("-", level::FACTOR),
    };
    grouped(out, outer > own, |out| {
        out.push_str(word);
        expr(out, operand, own)
    })
}

fn call(out: &mut String, func: &Expr, args: &[Expr], keywords: &[Keyword]) -> Result {
    expr(out, func, level::ATOM)?;
    out.push('(');
    list(out, args, ", ", level::TEST)?;
    for (i, keyword) in keywords.iter().enumerate() {
        out.push_str(if i > 0 || !args.is_empty() { ", " } else { "" });
        match keyword.arg {
            Some(arg) => {
                out.push_str(arg.name);
                out.push('=');
            }
            None => out.push_str("**"),
        }
        expr(out, keyword.value, level::TEST)?;
    }
    out.push(')');
    Ok(())
}

fn constant(out: &mut String, c: &Constant) {
    match c {
        Constant::Ellipsis => out.push_str("..."),
        Constant::Complex(im) => out.push_str(&format!("{im}j")),
        Constant::Str(text) => {
            let text = String::from_utf8_lossy(text.0);
            let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
            out.push(quote);
            for ch in text.chars() {
                match ch {
                    '\\' => out.push_str("\\\\"),
                    '\n' => out.push_str("\\n"),
                    '\t' => out.push_str("\\t"),
                    '\r' => out.push_str("\\r"),
                    ch if ch == quote => {
                        out.push('\\');
                        out.push(ch);
                    }
                    ch => out.push(ch),
                }
            }
            out.push(quote);
        }
        c => out.push_str(&Lit::of(c).repr()),
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}
