"""Patterns for paths: as regular expressions, of bytes, below a folder, with hidden names."""

import glob
import os
import re
import tempfile
import warnings

for pattern in ("*", ".*", "**", "**/*", "foo/**", "foo/**/bar", "a?[bc]*", "*.txt", "", "/a/*b", "**a", "?", "a/**/**/b", "[.]x/.y*",
                "[!a]b", "[]x]", "a.b+c", "***"):
    print(pattern, glob.translate(pattern), glob.translate(pattern, recursive=True), glob.translate(pattern, include_hidden=True),
          glob.translate(pattern, recursive=True, include_hidden=True, seps="/\\"))
match = re.compile(glob.translate("**/*.py", recursive=True)).match
print([bool(match(path)) for path in ("a.py", "x/y/b.py", ".x/b.py", "x/.b.py", "x/b.pyc")])

with tempfile.TemporaryDirectory() as folder:
    for name in ("a/D", "a/bcd/EF", "a/bcd/efg/ha", ".h/G", ".h/.J", "EF", "zz[1]"):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w").close()
    for pattern in ("*", ".*", "**", "**/", "a/**", "a/**/", "*/", "EF/", "EF/**", "EF", "", "nothing", "**/EF", "a/../a/D", "*/bcd", "**/bcd/*",
                    "[a-z]", "zz[[]1]", "?", ".h/*", ".h/.*"):
        for options in ({}, {"recursive": True}, {"recursive": True, "include_hidden": True}):
            found = sorted(glob.glob(pattern, root_dir=folder, **options))
            whole = sorted(glob.iglob(os.path.join(folder, pattern), **options))
            print(pattern, found, [path.removeprefix(folder) for path in whole])
            assert sorted(glob.glob(os.fsencode(pattern), root_dir=os.fsencode(folder), **options)) == [*map(os.fsencode, found)]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(glob.glob0(folder, "EF"), glob.glob0(folder, "E*"), glob.glob1(folder, "E*"), sorted(glob.glob1(folder, ".*")))
        print(caught[0].message)
print(glob.escape("a*[b]?"), glob.escape(b"a*[b]?"), glob.has_magic("a*"))
