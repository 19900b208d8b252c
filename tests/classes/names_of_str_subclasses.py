# Attribute names and keywords may be instances of subclasses of str.
class S(str):
    pass


class Q:
    pass


q = Q()
setattr(q, S("name"), 1)
print(q.name, getattr(q, S("name")), q.__dict__)
print(getattr(q, S("nope"), "default"), hasattr(q, S("name")))
q.__dict__[S("other")] = 2
print(q.other, q.__dict__)
del q.other
print(q.__dict__)


class E(str):
    def __eq__(self, other):
        return str.__eq__(self, other)

    def __hash__(self):
        return str.__hash__(self)


q.__dict__[E("odd")] = 7
print(q.odd, getattr(q, "odd"), hasattr(q, "odd"))
d = {E("k"): 1}
print(d["k"], d.get("k"))
exec("print(zz)", {E("zz"): 4})


def anything(**k):
    return k


def one(a):
    return a


print(anything(**{E("a"): 1}), one(**{E("a"): 1}))
