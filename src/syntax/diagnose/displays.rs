//! Everything in brackets: groups, tuples, lists, sets, dicts, comprehensions, and the mistakes in them.

use super::peg::{Found, Node, Peg, Stop, need};
use crate::syntax::token::Tok;

impl Peg<'_> {
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

    pub fn group(&mut self) -> Found<Node> {
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

    pub fn listcomp(&mut self) -> Found<Node> {
        self.display_comprehension(Tok::LBracket, Tok::RBracket, "list comprehension")
    }

    pub fn setcomp(&mut self) -> Found<Node> {
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

    pub fn set(&mut self) -> Found<Node> {
        let first = need!(self.tok(Tok::LBrace));
        need!(self.star_named_expressions());
        need!(self.tok(Tok::RBrace));
        Ok(Some(self.node("set display", first)))
    }

    pub fn dict(&mut self) -> Found<Node> {
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

    pub fn dictcomp(&mut self) -> Found<Node> {
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
}
