import csv, io
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
for text, kw in [("a,b,c\n1,2,3\n", {}), ('"a,b",c\n', {}), ('"a""b",c\r\n', {}), ('"multi\nline",x\n', {}), ("a;b\n", dict(delimiter=";")), ("'a,b',c", dict(quotechar="'")), ("a\\,b,c", dict(escapechar="\\")), ("a, b,  c", dict(skipinitialspace=True)), ("1,2.5,\"x\"", dict(quoting=csv.QUOTE_NONNUMERIC)), ('"a,b"', dict(quoting=csv.QUOTE_NONE)), ('a,,"",', {}), ("\n\n", {}), ("", {}), ('a"b,c', {}), ('"a"b,c', {}), ('"a"b', dict(strict=True)), ('"abc', {}), ('"abc', dict(strict=True)), ("x\n", dict(quoting=csv.QUOTE_NONNUMERIC)), ("a\\\nb", dict(escapechar="\\")), (',"",1', dict(quoting=csv.QUOTE_STRINGS)), (',"",x', dict(quoting=csv.QUOTE_NOTNULL)), ('"a\\"b"', dict(escapechar="\\", doublequote=False))]:
    t(lambda: list(csv.reader(io.StringIO(text, newline=""), **kw)))
rows = [["a", 1, 2.5, None, True], ['q"uote', "com,ma", "new\nline", " sp ", ""], [""], [], ["x"], [None], "abc", (1, 2)]
for kw in [{}, dict(quoting=csv.QUOTE_ALL), dict(quoting=csv.QUOTE_NONNUMERIC), dict(delimiter="\t", lineterminator="\n"), dict(quoting=csv.QUOTE_NONE, escapechar="\\"), dict(quoting=csv.QUOTE_NONE), dict(doublequote=False, escapechar="!"), dict(doublequote=False), dict(quotechar="'"), dict(dialect="unix"), dict(dialect=csv.excel_tab), dict(quoting=csv.QUOTE_STRINGS), dict(quoting=csv.QUOTE_NOTNULL)]:
    for row in rows:
        f = io.StringIO(newline="")
        try: n = csv.writer(f, **kw).writerow(row); print(n, repr(f.getvalue()))
        except Exception as e: print(type(e).__name__, e)
for kw in [dict(delimiter=""), dict(delimiter="ab"), dict(delimiter=5), dict(delimiter=None), dict(quotechar=""), dict(quotechar="xx"), dict(quotechar=None), dict(quotechar=None, quoting=csv.QUOTE_ALL), dict(quoting=9), dict(quoting="a"), dict(lineterminator=5), dict(lineterminator=None), dict(escapechar="xx"), dict(nope=1), dict(dialect="nope"), dict(delimiter="\n"), dict(delimiter=",", quotechar=",")]: t(csv.writer, io.StringIO(), **kw) if not kw.get("quotechar", 1) is None or kw.get("quoting") else print(csv.writer(io.StringIO(), **kw).dialect.quoting)
r = csv.DictReader(io.StringIO("name,age\nann,3\nbob\n\ncy,5,extra,more\n"), restkey="rest", restval="none"); print(r.fieldnames, list(r), r.line_num)
f = io.StringIO(newline=""); w = csv.DictWriter(f, ["a", "b"], restval="-", lineterminator="\n"); w.writeheader(); w.writerow({"a": 1}); w.writerows([{"a": 2, "b": 3}]); t(w.writerow, {"c": 1}); print(f.getvalue()); t(csv.DictWriter, f, ["a"], extrasaction="zork")
print(csv.list_dialects()); csv.register_dialect("mine", delimiter="|", quoting=csv.QUOTE_ALL); d = csv.get_dialect("mine"); print(d.delimiter, d.quoting, d.lineterminator, d.strict, "mine" in csv.list_dialects()); csv.unregister_dialect("mine"); t(csv.get_dialect, "mine"); t(csv.unregister_dialect, "mine"); t(csv.register_dialect, 5); t(setattr, d, "delimiter", ":")
print(csv.field_size_limit()); csv.field_size_limit(3); t(lambda: list(csv.reader(["abcd"]))); csv.field_size_limit(131072)
t(lambda: list(csv.reader([b"a"]))); t(csv.reader, 5); t(csv.writer, 5); t(csv.writer(io.StringIO()).writerow, 5); t(csv.writer(io.StringIO()).writerows, [[1], 5])
s = csv.Sniffer(); print(s.sniff("a;b;c\n1;2;3\n").delimiter, s.sniff("a,b\n1,2\n").delimiter, s.sniff("a\tb\n1\t2\n").delimiter, s.has_header("name,age\nann,3\nbob,4\n"), s.has_header("1,2\n3,4\n")); t(s.sniff, "abc\ndef\n")
class Bad(csv.Dialect): delimiter = "ab"; quotechar = '"'; lineterminator = "\n"; quoting = 0
t(Bad)
r = csv.reader(io.StringIO("a\nb\n")); next(r); print(r.line_num, r.dialect.delimiter)
