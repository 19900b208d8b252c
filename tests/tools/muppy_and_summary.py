# packages: pympler==1.1
# norm: addr
# Objects filtered, compared and counted by type; what came between two moments; the tree of referrers.
import sys
from pympler import muppy, refbrowser, summary, tracker


class Foo:
    def __init__(self):
        self.values = [1, 2]


def function():
    pass


objects = [[1, 2, 3], [4], {"a": 1}, {1, 2}, "text" * 10, 5, function, sys, Foo(), Foo(), (1,), b"x" * 1000, 3.5, Foo, len]
first = summary.summarize(objects)
print(sorted(first))
summary.print_(first)
summary.print_(first, limit=3, sort="#", order="ascending")
summary.print_(first, sort="type")
print(*summary.format_(first, sort="type", order="ascending"), sep="\n")
for wrong in {"sort": "age"}, {"order": "upwards"}:
    try:
        summary.print_(first, **wrong)
    except ValueError as error:
        print(error)
second = summary.summarize(objects[3:] + [[0] * 1000] * 3)
summary.print_(summary.get_diff(first, second))
print(summary._sweep(summary.get_diff(first, first)))
print([summary._repr(obj, verbosity) for obj in objects[:7] for verbosity in (0, 1, 2)])

print(len(muppy.filter(objects, Type=list)), muppy.get_size(objects), [type(obj).__name__ for obj in muppy.sort(objects)])
print([len(muppy.filter(objects, **limits)) for limits in ({"min": 64}, {"max": 64}, {"min": 10, "max": 64})])
try:
    muppy.filter(objects, min=3, max=1)
except ValueError as error:
    print(error)
print(muppy.get_diff([1, 2, objects[0]], [2, 3, objects[0]]))
print(muppy.get_referents([[1, [2]], 3]), muppy.get_referents([[1, [2]], 3], level=3))
print(muppy._is_containerobject(5), muppy._is_containerobject([]))

everything = muppy.get_objects()
foo = objects[8]
print([any(obj is wanted for obj in everything) for wanted in (foo, foo.values, objects[11])])
print(len(muppy.filter(everything, Type=Foo)), len(everything) == len({id(obj) for obj in everything}))
del everything

changes = tracker.SummaryTracker()
changes.diff()
changes.diff()
kept = [Foo() for _ in range(50)]
print([row for row in changes.diff() if "Foo" in row[0]])
try:
    changes.diff(summary2=first)
except ValueError as error:
    print(error)
changes.print_diff(first, second)
seen = tracker.ObjectTracker()
more = [Foo(), Foo()]
difference = seen.get_diff()
print(len(muppy.filter(difference["+"], Type=Foo)), len(muppy.filter(difference["-"], Type=Foo)))


def node(name, *children):
    new = refbrowser._Node(name, str)
    new.children = list(children)
    return new


small = node("x", node("y", node("z", node("1"), node("2")), node("zz")))
large = node("root", node("a", node("aa"), node("ab", node("aba")), "leaf"), node("b", node("ba")), node("c", node("ca"), node("cb")))
refbrowser.ConsoleBrowser(None, maxdepth=2).print_tree(large)
browser = refbrowser.ConsoleBrowser(None, maxdepth=5)
browser.print_tree(large)
browser.print_tree(small)
browser.print_tree(node("single"))
