import copy
import pickle
import warnings
from itertools import *

warnings.simplefilter("ignore")


def first(a, b):
    return a


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


MAKERS = {
    "accumulate": lambda: accumulate([1, 2, 3]), "with initial": lambda: accumulate([1, 2, 3], max, initial=0),
    "of None": lambda: accumulate([None, 1], first), "chain": lambda: chain([1], [2, 3]),
    "combinations": lambda: combinations("abc", 2), "replacement": lambda: combinations_with_replacement("ab", 2),
    "product": lambda: product("ab", "cd"), "permutations": lambda: permutations("abc", 2),
    "compress": lambda: compress("abc", [1, 0, 1]), "dropwhile": lambda: dropwhile(bool, [1, 0, 1]),
    "takewhile": lambda: takewhile(bool, [1, 0, 1]), "filterfalse": lambda: filterfalse(None, [0, 1, 0]),
    "starmap": lambda: starmap(pow, [(1, 2), (3, 4)]), "count": lambda: islice(count(3), 4),
    "repeat": lambda: repeat(1, 3), "cycle": lambda: islice(cycle("ab"), 5), "islice": lambda: islice("abcdef", 1, 5, 2),
    "longest": lambda: zip_longest("ab", "c", fillvalue=0), "groupby": lambda: ((k, [*g]) for k, g in ()),
}
for name, make in MAKERS.items():
    if name == "groupby":
        continue
    for steps in (0, 1, 2, 9):
        it = make()
        for _ in range(steps):
            next(it, None)
        copied = copy.deepcopy(it)
        protocols = {repr([*pickle.loads(pickle.dumps(it, n))]) for n in range(pickle.HIGHEST_PROTOCOL + 1)}
        left = repr([*it])
        print(name, steps, repr([*copied]) == left, protocols == {left}, left)

print("- states")
for it, steps in ((combinations("abc", 2), 1), (product("ab", "cd"), 1), (permutations("abc", 2), 2), (chain(), 1),
                  (repeat(5, 2), 1), (count(3, 2), 1)):
    for _ in range(steps):
        next(it, None)
    print(it.__reduce__())
groups = groupby("aabb")
key, group = next(groups)
print(groups.__reduce__()[2:], group.__reduce__()[1][1])
print([(k, [*g]) for k, g in copy.copy(groupby("aab"))])
next(groups)
print(group.__reduce__()[1])

print("- wrong states")
attempt(chain().__setstate__, ())
attempt(chain().__setstate__, [])
attempt(chain().__setstate__, (1,))
attempt(cycle("").__setstate__, ())
attempt(cycle("").__setstate__, ((), 0))
attempt(combinations("abc", 2).__setstate__, (1,))
attempt(permutations("abc", 2).__setstate__, ((1, 2), (1, 2)))
for it, state in ((combinations("abc", 2), (9, 9)), (product("ab", "c"), (0, -5)), (product("", "c"), (0, 0)),
                  (permutations("abc", 2), ((9, -1, 0), (9, 0)))):
    it.__setstate__(state)
    print([*it])
it = cycle("xy")
it.__setstate__((list("abc"), True))
print([*islice(it, 6)])
it = islice("abcdef", 4)
it.__setstate__(2)
print([*it])
attempt(copy.copy, pairwise("ab"))
attempt(copy.copy, batched("ab", 2))

print("- deprecated")
warnings.simplefilter("error")
attempt(copy.copy, chain())
attempt(count().__reduce__)


class Named(cycle):
    def __init__(self, iterable, name=None):
        self.name = name


print(Named("ab", name="n").name)
