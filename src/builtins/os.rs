//! _os: what `os` and `posixpath` (frozen modules) ask of the host.

use crate::memory::POOL_SIZE;
use crate::object::spec::native;
use crate::object::{Args, Native, PyResult, Value};
use crate::types::bytes::bytes_arg;
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use crate::vm::host::{Change, FileInfo};
use std::io::SeekFrom;

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
    native("file_open(path, flags, mode, /)", "Open a file; its descriptor.", file_open),
    native("file_read(fd, size, /)", "Read bytes of a file, at most so many.", file_read),
    native("file_write(fd, data, /)", "Write bytes to a file; how many were written.", file_write),
    native("file_seek(fd, offset, whence, /)", "Set the position in a file, and return it.", file_seek),
    native("file_resize(fd, size, /)", "Cut or extend a file.", |vm, a| {
        let fd = descriptor(vm, &a[0])?;
        let size = vm.size_index(&a[1])?;
        let done = match u64::try_from(size) {
            Ok(size) => vm.io.file_resize(fd, size),
            Err(_) => Err(std::io::Error::from_raw_os_error(EINVAL)),
        };
        answer(vm, done).map(|()| vm.none())
    }),
    native("file_close(fd, /)", "Close a file.", |vm, a| {
        let fd = descriptor(vm, &a[0])?;
        let done = vm.io.file_close(fd);
        answer(vm, done).map(|()| vm.none())
    }),
    native("file_stat(fd, /)", "What stat() tells, of an open file.", |vm, a| {
        let fd = descriptor(vm, &a[0])?;
        let info = vm.io.file_info(fd);
        let info = answer(vm, info)?;
        numbers(vm, &info)
    }),
    native(
        "memory()",
        "Bytes of pools and large blocks in use, of the arenas they lie in, and the most of those there ever were.",
        memory,
    ),
    native("variables()", "List (name, value) of the environment.", variables),
];

pub(super) fn make(vm: &mut Vm) -> PyResult {
    let module = vm.native_module("_os", "What the host tells of files and variables.", FUNCTIONS);
    let (dict, unsupported) = (vm.record_field(&module, MODULE_DICT), vm.unsupported_class()?);
    vm.put(&dict, "UnsupportedOperation", unsupported);
    Ok(module)
}

// --- files by descriptor -----------------------------------------------------------------------------------------

const EBADF: i32 = 9;
const EINVAL: i32 = 22;

fn answer<T>(vm: &mut Vm, done: std::io::Result<T>) -> PyResult<T> {
    done.map_err(|e| vm.os_error(&e, None))
}
fn descriptor(vm: &mut Vm, v: &Value) -> PyResult<u32> {
    let fd = vm.index(v)?;
    u32::try_from(fd).or_else(|_| answer(vm, Err(std::io::Error::from_raw_os_error(EBADF))))
}
fn file_open(vm: &mut Vm, a: Args) -> PyResult {
    let path = path(vm, &a[0])?;
    let (flags, mode) = (vm.index(&a[1])?, vm.index(&a[2])?);
    let word = |n: i64| u32::try_from(n).unwrap_or(0);
    match vm.io.open_file(&path, word(flags), word(mode)) {
        Ok(fd) => Ok(vm.int(i64::from(fd))),
        Err(e) => Err(vm.os_error(&e, Some(&path))),
    }
}
fn file_read(vm: &mut Vm, a: Args) -> PyResult {
    let fd = descriptor(vm, &a[0])?;
    let size = vm.size_index(&a[1])?;
    let data = match usize::try_from(size) {
        Ok(size) => vm.io.file_read(fd, size),
        Err(_) => Err(std::io::Error::from_raw_os_error(EINVAL)),
    };
    let data = answer(vm, data)?;
    Ok(vm.heap.bytes(&data)?)
}
fn file_write(vm: &mut Vm, a: Args) -> PyResult {
    let fd = descriptor(vm, &a[0])?;
    let data = bytes_arg(vm, a.at(1))?;
    let written = vm.io.file_write(fd, &data);
    let written = answer(vm, written)?;
    Ok(vm.int(written as i64))
}
fn file_seek(vm: &mut Vm, a: Args) -> PyResult {
    let fd = descriptor(vm, &a[0])?;
    let (offset, whence) = (vm.size_index(&a[1])?, vm.index(&a[2])?);
    let to = match (whence, u64::try_from(offset)) {
        (0, Ok(at)) => Ok(SeekFrom::Start(at)),
        (1, _) => Ok(SeekFrom::Current(offset)),
        (2, _) => Ok(SeekFrom::End(offset)),
        _ => Err(std::io::Error::from_raw_os_error(EINVAL)),
    };
    let at = to.and_then(|to| vm.io.file_seek(fd, to));
    let at = answer(vm, at)?;
    Ok(vm.int(at as i64))
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
    numbers(vm, &info)
}
fn numbers(vm: &mut Vm, info: &FileInfo) -> PyResult {
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
