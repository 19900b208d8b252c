# __builtins__ in the globals says what built-ins code sees; exec with a closure; breakpoint() and its hook.
import types, sys
def show(f):
    try: print(f.__name__, f())
    except BaseException as e: print(f.__name__, type(e).__name__, e)
class Own(dict):
    def __getitem__(self, k): raise ZeroDivisionError
@show
def own_builtins():
    exec("print(len)", {'__builtins__': {'print': print, 'len': 'mine'}})
    exec("print(1)", {'__builtins__': {}})
@show
def mapping():
    print(eval("name", {'__builtins__': types.MappingProxyType({'name': 5})}))
    eval("other", {'__builtins__': types.MappingProxyType({'name': 5})})
@show
def failing(): eval("x", {'__builtins__': Own(x=1)})
@show
def no_class(): exec("class A: pass", {'__builtins__': {}})
@show
def no_import(): exec("import os", {'__builtins__': {}})
@show
def own_import():
    ns={'__builtins__': {'__import__': lambda *a: a[0]}}
    exec("import a.b\nfrom x import y" if 0 else "import a.b", ns); return ns['a']
def make():
    a, b = 2, 3
    def both():
        nonlocal a
        a = a * b
        print(a)
    def none(): pass
    return both, none
both, none = make()
@show
def closure():
    exec(both.__code__, both.__globals__, closure=both.__closure__)
    exec(both.__code__, both.__globals__, closure=(types.CellType(5), types.CellType(7)))
for args in [(none.__code__, {}, both.__closure__), (both.__code__, {}, None), (both.__code__, {}, both.__closure__[:1]), ("1", {}, both.__closure__), (both.__code__, {}, [1,2])]:
    @show
    def wrong(): exec(args[0], args[1], closure=args[2])
@show
def trace_dir():
    try: 1/0
    except ZeroDivisionError as e: return dir(e.__traceback__)
class M:
    def __getitem__(self, k):
        if k=='a': return 12
        raise KeyError
    def keys(self): return list('xyz')
@show
def mapping_locals(): return eval('a', globals(), M()), eval('dir()', globals(), M()), eval('vars()', globals(), M()).__class__
@show
def line():
    A=type('A',(),{'__firstlineno__':3})
    A.__module__='m'
    return '__firstlineno__' in A.__dict__
def hook(*a, **k): print('hook', a, k); return 9
sys.breakpointhook=hook
print(breakpoint(1, b=2))
sys.breakpointhook=sys.__breakpointhook__
import os
os.environ['PYTHONBREAKPOINT']='0'
print(breakpoint())
os.environ['PYTHONBREAKPOINT']='builtins.print'
print(breakpoint(4, sep='-'))
os.environ['PYTHONBREAKPOINT']='len'
print(breakpoint([1]))
import warnings
for name in 'nomodule.x', '.a', 'os.nothing', 'x':
    os.environ['PYTHONBREAKPOINT']=name
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always'); print(breakpoint(), *[x.message for x in w])
del sys.breakpointhook
show(breakpoint)
class D:
    @property
    def __dict__(self): return {'a':2}
print(vars(D()))
