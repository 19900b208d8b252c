//! Chains of exceptions, and groups with the frame that is drawn around their members.
//!
//! Follows `TracebackException.format` of `Lib/traceback.py`: what is in a group stands behind a
//! margin, two columns further for each group. Deliberately absent: the entries of a traceback and
//! the last lines of an error (`vm::traceback`).

use super::Vm;
use super::errors::{self, Exc};
use crate::object::{Kind, Value};
use std::fmt::Write;

/// Groups in groups beyond this are left out, and members of one group beyond that.
const MAX_DEPTH: usize = 10;
const MAX_WIDTH: usize = 15;

/// The text so far, and where in nested groups it stands.
#[derive(Default)]
struct Page {
    text: String,
    depth: usize,
    /// The frame around the last member is still open.
    open: bool,
}

impl Page {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.text.push_str(text);
            return;
        }
        let lead = self.indent();
        for line in text.lines() {
            let _ = writeln!(self.text, "{lead}{margin} {line}");
        }
    }
}

impl Vm {
    /// The whole text: causes and contexts first, traceback, error lines.
    pub fn format_exception(&mut self, exc: &Value) -> String {
        // Printing must work at the bottom of the recursion too.
        self.recursion_headroom += 200;
        self.frames.set_limit(0);
        let mut page = Page::default();
        self.format_chain(exc, &mut page, &mut Vec::new());
        self.recursion_headroom -= 200;
        self.frames.set_limit(0);
        page.text
    }
    fn format_chain(&mut self, exc: &Value, page: &mut Page, seen: &mut Vec<usize>) {
        // The chain, outermost error last: without recursion, since programs make it as long as they like.
        let mut chain = vec![exc.clone()];
        seen.push(exc.id());
        while let Some(last) = chain.last().cloned() {
            let cause = self.exc_field(&last, errors::field::CAUSE).filter(|c| !c.is_none());
            let suppress = last
                .record(Kind::EXCEPTION)
                .is_some_and(|r| r.word(&self.heap, errors::field::SUPPRESS) != 0);
            let context = self.exc_field(&last, errors::field::CONTEXT).filter(|c| !c.is_none() && !suppress);
            match cause.or(context) {
                Some(e) if !seen.contains(&e.id()) => {
                    seen.push(e.id());
                    chain.push(e);
                }
                _ => break,
            }
        }
        while let Some(e) = chain.pop() {
            self.format_one(&e, page, seen);
            if let Some(words) = self.link_words(&e, &chain) {
                page.emit(words, '|');
            }
        }
    }
    /// The sentence between an error and the one it led to.
    fn link_words(&self, e: &Value, chain: &[Value]) -> Option<&'static str> {
        let later = chain.last()?;
        let cause = self.exc_field(later, errors::field::CAUSE).filter(|c| !c.is_none());
        Some(if cause.is_some_and(|c| c.is(e)) {
            "\nThe above exception was the direct cause of the following exception:\n\n"
        } else {
            "\nDuring handling of the above exception, another exception occurred:\n\n"
        })
    }
    fn format_one(&mut self, exc: &Value, page: &mut Page, seen: &mut Vec<usize>) {
        let group = self.is_exc(exc, Exc::BaseExceptionGroup);
        if group && page.depth > MAX_DEPTH {
            page.emit(&format!("... (max_group_depth is {MAX_DEPTH})\n"), '|');
            return;
        }
        let outermost = group && page.depth == 0;
        page.depth += usize::from(outermost);
        let tb = self.exc_field(exc, errors::field::TRACEBACK).filter(|t| t.has_layout(Kind::TRACEBACK));
        if let Some(tb) = tb {
            let what = if group { "Exception Group Traceback" } else { "Traceback" };
            page.emit(&format!("{what} (most recent call last):\n"), if outermost { '+' } else { '|' });
            let mut entries = String::new();
            self.format_traceback(&tb, &mut entries);
            page.emit(&entries, '|');
        }
        let mut last_lines = String::new();
        self.format_exception_only(exc, &mut last_lines);
        page.emit(&last_lines, '|');
        if group {
            self.format_members(exc, page, seen);
        }
        page.depth -= usize::from(outermost);
    }
    fn format_members(&mut self, exc: &Value, page: &mut Page, seen: &mut Vec<usize>) {
        let members = self.exc_field(exc, errors::field::EXTRA + 1);
        let members: Vec<Value> =
            members.and_then(|m| m.as_tuple().map(<[Value]>::to_vec)).unwrap_or_default();
        let shown = members.len().min(MAX_WIDTH + 1);
        page.open = false;
        for (i, member) in members[..shown].iter().enumerate() {
            let last = i + 1 == shown;
            page.open |= last;
            let lead = if i == 0 { "+-" } else { "  " };
            let title = if i < MAX_WIDTH { (i + 1).to_string() } else { "...".to_owned() };
            let indent = page.indent();
            let _ = writeln!(page.text, "{indent}{lead}+---------------- {title} ----------------");
            page.depth += 1;
            if i < MAX_WIDTH {
                self.format_chain(member, page, seen);
            } else {
                let more = members.len() - MAX_WIDTH;
                let s = if more > 1 { "s" } else { "" };
                page.emit(&format!("and {more} more exception{s}\n"), '|');
            }
            if last && page.open {
                let _ = writeln!(page.text, "{}+------------------------------------", page.indent());
                page.open = false;
            }
            page.depth -= 1;
        }
    }
}
