//! Runs every program under `tests/` and `examples/` and compares what it prints with what CPython 3.13 printed.
//!
//! Beside `x.py` stand `x.out`, `x.err` (if it writes to stderr) and `x.status` (if it is not 0). Each program runs in five
//! modes: plain, with a collection at every allocation (`--stress-gc`), with a check of the whole heap after every collection
//! (`--verify-heap`), with freed blocks poisoned and never reused (`--poison`), and with a look at what is left at exit
//! (`--leak-check`; stdout and status only). The working directory
//! is the program's own, and its path is taken out of what it prints, so tracebacks read `File "x.py"`.
//!
//! Leading comment lines may hold directives:
//!
//! | directive | meaning |
//! |---|---|
//! | `# stdin: text` | a line of standard input; may stand several times |
//! | `# args: a b` | arguments of the program |
//! | `# flags: --x` | flags of ours, before the file |
//! | `# skip: MODE reason` | not in this mode (`stress-gc`, `verify-heap`, `poison`, `leak-check`) |
//! | `# norm: addr` | `0x` and hexadecimal digits read as `0xADDR` |
//! | `# packages: x` | recorded with this package of PyPI's, which we have in our own writing; `tests/packages.sh` runs the real one |
//! | `# differs: reason` | the expectation is ours, not CPython's; the book's table "Where we differ" has a row for it |
//! | `# ours: reason` | the expectation is ours, for what CPython has not at all; `BLESS=1` writes it, to be read with care |
//!
//! Files and folders whose name starts with `_` are modules for the import tests, not programs. The expectations of
//! `examples/` stand in `tests/examples/`.
//!
//! `TERRARIUM_RECORD=/path/to/python3.13 cargo test --test golden` writes the expectations anew, `BLESS=1 cargo test --test golden`
//! those that are ours. A name after `--` filters.
//! Programs with packages are only recorded where `TERRARIUM_PACKAGES` names a folder that has them.

#[path = "_support/process.rs"]
mod process;

use libtest_mimic::{Arguments, Failed, Trial};
use process::Outcome;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);
const MODES: [Mode; 5] = [
    Mode { name: "plain", flag: None },
    Mode { name: "stress-gc", flag: Some("--stress-gc") },
    Mode { name: "verify-heap", flag: Some("--verify-heap") },
    Mode { name: "poison", flag: Some("--poison") },
    Mode { name: "leak-check", flag: Some("--leak-check") },
];

#[derive(Clone, Copy)]
struct Mode {
    name: &'static str,
    flag: Option<&'static str>,
}

#[derive(Default)]
struct Directives {
    stdin: String,
    args: Vec<String>,
    flags: Vec<String>,
    skipped: Vec<String>,
    normalise_addresses: bool,
    differs: bool,
    packages: bool,
    ours: bool,
}

struct Program {
    /// `folder/stem`, for the report and the filter.
    name: String,
    source: PathBuf,
    /// Where the expectations stand, without suffix.
    expected: PathBuf,
    directives: Directives,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut programs = Vec::new();
    find_programs(&root.join("tests"), &root.join("tests"), "", &mut programs);
    find_programs(&root.join("examples"), &root.join("tests/examples"), "examples/", &mut programs);
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    let stray = stray_expectations(&root.join("tests"), &programs);

    let oracle = std::env::var_os("TERRARIUM_RECORD");
    let packages = std::env::var_os("TERRARIUM_PACKAGES");
    let mut trials = Vec::new();
    for program in programs {
        let program = Arc::new(program);
        if let Some(oracle) = oracle.clone() {
            let missing = program.directives.packages && packages.is_none();
            if !program.directives.differs && !program.directives.ours && !missing {
                let packages = packages.clone().filter(|_| program.directives.packages);
                trials.push(Trial::test(program.name.clone(), move || {
                    record(&oracle, packages.as_ref(), &program)
                }));
            }
            continue;
        }
        if program.directives.ours && std::env::var_os("BLESS").is_some() {
            let binary = env!("CARGO_BIN_EXE_terrarium").into();
            trials.push(Trial::test(program.name.clone(), move || record(&binary, None, &program)));
            continue;
        }
        for mode in MODES {
            let skipped = program.directives.skipped.iter().any(|name| name == mode.name);
            let program = Arc::clone(&program);
            let trial = Trial::test(program.name.clone(), move || check(&program, mode));
            trials.push(trial.with_kind(mode.name).with_ignored_flag(skipped));
        }
    }
    trials.push(Trial::test("every expectation has its program", move || match stray.first() {
        None => Ok(()),
        Some(path) => Err(format!("{} has no program", path.display()).into()),
    }));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Is this a program or a folder of programs? Not our modules (`_`), and not the texts of the parser's and the
/// compiler's own tests.
fn holds_programs(path: &Path, name: &str) -> bool {
    !(name.starts_with('_') || (name.starts_with("syntax") || name == "listing") && path.is_dir())
}

fn find_programs(folder: &Path, expectations: &Path, prefix: &str, found: &mut Vec<Program>) {
    for path in entries(folder) {
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        if !holds_programs(&path, &name) {
            continue;
        }
        if path.is_dir() {
            find_programs(&path, &expectations.join(&name), &format!("{prefix}{name}/"), found);
        } else if prefix.is_empty() {
            // Beside the runners stand tools, not programs.
        } else if let Some(stem) = name.strip_suffix(".py") {
            found.push(Program {
                name: format!("{prefix}{stem}"),
                expected: expectations.join(stem),
                directives: read_directives(&path),
                source: path,
            });
        }
    }
}

fn stray_expectations(folder: &Path, programs: &[Program]) -> Vec<PathBuf> {
    let mut stray = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            if holds_programs(&path, &path.file_name().expect("an entry has a name").to_string_lossy()) {
                stray.extend(stray_expectations(&path, programs));
            }
        } else if path
            .extension()
            .is_some_and(|suffix| suffix == "out" || suffix == "err" || suffix == "status")
            && !programs.iter().any(|program| program.expected == path.with_extension(""))
        {
            stray.push(path);
        }
    }
    stray
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries.map(|entry| entry.expect("the tests are readable").path()).collect()
}

fn read_directives(path: &Path) -> Directives {
    // A program may be wrong on purpose, even in its encoding.
    let bytes = fs::read(path).expect("the program is readable");
    let text = String::from_utf8_lossy(&bytes);
    let mut directives = Directives::default();
    for line in text.lines().take_while(|line| line.starts_with('#')) {
        let Some((key, value)) = line.trim_start_matches(['#', ' ']).split_once(':') else {
            continue;
        };
        let value = value.trim();
        let words = || value.split_whitespace().map(str::to_owned);
        match key {
            "stdin" => {
                directives.stdin.push_str(value);
                directives.stdin.push('\n');
            }
            "args" => directives.args.extend(words()),
            "flags" => directives.flags.extend(words()),
            "skip" => directives.skipped.extend(words().next()),
            "norm" => directives.normalise_addresses |= value == "addr",
            "packages" => directives.packages = true,
            "differs" => directives.differs = true,
            "ours" => directives.ours = true,
            _ => {}
        }
    }
    directives
}

fn run(
    interpreter: &OsString,
    flags: &[&str],
    packages: Option<&OsString>,
    program: &Program,
) -> Result<Outcome, Failed> {
    let folder = program.source.parent().expect("a program stands in a folder");
    let mut command = Command::new(interpreter);
    command.current_dir(folder).args(flags);
    command.arg(program.source.file_name().expect("a program has a name")).args(&program.directives.args);
    process::settle(&mut command);
    if let Some(folder) = packages {
        command.env("PYTHONPATH", folder);
    }
    let mut outcome = process::run(&mut command, program.directives.stdin.as_bytes(), LIMIT)?;
    let folder = format!("{}/", folder.display());
    for text in [&mut outcome.stdout, &mut outcome.stderr] {
        *text = text.replace(&folder, "");
        if program.directives.normalise_addresses {
            *text = normalise_addresses(text);
        }
    }
    Ok(outcome)
}

fn normalise_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || ('a'..='f').contains(&c));
        result.push_str(if rest.len() < part.len() { "0xADDR" } else { "0x" });
        result.push_str(rest);
    }
    result
}

fn record(oracle: &OsString, packages: Option<&OsString>, program: &Program) -> Result<(), Failed> {
    let outcome = run(oracle, &[], packages, program)?;
    let write = |suffix, text: &str, wanted: bool| {
        let path = program.expected.with_extension(suffix);
        if wanted {
            fs::create_dir_all(path.parent().expect("an expectation stands in a folder"))?;
            fs::write(path, text)
        } else if path.exists() {
            fs::remove_file(path)
        } else {
            Ok(())
        }
    };
    write("out", &outcome.stdout, true)?;
    write("err", &outcome.stderr, !outcome.stderr.is_empty())?;
    write("status", &format!("{}\n", outcome.status), outcome.status != "0")?;
    Ok(())
}

fn check(program: &Program, mode: Mode) -> Result<(), Failed> {
    let expectation = |suffix| fs::read_to_string(program.expected.with_extension(suffix));
    let stdout =
        expectation("out").map_err(|_| "no expectation is recorded; see the head of tests/golden.rs")?;
    let stderr = expectation("err").unwrap_or_default();
    let status = expectation("status").unwrap_or_else(|_| "0".to_owned());

    let mut flags: Vec<&str> = program.directives.flags.iter().map(String::as_str).collect();
    flags.extend(mode.flag);
    let outcome = run(&env!("CARGO_BIN_EXE_terrarium").into(), &flags, None, program)?;
    let mut report = String::new();
    compare("exit status", status.trim(), &outcome.status, &mut report);
    compare("stdout", &stdout, &outcome.stdout, &mut report);
    if mode.name != "leak-check" {
        compare("stderr", &stderr, &outcome.stderr, &mut report);
    } else if !report.is_empty() {
        report.push_str(&outcome.stderr);
    }
    if report.is_empty() { Ok(()) } else { Err(report.into()) }
}

/// Appends the first line in which the two texts disagree, with both versions.
fn compare(what: &str, expected: &str, got: &str, report: &mut String) {
    if expected == got {
        return;
    }
    let (mut left, mut right) = (expected.split('\n'), got.split('\n'));
    for number in 1.. {
        let pair = (left.next(), right.next());
        if pair.0 == pair.1 && pair.0.is_some() {
            continue;
        }
        let show =
            |line: Option<&str>| line.map_or_else(|| "(nothing)".to_owned(), |line| format!("{line:?}"));
        report.push_str(&format!(
            "{what}, line {number}:\n  expected {}\n  got      {}\n",
            show(pair.0),
            show(pair.1)
        ));
        return;
    }
}
