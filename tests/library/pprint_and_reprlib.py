import pprint, reprlib, collections, types, dataclasses
d = {"name": "x" * 30, "list": list(range(40)), "nested": {"b": [1, (2,), {"c": {3, 4}}], "a": None}, 5: "mixed"}
pprint.pprint({k: v for k, v in d.items() if isinstance(k, str)})
pprint.pprint(list(d.items()), width=40); pprint.pprint(list(range(50)), compact=True, width=60)
pprint.pprint(d, sort_dicts=False, width=30, indent=4); pprint.pprint(d["nested"], depth=2)
pprint.pp({"b": 1, "a": 2}); print(pprint.pformat("the quick brown fox " * 10)); print(pprint.pformat(["line one\nline two\n" * 4], width=30))
print(pprint.pformat(b"bytes " * 20), pprint.pformat(bytearray(b"bytes " * 20)), sep="\n")
for o in (collections.OrderedDict((str(i), "v" * 10) for i in range(9)), collections.defaultdict(list, {str(i): ["v" * 10] for i in range(9)}), collections.Counter("abcdefgh" * 3), collections.deque(range(40)), collections.deque(range(40), maxlen=50), collections.ChainMap({"a" * 30: 1}, {"b" * 50: 2}), types.SimpleNamespace(a="x" * 50, b="y" * 50), types.MappingProxyType({"a" * 30: 1, "b" * 50: 2}), collections.UserList(range(40)), {frozenset(range(i)) for i in range(8)}, frozenset(map(str, range(40))), (1,) * 40, ("x" * 90,), 10**50, {1, "a"}, [3, "x", None]):
    pprint.pprint(o)
@dataclasses.dataclass
class P: name: str; items: list = dataclasses.field(default_factory=lambda: list(range(30))); hidden: int = dataclasses.field(default=0, repr=False)
pprint.pprint(P("me")); pprint.pprint(123456789, underscore_numbers=True)
l = [1]; l.append(l); t = pprint.saferepr(l); print(t.replace(str(id(l)), "ID"), pprint.isreadable(l), pprint.isrecursive(l), pprint.isreadable([1, "a"]), pprint.isreadable([object]))
print(pprint.pformat(l).replace(str(id(l)), "ID"))
for bad in (dict(indent=-1), dict(depth=0), dict(width=0)):
    try: pprint.pprint(1, **bad)
    except ValueError as e: print(e)
r = reprlib.Repr()
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr(set("abcdefghij")), reprlib.repr(10**60), reprlib.repr({i: i for i in range(9)}), reprlib.repr((1,)), reprlib.repr(collections.deque(range(9))), reprlib.repr(frozenset()), reprlib.repr([[[[[[[[1]]]]]]]]))
r.maxlist = 2; r.maxother = 10; print(r.repr([1, 2, 3]), r.repr(1.23456789012345)); print(reprlib.Repr(indent=2).repr([1, [2, {"a": 1}], ()])); print(reprlib.Repr(maxlevel=1, fillvalue="###").repr([[1], [2]]))
class L(list):
    @reprlib.recursive_repr("<...>")
    def __repr__(self): return "L(" + ", ".join(map(repr, self)) + ")"
x = L([1]); x.append(x); print(x, L.__repr__.__name__)
import array; print(reprlib.repr(array.array("i", range(9))))
