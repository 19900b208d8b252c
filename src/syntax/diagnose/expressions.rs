//! Expressions, and the mistakes that CPython knows in them.

use super::peg::{Found, Node, Peg, Rule, Stop, need};
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

    pub fn starred_with(&mut self, item: impl FnOnce(&mut Self) -> Found<Node>) -> Found<Node> {
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
