//! The errors that pure functions of the built-in types report: which exception, and its text.
//!
//! The glue that owns the heap turns a [`Fault`] into a raised exception. Deliberately absent: any
//! exception whose arguments are objects (KeyError of a failed look-up is raised by the caller).

use std::borrow::Cow;
use std::fmt;

/// The exception class of a [`Fault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    ValueError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
    /// Without a message, as CPython raises it.
    MemoryError,
    /// `OverflowError(34, 'Numerical result out of range')`: two arguments, the errno and its text.
    RangeErrno,
}

/// What went wrong, in CPython's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    pub message: Cow<'static, str>,
}

impl Fault {
    pub fn new(kind: FaultKind, message: impl Into<Cow<'static, str>>) -> Fault {
        Fault { kind, message: message.into() }
    }

    pub fn value(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(FaultKind::ValueError, message)
    }

    pub fn type_error(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(FaultKind::TypeError, message)
    }

    pub fn overflow(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(FaultKind::OverflowError, message)
    }

    pub fn zero_division(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(FaultKind::ZeroDivisionError, message)
    }

    pub fn memory() -> Fault {
        Fault::new(FaultKind::MemoryError, "")
    }

    /// What C's errno ERANGE becomes.
    pub fn out_of_range() -> Fault {
        Fault::new(FaultKind::RangeErrno, "(34, 'Numerical result out of range')")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            FaultKind::RangeErrno => write!(f, "OverflowError: {}", self.message),
            kind => write!(f, "{kind:?}: {}", self.message),
        }
    }
}

impl std::error::Error for Fault {}
