//! Last words: finalisers, and errors that nobody can be told.
//!
//! Owns what the undertaker and the collector call when an object has a finaliser, and
//! `sys.unraisablehook`. Follows `slot_tp_finalize` and `_PyErr_WriteUnraisableMsg`.
//! Invariant: nothing here returns an error; what goes wrong is printed.

use super::Vm;
use super::errors::field as efield;
use super::host::Stream;
use crate::object::{Kind, Raised, Slot, TypeSpec, Value};

/// What an unraisable hook is told: CPython's `sys.UnraisableHookArgs`.
pub static UNRAISABLE_ARGS: TypeSpec = TypeSpec {
    name: "sys.UnraisableHookArgs",
    doc: "Type used to pass arguments to sys.unraisablehook.",
    members: &[
        crate::object::spec::Member { name: "exc_type", field: 0, writable: false, doc: "Exception type" },
        crate::object::spec::Member { name: "exc_value", field: 1, writable: false, doc: "Exception value" },
        crate::object::spec::Member {
            name: "exc_traceback",
            field: 2,
            writable: false,
            doc: "Exception traceback",
        },
        crate::object::spec::Member { name: "err_msg", field: 3, writable: false, doc: "Error message" },
        crate::object::spec::Member {
            name: "object",
            field: 4,
            writable: false,
            doc: "Object causing the exception",
        },
    ],
    fields: 5,
    basicsize: 64,
    ..TypeSpec::EMPTY
};

impl Vm {
    /// Run an object's finaliser: close a suspended generator, do what the type's table says, call
    /// `__del__`. Called once in an object's life.
    pub(crate) fn run_finaliser(&mut self, object: &Value) {
        match object.kind().layout() {
            Kind::GENERATOR | Kind::COROUTINE | Kind::ASYNC_GENERATOR => self.close_suspended(object),
            _ => {
                let name = self.names.__del__.clone();
                if let Some(method) = self.special(object, &name) {
                    match self.call_unbound(&method, object, &[]) {
                        Ok(v) => self.release(v),
                        Err(e) => self.unraisable(e, Some(&method), None),
                    }
                }
                if let Some(hook) = object.ty().spec().and_then(|s| s.on_burial) {
                    hook(self, object);
                }
            }
        }
    }
    /// Report an error that cannot be raised: `sys.unraisablehook`, or the default.
    pub fn unraisable(&mut self, e: Raised, object: Option<&Value>, message: Option<&str>) {
        let Raised(error) = e;
        // What natives raise has no traceback yet: it came up where the program stands.
        if self.exc_field(&error, efield::TRACEBACK).is_none() && !self.frames.is_empty() {
            self.add_traceback(&error);
        }
        let key = self.names.unraisablehook.clone();
        let hook = self.sys_dict.as_dict().and_then(|d| d.get_str(&self.heap, &key)).cloned();
        let custom = hook.filter(|h| !h.is_none() && !h.is_exactly(Kind::NATIVE));
        let Some(hook) = custom else {
            let message = message.map(|m| self.str(m));
            self.print_unraisable(&error, object, message.as_ref());
            self.release(error);
            return;
        };
        let args = self.unraisable_args(&error, object, message);
        self.release(error);
        if let Err(Raised(second)) = self.call(&hook, std::slice::from_ref(&args)) {
            let message = self.str("Exception ignored in sys.unraisablehook");
            self.print_unraisable(&second, Some(&hook), Some(&message));
            self.release(second);
        }
        self.release(args);
    }
    fn unraisable_args(&mut self, error: &Value, object: Option<&Value>, message: Option<&str>) -> Value {
        let ty = self.type_for(&UNRAISABLE_ARGS);
        let args = self.heap.record(ty, usize::from(UNRAISABLE_ARGS.fields));
        let message = message.map(|m| self.str(m));
        let values = [
            Some(error.ty_value()),
            Some(error.clone()),
            self.exc_field(error, efield::TRACEBACK),
            message,
            object.cloned(),
        ];
        if let Some(r) = args.as_record() {
            for (i, v) in values.into_iter().enumerate() {
                r.set(&mut self.heap, i, v);
            }
        }
        args
    }
    /// What `sys.unraisablehook` itself does with its argument.
    pub fn default_unraisablehook(&mut self, args: &Value) {
        let field = |vm: &Vm, i| -> Slot {
            args.as_record().and_then(|r| r.get(&vm.heap, i)).filter(|v| !v.is_none())
        };
        let (error, message, object) = (field(self, 1), field(self, 3), field(self, 4));
        if let Some(error) = error {
            self.print_unraisable(&error, object.as_ref(), message.as_ref());
        }
    }
    fn print_unraisable(&mut self, error: &Value, object: Option<&Value>, message: Option<&Value>) {
        let message = message.map(|m| self.text(m));
        let mut text = match object {
            Some(o) => {
                let shown = match self.repr(o) {
                    Ok(s) => self.text(&s),
                    Err(Raised(e)) => {
                        self.release(e);
                        "<object repr() failed>".to_owned()
                    }
                };
                format!("{}: {shown}\n", message.as_deref().unwrap_or("Exception ignored in"))
            }
            None => message.map(|m| format!("{m}:\n")).unwrap_or_default(),
        };
        if let Some(tb) = self.exc_field(error, efield::TRACEBACK).filter(|t| t.is_exactly(Kind::TRACEBACK)) {
            self.plain_traceback(&tb, &mut text);
        }
        let shown = match self.str_of(error) {
            Ok(s) => self.text(&s),
            Err(Raised(e)) => {
                self.release(e);
                "<exception str() failed>".to_owned()
            }
        };
        let class = self.full_type_name(error.ty());
        let class = class.strip_prefix("__main__.").unwrap_or(&class);
        text.push_str(&format!("{class}: {shown}\n"));
        self.write_stderr(&text);
    }
    /// Write to `sys.stderr`, or to the standard error stream while there is none; errors are lost,
    /// there is nobody left to tell.
    pub fn write_stderr(&mut self, text: &str) {
        let key = self.names.stderr.clone();
        let file = self.sys_dict.as_dict().and_then(|d| d.get_str(&self.heap, &key)).cloned();
        let Some(file) = file.filter(|f| !f.is_none()) else {
            if let Err(Raised(e)) = self.write_stream(Stream::Stderr, text.as_bytes()) {
                self.release(e);
            }
            return;
        };
        let (write, flush) = (self.names.write.clone(), self.names.flush.clone());
        let text = self.str(text);
        for (name, args) in [(write, vec![text]), (flush, vec![])] {
            match self.call_method(&file, &name, &args) {
                Ok(v) => self.release(v),
                Err(Raised(e)) => self.release(e),
            }
        }
    }
}
