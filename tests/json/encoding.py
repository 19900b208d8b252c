"""dumps, dump and JSONEncoder with every option."""
import enum
import io
import json
from collections import OrderedDict, namedtuple


def t(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, e)


class Text(str):
    def __repr__(self):
        return "no"


class Number(int):
    def __repr__(self):
        return "no"


class Real(float):
    def __repr__(self):
        return "no"


class Colour(enum.IntEnum):
    RED = 1


Point = namedtuple("Point", "x y")
DATA = {"a": [1, 2.5, -0.0, 1e100, True, False, None], "b": {"c": {}, "d": [], "e": ()}, "é\n\"\\/\u2028\U0001F600\x7f\x01": "\ud800"}

for options in ({}, {"indent": 2}, {"indent": 0}, {"indent": "\t"}, {"indent": -1}, {"separators": (",", ":")}, {"ensure_ascii": False},
                {"separators": (" , ", " : "), "indent": 1}, {"sort_keys": True}, {"sort_keys": True, "indent": 4}, {"check_circular": False}):
    t(lambda: json.dumps(DATA, **options))
    t(lambda: list(json.JSONEncoder(**options).iterencode(DATA)))
    f = io.StringIO()
    json.dump(DATA, f, **options)
    t(lambda: f.getvalue() == json.dumps(DATA, **options))
for value in (None, True, False, 0, -1, 10**30, 1.0, 1e-7, float("nan"), float("inf"), -float("inf"), "", "x", [], {}, (), [[]], [{}], {"": ""},
              Text("t"), Number(7), Real(1.5), Colour.RED, Point(1, [2]), [Text("a"), Number(1)], OrderedDict([("z", 1), ("a", 2)]),
              {1: 2, 1.5: 3, True: 4, None: 5, Colour.RED: 6, Number(9): 1, Real(0.5): 2, Text("k"): 1}):
    t(lambda: json.dumps(value))
    t(lambda: "".join(json.JSONEncoder().iterencode(value)))
    t(lambda: json.dumps(value, indent=1))
for value in (object, {1, 2}, b"x", 1j, [object], {"a": {(1, 2): 3}}, {b"a": 1}, {1: 1, "a": 2}, range(3), ...):
    t(lambda: json.dumps(value, sort_keys=True))
    t(lambda: list(json.JSONEncoder(sort_keys=True).iterencode(value)))
t(lambda: json.dumps({(1, 2): 3, "a": 1, b"": 2}, skipkeys=True))
t(lambda: json.dumps({(1, 2): 3}, skipkeys=True, indent=1))
t(lambda: json.dumps({(1, 2): 3, 4: 5}, skipkeys=True, indent=1))
for x in (float("nan"), float("inf"), -float("inf")):
    t(lambda: json.dumps([x], allow_nan=False))
    t(lambda: json.dumps({x: 1}, allow_nan=False))
    t(lambda: list(json.JSONEncoder(allow_nan=False).iterencode(x)))

# default, circles, depth.
t(lambda: json.dumps([{1, 2}, 1j], default=lambda o: sorted(o) if isinstance(o, set) else [o.real, o.imag]))
t(lambda: json.dumps({"a": {1}}, default=list, indent=1))
t(lambda: json.dumps(1j, default=lambda o: o))
t(lambda: json.dumps(1j, default=lambda o: [o]))
t(lambda: list(json.JSONEncoder(default=lambda o: [o]).iterencode(1j)))
t(lambda: json.dumps(1j, default=lambda o: 1 / 0))
a = []
a.append(a)
t(lambda: json.dumps(a))
t(lambda: json.dumps(a, indent=1))
t(lambda: json.dumps({"x": a}))
d = {}
d["d"] = [d]
t(lambda: json.dumps(d))
t(lambda: list(json.JSONEncoder().iterencode(d)))
b = []
t(lambda: json.dumps([b, b, {"b": b}]))
try:
    json.dumps(a, check_circular=False)
except RecursionError as e:
    print(e)


class Complex(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return {"re": o.real, "im": o.imag}
        return super().default(o)


t(lambda: json.dumps([1j], cls=Complex))
t(lambda: json.dumps([1j, b""], cls=Complex))
t(lambda: Complex(indent=1).encode({"z": 2 + 1j}))
t(lambda: json.dumps("é", cls=Complex, ensure_ascii=False))


class Loud(json.JSONEncoder):
    item_separator = ";"
    key_separator = "->"

    def iterencode(self, o, _one_shot=False):
        yield "<"
        yield from super().iterencode(o, _one_shot)


t(lambda: json.dumps({"a": [1, 2]}, cls=Loud))
t(lambda: json.dumps(1, unknown=2))
t(lambda: json.dumps())
t(lambda: json.JSONEncoder(1))
t(lambda: json.dumps([1], separators=(1, 2)))
t(lambda: json.dumps([1], separators=","))
t(lambda: json.dumps([1], indent=1.5))
enc = json.JSONEncoder(sort_keys=True)
t(lambda: (enc.skipkeys, enc.ensure_ascii, enc.check_circular, enc.allow_nan, enc.sort_keys, enc.indent, enc.item_separator, enc.key_separator))
t(lambda: enc.default(1))
