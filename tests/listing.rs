//! Golden listings: each `tests/listing/NAME.py` has its listing in `NAME.txt` beside it.
//! `BLESS=1 cargo test --test listing` writes them anew. Besides, every unit must verify.

use std::fs;
use std::path::Path;
use terrarium::code::{self, Options, listing, unit::Compilation, verify};
use terrarium::syntax::{self, Mode, Source};

fn compile(text: &str) -> Result<Compilation, code::CompileError> {
    let arena = bumpalo::Bump::new();
    let source = Source::from_text(text).expect("no null bytes");
    let parsed = syntax::parse(&arena, &source, Mode::Module).expect("the test's source parses");
    code::compile(&parsed.module, "test.py", &Options::default())
}

fn verified(text: &str) -> Compilation {
    let c = compile(text).expect("the test's source compiles");
    for unit in &c.units {
        assert_eq!(verify::verify_unit(unit), Ok(()), "{}", unit.qualname);
        assert_eq!(verify::verify_temporaries(unit), Ok(()), "{}", unit.qualname);
    }
    c
}

#[test]
fn listings_are_as_recorded() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listing");
    let mut sources: Vec<_> = fs::read_dir(&dir)
        .expect("the directory of listings")
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "py"))
        .collect();
    sources.sort();
    assert!(!sources.is_empty());
    for source in sources {
        let text = fs::read_to_string(&source).expect("readable");
        let found = listing::list(&verified(&text));
        let golden = source.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&golden, &found).expect("writable");
        }
        let wanted = fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(found, wanted, "{}", source.display());
    }
}

/// Every program of the language tests compiles to units that verify.
#[test]
fn the_language_tests_verify() {
    let mut todo = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")];
    let mut n = 0;
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(dir).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|ext| ext == "py") {
                n += usize::from(verify_file(&path));
            }
        }
    }
    assert!(n > 50, "only {n} programs were found");
}

fn verify_file(path: &Path) -> bool {
    let bytes = fs::read(path).expect("readable");
    let arena = bumpalo::Bump::new();
    let Ok(source) = Source::decode(&bytes, "test.py") else { return false };
    let Ok(parsed) = syntax::parse(&arena, &source, Mode::Module) else { return false };
    let Ok(c) = code::compile(&parsed.module, "test.py", &Options::default()) else { return false };
    for unit in &c.units {
        assert_eq!(verify::verify_unit(unit), Ok(()), "{} {}", path.display(), unit.qualname);
        assert_eq!(verify::verify_temporaries(unit), Ok(()), "{} {}", path.display(), unit.qualname);
    }
    true
}

/// `co_consts` as CPython 3.13 has them (recorded with `compile(...).co_consts`).
#[test]
fn constants_are_folded_as_cpython_folds() {
    for (source, consts) in [
        ("x = 2 * 3 + 1", "7, None"),
        ("x = 'a' * 4096", &format!("'{}...', None", "a".repeat(40))),
        ("x = 'a' * 4097", "'a', 4097, None"),
        ("x = 2 ** 64", "18446744073709551616, None"),
        ("x = 2 ** 128", "2, 128, None"),
        ("x = 1 << 127", "170141183460469231731687303715884105728, None"),
        ("x = 1 << 128", "1, 128, None"),
        ("x = -5 // 2, -5 % 2", "(-3, 1), None"),
        ("x = [1, 2, 3]", "(1, 2, 3), None"),
        ("x = [1, 2]", "1, 2, None"),
        ("x = y in [1, 2]", "(1, 2), None"),
        ("x = y in {1, 2}", "frozenset({1, 2}), None"),
        ("x = (1, 2)[1], 'abc'[-1]", "(2, 'c'), None"),
        ("x = 1 / 0", "1, 0, None"),
        ("x = not 1, +True, ~1", "(False, 1, -2), None"),
        ("if 0: x = 5\nelse: x = 6", "0, 6, None"),
        ("x = 1 and 2", "1, 2, None"),
        ("x = 0.0, -0.0, 1, True, 1.0", "(0.0, -0.0, 1, True, 1.0), None"),
    ] {
        let c = verified(source);
        let unit = c.units.last().expect("a module");
        let found: Vec<String> = unit.consts.iter().map(|&id| listing::constant(&c, id)).collect();
        assert_eq!(found.join(", "), consts, "{source}");
    }
}

#[test]
fn errors_have_cpythons_words_and_places() {
    for (source, msg, line, col) in [
        ("def f(a, a): pass", "duplicate argument 'a' in function definition", 1, 9),
        ("def f(x):\n global x", "name 'x' is parameter and global", 2, 1),
        ("def f():\n print(x)\n global x", "name 'x' is used prior to global declaration", 3, 1),
        ("def f():\n x=1\n nonlocal x", "name 'x' is assigned to before nonlocal declaration", 3, 1),
        ("def f():\n nonlocal zz", "no binding for nonlocal 'zz' found", 2, 1),
        ("nonlocal x", "nonlocal declaration not allowed at module level", 1, 0),
        ("return", "'return' outside function", 1, 0),
        ("yield 1", "'yield' outside function", 1, 0),
        ("await x", "'await' outside function", 1, 0),
        ("break", "'break' outside loop", 1, 0),
        ("continue", "'continue' not properly in loop", 1, 0),
        ("def f():\n from x import *", "import * only allowed at module level", 2, 15),
        (
            "[x := 1 for x in y]",
            "assignment expression cannot rebind comprehension iteration variable 'x'",
            1,
            1,
        ),
        ("try: pass\nexcept: pass\nexcept E: pass", "default 'except:' must be last", 2, 0),
        ("*a, *b = c", "multiple starred expressions in assignment", 1, 0),
        ("*a = b", "starred assignment target must be in a list or tuple", 1, 0),
        ("x = *a", "can't use starred expression here", 1, 4),
        (
            "match x:\n case a: pass\n case 1: pass",
            "name capture 'a' makes remaining patterns unreachable",
            2,
            6,
        ),
        ("match x:\n case [a]|[b]: pass", "alternative patterns bind different names", 2, 6),
        ("async def f():\n yield 1\n return 2", "'return' with value in async generator", 3, 1),
    ] {
        let error = compile(source).expect_err(source);
        assert_eq!((error.msg.as_str(), error.span.line, error.span.col), (msg, line, col), "{source}");
    }
}

#[test]
fn cells_and_free_variables_are_found() {
    let c = verified(
        "def f(a, b):\n x = [a for a in b if (y := a)]\n def g():\n  nonlocal b\n  b = lambda: a + x\n return g, y",
    );
    let unit = |name: &str| c.units.iter().find(|u| u.name == name).expect("a unit");
    assert_eq!(unit("f").cellvars, ["a", "b", "x"]);
    assert_eq!(unit("f").cell_regs[..2], [0, 1], "parameters keep their registers");
    assert_eq!(unit("g").freevars, ["a", "b", "x"]);
    assert_eq!(unit("<lambda>").freevars, ["a", "x"]);
    assert_eq!(unit("f").varnames, ["a", "b", "y", "g"]);
}

#[test]
fn class_scopes_mangle_and_keep_their_cell() {
    let c = verified("class A:\n def f(self):\n  self.__x = 1\n  return __class__");
    let unit = |name: &str| c.units.iter().find(|u| u.name == name).expect("a unit");
    assert_eq!(unit("A").cellvars, ["__class__"]);
    assert_eq!(unit("f").names, ["_A__x"]);
}

/// Jumps that are too far for their instruction take a second step.
#[test]
fn far_jumps_are_lengthened() {
    let body = "  x = x + 1\n".repeat(40_000);
    let text = format!("def f(x, y):\n while x < y:\n{body} return x\n");
    let c = verified(&text);
    assert!(c.units[0].instrs.len() > 40_000);
}

#[test]
fn too_many_locals_are_a_clean_error() {
    let names: String = (0..33_000).map(|i| format!(" x{i} = 1\n")).collect();
    let error = compile(&format!("def f():\n{names}")).expect_err("too many");
    assert!(error.msg.contains("too many local variables"), "{}", error.msg);
}
