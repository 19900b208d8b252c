//! The prompt: reads a statement, runs it, goes on.
//!
//! On a terminal lines come from an editor with history and completion; from a pipe it behaves as
//! CPython's basic prompt: prompts go to standard error, a compound statement ends with an empty
//! line, and at the end of the input a newline follows the last prompt.

use super::launch::{exit_status, show};
use crate::object::{Kind, Raised, Value};
use crate::syntax::ast::{Module, StmtKind};
use crate::syntax::error::SyntaxError;
use crate::syntax::parse::{Mode, parse};
use crate::syntax::source::Source;
use crate::vm::Vm;
use crate::vm::attributes::field::MODULE_DICT;
use crate::vm::errors::Exc;
use crate::vm::host::Stream;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{Editor, Helper};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::IsTerminal;
use std::rc::Rc;

const FILENAME: &str = "<stdin>";
const HISTORY: &str = ".terrarium_history";

/// Run the prompt in the namespace of `main`; the exit status.
pub fn run(vm: &mut Vm, main: &Value) -> i32 {
    for (name, text) in [("ps1", ">>> "), ("ps2", "... ")] {
        let sys = vm.sys_dict.clone();
        let text = vm.heap.intern_str(text);
        let key = vm.heap.intern_str(name);
        let missing = sys.as_dict().is_some_and(|d| d.get_str(&vm.heap, &key).is_none());
        if missing {
            vm.put(&sys, name, text);
        }
    }
    let mut lines = Lines::new();
    loop {
        match read_statement(vm, &mut lines, main) {
            Input::End => {
                let _ = vm.io.write(Stream::Stderr, b"\n");
                lines.save_history();
                return 0;
            }
            Input::Interrupted => {
                let _ = vm.io.write(Stream::Stderr, b"\nKeyboardInterrupt\n");
            }
            Input::Nothing => {}
            Input::Statement(text) => {
                if let Some(status) = run_statement(vm, main, &text) {
                    lines.save_history();
                    return status;
                }
            }
        }
    }
}

/// Run one statement; a status when it ends the session.
fn run_statement(vm: &mut Vm, main: &Value, text: &str) -> Option<i32> {
    vm.sources.insert(FILENAME.to_owned(), text.lines().map(str::to_owned).collect());
    let dict = vm.record_field(main, MODULE_DICT);
    let done = vm.compile_text(text, FILENAME, Mode::Interactive).and_then(|code| {
        let done = vm.run_code(&code, &dict, &dict);
        vm.release(code);
        done
    });
    let ended = match done {
        Ok(v) => {
            vm.release(v);
            None
        }
        Err(raised) => failed(vm, raised),
    };
    let _ = vm.io.flush(Stream::Stdout);
    ended
}
fn failed(vm: &mut Vm, raised: Raised) -> Option<i32> {
    let Raised(e) = raised;
    if vm.limits.exceeded.is_some() {
        return Some(super::launch::report(vm, Raised(e)));
    }
    if vm.is_exc(&e, Exc::SystemExit) {
        let status = exit_status(vm, &e);
        vm.release(e);
        return Some(status);
    }
    show(vm, &e);
    vm.release(e);
    None
}

// --- reading ---------------------------------------------------------------------------------------------

enum Input {
    Statement(String),
    /// An empty line or a comment.
    Nothing,
    Interrupted,
    End,
}

/// Lines until they are a statement, or an error.
fn read_statement(vm: &mut Vm, lines: &mut Lines, main: &Value) -> Input {
    let mut text = String::new();
    loop {
        let prompt = prompt(vm, if text.is_empty() { "ps1" } else { "ps2" });
        let mut at_end = false;
        match lines.read(vm, &prompt, main) {
            Line::Text(line) => text.push_str(&line),
            Line::Interrupted => return Input::Interrupted,
            Line::End if text.is_empty() => return Input::End,
            Line::End => at_end = true,
        }
        if at_end {
            if lines.editor.is_none() {
                let _ = vm.io.write(Stream::Stderr, b"\n");
            }
        } else if !text.ends_with('\n') {
            // A last line without its end: the end of the input follows.
            continue;
        }
        if at_end && !text.ends_with('\n') {
            text.push('\n');
        }
        match judge(&text, at_end) {
            Verdict::Ready => return Input::Statement(text),
            Verdict::Empty => return Input::Nothing,
            // In a pasted text a line that cannot belong to a block ends it.
            Verdict::More if lines.pasted.front().is_some_and(|next| ends_block(&text, next)) => {
                return Input::Statement(text);
            }
            Verdict::More => {}
        }
    }
}
/// `sys.ps1` or `sys.ps2`, as text.
fn prompt(vm: &mut Vm, name: &str) -> String {
    let key = vm.heap.intern_str(name);
    let value = vm.sys_dict.as_dict().and_then(|d| d.get_str(&vm.heap, &key)).cloned();
    let Some(value) = value else { return String::new() };
    match vm.str_of(&value) {
        Ok(text) => vm.text(&text),
        Err(Raised(e)) => {
            vm.release(e);
            String::new()
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// Run it, or show its error.
    Ready,
    More,
    Empty,
}

/// Whether the lines so far are a whole statement.
fn judge(text: &str, at_end: bool) -> Verdict {
    let only_comments = text.lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with('#'));
    if only_comments {
        return Verdict::Empty;
    }
    if at_end {
        return Verdict::Ready;
    }
    let blank = text.lines().last().is_some_and(|l| l.trim().is_empty());
    match parsed(text) {
        Ok(compound) => {
            if compound && !blank {
                Verdict::More
            } else {
                Verdict::Ready
            }
        }
        // A blank line ends a block, but nothing that is open.
        Err(e) if e.incomplete && (!blank || is_open(&e)) => Verdict::More,
        Err(_) => Verdict::Ready,
    }
}
/// Whether the text is a whole statement that the next line cannot go on.
fn ends_block(text: &str, next: &str) -> bool {
    let goes_on = next.trim().is_empty() || next.starts_with([' ', '\t', '#']);
    !goes_on && parsed(text).is_ok() && parsed(&format!("{text}{next}")).is_err_and(|e| !e.incomplete)
}
/// An open bracket, string or line: blank lines go into it.
fn is_open(e: &SyntaxError) -> bool {
    ["was never closed", "unterminated triple-quoted", "unexpected EOF"].iter().any(|m| e.msg.contains(m))
}
/// Whether the statement is compound: it ends with an empty line.
fn parsed(text: &str) -> Result<bool, SyntaxError> {
    let arena = bumpalo::Bump::new();
    let source = Source::from_text(text)?;
    let tree = parse(&arena, &source, Mode::Interactive)?;
    let Module::Interactive(body) = tree.module else { return Ok(false) };
    Ok(body.first().is_some_and(|s| {
        matches!(
            s.kind,
            StmtKind::FunctionDef(_)
                | StmtKind::AsyncFunctionDef(_)
                | StmtKind::ClassDef(_)
                | StmtKind::For(_)
                | StmtKind::AsyncFor(_)
                | StmtKind::While { .. }
                | StmtKind::If { .. }
                | StmtKind::With(_)
                | StmtKind::AsyncWith(_)
                | StmtKind::Match { .. }
                | StmtKind::Try(_)
                | StmtKind::TryStar(_)
        )
    }))
}

enum Line {
    /// With its newline, but for a last line that has none.
    Text(String),
    Interrupted,
    End,
}

/// Where lines come from.
struct Lines {
    editor: Option<Editor<Names, DefaultHistory>>,
    /// What is left of a text of several lines that was pasted into one.
    pasted: VecDeque<String>,
    history: Option<std::path::PathBuf>,
    /// Names the completion offers for the line being edited.
    names: Rc<RefCell<Vec<String>>>,
}

impl Lines {
    fn new() -> Lines {
        let names = Rc::new(RefCell::new(Vec::new()));
        let history = std::env::var_os("HOME").map(|home| std::path::Path::new(&home).join(HISTORY));
        let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        let editor = terminal.then(|| {
            let mut editor = Editor::<Names, DefaultHistory>::new().ok()?;
            editor.set_helper(Some(Names { all: Rc::clone(&names) }));
            if let Some(path) = &history {
                // The first session has none yet.
                let _ = editor.load_history(path);
            }
            Some(editor)
        });
        Lines { editor: editor.flatten(), pasted: VecDeque::new(), history, names }
    }
    fn read(&mut self, vm: &mut Vm, prompt: &str, main: &Value) -> Line {
        let _ = vm.io.flush(Stream::Stdout);
        if let Some(line) = self.pasted.pop_front() {
            return Line::Text(line);
        }
        let Some(editor) = &mut self.editor else {
            let _ = vm.io.write(Stream::Stderr, prompt.as_bytes());
            return match vm.io.read_line() {
                Ok(line) if line.is_empty() => Line::End,
                Ok(line) => Line::Text(line),
                Err(_) => Line::End,
            };
        };
        *self.names.borrow_mut() = known_names(vm, main);
        match editor.readline(prompt) {
            Ok(line) => {
                if !line.trim().is_empty() {
                    let _ = editor.add_history_entry(&line);
                }
                self.pasted.extend(line.split('\n').map(|line| format!("{line}\n")));
                Line::Text(self.pasted.pop_front().unwrap_or_default())
            }
            Err(ReadlineError::Interrupted) => Line::Interrupted,
            Err(_) => Line::End,
        }
    }
    fn save_history(&mut self) {
        if let (Some(editor), Some(path)) = (&mut self.editor, &self.history) {
            let _ = editor.save_history(path);
        }
    }
}

// --- completion ------------------------------------------------------------------------------------------

/// Completes the word before the cursor from names gathered before the line was edited.
struct Names {
    all: Rc<RefCell<Vec<String>>>,
}

impl Helper for Names {}
impl Highlighter for Names {}
impl Hinter for Names {
    type Hint = String;
}
impl Validator for Names {}

impl Completer for Names {
    type Candidate = String;
    fn complete(
        &self,
        line: &str,
        at: usize,
        _: &rustyline::Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let before = &line[..at];
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        let word = &before[start..];
        if word.is_empty() {
            return Ok((at, vec!["    ".to_owned()]));
        }
        let dots = word.matches('.').count();
        let fits = |n: &&String| n.starts_with(word) && n.matches('.').count() == dots;
        Ok((start, self.all.borrow().iter().filter(fits).cloned().collect()))
    }
}

const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];
/// Objects whose attributes are offered, at most.
const MOST_OBJECTS: usize = 500;

/// Keywords, global and built-in names, and `name.attribute` for what the globals hold.
fn known_names(vm: &mut Vm, main: &Value) -> Vec<String> {
    let mut names: Vec<String> = KEYWORDS.iter().map(|k| (*k).to_owned()).collect();
    let (globals, builtins) = (vm.record_field(main, MODULE_DICT), vm.builtins.clone());
    names.extend(vm.dict_names(&builtins));
    for name in vm.dict_names(&globals).into_iter().take(MOST_OBJECTS) {
        let key = vm.heap.intern_str(&name);
        let value = globals.as_dict().and_then(|d| d.get_str(&vm.heap, &key)).cloned();
        if let Some(v) = value.filter(|v| !v.is_exactly(Kind::NONE)) {
            names.extend(vm.dir_names(&v).into_iter().map(|attribute| format!("{name}.{attribute}")));
        }
        names.push(name);
    }
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::{Verdict, ends_block, judge};

    #[test]
    fn when_a_statement_is_whole() {
        for (text, verdict) in [
            ("1 + 1\n", Verdict::Ready),
            ("x = (\n", Verdict::More),
            ("x = (\n\n", Verdict::More),
            ("if x:\n", Verdict::More),
            ("if x:\n  y\n", Verdict::More),
            ("if x:\n  y\n\n", Verdict::Ready),
            ("class A: pass\n", Verdict::More),
            ("@property\n", Verdict::More),
            ("'''a\n", Verdict::More),
            ("x = \\\n", Verdict::More),
            ("try:\n  x\n\n", Verdict::Ready),
            ("if 1:\n  2\n3\n", Verdict::Ready),
            ("1 +\n", Verdict::Ready),
            ("# note\n", Verdict::Empty),
            ("\n", Verdict::Empty),
        ] {
            assert_eq!(judge(text, false), verdict, "{text:?}");
        }
    }

    #[test]
    fn what_ends_a_pasted_block() {
        let block = "if x:\n  y\n";
        for (next, ends) in
            [("z\n", true), ("else:\n", false), ("  w\n", false), ("\n", false), ("# note\n", false)]
        {
            assert_eq!(ends_block(block, next), ends, "{next:?}");
        }
        assert!(!ends_block("x = (\n", "z\n"));
        assert!(!ends_block("@property\n", "def f(self): pass\n"));
    }
}
