//! Searching a subject: one matcher for each width of text, and the ways to its first place.

use super::charset::{self, Words, word};
use super::matcher::Matcher;
use super::op;
use crate::object::text::Unit;
use crate::object::{Chars, PyResult};
use crate::vm::Vm;

/// A matcher of a subject of any width.
pub enum Engine<'p, 's> {
    Latin1(Matcher<'p, 's, u8>),
    Ucs2(Matcher<'p, 's, u16>),
    Ucs4(Matcher<'p, 's, u32>),
}

macro_rules! each {
    ($engine:expr, $m:ident => $body:expr) => {
        match $engine {
            Engine::Latin1($m) => $body,
            Engine::Ucs2($m) => $body,
            Engine::Ucs4($m) => $body,
        }
    };
}

/// How a match may lie in what is left of the subject.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// At its start.
    Match,
    /// All of it.
    Full,
    Search,
}

impl<'p, 's> Engine<'p, 's> {
    pub fn new(code: Words<'p>, text: Chars<'s>, groups: usize, span: (usize, usize), room: usize) -> Self {
        match text {
            Chars::Latin1(units) => Engine::Latin1(Matcher::new(code, units, groups, span, room)),
            Chars::Ucs2(units) => Engine::Ucs2(Matcher::new(code, units, groups, span, room)),
            Chars::Ucs4(units) => Engine::Ucs4(Matcher::new(code, units, groups, span, room)),
        }
    }
    /// Whether there is a match from the present start on; then `span` tells where.
    ///
    /// # Errors
    /// MemoryError, an interrupt, the end of a limit.
    pub fn find(&mut self, vm: &mut Vm, mode: Mode) -> PyResult<bool> {
        each!(self, m => match mode {
            Mode::Search => m.search(vm),
            Mode::Match | Mode::Full => {
                m.match_all = mode == Mode::Full;
                m.reset();
                m.run(vm)
            }
        })
    }
    /// Where the match begins and ends.
    pub fn span(&self) -> (usize, usize) {
        each!(self, m => (m.start, m.ptr))
    }
    pub fn group(&self, group: u32) -> Option<(usize, usize)> {
        each!(self, m => m.group(group))
    }
    pub fn last_index(&self) -> i64 {
        each!(self, m => i64::from(m.last_index))
    }
    /// The next search starts where this match ends, and takes no empty match there after an empty one.
    pub fn go_on(&mut self) {
        each!(self, m => {
            m.must_advance = m.ptr == m.start;
            m.start = m.ptr;
        });
    }
    pub fn set_must_advance(&mut self, must: bool) {
        each!(self, m => m.must_advance = must);
    }
}

impl<U: Unit> Matcher<'_, '_, U> {
    /// The first match from `start` on.
    ///
    /// # Errors
    /// As of `run`.
    pub fn search(&mut self, vm: &mut Vm) -> PyResult<bool> {
        let code = self.code();
        let (bits, shortest) = (word(code, 2), word(code, 3) as usize);
        let Some(left) = self.end.checked_sub(self.start).filter(|left| *left >= shortest) else {
            return Ok(false);
        };
        let last = self.start + left - shortest;
        let known = bits & (op::INFO_PREFIX | op::INFO_CHARSET) != 0;
        let prefix: Vec<Option<U>> = if bits & op::INFO_PREFIX != 0 {
            (0..word(code, 5) as usize).map(|i| U::from_code(word(code, 7 + i))).collect()
        } else {
            Vec::new()
        };
        loop {
            if known {
                match self.next_start(bits, &prefix, last) {
                    Some(start) => self.start = start,
                    None => return Ok(false),
                }
            }
            self.reset();
            if self.run(vm)? {
                return Ok(true);
            }
            self.must_advance = false;
            if self.start >= last {
                return Ok(false);
            }
            self.start += 1;
        }
    }
    /// The first place from `start` to `last` where a match may begin, by what the program says of its beginning.
    fn next_start(&self, bits: u32, prefix: &[Option<U>], last: usize) -> Option<usize> {
        let text = self.text();
        if bits & op::INFO_PREFIX == 0 {
            let fits = |u: &U| charset::contains(self.code(), 5, crate::object::text::code_of(*u));
            return text[self.start..=last.min(self.end - 1)].iter().position(fits).map(|i| self.start + i);
        }
        let first = (*prefix.first()?)?;
        let mut at = self.start;
        loop {
            at += first.position_in(text.get(at..=last.min(self.end - 1))?)?;
            let here = &text[at..self.end];
            if prefix.len() <= here.len() && prefix.iter().zip(here).all(|(p, u)| *p == Some(*u)) {
                return Some(at);
            }
            at += 1;
        }
    }
}
