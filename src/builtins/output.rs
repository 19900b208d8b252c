//! print, input, open.
//!
//! Invariant: printing goes through the `sys.stdout` object. While that is the original stream the
//! text of one call is gathered and written at once; anything else gets CPython's calls of `write`.

use crate::object::spec::native;
use crate::object::{Args, Kind, Native, PyResult, Slot, Value};
use crate::types::file::{self, Source, sflag};
use crate::types::unicode::codec::{Encoding, ErrorHandler};
use crate::vm::Vm;
use crate::vm::errors::Exc;
use crate::vm::host::Stream;

pub static FUNCTIONS: &[Native] = &[
    native(
        "input(prompt='', /)",
        "Read a string from standard input. The trailing newline is stripped.",
        input,
    ),
    native(
        "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        "Open file and return a stream. Raise OSError upon failure.",
        open,
    ),
    native(
        "print(*args, sep=' ', end='\\n', file=None, flush=False)",
        "Prints the values to a stream, or to sys.stdout by default.",
        print,
    )
    .telling_keywords_one_by_one(),
];

/// `sys.name`, if it is there and not None.
pub(crate) fn sys_object(vm: &Vm, name: &Value) -> Slot {
    vm.sys_dict.as_dict()?.get_str(&vm.heap, name).filter(|v| !v.is_none()).cloned()
}

/// `sep` or `end`: None means the default.
fn text_arg(vm: &mut Vm, v: Option<&Value>, name: &str, default: u8) -> PyResult {
    match v.filter(|v| !v.is_none()) {
        None => Ok(vm.heap.latin1_char(default)),
        Some(v) if v.as_str().is_some() => Ok(v.clone()),
        Some(v) => {
            let got = vm.type_name(v);
            Err(vm.type_error(format!("{name} must be None or a string, not {got}")))
        }
    }
}

fn print(vm: &mut Vm, a: Args) -> PyResult {
    let out = match Vm::given(a.opt(3)) {
        Some(f) => f,
        None => {
            let name = vm.names.stdout.clone();
            match sys_object(vm, &name) {
                Some(f) => f,
                None => return Ok(vm.none()),
            }
        }
    };
    let sep = text_arg(vm, a.opt(1), "sep", b' ')?;
    let end = text_arg(vm, a.opt(2), "end", b'\n')?;
    let items = a[0].as_tuple().unwrap_or(&[]);
    if vm.is_plain_stream(&out, Stream::Stdout) {
        print_plain(vm, &out, items, &sep, &end)?;
    } else {
        let write = vm.names.write.clone();
        let write = vm.get_attr(&out, &write)?;
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                let done = vm.call(&write, std::slice::from_ref(&sep))?;
                vm.release(done);
            }
            let text = vm.str_of(item)?;
            let done = vm.call(&write, std::slice::from_ref(&text))?;
            vm.release(done);
        }
        let done = vm.call(&write, &[end])?;
        vm.release(done);
    }
    if let Some(f) = a.opt(4)
        && vm.truth(f)?
    {
        let name = vm.names.flush.clone();
        let done = vm.call_method(&out, &name, &[])?;
        vm.release(done);
    }
    Ok(vm.none())
}

/// To the original stream: ASCII is gathered and written at once; when an item fails, what came
/// before it is out, as CPython leaves it in its buffer.
fn print_plain(vm: &mut Vm, out: &Value, items: &[Value], sep: &Value, end: &Value) -> PyResult<()> {
    // The bound method `write`.
    vm.note_passing_object();
    let mut gathered: Vec<u8> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            add_text(vm, out, &mut gathered, sep)?;
        }
        // Printing an item may print: what is gathered goes first.
        let simple = matches!(item.kind(), Kind::STR | Kind::INT | Kind::FLOAT | Kind::BOOL | Kind::NONE);
        if !simple && !gathered.is_empty() {
            vm.write_stream(Stream::Stdout, &gathered)?;
            gathered.clear();
        }
        let text = match vm.str_of(item) {
            Ok(t) => t,
            Err(e) => {
                vm.write_stream(Stream::Stdout, &gathered)?;
                return Err(e);
            }
        };
        add_text(vm, out, &mut gathered, &text)?;
        vm.release(text);
    }
    add_text(vm, out, &mut gathered, end)?;
    if gathered.is_empty() { Ok(()) } else { vm.write_stream(Stream::Stdout, &gathered) }
}
fn add_text(vm: &mut Vm, out: &Value, gathered: &mut Vec<u8>, text: &Value) -> PyResult<()> {
    let Some(s) = text.as_str() else { return Ok(()) };
    if let Some(plain) = s.as_ascii() {
        gathered.extend_from_slice(plain.as_bytes());
        return Ok(());
    }
    if !gathered.is_empty() {
        vm.write_stream(Stream::Stdout, gathered)?;
        gathered.clear();
    }
    vm.stream_write(out, text)
}

fn input(vm: &mut Vm, a: Args) -> PyResult {
    let names = [vm.names.stdin.clone(), vm.names.stdout.clone(), vm.names.stderr.clone()];
    let mut streams = Vec::new();
    for name in &names {
        match sys_object(vm, name) {
            Some(s) => streams.push(s),
            None => {
                let lost = vm.text(name);
                return Err(vm.runtime_error(format!("input(): lost sys.{lost}")));
            }
        }
    }
    let flush = vm.names.flush.clone();
    let done = vm.call_method(&streams[2], &flush, &[])?;
    vm.release(done);
    if let Some(prompt) = a.opt(0) {
        let text = vm.str_of(prompt)?;
        let write = vm.names.write.clone();
        let done = vm.call_method(&streams[1], &write, &[text])?;
        vm.release(done);
    }
    let done = vm.call_method(&streams[1], &flush, &[])?;
    vm.release(done);
    let readline = vm.heap.intern_str("readline");
    let line = vm.call_method(&streams[0], &readline, &[])?;
    let Some(s) = line.as_str() else {
        return Err(vm.type_error("object.readline() returned non-string"));
    };
    match s.chars().len() {
        0 => Err(vm.err(Exc::EOFError, "EOF when reading a line")),
        n if s.chars().get(n - 1) == u32::from(b'\n') => {
            Ok(vm.heap.str_from_chars(s.chars().slice(0..n - 1))?)
        }
        _ => Ok(line),
    }
}

/// What the mode text of `open` asks for.
struct Mode {
    flags: u64,
    /// `r`, `w`, `a` or `x`.
    letter: char,
}

fn parse_mode(vm: &mut Vm, text: &str) -> PyResult<Mode> {
    let (mut flags, mut letters, mut text_mode) = (0, Vec::new(), false);
    for (i, c) in text.chars().enumerate() {
        match c {
            _ if text.chars().take(i).any(|d| d == c) => {
                return Err(vm.value_error(format!("invalid mode: '{text}'")));
            }
            'r' | 'w' | 'a' | 'x' => letters.push(c),
            '+' => flags |= sflag::UPDATE,
            'b' => flags |= sflag::BINARY,
            't' => text_mode = true,
            _ => return Err(vm.value_error(format!("invalid mode: '{text}'"))),
        }
    }
    if text_mode && flags & sflag::BINARY != 0 {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    let [letter] = letters[..] else {
        return Err(vm.value_error(if letters.is_empty() {
            "Must have exactly one of create/read/write/append mode and at most one plus"
        } else {
            "must have exactly one of create/read/write/append mode"
        }));
    };
    flags |= match letter {
        'r' => sflag::READ,
        'a' => sflag::WRITE | sflag::APPEND,
        _ => sflag::WRITE,
    };
    if flags & sflag::UPDATE != 0 {
        flags |= sflag::READ | sflag::WRITE;
    }
    Ok(Mode { flags, letter })
}

fn open(vm: &mut Vm, a: Args) -> PyResult {
    let by_descriptor = a[0].as_int().is_some();
    let path = if by_descriptor { String::new() } else { open_path(vm, &a[0])? };
    let mode_text = match a.opt(1) {
        None => "r".to_owned(),
        Some(m) if m.as_str().is_some() => vm.text(m),
        Some(m) => {
            let got = vm.type_name(m);
            return Err(vm.type_error(format!("open() argument 'mode' must be str, not {got}")));
        }
    };
    let mut mode = parse_mode(vm, &mode_text)?;
    let binary = mode.flags & sflag::BINARY != 0;
    for (i, name) in [(3, "encoding"), (4, "errors"), (5, "newline")] {
        let Some(v) = Vm::given(a.opt(i)) else { continue };
        if binary {
            return Err(vm.value_error(format!("binary mode doesn't take {} {name} argument", article(name))));
        }
        if v.as_str().is_none() {
            let got = vm.type_name(&v);
            return Err(vm.type_error(format!("open() argument '{name}' must be str or None, not {got}")));
        }
    }
    let option = |vm: &Vm, i: usize, default: &str| {
        Vm::given(a.opt(i)).map_or_else(|| default.to_owned(), |v| vm.text(&v))
    };
    let (encoding, errors) = (option(vm, 3, "UTF-8"), option(vm, 4, "strict"));
    // Without a byte order mark, and in one direction.
    let plain = !binary
        && !by_descriptor
        && matches!(mode.letter, 'r' | 'w')
        && mode.flags & sflag::UPDATE == 0
        && !path.contains('\0')
        && a.opt(2).is_none_or(|size| size.as_word().is_some_and(|n| !(0..=1).contains(&n)))
        && matches!(option(vm, 5, "").as_str(), "" | "\n")
        && a.opt(6).is_none_or(|close| close.as_bool() == Some(true))
        && Vm::given(a.opt(7)).is_none()
        && matches!(
            Encoding::from_name(&encoding),
            Some(Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1)
        )
        && ErrorHandler::from_name(&errors).is_some();
    if !plain {
        return open_tower(vm, a, &mode_text);
    }
    if Vm::given(a.opt(5)).is_some() {
        mode.flags |= sflag::KEEP_NEWLINES;
    }
    let content = open_on_host(vm, &path, &mode)?;
    let coding = (encoding.as_str(), errors.as_str());
    let stream = vm.new_stream(&file::FILE, Source::File, mode.flags, a[0].clone(), &mode_text, coding)?;
    vm.set_stream_path(&stream, &path)?;
    vm.fill_stream(&stream, &content)?;
    Ok(stream)
}
/// A file that is no plain text file by name: raw file, buffer and text as objects of their own.
fn open_tower(vm: &mut Vm, a: Args, mode: &str) -> PyResult {
    let (module, none, mode) = (vm.heap.intern_str("_io"), vm.none(), vm.str(mode));
    let module = vm.import_module(&module, &none, &none, 0)?;
    let open = vm.get_attr_str(&module, "_open")?;
    let given = |i: usize| a.opt(i).cloned().unwrap_or_else(|| none.clone());
    let buffering = a.opt(2).cloned().unwrap_or_else(|| vm.int(-1));
    let closes = a.opt(6).cloned().unwrap_or_else(|| vm.bool(true));
    vm.call(&open, &[a[0].clone(), mode, buffering, given(3), given(4), given(5), closes, given(7)])
}
fn article(name: &str) -> &'static str {
    if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
fn open_path(vm: &mut Vm, v: &Value) -> PyResult<String> {
    if v.as_str().is_some() {
        return Ok(vm.text(v));
    }
    if let Some(b) = v.as_bytes() {
        return Ok(String::from_utf8_lossy(b).into_owned());
    }
    let name = vm.heap.intern_str("__fspath__");
    if let Some(path) = vm.call_special(v, &name, &[])? {
        if let Some(b) = path.as_bytes() {
            return Ok(String::from_utf8_lossy(b).into_owned());
        }
        if path.as_str().is_some() {
            return Ok(vm.text(&path));
        }
        let (class, got) = (vm.type_name(v), vm.type_name(&path));
        return Err(vm.type_error(format!("expected {class}.__fspath__() to return str or bytes, not {got}")));
    }
    let got = vm.type_name(v);
    Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {got}")))
}
/// Read, create or check the file; what is to be read of it.
fn open_on_host(vm: &mut Vm, path: &str, mode: &Mode) -> PyResult<Vec<u8>> {
    let (exists, folder) = (vm.io.is_file(path), vm.io.is_dir(path));
    let done = match mode.letter {
        _ if folder => Err(std::io::ErrorKind::IsADirectory.into()),
        'r' => vm.io.read_file(path),
        'x' if exists => Err(std::io::ErrorKind::AlreadyExists.into()),
        'a' if exists && mode.flags & sflag::READ != 0 => vm.io.read_file(path),
        'a' => vm.io.write_file(path, &[], true).map(|()| Vec::new()),
        _ => vm.io.write_file(path, &[], false).map(|()| Vec::new()),
    };
    match done {
        Ok(bytes) => Ok(bytes),
        Err(e) => Err(vm.os_error(&e, Some(path))),
    }
}
