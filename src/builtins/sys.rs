//! sys: the interpreter, seen from inside.
//!
//! Invariant: counts and sizes are CPython 3.13's: `getrefcount` includes its own argument,
//! `getsizeof` adds the GC head and the words CPython puts before objects with managed dicts.
//! Deliberately absent: threads, audit hooks, and what belongs to CPython's build.

use super::output::sys_object;
use super::sys_info::{self, DEFAULT_MAX_STR_DIGITS, STR_DIGITS_THRESHOLD};
use crate::object::header::GC_HEAD;
use crate::object::spec::native;
use crate::object::typeobj::{TypeObj, tflag};
use crate::object::{Args, Kind, Native, PyResult, Raised, Value};
use crate::types::file::{FILE, Source, sflag};
use crate::types::module::NAMESPACE;
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use crate::vm::errors::{Exc, field};
use crate::vm::host::Stream;
use crate::vm::import::STDLIB_MODULES;
use crate::vm::trace::{PROFILE, TRACE};

pub static FUNCTIONS: &[Native] = &[
    native("_clear_internal_caches()", "Clear all internal performance-related caches.", nothing),
    native("_clear_type_cache()", "Clear the internal type lookup cache.", nothing),
    native("_debugmallocstats()", "Print allocator statistics to stderr.", debugmallocstats),
    native("_getframe(depth=0, /)", "Return a frame object from the call stack.", getframe),
    native("_is_gil_enabled()", "Return True if the GIL is enabled.", is_gil_enabled),
    native("_is_interned(string, /)", "Return True if the given string is \"interned\".", is_interned),
    native(
        "displayhook(object, /)",
        "Print an object to sys.stdout and also save it in builtins._",
        displayhook,
    ),
    native("exc_info()", "Return current exception information: (type, value, traceback).", exc_info),
    native(
        "excepthook(exctype, value, traceback, /)",
        "Handle an exception by displaying it with a traceback on sys.stderr.",
        excepthook,
    ),
    native("exception()", "Return the current exception.", exception),
    native("exit(status=None, /)", "Exit the interpreter by raising SystemExit(status).", exit),
    native(
        "get_int_max_str_digits()",
        "Return the maximum string digits limit for non-binary int<->str conversions.",
        get_max_digits,
    ),
    native(
        "getallocatedblocks()",
        "Return the number of memory blocks currently allocated.",
        getallocatedblocks,
    ),
    native(
        "getdefaultencoding()",
        "Return the current default encoding used by the Unicode implementation.",
        utf8,
    ),
    native(
        "getfilesystemencodeerrors()",
        "Return the error mode used for Unicode to OS filename conversion.",
        surrogateescape,
    ),
    native(
        "getfilesystemencoding()",
        "Return the encoding used to convert Unicode filenames to OS filenames.",
        utf8,
    ),
    native("getprofile()", "Return the profiling function set with sys.setprofile.", getprofile),
    native("getrecursionlimit()", "Return the current value of the recursion limit.", getrecursionlimit),
    native(
        "getrefcount(object, /)",
        "Return the reference count of object, its own argument included.",
        getrefcount,
    ),
    native("getsizeof(object, default=None)", "Return the size of object in bytes.", getsizeof),
    native("getswitchinterval()", "Return the current thread switch interval.", getswitchinterval),
    native("gettrace()", "Return the global debug tracing function set with sys.settrace.", gettrace),
    native(
        "getunicodeinternedsize(*, _only_immortal=False)",
        "Return the number of elements of the unicode interned dictionary",
        getunicodeinternedsize,
    ),
    native("intern(string, /)", "``Intern'' the given string.", intern),
    native("is_finalizing()", "Return True if Python is exiting.", is_finalizing),
    native(
        "set_int_max_str_digits(maxdigits)",
        "Set the maximum string digits limit for non-binary int<->str conversions.",
        set_max_digits,
    ),
    native("setprofile(function, /)", "Set the profiling function.", setprofile),
    native(
        "setrecursionlimit(limit, /)",
        "Set the maximum depth of the Python interpreter stack to n.",
        setrecursionlimit,
    ),
    native(
        "setswitchinterval(interval, /)",
        "Set the ideal thread switching delay inside the Python interpreter.",
        setswitchinterval,
    ),
    native("settrace(function, /)", "Set the global debug tracing function.", settrace),
    native("unraisablehook(unraisable, /)", "Handle an unraisable exception.", unraisablehook),
];

/// Make the module at boot.
pub(super) fn install(vm: &mut Vm) {
    let doc = "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.";
    let module = vm.native_module("sys", doc, FUNCTIONS);
    let dict = vm.record_field(&module, MODULE_DICT);
    vm.sys_dict = dict.clone();
    for native in super::sys_async::FUNCTIONS {
        let f = vm.native_function(native, Some(module.clone()));
        vm.put(&dict, native.name(), f);
    }
    let f = vm.native_function(&super::breakpoint::HOOK, Some(module.clone()));
    vm.put(&dict, "breakpointhook", f);
    for hook in ["breakpointhook", "displayhook", "excepthook", "unraisablehook"] {
        let name = vm.heap.intern_str(hook);
        if let Some(f) = dict.as_dict().and_then(|d| d.get_str(&vm.heap, &name)).cloned() {
            vm.put(&dict, &format!("__{hook}__"), f);
        }
    }
    streams(vm, &dict);
    constants(vm, &dict);
    lists(vm, &dict);
    super::add_module(vm, "sys", &module);
}
fn streams(vm: &mut Vm, dict: &Value) {
    let all = [
        ("stdin", Source::Stdin, sflag::READ, "r", "strict"),
        ("stdout", Source::Stdout, sflag::WRITE, "w", "strict"),
        ("stderr", Source::Stderr, sflag::WRITE, "w", "backslashreplace"),
    ];
    for (name, source, flag, mode, errors) in all {
        let shown = vm.str(&format!("<{name}>"));
        if let Ok(stream) = vm.new_stream(&FILE, source, flag, shown, mode, ("utf-8", errors)) {
            vm.put(dict, name, stream.clone());
            vm.put(dict, &format!("__{name}__"), stream);
        }
    }
}
fn constants(vm: &mut Vm, dict: &Value) {
    let texts = [
        ("version", sys_info::VERSION),
        ("platform", platform()),
        ("byteorder", if cfg!(target_endian = "little") { "little" } else { "big" }),
        ("float_repr_style", "short"),
        ("executable", "terrarium"),
        ("prefix", ""),
        ("base_prefix", ""),
        ("exec_prefix", ""),
        ("base_exec_prefix", ""),
        ("platlibdir", "lib"),
        ("abiflags", ""),
        ("ps1", ">>> "),
        ("ps2", "... "),
        ("copyright", "Terrarium is free software, under the MIT or the Apache-2.0 licence."),
    ];
    for (name, text) in texts {
        // The prompts exist in interactive sessions only, where the front end sets them.
        if !name.starts_with("ps") {
            let text = vm.heap.intern_str(text);
            vm.put(dict, name, text);
        }
    }
    let numbers = [
        ("maxsize", i64::MAX),
        ("maxunicode", 0x10_FFFF),
        ("hexversion", sys_info::HEXVERSION),
        ("api_version", 1013),
    ];
    for (name, n) in numbers {
        let n = vm.int(n);
        vm.put(dict, name, n);
    }
    let yes = vm.bool(true);
    vm.put(dict, "dont_write_bytecode", yes);
    type Maker = fn(&mut Vm) -> PyResult;
    let makers: [(&str, Maker); 6] = [
        ("version_info", sys_info::version_info),
        ("float_info", sys_info::float_info),
        ("int_info", sys_info::int_info),
        ("hash_info", sys_info::hash_info),
        ("flags", sys_info::flags),
        ("implementation", implementation),
    ];
    for (name, make) in makers {
        if let Ok(v) = make(vm) {
            vm.put(dict, name, v);
        }
    }
}
fn lists(vm: &mut Vm, dict: &Value) {
    let modules = vm.modules.clone();
    vm.put(dict, "modules", modules);
    let (argv, path, warn) = (vm.config.argv.clone(), vm.config.path.clone(), vm.config.warn_options.clone());
    for (name, texts) in [("argv", argv), ("path", path), ("warnoptions", warn), ("meta_path", vec![])] {
        let items: Vec<Value> = texts.iter().map(|t| vm.str(t)).collect();
        if let Ok(list) = vm.heap.list(items) {
            vm.put(dict, name, list);
        }
    }
    let mut names: Vec<&str> = super::module_names();
    names.dedup();
    let names: Vec<Value> = names.into_iter().map(|n| vm.heap.intern_str(n)).collect();
    if let Ok(tuple) = vm.heap.tuple(names) {
        vm.put(dict, "builtin_module_names", tuple);
    }
    let all = vm.heap.frozenset();
    for name in STDLIB_MODULES.split(' ') {
        let name = vm.heap.intern_str(name);
        let _ = vm.set_add(&all, name);
    }
    vm.put(dict, "stdlib_module_names", all);
    let empty = vm.heap.dict();
    vm.put(dict, "path_importer_cache", empty);
    let options = vm.heap.dict();
    vm.put(dict, "_xoptions", options);
}
fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    }
}
fn implementation(vm: &mut Vm) -> PyResult {
    let version = sys_info::version_info(vm)?;
    let ty = vm.type_for(&NAMESPACE);
    let v = vm.heap.record(ty, 1);
    let dict = vm.heap.dict();
    vm.heap.track(dict.ptr());
    let name = vm.heap.intern_str("terrarium");
    vm.put(&dict, "name", name);
    let tag = vm.heap.intern_str("terrarium-313");
    vm.put(&dict, "cache_tag", tag);
    vm.put(&dict, "version", version);
    let hex = vm.int(sys_info::HEXVERSION);
    vm.put(&dict, "hexversion", hex);
    if let Some(r) = v.as_record() {
        r.set(&mut vm.heap, 0, Some(dict));
    }
    Ok(v)
}

// --- counts and sizes --------------------------------------------------------------------------------------

fn getrefcount(vm: &mut Vm, a: Args) -> PyResult {
    Ok(vm.int(i64::from(a[0].header().reported_count())))
}
fn getallocatedblocks(vm: &mut Vm, _: Args) -> PyResult {
    let n = vm.heap.blocks_in_use();
    Ok(vm.int(n as i64))
}
fn getunicodeinternedsize(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.int(vm.heap.interned_count() as i64))
}
fn getsizeof(vm: &mut Vm, a: Args) -> PyResult {
    match (vm.size_of(&a[0]), a.opt(1)) {
        (Ok(n), _) => Ok(vm.int(n)),
        (Err(Raised(e)), Some(default)) if vm.is_exc(&e, Exc::TypeError) => {
            vm.release(e);
            Ok(default.clone())
        }
        (Err(e), _) => Err(e),
    }
}

impl Vm {
    /// `sys.getsizeof(v)` (`_PySys_GetSizeOf`).
    ///
    /// # Errors
    /// What `__sizeof__` raises; ValueError if it is negative.
    pub fn size_of(&mut self, v: &Value) -> PyResult<i64> {
        let name = self.names.__sizeof__.clone();
        let found = self.call_special(v, &name, &[])?;
        let Some(size) = found else {
            let got = self.type_name(v);
            return Err(self.type_error(format!("Type {got} doesn't define __sizeof__")));
        };
        if size.as_int().is_none() {
            return Err(self.type_error("an integer is required"));
        }
        let Some(size) = size.as_word() else {
            return Err(self.overflow_error("Python int too large to convert to C ssize_t"));
        };
        if size < 0 {
            return Err(self.value_error("__sizeof__() should return >= 0"));
        }
        Ok(size + self.presize(v) as i64)
    }
    /// Bytes CPython puts before the object: GC head, managed dict and weak reference list.
    pub fn presize(&self, v: &Value) -> usize {
        if v.as_type().is_some_and(|t| !t.has(tflag::HEAP)) {
            return 0;
        }
        let t = v.ty();
        let head = if t.has(tflag::CONTAINER) { GC_HEAD } else { 0 };
        head + if self.has_managed_words(t) { 16 } else { 0 }
    }
    /// Whether a class statement, not a built-in base, gave instances their dict or weak references.
    fn has_managed_words(&self, t: &TypeObj) -> bool {
        if !t.has(tflag::HEAP) {
            return false;
        }
        let mut base = t.base(&self.heap);
        while let Some(b) = base.filter(|b| b.has(tflag::HEAP)) {
            base = b.base(&self.heap);
        }
        let built_in = |flag: u32| base.is_some_and(|b| b.has(flag));
        [tflag::HAS_DICT, tflag::WEAKREFABLE].into_iter().any(|flag| t.has(flag) && !built_in(flag))
    }
}

fn intern(vm: &mut Vm, a: Args) -> PyResult {
    if a[0].is_exactly(Kind::STR) {
        return Ok(vm.heap.intern(&a[0]));
    }
    let got = vm.type_name(&a[0]);
    if a[0].as_str().is_some() {
        return Err(vm.type_error(format!("can't intern {got}")));
    }
    Err(vm.type_error(format!("intern() argument must be str, not {got}")))
}
fn is_interned(vm: &mut Vm, a: Args) -> PyResult {
    if a[0].as_str().is_none() {
        let got = vm.type_name(&a[0]);
        return Err(vm.type_error(format!("_is_interned() argument must be str, not {got}")));
    }
    let yes = vm.heap.is_interned(&a[0]);
    Ok(vm.bool(yes))
}
fn debugmallocstats(vm: &mut Vm, _: Args) -> PyResult {
    let text = vm.malloc_report();
    vm.write_stream(Stream::Stderr, text.as_bytes())?;
    Ok(vm.none())
}

// --- errors ---------------------------------------------------------------------------------------------------

fn exception(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.handling.clone().unwrap_or_else(|| vm.none()))
}
fn exc_info(vm: &mut Vm, _: Args) -> PyResult {
    let items = match vm.handling.clone() {
        Some(e) if !e.is_none() => {
            let tb = vm.exc_field(&e, field::TRACEBACK).unwrap_or_else(|| vm.none());
            vec![e.ty_value(), e, tb]
        }
        _ => vec![vm.none(), vm.none(), vm.none()],
    };
    vm.tuple(items)
}
fn exit(vm: &mut Vm, a: Args) -> PyResult {
    let args: Vec<Value> = a.opt(0).cloned().into_iter().collect();
    Err(vm.raise_with(Exc::SystemExit, &args))
}
fn excepthook(vm: &mut Vm, a: Args) -> PyResult {
    vm.print_exception(&a[1]);
    Ok(vm.none())
}
fn unraisablehook(vm: &mut Vm, a: Args) -> PyResult {
    vm.default_unraisablehook(&a[0]);
    Ok(vm.none())
}
fn displayhook(vm: &mut Vm, a: Args) -> PyResult {
    let builtins = vm.builtins.clone();
    if a[0].is_none() {
        return Ok(vm.none());
    }
    let none = vm.none();
    let last = vm.heap.intern_str("_");
    vm.dict_set(&builtins, last.clone(), none)?;
    let stdout = vm.names.stdout.clone();
    let Some(out) = sys_object(vm, &stdout) else {
        return Err(vm.runtime_error("lost sys.stdout"));
    };
    let text = vm.repr(&a[0])?;
    let newline = vm.heap.latin1_char(b'\n');
    let write = vm.names.write.clone();
    for piece in [text, newline] {
        let done = vm.call_method(&out, &write, &[piece])?;
        vm.release(done);
    }
    vm.dict_set(&builtins, last, a[0].clone())?;
    Ok(vm.none())
}

// --- limits and settings -----------------------------------------------------------------------------------------

fn getrecursionlimit(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.int(vm.recursion_limit as i64))
}
fn setrecursionlimit(vm: &mut Vm, a: Args) -> PyResult {
    let n = vm.index_value(&a[0])?;
    let Some(limit) = n.as_word().and_then(|w| i32::try_from(w).ok()) else {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    };
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    let (limit, depth) = (limit as usize, vm.frames.len());
    if depth >= limit {
        return Err(vm.err(
            Exc::RecursionError,
            format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"),
        ));
    }
    vm.set_recursion_limit(limit);
    Ok(vm.none())
}
fn get_max_digits(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.state.get("int_max_str_digits").cloned().unwrap_or_else(|| vm.int(DEFAULT_MAX_STR_DIGITS)))
}
fn set_max_digits(vm: &mut Vm, a: Args) -> PyResult {
    let n = vm.index(&a[0])?;
    if n != 0 && n < STR_DIGITS_THRESHOLD {
        return Err(vm.value_error(format!("maxdigits must be 0 or larger than {STR_DIGITS_THRESHOLD}")));
    }
    let n = vm.int(n);
    vm.state.insert("int_max_str_digits", n);
    Ok(vm.none())
}

fn getframe(vm: &mut Vm, a: Args) -> PyResult {
    let depth = match a.opt(0) {
        Some(d) => vm.index(d)?,
        None => 0,
    };
    let depth = usize::try_from(depth).unwrap_or(0);
    match vm.frames.len().checked_sub(depth + 1) {
        Some(i) => Ok(vm.frame_object(i)),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}
fn getswitchinterval(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.state.get("switch_interval").cloned().unwrap_or_else(|| vm.float(0.005)))
}
fn setswitchinterval(vm: &mut Vm, a: Args) -> PyResult {
    let seconds = vm.float_of(&a[0])?;
    if seconds <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    let v = vm.float(seconds);
    vm.state.insert("switch_interval", v);
    Ok(vm.none())
}
fn gettrace(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.state.get(TRACE).cloned().unwrap_or_else(|| vm.none()))
}
fn getprofile(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.state.get(PROFILE).cloned().unwrap_or_else(|| vm.none()))
}
fn settrace(vm: &mut Vm, a: Args) -> PyResult {
    vm.set_trace_function(TRACE, Some(a[0].clone()).filter(|f| !f.is_none()));
    Ok(vm.none())
}
fn setprofile(vm: &mut Vm, a: Args) -> PyResult {
    vm.set_trace_function(PROFILE, Some(a[0].clone()).filter(|f| !f.is_none()));
    Ok(vm.none())
}
fn is_finalizing(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.bool(vm.finalizing))
}
fn is_gil_enabled(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.bool(true))
}
fn utf8(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.heap.intern_str("utf-8"))
}
fn surrogateescape(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.heap.intern_str("surrogateescape"))
}
fn nothing(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.none())
}
