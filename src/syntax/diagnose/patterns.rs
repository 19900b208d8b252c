//! Patterns of `case`, and the mistakes that CPython knows in them.

use super::peg::{Found, Peg, Rule, need};
use crate::syntax::token::Tok;

impl Peg<'_> {
    /// An open sequence, or one pattern.
    pub fn patterns(&mut self) -> Found<()> {
        let open = self.alt(Self::open_sequence)?;
        if open.is_some() {
            return Ok(open);
        }
        self.pattern()
    }

    fn open_sequence(&mut self) -> Found<()> {
        need!(self.maybe_star());
        need!(self.tok(Tok::Comma));
        self.alt(|p| p.gather(Self::maybe_star))?;
        self.tok(Tok::Comma)?;
        Ok(Some(()))
    }

    fn maybe_star(&mut self) -> Found<()> {
        let star = self.alt(|p| {
            need!(p.tok(Tok::Star));
            Ok(p.name()?.map(drop))
        })?;
        if star.is_some() {
            return Ok(star);
        }
        self.pattern()
    }

    fn pattern(&mut self) -> Found<()> {
        let named = self.alt(|p| {
            need!(p.or_pattern());
            need!(p.tok(Tok::As));
            let name = need!(p.name());
            let free = p.text_of(name) != "_" && !p.is_any(&[Tok::Dot, Tok::LParen, Tok::Equal])?;
            Ok(free.then_some(()))
        })?;
        if named.is_some() {
            return Ok(named);
        }
        self.mistake(|p| {
            need!(p.or_pattern());
            need!(p.tok(Tok::As));
            if let Some(name) = p.name()? {
                return if p.text_of(name) == "_" {
                    p.range("cannot use '_' as a target", name, name)
                } else {
                    Ok(None)
                };
            }
            let a = need!(p.expression());
            p.at_node("invalid pattern target", &a)
        })?;
        self.or_pattern()
    }

    fn or_pattern(&mut self) -> Found<()> {
        need!(self.closed_pattern());
        self.many(|p| {
            need!(p.tok(Tok::VBar));
            p.closed_pattern()
        })?;
        Ok(Some(()))
    }

    /// Remembered: every pattern around it asks for it several times.
    fn closed_pattern(&mut self) -> Found<()> {
        let found = self.memo(Rule::Pattern, |p| {
            let first = p.pos;
            need!(p.new_closed_pattern());
            Ok(Some(p.node("", first)))
        })?;
        Ok(found.map(drop))
    }

    fn new_closed_pattern(&mut self) -> Found<()> {
        match self.peek()? {
            Tok::Number | Tok::Minus => self.number_pattern(),
            Tok::String | Tok::FStringStart => Ok(self.strings()?.map(drop)),
            Tok::None | Tok::True | Tok::False => {
                self.pos += 1;
                Ok(Some(()))
            }
            Tok::Name | Tok::Match | Tok::Case | Tok::Type => self.name_pattern(),
            Tok::LParen => self.bracketed(Tok::RParen),
            Tok::LBracket => self.bracketed(Tok::RBracket),
            Tok::LBrace => self.mapping_pattern(),
            _ => Ok(None),
        }
    }

    fn number_pattern(&mut self) -> Found<()> {
        self.tok(Tok::Minus)?;
        let real = need!(self.tok(Tok::Number));
        if self.one_of(&[Tok::Plus, Tok::Minus])?.is_some() {
            let imaginary = |p: &Self, at| p.text_of(at).ends_with(['j', 'J']);
            let second = need!(self.tok(Tok::Number));
            if imaginary(self, real) {
                return self.range("real number required in complex literal", real, real);
            }
            if !imaginary(self, second) {
                return self.range("imaginary number required in complex literal", second, second);
            }
        }
        Ok(Some(()))
    }

    fn dotted(&mut self) -> Found<()> {
        need!(self.name());
        self.many(|p| {
            need!(p.tok(Tok::Dot));
            p.name()
        })?;
        Ok(Some(()))
    }

    fn name_pattern(&mut self) -> Found<()> {
        need!(self.dotted());
        if self.is(Tok::LParen)? {
            return self.class_arguments();
        }
        Ok(Some(()))
    }

    fn class_arguments(&mut self) -> Found<()> {
        let found = self.alt(|p| {
            need!(p.tok(Tok::LParen));
            let positional = p.alt(|p| p.gather(Self::positional_pattern))?;
            if positional.is_none() || p.tok(Tok::Comma)?.is_some() {
                p.alt(|p| p.gather(Self::keyword_pattern))?;
                p.tok(Tok::Comma)?;
            }
            Ok(p.tok(Tok::RParen)?.map(drop))
        })?;
        if found.is_none() {
            self.mistake(|p| {
                need!(p.tok(Tok::LParen));
                p.alt(|p| {
                    need!(p.gather(Self::positional_pattern));
                    p.tok(Tok::Comma)
                })?;
                need!(p.gather(Self::keyword_pattern));
                need!(p.tok(Tok::Comma));
                let first = p.pos;
                need!(p.gather(Self::positional_pattern));
                p.range("positional patterns follow keyword patterns", first, p.pos - 1)
            })?;
        }
        Ok(found)
    }

    fn positional_pattern(&mut self) -> Found<()> {
        need!(self.pattern());
        Ok((!self.is(Tok::Equal)?).then_some(()))
    }

    fn keyword_pattern(&mut self) -> Found<()> {
        need!(self.name());
        need!(self.tok(Tok::Equal));
        self.pattern()
    }

    /// A group or a sequence.
    fn bracketed(&mut self, close: Tok) -> Found<()> {
        self.pos += 1;
        self.alt(|p| p.gather(Self::maybe_star))?;
        self.tok(Tok::Comma)?;
        Ok(self.tok(close)?.map(drop))
    }

    fn mapping_pattern(&mut self) -> Found<()> {
        need!(self.tok(Tok::LBrace));
        let items = self.alt(|p| p.gather(Self::key_pattern))?;
        if items.is_none() || self.tok(Tok::Comma)?.is_some() {
            let rest = self.alt(|p| {
                need!(p.tok(Tok::DoubleStar));
                let name = need!(p.name());
                Ok((p.text_of(name) != "_").then_some(name))
            })?;
            if rest.is_some() {
                self.tok(Tok::Comma)?;
            }
        }
        Ok(self.tok(Tok::RBrace)?.map(drop))
    }

    fn key_pattern(&mut self) -> Found<()> {
        match self.peek()? {
            Tok::Number | Tok::Minus => need!(self.number_pattern()),
            Tok::String | Tok::FStringStart => drop(need!(self.strings())),
            Tok::None | Tok::True | Tok::False => self.pos += 1,
            _ => {
                need!(self.name());
                need!(self.tok(Tok::Dot));
                need!(self.dotted());
            }
        }
        need!(self.tok(Tok::Colon));
        self.pattern()
    }
}
