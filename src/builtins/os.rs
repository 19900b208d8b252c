//! _os: what `os` and `posixpath` (frozen modules) ask of the host.

use crate::memory::POOL_SIZE;
use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::vm::Vm;
use crate::vm::host::Change;

static FUNCTIONS: &[Native] = &[
    native("chdir(path, /)", "Change the current working directory.", |vm, a| {
        change(vm, &a[0], Change::CurrentDir)
    }),
    native("chmod(path, mode, /)", "Change the access permissions of a file.", |vm, a| {
        let mode = u32::try_from(vm.index(&a[1])? & 0o7777).unwrap_or(0);
        change(vm, &a[0], move |path| Change::Mode(path, mode))
    }),
    native("listdir(path, /)", "List the names in a folder.", listdir),
    native("mkdir(path, /)", "Create a folder.", |vm, a| change(vm, &a[0], Change::CreateDir)),
    native("rename(src, dst, /)", "Rename a file or folder; a file of the new name is replaced.", |vm, a| {
        let to = path(vm, &a[1])?;
        change(vm, &a[0], |from| Change::Rename(from, to))
    }),
    native("rmdir(path, /)", "Remove a folder.", |vm, a| change(vm, &a[0], Change::RemoveDir)),
    native("stat(path, follow, /)", "Numbers of a file: mode to size, then times in nanoseconds.", stat),
    native("unlink(path, /)", "Remove a file.", |vm, a| change(vm, &a[0], Change::RemoveFile)),
    native("utime(path, access, content, /)", "Set the times of a file, in nanoseconds.", |vm, a| {
        let (access, content) = (vm.index(&a[1])?, vm.index(&a[2])?);
        change(vm, &a[0], move |path| Change::Times(path, access, content))
    }),
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
fn change(vm: &mut Vm, name: &Value, make: impl FnOnce(String) -> Change) -> PyResult {
    let path = path(vm, name)?;
    match vm.io.change(make(path.clone())) {
        Ok(()) => Ok(vm.none()),
        Err(e) => Err(vm.os_error(&e, Some(&path))),
    }
}
fn listdir(vm: &mut Vm, a: Args) -> PyResult {
    let path = path(vm, &a[0])?;
    let names = match vm.io.list_dir(&path) {
        Ok(names) => names,
        Err(e) => return Err(vm.os_error(&e, Some(&path))),
    };
    let mut out = Vec::with_capacity(names.len());
    for name in names {
        out.push(vm.heap.try_str(&name)?);
    }
    vm.list(out)
}
fn stat(vm: &mut Vm, a: Args) -> PyResult {
    let path = path(vm, &a[0])?;
    let follow = vm.truth(&a[1])?;
    let info = match vm.io.stat(&path, follow) {
        Ok(info) => info,
        Err(e) => return Err(vm.os_error(&e, Some(&path))),
    };
    let word = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let numbers = [
        i64::from(info.mode),
        word(info.inode),
        word(info.device),
        word(info.links),
        i64::from(info.user),
        i64::from(info.group),
        word(info.size),
    ];
    let items = numbers.iter().chain(&info.times).map(|n| vm.int(*n)).collect();
    vm.tuple(items)
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
