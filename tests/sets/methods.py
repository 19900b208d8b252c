s = {3, 1, 2}
print(s, len(s), 2 in s, set(), {*()} == set(), set("hello") == {"h", "e", "l", "o"})
s.add(4); s.add(4); s.discard(99); s.remove(1); print(s)
s.update([5, 6], {7}); print(s); print(s.pop() in range(10), len(s)); s.clear(); print(s)
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a.union([9]), a.intersection([1]), a.difference([1]), a.symmetric_difference([1, 7]))
print(a <= b, {2} < a, a >= {1}, a.issubset({1, 2, 3, 4}), a.issuperset(set()), a.isdisjoint({9}), a == {3, 2, 1}, a != b)
a |= {10}; a &= {1, 2, 10}; a -= {2}; a ^= {1, 5}; print(sorted(a))
a.intersection_update({5}); a.difference_update({7}); a.symmetric_difference_update({8}); print(sorted(a))
f = frozenset([1, 2]); print(f, hash(f) == hash(frozenset([2, 1])), {f: 1}[frozenset([2, 1])], f | {3}, {3} | f, frozenset())
print({True, 1, 1.0}, {0, False}, len({1, "1", (1,)}))
c = {1}.copy(); c.add(2); print(c)
for call in (lambda: set().pop(), lambda: {1}.remove(2), lambda: {[]}, lambda: {1} | [2], lambda: {1} + {2}, lambda: frozenset().add(1), lambda: set(5), lambda: set((1,))[0], lambda: {1} < 5):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
