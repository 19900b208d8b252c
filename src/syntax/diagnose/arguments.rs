//! Arguments of calls and parameters of functions, and the mistakes that CPython knows in them.

use super::peg::{Found, Node, Peg, Rule, Stop, need};
use crate::syntax::token::Tok;

const MAYBE_EQUAL: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
const PARENTHESIZE: &str = "Generator expression must be parenthesized";

impl Peg<'_> {
    /// `[arguments]`: it may match nothing.
    pub fn arguments(&mut self) -> Found<Node> {
        self.memo(Rule::Arguments, |p| {
            let found = p.alt(|p| {
                let node = need!(p.args());
                p.tok(Tok::Comma)?;
                Ok(p.is(Tok::RParen)?.then_some(node))
            })?;
            if found.is_none() && p.invalid {
                p.invalid_arguments()?;
            }
            Ok(found)
        })
    }

    /// The node's kind is `**` if a mapping is unpacked; its items are the positional arguments.
    fn args(&mut self) -> Found<Node> {
        let first = self.pos;
        let positional = self.alt(|p| p.gather(Self::positional))?;
        if let Some(mut items) = positional {
            let keywords = self.alt(|p| {
                need!(p.tok(Tok::Comma));
                p.kwargs()
            })?;
            let (starred, unpacks) = keywords.unwrap_or_default();
            items.extend(starred);
            return Ok(Some(self.node_of(if unpacks { "**" } else { "" }, first, items)));
        }
        let (starred, unpacks) = need!(self.alt(Self::kwargs));
        Ok(Some(self.node_of(if unpacks { "**" } else { "" }, first, starred)))
    }

    fn positional(&mut self) -> Found<Node> {
        if let Some(starred) = self.alt(Self::starred_expression)? {
            return Ok(Some(starred));
        }
        self.alt(|p| {
            let node = match p.assignment_expression()? {
                Some(node) => node,
                None => need!(p.expression_without_walrus()),
            };
            Ok((!p.is(Tok::Equal)?).then_some(node))
        })
    }

    pub fn starred_expression(&mut self) -> Found<Node> {
        self.mistake(|p| {
            let a = need!(p.tok(Tok::Star));
            need!(p.expression());
            need!(p.tok(Tok::Equal));
            let b = need!(p.expression());
            p.range("cannot assign to iterable argument unpacking", a, b.last)
        })?;
        let found = self.alt(|p| {
            let first = need!(p.tok(Tok::Star));
            let value = need!(p.expression());
            Ok(Some(p.node_of("starred", first, vec![value])))
        })?;
        if found.is_none() {
            let start = self.pos;
            if self.tok(Tok::Star)?.is_some() {
                return self.here("Invalid star expression");
            }
            self.pos = start;
        }
        Ok(found)
    }

    /// Starred arguments among the keywords, and whether a mapping is unpacked.
    fn kwargs(&mut self) -> Found<(Vec<Node>, bool)> {
        let both = self.alt(|p| {
            let starred = need!(p.gather(Self::kwarg_or_starred));
            need!(p.tok(Tok::Comma));
            let unpacked = need!(p.gather(Self::kwarg_or_double_starred));
            Ok(Some((starred.into_iter().flatten().collect(), unpacked.contains(&true))))
        })?;
        if both.is_some() {
            return Ok(both);
        }
        if let Some(starred) = self.alt(|p| p.gather(Self::kwarg_or_starred))? {
            return Ok(Some((starred.into_iter().flatten().collect(), false)));
        }
        let unpacked = need!(self.gather(Self::kwarg_or_double_starred));
        Ok(Some((Vec::new(), unpacked.contains(&true))))
    }

    fn keyword(&mut self) -> Found<()> {
        self.alt(|p| {
            need!(p.name());
            need!(p.tok(Tok::Equal));
            Ok(p.expression()?.map(drop))
        })
    }

    fn kwarg_or_starred(&mut self) -> Found<Option<Node>> {
        self.invalid_kwarg()?;
        if self.keyword()?.is_some() {
            return Ok(Some(None));
        }
        Ok(self.starred_expression()?.map(Some))
    }

    fn kwarg_or_double_starred(&mut self) -> Found<bool> {
        self.invalid_kwarg()?;
        if self.keyword()?.is_some() {
            return Ok(Some(false));
        }
        self.alt(|p| {
            need!(p.tok(Tok::DoubleStar));
            Ok(p.expression()?.map(|_| true))
        })
    }

    fn invalid_kwarg(&mut self) -> Result<(), Stop> {
        self.mistake(|p| {
            let a = need!(p.one_of(&[Tok::True, Tok::False, Tok::None]));
            let b = need!(p.tok(Tok::Equal));
            p.range(format!("cannot assign to {}", p.text_of(a)), a, b)
        })?;
        self.mistake(|p| {
            let a = need!(p.name());
            let b = need!(p.tok(Tok::Equal));
            need!(p.expression());
            need!(p.for_if_clauses());
            p.range(MAYBE_EQUAL, a, b)
        })?;
        self.mistake(|p| {
            if p.ahead(|p| {
                need!(p.name());
                p.tok(Tok::Equal)
            })? {
                return Ok(None);
            }
            let a = need!(p.expression());
            let b = need!(p.tok(Tok::Equal));
            p.range("expression cannot contain assignment, perhaps you meant \"==\"?", a.first, b)
        })?;
        self.mistake(|p| {
            let a = need!(p.tok(Tok::DoubleStar));
            need!(p.expression());
            need!(p.tok(Tok::Equal));
            let b = need!(p.expression());
            p.range("cannot assign to keyword argument unpacking", a, b.last)
        })
    }

    fn invalid_arguments(&mut self) -> Result<(), Stop> {
        self.mistake(|p| {
            let both = p.alt(|p| {
                need!(p.gather(Self::positional));
                need!(p.tok(Tok::Comma));
                p.kwargs()
            })?;
            if both.is_none() {
                need!(p.alt(Self::kwargs));
            }
            let a = need!(p.tok(Tok::Comma));
            need!(p.gather(|p| {
                need!(p.starred_expression());
                Ok((!p.is(Tok::Equal)?).then_some(()))
            }));
            p.starting_from("iterable argument unpacking follows keyword argument unpacking", a)
        })?;
        self.mistake(|p| {
            let a = need!(p.expression());
            let b = need!(p.for_if_clauses());
            need!(p.tok(Tok::Comma));
            if p.alt(Self::args)?.is_none() {
                p.alt(|p| {
                    need!(p.expression());
                    p.for_if_clauses()
                })?;
            }
            p.range(PARENTHESIZE, a.first, b.last)
        })?;
        self.mistake(|p| {
            let a = need!(p.name());
            let b = need!(p.tok(Tok::Equal));
            need!(p.expression());
            need!(p.for_if_clauses());
            p.range(MAYBE_EQUAL, a, b)
        })?;
        self.mistake(|p| {
            p.alt(|p| {
                need!(p.args());
                p.tok(Tok::Comma)
            })?;
            let a = need!(p.name());
            let b = need!(p.tok(Tok::Equal));
            if !p.is_any(&[Tok::Comma, Tok::RParen])? {
                return Ok(None);
            }
            p.range("expected argument value expression", a, b)
        })?;
        self.mistake(|p| {
            let a = need!(p.args());
            let b = need!(p.for_if_clauses());
            match a.items.last() {
                Some(last) if a.items.len() > 1 => p.range(PARENTHESIZE, last.first, b.last),
                _ => Ok(None),
            }
        })?;
        self.mistake(|p| {
            need!(p.args());
            need!(p.tok(Tok::Comma));
            let a = need!(p.expression());
            let b = need!(p.for_if_clauses());
            p.range(PARENTHESIZE, a.first, b.last)
        })?;
        self.mistake(|p| {
            let a = need!(p.args());
            need!(p.tok(Tok::Comma));
            need!(p.args());
            p.here(match a.kind {
                "**" => "positional argument follows keyword argument unpacking",
                _ => "positional argument follows keyword argument",
            })
        })
    }

    // Parameters; `lambda` has no annotations and ends at a colon

    /// `[params]`: matches as much as fits, and nothing at worst.
    pub fn parameters(&mut self, lambda: bool) -> Result<(), Stop> {
        self.invalid_parameters(lambda)?;
        let slash = self.alt(|p| p.slash(lambda, false))?;
        let mut defaults = false;
        if slash.is_none() {
            defaults = self.alt(|p| p.slash(lambda, true))?.is_some();
        }
        if !defaults {
            self.many(|p| p.parameter(lambda, Some(false)))?;
        }
        self.many(|p| p.parameter(lambda, Some(true)))?;
        self.star_etc(lambda)
    }

    fn closing(lambda: bool) -> Tok {
        if lambda { Tok::Colon } else { Tok::RParen }
    }

    /// `name: annotation`.
    fn param(&mut self, lambda: bool) -> Found<usize> {
        let name = need!(self.name());
        if !lambda {
            self.alt(|p| {
                need!(p.tok(Tok::Colon));
                p.expression()
            })?;
        }
        Ok(Some(name))
    }

    /// A parameter up to its comma, with, without or with any default.
    fn parameter(&mut self, lambda: bool, default: Option<bool>) -> Found<usize> {
        self.alt(|p| {
            let name = need!(p.param(lambda));
            if default != Some(false) && p.default()?.is_none() && default == Some(true) {
                return Ok(None);
            }
            if p.tok(Tok::Comma)?.is_some() || p.is(Self::closing(lambda))? {
                return Ok(Some(name));
            }
            Ok(None)
        })
    }

    fn default(&mut self) -> Found<()> {
        let found = self.alt(|p| {
            need!(p.tok(Tok::Equal));
            Ok(p.expression()?.map(drop))
        })?;
        if found.is_none() {
            self.mistake(|p| {
                let a = need!(p.tok(Tok::Equal));
                if !p.is_any(&[Tok::RParen, Tok::Comma])? {
                    return Ok(None);
                }
                p.range("expected default value expression", a, a)
            })?;
        }
        Ok(found)
    }

    /// Parameters before `/`, and it.
    fn slash(&mut self, lambda: bool, defaults: bool) -> Found<()> {
        let plain = self.many(|p| p.parameter(lambda, Some(false)))?;
        if defaults && self.many(|p| p.parameter(lambda, Some(true)))?.is_empty() {
            return Ok(None);
        }
        if !defaults && plain.is_empty() {
            return Ok(None);
        }
        need!(self.tok(Tok::Slash));
        if self.tok(Tok::Comma)?.is_some() || self.is(Self::closing(lambda))? {
            return Ok(Some(()));
        }
        Ok(None)
    }

    fn any_slash(&mut self, lambda: bool) -> Found<()> {
        match self.alt(|p| p.slash(lambda, false))? {
            Some(()) => Ok(Some(())),
            None => self.alt(|p| p.slash(lambda, true)),
        }
    }

    fn star_etc(&mut self, lambda: bool) -> Result<(), Stop> {
        let close = Self::closing(lambda);
        self.invalid_star_etc(lambda, close)?;
        let star = self.alt(|p| {
            need!(p.tok(Tok::Star));
            if p.tok(Tok::Comma)?.is_some() {
                let rest = p.many(|p| p.parameter(lambda, None))?;
                return Ok((!rest.is_empty()).then_some(()));
            }
            need!(p.name());
            if !lambda && p.tok(Tok::Colon)?.is_some() {
                need!(p.star_expression());
            }
            if p.tok(Tok::Comma)?.is_none() && !p.is(close)? {
                return Ok(None);
            }
            p.many(|p| p.parameter(lambda, None))?;
            Ok(Some(()))
        })?;
        let _ = star;
        self.invalid_kwds(lambda)?;
        self.alt(|p| {
            need!(p.tok(Tok::DoubleStar));
            p.parameter(lambda, Some(false))
        })?;
        Ok(())
    }

    fn invalid_star_etc(&mut self, lambda: bool, close: Tok) -> Result<(), Stop> {
        self.mistake(|p| {
            let a = need!(p.tok(Tok::Star));
            let bare =
                p.is(close)? || (p.tok(Tok::Comma)?.is_some() && p.is_any(&[close, Tok::DoubleStar])?);
            match (bare, lambda) {
                (false, _) => Ok(None),
                (true, false) => p.range("named arguments must follow bare *", a, a),
                (true, true) => p.here("named arguments must follow bare *"),
            }
        })?;
        self.mistake(|p| {
            need!(p.tok(Tok::Star));
            need!(p.param(lambda));
            let a = need!(p.tok(Tok::Equal));
            p.range("var-positional argument cannot have default value", a, a)
        })?;
        self.mistake(|p| {
            need!(p.tok(Tok::Star));
            need!(p.parameter_or_comma(lambda));
            p.many(|p| p.parameter(lambda, None))?;
            let a = need!(p.tok(Tok::Star));
            need!(p.parameter_or_comma(lambda));
            p.range("* argument may appear only once", a, a)
        })
    }

    fn parameter_or_comma(&mut self, lambda: bool) -> Found<usize> {
        match self.parameter(lambda, Some(false))? {
            Some(name) => Ok(Some(name)),
            None => self.tok(Tok::Comma),
        }
    }

    fn invalid_kwds(&mut self, lambda: bool) -> Result<(), Stop> {
        self.mistake(|p| {
            need!(p.tok(Tok::DoubleStar));
            need!(p.param(lambda));
            let a = need!(p.tok(Tok::Equal));
            p.range("var-keyword argument cannot have default value", a, a)
        })?;
        self.mistake(|p| {
            need!(p.tok(Tok::DoubleStar));
            need!(p.param(lambda));
            need!(p.tok(Tok::Comma));
            let msg = "arguments cannot follow var-keyword argument";
            let start = p.pos;
            if p.param(lambda)?.is_some() {
                return p.range(msg, start, p.pos - 1);
            }
            let a = need!(p.one_of(&[Tok::Star, Tok::DoubleStar, Tok::Slash]));
            p.range(msg, a, a)
        })
    }

    fn invalid_parameters(&mut self, lambda: bool) -> Result<(), Stop> {
        self.mistake(|p| {
            p.alt(|p| p.slash(lambda, false))?;
            p.many(|p| p.parameter(lambda, Some(false)))?;
            if p.alt(|p| p.slash(lambda, true))?.is_none()
                && p.many(|p| p.parameter(lambda, Some(true)))?.is_empty()
            {
                return Ok(None);
            }
            let a = need!(p.parameter(lambda, Some(false)));
            p.pos = a;
            need!(p.param(lambda));
            p.range("parameter without a default follows parameter with a default", a, p.pos - 1)
        })?;
        self.mistake(|p| {
            p.many(|p| p.parameter(lambda, Some(false)))?;
            let a = need!(p.tok(Tok::LParen));
            if lambda {
                need!(p.gather(|p| p.param(true)));
            } else if p.many(|p| p.parameter(false, Some(false)))?.is_empty() {
                return Ok(None);
            }
            p.tok(Tok::Comma)?;
            let b = need!(p.tok(Tok::RParen));
            let what = if lambda { "Lambda expression" } else { "Function" };
            p.range(format!("{what} parameters cannot be parenthesized"), a, b)
        })?;
        self.mistake(|p| {
            let a = need!(p.tok(Tok::Slash));
            need!(p.tok(Tok::Comma));
            p.range("at least one argument must precede /", a, a)
        })?;
        self.mistake(|p| {
            need!(p.any_slash(lambda));
            p.many(|p| p.parameter(lambda, None))?;
            let a = need!(p.tok(Tok::Slash));
            p.range("/ may appear only once", a, a)
        })?;
        self.mistake(|p| {
            p.any_slash(lambda)?;
            p.many(|p| p.parameter(lambda, None))?;
            need!(p.tok(Tok::Star));
            if p.tok(Tok::Comma)?.is_none() {
                need!(p.parameter(lambda, Some(false)));
            }
            p.many(|p| p.parameter(lambda, None))?;
            let a = need!(p.tok(Tok::Slash));
            p.range("/ must be ahead of *", a, a)
        })?;
        self.mistake(|p| {
            if p.many(|p| p.parameter(lambda, None))?.is_empty() {
                return Ok(None);
            }
            need!(p.tok(Tok::Slash));
            let a = need!(p.tok(Tok::Star));
            p.range("expected comma between / and *", a, a)
        })
    }

    // Type parameters

    /// `[type_params]`.
    pub fn type_params(&mut self) -> Result<(), Stop> {
        self.mistake(|p| {
            need!(p.tok(Tok::LBracket));
            let a = need!(p.tok(Tok::RBracket));
            p.starting_from("Type parameter list cannot be empty", a)
        })?;
        self.alt(|p| {
            need!(p.tok(Tok::LBracket));
            need!(p.gather(Self::type_param));
            p.tok(Tok::Comma)?;
            p.tok(Tok::RBracket)
        })?;
        Ok(())
    }

    fn type_param(&mut self) -> Found<()> {
        let plain = self.alt(|p| {
            need!(p.name());
            p.alt(|p| {
                need!(p.tok(Tok::Colon));
                p.expression()
            })?;
            p.type_default(Self::expression)?;
            Ok(Some(()))
        })?;
        if plain.is_some() {
            return Ok(plain);
        }
        self.mistake(|p| {
            let star = need!(p.one_of(&[Tok::Star, Tok::DoubleStar]));
            need!(p.name());
            let colon = need!(p.tok(Tok::Colon));
            let bound = need!(p.expression());
            let what = if bound.kind == "tuple" { "constraints" } else { "bound" };
            let kind = if p.token(star).kind == Tok::Star { "TypeVarTuple" } else { "ParamSpec" };
            p.starting_from(format!("cannot use {what} with {kind}"), colon)
        })?;
        self.alt(|p| {
            let star = need!(p.one_of(&[Tok::Star, Tok::DoubleStar]));
            need!(p.name());
            let variadic = p.token(star).kind == Tok::Star;
            p.type_default(if variadic { Self::star_expression } else { Self::expression })?;
            Ok(Some(()))
        })
    }

    fn type_default(&mut self, value: fn(&mut Self) -> Found<Node>) -> Found<Node> {
        self.alt(|p| {
            need!(p.tok(Tok::Equal));
            value(p)
        })
    }
}
