"""Objects counted, and drawn with what they refer to and what refers to them.

Counting        count, by_type, typestats, most_common_types, show_most_common_types
Growing         growth, show_growth, get_new_ids, at_addrs
Finding         at, get_leaking_objects, find_ref_chain, find_backref_chain, is_proper_module
Drawing         show_refs, show_backrefs, show_chain

Only what the collector tracks is counted: not ints, strings, or tuples of them. A graph is written in the DOT language: to
`output`, to a file whose name ends in .dot, or as a picture to one whose name ends in .svg.
"""

import gc
import os
import sys
import types

__all__ = ["at", "at_addrs", "by_type", "count", "find_backref_chain", "find_ref_chain", "get_leaking_objects", "get_new_ids",
           "growth", "is_proper_module", "most_common_types", "show_backrefs", "show_chain", "show_growth",
           "show_most_common_types", "show_refs", "typestats"]


def _short_name(obj):
    return type(obj).__name__


def _long_name(obj):
    cls = type(obj)
    module = getattr(cls, "__module__", None)
    return f"{module}.{cls.__name__}" if module else cls.__name__


def _namer(shortnames):
    return _short_name if shortnames else _long_name


# --- counting ---


def count(typename, objects=None):
    """Return how many tracked objects (or of the objects given) have a type of this name, with or without its module."""
    return len(by_type(typename, objects))


def by_type(typename, objects=None):
    """Return the tracked objects (or of the objects given) whose type has this name."""
    name = _namer("." not in typename)
    return [obj for obj in (gc.get_objects() if objects is None else objects) if name(obj) == typename]


def typestats(objects=None, shortnames=True, filter=None):
    """Return {type name: number of objects}, for objects that the filter lets pass."""
    name, stats = _namer(shortnames), {}
    for obj in gc.get_objects() if objects is None else objects:
        if filter is None or filter(obj):
            key = name(obj)
            stats[key] = stats.get(key, 0) + 1
    return stats


def most_common_types(limit=10, objects=None, shortnames=True, filter=None):
    """Return [(type name, number)], the most frequent first."""
    stats = typestats(objects, shortnames, filter)
    rows = sorted(stats.items(), key=lambda row: row[1], reverse=True)
    return rows[:limit] if limit else rows


def show_most_common_types(limit=10, objects=None, shortnames=True, file=None, filter=None):
    """Print what most_common_types returns."""
    rows = most_common_types(limit, objects, shortnames, filter)
    width = max(len(name) for name, _ in rows)
    for name, number in rows:
        print(f"{name:<{width}} {number}", file=file)


# --- growing ---


def growth(limit=10, peak_stats={}, shortnames=True, filter=None):
    """Return [(type name, number, increase)] of the types that have more objects than ever before, the largest increase first.

    The peaks are kept in peak_stats: in one dict of this function's, unless another one is given.
    """
    gc.collect()
    stats = typestats(shortnames=shortnames, filter=filter)
    rows = [(name, number, number - peak_stats.get(name, 0)) for name, number in stats.items()]
    rows = [row for row in rows if row[2] > 0]
    peak_stats.update((name, number) for name, number, _ in rows)
    rows.sort(key=lambda row: row[2], reverse=True)
    return rows[:limit] if limit else rows


def show_growth(limit=10, peak_stats=None, shortnames=True, file=None, filter=None):
    """Print what growth returns."""
    peaks = {} if peak_stats is None else {"peak_stats": peak_stats}
    rows = growth(limit, shortnames=shortnames, filter=filter, **peaks)
    width = max((len(name) for name, _, _ in rows), default=0)
    for name, number, increase in rows:
        print(f"{name:<{width}}{number:9} {increase:+9}", file=file)


class _Ids:
    """Addresses by type name: of the last time, of this time, and the new ones among these."""

    def __init__(self):
        self.old, self.current, self.new = {}, {}, {}
        self.shortnames = True

    def update(self, objects, name):
        self.old, self.current = self.current, {}
        for obj in objects:
            self.current.setdefault(name(obj), set()).add(id(obj))
        for key in self.current.keys() | self.old.keys():
            self.current.setdefault(key, set())
        # The caller may hold this dict: it stays the same one.
        for key in [key for key in self.new if key not in self.current]:
            del self.new[key]
        for key, ids in self.current.items():
            self.new.setdefault(key, set()).clear()
            self.new[key].update(ids - self.old.get(key, set()))

    def rows(self):
        for key, ids in self.current.items():
            before = len(self.old.get(key, ()))
            yield key, before, len(ids), len(self.new[key]), len(ids) - before


_ids = _Ids()


def get_new_ids(skip_update=False, limit=10, sortby="deltas", shortnames=None, file=None):
    """Return {type name: addresses of objects that were not there at the last call}, and print a table of them.

    sortby: 'old', 'current', 'new' or 'deltas'. With skip_update=True return what was found last, and look at nothing.
    """
    if skip_update:
        return _ids.new
    if shortnames is not None:
        _ids.shortnames = shortnames
    gc.collect()
    _ids.update(gc.get_objects(), _namer(_ids.shortnames))
    column = 1 + ("old", "current", "new", "deltas").index(sortby)
    rows = sorted(_ids.rows(), key=lambda row: (row[column], row[0]), reverse=True)
    rows = rows if limit is None else rows[:limit]
    if rows:
        width = max(len(row[0]) for row in rows)
        line = "=" * (width + 52)
        print(line, f"{'Type':<{width}}{'Old_ids':>13}{'Current_ids':>13}{'New_ids':>13}{'Count_Deltas':>13}", line, sep="\n", file=file)
        for name, old, current, new, delta in rows:
            print(f"{name:<{width}}{old:13}{current:13}{new:+13}{delta:+13}", file=file)
        print(line, file=file)
    return _ids.new


# --- finding ---


def at(addr):
    """Return the tracked object at an address: the reverse of id()."""
    return next((obj for obj in gc.get_objects() if id(obj) == addr), None)


def at_addrs(address_set):
    """Return the tracked objects at these addresses."""
    return [obj for obj in gc.get_objects() if id(obj) in address_set]


def get_leaking_objects(objects=None):
    """Return the objects that no tracked object refers to. Something holds them that the collector cannot see."""
    gc.collect()
    everything = gc.get_objects()
    looked_at = everything if objects is None else objects
    unheld = {id(obj) for obj in looked_at}
    for holder in everything:
        if holder is not looked_at:
            unheld.difference_update(map(id, gc.get_referents(holder)))
    return [obj for obj in looked_at if id(obj) in unheld]


def is_proper_module(obj):
    """Is it a module of sys.modules? Whatever one of those holds stays alive."""
    return isinstance(obj, types.ModuleType) and obj is sys.modules.get(getattr(obj, "__name__", None))


def find_ref_chain(obj, predicate, max_depth=20, extra_ignore=()):
    """Return the shortest chain of references from obj to an object for which the predicate is true; [obj] if there is none."""
    return _find_chain(obj, predicate, gc.get_referents, max_depth, extra_ignore)[::-1]


def find_backref_chain(obj, predicate, max_depth=20, extra_ignore=()):
    """Return the shortest chain of references to obj from an object for which the predicate is true; [obj] if there is none."""
    return _find_chain(obj, predicate, gc.get_referrers, max_depth, extra_ignore)


def _find_chain(obj, predicate, neighbours, max_depth, extra_ignore):
    """Breadth first, from obj; the chain from what was found back to obj."""
    waiting, came_from, depths = [obj], {id(obj): None}, {id(obj): 0}
    ignored = {*extra_ignore}
    ignored.update(map(id, (extra_ignore, waiting, came_from, depths, ignored)))
    # By address only: a frame that is held by its own variable would be a cycle.
    ignored.update((id(sys._getframe()), id(sys._getframe(1))))
    gc.collect()
    while waiting:
        target = waiting.pop(0)
        if predicate(target):
            chain = []
            while target is not None:
                chain.append(target)
                target = came_from[id(target)]
            return chain
        if depths[id(target)] < max_depth:
            found = neighbours(target)
            ignored.add(id(found))
            for source in found:
                if id(source) not in ignored and id(source) not in depths:
                    depths[id(source)] = depths[id(target)] + 1
                    came_from[id(source)] = target
                    waiting.append(source)
    return [obj]


# --- drawing ---


def show_refs(objs, max_depth=3, extra_ignore=(), filter=None, too_many=10, highlight=None, filename=None, extra_info=None,
              refcounts=False, shortnames=True, output=None, extra_node_attrs=None):
    """Draw what the objects refer to, max_depth steps far and at most too_many arrows from each.

    filter(obj) chooses what is drawn, highlight(obj) what is coloured; extra_info(obj) is written into a node, and
    extra_node_attrs(obj) returns further attributes of it; refcounts=True adds the counts.
    """
    graph = _Graph(gc.get_referents, True, max_depth, extra_ignore, filter, too_many, highlight, extra_info, refcounts, shortnames,
                   extra_node_attrs)
    return _show(graph, objs, filename, output)


def show_backrefs(objs, max_depth=3, extra_ignore=(), filter=None, too_many=10, highlight=None, filename=None, extra_info=None,
                  refcounts=False, shortnames=True, output=None, extra_node_attrs=None):
    """Draw what refers to the objects; arguments as for show_refs. Modules are where it ends."""
    graph = _Graph(gc.get_referrers, False, max_depth, extra_ignore, filter, too_many, highlight, extra_info, refcounts, shortnames,
                   extra_node_attrs)
    return _show(graph, objs, filename, output)


def show_chain(*chains, backrefs=True, **kw):
    """Draw chains, as find_backref_chain finds them (or find_ref_chain, with backrefs=False)."""
    chains = [chain for chain in chains if chain]
    members = {id(obj) for chain in chains for obj in chain}
    kw.update(max_depth=max(map(len, chains)) - 1, filter=lambda obj: id(obj) in members)
    if backrefs:
        return show_backrefs([chain[-1] for chain in chains], **kw)
    return show_refs([chain[0] for chain in chains], **kw)


class _Graph:
    """Walks from some objects along their edges, breadth first, and writes DOT."""

    def __init__(self, neighbours, forward, max_depth, extra_ignore, filter, too_many, highlight, extra_info, refcounts, shortnames,
                 extra_node_attrs):
        self.neighbours, self.forward, self.max_depth, self.too_many = neighbours, forward, max_depth, too_many
        self.filter, self.highlight, self.extra_info = filter, highlight, extra_info
        self.refcounts, self.name, self.extra_node_attrs = refcounts, _namer(shortnames), extra_node_attrs
        self.depths, self.waiting = {}, []
        self.ignored = {*extra_ignore}
        self.ignored.update(map(id, (self, vars(self), self.depths, self.waiting, self.ignored, extra_ignore)))

    def write(self, objs, write):
        """Write the graph from these objects on; the number of nodes."""
        frame = sys._getframe()
        for ours in (objs, frame, frame.f_back, frame.f_back.f_back):
            self.ignored.add(id(ours))
        del frame, ours
        write("digraph ObjectGraph {\n  node[shape=box, style=filled, fillcolor=white];\n")
        for obj in objs:
            write(f"  {_node(obj)}[fontcolor=red];\n")
            self.depths[id(obj)] = 0
            self.waiting.append(obj)
        obj = None
        gc.collect()
        nodes = 0
        while self.waiting:
            nodes += 1
            target = self.waiting.pop(0)
            # Before the call below: its arguments would count.
            label = self.label(target)
            self.write_node(target, label, write)
            ends = not self.forward and is_proper_module(target)
            if self.depths[id(target)] < self.max_depth and not ends:
                self.write_edges(target, write)
        write("}\n")
        return nodes

    def write_node(self, obj, label, write):
        node, depth = _node(obj), self.depths[id(obj)]
        write(f'  {node}[label="{label}"{self.attributes(obj)}];\n')
        hue, saturation, value = _fade((0, 0, 1), (0, 0, 0.3), depth, self.max_depth)
        if isinstance(obj, types.ModuleType):
            hue, saturation = 0.3, 1
        if self.highlight and self.highlight(obj):
            hue, saturation, value = 0.6, 0.6, 0.5 + value * 0.5
        write(f'  {node}[fillcolor="{hue:g},{saturation:g},{value:g}"];\n')
        if value < 0.5:
            write(f"  {node}[fontcolor=white];\n")
        if hasattr(getattr(obj, "__class__", None), "__del__"):
            write(f"  {node}->{node}_has_a_del[color=red,style=dotted,len=0.25,weight=10];\n")
            write(f'  {node}_has_a_del[label="__del__",shape=doublecircle,height=0.25,color=red,fillcolor="0,.5,1",fontsize=6];\n')

    def write_edges(self, obj, write):
        found = self.neighbours(obj)
        self.ignored.add(id(found))
        shown = skipped = 0
        for other in found:
            if id(other) in self.ignored or self.filter and not self.filter(other):
                continue
            if shown >= self.too_many:
                skipped += 1
                continue
            shown += 1
            start, end = (obj, other) if self.forward else (other, obj)
            write(f"  {_node(start)} -> {_node(end)}{self.edge_label(start, end)};\n")
            if id(other) not in self.depths:
                self.depths[id(other)] = self.depths[id(obj)] + 1
                self.waiting.append(other)
        if skipped:
            self.write_rest(obj, skipped, write)

    def write_rest(self, obj, skipped, write):
        """A node that stands for the neighbours that were too many."""
        node, rest = _node(obj), f"too_many_{_node(obj)}"
        colour = "{:g},{:g},{:g}".format(*_fade((0, 1, 1), (0, 1, 0.3), self.depths[id(obj)] + 1, self.max_depth))
        edge = f"{node}->{rest}" if self.forward else f"{rest}->{node}"
        what = "references" if self.forward else "backreferences"
        write(f"  {edge}[color=red,style=dotted,len=0.25,weight=10];\n")
        write(f'  {rest}[label="{skipped} more {what}",shape=box,height=0.25,color=red,fillcolor="{colour}",fontsize=6];\n')
        write(f"  {rest}[fontcolor=white];\n")

    def label(self, obj):
        lines = [self.name(obj), _safe_repr(obj)]
        if self.refcounts:
            lines[0] += f" [{sys.getrefcount(obj) - OWN_REFERENCES}]"
        if self.extra_info:
            lines.append(str(self.extra_info(obj)))
        return _quote("\n".join(lines))

    def attributes(self, obj):
        if self.extra_node_attrs is None:
            return ""
        given = sorted(self.extra_node_attrs(obj).items())
        return ", " + ", ".join(f'{name}="{_quote(value)}"' for name, value in given if value is not None)

    def edge_label(self, source, target):
        """How source holds target: the name of an attribute, or the key."""
        kind = type(source)
        if issubclass(type(target), dict) and target is getattr(source, "__dict__", None):
            return ' [label="__dict__",weight=10]'
        named = ()
        if issubclass(kind, types.FrameType):
            named = ("f_locals", "f_globals")
        elif issubclass(kind, types.MethodType):
            named = ("__self__", "__func__")
        elif issubclass(kind, types.FunctionType):
            named = dir(source)
        for name in named:
            if target is getattr(source, name):
                return f' [label="{_quote(name)}",weight=10]'
        if issubclass(kind, dict):
            for key, value in source.items():
                if value is target:
                    if type(key) is str and key.isascii() and key.isidentifier():
                        return f' [label="{_quote(key)}",weight=2]'
                    return f' [label="{_quote(f"{self.name(key)}\n{_safe_repr(key)}")}"]'
        return ""


# References to an object while its label is made: a variable, an argument, getrefcount's own, and the list of objects to draw.
OWN_REFERENCES = 4


def _show(graph, objs, filename, output):
    if filename and output:
        raise ValueError("Cannot specify both output and filename.")
    objs = objs if issubclass(type(objs), (list, tuple)) else [objs]
    if output:
        graph.write(objs, output.write)
        return
    stem, suffix = os.path.splitext(filename) if filename else (_unused_name(), "")
    dot_name = stem + ".dot"
    with open(dot_name, "w", encoding="utf-8") as file:
        nodes = graph.write(objs, file.write)
    print(f"Graph written to {dot_name} ({nodes} nodes)")
    if suffix and suffix != ".dot":
        print("Image renderer (dot) not found, not doing anything else")
    elif not filename:
        print("Graph viewer (xdot) and image renderer (dot) not found, not doing anything else")


def _unused_name():
    folder = os.getenv("TMPDIR") or "/tmp"
    number = 1
    while os.path.exists(f"{folder}/objgraph-{number}.dot"):
        number += 1
    return f"{folder}/objgraph-{number}"


def _node(obj):
    return f"o{id(obj)}"


def _fade(start, end, depth, max_depth):
    """The colour of a depth, between the colours of both ends."""
    if max_depth == 0:
        return start
    part = depth / max_depth
    return tuple(a * (1 - part) + b * part for a, b in zip(start, end))


def _quote(text):
    for character, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\0", "\\\\0")):
        text = text.replace(character, written)
    return text


def _safe_repr(obj):
    try:
        return _short_repr(obj)
    except Exception:
        return "(unrepresentable)"


def _name_or_repr(obj):
    name = getattr(obj, "__name__", None)
    return name if type(name) is str else repr(obj)[:40]


def _short_repr(obj):
    kind = type(obj)
    if issubclass(kind, (type, types.ModuleType, types.BuiltinFunctionType)):
        return _name_or_repr(obj)
    if issubclass(kind, types.MethodType):
        return _name_or_repr(obj.__func__) + (" (bound)" if obj.__self__ else "")
    if issubclass(kind, types.FunctionType) and obj.__name__ == "<lambda>":
        return f"lambda: {os.path.basename(obj.__code__.co_filename)}:{obj.__code__.co_firstlineno}"
    if issubclass(kind, types.FrameType):
        return f"{obj.f_code.co_filename}:{obj.f_lineno}"
    if issubclass(kind, (tuple, list, dict, set)):
        return f"{len(obj)} items"
    return repr(obj)[:40]
