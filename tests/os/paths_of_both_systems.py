"""Paths by their text alone: of Unix as str and bytes, of Windows, and as objects."""

import ntpath
import posixpath
import warnings
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath, UnsupportedOperation, WindowsPath

warnings.simplefilter("ignore")


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except (TypeError, ValueError, NotImplementedError) as err:
        print(type(err).__name__, err)


for function in (posixpath.split, posixpath.splitext, posixpath.splitroot, posixpath.normpath, posixpath.isabs, posixpath.basename,
                 posixpath.dirname, posixpath.splitdrive, posixpath.expanduser):
    print([function(p) for p in ("/a/b.c", b"//a/./b/..", "", b".x", "///a//b/../../..", b"a.b.c/")])
print(posixpath.join(b"a", b"", b"b/", b"c"), posixpath.join("a", "/b", ""), posixpath.commonpath([b"/a/b", b"/a/c"]))
print(posixpath.relpath("/a/b", "/a/c/d"), posixpath.relpath(b"/a", b"/a"), posixpath.abspath(b"/a/../b"))
print(posixpath.commonprefix([b"abc", b"abd"]), posixpath.commonprefix([["a", "b"], ["a", "c"]]), posixpath.expandvars(b"$NOT_SET/x"))
attempt(posixpath.join, "a", b"b")
attempt(posixpath.join, "a", 3)
attempt(posixpath.join, 3, "a")
attempt(posixpath.relpath, "a", b"b")
attempt(posixpath.relpath, "")
attempt(posixpath.commonpath, [])
attempt(posixpath.commonpath, ["/a", "b"])
attempt(posixpath.commonpath, ["a", b"b"])

NAMES = ("c:\\a\\b.txt", "c:a/b", "\\\\host\\share\\x", "//host/share", "\\\\?\\UNC\\host\\share\\x", "/a/../b", "a\\..\\..\\b", "", "x.y.z")
for function in (ntpath.splitroot, ntpath.splitdrive, ntpath.split, ntpath.splitext, ntpath.normpath, ntpath.isabs, ntpath.normcase):
    print([function(name) for name in NAMES])
print(ntpath.join("c:\\a", "b", "/c"), ntpath.join("c:a", "d:b"), ntpath.join("c:a", "C:b"), ntpath.join("\\\\h\\s", "x"),
      ntpath.join(b"a/", b"b"))
print([ntpath.isreserved(name) for name in ("nul.txt", "a/con/b", "a ", "..", "a?b", "com1", "plain")])

for name in NAMES:
    p = PureWindowsPath(name)
    print(p, p.as_posix(), p.parts, p.drive, p.root, p.anchor, p.name, p.suffix, p.parent, p.is_absolute())
print(PureWindowsPath("C:/A") == PureWindowsPath("c:\\a"), hash(PureWindowsPath("A")) == hash(PureWindowsPath("a")))
print(PureWindowsPath("a") == PurePosixPath("a"), PureWindowsPath("c:/a/B.Py").match("*.pY"), PurePosixPath("B.Py").match("*.pY"))
print(PureWindowsPath("c:/a b").as_uri(), PureWindowsPath("//h/s/x").as_uri(), PureWindowsPath("c:/x") / "/y" / "d:z")
print(PureWindowsPath("c:/a/b").relative_to("C:/A"), PurePosixPath(PureWindowsPath("a\\b")), list(PureWindowsPath("c:/a/b").parents))
attempt(PureWindowsPath("c:/a").relative_to, "d:/a")
attempt(PureWindowsPath("c:/a").with_name, "b/c")
attempt(WindowsPath, "a")
attempt(lambda: PureWindowsPath("a") < PurePosixPath("a"))
print(PurePosixPath("A.py").match("a.PY", case_sensitive=False), PurePosixPath("/a/b/c.py").full_match("/A/**/*.PY", case_sensitive=False),
      PurePosixPath("a/b").full_match("**/b"))
one, other = PurePosixPath("usr/x"), PurePosixPath("usr/y")
print(one.parts[0] is other.parts[0])
print(Path, PurePath, UnsupportedOperation, repr(Path("a") / "b"), issubclass(UnsupportedOperation, NotImplementedError))
attempt(lambda: list(Path("a").glob("")))
attempt(lambda: list(Path("a").glob("/x")))
print(Path("/dev/null").is_char_device(), Path("/dev/null").is_file(), Path("/dev/null").exists(), Path("nowhere").is_fifo())

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    PurePath("a/b").relative_to("a", "b")
    PurePath("a/b").is_relative_to("a", "b")
    PurePath("a").is_reserved()
    Path("a", more="b")
    for warning in caught:
        print(warning.category.__name__, warning.message)
