# Calls with names where the parameters take them as they stand, and where they do not.
import sys


def f(a, b=2, *, c=3):
    return a, b, c


def g(a, b=2, c=3, d=4):
    return a, b, c, d


def p(a, /, b=5, c=6):
    return a, b, c


class K:
    def m(self, x, y=1):
        return x, y


class O:
    pass


print(g(1, b=3), g(1, d=9), g(d=1, a=2), g(a=1, b=2, c=3, d=4), g(1, 2, c=7), g(b=8, a=0))
print(f(1, c=9), f(a=1), f(1, b=2, c=3), p(1, c=2), p(1, b=2, c=3))
print(K().m(x=4), K().m(5, y=6), K.m(K(), y=1, x=2))
for call in (
    lambda: g(b=1),
    lambda: g(1, a=2),
    lambda: g(1, e=2),
    lambda: p(a=1),
    lambda: p(1, 2, b=3),
    lambda: g(1, 2, 3, 4, d=5),
    lambda: K().m(),
    lambda: K().m(y=1),
):
    try:
        print(call())
    except TypeError as e:
        print(e)


def counts(a, b, c=None):
    return sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(c) > 1000


x, y = O(), O()
print(counts(x, b=y), counts(b=x, a=y), counts(O(), b=O()), counts(a=O(), b=x, c=None))


def generator(n, step=1):
    yield n
    yield g(n, c=step)


print(list(generator(step=3, n=1)))
names = {"b": 1}
print(g(0, **names), g(*[1], b=2), g(*[1], **{"d": 0}))
