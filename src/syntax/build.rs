//! The grammar's hands: one method per node whose making takes more than naming its fields.
//!
//! Owns the arena and the source text (copied into the arena, so that names are slices of it). Checks
//! here are those that the grammar leaves open to stay small (the order of parameters and arguments), and
//! what literals may say. Deliberately absent: targets ([`super::target`]).

use std::cell::RefCell;

use bumpalo::Bump;
use unicode_normalization::UnicodeNormalization;

use super::ast::*;
use super::error::{Fault, OpenEnd, Place, Refusal, Warning};
use super::literal::{self, Decoded, Number};
use super::token::Loc;

pub struct Builder<'a> {
    pub arena: &'a Bump,
    pub text: &'a str,
    pub warnings: RefCell<Vec<Warning>>,
}

/// One parameter as written.
pub enum Param<'a> {
    Plain(Arg<'a>, Option<Expr<'a>>),
    Slash,
    Star(Option<Arg<'a>>),
    DoubleStar(Arg<'a>),
}

/// One argument of a call as written.
pub enum ArgItem<'a> {
    Positional(Expr<'a>),
    Starred(Expr<'a>),
    Keyword(Keyword<'a>),
}

/// One literal of an implicit concatenation. Token ends bound what is still to be decoded.
pub enum Piece<'a> {
    Plain(Loc, Loc),
    Replacing { start: (Loc, Loc), parts: Vec<FieldPart<'a>>, end: (Loc, Loc) },
}

/// One part of an f-string, not decoded yet: whether it is raw stands at its start.
pub enum FieldPart<'a> {
    Text(Loc, Loc),
    Field {
        span: Span,
        value: Expr<'a>,
        /// Of `=`: where the text to print ends.
        debug: Option<Loc>,
        /// `!`, the letter, and where it ends.
        conversion: Option<(Loc, Loc, Loc)>,
        /// The colon, and all behind it.
        spec: Option<(Loc, Vec<FieldPart<'a>>, Loc)>,
    },
}

impl<'a> Builder<'a> {
    pub fn alloc<T: Copy>(&self, value: T) -> &'a T {
        self.arena.alloc(value)
    }

    pub fn list<T: Copy>(&self, items: Vec<T>) -> &'a [T] {
        self.arena.alloc_slice_copy(&items)
    }

    pub fn one(&self, e: Expr<'a>) -> &'a Expr<'a> {
        self.arena.alloc(e)
    }

    pub fn opt(&self, e: Option<Expr<'a>>) -> Option<&'a Expr<'a>> {
        e.map(|e| self.one(e))
    }

    pub fn span(&self, l: Loc, r: Loc) -> Span {
        Span { line: l.line, col: l.col, end_line: r.line, end_col: r.col }
    }

    fn slice_of(&self, l: Loc, r: Loc) -> &'a str {
        &self.text[l.at as usize..r.at as usize]
    }

    fn warn(&self, msg: Option<String>, line: u32, span: Span) {
        self.warnings.borrow_mut().extend(msg.map(|msg| Warning { msg, line, span }));
    }

    // Names

    pub fn ident(&self, l: Loc, r: Loc) -> Ident<'a> {
        Ident { name: self.normal(self.slice_of(l, r)), span: self.span(l, r) }
    }

    fn normal(&self, name: &'a str) -> &'a str {
        if name.is_ascii() {
            return name;
        }
        self.arena.alloc_str(&name.nfkc().collect::<String>())
    }

    /// `a.b.c`, however it is spaced.
    pub fn dotted(&self, l: Loc, r: Loc) -> Ident<'a> {
        let written = self.slice_of(l, r);
        let spaced = written.bytes().any(|c| !(c.is_ascii_alphanumeric() || matches!(c, b'_' | b'.')));
        let name = if spaced { self.unspaced(written) } else { written };
        Ident { name, span: self.span(l, r) }
    }

    fn unspaced(&self, written: &str) -> &'a str {
        let mut name = String::new();
        let mut rest = written;
        while let Some(c) = rest.chars().next() {
            // Between names and dots there may be blanks, continued lines and (in brackets) comments.
            match c {
                '#' => rest = rest.find('\n').map_or("", |at| &rest[at..]),
                c => {
                    if !c.is_whitespace() && c != '\\' {
                        name.push(c);
                    }
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        self.arena.alloc_str(&name.nfkc().collect::<String>())
    }

    pub fn star_alias(&self, l: Loc, r: Loc) -> Alias<'a> {
        let span = self.span(l, r);
        Alias { span, name: Ident { name: "*", span }, asname: None }
    }

    // Statements

    pub fn stmt(&self, l: Loc, kind: StmtKind<'a>, r: Loc) -> Stmt<'a> {
        Stmt { span: self.span(l, r), kind }
    }

    pub fn decorate(&self, decorators: Vec<Expr<'a>>, kind: StmtKind<'a>) -> StmtKind<'a> {
        let decorators = self.list(decorators);
        match kind {
            StmtKind::FunctionDef(f) => StmtKind::FunctionDef(self.alloc(FunctionDef { decorators, ..*f })),
            StmtKind::AsyncFunctionDef(f) => {
                StmtKind::AsyncFunctionDef(self.alloc(FunctionDef { decorators, ..*f }))
            }
            StmtKind::ClassDef(c) => StmtKind::ClassDef(self.alloc(ClassDef { decorators, ..*c })),
            other => other,
        }
    }

    pub fn new_for(
        &self,
        target: Expr<'a>,
        iter: Expr<'a>,
        body: &'a [Stmt<'a>],
        orelse: Option<&'a [Stmt<'a>]>,
    ) -> &'a For<'a> {
        let (target, iter) = (self.one(target), self.one(iter));
        self.alloc(For { target, iter, body, orelse: orelse.unwrap_or(&[]) })
    }

    pub fn new_with(&self, items: Vec<WithItem<'a>>, body: &'a [Stmt<'a>]) -> &'a With<'a> {
        self.alloc(With { items: self.list(items), body })
    }

    pub fn new_try(
        &self,
        body: &'a [Stmt<'a>],
        handlers: Vec<Handler<'a>>,
        orelse: Option<&'a [Stmt<'a>]>,
        finalbody: Option<&'a [Stmt<'a>]>,
    ) -> &'a Try<'a> {
        let (orelse, finalbody) = (orelse.unwrap_or(&[]), finalbody.unwrap_or(&[]));
        self.alloc(Try { body, handlers: self.list(handlers), orelse, finalbody })
    }

    pub fn function(
        &self,
        name: Ident<'a>,
        type_params: Option<&'a [TypeParam<'a>]>,
        params: Vec<Param<'a>>,
        returns: Option<Expr<'a>>,
        body: &'a [Stmt<'a>],
    ) -> Result<&'a FunctionDef<'a>, Refusal> {
        Ok(self.alloc(FunctionDef {
            name,
            args: self.parameters(params)?,
            body,
            decorators: &[],
            returns: self.opt(returns),
            type_params: type_params.unwrap_or(&[]),
        }))
    }

    pub fn class(
        &self,
        name: Ident<'a>,
        type_params: Option<&'a [TypeParam<'a>]>,
        arguments: Option<Vec<ArgItem<'a>>>,
        body: &'a [Stmt<'a>],
    ) -> Result<&'a ClassDef<'a>, Refusal> {
        let (bases, keywords) = self.arguments(arguments.unwrap_or_default())?;
        let type_params = type_params.unwrap_or(&[]);
        Ok(self.alloc(ClassDef { name, bases, keywords, body, decorators: &[], type_params }))
    }

    pub fn type_param(
        &self,
        l: Loc,
        kind: TypeParamKind,
        name: Ident<'a>,
        bound: Option<Expr<'a>>,
        default: Option<Expr<'a>>,
        r: Loc,
    ) -> TypeParam<'a> {
        TypeParam { span: self.span(l, r), name, kind, bound: self.opt(bound), default: self.opt(default) }
    }

    // Parameters and arguments

    pub fn arg(&self, name: Ident<'a>, annotation: Option<Expr<'a>>) -> Arg<'a> {
        Arg { name, annotation: self.opt(annotation) }
    }

    /// Sorts parameters into their kinds; refuses orders that the grammar of CPython does not have.
    fn parameters(&self, params: Vec<Param<'a>>) -> Result<&'a Arguments<'a>, Refusal> {
        let (mut posonly, mut plain, mut defaults) = (vec![], vec![], vec![]);
        let (mut kwonly, mut kw_defaults) = (vec![], vec![]);
        let (mut vararg, mut kwarg) = (None, None);
        let (mut slash, mut star, mut bare) = (false, false, false);
        for param in params {
            match param {
                _ if kwarg.is_some() => return Err(Refusal::Structure),
                Param::Plain(arg, default) if star => {
                    bare = false;
                    kwonly.push(arg);
                    kw_defaults.push(default);
                }
                Param::Plain(arg, None) if defaults.is_empty() => plain.push(arg),
                Param::Plain(arg, Some(default)) => {
                    plain.push(arg);
                    defaults.push(default);
                }
                Param::Slash if !slash && !star && !plain.is_empty() => {
                    slash = true;
                    posonly = std::mem::take(&mut plain);
                }
                Param::Star(arg) if !star => {
                    star = true;
                    bare = arg.is_none();
                    vararg = arg;
                }
                Param::DoubleStar(arg) if !bare => kwarg = Some(arg),
                _ => return Err(Refusal::Structure),
            }
        }
        if bare {
            return Err(Refusal::Structure);
        }
        Ok(self.alloc(Arguments {
            posonlyargs: self.list(posonly),
            args: self.list(plain),
            vararg,
            kwonlyargs: self.list(kwonly),
            kw_defaults: self.list(kw_defaults),
            kwarg,
            defaults: self.list(defaults),
        }))
    }

    pub fn lambda(
        &self,
        l: Loc,
        params: Vec<Param<'a>>,
        body: Expr<'a>,
        r: Loc,
    ) -> Result<Expr<'a>, Refusal> {
        let args = self.parameters(params)?;
        Ok(self.expr(l, ExprKind::Lambda { args, body: self.one(body) }, r))
    }

    #[allow(clippy::type_complexity)]
    fn arguments(&self, items: Vec<ArgItem<'a>>) -> Result<(&'a [Expr<'a>], &'a [Keyword<'a>]), Refusal> {
        let (mut args, mut keywords) = (vec![], vec![]);
        let (mut named, mut unpacked) = (false, false);
        for item in items {
            match item {
                ArgItem::Positional(_) if named => return Err(Refusal::Structure),
                ArgItem::Starred(_) if unpacked => return Err(Refusal::Structure),
                ArgItem::Positional(e) | ArgItem::Starred(e) => args.push(e),
                ArgItem::Keyword(keyword) => {
                    named = true;
                    unpacked |= keyword.arg.is_none();
                    keywords.push(keyword);
                }
            }
        }
        Ok((self.list(args), self.list(keywords)))
    }

    pub fn call(&self, l: Loc, func: Expr<'a>, items: Vec<ArgItem<'a>>, r: Loc) -> Result<Expr<'a>, Refusal> {
        let (args, keywords) = self.arguments(items)?;
        Ok(self.expr(l, ExprKind::Call { func: self.one(func), args, keywords }, r))
    }

    // Expressions

    pub fn expr(&self, l: Loc, kind: ExprKind<'a>, r: Loc) -> Expr<'a> {
        Expr { span: self.span(l, r), kind }
    }

    pub fn tuple(&self, l: Loc, items: Vec<Expr<'a>>, r: Loc) -> Expr<'a> {
        self.expr(l, ExprKind::Tuple(self.list(items)), r)
    }

    pub fn unary(&self, l: Loc, op: UnaryOp, operand: Expr<'a>, r: Loc) -> Expr<'a> {
        self.expr(l, ExprKind::UnaryOp { op, operand: self.one(operand) }, r)
    }

    pub fn binary(&self, l: Loc, left: Expr<'a>, op: Operator, right: Expr<'a>, r: Loc) -> Expr<'a> {
        self.expr(l, ExprKind::BinOp { left: self.one(left), op, right: self.one(right) }, r)
    }

    pub fn compare(&self, l: Loc, left: Expr<'a>, rest: Vec<(CmpOp, Expr<'a>)>, r: Loc) -> Expr<'a> {
        let ops = self.arena.alloc_slice_fill_iter(rest.iter().map(|(op, _)| *op));
        let comparators = self.arena.alloc_slice_fill_iter(rest.iter().map(|(_, e)| *e));
        self.expr(l, ExprKind::Compare { left: self.one(left), ops, comparators }, r)
    }

    pub fn attribute(&self, l: Loc, value: Expr<'a>, attr: Ident<'a>, r: Loc) -> Expr<'a> {
        self.expr(l, ExprKind::Attribute { value: self.one(value), attr }, r)
    }

    pub fn slice(
        &self,
        l: Loc,
        lower: Option<Expr<'a>>,
        upper: Option<Expr<'a>>,
        step: Option<Expr<'a>>,
        r: Loc,
    ) -> Expr<'a> {
        let (lower, upper, step) = (self.opt(lower), self.opt(upper), self.opt(step));
        self.expr(l, ExprKind::Slice { lower, upper, step }, r)
    }

    pub fn dict(&self, l: Loc, items: Vec<(Option<Expr<'a>>, Expr<'a>)>, r: Loc) -> Expr<'a> {
        let keys = self.arena.alloc_slice_fill_iter(items.iter().map(|(key, _)| *key));
        let values = self.arena.alloc_slice_fill_iter(items.iter().map(|(_, value)| *value));
        self.expr(l, ExprKind::Dict { keys, values }, r)
    }

    // Literals

    pub fn number(&self, l: Loc, r: Loc) -> Result<Expr<'a>, Refusal> {
        let constant = match literal::number(self.slice_of(l, r)) {
            Ok(Number::Constant(constant)) => constant,
            Ok(Number::Big(digits)) => Constant::BigInt(self.arena.alloc_str(&digits)),
            Err(msg) => {
                let col = u32::MAX;
                return Err(Fault::from(msg, l.line, col, OpenEnd::Zero).into());
            }
        };
        Ok(self.expr(l, ExprKind::Constant(constant), r))
    }

    /// Adjacent literals are one; all of them bytes, or none.
    pub fn strings(&self, l: Loc, pieces: Vec<Piece<'a>>, r: Loc) -> Result<Expr<'a>, Refusal> {
        let is_bytes = |piece: &Piece<'a>| match *piece {
            Piece::Plain(l, r) => literal::unquote(self.slice_of(l, r)).bytes,
            Piece::Replacing { .. } => false,
        };
        let bytes = pieces.iter().filter(|piece| is_bytes(piece)).count();
        if bytes != 0 && bytes != pieces.len() {
            let msg = "cannot mix bytes and nonbytes literals".to_string();
            let fault = Fault::at(msg, self.span(l, r));
            return Err(Fault { place: Place::After(r.at), ..fault }.into());
        }
        let formatted = pieces.iter().any(|piece| matches!(piece, Piece::Replacing { .. }));
        let mut values = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Piece::Plain(l, r) => values.push(self.string(l, r)?),
                Piece::Replacing { start, parts, end } => {
                    let raw = self.slice_of(start.0, start.1).bytes().any(|c| c | 0x20 == b'r');
                    self.fields(parts, raw, end, &mut values)?;
                }
            }
        }
        let values = self.folded(values, formatted);
        if formatted {
            return Ok(self.expr(l, ExprKind::JoinedStr(self.list(values)), r));
        }
        Ok(Expr { span: self.span(l, r), ..values[0] })
    }

    /// One literal that is no f-string.
    /// What reading a string warns about, where nothing else is wanted of it.
    pub fn warn_of_string(&self, l: Loc, r: Loc) {
        let _ = self.string(l, r);
    }

    fn string(&self, l: Loc, r: Loc) -> Result<Expr<'a>, Fault> {
        let quoted = literal::unquote(self.slice_of(l, r));
        if quoted.bytes && !quoted.body.is_ascii() {
            return Err(Fault::at("bytes can only contain ASCII literal characters", self.span(l, r)));
        }
        let escapes = !quoted.raw && quoted.body.contains('\\');
        let value: &'a [u8] = if escapes {
            let decoded = if quoted.bytes { literal::bytes(quoted.body) } else { literal::text(quoted.body) };
            self.decoded(decoded.map_err(|msg| Fault::at(msg, self.span(l, r)))?, l.line, self.span(l, r))
        } else {
            quoted.body.as_bytes()
        };
        let constant = if quoted.bytes { Constant::Bytes(value) } else { Constant::Str(Text(value)) };
        Ok(self.expr(l, ExprKind::Constant(constant), r))
    }

    fn decoded(&self, decoded: Decoded, line: u32, span: Span) -> &'a [u8] {
        self.warn(decoded.warning, line, span);
        self.arena.alloc_slice_copy(&decoded.value)
    }

    /// The values of an f-string's parts; `end` is its last token, where CPython reports bad escapes.
    fn fields(
        &self,
        parts: Vec<FieldPart<'a>>,
        raw: bool,
        end: (Loc, Loc),
        out: &mut Vec<Expr<'a>>,
    ) -> Result<(), Refusal> {
        for part in parts {
            match part {
                FieldPart::Text(l, r) => {
                    let body = self.slice_of(l, r);
                    // Only a doubled brace can stand for two here.
                    let doubled = body.ends_with("{{") || body.ends_with("}}");
                    let body = &body[..body.len() - doubled as usize];
                    let value = if raw || !body.contains('\\') {
                        body.as_bytes()
                    } else {
                        let place = self.span(end.0, end.1);
                        let decoded = literal::text(body).map_err(|msg| Fault::at(msg, place))?;
                        self.decoded(decoded, l.line, place)
                    };
                    out.push(self.expr(l, ExprKind::Constant(Constant::Str(Text(value))), r));
                }
                FieldPart::Field { span, value, debug, conversion, spec } => {
                    let explicit = conversion.map(|(mark, l, r)| self.conversion(mark, l, r)).transpose()?;
                    let implied =
                        if debug.is_some() && spec.is_none() { Conversion::Repr } else { Conversion::None };
                    if let Some(end) = debug {
                        out.push(self.debug_text(span, end));
                    }
                    let format_spec = match spec {
                        None => None,
                        Some((l, parts, r)) => Some(self.one(self.format_spec(l, parts, r, raw, end)?)),
                    };
                    let conversion = explicit.unwrap_or(implied);
                    let kind = ExprKind::FormattedValue { value: self.one(value), conversion, format_spec };
                    out.push(Expr { span, kind });
                }
            }
        }
        Ok(())
    }

    /// `!` and, right behind it, one of three letters.
    fn conversion(&self, mark: Loc, l: Loc, r: Loc) -> Result<Conversion, Refusal> {
        match self.slice_of(l, r) {
            _ if l.at != mark.at + 1 => Err(Refusal::Structure),
            "s" => Ok(Conversion::Str),
            "r" => Ok(Conversion::Repr),
            "a" => Ok(Conversion::Ascii),
            _ => Err(Refusal::Structure),
        }
    }

    /// What `{x = }` prints before the value: its own text, without comments.
    fn debug_text(&self, field: Span, end: Loc) -> Expr<'a> {
        let span = Span { col: field.col + 1, end_line: end.line, end_col: end.col, ..field };
        let start = self.offset(field.line, field.col + 1, end);
        let written = &self.text[start..end.at as usize];
        let text = if written.contains('#') { self.without_comments(written) } else { written };
        Expr { span, kind: ExprKind::Constant(Constant::Str(Text(text.as_bytes()))) }
    }

    /// The byte offset of a place on or above the line of `known`.
    fn offset(&self, line: u32, col: u32, known: Loc) -> usize {
        let mut line_start = (known.at - known.col) as usize;
        for _ in line..known.line {
            line_start = self.text[..line_start - 1].rfind('\n').map_or(0, |at| at + 1);
        }
        line_start + col as usize
    }

    fn without_comments(&self, written: &str) -> &'a str {
        let mut text = String::with_capacity(written.len());
        let (mut quote, mut comment) = (None, false);
        for c in written.chars() {
            match c {
                '\n' => comment = false,
                '#' if quote.is_none() => comment = true,
                '\'' | '"' if !comment => match quote {
                    None => quote = Some(c),
                    Some(open) if open == c => quote = None,
                    Some(_) => {}
                },
                _ => {}
            }
            if !comment {
                text.push(c);
            }
        }
        self.arena.alloc_str(&text)
    }

    fn format_spec(
        &self,
        l: Loc,
        parts: Vec<FieldPart<'a>>,
        colon_end: Loc,
        raw: bool,
        end: (Loc, Loc),
    ) -> Result<Expr<'a>, Refusal> {
        let last = match parts.last() {
            None => (colon_end.line, colon_end.col),
            Some(FieldPart::Text(_, r)) => (r.line, r.col),
            Some(FieldPart::Field { span, .. }) => (span.end_line, span.end_col),
        };
        let mut values = Vec::new();
        self.fields(parts, raw, end, &mut values)?;
        let kind = ExprKind::JoinedStr(self.list(self.folded(values, true)));
        Ok(Expr { span: Span { line: l.line, col: l.col, end_line: last.0, end_col: last.1 }, kind })
    }

    /// Joins neighbouring constants; in an f-string empty ones disappear.
    fn folded(&self, values: Vec<Expr<'a>>, formatted: bool) -> Vec<Expr<'a>> {
        let mut out: Vec<Expr<'a>> = Vec::with_capacity(values.len());
        let mut run: Vec<Expr<'a>> = Vec::new();
        let flush = |run: &mut Vec<Expr<'a>>, out: &mut Vec<Expr<'a>>| {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                return;
            };
            let joined = if run.len() == 1 { *first } else { self.joined(run, first.span.to(last.span)) };
            if !formatted || !matches!(joined.kind, ExprKind::Constant(Constant::Str(Text(b"")))) {
                out.push(joined);
            }
            run.clear();
        };
        for value in values {
            if matches!(value.kind, ExprKind::Constant(_)) {
                run.push(value);
            } else {
                flush(&mut run, &mut out);
                out.push(value);
            }
        }
        flush(&mut run, &mut out);
        out
    }

    fn joined(&self, run: &[Expr<'a>], span: Span) -> Expr<'a> {
        let mut whole = Vec::new();
        let mut bytes = false;
        for part in run {
            match part.kind {
                ExprKind::Constant(Constant::Bytes(value)) => {
                    bytes = true;
                    whole.extend_from_slice(value);
                }
                ExprKind::Constant(Constant::Str(Text(value))) => whole.extend_from_slice(value),
                _ => {}
            }
        }
        let value = self.arena.alloc_slice_copy(&whole);
        let constant = if bytes { Constant::Bytes(value) } else { Constant::Str(Text(value)) };
        Expr { span, kind: ExprKind::Constant(constant) }
    }

    // Patterns

    pub fn pattern(&self, l: Loc, kind: PatternKind<'a>, r: Loc) -> Pattern<'a> {
        Pattern { span: self.span(l, r), kind }
    }

    /// `_` captures nothing.
    pub fn capture(&self, name: Ident<'a>) -> Option<Ident<'a>> {
        (name.name != "_").then_some(name)
    }

    pub fn as_pattern(
        &self,
        l: Loc,
        pattern: Pattern<'a>,
        name: Ident<'a>,
        r: Loc,
    ) -> Result<Pattern<'a>, Refusal> {
        if name.name == "_" {
            return Err(Refusal::Structure);
        }
        Ok(self.pattern(l, PatternKind::MatchAs { pattern: Some(self.alloc(pattern)), name: Some(name) }, r))
    }

    pub fn sequence_pattern(&self, l: Loc, items: Vec<Pattern<'a>>, r: Loc) -> Pattern<'a> {
        self.pattern(l, PatternKind::MatchSequence(self.list(items)), r)
    }

    pub fn mapping_pattern(
        &self,
        l: Loc,
        items: Vec<(Expr<'a>, Pattern<'a>)>,
        rest: Option<Ident<'a>>,
        r: Loc,
    ) -> Result<Pattern<'a>, Refusal> {
        if rest.is_some_and(|name| name.name == "_") {
            return Err(Refusal::Structure);
        }
        let keys = self.arena.alloc_slice_fill_iter(items.iter().map(|(key, _)| *key));
        let patterns = self.arena.alloc_slice_fill_iter(items.iter().map(|(_, pattern)| *pattern));
        Ok(self.pattern(l, PatternKind::MatchMapping { keys, patterns, rest }, r))
    }

    pub fn class_pattern(
        &self,
        l: Loc,
        cls: Expr<'a>,
        arguments: Vec<(Option<Ident<'a>>, Pattern<'a>)>,
        r: Loc,
    ) -> Result<Pattern<'a>, Refusal> {
        let (mut patterns, mut kwd_attrs, mut kwd_patterns) = (vec![], vec![], vec![]);
        for (name, pattern) in arguments {
            match name {
                Some(name) => {
                    kwd_attrs.push(name);
                    kwd_patterns.push(pattern);
                }
                None if !kwd_attrs.is_empty() => return Err(Refusal::Structure),
                None => patterns.push(pattern),
            }
        }
        let kind = PatternKind::MatchClass {
            cls: self.one(cls),
            patterns: self.list(patterns),
            kwd_attrs: self.list(kwd_attrs),
            kwd_patterns: self.list(kwd_patterns),
        };
        Ok(self.pattern(l, kind, r))
    }

    /// `-1 + 2j`: a real part, then an imaginary one.
    pub fn complex_pattern(
        &self,
        l: Loc,
        real: Expr<'a>,
        op: Operator,
        imaginary: Expr<'a>,
        r: Loc,
    ) -> Result<Expr<'a>, Refusal> {
        let number = match real.kind {
            ExprKind::UnaryOp { operand, .. } => *operand,
            _ => real,
        };
        let is_imaginary = |e: Expr<'a>| matches!(e.kind, ExprKind::Constant(Constant::Complex(_)));
        if is_imaginary(number) || !is_imaginary(imaginary) {
            return Err(Refusal::Structure);
        }
        Ok(self.binary(l, real, op, imaginary, r))
    }
}
