//! Raising: the built-in exception types by name, and the few lines that make one.

use super::Vm;
use crate::object::typeobj::TypeObj;
use crate::object::{Kind, PyResult, Raised, Slot, Value};
use std::ptr::NonNull;

/// Value fields of an exception.
pub mod field {
    pub const ARGS: usize = 0;
    pub const CAUSE: usize = 1;
    pub const CONTEXT: usize = 2;
    pub const TRACEBACK: usize = 3;
    /// First of the fields whose meaning is the type's own (StopIteration.value, OSError.errno ...).
    pub const EXTRA: usize = 4;
    pub const COUNT: usize = 13;
    /// Word 0: `__suppress_context__`.
    pub const SUPPRESS: usize = 0;
}

macro_rules! exceptions {
    ($($name:ident : $base:ident $(/ $($extra:literal),*)?;)*) => {
        /// The built-in exception types.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Exc { $($name),* }
        impl Exc {
            pub const ALL: &'static [Exc] = &[$(Exc::$name),*];
            pub fn name(self) -> &'static str {
                match self { $(Exc::$name => stringify!($name)),* }
            }
            /// Its base; BaseException is its own.
            pub fn base(self) -> Exc {
                match self { $(Exc::$name => Exc::$base),* }
            }
            /// Names of the fields it adds, at [`field::EXTRA`] and up (inherited by subclasses).
            pub fn extra(self) -> &'static [&'static str] {
                match self { $(Exc::$name => &[$($($extra),*)?]),* }
            }
        }
    };
}
exceptions! {
    BaseException: BaseException;
    Exception: BaseException;
    BaseExceptionGroup: BaseException / "message", "exceptions";
    ExceptionGroup: BaseExceptionGroup;
    GeneratorExit: BaseException;
    KeyboardInterrupt: BaseException;
    SystemExit: BaseException / "code";
    ArithmeticError: Exception;
    FloatingPointError: ArithmeticError;
    OverflowError: ArithmeticError;
    ZeroDivisionError: ArithmeticError;
    AssertionError: Exception;
    AttributeError: Exception / "name", "obj";
    BufferError: Exception;
    EOFError: Exception;
    ImportError: Exception / "msg", "name", "path", "name_from";
    ModuleNotFoundError: ImportError;
    LookupError: Exception;
    IndexError: LookupError;
    KeyError: LookupError;
    MemoryError: Exception;
    NameError: Exception / "name";
    UnboundLocalError: NameError;
    OSError: Exception / "errno", "strerror", "filename", "filename2";
    BlockingIOError: OSError;
    ChildProcessError: OSError;
    ConnectionError: OSError;
    BrokenPipeError: ConnectionError;
    ConnectionAbortedError: ConnectionError;
    ConnectionRefusedError: ConnectionError;
    ConnectionResetError: ConnectionError;
    FileExistsError: OSError;
    FileNotFoundError: OSError;
    InterruptedError: OSError;
    IsADirectoryError: OSError;
    NotADirectoryError: OSError;
    PermissionError: OSError;
    ProcessLookupError: OSError;
    TimeoutError: OSError;
    ReferenceError: Exception;
    RuntimeError: Exception;
    NotImplementedError: RuntimeError;
    RecursionError: RuntimeError;
    PythonFinalizationError: RuntimeError;
    StopAsyncIteration: Exception;
    StopIteration: Exception / "value";
    SyntaxError: Exception / "msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line";
    IndentationError: SyntaxError;
    TabError: IndentationError;
    SystemError: Exception;
    TypeError: Exception;
    ValueError: Exception;
    UnicodeError: ValueError;
    UnicodeDecodeError: UnicodeError / "encoding", "object", "start", "end", "reason";
    UnicodeEncodeError: UnicodeError / "encoding", "object", "start", "end", "reason";
    UnicodeTranslateError: UnicodeError / "object", "start", "end", "reason";
    Warning: Exception;
    BytesWarning: Warning;
    DeprecationWarning: Warning;
    EncodingWarning: Warning;
    FutureWarning: Warning;
    ImportWarning: Warning;
    PendingDeprecationWarning: Warning;
    ResourceWarning: Warning;
    RuntimeWarning: Warning;
    SyntaxWarning: Warning;
    UnicodeWarning: Warning;
    UserWarning: Warning;
}

impl Vm {
    /// The type object of a built-in exception.
    #[inline]
    pub fn exc_type(&self, exc: Exc) -> NonNull<TypeObj> {
        self.exc_types[exc as usize]
    }
    /// A new exception of a built-in type with these arguments, not raised yet.
    ///
    /// # Errors
    /// MemoryError.
    pub fn new_exception(&mut self, exc: Exc, args: Vec<Value>) -> PyResult<Value> {
        let ty = self.exc_type(exc);
        // SAFETY-free: built-in exception types are immortal, reached through their value.
        let args = self.heap.tuple(args)?;
        let value = self.heap.record(ty, field::COUNT);
        if let Some(r) = value.record(Kind::EXCEPTION) {
            r.set(&mut self.heap, field::ARGS, Some(args));
        }
        Ok(value)
    }
    /// An error with one message.
    #[cold]
    pub fn err(&mut self, exc: Exc, message: impl AsRef<str>) -> Raised {
        let text = self.heap.str(message.as_ref());
        self.err_with(exc, vec![text])
    }
    /// An error with these arguments.
    #[cold]
    pub fn err_with(&mut self, exc: Exc, args: Vec<Value>) -> Raised {
        match self.new_exception(exc, args) {
            Ok(v) => Raised(v),
            Err(r) => r,
        }
    }
    #[cold]
    pub fn type_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.err(Exc::TypeError, message)
    }
    #[cold]
    pub fn value_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.err(Exc::ValueError, message)
    }
    #[cold]
    pub fn index_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.err(Exc::IndexError, message)
    }
    #[cold]
    pub fn overflow_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.err(Exc::OverflowError, message)
    }
    #[cold]
    pub fn zero_division(&mut self, message: impl AsRef<str>) -> Raised {
        self.err(Exc::ZeroDivisionError, message)
    }
    #[cold]
    pub fn runtime_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.err(Exc::RuntimeError, message)
    }
    /// KeyError whose argument is the key itself.
    #[cold]
    pub fn key_error(&mut self, key: Value) -> Raised {
        self.err_with(Exc::KeyError, vec![key])
    }
    /// AttributeError with `name` and `obj` set, for suggestions.
    #[cold]
    pub fn attribute_error(&mut self, obj: &Value, name: &Value, message: impl AsRef<str>) -> Raised {
        let Raised(e) = self.err(Exc::AttributeError, message);
        self.set_exc_field(&e, field::EXTRA, Some(name.clone()));
        self.set_exc_field(&e, field::EXTRA + 1, Some(obj.clone()));
        Raised(e)
    }
    /// NameError with `name` set, for suggestions.
    #[cold]
    pub fn name_error(&mut self, exc: Exc, name: &Value, message: impl AsRef<str>) -> Raised {
        let Raised(e) = self.err(exc, message);
        self.set_exc_field(&e, field::EXTRA, Some(name.clone()));
        Raised(e)
    }
    /// StopIteration carrying a generator's return value.
    #[cold]
    pub fn stop_iteration(&mut self, value: Slot) -> Raised {
        let args = value.iter().filter(|v| !v.is_none()).cloned().collect();
        let Raised(e) = self.err_with(Exc::StopIteration, args);
        let value = value.unwrap_or_else(|| self.heap.none());
        self.set_exc_field(&e, field::EXTRA, Some(value));
        Raised(e)
    }
    /// Set a value field of an exception.
    pub fn set_exc_field(&mut self, exc: &Value, i: usize, value: Slot) {
        if let Some(r) = exc.record(Kind::EXCEPTION) {
            let old = r.set(&mut self.heap, i, value);
            drop(old);
        }
    }
    /// A value field of an exception.
    pub fn exc_field(&self, exc: &Value, i: usize) -> Slot {
        exc.record(Kind::EXCEPTION)?.get(&self.heap, i)
    }
    /// Whether the exception is an instance of a built-in type (`PyErr_GivenExceptionMatches`).
    pub fn is_exc(&self, value: &Value, exc: Exc) -> bool {
        value.ty().is_subtype(&self.heap, self.exc_type(exc))
    }
    /// `Ok(Some)` for a result, `Ok(None)` for an error of this type, which is dropped.
    ///
    /// # Errors
    /// Any other error.
    pub fn catch<T>(&mut self, result: PyResult<T>, exc: Exc) -> PyResult<Option<T>> {
        match result {
            Ok(v) => Ok(Some(v)),
            Err(Raised(e)) if self.is_exc(&e, exc) => {
                self.release(e);
                Ok(None)
            }
            Err(r) => Err(r),
        }
    }
    /// The type's name as messages show it (`tp_name`): with the module for built-in types outside
    /// builtins.
    pub fn type_name(&self, v: &Value) -> String {
        self.tp_name(v.ty())
    }
    /// Text of a str value, lone surrogates replaced; empty for anything else.
    pub fn text(&self, v: &Value) -> String {
        v.as_str().map(ToString::to_string).unwrap_or_default()
    }
}
