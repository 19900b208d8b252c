//! How deep is a tree? Answered without recursion, so that every later pass may recurse.
//!
//! Most sources are too short per line to be deep and are never walked (`Tokens::depth_bound`).
//! Deliberately absent: patterns, whose depth brackets bound already.

use super::ast::*;

enum Node<'a> {
    Expr(&'a Expr<'a>),
    Stmt(&'a Stmt<'a>),
}

/// How the path to a node that is too deep ends; CPython fails differently on the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nesting {
    /// Operators, calls and attributes in a chain, which its parser reads in a loop.
    Left,
    /// All else: its parser recurses.
    Right,
}

struct Walk<'a> {
    stack: Vec<(Node<'a>, usize, Nesting)>,
    depth: usize,
}

/// Whether some node of `module` has more than `limit` nodes above it.
pub fn deeper_than(module: &Module<'_>, limit: usize) -> Option<Nesting> {
    let mut walk = Walk { stack: Vec::new(), depth: 0 };
    match *module {
        Module::Module(body) | Module::Interactive(body) => walk.body(body),
        Module::Expression(e) => walk.one(e),
    }
    while let Some((node, depth, nesting)) = walk.stack.pop() {
        if depth > limit {
            return Some(nesting);
        }
        walk.depth = depth + 1;
        match node {
            Node::Expr(e) => walk.expr(e),
            Node::Stmt(s) => walk.stmt(s),
        }
    }
    None
}

impl<'a> Walk<'a> {
    fn one(&mut self, e: &'a Expr<'a>) {
        self.stack.push((Node::Expr(e), self.depth, Nesting::Right));
    }

    /// Pushed last, so that it is looked at first.
    fn left(&mut self, e: &'a Expr<'a>) {
        self.stack.push((Node::Expr(e), self.depth, Nesting::Left));
    }

    fn all(&mut self, items: impl IntoIterator<Item = &'a Expr<'a>>) {
        for e in items {
            self.one(e);
        }
    }

    fn body(&mut self, body: &'a [Stmt<'a>]) {
        for s in body {
            self.stack.push((Node::Stmt(s), self.depth, Nesting::Right));
        }
    }

    fn arguments(&mut self, args: &'a Arguments<'a>) {
        let named = args
            .posonlyargs
            .iter()
            .chain(args.args)
            .chain(&args.vararg)
            .chain(args.kwonlyargs)
            .chain(&args.kwarg);
        self.all(named.filter_map(|arg| arg.annotation));
        self.all(args.defaults.iter().chain(args.kw_defaults.iter().flatten()));
    }

    fn generators(&mut self, generators: &'a [Comprehension<'a>]) {
        for clause in generators {
            self.all([clause.target, clause.iter]);
            self.all(clause.ifs);
        }
    }

    fn type_params(&mut self, params: &'a [TypeParam<'a>]) {
        self.all(params.iter().flat_map(|param| param.bound.into_iter().chain(param.default)));
    }

    fn expr(&mut self, e: &'a Expr<'a>) {
        match e.kind {
            ExprKind::BoolOp { values, .. } => self.all(values),
            ExprKind::NamedExpr { value, .. } => self.one(value),
            ExprKind::BinOp { left, right, .. } => {
                self.one(right);
                self.left(left);
            }
            ExprKind::UnaryOp { operand, .. } => self.one(operand),
            ExprKind::Lambda { args, body } => {
                self.arguments(args);
                self.one(body);
            }
            ExprKind::IfExp { test, body, orelse } => self.all([test, body, orelse]),
            ExprKind::Dict { keys, values } => {
                self.all(keys.iter().flatten());
                self.all(values);
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.one(elt);
                self.generators(generators);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.all([key, value]);
                self.generators(generators);
            }
            ExprKind::Await(e) | ExprKind::YieldFrom(e) | ExprKind::Starred(e) => self.one(e),
            ExprKind::Yield(e) => self.all(e),
            ExprKind::Compare { left, comparators, .. } => {
                self.one(left);
                self.all(comparators);
            }
            ExprKind::Call { func, args, keywords } => {
                self.all(args);
                self.all(keywords.iter().map(|keyword| keyword.value));
                self.left(func);
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.one(value);
                self.all(format_spec);
            }
            ExprKind::Attribute { value, .. } => self.left(value),
            ExprKind::Subscript { value, slice } => {
                self.one(slice);
                self.left(value);
            }
            ExprKind::JoinedStr(items)
            | ExprKind::Set(items)
            | ExprKind::List(items)
            | ExprKind::Tuple(items) => {
                self.all(items);
            }
            ExprKind::Slice { lower, upper, step } => self.all([lower, upper, step].into_iter().flatten()),
            ExprKind::Constant(_) | ExprKind::Name(_) => {}
        }
    }

    fn stmt(&mut self, s: &'a Stmt<'a>) {
        match s.kind {
            StmtKind::FunctionDef(f) | StmtKind::AsyncFunctionDef(f) => {
                self.all(f.decorators);
                self.type_params(f.type_params);
                self.arguments(f.args);
                self.all(f.returns);
                self.body(f.body);
            }
            StmtKind::ClassDef(c) => {
                self.all(c.decorators);
                self.type_params(c.type_params);
                self.all(c.bases);
                self.all(c.keywords.iter().map(|keyword| keyword.value));
                self.body(c.body);
            }
            StmtKind::Return(e) => self.all(e),
            StmtKind::Delete(items) => self.all(items),
            StmtKind::Assign { targets, value } => {
                self.all(targets);
                self.one(value);
            }
            StmtKind::TypeAlias { type_params, value, .. } => {
                self.type_params(type_params);
                self.one(value);
            }
            StmtKind::AugAssign { target, value, .. } => self.all([target, value]),
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.all([target, annotation]);
                self.all(value);
            }
            StmtKind::For(f) | StmtKind::AsyncFor(f) => {
                self.all([f.target, f.iter]);
                self.body(f.body);
                self.body(f.orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.one(test);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::With(w) | StmtKind::AsyncWith(w) => {
                self.all(w.items.iter().flat_map(|item| std::iter::once(item.context).chain(item.target)));
                self.body(w.body);
            }
            StmtKind::Match { subject, cases } => {
                self.one(subject);
                for case in cases {
                    self.all(case.guard);
                    self.body(case.body);
                }
            }
            StmtKind::Raise { exc, cause } => self.all(exc.into_iter().chain(cause)),
            StmtKind::Try(t) | StmtKind::TryStar(t) => {
                self.body(t.body);
                for handler in t.handlers {
                    self.all(handler.typ);
                    self.body(handler.body);
                }
                self.body(t.orelse);
                self.body(t.finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.one(test);
                self.all(msg);
            }
            StmtKind::Expr(e) => self.one(e),
            StmtKind::Import(_)
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => {}
        }
    }
}
