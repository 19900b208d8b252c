//! Tracebacks and uncaught errors, printed as CPython 3.13 prints them.
#![expect(unsafe_code, reason = "reads position tables")]

use super::Vm;
use super::errors::{self, Exc};
use super::host::Stream;
use crate::object::code::{CodeData, field as cfield};
use crate::object::{Kind, PyResult, Raised, Slot, Value};
use crate::syntax::ast::Span;
use std::fmt::Write;

/// Fields and words of a traceback entry.
pub mod field {
    pub const NEXT: usize = 0;
    pub const FRAME: usize = 1;
    pub const LASTI: usize = 0;
    pub const LINENO: usize = 1;
}

/// Fields and words of a frame object.
pub mod frame_field {
    pub const BACK: usize = 0;
    pub const CODE: usize = 1;
    pub const GLOBALS: usize = 2;
    /// Local namespace of modules, classes, exec; of a suspended generator's frame, a weak reference
    /// to the generator.
    pub const NAMESPACE: usize = 3;
    pub const TRACE: usize = 4;
    /// A dict of names that a program has added through `f_locals` and the code does not know.
    pub const EXTRA: usize = 5;
    /// First of the locals (when the frame has ended).
    pub const LOCALS: usize = 6;
    /// Word: 1 + index of the live frame, 0 once it has ended.
    pub const LIVE: usize = 0;
    pub const LASTI: usize = 1;
    /// Bits: see `tracing_bit`.
    pub const TRACING: usize = 2;
}

/// `frame_field::TRACING`: what a frame's trace function hears of.
pub mod tracing_bit {
    /// `f_trace_lines` is off.
    pub const NO_LINES: u64 = 1;
    /// `f_trace_opcodes` is on.
    pub const OPCODES: u64 = 2;
}

impl CodeData {
    /// Where instruction `i` stands in the source.
    pub fn position(&self, i: usize) -> Span {
        if i >= self.ninstrs as usize || self.positions.is_null() {
            return Span { line: self.firstlineno, ..Span::default() };
        }
        // SAFETY: one position for each instruction.
        unsafe { *self.positions.cast::<Span>().add(i) }
    }
    /// Line of instruction `i`: that of the nearest one before that has any.
    pub fn line(&self, i: usize) -> u32 {
        let mut i = i;
        loop {
            let line = self.position(i).line;
            if line != 0 || i == 0 {
                return if line == 0 { self.firstlineno } else { line };
            }
            i -= 1;
        }
    }
}

/// The best suggestion among `candidates` for a name that was not found (`_compute_suggestion` in
/// `Lib/traceback.py`).
pub fn closest_name(wrong: &str, candidates: &[String]) -> Option<String> {
    const MOVE: usize = 2;
    if candidates.len() > 750 || wrong.chars().count() > 40 {
        return None;
    }
    let mut best: Option<(usize, &String)> = None;
    for c in candidates {
        if c == wrong {
            continue;
        }
        let longest = (wrong.len() + c.len() + 3) * MOVE / 6;
        let limit = best.map_or(longest, |(d, _)| longest.min(d - 1));
        let d = edit_distance(wrong, c, limit);
        if d > limit {
            continue;
        }
        if best.is_none_or(|(b, _)| d < b) {
            best = Some((d, c));
        }
    }
    best.map(|(_, c)| c.clone())
}

/// Levenshtein distance as `Lib/traceback.py` weighs it: 2 for a change, 1 for a change of case.
fn edit_distance(a: &str, b: &str, limit: usize) -> usize {
    let (mut a, mut b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a == b {
        return 0;
    }
    let pre = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    a.drain(..pre);
    b.drain(..pre);
    let post = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    a.truncate(a.len() - post);
    b.truncate(b.len() - post);
    if a.is_empty() || b.is_empty() {
        return 2 * (a.len() + b.len());
    }
    if a.len() > 40 || b.len() > 40 {
        return limit + 1;
    }
    if b.len() < a.len() {
        std::mem::swap(&mut a, &mut b);
    }
    if (b.len() - a.len()) * 2 > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * 2).collect();
    let mut result = 0;
    for (bi, bc) in b.iter().enumerate() {
        let mut distance = bi * 2;
        result = distance;
        let mut minimum = usize::MAX;
        for (i, ac) in a.iter().enumerate() {
            let substitute = distance
                + if ac == bc {
                    0
                } else if ac.to_lowercase().eq(bc.to_lowercase()) {
                    1
                } else {
                    2
                };
            distance = row[i];
            result = substitute.min(result.min(distance) + 2);
            row[i] = result;
            minimum = minimum.min(result);
        }
        if minimum > limit {
            return limit + 1;
        }
    }
    result
}

impl Vm {
    // --- building ------------------------------------------------------------------------------------

    /// The frame object of live frame `i`, made if need be.
    pub fn frame_object(&mut self, i: usize) -> Value {
        if let Some(o) = &self.frames[i].object {
            return o.clone();
        }
        let code = self.frames[i].code_value(self);
        let nlocals = usize::from(self.frames[i].code().temp_base);
        let object = self.heap.record(self.heap.type_of(Kind::FRAME), frame_field::LOCALS + nlocals);
        let globals = self.frames[i].globals_value();
        let namespace = self.frames[i].locals.clone();
        if let Some(r) = object.as_record() {
            r.set(&mut self.heap, frame_field::CODE, Some(code));
            r.set(&mut self.heap, frame_field::GLOBALS, Some(globals));
            r.set(&mut self.heap, frame_field::NAMESPACE, namespace);
            r.set_word(&mut self.heap, frame_field::LIVE, i as u64 + 1);
        }
        self.frames[i].object = Some(object.clone());
        object
    }
    /// Index among the live frames of the frame a frame object stands for.
    pub(crate) fn live_frame(&self, object: &Value) -> Option<usize> {
        let word = object.record(Kind::FRAME)?.word(&self.heap, frame_field::LIVE) as usize;
        let i = word.checked_sub(1)?;
        let same = self.frames.get(i)?.object.as_ref().is_some_and(|o| o.is(object));
        same.then_some(i)
    }
    /// Put an entry for the top frame in front of an exception's traceback.
    pub(crate) fn add_traceback(&mut self, exc: &Value) {
        let Some(top) = self.frames.len().checked_sub(1) else { return };
        let frame = self.frame_object(top);
        let lasti = self.frames[top].lasti();
        let line = self.frames[top].code().line(lasti);
        let next = self.exc_field(exc, errors::field::TRACEBACK).filter(|t| !t.is_none());
        let tb = self.heap.record(self.heap.type_of(Kind::TRACEBACK), 2);
        if let Some(r) = tb.as_record() {
            r.set(&mut self.heap, field::NEXT, next);
            r.set(&mut self.heap, field::FRAME, Some(frame));
            r.set_word(&mut self.heap, field::LASTI, lasti as u64);
            r.set_word(&mut self.heap, field::LINENO, u64::from(line));
        }
        self.set_exc_field(exc, errors::field::TRACEBACK, Some(tb));
    }
    /// The code object of a frame object.
    pub fn frame_code(&self, frame: &Value) -> Value {
        self.record_field(frame, frame_field::CODE)
    }
    /// Line the frame is at.
    pub fn frame_line(&self, frame: &Value) -> u32 {
        let code = self.frame_code(frame);
        let Some(data) = code.as_code() else { return 0 };
        match self.live_frame(frame) {
            // Before the first instruction it stands at the `def`, or before a module's first line.
            Some(i) if self.frames[i].pc == data.instrs.cast() => {
                let name = self.record_field(&code, crate::object::code::field::NAME);
                if self.text(&name) == "<module>" { 0 } else { data.firstlineno }
            }
            Some(i) => data.line(self.standing_at(i)),
            None => {
                let word = frame.as_record().map_or(0, |r| r.word(&self.heap, frame_field::LASTI));
                data.line(word as usize)
            }
        }
    }

    /// A frame that is about to tidy up stands where the error came from.
    fn standing_at(&self, i: usize) -> usize {
        let f = &self.frames[i];
        self.cleanup.and_then(|c| c.place(i + 1, f)).unwrap_or_else(|| f.lasti())
    }

    /// Index of the instruction the frame is at.
    pub fn frame_lasti(&self, frame: &Value) -> usize {
        match self.live_frame(frame) {
            Some(i) => self.standing_at(i),
            None => frame.as_record().map_or(0, |r| r.word(&self.heap, frame_field::LASTI)) as usize,
        }
    }

    // --- printing ------------------------------------------------------------------------------------

    /// Print an uncaught exception on standard error (`sys.excepthook`'s default).
    pub fn print_exception(&mut self, exc: &Value) {
        let text = self.format_exception(exc);
        let _ = self.io.flush(Stream::Stdout);
        self.write_stderr(&text);
    }
    /// The entries of a traceback, repeated ones folded (`_RECURSIVE_CUTOFF`).
    pub fn format_traceback(&mut self, tb: &Value, out: &mut String) {
        self.traceback_entries(tb, true, out);
    }
    /// The traceback of an error that nobody can be told: plain source lines, as `PyTraceBack_Print`
    /// writes them. It reads sources through the `io` module: once the modules are gone, there are none.
    pub(crate) fn plain_traceback(&mut self, tb: &Value, out: &mut String) {
        out.push_str("Traceback (most recent call last):\n");
        self.traceback_entries(tb, false, out);
    }
    fn traceback_entries(&mut self, tb: &Value, carets: bool, out: &mut String) {
        let mut at = Some(tb.clone());
        let mut last: Option<(String, u32, String)> = None;
        let mut count = 0usize;
        while let Some(t) = at {
            let Some(r) = t.as_record() else { break };
            let frame = r.get(&self.heap, field::FRAME);
            let line = r.word(&self.heap, field::LINENO) as u32;
            let lasti = r.word(&self.heap, field::LASTI) as usize;
            at = r.get(&self.heap, field::NEXT).filter(|n| n.has_layout(Kind::TRACEBACK));
            let Some(frame) = frame else { continue };
            let code = self.frame_code(&frame);
            let file = self.text(&self.record_field(&code, cfield::FILENAME));
            let name = self.text(&self.record_field(&code, cfield::NAME));
            let key = (file.clone(), line, name.clone());
            if last.as_ref() == Some(&key) {
                count += 1;
            } else {
                repeated(out, count);
                last = Some(key);
                count = 1;
            }
            if count > 3 {
                continue;
            }
            let _ = writeln!(out, "  File \"{file}\", line {line}, in {name}");
            if carets {
                let span = code.as_code().map(|d| d.position(lasti)).unwrap_or_default();
                self.format_source(&file, line, span, out);
            } else if self.modules.as_dict().is_some_and(|m| !m.is_empty()) {
                self.format_source(&file, line, Span::default(), out);
            }
        }
        repeated(out, count);
    }
    /// Source line and carets of one entry (`_format_single_traceback_line`).
    fn format_source(&mut self, file: &str, line: u32, span: Span, out: &mut String) {
        let Some(text) = self.source_line(file, line) else { return };
        let stripped = text.trim();
        if stripped.is_empty() {
            return;
        }
        if span.line == 0 || span.end_line < span.line {
            let _ = writeln!(out, "    {stripped}");
            return;
        }
        super::carets::format_lines(self, file, span, out);
    }
    /// A line of a source file, without its line end.
    pub fn source_line(&mut self, file: &str, line: u32) -> Option<String> {
        if !self.sources.contains_key(file) {
            if file.starts_with('<') {
                return None;
            }
            let bytes = self.io.read_file(file).ok()?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            self.sources.insert(file.to_owned(), text.lines().map(str::to_owned).collect());
        }
        self.sources.get(file)?.get(line.checked_sub(1)? as usize).cloned()
    }
    /// The last lines: type, message, notes; for a SyntaxError its place in the source.
    pub fn format_exception_only(&mut self, exc: &Value, out: &mut String) {
        let name = self.shown_exception_name(exc);
        let name = name.strip_prefix("__main__.").unwrap_or(&name);
        if self.is_exc(exc, Exc::SyntaxError) {
            self.format_syntax_error(exc, name, out);
        } else {
            let message = match self.str_of(exc) {
                Ok(s) => self.text(&s),
                Err(Raised(_)) => "<exception str() failed>".to_owned(),
            };
            let hint = self.suggestion(exc);
            if message.is_empty() && hint.is_empty() {
                let _ = writeln!(out, "{name}");
            } else {
                let _ = writeln!(out, "{name}: {message}{hint}");
            }
        }
        let notes_name = self.names.__notes__.clone();
        let Some(notes) = self.instance_get(exc, &notes_name).filter(|n| !n.is_none()) else { return };
        if notes.has_layout(Kind::LIST) || notes.has_layout(Kind::TUPLE) {
            for n in self.collect(&notes).unwrap_or_default() {
                let text = self.str_of(&n);
                let text = self.text_or(text, "<note str() failed>");
                let _ = writeln!(out, "{text}");
            }
        } else {
            let text = self.repr(&notes);
            let text = self.text_or(text, "<__notes__ repr() failed>");
            let _ = writeln!(out, "{text}");
        }
    }
    fn text_or(&mut self, shown: PyResult, otherwise: &str) -> String {
        match shown {
            Ok(s) => self.text(&s),
            Err(Raised(e)) => {
                self.release(e);
                otherwise.to_owned()
            }
        }
    }
    /// The class's name with its module, which a program may have set to anything.
    fn shown_exception_name(&mut self, exc: &Value) -> String {
        let module = self.names.__module__.clone();
        let t = exc.ty();
        let named = t.dict(&self.heap).get_str(&self.heap, &module).is_none_or(|m| m.as_str().is_some());
        if named {
            return self.full_type_name(t);
        }
        let qualname = t.field(&self.heap, crate::object::typeobj::field::QUALNAME).map(|n| self.text(n));
        format!("<unknown>.{}", qualname.unwrap_or_default())
    }
    fn format_syntax_error(&mut self, exc: &Value, name: &str, out: &mut String) {
        let get = |vm: &Vm, i: usize| vm.exc_field(exc, errors::field::EXTRA + i).filter(|v| !v.is_none());
        let msg = get(self, 0)
            .map(|m| self.text(&m))
            .filter(|m| !m.is_empty())
            .unwrap_or_else(|| "<no detail available>".into());
        let word = |v: Option<Value>| v.and_then(|v| v.as_word());
        let filename = get(self, 1).map(|f| self.text(&f));
        let (line, offset) = (word(get(self, 2)), word(get(self, 3)));
        let (end_line, end_offset) = (word(get(self, 5)), word(get(self, 6)));
        if let Some(line) = line {
            let file = filename.unwrap_or_else(|| "<string>".to_owned());
            let _ = writeln!(out, "  File \"{file}\", line {line}");
            if let Some(text) = get(self, 4).map(|t| self.text(&t)) {
                let text = text.trim_end_matches('\n');
                let stripped = text.trim_start_matches([' ', '\n', '\x0c', '\t']);
                let spaces = (text.chars().count() - stripped.chars().count()) as i64;
                let _ = writeln!(out, "    {}", stripped.trim_end_matches([' ', '\x0c']));
                if let Some(offset) = offset.filter(|o| *o > 0) {
                    let end = match end_offset {
                        Some(e) if end_line == Some(line) && e != 0 => e,
                        Some(_) if end_line.is_some_and(|l| l != line) => text.chars().count() as i64 + 1,
                        _ => offset,
                    };
                    let end = if end == offset || end == -1 { offset + 1 } else { end };
                    let (col, end_col) = (offset - 1 - spaces, end - 1 - spaces);
                    if col >= 0 {
                        let lead: String = stripped
                            .chars()
                            .take(col as usize)
                            .map(|c| if c.is_whitespace() { c } else { ' ' })
                            .collect();
                        let _ = writeln!(out, "    {lead}{}", "^".repeat((end_col - col).max(1) as usize));
                    }
                }
            }
        }
        let _ = writeln!(out, "{name}: {msg}");
    }
    /// ". Did you mean: 'x'?" and its relatives.
    fn suggestion(&mut self, exc: &Value) -> String {
        let wrong = match self.exc_field(exc, errors::field::EXTRA) {
            Some(n) if n.as_str().is_some() => self.text(&n),
            _ => return String::new(),
        };
        if self.is_exc(exc, Exc::AttributeError) {
            let Some(obj) = self.exc_field(exc, errors::field::EXTRA + 1) else { return String::new() };
            // A method may want something of its own instance that others are not to see.
            let own =
                self.last_frame(exc).and_then(|frame| self.self_of(&frame)).is_some_and(|this| this.is(&obj));
            return self.attribute_suggestion(&obj, &wrong, own);
        }
        if self.is_exc(exc, Exc::ImportError) {
            let Some(from) = self.exc_field(exc, errors::field::EXTRA + 3).filter(|v| v.as_str().is_some())
            else {
                return String::new();
            };
            let Some(module) = self.exc_field(exc, errors::field::EXTRA + 1) else { return String::new() };
            let modules = self.modules.clone();
            let Ok(Some(m)) = self.dict_get(&modules, &module) else { return String::new() };
            let wanted = self.text(&from);
            return self.attribute_suggestion(&m, &wanted, false);
        }
        if self.is_exc(exc, Exc::NameError) {
            return self.name_suggestion(exc, &wrong);
        }
        String::new()
    }
    fn attribute_suggestion(&mut self, obj: &Value, wrong: &str, own: bool) -> String {
        let mut names = self.dir_names(obj);
        if !own && !wrong.starts_with('_') {
            names.retain(|n| !n.starts_with('_'));
        }
        match closest_name(wrong, &names) {
            Some(n) => format!(". Did you mean: '{n}'?"),
            None => String::new(),
        }
    }
    /// Attribute names of an object, for suggestions: `dir()` without hooks, sorted.
    pub fn dir_names(&mut self, obj: &Value) -> Vec<String> {
        let mut names: Vec<String> = self.instance_items(obj).iter().map(|(k, _)| self.text(k)).collect();
        if obj.has_layout(Kind::MODULE) {
            let dict = self.record_field(obj, super::attributes::field::MODULE_DICT);
            names.extend(self.dict_names(&dict));
        }
        let class = obj.as_type().map_or_else(|| obj.ty_value(), crate::object::TypeObj::value);
        let mro: Vec<Value> = class.as_type().map(|t| t.mro(&self.heap).to_vec()).unwrap_or_default();
        for t in mro.iter().filter_map(Value::as_type) {
            if let Some(d) = t.field(&self.heap, crate::object::typeobj::field::DICT).cloned() {
                names.extend(self.dict_names(&d));
            }
        }
        names.sort();
        names.dedup();
        names
    }
    /// The str keys of a dict.
    pub fn dict_names(&self, dict: &Value) -> Vec<String> {
        let Some(d) = dict.as_dict() else { return Vec::new() };
        (0..d.filled())
            .filter_map(|i| d.at(&self.heap, i))
            .filter(|(k, _)| k.as_str().is_some())
            .map(|(k, _)| self.text(k))
            .collect()
    }
    /// The frame in which an exception was raised.
    fn last_frame(&mut self, exc: &Value) -> Slot {
        let mut tb = self.exc_field(exc, errors::field::TRACEBACK).filter(|t| t.has_layout(Kind::TRACEBACK));
        let mut frame = None;
        while let Some(t) = tb {
            frame = t.as_record().and_then(|r| r.get(&self.heap, field::FRAME));
            tb = t
                .as_record()
                .and_then(|r| r.get(&self.heap, field::NEXT))
                .filter(|t| t.has_layout(Kind::TRACEBACK));
        }
        frame
    }
    /// What `self` is in a frame.
    fn self_of(&mut self, frame: &Value) -> Slot {
        let code = self.frame_code(frame);
        let locals = self.frame_locals(frame, &code);
        locals.into_iter().find(|(n, _)| n.as_str().is_some_and(|s| s.is("self"))).map(|(_, this)| this)
    }
    fn name_suggestion(&mut self, exc: &Value, wrong: &str) -> String {
        let Some(frame) = self.last_frame(exc) else { return String::new() };
        // In a method, the instance may have what the name meant.
        if let Some(this) = self.self_of(&frame) {
            let name = self.heap.intern_str(wrong);
            if let Ok(Some(_)) = self.get_attr_opt(&this, &name) {
                return format!(". Did you mean: 'self.{wrong}'?");
            }
        }
        let mut names = self.frame_local_names(&frame);
        let globals = self.record_field(&frame, frame_field::GLOBALS);
        names.extend(self.dict_names(&globals));
        let builtins = self.builtins.clone();
        names.extend(self.dict_names(&builtins));
        let mut hint = match closest_name(wrong, &names) {
            Some(n) => format!(". Did you mean: '{n}'?"),
            None => String::new(),
        };
        if super::import::STDLIB_MODULES.split(' ').any(|name| name == wrong) {
            hint = if hint.is_empty() {
                format!(". Did you forget to import '{wrong}'?")
            } else {
                format!("{hint} Or did you forget to import '{wrong}'?")
            };
        }
        hint
    }
    /// Names bound in a frame.
    pub fn frame_local_names(&self, frame: &Value) -> Vec<String> {
        let code = self.frame_code(frame);
        let namespace = self.record_field(frame, frame_field::NAMESPACE);
        if namespace.as_dict().is_some() {
            return self.dict_names(&namespace);
        }
        self.frame_locals(frame, &code).into_iter().map(|(n, _)| self.text(&n)).collect()
    }
}

fn repeated(out: &mut String, count: usize) {
    if count > 3 {
        let more = count - 3;
        let s = if more > 1 { "s" } else { "" };
        let _ = writeln!(out, "  [Previous line repeated {more} more time{s}]");
    }
}
