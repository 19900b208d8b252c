"""Heaps: lists whose first item is the smallest, kept so by few comparisons.

In a heap no item is larger than the two at twice its place, plus 1 and plus 2. What works on one is native.
"""

from _heapq import (_heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop,
                    heapreplace)

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """Go over the items of several sorted iterables in the order of all, without having them in a list."""
    if reverse:
        order, pop, replace, step = _heapify_max, _heappop_max, _heapreplace_max, -1
    else:
        order, pop, replace, step = heapify, heappop, heapreplace, 1
    # What each iterable has next: what is compared, the iterable's number (equal items keep their order, and what
    # follows is never compared), how to get another item and, if that is not what is compared, the item.
    waiting = []
    for number, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            item = advance()
        except StopIteration:
            continue
        entry = [item, number * step, advance]
        if key is not None:
            entry[0] = key(item)
            entry.append(item)
        waiting.append(entry)
    order(waiting)
    while len(waiting) > 1:
        try:
            while True:
                entry = waiting[0]
                yield entry[0] if key is None else entry[3]
                item = entry[2]()
                if key is not None:
                    entry[3] = item
                    item = key(item)
                entry[0] = item
                replace(waiting, entry)
        except StopIteration:
            pop(waiting)
    for entry in waiting:
        yield entry[0] if key is None else entry[3]
        yield from entry[2].__self__


def nsmallest(n, iterable, key=None):
    """The n smallest items, in order: sorted(iterable, key=key)[:n]."""
    if n == 1:
        return _one(min, iterable, key)
    if _all_wanted(n, iterable):
        return sorted(iterable, key=key)[:n]
    it = iter(iterable)
    # The best so far, with the worst of them on top. Of equal items the earlier is the better.
    best = [(x if key is None else key(x), number, x) for number, x in zip(range(n), it)]
    if not best:
        return best
    _heapify_max(best)
    bound, number = best[0][0], n
    for x in it:
        rank = x if key is None else key(x)
        if rank < bound:
            _heapreplace_max(best, (rank, number, x))
            bound = best[0][0]
            number += 1
    best.sort()
    return [x for _, _, x in best]


def nlargest(n, iterable, key=None):
    """The n largest items, the largest first: sorted(iterable, key=key, reverse=True)[:n]."""
    if n == 1:
        return _one(max, iterable, key)
    if _all_wanted(n, iterable):
        return sorted(iterable, key=key, reverse=True)[:n]
    it = iter(iterable)
    best = [(x if key is None else key(x), -number, x) for number, x in zip(range(n), it)]
    if not best:
        return best
    heapify(best)
    bound, number = best[0][0], n
    for x in it:
        rank = x if key is None else key(x)
        if bound < rank:
            heapreplace(best, (rank, -number, x))
            bound = best[0][0]
            number += 1
    best.sort(reverse=True)
    return [x for _, _, x in best]


def _one(extreme, iterable, key):
    nothing = object()
    found = extreme(iter(iterable), key=key, default=nothing)
    return [] if found is nothing else [found]


def _all_wanted(n, iterable):
    """Whether there are no more than n items, so that sorting them is all there is to do."""
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        return False
    return n >= size
