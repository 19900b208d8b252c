//! Statements and blocks, and the mistakes that CPython knows in them.

use super::peg::{Found, Node, Peg, Rule, Stop, at_token, need};
use crate::syntax::parse::Mode;
use crate::syntax::token::Tok;

const AUGMENTED: [Tok; 13] = [
    Tok::PlusEqual,
    Tok::MinusEqual,
    Tok::StarEqual,
    Tok::AtEqual,
    Tok::SlashEqual,
    Tok::PercentEqual,
    Tok::AmperEqual,
    Tok::VBarEqual,
    Tok::CaretEqual,
    Tok::LeftShiftEqual,
    Tok::RightShiftEqual,
    Tok::DoubleStarEqual,
    Tok::DoubleSlashEqual,
];
const NO_TARGETS: &str = "Expected one or more names after 'import'";

impl Peg<'_> {
    /// The whole input; `Err` is what is wrong with it.
    pub fn file(&mut self, mode: Mode) -> Result<(), Stop> {
        match mode {
            Mode::Module => {
                while self.statement()?.is_some() {
                    self.forget();
                }
                self.tok(Tok::EndMarker)?;
            }
            Mode::Expression => {
                self.expressions()?;
                self.tok(Tok::Newline)?;
                self.tok(Tok::EndMarker)?;
            }
            Mode::Interactive => {
                if self.statement()?.is_some() && self.peek().is_ok_and(|kind| kind != Tok::EndMarker) {
                    let msg = "multiple statements found while compiling a single statement";
                    return Err(Box::new(at_token(msg, self.token(self.pos - 1))));
                }
            }
        }
        Ok(())
    }

    pub fn statement(&mut self) -> Found<()> {
        let compound = self.alt(Self::compound)?;
        if compound.is_some() {
            return Ok(compound);
        }
        self.alt(Self::simple_statements)
    }

    fn compound(&mut self) -> Found<()> {
        match self.peek()? {
            Tok::Def => self.function(),
            Tok::At => self.decorated(),
            Tok::Class => self.class(),
            Tok::If => self.if_statement(Tok::If),
            Tok::With => self.with_statement(),
            Tok::For => self.for_statement(),
            Tok::Try => self.try_statement(),
            Tok::While => self.while_statement(),
            Tok::Async => {
                for rule in [Self::function, Self::with_statement, Self::for_statement] {
                    if let Some(found) = self.alt(rule)? {
                        return Ok(Some(found));
                    }
                }
                Ok(None)
            }
            Tok::Name | Tok::Match if self.text_of(self.pos) == "match" => self.match_statement(),
            _ => Ok(None),
        }
    }

    /// A block behind a colon.
    pub fn block(&mut self) -> Found<()> {
        let found = self.memo(Rule::Block, |p| {
            let first = p.pos;
            let indented = p.alt(|p| {
                need!(p.tok(Tok::Newline));
                need!(p.tok(Tok::Indent));
                need!(p.statement());
                while p.statement()?.is_some() {}
                p.tok(Tok::Dedent)
            })?;
            if indented.is_none() && p.alt(Self::simple_statements)?.is_none() {
                p.mistake(|p| {
                    need!(p.tok(Tok::Newline));
                    if p.is(Tok::Indent)? { Ok(None) } else { p.plain_indentation() }
                })?;
                return Ok(None);
            }
            Ok(Some(p.node("", first)))
        })?;
        Ok(found.map(drop))
    }

    /// `NEWLINE !INDENT` behind the colon just read: the block is missing. `head` is the statement's word.
    pub fn missing_block(&mut self, what: &str, head: usize) -> Found<()> {
        need!(self.tok(Tok::Newline));
        if self.is(Tok::Indent)? {
            return Ok(None);
        }
        self.indentation(what, self.token(head).start.line)
    }

    // Simple statements

    fn simple_statements(&mut self) -> Found<()> {
        let single = self.alt(|p| {
            need!(p.simple_statement());
            if p.is(Tok::Semi)? {
                return Ok(None);
            }
            Ok(p.tok(Tok::Newline)?.map(drop))
        })?;
        if single.is_some() {
            return Ok(single);
        }
        need!(self.alt(Self::simple_statement));
        self.many(|p| {
            need!(p.tok(Tok::Semi));
            p.simple_statement()
        })?;
        self.tok(Tok::Semi)?;
        Ok(self.tok(Tok::Newline)?.map(drop))
    }

    fn simple_statement(&mut self) -> Found<()> {
        if let Some(found) = self.alt(Self::assignment)? {
            return Ok(Some(found));
        }
        if self.text_of(self.pos) == "type"
            && let Some(found) = self.alt(Self::type_alias)?
        {
            return Ok(Some(found));
        }
        if self.alt(Self::star_expressions)?.is_some() {
            return Ok(Some(()));
        }
        match self.peek()? {
            Tok::Return => {
                self.pos += 1;
                self.alt(Self::star_expressions)?;
                Ok(Some(()))
            }
            Tok::Import => self.import(),
            Tok::From => self.import_from(),
            Tok::Raise => {
                self.pos += 1;
                if self.alt(Self::expression)?.is_some() {
                    self.alt(|p| {
                        need!(p.tok(Tok::From));
                        p.expression()
                    })?;
                }
                Ok(Some(()))
            }
            Tok::Pass | Tok::Break | Tok::Continue => {
                self.pos += 1;
                Ok(Some(()))
            }
            Tok::Del => self.delete(),
            Tok::Yield => Ok(self.yield_expr()?.map(drop)),
            Tok::Assert => {
                self.pos += 1;
                need!(self.expression());
                self.alt(|p| {
                    need!(p.tok(Tok::Comma));
                    p.expression()
                })?;
                Ok(Some(()))
            }
            Tok::Global | Tok::Nonlocal => {
                self.pos += 1;
                Ok(self.gather(Self::name)?.map(drop))
            }
            _ => Ok(None),
        }
    }

    fn type_alias(&mut self) -> Found<()> {
        need!(self.name());
        need!(self.name());
        self.type_params()?;
        need!(self.tok(Tok::Equal));
        Ok(self.expression()?.map(drop))
    }

    fn assignment(&mut self) -> Found<()> {
        for attempt in [Self::annotated_name, Self::annotated, Self::chained, Self::augmented] {
            if let Some(found) = self.alt(attempt)? {
                return Ok(Some(found));
            }
        }
        if self.invalid {
            self.invalid_assignment()?;
        }
        Ok(None)
    }

    fn annotation(&mut self) -> Found<()> {
        need!(self.tok(Tok::Colon));
        need!(self.expression());
        self.alt(|p| {
            need!(p.tok(Tok::Equal));
            p.annotated_rhs()
        })?;
        Ok(Some(()))
    }

    fn annotated_name(&mut self) -> Found<()> {
        need!(self.name());
        self.annotation()
    }

    fn annotated(&mut self) -> Found<()> {
        let node = need!(self.single_target());
        if node.kind == "name" && self.token(node.first).kind == Tok::Name && node.last + 1 == self.pos {
            return Ok(None);
        }
        self.annotation()
    }

    fn chained(&mut self) -> Found<()> {
        let targets = self.many(Self::target_and_equal)?;
        if targets.is_empty() {
            return Ok(None);
        }
        need!(self.annotated_rhs());
        Ok((!self.is(Tok::Equal)?).then_some(()))
    }

    fn target_and_equal(&mut self) -> Found<usize> {
        need!(self.star_targets());
        self.tok(Tok::Equal)
    }

    fn augmented(&mut self) -> Found<()> {
        need!(self.single_target());
        need!(self.one_of(&AUGMENTED));
        Ok(self.annotated_rhs()?.map(drop))
    }

    fn invalid_assignment(&mut self) -> Result<(), Stop> {
        // Behind a good target and its operator there is no way back to these.
        if self.ahead(|p| {
            need!(p.single_target());
            p.one_of(&AUGMENTED)
        })? {
            return Ok(());
        }
        self.mistake(|p| {
            let a = need!(p.invalid_annotation_target());
            need!(p.tok(Tok::Colon));
            need!(p.expression());
            p.at_node(format!("only single target (not {}) can be annotated", a.kind), &a)
        })?;
        self.mistake(|p| {
            let a = need!(p.star_named_expression());
            need!(p.tok(Tok::Comma));
            p.many(Self::star_named_expressions)?;
            need!(p.tok(Tok::Colon));
            need!(p.expression());
            p.at_node("only single target (not tuple) can be annotated", &a)
        })?;
        self.mistake(|p| {
            let a = need!(p.expression());
            need!(p.tok(Tok::Colon));
            need!(p.expression());
            p.at_node("illegal target for annotation", &a)
        })?;
        self.mistake(|p| {
            p.many(Self::target_and_equal)?;
            let a = need!(p.star_expressions());
            need!(p.tok(Tok::Equal));
            p.invalid_target("cannot assign to", false, &a)
        })?;
        self.mistake(|p| {
            p.many(Self::target_and_equal)?;
            let a = need!(p.yield_expr());
            need!(p.tok(Tok::Equal));
            p.at_node("assignment to yield expression not possible", &a)
        })?;
        self.mistake(|p| {
            let a = need!(p.star_expressions());
            need!(p.one_of(&AUGMENTED));
            need!(p.annotated_rhs());
            p.at_node(format!("'{}' is an illegal expression for augmented assignment", a.kind), &a)
        })
    }

    fn invalid_annotation_target(&mut self) -> Found<Node> {
        for rule in [Self::list, Self::tuple] {
            if let Some(node) = self.alt(rule)? {
                return Ok(Some(node));
            }
        }
        self.alt(|p| {
            need!(p.tok(Tok::LParen));
            let node = need!(p.invalid_annotation_target());
            need!(p.tok(Tok::RParen));
            Ok(Some(node))
        })
    }

    fn delete(&mut self) -> Found<()> {
        let found = self.alt(|p| {
            need!(p.tok(Tok::Del));
            let targets = need!(p.gather(Self::star_target));
            p.tok(Tok::Comma)?;
            let starred = targets.iter().any(|node| node.kind == "starred");
            Ok((!starred && p.is_any(&[Tok::Semi, Tok::Newline])?).then_some(()))
        })?;
        if found.is_none() {
            self.mistake(|p| {
                need!(p.tok(Tok::Del));
                let a = need!(p.star_expressions());
                p.invalid_target("cannot delete", false, &a)
            })?;
        }
        Ok(found)
    }

    // Imports

    fn dotted_name(&mut self) -> Found<()> {
        need!(self.name());
        self.many(|p| {
            need!(p.tok(Tok::Dot));
            p.name()
        })?;
        Ok(Some(()))
    }

    pub fn as_name(&mut self) -> Found<usize> {
        self.alt(|p| {
            need!(p.tok(Tok::As));
            p.name()
        })
    }

    fn import(&mut self) -> Found<()> {
        self.mistake(|p| {
            let a = need!(p.tok(Tok::Import));
            need!(p.gather(Self::dotted_name));
            need!(p.tok(Tok::From));
            need!(p.dotted_name());
            p.starting_from("Did you mean to use 'from ... import ...' instead?", a)
        })?;
        self.mistake(|p| {
            need!(p.tok(Tok::Import));
            let newline = need!(p.tok(Tok::Newline));
            p.starting_from(NO_TARGETS, newline)
        })?;
        need!(self.tok(Tok::Import));
        need!(self.gather(|p| {
            need!(p.dotted_name());
            p.as_name()?;
            Ok(Some(()))
        }));
        Ok(Some(()))
    }

    fn import_from(&mut self) -> Found<()> {
        need!(self.tok(Tok::From));
        let dots = self.many(|p| p.one_of(&[Tok::Dot, Tok::Ellipsis]))?;
        if self.alt(Self::dotted_name)?.is_none() && dots.is_empty() {
            return Ok(None);
        }
        need!(self.tok(Tok::Import));
        let listed = self.alt(|p| {
            need!(p.tok(Tok::LParen));
            need!(p.imported_names());
            p.tok(Tok::Comma)?;
            p.tok(Tok::RParen)
        })?;
        if listed.is_some() {
            return Ok(Some(()));
        }
        let open = self.alt(|p| {
            need!(p.imported_names());
            Ok((!p.is(Tok::Comma)?).then_some(()))
        })?;
        if open.is_some() || self.tok(Tok::Star)?.is_some() {
            return Ok(Some(()));
        }
        self.mistake(|p| {
            need!(p.imported_names());
            need!(p.tok(Tok::Comma));
            need!(p.tok(Tok::Newline));
            p.here("trailing comma not allowed without surrounding parentheses")
        })?;
        self.mistake(|p| {
            let newline = need!(p.tok(Tok::Newline));
            p.starting_from(NO_TARGETS, newline)
        })?;
        Ok(None)
    }

    fn imported_names(&mut self) -> Found<()> {
        need!(self.gather(|p| {
            need!(p.name());
            p.as_name()?;
            Ok(Some(()))
        }));
        Ok(Some(()))
    }
}
