"""All objects of the heap, as lists to filter, sort and compare."""

import gc
import sys
from sys import getsizeof
from types import FrameType

from . import summary

HAVE_GC = 1 << 14


def _unique(objects):
    """The objects in order, each once."""
    return list({id(obj): obj for obj in objects}.values())


def get_objects(remove_dups=True, include_frames=False):
    """Return every object that is tracked by the collector or held by one that is. Frames are left out: holding them would make cycles."""
    gc.collect()
    # The list is asked for before anything else is made here, so that it holds nothing of ours.
    tracked = [obj for obj in gc.get_objects() if type(obj) is not FrameType]
    objects = [held for obj in tracked for held in gc.get_referents(obj) if not gc.is_tracked(held)]
    objects.extend(tracked)
    if remove_dups:
        objects = _unique(objects)
    if include_frames:
        frame = sys._getframe(1).f_back
        while frame is not None:
            objects.append(frame)
            frame = frame.f_back
    return objects


def get_size(objects):
    """Return the size of all objects together, each by itself."""
    return sum(getsizeof(obj) for obj in objects)


def get_diff(left, right):
    """Return {'+': objects only in right, '-': objects only in left}."""
    in_left, in_right = {id(obj) for obj in left}, {id(obj) for obj in right}
    return {"+": [obj for obj in right if id(obj) not in in_left], "-": [obj for obj in left if id(obj) not in in_right]}


def sort(objects):
    """Return the objects sorted by size, the smallest first."""
    return sorted(objects, key=getsizeof)


def filter(objects, Type=None, min=-1, max=-1):
    """Return the objects of a type that are larger than min and smaller than max."""
    if min > max > -1:
        raise ValueError("minimum must be smaller than maximum")
    if Type is not None:
        objects = [obj for obj in objects if isinstance(obj, Type)]
    if min > -1:
        objects = [obj for obj in objects if getsizeof(obj) > min]
    if max > -1:
        objects = [obj for obj in objects if getsizeof(obj) < max]
    return objects


def get_referents(object, level=1):
    """Return what an object refers to, and what that refers to, up to a level; each once."""
    found, newest = {}, gc.get_referents(object)
    for _ in range(level):
        newest = [obj for obj in _unique(newest) if id(obj) not in found]
        found.update((id(obj), obj) for obj in newest)
        newest = [held for obj in newest for held in gc.get_referents(obj)]
    return list(found.values())


def _is_containerobject(o):
    """Can the object be part of a cycle?"""
    return bool(type(o).__flags__ & HAVE_GC)


def _get_usage(function, *args):
    """What one call of a function leaves on the heap, as a summary; None if nothing. It is called twice, and the second call counts."""
    for _ in range(2):
        before = summary.summarize(get_objects())
        ours = [before, *before, *(item for row in before for item in row)]
        function(*args)
        known = {id(obj) for obj in ours}
        after = summary.summarize(obj for obj in get_objects() if id(obj) not in known and obj is not known and obj is not ours)
    return summary._sweep(summary.get_diff(before, after)) or None


def print_summary():
    """Print the types of all objects, the largest sums first."""
    summary.print_(summary.summarize(get_objects()))
