//! Places: who asks for memory, as `tracemalloc` tells it.
//!
//! The tracer (floor 0) keeps a number beside each block; here is what the numbers stand for: a
//! traceback of file names and lines, each kept once. The way from the running frames to the number is
//! walked at every allocation, so it is short: the addresses of the frames' next instructions are mixed
//! into one key, and a small table knows the keys seen lately. Only a new key makes anybody look at
//! line tables.
//!
//! Invariant: `vm` is null unless the machine is running, and then it is where the machine stands, which
//! does not move meanwhile. A key speaks of addresses of code: when a code object dies, all keys are
//! forgotten.
//! Deliberately absent: the blocks themselves, and what becomes of a snapshot (`tracemalloc.py`).
#![expect(unsafe_code, reason = "reads the frames of the running machine from below")]

use super::Vm;
use super::frame::Frame;
use crate::code::instr::Instr;
use crate::object::code::field as cfield;
use crate::object::{Kind, Record, Str, Value};
use std::collections::HashMap;
use std::ptr::NonNull;

/// Most frames of a traceback (`MAX_NFRAME` of `Python/tracemalloc.c`).
pub const MAX_FRAMES: usize = 65_535;
/// Allocations of this module are its own affair: they are not recorded.
const OWN_FILE: &str = "<frozen tracemalloc>";
const KEYS: usize = 4096;

/// A frame: number of the file's name, and the line.
type Line = (u32, u32);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Traceback {
    /// The innermost first.
    lines: Box<[Line]>,
    /// Frames there were, those beyond the limit included.
    total: u32,
}

pub(crate) struct Places {
    vm: *mut Vm,
    limit: usize,
    files: Vec<String>,
    file_numbers: HashMap<String, u32>,
    tracebacks: Vec<Traceback>,
    numbers: HashMap<Traceback, u32>,
    /// Keys seen lately, and the number each stands for.
    keys: Box<[(u64, u32)]>,
}

/// A traceback, for views: file names and lines, the innermost first.
pub struct Place {
    pub lines: Vec<(String, u32)>,
    pub total: u32,
}

impl Places {
    fn new(limit: usize) -> Places {
        Places {
            vm: std::ptr::null_mut(),
            limit,
            files: Vec::new(),
            file_numbers: HashMap::new(),
            tracebacks: Vec::new(),
            numbers: HashMap::new(),
            keys: vec![(0, 0); KEYS].into(),
        }
    }
    /// The number of the place where `frames` stand, bottom first.
    #[inline]
    fn number(&mut self, frames: &[Frame]) -> u32 {
        let shown = &frames[frames.len().saturating_sub(self.limit)..];
        let mut key = frames.len() as u64 + 1;
        for f in shown {
            key = (key.rotate_left(5) ^ f.pc.addr() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        // Two places for each key, so that two busy ones don't drive each other out.
        let at = (key >> 52) as usize % KEYS;
        match (self.keys[at], self.keys[at ^ 1]) {
            ((known, number), _) | (_, (known, number)) if known == key => number,
            _ => self.find(frames, key),
        }
    }
    #[cold]
    #[inline(never)]
    fn find(&mut self, frames: &[Frame], key: u64) -> u32 {
        let mut depth = frames.len();
        while frames[..depth].last().is_some_and(begins) {
            // What a call makes for its frame is the caller's, as in CPython (`_PyFrame_IsIncomplete`).
            depth -= 1;
        }
        let shown = &frames[depth.saturating_sub(self.limit)..depth];
        if shown.last().is_some_and(|f| file_name(f) == OWN_FILE) {
            return crate::memory::NO_PLACE;
        }
        let mut lines: Vec<Line> = shown.iter().rev().map(|f| self.line(f)).collect();
        if lines.is_empty() {
            lines.push((self.file("<unknown>".to_owned()), 0));
        }
        let traceback = Traceback { lines: lines.into(), total: depth.max(1) as u32 };
        let next = self.tracebacks.len() as u32 + 1;
        let number = *self.numbers.entry(traceback.clone()).or_insert(next);
        if number == next {
            self.tracebacks.push(traceback);
        }
        if depth == frames.len() {
            // The key tells nothing of the frames below those that begin.
            let at = (key >> 52) as usize % KEYS;
            self.keys[at ^ 1] = self.keys[at];
            self.keys[at] = (key, number);
        }
        number
    }
    fn line(&mut self, f: &Frame) -> Line {
        (self.file(file_name(f)), f.code().position(f.lasti()).line)
    }
    fn file(&mut self, name: String) -> u32 {
        let next = self.files.len() as u32;
        let number = *self.file_numbers.entry(name.clone()).or_insert(next);
        if number == next {
            self.files.push(name);
        }
        number
    }
    fn place(&self, number: u32) -> Option<Place> {
        let t = self.tracebacks.get((number as usize).checked_sub(1)?)?;
        let lines = t.lines.iter().map(|(file, line)| (self.files[*file as usize].clone(), *line)).collect();
        Some(Place { lines, total: t.total })
    }
    /// Bytes that the tables take, about.
    fn bytes(&self) -> usize {
        let lines: usize =
            self.tracebacks.iter().map(|t| 2 * size_of::<Traceback>() + 16 * t.lines.len()).sum();
        let names: usize = self.files.iter().map(|f| 2 * (f.len() + 24)).sum();
        lines + names + KEYS * 16
    }
}

/// Whether a frame has not begun with its code's first line: its cells, or its generator, are being made.
#[inline]
fn begins(f: &Frame) -> bool {
    let at = f.lasti();
    // SAFETY: `lasti` is the number of an instruction of the frame's code.
    matches!(
        unsafe { *f.code().instrs.cast::<Instr>().add(at) },
        Instr::ReturnGenerator() | Instr::MakeCell(..)
    )
}
/// The name of the file that a frame's code comes from.
fn file_name(f: &Frame) -> String {
    let field = |v: &Value, i: usize| {
        // SAFETY: functions and codes are records with that field; the frame holds its owner, and the
        // value is cloned before anything else happens.
        v.as_record().and_then(|r: &Record| unsafe { (*r.slots().add(i)).clone() })
    };
    let code = if f.owner.has_layout(Kind::CODE) {
        Some(f.owner.clone())
    } else {
        field(&f.owner, crate::types::function::field::CODE)
    };
    let name = code.and_then(|c| field(&c, cfield::FILENAME));
    name.as_ref().and_then(Value::as_str).map_or_else(String::new, Str::to_string)
}

/// [`Places::number`], as the tracer calls it.
fn place(context: *mut ()) -> u32 {
    // SAFETY: the context is what `start_tracing_memory` made, and lives until tracing ends; nobody else
    // has a reference to it while the machine allocates. If `vm` is not null the machine is running, and
    // its frames are initialised up to its mark.
    unsafe {
        let places = &mut *context.cast::<Places>();
        match places.vm.as_ref() {
            Some(vm) => places.number(&vm.frames),
            None => places.number(&[]),
        }
    }
}
fn code_freed(context: *mut ()) {
    // SAFETY: as above.
    let places = unsafe { &mut *context.cast::<Places>() };
    places.keys.fill((0, 0));
}

impl Vm {
    /// `tracemalloc.start`: from now on blocks are traced, each with its place of up to `limit` frames.
    pub fn start_tracing_memory(&mut self, limit: usize) {
        if self.places.is_some() {
            return;
        }
        let places = NonNull::from(Box::leak(Box::new(Places::new(limit))));
        self.places = Some(places);
        self.stand_here();
        self.heap.start_tracing(places.as_ptr().cast(), place, code_freed);
    }
    /// `tracemalloc.stop`: all traces are forgotten.
    pub fn stop_tracing_memory(&mut self) {
        self.heap.memory().stop_tracing();
        if let Some(places) = self.places.take() {
            // SAFETY: made by `start_tracing_memory`; the tracer, which had it too, is gone.
            drop(unsafe { Box::from_raw(places.as_ptr()) });
        }
    }
    /// The machine begins to run, or goes on: it stands here.
    pub(crate) fn stand_here(&mut self) {
        let here: *mut Vm = self;
        if let Some(places) = self.places {
            // SAFETY: alive until tracing ends.
            unsafe { (*places.as_ptr()).vm = here };
        }
    }
    /// The machine has stopped, and may be moved.
    pub(crate) fn stand_nowhere(&mut self) {
        if let Some(places) = self.places {
            // SAFETY: as above.
            unsafe { (*places.as_ptr()).vm = std::ptr::null_mut() };
        }
    }
    fn places(&self) -> Option<&Places> {
        // SAFETY: alive until tracing ends; only an allocation writes to it, and those need the heap.
        self.places.map(|p| unsafe { p.as_ref() })
    }
    /// Frames that a traced block's place has at most; 0 when nobody traces.
    pub fn trace_limit(&self) -> usize {
        self.places().map_or(0, |p| p.limit)
    }
    /// What a place's number stands for.
    pub fn memory_place(&self, number: u32) -> Option<Place> {
        self.places()?.place(number)
    }
    /// Bytes that tracing takes for itself.
    pub fn tracing_bytes(&mut self) -> usize {
        let places = self.places().map_or(0, Places::bytes);
        places + self.heap.memory().tracer_bytes()
    }
}
