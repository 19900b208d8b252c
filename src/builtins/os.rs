//! _os: what `os` and `posixpath` (frozen modules) ask of the host.

use crate::memory::POOL_SIZE;
use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;

static FUNCTIONS: &[Native] = &[
    native("getcwd()", "Return a unicode string representing the current working directory.", |vm, _| {
        let folder = vm.io.current_dir();
        Ok(vm.heap.try_str(&folder)?)
    }),
    native("is_dir(path, /)", "Whether there is a folder of that name.", |vm, a| {
        let path = path(vm, a.at(0))?;
        let yes = vm.io.is_dir(&path);
        Ok(vm.bool(yes))
    }),
    native("is_file(path, /)", "Whether there is something of that name, and it is no folder.", |vm, a| {
        let path = path(vm, a.at(0))?;
        let yes = vm.io.is_file(&path);
        Ok(vm.bool(yes))
    }),
    native(
        "memory()",
        "Bytes of pools and large blocks in use, of the arenas they lie in, and the most of those there ever were.",
        memory,
    ),
    native("variables()", "List (name, value) of the environment.", variables),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    Ok(vm.native_module("_os", "What the host tells of files and variables.", FUNCTIONS))
}

fn path(vm: &mut Vm, v: &Value) -> PyResult<String> {
    if v.as_str().is_some() {
        return Ok(vm.text(v));
    }
    match vm.bytes_like(v) {
        Some(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        None => {
            let got = vm.type_name(v);
            Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {got}")))
        }
    }
}
fn memory(vm: &mut Vm, _: Args) -> PyResult {
    let stats = vm.heap.memory().stats();
    let pools: usize = stats.classes.iter().map(|class| class.pools).sum();
    let used = pools * POOL_SIZE + stats.large.bytes;
    let figures = [used, stats.bytes_in_arenas, stats.peak_bytes];
    let figures = figures.iter().map(|bytes| vm.int(*bytes as i64)).collect();
    vm.tuple(figures)
}
fn variables(vm: &mut Vm, _: Args) -> PyResult {
    let mut out = Vec::new();
    for (name, value) in vm.io.variables() {
        let pair = vec![vm.heap.try_str(&name)?, vm.heap.try_str(&value)?];
        out.push(vm.tuple(pair)?);
    }
    vm.list(out)
}
