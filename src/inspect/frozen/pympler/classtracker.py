"""The instances of chosen classes, moment by moment: how many there are, and how large.

    tracker = ClassTracker()
    tracker.track_class(Node)
    tracker.create_snapshot("before")
    ...
    tracker.stats.print_summary()

Deliberately absent: snapshots taken in the background, files of statistics, pages of them.
"""

import time
import weakref
from functools import partial

from . import _text, asizeof
from .classtracker_stats import ConsoleStats

_start = time.monotonic()


def _get_time():
    """Seconds since this module was imported."""
    return time.monotonic() - _start


class TrackedObject:
    """What is known of one object: when it came and went, and how large it was at each snapshot."""

    def __init__(self, instance, name, resolution_level=0, on_delete=None):
        self.ref = weakref.ref(instance, self.finalize)
        self.id, self.name, self.repr = id(instance), name, ""
        self.birth, self.death = _get_time(), None
        self.resolution_level, self.on_delete = resolution_level, on_delete
        size = asizeof.basicsize(instance) or 0
        self.snapshots = [(self.birth, asizeof.Asized(size, size))]

    def track_size(self, moment, sizer):
        """Note the size of this moment."""
        obj = self.ref()
        self.snapshots.append((moment, sizer.asized(obj, detail=self.resolution_level)))
        if obj is not None:
            self.repr = _text.short_repr(obj, clip=128)

    def get_max_size(self):
        """Return the largest size that was noted."""
        return max(size.size for _, size in self.snapshots)

    def get_size_at_time(self, moment):
        """Return the size at a snapshot; 0 if it was not noted then."""
        return next((size.size for at, size in self.snapshots if at == moment), 0)

    def set_resolution_level(self, resolution_level):
        """Choose how many levels of referents are sized one by one."""
        self.resolution_level = resolution_level

    def finalize(self, ref):
        """The object is gone."""
        self.death = _get_time()
        if self.on_delete:
            self.on_delete()


class Snapshot:
    """The figures of one moment."""

    def __init__(self, timestamp, description=""):
        self.timestamp, self.desc = timestamp, description
        self.tracked_total = self.asizeof_total = self.overhead = 0
        self.classes = None

    @property
    def total(self):
        """What percentages are of: all tracked objects, or everything if that was asked for."""
        return self.asizeof_total or self.tracked_total

    @property
    def label(self):
        return f"{self.desc} ({self.timestamp:.3f}s)" if self.desc else f"{self.timestamp:.3f}s"


def _count(series, change):
    """Add to a list of (moment, number of objects)."""
    series.append((_get_time(), (series[-1][1] if series else 0) + change))


class ClassTracker:
    """Tracks objects, and the instances of classes from now on."""

    def __init__(self, stream=None):
        self.index, self.objects, self.history = {}, {}, {}
        self.snapshots, self._keepalive, self._constructors = [], [], {}
        self._stream = stream

    @property
    def stats(self):
        """What prints the figures."""
        return ConsoleStats(tracker=self, stream=self._stream)

    def track_object(self, instance, name=None, resolution_level=0, keep=False, trace=False):
        """Track one object, which must be weakly referenceable; keep=True holds it."""
        known = self.objects.get(id(instance))
        if known is not None and known.ref() is not None:
            return
        name = name or type(instance).__name__
        series = self.history.setdefault(name, [])
        _count(series, 1)
        tracked = TrackedObject(instance, name, resolution_level, partial(_count, series, -1))
        self.index.setdefault(name, []).append(tracked)
        self.objects[id(instance)] = tracked
        if keep:
            self._keepalive.append(instance)

    def track_change(self, instance, resolution_level=0):
        """Choose for a tracked object how many levels of referents are sized one by one."""
        self.objects[id(instance)].set_resolution_level(resolution_level)

    def track_class(self, cls, name=None, resolution_level=0, keep=False, trace=False):
        """Track every instance that is made from now on."""
        if not isinstance(cls, type):
            raise TypeError("only class objects can be tracked")
        if cls in self._constructors:
            self.detach_class(cls)
        options = {"name": name or f"{cls.__module__}.{cls.__name__}", "resolution_level": resolution_level, "keep": keep}
        original = cls.__init__
        self._constructors[cls] = vars(cls).get("__init__")

        def __init__(*args, **kwargs):
            self.track_object(args[0], **options)
            return original(*args, **kwargs)

        cls.__init__ = __init__

    def detach_class(self, cls):
        """Track no further instances of the class; those that are tracked stay so."""
        original = self._constructors.pop(cls)
        if original is None:
            del cls.__init__
        else:
            cls.__init__ = original

    def detach_all_classes(self):
        """Track no further instances."""
        for cls in list(self._constructors):
            self.detach_class(cls)

    close = detach_all_classes

    def detach_all(self):
        """Track nothing any more."""
        self.detach_all_classes()
        for container in self.objects, self.index, self._keepalive:
            container.clear()

    def clear(self):
        """Track nothing any more, and forget the figures."""
        self.detach_all()
        self.snapshots.clear()

    def create_snapshot(self, description="", compute_total=False):
        """Note the size of every tracked object. What two of them share counts for the older one."""
        moment, sizer = _get_time(), asizeof.Asizer()
        tracked = sorted(self.objects.values(), key=lambda one: one.birth)
        sizer.exclude_refs(*(one.ref() for one in tracked))
        for one in tracked:
            one.track_size(moment, sizer)
        snapshot = Snapshot(moment, str(description))
        snapshot.tracked_total = sizer.total
        if compute_total:
            snapshot.asizeof_total = asizeof.asizeof(all=True, code=True)
        self.snapshots.append(snapshot)
