//! Warnings: which are shown, which are errors, and how often.
//!
//! Owns the decision and the plain form of showing (`Python/_warnings.c`). Once a program has
//! imported the module `warnings`, its filters decide and its functions show.
//! Invariant: a warning is either shown, raised or dropped; nothing is lost because nobody listens.
//! Deliberately absent: the loaders of modules, which CPython asks for a line of source.

use super::Vm;
use super::errors::Exc;
use crate::object::code::field as cfield;
use crate::object::{Kind, PyResult, Raised, Slot, Value};

const FILTERS: &str = "warnings.filters";
const ONCE: &str = "warnings.onceregistry";
const VERSION: &str = "warnings.version";
/// What happens where no filter says anything.
pub const DEFAULT_ACTION: &str = "default";

/// A warning with all that is known of it.
pub struct Warning {
    /// A str, or an instance of [`Exc::Warning`].
    pub message: Value,
    pub category: Value,
    pub file: Value,
    pub line: i64,
    /// What filters match the name of the module with; by default made from `file`.
    pub module: Slot,
    /// Where the module remembers what was shown already.
    pub registry: Slot,
    /// The object it is about.
    pub source: Slot,
}

/// Where a warning is laid.
struct Place {
    globals: Value,
    file: Value,
    line: i64,
}

impl Vm {
    /// A conversion method (of this class, if the message is to name it) gave an instance of a strict subclass of
    /// what it should give.
    ///
    /// # Errors
    /// The warning, where filters make it an error.
    pub(crate) fn warn_of_subclass(
        &mut self,
        made: &Value,
        exact: Kind,
        of: Option<&Value>,
        method: &str,
    ) -> PyResult<()> {
        if made.is_exactly(exact) {
            return Ok(());
        }
        let method = of.map_or_else(|| method.to_owned(), |v| format!("{}.{method}", self.type_name(v)));
        let (kind, got) = (self.heap.type_ref(exact).name(&self.heap), self.type_name(made));
        let message = format!(
            "{method} returned non-{kind} (type {got}).  The ability to return an instance of a strict subclass of \
             {kind} is deprecated, and may be removed in a future version of Python."
        );
        self.warn(Exc::DeprecationWarning, &message)
    }
    /// Warn, at the line that runs now.
    ///
    /// # Errors
    /// The warning itself, where a filter makes it an error; what showing it raises.
    pub fn warn(&mut self, category: Exc, message: &str) -> PyResult<()> {
        self.warn_about(category, message, None)
    }
    /// As [`Vm::warn`], of an object.
    ///
    /// # Errors
    /// As of [`Vm::warn`].
    pub fn warn_about(&mut self, category: Exc, message: &str, source: Slot) -> PyResult<()> {
        let (message, category) = (self.str(message), self.exc_value(category));
        self.warn_from(message, category, 1, &[], source)
    }
    /// `warnings.warn`: the place is `level` frames up, files that begin with one of `skipped` left
    /// out.
    ///
    /// # Errors
    /// As of [`Vm::warn`].
    pub fn warn_from(
        &mut self,
        message: Value,
        category: Value,
        level: i64,
        skipped: &[String],
        source: Slot,
    ) -> PyResult<()> {
        let place = self.warning_place(level, skipped);
        let key = self.heap.intern_str("__warningregistry__");
        let registry = match self.dict_get(&place.globals, &key)? {
            Some(r) => r,
            None => {
                let r = self.heap.dict();
                self.dict_set(&place.globals, key, r.clone())?;
                r
            }
        };
        let name = self.names.__name__.clone();
        let module = self
            .dict_get(&place.globals, &name)?
            .filter(|m| m.is_none() || m.as_str().is_some())
            .unwrap_or_else(|| self.heap.intern_str("<string>"));
        self.warn_explicit(Warning {
            message,
            category,
            file: place.file,
            line: place.line,
            module: Some(module),
            registry: Some(registry),
            source,
        })
    }
    /// The frame that many levels up (1: the running one); beyond the last, `sys`.
    fn warning_place(&mut self, level: i64, skipped: &[String]) -> Place {
        let mut at = self.frames.len().checked_sub(1);
        let mut left = level;
        while let Some(i) = at
            && left > 1
        {
            let file = |i: &usize| self.text(&self.frame_file(*i));
            at = (0..i).rev().find(|i| !skipped.iter().any(|s| file(i).starts_with(s)));
            left -= 1;
        }
        let Some(at) = at else {
            return Place { globals: self.sys_dict.clone(), file: self.str("<sys>"), line: 0 };
        };
        let frame = &self.frames[at];
        let (globals, line) = (frame.globals_value(), i64::from(frame.code().line(frame.lasti())));
        Place { globals, file: self.frame_file(at), line }
    }
    fn frame_file(&self, at: usize) -> Value {
        let code = self.frames[at].code_value(self);
        self.record_field(&code, cfield::FILENAME)
    }
    /// `warnings.warn_explicit`.
    ///
    /// # Errors
    /// As of [`Vm::warn`].
    pub fn warn_explicit(&mut self, w: Warning) -> PyResult<()> {
        let Warning { message, category, file, line, module, registry, source } = w;
        let module = match module {
            Some(m) => m,
            None => self.module_of_file(&file)?,
        };
        if module.is_none() {
            return Ok(());
        }
        let registry = registry.filter(|r| !r.is_none());
        let (text, category, message) = if self.is_exc(&message, Exc::Warning) {
            (self.str_of(&message)?, message.ty_value(), message)
        } else {
            let made = self.call(&category, std::slice::from_ref(&message))?;
            (message, category, made)
        };
        let number = self.int(line);
        let key = self.tuple(vec![text.clone(), category.clone(), number])?;
        if let Some(r) = &registry
            && self.already_warned(r, &key)?
        {
            return Ok(());
        }
        let (action, filter) = self.warning_action(&category, &text, line, &module)?;
        let shown = match self.text(&action).as_str() {
            "error" => return Err(Raised(message)),
            "ignore" => false,
            "always" => true,
            known @ ("once" | "module" | "default") => {
                if let Some(r) = &registry {
                    let yes = self.bool(true);
                    self.dict_set(r, key, yes)?;
                }
                let general = match (known, &registry) {
                    ("default", _) | ("module", None) => None,
                    (_, Some(r)) => Some(r.clone()),
                    (_, None) => Some(self.once_registry()),
                };
                match general {
                    None => true,
                    Some(r) => {
                        let key = self.tuple(vec![text.clone(), category.clone()])?;
                        let seen = self.already_warned(&r, &key)?;
                        if !seen {
                            let yes = self.bool(true);
                            self.dict_set(&r, key, yes)?;
                        }
                        !seen
                    }
                }
            }
            _ => {
                let (action, filter) = (self.repr_text(&action), self.repr_text(&filter));
                let text = format!("Unrecognized action ({action}) in warnings.filters:\n {filter}");
                return Err(self.runtime_error(text));
            }
        };
        if !shown {
            return Ok(());
        }
        self.show_warning(message, &category, &text, file, line, source)
    }
    /// The module a file is taken for: its path without `.py`.
    fn module_of_file(&mut self, file: &Value) -> PyResult {
        let text = self.text(file);
        if text.is_empty() {
            return Ok(self.str("<unknown>"));
        }
        match text.strip_suffix(".py") {
            Some(stem) => Ok(self.heap.try_str(stem)?),
            None => Ok(file.clone()),
        }
    }
    /// Whether the registry has the key; a registry from before the filters changed is emptied.
    fn already_warned(&mut self, registry: &Value, key: &Value) -> PyResult<bool> {
        let name = self.heap.intern_str("version");
        let version = self.state.get(VERSION).cloned().unwrap_or_else(|| self.int(0));
        let known = self.dict_get(registry, &name)?;
        if known.is_some_and(|k| k.as_word() == version.as_word()) {
            return match self.dict_get(registry, key)? {
                Some(v) => self.truth(&v),
                None => Ok(false),
            };
        }
        let old = registry.as_dict().map(|d| d.take_all(&mut self.heap)).unwrap_or_default();
        for (k, v) in old {
            self.release(k);
            self.release(v);
        }
        self.dict_set(registry, name, version)?;
        Ok(false)
    }
    /// What the first filter that fits says, and that filter.
    fn warning_action(
        &mut self,
        category: &Value,
        text: &Value,
        line: i64,
        module: &Value,
    ) -> PyResult<(Value, Value)> {
        let filters = match self.warnings_attr("filters", false)? {
            Some(f) => f,
            None => self.warning_filters()?,
        };
        let Some(list) = filters.as_list() else {
            return Err(self.value_error("_warnings.filters must be a list"));
        };
        let mut i = 0;
        // Matching runs Python code, which may change the list.
        while let Some(item) = list.get(&self.heap, i) {
            let Some([action, wanted, of, name, at]) = item.as_tuple() else {
                return Err(self.value_error(format!("_warnings.filters item {i} isn't a 5-tuple")));
            };
            if action.as_str().is_none() {
                let got = self.type_name(action);
                return Err(self.type_error(format!("action must be a string, not '{got}'")));
            }
            i += 1;
            let fits = self.warning_fits(wanted, text)?
                && self.is_subclass(category, of)?
                && self.warning_fits(name, module)?
                && matches!(self.index(at)?, n if n == 0 || n == line);
            if fits {
                return Ok((action.clone(), item.clone()));
            }
        }
        let none = self.none();
        match self.warnings_attr("defaultaction", false)? {
            Some(a) if a.as_str().is_some() => Ok((a, none)),
            Some(a) => {
                let got = self.type_name(&a);
                Err(self.type_error(format!("_warnings.defaultaction must be a string, not '{got}'")))
            }
            None => Ok((self.str(DEFAULT_ACTION), none)),
        }
    }
    /// None fits all, a str what equals it, anything else what its `match` finds.
    fn warning_fits(&mut self, pattern: &Value, text: &Value) -> PyResult<bool> {
        if pattern.is_none() {
            return Ok(true);
        }
        if pattern.is_exactly(crate::object::Kind::STR) {
            return self.eq(pattern, text);
        }
        let name = self.heap.intern_str("match");
        let found = self.call_method(pattern, &name, std::slice::from_ref(text))?;
        self.truth(&found)
    }
    /// An attribute of the module `warnings`, if it is loaded, or `import` asks for it.
    fn warnings_attr(&mut self, name: &str, import: bool) -> PyResult<Slot> {
        let module = match self.loaded("warnings")? {
            Some(m) => m,
            None if import && !self.finalizing => {
                let (module, none) = (self.heap.intern_str("warnings"), self.none());
                let found = self.import_module(&module, &none, &none, 0);
                match self.catch(found, Exc::ImportError)? {
                    Some(m) => m,
                    None => return Ok(None),
                }
            }
            None => return Ok(None),
        };
        let name = self.heap.intern_str(name);
        self.get_attr_opt(&module, &name)
    }
    fn show_warning(
        &mut self,
        message: Value,
        category: &Value,
        text: &Value,
        file: Value,
        line: i64,
        source: Slot,
    ) -> PyResult<()> {
        let Some(show) = self.warnings_attr("_showwarnmsg", source.is_some())? else {
            return self.print_warning(category, text, &file, line);
        };
        if !self.is_callable(&show) {
            return Err(self.type_error("warnings._showwarnmsg() must be set to a callable"));
        }
        let Some(class) = self.warnings_attr("WarningMessage", false)? else {
            return Err(self.runtime_error("unable to get warnings.WarningMessage"));
        };
        let (none, line) = (self.none(), self.int(line));
        let source = source.unwrap_or_else(|| none.clone());
        let details =
            self.call(&class, &[message, category.clone(), file, line, none.clone(), none, source])?;
        let done = self.call(&show, &[details])?;
        self.release(done);
        Ok(())
    }
    /// A warning as it is shown while the module `warnings` is not there.
    fn print_warning(&mut self, category: &Value, text: &Value, file: &Value, line: i64) -> PyResult<()> {
        let name = self.names.__name__.clone();
        let category = self.get_attr(category, &name)?;
        let shown = self.str_of(text)?;
        let file = self.text(file);
        let mut out = format!("{file}:{line}: {}: {}\n", self.text(&category), self.text(&shown));
        if let Some(source) = u32::try_from(line).ok().and_then(|line| self.source_line(&file, line)) {
            out.push_str(&format!("  {}\n", source.trim()));
        }
        self.write_stderr(&out);
        Ok(())
    }

    // --- what the module shares --------------------------------------------------------------------------

    /// The list of filters the machine begins with.
    ///
    /// # Errors
    /// MemoryError.
    pub fn warning_filters(&mut self) -> PyResult {
        if let Some(f) = self.state.get(FILTERS) {
            return Ok(f.clone());
        }
        let main = self.names.__main__.clone();
        let none = self.none();
        let defaults = [
            ("default", Exc::DeprecationWarning, main),
            ("ignore", Exc::DeprecationWarning, none.clone()),
            ("ignore", Exc::PendingDeprecationWarning, none.clone()),
            ("ignore", Exc::ImportWarning, none.clone()),
            ("ignore", Exc::ResourceWarning, none.clone()),
        ];
        let mut items = Vec::new();
        for (action, category, module) in defaults {
            let (action, category) = (self.heap.intern_str(action), self.exc_value(category));
            let parts = vec![action, none.clone(), category, module, self.int(0)];
            items.push(self.tuple(parts)?);
        }
        let list = self.list(items)?;
        self.state.insert(FILTERS, list.clone());
        Ok(list)
    }
    /// What the action "once" has shown for modules without a registry.
    pub fn once_registry(&mut self) -> Value {
        if let Some(d) = self.state.get(ONCE) {
            return d.clone();
        }
        let d = self.heap.dict();
        self.state.insert(ONCE, d.clone());
        d
    }
    /// The filters have changed: what registries remember no longer counts.
    pub fn warning_filters_mutated(&mut self) {
        let version = self.state.get(VERSION).and_then(Value::as_word).unwrap_or(0);
        let version = self.int(version + 1);
        self.state.insert(VERSION, version);
    }
}
