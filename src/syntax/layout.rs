//! Lines and blocks: NEWLINE, INDENT and DEDENT, and the words whose meaning hangs on their line.
//!
//! Owns the indentation stack. What comes out is the whole source as one vector that ends with
//! `EndMarker` or, where lexing failed, with `Error`. Soft keywords (`match`, `case`, `type`) and the
//! parenthesis around `with` items are decided here, each by looking over its own logical line, so
//! that the grammar needs no lookahead beyond one token.

use super::ast::Span;
use super::error::{ErrorKind, Fault, OpenEnd, Place, Warning};
use super::lexer::Lexer;
use super::token::{Loc, Tok, Token};

/// Indentation levels that CPython can hold, the outermost included.
const MAX_INDENT: usize = 100;

/// A tokenized source.
pub struct Tokens {
    pub list: Vec<Token>,
    /// Why `list` ends with `Error`.
    pub fault: Option<Fault>,
    /// The fault came up inside an f-string.
    pub in_fstring: bool,
    /// Line of the innermost bracket left open at the end.
    pub open_bracket: Option<u32>,
    pub warnings: Vec<Warning>,
    /// No tree made of these tokens is deeper than this.
    pub depth_bound: usize,
}

#[derive(Clone, Copy)]
struct Indent {
    /// Columns with tabs to multiples of eight.
    col: u32,
    /// Columns with tabs as one.
    alt: u32,
    /// The block is the body of a `match`, whose lines are `case` blocks.
    cases: bool,
}

struct Layout<'s> {
    lexer: Lexer<'s>,
    indents: Vec<Indent>,
    list: Vec<Token>,
    /// Index of the first token of the logical line.
    first: usize,
    /// The logical line just ended opens a `match` body.
    opens_match: bool,
    trivia: bool,
    /// Where a comment on this line begins: CPython's NEWLINE begins there too.
    comment: Option<Loc>,
    longest: usize,
    elifs: usize,
}

/// Tokenizes `text`; with `trivia`, comments and insignificant line ends are kept.
pub fn tokenize(text: &str, start: Option<Tok>, trivia: bool) -> Tokens {
    let mut layout = Layout {
        lexer: Lexer::new(text),
        indents: vec![Indent { col: 0, alt: 0, cases: false }],
        list: Vec::with_capacity(text.len() / 4 + 8),
        first: 0,
        opens_match: false,
        trivia,
        comment: None,
        longest: 0,
        elifs: 0,
    };
    if let Some(kind) = start {
        let loc = Loc { line: 1, col: 0, at: 0 };
        layout.list.push(Token { kind, start: loc, end: loc });
        layout.first = 1;
    }
    let fault = layout.run().err();
    if fault.is_some() {
        let loc = layout.lexer.loc(layout.lexer.at().max(layout.lexer.line_start()));
        layout.list.push(Token { kind: Tok::Error, start: loc, end: loc });
        layout.soft_keywords();
    }
    Tokens {
        fault,
        in_fstring: !layout.lexer.fstrings.is_empty(),
        open_bracket: layout.lexer.brackets.last().map(|bracket| bracket.loc.line),
        warnings: layout.lexer.warnings,
        depth_bound: layout.longest + layout.elifs + 4 * MAX_INDENT,
        list: layout.list,
    }
}

impl Layout<'_> {
    fn run(&mut self) -> Result<(), Fault> {
        self.indentation()?;
        while let Some(token) = self.lexer.next() {
            let token = token?;
            match token.kind {
                Tok::Newline => {
                    let start = self.comment.take().unwrap_or(token.start);
                    let token = Token { start, ..token };
                    if !self.lexer.brackets.is_empty() {
                        self.trivial(Token { kind: Tok::Nl, ..token });
                    } else if self.list.len() > self.first {
                        self.end_line(token);
                        self.indentation()?;
                    } else {
                        self.trivial(Token { kind: Tok::Nl, ..token });
                        self.indentation()?;
                    }
                }
                Tok::Comment if self.trivia => self.trivial(token),
                Tok::Comment => self.comment = Some(token.start),
                Tok::Elif => {
                    self.elifs += 1;
                    self.list.push(token);
                }
                _ => self.list.push(token),
            }
        }
        self.finish()
    }

    fn trivial(&mut self, token: Token) {
        if self.trivia {
            // Comments and empty lines begin no logical line.
            let begins = self.list.len() == self.first;
            self.list.push(token);
            if begins {
                self.first += 1;
            }
        }
    }

    fn end_line(&mut self, newline: Token) {
        self.soft_keywords();
        self.list.push(newline);
        self.longest = self.longest.max(self.list.len() - self.first);
        self.first = self.list.len();
    }

    /// The end of the text: close the line, close the blocks.
    fn finish(&mut self) -> Result<(), Fault> {
        if let Some(fault) = self.lexer.never_closed() {
            return Err(fault);
        }
        if self.list.len() > self.first {
            let start = self.list.last().expect("the line is not empty").end;
            let end = Loc { col: start.col + 1, ..start };
            self.end_line(Token { kind: Tok::Newline, start, end });
        }
        let loc = self.end_loc();
        while self.indents.len() > 1 {
            self.indents.pop();
            self.list.push(Token { kind: Tok::Dedent, start: loc, end: loc });
        }
        self.list.push(Token { kind: Tok::EndMarker, start: loc, end: loc });
        Ok(())
    }

    /// CPython stands behind the last line when it makes the closing tokens.
    fn end_loc(&self) -> Loc {
        let text = self.lexer.text;
        if text.is_empty() {
            return Loc::default();
        }
        let body = text.strip_suffix('\n').unwrap_or(text);
        let line_start = body.rfind('\n').map_or(0, |at| at + 1);
        let line = self.lexer.line - (self.lexer.line_start() > line_start) as u32;
        let col = (body.len() - line_start + 1) as u32;
        Loc { line, col, at: text.len() as u32 }
    }

    /// At the start of a line: measure its indentation and open or close blocks.
    fn indentation(&mut self) -> Result<(), Fault> {
        let (mut col, mut alt) = (0u32, 0u32);
        let mut continued = None;
        let mut at = self.lexer.at();
        let bytes = self.lexer.text.as_bytes();
        loop {
            match bytes.get(at) {
                Some(b' ') => {
                    col += 1;
                    alt += 1;
                }
                Some(b'\t') => {
                    col = (col / 8 + 1) * 8;
                    alt += 1;
                }
                Some(b'\x0C') => (col, alt) = (0, 0),
                Some(b'\\') => {
                    // The indentation is that before the first backslash.
                    continued.get_or_insert((col, alt));
                    self.lexer.seek(at + 1);
                    self.lexer.continuation()?;
                    at = self.lexer.at();
                    continue;
                }
                _ => break,
            }
            at += 1;
        }
        self.lexer.seek(at);
        if matches!(bytes.get(at), None | Some(b'#' | b'\n')) {
            return Ok(());
        }
        let (col, alt) = continued.unwrap_or((col, alt));
        self.indent_to(col, alt)
    }

    fn indent_to(&mut self, col: u32, alt: u32) -> Result<(), Fault> {
        let loc = self.lexer.loc(self.lexer.at());
        let top = *self.indents.last().expect("the outermost level stays");
        let opens_match = std::mem::take(&mut self.opens_match);
        if col > top.col {
            if self.indents.len() >= MAX_INDENT {
                return Err(self.line_fault(ErrorKind::IndentationError, "too many levels of indentation"));
            }
            if alt <= top.alt {
                return Err(self.tab_fault());
            }
            self.indents.push(Indent { col, alt, cases: opens_match });
            self.list.push(Token { kind: Tok::Indent, start: loc, end: loc });
            self.first = self.list.len();
            return Ok(());
        }
        // Errors come before the tokens: CPython's tokenizer has not handed any out yet.
        let depth = self.indents.iter().rposition(|level| level.col <= col).unwrap_or(0);
        let level = self.indents[depth];
        if col != level.col {
            return Err(self.dedent_fault());
        }
        if alt != level.alt {
            return Err(self.tab_fault());
        }
        let closed = self.indents.len() - depth - 1;
        self.indents.truncate(depth + 1);
        self.list.extend(std::iter::repeat_n(Token { kind: Tok::Dedent, start: loc, end: loc }, closed));
        self.first = self.list.len();
        Ok(())
    }

    /// Placed at the end of the line.
    fn dedent_fault(&self) -> Fault {
        let (text, from) = (self.lexer.text, self.lexer.line_start());
        let col = text[from..].find('\n').unwrap_or(text.len() - from) as u32;
        let msg = "unindent does not match any outer indentation level";
        let place = Place::From { line: self.lexer.line, col, end: OpenEnd::MinusOne };
        Fault::new(ErrorKind::IndentationError, msg, place)
    }

    fn tab_fault(&self) -> Fault {
        self.line_fault(ErrorKind::TabError, "inconsistent use of tabs and spaces in indentation")
    }

    fn line_fault(&self, kind: ErrorKind, msg: &str) -> Fault {
        let place = Place::From { line: self.lexer.line, col: 0, end: OpenEnd::Zero };
        Fault::new(kind, msg, place)
    }

    // Words whose meaning hangs on the logical line, `first..` in `list`.

    fn soft_keywords(&mut self) {
        let first = self.first;
        let cases = self.indents.last().is_some_and(|level| level.cases);
        let Some(head) = self.list.get(first).copied() else {
            return;
        };
        match (head.kind, self.text(head)) {
            (Tok::Name, "match") if self.heads_match(first) => {
                self.list[first].kind = Tok::Match;
                self.opens_match = true;
            }
            (Tok::Name, "case") if cases => self.list[first].kind = Tok::Case,
            _ => {}
        }
        let mut depth = 0usize;
        for i in first..self.list.len() {
            match self.list[i].kind {
                Tok::LParen | Tok::LBracket | Tok::LBrace => depth += 1,
                Tok::RParen | Tok::RBracket | Tok::RBrace => depth = depth.saturating_sub(1),
                Tok::With if depth == 0 => self.with_items(i + 1),
                Tok::Name if depth == 0 && self.heads_type(i) => self.list[i].kind = Tok::Type,
                _ => {}
            }
        }
    }

    fn text(&self, token: Token) -> &str {
        &self.lexer.text[token.start.at as usize..token.end.at as usize]
    }

    /// A line `match ... :` with nothing behind the colon is no valid line of any other kind.
    fn heads_match(&self, first: usize) -> bool {
        let last = self.list.len() - 1;
        last > first + 1
            && self.list[last].kind == Tok::Colon
            && !matches!(self.list[first + 1].kind, Tok::Colon | Tok::Dot | Tok::Equal | Tok::Comma)
    }

    /// `type name` where a statement may begin.
    fn heads_type(&self, i: usize) -> bool {
        let begins = i == self.first || matches!(self.list[i - 1].kind, Tok::Semi | Tok::Colon);
        begins
            && self.list.get(i + 1).is_some_and(|next| next.kind == Tok::Name)
            && self.text(self.list[i]) == "type"
    }

    /// `with (a, b as c):` lists items if the whole parenthesis does and a colon follows it.
    fn with_items(&mut self, open: usize) {
        if self.list.get(open).is_none_or(|token| token.kind != Tok::LParen) {
            return;
        }
        let (mut depth, mut item_starts) = (0usize, true);
        let mut lambdas = 0usize;
        for i in open..self.list.len() {
            let kind = self.list[i].kind;
            if depth == 1 {
                match kind {
                    Tok::Star | Tok::Yield if item_starts => return,
                    Tok::RParen if item_starts && i == open + 1 => return,
                    Tok::For | Tok::Walrus => return,
                    Tok::Lambda => lambdas += 1,
                    Tok::Colon if lambdas > 0 => lambdas -= 1,
                    _ => {}
                }
            }
            match kind {
                Tok::LParen | Tok::LBracket | Tok::LBrace => depth += 1,
                Tok::RParen | Tok::RBracket | Tok::RBrace => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                if self.list.get(i + 1).is_some_and(|next| next.kind == Tok::Colon) {
                    self.list[open].kind = Tok::WithParen;
                }
                return;
            }
            item_starts = depth == 1 && (i == open || (kind == Tok::Comma && lambdas == 0));
        }
    }
}

/// The span of one token.
pub fn token_span(token: Token) -> Span {
    Span { line: token.start.line, col: token.start.col, end_line: token.end.line, end_col: token.end.col }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Tok> {
        tokenize(text, None, false).list.iter().map(|token| token.kind).collect()
    }

    #[test]
    fn blocks_open_and_close() {
        use Tok::*;
        let expected = [If, Name, Colon, Newline, Indent, Pass, Newline, Dedent, Name, Newline, EndMarker];
        assert_eq!(kinds("if x:\n  pass\n\n# c\ny\n"), expected);
    }

    #[test]
    fn brackets_join_lines() {
        use Tok::*;
        assert_eq!(kinds("(\n 1,\n)\n"), [LParen, Number, Comma, RParen, Newline, EndMarker]);
    }

    #[test]
    fn soft_keywords_hang_on_their_line() {
        assert_eq!(kinds("match x:\n  case y: z\n")[0], Tok::Match);
        assert_eq!(kinds("match x:\n  case y: z\n")[5], Tok::Case);
        assert_eq!(kinds("match (x)\n")[0], Tok::Name);
        assert_eq!(kinds("match: int\n")[0], Tok::Name);
        assert_eq!(kinds("type X = int\n")[0], Tok::Type);
        assert_eq!(kinds("type = X\n")[0], Tok::Name);
        assert_eq!(kinds("case = 1\n")[0], Tok::Name);
    }

    #[test]
    fn with_parentheses_list_items_or_group() {
        for (text, expected) in [
            ("with (a as b, c): x\n", Tok::WithParen),
            ("with (a, b): x\n", Tok::WithParen),
            ("with (a, b) as c: x\n", Tok::LParen),
            ("with (yield): x\n", Tok::LParen),
            ("with (): x\n", Tok::LParen),
            ("with (a for a in b): x\n", Tok::LParen),
            ("with (a).b: x\n", Tok::LParen),
        ] {
            assert_eq!(kinds(text)[1], expected, "{text}");
        }
    }

    #[test]
    fn indentation_faults() {
        let fault = |text: &str| tokenize(text, None, false).fault.expect(text);
        assert_eq!(fault("if x:\n\ta\n        b\n").kind, ErrorKind::TabError);
        assert_eq!(fault("if x:\n    a\n  b\n").kind, ErrorKind::IndentationError);
        assert!(fault("f(").at_end && fault("x\\\n").at_end && fault("'''").at_end);
        assert!(!fault("'a\n").at_end);
    }
}
