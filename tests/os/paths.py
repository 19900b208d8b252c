import os
import os.path
import sys
from os.path import join

print(os.name, os.sep, os.curdir, os.pardir, os.linesep == "\n", os.path is sys.modules["os.path"], os.error is OSError)
print(os.path.isdir(os.getcwd()), os.path.isfile("paths.py"), os.path.exists("no such file"), os.path.exists("."))
print(join("a", "b"), join("a/", "b"), join("a", "/b", "c"), join("", "b"), join("a", ""))
for p in ("/usr/lib/x.py", "x", "/", "//", "a/b/", "", "a//b"):
    print(repr(p), os.path.split(p), os.path.dirname(p), os.path.basename(p), os.path.isabs(p), os.path.normpath(p))
for p in ("x.py", ".rc", "a.b/c", "x.tar.gz", "..x", "a/.b.c", "x."):
    print(p, os.path.splitext(p))
for p in ("a/../b", "../../x", "/../x", "./a/./b//c", "//x/y", "///x", "a/.."):
    print(p, os.path.normpath(p))
print(os.path.abspath("/a/../b"), os.path.abspath("x") == join(os.getcwd(), "x"))
print(os.path.relpath("/a/b/c", "/a/d"), os.path.relpath("/a", "/a"), os.path.relpath("/", "/x/y"))
print(os.path.commonprefix(["interview", "internal", "interval"]), repr(os.path.commonprefix([])))


class Place:
    def __fspath__(self):
        return "there"


print(os.fspath(Place()), join(Place(), "x"))
for wrong in (lambda: os.fspath(3), lambda: join("a", 3) and 0, lambda: os.environ[3], lambda: os.environ["NO SUCH"]):
    try:
        wrong()
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error if error.args != (3,) else "")
os.environ["MOON"] = "full"
print(os.environ["MOON"], os.getenv("MOON"), os.getenv("SUN", "none"), "MOON" in os.environ, os.environ.pop("MOON"))
print(os.getenv("MOON"), os.environ.get("MOON", 3), len(os.environ) == len(list(os.environ)))
