//! The rules of the house that a machine can check: floors, where `unsafe` may stand, and who may talk to the system.
//!
//! It reads the source as text, line by line, without comments. So it can be fooled; it is there to notice, not to forbid.

use std::fs;
use std::path::{Path, PathBuf};

/// Floors by folder, from below. Syntax stands beside floors 0 to 3: it may use none of them but 0.
const FLOORS: [(&str, u32); 9] = [
    ("memory", 0),
    ("object", 1),
    ("collect", 2),
    ("types", 3),
    ("syntax", 3),
    ("code", 4),
    ("vm", 5),
    ("builtins", 6),
    ("inspect", 7),
];
const FRONT: (&str, u32) = ("front", 8);
/// Folders whose code may be `unsafe`, as the README says.
const UNSAFE: [&str; 4] = ["memory", "object", "collect", "vm"];

/// Burying and methods of types call Python code, and the tables of types point to such methods. So floors 1 to 3 may
/// name the machine, and what its calls speak in: exceptions, signatures, streams, and the field numbers of the records
/// that it lays out itself (methods, generators, frames, tracebacks, code).
const MACHINE: [&str; 8] = [
    "vm::Vm",
    "vm::errors",
    "vm::signature",
    "vm::host::Stream",
    "vm::attributes::field",
    "vm::generator",
    "vm::tables",
    "vm::traceback",
];
/// What else stands against the order of the floors, and why. This list may shrink.
const KNOWN: [(&str, &str); 4] = [
    // Arithmetic on bytes and words that knows nothing of objects.
    ("object/heap.rs", "types::numeric"),
    ("object/dict.rs", "types::numeric"),
    // An import asks for native modules and frozen sources by name.
    ("vm/import.rs", "builtins::"),
    // Putting the house together.
    ("vm/boot.rs", "builtins::install"),
];

/// A source file: its folder under `src/`, its path, its lines of code with their numbers.
struct Source {
    folder: String,
    path: PathBuf,
    lines: Vec<(usize, String)>,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the source is readable") {
            let path = entry.expect("the source is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|suffix| suffix == "rs")
                && path.file_name().is_some_and(|name| name != "tests.rs")
            {
                let inside = path.strip_prefix(&root).expect("under src").to_path_buf();
                let text = fs::read_to_string(&path).expect("the source is text");
                let first = inside.components().next().expect("a file has a name").as_os_str();
                let folder = first.to_string_lossy().trim_end_matches(".rs").to_owned();
                found.push(Source { folder, path: inside, lines: code_lines(&text) });
            }
        }
    }
    found
}

/// The lines before the file's tests, without comments.
fn code_lines(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]") && *line != "mod tests {");
    let code =
        lines.enumerate().map(|(i, line)| (i + 1, line.split("//").next().unwrap_or_default().to_owned()));
    code.filter(|(_, line)| !line.trim().is_empty()).collect()
}

fn floor(folder: &str) -> Option<u32> {
    FLOORS.iter().chain([&FRONT]).find(|(name, _)| *name == folder).map(|(_, floor)| *floor)
}

#[track_caller]
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn a_file_uses_only_floors_below_its_own() {
    let mut complaints = Vec::new();
    for source in sources() {
        let Some(own) = floor(&source.folder) else { continue };
        for (number, line) in &source.lines {
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let Some(other) = floor(&name) else { continue };
                let machine = (1..=3).contains(&own) && MACHINE.iter().any(|item| used.starts_with(item));
                let path = source.path.to_string_lossy();
                let known = KNOWN.iter().any(|(file, item)| path == *file && used.starts_with(item));
                let beside = source.folder != name && own == other;
                let syntax = source.folder == "syntax" && name != "syntax" && other > 0;
                if (other > own || beside || syntax) && !machine && !known {
                    complaints.push(format!("src/{}:{number}: {}", source.path.display(), line.trim()));
                }
            }
        }
    }
    none(&complaints);
}

#[test]
fn unsafe_stands_only_where_it_may() {
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|source| !UNSAFE.contains(&source.folder.as_str())) {
        for (number, line) in &source.lines {
            let allows = line.contains("allow(unsafe_code") || line.contains("expect(unsafe_code");
            if allows
                || line.contains("unsafe {")
                || line.contains("unsafe fn")
                || line.contains("unsafe impl")
            {
                complaints.push(format!("src/{}:{number}: {}", source.path.display(), line.trim()));
            }
        }
    }
    none(&complaints);
}

#[test]
fn only_the_front_talks_to_the_system() {
    let mut complaints = Vec::new();
    let talk = [
        "println!",
        "eprintln!",
        "print!(",
        "eprint!(",
        "dbg!",
        "std::fs::",
        "std::io::std",
        "std::process",
        "SystemTime::now",
    ];
    for source in
        sources().iter().filter(|source| floor(&source.folder).is_some() && source.folder != FRONT.0)
    {
        for (number, line) in &source.lines {
            if talk.iter().any(|word| line.contains(word)) {
                complaints.push(format!("src/{}:{number}: {}", source.path.display(), line.trim()));
            }
        }
    }
    none(&complaints);
}

#[test]
fn every_file_says_what_it_owns() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let opens = |text: &str| text.lines().any(|line| line.starts_with("//!"));
    let silent = sources().into_iter().filter(|source| source.folder != "main");
    let silent =
        silent.filter(|source| !opens(&fs::read_to_string(root.join(&source.path)).expect("readable")));
    none(&silent.map(|source| format!("src/{} has no head", source.path.display())).collect::<Vec<_>>());
}
