"""Patterns, matches and flags as objects."""
import copy
import gc
import re
import sys
import weakref


def t(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, e)


m = re.match(r"(?P<first>\w+) (?P<second>\w+)(?P<none>x)?", "Isaac Newton, physicist")
t(lambda: (m.group(), m.group(0), m.group(1), m.group(2, 1), m.group("first", "none"), m[1], m["second"], m[-0], m[True]))
t(lambda: (m.groups(), m.groups("-"), m.groups(default=0), m.groupdict(), m.groupdict("?")))
t(lambda: (m.start(), m.end(), m.span(), m.start(2), m.end("second"), m.span("none"), m.span(3)))
t(lambda: (m.string, m.re, m.pos, m.endpos, m.lastindex, m.lastgroup, m.regs, m.regs is m.regs))
for key in (4, -1, "x", None, 1.5, 2**70, [], ()):
    t(lambda: m[key])
    t(lambda: m.group(key))
    t(lambda: m.start(key))
t(lambda: re.match("a", "a")["x"])
t(lambda: re.match("a", "a").group([]))
t(lambda: (bool(m), copy.copy(m) is m, copy.deepcopy(m) is m, m == m, m == re.match(m.re, m.string)))
t(lambda: re.match("(a)(b)?", "a").lastindex)
t(lambda: re.match("((a)(b))", "ab").lastindex)
t(lambda: re.match("(?P<x>a)(b)", "ab").lastgroup)
t(lambda: re.match("a", "a").lastindex)
t(lambda: len(m))
t(lambda: list(m))
t(lambda: setattr(m, "pos", 1))
t(lambda: setattr(m, "x", 1))
t(lambda: re.match("a*", "a" * 100))
t(lambda: re.match("é'\"", "é'\""))
t(lambda: re.match(b"a", b"a"))

p = m.re
t(lambda: (p.pattern, p.flags, p.groups, p.groupindex, type(p.groupindex).__name__))
t(lambda: p.groupindex.__setitem__("a", 1))
t(lambda: (re.compile("a").groupindex, type(re.compile("a").groupindex)))
t(lambda: (copy.copy(p) is p, copy.deepcopy(p) is p, bool(p)))
t(lambda: setattr(p, "flags", 1))
t(lambda: weakref.ref(p)() is p)
t(lambda: weakref.ref(m))
t(lambda: (re.Pattern[str], re.Match[bytes], re.Pattern, re.Match, type(p), type(m)))
t(lambda: (re.Pattern.__module__, re.Pattern.__doc__, re.Match.__doc__))
for flags in (0, re.I, re.I | re.M | re.S | re.X, re.A, re.U, 1 << 12):
    t(lambda: (re.compile("a'b", flags), re.compile("a'b", flags).flags))
t(lambda: re.compile(b"\xff\n", re.L | re.I))
t(lambda: re.compile("x" * 300))

# Flags.
for name in "A I L M S U X ASCII IGNORECASE LOCALE MULTILINE DOTALL UNICODE VERBOSE NOFLAG DEBUG".split():
    flag = getattr(re, name)
    print(name, repr(flag), str(flag), int(flag), type(flag))
t(lambda: (re.I | re.M, re.I & re.M, ~re.I, re.I ^ re.I, re.RegexFlag(0), re.RegexFlag(1), re.RegexFlag(1 << 9 | 2)))
t(lambda: (re.I | 8, 2 | re.M, re.I == 2, re.I in (re.I | re.M), re.RegexFlag["I"], list(re.I | re.M), len(re.I | re.M)))
t(lambda: f"{re.I} {re.I!r} {re.I:d} %s %d" % (re.I, re.I))
t(lambda: (re.RegexFlag.__module__, re.RegexFlag.__mro__[1:3], list(re.RegexFlag), re.RegexFlag.I.name, re.I.value))
t(lambda: re.T)
t(lambda: [n for n in re.__all__ if not hasattr(re, n)])
from re import *
t(lambda: (A, IGNORECASE, escape.__name__, Pattern))

# Counts and sizes.
s = "".join(["some ", "subject"])
base = sys.getrefcount(s)
m = re.match("some", s)
print(sys.getrefcount(s) - base, m.string is s)
p = re.compile("so(me)")
base = sys.getrefcount(p)
ms = [p.match(s) for _ in range(3)]
print(sys.getrefcount(p) - base, sys.getrefcount(s))
del ms, m
print(sys.getrefcount(p) - base)
for pattern in ("a", "abc|def(x)", r"\d+", "[a-z]*", "(?i)straße", "[é-ü€]", "(a(b(c)))*?", "(?P<x>a)(?P=x)", "a{3,}+", "(?<!x)y", "[^\\W_]+", ""):
    print(ascii(pattern), sys.getsizeof(re.compile(pattern)))
print([sys.getsizeof(re.match("(.)" * n, "abcde")) for n in range(5)])
print(gc.is_tracked(p), gc.is_tracked(p.match("some")), gc.get_referents(p.match("some")), gc.get_referents(re.compile("(?P<n>x)")))

m = re.search("(b)(c)?", "abc")
for name in dir(m):
    if not name.startswith("_"):
        value = getattr(m, name)
        print(name, callable(value) or value)
print([name for name in dir(re.Pattern) if not name.startswith("_")])
