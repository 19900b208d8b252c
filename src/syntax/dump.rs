//! Readable dumps: tokens as `python -m tokenize -e` prints them, trees as `ast.dump` does.
//!
//! For `--tokens` and `--ast`, and for tests that compare with CPython. Contexts (`Load`, `Store`) are
//! absent, as they are in the tree. The walk recurses: trees are bounded by [`MAX_DEPTH`].

use std::fmt::{self, Write};

use super::ast::*;
use super::layout;
use super::source::Source;
use super::token::{Loc, Tok, Token};

/// Options of [`tree`].
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Blanks per level; `None` puts all on one line.
    pub indent: Option<usize>,
    /// Print every node's span.
    pub spans: bool,
}

/// One token per line: place, kind, text.
pub fn tokens(source: &Source<'_>, out: &mut impl Write) -> fmt::Result {
    let text = source.text();
    let tokens = layout::tokenize(text, None, true);
    for token in &tokens.list {
        let Token { kind, mut start, mut end } = *token;
        let at_end = end.at as usize >= text.len();
        match kind {
            Tok::Error => continue,
            // `tokenize` shows where the indentation begins, and a line of its own behind the last.
            Tok::Indent => start = Loc { col: 0, at: start.at - start.col, ..start },
            Tok::Dedent | Tok::EndMarker if at_end => {
                start = Loc { line: start.line + 1, col: 0, at: end.at };
                end = start;
            }
            // ... and of a doubled brace, the half that counts.
            Tok::FStringMiddle => {
                let middle = &text[start.at as usize..end.at as usize];
                let doubled = (middle.ends_with("{{") || middle.ends_with("}}")) as u32;
                end = Loc { col: end.col - doubled, at: end.at - doubled, ..end };
            }
            _ => {}
        }
        let place = format!("{},{}-{},{}:", start.line, column(text, start), end.line, column(text, end));
        let shown = match kind {
            Tok::Newline if at_end && end.at == start.at => "",
            _ => &text[start.at as usize..end.at as usize],
        };
        writeln!(out, "{place:20}{:15}{:15}", kind.name(), quoted(shown.as_bytes()))?;
    }
    Ok(())
}

/// Columns of token dumps count characters.
fn column(text: &str, loc: Loc) -> usize {
    let line_start = (loc.at as usize).saturating_sub(loc.col as usize);
    match text.get(line_start..loc.at as usize) {
        Some(head) => head.chars().count(),
        None => loc.col as usize,
    }
}

/// The tree in `ast.dump`'s notation.
pub fn tree(module: &Module<'_>, style: Style, out: &mut impl Write) -> fmt::Result {
    let mut dump = Dump { out, style, level: 0, first: true, pending: Vec::new() };
    match *module {
        Module::Module(body) => dump.node("Module", None, |d| {
            d.list("body", body, Dump::stmt)?;
            d.empty("type_ignores")
        }),
        Module::Interactive(body) => dump.node("Interactive", None, |d| d.list("body", body, Dump::stmt)),
        Module::Expression(e) => dump.node("Expression", None, |d| d.one("body", e)),
    }
}

/// `repr` of a string or, for WTF-8 that is no UTF-8, the same with surrogates escaped.
pub fn quoted(text: &[u8]) -> String {
    let quote = if text.contains(&b'\'') && !text.contains(&b'"') { '"' } else { '\'' };
    let mut shown = String::from(quote);
    let mut rest = text;
    while let Some(&byte) = rest.first() {
        let valid = match std::str::from_utf8(rest) {
            Ok(valid) => valid,
            Err(bad) => std::str::from_utf8(&rest[..bad.valid_up_to()]).unwrap_or(""),
        };
        for c in valid.chars() {
            push_escaped(&mut shown, c, quote);
        }
        rest = &rest[valid.len()..];
        if valid.is_empty() {
            let surrogate = rest.get(1..3).map(|tail| {
                (byte as u32 & 0xF) << 12 | (tail[0] as u32 & 0x3F) << 6 | (tail[1] as u32 & 0x3F)
            });
            shown.push_str(&format!("\\u{:04x}", surrogate.unwrap_or(byte as u32)));
            rest = rest.get(3..).unwrap_or(&[]);
        }
    }
    shown.push(quote);
    shown
}

fn push_escaped(out: &mut String, c: char, quote: char) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if c == quote => {
            out.push('\\');
            out.push(c);
        }
        c if super::lexer::is_printable(c) => out.push(c),
        c if (c as u32) < 0x100 => out.push_str(&format!("\\x{:02x}", c as u32)),
        c if (c as u32) < 0x10000 => out.push_str(&format!("\\u{:04x}", c as u32)),
        c => out.push_str(&format!("\\U{:08x}", c as u32)),
    }
}

fn quoted_bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut shown = format!("b{quote}");
    for &byte in bytes {
        match byte {
            0x20..0x7F | b'\n' | b'\r' | b'\t' => push_escaped(&mut shown, byte as char, quote),
            byte => shown.push_str(&format!("\\x{byte:02x}")),
        }
    }
    shown.push(quote);
    shown
}

/// `repr` of a float.
fn float(value: f64) -> String {
    if value.is_infinite() {
        return "1e309".into();
    }
    let digits = format!("{value:e}");
    let (mantissa, exponent) = digits.split_once('e').unwrap_or((&digits, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{value}");
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

struct Dump<'o, W> {
    out: &'o mut W,
    style: Style,
    level: usize,
    /// Nothing stands in the innermost parenthesis yet.
    first: bool,
    /// Plain fields not written yet: up to three of them, alone in their node, share its line.
    pending: Vec<String>,
}

impl<W: Write> Dump<'_, W> {
    /// Begins the next field or list item.
    fn next(&mut self) -> fmt::Result {
        self.flush()?;
        self.begin()
    }

    fn begin(&mut self) -> fmt::Result {
        if !std::mem::take(&mut self.first) {
            self.out.write_char(',')?;
            if self.style.indent.is_none() {
                self.out.write_char(' ')?;
            }
        }
        if let Some(width) = self.style.indent {
            write!(self.out, "\n{:1$}", "", self.level * width)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> fmt::Result {
        for field in std::mem::take(&mut self.pending) {
            self.begin()?;
            self.out.write_str(&field)?;
        }
        Ok(())
    }

    fn node(
        &mut self,
        name: &str,
        span: Option<Span>,
        fields: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        write!(self.out, "{name}(")?;
        self.level += 1;
        self.first = true;
        let outer = std::mem::take(&mut self.pending);
        fields(self)?;
        if let (true, Some(span)) = (self.style.spans, span) {
            for (name, value) in [
                ("lineno", span.line),
                ("col_offset", span.col),
                ("end_lineno", span.end_line),
                ("end_col_offset", span.end_col),
            ] {
                self.text(name, value)?;
            }
        }
        if self.first && self.pending.len() <= 3 {
            let line = self.pending.join(", ");
            self.out.write_str(&line)?;
        } else {
            self.flush()?;
        }
        self.pending = outer;
        self.level -= 1;
        self.first = false;
        self.out.write_char(')')
    }

    fn text(&mut self, name: &str, value: impl fmt::Display) -> fmt::Result {
        self.pending.push(format!("{name}={value}"));
        Ok(())
    }

    fn empty(&mut self, name: &str) -> fmt::Result {
        if self.style.spans { self.text(name, "[]") } else { Ok(()) }
    }

    fn field(&mut self, name: &str, value: impl FnOnce(&mut Self) -> fmt::Result) -> fmt::Result {
        self.next()?;
        write!(self.out, "{name}=")?;
        value(self)
    }

    fn one(&mut self, name: &str, e: &Expr<'_>) -> fmt::Result {
        self.field(name, |d| d.expr(e))
    }

    fn opt(&mut self, name: &str, e: Option<&Expr<'_>>) -> fmt::Result {
        e.map_or(Ok(()), |e| self.one(name, e))
    }

    fn name(&mut self, name: &str, ident: Option<Ident<'_>>) -> fmt::Result {
        ident.map_or(Ok(()), |ident| self.text(name, quoted(ident.name.as_bytes())))
    }

    /// Empty lists are left out, as `ast.dump` does, unless spans are asked for.
    fn list<T>(
        &mut self,
        name: &str,
        items: &[T],
        item: impl Fn(&mut Self, &T) -> fmt::Result,
    ) -> fmt::Result {
        if items.is_empty() {
            return self.empty(name);
        }
        self.field(name, |d| {
            d.out.write_char('[')?;
            d.level += 1;
            d.first = true;
            for each in items {
                d.next()?;
                item(d, each)?;
                d.first = false;
            }
            d.level -= 1;
            d.out.write_char(']')
        })
    }

    fn exprs(&mut self, name: &str, items: &[Expr<'_>]) -> fmt::Result {
        self.list(name, items, Self::expr)
    }

    fn idents(&mut self, name: &str, items: &[Ident<'_>]) -> fmt::Result {
        self.list(name, items, |d, ident| d.out.write_str(&quoted(ident.name.as_bytes())))
    }

    fn stmt(&mut self, s: &Stmt<'_>) -> fmt::Result {
        let span = Some(s.span);
        match s.kind {
            StmtKind::FunctionDef(f) => self.node("FunctionDef", span, |d| d.function(f)),
            StmtKind::AsyncFunctionDef(f) => self.node("AsyncFunctionDef", span, |d| d.function(f)),
            StmtKind::ClassDef(c) => self.node("ClassDef", span, |d| {
                d.name("name", Some(c.name))?;
                d.exprs("bases", c.bases)?;
                d.list("keywords", c.keywords, Self::keyword)?;
                d.list("body", c.body, Self::stmt)?;
                d.exprs("decorator_list", c.decorators)?;
                d.list("type_params", c.type_params, Self::type_param)
            }),
            StmtKind::Return(e) => self.node("Return", span, |d| d.opt("value", e)),
            StmtKind::Delete(items) => self.node("Delete", span, |d| d.exprs("targets", items)),
            StmtKind::Assign { targets, value } => self.node("Assign", span, |d| {
                d.exprs("targets", targets)?;
                d.one("value", value)
            }),
            StmtKind::TypeAlias { name, type_params, value } => self.node("TypeAlias", span, |d| {
                d.one("name", name)?;
                d.list("type_params", type_params, Self::type_param)?;
                d.one("value", value)
            }),
            StmtKind::AugAssign { target, op, value } => self.node("AugAssign", span, |d| {
                d.one("target", target)?;
                d.text("op", format_args!("{op:?}()"))?;
                d.one("value", value)
            }),
            StmtKind::AnnAssign { target, annotation, value, simple } => self.node("AnnAssign", span, |d| {
                d.one("target", target)?;
                d.one("annotation", annotation)?;
                d.opt("value", value)?;
                d.text("simple", simple as u8)
            }),
            StmtKind::For(f) => self.node("For", span, |d| d.for_loop(f)),
            StmtKind::AsyncFor(f) => self.node("AsyncFor", span, |d| d.for_loop(f)),
            StmtKind::While { test, body, orelse } => {
                self.node("While", span, |d| d.branch(test, body, orelse))
            }
            StmtKind::If { test, body, orelse } => self.node("If", span, |d| d.branch(test, body, orelse)),
            StmtKind::With(w) => self.node("With", span, |d| d.with(w)),
            StmtKind::AsyncWith(w) => self.node("AsyncWith", span, |d| d.with(w)),
            StmtKind::Match { subject, cases } => self.node("Match", span, |d| {
                d.one("subject", subject)?;
                d.list("cases", cases, Self::case)
            }),
            StmtKind::Raise { exc, cause } => self.node("Raise", span, |d| {
                d.opt("exc", exc)?;
                d.opt("cause", cause)
            }),
            StmtKind::Try(t) => self.node("Try", span, |d| d.try_stmt(t)),
            StmtKind::TryStar(t) => self.node("TryStar", span, |d| d.try_stmt(t)),
            StmtKind::Assert { test, msg } => self.node("Assert", span, |d| {
                d.one("test", test)?;
                d.opt("msg", msg)
            }),
            StmtKind::Import(names) => self.node("Import", span, |d| d.list("names", names, Self::alias)),
            StmtKind::ImportFrom { module, names, level } => self.node("ImportFrom", span, |d| {
                d.name("module", module)?;
                d.list("names", names, Self::alias)?;
                d.text("level", level)
            }),
            StmtKind::Global(names) => self.node("Global", span, |d| d.idents("names", names)),
            StmtKind::Nonlocal(names) => self.node("Nonlocal", span, |d| d.idents("names", names)),
            StmtKind::Expr(e) => self.node("Expr", span, |d| d.one("value", e)),
            StmtKind::Pass => self.node("Pass", span, |_| Ok(())),
            StmtKind::Break => self.node("Break", span, |_| Ok(())),
            StmtKind::Continue => self.node("Continue", span, |_| Ok(())),
        }
    }

    fn function(&mut self, f: &FunctionDef<'_>) -> fmt::Result {
        self.name("name", Some(f.name))?;
        self.field("args", |d| d.arguments(f.args))?;
        self.list("body", f.body, Self::stmt)?;
        self.exprs("decorator_list", f.decorators)?;
        self.opt("returns", f.returns)?;
        self.list("type_params", f.type_params, Self::type_param)
    }

    fn for_loop(&mut self, f: &For<'_>) -> fmt::Result {
        self.one("target", f.target)?;
        self.one("iter", f.iter)?;
        self.list("body", f.body, Self::stmt)?;
        self.list("orelse", f.orelse, Self::stmt)
    }

    fn branch(&mut self, test: &Expr<'_>, body: &[Stmt<'_>], orelse: &[Stmt<'_>]) -> fmt::Result {
        self.one("test", test)?;
        self.list("body", body, Self::stmt)?;
        self.list("orelse", orelse, Self::stmt)
    }

    fn with(&mut self, w: &With<'_>) -> fmt::Result {
        self.list("items", w.items, |d, item| {
            d.node("withitem", None, |d| {
                d.one("context_expr", item.context)?;
                d.opt("optional_vars", item.target)
            })
        })?;
        self.list("body", w.body, Self::stmt)
    }

    fn try_stmt(&mut self, t: &Try<'_>) -> fmt::Result {
        self.list("body", t.body, Self::stmt)?;
        self.list("handlers", t.handlers, |d, handler| {
            d.node("ExceptHandler", Some(handler.span), |d| {
                d.opt("type", handler.typ)?;
                d.name("name", handler.name)?;
                d.list("body", handler.body, Self::stmt)
            })
        })?;
        self.list("orelse", t.orelse, Self::stmt)?;
        self.list("finalbody", t.finalbody, Self::stmt)
    }

    fn alias(&mut self, alias: &Alias<'_>) -> fmt::Result {
        self.node("alias", Some(alias.span), |d| {
            d.name("name", Some(alias.name))?;
            d.name("asname", alias.asname)
        })
    }

    fn type_param(&mut self, param: &TypeParam<'_>) -> fmt::Result {
        let name = match param.kind {
            TypeParamKind::TypeVar => "TypeVar",
            TypeParamKind::ParamSpec => "ParamSpec",
            TypeParamKind::TypeVarTuple => "TypeVarTuple",
        };
        self.node(name, Some(param.span), |d| {
            d.name("name", Some(param.name))?;
            d.opt("bound", param.bound)?;
            d.opt("default_value", param.default)
        })
    }

    fn case(&mut self, case: &MatchCase<'_>) -> fmt::Result {
        self.node("match_case", None, |d| {
            d.field("pattern", |d| d.pattern(case.pattern))?;
            d.opt("guard", case.guard)?;
            d.list("body", case.body, Self::stmt)
        })
    }

    fn pattern(&mut self, p: &Pattern<'_>) -> fmt::Result {
        let span = Some(p.span);
        match p.kind {
            PatternKind::MatchValue(e) => self.node("MatchValue", span, |d| d.one("value", e)),
            PatternKind::MatchSingleton(c) => {
                self.node("MatchSingleton", span, |d| d.text("value", constant(&c)))
            }
            PatternKind::MatchSequence(items) => {
                self.node("MatchSequence", span, |d| d.list("patterns", items, Self::pattern))
            }
            PatternKind::MatchMapping { keys, patterns, rest } => self.node("MatchMapping", span, |d| {
                d.exprs("keys", keys)?;
                d.list("patterns", patterns, Self::pattern)?;
                d.name("rest", rest)
            }),
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.node("MatchClass", span, |d| {
                    d.one("cls", cls)?;
                    d.list("patterns", patterns, Self::pattern)?;
                    d.idents("kwd_attrs", kwd_attrs)?;
                    d.list("kwd_patterns", kwd_patterns, Self::pattern)
                })
            }
            PatternKind::MatchStar(name) => self.node("MatchStar", span, |d| d.name("name", name)),
            PatternKind::MatchAs { pattern, name } => self.node("MatchAs", span, |d| {
                pattern.map_or(Ok(()), |pattern| d.field("pattern", |d| d.pattern(pattern)))?;
                d.name("name", name)
            }),
            PatternKind::MatchOr(items) => {
                self.node("MatchOr", span, |d| d.list("patterns", items, Self::pattern))
            }
        }
    }

    fn arguments(&mut self, args: &Arguments<'_>) -> fmt::Result {
        self.node("arguments", None, |d| {
            d.list("posonlyargs", args.posonlyargs, Self::arg)?;
            d.list("args", args.args, Self::arg)?;
            args.vararg.map_or(Ok(()), |arg| d.field("vararg", |d| d.arg(&arg)))?;
            d.list("kwonlyargs", args.kwonlyargs, Self::arg)?;
            d.list("kw_defaults", args.kw_defaults, Self::maybe)?;
            args.kwarg.map_or(Ok(()), |arg| d.field("kwarg", |d| d.arg(&arg)))?;
            d.exprs("defaults", args.defaults)
        })
    }

    fn maybe(&mut self, e: &Option<Expr<'_>>) -> fmt::Result {
        match e {
            Some(e) => self.expr(e),
            None => self.out.write_str("None"),
        }
    }

    fn arg(&mut self, arg: &Arg<'_>) -> fmt::Result {
        self.node("arg", Some(arg.span()), |d| {
            d.name("arg", Some(arg.name))?;
            d.opt("annotation", arg.annotation)
        })
    }

    fn keyword(&mut self, keyword: &Keyword<'_>) -> fmt::Result {
        self.node("keyword", Some(keyword.span), |d| {
            d.name("arg", keyword.arg)?;
            d.one("value", keyword.value)
        })
    }

    fn generators(&mut self, generators: &[Comprehension<'_>]) -> fmt::Result {
        self.list("generators", generators, |d, clause| {
            d.node("comprehension", None, |d| {
                d.one("target", clause.target)?;
                d.one("iter", clause.iter)?;
                d.exprs("ifs", clause.ifs)?;
                d.text("is_async", clause.is_async as u8)
            })
        })
    }

    fn comprehension(
        &mut self,
        name: &str,
        e: &Expr<'_>,
        elt: &Expr<'_>,
        clauses: &[Comprehension<'_>],
    ) -> fmt::Result {
        self.node(name, Some(e.span), |d| {
            d.one("elt", elt)?;
            d.generators(clauses)
        })
    }

    fn expr(&mut self, e: &Expr<'_>) -> fmt::Result {
        let span = Some(e.span);
        match e.kind {
            ExprKind::BoolOp { op, values } => self.node("BoolOp", span, |d| {
                d.text("op", format_args!("{op:?}()"))?;
                d.exprs("values", values)
            }),
            ExprKind::NamedExpr { target, value } => self.node("NamedExpr", span, |d| {
                d.field("target", |d| d.node("Name", Some(target.span), |d| d.name("id", Some(target))))?;
                d.one("value", value)
            }),
            ExprKind::BinOp { left, op, right } => self.node("BinOp", span, |d| {
                d.one("left", left)?;
                d.text("op", format_args!("{op:?}()"))?;
                d.one("right", right)
            }),
            ExprKind::UnaryOp { op, operand } => self.node("UnaryOp", span, |d| {
                d.text("op", format_args!("{op:?}()"))?;
                d.one("operand", operand)
            }),
            ExprKind::Lambda { args, body } => self.node("Lambda", span, |d| {
                d.field("args", |d| d.arguments(args))?;
                d.one("body", body)
            }),
            ExprKind::IfExp { test, body, orelse } => self.node("IfExp", span, |d| {
                d.one("test", test)?;
                d.one("body", body)?;
                d.one("orelse", orelse)
            }),
            ExprKind::Dict { keys, values } => self.node("Dict", span, |d| {
                d.list("keys", keys, Self::maybe)?;
                d.exprs("values", values)
            }),
            ExprKind::Set(items) => self.node("Set", span, |d| d.exprs("elts", items)),
            ExprKind::ListComp { elt, generators } => self.comprehension("ListComp", e, elt, generators),
            ExprKind::SetComp { elt, generators } => self.comprehension("SetComp", e, elt, generators),
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension("GeneratorExp", e, elt, generators)
            }
            ExprKind::DictComp { key, value, generators } => self.node("DictComp", span, |d| {
                d.one("key", key)?;
                d.one("value", value)?;
                d.generators(generators)
            }),
            ExprKind::Await(e) => self.node("Await", span, |d| d.one("value", e)),
            ExprKind::Yield(e) => self.node("Yield", span, |d| d.opt("value", e)),
            ExprKind::YieldFrom(e) => self.node("YieldFrom", span, |d| d.one("value", e)),
            ExprKind::Compare { left, ops, comparators } => self.node("Compare", span, |d| {
                d.one("left", left)?;
                d.list("ops", ops, |d, op| write!(d.out, "{op:?}()"))?;
                d.exprs("comparators", comparators)
            }),
            ExprKind::Call { func, args, keywords } => self.node("Call", span, |d| {
                d.one("func", func)?;
                d.exprs("args", args)?;
                d.list("keywords", keywords, Self::keyword)
            }),
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.node("FormattedValue", span, |d| {
                    d.one("value", value)?;
                    let code = match conversion {
                        Conversion::None => -1,
                        Conversion::Str => 115,
                        Conversion::Repr => 114,
                        Conversion::Ascii => 97,
                    };
                    d.text("conversion", code)?;
                    d.opt("format_spec", format_spec)
                })
            }
            ExprKind::JoinedStr(items) => self.node("JoinedStr", span, |d| d.exprs("values", items)),
            ExprKind::Constant(c) => self.node("Constant", span, |d| d.text("value", constant(&c))),
            ExprKind::Attribute { value, attr } => self.node("Attribute", span, |d| {
                d.one("value", value)?;
                d.name("attr", Some(attr))
            }),
            ExprKind::Subscript { value, slice } => self.node("Subscript", span, |d| {
                d.one("value", value)?;
                d.one("slice", slice)
            }),
            ExprKind::Starred(e) => self.node("Starred", span, |d| d.one("value", e)),
            ExprKind::Name(name) => self.node("Name", span, |d| d.text("id", quoted(name.as_bytes()))),
            ExprKind::List(items) => self.node("List", span, |d| d.exprs("elts", items)),
            ExprKind::Tuple(items) => self.node("Tuple", span, |d| d.exprs("elts", items)),
            ExprKind::Slice { lower, upper, step } => self.node("Slice", span, |d| {
                d.opt("lower", lower)?;
                d.opt("upper", upper)?;
                d.opt("step", step)
            }),
        }
    }
}

fn constant(c: &Constant<'_>) -> String {
    match *c {
        Constant::None => "None".into(),
        Constant::True => "True".into(),
        Constant::False => "False".into(),
        Constant::Ellipsis => "Ellipsis".into(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(digits) => digits.into(),
        Constant::Float(value) => float(value),
        Constant::Complex(value) => {
            let shown = float(value);
            format!("{}j", shown.strip_suffix(".0").unwrap_or(&shown))
        }
        Constant::Str(Text(text)) => quoted(text),
        Constant::Bytes(bytes) => quoted_bytes(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Mode, parse};

    fn shown(text: &str) -> String {
        let arena = bumpalo::Bump::new();
        let source = Source::from_text(text).expect("no null");
        let parsed = parse(&arena, &source, Mode::Module).expect("valid");
        let mut out = String::new();
        tree(&parsed.module, Style { indent: Some(2), spans: false }, &mut out).expect("a String takes all");
        out
    }

    #[test]
    fn trees_print_as_ast_dump_prints_them() {
        let expected = "Module(\n  body=[\n    Expr(\n      value=Call(\n        func=Name(id='f'),\n        args=[\n          \
                        Constant(value=1.0)]))])";
        assert_eq!(shown("f(1.)"), expected);
    }

    #[test]
    fn tokens_print_as_tokenize_prints_them() {
        let source = Source::from_text("if x: # c\n  y").expect("no null");
        let mut out = String::new();
        tokens(&source, &mut out).expect("a String takes all");
        let lines: Vec<_> =
            out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let expected = [
            "1,0-1,2: NAME 'if'",
            "1,3-1,4: NAME 'x'",
            "1,4-1,5: COLON ':'",
            "1,6-1,9: COMMENT '# c'",
            "1,9-1,10: NEWLINE '\\n'",
            "2,0-2,2: INDENT ' '",
            "2,2-2,3: NAME 'y'",
            "2,3-2,4: NEWLINE '\\n'",
            "3,0-3,0: DEDENT ''",
            "3,0-3,0: ENDMARKER ''",
        ];
        assert_eq!(lines, expected);
    }
}
