//! Definitions, branches, loops, `with`, `try` and `match`, and the mistakes that CPython knows in them.

use super::peg::{Found, Node, Peg, Stop, need};
use crate::syntax::token::Tok;

impl Peg<'_> {
    // Definitions

    pub fn decorated(&mut self) -> Found<()> {
        let decorators = self.many(|p| {
            need!(p.tok(Tok::At));
            need!(p.named_expression());
            p.tok(Tok::Newline)
        })?;
        if decorators.is_empty() {
            return Ok(None);
        }
        match self.peek()? {
            Tok::Class => self.class(),
            Tok::Def | Tok::Async => self.function(),
            _ => Ok(None),
        }
    }

    pub fn function(&mut self) -> Found<()> {
        self.mistake(|p| {
            p.tok(Tok::Async)?;
            let head = need!(p.tok(Tok::Def));
            need!(p.name());
            p.type_params()?;
            need!(p.tok(Tok::LParen));
            p.parameters(false)?;
            need!(p.tok(Tok::RParen));
            p.returns()?;
            need!(p.tok(Tok::Colon));
            p.missing_block("function definition", head)
        })?;
        self.tok(Tok::Async)?;
        need!(self.tok(Tok::Def));
        need!(self.name());
        self.type_params()?;
        self.wanted(Tok::LParen, "(")?;
        need!(self.tok(Tok::LParen));
        self.parameters(false)?;
        need!(self.tok(Tok::RParen));
        self.returns()?;
        self.wanted(Tok::Colon, ":")?;
        need!(self.tok(Tok::Colon));
        self.block()
    }

    fn returns(&mut self) -> Found<Node> {
        self.alt(|p| {
            need!(p.tok(Tok::Arrow));
            p.expression()
        })
    }

    pub fn class(&mut self) -> Found<()> {
        self.mistake(|p| {
            let head = need!(p.class_head());
            if p.tok(Tok::Newline)?.is_some() {
                return p.here("expected ':'");
            }
            need!(p.tok(Tok::Colon));
            p.missing_block("class definition", head)
        })?;
        need!(self.class_head());
        need!(self.tok(Tok::Colon));
        self.block()
    }

    fn class_head(&mut self) -> Found<usize> {
        let head = need!(self.tok(Tok::Class));
        need!(self.name());
        self.type_params()?;
        self.alt(|p| {
            need!(p.tok(Tok::LParen));
            p.arguments()?;
            p.tok(Tok::RParen)
        })?;
        Ok(Some(head))
    }

    // Branches and loops

    pub fn if_statement(&mut self, word: Tok) -> Found<()> {
        let shown = if word == Tok::If { "'if' statement" } else { "'elif' statement" };
        need!(self.tested(word, shown));
        need!(self.block());
        if self.is(Tok::Elif)? && self.alt(|p| p.if_statement(Tok::Elif))?.is_some() {
            return Ok(Some(()));
        }
        self.else_block()
    }

    /// The head of `if`, `elif` and `while`, up to its colon.
    fn tested(&mut self, word: Tok, shown: &str) -> Found<()> {
        self.mistake(|p| {
            let head = need!(p.tok(word));
            need!(p.named_expression());
            if p.tok(Tok::Newline)?.is_some() {
                return p.here("expected ':'");
            }
            need!(p.tok(Tok::Colon));
            p.missing_block(shown, head)
        })?;
        need!(self.tok(word));
        need!(self.named_expression());
        Ok(self.tok(Tok::Colon)?.map(drop))
    }

    /// `[else_block]`.
    fn else_block(&mut self) -> Found<()> {
        self.mistake(|p| {
            let head = need!(p.tok(Tok::Else));
            need!(p.tok(Tok::Colon));
            p.missing_block("'else' statement", head)
        })?;
        self.alt(|p| {
            need!(p.tok(Tok::Else));
            p.forced(Tok::Colon, ":")?;
            p.block()
        })?;
        Ok(Some(()))
    }

    pub fn while_statement(&mut self) -> Found<()> {
        need!(self.tested(Tok::While, "'while' statement"));
        need!(self.block());
        self.else_block()
    }

    pub fn for_statement(&mut self) -> Found<()> {
        self.mistake(|p| {
            p.tok(Tok::Async)?;
            let head = need!(p.tok(Tok::For));
            need!(p.star_targets());
            need!(p.tok(Tok::In));
            need!(p.star_expressions());
            if p.tok(Tok::Newline)?.is_some() {
                return p.here("expected ':'");
            }
            need!(p.tok(Tok::Colon));
            p.missing_block("'for' statement", head)
        })?;
        let mut cut = false;
        let found = self.alt(|p| {
            p.tok(Tok::Async)?;
            need!(p.tok(Tok::For));
            need!(p.star_targets());
            need!(p.tok(Tok::In));
            cut = true;
            need!(p.star_expressions());
            need!(p.tok(Tok::Colon));
            need!(p.block());
            p.else_block()
        })?;
        if found.is_none() && !cut {
            self.invalid_for_target()?;
        }
        Ok(found)
    }

    pub fn with_statement(&mut self) -> Found<()> {
        self.mistake(|p| {
            let head = need!(p.with_head(false));
            need!(p.tok(Tok::Colon));
            p.missing_block("'with' statement", head)
        })?;
        self.mistake(|p| {
            let head = need!(p.with_head(true));
            need!(p.tok(Tok::Colon));
            p.missing_block("'with' statement", head)
        })?;
        for parenthesized in [true, false] {
            let found = self.alt(|p| {
                p.tok(Tok::Async)?;
                need!(p.tok(Tok::With));
                if parenthesized {
                    need!(p.tok(Tok::LParen));
                    need!(p.gather(Self::with_item));
                    p.tok(Tok::Comma)?;
                    need!(p.tok(Tok::RParen));
                } else {
                    need!(p.gather(Self::with_item));
                }
                need!(p.tok(Tok::Colon));
                p.block()
            })?;
            if found.is_some() {
                return Ok(found);
            }
        }
        for parenthesized in [false, true] {
            self.mistake(|p| {
                need!(p.with_head(parenthesized));
                need!(p.tok(Tok::Newline));
                p.here("expected ':'")
            })?;
        }
        Ok(None)
    }

    fn with_head(&mut self, parenthesized: bool) -> Found<usize> {
        self.tok(Tok::Async)?;
        let head = need!(self.tok(Tok::With));
        if parenthesized {
            need!(self.tok(Tok::LParen));
        }
        need!(self.gather(|p| {
            need!(if parenthesized { p.expressions() } else { p.expression() });
            p.alt(|p| {
                need!(p.tok(Tok::As));
                p.star_target()
            })?;
            Ok(Some(()))
        }));
        if parenthesized {
            self.tok(Tok::Comma)?;
            need!(self.tok(Tok::RParen));
        }
        Ok(Some(head))
    }

    fn with_item(&mut self) -> Found<()> {
        let follows = [Tok::Comma, Tok::RParen, Tok::Colon];
        let named = self.alt(|p| {
            need!(p.expression());
            need!(p.tok(Tok::As));
            need!(p.star_target());
            Ok(p.is_any(&follows)?.then_some(()))
        })?;
        if named.is_some() {
            return Ok(named);
        }
        self.mistake(|p| {
            need!(p.expression());
            need!(p.tok(Tok::As));
            let a = need!(p.expression());
            if !p.is_any(&follows)? {
                return Ok(None);
            }
            p.invalid_target("cannot assign to", false, &a)
        })?;
        Ok(self.expression()?.map(drop))
    }

    // `try`

    pub fn try_statement(&mut self) -> Found<()> {
        if self.invalid {
            self.invalid_try()?;
        }
        let finally_only = self.alt(|p| {
            need!(p.tok(Tok::Try));
            p.forced(Tok::Colon, ":")?;
            need!(p.block());
            p.finally_block()
        })?;
        if finally_only.is_some() {
            return Ok(finally_only);
        }
        for star in [false, true] {
            let found = self.alt(|p| {
                need!(p.tok(Tok::Try));
                p.forced(Tok::Colon, ":")?;
                need!(p.block());
                if p.many(|p| p.except_block(star))?.is_empty() {
                    return Ok(None);
                }
                p.else_block()?;
                p.finally_block()?;
                Ok(Some(()))
            })?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn invalid_try(&mut self) -> Result<(), Stop> {
        self.mistake(|p| {
            let head = need!(p.tok(Tok::Try));
            need!(p.tok(Tok::Colon));
            p.missing_block("'try' statement", head)
        })?;
        self.mistake(|p| {
            need!(p.tok(Tok::Try));
            need!(p.tok(Tok::Colon));
            need!(p.block());
            if p.is_any(&[Tok::Except, Tok::Finally])? {
                return Ok(None);
            }
            p.here("expected 'except' or 'finally' block")
        })?;
        let both = "cannot have both 'except' and 'except*' on the same 'try'";
        for star in [false, true] {
            self.mistake(|p| {
                need!(p.tok(Tok::Try));
                need!(p.tok(Tok::Colon));
                p.many(Self::block)?;
                if p.many(|p| p.except_block(star))?.is_empty() {
                    return Ok(None);
                }
                let a = need!(p.tok(Tok::Except));
                let mut b = a;
                if !star {
                    b = need!(p.tok(Tok::Star));
                    need!(p.expression());
                    p.as_name()?;
                } else if p.expression()?.is_some() {
                    p.as_name()?;
                }
                need!(p.tok(Tok::Colon));
                p.range(both, a, b)
            })?;
        }
        Ok(())
    }

    fn except_block(&mut self, star: bool) -> Found<()> {
        self.mistake(|p| {
            let head = need!(p.tok(Tok::Except));
            if star {
                need!(p.tok(Tok::Star));
                need!(p.expression());
                p.as_name()?;
            } else if p.expression()?.is_some() {
                p.as_name()?;
            }
            need!(p.tok(Tok::Colon));
            p.missing_block(if star { "'except*' statement" } else { "'except' statement" }, head)
        })?;
        let found = self.alt(|p| {
            need!(p.tok(Tok::Except));
            if star {
                need!(p.tok(Tok::Star));
                need!(p.expression());
                p.as_name()?;
            } else if p.expression()?.is_some() {
                p.as_name()?;
            }
            need!(p.tok(Tok::Colon));
            p.block()
        })?;
        if found.is_none() {
            self.invalid_except()?;
        }
        Ok(found)
    }

    fn invalid_except(&mut self) -> Result<(), Stop> {
        self.mistake(|p| {
            need!(p.tok(Tok::Except));
            p.tok(Tok::Star)?;
            let a = need!(p.expression());
            need!(p.tok(Tok::Comma));
            need!(p.expressions());
            p.as_name()?;
            need!(p.tok(Tok::Colon));
            p.starting_from("multiple exception types must be parenthesized", a.first)
        })?;
        self.mistake(|p| {
            need!(p.tok(Tok::Except));
            let star = p.tok(Tok::Star)?.is_some();
            if p.expression()?.is_some() {
                p.as_name()?;
            } else if star {
                if p.is_any(&[Tok::Newline, Tok::Colon])? {
                    p.pos += 1;
                    return p.here("expected one or more exception types");
                }
                return Ok(None);
            }
            need!(p.tok(Tok::Newline));
            p.here("expected ':'")
        })
    }

    fn finally_block(&mut self) -> Found<()> {
        self.mistake(|p| {
            let head = need!(p.tok(Tok::Finally));
            need!(p.tok(Tok::Colon));
            p.missing_block("'finally' statement", head)
        })?;
        self.alt(|p| {
            need!(p.tok(Tok::Finally));
            p.forced(Tok::Colon, ":")?;
            p.block()
        })
    }

    // `match`

    pub fn match_statement(&mut self) -> Found<()> {
        let found = self.alt(|p| {
            need!(p.name());
            need!(p.subject());
            need!(p.tok(Tok::Colon));
            need!(p.tok(Tok::Newline));
            need!(p.tok(Tok::Indent));
            if p.many(Self::case_block)?.is_empty() {
                return Ok(None);
            }
            Ok(p.tok(Tok::Dedent)?.map(drop))
        })?;
        if found.is_none() {
            self.mistake(|p| {
                let head = need!(p.name());
                need!(p.subject());
                if p.tok(Tok::Newline)?.is_some() {
                    return p.here("expected ':'");
                }
                need!(p.tok(Tok::Colon));
                p.missing_block("'match' statement", head)
            })?;
        }
        Ok(found)
    }

    fn subject(&mut self) -> Found<()> {
        let open = self.alt(|p| {
            need!(p.star_named_expression());
            need!(p.tok(Tok::Comma));
            p.alt(Self::star_named_expressions)?;
            Ok(Some(()))
        })?;
        if open.is_some() {
            return Ok(open);
        }
        Ok(self.named_expression()?.map(drop))
    }

    fn case_block(&mut self) -> Found<()> {
        if self.text_of(self.pos) != "case" {
            self.peek()?;
            return Ok(None);
        }
        self.mistake(|p| {
            let head = need!(p.case_head());
            if p.tok(Tok::Newline)?.is_some() {
                return p.here("expected ':'");
            }
            need!(p.tok(Tok::Colon));
            p.missing_block("'case' statement", head)
        })?;
        need!(self.case_head());
        need!(self.tok(Tok::Colon));
        self.block()
    }

    fn case_head(&mut self) -> Found<usize> {
        let head = need!(self.name());
        need!(self.patterns());
        self.alt(|p| {
            need!(p.tok(Tok::If));
            p.named_expression()
        })?;
        Ok(Some(head))
    }
}
