//! The source lines of a traceback entry, and the carets under them.
//!
//! Follows `Lib/traceback.py` of CPython 3.13 (`StackSummary.format_frame_summary` and
//! `_extract_caret_anchors_from_line_segment`): the code that ran is underlined with `^`; in a
//! binary operation, subscript or call the operator or the brackets have `^` and the operands `~`.
//! Invariant: [`render`] is a pure function of lines and span; whatever they are, it gives some
//! text. Columns count UTF-8 bytes in a [`Span`], characters between here and the last step, and
//! places on a terminal in the line of carets.
//! Deliberately absent: colours, and finding the source (`vm::traceback`).

use super::Vm;
use crate::syntax::ast::{Expr, ExprKind, Module, Span, Stmt, StmtKind};
use crate::syntax::{Mode, Source, parse};
use crate::types::unicode::chars::{is_line_break, is_space, is_wide};
use bumpalo::Bump;
use std::collections::BTreeSet;

/// Append the source lines of one traceback entry; nothing if the source is not to be had.
pub fn format_lines(vm: &mut Vm, file: &str, span: Span, out: &mut String) {
    if span.line == 0 {
        return;
    }
    let mut lines = Vec::new();
    for number in span.line..=span.end_line.max(span.line) {
        lines.push(vm.source_line(file, number).unwrap_or_default());
    }
    render(&lines, span, out);
}

/// `lines` are those of `span`, empty where the source has none.
pub fn render(lines: &[String], span: Span, out: &mut String) {
    let entry: String = lines.iter().map(|line| format!("{}\n", line.trim_end_matches(space))).collect();
    let dedented = dedent(&entry);
    if dedented.chars().all(space) {
        return;
    }
    match Picture::new(&entry, &dedented, span) {
        Some(picture) => indent(&dedent(&picture.draw()), out),
        None => indent(&format!("{}\n", split_lines(&entry)[0].trim_matches(space)), out),
    }
}

/// A line as characters, since offsets count them.
type Line = Vec<char>;

/// Lines and what is to be marked in them, in characters.
struct Picture {
    lines: Vec<Line>,
    start: usize,
    end: usize,
    anchors: Option<Anchors>,
    carets: bool,
}

/// Where operator or brackets are: from the end of the left part to the start of the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Anchors {
    left: (usize, usize),
    right: (usize, usize),
}

impl Picture {
    /// `None` when the span is no place in these lines.
    fn new(entry: &str, dedented: &str, span: Span) -> Option<Picture> {
        let below = span.end_line.checked_sub(span.line)? as usize;
        let original = split_lines(entry);
        let lines: Vec<Line> =
            split_lines(dedented).into_iter().take(below + 1).map(|line| line.chars().collect()).collect();
        let first = *original.first()?;
        let shift = first.chars().count() - lines.first()?.len();
        let start = characters(first, span.col).saturating_sub(shift);
        let end = characters(original.get(below)?, span.end_col).saturating_sub(shift);
        let text: Line = lines.join(&'\n');
        let behind = lines.last()?.len().saturating_sub(end);
        let segment: String = text.get(start..text.len() - behind).unwrap_or(&[]).iter().collect();
        let anchors = find_anchors(&segment).map(|anchors| anchors.behind(start));
        let mut picture = Picture { lines, start, end, anchors, carets: false };
        picture.carets = picture.wants_carets(&text);
        Some(picture)
    }
    /// Carets that would only say "this whole line" are left out.
    fn wants_carets(&self, text: &[char]) -> bool {
        if self.is_plain_call(&text.iter().collect::<String>()) == Some(true) {
            return false;
        }
        let blank = |part: &[char]| part.iter().all(|c| space(*c));
        let last = &self.lines[self.lines.len() - 1];
        self.anchors.is_some()
            || !blank(&self.lines[0][..self.start.min(self.lines[0].len())])
            || !blank(&last[self.end.min(last.len())..])
    }
    /// `return f(...)` and `x = f(...)` with the call marked: the line says it all. True too for
    /// lines without any statement.
    fn is_plain_call(&self, text: &str) -> Option<bool> {
        let arena = Bump::new();
        let Some(first) = statements(&arena, text)?.first() else { return Some(true) };
        let call = match first.kind {
            StmtKind::Return(Some(value)) => match value.kind {
                ExprKind::Call { func, .. } if matches!(func.kind, ExprKind::Name(_)) => value,
                _ => return None,
            },
            StmtKind::Assign { targets: [target], value }
                if matches!(target.kind, ExprKind::Name(_))
                    && matches!(value.kind, ExprKind::Call { .. }) =>
            {
                value
            }
            _ => return None,
        };
        let at = call.span;
        Some(
            at.line == 1
                && at.end_line as usize == self.lines.len()
                && at.col as usize == self.start
                && at.end_col as usize == self.end,
        )
    }
    /// First and last line, and those around the anchors.
    fn significant(&self) -> BTreeSet<usize> {
        let mut numbers = BTreeSet::from([0, self.lines.len() - 1]);
        if let Some(anchors) = self.anchors {
            for at in [anchors.left.0, anchors.right.0] {
                numbers.extend(at.saturating_sub(1)..=(at + 1).min(self.lines.len() - 1));
            }
        }
        numbers
    }
    fn draw(&self) -> String {
        let mut out = String::new();
        let mut before = None;
        for number in self.significant() {
            match before.map_or(0, |before| number - before) {
                2 => self.draw_line(number - 1, &mut out),
                n if n > 2 => out.push_str(&format!("...<{} lines>...\n", n - 1)),
                _ => {}
            }
            self.draw_line(number, &mut out);
            before = Some(number);
        }
        out
    }
    fn draw_line(&self, number: usize, out: &mut String) {
        let line = &self.lines[number];
        out.extend(line);
        out.push('\n');
        if !self.carets {
            return;
        }
        let margin = line.iter().take_while(|c| space(**c)).count();
        let start = width(&self.lines[0], self.start);
        let last = number == self.lines.len() - 1;
        for column in 0..width(line, if last { self.end } else { line.len() }) {
            out.push(if column < margin || (number == 0 && column < start) {
                ' '
            } else if self.is_operand(number, column) {
                '~'
            } else {
                '^'
            });
        }
        out.push('\n');
    }
    fn is_operand(&self, number: usize, column: usize) -> bool {
        let Some(anchors) = self.anchors else { return false };
        let shown = |(line, offset): (usize, usize)| (line, width(&self.lines[line], offset));
        !(shown(anchors.left)..shown(anchors.right)).contains(&(number, column))
    }
}

impl Anchors {
    /// The same, where `start` characters stand before the segment's first line.
    fn behind(self, start: usize) -> Anchors {
        let moved = |(line, offset): (usize, usize)| (line, if line == 0 { offset + start } else { offset });
        Anchors { left: moved(self.left), right: moved(self.right) }
    }
}

/// Operator or brackets of the expression that `segment` is. In parentheses it may go over
/// several lines; so its first line is line 2 for the parser.
fn find_anchors(segment: &str) -> Option<Anchors> {
    let arena = Bump::new();
    let [Stmt { kind: StmtKind::Expr(expr), .. }] = statements(&arena, &format!("(\n{segment}\n)"))? else {
        return None;
    };
    let text = Segment { lines: split_lines(segment) };
    match expr.kind {
        ExprKind::BinOp { left, right, .. } => text.operator(left, right),
        ExprKind::Subscript { value, .. } => text.brackets(value, '[', expr),
        ExprKind::Call { func, .. } => text.brackets(func, '(', expr),
        _ => None,
    }
}

/// The text whose expression is looked at.
struct Segment<'s> {
    lines: Vec<&'s str>,
}

impl Segment<'_> {
    /// Binary operators have one or two characters, on one line.
    fn operator(&self, left: &Expr<'_>, right: &Expr<'_>) -> Option<Anchors> {
        let (line, column) = self.find(self.valid(self.end(left)?)?, |c| !space(c) && c != ')')?;
        let right_at = (right.span.line.checked_sub(2)? as usize, right.span.col);
        let before_right =
            right_at.0 > line || column + 1 < characters(self.lines.get(right_at.0)?, right_at.1);
        let second = self.lines[line].chars().nth(column + 1);
        let long = before_right && second.is_some_and(|c| !space(c) && c != '\\' && c != '#');
        Some(Anchors { left: (line, column), right: (line, column + 1 + usize::from(long)) })
    }
    /// From the bracket behind `before` to the end of the whole.
    fn brackets(&self, before: &Expr<'_>, open: char, whole: &Expr<'_>) -> Option<Anchors> {
        let left = self.find(self.valid(self.end(before)?)?, |c| c == open)?;
        Some(Anchors { left, right: self.end(whole)? })
    }
    fn end(&self, expr: &Expr<'_>) -> Option<(usize, usize)> {
        let line = expr.span.end_line.checked_sub(2)? as usize;
        Some((line, characters(self.lines.get(line)?, expr.span.end_col)))
    }
    /// This place, or the next that has a character.
    fn valid(&self, (mut line, mut column): (usize, usize)) -> Option<(usize, usize)> {
        while column >= self.lines.get(line)?.chars().count() {
            (line, column) = (line + 1, 0);
        }
        Some((line, column))
    }
    /// The next character that will do, comments and continuations of lines left out.
    fn find(&self, mut at: (usize, usize), wanted: impl Fn(char) -> bool) -> Option<(usize, usize)> {
        loop {
            let c = self.lines.get(at.0)?.chars().nth(at.1)?;
            if matches!(c, '\\' | '#') {
                at = self.valid((at.0 + 1, 0))?;
            } else if wanted(c) {
                return Some(at);
            } else {
                at = self.valid((at.0, at.1 + 1))?;
            }
        }
    }
}

/// The statements of a text, if it can be parsed.
fn statements<'a>(arena: &'a Bump, text: &str) -> Option<&'a [Stmt<'a>]> {
    let source = Source::from_text(text).ok()?;
    match parse(arena, &source, Mode::Module).ok()?.module {
        Module::Module(body) => Some(body),
        Module::Interactive(_) | Module::Expression(_) => None,
    }
}

fn space(c: char) -> bool {
    is_space(u32::from(c))
}

/// `str.splitlines`.
fn split_lines(text: &str) -> Vec<&str> {
    text.split_inclusive(line_break).map(|line| line.strip_suffix(line_break).unwrap_or(line)).collect()
}

fn line_break(c: char) -> bool {
    is_line_break(u32::from(c))
}

/// Characters in the first `bytes` bytes of a line, one that is cut counted.
fn characters(line: &str, bytes: u32) -> usize {
    line.char_indices().take_while(|(at, _)| *at < bytes as usize).count()
}

/// Columns of the first `offset` characters on a terminal; beyond the end of plain text each counts one.
fn width(line: &[char], offset: usize) -> usize {
    if line.iter().all(char::is_ascii) {
        return offset;
    }
    line.iter().take(offset).map(|c| 1 + usize::from(is_wide(u32::from(*c)))).sum()
}

/// Without the blanks and tabs that every line begins with (`textwrap.dedent`).
fn dedent(text: &str) -> String {
    let blank = |c: char| c == ' ' || c == '\t';
    let mut margin: Option<&str> = None;
    for line in text.split('\n') {
        let body = line.trim_start_matches(blank);
        if body.is_empty() {
            continue;
        }
        let lead = &line[..line.len() - body.len()];
        margin = Some(match margin {
            None => lead,
            Some(margin) => {
                let common = margin.bytes().zip(lead.bytes()).take_while(|(a, b)| a == b).count();
                &margin[..common]
            }
        });
    }
    let margin = margin.unwrap_or("");
    let stripped = text.split('\n').map(|line| match line.trim_start_matches(blank) {
        "" => "",
        _ => line.strip_prefix(margin).unwrap_or(line),
    });
    stripped.collect::<Vec<_>>().join("\n")
}

/// Every line of `text`, four columns to the right (`textwrap.indent`).
fn indent(text: &str, out: &mut String) {
    for line in text.split_inclusive(line_break) {
        out.push_str("    ");
        out.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cases as CPython 3.13 drew them: `@ line:col end_line:end_col`, the lines, `>`, the entry.
    const DRAWN: &str = include_str!("carets.txt");

    fn span(place: &str) -> Span {
        let numbers: Vec<u32> = place.split([' ', ':']).map(|n| n.parse().unwrap()).collect();
        Span { line: numbers[0], col: numbers[1], end_line: numbers[2], end_col: numbers[3] }
    }

    #[test]
    fn entries_are_drawn_as_cpython_draws_them() {
        let mut cases = 0;
        for case in DRAWN.split("@ ").skip(1) {
            let (place, rest) = case.split_once('\n').unwrap();
            let (source, expected) = rest.split_once("\n>\n").unwrap_or((rest, ""));
            let lines: Vec<String> = source.split('\n').map(str::to_owned).collect();
            let mut out = String::new();
            render(&lines, span(place), &mut out);
            assert_eq!(out, expected, "for {place}\n{source}");
            cases += 1;
        }
        assert!(cases > 40);
    }

    #[test]
    fn no_span_is_too_strange() {
        let lines: Vec<String> =
            ["x = (", "\té + 日本 [", "", "  ) \\", "f(#", "\u{c}"].map(str::to_owned).to_vec();
        for line in 1..=7 {
            for end_line in 0..=8 {
                for (col, end_col) in [(0, 0), (0, 1), (3, 2), (1, 4), (2, 99), (99, 1), (u32::MAX, u32::MAX)]
                {
                    let place = Span { line, col, end_line, end_col };
                    let taken = &lines[(line as usize - 1).min(lines.len())..];
                    render(taken, place, &mut String::new());
                }
            }
        }
    }
}
