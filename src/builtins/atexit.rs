//! atexit: functions to run when the program ends, last registered first.
//!
//! The list is one Python list of `(function, args, kwargs)`, kept by the machine.

use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Raised, Value};
use crate::vm::Vm;

static FUNCTIONS: &[Native] = &[
    native("_clear()", "Clear the list of previously registered exit functions.", clear),
    native("_ncallbacks()", "Return the number of registered exit functions.", count),
    native("_run_exitfuncs()", "Run all registered exit functions.", run),
    native(
        "register(func, /, *args, **kwargs)",
        "Register a function to be executed upon normal program termination.",
        register,
    ),
    native("unregister(func, /)", "Unregister an exit function which was previously registered.", unregister),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let doc =
        "allow programmer to define multiple exit functions to be executed upon normal program termination.";
    Ok(vm.native_module("atexit", doc, FUNCTIONS))
}

fn list(vm: &mut Vm) -> PyResult {
    if let Some(l) = vm.state.get("atexit") {
        return Ok(l.clone());
    }
    let l = vm.list(vec![])?;
    vm.state.insert("atexit", l.clone());
    Ok(l)
}

fn register(vm: &mut Vm, a: Args) -> PyResult {
    if !vm.is_callable(&a[0]) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let entry = vm.tuple(vec![a[0].clone(), a[1].clone(), a[2].clone()])?;
    let all = list(vm)?;
    if let Some(l) = all.as_list() {
        l.push(&mut vm.heap, entry)?;
    }
    Ok(a[0].clone())
}
fn unregister(vm: &mut Vm, a: Args) -> PyResult {
    let all = list(vm)?;
    let Some(l) = all.as_list() else { return Ok(vm.none()) };
    let mut i = l.len();
    while i > 0 {
        i -= 1;
        let Some(entry) = l.get(&vm.heap, i) else { continue };
        let function = entry.as_tuple().and_then(|t| t.first()).cloned();
        if let Some(f) = function
            && vm.eq(&f, &a[0])?
            && i < l.len()
        {
            let removed = l.remove(&mut vm.heap, i);
            vm.release(removed);
        }
    }
    Ok(vm.none())
}
fn clear(vm: &mut Vm, _: Args) -> PyResult {
    let all = list(vm)?;
    if let Some(l) = all.as_list() {
        let mut items = l.take_all(&mut vm.heap);
        while let Some(v) = items.pop() {
            vm.release(v);
        }
    }
    Ok(vm.none())
}
fn count(vm: &mut Vm, _: Args) -> PyResult {
    let all = list(vm)?;
    Ok(vm.int(all.as_list().map_or(0, crate::object::List::len) as i64))
}
fn run(vm: &mut Vm, _: Args) -> PyResult {
    vm.run_exit_functions();
    Ok(vm.none())
}

impl Vm {
    /// Call what `atexit.register` was given, last first; errors are printed, not raised.
    pub fn run_exit_functions(&mut self) {
        let Some(all) = self.state.get("atexit").cloned() else { return };
        while let Some(entry) = all.as_list().and_then(|l| l.pop(&mut self.heap)) {
            if let Err(e) = self.run_exit_function(&entry) {
                let function = entry.as_tuple().and_then(|t| t.first()).cloned();
                let shown = function.map(|f| self.repr_text(&f)).unwrap_or_default();
                self.unraisable(e, None, Some(&format!("Exception ignored in atexit callback {shown}")));
            }
            self.release(entry);
        }
    }
    fn run_exit_function(&mut self, entry: &Value) -> Result<(), Raised> {
        let Some([function, args, kwargs]) = entry.as_tuple() else { return Ok(()) };
        let mut all = args.as_tuple().unwrap_or(&[]).to_vec();
        let mut names = Vec::new();
        if let Some(d) = kwargs.as_dict() {
            for i in 0..d.filled() {
                if let Some((k, v)) = d.at(&self.heap, i) {
                    names.push(k.clone());
                    all.push(v.clone());
                }
            }
        }
        let done = self.call_full(function, all, &names)?;
        self.release(done);
        Ok(())
    }
}
