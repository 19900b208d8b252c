//! Streams: what sys.stdout, sys.stderr, sys.stdin and open() are.
//!
//! One record serves the standard streams and files, text and binary; the type tells which. A file
//! being read is held whole in a bytearray, a file being written holds what is not written yet:
//! all input and output goes through [`HostIo`](crate::vm::host::HostIo) in whole pieces. Text is
//! kept as generalized UTF-8, newlines already translated, so lines are found by bytes.
//! Deliberately absent: raw and buffered layers of their own, and file descriptors.

use crate::object::spec::{getter, native, slot};
use crate::object::text::TextBuf;
use crate::object::typeobj::tflag;
use crate::object::{Args, ByteArray, GetSet, Kind, Native, PyResult, Raised, TypeSpec, Value};
use crate::types::unicode::codec::{CodecFault, CodingError, Encoding, ErrorHandler, decode, encode};
use crate::vm::Vm;
use crate::vm::errors::Exc;
use crate::vm::host::Stream;

/// Value fields of a stream.
pub mod field {
    pub const NAME: usize = 0;
    /// bytearray: what was read, or what is to be written.
    pub const CONTENT: usize = 1;
    pub const MODE: usize = 2;
    pub const ENCODING: usize = 3;
    pub const ERRORS: usize = 4;
    pub const DICT: usize = 5;
    /// str: the whole path of a file, wherever the program goes afterwards.
    pub const PATH: usize = 6;
    pub const COUNT: u16 = 7;
    /// Raw words.
    pub const SOURCE: usize = 0;
    pub const FLAGS: usize = 1;
    pub const POSITION: usize = 2;
}

/// Word 0: where the bytes come from or go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Source {
    Stdin = 0,
    Stdout = 1,
    Stderr = 2,
    File = 3,
}

/// Word 1.
pub mod sflag {
    pub const CLOSED: u64 = 1;
    pub const READ: u64 = 2;
    pub const WRITE: u64 = 4;
    /// Written to the end of the file whatever the position.
    pub const APPEND: u64 = 8;
    pub const BINARY: u64 = 16;
    /// Both directions: the content is the whole file, written back whole.
    pub const UPDATE: u64 = 32;
    /// The content is text already (decoded, newlines translated).
    pub const DECODED: u64 = 64;
    pub const DIRTY: u64 = 128;
    /// `newline=''`: line ends stay as they are.
    pub const KEEP_NEWLINES: u64 = 256;
    /// Nothing more comes from standard input.
    pub const AT_END: u64 = 512;
}

const TEXT_FLAGS: u32 = tflag::CONTAINER | tflag::BASETYPE | tflag::WEAKREFABLE | tflag::HAS_DICT;

pub static FILE: TypeSpec = TypeSpec {
    name: "_io.TextIOWrapper",
    doc: "Character and line based stream over a file.",
    methods: METHODS,
    getsets: TEXT_GETSETS,
    basicsize: 200,
    ..BASE
};
pub static READER: TypeSpec = TypeSpec { name: "_io.BufferedReader", doc: "A readable binary file.", ..BASE };
pub static WRITER: TypeSpec = TypeSpec { name: "_io.BufferedWriter", doc: "A writable binary file.", ..BASE };
pub static RANDOM: TypeSpec =
    TypeSpec { name: "_io.BufferedRandom", doc: "A binary file open in both directions.", ..BASE };

const BASE: TypeSpec = TypeSpec {
    kind: Kind::FILE,
    flags: TEXT_FLAGS,
    methods: METHODS,
    getsets: GETSETS,
    fields: field::COUNT,
    words: 3,
    basicsize: 144,
    on_burial: Some(on_burial),
    ..TypeSpec::EMPTY
};

static METHODS: &[Native] = &[
    native("close(self, /)", "Flush and close the stream.", close),
    native("fileno(self, /)", "Return the underlying file descriptor, for standard streams.", fileno),
    native("flush(self, /)", "Write what is buffered.", flush),
    native("isatty(self, /)", "Return whether this is a terminal.", isatty),
    native(
        "read(self, size=-1, /)",
        "Read at most size characters or bytes; all when negative or None.",
        read,
    ),
    native("readable(self, /)", "Return whether the stream can be read.", readable),
    native("readline(self, size=-1, /)", "Read one line, with its line end.", readline),
    native("readlines(self, hint=-1, /)", "Return the remaining lines as a list.", readlines),
    native("seek(self, cookie, whence=0, /)", "Set the stream position, and return it.", seek),
    native("seekable(self, /)", "Return whether the position can be set.", seekable),
    native("tell(self, /)", "Return the stream position.", tell),
    native("truncate(self, pos=None, /)", "Cut the file at the position.", truncate),
    native("writable(self, /)", "Return whether the stream can be written.", writable),
    native("write(self, text, /)", "Write the text, and return its length.", write),
    native("writelines(self, lines, /)", "Write every item; no line ends are added.", writelines),
    native("reconfigure(self, /, **kwargs)", "Accept new settings of the stream.", reconfigure),
    slot("__enter__(self, /)", "Return self.", enter),
    native("__exit__(self, /, *exc)", "Close the stream.", exit),
    slot("__iter__(self, /)", "Implement iter(self).", iter),
    slot("__next__(self, /)", "Implement next(self).", next),
    slot("__repr__(self, /)", "Return repr(self).", repr),
];

macro_rules! common_getsets {
    ($($more:expr),* $(,)?) => {
        &[
            getter("name", "the path or name the stream was opened with", |vm, v| Ok(vm.record_field(v, field::NAME))),
            getter("mode", "the mode the stream was opened in", |vm, v| Ok(vm.record_field(v, field::MODE))),
            getter("closed", "whether the stream is closed", |vm, v| {
                let closed = has(vm, v, sflag::CLOSED);
                Ok(vm.bool(closed))
            }),
            $($more),*
        ]
    };
}
static GETSETS: &[GetSet] = common_getsets!();
static TEXT_GETSETS: &[GetSet] = common_getsets!(
    getter("encoding", "name of the encoding", |vm, v| Ok(vm.record_field(v, field::ENCODING))),
    getter("errors", "the error handler's name", |vm, v| Ok(vm.record_field(v, field::ERRORS))),
    getter("newlines", "line ends translated so far", |vm, _| Ok(vm.none())),
    getter("line_buffering", "whether every line is flushed", |vm, v| {
        let terminal = match source(vm, v) {
            Source::Stdout => vm.io.is_terminal(Stream::Stdout),
            Source::Stderr => true,
            _ => false,
        };
        Ok(vm.bool(terminal))
    }),
    getter("buffer", "the binary stream below", buffer),
);

// --- state ---------------------------------------------------------------------------------------------

fn word(vm: &Vm, v: &Value, i: usize) -> u64 {
    v.record(Kind::FILE).map_or(0, |r| r.word(&vm.heap, i))
}
fn set_word(vm: &mut Vm, v: &Value, i: usize, to: u64) {
    if let Some(r) = v.record(Kind::FILE) {
        r.set_word(&mut vm.heap, i, to);
    }
}
fn has(vm: &Vm, v: &Value, bit: u64) -> bool {
    word(vm, v, field::FLAGS) & bit != 0
}
fn set_flag(vm: &mut Vm, v: &Value, bit: u64, on: bool) {
    let flags = word(vm, v, field::FLAGS);
    set_word(vm, v, field::FLAGS, if on { flags | bit } else { flags & !bit });
}
fn source(vm: &Vm, v: &Value) -> Source {
    match word(vm, v, field::SOURCE) {
        0 => Source::Stdin,
        1 => Source::Stdout,
        2 => Source::Stderr,
        _ => Source::File,
    }
}
fn position(vm: &Vm, v: &Value) -> usize {
    word(vm, v, field::POSITION) as usize
}
/// The content from the position on, copied.
fn rest(vm: &Vm, v: &Value) -> Vec<u8> {
    let content = vm.record_field(v, field::CONTENT);
    let bytes = content.cast::<ByteArray>().map_or(&[][..], |b| b.get(&vm.heap));
    bytes.get(position(vm, v)..).unwrap_or(&[]).to_vec()
}
/// Overwrite or extend the content at `at`.
fn put(vm: &mut Vm, v: &Value, at: usize, bytes: &[u8]) -> PyResult<()> {
    let content = vm.record_field(v, field::CONTENT);
    if let Some(b) = content.cast::<ByteArray>() {
        let end = at + bytes.len();
        if end > b.len() {
            b.resize(&mut vm.heap, end)?;
        }
        b.get_mut(&mut vm.heap)[at..end].copy_from_slice(bytes);
    }
    Ok(())
}
fn take_content(vm: &mut Vm, v: &Value) -> PyResult<Vec<u8>> {
    let content = vm.record_field(v, field::CONTENT);
    let Some(b) = content.cast::<ByteArray>() else { return Ok(Vec::new()) };
    let bytes = b.get(&vm.heap).to_vec();
    b.resize(&mut vm.heap, 0)?;
    Ok(bytes)
}

impl Vm {
    /// A new stream object.
    ///
    /// # Errors
    /// MemoryError.
    pub fn new_stream(
        &mut self,
        spec: &'static TypeSpec,
        from: Source,
        flags: u64,
        name: Value,
        mode: &str,
        coding: (&str, &str),
    ) -> PyResult {
        let ty = self.type_for(spec);
        let v = self.heap.record(ty, usize::from(field::COUNT));
        let content = self.heap.bytearray(&[])?;
        let mode = self.heap.intern_str(mode);
        let (encoding, errors) = (self.heap.intern_str(coding.0), self.heap.intern_str(coding.1));
        if let Some(r) = v.as_record() {
            let fields = [name, content, mode, encoding, errors];
            for (i, value) in fields.into_iter().enumerate() {
                r.set(&mut self.heap, i, Some(value));
            }
            r.set_word(&mut self.heap, field::SOURCE, from as u64);
            r.set_word(&mut self.heap, field::FLAGS, flags);
        }
        Ok(v)
    }
    /// Note where a file object's file is.
    ///
    /// # Errors
    /// MemoryError.
    pub fn set_stream_path(&mut self, v: &Value, path: &str) -> PyResult<()> {
        let whole =
            if path.starts_with('/') { path.to_owned() } else { format!("{}/{path}", self.io.current_dir()) };
        let path = self.heap.try_str(&whole)?;
        if let Some(r) = v.as_record() {
            r.set(&mut self.heap, field::PATH, Some(path));
        }
        Ok(())
    }
    /// Give a file object what was read from the host.
    ///
    /// # Errors
    /// MemoryError.
    pub fn fill_stream(&mut self, v: &Value, bytes: &[u8]) -> PyResult<()> {
        put(self, v, 0, bytes)
    }
    /// Whether this is the open, original text stream on `stream`: printing may skip its `write`.
    pub fn is_plain_stream(&self, v: &Value, stream: Stream) -> bool {
        v.is_exactly(Kind::FILE)
            && source(self, v) == if stream == Stream::Stdout { Source::Stdout } else { Source::Stderr }
            && !has(self, v, sflag::CLOSED | sflag::BINARY)
    }
    /// Encode and write text to a stream object's destination.
    ///
    /// # Errors
    /// UnicodeEncodeError, OSError, MemoryError.
    pub fn stream_write(&mut self, v: &Value, text: &Value) -> PyResult<()> {
        let Some(s) = text.as_str() else { return Ok(()) };
        if let Some(plain) = s.as_ascii()
            && let Some(stream) = standard(self, v)
        {
            return self.write_stream(stream, plain.as_bytes());
        }
        if has(self, v, sflag::UPDATE) {
            let mut bytes = Vec::new();
            s.chars().write_wtf8(&mut bytes);
            return self.write_bytes(v, &bytes);
        }
        let (encoding, errors) = self.coding(v);
        match encode(s.chars(), encoding, errors) {
            Ok(bytes) => self.write_bytes(v, &bytes),
            Err(fault) => Err(self.codec_error(fault, text)),
        }
    }
    fn write_bytes(&mut self, v: &Value, bytes: &[u8]) -> PyResult<()> {
        if let Some(stream) = standard(self, v) {
            return self.write_stream(stream, bytes);
        }
        if has(self, v, sflag::UPDATE) {
            let content = self.record_field(v, field::CONTENT);
            let len = content.cast::<ByteArray>().map_or(0, ByteArray::len);
            let at = if has(self, v, sflag::APPEND) { len } else { position(self, v).min(len) };
            put(self, v, at, bytes)?;
            set_word(self, v, field::POSITION, (at + bytes.len()) as u64);
            set_flag(self, v, sflag::DIRTY, true);
            return Ok(());
        }
        let at = position(self, v);
        put(self, v, at, bytes)?;
        set_word(self, v, field::POSITION, (at + bytes.len()) as u64);
        set_flag(self, v, sflag::DIRTY, true);
        // CPython's buffer size.
        if at + bytes.len() >= 8192 { self.flush_stream(v) } else { Ok(()) }
    }
    /// Write what is buffered.
    ///
    /// # Errors
    /// OSError.
    pub fn flush_stream(&mut self, v: &Value) -> PyResult<()> {
        if let Some(stream) = standard(self, v) {
            return match self.io.flush(stream) {
                Ok(()) => Ok(()),
                Err(e) => Err(self.os_error(&e, None)),
            };
        }
        if !has(self, v, sflag::DIRTY) {
            return Ok(());
        }
        set_flag(self, v, sflag::DIRTY, false);
        let path = self.record_field(v, field::PATH);
        let path = self.text(&path);
        let (bytes, append) = if has(self, v, sflag::UPDATE) {
            let content = self.record_field(v, field::CONTENT);
            let all = content.cast::<ByteArray>().map_or_else(Vec::new, |b| b.get(&self.heap).to_vec());
            (self.encoded_again(v, all)?, false)
        } else {
            set_word(self, v, field::POSITION, 0);
            (take_content(self, v)?, true)
        };
        match self.io.write_file(&path, &bytes, append) {
            Ok(()) => Ok(()),
            Err(e) => Err(self.os_error(&e, None)),
        }
    }
    /// Our inner form of text back to the file's encoding.
    fn encoded_again(&mut self, v: &Value, bytes: Vec<u8>) -> PyResult<Vec<u8>> {
        let (encoding, errors) = self.coding(v);
        if !has(self, v, sflag::DECODED) || encoding == Encoding::Utf8 {
            return Ok(bytes);
        }
        let text = TextBuf::from_wtf8(&bytes).unwrap_or_default();
        match encode(text.as_chars(), encoding, errors) {
            Ok(bytes) => Ok(bytes),
            Err(fault) => {
                let text = self.heap.str_from_chars(text.as_chars())?;
                Err(self.codec_error(fault, &text))
            }
        }
    }
    fn coding(&self, v: &Value) -> (Encoding, ErrorHandler) {
        let encoding = Encoding::from_name(&self.text(&self.record_field(v, field::ENCODING)));
        let errors = ErrorHandler::from_name(&self.text(&self.record_field(v, field::ERRORS)));
        (encoding.unwrap_or(Encoding::Utf8), errors.unwrap_or(ErrorHandler::Strict))
    }
    /// UnicodeDecodeError or UnicodeEncodeError about `object`.
    #[cold]
    pub fn codec_error(&mut self, fault: CodecFault, object: &Value) -> Raised {
        let (exc, e): (Exc, CodingError) = match fault {
            CodecFault::Decode(e) => (Exc::UnicodeDecodeError, e),
            CodecFault::Encode(e) => (Exc::UnicodeEncodeError, e),
            CodecFault::Other(f) => return self.value_error(&f.message),
        };
        let (encoding, reason) = (self.str(e.encoding), self.str(e.reason));
        let (start, end) = (self.int(e.start as i64), self.int(e.end as i64));
        self.raise_with(exc, &[encoding, object.clone(), start, end, reason])
    }
    /// `io.UnsupportedOperation`, made when first needed.
    #[cold]
    fn unsupported_operation(&mut self, what: &str) -> Raised {
        let text = self.str(what);
        let made = self.unsupported_class().and_then(|class| self.call(&class, &[text]));
        made.map_or_else(|e| e, Raised)
    }
    /// The class of that name, which `io` shows.
    ///
    /// # Errors
    /// MemoryError.
    pub fn unsupported_class(&mut self) -> PyResult {
        if let Some(class) = self.state.get("io.UnsupportedOperation") {
            return Ok(class.clone());
        }
        let bases = vec![self.exc_value(Exc::OSError), self.exc_value(Exc::ValueError)];
        let bases = self.tuple(bases)?;
        let namespace = self.heap.dict();
        let module = self.heap.intern_str("io");
        self.put(&namespace, "__module__", module);
        let name = self.heap.intern_str("UnsupportedOperation");
        let meta = self.heap.type_ref(Kind::TYPE).value();
        let class = self.call(&meta, &[name, bases, namespace])?;
        self.state.insert("io.UnsupportedOperation", class.clone());
        Ok(class)
    }

    // --- reading --------------------------------------------------------------------------------------

    /// Text is decoded when it is first read, as CPython does it.
    fn decode_stream(&mut self, v: &Value) -> PyResult<()> {
        if has(self, v, sflag::BINARY | sflag::DECODED) || source(self, v) == Source::Stdin {
            return Ok(());
        }
        set_flag(self, v, sflag::DECODED, true);
        let bytes = take_content(self, v)?;
        let (encoding, errors) = self.coding(v);
        let text = match decode(&bytes, encoding, errors) {
            Ok(t) => t,
            Err(fault) => {
                let object = self.heap.bytes(&bytes)?;
                return Err(self.codec_error(fault, &object));
            }
        };
        let mut out = Vec::with_capacity(bytes.len());
        text.as_chars().write_wtf8(&mut out);
        if !has(self, v, sflag::KEEP_NEWLINES) && out.contains(&b'\r') {
            out = universal_newlines(&out);
        }
        put(self, v, 0, &out)
    }
    /// One more line of standard input into the content; false at its end.
    fn more_input(&mut self, v: &Value) -> PyResult<bool> {
        if source(self, v) != Source::Stdin || has(self, v, sflag::AT_END) {
            return Ok(false);
        }
        let line = match self.io.read_line() {
            Ok(line) => line,
            Err(e) => {
                self.safe_point()?;
                return Err(self.os_error(&e, None));
            }
        };
        if line.is_empty() {
            return Ok(false);
        }
        let content = self.record_field(v, field::CONTENT);
        let len = content.cast::<ByteArray>().map_or(0, ByteArray::len);
        put(self, v, len, line.as_bytes())?;
        Ok(true)
    }
    /// Take the next `n` bytes of the content as str or bytes.
    fn take(&mut self, v: &Value, n: usize) -> PyResult {
        let bytes = rest(self, v);
        let n = n.min(bytes.len());
        let at = position(self, v);
        if source(self, v) == Source::Stdin && n == bytes.len() {
            take_content(self, v)?;
            set_word(self, v, field::POSITION, 0);
        } else {
            set_word(self, v, field::POSITION, (at + n) as u64);
        }
        if has(self, v, sflag::BINARY) {
            return Ok(self.heap.bytes(&bytes[..n])?);
        }
        match std::str::from_utf8(&bytes[..n]) {
            Ok(text) => Ok(self.heap.try_str(text)?),
            Err(_) => {
                let text = TextBuf::from_wtf8(&bytes[..n]).unwrap_or_default();
                Ok(self.heap.str_from_chars(text.as_chars())?)
            }
        }
    }
    /// The next line of a stream object, with its end; empty at the end.
    ///
    /// # Errors
    /// OSError, UnicodeDecodeError.
    pub fn stream_line(&mut self, v: &Value, most: usize) -> PyResult {
        self.decode_stream(v)?;
        loop {
            let bytes = rest(self, v);
            let end = memchr::memchr(b'\n', &bytes).map(|i| i + 1);
            let end = match end {
                Some(e) => e,
                None if self.more_input(v)? => continue,
                None => bytes.len(),
            };
            let n = if has(self, v, sflag::BINARY) { most.min(end) } else { chars_end(&bytes[..end], most) };
            return self.take(v, n);
        }
    }
}

/// The standard output a stream object writes to.
fn standard(vm: &Vm, v: &Value) -> Option<Stream> {
    match source(vm, v) {
        Source::Stdout => Some(Stream::Stdout),
        Source::Stderr => Some(Stream::Stderr),
        _ => None,
    }
}
/// Bytes of the first `n` characters.
fn chars_end(bytes: &[u8], n: usize) -> usize {
    if n >= bytes.len() {
        return bytes.len();
    }
    let mut starts = bytes.iter().enumerate().filter(|(_, b)| **b & 0xc0 != 0x80);
    starts.nth(n).map_or(bytes.len(), |(i, _)| i)
}
fn universal_newlines(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut after_return = false;
    for b in bytes {
        match b {
            b'\r' => out.push(b'\n'),
            b'\n' if after_return => {}
            _ => out.push(*b),
        }
        after_return = *b == b'\r';
    }
    out
}

// --- methods ----------------------------------------------------------------------------------------------

fn check_open(vm: &mut Vm, v: &Value) -> PyResult<()> {
    if has(vm, v, sflag::CLOSED) { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(()) }
}
fn check_readable(vm: &mut Vm, v: &Value, binary_word: &str) -> PyResult<()> {
    let binary = has(vm, v, sflag::BINARY);
    if has(vm, v, sflag::CLOSED) {
        return Err(vm.value_error(if binary {
            format!("{binary_word} of closed file")
        } else {
            "I/O operation on closed file.".to_owned()
        }));
    }
    if has(vm, v, sflag::READ) {
        return Ok(());
    }
    Err(vm.unsupported_operation(if binary { binary_word } else { "not readable" }))
}
fn check_writable(vm: &mut Vm, v: &Value) -> PyResult<()> {
    if !has(vm, v, sflag::WRITE) {
        let what = if has(vm, v, sflag::BINARY) { "write" } else { "not writable" };
        return Err(vm.unsupported_operation(what));
    }
    if has(vm, v, sflag::CLOSED) && has(vm, v, sflag::BINARY) {
        return Err(vm.value_error("write to closed file"));
    }
    check_open(vm, v)
}
/// A size argument: None and negatives mean everything.
fn size_arg(vm: &mut Vm, v: Option<&Value>) -> PyResult<usize> {
    match v.filter(|v| !v.is_none()) {
        None => Ok(usize::MAX),
        Some(v) if v.as_int().is_none() => {
            let got = vm.type_name(v);
            Err(vm.type_error(format!("argument should be integer or None, not '{got}'")))
        }
        Some(v) => Ok(vm.index(v).map(|n| usize::try_from(n).unwrap_or(usize::MAX))?),
    }
}
fn read(vm: &mut Vm, a: Args) -> PyResult {
    let size = size_arg(vm, a.opt(1))?;
    check_readable(vm, &a[0], "read")?;
    vm.decode_stream(&a[0])?;
    loop {
        let bytes = rest(vm, &a[0]);
        let binary = has(vm, &a[0], sflag::BINARY);
        let n = if binary { size.min(bytes.len()) } else { chars_end(&bytes, size) };
        if (n < bytes.len() || size <= bytes.len() && binary) || !vm.more_input(&a[0])? {
            return vm.take(&a[0], n);
        }
        vm.check_growth(bytes.len())?;
    }
}
fn readline(vm: &mut Vm, a: Args) -> PyResult {
    let size = size_arg(vm, a.opt(1))?;
    check_readable(vm, &a[0], "readline")?;
    vm.stream_line(&a[0], size)
}
fn readlines(vm: &mut Vm, a: Args) -> PyResult {
    let hint = size_arg(vm, a.opt(1))?;
    check_readable(vm, &a[0], "readlines")?;
    let list = vm.list(vec![])?;
    let mut total = 0;
    loop {
        let line = vm.stream_line(&a[0], usize::MAX)?;
        let n = vm.len(&line)?;
        if n == 0 {
            return Ok(list);
        }
        total += n;
        if let Some(l) = list.as_list() {
            l.push(&mut vm.heap, line)?;
            vm.check_growth(l.len())?;
        }
        if hint > 0 && total >= hint {
            return Ok(list);
        }
    }
}
fn next(vm: &mut Vm, a: Args) -> PyResult {
    check_readable(vm, &a[0], "readline")?;
    let line = vm.stream_line(&a[0], usize::MAX)?;
    if vm.len(&line)? == 0 { Err(vm.stop_iteration(None)) } else { Ok(line) }
}
fn write(vm: &mut Vm, a: Args) -> PyResult {
    let binary = has(vm, &a[0], sflag::BINARY);
    if binary {
        check_writable(vm, &a[0])?;
        let Some(bytes) = vm.bytes_like(&a[1]) else {
            let got = vm.type_name(&a[1]);
            return Err(vm.type_error(format!("a bytes-like object is required, not '{got}'")));
        };
        vm.write_bytes(&a[0], &bytes)?;
        return Ok(vm.int(bytes.len() as i64));
    }
    let Some(s) = a[1].as_str() else {
        let got = vm.type_name(&a[1]);
        return Err(vm.type_error(format!("write() argument must be str, not {got}")));
    };
    check_writable(vm, &a[0])?;
    let n = s.len();
    vm.stream_write(&a[0], &a[1])?;
    Ok(vm.int(n as i64))
}
fn writelines(vm: &mut Vm, a: Args) -> PyResult {
    check_open(vm, &a[0])?;
    let it = vm.iter(&a[1])?;
    let method = vm.names.write.clone();
    while let Some(line) = vm.next(&it)? {
        let done = vm.call_method(&a[0], &method, &[line])?;
        vm.release(done);
        vm.safe_point()?;
    }
    Ok(vm.none())
}
fn flush(vm: &mut Vm, a: Args) -> PyResult {
    check_open(vm, &a[0])?;
    vm.flush_stream(&a[0])?;
    Ok(vm.none())
}
fn close(vm: &mut Vm, a: Args) -> PyResult {
    if !has(vm, &a[0], sflag::CLOSED) {
        let flushed = vm.flush_stream(&a[0]);
        set_flag(vm, &a[0], sflag::CLOSED, true);
        take_content(vm, &a[0])?;
        flushed?;
    }
    Ok(vm.none())
}
/// A file nobody closed is still written; what fails then has nobody to tell.
fn on_burial(vm: &mut Vm, v: &Value) {
    if source(vm, v) == Source::File && !has(vm, v, sflag::CLOSED) {
        let _ = vm.flush_stream(v);
        set_flag(vm, v, sflag::CLOSED, true);
    }
}
fn enter(vm: &mut Vm, a: Args) -> PyResult {
    check_open(vm, &a[0])?;
    Ok(a[0].clone())
}
fn exit(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.names.close.clone();
    let done = vm.call_method(&a[0], &name, &[])?;
    vm.release(done);
    Ok(vm.none())
}
fn iter(vm: &mut Vm, a: Args) -> PyResult {
    check_open(vm, &a[0])?;
    Ok(a[0].clone())
}
fn isatty(vm: &mut Vm, a: Args) -> PyResult {
    if has(vm, &a[0], sflag::CLOSED) {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    let yes = standard(vm, &a[0]).is_some_and(|s| vm.io.is_terminal(s));
    Ok(vm.bool(yes))
}
fn fileno(vm: &mut Vm, a: Args) -> PyResult {
    check_open(vm, &a[0])?;
    match source(vm, &a[0]) {
        Source::File => Err(vm.unsupported_operation("fileno")),
        other => Ok(vm.int(other as i64)),
    }
}
fn readable(vm: &mut Vm, a: Args) -> PyResult {
    check_open(vm, &a[0])?;
    let yes = has(vm, &a[0], sflag::READ);
    Ok(vm.bool(yes))
}
fn writable(vm: &mut Vm, a: Args) -> PyResult {
    check_open(vm, &a[0])?;
    let yes = has(vm, &a[0], sflag::WRITE);
    Ok(vm.bool(yes))
}
fn seekable(vm: &mut Vm, a: Args) -> PyResult {
    check_open(vm, &a[0])?;
    let yes = source(vm, &a[0]) == Source::File;
    Ok(vm.bool(yes))
}
fn tell(vm: &mut Vm, a: Args) -> PyResult {
    check_open(vm, &a[0])?;
    if source(vm, &a[0]) != Source::File {
        return Err(vm.unsupported_operation("underlying stream is not seekable"));
    }
    let at = position(vm, &a[0]);
    Ok(vm.int(at as i64))
}
fn seek(vm: &mut Vm, a: Args) -> PyResult {
    check_open(vm, &a[0])?;
    let (to, whence) = (vm.index(&a[1])?, a.opt(2).map_or(Ok(0), |w| vm.index(w))?);
    let readable_file = source(vm, &a[0]) == Source::File && has(vm, &a[0], sflag::READ);
    if !readable_file {
        return Err(vm.unsupported_operation("underlying stream is not seekable"));
    }
    vm.decode_stream(&a[0])?;
    let content = vm.record_field(&a[0], field::CONTENT);
    let len = content.cast::<ByteArray>().map_or(0, ByteArray::len) as i64;
    let base = match whence {
        0 => 0,
        1 => position(vm, &a[0]) as i64,
        2 => len,
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    match base.checked_add(to) {
        Some(at) if at >= 0 => {
            set_word(vm, &a[0], field::POSITION, at.min(len) as u64);
            Ok(vm.int(at))
        }
        _ => Err(vm.value_error(format!("negative seek position {to}"))),
    }
}
fn truncate(vm: &mut Vm, a: Args) -> PyResult {
    check_writable(vm, &a[0])?;
    let at = match Vm::given(a.opt(1)) {
        Some(v) => usize::try_from(vm.index(&v)?).unwrap_or(0),
        None => position(vm, &a[0]),
    };
    if !has(vm, &a[0], sflag::UPDATE) {
        return Err(vm.unsupported_operation("truncate"));
    }
    let content = vm.record_field(&a[0], field::CONTENT);
    if let Some(b) = content.cast::<ByteArray>() {
        vm.check_growth(at)?;
        b.resize(&mut vm.heap, at)?;
    }
    set_flag(vm, &a[0], sflag::DIRTY, true);
    Ok(vm.int(at as i64))
}
/// Our streams have nothing to set but the encoding and its error handler.
fn reconfigure(vm: &mut Vm, a: Args) -> PyResult {
    for (key, i) in [("encoding", field::ENCODING), ("errors", field::ERRORS)] {
        let name = vm.heap.intern_str(key);
        let value = a[1].as_dict().and_then(|d| d.get_str(&vm.heap, &name)).cloned();
        if let (Some(v), Some(r)) = (value.filter(|v| v.as_str().is_some()), a[0].as_record()) {
            let old = r.set(&mut vm.heap, i, Some(v));
            drop(old);
        }
    }
    Ok(vm.none())
}
/// The binary stream under a standard one, or a second view of the same file.
fn buffer(vm: &mut Vm, v: &Value) -> PyResult {
    let flags = word(vm, v, field::FLAGS);
    let from = source(vm, v);
    let spec = if flags & sflag::UPDATE != 0 {
        &RANDOM
    } else if flags & sflag::READ != 0 {
        &READER
    } else {
        &WRITER
    };
    let name = vm.record_field(v, field::NAME);
    let mode = if flags & sflag::READ != 0 { "rb" } else { "wb" };
    let below = vm.new_stream(spec, from, flags | sflag::BINARY, name, mode, ("", ""))?;
    let content = vm.record_field(v, field::CONTENT);
    if let Some(r) = below.as_record() {
        r.set(&mut vm.heap, field::CONTENT, Some(content));
    }
    Ok(below)
}
fn repr(vm: &mut Vm, a: Args) -> PyResult {
    let name = vm.record_field(&a[0], field::NAME);
    let name = vm.repr(&name)?;
    let name = vm.text(&name);
    let ty = vm.full_type_name(a[0].ty());
    let text = if has(vm, &a[0], sflag::BINARY) {
        format!("<{ty} name={name}>")
    } else {
        let mode = vm.record_field(&a[0], field::MODE);
        let encoding = vm.record_field(&a[0], field::ENCODING);
        format!("<{ty} name={name} mode={} encoding={}>", vm.repr_text(&mode), vm.repr_text(&encoding))
    };
    Ok(vm.str(&text))
}
