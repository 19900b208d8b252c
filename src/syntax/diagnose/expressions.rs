//! Expressions, and the mistakes that CPython knows in them.

use super::peg::{Found, Node, Peg, Rule, Stop, need};
use crate::syntax::literal;
use crate::syntax::token::Tok;

/// The precedence of comparisons; bitwise operators and arithmetic bind tighter.
const COMPARED: u8 = 4;
const ADDITIVE: u8 = 9;
const MAYBE_EQUAL: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

impl Peg<'_> {
    pub fn star_expressions(&mut self) -> Found<Node> {
        self.tuple_of(Self::star_expression)
    }

    /// `expressions`: no stars.
    pub fn expressions(&mut self) -> Found<Node> {
        self.tuple_of(Self::expression)
    }

    /// One item, or several with commas: then a tuple.
    fn tuple_of(&mut self, mut item: impl FnMut(&mut Self) -> Found<Node>) -> Found<Node> {
        let first = self.pos;
        let mut items = vec![need!(item(self))];
        let mut comma = false;
        while self.tok(Tok::Comma)?.is_some() {
            comma = true;
            match self.alt(&mut item)? {
                Some(next) => items.push(next),
                None => break,
            }
        }
        if comma {
            return Ok(Some(self.node_of("tuple", first, items)));
        }
        Ok(items.pop())
    }

    pub fn star_expression(&mut self) -> Found<Node> {
        self.memo(Rule::StarExpression, |p| match p.starred_with(Self::bit_or)? {
            Some(starred) => Ok(Some(starred)),
            None => p.expression(),
        })
    }

    fn starred_with(&mut self, item: impl FnOnce(&mut Self) -> Found<Node>) -> Found<Node> {
        self.alt(|p| {
            let first = need!(p.tok(Tok::Star));
            let value = need!(item(p));
            Ok(Some(p.node_of("starred", first, vec![value])))
        })
    }

    pub fn star_named_expression(&mut self) -> Found<Node> {
        match self.starred_with(Self::bit_or)? {
            Some(starred) => Ok(Some(starred)),
            None => self.named_expression(),
        }
    }

    pub fn star_named_expressions(&mut self) -> Found<Vec<Node>> {
        let items = need!(self.gather(Self::star_named_expression));
        self.tok(Tok::Comma)?;
        Ok(Some(items))
    }

    pub fn assignment_expression(&mut self) -> Found<Node> {
        self.alt(|p| {
            let first = need!(p.name());
            need!(p.tok(Tok::Walrus));
            need!(p.expression());
            Ok(Some(p.node("named expression", first)))
        })
    }

    pub fn named_expression(&mut self) -> Found<Node> {
        if let Some(node) = self.assignment_expression()? {
            return Ok(Some(node));
        }
        self.invalid_named_expression()?;
        self.expression_without_walrus()
    }

    /// `expression !':='`.
    pub fn expression_without_walrus(&mut self) -> Found<Node> {
        self.alt(|p| {
            let node = need!(p.expression());
            Ok((!p.is(Tok::Walrus)?).then_some(node))
        })
    }

    fn invalid_named_expression(&mut self) -> Result<(), Stop> {
        if !self.invalid {
            return Ok(());
        }
        self.memo(Rule::InvalidNamed, |p| {
            p.mistake(|p| {
                let a = need!(p.expression());
                need!(p.tok(Tok::Walrus));
                need!(p.expression());
                p.at_node(format!("cannot use assignment expressions with {}", a.kind), &a)
            })?;
            p.mistake(|p| {
                let a = need!(p.name());
                need!(p.tok(Tok::Equal));
                let b = need!(p.bit_or());
                if p.is_any(&[Tok::Equal, Tok::Walrus])? {
                    return Ok(None);
                }
                p.range(MAYBE_EQUAL, a, b.last)
            })?;
            p.mistake(|p| {
                if p.ahead(Self::list)? || p.ahead(Self::tuple)? || p.ahead(Self::genexp)? {
                    return Ok(None);
                }
                if p.is_any(&[Tok::True, Tok::None, Tok::False])? {
                    return Ok(None);
                }
                let a = need!(p.bit_or());
                need!(p.tok(Tok::Equal));
                need!(p.bit_or());
                if p.is_any(&[Tok::Equal, Tok::Walrus])? {
                    return Ok(None);
                }
                p.at_node(
                    format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", a.kind),
                    &a,
                )
            })?;
            Ok(None)
        })?;
        Ok(())
    }

    pub fn expression(&mut self) -> Found<Node> {
        self.memo(Rule::Expression, |p| {
            if p.invalid {
                p.invalid_expression()?;
                p.invalid_legacy_expression()?;
            }
            p.plain_expression()
        })
    }

    fn plain_expression(&mut self) -> Found<Node> {
        let first = self.pos;
        let conditional = self.alt(|p| {
            need!(p.disjunction());
            need!(p.tok(Tok::If));
            need!(p.disjunction());
            need!(p.tok(Tok::Else));
            need!(p.expression());
            Ok(Some(p.node("conditional expression", first)))
        })?;
        if conditional.is_some() {
            return Ok(conditional);
        }
        match self.disjunction()? {
            Some(node) => Ok(Some(node)),
            None => self.lambda(),
        }
    }

    fn lambda(&mut self) -> Found<Node> {
        self.alt(|p| {
            let first = need!(p.tok(Tok::Lambda));
            p.parameters(true)?;
            need!(p.tok(Tok::Colon));
            need!(p.expression());
            Ok(Some(p.node("lambda", first)))
        })
    }

    fn invalid_expression(&mut self) -> Result<(), Stop> {
        self.mistake(|p| {
            // CPython compares with a soft keyword only as far as the name goes: `c` and `ma` pass too.
            let soft = p.name_ahead()? && {
                let name = p.text_of(p.pos);
                ["_", "case", "match", "type"].iter().any(|keyword| keyword.starts_with(name))
            };
            if soft || (p.name_ahead()? && p.kind_at(p.pos + 1)? == Tok::String) {
                return Ok(None);
            }
            let a = need!(p.disjunction());
            p.invalid = false;
            let b = p.alt(Self::plain_expression);
            p.invalid = true;
            let b = need!(b);
            if p.is_legacy(&a) || p.bracket_level() == 0 {
                return Ok(None);
            }
            p.range("invalid syntax. Perhaps you forgot a comma?", a.first, b.last)
        })?;
        self.mistake(|p| {
            let a = need!(p.disjunction());
            need!(p.tok(Tok::If));
            let b = need!(p.disjunction());
            if p.is_any(&[Tok::Else, Tok::Colon])? {
                return Ok(None);
            }
            p.range("expected 'else' after 'if' expression", a.first, b.last)
        })?;
        self.mistake(|p| {
            let a = need!(p.tok(Tok::Lambda));
            p.parameters(true)?;
            let b = need!(p.tok(Tok::Colon));
            if !p.is(Tok::FStringMiddle)? {
                return Ok(None);
            }
            p.range("f-string: lambda expressions are not allowed without parentheses", a, b)
        })
    }

    fn name_ahead(&mut self) -> Result<bool, Stop> {
        self.is_any(&[Tok::Name, Tok::Match, Tok::Case, Tok::Type])
    }

    /// `print` and `exec` were statements once.
    fn is_legacy(&self, node: &Node) -> bool {
        node.kind == "name" && matches!(self.text_of(node.first), "print" | "exec")
    }

    fn invalid_legacy_expression(&mut self) -> Result<(), Stop> {
        self.mistake(|p| {
            let a = need!(p.name());
            if p.is(Tok::LParen)? {
                return Ok(None);
            }
            let b = need!(p.star_expressions());
            let name = p.text_of(a);
            if !matches!(name, "print" | "exec") {
                return Ok(None);
            }
            let msg = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
            p.range(msg, a, b.last)
        })
    }

    pub fn disjunction(&mut self) -> Found<Node> {
        self.memo(Rule::Disjunction, |p| p.operators(0))
    }

    pub fn bit_or(&mut self) -> Found<Node> {
        self.memo(Rule::BitOr, |p| p.operators(COMPARED))
    }

    /// Operators that bind tighter than `least`, from `or` to `*`. CPython has a rule for each level, but
    /// knows no mistake between them.
    fn operators(&mut self, least: u8) -> Found<Node> {
        let first = self.pos;
        let mut chain = false;
        let mut node = if least < COMPARED && self.tok(Tok::Not)?.is_some() {
            need!(self.alt(|p| p.operators(COMPARED - 1)));
            self.node("expression", first)
        } else {
            need!(self.factor())
        };
        loop {
            let op = self.peek()?;
            let precedence = precedence(op);
            if precedence <= least {
                return Ok(Some(node));
            }
            if precedence >= ADDITIVE {
                self.mistake(|p| {
                    p.pos += 1;
                    p.misplaced_not(Self::inversion)
                })?;
            }
            let operand = self.alt(|p| {
                p.pos += 1;
                match op {
                    Tok::Not => drop(need!(p.tok(Tok::In))),
                    Tok::Is => drop(p.tok(Tok::Not)?),
                    _ => {}
                }
                p.operators(precedence)
            })?;
            if operand.is_none() {
                return Ok(Some(node));
            }
            node = match precedence {
                COMPARED if chain => Node { last: self.pos - 1, ..node },
                COMPARED => {
                    let items = if op == Tok::In { vec![node] } else { vec![] };
                    self.node_of("comparison", first, items)
                }
                _ => self.node("expression", first),
            };
            chain = precedence == COMPARED;
        }
    }

    fn inversion(&mut self) -> Found<Node> {
        self.operators(COMPARED - 2)
    }

    fn misplaced_not(&mut self, operand: fn(&mut Self) -> Found<Node>) -> Found<()> {
        let a = need!(self.tok(Tok::Not));
        let b = need!(operand(self));
        self.range("'not' after an operator must be parenthesized", a, b.last)
    }

    fn factor(&mut self) -> Found<Node> {
        let first = self.pos;
        if self.one_of(&[Tok::Plus, Tok::Minus, Tok::Tilde])?.is_some() {
            self.mistake(|p| p.misplaced_not(Self::factor))?;
            need!(self.alt(Self::factor));
            return Ok(Some(self.node("expression", first)));
        }
        let base = if self.tok(Tok::Await)?.is_some() {
            need!(self.primary());
            self.node("await expression", first)
        } else {
            need!(self.primary())
        };
        let power = self.is(Tok::DoubleStar)?
            && self
                .alt(|p| {
                    p.pos += 1;
                    p.factor()
                })?
                .is_some();
        Ok(Some(if power { self.node("expression", first) } else { base }))
    }

    pub fn primary(&mut self) -> Found<Node> {
        self.memo(Rule::Primary, |p| {
            let mut node = need!(p.atom());
            while let Some(next) = p.alt(|p| p.trailer(&node))? {
                node = next;
            }
            Ok(Some(node))
        })
    }

    fn trailer(&mut self, base: &Node) -> Found<Node> {
        match self.peek()? {
            Tok::Dot => {
                self.pos += 1;
                need!(self.name());
                Ok(Some(self.node("attribute", base.first)))
            }
            Tok::LParen => {
                if self.genexp()?.is_some() {
                    return Ok(Some(self.node("function call", base.first)));
                }
                self.pos += 1;
                self.arguments()?;
                need!(self.tok(Tok::RParen));
                Ok(Some(self.node("function call", base.first)))
            }
            Tok::LBracket => {
                self.pos += 1;
                need!(self.slices());
                need!(self.tok(Tok::RBracket));
                Ok(Some(self.node("subscript", base.first)))
            }
            _ => Ok(None),
        }
    }

    fn slices(&mut self) -> Found<()> {
        let single = self.alt(|p| {
            need!(p.slice());
            Ok((!p.is(Tok::Comma)?).then_some(()))
        })?;
        if single.is_some() {
            return Ok(single);
        }
        need!(self.gather(|p| match p.alt(Self::slice)? {
            Some(()) => Ok(Some(())),
            None => Ok(p.starred_expression()?.map(drop)),
        }));
        self.tok(Tok::Comma)?;
        Ok(Some(()))
    }

    fn slice(&mut self) -> Found<()> {
        let range = self.alt(|p| {
            p.expression()?;
            need!(p.tok(Tok::Colon));
            p.expression()?;
            if p.tok(Tok::Colon)?.is_some() {
                p.expression()?;
            }
            Ok(Some(()))
        })?;
        if range.is_some() {
            return Ok(range);
        }
        Ok(self.named_expression()?.map(drop))
    }

    pub fn atom(&mut self) -> Found<Node> {
        let first = self.pos;
        let kind = match self.peek()? {
            Tok::Name | Tok::Match | Tok::Case | Tok::Type => "name",
            Tok::True => "True",
            Tok::False => "False",
            Tok::None => "None",
            Tok::Number => "literal",
            Tok::Ellipsis => "ellipsis",
            Tok::String | Tok::FStringStart => return self.strings(),
            Tok::LParen => {
                return self.first_of(&[Self::tuple, Self::group, Self::genexp]);
            }
            Tok::LBracket => return self.first_of(&[Self::list, Self::listcomp]),
            Tok::LBrace => return self.first_of(&[Self::dict, Self::set, Self::dictcomp, Self::setcomp]),
            _ => return Ok(None),
        };
        self.pos += 1;
        Ok(Some(self.node(kind, first)))
    }

    fn first_of(&mut self, rules: &[fn(&mut Self) -> Found<Node>]) -> Found<Node> {
        for rule in rules {
            if let Some(node) = self.alt(rule)? {
                return Ok(Some(node));
            }
        }
        Ok(None)
    }

    pub fn tuple(&mut self) -> Found<Node> {
        let first = need!(self.tok(Tok::LParen));
        let items = self.alt(|p| {
            let mut items = vec![need!(p.star_named_expression())];
            need!(p.tok(Tok::Comma));
            items.extend(p.alt(Self::star_named_expressions)?.into_iter().flatten());
            Ok(Some(items))
        })?;
        need!(self.tok(Tok::RParen));
        Ok(Some(self.node_of("tuple", first, items.unwrap_or_default())))
    }

    fn group(&mut self) -> Found<Node> {
        let found = self.alt(|p| {
            need!(p.tok(Tok::LParen));
            let node = match p.yield_expr()? {
                Some(node) => node,
                None => need!(p.named_expression()),
            };
            need!(p.tok(Tok::RParen));
            Ok(Some(node))
        })?;
        if found.is_some() {
            return Ok(found);
        }
        self.mistake(|p| {
            need!(p.tok(Tok::LParen));
            let a = need!(p.starred_expression());
            need!(p.tok(Tok::RParen));
            p.at_node("cannot use starred expression here", &a)
        })?;
        self.mistake(|p| {
            need!(p.tok(Tok::LParen));
            let a = need!(p.tok(Tok::DoubleStar));
            need!(p.expression());
            need!(p.tok(Tok::RParen));
            p.range("cannot use double starred expression here", a, a)
        })?;
        Ok(None)
    }

    pub fn yield_expr(&mut self) -> Found<Node> {
        self.alt(|p| {
            let first = need!(p.tok(Tok::Yield));
            let from = p.alt(|p| {
                need!(p.tok(Tok::From));
                p.expression()
            })?;
            if from.is_none() {
                p.alt(Self::star_expressions)?;
            }
            Ok(Some(p.node("yield expression", first)))
        })
    }

    /// `yield` or expressions: a right side.
    pub fn annotated_rhs(&mut self) -> Found<Node> {
        match self.yield_expr()? {
            Some(node) => Ok(Some(node)),
            None => self.alt(Self::star_expressions),
        }
    }

    pub fn genexp(&mut self) -> Found<Node> {
        let found = self.alt(|p| {
            let first = need!(p.tok(Tok::LParen));
            need!(p.comprehension_element());
            need!(p.for_if_clauses());
            need!(p.tok(Tok::RParen));
            Ok(Some(p.node("generator expression", first)))
        })?;
        if found.is_none() {
            self.invalid_comprehension()?;
        }
        Ok(found)
    }

    fn comprehension_element(&mut self) -> Found<Node> {
        match self.assignment_expression()? {
            Some(node) => Ok(Some(node)),
            None => self.expression_without_walrus(),
        }
    }

    pub fn list(&mut self) -> Found<Node> {
        let first = need!(self.tok(Tok::LBracket));
        let items = self.alt(Self::star_named_expressions)?;
        need!(self.tok(Tok::RBracket));
        Ok(Some(self.node_of("list", first, items.unwrap_or_default())))
    }

    fn listcomp(&mut self) -> Found<Node> {
        self.display_comprehension(Tok::LBracket, Tok::RBracket, "list comprehension")
    }

    fn setcomp(&mut self) -> Found<Node> {
        self.display_comprehension(Tok::LBrace, Tok::RBrace, "set comprehension")
    }

    fn display_comprehension(&mut self, open: Tok, close: Tok, kind: &'static str) -> Found<Node> {
        let found = self.alt(|p| {
            let first = need!(p.tok(open));
            need!(p.named_expression());
            need!(p.for_if_clauses());
            need!(p.tok(close));
            Ok(Some(p.node(kind, first)))
        })?;
        if found.is_none() {
            self.invalid_comprehension()?;
        }
        Ok(found)
    }

    fn invalid_comprehension(&mut self) -> Result<(), Stop> {
        self.mistake(|p| {
            need!(p.one_of(&[Tok::LBracket, Tok::LParen, Tok::LBrace]));
            let a = need!(p.starred_expression());
            need!(p.for_if_clauses());
            p.at_node("iterable unpacking cannot be used in comprehension", &a)
        })?;
        let forgot = "did you forget parentheses around the comprehension target?";
        self.mistake(|p| {
            need!(p.one_of(&[Tok::LBracket, Tok::LBrace]));
            let a = need!(p.star_named_expression());
            need!(p.tok(Tok::Comma));
            let b = need!(p.star_named_expressions());
            need!(p.for_if_clauses());
            p.range(forgot, a.first, b[b.len() - 1].last)
        })?;
        self.mistake(|p| {
            need!(p.one_of(&[Tok::LBracket, Tok::LBrace]));
            let a = need!(p.star_named_expression());
            let b = need!(p.tok(Tok::Comma));
            need!(p.for_if_clauses());
            p.range(forgot, a.first, b)
        })
    }

    fn set(&mut self) -> Found<Node> {
        let first = need!(self.tok(Tok::LBrace));
        need!(self.star_named_expressions());
        need!(self.tok(Tok::RBrace));
        Ok(Some(self.node("set display", first)))
    }

    fn dict(&mut self) -> Found<Node> {
        let first = self.pos;
        let found = self.alt(|p| {
            need!(p.tok(Tok::LBrace));
            p.alt(|p| {
                need!(p.gather(Self::key_value));
                p.tok(Tok::Comma)?;
                Ok(Some(()))
            })?;
            need!(p.tok(Tok::RBrace));
            Ok(Some(p.node("dict literal", first)))
        })?;
        if found.is_none() {
            // In CPython this alternative is open in the first pass too.
            self.always(|p| {
                need!(p.tok(Tok::LBrace));
                p.invalid_key_values()?;
                Ok(None)
            })?;
        }
        Ok(found)
    }

    fn key_value(&mut self) -> Found<()> {
        if self.tok(Tok::DoubleStar)?.is_some() {
            return Ok(self.bit_or()?.map(drop));
        }
        need!(self.expression());
        need!(self.tok(Tok::Colon));
        Ok(self.expression()?.map(drop))
    }

    fn invalid_key_values(&mut self) -> Result<(), Stop> {
        self.always(|p| {
            need!(p.gather(Self::key_value));
            need!(p.tok(Tok::Comma));
            p.always(|p| {
                let a = need!(p.expression());
                if p.is(Tok::Colon)? {
                    return Ok(None);
                }
                p.before_end_of("':' expected after dictionary key", &a)
            })?;
            p.invalid_value()?;
            Ok(None)
        })?;
        self.invalid_value()
    }

    fn invalid_value(&mut self) -> Result<(), Stop> {
        self.always(|p| {
            need!(p.expression());
            need!(p.tok(Tok::Colon));
            let a = need!(p.tok(Tok::Star));
            need!(p.bit_or());
            p.starting_from("cannot use a starred expression in a dictionary value", a)
        })?;
        self.always(|p| {
            need!(p.expression());
            let a = need!(p.tok(Tok::Colon));
            if !p.is_any(&[Tok::RBrace, Tok::Comma])? {
                return Ok(None);
            }
            p.range("expression expected after dictionary key and ':'", a, a)
        })
    }

    fn dictcomp(&mut self) -> Found<Node> {
        let found = self.alt(|p| {
            let first = need!(p.tok(Tok::LBrace));
            need!(p.expression());
            need!(p.tok(Tok::Colon));
            need!(p.expression());
            need!(p.for_if_clauses());
            need!(p.tok(Tok::RBrace));
            Ok(Some(p.node("dict comprehension", first)))
        })?;
        if found.is_none() {
            self.mistake(|p| {
                need!(p.tok(Tok::LBrace));
                let a = need!(p.tok(Tok::DoubleStar));
                need!(p.bit_or());
                need!(p.for_if_clauses());
                need!(p.tok(Tok::RBrace));
                p.range("dict unpacking cannot be used in dict comprehension", a, a)
            })?;
        }
        Ok(found)
    }

    /// One or more `for` clauses; the node is the last clause's last expression.
    pub fn for_if_clauses(&mut self) -> Found<Node> {
        let mut last = need!(self.alt(Self::for_if_clause));
        while let Some(next) = self.alt(Self::for_if_clause)? {
            last = next;
        }
        Ok(Some(last))
    }

    fn for_if_clause(&mut self) -> Found<Node> {
        // Behind `in` there is no way back: the other alternatives, mistakes too, are cut off.
        let mut cut = false;
        let found = self.alt(|p| {
            p.tok(Tok::Async)?;
            need!(p.tok(Tok::For));
            need!(p.star_targets());
            need!(p.tok(Tok::In));
            cut = true;
            let mut last = need!(p.disjunction());
            while let Some(test) = p.alt(|p| {
                need!(p.tok(Tok::If));
                p.disjunction()
            })? {
                last = test;
            }
            Ok(Some(last))
        })?;
        if found.is_some() || cut {
            return Ok(found);
        }
        self.mistake(|p| {
            p.tok(Tok::Async)?;
            need!(p.tok(Tok::For));
            need!(p.gather(Self::bit_or));
            p.tok(Tok::Comma)?;
            if p.is(Tok::In)? {
                return Ok(None);
            }
            p.here("'in' expected after for-loop variables")
        })?;
        self.invalid_for_target()?;
        Ok(None)
    }

    pub fn invalid_for_target(&mut self) -> Result<(), Stop> {
        self.mistake(|p| {
            p.tok(Tok::Async)?;
            need!(p.tok(Tok::For));
            let a = need!(p.star_expressions());
            p.invalid_target("cannot assign to", true, &a)
        })
    }

    // Strings

    /// What literals say is checked here too: CPython decodes them while it parses.
    pub fn strings(&mut self) -> Found<Node> {
        self.memo(Rule::Strings, |p| {
            let first = p.pos;
            let (mut bytes, mut formatted) = (0, false);
            let pieces = p.many(|p| {
                if let Some(at) = p.tok(Tok::String)? {
                    bytes += p.plain_string(at)? as usize;
                    return Ok(Some(()));
                }
                formatted |= p.is(Tok::FStringStart)?;
                p.fstring()
            })?;
            if pieces.is_empty() {
                return Ok(None);
            }
            if bytes != 0 && bytes != pieces.len() {
                return p.here("cannot mix bytes and nonbytes literals");
            }
            Ok(Some(p.node(if formatted { "f-string expression" } else { "literal" }, first)))
        })
    }

    /// Whether it is bytes.
    fn plain_string(&mut self, at: usize) -> Result<bool, Stop> {
        let quoted = literal::unquote(self.text_of(at));
        let decoded = match quoted.bytes {
            true if !quoted.body.is_ascii() => Err("bytes can only contain ASCII literal characters".into()),
            _ if quoted.raw => return Ok(quoted.bytes),
            true => literal::bytes(quoted.body),
            false => literal::text(quoted.body),
        };
        if let Err(msg) = decoded {
            self.range::<()>(msg, at, at)?;
        }
        Ok(quoted.bytes)
    }

    fn fstring(&mut self) -> Found<()> {
        let start = need!(self.tok(Tok::FStringStart));
        let first = self.pos;
        self.many(Self::fstring_part)?;
        let end = need!(self.tok(Tok::FStringEnd));
        if !self.text_of(start).contains(['r', 'R']) {
            for at in first..end {
                if self.token(at).kind == Tok::FStringMiddle
                    && let Err(msg) = literal::text(self.text_of(at))
                {
                    return self.range(msg, end, end);
                }
            }
        }
        Ok(Some(()))
    }

    fn fstring_part(&mut self) -> Found<()> {
        if self.tok(Tok::FStringMiddle)?.is_some() {
            return Ok(Some(()));
        }
        let field = self.alt(|p| {
            need!(p.tok(Tok::LBrace));
            need!(p.annotated_rhs());
            p.tok(Tok::Equal)?;
            p.conversion()?;
            if p.tok(Tok::Colon)?.is_some() {
                p.many(Self::fstring_part)?;
            }
            Ok(p.tok(Tok::RBrace)?.map(drop))
        })?;
        if field.is_none() && self.invalid {
            self.invalid_field()?;
        }
        Ok(field)
    }

    /// `!r`; a blank between the two is an error in either pass.
    fn conversion(&mut self) -> Found<()> {
        self.alt(|p| {
            let mark = need!(p.tok(Tok::Exclamation));
            let letter = need!(p.name());
            if p.token(mark).end.at != p.token(letter).start.at {
                let msg = "f-string: conversion type must come right after the exclamanation mark";
                return p.range(msg, mark, letter);
            }
            let text = p.text_of(letter);
            if !matches!(text, "s" | "r" | "a") {
                let msg =
                    format!("f-string: invalid conversion character '{text}': expected 's', 'r', or 'a'");
                return p.range(msg, letter, letter);
            }
            Ok(Some(()))
        })
    }

    fn invalid_field(&mut self) -> Result<(), Stop> {
        for (kind, shown) in
            [(Tok::Equal, '='), (Tok::Exclamation, '!'), (Tok::Colon, ':'), (Tok::RBrace, '}')]
        {
            self.mistake(|p| {
                need!(p.tok(Tok::LBrace));
                let a = need!(p.tok(kind));
                p.range(format!("f-string: valid expression required before '{shown}'"), a, a)
            })?;
        }
        self.mistake(|p| {
            need!(p.tok(Tok::LBrace));
            if p.annotated_rhs()?.is_none() {
                return p.at_next("f-string: expecting a valid expression after '{'");
            }
            if !p.is_any(&[Tok::Equal, Tok::Exclamation, Tok::Colon, Tok::RBrace])? {
                return p.at_next("f-string: expecting '=', or '!', or ':', or '}'");
            }
            if p.tok(Tok::Equal)?.is_some() && !p.is_any(&[Tok::Exclamation, Tok::Colon, Tok::RBrace])? {
                return p.at_next("f-string: expecting '!', or ':', or '}'");
            }
            if p.tok(Tok::Exclamation)?.is_some() {
                if p.is_any(&[Tok::Colon, Tok::RBrace])? {
                    return p.at_next("f-string: missing conversion character");
                }
                if p.name()?.is_none() {
                    return p.at_next("f-string: invalid conversion character");
                }
            }
            if !p.is_any(&[Tok::Colon, Tok::RBrace])? {
                return p.at_next("f-string: expecting ':' or '}'");
            }
            if p.tok(Tok::Colon)?.is_some() {
                p.many(Self::fstring_part)?;
                if !p.is(Tok::RBrace)? {
                    return p.at_next("f-string: expecting '}', or format specs");
                }
            }
            Ok(None)
        })
    }

    // Targets

    /// Targets as CPython's grammar spells them out: an expression of that shape, without its operators.
    pub fn star_targets(&mut self) -> Found<Node> {
        self.alt(|p| p.tuple_of(Self::star_target))
    }

    pub fn star_target(&mut self) -> Found<Node> {
        self.memo(Rule::StarTarget, |p| {
            if let Some(first) = p.tok(Tok::Star)? {
                if p.is(Tok::Star)? {
                    return Ok(None);
                }
                let value = need!(p.star_target());
                return Ok(Some(p.node_of("starred", first, vec![value])));
            }
            let node = need!(p.primary());
            Ok(is_target(&node).then_some(node))
        })
    }

    /// A name, attribute or subscript.
    pub fn single_target(&mut self) -> Found<Node> {
        self.alt(|p| {
            let node = need!(p.primary());
            Ok(matches!(node.kind, "name" | "attribute" | "subscript").then_some(node))
        })
    }

    /// Fails at the part of `node` that is no target, if there is one.
    pub fn invalid_target(&self, verb: &str, in_for: bool, node: &Node) -> Found<()> {
        match bad_target(node, in_for, verb == "cannot delete") {
            Some(bad) => self.at_node(format!("{verb} {}", bad.kind), bad),
            None => Ok(None),
        }
    }
}

/// 0 for what is no binary operator.
fn precedence(op: Tok) -> u8 {
    match op {
        Tok::Or => 1,
        Tok::And => 2,
        Tok::EqEqual | Tok::NotEqual | Tok::Less | Tok::LessEqual | Tok::Greater | Tok::GreaterEqual => {
            COMPARED
        }
        Tok::In | Tok::Is | Tok::Not => COMPARED,
        Tok::VBar => 5,
        Tok::Caret => 6,
        Tok::Amper => 7,
        Tok::LeftShift | Tok::RightShift => 8,
        Tok::Plus | Tok::Minus => ADDITIVE,
        Tok::Star | Tok::Slash | Tok::DoubleSlash | Tok::Percent | Tok::At => 10,
        _ => 0,
    }
}

fn is_target(node: &Node) -> bool {
    match node.kind {
        "name" | "attribute" | "subscript" => true,
        "tuple" | "list" | "starred" => node.items.iter().all(is_target),
        _ => false,
    }
}

fn bad_target(node: &Node, in_for: bool, delete: bool) -> Option<&Node> {
    match node.kind {
        "name" | "attribute" | "subscript" => None,
        "tuple" | "list" => node.items.iter().find_map(|item| bad_target(item, in_for, delete)),
        "starred" if !delete => node.items.iter().find_map(|item| bad_target(item, in_for, delete)),
        "comparison" if in_for => node.items.iter().find_map(|item| bad_target(item, in_for, delete)),
        _ => Some(node),
    }
}
