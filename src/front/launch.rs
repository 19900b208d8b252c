//! One run of a program: from the command line's options to the exit status.
//!
//! Statuses are CPython's: 1 for an uncaught error, 2 for a file that cannot be opened, 120 when
//! the last flush fails, 130 for KeyboardInterrupt; and our limits' own (see `vm/limits.rs`).

use super::options::{Listing, Options, Program};
use super::repl;
use super::terminal::{Pending, Terminal};
use crate::builtins::frozen;
use crate::code;
use crate::inspect::{ours, verify};
use crate::object::heap::{HeapConfig, pending};
use crate::object::{PyResult, Raised, Value};
use crate::syntax::dump;
use crate::syntax::error::SyntaxError;
use crate::syntax::parse::{Mode, parse};
use crate::syntax::source::Source;
use crate::vm::attributes::field::MODULE_DICT;
use crate::vm::errors::{Exc, field};
use crate::vm::further::Frozen;
use crate::vm::host::Stream;
use crate::vm::limits::Limits;
use crate::vm::teardown::LEAK_STATUS;
use crate::vm::{Config, Vm};
use std::io::{IsTerminal, Read};

/// Run the program; the exit status.
pub fn run(options: &Options) -> i32 {
    let output = Pending::default();
    let mut vm = match Vm::new(config(options), Box::new(Terminal::new(output.clone()))) {
        Ok(vm) => vm,
        Err(e) => {
            complain(&format!("terrarium: no heap: {e:?}\n"));
            return 1;
        }
    };
    ours::install(&mut vm);
    super::watch(options, &vm.heap.pending_handle(), &output);
    if options.max_steps.is_some() {
        vm.heap.set_pending(pending::STEPS);
    }
    if options.verify_heap {
        vm.gc.verify = Some(stop_at_fault);
    }
    if let Some(n) = options.recursion_limit {
        vm.set_recursion_limit(n);
    }
    let status = if options.listing.is_some() { list(&mut vm, options) } else { start(&mut vm, options) };
    end(vm, options, status)
}

fn config(options: &Options) -> Config {
    let argv0 = match &options.program {
        Program::File(path) => path.as_str(),
        Program::Code(_) => "-c",
        Program::Module(_) => "-m",
        Program::Dash => "-",
        Program::Nothing => "",
    };
    let first = match &options.program {
        Program::File(path) => folder_of(path),
        Program::Module(_) => current_dir(),
        _ => String::new(),
    };
    Config {
        heap: HeapConfig {
            limit: options.max_heap,
            stress: options.stress_gc.is_some(),
            poison: options.poison,
            hash_key: options.hash_key,
        },
        limits: Limits { max_steps: options.max_steps, max_output: options.max_output, ..Limits::default() },
        argv: std::iter::once(argv0.to_owned()).chain(options.args.iter().cloned()).collect(),
        path: std::iter::once(first).chain(python_path()).collect(),
        optimize: options.optimize,
        warn_options: options.warnings.clone(),
        verify_heap: options.verify_heap,
        trace_gc: options.trace_gc,
        trace_gc_phases: options.trace_gc_phases,
        stress_full: options.stress_gc,
    }
}

/// Folders that `PYTHONPATH` adds to `sys.path`, made absolute.
fn python_path() -> Vec<String> {
    let listed = std::env::var("PYTHONPATH").unwrap_or_default();
    if listed.is_empty() {
        return Vec::new();
    }
    listed.split(':').map(|folder| if folder.is_empty() { current_dir() } else { absolute(folder) }).collect()
}
fn current_dir() -> String {
    std::env::current_dir().map_or_else(|_| "/".to_owned(), |p| p.to_string_lossy().into_owned())
}
/// As CPython makes a script's path absolute: joined, not resolved.
fn absolute(path: &str) -> String {
    if path.starts_with('/') { path.to_owned() } else { format!("{}/{path}", current_dir()) }
}
/// The real folder of a script: `sys.path[0]`.
fn folder_of(path: &str) -> String {
    let path = std::path::Path::new(path);
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = if real.is_dir() { Some(real.as_path()) } else { real.parent() };
    folder.map(|f| f.to_string_lossy().into_owned()).unwrap_or_default()
}
/// Before there is a machine, or about it.
fn complain(text: &str) {
    use std::io::Write;
    let _ = std::io::stderr().write_all(text.as_bytes());
}

// --- running -----------------------------------------------------------------------------------------

fn start(vm: &mut Vm, options: &Options) -> i32 {
    let main = main_module(vm);
    vm.age_startup();
    if !options.warnings.is_empty() {
        let (name, none) = (vm.heap.intern_str("warnings"), vm.none());
        if let Err(e) = vm.import_module(&name, &none, &none, 0) {
            vm.print_exception(&e.0);
        }
    }
    let interactive =
        options.interactive || (options.program == Program::Nothing && std::io::stdin().is_terminal());
    let status = match &options.program {
        Program::Nothing if interactive => {
            if !options.quiet {
                complain(&format!(
                    "Terrarium {} (Python 3.13)\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n",
                    env!("CARGO_PKG_VERSION")
                ));
            }
            return repl::run(vm, &main);
        }
        Program::File(path) => run_file(vm, &main, path),
        Program::Code(text) => {
            let lines = text.lines().map(str::to_owned).collect();
            vm.sources.insert("<string>".to_owned(), lines);
            let code = vm.compile_text(&format!("{text}\n"), "<string>", Mode::Module);
            run_main(vm, &main, code)
        }
        Program::Dash | Program::Nothing => {
            let mut bytes = Vec::new();
            match std::io::stdin().lock().read_to_end(&mut bytes) {
                Ok(_) => run_bytes(vm, &main, &bytes, "<stdin>"),
                Err(e) => {
                    complain(&format!("terrarium: <stdin>: {e}\n"));
                    1
                }
            }
        }
        Program::Module(name) => run_module(vm, &main, name),
    };
    if interactive { repl::run(vm, &main) } else { status }
}

/// `__main__`, registered; the first thing a program sees.
fn main_module(vm: &mut Vm) -> Value {
    let module = vm.new_module("__main__", "");
    let dict = vm.record_field(&module, MODULE_DICT);
    let annotations = vm.heap.dict();
    vm.put(&dict, "__annotations__", annotations);
    let modules = vm.modules.clone();
    let builtins = vm.heap.intern_str("builtins");
    if let Some(b) = modules.as_dict().and_then(|d| d.get_str(&vm.heap, &builtins)).cloned() {
        vm.put(&dict, "__builtins__", b);
    }
    vm.put(&modules, "__main__", module.clone());
    module
}
fn set_file(vm: &mut Vm, main: &Value, path: &str) {
    let dict = vm.record_field(main, MODULE_DICT);
    let path = vm.str(path);
    vm.put(&dict, "__file__", path);
    let none = vm.none();
    vm.put(&dict, "__cached__", none);
}

fn run_file(vm: &mut Vm, main: &Value, given: &str) -> i32 {
    let path = absolute(given);
    if vm.io.is_dir(&path) {
        let inner = format!("{}/__main__.py", path.trim_end_matches('/'));
        if !vm.io.is_file(&inner) {
            complain(&format!("terrarium: can't find '__main__' module in '{path}'\n"));
            return 1;
        }
        return run_path(vm, main, &inner);
    }
    run_path(vm, main, &path)
}
fn run_path(vm: &mut Vm, main: &Value, path: &str) -> i32 {
    match vm.io.read_file(path) {
        Ok(bytes) => {
            set_file(vm, main, path);
            run_bytes(vm, main, &bytes, path)
        }
        Err(e) => {
            let Raised(error) = vm.os_error(&e, None);
            let part = |vm: &Vm, i: usize| vm.exc_field(&error, field::EXTRA + i);
            let number = part(vm, 0).and_then(|n| n.as_word()).unwrap_or(0);
            let text = part(vm, 1).map(|t| vm.text(&t)).unwrap_or_default();
            complain(&format!("terrarium: can't open file '{path}': [Errno {number}] {text}\n"));
            2
        }
    }
}
fn run_bytes(vm: &mut Vm, main: &Value, bytes: &[u8], filename: &str) -> i32 {
    let code = match Source::decode(bytes, filename) {
        Ok(source) => vm.compile_program(&source, filename, Mode::Module),
        // What cannot be decoded has no line to show.
        Err(e) => Err(vm.syntax_error(&SyntaxError { span: None, text: None, ..e }, filename)),
    };
    run_main(vm, main, code)
}
/// Run compiled code as the program; its status, the error printed.
fn run_main(vm: &mut Vm, main: &Value, code: PyResult) -> i32 {
    let dict = vm.record_field(main, MODULE_DICT);
    let done = code.and_then(|code| {
        let done = vm.run_code(&code, &dict, &dict);
        vm.drop_compilation_roots();
        vm.release(code);
        done
    });
    match done {
        Ok(v) => {
            vm.release(v);
            0
        }
        Err(e) => report(vm, e),
    }
}

/// `-m`: the packages above it are imported, then it runs as `__main__`.
fn run_module(vm: &mut Vm, main: &Value, name: &str) -> i32 {
    match find_module(vm, name) {
        Ok(Some(found)) => {
            let dict = vm.record_field(main, MODULE_DICT);
            let package = vm.heap.intern_str(&found.package);
            vm.put(&dict, "__package__", package);
            let argv = vm.heap.intern_str("argv");
            let argv = vm.sys_dict.as_dict().and_then(|d| d.get_str(&vm.heap, &argv)).cloned();
            let shown = vm.str(&found.path);
            if let Some(list) = argv.as_ref().and_then(Value::as_list)
                && let Some(first) = list.items_mut(&mut vm.heap).first_mut()
            {
                let old = std::mem::replace(first, shown);
                drop(old);
            }
            vm.reap();
            match found.source {
                Some(text) => {
                    let code = vm.compile_text(text, &format!("<frozen {name}>"), Mode::Module);
                    run_main(vm, main, code)
                }
                None => run_path(vm, main, &found.path),
            }
        }
        Ok(None) => {
            complain(&format!("terrarium: No module named {name}\n"));
            1
        }
        Err(Raised(e)) if vm.is_exc(&e, Exc::ModuleNotFoundError) => {
            let text = vm.str_of(&e).map(|t| vm.text(&t)).unwrap_or_default();
            complain(&format!(
                "terrarium: Error while finding module specification for '{name}' (ModuleNotFoundError: {text})\n"
            ));
            vm.release(e);
            1
        }
        Err(e) => report(vm, e),
    }
}
/// A module to run as the program.
struct Found {
    /// Its file, or for frozen source the name that a file would have.
    path: String,
    /// `__package__`.
    package: String,
    source: Option<&'static str>,
}
/// What to run under a module's name: a package stands for its `__main__`.
fn find_module(vm: &mut Vm, name: &str) -> PyResult<Option<Found>> {
    if let Some(found) = find_frozen(name, frozen::standard) {
        return Ok(Some(found));
    }
    let (package, leaf) = name.rsplit_once('.').unwrap_or(("", name));
    let folders: Vec<String> = if package.is_empty() {
        let path = vm.heap.intern_str("path");
        let path = vm.sys_dict.as_dict().and_then(|d| d.get_str(&vm.heap, &path)).cloned();
        let items = path.map_or_else(|| Ok(Vec::new()), |p| vm.collect(&p))?;
        items.iter().map(|v| vm.text(v)).collect()
    } else {
        package_path(vm, package)?
    };
    for folder in folders {
        let base = format!("{}/{leaf}", folder.trim_end_matches('/'));
        if vm.io.is_file(&format!("{base}/__init__.py")) {
            package_path(vm, name)?;
            let path = format!("{base}/__main__.py");
            let inside = vm.io.is_file(&path);
            return Ok(inside.then(|| Found { path, package: name.to_owned(), source: None }));
        }
        let path = format!("{base}.py");
        if vm.io.is_file(&path) {
            return Ok(Some(Found { path, package: package.to_owned(), source: None }));
        }
    }
    Ok(find_frozen(name, ours::ours))
}
fn find_frozen(name: &str, find: fn(&str) -> Option<Frozen>) -> Option<Found> {
    let package = find(name)?.is_package;
    let name = if package { format!("{name}.__main__") } else { name.to_owned() };
    let source = Some(find(&name)?.source);
    let package = name.rsplit_once('.').map_or("", |(package, _)| package).to_owned();
    Some(Found { path: format!("{}.py", name.replace('.', "/")), package, source })
}
/// Import a package; where its modules are looked for.
fn package_path(vm: &mut Vm, name: &str) -> PyResult<Vec<String>> {
    let key = vm.heap.intern_str(name);
    let (none, globals) = (vm.none(), vm.heap.dict());
    let module = vm.import_module(&key, &globals, &none, 0)?;
    let mut module = module;
    for part in name.split('.').skip(1) {
        module = vm.get_attr_str(&module, part)?;
    }
    let path = vm.names.__path__.clone();
    let items = match vm.get_attr_opt(&module, &path)? {
        Some(p) => vm.collect(&p)?,
        None => Vec::new(),
    };
    Ok(items.iter().map(|v| vm.text(v)).collect())
}

// --- errors and the end ---------------------------------------------------------------------------------

/// What an error that nobody caught does: prints itself through `sys.excepthook`; the status.
pub(super) fn report(vm: &mut Vm, raised: Raised) -> i32 {
    let Raised(e) = raised;
    if let Some(limit) = vm.limits.exceeded {
        let _ = vm.io.flush(Stream::Stdout);
        complain(&format!("{}\n", limit.message()));
        // What runs from here on is the end of the program.
        vm.heap.clear_pending(pending::STEPS | pending::TIMEOUT);
        vm.release(e);
        return limit.status();
    }
    if vm.is_exc(&e, Exc::SystemExit) {
        let status = exit_status(vm, &e);
        vm.release(e);
        return status;
    }
    let interrupted = vm.is_exc(&e, Exc::KeyboardInterrupt);
    show(vm, &e);
    vm.release(e);
    if interrupted { 130 } else { 1 }
}
/// The status a SystemExit asks for; anything but a number is printed.
pub(super) fn exit_status(vm: &mut Vm, e: &Value) -> i32 {
    let code = vm.exc_field(e, field::EXTRA).unwrap_or_else(|| vm.none());
    if code.is_none() {
        return 0;
    }
    if code.as_int().is_some() {
        return code.as_word().map_or(-1, |w| w as i32);
    }
    let text = match vm.str_of(&code) {
        Ok(t) => vm.text(&t),
        Err(Raised(inner)) => {
            vm.release(inner);
            String::new()
        }
    };
    let _ = vm.io.flush(Stream::Stdout);
    let _ = vm.io.write(Stream::Stderr, format!("{text}\n").as_bytes());
    1
}
/// `PyErr_Print`: remember the error in `sys`, then `sys.excepthook`.
pub(super) fn show(vm: &mut Vm, e: &Value) {
    let sys = vm.sys_dict.clone();
    let tb = vm.exc_field(e, field::TRACEBACK).unwrap_or_else(|| vm.none());
    let ty = e.ty_value();
    for (name, v) in [("last_exc", e), ("last_type", &ty), ("last_value", e), ("last_traceback", &tb)] {
        let key = vm.heap.intern_str(name);
        if let Err(Raised(inner)) = vm.dict_set(&sys, key, v.clone()) {
            vm.release(inner);
        }
    }
    let name = vm.names.excepthook.clone();
    let hook = sys.as_dict().and_then(|d| d.get_str(&vm.heap, &name)).cloned();
    match hook {
        Some(h) if !h.is_exactly(crate::object::Kind::NATIVE) => match vm.call(&h, &[ty, e.clone(), tb]) {
            Ok(v) => vm.release(v),
            Err(Raised(inner)) if vm.is_exc(&inner, Exc::SystemExit) => vm.release(inner),
            Err(Raised(inner)) => {
                let _ = vm.io.write(Stream::Stderr, b"Error in sys.excepthook:\n");
                vm.print_exception(&inner);
                let _ = vm.io.write(Stream::Stderr, b"\nOriginal exception was:\n");
                vm.print_exception(e);
                vm.release(inner);
            }
        },
        Some(_) => vm.print_exception(e),
        None => {
            let _ = vm.io.write(Stream::Stderr, b"sys.excepthook is missing\n");
            vm.print_exception(e);
        }
    }
}

/// After a collection under `--verify-heap`: nothing may run on an unsound heap.
fn stop_at_fault(vm: &mut Vm) {
    if let Some(text) = verify::complaint(&verify::verify(vm)) {
        complain(&text);
        std::process::exit(verify::FAULT_STATUS);
    }
}

/// Teardown, reports, and the heap's end.
fn end(mut vm: Vm, options: &Options, status: i32) -> i32 {
    let named = if options.verify_heap { verify::verify_holders(&mut vm) } else { Vec::new() };
    let mut status = match vm.finish() {
        0 => status,
        failed => failed,
    };
    if options.verify_heap
        && let Some(text) = verify::complaint(&[named, verify::verify_quiet(&mut vm)].concat())
    {
        complain(&text);
        status = verify::FAULT_STATUS;
    }
    if options.malloc_stats {
        let text = vm.malloc_report();
        complain(&text);
    }
    if let Some(place) = vm.heap.memory().first_damage() {
        complain(&format!("terrarium: a freed block was written to, at {place:#x}\n"));
        status = verify::FAULT_STATUS;
    }
    if options.leak_check {
        let report = vm.leak_check();
        if !report.is_clean() {
            let lines: String = report.descriptions.iter().map(|d| format!("  {d}\n")).collect();
            complain(&format!("terrarium: {} blocks leaked\n{lines}", report.blocks_left));
            status = LEAK_STATUS;
        } else {
            complain("terrarium: no block leaked\n");
        }
    } else {
        // The process ends here: giving the arenas back one by one would only take time.
        std::mem::forget(vm);
    }
    status
}

// --- listings --------------------------------------------------------------------------------------------

/// `--tokens`, `--ast`, `--dis`: the program's text, seen through one stage.
fn list(vm: &mut Vm, options: &Options) -> i32 {
    let (bytes, filename) = match &options.program {
        Program::Code(text) => (text.clone().into_bytes(), "<string>".to_owned()),
        Program::File(path) => match vm.io.read_file(path) {
            Ok(bytes) => (bytes, absolute(path)),
            Err(_) => {
                let main = main_module(vm);
                return run_path(vm, &main, &absolute(path));
            }
        },
        _ => {
            let mut bytes = Vec::new();
            let _ = std::io::stdin().lock().read_to_end(&mut bytes);
            (bytes, "<stdin>".to_owned())
        }
    };
    match listing(vm, options, &bytes, &filename) {
        Ok(text) => match vm.write_stream(Stream::Stdout, text.as_bytes()) {
            Ok(()) => 0,
            Err(e) => report(vm, e),
        },
        Err(e) => report(vm, e),
    }
}
fn listing(vm: &mut Vm, options: &Options, bytes: &[u8], filename: &str) -> PyResult<String> {
    let source = Source::decode(bytes, filename).map_err(|e| vm.syntax_error(&e, filename))?;
    let mut out = String::new();
    if options.listing == Some(Listing::Tokens) {
        let _ = dump::tokens(&source, &mut out);
        return Ok(out);
    }
    let arena = bumpalo::Bump::new();
    let parsed = parse(&arena, &source, Mode::Module).map_err(|e| vm.syntax_error(&e, filename))?;
    if options.listing == Some(Listing::Tree) {
        let _ = dump::tree(&parsed.module, dump::Style { indent: Some(2), spans: false }, &mut out);
        out.push('\n');
        return Ok(out);
    }
    let settings = code::Options { optimize: options.optimize, future_annotations: false };
    match code::compile(&parsed.module, filename, &settings) {
        Ok(compilation) => Ok(code::listing::list(&compilation)),
        // Compiling again words the error.
        Err(_) => vm.compile(&source, filename, Mode::Module).map(|_| String::new()),
    }
}
