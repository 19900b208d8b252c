//! The first pass: how each block uses each name.

use super::super::CompileError;
use super::super::names::{Names, Sym};
use super::{Kind, Scope, ScopeId, Scopes, Uses};
use crate::syntax::ast::*;

type Result<T = ()> = std::result::Result<T, CompileError>;

pub(super) fn walk(module: &Module, names: &mut Names, future_annotations: bool) -> Result<Scopes> {
    let mut walker =
        Walker { scopes: Scopes::default(), names, current: Scopes::MODULE, class: None, future_annotations };
    walker.scopes.all.push(Scope::new(Kind::Module, None, false));
    match *module {
        Module::Module(body) | Module::Interactive(body) => walker.stmts(body)?,
        Module::Expression(e) => walker.expr(e)?,
    }
    Ok(walker.scopes)
}

struct Walker<'a, 's> {
    scopes: Scopes,
    names: &'s mut Names,
    current: ScopeId,
    /// The class around, for mangling.
    class: Option<&'a str>,
    future_annotations: bool,
}

fn fail<T>(msg: impl Into<String>, span: Span) -> Result<T> {
    Err(CompileError::new(msg.into(), span))
}

impl<'a> Walker<'a, '_> {
    fn cur(&mut self) -> &mut Scope {
        &mut self.scopes.all[self.current.0]
    }

    fn sym(&mut self, name: &str) -> Sym {
        self.names.mangled(self.class, name)
    }

    fn enter<T>(&mut self, node: &T, kind: Kind) -> ScopeId {
        let id = ScopeId(self.scopes.all.len());
        let parent = self.current;
        let nested = {
            let p = self.scopes.get(parent);
            p.nested || p.kind.is_function()
        };
        let in_comp_iter = self.cur().in_comp_iter;
        self.scopes.all.push(Scope { in_comp_iter, ..Scope::new(kind, Some(parent), nested) });
        self.scopes.all[parent.0].children.push(id);
        self.scopes.by_node.insert((std::ptr::from_ref(node).addr(), kind), id);
        std::mem::replace(&mut self.current, id)
    }

    fn note(&mut self, name: &str, uses: Uses, span: Span) -> Result {
        let sym = self.sym(name);
        let scope = self.cur();
        if scope.in_comp_target && uses.any(Uses::LOCAL) {
            if scope.uses(sym).any(Uses(Uses::GLOBAL.0 | Uses::NONLOCAL.0)) {
                return fail(
                    format!("comprehension inner loop cannot rebind assignment expression target '{name}'"),
                    span,
                );
            }
            scope.note(sym, Uses::COMP_ITER);
        }
        if uses.any(Uses::PARAM) {
            if scope.uses(sym).any(Uses::PARAM) {
                return fail(format!("duplicate argument '{name}' in function definition"), span);
            }
            scope.params.push(sym);
        }
        if uses.any(Uses::TYPE_PARAM) && scope.uses(sym).any(Uses::TYPE_PARAM) {
            return fail(format!("duplicate type parameter '{name}'"), span);
        }
        scope.note(sym, uses);
        if uses.any(Uses::BOUND) && !uses.any(Uses::DELETED) { bindable(name, span) } else { Ok(()) }
    }

    fn stmts(&mut self, body: &'a [Stmt<'a>]) -> Result {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    fn stmt(&mut self, s: &'a Stmt<'a>) -> Result {
        match s.kind {
            StmtKind::FunctionDef(f) => self.function(f, false, s.span),
            StmtKind::AsyncFunctionDef(f) => self.function(f, true, s.span),
            StmtKind::ClassDef(c) => self.class_def(c, s.span),
            StmtKind::Return(value) => self.opt(value),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.target(t, Uses::DELETED)),
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                targets.iter().try_for_each(|t| self.target(t, Uses::default()))
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                if let ExprKind::Name(name) = name.kind {
                    bindable(name, s.span)?;
                }
                self.type_alias(name, type_params, value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                if let ExprKind::Name(_) = target.kind {
                    self.expr(value)?;
                    self.target(target, Uses::default())
                } else {
                    self.target(target, Uses::default())?;
                    self.expr(value)
                }
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value, simple, s.span)
            }
            StmtKind::For(f) | StmtKind::AsyncFor(f) => {
                self.expr(f.iter)?;
                self.target(f.target, Uses::default())?;
                self.stmts(f.body)?;
                self.stmts(f.orelse)
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)
            }
            StmtKind::With(w) | StmtKind::AsyncWith(w) => {
                for item in w.items {
                    self.expr(item.context)?;
                    if let Some(target) = item.target {
                        self.target(target, Uses::default())?;
                    }
                }
                self.stmts(w.body)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(case.pattern)?;
                    self.opt(case.guard)?;
                    self.stmts(case.body)?;
                }
                Ok(())
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc)?;
                self.opt(cause)
            }
            StmtKind::Try(t) | StmtKind::TryStar(t) => {
                self.stmts(t.body)?;
                self.stmts(t.orelse)?;
                for h in t.handlers {
                    self.opt(h.typ)?;
                    if let Some(name) = h.name {
                        self.note(name.name, Uses(Uses::LOCAL.0 | Uses::DELETED.0), h.span)?;
                        bindable(name.name, h.span)?;
                    }
                    self.stmts(h.body)?;
                }
                self.stmts(t.finalbody)
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt(msg)
            }
            StmtKind::Import(names) | StmtKind::ImportFrom { names, .. } => self.imports(names, s.span),
            StmtKind::Global(names) => self.directive(names, Uses::GLOBAL, "global", s.span),
            StmtKind::Nonlocal(names) => self.directive(names, Uses::NONLOCAL, "nonlocal", s.span),
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
        }
    }

    fn imports(&mut self, names: &'a [Alias<'a>], span: Span) -> Result {
        for alias in names {
            if alias.name.name == "*" {
                if self.cur().kind != Kind::Module {
                    return fail("import * only allowed at module level", alias.span);
                }
                continue;
            }
            let full = alias.asname.unwrap_or(alias.name).name;
            let bound = if alias.asname.is_some() { full } else { full.split('.').next().unwrap_or(full) };
            bindable(bound, span)?;
            self.note(bound, Uses::IMPORT, alias.span)?;
        }
        Ok(())
    }

    fn directive(&mut self, names: &[Ident<'a>], uses: Uses, word: &str, span: Span) -> Result {
        for ident in names {
            let (name, sym) = (ident.name, self.sym(ident.name));
            let so_far = self.cur().uses(sym);
            let msg = if so_far.any(Uses::PARAM) {
                format!("name '{name}' is parameter and {word}")
            } else if so_far.any(Uses::USE) {
                format!("name '{name}' is used prior to {word} declaration")
            } else if so_far.any(Uses::ANNOTATED) {
                format!("annotated name '{name}' can't be {word}")
            } else if so_far.any(Uses::LOCAL) {
                format!("name '{name}' is assigned to before {word} declaration")
            } else {
                let scope = self.cur();
                scope.note(sym, uses);
                scope.directives.push((sym, span));
                if uses == Uses::GLOBAL {
                    // The module's own uses of the name are explicit then too.
                    self.scopes.all[Scopes::MODULE.0].note(sym, Uses::GLOBAL);
                }
                continue;
            };
            return fail(msg, span);
        }
        Ok(())
    }

    fn ann_assign(
        &mut self,
        target: &'a Expr<'a>,
        annotation: &'a Expr<'a>,
        value: Option<&'a Expr<'a>>,
        simple: bool,
        span: Span,
    ) -> Result {
        self.opt(value)?;
        if let ExprKind::Name(name) = target.kind {
            bindable(name, span)?;
            let sym = self.sym(name);
            let so_far = self.cur().uses(sym);
            if simple
                && so_far.any(Uses(Uses::GLOBAL.0 | Uses::NONLOCAL.0))
                && self.cur().kind != Kind::Module
            {
                let word = if so_far.any(Uses::GLOBAL) { "global" } else { "nonlocal" };
                return fail(format!("annotated name '{name}' can't be {word}"), span);
            }
            if simple {
                self.note(name, Uses(Uses::ANNOTATED.0 | Uses::LOCAL.0), target.span)?;
            } else if value.is_some() {
                self.note(name, Uses::LOCAL, target.span)?;
            }
        } else {
            self.target(target, Uses::default())?;
        }
        self.annotation(annotation)
    }

    fn annotation(&mut self, e: &'a Expr<'a>) -> Result {
        if self.future_annotations {
            return Ok(());
        }
        self.expr(e)
    }

    fn function(&mut self, f: &'a FunctionDef<'a>, is_async: bool, span: Span) -> Result {
        f.decorators.iter().try_for_each(|d| self.expr(d))?;
        self.defaults(f.args)?;
        let outer = if f.type_params.is_empty() {
            None
        } else {
            let outer = self.enter(f, Kind::TypeParams);
            self.generic(
                outer,
                f.type_params,
                !f.args.defaults.is_empty(),
                f.args.kw_defaults.iter().any(Option::is_some),
            )?;
            Some(outer)
        };
        self.annotations(f.args, f.returns)?;
        let around = self.enter(f, Kind::Function);
        self.cur().is_coroutine = is_async;
        self.params(f.args)?;
        self.stmts(f.body)?;
        self.current = outer.unwrap_or(around);
        self.note(f.name.name, Uses::LOCAL, span)
    }

    /// Parameters of a generic function's hidden scope, as CPython names them.
    fn generic(
        &mut self,
        outer: ScopeId,
        params: &'a [TypeParam<'a>],
        defaults: bool,
        kwdefaults: bool,
    ) -> Result {
        self.see_class(self.scopes.get(outer).kind == Kind::Class)?;
        let span = Span::default();
        if defaults {
            self.note(".defaults", Uses::PARAM, span)?;
        }
        if kwdefaults {
            self.note(".kwdefaults", Uses::PARAM, span)?;
        }
        self.type_params(params)
    }

    /// The annotation scope finds the names of the class around in `__classdict__`.
    fn see_class(&mut self, in_class: bool) -> Result {
        self.cur().sees_class = in_class;
        if in_class { self.note("__classdict__", Uses::USE, Span::default()) } else { Ok(()) }
    }

    fn class_def(&mut self, c: &'a ClassDef<'a>, span: Span) -> Result {
        c.decorators.iter().try_for_each(|d| self.expr(d))?;
        let (around, class) = (self.current, self.class);
        if !c.type_params.is_empty() {
            let outer = self.enter(c, Kind::TypeParams);
            self.class = Some(c.name.name);
            self.generic(outer, c.type_params, false, false)?;
            self.note(".type_params", Uses(Uses::LOCAL.0 | Uses::USE.0), span)?;
            self.note(".generic_base", Uses(Uses::LOCAL.0 | Uses::USE.0), span)?;
        }
        c.bases.iter().try_for_each(|b| self.expr(b))?;
        c.keywords.iter().try_for_each(|k| self.expr(k.value))?;
        self.enter(c, Kind::Class);
        self.class = Some(c.name.name);
        if !c.type_params.is_empty() {
            self.note("__type_params__", Uses::LOCAL, span)?;
            self.note(".type_params", Uses::USE, span)?;
        }
        self.stmts(c.body)?;
        self.current = around;
        self.class = class;
        self.note(c.name.name, Uses::LOCAL, span)
    }

    fn type_alias(&mut self, name: &'a Expr<'a>, params: &'a [TypeParam<'a>], value: &'a Expr<'a>) -> Result {
        let around = self.current;
        let in_class = self.cur().kind == Kind::Class;
        if !params.is_empty() {
            let outer = self.enter(value, Kind::TypeParams);
            self.generic(outer, params, false, false)?;
        }
        self.enter(value, Kind::TypeAlias);
        self.see_class(in_class)?;
        self.expr(value)?;
        self.current = around;
        self.target(name, Uses::default())
    }

    fn type_params(&mut self, params: &'a [TypeParam<'a>]) -> Result {
        for p in params {
            self.note(p.name.name, Uses(Uses::TYPE_PARAM.0 | Uses::LOCAL.0), p.span)?;
            for value in [p.bound, p.default].into_iter().flatten() {
                let around = self.enter(value, Kind::TypeParamValue);
                self.see_class(self.scopes.get(around).sees_class)?;
                self.expr(value)?;
                self.current = around;
            }
        }
        Ok(())
    }

    fn defaults(&mut self, args: &'a Arguments<'a>) -> Result {
        args.defaults.iter().try_for_each(|e| self.expr(e))?;
        args.kw_defaults.iter().flatten().try_for_each(|e| self.expr(e))
    }

    fn annotations(&mut self, args: &'a Arguments<'a>, returns: Option<&'a Expr<'a>>) -> Result {
        let all = args.posonlyargs.iter().chain(args.args).chain(&args.vararg);
        for arg in all.chain(args.kwonlyargs).chain(&args.kwarg) {
            if let Some(e) = arg.annotation {
                self.annotation(e)?;
            }
        }
        returns.map_or(Ok(()), |e| self.annotation(e))
    }

    fn params(&mut self, args: &'a Arguments<'a>) -> Result {
        let all = args.posonlyargs.iter().chain(args.args).chain(args.kwonlyargs);
        for arg in all.chain(&args.vararg).chain(&args.kwarg) {
            self.note(arg.name.name, Uses::PARAM, arg.name.span)?;
        }
        Ok(())
    }

    fn opt(&mut self, e: Option<&'a Expr<'a>>) -> Result {
        e.map_or(Ok(()), |e| self.expr(e))
    }

    fn exprs(&mut self, es: &'a [Expr<'a>]) -> Result {
        es.iter().try_for_each(|e| self.expr(e))
    }

    /// A place that is assigned to or deleted.
    fn target(&mut self, e: &'a Expr<'a>, more: Uses) -> Result {
        match e.kind {
            ExprKind::Name(name) => self.note(name, Uses(Uses::LOCAL.0 | more.0), e.span),
            ExprKind::Tuple(es) | ExprKind::List(es) => es.iter().try_for_each(|e| self.target(e, more)),
            ExprKind::Starred(e) => self.target(e, more),
            _ => self.expr(e),
        }
    }

    fn expr(&mut self, e: &'a Expr<'a>) -> Result {
        match e.kind {
            ExprKind::Constant(_) => Ok(()),
            ExprKind::Name(name) => self.name(name, e.span),
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::NamedExpr { target, value } => self.named(target, value, e.span),
            ExprKind::BinOp { .. } => self.binary_chain(e),
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda { args, body } => {
                self.defaults(args)?;
                let around = self.enter(e, Kind::Lambda);
                self.params(args)?;
                self.expr(body)?;
                self.current = around;
                Ok(())
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                for (key, value) in keys.iter().zip(values) {
                    self.opt(key.as_ref())?;
                    self.expr(value)?;
                }
                Ok(())
            }
            ExprKind::Set(es) | ExprKind::List(es) | ExprKind::Tuple(es) | ExprKind::JoinedStr(es) => {
                self.exprs(es)
            }
            ExprKind::ListComp { elt, generators } => self.comp(e, Kind::ListComp, elt, None, generators),
            ExprKind::SetComp { elt, generators } => self.comp(e, Kind::SetComp, elt, None, generators),
            ExprKind::GeneratorExp { elt, generators } => {
                self.comp(e, Kind::GeneratorExp, elt, None, generators)
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comp(e, Kind::DictComp, key, Some(value), generators)
            }
            ExprKind::Await(value) => {
                self.forbid(e.span, "await expression")?;
                self.expr(value)?;
                self.cur().is_coroutine = true;
                Ok(())
            }
            ExprKind::Yield(value) => {
                self.forbid(e.span, "yield expression")?;
                self.opt(value)?;
                self.mark_generator(e.span)
            }
            ExprKind::YieldFrom(value) => {
                self.forbid(e.span, "yield expression")?;
                self.expr(value)?;
                self.mark_generator(e.span)
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                keywords.iter().try_for_each(|k| self.expr(k.value))
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt(format_spec)
            }
            ExprKind::Attribute { value, .. } | ExprKind::Starred(value) => self.expr(value),
            ExprKind::Subscript { value, slice } => {
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Slice { lower, upper, step } => {
                self.opt(lower)?;
                self.opt(upper)?;
                self.opt(step)
            }
        }
    }

    /// `a + b + c + ...` leans left as deep as it is long: walked in a loop.
    fn binary_chain(&mut self, e: &'a Expr<'a>) -> Result {
        let mut rights = Vec::new();
        let mut e = e;
        while let ExprKind::BinOp { left, right, .. } = e.kind {
            rights.push(right);
            e = left;
        }
        self.expr(e)?;
        rights.into_iter().rev().try_for_each(|e| self.expr(e))
    }

    fn name(&mut self, name: &str, span: Span) -> Result {
        self.note(name, Uses::USE, span)?;
        // super() without arguments needs the class cell.
        if name == "super" && self.cur().kind.is_function() {
            self.note("__class__", Uses::USE, span)?;
        }
        Ok(())
    }

    /// What may not stand in the annotation scopes of PEP 695.
    fn forbid(&mut self, span: Span, what: &str) -> Result {
        let place = match self.cur().kind {
            Kind::TypeParams => "the definition of a generic",
            Kind::TypeAlias => "a type alias",
            Kind::TypeParamValue => "a TypeVar bound",
            _ => return Ok(()),
        };
        fail(format!("{what} cannot be used within {place}"), span)
    }

    fn mark_generator(&mut self, span: Span) -> Result {
        let what = match self.cur().kind {
            Kind::ListComp => "'yield' inside list comprehension",
            Kind::SetComp => "'yield' inside set comprehension",
            Kind::DictComp => "'yield' inside dict comprehension",
            Kind::GeneratorExp => "'yield' inside generator expression",
            _ => {
                self.cur().is_generator = true;
                return Ok(());
            }
        };
        fail(what, span)
    }

    fn named(&mut self, target: Ident<'a>, value: &'a Expr<'a>, span: Span) -> Result {
        self.forbid(span, "named expression")?;
        if self.cur().in_comp_iter > 0 {
            return fail("assignment expression cannot be used in a comprehension iterable expression", span);
        }
        self.expr(value)?;
        if self.cur().kind.is_comprehension() {
            self.named_in_comp(target)?;
        }
        self.note(target.name, Uses::LOCAL, target.span)
    }

    /// `extend_namedexpr_scope`: the name is bound in the nearest block that is no comprehension.
    fn named_in_comp(&mut self, target: Ident<'a>) -> Result {
        let sym = self.sym(target.name);
        let mut id = self.current;
        loop {
            let scope = self.scopes.get(id);
            let (kind, uses, parent) = (scope.kind, scope.uses(sym), scope.parent);
            if kind.is_comprehension() {
                if uses.any(Uses::COMP_ITER) {
                    return fail(
                        format!(
                            "assignment expression cannot rebind comprehension iteration variable '{}'",
                            target.name
                        ),
                        target.span,
                    );
                }
                id = parent.unwrap_or(Scopes::MODULE);
                continue;
            }
            let here = match kind {
                Kind::Module => Uses::GLOBAL,
                Kind::Class => {
                    return fail(
                        "assignment expression within a comprehension cannot be used in a class body",
                        target.span,
                    );
                }
                Kind::TypeParams | Kind::TypeAlias | Kind::TypeParamValue => {
                    return fail(
                        "assignment expression within a comprehension cannot be used within the definition of a generic",
                        target.span,
                    );
                }
                _ if uses.any(Uses::GLOBAL) => Uses::GLOBAL,
                _ => Uses::NONLOCAL,
            };
            let mut comp = self.current;
            while comp != id {
                self.scopes.all[comp.0].note(sym, here);
                self.scopes.all[comp.0].directives.push((sym, target.span));
                comp = self.scopes.get(comp).parent.unwrap_or(Scopes::MODULE);
            }
            let at_home = if here == Uses::GLOBAL { Uses::GLOBAL } else { Uses::LOCAL };
            if !uses.any(Uses::NONLOCAL) {
                self.scopes.all[id.0].note(sym, at_home);
            }
            return Ok(());
        }
    }

    fn comp(
        &mut self,
        e: &'a Expr<'a>,
        kind: Kind,
        elt: &'a Expr<'a>,
        value: Option<&'a Expr<'a>>,
        generators: &'a [Comprehension<'a>],
    ) -> Result {
        let Some(first) = generators.first() else { return fail("comprehension without generators", e.span) };
        self.cur().in_comp_iter += 1;
        self.expr(first.iter)?;
        self.cur().in_comp_iter -= 1;
        let around = self.enter(e, kind);
        if kind == Kind::GeneratorExp || self.scopes.get(around).sees_class {
            self.note(".0", Uses::PARAM, e.span)?;
        }
        for (i, g) in generators.iter().enumerate() {
            if i > 0 {
                self.cur().in_comp_iter += 1;
                self.expr(g.iter)?;
                self.cur().in_comp_iter -= 1;
            }
            self.cur().in_comp_target = true;
            self.target(g.target, Uses::default())?;
            self.cur().in_comp_target = false;
            self.exprs(g.ifs)?;
            self.cur().is_coroutine |= g.is_async;
        }
        self.expr(elt)?;
        self.opt(value)?;
        let is_async = self.cur().is_coroutine && kind != Kind::GeneratorExp;
        if kind == Kind::GeneratorExp {
            self.cur().is_generator = true;
        }
        self.current = around;
        if is_async {
            self.cur().is_coroutine = true;
        }
        Ok(())
    }

    fn pattern(&mut self, p: &'a Pattern<'a>) -> Result {
        match p.kind {
            PatternKind::MatchValue(e) => self.expr(e),
            PatternKind::MatchSingleton(_) => Ok(()),
            PatternKind::MatchSequence(ps) | PatternKind::MatchOr(ps) => {
                ps.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.exprs(keys)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                rest.map_or(Ok(()), |name| self.note(name.name, Uses::LOCAL, p.span))
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.expr(cls)?;
                for (attr, pattern) in kwd_attrs.iter().zip(kwd_patterns) {
                    bindable(attr.name, pattern.span)?;
                }
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                kwd_patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::MatchStar(name) => {
                name.map_or(Ok(()), |name| self.note(name.name, Uses::LOCAL, p.span))
            }
            PatternKind::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern)?;
                }
                name.map_or(Ok(()), |name| self.note(name.name, Uses::LOCAL, p.span))
            }
        }
    }
}

/// `__debug__` is a constant: nothing may be called so.
fn bindable(name: &str, span: Span) -> Result {
    if name == "__debug__" { fail("cannot assign to __debug__", span) } else { Ok(()) }
}
