import warnings, sys
print(warnings.filters)
print(warnings.__all__)
warnings.warn("deep", stacklevel=9)
print(globals().get('__warningregistry__'), sys.__dict__.get('__warningregistry__'))
warnings.warn("here")
warnings.warn("here")
warnings.warn("dep", DeprecationWarning)
warnings.warn("pend", PendingDeprecationWarning)
for i in range(3): warnings.warn("loop")
for i in range(3): warnings.warn("loop%d"%i)
print(__warningregistry__)
warnings.simplefilter("once")
warnings.warn("o"); warnings.warn("o")
warnings.warn("o")
print(__warningregistry__, warnings.onceregistry, warnings._onceregistry)
warnings.simplefilter("module")
warnings.warn("m")
warnings.warn("m")
print(__warningregistry__)
warnings.simplefilter("always")
for i in range(2): warnings.warn("al")
warnings.simplefilter("error")
def f():
    warnings.warn("boom", RuntimeWarning)
try: f()
except RuntimeWarning as e:
    print(repr(e), e.__traceback__.tb_next.tb_next)
for bad in (lambda: warnings.warn("x", int), lambda: warnings.warn("x", 3), lambda: warnings.warn("x", skip_file_prefixes=["a"]), lambda: warnings.warn(),
   lambda: warnings.simplefilter("nope"), lambda: warnings.filterwarnings("nope"), lambda: warnings.filterwarnings("ignore", 3), lambda: warnings.filterwarnings("ignore", category=3),
   lambda: warnings.filterwarnings("ignore", category=int), lambda: warnings.filterwarnings("ignore", module=3), lambda: warnings.filterwarnings("ignore", lineno=-1), lambda: warnings.filterwarnings("ignore", lineno="a"),
   lambda: warnings.simplefilter("ignore", lineno="a"), lambda: warnings.simplefilter("ignore", lineno=-1), lambda: warnings.warn_explicit("a", UserWarning, "f", 3, registry=3), lambda: warnings.warn_explicit("a", int, "f", 3),lambda: warnings.warn_explicit("a", UserWarning, "f", "3"), lambda: warnings.warn_explicit("a"), lambda: warnings.warn(UserWarning("q"), stacklevel=1), lambda:warnings.warn("x", "y"), lambda: warnings.warn_explicit("a", UserWarning, "f", 3, module_globals=3), lambda: warnings.warn_explicit("a", UserWarning, 4, 3), lambda: warnings.warn(3), lambda: warnings.warn("x", stacklevel="a"), lambda:warnings._filters_mutated(1)):
    try: bad(); print("ok")
    except BaseException as e: print(type(e).__name__, e)
warnings.filters[:] = [3]
for bad in (lambda: warnings.warn("x"),):
    try: bad(); print("ok")
    except BaseException as e: print(type(e).__name__, e)
warnings.filters = 3
for bad in (lambda: warnings.warn("x"),):
    try: bad(); print("ok")
    except BaseException as e: print(type(e).__name__, e)
warnings.filters = [("boo", None, UserWarning, None, 0)]
for bad in (lambda: warnings.warn("x"),):
    try: bad(); print("ok")
    except BaseException as e: print(type(e).__name__, e)
warnings.filters = [("always", None, UserWarning, None, 0)]
warnings.warn_explicit("ex", UserWarning, "some.py", 7)
warnings.warn_explicit("ex", UserWarning, "b.py", 7)
print(warnings.formatwarning("msg", UserWarning, "b.py", 3), warnings.formatwarning("msg", UserWarning, "b.py", 3, line="  x y "))
warnings.showwarning("msg", UserWarning, "b.py", 3)
warnings.showwarning("msg", UserWarning, "b.py", 3, file=sys.stdout)
m = warnings.WarningMessage("m", UserWarning, "f", 1)
print(m, m.__dict__)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("default")
    warnings.warn("rec")
    print(len(log), log[0].message, log[0].category, log[0].filename, log[0].lineno, log[0].source)
print(repr(warnings.catch_warnings()), repr(warnings.catch_warnings(record=True)))
import types
c = warnings.catch_warnings()
for bad in (lambda: c.__exit__(), lambda: (c.__enter__(), c.__enter__())):
    try: bad(); print("ok")
    except BaseException as e: print(type(e).__name__, e)
c.__exit__()
with warnings.catch_warnings(action="error"):
    try: warnings.warn("z")
    except UserWarning as e: print("raised", e)
def show(*a, **k): print("SHOW", a, k)
warnings.showwarning = show
warnings.warn("shown")
try:
  warnings.showwarning = 3
  warnings.warn("shown")
except TypeError as e: print(e)
warnings.showwarning = warnings._showwarning_orig
warnings.formatwarning = lambda *a: "FMT%r\n" % (a,)
warnings.warn("shown")
@warnings.deprecated("use new")
def old(a): return a
@warnings.deprecated("no class")
class K:
    def __init__(self): pass
@warnings.deprecated("no class2", category=None)
class K2: pass
print(old(3), type(K()), old.__deprecated__, K.__deprecated__, K2.__deprecated__)
class S(K): pass
for bad in (lambda: warnings.deprecated(3), lambda: warnings.deprecated("x")(3)):
    try: bad(); print("ok")
    except BaseException as e: print(type(e).__name__, e)
warnings.resetwarnings(); print(warnings.filters)
print(warnings.defaultaction, warnings._defaultaction)
