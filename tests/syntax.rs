//! Our parser against CPython 3.13's, snippet by snippet: trees with every span, errors with every place.
//!
//! `tests/syntax/record.py` writes what is compared with.

use terrarium::syntax::dump::{self, Style};
use terrarium::syntax::{ErrorKind, Mode, Source, SyntaxError, parse};

fn snippets(name: &str) -> Vec<(Mode, String)> {
    let text = read(name);
    let blocks = text.split("\n----\n").map(|block| {
        let (mode, block) = match block.strip_prefix("mode: ").and_then(|rest| rest.split_once('\n')) {
            Some(("single", rest)) => (Mode::Interactive, rest),
            Some((_, rest)) => (Mode::Expression, rest),
            None => (Mode::Module, block),
        };
        (mode, block.replace('␍', "\r").replace('␠', "\u{a0}").replace('␌', "\u{c}"))
    });
    blocks.collect()
}

fn read(name: &str) -> String {
    let path = format!("{}/tests/syntax/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn tree(mode: Mode, text: &str) -> Result<String, SyntaxError> {
    let arena = bumpalo::Bump::new();
    let source = Source::from_text(text)?;
    let parsed = parse(&arena, &source, mode)?;
    let mut out = String::new();
    dump::tree(&parsed.module, Style { indent: None, spans: true }, &mut out).expect("a String takes all");
    Ok(out)
}

fn error(e: SyntaxError) -> String {
    let text = dump::quoted(e.text.unwrap_or_default().trim_end_matches('\n').as_bytes());
    let place = match e.span {
        None => "|||".to_string(),
        Some(s) => format!("{}|{}|{}|{}", s.line, s.offset, s.end_line, s.end_offset),
    };
    format!("{:?}|{place}|{text}|{}", e.kind, e.msg)
}

/// Compares all, and shows every difference at once.
fn compare(name: &str, outcome: impl Fn(Mode, &str) -> String) {
    let expected = read(&format!("{name}.out"));
    let snippets = snippets(&format!("{name}.txt"));
    assert_eq!(snippets.len(), expected.lines().count(), "{name}.out is out of date");
    let mut report = String::new();
    for ((mode, text), expected) in snippets.iter().zip(expected.lines()) {
        let got = outcome(*mode, text);
        if got != expected {
            report += &format!("{text:?}\n  CPython: {expected}\n  ours:    {got}\n");
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn valid_snippets_make_cpythons_trees() {
    compare("valid", |mode, text| tree(mode, text).unwrap_or_else(error));
}

#[test]
fn invalid_snippets_fail_as_in_cpython() {
    compare("invalid", |mode, text| match tree(mode, text) {
        Ok(_) => "valid".into(),
        Err(e) => error(e),
    });
}

fn fails(text: &str) -> ErrorKind {
    tree(Mode::Module, text).expect_err("too deep").kind
}

#[test]
fn depth_is_bounded_not_the_stack() {
    let n = 100_000;
    assert_eq!(fails(&"(".repeat(n)), ErrorKind::SyntaxError);
    assert_eq!(fails(&("-".repeat(n) + "1")), ErrorKind::MemoryError);
    assert_eq!(fails(&("not ".repeat(n) + "1")), ErrorKind::MemoryError);
    assert_eq!(fails(&("lambda: ".repeat(n) + "1")), ErrorKind::MemoryError);
    assert_eq!(fails(&("1 if x else ".repeat(n) + "1")), ErrorKind::MemoryError);
    assert_eq!(fails(&("x = ".to_string() + &"1 + ".repeat(n) + "1")), ErrorKind::RecursionError);
    assert_eq!(fails(&("a".to_string() + &".b".repeat(n))), ErrorKind::RecursionError);
    assert_eq!(fails(&("f".to_string() + &"()".repeat(n))), ErrorKind::RecursionError);
    assert_eq!(fails(&("if x: pass\n".to_string() + &"elif x: pass\n".repeat(n))), ErrorKind::MemoryError);
    let nested: String = (0..n.min(300)).map(|i| " ".repeat(i) + "if x:\n").collect();
    assert_eq!(fails(&nested), ErrorKind::IndentationError);
    assert!(tree(Mode::Module, &("a".to_string() + &" < b".repeat(n))).is_ok());
    for broken in
        ["-", "not ", "lambda: ", "1 if x else ", "1 + ", "a.", "(", "{", "[", "f(", "a[", "*", "await "]
    {
        tree(Mode::Module, &broken.repeat(n)).expect_err("nothing ends it");
    }
}

#[test]
fn nesting_costs_no_more_than_its_length() {
    for (open, middle, close) in [
        ("(", "1 +", ")"),
        ("{a:", "1 +", "}"),
        ("[x for x in ", "1 +", "]"),
        ("f(a=", "1 +", ")"),
        ("f(*", "1 +", ")"),
        ("a[", "1 +", "]"),
        ("(lambda x=", "1 +", ": 1)"),
    ] {
        let text = open.repeat(60) + middle + &close.repeat(60);
        tree(Mode::Module, &text).expect_err("an operand is missing");
    }
    let pattern = format!("match x:\n case {}1 +{}: pass", "[C(a={1:".repeat(20), "})]".repeat(20));
    tree(Mode::Module, &pattern).expect_err("an operand is missing");
}

#[test]
fn more_input_may_help() {
    let incomplete = |text: &str| tree(Mode::Interactive, text).expect_err(text).incomplete;
    for text in
        ["f(", "x = '''a\n", "if x:\n", "x = 1 + \\\n", "try:\n  pass\n", "@d\n", "f'''{a", "class C:"]
    {
        assert!(incomplete(text), "{text:?}");
    }
    for text in ["x = 'a\n", "1 +\n", "f)", "if x\n", "x = $"] {
        assert!(!incomplete(text), "{text:?}");
    }
}

#[test]
fn sources_are_decoded_as_pep_263_says() {
    let text = |bytes: &[u8]| Source::decode(bytes, "f.py").map(|s| s.text().to_string()).map_err(|e| e.msg);
    assert_eq!(text(b"\xEF\xBB\xBFx = 1").as_deref(), Ok("x = 1\n"));
    assert_eq!(text(b"# coding: latin-1\r\nx = '\xE9'\r").as_deref(), Ok("# coding: latin-1\nx = 'é'\n"));
    assert_eq!(text(b"\n# -*- coding: ascii -*-\n1").as_deref(), Ok("\n# -*- coding: ascii -*-\n1\n"));
    assert_eq!(text(b"# coding: nope\n"), Err("encoding problem: nope".into()));
    assert_eq!(text(b"1\0"), Err("source code cannot contain null bytes".into()));
    let msg = "Non-UTF-8 code starting with '\\xff' in file f.py on line 2, but no encoding declared; \
               see https://peps.python.org/pep-0263/ for details";
    assert_eq!(text(b"1\n\xFF"), Err(msg.into()));
}

#[test]
fn warnings_are_those_of_cpython() {
    let arena = bumpalo::Bump::new();
    let source = Source::from_text("x = '\\d'\n1if x else 2\nb'\\777'\nf'\\{x}'\n").expect("no null");
    let parsed = parse(&arena, &source, Mode::Module).expect("valid");
    let warnings: Vec<_> = parsed.warnings.iter().map(|w| (w.line, w.msg.as_str())).collect();
    let expected = [
        (1, "invalid escape sequence '\\d'"),
        (2, "invalid decimal literal"),
        (3, "invalid octal escape sequence '\\777'"),
        (4, "invalid escape sequence '\\{'"),
    ];
    assert_eq!(warnings, expected);
}
