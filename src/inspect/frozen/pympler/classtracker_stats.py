"""Tables of what a ClassTracker has noted."""

import sys

from . import _text

SORT_KEYS = ("classname", "tsize", "birth", "death", "name", "repr", "size")


class Stats:
    """The figures of a tracker, sorted."""

    def __init__(self, tracker=None, filename=None, stream=None):
        self.stream = stream or sys.stdout
        self.tracker = tracker
        self.index, self.snapshots = (tracker.index, tracker.snapshots) if tracker else ({}, [])
        self.sorted = []

    def _all(self):
        if not self.sorted:
            for name, tracked in self.index.items():
                for one in tracked:
                    one.classname = name
                    one.size, one.tsize = one.get_max_size(), one.snapshots[-1][1].size
                    self.sorted.append(one)
        return self.sorted

    def sort_stats(self, *args):
        """Sort the objects by 'classname', 'size', 'tsize', 'birth', 'death', 'name' or 'repr'; sizes from the largest down."""
        for key in args:
            if key not in SORT_KEYS:
                raise ValueError(f"Invalid sort criteria specified: {key}")
        keys = args or ("classname", "tsize", "birth")

        def rank(one):
            values = (getattr(one, key) for key in keys)
            return [-value if key in ("tsize", "size") else str(value) for key, value in zip(keys, values)]

        self._all().sort(key=rank)
        return self

    def reverse_order(self):
        """Turn the order round."""
        self._all().reverse()
        return self

    def annotate_snapshot(self, snapshot):
        """Return {class: its figures} of a snapshot."""
        if snapshot.classes is None:
            snapshot.classes = {}
            moment = snapshot.timestamp
            for name, tracked in self.index.items():
                total = sum(one.get_size_at_time(moment) for one in tracked)
                active = sum(one.birth < moment and (one.death is None or one.death > moment) for one in tracked)
                percent = total * 100 / snapshot.total if snapshot.total else 0
                average = total / active if active else 0
                snapshot.classes[name] = {"sum": total, "avg": average, "pct": percent, "active": active}
        return snapshot.classes

    def annotate(self):
        """Work out the figures of all snapshots."""
        for snapshot in self.snapshots:
            self.annotate_snapshot(snapshot)

    @property
    def tracked_classes(self):
        """The names of all classes, sorted."""
        return sorted(self.index)


class ConsoleStats(Stats):
    """Prints them."""

    def print_summary(self):
        """Print for each snapshot how many objects of each class there were, and their sizes."""
        print("---- SUMMARY " + "-" * 66, file=self.stream)
        for snapshot in self.snapshots:
            classes = self.annotate_snapshot(snapshot)
            total = _text.size(snapshot.asizeof_total)
            print(f"{_text.cut(snapshot.desc, 35):<35} {'active':>11} {total:>12} {'average':>12} {'pct':>5}", file=self.stream)
            for name in self.tracked_classes:
                info = classes[name]
                row = f"{info['active']:11} {_text.size(info['sum']):>12} {_size(info['avg']):>12} {int(info['pct']):4}%"
                print(f"  {_text.cut(name, 33):<33} {row}", file=self.stream)
        print("-" * 79, file=self.stream)

    def print_object(self, tobj):
        """Print the life of one object."""
        name, shown = _text.cut(tobj.name, 32, left=True), _text.cut(tobj.repr, 35)
        where = " ( free )  " if tobj.death else f" 0x{tobj.id:08x}"
        print(f"{name:<32}{where} {shown:<35}", file=self.stream)
        for moment, size in tobj.snapshots:
            print(f"  {_text.time(moment):<30} {_text.size(size.size)}", file=self.stream)
            self._print_refs(size.refs, size.size)
        if tobj.death is not None:
            print(f"  {_text.time(tobj.death):<30} finalize", file=self.stream)

    def _print_refs(self, refs, total, prefix="    ", level=1):
        for ref in sorted(refs, key=lambda ref: ref.size, reverse=True):
            percent = ref.size * 100 / total if total else 0
            if percent > 0.1:
                name = _text.cut(prefix + str(ref.name), 50)
                print(f"{name:<50} {_text.size(ref.size):<14} {int(percent):3}% [{level}]", file=self.stream)
                self._print_refs(ref.refs, total, prefix + "  ", level + 1)

    def print_stats(self, clsname=None, limit=1.0):
        """Print the life of each object; of those whose class has clsname in its name, and a part or a number of them."""
        if not self.sorted:
            self.sort_stats()
        chosen = [one for one in self.sorted if not clsname or clsname in one.classname]
        if limit < 1.0:
            chosen = chosen[:max(1, int(len(self.sorted) * limit))]
        elif limit > 1.0:
            chosen = chosen[:int(limit)]
        for one in chosen:
            self.print_object(one)


def _size(value):
    return _text.size(int(value))
