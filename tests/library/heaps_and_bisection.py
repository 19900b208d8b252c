import heapq
from bisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right
from heapq import *


def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


h = []
for x in [5, 3, 8, 1, 9, 2]:
    heappush(h, x)
    print(h)
print([heappop(h) for _ in range(6)])
h = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
heapify(h)
print(h, heapreplace(h, 20), h, heappushpop(h, -1), heappushpop(h, 3), h)
heapq._heapify_max(h)
print(h, heapq._heappop_max(h), heapq._heapreplace_max(h, 4), h)
t(lambda: heappop([]))
t(lambda: heapreplace([], 1))
t(lambda: heappushpop([], 1))
t(lambda: heappush((), 1))
t(lambda: heappop(1))
t(lambda: heapify("a"))
t(lambda: heappush([1], "a"))
t(lambda: list(merge([1, 4, 7], [2, 5, 8], [0, 9])))
t(lambda: list(merge([7, 4, 1], [8, 5, 2], reverse=True)))
t(lambda: list(merge(["aaa", "b"], ["cc", "d"], key=len, reverse=True)))
t(lambda: list(merge()))
data = [5, 1, 9, 3, 7, 3, 8]
t(lambda: (nlargest(3, data), nsmallest(3, data), nlargest(1, data), nsmallest(1, data), nlargest(0, data), nlargest(99, data)))
t(lambda: (nlargest(2, iter(data)), nsmallest(2, iter(data), key=lambda x: -x), nlargest(1, []), nsmallest(2, [])))
t(lambda: nlargest(3, ["bb", "a", "cc", "d", "ee"], key=len))
t(lambda: nsmallest(3, iter(["bb", "a", "cc", "d", "ee"]), key=len))
t(lambda: nlargest(2, [1, "a"]))
l = [1, 2, 2, 2, 3, 5]
t(lambda: (bisect(l, 2), bisect_left(l, 2), bisect_right(l, 2), bisect(l, 0), bisect(l, 9), bisect(l, 2, 3), bisect(l, 2, 0, 2), bisect_left(l, 2, lo=2, hi=4)))
insort(l, 4)
insort_left(l, 2)
insort_right(l, 2)
print(l)
t(lambda: bisect(l, 2, -1))
t(lambda: bisect(["a", "bb", "dddd"], 3, key=len))
words = ["a", "bb", "dddd"]
insort(words, "ccc", key=len)
print(words)
t(lambda: bisect(3, 1))
t(lambda: bisect([1, "a"], 2))
t(lambda: bisect(l))
t(lambda: bisect(range(0, 100, 7), 50))
