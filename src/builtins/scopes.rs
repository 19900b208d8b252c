//! The built-in functions that need a frame: namespaces, compiling, running, importing.

use crate::object::spec::native;
use crate::object::{Args, Kind, Native, PyResult, Slot, Value};
use crate::syntax::parse::Mode;
use crate::types::function::field as ffield;
use crate::vm::Vm;
use crate::vm::errors::Exc;

pub static FUNCTIONS: &[Native] = &[
    native(
        "__build_class__(func, name, /, *bases, **kwds)",
        "Internal helper function used by the class statement.",
        build_class,
    ),
    native("__import__(name, globals=None, locals=None, fromlist=(), level=0)", "Import a module.", import),
    native(
        "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        "Compile source into a code object that can be executed by exec() or eval().",
        compile,
    ),
    native("dir(object=None, /)", "Show attributes of an object.", dir),
    native(
        "eval(source, /, globals=None, locals=None)",
        "Evaluate the given source in the context of globals and locals.",
        eval,
    ),
    native(
        "exec(source, /, globals=None, locals=None, *, closure=None)",
        "Execute the given source in the context of globals and locals.",
        exec,
    ),
    native("globals()", "Return the dictionary containing the current scope's global variables.", globals),
    native("locals()", "Return a dictionary containing the current scope's local variables.", locals),
    native("vars(object=None, /)", "Show vars.", vars),
];

fn globals(vm: &mut Vm, _: Args) -> PyResult {
    Ok(vm.current_globals())
}
fn locals(vm: &mut Vm, _: Args) -> PyResult {
    vm.current_locals()
}
fn vars(vm: &mut Vm, a: Args) -> PyResult {
    let Some(v) = a.opt(0) else { return vm.current_locals() };
    let name = vm.names.__dict__.clone();
    match vm.get_attr_opt(v, &name)? {
        Some(d) => Ok(d),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}
fn dir(vm: &mut Vm, a: Args) -> PyResult {
    let names = match a.opt(0) {
        None => {
            let namespace = vm.current_locals()?;
            if namespace.is_exactly(Kind::DICT) {
                vm.collect(&namespace)?
            } else {
                let name = vm.names.keys.clone();
                let keys = vm.call_method(&namespace, &name, &[])?;
                vm.collect(&keys)?
            }
        }
        Some(v) => {
            let hook = vm.names.__dir__.clone();
            match vm.call_special(v, &hook, &[])? {
                Some(names) => vm.collect(&names)?,
                None => return Err(vm.type_error("object does not provide __dir__")),
            }
        }
    };
    let list = vm.list(names)?;
    let sort = vm.get_attr_str(&list, "sort")?;
    vm.call(&sort, &[])?;
    Ok(list)
}

/// The namespaces that `eval` and `exec` were given, or the caller's.
fn namespaces(vm: &mut Vm, a: Args, exec: bool) -> PyResult<(Value, Value)> {
    let (globals, locals) = (Vm::given(a.opt(1)), Vm::given(a.opt(2)));
    if let Some(g) = &globals
        && g.as_dict().is_none()
    {
        let got = vm.type_name(g);
        return Err(vm.type_error(if exec {
            format!("exec() globals must be a dict, not {got}")
        } else {
            "globals must be a dict".to_owned()
        }));
    }
    if let Some(l) = &locals {
        let name = vm.names.__getitem__.clone();
        if l.as_dict().is_none() && vm.special(l, &name).is_none() {
            let got = vm.type_name(l);
            return Err(vm.type_error(if exec {
                format!("locals must be a mapping or None, not {got}")
            } else {
                "locals must be a mapping".to_owned()
            }));
        }
    }
    match (globals, locals) {
        (Some(g), Some(l)) => Ok((g, l)),
        (Some(g), None) => Ok((g.clone(), g)),
        (None, Some(l)) => Ok((vm.current_globals(), l)),
        (None, None) => Ok((vm.current_globals(), vm.current_locals()?)),
    }
}
/// The code to run: a code object as it is, anything else compiled.
fn code_of(vm: &mut Vm, source: &Value, mode: Mode, name: &str) -> PyResult {
    if source.is_exactly(Kind::CODE) {
        return Ok(source.clone());
    }
    if source.as_str().is_none() && vm.bytes_like(source).is_none() {
        return Err(vm.type_error(format!("{name}() arg 1 must be a string, bytes or code object")));
    }
    // eval takes leading blanks, which the grammar would call an indent.
    if let (Mode::Expression, Some(s)) = (mode, source.as_str()) {
        let blank = |c: &u32| *c == u32::from(b' ') || *c == u32::from(b'\t');
        let n = s.chars().iter().take_while(blank).count();
        if n > 0 {
            let rest = vm.heap.str_from_chars(s.chars().slice_from(n))?;
            return vm.compile_source(&rest, "<string>", mode);
        }
    }
    vm.compile_source(source, "<string>", mode)
}
fn eval(vm: &mut Vm, a: Args) -> PyResult {
    let (globals, locals) = namespaces(vm, a, false)?;
    let code = code_of(vm, &a[0], Mode::Expression, "eval")?;
    vm.run_code(&code, &globals, &locals)
}
fn exec(vm: &mut Vm, a: Args) -> PyResult {
    let (globals, locals) = namespaces(vm, a, true)?;
    let closure = Vm::given(a.opt(3));
    if !a[0].is_exactly(Kind::CODE) && closure.is_some() {
        return Err(vm.type_error("closure can only be used when source is a code object"));
    }
    let code = code_of(vm, &a[0], Mode::Module, "exec")?;
    if let Some(nfree) = code.as_code().map(|c| c.nfree as usize).filter(|n| *n > 0 || closure.is_some()) {
        return exec_function(vm, &code, &globals, closure, nfree);
    }
    let done = vm.run_code(&code, &globals, &locals)?;
    vm.release(done);
    Ok(vm.none())
}
/// The code of a function that uses variables around it, which the closure brings.
fn exec_function(vm: &mut Vm, code: &Value, globals: &Value, closure: Slot, nfree: usize) -> PyResult {
    if nfree == 0 {
        return Err(vm.type_error("cannot use a closure with this code object"));
    }
    let cells = closure.as_ref().and_then(Value::as_tuple);
    if cells.is_none_or(|c| c.len() != nfree || !c.iter().all(|c| c.is_exactly(Kind::CELL))) {
        let message = format!("code object requires a closure of exactly length {nfree}");
        return Err(vm.type_error(message));
    }
    let function = vm.new_function(code, globals)?;
    let old = function.as_record().and_then(|r| r.set(&mut vm.heap, ffield::CLOSURE, closure));
    debug_assert!(old.is_none(), "a new function has no closure yet");
    let done = vm.call(&function, &[])?;
    vm.release(done);
    Ok(vm.none())
}
fn compile(vm: &mut Vm, a: Args) -> PyResult {
    let filename = match &a[1] {
        f if f.as_str().is_some() => vm.text(f),
        f => match vm.bytes_like(f) {
            Some(b) => String::from_utf8_lossy(&b).into_owned(),
            None => {
                let got = vm.type_name(f);
                return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {got}")));
            }
        },
    };
    if a[2].as_str().is_none() {
        let got = vm.type_name(&a[2]);
        return Err(vm.type_error(format!("compile() argument 'mode' must be str, not {got}")));
    }
    let mode = match vm.text(&a[2]).as_str() {
        "exec" => Mode::Module,
        "eval" => Mode::Expression,
        "single" => Mode::Interactive,
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    vm.compile_source(&a[0], &filename, mode)
}

fn build_class(vm: &mut Vm, a: Args) -> PyResult {
    vm.build_class(a)
}
fn import(vm: &mut Vm, a: Args) -> PyResult {
    if a[0].as_str().is_none() {
        return Err(vm.type_error("module name must be a string"));
    }
    let globals = a.opt(1).cloned().unwrap_or_else(|| vm.none());
    let from = a.opt(3).cloned().unwrap_or_else(|| vm.none());
    let level = match a.opt(4) {
        Some(v) => vm.index(v)?,
        None => 0,
    };
    let Ok(level) = usize::try_from(level) else { return Err(vm.value_error("level must be >= 0")) };
    if level > 0 && globals.as_dict().is_none() {
        return Err(if globals.is_none() {
            vm.err(Exc::KeyError, "'__name__' not in globals")
        } else {
            vm.type_error("globals must be a dict")
        });
    }
    vm.import_module(&a[0], &globals, &from, level)
}
