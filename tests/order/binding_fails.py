# Who dies first when the arguments of a call do not fit: the new object, then what it was called with.
class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n, end=" ")


class A:
    def __init__(self, a, b):
        pass

    def __del__(self):
        print("del A", end=" ")


class N:
    def __del__(self):
        print("del N", end=" ")


class E2(Exception):
    def __del__(self):
        print("del E2", end=" ")


def g(a, b=2):
    pass


def kw(a, *, k):
    pass


CALLS = {
    "too many": lambda: A(D(1), D(2), D(3)),
    "keywords": lambda: A(b=D(1), a=D(2)),
    "bad keyword": lambda: A(D(1), q=D(2)),
    "missing": lambda: A(D(1)),
    "function, twice": lambda: g(D(1), D(2), a=D(3)),
    "function, bad keyword": lambda: g(D(1), q=D(2)),
    "function, too many": lambda: g(D(1), D(2), D(3)),
    "function, missing": lambda: g(b=D(1)),
    "keyword-only": lambda: kw(D(1), D(2), k=D(3)),
    "exception, keyword": lambda: E2(D(1), k=D(2)),
    "exception": lambda: E2(D(1)),
    "no __init__": lambda: N(D(1), D(2)),
    "no __init__, keyword": lambda: N(D(1), k=D(2)),
    "unpacked": lambda: A(*[D(1)], **{"q": D(2)}),
}
for name, call in CALLS.items():
    print(name, end=": ")
    try:
        call()
    except TypeError as e:
        print(e, end=" ")
    print()
