import copy
import functools
import pickle


def show(*args, **keywords):
    return args, keywords


f = functools.partial(show, ["listed"], key=[True])
f.attribute = []
g = copy.copy(f)
print(g() == f(), g.args is f.args, g.keywords is f.keywords, g.attribute is f.attribute)
f.keywords[1] = "one"
print(repr(f).split(", ", 1)[1])
try:
    f()
except TypeError as e:
    print(e)


@functools.total_ordering
class Number:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


for name in ("__gt__", "__le__", "__ge__"):
    method = getattr(Number, name)
    print(method.__name__, pickle.loads(pickle.dumps(method)) is method)
