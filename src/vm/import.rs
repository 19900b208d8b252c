//! Imports: `sys.modules`, native modules, the library's frozen sources, files on `sys.path`, then frozen sources of our own.
//!
//! Deliberately absent: finders and loaders as objects; a module is found by its name in the order
//! above, where modules that CPython has come before the path and ours after it.

use super::Vm;
use super::attributes::field as afield;
use super::errors::{self, Exc};
use super::further::Frozen;
use crate::builtins::frozen;
use crate::object::{Kind, PyResult, Raised, Value};
use crate::syntax::parse::Mode;
use crate::syntax::source::Source;

/// What our modules are called when a name on the path hides them: `terrarium.heap`.
const ALWAYS: &str = "terrarium.";
/// The one that goes by its name in the package; the others' own names are known.
const AT_HOME: &str = "heap";

/// Modules of CPython 3.13's standard library, whether they are here or not
/// (`sys.stdlib_module_names`): for the hint "Did you forget to import".
pub const STDLIB_MODULES: &str = "\
    __future__ _abc _aix_support _android_support _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk \
    _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize _compat_pickle \
    _compression _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree \
    _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _interpchannels \
    _interpqueues _interpreters _io _ios_support _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec \
    _multiprocessing _opcode _opcode_metadata _operator _osx_support _overlapped _pickle _posixshmem \
    _posixsubprocess _py_abc _pydatetime _pydecimal _pyio _pylong _pyrepl _queue _random _scproxy _sha1 _sha2 \
    _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct \
    _suggestions _symtable _sysconfig _thread _threading_local _tkinter _tokenize _tracemalloc _typing _uuid \
    _warnings _weakref _weakrefset _winapi _wmi _zoneinfo abc antigravity argparse array ast asyncio atexit base64 \
    bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys \
    compileall concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime \
    dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput \
    fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq \
    hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging \
    lzma mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path \
    numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix \
    posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re \
    readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site \
    smtplib socket socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep \
    struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time \
    timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing \
    unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc \
    zipapp zipfile zipimport zlib zoneinfo";

/// In `Vm::state`: the function that gives new modules their `__spec__` and `__loader__`, once
/// `importlib` has been imported.
pub const DESCRIBE: &str = "importlib describe";

impl Vm {
    pub(crate) fn import_name(&mut self, name: &Value, level: Value, from: Value) -> PyResult {
        let key = self.names.__import__.clone();
        let globals = self.current_globals();
        let builtins = self.builtins_of(&globals);
        let hook = self.own_builtin(&builtins, &key)?;
        match hook {
            None => Err(self.err(Exc::ImportError, "__import__ not found")),
            Some(h) if !h.is_exactly(Kind::NATIVE) => {
                let locals = self.frames.last().and_then(|f| f.locals.clone()).unwrap_or_else(|| self.none());
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
                    let m = self.guarded("", |vm| vm.load_module(&sofar, parent.as_ref()))?;
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
    /// What the finders on `sys.meta_path` say; without any, nobody is asked.
    fn ask_finders(&mut self, name: &str, parent: Option<&Value>) -> PyResult<Option<Value>> {
        let key = self.heap.intern_str("meta_path");
        let sys = self.sys_dict.clone();
        let Some(finders) = self.dict_get(&sys, &key)? else { return Ok(None) };
        if finders.as_list().is_none_or(|list| list.is_empty()) || name.starts_with("importlib") {
            return Ok(None);
        }
        let path = self.names.__path__.clone();
        let path = match parent {
            Some(parent) => self.get_attr_opt(parent, &path)?,
            None => None,
        };
        let path = path.unwrap_or_else(|| self.none());
        let machinery = self.import_dotted("importlib._machinery")?;
        let load = self.get_attr_str(&machinery, "_load_by_finders")?;
        let name = self.str(name);
        let module = self.call(&load, &[name, path])?;
        Ok(Some(module).filter(|module| !module.is_none()))
    }
    /// Give a new module its `__spec__`, if somebody wants to know.
    fn describe(&mut self, name: &str, module: &Value) -> PyResult<()> {
        let Some(describe) = self.state.get(DESCRIBE).cloned() else { return Ok(()) };
        let name = self.str(name);
        let done = self.call(&describe, &[module.clone(), name])?;
        self.release(done);
        Ok(())
    }
    fn load_module(&mut self, name: &str, parent: Option<&Value>) -> PyResult {
        if let Some(module) = self.ask_finders(name, parent)? {
            return Ok(module);
        }
        if parent.is_none() {
            let native = crate::builtins::native_module(self, name);
            if let Some(m) = native.or_else(|| (self.further.native)(self, name)) {
                let m = m?;
                self.register(name, &m)?;
                self.describe(name, &m)?;
                return Ok(m);
            }
        }
        if let Some(module) = frozen::standard(name) {
            return self.run_frozen(name, module, &format!("<frozen {name}>"));
        }
        let search = match parent {
            None => self.search_path()?,
            Some(p) => {
                let key = self.names.__path__.clone();
                let Some(path) = self.get_attr_opt(p, &key)? else {
                    let (base, _) = name.rsplit_once('.').unwrap_or((name, ""));
                    let message = format!("No module named '{name}'; '{base}' is not a package");
                    return Err(self.module_not_found(name, message));
                };
                self.collect(&path)?.iter().map(|v| self.text(v)).collect()
            }
        };
        if let Some((file, package)) = self.find_file(name, &search) {
            return self.load_file(name, &file, package.as_deref());
        }
        if parent.is_none_or(|p| self.is_frozen(p))
            && let Some(module) = (self.further.ours)(name)
        {
            return self.load_ours(name, module);
        }
        let message = format!("No module named '{name}'");
        Err(self.module_not_found(name, message))
    }
    /// A module's file in one of these folders, and its own folder if it is a package.
    fn find_file(&self, name: &str, folders: &[String]) -> Option<(String, Option<String>)> {
        let leaf = name.rsplit('.').next().unwrap_or(name);
        folders.iter().find_map(|folder| {
            let base = if folder.is_empty() {
                leaf.to_owned()
            } else {
                format!("{}/{leaf}", folder.trim_end_matches('/'))
            };
            let (init, file) = (format!("{base}/__init__.py"), format!("{base}.py"));
            if self.io.is_file(&init) {
                return Some((init, Some(base)));
            }
            self.io.is_file(&file).then_some((file, None))
        })
    }
    /// A module of ours: one state under two names, where both reach ours.
    fn load_ours(&mut self, name: &str, module: Frozen) -> PyResult {
        let plain = name.strip_prefix(ALWAYS);
        let at_home = plain.unwrap_or(name).split('.').next() == Some(AT_HOME);
        if plain.is_none() && at_home {
            let module = self.import_dotted(&format!("{ALWAYS}{name}"))?;
            self.register(name, &module)?;
            return Ok(module);
        }
        if let Some(plain) = plain.filter(|_| !at_home) {
            let top = plain.split('.').next().unwrap_or(plain);
            let path = self.search_path()?;
            let reachable = match self.loaded(top)? {
                Some(m) => self.is_frozen(&m),
                None => self.find_file(top, &path).is_none(),
            };
            if reachable {
                let module = self.import_dotted(plain)?;
                self.register(name, &module)?;
                return Ok(module);
            }
        }
        self.run_frozen(name, module, &format!("<frozen {ALWAYS}{}>", plain.unwrap_or(name)))
    }
    /// Was the module made from source in the binary?
    fn is_frozen(&self, module: &Value) -> bool {
        module.has_layout(Kind::MODULE) && {
            let dict = self.record_field(module, afield::MODULE_DICT);
            dict.as_dict().is_some_and(|d| d.get_str(&self.heap, &self.names.__file__).is_none())
        }
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
    /// Run frozen source as a module; a package of that kind has modules, but no folder.
    fn run_frozen(&mut self, name: &str, frozen: Frozen, file: &str) -> PyResult {
        let module = self.fresh_module(name, file, frozen.is_package.then_some(""))?;
        let code = self.compile_text(frozen.source, file, Mode::Module);
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
            let folders = if folder.is_empty() { vec![] } else { vec![self.str(folder)] };
            let path = self.list(folders)?;
            self.put(&dict, "__path__", path);
        }
        self.register(name, &module)?;
        self.describe(name, &module)?;
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
