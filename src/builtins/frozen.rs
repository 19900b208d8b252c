//! Modules written in Python and compiled into the binary.
//!
//! Invariant: a module that CPython has is found before the path, one of ours after it, so that a student's own `heap.py`
//! stays theirs. Under `terrarium.` ours are found whatever lies on the path.
//! Deliberately absent: compiled forms; a module is compiled when it is first imported.

/// Those that CPython has: found before any file, as its own built-in modules are.
static STANDARD: &[(&str, &str)] = &[
    ("_typevars", include_str!("../inspect/frozen/_typevars.py")),
    ("_collections_more", include_str!("../inspect/frozen/_collections_more.py")),
    ("abc", include_str!("../inspect/frozen/abc.py")),
    ("bisect", include_str!("../inspect/frozen/bisect.py")),
    ("collections.abc", include_str!("../inspect/frozen/_collections_abc.py")),
    ("collections", include_str!("../inspect/frozen/collections.py")),
    ("contextlib", include_str!("../inspect/frozen/contextlib.py")),
    ("copy", include_str!("../inspect/frozen/copy.py")),
    ("dataclasses", include_str!("../inspect/frozen/dataclasses.py")),
    ("dis", include_str!("../inspect/frozen/dis.py")),
    ("enum", include_str!("../inspect/frozen/enum.py")),
    ("fractions", include_str!("../inspect/frozen/fractions.py")),
    ("functools", include_str!("../inspect/frozen/functools.py")),
    ("heapq", include_str!("../inspect/frozen/heapq.py")),
    ("io", include_str!("../inspect/frozen/io.py")),
    ("keyword", include_str!("../inspect/frozen/keyword.py")),
    ("numbers", include_str!("../inspect/frozen/numbers.py")),
    ("operator", include_str!("../inspect/frozen/operator.py")),
    ("os", include_str!("../inspect/frozen/os.py")),
    ("posixpath", include_str!("../inspect/frozen/posixpath.py")),
    ("random", include_str!("../inspect/frozen/random.py")),
    ("statistics", include_str!("../inspect/frozen/statistics.py")),
    ("string", include_str!("../inspect/frozen/string.py")),
    ("struct", include_str!("../inspect/frozen/struct.py")),
    ("textwrap", include_str!("../inspect/frozen/textwrap.py")),
    ("timeit", include_str!("../inspect/frozen/timeit.py")),
    ("types", include_str!("../inspect/frozen/types.py")),
    ("typing", include_str!("../inspect/frozen/typing.py")),
    ("warnings", include_str!("../inspect/frozen/warnings.py")),
    ("weakref", include_str!("../inspect/frozen/weakref.py")),
];

/// Those that CPython lacks, or has only where somebody installed them: found after the path.
static OURS: &[(&str, &str)] = &[
    ("compiler", include_str!("../inspect/frozen/compiler/__init__.py")),
    ("compiler.consts", include_str!("../inspect/frozen/compiler/consts.py")),
    ("pympler", include_str!("../inspect/frozen/pympler/__init__.py")),
    ("pympler._kinds", include_str!("../inspect/frozen/pympler/_kinds.py")),
    ("pympler._report", include_str!("../inspect/frozen/pympler/_report.py")),
    ("pympler._text", include_str!("../inspect/frozen/pympler/_text.py")),
    ("pympler.asizeof", include_str!("../inspect/frozen/pympler/asizeof.py")),
    ("pympler.muppy", include_str!("../inspect/frozen/pympler/muppy.py")),
    ("pympler.refbrowser", include_str!("../inspect/frozen/pympler/refbrowser.py")),
    ("pympler.summary", include_str!("../inspect/frozen/pympler/summary.py")),
    ("pympler.tracker", include_str!("../inspect/frozen/pympler/tracker.py")),
    ("terrarium", include_str!("../inspect/frozen/terrarium.py")),
];

/// What our modules are called when a name on the path hides them: `terrarium.heap`.
pub const ALWAYS: &str = "terrarium.";

fn find(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(n, _)| *n == name).map(|(_, source)| *source)
}

/// Source of a module of CPython's library.
pub fn standard(name: &str) -> Option<&'static str> {
    find(STANDARD, name)
}

/// Source of a module of ours, by its own name or the one it always has.
pub fn ours(name: &str) -> Option<&'static str> {
    find(OURS, name.strip_prefix(ALWAYS).unwrap_or(name))
}

/// Does the module have modules of its own?
pub fn is_package(name: &str) -> bool {
    let prefix = format!("{}.", name.strip_prefix(ALWAYS).unwrap_or(name));
    name == ALWAYS.trim_end_matches('.') || OURS.iter().chain(STANDARD).any(|(n, _)| n.starts_with(&prefix))
}
