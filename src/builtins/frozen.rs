//! The modules of CPython's library that are written in Python, compiled into the binary.
//!
//! Invariant: they are found before any file. Those that CPython lacks are `inspect`'s, and come after the path.
//! Deliberately absent: compiled forms; a module is compiled when it is first imported.

use crate::vm::further::Frozen;

static STANDARD: &[(&str, &str)] = &[
    ("_collections_more", include_str!("../inspect/frozen/_collections_more.py")),
    ("_strptime", include_str!("../inspect/frozen/_strptime.py")),
    ("_typevars", include_str!("../inspect/frozen/_typevars.py")),
    ("abc", include_str!("../inspect/frozen/abc.py")),
    ("base64", include_str!("../inspect/frozen/base64.py")),
    ("binascii", include_str!("../inspect/frozen/binascii.py")),
    ("bisect", include_str!("../inspect/frozen/bisect.py")),
    ("calendar", include_str!("../inspect/frozen/calendar.py")),
    ("collections", include_str!("../inspect/frozen/collections.py")),
    ("collections.abc", include_str!("../inspect/frozen/_collections_abc.py")),
    ("contextlib", include_str!("../inspect/frozen/contextlib.py")),
    ("copy", include_str!("../inspect/frozen/copy.py")),
    ("dataclasses", include_str!("../inspect/frozen/dataclasses.py")),
    ("datetime", include_str!("../inspect/frozen/datetime.py")),
    ("difflib", include_str!("../inspect/frozen/difflib.py")),
    ("dis", include_str!("../inspect/frozen/dis.py")),
    ("enum", include_str!("../inspect/frozen/enum.py")),
    ("fnmatch", include_str!("../inspect/frozen/fnmatch.py")),
    ("fractions", include_str!("../inspect/frozen/fractions.py")),
    ("functools", include_str!("../inspect/frozen/functools.py")),
    ("heapq", include_str!("../inspect/frozen/heapq.py")),
    ("html", include_str!("../inspect/frozen/html.py")),
    ("html.entities", include_str!("../inspect/frozen/html_entities.py")),
    ("io", include_str!("../inspect/frozen/io.py")),
    ("json", include_str!("../inspect/frozen/json.py")),
    ("json.decoder", include_str!("../inspect/frozen/json_decoder.py")),
    ("json.encoder", include_str!("../inspect/frozen/json_encoder.py")),
    ("json.scanner", include_str!("../inspect/frozen/json_scanner.py")),
    ("keyword", include_str!("../inspect/frozen/keyword.py")),
    ("linecache", include_str!("../inspect/frozen/linecache.py")),
    ("numbers", include_str!("../inspect/frozen/numbers.py")),
    ("operator", include_str!("../inspect/frozen/operator.py")),
    ("os", include_str!("../inspect/frozen/os.py")),
    ("posixpath", include_str!("../inspect/frozen/posixpath.py")),
    ("pprint", include_str!("../inspect/frozen/pprint.py")),
    ("random", include_str!("../inspect/frozen/random.py")),
    ("re", include_str!("../inspect/frozen/re.py")),
    ("reprlib", include_str!("../inspect/frozen/reprlib.py")),
    ("statistics", include_str!("../inspect/frozen/statistics.py")),
    ("string", include_str!("../inspect/frozen/string.py")),
    ("struct", include_str!("../inspect/frozen/struct.py")),
    ("textwrap", include_str!("../inspect/frozen/textwrap.py")),
    ("timeit", include_str!("../inspect/frozen/timeit.py")),
    ("token", include_str!("../inspect/frozen/token.py")),
    ("tokenize", include_str!("../inspect/frozen/tokenize.py")),
    ("traceback", include_str!("../inspect/frozen/traceback.py")),
    ("tracemalloc", include_str!("../inspect/frozen/tracemalloc.py")),
    ("types", include_str!("../inspect/frozen/types.py")),
    ("typing", include_str!("../inspect/frozen/typing.py")),
    ("unittest", include_str!("../inspect/frozen/unittest.py")),
    ("unittest.__main__", include_str!("../inspect/frozen/unittest___main__.py")),
    ("unittest.case", include_str!("../inspect/frozen/unittest_case.py")),
    ("unittest.loader", include_str!("../inspect/frozen/unittest_loader.py")),
    ("unittest.main", include_str!("../inspect/frozen/unittest_main.py")),
    ("unittest.result", include_str!("../inspect/frozen/unittest_result.py")),
    ("unittest.runner", include_str!("../inspect/frozen/unittest_runner.py")),
    ("unittest.signals", include_str!("../inspect/frozen/unittest_signals.py")),
    ("unittest.suite", include_str!("../inspect/frozen/unittest_suite.py")),
    ("unittest.util", include_str!("../inspect/frozen/unittest_util.py")),
    ("warnings", include_str!("../inspect/frozen/warnings.py")),
    ("weakref", include_str!("../inspect/frozen/weakref.py")),
];

/// A module of CPython's library.
pub fn standard(name: &str) -> Option<Frozen> {
    let (_, source) = STANDARD.iter().find(|(n, _)| *n == name)?;
    let inside = |other: &str| other.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    Some(Frozen { source, is_package: STANDARD.iter().any(|(n, _)| inside(n)) })
}
