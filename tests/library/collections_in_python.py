# norm: addr
from collections import *


def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


P = namedtuple("P", "x y", defaults=[5])
p = P(1)
t(lambda: (p, p.x, p.y, p[1], p == (1, 5), p._asdict(), p._replace(x=3), P._make([7, 8]), P._fields, P._field_defaults))
t(lambda: P())
t(lambda: P(1, 2, 3))
t(lambda: P(1, z=2))
t(lambda: P._make([1]))
t(lambda: p._replace(q=1))
t(lambda: P.x)
t(lambda: (P.__doc__, P.x.__doc__, P.__match_args__, P.__slots__, P.__module__, P.__new__.__qualname__, P.__new__.__doc__))
t(lambda: setattr(p, "x", 1))
t(lambda: setattr(p, "z", 1))
t(lambda: P.x.__get__(3))
t(lambda: P.x.__get__((9,)))
t(lambda: P.y.__get__((9,)))
t(lambda: namedtuple("N", "a b a"))
t(lambda: namedtuple("N", "a _b"))
t(lambda: namedtuple("N", "a class"))
t(lambda: namedtuple("N", "a 1b"))
t(lambda: namedtuple("1N", "a"))
t(lambda: namedtuple("N", "a", defaults=[1, 2]))
t(lambda: namedtuple("N", "a class _c a", rename=True)._fields)
t(lambda: namedtuple("N", ["a", "b"], module="home").__module__)
t(lambda: namedtuple("E", "")())
t(lambda: namedtuple("O", "a")(3))
t(lambda: [type(m).__name__ for m in vars(P).values()])
match p:
    case P(x=1, y=y):
        print("matched", y)


class Sub(P):
    def norm(self): return self.x + self.y


t(lambda: (Sub(1, 2), Sub(1, 2).norm(), Sub(1, 2)._replace(x=5)))
c = Counter("abracadabra")
t(lambda: (c, c.most_common(2), c.most_common(1), c.most_common(0), c["z"], c.total(), sorted(c.elements()), Counter(a=2, b=-1), Counter({"a": 1}, a=2)))
t(lambda: (c + Counter("ab"), c - Counter("aaab"), c | Counter("zzz"), c & Counter("abx"), +Counter(a=1, b=-1), -Counter(a=1, b=-1)))
d = Counter("aab")
d.update("abc", c=2)
d.subtract("aa")
del d["zz"]
t(lambda: d)
d += Counter("q")
d -= Counter("b")
d |= Counter("aaaa")
d &= Counter("aaq")
t(lambda: d)
t(lambda: (Counter("ab") == Counter("ba"), Counter("a") <= Counter("ab"), Counter("a") < Counter("a"), Counter(a=0) == Counter(), Counter("a") == {"a": 1}))
t(lambda: Counter.fromkeys("ab"))
t(lambda: Counter(3))
t(lambda: Counter([1], [2]))
t(lambda: Counter("ab") + 3)
t(lambda: (c.copy() is c, type(c.copy()), c.__reduce__()[0], Counter(a=[1]), Counter(a=1, b="x")))


class C2(Counter):
    def __setitem__(self, k, v):
        print("set", k, v)
        super().__setitem__(k, v)


C2("aa")
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
t(lambda: (m, m["a"], m["b"], list(m), len(m), m.new_child({"c": 4}), m.parents, m.get("z"), "b" in m, dict(m), bool(ChainMap()), m.maps, m.new_child(q=1)))
t(lambda: m["zz"])
m["b"] = 9
t(lambda: m)
t(lambda: m.pop("zz"))
t(lambda: m.popitem())
t(lambda: (m | {"x": 1}, {"x": 1} | m, m.copy(), ChainMap.fromkeys("ab", 0), m == {"a": 2, "b": 9}, list(m.items())))


def delete(): del m["nope"]


t(delete)
u = UserDict(a=1)
u["b"] = 2
t(lambda: (u, u | {"c": 3}, {"c": 3} | u, u.copy(), "a" in u, u.get("z", 0), len(u), dict(u), UserDict.fromkeys("ab")))
t(lambda: u["zz"])
l = UserList([3, 1, 2])
l.sort()
t(lambda: (l, l + [4], [0] + l, l * 2, l[1:], type(l[1:]), l == [1, 2, 3], l < [2], l.index(2), l.copy(), 2 in l))
l += (9,)
l.append(5)
t(lambda: (l, l.pop(), len(l), l.count(9), list(reversed(l))))
s = UserString("Hello")
t(lambda: (s, s + " x", "x " + s, s * 2, s[1:3], s.upper(), type(s.upper()), s == "Hello", s.find("l"), "ell" in s, hash(s) == hash("Hello"), s.split("l"), s % (), len(s), s.join(["a", "b"]), s.replace("l", "L")))
