//! From compiled units to code objects, and from source text to running them.
#![expect(unsafe_code, reason = "tables are copied into raw blocks")]

use super::Vm;
use super::errors::{self, Exc};
use super::frame::{Frame, FrameKind};
use super::sites::Site;
use super::warn::Warning;
use crate::code::instr::Instr;
use crate::code::unit::{CodeFlags, Compilation, Const, ConstId, Handler, Unit};
use crate::code::{self, Options};
use crate::object::code::{CodeData, attach, field as cfield, raw_copy};
use crate::object::{Kind, PyResult, Raised, TextBuf, Value};
use crate::syntax::ast::Span;
use crate::syntax::error::{ErrorKind, ErrorSpan, SyntaxError};
use crate::syntax::parse::{Mode, parse};
use crate::syntax::source::Source;
use num_bigint::BigInt;

/// Field of a SyntaxError's `text`.
const SYNTAX_TEXT: usize = errors::field::EXTRA + 4;

/// The bytes of a slice of plain tables.
pub(super) fn bytes_of<T: Copy>(items: &[T]) -> &[u8] {
    // SAFETY: plain old data, read as bytes only to be copied.
    unsafe { std::slice::from_raw_parts(items.as_ptr().cast(), size_of_val(items)) }
}

impl Vm {
    /// Source text to a code object.
    ///
    /// # Errors
    /// SyntaxError and its kin.
    pub fn compile(&mut self, source: &Source<'_>, filename: &str, mode: Mode) -> PyResult {
        let arena = bumpalo::Bump::new();
        let parsed = match parse(&arena, source, mode) {
            Ok(p) => p,
            Err(e) => {
                self.warn_of_source(&e.warnings, filename, source)?;
                return Err(self.syntax_error(&e, filename));
            }
        };
        self.warn_of_source(&parsed.warnings, filename, source)?;
        let options = Options { optimize: self.config.optimize, future_annotations: false };
        let compiled = match code::compile(&parsed.module, filename, &options) {
            Ok(c) => c,
            Err(e) => {
                for (message, span) in &e.warnings {
                    self.warn_syntax(message, filename, span.line, *span, source)?;
                }
                let error = self.compile_error(&e, source, filename);
                return Err(self.syntax_error(&error, filename));
            }
        };
        for (message, span) in &compiled.warnings {
            self.warn_syntax(message, filename, span.line, *span, source)?;
        }
        self.load(&compiled)
    }
    /// A SyntaxError object from the front end's.
    #[cold]
    pub fn syntax_error(&mut self, e: &SyntaxError, filename: &str) -> Raised {
        let exc = match e.kind {
            ErrorKind::SyntaxError => Exc::SyntaxError,
            ErrorKind::IndentationError => Exc::IndentationError,
            ErrorKind::TabError => Exc::TabError,
            ErrorKind::MemoryError => return self.err(Exc::MemoryError, &e.msg),
            ErrorKind::RecursionError => return self.err(Exc::RecursionError, &e.msg),
        };
        let msg = self.str(&e.msg);
        let file = self.str(filename);
        let none = self.none();
        let (place, numbers) = match e.span {
            Some(s) => {
                let n = [s.line as i64, s.offset as i64, s.end_line as i64, s.end_offset as i64];
                let text = match &e.text {
                    Some(t) => self.str(t),
                    None => none.clone(),
                };
                let mut numbers = n.map(|v| self.int(v));
                if s.end_line == 0 && s.line > 0 {
                    numbers[2] = numbers[0].clone();
                    numbers[3] = none.clone();
                }
                (text, numbers)
            }
            None => (none.clone(), std::array::from_fn(|_| none.clone())),
        };
        let [line, offset, end_line, end_offset] = numbers;
        let details = vec![
            file.clone(),
            line.clone(),
            offset.clone(),
            place.clone(),
            end_line.clone(),
            end_offset.clone(),
        ];
        let details = match self.tuple(details) {
            Ok(t) => t,
            Err(r) => return r,
        };
        let args = if e.span.is_some() { vec![msg.clone(), details] } else { vec![msg.clone()] };
        let Raised(error) = self.err_with(exc, args);
        for (i, v) in [msg, file, line, offset, place, end_line, end_offset, none].into_iter().enumerate() {
            self.set_exc_field(&error, errors::field::EXTRA + i, Some(v));
        }
        Raised(error)
    }
    /// What the emitter refuses, as an error with a place. Its text is read from the file: a source that
    /// stands in none, as `exec` has it, shows no line.
    fn compile_error(&mut self, e: &code::CompileError, source: &Source<'_>, filename: &str) -> SyntaxError {
        let line = source.text().lines().nth(e.span.line.saturating_sub(1) as usize).unwrap_or("");
        let text = self.source_line(filename, e.span.line).map(|line| line + "\n");
        // Without a text CPython can't count characters, and says bytes.
        let known = text.is_some();
        let counted = |col: u32| line.get(..col as usize).map_or(col, |s| s.chars().count() as u32);
        let chars = |col: u32| if known { counted(col) } else { col };
        let same_line = e.span.end_line == e.span.line;
        let span = (e.span.line > 0).then(|| ErrorSpan {
            line: e.span.line,
            offset: (chars(e.span.col) + 1) as _,
            end_line: e.span.end_line,
            end_offset: (if same_line { chars(e.span.end_col) } else { e.span.end_col } + 1) as _,
        });
        let warnings = Vec::new();
        SyntaxError {
            kind: ErrorKind::SyntaxError,
            msg: e.msg.clone(),
            span,
            text,
            incomplete: false,
            warnings,
        }
    }
    /// What the parser warns about. As an error it shows what the tokenizer's buffer holds: of escape
    /// sequences, read when their line is complete, the line with its end.
    fn warn_of_source(
        &mut self,
        warnings: &[crate::syntax::error::Warning],
        filename: &str,
        source: &Source<'_>,
    ) -> PyResult<()> {
        for w in warnings {
            if let Err(Raised(e)) = self.warn_syntax(&w.msg, filename, w.line, w.span, source) {
                let line = source.text().lines().nth(w.span.line.saturating_sub(1) as usize);
                let end = if w.msg.starts_with("invalid escape") || w.msg.contains("octal escape") {
                    "\n"
                } else {
                    ""
                };
                if let Some(line) = line.filter(|_| self.is_exc(&e, Exc::SyntaxError)) {
                    let text = self.str(&format!("{line}{end}"));
                    self.set_exc_field(&e, SYNTAX_TEXT, Some(text));
                }
                return Err(Raised(e));
            }
        }
        Ok(())
    }
    /// A SyntaxWarning; where a filter makes it an error, that is a SyntaxError with a place.
    fn warn_syntax(
        &mut self,
        message: &str,
        filename: &str,
        line: u32,
        span: Span,
        source: &Source<'_>,
    ) -> PyResult<()> {
        let warning = Warning {
            message: self.str(message),
            category: self.exc_value(Exc::SyntaxWarning),
            file: self.str(filename),
            line: i64::from(line),
            module: None,
            registry: None,
            source: None,
        };
        match self.warn_explicit(warning) {
            Err(Raised(e)) if self.is_exc(&e, Exc::SyntaxWarning) => {
                self.release(e);
                let error = self.compile_error(&code::CompileError::new(message, span), source, filename);
                Err(self.syntax_error(&error, filename))
            }
            done => done,
        }
    }
    /// Compile the program itself. Its constants stay held while it runs, as CPython's compiler
    /// arena holds them: counts show it.
    ///
    /// # Errors
    /// SyntaxError and its kin.
    pub fn compile_program(&mut self, source: &Source<'_>, filename: &str, mode: Mode) -> PyResult {
        self.keep_constants = true;
        let code = self.compile(source, filename, mode);
        self.keep_constants = false;
        code
    }
    /// Let go of the constants of the last program compiled.
    pub fn drop_compilation_roots(&mut self) {
        let roots = std::mem::take(&mut self.compilation_roots);
        self.release_all(roots);
    }
    /// Code objects for a whole compilation; the outermost one is returned.
    ///
    /// # Errors
    /// MemoryError.
    pub fn load(&mut self, c: &Compilation) -> PyResult {
        let mut loader = Loader { compilation: c, constants: vec![None; c.pool.len()], codes: Vec::new() };
        for unit in &c.units {
            let code = loader.unit(self, unit)?;
            loader.codes.push(code);
        }
        if self.keep_constants {
            let held = |c: &Const| {
                matches!(
                    c,
                    Const::Int(_)
                        | Const::BigInt(_)
                        | Const::Float(_)
                        | Const::Complex(..)
                        | Const::Str(_)
                        | Const::Bytes(_)
                )
            };
            let constants =
                loader.constants.iter().zip(&c.pool).filter(|(_, c)| held(c)).filter_map(|(v, _)| v.clone());
            self.compilation_roots.extend(constants);
        }
        match loader.codes.pop() {
            Some(code) => Ok(code),
            None => Err(self.runtime_error("nothing was compiled")),
        }
    }
    /// Run a code object in these namespaces (`exec`, modules).
    ///
    /// # Errors
    /// What the code raises.
    pub fn run_code(&mut self, code: &Value, globals: &Value, locals: &Value) -> PyResult {
        let Some(data) = code.as_code() else { return Err(self.type_error("code object expected")) };
        if data.nfree > 0 {
            return Err(self.type_error("code object passed to exec() may not contain free variables"));
        }
        self.ensure_builtins(globals)?;
        self.enter("")?;
        let result = self.start_code(code, globals, locals).and_then(|()| self.run());
        self.leave();
        result
    }
    fn ensure_builtins(&mut self, globals: &Value) -> PyResult<()> {
        let name = self.names.__builtins__.clone();
        if let Some(d) = globals.as_dict()
            && d.get_str(&self.heap, &name).is_none()
        {
            let b = self.builtins.clone();
            self.dict_set(globals, name, b)?;
        }
        Ok(())
    }
    fn start_code(&mut self, code: &Value, globals: &Value, locals: &Value) -> PyResult<()> {
        let Some(data) = code.as_code() else { return Ok(()) };
        let window = self.window(data)?;
        self.frames.push(Frame {
            pc: data.instrs.cast::<Instr>(),
            regs: window,
            top_before: window,
            code: data,
            owner: code.clone(),
            globals: globals.ptr(),
            locals: Some(locals.clone()),
            object: None,
            generator: None,
            held: None,
            handlers: 0,
            dst: 0,
            kind: FrameKind::Entry,
        });
        Ok(())
    }
    /// Run the body of a class statement in `namespace`; its `__class__` cell, or None.
    ///
    /// # Errors
    /// What the body raises.
    pub fn run_class_body(&mut self, function: &Value, namespace: &Value) -> PyResult {
        self.enter("")?;
        let result = match self.push_call(function.clone(), vec![], &[], FrameKind::Entry, 0) {
            Ok(_) => {
                if let Some(f) = self.frames.last_mut() {
                    f.locals = Some(namespace.clone());
                }
                self.run()
            }
            Err(e) => Err(e),
        };
        self.leave();
        result
    }
    /// Compile and run source text.
    ///
    /// # Errors
    /// SyntaxError, or what the code raises.
    pub fn exec_source(
        &mut self,
        source: &str,
        filename: &str,
        mode: Mode,
        globals: &Value,
        locals: &Value,
    ) -> PyResult {
        let code = self.compile_text(source, filename, mode)?;
        self.run_code(&code, globals, locals)
    }
    /// Source text to a code object.
    ///
    /// # Errors
    /// SyntaxError.
    pub fn compile_text(&mut self, source: &str, filename: &str, mode: Mode) -> PyResult {
        match Source::from_text(source) {
            Ok(s) => self.compile(&s, filename, mode),
            Err(e) => Err(self.syntax_error(&e, filename)),
        }
    }
    /// `compile()`'s source argument: str, bytes or bytearray.
    ///
    /// # Errors
    /// TypeError, SyntaxError.
    pub fn compile_source(&mut self, source: &Value, filename: &str, mode: Mode) -> PyResult {
        let bytes: Vec<u8> = if let Some(s) = source.as_str() {
            return self.compile_text(&s.to_string(), filename, mode);
        } else if let Some(b) = source.as_bytes() {
            b.to_vec()
        } else if let Some(b) = source.cast::<crate::object::ByteArray>() {
            b.get(&self.heap).to_vec()
        } else {
            return Err(self.type_error("compile() arg 1 must be a string, bytes or AST object"));
        };
        match Source::decode(&bytes, filename) {
            Ok(s) => self.compile(&s, filename, mode),
            Err(e) => Err(self.syntax_error(&e, filename)),
        }
    }
}

struct Loader<'c> {
    compilation: &'c Compilation,
    constants: Vec<Option<Value>>,
    codes: Vec<Value>,
}

impl Loader<'_> {
    fn constant(&mut self, vm: &mut Vm, id: ConstId) -> PyResult {
        let i = id.0 as usize;
        if let Some(v) = &self.constants[i] {
            return Ok(v.clone());
        }
        let v = match &self.compilation.pool[i] {
            Const::None => vm.none(),
            Const::True => vm.bool(true),
            Const::False => vm.bool(false),
            Const::Ellipsis => vm.ellipsis(),
            Const::Int(i) => vm.int(*i),
            Const::BigInt(digits) => {
                let big = digits.parse::<BigInt>().unwrap_or_default();
                vm.heap.int_from_big(&big)?
            }
            Const::Float(bits) => vm.float(f64::from_bits(*bits)),
            Const::Complex(re, im) => vm.heap.complex(f64::from_bits(*re), f64::from_bits(*im)),
            Const::Str(text) => {
                let buf = TextBuf::from_wtf8(text).unwrap_or_default();
                let s = vm.heap.str_from_chars(buf.as_chars())?;
                if is_identifier_like(text) {
                    let s = vm.heap.intern(&s);
                    vm.heap.immortalise(&s);
                    s
                } else {
                    s
                }
            }
            Const::Bytes(b) => vm.heap.bytes(b)?,
            Const::Tuple(items) => {
                let items: Vec<Value> =
                    items.iter().map(|c| self.constant(vm, *c)).collect::<PyResult<_>>()?;
                vm.tuple(items)?
            }
            Const::FrozenSet(items) => {
                // Made twice, the second time in the order of the first: CPython's merging of
                // constants does so, and the order of iteration shows it.
                let first = vm.heap.frozenset();
                for c in items {
                    let item = self.constant(vm, *c)?;
                    vm.set_add(&first, item)?;
                }
                let ordered: Vec<Value> = first
                    .as_set()
                    .map(|s| s.iter(&vm.heap).map(|(v, _)| v.clone()).collect())
                    .unwrap_or_default();
                let set = vm.heap.frozenset();
                for item in ordered {
                    vm.set_add(&set, item)?;
                }
                set
            }
            Const::Slice(parts) => {
                let [a, b, c] = [
                    self.constant(vm, parts[0])?,
                    self.constant(vm, parts[1])?,
                    self.constant(vm, parts[2])?,
                ];
                vm.make_slice(a, b, c)
            }
            Const::Code(unit) => self.codes[*unit as usize].clone(),
        };
        self.constants[i] = Some(v.clone());
        Ok(v)
    }
    fn names(&self, vm: &mut Vm, names: &[String]) -> PyResult {
        let items = names
            .iter()
            .map(|n| {
                let v = vm.heap.intern_str(n);
                vm.heap.immortalise(&v);
                v
            })
            .collect();
        vm.tuple(items)
    }
    fn unit(&mut self, vm: &mut Vm, u: &Unit) -> PyResult {
        let consts: Vec<Value> = u.consts.iter().map(|c| self.constant(vm, *c)).collect::<PyResult<_>>()?;
        let consts = vm.tuple(consts)?;
        let names = self.names(vm, &u.names)?;
        let fields = [
            (cfield::VARNAMES, self.names(vm, &u.varnames)?),
            (cfield::CELLVARS, self.names(vm, &u.cellvars)?),
            (cfield::FREEVARS, self.names(vm, &u.freevars)?),
            (cfield::FILENAME, vm.heap.intern_str(&self.compilation.filename)),
            (cfield::NAME, vm.heap.intern_str(&u.name)),
            (cfield::QUALNAME, vm.heap.intern_str(&u.qualname)),
            (cfield::CONSTS, consts.clone()),
            (cfield::NAMES, names.clone()),
        ];
        let code = vm.heap.record(vm.heap.type_of(Kind::CODE), cfield::COUNT);
        let Some(r) = code.as_record() else { return Err(crate::object::NoMemory.into()) };
        for (i, v) in fields {
            r.set(&mut vm.heap, i, Some(v));
        }
        let sites: Vec<Site> = u.sites.iter().map(|name| Site::new(*name)).collect();
        let tables: [&[u8]; 5] = [
            bytes_of::<Instr>(&u.instrs),
            bytes_of::<Site>(&sites),
            bytes_of::<Span>(&u.positions),
            bytes_of::<Handler>(&u.handlers),
            bytes_of::<u16>(&u.cell_regs),
        ];
        let mut blocks = [std::ptr::null_mut(); 5];
        for (block, table) in blocks.iter_mut().zip(tables) {
            *block = raw_copy(&mut vm.heap, table)?;
        }
        let flags = u.flags.0 | if u.kwonlyargcount > 0 { super::call::KEYWORD_ONLY } else { 0 };
        let plain = flags & super::call::NOT_SIMPLE == 0;
        let data = CodeData {
            instrs: blocks[0].cast(),
            consts: consts.as_tuple().map_or(std::ptr::null(), <[Value]>::as_ptr),
            names: names.as_tuple().map_or(std::ptr::null(), <[Value]>::as_ptr),
            sites: blocks[1],
            positions: blocks[2],
            handlers: blocks[3],
            cell_regs: blocks[4].cast(),
            ninstrs: u.instrs.len() as u32,
            nhandlers: u.handlers.len() as u32,
            ncells: u.cellvars.len() as u32,
            nfree: u.freevars.len() as u32,
            flags,
            argcount: u.argcount,
            plain_argcount: if plain { u.argcount } else { u32::MAX },
            posonlyargcount: u.posonlyargcount,
            kwonlyargcount: u.kwonlyargcount,
            nlocals: u.varnames.len() as u32,
            firstlineno: u.firstlineno,
            stacksize: u.stacksize,
            nregs: u.nregs,
            free_base: u.free_base,
            temp_base: u.temp_base,
            has_docstring: u.has_docstring,
            sizes: tables.map(<[u8]>::len),
        };
        debug_assert!(CodeFlags(data.flags).contains(CodeFlags(0)));
        attach(&mut vm.heap, r, data)?;
        Ok(code)
    }
}

/// CPython interns (for good) string constants that look like identifiers.
fn is_identifier_like(text: &[u8]) -> bool {
    text.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_')
}
