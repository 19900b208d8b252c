import inspect, functools, sys, collections, types
def f(a, b: int = 1, /, c="x", *args: str, d, e=5, **kw) -> list[int]: pass
S = inspect.signature
def t(fn, *a, **k):
    try: print(fn(*a, **k))
    except Exception as e: print(type(e).__name__, e)
print(S(f), repr(S(f)), list(S(f).parameters), S(f).return_annotation)
for p in S(f).parameters.values(): print(p, repr(p), p.kind, repr(p.kind), p.kind.description, p.default, p.annotation)
class A:
    "Doc of A."
    def __init__(self, x, y=2): pass
    def m(self, q): "doc m"
    @classmethod
    def cm(cls, z): pass
    @staticmethod
    def sm(w): pass
    @property
    def p(self): "doc p"; return 1
    def __call__(self, k, *, l): pass
class B(A):
    def m(self, q): pass
    x = 5
class N:
    def __new__(cls, a, *b): return object.__new__(cls)
class M(type):
    def __call__(cls, *args, meta=1): pass
class WithM(metaclass=M): pass
class Empty: pass
class L(list): pass
class E(Exception): pass
for o in (A, B, A(1).m, A.m, A.cm, A.sm, A(1), N, WithM, Empty, lambda x, *, y: 0, functools.partial(f, 1, c=3), functools.partial(f, 1, 2), len, print, str.split, "".split, dict.get, {}.get, list.append, [].append, sorted, isinstance, list, float, complex, tuple, object, property, enumerate, L, E, int, str, dict, type, range, 5, sum, sys.exit, max, getattr, int.__add__, (1).__add__, bytes.fromhex): t(S, o)
@functools.wraps(f)
def w(*a): pass
t(S, w); t(functools.partial(S, follow_wrapped=False), w)
b = S(f).bind(1, 2, 3, 4, 5, d=6, z=7); print(b, b.args, b.kwargs, b.arguments); b = S(f).bind(1, d=2); b.apply_defaults(); print(b)
for args, kw in (((), {}), ((1,), {}), ((1, 2), dict(d=1, c=3)), ((1,2,3), dict(c=3,d=1)), ((1,), dict(a=2, d=3)), ((1,), dict(b=2, d=3))): t(S(f).bind, *args, **kw)
g = lambda a, b: 0
for args, kw in (((1, 2, 3), {}), ((1,), dict(c=3)), ((1,), dict(a=3)), ((1, 2), dict(c=1))): t(S(g).bind, *args, **kw); t(inspect.getcallargs, g, *args, **kw)
print(S(g).bind_partial(1), S(f).replace(return_annotation=int, parameters=[]), S(g) == S(lambda a, b: 0), hash(S(g)) == hash(S(lambda a, b: 0)))
P = inspect.Parameter
for a, k in ((("1x", P.POSITIONAL_ONLY), {}), (("x", 9), {}), (("x", P.VAR_POSITIONAL), dict(default=1)), ((5, P.KEYWORD_ONLY), {}), (("if", P.KEYWORD_ONLY), {})): t(P, *a, **k)
for ps in ([P("a", P.KEYWORD_ONLY), P("b", P.POSITIONAL_ONLY)], [P("a", 1, default=1), P("b", 1)], [P("a", 1), P("a", 1)]): t(inspect.Signature, ps)
print(P("a", 1).replace(name="b", default=3), inspect.getfullargspec(f), inspect.getfullargspec(A.m), inspect.getfullargspec(A(1).m))
t(inspect.getcallargs, f, 1, 2, d=3); print(sorted(inspect.getcallargs(A(1).m, 5)))
print(inspect.getdoc(A), inspect.getdoc(B.m), inspect.getdoc(B), inspect.getdoc(B.p), inspect.cleandoc("a\n    b\n      c\n\n"), inspect.getdoc(5)[:20])
print([n for n, v in inspect.getmembers(B, inspect.isfunction)], inspect.getmembers(B(1), lambda v: v == 5))
print([(x.name, x.kind, x.defining_class.__name__) for x in inspect.classify_class_attrs(B) if not x.name.startswith("__")])
print(inspect.getmro(B), inspect.ismodule(sys), inspect.isclass(A), inspect.ismethod(A(1).m), inspect.isfunction(A.m), inspect.isbuiltin(len), inspect.isbuiltin([].append), inspect.isroutine(str.split), inspect.ismethoddescriptor(str.split), inspect.isdatadescriptor(A.p), inspect.isgetsetdescriptor(type(f).__code__), inspect.ismethodwrapper((1).__add__))
def gen(): a = 1; yield a; yield 2
async def co(): pass
async def ag(): yield
x = gen(); print(inspect.getgeneratorstate(x), inspect.isgenerator(x), inspect.isgeneratorfunction(gen), inspect.iscoroutinefunction(co), inspect.isasyncgenfunction(ag), inspect.isgeneratorfunction(functools.partial(gen)))
next(x); print(inspect.getgeneratorstate(x), inspect.getgeneratorlocals(x)); x.close(); print(inspect.getgeneratorstate(x), inspect.getgeneratorlocals(x))
c = co(); print(inspect.getcoroutinestate(c), inspect.iscoroutine(c), inspect.isawaitable(c)); c.close(); print(inspect.getcoroutinestate(c))
# comment before src
# second
def src(a,
        b):  # c
    """doc"""
    if a:
        return lambda: (a,
                        b)

    # last

@functools.lru_cache
def deco(): return 1

class K:
    # inner
    def meth(self):
        pass

    y = lambda self: 1; z = 2
print(inspect.getsource(src), inspect.getsourcelines(K.meth), inspect.getsource(K), inspect.getcomments(src), inspect.getsource(deco), inspect.getsource(K.y), inspect.getsourcelines(src)[1])
print(inspect.getsource(src(1, 2)), inspect.getmodule(src), inspect.getmodule(len).__name__, inspect.getmodulename("/a/b.py"), inspect.getmodulename("x"), inspect.getfile(src) == __file__, inspect.getsourcefile(K) == __file__)
for o in (5, int, sys, len): t(inspect.getfile, o); t(inspect.getsource, o)
def frames():
    fr = inspect.currentframe(); i = inspect.getframeinfo(fr)
    print(i.function, i.lineno, i.code_context, i.index, i.filename == __file__, len(inspect.stack()), inspect.stack()[0].function, inspect.stack()[1].lineno)
    print(inspect.getargvalues(fr)[:3], [x.function for x in inspect.getouterframes(fr, 3)])
frames()
try: 1 / 0
except ZeroDivisionError as e: print([(x.function, x.lineno, x.code_context, x.positions) for x in inspect.trace()])
def outer():
    v = 3
    def inner(): return v, f, len, nope
    return inner
print(inspect.getclosurevars(outer())._replace(globals=None, builtins=None)); t(inspect.getclosurevars, 5)
class D:
    def __getattr__(self, n): return n
    @property
    def pr(self): return 1
d = D(); d.inst = 4; print(inspect.getattr_static(d, "inst"), type(inspect.getattr_static(d, "pr")), inspect.getattr_static(d, "no", 7)); t(inspect.getattr_static, d, "no")
print(inspect.getclasstree([A, B]), inspect.get_annotations(f), inspect.unwrap(w) is f, inspect.formatannotation(int), inspect.formatannotation(A), inspect.formatannotation("s"))
def ev(a: "int", b: "list[str]") -> "A": pass
print(inspect.get_annotations(ev, eval_str=True), S(ev), S(ev, eval_str=True)); print(S(f).format(max_width=20)); print(inspect.isabstract(collections.abc.Sized), inspect.isabstract(A), inspect.indentsize("  \tx"))
import copy; print(copy.replace(P("a", 1), name="z")); del w.__wrapped__; 
