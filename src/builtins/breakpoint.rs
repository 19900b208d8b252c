//! `breakpoint()` and `sys.breakpointhook`, which calls what `$PYTHONBREAKPOINT` names.

use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::Exc;

const VARIABLE: &str = "PYTHONBREAKPOINT";
/// What is called when it names nothing.
const DEFAULT: &str = "pdb.set_trace";

pub(super) static HOOK: Native = native(
    "breakpointhook(*args, **kwargs)",
    "This hook function is called by built-in breakpoint().",
    |vm, a| {
        let name = match variable(vm)? {
            Some(name) if name == "0" => return Ok(vm.none()),
            name => name.filter(|name| !name.is_empty()),
        };
        match debugger(vm, name.as_deref().unwrap_or(DEFAULT))? {
            Some(f) => vm.call_with_dict(&f, a[0].as_tuple().unwrap_or(&[]).to_vec(), Some(&a[1])),
            None => {
                let message = match name {
                    Some(name) => format!("Ignoring unimportable ${VARIABLE}: \"{name}\""),
                    // Nobody asked for pdb, which is not part of this interpreter.
                    None => format!(
                        "breakpoint() goes on: there is no module pdb; ${VARIABLE} may name a function to call"
                    ),
                };
                vm.warn(Exc::RuntimeWarning, &message)?;
                Ok(vm.none())
            }
        }
    },
);
pub static FUNCTIONS: &[Native] =
    &[native("breakpoint(*args, **kws)", "Call sys.breakpointhook(*args, **kws).", breakpoint)];

fn breakpoint(vm: &mut Vm, a: Args) -> PyResult {
    let (sys, name) = (vm.sys_dict.clone(), vm.heap.intern_str("breakpointhook"));
    match vm.dict_get(&sys, &name)? {
        Some(hook) => vm.call_with_dict(&hook, a[0].as_tuple().unwrap_or(&[]).to_vec(), Some(&a[1])),
        None => Err(vm.runtime_error("lost sys.breakpointhook")),
    }
}
/// As `os.environ` has it, for a program that sets it there; else as the process was given it.
fn variable(vm: &mut Vm) -> PyResult<Option<String>> {
    let Some(os) = vm.loaded("os")? else { return Ok(std::env::var(VARIABLE).ok()) };
    let environ = vm.get_attr_str(&os, "environ")?;
    let (get, name) = (vm.heap.intern_str("get"), vm.str(VARIABLE));
    let value = vm.call_method(&environ, &get, &[name])?;
    Ok(Some(value).filter(|v| v.as_str().is_some()).map(|v| vm.text(&v)))
}
/// `package.module.function`, or the name of a built-in; nothing where there is none.
fn debugger(vm: &mut Vm, name: &str) -> PyResult<Option<Value>> {
    let (module, function) = match name.rsplit_once('.') {
        Some(("", _)) => return Ok(None),
        Some(parts) => parts,
        None => ("builtins", name),
    };
    let (module, function, globals) = (vm.str(module), vm.heap.intern_str(function), vm.none());
    // A name to import makes the import give the module itself, not its package.
    let from = vm.tuple(vec![function.clone()])?;
    let got = vm.import_module(&module, &globals, &from, 0);
    match vm.catch(got, Exc::ImportError)? {
        Some(module) => vm.get_attr_opt(&module, &function),
        None => Ok(None),
    }
}
