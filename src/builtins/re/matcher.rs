//! The backtracking matcher (`Modules/_sre/sre_lib.h`): what a program says of a subject, from one place on.
//!
//! Frames of its own stand for the calls a recursive matcher would make, so a pattern and a subject
//! exhaust neither the native stack nor, beyond the heap's limit, memory. Every frame is a step that the machine's limits
//! and interrupts see.
//! Invariant: marks above `last_mark` mean nothing; who tries several ways restores the marks between them.

use super::ast::MAX_REPEAT;
use super::charset::{self, Words, ascii_lower, ascii_upper, in_class, word};
use super::op;
use crate::object::text::{Unit, code_of};
use crate::object::{NoMemory, PyResult, Raised};
use crate::types::unicode::chars;
use crate::vm::Vm;

/// A place that is none.
pub const NOWHERE: usize = usize::MAX;
/// The repeat that is none.
const NO_REPEAT: u32 = u32::MAX;
/// Frames between two looks at the machine's limits.
const PATIENCE: u32 = 64;

/// What a frame waits for.
#[derive(Clone, Copy)]
enum Jump {
    Top,
    Assert,
    AssertNot,
    Branch,
    RepeatOne,
    MinRepeatOne,
    Repeat,
    MaxUntilMore,
    MaxUntilItem,
    MaxUntilTail,
    MinUntilMore,
    MinUntilTail,
    MinUntilItem,
    PossessiveMore,
    PossessiveItem,
    Atomic,
}

/// A try to match from `pc` on at `ptr`.
#[derive(Clone, Copy)]
struct Frame {
    pc: usize,
    ptr: usize,
    count: i64,
    /// Marks to go back to.
    last_mark: i32,
    last_index: i32,
    /// Where the saved marks begin.
    saved: usize,
    repeat: u32,
    /// What the frame that made this one waits for.
    jump: Jump,
    /// The end of the program is the end of the match.
    top: bool,
}

/// A repeat that is under way.
#[derive(Clone, Copy)]
struct Repeat {
    count: i64,
    /// Its instruction's operands.
    pc: usize,
    /// The one around it.
    outer: u32,
    /// Where the last item began, so that empty items come to an end.
    last: usize,
}

/// What the current frame does next.
enum Step {
    Go,
    Call { jump: Jump, pc: usize, ptr: usize, top: bool },
    Done(bool),
}

pub struct Matcher<'p, 's, U> {
    code: Words<'p>,
    text: &'s [U],
    /// The subject ends here.
    pub end: usize,
    /// Where this match began.
    pub start: usize,
    /// Where it ends.
    pub ptr: usize,
    pub marks: Vec<usize>,
    pub last_mark: i32,
    pub last_index: i32,
    /// The whole rest of the subject must match.
    pub match_all: bool,
    /// An empty match at the start doesn't count.
    pub must_advance: bool,
    frames: Vec<Frame>,
    repeats: Vec<Repeat>,
    /// The innermost repeat whose tail has not been reached.
    repeat: u32,
    /// Marks saved by frames.
    saved: Vec<usize>,
    patience: u32,
    room: usize,
}

impl<'p, 's, U: Unit> Matcher<'p, 's, U> {
    pub fn new(code: Words<'p>, text: &'s [U], groups: usize, span: (usize, usize), room: usize) -> Self {
        Matcher {
            code,
            text,
            end: span.1,
            start: span.0,
            ptr: span.0,
            marks: vec![NOWHERE; 2 * groups],
            last_mark: -1,
            last_index: -1,
            match_all: false,
            must_advance: false,
            frames: Vec::new(),
            repeats: Vec::new(),
            repeat: NO_REPEAT,
            saved: Vec::new(),
            patience: PATIENCE,
            room,
        }
    }
    pub fn code(&self) -> Words<'p> {
        self.code
    }
    pub fn text(&self) -> &'s [U] {
        self.text
    }
    #[inline(always)]
    fn word(&self, at: usize) -> u32 {
        word(self.code, at)
    }
    #[inline(always)]
    fn at(&self, ptr: usize) -> u32 {
        code_of(self.text[ptr])
    }
    /// Whether the subject has this character there.
    #[inline(always)]
    fn has(&self, ptr: usize, c: u32) -> bool {
        ptr < self.end && self.at(ptr) == c
    }

    /// Forget all groups.
    pub fn reset(&mut self) {
        self.last_mark = -1;
        self.last_index = -1;
    }

    /// Whether the program matches at `start`; then `ptr` is the end.
    ///
    /// # Errors
    /// MemoryError, an interrupt, the end of a limit.
    pub fn run(&mut self, vm: &mut Vm) -> PyResult<bool> {
        self.ptr = self.start;
        self.frames.clear();
        self.repeats.clear();
        self.saved.clear();
        self.repeat = NO_REPEAT;
        let mut step = Step::Call { jump: Jump::Top, pc: 0, ptr: self.start, top: true };
        loop {
            step = match step {
                Step::Go => self.advance(),
                Step::Call { jump, pc, ptr, top } => {
                    self.patience -= 1;
                    if self.patience == 0 {
                        self.look_up(vm)?;
                    }
                    self.frames.push(Frame {
                        pc,
                        ptr,
                        count: 0,
                        last_mark: -1,
                        last_index: -1,
                        saved: 0,
                        repeat: NO_REPEAT,
                        jump,
                        top,
                    });
                    self.enter()
                }
                Step::Done(found) => {
                    let Some(done) = self.frames.pop() else { return Ok(found) };
                    if matches!(done.jump, Jump::Top) {
                        return Ok(found);
                    }
                    self.resume(done.jump, found)
                }
            };
        }
    }
    /// The machine's limits, now and then.
    #[cold]
    fn look_up(&mut self, vm: &mut Vm) -> PyResult<()> {
        self.patience = PATIENCE;
        let bytes = self.frames.len() * size_of::<Frame>() + (self.saved.len() + 4 * self.repeats.len()) * 8;
        if bytes > self.room {
            return Err(Raised::from(NoMemory));
        }
        vm.safe_point()
    }

    // --- the frame at work -----------------------------------------------------------------------------------

    #[inline(always)]
    fn frame(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }
    /// A new frame: if there is too little left of the subject, it need not begin.
    fn enter(&mut self) -> Step {
        let Frame { pc, ptr, .. } = *self.frame();
        if self.word(pc) == op::INFO {
            if self.end.saturating_sub(ptr) < self.word(pc + 3) as usize {
                return Step::Done(false);
            }
            let to = pc + 1 + self.word(pc + 1) as usize;
            self.frame().pc = to;
        }
        self.advance()
    }
    /// Where the end of the program must not be the end of the match.
    #[inline(always)]
    fn refuses_end(&self, top: bool, ptr: usize) -> bool {
        top && (self.match_all && ptr != self.end || self.must_advance && ptr == self.start)
    }
    /// Run instructions until one needs another frame, or the frame is done.
    fn advance(&mut self) -> Step {
        let Frame { mut pc, mut ptr, top, .. } = *self.frame();
        loop {
            let instruction = self.word(pc);
            pc += 1;
            match instruction {
                op::LITERAL => {
                    if !self.has(ptr, self.word(pc)) {
                        return Step::Done(false);
                    }
                    pc += 1;
                    ptr += 1;
                }
                op::NOT_LITERAL => {
                    if ptr >= self.end || self.at(ptr) == self.word(pc) {
                        return Step::Done(false);
                    }
                    pc += 1;
                    ptr += 1;
                }
                op::MARK => {
                    self.set_mark(self.word(pc), ptr);
                    pc += 1;
                }
                op::SUCCESS => {
                    if self.refuses_end(top, ptr) {
                        return Step::Done(false);
                    }
                    self.ptr = ptr;
                    return Step::Done(true);
                }
                op::AT => {
                    if !self.is_place(self.word(pc), ptr) {
                        return Step::Done(false);
                    }
                    pc += 1;
                }
                op::JUMP | op::INFO => pc += self.word(pc) as usize,
                op::FAILURE => return Step::Done(false),
                op::GROUPREF_EXISTS => {
                    pc += if self.group(self.word(pc)).is_some() { 2 } else { self.word(pc + 1) as usize };
                }
                op::ASSERT => {
                    let back = self.word(pc + 1) as usize;
                    if ptr < back {
                        return Step::Done(false);
                    }
                    return self.call(pc, ptr, Jump::Assert, pc + 2, ptr - back);
                }
                op::ASSERT_NOT => {
                    let back = self.word(pc + 1) as usize;
                    if ptr < back {
                        pc += self.word(pc) as usize;
                        continue;
                    }
                    self.save(pc, ptr);
                    return self.call(pc, ptr, Jump::AssertNot, pc + 2, ptr - back);
                }
                op::BRANCH => {
                    self.save(pc, ptr);
                    return self.branch();
                }
                op::REPEAT_ONE => return self.repeat_one(pc, ptr, top),
                op::MIN_REPEAT_ONE => return self.min_repeat_one(pc, ptr, top),
                op::POSSESSIVE_REPEAT_ONE => {
                    let count = self.count(pc + 3, ptr, self.word(pc + 2));
                    if count < self.word(pc + 1) as usize {
                        return Step::Done(false);
                    }
                    ptr += count;
                    pc += self.word(pc) as usize;
                }
                op::REPEAT => {
                    self.begin_repeat(pc, ptr);
                    return Step::Call { jump: Jump::Repeat, pc: pc + self.word(pc) as usize, ptr, top };
                }
                op::MAX_UNTIL => return self.max_until(pc, ptr),
                op::MIN_UNTIL => return self.min_until(pc, ptr),
                op::POSSESSIVE_REPEAT => {
                    self.begin_repeat(pc, ptr);
                    self.ptr = ptr;
                    return self.possessive();
                }
                op::ATOMIC_GROUP => return self.call(pc, ptr, Jump::Atomic, pc + 1, ptr),
                _ if instruction & 31 == op::GROUPREF => {
                    let Some(to) = self.group_again(instruction, self.word(pc), ptr) else {
                        return Step::Done(false);
                    };
                    pc += 1;
                    ptr = to;
                }
                _ => {
                    if ptr >= self.end || !self.takes(pc - 1, self.at(ptr)) {
                        return Step::Done(false);
                    }
                    pc += match instruction & 31 {
                        op::IN => self.word(pc) as usize,
                        op::ANY | op::ANY_ALL => 0,
                        _ => 1,
                    };
                    ptr += 1;
                }
            }
        }
    }
    /// A part that is a match of its own: its end is not the end of the program.
    #[inline(always)]
    fn call(&mut self, pc: usize, ptr: usize, jump: Jump, to: usize, from: usize) -> Step {
        let frame = self.frame();
        (frame.pc, frame.ptr) = (pc, ptr);
        Step::Call { jump, pc: to, ptr: from, top: false }
    }
    fn begin_repeat(&mut self, pc: usize, ptr: usize) {
        let outer = self.repeat;
        self.repeat = self.repeats.len() as u32;
        self.repeats.push(Repeat { count: -1, pc, outer, last: NOWHERE });
        let repeat = self.repeat;
        let frame = self.frame();
        (frame.pc, frame.ptr, frame.repeat, frame.count) = (pc, ptr, repeat, 0);
    }
    fn end_repeat(&mut self) {
        if let Some(repeat) = self.repeats.pop() {
            self.repeat = repeat.outer;
        }
    }

    // --- characters ------------------------------------------------------------------------------------------

    /// Whether the instruction at `pc`, of those that take one character, takes this one.
    #[inline]
    fn takes(&self, pc: usize, c: u32) -> bool {
        let instruction = self.word(pc);
        match instruction {
            op::LITERAL => c == self.word(pc + 1),
            op::NOT_LITERAL => c != self.word(pc + 1),
            op::ANY => c != 10,
            op::ANY_ALL => true,
            op::IN => charset::contains(self.code, pc + 2, c),
            _ => {
                let (how, wanted) = (instruction & !31, self.word(pc + 1));
                match instruction & 31 {
                    op::IN if how == op::LOC_IGNORE => {
                        charset::contains(self.code, pc + 2, ascii_lower(c))
                            || charset::contains(self.code, pc + 2, ascii_upper(c))
                    }
                    op::IN => charset::contains(self.code, pc + 2, fold(how, c)),
                    op::NOT_LITERAL if how == op::LOC_IGNORE => ascii_lower(c) != ascii_lower(wanted),
                    op::NOT_LITERAL => fold(how, c) != wanted,
                    _ if how == op::LOC_IGNORE => ascii_lower(c) == ascii_lower(wanted),
                    _ => fold(how, c) == wanted,
                }
            }
        }
    }
    /// How many characters from `ptr` on, at most `most`, the instruction at `pc` takes.
    fn count(&self, pc: usize, ptr: usize, most: u32) -> usize {
        let left = self.end.saturating_sub(ptr);
        let most = if most == MAX_REPEAT { left } else { left.min(most as usize) };
        let text = &self.text[ptr..ptr + most];
        let stop = match self.word(pc) {
            op::ANY_ALL => None,
            op::ANY => U::from_code(10).and_then(|c| c.position_in(text)),
            op::NOT_LITERAL => U::from_code(self.word(pc + 1)).and_then(|c| c.position_in(text)),
            op::LITERAL => match U::from_code(self.word(pc + 1)) {
                Some(c) => text.iter().position(|&u| u != c),
                None => Some(0),
            },
            _ => text.iter().position(|&u| !self.takes(pc, code_of(u))),
        };
        stop.unwrap_or(most)
    }
    fn is_place(&self, place: u32, ptr: usize) -> bool {
        let breaks = |at: usize| self.at(at) == 10;
        match place & 7 {
            0 | 2 => ptr == 0,
            1 => ptr == 0 || breaks(ptr - 1),
            5 => ptr == self.end || ptr + 1 == self.end && breaks(ptr),
            6 => ptr == self.end || breaks(ptr),
            7 => ptr == self.end,
            boundary => {
                // Neither holds in an empty subject.
                let class = place & 8 | super::ast::Category::Word as u32;
                let before = ptr > 0 && in_class(class, self.at(ptr - 1));
                let after = ptr < self.end && in_class(class, self.at(ptr));
                self.end != 0 && (before != after) == (boundary == 3)
            }
        }
    }

    // --- groups ----------------------------------------------------------------------------------------------

    fn set_mark(&mut self, mark: u32, ptr: usize) {
        let i = mark as i32;
        if i & 1 != 0 {
            self.last_index = i / 2 + 1;
        }
        if i > self.last_mark {
            // Marks that were passed over are none.
            self.marks[(self.last_mark + 1) as usize..mark as usize].fill(NOWHERE);
            self.last_mark = i;
        }
        self.marks[mark as usize] = ptr;
    }
    /// Where group `group` (from 0) begins and ends, if it matched.
    pub fn group(&self, group: u32) -> Option<(usize, usize)> {
        let at = 2 * group as usize;
        if i64::from(2 * group) >= i64::from(self.last_mark) {
            return None;
        }
        let (from, to) = (self.marks[at], self.marks[at + 1]);
        (from != NOWHERE && to != NOWHERE && from <= to).then_some((from, to))
    }
    /// Where the text of a group ends that comes again at `ptr`.
    fn group_again(&self, instruction: u32, group: u32, ptr: usize) -> Option<usize> {
        let (from, to) = self.group(group)?;
        let end = ptr + (to - from);
        if end > self.end {
            return None;
        }
        let how = match instruction & !31 {
            op::LOC_IGNORE => op::ASCII_IGNORE,
            how => how,
        };
        let same = if how == 0 {
            self.text[from..to] == self.text[ptr..end]
        } else {
            (from..to).zip(ptr..end).all(|(a, b)| fold(how, self.at(a)) == fold(how, self.at(b)))
        };
        same.then_some(end)
    }
    /// Remember the marks, to try several ways from here.
    fn save(&mut self, pc: usize, ptr: usize) {
        let (last_mark, last_index, saved) = (self.last_mark, self.last_index, self.saved.len());
        if self.repeat != NO_REPEAT {
            self.saved.extend_from_slice(&self.marks[..(last_mark + 1) as usize]);
        }
        let frame = self.frame();
        (frame.pc, frame.ptr) = (pc, ptr);
        (frame.last_mark, frame.last_index, frame.saved) = (last_mark, last_index, saved);
    }
    /// The marks as they were at `save`, which are forgotten if `done`.
    fn restore(&mut self, done: bool) {
        let Frame { last_mark, last_index, saved, .. } = *self.frame();
        let n = self.saved.len() - saved;
        self.marks[..n].copy_from_slice(&self.saved[saved..]);
        (self.last_mark, self.last_index) = (last_mark, last_index);
        if done {
            self.saved.truncate(saved);
        }
    }
    /// Forget what `save` remembered.
    fn discard(&mut self) {
        let saved = self.frame().saved;
        self.saved.truncate(saved);
    }

    // --- several ways ----------------------------------------------------------------------------------------

    /// The next way of a branch that can begin here.
    fn branch(&mut self) -> Step {
        let Frame { mut pc, ptr, top, .. } = *self.frame();
        while self.word(pc) != op::FAILURE {
            let way = pc + 1;
            let hopeless = match self.word(way) {
                op::LITERAL => !self.has(ptr, self.word(way + 1)),
                op::IN => ptr >= self.end || !self.takes(way, self.at(ptr)),
                _ => false,
            };
            if !hopeless {
                self.frame().pc = pc;
                return Step::Call { jump: Jump::Branch, pc: way, ptr, top };
            }
            pc += self.word(pc) as usize;
        }
        self.discard();
        Step::Done(false)
    }
    fn repeat_one(&mut self, pc: usize, ptr: usize, top: bool) -> Step {
        let min = self.word(pc + 1) as usize;
        if self.end.saturating_sub(ptr) < min {
            return Step::Done(false);
        }
        let count = self.count(pc + 3, ptr, self.word(pc + 2));
        if count < min {
            return Step::Done(false);
        }
        let tail = pc + self.word(pc) as usize;
        if self.word(tail) == op::SUCCESS && !self.refuses_end(top, ptr + count) {
            self.ptr = ptr + count;
            return Step::Done(true);
        }
        self.save(pc, ptr + count);
        self.frame().count = count as i64;
        self.fewer()
    }
    /// The tail behind as many repeats as are left to try.
    fn fewer(&mut self) -> Step {
        let Frame { pc, mut ptr, mut count, top, .. } = *self.frame();
        let min = i64::from(self.word(pc + 1));
        let tail = pc + self.word(pc) as usize;
        if self.word(tail) == op::LITERAL && count >= min {
            // Places where the tail can't begin are passed over.
            let wanted = self.word(tail + 1);
            if !self.has(ptr, wanted) {
                let low = ptr - (count - min) as usize;
                let found = U::from_code(wanted).and_then(|c| c.last_position_in(&self.text[low..ptr]));
                match found {
                    Some(i) => {
                        count -= (ptr - (low + i)) as i64;
                        ptr = low + i;
                    }
                    None => count = min - 1,
                }
            }
        }
        if count < min {
            self.discard();
            return Step::Done(false);
        }
        let frame = self.frame();
        (frame.ptr, frame.count) = (ptr, count);
        Step::Call { jump: Jump::RepeatOne, pc: tail, ptr, top }
    }
    fn min_repeat_one(&mut self, pc: usize, ptr: usize, top: bool) -> Step {
        let min = self.word(pc + 1) as usize;
        if self.end.saturating_sub(ptr) < min {
            return Step::Done(false);
        }
        if min > 0 && self.count(pc + 3, ptr, min as u32) < min {
            return Step::Done(false);
        }
        let tail = pc + self.word(pc) as usize;
        if self.word(tail) == op::SUCCESS && !self.refuses_end(top, ptr + min) {
            self.ptr = ptr + min;
            return Step::Done(true);
        }
        self.save(pc, ptr + min);
        self.frame().count = min as i64;
        Step::Call { jump: Jump::MinRepeatOne, pc: tail, ptr: ptr + min, top }
    }
    /// One more, where the tail didn't match.
    fn one_more(&mut self) -> Step {
        let Frame { pc, ptr, count, top, .. } = *self.frame();
        let max = self.word(pc + 2);
        let more = max == MAX_REPEAT || count < i64::from(max);
        if !more || ptr >= self.end || !self.takes(pc + 3, self.at(ptr)) {
            self.discard();
            return Step::Done(false);
        }
        let frame = self.frame();
        (frame.ptr, frame.count) = (ptr + 1, count + 1);
        Step::Call { jump: Jump::MinRepeatOne, pc: pc + self.word(pc) as usize, ptr: ptr + 1, top }
    }

    // --- repeats of more than a character --------------------------------------------------------------------

    /// The repeat whose end has been reached, and its bounds.
    fn reached(&mut self, pc: usize, ptr: usize) -> (Repeat, i64, i64) {
        let repeat = self.repeats[self.repeat as usize];
        let (number, bounds) = (self.repeat, (self.word(repeat.pc + 1), self.word(repeat.pc + 2)));
        let max = if bounds.1 == MAX_REPEAT { i64::MAX } else { i64::from(bounds.1) };
        let frame = self.frame();
        (frame.pc, frame.ptr, frame.repeat, frame.count) = (pc, ptr, number, repeat.count + 1);
        (repeat, i64::from(bounds.0), max)
    }
    fn item(&mut self, jump: Jump) -> Step {
        let Frame { ptr, repeat, count, top, .. } = *self.frame();
        let repeat = &mut self.repeats[repeat as usize];
        repeat.count = count;
        Step::Call { jump, pc: repeat.pc + 3, ptr, top }
    }
    fn max_until(&mut self, pc: usize, ptr: usize) -> Step {
        let (repeat, min, max) = self.reached(pc, ptr);
        if repeat.count + 1 < min {
            return self.item(Jump::MaxUntilMore);
        }
        if repeat.count + 1 < max && ptr != repeat.last {
            self.save(pc, ptr);
            self.saved.push(repeat.last);
            self.repeats[self.repeat as usize].last = ptr;
            return self.item(Jump::MaxUntilItem);
        }
        self.tail(Jump::MaxUntilTail)
    }
    /// What stands behind a repeat.
    fn tail(&mut self, jump: Jump) -> Step {
        let Frame { pc, ptr, repeat, top, .. } = *self.frame();
        self.repeat = self.repeats[repeat as usize].outer;
        if matches!(jump, Jump::MinUntilTail) {
            self.save(pc, ptr);
        }
        Step::Call { jump, pc, ptr, top }
    }
    fn min_until(&mut self, pc: usize, ptr: usize) -> Step {
        let (repeat, min, _) = self.reached(pc, ptr);
        if repeat.count + 1 < min {
            return self.item(Jump::MinUntilMore);
        }
        self.tail(Jump::MinUntilTail)
    }
    /// Another item of a possessive repeat, from where the last one ended; or what follows.
    fn possessive(&mut self) -> Step {
        let Frame { pc, count, repeat, .. } = *self.frame();
        let (min, max) = (i64::from(self.word(pc + 1)), self.word(pc + 2));
        let from = self.ptr;
        if count < min {
            return Step::Call { jump: Jump::PossessiveMore, pc: pc + 3, ptr: from, top: false };
        }
        let more = max == MAX_REPEAT || count < i64::from(max);
        if more && from != self.repeats[repeat as usize].last {
            self.save(pc, from);
            self.repeats[repeat as usize].last = from;
            return Step::Call { jump: Jump::PossessiveItem, pc: pc + 3, ptr: from, top: false };
        }
        self.end_repeat();
        let to = pc + self.word(pc) as usize + 1;
        let frame = self.frame();
        (frame.pc, frame.ptr) = (to, from);
        Step::Go
    }

    // --- a frame goes on -------------------------------------------------------------------------------------

    /// The frame that waits goes on, now that the part it waited for is done.
    fn resume(&mut self, jump: Jump, found: bool) -> Step {
        let Frame { pc, repeat, count, .. } = *self.frame();
        match jump {
            Jump::Top => Step::Done(found),
            Jump::Assert if !found => Step::Done(false),
            Jump::Assert => self.go(pc + self.word(pc) as usize),
            Jump::AssertNot if found => {
                self.discard();
                Step::Done(false)
            }
            Jump::AssertNot => {
                self.restore(true);
                self.go(pc + self.word(pc) as usize)
            }
            Jump::Branch | Jump::RepeatOne | Jump::MinRepeatOne if found => {
                self.discard();
                Step::Done(true)
            }
            Jump::Branch => {
                self.restore(false);
                self.frame().pc = pc + self.word(pc) as usize;
                self.branch()
            }
            Jump::RepeatOne => {
                self.restore(false);
                let frame = self.frame();
                if frame.count == 0 {
                    self.discard();
                    return Step::Done(false);
                }
                frame.ptr -= 1;
                frame.count -= 1;
                self.fewer()
            }
            Jump::MinRepeatOne => {
                self.restore(false);
                self.one_more()
            }
            Jump::Repeat => {
                self.end_repeat();
                Step::Done(found)
            }
            Jump::MaxUntilMore | Jump::MinUntilMore | Jump::MinUntilItem => {
                if matches!(jump, Jump::MinUntilItem) {
                    let last = self.saved.pop().unwrap_or(NOWHERE);
                    self.repeats[repeat as usize].last = last;
                }
                if !found {
                    self.repeats[repeat as usize].count = count - 1;
                }
                Step::Done(found)
            }
            Jump::MaxUntilItem => {
                let last = self.saved.pop().unwrap_or(NOWHERE);
                self.repeats[repeat as usize].last = last;
                if found {
                    self.discard();
                    return Step::Done(true);
                }
                self.restore(true);
                self.repeats[repeat as usize].count = count - 1;
                self.tail(Jump::MaxUntilTail)
            }
            Jump::MaxUntilTail => {
                self.repeat = repeat;
                Step::Done(found)
            }
            Jump::MinUntilTail => self.lazy_item(found),
            Jump::PossessiveMore if found => {
                self.frame().count += 1;
                self.possessive()
            }
            Jump::PossessiveMore => {
                self.end_repeat();
                Step::Done(false)
            }
            Jump::PossessiveItem => {
                if found {
                    self.discard();
                    self.frame().count += 1;
                } else {
                    self.restore(true);
                    self.ptr = self.frame().ptr;
                }
                self.possessive()
            }
            Jump::Atomic if !found => Step::Done(false),
            Jump::Atomic => {
                let ptr = self.ptr;
                self.frame().ptr = ptr;
                self.go(pc + self.word(pc) as usize)
            }
        }
    }
    #[inline(always)]
    fn go(&mut self, pc: usize) -> Step {
        self.frame().pc = pc;
        Step::Go
    }
    /// Another item of a lazy repeat, unless its tail matched.
    fn lazy_item(&mut self, found: bool) -> Step {
        let Frame { ptr, repeat, count, .. } = *self.frame();
        self.repeat = repeat;
        if found {
            self.discard();
            return Step::Done(true);
        }
        self.restore(true);
        let this = self.repeats[repeat as usize];
        let max = self.word(this.pc + 2);
        if max != MAX_REPEAT && count >= i64::from(max) || ptr == this.last {
            return Step::Done(false);
        }
        self.saved.push(this.last);
        self.repeats[repeat as usize].last = ptr;
        self.item(Jump::MinUntilItem)
    }
}

/// The character as an instruction that ignores case compares it.
#[inline(always)]
fn fold(how: u32, c: u32) -> u32 {
    if how == op::UNI_IGNORE { chars::simple_lower(c) } else { ascii_lower(c) }
}
