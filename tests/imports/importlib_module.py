# skip: stress-gc modes run side by side, and it makes files
# skip: verify-heap modes run side by side, and it makes files
# skip: poison modes run side by side, and it makes files
# skip: leak-check modes run side by side, and it makes files
import importlib, importlib.util, importlib.machinery, importlib.abc, sys, os, gc, weakref
m = importlib.import_module("_helper"); print(m.__name__, m is sys.modules["_helper"])
print(importlib.import_module("._pkg.tools".lstrip("."), None).__name__, importlib.import_module(".tools", "_pkg").__name__)
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
t(importlib.import_module, ".x"); t(importlib.import_module, "nope_nope"); t(importlib.import_module, "..x", "_pkg"); t(importlib.reload, 5)
s = m.__spec__; print(s.name, s.origin == m.__file__, s.parent, s.has_location, s.submodule_search_locations, type(s).__name__, type(s.loader).__name__, s.loader.name, s.loader is m.__loader__)
import _pkg; print(_pkg.__spec__.submodule_search_locations == _pkg.__path__, _pkg.__spec__.parent, _pkg.__package__)
print(sys.__spec__.origin, sys.__spec__.name, sys.__loader__)
print(importlib.util.find_spec("_with_all").name, importlib.util.find_spec("nope_nope"), importlib.util.find_spec("_pkg.tools").name, importlib.util.find_spec("sys").origin); t(importlib.util.find_spec, "_helper.x")
print(importlib.util.resolve_name(".a", "p.q"), importlib.util.resolve_name("..a", "p.q"), importlib.util.resolve_name("a", None)); t(importlib.util.resolve_name, ".a", None)
# load, unload and load again: what stays alive
path = os.path.abspath("_made_module.py")
def write(text):
    with open(path, "w") as f: f.write(text)
write("class Thing: pass\nthing = Thing()\ndef f(): return 1\nprint('running', __name__)\nold = 'old'\n")
sys.dont_write_bytecode = True
import _made_module
first_f, first_class = _made_module.f, weakref.ref(_made_module.Thing)
write("class Thing: pass\nthing = Thing()\ndef f(): return 'two and more'\nprint('running again')\n")
again = importlib.reload(_made_module)
print(again is _made_module, _made_module.f(), first_f(), _made_module.old, first_f.__globals__ is _made_module.__dict__)
gc.collect(); print(first_class() is None)
ref = weakref.ref(_made_module)
del sys.modules["_made_module"]; print(ref() is _made_module)
t(importlib.reload, _made_module)
import _made_module as second; print(second is _made_module, ref() is not None)
held = _made_module.f
del _made_module, again; gc.collect(); print(ref() is None, held(), first_f.__globals__ is held.__globals__)
# by hand
spec = importlib.util.spec_from_file_location("by_hand", path); mod = importlib.util.module_from_spec(spec)
print(mod.__name__, mod.__file__ == path, mod.__loader__ is spec.loader, hasattr(mod, "f")); spec.loader.exec_module(mod); print(mod.f(), "by_hand" in sys.modules)
print(spec.loader.get_source("by_hand").splitlines()[0], spec.loader.get_filename("by_hand") == path, spec.loader.is_package("by_hand")); t(spec.loader.get_source, "other")
print(importlib.machinery.SOURCE_SUFFIXES, importlib.machinery.ModuleSpec("n", None), importlib.machinery.ModuleSpec("n", None, origin="o", is_package=True))
# a finder of our own
class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.startswith("virtual"): return importlib.util.spec_from_loader(name, Loader(), origin="nowhere")
class Loader(importlib.abc.Loader):
    def create_module(self, spec): print("create", spec.name); return None
    def exec_module(self, module): module.answer = 42
finder = Finder(); sys.meta_path.insert(0, finder)
import virtual_one; print(virtual_one.answer, virtual_one.__spec__.origin, virtual_one); from virtual_two import answer; print(answer)
sys.meta_path.remove(finder); t(lambda: __import__("virtual_three"))
print(issubclass(importlib.machinery.SourceFileLoader, importlib.abc.SourceLoader), isinstance(spec.loader, importlib.abc.Loader), importlib.invalidate_caches())
sys.modules["blocked"] = None; t(importlib.import_module, "blocked")
os.remove(path)
