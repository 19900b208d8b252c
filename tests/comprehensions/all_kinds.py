print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(2) for y in "ab"])
print({x % 3 for x in range(10)}, {x: x * x for x in range(3)}, {k: v for k, v in [("a", 1), ("b", 2)]}, {v: k for k, v in {"x": 1}.items()})
print(list(x + 1 for x in range(3)), sum(x for x in range(4)), tuple(c.upper() for c in "abc"), dict((c, i) for i, c in enumerate("ab")))
print([[y for y in range(x)] for x in range(4)], [x for row in [[1, 2], [3]] for x in row], [a + b for a, b in [(1, 2), (3, 4)]])
print([x if x > 1 else -x for x in range(4)], [not x for x in (0, 1)], [(lambda: x)() for x in range(3)])
print([*range(2), *[x for x in "ab"]], {**{i: i for i in range(2)}}, [first for first, *rest in ["abc", "de"]])
print([(i, j) for i in range(4) for j in range(i) if (i + j) % 2], [y for x in range(5) if (y := x * 2) > 4], y)
x = "outside"
[x for x in range(3)]
print(x)
def f(n): return [n + i for i in range(n)]
print(f(3), any(x > 2 for x in range(4)), all(x > 2 for x in range(4)), max(len(w) for w in "a bbb cc".split()))
