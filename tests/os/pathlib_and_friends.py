# skip: stress-gc modes run side by side, and it makes files
# skip: verify-heap modes run side by side, and it makes files
# skip: poison modes run side by side, and it makes files
# skip: leak-check modes run side by side, and it makes files
from pathlib import *
import os, glob, tempfile, shutil
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
for s in ("a/b.txt", "/a/b.tar.gz", "", ".", "a//b/./c", "/", "//x/y", "..", "a/..", ".hidden", "a/b.", "a.b.c/d"):
    p = PurePosixPath(s); print(repr(p), str(p), p.parts, p.name, p.suffix, p.suffixes, p.stem, p.parent, p.root, p.anchor, p.is_absolute(), list(map(str, p.parents)))
p = Path("a") / "b" / "c.txt"; print(p, repr(p), "x" / p, p / "/abs", p.joinpath("d", "e"), p.with_name("z"), p.with_suffix(".py"), p.with_stem("q"), p.as_posix(), bytes(p), os.fspath(p), p == Path("a/b/c.txt"), hash(p) == hash(Path("a/b/c.txt")), sorted([Path("b"), Path("a/c"), Path("a")]), Path("a") < Path("b"))
print(p.relative_to("a"), p.is_relative_to("a/b"), p.is_relative_to("x"), p.match("*.txt"), p.match("b/*.txt"), p.match("/b"), p.full_match("a/**/*.txt"), p.parents[0], p.parents[-1], p.relative_to("a/x", walk_up=True), Path("/a b").as_uri(), Path.from_uri("file:///a%20b"))
t(p.relative_to, "x"); t(PurePath, 5); t(p.with_name, ""); t(p.with_suffix, "x"); t(Path("").with_name, "x"); t(lambda: p / 5); t(p.match, ""); t(lambda: Path("a") < 5); t(lambda: p.parents[9]); t(Path("a").as_uri)
b = Path("_made_paths"); b.mkdir(); (b / "sub").mkdir(); t(b.mkdir); b.mkdir(exist_ok=True); (b / "x" / "y").mkdir(parents=True); f = b / "f.txt"; print(f.write_text("hello\nworld\n"), f.read_text(), f.read_bytes(), f.exists(), f.is_file(), f.is_dir(), b.is_dir(), f.stat().st_size)
(b / "sub" / "g.py").write_bytes(b"data"); (b / "x" / "y" / "h.txt").touch(); t((b / "x" / "y" / "h.txt").touch, exist_ok=False)
print(sorted(map(str, b.iterdir())), sorted(map(str, b.glob("*.txt"))), sorted(map(str, b.rglob("*.txt"))), sorted(map(str, b.glob("**/*"))), sorted(map(str, b.glob("*/"))), sorted(map(str, b.glob("x/*/h*"))))
with f.open() as fh: print(fh.readline())
print(f.rename(b / "n.txt"), (b / "n.txt").replace(b / "m.txt"), f.exists()); t(f.unlink); f.unlink(missing_ok=True); t(f.read_text); t(b.rmdir); t(f.write_text, 5)
print([(str(d), sorted(ds), sorted(fs)) for d, ds, fs in b.walk()][0], Path.cwd() == Path(os.getcwd()), b.absolute() == Path.cwd() / b, (b / ".." / b).resolve() == b.absolute(), b.samefile(str(b)))
print(sorted(glob.glob("_made_paths/*")), sorted(glob.glob("_made_paths/**", recursive=True)), sorted(glob.glob("_made_paths/**/*.txt", recursive=True)), glob.glob("nope*"), sorted(glob.glob("*", root_dir="_made_paths")), glob.escape("a*[b]?"), glob.glob("_made_paths/m.txt"), sorted(glob.glob("_made_paths/*/")), sorted(glob.glob("_made_paths/[ms]*")))
print(shutil.copy(b / "m.txt", b / "sub"), shutil.copyfile(b / "m.txt", b / "copy.txt"), sorted(os.listdir(shutil.copytree(b, "_made_tree", ignore=shutil.ignore_patterns("*.py"))))); t(shutil.copyfile, b / "m.txt", b / "m.txt"); print(shutil.move("_made_tree/m.txt", "_made_tree/sub/moved.txt"), os.listdir("_made_tree/sub").__len__()); shutil.rmtree("_made_tree"); shutil.rmtree(b); t(shutil.rmtree, b); print(b.exists(), shutil.rmtree(b, ignore_errors=True))
with tempfile.TemporaryDirectory() as d: q = Path(d) / "t"; q.write_text("x"); print(q.exists())
print(os.path.exists(d))
with tempfile.NamedTemporaryFile("w+", suffix=".txt", delete=True) as tf: tf.write("abc"); tf.flush(); print(os.path.exists(tf.name), tf.name.endswith(".txt")); tf.seek(0); print(tf.read())
print(os.path.exists(tf.name)); d = tempfile.mkdtemp(prefix="pre"); print(os.path.isdir(d), os.path.basename(d)[:3]); os.rmdir(d)
import pickle, copy; print(pickle.loads(pickle.dumps(p)) == p, isinstance(p, os.PathLike), isinstance(p, PurePosixPath), type(p).__name__)
