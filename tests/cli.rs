//! The command line, its limits, and every kind of bad input.
//!
//! Owns what a golden program cannot say: options, exit statuses, the piped prompt, signals, and the promise that no input ends in
//! a panic, a signal, a hang or a native stack overflow. What CPython does in the same place was taken from CPython 3.13.

#[path = "_support/process.rs"]
mod process;

use process::Outcome;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

const LIMIT: Duration = Duration::from_secs(60);

/// A folder of our own to run in.
struct Session {
    folder: TempDir,
}

impl Session {
    fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    fn with(name: &str, content: impl AsRef<[u8]>) -> Self {
        let session = Self::new();
        session.write(name, content);
        session
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder is writable");
        std::fs::write(path, content).expect("the folder is writable");
    }

    fn path(&self) -> String {
        // macOS reaches its temporary folder through a link; programs see the real one.
        let path = self.folder.path().canonicalize().expect("the folder exists");
        path.to_str().expect("a UTF-8 path").to_owned()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_terrarium"));
        process::settle(&mut command).current_dir(self.folder.path()).args(args);
        command
    }

    fn feed(&self, args: &[&str], input: &str) -> Outcome {
        let outcome = process::run(&mut self.command(args), input.as_bytes(), LIMIT);
        let outcome = outcome.unwrap_or_else(|error| panic!("{args:?}: {error}"));
        polite(&outcome);
        outcome
    }

    fn run(&self, args: &[&str]) -> Outcome {
        self.feed(args, "")
    }
}

fn run(args: &[&str]) -> Outcome {
    Session::new().run(args)
}

/// The outcome of a program given as text.
fn program(flags: &[&str], source: impl AsRef<[u8]>) -> Outcome {
    let session = Session::with("main.py", source);
    session.run(&[flags, &["main.py"]].concat())
}

/// No panic and no death by a signal, whatever the input was.
#[track_caller]
fn polite(outcome: &Outcome) {
    assert!(!outcome.stderr.contains("panicked"), "a panic: {}", outcome.stderr);
    assert!(!outcome.status.starts_with("signal"), "{}: {}", outcome.status, tail(&outcome.stderr));
}

/// Ended well, or with a Python error that names itself.
#[track_caller]
fn ends_cleanly(outcome: &Outcome) {
    let names_an_error = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        name.ends_with("Error") && name.chars().all(|c| c.is_alphanumeric() || c == '.')
    };
    let explained = outcome.status == "1" && outcome.stderr.lines().any(names_an_error);
    assert!(outcome.status == "0" || explained, "status {}: {}", outcome.status, tail(&outcome.stderr));
}

#[track_caller]
fn expect(outcome: &Outcome, status: &str, stdout: &str) {
    assert_eq!(
        (outcome.status.as_str(), outcome.stdout.as_str()),
        (status, stdout),
        "stderr: {}",
        tail(&outcome.stderr)
    );
}

#[track_caller]
fn mentions(text: &str, words: &[&str]) {
    let text = text.to_lowercase();
    for word in words {
        assert!(text.contains(word), "no {word:?} in {}", tail(&text));
    }
}

fn tail(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(600);
    text.chars().skip(skipped).collect()
}

// Options and arguments, as CPython takes them.

#[test]
fn a_file_and_its_arguments() {
    let session = Session::with("main.py", "import sys\nprint(sys.argv, __name__)\n");
    expect(&session.run(&["main.py", "a", "-q", "--dis"]), "0", "['main.py', 'a', '-q', '--dis'] __main__\n");
}

#[test]
fn code_on_the_command_line() {
    expect(
        &run(&["-c", "import sys; print(sys.argv, __name__)", "a", "-V"]),
        "0",
        "['-c', 'a', '-V'] __main__\n",
    );
    let failed = run(&["-c", "x = 1\n1/0"]);
    expect(&failed, "1", "");
    assert_eq!(
        failed.stderr,
        "Traceback (most recent call last):\n  File \"<string>\", line 2, in <module>\n    1/0\n    ~^~\nZeroDivisionError: division by zero\n"
    );
}

#[test]
fn code_from_standard_input() {
    let session = Session::new();
    expect(&session.feed(&["-", "a", "b"], "import sys\nprint(sys.argv)"), "0", "['-', 'a', 'b']\n");
    expect(&session.feed(&[], "print('no prompt')\n"), "0", "no prompt\n");
    let failed = session.feed(&["-"], "print(1)\n1/0\n");
    expect(&failed, "1", "1\n");
    mentions(&failed.stderr, &["file \"<stdin>\", line 2, in <module>", "zerodivisionerror"]);
}

#[test]
fn a_module_by_name() {
    let session = Session::with("tool.py", "import sys\nprint(__name__, sys.argv[1:])\n");
    session.write("package/__init__.py", "print('package')\n");
    session.write("package/__main__.py", "print(__name__, __package__)\n");
    expect(&session.run(&["-m", "tool", "x"]), "0", "__main__ ['x']\n");
    expect(&session.run(&["-m", "package"]), "0", "package\n__main__ package\n");
    let own = session.run(&["-m", "timeit"]);
    assert_eq!(own.status, "0", "{}", own.stderr);
    let missing = session.run(&["-m", "no_such_module"]);
    expect(&missing, "1", "");
    mentions(&missing.stderr, &["no module named no_such_module"]);
}

/// Modules that CPython lacks do not hide a program's own, and are there under another name all the same.
#[test]
fn our_modules_come_after_the_path() {
    let session = Session::with("compiler.py", "mine = True\n");
    let source = "import compiler, sys\nprint(compiler.mine)\n\
                  from terrarium.compiler import consts\nprint(consts.__name__, consts.const(5), 'compiler.consts' in sys.modules)\n\
                  import compiler.consts\n";
    session.write("main.py", source);
    let outcome = session.run(&["main.py"]);
    expect(&outcome, "1", "True\nterrarium.compiler.consts 5 False\n");
    mentions(&outcome.stderr, &["no module named 'compiler.consts'; 'compiler' is not a package"]);

    let source = "import compiler.consts, terrarium.compiler.consts\n\
                  print(terrarium.compiler.consts is compiler.consts, compiler.__path__)\n\
                  import compiler.missing\n";
    let outcome = program(&[], source);
    expect(&outcome, "1", "True []\n");
    mentions(&outcome.stderr, &["no module named 'compiler.missing'"]);
}

/// The tools that run a whole script: a table of its lines, of its functions.
#[test]
fn tools_run_a_script() {
    let source = "@profile\ndef work():\n    return [0] * 200_000\nwork()\n";
    let session = Session::with("lines.py", source);
    let lines = session.run(&["-m", "memory_profiler", "lines.py"]);
    assert_eq!(lines.status, "0", "{}", lines.stderr);
    mentions(&lines.stdout, &["filename: lines.py", "1.52", "1       return [0] * 200_000"]);

    session.write("calls.py", "import sys\ndef work():\n    return sys.argv\nprint(work())\n");
    let calls = session.run(&["-m", "cProfile", "-s", "name", "calls.py", "x"]);
    assert_eq!(calls.status, "0", "{}", calls.stderr);
    mentions(
        &calls.stdout,
        &["['calls.py', 'x']", "function calls in", "ordered by: function name", "calls.py:2(work)"],
    );
    assert_eq!(session.run(&["-m", "cProfile"]).status, "2");

    let times = session.run(&["-m", "timeit", "-n", "3", "-r", "2", "pass"]);
    assert_eq!(times.status, "0", "{}", times.stderr);
    mentions(&times.stdout, &["3 loops, best of 2:", "per loop"]);
    let traced = session.run(&["-m", "trace", "--trace", "calls.py"]);
    mentions(&traced.stdout, &["--- modulename: calls, funcname: work", "calls.py(3):      return sys.argv"]);
}

#[test]
fn pythonpath_comes_after_the_program() {
    let session = Session::with("inner/helper.py", "where = 'inner'\n");
    session.write("outer/helper.py", "where = 'outer'\n");
    session.write("main.py", "import helper, sys\nprint(helper.where, sys.path[0] == sys.argv[1])\n");
    let mut command = session.command(&["main.py", &session.path()]);
    let outcome = process::run(command.env("PYTHONPATH", "inner:outer"), b"", LIMIT).expect("it runs");
    expect(&outcome, "0", "inner True\n");
}

#[test]
fn version_and_help() {
    let version = run(&["-V"]);
    expect(&version, "0", &format!("Terrarium {} (Python 3.13)\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(run(&["--version"]).stdout, version.stdout);
    let help = run(&["-h"]);
    assert_eq!(help.status, "0");
    mentions(&help.stdout, &["usage", "--stress-gc", "--max-heap", "--leak-check", "--dis"]);
}

#[test]
fn bad_usage_has_status_2() {
    for args in [&["--no-such-option"][..], &["-c"], &["-m"], &["--max-steps", "many", "-c", "1"]] {
        let outcome = run(args);
        expect(&outcome, "2", "");
        assert!(!outcome.stderr.is_empty(), "{args:?} says nothing");
    }
}

#[test]
fn exit_statuses_are_pythons() {
    for (code, status) in [
        ("pass", "0"),
        ("import sys; sys.exit(3)", "3"),
        ("import sys; sys.exit(None)", "0"),
        ("import sys; sys.exit('text')", "1"),
        ("import sys; sys.exit(256)", "0"),
        ("import sys; sys.exit(-1)", "255"),
        ("raise SystemExit(True)", "1"),
        ("raise ValueError", "1"),
        ("1 +", "1"),
    ] {
        assert_eq!(run(&["-c", code]).status, status, "{code}");
    }
}

// The prompt, fed through a pipe.

#[test]
fn the_piped_prompt_writes_values_to_stdout_and_prompts_to_stderr() {
    let input = "1+1\nx = 5\nx\n\"s\"\nNone\ndef f():\n    return 3\n\nf()\n_\nif x:\n  print(9)\n\nx = (\n1)\nprint('end')";
    let outcome = Session::new().feed(&["-i", "-q"], input);
    expect(&outcome, "0", "2\n5\n's'\n3\n3\n9\nend\n");
    assert_eq!(
        outcome.stderr,
        ">>> >>> >>> >>> >>> >>> ... ... >>> >>> >>> ... ... >>> ... >>> ... \n>>> \n"
    );
}

#[test]
fn the_prompt_survives_errors() {
    let outcome = Session::new().feed(&["-i", "-q"], "1/0\nx y\nundefined\nprint('still here')\n");
    expect(&outcome, "0", "still here\n");
    assert_eq!(
        outcome.stderr,
        ">>> Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n    1/0\n    ~^~\n\
         ZeroDivisionError: division by zero\n>>>   File \"<stdin>\", line 1\n    x y\n      ^\nSyntaxError: invalid syntax\n\
         >>> Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n    undefined\n\
         NameError: name 'undefined' is not defined\n>>> >>> \n"
    );
}

#[test]
fn the_prompt_after_a_file_sees_its_names() {
    let session = Session::with("main.py", "value = 42\n1/0\n");
    let outcome = session.feed(&["-i", "-q", "main.py"], "value\n");
    expect(&outcome, "0", "42\n");
    mentions(&outcome.stderr, &["zerodivisionerror"]);
}

#[test]
fn the_prompt_can_be_left_with_a_status() {
    assert_eq!(Session::new().feed(&["-i", "-q"], "raise SystemExit(7)\nprint('unreached')\n").status, "7");
    assert_eq!(Session::new().feed(&["-i", "-q"], "import sys\nsys.exit('text')\n").status, "1");
}

// Our own flags.

#[test]
fn listings_of_a_program() {
    let source = "def double(number):\n    return number * 2\nprint(double(21))\n";
    let code = program(&["--dis"], source);
    assert_eq!(code.status, "0");
    mentions(&code.stdout, &["double", "mul"]);
    let tokens = program(&["--tokens"], source);
    assert_eq!(tokens.status, "0");
    mentions(&tokens.stdout, &["double", "number"]);
    let tree = program(&["--ast"], source);
    assert_eq!(tree.status, "0");
    mentions(&tree.stdout, &["double", "return"]);
}

#[test]
fn reports_go_to_stderr() {
    let source = "import gc\nx = []\nx.append(x)\ndel x\ngc.collect()\nprint('out')\n";
    let trace = program(&["--trace-gc"], source);
    expect(&trace, "0", "out\n");
    mentions(&trace.stderr, &["gen"]);
    let stats = program(&["--malloc-stats"], source);
    expect(&stats, "0", "out\n");
    mentions(&stats.stderr, &["arena", "pool"]);
    let phases = program(&["--trace-gc=phases"], source);
    expect(&phases, "0", "out\n");
    mentions(&phases.stderr, &["candidates", "subtracted", "roots", "marked", "unreachable: 1", "swept: 1"]);
    let leaks = program(&["--leak-check"], source);
    expect(&leaks, "0", "out\n");
    assert!(!leaks.stderr.is_empty());
}

#[test]
fn the_collector_stops_between_its_phases() {
    let source = "import gc\ngc.collect()\nfrom _heap_collector import collector, expect_no_leaks\nclass N:\n    \
                  def __del__(self): print('del')\nn = N(); n.me = n\ndel n\nfor phase in collector(2, only='N'):\n    \
                  print(phase.name, len(phase))\ntry:\n    with expect_no_leaks():\n        n = N(); n.me = n; del n\n\
                  except AssertionError as e: print(e)\n";
    let told = "candidates 1\nsubtracted 2\nroots 0\nmarked 0\nunreachable 1\ndel\nweak references cleared 0\n\
                finalised 1\nresurrected 0\nswept 1\ndel\n1 objects are held by cycles only: 1 N\n";
    expect(&program(&[], source), "0", told);
}

#[test]
fn a_snapshot_of_memory_is_written_and_read_again() {
    let file = std::env::temp_dir().join(format!("terrarium-snapshot-{}", std::process::id()));
    let source = format!(
        "import tracemalloc\ntracemalloc.start(2)\nx = bytearray(5000)\ns = tracemalloc.take_snapshot()\ns.dump({file:?})\n\
         t = tracemalloc.Snapshot.load({file:?})\nprint(t.traceback_limit, t.traces == s.traces, len(t.traces) > 1)\n"
    );
    expect(&program(&[], &source), "0", "2 True True\n");
    std::fs::remove_file(&file).expect("it was written");
}

#[test]
fn a_leak_check_keeps_the_programs_own_status() {
    assert_eq!(program(&["--leak-check"], "import sys\nkeep = [[], {}]\nsys.exit(3)\n").status, "3");
    assert_eq!(program(&["--leak-check"], "raise ValueError\n").status, "1");
}

#[test]
fn stress_and_verification_change_nothing_visible() {
    let source = "class N: pass\nfor i in range(50):\n    n = N(); n.me = n; n.l = [n, {}]\nprint('done')\n";
    for flags in
        [&["--stress-gc"][..], &["--stress-gc=7"], &["--verify-heap"], &["--stress-gc", "--verify-heap"]]
    {
        let outcome = program(flags, source);
        expect(&outcome, "0", "done\n");
        assert_eq!(outcome.stderr, "", "{flags:?}");
    }
}

#[test]
fn the_hash_seed() {
    let code = ["-c", "print(hash('terrarium'), {'a', 'b', 'c', 'd', 'e'})"];
    let with = |flags: &[&str]| run(&[flags, &code].concat()).stdout;
    let fixed = with(&[]);
    assert_eq!(with(&["--hash-seed", "0"]), fixed);
    assert_ne!(with(&["--hash-seed", "1"]), fixed);
    assert_eq!(with(&["--hash-seed", "1"]), with(&["--hash-seed", "1"]));
    assert_ne!(with(&["--hash-seed", "random"]), with(&["--hash-seed", "random"]));
    let session = Session::new();
    let mut by_variable = session.command(&code);
    by_variable.env("PYTHONHASHSEED", "1");
    let by_variable = process::run(&mut by_variable, b"", LIMIT).expect("it ends");
    assert_eq!(by_variable.stdout, with(&["--hash-seed", "1"]));
}

#[test]
fn poisoned_blocks_are_never_used_again() {
    let code = ["-c", "a = [1, 2]\nplace = id(a)\ndel a\nprint(id([3]) == place)"];
    expect(&run(&code), "0", "True\n");
    expect(&run(&[&["--poison"], &code[..]].concat()), "0", "False\n");
}

/// On a terminal, which util-linux' `script` gives us; where there is none, there is nothing to test.
#[cfg(target_os = "linux")]
#[test]
fn keys_in_one_burst_are_several_lines() {
    let session = Session::new();
    let mut command = Command::new("script");
    let line = format!("{} -q", env!("CARGO_BIN_EXE_terrarium"));
    process::settle(&mut command).current_dir(session.folder.path()).env("HOME", session.path());
    command.args(["-qec", &line, "/dev/null"]);
    let keys = "a = 40\nb = 2\nif a:\n  print('sum', a + b)\n\nquit()\n";
    let Ok(outcome) = process::run(&mut command, keys.as_bytes(), LIMIT) else { return };
    assert!(outcome.stdout.contains("sum 42"), "{}", outcome.stdout);
}

#[test]
fn filters_of_warnings() {
    let code = ["-c", "import sys, warnings\nwarnings.warn('hm')\nprint(sys.warnoptions)"];
    let with = |flags: &[&str]| run(&[flags, &code].concat());
    let plain = with(&[]);
    expect(&plain, "0", "[]\n");
    assert_eq!(plain.stderr, "<string>:2: UserWarning: hm\n  warnings.warn('hm')\n");
    let silent = with(&["-W", "ignore"]);
    expect(&silent, "0", "['ignore']\n");
    assert_eq!(silent.stderr, "");
    let error = with(&["-Wonce", "-Werror::UserWarning"]);
    assert_eq!(error.status, "1");
    assert!(error.stderr.ends_with("\nUserWarning: hm\n"), "{}", error.stderr);
    let wrong = with(&["-W", "nonsense"]);
    assert!(
        wrong.stderr.starts_with("Invalid -W option ignored: invalid action: 'nonsense'\n"),
        "{}",
        wrong.stderr
    );
}

// Limits.

#[test]
fn a_limit_of_steps_has_status_125() {
    let outcome = program(&["--max-steps", "100000"], "print('start')\nwhile True: pass\n");
    expect(&outcome, "125", "start\n");
    mentions(&outcome.stderr, &["step", "limit"]);
    expect(&program(&["--max-steps", "1000000"], "print(sum(range(10)))\n"), "0", "45\n");
    // Not to be caught: it is the user's limit, not the program's error.
    let stubborn = "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n";
    assert_eq!(program(&["--max-steps", "100000"], stubborn).status, "125");
}

#[test]
fn a_limit_of_time_has_status_124() {
    let outcome = program(&["--timeout", "1"], "print('start')\nwhile True: pass\n");
    expect(&outcome, "124", "start\n");
    mentions(&outcome.stderr, &["time", "limit"]);
    let stubborn = "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n";
    assert_eq!(program(&["--timeout", "0.5"], stubborn).status, "124");
    expect(&program(&["--timeout", "30"], "print('quick')\n"), "0", "quick\n");
}

#[test]
fn a_pattern_without_end_is_a_step_like_any_other() {
    let endless = "import re\nprint('start')\nre.match('(x+x+)+y', 'x' * 60)\n";
    expect(&program(&["--max-steps", "100000"], endless), "125", "start\n");
    expect(&program(&["--timeout", "1"], endless), "124", "start\n");
    let greedy = "import re\ntry:\n    re.match('(?:ab|cd)*x', 'ab' * 10**6 + 'yx')\nexcept MemoryError:\n    print('full')\n";
    expect(&program(&["--max-heap", "16M"], greedy), "0", "full\n");
}

#[test]
fn a_limit_of_output() {
    let outcome = program(&["--max-output", "1K"], "while True: print('x' * 99)\n");
    assert_ne!(outcome.status, "0");
    assert!(outcome.stdout.len() <= 1024, "{} bytes", outcome.stdout.len());
    mentions(&outcome.stderr, &["output", "limit"]);
}

#[test]
fn a_limit_of_heap_is_a_memory_error_that_can_be_caught() {
    let source = "items = []\ntry:\n    while True: items.append('x' * 1000 + str(len(items)))\n\
                  except MemoryError:\n    n = len(items)\n    items = None\n    print('caught', n > 1000)\n\
                  print(sum(range(1000)))\n";
    expect(&program(&["--max-heap", "64M"], source), "0", "caught True\n499500\n");
    let nodes = "class N: pass\nhead = None\nwhile True:\n    n = N()\n    n.next = head\n    n.data = [1, 2]\n    head = n\n";
    let uncaught = program(&["--max-heap", "64M"], nodes);
    expect(&uncaught, "1", "");
    mentions(&uncaught.stderr, &["memoryerror"]);
}

#[test]
fn a_limit_of_recursion() {
    let source = "def f(n):\n    return f(n + 1)\ntry:\n    f(0)\nexcept RecursionError as error:\n    print(error)\nimport sys\nprint(sys.getrecursionlimit())\n";
    expect(&program(&["--recursion-limit", "50"], source), "0", "maximum recursion depth exceeded\n50\n");
}

#[test]
fn a_very_high_recursion_limit_is_still_safe() {
    let source = "import sys\nsys.setrecursionlimit(10**9)\nclass A:\n    def __repr__(self): return repr(self)\n\
                  def f(): return f()\nfor g in (f, lambda: repr(A())):\n    try:\n        g()\n    \
                  except (RecursionError, MemoryError) as error:\n        print('caught')\n";
    expect(&program(&["--max-heap", "512M"], source), "0", "caught\ncaught\n");
}

// Files that are no programs.

#[test]
fn a_missing_file() {
    let session = Session::new();
    let outcome = session.run(&["x.py"]);
    expect(&outcome, "2", "");
    let expected = format!(
        "terrarium: can't open file '{}/x.py': [Errno 2] No such file or directory\n",
        session.path()
    );
    assert_eq!(outcome.stderr, expected);
}

#[test]
fn a_folder() {
    let session = Session::with("folder/data.txt", "");
    let outcome = session.run(&["folder"]);
    expect(&outcome, "1", "");
    assert_eq!(
        outcome.stderr,
        format!("terrarium: can't find '__main__' module in '{}/folder'\n", session.path())
    );
}

#[test]
fn not_utf_8() {
    let session = Session::with("main.py", b"x = 1\ny = \"\xff\"\n");
    let outcome = session.run(&["main.py"]);
    expect(&outcome, "1", "");
    assert_eq!(
        outcome.stderr,
        format!(
            "SyntaxError: Non-UTF-8 code starting with '\\xff' in file {}/main.py on line 2, but no encoding declared; \
             see https://peps.python.org/pep-0263/ for details\n",
            session.path()
        )
    );
}

#[test]
fn nul_bytes() {
    let outcome = program(&[], b"x = 1\0\n");
    expect(&outcome, "1", "");
    mentions(&outcome.stderr, &["syntaxerror: source code cannot contain null bytes"]);
}

#[test]
fn odd_files() {
    for source in [
        &b""[..],
        b"\n\n\n",
        b"\xef\xbb\xbfprint('bom')\n",
        b"print('no newline at the end')",
        b"x = 1\r\ny = 2\r\n",
        b"x = 1\ry = 2\r",
        b"\x0c\nprint(1)\n",
        b"# -*- coding: latin-1 -*-\nx = '\xe9'\n",
        b"\\",
        b"\\\n",
        b"'",
        b"f'",
        b"f'{",
        b"f'{x!",
        b"f'{x:{",
        b"\t",
        b"\xf0\x9f\x98\x80 = 1",
        b"\x1a\x00",
        b"0x",
        b"1_",
        b"1e",
        b"@",
        b"\x7f",
        b"\xed\xa0\x80",
    ] {
        ends_cleanly(&program(&[], source));
    }
}

#[test]
fn no_bytes_on_standard_input_do_harm() {
    let session = Session::new();
    // A fixed recipe for bytes of every kind.
    let mut state = 1u64;
    let mut noise = Vec::new();
    for _ in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        noise.push((state >> 56) as u8);
    }
    for args in [&["-"][..], &["-i", "-q"]] {
        let outcome = process::run(&mut session.command(args), &noise, LIMIT).expect("it ends");
        polite(&outcome);
    }
}

// Programs too deep or too long for a careless parser or compiler.

/// One test per recipe: the program ends by itself or with a Python error, and never by the machine.
macro_rules! deep {
    ($($name:ident: $source:expr;)*) => {$(
        #[test]
        fn $name() {
            ends_cleanly(&program(&[], $source));
        }
    )*};
}

const MANY: usize = 100_000;

deep! {
    deep_open_parentheses: "(".repeat(MANY);
    deep_open_brackets: "[".repeat(MANY);
    deep_open_braces: "{".repeat(MANY);
    deep_closed_brackets: "[".repeat(MANY) + &"]".repeat(MANY);
    deep_calls: "f(".repeat(MANY) + &")".repeat(MANY);
    deep_fstrings: "f'{".repeat(MANY);
    deep_unary_minus: format!("x = {}1\n", "-".repeat(MANY));
    deep_not: format!("x = {}1\n", "not ".repeat(MANY));
    deep_invert: format!("x = {}1\n", "~".repeat(MANY));
    deep_power: format!("x = {}1\n", "1 ** ".repeat(MANY));
    deep_lambda: format!("x = {}1\n", "lambda: ".repeat(MANY));
    deep_conditional: format!("x = {}1\n", "1 if 1 else ".repeat(MANY));
    deep_starred: format!("x = {}1\n", "*".repeat(MANY));
    long_plus: format!("x = {}1\nprint(x)\n", "1 + ".repeat(MANY));
    long_plus_of_names: format!("a = 1\nx = {}a\nprint(x)\n", "a + ".repeat(MANY));
    long_comparison: format!("x = {}1\n", "1 < ".repeat(MANY));
    long_and: format!("x = {}1\n", "1 and ".repeat(MANY));
    long_attributes: format!("x = 1\nx{}\n", ".real".repeat(MANY));
    long_subscripts: format!("x = [1]\nx{}\n", "[0]".repeat(MANY));
    long_call_chain: format!("def f(): return f\nf{}\n", "()".repeat(MANY));
    long_assignment: format!("{}1\n", "x = ".repeat(MANY));
    long_arguments: format!("print(len(({})))\n", "1, ".repeat(MANY));
    long_call: format!("def f(*a): print(len(a))\nx = 1\nf({})\n", "x, ".repeat(MANY));
    long_display_of_names: format!("x = 1\nprint(len([{}]))\n", "x, ".repeat(MANY));
    long_dict_display: format!("x = 1\nprint(len({{{}}}))\n", "x: x, ".repeat(MANY));
    long_elif: format!("x = 5\nif x == 0: pass\n{}", "elif x == 1: pass\n".repeat(MANY));
    long_string_literals: format!("x = {}\n", "'a' ".repeat(MANY));
    long_decorators: format!("{}def f(): pass\n", "@print\n".repeat(2_000));
    long_program: "x = 1\n".repeat(MANY);
    many_names: (0..70_000).map(|i| format!("n{i} = {i}\n")).collect::<String>();
    many_locals: "def f():\n".to_owned() + &(0..70_000).map(|i| format!("    n{i} = {i}\n")).collect::<String>() + "f()\n";
    many_constants: "x = [0]\n".to_owned() + &(0..70_000).map(|i| format!("x[0] = {i}.5\n")).collect::<String>();
    many_attribute_sites: "class C: a = 1\nc = C()\n".to_owned() + &"c.a\n".repeat(70_000);
    many_parameters: format!("def f({}): pass\n", (0..5_000).map(|i| format!("p{i}, ")).collect::<String>());
    one_long_line: format!("x = '{}'\n", "y".repeat(10_000_000));
    one_long_number: format!("x = {}\n", "9".repeat(1_000_000));
    nested_ifs: (0..3_000).map(|i| format!("{}if 1:\n", " ".repeat(i))).collect::<String>() + &" ".repeat(3_000) + "pass\n";
    nested_functions: (0..90).map(|i| format!("{}def f():\n", " ".repeat(i))).collect::<String>() + &" ".repeat(90) + "pass\n";
    nested_loops: (0..90).map(|i| format!("{}for i in [1]:\n", " ".repeat(i))).collect::<String>() + &" ".repeat(90) + "pass\n";
    nested_tries: (0..45).map(|i| format!("{}try:\n", " ".repeat(i))).collect::<String>()
        + &" ".repeat(45) + "pass\n"
        + &(0..45).rev().map(|i| format!("{0}finally:\n{0} pass\n", " ".repeat(i))).collect::<String>();
    deep_targets: format!("{}x{} = 1\n", "(".repeat(50_000), ",)".repeat(50_000));
    deep_eval: "try:\n    eval('(' * 100000 + ')' * 100000)\nexcept (SyntaxError, MemoryError, RecursionError) as e:\n    print(type(e).__name__)\n";
}

#[test]
fn nested_ifs_have_pythons_error() {
    let source = (0..101).map(|i| format!("{}if 1:\n", " ".repeat(i))).collect::<String>();
    let outcome = program(&[], source);
    expect(&outcome, "1", "");
    mentions(&outcome.stderr, &["indentationerror: too many levels of indentation"]);
}

// Programs that recurse through the machine itself. Each goes on afterwards.

#[track_caller]
fn goes_on(source: &str) {
    let outcome = program(&[], format!("{source}\nprint('went on')\n"));
    assert_eq!(outcome.status, "0", "{}", tail(&outcome.stderr));
    assert!(outcome.stdout.ends_with("went on\n"), "{}", tail(&outcome.stdout));
}

/// A program that makes `setup`, then wants a `RecursionError` from each of `attempts`.
#[track_caller]
fn recursion_error(setup: &str, attempts: &[&str]) {
    let mut source = setup.to_owned();
    for attempt in attempts {
        source.push_str(&format!(
            "\ntry:\n    {attempt}\nexcept RecursionError:\n    pass\nelse:\n    raise SystemExit('no error from: {}')\n",
            attempt.replace('\'', "\"")
        ));
    }
    goes_on(&source);
}

#[test]
fn recursion_in_functions() {
    recursion_error("def f(): f()\ndef g(n): return 1 + g(n + 1)\nh = lambda: h()", &["f()", "g(0)", "h()"]);
}

#[test]
fn recursion_in_dunder_methods() {
    recursion_error(
        "class A:
    def __repr__(self): return repr(self)
    def __str__(self): return str(self)
    def __eq__(self, other): return self == other
    def __lt__(self, other): return self < other
    def __hash__(self): return hash(self)
    def __getattr__(self, name): return getattr(self, name + 'x')
    def __add__(self, other): return self + other
    def __getitem__(self, key): return self[key]
    def __setitem__(self, key, value): self[key] = value
    def __contains__(self, item): return item in self
    def __len__(self): return len(self)
    def __bool__(self): return bool(self)
    def __iter__(self): return iter(self)
    def __call__(self): return self()
    def __index__(self): return [1][self]
    def __format__(self, spec): return format(self, spec)
    @property
    def loop(self): return self.loop
a, b = A(), A()",
        &[
            "repr(a)",
            "str(a)",
            "a == b",
            "a < b",
            "hash(a)",
            "a.missing",
            "a + b",
            "a[0]",
            "a[0] = 1",
            "1 in a",
            "len(a)",
            "bool(a)",
            "iter(a)",
            "a()",
            "[1][a]",
            "f'{a}'",
            "a.loop",
            "[a] == [b]",
            "{a: 1}",
            "sorted([a, b])",
            "max(a, b)",
            "print(a)",
            "'%s' % a",
            "list(a)",
            "repr([[a]])",
            "not a",
        ],
    );
}

#[test]
fn recursion_through_natives() {
    recursion_error(
        "def f(x): return list(map(f, [x]))
def g(x): return sorted([x, x], key=g)
def h(): yield from h()
class M(type):
    def __call__(cls): return cls()
class C(metaclass=M): pass
class D:
    def __get__(self, obj, owner): return obj.d
class E: d = D()
def k(): exec('k()')
def m(): eval('m()')
class N:
    def __new__(cls): return N()
class I:
    def __init__(self): I()
class X(Exception):
    def __init__(self): raise X()",
        &["f(1)", "g(1)", "list(h())", "C()", "E().d", "k()", "m()", "N()", "I()", "raise X"],
    );
}

#[test]
fn deep_data_is_printed_and_compared_with_a_recursion_error() {
    recursion_error(
        "a = b = None
x, y = [], []
for _ in range(1_000_000): x, y = [x], [y]
t, u = (), ()
for _ in range(1_000_000): t, u = (t,), (u,)
d = {}
for _ in range(100_000): d = {1: d}",
        &[
            "repr(x)",
            "x == y",
            "x < y",
            "repr(t)",
            "t == u",
            "hash(t)",
            "repr(d)",
            "print(x)",
            "str(x)",
            "isinstance(1, t)",
        ],
    );
}

#[test]
fn deep_data_is_freed() {
    goes_on(
        "import gc
x = None
for _ in range(1_000_000): x = [x]
x = None
for _ in range(1_000_000): x = (x,)
x = None
for _ in range(300_000): x = {1: x}
x = None
class N:
    def __init__(self, next): self.next = next
for _ in range(300_000): x = N(x)
x = None
class D(N):
    def __del__(self): pass
for _ in range(100_000): x = D(x)
x = None
f = lambda: None
for _ in range(100_000): f = (lambda g: lambda: g)(f)
f = None
def gen(inner): yield inner
for _ in range(50_000):
    x = gen(x)
    next(x)
x = None
for _ in range(300_000): x = [x]
x = [x]; x.append(x); x = None
gc.collect()
e = None
for _ in range(50_000):
    n = ValueError(); n.__context__ = e; e = n
e = n = None
it = iter([])
for _ in range(50_000): it = map(None, it)
it = None",
    );
}

#[test]
fn deep_iterators_and_exceptions() {
    goes_on(
        "it = iter([1])
for _ in range(100_000): it = map(lambda v: v, it)
try:
    next(it)
except RecursionError:
    pass
def gen(inner): yield from inner
it = iter([1])
for _ in range(100_000): it = gen(it)
try:
    next(it)
except RecursionError:
    pass
it = None
e = None
for i in range(3000):
    try:
        raise ValueError(i)
    except ValueError as n:
        n.__context__ = e
        e = n",
    );
}

#[test]
fn a_recursion_error_while_handling_one() {
    goes_on(
        "def f():
    try:
        f()
    except RecursionError:
        f()
import sys
sys.setrecursionlimit(60)
n = 0
def g():
    global n
    n += 1
    try:
        g()
    finally:
        n -= 1
try:
    g()
except RecursionError:
    print(n)
class D:
    def __del__(self): h()
def h(): return h()
D()",
    );
}

// Sizes that no machine has.

#[test]
fn huge_sizes_are_memory_errors() {
    let mut source = String::new();
    for attempt in [
        "[0] * 10 ** 13",
        "'x' * 10 ** 14",
        "b'x' * 10 ** 14",
        "(0,) * 10 ** 13",
        "bytes(10 ** 14)",
        "bytearray(10 ** 14)",
        "[0] * 10 ** 17",
        "'x'.zfill(10 ** 14)",
        "'x'.center(10 ** 14)",
        "'x'.ljust(10 ** 14)",
        "'ab' * 10 ** 15",
        "[[]] * 10 ** 15",
        "1 << 10 ** 15",
    ] {
        source.push_str(&format!(
            "try:\n    x = {attempt}\nexcept (MemoryError, OverflowError):\n    pass\nelse:\n    raise SystemExit({attempt:?})\n"
        ));
    }
    goes_on(&source);
}

#[test]
fn a_size_of_a_terabyte_ends_politely() {
    // Some systems promise the memory and never give it: any clean end is fine, under a limit it is a MemoryError.
    let source = "for f in (lambda: [0] * 10 ** 12, lambda: 'x' * 10 ** 12):\n    try:\n        f()\n    \
                  except MemoryError:\n        print('MemoryError')\n";
    expect(&program(&["--max-heap", "256M"], source), "0", "MemoryError\nMemoryError\n");
}

#[test]
fn huge_sizes_that_do_not_fit_an_index() {
    goes_on(
        "for f in (lambda: [0] * 2 ** 63, lambda: 'x' * 2 ** 64, lambda: range(3)[10 ** 30], lambda: [1][2 ** 70], lambda: 'x'.zfill(2 ** 70)):
    try:
        f()
    except (OverflowError, IndexError, MemoryError):
        pass
    else:
        raise SystemExit('no error')",
    );
}

#[test]
fn a_huge_power_ends_under_a_limit() {
    for flags in
        [&["--max-steps", "1000000", "--timeout", "10"][..], &["--timeout", "2"], &["--max-heap", "8M"]]
    {
        let outcome = program(flags, "x = 10 ** 10 ** 8\nprint('made')\n");
        assert!(
            ["0", "1", "124", "125"].contains(&outcome.status.as_str()),
            "{}: {}",
            outcome.status,
            outcome.stderr
        );
    }
}

#[test]
fn a_huge_power_of_a_huge_power() {
    let outcome = program(&["--timeout", "5"], "x = 10 ** 10 ** 30\n");
    assert!(["1", "124"].contains(&outcome.status.as_str()), "{}: {}", outcome.status, outcome.stderr);
}

#[test]
fn long_native_work_sees_the_time_limit() {
    for work in [
        "sum(range(10 ** 12))",
        "10 ** 18 in iter(range(10 ** 18))",
        "max(range(10 ** 12))",
        "all(range(1, 10 ** 12))",
    ] {
        let outcome = program(&["--timeout", "1"], work);
        assert_eq!(outcome.status, "124", "{work}: {}", outcome.stderr);
    }
}

#[test]
fn growth_inside_natives_sees_the_heap_limit() {
    for work in [
        "list(iter(int, 1))",
        "x = []\nx.extend(iter(int, 1))",
        "''.join(iter(str, 1))",
        "set(range(10 ** 12))",
        "dict.fromkeys(range(10 ** 12))",
        "tuple(range(10 ** 12))",
        "sorted(range(10 ** 12))",
        "x = 'x'\nwhile True: x += x",
        "x = 1\nwhile True: x <<= 1000000",
        "def f(*a): f(*a, *a, 1)\nimport sys\nsys.setrecursionlimit(10 ** 6)\nf(1)",
    ] {
        let outcome = program(&["--max-heap", "64M", "--timeout", "50"], work);
        expect(&outcome, "1", "");
        mentions(&outcome.stderr, &["error"]);
    }
}

// Signals and pipes.

#[cfg(unix)]
#[test]
fn an_interrupt_is_a_keyboard_interrupt() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::Stdio;
    let session = Session::with(
        "main.py",
        "try:\n    print('ready', flush=True)\n    while True: pass\nfinally:\n    print('finally', flush=True)\n",
    );
    let mut child = session
        .command(&["main.py"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the interpreter starts");
    let mut stdout = BufReader::new(child.stdout.take().expect("stdout is piped"));
    let mut line = String::new();
    stdout.read_line(&mut line).expect("it prints");
    assert_eq!(line, "ready\n");
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill exists");
    let status = process::wait(&mut child, LIMIT).expect("an interrupt ends it");
    assert_eq!(process::describe(status), "130");
    let (mut rest, mut stderr) = (String::new(), String::new());
    stdout.read_to_string(&mut rest).expect("text");
    child.stderr.take().expect("stderr is piped").read_to_string(&mut stderr).expect("text");
    assert_eq!(rest, "finally\n");
    assert!(stderr.ends_with("KeyboardInterrupt\n"), "{stderr}");
    assert!(stderr.starts_with("Traceback (most recent call last):\n"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_can_be_caught() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let session = Session::with(
        "main.py",
        "try:\n    print('ready', flush=True)\n    while True: pass\nexcept KeyboardInterrupt:\n    print('caught')\n",
    );
    let mut child =
        session.command(&["main.py"]).stdout(Stdio::piped()).spawn().expect("the interpreter starts");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
    assert_eq!(lines.next().expect("a line").expect("text"), "ready");
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill exists");
    assert_eq!(lines.next().expect("a line").expect("text"), "caught");
    assert_eq!(process::describe(process::wait(&mut child, LIMIT).expect("it ends")), "0");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_does_no_harm() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::Stdio;
    for source in ["for i in range(200000): print(i)\n", "print('first')\nprint('x' * 1000000)\n"] {
        let session = Session::with("main.py", source);
        let mut child = session
            .command(&["main.py"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the interpreter starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("stdout is piped"));
        stdout.read_line(&mut String::new()).expect("it prints");
        drop(stdout);
        let mut stderr = String::new();
        child.stderr.take().expect("stderr is piped").read_to_string(&mut stderr).expect("text");
        let status = process::describe(process::wait(&mut child, LIMIT).expect("it ends"));
        assert!(!stderr.contains("panicked"), "{stderr}");
        // CPython: 1 with a BrokenPipeError, or 120 if the pipe broke at the last flush.
        assert!(["1", "120"].contains(&status.as_str()), "{status}: {stderr}");
        mentions(&stderr, &["brokenpipeerror"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_os_error() {
    use std::process::Stdio;
    for source in ["print('x' * 100)\n", "while True: print('x' * 100)\n"] {
        let session = Session::with("main.py", source);
        let full = std::fs::File::options().write(true).open("/dev/full").expect("/dev/full");
        let output = session
            .command(&["main.py"])
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .expect("the interpreter starts");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!stderr.contains("panicked"), "{stderr}");
        assert!(["1", "120"].contains(&process::describe(output.status).as_str()), "{stderr}");
        mentions(&stderr, &["oserror: [errno 28] no space left on device"]);
    }
}

#[test]
fn examples_run_from_any_folder() {
    let tour = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tour.py");
    let outcome = run(&[tour.to_str().expect("a UTF-8 path")]);
    assert_eq!(outcome.status, "0", "{}", outcome.stderr);
    mentions(&outcome.stdout, &["a cycle keeps itself alive"]);
}
