//! The modules of CPython's library that are written in Python, compiled into the binary.
//!
//! Invariant: they are found before any file. Those that CPython lacks are `inspect`'s, and come after the path.
//! Deliberately absent: compiled forms; a module is compiled when it is first imported.

use crate::vm::further::Frozen;

static STANDARD: &[(&str, &str)] = &[
    ("_typevars", include_str!("../inspect/frozen/_typevars.py")),
    ("_profiling", include_str!("../inspect/frozen/_profiling.py")),
    ("_collections_more", include_str!("../inspect/frozen/_collections_more.py")),
    ("abc", include_str!("../inspect/frozen/abc.py")),
    ("bisect", include_str!("../inspect/frozen/bisect.py")),
    ("cProfile", include_str!("../inspect/frozen/cProfile.py")),
    ("codecs", include_str!("../inspect/frozen/codecs.py")),
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
    ("profile", include_str!("../inspect/frozen/profile.py")),
    ("pstats", include_str!("../inspect/frozen/pstats.py")),
    ("random", include_str!("../inspect/frozen/random.py")),
    ("statistics", include_str!("../inspect/frozen/statistics.py")),
    ("string", include_str!("../inspect/frozen/string.py")),
    ("struct", include_str!("../inspect/frozen/struct.py")),
    ("subprocess", include_str!("../inspect/frozen/subprocess.py")),
    ("tempfile", include_str!("../inspect/frozen/tempfile.py")),
    ("textwrap", include_str!("../inspect/frozen/textwrap.py")),
    ("threading", include_str!("../inspect/frozen/threading.py")),
    ("timeit", include_str!("../inspect/frozen/timeit.py")),
    ("trace", include_str!("../inspect/frozen/trace.py")),
    ("types", include_str!("../inspect/frozen/types.py")),
    ("typing", include_str!("../inspect/frozen/typing.py")),
    ("warnings", include_str!("../inspect/frozen/warnings.py")),
    ("weakref", include_str!("../inspect/frozen/weakref.py")),
];

/// A module of CPython's library.
pub fn standard(name: &str) -> Option<Frozen> {
    let (_, source) = STANDARD.iter().find(|(n, _)| *n == name)?;
    let inside = |other: &str| other.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    Some(Frozen { source, is_package: STANDARD.iter().any(|(n, _)| inside(n)) })
}
