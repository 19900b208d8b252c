"""What came and what went between two moments."""

import gc
import sys

from . import muppy, summary

IMMORTAL = 1 << 31


class SummaryTracker:
    """Compares summaries: which types grew. What the tracker itself holds is left out."""

    def __init__(self, ignore_self=True):
        self.ignore_self = ignore_self
        self.summaries = {}
        self.s0 = self.s1 = None
        self.s0 = self.create_summary()

    def _own(self):
        """Addresses of what only the tracker holds."""
        kept = [self.s0, self.s1, *self.summaries.values()]
        rows = [row for one in kept if one for row in one]
        items = [item for row in rows for item in row] + list(self.summaries)
        items = [item for item in items if sys.getrefcount(item) < IMMORTAL]
        return {id(obj) for obj in (self, vars(self), self.summaries, *kept, *rows, *items)}

    def create_summary(self):
        """Return the summary of all objects."""
        own = self._own() if self.ignore_self else ()
        objects = [obj for obj in muppy.get_objects() if id(obj) not in own and obj is not own]
        return summary.summarize(objects)

    def diff(self, summary1=None, summary2=None):
        """Return what changed: since the last time, since summary1, or from summary1 to summary2."""
        if summary2 is None:
            self.s1 = self.create_summary()
            changes = summary.get_diff(self.s0 if summary1 is None else summary1, self.s1)
            self.s0 = self.s1
        elif summary1 is None:
            raise ValueError("You cannot provide summary2 without summary1.")
        else:
            changes = summary.get_diff(summary1, summary2)
        return summary._sweep(changes)

    def format_diff(self, summary1=None, summary2=None):
        """Return the lines of what changed."""
        return summary.format_(self.diff(summary1, summary2))

    def print_diff(self, summary1=None, summary2=None):
        """Print what changed."""
        for line in self.format_diff(summary1, summary2):
            print(line)

    def store_summary(self, key):
        """Keep a summary of this moment in `summaries`."""
        self.summaries[key] = self.create_summary()


class ObjectTracker:
    """Compares the objects themselves. It holds all that it has seen: nothing of it can die."""

    def __init__(self):
        self.o0 = self._get_objects()

    def _get_objects(self, ignore=()):
        tracked = gc.get_objects()
        own = {id(obj) for obj in (self, vars(self), getattr(self, "o0", None), ignore, *ignore)}
        frame = sys._getframe()
        while frame is not None:
            own.add(id(frame))
            frame = frame.f_back
        tracked = [obj for obj in tracked if id(obj) not in own]
        objects = [held for obj in tracked for held in gc.get_referents(obj) if not gc.is_tracked(held)]
        return [obj for obj in muppy._unique(objects + tracked) if id(obj) not in own]

    def get_diff(self, ignore=()):
        """Return {'+': new objects, '-': objects that are gone} since the last time."""
        before, self.o0 = self.o0, self._get_objects((self.o0, *ignore))
        return muppy.get_diff(before, self.o0)

    def format_diff(self, ignore=()):
        """Return the lines of both summaries."""
        changes = self.get_diff(ignore)
        added, removed = summary.summarize(changes["+"]), summary.summarize(changes["-"])
        return ["Added objects:", *summary.format_(added), "Removed objects:", *summary.format_(removed)]

    def print_diff(self, ignore=()):
        """Print both summaries."""
        for line in self.format_diff(ignore):
            print(line)
