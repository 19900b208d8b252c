import pickle, copyreg, collections, fractions, enum, array, functools, dataclasses, io, copy, sys, types
class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(o) is type(self) and vars(self) == vars(o)
    def __repr__(self): return f"P({self.x!r})"
class S:
    __slots__ = ("a", "b")
class SD(S):
    def __getstate__(self): return {"a": self.a}
    def __setstate__(self, s): self.a = s["a"]; self.b = "set"
class L(list): pass
class D(dict): pass
class I(int): pass
class New:
    def __new__(cls, a, b=None): self = object.__new__(cls); self.a = a; return self
    def __getnewargs__(self): return (self.a,)
class NewEx(New):
    def __getnewargs_ex__(self): return (self.a,), {"b": 5}
class Red:
    def __reduce__(self): return P, (9,), {"x": 10}
class Sing:
    def __reduce__(self): return "SINGLE"
SINGLE = Sing()
class Color(enum.Enum): RED = 1
@dataclasses.dataclass
class DC: a: int; b: list
NT = collections.namedtuple("NT", "a b")
def func(): pass
class Outer:
    class Inner: pass
    def meth(self): pass
    @classmethod
    def cm(cls): pass
l = L([1]); l.attr = 5; d = D(a=1); d.y = 2; s = S(); s.a = 1; sd = SD(); sd.a = 3
rec = [1]; rec.append(rec); rd = {}; rd["me"] = rd; rt = ([],); rt[0].append(rt); p = P(None); p.x = p
values = [None, True, False, 0, 1, 255, 256, 65535, 65536, -1, 2**31 - 1, 2**31, -2**31, 2**70, -2**70, 2**2100, 1.5, float("inf"), "", "abc", "é\n\\ €", "\U0001f600", "\ud800", "x" * 300, b"", b"bytes", b"y" * 300, bytearray(b"ba"), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1, [2]], {}, {"a": {"b": 1}}, {1}, frozenset([1, 2]), 1 + 2j, range(3), slice(1, 2), ..., NotImplemented, int, type(None), len, func, P, P(3), l, d, I(5), New(1), Red(), SINGLE, Color.RED, DC(1, [2]), NT(1, 2), collections.OrderedDict(a=1), collections.Counter("aab"), collections.deque([1, 2], 5), collections.defaultdict(list, a=[1]), fractions.Fraction(1, 3), ValueError("x", 1), KeyError("k"), functools.partial(int, base=2), "abc".upper, Outer().meth, Outer.cm, types.SimpleNamespace(a=1), list(range(1100)), {i: str(i) for i in range(1100)}, [P(1)] * 3, object(), sd, iter([1, 2, 3])]
for v in values:
    row = []
    for proto in range(6):
        try:
            data = pickle.dumps(v, proto)
            back = pickle.loads(data)
            row.append(len(data) if len(data) > 90 else data)
            r = repr(back)
        except Exception as e: row.append((type(e).__name__, str(e).split(" at 0x")[0]))
    print(r[:60].split(" at 0x")[0], row)
for proto in range(6):
    try: pickle.dumps(s, proto); print(proto, "ok", pickle.loads(pickle.dumps(s, proto)).a)
    except TypeError as e: print(proto, e)
    x = pickle.loads(pickle.dumps(rec, proto)); print(x[1] is x, end=" ")
    x = pickle.loads(pickle.dumps(rd, proto)); print(x["me"] is x, end=" ")
    x = pickle.loads(pickle.dumps(rt, proto)); print(x[0][0] is x, end=" ")
    x = pickle.loads(pickle.dumps(p, proto)); print(x.x is x, vars(pickle.loads(pickle.dumps(l, proto))), pickle.loads(pickle.dumps(sd, proto)).b)
    x = [1, 2]; y = pickle.loads(pickle.dumps([x, x], proto)); print(y[0] is y[1])
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
t(pickle.dumps, lambda: 0); t(pickle.dumps, (x for x in ())); t(pickle.dumps, 1, 9)
def local():
    class Loc: pass
    return Loc
t(pickle.dumps, local()); t(pickle.dumps, local()())
for bad in (b"", b"\x80\x04", b"\x80\x09.", b"x.", b".", b"\x80\x04\x95\x05", b"cnope\nnope\n.", b"K", b"h\x05.", b"I1\n"): t(pickle.loads, bad)
t(pickle.loads, "str"); t(pickle.dump, 1, 2); t(pickle.load, 2)
for old in (b"I5\n.", b"(lp0\nI1\naI2\na.", b"(dp0\nS'a'\np1\nI1\ns.", b"F1.5\n.", b"L12345678901234567890L\n.", b"Vab\\u20ac\n.", b"I01\n.", b"c__builtin__\nint\n."): t(pickle.loads, old)
f = io.BytesIO(); pk = pickle.Pickler(f, 2); pk.dump([1]); pk.dump("two"); f.seek(0); u = pickle.Unpickler(f); print(u.load(), u.load()); t(u.load)
class PP(pickle.Pickler):
    def persistent_id(self, obj): return "id7" if isinstance(obj, P) else None
    def reducer_override(self, obj): return (str, ("overridden",)) if obj is func else NotImplemented
class UU(pickle.Unpickler):
    def persistent_load(self, pid): return ("loaded", pid)
    def find_class(self, m, n): print("find", m, n); return super().find_class(m, n)
f = io.BytesIO(); PP(f).dump([P(1), func, 5]); f.seek(0); print(UU(f).load())
f = io.BytesIO(pickle.dumps(int, 0)); UU(f).load(); t(pickle.loads, b"P1\n.")
copyreg.pickle(S, lambda o: (S, ())); print(type(pickle.loads(pickle.dumps(s, 0)))); copyreg.add_extension("__main__", "P", 240); print(pickle.dumps(P, 2), pickle.loads(pickle.dumps(P, 2))); copyreg.remove_extension("__main__", "P", 240); t(copyreg.add_extension, "a", "b", 0); t(copyreg.remove_extension, "a", "b", 3); t(copyreg.pickle, int, 5); t(copyreg.constructor, 3)
bufs = []; data = pickle.dumps(pickle.PickleBuffer(b"raw"), 5, buffer_callback=bufs.append); print(data, pickle.loads(data, buffers=[b"raw"])); t(pickle.loads, data)
for proto in range(3):
    for o in (P(1), New(1), s): t(lambda: [x if not isinstance(x, tuple) else len(x) for x in o.__reduce_ex__(proto)][1:])

