"""What a pattern may not say, and where."""
import re
import warnings

PATTERNS = r"""
( ) (a a) (?:a [a [] [^] [b-a] [a-\d] [\d-a] [\w-\d] * a** a*** a{2}* a+++ ^* (?:)* (*a) a{3,2} a{99999999999} \ \q \8 \1 (\1)
(?P<a>(?P=a)) (?P=a) (?P<a (?P<a>) (?P<>a) (?P<1>a) (?P<a>a)(?P<a>b) (?P (?Px) (?P> (? (?z) (?zz (?< (?<a) (?<=a*) (?<=a|bc)
(?<!a+) (?# (?#a (?( (?() (?(a) (?(0)a) (?(1)a) (?(1)a|b|c) (a)(?(1)a (?(b)a) (?i (?i- (?i-) (?i-i:a) (?-a:b) (?L) (?Li:a) (?au:a)
(?u-a:b) a(?i) a(?i)b (?i-s) (?ix-m a|(?i)b \x \x4 \xg1 \u12 \U00110000 \U1 \N \N{ \N{} \N{nothing} \777 [\777] \400 [\8] [\q]
[\x4] [\u12] [\N{x}] (?<=(a)\1) (?<=(?P<x>a)(?P=x)) (?<=(?(1)a)) (a)(?<=b\1) \12 (a)\12 (?P<é>a) (?P<a-b>c) (?P=a-b) (?:(?:(a)
(?P<n>a)(?P<n>b) x{1}{2} x{,1}+? (?>a (?>*) [z-a [a- [\ a\ (?<! (?= (?! (?(999999999999)a) (?P<a>b)(?(a)c|d|e) (?1) (?é) (?P<a\>b)
""".split()


def show(pattern, flags=0):
    try:
        p = re.compile(pattern, flags)
        print(ascii(pattern), "is", ascii(p))
    except re.error as e:
        print(ascii(pattern), "->", ascii(str(e)), "|", ascii(e.msg), e.pos, e.lineno, e.colno, e.pattern == pattern)
    except Exception as e:
        print(ascii(pattern), "->", type(e).__name__, ascii(str(e)))


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    for p in PATTERNS:
        show(p)
        show(p.encode("latin-1"))
    for p in ("[[a]", "[a--b]", "[a&&b]", "[a||b]", "[a~~b]", "[a-]", "[--a]", "[a-b--c]", "x[[:alpha:]]", "(([[a]))"):
        show(p)
for w in seen:
    print(w.category.__name__, w.message, w.lineno)

show("a\nb(c")
show("a\n\n  *+*", re.X)
show(b"\n(")
show("(?P<a\xe9>b)", re.A)
show(b"(?P<\xe9>b)")
show(b"(?\xe9)")
show("(?P<\udc80>b)")
show("a", re.L)
show(b"a", re.U)
show("a", re.A | re.U)
show(b"a", re.A | re.L)
show("a", 1 << 20)
show("\\")
show("a{1,2\\}")
show("(" * 50 + "a" + ")" * 50)
try:
    re.compile("(" * 100000)
except RecursionError as e:
    print("RecursionError", str(e)[:40])

for f in (lambda: re.compile(1), lambda: re.compile([]), lambda: re.compile(re.compile("a"), re.I), lambda: re.compile(),
          lambda: re.match("a"), lambda: re.match("a", 1), lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"),
          lambda: re.match("a", None), lambda: re.split("a", "b", 1, 2, 3), lambda: re.sub("a", "b", "c", 1, count=2),
          lambda: re.compile("a").match(), lambda: re.compile("a").match("a", "b"), lambda: re.compile("a").sub("a"),
          lambda: re.compile("a").match("a", pos=0, end=1), lambda: re.compile("a").split("a", maxsplit="b"),
          lambda: re.Pattern(), lambda: re.Match(), lambda: re.escape(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

e = re.error("text", "pa\nttern", 4)
print(e, e.args, vars(e), re.error is re.PatternError, re.error.__name__, re.error.__module__)
print(vars(re.error("text")), repr(re.error("text", b"ab", 1)), issubclass(re.error, Exception))
