# packages: objgraph==3.7.0
# norm: addr
# Objects counted, found and drawn.
import gc
import io
import sys
import types
import objgraph


class Node:
    def __init__(self, name):
        self.name = name
        self.next = None


class Noisy(Node):
    def __del__(self):
        pass


class Secret:
    def __repr__(self):
        raise ValueError


class Long:
    def __repr__(self):
        return 'x"\\\n' * 20


def plain(text):
    """The text with its addresses numbered."""
    numbers = {}
    first, *rest = text.split("o")
    parts = [first]
    for part in rest:
        digits = len(part) - len(part.lstrip("0123456789"))
        if digits > 5:
            part = f"#{numbers.setdefault(part[:digits], len(numbers))}{part[digits:]}"
        parts.append(part)
    return "o".join(parts)


def draw(show, *args, **options):
    out = io.StringIO()
    show(*args, output=out, **options)
    print(plain(out.getvalue()), end="")


a, b = Node("a"), Node("b")
a.next, b.next = b, a
print(objgraph.count("Node"), objgraph.count("__main__.Node"), objgraph.count("Nothing"), objgraph.count("list", [[], [], 1]))
print(len(objgraph.by_type("Node")), objgraph.by_type("int", [1, a]), objgraph.by_type("builtins.int", [1, a]))
print(objgraph.typestats([1, 2, "a", [], a]), objgraph.typestats([1, a], shortnames=False))
print(objgraph.typestats([1, a], filter=lambda obj: obj is a), objgraph.most_common_types(2, [1, 2, 3, "a", "b", []]))
objgraph.show_most_common_types(objects=[1, 2, 3, "a", "b", [], a])
objgraph.show_most_common_types(limit=1, objects=[1, 2, a], shortnames=False)

objgraph.growth(limit=None)
kept = [Noisy("x") for _ in range(20)]
print([row for row in objgraph.growth() if row[0] == "Noisy"])
kept += [Noisy("y") for _ in range(7)]
table = io.StringIO()
objgraph.show_growth(file=table)
print([line for line in table.getvalue().splitlines() if "Noisy" in line])
peaks = {}
objgraph.growth(peak_stats=peaks)
kept.append(Noisy("z"))
table = io.StringIO()
objgraph.show_growth(peak_stats=peaks, file=table)
print([line for line in table.getvalue().splitlines() if "Noisy" in line], peaks["Noisy"])
del kept[:]

table = io.StringIO()
objgraph.get_new_ids(file=table)
fresh = [Noisy("n"), Noisy("m")]
ids = objgraph.get_new_ids(file=table, limit=None)
print(len(ids["Noisy"]), sorted(obj.name for obj in objgraph.at_addrs(ids["Noisy"])), objgraph.get_new_ids(skip_update=True) is ids)
print([line.split() for line in table.getvalue().splitlines() if "Noisy" in line or "Old" in line][1:])

print(objgraph.at(id(a)) is a, objgraph.at(12345), len(objgraph.get_leaking_objects([a, b])), objgraph.get_leaking_objects([]))
print([objgraph.is_proper_module(obj) for obj in (sys, types.ModuleType("other"), [])])
back = objgraph.find_backref_chain(fresh[0], objgraph.is_proper_module)
print([type(obj).__name__ for obj in back], back[-1] is fresh[0])
forth = objgraph.find_ref_chain(a, lambda obj: obj == "b")
print([type(obj).__name__ for obj in forth], objgraph.find_ref_chain(a, lambda obj: False) == [a])

draw(objgraph.show_refs, [a])
draw(objgraph.show_refs, [1, "two", (3,)], max_depth=1)
draw(objgraph.show_refs, [[1, 2, [3, 4]], {"k": "v", tuple([1, 2]): 3, "a b": 4}], max_depth=2, refcounts=True)
draw(objgraph.show_refs, [list(range(300, 320))], too_many=3, max_depth=1)
draw(objgraph.show_refs, Noisy("alone"), max_depth=0)
draw(
    objgraph.show_refs, [Noisy("alone")], max_depth=2, shortnames=False, filter=lambda obj: not isinstance(obj, type),
    highlight=lambda obj: isinstance(obj, Node), extra_info=lambda obj: "more",
    extra_node_attrs=lambda obj: {"URL": 'u"x', "none": None},
)
draw(objgraph.show_refs, [a.__init__, lambda: 0], max_depth=1, filter=lambda obj: not isinstance(obj, dict))
draw(objgraph.show_refs, [Secret(), Long(), sys, len, type, frozenset("a")], max_depth=0)
target = [77]
by_name, by_place, node = {"key": target, 3: target}, (target, 1), Node(target)
holders = [id(by_name), id(by_place), id(node)]
draw(objgraph.show_backrefs, [target], max_depth=1, filter=lambda obj: id(obj) in holders)
draw(objgraph.show_backrefs, [target], max_depth=1, filter=lambda obj: id(obj) in holders, too_many=1)
draw(objgraph.show_chain, back)
draw(objgraph.show_chain, forth, backrefs=False)
try:
    objgraph.show_refs([1], filename="x.dot", output=sys.stdout)
except ValueError as error:
    print(error)
