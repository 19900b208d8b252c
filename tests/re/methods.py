"""The methods of patterns and the functions of the module."""
import re
import warnings


def t(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, e)


p = re.compile(r"(\w)(\d)?")
for f in (p.match, p.fullmatch, p.search):
    t(lambda: [f(s) for s in ("a1", "a", "-a1", "a1b", "")])
    t(lambda: [f("xa1b2", i) for i in range(-2, 7)])
    t(lambda: [f("xa1b2", 1, i) for i in range(-1, 7)])
    t(lambda: f(string="a1", pos=0, endpos=1))
t(lambda: re.compile("^a").match("ba", 1))
t(lambda: re.compile("a$").match("ab", 0, 1))
t(lambda: re.compile("").match("abc", 2, 1))
t(lambda: re.compile("").search("abc", 2, 1))
t(lambda: re.compile(r"(?<=a)b").match("ab", 1))

# findall and finditer: empty matches, and what follows them.
for pattern, s in (("a*", "baac"), ("", "abc"), ("a|", "aba"), (r"\b", "ab cd"), (r"\b|:+", "a::bc"), ("(a)|b", "ab"), ("(a)(b)?", "aab"),
                   ("x", "abc"), (".", ""), ("(?=(a))", "aa"), (r"\w+?", "abc"), ("^", "a\nb"), ("(?m)^", "a\nb"), ("(?m)$", "a\nb\n")):
    t(lambda: (pattern, s, re.findall(pattern, s), [m.span() for m in re.finditer(pattern, s)]))
    t(lambda: (re.split(pattern, s), re.split(pattern, s, maxsplit=1), re.sub(pattern, "-", s), re.subn(pattern, "-", s, count=2)))
t(lambda: re.compile("a").findall("aaaa", 1, 3))
t(lambda: list(re.compile("a").finditer("aaaa", 1, 3)))
t(lambda: re.findall(b"(.)(.)", b"abcd"))
t(lambda: re.findall("a", "A", re.I))
it = re.finditer("a", "aa")
t(lambda: (type(it).__name__, next(it), next(it), next(it, None), next(it, None)))

# split.
t(lambda: re.split(r"[,;]\s*", "a, b;c"))
t(lambda: re.split(r"([,;])\s*", "a, b;c"))
t(lambda: re.split(r"(,)|(;)", "a,b;c"))
t(lambda: re.split(",", "a,b,c", maxsplit=1))
t(lambda: re.split(",", ",a,"))
t(lambda: re.split("x*", "axbc"))
t(lambda: re.split(b",", bytearray(b"a,b")))
s = "unsplit"
t(lambda: re.split(",", s)[0] is s)

# sub.
t(lambda: re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"))
t(lambda: re.sub(r"(?P<a>\w)(?P<b>\w)", r"\g<b>\g<a>\g<0>\g<1>", "ab"))
t(lambda: re.sub("(a)(b)?", r"[\1\2]", "aab"))
t(lambda: re.sub("a", r"\n\t\\\a\b\f\r\v", "a"))
t(lambda: re.sub("a", r"\101\0\x", "a"))
t(lambda: re.sub("a", r"\101\060\0\012.", "a"))
t(lambda: re.sub("a", r"\.\-\!", "a"))
t(lambda: re.sub("a", lambda m: m[0].upper() + str(m.start()), "banana"))
t(lambda: re.sub("a", lambda m: None, "banana"))
t(lambda: re.sub("a", lambda m: 1, "banana"))
t(lambda: re.sub("a", "b", "aaaa", count=2))
t(lambda: re.subn("a", "b", "aaaa"))
t(lambda: re.subn("x", "b", "aaaa"))
t(lambda: re.sub("x*", "-", "abxd"))
t(lambda: re.sub(b"a", b"<\\g<0>>", b"ba"))
t(lambda: re.sub(b"a", lambda m: m[0] * 2, bytearray(b"ba")))
t(lambda: re.sub(b"a", "x", b"a"))
t(lambda: re.sub("a", b"x", "a"))
t(lambda: re.sub("a", 1, "a"))
t(lambda: re.sub("a", None, "a"))
s = "nothing here"
t(lambda: re.sub("x", "y", s) is s)
for template in ("\\", "\\g", "\\g<", "\\g<>", "\\g<a", "\\g<a>", "\\g<-1>", "\\g<2>", "\\g<1a>", "\\2", "\\q", "\\400", "\\99", "\\g<99999999999>",
                 "\\g<é>", "\\é", "\\08", "\\18", "\\g<01>"):
    t(lambda: (template, re.sub("(x)", template, "x")))
t(lambda: re.sub(b"(x)", "\\g<é>".encode("latin-1"), b"x"))
t(lambda: re.match("(?P<a>x)(y)?", "x").expand(r"\g<a>|\2|\1"))
t(lambda: re.match("x", "x").expand("plain"))
t(lambda: re.match(b"x", b"x").expand(b"\\g<0>!"))
t(lambda: re.match("x", "x").expand(r"\1"))

# Arguments by place that should be named.
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    t(lambda: (re.sub("a", "b", "aaa", 1), re.subn("a", "b", "Aaa", 1, re.I), re.split("a", "bab", 1), re.split("A", "bab", 1, re.I)))
for w in seen:
    print(w.category.__name__, w.message, w.filename == __file__)

# escape, purge, the cache.
t(lambda: re.escape("".join(map(chr, range(33, 127)))))
t(lambda: re.escape("a b\n\té#"))
t(lambda: re.escape(b"a.b\xff"))
t(lambda: re.fullmatch(re.escape("[a](b)*?"), "[a](b)*?"))
t(lambda: re.compile("a") is re.compile("a"))
t(lambda: re.compile("a") is re.compile("a", re.I))
p = re.compile("a")
t(lambda: re.compile(p) is p)
re.purge()
t(lambda: re.compile("a") is p)
t(lambda: re.compile("a") == p)
t(lambda: re.compile("a") != re.compile("a", re.I))
t(lambda: re.compile("a") == re.compile(b"a"))
t(lambda: hash(re.compile("a")) == hash(p))
t(lambda: re.compile("a") < p)

# Scanners.
sc = re.compile("a|b").scanner("xab")
t(lambda: (type(sc), sc.pattern, sc.search(), sc.match(), sc.match(), sc.match(), sc.search()))
lexer = re.Scanner([(r"\d+\.\d*", lambda s, t: ("float", float(t))), (r"\d+", lambda s, t: ("int", int(t), s.match.span())),
                    (r"[a-z_]\w*", lambda s, t: ("name", t)), (r"[-+*/=]", lambda s, t: t), (r"\s+", None), ("#", "text")])
t(lambda: lexer.scan("x = 3*foo + 31.5 #-bar ? 1"))
t(lambda: re.Scanner([("A", "up")], re.I).scan("aAb"))
