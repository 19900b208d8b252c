"""loads, load and JSONDecoder: values, hooks, faults and their places."""
import io
import json


def t(f):
    try:
        print(ascii(f()))
    except json.JSONDecodeError as e:
        print(type(e).__name__, e, "|", ascii(e.msg), e.pos, e.lineno, e.colno)
    except Exception as e:
        print(type(e).__name__, e)


DOCUMENTS = [
    "null", "true", "false", "0", "-0", "12", "-1.5", "1e3", "1E-2", "1.25e+2", "123456789012345678901234567890", "1.7976931348623159e308",
    "NaN", "Infinity", "-Infinity", '""', '"a"', r'"\"\\\/\b\f\n\r\t\u0041\u00e9"', r'"\ud83d\ude00"', r'"\ud83d"', r'"\ud83dx\ude00"',
    r'"\ud83d\u0041"', '"é漢😀"', "[]", "[1]", "[ 1 , 2 ]", "[[[]]]", "{}", '{"a":1}', '{ "a" : { "b" : [ ] } , "c" : 2 }', '{"a":1,"a":2}',
    " \t\n\r 1 \n", '["a","a"]',
    "", " ", "nul", "nan", "True", "'a'", "01", "-", "+1", ".5", "1.", "1.e1", "1e", "1e+", "--1", "0x1", "1 2", "[] []", "[", "[1", "[1,", "[1,]",
    "[,1]", "[1 2]", "[1;2]", "]", "{", '{"', '{"a', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a" 1}', "{a:1}", "{'a':1}", "{1:2}", '{"a":1 "b":2}',
    '{"a":1;}', "{,}", '"', '"abc', '"a\nb"', '"\x00"', '"\t"', '"\\', '"\\"', r'"\q"', r'"\u"', r'"\u12"', r'"\u12g4"', r'"\u 123"', r'"\u+123"', r'"\U0041"',
    '"\\ud83d\\', '"\\ud83d\\u', '"\\ud83d\\ude0"', "[1,\n 2,\n  x]", '{"a": [1, 2, {"b": tru}]}', "// c", "[1] // c", "\ufeff1", "1\x00", "\u20001", "[\u00a01]",
]
for text in DOCUMENTS:
    print(ascii(text))
    t(lambda: json.loads(text))
for text in ("[1, \"é\"]", "1", "12"):
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
        t(lambda: (json.detect_encoding(text.encode(encoding)), json.loads(text.encode(encoding)), json.loads(bytearray(text.encode(encoding)))))
t(lambda: json.loads(b"\xff"))
t(lambda: json.loads(b'"\xed\xa0\x80"'))
for wrong in (None, 1, [], memoryview(b"1")):
    t(lambda: json.loads(wrong))

# Hooks.
S = '{"a": {"b": 1, "c": [2.5, {"d": NaN}]}, "e": -Infinity}'
t(lambda: json.loads(S, object_hook=lambda d: sorted(d)))
t(lambda: json.loads(S, object_pairs_hook=lambda p: p))
t(lambda: json.loads(S, object_pairs_hook=tuple, object_hook=len))
t(lambda: json.loads(S, parse_float=str, parse_int=lambda s: s + "!"))
t(lambda: json.loads(S, parse_constant=lambda s: "<" + s + ">"))
t(lambda: json.loads("{}", object_hook=lambda d: 1 / 0))
t(lambda: json.loads("{}", object_pairs_hook=lambda p: p))
t(lambda: json.loads("[1, 1.5]", parse_int=float, parse_float=int))
t(lambda: json.loads('"a\nb"', strict=False))
t(lambda: json.loads("1", unknown=1))
t(lambda: json.load(io.StringIO("[1]")))
t(lambda: json.load(io.BytesIO(b"[1]"), parse_int=str))
t(lambda: json.load(1))


class Upper(json.JSONDecoder):
    def decode(self, s):
        return super().decode(s.lower())


t(lambda: json.loads("[TRUE]", cls=Upper))
d = json.JSONDecoder(strict=False)
t(lambda: d.raw_decode("[1] tail"))
t(lambda: d.raw_decode("x[1] tail", 1))
t(lambda: d.raw_decode(" 1"))
t(lambda: d.raw_decode("1", -1))
t(lambda: d.raw_decode("", 5))
t(lambda: d.decode(b"1"))
t(lambda: (d.strict, d.object_hook, d.parse_float, d.parse_int, d.parse_constant("NaN"), d.object_pairs_hook))
t(lambda: json.JSONDecoder(1))
t(lambda: json.loads("1" * 5000))
keys = [list(o)[0] for o in json.loads('[{"name": 1}, {"name": 2}]')]
print(keys[0] is keys[1])
try:
    json.loads("[" * 100000)
except RecursionError as e:
    print(e)
try:
    json.loads('{"a":' * 100000)
except RecursionError as e:
    print(e)

from json.decoder import scanstring
t(lambda: scanstring('"abc"def', 1))
t(lambda: scanstring('"a\\u00e9"', 1, True))
t(lambda: scanstring('"a\x01"', 1, False))
t(lambda: scanstring('"a', 1))
t(lambda: scanstring('"a', 5))
t(lambda: scanstring(b"", 1))
from json.encoder import encode_basestring, encode_basestring_ascii
t(lambda: (encode_basestring("é\x7f\n\""), encode_basestring_ascii("é\x7f\n\"😀")))
t(lambda: encode_basestring(1))
e = json.JSONDecodeError("msg", "a\nbc", 3)
t(lambda: (str(e), e.args, e.msg, e.doc, e.pos, e.lineno, e.colno, isinstance(e, ValueError), type(e).__module__))
