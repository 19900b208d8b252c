"""Heap queue algorithm (a.k.a. priority queue).

Heaps are lists for which a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for all k, counting from 0: a[0] is the smallest
item. heappush, heappop and the like are native.
"""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]

from _heapq import (_heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop,
                    heapreplace)


def merge(*iterables, key=None, reverse=False):
    """Merge multiple sorted inputs into a single sorted output.

    Similar to sorted(itertools.chain(*iterables)) but returns a generator,
    does not pull the data into memory all at once, and assumes that each of
    the input streams is already sorted (smallest to largest).

    >>> list(merge([1,3,5,7], [0,2,4,8], [5,10,15,20], [], [25]))
    [0, 1, 2, 3, 4, 5, 5, 7, 8, 10, 15, 20, 25]

    If *key* is not None, applies a key function to each element to determine
    its sort order.

    >>> list(merge(['dog', 'horse'], ['cat', 'fish', 'kangaroo'], key=len))
    ['dog', 'cat', 'fish', 'horse', 'kangaroo']

    """
    if reverse:
        _heapify, _heappop, _heapreplace, direction = _heapify_max, _heappop_max, _heapreplace_max, -1
    else:
        _heapify, _heappop, _heapreplace, direction = heapify, heappop, heapreplace, 1
    # An entry: what is compared, the number of its iterable (so that equal items keep their order), the item's
    # iterator and, with a key function, the item.
    h = []
    for order, it in enumerate(map(iter, iterables)):
        try:
            next = it.__next__
            value = next()
        except StopIteration:
            continue
        if key is None:
            h.append([value, order * direction, next])
        else:
            h.append([key(value), order * direction, next, value])
    _heapify(h)
    while len(h) > 1:
        try:
            while True:
                entry = h[0]
                next = entry[2]
                if key is None:
                    yield entry[0]
                    entry[0] = next()
                else:
                    yield entry[3]
                    value = next()
                    entry[0], entry[3] = key(value), value
                _heapreplace(h, entry)
        except StopIteration:
            _heappop(h)
    if h:
        entry = h[0]
        yield entry[0] if key is None else entry[3]
        yield from entry[2].__self__


def nsmallest(n, iterable, key=None):
    """Find the n smallest elements in a dataset.

    Equivalent to:  sorted(iterable, key=key)[:n]
    """
    return _best(n, iterable, key, min, 1, _heapify_max, _heapreplace_max, lambda new, worst: new < worst)


def nlargest(n, iterable, key=None):
    """Find the n largest elements in a dataset.

    Equivalent to:  sorted(iterable, key=key, reverse=True)[:n]
    """
    return _best(n, iterable, key, max, -1, heapify, heapreplace, lambda new, worst: worst < new)


def _best(n, iterable, key, extreme, direction, heapify, heapreplace, better):
    if n == 1:
        sentinel = object()
        result = extreme(iter(iterable), default=sentinel, key=key)
        return [] if result is sentinel else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=direction < 0)[:n]
    it = iter(iterable)
    # A heap of the best so far, the worst of them on top: (what is compared, when it came, item).
    if key is None:
        result = [(elem, i * direction, elem) for i, elem in zip(range(n), it)]
    else:
        result = [(key(elem), i * direction, elem) for i, elem in zip(range(n), it)]
    if not result:
        return result
    heapify(result)
    top = result[0][0]
    order = n * direction
    for elem in it:
        k = elem if key is None else key(elem)
        if better(k, top):
            heapreplace(result, (k, order, elem))
            top, _order, _elem = result[0]
            order += direction
    result.sort(reverse=direction < 0)
    return [elem for (k, order, elem) in result]
