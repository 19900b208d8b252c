//! Imports: `sys.modules`, native modules, frozen sources, then files on `sys.path`.
//!
//! Modules that CPython does not have come last, after the user's own path: they are those of the
//! package `terrarium`, which is always found, so `import heap` is `terrarium.heap` unless the user has a
//! `heap.py`.
//! Deliberately absent: finders and loaders as objects; a module is found by its name in this order.

use super::Vm;
use super::attributes::field as afield;
use super::errors::{self, Exc};
use crate::object::{Kind, PyResult, Raised, Value};
use crate::syntax::parse::Mode;
use crate::syntax::source::Source;

/// The package of the modules that CPython does not have.
const OURS: &str = "terrarium";

/// Modules of CPython's standard library that teaching programs name: for the hint "Did you
/// forget to import".
pub fn is_stdlib_module(name: &str) -> bool {
    const NAMES: &str = " abc argparse array ast asyncio atexit base64 bisect builtins calendar cmath collections configparser \
        contextlib copy csv ctypes dataclasses datetime decimal difflib dis email enum errno fractions functools gc getopt \
        getpass glob gzip hashlib heapq hmac html http importlib inspect io itertools json keyword linecache locale logging \
        lzma math mmap multiprocessing numbers operator os pathlib pdb pickle pkgutil platform pprint profile pstats queue \
        random re resource sched secrets select shelve shlex shutil signal site socket sqlite3 ssl stat statistics string \
        struct subprocess symtable sys sysconfig tarfile tempfile textwrap threading time timeit token tokenize traceback \
        tracemalloc types typing unicodedata unittest urllib uuid warnings wave weakref xml zipfile zlib ";
    !name.is_empty() && NAMES.contains(&format!(" {name} "))
}

impl Vm {
    pub(crate) fn import_name(&mut self, name: &Value, level: Value, from: Value) -> PyResult {
        let key = self.names.__import__.clone();
        let builtins = self.builtins.clone();
        let hook = self.dict_get(&builtins, &key)?;
        let globals = self.current_globals();
        match hook {
            Some(h) if !h.is_exactly(Kind::NATIVE) => {
                let locals = self.none();
                self.call(&h, &[name.clone(), globals, locals, from, level])
            }
            _ => {
                let level = level.as_word().unwrap_or(0).max(0) as usize;
                self.import_module(name, &globals, &from, level)
            }
        }
    }
    /// `__import__(name, globals, fromlist, level)`.
    ///
    /// # Errors
    /// ImportError, or what running the module raises.
    pub fn import_module(&mut self, name: &Value, globals: &Value, from: &Value, level: usize) -> PyResult {
        let text = self.text(name);
        if text.is_empty() && level == 0 {
            return Err(self.value_error("Empty module name"));
        }
        let absolute = if level > 0 { self.resolve(&text, globals, level)? } else { text.clone() };
        let module = self.import_dotted(&absolute)?;
        let wants = !from.is_none() && self.truth(from)?;
        if wants {
            self.import_submodules(&module, &absolute, from)?;
            return Ok(module);
        }
        if level > 0 || !text.contains('.') {
            return Ok(module);
        }
        let first = text.split('.').next().unwrap_or(&text).to_owned();
        self.loaded(&first)?.map_or_else(|| Ok(module), Ok)
    }
    fn resolve(&mut self, name: &str, globals: &Value, level: usize) -> PyResult<String> {
        let get = |vm: &mut Vm, key: Value| -> Option<String> {
            let v = globals.as_dict()?.get_str(&vm.heap, &key)?.clone();
            v.as_str().map(ToString::to_string)
        };
        let package = match get(self, self.names.__package__.clone()) {
            Some(p) => p,
            None => {
                let own = get(self, self.names.__name__.clone()).unwrap_or_default();
                let is_package = get(self, self.names.__path__.clone()).is_some()
                    || globals
                        .as_dict()
                        .is_some_and(|d| d.get_str(&self.heap, &self.names.__path__).is_some());
                if is_package {
                    own
                } else {
                    own.rsplit_once('.').map(|(p, _)| p.to_owned()).unwrap_or_default()
                }
            }
        };
        if package.is_empty() {
            return Err(self.err(Exc::ImportError, "attempted relative import with no known parent package"));
        }
        let mut parts: Vec<&str> = package.split('.').collect();
        if level > parts.len() {
            return Err(self.err(Exc::ImportError, "attempted relative import beyond top-level package"));
        }
        parts.truncate(parts.len() - (level - 1));
        let base = parts.join(".");
        Ok(if name.is_empty() { base } else { format!("{base}.{name}") })
    }
    pub(crate) fn loaded(&mut self, name: &str) -> PyResult<Option<Value>> {
        let key = self.heap.intern_str(name);
        let modules = self.modules.clone();
        self.dict_get(&modules, &key)
    }
    /// Import `a`, then `a.b`, then `a.b.c`; the last.
    fn import_dotted(&mut self, name: &str) -> PyResult {
        if let Some(m) = self.loaded(name)? {
            if m.is_none() {
                let message = format!("import of {name} halted; None in sys.modules");
                return Err(self.module_not_found(name, message));
            }
            return Ok(m);
        }
        let mut parent: Option<Value> = None;
        let mut module = self.none();
        let mut sofar = String::new();
        for part in name.split('.') {
            if !sofar.is_empty() {
                sofar.push('.');
            }
            sofar.push_str(part);
            module = match self.loaded(&sofar)? {
                Some(m) => m,
                None => {
                    let m = self.guarded("", |vm| vm.load_module(&sofar, parent.as_ref(), name))?;
                    if let Some(p) = &parent {
                        let attr = self.heap.intern_str(part);
                        self.set_attr(p, &attr, Some(m.clone()))?;
                    }
                    m
                }
            };
            parent = Some(module.clone());
        }
        Ok(module)
    }
    #[cold]
    fn module_not_found(&mut self, name: &str, message: String) -> Raised {
        let text = self.str(&message);
        let Raised(e) = self.err_with(Exc::ModuleNotFoundError, vec![text.clone()]);
        let name = self.str(name);
        self.set_exc_field(&e, errors::field::EXTRA, Some(text));
        self.set_exc_field(&e, errors::field::EXTRA + 1, Some(name));
        Raised(e)
    }
    fn load_module(&mut self, name: &str, parent: Option<&Value>, _whole: &str) -> PyResult {
        let search: Vec<String> = match parent {
            None => {
                if let Some(m) = crate::builtins::native_module(self, name) {
                    let m = m?;
                    self.register(name, &m)?;
                    return Ok(m);
                }
                if let Some(m) = (self.further.native)(self, name) {
                    let m = m?;
                    self.register(name, &m)?;
                    return Ok(m);
                }
                if let Some(source) = crate::builtins::frozen_source(name) {
                    return self.run_module(name, source, &format!("<frozen {name}>"), None);
                }
                if name == OURS {
                    return self.load_ours("");
                }
                self.search_path()?
            }
            Some(p) => {
                if let Some(below) = name.strip_prefix("terrarium.")
                    && (self.further.ours)(below).is_some()
                {
                    return self.load_ours(below);
                }
                if (self.further.ours)(name).is_some() && self.is_ours(p)? {
                    return self.import_ours(name);
                }
                if let Some(source) = crate::builtins::frozen_source(name) {
                    return self.run_module(name, source, &format!("<frozen {name}>"), None);
                }
                let key = self.names.__path__.clone();
                match self.get_attr_opt(p, &key)? {
                    Some(path) => {
                        let items = self.collect(&path)?;
                        items.iter().map(|v| self.text(v)).collect()
                    }
                    None => {
                        let (base, _) = name.rsplit_once('.').unwrap_or((name, ""));
                        let message = format!("No module named '{name}'; '{base}' is not a package");
                        return Err(self.module_not_found(name, message));
                    }
                }
            }
        };
        let leaf = name.rsplit('.').next().unwrap_or(name);
        for folder in search {
            let base = if folder.is_empty() {
                leaf.to_owned()
            } else {
                format!("{}/{leaf}", folder.trim_end_matches('/'))
            };
            let init = format!("{base}/__init__.py");
            if self.io.is_file(&init) {
                return self.load_file(name, &init, Some(&base));
            }
            let file = format!("{base}.py");
            if self.io.is_file(&file) {
                return self.load_file(name, &file, None);
            }
        }
        if parent.is_none() && (self.further.ours)(name).is_some() {
            return self.import_ours(name);
        }
        let message = format!("No module named '{name}'");
        Err(self.module_not_found(name, message))
    }
    /// Run the source of one of our own modules.
    fn load_ours(&mut self, below: &str) -> PyResult {
        let name = if below.is_empty() { OURS.to_owned() } else { format!("{OURS}.{below}") };
        let Some(module) = (self.further.ours)(below) else {
            return Err(self.module_not_found(&name, format!("No module named '{name}'")));
        };
        let package = module.is_package.then_some("");
        self.run_module(&name, module.source, &format!("<frozen {name}>"), package)
    }
    /// Whether a module is one of ours, under whatever name it was imported.
    fn is_ours(&mut self, module: &Value) -> PyResult<bool> {
        let key = self.names.__name__.clone();
        let name = self.get_attr_opt(module, &key)?.map(|n| self.text(&n)).unwrap_or_default();
        Ok(name.starts_with("terrarium."))
    }
    /// `import heap` without a `heap` of the user's: one module, two names.
    fn import_ours(&mut self, name: &str) -> PyResult {
        let module = self.import_dotted(&format!("{OURS}.{name}"))?;
        self.register(name, &module)?;
        Ok(module)
    }
    fn search_path(&mut self) -> PyResult<Vec<String>> {
        let key = self.names.path.clone();
        let sys = self.sys_dict.clone();
        let Some(path) = self.dict_get(&sys, &key)? else { return Ok(Vec::new()) };
        let items = self.collect(&path)?;
        Ok(items.iter().filter(|v| v.as_str().is_some()).map(|v| self.text(v)).collect())
    }
    fn register(&mut self, name: &str, module: &Value) -> PyResult<()> {
        let key = self.heap.intern_str(name);
        let modules = self.modules.clone();
        self.dict_set(&modules, key, module.clone())
    }
    fn load_file(&mut self, name: &str, file: &str, package: Option<&str>) -> PyResult {
        let bytes = match self.io.read_file(file) {
            Ok(b) => b,
            Err(e) => return Err(self.os_error(&e, Some(file))),
        };
        let module = self.fresh_module(name, file, package)?;
        let source = match Source::decode(&bytes, file) {
            Ok(s) => s,
            Err(e) => {
                self.forget(name)?;
                return Err(self.syntax_error(&e, file));
            }
        };
        let code = self.compile(&source, file, Mode::Module);
        self.execute_module(name, module, code)
    }
    /// Run frozen source as a module.
    fn run_module(&mut self, name: &str, source: &str, file: &str, package: Option<&str>) -> PyResult {
        let module = self.fresh_module(name, file, package)?;
        let code = self.compile_text(source, file, Mode::Module);
        self.execute_module(name, module, code)
    }
    fn fresh_module(&mut self, name: &str, file: &str, package: Option<&str>) -> PyResult {
        let module = self.new_module(name, "");
        let dict = self.record_field(&module, afield::MODULE_DICT);
        let parent = match package {
            Some(_) => name.to_owned(),
            None => name.rsplit_once('.').map(|(p, _)| p.to_owned()).unwrap_or_default(),
        };
        let parent = self.heap.intern_str(&parent);
        self.put(&dict, "__package__", parent);
        if !file.starts_with('<') {
            let file = self.str(file);
            self.put(&dict, "__file__", file);
        }
        if let Some(folder) = package {
            let folder = self.str(folder);
            let folders = if file.starts_with('<') { vec![] } else { vec![folder] };
            let path = self.list(folders)?;
            self.put(&dict, "__path__", path);
        }
        self.register(name, &module)?;
        Ok(module)
    }
    fn forget(&mut self, name: &str) -> PyResult<()> {
        let key = self.heap.intern_str(name);
        let modules = self.modules.clone();
        if let Some((k, v)) = self.dict_remove(&modules, &key)? {
            self.release(k);
            self.release(v);
        }
        Ok(())
    }
    fn execute_module(&mut self, name: &str, module: Value, code: PyResult) -> PyResult {
        let dict = self.record_field(&module, afield::MODULE_DICT);
        let result = code.and_then(|c| {
            let done = self.run_code(&c, &dict, &dict);
            self.release(c);
            done
        });
        match result {
            Ok(v) => {
                self.release(v);
                // The module may have replaced itself in sys.modules.
                Ok(self.loaded(name)?.unwrap_or(module))
            }
            Err(e) => {
                self.forget(name)?;
                Err(e)
            }
        }
    }
    /// `from package import sub` imports submodules that are not attributes yet.
    fn import_submodules(&mut self, module: &Value, name: &str, from: &Value) -> PyResult<()> {
        let path = self.names.__path__.clone();
        if self.get_attr_opt(module, &path)?.is_none() {
            return Ok(());
        }
        for item in self.collect(from)? {
            if item.as_str().is_none() {
                continue;
            }
            if item.as_str().is_some_and(|s| s.is("*")) {
                let all = self.names.__all__.clone();
                if let Some(all) = self.get_attr_opt(module, &all)? {
                    self.import_submodules(module, name, &all)?;
                }
                continue;
            }
            if self.get_attr_opt(module, &item)?.is_some() {
                continue;
            }
            let full = format!("{name}.{}", self.text(&item));
            match self.import_dotted(&full) {
                Ok(m) => self.release(m),
                Err(Raised(e)) if self.is_exc(&e, Exc::ModuleNotFoundError) => {
                    let missing = self.exc_field(&e, errors::field::EXTRA + 1).map(|n| self.text(&n));
                    if missing.as_deref() != Some(&full) {
                        return Err(Raised(e));
                    }
                }
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }
    pub(crate) fn import_from(&mut self, module: &Value, name: &Value) -> PyResult {
        if let Some(v) = self.get_attr_opt(module, name)? {
            return Ok(v);
        }
        let own = self.names.__name__.clone();
        let package = self.get_attr_opt(module, &own)?.map(|n| self.text(&n));
        if let Some(p) = &package
            && let Some(m) = self.loaded(&format!("{p}.{}", self.text(name)))?
        {
            return Ok(m);
        }
        let file = self.names.__file__.clone();
        let file = self.get_attr_opt(module, &file)?.map(|f| self.text(&f));
        let shown = package.clone().unwrap_or_else(|| "<unknown module name>".to_owned());
        let origin = file.clone().unwrap_or_else(|| "unknown location".to_owned());
        let wanted = self.text(name);
        let message = if self.is_initializing(module) {
            format!(
                "cannot import name '{wanted}' from partially initialized module '{shown}' (most likely due to a circular import) ({origin})"
            )
        } else {
            format!("cannot import name '{wanted}' from '{shown}' ({origin})")
        };
        let text = self.str(&message);
        let Raised(e) = self.err_with(Exc::ImportError, vec![text.clone()]);
        let name_value = self.str(&shown);
        self.set_exc_field(&e, errors::field::EXTRA, Some(text));
        self.set_exc_field(&e, errors::field::EXTRA + 1, Some(name_value));
        if let Some(f) = file {
            let f = self.str(&f);
            self.set_exc_field(&e, errors::field::EXTRA + 2, Some(f));
        }
        self.set_exc_field(&e, errors::field::EXTRA + 3, Some(name.clone()));
        Err(Raised(e))
    }
    /// Whether the module's own code is still running (the main program never counts).
    pub(crate) fn is_initializing(&self, module: &Value) -> bool {
        if !module.has_layout(Kind::MODULE) {
            return false;
        }
        let dict = self.record_field(module, afield::MODULE_DICT);
        self.frames.iter().skip(1).any(|f| f.locals.as_ref().is_some_and(|l| l.is(&dict)))
    }
    pub(crate) fn import_star(&mut self, module: &Value) -> PyResult<()> {
        let all = self.names.__all__.clone();
        let dict = self.instance_dict(module)?;
        let names: Vec<Value> = match self.get_attr_opt(module, &all)? {
            Some(all) => self.collect(&all)?,
            None => {
                let Some(d) = dict.as_dict() else { return Ok(()) };
                let keys: Vec<Value> =
                    (0..d.filled()).filter_map(|i| d.at(&self.heap, i)).map(|(k, _)| k.clone()).collect();
                keys.into_iter().filter(|k| !self.text(k).starts_with('_')).collect()
            }
        };
        let Some(locals) = self.frames.last().and_then(|f| f.locals.clone()) else { return Ok(()) };
        for name in names {
            let v = self.get_attr(module, &name)?;
            self.store_name(&locals, name, v)?;
        }
        Ok(())
    }
}
