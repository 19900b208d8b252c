//! Limits are part of the machine: steps, heap, output, time, recursion. They are looked at at the
//! safe points only: function entry, backward jump, after a native call.

use super::Vm;
use super::errors::Exc;
use super::host::Stream;
use crate::object::heap::pending;
use crate::object::{PyResult, Raised};

/// What the command line sets; `None`: unlimited.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    pub max_steps: Option<u64>,
    pub max_output: Option<u64>,
    /// Steps taken: function entries, backward jumps and native calls.
    pub steps: u64,
    pub output: u64,
    /// A limit that ends the program has been passed: which.
    pub exceeded: Option<Exceeded>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exceeded {
    Steps,
    Time,
    Output,
}

impl Exceeded {
    /// Exit status: 124 as timeout(1), then its neighbours.
    pub fn status(self) -> i32 {
        match self {
            Exceeded::Time => 124,
            Exceeded::Steps => 125,
            Exceeded::Output => 126,
        }
    }
    pub fn message(self) -> &'static str {
        match self {
            Exceeded::Time => "terrarium: time limit exceeded",
            Exceeded::Steps => "terrarium: step limit exceeded",
            Exceeded::Output => "terrarium: output limit exceeded",
        }
    }
}

impl Vm {
    /// A safe point: bury the parked, collect if asked, look at signals and limits.
    ///
    /// # Errors
    /// KeyboardInterrupt, MemoryError; SystemExit when a limit ends the program.
    #[inline(always)]
    pub fn safe_point(&mut self) -> PyResult<()> {
        if self.heap.pending() != 0 { self.safe_point_slow() } else { Ok(()) }
    }
    #[cold]
    #[inline(never)]
    pub(crate) fn safe_point_slow(&mut self) -> PyResult<()> {
        self.reap();
        let bits = self.heap.pending();
        if bits & pending::COLLECT != 0 {
            self.heap.clear_pending(pending::COLLECT);
            self.collect_if_due();
        }
        if bits & pending::INTERRUPT != 0 {
            self.heap.clear_pending(pending::INTERRUPT);
            return Err(self.err_with(Exc::KeyboardInterrupt, vec![]));
        }
        if bits & pending::TIMEOUT != 0 {
            return Err(self.end_by_limit(Exceeded::Time));
        }
        if bits & pending::STEPS != 0 {
            self.limits.steps += 1;
            if self.limits.max_steps.is_some_and(|max| self.limits.steps > max) {
                return Err(self.end_by_limit(Exceeded::Steps));
            }
        }
        self.check_memory()
    }
    /// MemoryError once the heap is over its limit, after giving back what is free.
    pub(crate) fn check_memory(&mut self) -> PyResult<()> {
        if !self.heap.memory().over_limit() {
            return Ok(());
        }
        self.heap.clear_free_lists();
        self.heap.memory().flush();
        if self.heap.memory().over_limit() {
            return Err(Raised::from(crate::object::NoMemory));
        }
        Ok(())
    }
    /// The program ends here: an exit that `except` clauses do not hold up for long, since every
    /// further safe point raises it again.
    #[cold]
    pub fn end_by_limit(&mut self, which: Exceeded) -> Raised {
        self.limits.exceeded = Some(which);
        let status = self.int(i64::from(which.status()));
        let Raised(e) = self.err_with(Exc::SystemExit, vec![status.clone()]);
        self.set_exc_field(&e, super::errors::field::EXTRA, Some(status));
        Raised(e)
    }
    /// Write to a standard stream, counting against the output limit.
    ///
    /// # Errors
    /// OSError; the end of the program past the limit.
    pub fn write_stream(&mut self, stream: Stream, bytes: &[u8]) -> PyResult<()> {
        if let Some(max) = self.limits.max_output {
            self.limits.output += bytes.len() as u64;
            if self.limits.output > max {
                return Err(self.end_by_limit(Exceeded::Output));
            }
        }
        match self.io.write(stream, bytes) {
            Ok(()) => Ok(()),
            Err(e) => Err(self.os_error(&e, None)),
        }
    }
    /// OSError (or the subclass of its kind) from a host error.
    pub fn os_error(&mut self, e: &std::io::Error, path: Option<&str>) -> Raised {
        use std::io::ErrorKind as K;
        let (exc, errno, text) = match e.kind() {
            K::NotFound => (Exc::FileNotFoundError, 2, "No such file or directory"),
            K::PermissionDenied => (Exc::PermissionError, 13, "Permission denied"),
            K::AlreadyExists => (Exc::FileExistsError, 17, "File exists"),
            K::NotADirectory => (Exc::NotADirectoryError, 20, "Not a directory"),
            K::IsADirectory => (Exc::IsADirectoryError, 21, "Is a directory"),
            K::BrokenPipe => (Exc::BrokenPipeError, 32, "Broken pipe"),
            K::Interrupted => (Exc::InterruptedError, 4, "Interrupted system call"),
            _ => (Exc::OSError, e.raw_os_error().unwrap_or(5), ""),
        };
        // The system's own words, without the number that the standard library adds.
        let said = e.to_string();
        let said = said.split(" (os error").next().unwrap_or_default();
        let text = if text.is_empty() { said } else { text };
        let errno = self.int(i64::from(errno));
        let text = self.str(text);
        let Raised(error) = self.err_with(exc, vec![errno.clone(), text.clone()]);
        let extra = super::errors::field::EXTRA;
        self.set_exc_field(&error, extra, Some(errno));
        self.set_exc_field(&error, extra + 1, Some(text));
        if let Some(path) = path {
            let path = self.str(path);
            self.set_exc_field(&error, extra + 2, Some(path));
        }
        Raised(error)
    }
}
